/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paints the map: one painter for the screen's tiles, PNG, PDF and print. */
#pragma once

#include <cairo.h>

#include "reeve-map-scene.h"
#include "reeve-palette.h"
#include "reeve-point-index.h"

G_BEGIN_DECLS

#define REEVE_MAP_SYMBOL_PX 18
#define REEVE_MAP_SYMBOL_HALO_PX 2

typedef struct
{
  ReevePalette palette;
  guint show;             /* REEVE_MAP_SHOW () bits */
} ReeveMapStyle;

/* The ground: areas, streets, boundaries, places; no names, no businesses. @cr's units are the view's. */
void reeve_map_paint_ground (cairo_t *cr, const ReeveMapScene *scene, const ReeveMapView *view, double width, double height,
                             const ReeveMapStyle *style);

/* Names that fit into a view without touching each other. Placing is the dear part: once placed they can be drawn from several threads. */
typedef struct _ReeveMapLabels ReeveMapLabels;
/* @blocked (element-type ReeveWorldBox, may be NULL): screen boxes in the view's units that names keep clear of. */
ReeveMapLabels *reeve_map_labels_new (const ReeveMapScene *scene, const ReeveMapView *view, double width, double height,
                                      const ReeveMapStyle *style, const GArray *blocked);
void reeve_map_labels_free (ReeveMapLabels *labels);
guint reeve_map_labels_get_n (const ReeveMapLabels *labels);
/* Draws those that touch the box; @dx, @dy moves them (a tile within the block that was placed). */
void reeve_map_labels_paint (const ReeveMapLabels *labels, cairo_t *cr, double dx, double dy, double width, double height);

/* A cluster: a disc with its number and a ring cut by outcome, clockwise from the top in the order of the outcomes. */
void reeve_map_paint_cluster (cairo_t *cr, const guint counts[REEVE_N_SHOWN], ReevePalette palette, double x, double y);
double reeve_map_cluster_radius (guint count);
/* Marks drawn once and kept as pictures, for a screen that paints the same ones in every frame. @scale: device pixels per unit. */
typedef struct _ReeveMapStamps ReeveMapStamps;
ReeveMapStamps *reeve_map_stamps_new (ReevePalette palette, int scale);
void reeve_map_stamps_free (ReeveMapStamps *stamps);
/* All clusters and points of the view, the worst on top. @stamps NULL: drawn as vectors, for paper. @boxes (element-type ReeveWorldBox,
 * may be NULL) gets what they cover. */
void reeve_map_paint_points (cairo_t *cr, const ReevePointIndex *index, const ReeveMapView *view, double width, double height,
                             ReevePalette palette, ReeveMapStamps *stamps, GArray *boxes);
/* What is drawn at @x, @y of the view: FALSE = nothing; a node of one point, or a cluster. */
gboolean reeve_map_pick (const ReevePointIndex *index, const ReeveMapView *view, double x, double y, ReevePointNode *ret_node);
/* Lines of longitude and latitude with their degrees, for a map with nothing else. */
void reeve_map_paint_graticule (cairo_t *cr, const ReeveMapView *view, double width, double height, ReevePalette palette);

/* A round length in feet or miles that fits @most view units, as text ("1,000 ft", "1/2 mile"; transfer full) and in view units. */
char *reeve_map_scale_text (const ReeveMapView *view, double height, double most, double *ret_length);
void reeve_map_paint_scale (cairo_t *cr, const ReeveMapView *view, double map_height, double x, double bottom, double most,
                            ReevePalette palette);
void reeve_map_paint_north (cairo_t *cr, double x, double y, double size, ReevePalette palette);

/* The view that shows @box whole in @width x @height with @margin on each side. */
ReeveMapView reeve_map_view_fit (ReeveWorldBox box, double width, double height, double margin, double max_zoom);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveMapLabels, reeve_map_labels_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveMapStamps, reeve_map_stamps_free)

G_END_DECLS
