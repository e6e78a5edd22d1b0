/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pass over the records: all programs of all texts on facts gathered once, by the threads of a check. What each record's outcomes amount to
 * is worked out where they were found; the thread that called only adds up. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-backtest-private.h"
#include "reeve-derived.h"
#include "reeve-error.h"

#define UNKNOWNS_PER_PART 4

typedef struct
{
  ReevePass *pass;
  ReevePlan *plan;
  ReeveGround *ground;
  ReeveConn *conn;         /* of the thread that called */
  guint *columns;          /* of each program among those about its kind */
  gboolean changes_too;
  ReeveProgressFunc progress;
  gpointer data;
  char day[REEVE_DAY_TEXT_SIZE];
} Tally;

/* What one part of the records came to. */
typedef struct
{
  guint8 *worst, *concerned, *stands;              /* of each draft and subject */
  guint8 *stood;                                   /* of each subject */
  gint64 (*effects)[REEVE_N_EFFECTS];              /* of each pair, under the first draft */
  gint64 (*outcomes)[2][REEVE_N_OUTCOMES];
  gint64 *concerned_records;
  GArray *changes;                                 /* ReeveBacktestChange */
  GArray **unknowns;                               /* of each pair */
  guint n_pairs;
} Part;

static const guint8 standing[REEVE_N_OUTCOMES] = {
  [REEVE_OUTCOME_VIOLATION] = 0, [REEVE_OUTCOME_GROUNDS] = 0,    [REEVE_OUTCOME_PENDING] = 1,        [REEVE_OUTCOME_INSUFFICIENT] = 2,
  [REEVE_OUTCOME_COMPLIANT] = 3, [REEVE_OUTCOME_NO_GROUNDS] = 3, [REEVE_OUTCOME_NOT_APPLICABLE] = 3,
};
/* [before][after], as in reeve-backtest.h */
static const guint8 effects[4][4] = {
  { REEVE_EFFECT_UNCHANGED, REEVE_EFFECT_PENDING, REEVE_EFFECT_UNKNOWN, REEVE_EFFECT_RELIEVED },
  { REEVE_EFFECT_NEWLY, REEVE_EFFECT_UNCHANGED, REEVE_EFFECT_UNKNOWN, REEVE_EFFECT_RELIEVED },
  { REEVE_EFFECT_NEWLY, REEVE_EFFECT_PENDING, REEVE_EFFECT_UNCHANGED, REEVE_EFFECT_SETTLED },
  { REEVE_EFFECT_NEWLY, REEVE_EFFECT_PENDING, REEVE_EFFECT_UNKNOWN, REEVE_EFFECT_UNCHANGED },
};

ReeveEffect
reeve_effect_of (ReeveOutcome before, ReeveOutcome after)
{
  g_return_val_if_fail ((guint) before < REEVE_N_OUTCOMES && (guint) after < REEVE_N_OUTCOMES, REEVE_EFFECT_UNCHANGED);
  return effects[standing[before]][standing[after]];
}

static void
part_free (gpointer data)
{
  Part *part = data;

  for (guint i = 0; i < part->n_pairs; i++)
    if (part->unknowns[i] != NULL)
      g_array_unref (part->unknowns[i]);
  g_free (part->unknowns);
  g_free (part->worst);
  g_free (part->concerned);
  g_free (part->stands);
  g_free (part->stood);
  g_free (part->effects);
  g_free (part->outcomes);
  g_free (part->concerned_records);
  g_array_unref (part->changes);
  g_free (part);
}

static Part *
part_new (const Tally *tally, guint n_subjects)
{
  Part *part = g_new0 (Part, 1);
  guint n = tally->plan->n_drafts * n_subjects;

  part->n_pairs = tally->plan->pairs->len;
  part->worst = g_malloc (n + 1);
  memset (part->worst, REEVE_EFFECT_UNCHANGED, n);
  part->concerned = g_malloc0 (n + 1);
  part->stands = g_malloc (n + 1);
  memset (part->stands, REEVE_OUTCOME_NOT_APPLICABLE, n);
  part->stood = g_malloc (n_subjects + 1);
  memset (part->stood, REEVE_OUTCOME_NOT_APPLICABLE, n_subjects);
  part->effects = g_malloc0_n (part->n_pairs + 1, sizeof *part->effects);
  part->outcomes = g_malloc0_n (part->n_pairs + 1, sizeof *part->outcomes);
  part->concerned_records = g_new0 (gint64, part->n_pairs + 1);
  part->changes = g_array_new (FALSE, FALSE, sizeof (ReeveBacktestChange));
  part->unknowns = g_new0 (GArray *, part->n_pairs + 1);
  return part;
}

static void
note_unknown (Part *part, guint pair, gint64 subject)
{
  if (part->unknowns[pair] == NULL)
    part->unknowns[pair] = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (part->unknowns[pair]->len < UNKNOWNS_PER_PART)
    g_array_append_val (part->unknowns[pair], subject);
}

/* Under the first draft, everything is kept. */
static void
note_first (const Tally *tally, Part *part, const ReeveRun *run, guint s, guint pair, ReeveOutcome before, ReeveOutcome after, ReeveEffect effect)
{
  gint64 subject = g_array_index (run->subjects, gint64, s);

  part->effects[pair][effect]++;
  part->outcomes[pair][0][before]++;
  part->outcomes[pair][1][after]++;
  part->concerned_records[pair] += before != REEVE_OUTCOME_NOT_APPLICABLE || after != REEVE_OUTCOME_NOT_APPLICABLE;
  if (!tally->changes_too)
    return;
  if (after == REEVE_OUTCOME_INSUFFICIENT)
    note_unknown (part, pair, subject);
  if (effect != REEVE_EFFECT_UNCHANGED)
    {
      ReeveBacktestChange change = { run->about, subject, pair, before, after, effect };

      g_array_append_val (part->changes, change);
    }
}

static gboolean
is_left_out (const Tally *tally, const ReeveRun *run, guint s)
{
  return tally->plan->without != NULL && run->about == REEVE_ABOUT_BUSINESS
         && g_hash_table_contains (tally->plan->without, &g_array_index (run->subjects, gint64, s));
}

static void
judge_pair (const Tally *tally, Part *part, const ReeveRun *run, guint index)
{
  const ReevePair *pair = &g_array_index (tally->plan->pairs, ReevePair, index);
  guint n_programs = run->programs->len, n = run->subjects->len;

  for (guint d = 0; d < tally->plan->n_drafts; d++)
    {
      guint8 *worst = part->worst + (gsize) d * n, *concerned = part->concerned + (gsize) d * n;
      guint8 *stands = part->stands + (gsize) d * n;

      for (guint s = 0; s < n; s++)
        {
          const guint8 *outcomes = run->outcomes->data + (gsize) s * n_programs;
          guint8 before = pair->before == REEVE_NO_PROGRAM ? REEVE_OUTCOME_NOT_APPLICABLE : outcomes[tally->columns[pair->before]];
          guint8 after = pair->after[d] == REEVE_NO_PROGRAM ? REEVE_OUTCOME_NOT_APPLICABLE : outcomes[tally->columns[pair->after[d]]];
          guint8 effect = effects[standing[before]][standing[after]];

          if (is_left_out (tally, run, s))
            continue;
          if (d == 0)
            note_first (tally, part, run, s, index, before, after, effect);
          if (pair->provision->side != REEVE_BACKTEST_BUSINESS)
            continue;
          concerned[s] |= before != REEVE_OUTCOME_NOT_APPLICABLE || after != REEVE_OUTCOME_NOT_APPLICABLE;
          worst[s] = MIN (worst[s], effect);
          stands[s] = MIN (stands[s], after);
          part->stood[s] = MIN (part->stood[s], before);
        }
    }
}

/* In the thread that tested. */
static gpointer
judge (const ReeveRun *run, ReeveConn *conn, gpointer data, GError **error)
{
  const Tally *tally = data;
  Part *part = part_new (tally, run->subjects->len);

  for (guint i = 0; i < tally->plan->pairs->len; i++)
    if (g_array_index (tally->plan->pairs, ReevePair, i).provision->about == run->about)
      judge_pair (tally, part, run, i);
  return part;
}

/* --- the thread that called --- */

/* The one business at a premises that day; 0 if there is none or more than one. */
static gboolean
find_occupier (Tally *tally, gint64 premises, gint64 *ret_business, GError **error)
{
  GError *local = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (tally->conn,
                                        "SELECT DISTINCT business_id FROM occupancy WHERE premises_id = ?1 AND ifnull (from_date, '') <= ?2 "
                                        "AND (to_date IS NULL OR to_date = 'none' OR to_date >= ?2) LIMIT 2",
                                        error);

  *ret_business = 0;
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, premises);
  reeve_stmt_bind_text (stmt, 2, tally->day);
  if (reeve_stmt_step (stmt, &local))
    {
      gint64 business = reeve_stmt_int (stmt, 0);

      *ret_business = reeve_stmt_step (stmt, &local) ? 0 : business;
    }
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
find_business (Tally *tally, ReeveAbout about, gint64 subject, gint64 *ret_business, GError **error)
{
  gint64 premises;

  *ret_business = subject;
  if (about == REEVE_ABOUT_BUSINESS)
    return TRUE;
  if (!reeve_record_find_home (tally->conn, about, subject, tally->day, ret_business, &premises, error))
    return FALSE;
  return *ret_business != 0 || premises == 0 || find_occupier (tally, premises, ret_business, error);
}

/* What the part says of its subjects' businesses. */
static gboolean
take_subjects (Tally *tally, const ReeveRun *run, const Part *part, GError **error)
{
  guint n = run->subjects->len, n_drafts = tally->plan->n_drafts;
  gsize n_businesses = tally->ground->businesses->len;

  for (guint s = 0; s < n; s++)
    {
      gboolean matters = FALSE;
      gint64 business;
      guint at;

      for (guint d = 0; d < n_drafts && !matters; d++)
        matters = part->concerned[(gsize) d * n + s] != 0;
      if (!matters)
        continue;
      if (!find_business (tally, run->about, g_array_index (run->subjects, gint64, s), &business, error))
        return FALSE;
      at = reeve_ground_find (tally->ground, business);
      if (at != G_MAXUINT)
        tally->pass->stood[at] = MIN (tally->pass->stood[at], part->stood[s]);
      for (guint d = 0; at != G_MAXUINT && d < n_drafts; d++)
        {
          guint8 *worst = &tally->pass->worst[d * n_businesses + at];

          *worst = MIN (*worst, part->worst[(gsize) d * n + s]);
          tally->pass->stands[d * n_businesses + at] = MIN (tally->pass->stands[d * n_businesses + at], part->stands[(gsize) d * n + s]);
          tally->pass->concerned[d * n_businesses + at] |= part->concerned[(gsize) d * n + s];
        }
    }
  return TRUE;
}

static gboolean
take_changes (Tally *tally, const Part *part, GError **error)
{
  for (guint i = 0; i < part->changes->len; i++)
    {
      ReeveTallied tallied = { .change = g_array_index (part->changes, ReeveBacktestChange, i) };

      tallied.subject = tallied.change.subject;
      if (!find_business (tally, tallied.change.about, tallied.subject, &tallied.business, error))
        return FALSE;
      g_array_append_val (tally->pass->changes, tallied);
    }
  return TRUE;
}

static gboolean
take (const ReeveRun *run, gpointer worked, gpointer data, GError **error)
{
  Tally *tally = data;
  Part *part = worked;

  for (guint i = 0; i < part->n_pairs; i++)
    {
      ReeveBacktestProvision *provision = g_array_index (tally->plan->pairs, ReevePair, i).provision;

      for (guint e = 0; e < REEVE_N_EFFECTS; e++)
        provision->effects.n[e] += part->effects[i][e];
      for (guint o = 0; o < REEVE_N_OUTCOMES; o++)
        {
          provision->outcomes[0][o] += part->outcomes[i][0][o];
          provision->outcomes[1][o] += part->outcomes[i][1][o];
        }
      provision->concerned += part->concerned_records[i];
      if (part->unknowns[i] != NULL)
        g_array_append_vals (tally->pass->unknowns[i], part->unknowns[i]->data, part->unknowns[i]->len);
    }
  return take_subjects (tally, run, part, error) && take_changes (tally, part, error);
}

static void
forward_progress (gint64 done, gint64 all, gpointer data)
{
  const Tally *tally = data;

  if (tally->progress != NULL)
    tally->progress (done, all, tally->data);
}

static guint *
find_columns (const ReevePlan *plan)
{
  guint *columns = g_new0 (guint, plan->programs->len + 1), of_kind[REEVE_N_ABOUTS] = { 0 };

  for (guint i = 0; i < plan->programs->len; i++)
    columns[i] = of_kind[reeve_program_get_version (plan->programs->pdata[i])->about]++;
  return columns;
}

void
reeve_pass_clear (ReevePass *pass)
{
  g_clear_pointer (&pass->check, reeve_check_free);
  g_clear_pointer (&pass->worst, g_free);
  g_clear_pointer (&pass->concerned, g_free);
  g_clear_pointer (&pass->stands, g_free);
  g_clear_pointer (&pass->stood, g_free);
  g_clear_pointer (&pass->changes, g_array_unref);
  for (guint i = 0; pass->unknowns != NULL && pass->unknowns[i] != NULL; i++)
    g_array_unref (pass->unknowns[i]);
  g_clear_pointer (&pass->unknowns, g_free);
}

gboolean
reeve_pass_run (ReevePass *pass, ReevePlan *plan, ReeveGround *ground, ReeveDb *db, ReeveConn *conn, gboolean changes_too,
                ReeveProgressFunc progress, gpointer data, GCancellable *cancellable, GError **error)
{
  static const ReeveRunFuncs funcs = { .work = judge, .free_worked = part_free, .take = take };
  const GArray *businesses = reeve_ground_get_businesses (ground, conn, error);
  g_autofree guint *columns = find_columns (plan);
  Tally tally = { pass, plan, ground, conn, columns, changes_too, progress, data, "" };
  gsize n;

  *pass = (ReevePass){ 0 };
  if (businesses == NULL)
    return FALSE;
  n = (gsize) plan->n_drafts * businesses->len;
  reeve_day_format (plan->day, tally.day);
  pass->check = reeve_check_new_of (conn, plan->day, plan->programs);
  pass->worst = g_malloc (n + 1);
  memset (pass->worst, REEVE_EFFECT_UNCHANGED, n);
  pass->concerned = g_malloc0 (n + 1);
  pass->stands = g_malloc (n + 1);
  memset (pass->stands, REEVE_OUTCOME_NOT_APPLICABLE, n);
  pass->stood = g_malloc (businesses->len + 1);
  memset (pass->stood, REEVE_OUTCOME_NOT_APPLICABLE, businesses->len);
  pass->changes = g_array_new (FALSE, FALSE, sizeof (ReeveTallied));
  pass->unknowns = g_new0 (GArray *, plan->pairs->len + 1);
  for (guint i = 0; i < plan->pairs->len; i++)
    pass->unknowns[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (plan->programs->len == 0)
    return TRUE;
  return reeve_ground_lend (ground, pass->check, conn, error)
         && reeve_check_run_parts (pass->check, db, &funcs, forward_progress, &tally, cancellable, error);
}
