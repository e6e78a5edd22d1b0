/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wake of a commit: which businesses the changed rows bear on, and making their derived rows anew. Rows that are gone, and columns that
 * pointed elsewhere before, are found in the change log. What bears on everything (ordinances, layers, places, words on completeness) only
 * marks the findings stale: the full check that follows takes half a second. */
#include "config.h"

#include <string.h>

#include "reeve-change-log.h"
#include "reeve-derived.h"
#include "reeve-error.h"

#define MOST_ROWS 5000
#define MOST_BUSINESSES 2000

typedef struct
{
  ReeveDay day;
} Wake;

/* Whose licence it is: the business, those who employ its holder, those whose owner is its holder. */
#define LICENCE_BEARINGS(id)                                                                                                                  \
  "SELECT business_id FROM licence WHERE id = " id " AND business_id IS NOT NULL UNION "                                                       \
  "SELECT e.business_id FROM licence l CROSS JOIN employment e ON e.practitioner_id = l.practitioner_id WHERE l.id = " id " UNION "             \
  "SELECT w.business_id FROM licence l CROSS JOIN party q ON q.practitioner_id = l.practitioner_id CROSS JOIN ownership w ON w.party_id = q.id " \
  "WHERE l.id = " id " UNION "                                                                                                                \
  "SELECT a.business_id FROM application a WHERE (a.licence_id = " id " OR a.issued_id = " id ") AND a.business_id IS NOT NULL"
#define OF_INSPECTION(table)                                                                                                                  \
  "SELECT i.business_id FROM " table " m CROSS JOIN inspection i ON i.id = m.inspection_id WHERE m.id = ?1 AND i.business_id IS NOT NULL"

/* Businesses that a row bears on; ?1 = its id. The same statements serve former values of columns that point to the table. */
static const struct { const char *table, *sql; } bearings[] = {
  { "business", "SELECT ?1" },
  { "business_name", "SELECT business_id FROM business_name WHERE id = ?1" },
  { "ownership", "SELECT business_id FROM ownership WHERE id = ?1" },
  { "employment", "SELECT business_id FROM employment WHERE id = ?1" },
  { "opening_hours", "SELECT business_id FROM opening_hours WHERE id = ?1" },
  { "exemption", "SELECT business_id FROM exemption WHERE id = ?1" },
  { "document", "SELECT business_id FROM document WHERE id = ?1 AND business_id IS NOT NULL" },
  { "occupancy", "SELECT q.business_id FROM occupancy o CROSS JOIN occupancy q ON q.premises_id = o.premises_id WHERE o.id = ?1" },
  { "premises", "SELECT business_id FROM occupancy WHERE premises_id = ?1" },
  { "use_permit", "SELECT o.business_id FROM use_permit u CROSS JOIN occupancy o ON o.premises_id = u.premises_id WHERE u.id = ?1" },
  { "party", "SELECT business_id FROM ownership WHERE party_id = ?1 UNION SELECT a.business_id FROM application_person j CROSS JOIN application a "
             "ON a.id = j.application_id WHERE j.party_id = ?1 AND a.business_id IS NOT NULL" },
  { "practitioner", "SELECT business_id FROM employment WHERE practitioner_id = ?1" },
  { "licence", LICENCE_BEARINGS ("?1") },
  { "licence_status", LICENCE_BEARINGS ("(SELECT s.licence_id FROM licence_status s WHERE s.id = ?1)") },
  { "complaint", "SELECT business_id FROM complaint WHERE id = ?1 AND business_id IS NOT NULL" },
  { "inspection", "SELECT business_id FROM inspection WHERE id = ?1 AND business_id IS NOT NULL UNION "
                  "SELECT o.business_id FROM inspection i CROSS JOIN occupancy o ON o.premises_id = i.premises_id WHERE i.id = ?1" },
  { "inspection_item", OF_INSPECTION ("inspection_item") },
  { "inspection_present", OF_INSPECTION ("inspection_present") },
  { "inspection_part", OF_INSPECTION ("inspection_part") },
  { "application", "SELECT business_id FROM application WHERE id = ?1 AND business_id IS NOT NULL" },
  { "application_person", "SELECT a.business_id FROM application_person j CROSS JOIN application a ON a.id = j.application_id WHERE j.id = ?1 AND "
                          "a.business_id IS NOT NULL" },
  { "sanction", "SELECT business_id FROM sanction WHERE id = ?1 AND business_id IS NOT NULL" },
  { "hearing", "SELECT coalesce (g.business_id, n.business_id, t.business_id) AS b FROM hearing g LEFT JOIN notice n ON n.id = g.notice_id "
               "LEFT JOIN sanction t ON t.id = g.sanction_id WHERE g.id = ?1 AND b IS NOT NULL" },
  { "fee", "SELECT business_id FROM fee WHERE id = ?1 AND business_id IS NOT NULL UNION SELECT a.business_id FROM fee f CROSS JOIN application a "
           "ON a.id = f.application_id WHERE f.id = ?1 AND a.business_id IS NOT NULL UNION SELECT i.business_id FROM fee f CROSS JOIN inspection i "
           "ON i.id = f.inspection_id WHERE f.id = ?1 AND i.business_id IS NOT NULL" },
  { "business_change", "SELECT business_id FROM business_change WHERE id = ?1" },
  { "notice_violation", "SELECT n.business_id FROM notice_violation u CROSS JOIN notice n ON n.id = u.notice_id WHERE u.id = ?1 AND "
                        "n.business_id IS NOT NULL" },
  { "sanction_violation", "SELECT t.business_id FROM sanction_violation u CROSS JOIN sanction t ON t.id = u.sanction_id WHERE u.id = ?1 AND "
                          "t.business_id IS NOT NULL" },
  { "notice", "SELECT business_id FROM notice WHERE id = ?1 AND business_id IS NOT NULL UNION "
              "SELECT o.business_id FROM notice n CROSS JOIN occupancy o ON o.premises_id = n.premises_id WHERE n.id = ?1" },
  { "event", "SELECT business_id FROM event WHERE id = ?1 AND business_id IS NOT NULL UNION "
             "SELECT o.business_id FROM event v CROSS JOIN occupancy o ON o.premises_id = v.premises_id WHERE v.id = ?1 UNION "
             "SELECT w.business_id FROM event v CROSS JOIN ownership w ON w.party_id = v.party_id WHERE v.id = ?1 UNION "
             "SELECT a.business_id FROM event v CROSS JOIN application_person j ON j.party_id = v.party_id CROSS JOIN application a "
             "ON a.id = j.application_id WHERE v.id = ?1 AND a.business_id IS NOT NULL" },
  { "decision", "SELECT CASE subject_kind WHEN 'business' THEN subject_id ELSE business_id END FROM decision WHERE id = ?1 AND "
                "(subject_kind = 'business' OR business_id IS NOT NULL)" },
};

static const struct { const char *field, *table; } pointers[] = {
  { "business_id", "business" }, { "premises_id", "premises" }, { "party_id", "party" }, { "practitioner_id", "practitioner" },
  { "licence_id", "licence" }, { "issued_id", "licence" }, { "inspection_id", "inspection" }, { "subject_id", "business" },
  { "application_id", "application" }, { "notice_id", "notice" }, { "sanction_id", "sanction" }, { "decision_id", "decision" },
  { "complaint_id", "complaint" }, { "supervised_by", "practitioner" },
  { "hearing_id", "hearing" }, { "event_id", "event" }, { "document_id", "document" }, { "change_id", "business_change" },
  { "use_permit_id", "use_permit" }, { "occupancy_id", "occupancy" }, { "exemption_id", "exemption" }, { "fee_id", "fee" },
};

/* What a check rests on beside the records it tests. */
static const char *const ground[] = { "place", "zone", "map_layer", "ordinance_version", "import_run" };
static const char *const completeness[] = { "events-complete", "licences-complete", "businesses-complete", NULL };

static gboolean
add_bearings (ReeveConn *conn, const char *table, gint64 id, GHashTable *businesses, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (bearings); i++)
    {
      GError *local = NULL;
      ReeveStmt *stmt;

      if (strcmp (bearings[i].table, table) != 0)
        continue;
      stmt = reeve_conn_prepare (conn, bearings[i].sql, error);
      if (stmt == NULL)
        return FALSE;
      reeve_stmt_bind_int (stmt, 1, id);
      while (reeve_stmt_step (stmt, &local))
        {
          gint64 business = reeve_stmt_int (stmt, 0);

          if (!g_hash_table_contains (businesses, &business))
            g_hash_table_add (businesses, g_memdup2 (&business, sizeof business));
        }
      reeve_stmt_reset (stmt);
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      return TRUE;
    }
  return TRUE;
}

gboolean
reeve_wake_find_answered (ReeveConn *conn, gint64 answer, const char **ret_table, gint64 *ret_id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ReeveRecord) record = reeve_conn_load (conn, "record_answer", answer, &local);
  const ReeveTableInfo *table = reeve_schema_find_table ("record_answer");

  *ret_table = NULL;
  *ret_id = 0;
  if (local != NULL && !g_error_matches (local, REEVE_ERROR, REEVE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  for (guint i = 0; record != NULL && i < table->n_fields; i++)
    if (table->fields[i].type == REEVE_FIELD_REFERENCE && reeve_record_get_at (record, i) != NULL)
      {
        *ret_table = table->fields[i].target;
        *ret_id = reeve_record_get_integer (record, table->fields[i].name, 0);
      }
  return TRUE;
}

/* An answer bears on what the record bears on that was asked about. */
static gboolean
add_changed (ReeveConn *conn, const char *table, gint64 id, GHashTable *businesses, GError **error)
{
  if (strcmp (table, "record_answer") == 0 && !reeve_wake_find_answered (conn, id, &table, &id, error))
    return FALSE;
  return table == NULL || add_bearings (conn, table, id, businesses, error);
}

/* What the rows pointed to before: deleted rows and moved ones. */
static gboolean
add_former_bearings (ReeveConn *conn, const GPtrArray *list, GHashTable *businesses, GError **error)
{
  for (guint i = 0; i < list->len; i++)
    {
      const ReeveLogChange *change = list->pdata[i];

      if (change->old_value == NULL)
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (pointers); k++)
        if (strcmp (pointers[k].field, change->field) == 0
            && !add_bearings (conn, pointers[k].table, g_ascii_strtoll (change->old_value, NULL, 10), businesses, error))
          return FALSE;
    }
  return TRUE;
}

/* Columns by which a business counts as somebody's neighbour; NULL = any column of the table. */
static const struct { const char *table, *field; } neighbourly[] = {
  { "business", "category" }, { "business", "attached_to" }, { "business", "opened" }, { "business", "closed" }, { "business", "operating" },
  { "premises", "lon" }, { "premises", "lat" }, { "premises", "position_method" }, { "premises", "position_accuracy_m" },
  { "occupancy", NULL }, { "licence", NULL }, { "licence_status", NULL },
};

/* Neighbours are named in explanations. */
static gboolean
touches_name (const GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      const ReeveLogChange *change = list->pdata[i];

      if (strcmp (change->table, "business") == 0 && strcmp (change->field, "name") == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
touches_neighbours (const GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      const ReeveLogChange *change = list->pdata[i];

      for (guint k = 0; k < G_N_ELEMENTS (neighbourly); k++)
        if (strcmp (neighbourly[k].table, change->table) == 0
            && (neighbourly[k].field == NULL || strcmp (neighbourly[k].field, change->field) == 0))
          return TRUE;
    }
  return FALSE;
}

static GArray *
sorted_ids (GHashTable *businesses)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, businesses);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_vals (ids, key, 1);
  return ids;
}

/* Businesses whose neighbours the business with @id is, or was before this change. */
static gboolean
add_neighbours (ReeveConn *conn, ReeveCheck *check, gint64 id, GHashTable *businesses, GError **error)
{
  static const char *const sql[2] = {
    "SELECT lon, lat, category FROM derived_business WHERE business_id = ?1 AND lon IS NOT NULL",
    "SELECT p.lon, p.lat, b.category FROM business b CROSS JOIN occupancy o ON o.business_id = b.id CROSS JOIN premises p ON p.id = o.premises_id "
    "WHERE b.id = ?1 AND p.lon IS NOT NULL AND p.lat IS NOT NULL",
  };
  double reach = reeve_check_get_peer_reach_m (check);

  for (guint i = 0; i < 2; i++)
    {
      ReeveStmt *stmt = reeve_conn_prepare (conn, sql[i], error);
      ReevePoint point = { 0, 0 };
      gboolean wanted = FALSE;
      GError *local = NULL;
      double dlat, dlon;

      if (stmt == NULL)
        return FALSE;
      reeve_stmt_bind_int (stmt, 1, id);
      while (reeve_stmt_step (stmt, &local))
        {
          wanted = reeve_check_wants_peer (check, reeve_stmt_text (stmt, 2));
          point = (ReevePoint) { reeve_stmt_real (stmt, 0), reeve_stmt_real (stmt, 1) };
        }
      reeve_stmt_reset (stmt);
      if (local == NULL && !wanted)
        continue;
      dlat = reach / 110500;
      dlon = dlat / MAX (reeve_distance_m ((ReevePoint) { 0, point.lat }, (ReevePoint) { 1, point.lat }) / 111320, 0.01);
      stmt = local == NULL ? reeve_conn_prepare (conn, "SELECT business_id, outcomes FROM derived_business WHERE lat BETWEEN ?1 AND ?2 AND lon BETWEEN ?3 AND ?4",
                                                 &local)
                           : NULL;
      if (stmt != NULL)
        {
          reeve_stmt_bind_real (stmt, 1, point.lat - dlat);
          reeve_stmt_bind_real (stmt, 2, point.lat + dlat);
          reeve_stmt_bind_real (stmt, 3, point.lon - dlon);
          reeve_stmt_bind_real (stmt, 4, point.lon + dlon);
          while (reeve_stmt_step (stmt, &local))
            {
              gint64 business = reeve_stmt_int (stmt, 0);

              if (reeve_check_heeds_peers (check, reeve_stmt_text (stmt, 1)) && !g_hash_table_contains (businesses, &business))
                g_hash_table_add (businesses, g_memdup2 (&business, sizeof business));
            }
          reeve_stmt_reset (stmt);
        }
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
    }
  return TRUE;
}

typedef struct
{
  ReeveConn *conn;
  ReeveCheck *check;
  ReeveDay day;
  gboolean same_programs;  /* as the full check stored by; else the letters would be taken for theirs */
  GByteArray *outcomes;    /* of the business, a byte per program about businesses */
  GArray *findings;        /* ReeveFinding */
} Recheck;

static gboolean
keep_finding (const ReeveFinding *finding, gpointer data)
{
  Recheck *recheck = data;
  guint8 outcome = (guint8) finding->outcome;

  g_array_append_vals (recheck->findings, finding, 1);
  g_byte_array_append (recheck->outcomes, &outcome, 1);
  return TRUE;
}

typedef struct { ReeveOutcome outcome; ReeveDay since; } Before;

/* Findings stored of this record: "ordinance/provision" -> Before. */
static GHashTable *
read_before (ReeveConn *conn, ReeveAbout about, gint64 subject, GError **error)
{
  g_autoptr (GHashTable) before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  ReeveStmt *stmt = reeve_conn_prepare (conn,
                                        "SELECT ordinance || '/' || provision, outcome, since FROM derived_finding WHERE subject_kind = ?1 "
                                        "AND subject_id = ?2",
                                        error);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  reeve_stmt_bind_text (stmt, 1, reeve_vocabulary_about_name (about));
  reeve_stmt_bind_int (stmt, 2, subject);
  while (reeve_stmt_step (stmt, &local))
    {
      Before *one = g_new0 (Before, 1);

      one->outcome = (ReeveOutcome) reeve_stmt_int (stmt, 1);
      reeve_day_parse (reeve_stmt_text (stmt, 2), -1, &one->since);
      g_hash_table_insert (before, g_strdup (reeve_stmt_text (stmt, 0)), one);
    }
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return g_steal_pointer (&before);
}

static gboolean
write_findings (Recheck *recheck, ReeveAbout about, gint64 subject, GError **error)
{
  const GPtrArray *programs = reeve_check_get_programs (recheck->check);
  g_autoptr (GHashTable) before = read_before (recheck->conn, about, subject, error);

  if (before == NULL)
    return FALSE;
  for (guint i = 0; i < recheck->findings->len; i++)
    {
      const ReeveFinding *finding = &g_array_index (recheck->findings, ReeveFinding, i);
      const ReeveProgram *program = programs->pdata[finding->program];
      g_autofree char *key = g_strdup_printf ("%s/%s", reeve_ordinance_get_id (reeve_program_get_ordinance (program)),
                                              reeve_program_get_provision (program)->id);
      const Before *one = g_hash_table_lookup (before, key);
      gboolean stored = finding->outcome <= REEVE_OUTCOME_INSUFFICIENT;

      if (stored && (one == NULL || one->outcome != finding->outcome)
          && !reeve_finding_store (recheck->conn, program, about, subject, finding->outcome, recheck->day, error))
        return FALSE;
      if (!stored && one != NULL && !reeve_finding_drop (recheck->conn, program, about, subject, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_count (ReeveConn *conn, const ReeveProgram *program, ReeveOutcome outcome, int by, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn,
                                        "INSERT INTO derived_count (ordinance, provision, outcome, number) VALUES (?1, ?2, ?3, ?4) "
                                        "ON CONFLICT DO UPDATE SET number = number + ?4",
                                        error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, reeve_ordinance_get_id (reeve_program_get_ordinance (program)));
  reeve_stmt_bind_text (stmt, 2, reeve_program_get_provision (program)->id);
  reeve_stmt_bind_int (stmt, 3, outcome);
  reeve_stmt_bind_int (stmt, 4, by);
  return reeve_stmt_run (stmt, error);
}

/* Corrects the counts by the letters of before and after (either may be NULL: added or gone). */
static gboolean
correct_counts (Recheck *recheck, ReeveAbout about, const char *before, const char *after, GError **error)
{
  const GPtrArray *programs = reeve_check_get_programs (recheck->check);
  guint column = 0;

  for (guint i = 0; i < programs->len; i++)
    {
      const ReeveProgram *program = programs->pdata[i];
      char old, new;

      if (reeve_program_get_version (program)->about != about)
        continue;
      old = before == NULL || column >= strlen (before) ? '\0' : before[column];
      new = after == NULL ? '\0' : after[column];
      column++;
      if (old == new)
        continue;
      if (old != '\0' && !add_count (recheck->conn, program, (ReeveOutcome) (old - 'a'), -1, error))
        return FALSE;
      if (new != '\0' && !add_count (recheck->conn, program, (ReeveOutcome) (new - 'a'), 1, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_letters (ReeveConn *conn, ReeveAbout about, gint64 subject, char **ret_letters, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn,
                                        about == REEVE_ABOUT_BUSINESS ? "SELECT outcomes FROM derived_business WHERE business_id = ?1"
                                                                      : "SELECT outcomes FROM derived_record WHERE subject_id = ?1 AND subject_kind = ?2",
                                        error);
  GError *local = NULL;

  *ret_letters = NULL;
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, subject);
  if (about != REEVE_ABOUT_BUSINESS)
    reeve_stmt_bind_text (stmt, 2, reeve_vocabulary_about_name (about));
  if (reeve_stmt_step (stmt, &local))
    *ret_letters = g_strdup (reeve_stmt_text (stmt, 0));
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return TRUE;
}

static gboolean
drop_business (Recheck *recheck, gint64 business, const char *before, GError **error)
{
  return reeve_findings_drop (recheck->conn, REEVE_ABOUT_BUSINESS, business, error)
         && correct_counts (recheck, REEVE_ABOUT_BUSINESS, before, NULL, error) && reeve_listing_remove (recheck->conn, business, error);
}

static gboolean
recheck_business (Recheck *recheck, ReeveListing *listing, gint64 business, GError **error)
{
  const GPtrArray *programs = reeve_check_get_programs (recheck->check);
  g_autoptr (ReeveDecisions) decisions = NULL;
  g_autofree char *before = NULL, *after = NULL;
  ReeveTally tally = { { 0 } };
  GError *local = NULL;
  gint64 found;

  if (!read_letters (recheck->conn, REEVE_ABOUT_BUSINESS, business, &before, error) || !reeve_listing_open (listing, business, business, error))
    return FALSE;
  if (!reeve_listing_next (listing, &found, &local))
    {
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      return drop_business (recheck, business, before, error);
    }
  decisions = reeve_decisions_load (recheck->conn, REEVE_ABOUT_BUSINESS, business, recheck->day, error);
  if (decisions == NULL)
    return FALSE;
  g_array_set_size (recheck->findings, 0);
  g_byte_array_set_size (recheck->outcomes, 0);
  if (!reeve_check_run_one (recheck->check, recheck->conn, REEVE_ABOUT_BUSINESS, business, keep_finding, recheck, error)
      || !write_findings (recheck, REEVE_ABOUT_BUSINESS, business, error))
    return FALSE;
  for (guint i = 0; i < recheck->findings->len; i++)
    {
      const ReeveFinding *finding = &g_array_index (recheck->findings, ReeveFinding, i);
      const ReeveProgram *program = programs->pdata[finding->program];

      reeve_tally_add (&tally, program, finding->outcome, reeve_decisions_find (decisions, business, program));
    }
  after = reeve_outcome_letters (recheck->outcomes->data, recheck->outcomes->len);
  return correct_counts (recheck, REEVE_ABOUT_BUSINESS, before, after, error)
         && reeve_listing_row_write (recheck->conn, reeve_listing_judge (listing, &tally, recheck->same_programs ? after : ""), REEVE_LISTING_WORDS_REPLACE, error);
}

/* A record of another kind: found anew, or gone. */
static gboolean
recheck_record (Recheck *recheck, ReeveAbout about, gint64 id, GError **error)
{
  g_autofree char *before = NULL, *after = NULL;
  GError *local = NULL;

  if (!read_letters (recheck->conn, about, id, &before, error))
    return FALSE;
  g_array_set_size (recheck->findings, 0);
  g_byte_array_set_size (recheck->outcomes, 0);
  if (reeve_check_run_one (recheck->check, recheck->conn, about, id, keep_finding, recheck, &local))
    {
      after = reeve_outcome_letters (recheck->outcomes->data, recheck->outcomes->len);
      if (!write_findings (recheck, about, id, error))
        return FALSE;
    }
  else if (!g_error_matches (local, REEVE_ERROR, REEVE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  else
    {
      g_clear_error (&local);
      if (!reeve_findings_drop (recheck->conn, about, id, error))
        return FALSE;
    }
  return correct_counts (recheck, about, before, after, error) && reeve_record_outcomes_store (recheck->conn, about, id, after == NULL || recheck->same_programs ? after : "", error);
}

/* The records that the change bears on, of every kind that is tested but businesses. */
static gboolean
recheck_records (Recheck *recheck, const ReeveChanges *changes, const GPtrArray *list, const GArray *businesses, GError **error)
{
  for (guint about = REEVE_ABOUT_BUSINESS + 1; about < REEVE_N_ABOUTS; about++)
    {
      g_autoptr (GArray) ids = NULL;

      if (!reeve_check_has_about (recheck->check, about))
        continue;
      ids = reeve_wake_find_records (recheck->conn, about, changes, list, businesses, error);
      if (ids == NULL)
        return FALSE;
      for (guint i = 0; i < ids->len; i++)
        if (!recheck_record (recheck, about, g_array_index (ids, gint64, i), error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
mark_stale (ReeveConn *conn, const ReeveChanges *changes, gboolean around, GError **error)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, reeve_changes_get_entry (changes));
  if (around && !reeve_state_set (conn, "around_entry", text, error))
    return FALSE;
  return reeve_state_set (conn, "stale", text, error);
}

/* What the registers of the whole city hold bears on every record. */
static gboolean
touches_city (const ReeveChanges *changes)
{
  static const char *const tables[] = { "licence", "licence_status", "application", "application_person", "record_answer", "document", "fee", "event" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (reeve_changes_touch (changes, tables[i]))
      return TRUE;
  return FALSE;
}

static gboolean
recheck_all (ReeveConn *conn, ReeveDay day, const ReeveChanges *changes, const GPtrArray *list, gboolean neighbours, GHashTable *businesses,
             GError **error)
{
  g_autoptr (ReeveCheck) check = reeve_check_shared (conn, day, error);
  g_autoptr (ReevePlaces) places = NULL;
  g_autoptr (ReeveListing) listing = NULL;
  g_autoptr (GArray) direct = NULL;
  g_autoptr (GArray) all = NULL;
  Recheck recheck = { .conn = conn, .check = check, .day = day };
  g_autofree char *stored_by = reeve_state_get (conn, "checked_with"), *signature = NULL;
  gboolean ok = TRUE;

  if (check == NULL)
    return FALSE;
  if (reeve_check_reads_city (check) && touches_city (changes))
    return mark_stale (conn, changes, FALSE, error);
  signature = reeve_check_signature (check);
  recheck.same_programs = g_strcmp0 (stored_by, signature) == 0;
  direct = sorted_ids (businesses);
  for (guint i = 0; neighbours && i < direct->len; i++)
    if (!add_neighbours (conn, check, g_array_index (direct, gint64, i), businesses, error))
      return FALSE;
  places = reeve_check_get_places (check, conn, error);
  if (places == NULL)
    return FALSE;
  all = sorted_ids (businesses);
  listing = reeve_listing_new (conn, places, day);
  recheck.findings = g_array_new (FALSE, FALSE, sizeof (ReeveFinding));
  recheck.outcomes = g_byte_array_new ();
  for (guint i = 0; ok && i < all->len; i++)
    {
      gint64 business = g_array_index (all, gint64, i);

      ok = recheck_business (&recheck, listing, business, error);
    }
  ok = ok && recheck_records (&recheck, changes, list, all, error);
  g_array_unref (recheck.findings);
  g_byte_array_unref (recheck.outcomes);
  return ok;
}

/* Entries without a gap: what came before this one is covered, so now this one is. */
static gboolean
advance_entry (ReeveConn *conn, gint64 entry, GError **error)
{
  g_autofree char *covered = reeve_state_get (conn, "checked_entry");
  char text[24];

  if (covered == NULL || g_ascii_strtoll (covered, NULL, 10) != entry - 1)
    return TRUE;
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, entry);
  return reeve_state_set (conn, "checked_entry", text, error);
}

static gboolean
touches_ground (const ReeveChanges *changes)
{
  for (guint i = 0; i < G_N_ELEMENTS (ground); i++)
    if (reeve_changes_touch (changes, ground[i]))
      return TRUE;
  return FALSE;
}

/* The first import of businesses makes the city's list of them whole; other imports say nothing about records that they do not bring. */
static gboolean
imports_businesses (const GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      const ReeveLogChange *change = list->pdata[i];
      const char *kind = change->new_value != NULL ? change->new_value : change->old_value;

      if (strcmp (change->table, "import_run") == 0 && strcmp (change->field, "kind") == 0
          && (g_strcmp0 (kind, "businesses") == 0 || g_strcmp0 (kind, "licences") == 0))
        return TRUE;
    }
  return FALSE;
}

static gboolean
changes_completeness (const GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      const ReeveLogChange *change = list->pdata[i];

      if (strcmp (change->table, "setting") == 0 && g_strv_contains (completeness, change->field))
        return TRUE;
    }
  return FALSE;
}

/* Does a change bear on the law as it stands? A draft is a row without a number, which no check reads. */
static gboolean
changes_law (ReeveConn *conn, const ReeveChanges *changes)
{
  gsize n;
  const ReeveChangedRow *rows = reeve_changes_get_rows (changes, &n);

  for (gsize i = 0; i < n; i++)
    if (strcmp (rows[i].table, "ordinance_version") == 0)
      {
        g_autoptr (ReeveRecord) record = reeve_conn_load (conn, "ordinance_version", rows[i].id, NULL);

        if (record == NULL || reeve_record_get (record, "number") != NULL)
          return TRUE;
      }
  return FALSE;
}

/* Does the ground move under every business? Places matter only where some provision asks for them, imports and settings by what they are. */
static gboolean
moves_ground (ReeveConn *conn, ReeveDay day, const ReeveChanges *changes, const GPtrArray *list, gboolean *ret_moves, GError **error)
{
  *ret_moves = reeve_changes_touch (changes, "zone") || reeve_changes_touch (changes, "map_layer") || changes_law (conn, changes)
               || imports_businesses (list);
  if (!*ret_moves && reeve_changes_touch (changes, "place"))
    {
      g_autoptr (ReeveCheck) check = reeve_check_shared (conn, day, error);

      if (check == NULL)
        return FALSE;
      *ret_moves = reeve_check_needs_places (check);
    }
  return TRUE;
}

static gboolean
wake (ReeveTxn *txn, const ReeveChanges *changes, gpointer data, GError **error)
{
  Wake *self = data;
  ReeveConn *conn = reeve_txn_get_conn (txn);
  g_autoptr (GHashTable) businesses = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) list = NULL;
  const ReeveChangedRow *rows;
  gint64 entry = reeve_changes_get_entry (changes);
  gboolean neighbours, moved;
  gsize n;

  rows = reeve_changes_get_rows (changes, &n);
  if (n > MOST_ROWS)
    return mark_stale (conn, changes, touches_ground (changes), error);
  list = reeve_log_get_changes (conn, entry, 20 * MOST_ROWS, error);
  if (list == NULL || !moves_ground (conn, self->day, changes, list, &moved, error))
    return FALSE;
  if (moved || changes_completeness (list))
    return mark_stale (conn, changes, moved, error) && advance_entry (conn, entry, error);
  for (gsize i = 0; i < n; i++)
    if (!add_changed (conn, rows[i].table, rows[i].id, businesses, error))
      return FALSE;
  if (!add_former_bearings (conn, list, businesses, error))
    return FALSE;
  if (g_hash_table_size (businesses) > MOST_BUSINESSES)
    return mark_stale (conn, changes, FALSE, error);
  neighbours = touches_neighbours (list);
  if (!neighbours && !touches_name (list))
    reeve_check_pass_over (conn, self->day, entry);
  return recheck_all (conn, self->day, changes, list, neighbours, businesses, error) && advance_entry (conn, entry, error);
}

void
reeve_findings_attach (ReeveDb *db, ReeveDay day)
{
  Wake *self = g_new (Wake, 1);

  self->day = day;
  reeve_db_set_wake (db, wake, self, g_free);
}
