/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The full run of a check. It cuts the records into runs of ids that two threads take in turn, each with a read-only
 * connection of its own; findings are handed over in order by the thread that called. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-check-private.h"
#include "reeve-error.h"

#define ROWS_PER_RUN 1000
#define MOST_THREADS 2
#define MOST_GATES 64 /* of one group; further ones are worked out with each provision */
#define NOT_THERE 0xff

typedef struct
{
  ReeveRun part;
  gint64 weight; /* of all rows */
  gboolean taken, done;
  gpointer worked;
} Run;

typedef struct
{
  ReeveCheck *check;
  ReeveDb *db;
  const ReeveRunFuncs *funcs;
  gpointer data;
  GCancellable *cancellable;
  ReevePlaces *places; /* these two under the lock, until they are ready */
  ReevePeers *peers;
  gboolean ready, looks_around[REEVE_N_ABOUTS];
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

static void
add_subject (ReeveRun *run, gint64 subject)
{
  g_array_append_val (run->subjects, subject);
  g_byte_array_set_size (run->outcomes, run->subjects->len * run->programs->len);
}

static gboolean
close_gather (ReeveGather *gather, GError *local, GError **error)
{
  reeve_gather_close (gather);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Premises, and the businesses when some provision has no gate: streamed in order of id. */
static gboolean
run_streamed (Job *job, const ReeveCheckGroup *group, ReeveGather *gather, ReeveConn *conn, ReeveRun *run, gboolean first,
              GError **error)
{
  ReeveSubjectKey key = run->about == REEVE_ABOUT_BUSINESS ? REEVE_SUBJECT_BUSINESS : REEVE_SUBJECT_PREMISES;
  guint index = 0;
  gint64 subject;
  GError *local = NULL;

  if (!reeve_gather_open (gather, conn, key, run->first, run->last, job->places, job->peers, error))
    return FALSE;
  while (reeve_gather_next (gather, &subject, &local))
    {
      if (first)
        add_subject (run, subject);
      evaluate_subject (job, group, gather, run, index++);
      if ((index & 63) == 0 && g_cancellable_set_error_if_cancelled (job->cancellable, error))
        return FALSE;
    }
  return close_gather (gather, local, error);
}

static gboolean
has_gates (const ReeveCheckGroup *group)
{
  for (guint i = 0; i < group->gate_of->len; i++)
    if (g_array_index (group->gate_of, guint, i) >= MOST_GATES)
      return FALSE;
  return TRUE;
}

/* Is the subject shut out of all provisions of the group? */
static gboolean
is_shut_out (const ReeveCheckGroup *group, ReeveGather *gather)
{
  for (guint i = 0; i < group->gates->len; i++)
    {
      ReeveValue gate = reeve_program_read_gate (group->gates->pdata[i], reeve_gather_get_facts (gather));

      if (!reeve_program_is_shut_out (&gate))
        return FALSE;
    }
  return TRUE;
}

static void
shut_out (Job *job, const ReeveCheckGroup *group, ReeveRun *run, guint index)
{
  for (guint i = 0; i < group->indices->len; i++)
    run->outcomes->data[index * run->programs->len + job->columns[g_array_index (group->indices, guint, i)]] = REEVE_OUTCOME_NOT_APPLICABLE;
}

/* Reads the rows of the businesses themselves, and notes those that some gate lets in: @ids, and in @places which of the run they are. */
static gboolean
find_let_in (Job *job, const ReeveCheckGroup *group, ReeveGather *gather, ReeveConn *conn, ReeveRun *run, gboolean first, GArray *ids,
             GArray *places, GError **error)
{
  GError *local = NULL;
  gint64 subject;

  if (!reeve_gather_open_rows (gather, conn, run->first, run->last, error))
    return FALSE;
  for (guint index = 0; reeve_gather_next (gather, &subject, &local); index++)
    {
      if (first)
        add_subject (run, subject);
      if (is_shut_out (group, gather))
        {
          shut_out (job, group, run, index);
          continue;
        }
      g_array_append_val (ids, subject);
      g_array_append_val (places, index);
    }
  return close_gather (gather, local, error);
}

/* Most businesses of a city are shut out of every provision: once it is known which are not, nothing else is read of the others. */
static gboolean
run_let_in (Job *job, const ReeveCheckGroup *group, ReeveGather *gather, ReeveConn *conn, ReeveRun *run, gboolean first, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64)), places = g_array_new (FALSE, FALSE, sizeof (guint));
  GError *local = NULL;
  gint64 subject;
  guint at = 0;

  if (!find_let_in (job, group, gather, conn, run, first, ids, places, error))
    return FALSE;
  if (ids->len == 0)
    return TRUE;
  if (!reeve_gather_open_among (gather, conn, (const gint64 *) (gpointer) ids->data, ids->len, job->places, job->peers, error))
    return FALSE;
  while (reeve_gather_next (gather, &subject, &local))
    {
      g_assert (at < ids->len && subject == g_array_index (ids, gint64, at));
      evaluate_subject (job, group, gather, run, g_array_index (places, guint, at++));
      if ((at & 63) == 0 && g_cancellable_set_error_if_cancelled (job->cancellable, error))
        return FALSE;
    }
  return close_gather (gather, local, error);
}

/* Records of other kinds: each belongs to a business or premises, in whose order they are read. */
static gboolean
run_records (Job *job, const ReeveCheckGroup *group, ReeveGather *gather, ReeveConn *conn, ReeveRun *run, gboolean first,
             GError **error)
{
  guint index, done = 0;
  GError *local = NULL;

  if (!reeve_gather_open_records (gather, conn, run->about, run->first, run->last, run->subjects, job->places, job->peers,
                                  error))
    return FALSE;
  if (first)
    {
      g_byte_array_set_size (run->outcomes, run->subjects->len * run->programs->len);
      if (run->outcomes->len > 0)
        memset (run->outcomes->data, NOT_THERE, run->outcomes->len);
    }
  while (reeve_gather_next_record (gather, conn, &index, &local))
    {
      evaluate_subject (job, group, gather, run, index);
      if ((++done & 63) == 0 && g_cancellable_set_error_if_cancelled (job->cancellable, error))
        return FALSE;
    }
  return close_gather (gather, local, error);
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

/* No provision is about businesses: they are listed all the same. */
static gboolean
list_businesses (ReeveRun *run, ReeveConn *conn, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT id FROM business WHERE id BETWEEN ?1 AND ?2 ORDER BY id", error);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, run->first);
  reeve_stmt_bind_int (stmt, 2, run->last);
  while (reeve_stmt_step (stmt, &local))
    add_subject (run, reeve_stmt_int (stmt, 0));
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
do_run (Job *job, GPtrArray *gathers, ReeveConn *conn, ReeveRun *run, GError **error)
{
  const GPtrArray *groups = job->check->groups;
  gboolean first = TRUE, ok;

  run->subjects = g_array_new (FALSE, FALSE, sizeof (gint64));
  run->outcomes = g_byte_array_new ();
  run->untils = g_array_new (FALSE, FALSE, sizeof (ReeveUntil));
  for (guint g = 0; g < groups->len; g++)
    {
      const ReeveCheckGroup *group = groups->pdata[g];

      if (group->about != run->about)
        continue;
      if (run->about == REEVE_ABOUT_BUSINESS && has_gates (group))
        ok = run_let_in (job, group, gathers->pdata[g], conn, run, first, error);
      else if (reeve_about_is_streamed (run->about))
        ok = run_streamed (job, group, gathers->pdata[g], conn, run, first, error);
      else
        ok = run_records (job, group, gathers->pdata[g], conn, run, first, error);
      if (!ok)
        return FALSE;
      first = FALSE;
    }
  if (first && !list_businesses (run, conn, error))
    return FALSE;
  g_array_sort (run->untils, compare_until);
  if (!reeve_about_is_streamed (run->about))
    drop_absent (run);
  return TRUE;
}

/* The first run that waits for no one. While the places and peers are being read that is one of records which nothing lies around. */
static Run *
find_run (Job *job)
{
  while (job->next < job->runs->len && g_array_index (job->runs, Run, job->next).taken)
    job->next++;
  for (guint i = job->next; i < job->runs->len; i++)
    {
      Run *run = &g_array_index (job->runs, Run, i);

      if (!run->taken && (job->ready || !job->looks_around[run->part.about]))
        return run;
    }
  return NULL;
}

static Run *
next_run (Job *job)
{
  Run *run = NULL;

  g_mutex_lock (&job->lock);
  while (!job->stop && (run = find_run (job)) == NULL && job->next < job->runs->len && !job->ready)
    g_cond_wait (&job->finished, &job->lock);
  if (run != NULL)
    run->taken = TRUE;
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

/* How many rows there are, and the least and the greatest number: told by the ends and the leaves of the tables, without reading a row. */
#define EXTENT(table) "SELECT (SELECT count (*) FROM " table "), (SELECT min (id) FROM " table "), (SELECT max (id) FROM " table ")"
static const char *const extents[REEVE_N_ABOUTS] = {
  [REEVE_ABOUT_BUSINESS] = EXTENT ("business"),       [REEVE_ABOUT_PREMISES] = EXTENT ("premises"),
  [REEVE_ABOUT_APPLICATION] = EXTENT ("application"), [REEVE_ABOUT_LICENCE] = EXTENT ("licence"),
  [REEVE_ABOUT_INSPECTION] = EXTENT ("inspection"),   [REEVE_ABOUT_VIOLATION] = EXTENT ("decision"),
  [REEVE_ABOUT_NOTICE] = EXTENT ("notice"),           [REEVE_ABOUT_SANCTION] = EXTENT ("sanction"),
  [REEVE_ABOUT_HEARING] = EXTENT ("hearing"),         [REEVE_ABOUT_COMPLAINT] = EXTENT ("complaint"),
  [REEVE_ABOUT_PRACTITIONER_LICENCE] = EXTENT ("licence"),
};

/* Cuts the numbers of one kind into runs of about as many rows each. Where the numbers are uneven so are the runs, and nothing else. */
static gboolean
split_runs (Job *job, ReeveConn *conn, ReeveAbout about, gint64 *all, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, extents[about], error);
  gint64 rows = 0, least = 0, greatest = 0, n;
  guint64 width;
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  if (reeve_stmt_step (stmt, &local))
    {
      rows = reeve_stmt_int (stmt, 0);
      least = reeve_stmt_int (stmt, 1);
      greatest = reeve_stmt_int (stmt, 2);
    }
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  n = MAX ((rows + ROWS_PER_RUN - 1) / ROWS_PER_RUN, 1);
  width = ((guint64) greatest - (guint64) least) / (guint64) n + 1;
  for (gint64 i = 0; i < n; i++)
    {
      Run run = { .part = { .about = about, .first = G_MININT64, .last = G_MAXINT64, .programs = job->programs[about] } };

      if (i > 0)
        run.part.first = (gint64) ((guint64) least + (guint64) i * width);
      if (i < n - 1)
        run.part.last = (gint64) ((guint64) least + (guint64) (i + 1) * width - 1);
      run.weight = rows / n;
      *all += run.weight;
      g_array_append_val (job->runs, run);
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
      done += run->weight;
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
  for (guint g = 0; g < check->groups->len; g++)
    {
      const ReeveCheckGroup *group = check->groups->pdata[g];

      job->looks_around[group->about] |= group->need->zones || group->need->surroundings;
    }
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
read_surroundings (Job *job, ReeveConn *conn, GError **error)
{
  ReevePlaces *places;
  ReevePeers *peers;

  if (!reeve_check_get_surroundings (job->check, conn, &places, &peers, error))
    return FALSE;
  g_mutex_lock (&job->lock);
  job->places = places;
  job->peers = peers;
  job->ready = TRUE;
  g_cond_broadcast (&job->finished);
  g_mutex_unlock (&job->lock);
  return TRUE;
}

static gboolean
run_threads (Job *job, ReeveConn *conn, ReeveProgressFunc progress, gint64 all, GError **error)
{
  guint n = MIN (CLAMP (g_get_num_processors (), 1, MOST_THREADS), job->runs->len);
  GThread *threads[MOST_THREADS] = { NULL };
  GError *local = NULL;

  for (guint i = 0; i < n; i++)
    threads[i] = g_thread_new ("check", work_thread, job);
  if (read_surroundings (job, conn, &local))
    collect (job, progress, all, &local);
  g_mutex_lock (&job->lock);
  job->stop = TRUE;
  g_cond_broadcast (&job->finished);
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
  gboolean ok = TRUE;
  Job job;

  job_init (&job, check, db, funcs, data, cancellable);
  for (guint about = 0; ok && about < REEVE_N_ABOUTS; about++)
    if (check->abouts[about] || (about == REEVE_ABOUT_BUSINESS && funcs->every_business))
      ok = split_runs (&job, conn, about, &all, error);
  ok = ok && run_threads (&job, conn, progress, all, error);
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
