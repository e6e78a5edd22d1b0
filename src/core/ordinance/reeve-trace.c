/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record of one evaluation: a tree of entries, filled by the evaluator as it goes. What is shown is made from it while the facts are
 * still there, so that a trace outlives them. */
#include "config.h"

#include "reeve-trace-text-private.h"

static void
fact_free (ReeveTraceFact *fact)
{
  g_free (fact->label);
  g_free (fact->value);
  g_free (fact->record);
  g_free (fact->field);
  g_free (fact->source);
  g_free (fact->date);
  g_free (fact);
}

static void
settling_free (ReeveSettling *settling)
{
  g_strfreev (settling->facts);
  g_strfreev (settling->paths);
  g_free (settling);
}

static void
line_free (ReeveTraceLine *line)
{
  g_free (line->text);
  g_free (line->value);
  g_free (line);
}

ReeveTrace *
reeve_trace_new (void)
{
  ReeveTrace *trace = g_new0 (ReeveTrace, 1);

  trace->entries = g_array_new (FALSE, TRUE, sizeof (ReeveTraceEntry));
  trace->unless = g_array_new (FALSE, FALSE, sizeof (ReeveTraceRoot));
  trace->sentences = g_ptr_array_new_with_free_func (g_free);
  trace->facts_read = g_ptr_array_new_with_free_func ((GDestroyNotify) fact_free);
  trace->exceptions = g_ptr_array_new_with_free_func (g_free);
  trace->consequences = g_ptr_array_new_with_free_func (g_free);
  trace->settling = g_ptr_array_new_with_free_func ((GDestroyNotify) settling_free);
  trace->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  return trace;
}

ReeveTrace *
reeve_trace_new_bare (void)
{
  ReeveTrace *trace = reeve_trace_new ();

  trace->bare = TRUE;
  return trace;
}

static void
forget (ReeveTrace *trace)
{
  g_array_set_size (trace->entries, 0);
  g_array_set_size (trace->unless, 0);
  g_ptr_array_set_size (trace->sentences, 0);
  g_ptr_array_set_size (trace->facts_read, 0);
  g_ptr_array_set_size (trace->exceptions, 0);
  g_ptr_array_set_size (trace->consequences, 0);
  g_ptr_array_set_size (trace->settling, 0);
  g_ptr_array_set_size (trace->lines, 0);
  g_clear_pointer (&trace->why_not_applicable, g_free);
  g_clear_pointer (&trace->subject, g_free);
  g_clear_pointer (&trace->program, reeve_program_unref);
  trace->facts = NULL;
}

void
reeve_trace_free (ReeveTrace *trace)
{
  if (trace == NULL)
    return;
  forget (trace);
  g_array_unref (trace->entries);
  g_array_unref (trace->unless);
  g_ptr_array_unref (trace->sentences);
  g_ptr_array_unref (trace->facts_read);
  g_ptr_array_unref (trace->exceptions);
  g_ptr_array_unref (trace->consequences);
  g_ptr_array_unref (trace->settling);
  g_ptr_array_unref (trace->lines);
  g_free (trace);
}

void
reeve_trace_begin (ReeveTrace *trace, const ReeveProgram *program, const ReeveFacts *facts)
{
  const ReeveTraceRoot nothing = { .entry = -1, .value = { .type = REEVE_TYPE_TRUTH, .truth = REEVE_TRUTH_Y } };

  forget (trace);
  trace->program = reeve_program_ref ((ReeveProgram *) program);
  trace->facts = facts;
  trace->applies = trace->test = trace->grandfather = trace->grandfather_until = trace->cure = trace->appeal = nothing;
  trace->exposure = (ReeveExposure) { 0 };
  trace->missed_day = G_MAXINT32;
  trace->grandfather.value.truth = REEVE_TRUTH_N;
  trace->scope = REEVE_TRUTH_NY;
  trace->cut = trace->too_large = trace->cure_day_unknown = FALSE;
  trace->until = G_MAXINT32;
}

/* A new entry without a parent; -1 when the record is full (then the trace says so, the outcome is not touched). */
gint32
reeve_trace_add (ReeveTrace *trace, const ReeveNode *node)
{
  ReeveTraceEntry entry = { .node = node, .parent = -1, .first = -1, .last = -1, .next = -1, .low_from = REEVE_VALUE_NONE,
                            .high_from = REEVE_VALUE_NONE };

  if (trace->entries->len >= REEVE_TRACE_MAX_ENTRIES)
    {
      trace->cut = TRUE;
      return -1;
    }
  g_array_append_val (trace->entries, entry);
  return (gint32) trace->entries->len - 1;
}

void
reeve_trace_append (ReeveTrace *trace, gint32 parent, gint32 child)
{
  ReeveTraceEntry *above = reeve_trace_entry (trace, parent), *below = reeve_trace_entry (trace, child);

  if (above == NULL || below == NULL)
    return;
  below->parent = parent;
  if (above->last >= 0)
    reeve_trace_entry (trace, above->last)->next = child;
  else
    above->first = child;
  above->last = child;
}

ReeveOutcome
reeve_trace_get_outcome (const ReeveTrace *trace)
{
  return trace->outcome;
}
/* The first child whose value equals the junction's, else the first that is not known: from the root down, the deciding branch. */
gint32
reeve_trace_deciding_child (const ReeveTrace *trace, const ReeveTraceEntry *entry)
{
  gint32 open = -1;

  for (gint32 child = entry->first; child >= 0; child = reeve_trace_entry (trace, child)->next)
    {
      const ReeveTraceEntry *c = reeve_trace_entry (trace, child);
      if (c->value.truth == entry->value.truth)
        return child;
      if (open < 0 && !reeve_value_is_known (&c->value))
        open = child;
    }
  return open;
}

static gint64
date_of_member (const ReeveTrace *trace, const ReeveTraceEntry *member)
{
  int field = reeve_vocabulary_field (member->kind, "date");

  if (field < 0 || member->row == REEVE_ROW_UNKNOWN)
    return REEVE_VALUE_NONE;
  return reeve_facts_cell (trace->facts, member->kind, member->row, (guint) field)->lo;
}

/* The witness of `some`, the counter-example of `every` and `no`: first by date, then by id, then in the order given. */
gint32
reeve_trace_deciding_member (const ReeveTrace *trace, const ReeveTraceEntry *entry)
{
  guint truth = entry->value.truth;
  gint32 best = -1;

  if (entry->node->kind == REEVE_NODE_NO)
    truth = reeve_truth_not (truth);
  if (truth == (entry->node->kind == REEVE_NODE_EVERY ? REEVE_TRUTH_Y : REEVE_TRUTH_N))
    return -1;
  for (gint32 index = entry->first; index >= 0; index = reeve_trace_entry (trace, index)->next)
    {
      const ReeveTraceEntry *member = reeve_trace_entry (trace, index), *found = reeve_trace_entry (trace, best);
      gint64 date, id, best_date, best_id;
      if (member->value.truth != truth)
        continue;
      if (found == NULL)
        {
          best = index;
          continue;
        }
      date = date_of_member (trace, member);
      best_date = date_of_member (trace, found);
      id = reeve_facts_get_origin (trace->facts, member->kind, member->row)->id;
      best_id = reeve_facts_get_origin (trace->facts, found->kind, found->row)->id;
      if (date < best_date || (date == best_date && id < best_id))
        best = index;
    }
  return best;
}

static char *
subject_of (const ReeveTrace *trace)
{
  ReeveAbout about = trace->program->version->about;
  int field = reeve_vocabulary_field (REEVE_KIND_SUBJECT, reeve_vocabulary_about_root (about));
  const ReeveValue *cell;
  const ReeveOrigin *origin;

  if (field < 0 || reeve_facts_n_rows (trace->facts, REEVE_KIND_SUBJECT) == 0)
    return NULL;
  cell = reeve_facts_cell (trace->facts, REEVE_KIND_SUBJECT, 0, (guint) field);
  if (cell->lo < 0)
    return NULL;
  origin = reeve_facts_get_origin (trace->facts, reeve_vocabulary_about_kind (about), (guint) cell->lo);
  return origin->table == NULL ? NULL : g_strdup_printf ("%s:%" G_GINT64_FORMAT, origin->table, origin->id);
}

void
reeve_trace_finish (ReeveTrace *trace)
{
  trace->subject = subject_of (trace);
  reeve_trace_make_sentences (trace);
  reeve_trace_make_facts (trace);
  reeve_trace_make_consequences (trace);
  if (trace->outcome == REEVE_OUTCOME_INSUFFICIENT && !trace->too_large)
    reeve_trace_make_settling (trace);
  reeve_trace_make_lines (trace);
  g_ptr_array_add (trace->sentences, NULL);
  trace->facts = NULL;
}

const char *
reeve_trace_get_sentence (const ReeveTrace *trace)
{
  return trace->sentences->len == 0 ? "" : trace->sentences->pdata[0];
}

const char *const *
reeve_trace_get_sentences (const ReeveTrace *trace)
{
  static const char *const nothing[] = { NULL };
  return trace->sentences->len == 0 ? nothing : (const char *const *) trace->sentences->pdata;
}

const char *
reeve_trace_get_why_not_applicable (const ReeveTrace *trace)
{
  return trace->why_not_applicable;
}

const GPtrArray *
reeve_trace_get_facts (const ReeveTrace *trace)
{
  return trace->facts_read;
}

const GPtrArray *
reeve_trace_get_exceptions (const ReeveTrace *trace)
{
  return trace->exceptions;
}

const GPtrArray *
reeve_trace_get_consequences (const ReeveTrace *trace)
{
  return trace->consequences;
}

const GPtrArray *
reeve_trace_get_settling (const ReeveTrace *trace)
{
  return trace->settling;
}

const GPtrArray *
reeve_trace_get_lines (const ReeveTrace *trace)
{
  return trace->lines;
}
