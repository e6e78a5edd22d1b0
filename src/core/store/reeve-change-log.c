/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entries of the change log: writing one at the end of each transaction, reading them back field by field, and the chain.
 *
 * The hash of an entry is SHA-256, in lower-case hex, over its values in the order prev_hash, entry, at_utc, who, name, kind, undo_of,
 * raw_size, changeset, each as its length in bytes (8 bytes, big-endian) followed by the bytes; numbers are decimal text, an undo_of
 * that is NULL is the empty text, the changeset is the deflated bytes as stored. The first entry's prev_hash is the empty text. Who
 * knows the newest hash, and keeps it elsewhere, can tell later that nothing before it was changed, removed or cut off. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zlib.h>

#include "reeve-db-private.h"
#include "reeve-error.h"

#define MAX_RAW_SIZE G_GINT64_CONSTANT (2000000000)
#define FAST_ABOVE (4 * 1024 * 1024)

void
reeve_log_entry_free (ReeveLogEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->at_utc);
  g_free (entry->who);
  g_free (entry->name);
  g_free (entry->kind);
  g_free (entry->hash);
  g_free (entry);
}

void
reeve_log_change_free (ReeveLogChange *change)
{
  if (change == NULL)
    return;
  g_free (change->old_value);
  g_free (change->new_value);
  g_free (change);
}

static void
add_bytes (GChecksum *checksum, gconstpointer data, gsize size)
{
  guint64 length = GUINT64_TO_BE ((guint64) size);
  g_checksum_update (checksum, (const guchar *) &length, sizeof length);
  if (size > 0)
    g_checksum_update (checksum, data, (gssize) size);
}

static void
add_text (GChecksum *checksum, const char *text)
{
  add_bytes (checksum, text, text != NULL ? strlen (text) : 0);
}

static void
add_number (GChecksum *checksum, gint64 number)
{
  char text[24];
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, number);
  add_text (checksum, text);
}

static char *
hash_values (gint64 entry, const char *at_utc, const char *who, const char *name, const char *kind, gint64 undo_of, gint64 raw_size, gconstpointer changeset, gsize size,
             const char *prev_hash)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  add_text (checksum, prev_hash);
  add_number (checksum, entry);
  add_text (checksum, at_utc);
  add_text (checksum, who);
  add_text (checksum, name);
  add_text (checksum, kind);
  if (undo_of == 0)
    add_text (checksum, "");
  else
    add_number (checksum, undo_of);
  add_number (checksum, raw_size);
  add_bytes (checksum, changeset, size);
  return g_strdup (g_checksum_get_string (checksum));
}

char *
reeve_log_hash_row (ReeveStmt *stmt)
{
  /* The blob before its size: asking for the size alone may convert it. */
  gconstpointer blob = reeve_stmt_blob (stmt, 7);
  return hash_values (reeve_stmt_int (stmt, 0), reeve_stmt_text (stmt, 1), reeve_stmt_text (stmt, 2), reeve_stmt_text (stmt, 3),
                      reeve_stmt_text (stmt, 4), reeve_stmt_int (stmt, 5), reeve_stmt_int (stmt, 6), blob, reeve_stmt_size (stmt, 7),
                      reeve_stmt_text (stmt, 8));
}

static GBytes *
deflate_changeset (const ReeveChangeset *changeset)
{
  uLongf size = compressBound ((uLong) changeset->size);
  guint8 *data = g_malloc (size);
  /* A whole import is compressed once and may be large: speed before the last tenth. */
  int level = changeset->size > FAST_ABOVE ? 1 : 6;
  int code = compress2 (data, &size, changeset->size > 0 ? changeset->data : (const Bytef *) "", (uLong) changeset->size, level);
  g_assert (code == Z_OK); /* compressBound leaves room for all */
  return g_bytes_new_take (g_realloc (data, size), size);
}

static gboolean
get_head (ReeveConn *conn, gint64 *ret_entry, char **ret_hash, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT entry, hash FROM change_log ORDER BY entry DESC LIMIT 1", error);
  GError *local = NULL;
  if (stmt == NULL)
    return FALSE;
  *ret_entry = 0;
  *ret_hash = NULL;
  if (reeve_stmt_step (stmt, &local))
    {
      *ret_entry = reeve_stmt_int (stmt, 0);
      *ret_hash = g_strdup (reeve_stmt_text (stmt, 1));
    }
  else
    *ret_hash = g_strdup ("");
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_clear_pointer (ret_hash, g_free);
  g_propagate_error (error, local);
  return FALSE;
}

static char *
now_utc (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

gboolean
reeve_log_append (ReeveConn *conn, const char *who, const char *name, const char *kind, gint64 undo_of, const ReeveChangeset *changeset,
                  gint64 *ret_entry, GError **error)
{
  gint64 last;
  g_autofree char *prev_hash = NULL;
  if (!get_head (conn, &last, &prev_hash, error))
    return FALSE;
  ReeveStmt *insert = reeve_conn_prepare (conn, "INSERT INTO change_log (" REEVE_LOG_COLUMNS ") VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)", error);
  if (insert == NULL)
    return FALSE;
  g_autofree char *at_utc = now_utc ();
  g_autoptr (GBytes) deflated = deflate_changeset (changeset);
  g_autofree char *hash = hash_values (last + 1, at_utc, who, name, kind, undo_of, changeset->size, g_bytes_get_data (deflated, NULL),
                                       g_bytes_get_size (deflated), prev_hash);
  reeve_stmt_bind_int (insert, 1, last + 1);
  reeve_stmt_bind_text (insert, 2, at_utc);
  reeve_stmt_bind_text (insert, 3, who);
  reeve_stmt_bind_text (insert, 4, name);
  reeve_stmt_bind_text (insert, 5, kind);
  if (undo_of == 0)
    reeve_stmt_bind_null (insert, 6);
  else
    reeve_stmt_bind_int (insert, 6, undo_of);
  reeve_stmt_bind_int (insert, 7, changeset->size);
  reeve_stmt_bind_bytes (insert, 8, deflated);
  reeve_stmt_bind_text (insert, 9, prev_hash);
  reeve_stmt_bind_text (insert, 10, hash);
  if (!reeve_stmt_run (insert, error))
    return FALSE;
  /* A cached statement would keep the changeset of a whole import in memory. */
  reeve_stmt_bind_null (insert, 8);
  if (ret_entry != NULL)
    *ret_entry = last + 1;
  return TRUE;
}

gboolean
reeve_log_unpack (ReeveStmt *stmt, int column, gint64 entry, ReeveChangeset *changeset, GError **error)
{
  gint64 raw_size = reeve_stmt_int (stmt, column);
  gconstpointer blob = reeve_stmt_blob (stmt, column + 1);
  gsize size = reeve_stmt_size (stmt, column + 1);
  uLongf inflated = (uLongf) raw_size;
  if (raw_size < 0 || raw_size > MAX_RAW_SIZE || blob == NULL || (changeset->data = sqlite3_malloc64 (MAX ((guint64) raw_size, 1))) == NULL
      || uncompress (changeset->data, &inflated, blob, (uLong) size) != Z_OK || inflated != (uLongf) raw_size)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry);
      reeve_changeset_clear (changeset);
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_DAMAGED, _("Entry %s of the history cannot be unpacked. Open the last good backup."), number);
      return FALSE;
    }
  changeset->size = (int) raw_size;
  return TRUE;
}

static void
set_no_entry (GError **error, gint64 entry)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry);
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("There is no entry %s in the history."), number);
}

/* @changeset is empty before. */
gboolean
reeve_log_load_changeset (ReeveConn *conn, gint64 entry, ReeveChangeset *changeset, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT raw_size, changeset FROM change_log WHERE entry = ?1", error);
  GError *local = NULL;
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, entry);
  if (reeve_stmt_step (stmt, &local))
    {
      gboolean done = reeve_log_unpack (stmt, 0, entry, changeset, error);
      reeve_stmt_reset (stmt);
      return done;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  else
    set_no_entry (error, entry);
  return FALSE;
}

/* For each entry that was undone and not redone: the undo that stands. Undos are newer than what they undo, so going from the newest
 * down every undo's own fate is known before it is asked for. */
static GHashTable *
load_undone (ReeveConn *conn, GError **error)
{
  g_autoptr (GHashTable) undone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT entry, undo_of FROM change_log WHERE undo_of IS NOT NULL ORDER BY entry DESC", error);
  GError *local = NULL;
  if (stmt == NULL)
    return NULL;
  while (reeve_stmt_step (stmt, &local))
    {
      gint64 entry = reeve_stmt_int (stmt, 0), of = reeve_stmt_int (stmt, 1);
      if (!g_hash_table_contains (undone, &entry) && !g_hash_table_contains (undone, &of))
        g_hash_table_insert (undone, g_memdup2 (&of, sizeof of), g_memdup2 (&entry, sizeof entry));
    }
  if (local == NULL)
    return g_steal_pointer (&undone);
  g_propagate_error (error, local);
  return NULL;
}

static ReeveLogEntry *
read_entry (ReeveStmt *stmt, GHashTable *undone)
{
  ReeveLogEntry *entry = g_new0 (ReeveLogEntry, 1);
  entry->entry = reeve_stmt_int (stmt, 0);
  entry->at_utc = g_strdup (reeve_stmt_text (stmt, 1));
  entry->who = g_strdup (reeve_stmt_text (stmt, 2));
  entry->name = g_strdup (reeve_stmt_text (stmt, 3));
  entry->kind = g_strdup (reeve_stmt_text (stmt, 4));
  entry->undo_of = reeve_stmt_int (stmt, 5);
  entry->hash = g_strdup (reeve_stmt_text (stmt, 6));
  const gint64 *by = g_hash_table_lookup (undone, &entry->entry);
  entry->undone_by = by != NULL ? *by : 0;
  return entry;
}

/**
 * reeve_log_list:
 * @before: list entries below this number; 0 = from the newest
 * @most: 0 = all
 */
GPtrArray *
reeve_log_list (ReeveConn *conn, gint64 before, guint most, GError **error)
{
  g_autoptr (GHashTable) undone = load_undone (conn, error);
  if (undone == NULL)
    return NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT entry, at_utc, who, name, kind, undo_of, hash FROM change_log"
                                        " WHERE ?1 = 0 OR entry < ?1 ORDER BY entry DESC LIMIT ?2", error);
  GError *local = NULL;
  if (stmt == NULL)
    return NULL;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_log_entry_free);
  reeve_stmt_bind_int (stmt, 1, before);
  reeve_stmt_bind_int (stmt, 2, most == 0 ? -1 : (gint64) most);
  while (reeve_stmt_step (stmt, &local))
    g_ptr_array_add (entries, read_entry (stmt, undone));
  if (local == NULL)
    return g_steal_pointer (&entries);
  g_propagate_error (error, local);
  return NULL;
}

static gboolean
count_rows (ReeveConn *conn, gint64 entry, guint *ret_rows, GError **error)
{
  g_auto (ReeveChangeset) changeset = { 0, NULL };
  if (!reeve_log_load_changeset (conn, entry, &changeset, error))
    return FALSE;
  g_autoptr (GArray) rows = reeve_changeset_list (conn, &changeset, error);
  if (rows == NULL)
    return FALSE;
  *ret_rows = rows->len;
  return TRUE;
}

ReeveLogEntry *
reeve_log_find (ReeveConn *conn, gint64 entry, GError **error)
{
  g_autoptr (GPtrArray) found = reeve_log_list (conn, entry + 1, 1, error);
  if (found == NULL)
    return NULL;
  if (entry < 1 || found->len == 0 || ((ReeveLogEntry *) g_ptr_array_index (found, 0))->entry != entry)
    {
      set_no_entry (error, entry);
      return NULL;
    }
  return g_ptr_array_steal_index (found, 0);
}

ReeveLogEntry *
reeve_log_get (ReeveConn *conn, gint64 entry, GError **error)
{
  g_autoptr (ReeveLogEntry) found = reeve_log_find (conn, entry, error);
  if (found == NULL || !count_rows (conn, entry, &found->rows, error))
    return NULL;
  return g_steal_pointer (&found);
}

gint64
reeve_log_next_undo (ReeveConn *conn, GError **error)
{
  g_autoptr (GHashTable) undone = load_undone (conn, error);
  ReeveStmt *stmt = undone == NULL ? NULL : reeve_conn_prepare (conn, "SELECT entry FROM change_log WHERE kind IN ('edit', 'import')"
                                                         " AND entry NOT IN (SELECT log_entry FROM release) ORDER BY entry DESC", error);
  GError *local = NULL;
  gint64 found = 0;
  while (stmt != NULL && found == 0 && reeve_stmt_step (stmt, &local))
    {
      gint64 entry = reeve_stmt_int (stmt, 0);
      found = g_hash_table_contains (undone, &entry) ? 0 : entry;
    }
  if (found != 0)
    reeve_stmt_reset (stmt);
  if (local != NULL)
    g_propagate_error (error, local);
  return found;
}

/* Only undos made since the last real edit can be taken back in order: after an edit there is nothing to redo. */
gint64
reeve_log_next_redo (ReeveConn *conn, GError **error)
{
  g_autoptr (GHashTable) undone = load_undone (conn, error);
  ReeveStmt *stmt = undone == NULL ? NULL
                                   : reeve_conn_prepare (conn, "SELECT u.entry FROM change_log u JOIN change_log e ON e.entry = u.undo_of"
                                                         " WHERE u.kind = 'undo' AND e.kind IN ('edit', 'import') AND u.entry >"
                                                         " (SELECT ifnull(max(entry), 0) FROM change_log WHERE kind <> 'undo') ORDER BY u.entry DESC", error);
  GError *local = NULL;
  gint64 found = 0;
  while (stmt != NULL && found == 0 && reeve_stmt_step (stmt, &local))
    {
      gint64 entry = reeve_stmt_int (stmt, 0);
      found = g_hash_table_contains (undone, &entry) ? 0 : entry;
    }
  if (found != 0)
    reeve_stmt_reset (stmt);
  if (local != NULL)
    g_propagate_error (error, local);
  return found;
}

gint64
reeve_log_find_hash (ReeveConn *conn, const char *hash, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT entry FROM change_log WHERE hash = lower (?1)", error);
  GError *local = NULL;
  if (stmt == NULL)
    return 0;
  reeve_stmt_bind_text (stmt, 1, hash);
  gint64 entry = reeve_stmt_step (stmt, &local) ? reeve_stmt_int (stmt, 0) : 0;
  reeve_stmt_reset (stmt);
  if (local != NULL)
    g_propagate_error (error, local);
  return entry;
}

static char *
copy_value (sqlite3_value *value)
{
  if (value == NULL || sqlite3_value_type (value) == SQLITE_NULL)
    return NULL;
  if (sqlite3_value_type (value) == SQLITE_BLOB)
    return g_strdup_printf (_("%d bytes"), sqlite3_value_bytes (value));
  return g_strdup ((const char *) sqlite3_value_text (value));
}

/* Adds the changed fields of the row the iterator stands on. */
static void
list_fields (sqlite3_changeset_iter *iter, GPtrArray *changes, guint most)
{
  const char *table;
  int columns, operation;
  sqlite3_value *id = NULL;
  sqlite3changeset_op (iter, &table, &columns, &operation, NULL);
  if (operation == SQLITE_INSERT)
    sqlite3changeset_new (iter, 0, &id);
  else
    sqlite3changeset_old (iter, 0, &id);
  const ReeveTableInfo *info = reeve_schema_find_table (table);
  for (int i = 1; i < columns && changes->len < most; i++)
    {
      sqlite3_value *before = NULL, *after = NULL;
      if (operation != SQLITE_INSERT)
        sqlite3changeset_old (iter, i, &before);
      if (operation != SQLITE_DELETE)
        sqlite3changeset_new (iter, i, &after);
      g_autofree char *old_value = copy_value (before);
      g_autofree char *new_value = copy_value (after);
      if (g_strcmp0 (old_value, new_value) == 0 || (info != NULL && i > (int) info->n_fields))
        continue;
      ReeveLogChange *change = g_new0 (ReeveLogChange, 1);
      change->table = info != NULL ? info->name : "setting";
      change->id = info != NULL ? sqlite3_value_int64 (id) : 0;
      change->field = info != NULL ? info->fields[i - 1].name : g_intern_string ((const char *) sqlite3_value_text (id));
      change->old_value = g_steal_pointer (&old_value);
      change->new_value = g_steal_pointer (&new_value);
      g_ptr_array_add (changes, change);
    }
}

/**
 * reeve_log_get_changes:
 * @most: 0 = all
 *
 * Reads what @entry changed from its changeset. A change of a setting has table "setting", id 0 and the setting's key for its field.
 */
GPtrArray *
reeve_log_get_changes (ReeveConn *conn, gint64 entry, guint most, GError **error)
{
  g_auto (ReeveChangeset) changeset = { 0, NULL };
  if (!reeve_log_load_changeset (conn, entry, &changeset, error))
    return NULL;
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_log_change_free);
  if (changeset.size == 0)
    return g_steal_pointer (&changes);
  guint limit = most == 0 ? G_MAXUINT : most;
  sqlite3_changeset_iter *iter = NULL;
  int code = sqlite3changeset_start (&iter, changeset.size, changeset.data);
  while (code == SQLITE_OK && changes->len < limit && sqlite3changeset_next (iter) == SQLITE_ROW)
    list_fields (iter, changes, limit);
  int end = sqlite3changeset_finalize (iter);
  if (code == SQLITE_OK && (end == SQLITE_OK || changes->len >= limit))
    return g_steal_pointer (&changes);
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_DAMAGED, _("An entry of the history cannot be read (%s)."), sqlite3_errstr (end));
  return NULL;
}

static gboolean
fail_entry (ReeveConn *conn, gint64 entry, const char *detail, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry);
  g_autofree char *text = g_strdup_printf (_("entry %s of the history: %s"), number, detail);
  reeve_set_damaged (error, conn->shown, text);
  return FALSE;
}

static gboolean
check_row (ReeveConn *conn, ReeveStmt *stmt, gint64 expected, const char *prev_hash, GError **error)
{
  gint64 entry = reeve_stmt_int (stmt, 0);
  if (entry != expected)
    return fail_entry (conn, expected, _("it is missing"), error);
  if (prev_hash != NULL && g_strcmp0 (reeve_stmt_text (stmt, 8), prev_hash) != 0)
    return fail_entry (conn, entry, _("it does not follow from the entry before"), error);
  g_autofree char *hash = reeve_log_hash_row (stmt);
  if (g_strcmp0 (reeve_stmt_text (stmt, 9), hash) != 0)
    return fail_entry (conn, entry, _("it was changed after it was written"), error);
  return TRUE;
}

gboolean
reeve_log_check_chain (ReeveConn *conn, gint64 *ret_entries, char **ret_head, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT " REEVE_LOG_COLUMNS " FROM change_log ORDER BY entry", error);
  GError *local = NULL;
  if (stmt == NULL)
    return FALSE;
  gint64 entries = 0;
  g_autofree char *head = g_strdup ("");
  while (reeve_stmt_step (stmt, &local))
    {
      if (!check_row (conn, stmt, entries + 1, head, error))
        {
          reeve_stmt_reset (stmt);
          return FALSE;
        }
      entries++;
      g_free (head);
      head = g_strdup (reeve_stmt_text (stmt, 9));
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (entries == 0)
    return fail_entry (conn, 1, _("it is missing"), error);
  *ret_entries = entries;
  *ret_head = g_steal_pointer (&head);
  return TRUE;
}

gboolean
reeve_log_check_head (ReeveConn *conn, GError **error)
{
  gint64 columns;
  if (!reeve_conn_get_int (conn, "SELECT count(*) FROM pragma_table_info('change_log')", 0, &columns, error))
    return FALSE;
  if (columns < 10)
    return fail_entry (conn, 1, _("it is missing"), error);
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT " REEVE_LOG_COLUMNS " FROM change_log ORDER BY entry DESC LIMIT 1", error);
  GError *local = NULL;
  if (stmt == NULL)
    return FALSE;
  if (reeve_stmt_step (stmt, &local))
    {
      gboolean good = check_row (conn, stmt, reeve_stmt_int (stmt, 0), NULL, error);
      reeve_stmt_reset (stmt);
      return good;
    }
  if (local == NULL)
    return fail_entry (conn, 1, _("it is missing"), error);
  g_propagate_error (error, local);
  return FALSE;
}
