/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the map's ground is made of: the city's own layers as world coordinates, read once from the case file or from a tile file.
 * Immutable after reeve_map_scene_seal(), then usable from several threads. */
#pragma once

#include "reeve-date.h"
#include "reeve-db.h"
#include "reeve-point-index.h"
#include "reeve-tiles.h"

G_BEGIN_DECLS

typedef enum                /* in order of painting */
{
  REEVE_MAP_BOUNDARY,
  REEVE_MAP_ZONING,
  REEVE_MAP_PARKS,
  REEVE_MAP_WATER,
  REEVE_MAP_STREETS,
  REEVE_MAP_DISTRICTS,
  REEVE_MAP_OTHER,
  REEVE_MAP_PLACES,
  REEVE_N_MAP_KINDS
} ReeveMapKind;
#define REEVE_MAP_SHOW(kind) (1u << (kind))
#define REEVE_MAP_SHOW_USUAL (((1u << REEVE_N_MAP_KINDS) - 1) & ~REEVE_MAP_SHOW (REEVE_MAP_ZONING) & ~REEVE_MAP_SHOW (REEVE_MAP_OTHER))

typedef enum
{
  REEVE_MAP_CLASS_NONE,
  REEVE_MAP_CLASS_MAJOR, REEVE_MAP_CLASS_SECOND, REEVE_MAP_CLASS_MINOR, REEVE_MAP_CLASS_PATH, REEVE_MAP_CLASS_RAIL,     /* streets */
  REEVE_MAP_CLASS_COMMERCIAL, REEVE_MAP_CLASS_RESIDENTIAL, REEVE_MAP_CLASS_INDUSTRIAL, REEVE_MAP_CLASS_INSTITUTIONAL,   /* zoning */
  REEVE_MAP_CLASS_OPEN,
} ReeveMapClass;

typedef struct
{
  ReeveMapKind kind;
  ReeveMapClass klass;
  gint64 id;               /* the record's, or 0 */
  const char *name;        /* owned by the scene, or NULL */
  const char *what;        /* kind of place, code of zone; owned by the scene, or NULL */
  ReeveWorldBox box;
  guint first_part, n_parts;
  gboolean area;           /* parts are rings, filled even-odd */
  gboolean patch;          /* a piece of an area cut at the edge of a tile: has no outline */
} ReeveMapFeature;

/* Street segments of one name that meet, as one line: what a name is written along. */
typedef struct
{
  const char *name;
  ReeveMapClass klass;
  ReeveWorldBox box;
  guint first, n;          /* in reeve_map_scene_get_chain_points() */
} ReeveMapChain;

typedef struct _ReeveMapScene ReeveMapScene;

ReeveMapScene *reeve_map_scene_new (void);
ReeveMapScene *reeve_map_scene_ref (ReeveMapScene *scene);
void reeve_map_scene_unref (ReeveMapScene *scene);

/* Building. */
void reeve_map_scene_begin (ReeveMapScene *scene, ReeveMapKind kind, ReeveMapClass klass, gboolean area, gint64 id, const char *name,
                            const char *what);
void reeve_map_scene_mark_patch (ReeveMapScene *scene);                           /* the feature begun last */
void reeve_map_scene_add_part (ReeveMapScene *scene, const ReeveWorld *points, guint n);
void reeve_map_scene_add_geometry (ReeveMapScene *scene, ReeveMapKind kind, ReeveMapClass klass, gint64 id, const char *name,
                                   const char *what, const ReeveGeometry *geometry);
void reeve_map_scene_add_source (ReeveMapScene *scene, const char *attribution);   /* shown with the map; each once */
void reeve_map_scene_set_city (ReeveMapScene *scene, const char *city);
void reeve_map_scene_add_unreadable (ReeveMapScene *scene);                        /* one shape had to be left out */
void reeve_map_scene_seal (ReeveMapScene *scene);
ReeveMapClass reeve_map_class_from_text (ReeveMapKind kind, const char *text);     /* "primary", "rail", "commercial" ... */

/* Everything of the case file that is in force on @day. A row whose geometry cannot be read is left out and counted. Not sealed yet. */
ReeveMapScene *reeve_map_scene_read (ReeveConn *conn, ReeveDay day, GError **error);
/* Pictures of a tile file take the place of boundary, zoning, parks, water and streets. */
void reeve_map_scene_set_pictures (ReeveMapScene *scene, ReeveTiles *tiles);
ReeveTiles *reeve_map_scene_get_pictures (const ReeveMapScene *scene);             /* transfer none; NULL = none */

/* Reading. */
guint reeve_map_scene_get_n_features (const ReeveMapScene *scene, ReeveMapKind kind);
const ReeveMapFeature *reeve_map_scene_get_feature (const ReeveMapScene *scene, ReeveMapKind kind, guint i);
const ReeveMapFeature *reeve_map_scene_find_place (const ReeveMapScene *scene, gint64 id);
const ReeveWorld *reeve_map_scene_get_part (const ReeveMapScene *scene, const ReeveMapFeature *feature, guint part, guint *ret_n);
const ReeveMapChain *reeve_map_scene_get_chains (const ReeveMapScene *scene, guint *ret_n);
const ReeveWorld *reeve_map_scene_get_chain_points (const ReeveMapScene *scene, const ReeveMapChain *chain);
gboolean reeve_map_scene_get_box (const ReeveMapScene *scene, ReeveWorldBox *ret_box);   /* FALSE if there is nothing */
gboolean reeve_map_scene_has_ground (const ReeveMapScene *scene);   /* streets, water, parks or a boundary: one sees where one is */
const char *reeve_map_scene_get_sources (const ReeveMapScene *scene);                    /* one line, "" if there are none */
const char *reeve_map_scene_get_city (const ReeveMapScene *scene);                       /* "" if unknown */
guint reeve_map_scene_get_n_unreadable (const ReeveMapScene *scene);

/* What "all" shows: the city's boundary, else its streets, else where nearly all businesses are, else the country. */
ReeveWorldBox reeve_map_whole_box (const ReeveMapScene *scene, const ReevePointIndex *index);

/* Businesses with a position, as points for the index. @category may be NULL. @ret_unplaced: how many have none. */
GArray *reeve_map_points_load (ReeveConn *conn, const char *category, guint *ret_unplaced, GError **error);
/* Takes the points whose outcome is not among the bits of @outcomes out of @points and counts them in @ret_taken. */
void reeve_map_points_keep (GArray *points, guint outcomes, guint ret_taken[REEVE_N_SHOWN]);
/* What a map draws unless it is asked for more: where nothing applies there is nothing to see, and it would hide the rest. */
#define REEVE_MAP_OUTCOMES_USUAL (((1u << REEVE_N_SHOWN) - 1) & ~(1u << REEVE_SHOWN_NOT_APPLICABLE))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveMapScene, reeve_map_scene_unref)

G_END_DECLS
