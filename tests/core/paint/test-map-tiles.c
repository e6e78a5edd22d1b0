/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vector tiles into the scene, pictures onto the map; and bytes that are no tile. */
#include "config.h"

#include <string.h>

#include "reeve-error.h"
#include "reeve-map-tiles.h"

/* One layer "water", extent 4096: a square from (0,0) to (2048,2048), name "Sabre"; then a field the reader does not know. */
static const guint8 water_tile[] = {
  0x1a, 0x33, 0x78, 0x02, 0x0a, 0x05, 0x77, 0x61, 0x74, 0x65, 0x72, 0x12, 0x16, 0x12, 0x02, 0x00, 0x00, 0x18, 0x03,
  0x22, 0x0e, 0x09, 0x00, 0x00, 0x1a, 0x80, 0x20, 0x00, 0x00, 0x80, 0x20, 0xff, 0x1f, 0x00, 0x0f, 0x1a, 0x04, 0x6e,
  0x61, 0x6d, 0x65, 0x22, 0x07, 0x0a, 0x05, 0x53, 0x61, 0x62, 0x72, 0x65, 0x28, 0x80, 0x20, 0x08, 0x01,
};

static void
test_read (void)
{
  g_autoptr (ReeveMapScene) scene = reeve_map_scene_new ();
  g_autoptr (GError) error = NULL;
  const ReeveMapFeature *f;
  guint n;

  g_assert_true (reeve_mvt_read (scene, water_tile, sizeof water_tile, 1, 1, 0, &error));
  g_assert_no_error (error);
  reeve_map_scene_seal (scene);
  g_assert_cmpuint (reeve_map_scene_get_n_features (scene, REEVE_MAP_WATER), ==, 1);
  f = reeve_map_scene_get_feature (scene, REEVE_MAP_WATER, 0);
  g_assert_cmpstr (f->name, ==, "Sabre");
  g_assert_true (f->area);
  g_assert_true (f->patch);
  g_assert_cmpuint (f->n_parts, ==, 1);
  reeve_map_scene_get_part (scene, f, 0, &n);
  g_assert_cmpuint (n, ==, 5);
  g_assert_cmpfloat (f->box.x0, ==, 0.5);
  g_assert_cmpfloat (f->box.y0, ==, 0);
  g_assert_cmpfloat_with_epsilon (f->box.x1, 0.75, 1e-9);
  g_assert_cmpfloat_with_epsilon (f->box.y1, 0.25, 1e-9);
}

static void
try_bytes (const guint8 *data, gsize size)
{
  g_autoptr (ReeveMapScene) scene = reeve_map_scene_new ();
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *exact = g_memdup2 (data, size); /* so that a read past the end is seen */

  if (!reeve_mvt_read (scene, exact, size, 14, 1, 2, &error))
    g_assert_error (error, REEVE_ERROR, REEVE_ERROR_DAMAGED);
  reeve_map_scene_seal (scene);
}

/* Every cut, every byte set to the values that matter, and seeded noise. */
static void
test_hostile (void)
{
  static const guint8 values[] = { 0x00, 0x01, 0x07, 0x0a, 0x12, 0x1a, 0x22, 0x7f, 0x80, 0xff };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261121);
  guint8 copy[sizeof water_tile];

  for (gsize cut = 0; cut <= sizeof water_tile; cut++)
    try_bytes (water_tile, cut);
  for (gsize i = 0; i < sizeof water_tile; i++)
    for (guint v = 0; v < G_N_ELEMENTS (values); v++)
      {
        memcpy (copy, water_tile, sizeof copy);
        copy[i] = values[v];
        try_bytes (copy, sizeof copy);
      }
  for (int round = 0; round < 3000; round++)
    {
      memcpy (copy, water_tile, sizeof copy);
      for (int k = 0; k < 4; k++)
        copy[g_rand_int_range (rand, 0, sizeof copy)] = g_rand_int_range (rand, 0, 256);
      try_bytes (copy, g_rand_int_range (rand, 0, sizeof copy + 1));
    }
}

/* A command that promises four billion points is not believed. */
static void
test_count (void)
{
  static const guint8 tile[] = {
    0x1a, 0x16, 0x0a, 0x05, 0x77, 0x61, 0x74, 0x65, 0x72, 0x12, 0x0d, 0x18, 0x02, 0x22, 0x09, 0x09, 0x00,
    0x00, 0xfa, 0xff, 0xff, 0xff, 0x7f, 0x02,
  };
  g_autoptr (ReeveMapScene) scene = reeve_map_scene_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (reeve_mvt_read (scene, tile, sizeof tile, 0, 0, 0, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_DAMAGED);
}

static char *
shared (const char *name)
{
  const char *folder = g_getenv ("REEVE_SHARED");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : "", "data", name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static const ReeveWorldBox world = { 0, 0, 1, 1 };

static void
test_long_beach (void)
{
  g_autofree char *path = shared ("longbeach/longbeach.mbtiles");
  g_autoptr (ReeveMapScene) scene = reeve_map_scene_new ();
  g_autoptr (ReeveTiles) tiles = NULL;
  g_autoptr (GError) error = NULL;
  ReeveWorldBox box;
  ReeveWorld west;

  if (path == NULL)
    {
      g_test_skip ("the shared data are not here");
      return;
    }
  tiles = reeve_tiles_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (reeve_map_scene_add_tiles (scene, tiles, world, &error));
  g_assert_no_error (error);
  reeve_map_scene_seal (scene);
  g_assert_cmpuint (reeve_map_scene_get_n_unreadable (scene), ==, 0);
  g_assert_cmpuint (reeve_map_scene_get_n_features (scene, REEVE_MAP_STREETS), >, 500);
  g_assert_cmpuint (reeve_map_scene_get_n_features (scene, REEVE_MAP_PARKS), >, 100);
  g_assert_cmpstr (reeve_map_scene_get_sources (scene), ==, "City of Long Beach");
  g_assert_true (reeve_map_scene_get_box (scene, &box));
  west = reeve_world_from_lonlat (-118.2547, 33.7180);
  g_assert_cmpfloat_with_epsilon (box.x0, west.x, 1e-4);
}

static void
test_pictures (void)
{
  g_autofree char *path = shared ("conformance/tiles/geography-class-png.mbtiles");
  g_autoptr (ReeveTiles) tiles = NULL;
  g_autoptr (GError) error = NULL;
  ReeveMapView view = { 0, 0, 256 * exp2 (3) };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 300, 300);
  cairo_t *cr = cairo_create (surface);
  guint painted = 0;

  if (path == NULL)
    {
      g_test_skip ("the shared data are not here");
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
      return;
    }
  tiles = reeve_tiles_open (path, &error);
  g_assert_no_error (error);
  /* finer than the file's zooms: the coarser picture is scaled, and covers every pixel */
  reeve_palette_set_source (cr, 0xFF00FF, 1);
  cairo_paint (cr);
  g_assert_true (reeve_map_paint_pictures (cr, tiles, &view, 300, 300));
  cairo_surface_flush (surface);
  for (int y = 0; y < 300; y++)
    for (int x = 0; x < 300; x++)
      painted += (((guint32 *) (gpointer) (cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface)))[x]
                  & 0xFFFFFF) != 0xFF00FF;
  g_assert_cmpuint (painted, ==, 300 * 300);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-tiles/read", test_read);
  g_test_add_func ("/map-tiles/hostile", test_hostile);
  g_test_add_func ("/map-tiles/count", test_count);
  g_test_add_func ("/map-tiles/long-beach", test_long_beach);
  g_test_add_func ("/map-tiles/pictures", test_pictures);
  return g_test_run ();
}
