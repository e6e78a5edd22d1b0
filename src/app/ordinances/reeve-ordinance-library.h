/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How others say it: the provisions of the shipped laws, searched by words and kind, each with its place, its text and its rule, to begin with. */
#pragma once

#include <adwaita.h>

#include "reeve-ordinance.h"

G_BEGIN_DECLS

#define REEVE_TYPE_ORDINANCE_LIBRARY (reeve_ordinance_library_get_type ())
G_DECLARE_FINAL_TYPE (ReeveOrdinanceLibrary, reeve_ordinance_library, REEVE, ORDINANCE_LIBRARY, AdwWindow)

/* @can_use: there is a draft to copy into. @day: of the values shown. */
GtkWidget *reeve_ordinance_library_new (GtkWindow *parent, ReeveDay day, gboolean can_use);
/* What went wrong with the one chosen; the window stays open. */
void reeve_ordinance_library_tell (ReeveOrdinanceLibrary *self, const char *message);
/* Signal "use" (ReeveOrdinance *, const char *provision): whoever takes it closes the window. */

G_END_DECLS
