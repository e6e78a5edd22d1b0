/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: the recorded evaluation of one provision on one subject, and its renderings (language.md 6). */
#pragma once

#include <json-glib/json-glib.h>
#include "reeve-program.h"

G_BEGIN_DECLS

ReeveTrace *reeve_trace_new (void);
/* One that keeps what was read and what each condition came to, and puts nothing into words: for measuring. */
ReeveTrace *reeve_trace_new_bare (void);
void reeve_trace_free (ReeveTrace *trace);

typedef struct
{
  char *label;             /* translated: "Opening hours" */
  char *value;             /* formatted, "not known", "none" */
  gboolean known;
  char *record;            /* "licence:12", or NULL */
  char *field;             /* "business.hours" */
  char *source;            /* "import 3", or NULL */
  char *date;              /* ISO, or NULL */
} ReeveTraceFact;

typedef struct
{
  char **facts;            /* what to find out, in words */
  char **paths;            /* the same as fields or items: "observed.front-door-locked" */
  ReeveOutcome outcome;    /* what knowing them can lead to */
  gboolean decisive;       /* one fact, and whichever way it turns out, it settles the finding */
} ReeveSettling;

ReeveOutcome reeve_trace_get_outcome (const ReeveTrace *trace);
/* One sentence that says why, and further ones for each deciding leaf. Translated, whole. */
const char *reeve_trace_get_sentence (const ReeveTrace *trace);
const char *const *reeve_trace_get_sentences (const ReeveTrace *trace);
const char *reeve_trace_get_why_not_applicable (const ReeveTrace *trace);        /* NULL unless NOT_APPLICABLE */
const GPtrArray *reeve_trace_get_facts (const ReeveTrace *trace);                /* ReeveTraceFact; parameters included, with their date */
const GPtrArray *reeve_trace_get_exceptions (const ReeveTrace *trace);           /* char *: each unless looked at, with its answer */
/* char *: whole sentences, what the law provides if an officer confirms it: penalty, sanction, appeal. Nothing is added up or imposed. */
const GPtrArray *reeve_trace_get_consequences (const ReeveTrace *trace);
const GPtrArray *reeve_trace_get_settling (const ReeveTrace *trace);             /* ReeveSettling, smallest first; empty unless INSUFFICIENT */
/* The last day that the provision's deadlines leave for the field @field of @kind, such as application.decided. FALSE: it sets none, does not
 * apply, or the day cannot be told yet. */
gboolean reeve_trace_get_due (const ReeveTrace *trace, ReeveKind kind, guint field, ReeveDay *ret_day);
/* The whole trace as an indented list: one line per node, with its value. (element-type ReeveTraceLine) */
typedef struct { guint depth; ReeveTruth truth; gboolean is_truth; gboolean deciding; char *text, *value; } ReeveTraceLine;
const GPtrArray *reeve_trace_get_lines (const ReeveTrace *trace);
JsonNode *reeve_trace_to_json (const ReeveTrace *trace);                         /* transfer full; the same bytes for the same input */
char *reeve_trace_to_text (const ReeveTrace *trace);                             /* sentences for the command line; transfer full */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveTrace, reeve_trace_free)

G_END_DECLS
