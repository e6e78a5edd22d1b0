/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map page on the sample city: what is read, drawn, said, and what keys and clicks do. With REEVE_TEST_PICTURES set to a folder
 * steps leave a picture there. */
#include "config.h"

#include <string.h>

#include "app-fixture.h"
#include "reeve-basemap-source.h"
#include "reeve-in-view-model.h"
#include "reeve-lists.h"
#include "reeve-map-page.h"
#include "reeve-point-layer.h"
#include "reeve-sample.h"
#include "reeve-switchboard.h"
#include "reeve-test.h"

typedef struct
{
  ReeveCaseFile *file;
  ReeveMapPage *page;
  GtkWidget *window;
  ShumateMap *map;
} Fixture;

static gboolean
has_index (gpointer data)
{
  Fixture *f = data;

  return reeve_map_page_get_index (f->page) != NULL && strstr (reeve_map_page_get_description (f->page), "in view") != NULL;
}

static void
show (Fixture *f, ReeveCaseFile *file)
{
  f->file = file;
  f->window = gtk_window_new ();
  f->page = REEVE_MAP_PAGE (reeve_map_page_new (file));
  f->map = reeve_map_page_get_map (f->page);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->page));
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1100, 760);
  gtk_window_present (GTK_WINDOW (f->window));
  fixture_wait_for (has_index, f);
  fixture_settle (400);
}

static void
show_sample (Fixture *f)
{
  g_autofree char *path = reeve_test_temp_path ("calder-bend.reeve");
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = NULL;
  ReeveDay day;

  g_assert_true (reeve_day_parse ("2026-11-16", -1, &day));
  g_assert_true (reeve_sample_create_on (path, day, NULL, &error));
  g_assert_no_error (error);
  db = reeve_db_open (path, REEVE_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  show (f, reeve_case_file_new (db, day));
}

static void
hide (Fixture *f)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  reeve_case_file_close (f->file);
  g_clear_object (&f->file);
}

static void
take_picture (Fixture *f, const char *name)
{
  const char *folder = g_getenv ("REEVE_TEST_PICTURES");
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;
  fixture_settle (600);
  paintable = gtk_widget_paintable_new (f->window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable), gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (f->window)), node, NULL);
  path = g_strdup_printf ("%s/%s.png", folder, name);
  gdk_texture_save_to_png (texture, path);
}

static gpointer
controller (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (widget);

  /* the page's own was added last and stands first */
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GObject) one = g_list_model_get_item (all, i);

      if (G_OBJECT_TYPE (one) == type)
        return one;
    }
  g_assert_not_reached ();
}

static void
press (Fixture *f, guint key, GdkModifierType state)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (controller (GTK_WIDGET (f->map), GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed", key, 0, state, &handled);
  g_assert_true (handled);
}

static void
click (Fixture *f, double x, double y, double drag)
{
  gpointer gesture = controller (GTK_WIDGET (f->map), GTK_TYPE_GESTURE_CLICK);

  g_signal_emit_by_name (gesture, "pressed", 1, x, y);
  g_signal_emit_by_name (gesture, "released", 1, x + drag, y);
}

static double
zoom (Fixture *f)
{
  return shumate_viewport_get_zoom_level (shumate_map_get_viewport (f->map));
}

static ReeveMapView
view (Fixture *f)
{
  return reeve_map_view_of (shumate_map_get_viewport (f->map), GTK_WIDGET (f->map));
}

static gint64
selected (Fixture *f)
{
  return reeve_selection_get_business (reeve_case_file_get_selection (f->file));
}

static void
count_shown (Fixture *f, guint counts[REEVE_N_SHOWN])
{
  reeve_point_index_count (reeve_map_page_get_index (f->page), (ReeveWorldBox) { 0, 0, 1, 1 }, counts);
}

static void
test_reads (void)
{
  Fixture f = { 0 };
  guint counts[REEVE_N_SHOWN];

  show_sample (&f);
  count_shown (&f, counts);
  g_assert_cmpuint (counts[REEVE_SHOWN_VIOLATION], >, 0);
  g_assert_cmpuint (counts[REEVE_SHOWN_NOT_MET], >, 5);
  g_assert_cmpuint (counts[REEVE_SHOWN_NOT_APPLICABLE], ==, 0);
  g_assert_true (g_str_has_prefix (reeve_map_page_get_description (f.page), "Map, "));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (f.map), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (f.map), GTK_ACCESSIBLE_PROPERTY_LABEL, reeve_map_page_get_description (f.page));
  g_assert_nonnull (fixture_find (GTK_WIDGET (f.page), GTK_TYPE_LABEL, "Cannot be placed: "));
  g_assert_nonnull (fixture_find (GTK_WIDGET (f.page), GTK_TYPE_LABEL, "City of Calder Bend"));
  take_picture (&f, "map");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  fixture_settle (300);
  take_picture (&f, "map-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_LIGHT);
  hide (&f);
}

static void
test_keys (void)
{
  Fixture f = { 0 };
  double first, longitude;
  ShumateLocation *at;

  show_sample (&f);
  at = SHUMATE_LOCATION (shumate_map_get_viewport (f.map));
  first = zoom (&f);
  g_assert_cmpfloat (first, ==, floor (first));
  press (&f, GDK_KEY_plus, 0);
  g_assert_cmpfloat (zoom (&f), ==, first + 1);
  press (&f, GDK_KEY_minus, 0);
  g_assert_cmpfloat (zoom (&f), ==, first);
  longitude = shumate_location_get_longitude (at);
  press (&f, GDK_KEY_Right, 0);
  g_assert_cmpfloat (shumate_location_get_longitude (at), >, longitude);
  longitude = shumate_location_get_longitude (at);
  press (&f, GDK_KEY_Left, GDK_CONTROL_MASK);
  g_assert_cmpfloat (shumate_location_get_longitude (at), <, longitude);
  press (&f, GDK_KEY_plus, 0);
  press (&f, GDK_KEY_0, 0);
  g_assert_cmpfloat (zoom (&f), ==, first);
  fixture_settle (300);
  g_assert_cmpint (selected (&f), ==, 0);
  press (&f, GDK_KEY_n, 0);
  g_assert_cmpint (selected (&f), !=, 0);
  {
    gint64 one = selected (&f);

    press (&f, GDK_KEY_n, 0);
    g_assert_cmpint (selected (&f), !=, one);
    press (&f, GDK_KEY_N, GDK_SHIFT_MASK);
    g_assert_cmpint (selected (&f), ==, one);
  }
  {
    GtkWidget *revealer = fixture_find (GTK_WIDGET (f.page), REEVE_TYPE_SWITCHBOARD, NULL);

    revealer = fixture_find (revealer, GTK_TYPE_REVEALER, NULL);
    press (&f, GDK_KEY_l, 0);
    g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
    press (&f, GDK_KEY_l, 0);
    g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
  }
  hide (&f);
}

static gboolean
tells_distance (gpointer data)
{
  Fixture *f = data;

  return strstr (reeve_map_page_get_description (f->page), " ft from ") != NULL;
}

/* The lead of the list is a violation: the place it was measured to is drawn and told, and the selection is the file's. */
static void
test_selection (void)
{
  Fixture f = { 0 };

  show_sample (&f);
  press (&f, GDK_KEY_n, 0);
  fixture_wait_for (tells_distance, &f);
  g_assert_nonnull (fixture_find (GTK_WIDGET (f.page), GTK_TYPE_LABEL, " ft from "));
  press (&f, GDK_KEY_plus, 0);
  press (&f, GDK_KEY_plus, 0);
  take_picture (&f, "map-selected");
  reeve_selection_set_business (reeve_case_file_get_selection (f.file), 0);
  fixture_settle (300);
  g_assert_null (strstr (reeve_map_page_get_description (f.page), "selected"));
  hide (&f);
}

static void
test_click (void)
{
  Fixture f = { 0 };
  ReevePointIndex *index;
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  const ReevePointNode *single = NULL, *cluster = NULL;
  const ReeveMapPoint *points;
  ReeveMapView v;
  double before;
  guint n;

  show_sample (&f);
  index = reeve_map_page_get_index (f.page);
  points = reeve_point_index_get_points (index, &n);
  v = view (&f);
  reeve_point_index_query (index, (int) zoom (&f),
                           (ReeveWorldBox) { v.x + 40 / v.scale, v.y + 40 / v.scale, v.x + 400 / v.scale, v.y + 600 / v.scale }, nodes);
  for (guint i = 0; i < nodes->len; i++)
    {
      const ReevePointNode *node = g_ptr_array_index (nodes, i);

      if (node->count == 1)
        single = node;
      else
        cluster = node;
    }
  g_assert_nonnull (single);
  g_assert_nonnull (cluster);
  /* a drag that ends on a point is no click */
  click (&f, (single->x - v.x) * v.scale - 40, (single->y - v.y) * v.scale, 40);
  g_assert_cmpint (selected (&f), ==, 0);
  click (&f, (single->x - v.x) * v.scale + 3, (single->y - v.y) * v.scale - 2, 0);
  g_assert_cmpint (selected (&f), ==, points[single->point].id);
  before = zoom (&f);
  click (&f, (cluster->x - v.x) * v.scale, (cluster->y - v.y) * v.scale, 0);
  g_assert_cmpfloat (zoom (&f), >, before);
  press (&f, GDK_KEY_0, 0);
  click (&f, 3, 3, 0);
  g_assert_cmpint (selected (&f), ==, 0);
  hide (&f);
}

typedef struct { Fixture *f; ReeveShown shown; gboolean there; } Expect;

static gboolean
is_as_expected (gpointer data)
{
  Expect *expect = data;
  guint counts[REEVE_N_SHOWN];

  count_shown (expect->f, counts);
  return (counts[expect->shown] > 0) == expect->there;
}

/* The check boxes are the filter of the shared list. */
static void
test_filter (void)
{
  Fixture f = { 0 };
  ReeveSwitchboard *switchboard;
  ReeveListModel *model;
  gint64 bits;

  show_sample (&f);
  model = reeve_case_file_get_businesses (f.file);
  switchboard = REEVE_SWITCHBOARD (fixture_find (GTK_WIDGET (f.page), REEVE_TYPE_SWITCHBOARD, NULL));
  g_assert_false (reeve_list_model_get_filter_int (model, REEVE_BUSINESS_FILTER_SHOWN, &bits));
  reeve_switchboard_set_outcomes (switchboard, 1u << REEVE_SHOWN_NOT_MET | 1u << REEVE_SHOWN_MET);
  g_signal_emit_by_name (switchboard, "outcomes-changed");
  fixture_wait_for (is_as_expected, &(Expect) { &f, REEVE_SHOWN_NOT_KNOWN, FALSE });
  g_assert_true (is_as_expected (&(Expect) { &f, REEVE_SHOWN_MET, TRUE }));
  g_assert_true (reeve_list_model_get_filter_int (model, REEVE_BUSINESS_FILTER_SHOWN, &bits));
  g_assert_cmpint (bits, ==, 1 << REEVE_SHOWN_NOT_MET | 1 << REEVE_SHOWN_MET);
  /* and the other way round: the list's filter sets the boxes */
  reeve_list_model_set_filter_int (model, REEVE_BUSINESS_FILTER_SHOWN, TRUE, 1 << REEVE_SHOWN_NOT_APPLICABLE);
  fixture_wait_for (is_as_expected, &(Expect) { &f, REEVE_SHOWN_NOT_APPLICABLE, TRUE });
  g_assert_cmpuint (reeve_switchboard_get_outcomes (switchboard), ==, 1u << REEVE_SHOWN_NOT_APPLICABLE);
  reeve_list_model_set_filter_int (model, REEVE_BUSINESS_FILTER_SHOWN, FALSE, 0);
  fixture_wait_for (is_as_expected, &(Expect) { &f, REEVE_SHOWN_NOT_APPLICABLE, FALSE });
  hide (&f);
}

/* Businesses without a position and a city without layers: said, not silent. */
static void
test_empty (void)
{
  Fixture f = { 0 };
  g_autofree char *path = fixture_make_file (5, FALSE);
  GtkWidget *label;

  show (&f, fixture_open (path, REEVE_DB_READ_WRITE));
  label = fixture_find (GTK_WIDGET (f.page), GTK_TYPE_LABEL, "Import the city's streets");
  g_assert_nonnull (label);
  g_assert_true (gtk_widget_get_visible (label));
  g_assert_nonnull (fixture_find (GTK_WIDGET (f.page), GTK_TYPE_LABEL, "Cannot be placed: 5"));
  take_picture (&f, "map-empty");
  hide (&f);
}

/* Tiles are opaque RGB, the same each time, and differ where the city is. */
static void
test_source (void)
{
  g_autoptr (ReeveMapScene) scene = reeve_map_scene_new ();
  ReeveWorld ring[] = { { 0.2, 0.4 }, { 0.3, 0.4 }, { 0.3, 0.5 }, { 0.2, 0.5 }, { 0.2, 0.4 } };
  ReeveMapStyle style = { REEVE_PALETTE_LIGHT, REEVE_MAP_SHOW_USUAL };
  g_autoptr (ReeveBasemapSource) source = NULL;
  g_autoptr (GdkTexture) a = NULL, b = NULL, elsewhere = NULL;
  guint32 pixels[256 * 256], again[256 * 256];

  reeve_map_scene_begin (scene, REEVE_MAP_WATER, REEVE_MAP_CLASS_NONE, TRUE, 0, "Sabre River", NULL);
  reeve_map_scene_add_part (scene, ring, G_N_ELEMENTS (ring));
  reeve_map_scene_seal (scene);
  source = reeve_basemap_source_new (scene, &style, 1);
  a = reeve_basemap_source_render (source, 1, 3, 3);
  b = reeve_basemap_source_render (source, 1, 3, 3);
  elsewhere = reeve_basemap_source_render (source, 6, 6, 3);
  g_assert_cmpint (gdk_texture_get_width (a), ==, 256);
  gdk_texture_download (a, (guchar *) pixels, 256 * 4);
  gdk_texture_download (b, (guchar *) again, 256 * 4);
  g_assert_cmpmem (pixels, sizeof pixels, again, sizeof again);
  for (guint i = 0; i < G_N_ELEMENTS (pixels); i++)
    g_assert_cmphex (pixels[i] >> 24, ==, 0xff);
  g_assert_cmphex (pixels[200 * 256 + 230] & 0xffffff, ==, reeve_palette_get (REEVE_PALETTE_LIGHT, REEVE_COLOUR_MAP_WATER));
  gdk_texture_download (elsewhere, (guchar *) again, 256 * 4);
  g_assert_cmphex (again[100 * 256 + 100] & 0xffffff, ==, reeve_palette_get (REEVE_PALETTE_LIGHT, REEVE_COLOUR_MAP_GROUND));
}

int
main (int argc, char **argv)
{
  fixture_init_gtk (&argc, &argv);
  g_test_add_func ("/map/source", test_source);
  g_test_add_func ("/map/reads", test_reads);
  g_test_add_func ("/map/keys", test_keys);
  g_test_add_func ("/map/selection", test_selection);
  g_test_add_func ("/map/click", test_click);
  g_test_add_func ("/map/filter", test_filter);
  g_test_add_func ("/map/empty", test_empty);
  return g_test_run ();
}
