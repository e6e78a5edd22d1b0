/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports as releases: made from one state of the history, so that the same figures come again; and what two of them may not tell together.
 *
 * Council and public are one reader, who keeps everything. The rule:
 *   - a period has one state: what is released of it a second time, whatever the report, is made from the records as they stood the first time;
 *   - no period overlaps another that was released before: the rest of the longer one would be counts of its own, hidden by nobody.
 *   - an annex of the same draft comes from the records of the first one; beside annexes of other drafts of the ordinance a table stays out
 *     where one of its counts differs by less than five, or was hidden (reeve_impact_new).
 * Within one period all reports hide the same (reeve-report-private.h). So a count that is hidden in one release is not shown by another, nor by
 * their differences: test release/differencing tries. */
#pragma once

#include "reeve-release.h"
#include "reeve-report.h"

G_BEGIN_DECLS

#define REEVE_RELEASE_ANNEX "annex"

/* Sets @request's figures_from and day from earlier releases of its period. INVALID: it overlaps another. */
gboolean reeve_release_plan_report (ReeveConn *conn, ReeveReleaseRequest *request, GError **error);
/* @then: a copy of the file at the state the figures come from; its derived rows are made anew. @ret_figures: of an annex, transfer full; may be
 * NULL. */
GBytes *reeve_release_write_report (ReeveDb *then, const ReeveReleaseRequest *request, ReeveFormat format, char **ret_figures, GError **error);
/* What would be written, without a release. */
ReeveReport *reeve_release_preview_report (ReeveDb *db, const ReeveReleaseRequest *request, GCancellable *cancellable, GError **error);
/* Ids (gint64 *) of the businesses that stay out of what everybody can see. Transfer full. */
GHashTable *reeve_release_find_homes (ReeveConn *conn, GError **error);

G_END_DECLS
