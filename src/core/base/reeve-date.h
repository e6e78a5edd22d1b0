/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days without time of day, civil instants, schedules. Pure arithmetic on the proleptic Gregorian calendar; no clock, no time zone. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A day: days since 1970-01-01. An instant: minutes since 1970-01-01T00:00, local civil time. Both fit the gint64 of ReeveValue. */
typedef gint32 ReeveDay;

typedef enum { REEVE_MONTH_END_LAST_DAY, REEVE_MONTH_END_NEXT_DAY } ReeveMonthEnd;

#define REEVE_DAY_TEXT_SIZE 11      /* "YYYY-MM-DD" and the nul */
#define REEVE_INSTANT_TEXT_SIZE 17  /* "YYYY-MM-DDTHH:MM" and the nul */
#define REEVE_MINUTES_PER_DAY 1440
#define REEVE_MINUTES_PER_WEEK (7 * 1440)

gboolean reeve_day_parse (const char *text, gssize length, ReeveDay *ret_day);         /* exactly YYYY-MM-DD, a real day, years 0001-9999 */
void reeve_day_format (ReeveDay day, char text[REEVE_DAY_TEXT_SIZE]);
gboolean reeve_instant_parse (const char *text, gssize length, gint64 *ret_minutes);   /* exactly YYYY-MM-DDTHH:MM */
void reeve_instant_format (gint64 minutes, char text[REEVE_INSTANT_TEXT_SIZE]);

gboolean reeve_day_from_ymd (int year, int month, int day, ReeveDay *ret_day);
void reeve_day_to_ymd (ReeveDay day, int *ret_year, int *ret_month, int *ret_day);
int reeve_day_weekday (ReeveDay day);                                                  /* 0 = Monday ... 6 = Sunday */
int reeve_days_in_month (int year, int month);
/* Adds @months (may be negative) to year and month, keeps the day of the month, then applies @month_end (language.md 3.3). */
ReeveDay reeve_day_add_months (ReeveDay day, int months, ReeveMonthEnd month_end);
/* Today in the computer's local zone. Only the window and the command line call it: the clock is never read inside a check. */
ReeveDay reeve_day_today (void);

/* A weekly schedule: half-open spans of minutes from Monday 00:00; a span that crosses midnight belongs to the weekday it starts on
 * and may run past REEVE_MINUTES_PER_WEEK (then it wraps). Text as in language.md 2.2: "22:00-08:00", "Mon-Thu 10:00-20:00, Fri 10:00-22:30". */
typedef struct { gint32 from, to; } ReeveSpan;
typedef struct _ReeveSchedule ReeveSchedule;

/* NULL and error when it is not a schedule. "none" or "" : never open (an empty schedule). */
ReeveSchedule *reeve_schedule_parse (const char *text, gssize length, GError **error);
ReeveSchedule *reeve_schedule_ref (ReeveSchedule *schedule);
void reeve_schedule_unref (ReeveSchedule *schedule);
const ReeveSpan *reeve_schedule_get_spans (const ReeveSchedule *schedule, gsize *ret_n);  /* sorted, merged, wrapped: all within one week */
gboolean reeve_schedule_contains (const ReeveSchedule *schedule, gint64 instant);
/* Days with hours of their own, in place of their weekday's: a date, a day of each year, the city's holidays, the days before these. */
gboolean reeve_schedule_is_dated (const ReeveSchedule *schedule);
gboolean reeve_schedule_names_holidays (const ReeveSchedule *schedule);
/* @holiday: are the day before that of @instant, its day, and the day after it holidays? */
gboolean reeve_schedule_contains_dated (const ReeveSchedule *schedule, gint64 instant, const gboolean holiday[3]);
gboolean reeve_schedule_overlaps (const ReeveSchedule *a, const ReeveSchedule *b);
gboolean reeve_schedule_within (const ReeveSchedule *a, const ReeveSchedule *b);          /* every minute of a is in b */
char *reeve_schedule_format (const ReeveSchedule *schedule);                              /* canonical text; transfer full */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveSchedule, reeve_schedule_unref)

G_END_DECLS
