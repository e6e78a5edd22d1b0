/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts written as the `given:` of a worked example. Only what a program reads; no names, no addresses, no numbers of papers: persons and texts are
 * numbered within the example, records are not named. */
#pragma once

#include "reeve-program.h"

G_BEGIN_DECLS

/* One line of YAML: "{business: {category: massage}}". What is not known is not written. Transfer full. */
char *reeve_facts_to_given (const ReeveFacts *facts, const ReeveProgram *program);

G_END_DECLS
