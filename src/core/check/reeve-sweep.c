/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sweep: the draft's text with each value in turn, compiled side by side and run in one pass. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-backtest-private.h"
#include "reeve-edit.h"
#include "reeve-error.h"
#include "reeve-sweep.h"

static void
point_free (gpointer data)
{
  ReeveSweepPoint *point = data;

  g_free (point->value);
  g_free (point);
}

void
reeve_sweep_free (ReeveSweep *sweep)
{
  if (sweep == NULL)
    return;
  g_free (sweep->parameter);
  g_free (sweep->now);
  g_ptr_array_unref (sweep->points);
  g_free (sweep);
}

/* Where the text has the value in force on @law_day. NULL with an error if it has none. */
static char *
find_path (const ReeveOrdinance *draft, const char *name, ReeveDay law_day, GError **error)
{
  const ReeveParameter *parameter = reeve_ordinance_find_parameter (draft, name);
  const ReeveParameterValue *value = parameter == NULL ? NULL : reeve_parameter_value_on (parameter, law_day);
  char day[REEVE_DAY_TEXT_SIZE];

  if (value == NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND,
                   _("The draft has no parameter '%s' with a value that day. Its parameters stand under 'parameters:'."), name);
      return NULL;
    }
  if (value->from == G_MININT32)
    return g_strdup_printf ("parameters/%s", name);
  reeve_day_format (value->from, day);
  return g_strdup_printf ("parameters/%s/%s/value", name, day);
}

static ReeveOrdinance *
load_with (const ReeveOrdinance *draft, ReeveConn *conn, const char *path, const char *name, const char *value, GError **error)
{
  GBytes *text = reeve_ordinance_get_text (draft);
  g_autoptr (ReeveEdit) edit = reeve_edit_set (text, path, value, error);
  g_autoptr (GBytes) edited = NULL;
  g_autoptr (ReeveMessages) messages = NULL;
  g_autofree char *listed = NULL;
  ReeveOrdinance *ordinance;

  if (edit == NULL)
    return NULL;
  edited = reeve_edit_apply (text, edit);
  ordinance = reeve_ordinance_load (reeve_ordinance_get_id (draft), edited, reeve_check_find_library, conn, &messages);
  if (ordinance != NULL)
    return ordinance;
  listed = reeve_messages_format (messages);
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("With '%s' the parameter '%s' does not fit the draft:\n%s"), value, name, listed);
  return NULL;
}

static GPtrArray *
load_drafts (const ReeveOrdinance *draft, ReeveConn *conn, const char *name, const char *const *values, ReeveDay law_day, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_ordinance_unref);
  g_autofree char *path = find_path (draft, name, law_day, error);

  if (path == NULL)
    return NULL;
  for (guint i = 0; values[i] != NULL; i++)
    {
      ReeveOrdinance *ordinance;

      if (i == REEVE_SWEEP_MAX_VALUES)
        {
          g_set_error (error, REEVE_ERROR, REEVE_ERROR_LIMIT, _("A sweep has at most %d values."), REEVE_SWEEP_MAX_VALUES);
          return NULL;
        }
      ordinance = load_with (draft, conn, path, name, values[i], error);
      if (ordinance == NULL)
        return NULL;
      g_ptr_array_add (drafts, ordinance);
    }
  return g_steal_pointer (&drafts);
}

/* As the text spells it. */
static char *
value_now (ReeveOrdinance *before, const char *name, ReeveDay day)
{
  g_autofree char *path = before == NULL ? NULL : find_path (before, name, day, NULL);

  return path == NULL ? NULL : reeve_edit_get (reeve_ordinance_get_text (before), path, NULL);
}

static void
add_points (ReeveSweep *sweep, const ReevePass *pass, const char *const *values)
{
  for (guint d = 0; values[d] != NULL; d++)
    {
      ReeveSweepPoint *point = g_new0 (ReeveSweepPoint, 1);
      gsize first = (gsize) d * (gsize) sweep->n_businesses;

      point->value = g_strdup (values[d]);
      for (gsize i = first; i < first + (gsize) sweep->n_businesses; i++)
        {
          point->businesses.n[pass->worst[i]]++;
          point->concerned += pass->concerned[i];
          point->standing[pass->stands[i]]++;
        }
      g_ptr_array_add (sweep->points, point);
    }
}

static gboolean
run (ReeveSweep *sweep, ReeveDb *db, ReeveConn *conn, const ReeveBacktestSpec *spec, const char *const *values, ReeveProgressFunc progress,
     gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (ReeveGround) ground = reeve_ground_get (db, conn, spec->day, error);
  ReeveDay law_day = spec->as_on_day ? spec->day : reeve_ordinance_last_day (spec->after, spec->day);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (ReevePlan) plan = NULL;
  g_auto (ReevePass) pass = { 0 };
  ReeveOrdinance *before = spec->before;

  if (ground == NULL)
    return FALSE;
  if (before == NULL)
    {
      const GPtrArray *adopted = reeve_ground_get_adopted (ground, conn, error);

      if (adopted == NULL)
        return FALSE;
      before = reeve_plan_find_before (adopted, spec->after);
    }
  drafts = load_drafts (spec->after, conn, sweep->parameter, values, law_day, error);
  if (drafts == NULL || drafts->len == 0)
    return drafts != NULL;
  plan = reeve_plan_new (before, (ReeveOrdinance *const *) drafts->pdata, drafts->len, spec, law_day, error);
  if (plan == NULL || !reeve_pass_run (&pass, plan, ground, db, conn, FALSE, progress, data, cancellable, error))
    return FALSE;
  sweep->now = value_now (before, sweep->parameter, spec->day);
  sweep->n_businesses = ground->businesses->len;
  add_points (sweep, &pass, values);
  return TRUE;
}

ReeveSweep *
reeve_sweep_run (ReeveDb *db, const ReeveBacktestSpec *spec, const char *parameter, const char *const *values, ReeveProgressFunc progress,
                 gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, error);
  g_autoptr (ReeveSweep) sweep = g_new0 (ReeveSweep, 1);
  gboolean ok;

  sweep->parameter = g_strdup (parameter);
  sweep->points = g_ptr_array_new_with_free_func (point_free);
  if (reader == NULL || !reeve_reader_begin (reader, error))
    return NULL;
  ok = run (sweep, db, reeve_reader_get_conn (reader), spec, values, progress, data, cancellable, error);
  reeve_reader_end (reader);
  return ok ? g_steal_pointer (&sweep) : NULL;
}
