/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records of a period as facts: what happened, on which day, in which district, to which type of business, and into which column of each
 * division it falls. Nothing here is counted or left out yet. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "reeve-report-private.h"
#include "reeve-schema.h"

/* ---- divisions ------------------------------------------------------------------------------------------------------------------ */

enum { ORIGIN_OFFICER, ORIGIN_OTHERS, ORIGIN_NOT_KNOWN };
enum { REPEAT_FIRST, REPEAT_AGAIN, REPEAT_NOT_KNOWN };
enum { OUTCOME_NOTHING, OUTCOME_VOLUNTARY, OUTCOME_NOTICE, OUTCOME_CITATION, OUTCOME_OTHER, OUTCOME_NOT_KNOWN };
enum { REASON_COMPLAINT, REASON_SCHEDULE, REASON_RULE, REASON_FOLLOW_UP, REASON_APPLICATION, REASON_NOT_KNOWN };
enum { RESULT_NOTHING, RESULT_CORRECTIONS, RESULT_SENT, RESULT_NO_ENTRY, RESULT_NOT_KNOWN };
enum { CORRECTED_IN_TIME, CORRECTED_LATE, NOT_CORRECTED, NOT_YET_DUE, NOT_SEEN_AGAIN };

/* Titles are translated when asked for: the language is known only then. */
#define DIVISION(function, index, count, ...) \
  const ReeveReportDivision *function (void) \
  { \
    static ReeveReportDivision division = { .which = (index), .n = (count) }; \
    static gsize once = 0; \
    if (g_once_init_enter (&once)) \
      { \
        const char *const words[] = { __VA_ARGS__ }; \
        for (guint i = 0; i < (count); i++) \
          { \
            division.names[i] = words[2 * i]; \
            division.titles[i] = words[2 * i + 1]; \
          } \
        g_once_init_leave (&once, 1); \
      } \
    return &division; \
  }

DIVISION (reeve_division_all, 1, 1, "number", _("Number"))
DIVISION (reeve_division_origin, 0, 3, "officer", _("Begun by an officer"), "others", _("Begun by others"), "not_recorded", _("Not recorded"))
DIVISION (reeve_division_repeat, 1, 3, "first", _("First in three years"), "again", _("Again at the same place"), "no_place", _("Place not known"))
DIVISION (reeve_division_outcome, 0, 6, "no_violation", _("No violation found"), "voluntary", _("Corrected without a notice"), "notice",
          _("Notice issued"), "citation", _("Citation issued"), "otherwise", _("Ended otherwise"), "not_recorded", _("Not recorded"))
DIVISION (reeve_division_reason, 0, 6, "complaint", _("Complaint"), "schedule", _("Schedule"), "rule", _("Rule"), "follow_up", _("Follow-up"),
          "application", _("Application"), "not_recorded", _("Not recorded"))
DIVISION (reeve_division_result, 1, 5, "nothing", _("Nothing needed"), "corrections", _("Corrections wanted"), "sent", _("Sent to enforcement"),
          "no_entry", _("No entry, or closed"), "not_recorded", _("Not recorded"))
DIVISION (reeve_division_correction, 0, 5, "in_time", _("Corrected in time"), "late", _("Corrected late"), "not_corrected", _("Not corrected"),
          "not_yet_due", _("Not yet due"), "not_seen", _("Not seen again"))
DIVISION (reeve_division_decision, 0, 3, "confirmed", _("Confirmed"), "dismissed", _("Dismissed"), "exempted", _("Exempted"))

/* ---- words ---------------------------------------------------------------------------------------------------------------------- */

const char *
reeve_report_code (const char *table, const char *field, const char *code)
{
  const ReeveTableInfo *info = reeve_schema_find_table (table);
  int index = info != NULL ? reeve_table_find_field (info, field) : -1;

  return code != NULL && index >= 0 ? reeve_code_label (&info->fields[index], code) : code;
}

const char *
reeve_report_place_label (ReeveReportBy by, const char *key)
{
  if (key == NULL)
    return by == REEVE_BY_DISTRICT ? _("District not known") : by == REEVE_BY_TYPE ? _("Type not known") : _("Not known");
  return by == REEVE_BY_TYPE ? reeve_report_code ("business", "category", key) : key;
}

const char *
reeve_report_complaint_label (ReeveReportBy by, const char *key)
{
  if (by != REEVE_BY_ABOUT)
    return reeve_report_place_label (by, key);
  return key != NULL ? reeve_report_code ("complaint", "category", key) : _("Not recorded");
}

/* ---- reading -------------------------------------------------------------------------------------------------------------------- */

gboolean
reeve_report_each (ReeveReportBook *book, const char *sql, ReeveReportRowFunc func, gpointer data, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (book->conn, sql, error);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  if (strstr (sql, "?1") != NULL)
    reeve_stmt_bind_text (stmt, 1, book->from);
  if (strstr (sql, "?2") != NULL)
    reeve_stmt_bind_text (stmt, 2, book->until);
  if (strstr (sql, "?3") != NULL)
    reeve_stmt_bind_text (stmt, 3, book->as_of);
  while (local == NULL && reeve_stmt_step (stmt, &local))
    {
      func (book, stmt, data);
      g_cancellable_set_error_if_cancelled (book->cancellable, &local);
    }
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static ReeveDay
day_at (ReeveStmt *stmt, int column)
{
  const char *text = reeve_stmt_text (stmt, column);
  ReeveDay day;

  return text != NULL && strlen (text) >= 10 && reeve_day_parse (text, 10, &day) ? day : REEVE_NO_DAY;
}

static gboolean
is_home (const ReeveReportBook *book, ReeveStmt *stmt, int business, int home)
{
  gint64 id = reeve_stmt_int (stmt, business);

  if (!reeve_stmt_is_null (stmt, home) && reeve_stmt_int (stmt, home) == 1)
    return TRUE;
  return book->request->homes != NULL && !reeve_stmt_is_null (stmt, business) && g_hash_table_contains (book->request->homes, &id);
}

/* Columns of every statement: 0 id, 1 day, 2 business, 3 home recorded, 4 district, 5 type, 6 about. The business is the one recorded, else the
 * one now at the premises. */
static ReeveReportFact
fact_of (const ReeveReportBook *book, ReeveStmt *stmt)
{
  ReeveReportFact fact = { .id = reeve_stmt_int (stmt, 0), .day = day_at (stmt, 1), .home = is_home (book, stmt, 2, 3), .days = NAN, .days_visit = NAN };

  fact.keys[REEVE_BY_DISTRICT] = g_intern_string (reeve_stmt_text (stmt, 4));
  fact.keys[REEVE_BY_TYPE] = g_intern_string (reeve_stmt_text (stmt, 5));
  fact.keys[REEVE_BY_ABOUT] = g_intern_string (reeve_stmt_text (stmt, 6));
  return fact;
}

#define PLACE \
  " d.business_id, p.home_occupation, d.district, d.category,"
#define JOINS(record) \
  " LEFT JOIN derived_business d ON d.business_id = coalesce (" record ".business_id," \
  " (SELECT min (x.business_id) FROM derived_business x WHERE x.premises_id = " record ".premises_id))" \
  " LEFT JOIN premises p ON p.id = coalesce (" record ".premises_id, d.premises_id)"

#define FIRST_VISIT "coalesce (nullif (c.first_visit, 'none'), (SELECT min (i.at) FROM inspection i WHERE i.complaint_id = c.id AND i.status = 'done'))"

#define RECEIVED "SELECT c.id, c.received_at," PLACE " c.category, c.source_class, c.channel, " FIRST_VISIT ", c.premises_id, c.business_id," \
  " EXISTS (SELECT 1 FROM complaint e WHERE e.id <> c.id AND e.received_at < c.received_at AND e.received_at >= date (c.received_at, '-3 years')" \
  " AND ((c.premises_id IS NOT NULL AND e.premises_id = c.premises_id) OR (c.premises_id IS NULL AND e.business_id = c.business_id)))" \
  " FROM complaint c" JOINS ("c") " WHERE substr (c.received_at, 1, 10) BETWEEN ?1 AND ?2 ORDER BY c.id"
#define CLOSED "SELECT c.id, c.closed," PLACE " c.category, c.outcome, c.received_at" \
  " FROM complaint c" JOINS ("c") " WHERE c.closed BETWEEN ?1 AND ?2 ORDER BY c.id"
#define VISITS "SELECT i.id, i.at," PLACE " i.kind, i.reason, i.result" \
  " FROM inspection i" JOINS ("i") " WHERE i.status = 'done' AND substr (i.at, 1, 10) BETWEEN ?1 AND ?2 ORDER BY i.id"
/* The day all that is cited was corrected; else the first later visit that needed nothing. A visit that wanted more says it was not. */
#define NOTICES "SELECT n.id, n.issued," PLACE " n.kind, n.correct_by," \
  " (SELECT CASE WHEN count (*) = count (nullif (v.corrected, 'none')) THEN max (v.corrected) END FROM notice_violation nv" \
  "  JOIN decision v ON v.id = nv.decision_id WHERE nv.notice_id = n.id)," \
  " (SELECT min (i.at) FROM inspection i WHERE i.business_id = n.business_id AND i.status = 'done' AND i.at > n.issued AND i.result = 'nothing-needed'" \
  "  AND i.kind IN ('reinspection', 'follow-up'))," \
  " EXISTS (SELECT 1 FROM inspection i WHERE i.business_id = n.business_id AND i.status = 'done' AND substr (i.at, 1, 10) > n.correct_by" \
  "  AND i.result IN ('corrections-wanted', 'sent-to-enforcement') AND i.kind IN ('reinspection', 'follow-up'))" \
  " FROM notice n" JOINS ("n") " WHERE n.kind = 'violation' AND n.issued BETWEEN ?1 AND ?2 ORDER BY n.id"
#define SANCTIONS "SELECT s.id, s.issued," PLACE " s.kind FROM sanction s" JOINS ("s") " WHERE s.issued BETWEEN ?1 AND ?2 ORDER BY s.id"
#define EVENTS "SELECT e.id, e.date," PLACE " e.kind FROM event e" JOINS ("e") " WHERE e.date BETWEEN ?1 AND ?2 ORDER BY e.id"
#define DECISIONS "SELECT v.id, v.decided_on, d.business_id, p.home_occupation, d.district, d.category, v.ordinance || '/' || v.provision, v.kind" \
  " FROM decision v LEFT JOIN derived_business d ON d.business_id = v.business_id LEFT JOIN premises p ON p.id = d.premises_id" \
  " WHERE v.kind IN ('confirmed', 'dismissed', 'exempted') AND v.decided_on BETWEEN ?1 AND ?2 ORDER BY v.id"

static guint8
find_code (const char *code, const char *const *codes, guint8 if_none)
{
  for (guint8 i = 0; code != NULL && codes[i] != NULL; i++)
    if (strcmp (codes[i], code) == 0)
      return i;
  return if_none;
}

static void
received_row (ReeveReportBook *book, ReeveStmt *stmt, gpointer data)
{
  ReeveReportFact fact = fact_of (book, stmt);
  const char *source = reeve_stmt_text (stmt, 7), *channel = reeve_stmt_text (stmt, 8);
  ReeveDay visit = day_at (stmt, 9);

  fact.columns[0] = source != NULL ? (strcmp (source, "officer") == 0 ? ORIGIN_OFFICER : ORIGIN_OTHERS)
                    : g_strcmp0 (channel, "officer") == 0 ? ORIGIN_OFFICER : ORIGIN_NOT_KNOWN;
  if (reeve_stmt_is_null (stmt, 10) && reeve_stmt_is_null (stmt, 11))
    fact.columns[1] = REPEAT_NOT_KNOWN;
  else
    fact.columns[1] = reeve_stmt_int (stmt, 12) != 0 ? REPEAT_AGAIN : REPEAT_FIRST;
  if (visit != REEVE_NO_DAY && visit >= fact.day)
    fact.days_visit = visit - fact.day;
  g_array_append_val (book->received, fact);
}

static void
closed_row (ReeveReportBook *book, ReeveStmt *stmt, gpointer data)
{
  static const char *const outcomes[] = { "no-violation", "corrected", "notice", "citation", NULL };
  ReeveReportFact fact = fact_of (book, stmt);
  const char *outcome = reeve_stmt_text (stmt, 7);
  ReeveDay received = day_at (stmt, 8);

  fact.columns[0] = outcome == NULL ? OUTCOME_NOT_KNOWN : find_code (outcome, outcomes, OUTCOME_OTHER);
  if (received != REEVE_NO_DAY && received <= fact.day)
    fact.days = fact.day - received;
  g_array_append_val (book->closed, fact);
}

static void
visit_row (ReeveReportBook *book, ReeveStmt *stmt, gpointer data)
{
  static const char *const reasons[] = { "complaint", "schedule", "rule", "follow-up", "application", NULL };
  static const char *const results[] = { "nothing-needed", "corrections-wanted", "sent-to-enforcement", "access-refused", NULL };
  ReeveReportFact fact = fact_of (book, stmt);
  const char *result = reeve_stmt_text (stmt, 8);

  fact.columns[0] = find_code (reeve_stmt_text (stmt, 7), reasons, REASON_NOT_KNOWN);
  fact.columns[1] = g_strcmp0 (result, "closed-on-arrival") == 0 ? RESULT_NO_ENTRY : find_code (result, results, RESULT_NOT_KNOWN);
  g_array_append_val (book->visits, fact);
}

static void
notice_row (ReeveReportBook *book, ReeveStmt *stmt, gpointer data)
{
  ReeveReportFact fact = fact_of (book, stmt);
  ReeveDay due = day_at (stmt, 7), corrected = day_at (stmt, 8), seen = day_at (stmt, 9);
  ReeveDay done = corrected != REEVE_NO_DAY ? corrected : seen;

  if (done != REEVE_NO_DAY && done > book->request->as_of)
    done = REEVE_NO_DAY;
  if (done != REEVE_NO_DAY)
    {
      fact.columns[0] = due == REEVE_NO_DAY || done <= due ? CORRECTED_IN_TIME : CORRECTED_LATE;
      fact.days = done - fact.day;
    }
  else if (reeve_stmt_int (stmt, 10) != 0)
    fact.columns[0] = NOT_CORRECTED;
  else
    fact.columns[0] = due != REEVE_NO_DAY && due >= book->request->as_of ? NOT_YET_DUE : NOT_SEEN_AGAIN;
  g_array_append_val (book->notices, fact);
}

static void
decision_row (ReeveReportBook *book, ReeveStmt *stmt, gpointer data)
{
  static const char *const kinds[] = { "confirmed", "dismissed", "exempted", NULL };
  ReeveReportFact fact = fact_of (book, stmt);

  fact.columns[0] = find_code (reeve_stmt_text (stmt, 7), kinds, 0);
  g_array_append_val (book->decisions, fact);
}

static void
plain_row (ReeveReportBook *book, ReeveStmt *stmt, gpointer data)
{
  ReeveReportFact fact = fact_of (book, stmt);

  g_array_append_val ((GArray *) data, fact);
}

static void
group_row (ReeveReportBook *book, ReeveStmt *stmt, gpointer data)
{
  const char *district = g_intern_string (reeve_stmt_text (stmt, 0)), *type = g_intern_string (reeve_stmt_text (stmt, 1));
  GHashTable **seen = data;

  if (g_hash_table_add (seen[0], (gpointer) (district != NULL ? district : "")))
    g_ptr_array_add (book->groups[REEVE_BY_DISTRICT], (gpointer) district);
  if (g_hash_table_add (seen[1], (gpointer) (type != NULL ? type : "")))
    g_ptr_array_add (book->groups[REEVE_BY_TYPE], (gpointer) type);
}

static gboolean
load_groups (ReeveReportBook *book, GError **error)
{
  GHashTable *seen[2] = { g_hash_table_new (g_str_hash, g_str_equal), g_hash_table_new (g_str_hash, g_str_equal) };
  gboolean done;

  book->groups[REEVE_BY_DISTRICT] = g_ptr_array_new ();
  book->groups[REEVE_BY_TYPE] = g_ptr_array_new ();
  done = reeve_report_each (book, "SELECT DISTINCT district, category FROM derived_business ORDER BY district, category", group_row, seen, error);
  g_hash_table_unref (seen[0]);
  g_hash_table_unref (seen[1]);
  return done;
}

gboolean
reeve_report_book_load (ReeveReportBook *book, GError **error)
{
  GArray **arrays[] = { &book->received, &book->closed, &book->visits, &book->notices, &book->sanctions, &book->events, &book->decisions };

  reeve_day_format (book->request->from, book->from);
  reeve_day_format (book->request->until, book->until);
  reeve_day_format (book->request->as_of, book->as_of);
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    *arrays[i] = g_array_new (FALSE, FALSE, sizeof (ReeveReportFact));
  return load_groups (book, error) && reeve_report_each (book, RECEIVED, received_row, NULL, error)
         && reeve_report_each (book, CLOSED, closed_row, NULL, error) && reeve_report_each (book, VISITS, visit_row, NULL, error)
         && reeve_report_each (book, NOTICES, notice_row, NULL, error) && reeve_report_each (book, SANCTIONS, plain_row, book->sanctions, error)
         && reeve_report_each (book, EVENTS, plain_row, book->events, error) && reeve_report_each (book, DECISIONS, decision_row, NULL, error);
}

void
reeve_report_book_clear (ReeveReportBook *book)
{
  GArray **arrays[] = { &book->received, &book->closed, &book->visits, &book->notices, &book->sanctions, &book->events, &book->decisions };

  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_clear_pointer (arrays[i], g_array_unref);
  for (guint by = 0; by < REEVE_N_BYS; by++)
    g_clear_pointer (&book->groups[by], g_ptr_array_unref);
  g_clear_pointer (&book->titles, g_hash_table_unref);
  g_clear_pointer (&book->check, reeve_check_free);
}

ReeveReportCounts *
reeve_report_count (ReeveReportBook *book, const GArray *facts, const ReeveReportDivision *division, guint bys,
                    const char *(*label) (ReeveReportBy by, const char *key))
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (ReeveReportFact));

  for (guint i = 0; i < facts->len; i++)
    if (!book->open || !g_array_index (facts, ReeveReportFact, i).home)
      g_array_append_val (seen, g_array_index (facts, ReeveReportFact, i));
  return reeve_report_counts_new (seen, division, bys, book->all_groups && !book->open ? book->groups : NULL, book->least, label);
}
