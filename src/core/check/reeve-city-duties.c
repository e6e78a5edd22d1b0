/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which there are is read from the derived rows, provision by provision along their index; only those that are shown are explained. */
#include "config.h"

#include "reeve-city-duties.h"
#include "reeve-derived.h"
#include "reeve-error.h"

#define MOST_LOOKED_AT 200   /* of what is open, of one provision: the nearest day is looked for among so many */

typedef struct { const ReeveProgram *program; gint64 subject; ReeveOutcome outcome; ReeveDay until; } Row;

static void
duty_free (gpointer data)
{
  ReeveCityDuty *duty = data;

  g_free (duty->citation);
  g_free (duty->title);
  g_free (duty->sentence);
  g_free (duty);
}

void
reeve_city_duties_free (ReeveCityDuties *self)
{
  g_clear_pointer (&self->duties, g_ptr_array_unref);
  g_free (self);
}

static void
bind_provision (ReeveStmt *stmt, const ReeveProgram *program)
{
  reeve_stmt_bind_text (stmt, 1, reeve_ordinance_get_id (reeve_program_get_ordinance (program)));
  reeve_stmt_bind_text (stmt, 2, reeve_program_get_provision (program)->id);
}

/* Totals are kept by the check: a city's file may hold a hundred thousand of them. */
static gboolean
read_counts (ReeveConn *conn, const ReeveProgram *program, ReeveCityDuties *self, GError **error)
{
  GError *local = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT outcome, number FROM derived_count WHERE ordinance = ?1 AND provision = ?2", error);

  if (stmt == NULL)
    return FALSE;
  bind_provision (stmt, program);
  while (reeve_stmt_step (stmt, &local))
    {
      gint64 outcome = reeve_stmt_int (stmt, 0), number = reeve_stmt_int (stmt, 1);

      self->late += outcome == REEVE_OUTCOME_VIOLATION ? number : 0;
      self->open += outcome == REEVE_OUTCOME_PENDING ? number : 0;
      self->not_known += outcome == REEVE_OUTCOME_INSUFFICIENT ? number : 0;
    }
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
read_rows (ReeveConn *conn, const ReeveProgram *program, ReeveOutcome outcome, guint most, GArray *rows, GError **error)
{
  GError *local = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT subject_id FROM derived_finding WHERE ordinance = ?1 AND provision = ?2 AND outcome = ?3 LIMIT ?4", error);

  if (stmt == NULL)
    return FALSE;
  bind_provision (stmt, program);
  reeve_stmt_bind_int (stmt, 3, outcome);
  reeve_stmt_bind_int (stmt, 4, most);
  while (reeve_stmt_step (stmt, &local))
    {
      Row row = { program, reeve_stmt_int (stmt, 0), outcome, G_MAXINT32 };

      g_array_append_val (rows, row);
    }
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

typedef struct { ReeveCheck *check; Row *row; } Looking;

static gboolean
take_until (const ReeveFinding *finding, gpointer data)
{
  Looking *looking = data;

  if (reeve_check_get_programs (looking->check)->pdata[finding->program] == looking->row->program)
    looking->row->until = finding->until;
  return TRUE;
}

/* Late ones first, then by the day; what has none comes last. Stable by number. */
static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *x = a, *y = b;

  if (x->outcome != y->outcome)
    return x->outcome == REEVE_OUTCOME_VIOLATION ? -1 : 1;
  if (x->until != y->until)
    return x->until < y->until ? -1 : 1;
  return (x->subject > y->subject) - (x->subject < y->subject);
}

/* A record that is gone since, or was not there on the day, is left out. */
static gboolean
add_duty (ReeveCityDuties *self, ReeveCheck *check, ReeveConn *conn, const Row *row, const char *day, GError **error)
{
  const ReeveProvisionVersion *version = reeve_program_get_version (row->program);
  g_autoptr (GError) local = NULL;
  g_autoptr (ReeveTrace) trace = reeve_check_explain (check, conn, version->about, row->subject, reeve_program_get_provision (row->program)->id, &local);
  ReeveCityDuty *duty;
  gint64 premises;

  if (g_error_matches (local, REEVE_ERROR, REEVE_ERROR_NOT_FOUND))
    return TRUE;
  if (trace == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  duty = g_new0 (ReeveCityDuty, 1);
  duty->about = version->about;
  duty->subject = row->subject;
  duty->outcome = row->outcome;
  duty->until = row->until;
  duty->citation = g_strdup (version->citation);
  duty->title = g_strdup (version->title);
  duty->sentence = g_strdup (reeve_trace_get_sentence (trace));
  g_ptr_array_add (self->duties, duty);
  return reeve_record_find_home (conn, version->about, row->subject, day, &duty->business, &premises, error);
}

ReeveCityDuties *
reeve_city_duties_read (ReeveConn *conn, ReeveDay day, guint most, GError **error)
{
  g_autoptr (ReeveCityDuties) self = g_new0 (ReeveCityDuties, 1);
  g_autoptr (ReeveCheck) check = reeve_check_new (conn, day, NULL, NULL, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  const GPtrArray *programs;
  char text[REEVE_DAY_TEXT_SIZE];

  self->duties = g_ptr_array_new_with_free_func (duty_free);
  if (check == NULL)
    return NULL;
  programs = reeve_check_get_programs (check);
  for (guint i = 0; i < programs->len; i++)
    {
      if (reeve_program_get_version (programs->pdata[i])->duty != REEVE_DUTY_CITY)
        continue;
      self->any = TRUE;
      if (!read_counts (conn, programs->pdata[i], self, error)
          || !read_rows (conn, programs->pdata[i], REEVE_OUTCOME_VIOLATION, most, rows, error)
          || !read_rows (conn, programs->pdata[i], REEVE_OUTCOME_PENDING, MOST_LOOKED_AT, rows, error))
        return NULL;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      Looking looking = { check, &g_array_index (rows, Row, i) };

      if (looking.row->outcome == REEVE_OUTCOME_PENDING
          && !reeve_check_run_one (check, conn, reeve_program_get_version (looking.row->program)->about, looking.row->subject, take_until, &looking, NULL))
        looking.row->until = G_MAXINT32;
    }
  g_array_sort (rows, compare_rows);
  reeve_day_format (day, text);
  for (guint i = 0; i < rows->len && self->duties->len < most; i++)
    if (!add_duty (self, check, conn, &g_array_index (rows, Row, i), text, error))
      return NULL;
  return g_steal_pointer (&self);
}
