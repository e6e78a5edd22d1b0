/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl undo: takes back the last entry, or a named one, or (--redo) the last undo. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-change-log.h"
#include "reeve-cli.h"

static gint64
find_entry (ReeveDb *db, gboolean redo, GError **error)
{
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, error);
  if (reader == NULL)
    return 0;
  ReeveConn *conn = reeve_reader_get_conn (reader);
  return redo ? reeve_log_next_redo (conn, error) : reeve_log_next_undo (conn, error);
}

static char *
find_name (ReeveDb *db, gint64 entry)
{
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, NULL);
  g_autoptr (GPtrArray) found = reader != NULL ? reeve_log_list (reeve_reader_get_conn (reader), entry + 1, 1, NULL) : NULL;
  return found != NULL && found->len == 1 ? g_strdup (((ReeveLogEntry *) g_ptr_array_index (found, 0))->name) : NULL;
}

static void
print_json (gint64 undone, gint64 entry, const char *name)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "undone");
  json_builder_add_int_value (builder, undone);
  json_builder_set_member_name (builder, "entry");
  json_builder_add_int_value (builder, entry);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, name);
  json_builder_end_object (builder);
  reeve_cli_print_json (json_builder_get_root (builder));
}

static int
run (int argc, char **argv)
{
  gboolean json = FALSE, redo = FALSE;
  const GOptionEntry entries[] = {
    { "redo", 0, 0, G_OPTION_ARG_NONE, &redo, N_("Take back the last undo"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object"), NULL },
    { NULL },
  };
  int status = reeve_cli_parse (&reeve_cli_undo, entries, &argc, &argv, 1, 2);
  if (status >= 0)
    return status;
  gint64 entry = 0, made = 0;
  if (argc == 3 && (redo || !g_ascii_string_to_signed (argv[2], 10, 1, G_MAXINT64, &entry, NULL)))
    {
      g_printerr (_("reevectl: '%s' is not the number of an entry; 'reevectl log' lists them\n"), argv[2]);
      return REEVE_EXIT_USAGE;
    }
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = reeve_db_open (argv[1], REEVE_DB_READ_WRITE, &error);
  if (db == NULL)
    return reeve_cli_fail (&error);
  if (entry == 0)
    entry = find_entry (db, redo, &error);
  if (error != NULL)
    return reeve_cli_fail (&error);
  if (entry == 0)
    {
      g_printerr ("reevectl: %s\n", redo ? _("There is nothing to redo.") : _("There is nothing to undo."));
      return REEVE_EXIT_FOUND;
    }
  if (!reeve_db_undo (db, entry, &made, &error))
    return reeve_cli_fail (&error);
  g_autofree char *name = find_name (db, made);
  if (json)
    print_json (entry, made, name);
  else
    g_print ("%6" G_GINT64_FORMAT "  %s\n", made, name);
  return REEVE_EXIT_DONE;
}

const ReeveCliCommand reeve_cli_undo = { "undo", "CASE [ENTRY]", N_("Take back the last change, or a named one"), run };
