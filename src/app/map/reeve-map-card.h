/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the map says of the business selected: name, distance, why. */
#pragma once

#include <gtk/gtk.h>

#include "reeve-map-selection.h"

G_BEGIN_DECLS

#define REEVE_TYPE_MAP_CARD (reeve_map_card_get_type ())
G_DECLARE_FINAL_TYPE (ReeveMapCard, reeve_map_card, REEVE, MAP_CARD, GtkBox)

void reeve_map_card_show (ReeveMapCard *self, const ReeveMapSelection *selection);   /* NULL hides it */
/* Signal "open" (): the user wants the whole record. */

G_END_DECLS
