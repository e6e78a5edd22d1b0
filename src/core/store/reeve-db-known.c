/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the city had recorded by the end of a day: a copy of the case file from which every later entry of the history is taken back, the
 * newest first. The copy is in a folder that only its owner may enter, and goes when it is closed. */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "reeve-db-private.h"
#include "reeve-error.h"

#define FOLDER_PREFIX "reeve-known-"
#define COPY_NAME "known.reeve"

/* Copies of processes that were killed: their number is in the folder's name. */
static void
remove_left_behind (void)
{
  g_autoptr (GDir) dir = g_dir_open (g_get_tmp_dir (), 0, NULL);
  const char *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      gint64 pid = g_str_has_prefix (name, FOLDER_PREFIX) ? g_ascii_strtoll (name + strlen (FOLDER_PREFIX), NULL, 10) : 0;
      if (pid <= 0 || kill ((pid_t) pid, 0) == 0 || errno != ESRCH)
        continue;
      g_autofree char *folder = g_build_filename (g_get_tmp_dir (), name, NULL);
      g_autofree char *copy = g_build_filename (folder, COPY_NAME, NULL);
      reeve_db_remove_copy (copy, folder);
    }
}

/* The first moment after @day on the clock of this machine, in UTC as the history writes it. */
static char *
end_of_day (ReeveDay day)
{
  int year, month, day_of_month;
  reeve_day_to_ymd (day + 1, &year, &month, &day_of_month);
  g_autoptr (GDateTime) local = g_date_time_new_local (year, month, day_of_month, 0, 0, 0);
  g_autoptr (GDateTime) utc = g_date_time_to_utc (local);
  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
}

/* The first entry made after @end; 0 if there is none. */
static gboolean
find_first_later (ReeveConn *conn, const char *end, gint64 *ret_entry, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT coalesce (min (entry), 0) FROM change_log WHERE at_utc >= ?1", error);
  GError *local = NULL;
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, end);
  if (reeve_stmt_step (stmt, &local))
    *ret_entry = reeve_stmt_int (stmt, 0);
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
take_back (ReeveConn *conn, gint64 from, GError **error)
{
  gint64 last;
  if (!reeve_conn_get_int (conn, "SELECT coalesce (max (entry), 0) FROM change_log", 0, &last, error)
      || !reeve_conn_exec (conn, "PRAGMA foreign_keys = OFF", error) || !reeve_txn_begin_immediate (conn, error))
    return FALSE;
  for (gint64 entry = last; entry >= from; entry--)
    {
      g_auto (ReeveChangeset) changeset = { 0, NULL };
      if (!reeve_log_load_changeset (conn, entry, &changeset, error) || !reeve_changeset_revert (conn, &changeset, error))
        {
          reeve_txn_roll_back (conn);
          return FALSE;
        }
    }
  return reeve_conn_exec (conn, "COMMIT", error);
}

static gboolean
make_copy (ReeveConn *source, const char *target, gint64 from, GError **error)
{
  if (!reeve_conn_copy (source, target, target, error))
    return FALSE;
  if (from == 0)
    return TRUE;
  g_autoptr (ReeveConn) conn = reeve_conn_open (target, REEVE_CONN_WRITER, error);
  return conn != NULL && take_back (conn, from, error);
}

static void
set_before_the_file (ReeveDay day, const char *path, GError **error)
{
  char text[REEVE_DAY_TEXT_SIZE];
  g_autofree char *name = g_filename_display_name (path);
  reeve_day_format (day, text);
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("On %s the case file %s was not there yet: its history begins later."), text, name);
}

/* @from: the first entry that is taken back, 0 = none. @mode: what is derived can be made anew in a copy that may be written. */
static ReeveDb *
open_copy (ReeveConn *conn, gint64 from, ReeveDbMode mode, GError **error)
{
  remove_left_behind ();
  g_autofree char *template = g_strdup_printf (FOLDER_PREFIX "%d-XXXXXX", (int) getpid ());
  g_autofree char *folder = g_dir_make_tmp (template, error);
  if (folder == NULL)
    return NULL;
  g_autofree char *target = g_build_filename (folder, COPY_NAME, NULL);
  g_autoptr (ReeveDb) known = NULL;
  if (make_copy (conn, target, from, error))
    known = reeve_db_open (target, mode, error);
  if (known == NULL)
    reeve_db_remove_copy (target, folder);
  else
    reeve_db_take_copy (known, folder);
  return g_steal_pointer (&known);
}

/* A view of the whole file whose history proves itself. @ret_entries: how many there are. */
static ReeveReader *
open_proved (const char *path, ReeveDb **ret_db, gint64 *ret_entries, GError **error)
{
  g_autoptr (ReeveDb) db = reeve_db_open (path, REEVE_DB_READ_ONLY, error);
  if (db == NULL)
    return NULL;
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, error);
  g_autofree char *head = NULL;
  if (reader == NULL || !reeve_reader_begin (reader, error)
      || !reeve_log_check_chain (reeve_reader_get_conn (reader), ret_entries, &head, error))
    return NULL;
  *ret_db = g_steal_pointer (&db);
  return g_steal_pointer (&reader);
}

/**
 * reeve_db_open_known_on:
 * @day: a day on the clock of this machine
 *
 * Returns: (transfer full): a copy of the case file, as it stood at the end of @day; NULL with NOT_FOUND before the file was made, DAMAGED when
 *   its history does not prove itself, and what reeve_db_open() gives
 */
ReeveDb *
reeve_db_open_known_on (const char *path, ReeveDay day, ReeveDbMode mode, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_autofree char *end = end_of_day (day);
  g_autoptr (ReeveDb) db = NULL;
  gint64 later = 0, entries;
  g_autoptr (ReeveReader) reader = open_proved (path, &db, &entries, error);
  if (reader == NULL || !find_first_later (reeve_reader_get_conn (reader), end, &later, error))
    return NULL;
  if (later == 1)
    {
      set_before_the_file (day, path, error);
      return NULL;
    }
  return open_copy (reeve_reader_get_conn (reader), later, mode, error);
}

/**
 * reeve_db_open_at_entry:
 * @entry: of the history
 *
 * Returns: (transfer full): a copy of the case file as it stood after @entry, of which only what is derived must be made anew; NULL with NOT_FOUND when there is none such, DAMAGED when its
 *   history does not prove itself, and what reeve_db_open() gives
 */
ReeveDb *
reeve_db_open_at_entry (const char *path, gint64 entry, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_autoptr (ReeveDb) db = NULL;
  gint64 entries;
  g_autoptr (ReeveReader) reader = open_proved (path, &db, &entries, error);
  if (reader == NULL)
    return NULL;
  if (entry < 1 || entry > entries)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry);
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("The history has no entry %s."), number);
      return NULL;
    }
  return open_copy (reeve_reader_get_conn (reader), entry < entries ? entry + 1 : 0, REEVE_DB_READ_WRITE, error);
}
