/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the city itself owes and is late with, on the day of the report: counted by kind of duty; for the desk as a list. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "reeve-report-private.h"

typedef struct { const char *label; char *number, *place; char *due; } Late;
typedef struct { const char *label; GArray *facts; GPtrArray *list; } Collect;

static void
late_free (gpointer data)
{
  Late *late = data;

  g_free (late->number);
  g_free (late->place);
  g_free (late->due);
  g_free (late);
}

/* Columns: 0 id, 1 due, 2 business, 3 home recorded, 4 number, 5 name of the business, 6 what is owed (NULL: @data says). */
static void
late_row (ReeveReportBook *book, ReeveStmt *stmt, gpointer data)
{
  Collect *collect = data;
  ReeveReportFact fact = { .id = reeve_stmt_int (stmt, 0), .days = NAN, .days_visit = NAN };
  const char *due = reeve_stmt_text (stmt, 1), *own = reeve_stmt_text (stmt, 6);
  gint64 business = reeve_stmt_int (stmt, 2);
  Late *late;

  fact.keys[REEVE_BY_ABOUT] = g_intern_string (own != NULL ? own : collect->label);
  fact.home = reeve_stmt_int (stmt, 3) == 1 || (book->request->homes != NULL && g_hash_table_contains (book->request->homes, &business));
  if (due != NULL && reeve_day_parse (due, 10, &fact.day))
    fact.days = book->request->as_of - fact.day;
  g_array_append_val (collect->facts, fact);
  late = g_new0 (Late, 1);
  late->label = fact.keys[REEVE_BY_ABOUT];
  late->number = g_strdup (reeve_stmt_text (stmt, 4));
  late->place = g_strdup (reeve_stmt_text (stmt, 5));
  late->due = g_strdup (due);
  g_ptr_array_add (collect->list, late);
}

#define WITH_PLACE(record) \
  " LEFT JOIN derived_business d ON d.business_id = " record ".business_id" \
  " LEFT JOIN premises p ON p.id = coalesce (" record ".premises_id, d.premises_id)"

static const struct { const char *label, *sql; } duties[] = {
  { N_("Answer to a complaint"),
    "SELECT c.id, c.response_due, c.business_id, p.home_occupation, c.number, d.name, NULL FROM complaint c" WITH_PLACE ("c")
    " WHERE c.response_due < ?3 AND (c.closed IS NULL OR c.closed = 'none' OR c.closed > ?3)"
    " AND coalesce (nullif (c.acknowledged, 'none'), nullif (c.first_visit, 'none')) IS NULL ORDER BY c.response_due, c.id" },
  { N_("Decision on an application"),
    "SELECT a.id, a.due, a.business_id, p.home_occupation, a.number, d.name, NULL FROM application a" WITH_PLACE ("a")
    " WHERE a.due < ?3 AND (a.decided IS NULL OR a.decided = 'none' OR a.decided > ?3) ORDER BY a.due, a.id" },
  { N_("Visit to see what was to be corrected"),
    "SELECT n.id, n.correct_by, n.business_id, p.home_occupation, n.number, d.name, NULL FROM notice n" WITH_PLACE ("n")
    " WHERE n.kind = 'violation' AND n.correct_by < ?3 AND n.correct_by <> 'none'"
    " AND NOT EXISTS (SELECT 1 FROM inspection i WHERE i.business_id = n.business_id AND i.status = 'done' AND substr (i.at, 1, 10) >= n.issued"
    "  AND i.kind IN ('reinspection', 'follow-up'))"
    " AND NOT EXISTS (SELECT 1 FROM notice_violation nv JOIN decision v ON v.id = nv.decision_id WHERE nv.notice_id = n.id AND v.corrected <> 'none')"
    " ORDER BY n.correct_by, n.id" },
  { N_("Hearing that was set"),
    "SELECT h.id, h.set_for, h.business_id, p.home_occupation, h.number, d.name, NULL FROM hearing h" WITH_PLACE ("h")
    " WHERE h.set_for < ?3 AND h.set_for <> 'none' AND coalesce (nullif (h.held, 'none'), nullif (h.decided, 'none')) IS NULL"
    " AND coalesce (h.decision, 'none') = 'none' ORDER BY h.set_for, h.id" },
};

/* Duties of the city by its own ordinance, as the check of the day found them. */
#define FOUND "SELECT f.subject_id, f.since, CASE WHEN f.subject_kind = 'business' THEN f.subject_id END, p.home_occupation, NULL, d.name," \
  " f.ordinance || '/' || f.provision FROM derived_finding f" \
  " LEFT JOIN derived_business d ON f.subject_kind = 'business' AND d.business_id = f.subject_id LEFT JOIN premises p ON p.id = d.premises_id" \
  " WHERE f.duty = 4 AND f.outcome = 0 ORDER BY f.ordinance, f.provision, f.subject_kind, f.subject_id"

static void
found_row (ReeveReportBook *book, ReeveStmt *stmt, gpointer data)
{
  Collect *collect = data;
  guint n = collect->facts->len;

  late_row (book, stmt, data);
  /* The day a finding was first computed is no due day. */
  g_array_index (collect->facts, ReeveReportFact, n).days = NAN;
  g_clear_pointer (&((Late *) collect->list->pdata[n])->due, g_free);
}

static const char *
duty_label (ReeveReportBy by, const char *key)
{
  return key;
}

static void
put_list (ReeveReport *report, const ReeveReportBook *book, const GPtrArray *list)
{
  ReeveReportTable *table = reeve_report_add_table (report, "overdue-list", _("Each of them"), _("The same, one by one, the oldest of each kind first; a list for the desk."));

  reeve_report_table_add_column (table, "duty", _("Duty"), REEVE_REPORT_WORDS);
  reeve_report_table_add_column (table, "number", _("Number"), REEVE_REPORT_WORDS);
  reeve_report_table_add_column (table, "business", _("Business"), REEVE_REPORT_WORDS);
  reeve_report_table_add_column (table, "due", _("Due"), REEVE_REPORT_DAY);
  reeve_report_table_add_column (table, "late", _("Days late"), REEVE_REPORT_COUNT);
  for (guint i = 0; i < list->len; i++)
    {
      const Late *late = list->pdata[i];
      ReeveDay due;

      reeve_report_table_begin_row (table, FALSE);
      reeve_report_table_add_words (table, late->label);
      reeve_report_table_add_words (table, late->number);
      reeve_report_table_add_words (table, late->place);
      reeve_report_table_add_day (table, late->due);
      if (late->due != NULL && reeve_day_parse (late->due, 10, &due))
        reeve_report_table_add_count (table, book->request->as_of - due, REEVE_COUNT_SHOWN);
      else
        reeve_report_table_add_number (table, NAN);
    }
  table->when_empty = g_strdup (_("Nothing is late."));
}

gboolean
reeve_report_add_overdue (ReeveReport *report, ReeveReportBook *book, GError **error)
{
  g_autoptr (GArray) facts = g_array_new (FALSE, FALSE, sizeof (ReeveReportFact));
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (late_free);
  Collect collect = { .facts = facts, .list = list };
  g_autoptr (ReeveReportCounts) counts = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (duties); i++)
    {
      collect.label = _(duties[i].label);
      if (!reeve_report_each (book, duties[i].sql, late_row, &collect, error))
        return FALSE;
    }
  collect.label = NULL;
  if (!reeve_report_each (book, FOUND, found_row, &collect, error))
    return FALSE;
  for (guint i = 0; i < facts->len; i++)
    {
      ReeveReportFact *fact = &g_array_index (facts, ReeveReportFact, i);
      const char *title = g_hash_table_lookup (book->titles, fact->keys[REEVE_BY_ABOUT]);

      if (title != NULL)
        ((Late *) list->pdata[i])->label = fact->keys[REEVE_BY_ABOUT] = title;
    }
  counts = reeve_report_count (book, facts, reeve_division_all (), 1u << REEVE_BY_ABOUT, duty_label);
  reeve_report_add_section (report, _("What the city is late with"));
  reeve_report_put_counts (report, counts, REEVE_BY_ABOUT, "overdue", _("By kind of duty"),
                           _("Duties of the city whose last day is past and of which nothing is recorded, on the day of the report; also duties that its ordinance puts on it."),
                           -1, NULL)->when_empty = g_strdup (_("Nothing is late."));
  if (book->lists)
    put_list (report, book, list);
  return TRUE;
}
