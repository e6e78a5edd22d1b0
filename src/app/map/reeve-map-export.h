/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map in view as a file, for internal use. */
#pragma once

#include <gtk/gtk.h>

#include "reeve-case-file.h"
#include "reeve-map-sheet.h"

G_BEGIN_DECLS

/* Asks where to and writes @sheet there on a thread; title, words and date are filled in. The result is told by a toast. */
void reeve_map_export_ask (GtkWidget *parent, ReeveCaseFile *file, const ReeveMapSheet *sheet);

G_END_DECLS
