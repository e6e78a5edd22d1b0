/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which columns go out of those that the audience may see: a button that says how many, and a list to take some away. It offers no other. */
#pragma once

#include <gtk/gtk.h>
#include "reeve-disclosure.h"

G_BEGIN_DECLS

#define REEVE_TYPE_RELEASE_FIELDS (reeve_release_fields_get_type ())
G_DECLARE_FINAL_TYPE (ReeveReleaseFields, reeve_release_fields, REEVE, RELEASE_FIELDS, GtkWidget)

/* @narrowed: (nullable): what the city takes from this audience, names with spaces between; shown locked. */
void reeve_release_fields_set (ReeveReleaseFields *self, ReeveAudience audience, guint sheets, const char *narrowed);
/* What was taken away now, as of ReeveReleaseRequest.without; transfer full, NULL = nothing. */
char *reeve_release_fields_get_without (ReeveReleaseFields *self);

/* Signal "changed" (). */

G_END_DECLS
