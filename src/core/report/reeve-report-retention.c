/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is past its retention period by the table that the city adopted. A list to look at, record by record: nothing is ever destroyed by it.
 *
 * The setting "retention" holds the table, a line each: "complaint 3 PW5250-12": kind of record, years after the day that ends it, and the
 * series of the schedule. What the table does not name is kept. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-report-private.h"
#include "reeve-report-retention.h"
#include "reeve-schema.h"

/* Columns: 0 id, 1 number, 2 the day the period runs from, 3 business, 4 a matter open at the business keeps it. ?1: the last day that is past. */
#define OPEN_MATTER(business) \
  "(SELECT CASE WHEN EXISTS (SELECT 1 FROM complaint o WHERE o.business_id = " business " AND (o.closed IS NULL OR o.closed = 'none')) THEN 1" \
  " WHEN EXISTS (SELECT 1 FROM hearing h WHERE h.business_id = " business " AND (h.decided IS NULL OR h.decided = 'none')) THEN 2" \
  " WHEN EXISTS (SELECT 1 FROM application a WHERE a.business_id = " business " AND (a.decided IS NULL OR a.decided = 'none')) THEN 3 ELSE 0 END)"

static const struct { const char *table, *trigger, *sql; } kinds[] = {
  { "complaint", N_("closing"),
    "SELECT c.id, c.number, c.closed, d.name, " OPEN_MATTER ("c.business_id") " FROM complaint c LEFT JOIN derived_business d ON d.business_id = c.business_id"
    " WHERE c.closed <= ?1 ORDER BY c.closed, c.id" },
  { "inspection", N_("the visit"),
    "SELECT i.id, i.number, i.at, d.name, " OPEN_MATTER ("i.business_id") " FROM inspection i LEFT JOIN derived_business d ON d.business_id = i.business_id"
    " WHERE substr (i.at, 1, 10) <= ?1 AND i.status = 'done' ORDER BY i.at, i.id" },
  { "notice", N_("issue"),
    "SELECT n.id, n.number, n.issued, d.name, " OPEN_MATTER ("n.business_id") " FROM notice n LEFT JOIN derived_business d ON d.business_id = n.business_id"
    " WHERE n.issued <= ?1 AND n.issued <> 'none' ORDER BY n.issued, n.id" },
  { "licence", N_("expiry"),
    "SELECT l.id, l.number, l.expires, d.name, " OPEN_MATTER ("l.business_id") " FROM licence l LEFT JOIN derived_business d ON d.business_id = l.business_id"
    " WHERE l.expires <= ?1 AND l.expires <> 'none' ORDER BY l.expires, l.id" },
  { "application", N_("decision"),
    "SELECT a.id, a.number, a.decided, d.name, " OPEN_MATTER ("a.business_id") " FROM application a LEFT JOIN derived_business d ON d.business_id = a.business_id"
    " WHERE a.decided <= ?1 AND a.decided <> 'none' ORDER BY a.decided, a.id" },
  { "hearing", N_("decision"),
    "SELECT h.id, h.number, h.decided, d.name, " OPEN_MATTER ("h.business_id") " FROM hearing h LEFT JOIN derived_business d ON d.business_id = h.business_id"
    " WHERE h.decided <= ?1 AND h.decided <> 'none' ORDER BY h.decided, h.id" },
  { "sanction", N_("its end"),
    "SELECT s.id, s.number, coalesce (nullif (s.to_date, 'none'), s.issued), d.name, " OPEN_MATTER ("s.business_id")
    " FROM sanction s LEFT JOIN derived_business d ON d.business_id = s.business_id"
    " WHERE coalesce (nullif (s.to_date, 'none'), s.issued) <= ?1 ORDER BY 3, s.id" },
};

typedef struct { guint kind; guint years; char *series; } Rule;

static void
rule_clear (gpointer data)
{
  g_free (((Rule *) data)->series);
}

static gboolean
parse_line (const char *line, guint number, Rule *rule, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (line, " \t", 3);
  guint64 years;
  guint kind = 0;

  if (g_strv_length (words) < 2 || !g_ascii_string_to_unsigned (words[1], 10, 1, 200, &years, NULL))
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                   _("Line %u of the retention table: write a kind of record, the years it is kept, and the series, such as 'complaint 3 PW5250-12'."), number);
      return FALSE;
    }
  while (kind < G_N_ELEMENTS (kinds) && strcmp (kinds[kind].table, words[0]) != 0)
    kind++;
  if (kind == G_N_ELEMENTS (kinds))
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                   _("Line %u of the retention table: '%s' is no kind of record; there are complaint, inspection, notice, licence, application, hearing, sanction."),
                   number, words[0]);
      return FALSE;
    }
  *rule = (Rule) { kind, (guint) years, g_strdup (words[2] != NULL ? g_strstrip (words[2]) : "") };
  return TRUE;
}

static GArray *
parse_table (const char *text, GError **error)
{
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (Rule));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_array_set_clear_func (rules, rule_clear);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      Rule rule;

      g_strstrip (lines[i]);
      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      if (!parse_line (lines[i], i + 1, &rule, error))
        return NULL;
      g_array_append_val (rules, rule);
    }
  return g_steal_pointer (&rules);
}

static gboolean
write_table (ReeveTxn *txn, gpointer data, GError **error)
{
  return reeve_txn_set_setting (txn, REEVE_RETENTION_SETTING, data, error);
}

gboolean
reeve_retention_set_table (ReeveDb *db, const char *text, GError **error)
{
  g_autoptr (GArray) rules = parse_table (text, error);

  return rules != NULL && reeve_db_write (db, _("Set the retention table"), write_table, (gpointer) text, NULL, error);
}

static const char *
held_label (gint64 held)
{
  switch (held)
    {
    case 1: return _("A complaint about the business is open");
    case 2: return _("A hearing is open");
    case 3: return _("An application is open");
    default: return "";
    }
}

static gboolean
put_rule (ReeveReportTable *table, ReeveReportBook *book, const Rule *rule, gint64 counts[2], GError **error)
{
  ReeveDay last = reeve_day_add_months (book->request->as_of, -12 * (int) rule->years, REEVE_MONTH_END_LAST_DAY);
  ReeveStmt *stmt = reeve_conn_prepare (book->conn, kinds[rule->kind].sql, error);
  const char *label = reeve_table_label (reeve_schema_find_table (kinds[rule->kind].table));
  char day[REEVE_DAY_TEXT_SIZE];
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  reeve_day_format (last, day);
  reeve_stmt_bind_text (stmt, 1, day);
  while (reeve_stmt_step (stmt, &local))
    {
      const char *since = reeve_stmt_text (stmt, 2);
      gint64 held = reeve_stmt_int (stmt, 4);
      ReeveDay due;

      if (since == NULL || !reeve_day_parse (since, 10, &due))
        continue;
      counts[0]++;
      counts[1] += held != 0;
      reeve_day_format (reeve_day_add_months (due, 12 * (int) rule->years, REEVE_MONTH_END_LAST_DAY), day);
      reeve_report_table_begin_row (table, FALSE);
      reeve_report_table_add_words (table, label);
      reeve_report_table_add_words (table, reeve_stmt_text (stmt, 1));
      reeve_report_table_add_words (table, reeve_stmt_text (stmt, 3));
      reeve_report_table_add_day (table, since);
      reeve_report_table_add_day (table, day);
      reeve_report_table_add_words (table, held_label (held));
    }
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
reeve_report_add_retention (ReeveReport *report, ReeveReportBook *book, GError **error)
{
  g_autofree char *text = reeve_conn_get_setting (book->conn, REEVE_RETENTION_SETTING);
  g_autoptr (GArray) rules = parse_table (text != NULL ? text : "", error);
  ReeveReportTable *summary, *list;

  if (rules == NULL)
    return FALSE;
  reeve_report_add_section (report, _("What this is"));
  reeve_report_add_paragraph (report, _("Records whose retention period by the city's table is over on the day of the report. Periods are minimums: being on this list is no leave to destroy. Reeve destroys nothing by itself."));
  reeve_report_add_paragraph (report, _("A claim, an audit, a lawsuit or a records request keeps a record whatever its age. Reeve knows of open complaints, hearings and applications at the business; ask about the rest."));
  reeve_report_add_section (report, _("By kind of record"));
  summary = reeve_report_add_table (report, "retention", "", _("Records past their period on the day of the report; held are those of a business with an open matter."));
  reeve_report_table_add_column (summary, "record", _("Record"), REEVE_REPORT_WORDS);
  reeve_report_table_add_column (summary, "years", _("Years"), REEVE_REPORT_COUNT);
  reeve_report_table_add_column (summary, "from", _("Counted from"), REEVE_REPORT_WORDS);
  reeve_report_table_add_column (summary, "series", _("Series"), REEVE_REPORT_WORDS);
  reeve_report_table_add_column (summary, "past", _("Past their period"), REEVE_REPORT_COUNT);
  reeve_report_table_add_column (summary, "held", _("Of them held"), REEVE_REPORT_COUNT);
  summary->when_empty = g_strdup (_("The city has entered no retention table: nothing is due."));
  list = reeve_report_add_table (report, "retention-list", _("Each of them"), _("The same records one by one, the oldest of each kind first; a list for the desk."));
  reeve_report_table_add_column (list, "record", _("Record"), REEVE_REPORT_WORDS);
  reeve_report_table_add_column (list, "number", _("Number"), REEVE_REPORT_WORDS);
  reeve_report_table_add_column (list, "business", _("Business"), REEVE_REPORT_WORDS);
  reeve_report_table_add_column (list, "from", _("Counted from"), REEVE_REPORT_DAY);
  reeve_report_table_add_column (list, "past", _("Kept at least until"), REEVE_REPORT_DAY);
  reeve_report_table_add_column (list, "held", _("Held because"), REEVE_REPORT_WORDS);
  for (guint i = 0; i < rules->len; i++)
    {
      const Rule *rule = &g_array_index (rules, Rule, i);
      gint64 counts[2] = { 0, 0 };

      if (!put_rule (list, book, rule, counts, error))
        return FALSE;
      reeve_report_table_begin_row (summary, FALSE);
      reeve_report_table_add_words (summary, reeve_table_label (reeve_schema_find_table (kinds[rule->kind].table)));
      reeve_report_table_add_count (summary, rule->years, REEVE_COUNT_SHOWN);
      reeve_report_table_add_words (summary, _(kinds[rule->kind].trigger));
      reeve_report_table_add_words (summary, rule->series);
      reeve_report_table_add_count (summary, counts[0], REEVE_COUNT_SHOWN);
      reeve_report_table_add_count (summary, counts[1], REEVE_COUNT_SHOWN);
    }
  return TRUE;
}
