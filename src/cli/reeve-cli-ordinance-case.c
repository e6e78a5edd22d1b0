/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl ordinance adopt, list, show: the versions of ordinances in a case file. */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "reeve-cli-ordinance.h"
#include "reeve-check.h"
#include "reeve-error.h"
#include "reeve-findings.h"

/* One version as it stands in the case file. Strings are valid until the next step. */
#define VERSION_COLUMNS "ordinance, title, jurisdiction, number, adopted_on, in_force, adopted_by, sha256, source, text"
static const char *const column_names[] = {
  "ordinance", "title", "jurisdiction", "number", "adopted_on", "in_force", "adopted_by", "sha256", "source", "text",
};
enum { COLUMN_ORDINANCE, COLUMN_TITLE, COLUMN_JURISDICTION, COLUMN_NUMBER, COLUMN_ADOPTED_ON, COLUMN_IN_FORCE, COLUMN_ADOPTED_BY, COLUMN_SHA256,
       COLUMN_SOURCE, COLUMN_TEXT };

static void
add_columns (JsonBuilder *builder, ReeveStmt *stmt, gboolean with_text)
{
  for (int i = 0; i < (int) G_N_ELEMENTS (column_names); i++)
    {
      if (i == COLUMN_TEXT && !with_text)
        continue;
      json_builder_set_member_name (builder, column_names[i]);
      if (reeve_stmt_is_null (stmt, i))
        json_builder_add_null_value (builder);
      else
        json_builder_add_string_value (builder, reeve_stmt_text (stmt, i));
    }
}

static void
add_provisions (JsonBuilder *builder, const char *name, const char *text, ReeveConn *conn, ReeveDay day)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveOrdinance) ordinance = reeve_ordinance_load (name, bytes, reeve_check_find_library, conn, &messages);
  const GPtrArray *provisions;

  json_builder_set_member_name (builder, "provisions");
  json_builder_begin_array (builder);
  provisions = ordinance != NULL ? reeve_ordinance_get_provisions (ordinance) : NULL;
  for (guint i = 0; provisions != NULL && i < provisions->len; i++)
    {
      const ReeveProvision *provision = g_ptr_array_index (provisions, i);
      const ReeveProvisionVersion *version = reeve_provision_version_on (provision, day);

      if (version != NULL)
        reeve_cli_ordinance_add_provision (builder, provision, version);
    }
  json_builder_end_array (builder);
  if (ordinance != NULL)
    reeve_cli_ordinance_add_published (builder, reeve_ordinance_get_published (ordinance));
}

/* Adopt */

typedef struct
{
  const char *name;
  GBytes *text;
  const char *who;
  ReeveMessages *messages;
} Adoption;

static gboolean
adopt (ReeveTxn *txn, gpointer data, GError **error)
{
  Adoption *adoption = data;

  return reeve_ordinance_adopt (txn, adoption->name, adoption->text, adoption->who, &adoption->messages, error);
}

/* Errors before the sentence that says that nothing was adopted; warnings too. */
static void
print_messages (const ReeveMessages *messages)
{
  g_autofree char *text = messages != NULL ? reeve_messages_format (messages) : NULL;

  if (text != NULL)
    g_printerr ("%s", text);
}

static void
print_adopted_json (gint64 entry, const char *file)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "file");
  json_builder_add_string_value (builder, file);
  json_builder_set_member_name (builder, "adopted");
  json_builder_add_boolean_value (builder, entry != 0);
  json_builder_set_member_name (builder, "entry");
  json_builder_add_int_value (builder, entry);
  json_builder_end_object (builder);
  reeve_cli_print_json (json_builder_get_root (builder));
}

static int
run_adopt (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object"), NULL },
    { NULL },
  };
  int status = reeve_cli_parse (&reeve_cli_ordinance_adopt, entries, &argc, &argv, 2, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (ReeveDb) db = NULL;
  g_autofree char *base = NULL;
  g_autofree char *change = NULL;
  Adoption adoption = { 0 };
  gint64 entry = 0;
  gboolean done;

  if (status >= 0)
    return status;
  text = reeve_cli_ordinance_read (argv[2], &error);
  if (text != NULL)
    db = reeve_db_open (argv[1], REEVE_DB_READ_WRITE, &error);
  if (db == NULL)
    return reeve_cli_fail (&error);
  reeve_findings_attach (db, reeve_day_today ());
  base = g_path_get_basename (argv[2]);
  adoption = (Adoption) { base, text, reeve_db_get_user (db), NULL };
  change = g_strdup_printf (_("Adopt ordinance %s"), base);
  done = reeve_db_write (db, change, adopt, &adoption, &entry, &error);
  print_messages (adoption.messages);
  g_clear_pointer (&adoption.messages, reeve_messages_free);
  if (!done)
    return reeve_cli_fail (&error);
  if (json)
    print_adopted_json (entry, base);
  else if (entry != 0)
    g_print (_("Adopted %s.\n"), base);
  else
    g_print (_("%s is in the case file already, word for word.\n"), base);
  return REEVE_EXIT_DONE;
}

const ReeveCliCommand reeve_cli_ordinance_adopt = { "ordinance adopt", "CASE FILE", N_("Put a version of an ordinance into a case file"), run_adopt };

/* List */

static ReeveStmt *
open_versions (const char *path, ReeveDb **ret_db, ReeveReader **ret_reader, const char *sql, GError **error)
{
  *ret_db = reeve_db_open (path, REEVE_DB_READ_ONLY, error);
  if (*ret_db == NULL)
    return NULL;
  *ret_reader = reeve_reader_new (*ret_db, error);
  if (*ret_reader == NULL)
    return NULL;
  return reeve_conn_prepare (reeve_reader_get_conn (*ret_reader), sql, error);
}

static int
run_list (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object"), NULL },
    { NULL },
  };
  int status = reeve_cli_parse (&reeve_cli_ordinance_list, entries, &argc, &argv, 0, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (ReeveDb) db = NULL;
  g_autoptr (ReeveReader) reader = NULL;
  ReeveStmt *stmt;

  if (status >= 0)
    return status;
  if (argc < 2)
    return reeve_cli_ordinance_list_shipped (json);
  stmt = open_versions (argv[1], &db, &reader, "SELECT " VERSION_COLUMNS " FROM ordinance_version ORDER BY ordinance, number IS NULL, in_force, id", &error);
  if (stmt == NULL)
    return reeve_cli_fail (&error);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "versions");
  json_builder_begin_array (builder);
  while (reeve_stmt_step (stmt, &error))
    if (json)
      {
        json_builder_begin_object (builder);
        add_columns (builder, stmt, FALSE);
        json_builder_end_object (builder);
      }
    else
      g_print ("%-10s  %-24s  %-10s  %s\n", reeve_stmt_is_null (stmt, COLUMN_IN_FORCE) ? "" : reeve_stmt_text (stmt, COLUMN_IN_FORCE),
               reeve_stmt_text (stmt, COLUMN_ORDINANCE), reeve_stmt_is_null (stmt, COLUMN_NUMBER) ? _("draft") : reeve_stmt_text (stmt, COLUMN_NUMBER), reeve_stmt_text (stmt, COLUMN_TITLE));
  reeve_stmt_reset (stmt);
  if (error != NULL)
    return reeve_cli_fail (&error);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (json)
    reeve_cli_print_json (json_builder_get_root (builder));
  return REEVE_EXIT_DONE;
}

const ReeveCliCommand reeve_cli_ordinance_list = { "ordinance list", "[CASE]", N_("List the ordinances in a case file, or those that come with Reeve"), run_list };

/* Show */

static int
run_show (int argc, char **argv)
{
  gboolean json = FALSE;
  g_autofree char *on = NULL;
  const GOptionEntry entries[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, N_("Show the version used for this day (today if not given)"), N_("DATE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object"), NULL },
    { NULL },
  };
  int status = reeve_cli_parse (&reeve_cli_ordinance_show, entries, &argc, &argv, 2, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = NULL;
  g_autoptr (ReeveReader) reader = NULL;
  char day_text[REEVE_DAY_TEXT_SIZE];
  ReeveDay day;
  ReeveStmt *stmt;

  if (status >= 0)
    return status;
  if (!reeve_cli_parse_day (on, &day))
    return REEVE_EXIT_USAGE;
  reeve_day_format (day, day_text);
  stmt = open_versions (argv[1], &db, &reader,
                        "SELECT " VERSION_COLUMNS " FROM ordinance_version WHERE ordinance = ?1 AND in_force <= ?2 "
                        "ORDER BY in_force DESC, id DESC LIMIT 1", &error);
  if (stmt == NULL)
    return reeve_cli_fail (&error);
  reeve_stmt_bind_text (stmt, 1, argv[2]);
  reeve_stmt_bind_text (stmt, 2, day_text);
  if (!reeve_stmt_step (stmt, &error))
    {
      reeve_stmt_reset (stmt);
      if (error == NULL)
        g_set_error (&error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("No version of ordinance %s is in force on %s."), argv[2], day_text);
      return reeve_cli_fail (&error);
    }
  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      add_columns (builder, stmt, TRUE);
      add_provisions (builder, argv[2], reeve_stmt_text (stmt, COLUMN_TEXT), reeve_reader_get_conn (reader), day);
      json_builder_end_object (builder);
      reeve_cli_print_json (json_builder_get_root (builder));
    }
  else
    fputs (reeve_stmt_text (stmt, COLUMN_TEXT), stdout);
  reeve_stmt_reset (stmt);
  return REEVE_EXIT_DONE;
}

const ReeveCliCommand reeve_cli_ordinance_show = { "ordinance show", "CASE ORDINANCE", N_("Print an ordinance as it was adopted"), run_show };
