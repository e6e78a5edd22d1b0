/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Map files through reeve-gis: places, zones, layers; a helper that lies or dies; all conformance files either come in or are refused. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "reeve-change-log.h"
#include "reeve-error.h"
#include "reeve-gis-reader.h"
#include "reeve-import.h"
#include "reeve-test.h"

typedef struct
{
  ReeveDb *db;
  ReeveImportCounts counts;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = reeve_test_temp_path ("city.reeve");
  self->db = reeve_db_create (path, "Calder Bend", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (reeve_db_verify (self->db, NULL, NULL, &error));
  g_assert_no_error (error);
  reeve_db_close (self->db);
  g_object_unref (self->db);
}

static gboolean
import (Fixture *self, const char *kind, const char *path, const char *what, const char *map, GError **error)
{
  g_autoptr (ReeveImport) file = reeve_import_new (reeve_import_find_kind (kind), path, error);
  if (file == NULL || (what != NULL && !reeve_import_set_option (file, "what", what, error)))
    return FALSE;
  g_auto (GStrv) pair = g_strsplit (map != NULL ? map : "", "=", 2);
  if (map != NULL && !reeve_import_set_mapping (file, pair[0], pair[1], error))
    return FALSE;
  return reeve_import_run (file, self->db, FALSE, NULL, NULL, NULL, NULL, NULL, &self->counts, NULL, error);
}

static void
assert_import (Fixture *self, const char *kind, const char *path, const char *what, const char *map, int added, int changed, int unchanged, int refused)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (import (self, kind, path, what, map, &error));
  g_assert_no_error (error);
  g_autofree char *got = g_strdup_printf ("%d %d %d %d", (int) self->counts.added, (int) self->counts.changed, (int) self->counts.unchanged, (int) self->counts.refused);
  g_autofree char *expected = g_strdup_printf ("%d %d %d %d", added, changed, unchanged, refused);
  g_assert_cmpstr (got, ==, expected);
}

static void
assert_query (Fixture *self, const char *sql, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = reeve_reader_new (self->db, &error);
  ReeveStmt *stmt = reeve_conn_prepare (reeve_reader_get_conn (reader), sql, &error);
  g_assert_no_error (error);
  g_assert_true (reeve_stmt_step (stmt, &error));
  g_assert_cmpstr (reeve_stmt_text (stmt, 0), ==, expected);
  reeve_stmt_reset (stmt);
}

static char *
write_file (const char *name, const char *content)
{
  char *path = reeve_test_temp_path (name);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

#define FEATURE(id, name, geometry) "{\"type\":\"Feature\",\"properties\":{\"OBJECTID\":" id ",\"NAME\":\"" name "\"},\"geometry\":" geometry "}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define SQUARE "{\"type\":\"Polygon\",\"coordinates\":[[[-95,29],[-94.99,29],[-94.99,29.01],[-95,29.01],[-95,29]]]}"
#define POINT "{\"type\":\"Point\",\"coordinates\":[-95,29]}"
#define LINE "{\"type\":\"LineString\",\"coordinates\":[[-95,29],[-94,29]]}"

static void
test_places (Fixture *self, gconstpointer data)
{
  g_autofree char *first = write_file ("schools.geojson", COLLECTION (FEATURE ("1", "North", SQUARE) "," FEATURE ("2", "South", POINT) "," FEATURE ("3", "Way", LINE) ","
                                                                      FEATURE ("4", "None", "null")));
  assert_import (self, "places", first, NULL, NULL, 2, 0, 0, 2);
  assert_query (self, "SELECT kind || what || name FROM map_layer", "placesschoolschools");
  assert_query (self, "SELECT group_concat (kind || key || name) FROM place", "school1North,school2South");
  assert_import (self, "places", first, NULL, NULL, 0, 0, 2, 2);
  g_assert_true (g_file_set_contents (first, COLLECTION (FEATURE ("1", "North Primary", SQUARE)), -1, NULL));
  assert_import (self, "places", first, NULL, NULL, 0, 1, 0, 0);
  assert_query (self, "SELECT group_concat (name) FROM place", "North Primary,South");
}

static void
test_needs_kind (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = write_file ("things.geojson", COLLECTION (FEATURE ("1", "North", SQUARE)));
  g_assert_false (import (self, "places", path, NULL, NULL, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (import (self, "zones", path, "nonsense", "zone.code=NAME", &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  assert_import (self, "zones", path, "zoning", "zone.code=NAME", 1, 0, 0, 0);
}

static void
test_coordinates (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  /* US survey feet without a system: refused with the way out, then read with it */
  g_autofree char *feet = write_file ("school.geojson", COLLECTION (FEATURE ("1", "North", "{\"type\":\"Point\",\"coordinates\":[3100000,10080000]}")));
  g_assert_false (import (self, "places", feet, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "EPSG"));
  g_clear_error (&error);
  g_autofree char *declared = write_file ("schools.geojson", "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:2277\"}},\"features\":["
                                          FEATURE ("1", "North", "{\"type\":\"Point\",\"coordinates\":[3100000,10080000]}") "]}");
  assert_import (self, "places", declared, NULL, NULL, 1, 0, 0, 0);
  g_autoptr (ReeveImport) wrong = NULL;
  g_autofree char *degrees = write_file ("parks.geojson", "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:2277\"}},\"features\":["
                                         FEATURE ("1", "North", SQUARE) "]}");
  wrong = reeve_import_new (reeve_import_find_kind ("places"), degrees, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reeve_import_get_notes (wrong)->len, ==, 1);
  g_assert_nonnull (strstr (reeve_import_get_notes (wrong)->pdata[0], "EPSG:2277"));
}

/* A helper of our own making: whatever it says, the parent stays whole. */
static void
with_helper (Fixture *self, const char *script, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *helper = write_file ("helper", script);
  g_autofree char *file = write_file ("schools.geojson", "{}");
  g_chmod (helper, 0700);
  g_setenv ("REEVE_GIS", helper, TRUE);
  gboolean good = import (self, "places", file, NULL, NULL, &error);
  g_unsetenv ("REEVE_GIS");
  g_assert_false (good);
  g_assert_nonnull (strstr (error->message, expected));
  assert_query (self, "SELECT count (*) FROM place", "0");
}

static void
test_hostile_helper (Fixture *self, gconstpointer data)
{
  with_helper (self, "#!/bin/sh\nexit 0\n", "ended before the file did");
  with_helper (self, "#!/bin/sh\nkill -SEGV $$\n", "stopped working on this file");
  with_helper (self, "#!/bin/sh\nprintf 'F\\377\\377\\377\\377'\n", "makes no sense");
  with_helper (self, "#!/bin/sh\nprintf 'Z\\0\\0\\0\\0'\n", "makes no sense");
  with_helper (self, "#!/bin/sh\nprintf 'T\\1\\0\\0\\0x'\n", "makes no sense");
  /* a feature whose geometry claims to be longer than its message */
  with_helper (self, "#!/bin/sh\nprintf 'C\\1\\0\\0\\0aF\\14\\0\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0\\377\\0\\0\\0E\\0\\0\\0\\0'\n", "makes no sense");
  with_helper (self, "#!/bin/sh\nprintf 'X\\5\\0\\0\\0no go'\n", "no go");
  g_autoptr (GError) error = NULL;
  g_autofree char *file = write_file ("schools.geojson", "{}");
  g_setenv ("REEVE_GIS", "/nonexistent/reeve-gis", TRUE);
  g_assert_false (import (self, "places", file, NULL, NULL, &error));
  g_unsetenv ("REEVE_GIS");
  g_assert_nonnull (error);
}

static void
test_no_file (Fixture *self, gconstpointer data)
{
  static const char *const paths[] = { "/nonexistent/x.geojson", "/", "/dev/null" };
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (import (self, "places", paths[i], "school", NULL, &error));
      g_assert_nonnull (error);
    }
}

static void
test_conformance (Fixture *self, gconstpointer data)
{
  static const char *const folders[] = { "geojson", "kml", "gpkg", "tiles", "csv/csvkit" };
  guint taken = 0, refused = 0;
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *relative = g_strconcat ("data/conformance/", folders[i], NULL);
      g_autofree char *folder = reeve_test_shared (relative);
      if (folder == NULL)
        return;
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autoptr (GError) error = NULL;
          g_autofree char *path = g_build_filename (folder, name, NULL);
          if (import (self, "layer", path, "other", NULL, &error))
            taken++;
          else
            {
              g_assert_nonnull (error);
              g_assert_cmpuint (strlen (error->message), >, 20);
              refused++;
            }
        }
    }
  g_test_message ("%u files came in, %u were refused", taken, refused);
  g_assert_cmpuint (taken, >=, 15);
  g_assert_cmpuint (refused, >=, 10);
}

static void
test_long_beach (Fixture *self, gconstpointer data)
{
  g_autofree char *schools = reeve_test_shared ("data/longbeach/schools.geojson");
  g_autofree char *parks = schools != NULL ? reeve_test_shared ("data/longbeach/parks.geojson") : NULL;
  g_autofree char *zoning = parks != NULL ? reeve_test_shared ("data/longbeach/zoning.geojson") : NULL;
  if (zoning == NULL)
    return;
  assert_import (self, "places", schools, NULL, NULL, 152, 0, 0, 0);
  assert_import (self, "places", parks, NULL, NULL, 211, 0, 0, 0);
  assert_import (self, "zones", zoning, NULL, NULL, 1046, 0, 0, 0);
  assert_import (self, "places", schools, NULL, NULL, 0, 0, 152, 0);
  assert_import (self, "zones", zoning, NULL, NULL, 0, 0, 1046, 0);
  assert_query (self, "SELECT group_concat (name, ' ') FROM (SELECT name FROM place WHERE kind = 'school' ORDER BY id LIMIT 1)", "LOS CERRITOS ELEMENTARY SCHOOL");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  static const struct
  {
    const char *path;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/import/gis/places", test_places },           { "/import/gis/needs-kind", test_needs_kind }, { "/import/gis/coordinates", test_coordinates },
    { "/import/gis/hostile-helper", test_hostile_helper }, { "/import/gis/no-file", test_no_file },   { "/import/gis/conformance", test_conformance },
    { "/import/gis/long-beach", test_long_beach },
  };
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
