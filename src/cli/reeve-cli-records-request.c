/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl records-request: by when a public-records request must be answered, and the city's table of exceptions. The answer itself is a release:
 * export --records-request. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-cli.h"
#include "reeve-error.h"
#include "reeve-records-request.h"

static gboolean
write_table (ReeveTxn *txn, gpointer data, GError **error)
{
  return reeve_txn_set_setting (txn, REEVE_RECORDS_SETTING, data, error);
}

/* The name of a table that is shipped, or a file. */
static gboolean
set_table (ReeveDb *db, const char *what, GError **error)
{
  g_autofree char *text = NULL, *table = NULL;

  if (g_strv_contains (reeve_records_shipped (), what))
    text = g_strdup (what);
  else if (!g_file_get_contents (what, &text, NULL, error))
    return FALSE;
  table = reeve_records_check_table (text, error);
  return table != NULL && reeve_db_write (db, _("Set the exceptions of public records"), write_table, table, NULL, error);
}

static void
print_json (const ReeveRecordsAnswer *answer)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  char day[REEVE_DAY_TEXT_SIZE];

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "law");
  json_builder_add_string_value (builder, answer->title);
  json_builder_set_member_name (builder, "holidays");
  json_builder_add_int_value (builder, answer->n_holidays);
  json_builder_set_member_name (builder, "due");
  json_builder_begin_array (builder);
  for (guint i = 0; i < answer->due->len; i++)
    {
      const ReeveRecordsDue *due = answer->due->pdata[i];
      const struct { const char *name, *value; } members[] = { { "id", due->id }, { "what", due->what }, { "citation", due->citation }, { "day", day } };

      reeve_day_format (due->day, day);
      json_builder_begin_object (builder);
      for (guint m = 0; m < G_N_ELEMENTS (members); m++)
        {
          json_builder_set_member_name (builder, members[m].name);
          if (members[m].value != NULL)
            json_builder_add_string_value (builder, members[m].value);
          else
            json_builder_add_null_value (builder);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  reeve_cli_print_json (json_builder_get_root (builder));
}

static void
print_answer (const ReeveRecordsAnswer *answer)
{
  g_print ("%s\n", answer->title);
  for (guint i = 0; i < answer->due->len; i++)
    {
      const ReeveRecordsDue *due = answer->due->pdata[i];
      char day[REEVE_DAY_TEXT_SIZE];

      reeve_day_format (due->day, day);
      g_print ("%s  %s (%s, %s)\n", day, due->what, due->rule, due->citation);
    }
  if (answer->n_holidays == 0)
    g_print ("%s\n", _("The city's holidays are not known: only weekends were left out. Give them with --holidays."));
}

static gboolean
write_holidays (ReeveTxn *txn, gpointer data, GError **error)
{
  return reeve_txn_set_setting (txn, REEVE_HOLIDAYS_SETTING, data, error);
}

/* Days with commas between. */
static gboolean
set_holidays (ReeveDb *db, const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ,", -1);
  g_autoptr (GString) days = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      ReeveDay day;

      if (*words[i] == '\0')
        continue;
      if (!reeve_day_parse (words[i], -1, &day))
        {
          g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("--holidays %s: write days as 2026-11-26, with commas between."), words[i]);
          return FALSE;
        }
      g_string_append_printf (days, "%s%s", days->len > 0 ? " " : "", words[i]);
    }
  return reeve_db_write (db, _("Set the city's holidays"), write_holidays, days->str, NULL, error);
}

static int
run (int argc, char **argv)
{
  g_autofree char *received = NULL, *set = NULL, *holidays = NULL, *text = NULL;
  gboolean table = FALSE, json = FALSE;
  const GOptionEntry entries[] = {
    { "received", 0, 0, G_OPTION_ARG_STRING, &received, N_("The day the request came (default: today)"), N_("DAY") },
    { "table", 0, 0, G_OPTION_ARG_NONE, &table, N_("Print the city's table of exceptions and periods, as JSON to be changed"), NULL },
    { "set-table", 0, 0, G_OPTION_ARG_FILENAME, &set, N_("Take this table: texas, california, or a file"), N_("TABLE") },
    { "holidays", 0, 0, G_OPTION_ARG_STRING, &holidays, N_("Record the city's holidays, with commas between"), N_("DAYS") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print the result as JSON"), NULL },
    { NULL }
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = NULL;
  g_autoptr (ReeveReader) reader = NULL;
  g_autoptr (ReeveRecordsAnswer) answer = NULL;
  ReeveDay day;
  int status = reeve_cli_parse (&reeve_cli_records_request, entries, &argc, &argv, 1, 1);

  if (status >= 0)
    return status;
  if (!reeve_cli_parse_day (received, &day))
    return REEVE_EXIT_USAGE;
  db = reeve_db_open (argv[1], set != NULL || holidays != NULL ? REEVE_DB_READ_WRITE : REEVE_DB_READ_ONLY, &error);
  if (db == NULL || (set != NULL && !set_table (db, set, &error)) || (holidays != NULL && !set_holidays (db, holidays, &error)))
    return reeve_cli_fail (&error);
  reader = reeve_reader_new (db, &error);
  if (reader == NULL)
    return reeve_cli_fail (&error);
  if (table)
    {
      text = reeve_records_get_table (reeve_reader_get_conn (reader));
      g_print ("%s\n", text);
      return REEVE_EXIT_DONE;
    }
  answer = reeve_records_answer (reeve_reader_get_conn (reader), day, NULL, NULL, &error);
  if (answer == NULL)
    return reeve_cli_fail (&error);
  if (json)
    print_json (answer);
  else
    print_answer (answer);
  return REEVE_EXIT_DONE;
}

const ReeveCliCommand reeve_cli_records_request = { "records-request", N_("CASE"), N_("By when a public-records request is due; exceptions"), run };
