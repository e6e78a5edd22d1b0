/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paper through the desktop's print dialog. A release is recorded in the log when the dialog is confirmed, before the first page goes to the
 * printer; what is printed are exactly its pages, number and all. A dialog that is cancelled leaves nothing. */
#pragma once

#include <gtk/gtk.h>
#include "reeve-release-job.h"

G_BEGIN_DECLS

/* @made: transfer full; NULL = cancelled, or an error. */
typedef void (*ReeveReleasePrintedFunc) (GObject *owner, ReeveReleaseMade *made, const GError *error);
/* What "Preview" in the print dialog shows instead of a foreign program, which would get a file that no log knows. */
typedef void (*ReeveReleasePreviewFunc) (GObject *owner);

/* @export_path: (nullable): a PDF instead of a printer and its dialog, for tests. @owner is kept until @printed was called. */
void reeve_release_print_run (GtkWindow *parent, ReeveCaseFile *file, const ReeveReleaseOrder *order, const char *export_path,
                              ReeveReleasePreviewFunc preview, ReeveReleasePrintedFunc printed, GObject *owner);
/* Takes @paper, which is nobody's release: a receipt. */
void reeve_paper_print_run (GtkWindow *parent, ReevePaper *paper, const char *title);
/* What may be handed over with a release: its line of the log on a page. Transfer full. */
ReevePaper *reeve_release_receipt_paper (ReeveRecord *record, const char *city);

G_END_DECLS
