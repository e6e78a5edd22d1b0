/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading runs on the file's list lane, the index on a pooled thread: the window only gets told. */
#include "config.h"

#include "reeve-map-reader.h"

#include <stdlib.h>

#include "reeve-map-tiles.h"

typedef struct { gboolean scene; ReeveDay day; char *tiles_path; } GroundQuery;

void
reeve_map_ground_free (ReeveMapGround *ground)
{
  g_clear_pointer (&ground->scene, reeve_map_scene_unref);
  g_clear_pointer (&ground->places, reeve_map_places_unref);
  g_clear_pointer (&ground->points, g_array_unref);
  g_free (ground->tiles_problem);
  g_free (ground);
}

static void
ground_query_free (GroundQuery *query)
{
  g_free (query->tiles_path);
  g_free (query);
}

static void
add_tile_file (ReeveMapGround *ground, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveTiles) tiles = reeve_tiles_open (path, &error);

  if (tiles == NULL)
    ground->tiles_problem = g_strdup (error->message);
  else if (reeve_tiles_get_kind (tiles) == REEVE_TILES_PICTURES)
    reeve_map_scene_set_pictures (ground->scene, tiles);
  else if (!reeve_map_scene_add_tiles (ground->scene, tiles, (ReeveWorldBox) { 0, 0, 1, 1 }, &error))
    ground->tiles_problem = g_strdup (error->message);
}

static gpointer
read_ground (ReeveConn *conn, gpointer data, GError **error)
{
  GroundQuery *query = data;
  ReeveMapGround *ground = g_new0 (ReeveMapGround, 1);

  if (query->scene)
    {
      ground->scene = reeve_map_scene_read (conn, query->day, error);
      if (ground->scene != NULL && query->tiles_path != NULL)
        add_tile_file (ground, query->tiles_path);
      if (ground->scene != NULL)
        {
          reeve_map_scene_seal (ground->scene);
          ground->places = reeve_map_places_read (conn, query->day, error);
        }
    }
  if (!query->scene || ground->places != NULL)
    ground->points = reeve_map_points_load (conn, NULL, &ground->unplaced, error);
  if (ground->points == NULL)
    g_clear_pointer (&ground, reeve_map_ground_free);
  return ground;
}

void
reeve_map_ground_read_async (ReeveCaseFile *file, gboolean scene, const char *tiles_path, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  GroundQuery *query = g_new (GroundQuery, 1);

  *query = (GroundQuery) { scene, reeve_case_file_get_day (file), g_strdup (tiles_path) };
  reeve_case_file_read_async (file, REEVE_LANE_LIST, read_ground, query, (GDestroyNotify) ground_query_free,
                              (GDestroyNotify) reeve_map_ground_free, cancellable, callback, user_data);
}

typedef struct { GArray *points; gint64 *ids; guint n_ids, outcomes; } IndexQuery;

static void
index_query_free (IndexQuery *query)
{
  g_array_unref (query->points);
  g_free (query->ids);
  g_free (query);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 ia = *(const gint64 *) a, ib = *(const gint64 *) b;

  return (ia > ib) - (ia < ib);
}

static void
build_index (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  IndexQuery *query = data;
  GArray *chosen = g_array_new (FALSE, TRUE, sizeof (ReeveMapPoint));
  guint k = 0;

  qsort (query->ids, query->n_ids, sizeof (gint64), compare_ids);
  for (guint i = 0; i < query->points->len && k < query->n_ids; i++)
    {
      const ReeveMapPoint *point = &g_array_index (query->points, ReeveMapPoint, i);

      while (k < query->n_ids && query->ids[k] < point->id)
        k++;
      if (k < query->n_ids && query->ids[k] == point->id && (query->outcomes >> point->shown & 1) != 0)
        g_array_append_val (chosen, *point);
    }
  g_task_return_pointer (task, reeve_point_index_new (chosen), (GDestroyNotify) reeve_point_index_unref);
}

void
reeve_map_index_async (GObject *source, GArray *points, const gint64 *ids, guint n_ids, guint outcomes, GCancellable *cancellable,
                       GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, NULL);
  IndexQuery *query = g_new (IndexQuery, 1);

  *query = (IndexQuery) { g_array_ref (points), g_memdup2 (ids, n_ids * sizeof *ids), n_ids, outcomes };
  g_task_set_source_tag (task, reeve_map_index_async);
  g_task_set_task_data (task, query, (GDestroyNotify) index_query_free);
  g_task_run_in_thread (task, build_index);
}
