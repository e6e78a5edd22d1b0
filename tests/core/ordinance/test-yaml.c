// SPDX-License-Identifier: GPL-3.0-or-later
/* The tree of a YAML file: what is told of its bytes, and where each character of a text stands in the file. */

#include <string.h>

#include <glib.h>

#include "reeve-ordinance.h"
#include "reeve-yaml.h"

static ReeveYaml *
parse (const char *text, gsize size, ReeveMessages **ret_messages)
{
  *ret_messages = reeve_messages_new ("y", text, size);
  return reeve_yaml_parse (text, size, *ret_messages);
}

/* Every character but white space must stand in the file where it is said to stand. */
static void
check_offsets (const ReeveYaml *yaml, const char *text)
{
  g_autofree gsize *offsets = reeve_yaml_map_offsets (yaml, text);
  gsize before = 0;

  for (gsize i = 0; yaml->text[i] != '\0'; i++)
    {
      if (!g_ascii_isspace (yaml->text[i]))
        g_assert_cmpint (text[offsets[i]], ==, yaml->text[i]);
      g_assert_cmpuint (offsets[i], >=, before);
      before = offsets[i];
    }
}

static void
test_offsets (void)
{
  static const char *const texts[] = {
    "k: plain words here\n",
    "k: 'it''s ''quoted'''\n",
    "k: \"a \\\"b\\\" c \\\\ d\"\n",
    "k: >\n  folded over\n  two lines\n\n  and a third\n",
    "k: >-   # comment\n      deep\n      words\n",
    "k: |\n  kept\n   as it is\n",
    "k: plain over\n   two lines\n",
    "k: \"\xc3\xa9t\xc3\xa9 x\"\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ReeveMessages) messages = NULL;
      g_autoptr (ReeveYaml) root = parse (texts[i], strlen (texts[i]), &messages);

      g_assert_nonnull (root);
      check_offsets (reeve_yaml_get (root, "k"), texts[i]);
    }
}

static void
test_tree (void)
{
  const char *text = "a: 1\nb: [x, 'y', {c: no}]\nd:\n";
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveYaml) root = parse (text, strlen (text), &messages);
  const ReeveYaml *list;

  g_assert_nonnull (root);
  g_assert_cmpint (root->kind, ==, REEVE_YAML_MAP);
  g_assert_cmpstr (reeve_yaml_get (root, "a")->text, ==, "1");
  list = reeve_yaml_get (root, "b");
  g_assert_cmpint (list->kind, ==, REEVE_YAML_LIST);
  g_assert_cmpuint (list->items->len, ==, 3);
  g_assert_true (((ReeveYaml *) g_ptr_array_index (list->items, 1))->quoted);
  g_assert_cmpstr (reeve_yaml_get (g_ptr_array_index (list->items, 2), "c")->text, ==, "no");
  g_assert_cmpstr (reeve_yaml_get (root, "d")->text, ==, "");
  g_assert_null (reeve_yaml_get (root, "e"));
}

static void
assert_refused (const char *text, gsize size, const char *id)
{
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveYaml) root = parse (text, size, &messages);

  g_assert_null (root);
  g_assert_cmpuint (reeve_messages_get_n (messages), >, 0);
  g_assert_cmpstr (reeve_messages_get (messages, 0)->id, ==, id);
}

static void
test_refused (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *huge = g_malloc (REEVE_ORDINANCE_MAX_BYTES + 1);

  assert_refused ("", 0, "E103");
  assert_refused ("a: b\0c\n", 7, "E101");
  assert_refused ("a: \xff\xfe\n", 6, "E101");
  assert_refused ("a: \x1b[2J\n", 8, "E101");
  assert_refused ("a: [b\n", 6, "E103");
  assert_refused ("a: &x b\n", 8, "E104");
  assert_refused ("a: !x b\n", 8, "E104");
  assert_refused ("a: b\n---\nc: d\n", 14, "E103");
  memset (huge, 'a', REEVE_ORDINANCE_MAX_BYTES + 1);
  assert_refused (huge, REEVE_ORDINANCE_MAX_BYTES + 1, "E100");
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  assert_refused (deep->str, deep->len, "E100");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ordinance/yaml/tree", test_tree);
  g_test_add_func ("/ordinance/yaml/offsets", test_offsets);
  g_test_add_func ("/ordinance/yaml/refused", test_refused);
  return g_test_run ();
}
