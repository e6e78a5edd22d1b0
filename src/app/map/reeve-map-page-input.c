/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes to the map page from outside: keys, pointer, menu and settings. Input is taken by controllers on the map, for a layer of
 * libshumate 1.0 gets none. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "reeve-map-export.h"
#include "reeve-map-look.h"
#include "reeve-map-page-private.h"
#include "reeve-map-row.h"
#include "reeve-settings.h"

#define CLICK_SLACK 4.0        /* px between press and release that is still a click */

static gboolean
key_pressed_cb (ReeveMapPage *self, guint key, guint code, GdkModifierType state)
{
  double far = (state & GDK_CONTROL_MASK) ? 5 : 1, step_px = 60 * far;

  if (state & (GDK_ALT_MASK | GDK_SUPER_MASK))
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left: case GDK_KEY_KP_Left: reeve_map_look_pan (self->map, -step_px, 0); return GDK_EVENT_STOP;
    case GDK_KEY_Right: case GDK_KEY_KP_Right: reeve_map_look_pan (self->map, step_px, 0); return GDK_EVENT_STOP;
    case GDK_KEY_Up: case GDK_KEY_KP_Up: reeve_map_look_pan (self->map, 0, -step_px); return GDK_EVENT_STOP;
    case GDK_KEY_Down: case GDK_KEY_KP_Down: reeve_map_look_pan (self->map, 0, step_px); return GDK_EVENT_STOP;
    default: break;
    }
  if (state & GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_plus: case GDK_KEY_equal: case GDK_KEY_KP_Add: reeve_map_page_zoom_in (self); return GDK_EVENT_STOP;
    case GDK_KEY_minus: case GDK_KEY_KP_Subtract: reeve_map_page_zoom_out (self); return GDK_EVENT_STOP;
    case GDK_KEY_0: case GDK_KEY_KP_0: reeve_map_page_show_all (self); return GDK_EVENT_STOP;
    case GDK_KEY_n: reeve_map_page_step (self, 1); return GDK_EVENT_STOP;
    case GDK_KEY_N: reeve_map_page_step (self, -1); return GDK_EVENT_STOP;
    case GDK_KEY_l: case GDK_KEY_L: reeve_switchboard_toggle (self->switchboard); return GDK_EVENT_STOP;
    case GDK_KEY_Return: case GDK_KEY_KP_Enter: reeve_map_page_open_selected (self); return GDK_EVENT_STOP;
    default: return GDK_EVENT_PROPAGATE;
    }
}

static void
pressed_cb (ReeveMapPage *self, int n_press, double x, double y)
{
  self->press_x = x;
  self->press_y = y;
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

/* Whole zooms, about the pointer. A touch pad's small steps are added up. */
static gboolean
scrolled_cb (ReeveMapPage *self, double dx, double dy, GtkEventControllerScroll *scroll)
{
  self->scrolled += dy;
  if (fabs (self->scrolled) >= 1)
    {
      reeve_map_look_zoom_about (self->map, self->pointer_x, self->pointer_y, self->scrolled > 0 ? -1 : 1);
      self->scrolled = 0;
    }
  return GDK_EVENT_STOP;
}

static void
pointer_moved_cb (ReeveMapPage *self, double x, double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

/* "released" comes after a drag of the map too. */
static void
released_cb (ReeveMapPage *self, int n_press, double x, double y)
{
  ReevePointNode node;
  guint n;

  if (hypot (x - self->press_x, y - self->press_y) > CLICK_SLACK)
    return;
  if (self->index == NULL || !reeve_point_layer_pick (self->point_layer, x, y, &node))
    {
      if (n_press == 1)
        reeve_selection_set_business (self->selection, 0);
      return;
    }
  if (node.count > 1)
    {
      reeve_map_look_at (self->map, (ReeveWorld) { node.x, node.y }, floor (shumate_viewport_get_zoom_level (shumate_map_get_viewport (self->map)) + 2));
      return;
    }
  reeve_selection_set_business (self->selection, reeve_point_index_get_points (self->index, &n)[node.point].id);
  if (n_press == 2)
    reeve_map_page_open_selected (self);
}

gboolean
reeve_map_page_query_tooltip (ReeveMapPage *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  ReevePointNode node;
  GdkRectangle area = { x - 9, y - 9, 18, 18 };
  g_autofree char *text = NULL;
  guint n;

  if (keyboard || self->index == NULL || !reeve_point_layer_pick (self->point_layer, x, y, &node))
    return FALSE;
  text = node.count > 1 ? reeve_map_cluster_describe (self->index, &node)
                        : reeve_map_row_describe (reeve_case_file_get_conn (reeve_page_get_file (REEVE_PAGE (self))),
                                                  reeve_point_index_get_points (self->index, &n)[node.point].id);
  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

void
reeve_map_page_add_controllers (ReeveMapPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL), *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->map), keys);
  /* before the map's own, which stops between whole zooms */
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->map), scroll);
  g_signal_connect_object (motion, "motion", G_CALLBACK (pointer_moved_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->map), motion);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (click));
}

/* --- menu --- */

void
reeve_map_page_save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveMapPage *self = REEVE_MAP_PAGE (widget);
  ReeveMapSheet sheet = { 0 };

  if (self->scene == NULL || self->index == NULL)
    return;
  sheet.scene = self->scene;
  sheet.index = self->index;
  sheet.style = (ReeveMapStyle) { REEVE_PALETTE_LIGHT, reeve_switchboard_get_layers (self->switchboard) };
  sheet.unplaced = self->unplaced;
  sheet.has_box = TRUE;
  sheet.box = reeve_map_look_get_box (self->map);
  reeve_map_export_ask (GTK_WIDGET (self), reeve_page_get_file (REEVE_PAGE (self)), &sheet);
}

static void
use_tiles (ReeveMapPage *self, const char *path)
{
  g_free (self->tiles_path);
  self->tiles_path = path == NULL || *path == '\0' ? NULL : g_strdup (path);
  self->scene_stale = TRUE;
  self->fitted = FALSE;
  reeve_map_page_read_all (self);
}

static void
tile_setting_cb (ReeveMapPage *self)
{
  g_autofree char *path = g_settings_get_string (reeve_settings_get (), "tile-file");

  use_tiles (self, path);
}

static void
units_setting_cb (ReeveMapPage *self)
{
  reeve_map_use_metres (g_settings_get_boolean (reeve_settings_get (), "metres"));
  if (self->in_view == NULL)
    return;
  gtk_widget_queue_draw (GTK_WIDGET (self->scale));
  reeve_in_view_model_set_view (self->in_view, NULL, reeve_map_look_get_box (self->map));
  reeve_map_page_moved (self);
  reeve_map_page_read_selection (self);
}

static void
tiles_chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (ReeveMapPage) self = data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      GSettings *settings = reeve_settings_get ();
      g_autofree char *path = g_file_get_path (file);

      if (settings != NULL)
        g_settings_set_string (settings, "tile-file", path);
      else
        use_tiles (self, path);
    }
  g_object_unref (dialog);
}

void
reeve_map_page_tiles_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Tile file for the ground of the map"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, _("_Use"), _("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Map tiles (MBTiles)"));
  gtk_file_filter_add_pattern (filter, "*.mbtiles");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (tiles_chosen_cb), g_object_ref (widget));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
reeve_map_page_follow_settings (ReeveMapPage *self)
{
  GSettings *settings = reeve_settings_get ();

  if (settings != NULL)
    {
      self->tiles_path = g_settings_get_string (settings, "tile-file");
      if (*self->tiles_path == '\0' || !g_file_test (self->tiles_path, G_FILE_TEST_IS_REGULAR))
        g_clear_pointer (&self->tiles_path, g_free);
      g_signal_connect_object (settings, "changed::tile-file", G_CALLBACK (tile_setting_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (settings, "changed::metres", G_CALLBACK (units_setting_cb), self, G_CONNECT_SWAPPED);
      units_setting_cb (self);
    }
}
