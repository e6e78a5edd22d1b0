/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small map for the results of a back-test: the city's ground and the points it is given. */
#pragma once

#include <adwaita.h>

#include "reeve-case-file.h"
#include "reeve-point-index.h"

G_BEGIN_DECLS

#define REEVE_TYPE_BACKTEST_MAP (reeve_backtest_map_get_type ())
G_DECLARE_FINAL_TYPE (ReeveBacktestMap, reeve_backtest_map, REEVE, BACKTEST_MAP, AdwBin)

GtkWidget *reeve_backtest_map_new (ReeveCaseFile *file);
/* @points (element-type ReeveMapPoint, transfer full); @what says of what they are, for those who do not see them. */
void reeve_backtest_map_set_points (ReeveBacktestMap *self, GArray *points, const char *what);
guint reeve_backtest_map_count (ReeveBacktestMap *self);                      /* points it has */
/* Marks the point with @id and brings it into view; 0 = none. */
void reeve_backtest_map_select (ReeveBacktestMap *self, gint64 id, const char *name);
/* Signal "picked" (gint64 id): the user clicked a point; 0 = beside all. */

G_END_DECLS
