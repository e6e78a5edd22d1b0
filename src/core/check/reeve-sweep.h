/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A parameter at several values: "at 500, 750, 1,000 and 1,500 feet, how many?" Each value is a back-test of the draft with that value; all are
 * run in one pass, on facts gathered once. */
#pragma once

#include "reeve-backtest.h"

G_BEGIN_DECLS

typedef struct
{
  char *value;                     /* as given: "1500 ft" */
  ReeveEffectCounts businesses;    /* each once, its worst; they add up to all businesses */
  gint64 concerned;                /* businesses to which a compared provision applies or may apply, at this value */
  gint64 standing[REEVE_N_OUTCOMES]; /* businesses by their worst outcome under the compared provisions at this value: how many stand against
                                      * it in all, not only newly. Those not compared count as not applicable. */
} ReeveSweepPoint;

typedef struct
{
  char *parameter;
  char *now;                       /* the value in the text compared with, NULL = it has none of that name or it is not in force */
  GPtrArray *points;               /* ReeveSweepPoint, in the order given */
  gint64 n_businesses;
} ReeveSweep;

/* @spec: as for a back-test; .only bounds what is counted. @values: NULL-terminated. Fails with NOT_FOUND when the draft has no such parameter of
 * its own, INVALID when a value is not one: the message says which and why, LIMIT with more than 100 values. */
ReeveSweep *reeve_sweep_run (ReeveDb *db, const ReeveBacktestSpec *spec, const char *parameter, const char *const *values,
                             ReeveProgressFunc progress, gpointer data, GCancellable *cancellable, GError **error);
void reeve_sweep_free (ReeveSweep *sweep);

#define REEVE_SWEEP_MAX_VALUES 100

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveSweep, reeve_sweep_free)

G_END_DECLS
