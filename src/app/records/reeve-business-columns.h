/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of the list of businesses: what each cell shows, which are shown, and by what they sort. */
#pragma once

#include <gtk/gtk.h>
#include "reeve-case-file.h"

G_BEGIN_DECLS

void reeve_business_columns_add (GtkColumnView *view, ReeveCaseFile *file);
GtkColumnViewColumn *reeve_business_columns_find (GtkColumnView *view, const char *name);    /* transfer none; "district", "licence-to" ... */
GtkColumnViewColumn *reeve_business_columns_find_sort (GtkColumnView *view, guint sort);     /* transfer none; the one that sorts so */
char **reeve_business_columns_get (GtkColumnView *view);
void reeve_business_columns_set (GtkColumnView *view, const char *const *names);
void reeve_business_columns_fill_menu (GMenu *menu, GActionMap *actions, GtkColumnView *view, const char *prefix);

G_END_DECLS
