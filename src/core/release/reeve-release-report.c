/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports as releases. */
#include "config.h"

#include "reeve-release-report.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-findings.h"
#include "reeve-impact.h"

typedef struct { ReeveDay from, until, as_of; gint64 number, state; gboolean annex, same_draft; } Earlier;

/* The request of a release as JSON, or NULL. @parser owns it. */
static JsonObject *
read_request (JsonParser *parser, const char *text)
{
  if (!json_parser_load_from_data (parser, text, -1, NULL) || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return NULL;
  return json_node_get_object (json_parser_get_root (parser));
}

static const char *
text_of (JsonObject *object, const char *name)
{
  return json_object_has_member (object, name) ? json_object_get_string_member (object, name) : NULL;
}

/* FALSE: it is no report. */
static gboolean
read_earlier (ReeveStmt *stmt, const ReeveReleaseRequest *request, Earlier *earlier)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = read_request (parser, reeve_stmt_text (stmt, 2));

  if (object == NULL || text_of (object, "report") == NULL || text_of (object, "from") == NULL || text_of (object, "until") == NULL)
    return FALSE;
  earlier->number = reeve_stmt_int (stmt, 0);
  earlier->state = json_object_has_member (object, "figures-from") ? json_object_get_int_member (object, "figures-from") : reeve_stmt_int (stmt, 3);
  earlier->annex = g_strcmp0 (text_of (object, "report"), REEVE_RELEASE_ANNEX) == 0;
  earlier->same_draft = earlier->annex && g_strcmp0 (text_of (object, "draft"), request->draft) == 0;
  return reeve_day_parse (reeve_stmt_text (stmt, 1), -1, &earlier->as_of) && reeve_day_parse (text_of (object, "from"), -1, &earlier->from)
         && reeve_day_parse (text_of (object, "until"), -1, &earlier->until);
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
  gboolean found = FALSE, annex = strcmp (request->report, REEVE_RELEASE_ANNEX) == 0;

  if (!reeve_audience_hides_homes (request->audience))
    return TRUE;
  stmt = reeve_conn_prepare (conn, "SELECT number, as_of, request, made_from FROM release WHERE audience = 'council' OR audience = 'public' ORDER BY number",
                             error);
  if (stmt == NULL)
    return FALSE;
  while (local == NULL && reeve_stmt_step (stmt, &local))
    {
      Earlier earlier;

      if (!read_earlier (stmt, request, &earlier) || earlier.annex != annex
          || (annex ? !earlier.same_draft : earlier.until < request->from || earlier.from > request->until))
        continue;
      if (!annex && (earlier.from != request->from || earlier.until != request->until))
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
make_period (ReeveConn *conn, const ReeveReleaseRequest *request, GHashTable *homes, GCancellable *cancellable, GError **error)
{
  ReeveReportRequest wanted = { .from = request->from, .until = request->until, .as_of = request->day, .audience = request->audience, .homes = homes };

  if (reeve_report_kind_from_name (request->report, &wanted.kind))
    return reeve_report_make (conn, &wanted, cancellable, error);
  g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("This version of Reeve cannot make this release again: it does not know its kind."));
  return NULL;
}

/* What annexes of @ordinance showed that were released before the state of @conn. (element-type utf8) Transfer full. */
static GPtrArray *
find_figures (ReeveConn *conn, const char *ordinance, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT request FROM release WHERE audience = 'council' OR audience = 'public' ORDER BY number", error);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (reeve_stmt_step (stmt, &local))
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      JsonObject *object = read_request (parser, reeve_stmt_text (stmt, 0));
      const char *figures = object != NULL ? text_of (object, "figures") : NULL;

      /* The first line names the ordinance. */
      if (figures != NULL && g_str_has_prefix (figures, ordinance) && figures[strlen (ordinance)] == '\n')
        g_ptr_array_add (found, g_strdup (figures + strlen (ordinance) + 1));
    }
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return g_steal_pointer (&found);
  g_propagate_error (error, local);
  return NULL;
}

static ReeveOrdinance *
load_draft (ReeveConn *conn, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (ReeveMessages) messages = NULL;
  ReeveOrdinance *ordinance = reeve_ordinance_load (_("draft"), bytes, reeve_check_find_library, conn, &messages);

  if (ordinance == NULL)
    g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("The draft has errors: put them right first."));
  return ordinance;
}

static ReeveReport *
make_annex (ReeveDb *then, ReeveConn *conn, const ReeveReleaseRequest *request, GHashTable *homes, char **ret_figures, GCancellable *cancellable,
            GError **error)
{
  g_autoptr (ReeveOrdinance) draft = load_draft (conn, request->draft, error);
  g_autoptr (ReeveOrdinance) beside = draft != NULL && request->beside != NULL ? load_draft (conn, request->beside, error) : NULL;
  ReeveBacktestSpec spec = { .before = beside, .after = draft, .day = request->day, .as_on_day = request->as_on_day,
                             .after_without_grandfathering = request->without_grandfathering, .after_sparing_all = request->sparing_all,
                             .only = request->only };
  g_autoptr (ReeveBacktest) all = NULL, shown = NULL;
  g_autoptr (ReeveImpact) impact = NULL;
  g_autoptr (GPtrArray) earlier = NULL;
  ReeveReport *report;

  if (draft == NULL || (request->beside != NULL && beside == NULL))
    return NULL;
  if (reeve_audience_hides_homes (request->audience))
    {
      earlier = find_figures (conn, reeve_ordinance_get_id (draft), error);
      if (earlier == NULL)
        return NULL;
    }
  all = reeve_backtest_run (then, &spec, NULL, NULL, cancellable, error);
  spec.without = homes;
  shown = all != NULL ? reeve_backtest_run (then, &spec, NULL, NULL, cancellable, error) : NULL;
  impact = shown != NULL ? reeve_impact_new (shown, all, conn, earlier, error) : NULL;
  report = impact != NULL ? reeve_impact_to_report (impact, shown, conn, error) : NULL;
  if (report == NULL)
    return NULL;
  report->audience = request->audience;
  if (ret_figures != NULL)
    *ret_figures = g_strdup_printf ("%s\n%s", reeve_ordinance_get_id (draft), reeve_impact_get_figures (impact));
  return report;
}

static ReeveReport *
make_report (ReeveDb *then, const ReeveReleaseRequest *request, char **ret_figures, GCancellable *cancellable, GError **error)
{
  gboolean annex = strcmp (request->report, REEVE_RELEASE_ANNEX) == 0;
  g_autoptr (GHashTable) homes = NULL;
  g_autoptr (ReeveReader) reader = NULL;
  ReeveReport *report;

  if (!reeve_findings_refresh (then, request->day, NULL, NULL, cancellable, error))
    return NULL;
  reader = reeve_reader_new (then, error);
  if (reader == NULL)
    return NULL;
  if (annex || reeve_audience_hides_homes (request->audience))
    {
      homes = reeve_release_find_homes (reeve_reader_get_conn (reader), error);
      if (homes == NULL)
        return NULL;
    }
  report = annex ? make_annex (then, reeve_reader_get_conn (reader), request, homes, ret_figures, cancellable, error)
                 : make_period (reeve_reader_get_conn (reader), request, homes, cancellable, error);
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
reeve_release_write_report (ReeveDb *then, const ReeveReleaseRequest *request, ReeveFormat format, char **ret_figures, GError **error)
{
  g_autoptr (ReeveReport) report = make_report (then, request, ret_figures, NULL, error);

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
  return then != NULL ? make_report (then, &request, NULL, cancellable, error) : NULL;
}
