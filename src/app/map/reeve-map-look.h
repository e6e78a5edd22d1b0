/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a map widget looks, in world coordinates. */
#pragma once

#include <shumate/shumate.h>

#include "reeve-mercator.h"

G_BEGIN_DECLS

ReeveWorldBox reeve_map_look_get_box (ShumateMap *map);                            /* what is in view */
void reeve_map_look_at (ShumateMap *map, ReeveWorld centre, double zoom);
/* All of it left of @inset pixels that something covers; not before the map has a size. Whole zooms only, for between them tiles are
 * stretched and names blur: a little of the rim may be cut. */
void reeve_map_look_at_box (ShumateMap *map, ReeveWorldBox box, double inset);
void reeve_map_look_zoom (ShumateMap *map, double steps);
void reeve_map_look_zoom_about (ShumateMap *map, double x, double y, double steps);   /* the spot at @x, @y stays where it is */
void reeve_map_look_pan (ShumateMap *map, double dx, double dy);                   /* in pixels */

G_END_DECLS
