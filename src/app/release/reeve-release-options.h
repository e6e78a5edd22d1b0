/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a release on paper is laid out: paper, orientation, one sheet or an atlas, the list beside the map. */
#pragma once

#include <gtk/gtk.h>
#include "reeve-release.h"

G_BEGIN_DECLS

#define REEVE_TYPE_RELEASE_OPTIONS (reeve_release_options_get_type ())
G_DECLARE_FINAL_TYPE (ReeveReleaseOptions, reeve_release_options, REEVE, RELEASE_OPTIONS, GtkBox)

/* Shows what @format has; hidden altogether for a format without pages. */
void reeve_release_options_set_format (ReeveReleaseOptions *self, ReeveFormat format);
const ReeveCaseMapOptions *reeve_release_options_get (ReeveReleaseOptions *self);

/* Signal "changed" (). */

G_END_DECLS
