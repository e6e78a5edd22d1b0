/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the map: rows of the list beside it (symbol, name over address, distance), tooltips. */
#pragma once

#include <gtk/gtk.h>

#include "reeve-case-file.h"
#include "reeve-map-selection.h"
#include "reeve-point-index.h"

G_BEGIN_DECLS

/* The second column of a row: "912 ft", or NULL. Transfer full. */
typedef char *(*ReeveMapRowFunc) (gint64 business, gpointer data);
GtkListItemFactory *reeve_map_row_factory_new (ReeveMapRowFunc distance, gpointer data);    /* for ReeveRow of the business list; transfer full */
/* "Ninth Lantern Wellness, not met": name, address and outcome of one business, in lines; NULL if it is gone. Transfer full. */
char *reeve_map_row_describe (ReeveConn *conn, gint64 business);
/* "Map, 129 businesses in view, Marlgate Spa selected, 912 ft from Sabre River Elementary". Transfer full. */
char *reeve_map_describe (guint in_view, const ReeveMapSelection *selection);
/* "34 businesses" and a line for each outcome among them. Transfer full. */
char *reeve_map_cluster_describe (const ReevePointIndex *index, const ReevePointNode *node);

G_END_DECLS
