/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting partly known members: how many surely and possibly are there, of how many keys, and how many fall in one span of a rolling window
 * (language.md 3.5 and 5.4). */
#include "config.h"

#include "reeve-operator.h"

static int
compare_by_lo (gconstpointer a, gconstpointer b)
{
  gint64 x = ((const ReeveScratchMember *) a)->lo, y = ((const ReeveScratchMember *) b)->lo;
  return x < y ? -1 : x > y;
}

static int
compare_by_key (gconstpointer a, gconstpointer b)
{
  gint64 x = ((const ReeveScratchMember *) a)->key, y = ((const ReeveScratchMember *) b)->key;
  return x < y ? -1 : x > y;
}

/* Replaces keys by their rank, so that they can index a table; members without a key keep -1. Returns the number of keys. */
static guint
number_keys (ReeveScratchMember *members, guint n)
{
  guint n_keys = 0;
  gint64 last = 0;

  qsort (members, n, sizeof *members, compare_by_key);
  for (guint i = 0; i < n; i++)
    {
      gint64 key = members[i].key;
      if (!members[i].known_key)
        {
          members[i].key = -1;
          continue;
        }
      if (n_keys == 0 || key != last)
        n_keys++;
      last = key;
      members[i].key = n_keys - 1;
    }
  return n_keys;
}

/* Sure: different known keys of sure members (one at least when a sure member has an unknown key). Possible: known keys of all, and one
 * more for each unknown key. */
void
reeve_count_distinct (ReeveScratchMember *members, guint n, gint64 *ret_low, gint64 *ret_high)
{
  gint64 low = 0, high = 0, last_sure = -1, last = -1;
  gboolean sure_unknown = FALSE;

  number_keys (members, n);
  qsort (members, n, sizeof *members, compare_by_key);
  for (guint i = 0; i < n; i++)
    {
      if (members[i].key < 0)
        {
          high++;
          sure_unknown |= members[i].sure;
          continue;
        }
      if (members[i].key != last)
        high++;
      last = members[i].key;
      if (members[i].sure && members[i].key != last_sure)
        {
          low++;
          last_sure = members[i].key;
        }
    }
  *ret_low = low == 0 && sure_unknown ? 1 : low;
  *ret_high = high;
}

static gint64
window_end (const ReeveCounting *counting, gint64 from, ReeveValue duration)
{
  ReeveValue day = { .type = REEVE_TYPE_DATE, .lo = from, .hi = from };

  return reeve_period_add (counting, day, duration, FALSE, FALSE).hi;
}

/* Tally of a window: members, or different keys with unknown ones apart. */
typedef struct { gint64 members, keys, unknown_keys; guint *by_key; } Tally;

static void
tally (Tally *counts, const ReeveScratchMember *member, int by)
{
  counts->members += by;
  if (member->key < 0)
    counts->unknown_keys += by;
  else if (counts->by_key != NULL)
    {
      if (by > 0 && counts->by_key[member->key]++ == 0)
        counts->keys++;
      else if (by < 0 && --counts->by_key[member->key] == 0)
        counts->keys--;
    }
}

enum { WAITING, INSIDE, GONE };

/* Slides over the days on which sure members begin; a member is inside when its whole range is. @by_end: order by the end of the range. */
static gint64
slide_sure (const ReeveCounting *counting, ReeveScratchMember *members, const guint *by_end, guint n, ReeveValue duration, gboolean distinct,
            Tally *counts, gint64 *ret_from)
{
  gint64 best = 0;
  guint add = 0, drop = 0;

  for (guint i = 0; i < n; i++)
    {
      gint64 from = members[i].lo, to;
      if (!members[i].sure || from <= REEVE_FAR_PAST)
        continue;
      to = window_end (counting, from, duration);
      for (; drop < n && members[drop].lo < from; drop++)
        {
          if (members[drop].state == INSIDE)
            tally (counts, &members[drop], -1);
          members[drop].state = GONE;
        }
      for (; add < n && members[by_end[add]].hi <= to; add++)
        {
          ReeveScratchMember *member = &members[by_end[add]];
          if (member->state != WAITING || !member->sure)
            continue;
          member->state = INSIDE;
          tally (counts, member, 1);
        }
      {
        gint64 found = distinct ? (counts->keys == 0 && counts->unknown_keys > 0 ? 1 : counts->keys) : counts->members;
        if (found > best)
          {
            best = found;
            *ret_from = from;
          }
      }
    }
  return best;
}

/* Slides over the days on which possible members end; a member is inside when its range touches the window. */
static gint64
slide_possible (const ReeveCounting *counting, ReeveScratchMember *members, const guint *by_end, guint n, ReeveValue duration,
                gboolean distinct, Tally *counts, gint64 *ret_from)
{
  gint64 best = 0;
  guint add = 0, drop = 0;

  for (guint i = 0; i < n; i++)
    {
      gint64 from = members[by_end[i]].hi, to = window_end (counting, from, duration), found;
      for (; add < n && members[add].lo <= to; add++)
        tally (counts, &members[add], 1);
      /* What ended before this day began before it too, so it has been added. */
      for (; drop < n && members[by_end[drop]].hi < from; drop++)
        tally (counts, &members[by_end[drop]], -1);
      found = distinct ? counts->keys + counts->unknown_keys : counts->members;
      if (found > best)
        {
          best = found;
          *ret_from = from;
        }
    }
  return best;
}

static int
compare_by_end (gconstpointer a, gconstpointer b, gpointer data)
{
  const ReeveScratchMember *members = data;
  gint64 x = members[*(const guint *) a].hi, y = members[*(const guint *) b].hi;
  return x < y ? -1 : x > y;
}

gboolean
reeve_count_window (const ReeveCounting *counting, ReeveScratchMember *members, guint n, ReeveValue duration, gboolean distinct,
                    gint64 *ret_low, gint64 *ret_high, gint64 *ret_low_from, gint64 *ret_high_from)
{
  guint small[64];
  g_autofree guint *large = NULL, *by_key = NULL;
  guint *by_end = small, n_keys = 0;
  Tally counts = { 0 };

  *ret_low = *ret_high = 0;
  *ret_low_from = *ret_high_from = REEVE_VALUE_NONE;
  if (duration.lo != duration.hi)
    return FALSE;
  if (n == 0)
    return TRUE;
  if (distinct)
    {
      n_keys = number_keys (members, n);
      counts.by_key = by_key = g_new0 (guint, n_keys + 1);
    }
  qsort (members, n, sizeof *members, compare_by_lo);
  if (n > G_N_ELEMENTS (small))
    by_end = large = g_new (guint, n);
  for (guint i = 0; i < n; i++)
    {
      by_end[i] = i;
      members[i].state = WAITING;
    }
  g_qsort_with_data (by_end, (int) n, sizeof *by_end, compare_by_end, members);
  *ret_low = slide_sure (counting, members, by_end, n, duration, distinct, &counts, ret_low_from);
  memset (&counts, 0, sizeof counts);
  if (distinct)
    {
      memset (by_key, 0, (n_keys + 1) * sizeof *by_key);
      counts.by_key = by_key;
    }
  *ret_high = slide_possible (counting, members, by_end, n, duration, distinct, &counts, ret_high_from);
  return TRUE;
}
