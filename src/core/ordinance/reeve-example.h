/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running a file's worked examples (language.md 1.8). A failed one is E401. */
#pragma once

#include "reeve-trace.h"

G_BEGIN_DECLS

typedef struct { guint provisions, examples, failed; } ReeveExampleCounts;

/* Runs all examples, or those of @provision. Messages get an E401 with the trace sentence for each failure. */
ReeveExampleCounts reeve_examples_run (ReeveOrdinance *ordinance, const char *provision, ReeveMessages *messages);

G_END_DECLS
