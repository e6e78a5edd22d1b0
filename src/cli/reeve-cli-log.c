/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl log: the history, newest first; with --entry, what one entry changed, field by field. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-change-log.h"
#include "reeve-cli.h"

#define MOST_CHANGES 1000

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_entry_number (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  if (value != 0)
    json_builder_add_int_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
print_entries_json (GPtrArray *entries)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "entries");
  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    {
      const ReeveLogEntry *entry = g_ptr_array_index (entries, i);
      json_builder_begin_object (builder);
      add_entry_number (builder, "entry", entry->entry);
      add_text (builder, "at", entry->at_utc);
      add_text (builder, "who", entry->who);
      add_text (builder, "name", entry->name);
      add_text (builder, "kind", entry->kind);
      add_entry_number (builder, "undo_of", entry->undo_of);
      add_entry_number (builder, "undone_by", entry->undone_by);
      add_text (builder, "hash", entry->hash);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  reeve_cli_print_json (json_builder_get_root (builder));
}

static void
print_entries (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const ReeveLogEntry *entry = g_ptr_array_index (entries, i);
      g_print ("%6" G_GINT64_FORMAT "  %s  %s  %s", entry->entry, entry->at_utc, entry->who, entry->name);
      if (entry->undone_by != 0)
        {
          g_autofree char *by = g_strdup_printf ("%" G_GINT64_FORMAT, entry->undone_by);
          g_print ("  ");
          g_print (_("(undone by %s)"), by);
        }
      g_print ("\n");
    }
}

static void
print_changes_json (gint64 entry, GPtrArray *changes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_entry_number (builder, "entry", entry);
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < changes->len; i++)
    {
      const ReeveLogChange *change = g_ptr_array_index (changes, i);
      json_builder_begin_object (builder);
      add_text (builder, "table", change->table);
      add_entry_number (builder, "id", change->id);
      add_text (builder, "field", change->field);
      add_text (builder, "old", change->old_value);
      add_text (builder, "new", change->new_value);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  reeve_cli_print_json (json_builder_get_root (builder));
}

static void
print_changes (GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const ReeveLogChange *change = g_ptr_array_index (changes, i);
      const char *old_value = change->old_value != NULL ? change->old_value : _("unknown");
      const char *new_value = change->new_value != NULL ? change->new_value : _("unknown");
      if (change->id != 0)
        g_print ("%s:%" G_GINT64_FORMAT "  %s: %s -> %s\n", change->table, change->id, change->field, old_value, new_value);
      else
        g_print ("%s  %s: %s -> %s\n", change->table, change->field, old_value, new_value);
    }
}

static int
run_changes (ReeveConn *conn, gint64 entry, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = reeve_log_get_changes (conn, entry, json ? 0 : MOST_CHANGES, &error);
  if (changes == NULL)
    return reeve_cli_fail (&error);
  if (json)
    print_changes_json (entry, changes);
  else
    print_changes (changes);
  if (!json && changes->len == MOST_CHANGES)
    g_print (_("Only the first %d fields are shown; --json shows all.\n"), MOST_CHANGES);
  return REEVE_EXIT_DONE;
}

static int
run (int argc, char **argv)
{
  gboolean json = FALSE;
  int most = 0;
  gint64 entry = 0;
  const GOptionEntry entries[] = {
    { "entry", 0, 0, G_OPTION_ARG_INT64, &entry, N_("Show what this entry changed"), N_("ENTRY") },
    { "most", 0, 0, G_OPTION_ARG_INT, &most, N_("Show at most so many entries"), N_("NUMBER") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object"), NULL },
    { NULL },
  };
  int status = reeve_cli_parse (&reeve_cli_log, entries, &argc, &argv, 1, 1);
  if (status >= 0)
    return status;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = reeve_db_open (argv[1], REEVE_DB_READ_ONLY, &error);
  g_autoptr (ReeveReader) reader = db != NULL ? reeve_reader_new (db, &error) : NULL;
  if (reader == NULL)
    return reeve_cli_fail (&error);
  if (entry != 0)
    return run_changes (reeve_reader_get_conn (reader), entry, json);
  g_autoptr (GPtrArray) list = reeve_log_list (reeve_reader_get_conn (reader), 0, (guint) MAX (most, 0), &error);
  if (list == NULL)
    return reeve_cli_fail (&error);
  if (json)
    print_entries_json (list);
  else
    print_entries (list);
  return REEVE_EXIT_DONE;
}

const ReeveCliCommand reeve_cli_log = { "log", "CASE", N_("Show the history, newest first"), run };
