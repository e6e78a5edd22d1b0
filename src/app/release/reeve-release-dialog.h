/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making a release: for whom, why, what; beside it what goes out and, as large, what is left out. */
#pragma once

#include <adwaita.h>
#include "reeve-case-file.h"

G_BEGIN_DECLS

#define REEVE_TYPE_RELEASE_DIALOG (reeve_release_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ReeveReleaseDialog, reeve_release_dialog, REEVE, RELEASE_DIALOG, AdwWindow)

/* Begins with the filters of the list of businesses. */
ReeveReleaseDialog *reeve_release_dialog_new (GtkWindow *parent, ReeveCaseFile *file);
void reeve_release_dialog_answer_request (ReeveReleaseDialog *self);               /* a package for the public, with the request it answers */
gboolean reeve_release_dialog_is_looking (ReeveReleaseDialog *self);
const char *reeve_release_dialog_get_missing (ReeveReleaseDialog *self);           /* NULL = it can be made */
/* @export_path: (nullable): a PDF instead of the desktop's print dialog, for tests. Only for PDF. */
void reeve_release_dialog_print (ReeveReleaseDialog *self, const char *export_path);
void reeve_release_dialog_make (ReeveReleaseDialog *self, const char *path);       /* what follows the choice of a file */
gint64 reeve_release_dialog_get_number (ReeveReleaseDialog *self);                 /* of the release made, 0 = none yet */

G_END_DECLS
