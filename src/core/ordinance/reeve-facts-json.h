/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facts of one evaluation as JSON, exactly as the evaluator reads them, so that a finding can be derived again where there is no case
 * file (data/doc/package.md). Only what a program reads, and no names of persons: they are numbers that say who is the same. */
#pragma once

#include <json-glib/json-glib.h>

#include "reeve-facts.h"
#include "reeve-program.h"

G_BEGIN_DECLS

/* What @program reads of @facts, starting from their subject. Transfer full; the same bytes for the same facts. */
JsonNode *reeve_facts_to_json (const ReeveFacts *facts, const ReeveProgram *program);
/* Fills @facts, which must be empty. Believes nothing: INVALID, and unusable facts, for what the vocabulary does not know, a reference
 * that leads nowhere, or too many rows. */
gboolean reeve_facts_fill_json (ReeveFacts *facts, JsonNode *node, GError **error);
/* Does @facts hold a row of @kind that @program reads? */
gboolean reeve_facts_json_holds (JsonNode *node, ReeveKind kind);

#define REEVE_FACTS_JSON_MAX_ROWS 100000

G_END_DECLS
