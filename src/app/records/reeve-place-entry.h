/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where: a field that finds premises and businesses while the place is typed, and keeps what was told when the city knows no such address. */
#pragma once

#include <adwaita.h>
#include "reeve-case-file.h"

G_BEGIN_DECLS

#define REEVE_TYPE_PLACE_ENTRY (reeve_place_entry_get_type ())
G_DECLARE_FINAL_TYPE (ReevePlaceEntry, reeve_place_entry, REEVE, PLACE_ENTRY, AdwBin)

void reeve_place_entry_set_file (ReevePlaceEntry *self, ReeveCaseFile *file);
/* Shows a place; @premises, @business 0 = not known; @told (nullable): the words used. Emits nothing. */
void reeve_place_entry_set_place (ReevePlaceEntry *self, gint64 premises, gint64 business, const char *told);
gint64 reeve_place_entry_get_premises (ReevePlaceEntry *self);
gint64 reeve_place_entry_get_business (ReevePlaceEntry *self);
const char *reeve_place_entry_get_told (ReevePlaceEntry *self);   /* NULL when premises are known or nothing was typed */
void reeve_place_entry_focus (ReevePlaceEntry *self);
/* Signal "placed" (): the user chose another place, or told another one. */

/* "610 Pell St, Ste 200" and the present occupant of one of the two; transfer full, NULL if there is none. */
char *reeve_place_describe (ReeveConn *conn, gint64 premises, gint64 business);
/* Present occupancy of a business: its premises, 0 if not known. */
gint64 reeve_place_premises_of (ReeveConn *conn, gint64 business);

G_END_DECLS
