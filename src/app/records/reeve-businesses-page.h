/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Businesses: the list with search, filters and sorting beside the detail of the one selected. */
#pragma once

#include "reeve-page.h"

G_BEGIN_DECLS

#define REEVE_TYPE_BUSINESSES_PAGE (reeve_businesses_page_get_type ())
G_DECLARE_FINAL_TYPE (ReeveBusinessesPage, reeve_businesses_page, REEVE, BUSINESSES_PAGE, ReevePage)

GtkWidget *reeve_businesses_page_new (ReeveCaseFile *file);
void reeve_businesses_page_filter_shown (ReeveBusinessesPage *self, guint mask);   /* bits of ReeveShown; 0 = any */
void reeve_businesses_page_show_view (ReeveBusinessesPage *self, gint64 id);       /* a saved view */
void reeve_businesses_page_show_tab (ReeveBusinessesPage *self, const char *tab);  /* of the detail: "findings", "people" ... */
void reeve_businesses_page_show_finding (ReeveBusinessesPage *self, const char *provision);   /* opens it, for the business selected */

G_END_DECLS
