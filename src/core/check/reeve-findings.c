/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Refreshing everything derived in one transaction. Only differences from what is stored are written, so that a refresh on which nothing
 * changed writes nothing, and the day since which an outcome has been the same is kept. The threads that test also compare; the writer writes. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-findings-diff.h"
#include "reeve-error.h"

/* With nothing stored yet and more businesses than that, indexes are made after the rows: one sort costs less than many searches. */
#define MANY 2000

typedef struct
{
  ReeveDb *db;
  ReeveDay day;
  ReeveProgressFunc progress;
  gpointer data;
  GCancellable *cancellable;
  ReeveConn *conn;
  ReeveCheck *check;
  ReeveDiffGround ground;
  gint64 *counts;          /* program * REEVE_N_OUTCOMES + outcome */
} Refresh;

gboolean
reeve_state_set (ReeveConn *conn, const char *key, const char *value, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "INSERT OR REPLACE INTO derived_state (key, value) VALUES (?1, ?2)", error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, key);
  reeve_stmt_bind_text (stmt, 2, value);
  return reeve_stmt_run (stmt, error);
}

static char *
read_text (ReeveConn *conn, const char *sql, const char *key)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, sql, NULL);
  g_autoptr (GError) local = NULL;
  char *text = NULL;

  if (stmt == NULL)
    return NULL;
  if (key != NULL)
    reeve_stmt_bind_text (stmt, 1, key);
  if (reeve_stmt_step (stmt, &local))
    text = g_strdup (reeve_stmt_text (stmt, 0));
  reeve_stmt_reset (stmt);
  return text;
}

char *
reeve_state_get (ReeveConn *conn, const char *key)
{
  return read_text (conn, "SELECT value FROM derived_state WHERE key = ?1", key);
}

gint64
reeve_state_last_entry (ReeveConn *conn)
{
  g_autofree char *text = read_text (conn, "SELECT coalesce (max (entry), 0) FROM change_log", NULL);

  return text == NULL ? 0 : g_ascii_strtoll (text, NULL, 10);
}

gboolean
reeve_findings_is_stale (ReeveDb *db, ReeveDay day)
{
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, NULL);
  g_autofree char *on = NULL, *entry = NULL, *stale = NULL;
  char day_text[REEVE_DAY_TEXT_SIZE];
  ReeveConn *conn;

  if (reader == NULL)
    return FALSE;
  conn = reeve_reader_get_conn (reader);
  reeve_day_format (day, day_text);
  on = reeve_state_get (conn, "checked_on");
  entry = reeve_state_get (conn, "checked_entry");
  stale = reeve_state_get (conn, "stale");
  return g_strcmp0 (on, day_text) != 0 || stale != NULL || entry == NULL || g_ascii_strtoll (entry, NULL, 10) < reeve_state_last_entry (conn);
}

gboolean
reeve_finding_store (ReeveConn *conn, const ReeveProgram *program, ReeveAbout about, gint64 subject, ReeveOutcome outcome, ReeveDay since,
                     GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn,
                                        "INSERT OR REPLACE INTO derived_finding (subject_kind, subject_id, ordinance, provision, outcome, duty, since) "
                                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                                        error);
  char day_text[REEVE_DAY_TEXT_SIZE];

  if (stmt == NULL)
    return FALSE;
  reeve_day_format (since, day_text);
  reeve_stmt_bind_static_text (stmt, 1, reeve_vocabulary_about_name (about));
  reeve_stmt_bind_int (stmt, 2, subject);
  reeve_stmt_bind_static_text (stmt, 3, reeve_ordinance_get_id (reeve_program_get_ordinance (program)));
  reeve_stmt_bind_static_text (stmt, 4, reeve_program_get_provision (program)->id);
  reeve_stmt_bind_int (stmt, 5, outcome);
  reeve_stmt_bind_int (stmt, 6, reeve_program_get_version (program)->duty);
  reeve_stmt_bind_static_text (stmt, 7, day_text);
  return reeve_stmt_run (stmt, error);
}

gboolean
reeve_finding_drop (ReeveConn *conn, const ReeveProgram *program, ReeveAbout about, gint64 subject, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn,
                                        "DELETE FROM derived_finding WHERE subject_kind = ?1 AND subject_id = ?2 AND ordinance = ?3 AND provision = ?4",
                                        error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, reeve_vocabulary_about_name (about));
  reeve_stmt_bind_int (stmt, 2, subject);
  reeve_stmt_bind_text (stmt, 3, reeve_ordinance_get_id (reeve_program_get_ordinance (program)));
  reeve_stmt_bind_text (stmt, 4, reeve_program_get_provision (program)->id);
  return reeve_stmt_run (stmt, error);
}

gboolean
reeve_findings_drop (ReeveConn *conn, ReeveAbout about, gint64 subject, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "DELETE FROM derived_finding WHERE subject_kind = ?1 AND subject_id = ?2", error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, reeve_vocabulary_about_name (about));
  reeve_stmt_bind_int (stmt, 2, subject);
  return reeve_stmt_run (stmt, error);
}

char *
reeve_outcome_letters (const guint8 *outcomes, guint n)
{
  char *letters = g_malloc (n + 1);

  for (guint i = 0; i < n; i++)
    letters[i] = (char) ('a' + outcomes[i]);
  letters[n] = '\0';
  return letters;
}

gboolean
reeve_record_outcomes_store (ReeveConn *conn, ReeveAbout about, gint64 subject, const char *letters, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn,
                                        letters != NULL ? "INSERT OR REPLACE INTO derived_record (subject_kind, subject_id, outcomes) VALUES (?1, ?2, ?3)"
                                                        : "DELETE FROM derived_record WHERE subject_kind = ?1 AND subject_id = ?2",
                                        error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, reeve_vocabulary_about_name (about));
  reeve_stmt_bind_int (stmt, 2, subject);
  if (letters != NULL)
    reeve_stmt_bind_text (stmt, 3, letters);
  return reeve_stmt_run (stmt, error);
}

/* --- a full refresh --- */

static gpointer
compare_part (const ReeveRun *run, ReeveConn *conn, gpointer data, GError **error)
{
  const Refresh *refresh = data;

  return reeve_diff_new (&refresh->ground, run, conn, error);
}

static gboolean
take_part (const ReeveRun *run, gpointer worked, gpointer data, GError **error)
{
  Refresh *refresh = data;
  guint n = run->programs->len;

  for (guint s = 0; s < run->subjects->len; s++)
    for (guint k = 0; k < n; k++)
      refresh->counts[g_array_index (run->programs, guint, k) * REEVE_N_OUTCOMES + run->outcomes->data[s * n + k]]++;
  return reeve_diff_write (worked, &refresh->ground, refresh->conn, error);
}

static void
forward_progress (gint64 done, gint64 all, gpointer data)
{
  Refresh *refresh = data;

  if (refresh->progress != NULL)
    refresh->progress (done, all, refresh->data);
}

static char *
program_key (const ReeveProgram *program)
{
  return g_strdup_printf ("%s/%s", reeve_ordinance_get_id (reeve_program_get_ordinance (program)), reeve_program_get_provision (program)->id);
}

/* Findings of provisions that are tested no more. Each that has findings was counted. */
static gboolean
drop_former_programs (Refresh *refresh, GError **error)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  ReeveStmt *stmt = reeve_conn_prepare (refresh->conn, "SELECT DISTINCT ordinance, provision FROM derived_count", error);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (reeve_stmt_step (stmt, &local))
    {
      g_autofree char *key = g_strdup_printf ("%s/%s", reeve_stmt_text (stmt, 0), reeve_stmt_text (stmt, 1));

      if (g_hash_table_contains (refresh->ground.keys, key))
        continue;
      g_ptr_array_add (gone, g_strdup (reeve_stmt_text (stmt, 0)));
      g_ptr_array_add (gone, g_strdup (reeve_stmt_text (stmt, 1)));
    }
  reeve_stmt_reset (stmt);
  for (guint i = 0; local == NULL && i < gone->len; i += 2)
    {
      stmt = reeve_conn_prepare (refresh->conn, "DELETE FROM derived_finding WHERE ordinance = ?1 AND provision = ?2", &local);
      if (stmt == NULL)
        break;
      reeve_stmt_bind_text (stmt, 1, gone->pdata[i]);
      reeve_stmt_bind_text (stmt, 2, gone->pdata[i + 1]);
      reeve_stmt_run (stmt, &local);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* What is stored of kinds of records that no program tests any more. */
static gboolean
drop_former_kinds (Refresh *refresh, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM derived_finding WHERE subject_kind = ?1",
    "DELETE FROM derived_record WHERE subject_kind = ?1",
  };

  for (guint about = 0; about < REEVE_N_ABOUTS; about++)
    for (guint i = 0; !reeve_check_has_about (refresh->check, about) && i < G_N_ELEMENTS (statements); i++)
      {
        ReeveStmt *stmt = reeve_conn_prepare (refresh->conn, statements[i], error);

        if (stmt == NULL)
          return FALSE;
        reeve_stmt_bind_text (stmt, 1, reeve_vocabulary_about_name (about));
        if (!reeve_stmt_run (stmt, error))
          return FALSE;
      }
  return TRUE;
}

static gboolean
write_counts (Refresh *refresh, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (refresh->conn, "DELETE FROM derived_count", error);

  if (stmt == NULL || !reeve_stmt_run (stmt, error))
    return FALSE;
  for (guint i = 0; i < refresh->ground.programs->len * REEVE_N_OUTCOMES; i++)
    {
      const ReeveProgram *program = refresh->ground.programs->pdata[i / REEVE_N_OUTCOMES];

      if (refresh->counts[i] == 0)
        continue;
      stmt = reeve_conn_prepare (refresh->conn, "INSERT INTO derived_count (ordinance, provision, outcome, number) VALUES (?1, ?2, ?3, ?4)", error);
      if (stmt == NULL)
        return FALSE;
      reeve_stmt_bind_text (stmt, 1, reeve_ordinance_get_id (reeve_program_get_ordinance (program)));
      reeve_stmt_bind_text (stmt, 2, reeve_program_get_provision (program)->id);
      reeve_stmt_bind_int (stmt, 3, i % REEVE_N_OUTCOMES);
      reeve_stmt_bind_int (stmt, 4, refresh->counts[i]);
      if (!reeve_stmt_run (stmt, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_state (Refresh *refresh, GError **error)
{
  char day_text[REEVE_DAY_TEXT_SIZE], entry[24];
  g_autofree char *signature = reeve_check_signature (refresh->check);
  ReeveStmt *stmt = reeve_conn_prepare (refresh->conn, "DELETE FROM derived_state WHERE key = 'stale'", error);

  if (stmt == NULL || !reeve_stmt_run (stmt, error))
    return FALSE;
  reeve_day_format (refresh->day, day_text);
  g_snprintf (entry, sizeof entry, "%" G_GINT64_FORMAT, reeve_state_last_entry (refresh->conn));
  return reeve_state_set (refresh->conn, "checked_on", day_text, error) && reeve_state_set (refresh->conn, "checked_entry", entry, error)
         && reeve_state_set (refresh->conn, "checked_with", signature, error);
}

static gboolean
open_ground (Refresh *refresh, GError **error)
{
  ReeveDiffGround *ground = &refresh->ground;
  g_autofree char *stored_by = reeve_state_get (refresh->conn, "checked_with"), *now = reeve_check_signature (refresh->check);
  gint64 any;

  ground->day = refresh->day;
  ground->programs = reeve_check_get_programs (refresh->check);
  ground->trusted = g_strcmp0 (stored_by, now) == 0;
  ground->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < ground->programs->len; i++)
    g_hash_table_insert (ground->keys, program_key (ground->programs->pdata[i]), GUINT_TO_POINTER (i + 1));
  if (!reeve_conn_get_int (refresh->conn, "SELECT EXISTS (SELECT 1 FROM derived_finding)", 0, &any, error))
    return FALSE;
  ground->no_findings = !any;
  ground->places = reeve_check_get_places (refresh->check, refresh->conn, error);
  if (ground->places == NULL)
    return FALSE;
  ground->decisions = reeve_decisions_load (refresh->conn, REEVE_ABOUT_BUSINESS, 0, refresh->day, error);
  return ground->decisions != NULL;
}

/* Takes the indexes of the derived tables away while they are filled for the first time. @ret_indexes stays NULL otherwise. */
static gboolean
set_indexes_aside (Refresh *refresh, ReeveTxn *txn, GPtrArray **ret_indexes, GError **error)
{
  static const char *const tables[] = { "derived_finding", "derived_business", NULL };
  gint64 stored, businesses;

  if (!reeve_conn_get_int (refresh->conn, "SELECT EXISTS (SELECT 1 FROM derived_business)", 0, &stored, error)
      || !reeve_conn_get_int (refresh->conn, "SELECT count (*) FROM business", 0, &businesses, error))
    return FALSE;
  if (stored || !refresh->ground.no_findings || businesses < MANY)
    return TRUE;
  *ret_indexes = reeve_txn_drop_indexes (txn, tables, error);
  return *ret_indexes != NULL;
}

static gboolean
refresh_in_txn (ReeveTxn *txn, gpointer data, GError **error)
{
  static const ReeveRunFuncs funcs = { TRUE, compare_part, (GDestroyNotify) reeve_diff_free, take_part };
  Refresh *refresh = data;
  g_autoptr (GPtrArray) indexes = NULL;

  refresh->conn = reeve_txn_get_conn (txn);
  refresh->check = reeve_check_shared (refresh->conn, refresh->day, error);
  if (refresh->check == NULL)
    return FALSE;
  reeve_check_forget_peers (refresh->check);
  refresh->counts = g_new0 (gint64, MAX (reeve_check_get_programs (refresh->check)->len * REEVE_N_OUTCOMES, 1));
  return open_ground (refresh, error) && set_indexes_aside (refresh, txn, &indexes, error)
         && drop_former_programs (refresh, error) && drop_former_kinds (refresh, error)
         && reeve_check_run_parts (refresh->check, refresh->db, &funcs, forward_progress, refresh, refresh->cancellable, error)
         && (indexes == NULL || reeve_txn_make_indexes (txn, indexes, error)) && write_counts (refresh, error) && write_state (refresh, error);
}

gboolean
reeve_findings_refresh (ReeveDb *db, ReeveDay day, ReeveProgressFunc progress, gpointer data, GCancellable *cancellable, GError **error)
{
  Refresh refresh = { .db = db, .day = day, .progress = progress, .data = data, .cancellable = cancellable };
  gboolean ok = reeve_db_write_derived (db, refresh_in_txn, &refresh, error);

  g_clear_pointer (&refresh.ground.keys, g_hash_table_unref);
  g_clear_pointer (&refresh.ground.places, reeve_places_unref);
  g_clear_pointer (&refresh.ground.decisions, reeve_decisions_free);
  g_clear_pointer (&refresh.check, reeve_check_free);
  g_free (refresh.counts);
  return ok;
}
