/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Effects as bars, one row each, on one scale: solid = newly not met, hatched = within a time to cure, dashed = cannot be told, outlined =
 * relieved. A row can be chosen; the same numbers stand as a table on demand. */
#pragma once

#include <gtk/gtk.h>

#include "reeve-backtest.h"

G_BEGIN_DECLS

typedef struct
{
  char *label;
  char *note;                  /* after the bar; NULL = newly not met, of those concerned */
  char *words;                 /* what it shows, spoken; NULL = the effects and their counts */
  ReeveEffectCounts counts;
  gint64 concerned;            /* what the rate is of; 0 = no rate */
} ReeveBacktestBar;
void reeve_backtest_bar_free (ReeveBacktestBar *bar);

#define REEVE_TYPE_BACKTEST_BARS (reeve_backtest_bars_get_type ())
G_DECLARE_FINAL_TYPE (ReeveBacktestBars, reeve_backtest_bars, REEVE, BACKTEST_BARS, GtkBox)

/* @bars (element-type ReeveBacktestBar), kept. */
void reeve_backtest_bars_set (ReeveBacktestBars *self, GPtrArray *bars);
void reeve_backtest_bars_choose (ReeveBacktestBars *self, int bar);          /* -1 = none; emits no signal */
void reeve_backtest_bars_set_table (ReeveBacktestBars *self, gboolean table);
/* Signal "chosen" (int bar): the user chose; -1 = took it back. */

G_END_DECLS
