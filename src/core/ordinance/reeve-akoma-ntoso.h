/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of an ordinance as Akoma Ntoso 3.0 (OASIS LegalDocML 1.0), the XML that legislative drafting systems exchange: title, number,
 * sections with citation, heading, words and exemptions as they stand on a day. The rules themselves have no place in it: they go with the
 * ordinance file. */
#pragma once

#include "reeve-ordinance.h"

G_BEGIN_DECLS

/* An adopted ordinance is an act, a draft a bill. The same bytes for the same input. Transfer full. */
GBytes *reeve_ordinance_to_akoma_ntoso (ReeveOrdinance *ordinance, ReeveDay day);

G_END_DECLS
