/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which records of a kind a change bears on: those of the businesses it bears on, those its rows hang on or point at, and those that rows
 * hung on before they went or moved. */
#include "config.h"

#include <string.h>

#include "reeve-change-log.h"
#include "reeve-derived.h"

/* Records that hang on a business and are tested on their own; ?1 = the business. */
static const char *const of_business[REEVE_N_ABOUTS] = {
  [REEVE_ABOUT_PREMISES] = "SELECT premises_id FROM occupancy WHERE business_id = ?1",
  [REEVE_ABOUT_APPLICATION] = "SELECT id FROM application WHERE business_id = ?1",
  [REEVE_ABOUT_LICENCE] = "SELECT id FROM licence WHERE business_id = ?1 AND scope IN ('city', 'local') AND replaced_by IS NULL",
  [REEVE_ABOUT_INSPECTION] = "SELECT id FROM inspection WHERE business_id = ?1 AND status = 'done'",
  [REEVE_ABOUT_VIOLATION] = "SELECT id FROM decision WHERE subject_kind = 'business' AND subject_id = ?1 AND kind = 'confirmed' UNION "
                            "SELECT id FROM decision WHERE business_id = ?1 AND kind = 'confirmed'",
  [REEVE_ABOUT_NOTICE] = "SELECT id FROM notice WHERE business_id = ?1",
  [REEVE_ABOUT_SANCTION] = "SELECT id FROM sanction WHERE business_id = ?1",
  [REEVE_ABOUT_HEARING] = "SELECT id FROM hearing WHERE business_id = ?1 UNION SELECT g.id FROM notice n CROSS JOIN hearing g ON g.notice_id = n.id "
                          "WHERE n.business_id = ?1 UNION SELECT g.id FROM sanction t CROSS JOIN hearing g ON g.sanction_id = t.id "
                          "WHERE t.business_id = ?1",
  [REEVE_ABOUT_COMPLAINT] = "SELECT id FROM complaint WHERE business_id = ?1",
  [REEVE_ABOUT_PRACTITIONER_LICENCE] = "SELECT l.id FROM employment e CROSS JOIN licence l ON l.practitioner_id = e.practitioner_id "
                                       "WHERE e.business_id = ?1 AND l.replaced_by IS NULL",
};

#define OF_PRACTITIONER(condition) "SELECT l.id FROM licence l WHERE l.replaced_by IS NULL AND l.practitioner_id = " condition
#define AT_PREMISES(table) { table, REEVE_ABOUT_PREMISES, "SELECT premises_id FROM " table " WHERE id = ?1 AND premises_id IS NOT NULL" }

/* Records that a row bears on by itself; ?1 = the row. */
static const struct { const char *table; ReeveAbout about; const char *sql; } bearings[] = {
  { "premises", REEVE_ABOUT_PREMISES, "SELECT ?1" },
  { "application", REEVE_ABOUT_APPLICATION, "SELECT ?1" },
  { "licence", REEVE_ABOUT_LICENCE, "SELECT ?1" },
  { "inspection", REEVE_ABOUT_INSPECTION, "SELECT ?1" },
  { "decision", REEVE_ABOUT_VIOLATION, "SELECT ?1 UNION SELECT z.id FROM decision y CROSS JOIN decision z ON z.subject_kind = y.subject_kind AND "
                                       "z.subject_id = y.subject_id WHERE y.id = ?1 AND z.kind = 'confirmed'" },
  { "notice", REEVE_ABOUT_NOTICE, "SELECT ?1" },
  { "sanction", REEVE_ABOUT_SANCTION, "SELECT ?1" },
  { "hearing", REEVE_ABOUT_HEARING, "SELECT ?1" },
  { "complaint", REEVE_ABOUT_COMPLAINT, "SELECT ?1" },
  { "licence", REEVE_ABOUT_PRACTITIONER_LICENCE, "SELECT ?1 UNION " OF_PRACTITIONER ("(SELECT practitioner_id FROM licence WHERE id = ?1)") },
  AT_PREMISES ("event"), AT_PREMISES ("occupancy"), AT_PREMISES ("use_permit"), AT_PREMISES ("notice"), AT_PREMISES ("inspection"),
  AT_PREMISES ("sanction"),
  { "decision", REEVE_ABOUT_NOTICE, "SELECT notice_id FROM notice_violation WHERE decision_id = ?1" },
  { "decision", REEVE_ABOUT_SANCTION, "SELECT sanction_id FROM sanction_violation WHERE decision_id = ?1" },
  { "application_person", REEVE_ABOUT_APPLICATION, "SELECT application_id FROM application_person WHERE id = ?1" },
  { "application_person", REEVE_ABOUT_PRACTITIONER_LICENCE, OF_PRACTITIONER ("(SELECT practitioner_id FROM application_person WHERE id = ?1)") },
  { "application", REEVE_ABOUT_PRACTITIONER_LICENCE, "SELECT issued_id FROM application WHERE id = ?1 AND issued_id IS NOT NULL" },
  { "party", REEVE_ABOUT_APPLICATION, "SELECT application_id FROM application_person WHERE party_id = ?1" },
  { "event", REEVE_ABOUT_APPLICATION, "SELECT j.application_id FROM event v CROSS JOIN application_person j ON j.party_id = v.party_id WHERE v.id = ?1" },
  { "licence", REEVE_ABOUT_APPLICATION, "SELECT id FROM application WHERE licence_id = ?1 UNION SELECT j.application_id FROM licence l "
                                        "CROSS JOIN application_person j ON j.practitioner_id = l.practitioner_id WHERE l.id = ?1" },
  { "licence_status", REEVE_ABOUT_APPLICATION, "SELECT a.id FROM licence_status s CROSS JOIN application a ON a.licence_id = s.licence_id "
                                               "WHERE s.id = ?1" },
  { "licence_status", REEVE_ABOUT_LICENCE, "SELECT licence_id FROM licence_status WHERE id = ?1" },
  { "licence_status", REEVE_ABOUT_PRACTITIONER_LICENCE,
    OF_PRACTITIONER ("(SELECT m.practitioner_id FROM licence_status s CROSS JOIN licence m ON m.id = s.licence_id WHERE s.id = ?1)") },
  { "employment", REEVE_ABOUT_PRACTITIONER_LICENCE, OF_PRACTITIONER ("(SELECT practitioner_id FROM employment WHERE id = ?1)") },
  { "practitioner", REEVE_ABOUT_PRACTITIONER_LICENCE, OF_PRACTITIONER ("?1") },
  { "document", REEVE_ABOUT_APPLICATION, "SELECT application_id FROM document WHERE id = ?1 AND application_id IS NOT NULL" },
  { "fee", REEVE_ABOUT_APPLICATION, "SELECT application_id FROM fee WHERE id = ?1 AND application_id IS NOT NULL" },
  { "fee", REEVE_ABOUT_INSPECTION, "SELECT inspection_id FROM fee WHERE id = ?1 AND inspection_id IS NOT NULL" },
  { "inspection_item", REEVE_ABOUT_INSPECTION, "SELECT inspection_id FROM inspection_item WHERE id = ?1" },
  { "inspection_present", REEVE_ABOUT_INSPECTION, "SELECT inspection_id FROM inspection_present WHERE id = ?1" },
  { "inspection_part", REEVE_ABOUT_INSPECTION, "SELECT inspection_id FROM inspection_part WHERE id = ?1" },
  { "inspection", REEVE_ABOUT_COMPLAINT, "SELECT complaint_id FROM inspection WHERE id = ?1 AND complaint_id IS NOT NULL" },
  { "notice_violation", REEVE_ABOUT_NOTICE, "SELECT notice_id FROM notice_violation WHERE id = ?1" },
  { "notice_violation", REEVE_ABOUT_VIOLATION, "SELECT decision_id FROM notice_violation WHERE id = ?1" },
  { "sanction_violation", REEVE_ABOUT_SANCTION, "SELECT sanction_id FROM sanction_violation WHERE id = ?1" },
  { "notice", REEVE_ABOUT_SANCTION, "SELECT sanction_id FROM notice WHERE id = ?1 AND sanction_id IS NOT NULL" },
  { "notice", REEVE_ABOUT_VIOLATION, "SELECT decision_id FROM notice_violation WHERE notice_id = ?1" },
  { "notice", REEVE_ABOUT_HEARING, "SELECT id FROM hearing WHERE notice_id = ?1" },
  { "sanction", REEVE_ABOUT_NOTICE, "SELECT id FROM notice WHERE sanction_id = ?1" },
  { "sanction", REEVE_ABOUT_HEARING, "SELECT id FROM hearing WHERE sanction_id = ?1" },
  { "hearing", REEVE_ABOUT_SANCTION, "SELECT sanction_id FROM hearing WHERE id = ?1 AND sanction_id IS NOT NULL UNION "
                                     "SELECT n.sanction_id FROM hearing g CROSS JOIN notice n ON n.id = g.notice_id WHERE g.id = ?1 AND "
                                     "n.sanction_id IS NOT NULL" },
};

/* Columns by which a row hung on a record. */
static const struct { const char *field, *table; } pointers[] = {
  { "application_id", "application" }, { "notice_id", "notice" },     { "sanction_id", "sanction" },         { "decision_id", "decision" },
  { "inspection_id", "inspection" },   { "complaint_id", "complaint" }, { "premises_id", "premises" },       { "practitioner_id", "practitioner" },
  { "licence_id", "licence" },         { "issued_id", "licence" },    { "party_id", "party" },
  { "hearing_id", "hearing" }, { "event_id", "event" }, { "document_id", "document" }, { "change_id", "business_change" },
  { "use_permit_id", "use_permit" }, { "occupancy_id", "occupancy" }, { "exemption_id", "exemption" }, { "fee_id", "fee" },
};

static gboolean
collect (ReeveConn *conn, const char *sql, gint64 id, GHashTable *ids, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, sql, error);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, id);
  while (reeve_stmt_step (stmt, &local))
    {
      gint64 one = reeve_stmt_int (stmt, 0);

      if (!g_hash_table_contains (ids, &one))
        g_hash_table_add (ids, g_memdup2 (&one, sizeof one));
    }
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
add_bearings (ReeveConn *conn, ReeveAbout about, const char *table, gint64 id, GHashTable *ids, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (bearings); i++)
    if (bearings[i].about == about && strcmp (bearings[i].table, table) == 0 && !collect (conn, bearings[i].sql, id, ids, error))
      return FALSE;
  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

GArray *
reeve_wake_find_records (ReeveConn *conn, ReeveAbout about, const ReeveChanges *changes, const GPtrArray *list, const GArray *businesses, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  const ReeveChangedRow *rows;
  GHashTableIter iter;
  gpointer key;
  GArray *found;
  gsize n;

  for (guint i = 0; i < businesses->len; i++)
    if (!collect (conn, of_business[about], g_array_index (businesses, gint64, i), ids, error))
      return NULL;
  rows = reeve_changes_get_rows (changes, &n);
  for (gsize i = 0; i < n; i++)
    {
      const char *table = rows[i].table;
      gint64 id = rows[i].id;

      /* an answer bears on what the record bears on that was asked about */
      if (strcmp (table, "record_answer") == 0 && !reeve_wake_find_answered (conn, id, &table, &id, error))
        return NULL;
      if (table != NULL && !add_bearings (conn, about, table, id, ids, error))
        return NULL;
    }
  for (guint i = 0; i < list->len; i++)
    {
      const ReeveLogChange *change = list->pdata[i];

      for (guint k = 0; change->old_value != NULL && k < G_N_ELEMENTS (pointers); k++)
        if (strcmp (pointers[k].field, change->field) == 0
            && !add_bearings (conn, about, pointers[k].table, g_ascii_strtoll (change->old_value, NULL, 10), ids, error))
          return NULL;
    }
  found = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_vals (found, key, 1);
  g_array_sort (found, compare_ids);
  return found;
}
