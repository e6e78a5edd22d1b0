/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The difference between what a full check found and what is stored. The letters stored with each record tell whether its outcomes are the
 * same as before; only where they are not the findings themselves are read and compared. A row of the list is compared by its hash. */
#include "config.h"

#include <string.h>

#include "reeve-findings-diff.h"

typedef struct { gint64 subject; guint32 program; guint8 outcome; gboolean drop; } FindingChange;
typedef struct { ReeveListingRow *row; ReeveListingWords words; } RowChange;

/* What was stored of one subject of the part. */
typedef struct
{
  gboolean stored, differs; /* its outcomes differ, or nothing was stored */
  gboolean has_row, has_words;   /* hashes */
  gint64 row_hash, words_hash;
} Known;

struct _ReeveDiff
{
  ReeveAbout about;
  GArray *findings;         /* FindingChange */
  GArray *letters;          /* gint64: records of other kinds whose outcomes differ; beside them: */
  GPtrArray *texts;         /* char * */
  GArray *rows;             /* RowChange */
  GArray *gone;             /* gint64: stored, but no longer tested or no longer there */
};

static void
row_change_clear (gpointer data)
{
  g_free (((RowChange *) data)->row);
}

void
reeve_diff_free (ReeveDiff *diff)
{
  if (diff == NULL)
    return;
  g_array_unref (diff->findings);
  g_array_unref (diff->letters);
  g_ptr_array_unref (diff->texts);
  g_array_unref (diff->rows);
  g_array_unref (diff->gone);
  g_free (diff);
}

static gint64
subject_at (const ReeveRun *run, guint index)
{
  return g_array_index (run->subjects, gint64, index);
}

static const guint8 *
outcomes_at (const ReeveRun *run, guint index)
{
  /* Without provisions there is nothing to point at, and nothing is read. */
  return run->programs->len > 0 ? run->outcomes->data + (gsize) index * run->programs->len : NULL;
}

static gboolean
same_letters (const char *letters, gsize length, const guint8 *outcomes, guint n)
{
  if (letters == NULL || length != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (letters[i] != (char) ('a' + outcomes[i]))
      return FALSE;
  return TRUE;
}

static ReeveStmt *
select_stored (const ReeveRun *run, ReeveConn *conn, GError **error)
{
  ReeveStmt *stmt;

  if (run->about == REEVE_ABOUT_BUSINESS)
    stmt = reeve_conn_prepare (conn,
                               "SELECT business_id, outcomes, row_hash, words_hash FROM derived_business WHERE business_id BETWEEN ?1 AND ?2 "
                               "ORDER BY business_id",
                               error);
  else
    stmt = reeve_conn_prepare (conn,
                               "SELECT subject_id, outcomes FROM derived_record WHERE subject_kind = ?3 AND subject_id BETWEEN ?1 AND ?2 "
                               "ORDER BY subject_id",
                               error);
  if (stmt == NULL)
    return NULL;
  reeve_stmt_bind_int (stmt, 1, run->first);
  reeve_stmt_bind_int (stmt, 2, run->last);
  if (run->about != REEVE_ABOUT_BUSINESS)
    reeve_stmt_bind_text (stmt, 3, reeve_vocabulary_about_name (run->about));
  return stmt;
}

static void
note_stored (const ReeveDiffGround *ground, const ReeveRun *run, ReeveStmt *stmt, guint index, Known *known)
{
  const char *letters = reeve_stmt_blob (stmt, 1);

  known->stored = TRUE;
  known->differs = !ground->trusted || !same_letters (letters, reeve_stmt_size (stmt, 1), outcomes_at (run, index), run->programs->len);
  if (run->about != REEVE_ABOUT_BUSINESS)
    return;
  known->has_row = !reeve_stmt_is_null (stmt, 2);
  known->row_hash = reeve_stmt_int (stmt, 2);
  known->has_words = !reeve_stmt_is_null (stmt, 3);
  known->words_hash = reeve_stmt_int (stmt, 3);
}

/* One Known for each subject of the part. */
static GArray *
read_known (ReeveDiff *diff, const ReeveDiffGround *ground, const ReeveRun *run, ReeveConn *conn, GError **error)
{
  g_autoptr (GArray) known = g_array_sized_new (FALSE, TRUE, sizeof (Known), run->subjects->len);
  ReeveStmt *stmt = select_stored (run, conn, error);
  GError *local = NULL;
  guint at = 0;

  if (stmt == NULL)
    return NULL;
  g_array_set_size (known, run->subjects->len);
  for (guint i = 0; i < known->len; i++)
    g_array_index (known, Known, i).differs = TRUE;
  while (reeve_stmt_step (stmt, &local))
    {
      gint64 id = reeve_stmt_int (stmt, 0);

      while (at < run->subjects->len && subject_at (run, at) < id)
        at++;
      if (at < run->subjects->len && subject_at (run, at) == id)
        note_stored (ground, run, stmt, at, &g_array_index (known, Known, at));
      else
        g_array_append_val (diff->gone, id);
    }
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return g_steal_pointer (&known);
}

/* Marks in @before (subjects x programs) the outcome of each stored finding, plus one. Findings by programs that are now about another kind
 * are dropped here; those by programs that are no more are deleted as a whole elsewhere. */
static gboolean
read_findings (ReeveDiff *diff, const ReeveDiffGround *ground, const ReeveRun *run, ReeveConn *conn, guint first, guint last, const guint *columns,
               guint8 *before, GError **error)
{
  g_autoptr (GString) key = g_string_new (NULL);
  ReeveStmt *stmt = reeve_conn_prepare (conn,
                                        "SELECT subject_id, ordinance, provision, outcome FROM derived_finding WHERE subject_kind = ?1 "
                                        "AND subject_id BETWEEN ?2 AND ?3 ORDER BY subject_id",
                                        error);
  GError *local = NULL;
  guint at = first;

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, reeve_vocabulary_about_name (run->about));
  reeve_stmt_bind_int (stmt, 2, subject_at (run, first));
  reeve_stmt_bind_int (stmt, 3, subject_at (run, last));
  while (reeve_stmt_step (stmt, &local))
    {
      gint64 id = reeve_stmt_int (stmt, 0);
      guint program;

      while (at < last && subject_at (run, at) < id)
        at++;
      if (subject_at (run, at) != id)
        continue;
      g_string_printf (key, "%s/%s", reeve_stmt_text (stmt, 1), reeve_stmt_text (stmt, 2));
      program = GPOINTER_TO_UINT (g_hash_table_lookup (ground->keys, key->str));
      if (program == 0)
        continue;
      if (columns[program - 1] == G_MAXUINT)
        {
          FindingChange change = { id, program - 1, 0, TRUE };

          g_array_append_val (diff->findings, change);
          continue;
        }
      before[at * run->programs->len + columns[program - 1]] = (guint8) (reeve_stmt_int (stmt, 3) + 1);
    }
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
compare_findings (ReeveDiff *diff, const ReeveDiffGround *ground, const ReeveRun *run, ReeveConn *conn, const GArray *known, GError **error)
{
  guint n = run->programs->len, first = known->len, last = 0;
  g_autofree guint8 *before = g_malloc0 ((gsize) MAX (known->len * n, 1));
  g_autofree guint *columns = g_new (guint, MAX (ground->programs->len, 1));

  for (guint i = 0; i < known->len; i++)
    if (g_array_index (known, Known, i).differs)
      {
        first = MIN (first, i);
        last = i;
      }
  if (first == known->len)
    return TRUE;
  memset (columns, 0xff, sizeof (guint) * ground->programs->len);
  for (guint k = 0; k < n; k++)
    columns[g_array_index (run->programs, guint, k)] = k;
  if (!ground->no_findings && !read_findings (diff, ground, run, conn, first, last, columns, before, error))
    return FALSE;
  for (guint i = first; i <= last; i++)
    for (guint k = 0; k < n && g_array_index (known, Known, i).differs; k++)
      {
        FindingChange change = { subject_at (run, i), g_array_index (run->programs, guint, k), outcomes_at (run, i)[k], FALSE };
        guint8 was = before[i * n + k];

        change.drop = change.outcome > REEVE_OUTCOME_INSUFFICIENT;
        if (change.drop ? was != 0 : was != change.outcome + 1)
          g_array_append_val (diff->findings, change);
      }
  return TRUE;
}

static void
compare_letters (ReeveDiff *diff, const ReeveRun *run, const GArray *known)
{
  for (guint i = 0; i < known->len; i++)
    if (g_array_index (known, Known, i).differs)
      {
        gint64 subject = subject_at (run, i);

        g_array_append_val (diff->letters, subject);
        g_ptr_array_add (diff->texts, reeve_outcome_letters (outcomes_at (run, i), run->programs->len));
      }
}

static void
compare_row (ReeveDiff *diff, const ReeveListingRow *row, const Known *known)
{
  RowChange change = { NULL, REEVE_LISTING_WORDS_LEAVE };

  if (!known->has_words)
    change.words = known->stored ? REEVE_LISTING_WORDS_REPLACE : REEVE_LISTING_WORDS_ADD;
  else if (known->words_hash != row->words_hash)
    change.words = REEVE_LISTING_WORDS_REPLACE;
  if (known->has_row && known->row_hash == row->row_hash && change.words == REEVE_LISTING_WORDS_LEAVE)
    return;
  change.row = reeve_listing_row_copy (row);
  g_array_append_val (diff->rows, change);
}

/* What the outcomes of a business amount to. */
typedef struct { ReeveTally tally; char *letters; gboolean decided; } Judgement;

/* @judgement is that of the business before. Most are shut out of everything, one like the other. */
static void
judge (const ReeveDiffGround *ground, const ReeveRun *run, guint index, Judgement *judgement)
{
  const guint8 *outcomes = outcomes_at (run, index);
  gboolean decided = reeve_decisions_touch (ground->decisions, subject_at (run, index));

  if (index > 0 && run->programs->len > 0 && !decided && !judgement->decided
      && memcmp (outcomes, outcomes_at (run, index - 1), run->programs->len) == 0)
    return;
  judgement->tally = (ReeveTally) { { 0 } };
  judgement->decided = decided;
  for (guint k = 0; k < run->programs->len; k++)
    {
      const ReeveProgram *program = ground->programs->pdata[g_array_index (run->programs, guint, k)];
      const ReeveDecision *decision = NULL;

      if (decided && outcomes[k] <= REEVE_OUTCOME_INSUFFICIENT)
        decision = reeve_decisions_find (ground->decisions, subject_at (run, index), program);
      reeve_tally_add (&judgement->tally, program, outcomes[k], decision);
      judgement->letters[k] = (char) ('a' + outcomes[k]);
    }
  judgement->letters[run->programs->len] = '\0';
}

/* The list holds every business of the part, in the same order. */
static gboolean
compare_rows (ReeveDiff *diff, const ReeveDiffGround *ground, const ReeveRun *run, ReeveConn *conn, const GArray *known, GError **error)
{
  g_autoptr (ReeveListing) listing = reeve_listing_new (conn, ground->places, ground->day);
  g_autofree char *letters = g_malloc (run->programs->len + 1);
  Judgement judgement = { .letters = letters };
  GError *local = NULL;
  gint64 business;
  guint at = 0;

  if (!reeve_listing_open (listing, run->first, run->last, error))
    return FALSE;
  while (at < known->len && reeve_listing_next (listing, &business, &local))
    {
      g_assert (business == subject_at (run, at));
      judge (ground, run, at, &judgement);
      compare_row (diff, reeve_listing_judge (listing, &judgement.tally, run->programs->len > 0 ? letters : NULL), &g_array_index (known, Known, at));
      at++;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

ReeveDiff *
reeve_diff_new (const ReeveDiffGround *ground, const ReeveRun *run, ReeveConn *conn, GError **error)
{
  g_autoptr (ReeveDiff) diff = g_new0 (ReeveDiff, 1);
  g_autoptr (GArray) known = NULL;

  diff->about = run->about;
  diff->findings = g_array_new (FALSE, FALSE, sizeof (FindingChange));
  diff->letters = g_array_new (FALSE, FALSE, sizeof (gint64));
  diff->texts = g_ptr_array_new_with_free_func (g_free);
  diff->rows = g_array_new (FALSE, FALSE, sizeof (RowChange));
  g_array_set_clear_func (diff->rows, row_change_clear);
  diff->gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  known = read_known (diff, ground, run, conn, error);
  if (known == NULL || !compare_findings (diff, ground, run, conn, known, error))
    return NULL;
  if (run->about != REEVE_ABOUT_BUSINESS)
    compare_letters (diff, run, known);
  else if (!compare_rows (diff, ground, run, conn, known, error))
    return NULL;
  return g_steal_pointer (&diff);
}

static gboolean
write_gone (const ReeveDiff *diff, ReeveConn *conn, GError **error)
{
  for (guint i = 0; i < diff->gone->len; i++)
    {
      gint64 subject = g_array_index (diff->gone, gint64, i);

      if (!reeve_findings_drop (conn, diff->about, subject, error)
          || !(diff->about == REEVE_ABOUT_BUSINESS ? reeve_listing_remove (conn, subject, error)
                                                   : reeve_record_outcomes_store (conn, diff->about, subject, NULL, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
reeve_diff_write (const ReeveDiff *diff, const ReeveDiffGround *ground, ReeveConn *conn, GError **error)
{
  if (!write_gone (diff, conn, error))
    return FALSE;
  for (guint i = 0; i < diff->findings->len; i++)
    {
      const FindingChange *change = &g_array_index (diff->findings, FindingChange, i);
      const ReeveProgram *program = ground->programs->pdata[change->program];

      if (!(change->drop ? reeve_finding_drop (conn, program, diff->about, change->subject, error)
                         : reeve_finding_store (conn, program, diff->about, change->subject, change->outcome, ground->day, error)))
        return FALSE;
    }
  for (guint i = 0; i < diff->letters->len; i++)
    if (!reeve_record_outcomes_store (conn, diff->about, g_array_index (diff->letters, gint64, i), diff->texts->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < diff->rows->len; i++)
    {
      const RowChange *change = &g_array_index (diff->rows, RowChange, i);

      if (!reeve_listing_row_write (conn, change->row, change->words, error))
        return FALSE;
    }
  return TRUE;
}
