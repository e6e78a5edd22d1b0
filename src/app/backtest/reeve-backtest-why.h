/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record and provision under both texts, side by side. */
#pragma once

#include <adwaita.h>

#include "reeve-backtest.h"

G_BEGIN_DECLS

/* NULL with @error when the record cannot be read. @names: what the two texts are called. */
GtkWindow *reeve_backtest_why_new (GtkWindow *parent, ReeveBacktest *test, ReeveConn *conn, const ReeveBacktestRow *row, guint provision,
                                   const char *const names[2], GError **error);

G_END_DECLS
