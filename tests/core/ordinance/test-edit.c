/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An edit changes what it names and nothing else. Tried on every value of real files, with values that need each kind of writing. */
#include "config.h"

#include <string.h>

#include "reeve-edit.h"
#include "reeve-error.h"
#include "reeve-test.h"
#include "reeve-yaml.h"

static const char small[] =
  "# The head.\n"
  "id: small   # its name\n"
  "parameters:\n"
  "  closed:\n"
  "    - {from: 2019-03-01, value: \"22:00-08:00\", source: Ord. 1}   # first\n"
  "    - {from: 2024-01-01, value: 21:00-08:00}\n"
  "  far: 1000 ft\n"
  "\n"
  "provisions:\n"
  "  # About hours.\n"
  "  - id: hours\n"
  "    text: >-\n"
  "      No place is open\n"
  "      at night.\n"
  "    unless: [{id: hotel, when: \"premises.host in [hotel]\"}]\n"
  "\n"
  "  - id: school   # far away\n"
  "    require: 'a >= far'\n"
  "    examples:\n"
  "      - {name: near, expect: violation}\n";

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static char *
text_of (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Every value with its path, in order: items of lists by number. */
static void
collect_node (const ReeveYaml *node, const char *path, GPtrArray *paths, GPtrArray *values)
{
  if (node->kind == REEVE_YAML_TEXT)
    {
      g_ptr_array_add (paths, g_strdup (path));
      g_ptr_array_add (values, g_strdup (node->text));
    }
  for (guint i = 0; node->kind != REEVE_YAML_TEXT && i < node->items->len; i++)
    {
      const char *key = node->kind == REEVE_YAML_MAP ? ((const ReeveYaml *) g_ptr_array_index (node->keys, i))->text : NULL;
      g_autofree char *inside = key != NULL ? g_strdup_printf ("%s%s%s", path, *path != '\0' ? "/" : "", key)
                                            : g_strdup_printf ("%s%s%u", path, *path != '\0' ? "/" : "", i);

      collect_node (g_ptr_array_index (node->items, i), inside, paths, values);
    }
}

static void
collect (GBytes *text, const char *path, GPtrArray *paths, GPtrArray *values)
{
  gsize size;
  const char *data = g_bytes_get_data (text, &size);
  ReeveMessages *messages = reeve_messages_new ("", data, size);
  g_autoptr (ReeveYaml) root = reeve_yaml_parse (data, size, messages);

  g_assert_nonnull (root);
  collect_node (root, path, paths, values);
  reeve_messages_free (messages);
}

static void
assert_only (GBytes *before, GBytes *after, const char *path, const char *value)
{
  g_autoptr (GPtrArray) old_paths = g_ptr_array_new_with_free_func (g_free), old_values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) new_paths = g_ptr_array_new_with_free_func (g_free), new_values = g_ptr_array_new_with_free_func (g_free);

  collect (before, "", old_paths, old_values);
  collect (after, "", new_paths, new_values);
  g_assert_cmpuint (old_paths->len, ==, new_paths->len);
  for (guint i = 0; i < old_paths->len; i++)
    {
      const char *name = old_paths->pdata[i];

      g_assert_cmpstr (name, ==, new_paths->pdata[i]);
      g_assert_cmpstr (new_values->pdata[i], ==, strcmp (name, path) == 0 ? value : (const char *) old_values->pdata[i]);
    }
}

static void
try_all (GBytes *text, guint every)
{
  static const char *const tries[] = {
    "1500 ft", "a: b # c", "", "- dash", "\"quoted\"", "it's", "[a, b]", "x ends:", "two  spaces", "line\nbreak", "-5",
    ("a rather long text of the kind that laws are made of, which has to be folded over several lines because it would not fit on one of them, "
    "and then goes on a little, as laws do, until it has said what it says"),
  };
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free), values = g_ptr_array_new_with_free_func (g_free);

  collect (text, "", paths, values);
  g_assert_cmpuint (paths->len, >, 5);
  for (guint i = 0; i < paths->len; i += every)
    {
      const char *value = tries[i % G_N_ELEMENTS (tries)];
      g_autoptr (GError) error = NULL;
      g_autoptr (ReeveEdit) edit = NULL, back = NULL;
      g_autoptr (GBytes) changed = NULL, restored = NULL;
      const char *name = strrchr (paths->pdata[i], '/');

      /* what names an item cannot be changed and found again by its old path */
      name = name != NULL ? name + 1 : paths->pdata[i];
      if (strcmp (name, "id") == 0 || strcmp (name, "name") == 0 || strcmp (name, "from") == 0 || strcmp (name, "library") == 0)
        value = values->pdata[i];
      edit = reeve_edit_set (text, paths->pdata[i], value, &error);
      g_assert_no_error (error);
      changed = reeve_edit_apply (text, edit);
      assert_only (text, changed, paths->pdata[i], value);
      back = reeve_edit_inverse (text, edit);
      restored = reeve_edit_apply (changed, back);
      g_assert_true (g_bytes_equal (restored, text));
    }
}

static void
test_set_small (void)
{
  g_autoptr (GBytes) text = bytes_of (small);

  try_all (text, 1);
}

static void
test_set_real (void)
{
  static const char *const files[] = { "data/ordinances/calder-bend.ordinance.yaml", "tests/cases/good/every-form.ordinance.yaml",
                                       "tests/cases/good/small.ordinance.yaml" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = reeve_test_source (files[i]);
      g_autoptr (GBytes) text = reeve_test_read (path);

      try_all (text, i == 0 ? 61 : 3);
    }
}

static char *
after (const ReeveEdit *edit)
{
  g_autoptr (GBytes) text = bytes_of (small), changed = NULL;

  g_assert_nonnull (edit);
  changed = reeve_edit_apply (text, edit);
  return text_of (changed);
}

/* What changed, to the byte. */
static void
test_exact (void)
{
  static const struct { const char *path, *value, *from, *to; } cases[] = {
    { "parameters/far", "1500 ft", "  far: 1000 ft\n", "  far: 1500 ft\n" },
    { "parameters/closed/2024-01-01/value", "22:00-07:00", "value: 21:00-08:00}", "value: 22:00-07:00}" },
    { "parameters/closed/2019-03-01/value", "22:00-07:00", "\"22:00-08:00\", source", "22:00-07:00, source" },
    { "parameters/closed/2024-01-01/source", "Ord. 2, new", "21:00-08:00}", "21:00-08:00, source: \"Ord. 2, new\"}" },
    { "provisions/school/require", "a >= 10 ft", "'a >= far'", "a >= 10 ft" },
    { "provisions/school/title", "Schools", "{name: near, expect: violation}\n", "{name: near, expect: violation}\n    title: Schools\n" },
    { "provisions/hours/unless/hotel/when", "x = 1", "\"premises.host in [hotel]\"", "x = 1" },
    { "provisions/hours/text", "Closed at night.", ">-\n      No place is open\n      at night.\n", ">-\n      Closed at night.\n" },
    { "id", "other", "id: small   # its", "id: other   # its" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) text = bytes_of (small);
      g_autoptr (GError) error = NULL;
      g_autoptr (ReeveEdit) edit = reeve_edit_set (text, cases[i].path, cases[i].value, &error);
      g_autofree char *changed = NULL, *expected = NULL;
      g_auto (GStrv) parts = g_strsplit (small, cases[i].from, 2);

      g_assert_no_error (error);
      changed = after (edit);
      g_assert_nonnull (parts[1]);
      expected = g_strconcat (parts[0], cases[i].to, parts[1], NULL);
      g_assert_cmpstr (changed, ==, expected);
    }
}

static void
test_append (void)
{
  g_autoptr (GBytes) text = bytes_of (small);
  g_autoptr (ReeveEdit) example = reeve_edit_append (text, "provisions/school/examples", "name: far\nexpect: compliant", NULL);
  g_autoptr (ReeveEdit) first = reeve_edit_append (text, "provisions/hours/examples", "{name: far}", NULL);
  g_autoptr (ReeveEdit) provision = reeve_edit_append (text, "provisions", "id: new\ntext: Words", NULL);
  g_autoptr (ReeveEdit) between = reeve_edit_insert_after (text, "provisions", "hours", "id: new", NULL);
  g_autoptr (ReeveEdit) dated = reeve_edit_append (text, "parameters/closed", "{from: 2026-01-01, value: 20:00-08:00}", NULL);
  g_autofree char *a = after (example), *b = after (first), *c = after (provision), *d = after (between), *e = after (dated);

  g_assert_nonnull (strstr (a, "expect: violation}\n      - name: far\n        expect: compliant\n"));
  g_assert_nonnull (strstr (b, "[hotel]\"}]\n    examples:\n      - {name: far}\n\n  - id: school"));
  g_assert_nonnull (strstr (c, "expect: violation}\n\n  - id: new\n    text: Words\n"));
  g_assert_nonnull (strstr (d, "[hotel]\"}]\n\n  - id: new\n\n  - id: school"));
  g_assert_nonnull (strstr (e, "21:00-08:00}\n    - {from: 2026-01-01, value: 20:00-08:00}\n  far"));
}

static void
test_remove (void)
{
  static const struct { const char *path, *gone, *stays; } cases[] = {
    { "parameters/closed/2019-03-01/source", "source", "{from: 2019-03-01, value: \"22:00-08:00\"}   # first" },
    { "parameters/closed/2019-03-01/value", "22:00", "{from: 2019-03-01, source: Ord. 1}   # first" },
    { "parameters/closed/2019-03-01", "first", "  closed:\n    - {from: 2024-01-01, value: 21:00-08:00}\n  far" },
    { "parameters/closed", "from", "parameters:\n  far: 1000 ft\n" },
    { "provisions/school/require", "'a", "  - id: school   # far away\n    examples:" },
    { "provisions/school/examples/near", "near", "require: 'a >= far'\n" },
    { "provisions/hours", "hotel", "provisions:\n  # About hours.\n  - id: school" },
    { "provisions/hours/text", "night", "  - id: hours\n    unless" },
    { "id", "small", "# The head.\nparameters" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) text = bytes_of (small), changed = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (ReeveEdit) edit = reeve_edit_remove (text, cases[i].path, &error);
      g_autofree char *left = NULL;
      g_auto (GStrv) names = NULL;

      g_assert_no_error (error);
      left = after (edit);
      g_test_message ("%s:\n%s", cases[i].path, left);
      g_assert_null (strstr (left, cases[i].gone));
      g_assert_nonnull (strstr (left, cases[i].stays));
      changed = bytes_of (left);
      names = reeve_edit_list (changed, "", &error);
      g_assert_no_error (error);
    }
}

static void
test_span (void)
{
  g_autoptr (GBytes) text = bytes_of (small);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveEdit) edit = reeve_edit_span (text, (ReeveSource) { 18, 20, 3 }, "near", &error);
  g_autofree char *changed = after (edit);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (changed, "require: 'a >= near'\n"));
  g_assert_null (reeve_edit_span (text, (ReeveSource) { 99, 1, 1 }, "x", &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND);
}

static void
test_refused (void)
{
  g_autoptr (GBytes) text = bytes_of (small), broken = bytes_of ("a: [b\nc: d\n");
  static const char *const paths[] = { "nowhere/at/all", "provisions/9/text", "id/inside", "provisions/hours/text/deeper" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (reeve_edit_set (text, paths[i], "x", &error));
      g_assert_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (i == 0 ? reeve_edit_set (broken, "a", "x", &error) : reeve_edit_set (text, "provisions", "x", &error));
      g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
    }
}

static void
test_add (void)
{
  g_autoptr (GBytes) text = bytes_of (small);
  g_autoptr (ReeveEdit) edit = reeve_edit_add (text, "provisions/hours/appeal", "by: notice.served + 10 days\nforum: court\n", NULL);
  g_autoptr (GBytes) after = reeve_edit_apply (text, edit);
  g_autofree char *by = reeve_edit_get (after, "provisions/hours/appeal/by", NULL), *far = reeve_edit_get (after, "provisions/school/require", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (by, ==, "notice.served + 10 days");
  g_assert_cmpstr (far, ==, "a >= far");
  g_assert_null (reeve_edit_add (after, "provisions/hours/appeal", "by: x", &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
}

static void
test_revise (void)
{
  static const char before[] = "a: {id: x}\nrule: >\n  premises.floor >= 1   # no comment, but text\n  and business.operating\nplain: one two   # why\n  \nquoted: \"a: b\"\n";
  static const struct { const char *path, *value, *expected; } cases[] = {
    { "plain", "one 2", "plain: one 2   # why\n" },
    { "plain", "none two", "plain: none two   # why\n" },
    { "quoted", "a: c", "quoted: \"a: c\"\n" },
    { "plain", "one: two", "plain: \"one: two\"   # why\n" },
  };
  g_autoptr (GBytes) text = bytes_of (before);
  g_autofree char *rule = reeve_edit_get (text, "rule", NULL);
  g_auto (GStrv) parts = g_strsplit (rule, "operating", 2);
  g_autofree char *now = g_strjoinv ("principal-use", parts);
  g_autoptr (ReeveEdit) edit = reeve_edit_revise (text, "rule", now, NULL);

  /* over several lines: only the name is replaced, the line breaks stay */
  g_assert_nonnull (edit);
  g_assert_cmpstr (edit->text, ==, "principal-use");
  g_assert_cmpuint (edit->end - edit->begin, ==, strlen ("operating"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ReeveEdit) other = reeve_edit_revise (text, cases[i].path, cases[i].value, NULL);
      g_autoptr (GBytes) after = reeve_edit_apply (text, other);
      g_autofree char *all = text_of (after), *read = reeve_edit_get (after, cases[i].path, NULL);

      g_assert_cmpstr (read, ==, cases[i].value);
      g_assert_nonnull (strstr (all, cases[i].expected));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/set-small", test_set_small);
  g_test_add_func ("/edit/set-real", test_set_real);
  g_test_add_func ("/edit/exact", test_exact);
  g_test_add_func ("/edit/append", test_append);
  g_test_add_func ("/edit/remove", test_remove);
  g_test_add_func ("/edit/span", test_span);
  g_test_add_func ("/edit/refused", test_refused);
  g_test_add_func ("/edit/add", test_add);
  g_test_add_func ("/edit/revise", test_revise);
  return g_test_run ();
}
