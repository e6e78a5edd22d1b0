// SPDX-License-Identifier: GPL-3.0-or-later
/* Runs the worked examples of a provision on changed copies of it. Facts are filled once for each example; a change costs one compilation
 * and one evaluation for each example until one notices. The ordinance itself is never touched. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "reeve-example-private.h"
#include "reeve-mutation-private.h"
#include "reeve-program-private.h"

/* An example that passes: what it is tested on, and what must come out. */
typedef struct { ReeveFacts *facts; ReeveDay day; const GArray *holidays; ReeveOutcome expected; } Trial;

struct _ReeveMutator
{
  ReeveOrdinance *ordinance;      /* the one under test; or a view of it in which one parameter is another */
  ReeveOrdinance *original;
  ReeveProvision changed;         /* a copy whose versions are copies */
  GArray *trials;                 /* Trial */
  const char *provision, *part, *definition;
  guint n_tried, n_left_out;
  gboolean left_out;              /* the last one was not tried */
  GHashTable *parameters;         /* names that are read */
  GHashTable *found;              /* key of a change -> ReeveMutation that nobody noticed so far, or NULL: noticed */
};

static void
mutation_free (gpointer data)
{
  ReeveMutation *mutation = data;

  if (mutation == NULL)
    return;
  g_free (mutation->provision);
  g_free (mutation->part);
  g_free (mutation->before);
  g_free (mutation->after);
  g_free (mutation->hint);
  g_free (mutation);
}

void
reeve_mutation_report_free (ReeveMutationReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->survivors);
  g_ptr_array_unref (report->untested);
  g_free (report);
}

static void
trial_clear (gpointer data)
{
  Trial *trial = data;

  reeve_facts_free (trial->facts);
}

/* Trials */

static ReeveOutcome
outcome_on (ReeveOrdinance *ordinance, const ReeveProvision *provision, const Trial *trial)
{
  g_autoptr (ReeveProgram) program = reeve_program_new (ordinance, provision, trial->day, TRUE);

  if (program != NULL && trial->holidays != NULL)
    reeve_program_set_holidays (program, trial->holidays);
  return program == NULL ? REEVE_OUTCOME_NOT_APPLICABLE : reeve_program_evaluate (program, trial->facts, NULL, NULL);
}

static void
add_trial (ReeveMutator *mutator, const ReeveProvision *provision, const ReeveExample *example)
{
  Trial trial = { .day = reeve_example_run_day (mutator->original, provision, example), .holidays = example->holidays };

  if (!reeve_outcome_from_name (example->expect, &trial.expected))
    return;
  trial.facts = reeve_facts_new (mutator->original);
  if (reeve_facts_fill_example (trial.facts, example, reeve_example_about (provision, trial.day), NULL)
      && outcome_on (mutator->original, provision, &trial) == trial.expected)
    g_array_append_val (mutator->trials, trial);
  else
    reeve_facts_free (trial.facts);
}

/* Beyond the limit a change is not tried and only counted; record() then leaves what is known of it. */
static gboolean
is_noticed (ReeveMutator *mutator)
{
  if (mutator->n_tried == REEVE_MUTATIONS_MAX)
    {
      mutator->n_left_out++;
      mutator->left_out = TRUE;
      return TRUE;
    }
  mutator->n_tried++;
  for (guint i = 0; i < mutator->trials->len; i++)
    {
      const Trial *trial = &g_array_index (mutator->trials, Trial, i);

      if (outcome_on (mutator->ordinance, &mutator->changed, trial) != trial->expected)
        return TRUE;
    }
  return FALSE;
}

/* Keeps what was found about one change, which several versions and provisions may share. Takes the strings. */
static gboolean
record (ReeveMutator *mutator, gboolean noticed, char *part, ReeveSource source, char *before, char *after, char *hint)
{
  char *key = g_strdup_printf ("%u:%u:%s:%s", source.line, source.column, before, after != NULL ? after : "\n");
  ReeveMutation *mutation = NULL;
  gpointer known;

  if (mutator->left_out)
    {
      g_free (part);
      g_free (before);
      g_free (after);
      g_free (hint);
      g_free (key);
      return TRUE;
    }
  if (noticed || (g_hash_table_lookup_extended (mutator->found, key, NULL, &known) && known == NULL))
    {
      g_free (part);
      g_free (before);
      g_free (after);
      g_free (hint);
    }
  else
    {
      mutation = g_new0 (ReeveMutation, 1);
      *mutation = (ReeveMutation) { g_strdup (mutator->provision), part, source, before, after, hint };
    }
  if (g_hash_table_lookup_extended (mutator->found, key, NULL, &known))
    mutation_free (known);
  g_hash_table_replace (mutator->found, key, mutation);
  return noticed;
}

gboolean
reeve_mutator_try (ReeveMutator *mutator, ReeveNode **slot, ReeveNode *replacement, ReeveSource source, char *before, char *after, char *hint)
{
  ReeveNode *original = *slot;
  gboolean noticed;

  *slot = replacement;
  noticed = is_noticed (mutator);
  *slot = original;
  reeve_node_free (replacement);
  return record (mutator, noticed,
                 mutator->definition != NULL ? g_strdup_printf ("definition %s", mutator->definition) : g_strdup (mutator->part), source, before,
                 after, hint);
}

gboolean
reeve_mutator_enter_definition (ReeveMutator *mutator, const char *name)
{
  const ReeveDefinition *definition = reeve_ordinance_find_definition (mutator->original, name);

  if (definition == NULL || definition->included)
    return FALSE;
  mutator->definition = definition->name;
  return TRUE;
}

void
reeve_mutator_leave_definition (ReeveMutator *mutator, const char *previous)
{
  mutator->definition = previous;
}

const char *
reeve_mutator_get_definition (const ReeveMutator *mutator)
{
  return mutator->definition;
}

void
reeve_mutator_note_parameter (ReeveMutator *mutator, const char *name)
{
  g_hash_table_add (mutator->parameters, g_strdup (name));
}

/* Copies */

static void
unless_free (gpointer data)
{
  ReeveUnless *unless = data;

  reeve_node_free (unless->when);
  g_free (unless);
}

static ReeveProvisionVersion *
version_copy (const ReeveProvisionVersion *version)
{
  ReeveProvisionVersion *copy = g_memdup2 (version, sizeof *version);

  copy->applies = reeve_node_copy (version->applies);
  copy->require = reeve_node_copy (version->require);
  copy->grounds = reeve_node_copy (version->grounds);
  copy->grandfather = reeve_node_copy (version->grandfather);
  copy->grandfather_until = reeve_node_copy (version->grandfather_until);
  copy->cure = reeve_node_copy (version->cure);
  copy->unless = g_ptr_array_new_with_free_func (unless_free);
  for (guint i = 0; i < version->unless->len; i++)
    {
      ReeveUnless *unless = g_memdup2 (version->unless->pdata[i], sizeof (ReeveUnless));

      unless->when = reeve_node_copy (unless->when);
      g_ptr_array_add (copy->unless, unless);
    }
  return copy;
}

/* Only what version_copy() made; the rest is the original's. */
static void
version_free (gpointer data)
{
  ReeveProvisionVersion *copy = data;

  reeve_node_free (copy->applies);
  reeve_node_free (copy->require);
  reeve_node_free (copy->grounds);
  reeve_node_free (copy->grandfather);
  reeve_node_free (copy->grandfather_until);
  reeve_node_free (copy->cure);
  g_ptr_array_unref (copy->unless);
  g_free (copy);
}

/* The parts of a version */

static void
walk_part (ReeveMutator *mutator, const char *part, ReeveNode **slot)
{
  mutator->part = part;
  reeve_mutator_walk (mutator, slot);
}

/* A part that may be missing altogether. */
static void
walk_optional (ReeveMutator *mutator, const char *part, ReeveNode **slot, const char *hint)
{
  if (*slot == NULL)
    return;
  mutator->part = part;
  if (reeve_mutator_try (mutator, slot, NULL, (*slot)->source, reeve_node_print (*slot), NULL, g_strdup (hint)))
    reeve_mutator_walk (mutator, slot);
}

static void
walk_unless (ReeveMutator *mutator, GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      ReeveUnless *unless = list->pdata[i];
      g_autofree char *part = g_strdup_printf ("unless %s", unless->id);
      g_autofree char *text = reeve_node_print (unless->when);
      ReeveSource source = unless->when->source;
      gboolean noticed;

      mutator->part = part;
      g_ptr_array_steal_index (list, i);
      noticed = is_noticed (mutator);
      g_ptr_array_insert (list, (int) i, unless);
      record (mutator, noticed, g_strdup (part), source, g_steal_pointer (&text), NULL,
              g_strdup (_("An example that would not be met but for this exemption would notice.")));
      if (noticed)
        reeve_mutator_walk (mutator, &unless->when);
    }
}

static void
walk_version (ReeveMutator *mutator, ReeveProvisionVersion *version)
{
  walk_optional (mutator, "applies", &version->applies, _("An example outside this scope would notice."));
  walk_part (mutator, version->defines ? "defines" : "require", &version->require);
  walk_part (mutator, "grounds", &version->grounds);
  walk_unless (mutator, version->unless);
  walk_optional (mutator, "grandfather", &version->grandfather, _("An example of one that keeps old rights would notice."));
  walk_part (mutator, "until", &version->grandfather_until);
  walk_optional (mutator, "cure", &version->cure, _("An example with a notice whose time to correct still runs would notice."));
}

/* Parameters */

/* The literal a value was read from. */
static ReeveNode *
literal_of (const ReeveParameter *parameter, const ReeveParameterValue *value)
{
  ReeveNode *node;

  if (value->list != NULL)
    return reeve_node_copy (value->list);
  node = reeve_node_new (REEVE_NODE_LITERAL, value->place);
  node->type = parameter->type;
  node->value = value->value;
  node->schedule = value->schedule != NULL ? reeve_schedule_ref (value->schedule) : NULL;
  if (node->type == REEVE_TYPE_CODE)
    node->text = g_strdup (value->text);
  return node;
}

static void
set_literal (ReeveParameterValue *value, const ReeveNode *literal)
{
  value->value = literal->value;
  value->schedule = literal->schedule;
  value->list = literal->kind == REEVE_NODE_LIST ? (ReeveNode *) literal : NULL;
  if (literal->type == REEVE_TYPE_CODE)
    value->text = literal->text;
}

static void
try_value (ReeveMutator *mutator, ReeveParameterValue *value, ReeveNeighbour *neighbour, const char *part)
{
  ReeveParameterValue kept = *value;
  gboolean noticed;

  set_literal (value, neighbour->node);
  noticed = is_noticed (mutator);
  *value = kept;
  record (mutator, noticed, g_strdup (part), neighbour->source, g_steal_pointer (&neighbour->before), g_steal_pointer (&neighbour->after),
          g_steal_pointer (&neighbour->hint));
}

/* Programs read parameters from the ordinance: they get a view of it in which this one is a copy. */
static void
walk_parameter (ReeveMutator *mutator, const ReeveParameter *parameter)
{
  ReeveOrdinance view = *mutator->original;
  ReeveParameter copy = *parameter;
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (ReeveParameterValue));
  g_autofree char *part = g_strdup_printf ("parameter %s", parameter->name);

  g_array_append_vals (values, parameter->values->data, parameter->values->len);
  copy.values = values;
  g_hash_table_insert (index, copy.name, &copy);
  for (guint i = 0; i < mutator->original->parameters->len; i++)
    {
      ReeveParameter *other = mutator->original->parameters->pdata[i];

      if (other != parameter && !g_hash_table_contains (index, other->name))
        g_hash_table_insert (index, other->name, other);
    }
  view.parameter_index = index;
  mutator->ordinance = &view;
  for (guint i = 0; i < values->len; i++)
    {
      ReeveParameterValue *value = &g_array_index (values, ReeveParameterValue, i);
      g_autoptr (ReeveNode) literal = literal_of (parameter, value);
      g_autoptr (GPtrArray) neighbours = reeve_mutation_neighbours (literal);

      for (guint n = 0; n < neighbours->len; n++)
        try_value (mutator, value, neighbours->pdata[n], part);
    }
  mutator->ordinance = mutator->original;
}

static void
walk_parameters (ReeveMutator *mutator)
{
  /* in the order of the file, not of the hash */
  for (guint i = 0; i < mutator->original->own_parameters->len; i++)
    {
      const ReeveParameter *parameter = mutator->original->own_parameters->pdata[i];

      if (g_hash_table_contains (mutator->parameters, parameter->name))
        walk_parameter (mutator, parameter);
    }
}

/* Provisions */

static gboolean
has_condition (const ReeveProvision *provision)
{
  for (guint i = 0; i < provision->versions->len; i++)
    {
      const ReeveProvisionVersion *version = provision->versions->pdata[i];

      if (version->require != NULL || version->grounds != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
mutate_provision (ReeveOrdinance *ordinance, const ReeveProvision *provision, GHashTable *found, ReeveMutationReport *report)
{
  g_autoptr (GArray) trials = g_array_new (FALSE, FALSE, sizeof (Trial));
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func (version_free);
  g_autoptr (GHashTable) parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ReeveMutator mutator = { .ordinance = ordinance, .original = ordinance, .changed = *provision, .trials = trials, .provision = provision->id,
                           .parameters = parameters, .found = found };

  if (!has_condition (provision))
    return;
  g_array_set_clear_func (trials, trial_clear);
  for (guint i = 0; i < provision->examples->len; i++)
    add_trial (&mutator, provision, provision->examples->pdata[i]);
  if (trials->len == 0)
    {
      g_ptr_array_add (report->untested, g_strdup (provision->id));
      return;
    }
  for (guint i = 0; i < provision->versions->len; i++)
    g_ptr_array_add (versions, version_copy (provision->versions->pdata[i]));
  mutator.changed.versions = versions;
  for (guint i = 0; i < versions->len; i++)
    walk_version (&mutator, versions->pdata[i]);
  walk_parameters (&mutator);
  report->n_left_out += mutator.n_left_out;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const ReeveMutation *x = *(ReeveMutation *const *) a, *y = *(ReeveMutation *const *) b;

  if (x->source.line != y->source.line)
    return x->source.line < y->source.line ? -1 : 1;
  if (x->source.column != y->source.column)
    return x->source.column < y->source.column ? -1 : 1;
  if (strcmp (x->before, y->before) != 0)
    return strcmp (x->before, y->before);
  return g_strcmp0 (x->after, y->after);
}

ReeveMutationReport *
reeve_mutations_run (ReeveOrdinance *ordinance, const ReeveProvision *provision)
{
  ReeveMutationReport *report = g_new0 (ReeveMutationReport, 1);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key, mutation;

  report->survivors = g_ptr_array_new_with_free_func (mutation_free);
  report->untested = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < ordinance->own_provisions->len; i++)
    if (provision == NULL || provision == ordinance->own_provisions->pdata[i])
      mutate_provision (ordinance, ordinance->own_provisions->pdata[i], found, report);
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &key, &mutation))
    if (mutation == NULL)
      report->n_killed++;
    else
      g_ptr_array_add (report->survivors, mutation);
  g_ptr_array_sort (report->survivors, compare_places);
  return report;
}
