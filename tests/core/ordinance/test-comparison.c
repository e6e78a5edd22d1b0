/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two ordinances side by side, and two texts word by word. */
#include "config.h"

#include <string.h>

#include "reeve-comparison.h"
#include "reeve-edit.h"
#include "reeve-test.h"

static char *
words_text (const char *before, const char *after)
{
  g_autoptr (GPtrArray) runs = reeve_words_compare (before, after);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const ReeveWords *words = g_ptr_array_index (runs, i);

      g_string_append_printf (out, words->kind == REEVE_WORDS_SAME ? "%s " : words->kind == REEVE_WORDS_ADDED ? "+(%s) " : "-(%s) ", words->text);
    }
  return g_string_free (out, FALSE);
}

static void
test_words (void)
{
  static const struct { const char *before, *after, *expected; } cases[] = {
    { "No place within 1,000 feet of a school.", "No place within 1,500 feet of a school.", "No place within -(1,000) +(1,500) feet of a school. " },
    { "a b c", "a b c", "a b c " },
    { NULL, "new words", "+(new words) " },
    { "old words", NULL, "-(old words) " },
    { "a b c d", "a c d e", "a -(b) c d +(e) " },
    { "a  b\n c", "a b c", "a b c " },
    { NULL, NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = words_text (cases[i].before, cases[i].after);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* Taking the added words out gives the old text back, taking the removed ones out the new. */
static void
test_words_any (void)
{
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GString) before = g_string_new (NULL), after = g_string_new (NULL), old = g_string_new (NULL), new = g_string_new (NULL);
      g_autoptr (GPtrArray) runs = NULL;

      for (int i = g_test_rand_int_range (0, 40); i > 0; i--)
        g_string_append_printf (before, "%s%c", before->len > 0 ? " " : "", 'a' + g_test_rand_int_range (0, 6));
      for (int i = g_test_rand_int_range (0, 40); i > 0; i--)
        g_string_append_printf (after, "%s%c", after->len > 0 ? " " : "", 'a' + g_test_rand_int_range (0, 6));
      runs = reeve_words_compare (before->str, after->str);
      for (guint i = 0; i < runs->len; i++)
        {
          const ReeveWords *words = g_ptr_array_index (runs, i);

          if (words->kind != REEVE_WORDS_ADDED)
            g_string_append_printf (old, "%s%s", old->len > 0 ? " " : "", words->text);
          if (words->kind != REEVE_WORDS_REMOVED)
            g_string_append_printf (new, "%s%s", new->len > 0 ? " " : "", words->text);
        }
      g_assert_cmpstr (old->str, ==, before->str);
      g_assert_cmpstr (new->str, ==, after->str);
    }
}

static ReeveOrdinance *
load (GBytes *text)
{
  ReeveMessages *messages = NULL;
  ReeveOrdinance *ordinance = reeve_ordinance_load ("test", text, NULL, NULL, &messages);
  g_autofree char *told = reeve_messages_format (messages);

  if (ordinance == NULL)
    g_error ("%s", told);
  reeve_messages_free (messages);
  return ordinance;
}

static GBytes *
shipped (const char *name)
{
  g_autofree char *path = g_strdup_printf ("data/ordinances/%s.ordinance.yaml", name), *full = reeve_test_source (path);

  return reeve_test_read (full);
}

static GBytes *
edited (GBytes *text, const char *path, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveEdit) edit = value != NULL ? reeve_edit_set (text, path, value, &error) : reeve_edit_remove (text, path, &error);

  g_assert_no_error (error);
  return reeve_edit_apply (text, edit);
}

static const ReeveKeyChange *
find_change (const ReeveComparison *comparison, const char *id, const char *key)
{
  for (guint i = 0; i < comparison->provisions->len; i++)
    {
      const ReeveProvisionCompared *compared = g_ptr_array_index (comparison->provisions, i);

      for (guint k = 0; compared->after != NULL && strcmp (compared->after->id, id) == 0 && compared->changes != NULL && k < compared->changes->len; k++)
        if (strcmp (((const ReeveKeyChange *) g_ptr_array_index (compared->changes, k))->key, key) == 0)
          return g_ptr_array_index (compared->changes, k);
    }
  return NULL;
}

#define DAY 20773   /* 2026-11-16 */

static void
test_versions (void)
{
  g_autoptr (GBytes) text = shipped ("calder-bend");
  g_autoptr (GBytes) step = edited (text, "provisions/hours/title", "Opening hours at night"), step2 = edited (step, "provisions/0/text", "Other words");
  g_autoptr (ReeveOrdinance) before = load (text), same = load (text), after = load (step2);
  g_autoptr (ReeveComparison) none = reeve_comparison_new (before, DAY, same, DAY), some = reeve_comparison_new (before, DAY, after, DAY);
  const ReeveKeyChange *change;

  g_assert_cmpuint (none->n[REEVE_COMPARED_SAME], ==, reeve_ordinance_get_provisions (before)->len);
  g_assert_cmpuint (none->n[REEVE_COMPARED_CHANGED] + none->n[REEVE_COMPARED_ADDED] + none->n[REEVE_COMPARED_REMOVED], ==, 0);
  g_assert_cmpuint (some->n[REEVE_COMPARED_CHANGED], >=, 1);
  change = find_change (some, "hours", "title");
  g_assert_nonnull (change);
  g_assert_cmpstr (change->after, ==, "Opening hours at night");
}

/* A value read by a rule changes the provision that reads it. */
static void
test_parameters (void)
{
  g_autoptr (GBytes) text = shipped ("calder-bend");
  g_autoptr (ReeveOrdinance) before = load (text);
  const GPtrArray *parameters = reeve_ordinance_get_parameters (before);
  guint changed = 0;

  for (guint i = 0; i < parameters->len; i++)
    {
      const ReeveParameter *parameter = g_ptr_array_index (parameters, i);
      g_autofree char *path = g_strdup_printf ("parameters/%s", parameter->name), *value = reeve_edit_get (text, path, NULL);
      g_autoptr (GBytes) other = NULL;
      g_autoptr (ReeveOrdinance) after = NULL;
      g_autoptr (ReeveComparison) comparison = NULL;

      if (value == NULL || !g_str_has_suffix (value, " ft"))
        continue;
      other = edited (text, path, "77 ft");
      after = load (other);
      comparison = reeve_comparison_new (before, DAY, after, DAY);
      g_assert_cmpuint (comparison->n[REEVE_COMPARED_CHANGED], >=, 1);
      g_assert_cmpuint (comparison->n[REEVE_COMPARED_ADDED] + comparison->n[REEVE_COMPARED_REMOVED], ==, 0);
      for (guint k = 0; k < comparison->parameters->len; k++)
        changed += ((ReeveParameterCompared *) g_ptr_array_index (comparison->parameters, k))->state == REEVE_COMPARED_CHANGED;
    }
  g_assert_cmpuint (changed, >=, 1);
}

static void
test_added_and_removed (void)
{
  g_autoptr (GBytes) text = shipped ("calder-bend"), less = edited (text, "provisions/hours", NULL);
  g_autoptr (ReeveOrdinance) all = load (text), fewer = load (less);
  g_autoptr (ReeveComparison) gone = reeve_comparison_new (all, DAY, fewer, DAY), come = reeve_comparison_new (fewer, DAY, all, DAY);
  g_autoptr (JsonNode) json = reeve_comparison_to_json (gone);

  g_assert_cmpuint (gone->n[REEVE_COMPARED_REMOVED], ==, 1);
  g_assert_cmpuint (gone->n[REEVE_COMPARED_ADDED], ==, 0);
  g_assert_cmpuint (come->n[REEVE_COMPARED_ADDED], ==, 1);
  g_assert_cmpuint (gone->provisions->len, ==, come->provisions->len);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (json), "removed"), ==, 1);
}

/* Two cities: what is about hours is set beside what is about hours. */
static void
test_cities (void)
{
  g_autoptr (GBytes) a = shipped ("calder-bend"), b = shipped ("fort-wayne-in");
  g_autoptr (ReeveOrdinance) ours = load (a), theirs = load (b);
  g_autoptr (ReeveComparison) comparison = reeve_comparison_new (ours, DAY, theirs, DAY);
  guint pairs = 0;

  for (guint i = 0; i < comparison->provisions->len; i++)
    {
      const ReeveProvisionCompared *compared = g_ptr_array_index (comparison->provisions, i);

      pairs += compared->before != NULL && compared->after != NULL;
    }
  g_assert_cmpuint (pairs, >=, 1);
  g_assert_cmpuint (comparison->n[REEVE_COMPARED_REMOVED] + pairs, ==, reeve_ordinance_get_provisions (ours)->len);
  g_assert_cmpuint (comparison->n[REEVE_COMPARED_ADDED] + pairs, ==, reeve_ordinance_get_provisions (theirs)->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/comparison/words", test_words);
  g_test_add_func ("/comparison/words-any", test_words_any);
  g_test_add_func ("/comparison/versions", test_versions);
  g_test_add_func ("/comparison/parameters", test_parameters);
  g_test_add_func ("/comparison/added-and-removed", test_added_and_removed);
  g_test_add_func ("/comparison/cities", test_cities);
  return g_test_run ();
}
