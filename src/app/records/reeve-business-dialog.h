/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialogs that add to the register: a business with its place, a licence, an owner, a practitioner, hours. */
#pragma once

#include "reeve-record-dialog.h"

G_BEGIN_DECLS

/* Each returns a dialog not yet presented. "added" tells the id of what was added. */
GtkWidget *reeve_business_dialog_new (GtkWindow *parent, ReeveCaseFile *file);
GtkWidget *reeve_business_dialog_add_licence (GtkWindow *parent, ReeveCaseFile *file, gint64 business, const char *business_name);
GtkWidget *reeve_business_dialog_add_owner (GtkWindow *parent, ReeveCaseFile *file, gint64 business, const char *business_name);
GtkWidget *reeve_business_dialog_add_practitioner (GtkWindow *parent, ReeveCaseFile *file, gint64 business, const char *business_name);
GtkWidget *reeve_business_dialog_add_hours (GtkWindow *parent, ReeveCaseFile *file, gint64 business, const char *business_name);
GtkWidget *reeve_business_dialog_add_premises (GtkWindow *parent, ReeveCaseFile *file, gint64 business, const char *business_name);
/* Edits one record of @business; each field is kept as it is left. @record: transfer full. @second (may be NULL, transfer full) stands below it. */
GtkWidget *reeve_business_dialog_edit (GtkWindow *parent, ReeveCaseFile *file, gint64 business, const char *title, ReeveRecord *record,
                                       ReeveRecord *second);
/* The rows of a form for @table, as the dialogs and the Details tab show them. */
const char *const *reeve_business_form_rows (const char *table);

G_END_DECLS
