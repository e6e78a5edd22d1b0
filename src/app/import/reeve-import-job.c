/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The threads behind the import page. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-error.h"
#include "reeve-import-job.h"
#include "reeve-wording.h"

/* Progress is passed on to the main thread at most this often, in microseconds. */
#define PROGRESS_INTERVAL 100000

typedef struct
{
  ReeveCaseFile *file;
  ReeveImportOrder *order;
  GCancellable *cancellable;
  gint64 last;
} RunJob;

typedef struct { char *path; const ReeveImportKind *kind; } LookJob;

void
reeve_import_order_free (ReeveImportOrder *order)
{
  g_free (order->path);
  g_clear_pointer (&order->mapping, g_hash_table_unref);
  g_free (order->what);
  g_free (order->rejects);
  g_free (order);
}

void
reeve_import_result_free (ReeveImportResult *result)
{
  g_clear_pointer (&result->import, reeve_import_free);
  g_free (result);
}

static void
look_job_free (gpointer data)
{
  g_free (((LookJob *) data)->path);
  g_free (data);
}

/* How well @import's columns fit @kind: found fields, less what is required and missing. */
static int
rate (const ReeveImport *import, const ReeveImportKind *kind)
{
  int rating = 0;

  for (guint i = 0; i < kind->n_fields; i++)
    {
      if (reeve_import_get_mapping (import, kind->fields[i].name) != NULL)
        rating += 2;
      else if (kind->fields[i].required)
        rating -= 5;
    }
  return rating;
}

static gboolean
looks_geographic (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ".geojson") || g_str_has_suffix (lower, ".gpkg") || g_str_has_suffix (lower, ".shp")
         || g_str_has_suffix (lower, ".kml") || g_str_has_suffix (lower, ".json");
}

static void
look_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const LookJob *job = task_data;
  guint n;
  const ReeveImportKind *kinds = reeve_import_kinds (&n);
  ReeveImport *best = NULL;
  const ReeveImportKind *best_kind = NULL;
  int best_rating = 0;
  GError *first_error = NULL;

  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (GError) error = NULL;
      ReeveImport *import;
      int rating;

      if (job->kind != NULL ? job->kind != &kinds[i] : kinds[i].gis != looks_geographic (job->path))
        continue;
      import = reeve_import_new (&kinds[i], job->path, &error);
      if (import == NULL)
        {
          if (first_error == NULL)
            first_error = g_steal_pointer (&error);
          continue;
        }
      rating = rate (import, &kinds[i]);
      if (best != NULL && rating <= best_rating)
        {
          reeve_import_free (import);
          continue;
        }
      g_clear_pointer (&best, reeve_import_free);
      best = import;
      best_kind = &kinds[i];
      best_rating = rating;
    }
  if (best == NULL)
    {
      if (first_error == NULL)
        first_error = g_error_new_literal (REEVE_ERROR, REEVE_ERROR_INVALID, _("This kind of file cannot be read."));
      g_task_return_error (task, first_error);
      return;
    }
  g_clear_error (&first_error);
  g_object_set_data (G_OBJECT (task), "kind", (gpointer) best_kind);
  g_task_return_pointer (task, best, (GDestroyNotify) reeve_import_free);
}

void
reeve_import_look_async (const char *path, const ReeveImportKind *kind, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  LookJob *job = g_new0 (LookJob, 1);

  job->path = g_strdup (path);
  job->kind = kind;
  g_task_set_task_data (task, job, look_job_free);
  g_task_run_in_thread (task, look_thread);
}

ReeveImport *
reeve_import_look_finish (GAsyncResult *result, const ReeveImportKind **ret_kind, GError **error)
{
  *ret_kind = g_object_get_data (G_OBJECT (result), "kind");
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_job_free (gpointer data)
{
  RunJob *job = data;

  g_object_unref (job->file);
  g_clear_object (&job->cancellable);
  reeve_import_order_free (job->order);
  g_free (job);
}

typedef struct { ReeveCaseFile *file; GCancellable *cancellable; char *text; double fraction; } Progress;

static gboolean
progress_idle (gpointer data)
{
  Progress *progress = data;

  if (!g_cancellable_is_cancelled (progress->cancellable) && reeve_case_file_get_progress (progress->file, NULL) != NULL)
    reeve_case_file_set_progress (progress->file, progress->text, progress->fraction, progress->cancellable);
  return G_SOURCE_REMOVE;
}

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_object_unref (progress->file);
  g_object_unref (progress->cancellable);
  g_free (progress->text);
  g_free (progress);
}

static void
run_progress (gint64 bytes_done, gint64 bytes_all, const ReeveImportCounts *counts, gpointer data)
{
  RunJob *job = data;
  gint64 now = g_get_monotonic_time (), rows = counts->added + counts->changed + counts->unchanged + counts->refused;
  Progress *progress;
  g_autofree char *number = NULL;

  if (now - job->last < PROGRESS_INTERVAL)
    return;
  job->last = now;
  progress = g_new0 (Progress, 1);
  progress->file = g_object_ref (job->file);
  progress->cancellable = g_object_ref (job->cancellable);
  number = reeve_word_count (rows);
  progress->text = g_strdup_printf (job->order->dry_run ? ngettext ("Planning: %s row looked at", "Planning: %s rows looked at", (gulong) rows)
                                                        : ngettext ("Importing: %s row", "Importing: %s rows", (gulong) rows), number);
  progress->fraction = bytes_all > 0 ? CLAMP ((double) bytes_done / bytes_all, 0, 1) : -1;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, progress_idle, progress, progress_free);
}

static gboolean
apply_order (ReeveImport *import, const ReeveImportOrder *order, GError **error)
{
  GHashTableIter iter;
  gpointer field, column;

  if (order->what != NULL && !reeve_import_set_option (import, "what", order->what, error))
    return FALSE;
  if (order->mapping == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, order->mapping);
  while (g_hash_table_iter_next (&iter, &field, &column))
    if (!reeve_import_set_mapping (import, field, column, error))
      return FALSE;
  return TRUE;
}

static void
run_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  RunJob *job = task_data;
  GError *error = NULL;
  ReeveImportResult *result = g_new0 (ReeveImportResult, 1);

  result->import = reeve_import_new (job->order->kind, job->order->path, &error);
  if (result->import != NULL && apply_order (result->import, job->order, &error)
      && reeve_import_run (result->import, reeve_case_file_get_db (job->file), job->order->dry_run, job->order->rejects, NULL, run_progress, job,
                           cancellable, &result->counts, &result->entry, &error))
    {
      g_task_return_pointer (task, result, (GDestroyNotify) reeve_import_result_free);
      return;
    }
  reeve_import_result_free (result);
  g_task_return_error (task, error);
}

void
reeve_import_run_async (ReeveCaseFile *file, ReeveImportOrder *order, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  RunJob *job = g_new0 (RunJob, 1);

  job->file = g_object_ref (file);
  job->order = order;
  job->cancellable = g_object_ref (cancellable);
  job->last = g_get_monotonic_time ();
  reeve_case_file_set_progress (file, order->dry_run ? _("Planning what the import will do") : _("Importing"), -1, cancellable);
  g_task_set_task_data (task, job, run_job_free);
  /* an import that was finished before the cancel arrived stands, and says so */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, run_thread);
}

ReeveImportResult *
reeve_import_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
