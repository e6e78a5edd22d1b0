/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the city itself owes, as a card of the overview: late first, then by the day. */
#pragma once

#include <adwaita.h>
#include "reeve-case-file.h"

G_BEGIN_DECLS

#define REEVE_TYPE_CITY_DUTIES_CARD (reeve_city_duties_card_get_type ())
G_DECLARE_FINAL_TYPE (ReeveCityDutiesCard, reeve_city_duties_card, REEVE, CITY_DUTIES_CARD, AdwBin)

/* Reads anew what is owed in @file on its day; NULL: nothing to show. */
void reeve_city_duties_card_load (ReeveCityDutiesCard *self, ReeveCaseFile *file);

G_END_DECLS
