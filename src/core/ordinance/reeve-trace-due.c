/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last day that a provision's deadlines leave for one thing to happen. Of alternatives the latest counts, of conditions that must hold
 * together the earliest; what has been decided otherwise shuts an alternative or frees it. */
#include "config.h"

#include "reeve-trace-private.h"

#define NEVER G_MININT64   /* cannot be met whatever the day */
#define ALWAYS G_MAXINT64  /* is met whatever the day */

/* Between which days it lies; further open as long as facts are missing. */
typedef struct { gint64 lo, hi; } Due;

static Due
due_of_truth (ReeveTruth truth)
{
  return truth == REEVE_TRUTH_Y ? (Due) { ALWAYS, ALWAYS } : truth == REEVE_TRUTH_N ? (Due) { NEVER, NEVER } : (Due) { NEVER, ALWAYS };
}

static Due due_of (const ReeveTrace *trace, const ReeveTraceEntry *entry, ReeveKind kind, guint field);

static Due
due_of_all (const ReeveTrace *trace, const ReeveTraceEntry *entry, ReeveKind kind, guint field)
{
  gboolean both = entry->node->kind == REEVE_NODE_AND;
  Due due = both ? (Due) { ALWAYS, ALWAYS } : (Due) { NEVER, NEVER };

  for (const ReeveTraceEntry *child = reeve_trace_entry (trace, entry->first); child != NULL; child = reeve_trace_entry (trace, child->next))
    {
      Due one = due_of (trace, child, kind, field);

      due.lo = both ? MIN (due.lo, one.lo) : MAX (due.lo, one.lo);
      due.hi = both ? MIN (due.hi, one.hi) : MAX (due.hi, one.hi);
    }
  return due;
}

static Due
due_of (const ReeveTrace *trace, const ReeveTraceEntry *entry, ReeveKind kind, guint field)
{
  const ReeveTraceEntry *what, *day;

  if (entry == NULL || entry->node == NULL)
    return (Due) { NEVER, ALWAYS };
  switch (entry->node->kind)
    {
    case REEVE_NODE_AND:
    case REEVE_NODE_OR:
      return due_of_all (trace, entry, kind, field);
    case REEVE_NODE_DEFINITION:
      return due_of (trace, reeve_trace_entry (trace, entry->first), kind, field);
    case REEVE_NODE_BY:
      what = reeve_trace_entry (trace, entry->first);
      day = what == NULL ? NULL : reeve_trace_entry (trace, what->next);
      if (day == NULL || what->node == NULL || what->node->kind != REEVE_NODE_FIELD || what->kind != kind || what->field != field)
        break;
      return (Due) { reeve_value_to_date (day->value).lo, reeve_value_to_date (day->value).hi };
    default:
      break;
    }
  return due_of_truth (entry->value.truth);
}

gboolean
reeve_trace_get_due (const ReeveTrace *trace, ReeveKind kind, guint field, ReeveDay *ret_day)
{
  Due due;

  g_return_val_if_fail (trace != NULL && ret_day != NULL, FALSE);
  if (trace->outcome == REEVE_OUTCOME_NOT_APPLICABLE || trace->test.entry < 0)
    return FALSE;
  due = due_of (trace, reeve_trace_entry (trace, trace->test.entry), kind, field);
  if (due.lo != due.hi || due.lo <= G_MININT32 || due.lo >= G_MAXINT32)
    return FALSE;
  *ret_day = (ReeveDay) due.lo;
  return TRUE;
}
