/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One evaluation under way: the machine runs the parts of a program, reeve-program-outcome.c puts their values together. */
#pragma once

#include "reeve-trace-private.h"

G_BEGIN_DECLS

typedef struct
{
  const ReeveLoop *loop;
  guint first, count, next, seen;
  gboolean virtual_member;  /* a stand-in that has no row is due */
  guint row;
  guint8 flags;
  ReeveValue result;        /* EVERY, SOME, NO: truth so far; MIN, MAX, SUM: range so far */
  gint64 low, high;         /* COUNT */
  guint scratch;            /* first scratch member of this loop */
  gint32 entry, member;
  guint n_sure, n_uncertain, n_stand_in;
} ReeveFrame;

typedef struct
{
  const ReeveProgram *program;
  const ReeveFacts *facts;
  ReeveTrace *trace;
  guint64 steps;
  gboolean too_large;
  guint top;                /* values on the stack */
  guint n_frames;
  guint rows[REEVE_PROGRAM_MAX_NESTING + 1];
  ReeveFrame frames[REEVE_PROGRAM_MAX_NESTING];
  ReeveValue stack[REEVE_PROGRAM_MAX_STACK + 2];
  gint32 entries[REEVE_PROGRAM_MAX_STACK + 2];
} ReeveEvaluation;

static inline ReeveValue
reeve_truth_value (guint truth, gint64 until)
{
  return (ReeveValue) { .type = REEVE_TYPE_TRUTH, .truth = (guint8) truth, .lo = (truth & REEVE_TRUTH_L) ? until : G_MAXINT64,
                        .hi = G_MAXINT64 };
}

static inline gint64
reeve_until_of (ReeveValue value)
{
  return (value.truth & REEVE_TRUTH_L) ? value.lo : G_MAXINT64;
}

static inline ReeveValue
reeve_join_truths (gboolean is_and, ReeveValue a, ReeveValue b)
{
  guint truth = is_and ? reeve_truth_and_fast (a.truth, b.truth) : reeve_truth_or_fast (a.truth, b.truth);
  return reeve_truth_value (truth, MIN (reeve_until_of (a), reeve_until_of (b)));
}

static inline ReeveValue
reeve_not_truth (ReeveValue value)
{
  guint t = value.truth;
  value.truth = (guint8) ((t & 2) | ((t & 1) << 2) | ((t & 4) >> 2));
  return value;
}

ReeveTraceRoot reeve_evaluation_run (ReeveEvaluation *ev, ReeveSegment segment);

G_END_DECLS
