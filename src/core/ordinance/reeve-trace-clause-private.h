/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the clauses of single facts and those of quantifiers. */
#pragma once

#include "reeve-trace-text-private.h"

G_BEGIN_DECLS

#define REEVE_TRACE_MAX_EXTRA 8

static inline const ReeveTraceEntry *
reeve_speaker_get (const ReeveSpeaker *s, gint32 index)
{
  return reeve_trace_entry (s->trace, index);
}

static inline gboolean
reeve_truth_is_known (ReeveValue value)
{
  return value.truth == REEVE_TRUTH_N || value.truth == REEVE_TRUTH_Y;
}

/* A further clause, unless it has been said; takes @clause, which may be NULL. */
void reeve_trace_say_also (ReeveSpeaker *s, char *clause);
/* A stand-in: what nobody has looked up. */
char *reeve_trace_say_incomplete (ReeveSpeaker *s, const ReeveTraceEntry *quantifier, const ReeveTraceEntry *member);

/* reeve-trace-quantifier.c */
char *reeve_trace_say_every (ReeveSpeaker *s, const ReeveTraceEntry *quantifier);
char *reeve_trace_say_quantifier (ReeveSpeaker *s, const ReeveTraceEntry *quantifier, gboolean wanted);

G_END_DECLS
