/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One visit: its basis, then the questions of the ordinance in force that day, one at a time, answered by single keys. */
#pragma once

#include <adwaita.h>
#include "reeve-case-file.h"

G_BEGIN_DECLS

#define REEVE_TYPE_INSPECTION_FORM (reeve_inspection_form_get_type ())
G_DECLARE_FINAL_TYPE (ReeveInspectionForm, reeve_inspection_form, REEVE, INSPECTION_FORM, AdwBin)

void reeve_inspection_form_set_file (ReeveInspectionForm *self, ReeveCaseFile *file);   /* once */
void reeve_inspection_form_show (ReeveInspectionForm *self, gint64 inspection);
void reeve_inspection_form_plan (ReeveInspectionForm *self, gint64 business);           /* a visit not yet in the file; kept once its reason is given */
gint64 reeve_inspection_form_get_inspection (ReeveInspectionForm *self);                /* 0 = none, or one not kept yet */
void reeve_inspection_form_finish (ReeveInspectionForm *self);                          /* the visit is done */
/* Signals: "stored" (gint64 id); "finished" (); "gone" (): the record shown is no longer in the file. */

G_END_DECLS
