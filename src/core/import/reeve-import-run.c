/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run: every row of the file is read, walked and written inside one named transaction, and what was refused is kept. A dry run is the
 * same walk; its transaction is rolled back at the end. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#include "reeve-csv-stream.h"
#include "reeve-date.h"
#include "reeve-error.h"
#include "reeve-import-private.h"
#include "reeve-text.h"

#define ID_MASK ((G_GINT64_CONSTANT (1) << 40) - 1)
#define SEEN_BLOCK 1024
#define PROGRESS_ROWS 256

ReeveImportTable *
reeve_import_run_table (ReeveImportRun *self, const char *name)
{
  ReeveImportTable *table = g_hash_table_lookup (self->tables, name);
  if (table == NULL)
    {
      table = reeve_import_table_new (name);
      g_hash_table_insert (self->tables, (gpointer) name, table);
    }
  return table;
}

ReeveStmt *
reeve_import_run_prepare (ReeveImportRun *self, ReeveImportStatement which, GError **error)
{
  static const char *const sql[] = {
    [REEVE_IMPORT_INSERT_EXTRA] = "INSERT INTO import_extra (id, table_name, record_id, columns) VALUES (?, ?, ?, ?)",
    [REEVE_IMPORT_INSERT_STATUS] = "INSERT INTO licence_status (id, licence_id, status, from_date, source) VALUES (?, ?, ?, ?, ?)",
    [REEVE_IMPORT_INSERT_OCCUPANCY] = "INSERT INTO occupancy (id, premises_id, business_id, from_date, to_date, source) VALUES (?, ?, ?, ?, ?, ?)",
  };
  if (self->statements[which] == NULL)
    self->statements[which] = reeve_conn_prepare (self->conn, sql[which], error);
  return self->statements[which];
}

int
reeve_import_run_field (const ReeveImportRun *self, const char *name)
{
  return reeve_import_kind_find_field (self->import->kind, name);
}

const char *
reeve_import_run_value (const ReeveImportRun *self, int field)
{
  return field >= 0 ? self->value[field] : NULL;
}

void
reeve_import_run_fill_drafts (ReeveImportRun *self)
{
  GHashTableIter iter;
  gpointer table;
  g_hash_table_iter_init (&iter, self->tables);
  while (g_hash_table_iter_next (&iter, NULL, &table))
    reeve_import_table_clear (table);
  for (guint i = 0; i < self->import->kind->n_fields; i++)
    if (self->value[i] != NULL && self->slots[i].table != NULL)
      reeve_import_table_set (self->slots[i].table, self->slots[i].column, self->value[i]);
}

void
reeve_import_refusal_free (ReeveImportRefusal *refusal)
{
  g_free (refusal->field);
  g_free (refusal->reason);
  g_free (refusal->raw);
  g_free (refusal);
}

static ReeveImportRefusal *
refusal_new (gint64 line, const char *field, const char *reason, const char *raw, gboolean taken)
{
  ReeveImportRefusal *refusal = g_new (ReeveImportRefusal, 1);
  *refusal = (ReeveImportRefusal){ line, g_strdup (field), g_strdup (reason), g_strdup (raw), taken };
  return refusal;
}

static gboolean
has_forbidden (const ReeveImport *import)
{
  for (guint i = 0; i < import->n_columns; i++)
    if (import->forbidden[i])
      return TRUE;
  return FALSE;
}

/* The row as CSV, without the columns that must not be read. In a ragged row such a value may stand anywhere, so then none is kept. */
static void
append_raw (const ReeveImport *import, const ReeveImportRow *row, GString *out)
{
  gboolean blank = row->fault != NULL && has_forbidden (import);
  gboolean first = TRUE;
  for (guint i = 0; i < import->n_columns; i++)
    {
      if (import->ours[i])
        continue;
      if (!first)
        g_string_append_c (out, ',');
      first = FALSE;
      if (!blank && !import->forbidden[i] && row->fields[i] != NULL)
        {
          g_autofree char *valid = g_utf8_make_valid (row->fields[i], -1);
          reeve_csv_append_field (out, valid, ',');
        }
    }
}

static void
keep (ReeveImportRun *self, gint64 line, const char *field, const char *reason, const char *raw, gboolean taken)
{
  g_ptr_array_add (self->kept, refusal_new (line, field, reason, raw, taken));
  if (self->import->refusals->len < REEVE_IMPORT_SHOWN)
    g_ptr_array_add (self->import->refusals, refusal_new (line, field, reason, raw, taken));
}

static void
reject (ReeveImportRun *self, gint64 line, const char *reason, const char *raw)
{
  if (self->rejects_path == NULL)
    return;
  if (self->rejects->len == 0)
    {
      for (guint i = 0; i < self->import->n_columns; i++)
        if (!self->import->ours[i])
          {
            reeve_csv_append_field (self->rejects, self->import->columns[i], ',');
            g_string_append_c (self->rejects, ',');
          }
      g_string_append (self->rejects, "reeve:line,reeve:reason\n");
    }
  g_string_append (self->rejects, raw);
  g_string_append_printf (self->rejects, ",%" G_GINT64_FORMAT ",", line);
  reeve_csv_append_field (self->rejects, reason, ',');
  g_string_append_c (self->rejects, '\n');
}

gboolean
reeve_import_run_refuse (ReeveImportRun *self, const ReeveImportRow *row, const char *field, char *reason)
{
  g_autoptr (GString) raw = g_string_new (NULL);
  append_raw (self->import, row, raw);
  keep (self, row->line, field, reason, raw->str, FALSE);
  reject (self, row->line, reason, raw->str);
  self->result = REEVE_ROW_REFUSED;
  g_free (reason);
  return TRUE;
}

void
reeve_import_run_note (ReeveImportRun *self, const ReeveImportRow *row, const char *field, const char *value, char *reason)
{
  self->import->left_unknown++;
  if (self->kept->len < REEVE_IMPORT_MAX_REFUSED)
    keep (self, row->line, field, reason, value != NULL ? value : "", TRUE);
  g_free (reason);
}

void
reeve_import_run_add_change (ReeveImportRun *self, char *text)
{
  if (self->import->changes->len < REEVE_IMPORT_SHOWN)
    g_ptr_array_add (self->import->changes, text);
  else
    g_free (text);
}

gboolean
reeve_import_run_had_rows (ReeveImportRun *self, const char *table, gboolean *ret_had, GError **error)
{
  gpointer known = g_hash_table_lookup (self->had_rows, table);
  if (known == NULL)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM %s LIMIT 1", table); /* a name of the dictionary */
      ReeveStmt *stmt = reeve_conn_prepare (self->conn, sql, error);
      GError *local = NULL;
      if (stmt == NULL)
        return FALSE;
      known = GINT_TO_POINTER (reeve_stmt_step (stmt, &local) ? 2 : 1);
      reeve_stmt_reset (stmt);
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      g_hash_table_insert (self->had_rows, (gpointer) table, known);
    }
  *ret_had = GPOINTER_TO_INT (known) == 2;
  return TRUE;
}

ReeveImportSeen *
reeve_import_run_find_seen (ReeveImportRun *self, const char *key)
{
  return g_hash_table_lookup (self->seen, key);
}

ReeveImportSeen *
reeve_import_run_add_seen (ReeveImportRun *self, const char *key, gint64 id)
{
  guint used = g_hash_table_size (self->seen) % SEEN_BLOCK;
  if (used == 0)
    g_ptr_array_add (self->seen_blocks, g_new0 (ReeveImportSeen, SEEN_BLOCK));
  ReeveImportSeen *seen = (ReeveImportSeen *) self->seen_blocks->pdata[self->seen_blocks->len - 1] + used;
  seen->id = id;
  g_hash_table_insert (self->seen, g_string_chunk_insert (self->strings, key), seen);
  return seen;
}

static void
append_json_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  const char *from = text;
  for (const char *p = text; *p != '\0'; p++)
    {
      guchar c = *p;
      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (out, from, p - from);
      from = p + 1;
      if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", c);
      else if (c == '\n')
        g_string_append (out, "\\n");
      else
        g_string_append_printf (out, "\\u%04x", c);
    }
  g_string_append (out, from);
  g_string_append_c (out, '"');
}

static gboolean
is_mapped (const ReeveImport *import, int column)
{
  for (guint i = 0; i < import->kind->n_fields; i++)
    if (import->column_of[i] == column)
      return TRUE;
  for (guint i = 0; i < import->items->len; i++)
    if (g_array_index (import->items, ReeveImportItem, i).column == column)
      return TRUE;
  return FALSE;
}

/* The walk may have trimmed a field in place, so extras come only from columns it does not read. */
static void
write_extra_members (ReeveImportRun *self, const ReeveImportRow *row, GString *json)
{
  const ReeveImport *import = self->import;
  if (self->extra_columns == NULL)
    {
      self->extra_columns = g_array_new (FALSE, FALSE, sizeof (guint));
      self->extra_names = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; i < import->n_columns; i++)
        if (!import->forbidden[i] && !import->ours[i] && !is_mapped (import, i))
          {
            g_autoptr (GString) name = g_string_new (NULL);
            append_json_string (name, import->columns[i]);
            g_string_append_c (name, ':');
            g_array_append_val (self->extra_columns, i);
            g_ptr_array_add (self->extra_names, g_strdup (name->str));
          }
    }
  for (guint i = 0; i < self->extra_columns->len; i++)
    {
      const char *text = row->fields[g_array_index (self->extra_columns, guint, i)];
      if (text == NULL || *text == '\0')
        continue;
      g_string_append_c (json, json->len > 1 ? ',' : ' ');
      g_string_append (json, self->extra_names->pdata[i]);
      append_json_string (json, text);
    }
}

/* Lays the columns of this row over those kept before; FALSE if that changes nothing. */
static gboolean
merge_extras (const char *old, const char *new, GString *merged)
{
  g_autoptr (JsonNode) old_node = json_from_string (old, NULL);
  g_autoptr (JsonNode) new_node = json_from_string (new, NULL);
  if (old_node == NULL || new_node == NULL || !JSON_NODE_HOLDS_OBJECT (old_node) || !JSON_NODE_HOLDS_OBJECT (new_node))
    {
      g_string_assign (merged, new);
      return TRUE;
    }
  JsonObject *object = json_node_get_object (old_node);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  gboolean changed = FALSE;
  json_object_iter_init (&iter, json_node_get_object (new_node));
  while (json_object_iter_next (&iter, &name, &value))
    {
      const char *text = json_node_get_string (value);
      if (g_strcmp0 (json_object_get_string_member_with_default (object, name, NULL), text) == 0)
        continue;
      json_object_set_string_member (object, name, text);
      changed = TRUE;
    }
  if (!changed)
    return FALSE;
  g_string_assign (merged, "{");
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &value))
    {
      g_string_append_c (merged, merged->len > 1 ? ',' : ' ');
      append_json_string (merged, name);
      g_string_append_c (merged, ':');
      append_json_string (merged, JSON_NODE_HOLDS_VALUE (value) && json_node_get_string (value) != NULL ? json_node_get_string (value) : "");
    }
  g_string_append_c (merged, '}');
  return TRUE;
}

static gboolean
insert_extras (ReeveImportRun *self, const char *table, gint64 id, const char *json, GError **error)
{
  ReeveStmt *stmt = reeve_import_run_prepare (self, REEVE_IMPORT_INSERT_EXTRA, error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, reeve_txn_new_id (self->txn, "import_extra"));
  reeve_stmt_bind_static_text (stmt, 2, table);
  reeve_stmt_bind_int (stmt, 3, id);
  reeve_stmt_bind_static_text (stmt, 4, json);
  return reeve_stmt_run (stmt, error);
}

gboolean
reeve_import_run_write_extras (ReeveImportRun *self, const ReeveImportRow *row, const char *table, gint64 id, gboolean is_new, gboolean *changed,
                               GError **error)
{
  if (!reeve_import_kind_keeps_extras (self->import->kind))
    return TRUE;
  GString *json = self->scratch;
  g_string_assign (json, "{");
  write_extra_members (self, row, json);
  if (json->len == 1)
    return TRUE;
  g_string_append_c (json, '}');
  if (is_new)
    return insert_extras (self, table, id, json->str, error);
  ReeveStmt *stmt = reeve_conn_prepare (self->conn, "SELECT id, columns FROM import_extra WHERE table_name = ? AND record_id = ?", error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, table);
  reeve_stmt_bind_int (stmt, 2, id);
  GError *local = NULL;
  gboolean found = reeve_stmt_step (stmt, &local);
  gint64 extra = found ? reeve_stmt_int (stmt, 0) : 0;
  gboolean same = found && strcmp (reeve_stmt_text (stmt, 1), json->str) == 0;
  g_autofree char *old = found && !same ? g_strdup (reeve_stmt_text (stmt, 1)) : NULL;
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (same)
    return TRUE;
  if (!found)
    {
      *changed = TRUE;
      return insert_extras (self, table, id, json->str, error);
    }
  g_autoptr (GString) merged = g_string_new (NULL);
  if (!merge_extras (old, json->str, merged))
    return TRUE;
  *changed = TRUE;
  stmt = reeve_conn_prepare (self->conn, "UPDATE import_extra SET columns = ? WHERE id = ?", error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, merged->str);
  reeve_stmt_bind_int (stmt, 2, extra);
  return reeve_stmt_run (stmt, error);
}

/* Reads the row's mapped cells. FALSE: the row was refused. */
static gboolean
read_values (ReeveImportRun *self, const ReeveImportRow *row)
{
  const ReeveImport *import = self->import;
  reeve_import_values_begin_row (self->values);
  for (guint i = 0; i < import->kind->n_fields; i++)
    {
      int column = import->column_of[i];
      char *reason = NULL;
      self->value[i] = NULL;
      if (column >= 0 && row->fields[column] != NULL)
        {
          char *raw = row->fields[column];
          ReeveValueVerdict verdict = reeve_import_values_read (self->values, i, raw, &self->value[i], &reason);
          if (verdict == REEVE_VALUE_REFUSED)
            return !reeve_import_run_refuse (self, row, import->kind->fields[i].name, reason);
          if (verdict == REEVE_VALUE_LEFT_UNKNOWN)
            reeve_import_run_note (self, row, import->kind->fields[i].name, raw, reason);
        }
      if (self->value[i] == NULL && import->kind->fields[i].required)
        return !reeve_import_run_refuse (self, row, import->kind->fields[i].name,
                                         g_strdup_printf (_("%s: the row has no value, and without one it cannot be told from others."),
                                                          _(import->kind->fields[i].label)));
    }
  return TRUE;
}

static gboolean
take_row (ReeveImportRun *self, const ReeveImportRow *row, GError **error)
{
  self->result = REEVE_ROW_UNCHANGED;
  if (row->fault != NULL)
    reeve_import_run_refuse (self, row, NULL, g_strdup (_(row->fault)));
  else if (read_values (self, row) && !self->walk (self, row, error))
    return FALSE;
  switch (self->result)
    {
    case REEVE_ROW_ADDED:
      self->counts.added++;
      break;
    case REEVE_ROW_CHANGED:
      self->counts.changed++;
      break;
    case REEVE_ROW_REFUSED:
      self->counts.refused++;
      break;
    case REEVE_ROW_UNCHANGED:
    default:
      self->counts.unchanged++;
      break;
    }
  if (self->counts.refused < REEVE_IMPORT_MAX_REFUSED)
    return TRUE;
  const ReeveImportRefusal *first = self->kept->pdata[0];
  g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, first->line);
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_LIMIT,
               _("%s: more than %d rows cannot be taken, so the columns are probably mapped wrongly. The first is line %s: %s"),
               self->import->file_name, REEVE_IMPORT_MAX_REFUSED, line, first->reason);
  return FALSE;
}

static gboolean
tick (ReeveImportRun *self, gint64 done, gint64 all, GError **error)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_CANCELLED, _("The import was stopped. Nothing was changed."));
      return FALSE;
    }
  if (self->progress != NULL)
    self->progress (done, all, &self->counts, self->progress_data);
  return TRUE;
}

static gboolean
take_records (ReeveImportRun *self, ReeveCsvStream *stream, gint64 size, GError **error)
{
  ReeveCsvRecord record;
  GError *local = NULL;
  guint n = 0;
  gint64 done;
  g_autofree char **padded = g_new0 (char *, self->import->n_columns + 1);
  while (reeve_csv_stream_next (stream, &record, &done, &local))
    {
      ReeveImportRow row = { record.line, record.fields, record.fault };
      if (record.n_fields < self->import->n_columns)
        {
          memcpy (padded, record.fields, record.n_fields * sizeof (char *));
          for (guint i = record.n_fields; i < self->import->n_columns; i++)
            padded[i] = NULL;
          row.fields = padded;
        }
      if (!take_row (self, &row, error) || (++n % PROGRESS_ROWS == 0 && !tick (self, done, size, error)))
        return FALSE;
    }
  if (local == NULL)
    return tick (self, size, size, error);
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
take_csv (ReeveImportRun *self, GError **error)
{
  ReeveTextSource *source = reeve_csv_get_source (self->import->csv);
  if (!reeve_csv_rewind (self->import->csv, error))
    return FALSE;
  ReeveCsvStream *stream = reeve_csv_stream_new (self->import->csv);
  gboolean good = take_records (self, stream, reeve_text_source_get_size (source), error);
  reeve_csv_stream_free (stream);
  if (good)
    self->sha256 = reeve_text_source_get_sha256 (source);
  return good;
}

static gboolean
take_features (ReeveImportRun *self, GError **error)
{
  g_autoptr (ReeveGisReader) reader = reeve_gis_reader_new (self->import->path, reeve_import_get_option (self->import, "srs"), 0, self->cancellable, error);
  if (reader == NULL)
    return FALSE;
  ReeveGisFeature feature;
  GError *local = NULL;
  gint64 n = 0;
  while (reeve_gis_reader_next (reader, &feature, &local))
    {
      ReeveImportRow row = { feature.number, feature.texts, NULL, feature.wkb, feature.wkb_size };
      if (feature.n_texts != self->import->n_columns)
        {
          g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s: the file has changed since it was opened; open it again"), self->import->file_name);
          return FALSE;
        }
      if (!take_row (self, &row, error) || (++n % PROGRESS_ROWS == 0 && !tick (self, n, reeve_gis_reader_get_total (reader), error)))
        return FALSE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  self->sha256 = reeve_gis_file_sha256 (self->import->path, error);
  return self->sha256 != NULL;
}

/* An import that repeats an earlier one to the letter leaves no second report. */
static gboolean
is_repetition (ReeveImportRun *self, gboolean *ret_is, GError **error)
{
  *ret_is = FALSE;
  if (self->counts.added > 0 || self->counts.changed > 0)
    return TRUE;
  if (self->kept->len == 0)
    {
      *ret_is = TRUE;
      return TRUE;
    }
  ReeveStmt *stmt = reeve_conn_prepare (self->conn, "SELECT 1 FROM import_run r WHERE r.sha256 = ?1 AND r.kind = ?2 AND r.refused = ?3"
                                        " AND (SELECT count (*) FROM import_row w WHERE w.run_id = r.id) = ?4 LIMIT 1", error);
  GError *local = NULL;
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, self->sha256);
  reeve_stmt_bind_text (stmt, 2, self->import->kind->name);
  reeve_stmt_bind_int (stmt, 3, self->counts.refused);
  reeve_stmt_bind_int (stmt, 4, self->kept->len);
  *ret_is = reeve_stmt_step (stmt, &local);
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
write_report (ReeveImportRun *self, const char *who, GError **error)
{
  gboolean repetition;
  if (!is_repetition (self, &repetition, error))
    return FALSE;
  if (repetition)
    return TRUE;
  ReeveStmt *stmt = reeve_conn_prepare (self->conn,
                                        "INSERT INTO import_run (id, kind, file_name, sha256, at_utc, who, mapping, profile, added, changed, unchanged, refused)"
                                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);
  if (stmt == NULL)
    return FALSE;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *mapping = reeve_import_mapping_json (self->import);
  reeve_stmt_bind_int (stmt, 1, self->run_id);
  reeve_stmt_bind_text (stmt, 2, self->import->kind->name);
  reeve_stmt_bind_text (stmt, 3, self->import->file_name);
  reeve_stmt_bind_text (stmt, 4, self->sha256);
  reeve_stmt_bind_text (stmt, 5, at);
  reeve_stmt_bind_text (stmt, 6, who);
  reeve_stmt_bind_text (stmt, 7, mapping);
  reeve_stmt_bind_text (stmt, 8, self->profile);
  reeve_stmt_bind_int (stmt, 9, self->counts.added);
  reeve_stmt_bind_int (stmt, 10, self->counts.changed);
  reeve_stmt_bind_int (stmt, 11, self->counts.unchanged);
  reeve_stmt_bind_int (stmt, 12, self->counts.refused);
  if (!reeve_stmt_run (stmt, error))
    return FALSE;
  stmt = reeve_conn_prepare (self->conn, "INSERT INTO import_row (id, run_id, line, field, reason, raw) VALUES (?, ?, ?, ?, ?, ?)", error);
  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < self->kept->len; i++)
    {
      const ReeveImportRefusal *refusal = self->kept->pdata[i];
      reeve_stmt_bind_int (stmt, 1, reeve_txn_new_id (self->txn, "import_row"));
      reeve_stmt_bind_int (stmt, 2, self->run_id);
      reeve_stmt_bind_int (stmt, 3, refusal->line);
      reeve_stmt_bind_text (stmt, 4, refusal->field);
      reeve_stmt_bind_text (stmt, 5, refusal->reason);
      reeve_stmt_bind_text (stmt, 6, refusal->raw);
      if (!reeve_stmt_run (stmt, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
save_profile (ReeveImportRun *self, GError **error)
{
  if (self->profile == NULL)
    return TRUE;
  g_autofree char *key = g_strdup_printf ("import-profile/%s/%s", self->import->kind->name, self->profile);
  g_autofree char *json = reeve_import_mapping_json (self->import);
  g_autofree char *old = reeve_conn_get_setting (self->conn, key);
  return g_strcmp0 (old, json) == 0 || reeve_txn_set_setting (self->txn, key, json, error);
}

static void
make_slots (ReeveImportRun *self)
{
  for (guint i = 0; i < self->import->kind->n_fields; i++)
    if (self->import->specs[i].table != NULL && (self->import->column_of[i] >= 0 || self->import->kind->gis))
      {
        self->slots[i].table = reeve_import_run_table (self, self->import->specs[i].table);
        self->slots[i].column = reeve_import_table_use (self->slots[i].table, self->import->specs[i].column);
      }
}

static ReeveImportWalk
start_walk (ReeveImportRun *self, GError **error)
{
  static const struct
  {
    const char *kind;
    ReeveImportWalk (*start) (ReeveImportRun *run, GError **error);
  } walks[] = {
    { "licences", reeve_import_walk_licences },           { "businesses", reeve_import_walk_businesses },
    { "complaints", reeve_import_walk_complaints },       { "inspections", reeve_import_walk_inspections },
    { "practitioners", reeve_import_walk_practitioners }, { "events", reeve_import_walk_events },
    { "applications", reeve_import_walk_applications },
  };
  for (guint i = 0; i < G_N_ELEMENTS (walks); i++)
    if (strcmp (walks[i].kind, self->import->kind->name) == 0)
      return walks[i].start (self, error);
  return reeve_import_walk_features (self, error);
}

/* Into an empty case file go many rows, and none of them is looked for by these indexes: what a run itself has added it remembers. So they are
 * made afterwards. Those of occupancies and statuses stay, for the rows of one business are looked up by them. */
static gboolean
set_indexes_aside (ReeveImportRun *self, GPtrArray **ret_indexes, GError **error)
{
  static const char *const tables[] = { "premises", "business", "licence", NULL };
  for (guint i = 0; tables[i] != NULL; i++)
    {
      gboolean had;
      if (!reeve_import_run_had_rows (self, tables[i], &had, error))
        return FALSE;
      if (had)
        return TRUE;
    }
  *ret_indexes = reeve_txn_drop_indexes (self->txn, tables, error);
  return *ret_indexes != NULL;
}

static gboolean
run_cb (ReeveTxn *txn, gpointer data, GError **error)
{
  ReeveImportRun *self = data;
  self->txn = txn;
  self->conn = reeve_txn_get_conn (txn);
  self->run_id = reeve_txn_new_id (txn, "import_run");
  g_snprintf (self->source, sizeof self->source, "import %" G_GINT64_FORMAT, self->run_id & ID_MASK);
  make_slots (self);
  self->walk = start_walk (self, error);
  if (self->walk == NULL)
    return FALSE;
  g_autoptr (GPtrArray) indexes = NULL;
  if (!set_indexes_aside (self, &indexes, error))
    return FALSE;
  gboolean good = self->import->csv != NULL ? take_csv (self, error) : take_features (self, error);
  if (good && indexes != NULL && !self->dry_run)
    good = reeve_txn_make_indexes (txn, indexes, error);
  if (!good || !write_report (self, self->who, error) || !save_profile (self, error))
    return FALSE;
  if (!self->dry_run)
    return TRUE;
  self->dry_run_done = TRUE;
  g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_CANCELLED, _("This was a dry run. Nothing was changed."));
  return FALSE;
}

/* Refused rows go to the user's file only when the run has done what it said. */
static gboolean
write_rejects (ReeveImportRun *self, GError **error)
{
  if (self->rejects_path == NULL || self->rejects->len == 0)
    return TRUE;
  g_autoptr (GError) local = NULL;
  if (g_file_set_contents (self->rejects_path, self->rejects->str, self->rejects->len, &local))
    return TRUE;
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("The refused rows could not be written to %s: %s. They are kept in the case file."), self->rejects_path,
               local->message);
  return FALSE;
}

static void
run_clear (ReeveImportRun *self)
{
  if (self->walk_data_free != NULL)
    self->walk_data_free (self->walk_data);
  g_hash_table_unref (self->tables);
  g_hash_table_unref (self->had_rows);
  g_hash_table_unref (self->seen);
  g_string_chunk_free (self->strings);
  g_ptr_array_unref (self->seen_blocks);
  g_ptr_array_unref (self->kept);
  g_string_free (self->rejects, TRUE);
  g_string_free (self->scratch, TRUE);
  g_clear_pointer (&self->extra_columns, g_array_unref);
  g_clear_pointer (&self->extra_names, g_ptr_array_unref);
  reeve_import_values_free (self->values);
  g_free (self->value);
  g_free (self->slots);
  g_free (self->sha256);
  g_free (self->who);
}

static gboolean
check_mapping (ReeveImport *import, GError **error)
{
  for (guint i = 0; i < import->kind->n_fields; i++)
    if (import->kind->fields[i].required && import->column_of[i] < 0)
      {
        g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s: no column gives '%s' (%s). Name the column that does."), import->file_name,
                     _(import->kind->fields[i].label), import->kind->fields[i].name);
        return FALSE;
      }
  return TRUE;
}

/* What a layer holds is not in the file, and a wrong guess would measure to the wrong things. */
static gboolean
check_what (ReeveImport *import, GError **error)
{
  static const char *const zones[] = { "zoning", "overlay", "district", NULL };
  static const char *const layers[] = { "water", "parks", "boundary", "streets", "other", NULL };
  const char *what = reeve_import_get_option (import, "what"), *date = reeve_import_get_option (import, "date");
  int kind = reeve_import_kind_find_field (import->kind, "place.kind");
  gboolean good = TRUE;
  if (strcmp (import->kind->name, "places") == 0)
    {
      good = (what != NULL && *what != '\0' && strchr (what, ' ') == NULL && reeve_codes_valid (what)) || import->column_of[kind] >= 0;
      if (!good)
        g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s: say which kind of places these are, such as school, park or day-care."), import->file_name);
    }
  else if (strcmp (import->kind->name, "zones") == 0 || strcmp (import->kind->name, "layer") == 0)
    {
      const char *const *possible = strcmp (import->kind->name, "zones") == 0 ? zones : layers;
      gboolean needed = possible == zones;
      good = what != NULL ? g_strv_contains (possible, what) : !needed;
      g_autofree char *list = g_strjoinv (", ", (char **) possible);
      if (!good && what == NULL)
        g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s: say what the zones of this layer are; possible is: %s."), import->file_name, list);
      else if (!good)
        g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s: '%s' is not what such a layer can be; possible is: %s."), import->file_name, what, list);
    }
  if (good && date != NULL && !reeve_day_parse (date, -1, NULL))
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("'%s' is not a day; write it as 2027-03-31."), date);
      return FALSE;
    }
  return good;
}

/* A rejects path that cannot be written must be known before an hour's import, not after it. */
static gboolean
check_rejects_path (const char *path, GError **error)
{
  if (path == NULL)
    return TRUE;
  g_autofree char *folder = g_path_get_dirname (path);
  if (g_access (folder, W_OK) == 0 && !g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("Refused rows cannot be written to %s: its folder is not there or may not be written"), path);
  return FALSE;
}

gboolean
reeve_import_run (ReeveImport *import, ReeveDb *db, gboolean dry_run, const char *rejects, const char *profile, ReeveImportProgress progress,
                  gpointer data, GCancellable *cancellable, ReeveImportCounts *ret_counts, gint64 *ret_entry, GError **error)
{
  g_return_val_if_fail (import != NULL && db != NULL, FALSE);
  if (!check_mapping (import, error) || !check_what (import, error) || !check_rejects_path (rejects, error))
    return FALSE;
  g_ptr_array_set_size (import->refusals, 0);
  g_ptr_array_set_size (import->changes, 0);
  import->left_unknown = 0;
  ReeveImportRun run = {
    .import = import, .cancellable = cancellable, .dry_run = dry_run, .rejects_path = rejects, .profile = profile,
    .progress = progress, .progress_data = data, .who = g_strdup (reeve_db_get_user (db)),
    .values = reeve_import_values_new (import),
    .value = g_new0 (const char *, import->kind->n_fields),
    .slots = g_new0 (ReeveImportSlot, import->kind->n_fields),
    .tables = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) reeve_import_table_free),
    .had_rows = g_hash_table_new (g_str_hash, g_str_equal),
    .seen = g_hash_table_new (g_str_hash, g_str_equal),
    .strings = g_string_chunk_new (64 * 1024),
    .seen_blocks = g_ptr_array_new_with_free_func (g_free),
    .kept = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_import_refusal_free),
    .rejects = g_string_new (NULL), .scratch = g_string_sized_new (2048),
  };
  reeve_day_format (reeve_day_today (), run.today);
  g_autofree char *name = reeve_import_kind_describe (import->kind, import->file_name);
  GError *local = NULL;
  gint64 entry = 0;
  gboolean good = reeve_db_write_import (db, name, run_cb, &run, cancellable, &entry, &local);
  if (run.dry_run_done)
    {
      g_clear_error (&local);
      good = TRUE;
    }
  if (ret_counts != NULL)
    *ret_counts = run.counts;
  if (ret_entry != NULL)
    *ret_entry = entry;
  if (good)
    good = write_rejects (&run, &local);
  run_clear (&run);
  if (local != NULL)
    g_propagate_error (error, local);
  return good;
}
