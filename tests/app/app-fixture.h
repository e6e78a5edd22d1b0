/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scratch case file and a window on it, for tests of the window. */
#pragma once

#include "reeve-case-file.h"
#include "reeve-window.h"

G_BEGIN_DECLS

/* Makes a file with @n businesses, each with premises, hours and a city licence. @ordinance: adopts the template and checks. */
char *fixture_make_file (guint n, gboolean ordinance);
ReeveCaseFile *fixture_open (const char *path, ReeveDbMode mode);   /* transfer full */
void fixture_wait_for (gboolean (*done) (gpointer data), gpointer data);   /* runs the main loop until it says TRUE; fails after 20 s */
void fixture_wait_loaded (ReeveListModel *model);
void fixture_settle (guint milliseconds);                                  /* runs the main loop for that long */
void fixture_init_gtk (int *argc, char ***argv);                           /* display, style sheet, resources */
/* The first widget of @type under @root for which @match (may be NULL) is in the accessible label or text. */
GtkWidget *fixture_find (GtkWidget *root, GType type, const char *match);

G_END_DECLS
