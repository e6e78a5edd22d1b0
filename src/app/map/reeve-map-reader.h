/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the map page reads and computes on other threads: the ground, the points, and the index of those in the list. */
#pragma once

#include "reeve-case-file.h"
#include "reeve-map-scene.h"
#include "reeve-map-target.h"

G_BEGIN_DECLS

typedef struct
{
  ReeveMapScene *scene;      /* NULL when it was not asked for */
  ReeveMapPlaces *places;    /* the same */
  GArray *points;            /* ReeveMapPoint of all businesses with a position, in order of id */
  guint unplaced;            /* how many have none */
  char *tiles_problem;       /* why the tile file is not shown, or NULL */
} ReeveMapGround;

void reeve_map_ground_free (ReeveMapGround *ground);
/* Ends with reeve_case_file_read_finish(): a ReeveMapGround. @tiles_path may be NULL. */
void reeve_map_ground_read_async (ReeveCaseFile *file, gboolean scene, const char *tiles_path, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
/* The index of those of @points (not changed) whose id is one of @ids and whose outcome one of the bits of @outcomes. Ends with g_task_propagate_pointer(): a ReevePointIndex. */
void reeve_map_index_async (GObject *source, GArray *points, const gint64 *ids, guint n_ids, guint outcomes, GCancellable *cancellable,
                            GAsyncReadyCallback callback);

G_END_DECLS
