/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inspections: the list, planning a visit and recording it. A new one: reeve_record_page_begin(). */
#pragma once

#include "reeve-record-page.h"

G_BEGIN_DECLS

#define REEVE_TYPE_INSPECTIONS_PAGE (reeve_inspections_page_get_type ())
G_DECLARE_FINAL_TYPE (ReeveInspectionsPage, reeve_inspections_page, REEVE, INSPECTIONS_PAGE, ReeveRecordPage)

GtkWidget *reeve_inspections_page_new (ReeveCaseFile *file);

G_END_DECLS
