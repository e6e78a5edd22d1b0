/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All points of the map in memory, with clusters made beforehand for every zoom, so that a frame only looks up what is in view. */
#pragma once

#include "reeve-mercator.h"
#include "reeve-shown.h"

G_BEGIN_DECLS

#define REEVE_POINT_TOP_LEVEL 18      /* from this zoom on every point stands alone */
#define REEVE_POINT_CLUSTER_PX 44     /* points nearer than this on the screen are one cluster, if there are enough */
#define REEVE_POINT_CLUSTER_MIN 4
#define REEVE_POINT_OVERLAP_PX 15     /* nearer than this two symbols would hide each other: always one cluster */

typedef struct
{
  gint64 id;
  double x, y;                        /* world */
  guint8 shown;                       /* ReeveShown */
  guint16 stack, of;                  /* this is the stack-th (from 0) of `of` points on one spot; filled by the index */
} ReeveMapPoint;

typedef struct
{
  double x, y;                        /* world; of a cluster the centre of mass */
  guint32 count;                      /* 1: a point */
  guint32 point;                      /* index of the point, of a cluster that of its first */
  guint32 tally;                      /* clusters: see reeve_point_index_get_counts() */
} ReevePointNode;

typedef struct _ReevePointIndex ReevePointIndex;

/* Takes @points (element-type ReeveMapPoint); they are reordered. Immutable then, usable from several threads. */
ReevePointIndex *reeve_point_index_new (GArray *points);
ReevePointIndex *reeve_point_index_ref (ReevePointIndex *index);
void reeve_point_index_unref (ReevePointIndex *index);
const ReeveMapPoint *reeve_point_index_get_points (const ReevePointIndex *index, guint *ret_n);
/* FALSE if there are no points. */
gboolean reeve_point_index_get_box (const ReevePointIndex *index, ReeveWorldBox *ret_box);
/* The nodes of zoom @level (clamped to what there is) within @box, appended to @found (element-type const ReevePointNode *). */
void reeve_point_index_query (const ReevePointIndex *index, int level, ReeveWorldBox box, GPtrArray *found);
/* How many points of each outcome a node holds. */
void reeve_point_index_get_counts (const ReevePointIndex *index, const ReevePointNode *node, guint counts[REEVE_N_SHOWN]);
/* How many points of each outcome are within @box; returns their sum. */
guint reeve_point_index_count (const ReevePointIndex *index, ReeveWorldBox box, guint counts[REEVE_N_SHOWN]);
/* The point with @id, or NULL. */
const ReeveMapPoint *reeve_point_index_find (const ReevePointIndex *index, gint64 id);
/* Where on the screen the point stands beside its spot when several share it, in symbol sizes. */
void reeve_map_point_offset (const ReeveMapPoint *point, double *ret_dx, double *ret_dy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReevePointIndex, reeve_point_index_unref)

G_END_DECLS
