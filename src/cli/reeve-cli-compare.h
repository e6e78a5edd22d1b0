/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `reevectl compare` has found, for its two ways of telling it. */
#pragma once

#include "reeve-cli.h"
#include "reeve-open-sites.h"
#include "reeve-sweep.h"

G_BEGIN_DECLS

typedef struct
{
  ReeveConn *conn;
  ReeveBacktest *backtest;
  ReeveSweep *sweep;          /* NULL = not asked for */
  ReeveOpenSites *sites[2];   /* before, after; NULL = not asked for */
  GPtrArray **missing;        /* of each provision: ReeveMissingFact */
  guint *samples;
  gboolean list;
} ReeveComparisonReport;

void reeve_cli_compare_print_json (const ReeveComparisonReport *report);

G_END_DECLS
