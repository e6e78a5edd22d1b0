/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reader is a connection of its own that cannot write: it sees the last committed state, or one fixed state between begin and end,
 * while the writer goes on. */
#include "config.h"

#include "reeve-db-private.h"

struct _ReeveReader
{
  ReeveConn *conn;
  gboolean in_view;
};

ReeveReader *
reeve_reader_new (ReeveDb *db, GError **error)
{
  g_return_val_if_fail (REEVE_IS_DB (db), NULL);
  const char *path = reeve_db_get_path (db);
  gboolean unwritable = reeve_db_is_read_only (db) && !reeve_file_is_writable (path);
  ReeveConn *conn = reeve_conn_open (path, unwritable ? REEVE_CONN_UNWRITABLE : REEVE_CONN_READER, error);
  if (conn == NULL)
    return NULL;
  ReeveReader *reader = g_new0 (ReeveReader, 1);
  reader->conn = conn;
  return reader;
}

void
reeve_reader_free (ReeveReader *reader)
{
  if (reader == NULL)
    return;
  reeve_reader_end (reader);
  reeve_conn_close (reader->conn);
  g_free (reader);
}

ReeveConn *
reeve_reader_get_conn (ReeveReader *reader)
{
  return reader->conn;
}

gboolean
reeve_reader_begin (ReeveReader *reader, GError **error)
{
  g_return_val_if_fail (!reader->in_view, FALSE);
  gint64 unused;
  if (!reeve_conn_exec (reader->conn, "BEGIN", error))
    return FALSE;
  reader->in_view = TRUE;
  /* A deferred transaction fixes its view only at the first read. */
  return reeve_conn_get_int (reader->conn, "SELECT count(*) FROM sqlite_schema", 0, &unused, error);
}

void
reeve_reader_end (ReeveReader *reader)
{
  if (!reader->in_view)
    return;
  reader->in_view = FALSE;
  reeve_txn_roll_back (reader->conn);
}

void
reeve_reader_set_cancellable (ReeveReader *reader, GCancellable *cancellable)
{
  reeve_conn_set_cancellable (reader->conn, cancellable);
}
