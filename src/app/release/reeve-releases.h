/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All releases made, the latest first: what went out, to whom, why, and what was left out; to reprint or to recall. */
#pragma once

#include <adwaita.h>
#include "reeve-case-file.h"

G_BEGIN_DECLS

#define REEVE_TYPE_RELEASES (reeve_releases_get_type ())
G_DECLARE_FINAL_TYPE (ReeveReleases, reeve_releases, REEVE, RELEASES, AdwWindow)

ReeveReleases *reeve_releases_new (GtkWindow *parent, ReeveCaseFile *file);
guint reeve_releases_get_n (ReeveReleases *self);                                             /* G_MAXUINT until they are read */
void reeve_releases_reprint (ReeveReleases *self, gint64 number, const char *path);           /* what follows the choice of a file */
void reeve_releases_recall (ReeveReleases *self, gint64 number, const char *reason);          /* what follows the reason */

G_END_DECLS
