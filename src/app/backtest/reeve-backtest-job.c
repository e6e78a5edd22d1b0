/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One kind of task for the three runs: they share records, day and texts, and how they tell of their progress. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-backtest-job.h"
#include "reeve-wording.h"

/* Progress is passed on to the main thread at most this often, in microseconds. */
#define PROGRESS_INTERVAL 100000

typedef struct
{
  ReeveCaseFile *file;
  ReeveDb *db;
  ReeveBacktestSpec spec;
  ReeveOrdinance *sites_before;
  char *parameter;
  char **values;
  GCancellable *cancellable;
  gboolean quiet;
  gint64 last;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->file);
  g_object_unref (job->db);
  g_object_unref (job->cancellable);
  g_clear_pointer (&job->spec.before, reeve_ordinance_unref);
  g_clear_pointer (&job->spec.after, reeve_ordinance_unref);
  g_clear_pointer (&job->sites_before, reeve_ordinance_unref);
  g_free (job->parameter);
  g_strfreev (job->values);
  g_free (job);
}

void
reeve_backtest_result_free (ReeveBacktestResult *result)
{
  guint n = result->test == NULL ? 0 : reeve_backtest_get_provisions (result->test)->len;

  for (guint i = 0; result->missing != NULL && i < n; i++)
    g_clear_pointer (&result->missing[i], g_ptr_array_unref);
  g_free (result->missing);
  g_free (result->samples);
  g_clear_pointer (&result->test, reeve_backtest_free);
  g_free (result);
}

void
reeve_open_sites_pair_free (ReeveOpenSitesPair *pair)
{
  for (guint i = 0; i < G_N_ELEMENTS (pair->sites); i++)
    g_clear_pointer (&pair->sites[i], reeve_open_sites_free);
  g_free (pair);
}

/* --- progress --- */

typedef struct { ReeveCaseFile *file; GCancellable *cancellable; gint64 done, all; } Progress;

static gboolean
progress_idle (gpointer data)
{
  Progress *progress = data;
  g_autofree char *number = reeve_word_count (progress->done), *text = NULL;

  if (g_cancellable_is_cancelled (progress->cancellable) || reeve_case_file_get_progress (progress->file, NULL) == NULL)
    return G_SOURCE_REMOVE;
  text = g_strdup_printf (ngettext ("Trying the draft: so far %s record", "Trying the draft: so far %s records", (gulong) progress->done), number);
  reeve_case_file_set_progress (progress->file, text, progress->all > 0 ? CLAMP ((double) progress->done / (double) progress->all, 0, 1) : -1,
                                progress->cancellable);
  return G_SOURCE_REMOVE;
}

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_object_unref (progress->file);
  g_object_unref (progress->cancellable);
  g_free (progress);
}

static void
progress_cb (gint64 done, gint64 all, gpointer data)
{
  Job *job = data;
  gint64 now = g_get_monotonic_time ();
  Progress *progress;

  if (job->quiet || now - job->last < PROGRESS_INTERVAL)
    return;
  job->last = now;
  progress = g_new (Progress, 1);
  *progress = (Progress) { g_object_ref (job->file), g_object_ref (job->cancellable), done, all };
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, progress_idle, progress, progress_free);
}

static void
start (ReeveCaseFile *file, const ReeveBacktestSpec *spec, Job *job, GCancellable *cancellable, GTaskThreadFunc func, GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  job->file = g_object_ref (file);
  job->db = g_object_ref (reeve_case_file_get_db (file));
  job->cancellable = g_object_ref (cancellable);
  job->spec = *spec;
  job->spec.before = spec->before == NULL ? NULL : reeve_ordinance_ref (spec->before);
  job->spec.after = reeve_ordinance_ref (spec->after);
  job->last = g_get_monotonic_time ();
  if (!job->quiet)
    reeve_case_file_set_progress (file, _("Trying the draft on the city’s records"), -1, cancellable);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, func);
}

/* --- the back-test --- */

static gboolean
find_missing (ReeveBacktestResult *result, ReeveDb *db, GCancellable *cancellable, GError **error)
{
  const GPtrArray *provisions = reeve_backtest_get_provisions (result->test);
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, error);
  gboolean fine = TRUE;

  if (reader == NULL || !reeve_reader_begin (reader, error))
    return FALSE;
  reeve_reader_set_cancellable (reader, cancellable);
  result->missing = g_new0 (GPtrArray *, provisions->len + 1);
  result->samples = g_new0 (guint, provisions->len + 1);
  for (guint i = 0; i < provisions->len && fine; i++)
    {
      const ReeveBacktestProvision *provision = g_ptr_array_index (provisions, i);

      if (!provision->evaluated || provision->outcomes[1][REEVE_OUTCOME_INSUFFICIENT] == 0)
        continue;
      result->missing[i] = reeve_backtest_find_missing (result->test, reeve_reader_get_conn (reader), i, &result->samples[i], error);
      fine = result->missing[i] != NULL;
    }
  reeve_reader_end (reader);
  return fine;
}

static void
run_back_test (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (ReeveBacktestResult) result = g_new0 (ReeveBacktestResult, 1);

  result->test = reeve_backtest_run (job->db, &job->spec, progress_cb, job, cancellable, &error);
  result->seconds = (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
  if (result->test != NULL && find_missing (result, job->db, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&result), (GDestroyNotify) reeve_backtest_result_free);
  else
    g_task_return_error (task, error);
}

void
reeve_backtest_run_async (ReeveCaseFile *file, const ReeveBacktestSpec *spec, gboolean quiet, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->quiet = quiet;
  start (file, spec, job, cancellable, run_back_test, callback, user_data);
}

ReeveBacktestResult *
reeve_backtest_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- the sweep --- */

static void
run_sweep (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  ReeveSweep *sweep = reeve_sweep_run (job->db, &job->spec, job->parameter, (const char *const *) job->values, progress_cb, job, cancellable, &error);

  if (sweep == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, sweep, (GDestroyNotify) reeve_sweep_free);
}

void
reeve_sweep_run_async (ReeveCaseFile *file, const ReeveBacktestSpec *spec, const char *parameter, const char *const *values,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->parameter = g_strdup (parameter);
  job->values = g_strdupv ((char **) values);
  start (file, spec, job, cancellable, run_sweep, callback, user_data);
}

ReeveSweep *
reeve_sweep_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- open sites --- */

static void
run_open_sites (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (ReeveOpenSitesPair) pair = g_new0 (ReeveOpenSitesPair, 1);
  ReeveOpenSitesSpec spec = { .ordinance = job->sites_before, .day = job->spec.day, .as_on_day = TRUE };

  if (job->sites_before != NULL)
    pair->sites[0] = reeve_open_sites_run (job->db, &spec, progress_cb, job, cancellable, &error);
  spec.ordinance = job->spec.after;
  spec.as_on_day = job->spec.as_on_day;
  if (error == NULL)
    pair->sites[1] = reeve_open_sites_run (job->db, &spec, progress_cb, job, cancellable, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&pair), (GDestroyNotify) reeve_open_sites_pair_free);
}

void
reeve_open_sites_run_async (ReeveCaseFile *file, ReeveOrdinance *before, const ReeveBacktestSpec *spec, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->sites_before = before == NULL ? NULL : reeve_ordinance_ref (before);
  start (file, spec, job, cancellable, run_open_sites, callback, user_data);
}

ReeveOpenSitesPair *
reeve_open_sites_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
