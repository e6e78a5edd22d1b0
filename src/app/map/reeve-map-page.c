/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Joins the map's parts. Reads on the file's lanes and never blocks; the index of the points is made on a thread. */
#include "config.h"

#include "reeve-map-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-basemap-source.h"
#include "reeve-lists.h"
#include "reeve-map-look.h"
#include "reeve-map-row.h"
#include "reeve-wording.h"

#define LIST_WIDTH 330
#define LIST_MIN 240
#define LIST_MAX 520
#define SETTLE_MS 150          /* after the last move the list and the words follow */

G_DEFINE_FINAL_TYPE (ReeveMapPage, reeve_map_page, REEVE_TYPE_PAGE)

static ReevePalette
palette_now (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? REEVE_PALETTE_DARK : REEVE_PALETTE_LIGHT;
}

static ReeveMapView
view_now (ReeveMapPage *self)
{
  return reeve_map_view_of (shumate_map_get_viewport (self->map), GTK_WIDGET (self->map));
}

static void
restart (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
  *cancellable = g_cancellable_new ();
}

/* --- moving --- */

void
reeve_map_page_zoom_in (ReeveMapPage *self)
{
  reeve_map_look_zoom (self->map, 1);
}

void
reeve_map_page_zoom_out (ReeveMapPage *self)
{
  reeve_map_look_zoom (self->map, -1);
}

void
reeve_map_page_show_all (ReeveMapPage *self)
{
  if (self->scene != NULL)
    reeve_map_look_at_box (self->map, reeve_map_whole_box (self->scene, self->index), gtk_widget_get_width (GTK_WIDGET (self->switchboard)) + 12);
}

/* The first look needs the scene, the points and a size, which come in any order. */
static gboolean
fit_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ReeveMapPage *self = REEVE_MAP_PAGE (widget);

  if (self->fitted)
    return G_SOURCE_REMOVE;
  if (self->scene == NULL || gtk_widget_get_width (GTK_WIDGET (self->map)) <= 0)
    return G_SOURCE_CONTINUE;
  self->fitted = TRUE;
  /* with large text or in a small window the open switchboard would hide the map */
  if (gtk_widget_get_width (GTK_WIDGET (self->switchboard)) * 2 > gtk_widget_get_width (GTK_WIDGET (self->map)))
    reeve_switchboard_set_open (self->switchboard, FALSE);
  reeve_map_page_show_all (self);
  return G_SOURCE_REMOVE;
}

/* --- words --- */

static void
describe (ReeveMapPage *self, guint in_view)
{
  g_free (self->description);
  self->description = reeve_map_describe (in_view, self->target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->map), GTK_ACCESSIBLE_PROPERTY_LABEL, self->description, -1);
}

static void
follow_selection (ReeveMapPage *self)
{
  guint position = reeve_in_view_model_find (self->in_view, reeve_selection_get_business (self->selection));

  self->following = TRUE;
  gtk_single_selection_set_selected (self->rows, position);
  self->following = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

static void
update_counts (ReeveMapPage *self)
{
  ReeveWorldBox box = reeve_map_look_get_box (self->map);
  guint counts[REEVE_N_SHOWN] = { 0 }, n = g_list_model_get_n_items (G_LIST_MODEL (self->in_view));
  g_autofree char *number = reeve_word_count (n);
  g_autofree char *text = NULL;

  for (guint i = 0; self->points != NULL && i < self->points->len; i++)
    {
      const ReeveMapPoint *point = &g_array_index (self->points, ReeveMapPoint, i);

      if (point->x >= box.x0 && point->x <= box.x1 && point->y >= box.y0 && point->y <= box.y1)
        counts[point->shown]++;
    }
  reeve_switchboard_set_counts (self->switchboard, counts);
  text = reeve_selection_get_business (self->selection) != 0 ? g_strdup_printf (_("%s in view, 1 selected"), number)
                                                             : g_strdup_printf (_("%s in view"), number);
  gtk_label_set_text (self->count_label, text);
  describe (self, n);
}

static gboolean
settled_cb (gpointer data)
{
  ReeveMapPage *self = data;

  self->settle = 0;
  reeve_in_view_model_set_view (self->in_view, self->index, reeve_map_look_get_box (self->map));
  follow_selection (self);
  update_counts (self);
  return G_SOURCE_REMOVE;
}

void
reeve_map_page_moved (ReeveMapPage *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self->scale));
  g_clear_handle_id (&self->settle, g_source_remove);
  self->settle = g_timeout_add (SETTLE_MS, settled_cb, self);
}

static void
keep_north_up (ReeveMapPage *self)
{
  if (shumate_viewport_get_rotation (shumate_map_get_viewport (self->map)) != 0)
    shumate_viewport_set_rotation (shumate_map_get_viewport (self->map), 0);
}

/* --- selection --- */

static void
bring_into_view (ReeveMapPage *self)
{
  ReeveWorldBox box = reeve_map_look_get_box (self->map);
  double margin = 40 / view_now (self).scale;

  if (self->target == NULL || !self->target->placed || !self->fitted)
    return;
  if (self->target->point.x < box.x0 + margin || self->target->point.x > box.x1 - margin || self->target->point.y < box.y0 + margin
      || self->target->point.y > box.y1 - margin)
    reeve_map_look_at (self->map, self->target->point, shumate_viewport_get_zoom_level (shumate_map_get_viewport (self->map)));
}

static void
set_target (ReeveMapPage *self, ReeveMapSelection *target)
{
  const ReeveMapPoint *point = target == NULL || self->index == NULL ? NULL : reeve_point_index_find (self->index, target->business);

  reeve_selection_layer_set_selection (self->selection_layer, NULL);
  g_clear_pointer (&self->target, reeve_map_selection_free);
  self->target = target;
  if (point != NULL)
    {
      target->stack = point->stack;
      target->of = point->of;
    }
  reeve_selection_layer_set_selection (self->selection_layer, target);
  reeve_map_card_show (self->card, target);
  describe (self, g_list_model_get_n_items (G_LIST_MODEL (self->in_view)));
}

typedef struct { gint64 business; ReeveDay day; ReeveMapPlaces *places; } TargetQuery;

static void
target_query_free (TargetQuery *query)
{
  g_clear_pointer (&query->places, reeve_map_places_unref);
  g_free (query);
}

static gpointer
read_target (ReeveConn *conn, gpointer data, GError **error)
{
  TargetQuery *query = data;

  return reeve_map_target_read (conn, query->business, query->day, query->places, error);
}

static void
target_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveMapPage) self = data;
  g_autoptr (GError) error = NULL;
  ReeveMapSelection *target = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_target (self, target);
  bring_into_view (self);
}

void
reeve_map_page_read_selection (ReeveMapPage *self)
{
  ReeveCaseFile *file = reeve_page_get_file (REEVE_PAGE (self));
  gint64 business = reeve_selection_get_business (self->selection);
  TargetQuery *query;

  restart (&self->targeting);
  if (file == NULL || business == 0)
    {
      set_target (self, NULL);
      return;
    }
  query = g_new (TargetQuery, 1);
  *query = (TargetQuery) { business, reeve_case_file_get_day (file), self->places == NULL ? NULL : reeve_map_places_ref (self->places) };
  reeve_case_file_read_async (file, REEVE_LANE_DETAIL, read_target, query, (GDestroyNotify) target_query_free,
                              (GDestroyNotify) reeve_map_selection_free, self->targeting,
                              target_read_cb, g_object_ref (self));
}

static void
selection_changed_cb (ReeveMapPage *self)
{
  if (!self->following)
    follow_selection (self);
  update_counts (self);
  reeve_map_page_read_selection (self);
}

static void
row_selected_cb (ReeveMapPage *self)
{
  guint position = gtk_single_selection_get_selected (self->rows);

  if (self->following || position == GTK_INVALID_LIST_POSITION)
    return;
  self->following = TRUE;
  reeve_selection_set_business (self->selection, reeve_in_view_model_get_id (self->in_view, position));
  self->following = FALSE;
}

void
reeve_map_page_open_selected (ReeveMapPage *self)
{
  if (reeve_selection_get_business (self->selection) != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", "businesses");
}

static void
row_activated_cb (ReeveMapPage *self, guint position)
{
  reeve_selection_set_business (self->selection, reeve_in_view_model_get_id (self->in_view, position));
  reeve_map_page_open_selected (self);
}

/* In the order of the list, from the selected one on. */
void
reeve_map_page_step (ReeveMapPage *self, int direction)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->in_view));
  guint position = reeve_in_view_model_find (self->in_view, reeve_selection_get_business (self->selection));

  if (n == 0)
    return;
  position = position == G_MAXUINT ? (direction > 0 ? 0 : n - 1) : (position + n + direction) % n;
  reeve_selection_set_business (self->selection, reeve_in_view_model_get_id (self->in_view, position));
}

/* --- reading --- */

static void
rebuild_ground (ReeveMapPage *self)
{
  g_autoptr (ReeveBasemapSource) source = NULL;
  ReeveMapStyle style = { palette_now (), reeve_switchboard_get_layers (self->switchboard) };
  ShumateMapLayer *layer;

  reeve_point_layer_set_palette (self->point_layer, style.palette);
  reeve_selection_layer_set_palette (self->selection_layer, style.palette);
  if (self->scene == NULL)
    return;
  source = reeve_basemap_source_new (self->scene, &style, gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  /* no new look without a new layer: it keeps its tiles */
  layer = shumate_map_layer_new (SHUMATE_MAP_SOURCE (source), shumate_map_get_viewport (self->map));
  shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (layer), SHUMATE_LAYER (self->point_layer));
  if (self->ground_layer != NULL)
    shumate_map_remove_layer (self->map, SHUMATE_LAYER (self->ground_layer));
  self->ground_layer = layer;
  gtk_widget_queue_draw (GTK_WIDGET (self->scale));
}

static void
scene_changed (ReeveMapPage *self)
{
  gboolean ground = reeve_map_scene_has_ground (self->scene);
  guint available = 0;

  for (guint i = 0; i < REEVE_N_MAP_KINDS; i++)
    if (reeve_map_scene_get_n_features (self->scene, i) > 0)
      available |= REEVE_MAP_SHOW (i);
  reeve_switchboard_set_available (self->switchboard, available);
  reeve_point_layer_set_graticule (self->point_layer, !ground);
  gtk_widget_set_visible (self->empty_label, !ground);
  gtk_widget_set_visible (GTK_WIDGET (self->measure_label), reeve_map_places_has_schools (self->places));
  gtk_label_set_text (self->sources_label, reeve_map_scene_get_sources (self->scene));
  gtk_widget_set_visible (GTK_WIDGET (self->sources_label), *reeve_map_scene_get_sources (self->scene) != '\0');
  reeve_page_set_subtitle (REEVE_PAGE (self), reeve_map_scene_get_city (self->scene));
  rebuild_ground (self);
}

static void
index_built_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ReeveMapPage *self = REEVE_MAP_PAGE (source);
  g_autoptr (GError) error = NULL;
  ReevePointIndex *index = g_task_propagate_pointer (G_TASK (result), &error);

  if (index == NULL)
    return;
  g_clear_pointer (&self->index, reeve_point_index_unref);
  self->index = index;
  reeve_point_layer_set_index (self->point_layer, index);
  if (!self->fitted)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), fit_tick_cb, NULL, NULL);
  reeve_map_page_moved (self);
}

/* The list's filter; while it has none the map leaves out what it always leaves out. */
static guint
outcomes_now (ReeveMapPage *self)
{
  gint64 bits;

  return reeve_list_model_get_filter_int (self->model, REEVE_BUSINESS_FILTER_SHOWN, &bits) ? (guint) bits : REEVE_MAP_OUTCOMES_USUAL;
}


static void
rebuild_index (ReeveMapPage *self)
{
  guint n;
  const gint64 *ids;

  if (self->points == NULL || !reeve_list_model_is_loaded (self->model))
    return;
  restart (&self->indexing);
  ids = reeve_list_model_get_ids (self->model, &n);
  reeve_map_index_async (G_OBJECT (self), self->points, ids, n, outcomes_now (self), self->indexing, index_built_cb);
}

static void
show_unplaced (ReeveMapPage *self)
{
  g_autofree char *number = reeve_word_count (self->unplaced);
  g_autofree char *text = g_strdup_printf (_("Cannot be placed: %s"), number);

  gtk_label_set_text (self->unplaced_label, text);
  gtk_widget_set_visible (self->unplaced_row, self->unplaced > 0);
}

static void
ground_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveMapPage) self = data;
  ReeveCaseFile *file = REEVE_CASE_FILE (source);
  g_autoptr (GError) error = NULL;
  ReeveMapGround *ground = reeve_case_file_read_finish (file, result, &error);

  if (ground == NULL)
    {
      if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        reeve_case_file_set_problem (file, error->message);
      return;
    }
  if (ground->tiles_problem != NULL)
    reeve_case_file_set_problem (file, ground->tiles_problem);
  g_clear_pointer (&self->points, g_array_unref);
  self->points = g_steal_pointer (&ground->points);
  self->unplaced = ground->unplaced;
  if (ground->scene != NULL)
    {
      g_clear_pointer (&self->scene, reeve_map_scene_unref);
      self->scene = g_steal_pointer (&ground->scene);
      g_clear_pointer (&self->places, reeve_map_places_unref);
      self->places = g_steal_pointer (&ground->places);
      scene_changed (self);
    }
  reeve_map_ground_free (ground);
  show_unplaced (self);
  rebuild_index (self);
  reeve_map_page_read_selection (self);
}

void
reeve_map_page_read_all (ReeveMapPage *self)
{
  ReeveCaseFile *file = reeve_page_get_file (REEVE_PAGE (self));

  if (file == NULL)
    return;
  restart (&self->reading);
  reeve_map_ground_read_async (file, self->scene_stale || self->scene == NULL, self->tiles_path, self->reading, ground_read_cb,
                               g_object_ref (self));
  self->scene_stale = FALSE;
}

static void
file_changed_cb (ReeveMapPage *self, ReeveChanges *changes)
{
  static const char *const tables[] = { "map_layer", "map_feature", "zone", "place", "setting" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    self->scene_stale = self->scene_stale || reeve_changes_touch (changes, tables[i]);
}

static char *
distance_of_row (gint64 business, gpointer data)
{
  ReeveMapPage *self = data;
  const ReeveMapPoint *point = self->index == NULL ? NULL : reeve_point_index_find (self->index, business);
  double distance;

  if (point == NULL || self->places == NULL
      || reeve_map_places_nearest (self->places, reeve_world_to_point ((ReeveWorld) { point->x, point->y }), TRUE, &distance) == 0)
    return NULL;
  return reeve_map_distance_text (distance);
}

/* --- filter --- */

static void
outcomes_changed_cb (ReeveMapPage *self)
{
  guint bits = reeve_switchboard_get_outcomes (self->switchboard);

  reeve_list_model_set_filter_int (self->model, REEVE_BUSINESS_FILTER_SHOWN, bits != REEVE_MAP_OUTCOMES_USUAL, bits);
}

static void
reloaded_cb (ReeveMapPage *self)
{
  reeve_switchboard_set_outcomes (self->switchboard, outcomes_now (self));
  rebuild_index (self);
}

static void
draw_scale (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  ReeveMapPage *self = data;
  ReeveMapView view = view_now (self);
  double map_height = gtk_widget_get_height (GTK_WIDGET (self->map)), length;
  g_autofree char *text = NULL;

  if (map_height <= 0)
    return;
  reeve_map_paint_scale (cr, &view, map_height, 8, height - 8, width - 16, palette_now ());
  text = reeve_map_scale_text (&view, map_height, width - 16, &length);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* --- panes --- */

static void
update_folded (ReeveMapPage *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet), list = adw_leaflet_get_visible_child (self->leaflet) == self->list_pane;

  gtk_widget_set_visible (self->pane_button, folded);
  gtk_button_set_icon_name (GTK_BUTTON (self->pane_button), list ? "mark-location-symbolic" : "view-list-symbolic");
  gtk_widget_set_tooltip_text (self->pane_button, list ? _("Map") : _("List of what is in view"));
}

/* In a narrow window the map has no room for an open switchboard. */
static void
folded_cb (ReeveMapPage *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  reeve_switchboard_set_open (self->switchboard, !folded);
  /* scale and sources share the foot of the map */
  gtk_drawing_area_set_content_width (self->scale, folded ? 130 : 200);
  gtk_label_set_max_width_chars (self->sources_label, folded ? 20 : 44);
  gtk_label_set_lines (self->sources_label, folded ? 3 : 2);
  update_folded (self);
}

static void
pane_clicked_cb (ReeveMapPage *self)
{
  gboolean list = adw_leaflet_get_visible_child (self->leaflet) == self->list_pane;

  adw_leaflet_set_visible_child (self->leaflet, list ? self->overlay : self->list_pane);
}

/* --- class --- */

static gboolean
reeve_map_page_leave (ReevePage *page)
{
  ReeveMapPage *self = REEVE_MAP_PAGE (page);

  if (adw_leaflet_get_folded (self->leaflet) && adw_leaflet_get_visible_child (self->leaflet) == self->list_pane)
    {
      pane_clicked_cb (self);
      return TRUE;
    }
  if (reeve_selection_get_business (self->selection) == 0)
    return FALSE;
  reeve_selection_set_business (self->selection, 0);
  return TRUE;
}

static gboolean
reeve_map_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (REEVE_MAP_PAGE (widget)->map));
}

static void
reeve_map_page_dispose (GObject *object)
{
  ReeveMapPage *self = REEVE_MAP_PAGE (object);

  g_clear_handle_id (&self->settle, g_source_remove);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  if (self->indexing != NULL)
    g_cancellable_cancel (self->indexing);
  if (self->targeting != NULL)
    g_cancellable_cancel (self->targeting);
  if (self->selection_layer != NULL)
    reeve_selection_layer_set_selection (self->selection_layer, NULL);
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  g_clear_object (&self->reading);
  g_clear_object (&self->indexing);
  g_clear_object (&self->targeting);
  g_clear_object (&self->rows);
  g_clear_object (&self->in_view);
  g_clear_object (&self->model);
  g_clear_object (&self->selection);
  gtk_widget_dispose_template (GTK_WIDGET (object), REEVE_TYPE_MAP_PAGE);
  self->selection_layer = NULL;
  G_OBJECT_CLASS (reeve_map_page_parent_class)->dispose (object);
}

static void
reeve_map_page_finalize (GObject *object)
{
  ReeveMapPage *self = REEVE_MAP_PAGE (object);

  g_clear_pointer (&self->scene, reeve_map_scene_unref);
  g_clear_pointer (&self->places, reeve_map_places_unref);
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->index, reeve_point_index_unref);
  g_clear_pointer (&self->target, reeve_map_selection_free);
  g_free (self->tiles_path);
  g_free (self->description);
  G_OBJECT_CLASS (reeve_map_page_parent_class)->finalize (object);
}

static void
reeve_map_page_class_init (ReeveMapPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = reeve_map_page_dispose;
  object_class->finalize = reeve_map_page_finalize;
  widget_class->grab_focus = reeve_map_page_grab_focus;
  REEVE_PAGE_CLASS (klass)->leave = reeve_map_page_leave;
  g_type_ensure (SHUMATE_TYPE_MAP);
  g_type_ensure (REEVE_TYPE_DRAG_HANDLE);
  g_type_ensure (REEVE_TYPE_SWITCHBOARD);
  g_type_ensure (REEVE_TYPE_MAP_CARD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-map-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveMapPage, card);
  gtk_widget_class_bind_template_child (widget_class, ReeveMapPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveMapPage, empty_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveMapPage, handle);
  gtk_widget_class_bind_template_child (widget_class, ReeveMapPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, ReeveMapPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, ReeveMapPage, map);
  gtk_widget_class_bind_template_child (widget_class, ReeveMapPage, measure_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveMapPage, overlay);
  gtk_widget_class_bind_template_child (widget_class, ReeveMapPage, pane_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveMapPage, scale);
  gtk_widget_class_bind_template_child (widget_class, ReeveMapPage, sources_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveMapPage, switchboard);
  gtk_widget_class_bind_template_child (widget_class, ReeveMapPage, unplaced_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveMapPage, unplaced_row);
  gtk_widget_class_bind_template_child (widget_class, ReeveMapPage, view);
  gtk_widget_class_bind_template_callback_full (widget_class, "open_selected", G_CALLBACK (reeve_map_page_open_selected));
  gtk_widget_class_bind_template_callback (widget_class, outcomes_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pane_clicked_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "query_tooltip_cb", G_CALLBACK (reeve_map_page_query_tooltip));
  gtk_widget_class_bind_template_callback (widget_class, rebuild_ground);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "show_all", G_CALLBACK (reeve_map_page_show_all));
  gtk_widget_class_bind_template_callback_full (widget_class, "zoom_in", G_CALLBACK (reeve_map_page_zoom_in));
  gtk_widget_class_bind_template_callback_full (widget_class, "zoom_out", G_CALLBACK (reeve_map_page_zoom_out));
  gtk_widget_class_install_action (widget_class, "map.save", NULL, reeve_map_page_save_action);
  gtk_widget_class_install_action (widget_class, "map.tiles", NULL, reeve_map_page_tiles_action);
}

/* Coordinates can only be asked for when the viewport knows a source, even before there is a ground. */
static void
add_layers (ReeveMapPage *self)
{
  g_autoptr (ReeveMapScene) nothing = reeve_map_scene_new ();
  g_autoptr (ReeveBasemapSource) reference = NULL;
  ReeveMapStyle style = { palette_now (), REEVE_MAP_SHOW_USUAL };

  reeve_map_scene_seal (nothing);
  reference = reeve_basemap_source_new (nothing, &style, 1);
  shumate_viewport_set_reference_map_source (shumate_map_get_viewport (self->map), SHUMATE_MAP_SOURCE (reference));
  shumate_viewport_set_min_zoom_level (shumate_map_get_viewport (self->map), 1);
  shumate_viewport_set_max_zoom_level (shumate_map_get_viewport (self->map), REEVE_BASEMAP_MAX_ZOOM);
  self->point_layer = reeve_point_layer_new (shumate_map_get_viewport (self->map));
  self->selection_layer = reeve_selection_layer_new (shumate_map_get_viewport (self->map));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->point_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->selection_layer));
}

static void
reeve_map_page_init (ReeveMapPage *self)
{
  static const char *const moves[] = { "notify::longitude", "notify::latitude", "notify::zoom-level" };

  gtk_widget_init_template (GTK_WIDGET (self));
  reeve_map_page_follow_settings (self);
  reeve_page_set_title (REEVE_PAGE (self), _("Map"));
  self->description = g_strdup (_("Map"));
  self->scene_stale = TRUE;
  reeve_drag_handle_set_target (self->handle, self->list_pane, LIST_WIDTH, LIST_MIN, LIST_MAX);
  gtk_drawing_area_set_draw_func (self->scale, draw_scale, self, NULL);
  gtk_label_set_text (self->measure_label, _("to nearest school"));
  adw_leaflet_set_visible_child (self->leaflet, self->overlay);
  add_layers (self);
  reeve_map_page_add_controllers (self);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    g_signal_connect_object (shumate_map_get_viewport (self->map), moves[i], G_CALLBACK (reeve_map_page_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (shumate_map_get_viewport (self->map), "notify::rotation", G_CALLBACK (keep_north_up), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leaflet, "notify::visible-child", G_CALLBACK (update_folded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (rebuild_ground), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "notify::scale-factor", G_CALLBACK (rebuild_ground), self, G_CONNECT_SWAPPED);
}

/**
 * reeve_map_page_new:
 * @file: the open case file
 */
GtkWidget *
reeve_map_page_new (ReeveCaseFile *file)
{
  ReeveMapPage *self = g_object_new (REEVE_TYPE_MAP_PAGE, NULL);
  g_autoptr (GtkListItemFactory) factory = reeve_map_row_factory_new (distance_of_row, self);

  reeve_page_set_file (REEVE_PAGE (self), file);
  self->model = g_object_ref (reeve_case_file_get_businesses (file));
  self->selection = g_object_ref (reeve_case_file_get_selection (file));
  self->in_view = reeve_in_view_model_new (self->model);
  self->rows = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->in_view)));
  gtk_single_selection_set_autoselect (self->rows, FALSE);
  gtk_single_selection_set_can_unselect (self->rows, TRUE);
  gtk_single_selection_set_selected (self->rows, GTK_INVALID_LIST_POSITION);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->rows));
  g_signal_connect_object (self->rows, "notify::selected", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::business", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "reloaded", G_CALLBACK (reloaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "changed", G_CALLBACK (file_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "refreshed", G_CALLBACK (reeve_map_page_read_all), self, G_CONNECT_SWAPPED);
  update_counts (self);
  reeve_map_page_read_all (self);
  return GTK_WIDGET (self);
}

ShumateMap *
reeve_map_page_get_map (ReeveMapPage *self)
{
  g_return_val_if_fail (REEVE_IS_MAP_PAGE (self), NULL);
  return self->map;
}

ReevePointIndex *
reeve_map_page_get_index (ReeveMapPage *self)
{
  g_return_val_if_fail (REEVE_IS_MAP_PAGE (self), NULL);
  return self->index;
}

const char *
reeve_map_page_get_description (ReeveMapPage *self)
{
  g_return_val_if_fail (REEVE_IS_MAP_PAGE (self), NULL);
  return self->description;
}
