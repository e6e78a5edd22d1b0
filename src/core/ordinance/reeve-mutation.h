/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Do the worked examples say what the law says? Each operator and each constant of a provision is changed, one at a time, and its examples
 * run again: a change that no example notices is a question the examples leave open. */
#pragma once

#include "reeve-ordinance.h"

G_BEGIN_DECLS

typedef struct
{
  char *provision;      /* its id */
  char *part;           /* "require", "applies", "unless hotel", "grandfather", "until", "cure", "definition d", "parameter p" */
  ReeveSource source;   /* of what was changed, in the file */
  char *before;         /* as written in the one canonical spelling: ">=", "1000 ft" */
  char *after;          /* NULL: left out */
  char *hint;           /* an example that would notice; translated, a whole sentence */
} ReeveMutation;

typedef struct
{
  guint n_killed;       /* changes that some example notices */
  GPtrArray *survivors; /* ReeveMutation, in order of place */
  guint n_left_out;     /* changes not tried: of a provision only so many are */
  GPtrArray *untested;  /* char *: ids of provisions with a condition and no example that passes; they are not mutated */
} ReeveMutationReport;

#define REEVE_MUTATIONS_MAX 2000   /* of one provision; the longest law shipped has 60 */

/* @provision: one of the ordinance's own, or NULL for all of them; libraries are proved by their own examples. What several provisions
 * share (a definition, a parameter) survives only when no example of any of them notices. Pure; a provision takes some milliseconds.
 * Transfer full. */
ReeveMutationReport *reeve_mutations_run (ReeveOrdinance *ordinance, const ReeveProvision *provision);
void reeve_mutation_report_free (ReeveMutationReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveMutationReport, reeve_mutation_report_free)

G_END_DECLS
