/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One finding: a line with symbol, citation, title and age that opens to the whole explanation and the officer's decision. */
#pragma once

#include <gtk/gtk.h>
#include "reeve-case-file.h"
#include "reeve-findings.h"

G_BEGIN_DECLS

#define REEVE_TYPE_FINDING_ROW (reeve_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (ReeveFindingRow, reeve_finding_row, REEVE, FINDING_ROW, GtkBox)

/* @findings: kept; @item: one of them. */
GtkWidget *reeve_finding_row_new (ReeveCaseFile *file, gint64 business, GPtrArray *findings, const ReeveFindingItem *item);
const char *reeve_finding_row_get_key (ReeveFindingRow *self);         /* "ordinance/provision" */
gboolean reeve_finding_row_get_open (ReeveFindingRow *self);
void reeve_finding_row_set_open (ReeveFindingRow *self, gboolean open);   /* reads the explanation the first time */
gboolean reeve_finding_row_is_explained (ReeveFindingRow *self);       /* the explanation is there to be read */
/* Signal "opened" (): the user opened or folded it. */

G_END_DECLS
