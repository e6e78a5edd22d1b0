/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate: an audience gets the fields of its list and no others, whoever brings them. */
#include "config.h"

#include "reeve-disclosure.h"
#include "reeve-test.h"

#include <math.h>
#include <string.h>

static void
test_allow_list (void)
{
  for (guint a = 0; a < REEVE_N_AUDIENCES; a++)
    for (guint f = 0; f < REEVE_N_DISCLOSED_FIELDS; f++)
      {
        ReeveAudience audience = (ReeveAudience) a;
        ReeveDisclosedField field = (ReeveDisclosedField) f;
        g_autoptr (ReeveDisclosure) disclosure = reeve_disclosure_new (audience, NULL);
        ReeveSheetKind sheet = reeve_disclosed_field_sheet (field);
        gboolean seen = reeve_disclosed_field_seen (field, audience);

        reeve_disclosure_add_row (disclosure, sheet, NULL);
        g_assert_cmpint (reeve_disclosure_set (disclosure, field, "SECRET"), ==, seen);
        g_assert_cmpint (reeve_disclosure_wants (disclosure, field), ==, seen);
        reeve_disclosure_seal (disclosure);
        if (reeve_disclosure_get_n_rows (disclosure, sheet) > 0)
          g_assert_cmpstr (reeve_disclosure_get (disclosure, 0, field), ==, seen ? "SECRET" : NULL);
        else
          g_assert_false (seen);
      }
}

/* What domain.md 6 forbids, as a list of its own, so that a slip in the table is found. */
static void
test_never (void)
{
  static const ReeveDisclosedField cases[] = {
    REEVE_DISCLOSED_BUSINESS_OUTCOME, REEVE_DISCLOSED_FINDING_OUTCOME, REEVE_DISCLOSED_FINDING_SENTENCE, REEVE_DISCLOSED_INSPECTION_DATE,
    REEVE_DISCLOSED_COMPLAINT_NUMBER, REEVE_DISCLOSED_EVENT_KIND, REEVE_DISCLOSED_OWNER_NAME, REEVE_DISCLOSED_STAFF_REFERENCE,
    REEVE_DISCLOSED_HISTORY_NAME, REEVE_DISCLOSED_NOTICE_NUMBER,
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_false (reeve_disclosed_field_seen (cases[i], REEVE_AUDIENCE_PUBLIC));
      g_assert_false (reeve_disclosed_field_seen (cases[i], REEVE_AUDIENCE_COUNCIL));
    }
  for (guint f = 0; f < REEVE_N_DISCLOSED_FIELDS; f++)
    {
      const char *name = reeve_disclosed_field_name ((ReeveDisclosedField) f);

      if (reeve_disclosed_field_seen ((ReeveDisclosedField) f, REEVE_AUDIENCE_PUBLIC))
        g_assert_true (reeve_disclosed_field_seen ((ReeveDisclosedField) f, REEVE_AUDIENCE_INTERNAL));
      g_assert_null (strstr (name, "complainant"));
      g_assert_null (strstr (name, "nationality"));
      if (reeve_disclosed_field_sheet ((ReeveDisclosedField) f) == REEVE_SHEET_STAFF)
        {
          g_assert_cmpstr (name, !=, "name");
          g_assert_false (reeve_disclosed_field_seen ((ReeveDisclosedField) f, REEVE_AUDIENCE_POLICE));
        }
    }
  for (guint a = 0; a < REEVE_N_AUDIENCES; a++)
    {
      gboolean open = a == REEVE_AUDIENCE_COUNCIL || a == REEVE_AUDIENCE_PUBLIC;

      g_assert_cmpint (reeve_audience_hides_homes ((ReeveAudience) a), ==, open);
      g_assert_cmpint (reeve_audience_least_cell ((ReeveAudience) a) >= 5, ==, open);
      g_assert_cmpint (reeve_audience_grid_m ((ReeveAudience) a) > 0, ==, open);
    }
}

static void
test_narrowed (void)
{
  const char *const narrowed[] = { "businesses.address", "no-such.column", NULL };
  g_autoptr (ReeveDisclosure) disclosure = reeve_disclosure_new (REEVE_AUDIENCE_POLICE, narrowed);
  guint n;

  reeve_disclosure_add_row (disclosure, REEVE_SHEET_BUSINESS, "business:1");
  g_assert_false (reeve_disclosure_set (disclosure, REEVE_DISCLOSED_BUSINESS_ADDRESS, "12 Marl Ave"));
  g_assert_true (reeve_disclosure_set (disclosure, REEVE_DISCLOSED_BUSINESS_NAME, "Ninth Lantern"));
  g_assert_null (reeve_disclosure_get (disclosure, 0, REEVE_DISCLOSED_BUSINESS_ADDRESS));
  g_assert_cmpstr (reeve_disclosure_get_key (disclosure, REEVE_SHEET_BUSINESS, 0), ==, "business:1");
  for (const ReeveDisclosedField *column = reeve_disclosure_get_columns (disclosure, REEVE_SHEET_BUSINESS, &n); n > 0; n--, column++)
    g_assert_cmpint (*column, !=, REEVE_DISCLOSED_BUSINESS_ADDRESS);
}

/* Every point of a square gives the same place, which is within half a diagonal of it. */
static void
test_positions (void)
{
  double grid = reeve_audience_grid_m (REEVE_AUDIENCE_COUNCIL);

  for (guint i = 0; i < 500; i++)
    {
      double lon = -97 + g_test_rand_double_range (0, 0.1), lat = 32 + g_test_rand_double_range (0, 0.1), x, y, x2, y2, dx, dy;
      g_autoptr (ReeveDisclosure) council = reeve_disclosure_new (REEVE_AUDIENCE_COUNCIL, NULL);
      g_autoptr (ReeveDisclosure) police = reeve_disclosure_new (REEVE_AUDIENCE_POLICE, NULL);

      reeve_disclosure_add_row (council, REEVE_SHEET_BUSINESS, NULL);
      reeve_disclosure_set_position (council, lon, lat);
      g_assert_true (reeve_disclosure_get_position (council, REEVE_SHEET_BUSINESS, 0, &x, &y));
      dx = (x - lon) * 111132 * cos (lat * G_PI / 180);
      dy = (y - lat) * 111132;
      g_assert_cmpfloat (fabs (dx), <=, grid * 0.51);
      g_assert_cmpfloat (fabs (dy), <=, grid * 0.51);
      reeve_disclosure_add_row (council, REEVE_SHEET_BUSINESS, NULL);
      reeve_disclosure_set_position (council, x, y);
      g_assert_true (reeve_disclosure_get_position (council, REEVE_SHEET_BUSINESS, 1, &x2, &y2));
      g_assert_cmpfloat (fabs (x2 - x) + fabs (y2 - y), <, 1e-9);

      reeve_disclosure_add_row (police, REEVE_SHEET_BUSINESS, NULL);
      reeve_disclosure_set_position (police, lon, lat);
      g_assert_true (reeve_disclosure_get_position (police, REEVE_SHEET_BUSINESS, 0, &x, &y));
      g_assert_cmpfloat (x, ==, lon);
      g_assert_cmpfloat (y, ==, lat);
    }
}

static void
test_withheld (void)
{
  g_autoptr (ReeveDisclosure) disclosure = reeve_disclosure_new (REEVE_AUDIENCE_PUBLIC, NULL);
  const GArray *withheld = reeve_disclosure_get_withheld (disclosure);

  reeve_disclosure_withhold (disclosure, REEVE_SHEET_BUSINESS, "Homes.", 2);
  reeve_disclosure_withhold (disclosure, REEVE_SHEET_BUSINESS, "Homes.", 3);
  reeve_disclosure_withhold (disclosure, REEVE_SHEET_BUSINESS, "None.", 0);
  reeve_disclosure_withhold (disclosure, REEVE_SHEET_LICENCE, "Homes.", 1);
  g_assert_cmpuint (withheld->len, ==, 2);
  g_assert_cmpuint (g_array_index (withheld, ReeveWithheld, 0).n, ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disclosure/allow-list", test_allow_list);
  g_test_add_func ("/disclosure/never", test_never);
  g_test_add_func ("/disclosure/narrowed", test_narrowed);
  g_test_add_func ("/disclosure/positions", test_positions);
  g_test_add_func ("/disclosure/withheld", test_withheld);
  return g_test_run ();
}
