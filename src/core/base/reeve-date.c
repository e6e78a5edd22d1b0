/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days and civil instants as integers. Conversion between a day number and a date follows the usual era arithmetic on the proleptic
 * Gregorian calendar (400 years are 146,097 days), so that no library time zone can shift a day. Schedules are in reeve-schedule.c. */
#include "config.h"

#include <string.h>

#include "reeve-date.h"

#define DAYS_PER_ERA 146097
#define DAYS_0000_03_01_TO_1970 719468
#define FIRST_YEAR 1
#define LAST_YEAR 9999

static const guint8 month_days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

static gboolean
is_leap (int year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int
reeve_days_in_month (int year, int month)
{
  g_return_val_if_fail (month >= 1 && month <= 12, 0);
  return month == 2 && is_leap (year) ? 29 : month_days[month - 1];
}

/* Years are counted from March, so that the leap day is the last of its year. */
static ReeveDay
day_number (int year, int month, int day)
{
  int y = month <= 2 ? year - 1 : year;
  int era = (y >= 0 ? y : y - 399) / 400;
  int year_of_era = y - era * 400;
  int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * DAYS_PER_ERA + day_of_era - DAYS_0000_03_01_TO_1970;
}

gboolean
reeve_day_from_ymd (int year, int month, int day, ReeveDay *ret_day)
{
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > reeve_days_in_month (year, month))
    return FALSE;
  if (ret_day != NULL)
    *ret_day = day_number (year, month, day);
  return TRUE;
}

void
reeve_day_to_ymd (ReeveDay day, int *ret_year, int *ret_month, int *ret_day)
{
  gint64 z = (gint64) day + DAYS_0000_03_01_TO_1970;
  gint64 era = (z >= 0 ? z : z - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
  int day_of_era = (int) (z - era * DAYS_PER_ERA);
  int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int shifted_month = (5 * day_of_year + 2) / 153;
  int month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  if (ret_year != NULL)
    *ret_year = (int) (year_of_era + era * 400) + (month <= 2 ? 1 : 0);
  if (ret_month != NULL)
    *ret_month = month;
  if (ret_day != NULL)
    *ret_day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
}

/* Reads exactly @n digits. */
static gboolean
read_digits (const char *text, int n, int *ret_value)
{
  int value = 0;
  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      value = value * 10 + (text[i] - '0');
    }
  *ret_value = value;
  return TRUE;
}

/* Is @text exactly @n bytes long? Never reads past them: @text need not end with a nul when @length is given. */
static gboolean
has_length (const char *text, gssize length, gsize n)
{
  if (text == NULL)
    return FALSE;
  return length < 0 ? strnlen (text, n + 1) == n : (gsize) length == n;
}

static gboolean
read_day (const char *text, ReeveDay *ret_day)
{
  int year, month, day;
  return read_digits (text, 4, &year) && text[4] == '-' && read_digits (text + 5, 2, &month) && text[7] == '-'
         && read_digits (text + 8, 2, &day) && reeve_day_from_ymd (year, month, day, ret_day);
}

/**
 * reeve_day_parse:
 * @text: need not be nul-terminated if @length is given
 * @length: bytes, or -1
 *
 * Returns: whether @text is exactly YYYY-MM-DD and such a day exists in the years 0001 to 9999
 */
gboolean
reeve_day_parse (const char *text, gssize length, ReeveDay *ret_day)
{
  return has_length (text, length, REEVE_DAY_TEXT_SIZE - 1) && read_day (text, ret_day);
}

static void
write_digits (char *text, int n, int value)
{
  for (int i = n - 1; i >= 0; i--, value /= 10)
    text[i] = (char) ('0' + value % 10);
}

void
reeve_day_format (ReeveDay day, char text[REEVE_DAY_TEXT_SIZE])
{
  int year, month, day_of_month;
  reeve_day_to_ymd (day, &year, &month, &day_of_month);
  write_digits (text, 4, CLAMP (year, 0, LAST_YEAR));
  write_digits (text + 5, 2, month);
  write_digits (text + 8, 2, day_of_month);
  text[4] = text[7] = '-';
  text[10] = '\0';
}

gboolean
reeve_instant_parse (const char *text, gssize length, gint64 *ret_minutes)
{
  ReeveDay day;
  int hour, minute;
  if (!has_length (text, length, REEVE_INSTANT_TEXT_SIZE - 1) || !read_day (text, &day) || text[10] != 'T'
      || !read_digits (text + 11, 2, &hour) || text[13] != ':' || !read_digits (text + 14, 2, &minute) || hour > 23 || minute > 59)
    return FALSE;
  if (ret_minutes != NULL)
    *ret_minutes = (gint64) day * REEVE_MINUTES_PER_DAY + hour * 60 + minute;
  return TRUE;
}

void
reeve_instant_format (gint64 minutes, char text[REEVE_INSTANT_TEXT_SIZE])
{
  gint64 day = minutes / REEVE_MINUTES_PER_DAY;
  int of_day = (int) (minutes % REEVE_MINUTES_PER_DAY);
  if (of_day < 0)
    {
      of_day += REEVE_MINUTES_PER_DAY;
      day--;
    }
  reeve_day_format ((ReeveDay) day, text);
  text[10] = 'T';
  write_digits (text + 11, 2, of_day / 60);
  text[13] = ':';
  write_digits (text + 14, 2, of_day % 60);
  text[16] = '\0';
}

int
reeve_day_weekday (ReeveDay day)
{
  /* 1970-01-01 was a Thursday. */
  int weekday = (int) (((gint64) day + 3) % 7);
  return weekday < 0 ? weekday + 7 : weekday;
}

/**
 * reeve_day_add_months:
 * @months: may be negative; a year is 12
 * @month_end: what 31 January + 1 month is: the last day of February, or 1 March
 *
 * The month rule of the ordinance language (3.3). A result outside the years 1 to 9999 stops at their first or last day.
 */
ReeveDay
reeve_day_add_months (ReeveDay day, int months, ReeveMonthEnd month_end)
{
  int year, month, day_of_month;
  reeve_day_to_ymd (day, &year, &month, &day_of_month);
  gint64 total = (gint64) year * 12 + (month - 1) + months;
  if (total < FIRST_YEAR * 12)
    return day_number (FIRST_YEAR, 1, 1);
  if (total > LAST_YEAR * 12 + 11)
    return day_number (LAST_YEAR, 12, 31);
  year = (int) (total / 12);
  month = (int) (total % 12) + 1;
  int last = reeve_days_in_month (year, month);
  if (day_of_month <= last)
    return day_number (year, month, day_of_month);
  return day_number (year, month, last) + (month_end == REEVE_MONTH_END_NEXT_DAY ? 1 : 0);
}

ReeveDay
reeve_day_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  return day_number (g_date_time_get_year (now), g_date_time_get_month (now), g_date_time_get_day_of_month (now));
}
