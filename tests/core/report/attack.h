/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reader who keeps everything that was released: what is shown are equations, and what follows from them is known. */
#pragma once

#include "reeve-report-private.h"

G_BEGIN_DECLS

typedef struct _Attack Attack;

Attack *attack_new (void);
void attack_free (Attack *attack);
/* The unknown called @name, the same for the same name. */
guint attack_variable (Attack *attack, const char *name);
/* The sum of these unknowns is @sum. */
void attack_know (Attack *attack, const guint *variables, guint n, gint64 sum);
gboolean attack_tells (Attack *attack, guint variable);
/* All of @counts: the cells of each grouping are unknowns, their sums by line and column are what is shown. @name: of the facts and division. */
void attack_add_counts (Attack *attack, const ReeveReportCounts *counts, const char *name);
/* Fails the test if a hidden cell can be told. How many cells were shown. */
guint attack_run (Attack *attack);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attack, attack_free)

G_END_DECLS
