/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A provision version compiled for one day: a flat program, and its pure evaluation on facts. No SQLite, no clock, no I/O. */
#pragma once

#include "reeve-facts.h"

G_BEGIN_DECLS

typedef enum /* order of the window: worst first */
{
  REEVE_OUTCOME_VIOLATION,       /* shown as "Not met" until an officer confirms it */
  REEVE_OUTCOME_GROUNDS,
  REEVE_OUTCOME_PENDING,
  REEVE_OUTCOME_INSUFFICIENT,
  REEVE_OUTCOME_COMPLIANT,
  REEVE_OUTCOME_NO_GROUNDS,
  REEVE_OUTCOME_NOT_APPLICABLE,
  REEVE_N_OUTCOMES
} ReeveOutcome;

const char *reeve_outcome_name (ReeveOutcome outcome);   /* "violation", "not-applicable", "insufficient" ... as in the file */
gboolean reeve_outcome_from_name (const char *name, ReeveOutcome *ret_outcome);

typedef struct _ReeveProgram ReeveProgram;

/* Everything one evaluation of @provision on @day needs. NULL when no version is in force that day (the outcome is then
 * not applicable, "not in force"). Refcounted, immutable, usable from several threads. */
ReeveProgram *reeve_program_new (ReeveOrdinance *ordinance, const ReeveProvision *provision, ReeveDay day, gboolean grandfathering);
/* The same, but with the version and the parameter values of @law_day: a draft read on today's records as it will stand. A text that is not yet
 * in force on @day is read as if it had always been. */
ReeveProgram *reeve_program_new_as_on (ReeveOrdinance *ordinance, const ReeveProvision *provision, ReeveDay day, ReeveDay law_day,
                                       gboolean grandfathering);
ReeveProgram *reeve_program_ref (ReeveProgram *program);
void reeve_program_unref (ReeveProgram *program);
const ReeveProvision *reeve_program_get_provision (const ReeveProgram *program);
const ReeveProvisionVersion *reeve_program_get_version (const ReeveProgram *program);
ReeveOrdinance *reeve_program_get_ordinance (const ReeveProgram *program);   /* transfer none */
ReeveDay reeve_program_get_day (const ReeveProgram *program);
ReeveDay reeve_program_get_law_day (const ReeveProgram *program);
/* Programs with the same print give the same outcome on the same records: the tests with parameters put in, what they ask on visits, how
 * days are counted and distances measured. Not the words of the provision. Transfer full. */
GBytes *reeve_program_get_print (const ReeveProgram *program);
gboolean reeve_program_has_same_gate (const ReeveProgram *program, const ReeveProgram *other);
/* Does it read this field (a column, a to-one step or a collection)? check/ fills only what some program reads. */
gboolean reeve_program_reads (const ReeveProgram *program, ReeveKind kind, guint field);
gboolean reeve_program_reads_items (const ReeveProgram *program, ReeveKind kind);
/* The largest length a distance is compared with, hundredths of a millimetre; 0 = it reads no distance. */
gint64 reeve_program_get_reach (const ReeveProgram *program);
/* Day from which conduct (observations) counts: evidence: and the text in force (language.md 1.6, 5.6). G_MININT32 = no limit. */
ReeveDay reeve_program_get_conduct_from (const ReeveProgram *program);

/* The first condition of `applies` that asks only for plain facts of the business itself, in its canonical spelling; NULL if there is none.
 * Where it surely does not hold the provision does not apply, whatever else is recorded: a check need not read on. Programs of one ordinance
 * and day with the same spelling are shut out together. */
const char *reeve_program_get_gate (const ReeveProgram *program);
/* The truth of the gate; unknown if there is none. Programs with the same gate share it. */
ReeveValue reeve_program_read_gate (const ReeveProgram *program, const ReeveFacts *facts);
gboolean reeve_program_is_shut_out (const ReeveValue *gate);

typedef struct _ReeveTrace ReeveTrace;   /* reeve-trace.h */

/* @notice_served etc. for cure: are read from the facts (root `notice`). @ret_until: PENDING, the last day; else G_MAXINT32.
 * With @trace everything is evaluated and kept; without, `and`/`or` stop early. Never fails: a limit reached gives INSUFFICIENT. */
ReeveOutcome reeve_program_evaluate (const ReeveProgram *program, const ReeveFacts *facts, ReeveDay *ret_until, ReeveTrace *trace);
/* The same without a trace. @gate: its gate as read from these facts or from fewer, so that it is not worked out again; NULL = not read. */
ReeveOutcome reeve_program_evaluate_behind (const ReeveProgram *program, const ReeveValue *gate, const ReeveFacts *facts, ReeveDay *ret_until);

#define REEVE_EVALUATE_MAX_STEPS 1000000
#define REEVE_FACTS_MAX_MEMBERS 10000

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveProgram, reeve_program_unref)

G_END_DECLS
