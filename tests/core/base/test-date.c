/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "reeve-date.h"

static ReeveDay
day (const char *text)
{
  ReeveDay day = G_MAXINT32;
  g_assert_true (reeve_day_parse (text, -1, &day));
  return day;
}

static void
test_known_days (void)
{
  static const struct { const char *text; ReeveDay day; int weekday; } known[] = {
    { "1970-01-01", 0, 3 }, { "1969-12-31", -1, 2 }, { "2000-02-29", 11016, 1 }, { "2026-11-21", 20778, 5 },
    { "0001-01-01", -719162, 0 }, { "9999-12-31", 2932896, 4 }, { "1900-03-01", -25508, 3 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      char text[REEVE_DAY_TEXT_SIZE];
      g_assert_cmpint (day (known[i].text), ==, known[i].day);
      g_assert_cmpint (reeve_day_weekday (known[i].day), ==, known[i].weekday);
      reeve_day_format (known[i].day, text);
      g_assert_cmpstr (text, ==, known[i].text);
    }
}

/* Every day of four centuries: the calendar of GDate agrees, and text and number are inverse. */
static void
test_every_day (void)
{
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, 1, 1800);
  for (ReeveDay d = day ("1800-01-01"), last = day ("2200-01-01"); d < last; d++, g_date_add_days (&date, 1))
    {
      int year, month, of_month;
      reeve_day_to_ymd (d, &year, &month, &of_month);
      g_assert_cmpint (year, ==, g_date_get_year (&date));
      g_assert_cmpint (month, ==, g_date_get_month (&date));
      g_assert_cmpint (of_month, ==, g_date_get_day (&date));
      g_assert_cmpint (reeve_day_weekday (d), ==, g_date_get_weekday (&date) - 1);
      ReeveDay back;
      g_assert_true (reeve_day_from_ymd (year, month, of_month, &back));
      g_assert_cmpint (back, ==, d);
    }
}

static void
test_not_days (void)
{
  static const char *const wrong[] = { "", "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-01-00", "2024-04-31", "0000-01-01",
                                       "2024-1-01", "2024-01-1", "24-01-01", "2024/01/01", "2024-01-01 ", " 2024-01-01", "2024-01-011",
                                       "2024-01-01T00:00", "none", "+024-01-01", "2024-01-0a" };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (reeve_day_parse (wrong[i], -1, NULL));
  g_assert_false (reeve_day_parse (NULL, -1, NULL));
  g_assert_true (reeve_day_parse ("2024-01-019", 10, NULL));
  g_assert_false (reeve_day_parse ("2024-01-01\0", 11, NULL));
}

static void
test_instants (void)
{
  gint64 minutes = 0;
  char text[REEVE_INSTANT_TEXT_SIZE];
  g_assert_true (reeve_instant_parse ("1970-01-02T01:05", -1, &minutes));
  g_assert_cmpint (minutes, ==, 1440 + 65);
  reeve_instant_format (minutes, text);
  g_assert_cmpstr (text, ==, "1970-01-02T01:05");
  reeve_instant_format (-1, text);
  g_assert_cmpstr (text, ==, "1969-12-31T23:59");
  static const char *const wrong[] = { "1970-01-02", "1970-01-02T24:00", "1970-01-02T12:60", "1970-01-02 12:00", "1970-02-30T12:00", "1970-01-02T12:00Z", "1970-01-02T1:00" };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (reeve_instant_parse (wrong[i], -1, NULL));
}

static void
test_months (void)
{
  static const struct { const char *from; int months; ReeveMonthEnd end; const char *to; } cases[] = {
    { "2025-01-31", 1, REEVE_MONTH_END_LAST_DAY, "2025-02-28" },
    { "2025-01-31", 1, REEVE_MONTH_END_NEXT_DAY, "2025-03-01" },
    { "2024-01-31", 1, REEVE_MONTH_END_LAST_DAY, "2024-02-29" },
    { "2024-02-29", 12, REEVE_MONTH_END_LAST_DAY, "2025-02-28" },
    { "2024-02-29", 12, REEVE_MONTH_END_NEXT_DAY, "2025-03-01" },
    { "2024-02-29", 48, REEVE_MONTH_END_LAST_DAY, "2028-02-29" },
    { "2025-03-31", -1, REEVE_MONTH_END_LAST_DAY, "2025-02-28" },
    { "2025-01-15", -1, REEVE_MONTH_END_LAST_DAY, "2024-12-15" },
    { "2025-12-15", 1, REEVE_MONTH_END_LAST_DAY, "2026-01-15" },
    { "2025-05-15", 0, REEVE_MONTH_END_NEXT_DAY, "2025-05-15" },
    { "9999-12-15", 1, REEVE_MONTH_END_LAST_DAY, "9999-12-31" },
    { "0001-01-15", -1, REEVE_MONTH_END_LAST_DAY, "0001-01-01" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char text[REEVE_DAY_TEXT_SIZE];
      reeve_day_format (reeve_day_add_months (day (cases[i].from), cases[i].months, cases[i].end), text);
      g_assert_cmpstr (text, ==, cases[i].to);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date/known-days", test_known_days);
  g_test_add_func ("/date/every-day", test_every_day);
  g_test_add_func ("/date/not-days", test_not_days);
  g_test_add_func ("/date/instants", test_instants);
  g_test_add_func ("/date/months", test_months);
  return g_test_run ();
}
