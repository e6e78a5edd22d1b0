/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what the map draws and says of the business selected. */
#pragma once

#include "reeve-date.h"
#include "reeve-map-selection.h"

G_BEGIN_DECLS

/* The sensitive uses of the file by where they are; read once, then used from several threads. */
typedef struct _ReeveMapPlaces ReeveMapPlaces;
ReeveMapPlaces *reeve_map_places_read (ReeveConn *conn, ReeveDay day, GError **error);
ReeveMapPlaces *reeve_map_places_ref (ReeveMapPlaces *places);
void reeve_map_places_unref (ReeveMapPlaces *places);
/* The nearest place, or school, within two miles: 0 = none. */
gint64 reeve_map_places_nearest (ReeveMapPlaces *places, ReevePoint from, gboolean schools, double *ret_distance_m);
gboolean reeve_map_places_has_schools (ReeveMapPlaces *places);

/* NULL with an error; a business that is gone gives REEVE_ERROR_NOT_FOUND. Runs on a reading thread. */
ReeveMapSelection *reeve_map_target_read (ReeveConn *conn, gint64 business, ReeveDay day, ReeveMapPlaces *places, GError **error);

G_END_DECLS
