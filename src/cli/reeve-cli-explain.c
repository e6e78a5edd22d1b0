/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl explain: why one provision comes out as it does for one record, in sentences or as the whole trace. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-check.h"
#include "reeve-cli.h"
#include "reeve-error.h"

static int
explain (ReeveConn *conn, ReeveDay day, const char *file, const char *record, const char *provision, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveOrdinance) ordinance = NULL;
  g_autoptr (ReeveCheck) check = NULL;
  g_autoptr (ReeveTrace) trace = NULL;
  const char *table;
  ReeveAbout about;
  gint64 id;

  if (!reeve_cli_parse_record (record, &table, &id, &error))
    return reeve_cli_fail (&error);
  /* a violation is a decision that confirmed a finding */
  if (!reeve_vocabulary_about_from_name (g_str_equal (table, "decision") ? "violation" : table, &about))
    {
      g_set_error (&error, REEVE_ERROR, REEVE_ERROR_INVALID, _("No provision tests records of the kind '%s'."), table);
      return reeve_cli_fail (&error);
    }
  if (file != NULL)
    {
      ordinance = reeve_cli_load_ordinance (file, conn, NULL, &error);
      if (ordinance == NULL)
        return reeve_cli_fail (&error);
    }
  check = reeve_check_new (conn, day, ordinance, NULL, &error);
  if (check == NULL)
    return reeve_cli_fail (&error);
  trace = reeve_check_explain (check, conn, about, id, provision, &error);
  if (trace == NULL)
    return reeve_cli_fail (&error);
  if (json)
    reeve_cli_print_json (reeve_trace_to_json (trace));
  else
    {
      g_autofree char *text = reeve_trace_to_text (trace);
      g_autofree char *described = reeve_cli_describe (conn, about, id);

      if (*described != '\0')
        g_print ("%s\n", described);
      g_print ("%s", text);
    }
  return REEVE_EXIT_DONE;
}

static int
run (int argc, char **argv)
{
  gboolean json = FALSE;
  g_autofree char *on = NULL, *file = NULL;
  const GOptionEntry options[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, N_("As of this day (default: today)"), N_("DATE") },
    { "ordinance", 0, 0, G_OPTION_ARG_FILENAME, &file, N_("Explain by this file in place of the adopted ordinances"), N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print the whole trace as one JSON object"), NULL },
    { NULL },
  };
  int status = reeve_cli_parse (&reeve_cli_explain, options, &argc, &argv, 3, 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = NULL;
  g_autoptr (ReeveReader) reader = NULL;
  ReeveDay day;

  if (status >= 0)
    return status;
  if (!reeve_cli_parse_day (on, &day))
    return REEVE_EXIT_USAGE;
  db = reeve_db_open (argv[1], REEVE_DB_READ_ONLY, &error);
  if (db == NULL)
    return reeve_cli_fail (&error);
  reader = reeve_reader_new (db, &error);
  if (reader == NULL)
    return reeve_cli_fail (&error);
  return explain (reeve_reader_get_conn (reader), day, file, argv[2], argv[3], json);
}

const ReeveCliCommand reeve_cli_explain = { "explain", "CASE RECORD PROVISION", N_("Say why a provision is met, not met or not known"), run };
