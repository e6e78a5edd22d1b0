/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program as the desktop sees it: org.reeve.Reeve, opens *.reeve, one process for all windows. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REEVE_TYPE_APPLICATION (reeve_application_get_type ())
G_DECLARE_FINAL_TYPE (ReeveApplication, reeve_application, REEVE, APPLICATION, AdwApplication)

ReeveApplication *reeve_application_new (void);
void reeve_style_load (GdkDisplay *display);   /* the palette as named colours, kept in step with dark and light; once */

G_END_DECLS
