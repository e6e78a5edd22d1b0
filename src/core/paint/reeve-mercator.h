/* SPDX-License-Identifier: GPL-3.0-or-later */
/* World coordinates of the map: Web Mercator as a unit square, x east from 0 at 180 W, y south from 0 at 85.05 N. Kept as doubles, so
 * that a frame needs one multiply-add per point. For drawing only: distances that matter are geodesic (geo/). */
#pragma once

#include <glib.h>
#include <math.h>

#include "reeve-geometry.h"

G_BEGIN_DECLS

#define REEVE_MERCATOR_MAX_LAT 85.05112877980659
#define REEVE_TILE_SIZE 256
#define REEVE_EARTH_CIRCUMFERENCE_M 40075016.685578488   /* equator of WGS 84 */

typedef struct { double x, y; } ReeveWorld;
typedef struct { double x0, y0, x1, y1; } ReeveWorldBox;

static inline ReeveWorld
reeve_world_from_lonlat (double lon, double lat)
{
  double s = sin (CLAMP (lat, -REEVE_MERCATOR_MAX_LAT, REEVE_MERCATOR_MAX_LAT) * G_PI / 180);
  ReeveWorld world = { (lon + 180) / 360, 0.5 - log ((1 + s) / (1 - s)) / (4 * G_PI) };

  return world;
}

static inline ReevePoint
reeve_world_to_point (ReeveWorld world)
{
  ReevePoint point = { world.x * 360 - 180, atan (sinh (G_PI * (1 - 2 * world.y))) * 180 / G_PI };

  return point;
}

/* Metres on the ground that one whole world width stands for at height @y: the local scale. */
static inline double
reeve_world_metres (double y)
{
  return REEVE_EARTH_CIRCUMFERENCE_M / cosh (G_PI * (1 - 2 * y));
}

/* What is looked at: world coordinates of the top left corner and units (pixels) per world width, 256 * 2^zoom. */
typedef struct { double x, y, scale; } ReeveMapView;

static inline double
reeve_map_view_zoom (const ReeveMapView *view)
{
  return log2 (view->scale / REEVE_TILE_SIZE);
}

G_END_DECLS
