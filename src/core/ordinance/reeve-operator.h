/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The operators of language.md 2.4 on partly known values, one function per row of the table in 3.5. Pure; saturating; no allocation. */
#pragma once

#include "reeve-facts-private.h"

G_BEGIN_DECLS


#define REEVE_FAR_PAST (REEVE_VALUE_LONG_PAST + 1)   /* "any day before" */
#define REEVE_FAR_FUTURE (REEVE_VALUE_NONE - 1)      /* "any day after" */

/* A set as the operators see it. A literal list is a set known in full. */
typedef struct
{
  const GQuark *sure, *possible;
  guint n_sure, n_possible;
  gboolean everything;
} ReeveSetView;

typedef enum { REEVE_COMPARE_EQ, REEVE_COMPARE_NE, REEVE_COMPARE_LT, REEVE_COMPARE_LE, REEVE_COMPARE_GT, REEVE_COMPARE_GE } ReeveCompare;

static inline ReeveTruth
reeve_truth_and_fast (guint a, guint b)
{
  guint later = ((a & 2) != 0 && (b & 6) != 0) || ((b & 2) != 0 && (a & 6) != 0) ? 2 : 0;
  return (ReeveTruth) (((a | b) & 1) | (a & b & 4) | later);
}

static inline ReeveTruth
reeve_truth_or_fast (guint a, guint b)
{
  guint later = ((a & 2) != 0 && (b & 3) != 0) || ((b & 2) != 0 && (a & 3) != 0) ? 2 : 0;
  return (ReeveTruth) ((a & b & 1) | ((a | b) & 4) | later);
}

gboolean reeve_value_is_known (const ReeveValue *value);
gint64 reeve_minutes_to_day (gint64 minutes);
ReeveValue reeve_value_to_date (ReeveValue value);

ReeveTruth reeve_compare_ranges (ReeveCompare op, ReeveValue a, ReeveValue b);
/* Codes, persons, texts, records: equality only. @not_a, @not_b: codes it is known not to be, or NULL. */
ReeveTruth reeve_equal_identities (ReeveValue a, ReeveValue b, const ReeveSetView *not_a, const ReeveSetView *not_b);
ReeveTruth reeve_code_in_set (ReeveValue code, const ReeveSetView *set, const ReeveSetView *not_codes);
ReeveTruth reeve_int_in_list (ReeveValue value, const gint64 *sorted, guint n);
ReeveTruth reeve_instant_in_schedule (ReeveValue instant, const ReeveSchedule *schedule);
ReeveTruth reeve_instant_in_dated_schedule (const ReeveCounting *counting, ReeveValue instant, const ReeveSchedule *schedule);
ReeveTruth reeve_has_all (const ReeveSetView *set, const ReeveSetView *list);
ReeveTruth reeve_has_any (const ReeveSetView *set, const ReeveSetView *list);
ReeveTruth reeve_has_only (const ReeveSetView *set, const ReeveSetView *list);
gboolean reeve_set_contains (const GQuark *sorted, guint n, GQuark code);

/* `D + N`, `D - N` with the counting rules of the provision. @roll: results move off weekends and holidays (never for - and before). */
ReeveValue reeve_period_add (const ReeveCounting *counting, ReeveValue from, ReeveValue duration, gboolean back, gboolean roll);
ReeveTruth reeve_within (const ReeveCounting *counting, ReeveValue date, ReeveValue duration, ReeveValue reference, gboolean before);
/* @ret_until: the last open day when the result may be "not yet"; else G_MAXINT64. */
ReeveTruth reeve_by (ReeveValue date, ReeveValue deadline, ReeveDay today, gint64 *ret_until);
ReeveValue reeve_add (ReeveValue a, ReeveValue b);
ReeveValue reeve_subtract (ReeveValue a, ReeveValue b);
ReeveValue reeve_multiply (ReeveValue a, ReeveValue b, ReeveType type);
ReeveValue reeve_next (gint64 month_day, ReeveValue date);
ReeveValue reeve_days (ReeveValue from, ReeveValue to);
ReeveValue reeve_started (ReeveValue value, ReeveValue unit);
ReeveValue reeve_extreme (ReeveValue a, ReeveValue b, gboolean greater); /* min(A, B), max(A, B); none lies after all */

/* The largest number of @members that one span of @duration holds (language.md 3.5, `in any N`). @members is sorted anew. With @distinct
 * different keys are counted. @ret_low_from, @ret_high_from: first day of the spans found. Returns FALSE when @duration is not known. */
gboolean reeve_count_window (const ReeveCounting *counting, ReeveScratchMember *members, guint n, ReeveValue duration, gboolean distinct,
                             gint64 *ret_low, gint64 *ret_high, gint64 *ret_low_from, gint64 *ret_high_from);
void reeve_count_distinct (ReeveScratchMember *members, guint n, gint64 *ret_low, gint64 *ret_high);

/* Marks constants whose lo is an index into the program's own pools. */
#define REEVE_VALUE_OF_PROGRAM 1

/* The answer to a question that is asked only if @asked: where it does not arise it reads as not there: no, the code not-there, the empty
 * list @nothing of the program, 0, no day. */
ReeveValue reeve_unless_asked (ReeveValue answer, guint asked, guint32 nothing);

G_END_DECLS
