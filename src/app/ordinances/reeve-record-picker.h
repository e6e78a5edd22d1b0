/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A business found by its name, number or address, whose record becomes a worked example. */
#pragma once

#include <adwaita.h>

#include "reeve-case-file.h"
#include "reeve-ordinance.h"

G_BEGIN_DECLS

#define REEVE_TYPE_RECORD_PICKER (reeve_record_picker_get_type ())
G_DECLARE_FINAL_TYPE (ReeveRecordPicker, reeve_record_picker, REEVE, RECORD_PICKER, AdwWindow)

GtkWidget *reeve_record_picker_new (GtkWindow *parent, ReeveCaseFile *file, ReeveOrdinance *ordinance, const char *provision);
void reeve_record_picker_tell (ReeveRecordPicker *self, const char *message);
/* Signal "made" (const char *yaml): the example as reeve_edit_append() takes it. Whoever takes it closes the window. */

G_END_DECLS
