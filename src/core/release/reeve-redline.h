/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two ordinances as one text: what goes is struck, what comes is underlined. */
#pragma once

#include "reeve-comparison.h"
#include "reeve-paper.h"
#include "reeve-report.h"

G_BEGIN_DECLS

/* Appends it to a document. @whole: also what is alike. */
void reeve_redline_put (ReevePaper *paper, const ReeveComparison *comparison, gboolean whole);
/* The same to the last section of a report, without what is alike. */
void reeve_redline_add (ReeveReport *report, const ReeveComparison *comparison);
/* A document of its own, PDF. */
GBytes *reeve_redline_write (ReeveOrdinance *before, ReeveOrdinance *after, ReeveDay day, ReeveDay made_on, ReevePaperSize size, GError **error);

G_END_DECLS
