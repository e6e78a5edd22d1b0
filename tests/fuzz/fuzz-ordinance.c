// SPDX-License-Identifier: GPL-3.0-or-later
/* Any bytes as an ordinance file: it must be read or refused, in bounded time; what is read must print and parse again, and its worked
 * examples must run to an end, and so must the mutation report of a short one. */

#include <string.h>

#include <glib.h>

#include "reeve-example.h"
#include "reeve-expression-private.h"
#include "reeve-mutation.h"

#define MUTATED_BYTES 2000

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
print_and_parse (const ReeveNode *node)
{
  g_autofree char *printed = NULL;
  g_autofree gsize *offsets = NULL;
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveNode) raw = NULL;
  ReeveExpressionText text;

  if (node == NULL)
    return;
  printed = reeve_node_print (node);
  offsets = g_new0 (gsize, strlen (printed) + 1);
  messages = reeve_messages_new ("printed", printed, strlen (printed));
  text = (ReeveExpressionText) { printed, strlen (printed), offsets, messages };
  raw = reeve_expression_parse (&text);
  if (raw == NULL && g_utf8_strlen (printed, -1) <= REEVE_EXPRESSION_MAX_CHARACTERS)
    g_error ("printed, but does not parse: %s", printed);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveOrdinance) ordinance = reeve_ordinance_load ("fuzz", bytes, NULL, NULL, &messages);
  g_autofree char *words = reeve_messages_format (messages);

  if (!g_utf8_validate (words, -1, NULL))
    g_error ("a message is not UTF-8");
  if (ordinance == NULL)
    return 0;
  for (guint i = 0; i < reeve_ordinance_get_provisions (ordinance)->len; i++)
    {
      const ReeveProvision *provision = g_ptr_array_index (reeve_ordinance_get_provisions (ordinance), i);

      for (guint v = 0; v < provision->versions->len; v++)
        {
          const ReeveProvisionVersion *version = g_ptr_array_index (provision->versions, v);

          print_and_parse (version->applies);
          print_and_parse (version->require);
          print_and_parse (version->grounds);
          print_and_parse (version->cure);
        }
    }
  reeve_examples_run (ordinance, NULL, messages);
  /* changed trees are such as no parser makes; of a long file there are too many for the time an input may take */
  if (size < MUTATED_BYTES)
    reeve_mutation_report_free (reeve_mutations_run (ordinance, NULL));
  return 0;
}
