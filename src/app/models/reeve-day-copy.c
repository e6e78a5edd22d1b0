/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copy lies in the user's cache, which no one else may read, under the number of the process that made it: what a process that was
 * killed left there is cleared away by the next. */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <signal.h>

#include "reeve-day-copy.h"
#include "reeve-error.h"
#include "reeve-findings.h"
#include "reeve-wording.h"

#define PROGRESS_INTERVAL 100000   /* microseconds */

static const char *const endings[] = { "", "-wal", "-shm", "-journal", "-lock" };

typedef struct
{
  ReeveCaseFile *file;
  ReeveDay day, known_on;
  gint64 last;
  GCancellable *cancellable;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->file);
  g_object_unref (job->cancellable);
  g_free (job);
}

void
reeve_day_copy_delete (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      g_unlink (name);
    }
}

static void
clear_away (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      gint64 pid = g_ascii_strtoll (name, NULL, 10);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (pid > 0 && kill ((pid_t) pid, 0) != 0 && errno == ESRCH)
        g_unlink (path);
    }
}

static char *
new_path (void)
{
  static gint number;
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "reeve", "days", NULL);
  g_autofree char *name = g_strdup_printf ("%d-%d.reeve", (int) getpid (), g_atomic_int_add (&number, 1));

  g_mkdir_with_parents (folder, 0700);
  clear_away (folder);
  return g_build_filename (folder, name, NULL);
}

typedef struct { ReeveCaseFile *file; GCancellable *cancellable; gint64 done, all; } Progress;

static gboolean
progress_idle (gpointer data)
{
  const Progress *progress = data;
  g_autofree char *done = reeve_word_count (progress->done), *all = reeve_word_count (progress->all);
  /* Translators: while all records are checked; both are numbers with separators */
  g_autofree char *text = g_strdup_printf (_("Checking %s of %s"), done, all);

  if (reeve_case_file_get_progress (progress->file, NULL) != NULL)
    reeve_case_file_set_progress (progress->file, text, progress->all > 0 ? (double) progress->done / progress->all : -1, progress->cancellable);
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

  if (now - job->last < PROGRESS_INTERVAL)
    return;
  job->last = now;
  progress = g_new (Progress, 1);
  *progress = (Progress) { g_object_ref (job->file), g_object_ref (job->cancellable), done, all };
  g_idle_add_full (G_PRIORITY_DEFAULT, progress_idle, progress, progress_free);
}

/* The records alone, as they are or as they were known. */
static ReeveDb *
copy_records (const Job *job, const char *path, GCancellable *cancellable, GError **error)
{
  ReeveDb *db = reeve_case_file_get_db (job->file);

  if (job->known_on != REEVE_KNOWN_NOW)
    return reeve_db_open_known_on (reeve_db_get_path (db), job->known_on, REEVE_DB_READ_WRITE, error);
  if (!reeve_db_backup (db, path, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return reeve_db_open (path, REEVE_DB_READ_WRITE, error);
}

static void
make_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  g_autofree char *path = new_path ();
  GError *error = NULL;
  g_autoptr (ReeveDb) copy = copy_records (job, path, cancellable, &error);

  if (copy != NULL && reeve_findings_refresh (copy, job->day, progress_cb, job, cancellable, &error))
    {
      g_task_return_pointer (task, g_steal_pointer (&copy), g_object_unref);
      return;
    }
  if (copy != NULL)
    reeve_db_close (copy);
  reeve_day_copy_delete (path);
  g_task_return_error (task, error);
}

void
reeve_day_copy_make_async (ReeveCaseFile *file, ReeveDay day, ReeveDay known_on, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->file = g_object_ref (file);
  job->day = day;
  job->known_on = known_on;
  job->cancellable = g_object_ref (cancellable);
  g_task_set_task_data (task, job, job_free);
  g_task_set_check_cancellable (task, FALSE);
  reeve_case_file_set_progress (file, _("Copying the records to look at another day"), -1, cancellable);
  g_task_run_in_thread (task, make_thread);
}

ReeveCaseFile *
reeve_day_copy_make_finish (ReeveCaseFile *file, GAsyncResult *result, GError **error)
{
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (ReeveDb) copy = g_task_propagate_pointer (G_TASK (result), error);

  reeve_case_file_set_progress (file, NULL, 0, NULL);
  return copy == NULL ? NULL : reeve_case_file_new_day_view (copy, job->day, job->known_on);
}
