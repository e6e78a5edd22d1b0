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
                                       "Mon 10:00-12:00 Tue 10:00-12:00", "Mon 10:00-12:00,", "Monday 10:00-12:00", "9am-5pm", "10:000-12:00" };
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/format", test_format);
  g_test_add_func ("/schedule/refused", test_refused);
  g_test_add_func ("/schedule/contains", test_contains);
  g_test_add_func ("/schedule/sets", test_sets);
  return g_test_run ();
}
