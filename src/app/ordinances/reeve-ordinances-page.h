/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of ordinances: versions and drafts, their provisions, form and source of one text, its examples, compare, back-test, adopt. */
#pragma once

#include "reeve-page.h"

G_BEGIN_DECLS

#define REEVE_TYPE_ORDINANCES_PAGE (reeve_ordinances_page_get_type ())
G_DECLARE_FINAL_TYPE (ReeveOrdinancesPage, reeve_ordinances_page, REEVE, ORDINANCES_PAGE, ReevePage)

GtkWidget *reeve_ordinances_page_new (ReeveCaseFile *file);
void reeve_ordinances_page_back_test (ReeveOrdinancesPage *self);   /* of the draft shown, on the records of the day */

/* Begins a draft from a file. */
void reeve_ordinances_page_open (ReeveOrdinancesPage *self, GFile *file);

G_END_DECLS
