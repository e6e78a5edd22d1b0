/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The findings of one business: what needs a person, open, and what is in order, folded. */
#pragma once

#include <adwaita.h>
#include "reeve-case-file.h"

G_BEGIN_DECLS

#define REEVE_TYPE_FINDINGS_VIEW (reeve_findings_view_get_type ())
G_DECLARE_FINAL_TYPE (ReeveFindingsView, reeve_findings_view, REEVE, FINDINGS_VIEW, AdwBin)

GtkWidget *reeve_findings_view_new (void);
void reeve_findings_view_set_file (ReeveFindingsView *self, ReeveCaseFile *file);
/* @findings: ReeveFindingItem. What was open and has the focus stays so when it is the same business. */
void reeve_findings_view_set_findings (ReeveFindingsView *self, gint64 business, GPtrArray *findings);
void reeve_findings_view_set_message (ReeveFindingsView *self, const char *text);   /* in place of findings */
void reeve_findings_view_show (ReeveFindingsView *self, const char *provision);           /* opens it and puts the focus there */

G_END_DECLS
