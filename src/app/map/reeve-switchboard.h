/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Legend and filter in one: a check box, symbol, word and count for each outcome, and the city's layers below. */
#pragma once

#include <gtk/gtk.h>

#include "reeve-map-scene.h"

G_BEGIN_DECLS

#define REEVE_TYPE_SWITCHBOARD (reeve_switchboard_get_type ())
G_DECLARE_FINAL_TYPE (ReeveSwitchboard, reeve_switchboard, REEVE, SWITCHBOARD, GtkBox)

GtkWidget *reeve_switchboard_new (void);
void reeve_switchboard_set_counts (ReeveSwitchboard *self, const guint counts[REEVE_N_SHOWN]);
guint reeve_switchboard_get_outcomes (ReeveSwitchboard *self);                 /* bits of ReeveShown */
void reeve_switchboard_set_outcomes (ReeveSwitchboard *self, guint outcomes);  /* emits no signal */
void reeve_switchboard_set_available (ReeveSwitchboard *self, guint layers);   /* REEVE_MAP_SHOW () bits that have something to show */
guint reeve_switchboard_get_layers (ReeveSwitchboard *self);                   /* REEVE_MAP_SHOW () bits */
void reeve_switchboard_set_open (ReeveSwitchboard *self, gboolean open);
void reeve_switchboard_toggle (ReeveSwitchboard *self);                        /* folds it to its head, or back */
/* Signals: "outcomes-changed" (), "layers-changed" (), when the user did. */

G_END_DECLS
