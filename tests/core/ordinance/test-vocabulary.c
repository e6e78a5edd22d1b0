// SPDX-License-Identifier: GPL-3.0-or-later
/* The vocabulary table is consistent with itself and with the rules of language.md 4. */

#include <string.h>

#include <glib.h>

#include "reeve-vocabulary.h"

static gboolean
good_name (const char *name)
{
  if (!g_ascii_isalpha (name[0]))
    return FALSE;
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && !(*p == '-' && g_ascii_isalnum (p[1])))
      return FALSE;
  return TRUE;
}

static void
test_table (void)
{
  for (guint k = 0; k < REEVE_N_KINDS; k++)
    {
      const ReeveKindDef *kind = reeve_vocabulary_kind (k);

      g_assert_nonnull (kind->name);
      g_assert_nonnull (kind->label);
      g_assert_cmpuint (kind->n_fields, >, 0);
      g_assert_cmpuint (kind->n_fields, <, 256);
      g_assert_true (kind->from == NULL || reeve_vocabulary_field (k, kind->from) >= 0);
      g_assert_true (kind->to == NULL || reeve_vocabulary_field (k, kind->to) >= 0);
      g_assert_cmpint (kind->person, ==, reeve_vocabulary_field (k, "person") >= 0 && k != REEVE_KIND_APPLICATION);
      for (guint f = 0; f < kind->n_fields; f++)
        {
          const ReeveFieldDef *field = &kind->fields[f];

          g_assert_true (good_name (field->name));
          g_assert_cmpint (reeve_vocabulary_field (k, field->name), ==, (int) f);   /* no name twice */
          g_assert_nonnull (field->label);
          if (field->type == REEVE_TYPE_CODE || field->type == REEVE_TYPE_SET)
            g_assert_true (field->open || field->codes != NULL);
          else
            g_assert_null (field->codes);
          if (field->type == REEVE_TYPE_COLLECTION)
            {
              g_assert_cmpint (field->class_ == REEVE_CLASS_KEYED, ==, field->key != NULL);
              if (field->key != NULL)
                g_assert_cmpint (reeve_vocabulary_field (field->target, field->key), >=, 0);
            }
        }
    }
}

static void
test_roots (void)
{
  ReeveAbout about;

  g_assert_true (reeve_vocabulary_about_from_name ("inspection", &about));
  g_assert_cmpint (about, ==, REEVE_ABOUT_INSPECTION);
  g_assert_false (reeve_vocabulary_about_from_name ("worker", &about));
  g_assert_true (reeve_vocabulary_has_root (REEVE_ABOUT_BUSINESS, "premises"));
  g_assert_false (reeve_vocabulary_has_root (REEVE_ABOUT_BUSINESS, "application"));
  g_assert_true (reeve_vocabulary_has_root (REEVE_ABOUT_SANCTION, "hearing"));
  g_assert_true (reeve_vocabulary_has_root (REEVE_ABOUT_PRACTITIONER_LICENCE, "holder"));
  g_assert_false (reeve_vocabulary_has_root (REEVE_ABOUT_LICENCE, "holder"));
  for (guint a = 0; a < REEVE_N_ABOUTS; a++)
    {
      const char *name = reeve_vocabulary_about_root (a);
      int root = reeve_vocabulary_field (REEVE_KIND_SUBJECT, name);

      g_assert_cmpint (root, >=, 0);
      g_assert_true (reeve_vocabulary_has_root (a, name));
      g_assert_cmpint (reeve_vocabulary_kind (REEVE_KIND_SUBJECT)->fields[root].target, ==, reeve_vocabulary_about_kind (a));
    }
}

/* domain.md 6: nothing of this may be spoken of. */
static void
test_absent (void)
{
  static const char *const never[] = { "name", "birth", "born", "nationality", "ethnicity", "race", "immigration", "language", "complainant", "score" };

  for (guint k = 0; k < REEVE_N_KINDS; k++)
    for (guint i = 0; i < G_N_ELEMENTS (never); i++)
      g_assert_cmpint (reeve_vocabulary_field (k, never[i]), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ordinance/vocabulary/table", test_table);
  g_test_add_func ("/ordinance/vocabulary/roots", test_roots);
  g_test_add_func ("/ordinance/vocabulary/absent", test_absent);
  return g_test_run ();
}
