/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of facts: what a fresh row says, what each setter leaves, and that clearing forgets without losing the templates. */
#include "config.h"

#include "reeve-facts-private.h"

static guint
field (ReeveKind kind, const char *name)
{
  int index = reeve_vocabulary_field (kind, name);
  g_assert_cmpint (index, >=, 0);
  return (guint) index;
}

static void
assert_range (ReeveValue value, gint64 lo, gint64 hi)
{
  g_assert_cmpint (value.lo, ==, lo);
  g_assert_cmpint (value.hi, ==, hi);
}

static void
test_fresh_row (void)
{
  g_autoptr (ReeveFacts) facts = reeve_facts_new (NULL);
  guint row = reeve_facts_add_row (facts, REEVE_KIND_LICENCE, 0);
  ReeveValue value;

  value = reeve_facts_get (facts, REEVE_KIND_LICENCE, row, field (REEVE_KIND_LICENCE, "valid"));
  g_assert_cmpint (value.truth, ==, REEVE_TRUTH_NY);
  assert_range (reeve_facts_get (facts, REEVE_KIND_LICENCE, row, field (REEVE_KIND_LICENCE, "expires")), REEVE_VALUE_LONG_PAST + 1,
                REEVE_VALUE_NONE);
  assert_range (reeve_facts_get (facts, REEVE_KIND_LICENCE, row, field (REEVE_KIND_LICENCE, "status")), -1, -1);
  assert_range (reeve_facts_get (facts, REEVE_KIND_LICENCE, row, field (REEVE_KIND_LICENCE, "approvals")), -1, -1);
  assert_range (reeve_facts_get (facts, REEVE_KIND_LICENCE, row, field (REEVE_KIND_LICENCE, "span")), 0, 0);
  g_assert_cmpint (reeve_facts_get_flags (facts, REEVE_KIND_LICENCE, row), ==, 0);
}

static void
test_no_record (void)
{
  g_autoptr (ReeveFacts) facts = reeve_facts_new (NULL);
  guint row = reeve_facts_add_row (facts, REEVE_KIND_LICENCE, REEVE_ROW_NO_RECORD);
  gint64 none = g_quark_from_static_string ("none");

  g_assert_cmpint (reeve_facts_get (facts, REEVE_KIND_LICENCE, row, field (REEVE_KIND_LICENCE, "valid")).truth, ==, REEVE_TRUTH_N);
  assert_range (reeve_facts_get (facts, REEVE_KIND_LICENCE, row, field (REEVE_KIND_LICENCE, "expires")), REEVE_VALUE_LONG_PAST,
                REEVE_VALUE_LONG_PAST);
  assert_range (reeve_facts_get (facts, REEVE_KIND_LICENCE, row, field (REEVE_KIND_LICENCE, "issued")), REEVE_VALUE_NONE, REEVE_VALUE_NONE);
  assert_range (reeve_facts_get (facts, REEVE_KIND_LICENCE, row, field (REEVE_KIND_LICENCE, "status")), none, none);
  assert_range (reeve_facts_get (facts, REEVE_KIND_LICENCE, row, field (REEVE_KIND_LICENCE, "fee-paid")), 0, 0);
  assert_range (reeve_facts_get (facts, REEVE_KIND_LICENCE, row, field (REEVE_KIND_LICENCE, "approvals")), 0, 0);
}

static void
test_stand_in (void)
{
  g_autoptr (ReeveFacts) facts = reeve_facts_new (NULL);
  guint row = reeve_facts_add_row (facts, REEVE_KIND_PRINCIPAL, REEVE_ROW_STAND_IN);

  assert_range (reeve_facts_get (facts, REEVE_KIND_PRINCIPAL, row, field (REEVE_KIND_PRINCIPAL, "event")), -1, 0);
  assert_range (reeve_facts_get (facts, REEVE_KIND_PRINCIPAL, REEVE_ROW_UNKNOWN, field (REEVE_KIND_PRINCIPAL, "event")), -1, 0);
  g_assert_cmpint (reeve_facts_get_flags (facts, REEVE_KIND_PRINCIPAL, REEVE_ROW_UNKNOWN), ==, REEVE_ROW_STAND_IN);
}

static void
test_setters (void)
{
  g_autoptr (ReeveFacts) facts = reeve_facts_new (NULL);
  guint business = reeve_facts_add_row (facts, REEVE_KIND_BUSINESS, 0);
  guint provides = field (REEVE_KIND_BUSINESS, "provides"), category = field (REEVE_KIND_BUSINESS, "category");
  guint hours = field (REEVE_KIND_BUSINESS, "hours"), opened = field (REEVE_KIND_BUSINESS, "opened");
  const char *not_codes[] = { "massage", "spa", NULL };
  g_autoptr (ReeveSchedule) schedule = reeve_schedule_parse ("10:00-20:00", -1, NULL);
  const ReeveCodeSet *set;
  ReeveValue value;

  reeve_facts_set_codes (facts, REEVE_KIND_BUSINESS, business, provides, "nails massage nails");
  value = reeve_facts_get (facts, REEVE_KIND_BUSINESS, business, provides);
  set = &g_array_index (facts->sets, ReeveCodeSet, value.lo);
  g_assert_cmpuint (set->n_sure, ==, 2);
  g_assert_cmpuint (set->n_possible, ==, 2);
  g_assert_cmpuint (g_array_index (facts->codes, GQuark, set->sure), <, g_array_index (facts->codes, GQuark, set->sure + 1));
  reeve_facts_set_codes (facts, REEVE_KIND_BUSINESS, business, provides, "");
  assert_range (reeve_facts_get (facts, REEVE_KIND_BUSINESS, business, provides), 0, 0);
  reeve_facts_set_codes (facts, REEVE_KIND_BUSINESS, business, provides, NULL);
  assert_range (reeve_facts_get (facts, REEVE_KIND_BUSINESS, business, provides), -1, -1);

  reeve_facts_set_code_not (facts, REEVE_KIND_BUSINESS, business, category, not_codes);
  value = reeve_facts_get (facts, REEVE_KIND_BUSINESS, business, category);
  assert_range (value, -1, -1);
  g_assert_cmpuint (value.aux, !=, 0);
  reeve_facts_set_code (facts, REEVE_KIND_BUSINESS, business, category, "spa");
  value = reeve_facts_get (facts, REEVE_KIND_BUSINESS, business, category);
  g_assert_cmpstr (g_quark_to_string ((GQuark) value.lo), ==, "spa");
  g_assert_cmpuint (value.aux, ==, 0);

  reeve_facts_set_range (facts, REEVE_KIND_BUSINESS, business, opened, 20, 10);
  assert_range (reeve_facts_get (facts, REEVE_KIND_BUSINESS, business, opened), 10, 20);
  reeve_facts_set_unknown (facts, REEVE_KIND_BUSINESS, business, opened);
  assert_range (reeve_facts_get (facts, REEVE_KIND_BUSINESS, business, opened), REEVE_VALUE_LONG_PAST + 1, REEVE_VALUE_NONE - 1);

  reeve_facts_set_schedule (facts, REEVE_KIND_BUSINESS, business, hours, schedule);
  value = reeve_facts_get (facts, REEVE_KIND_BUSINESS, business, hours);
  g_assert_true (facts->schedules->pdata[value.lo] == schedule);
}

static void
test_clear (void)
{
  g_autoptr (ReeveFacts) facts = reeve_facts_new (NULL);
  g_autofree char *long_text = g_strnfill (40000, 'x');

  for (guint round = 0; round < 3; round++)
    {
      for (guint i = 0; i < 1000; i++)
        {
          guint row = reeve_facts_add_row (facts, REEVE_KIND_EVENT, 0);
          g_autofree char *name = g_strdup_printf ("event %u of %u", i, round);
          reeve_facts_set_code (facts, REEVE_KIND_EVENT, row, field (REEVE_KIND_EVENT, "kind"), "arrest");
          reeve_facts_set_text (facts, REEVE_KIND_EVENT, row, field (REEVE_KIND_EVENT, "incident"), i == 500 ? long_text : name);
          reeve_facts_set_name (facts, REEVE_KIND_EVENT, row, name);
          reeve_facts_set_origin (facts, REEVE_KIND_EVENT, row, "event", i, "import 3", 100);
        }
      g_assert_cmpuint (reeve_facts_n_rows (facts, REEVE_KIND_EVENT), ==, 1000);
      for (guint i = 0; i < 1000; i++)
        {
          g_autofree char *name = g_strdup_printf ("event %u of %u", i, round);
          g_assert_cmpstr (reeve_facts_get_name (facts, REEVE_KIND_EVENT, i), ==, name);
          g_assert_cmpint (reeve_facts_get_origin (facts, REEVE_KIND_EVENT, i)->id, ==, i);
          g_assert_cmpstr (reeve_facts_get_origin (facts, REEVE_KIND_EVENT, i)->source, ==, "import 3");
        }
      reeve_facts_clear (facts);
      g_assert_cmpuint (reeve_facts_n_rows (facts, REEVE_KIND_EVENT), ==, 0);
    }
}

static void
test_parse_value (void)
{
  static const struct { ReeveType type; const char *text; gint64 lo, hi; } good[] = {
    { REEVE_TYPE_NUMBER, "8.5", 8500000, 8500000 }, { REEVE_TYPE_NUMBER, "10%", 100000, 100000 }, { REEVE_TYPE_NUMBER, "2..4", 2000000, 4000000 },
    { REEVE_TYPE_MONEY, "75 USD", 7500, 7500 }, { REEVE_TYPE_MONEY, "0.50 USD", 50, 50 }, { REEVE_TYPE_LENGTH, "1000 ft", 30480000, 30480000 },
    { REEVE_TYPE_LENGTH, "8 inch", 20320, 20320 }, { REEVE_TYPE_LENGTH, "990 ft..1010 ft", 30175200, 30784800 },
    { REEVE_TYPE_LENGTH, "0.5 m", 50000, 50000 }, { REEVE_TYPE_AREA, "80 sq ft", 74322432000, 74322432000 }, { REEVE_TYPE_DURATION, "2 years", 24, 24 },
    { REEVE_TYPE_DATE, "1970-01-11", 10, 10 }, { REEVE_TYPE_DATE, "1970-01-11T23:59", 10, 10 }, { REEVE_TYPE_DATE, "1969-12-31T23:59", -1, -1 },
    { REEVE_TYPE_INSTANT, "1970-01-02T00:01", 1441, 1441 }, { REEVE_TYPE_INSTANT, "1970-01-02", 1440, 2879 },
  };
  static const struct { ReeveType type; const char *text; } bad[] = {
    { REEVE_TYPE_NUMBER, "" }, { REEVE_TYPE_NUMBER, "1 ft" }, { REEVE_TYPE_NUMBER, "1.2345678" }, { REEVE_TYPE_MONEY, "75 dollars" },
    { REEVE_TYPE_MONEY, "0.005 USD" }, { REEVE_TYPE_LENGTH, "1000" }, { REEVE_TYPE_DATE, "2024-02-30" }, { REEVE_TYPE_NUMBER, "4..2" },
    { REEVE_TYPE_NUMBER, "99999999999999999999" }, { REEVE_TYPE_DURATION, "1.5 days" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      ReeveValue value = { 0 };
      g_assert_true (reeve_value_parse (good[i].type, good[i].text, &value));
      assert_range (value, good[i].lo, good[i].hi);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      ReeveValue value = { 0 };
      g_assert_false (reeve_value_parse (bad[i].type, bad[i].text, &value));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/facts/fresh-row", test_fresh_row);
  g_test_add_func ("/facts/no-record", test_no_record);
  g_test_add_func ("/facts/stand-in", test_stand_in);
  g_test_add_func ("/facts/setters", test_setters);
  g_test_add_func ("/facts/clear", test_clear);
  g_test_add_func ("/facts/parse-value", test_parse_value);
  return g_test_run ();
}
