/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evaluation: a stack machine over the flat program. No recursion and no allocation without a trace; each step is counted, and a limit
 * reached gives "insufficient, too large to check". A truth that may be "not yet" carries in .lo the earliest day on which that ends. */
#include "config.h"

#include "reeve-evaluation-private.h"

/* --- rows and values --- */

/* Follows the record steps of a path. @ret_row may be REEVE_ROW_UNKNOWN. */
static ReeveKind
follow (const ReeveEvaluation *ev, const ReevePath *path, guint n_steps, guint *ret_row)
{
  guint row = ev->rows[path->scope];

  for (guint i = 0; i < n_steps && row != REEVE_ROW_UNKNOWN; i++)
    {
      const ReeveValue *cell = reeve_facts_cell (ev->facts, path->kinds[i], row, path->fields[i]);
      row = cell->lo < 0 ? REEVE_ROW_UNKNOWN : (guint) cell->lo;
    }
  *ret_row = row;
  return path->kinds[n_steps];
}

static ReeveValue
read_field (const ReeveEvaluation *ev, const ReevePath *path, ReeveKind *ret_kind, guint *ret_row)
{
  ReeveValue value;

  *ret_kind = follow (ev, path, path->n_steps - 1u, ret_row);
  value = *reeve_facts_cell (ev->facts, *ret_kind, *ret_row, path->fields[path->n_steps - 1]);
  /* A record stands here only to be compared with none. */
  if (value.type == REEVE_TYPE_RECORD && value.lo >= 0
      && (ev->facts->tables[path->kinds[path->n_steps]].rows[value.lo].flags & REEVE_ROW_NO_RECORD) != 0)
    value.lo = value.hi = REEVE_VALUE_NONE;
  return value;
}

static ReeveSetView
facts_set (const ReeveFacts *facts, gint64 index)
{
  ReeveSetView view = { .everything = TRUE };

  if (index >= 0 && index < facts->sets->len)
    {
      const ReeveCodeSet *set = &g_array_index (facts->sets, ReeveCodeSet, index);
      const GQuark *codes = (const GQuark *) (gpointer) facts->codes->data;
      view = (ReeveSetView) { codes + set->sure, codes + set->possible, set->n_sure, set->n_possible, set->everything };
    }
  return view;
}

static ReeveSetView
set_of (const ReeveEvaluation *ev, ReeveValue value)
{
  if ((value.flags & REEVE_VALUE_OF_PROGRAM) != 0)
    {
      const ReeveList *list = ev->program->lists->pdata[value.lo];
      return (ReeveSetView) { list->codes, list->codes, list->n, list->n, FALSE };
    }
  return facts_set (ev->facts, value.lo);
}

/* The codes that an unknown code is known not to be. NULL if nothing is ruled out. */
static const ReeveSetView *
not_codes (const ReeveEvaluation *ev, ReeveValue value, ReeveSetView *view)
{
  if (value.type != REEVE_TYPE_CODE || value.lo >= 0 || value.aux == 0)
    return NULL;
  *view = facts_set (ev->facts, value.aux);
  return view;
}

static const ReeveSchedule *
schedule_of (const ReeveEvaluation *ev, ReeveValue value)
{
  const GPtrArray *pool = (value.flags & REEVE_VALUE_OF_PROGRAM) != 0 ? ev->program->schedules : ev->facts->schedules;
  return value.lo < 0 || value.lo >= pool->len ? NULL : pool->pdata[value.lo];
}

static ReeveTruth
in_schedule (const ReeveEvaluation *ev, ReeveValue instant, ReeveValue schedule)
{
  const ReeveSchedule *spans = schedule_of (ev, schedule);

  if (spans == NULL)
    return REEVE_TRUTH_NY;
  return reeve_schedule_is_dated (spans) ? reeve_instant_in_dated_schedule (&ev->program->counting, instant, spans)
                                         : reeve_instant_in_schedule (instant, spans);
}

static ReeveTruth
in_set (const ReeveEvaluation *ev, ReeveValue code, ReeveValue set)
{
  ReeveSetView view = set_of (ev, set), ruled_out;
  return reeve_code_in_set (code, &view, not_codes (ev, code, &ruled_out));
}

static ReeveTruth
in_list (const ReeveEvaluation *ev, ReeveValue value, ReeveValue list)
{
  const ReeveList *ints;

  if ((list.flags & REEVE_VALUE_OF_PROGRAM) == 0)
    return REEVE_TRUTH_NY;
  ints = ev->program->lists->pdata[list.lo];
  return reeve_int_in_list (value, ints->ints, ints->n);
}

static ReeveTruth
in_range (ReeveValue value, ReeveValue from, ReeveValue to)
{
  return reeve_truth_and_fast (reeve_compare_ranges (REEVE_COMPARE_GE, value, from), reeve_compare_ranges (REEVE_COMPARE_LE, value, to));
}

static ReeveTruth
in_span (ReeveValue value, ReeveValue span)
{
  ReeveValue from = span, to = span;

  from.hi = from.lo;
  to.lo = to.hi;
  return in_range (value, from, to);
}

static ReeveTruth
empty_set (const ReeveEvaluation *ev, ReeveValue set)
{
  ReeveSetView view = set_of (ev, set);

  if (view.n_sure > 0)
    return REEVE_TRUTH_N;
  return !view.everything && view.n_possible == 0 ? REEVE_TRUTH_Y : REEVE_TRUTH_NY;
}

static ReeveTruth
identity (const ReeveEvaluation *ev, ReeveValue a, ReeveValue b)
{
  ReeveSetView not_a, not_b;
  return reeve_equal_identities (a, b, not_codes (ev, a, &not_a), not_codes (ev, b, &not_b));
}

static ReeveTruth
has (const ReeveEvaluation *ev, ReeveValue a, ReeveValue b, guint which, gboolean schedules)
{
  if (schedules)
    {
      const ReeveSchedule *x = schedule_of (ev, a), *y = schedule_of (ev, b);
      gboolean yes;
      if (x == NULL || y == NULL)
        return REEVE_TRUTH_NY;
      yes = which == 0 ? reeve_schedule_within (y, x) : which == 1 ? reeve_schedule_overlaps (x, y) : reeve_schedule_within (x, y);
      return yes ? REEVE_TRUTH_Y : REEVE_TRUTH_N;
    }
  else
    {
      ReeveSetView x = set_of (ev, a), y = set_of (ev, b);
      return which == 0 ? reeve_has_all (&x, &y) : which == 1 ? reeve_has_any (&x, &y) : reeve_has_only (&x, &y);
    }
}

/* --- loops --- */

/* Is that day in the span, by a date of which something is known? One of which nothing is known is left to the row's own flags. */
static ReeveTruth
lies_between (ReeveValue date, gint64 first, gint64 last)
{
  if (date.lo > last || date.hi < first)
    return REEVE_TRUTH_N;
  if ((date.lo >= first && date.hi <= last) || (date.lo <= REEVE_FAR_PAST && date.hi >= REEVE_FAR_FUTURE))
    return REEVE_TRUTH_Y;
  return REEVE_TRUTH_NY;
}

/* Do its dates show that this row is, or is not, a member today? */
static ReeveTruth
is_member (const ReeveEvaluation *ev, const ReeveLoop *loop, guint row)
{
  gint64 day = ev->program->day, oldest = loop->class_ == REEVE_CLASS_EVIDENCE ? ev->program->conduct_from : REEVE_VALUE_LONG_PAST;
  ReeveTruth began = REEVE_TRUTH_Y, lasts = REEVE_TRUTH_Y;

  if (loop->from >= 0)
    began = lies_between (reeve_value_to_date (*reeve_facts_cell (ev->facts, loop->member, row, (guint) loop->from)), oldest, day);
  if (loop->to >= 0)
    lasts = lies_between (reeve_value_to_date (*reeve_facts_cell (ev->facts, loop->member, row, (guint) loop->to)), day, REEVE_VALUE_NONE);
  return reeve_truth_and (began, lasts);
}

static gboolean
next_member (ReeveEvaluation *ev, ReeveFrame *frame)
{
  while (frame->next < frame->count)
    {
      guint row = frame->first + frame->next++;
      guint8 flags = (guint8) ev->facts->tables[frame->loop->member].rows[row].flags;
      ReeveTruth member = is_member (ev, frame->loop, row);
      if (member == REEVE_TRUTH_N)
        continue;
      if (member == REEVE_TRUTH_NY && (flags & REEVE_ROW_STAND_IN) == 0)
        flags |= REEVE_ROW_UNCERTAIN;
      frame->row = row;
      frame->flags = flags;
      frame->seen++;
      return TRUE;
    }
  if (frame->loop->class_ == REEVE_CLASS_EVIDENCE && frame->seen == 0)
    frame->virtual_member = TRUE;
  if (frame->virtual_member && frame->row != REEVE_ROW_UNKNOWN)
    {
      frame->virtual_member = FALSE;
      frame->seen++;
      frame->row = REEVE_ROW_UNKNOWN;
      frame->flags = REEVE_ROW_STAND_IN;
      return TRUE;
    }
  return FALSE;
}

static void
begin_member (ReeveEvaluation *ev, ReeveFrame *frame)
{
  ev->rows[frame->loop->depth + 1] = frame->row;
  if (ev->trace == NULL)
    return;
  frame->member = reeve_trace_add (ev->trace, NULL);
  if (frame->member >= 0)
    {
      ReeveTraceEntry *entry = reeve_trace_entry (ev->trace, frame->member);
      entry->kind = (guint8) frame->loop->member;
      entry->row = frame->row;
      entry->flags = frame->flags;
      entry->has_where = frame->loop->has_where;
      reeve_trace_append (ev->trace, frame->entry, frame->member);
    }
}

static void
begin_loop (ReeveEvaluation *ev, const ReeveLoop *loop, const ReeveNode *node)
{
  const ReevePath *path = &g_array_index (ev->program->paths, ReevePath, loop->path);
  ReeveFrame *frame = &ev->frames[ev->n_frames++];
  ReeveValue collection;
  ReeveKind kind;
  guint row;

  kind = follow (ev, path, path->n_steps - 1u, &row);
  collection = *reeve_facts_cell (ev->facts, kind, row, path->fields[path->n_steps - 1]);
  *frame = (ReeveFrame) { .loop = loop, .entry = -1, .member = -1 };
  frame->virtual_member = collection.lo < 0;
  frame->first = collection.lo < 0 ? 0 : (guint) collection.lo;
  frame->count = collection.lo < 0 ? 0 : (guint) collection.hi;
  frame->scratch = ev->facts->scratch->len;
  if (frame->count > REEVE_FACTS_MAX_MEMBERS)
    {
      ev->too_large = TRUE;
      frame->count = 0;
    }
  switch (loop->what)
    {
    case REEVE_LOOP_EVERY:
      frame->result = reeve_truth_value (REEVE_TRUTH_Y, G_MAXINT64);
      break;
    case REEVE_LOOP_SOME:
    case REEVE_LOOP_NO:
      frame->result = reeve_truth_value (REEVE_TRUTH_N, G_MAXINT64);
      break;
    default:
      frame->result = (ReeveValue) { .type = (guint8) node->type };
      if (loop->what == REEVE_LOOP_MIN)
        frame->result.lo = frame->result.hi = REEVE_VALUE_NONE;
      else if (loop->what == REEVE_LOOP_MAX)
        frame->result.lo = frame->result.hi = REEVE_VALUE_LONG_PAST;
      break;
    }
  if (ev->trace != NULL)
    {
      frame->entry = reeve_trace_add (ev->trace, node);
      if (frame->entry >= 0)
        {
          reeve_trace_entry (ev->trace, frame->entry)->kind = (guint8) loop->member;
          reeve_trace_entry (ev->trace, frame->entry)->path = loop->path;
          reeve_trace_entry (ev->trace, frame->entry)->item = (guint32) (loop - (const ReeveLoop *) (gpointer) ev->program->loops->data);
        }
    }
}

/* The value of a key for `distinct`; texts are equal when their letters are. */
static gint64
key_of (const ReeveEvaluation *ev, ReeveValue value)
{
  if (value.type == REEVE_TYPE_TEXT && value.lo >= 0 && value.lo < ev->facts->texts->len)
    return g_quark_from_string (ev->facts->texts->pdata[value.lo]);
  return value.lo;
}

static void
count_member (ReeveEvaluation *ev, ReeveFrame *frame, guint truth)
{
  const ReeveLoop *loop = frame->loop;
  ReeveScratchMember member = { .sure = truth == REEVE_TRUTH_Y };

  if ((truth & REEVE_TRUTH_Y) == 0)
    return;
  if ((frame->flags & REEVE_ROW_STAND_IN) != 0)
    {
      frame->high = REEVE_FAR_FUTURE;
      return;
    }
  if (loop->distinct < 0 && !loop->window)
    {
      frame->low += truth == REEVE_TRUTH_Y;
      if (frame->high < REEVE_FAR_FUTURE)
        frame->high++;
      return;
    }
  if (loop->distinct >= 0)
    {
      ReeveValue key = *reeve_facts_cell (ev->facts, loop->member, frame->row, (guint) loop->distinct);
      member.known_key = reeve_value_is_known (&key);
      member.key = key_of (ev, key);
    }
  if (loop->window)
    {
      ReeveValue date = { .type = REEVE_TYPE_DATE, .lo = REEVE_FAR_PAST, .hi = REEVE_FAR_FUTURE };
      if (loop->date >= 0)
        date = reeve_value_to_date (*reeve_facts_cell (ev->facts, loop->member, frame->row, (guint) loop->date));
      if (date.lo == REEVE_VALUE_NONE)
        return;
      member.lo = date.lo;
      member.hi = date.hi;
    }
  g_array_append_val (ev->facts->scratch, member);
}

static void
measure_member (ReeveFrame *frame, ReeveValue value, guint truth)
{
  ReeveValue *result = &frame->result;
  gboolean sure = truth == REEVE_TRUTH_Y;

  if ((truth & REEVE_TRUTH_Y) == 0)
    return;
  result->aux = value.aux;
  switch (frame->loop->what)
    {
    case REEVE_LOOP_MIN:
      result->lo = MIN (result->lo, value.lo);
      if (sure)
        result->hi = MIN (result->hi, value.hi);
      break;
    case REEVE_LOOP_MAX:
      result->hi = MAX (result->hi, value.hi);
      if (sure)
        result->lo = MAX (result->lo, value.lo);
      break;
    default:
      if (!sure)
        {
          gboolean many = (frame->flags & REEVE_ROW_STAND_IN) != 0;
          value.lo = value.lo >= 0 ? 0 : many ? REEVE_FAR_PAST : value.lo;
          value.hi = value.hi <= 0 ? 0 : many ? REEVE_FAR_FUTURE : value.hi;
        }
      value.type = result->type;
      *result = reeve_add (*result, value);
      break;
    }
}

/* Takes one member into the loop: @where and @body as far as the loop has them. */
static void
end_member (ReeveEvaluation *ev, ReeveFrame *frame, ReeveValue where, ReeveValue body)
{
  const ReeveLoop *loop = frame->loop;
  ReeveValue brought = where;

  if ((frame->flags & (REEVE_ROW_STAND_IN | REEVE_ROW_UNCERTAIN)) != 0)
    where = reeve_join_truths (TRUE, where, reeve_truth_value (REEVE_TRUTH_NY, G_MAXINT64));
  if (where.truth & REEVE_TRUTH_Y)
    {
      if ((frame->flags & REEVE_ROW_STAND_IN) != 0)
        frame->n_stand_in++;
      else if (where.truth == REEVE_TRUTH_Y)
        frame->n_sure++;
      else
        frame->n_uncertain++;
    }
  switch (loop->what)
    {
    case REEVE_LOOP_EVERY:
      brought = reeve_join_truths (FALSE, reeve_not_truth (where), body);
      frame->result = reeve_join_truths (TRUE, frame->result, brought);
      break;
    case REEVE_LOOP_SOME:
    case REEVE_LOOP_NO:
      brought = where;
      frame->result = reeve_join_truths (FALSE, frame->result, where);
      break;
    case REEVE_LOOP_COUNT:
      brought = where;
      count_member (ev, frame, where.truth);
      break;
    default:
      brought = body;
      measure_member (frame, body, where.truth);
      break;
    }
  if (frame->member >= 0)
    {
      ReeveTraceEntry *entry = reeve_trace_entry (ev->trace, frame->member);
      entry->value = brought;
      entry->where = where.truth;
    }
}

static void
finish_count (ReeveEvaluation *ev, ReeveFrame *frame)
{
  const ReeveLoop *loop = frame->loop;
  GArray *scratch = ev->facts->scratch;
  ReeveScratchMember *members = &g_array_index (scratch, ReeveScratchMember, frame->scratch);
  guint n = scratch->len - frame->scratch;
  gint64 low = 0, high = 0, low_from = REEVE_VALUE_NONE, high_from = REEVE_VALUE_NONE;

  if (loop->window)
    {
      if (!reeve_count_window (&ev->program->counting, members, n, loop->span, loop->distinct >= 0, &low, &high, &low_from, &high_from))
        high = n;
    }
  else if (loop->distinct >= 0)
    reeve_count_distinct (members, n, &low, &high);
  else
    {
      low = frame->low;
      high = frame->high;
    }
  if (frame->high == REEVE_FAR_FUTURE)
    high = REEVE_FAR_FUTURE;
  ev->steps += n;
  g_array_set_size (scratch, frame->scratch);
  frame->result.lo = low * 1000000;
  frame->result.hi = high == REEVE_FAR_FUTURE ? REEVE_FAR_FUTURE : high * 1000000;
  if (frame->entry >= 0)
    {
      reeve_trace_entry (ev->trace, frame->entry)->low_from = low_from;
      reeve_trace_entry (ev->trace, frame->entry)->high_from = high_from;
    }
}

/* Pops the frame and leaves its result on the stack. */
static void
finish_loop (ReeveEvaluation *ev)
{
  ReeveFrame *frame = &ev->frames[--ev->n_frames];
  ReeveValue result;

  if (frame->loop->what == REEVE_LOOP_COUNT)
    finish_count (ev, frame);
  result = frame->result;
  if (frame->loop->what == REEVE_LOOP_NO)
    result = reeve_not_truth (result);
  if (frame->entry >= 0)
    {
      ReeveTraceEntry *entry = reeve_trace_entry (ev->trace, frame->entry);
      entry->value = result;
      entry->n_sure = frame->n_sure;
      entry->n_uncertain = frame->n_uncertain;
      entry->n_stand_in = frame->n_stand_in;
    }
  ev->stack[ev->top] = result;
  ev->entries[ev->top++] = frame->entry;
}

static gboolean
is_decided (const ReeveFrame *frame)
{
  switch (frame->loop->what)
    {
    case REEVE_LOOP_EVERY:
      return frame->result.truth == REEVE_TRUTH_N;
    case REEVE_LOOP_SOME:
    case REEVE_LOOP_NO:
      return frame->result.truth == REEVE_TRUTH_Y;
    default:
      return FALSE;
    }
}

/* After a member: on to the next one, or past the loop. Returns the next instruction. */
static guint
advance (ReeveEvaluation *ev, ReeveFrame *frame)
{
  const ReeveLoop *loop = frame->loop;

  ev->steps += loop->end - loop->start + 1;
  if (ev->steps > REEVE_EVALUATE_MAX_STEPS)
    ev->too_large = TRUE;
  if (ev->too_large || (ev->trace == NULL && is_decided (frame)) || !next_member (ev, frame))
    {
      finish_loop (ev);
      return loop->end;
    }
  begin_member (ev, frame);
  return loop->start;
}

/* --- the machine --- */

/* The value of @n operands on the top of the stack becomes @value. */
static inline void
reduce (ReeveEvaluation *ev, const ReeveNode *node, guint n, ReeveValue value)
{
  guint base = ev->top - n;

  if (ev->trace != NULL)
    {
      gint32 entry = reeve_trace_add (ev->trace, node);
      for (guint i = 0; i < n; i++)
        reeve_trace_append (ev->trace, entry, ev->entries[base + i]);
      if (entry >= 0)
        reeve_trace_entry (ev->trace, entry)->value = value;
      ev->entries[base] = entry;
    }
  ev->stack[base] = value;
  ev->top = base + 1;
}

static inline void
reduce_truth (ReeveEvaluation *ev, const ReeveNode *node, guint n, ReeveTruth truth)
{
  reduce (ev, node, n, reeve_truth_value (truth, G_MAXINT64));
}

static void
push_read (ReeveEvaluation *ev, const ReeveNode *node, const ReeveInstruction *in)
{
  gboolean item = in->op == REEVE_OP_ITEM;
  guint32 index = in->arg;
  const ReevePath *path = &g_array_index (ev->program->paths, ReevePath, index);
  ReeveKind kind;
  guint row;
  ReeveValue value;

  if (item)
    {
      kind = follow (ev, path, path->n_steps, &row);
      value = *reeve_facts_item_cell (ev->facts, kind, row, path->item);
      if (in->a)
        value = reeve_unless_asked (value, ev->stack[ev->top - 1].truth, path->nothing);
    }
  else
    value = read_field (ev, path, &kind, &row);
  reduce (ev, node, item && in->a ? 1 : 0, value);
  if (ev->trace != NULL && ev->entries[ev->top - 1] >= 0)
    {
      ReeveTraceEntry *entry = reeve_trace_entry (ev->trace, ev->entries[ev->top - 1]);
      entry->kind = (guint8) kind;
      entry->row = row;
      entry->item = path->item;
      entry->path = index;
      if (!item)
        entry->field = path->fields[path->n_steps - 1];
    }
}

static guint
join (ReeveEvaluation *ev, const ReeveInstruction *instruction, guint at)
{
  ReeveValue child = ev->stack[--ev->top];
  ReeveValue *junction = &ev->stack[ev->top - 1];

  *junction = reeve_join_truths (instruction->a, *junction, child);
  if (ev->trace == NULL)
    return junction->truth == (instruction->a ? REEVE_TRUTH_N : REEVE_TRUTH_Y) ? instruction->arg : at + 1;
  reeve_trace_append (ev->trace, ev->entries[ev->top - 1], ev->entries[ev->top]);
  if (ev->entries[ev->top - 1] >= 0)
    reeve_trace_entry (ev->trace, ev->entries[ev->top - 1])->value = *junction;
  return at + 1;
}

static guint
enter_loop (ReeveEvaluation *ev, const ReeveLoop *loop, const ReeveNode *node)
{
  begin_loop (ev, loop, node);
  if (!next_member (ev, &ev->frames[ev->n_frames - 1]))
    {
      finish_loop (ev);
      return loop->end;
    }
  begin_member (ev, &ev->frames[ev->n_frames - 1]);
  return loop->start;
}

/* The member's parts leave the stack and, in a trace, become its children. */
static ReeveValue
pop_part (ReeveEvaluation *ev)
{
  return ev->stack[--ev->top];
}

static void
keep_part (ReeveEvaluation *ev, ReeveFrame *frame, guint at)
{
  if (ev->trace != NULL)
    reeve_trace_append (ev->trace, frame->member, ev->entries[at]);
}

static guint
skip_member (ReeveEvaluation *ev, guint at)
{
  ReeveFrame *frame = &ev->frames[ev->n_frames - 1];

  if (ev->stack[ev->top - 1].truth != REEVE_TRUTH_N)
    return at + 1;
  keep_part (ev, frame, ev->top - 1);
  end_member (ev, frame, pop_part (ev), reeve_truth_value (REEVE_TRUTH_Y, G_MAXINT64));
  return advance (ev, frame);
}

static guint
take_member (ReeveEvaluation *ev)
{
  ReeveFrame *frame = &ev->frames[ev->n_frames - 1];
  const ReeveLoop *loop = frame->loop;
  guint n = (guint) loop->has_where + (guint) loop->has_body;
  ReeveValue where = reeve_truth_value (REEVE_TRUTH_Y, G_MAXINT64), body = where;

  for (guint i = 0; i < n; i++)
    keep_part (ev, frame, ev->top - n + i);
  if (loop->has_body)
    body = pop_part (ev);
  if (loop->has_where)
    where = pop_part (ev);
  end_member (ev, frame, where, body);
  return advance (ev, frame);
}

static void
reduce_by (ReeveEvaluation *ev, const ReeveNode *node)
{
  gint64 until;
  ReeveTruth truth = reeve_by (ev->stack[ev->top - 2], ev->stack[ev->top - 1], ev->program->day, &until);
  reduce (ev, node, 2, reeve_truth_value (truth, until));
}

/* One operator on the values at the top of the stack. */
static void
operate (ReeveEvaluation *ev, const ReeveInstruction *in, const ReeveNode *node)
{
  const ReeveCounting *counting = &ev->program->counting;
  const ReeveValue *top = &ev->stack[ev->top];
  ReeveTruth truth;

  switch ((ReeveOp) in->op)
    {
    case REEVE_OP_DEFINITION:
      reduce (ev, node, 1, top[-1]);
      break;
    case REEVE_OP_NOT:
      reduce (ev, node, 1, reeve_not_truth (top[-1]));
      break;
    case REEVE_OP_COMPARE:
      reduce_truth (ev, node, 2, reeve_compare_ranges (in->a, top[-2], top[-1]));
      break;
    case REEVE_OP_IDENTITY:
      truth = identity (ev, top[-2], top[-1]);
      reduce (ev, node, 2, in->a ? reeve_not_truth (reeve_truth_value (truth, G_MAXINT64)) : reeve_truth_value (truth, G_MAXINT64));
      break;
    case REEVE_OP_EMPTY_SET:
      truth = empty_set (ev, top[-1]);
      reduce (ev, node, 1, in->a ? reeve_not_truth (reeve_truth_value (truth, G_MAXINT64)) : reeve_truth_value (truth, G_MAXINT64));
      break;
    case REEVE_OP_IN_SET:
      reduce_truth (ev, node, 2, in_set (ev, top[-2], top[-1]));
      break;
    case REEVE_OP_IN_LIST:
      reduce_truth (ev, node, 2, in_list (ev, top[-2], top[-1]));
      break;
    case REEVE_OP_IN_RANGE:
      reduce_truth (ev, node, 3, in_range (top[-3], top[-2], top[-1]));
      break;
    case REEVE_OP_IN_SPAN:
      reduce_truth (ev, node, 2, in_span (top[-2], top[-1]));
      break;
    case REEVE_OP_IN_SCHEDULE:
      reduce_truth (ev, node, 2, in_schedule (ev, top[-2], top[-1]));
      break;
    case REEVE_OP_HAS:
      reduce_truth (ev, node, 2, has (ev, top[-2], top[-1], in->a, in->b));
      break;
    case REEVE_OP_WITHIN:
      reduce_truth (ev, node, 3, reeve_within (counting, top[-3], top[-2], top[-1], in->a));
      break;
    case REEVE_OP_BY:
      reduce_by (ev, node);
      break;
    case REEVE_OP_ADD:
      reduce (ev, node, 2, reeve_add (top[-2], top[-1]));
      break;
    case REEVE_OP_SUBTRACT:
      reduce (ev, node, 2, reeve_subtract (top[-2], top[-1]));
      break;
    case REEVE_OP_MULTIPLY:
      reduce (ev, node, 2, reeve_multiply (top[-2], top[-1], in->type));
      break;
    case REEVE_OP_ADD_PERIOD:
      reduce (ev, node, 2, reeve_period_add (counting, top[-2], top[-1], FALSE, TRUE));
      break;
    case REEVE_OP_SUBTRACT_PERIOD:
      reduce (ev, node, 2, reeve_period_add (counting, top[-2], top[-1], TRUE, FALSE));
      break;
    case REEVE_OP_NEXT:
      reduce (ev, node, 2, reeve_next (top[-2].lo, top[-1]));
      break;
    case REEVE_OP_DAYS:
      reduce (ev, node, 2, reeve_days (top[-2], top[-1]));
      break;
    case REEVE_OP_STARTED:
      reduce (ev, node, 2, reeve_started (top[-2], top[-1]));
      break;
    case REEVE_OP_EXTREME:
      reduce (ev, node, 2, reeve_extreme (top[-2], top[-1], in->a));
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Runs one part of the program on the subject. A part that is not given is yes. */
ReeveTraceRoot
reeve_evaluation_run (ReeveEvaluation *ev, ReeveSegment segment)
{
  const ReeveProgram *program = ev->program;
  const ReeveInstruction *code = (const ReeveInstruction *) (gpointer) program->code->data;
  const ReeveNode *const *nodes = (const ReeveNode *const *) program->nodes->pdata;
  ReeveTraceRoot root = { -1, reeve_truth_value (REEVE_TRUTH_Y, G_MAXINT64) };
  guint at = segment.start;

  if (!segment.given)
    return root;
  ev->top = ev->n_frames = 0;
  ev->rows[0] = 0;
  while (at < segment.end)
    {
      const ReeveInstruction *in = &code[at];
      ev->steps++;
      switch ((ReeveOp) in->op)
        {
        case REEVE_OP_CONSTANT:
          reduce (ev, nodes[at], 0, g_array_index (program->constants, ReeveValue, in->arg));
          at++;
          break;
        case REEVE_OP_FIELD:
        case REEVE_OP_ITEM:
          push_read (ev, nodes[at], in);
          at++;
          break;
        case REEVE_OP_BEGIN:
          reduce_truth (ev, nodes[at], 0, in->a ? REEVE_TRUTH_Y : REEVE_TRUTH_N);
          at++;
          break;
        case REEVE_OP_JOIN:
          at = join (ev, in, at);
          break;
        case REEVE_OP_LOOP:
          at = enter_loop (ev, &g_array_index (program->loops, ReeveLoop, in->arg), nodes[at]);
          break;
        case REEVE_OP_WHERE:
          at = skip_member (ev, at);
          break;
        case REEVE_OP_END_MEMBER:
          at = take_member (ev);
          break;
        default:
          operate (ev, in, nodes[at]);
          at++;
          break;
        }
    }
  root.value = ev->stack[0];
  root.entry = ev->trace == NULL ? -1 : ev->entries[0];
  return root;
}
