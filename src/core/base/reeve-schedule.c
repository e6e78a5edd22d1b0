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

struct _ReeveSchedule
{
  gatomicrefcount refs;
  GArray *spans; /* of ReeveSpan: sorted, separate, not touching, within one week */
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

/* [weekday ["-" weekday]] time "-" time */
static gboolean
read_item (const char **p, GArray *spans, GError **error)
{
  int first = 0, last = DAYS - 1, from, to;
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
  const char *start = *p;
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
  if (to < from)
    to += REEVE_MINUTES_PER_DAY;
  int count = (last - first + DAYS) % DAYS + 1;
  for (int i = 0; i < count; i++)
    {
      int midnight = (first + i) % DAYS * REEVE_MINUTES_PER_DAY;
      add_span (spans, midnight + from, midnight + to);
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
  const char *p = g_strstrip (copy);
  if (*p != '\0' && strcmp (p, "none") != 0)
    for (;;)
      {
        if (!read_item (&p, spans, error))
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

gboolean
reeve_schedule_overlaps (const ReeveSchedule *a, const ReeveSchedule *b)
{
  for (guint i = 0, j = 0; i < a->spans->len && j < b->spans->len;)
    {
      ReeveSpan x = g_array_index (a->spans, ReeveSpan, i), y = g_array_index (b->spans, ReeveSpan, j);
      if (x.to <= y.from)
        i++;
      else if (y.to <= x.from)
        j++;
      else
        return TRUE;
    }
  return FALSE;
}

gboolean
reeve_schedule_within (const ReeveSchedule *a, const ReeveSchedule *b)
{
  guint j = 0;
  for (guint i = 0; i < a->spans->len; i++)
    {
      ReeveSpan x = g_array_index (a->spans, ReeveSpan, i);
      while (j < b->spans->len && g_array_index (b->spans, ReeveSpan, j).to < x.to)
        j++;
      if (j == b->spans->len || g_array_index (b->spans, ReeveSpan, j).from > x.from)
        return FALSE;
    }
  return TRUE;
}

/* One line of a written schedule before weekdays are gathered: minutes of the day it starts on, @to up to a day later. */
typedef struct
{
  int day, from, to;
} Item;

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

char *
reeve_schedule_format (const ReeveSchedule *schedule)
{
  if (schedule->spans->len == 0)
    return g_strdup ("none");
  g_autoptr (GArray) items = list_items (schedule);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < items->len; i++)
    {
      Item item = g_array_index (items, Item, i);
      if (item.day >= 0)
        print_item (text, item, take_run (items, i));
    }
  return g_string_free (text, FALSE);
}
