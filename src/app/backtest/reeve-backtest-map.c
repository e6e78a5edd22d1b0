/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made of the map page's parts: its ground, its layers, its ways to move. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <shumate/shumate.h>

#include "reeve-backtest-map.h"
#include "reeve-basemap-source.h"
#include "reeve-map-look.h"
#include "reeve-map-reader.h"
#include "reeve-point-layer.h"
#include "reeve-wording.h"

#define CLICK_SLACK 4.0
#define STEP_PX 60

struct _ReeveBacktestMap
{
  AdwBin parent_instance;
  ReeveCaseFile *file;
  ShumateMap *map;
  ShumateMapLayer *ground_layer;
  ReevePointLayer *point_layer;
  ReeveSelectionLayer *selection_layer;
  ReeveMapScene *scene;
  ReevePointIndex *index;
  ReeveMapSelection *target;
  GCancellable *reading;
  gboolean fitted;
  double press_x, press_y, pointer_x, pointer_y, scrolled;
};

G_DEFINE_FINAL_TYPE (ReeveBacktestMap, reeve_backtest_map, ADW_TYPE_BIN)

static ReeveMapStyle
style_now (void)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  return (ReeveMapStyle) { dark ? REEVE_PALETTE_DARK : REEVE_PALETTE_LIGHT, REEVE_MAP_SHOW_USUAL };
}

static void
show_all (ReeveBacktestMap *self)
{
  if (self->scene != NULL)
    reeve_map_look_at_box (self->map, reeve_map_whole_box (self->scene, self->index), 0);
}

static gboolean
fit_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ReeveBacktestMap *self = REEVE_BACKTEST_MAP (widget);

  if (self->fitted || self->map == NULL)
    return G_SOURCE_REMOVE;
  if (self->scene == NULL || gtk_widget_get_width (GTK_WIDGET (self->map)) <= 0)
    return G_SOURCE_CONTINUE;
  self->fitted = TRUE;
  show_all (self);
  return G_SOURCE_REMOVE;
}

static void
rebuild_ground (ReeveBacktestMap *self)
{
  ReeveMapStyle style = style_now ();
  g_autoptr (ReeveBasemapSource) source = NULL;
  ShumateMapLayer *layer;

  reeve_point_layer_set_palette (self->point_layer, style.palette);
  reeve_selection_layer_set_palette (self->selection_layer, style.palette);
  if (self->scene == NULL)
    return;
  source = reeve_basemap_source_new (self->scene, &style, gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  layer = shumate_map_layer_new (SHUMATE_MAP_SOURCE (source), shumate_map_get_viewport (self->map));
  shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (layer), SHUMATE_LAYER (self->point_layer));
  if (self->ground_layer != NULL)
    shumate_map_remove_layer (self->map, SHUMATE_LAYER (self->ground_layer));
  self->ground_layer = layer;
}

static void
ground_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveBacktestMap) self = data;
  ReeveCaseFile *file = REEVE_CASE_FILE (source);
  g_autoptr (GError) error = NULL;
  ReeveMapGround *ground = reeve_case_file_read_finish (file, result, &error);

  if (ground == NULL)
    {
      if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        reeve_case_file_set_problem (file, error->message);
      return;
    }
  if (self->map != NULL)
    {
      g_clear_pointer (&self->scene, reeve_map_scene_unref);
      self->scene = g_steal_pointer (&ground->scene);
      reeve_point_layer_set_graticule (self->point_layer, !reeve_map_scene_has_ground (self->scene));
      rebuild_ground (self);
      if (!self->fitted)
        gtk_widget_add_tick_callback (GTK_WIDGET (self), fit_tick_cb, NULL, NULL);
    }
  reeve_map_ground_free (ground);
}

/* --- input --- */

static void
pressed_cb (ReeveBacktestMap *self, int n_press, double x, double y)
{
  self->press_x = x;
  self->press_y = y;
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

static void
released_cb (ReeveBacktestMap *self, int n_press, double x, double y)
{
  ReevePointNode node;
  guint n;

  if (self->index == NULL || hypot (x - self->press_x, y - self->press_y) > CLICK_SLACK)
    return;
  if (!reeve_point_layer_pick (self->point_layer, x, y, &node))
    g_signal_emit_by_name (self, "picked", (gint64) 0);
  else if (node.count > 1)
    reeve_map_look_at (self->map, (ReeveWorld) { node.x, node.y }, floor (shumate_viewport_get_zoom_level (shumate_map_get_viewport (self->map)) + 2));
  else
    g_signal_emit_by_name (self, "picked", reeve_point_index_get_points (self->index, &n)[node.point].id);
}

static void
pointer_moved_cb (ReeveBacktestMap *self, double x, double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static gboolean
scrolled_cb (ReeveBacktestMap *self, double dx, double dy)
{
  self->scrolled += dy;
  if (fabs (self->scrolled) >= 1)
    {
      reeve_map_look_zoom_about (self->map, self->pointer_x, self->pointer_y, self->scrolled > 0 ? -1 : 1);
      self->scrolled = 0;
    }
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (ReeveBacktestMap *self, guint key, guint code, GdkModifierType state)
{
  if (state & (GDK_ALT_MASK | GDK_SUPER_MASK | GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left: case GDK_KEY_KP_Left: reeve_map_look_pan (self->map, -STEP_PX, 0); return GDK_EVENT_STOP;
    case GDK_KEY_Right: case GDK_KEY_KP_Right: reeve_map_look_pan (self->map, STEP_PX, 0); return GDK_EVENT_STOP;
    case GDK_KEY_Up: case GDK_KEY_KP_Up: reeve_map_look_pan (self->map, 0, -STEP_PX); return GDK_EVENT_STOP;
    case GDK_KEY_Down: case GDK_KEY_KP_Down: reeve_map_look_pan (self->map, 0, STEP_PX); return GDK_EVENT_STOP;
    case GDK_KEY_plus: case GDK_KEY_equal: case GDK_KEY_KP_Add: reeve_map_look_zoom (self->map, 1); return GDK_EVENT_STOP;
    case GDK_KEY_minus: case GDK_KEY_KP_Subtract: reeve_map_look_zoom (self->map, -1); return GDK_EVENT_STOP;
    case GDK_KEY_0: case GDK_KEY_KP_0: show_all (self); return GDK_EVENT_STOP;
    default: return GDK_EVENT_PROPAGATE;
    }
}

static void
add_controllers (ReeveBacktestMap *self)
{
  GtkEventController *keys = gtk_event_controller_key_new (), *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->map), keys);
  g_signal_connect_object (motion, "motion", G_CALLBACK (pointer_moved_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->map), motion);
  /* before the map's own, which stops between whole zooms */
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->map), scroll);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (click));
}

/* --- public --- */

void
reeve_backtest_map_set_points (ReeveBacktestMap *self, GArray *points, const char *what)
{
  g_autofree char *number = reeve_word_count (points->len), *spoken = NULL;

  g_return_if_fail (REEVE_IS_BACKTEST_MAP (self));
  reeve_backtest_map_select (self, 0, NULL);
  g_clear_pointer (&self->index, reeve_point_index_unref);
  self->index = reeve_point_index_new (points);
  reeve_point_layer_set_index (self->point_layer, self->index);
  /* Translators: what is on the map and how many: "Map: businesses whose answer changes, 56" */
  spoken = g_strdup_printf (_("Map: %s, %s"), what, number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->map), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

guint
reeve_backtest_map_count (ReeveBacktestMap *self)
{
  guint n = 0;

  g_return_val_if_fail (REEVE_IS_BACKTEST_MAP (self), 0);
  if (self->index != NULL)
    reeve_point_index_get_points (self->index, &n);
  return n;
}

void
reeve_backtest_map_select (ReeveBacktestMap *self, gint64 id, const char *name)
{
  const ReeveMapPoint *point = id == 0 || self->index == NULL ? NULL : reeve_point_index_find (self->index, id);
  ReeveWorldBox box;

  reeve_selection_layer_set_selection (self->selection_layer, NULL);
  g_clear_pointer (&self->target, reeve_map_selection_free);
  if (point == NULL)
    return;
  self->target = reeve_map_selection_new ();
  self->target->business = id;
  self->target->placed = TRUE;
  self->target->point = (ReeveWorld) { point->x, point->y };
  self->target->stack = point->stack;
  self->target->of = point->of;
  self->target->shown = point->shown;
  self->target->name = g_strdup (name);
  reeve_selection_layer_set_selection (self->selection_layer, self->target);
  if (!self->fitted)
    return;
  box = reeve_map_look_get_box (self->map);
  if (point->x < box.x0 || point->x > box.x1 || point->y < box.y0 || point->y > box.y1)
    reeve_map_look_at (self->map, self->target->point, shumate_viewport_get_zoom_level (shumate_map_get_viewport (self->map)));
}

static void
reeve_backtest_map_dispose (GObject *object)
{
  ReeveBacktestMap *self = REEVE_BACKTEST_MAP (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->map != NULL)
    reeve_selection_layer_set_selection (self->selection_layer, NULL);
  self->map = NULL;
  g_clear_pointer (&self->target, reeve_map_selection_free);
  g_clear_pointer (&self->index, reeve_point_index_unref);
  g_clear_pointer (&self->scene, reeve_map_scene_unref);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (reeve_backtest_map_parent_class)->dispose (object);
}

static void
reeve_backtest_map_class_init (ReeveBacktestMapClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_backtest_map_dispose;
  g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
reeve_backtest_map_init (ReeveBacktestMap *self)
{
  g_autoptr (ReeveMapScene) nothing = reeve_map_scene_new ();
  g_autoptr (ReeveBasemapSource) reference = NULL;
  ReeveMapStyle style = style_now ();
  ShumateViewport *viewport;

  self->map = g_object_new (SHUMATE_TYPE_MAP, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, "focusable", TRUE, "animate-zoom", FALSE,
                            "zoom-on-double-click", FALSE, "hexpand", TRUE, "vexpand", TRUE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->map), "reeve-map");
  viewport = shumate_map_get_viewport (self->map);
  /* coordinates can only be asked for when the viewport knows a source, even before there is a ground */
  reeve_map_scene_seal (nothing);
  reference = reeve_basemap_source_new (nothing, &style, 1);
  shumate_viewport_set_reference_map_source (viewport, SHUMATE_MAP_SOURCE (reference));
  shumate_viewport_set_min_zoom_level (viewport, 1);
  shumate_viewport_set_max_zoom_level (viewport, REEVE_BASEMAP_MAX_ZOOM);
  self->point_layer = reeve_point_layer_new (viewport);
  self->selection_layer = reeve_selection_layer_new (viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->point_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->selection_layer));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->map));
  add_controllers (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (rebuild_ground), self, G_CONNECT_SWAPPED);
}

GtkWidget *
reeve_backtest_map_new (ReeveCaseFile *file)
{
  ReeveBacktestMap *self = g_object_new (REEVE_TYPE_BACKTEST_MAP, NULL);

  self->file = g_object_ref (file);
  self->reading = g_cancellable_new ();
  reeve_map_ground_read_async (file, TRUE, NULL, self->reading, ground_read_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
