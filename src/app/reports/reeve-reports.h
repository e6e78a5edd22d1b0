/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports: which, of what time, for whom; the figures as they would go out, and saving them as a document or a workbook. */
#pragma once

#include <adwaita.h>
#include "reeve-case-file.h"
#include "reeve-report.h"

G_BEGIN_DECLS

#define REEVE_TYPE_REPORTS (reeve_reports_get_type ())
G_DECLARE_FINAL_TYPE (ReeveReports, reeve_reports, REEVE, REPORTS, AdwWindow)

ReeveReports *reeve_reports_new (GtkWindow *parent, ReeveCaseFile *file);
gboolean reeve_reports_is_busy (ReeveReports *self);                       /* the figures are being made, or saved */
const ReeveReport *reeve_reports_get_report (ReeveReports *self);          /* what is shown; NULL = nothing yet, or it cannot be made */
void reeve_reports_choose (ReeveReports *self, ReeveReportKind kind, ReeveAudience audience);   /* as the two lists do */
void reeve_reports_save (ReeveReports *self, const char *path);            /* what follows the choice of a file; by what its name ends with */
const char *reeve_reports_get_message (ReeveReports *self);                /* "" = none */

G_END_DECLS
