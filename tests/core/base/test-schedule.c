/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "reeve-date.h"
#include "reeve-error.h"

static ReeveSchedule *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  ReeveSchedule *schedule = reeve_schedule_parse (text, -1, &error);
  g_assert_no_error (error);
  return schedule;
}

static void
test_format (void)
{
  static const struct { const char *text, *canonical; } cases[] = {
    { "22:00-08:00", "22:00-08:00" },
    { "Mon-Thu 10:00-20:00, Fri 10:00-22:30", "Mon-Thu 10:00-20:00, Fri 10:00-22:30" },
    { "fri 9:00-17:00", "Fri 09:00-17:00" },
    { "Fri 23:00-24:00, Sat 00:00-08:00", "Fri 23:00-08:00" },
    { "00:00-24:00", "00:00-24:00" },
    { "Sun 20:00-06:00", "Sun 20:00-06:00" },
    { "Sun 00:00-24:00, Mon 00:00-24:00", "Mon 00:00-24:00, Sun 00:00-24:00" },
    { "Sat-Sun 10:00-12:00, Mon-Fri 10:00-12:00", "10:00-12:00" },
    { "Mon 10:00-12:00, Mon 11:00-13:00", "Mon 10:00-13:00" },
    { "Fri-Mon 10:00-12:00", "Mon 10:00-12:00, Fri-Sun 10:00-12:00" },
    { "Mon 08:00-12:00, Mon 13:00-17:00, Tue 08:00-12:00, Tue 13:00-17:00", "Mon-Tue 08:00-12:00, Mon-Tue 13:00-17:00" },
    { "none", "none" }, { "", "none" }, { "  ", "none" },
    { "holiday 10:00-14:00, Mon-Fri 8:00-18:00", "Mon-Fri 08:00-18:00, holiday 10:00-14:00" },
    { "holiday-eve 23:00-06:00, 12-25 none, 02-end 00:00-24:00, 2026-07-04 10:00-23:00",
      "holiday-eve 23:00-06:00, 12-25 none, 02-end 00:00-24:00, 2026-07-04 10:00-23:00" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ReeveSchedule) schedule = parse (cases[i].text);
      g_autofree char *text = reeve_schedule_format (schedule);
      g_assert_cmpstr (text, ==, cases[i].canonical);
      g_autoptr (ReeveSchedule) again = parse (text);
      g_assert_true (reeve_schedule_within (schedule, again));
      g_assert_true (reeve_schedule_within (again, schedule));
    }
}

static void
test_refused (void)
{
  static const char *const wrong[] = { "Mon", "10:00", "10:00-", "25:00-26:00", "10:60-11:00", "10:00-10:00", "24:00-25:00", "Mon- 10:00-12:00",
                                       "Mon 10:00-12:00 Tue 10:00-12:00", "Mon 10:00-12:00,", "Monday 10:00-12:00", "9am-5pm", "10:000-12:00", "holiday", "holiday 10:00", "13-01 10:00-12:00",
                                       "02-30 10:00-12:00", "12-25", "2026-02-30 10:00-12:00", "holidays 10:00-12:00", "12-25none" };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (reeve_schedule_parse (wrong[i], -1, &error));
      g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
    }
  g_autofree char *huge = g_strnfill (3000, ',');
  g_assert_null (reeve_schedule_parse (huge, -1, NULL));
}

static gboolean
open_at (const char *schedule_text, const char *instant_text)
{
  gint64 instant;
  g_autoptr (ReeveSchedule) schedule = parse (schedule_text);
  g_assert_true (reeve_instant_parse (instant_text, -1, &instant));
  return reeve_schedule_contains (schedule, instant);
}

/* 2025-05-02 was a Friday. The edges are the cases: half-open spans, midnight, the end of the week. */
static void
test_contains (void)
{
  g_assert_true (open_at ("22:00-08:00", "2025-05-02T22:00"));
  g_assert_true (open_at ("22:00-08:00", "2025-05-02T07:59"));
  g_assert_false (open_at ("22:00-08:00", "2025-05-02T08:00"));
  g_assert_false (open_at ("22:00-08:00", "2025-05-02T21:59"));
  g_assert_true (open_at ("Fri 22:00-02:00", "2025-05-03T01:59"));
  g_assert_false (open_at ("Fri 22:00-02:00", "2025-05-02T01:59"));
  g_assert_true (open_at ("Sun 22:00-02:00", "2025-05-05T01:59"));
  g_assert_false (open_at ("Sun 22:00-02:00", "2025-05-05T02:00"));
  g_assert_true (open_at ("Wed 00:00-24:00", "1969-12-31T23:59"));
  g_assert_false (open_at ("none", "2025-05-02T12:00"));
}

static void
test_sets (void)
{
  g_autoptr (ReeveSchedule) closed = parse ("22:00-08:00");
  g_autoptr (ReeveSchedule) late = parse ("Fri 10:00-22:30");
  g_autoptr (ReeveSchedule) touching = parse ("08:00-22:00");
  g_autoptr (ReeveSchedule) night = parse ("Sun 23:00-07:00");
  g_autoptr (ReeveSchedule) never = parse ("none");
  g_assert_true (reeve_schedule_overlaps (closed, late));
  g_assert_false (reeve_schedule_overlaps (closed, touching));
  g_assert_true (reeve_schedule_within (night, closed));
  g_assert_false (reeve_schedule_within (closed, night));
  g_assert_true (reeve_schedule_within (never, late));
  g_assert_false (reeve_schedule_overlaps (never, late));
  gsize n;
  const ReeveSpan *spans = reeve_schedule_get_spans (night, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (spans[0].from, ==, 0);
  g_assert_cmpint (spans[0].to, ==, 420);
  g_assert_cmpint (spans[1].to, ==, REEVE_MINUTES_PER_WEEK);
}

/* 2025-07-04 was a Friday. Hours of a day of its own replace its weekday's, and belong to the day they start on. */
static void
test_dated (void)
{
  static const struct { const char *schedule, *instant; gboolean holiday[3], open; } cases[] = {
    { "Mon-Fri 08:00-20:00, holiday 10:00-14:00", "2025-07-04T09:00", { FALSE, TRUE, FALSE }, FALSE },
    { "Mon-Fri 08:00-20:00, holiday 10:00-14:00", "2025-07-04T09:00", { FALSE, FALSE, FALSE }, TRUE },
    { "Mon-Fri 08:00-20:00, holiday 10:00-14:00", "2025-07-04T10:00", { FALSE, TRUE, FALSE }, TRUE },
    { "Mon-Fri 08:00-20:00, holiday 10:00-14:00", "2025-07-04T14:00", { FALSE, TRUE, FALSE }, FALSE },
    { "22:00-06:00, holiday-eve 23:00-06:00", "2025-07-03T22:30", { FALSE, FALSE, TRUE }, FALSE },
    { "22:00-06:00, holiday-eve 23:00-06:00", "2025-07-04T05:59", { FALSE, TRUE, FALSE }, TRUE },
    { "22:00-06:00, holiday-eve 23:00-03:00", "2025-07-04T03:00", { FALSE, TRUE, FALSE }, FALSE },
    { "22:00-06:00, holiday-eve 23:00-06:00", "2025-07-04T22:30", { FALSE, TRUE, FALSE }, TRUE },
    { "22:00-06:00, holiday none", "2025-07-04T23:00", { FALSE, TRUE, FALSE }, FALSE },
    { "22:00-06:00, holiday none", "2025-07-04T02:00", { FALSE, TRUE, FALSE }, TRUE },
    { "08:00-20:00, 07-04 12:00-13:00, holiday none", "2025-07-04T12:00", { FALSE, TRUE, FALSE }, TRUE },
    { "08:00-20:00, 07-04 none, 2025-07-04 12:00-13:00", "2025-07-04T12:59", { FALSE, FALSE, FALSE }, TRUE },
    { "08:00-20:00, 07-04 none, 2025-07-04 12:00-13:00", "2026-07-04T12:59", { FALSE, FALSE, FALSE }, FALSE },
    { "02-end 00:00-24:00", "2024-02-29T12:00", { FALSE, FALSE, FALSE }, TRUE },
    { "02-end 00:00-24:00", "2024-02-28T12:00", { FALSE, FALSE, FALSE }, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 instant;
      g_autoptr (ReeveSchedule) schedule = parse (cases[i].schedule);
      g_assert_true (reeve_schedule_is_dated (schedule));
      g_assert_true (reeve_instant_parse (cases[i].instant, -1, &instant));
      g_assert_cmpint (reeve_schedule_contains_dated (schedule, instant, cases[i].holiday), ==, cases[i].open);
    }
}

static void
test_dated_sets (void)
{
  g_autoptr (ReeveSchedule) closed = parse ("22:00-08:00, holiday 00:00-24:00");
  g_autoptr (ReeveSchedule) every_day = parse ("10:00-20:00");
  g_autoptr (ReeveSchedule) not_then = parse ("10:00-20:00, holiday none");
  g_autoptr (ReeveSchedule) saturday = parse ("Sat 10:00-20:00, 2025-07-05 none");
  g_autoptr (ReeveSchedule) that_saturday = parse ("2025-07-05 12:00-13:00");
  g_assert_true (reeve_schedule_overlaps (closed, every_day));
  g_assert_false (reeve_schedule_overlaps (closed, not_then));
  g_assert_false (reeve_schedule_within (every_day, not_then));
  g_assert_true (reeve_schedule_within (not_then, every_day));
  g_assert_false (reeve_schedule_overlaps (saturday, that_saturday));
  g_assert_true (reeve_schedule_names_holidays (closed));
  g_assert_false (reeve_schedule_names_holidays (saturday));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/format", test_format);
  g_test_add_func ("/schedule/refused", test_refused);
  g_test_add_func ("/schedule/contains", test_contains);
  g_test_add_func ("/schedule/sets", test_sets);
  g_test_add_func ("/schedule/dated", test_dated);
  g_test_add_func ("/schedule/dated-sets", test_dated_sets);
  return g_test_run ();
}
