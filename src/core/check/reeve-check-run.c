/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The full run of a check. It cuts the records into runs of ids that two threads take in turn, each with a read-only
 * connection of its own; findings are handed over in order by the thread that called. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-check-private.h"
#include "reeve-error.h"

#define SUBJECTS_PER_RUN 1000
#define MOST_THREADS 2
#define MOST_GATES 64 /* of one group; further ones are worked out with each provision */
#define NOT_THERE 0xff

typedef struct
{
  ReeveRun part;
  gboolean done;
  gpointer worked;
} Run;

typedef struct
{
  ReeveCheck *check;
  ReeveDb *db;
  const ReeveRunFuncs *funcs;
  gpointer data;
  GCancellable *cancellable;
  ReevePlaces *places;
  ReevePeers *peers;
  GArray *programs[REEVE_N_ABOUTS]; /* guint: indices of the programs about each kind, in order */
  guint *columns;                   /* program -> place among those of its kind */
  GArray *runs;                     /* Run */
  GMutex lock;
  GCond finished;
  guint next;
  gboolean stop;
  GError *error;
} Job;

static void
run_clear (gpointer data)
{
  Run *run = data;

  g_clear_pointer (&run->part.subjects, g_array_unref);
  g_clear_pointer (&run->part.outcomes, g_byte_array_unref);
  g_clear_pointer (&run->part.untils, g_array_unref);
}

/* Each gate is read once for all that share it. Most businesses of a city are shut out of all: then nothing more of them
 * is read. */
static void
read_gates (const ReeveCheckGroup *group, ReeveGather *gather, ReeveValue gates[MOST_GATES])
{
  for (guint i = 0; i < MIN (group->gates->len, MOST_GATES); i++)
    gates[i] = reeve_program_read_gate (group->gates->pdata[i], reeve_gather_get_facts (gather));
}

static void
evaluate_subject (Job *job, const ReeveCheckGroup *group, ReeveGather *gather, ReeveRun *run, guint index)
{
  guint n_programs = run->programs->len;
  ReeveValue gates[MOST_GATES];

  read_gates (group, gather, gates);
  for (guint i = 0; i < group->programs->len; i++)
    {
      guint program = g_array_index (group->indices, guint, i), at = g_array_index (group->gate_of, guint, i);
      const ReeveValue *gate = at < MOST_GATES ? &gates[at] : NULL;
      ReeveUntil until = { index * n_programs + job->columns[program], G_MAXINT32 };

      if (gate != NULL && reeve_program_is_shut_out (gate))
        {
          run->outcomes->data[until.position] = REEVE_OUTCOME_NOT_APPLICABLE;
          continue;
        }
      reeve_gather_complete (gather);
      run->outcomes->data[until.position]
          = (guint8) reeve_gather_evaluate (gather, &g_array_index (group->views, ReeveView, i), gate, &until.until);
      if (run->outcomes->data[until.position] == REEVE_OUTCOME_PENDING)
        g_array_append_val (run->untils, until);
    }
}

/* Businesses and premises: streamed in order of id. */
static gboolean
run_streamed (Job *job, const ReeveCheckGroup *group, ReeveGather *gather, ReeveConn *conn, ReeveRun *run, gboolean first,
              GError **error)
{
  guint n_programs = run->programs->len, index = 0;
  ReeveSubjectKey key = run->about == REEVE_ABOUT_BUSINESS ? REEVE_SUBJECT_BUSINESS : REEVE_SUBJECT_PREMISES;
  gint64 subject;
  GError *local = NULL;

  if (!reeve_gather_open (gather, conn, key, run->first, run->last, job->places, job->peers, error))
    return FALSE;
  while (reeve_gather_next (gather, &subject, &local))
    {
      if (first)
        {
          g_array_append_val (run->subjects, subject);
          g_byte_array_set_size (run->outcomes, run->subjects->len * n_programs);
        }
      evaluate_subject (job, group, gather, run, index++);
      if ((index & 63) == 0 && g_cancellable_set_error_if_cancelled (job->cancellable, error))
        return FALSE;
    }
  reeve_gather_close (gather);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return TRUE;
}

/* Records of other kinds: each belongs to a business or premises, in whose order they are read. */
static gboolean
run_records (Job *job, const ReeveCheckGroup *group, ReeveGather *gather, ReeveConn *conn, ReeveRun *run, gboolean first,
             GError **error)
{
  guint n_programs = run->programs->len, n = run->subjects->len, index, done = 0;
  GError *local = NULL;

  if (first)
    {
      g_byte_array_set_size (run->outcomes, n * n_programs);
      if (run->outcomes->len > 0)
        memset (run->outcomes->data, NOT_THERE, (gsize) n * n_programs);
    }
  if (!reeve_gather_open_records (gather, conn, run->about, (const gint64 *) (gpointer) run->subjects->data, n, job->places,
                                  job->peers, error))
    return FALSE;
  while (reeve_gather_next_record (gather, conn, &index, &local))
    {
      evaluate_subject (job, group, gather, run, index);
      if ((++done & 63) == 0 && g_cancellable_set_error_if_cancelled (job->cancellable, error))
        return FALSE;
    }
  reeve_gather_close (gather);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static int
compare_until (gconstpointer a, gconstpointer b)
{
  const ReeveUntil *x = a, *y = b;

  return (x->position > y->position) - (x->position < y->position);
}

/* Leaves out the records that were not there on that day: nothing is found of them. */
static void
drop_absent (ReeveRun *run)
{
  guint n_programs = run->programs->len, kept = 0, u = 0;

  for (guint i = 0; n_programs > 0 && i < run->subjects->len; i++)
    {
      guint8 *outcomes = run->outcomes->data + (gsize) i * n_programs;

      if (outcomes[0] == NOT_THERE)
        continue;
      for (; u < run->untils->len && g_array_index (run->untils, ReeveUntil, u).position < (i + 1) * n_programs; u++)
        g_array_index (run->untils, ReeveUntil, u).position -= (i - kept) * n_programs;
      memmove (run->outcomes->data + (gsize) kept * n_programs, outcomes, n_programs);
      g_array_index (run->subjects, gint64, kept++) = g_array_index (run->subjects, gint64, i);
    }
  if (n_programs == 0 || kept == run->subjects->len)
    return;
  g_array_set_size (run->subjects, kept);
  g_byte_array_set_size (run->outcomes, kept * n_programs);
}

static gboolean
do_run (Job *job, GPtrArray *gathers, ReeveConn *conn, ReeveRun *run, GError **error)
{
  const GPtrArray *groups = job->check->groups;
  gboolean first = TRUE;

  if (run->subjects == NULL)
    run->subjects = g_array_new (FALSE, FALSE, sizeof (gint64));
  run->outcomes = g_byte_array_new ();
  run->untils = g_array_new (FALSE, FALSE, sizeof (ReeveUntil));
  for (guint g = 0; g < groups->len; g++)
    {
      const ReeveCheckGroup *group = groups->pdata[g];

      if (group->about != run->about)
        continue;
      if (!(reeve_about_is_streamed (run->about) ? run_streamed : run_records) (job, group, gathers->pdata[g], conn,
                                                                                run, first, error))
        return FALSE;
      first = FALSE;
    }
  g_array_sort (run->untils, compare_until);
  if (!reeve_about_is_streamed (run->about))
    drop_absent (run);
  return TRUE;
}

static Run *
next_run (Job *job)
{
  Run *run;

  g_mutex_lock (&job->lock);
  run = job->stop || job->next >= job->runs->len ? NULL : &g_array_index (job->runs, Run, job->next++);
  g_mutex_unlock (&job->lock);
  return run;
}

static gboolean
work (Job *job, GError **error)
{
  ReeveCheck *check = job->check;
  g_autoptr (ReeveReader) reader = reeve_reader_new (job->db, error);
  g_autoptr (GPtrArray) gathers = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_gather_free);
  gboolean ok = TRUE;
  Run *run;

  if (reader == NULL || !reeve_reader_begin (reader, error))
    return FALSE;
  reeve_reader_set_cancellable (reader, job->cancellable);
  for (guint g = 0; g < check->groups->len; g++)
    {
      ReeveCheckGroup *group = check->groups->pdata[g];

      g_ptr_array_add (gathers, reeve_gather_new (group->ordinance, group->need, check->registers, check->day, FALSE));
    }
  while (ok && (run = next_run (job)) != NULL)
    {
      ok = do_run (job, gathers, reeve_reader_get_conn (reader), &run->part, error);
      if (ok && job->funcs->work != NULL)
        {
          run->worked = job->funcs->work (&run->part, reeve_reader_get_conn (reader), job->data, error);
          ok = run->worked != NULL;
        }
      g_mutex_lock (&job->lock);
      run->done = ok;
      g_cond_broadcast (&job->finished);
      g_mutex_unlock (&job->lock);
    }
  g_ptr_array_set_size (gathers, 0);
  reeve_reader_end (reader);
  return ok;
}

static gpointer
work_thread (gpointer data)
{
  Job *job = data;
  GError *error = NULL;

  if (work (job, &error))
    return NULL;
  g_mutex_lock (&job->lock);
  job->stop = TRUE;
  if (job->error == NULL)
    job->error = error;
  else
    g_error_free (error);
  g_cond_broadcast (&job->finished);
  g_mutex_unlock (&job->lock);
  return NULL;
}

static const char *const id_lists[REEVE_N_ABOUTS] = {
  [REEVE_ABOUT_BUSINESS] = "SELECT id FROM business ORDER BY id",
  [REEVE_ABOUT_PREMISES] = "SELECT id FROM premises ORDER BY id",
  [REEVE_ABOUT_APPLICATION] = "SELECT id FROM application ORDER BY id",
  [REEVE_ABOUT_LICENCE]
  = "SELECT id FROM licence WHERE scope IN ('city', 'local') AND business_id IS NOT NULL AND replaced_by IS NULL ORDER BY id",
  [REEVE_ABOUT_INSPECTION] = "SELECT id FROM inspection WHERE status = 'done' ORDER BY id",
  [REEVE_ABOUT_VIOLATION] = "SELECT id FROM decision WHERE kind = 'confirmed' ORDER BY id",
  [REEVE_ABOUT_NOTICE] = "SELECT id FROM notice ORDER BY id",
  [REEVE_ABOUT_SANCTION] = "SELECT id FROM sanction ORDER BY id",
  [REEVE_ABOUT_HEARING] = "SELECT id FROM hearing ORDER BY id",
  [REEVE_ABOUT_COMPLAINT] = "SELECT id FROM complaint ORDER BY id",
  [REEVE_ABOUT_PRACTITIONER_LICENCE]
  = "SELECT id FROM licence WHERE practitioner_id IS NOT NULL AND replaced_by IS NULL ORDER BY id",
};

static Run *
add_run (Job *job, ReeveAbout about, gint64 first)
{
  Run run = { .part = { .about = about, .first = first, .last = G_MAXINT64, .programs = job->programs[about] } };

  if (!reeve_about_is_streamed (about) || !job->check->abouts[about])
    run.part.subjects = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (job->runs, run);
  return &g_array_index (job->runs, Run, job->runs->len - 1);
}

/* Cuts the records of one kind into runs. */
static gboolean
split_runs (Job *job, ReeveConn *conn, ReeveAbout about, gint64 *all, GError **error)
{
  Run *run = add_run (job, about, G_MININT64);
  ReeveStmt *stmt;
  GError *local = NULL;
  guint n = 0;

  stmt = reeve_conn_prepare (conn, id_lists[about], error);
  if (stmt == NULL)
    return FALSE;
  while (reeve_stmt_step (stmt, &local))
    {
      gint64 id = reeve_stmt_int (stmt, 0);

      if (n++ == SUBJECTS_PER_RUN)
        {
          run->part.last = id - 1;
          run = add_run (job, about, id);
          n = 1;
        }
      if (run->part.subjects != NULL)
        g_array_append_val (run->part.subjects, id);
      (*all)++;
    }
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return TRUE;
}

/* Waits for each run in order and hands it over. FALSE when it ended early. */
static gboolean
collect (Job *job, ReeveProgressFunc progress, gint64 all, GError **error)
{
  gint64 done = 0;

  for (guint i = 0; i < job->runs->len; i++)
    {
      Run *run = &g_array_index (job->runs, Run, i);
      gboolean ready, goes_on;

      g_mutex_lock (&job->lock);
      while (!run->done && !job->stop)
        g_cond_wait (&job->finished, &job->lock);
      ready = run->done;
      g_mutex_unlock (&job->lock);
      if (!ready)
        return FALSE;
      goes_on = job->funcs->take (&run->part, run->worked, job->data, error);
      done += run->part.subjects->len;
      if (run->worked != NULL && job->funcs->free_worked != NULL)
        job->funcs->free_worked (g_steal_pointer (&run->worked));
      run_clear (run);
      if (!goes_on)
        return FALSE;
      if (progress != NULL)
        progress (done, all, job->data);
    }
  return TRUE;
}

static void
job_init (Job *job, ReeveCheck *check, ReeveDb *db, const ReeveRunFuncs *funcs, gpointer data,
          GCancellable *cancellable)
{
  *job = (Job){ .check = check, .db = db, .funcs = funcs, .data = data, .cancellable = cancellable };
  g_mutex_init (&job->lock);
  g_cond_init (&job->finished);
  job->runs = g_array_new (FALSE, TRUE, sizeof (Run));
  g_array_set_clear_func (job->runs, run_clear);
  job->columns = g_new0 (guint, check->programs->len + 1);
  for (guint about = 0; about < REEVE_N_ABOUTS; about++)
    job->programs[about] = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < check->programs->len; i++)
    {
      ReeveAbout about = reeve_program_get_version (check->programs->pdata[i])->about;

      job->columns[i] = job->programs[about]->len;
      g_array_append_val (job->programs[about], i);
    }
}

static void
job_clear (Job *job)
{
  for (guint i = 0; i < job->runs->len && job->funcs->free_worked != NULL; i++)
    g_clear_pointer (&g_array_index (job->runs, Run, i).worked, job->funcs->free_worked);
  g_array_unref (job->runs);
  for (guint about = 0; about < REEVE_N_ABOUTS; about++)
    g_array_unref (job->programs[about]);
  g_free (job->columns);
  g_clear_pointer (&job->places, reeve_places_unref);
  g_clear_pointer (&job->peers, reeve_peers_unref);
  g_mutex_clear (&job->lock);
  g_cond_clear (&job->finished);
  g_clear_error (&job->error);
}

static gboolean
run_threads (Job *job, ReeveProgressFunc progress, gint64 all, GError **error)
{
  guint n = MIN (CLAMP (g_get_num_processors (), 1, MOST_THREADS), job->runs->len);
  GThread *threads[MOST_THREADS] = { NULL };
  GError *local = NULL;

  for (guint i = 0; i < n; i++)
    threads[i] = g_thread_new ("check", work_thread, job);
  collect (job, progress, all, &local);
  g_mutex_lock (&job->lock);
  job->stop = TRUE;
  g_mutex_unlock (&job->lock);
  for (guint i = 0; i < n; i++)
    g_thread_join (threads[i]);
  if (local == NULL && job->error == NULL)
    return TRUE;
  g_propagate_error (error, local != NULL ? local : g_steal_pointer (&job->error));
  return FALSE;
}

static gboolean
run_all (ReeveCheck *check, ReeveDb *db, ReeveConn *conn, const ReeveRunFuncs *funcs, ReeveProgressFunc progress,
         gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 all = 0;
  gboolean ok;
  Job job;

  job_init (&job, check, db, funcs, data, cancellable);
  ok = reeve_check_get_surroundings (check, conn, &job.places, &job.peers, error);
  for (guint about = 0; ok && about < REEVE_N_ABOUTS; about++)
    if (check->abouts[about] || (about == REEVE_ABOUT_BUSINESS && funcs->every_business))
      ok = split_runs (&job, conn, about, &all, error);
  ok = ok && run_threads (&job, progress, all, error);
  job_clear (&job);
  return ok;
}

gboolean
reeve_check_run_parts (ReeveCheck *check, ReeveDb *db, const ReeveRunFuncs *funcs, ReeveProgressFunc progress,
                       gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, error);
  GError *local = NULL;
  gboolean ok;

  if (reader == NULL || !reeve_reader_begin (reader, error))
    return FALSE;
  ok = !g_cancellable_is_cancelled (cancellable)
       && run_all (check, db, reeve_reader_get_conn (reader), funcs, progress, data, cancellable, &local);
  reeve_reader_end (reader);
  if (ok)
    return TRUE;
  /* However it came about, the caller asked for it. */
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_clear_error (&local);
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_CANCELLED, _("The check was stopped; nothing was changed."));
      return FALSE;
    }
  g_propagate_error (error, local);
  return FALSE;
}

/* --- one finding after another --- */

typedef struct
{
  ReeveFindingFunc func;
  ReeveProgressFunc progress;
  gpointer data;
} Listener;

static gboolean
deliver (const ReeveRun *run, gpointer worked, gpointer data, GError **error)
{
  const Listener *listener = data;
  guint n = run->programs->len, u = 0;

  for (guint s = 0; s < run->subjects->len; s++)
    for (guint k = 0; k < n; k++)
      {
        ReeveFinding finding = { run->about, g_array_index (run->subjects, gint64, s),
                                 g_array_index (run->programs, guint, k), run->outcomes->data[s * n + k], G_MAXINT32 };

        if (u < run->untils->len && g_array_index (run->untils, ReeveUntil, u).position == s * n + k)
          finding.until = g_array_index (run->untils, ReeveUntil, u++).until;
        if (!listener->func (&finding, listener->data))
          return FALSE;
      }
  return TRUE;
}

static void
forward_progress (gint64 done, gint64 all, gpointer data)
{
  const Listener *listener = data;

  if (listener->progress != NULL)
    listener->progress (done, all, listener->data);
}

gboolean
reeve_check_run (ReeveCheck *check, ReeveDb *db, ReeveFindingFunc func, ReeveProgressFunc progress, gpointer data,
                 GCancellable *cancellable, GError **error)
{
  static const ReeveRunFuncs funcs = { .take = deliver };
  Listener listener = { func, progress, data };

  return reeve_check_run_parts (check, db, &funcs, forward_progress, &listener, cancellable, error);
}
