/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Import on one page: the file, what its columns mean, what will happen. Nothing is written before the button is pressed. */
#pragma once

#include "reeve-page.h"

G_BEGIN_DECLS

#define REEVE_TYPE_IMPORT_PAGE (reeve_import_page_get_type ())
G_DECLARE_FINAL_TYPE (ReeveImportPage, reeve_import_page, REEVE, IMPORT_PAGE, ReevePage)

GtkWidget *reeve_import_page_new (ReeveCaseFile *file);
void reeve_import_page_choose (ReeveImportPage *self, const char *path);   /* looks into the file and plans */
gboolean reeve_import_page_is_ready (ReeveImportPage *self);               /* the plan is complete: it can be imported */

G_END_DECLS
