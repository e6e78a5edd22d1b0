/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Refreshing everything derived in one transaction. What is there is read first and only differences are written, so that a refresh on which
 * nothing changed writes nothing, and the day since which an outcome has been the same is kept. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-derived.h"
#include "reeve-error.h"

/* A finding as stored. program: G_MAXUINT32 for a provision that is no longer tested. */
typedef struct
{
  gint64 subject;
  guint32 program;
  guint8 about, outcome;
  ReeveDay since;
} Stored;

typedef struct
{
  ReeveDb *db;
  ReeveDay day;
  ReeveProgressFunc progress;
  gpointer data;
  GCancellable *cancellable;
  ReeveTxn *txn;
  ReeveConn *conn;
  ReeveCheck *check;
  GPtrArray *programs;
  GArray *found;           /* Stored: what is to be stored, ordered by about, subject, program */
  GArray *subjects;        /* gint64: businesses tested */
  GByteArray *outcomes;    /* a byte per business and program about businesses */
  guint *columns;          /* program -> column among the programs about the same kind */
  guint n_columns;         /* of businesses */
  GArray *others;          /* Other: records of other kinds, with .letters */
  gint64 *counts;          /* program * REEVE_N_OUTCOMES + outcome */
} Refresh;

typedef struct { ReeveAbout about; gint64 subject; GString *letters; } Other;

static void
other_clear (gpointer data)
{
  g_string_free (((Other *) data)->letters, TRUE);
}

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

static int
compare_stored (gconstpointer a, gconstpointer b)
{
  const Stored *x = a, *y = b;

  if (x->about != y->about)
    return (int) x->about - (int) y->about;
  if (x->subject != y->subject)
    return x->subject < y->subject ? -1 : 1;
  return (x->program > y->program) - (x->program < y->program);
}

static gboolean
take_finding (const ReeveFinding *finding, gpointer data)
{
  Refresh *refresh = data;

  refresh->counts[finding->program * REEVE_N_OUTCOMES + finding->outcome]++;
  if (finding->about == REEVE_ABOUT_BUSINESS)
    {
      guint n = refresh->subjects->len;

      if (n == 0 || g_array_index (refresh->subjects, gint64, n - 1) != finding->subject)
        {
          g_array_append_val (refresh->subjects, finding->subject);
          g_byte_array_set_size (refresh->outcomes, ++n * refresh->n_columns);
        }
      refresh->outcomes->data[(n - 1) * refresh->n_columns + refresh->columns[finding->program]] = (guint8) finding->outcome;
    }
  else
    {
      const Other *last = refresh->others->len == 0 ? NULL : &g_array_index (refresh->others, Other, refresh->others->len - 1);

      /* The findings of one record come one after another, in the order of the programs. */
      if (last == NULL || last->subject != finding->subject || last->about != finding->about)
        {
          Other other = { finding->about, finding->subject, g_string_new (NULL) };

          g_array_append_val (refresh->others, other);
          last = &g_array_index (refresh->others, Other, refresh->others->len - 1);
        }
      g_string_append_c (last->letters, (char) ('a' + finding->outcome));
    }
  if (finding->outcome <= REEVE_OUTCOME_INSUFFICIENT)
    {
      Stored stored = { finding->subject, finding->program, (guint8) finding->about, (guint8) finding->outcome, refresh->day };

      g_array_append_val (refresh->found, stored);
    }
  return TRUE;
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

static gboolean
delete_finding (ReeveConn *conn, const char *about, gint64 subject, const char *ordinance, const char *provision, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn,
                                        "DELETE FROM derived_finding WHERE subject_kind = ?1 AND subject_id = ?2 AND ordinance = ?3 AND provision = ?4",
                                        error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, about);
  reeve_stmt_bind_int (stmt, 2, subject);
  reeve_stmt_bind_text (stmt, 3, ordinance);
  reeve_stmt_bind_text (stmt, 4, provision);
  return reeve_stmt_run (stmt, error);
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
  reeve_stmt_bind_text (stmt, 1, reeve_vocabulary_about_name (about));
  reeve_stmt_bind_int (stmt, 2, subject);
  reeve_stmt_bind_text (stmt, 3, reeve_ordinance_get_id (reeve_program_get_ordinance (program)));
  reeve_stmt_bind_text (stmt, 4, reeve_program_get_provision (program)->id);
  reeve_stmt_bind_int (stmt, 5, outcome);
  reeve_stmt_bind_int (stmt, 6, reeve_program_get_version (program)->duty);
  reeve_stmt_bind_text (stmt, 7, day_text);
  return reeve_stmt_run (stmt, error);
}

gboolean
reeve_finding_drop (ReeveConn *conn, const ReeveProgram *program, ReeveAbout about, gint64 subject, GError **error)
{
  return delete_finding (conn, reeve_vocabulary_about_name (about), subject, reeve_ordinance_get_id (reeve_program_get_ordinance (program)),
                         reeve_program_get_provision (program)->id, error);
}

/* What is stored now, in the order of @refresh->found. Rows of provisions no longer tested are deleted on the way out. */
static GArray *
load_stored (Refresh *refresh, GError **error)
{
  g_autoptr (GArray) stored = g_array_new (FALSE, FALSE, sizeof (Stored));
  g_autoptr (GHashTable) programs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) key = g_string_new (NULL);
  GError *local = NULL;
  ReeveStmt *stmt;

  for (guint i = 0; i < refresh->programs->len; i++)
    g_hash_table_insert (programs, program_key (refresh->programs->pdata[i]), GUINT_TO_POINTER (i + 1));
  stmt = reeve_conn_prepare (refresh->conn, "SELECT subject_kind, subject_id, ordinance, provision, outcome, since FROM derived_finding", error);
  if (stmt == NULL)
    return NULL;
  while (reeve_stmt_step (stmt, &local))
    {
      Stored one = { .subject = reeve_stmt_int (stmt, 1), .outcome = (guint8) reeve_stmt_int (stmt, 4) };
      ReeveAbout about;
      gpointer index;

      g_string_printf (key, "%s/%s", reeve_stmt_text (stmt, 2), reeve_stmt_text (stmt, 3));
      index = g_hash_table_lookup (programs, key->str);
      if (index == NULL || !reeve_vocabulary_about_from_name (reeve_stmt_text (stmt, 0), &about))
        {
          if (!g_ptr_array_find_with_equal_func (gone, key->str, g_str_equal, NULL))
            g_ptr_array_add (gone, g_strdup (key->str));
          continue;
        }
      one.about = (guint8) about;
      one.program = GPOINTER_TO_UINT (index) - 1;
      reeve_day_parse (reeve_stmt_text (stmt, 5), -1, &one.since);
      g_array_append_val (stored, one);
    }
  reeve_stmt_reset (stmt);
  for (guint i = 0; local == NULL && i < gone->len; i++)
    {
      stmt = reeve_conn_prepare (refresh->conn, "DELETE FROM derived_finding WHERE ordinance || '/' || provision = ?1", &local);
      if (stmt == NULL)
        break;
      reeve_stmt_bind_text (stmt, 1, gone->pdata[i]);
      reeve_stmt_run (stmt, &local);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  g_array_sort (stored, compare_stored);
  return g_steal_pointer (&stored);
}

static gboolean
write_findings (Refresh *refresh, GError **error)
{
  g_autoptr (GArray) old = load_stored (refresh, error);
  const GArray *new = refresh->found;
  guint i = 0, k = 0;

  if (old == NULL)
    return FALSE;
  while (i < old->len || k < new->len)
    {
      const Stored *before = i < old->len ? &g_array_index (old, Stored, i) : NULL;
      const Stored *after = k < new->len ? &g_array_index (new, Stored, k) : NULL;
      int order = before == NULL ? 1 : after == NULL ? -1 : compare_stored (before, after);
      gboolean ok = TRUE;

      if (order < 0)
        ok = reeve_finding_drop (refresh->conn, refresh->programs->pdata[before->program], before->about, before->subject, error);
      else if (order > 0 || before->outcome != after->outcome)
        ok = reeve_finding_store (refresh->conn, refresh->programs->pdata[after->program], after->about, after->subject, after->outcome, after->since,
                                  error);
      if (!ok)
        return FALSE;
      i += order <= 0;
      k += order >= 0;
    }
  return TRUE;
}

static gboolean
write_counts (Refresh *refresh, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (refresh->conn, "DELETE FROM derived_count", error);

  if (stmt == NULL || !reeve_stmt_run (stmt, error))
    return FALSE;
  for (guint i = 0; i < refresh->programs->len * REEVE_N_OUTCOMES; i++)
    {
      const ReeveProgram *program = refresh->programs->pdata[i / REEVE_N_OUTCOMES];

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

char *
reeve_outcome_letters (const guint8 *outcomes, guint n)
{
  char *letters = g_malloc (n + 1);

  for (guint i = 0; i < n; i++)
    letters[i] = (char) ('a' + outcomes[i]);
  letters[n] = '\0';
  return letters;
}

static gboolean
write_listing (Refresh *refresh, GError **error)
{
  g_autoptr (ReevePlaces) places = reeve_check_get_places (refresh->check, refresh->conn, error);
  g_autoptr (ReeveDecisions) decisions = NULL;
  g_autoptr (ReeveListing) listing = NULL;
  g_autofree const ReeveProgram **programs = g_new0 (const ReeveProgram *, MAX (refresh->n_columns, 1));
  GError *local = NULL;
  gint64 business;
  guint at = 0;

  if (places == NULL)
    return FALSE;
  decisions = reeve_decisions_load (refresh->conn, REEVE_ABOUT_BUSINESS, 0, refresh->day, error);
  if (decisions == NULL)
    return FALSE;
  for (guint i = 0; i < refresh->programs->len; i++)
    if (refresh->columns[i] != G_MAXUINT)
      programs[refresh->columns[i]] = refresh->programs->pdata[i];
  listing = reeve_listing_new (refresh->conn, places, refresh->day);
  if (!reeve_listing_compare (listing, error) || !reeve_listing_open (listing, G_MININT64, G_MAXINT64, error))
    return FALSE;
  while (reeve_listing_next (listing, &business, &local))
    {
      g_autofree char *letters = NULL;
      ReeveTally tally = { { 0 } };

      while (at < refresh->subjects->len && g_array_index (refresh->subjects, gint64, at) < business)
        at++;
      if (at < refresh->subjects->len && g_array_index (refresh->subjects, gint64, at) == business)
        {
          const guint8 *outcomes = refresh->outcomes->data + (gsize) at * refresh->n_columns;

          letters = reeve_outcome_letters (outcomes, refresh->n_columns);
          for (guint i = 0; i < refresh->n_columns; i++)
            reeve_tally_add (&tally, programs[i], outcomes[i],
                             outcomes[i] <= REEVE_OUTCOME_INSUFFICIENT ? reeve_decisions_find (decisions, business, programs[i]) : NULL);
        }
      if (!reeve_listing_write (listing, &tally, letters, error))
        return FALSE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return reeve_listing_finish (listing, error);
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

static gboolean
write_others (Refresh *refresh, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (refresh->conn, "DELETE FROM derived_record", error);

  if (stmt == NULL || !reeve_stmt_run (stmt, error))
    return FALSE;
  for (guint i = 0; i < refresh->others->len; i++)
    {
      const Other *other = &g_array_index (refresh->others, Other, i);

      if (!reeve_record_outcomes_store (refresh->conn, other->about, other->subject, other->letters->str, error))
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
refresh_in_txn (ReeveTxn *txn, gpointer data, GError **error)
{
  Refresh *refresh = data;

  refresh->txn = txn;
  refresh->conn = reeve_txn_get_conn (txn);
  refresh->check = reeve_check_shared (refresh->conn, refresh->day, error);
  if (refresh->check == NULL)
    return FALSE;
  reeve_check_forget_peers (refresh->check);
  refresh->programs = (GPtrArray *) reeve_check_get_programs (refresh->check);
  refresh->columns = g_new (guint, MAX (refresh->programs->len, 1));
  for (guint i = 0; i < refresh->programs->len; i++)
    {
      const ReeveProgram *program = refresh->programs->pdata[i];

      refresh->columns[i] = reeve_program_get_version (program)->about == REEVE_ABOUT_BUSINESS ? refresh->n_columns++ : G_MAXUINT;
    }
  refresh->counts = g_new0 (gint64, MAX (refresh->programs->len * REEVE_N_OUTCOMES, 1));
  if (!reeve_check_run (refresh->check, refresh->db, take_finding, forward_progress, refresh, refresh->cancellable, error))
    return FALSE;
  g_array_sort (refresh->found, compare_stored);
  return write_findings (refresh, error) && write_counts (refresh, error) && write_others (refresh, error) && write_listing (refresh, error) && write_state (refresh, error);
}

gboolean
reeve_findings_refresh (ReeveDb *db, ReeveDay day, ReeveProgressFunc progress, gpointer data, GCancellable *cancellable, GError **error)
{
  Refresh refresh = { .db = db, .day = day, .progress = progress, .data = data, .cancellable = cancellable };
  gboolean ok;

  refresh.found = g_array_new (FALSE, FALSE, sizeof (Stored));
  refresh.subjects = g_array_new (FALSE, FALSE, sizeof (gint64));
  refresh.outcomes = g_byte_array_new ();
  refresh.others = g_array_new (FALSE, FALSE, sizeof (Other));
  g_array_set_clear_func (refresh.others, other_clear);
  ok = reeve_db_write_derived (db, refresh_in_txn, &refresh, error);
  g_array_unref (refresh.found);
  g_array_unref (refresh.subjects);
  g_byte_array_unref (refresh.outcomes);
  g_array_unref (refresh.others);
  g_free (refresh.columns);
  g_free (refresh.counts);
  g_clear_pointer (&refresh.check, reeve_check_free);
  return ok;
}
