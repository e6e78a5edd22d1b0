/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Find or go to: one field over the window that finds records, provisions and actions. What is chosen is an action of the window. */
#pragma once

#include <adwaita.h>
#include "reeve-case-file.h"

G_BEGIN_DECLS

/* One action that may be gone to by its name. */
typedef struct
{
  const char *title;       /* untranslated */
  const char *icon, *key;  /* key as printed, or NULL */
  const char *action;      /* detailed: "win.page::map" */
} ReeveGoToAction;

typedef gboolean (*ReeveGoToEnabledFunc) (const char *action, gpointer data);

#define REEVE_TYPE_GO_TO (reeve_go_to_get_type ())
G_DECLARE_FINAL_TYPE (ReeveGoTo, reeve_go_to, REEVE, GO_TO, AdwBin)

/* @actions: static. @enabled: whether one can be done now; NULL data is fine. */
void reeve_go_to_setup (ReeveGoTo *self, const ReeveGoToAction *actions, guint n, ReeveGoToEnabledFunc enabled, gpointer data);
void reeve_go_to_set_file (ReeveGoTo *self, ReeveCaseFile *file);   /* NULL: nothing to find */
void reeve_go_to_open (ReeveGoTo *self);
/* Activates, besides the actions given: "win.go-business" (x), "win.go-people" (x, a business), "win.go-complaint" (x),
 * "win.go-inspection" (x), "win.go-provision" (s). */

G_END_DECLS
