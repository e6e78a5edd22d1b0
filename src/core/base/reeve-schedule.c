/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weekly schedules: opening hours and closed hours. The text belongs to people, so a span over midnight is written with the day it
 * starts on; inside, a week is a line of 10,080 minutes and a schedule a sorted list of separate half-open spans on it. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-date.h"
#include "reeve-error.h"

#define DAYS 7
#define MAX_TEXT 2000

/* One line of a written schedule: minutes of the day it starts on, @to up to a day later. */
typedef struct
{
  int day, from, to;
} Item;

/* Whose hours an item gives, the most particular first. */
typedef enum { OF_DATE, OF_MONTH_DAY, OF_HOLIDAY, OF_EVE, OF_WEEK } Whose;

/* Hours of a day that has its own; @from = @to: none. @key: the day; month * 32 + day, with 0 for the last. */
typedef struct
{
  Whose whose;
  int key, from, to;
} DatedItem;

struct _ReeveSchedule
{
  gatomicrefcount refs;
  GArray *spans;  /* of ReeveSpan: sorted, separate, not touching, within one week */
  GArray *weekly; /* of Item, as written; NULL unless .dated */
  GArray *dated;  /* of DatedItem; NULL if no day has hours of its own */
};

static const char *const weekday_names[DAYS] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const ReeveSpan *x = a, *y = b;
  return x->from != y->from ? x->from - y->from : x->to - y->to;
}

/* Adds a span of one week's minutes; what runs over Sunday's end continues on Monday. */
static void
add_span (GArray *spans, int from, int to)
{
  ReeveSpan span = { from, MIN (to, REEVE_MINUTES_PER_WEEK) };
  g_array_append_val (spans, span);
  if (to > REEVE_MINUTES_PER_WEEK)
    {
      ReeveSpan rest = { 0, to - REEVE_MINUTES_PER_WEEK };
      g_array_append_val (spans, rest);
    }
}

static void
merge_spans (GArray *spans)
{
  g_array_sort (spans, compare_spans);
  guint kept = 0;
  for (guint i = 0; i < spans->len; i++)
    {
      ReeveSpan span = g_array_index (spans, ReeveSpan, i);
      ReeveSpan *last = kept > 0 ? &g_array_index (spans, ReeveSpan, kept - 1) : NULL;
      if (last != NULL && span.from <= last->to)
        last->to = MAX (last->to, span.to);
      else
        g_array_index (spans, ReeveSpan, kept++) = span;
    }
  g_array_set_size (spans, kept);
}

static void
skip_spaces (const char **p)
{
  while (**p == ' ' || **p == '\t')
    (*p)++;
}

static gboolean
read_weekday (const char **p, int *ret_weekday)
{
  for (int i = 0; i < DAYS; i++)
    if (g_ascii_strncasecmp (*p, weekday_names[i], 3) == 0 && !g_ascii_isalpha ((*p)[3]))
      {
        *p += 3;
        *ret_weekday = i;
        return TRUE;
      }
  return FALSE;
}

/* "HH:MM" from 00:00 to 24:00; one digit for the hour will do. */
static gboolean
read_time (const char **p, int *ret_minutes)
{
  const char *s = *p;
  int hour = 0, digits = 0;
  for (; digits < 2 && g_ascii_isdigit (*s); digits++)
    hour = hour * 10 + (*s++ - '0');
  if (digits == 0 || *s != ':' || !g_ascii_isdigit (s[1]) || !g_ascii_isdigit (s[2]) || g_ascii_isdigit (s[3]))
    return FALSE;
  int minutes = hour * 60 + (s[1] - '0') * 10 + (s[2] - '0');
  if (s[1] > '5' || minutes > REEVE_MINUTES_PER_DAY)
    return FALSE;
  *ret_minutes = minutes;
  *p = s + 3;
  return TRUE;
}

static gboolean
read_digits (const char *s, int n, int *ret)
{
  *ret = 0;
  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (s[i]))
        return FALSE;
      *ret = *ret * 10 + (s[i] - '0');
    }
  return TRUE;
}

/* "12-25", "02-end" */
static gboolean
read_month_day (const char **p, int *ret_key)
{
  int month, day = 0;
  gsize length = 5;
  if (!read_digits (*p, 2, &month) || (*p)[2] != '-')
    return FALSE;
  if (strncmp (*p + 3, "end", 3) == 0)
    length = 6;
  else if (!read_digits (*p + 3, 2, &day) || day < 1)
    return FALSE;
  if (month < 1 || month > 12 || day > reeve_days_in_month (2000, month) || ((*p)[length] != ' ' && (*p)[length] != '\t'))
    return FALSE;
  *ret_key = month * 32 + day;
  *p += length;
  return TRUE;
}

/* A day with hours of its own. */
static gboolean
read_whose (const char **p, DatedItem *item)
{
  static const struct { const char *word; Whose whose; } words[] = { { "holiday-eve ", OF_EVE }, { "holiday ", OF_HOLIDAY } };
  ReeveDay day;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (*p, words[i].word))
      {
        item->whose = words[i].whose;
        *p += strlen (words[i].word);
        return TRUE;
      }
  if (strlen (*p) > 10 && (*p)[4] == '-' && (*p)[10] == ' ' && reeve_day_parse (*p, 10, &day))
    {
      item->whose = OF_DATE;
      item->key = day;
      *p += 10;
      return TRUE;
    }
  item->whose = OF_MONTH_DAY;
  return read_month_day (p, &item->key);
}

/* time "-" time */
static gboolean
read_times (const char **p, int *ret_from, int *ret_to, GError **error)
{
  const char *start = *p;
  int from, to;
  if (!read_time (p, &from))
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                   _("'%s' does not begin with a time; write hours as 'Mon-Thu 10:00-20:00, Fri 10:00-22:30'."), start);
      return FALSE;
    }
  skip_spaces (p);
  if (**p == '-')
    (*p)++;
  skip_spaces (p);
  if (!read_time (p, &to) || from == REEVE_MINUTES_PER_DAY || to == from)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                   _("'%s' is not a span of two different times; write '10:00-20:00', and '00:00-24:00' for the whole day."), start);
      return FALSE;
    }
  *ret_from = from;
  *ret_to = to < from ? to + REEVE_MINUTES_PER_DAY : to;
  return TRUE;
}

/* What follows "holiday": hours, or "none". */
static gboolean
read_dated (const char **p, DatedItem item, GArray *dated, GError **error)
{
  skip_spaces (p);
  if (strncmp (*p, "none", 4) == 0 && !g_ascii_isalnum ((*p)[4]))
    *p += 4;
  else if (!read_times (p, &item.from, &item.to, error))
    return FALSE;
  g_array_append_val (dated, item);
  return TRUE;
}

/* [weekday ["-" weekday]] time "-" time, or a day of its own */
static gboolean
read_item (const char **p, GArray *spans, GArray *weekly, GArray *dated, GError **error)
{
  DatedItem own = { 0 };
  int first = 0, last = DAYS - 1, from, to;
  if (read_whose (p, &own))
    return read_dated (p, own, dated, error);
  if (read_weekday (p, &first))
    {
      last = first;
      skip_spaces (p);
      if (**p == '-')
        {
          (*p)++;
          skip_spaces (p);
          if (!read_weekday (p, &last))
            {
              g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                           _("A weekday is missing after the hyphen at '%s'; write hours as 'Mon-Thu 10:00-20:00'."), *p);
              return FALSE;
            }
        }
      skip_spaces (p);
    }
  if (!read_times (p, &from, &to, error))
    return FALSE;
  int count = (last - first + DAYS) % DAYS + 1;
  for (int i = 0; i < count; i++)
    {
      Item item = { (first + i) % DAYS, from, to };
      int midnight = item.day * REEVE_MINUTES_PER_DAY;
      add_span (spans, midnight + from, midnight + to);
      g_array_append_val (weekly, item);
    }
  return TRUE;
}

/**
 * reeve_schedule_parse:
 * @text: as in language.md 2.2, items separated by commas; "none" or empty for never
 *
 * Returns: (transfer full) (nullable): the schedule, or NULL and REEVE_ERROR_INVALID
 */
ReeveSchedule *
reeve_schedule_parse (const char *text, gssize length, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  if (size > MAX_TEXT || memchr (text, '\0', size) != NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("Hours of %zu bytes are too long to be a weekly schedule."), size);
      return NULL;
    }
  g_autofree char *copy = g_strndup (text, size);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (ReeveSpan));
  g_autoptr (GArray) weekly = g_array_new (FALSE, FALSE, sizeof (Item));
  g_autoptr (GArray) dated = g_array_new (FALSE, FALSE, sizeof (DatedItem));
  const char *p = g_strstrip (copy);
  if (*p != '\0' && strcmp (p, "none") != 0)
    for (;;)
      {
        if (!read_item (&p, spans, weekly, dated, error))
          return NULL;
        skip_spaces (&p);
        if (*p == '\0')
          break;
        if (*p != ',')
          {
            g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                         _("A comma is missing before '%s'; write hours as 'Mon-Thu 10:00-20:00, Fri 10:00-22:30'."), p);
            return NULL;
          }
        p++;
        skip_spaces (&p);
      }
  merge_spans (spans);
  ReeveSchedule *self = g_new0 (ReeveSchedule, 1);
  g_atomic_ref_count_init (&self->refs);
  self->spans = g_steal_pointer (&spans);
  if (dated->len > 0)
    {
      self->weekly = g_steal_pointer (&weekly);
      self->dated = g_steal_pointer (&dated);
    }
  return self;
}

ReeveSchedule *
reeve_schedule_ref (ReeveSchedule *schedule)
{
  g_atomic_ref_count_inc (&schedule->refs);
  return schedule;
}

void
reeve_schedule_unref (ReeveSchedule *schedule)
{
  if (!g_atomic_ref_count_dec (&schedule->refs))
    return;
  g_array_unref (schedule->spans);
  g_clear_pointer (&schedule->weekly, g_array_unref);
  g_clear_pointer (&schedule->dated, g_array_unref);
  g_free (schedule);
}

const ReeveSpan *
reeve_schedule_get_spans (const ReeveSchedule *schedule, gsize *ret_n)
{
  *ret_n = schedule->spans->len;
  return (const ReeveSpan *) (gconstpointer) schedule->spans->data;
}

gboolean
reeve_schedule_contains (const ReeveSchedule *schedule, gint64 instant)
{
  /* Minute 0 was a Thursday, 3 days after Monday. */
  gint64 minute = (instant + 3 * REEVE_MINUTES_PER_DAY) % REEVE_MINUTES_PER_WEEK;
  if (minute < 0)
    minute += REEVE_MINUTES_PER_WEEK;
  for (guint i = 0; i < schedule->spans->len; i++)
    {
      ReeveSpan span = g_array_index (schedule->spans, ReeveSpan, i);
      if (minute >= span.from && minute < span.to)
        return TRUE;
    }
  return FALSE;
}

/* --- days with hours of their own --- */

gboolean
reeve_schedule_is_dated (const ReeveSchedule *schedule)
{
  return schedule->dated != NULL;
}

gboolean
reeve_schedule_names_holidays (const ReeveSchedule *schedule)
{
  for (guint i = 0; schedule->dated != NULL && i < schedule->dated->len; i++)
    {
      Whose whose = g_array_index (schedule->dated, DatedItem, i).whose;
      if (whose == OF_HOLIDAY || whose == OF_EVE)
        return TRUE;
    }
  return FALSE;
}

/* Does this item give the hours of @day? */
static gboolean
is_of (const DatedItem *item, ReeveDay day, gboolean holiday, gboolean eve)
{
  int year, month, of_month;
  switch (item->whose)
    {
    case OF_DATE:
      return item->key == day;
    case OF_MONTH_DAY:
      reeve_day_to_ymd (day, &year, &month, &of_month);
      return item->key / 32 == month && (item->key % 32 == of_month || (item->key % 32 == 0 && of_month == reeve_days_in_month (year, month)));
    case OF_HOLIDAY:
      return holiday;
    default:
      return eve;
    }
}

static Whose
whose_hours (const ReeveSchedule *schedule, ReeveDay day, gboolean holiday, gboolean eve)
{
  Whose best = OF_WEEK;
  for (guint i = 0; i < schedule->dated->len; i++)
    {
      const DatedItem *item = &g_array_index (schedule->dated, DatedItem, i);
      if (item->whose < best && is_of (item, day, holiday, eve))
        best = item->whose;
    }
  return best;
}

/* Is the minute @of_day, counted from the midnight @day begins with, in a span that starts on @day? */
static gboolean
covers (const ReeveSchedule *schedule, ReeveDay day, int of_day, gboolean holiday, gboolean eve)
{
  Whose whose = whose_hours (schedule, day, holiday, eve);
  int weekday = reeve_day_weekday (day);
  for (guint i = 0; whose != OF_WEEK && i < schedule->dated->len; i++)
    {
      const DatedItem *item = &g_array_index (schedule->dated, DatedItem, i);
      if (item->whose == whose && of_day >= item->from && of_day < item->to && is_of (item, day, holiday, eve))
        return TRUE;
    }
  for (guint i = 0; whose == OF_WEEK && i < schedule->weekly->len; i++)
    {
      Item item = g_array_index (schedule->weekly, Item, i);
      if (item.day == weekday && of_day >= item.from && of_day < item.to)
        return TRUE;
    }
  return FALSE;
}

gboolean
reeve_schedule_contains_dated (const ReeveSchedule *schedule, gint64 instant, const gboolean holiday[3])
{
  ReeveDay day = (ReeveDay) (instant / REEVE_MINUTES_PER_DAY - (instant % REEVE_MINUTES_PER_DAY < 0));
  int of_day = (int) (instant - (gint64) day * REEVE_MINUTES_PER_DAY);
  if (schedule->dated == NULL)
    return reeve_schedule_contains (schedule, instant);
  return covers (schedule, day, of_day, holiday[1], holiday[2])
         || covers (schedule, day - 1, of_day + REEVE_MINUTES_PER_DAY, holiday[0], holiday[1]);
}

/* --- two schedules --- */

static gboolean
spans_overlap (const GArray *a, const GArray *b)
{
  for (guint i = 0, j = 0; i < a->len && j < b->len;)
    {
      ReeveSpan x = g_array_index (a, ReeveSpan, i), y = g_array_index (b, ReeveSpan, j);
      if (x.to <= y.from)
        i++;
      else if (y.to <= x.from)
        j++;
      else
        return TRUE;
    }
  return FALSE;
}

static gboolean
spans_within (const GArray *a, const GArray *b)
{
  guint j = 0;
  for (guint i = 0; i < a->len; i++)
    {
      ReeveSpan x = g_array_index (a, ReeveSpan, i);
      while (j < b->len && g_array_index (b, ReeveSpan, j).to < x.to)
        j++;
      if (j == b->len || g_array_index (b, ReeveSpan, j).from > x.from)
        return FALSE;
    }
  return TRUE;
}

/* The week in which @weekday is a day like @like, whose hours of its own replace the weekday's. */
static GArray *
week_with (const ReeveSchedule *schedule, const DatedItem *like, int weekday)
{
  GArray *spans;
  gboolean own = FALSE;
  for (guint i = 0; schedule->dated != NULL && i < schedule->dated->len; i++)
    own = own || (g_array_index (schedule->dated, DatedItem, i).whose == like->whose && g_array_index (schedule->dated, DatedItem, i).key == like->key);
  if (!own)
    return g_array_ref (schedule->spans);
  spans = g_array_new (FALSE, FALSE, sizeof (ReeveSpan));
  for (guint i = 0; i < schedule->weekly->len; i++)
    {
      Item item = g_array_index (schedule->weekly, Item, i);
      if (item.day != weekday)
        add_span (spans, item.day * REEVE_MINUTES_PER_DAY + item.from, item.day * REEVE_MINUTES_PER_DAY + item.to);
    }
  for (guint i = 0; i < schedule->dated->len; i++)
    {
      DatedItem item = g_array_index (schedule->dated, DatedItem, i);
      if (item.whose == like->whose && item.key == like->key && item.from < item.to)
        add_span (spans, weekday * REEVE_MINUTES_PER_DAY + item.from, weekday * REEVE_MINUTES_PER_DAY + item.to);
    }
  merge_spans (spans);
  return spans;
}

/* Compares ordinary weeks, then those with a day that has hours of its own in @days, on each weekday it may fall on. */
static gboolean
any_week (const ReeveSchedule *a, const ReeveSchedule *b, const GArray *days, gboolean (*func) (const GArray *a, const GArray *b), gboolean wanted)
{
  for (guint i = 0; days != NULL && i < days->len; i++)
    for (int weekday = 0; weekday < DAYS; weekday++)
      {
        const DatedItem *like = &g_array_index (days, DatedItem, i);
        g_autoptr (GArray) x = NULL;
        g_autoptr (GArray) y = NULL;
        if (like->whose == OF_DATE && reeve_day_weekday (like->key) != weekday)
          continue;
        x = week_with (a, like, weekday);
        y = week_with (b, like, weekday);
        if (func (x, y) == wanted)
          return TRUE;
      }
  return func (a->spans, b->spans) == wanted;
}

gboolean
reeve_schedule_overlaps (const ReeveSchedule *a, const ReeveSchedule *b)
{
  return any_week (a, b, a->dated, spans_overlap, TRUE) || (b->dated != NULL && any_week (a, b, b->dated, spans_overlap, TRUE));
}

gboolean
reeve_schedule_within (const ReeveSchedule *a, const ReeveSchedule *b)
{
  return !any_week (a, b, a->dated, spans_within, FALSE) && !(b->dated != NULL && any_week (a, b, b->dated, spans_within, FALSE));
}

/* Cuts the week's line at midnights, but not a span of less than a day that merely runs over one. */
static void
add_items (GArray *items, int from, int to)
{
  while (from < to)
    {
      int day = from / REEVE_MINUTES_PER_DAY, start = from % REEVE_MINUTES_PER_DAY;
      int end = to - from < REEVE_MINUTES_PER_DAY ? to : (day + 1) * REEVE_MINUTES_PER_DAY;
      Item item = { day % DAYS, start, end - day * REEVE_MINUTES_PER_DAY };
      g_array_append_val (items, item);
      from = end;
    }
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *x = a, *y = b;
  return x->day != y->day ? x->day - y->day : x->from - y->from;
}

static GArray *
list_items (const ReeveSchedule *schedule)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (Item));
  guint n = schedule->spans->len;
  const ReeveSpan *spans = (const ReeveSpan *) (gconstpointer) schedule->spans->data;
  /* Hours over Sunday's midnight lie in the last span and the first, and are one thing to their reader. */
  gboolean wraps = n > 1 && spans[0].from == 0 && spans[n - 1].to == REEVE_MINUTES_PER_WEEK;
  for (guint i = wraps ? 1 : 0; i < n; i++)
    add_items (items, spans[i].from, spans[i].to + (wraps && i == n - 1 ? spans[0].to : 0));
  g_array_sort (items, compare_items);
  return items;
}

static void
print_item (GString *text, Item item, int days)
{
  if (text->len > 0)
    g_string_append (text, ", ");
  if (days < DAYS)
    g_string_append (text, weekday_names[item.day]);
  if (days > 1 && days < DAYS)
    g_string_append_printf (text, "-%s", weekday_names[item.day + days - 1]);
  if (days < DAYS)
    g_string_append_c (text, ' ');
  int to = item.to > REEVE_MINUTES_PER_DAY ? item.to - REEVE_MINUTES_PER_DAY : item.to;
  g_string_append_printf (text, "%02d:%02d-%02d:%02d", item.from / 60, item.from % 60, to / 60, to % 60);
}

/* How many days from items[i] on have the same hours; those are marked as told by a day of -1. */
static int
take_run (GArray *items, guint i)
{
  Item item = g_array_index (items, Item, i);
  int days = 1;
  for (guint j = i + 1; j < items->len; j++)
    {
      Item *other = &g_array_index (items, Item, j);
      if (other->day == item.day + days && other->from == item.from && other->to == item.to)
        {
          other->day = -1;
          days++;
        }
    }
  return days;
}

static void
print_dated (GString *text, const DatedItem *item)
{
  char day[REEVE_DAY_TEXT_SIZE];
  int to = item->to > REEVE_MINUTES_PER_DAY ? item->to - REEVE_MINUTES_PER_DAY : item->to;
  if (text->len > 0)
    g_string_append (text, ", ");
  if (item->whose == OF_DATE)
    {
      reeve_day_format (item->key, day);
      g_string_append (text, day);
    }
  else if (item->whose == OF_MONTH_DAY && item->key % 32 == 0)
    g_string_append_printf (text, "%02d-end", item->key / 32);
  else if (item->whose == OF_MONTH_DAY)
    g_string_append_printf (text, "%02d-%02d", item->key / 32, item->key % 32);
  else
    g_string_append (text, item->whose == OF_HOLIDAY ? "holiday" : "holiday-eve");
  if (item->from == item->to)
    g_string_append (text, " none");
  else
    g_string_append_printf (text, " %02d:%02d-%02d:%02d", item->from / 60, item->from % 60, to / 60, to % 60);
}

char *
reeve_schedule_format (const ReeveSchedule *schedule)
{
  if (schedule->spans->len == 0 && schedule->dated == NULL)
    return g_strdup ("none");
  g_autoptr (GArray) items = list_items (schedule);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < items->len; i++)
    {
      Item item = g_array_index (items, Item, i);
      if (item.day >= 0)
        print_item (text, item, take_run (items, i));
    }
  for (guint i = 0; schedule->dated != NULL && i < schedule->dated->len; i++)
    print_dated (text, &g_array_index (schedule->dated, DatedItem, i));
  return g_string_free (text, FALSE);
}
