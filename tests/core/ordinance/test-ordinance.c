// SPDX-License-Identifier: GPL-3.0-or-later
/* Ordinance files from end to end: every good one loads without an error and its expressions print and parse to the same tree; every bad
 * one gives exactly the message beside it. With REEVE_WRITE_EXPECTED set, missing .expected files are written, to be read by a person. */

#include <string.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "reeve-expression-private.h"

static char *
cases_folder (const char *name)
{
  const char *source = g_getenv ("REEVE_SOURCE");

  g_assert_nonnull (source);
  return g_build_filename (source, "tests", "cases", name, NULL);
}

/* A library "name", version n, is the file lib/name-n.ordinance.yaml. */
static GBytes *
find_library (const char *id, int version, gpointer data)
{
  g_autofree char *folder = cases_folder ("lib");
  g_autofree char *name = g_strdup_printf ("%s-%d.ordinance.yaml", id, version);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;
  gsize size;

  return g_file_get_contents (path, &text, &size, NULL) ? g_bytes_new_take (text, size) : NULL;
}

static ReeveOrdinance *
load (const char *path, ReeveMessages **ret_messages)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autoptr (GBytes) bytes = NULL;
  char *text = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  bytes = g_bytes_new_take (text, size);
  return reeve_ordinance_load (base, bytes, find_library, NULL, ret_messages);
}

static void
assert_same (const ReeveNode *a, const ReeveNode *b)
{
  if (a == NULL || b == NULL)
    {
      g_assert_true (a == b);
      return;
    }
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpint (a->type, ==, b->type);
  g_assert_cmpstr (a->text, ==, b->text);
  g_assert_cmpint (a->value.lo, ==, b->value.lo);
  g_assert_cmpuint (a->value.aux, ==, b->value.aux);
  g_assert_cmpuint (a->scope, ==, b->scope);
  g_assert_cmpmem (a->path, a->n_path, b->path, b->n_path);
  g_assert_cmpint (a->distinct, ==, b->distinct);
  g_assert_cmpuint (a->n_children, ==, b->n_children);
  for (guint i = 0; i < a->n_children; i++)
    assert_same (a->children[i], b->children[i]);
}

static void
check_identity (ReeveOrdinance *ordinance, ReeveAbout about, const ReeveNode *node)
{
  g_autofree char *printed = NULL;
  g_autofree char *again = NULL;
  g_autofree gsize *offsets = NULL;
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveNode) raw = NULL;
  g_autoptr (ReeveNode) checked = NULL;
  ReeveExpressionText text;
  ReeveChecker checker = { .ordinance = ordinance, .about = about };

  if (node == NULL)
    return;
  printed = reeve_node_print (node);
  offsets = g_new (gsize, strlen (printed) + 1);
  for (gsize i = 0; i <= strlen (printed); i++)
    offsets[i] = i;
  messages = reeve_messages_new ("printed", printed, strlen (printed));
  text = (ReeveExpressionText) { printed, strlen (printed), offsets, messages };
  raw = reeve_expression_parse (&text);
  checker.messages = messages;
  checked = raw != NULL ? reeve_expression_check (&checker, raw, REEVE_TYPE_NONE) : NULL;
  if (checked == NULL)
    {
      g_autofree char *words = reeve_messages_format (messages);

      g_error ("what was printed does not parse:\n%s", words);
    }
  assert_same (node, checked);
  again = reeve_node_print (checked);
  g_assert_cmpstr (printed, ==, again);
}

static void
check_version (ReeveOrdinance *ordinance, const ReeveProvisionVersion *version)
{
  g_assert_nonnull (version->citation);
  g_assert_cmpuint (strlen (version->text_sha256), ==, 64);
  g_assert_cmpint (version->from, <=, version->until);
  check_identity (ordinance, version->about, version->applies);
  check_identity (ordinance, version->about, version->require);
  check_identity (ordinance, version->about, version->grounds);
  check_identity (ordinance, version->about, version->grandfather);
  check_identity (ordinance, version->about, version->grandfather_until);
  check_identity (ordinance, version->about, version->cure);
  check_identity (ordinance, version->about, version->appeal_by);
  for (guint i = 0; i < version->unless->len; i++)
    check_identity (ordinance, version->about, ((ReeveUnless *) g_ptr_array_index (version->unless, i))->when);
}

static void
test_good (gconstpointer data)
{
  const char *path = data;
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveOrdinance) ordinance = load (path, &messages);
  const GPtrArray *provisions;

  if (ordinance == NULL)
    {
      g_autofree char *words = reeve_messages_format (messages);

      g_error ("%s", words);
    }
  g_assert_cmpuint (reeve_messages_count (messages, REEVE_SEVERITY_ERROR), ==, 0);
  provisions = reeve_ordinance_get_provisions (ordinance);
  g_assert_cmpuint (provisions->len, >, 0);
  for (guint i = 0; i < provisions->len; i++)
    {
      const ReeveProvision *provision = g_ptr_array_index (provisions, i);

      for (guint v = 0; v < provision->versions->len; v++)
        check_version (ordinance, g_ptr_array_index (provision->versions, v));
    }
}

static void
test_bad (gconstpointer data)
{
  const char *path = data;
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveOrdinance) ordinance = load (path, &messages);
  g_autofree char *found = reeve_messages_format (messages);
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".ordinance.yaml"));
  g_autofree char *expected_path = g_strconcat (stem, ".expected", NULL);
  g_autofree char *expected = NULL;

  if (g_getenv ("REEVE_WRITE_EXPECTED") != NULL && !g_file_test (expected_path, G_FILE_TEST_EXISTS))
    g_assert_true (g_file_set_contents (expected_path, found, -1, NULL));
  g_assert_true (g_file_get_contents (expected_path, &expected, NULL, NULL));
  g_assert_cmpstr (found, ==, expected);
  /* files of warnings load, all others do not */
  g_assert_cmpint (ordinance == NULL, ==, reeve_messages_count (messages, REEVE_SEVERITY_ERROR) > 0);
}

static void
add_cases (const char *name, GTestDataFunc func)
{
  g_autofree char *folder = cases_folder (name);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, ".ordinance.yaml"))
      {
        g_autofree char *test = g_strdup_printf ("/ordinance/%s/%s", name, file);

        g_test_add_data_func_full (test, g_build_filename (folder, file, NULL), func, g_free);
        n++;
      }
  g_assert_cmpuint (n, >, 0);
}

static void
test_versions (void)
{
  g_autofree char *folder = cases_folder ("good");
  g_autofree char *path = g_build_filename (folder, "small.ordinance.yaml", NULL);
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveOrdinance) ordinance = load (path, &messages);
  const ReeveProvision *hours;
  const ReeveProvisionVersion *first, *second;
  const ReeveParameter *closed;
  ReeveDay day;

  g_assert_nonnull (ordinance);
  g_assert_cmpstr (reeve_ordinance_get_id (ordinance), ==, "example-ch-12");
  g_assert_cmpstr (reeve_ordinance_get_adopted_number (ordinance), ==, "2019-14");
  hours = reeve_ordinance_find_provision (ordinance, "hours");
  g_assert_nonnull (hours);
  /* adopted on 11 February, but closed-hours has no value before 1 March */
  g_assert_true (reeve_day_parse ("2019-02-28", -1, &day));
  g_assert_null (reeve_provision_version_on (hours, day));
  first = reeve_provision_version_on (hours, day + 1);
  g_assert_nonnull (first);
  g_assert_null (first->source);
  g_assert_true (reeve_day_parse ("2024-01-01", -1, &day));
  g_assert_true (reeve_provision_version_on (hours, day - 1) == first);
  second = reeve_provision_version_on (hours, day);
  g_assert_true (second != first);
  g_assert_cmpstr (second->source, ==, "Ord. 2023-90");
  g_assert_cmpstr (first->text_sha256, !=, second->text_sha256);
  g_assert_nonnull (second->require);   /* not stated again: kept */
  g_assert_cmpuint (second->unless->len, ==, 1);
  closed = reeve_ordinance_find_parameter (ordinance, "closed-hours");
  g_assert_nonnull (closed);
  g_assert_cmpint (closed->type, ==, REEVE_TYPE_SCHEDULE);
  g_assert_cmpstr (reeve_parameter_value_on (closed, day - 1)->text, ==, "22:00-08:00");
  g_assert_cmpstr (reeve_parameter_value_on (closed, day)->text, ==, "21:00-08:00");
  g_assert_cmpuint (first->penalty->len, ==, 2);
  g_assert_cmpint (g_array_index (first->penalty, ReeveTier, 1).fine.hi, ==, 200000);
  g_assert_cmpstr (g_array_index (first->penalty, ReeveTier, 1).each, ==, "day");
  g_assert_true (first->appeal_stays);
  g_assert_true (first->evidence_given);
}

static void
assert_limit (const char *text, const char *id)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveOrdinance) ordinance = reeve_ordinance_load ("limit", bytes, NULL, NULL, &messages);

  g_assert_cmpint (ordinance == NULL, ==, id != NULL);
  if (id == NULL)
    return;
  for (guint i = 0; i < reeve_messages_get_n (messages); i++)
    if (strcmp (reeve_messages_get (messages, i)->id, id) == 0)
      return;
  g_assert_not_reached ();
}

#define HEAD "reeve-ordinance: 1\nid: limits\njurisdiction: Example\ntitle: Limits\nauthority: Charter 1\n"

/* Just inside a limit is read, just outside is refused. */
static void
test_limits (void)
{
  for (guint over = 0; over < 2; over++)
    {
      g_autoptr (GString) provisions = g_string_new (HEAD "provisions:\n");
      g_autoptr (GString) nodes = g_string_new (HEAD "provisions:\n  - id: rule\n    citation: Sec. 1\n    text: Words.\n    require: ");
      g_autoptr (GString) size = g_string_new (HEAD "provisions:\n  - {id: rule, citation: Sec. 1, text: Words.}\n# ");

      for (guint i = 0; i < REEVE_ORDINANCE_MAX_PROVISIONS + over; i++)
        g_string_append_printf (provisions, "  - {id: p%u, citation: Sec. %u, text: Words.}\n", i, i);
      assert_limit (provisions->str, over ? "E100" : NULL);
      /* seven nodes each, and one for `or`: 512 */
      for (guint i = 0; i < 73 + over; i++)
        g_string_append (nodes, i > 0 ? " or 1*1<1*1" : "1*1<1*1");
      assert_limit (nodes->str, over ? "E100" : NULL);
      while (size->len < REEVE_ORDINANCE_MAX_BYTES + over)
        g_string_append_c (size, 'x');
      assert_limit (size->str, over ? "E100" : NULL);
    }
}

/* What the widest and the deepest file can make of the time: each is told or read within seconds, however slow the machine. */
static void
test_time (void)
{
  static const struct { const char *head, *piece, *id; } shapes[] = {
    { "", "[", "E100" },
    { "", "- ", NULL },
    { "", "a: {b: [c, ", NULL },
    { "", "\"", NULL },
    { "", "'", NULL },
    { "", "&a ", NULL },
    { "", "key: value\n", "E106" },
    { HEAD "provisions:\n  - id: rule\n    citation: Sec. 1\n    text: Words.\n    require: >\n", "      business.operatin and\n", "E100" },
    { HEAD "provisions:\n", "  - {id: a, citation: S, text: W, require: business.operatin}\n", NULL },
    { HEAD "provisions: [{id: a, citation: S, text: W}]\nparameters:\n", "  a-: 1\n", "E106" },
    { HEAD "provisions: [{id: a, citation: S, text: W}]\ncounting:\n  holidays:\n", "    - 2025-01-01\n", NULL },
    { HEAD "given: {business: {event: [", "{kind: arrest, date: 2025-01-01}, ", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (GString) text = g_string_new (shapes[i].head);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (ReeveMessages) messages = NULL;
      g_autoptr (ReeveOrdinance) ordinance = NULL;
      gint64 begin = g_get_monotonic_time ();
      gboolean found = shapes[i].id == NULL;

      while (text->len + strlen (shapes[i].piece) <= REEVE_ORDINANCE_MAX_BYTES)
        g_string_append (text, shapes[i].piece);
      bytes = g_bytes_new (text->str, text->len);
      ordinance = reeve_ordinance_load ("time", bytes, NULL, NULL, &messages);
      g_test_message ("%u: %.1f s, %u messages", i, (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC, reeve_messages_get_n (messages));
      g_assert_cmpint (g_get_monotonic_time () - begin, <, 60 * G_USEC_PER_SEC);
      g_assert_cmpint (ordinance == NULL, ==, reeve_messages_count (messages, REEVE_SEVERITY_ERROR) > 0);
      for (guint m = 0; m < reeve_messages_get_n (messages) && !found; m++)
        found = strcmp (reeve_messages_get (messages, m)->id, shapes[i].id) == 0;
      g_assert_true (found);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ordinance/versions", test_versions);
  g_test_add_func ("/ordinance/limits", test_limits);
  g_test_add_func ("/ordinance/time", test_time);
  add_cases ("good", test_good);
  add_cases ("bad", test_bad);
  return g_test_run ();
}
