/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preferences of the city, kept in the case file: what an audience does not get although the program would let it. The limits of the program
 * are shown locked, with their reason; nothing here can widen them. */
#pragma once

#include <adwaita.h>
#include "reeve-audience.h"
#include "reeve-case-file.h"

G_BEGIN_DECLS

#define REEVE_TYPE_AUDIENCE_PAGE (reeve_audience_page_get_type ())
G_DECLARE_FINAL_TYPE (ReeveAudiencePage, reeve_audience_page, REEVE, AUDIENCE_PAGE, AdwPreferencesPage)

AdwPreferencesPage *reeve_audience_page_new (ReeveCaseFile *file);
void reeve_audience_page_set_audience (ReeveAudiencePage *self, ReeveAudience audience);
/* The switch of a column, or NULL: then the audience never sees it. For tests. */
GtkSwitch *reeve_audience_page_get_switch (ReeveAudiencePage *self, ReeveDisclosedField field);

G_END_DECLS
