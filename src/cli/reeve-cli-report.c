/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl report: figures of a period, on the screen, as a document or as a workbook. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-cli.h"
#include "reeve-error.h"
#include "reeve-release-report.h"
#include "reeve-report-retention.h"

typedef struct { char *from, *until, *out, *audience, *to, *reason, *paper, *table; gboolean json; } Options;

static void
options_clear (Options *options)
{
  g_free (options->from);
  g_free (options->until);
  g_free (options->out);
  g_free (options->audience);
  g_free (options->to);
  g_free (options->reason);
  g_free (options->paper);
  g_free (options->table);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static int
set_table (const char *path, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (ReeveDb) db = NULL;

  if (!g_file_get_contents (file, &text, NULL, &error))
    return reeve_cli_fail (&error);
  db = reeve_db_open (path, REEVE_DB_READ_WRITE, &error);
  if (db == NULL || !reeve_retention_set_table (db, text, &error))
    return reeve_cli_fail (&error);
  return REEVE_EXIT_DONE;
}

/* FALSE: told. The period is this year so far, unless said otherwise. */
static gboolean
read_request (const Options *options, const char *kind, ReeveReleaseRequest *request, ReeveFormat *ret_format)
{
  ReeveReportKind found;
  int year, month, day;

  if (!reeve_report_kind_from_name (kind, &found))
    g_printerr ("%s\n", _("reevectl: report: KIND is one of activity, compliance, provisions, equity, retention, yearly"));
  else if (options->audience != NULL && !reeve_audience_from_name (options->audience, &request->audience))
    g_printerr ("%s\n", _("reevectl: report: --audience is one of internal, police, council, court, public"));
  else if (options->paper != NULL && !reeve_paper_size_from_name (options->paper, &request->map.size))
    g_printerr ("%s\n", _("reevectl: report: --paper is one of letter, legal, tabloid, a4, a3"));
  else if (options->out != NULL && !g_str_has_suffix (options->out, ".pdf") && !g_str_has_suffix (options->out, ".xlsx"))
    g_printerr ("%s\n", _("reevectl: report: the name of --out ends with .pdf or .xlsx"));
  else if (options->out == NULL && request->audience != REEVE_AUDIENCE_INTERNAL)
    g_printerr ("%s\n", _("reevectl: report: what goes to others is a release: say where it goes with --out FILE"));
  else if (reeve_cli_parse_day (options->until, &request->until))
    {
      reeve_day_to_ymd (request->until, &year, &month, &day);
      if (!reeve_day_from_ymd (year, 1, 1, &request->from) || (options->from != NULL && !reeve_cli_parse_day (options->from, &request->from)))
        return FALSE;
      request->report = reeve_report_kind_name (found);
      *ret_format = options->out != NULL && g_str_has_suffix (options->out, ".xlsx") ? REEVE_FORMAT_XLSX : REEVE_FORMAT_PDF;
      return TRUE;
    }
  return FALSE;
}

static int
show (const char *path, const ReeveReleaseRequest *request, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = reeve_db_open (path, REEVE_DB_READ_ONLY, &error);
  g_autoptr (ReeveReport) report = db == NULL ? NULL : reeve_release_preview_report (db, request, NULL, &error);

  if (report == NULL)
    return reeve_cli_fail (&error);
  if (json)
    reeve_cli_print_json (reeve_report_to_json (report));
  else
    {
      g_autofree char *text = reeve_report_to_text (report);

      g_print ("%s", text);
    }
  return REEVE_EXIT_DONE;
}

static int
run_report (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_("First day of the period (default: 1 January of the year it ends in)"), N_("DATE") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &options.until, N_("Last day of the period (default: today)"), N_("DATE") },
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &options.out, N_("Write a document (.pdf) or a workbook (.xlsx)"), N_("FILE") },
    { "audience", 0, 0, G_OPTION_ARG_STRING, &options.audience, N_("For whom: internal (default), police, council, court or public"), N_("AUDIENCE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_("To whom it goes"), N_("WHOM") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason, N_("Why: the legal basis or the reason"), N_("WHY") },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &options.paper, N_("letter, legal, tabloid, a4 or a3"), N_("PAPER") },
    { "set-retention", 0, 0, G_OPTION_ARG_FILENAME, &options.table, N_("Keep this table of retention periods in the file: lines such as 'complaint 3 PW5250-12'"), N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("Print the result as JSON"), NULL },
    { NULL }
  };
  ReeveReleaseRequest request = { .audience = REEVE_AUDIENCE_INTERNAL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = NULL;
  ReeveFormat format;
  gint64 number;
  int status = reeve_cli_parse (&reeve_cli_report, entries, &argc, &argv, 2, 2);

  if (status >= 0)
    return status;
  if (!read_request (&options, argv[2], &request, &format))
    return REEVE_EXIT_USAGE;
  if (options.table != NULL)
    {
      status = set_table (argv[1], options.table);
      if (status != REEVE_EXIT_DONE)
        return status;
    }
  request.made_on = reeve_day_today ();
  request.day = MIN (request.until, request.made_on);
  request.to = options.to;
  request.reason = options.reason;
  if (options.out == NULL)
    return show (argv[1], &request, options.json);
  db = reeve_db_open (argv[1], REEVE_DB_READ_WRITE, &error);
  if (db == NULL || !reeve_release_make (db, &request, format, options.out, &number, &error))
    return reeve_cli_fail (&error);
  reeve_cli_print_release (options.out, number, options.json);
  return REEVE_EXIT_DONE;
}

const ReeveCliCommand reeve_cli_report = { "report", N_("CASE KIND"), N_("Figures of a period: activity, compliance, provisions, equity, retention, yearly"),
                                           run_report };
