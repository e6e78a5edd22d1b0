/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adopting a draft: under which number, from which day, by whom. */
#pragma once

#include <adwaita.h>
#include "reeve-draft.h"
#include "reeve-ordinance-versions.h"

G_BEGIN_DECLS

/* @failed: examples of the draft that do not come out as they say; with any, or with an error in the text, it says so and adopts nothing.
 * @written as in reeve_case_file_write(). Returns the dialog. */
GtkWidget *reeve_ordinance_adopt_present (GtkWindow *parent, ReeveCaseFile *file, const GPtrArray *versions, gint64 version, ReeveDraft *draft,
                                          guint failed, ReeveWrittenFunc written, gpointer owner);

G_END_DECLS
