/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is the case file sound, and a copy of it that is proved sound before it is called a backup. */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "reeve-db-private.h"
#include "reeve-error.h"

static gboolean
check_pages (ReeveConn *conn, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "PRAGMA quick_check(1)", error);
  GError *local = NULL;
  if (stmt == NULL)
    return FALSE;
  g_autofree char *answer = reeve_stmt_step (stmt, &local) ? g_strdup (reeve_stmt_text (stmt, 0)) : NULL;
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (g_strcmp0 (answer, "ok") == 0)
    return TRUE;
  reeve_set_damaged (error, conn->shown, answer != NULL ? answer : "quick_check");
  return FALSE;
}

static gboolean
check_references (ReeveConn *conn, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT 1", error);
  GError *local = NULL;
  if (stmt == NULL)
    return FALSE;
  if (reeve_stmt_step (stmt, &local))
    {
      g_autofree char *detail = g_strdup_printf (_("record %s of %s refers to a record of %s that does not exist"), reeve_stmt_text (stmt, 1),
                                                 reeve_stmt_text (stmt, 0), reeve_stmt_text (stmt, 2));
      reeve_stmt_reset (stmt);
      reeve_set_damaged (error, conn->shown, detail);
      return FALSE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
reeve_conn_verify (ReeveConn *conn, gint64 *ret_entries, char **ret_head, GError **error)
{
  gint64 entries;
  g_autofree char *head = NULL;
  if (!reeve_log_check_chain (conn, &entries, &head, error) || !check_pages (conn, error) || !check_references (conn, error))
    return FALSE;
  if (ret_entries != NULL)
    *ret_entries = entries;
  if (ret_head != NULL)
    *ret_head = g_steal_pointer (&head);
  return TRUE;
}

/**
 * reeve_db_verify:
 * @ret_head_hash: (out) (optional) (transfer full): hash of the newest entry. A history whose end was cut off is whole in itself: only
 *   a head hash kept elsewhere (printed, sent) shows that something is missing
 */
gboolean
reeve_db_verify (ReeveDb *db, gint64 *ret_entries, char **ret_head_hash, GError **error)
{
  g_return_val_if_fail (REEVE_IS_DB (db), FALSE);
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, error);
  return reader != NULL && reeve_reader_begin (reader, error)
         && reeve_conn_verify (reeve_reader_get_conn (reader), ret_entries, ret_head_hash, error);
}

/* One view of the source, so that writing may go on meanwhile. */
gboolean
reeve_conn_copy (ReeveConn *source, const char *path, const char *final_path, GError **error)
{
  g_autoptr (ReeveConn) target = reeve_conn_open (path, REEVE_CONN_WRITER, error);
  if (target == NULL)
    return FALSE;
  reeve_conn_set_shown (target, final_path);
  sqlite3_backup *backup = sqlite3_backup_init (target->handle, "main", source->handle, "main");
  if (backup == NULL)
    return reeve_conn_set_error (target, sqlite3_errcode (target->handle), error);
  sqlite3_backup_step (backup, -1);
  int code = sqlite3_backup_finish (backup);
  return code == SQLITE_OK || reeve_conn_set_error (target, code, error);
}

static gboolean
verify_copy (const char *path, GError **error)
{
  g_autoptr (ReeveConn) copy = reeve_conn_open (path, REEVE_CONN_UNWRITABLE, error);
  return copy != NULL && reeve_conn_verify (copy, NULL, NULL, error);
}

gboolean
reeve_db_backup (ReeveDb *db, const char *path, GError **error)
{
  g_return_val_if_fail (REEVE_IS_DB (db) && path != NULL, FALSE);
  if (g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autofree char *name = g_filename_display_name (path);
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("There is already a file %s. It was left as it is; choose another name."), name);
      return FALSE;
    }
  g_autofree char *given_folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *folder = g_canonicalize_filename (given_folder, NULL);
  if (eaccess (folder, W_OK | X_OK) != 0)
    {
      g_autofree char *name = g_filename_display_name (folder);
      g_set_error (error, REEVE_ERROR, errno == ENOENT ? REEVE_ERROR_NOT_FOUND : REEVE_ERROR_READ_ONLY, _("The backup cannot be written to the folder %s: %s."),
                   name, g_strerror (errno));
      return FALSE;
    }
  g_autofree char *target = g_build_filename (folder, base, NULL);
  g_autofree char *temporary = g_strdup_printf ("%s.part-%d-%08x", target, (int) getpid (), g_random_int ());
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, error);
  gboolean good = reader != NULL && reeve_reader_begin (reader, error) && reeve_conn_copy (reeve_reader_get_conn (reader), temporary, path, error)
                  && verify_copy (temporary, error) && reeve_file_sync (temporary, error) && reeve_file_publish (temporary, target, error);
  if (!good)
    {
      g_autofree char *journal = g_strconcat (temporary, "-journal", NULL);
      g_autofree char *wal = g_strconcat (temporary, "-wal", NULL);
      g_autofree char *shm = g_strconcat (temporary, "-shm", NULL);
      g_unlink (temporary);
      g_unlink (journal);
      g_unlink (wal);
      g_unlink (shm);
    }
  return good;
}
