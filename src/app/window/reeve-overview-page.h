/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Overview: where things stand, what is to be put right, and the latest changes with their undo. */
#pragma once

#include "reeve-page.h"

G_BEGIN_DECLS

#define REEVE_TYPE_OVERVIEW_PAGE (reeve_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (ReeveOverviewPage, reeve_overview_page, REEVE, OVERVIEW_PAGE, ReevePage)

GtkWidget *reeve_overview_page_new (ReeveCaseFile *file);

G_END_DECLS
