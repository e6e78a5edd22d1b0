/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Equity of enforcement: whom visits go to and why, how many for how many places, and what came of them, by district and type of business. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "reeve-report-private.h"

#define BYS_VISIT ((1u << REEVE_BY_MONTH) | (1u << REEVE_BY_DISTRICT) | (1u << REEVE_BY_TYPE))

typedef struct { GHashTable *all, *licensed; ReeveReportBy by; } Places;   /* interned key ("" = not known) -> number */

static void
count_one (GHashTable *counts, const char *key)
{
  g_hash_table_insert (counts, (gpointer) key, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1));
}

static void
place_row (ReeveReportBook *book, ReeveStmt *stmt, gpointer data)
{
  Places *places = data;
  gint64 id = reeve_stmt_int (stmt, 0);
  const char *key = g_intern_string (reeve_stmt_text (stmt, places->by == REEVE_BY_DISTRICT ? 1 : 2));

  if (book->open && book->request->homes != NULL && g_hash_table_contains (book->request->homes, &id))
    return;
  key = key != NULL ? key : g_intern_static_string ("");
  count_one (places->all, key);
  if (reeve_stmt_int (stmt, 3) != 0)
    count_one (places->licensed, key);
}

static gint64
sum_of (GHashTable *counts, const ReeveReportLine *line)
{
  gint64 sum = 0;

  for (guint i = 0; i < line->keys->len; i++)
    {
      const char *key = line->keys->pdata[i];

      sum += GPOINTER_TO_UINT (g_hash_table_lookup (counts, key != NULL ? key : ""));
    }
  return sum;
}

/* Places are of a public register: only that no number under five stands here, as everywhere. */
static void
add_places (ReeveReportTable *table, const ReeveReportBook *book, gint64 n)
{
  reeve_report_table_add_count (table, n, n < (gint64) book->least ? REEVE_COUNT_UNDER : REEVE_COUNT_SHOWN);
}

enum { CORRECTIONS = 1, SENT };     /* columns of reeve_division_result */

static void
put_rate (ReeveReportTable *table, const ReeveReportBook *book, const Places *places, const ReeveReportLine *visits, const ReeveReportLine *results,
          guint n_reasons, guint n_results)
{
  gint64 all = sum_of (places->all, visits), made = visits->counts.n[n_reasons];
  const ReeveCountLine *result = &results->counts;
  gboolean shown = result->state[CORRECTIONS] == REEVE_COUNT_SHOWN && result->state[SENT] == REEVE_COUNT_SHOWN;

  reeve_report_table_begin_row (table, FALSE);
  reeve_report_table_add_words (table, visits->label);
  add_places (table, book, all);
  add_places (table, book, sum_of (places->licensed, visits));
  reeve_report_table_add_count (table, made, visits->counts.state[n_reasons]);
  reeve_report_table_add_number (table, all > 0 && all >= (gint64) book->least && visits->counts.state[n_reasons] == REEVE_COUNT_SHOWN
                                          ? 100.0 * (double) made / (double) all : NAN);
  reeve_report_table_add_share (table, visits->counts.n[0], made, visits->counts.state[0] == REEVE_COUNT_SHOWN);
  reeve_report_table_add_share (table, result->n[CORRECTIONS] + result->n[SENT], result->n[n_results], shown);
}

static gboolean
put_rates (ReeveReport *report, ReeveReportBook *book, const ReeveReportCounts *reasons, const ReeveReportCounts *results, ReeveReportBy by,
           const char *name, const char *title, const char *first, GError **error)
{
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal), licensed = g_hash_table_new (g_str_hash, g_str_equal);
  Places places = { all, licensed, by };
  ReeveReportTable *table = reeve_report_add_table (report, name, title,
    _("Visits of the period for each hundred businesses in business on the day of the report; the share of visits on a complaint, and of visits that wanted a correction or went on to enforcement, are of all visits in the line."));

  if (!reeve_report_each (book, "SELECT business_id, district, category, coalesce (licence_status = 'active', 0) FROM derived_business"
                                " WHERE operating IS NULL OR operating <> 0", place_row, &places, error))
    return FALSE;
  reeve_report_table_add_column (table, "group", first, REEVE_REPORT_WORDS);
  reeve_report_table_add_column (table, "businesses", _("Businesses"), REEVE_REPORT_COUNT);
  reeve_report_table_add_column (table, "licensed", _("Licensed"), REEVE_REPORT_COUNT);
  reeve_report_table_add_column (table, "visits", _("Visits"), REEVE_REPORT_COUNT);
  reeve_report_table_add_column (table, "rate", _("Visits per 100"), REEVE_REPORT_NUMBER);
  reeve_report_table_add_column (table, "complaint_share", _("On a complaint"), REEVE_REPORT_SHARE);
  reeve_report_table_add_column (table, "found_share", _("Something to correct"), REEVE_REPORT_SHARE);
  for (guint i = 0; i < reasons->lines[by]->len; i++)
    put_rate (table, book, &places, reasons->lines[by]->pdata[i], results->lines[by]->pdata[i], reasons->division->n, results->division->n);
  table->bars = 4;
  table->when_empty = g_strdup (_("Too few visits to say."));
  return TRUE;
}

gboolean
reeve_report_add_equity (ReeveReport *report, ReeveReportBook *book, GError **error)
{
  g_autoptr (ReeveReportCounts) reasons = NULL, results = NULL, notices = NULL;

  book->all_groups = TRUE;
  reasons = reeve_report_count (book, book->visits, reeve_division_reason (), BYS_VISIT, reeve_report_place_label);
  results = reeve_report_count (book, book->visits, reeve_division_result (), BYS_VISIT, reeve_report_place_label);
  notices = reeve_report_count (book, book->notices, reeve_division_correction (), (1u << REEVE_BY_DISTRICT) | (1u << REEVE_BY_TYPE), reeve_report_place_label);
  reeve_report_add_section (report, _("How to read this"));
  reeve_report_add_paragraph (report, _("Counts alone mislead where districts or types differ in size: read them beside the number of places. A difference here is a question, not an answer: complaints, schedules and the age of businesses differ too."));
  reeve_report_add_section (report, _("By district"));
  if (!put_rates (report, book, reasons, results, REEVE_BY_DISTRICT, "rates-district", _("Visits for the number of places"), _("District"), error))
    return FALSE;
  reeve_report_put_counts (report, reasons, REEVE_BY_DISTRICT, "reasons-district", _("Why visits were made"),
                           _("Visits made in the period by the reason recorded when they were chosen."), -1, NULL);
  reeve_report_put_counts (report, results, REEVE_BY_DISTRICT, "results-district", _("What they found"),
                           _("The same visits by the result recorded; nothing needed counts as much as the rest."), 0, _("Share in order"));
  reeve_report_put_counts (report, notices, REEVE_BY_DISTRICT, "notices-district", _("Notices of violation"),
                           _("Notices of violation issued in the period by what came of them."), 0, _("Share corrected in time"));
  reeve_report_add_section (report, _("By type of business"));
  if (!put_rates (report, book, reasons, results, REEVE_BY_TYPE, "rates-type", _("Visits for the number of places"), _("Type of business"), error))
    return FALSE;
  reeve_report_put_counts (report, reasons, REEVE_BY_TYPE, "reasons-type", _("Why visits were made"),
                           _("Visits made in the period by the reason recorded when they were chosen."), -1, NULL);
  reeve_report_put_counts (report, results, REEVE_BY_TYPE, "results-type", _("What they found"),
                           _("The same visits by the result recorded; nothing needed counts as much as the rest."), 0, _("Share in order"));
  return TRUE;
}
