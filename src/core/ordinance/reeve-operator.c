/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The operators on partly known values (language.md 3.3 and 3.5). An ordered value is a range low..high that may include "none", which
 * lies after everything; REEVE_FAR_PAST and REEVE_FAR_FUTURE stand for "no bound" and stay where they are under arithmetic. */
#include "config.h"

#include "reeve-operator.h"

#include <string.h>

#define FIRST_DAY (-719162) /* 0001-01-01 */
#define LAST_DAY 2932896    /* 9999-12-31 */
#define MAX_BUSINESS_DAYS 10000
#define MONDAY_OFFSET (3 * REEVE_MINUTES_PER_DAY) /* 1970-01-01 was a Thursday */

static ReeveTruth
truth_of (gboolean surely, gboolean surely_not)
{
  return surely ? REEVE_TRUTH_Y : surely_not ? REEVE_TRUTH_N : REEVE_TRUTH_NY;
}

gboolean
reeve_value_is_known (const ReeveValue *value)
{
  switch (value->type)
    {
    case REEVE_TYPE_TRUTH:
      return value->truth == REEVE_TRUTH_N || value->truth == REEVE_TRUTH_L || value->truth == REEVE_TRUTH_Y;
    case REEVE_TYPE_CODE:
    case REEVE_TYPE_SET:
    case REEVE_TYPE_SCHEDULE:
    case REEVE_TYPE_TEXT:
    case REEVE_TYPE_PERSON:
    case REEVE_TYPE_RECORD:
      return value->lo >= 0;
    default:
      return value->lo == value->hi;
    }
}

gint64
reeve_minutes_to_day (gint64 minutes)
{
  if (minutes <= REEVE_FAR_PAST || minutes >= REEVE_FAR_FUTURE)
    return minutes;
  return minutes >= 0 ? minutes / REEVE_MINUTES_PER_DAY : -((-minutes + REEVE_MINUTES_PER_DAY - 1) / REEVE_MINUTES_PER_DAY);
}

ReeveValue
reeve_value_to_date (ReeveValue value)
{
  if (value.type == REEVE_TYPE_INSTANT)
    {
      value.type = REEVE_TYPE_DATE;
      value.lo = reeve_minutes_to_day (value.lo);
      value.hi = reeve_minutes_to_day (value.hi);
    }
  return value;
}

/* a * factor, leaving what has no bound where it is. */
static gint64
scale_bound (gint64 a, gint64 factor)
{
  gint64 result;

  if (a <= REEVE_FAR_PAST || a >= REEVE_FAR_FUTURE)
    return a;
  if (__builtin_mul_overflow (a, factor, &result) || result <= REEVE_FAR_PAST || result >= REEVE_FAR_FUTURE)
    return a > 0 ? REEVE_FAR_FUTURE : REEVE_FAR_PAST;
  return result;
}

static gboolean
is_exact_unit (guint32 unit)
{
  return unit == REEVE_UNIT_DAYS || unit == REEVE_UNIT_HOURS || unit == REEVE_UNIT_MINUTES;
}

static ReeveValue
to_minutes (ReeveValue value)
{
  gint64 factor = value.aux == REEVE_UNIT_DAYS ? REEVE_MINUTES_PER_DAY : value.aux == REEVE_UNIT_HOURS ? 60 : 1;

  value.lo = scale_bound (value.lo, factor);
  value.hi = scale_bound (value.hi, factor);
  value.aux = REEVE_UNIT_MINUTES;
  return value;
}

/* Brings two operands to one unit. FALSE: months against days, which nothing can compare. */
static gboolean
same_unit (ReeveValue *a, ReeveValue *b)
{
  if (a->type == REEVE_TYPE_DURATION && b->type == REEVE_TYPE_DURATION && a->aux != b->aux)
    {
      if (!is_exact_unit (a->aux) || !is_exact_unit (b->aux))
        return FALSE;
      *a = to_minutes (*a);
      *b = to_minutes (*b);
    }
  if (a->type == REEVE_TYPE_INSTANT && b->type == REEVE_TYPE_DATE)
    *a = reeve_value_to_date (*a);
  else if (a->type == REEVE_TYPE_DATE && b->type == REEVE_TYPE_INSTANT)
    *b = reeve_value_to_date (*b);
  return TRUE;
}

ReeveTruth
reeve_compare_ranges (ReeveCompare op, ReeveValue a, ReeveValue b)
{
  if (!same_unit (&a, &b))
    return REEVE_TRUTH_NY;
  switch (op)
    {
    case REEVE_COMPARE_LT:
      return truth_of (a.hi < b.lo, a.lo >= b.hi);
    case REEVE_COMPARE_LE:
      return truth_of (a.hi <= b.lo, a.lo > b.hi);
    case REEVE_COMPARE_GT:
      return truth_of (a.lo > b.hi, a.hi <= b.lo);
    case REEVE_COMPARE_GE:
      return truth_of (a.lo >= b.hi, a.hi < b.lo);
    case REEVE_COMPARE_EQ:
      return truth_of (a.lo == a.hi && b.lo == b.hi && a.lo == b.lo, a.hi < b.lo || b.hi < a.lo);
    case REEVE_COMPARE_NE:
    default:
      return truth_of (a.hi < b.lo || b.hi < a.lo, a.lo == a.hi && b.lo == b.hi && a.lo == b.lo);
    }
}

ReeveTruth
reeve_equal_identities (ReeveValue a, ReeveValue b, const ReeveSetView *not_a, const ReeveSetView *not_b)
{
  if (a.lo >= 0 && b.lo >= 0)
    return a.lo == b.lo ? REEVE_TRUTH_Y : REEVE_TRUTH_N;
  if (a.lo < 0 && b.lo >= 0 && not_a != NULL && reeve_set_contains (not_a->sure, not_a->n_sure, (GQuark) b.lo))
    return REEVE_TRUTH_N;
  if (b.lo < 0 && a.lo >= 0 && not_b != NULL && reeve_set_contains (not_b->sure, not_b->n_sure, (GQuark) a.lo))
    return REEVE_TRUTH_N;
  return REEVE_TRUTH_NY;
}

gboolean
reeve_set_contains (const GQuark *sorted, guint n, GQuark code)
{
  guint low = 0, high = n;

  if (n <= 8)
    {
      for (guint i = 0; i < n; i++)
        if (sorted[i] == code)
          return TRUE;
      return FALSE;
    }
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (sorted[middle] == code)
        return TRUE;
      if (sorted[middle] < code)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

static gboolean
is_subset (const GQuark *a, guint n_a, const GQuark *b, guint n_b)
{
  for (guint i = 0; i < n_a; i++)
    if (!reeve_set_contains (b, n_b, a[i]))
      return FALSE;
  return TRUE;
}

static gboolean
meets (const GQuark *a, guint n_a, const GQuark *b, guint n_b)
{
  for (guint i = 0; i < n_a; i++)
    if (reeve_set_contains (b, n_b, a[i]))
      return TRUE;
  return FALSE;
}

ReeveTruth
reeve_code_in_set (ReeveValue code, const ReeveSetView *set, const ReeveSetView *not_codes)
{
  if (code.lo >= 0)
    return truth_of (reeve_set_contains (set->sure, set->n_sure, (GQuark) code.lo),
                     !set->everything && !reeve_set_contains (set->possible, set->n_possible, (GQuark) code.lo));
  if (set->everything)
    return REEVE_TRUTH_NY;
  /* Nothing to be in, or every element ruled out. */
  return truth_of (FALSE, not_codes == NULL ? set->n_possible == 0
                                            : is_subset (set->possible, set->n_possible, not_codes->sure, not_codes->n_sure));
}

ReeveTruth
reeve_int_in_list (ReeveValue value, const gint64 *sorted, guint n)
{
  gboolean some = FALSE;

  for (guint i = 0; i < n && !some; i++)
    some = sorted[i] >= value.lo && sorted[i] <= value.hi;
  return truth_of (some && value.lo == value.hi, !some);
}

/* A day is all its minutes. */
static ReeveValue
day_as_instant (ReeveValue day)
{
  day.lo = scale_bound (day.lo, REEVE_MINUTES_PER_DAY);
  day.hi = scale_bound (day.hi, REEVE_MINUTES_PER_DAY);
  if (day.hi < REEVE_FAR_FUTURE)
    day.hi += REEVE_MINUTES_PER_DAY - 1;
  return day;
}

ReeveTruth
reeve_instant_in_schedule (ReeveValue instant, const ReeveSchedule *schedule)
{
  gsize n;
  const ReeveSpan *spans = reeve_schedule_get_spans (schedule, &n);
  gint64 from, length, covered = 0;

  if (instant.type == REEVE_TYPE_DATE)
    instant = day_as_instant (instant);
  if (n == 0 || instant.lo == REEVE_VALUE_NONE)
    return REEVE_TRUTH_N;
  if (instant.lo <= REEVE_FAR_PAST || instant.hi >= REEVE_FAR_FUTURE)
    return REEVE_TRUTH_NY;
  length = instant.hi - instant.lo + 1;
  if (length > REEVE_MINUTES_PER_WEEK)
    {
      length = REEVE_MINUTES_PER_WEEK;
      instant.hi = instant.lo + length - 1;
    }
  from = (instant.lo + MONDAY_OFFSET) % REEVE_MINUTES_PER_WEEK;
  if (from < 0)
    from += REEVE_MINUTES_PER_WEEK;
  /* The range may run over the end of the week: each span counts in this week and in the next. */
  for (gsize i = 0; i < n; i++)
    for (gint64 week = 0; week <= REEVE_MINUTES_PER_WEEK; week += REEVE_MINUTES_PER_WEEK)
      covered += MAX (0, MIN (from + length, spans[i].to + week) - MAX (from, spans[i].from + week));
  return truth_of (covered == length, covered == 0);
}

ReeveTruth
reeve_has_all (const ReeveSetView *set, const ReeveSetView *list)
{
  return truth_of (!list->everything && is_subset (list->possible, list->n_possible, set->sure, set->n_sure),
                   !set->everything && !is_subset (list->sure, list->n_sure, set->possible, set->n_possible));
}

ReeveTruth
reeve_has_any (const ReeveSetView *set, const ReeveSetView *list)
{
  gboolean none_here = !set->everything && set->n_possible == 0, none_there = !list->everything && list->n_possible == 0;

  return truth_of (meets (list->sure, list->n_sure, set->sure, set->n_sure),
                   none_here || none_there
                     || (!set->everything && !list->everything && !meets (list->possible, list->n_possible, set->possible, set->n_possible)));
}

ReeveTruth
reeve_has_only (const ReeveSetView *set, const ReeveSetView *list)
{
  return truth_of (!set->everything && is_subset (set->possible, set->n_possible, list->sure, list->n_sure),
                   !list->everything && !is_subset (set->sure, set->n_sure, list->possible, list->n_possible));
}

static gint64
add_bounds (gint64 a, gint64 b)
{
  gint64 sum;

  if (a == REEVE_VALUE_LONG_PAST || b == REEVE_VALUE_LONG_PAST)
    return REEVE_VALUE_LONG_PAST;
  if (a == REEVE_FAR_PAST || b == REEVE_FAR_PAST)
    return REEVE_FAR_PAST;
  if (a >= REEVE_FAR_FUTURE || b >= REEVE_FAR_FUTURE)
    return REEVE_FAR_FUTURE;
  if (__builtin_add_overflow (a, b, &sum))
    return a > 0 ? REEVE_FAR_FUTURE : REEVE_FAR_PAST;
  return CLAMP (sum, REEVE_FAR_PAST, REEVE_FAR_FUTURE);
}

static gint64
negate_bound (gint64 a)
{
  if (a <= REEVE_FAR_PAST)
    return REEVE_FAR_FUTURE;
  return a >= REEVE_FAR_FUTURE ? REEVE_FAR_PAST : -a;
}

static gboolean
is_working_day (const ReeveCounting *counting, gint64 day)
{
  guint low = 0, high = counting->n_holidays;

  if (reeve_day_weekday ((ReeveDay) day) >= 5)
    return FALSE;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (counting->holidays[middle] == day)
        return FALSE;
      if (counting->holidays[middle] < day)
        low = middle + 1;
      else
        high = middle;
    }
  return TRUE;
}

static int
year_of (gint64 day)
{
  int year, month, day_of_month;
  reeve_day_to_ymd ((ReeveDay) day, &year, &month, &day_of_month);
  return year;
}

/* The city's table speaks for a year when it has a holiday in it; one that is there and empty says that there are none in any. */
static gboolean
has_table (const ReeveCounting *counting, gint64 day)
{
  int year = year_of (day);

  if (counting->holidays != NULL && counting->n_holidays == 0)
    return TRUE;
  for (guint i = 0; counting->holidays != NULL && i < counting->n_holidays; i++)
    if (year_of (counting->holidays[i]) == year)
      return TRUE;
  return FALSE;
}

/* Is that day one of the city's holidays? */
static ReeveTruth
is_holiday (const ReeveCounting *counting, gint64 day)
{
  if (!has_table (counting, day))
    return REEVE_TRUTH_NY;
  for (guint i = 0; i < counting->n_holidays; i++)
    if (counting->holidays[i] == day)
      return REEVE_TRUTH_Y;
  return REEVE_TRUTH_N;
}

/* One minute, with every way the holidays that are not known may fall. */
static ReeveTruth
minute_in_dated (const ReeveCounting *counting, gint64 minute, const ReeveSchedule *schedule)
{
  gint64 day = reeve_minutes_to_day (minute);
  guint around[3], truth = 0;

  for (guint i = 0; i < 3; i++)
    around[i] = reeve_schedule_names_holidays (schedule) ? is_holiday (counting, day + i - 1) : REEVE_TRUTH_N;
  for (guint way = 0; way < 8; way++)
    {
      gboolean holiday[3], possible = TRUE;
      for (guint i = 0; i < 3; i++)
        {
          holiday[i] = (way >> i & 1) != 0;
          possible = possible && (around[i] & (holiday[i] ? REEVE_TRUTH_Y : REEVE_TRUTH_N)) != 0;
        }
      if (possible)
        truth |= reeve_schedule_contains_dated (schedule, minute, holiday) ? REEVE_TRUTH_Y : REEVE_TRUTH_N;
    }
  return truth;
}

/**
 * reeve_instant_in_dated_schedule:
 * @counting: whose holidays `holiday` and `holiday-eve` are
 * @schedule: one with days that have hours of their own
 *
 * Returns: as reeve_instant_in_schedule(); not known in a year the city has no table of holidays for, as far as they matter
 */
ReeveTruth
reeve_instant_in_dated_schedule (const ReeveCounting *counting, ReeveValue instant, const ReeveSchedule *schedule)
{
  guint truth = 0;

  if (instant.type == REEVE_TYPE_DATE)
    instant = day_as_instant (instant);
  if (instant.lo == REEVE_VALUE_NONE)
    return REEVE_TRUTH_N;
  if (instant.lo <= REEVE_FAR_PAST || instant.hi >= REEVE_FAR_FUTURE || instant.hi - instant.lo > REEVE_MINUTES_PER_WEEK)
    return REEVE_TRUTH_NY;
  for (gint64 minute = instant.lo; minute <= instant.hi && truth != REEVE_TRUTH_NY; minute++)
    truth |= minute_in_dated (counting, minute, schedule);
  return truth;
}

/* The n-th working day after (n > 0) or before a day; the day itself is the first when `first-day: included`. FALSE: not known. */
static gboolean
add_business_days (const ReeveCounting *counting, gint64 day, gint64 n, gint64 *ret)
{
  gint64 step = n < 0 ? -1 : 1, left = n < 0 ? -n : n, at = day;

  if (n == 0)
    {
      *ret = day;
      return TRUE;
    }
  if (left > MAX_BUSINESS_DAYS || !has_table (counting, day))
    return FALSE;
  if (counting->first_day_included && is_working_day (counting, day))
    left--;
  while (left > 0)
    {
      at += step;
      if (at < FIRST_DAY || at > LAST_DAY)
        return FALSE;
      left -= is_working_day (counting, at);
    }
  if (!has_table (counting, at))
    return FALSE;
  *ret = at;
  return TRUE;
}

static gint64
roll_day (const ReeveCounting *counting, gint64 day)
{
  gint64 step = counting->roll == REEVE_ROLL_NEXT ? 1 : -1;

  for (guint i = 0; counting->roll != REEVE_ROLL_NONE && i < 366 && !is_working_day (counting, day); i++)
    day += step;
  return day;
}

/* One end of a range of days plus @n units. @n may be negative. @low: which end, for what is not known. */
static gint64
add_to_day (const ReeveCounting *counting, gint64 day, gint64 n, guint32 unit, gboolean roll, gboolean low)
{
  gint64 result;

  if (day <= REEVE_FAR_PAST || day >= REEVE_FAR_FUTURE)
    return day;
  if (n <= REEVE_FAR_PAST || n >= REEVE_FAR_FUTURE)
    return n < 0 ? REEVE_FAR_PAST : REEVE_FAR_FUTURE;
  if (day < FIRST_DAY || day > LAST_DAY || n < -12 * 10000 * (gint64) 31 || n > 12 * 10000 * (gint64) 31)
    return n < 0 ? REEVE_FAR_PAST : REEVE_FAR_FUTURE;
  switch (unit)
    {
    case REEVE_UNIT_BUSINESS_DAYS:
      if (add_business_days (counting, day, n, &result))
        return result;
      if (low != (n >= 0))
        return n >= 0 ? REEVE_FAR_FUTURE : REEVE_FAR_PAST;
      /* So many days later at least; the first of them may be the day itself. */
      return day + n - (counting->first_day_included ? (n > 0) - (n < 0) : 0);
    case REEVE_UNIT_MONTHS:
      if (n < -12 * 9999 || n > 12 * 9999)
        return n < 0 ? REEVE_FAR_PAST : REEVE_FAR_FUTURE;
      result = reeve_day_add_months ((ReeveDay) day, (int) n, counting->month_end);
      break;
    case REEVE_UNIT_HOURS:
      result = day + reeve_minutes_to_day (n * 60);
      break;
    case REEVE_UNIT_MINUTES:
      result = day + reeve_minutes_to_day (n);
      break;
    default:
      result = day + n;
      break;
    }
  if (counting->first_day_included && n != 0 && (unit == REEVE_UNIT_DAYS || unit == REEVE_UNIT_MONTHS))
    result += n > 0 ? -1 : 1;
  if (result < FIRST_DAY || result > LAST_DAY)
    return result < FIRST_DAY ? REEVE_FAR_PAST : REEVE_FAR_FUTURE;
  return roll ? roll_day (counting, result) : result;
}

static gint64
add_to_instant (const ReeveCounting *counting, gint64 minutes, gint64 n, guint32 unit, gboolean roll, gboolean low)
{
  gint64 day, sum;

  if (minutes <= REEVE_FAR_PAST || minutes >= REEVE_FAR_FUTURE)
    return minutes;
  if (unit == REEVE_UNIT_HOURS || unit == REEVE_UNIT_MINUTES)
    return add_bounds (minutes, unit == REEVE_UNIT_HOURS ? scale_bound (n, 60) : n);
  day = reeve_minutes_to_day (minutes);
  sum = add_to_day (counting, day, n, unit, roll, low);
  if (sum <= REEVE_FAR_PAST || sum >= REEVE_FAR_FUTURE)
    return sum;
  return sum * REEVE_MINUTES_PER_DAY + (minutes - day * REEVE_MINUTES_PER_DAY);
}

ReeveValue
reeve_period_add (const ReeveCounting *counting, ReeveValue from, ReeveValue duration, gboolean back, gboolean roll)
{
  ReeveValue result = from;
  gint64 least = back ? negate_bound (duration.hi) : duration.lo, most = back ? negate_bound (duration.lo) : duration.hi;

  if (from.lo == REEVE_VALUE_NONE || duration.lo == REEVE_VALUE_NONE)
    {
      result.lo = result.hi = REEVE_VALUE_NONE;
      return result;
    }
  if (from.type == REEVE_TYPE_INSTANT)
    {
      result.lo = add_to_instant (counting, from.lo, least, duration.aux, roll, TRUE);
      result.hi = add_to_instant (counting, from.hi, most, duration.aux, roll, FALSE);
    }
  else
    {
      result.lo = add_to_day (counting, from.lo, least, duration.aux, roll, TRUE);
      result.hi = add_to_day (counting, from.hi, most, duration.aux, roll, FALSE);
    }
  if (from.hi == REEVE_VALUE_NONE || duration.hi == REEVE_VALUE_NONE)
    result.hi = REEVE_VALUE_NONE;
  return result;
}

ReeveTruth
reeve_within (const ReeveCounting *counting, ReeveValue date, ReeveValue duration, ReeveValue reference, gboolean before)
{
  gboolean to_the_minute = duration.aux == REEVE_UNIT_HOURS || duration.aux == REEVE_UNIT_MINUTES;
  ReeveValue edge;

  if (date.type != REEVE_TYPE_INSTANT || reference.type != REEVE_TYPE_INSTANT || !to_the_minute)
    {
      date = reeve_value_to_date (date);
      reference = reeve_value_to_date (reference);
    }
  edge = reeve_period_add (counting, reference, duration, before, !before);
  if (before)
    return reeve_truth_and_fast (reeve_compare_ranges (REEVE_COMPARE_GE, date, edge), reeve_compare_ranges (REEVE_COMPARE_LE, date, reference));
  return reeve_truth_and_fast (reeve_compare_ranges (REEVE_COMPARE_GE, date, reference), reeve_compare_ranges (REEVE_COMPARE_LE, date, edge));
}

/* The union of what is possible: that it happened on some day of the range, and that it has not happened. A day that nobody recorded
 * cannot lie ahead: a deadline still to come is then met or open, never missed. */
ReeveTruth
reeve_by (ReeveValue date, ReeveValue deadline, ReeveDay today, gint64 *ret_until)
{
  guint result = 0;

  date = reeve_value_to_date (date);
  deadline = reeve_value_to_date (deadline);
  *ret_until = G_MAXINT64;
  if (date.lo != REEVE_VALUE_NONE)
    {
      gint64 last = date.hi < REEVE_FAR_FUTURE ? date.hi : MAX (date.lo, (gint64) today);
      if (date.lo <= deadline.hi)
        result |= REEVE_TRUTH_Y;
      if (last > deadline.lo)
        result |= REEVE_TRUTH_N;
    }
  if (date.hi == REEVE_VALUE_NONE || (date.hi == REEVE_FAR_FUTURE && date.lo != date.hi))
    {
      if (today <= deadline.hi)
        result |= REEVE_TRUTH_L;
      if (today > deadline.lo)
        result |= REEVE_TRUTH_N;
    }
  if ((result & REEVE_TRUTH_L) != 0 && deadline.hi < REEVE_FAR_FUTURE)
    *ret_until = MAX (deadline.lo, (gint64) today);
  return (ReeveTruth) result;
}

static ReeveValue
none_or_unknown (ReeveType type, guint32 aux, gboolean unknown)
{
  ReeveValue value = { .type = type, .aux = aux, .lo = unknown ? REEVE_FAR_PAST : REEVE_VALUE_NONE, .hi = REEVE_VALUE_NONE };
  return value;
}

ReeveValue
reeve_add (ReeveValue a, ReeveValue b)
{
  ReeveValue result;

  if (!same_unit (&a, &b))
    return none_or_unknown (a.type, a.aux, TRUE);
  result = a;
  if (a.lo == REEVE_VALUE_NONE || b.lo == REEVE_VALUE_NONE)
    return none_or_unknown (a.type, a.aux, FALSE);
  result.lo = add_bounds (a.lo, b.lo);
  result.hi = a.hi == REEVE_VALUE_NONE || b.hi == REEVE_VALUE_NONE ? REEVE_VALUE_NONE : add_bounds (a.hi, b.hi);
  return result;
}

/* Dates give days, instants give minutes, everything else its own type. None minus none is unknown: there is nothing to measure. */
ReeveValue
reeve_subtract (ReeveValue a, ReeveValue b)
{
  ReeveValue result;

  if (!same_unit (&a, &b))
    return none_or_unknown (a.type, a.aux, TRUE);
  result = a;
  if (a.type == REEVE_TYPE_DATE || a.type == REEVE_TYPE_INSTANT)
    {
      result.type = REEVE_TYPE_DURATION;
      result.aux = a.type == REEVE_TYPE_DATE ? REEVE_UNIT_DAYS : REEVE_UNIT_MINUTES;
    }
  if (a.hi == REEVE_VALUE_NONE && b.hi == REEVE_VALUE_NONE)
    return none_or_unknown (result.type, result.aux, TRUE);
  if (a.lo == REEVE_VALUE_NONE || b.lo == REEVE_VALUE_NONE)
    return none_or_unknown (result.type, result.aux, FALSE);
  result.lo = add_bounds (a.lo, negate_bound (b.hi));
  result.hi = a.hi == REEVE_VALUE_NONE || b.hi == REEVE_VALUE_NONE ? REEVE_VALUE_NONE : add_bounds (a.hi, negate_bound (b.lo));
  return result;
}

static gint64
multiply_bounds (gint64 a, gint64 b, gint64 divisor)
{
  __int128 product;

  if (a == 0 || b == 0)
    return 0;
  if (a <= REEVE_FAR_PAST || a >= REEVE_FAR_FUTURE || b <= REEVE_FAR_PAST || b >= REEVE_FAR_FUTURE)
    return (a > 0) == (b > 0) ? REEVE_FAR_FUTURE : REEVE_FAR_PAST;
  product = (__int128) a * b;
  product = (product >= 0 ? product + divisor / 2 : product - divisor / 2) / divisor;
  if (product >= REEVE_FAR_FUTURE)
    return REEVE_FAR_FUTURE;
  return product <= REEVE_FAR_PAST ? REEVE_FAR_PAST : (gint64) product;
}

/* @type: of the result. A number is millionths, so one factor of a million goes; length times length is the unit of areas as it stands. */
ReeveValue
reeve_multiply (ReeveValue a, ReeveValue b, ReeveType type)
{
  gint64 divisor = a.type == REEVE_TYPE_NUMBER || b.type == REEVE_TYPE_NUMBER ? 1000000 : 1;
  ReeveValue result = a.type == REEVE_TYPE_NUMBER ? b : a;
  gint64 products[4];

  result.type = type;
  if (a.lo == REEVE_VALUE_NONE || b.lo == REEVE_VALUE_NONE)
    return none_or_unknown (type, result.aux, FALSE);
  products[0] = multiply_bounds (a.lo, b.lo, divisor);
  products[1] = multiply_bounds (a.lo, b.hi, divisor);
  products[2] = multiply_bounds (a.hi, b.lo, divisor);
  products[3] = multiply_bounds (a.hi, b.hi, divisor);
  result.lo = MIN (MIN (products[0], products[1]), MIN (products[2], products[3]));
  result.hi = MAX (MAX (products[0], products[1]), MAX (products[2], products[3]));
  if (a.hi == REEVE_VALUE_NONE || b.hi == REEVE_VALUE_NONE)
    result.hi = REEVE_VALUE_NONE;
  return result;
}

static gint64
next_day (gint64 month_day, gint64 day)
{
  int year, month, of_month, wanted_month = (int) (month_day / 32), wanted_day = (int) (month_day % 32);

  if (day <= REEVE_FAR_PAST || day >= REEVE_FAR_FUTURE)
    return day;
  if (day < FIRST_DAY || day > LAST_DAY)
    return day < 0 ? REEVE_FAR_PAST : REEVE_FAR_FUTURE;
  reeve_day_to_ymd ((ReeveDay) day, &year, &month, &of_month);
  /* Eight years reach over a century without its leap day. */
  for (int y = year; y <= year + 8 && y <= 9999; y++)
    {
      ReeveDay found;
      int d = wanted_day == 0 ? reeve_days_in_month (y, wanted_month) : wanted_day;
      if (reeve_day_from_ymd (y, wanted_month, d, &found) && found >= day)
        return found;
    }
  return REEVE_FAR_FUTURE;
}

ReeveValue
reeve_next (gint64 month_day, ReeveValue date)
{
  ReeveValue result = reeve_value_to_date (date);

  result.lo = next_day (month_day, result.lo);
  result.hi = next_day (month_day, result.hi);
  return result;
}

ReeveValue
reeve_days (ReeveValue from, ReeveValue to)
{
  ReeveValue result = reeve_subtract (reeve_value_to_date (to), reeve_value_to_date (from));

  result.type = REEVE_TYPE_NUMBER;
  result.aux = 0;
  if (result.lo != REEVE_VALUE_NONE)
    result.lo = MAX (0, scale_bound (add_bounds (result.lo, 1), 1000000));
  if (result.hi != REEVE_VALUE_NONE)
    result.hi = MAX (0, scale_bound (add_bounds (result.hi, 1), 1000000));
  return result;
}

static gint64
started_bound (gint64 value, gint64 unit)
{
  if (value <= REEVE_FAR_PAST || value >= REEVE_FAR_FUTURE)
    return value;
  if (value <= 0)
    return 0;
  return scale_bound (value / unit + (value % unit != 0), 1000000);
}

ReeveValue
reeve_started (ReeveValue value, ReeveValue unit)
{
  ReeveValue result = { .type = REEVE_TYPE_NUMBER };

  if (!same_unit (&value, &unit) || unit.lo <= 0 || unit.hi >= REEVE_FAR_FUTURE)
    {
      result.hi = REEVE_FAR_FUTURE;
      return result;
    }
  result.lo = started_bound (value.lo, unit.hi);
  result.hi = started_bound (value.hi, unit.lo);
  return result;
}

ReeveValue
reeve_extreme (ReeveValue a, ReeveValue b, gboolean greater)
{
  ReeveValue result;

  if (!same_unit (&a, &b))
    return reeve_value_unknown (a.type, TRUE);
  result = a;
  if (result.aux == 0)
    result.aux = b.aux;
  result.lo = greater ? MAX (a.lo, b.lo) : MIN (a.lo, b.lo);
  result.hi = greater ? MAX (a.hi, b.hi) : MIN (a.hi, b.hi);
  return result;
}

static ReeveValue
not_there (ReeveValue answer, guint32 nothing)
{
  switch ((ReeveType) answer.type)
    {
    case REEVE_TYPE_TRUTH:
      answer.truth = REEVE_TRUTH_N;
      break;
    case REEVE_TYPE_CODE:
      answer.lo = answer.hi = g_quark_from_static_string ("not-there");
      break;
    case REEVE_TYPE_SET:
      answer = (ReeveValue) { .type = REEVE_TYPE_LIST, .flags = REEVE_VALUE_OF_PROGRAM, .lo = nothing, .hi = nothing };
      break;
    case REEVE_TYPE_DATE:
      answer.lo = answer.hi = REEVE_VALUE_NONE;
      break;
    default:
      answer.lo = answer.hi = 0;
      break;
    }
  return answer;
}

/* Every value that may still be: as long as @asked is open, the answer or what stands in its place. */
ReeveValue
reeve_unless_asked (ReeveValue answer, guint asked, guint32 nothing)
{
  ReeveValue other;

  if (asked == REEVE_TRUTH_Y)
    return answer;
  other = not_there (answer, nothing);
  if (asked == REEVE_TRUTH_N)
    return other;
  if (answer.type == REEVE_TYPE_TRUTH)
    answer.truth |= REEVE_TRUTH_N;
  else if (answer.type == REEVE_TYPE_SET || (answer.type == REEVE_TYPE_CODE && answer.lo != other.lo))
    answer.lo = answer.hi = -1;
  else if (answer.type != REEVE_TYPE_CODE)
    {
      answer.lo = MIN (answer.lo, other.lo);
      answer.hi = MAX (answer.hi, other.hi);
    }
  return answer;
}
