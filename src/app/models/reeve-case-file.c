/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open case file as the window sees it. Everything slow happens on other threads: reading on two lanes (a thread and a reader each),
 * writing on the database's own thread, checking and undoing on a pooled thread. The main thread only gets told. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-case-file.h"
#include "reeve-day-copy.h"
#include "reeve-error.h"
#include "reeve-findings.h"
#include "reeve-lists.h"
#include "reeve-wording.h"

/* Progress is passed on to the main thread at most this often, in microseconds. */
#define PROGRESS_INTERVAL 100000

typedef struct
{
  GAsyncQueue *jobs;
  GThread *thread;
  ReeveDb *db;
} Lane;

typedef struct
{
  ReeveReadFunc func;   /* NULL ends the lane */
  gpointer data;
  GDestroyNotify data_free, result_free;
  GTask *task;
} Job;

struct _ReeveCaseFile
{
  GObject parent_instance;

  ReeveDb *db;
  ReeveDay day;
  char *city;
  ReeveSelection *selection;
  ReeveListModel *businesses;
  ReeveReader *reader;
  Lane lanes[REEVE_N_LANES];
  guint writing;
  guint tick;
  gboolean closed;
  ReeveDay known_on;         /* REEVE_KNOWN_NOW = by everything recorded */
  gboolean day_view;         /* a copy of the records, checked for another day; deleted when closed */

  GCancellable *check;       /* of the check that is running */
  gboolean check_again;      /* something changed under it */
  char *progress;
  double fraction;
  GCancellable *progress_cancellable;
  char *problem;
};

enum { REFRESHED, CHANGED, STATE_CHANGED, TOAST, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReeveCaseFile, reeve_case_file, G_TYPE_OBJECT)

static void
job_free (Job *job)
{
  if (job->data_free != NULL)
    job->data_free (job->data);
  g_clear_object (&job->task);
  g_free (job);
}

static void
job_run (Job *job, ReeveReader *reader)
{
  GError *error = NULL;
  gpointer result = NULL;
  GCancellable *cancellable = g_task_get_cancellable (job->task);

  if (g_task_return_error_if_cancelled (job->task))
    return;
  reeve_reader_set_cancellable (reader, cancellable);
  if (reeve_reader_begin (reader, &error))
    {
      result = job->func (reeve_reader_get_conn (reader), job->data, &error);
      reeve_reader_end (reader);
    }
  reeve_reader_set_cancellable (reader, NULL);
  if (error != NULL)
    g_task_return_error (job->task, error);
  else
    g_task_return_pointer (job->task, result, job->result_free);
}

static gpointer
lane_thread (gpointer data)
{
  Lane *lane = data;
  g_autoptr (ReeveReader) reader = NULL;

  for (;;)
    {
      Job *job = g_async_queue_pop (lane->jobs);
      GError *error = NULL;

      if (job->func == NULL)
        {
          job_free (job);
          return NULL;
        }
      if (reader == NULL)
        reader = reeve_reader_new (lane->db, &error);
      if (reader == NULL)
        g_task_return_error (job->task, error);
      else
        job_run (job, reader);
      job_free (job);
    }
}

static void
state_changed (ReeveCaseFile *self)
{
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

static void
refreshed (ReeveCaseFile *self)
{
  if (self->closed)
    return;
  reeve_list_model_reload (self->businesses);
  g_signal_emit (self, signals[REFRESHED], 0);
}

static void
changed_cb (ReeveDb *db, ReeveChanges *changes, ReeveCaseFile *self)
{
  g_signal_emit (self, signals[CHANGED], 0, changes);
  refreshed (self);
  reeve_case_file_check (self, FALSE);
}

static void
derived_changed_cb (ReeveDb *db, ReeveCaseFile *self)
{
  refreshed (self);
}

static gboolean
tick_cb (gpointer data)
{
  ReeveCaseFile *self = data;
  ReeveDay today = reeve_day_today ();

  if (today != self->day)
    {
      self->day = today;
      if (!reeve_db_is_read_only (self->db))
        reeve_findings_attach (self->db, today);
      state_changed (self);
      reeve_case_file_check (self, FALSE);
    }
  return G_SOURCE_CONTINUE;
}

/* --- the full check --- */

typedef struct
{
  ReeveCaseFile *file;
  gint64 last;       /* monotonic time of the last report */
} CheckJob;

typedef struct { ReeveCaseFile *file; gint64 done, all; } CheckProgress;

static gboolean
check_progress_idle (gpointer data)
{
  CheckProgress *progress = data;
  ReeveCaseFile *self = progress->file;
  g_autofree char *text = NULL, *done = NULL, *all = NULL;

  if (self->check == NULL)
    return G_SOURCE_REMOVE;
  /* Translators: while all records are checked; both are numbers with separators */
  done = reeve_word_count (progress->done);
  all = reeve_word_count (progress->all);
  text = g_strdup_printf (_("Checking %s of %s"), done, all);
  reeve_case_file_set_progress (self, text, progress->all > 0 ? (double) progress->done / progress->all : -1, self->check);
  return G_SOURCE_REMOVE;
}

static void
check_progress_free (gpointer data)
{
  CheckProgress *progress = data;

  g_object_unref (progress->file);
  g_free (progress);
}

static void
check_progress (gint64 done, gint64 all, gpointer data)
{
  CheckJob *job = data;
  gint64 now = g_get_monotonic_time ();
  CheckProgress *progress;

  if (now - job->last < PROGRESS_INTERVAL)
    return;
  job->last = now;
  progress = g_new (CheckProgress, 1);
  progress->file = g_object_ref (job->file);
  progress->done = done;
  progress->all = all;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, check_progress_idle, progress, check_progress_free);
}

static void
check_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  ReeveCaseFile *self = source;
  CheckJob job = { self, g_get_monotonic_time () };
  GError *error = NULL;

  if (reeve_findings_refresh (self->db, GPOINTER_TO_INT (task_data), check_progress, &job, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
check_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ReeveCaseFile *self = REEVE_CASE_FILE (source);
  g_autoptr (GError) error = NULL;
  gboolean again = self->check_again;

  g_clear_object (&self->check);
  self->check_again = FALSE;
  reeve_case_file_set_progress (self, NULL, 0, NULL);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, REEVE_ERROR, REEVE_ERROR_CANCELLED) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        reeve_case_file_set_problem (self, error->message);
      else if (!self->closed)
        reeve_case_file_set_problem (self, _("The check was stopped. What is shown may be older than the records."));
      return;
    }
  if (self->closed)
    return;
  reeve_case_file_set_problem (self, NULL);
  refreshed (self);
  if (again)
    reeve_case_file_check (self, FALSE);
}

/* --- undo --- */

typedef struct
{
  gint64 entry;
  gboolean redo;
  gint64 new_entry;
  char *name;
} UndoJob;

static void
undo_job_free (gpointer data)
{
  UndoJob *job = data;

  g_free (job->name);
  g_free (job);
}

/* The name of @entry; an undo is named after what it took back. */
static char *
entry_name (ReeveConn *conn, gint64 entry, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT coalesce(u.name, c.name) FROM change_log c LEFT JOIN change_log u ON u.entry = c.undo_of"
                                              " WHERE c.entry = ?1", error);
  char *name = NULL;

  if (stmt == NULL)
    return NULL;
  reeve_stmt_bind_int (stmt, 1, entry);
  if (reeve_stmt_step (stmt, error))
    name = g_strdup (reeve_stmt_text (stmt, 0));
  reeve_stmt_reset (stmt);
  return name;
}

static void
undo_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  ReeveCaseFile *self = source;
  UndoJob *job = task_data;
  GError *error = NULL;
  g_autoptr (ReeveReader) reader = reeve_reader_new (self->db, &error);

  if (reader != NULL && job->entry == 0)
    job->entry = job->redo ? reeve_log_next_redo (reeve_reader_get_conn (reader), &error)
                           : reeve_log_next_undo (reeve_reader_get_conn (reader), &error);
  if (error == NULL && job->entry != 0)
    job->name = entry_name (reeve_reader_get_conn (reader), job->entry, &error);
  if (error == NULL && job->entry != 0)
    reeve_db_undo (self->db, job->entry, &job->new_entry, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, job->entry != 0);
}

static void
undo_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ReeveCaseFile *self = REEVE_CASE_FILE (source);
  const UndoJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  self->writing--;
  state_changed (self);
  if (error != NULL)
    text = g_strdup (error->message);
  else if (!done)
    text = g_strdup (job->redo ? _("There is nothing to do again.") : _("There is nothing to undo."));
  else if (job->redo)
    /* Translators: %s is the name of a change, such as "Edit business Ninth Lantern" */
    text = g_strdup_printf (_("Done again: %s"), job->name);
  else
    /* Translators: %s is the name of a change, such as "Edit business Ninth Lantern" */
    text = g_strdup_printf (_("Undone: %s"), job->name);
  reeve_case_file_toast (self, text, 0);
}

/* --- writing --- */

typedef struct
{
  ReeveCaseFile *file;
  ReeveWrittenFunc written;
  gpointer owner;
  char *toast;
} WriteJob;

static void
write_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree WriteJob *job = user_data;
  g_autoptr (ReeveCaseFile) self = job->file;
  g_autoptr (GError) error = NULL;
  gint64 entry = 0;

  reeve_db_write_finish (REEVE_DB (source), result, &entry, &error);
  self->writing--;
  state_changed (self);
  if (job->written != NULL)
    job->written (self, entry, error, job->owner);
  else if (error != NULL)
    reeve_case_file_toast (self, error->message, 0);
  if (error == NULL && entry != 0 && job->toast != NULL)
    reeve_case_file_toast (self, job->toast, entry);
  g_free (job->toast);
  g_clear_object (&job->owner);
}

static void
reeve_case_file_dispose (GObject *object)
{
  ReeveCaseFile *self = REEVE_CASE_FILE (object);

  reeve_case_file_close (self);
  g_clear_object (&self->businesses);
  g_clear_object (&self->selection);
  g_clear_object (&self->db);
  G_OBJECT_CLASS (reeve_case_file_parent_class)->dispose (object);
}

static void
reeve_case_file_finalize (GObject *object)
{
  ReeveCaseFile *self = REEVE_CASE_FILE (object);

  g_free (self->city);
  g_free (self->progress);
  g_free (self->problem);
  g_clear_object (&self->progress_cancellable);
  G_OBJECT_CLASS (reeve_case_file_parent_class)->finalize (object);
}

static void
reeve_case_file_class_init (ReeveCaseFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = reeve_case_file_dispose;
  object_class->finalize = reeve_case_file_finalize;
  signals[REFRESHED] = g_signal_new ("refreshed", REEVE_TYPE_CASE_FILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", REEVE_TYPE_CASE_FILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   reeve_changes_get_type ());
  signals[STATE_CHANGED] = g_signal_new ("state-changed", REEVE_TYPE_CASE_FILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TOAST] = g_signal_new ("toast", REEVE_TYPE_CASE_FILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                 G_TYPE_INT64);
}

static void
reeve_case_file_init (ReeveCaseFile *self)
{
  self->selection = reeve_selection_new ();
  self->businesses = reeve_list_model_new (self, &reeve_business_list);
}

static void
start_lanes (ReeveCaseFile *self)
{
  static const char *const names[REEVE_N_LANES] = { "reeve-list", "reeve-detail" };

  for (guint i = 0; i < REEVE_N_LANES; i++)
    {
      self->lanes[i].jobs = g_async_queue_new ();
      self->lanes[i].db = self->db;
      self->lanes[i].thread = g_thread_new (names[i], lane_thread, &self->lanes[i]);
    }
}

static ReeveCaseFile *
case_file_new (ReeveDb *db, ReeveDay day, ReeveDay known_on, gboolean day_view)
{
  ReeveCaseFile *self = g_object_new (REEVE_TYPE_CASE_FILE, NULL);
  g_autoptr (GError) error = NULL;

  self->db = g_object_ref (db);
  self->day = day;
  self->known_on = known_on;
  self->day_view = day_view;
  if (!reeve_case_file_is_read_only (self))
    reeve_findings_attach (db, day);
  g_signal_connect_object (db, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (db, "derived-changed", G_CALLBACK (derived_changed_cb), self, 0);
  self->reader = reeve_reader_new (db, &error);
  if (self->reader == NULL)
    self->problem = g_strdup (error->message);
  else
    self->city = reeve_conn_get_setting (reeve_reader_get_conn (self->reader), "city");
  start_lanes (self);
  if (!day_view)
    self->tick = g_timeout_add_seconds (60, tick_cb, self);
  reeve_list_model_reload (self->businesses);
  return self;
}

/**
 * reeve_case_file_new:
 * @db: (transfer none): open
 * @day: the day in view
 *
 * Returns: (transfer full): the file; its list of businesses is being read
 */
ReeveCaseFile *
reeve_case_file_new (ReeveDb *db, ReeveDay day)
{
  g_return_val_if_fail (REEVE_IS_DB (db), NULL);
  return case_file_new (db, day, REEVE_KNOWN_NOW, FALSE);
}

/**
 * reeve_case_file_new_day_view:
 * @db: (transfer none): a copy of the records that nothing else uses, checked for @day
 * @day: the day in view
 * @known_on: the day by whose end everything in it was recorded, or REEVE_KNOWN_NOW
 *
 * Returns: (transfer full): a file that cannot be changed; closing it deletes the copy
 */
ReeveCaseFile *
reeve_case_file_new_day_view (ReeveDb *db, ReeveDay day, ReeveDay known_on)
{
  g_return_val_if_fail (REEVE_IS_DB (db), NULL);
  return case_file_new (db, day, known_on, TRUE);
}

ReeveDay
reeve_case_file_get_known_on (ReeveCaseFile *self)
{
  g_return_val_if_fail (REEVE_IS_CASE_FILE (self), REEVE_KNOWN_NOW);
  return self->known_on;
}

gboolean
reeve_case_file_is_day_view (ReeveCaseFile *self)
{
  g_return_val_if_fail (REEVE_IS_CASE_FILE (self), FALSE);
  return self->day_view;
}

void
reeve_case_file_close (ReeveCaseFile *self)
{
  g_return_if_fail (REEVE_IS_CASE_FILE (self));
  if (self->closed)
    return;
  self->closed = TRUE;
  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->check != NULL)
    g_cancellable_cancel (self->check);
  for (guint i = 0; i < REEVE_N_LANES; i++)
    if (self->lanes[i].thread != NULL)
      {
        g_async_queue_push (self->lanes[i].jobs, g_new0 (Job, 1));
        g_thread_join (g_steal_pointer (&self->lanes[i].thread));
        g_clear_pointer (&self->lanes[i].jobs, g_async_queue_unref);
      }
  g_clear_pointer (&self->reader, reeve_reader_free);
  if (self->db != NULL)
    reeve_db_close (self->db);
  if (self->db != NULL && self->day_view)
    reeve_day_copy_delete (reeve_db_get_path (self->db));
}

ReeveDb *
reeve_case_file_get_db (ReeveCaseFile *self)
{
  g_return_val_if_fail (REEVE_IS_CASE_FILE (self), NULL);
  return self->db;
}

ReeveDay
reeve_case_file_get_day (ReeveCaseFile *self)
{
  g_return_val_if_fail (REEVE_IS_CASE_FILE (self), 0);
  return self->day;
}

/**
 * reeve_case_file_get_city:
 *
 * Returns: the name of the city, or of the file when the city has none
 */
const char *
reeve_case_file_get_city (ReeveCaseFile *self)
{
  g_return_val_if_fail (REEVE_IS_CASE_FILE (self), NULL);
  return self->city != NULL ? self->city : _("Case file");
}

ReeveSelection *
reeve_case_file_get_selection (ReeveCaseFile *self)
{
  g_return_val_if_fail (REEVE_IS_CASE_FILE (self), NULL);
  return self->selection;
}

ReeveListModel *
reeve_case_file_get_businesses (ReeveCaseFile *self)
{
  g_return_val_if_fail (REEVE_IS_CASE_FILE (self), NULL);
  return self->businesses;
}

/**
 * reeve_case_file_get_conn:
 *
 * Returns: (nullable): the main thread's own connection, for reads of a row or a page; %NULL when closed
 */
ReeveConn *
reeve_case_file_get_conn (ReeveCaseFile *self)
{
  g_return_val_if_fail (REEVE_IS_CASE_FILE (self), NULL);
  return self->reader == NULL ? NULL : reeve_reader_get_conn (self->reader);
}

gboolean
reeve_case_file_is_read_only (ReeveCaseFile *self)
{
  g_return_val_if_fail (REEVE_IS_CASE_FILE (self), TRUE);
  return self->day_view || reeve_db_is_read_only (self->db);
}

/**
 * reeve_case_file_read_async:
 * @func: (scope async): runs on the lane's thread with a consistent view of the file
 * @data: (transfer full): freed with @data_free after @func, on the lane's thread
 */
void
reeve_case_file_read_async (ReeveCaseFile *self, ReeveLane lane, ReeveReadFunc func, gpointer data, GDestroyNotify data_free,
                            GDestroyNotify result_free, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (REEVE_IS_CASE_FILE (self) && lane < REEVE_N_LANES);
  job->func = func;
  job->data = data;
  job->data_free = data_free;
  job->result_free = result_free;
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, reeve_case_file_read_async);
  if (self->closed)
    {
      g_task_return_new_error (job->task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "closed");
      job_free (job);
      return;
    }
  g_async_queue_push (self->lanes[lane].jobs, job);
}

gpointer
reeve_case_file_read_finish (ReeveCaseFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * reeve_case_file_write:
 * @name: what the history will call it, translated, a verb first
 * @toast: (nullable): shown with Undo when something was changed
 * @owner: (nullable): a GObject kept alive until @written ran, and handed to it
 */
void
reeve_case_file_write (ReeveCaseFile *self, const char *name, ReeveWriteFunc func, gpointer data, GDestroyNotify data_free, const char *toast,
                       ReeveWrittenFunc written, gpointer owner)
{
  WriteJob *job;

  g_return_if_fail (REEVE_IS_CASE_FILE (self) && !self->closed);
  job = g_new0 (WriteJob, 1);
  job->file = g_object_ref (self);
  job->written = written;
  job->owner = owner == NULL ? NULL : g_object_ref (owner);
  job->toast = g_strdup (toast);
  self->writing++;
  state_changed (self);
  reeve_db_write_async (self->db, name, func, data, data_free, NULL, write_done_cb, job);
}

void
reeve_case_file_undo (ReeveCaseFile *self, gint64 entry, gboolean redo)
{
  g_autoptr (GTask) task = NULL;
  UndoJob *job;

  g_return_if_fail (REEVE_IS_CASE_FILE (self));
  if (reeve_case_file_is_read_only (self))
    return;
  job = g_new0 (UndoJob, 1);
  job->entry = entry;
  job->redo = redo;
  self->writing++;
  state_changed (self);
  task = g_task_new (self, NULL, undo_done_cb, NULL);
  g_task_set_task_data (task, job, undo_job_free);
  g_task_run_in_thread (task, undo_thread);
}

void
reeve_case_file_toast (ReeveCaseFile *self, const char *text, gint64 undo_entry)
{
  g_return_if_fail (REEVE_IS_CASE_FILE (self) && text != NULL);
  g_signal_emit (self, signals[TOAST], 0, text, undo_entry);
}

void
reeve_case_file_check (ReeveCaseFile *self, gboolean even_if_fresh)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (REEVE_IS_CASE_FILE (self));
  if (self->closed || reeve_case_file_is_read_only (self))
    return;
  if (self->check != NULL)
    {
      self->check_again = TRUE;
      return;
    }
  if (!even_if_fresh && !reeve_findings_is_stale (self->db, self->day))
    return;
  self->check = g_cancellable_new ();
  reeve_case_file_set_progress (self, _("Checking the records"), -1, self->check);
  task = g_task_new (self, self->check, check_done_cb, NULL);
  g_task_set_task_data (task, GINT_TO_POINTER (self->day), NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, check_thread);
}

void
reeve_case_file_cancel_check (ReeveCaseFile *self)
{
  g_return_if_fail (REEVE_IS_CASE_FILE (self));
  if (self->check != NULL)
    g_cancellable_cancel (self->check);
}

/**
 * reeve_case_file_get_progress:
 * @ret_fraction: (out) (optional): 0 to 1, or negative when it is not known how much there is
 *
 * Returns: (nullable): what is running, in words
 */
const char *
reeve_case_file_get_progress (ReeveCaseFile *self, double *ret_fraction)
{
  g_return_val_if_fail (REEVE_IS_CASE_FILE (self), NULL);
  if (ret_fraction != NULL)
    *ret_fraction = self->fraction;
  return self->progress;
}

void
reeve_case_file_set_progress (ReeveCaseFile *self, const char *text, double fraction, GCancellable *cancellable)
{
  g_return_if_fail (REEVE_IS_CASE_FILE (self));
  g_free (self->progress);
  self->progress = g_strdup (text);
  self->fraction = fraction;
  g_set_object (&self->progress_cancellable, (text == NULL ? NULL : cancellable));
  state_changed (self);
}

const char *
reeve_case_file_get_problem (ReeveCaseFile *self)
{
  g_return_val_if_fail (REEVE_IS_CASE_FILE (self), NULL);
  return self->problem;
}

void
reeve_case_file_set_problem (ReeveCaseFile *self, const char *text)
{
  g_return_if_fail (REEVE_IS_CASE_FILE (self));
  if (g_strcmp0 (self->problem, text) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (text);
  state_changed (self);
}

gboolean
reeve_case_file_is_writing (ReeveCaseFile *self)
{
  g_return_val_if_fail (REEVE_IS_CASE_FILE (self), FALSE);
  return self->writing > 0;
}

void
reeve_case_file_cancel (ReeveCaseFile *self)
{
  g_return_if_fail (REEVE_IS_CASE_FILE (self));
  if (self->progress_cancellable != NULL)
    g_cancellable_cancel (self->progress_cancellable);
}
