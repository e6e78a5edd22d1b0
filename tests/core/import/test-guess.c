/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Column names: cut into words, matched with fields, and the ones that must never be read. */
#include "config.h"

#include "reeve-import-guess.h"
#include "reeve-import-kinds.h"

static void
test_words (void)
{
  static const struct
  {
    const char *name, *words;
  } cases[] = {
    { "LICENSENO", "lic no" },
    { "Lic. Number", "lic no" },
    { "licence_no", "lic no" },
    { "LicenseNumber", "lic no" },
    { "LIC #", "lic no" },
    { "EXPDTTM", "date exp" },
    { "Expiration Date", "date exp" },
    { "SITELOCATION", "loc site" },
    { "TYPEOFBUSINESS", "bus type" },
    { "LICCATDESC", "cat desc lic" },
    { "STATELICNO", "lic no state" },
    { "case_num", "case no" },
    { "GENERAL_CL", "class general" },
    { "COUNCIL_NU", "council no" },
    { "PK_NAME", "name park" },
    { "MILESTONE", "milestone" },
    { "", "" },
    { "\xc3\x89tat civil", "civil etat" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = reeve_column_words (cases[i].name);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_fits (void)
{
  g_assert_cmpint (reeve_column_fits ("date exp", "lic no|exp date"), ==, 1);
  g_assert_cmpint (reeve_column_fits ("lic no", "no lic|exp date"), ==, 0);
  g_assert_cmpint (reeve_column_fits ("lic no state", "no lic"), ==, -1);
  g_assert_cmpint (reeve_column_fits ("", "no lic"), ==, -1);
  g_assert_cmpint (reeve_column_fits ("no", NULL), ==, -1);
}

static void
test_forbidden (void)
{
  static const char *const anywhere[] = {
    "Nationality", "NATIONALITY_CD", "natlty", "Nacionalidad", "Staatsangeh\xc3\xb6rigkeit", "Citizenship", "US_CITIZEN", "Ethnicity", "ethnic group", "RACE", "Race/Ethnicity",
    "race_cd", "Immigration Status", "IMMIG_STAT", "VISA_TYPE", "Visa", "Language", "PRIMARY_LANG", "Idioma", "Preferred Language", "Country of Birth", "COUNTRYOFBIRTH",
    "birthCountry", "Place of birth", "DOB", "Date of Birth", "BIRTH_DT", "Fecha de nacimiento", "Religion", "SSN", "Social Security No", "Passport #", "Hispanic",
    "Pa\xc3\xads de origen", "Complainant Name", "COMPLAINANT_PHONE", "\xe5\x9b\xbd\xe7\xb1\x8d", "\xea\xb5\xad\xec\xa0\x81",
  };
  static const char *const allowed[] = {
    "LICENSENO", "TRACE_NO", "TERRACE", "Status", "Address", "LANDUSE", "Complaint", "complaint_date", "State", "Description", "Opened", "OWNERNAME", "Place", "Slang", "Brace",
    "Visaged", "Raceway_Dist",
  };
  static const char *const in_complaints[] = { "Phone", "E-mail", "email", "Contact Name", "Caller", "REPORTED_BY", "First Name", "Requestor" };
  static const char *const of_workers[] = { "Home Address", "PHOTO", "Gender", "Height", "Mailing Address", "Phone" };
  for (guint i = 0; i < G_N_ELEMENTS (anywhere); i++)
    if (!reeve_column_is_forbidden (anywhere[i], REEVE_FORBIDDEN_ANYWHERE))
      g_error ("'%s' would be read", anywhere[i]);
  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    if (reeve_column_is_forbidden (allowed[i], REEVE_FORBIDDEN_IN_COMPLAINTS))
      g_error ("'%s' would not be read", allowed[i]);
  for (guint i = 0; i < G_N_ELEMENTS (in_complaints); i++)
    {
      g_assert_true (reeve_column_is_forbidden (in_complaints[i], REEVE_FORBIDDEN_IN_COMPLAINTS));
      g_assert_false (reeve_column_is_forbidden (in_complaints[i], REEVE_FORBIDDEN_ANYWHERE));
    }
  for (guint i = 0; i < G_N_ELEMENTS (of_workers); i++)
    g_assert_true (reeve_column_is_forbidden (of_workers[i], REEVE_FORBIDDEN_OF_WORKERS));
}

/* Each field of each kind has a place in the dictionary, or is left to the walk; names are unique; the default key is a field. */
static void
test_kinds (void)
{
  guint n;
  const ReeveImportKind *kinds = reeve_import_kinds (&n);
  g_assert_cmpuint (n, ==, 11);
  for (guint i = 0; i < n; i++)
    {
      const ReeveImportSpec *specs = reeve_import_kind_get_specs (&kinds[i]);
      g_assert_true (reeve_import_find_kind (kinds[i].name) == &kinds[i]);
      g_assert_cmpint (reeve_import_kind_find_field (&kinds[i], kinds[i].key), >=, 0);
      for (guint j = 0; j < kinds[i].n_fields; j++)
        {
          g_assert_cmpint (reeve_import_kind_find_field (&kinds[i], kinds[i].fields[j].name), ==, j);
          if (specs[j].table == NULL)
            continue;
          const ReeveTableInfo *table = reeve_schema_find_table (specs[j].table);
          g_assert_nonnull (table);
          g_assert_cmpint (reeve_table_find_field (table, specs[j].column), >=, 0);
        }
    }
  g_assert_null (reeve_import_find_kind ("nonsense"));
}

/* Every synonym leads to a code that the column may hold. */
static void
test_synonyms (void)
{
  g_assert_cmpstr (reeve_import_find_synonym ("licence_status", "status", "inactive"), ==, "lapsed");
  g_assert_cmpstr (reeve_import_find_synonym ("licence_status", "status", "closedwbal"), ==, "lapsed");
  g_assert_cmpstr (reeve_import_find_synonym ("business", "category", "massage/body wrap tech"), ==, "massage");
  g_assert_null (reeve_import_find_synonym ("licence_status", "status", "collcinbus"));
  const ReeveTableInfo *table = reeve_schema_find_table ("licence_status");
  const ReeveFieldInfo *field = &table->fields[reeve_table_find_field (table, "status")];
  static const char *const words[] = { "active", "issued", "pending", "void", "suspended", "surrendered", "exempt", "approved", "revoked", "denied", "under review" };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *code = reeve_import_find_synonym ("licence_status", "status", words[i]);
      g_autofree char *parsed = code != NULL ? reeve_field_parse (field, code, NULL) : NULL;
      g_assert_cmpstr (parsed, ==, code);
      g_assert_nonnull (code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/guess/words", test_words);
  g_test_add_func ("/import/guess/fits", test_fits);
  g_test_add_func ("/import/guess/forbidden", test_forbidden);
  g_test_add_func ("/import/guess/kinds", test_kinds);
  g_test_add_func ("/import/guess/synonyms", test_synonyms);
  return g_test_run ();
}
