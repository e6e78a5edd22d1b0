/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points and polygons on WGS 84, and the distances law asks for: geodesic (PROJ, Karney), metres; the international foot is 0.3048 m. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REEVE_METRES_PER_FOOT 0.3048
#define REEVE_METRES_PER_MILE 1609.344

typedef struct { double lon, lat; } ReevePoint;                 /* degrees */
typedef struct { double west, south, east, north; } ReeveBox;

typedef struct _ReeveGeometry ReeveGeometry;  /* immutable, refcounted; parsed from WKB: (multi)point, (multi)line, (multi)polygon */

ReeveGeometry *reeve_geometry_from_wkb (gconstpointer data, gsize size, GError **error);  /* bounds-checked; hostile bytes give an error */
ReeveGeometry *reeve_geometry_new_point (ReevePoint point);
GBytes *reeve_geometry_to_wkb (const ReeveGeometry *geometry);
ReeveGeometry *reeve_geometry_ref (ReeveGeometry *geometry);
void reeve_geometry_unref (ReeveGeometry *geometry);
ReeveBox reeve_geometry_get_box (const ReeveGeometry *geometry);
gboolean reeve_geometry_is_point (const ReeveGeometry *geometry);
gboolean reeve_geometry_contains (const ReeveGeometry *geometry, ReevePoint point);      /* polygons; on the edge counts as inside */
ReevePoint reeve_geometry_get_centre (const ReeveGeometry *geometry);                    /* a point for a label */
/* Rings and lines for painting: n parts, each with points; a polygon's holes are parts too (fill even-odd). */
guint reeve_geometry_get_n_parts (const ReeveGeometry *geometry);
const ReevePoint *reeve_geometry_get_part (const ReeveGeometry *geometry, guint part, guint *ret_n);
gboolean reeve_geometry_is_area (const ReeveGeometry *geometry);

double reeve_distance_m (ReevePoint a, ReevePoint b);   /* within a hundredth of a millimetre */
/* Geodesic distance from @point to the nearest point of @geometry (its edge; 0 inside an area), and that point. */
double reeve_distance_to_geometry_m (ReevePoint point, const ReeveGeometry *geometry, ReevePoint *ret_nearest);

/* Fixed set of geometries with a grid over their boxes. Thread-safe once built. */
typedef struct _ReeveGeoIndex ReeveGeoIndex;
ReeveGeoIndex *reeve_geo_index_new (void);
void reeve_geo_index_free (ReeveGeoIndex *index);
void reeve_geo_index_add (ReeveGeoIndex *index, ReeveGeometry *geometry, gint64 id, guint group);  /* before reeve_geo_index_build */
void reeve_geo_index_add_point (ReeveGeoIndex *index, ReevePoint point, gint64 id, guint group);   /* the same for a point */
void reeve_geo_index_build (ReeveGeoIndex *index);
typedef struct { gint64 id; guint group; double distance_m; } ReeveNear;
/* All within @radius_m of @point, nearest first (ties by id). (element-type ReeveNear) appended to @found. */
void reeve_geo_index_within (const ReeveGeoIndex *index, ReevePoint point, double radius_m, GArray *found);
/* Ids of the areas that contain @point, appended to @ids (gint64), ascending. */
void reeve_geo_index_containing (const ReeveGeoIndex *index, ReevePoint point, GArray *ids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveGeometry, reeve_geometry_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveGeoIndex, reeve_geo_index_free)

G_END_DECLS
