/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Are the records what the history says? The chain shows only that the history is whole: who changes a record in the file past the
 * program leaves it so. Here the records are made again, in memory, from the history alone, and compared with those of the file. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "reeve-db-private.h"
#include "reeve-error.h"

#define KEPT "kept"

/* An empty case file in memory with the one in question beside it, both seen as of now. */
static ReeveConn *
open_beside (const char *path, GError **error)
{
  g_autoptr (ReeveConn) conn = reeve_conn_open (":memory:", REEVE_CONN_WRITER, error);
  if (conn == NULL || !reeve_migrate (conn, "", error) || !reeve_conn_exec (conn, "PRAGMA foreign_keys = OFF", error))
    return NULL;
  ReeveStmt *attach = reeve_conn_prepare (conn, "ATTACH DATABASE ?1 AS " KEPT, error);
  if (attach == NULL)
    return NULL;
  g_autofree char *uri = reeve_file_is_writable (path) ? NULL : reeve_conn_unwritable_uri (path);
  reeve_stmt_bind_text (attach, 1, uri != NULL ? uri : path);
  if (!reeve_stmt_run (attach, error) || !reeve_conn_exec (conn, "BEGIN", error))
    return NULL;
  return g_steal_pointer (&conn);
}

static gboolean
replay_entry (ReeveConn *conn, ReeveStmt *stmt, GError **error)
{
  g_auto (ReeveChangeset) changeset = { 0, NULL };
  g_autoptr (GError) local = NULL;
  gint64 entry = reeve_stmt_int (stmt, 0);
  if (!reeve_log_unpack (stmt, 1, entry, &changeset, error))
    return FALSE;
  if (reeve_changeset_replay (conn, &changeset, &local))
    return TRUE;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry);
  g_autofree char *detail = g_strdup_printf (_("entry %s of the history does not fit what came before: %s"), number, local->message);
  reeve_set_damaged (error, conn->shown, detail);
  return FALSE;
}

static gboolean
replay (ReeveConn *conn, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT entry, raw_size, changeset FROM " KEPT ".change_log ORDER BY entry", error);
  GError *local = NULL;
  if (stmt == NULL)
    return FALSE;
  while (reeve_stmt_step (stmt, &local))
    if (!replay_entry (conn, stmt, error))
      {
        reeve_stmt_reset (stmt);
        return FALSE;
      }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* The difference leads from the file to the history: an insert is a record that the file lacks. */
static gboolean
compare (ReeveConn *conn, GError **error)
{
  g_auto (ReeveChangeset) difference = { 0, NULL };
  if (!reeve_changeset_diff (conn, KEPT, &difference, error))
    return FALSE;
  g_autoptr (GArray) rows = reeve_changeset_list (conn, &difference, error);
  if (rows == NULL || rows->len == 0)
    return rows != NULL;
  const ReeveOperation *first = &g_array_index (rows, ReeveOperation, 0);
  g_autofree char *record = reeve_record_describe (first->table, first->id);
  const char *format = first->operation == SQLITE_INSERT   ? _("%s is missing, though the history has it; records that differ: %u")
                       : first->operation == SQLITE_DELETE ? _("%s is not in the history; records that differ: %u")
                                                           : _("%s is not as the history says; records that differ: %u");
  g_autofree char *detail = g_strdup_printf (format, record, rows->len);
  reeve_set_damaged (error, conn->shown, detail);
  return FALSE;
}

gboolean
reeve_db_verify_records (ReeveDb *db, GError **error)
{
  g_return_val_if_fail (REEVE_IS_DB (db), FALSE);
  g_autoptr (ReeveConn) conn = open_beside (reeve_db_get_path (db), error);
  if (conn == NULL)
    return FALSE;
  reeve_conn_set_shown (conn, reeve_db_get_path (db));
  return replay (conn, error) && compare (conn, error);
}
