/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A connection, its prepared statements, and the translation of SQLite's result codes into what a person can do next. A connection is
 * used by one thread at a time; SQLite's own mutex is therefore off. */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-db-private.h"
#include "reeve-error.h"

#define BUSY_TIMEOUT_MS 1500
#define PROGRESS_STEPS 4000

void
reeve_set_damaged (GError **error, const char *path, const char *detail)
{
  g_autofree char *name = g_filename_display_name (path);
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_DAMAGED,
               _("The case file %s is damaged (%s). It was left as it is. Open the last good backup, and keep the damaged file until what is missing has been looked for."),
               name, detail);
}

static gboolean
means_full (int system)
{
  return system == ENOSPC || system == EDQUOT || system == EFBIG;
}

/* SQLite calls only ENOSPC full. A spent quota or a limit on file sizes is the same to the user, and is told by the file that could not
 * be written, most often the write-ahead log. */
static gboolean
is_full (ReeveConn *conn, int code)
{
  if ((code & 0xff) == SQLITE_FULL)
    return TRUE;
  if ((code & 0xff) != SQLITE_IOERR)
    return FALSE;
  int of_file = 0, of_log = 0;
  sqlite3_file *log = NULL;
  sqlite3_file_control (conn->handle, "main", SQLITE_FCNTL_LAST_ERRNO, &of_file);
  sqlite3_file_control (conn->handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  if (log != NULL && log->pMethods != NULL)
    log->pMethods->xFileControl (log, SQLITE_FCNTL_LAST_ERRNO, &of_log);
  return means_full (sqlite3_system_errno (conn->handle)) || means_full (of_file) || means_full (of_log);
}

static void
set_constraint_error (ReeveConn *conn, int code, GError **error)
{
  if (code == SQLITE_CONSTRAINT_FOREIGNKEY)
    g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                         _("Other records refer to this one, or it refers to one that does not exist. Nothing was changed."));
  else
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("The case file does not allow this value (%s). Nothing was changed."),
                 sqlite3_errmsg (conn->handle));
}

gboolean
reeve_conn_set_error (ReeveConn *conn, int code, GError **error)
{
  g_autofree char *name = g_filename_display_name (conn->shown);
  if (is_full (conn, code))
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_DISK_FULL,
                   _("There is no room left on the disk of %s. Nothing of this change was kept, everything before it is safe. Free some space and try again."), name);
      return FALSE;
    }
  switch (code & 0xff)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      reeve_set_damaged (error, conn->shown, sqlite3_errmsg (conn->handle));
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_LOCKED, _("Another program is using the case file %s. Close it there and try again."), name);
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_READ_ONLY, _("The case file %s may be read but not changed."), name);
      break;
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_CANCELLED, _("Stopped. Nothing was changed."));
      break;
    case SQLITE_CONSTRAINT:
      set_constraint_error (conn, code, error);
      break;
    case SQLITE_CANTOPEN:
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("The case file %s cannot be opened: %s."), name,
                   g_strerror (sqlite3_system_errno (conn->handle)));
      break;
    default:
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("The case file %s could not be read or written: %s (%d)."), name,
                   sqlite3_errmsg (conn->handle), code);
      break;
    }
  return FALSE;
}

static int
progress_cb (void *data)
{
  ReeveConn *conn = data;
  return conn->cancellable != NULL && g_cancellable_is_cancelled (conn->cancellable) ? 1 : 0;
}

void
reeve_conn_set_cancellable (ReeveConn *conn, GCancellable *cancellable)
{
  g_set_object (&conn->cancellable, cancellable);
  sqlite3_progress_handler (conn->handle, cancellable != NULL ? PROGRESS_STEPS : 0, progress_cb, conn);
}

gboolean
reeve_conn_exec (ReeveConn *conn, const char *sql, GError **error)
{
  int code = sqlite3_exec (conn->handle, sql, NULL, NULL, NULL);
  return code == SQLITE_OK || reeve_conn_set_error (conn, code, error);
}

/* A case file may come from anywhere: its schema is not trusted to call functions, and may not be written by SQL. */
static int
set_up (ReeveConn *conn, ReeveConnKind kind)
{
  sqlite3 *handle = conn->handle;
  sqlite3_extended_result_codes (handle, 1);
  sqlite3_busy_timeout (handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  int code = reeve_functions_register (handle);
  if (code == SQLITE_OK)
    code = sqlite3_exec (handle, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;"
                         "PRAGMA cache_size = -32000; PRAGMA journal_size_limit = 67108864", NULL, NULL, NULL);
  if (code == SQLITE_OK && kind != REEVE_CONN_WRITER)
    code = sqlite3_exec (handle, "PRAGMA query_only = ON", NULL, NULL, NULL);
  return code;
}

static void
stmt_free (gpointer data)
{
  ReeveStmt *stmt = data;
  sqlite3_finalize (stmt->handle);
  g_free (stmt);
}

/* Counting memory takes a lock at every allocation. Too late, and without harm, when another library has started SQLite already. */
static gpointer
configure_library (gpointer data)
{
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  return NULL;
}

/* A write-ahead log that cannot be joined must not be ignored either: only a file that was closed cleanly is immutable. */
char *
reeve_conn_unwritable_uri (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  return g_strconcat (uri, g_file_test (log, G_FILE_TEST_EXISTS) ? "?mode=ro" : "?mode=ro&immutable=1", NULL);
}

static int
open_unwritable (const char *path, sqlite3 **handle)
{
  g_autofree char *name = reeve_conn_unwritable_uri (path);
  return sqlite3_open_v2 (name, handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
}

/* @path is absolute and exists (or, for a writer, its folder does); or ":memory:". */
ReeveConn *
reeve_conn_open (const char *path, ReeveConnKind kind, GError **error)
{
  static GOnce configured = G_ONCE_INIT;
  g_once (&configured, configure_library, NULL);
  g_autoptr (ReeveConn) self = g_new0 (ReeveConn, 1);
  self->path = g_strdup (path);
  self->shown = g_strdup (path);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, stmt_free);
  guint n_tables;
  reeve_schema_get_tables (&n_tables);
  self->rows = g_new0 (ReeveRowStatements, n_tables);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | (kind == REEVE_CONN_WRITER ? SQLITE_OPEN_CREATE : 0);
  int code = kind == REEVE_CONN_UNWRITABLE ? open_unwritable (path, &self->handle) : sqlite3_open_v2 (path, &self->handle, flags, NULL);
  reeve_file_note_open (path);
  if (code == SQLITE_OK)
    code = set_up (self, kind);
  if (code != SQLITE_OK)
    {
      reeve_conn_set_error (self, code, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
reeve_conn_close (ReeveConn *conn)
{
  if (conn == NULL)
    return;
  g_hash_table_unref (conn->statements);
  /* In a failed start there may be no handle; closing NULL does nothing. */
  if (sqlite3_close (conn->handle) != SQLITE_OK)
    g_critical ("A connection to %s was closed with statements open", conn->path);
  reeve_file_note_closed (conn->path);
  g_clear_object (&conn->cancellable);
  g_free (conn->rows);
  g_free (conn->path);
  g_free (conn->shown);
  g_free (conn);
}

void
reeve_conn_set_shown (ReeveConn *conn, const char *path)
{
  g_free (conn->shown);
  conn->shown = g_strdup (path);
}

ReeveStmt *
reeve_conn_prepare (ReeveConn *conn, const char *sql, GError **error)
{
  g_return_val_if_fail (conn != NULL && sql != NULL, NULL);
  ReeveStmt *stmt = g_hash_table_lookup (conn->statements, sql);
  if (stmt != NULL)
    {
      reeve_stmt_reset (stmt);
      return stmt;
    }
  sqlite3_stmt *handle = NULL;
  int code = sqlite3_prepare_v3 (conn->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
  if (code != SQLITE_OK)
    {
      reeve_conn_set_error (conn, code, error);
      return NULL;
    }
  stmt = g_new0 (ReeveStmt, 1);
  stmt->conn = conn;
  stmt->handle = handle;
  g_hash_table_insert (conn->statements, g_strdup (sql), stmt);
  return stmt;
}

gboolean
reeve_conn_get_int (ReeveConn *conn, const char *sql, gint64 if_none, gint64 *ret_value, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, sql, error);
  GError *local = NULL;
  if (stmt == NULL)
    return FALSE;
  *ret_value = if_none;
  if (reeve_stmt_step (stmt, &local))
    *ret_value = reeve_stmt_is_null (stmt, 0) ? if_none : reeve_stmt_int (stmt, 0);
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* A wrong index or no memory: neither is the user's doing. */
static void
expect_bound (ReeveStmt *stmt, int code)
{
  if (code != SQLITE_OK)
    g_critical ("Cannot bind to '%s': %s", sqlite3_sql (stmt->handle), sqlite3_errstr (code));
}

void
reeve_stmt_bind_int (ReeveStmt *stmt, int index, gint64 value)
{
  expect_bound (stmt, sqlite3_bind_int64 (stmt->handle, index, value));
}

void
reeve_stmt_bind_real (ReeveStmt *stmt, int index, double value)
{
  expect_bound (stmt, sqlite3_bind_double (stmt->handle, index, value));
}

void
reeve_stmt_bind_static_text (ReeveStmt *stmt, int index, const char *value)
{
  expect_bound (stmt, value != NULL ? sqlite3_bind_text (stmt->handle, index, value, -1, SQLITE_STATIC)
                                    : sqlite3_bind_null (stmt->handle, index));
}

void
reeve_stmt_bind_text (ReeveStmt *stmt, int index, const char *value)
{
  expect_bound (stmt, value != NULL ? sqlite3_bind_text (stmt->handle, index, value, -1, SQLITE_TRANSIENT)
                                    : sqlite3_bind_null (stmt->handle, index));
}

void
reeve_stmt_bind_bytes (ReeveStmt *stmt, int index, GBytes *value)
{
  if (value == NULL)
    {
      reeve_stmt_bind_null (stmt, index);
      return;
    }
  gsize size;
  gconstpointer data = g_bytes_get_data (value, &size);
  /* A NULL pointer would bind NULL, not an empty blob. */
  expect_bound (stmt, sqlite3_bind_blob64 (stmt->handle, index, data != NULL ? data : "", size, SQLITE_TRANSIENT));
}

void
reeve_stmt_bind_null (ReeveStmt *stmt, int index)
{
  expect_bound (stmt, sqlite3_bind_null (stmt->handle, index));
}

void
reeve_stmt_bind_id_list (ReeveStmt *stmt, int index, ReeveIdList *list)
{
  expect_bound (stmt, sqlite3_bind_pointer (stmt->handle, index, list, REEVE_ID_LIST_POINTER, NULL));
}

gboolean
reeve_stmt_step (ReeveStmt *stmt, GError **error)
{
  int code = sqlite3_step (stmt->handle);
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    reeve_conn_set_error (stmt->conn, code, error);
  /* Reset now: a statement left standing keeps its view of the file and holds back the checkpoint. */
  sqlite3_reset (stmt->handle);
  return FALSE;
}

gboolean
reeve_stmt_run (ReeveStmt *stmt, GError **error)
{
  GError *local = NULL;
  while (reeve_stmt_step (stmt, &local))
    ;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

void
reeve_stmt_reset (ReeveStmt *stmt)
{
  sqlite3_reset (stmt->handle);
}

int
reeve_stmt_columns (ReeveStmt *stmt)
{
  return sqlite3_column_count (stmt->handle);
}

gboolean
reeve_stmt_is_null (ReeveStmt *stmt, int column)
{
  return sqlite3_column_type (stmt->handle, column) == SQLITE_NULL;
}

gint64
reeve_stmt_int (ReeveStmt *stmt, int column)
{
  return sqlite3_column_int64 (stmt->handle, column);
}

double
reeve_stmt_real (ReeveStmt *stmt, int column)
{
  return sqlite3_column_double (stmt->handle, column);
}

const char *
reeve_stmt_text (ReeveStmt *stmt, int column)
{
  return (const char *) sqlite3_column_text (stmt->handle, column);
}

gsize
reeve_stmt_size (ReeveStmt *stmt, int column)
{
  return (gsize) sqlite3_column_bytes (stmt->handle, column);
}

gconstpointer
reeve_stmt_blob (ReeveStmt *stmt, int column)
{
  return sqlite3_column_blob (stmt->handle, column);
}
