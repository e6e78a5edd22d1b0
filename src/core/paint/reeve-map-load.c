/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the map from a case file: the city's layers into a scene, the businesses into points. */
#include "config.h"

#include "reeve-map-scene.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static ReeveMapKind
kind_of_layer (const char *kind)
{
  static const struct { const char *text; ReeveMapKind kind; } kinds[] = {
    { "streets", REEVE_MAP_STREETS }, { "water", REEVE_MAP_WATER }, { "parks", REEVE_MAP_PARKS }, { "boundary", REEVE_MAP_BOUNDARY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kind, kinds[i].text) == 0)
      return kinds[i].kind;
  return REEVE_MAP_OTHER;
}

static void
add_row (ReeveMapScene *self, ReeveMapKind kind, ReeveMapClass klass, gint64 id, const char *name, const char *what, ReeveStmt *stmt,
         int column)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveGeometry) geometry = reeve_geometry_from_wkb (reeve_stmt_blob (stmt, column), reeve_stmt_size (stmt, column), &error);

  if (geometry == NULL)
    {
      reeve_map_scene_add_unreadable (self);
      g_debug ("a shape of the map cannot be read: %s", error->message);
      return;
    }
  reeve_map_scene_add_geometry (self, kind, klass, id, name, what, geometry);
}

static gboolean
load_features (ReeveMapScene *self, ReeveConn *conn, GError **error)
{
  g_autoptr (GError) local = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT l.kind, f.id, f.name, f.class, f.geometry FROM map_feature f"
                                              " JOIN map_layer l ON l.id = f.layer_id ORDER BY l.id, f.id", error);

  if (stmt == NULL)
    return FALSE;
  while (reeve_stmt_step (stmt, &local))
    {
      ReeveMapKind kind = kind_of_layer (reeve_stmt_text (stmt, 0));

      add_row (self, kind, reeve_map_class_from_text (kind, reeve_stmt_text (stmt, 3)), reeve_stmt_int (stmt, 1), reeve_stmt_text (stmt, 2),
               NULL, stmt, 4);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}

static gboolean
load_zones (ReeveMapScene *self, ReeveConn *conn, const char *day, GError **error)
{
  g_autoptr (GError) local = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn,
                                        "SELECT kind, id, coalesce (name, code), coalesce (class, code), code, geometry FROM zone"
                                        " WHERE (from_date IS NULL OR from_date <= ?1)"
                                        " AND (to_date IS NULL OR to_date = 'none' OR to_date >= ?1) ORDER BY id", error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, day);
  while (reeve_stmt_step (stmt, &local))
    {
      const char *zone = reeve_stmt_text (stmt, 0);
      ReeveMapKind kind = g_strcmp0 (zone, "district") == 0 ? REEVE_MAP_DISTRICTS
                          : g_strcmp0 (zone, "zoning") == 0 ? REEVE_MAP_ZONING : REEVE_MAP_OTHER;

      add_row (self, kind, reeve_map_class_from_text (kind, reeve_stmt_text (stmt, 3)), reeve_stmt_int (stmt, 1), reeve_stmt_text (stmt, 2),
               reeve_stmt_text (stmt, 4), stmt, 5);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}

static gboolean
load_places (ReeveMapScene *self, ReeveConn *conn, const char *day, GError **error)
{
  g_autoptr (GError) local = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn,
                                        "SELECT id, name, kind, geometry FROM place WHERE (since IS NULL OR since <= ?1)"
                                        " AND (until_date IS NULL OR until_date = 'none' OR until_date >= ?1) ORDER BY id", error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, day);
  while (reeve_stmt_step (stmt, &local))
    add_row (self, REEVE_MAP_PLACES, REEVE_MAP_CLASS_NONE, reeve_stmt_int (stmt, 0), reeve_stmt_text (stmt, 1), reeve_stmt_text (stmt, 2),
             stmt, 3);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}

static gboolean
load_sources (ReeveMapScene *self, ReeveConn *conn, GError **error)
{
  g_autoptr (GError) local = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT attribution, max (data_date) FROM map_layer WHERE attribution IS NOT NULL"
                                              " GROUP BY attribution ORDER BY min (id)", error);

  if (stmt == NULL)
    return FALSE;
  while (reeve_stmt_step (stmt, &local))
    {
      g_autofree char *line = NULL;

      /* Translators: who made a layer of the map, and the day it describes */
      if (!reeve_stmt_is_null (stmt, 1))
        line = g_strdup_printf (_("%s (%s)"), reeve_stmt_text (stmt, 0), reeve_stmt_text (stmt, 1));
      reeve_map_scene_add_source (self, line != NULL ? line : reeve_stmt_text (stmt, 0));
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}

ReeveMapScene *
reeve_map_scene_read (ReeveConn *conn, ReeveDay day, GError **error)
{
  g_autoptr (ReeveMapScene) self = reeve_map_scene_new ();
  g_autofree char *city = reeve_conn_get_setting (conn, "city");
  char text[REEVE_DAY_TEXT_SIZE];

  reeve_day_format (day, text);
  reeve_map_scene_set_city (self, city);
  if (!load_features (self, conn, error) || !load_zones (self, conn, text, error) || !load_places (self, conn, text, error)
      || !load_sources (self, conn, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * reeve_map_points_load:
 * @category: (nullable): only this category
 * @ret_unplaced: (out): number of businesses that have no position
 *
 * Returns: (transfer full) (element-type ReeveMapPoint): in order of id, or %NULL
 */
GArray *
reeve_map_points_load (ReeveConn *conn, const char *category, guint *ret_unplaced, GError **error)
{
  g_autoptr (GArray) points = g_array_new (FALSE, TRUE, sizeof (ReeveMapPoint));
  g_autoptr (GError) local = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT business_id, lon, lat, shown FROM derived_business"
                                              " WHERE ?1 IS NULL OR category = ?1 ORDER BY business_id", error);

  if (stmt == NULL)
    return NULL;
  reeve_stmt_bind_text (stmt, 1, category);
  *ret_unplaced = 0;
  while (reeve_stmt_step (stmt, &local))
    {
      ReeveMapPoint point = { .id = reeve_stmt_int (stmt, 0) };
      gint64 shown = reeve_stmt_int (stmt, 3);
      ReeveWorld world;

      if (reeve_stmt_is_null (stmt, 1) || reeve_stmt_is_null (stmt, 2))
        {
          (*ret_unplaced)++;
          continue;
        }
      world = reeve_world_from_lonlat (reeve_stmt_real (stmt, 1), reeve_stmt_real (stmt, 2));
      point.x = world.x;
      point.y = world.y;
      point.shown = CLAMP (shown, 0, REEVE_N_SHOWN - 1);
      g_array_append_val (points, point);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&points);
}

void
reeve_map_points_keep (GArray *points, guint outcomes, guint ret_taken[REEVE_N_SHOWN])
{
  guint kept = 0;

  memset (ret_taken, 0, sizeof (guint) * REEVE_N_SHOWN);
  for (guint i = 0; i < points->len; i++)
    {
      ReeveMapPoint point = g_array_index (points, ReeveMapPoint, i);

      if ((outcomes >> point.shown & 1) != 0)
        g_array_index (points, ReeveMapPoint, kept++) = point;
      else
        ret_taken[point.shown]++;
    }
  g_array_set_size (points, kept);
}
