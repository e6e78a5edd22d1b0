/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map out of a real case file: layers by kind, zones and places of the day, businesses with and without a position. */
#include "config.h"

#include <string.h>

#include "reeve-error.h"
#include "reeve-map-scene.h"
#include "reeve-test.h"

static GBytes *
box_wkb (double lon, double lat, double side)
{
  GByteArray *bytes = g_byte_array_new ();
  const guint8 head[] = { 1, 3, 0, 0, 0, 1, 0, 0, 0, 5, 0, 0, 0 };
  const double ring[] = { lon, lat, lon + side, lat, lon + side, lat + side, lon, lat + side, lon, lat };

  g_byte_array_append (bytes, head, sizeof head);
  g_byte_array_append (bytes, (const guint8 *) ring, sizeof ring);
  return g_byte_array_free_to_bytes (bytes);
}

static gboolean
insert (ReeveTxn *txn, const char *table, const char *const *fields, GBytes *geometry, GError **error)
{
  g_autoptr (ReeveRecord) record = reeve_record_new (table);

  for (guint i = 0; fields[i] != NULL; i += 2)
    reeve_record_set (record, fields[i], fields[i + 1]);
  if (geometry != NULL)
    reeve_record_set_bytes (record, "geometry", geometry);
  return reeve_txn_insert (txn, record, error);
}

static gboolean
fill (ReeveTxn *txn, gpointer data, GError **error)
{
  g_autoptr (GBytes) park = box_wkb (-97.7, 30.2, 0.01), old = box_wkb (-97.6, 30.2, 0.01), bad = g_bytes_new_static ("\1\3\0\0\0", 5);
  g_autoptr (ReeveRecord) layer = reeve_record_new ("map_layer");
  g_autofree char *id = NULL;

  reeve_record_set (layer, "kind", "parks");
  reeve_record_set (layer, "name", "Parks");
  reeve_record_set (layer, "attribution", "Parks office");
  reeve_record_set (layer, "data_date", "2026-08-01");
  if (!reeve_txn_insert (txn, layer, error))
    return FALSE;
  id = g_strdup_printf ("%" G_GINT64_FORMAT, reeve_record_get_id (layer));
  return insert (txn, "map_feature", (const char *[]) { "layer_id", id, "name", "Heron Park", NULL }, park, error)
         && insert (txn, "map_feature", (const char *[]) { "layer_id", id, "name", "Torn", NULL }, bad, error)
         && insert (txn, "zone", (const char *[]) { "kind", "district", "code", "W", "name", "West", "from_date", "2000-01-01", "to_date", "none", NULL },
                    park, error)
         && insert (txn, "zone", (const char *[]) { "kind", "district", "code", "O", "from_date", "1990-01-01", "to_date", "1999-12-31", NULL },
                    old, error)
         && insert (txn, "place", (const char *[]) { "kind", "school", "name", "Marlgate School", "since", "2030-01-01", NULL }, old, error)
         && insert (txn, "place", (const char *[]) { "kind", "school", "name", "Sabre School", NULL }, park, error);
}

static gboolean
fill_derived (ReeveTxn *txn, gpointer data, GError **error)
{
  static const struct { gint64 id; gboolean placed; const char *category; } rows[] = { { 1, TRUE, "massage" }, { 2, FALSE, "massage" }, { 3, TRUE, "food" } };
  ReeveStmt *stmt = reeve_conn_prepare (reeve_txn_get_conn (txn),
                                        "INSERT INTO derived_business (business_id, name, category, lon, lat, shown, not_met, not_known, pending, met,"
                                        " not_applicable) VALUES (?1, 'x', ?2, ?3, ?4, 5, 0, 0, 0, 1, 0)", error);

  for (guint i = 0; stmt != NULL && i < G_N_ELEMENTS (rows); i++)
    {
      reeve_stmt_bind_int (stmt, 1, rows[i].id);
      reeve_stmt_bind_text (stmt, 2, rows[i].category);
      if (rows[i].placed)
        {
          reeve_stmt_bind_real (stmt, 3, -97.7);
          reeve_stmt_bind_real (stmt, 4, 30.2);
        }
      else
        {
          reeve_stmt_bind_null (stmt, 3);
          reeve_stmt_bind_null (stmt, 4);
        }
      if (!reeve_stmt_run (stmt, error))
        return FALSE;
    }
  return stmt != NULL;
}

static void
test_load (void)
{
  g_autofree char *path = reeve_test_temp_path ("map.reeve");
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = reeve_db_create (path, "Calder Bend", &error);
  g_autoptr (ReeveReader) reader = NULL;
  g_autoptr (ReeveMapScene) scene = NULL;
  g_autoptr (GArray) all = NULL, massage = NULL;
  guint unplaced;
  ReeveDay day;
  ReeveWorld world;

  g_assert_no_error (error);
  g_assert_true (reeve_db_write (db, "Fill", fill, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (reeve_db_write_derived (db, fill_derived, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (reeve_day_parse ("2026-11-16", -1, &day));
  reader = reeve_reader_new (db, &error);
  g_assert_no_error (error);
  scene = reeve_map_scene_read (reeve_reader_get_conn (reader), day, &error);
  g_assert_no_error (error);
  reeve_map_scene_seal (scene);
  g_assert_cmpstr (reeve_map_scene_get_city (scene), ==, "Calder Bend");
  g_assert_cmpstr (reeve_map_scene_get_sources (scene), ==, "Parks office (2026-08-01)");
  g_assert_cmpuint (reeve_map_scene_get_n_features (scene, REEVE_MAP_PARKS), ==, 1);
  g_assert_cmpuint (reeve_map_scene_get_n_unreadable (scene), ==, 1);
  g_assert_cmpuint (reeve_map_scene_get_n_features (scene, REEVE_MAP_DISTRICTS), ==, 1);
  g_assert_cmpstr (reeve_map_scene_get_feature (scene, REEVE_MAP_DISTRICTS, 0)->name, ==, "West");
  g_assert_cmpuint (reeve_map_scene_get_n_features (scene, REEVE_MAP_PLACES), ==, 1);
  g_assert_cmpstr (reeve_map_scene_get_feature (scene, REEVE_MAP_PLACES, 0)->name, ==, "Sabre School");
  g_assert_nonnull (reeve_map_scene_find_place (scene, reeve_map_scene_get_feature (scene, REEVE_MAP_PLACES, 0)->id));

  all = reeve_map_points_load (reeve_reader_get_conn (reader), NULL, &unplaced, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpuint (unplaced, ==, 1);
  world = reeve_world_from_lonlat (-97.7, 30.2);
  g_assert_cmpfloat (g_array_index (all, ReeveMapPoint, 0).x, ==, world.x);
  g_assert_cmpuint (g_array_index (all, ReeveMapPoint, 0).shown, ==, REEVE_SHOWN_MET);
  massage = reeve_map_points_load (reeve_reader_get_conn (reader), "massage", &unplaced, &error);
  g_assert_cmpuint (massage->len, ==, 1);
  g_assert_cmpuint (unplaced, ==, 1);
  g_clear_pointer (&reader, reeve_reader_free);
  reeve_db_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-load/case-file", test_load);
  return g_test_run ();
}
