/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All businesses of the map in one layer, and the one selected above them. Takes no input: controllers belong on the map. */
#pragma once

#include <shumate/shumate.h>

#include "reeve-map-selection.h"
#include "reeve-point-index.h"

G_BEGIN_DECLS

#define REEVE_TYPE_POINT_LAYER (reeve_point_layer_get_type ())
G_DECLARE_FINAL_TYPE (ReevePointLayer, reeve_point_layer, REEVE, POINT_LAYER, ShumateLayer)

ReevePointLayer *reeve_point_layer_new (ShumateViewport *viewport);
void reeve_point_layer_set_index (ReevePointLayer *self, ReevePointIndex *index);
void reeve_point_layer_set_palette (ReevePointLayer *self, ReevePalette palette);
void reeve_point_layer_set_graticule (ReevePointLayer *self, gboolean graticule);   /* nothing else tells where one is */
/* What is under a spot of the map: FALSE = nothing; a node of one point or a cluster. */
gboolean reeve_point_layer_pick (ReevePointLayer *self, double x, double y, ReevePointNode *ret_node);

#define REEVE_TYPE_SELECTION_LAYER (reeve_selection_layer_get_type ())
G_DECLARE_FINAL_TYPE (ReeveSelectionLayer, reeve_selection_layer, REEVE, SELECTION_LAYER, ShumateLayer)

ReeveSelectionLayer *reeve_selection_layer_new (ShumateViewport *viewport);
void reeve_selection_layer_set_selection (ReeveSelectionLayer *self, const ReeveMapSelection *selection);  /* must outlive its being set; NULL = none */
void reeve_selection_layer_set_palette (ReeveSelectionLayer *self, ReevePalette palette);

/* The view of a map widget, as paint/ wants it. */
ReeveMapView reeve_map_view_of (ShumateViewport *viewport, GtkWidget *widget);

G_END_DECLS
