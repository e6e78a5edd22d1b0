/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at a release before it is made: its pages, or the rows of its sheets, from the same core calls that will write them. Nothing of it
 * is kept, and nothing is logged. */
#pragma once

#include <adwaita.h>
#include "reeve-release-job.h"

G_BEGIN_DECLS

#define REEVE_TYPE_RELEASE_PREVIEW (reeve_release_preview_get_type ())
G_DECLARE_FINAL_TYPE (ReeveReleasePreview, reeve_release_preview, REEVE, RELEASE_PREVIEW, AdwWindow)

ReeveReleasePreview *reeve_release_preview_new (GtkWindow *parent, ReeveCaseFile *file, const ReeveReleaseOrder *order);
/* For tests. Pages that can be looked at, and whether all are there. */
guint reeve_release_preview_get_n_pages (ReeveReleasePreview *self);
gboolean reeve_release_preview_is_whole (ReeveReleasePreview *self);
guint reeve_release_preview_get_page (ReeveReleasePreview *self);          /* from 0 */
void reeve_release_preview_set_page (ReeveReleasePreview *self, guint page);

/* Signal "print" (): asked for by its button or key. */

G_END_DECLS
