/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reeve-error.h"
#include "reeve-record.h"

static void
test_values (void)
{
  g_autoptr (ReeveRecord) record = reeve_record_new ("premises");
  g_assert_null (reeve_record_get (record, "suite"));
  g_assert_cmpint (reeve_record_get_integer (record, "floor", -7), ==, -7);
  reeve_record_set (record, "suite", "4");
  reeve_record_set_integer (record, "floor", 2);
  reeve_record_set_real (record, "lon", -118.20807735159259);
  reeve_record_set_real (record, "lat", 0.1);
  g_assert_cmpstr (reeve_record_get (record, "suite"), ==, "4");
  g_assert_cmpstr (reeve_record_get (record, "lat"), ==, "0.1");
  g_assert_cmpfloat (reeve_record_get_real (record, "lon", 0), ==, -118.20807735159259);
  g_autoptr (ReeveRecord) copy = reeve_record_copy (record);
  reeve_record_set_id (copy, 9);
  g_assert_true (reeve_record_equal (record, copy));
  reeve_record_set (copy, "suite", reeve_record_get (copy, "suite"));
  g_assert_cmpstr (reeve_record_get (copy, "suite"), ==, "4");
  reeve_record_set (copy, "suite", NULL);
  g_assert_false (reeve_record_equal (record, copy));
}

static void
test_check (void)
{
  g_autoptr (GError) error = NULL;
  const char *wrong = NULL;
  g_autoptr (ReeveRecord) licence = reeve_record_new ("licence");
  g_assert_false (reeve_record_check (licence, &wrong, &error));
  g_assert_cmpstr (wrong, ==, "scope");
  g_clear_error (&error);
  reeve_record_set (licence, "scope", "city");
  g_assert_false (reeve_record_check (licence, &wrong, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_assert_cmpstr (wrong, ==, "business_id");
  g_clear_error (&error);
  reeve_record_set_integer (licence, "business_id", 1);
  g_assert_true (reeve_record_check (licence, &wrong, &error));
  g_assert_no_error (error);
  reeve_record_set (licence, "expires", "3/31/2027");
  g_assert_false (reeve_record_check (licence, &wrong, NULL));
  g_assert_cmpstr (wrong, ==, "expires");
}

/* Codes and labels of the whole dictionary: valid, unlike each other, and every reference leads to a table told before. */
static void
test_dictionary (void)
{
  guint n;
  const ReeveTableInfo *tables = reeve_schema_get_tables (&n);
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < tables[i].n_fields; j++)
      {
        const ReeveFieldInfo *field = &tables[i].fields[j];
        g_assert_cmpint (reeve_table_find_field (&tables[i], field->name), ==, j);
        g_assert_true (*field->label != '\0');
        g_assert_cmpint (field->type == REEVE_FIELD_REFERENCE, ==, field->target != NULL);
        if (field->target != NULL)
          g_assert_true (reeve_schema_find_table (field->target) <= &tables[i] && reeve_schema_find_table (field->target) != NULL);
        for (const ReeveCodeInfo *code = field->codes; code != NULL && code->value != NULL; code++)
          {
            g_autofree char *parsed = reeve_field_parse (field, code->label, NULL);
            g_assert_cmpstr (parsed, ==, code->value);
          }
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/values", test_values);
  g_test_add_func ("/record/check", test_check);
  g_test_add_func ("/record/dictionary", test_dictionary);
  return g_test_run ();
}
