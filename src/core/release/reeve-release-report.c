/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports as releases. */
#include "config.h"

#include "reeve-release-report.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "reeve-error.h"
#include "reeve-findings.h"

typedef struct { ReeveDay from, until, as_of; gint64 number, state; } Earlier;

/* FALSE: it is no report of a period. */
static gboolean
read_earlier (ReeveStmt *stmt, Earlier *earlier)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object;

  if (!json_parser_load_from_data (parser, reeve_stmt_text (stmt, 2), -1, NULL) || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return FALSE;
  object = json_node_get_object (json_parser_get_root (parser));
  if (!json_object_has_member (object, "report") || !json_object_has_member (object, "from") || !json_object_has_member (object, "until"))
    return FALSE;
  earlier->number = reeve_stmt_int (stmt, 0);
  earlier->state = json_object_has_member (object, "figures-from") ? json_object_get_int_member (object, "figures-from") : reeve_stmt_int (stmt, 3);
  return reeve_day_parse (reeve_stmt_text (stmt, 1), -1, &earlier->as_of)
         && reeve_day_parse (json_object_get_string_member (object, "from"), -1, &earlier->from)
         && reeve_day_parse (json_object_get_string_member (object, "until"), -1, &earlier->until);
}

static void
set_overlap_error (const Earlier *earlier, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, earlier->number);
  char from[REEVE_DAY_TEXT_SIZE], until[REEVE_DAY_TEXT_SIZE];

  reeve_day_format (earlier->from, from);
  reeve_day_format (earlier->until, until);
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID,
               _("Release %s gave the figures of %s to %s. Those of a time that overlaps it would tell, by subtraction, counts that were too small to be shown there: ask for the same time, or for one that does not overlap it."),
               number, from, until);
}

gboolean
reeve_release_plan_report (ReeveConn *conn, ReeveReleaseRequest *request, GError **error)
{
  ReeveStmt *stmt;
  GError *local = NULL;
  gboolean found = FALSE;

  if (!reeve_audience_hides_homes (request->audience))
    return TRUE;
  stmt = reeve_conn_prepare (conn, "SELECT number, as_of, request, made_from FROM release WHERE audience = 'council' OR audience = 'public' ORDER BY number",
                             error);
  if (stmt == NULL)
    return FALSE;
  while (local == NULL && reeve_stmt_step (stmt, &local))
    {
      Earlier earlier;

      if (!read_earlier (stmt, &earlier) || earlier.until < request->from || earlier.from > request->until)
        continue;
      if (earlier.from != request->from || earlier.until != request->until)
        set_overlap_error (&earlier, &local);
      else if (!found)
        {
          found = TRUE;
          request->figures_from = earlier.state;
          request->day = earlier.as_of;
        }
    }
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static ReeveReport *
make_report (ReeveDb *then, const ReeveReleaseRequest *request, GCancellable *cancellable, GError **error)
{
  ReeveReportRequest wanted = { .from = request->from, .until = request->until, .as_of = request->day, .audience = request->audience };
  g_autoptr (GHashTable) homes = NULL;
  g_autoptr (ReeveReader) reader = NULL;
  ReeveReport *report;

  if (!reeve_report_kind_from_name (request->report, &wanted.kind))
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("This version of Reeve cannot make this release again: it does not know its kind."));
      return NULL;
    }
  if (!reeve_findings_refresh (then, request->day, NULL, NULL, cancellable, error))
    return NULL;
  reader = reeve_reader_new (then, error);
  if (reader == NULL)
    return NULL;
  if (reeve_audience_hides_homes (request->audience))
    {
      wanted.homes = homes = reeve_release_find_homes (reeve_reader_get_conn (reader), error);
      if (homes == NULL)
        return NULL;
    }
  report = reeve_report_make (reeve_reader_get_conn (reader), &wanted, cancellable, error);
  if (report == NULL)
    return NULL;
  report->made_on = request->made_on;
  report->release = request->release;
  report->to = g_strdup (request->to);
  report->reason = g_strdup (request->reason);
  report->made_by = g_strdup (request->made_by);
  return report;
}

GBytes *
reeve_release_write_report (ReeveDb *then, const ReeveReleaseRequest *request, ReeveFormat format, GError **error)
{
  g_autoptr (ReeveReport) report = make_report (then, request, NULL, error);

  if (report == NULL)
    return NULL;
  return format == REEVE_FORMAT_XLSX ? reeve_report_write_xlsx (report, error) : reeve_report_write_pdf (report, request->map.size, error);
}

ReeveReport *
reeve_release_preview_report (ReeveDb *db, const ReeveReleaseRequest *asked, GCancellable *cancellable, GError **error)
{
  ReeveReleaseRequest request = *asked;
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, error);
  g_autoptr (ReeveDb) then = NULL;
  gint64 last;

  if (reader == NULL || !reeve_conn_get_int (reeve_reader_get_conn (reader), "SELECT max (entry) FROM change_log", 0, &last, error)
      || !reeve_release_plan_report (reeve_reader_get_conn (reader), &request, error))
    return NULL;
  then = reeve_db_open_at_entry (reeve_db_get_path (db), request.figures_from > 0 ? request.figures_from : last, error);
  return then != NULL ? make_report (then, &request, cancellable, error) : NULL;
}
