/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cairo node for everything in view. The index gives what is in view; paint/ draws it. */
#include "config.h"

#include "reeve-point-layer.h"

struct _ReevePointLayer
{
  ShumateLayer parent_instance;
  ReevePointIndex *index;
  ReeveMapStamps *stamps;   /* of the palette and scale at hand; NULL = to be made */
  ReevePalette palette;
  gboolean graticule;
};

G_DEFINE_FINAL_TYPE (ReevePointLayer, reeve_point_layer, SHUMATE_TYPE_LAYER)

struct _ReeveSelectionLayer
{
  ShumateLayer parent_instance;
  const ReeveMapSelection *selection;
  ReevePalette palette;
};

G_DEFINE_FINAL_TYPE (ReeveSelectionLayer, reeve_selection_layer, SHUMATE_TYPE_LAYER)

ReeveMapView
reeve_map_view_of (ShumateViewport *viewport, GtkWidget *widget)
{
  double scale = REEVE_TILE_SIZE * exp2 (shumate_viewport_get_zoom_level (viewport));
  ReeveWorld centre = reeve_world_from_lonlat (shumate_location_get_longitude (SHUMATE_LOCATION (viewport)),
                                               shumate_location_get_latitude (SHUMATE_LOCATION (viewport)));
  ReeveMapView view = { centre.x - gtk_widget_get_width (widget) / 2.0 / scale, centre.y - gtk_widget_get_height (widget) / 2.0 / scale, scale };

  return view;
}

static void
watch_viewport (ShumateLayer *layer)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (layer);
  static const char *const signals[] = { "notify::longitude", "notify::latitude", "notify::zoom-level" };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (viewport, signals[i], G_CALLBACK (gtk_widget_queue_draw), layer, G_CONNECT_SWAPPED);
}

static cairo_t *
begin_node (GtkWidget *widget, GtkSnapshot *snapshot)
{
  return gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget)));
}

static void
reeve_point_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ReevePointLayer *self = REEVE_POINT_LAYER (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  ReeveMapView view = reeve_map_view_of (shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget);
  cairo_t *cr;

  if (width <= 0 || height <= 0 || (self->index == NULL && !self->graticule))
    return;
  cr = begin_node (widget, snapshot);
  if (self->graticule)
    reeve_map_paint_graticule (cr, &view, width, height, self->palette);
  if (self->index != NULL)
    {
      if (self->stamps == NULL)
        self->stamps = reeve_map_stamps_new (self->palette, gtk_widget_get_scale_factor (widget));
      reeve_map_paint_points (cr, self->index, &view, width, height, self->palette, self->stamps, NULL);
    }
  cairo_destroy (cr);
}

static void
forget_stamps (ReevePointLayer *self)
{
  g_clear_pointer (&self->stamps, reeve_map_stamps_free);
}

static void
reeve_point_layer_constructed (GObject *object)
{
  G_OBJECT_CLASS (reeve_point_layer_parent_class)->constructed (object);
  watch_viewport (SHUMATE_LAYER (object));
  g_signal_connect (object, "notify::scale-factor", G_CALLBACK (forget_stamps), NULL);
}

static void
reeve_point_layer_finalize (GObject *object)
{
  g_clear_pointer (&REEVE_POINT_LAYER (object)->index, reeve_point_index_unref);
  forget_stamps (REEVE_POINT_LAYER (object));
  G_OBJECT_CLASS (reeve_point_layer_parent_class)->finalize (object);
}

static void
reeve_point_layer_class_init (ReevePointLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = reeve_point_layer_constructed;
  G_OBJECT_CLASS (klass)->finalize = reeve_point_layer_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = reeve_point_layer_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
reeve_point_layer_init (ReevePointLayer *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

ReevePointLayer *
reeve_point_layer_new (ShumateViewport *viewport)
{
  return g_object_new (REEVE_TYPE_POINT_LAYER, "viewport", viewport, NULL);
}

void
reeve_point_layer_set_index (ReevePointLayer *self, ReevePointIndex *index)
{
  g_return_if_fail (REEVE_IS_POINT_LAYER (self));
  g_clear_pointer (&self->index, reeve_point_index_unref);
  self->index = index == NULL ? NULL : reeve_point_index_ref (index);
  forget_stamps (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
reeve_point_layer_set_palette (ReevePointLayer *self, ReevePalette palette)
{
  g_return_if_fail (REEVE_IS_POINT_LAYER (self));
  self->palette = palette;
  forget_stamps (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
reeve_point_layer_set_graticule (ReevePointLayer *self, gboolean graticule)
{
  g_return_if_fail (REEVE_IS_POINT_LAYER (self));
  self->graticule = graticule;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
reeve_point_layer_pick (ReevePointLayer *self, double x, double y, ReevePointNode *ret_node)
{
  ReeveMapView view;

  g_return_val_if_fail (REEVE_IS_POINT_LAYER (self), FALSE);
  if (self->index == NULL)
    return FALSE;
  view = reeve_map_view_of (shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self));
  return reeve_map_pick (self->index, &view, x, y, ret_node);
}

static void
reeve_selection_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ReeveSelectionLayer *self = REEVE_SELECTION_LAYER (widget);
  ReeveMapView view = reeve_map_view_of (shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget);
  cairo_t *cr;

  if (self->selection == NULL || gtk_widget_get_width (widget) <= 0 || gtk_widget_get_height (widget) <= 0)
    return;
  cr = begin_node (widget, snapshot);
  reeve_map_paint_selection (cr, self->selection, &view, gtk_widget_get_width (widget), gtk_widget_get_height (widget), self->palette);
  cairo_destroy (cr);
}

static void
reeve_selection_layer_constructed (GObject *object)
{
  G_OBJECT_CLASS (reeve_selection_layer_parent_class)->constructed (object);
  watch_viewport (SHUMATE_LAYER (object));
}

static void
reeve_selection_layer_class_init (ReeveSelectionLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = reeve_selection_layer_constructed;
  GTK_WIDGET_CLASS (klass)->snapshot = reeve_selection_layer_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
reeve_selection_layer_init (ReeveSelectionLayer *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

ReeveSelectionLayer *
reeve_selection_layer_new (ShumateViewport *viewport)
{
  return g_object_new (REEVE_TYPE_SELECTION_LAYER, "viewport", viewport, NULL);
}

void
reeve_selection_layer_set_selection (ReeveSelectionLayer *self, const ReeveMapSelection *selection)
{
  g_return_if_fail (REEVE_IS_SELECTION_LAYER (self));
  self->selection = selection;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
reeve_selection_layer_set_palette (ReeveSelectionLayer *self, ReevePalette palette)
{
  g_return_if_fail (REEVE_IS_SELECTION_LAYER (self));
  self->palette = palette;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
