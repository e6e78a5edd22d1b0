/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: the explanation of one finding, read off the main thread, and its widgets in the order that is law of the project: a sentence with
 * the numbers; the quoted text; the facts with source and date; the exceptions looked at; what would settle it; how it was computed. */
#pragma once

#include <gtk/gtk.h>
#include "reeve-case-file.h"
#include "reeve-findings.h"

G_BEGIN_DECLS

typedef struct
{
  ReeveTrace *trace;
  char *law_source;        /* "Sec. 18-52(a), as amended by Ord. 2023-90, in force since 1 Jan 2024" */
  char *meant;             /* the citation as meant, where the printed one is wrong; NULL */
  char *quote;             /* the law's own words, or NULL */
  char *url;               /* where the law can be read, or NULL */
  char *pin;               /* the first digits of the hash of the text */
  char *known;             /* by whose end everything it rests on was recorded, in a sentence; NULL = everything recorded counts */
  char *as_text;           /* the whole as plain text, as `reevectl explain` prints it */
} ReeveExplanation;

ReeveExplanation *reeve_explanation_new (ReeveTrace *trace, const ReeveProvisionVersion *version);
ReeveExplanation *reeve_explanation_read (ReeveConn *conn, gint64 business, ReeveDay day, ReeveDay known_on, const char *provision, GError **error);
void reeve_explanation_free (ReeveExplanation *self);
GtkWidget *reeve_explanation_widget_new (const ReeveExplanation *self, const ReeveFindingItem *item);
/* Actions of its widgets: "finding.open-record" (s, such as "licence:12"), "finding.settle" (s, a path such as "observed.front-door"),
 * "finding.copy". */
/* Unfolds or folds "How computed" in what the above returned. */
void reeve_explanation_widget_toggle_trace (GtkWidget *widget);
void reeve_explanation_widget_settle (GtkWidget *widget);

G_END_DECLS
