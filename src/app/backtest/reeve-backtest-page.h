/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Back-test: a draft tried on the city's records, before anybody votes on it. Whom it would newly put in violation, whom it would relieve, of
 * whom nobody could tell; counts, bars, list and map of one choice; each business with both explanations; a value swept; where a new
 * licence could still be had. For eyes in the office: what leaves goes through the annex. */
#pragma once

#include "reeve-page.h"

G_BEGIN_DECLS

#define REEVE_TYPE_BACKTEST_PAGE (reeve_backtest_page_get_type ())
G_DECLARE_FINAL_TYPE (ReeveBacktestPage, reeve_backtest_page, REEVE, BACKTEST_PAGE, ReevePage)

GtkWidget *reeve_backtest_page_new (ReeveCaseFile *file);
/* Tries the version or draft with row id @version against what is in force; 0 = what is chosen on the page. */
void reeve_backtest_page_run (ReeveBacktestPage *self, gint64 version);
gboolean reeve_backtest_page_is_running (ReeveBacktestPage *self);

G_END_DECLS
