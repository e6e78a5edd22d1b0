/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dialogs for what is filed about a business and what the city answers: applications, documents, exemptions, changes, fees, permits, notices,
 * sanctions, hearings, events, statuses of licences. */
#pragma once

#include "reeve-record-dialog.h"

G_BEGIN_DECLS

/* The rows of a form for @table; NULL if it is none of these. */
const char *const *reeve_paper_form_rows (const char *table);
/* Offers what the references among the fields of @form may name: records of @business. */
void reeve_paper_form_offer (ReeveRecordForm *form, ReeveCaseFile *file, const char *table, gint64 business);
/* Returns a dialog not yet presented. */
GtkWidget *reeve_paper_dialog_add (GtkWindow *parent, ReeveCaseFile *file, const char *table, gint64 business, const char *business_name);

G_END_DECLS
