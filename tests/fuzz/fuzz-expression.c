// SPDX-License-Identifier: GPL-3.0-or-later
/* Any text as an expression: refused with a message, or a tree that prints, and whose print is read and checked as the same tree again.
 * The first byte chooses what the provision is about. */

#include <string.h>

#include "reeve-expression-private.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const char file[] =
  "reeve-ordinance: 1\n"
  "id: fuzz\n"
  "jurisdiction: Example\n"
  "title: Fuzz\n"
  "authority: Charter 1\n"
  "parameters:\n"
  "  closed-hours: 22:00-08:00\n"
  "  zones: [C-3, C-4]\n"
  "  look-back: 24 months\n"
  "  late-fee: 75 USD\n"
  "  far: 1000 ft\n"
  "definitions:\n"
  "  massage-place: business.category = massage\n"
  "  licensed: {of: staff, is: state-licence.valid}\n"
  "checklist:\n"
  "  - {id: open, ask: Open?}\n"
  "  - {id: locks, ask: Locks?, answers: number}\n"
  "  - {id: file, ask: File?, of: staff, answers: \"any of [copy, photo]\"}\n"
  "  - {id: log, ask: Log?, answers: \"one of [produced, refused]\"}\n"
  "provisions:\n"
  "  - {id: text-only, citation: Sec. 1, text: Words.}\n";

static ReeveOrdinance *ordinance;

/* NULL: refused, and @ret_id says by which message. */
static ReeveNode *
read_expression (const char *expression, gsize size, ReeveAbout about, char **ret_id)
{
  g_autofree gsize *offsets = g_new (gsize, size + 1);
  g_autoptr (ReeveMessages) messages = reeve_messages_new ("fuzz", expression, size);
  ReeveExpressionText text = { expression, size, offsets, messages };
  ReeveChecker checker = { .messages = messages, .ordinance = ordinance, .about = about };
  g_autoptr (ReeveNode) raw = NULL;
  g_autofree char *words = NULL;
  ReeveNode *node = NULL;

  for (gsize i = 0; i <= size; i++)
    offsets[i] = i;
  raw = reeve_expression_parse (&text);
  if (raw != NULL)
    node = reeve_expression_check (&checker, raw, REEVE_TYPE_NONE);
  words = reeve_messages_format (messages);
  if (!g_utf8_validate (words, -1, NULL))
    g_error ("a message is not UTF-8");
  if (node == NULL && reeve_messages_count (messages, REEVE_SEVERITY_ERROR) == 0)
    g_error ("refused without a message: %s", expression);
  *ret_id = node == NULL ? g_strdup (reeve_messages_get (messages, 0)->id) : NULL;
  return node;
}

static void
prepare (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (file, strlen (file));
  g_autoptr (ReeveMessages) messages = NULL;

  ordinance = reeve_ordinance_load ("fuzz", bytes, NULL, NULL, &messages);
  if (ordinance == NULL)
    g_error ("%s", reeve_messages_format (messages));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *expression = NULL, *printed = NULL, *again = NULL, *id = NULL, *id_again = NULL;
  g_autoptr (ReeveNode) node = NULL, second = NULL;
  ReeveAbout about;

  if (ordinance == NULL)
    prepare ();
  /* the reader of files hands over UTF-8 without NUL, and nothing else */
  if (size < 1 || !g_utf8_validate ((const char *) data + 1, (gssize) size - 1, NULL))
    return 0;
  about = data[0] % REEVE_N_ABOUTS;
  expression = g_strndup ((const char *) data + 1, size - 1);
  node = read_expression (expression, strlen (expression), about, &id);
  if (node == NULL)
    return 0;
  printed = reeve_node_print (node);
  second = read_expression (printed, strlen (printed), about, &id_again);
  /* the print writes units and quotes out; what was just short enough may then be too long */
  if (second == NULL && g_strcmp0 (id_again, "E100") == 0)
    return 0;
  if (second == NULL)
    g_error ("%s\nprints as\n%s\nwhich is refused: %s", expression, printed, id_again);
  again = reeve_node_print (second);
  if (strcmp (printed, again) != 0)
    g_error ("%s\nprints as\n%s\nand that as\n%s", expression, printed, again);
  return 0;
}
