/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tile files of others: what can be read is read, what cannot is refused with words, nothing crashes. The real ones are in ../shared. */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "reeve-error.h"
#include "reeve-tiles.h"

static char *
shared (const char *name)
{
  const char *folder = g_getenv ("REEVE_SHARED");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : "", "data", name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static void
test_conformance (void)
{
  static const struct { const char *name; gboolean ok; ReeveTilesKind kind; int min, max; const char *words; } files[] = {
    { "conformance/tiles/geography-class-png.mbtiles", TRUE, REEVE_TILES_PICTURES, 0, 1, NULL },
    { "conformance/tiles/geography-class-png-no-bounds.mbtiles", TRUE, REEVE_TILES_PICTURES, 0, 1, NULL },
    { "conformance/tiles/geography-class-webp.mbtiles", FALSE, 0, 0, 0, "WebP" },
    { "conformance/tiles/invalid-tile-format.mbtiles", FALSE, 0, 0, 0, "unknown kind" },
    { "conformance/tiles/invalid.mbtiles", FALSE, 0, 0, 0, "no table" },
    { "conformance/tiles/world_cities.mbtiles", TRUE, REEVE_TILES_VECTOR, 0, 6, NULL },
    { "conformance/tiles/world_cities_missing_center.mbtiles", TRUE, REEVE_TILES_VECTOR, 0, 6, NULL },
    { "conformance/tiles/stamen_toner_raster_z3.pmtiles", FALSE, 0, 0, 0, "MBTiles" },
    { "conformance/tiles/invalid.pmtiles", FALSE, 0, 0, 0, "MBTiles" },
    { "conformance/tiles/empty.pmtiles", FALSE, 0, 0, 0, "empty" },
    { "longbeach/longbeach.mbtiles", TRUE, REEVE_TILES_VECTOR, 8, 14, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = shared (files[i].name);
      g_autoptr (GError) error = NULL;
      g_autoptr (ReeveTiles) tiles = NULL;

      if (path == NULL)
        {
          g_test_skip ("the shared data are not here");
          return;
        }
      tiles = reeve_tiles_open (path, &error);
      if (!files[i].ok)
        {
          g_assert_null (tiles);
          g_assert_nonnull (error);
          if (strstr (error->message, files[i].words) == NULL)
            g_error ("%s: expected '%s' in '%s'", files[i].name, files[i].words, error->message);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (reeve_tiles_get_kind (tiles), ==, files[i].kind);
      g_assert_cmpint (reeve_tiles_get_min_zoom (tiles), ==, files[i].min);
      g_assert_cmpint (reeve_tiles_get_max_zoom (tiles), ==, files[i].max);
    }
}

static void
test_long_beach (void)
{
  g_autofree char *path = shared ("longbeach/longbeach.mbtiles");
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveTiles) tiles = NULL;
  g_autoptr (GArray) names = NULL;

  if (path == NULL)
    {
      g_test_skip ("the shared data are not here");
      return;
    }
  tiles = reeve_tiles_open (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (reeve_tiles_get_attribution (tiles), ==, "City of Long Beach");
  /* the tile of zoom 12 under city hall, 33.768 N 118.196 W: rows from the north */
  names = reeve_tiles_list (tiles, 12, 0, 0, 4095, 4095, 1000, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (names->len, >, 4);
  {
    g_autoptr (GBytes) tile = reeve_tiles_get (tiles, 12, 703, 1637, &error), none = NULL;

    g_assert_no_error (error);
    g_assert_nonnull (tile);
    g_assert_cmpint (((const guint8 *) g_bytes_get_data (tile, NULL))[0], ==, 0x1a);
    none = reeve_tiles_get (tiles, 12, 0, 0, &error);
    g_assert_no_error (error);
    g_assert_null (none);
  }
}

static void
test_refused (void)
{
  g_autofree char *folder = g_dir_make_tmp ("reeve-tiles-XXXXXX", NULL);
  g_autofree char *missing = g_build_filename (folder, "none.mbtiles", NULL), *empty = g_build_filename (folder, "empty.mbtiles", NULL),
                  *fifo = g_build_filename (folder, "pipe", NULL), *odd = g_build_filename (folder, "a b?#%.mbtiles", NULL);
  const char *bad[] = { missing, folder, empty, fifo };
  sqlite3 *handle;

  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (reeve_tiles_open (bad[i], &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == REEVE_ERROR);
      g_assert_nonnull (strstr (error->message, bad[i]));
    }
  /* a name that means something in a URI; and a packed tile that is cut short */
  g_assert_cmpint (sqlite3_open (odd, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);"
                                         "INSERT INTO tiles VALUES (1, 0, 1, x'1f8b08000000'), (1, 1, 1, x'');", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (ReeveTiles) tiles = reeve_tiles_open (odd, &error);

    g_assert_no_error (error);
    g_assert_null (reeve_tiles_get (tiles, 1, 0, 0, &error));
    g_assert_error (error, REEVE_ERROR, REEVE_ERROR_DAMAGED);
    g_clear_error (&error);
    g_assert_null (reeve_tiles_get (tiles, 1, 1, 0, &error));
    g_assert_no_error (error);
    g_assert_null (reeve_tiles_get (tiles, 1, 2, 0, &error));
    g_assert_null (reeve_tiles_get (tiles, -1, 0, 0, &error));
    g_assert_null (reeve_tiles_get (tiles, 99, 0, 0, &error));
    g_assert_no_error (error);
  }
  g_remove (empty);
  g_remove (fifo);
  g_remove (odd);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tiles/conformance", test_conformance);
  g_test_add_func ("/tiles/long-beach", test_long_beach);
  g_test_add_func ("/tiles/refused", test_refused);
  return g_test_run ();
}
