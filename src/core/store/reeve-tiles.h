/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiles of somebody else's map in an MBTiles file (MBTiles 1.3: an SQLite file). Opened read-only and never trusted: limits on sizes, no
 * functions or triggers of the file's are run. Usable from several threads. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum { REEVE_TILES_VECTOR, REEVE_TILES_PICTURES } ReeveTilesKind;

#define REEVE_TILES_MAX_ZOOM 22
#define REEVE_TILE_MAX_BYTES (16 * 1024 * 1024)      /* of one tile, inflated */

typedef struct _ReeveTiles ReeveTiles;
typedef struct { guint32 x, y; } ReeveTileName;      /* y counts from the north, as on the screen */

/* NULL and an error that says what the file is instead: no file, not SQLite, no tiles, a kind of picture that cannot be shown. */
ReeveTiles *reeve_tiles_open (const char *path, GError **error);
ReeveTiles *reeve_tiles_ref (ReeveTiles *tiles);
void reeve_tiles_unref (ReeveTiles *tiles);
ReeveTilesKind reeve_tiles_get_kind (const ReeveTiles *tiles);
int reeve_tiles_get_min_zoom (const ReeveTiles *tiles);
int reeve_tiles_get_max_zoom (const ReeveTiles *tiles);
const char *reeve_tiles_get_name (const ReeveTiles *tiles);          /* never NULL */
const char *reeve_tiles_get_attribution (const ReeveTiles *tiles);   /* never NULL; plain text */
/* The tile, vector tiles inflated. NULL without an error: there is none. */
GBytes *reeve_tiles_get (ReeveTiles *tiles, int zoom, guint32 x, guint32 y, GError **error);
/* Which tiles there are of a zoom within columns x0..x1 and rows y0..y1, at most @most. (element-type ReeveTileName) */
GArray *reeve_tiles_list (ReeveTiles *tiles, int zoom, guint32 x0, guint32 y0, guint32 x1, guint32 y1, guint most, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveTiles, reeve_tiles_unref)

G_END_DECLS
