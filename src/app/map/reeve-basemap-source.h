/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiles for libshumate, painted from a scene by two threads of our own. */
#pragma once

#include <shumate/shumate.h>

#include "reeve-map-paint.h"

G_BEGIN_DECLS

#define REEVE_TYPE_BASEMAP_SOURCE (reeve_basemap_source_get_type ())
G_DECLARE_FINAL_TYPE (ReeveBasemapSource, reeve_basemap_source, REEVE, BASEMAP_SOURCE, ShumateMapSource)

#define REEVE_BASEMAP_MAX_ZOOM 20   /* the most libshumate 1.0 asks for */

/* @scale: the display's scale factor. Style and scene never change: for another look make another source and layer, for a layer of
 * libshumate 1.0 keeps its tiles. */
ReeveBasemapSource *reeve_basemap_source_new (ReeveMapScene *scene, const ReeveMapStyle *style, int scale);
/* What a tile shows, for tests: (transfer full). Any thread. */
GdkTexture *reeve_basemap_source_render (ReeveBasemapSource *self, guint x, guint y, guint zoom);

G_END_DECLS
