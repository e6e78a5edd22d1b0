/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running a file's worked examples (language.md 1.8). A failed one is E401. */
#pragma once

#include "reeve-trace.h"

G_BEGIN_DECLS

typedef struct { guint provisions, examples, failed; } ReeveExampleCounts;

/* Runs all examples, or those of @provision. Messages get an E401 with the trace sentence for each failure. */
ReeveExampleCounts reeve_examples_run (ReeveOrdinance *ordinance, const char *provision, ReeveMessages *messages);

/* Do the facts of these provisions' examples fit the vocabulary? E402 for each that does not. The reader of files calls it. */
void reeve_examples_check (ReeveOrdinance *ordinance, const GPtrArray *provisions, ReeveMessages *messages);

/* Told of each example in the order of the file. @trace: NULL unless @outcome is INSUFFICIENT, and what would settle it is in it. */
typedef void (*ReeveExampleFunc) (const ReeveProvision *provision, const ReeveExample *example, ReeveDay day, ReeveOutcome outcome,
                                  const ReeveTrace *trace, gpointer data);

/* The same, with each outcome told to @func: for whoever compares them with something else than the drafter's expectation. */
ReeveExampleCounts reeve_examples_run_each (ReeveOrdinance *ordinance, const char *provision, ReeveMessages *messages, ReeveExampleFunc func,
                                            gpointer data);

G_END_DECLS
