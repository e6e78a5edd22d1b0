/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which programs a back-test has to run: provisions are paired by id, and what prints alike on both sides needs no evaluation. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-backtest-private.h"
#include "reeve-error.h"
#include "reeve-program-spare.h"

typedef struct
{
  ReevePlan *plan;
  const ReeveBacktestSpec *spec;
  ReeveDay law_day;
  GHashTable *prints;      /* GBytes -> index + 1 */
  GHashTable *found;       /* ids of .only that were met */
} Planner;

static void
provision_free (gpointer data)
{
  ReeveBacktestProvision *provision = data;

  g_free (provision->id);
  g_free (provision->ordinance);
  g_free (provision);
}

static void
pair_clear (gpointer data)
{
  g_free (((ReevePair *) data)->after);
}

void
reeve_plan_free (ReevePlan *plan)
{
  if (plan == NULL)
    return;
  g_array_unref (plan->pairs);
  g_ptr_array_unref (plan->programs);
  g_ptr_array_unref (plan->provisions);
  g_ptr_array_unref (plan->ordinances);
  g_free (plan);
}

ReeveDay
reeve_ordinance_last_day (const ReeveOrdinance *ordinance, ReeveDay day)
{
  const GPtrArray *provisions = reeve_ordinance_get_provisions (ordinance), *parameters = reeve_ordinance_get_parameters (ordinance);
  ReeveDay last = day;

  for (guint i = 0; i < provisions->len; i++)
    {
      const ReeveProvision *provision = provisions->pdata[i];

      for (guint v = 0; v < provision->versions->len; v++)
        last = MAX (last, ((const ReeveProvisionVersion *) provision->versions->pdata[v])->from);
    }
  for (guint i = 0; parameters != NULL && i < parameters->len; i++)
    {
      const ReeveParameter *parameter = parameters->pdata[i];

      for (guint v = 0; v < parameter->values->len; v++)
        last = MAX (last, g_array_index (parameter->values, ReeveParameterValue, v).from);
    }
  return last;
}

ReeveOrdinance *
reeve_plan_find_before (const GPtrArray *adopted, const ReeveOrdinance *draft)
{
  for (guint i = 0; i < adopted->len; i++)
    if (strcmp (reeve_ordinance_get_id (adopted->pdata[i]), reeve_ordinance_get_id (draft)) == 0)
      return adopted->pdata[i];
  return NULL;
}

static ReeveBacktestSide
side_of (const ReeveProvisionVersion *version)
{
  switch (version->nature)
    {
    case REEVE_NATURE_APPEAL:
    case REEVE_NATURE_DEFINITION:
      return REEVE_BACKTEST_NOBODY;
    case REEVE_NATURE_CITY_DUTY:
    case REEVE_NATURE_DEADLINE:
    case REEVE_NATURE_PENALTY:
      return REEVE_BACKTEST_CITY;
    case REEVE_NATURE_DUTY:
    case REEVE_NATURE_TRIGGER:
    default:
      return version->duty == REEVE_DUTY_CITY             ? REEVE_BACKTEST_CITY
             : version->duty == REEVE_DUTY_PROPERTY_OWNER ? REEVE_BACKTEST_PROPERTY_OWNER
                                                          : REEVE_BACKTEST_BUSINESS;
    }
}

/* Is it wanted? */
static gboolean
is_wanted (Planner *planner, const char *id)
{
  if (planner->spec->only == NULL)
    return TRUE;
  if (!g_strv_contains (planner->spec->only, id))
    return FALSE;
  g_hash_table_add (planner->found, (gpointer) id);
  return TRUE;
}

/* Who is spared as having been there before. */
typedef enum { SPARED_NOBODY, SPARED_AS_WRITTEN, SPARED_ALL } Spared;

/* One program for all that print alike. */
static guint
add_program (Planner *planner, ReeveOrdinance *ordinance, const ReeveProvision *provision, ReeveDay law_day, Spared spared)
{
  GPtrArray *programs = planner->plan->programs;
  g_autoptr (ReeveProgram) program = NULL;
  g_autoptr (GBytes) print = NULL;
  guint known;

  if (provision == NULL)
    return REEVE_NO_PROGRAM;
  if (spared == SPARED_ALL)
    program = reeve_program_new_sparing (ordinance, provision, planner->spec->day, law_day, planner->spec->day);
  else
    program = reeve_program_new_as_on (ordinance, provision, planner->spec->day, law_day, spared == SPARED_AS_WRITTEN);
  if (program == NULL)
    return REEVE_NO_PROGRAM;
  print = reeve_program_get_print (program);
  known = GPOINTER_TO_UINT (g_hash_table_lookup (planner->prints, print));
  if (known != 0)
    return known - 1;
  g_ptr_array_add (programs, g_steal_pointer (&program));
  g_hash_table_insert (planner->prints, g_steal_pointer (&print), GUINT_TO_POINTER (programs->len));
  return programs->len - 1;
}

static gboolean
same_words (const ReeveProvisionVersion *a, const ReeveProvisionVersion *b)
{
  return g_strcmp0 (a->text_sha256, b->text_sha256) == 0 && g_strcmp0 (a->citation, b->citation) == 0 && g_strcmp0 (a->title, b->title) == 0
         && g_strcmp0 (a->quote_sha256, b->quote_sha256) == 0;
}

static ReeveTextState
state_of (const ReevePair *pair, const ReeveBacktestProvision *provision)
{
  if (provision->before == NULL)
    return REEVE_TEXT_ADDED;
  if (provision->after == NULL)
    return REEVE_TEXT_DROPPED;
  if (pair->before != pair->after[0])
    return REEVE_TEXT_RULE;
  return same_words (provision->before, provision->after) ? REEVE_TEXT_SAME : REEVE_TEXT_WORDS;
}

static const ReeveProvisionVersion *
version_on (const ReeveProvision *provision, ReeveDay day)
{
  return provision == NULL ? NULL : reeve_provision_version_on (provision, day);
}

/* @before and @after: (nullable) the provision on either side; @drafts those of each draft beside the first. */
static void
add_pair (Planner *planner, ReeveOrdinance *ordinance, const ReeveProvision *before, ReeveOrdinance *const *drafts, const ReeveProvision *after)
{
  ReevePlan *plan = planner->plan;
  const ReeveBacktestSpec *spec = planner->spec;
  const ReeveProvisionVersion *version_before = version_on (before, spec->day), *version_after = version_on (after, planner->law_day);
  const ReeveProvisionVersion *version = version_after != NULL ? version_after : version_before;
  ReeveBacktestProvision *provision;
  ReevePair pair;

  if (version == NULL)
    return;
  provision = g_new0 (ReeveBacktestProvision, 1);
  provision->id = g_strdup (after != NULL ? after->id : before->id);
  provision->ordinance = g_strdup (reeve_ordinance_get_id (version_after != NULL ? drafts[0] : ordinance));
  provision->before = version_before;
  provision->after = version_after;
  provision->side = side_of (version);
  provision->about = version->about;
  pair = (ReevePair) { provision, REEVE_NO_PROGRAM, g_new (guint, plan->n_drafts) };
  pair.before = add_program (planner, ordinance, before, spec->day, spec->before_without_grandfathering ? SPARED_NOBODY : SPARED_AS_WRITTEN);
  for (guint i = 0; i < plan->n_drafts; i++)
    {
      const ReeveProvision *of_draft = after == NULL ? NULL : reeve_ordinance_find_provision (drafts[i], after->id);

      pair.after[i] = add_program (planner, drafts[i], of_draft, planner->law_day,
                                   spec->after_without_grandfathering ? SPARED_NOBODY : SPARED_AS_WRITTEN);
      if (spec->after_sparing_all && provision->side == REEVE_BACKTEST_BUSINESS && pair.after[i] != pair.before)
        pair.after[i] = add_program (planner, drafts[i], of_draft, planner->law_day, SPARED_ALL);
      provision->evaluated |= pair.after[i] != pair.before;
    }
  provision->state = state_of (&pair, provision);
  g_ptr_array_add (plan->provisions, provision);
  if (provision->evaluated)
    g_array_append_val (plan->pairs, pair);
  else
    pair_clear (&pair);
}

/* A duty that passes to somebody else, or a test of other records, is one provision gone and another come. */
static gboolean
is_paired (Planner *planner, const ReeveProvision *before, const ReeveProvision *after)
{
  const ReeveProvisionVersion *a = version_on (before, planner->spec->day), *b = version_on (after, planner->law_day);

  return a == NULL || b == NULL || (a->about == b->about && side_of (a) == side_of (b));
}

static void
add_all (Planner *planner, ReeveOrdinance *before, ReeveOrdinance *const *drafts)
{
  const GPtrArray *new_ones = reeve_ordinance_get_provisions (drafts[0]);
  const GPtrArray *old_ones = before == NULL ? NULL : reeve_ordinance_get_provisions (before);

  for (guint i = 0; i < new_ones->len; i++)
    {
      const ReeveProvision *after = new_ones->pdata[i];
      const ReeveProvision *old = before == NULL ? NULL : reeve_ordinance_find_provision (before, after->id);

      if (is_wanted (planner, after->id))
        add_pair (planner, before, old != NULL && is_paired (planner, old, after) ? old : NULL, drafts, after);
    }
  for (guint i = 0; old_ones != NULL && i < old_ones->len; i++)
    {
      const ReeveProvision *old = old_ones->pdata[i], *after = reeve_ordinance_find_provision (drafts[0], old->id);

      if ((after == NULL || !is_paired (planner, old, after)) && is_wanted (planner, old->id))
        add_pair (planner, before, old, drafts, NULL);
    }
}

/* Programs that stand on both sides of unchanged provisions are not run. */
static void
drop_idle_programs (ReevePlan *plan)
{
  g_autofree guint *places = g_new (guint, plan->programs->len + 1);
  g_autoptr (GPtrArray) used = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_program_unref);

  for (guint i = 0; i < plan->programs->len; i++)
    places[i] = REEVE_NO_PROGRAM;
  for (guint p = 0; p < plan->pairs->len; p++)
    {
      ReevePair *pair = &g_array_index (plan->pairs, ReevePair, p);

      for (guint i = 0; i <= plan->n_drafts; i++)
        {
          guint *index = i == plan->n_drafts ? &pair->before : &pair->after[i];

          if (*index == REEVE_NO_PROGRAM)
            continue;
          if (places[*index] == REEVE_NO_PROGRAM)
            {
              places[*index] = used->len;
              g_ptr_array_add (used, reeve_program_ref (plan->programs->pdata[*index]));
            }
          *index = places[*index];
        }
    }
  g_ptr_array_unref (plan->programs);
  plan->programs = g_steal_pointer (&used);
}

static gboolean
check_only (Planner *planner, GError **error)
{
  for (guint i = 0; planner->spec->only != NULL && planner->spec->only[i] != NULL; i++)
    if (!g_hash_table_contains (planner->found, planner->spec->only[i]))
      {
        g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("There is no provision '%s' in the ordinances used."), planner->spec->only[i]);
        return FALSE;
      }
  return TRUE;
}

ReevePlan *
reeve_plan_new (ReeveOrdinance *before, ReeveOrdinance *const *drafts, guint n_drafts, const ReeveBacktestSpec *spec, ReeveDay law_day, GError **error)
{
  g_autoptr (ReevePlan) plan = g_new0 (ReevePlan, 1);
  g_autoptr (GHashTable) prints = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  Planner planner = { plan, spec, law_day, prints, found };

  plan->n_drafts = n_drafts;
  plan->day = spec->day;
  plan->without = spec->without;
  plan->ordinances = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_ordinance_unref);
  plan->programs = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_program_unref);
  plan->provisions = g_ptr_array_new_with_free_func (provision_free);
  plan->pairs = g_array_new (FALSE, FALSE, sizeof (ReevePair));
  g_array_set_clear_func (plan->pairs, pair_clear);
  if (before != NULL)
    g_ptr_array_add (plan->ordinances, reeve_ordinance_ref (before));
  for (guint i = 0; i < n_drafts; i++)
    g_ptr_array_add (plan->ordinances, reeve_ordinance_ref (drafts[i]));
  add_all (&planner, before, drafts);
  if (!check_only (&planner, error))
    return NULL;
  drop_idle_programs (plan);
  return g_steal_pointer (&plan);
}
