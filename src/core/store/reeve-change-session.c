/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite's session extension: recording what a transaction changes and applying the inverse of it. Tables are attached by name, never
 * "all": the shadow tables of full-text search and everything derived would come along otherwise. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-db-private.h"
#include "reeve-error.h"

#define SETTING_TABLE "setting"

void
reeve_changeset_clear (ReeveChangeset *changeset)
{
  sqlite3_free (changeset->data);
  changeset->data = NULL;
  changeset->size = 0;
}

sqlite3_session *
reeve_session_start (ReeveConn *conn, GError **error)
{
  guint n;
  const ReeveTableInfo *tables = reeve_schema_get_tables (&n);
  sqlite3_session *session = NULL;
  int code = sqlite3session_create (conn->handle, "main", &session);
  for (guint i = 0; i < n && code == SQLITE_OK; i++)
    code = sqlite3session_attach (session, tables[i].name);
  if (code == SQLITE_OK)
    code = sqlite3session_attach (session, SETTING_TABLE);
  if (code == SQLITE_OK)
    return session;
  reeve_conn_set_error (conn, code, error);
  if (session != NULL)
    sqlite3session_delete (session);
  return NULL;
}

/* Ends @session. @changeset is empty when nothing changed. */
gboolean
reeve_session_finish (ReeveConn *conn, sqlite3_session *session, ReeveChangeset *changeset, GError **error)
{
  int code = sqlite3session_changeset (session, &changeset->size, &changeset->data);
  sqlite3session_delete (session);
  if (code == SQLITE_OK)
    return TRUE;
  if (code == SQLITE_NOMEM || code == SQLITE_TOOBIG)
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_LIMIT, _("This change is too large for one step. Nothing was changed; import the file in parts."));
      return FALSE;
    }
  return reeve_conn_set_error (conn, code, error);
}

/* The name of the dictionary: it lives as long as the program, the iterator's does not. */
static const char *
static_table_name (const char *name)
{
  const ReeveTableInfo *table = reeve_schema_find_table (name);
  return table != NULL ? table->name : SETTING_TABLE;
}

/* The bytes of a changeset, as documented at the head of SQLite's sqlite3session.c. Its own iterator builds a value object for every
 * column, which for an import costs as much as writing a third of its rows; only table, key and operation are wanted here. */
typedef struct
{
  const guint8 *at, *end;
} Bytes;

static gboolean
take_varint (Bytes *bytes, gsize *ret_value)
{
  guint64 value = 0;
  for (guint i = 0; i < 9 && bytes->at < bytes->end; i++)
    {
      guint8 byte = *bytes->at++;
      if (i == 8)
        value = value << 8 | byte;
      else
        value = value << 7 | (byte & 0x7f);
      if (i == 8 || (byte & 0x80) == 0)
        {
          *ret_value = value;
          return value <= G_MAXINT;
        }
    }
  return FALSE;
}

/* Steps over a value; an integer is told. */
static gboolean
take_value (Bytes *bytes, gboolean *ret_integer, gint64 *ret_value)
{
  gsize length = 0;
  *ret_integer = FALSE;
  if (bytes->at == bytes->end)
    return FALSE;
  guint8 type = *bytes->at++;
  if (type == SQLITE_INTEGER || type == SQLITE_FLOAT)
    length = 8;
  else if (type == SQLITE_TEXT || type == SQLITE_BLOB)
    {
      if (!take_varint (bytes, &length))
        return FALSE;
    }
  else if (type != 0 && type != SQLITE_NULL)
    return FALSE;
  if (length > (gsize) (bytes->end - bytes->at))
    return FALSE;
  if (type == SQLITE_INTEGER)
    {
      guint64 value;
      memcpy (&value, bytes->at, 8);
      *ret_value = (gint64) GUINT64_FROM_BE (value);
      *ret_integer = TRUE;
    }
  bytes->at += length;
  return TRUE;
}

/* One record of @columns values; the first of them is the key. */
static gboolean
take_record (Bytes *bytes, gsize columns, gint64 *ret_id)
{
  gboolean integer;
  gint64 value;
  *ret_id = 0;
  for (gsize i = 0; i < columns; i++)
    {
      if (!take_value (bytes, &integer, &value))
        return FALSE;
      if (i == 0 && integer)
        *ret_id = value;
    }
  return TRUE;
}

static gboolean
take_table (Bytes *bytes, gsize *ret_columns, const char **ret_table)
{
  if (!take_varint (bytes, ret_columns) || *ret_columns >= (gsize) (bytes->end - bytes->at))
    return FALSE;
  bytes->at += *ret_columns; /* which columns are the key: always the first */
  const guint8 *nul = memchr (bytes->at, 0, (gsize) (bytes->end - bytes->at));
  if (nul == NULL)
    return FALSE;
  *ret_table = static_table_name ((const char *) bytes->at);
  bytes->at = nul + 1;
  return TRUE;
}

static gboolean
take_change (Bytes *bytes, gsize columns, const char *table, ReeveOperation *ret_row)
{
  gint64 unused;
  if (bytes->end - bytes->at < 2)
    return FALSE;
  *ret_row = (ReeveOperation){ table, 0, bytes->at[0] };
  bytes->at += 2; /* the second byte tells whether a trigger did it */
  switch (ret_row->operation)
    {
    case SQLITE_INSERT:
    case SQLITE_DELETE:
      return take_record (bytes, columns, &ret_row->id);
    case SQLITE_UPDATE:
      return take_record (bytes, columns, &ret_row->id) && take_record (bytes, columns, &unused);
    default:
      return FALSE;
    }
}

GArray *
reeve_changeset_list (ReeveConn *conn, const ReeveChangeset *changeset, GError **error)
{
  g_autoptr (GArray) operations = g_array_new (FALSE, FALSE, sizeof (ReeveOperation));
  /* of no bytes there is no address */
  const guint8 *data = changeset->data != NULL ? changeset->data : (const guint8 *) "";
  Bytes bytes = { data, data + changeset->size };
  const char *table = NULL;
  gsize columns = 0;
  while (bytes.at < bytes.end)
    {
      ReeveOperation row;
      gboolean good = TRUE;
      if (*bytes.at == 'T')
        {
          bytes.at++;
          good = take_table (&bytes, &columns, &table);
        }
      else if (table != NULL && take_change (&bytes, columns, table, &row))
        g_array_append_val (operations, row);
      else
        good = FALSE;
      if (!good)
        {
          g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_DAMAGED, _("An entry of the history cannot be read."));
          return NULL;
        }
    }
  return g_steal_pointer (&operations);
}

static char *
value_to_text (sqlite3_value *value)
{
  switch (value != NULL ? sqlite3_value_type (value) : SQLITE_NULL)
    {
    case SQLITE_NULL:
      return g_strdup (_("unknown"));
    case SQLITE_BLOB:
      return g_strdup_printf (_("%d bytes"), sqlite3_value_bytes (value));
    default:
      return g_strdup ((const char *) sqlite3_value_text (value));
    }
}

static gboolean
values_equal (sqlite3_value *a, sqlite3_value *b)
{
  if (a == NULL || b == NULL || sqlite3_value_type (a) != sqlite3_value_type (b))
    return a == b;
  int size = sqlite3_value_bytes (a);
  gconstpointer x = sqlite3_value_blob (a), y = sqlite3_value_blob (b);
  return size == sqlite3_value_bytes (b) && (size == 0 || memcmp (x, y, (gsize) size) == 0);
}

typedef struct
{
  ReeveConn *conn;
  char *message; /* the first conflict, told to the user */
} RevertState;

char *
reeve_record_describe (const char *table, gint64 id)
{
  const ReeveTableInfo *info = reeve_schema_find_table (table);
  if (strcmp (table, SETTING_TABLE) == 0)
    return g_strdup (_("A setting"));
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  /* Translators: a kind of record and its number: "Business 12" */
  return g_strdup_printf (_("%s %s"), info != NULL ? reeve_table_label (info) : table, number);
}

/* Names the first column that is no longer as the entry left it. */
static char *
describe_data_conflict (sqlite3_changeset_iter *iter, const char *table, int columns, int operation, const char *record)
{
  const ReeveTableInfo *info = reeve_schema_find_table (table);
  for (int i = 0; i < columns; i++)
    {
      sqlite3_value *then = NULL, *now = NULL;
      sqlite3changeset_old (iter, i, &then);
      sqlite3changeset_conflict (iter, i, &now);
      if (then == NULL || (operation == SQLITE_UPDATE && i == 0) || values_equal (then, now))
        continue;
      /* Columns stand in the file in the order of the dictionary, after the id: a test holds that. */
      const char *field = info != NULL && i > 0 && i <= (int) info->n_fields ? reeve_field_label (&info->fields[i - 1]) : table;
      g_autofree char *was = value_to_text (then);
      g_autofree char *is = value_to_text (now);
      return g_strdup_printf (_("%s: '%s' was changed later, from '%s' to '%s'. Undo the later change first."), record, field, was, is);
    }
  return g_strdup_printf (_("%s was changed later. Undo the later change first."), record);
}

static int
conflict_cb (void *data, int kind, sqlite3_changeset_iter *iter)
{
  RevertState *state = data;
  const char *table = "";
  int columns = 0, operation = 0;
  sqlite3_value *id = NULL;
  if (state->message != NULL || kind == SQLITE_CHANGESET_FOREIGN_KEY)
    return SQLITE_CHANGESET_ABORT;
  sqlite3changeset_op (iter, &table, &columns, &operation, NULL);
  if (operation == SQLITE_INSERT)
    sqlite3changeset_new (iter, 0, &id);
  else
    sqlite3changeset_old (iter, 0, &id);
  g_autofree char *record = strcmp (table, SETTING_TABLE) == 0
                              ? g_strdup_printf (_("Setting %s"), (const char *) sqlite3_value_text (id))
                              : reeve_record_describe (table, id != NULL ? sqlite3_value_int64 (id) : 0);
  switch (kind)
    {
    case SQLITE_CHANGESET_DATA:
      state->message = describe_data_conflict (iter, table, columns, operation, record);
      break;
    case SQLITE_CHANGESET_NOTFOUND:
      state->message = g_strdup_printf (_("%s was removed later. Undo the removal first."), record);
      break;
    case SQLITE_CHANGESET_CONFLICT:
      state->message = g_strdup_printf (_("%s is there again already."), record);
      break;
    default:
      state->message = g_strdup_printf (_("%s would no longer be allowed by the case file."), record);
      break;
    }
  return SQLITE_CHANGESET_ABORT;
}

static gboolean
apply (ReeveConn *conn, const ReeveChangeset *changeset, GError **error)
{
  RevertState state = { conn, NULL };
  if (changeset->size == 0)
    return TRUE;
  int code = sqlite3changeset_apply_v2 (conn->handle, changeset->size, changeset->data, NULL, conflict_cb, &state, NULL, NULL, 0);
  if (state.message != NULL)
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_CONFLICT, state.message);
      g_free (state.message);
      return FALSE;
    }
  return code == SQLITE_OK || reeve_conn_set_error (conn, code, error);
}

gboolean
reeve_changeset_revert (ReeveConn *conn, const ReeveChangeset *changeset, GError **error)
{
  g_auto (ReeveChangeset) inverse = { 0, NULL };
  int code = sqlite3changeset_invert (changeset->size, changeset->data, &inverse.size, &inverse.data);
  if (code != SQLITE_OK)
    return reeve_conn_set_error (conn, code, error);
  return apply (conn, &inverse, error);
}

gboolean
reeve_changeset_replay (ReeveConn *conn, const ReeveChangeset *changeset, GError **error)
{
  return apply (conn, changeset, error);
}

gboolean
reeve_changeset_diff (ReeveConn *conn, const char *other, ReeveChangeset *changeset, GError **error)
{
  guint n;
  const ReeveTableInfo *tables = reeve_schema_get_tables (&n);
  sqlite3_session *session = reeve_session_start (conn, error);
  char *message = NULL;
  int code = SQLITE_OK;
  if (session == NULL)
    return FALSE;
  for (guint i = 0; i < n && code == SQLITE_OK; i++)
    code = sqlite3session_diff (session, other, tables[i].name, &message);
  if (code == SQLITE_OK)
    code = sqlite3session_diff (session, other, SETTING_TABLE, &message);
  if (code == SQLITE_OK)
    return reeve_session_finish (conn, session, changeset, error);
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("The records could not be compared: %s."), message != NULL ? message : sqlite3_errstr (code));
  sqlite3_free (message);
  sqlite3session_delete (session);
  return FALSE;
}

/* Runs @stmt for one id. When it gives a row, sets @error with @format: the record of the first column, the record of the second. */
static gboolean
check_one (ReeveStmt *stmt, gint64 id, const char *message, const ReeveFieldInfo *field, const char *table, GError **error)
{
  GError *local = NULL;
  reeve_stmt_bind_int (stmt, 1, id);
  if (reeve_stmt_step (stmt, &local))
    {
      g_autofree char *referrer = reeve_record_describe (table, reeve_stmt_int (stmt, 0));
      g_autofree char *target = reeve_record_describe (field->target, reeve_stmt_int (stmt, 1));
      reeve_stmt_reset (stmt);
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_CONFLICT, message, referrer, reeve_field_label (field), target);
      return FALSE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
is_empty (ReeveConn *conn, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM %s LIMIT 1", table);
  gint64 found = 1;
  return reeve_conn_get_int (conn, sql, 0, &found, NULL) && found == 0;
}

/* All rows of one table that were removed, against one column that may refer to them. */
static gboolean
check_children (ReeveConn *conn, GArray *operations, const ReeveTableInfo *child, const ReeveFieldInfo *field, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id, %s FROM %s WHERE %s = ?1 LIMIT 1", field->name, child->name, field->name);
  ReeveStmt *stmt = reeve_conn_prepare (conn, sql, error);
  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < operations->len; i++)
    {
      ReeveOperation *row = &g_array_index (operations, ReeveOperation, i);
      if (row->operation == SQLITE_DELETE && strcmp (row->table, field->target) == 0
          && !check_one (stmt, row->id, _("%s was added or changed later and its field '%s' refers to %s. Undo that first."), field, child->name, error))
        return FALSE;
    }
  return TRUE;
}

/* All rows of one table that came back, against what one of their columns refers to. */
static gboolean
check_targets (ReeveConn *conn, GArray *operations, const ReeveTableInfo *table, const ReeveFieldInfo *field, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT x.id, x.%s FROM %s x WHERE x.id = ?1 AND x.%s IS NOT NULL"
                                          " AND NOT EXISTS (SELECT 1 FROM %s y WHERE y.id = x.%s)",
                                          field->name, table->name, field->name, field->target, field->name);
  ReeveStmt *stmt = reeve_conn_prepare (conn, sql, error);
  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < operations->len; i++)
    {
      ReeveOperation *row = &g_array_index (operations, ReeveOperation, i);
      if (row->operation != SQLITE_DELETE && row->table == table->name
          && !check_one (stmt, row->id, _("%s has in its field '%s' %s, which was removed later. Undo the removal first."), field, table->name, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
reeve_changeset_check_references (ReeveConn *conn, GArray *operations, GError **error)
{
  guint n;
  const ReeveTableInfo *tables = reeve_schema_get_tables (&n);
  g_autoptr (GHashTable) removed = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < operations->len; i++)
    {
      ReeveOperation *row = &g_array_index (operations, ReeveOperation, i);
      if (row->operation == SQLITE_DELETE)
        g_hash_table_add (removed, (gpointer) row->table);
    }
  for (guint i = 0; i < n; i++)
    {
      if (is_empty (conn, tables[i].name))
        continue;
      for (guint j = 0; j < tables[i].n_fields; j++)
        {
          const ReeveFieldInfo *field = &tables[i].fields[j];
          if (field->type != REEVE_FIELD_REFERENCE)
            continue;
          if (g_hash_table_contains (removed, field->target) && !check_children (conn, operations, &tables[i], field, error))
            return FALSE;
          if (!check_targets (conn, operations, &tables[i], field, error))
            return FALSE;
        }
    }
  return TRUE;
}
