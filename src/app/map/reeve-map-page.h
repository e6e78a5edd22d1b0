/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map page: what is in view as a list, and the map. Same list, filter and selection as the businesses page. */
#pragma once

#include <shumate/shumate.h>

#include "reeve-page.h"
#include "reeve-point-index.h"

G_BEGIN_DECLS

#define REEVE_TYPE_MAP_PAGE (reeve_map_page_get_type ())
G_DECLARE_FINAL_TYPE (ReeveMapPage, reeve_map_page, REEVE, MAP_PAGE, ReevePage)

GtkWidget *reeve_map_page_new (ReeveCaseFile *file);

/* For tests: the map, and what its layer shows (NULL until it is read). */
ShumateMap *reeve_map_page_get_map (ReeveMapPage *self);
ReevePointIndex *reeve_map_page_get_index (ReeveMapPage *self);
const char *reeve_map_page_get_description (ReeveMapPage *self);   /* what a screen reader is told of the map */

G_END_DECLS
