/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts the sample city into a new case file. Its records are lines of JSON compiled into the library; each is read into the same
 * ReeveRecord that a form would fill and goes through the same transaction, so nothing in the sample could not have been entered by
 * hand. Rows refer to each other by their number within a table; ids are given by the store as always. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-findings.h"
#include "reeve-sample.h"
#include "reeve-text.h"

#define SAMPLE_ROWS "/org/reeve/core/sample/calder-bend.jsonl"
#define SAMPLE_ORDINANCE "/org/reeve/core/ordinances/calder-bend.ordinance.yaml"
#define SAMPLE_ORDINANCE_ID "calder-bend-ch-18"
#define SAMPLE_ORDINANCE_FILE "calder-bend.ordinance.yaml"

typedef struct
{
  GHashTable *ids;         /* table name -> GArray of gint64: id of the row with number index + 1 */
  GPtrArray *decisions;    /* JsonObject *, kept until the ordinance is there to decide about */
  GHashTable *counts;      /* table name -> number of rows */
  guint line;
} SampleLoad;

static gboolean
line_error (const SampleLoad *load, GError **error, const char *what)
{
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, "%s:%u: %s", SAMPLE_ROWS, load->line, what);
  return FALSE;
}

static GArray *
ids_of (SampleLoad *load, const char *table)
{
  GArray *ids = g_hash_table_lookup (load->ids, table);
  if (ids == NULL)
    {
      ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (load->ids, g_strdup (table), ids);
    }
  return ids;
}

/* 0 when there is no such row yet. */
static gint64
id_of (SampleLoad *load, const char *table, gint64 number)
{
  GArray *ids = ids_of (load, table);
  return number >= 1 && number <= (gint64) ids->len ? g_array_index (ids, gint64, number - 1) : 0;
}

static gboolean
set_field (SampleLoad *load, ReeveRecord *record, const ReeveFieldInfo *field, JsonNode *value, GError **error)
{
  if (field->type == REEVE_FIELD_REFERENCE)
    {
      gint64 id = id_of (load, field->target, json_node_get_int (value));
      if (id == 0)
        return line_error (load, error, field->name);
      reeve_record_set_integer (record, field->name, id);
    }
  else if (field->type == REEVE_FIELD_GEOMETRY || field->type == REEVE_FIELD_BYTES)
    {
      gsize size = 0;
      guchar *data = g_base64_decode (json_node_get_string (value), &size);
      g_autoptr (GBytes) bytes = g_bytes_new_take (data, size);
      reeve_record_set_bytes (record, field->name, bytes);
    }
  else if (json_node_get_value_type (value) == G_TYPE_STRING)
    reeve_record_set (record, field->name, json_node_get_string (value));
  else if (json_node_get_value_type (value) == G_TYPE_DOUBLE)
    reeve_record_set_real (record, field->name, json_node_get_double (value));
  else
    reeve_record_set_integer (record, field->name, json_node_get_int (value));
  return TRUE;
}

static gboolean
insert_row (SampleLoad *load, ReeveTxn *txn, const ReeveTableInfo *table, JsonObject *row, GError **error)
{
  g_autoptr (ReeveRecord) record = reeve_record_new (table->name);
  JsonObjectIter iter;
  json_object_iter_init (&iter, row);
  const char *name;
  JsonNode *value;
  while (json_object_iter_next (&iter, &name, &value))
    {
      if (strcmp (name, "table") == 0)
        continue;
      int index = reeve_table_find_field (table, name);
      if (index < 0)
        return line_error (load, error, name);
      if (!set_field (load, record, &table->fields[index], value, error))
        return FALSE;
    }
  if (strcmp (table->name, "premises") == 0)
    {
      g_autofree char *key = reeve_address_key (reeve_record_get (record, "address"), reeve_record_get (record, "suite"));
      reeve_record_set (record, "address_key", key);
    }
  const char *wrong = NULL;
  if (!reeve_record_check (record, &wrong, error))
    {
      g_prefix_error (error, "%s:%u: %s: ", SAMPLE_ROWS, load->line, wrong);
      return FALSE;
    }
  if (!reeve_txn_insert (txn, record, error))
    {
      g_prefix_error (error, "%s:%u: ", SAMPLE_ROWS, load->line);
      return FALSE;
    }
  gint64 id = reeve_record_get_id (record);
  GArray *ids = ids_of (load, table->name);
  g_array_append_val (ids, id);
  return TRUE;
}

static gboolean
load_row (SampleLoad *load, ReeveTxn *txn, JsonObject *row, GError **error)
{
  const char *name = json_object_get_string_member_with_default (row, "table", "");
  g_hash_table_insert (load->counts, g_strdup (name), GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (load->counts, name)) + 1));
  if (strcmp (name, "setting") == 0)
    return reeve_txn_set_setting (txn, json_object_get_string_member (row, "key"), json_object_get_string_member (row, "value"), error);
  if (strcmp (name, "decision") == 0)
    {
      g_ptr_array_add (load->decisions, json_object_ref (row));
      return TRUE;
    }
  const ReeveTableInfo *table = reeve_schema_find_table (name);
  if (table == NULL)
    return line_error (load, error, name);
  return insert_row (load, txn, table, row, error);
}

static gboolean
load_rows (SampleLoad *load, ReeveTxn *txn, GError **error)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (SAMPLE_ROWS, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (bytes == NULL)
    return FALSE;
  gsize size = 0;
  const char *at = g_bytes_get_data (bytes, &size);
  const char *end = at + size;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  while (at < end)
    {
      const char *newline = memchr (at, '\n', end - at);
      const char *stop = newline != NULL ? newline : end;
      load->line++;
      if (!json_parser_load_from_data (parser, at, stop - at, error))
        return FALSE;
      if (!load_row (load, txn, json_node_get_object (json_parser_get_root (parser)), error))
        return FALSE;
      at = stop + 1;
    }
  return TRUE;
}

static gboolean
adopt_ordinance (ReeveTxn *txn, GError **error)
{
  g_autoptr (GBytes) text = g_resources_lookup_data (SAMPLE_ORDINANCE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (text == NULL)
    return FALSE;
  g_autoptr (ReeveMessages) messages = NULL;
  if (reeve_ordinance_adopt (txn, SAMPLE_ORDINANCE_FILE, text, _("City council"), &messages, error))
    return TRUE;
  if (messages != NULL && reeve_messages_get_n (messages) > 0)
    {
      g_autofree char *words = reeve_messages_format (messages);
      g_prefix_error (error, "%s\n", words);
    }
  return FALSE;
}

/* The notice that told of the violation just adopted, and the sanction that rests on it. */
static gboolean
link_decision (SampleLoad *load, ReeveTxn *txn, JsonObject *row, GError **error)
{
  static const struct
  {
    const char *member, *table, *field;
  } links[] = { { "notice", "notice_violation", "notice_id" }, { "sanction", "sanction_violation", "sanction_id" } };
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      if (!json_object_has_member (row, links[i].member))
        continue;
      gint64 target = id_of (load, links[i].member, json_object_get_int_member (row, links[i].member));
      ReeveStmt *stmt = reeve_conn_prepare (reeve_txn_get_conn (txn), "SELECT max (id) FROM decision", error);
      if (target == 0)
        return line_error (load, error, links[i].member);
      if (stmt == NULL || !reeve_stmt_step (stmt, error))
        return FALSE;
      gint64 decision = reeve_stmt_int (stmt, 0);
      reeve_stmt_reset (stmt);
      g_autoptr (ReeveRecord) record = reeve_record_new (links[i].table);
      reeve_record_set_integer (record, links[i].field, target);
      reeve_record_set_integer (record, "decision_id", decision);
      if (!reeve_txn_insert (txn, record, error))
        return FALSE;
    }
  return TRUE;
}

/* Decisions of the officer about findings that the ordinance leads to. */
static gboolean
decide (SampleLoad *load, ReeveTxn *txn, GError **error)
{
  for (guint i = 0; i < load->decisions->len; i++)
    {
      JsonObject *row = g_ptr_array_index (load->decisions, i);
      gint64 business = id_of (load, "business", json_object_get_int_member (row, "business"));
      const char *date = json_object_get_string_member (row, "day");
      ReeveDay day;
      if (business == 0 || !reeve_day_parse (date, -1, &day))
        return line_error (load, error, "decision");
      gboolean confirmed = strcmp (json_object_get_string_member (row, "kind"), "confirmed") == 0;
      if (!reeve_decide (txn, REEVE_ABOUT_BUSINESS, business, SAMPLE_ORDINANCE_ID, json_object_get_string_member (row, "provision"),
                         confirmed ? REEVE_DECISION_CONFIRMED : REEVE_DECISION_DISMISSED, json_object_get_string_member (row, "reason"), NULL,
                         json_object_get_string_member (row, "who"), day, error)
          || !link_decision (load, txn, row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_sample (ReeveTxn *txn, gpointer data, GError **error)
{
  SampleLoad *load = data;
  return load_rows (load, txn, error) && adopt_ordinance (txn, error) && decide (load, txn, error);
}

/* Only what we made: a case file and what SQLite puts beside it. */
static void
remove_file (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);
      g_unlink (name);
    }
}

gboolean
reeve_sample_create_on (const char *path, ReeveDay day, GHashTable **ret_counts, GError **error)
{
  g_autoptr (ReeveDb) db = reeve_db_create (path, "Calder Bend", error);
  if (db == NULL)
    return FALSE;
  SampleLoad load = { 0 };
  load.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  load.decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  load.counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean done = reeve_db_write (db, _("Make the sample city"), load_sample, &load, NULL, error)
                  && reeve_findings_refresh (db, day, NULL, NULL, NULL, error);
  g_hash_table_unref (load.ids);
  g_ptr_array_unref (load.decisions);
  reeve_db_close (db);
  if (!done)
    remove_file (path);
  else if (ret_counts != NULL)
    *ret_counts = g_hash_table_ref (load.counts);
  g_hash_table_unref (load.counts);
  return done;
}

gboolean
reeve_sample_create (const char *path, GError **error)
{
  return reeve_sample_create_on (path, reeve_day_today (), NULL, error);
}
