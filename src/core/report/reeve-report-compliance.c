/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compliance: what was put right without a notice, after one, and what went further; what officers decided, provision by provision. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "reeve-report-private.h"

#define BYS ((1u << REEVE_BY_DISTRICT) | (1u << REEVE_BY_TYPE))

enum { VOLUNTARY = 1, NOTICE, CITATION };   /* columns of reeve_division_outcome */

static void
put_path (ReeveReportTable *table, const ReeveReportLine *line, gboolean strong)
{
  const ReeveCountLine *cells = &line->counts;
  gboolean shown = TRUE;
  gint64 all = 0;

  for (guint c = VOLUNTARY; c <= CITATION; c++)
    {
      shown = shown && cells->state[c] == REEVE_COUNT_SHOWN;
      all += cells->n[c];
    }
  reeve_report_table_begin_row (table, strong);
  reeve_report_table_add_words (table, line->label);
  reeve_report_table_add_count (table, all, shown ? REEVE_COUNT_SHOWN : REEVE_COUNT_WITHHELD);
  for (guint c = VOLUNTARY; c <= CITATION; c++)
    reeve_report_table_add_count (table, cells->n[c], cells->state[c]);
  for (guint c = VOLUNTARY; c <= CITATION; c++)
    reeve_report_table_add_share (table, cells->n[c], all, shown);
}

static void
put_paths (ReeveReport *report, const ReeveReportCounts *counts, ReeveReportBy by, const char *name, const char *title, const char *first)
{
  ReeveReportTable *table = reeve_report_add_table (report, name, title,
    _("Complaints closed in the period where something was to be corrected: with no notice, after a notice, or by a citation; shares are of these."));

  reeve_report_table_add_column (table, "group", first, REEVE_REPORT_WORDS);
  reeve_report_table_add_column (table, "all", _("To be corrected"), REEVE_REPORT_COUNT);
  reeve_report_table_add_column (table, "voluntary", _("Without a notice"), REEVE_REPORT_COUNT);
  reeve_report_table_add_column (table, "notice", _("After a notice"), REEVE_REPORT_COUNT);
  reeve_report_table_add_column (table, "citation", _("By a citation"), REEVE_REPORT_COUNT);
  reeve_report_table_add_column (table, "voluntary_share", _("Share without a notice"), REEVE_REPORT_SHARE);
  reeve_report_table_add_column (table, "notice_share", _("Share after a notice"), REEVE_REPORT_SHARE);
  reeve_report_table_add_column (table, "citation_share", _("Share by a citation"), REEVE_REPORT_SHARE);
  for (guint i = 0; i < counts->lines[by]->len; i++)
    put_path (table, counts->lines[by]->pdata[i], FALSE);
  if (counts->total->counts.n[counts->division->n] > 0)
    put_path (table, counts->total, TRUE);
  table->when_empty = g_strdup (_("None in the period."));
}

static const char *
sanction_label (ReeveReportBy by, const char *key)
{
  return by == REEVE_BY_ABOUT && key != NULL ? reeve_report_code ("sanction", "kind", key) : reeve_report_place_label (by, key);
}

static const char *
provision_label (ReeveReportBy by, const char *key)
{
  return by == REEVE_BY_ABOUT && key != NULL ? key : reeve_report_place_label (by, key);
}

static void
put_decisions (ReeveReport *report, ReeveReportBook *book)
{
  g_autoptr (GArray) named = g_array_copy (book->decisions);
  g_autoptr (ReeveReportCounts) counts = NULL;

  for (guint i = 0; i < named->len; i++)
    {
      ReeveReportFact *fact = &g_array_index (named, ReeveReportFact, i);
      const char *title = fact->keys[REEVE_BY_ABOUT] != NULL ? g_hash_table_lookup (book->titles, fact->keys[REEVE_BY_ABOUT]) : NULL;

      if (title != NULL)
        fact->keys[REEVE_BY_ABOUT] = title;
    }
  counts = reeve_report_count (book, named, reeve_division_decision (), (1u << REEVE_BY_ABOUT) | (1u << REEVE_BY_MONTH), provision_label);
  reeve_report_add_section (report, _("What officers decided"));
  reeve_report_put_counts (report, counts, REEVE_BY_ABOUT, "decisions-provision", _("By provision"),
                           _("Decisions of the period on findings: confirmed as a violation, dismissed, or exempted; the share is of all decided in the line."), 0,
                           _("Share confirmed"));
  reeve_report_put_counts (report, counts, REEVE_BY_MONTH, "decisions-month", _("Over time"), _("The same decisions by when they were made."), 0, _("Share confirmed"));
  reeve_report_add_note (report, _("A finding that nobody has decided on is in none of these figures: it is no violation."));
}

gboolean
reeve_report_add_compliance (ReeveReport *report, ReeveReportBook *book, GError **error)
{
  /* All groupings of the activity report, so that both hide the same. */
  g_autoptr (ReeveReportCounts) closed = reeve_report_count (book, book->closed, reeve_division_outcome (),
    (1u << REEVE_BY_MONTH) | (1u << REEVE_BY_DISTRICT) | (1u << REEVE_BY_TYPE) | (1u << REEVE_BY_ABOUT), reeve_report_complaint_label);
  g_autoptr (ReeveReportCounts) notices = reeve_report_count (book, book->notices, reeve_division_correction (), BYS, reeve_report_place_label);
  g_autoptr (ReeveReportCounts) sanctions = reeve_report_count (book, book->sanctions, reeve_division_all (), 1u << REEVE_BY_ABOUT, sanction_label);

  reeve_report_add_section (report, _("Corrected, and how"));
  put_paths (report, closed, REEVE_BY_TYPE, "paths-type", _("By type of business"), _("Type of business"));
  put_paths (report, closed, REEVE_BY_DISTRICT, "paths-district", _("By district"), _("District"));
  reeve_report_add_section (report, _("Notices of violation"));
  reeve_report_put_counts (report, notices, REEVE_BY_TYPE, "notices-type", _("By type of business, and what came of them"),
                           _("Notices of violation issued in the period; corrected is what was recorded as corrected, or what a later visit found in order."), 0,
                           _("Share corrected in time"));
  reeve_report_put_counts (report, notices, REEVE_BY_DISTRICT, "notices-district", _("By district"), _("The same notices by district."), 0,
                           _("Share corrected in time"));
  reeve_report_put_times (report, book, book->notices, FALSE, REEVE_BY_TYPE, "days-correction", _("From notice to correction"),
                          _("Days from the issue of the notice to the day it was found corrected, of those corrected."));
  reeve_report_add_section (report, _("Sanctions"));
  reeve_report_put_counts (report, sanctions, REEVE_BY_ABOUT, "sanctions", _("By kind"), _("Sanctions issued in the period, also those under appeal."), -1, NULL);
  put_decisions (report, book);
  return TRUE;
}
