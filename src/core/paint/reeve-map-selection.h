/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The business looked at, drawn over the map: ring and name, and how far the sensitive use is that an ordinance measures to. */
#pragma once

#include "reeve-map-paint.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 business;
  gboolean placed;           /* has a position */
  ReeveWorld point;
  guint stack, of;           /* as in ReeveMapPoint */
  ReeveShown shown;
  char *name, *address;

  /* The distance; place_name NULL = none is known */
  char *place_name;
  GPtrArray *outline;        /* GArray of ReeveWorld per ring or line of the place; a point has none */
  ReeveWorld nearest;        /* where on the place it was measured to */
  double distance_m;
  double limit_m;            /* 0 = no ordinance gives one */
  GPtrArray *limit_line;     /* GArray of ReeveWorld per ring: all that is exactly limit_m from the place */
  char *citation;            /* "Sec. 18-22", or NULL */
  char *sentence;            /* why, in words, or NULL */
} ReeveMapSelection;

ReeveMapSelection *reeve_map_selection_new (void);
void reeve_map_selection_free (ReeveMapSelection *selection);
/* Takes over outline and nearest point from @place, and the line at @limit_m around it (0 = none). */
void reeve_map_selection_set_place (ReeveMapSelection *selection, const char *name, const ReeveGeometry *place, ReevePoint from,
                                    double limit_m);
/* "912 ft", "278 m": whole units rounded down, so that 999.9 ft never reads as the limit of 1,000 ft kept. Transfer full. */
char *reeve_map_distance_text (double metres);
/* Whether maps of this program tell distances and scale in metres and kilometres. FALSE at the start: feet and miles. */
void reeve_map_use_metres (gboolean metres);
gboolean reeve_map_uses_metres (void);
void reeve_map_paint_selection (cairo_t *cr, const ReeveMapSelection *selection, const ReeveMapView *view, double width, double height,
                                ReevePalette palette);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveMapSelection, reeve_map_selection_free)

G_END_DECLS
