/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dialog with one or more record forms. To add: one button writes all of them in one transaction. To edit: each field is kept as it is
 * left, and there is nothing to press but Done. */
#pragma once

#include <adwaita.h>
#include "reeve-record-form.h"

G_BEGIN_DECLS

#define REEVE_TYPE_RECORD_DIALOG (reeve_record_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (ReeveRecordDialog, reeve_record_dialog, REEVE, RECORD_DIALOG, AdwWindow)

struct _ReeveRecordDialogClass { AdwWindowClass parent_class; };

/* Writes the records of the forms (in their order; NULL for an optional form nobody touched). Runs on the writer's thread. */
typedef gboolean (*ReeveStoreFormsFunc) (ReeveTxn *txn, GPtrArray *records, gpointer data, GError **error);

ReeveRecordDialog *reeve_record_dialog_new (GtkWindow *parent, ReeveCaseFile *file, const char *title);
/* @record: transfer full, with an id to edit it. @optional: left out when nothing was typed into it. @heading may be NULL. */
ReeveRecordForm *reeve_record_dialog_add_form (ReeveRecordDialog *self, const char *heading, ReeveRecord *record, const char *const *rows,
                                               gboolean optional);
/* Makes it a dialog that adds. @name: in the history; @data lives as long as the dialog and the write. */
void reeve_record_dialog_set_store (ReeveRecordDialog *self, const char *button, const char *name, const char *toast, ReeveStoreFormsFunc func,
                                    gpointer data, GDestroyNotify data_free);
/* Something else under the forms. */
void reeve_record_dialog_add_widget (ReeveRecordDialog *self, GtkWidget *widget);
/* A dialog that edits: a button that takes the first form's record out of the file. It can be undone. */
void reeve_record_dialog_set_removable (ReeveRecordDialog *self);
void reeve_record_dialog_store (ReeveRecordDialog *self);
/* Signal "added" (gint64): id of the first record, after it was written; the dialog then closes. */

G_END_DECLS
