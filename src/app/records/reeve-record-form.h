/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form over one record, made from the dictionary of tables: labels, kinds of field, checks and their words all come from there. */
#pragma once

#include <adwaita.h>
#include "reeve-case-file.h"

G_BEGIN_DECLS

#define REEVE_TYPE_RECORD_FORM (reeve_record_form_get_type ())
G_DECLARE_FINAL_TYPE (ReeveRecordForm, reeve_record_form, REEVE, RECORD_FORM, AdwBin)

/* @rows: NULL-terminated; each the names of the fields that stand side by side, or "#" and an untranslated heading, or "@" and the name of
 * a slot for a widget of the page. To be called once. */
void reeve_record_form_setup (ReeveRecordForm *self, ReeveCaseFile *file, const char *table, const char *const *rows);
void reeve_record_form_fill_slot (ReeveRecordForm *self, const char *slot, GtkWidget *widget);
/* A record that the reference @field may name. */
void reeve_record_form_offer (ReeveRecordForm *self, const char *field, gint64 id, const char *label);
gboolean reeve_record_form_has_field (ReeveRecordForm *self, const char *field);
/* Shows @record (transfer full). With an id, each field is written as it is left, in a transaction of its own. Without, nothing is
 * written until reeve_record_form_store(). */
void reeve_record_form_set_record (ReeveRecordForm *self, ReeveRecord *record);
/* The same from the file; keeps a field being typed in. FALSE = there is no such record (any more). */
gboolean reeve_record_form_load (ReeveRecordForm *self, gint64 id);
const ReeveRecord *reeve_record_form_get_record (ReeveRecordForm *self);       /* what was last taken from the fields; NULL if none is shown */
/* For what has no field widget: a reference chosen elsewhere in the page. Writes as a field would. */
void reeve_record_form_set_value (ReeveRecordForm *self, const char *field, const char *value);
/* Takes every field; FALSE when one is wrong: it is marked, told in words and given the focus. */
gboolean reeve_record_form_check (ReeveRecordForm *self);
/* Checks, then writes the record under @name (translated; NULL = "Edit ..."). "stored" follows. FALSE as reeve_record_form_check(). */
gboolean reeve_record_form_store (ReeveRecordForm *self, const char *name, const char *toast);
void reeve_record_form_focus (ReeveRecordForm *self, const char *field);
gboolean reeve_record_form_is_touched (ReeveRecordForm *self);                  /* the user changed something since it was shown */
/* Signals: "stored" (gint64 id) after a write; "edited" (): a field was taken with a new value. */
void reeve_record_form_set_reference (ReeveRecordForm *self, const char *field, gint64 id);   /* 0 = none */

G_END_DECLS
