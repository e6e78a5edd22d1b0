/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Complaints: the list, and taking one. A new one: reeve_record_page_begin(). */
#pragma once

#include "reeve-record-page.h"

G_BEGIN_DECLS

#define REEVE_TYPE_COMPLAINTS_PAGE (reeve_complaints_page_get_type ())
G_DECLARE_FINAL_TYPE (ReeveComplaintsPage, reeve_complaints_page, REEVE, COMPLAINTS_PAGE, ReeveRecordPage)

GtkWidget *reeve_complaints_page_new (ReeveCaseFile *file);

G_END_DECLS
