/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking a complaint and keeping it up, with what the city knows of the place beside it. Who complained is not asked here. */
#pragma once

#include <adwaita.h>
#include "reeve-case-file.h"

G_BEGIN_DECLS

#define REEVE_TYPE_COMPLAINT_FORM (reeve_complaint_form_get_type ())
G_DECLARE_FINAL_TYPE (ReeveComplaintForm, reeve_complaint_form, REEVE, COMPLAINT_FORM, AdwBin)

void reeve_complaint_form_set_file (ReeveComplaintForm *self, ReeveCaseFile *file);   /* once */
void reeve_complaint_form_show (ReeveComplaintForm *self, gint64 complaint);
/* A complaint received now, about @business (0 = not said); it is kept from the first field on. */
void reeve_complaint_form_begin (ReeveComplaintForm *self, gint64 business);
gint64 reeve_complaint_form_get_complaint (ReeveComplaintForm *self);                 /* 0 = none, or a new one with nothing in it */
void reeve_complaint_form_finish (ReeveComplaintForm *self);                          /* takes what is typed and is done */
/* Signals: "stored" (gint64 id); "finished" (); "gone" (): the record shown is no longer in the file. */

G_END_DECLS
