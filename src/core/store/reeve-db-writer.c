/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one thread that writes. Jobs queue up and run one after another, each in a transaction of its own: begin immediate, the caller's
 * function, the change-log entry, commit. What the transaction changed is then handed to the wake (derived data, in a transaction of
 * its own that may fail without harm) and announced. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-db-private.h"
#include "reeve-error.h"

typedef struct
{
  ReeveWriteKind kind;
  gboolean quit;
  char *name;
  gint64 undo_of;
  ReeveWriteFunc func;
  gpointer data;
  GDestroyNotify destroy;
  GCancellable *cancellable;
  GTask *task;   /* an asynchronous job, which is freed by the writer; else the caller waits for .done */
  gboolean done;
  gint64 entry;
  GError *error;
} Job;

struct _ReeveWriter
{
  ReeveDb *db; /* owns this */
  ReeveConn *conn;
  GThread *thread;
  GAsyncQueue *queue;
  GMutex mutex;
  GCond done;
  GMutex wake_mutex;
  ReeveWakeFunc wake;
  gpointer wake_data;
  GDestroyNotify wake_destroy;
};

gboolean
reeve_txn_begin_immediate (ReeveConn *conn, GError **error)
{
  return reeve_conn_exec (conn, "BEGIN IMMEDIATE", error);
}

/* After a full disk or an interrupt SQLite may have rolled back by itself; a ROLLBACK would then be an error. */
void
reeve_txn_roll_back (ReeveConn *conn)
{
  GHashTableIter iter;
  gpointer stmt;
  g_hash_table_iter_init (&iter, conn->statements);
  while (g_hash_table_iter_next (&iter, NULL, &stmt))
    reeve_stmt_reset (stmt);
  if (!sqlite3_get_autocommit (conn->handle) && sqlite3_exec (conn->handle, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK)
    g_warning ("A transaction could not be rolled back: %s", sqlite3_errmsg (conn->handle));
}

static gboolean
check_cancelled (GCancellable *cancellable, GError **error)
{
  if (cancellable == NULL || !g_cancellable_is_cancelled (cancellable))
    return TRUE;
  g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_CANCELLED, _("Stopped. Nothing was changed."));
  return FALSE;
}

static gboolean
commit (ReeveConn *conn, GError **error)
{
  return reeve_conn_exec (conn, "COMMIT", error);
}

static gboolean
run_callback (ReeveTxn *txn, Job *job, GError **error)
{
  GError *local = NULL;
  if (job->func (txn, job->data, &local))
    {
      /* A function that went on after a failed statement must not commit half of what it wanted. */
      if (local == NULL)
        return TRUE;
      g_warning ("'%s' returned TRUE with an error set", job->name != NULL ? job->name : "derived");
      g_propagate_error (error, local);
      return FALSE;
    }
  if (local == NULL)
    g_set_error_literal (&local, REEVE_ERROR, REEVE_ERROR_FAILED, _("The change was given up. Nothing was changed."));
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
run_undo (ReeveTxn *txn, gint64 entry, GError **error)
{
  g_auto (ReeveChangeset) changeset = { 0, NULL };
  return reeve_log_load_changeset (txn->conn, entry, &changeset, error) && reeve_changeset_revert (txn->conn, &changeset, error);
}

static const char *
kind_text (ReeveWriteKind kind)
{
  return kind == REEVE_WRITE_UNDO ? "undo" : kind == REEVE_WRITE_IMPORT ? "import" : "edit";
}

/* The entry, when anything changed. @ret_rows is what changed, of ReeveOperation. */
static gboolean
log_changes (ReeveWriter *self, Job *job, sqlite3_session *session, GArray **ret_rows, GError **error)
{
  g_auto (ReeveChangeset) changeset = { 0, NULL };
  if (!reeve_session_finish (self->conn, session, &changeset, error))
    return FALSE;
  g_autoptr (GArray) rows = reeve_changeset_list (self->conn, &changeset, error);
  if (rows == NULL || (job->kind == REEVE_WRITE_UNDO && !reeve_changeset_check_references (self->conn, rows, error)))
    return FALSE;
  g_autofree char *who = reeve_db_dup_user (self->db);
  if (rows->len > 0
      && !reeve_log_append (self->conn, who, job->name, kind_text (job->kind), job->undo_of, &changeset, &job->entry, error))
    return FALSE;
  *ret_rows = g_steal_pointer (&rows);
  return TRUE;
}

static gboolean
run_recorded (ReeveWriter *self, Job *job, GArray **ret_rows, GError **error)
{
  ReeveTxn txn = { 0 };
  sqlite3_session *session = reeve_session_start (self->conn, error);
  if (session == NULL)
    return FALSE;
  reeve_txn_begin (&txn, self->db, self->conn, FALSE);
  txn.cancellable = job->cancellable;
  gboolean good = (job->kind == REEVE_WRITE_UNDO ? run_undo (&txn, job->undo_of, error) : run_callback (&txn, job, error))
                  && check_cancelled (job->cancellable, error) && reeve_txn_store_ids (&txn, error);
  reeve_txn_clear (&txn);
  if (!good)
    {
      sqlite3session_delete (session);
      return FALSE;
    }
  return log_changes (self, job, session, ret_rows, error);
}

static gboolean
run_derived (ReeveWriter *self, Job *job, GError **error)
{
  ReeveTxn txn = { 0 };
  reeve_txn_begin (&txn, self->db, self->conn, TRUE);
  txn.cancellable = job->cancellable;
  gboolean good = run_callback (&txn, job, error);
  reeve_txn_clear (&txn);
  return good;
}

/* Changing the pragma has no effect inside a transaction, so it is changed around it. */
static gboolean
run_transaction (ReeveWriter *self, Job *job, GArray **ret_rows, GError **error)
{
  gboolean undo = job->kind == REEVE_WRITE_UNDO, import = job->kind == REEVE_WRITE_IMPORT;
  if (!check_cancelled (job->cancellable, error) || (undo && !reeve_conn_exec (self->conn, "PRAGMA foreign_keys = OFF", error)))
    return FALSE;
  /* The pages an import fills are written once, at its end, and not each time they fall out of a small cache. */
  if (import)
    reeve_conn_exec (self->conn, "PRAGMA cache_size = -250000", NULL);
  gboolean good = reeve_txn_begin_immediate (self->conn, error);
  if (good)
    {
      reeve_conn_set_cancellable (self->conn, job->cancellable);
      good = job->kind == REEVE_WRITE_DERIVED ? run_derived (self, job, error) : run_recorded (self, job, ret_rows, error);
      /* From here on it can no longer be stopped. */
      reeve_conn_set_cancellable (self->conn, NULL);
      good = good && commit (self->conn, error);
      if (!good)
        reeve_txn_roll_back (self->conn);
    }
  if (undo)
    reeve_conn_exec (self->conn, "PRAGMA foreign_keys = ON", NULL);
  if (import)
    reeve_conn_exec (self->conn, "PRAGMA cache_size = -32000", NULL);
  return good;
}

static void
mark_stale (ReeveWriter *self)
{
  if (!reeve_txn_begin_immediate (self->conn, NULL))
    return;
  if (!reeve_conn_exec (self->conn, "INSERT INTO derived_state (key, value) VALUES ('stale', '1') ON CONFLICT (key) DO UPDATE SET value = '1'", NULL)
      || !commit (self->conn, NULL))
    reeve_txn_roll_back (self->conn);
}

/* The record is safe whatever happens here: findings can be made again. */
static void
run_wake (ReeveWriter *self, ReeveChanges *changes)
{
  g_autoptr (GError) error = NULL;
  g_mutex_lock (&self->wake_mutex);
  if (self->wake != NULL)
    {
      ReeveTxn txn = { 0 };
      gboolean good = reeve_txn_begin_immediate (self->conn, &error);
      if (good)
        {
          reeve_txn_begin (&txn, self->db, self->conn, TRUE);
          good = self->wake (&txn, changes, self->wake_data, &error) && commit (self->conn, &error);
          reeve_txn_clear (&txn);
          if (!good)
            reeve_txn_roll_back (self->conn);
        }
      if (!good)
        {
          g_warning ("Derived data could not be brought up to date: %s", error != NULL ? error->message : "no reason given");
          mark_stale (self);
        }
    }
  g_mutex_unlock (&self->wake_mutex);
}

static ReeveChanges *
make_changes (gint64 entry, GArray *operations)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (ReeveChangedRow), operations->len);
  for (guint i = 0; i < operations->len; i++)
    {
      ReeveOperation *operation = &g_array_index (operations, ReeveOperation, i);
      ReeveChangedRow row = { operation->table, operation->id };
      g_array_append_val (rows, row);
    }
  return reeve_changes_new (entry, rows);
}

static void
run_job (ReeveWriter *self, Job *job)
{
  g_autoptr (GArray) rows = NULL;
  if (!run_transaction (self, job, &rows, &job->error))
    {
      job->entry = 0;
      return;
    }
  if (job->kind == REEVE_WRITE_DERIVED)
    reeve_db_announce (self->db, NULL);
  if (rows == NULL || rows->len == 0)
    return;
  g_autoptr (ReeveChanges) changes = make_changes (job->entry, rows);
  run_wake (self, changes);
  reeve_db_announce (self->db, changes);
}

static void
job_free (Job *job)
{
  if (job->destroy != NULL)
    job->destroy (job->data);
  g_clear_object (&job->cancellable);
  g_clear_object (&job->task);
  g_clear_error (&job->error);
  g_free (job->name);
  g_free (job);
}

/* In the context of the task: the last reference to it, and through it to the ReeveDb, must not be dropped on the writer's thread,
 * which could not wait for its own end. */
static gboolean
return_task_cb (gpointer data)
{
  Job *job = data;
  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_int (job->task, (gssize) job->entry);
  return G_SOURCE_REMOVE;
}

static void
return_task (Job *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_callback (source, return_task_cb, job, (GDestroyNotify) job_free);
  g_source_attach (source, g_task_get_context (job->task));
}

static gpointer
run_thread (gpointer data)
{
  ReeveWriter *self = data;
  for (;;)
    {
      Job *job = g_async_queue_pop (self->queue);
      gboolean quit = job->quit;
      if (!quit)
        run_job (self, job);
      if (job->task != NULL)
        {
          return_task (job);
          continue;
        }
      g_mutex_lock (&self->mutex);
      job->done = TRUE;
      g_cond_broadcast (&self->done);
      g_mutex_unlock (&self->mutex);
      if (quit)
        return NULL;
    }
}

ReeveWriter *
reeve_writer_new (ReeveDb *db, ReeveConn *conn)
{
  ReeveWriter *self = g_new0 (ReeveWriter, 1);
  self->db = db;
  self->conn = conn;
  self->queue = g_async_queue_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->done);
  g_mutex_init (&self->wake_mutex);
  self->thread = g_thread_new ("reeve-writer", run_thread, self);
  return self;
}

static void
wait_for (ReeveWriter *self, Job *job)
{
  g_async_queue_push (self->queue, job);
  g_mutex_lock (&self->mutex);
  while (!job->done)
    g_cond_wait (&self->done, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

/* Jobs already queued are done first. */
void
reeve_writer_stop (ReeveWriter *writer)
{
  Job quit = { .quit = TRUE };
  wait_for (writer, &quit);
  g_thread_join (writer->thread);
  reeve_writer_set_wake (writer, NULL, NULL, NULL);
  reeve_conn_close (writer->conn);
  g_async_queue_unref (writer->queue);
  g_mutex_clear (&writer->mutex);
  g_cond_clear (&writer->done);
  g_mutex_clear (&writer->wake_mutex);
  g_free (writer);
}

gboolean
reeve_writer_run (ReeveWriter *writer, ReeveWriteKind kind, const char *name, gint64 undo_of, ReeveWriteFunc func, gpointer data,
                  GCancellable *cancellable, gint64 *ret_entry, GError **error)
{
  if (g_thread_self () == writer->thread)
    {
      g_critical ("A write function may not wait for another write");
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("The change was given up. Nothing was changed."));
      return FALSE;
    }
  Job job = { .kind = kind, .name = (char *) name, .undo_of = undo_of, .func = func, .data = data, .cancellable = cancellable };
  wait_for (writer, &job);
  if (job.error != NULL)
    {
      g_propagate_error (error, job.error);
      return FALSE;
    }
  if (ret_entry != NULL)
    *ret_entry = job.entry;
  return TRUE;
}

/* Takes @task. */
void
reeve_writer_push (ReeveWriter *writer, const char *name, ReeveWriteFunc func, gpointer data, GDestroyNotify destroy, GTask *task)
{
  Job *job = g_new0 (Job, 1);
  job->kind = REEVE_WRITE_EDIT;
  job->name = g_strdup (name);
  job->func = func;
  job->data = data;
  job->destroy = destroy;
  job->cancellable = g_task_get_cancellable (task) != NULL ? g_object_ref (g_task_get_cancellable (task)) : NULL;
  job->task = task;
  g_async_queue_push (writer->queue, job);
}

void
reeve_writer_set_wake (ReeveWriter *writer, ReeveWakeFunc func, gpointer data, GDestroyNotify destroy)
{
  g_mutex_lock (&writer->wake_mutex);
  gpointer old_data = writer->wake_data;
  GDestroyNotify old_destroy = writer->wake_destroy;
  writer->wake = func;
  writer->wake_data = data;
  writer->wake_destroy = destroy;
  g_mutex_unlock (&writer->wake_mutex);
  if (old_destroy != NULL)
    old_destroy (old_data);
}
