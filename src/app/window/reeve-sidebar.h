/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar: city and menu, the pages with their counts, the saved views, the day in view, and whether everything is kept. */
#pragma once

#include <adwaita.h>
#include "reeve-case-file.h"

G_BEGIN_DECLS

#define REEVE_TYPE_SIDEBAR (reeve_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (ReeveSidebar, reeve_sidebar, REEVE, SIDEBAR, GtkBox)

/* Activates "win.page" (s), "win.saved-view" (x), "win.day" (ss, ISO days: the one to look at, and by whose end it was recorded or "") and "win.today". */
void reeve_sidebar_add_page (ReeveSidebar *self, const char *name, const char *title, const char *icon);   /* static strings, translated */
void reeve_sidebar_set_file (ReeveSidebar *self, ReeveCaseFile *file);          /* NULL: nothing is open */
void reeve_sidebar_select_page (ReeveSidebar *self, const char *name);
const char *reeve_sidebar_get_page (ReeveSidebar *self, guint index);           /* NULL = there are not so many */
void reeve_sidebar_set_alone (ReeveSidebar *self, gboolean alone);              /* folded: it has the window's buttons then */
void reeve_sidebar_focus (ReeveSidebar *self);
void reeve_sidebar_choose_day (ReeveSidebar *self);                             /* opens the calendar */

G_END_DECLS
