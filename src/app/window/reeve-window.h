/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window on one case file: sidebar and pages, or the first page when nothing is open. */
#pragma once

#include <adwaita.h>
#include "reeve-application.h"
#include "reeve-case-file.h"
#include "reeve-page.h"

G_BEGIN_DECLS

#define REEVE_TYPE_WINDOW (reeve_window_get_type ())
G_DECLARE_FINAL_TYPE (ReeveWindow, reeve_window, REEVE, WINDOW, AdwApplicationWindow)

ReeveWindow *reeve_window_new (ReeveApplication *application);               /* transfer none */
void reeve_window_open (ReeveWindow *self, const char *path);                /* in the background; an error gets its page */
void reeve_window_create (ReeveWindow *self, const char *path);              /* asks for the city first */
void reeve_window_take_file (ReeveWindow *self, ReeveCaseFile *file);        /* transfer full */
ReeveCaseFile *reeve_window_get_file (ReeveWindow *self);                    /* NULL = nothing open */
const char *reeve_window_get_path (ReeveWindow *self);                       /* also of the file that is being opened */
void reeve_window_show_loading (ReeveWindow *self, const char *text);
void reeve_window_show_error (ReeveWindow *self, const char *title, const char *message);
void reeve_window_show_page (ReeveWindow *self, const char *name);           /* "businesses", "map", "import" ... */
ReevePage *reeve_window_get_page (ReeveWindow *self, const char *name);      /* NULL = there is none */

G_END_DECLS
