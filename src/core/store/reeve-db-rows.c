/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows through the dictionary: the SQL of each table is put together from the dictionary's own constants once per connection; values
 * are bound. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-db-private.h"
#include "reeve-error.h"

#define DESK_SHIFT 40

void
reeve_txn_begin (ReeveTxn *txn, ReeveDb *db, ReeveConn *conn, gboolean derived)
{
  txn->db = db;
  txn->conn = conn;
  txn->derived = derived;
  txn->desk = -1;
  txn->next_ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
}

void
reeve_txn_clear (ReeveTxn *txn)
{
  g_clear_pointer (&txn->next_ids, g_hash_table_unref);
}

ReeveConn *
reeve_txn_get_conn (ReeveTxn *txn)
{
  return txn->conn;
}

GCancellable *
reeve_txn_get_cancellable (ReeveTxn *txn)
{
  return txn->cancellable;
}

static gint64
get_desk (ReeveTxn *txn)
{
  if (txn->desk < 0)
    {
      g_autofree char *desk = reeve_conn_get_setting (txn->conn, "desk");
      txn->desk = desk != NULL ? g_ascii_strtoll (desk, NULL, 10) & 0x3fffff : 0;
    }
  return txn->desk;
}

/* The counter of @table, read when first needed in this transaction and written back at its end. NULL when it cannot be read. */
static gint64 *
get_counter (ReeveTxn *txn, const char *table)
{
  gint64 *next = g_hash_table_lookup (txn->next_ids, table);
  if (next != NULL)
    return next;
  ReeveStmt *stmt = reeve_conn_prepare (txn->conn, "SELECT next FROM id_counter WHERE table_name = ?1", NULL);
  g_autoptr (GError) error = NULL;
  if (stmt == NULL)
    return NULL;
  reeve_stmt_bind_text (stmt, 1, table);
  next = g_new (gint64, 1);
  *next = reeve_stmt_step (stmt, &error) ? reeve_stmt_int (stmt, 0) : 1;
  reeve_stmt_reset (stmt);
  if (error != NULL)
    {
      g_warning ("The next number of %s cannot be read: %s", table, error->message);
      g_free (next);
      return NULL;
    }
  g_hash_table_insert (txn->next_ids, (gpointer) table, next);
  return next;
}

gboolean
reeve_txn_store_ids (ReeveTxn *txn, GError **error)
{
  GHashTableIter iter;
  gpointer table, next;
  ReeveStmt *stmt = reeve_conn_prepare (txn->conn,
                                        "INSERT INTO id_counter (table_name, next) VALUES (?1, ?2)"
                                        " ON CONFLICT (table_name) DO UPDATE SET next = excluded.next WHERE next <> excluded.next", error);
  if (stmt == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, txn->next_ids);
  while (g_hash_table_iter_next (&iter, &table, &next))
    {
      reeve_stmt_bind_text (stmt, 1, table);
      reeve_stmt_bind_int (stmt, 2, *(gint64 *) next);
      if (!reeve_stmt_run (stmt, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * reeve_txn_new_id:
 *
 * Returns: desk << 40 | n with n = 1, 2, 3 ... per table, never used before; 0 when the counter cannot be read
 */
gint64
reeve_txn_new_id (ReeveTxn *txn, const char *table)
{
  const ReeveTableInfo *info = reeve_schema_find_table (table);
  g_return_val_if_fail (info != NULL && !txn->derived, 0);
  gint64 *next = get_counter (txn, info->name);
  return next != NULL ? get_desk (txn) << DESK_SHIFT | (*next)++ : 0;
}

/* An id brought along (by a copy of records) must not be given again. */
static void
note_id (ReeveTxn *txn, const ReeveTableInfo *table, gint64 id)
{
  gint64 n = id & ((G_GINT64_CONSTANT (1) << DESK_SHIFT) - 1);
  gint64 *next = id >> DESK_SHIFT == get_desk (txn) ? get_counter (txn, table->name) : NULL;
  if (next != NULL && n >= *next)
    *next = n + 1;
}

static guint
table_index (const ReeveTableInfo *table)
{
  guint n;
  return (guint) (table - reeve_schema_get_tables (&n));
}

/* "a, b", "?2, ?3" or "a = ?2, b = ?3" */
static void
append_columns (GString *sql, const ReeveTableInfo *table, gboolean names, gboolean values)
{
  for (guint i = 0; i < table->n_fields; i++)
    {
      g_string_append (sql, i > 0 ? ", " : "");
      g_string_append (sql, names ? table->fields[i].name : "");
      g_string_append (sql, names && values ? " = " : "");
      if (values)
        g_string_append_printf (sql, "?%u", i + 2);
    }
}

static ReeveStmt *
prepare_load (ReeveConn *conn, const ReeveTableInfo *table, const char *where, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT id, ");
  append_columns (sql, table, TRUE, FALSE);
  g_string_append_printf (sql, " FROM %s WHERE %s = ?1 ORDER BY id", table->name, where);
  return reeve_conn_prepare (conn, sql->str, error);
}

static ReeveStmt *
prepare_insert (ReeveConn *conn, const ReeveTableInfo *table, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_string_append_printf (sql, "INSERT INTO %s (id, ", table->name);
  append_columns (sql, table, TRUE, FALSE);
  g_string_append (sql, ") VALUES (?1, ");
  append_columns (sql, table, FALSE, TRUE);
  g_string_append_c (sql, ')');
  return reeve_conn_prepare (conn, sql->str, error);
}

static ReeveStmt *
prepare_update (ReeveConn *conn, const ReeveTableInfo *table, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_string_append_printf (sql, "UPDATE %s SET ", table->name);
  append_columns (sql, table, TRUE, TRUE);
  g_string_append (sql, " WHERE id = ?1");
  return reeve_conn_prepare (conn, sql->str, error);
}

static ReeveStmt *
prepare_delete (ReeveConn *conn, const ReeveTableInfo *table, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE id = ?1", table->name);
  return reeve_conn_prepare (conn, sql, error);
}

/* One of the statements of @table, made when first needed. */
static ReeveStmt *
get_load (ReeveConn *conn, const ReeveTableInfo *table, GError **error)
{
  ReeveRowStatements *rows = &conn->rows[table_index (table)];
  if (rows->load == NULL)
    rows->load = prepare_load (conn, table, "id", error);
  return rows->load;
}

static void
bind_field (ReeveStmt *stmt, const ReeveRecord *record, guint i)
{
  const ReeveFieldInfo *field = &reeve_record_get_table (record)->fields[i];
  const char *value = reeve_record_get_at (record, i);
  int index = (int) i + 2;
  switch (field->type)
    {
    case REEVE_FIELD_GEOMETRY:
    case REEVE_FIELD_BYTES:
      reeve_stmt_bind_bytes (stmt, index, reeve_record_get_bytes_at (record, i));
      break;
    case REEVE_FIELD_TRUTH:
    case REEVE_FIELD_INTEGER:
    case REEVE_FIELD_MONEY:
    case REEVE_FIELD_REFERENCE:
      if (value != NULL)
        reeve_stmt_bind_int (stmt, index, g_ascii_strtoll (value, NULL, 10));
      else
        reeve_stmt_bind_null (stmt, index);
      break;
    case REEVE_FIELD_REAL:
      if (value != NULL)
        reeve_stmt_bind_real (stmt, index, g_ascii_strtod (value, NULL));
      else
        reeve_stmt_bind_null (stmt, index);
      break;
    default:
      reeve_stmt_bind_text (stmt, index, value);
      break;
    }
}

static void
bind_record (ReeveStmt *stmt, const ReeveRecord *record)
{
  const ReeveTableInfo *table = reeve_record_get_table (record);
  reeve_stmt_bind_int (stmt, 1, reeve_record_get_id (record));
  for (guint i = 0; i < table->n_fields; i++)
    bind_field (stmt, record, i);
}

static ReeveRecord *
read_record (ReeveStmt *stmt, const ReeveTableInfo *table)
{
  ReeveRecord *record = reeve_record_new (table->name);
  reeve_record_set_id (record, reeve_stmt_int (stmt, 0));
  for (guint i = 0; i < table->n_fields; i++)
    {
      const ReeveFieldInfo *field = &table->fields[i];
      int column = (int) i + 1;
      if (reeve_stmt_is_null (stmt, column))
        continue;
      if (field->type == REEVE_FIELD_GEOMETRY || field->type == REEVE_FIELD_BYTES)
        {
          gconstpointer blob = reeve_stmt_blob (stmt, column);
          g_autoptr (GBytes) bytes = g_bytes_new (blob, reeve_stmt_size (stmt, column));
          reeve_record_set_bytes (record, field->name, bytes);
        }
      else if (field->type == REEVE_FIELD_REAL)
        reeve_record_set_real_at (record, i, reeve_stmt_real (stmt, column));
      else
        reeve_record_set_at (record, i, reeve_stmt_text (stmt, column));
    }
  return record;
}

static gboolean
run_on_record (ReeveStmt *stmt, const ReeveRecord *record, GError **error)
{
  reeve_stmt_reset (stmt);
  bind_record (stmt, record);
  return reeve_stmt_run (stmt, error);
}

gboolean
reeve_txn_insert (ReeveTxn *txn, ReeveRecord *record, GError **error)
{
  g_return_val_if_fail (txn != NULL && record != NULL && !txn->derived, FALSE);
  const ReeveTableInfo *table = reeve_record_get_table (record);
  if (!reeve_record_check (record, NULL, error))
    return FALSE;
  ReeveRowStatements *rows = &txn->conn->rows[table_index (table)];
  if (rows->insert == NULL && (rows->insert = prepare_insert (txn->conn, table, error)) == NULL)
    return FALSE;
  gint64 given = reeve_record_get_id (record);
  if (given == 0)
    reeve_record_set_id (record, reeve_txn_new_id (txn, table->name));
  else
    note_id (txn, table, given);
  if (run_on_record (rows->insert, record, error))
    return TRUE;
  reeve_record_set_id (record, given);
  return FALSE;
}

static void
set_not_found (GError **error, const ReeveTableInfo *table, gint64 id)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  /* Translators: a kind of record and its number. */
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("There is no record '%s %s' in the case file."), reeve_table_label (table), number);
}

gboolean
reeve_txn_update (ReeveTxn *txn, const ReeveRecord *record, GError **error)
{
  g_return_val_if_fail (txn != NULL && record != NULL && !txn->derived, FALSE);
  const ReeveTableInfo *table = reeve_record_get_table (record);
  if (!reeve_record_check (record, NULL, error))
    return FALSE;
  g_autoptr (ReeveRecord) stored = reeve_conn_load (txn->conn, table->name, reeve_record_get_id (record), error);
  if (stored == NULL)
    return FALSE;
  if (reeve_record_equal (stored, record))
    return TRUE;
  ReeveRowStatements *rows = &txn->conn->rows[table_index (table)];
  if (rows->update == NULL && (rows->update = prepare_update (txn->conn, table, error)) == NULL)
    return FALSE;
  return run_on_record (rows->update, record, error);
}

gboolean
reeve_txn_delete (ReeveTxn *txn, const char *table, gint64 id, GError **error)
{
  const ReeveTableInfo *info = reeve_schema_find_table (table);
  g_return_val_if_fail (info != NULL && !txn->derived, FALSE);
  ReeveRowStatements *rows = &txn->conn->rows[table_index (info)];
  if (rows->delete == NULL && (rows->delete = prepare_delete (txn->conn, info, error)) == NULL)
    return FALSE;
  reeve_stmt_reset (rows->delete);
  reeve_stmt_bind_int (rows->delete, 1, id);
  if (!reeve_stmt_run (rows->delete, error))
    return FALSE;
  if (sqlite3_changes (txn->conn->handle) > 0)
    return TRUE;
  set_not_found (error, info, id);
  return FALSE;
}

ReeveRecord *
reeve_conn_load (ReeveConn *conn, const char *table, gint64 id, GError **error)
{
  const ReeveTableInfo *info = reeve_schema_find_table (table);
  g_return_val_if_fail (conn != NULL && info != NULL, NULL);
  ReeveStmt *stmt = get_load (conn, info, error);
  GError *local = NULL;
  if (stmt == NULL)
    return NULL;
  reeve_stmt_reset (stmt);
  reeve_stmt_bind_int (stmt, 1, id);
  if (reeve_stmt_step (stmt, &local))
    {
      ReeveRecord *record = read_record (stmt, info);
      reeve_stmt_reset (stmt);
      return record;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  else
    set_not_found (error, info, id);
  return NULL;
}

GPtrArray *
reeve_conn_load_where (ReeveConn *conn, const char *table, const char *field, gint64 value, GError **error)
{
  const ReeveTableInfo *info = reeve_schema_find_table (table);
  int column = info != NULL ? reeve_table_find_field (info, field) : -1;
  g_return_val_if_fail (conn != NULL && column >= 0, NULL);
  ReeveStmt *stmt = prepare_load (conn, info, info->fields[column].name, error);
  GError *local = NULL;
  if (stmt == NULL)
    return NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_record_free);
  reeve_stmt_bind_int (stmt, 1, value);
  while (reeve_stmt_step (stmt, &local))
    g_ptr_array_add (records, read_record (stmt, info));
  if (local == NULL)
    return g_steal_pointer (&records);
  g_propagate_error (error, local);
  return NULL;
}

char *
reeve_conn_get_setting (ReeveConn *conn, const char *key)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT value FROM setting WHERE key = ?1", NULL);
  if (stmt == NULL)
    return NULL;
  reeve_stmt_bind_text (stmt, 1, key);
  char *value = reeve_stmt_step (stmt, NULL) ? g_strdup (reeve_stmt_text (stmt, 0)) : NULL;
  reeve_stmt_reset (stmt);
  return value;
}

/* NULL unsets. Settings are recorded like everything else. */
gboolean
reeve_txn_set_setting (ReeveTxn *txn, const char *key, const char *value, GError **error)
{
  g_return_val_if_fail (txn != NULL && key != NULL && !txn->derived, FALSE);
  ReeveStmt *stmt = reeve_conn_prepare (txn->conn,
                                        value == NULL ? "DELETE FROM setting WHERE key = ?1"
                                                      : "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key)"
                                                        " DO UPDATE SET value = excluded.value WHERE value <> excluded.value", error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, key);
  if (value != NULL)
    reeve_stmt_bind_text (stmt, 2, value);
  return reeve_stmt_run (stmt, error);
}
