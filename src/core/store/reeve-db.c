/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening, making and closing a case file, and telling others of changes. The writing is in reeve-db-writer.c, the refusals before
 * opening in reeve-db-file.c. */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "reeve-db-private.h"
#include "reeve-error.h"

struct _ReeveDb
{
  GObject parent_instance;

  char *path;
  ReeveLock *lock;       /* NULL when read-only */
  ReeveWriter *writer;   /* NULL when read-only or closed */
  ReeveConn *holder;     /* read-only: keeps the file in place while it is open */
  GMainContext *context;
  gboolean read_only;
  gboolean closed;
  char *copy_folder;     /* of a copy that goes when it is closed; else NULL */
  GMutex user_mutex;
  char *user;
};

enum { SIGNAL_CHANGED, SIGNAL_DERIVED_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReeveDb, reeve_db, G_TYPE_OBJECT)

static char *
default_user (void)
{
  const char *real = g_get_real_name ();
  const char *name = real != NULL && *real != '\0' && strcmp (real, "Unknown") != 0 ? real : g_get_user_name ();
  return g_utf8_make_valid (name != NULL ? name : "", -1);
}

static gboolean
is_wal (ReeveConn *conn)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "PRAGMA journal_mode", NULL);
  gboolean wal = stmt != NULL && reeve_stmt_step (stmt, NULL) && g_strcmp0 (reeve_stmt_text (stmt, 0), "wal") == 0;
  if (stmt != NULL)
    reeve_stmt_reset (stmt);
  return wal;
}

static gboolean
open_for_writing (ReeveDb *self, GError **error)
{
  if (!reeve_file_is_writable (self->path))
    {
      g_autofree char *name = g_filename_display_name (self->path);
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_READ_ONLY,
                   _("%s or its folder may not be written by you. It can be opened to read only, or copied to a folder of your own."), name);
      return FALSE;
    }
  self->lock = reeve_lock_take (self->path, error);
  if (self->lock == NULL)
    return FALSE;
  g_autoptr (ReeveConn) conn = reeve_conn_open (self->path, REEVE_CONN_WRITER, error);
  if (conn == NULL || !reeve_conn_check (conn, error) || !reeve_migrate (conn, self->user, error) || !reeve_conn_check_tables (conn, error))
    return FALSE;
  if (!is_wal (conn) && !reeve_conn_exec (conn, "PRAGMA journal_mode = WAL", error))
    return FALSE;
  self->writer = reeve_writer_new (self, g_steal_pointer (&conn));
  return TRUE;
}

static gboolean
open_for_reading (ReeveDb *self, GError **error)
{
  gint64 version;
  self->read_only = TRUE;
  g_autoptr (ReeveConn) conn = reeve_conn_open (self->path, reeve_file_is_writable (self->path) ? REEVE_CONN_READER : REEVE_CONN_UNWRITABLE, error);
  if (conn == NULL || !reeve_conn_check (conn, error) || !reeve_conn_get_int (conn, "PRAGMA user_version", 0, &version, error))
    return FALSE;
  if (version < reeve_migrate_newest ())
    {
      g_autofree char *name = g_filename_display_name (self->path);
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_READ_ONLY,
                   _("%s was written by an older version of Reeve and has to be opened for writing once, to bring it up to date."), name);
      return FALSE;
    }
  if (!reeve_conn_check_tables (conn, error))
    return FALSE;
  self->holder = g_steal_pointer (&conn);
  return TRUE;
}

/**
 * reeve_db_open:
 *
 * Returns: (transfer full): the open case file, or NULL with one of NOT_FOUND, NOT_REEVE_FILE, NEWER, DAMAGED, NETWORK_SHARE,
 *   READ_ONLY, LOCKED, DISK_FULL, FAILED; the file is then as it was
 */
ReeveDb *
reeve_db_open (const char *path, ReeveDbMode mode, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_autofree char *canonical = reeve_file_check (path, error);
  if (canonical == NULL)
    return NULL;
  g_autoptr (ReeveDb) self = g_object_new (REEVE_TYPE_DB, NULL);
  self->path = g_steal_pointer (&canonical);
  self->context = g_main_context_ref_thread_default ();
  if (!(mode == REEVE_DB_READ_ONLY ? open_for_reading (self, error) : open_for_writing (self, error)))
    return NULL;
  return g_steal_pointer (&self);
}

/* The first settings of a new file, as the first entry of its history. */
static gboolean
write_first_entry (ReeveConn *conn, const char *who, const char *city, GError **error)
{
  sqlite3_session *session = reeve_session_start (conn, error);
  if (session == NULL)
    return FALSE;
  ReeveStmt *stmt = reeve_conn_prepare (conn, "INSERT INTO setting (key, value) VALUES (?1, ?2)", error);
  gboolean good = stmt != NULL;
  if (good && city != NULL && *city != '\0')
    {
      reeve_stmt_bind_text (stmt, 1, "city");
      reeve_stmt_bind_text (stmt, 2, city);
      good = reeve_stmt_run (stmt, error);
    }
  if (!good)
    {
      sqlite3session_delete (session);
      return FALSE;
    }
  g_auto (ReeveChangeset) changeset = { 0, NULL };
  return reeve_session_finish (conn, session, &changeset, error)
         && reeve_log_append (conn, who, _("Make the case file"), "create", 0, &changeset, NULL, error);
}

static gboolean
fill_new_file (const char *path, const char *final_path, const char *city, GError **error)
{
  g_autofree char *who = default_user ();
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA journal_mode = WAL", REEVE_APPLICATION_ID);
  g_autoptr (ReeveConn) conn = reeve_conn_open (path, REEVE_CONN_WRITER, error);
  if (conn == NULL)
    return FALSE;
  reeve_conn_set_shown (conn, final_path);
  if (!reeve_conn_exec (conn, mark, error) || !reeve_migrate (conn, who, error) || !reeve_txn_begin_immediate (conn, error))
    return FALSE;
  if (write_first_entry (conn, who, city, error) && reeve_conn_exec (conn, "COMMIT", error))
    return TRUE;
  reeve_txn_roll_back (conn);
  return FALSE;
}

static void
remove_with_logs (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);
      g_unlink (name);
    }
}

/**
 * reeve_db_create:
 * @path: must not exist
 * @city: (nullable): name of the city
 *
 * The file appears under @path only when it is whole.
 *
 * Returns: (transfer full): the new case file, open for writing
 */
ReeveDb *
reeve_db_create (const char *path, const char *city, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_filename_display_name (path);
  if (g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("There is already a file %s. It was left as it is; choose another name."), name);
      return NULL;
    }
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_autofree char *shown = g_filename_display_name (folder);
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("There is no folder %s to make the case file in."), shown);
      return NULL;
    }
  if (eaccess (folder, W_OK | X_OK) != 0)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_READ_ONLY, _("%s cannot be made: %s."), name, g_strerror (errno));
      return NULL;
    }
  if (!reeve_file_check_local (path, error))
    return NULL;
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *temporary = g_strdup_printf ("%s.new-%d-%08x", absolute, (int) getpid (), g_random_int ());
  if (!fill_new_file (temporary, path, city, error) || !reeve_file_sync (temporary, error) || !reeve_file_publish (temporary, path, error))
    {
      remove_with_logs (temporary);
      return NULL;
    }
  return reeve_db_open (path, REEVE_DB_READ_WRITE, error);
}

/* Idempotent. What is queued is written first. */
void
reeve_db_close (ReeveDb *self)
{
  g_return_if_fail (REEVE_IS_DB (self));
  if (self->closed)
    return;
  self->closed = TRUE;
  g_clear_pointer (&self->writer, reeve_writer_stop);
  g_clear_pointer (&self->holder, reeve_conn_close);
  g_clear_pointer (&self->lock, reeve_lock_release);
  if (self->copy_folder != NULL)
    reeve_db_remove_copy (self->path, self->copy_folder);
  g_clear_pointer (&self->copy_folder, g_free);
}

void
reeve_db_take_copy (ReeveDb *self, const char *folder)
{
  self->copy_folder = g_strdup (folder);
}

void
reeve_db_remove_copy (const char *path, const char *folder)
{
  remove_with_logs (path);
  g_rmdir (folder);
}

const char *
reeve_db_get_path (ReeveDb *self)
{
  return self->path;
}

gboolean
reeve_db_is_read_only (ReeveDb *self)
{
  return self->read_only;
}

void
reeve_db_set_user (ReeveDb *self, const char *who)
{
  g_return_if_fail (REEVE_IS_DB (self) && who != NULL);
  g_mutex_lock (&self->user_mutex);
  g_free (self->user);
  self->user = g_utf8_make_valid (who, -1);
  g_mutex_unlock (&self->user_mutex);
}

const char *
reeve_db_get_user (ReeveDb *self)
{
  return self->user;
}

char *
reeve_db_dup_user (ReeveDb *self)
{
  g_mutex_lock (&self->user_mutex);
  char *user = g_strdup (self->user);
  g_mutex_unlock (&self->user_mutex);
  return user;
}

ReeveWriter *
reeve_db_get_writer (ReeveDb *self, GError **error)
{
  if (self->writer != NULL)
    return self->writer;
  g_autofree char *name = g_filename_display_name (self->path);
  if (self->read_only)
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_READ_ONLY, _("%s is open to read only."), name);
  else
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("%s has been closed."), name);
  return NULL;
}

typedef struct
{
  GWeakRef db;
  ReeveChanges *changes;
} Announcement;

static void
announcement_free (gpointer data)
{
  Announcement *announcement = data;
  g_weak_ref_clear (&announcement->db);
  g_clear_pointer (&announcement->changes, reeve_changes_unref);
  g_free (announcement);
}

static gboolean
announce_cb (gpointer data)
{
  Announcement *announcement = data;
  g_autoptr (ReeveDb) db = g_weak_ref_get (&announcement->db);
  if (db == NULL || db->closed)
    return G_SOURCE_REMOVE;
  if (announcement->changes != NULL)
    g_signal_emit (db, signals[SIGNAL_CHANGED], 0, announcement->changes);
  else
    g_signal_emit (db, signals[SIGNAL_DERIVED_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

void
reeve_db_announce (ReeveDb *self, ReeveChanges *changes)
{
  Announcement *announcement = g_new0 (Announcement, 1);
  g_weak_ref_init (&announcement->db, self);
  announcement->changes = changes != NULL ? reeve_changes_ref (changes) : NULL;
  g_autoptr (GSource) source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, announce_cb, announcement, announcement_free);
  g_source_attach (source, self->context);
}

gboolean
reeve_db_write (ReeveDb *self, const char *name, ReeveWriteFunc func, gpointer data, gint64 *ret_entry, GError **error)
{
  g_return_val_if_fail (REEVE_IS_DB (self) && name != NULL && func != NULL, FALSE);
  ReeveWriter *writer = reeve_db_get_writer (self, error);
  return writer != NULL && reeve_writer_run (writer, REEVE_WRITE_EDIT, name, 0, func, data, NULL, ret_entry, error);
}

gboolean
reeve_db_write_import (ReeveDb *self, const char *name, ReeveWriteFunc func, gpointer data, GCancellable *cancellable, gint64 *ret_entry, GError **error)
{
  g_return_val_if_fail (REEVE_IS_DB (self) && name != NULL && func != NULL, FALSE);
  ReeveWriter *writer = reeve_db_get_writer (self, error);
  return writer != NULL && reeve_writer_run (writer, REEVE_WRITE_IMPORT, name, 0, func, data, cancellable, ret_entry, error);
}

gboolean
reeve_db_write_derived (ReeveDb *self, ReeveWriteFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (REEVE_IS_DB (self) && func != NULL, FALSE);
  ReeveWriter *writer = reeve_db_get_writer (self, error);
  return writer != NULL && reeve_writer_run (writer, REEVE_WRITE_DERIVED, NULL, 0, func, data, NULL, NULL, error);
}

void
reeve_db_write_async (ReeveDb *self, const char *name, ReeveWriteFunc func, gpointer data, GDestroyNotify destroy, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (REEVE_IS_DB (self) && name != NULL && func != NULL);
  GError *error = NULL;
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, reeve_db_write_async);
  /* A commit that came before the cancel must be told as done. */
  g_task_set_check_cancellable (task, FALSE);
  ReeveWriter *writer = reeve_db_get_writer (self, &error);
  if (writer != NULL)
    {
      reeve_writer_push (writer, name, func, data, destroy, task);
      return;
    }
  if (destroy != NULL)
    destroy (data);
  g_task_return_error (task, error);
  g_object_unref (task);
}

gboolean
reeve_db_write_finish (ReeveDb *self, GAsyncResult *result, gint64 *ret_entry, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  GError *local = NULL;
  gssize entry = g_task_propagate_int (G_TASK (result), &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (ret_entry != NULL)
    *ret_entry = entry;
  return TRUE;
}

void
reeve_db_set_wake (ReeveDb *self, ReeveWakeFunc func, gpointer data, GDestroyNotify destroy)
{
  g_return_if_fail (REEVE_IS_DB (self));
  if (self->writer != NULL)
    reeve_writer_set_wake (self->writer, func, data, destroy);
  else if (destroy != NULL)
    destroy (data);
}

/* The entry at the root of a chain of undos, and whether undoing @entry would take it back (an even number of undos) or redo it. */
static char *
name_undo (ReeveConn *conn, gint64 entry, GError **error)
{
  gboolean redo = FALSE;
  for (;;)
    {
      g_autoptr (ReeveLogEntry) found = reeve_log_find (conn, entry, error);
      if (found == NULL)
        return NULL;
      if (found->undo_of == 0)
        return redo ? g_strdup_printf (_("Redo: %s"), found->name) : g_strdup_printf (_("Undo: %s"), found->name);
      redo = !redo;
      entry = found->undo_of;
    }
}

static gboolean
check_undoable (ReeveConn *conn, const ReeveLogEntry *entry, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry->entry);
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT number FROM release WHERE log_entry = ?1", error);
  gint64 release = 0;
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, entry->entry);
  if (reeve_stmt_step (stmt, NULL))
    release = reeve_stmt_int (stmt, 0);
  reeve_stmt_reset (stmt);
  if (release != 0)
    {
      g_autofree char *which = g_strdup_printf ("%" G_GINT64_FORMAT, release);
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                   _("Entry %s records release %s. What left the office cannot be undone; it can be recalled, and stays in the list."), number, which);
      return FALSE;
    }
  if (strcmp (entry->kind, "create") == 0 || strcmp (entry->kind, "migrate") == 0)
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("Entry %s made or updated the case file itself and cannot be undone."), number);
  else if (entry->undone_by != 0)
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("Entry %s has been undone already."), number);
  else
    return reeve_log_check_adoption (conn, entry->entry, error);
  return FALSE;
}

gboolean
reeve_db_undo (ReeveDb *db, gint64 entry, gint64 *ret_new_entry, GError **error)
{
  g_return_val_if_fail (REEVE_IS_DB (db), FALSE);
  ReeveWriter *writer = reeve_db_get_writer (db, error);
  g_autoptr (ReeveReader) reader = writer != NULL ? reeve_reader_new (db, error) : NULL;
  if (reader == NULL)
    return FALSE;
  ReeveConn *conn = reeve_reader_get_conn (reader);
  g_autoptr (ReeveLogEntry) found = reeve_log_find (conn, entry, error);
  if (found == NULL || !check_undoable (conn, found, error))
    return FALSE;
  g_autofree char *name = name_undo (conn, entry, error);
  return name != NULL && reeve_writer_run (writer, REEVE_WRITE_UNDO, name, entry, NULL, NULL, NULL, ret_new_entry, error);
}

static void
reeve_db_dispose (GObject *object)
{
  reeve_db_close (REEVE_DB (object));
  G_OBJECT_CLASS (reeve_db_parent_class)->dispose (object);
}

static void
reeve_db_finalize (GObject *object)
{
  ReeveDb *self = REEVE_DB (object);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->user_mutex);
  g_free (self->user);
  g_free (self->path);
  G_OBJECT_CLASS (reeve_db_parent_class)->finalize (object);
}

static void
reeve_db_class_init (ReeveDbClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  object_class->dispose = reeve_db_dispose;
  object_class->finalize = reeve_db_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", REEVE_TYPE_DB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, reeve_changes_get_type ());
  signals[SIGNAL_DERIVED_CHANGED] = g_signal_new ("derived-changed", REEVE_TYPE_DB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
reeve_db_init (ReeveDb *self)
{
  g_mutex_init (&self->user_mutex);
  self->user = default_user ();
}
