/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two files of the map page share: what it holds, and the moves that both buttons and keys make. */
#pragma once

#include <shumate/shumate.h>

#include "reeve-drag-handle.h"
#include "reeve-in-view-model.h"
#include "reeve-map-card.h"
#include "reeve-map-page.h"
#include "reeve-map-reader.h"
#include "reeve-point-layer.h"
#include "reeve-switchboard.h"

G_BEGIN_DECLS

struct _ReeveMapPage
{
  ReevePage parent_instance;

  GtkWidget *pane_button, *list_pane, *overlay, *unplaced_row, *empty_label;
  ReeveMapCard *card;
  AdwLeaflet *leaflet;
  ReeveDragHandle *handle;
  GtkLabel *count_label, *measure_label, *unplaced_label, *sources_label;
  GtkListView *view;
  ShumateMap *map;
  ReeveSwitchboard *switchboard;
  GtkDrawingArea *scale;

  ReeveListModel *model;
  ReeveSelection *selection;
  ReeveInViewModel *in_view;
  GtkSingleSelection *rows;
  ShumateMapLayer *ground_layer;
  ReevePointLayer *point_layer;
  ReeveSelectionLayer *selection_layer;

  ReeveMapScene *scene;
  GArray *points;              /* ReeveMapPoint of all placed businesses, in order of id */
  guint unplaced;
  ReeveMapPlaces *places;
  ReevePointIndex *index;      /* of those in the list */
  ReeveMapSelection *target;
  char *tiles_path;
  GCancellable *reading, *indexing, *targeting;
  gboolean scene_stale, fitted, following;
  guint settle;
  double press_x, press_y, pointer_x, pointer_y, scrolled;
  char *description;
};

void reeve_map_page_zoom_in (ReeveMapPage *self);
void reeve_map_page_zoom_out (ReeveMapPage *self);
void reeve_map_page_show_all (ReeveMapPage *self);
void reeve_map_page_step (ReeveMapPage *self, int direction);      /* to the next or previous in the list */
void reeve_map_page_open_selected (ReeveMapPage *self);
void reeve_map_page_moved (ReeveMapPage *self);                    /* list and words follow a little later */
void reeve_map_page_read_all (ReeveMapPage *self);
void reeve_map_page_read_selection (ReeveMapPage *self);

/* In reeve-map-page-input.c. */
void reeve_map_page_add_controllers (ReeveMapPage *self);
void reeve_map_page_follow_settings (ReeveMapPage *self);
gboolean reeve_map_page_query_tooltip (ReeveMapPage *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip);
void reeve_map_page_save_action (GtkWidget *widget, const char *name, GVariant *parameter);
void reeve_map_page_tiles_action (GtkWidget *widget, const char *name, GVariant *parameter);

G_END_DECLS
