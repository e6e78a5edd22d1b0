/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The operator table of language.md 3.5 and the counting of 3.3: each operator with known, unknown and none operands, and each boundary day. */
#include "config.h"

#include "reeve-operator.h"

static ReeveDay
day (const char *text)
{
  ReeveDay result;
  g_assert_true (reeve_day_parse (text, -1, &result));
  return result;
}

static ReeveValue
range (ReeveType type, gint64 lo, gint64 hi)
{
  return (ReeveValue) { .type = type, .lo = lo, .hi = hi };
}

static ReeveValue
date (const char *text)
{
  if (g_str_equal (text, "none"))
    return range (REEVE_TYPE_DATE, REEVE_VALUE_NONE, REEVE_VALUE_NONE);
  if (g_str_equal (text, "?"))
    return range (REEVE_TYPE_DATE, REEVE_FAR_PAST, REEVE_VALUE_NONE);
  return range (REEVE_TYPE_DATE, day (text), day (text));
}

static ReeveValue
duration (gint64 n, guint32 unit)
{
  ReeveValue value = range (REEVE_TYPE_DURATION, n, n);
  value.aux = unit;
  return value;
}

static void
assert_truth (ReeveTruth truth, const char *expected)
{
  g_assert_cmpstr (reeve_truth_name (truth), ==, expected);
}

static void
assert_day (ReeveValue value, const char *expected)
{
  ReeveValue wanted = date (expected);
  g_assert_cmpint (value.lo, ==, wanted.lo);
  g_assert_cmpint (value.hi, ==, wanted.hi);
}

static void
test_truth (void)
{
  for (guint a = 1; a < 8; a++)
    for (guint b = 1; b < 8; b++)
      {
        g_assert_cmpint (reeve_truth_and_fast (a, b), ==, reeve_truth_and (a, b));
        g_assert_cmpint (reeve_truth_or_fast (a, b), ==, reeve_truth_or (a, b));
      }
}

static void
test_compare (void)
{
  static const struct { ReeveCompare op; gint64 a_lo, a_hi, b_lo, b_hi; const char *expected; } cases[] = {
    { REEVE_COMPARE_LT, 1, 1, 2, 2, "Y" }, { REEVE_COMPARE_LT, 2, 2, 2, 2, "N" }, { REEVE_COMPARE_LT, 1, 2, 2, 3, "NY" },
    { REEVE_COMPARE_LE, 2, 2, 2, 2, "Y" }, { REEVE_COMPARE_LE, 3, 3, 2, 2, "N" }, { REEVE_COMPARE_LE, 1, 3, 2, 2, "NY" },
    { REEVE_COMPARE_LE, 1, 2, 2, 3, "Y" }, { REEVE_COMPARE_GT, 3, 4, 2, 2, "Y" }, { REEVE_COMPARE_GT, 2, 2, 2, 2, "N" },
    { REEVE_COMPARE_GT, 2, 3, 2, 2, "NY" }, { REEVE_COMPARE_GE, 2, 3, 1, 2, "Y" }, { REEVE_COMPARE_GE, 1, 1, 2, 2, "N" },
    { REEVE_COMPARE_GE, 990, 1010, 1000, 1000, "NY" }, { REEVE_COMPARE_GE, 1000, 1010, 1000, 1000, "Y" },
    { REEVE_COMPARE_GE, 990, 999, 1000, 1000, "N" }, { REEVE_COMPARE_EQ, 2, 2, 2, 2, "Y" }, { REEVE_COMPARE_EQ, 1, 2, 3, 4, "N" },
    { REEVE_COMPARE_EQ, 1, 3, 2, 2, "NY" }, { REEVE_COMPARE_NE, 2, 2, 2, 2, "N" }, { REEVE_COMPARE_NE, 1, 2, 3, 4, "Y" },
    { REEVE_COMPARE_NE, 1, 3, 2, 2, "NY" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_truth (reeve_compare_ranges (cases[i].op, range (REEVE_TYPE_NUMBER, cases[i].a_lo, cases[i].a_hi),
                                        range (REEVE_TYPE_NUMBER, cases[i].b_lo, cases[i].b_hi)),
                  cases[i].expected);
}

/* A date of none lies after every day. */
static void
test_compare_none (void)
{
  static const struct { ReeveCompare op; const char *a, *b, *expected; } cases[] = {
    { REEVE_COMPARE_GT, "none", "2024-01-01", "Y" },  { REEVE_COMPARE_LE, "none", "2024-01-01", "N" },
    { REEVE_COMPARE_LT, "none", "2019-03-01", "N" },  { REEVE_COMPARE_EQ, "none", "none", "Y" },
    { REEVE_COMPARE_EQ, "2024-01-01", "none", "N" },  { REEVE_COMPARE_NE, "2024-01-01", "none", "Y" },
    { REEVE_COMPARE_EQ, "?", "none", "NY" },          { REEVE_COMPARE_LT, "?", "2024-01-01", "NY" },
    { REEVE_COMPARE_LT, "none", "none", "N" },        { REEVE_COMPARE_LE, "none", "none", "Y" },
    { REEVE_COMPARE_LE, "?", "none", "Y" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_truth (reeve_compare_ranges (cases[i].op, date (cases[i].a), date (cases[i].b)), cases[i].expected);
}

static void
test_compare_units (void)
{
  ReeveValue late = range (REEVE_TYPE_INSTANT, 0, 0), hours;

  reeve_instant_parse ("2025-05-02T23:59", -1, &late.lo);
  late.hi = late.lo;
  assert_truth (reeve_compare_ranges (REEVE_COMPARE_EQ, late, date ("2025-05-02")), "Y");
  assert_truth (reeve_compare_ranges (REEVE_COMPARE_GT, late, date ("2025-05-02")), "N");
  hours = duration (48, REEVE_UNIT_HOURS);
  assert_truth (reeve_compare_ranges (REEVE_COMPARE_EQ, hours, duration (2, REEVE_UNIT_DAYS)), "Y");
  assert_truth (reeve_compare_ranges (REEVE_COMPARE_EQ, duration (1, REEVE_UNIT_MONTHS), duration (30, REEVE_UNIT_DAYS)), "NY");
}

static void
test_identity (void)
{
  GQuark a = g_quark_from_string ("arrest"), b = g_quark_from_string ("citation"), ruled_out[] = { MIN (a, b), MAX (a, b) };
  ReeveSetView not_these = { ruled_out, ruled_out, 2, 2, FALSE };
  ReeveValue unknown = range (REEVE_TYPE_CODE, -1, -1), arrest = range (REEVE_TYPE_CODE, a, a), citation = range (REEVE_TYPE_CODE, b, b);

  assert_truth (reeve_equal_identities (arrest, arrest, NULL, NULL), "Y");
  assert_truth (reeve_equal_identities (arrest, citation, NULL, NULL), "N");
  assert_truth (reeve_equal_identities (unknown, arrest, NULL, NULL), "NY");
  assert_truth (reeve_equal_identities (unknown, unknown, NULL, NULL), "NY");
  assert_truth (reeve_equal_identities (unknown, arrest, &not_these, NULL), "N");
  assert_truth (reeve_equal_identities (arrest, unknown, NULL, &not_these), "N");
}

static void
test_sets (void)
{
  GQuark q[3] = { g_quark_from_string ("set-a"), g_quark_from_string ("set-b"), g_quark_from_string ("set-c") };
  ReeveSetView empty = { 0 }, unknown = { .everything = TRUE };
  ReeveSetView a = { q, q, 1, 1, FALSE }, ab = { q, q, 2, 2, FALSE }, abc = { q, q, 3, 3, FALSE }, c = { q + 2, q + 2, 1, 1, FALSE };
  ReeveSetView a_maybe_b = { q, q, 1, 2, FALSE };
  ReeveValue unknown_code = range (REEVE_TYPE_CODE, -1, -1), code_b = range (REEVE_TYPE_CODE, q[1], q[1]);
  const struct { const ReeveSetView *set, *list; const char *all, *any, *only; } cases[] = {
    { &ab, &a, "Y", "Y", "N" },          { &a, &ab, "N", "Y", "Y" },        { &ab, &c, "N", "N", "N" },
    { &empty, &a, "N", "N", "Y" },       { &a, &empty, "Y", "N", "N" },     { &unknown, &a, "NY", "NY", "NY" },
    { &unknown, &empty, "Y", "N", "NY" },{ &a_maybe_b, &ab, "NY", "Y", "Y" }, { &a_maybe_b, &a, "Y", "Y", "NY" },
    { &a_maybe_b, &abc, "N", "Y", "Y" }, { &a_maybe_b, &c, "N", "N", "N" }, { &a, &unknown, "NY", "NY", "NY" },
    { &empty, &unknown, "NY", "N", "Y" },{ &ab, &a_maybe_b, "Y", "Y", "NY" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      assert_truth (reeve_has_all (cases[i].set, cases[i].list), cases[i].all);
      assert_truth (reeve_has_any (cases[i].set, cases[i].list), cases[i].any);
      assert_truth (reeve_has_only (cases[i].set, cases[i].list), cases[i].only);
    }
  assert_truth (reeve_code_in_set (code_b, &ab, NULL), "Y");
  assert_truth (reeve_code_in_set (code_b, &a, NULL), "N");
  assert_truth (reeve_code_in_set (code_b, &a_maybe_b, NULL), "NY");
  assert_truth (reeve_code_in_set (code_b, &unknown, NULL), "NY");
  assert_truth (reeve_code_in_set (unknown_code, &ab, NULL), "NY");
  assert_truth (reeve_code_in_set (unknown_code, &empty, NULL), "N");
  assert_truth (reeve_code_in_set (unknown_code, &ab, &abc), "N");
  assert_truth (reeve_code_in_set (unknown_code, &ab, &a), "NY");
}

static ReeveValue
instant (const char *text)
{
  ReeveValue value = { 0 };
  g_assert_true (reeve_value_parse (REEVE_TYPE_INSTANT, text, &value));
  return value;
}

static void
test_schedule (void)
{
  static const struct { const char *schedule, *at, *expected; } cases[] = {
    { "22:00-08:00", "2025-05-02T21:59", "N" },  { "22:00-08:00", "2025-05-02T22:00", "Y" },
    { "22:00-08:00", "2025-05-03T00:00", "Y" },  { "22:00-08:00", "2025-05-03T07:59", "Y" },
    { "22:00-08:00", "2025-05-03T08:00", "N" },  { "22:00-08:00", "2025-05-03", "NY" },
    { "00:00-24:00", "2025-05-03", "Y" },        { "Mon-Fri 00:00-24:00", "2025-05-03", "N" }, /* a Saturday */
    { "Mon-Fri 00:00-24:00", "2025-05-02", "Y" },{ "Sun 22:00-02:00", "2025-05-05T01:59", "Y" },
    { "Sun 22:00-02:00", "2025-05-05T02:00", "N" }, { "Sun 22:00-02:00", "2025-05-11T22:00", "Y" },
    { "Sun 22:00-02:00", "1969-12-28T23:00", "Y" }, { "Fri 23:00-24:00, Sat 00:00-08:00", "2025-05-03T07:59", "Y" },
    { "22:00-08:00", "2025-05-02T23:00..2025-05-03T01:00", "Y" }, { "22:00-08:00", "2025-05-02T21:00..2025-05-03T01:00", "NY" },
    { "22:00-08:00", "2025-05-02T09:00..2025-05-02T21:59", "N" },
  };
  ReeveValue none = range (REEVE_TYPE_INSTANT, REEVE_VALUE_NONE, REEVE_VALUE_NONE);
  ReeveValue unknown = range (REEVE_TYPE_INSTANT, REEVE_FAR_PAST, REEVE_FAR_FUTURE);
  g_autoptr (ReeveSchedule) night = reeve_schedule_parse ("22:00-08:00", -1, NULL), never = reeve_schedule_parse ("none", -1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ReeveSchedule) schedule = reeve_schedule_parse (cases[i].schedule, -1, NULL);
      g_assert_nonnull (schedule);
      assert_truth (reeve_instant_in_schedule (instant (cases[i].at), schedule), cases[i].expected);
    }
  assert_truth (reeve_instant_in_schedule (unknown, night), "NY");
  assert_truth (reeve_instant_in_schedule (unknown, never), "N");
  assert_truth (reeve_instant_in_schedule (none, night), "N");
}

static const ReeveCounting excluded = { .first_day_included = FALSE };
static const ReeveCounting included = { .first_day_included = TRUE };

static void
test_periods (void)
{
  static const struct { const char *from; int n; guint32 unit; gboolean back; const char *excluded, *included; } cases[] = {
    { "2024-02-28", 1, REEVE_UNIT_DAYS, FALSE, "2024-02-29", "2024-02-28" },
    { "2023-02-28", 1, REEVE_UNIT_DAYS, FALSE, "2023-03-01", "2023-02-28" },
    { "2024-12-25", 10, REEVE_UNIT_DAYS, FALSE, "2025-01-04", "2025-01-03" },
    { "2024-01-31", 1, REEVE_UNIT_MONTHS, FALSE, "2024-02-29", "2024-02-28" },
    { "2023-01-31", 1, REEVE_UNIT_MONTHS, FALSE, "2023-02-28", "2023-02-27" },
    { "2024-02-29", 12, REEVE_UNIT_MONTHS, FALSE, "2025-02-28", "2025-02-27" },
    { "2024-02-29", 48, REEVE_UNIT_MONTHS, FALSE, "2028-02-29", "2028-02-28" },
    { "2024-03-31", 1, REEVE_UNIT_MONTHS, TRUE, "2024-02-29", "2024-03-01" },
    { "2024-03-10", 10, REEVE_UNIT_DAYS, TRUE, "2024-02-29", "2024-03-01" },
    { "2024-03-10", 0, REEVE_UNIT_DAYS, FALSE, "2024-03-10", "2024-03-10" },
    { "none", 10, REEVE_UNIT_DAYS, FALSE, "none", "none" },
    { "?", 10, REEVE_UNIT_DAYS, FALSE, "?", "?" },
    { "?", 10, REEVE_UNIT_MONTHS, TRUE, "?", "?" },
  };
  ReeveCounting next_day = { .month_end = REEVE_MONTH_END_NEXT_DAY };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ReeveValue from = date (cases[i].from), n = duration (cases[i].n, cases[i].unit);
      assert_day (reeve_period_add (&excluded, from, n, cases[i].back, FALSE), cases[i].excluded);
      assert_day (reeve_period_add (&included, from, n, cases[i].back, FALSE), cases[i].included);
    }
  assert_day (reeve_period_add (&next_day, date ("2024-01-31"), duration (1, REEVE_UNIT_MONTHS), FALSE, FALSE), "2024-03-01");
}

static void
test_business_days (void)
{
  ReeveDay holidays[] = { day ("2024-12-25"), day ("2025-01-01") };
  ReeveCounting counting = { .holidays = holidays, .n_holidays = 2 }, rolling = counting, back = counting;
  ReeveValue result;

  assert_day (reeve_period_add (&counting, date ("2024-12-20"), duration (1, REEVE_UNIT_BUSINESS_DAYS), FALSE, FALSE), "2024-12-23");
  assert_day (reeve_period_add (&counting, date ("2024-12-24"), duration (1, REEVE_UNIT_BUSINESS_DAYS), FALSE, FALSE), "2024-12-26");
  assert_day (reeve_period_add (&counting, date ("2024-12-24"), duration (5, REEVE_UNIT_BUSINESS_DAYS), FALSE, FALSE), "2025-01-02");
  assert_day (reeve_period_add (&counting, date ("2024-12-26"), duration (1, REEVE_UNIT_BUSINESS_DAYS), TRUE, FALSE), "2024-12-24");
  /* No table for 2026, so the day is not known; it cannot be earlier than the calendar days. */
  result = reeve_period_add (&counting, date ("2025-12-31"), duration (3, REEVE_UNIT_BUSINESS_DAYS), FALSE, FALSE);
  g_assert_cmpint (result.lo, ==, day ("2026-01-03"));
  g_assert_cmpint (result.hi, ==, REEVE_FAR_FUTURE);
  result = reeve_period_add (&excluded, date ("2024-12-20"), duration (1, REEVE_UNIT_BUSINESS_DAYS), FALSE, FALSE);
  g_assert_cmpint (result.hi, ==, REEVE_FAR_FUTURE);
  rolling.roll = REEVE_ROLL_NEXT;
  assert_day (reeve_period_add (&rolling, date ("2024-12-15"), duration (10, REEVE_UNIT_DAYS), FALSE, TRUE), "2024-12-26");
  assert_day (reeve_period_add (&rolling, date ("2024-12-15"), duration (10, REEVE_UNIT_DAYS), FALSE, FALSE), "2024-12-25");
  back.roll = REEVE_ROLL_PREVIOUS;
  assert_day (reeve_period_add (&back, date ("2024-12-19"), duration (10, REEVE_UNIT_DAYS), FALSE, TRUE), "2024-12-27");
}

static void
test_within (void)
{
  static const struct { const char *date; int n; guint32 unit; const char *reference; gboolean before; const char *expected; } cases[] = {
    { "2024-04-10", 12, REEVE_UNIT_MONTHS, "2023-04-10", FALSE, "Y" }, { "2024-04-11", 12, REEVE_UNIT_MONTHS, "2023-04-10", FALSE, "N" },
    { "2023-04-10", 12, REEVE_UNIT_MONTHS, "2023-04-10", FALSE, "Y" }, { "2023-04-09", 12, REEVE_UNIT_MONTHS, "2023-04-10", FALSE, "N" },
    { "2023-04-10", 12, REEVE_UNIT_MONTHS, "2024-04-10", TRUE, "Y" },  { "2023-04-09", 12, REEVE_UNIT_MONTHS, "2024-04-10", TRUE, "N" },
    { "2024-04-10", 12, REEVE_UNIT_MONTHS, "2024-04-10", TRUE, "Y" },  { "2024-04-11", 12, REEVE_UNIT_MONTHS, "2024-04-10", TRUE, "N" },
    { "?", 30, REEVE_UNIT_DAYS, "2024-04-10", TRUE, "NY" },            { "none", 30, REEVE_UNIT_DAYS, "2024-04-10", TRUE, "N" },
    { "2024-04-10", 30, REEVE_UNIT_DAYS, "none", FALSE, "N" },         { "2024-04-10", 30, REEVE_UNIT_DAYS, "?", FALSE, "NY" },
    { "none", 30, REEVE_UNIT_DAYS, "none", FALSE, "Y" },
  };
  ReeveValue at = instant ("2024-04-10T09:00");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_truth (reeve_within (&excluded, date (cases[i].date), duration (cases[i].n, cases[i].unit), date (cases[i].reference), cases[i].before),
                  cases[i].expected);
  assert_truth (reeve_within (&excluded, instant ("2024-04-12T09:00"), duration (48, REEVE_UNIT_HOURS), at, FALSE), "Y");
  assert_truth (reeve_within (&excluded, instant ("2024-04-12T09:01"), duration (48, REEVE_UNIT_HOURS), at, FALSE), "N");
  assert_truth (reeve_within (&excluded, instant ("2024-04-12T23:00"), duration (2, REEVE_UNIT_DAYS), at, FALSE), "Y");
  assert_truth (reeve_within (&included, date ("2024-04-11"), duration (2, REEVE_UNIT_DAYS), date ("2024-04-10"), FALSE), "Y");
  assert_truth (reeve_within (&included, date ("2024-04-12"), duration (2, REEVE_UNIT_DAYS), date ("2024-04-10"), FALSE), "N");
}

static void
test_by (void)
{
  static const struct { const char *date, *deadline, *today, *expected; gboolean open; } cases[] = {
    { "2024-05-01", "2024-05-01", "2024-06-01", "Y", FALSE }, { "2024-05-02", "2024-05-01", "2024-06-01", "N", FALSE },
    { "none", "2024-05-01", "2024-05-01", "L", TRUE },        { "none", "2024-05-01", "2024-05-02", "N", FALSE },
    { "none", "?", "2024-05-01", "NL", FALSE },               { "?", "2024-05-01", "2024-04-30", "LY", TRUE },
    { "?", "2024-05-01", "2024-05-02", "NY", FALSE },         { "?", "?", "2024-05-02", "NLY", FALSE },
    { "2024-05-01", "?", "2024-05-02", "NY", FALSE },         { "2024-05-01", "none", "2024-05-02", "Y", FALSE },
    { "none", "none", "2024-05-02", "L", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 until;
      assert_truth (reeve_by (date (cases[i].date), date (cases[i].deadline), day (cases[i].today), &until), cases[i].expected);
      if (cases[i].open)
        g_assert_cmpint (until, ==, day (cases[i].deadline));
      else
        g_assert_cmpint (until, ==, G_MAXINT64);
    }
}

static void
assert_range (ReeveValue value, gint64 lo, gint64 hi)
{
  g_assert_cmpint (value.lo, ==, lo);
  g_assert_cmpint (value.hi, ==, hi);
}

static void
test_arithmetic (void)
{
  ReeveValue none = range (REEVE_TYPE_MONEY, REEVE_VALUE_NONE, REEVE_VALUE_NONE), money = range (REEVE_TYPE_MONEY, 35000, 35000);
  ReeveValue unknown = range (REEVE_TYPE_MONEY, 0, REEVE_FAR_FUTURE), tenth = range (REEVE_TYPE_NUMBER, 100000, 100000);
  ReeveValue huge = range (REEVE_TYPE_MONEY, G_MAXINT64 / 2, G_MAXINT64 / 2), foot = range (REEVE_TYPE_LENGTH, 30480, 30480);
  ReeveValue between = range (REEVE_TYPE_NUMBER, -2000000, 3000000), result;

  assert_range (reeve_add (money, range (REEVE_TYPE_MONEY, 25000, 26000)), 60000, 61000);
  assert_range (reeve_add (money, none), REEVE_VALUE_NONE, REEVE_VALUE_NONE);
  assert_range (reeve_add (money, unknown), 35000, REEVE_FAR_FUTURE);
  assert_range (reeve_add (huge, reeve_add (huge, huge)), REEVE_FAR_FUTURE, REEVE_FAR_FUTURE);
  assert_range (reeve_subtract (none, none), REEVE_FAR_PAST, REEVE_VALUE_NONE);
  assert_range (reeve_subtract (money, none), REEVE_VALUE_NONE, REEVE_VALUE_NONE);
  assert_range (reeve_subtract (money, range (REEVE_TYPE_MONEY, 5000, 7000)), 28000, 30000);
  assert_range (reeve_multiply (money, tenth, REEVE_TYPE_MONEY), 3500, 3500);
  assert_range (reeve_multiply (range (REEVE_TYPE_MONEY, 5, 5), tenth, REEVE_TYPE_MONEY), 1, 1);
  assert_range (reeve_multiply (money, between, REEVE_TYPE_MONEY), -70000, 105000);
  assert_range (reeve_multiply (huge, range (REEVE_TYPE_NUMBER, 9000000, 9000000), REEVE_TYPE_MONEY), REEVE_FAR_FUTURE, REEVE_FAR_FUTURE);
  assert_range (reeve_multiply (foot, foot, REEVE_TYPE_AREA), 929030400, 929030400);
  assert_range (reeve_extreme (money, none, FALSE), money.lo, money.hi);
  assert_range (reeve_extreme (money, none, TRUE), REEVE_VALUE_NONE, REEVE_VALUE_NONE);
  assert_range (reeve_extreme (range (REEVE_TYPE_MONEY, 10, 40), range (REEVE_TYPE_MONEY, 20, 30), FALSE), 10, 30);
  assert_range (reeve_extreme (range (REEVE_TYPE_MONEY, 10, 40), range (REEVE_TYPE_MONEY, 20, 30), TRUE), 20, 40);
  result = reeve_extreme (date ("2024-03-01"), instant ("2024-03-01T10:30"), TRUE);
  g_assert_cmpint (result.type, ==, REEVE_TYPE_DATE);
  result = reeve_subtract (date ("2024-03-01"), date ("2024-02-01"));
  g_assert_cmpint (result.type, ==, REEVE_TYPE_DURATION);
  assert_range (result, 29, 29);
  result = reeve_subtract (instant ("2024-03-01T10:30"), instant ("2024-03-01T09:00"));
  assert_truth (reeve_compare_ranges (REEVE_COMPARE_GT, result, duration (1, REEVE_UNIT_HOURS)), "Y");
  assert_truth (reeve_compare_ranges (REEVE_COMPARE_GT, result, duration (2, REEVE_UNIT_HOURS)), "N");
  assert_range (reeve_days (date ("2024-02-28"), date ("2024-03-01")), 3000000, 3000000);
  assert_range (reeve_days (date ("2024-02-28"), date ("2024-02-28")), 1000000, 1000000);
  assert_range (reeve_days (date ("?"), date ("2024-02-28")), 0, REEVE_VALUE_NONE);
  assert_day (reeve_next (12 * 32 + 31, date ("2024-12-31")), "2024-12-31");
  assert_day (reeve_next (12 * 32 + 31, date ("2025-01-01")), "2025-12-31");
  assert_day (reeve_next (2 * 32, date ("2024-02-10")), "2024-02-29");
  assert_day (reeve_next (2 * 32, date ("2024-03-01")), "2025-02-28");
  assert_day (reeve_next (2 * 32 + 29, date ("2024-03-01")), "2028-02-29");
  assert_day (reeve_next (2 * 32 + 29, date ("1896-03-01")), "1904-02-29");
  assert_day (reeve_next (12 * 32 + 31, date ("none")), "none");
  assert_range (reeve_started (range (REEVE_TYPE_MONEY, 2001, 2001), range (REEVE_TYPE_MONEY, 1000, 1000)), 3000000, 3000000);
  assert_range (reeve_started (range (REEVE_TYPE_MONEY, 2000, 2000), range (REEVE_TYPE_MONEY, 1000, 1000)), 2000000, 2000000);
  assert_range (reeve_started (range (REEVE_TYPE_MONEY, 0, 0), range (REEVE_TYPE_MONEY, 1000, 1000)), 0, 0);
}

/* A window is checked against the definition itself: every start day, every member. */
static gint64
slow_window (const ReeveScratchMember *members, guint n, gint64 length, gboolean sure, gint64 first, gint64 last)
{
  gint64 best = 0;

  for (gint64 from = first; from <= last; from++)
    {
      gint64 found = 0;
      for (guint i = 0; i < n; i++)
        if (sure)
          found += members[i].sure && members[i].lo >= from && members[i].hi <= from + length;
        else
          found += members[i].lo <= from + length && members[i].hi >= from;
      best = MAX (best, found);
    }
  return best;
}

static void
test_windows (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20251103);

  for (guint round = 0; round < 3000; round++)
    {
      ReeveScratchMember members[12], copy[12];
      guint n = (guint) g_rand_int_range (rand, 0, 12);
      gint64 length = g_rand_int_range (rand, 0, 15), low, high, low_from, high_from;
      for (guint i = 0; i < n; i++)
        {
          members[i] = (ReeveScratchMember) { .lo = g_rand_int_range (rand, 0, 40), .sure = g_rand_boolean (rand), .key = -1 };
          members[i].hi = members[i].lo + (g_rand_boolean (rand) ? 0 : g_rand_int_range (rand, 0, 25));
          if (g_rand_int_range (rand, 0, 10) == 0)
            {
              members[i].lo = REEVE_FAR_PAST;
              members[i].hi = REEVE_FAR_FUTURE;
            }
          copy[i] = members[i];
        }
      g_assert_true (reeve_count_window (&excluded, members, n, duration (length, REEVE_UNIT_DAYS), FALSE, &low, &high, &low_from, &high_from));
      g_assert_cmpint (low, ==, slow_window (copy, n, length, TRUE, -1, 80));
      g_assert_cmpint (high, ==, slow_window (copy, n, length, FALSE, -1, 80));
    }
}

static void
test_distinct (void)
{
  static const struct { struct { gint64 key; gboolean known, sure; } members[4]; guint n; gint64 low, high; } cases[] = {
    { { { 7, TRUE, TRUE }, { 7, TRUE, TRUE }, { 9, TRUE, TRUE } }, 3, 2, 2 },
    { { { 7, TRUE, TRUE }, { 7, TRUE, FALSE }, { 9, TRUE, FALSE } }, 3, 1, 2 },
    { { { 0, FALSE, TRUE }, { 7, TRUE, TRUE } }, 2, 1, 2 },
    { { { 0, FALSE, TRUE }, { 0, FALSE, TRUE } }, 2, 1, 2 },
    { { { 0, FALSE, FALSE }, { 7, TRUE, FALSE } }, 2, 0, 2 },
    { { { 7, TRUE, FALSE }, { 7, TRUE, TRUE } }, 2, 1, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ReeveScratchMember members[4];
      gint64 low, high;
      for (guint j = 0; j < cases[i].n; j++)
        members[j] = (ReeveScratchMember) { .key = cases[i].members[j].key, .known_key = cases[i].members[j].known, .sure = cases[i].members[j].sure };
      reeve_count_distinct (members, cases[i].n, &low, &high);
      g_assert_cmpint (low, ==, cases[i].low);
      g_assert_cmpint (high, ==, cases[i].high);
    }
}

/* Whatever the open facts turn out to be, the value read is one that was left open. */
static void
test_unless_asked (void)
{
  static const guint truths[] = { REEVE_TRUTH_N, REEVE_TRUTH_Y, REEVE_TRUTH_NY };

  for (guint a = 0; a < 3; a++)
    for (guint t = 0; t < 3; t++)
      {
        ReeveValue answer = { .type = REEVE_TYPE_TRUTH, .truth = (guint8) truths[t] }, number = { .type = REEVE_TYPE_NUMBER };
        ReeveValue read = reeve_unless_asked (answer, truths[a], 0);
        guint expected = 0;

        if (truths[a] & REEVE_TRUTH_Y)
          expected |= truths[t];
        if (truths[a] & REEVE_TRUTH_N)
          expected |= REEVE_TRUTH_N;
        g_assert_cmpuint (read.truth, ==, expected);
        number.lo = 3000000;
        number.hi = t == 2 ? 5000000 : 3000000;
        read = reeve_unless_asked (number, truths[a], 0);
        g_assert_cmpint (read.lo, ==, truths[a] == REEVE_TRUTH_Y ? number.lo : 0);
        g_assert_cmpint (read.hi, ==, truths[a] == REEVE_TRUTH_N ? 0 : number.hi);
      }
}

/* Holidays count as far as the city's table goes. 2025-07-04 was a Friday. */
static void
test_dated_schedule (void)
{
  static const struct { const char *schedule, *instant, *holidays; guint expected; } cases[] = {
    { "02:00-08:00, holiday 03:00-08:00", "2025-07-04T02:30", "2025-07-04", REEVE_TRUTH_N },
    { "02:00-08:00, holiday 03:00-08:00", "2025-07-07T02:30", "2025-07-04", REEVE_TRUTH_Y },
    { "02:00-08:00, holiday 03:00-08:00", "2025-07-07T02:30", "2024-07-04", REEVE_TRUTH_NY },
    { "02:00-08:00, holiday 03:00-08:00", "2025-07-07T04:30", "2024-07-04", REEVE_TRUTH_Y },
    { "22:00-06:00, holiday-eve 23:00-06:00", "2025-07-03T22:30", "2025-07-04", REEVE_TRUTH_N },
    { "22:00-06:00, 12-25 none", "2025-12-25T23:00", NULL, REEVE_TRUTH_N },
    { "22:00-06:00, 12-25 none", "2025-12-26T05:00", NULL, REEVE_TRUTH_N },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ReeveSchedule) schedule = reeve_schedule_parse (cases[i].schedule, -1, NULL);
      ReeveDay holiday = 0;
      ReeveCounting counting = { 0 };
      ReeveValue instant = { .type = REEVE_TYPE_INSTANT };

      if (cases[i].holidays != NULL)
        {
          g_assert_true (reeve_day_parse (cases[i].holidays, -1, &holiday));
          counting = (ReeveCounting) { .holidays = &holiday, .n_holidays = 1 };
        }
      g_assert_true (reeve_instant_parse (cases[i].instant, -1, &instant.lo));
      instant.hi = instant.lo;
      g_assert_cmpuint (reeve_instant_in_dated_schedule (&counting, instant, schedule), ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/operator/truth", test_truth);
  g_test_add_func ("/operator/compare", test_compare);
  g_test_add_func ("/operator/compare-none", test_compare_none);
  g_test_add_func ("/operator/compare-units", test_compare_units);
  g_test_add_func ("/operator/identity", test_identity);
  g_test_add_func ("/operator/sets", test_sets);
  g_test_add_func ("/operator/schedule", test_schedule);
  g_test_add_func ("/operator/periods", test_periods);
  g_test_add_func ("/operator/business-days", test_business_days);
  g_test_add_func ("/operator/within", test_within);
  g_test_add_func ("/operator/by", test_by);
  g_test_add_func ("/operator/arithmetic", test_arithmetic);
  g_test_add_func ("/operator/windows", test_windows);
  g_test_add_func ("/operator/distinct", test_distinct);
  g_test_add_func ("/operator/unless-asked", test_unless_asked);
  g_test_add_func ("/operator/dated-schedule", test_dated_schedule);
  return g_test_run ();
}
