/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which counts of a set of tables stay out, so that no count under the least cell can be told: neither from its own cell, nor from the
 * others and the sums. Tables of one set count the same things by several groupings, so their columns have the same sums. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  REEVE_COUNT_SHOWN,
  REEVE_COUNT_UNDER,       /* 0 to least - 1: shown as "under 5"; only a column that is 0 throughout shows its zeros */
  REEVE_COUNT_WITHHELD     /* large enough, but it would tell one that is not */
} ReeveCountState;

/* A line of @n_columns counts and their sum, as all lines of a set. */
typedef struct { gint64 *n; ReeveCountState *state; } ReeveCountLine;   /* n_columns + 1 each; the last is the sum */

/* The reader is taken to know the rule: that a cell "under" is 0 to @least - 1 and a withheld one @least or more, and the sums of the columns. Each
 * cell that is under could then still be one more or one less. States are set, never taken back: what is withheld already stays so.
 * @totals: the sums of the columns; @tables: of each table its lines, ReeveCountLine. FALSE: it cannot be done, and nothing may be shown. */
gboolean reeve_small_counts_hide (guint n_columns, guint least, ReeveCountLine *totals, GArray *const *tables, guint n_tables);
/* The same where the sums of lines, and of all, are known to the reader and stay shown: only what is within the lines is hidden. Then several
 * divisions of the same things may stand side by side, for nothing hidden in one can move what another shows. */
gboolean reeve_small_counts_hide_within (guint n_columns, guint least, ReeveCountLine *totals, GArray *const *tables, guint n_tables);

G_END_DECLS
