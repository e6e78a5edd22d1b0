/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The impact annex of a back-test: asked for, written on a thread, and entered in the log of releases when it goes to the council. */
#pragma once

#include <gtk/gtk.h>

#include "reeve-backtest.h"
#include "reeve-case-file.h"

G_BEGIN_DECLS

/* Asks to whom and why, then where to. The texts of @spec are copied. The result is told by a toast, a problem in the file's strip. */
void reeve_backtest_annex_ask (GtkWindow *parent, ReeveCaseFile *file, const ReeveBacktestSpec *spec);
/* What follows: @to and @reason "" = a copy for the desk, which is not recorded. PDF, or a workbook when @path ends in ".xlsx". */
void reeve_backtest_annex_write (ReeveCaseFile *file, const ReeveBacktestSpec *spec, const char *to, const char *reason, const char *path);

G_END_DECLS
