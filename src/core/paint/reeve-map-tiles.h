/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tile file as the map's ground: vector tiles (Mapbox Vector Tile 2.1) become features of the scene, pictures are painted as they are. */
#pragma once

#include "reeve-map-paint.h"
#include "reeve-tiles.h"

G_BEGIN_DECLS

#define REEVE_MVT_MAX_POINTS 2000000     /* of one tile */
#define REEVE_MAP_MAX_TILES 400          /* read into one scene */

/* The layers of one tile that the map knows (names of OpenMapTiles). Hostile bytes give an error; what was read before it stays. */
gboolean reeve_mvt_read (ReeveMapScene *scene, const guint8 *data, gsize size, int zoom, guint32 x, guint32 y, GError **error);
/* All vector tiles within @box, of the finest zoom that needs at most REEVE_MAP_MAX_TILES; before reeve_map_scene_seal().
 * A tile that cannot be read is left out and counted. */
gboolean reeve_map_scene_add_tiles (ReeveMapScene *scene, ReeveTiles *tiles, ReeveWorldBox box, GError **error);
/* Pictures, each scaled to its place; where one is missing the next coarser. FALSE if nothing could be painted. */
gboolean reeve_map_paint_pictures (cairo_t *cr, ReeveTiles *tiles, const ReeveMapView *view, double width, double height);

G_END_DECLS
