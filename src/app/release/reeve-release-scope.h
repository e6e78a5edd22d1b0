/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which businesses a release is about: all, those of the filtered list, or the selected one; a category; a district. */
#pragma once

#include <gtk/gtk.h>
#include "reeve-release-job.h"

G_BEGIN_DECLS

#define REEVE_TYPE_RELEASE_SCOPE (reeve_release_scope_get_type ())
G_DECLARE_FINAL_TYPE (ReeveReleaseScope, reeve_release_scope, REEVE, RELEASE_SCOPE, GtkWidget)

void reeve_release_scope_set_file (ReeveReleaseScope *self, ReeveCaseFile *file);     /* once */
void reeve_release_scope_set_all (ReeveReleaseScope *self);                           /* whatever the list shows */
void reeve_release_scope_apply (ReeveReleaseScope *self, ReeveReleaseOrder *order);
char *reeve_release_scope_get_words (ReeveReleaseScope *self);                        /* "All businesses, West"; transfer full */

/* Signal "changed" (). */

G_END_DECLS
