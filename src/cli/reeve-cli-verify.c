/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl verify: is the case file whole, and does its history follow from a hash that was kept elsewhere. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-change-log.h"
#include "reeve-cli.h"
#include "reeve-error.h"

static void
print_json (gboolean ok, gint64 entries, const char *head, const char *fault)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "ok");
  json_builder_add_boolean_value (builder, ok);
  json_builder_set_member_name (builder, "entries");
  json_builder_add_int_value (builder, entries);
  if (head != NULL)
    {
      json_builder_set_member_name (builder, "head");
      json_builder_add_string_value (builder, head);
    }
  if (fault != NULL)
    {
      json_builder_set_member_name (builder, "fault");
      json_builder_add_string_value (builder, fault);
    }
  json_builder_end_object (builder);
  reeve_cli_print_json (json_builder_get_root (builder));
}

/* A fault that was looked for and found is not a failure to look. */
static int
report_fault (GError **error, gboolean json)
{
  if (!g_error_matches (*error, REEVE_ERROR, REEVE_ERROR_DAMAGED) && !g_error_matches (*error, REEVE_ERROR, REEVE_ERROR_CONFLICT))
    return reeve_cli_fail (error);
  if (json)
    print_json (FALSE, 0, NULL, (*error)->message);
  reeve_cli_fail (error);
  return REEVE_EXIT_FOUND;
}

static gboolean
check_known_head (ReeveDb *db, const char *known, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, error);
  if (reader == NULL)
    return FALSE;
  gint64 entry = reeve_log_find_hash (reeve_reader_get_conn (reader), known, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (entry != 0)
    return TRUE;
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_CONFLICT,
               _("No entry of the history has the hash %s. The end of the history was cut off, or the hash is of another case file."), known);
  return FALSE;
}

static int
run (int argc, char **argv)
{
  gboolean json = FALSE, records = FALSE;
  g_autofree char *known = NULL;
  const GOptionEntry options[] = {
    { "head", 0, 0, G_OPTION_ARG_STRING, &known, N_("A hash printed earlier, which the history must still contain"), N_("HASH") },
    { "records", 0, 0, G_OPTION_ARG_NONE, &records, N_("Also make the records again from the history and compare"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object"), NULL },
    { NULL },
  };
  int status = reeve_cli_parse (&reeve_cli_verify, options, &argc, &argv, 1, 1);
  if (status >= 0)
    return status;
  gint64 entries = 0;
  g_autofree char *head = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = reeve_db_open (argv[1], REEVE_DB_READ_ONLY, &error);
  if (db == NULL || !reeve_db_verify (db, &entries, &head, &error) || (known != NULL && !check_known_head (db, known, &error))
      || (records && !reeve_db_verify_records (db, &error)))
    return report_fault (&error, json);
  if (json)
    {
      print_json (TRUE, entries, head, NULL);
      return REEVE_EXIT_DONE;
    }
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entries);
  g_print (_("The case file is whole. Entries in its history: %s.\n"), number);
  g_print (_("Keep this hash elsewhere, to show later that nothing was cut off: %s\n"), head);
  return REEVE_EXIT_DONE;
}

const ReeveCliCommand reeve_cli_verify = { "verify", "CASE", N_("Check that the case file and its history are whole"), run };
