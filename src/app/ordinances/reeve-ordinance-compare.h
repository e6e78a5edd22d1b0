/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two ordinances side by side in a window of its own, word by word: versions and drafts of the case file, files, and the laws of other
 * cities that come with Reeve. */
#pragma once

#include <adwaita.h>
#include "reeve-ordinance-versions.h"

G_BEGIN_DECLS

/* @versions as listed; @before (0 = none: an ordinance that comes with Reeve) and @after are ids among them. @text is that of @after as it
 * is being written. Returns the window, which is its own owner. */
GtkWidget *reeve_ordinance_compare_present (GtkWindow *parent, ReeveCaseFile *file, const GPtrArray *versions, gint64 before, gint64 after,
                                            GBytes *text);

G_END_DECLS
