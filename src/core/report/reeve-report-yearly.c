/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The summary of a year, or of any period: one page of figures, for the desk beside those of the year before. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "reeve-report-private.h"

static gint64
count_seen (const ReeveReportBook *book, const GArray *facts, int column, guint which)
{
  gint64 n = 0;

  for (guint i = 0; i < facts->len; i++)
    {
      const ReeveReportFact *fact = &g_array_index (facts, ReeveReportFact, i);

      n += (!book->open || !fact->home) && (column < 0 || fact->columns[which] == column);
    }
  return n;
}

static void
add_figure (ReeveReportTable *table, const char *label, gint64 n, gint64 before, gboolean with_before, guint least, const char *definition)
{
  reeve_report_table_begin_row (table, FALSE);
  reeve_report_table_add_words (table, label);
  reeve_report_table_add_count (table, n, n < (gint64) least ? REEVE_COUNT_UNDER : REEVE_COUNT_SHOWN);
  if (with_before)
    reeve_report_table_add_count (table, before, REEVE_COUNT_SHOWN);
  reeve_report_table_add_words (table, definition);
}

static void
put_figures (ReeveReport *report, const ReeveReportBook *book, const ReeveReportBook *before)
{
  const struct { const char *label; GArray *facts, *earlier; const char *definition; } figures[] = {
    { _("Complaints received"), book->received, before != NULL ? before->received : NULL, _("Day of receipt in the period, duplicates included.") },
    { _("Complaints closed"), book->closed, before != NULL ? before->closed : NULL, _("Day of closing in the period, whenever received.") },
    { _("Inspections"), book->visits, before != NULL ? before->visits : NULL, _("Visits made in the period.") },
    { _("Notices of violation"), book->notices, before != NULL ? before->notices : NULL, _("Issued in the period.") },
    { _("Sanctions"), book->sanctions, before != NULL ? before->sanctions : NULL, _("Issued in the period, also those under appeal.") },
    { _("Decisions on findings"), book->decisions, before != NULL ? before->decisions : NULL, _("Confirmed, dismissed or exempted in the period.") },
    { _("Events recorded"), book->events, before != NULL ? before->events : NULL, _("Arrests, citations and other events whose day is in the period.") },
  };
  ReeveReportTable *table = reeve_report_add_table (report, "figures", _("The period in figures"),
    before != NULL ? _("What happened in the period, beside the same days of the year before.") : _("What happened in the period."));

  reeve_report_table_add_column (table, "what", C_("report", "Figure"), REEVE_REPORT_WORDS);
  reeve_report_table_add_column (table, "number", _("Number"), REEVE_REPORT_COUNT);
  if (before != NULL)
    reeve_report_table_add_column (table, "before", _("A year before"), REEVE_REPORT_COUNT);
  reeve_report_table_add_column (table, "definition", _("What it counts"), REEVE_REPORT_WORDS);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    add_figure (table, figures[i].label, count_seen (book, figures[i].facts, -1, 0), before != NULL ? count_seen (before, figures[i].earlier, -1, 0) : 0,
                before != NULL, book->least, figures[i].definition);
}

static const char *
event_label (ReeveReportBy by, const char *key)
{
  return by == REEVE_BY_ABOUT && key != NULL ? reeve_report_code ("event", "kind", key) : reeve_report_place_label (by, key);
}

static const char *
sanction_label (ReeveReportBy by, const char *key)
{
  return by == REEVE_BY_ABOUT && key != NULL ? reeve_report_code ("sanction", "kind", key) : reeve_report_place_label (by, key);
}

typedef struct { gint64 businesses, licensed, homes; } Register;

static void
register_row (ReeveReportBook *book, ReeveStmt *stmt, gpointer data)
{
  Register *all = data;
  gint64 id = reeve_stmt_int (stmt, 0);

  if (book->open && book->request->homes != NULL && g_hash_table_contains (book->request->homes, &id))
    {
      all->homes++;
      return;
    }
  all->businesses++;
  all->licensed += reeve_stmt_int (stmt, 1) != 0;
}

static gboolean
put_register (ReeveReport *report, ReeveReportBook *book, GError **error)
{
  ReeveReportTable *table;
  Register all = { 0 };

  if (!reeve_report_each (book, "SELECT business_id, coalesce (licence_status = 'active', 0) FROM derived_business WHERE operating IS NULL OR operating <> 0",
                          register_row, &all, error))
    return FALSE;
  table = reeve_report_add_table (report, "register", _("On the day of the report"), _("Businesses not known to have closed."));
  reeve_report_table_add_column (table, "what", C_("report", "Figure"), REEVE_REPORT_WORDS);
  reeve_report_table_add_column (table, "number", _("Number"), REEVE_REPORT_COUNT);
  reeve_report_table_add_column (table, "definition", _("What it counts"), REEVE_REPORT_WORDS);
  add_figure (table, _("Businesses"), all.businesses, 0, FALSE, book->least, _("All types, those not known to have closed."));
  add_figure (table, _("Of them licensed by the city"), all.licensed, 0, FALSE, book->least, _("With a licence that is active that day."));
  if (book->open)
    add_figure (table, _("Homes and people who work alone"), all.homes, 0, FALSE, book->least,
                _("Places where someone lives or works alone, or may; they are in no other figure."));
  return TRUE;
}

gboolean
reeve_report_add_yearly (ReeveReport *report, ReeveReportBook *book, GError **error)
{
  ReeveReportRequest earlier = *book->request;
  ReeveReportBook before = { .conn = book->conn, .request = &earlier, .cancellable = book->cancellable };
  g_autoptr (ReeveReportCounts) outcome = reeve_report_count (book, book->closed, reeve_division_outcome (),
    (1u << REEVE_BY_MONTH) | (1u << REEVE_BY_DISTRICT) | (1u << REEVE_BY_TYPE) | (1u << REEVE_BY_ABOUT), reeve_report_complaint_label);
  g_autoptr (ReeveReportCounts) result = reeve_report_count (book, book->visits, reeve_division_result (),
    (1u << REEVE_BY_MONTH) | (1u << REEVE_BY_DISTRICT) | (1u << REEVE_BY_TYPE), reeve_report_place_label);
  g_autoptr (ReeveReportCounts) sanctions = reeve_report_count (book, book->sanctions, reeve_division_all (), 1u << REEVE_BY_ABOUT, sanction_label);
  g_autoptr (ReeveReportCounts) events = reeve_report_count (book, book->events, reeve_division_all (), 1u << REEVE_BY_ABOUT, event_label);
  gboolean done;

  earlier.from = reeve_day_add_months (earlier.from, -12, REEVE_MONTH_END_LAST_DAY);
  earlier.until = reeve_day_add_months (earlier.until, -12, REEVE_MONTH_END_LAST_DAY);
  done = book->open || reeve_report_book_load (&before, error);
  if (done)
    {
      reeve_report_add_section (report, _("In one page"));
      put_figures (report, book, book->open ? NULL : &before);
      done = put_register (report, book, error);
    }
  reeve_report_book_clear (&before);
  if (!done)
    return FALSE;
  reeve_report_add_section (report, _("What came of it"));
  reeve_report_put_counts (report, outcome, REEVE_BY_NOTHING, "outcomes", _("Complaints closed, by outcome"),
                           _("Complaints whose closing day is in the period."), -1, NULL);
  reeve_report_put_counts (report, result, REEVE_BY_NOTHING, "results", _("Inspections, by result"),
                           _("Visits made in the period; nothing needed counts as much as the rest."), 0, _("Share in order"));
  reeve_report_put_counts (report, sanctions, REEVE_BY_ABOUT, "sanctions", _("Sanctions, by kind"), _("Sanctions issued in the period."), -1, NULL);
  reeve_report_put_counts (report, events, REEVE_BY_ABOUT, "events", _("Events, by kind"),
                           _("Events recorded of businesses, premises or owners whose day is in the period; an arrest is no conviction."), -1, NULL);
  return TRUE;
}
