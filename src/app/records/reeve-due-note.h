/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Under the form of an application: the day by which it must be decided, as recorded and as now computed. Where the two differ both are told;
 * the recorded one changes only when somebody presses the button. */
#pragma once

#include "reeve-record-form.h"

G_BEGIN_DECLS

#define REEVE_TYPE_DUE_NOTE (reeve_due_note_get_type ())
G_DECLARE_FINAL_TYPE (ReeveDueNote, reeve_due_note, REEVE, DUE_NOTE, AdwBin)

GtkWidget *reeve_due_note_new (ReeveCaseFile *file, gint64 application, ReeveRecordForm *form);

G_END_DECLS
