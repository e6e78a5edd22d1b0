/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The painter on a small invented scene: what is where, the same in one piece and in tiles, the same twice; names, scale and sheet. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-map-sheet.h"

/* A town of 1000 steps (a view of 512 units at SCALE, zoom 15): water in the west, a park in the north-east, a street across the middle. */
#define WEST 0.24
#define NORTH 0.41
#define STEP (0.001 / 16 / 1000)
#define SCALE (512 / (1000 * STEP))
#define SIZE 512
#define AT(x, y) { WEST + (x) * STEP, NORTH + (y) * STEP }

static void
add_ring (ReeveMapScene *scene, ReeveMapKind kind, const char *name, double x0, double y0, double x1, double y1)
{
  ReeveWorld ring[] = { AT (x0, y0), AT (x1, y0), AT (x1, y1), AT (x0, y1),
                        AT (x0, y0) };

  reeve_map_scene_begin (scene, kind, REEVE_MAP_CLASS_NONE, TRUE, 7, name, NULL);
  reeve_map_scene_add_part (scene, ring, G_N_ELEMENTS (ring));
}

static void
add_street (ReeveMapScene *scene, ReeveMapClass klass, const char *name, double x0, double y0, double x1, double y1)
{
  ReeveWorld line[] = { AT (x0, y0), AT (x1, y1) };

  reeve_map_scene_begin (scene, REEVE_MAP_STREETS, klass, FALSE, 0, name, NULL);
  reeve_map_scene_add_part (scene, line, 2);
}

static ReeveMapScene *
town (void)
{
  ReeveMapScene *scene = reeve_map_scene_new ();

  add_ring (scene, REEVE_MAP_BOUNDARY, NULL, -500, -500, 900, 1500);
  add_ring (scene, REEVE_MAP_WATER, "Sabre River", 0, 0, 200, 1000);
  add_ring (scene, REEVE_MAP_PARKS, "Hollin Green", 600, 100, 800, 300);
  add_ring (scene, REEVE_MAP_PLACES, "Marlgate School", 600, 700, 700, 800);
  /* one street in three pieces, the middle one drawn the other way */
  add_street (scene, REEVE_MAP_CLASS_MAJOR, "Old Ferry Road", 300, 500, 500, 500);
  add_street (scene, REEVE_MAP_CLASS_MAJOR, "Old Ferry Road", 700, 500, 500, 500);
  add_street (scene, REEVE_MAP_CLASS_MAJOR, "Old Ferry Road", 700, 500, 900, 500);
  add_street (scene, REEVE_MAP_CLASS_MINOR, "Pell Street", 500, 500, 500, 900);
  reeve_map_scene_add_source (scene, "City of Calder Bend");
  reeve_map_scene_add_source (scene, "City of Calder Bend");
  reeve_map_scene_seal (scene);
  return scene;
}

static ReevePointIndex *
businesses (void)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (ReeveMapPoint));
  ReeveMapPoint one = { .id = 1, .x = WEST + 400 * STEP, .y = NORTH + 800 * STEP, .shown = REEVE_SHOWN_MET };

  g_array_append_val (points, one);
  for (guint i = 0; i < 30; i++)
    {
      ReeveMapPoint more = { .id = 10 + i, .x = WEST + (750 + i * 0.1) * STEP, .y = NORTH + 200 * STEP, .shown = i % REEVE_N_SHOWN };
      g_array_append_val (points, more);
    }
  return reeve_point_index_new (points);
}

typedef struct { cairo_surface_t *surface; cairo_t *cr; } Canvas;

static Canvas
canvas_new (int width, int height)
{
  Canvas canvas;

  canvas.surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  canvas.cr = cairo_create (canvas.surface);
  return canvas;
}

static void
canvas_clear (Canvas *canvas)
{
  cairo_destroy (canvas->cr);
  cairo_surface_destroy (canvas->surface);
}

static guint32
pixel (Canvas *canvas, int x, int y)
{
  cairo_surface_flush (canvas->surface);
  return ((const guint32 *) (gconstpointer) (cairo_image_surface_get_data (canvas->surface)
                                             + y * cairo_image_surface_get_stride (canvas->surface)))[x] & 0xFFFFFF;
}

static const ReeveMapView view = { WEST, NORTH, SCALE };

static void
test_ground (void)
{
  g_autoptr (ReeveMapScene) scene = town ();

  for (guint p = 0; p < REEVE_N_PALETTES; p++)
    {
      ReeveMapStyle style = { p, REEVE_MAP_SHOW_USUAL };
      Canvas canvas = canvas_new (SIZE, SIZE);

      reeve_map_paint_ground (canvas.cr, scene, &view, SIZE, SIZE, &style);
      g_assert_cmphex (pixel (&canvas, 50, 50), ==, reeve_palette_get (p, REEVE_COLOUR_MAP_WATER));
      g_assert_cmphex (pixel (&canvas, 360, 100), ==, reeve_palette_get (p, REEVE_COLOUR_MAP_PARK));
      g_assert_cmphex (pixel (&canvas, 200, 100), ==, reeve_palette_get (p, REEVE_COLOUR_MAP_GROUND));
      g_assert_cmphex (pixel (&canvas, 500, 100), ==, reeve_palette_get (p, REEVE_COLOUR_MAP_OUTSIDE));
      g_assert_cmphex (pixel (&canvas, 300, 256), ==, reeve_palette_get (p, REEVE_COLOUR_MAP_ROAD));
      canvas_clear (&canvas);
      style.show &= ~REEVE_MAP_SHOW (REEVE_MAP_WATER);
      canvas = canvas_new (SIZE, SIZE);
      reeve_map_paint_ground (canvas.cr, scene, &view, SIZE, SIZE, &style);
      g_assert_cmphex (pixel (&canvas, 50, 50), ==, reeve_palette_get (p, REEVE_COLOUR_MAP_GROUND));
      canvas_clear (&canvas);
    }
}

/* A view in one piece and put together of tiles is the same picture: no seams, names run across the edges. */
static void
test_tiles (void)
{
  g_autoptr (ReeveMapScene) scene = town ();
  ReeveMapStyle style = { REEVE_PALETTE_LIGHT, REEVE_MAP_SHOW_USUAL };
  g_autoptr (ReeveMapLabels) labels = reeve_map_labels_new (scene, &view, SIZE, SIZE, &style, NULL);
  Canvas whole = canvas_new (SIZE, SIZE);
  guint differing = 0;

  g_assert_cmpuint (reeve_map_labels_get_n (labels), >=, 4);
  reeve_map_paint_ground (whole.cr, scene, &view, SIZE, SIZE, &style);
  reeve_map_labels_paint (labels, whole.cr, 0, 0, SIZE, SIZE);
  for (int ty = 0; ty < 2; ty++)
    for (int tx = 0; tx < 2; tx++)
      {
        ReeveMapView part = { WEST + tx * 256 / SCALE, NORTH + ty * 256 / SCALE, SCALE };
        Canvas tile = canvas_new (256, 256);

        reeve_map_paint_ground (tile.cr, scene, &part, 256, 256, &style);
        reeve_map_labels_paint (labels, tile.cr, -tx * 256, -ty * 256, 256, 256);
        for (int y = 0; y < 256; y++)
          for (int x = 0; x < 256; x++)
            {
              guint32 a = pixel (&tile, x, y), b = pixel (&whole, tx * 256 + x, ty * 256 + y);

              for (int shift = 0; shift < 24; shift += 8)
                if (ABS ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)) > 12)
                  {
                    differing++;
                    break;
                  }
            }
        canvas_clear (&tile);
      }
  g_assert_cmpuint (differing, <, 20);
  canvas_clear (&whole);
}

static void
test_chains (void)
{
  g_autoptr (ReeveMapScene) scene = town ();
  guint n;
  const ReeveMapChain *chains = reeve_map_scene_get_chains (scene, &n);

  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (chains[0].name, ==, "Old Ferry Road");
  g_assert_cmpuint (chains[0].n, ==, 4);
  g_assert_cmpfloat_with_epsilon (chains[0].box.x1 - chains[0].box.x0, 600 * STEP, 1e-12);
  g_assert_cmpstr (reeve_map_scene_get_sources (scene), ==, "City of Calder Bend");
}

static void
test_labels_keep_clear (void)
{
  g_autoptr (ReeveMapScene) scene = town ();
  ReeveMapStyle style = { REEVE_PALETTE_LIGHT, REEVE_MAP_SHOW_USUAL };
  g_autoptr (GArray) blocked = g_array_new (FALSE, FALSE, sizeof (ReeveWorldBox));
  g_autoptr (ReeveMapLabels) none = NULL;
  ReeveWorldBox all = { 0, 0, SIZE, SIZE };

  g_array_append_val (blocked, all);
  none = reeve_map_labels_new (scene, &view, SIZE, SIZE, &style, blocked);
  g_assert_cmpuint (reeve_map_labels_get_n (none), ==, 0);
}

/* Deep zoom: rings of millions of units are still filled where the view lies within them. */
static void
test_deep (void)
{
  g_autoptr (ReeveMapScene) scene = town ();
  ReeveMapStyle style = { REEVE_PALETTE_LIGHT, REEVE_MAP_SHOW_USUAL };
  ReeveMapView deep = { WEST + 100 * STEP, NORTH + 400 * STEP, 256 * exp2 (30) };
  Canvas canvas = canvas_new (64, 64);

  reeve_map_paint_ground (canvas.cr, scene, &deep, 64, 64, &style);
  g_assert_cmphex (pixel (&canvas, 32, 32), ==, reeve_palette_get (REEVE_PALETTE_LIGHT, REEVE_COLOUR_MAP_WATER));
  canvas_clear (&canvas);
}

static void
check_points (ReeveMapStamps *stamps)
{
  g_autoptr (ReevePointIndex) index = businesses ();
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (ReeveWorldBox));
  Canvas canvas = canvas_new (SIZE, SIZE);
  guint32 white = reeve_palette_get (REEVE_PALETTE_LIGHT, REEVE_COLOUR_BASE);

  reeve_palette_set_source (canvas.cr, 0x336699, 1);
  cairo_paint (canvas.cr);
  reeve_map_paint_points (canvas.cr, index, &view, SIZE, SIZE, REEVE_PALETTE_LIGHT, stamps, boxes);
  g_assert_cmpuint (boxes->len, ==, 2);
  /* the lone one: a ring with ground inside; the cluster: white disc around its number */
  g_assert_cmphex (pixel (&canvas, 205 + 5, 410 - 2), ==, reeve_palette_get (REEVE_PALETTE_LIGHT, REEVE_COLOUR_MAP_GROUND));
  g_assert_cmphex (pixel (&canvas, 384, 102 - 11), ==, white);
  g_assert_cmphex (pixel (&canvas, 384, 102 - 30), ==, 0x336699);
  canvas_clear (&canvas);
}

/* Kept pictures and vectors show the same. */
static void
test_points (void)
{
  g_autoptr (ReeveMapStamps) stamps = reeve_map_stamps_new (REEVE_PALETTE_LIGHT, 1);

  check_points (NULL);
  check_points (stamps);
  check_points (stamps);
}

static void
test_scale (void)
{
  ReeveWorld equator = reeve_world_from_lonlat (0, 0), austin = reeve_world_from_lonlat (-97.74, 30.27);
  ReeveMapView at = { equator.x, equator.y, 256 * exp2 (16) };
  ReevePoint back = reeve_world_to_point (austin);
  g_autofree char *text = NULL, *wide = NULL;
  double length;

  g_assert_cmpfloat_with_epsilon (back.lon, -97.74, 1e-9);
  g_assert_cmpfloat_with_epsilon (back.lat, 30.27, 1e-9);
  text = reeve_map_scale_text (&at, 0, 180, &length);
  g_assert_cmpstr (text, ==, "1,000 ft");
  /* 2.3887 m a unit at the equator at zoom 16 */
  g_assert_cmpfloat_with_epsilon (length, 304.8 / 2.388657, 0.001);
  at.scale = 256 * exp2 (12);
  wide = reeve_map_scale_text (&at, 0, 180, &length);
  g_assert_cmpstr (wide, ==, "2 miles");
  g_assert_cmpfloat (length, <=, 180);
  /* ground distance: a quarter mile of latitude near Austin by PROJ is as long as the scale says, to 1 in 200 */
  {
    ReevePoint a = { -97.74, 30.27 }, b = { -97.74, 30.28 };
    ReeveWorld wa = reeve_world_from_lonlat (a.lon, a.lat), wb = reeve_world_from_lonlat (b.lon, b.lat);
    double metres = reeve_distance_m (a, b);

    g_assert_cmpfloat_with_epsilon ((wa.y - wb.y) * reeve_world_metres (wa.y) / metres, 1, 0.01);
  }
}

static char *
write_sheet (const char *folder, const char *name, int width, int height, GError **error)
{
  g_autoptr (ReeveMapScene) scene = town ();
  g_autoptr (ReevePointIndex) index = businesses ();
  ReeveMapSheet sheet = { scene, index, { REEVE_PALETTE_LIGHT, REEVE_MAP_SHOW_USUAL }, "Calder Bend", "All businesses", "Internal", NULL, 3 };
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (!reeve_map_sheet_write (&sheet, path, width, height, 739000, error))
    return NULL;
  return g_steal_pointer (&path);
}

static void
test_sheet (void)
{
  static const struct { const char *name, *magic; } kinds[] = { { "a.png", "\211PNG" }, { "a.PDF", "%PDF" } };
  g_autofree char *folder = g_dir_make_tmp ("reeve-map-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *first = NULL, *second = NULL, *path = NULL;
      gsize n_first, n_second;

      path = write_sheet (folder, kinds[i].name, 900, 640, &error);
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &first, &n_first, NULL));
      g_free (write_sheet (folder, kinds[i].name, 900, 640, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &second, &n_second, NULL));
      g_assert_cmpmem (first, n_first, second, n_second);
      g_assert_true (memcmp (first, kinds[i].magic, 4) == 0);
      g_remove (path);
    }
  g_assert_null (write_sheet (folder, "a.gif", 900, 640, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (write_sheet (folder, "a.png", 100, 640, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_LIMIT);
  g_clear_error (&error);
  g_assert_null (write_sheet ("/nonexistent", "a.png", 900, 640, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_FAILED);
  g_rmdir (folder);
}

static void
test_whole (void)
{
  g_autoptr (ReeveMapScene) scene = town (), empty = reeve_map_scene_new ();
  g_autoptr (ReevePointIndex) index = NULL;
  GArray *points = g_array_new (FALSE, TRUE, sizeof (ReeveMapPoint));
  ReeveWorldBox box = reeve_map_whole_box (scene, NULL);

  g_assert_cmpfloat_with_epsilon (box.x0, WEST - 500 * STEP, 1e-12);
  g_assert_cmpfloat_with_epsilon (box.x1, WEST + 900 * STEP, 1e-12);
  g_assert_true (reeve_map_scene_has_ground (scene));
  /* no layers: where nearly all businesses are, the one far off left out */
  for (guint i = 0; i < 500; i++)
    {
      ReeveMapPoint point = { .id = i + 1, .x = i == 250 ? 0.9 : WEST + i * 1e-6, .y = NORTH };
      g_array_append_val (points, point);
    }
  index = reeve_point_index_new (points);
  reeve_map_scene_seal (empty);
  g_assert_false (reeve_map_scene_has_ground (empty));
  box = reeve_map_whole_box (empty, index);
  g_assert_cmpfloat (box.x1, <, WEST + 0.001);
  g_assert_cmpfloat (box.x0, >, WEST - 0.001);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/ground", test_ground);
  g_test_add_func ("/map/tiles", test_tiles);
  g_test_add_func ("/map/chains", test_chains);
  g_test_add_func ("/map/labels-keep-clear", test_labels_keep_clear);
  g_test_add_func ("/map/deep", test_deep);
  g_test_add_func ("/map/points", test_points);
  g_test_add_func ("/map/scale", test_scale);
  g_test_add_func ("/map/sheet", test_sheet);
  g_test_add_func ("/map/whole", test_whole);
  return g_test_run ();
}
