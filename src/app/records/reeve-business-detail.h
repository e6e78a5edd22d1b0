/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The detail of the selected business: head, tabs, and what each tab shows. */
#pragma once

#include <adwaita.h>
#include "reeve-case-file.h"

G_BEGIN_DECLS

#define REEVE_TYPE_BUSINESS_DETAIL (reeve_business_detail_get_type ())
G_DECLARE_FINAL_TYPE (ReeveBusinessDetail, reeve_business_detail, REEVE, BUSINESS_DETAIL, AdwBin)

void reeve_business_detail_set_file (ReeveBusinessDetail *self, ReeveCaseFile *file);   /* follows its selection */
void reeve_business_detail_show_tab (ReeveBusinessDetail *self, const char *tab);       /* "findings", "details", "history" ... */
void reeve_business_detail_show_finding (ReeveBusinessDetail *self, const char *provision);
gboolean reeve_business_detail_is_loading (ReeveBusinessDetail *self);

G_END_DECLS
