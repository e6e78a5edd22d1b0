/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the values of a program's parts to the outcome (language.md 5.1 and 5.2): scope with its exemptions, the test, time to cure. */
#include "config.h"

#include "reeve-evaluation-private.h"

#include <string.h>

static const char *const outcome_names[REEVE_N_OUTCOMES] = {
  "violation", "grounds", "pending", "insufficient", "compliant", "no-grounds", "not-applicable",
};

const char *
reeve_outcome_name (ReeveOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < REEVE_N_OUTCOMES, NULL);
  return outcome_names[outcome];
}

gboolean
reeve_outcome_from_name (const char *name, ReeveOutcome *ret_outcome)
{
  for (guint i = 0; i < REEVE_N_OUTCOMES; i++)
    if (strcmp (outcome_names[i], name) == 0)
      {
        *ret_outcome = i;
        return TRUE;
      }
  return FALSE;
}

ReeveOutcome
reeve_outcome_decide (guint applies, guint test, gboolean grounds)
{
  if (applies == REEVE_TRUTH_N)
    return REEVE_OUTCOME_NOT_APPLICABLE;
  if (grounds)
    {
      guint both = reeve_truth_and_fast (applies, test);
      if (both == REEVE_TRUTH_Y)
        return REEVE_OUTCOME_GROUNDS;
      if (both == REEVE_TRUTH_N)
        return REEVE_OUTCOME_NO_GROUNDS;
      return (both & REEVE_TRUTH_Y) ? REEVE_OUTCOME_INSUFFICIENT : REEVE_OUTCOME_PENDING;
    }
  if (test == REEVE_TRUTH_Y)
    return REEVE_OUTCOME_COMPLIANT;
  if (applies == REEVE_TRUTH_Y && test == REEVE_TRUTH_N)
    return REEVE_OUTCOME_VIOLATION;
  if ((applies & REEVE_TRUTH_Y) == 0)
    return REEVE_OUTCOME_PENDING;
  return (test & REEVE_TRUTH_N) ? REEVE_OUTCOME_INSUFFICIENT : REEVE_OUTCOME_PENDING;
}

ReeveOutcome
reeve_outcome_decide_definition (guint applies, guint test)
{
  guint both = reeve_truth_and_fast (applies, test);

  if (both == REEVE_TRUTH_Y)
    return REEVE_OUTCOME_COMPLIANT;
  if (both == REEVE_TRUTH_N)
    return REEVE_OUTCOME_NOT_APPLICABLE;
  return (both & REEVE_TRUTH_L) && !(both & REEVE_TRUTH_Y) ? REEVE_OUTCOME_PENDING : REEVE_OUTCOME_INSUFFICIENT;
}

static ReeveOutcome
decide (const ReeveProgram *program, guint scope, guint test)
{
  if (program->version->defines)
    return reeve_outcome_decide_definition (scope, test);
  return reeve_outcome_decide (scope, test, program->version->grounds != NULL);
}

static ReeveValue
evaluate_grandfather (ReeveEvaluation *ev)
{
  const ReeveProgram *program = ev->program;
  ReeveTraceRoot when = reeve_evaluation_run (ev, program->grandfather), until = { -1, { 0 } };
  ReeveValue result = when.value;

  if (program->grandfather_until.given)
    {
      ReeveValue today = { .type = REEVE_TYPE_DATE, .lo = program->day, .hi = program->day };
      until = reeve_evaluation_run (ev, program->grandfather_until);
      result = reeve_join_truths (TRUE, result, reeve_truth_value (reeve_compare_ranges (REEVE_COMPARE_LE, today, until.value), G_MAXINT64));
    }
  if (ev->trace != NULL)
    {
      ev->trace->grandfather = when;
      ev->trace->grandfather.value = result;
      ev->trace->grandfather_until = until;
    }
  return result;
}

/* A gate that surely stands open stays open, whatever else was read meanwhile. */
static ReeveTraceRoot
evaluate_applies (ReeveEvaluation *ev, const ReeveValue *gate)
{
  ReeveTraceRoot root = { -1, { 0 } };

  if (gate == NULL || !ev->program->gate_is_all || gate->truth != REEVE_TRUTH_Y)
    return reeve_evaluation_run (ev, ev->program->applies);
  root.value = *gate;
  return root;
}

/* A: applies, and no exemption, and not grandfathered. Without a trace it stops where nothing can change it. */
static ReeveValue
evaluate_scope (ReeveEvaluation *ev, const ReeveValue *gate)
{
  const ReeveProgram *program = ev->program;
  ReeveTraceRoot root = evaluate_applies (ev, gate);
  ReeveValue scope = root.value;

  if (ev->trace != NULL)
    ev->trace->applies = root;
  for (guint i = 0; i < program->unless->len && (scope.truth != REEVE_TRUTH_N || ev->trace != NULL); i++)
    {
      root = reeve_evaluation_run (ev, g_array_index (program->unless, ReeveSegment, i));
      scope = reeve_join_truths (TRUE, scope, reeve_not_truth (root.value));
      if (ev->trace != NULL)
        g_array_append_val (ev->trace->unless, root);
    }
  if (program->grandfather.given && (scope.truth != REEVE_TRUTH_N || ev->trace != NULL))
    scope = reeve_join_truths (TRUE, scope, reeve_not_truth (evaluate_grandfather (ev)));
  return scope;
}

/* After a violation: a notice that cites this provision gives time to put it right. */
static ReeveOutcome
apply_cure (ReeveEvaluation *ev, ReeveDay *ret_until)
{
  const ReeveProgram *program = ev->program;
  const ReeveValue *notice;
  ReeveTraceRoot root;

  if (!program->cure.given || program->notice_field < 0 || ev->facts->tables[REEVE_KIND_SUBJECT].n_rows == 0)
    return REEVE_OUTCOME_VIOLATION;
  notice = reeve_facts_cell (ev->facts, REEVE_KIND_SUBJECT, 0, (guint) program->notice_field);
  if (notice->lo < 0 || (ev->facts->tables[REEVE_KIND_NOTICE].rows[notice->lo].flags & REEVE_ROW_NO_RECORD) != 0)
    return REEVE_OUTCOME_VIOLATION;
  root = reeve_evaluation_run (ev, program->cure);
  root.value = reeve_value_to_date (root.value);
  if (ev->trace != NULL)
    {
      ev->trace->cure = root;
      ev->trace->cure_day_unknown = root.value.lo != root.value.hi;
    }
  /* Whatever day it is, it has not passed: the earliest counts. */
  if (root.value.lo == REEVE_VALUE_NONE || program->day > root.value.lo)
    return REEVE_OUTCOME_VIOLATION;
  *ret_until = (ReeveDay) CLAMP (root.value.lo, G_MININT32, G_MAXINT32);
  return REEVE_OUTCOME_PENDING;
}

/* The last day for an appeal, which only an explanation tells. It counts from a notice that is on record. */
static void
evaluate_appeal (ReeveEvaluation *ev, ReeveOutcome outcome)
{
  if (!ev->program->appeal.given || ev->too_large
      || (outcome != REEVE_OUTCOME_VIOLATION && outcome != REEVE_OUTCOME_GROUNDS && outcome != REEVE_OUTCOME_PENDING))
    return;
  ev->trace->appeal = reeve_evaluation_run (ev, ev->program->appeal);
  ev->trace->appeal.value = reeve_value_to_date (ev->trace->appeal.value);
}

static ReeveDay
pending_until (ReeveValue scope, ReeveValue test)
{
  gint64 until = MIN (reeve_until_of (scope), reeve_until_of (test));
  return until >= G_MAXINT32 ? G_MAXINT32 : (ReeveDay) MAX (until, G_MININT32);
}

ReeveValue
reeve_program_read_gate (const ReeveProgram *program, const ReeveFacts *facts)
{
  ReeveValue unknown = reeve_truth_value (REEVE_TRUTH_NY, G_MAXINT64), value;
  ReeveEvaluation ev;

  if (!program->gate.given || program->too_large || facts->tables[REEVE_KIND_SUBJECT].n_rows == 0)
    return unknown;
  ev.program = program;
  ev.facts = facts;
  ev.trace = NULL;
  ev.steps = 0;
  ev.too_large = FALSE;
  value = reeve_evaluation_run (&ev, program->gate).value;
  return ev.too_large ? unknown : value;
}

gboolean
reeve_program_is_shut_out (const ReeveValue *gate)
{
  return gate->truth == REEVE_TRUTH_N;
}

static ReeveOutcome
evaluate (const ReeveProgram *program, const ReeveValue *gate, const ReeveFacts *facts, ReeveDay *ret_until, ReeveTrace *trace)
{
  ReeveEvaluation ev;
  ReeveValue scope, test = reeve_truth_value (REEVE_TRUTH_NY, G_MAXINT64);
  ReeveDay until = G_MAXINT32;
  ReeveOutcome outcome;

  ev.program = program;
  ev.facts = facts;
  ev.trace = trace;
  ev.steps = 0;
  ev.too_large = program->too_large || facts->tables[REEVE_KIND_SUBJECT].n_rows == 0;
  g_array_set_size (facts->scratch, 0);
  if (trace != NULL)
    reeve_trace_begin (trace, program, facts);
  scope = reeve_truth_value (REEVE_TRUTH_NY, G_MAXINT64);
  if (!ev.too_large)
    scope = evaluate_scope (&ev, gate);
  if (!ev.too_large && (scope.truth != REEVE_TRUTH_N || trace != NULL))
    {
      ReeveTraceRoot root = reeve_evaluation_run (&ev, program->test);
      test = root.value;
      if (trace != NULL)
        trace->test = root;
    }
  outcome = ev.too_large ? REEVE_OUTCOME_INSUFFICIENT : decide (program, scope.truth, test.truth);
  if (outcome == REEVE_OUTCOME_PENDING)
    until = pending_until (scope, test);
  else if (outcome == REEVE_OUTCOME_VIOLATION)
    outcome = apply_cure (&ev, &until);
  if (ret_until != NULL)
    *ret_until = until;
  if (trace != NULL)
    {
      trace->scope = scope.truth;
      trace->outcome = outcome;
      trace->until = until;
      trace->too_large = ev.too_large;
      evaluate_appeal (&ev, outcome);
      if (!trace->bare)
        reeve_trace_finish (trace);
    }
  return outcome;
}

ReeveOutcome
reeve_program_evaluate (const ReeveProgram *program, const ReeveFacts *facts, ReeveDay *ret_until, ReeveTrace *trace)
{
  return evaluate (program, NULL, facts, ret_until, trace);
}

ReeveOutcome
reeve_program_evaluate_behind (const ReeveProgram *program, const ReeveValue *gate, const ReeveFacts *facts, ReeveDay *ret_until)
{
  return evaluate (program, gate, facts, ret_until, NULL);
}
