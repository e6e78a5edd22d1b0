/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells which column a GtkColumnView is sorted by, which GTK 4.8 does not say: sorting itself is done in SQL. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkSorter *reeve_probe_sorter_new (guint sort);                                        /* transfer full; for a column */
guint reeve_probe_sorter_read (GtkSorter *view_sorter, gboolean *ret_descending);      /* @sort of the first column, or G_MAXUINT */

G_END_DECLS
