/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Back-tests on a thread of their own. Progress and Cancel are in the file's strip, which whoever started it takes down at the end; who starts
 * another cancels the one before with its cancellable. */
#pragma once

#include "reeve-case-file.h"
#include "reeve-open-sites.h"
#include "reeve-sweep.h"

G_BEGIN_DECLS

/* A back-test and what it could not tell. */
typedef struct
{
  ReeveBacktest *test;
  GPtrArray **missing;         /* per provision what nobody recorded (element-type ReeveMissingFact), most frequent first; NULL = all can be told */
  guint *samples;              /* of how many records that was asked */
  double seconds;              /* elapsed */
} ReeveBacktestResult;

void reeve_backtest_result_free (ReeveBacktestResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveBacktestResult, reeve_backtest_result_free)

/* @spec is copied, with references to its ordinances; .only must be NULL. @quiet: not told in the strip. Ends with CANCELLED when @cancellable was. */
void reeve_backtest_run_async (ReeveCaseFile *file, const ReeveBacktestSpec *spec, gboolean quiet, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
ReeveBacktestResult *reeve_backtest_run_finish (GAsyncResult *result, GError **error);

/* The draft with each of @values for @parameter: a ReeveSweep. */
void reeve_sweep_run_async (ReeveCaseFile *file, const ReeveBacktestSpec *spec, const char *parameter, const char *const *values,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
ReeveSweep *reeve_sweep_run_finish (GAsyncResult *result, GError **error);

/* Where a new licence could be had under both texts. .sites[0] is NULL when nothing of that id is in force. */
typedef struct { ReeveOpenSites *sites[2]; } ReeveOpenSitesPair;
void reeve_open_sites_pair_free (ReeveOpenSitesPair *pair);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveOpenSitesPair, reeve_open_sites_pair_free)

/* @before may be NULL. */
void reeve_open_sites_run_async (ReeveCaseFile *file, ReeveOrdinance *before, const ReeveBacktestSpec *spec, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
ReeveOpenSitesPair *reeve_open_sites_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
