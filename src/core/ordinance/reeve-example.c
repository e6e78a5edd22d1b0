/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a file's worked examples: the drafter's own proof that the rule says what was meant. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-example.h"
#include "reeve-example-private.h"
#include "reeve-facts-private.h"
#include "reeve-program-private.h"

/* The first version that any day sees: tells what an example outside every version is about. */
ReeveAbout
reeve_example_about (const ReeveProvision *provision, ReeveDay day)
{
  const ReeveProvisionVersion *version = reeve_provision_version_on (provision, day);

  if (version == NULL && provision->versions->len > 0)
    version = provision->versions->pdata[0];
  return version == NULL ? REEVE_ABOUT_BUSINESS : version->about;
}

/* A day that no version holds on is moved to the first that one does, unless the example says `on`. */
ReeveDay
reeve_example_run_day (const ReeveOrdinance *ordinance, const ReeveProvision *provision, const ReeveExample *example)
{
  ReeveDay day = reeve_example_get_day (ordinance, example);

  if (!example->on_given && provision->versions->len > 0)
    {
      const ReeveProvisionVersion *first = provision->versions->pdata[0];
      day = MAX (day, first->from);
    }
  return day;
}

/* FALSE: it failed, and @messages says how. */
static gboolean
run_example (ReeveOrdinance *ordinance, const ReeveProvision *provision, const ReeveExample *example, ReeveFacts *facts, ReeveMessages *messages,
             ReeveExampleFunc func, gpointer data)
{
  ReeveDay day = reeve_example_run_day (ordinance, provision, example);
  ReeveOutcome outcome = REEVE_OUTCOME_NOT_APPLICABLE, expected;
  g_autoptr (ReeveProgram) program = NULL;
  g_autoptr (ReeveTrace) trace = NULL;
  const char *sentence = _("not in force that day.");

  /* The loader lets only outcomes through. */
  if (!reeve_outcome_from_name (example->expect, &expected))
    return FALSE;
  if (!reeve_facts_fill_example (facts, example, reeve_example_about (provision, day), NULL))
    return FALSE;   /* a file that was read has no such example */
  program = reeve_program_new (ordinance, provision, day, TRUE);
  if (program != NULL && example->holidays != NULL)
    reeve_program_set_holidays (program, example->holidays);
  if (program != NULL)
    outcome = reeve_program_evaluate (program, facts, NULL, NULL);
  if (program != NULL && (outcome != expected || (func != NULL && outcome == REEVE_OUTCOME_INSUFFICIENT)))
    {
      trace = reeve_trace_new ();
      reeve_program_evaluate (program, facts, NULL, trace);
      sentence = reeve_trace_get_sentence (trace);
    }
  if (func != NULL)
    func (provision, example, day, outcome, outcome == REEVE_OUTCOME_INSUFFICIENT ? trace : NULL, data);
  if (outcome == expected)
    return TRUE;
  reeve_messages_add (messages, REEVE_SEVERITY_ERROR, "E401", example->source, NULL, _("example '%s': expected %s, got %s: %s"), example->name,
                      example->expect, reeve_outcome_name (outcome), sentence);
  return FALSE;
}

/* --- do the facts fit? --- */

/* Do business days, or hours of holidays, stand in it? */
static gboolean
needs_holidays (const ReeveOrdinance *ordinance, const ReeveNode *node)
{
  const ReeveParameter *parameter;

  if (node == NULL)
    return FALSE;
  if (node->schedule != NULL && reeve_schedule_names_holidays (node->schedule))
    return TRUE;
  if (node->kind == REEVE_NODE_PARAMETER && node->type == REEVE_TYPE_SCHEDULE
      && (parameter = reeve_ordinance_find_parameter (ordinance, node->text)) != NULL)
    for (guint i = 0; i < parameter->values->len; i++)
      {
        const ReeveParameterValue *value = &g_array_index (parameter->values, ReeveParameterValue, i);
        if (value->schedule != NULL && reeve_schedule_names_holidays (value->schedule))
          return TRUE;
      }
  if (node->type == REEVE_TYPE_DURATION && node->value.aux == REEVE_UNIT_BUSINESS_DAYS
      && (node->kind == REEVE_NODE_LITERAL || node->kind == REEVE_NODE_PARAMETER))
    return TRUE;
  for (guint i = 0; i < node->n_children; i++)
    if (needs_holidays (ordinance, node->children[i]))
      return TRUE;
  return FALSE;
}

/* Without the city's holidays a number of business days ends on no known day, and the example would be insufficient without a word. */
static gboolean
lacks_holidays (const ReeveOrdinance *ordinance, const ReeveProvisionVersion *version, const ReeveExample *example)
{
  if (version == NULL || version->counting.holidays != NULL || example->holidays != NULL)
    return FALSE;
  return needs_holidays (ordinance, version->applies) || needs_holidays (ordinance, version->require) || needs_holidays (ordinance, version->grounds)
         || needs_holidays (ordinance, version->cure) || needs_holidays (ordinance, version->grandfather_until);
}

void
reeve_examples_check (ReeveOrdinance *ordinance, const GPtrArray *provisions, ReeveMessages *messages)
{
  g_autoptr (ReeveFacts) facts = reeve_facts_new (ordinance);

  for (guint i = 0; i < provisions->len; i++)
    {
      const ReeveProvision *provision = provisions->pdata[i];
      for (guint j = 0; j < provision->examples->len; j++)
        {
          const ReeveExample *example = provision->examples->pdata[j];
          ReeveDay day = reeve_example_run_day (ordinance, provision, example);
          reeve_facts_fill_example (facts, example, reeve_example_about (provision, day), messages);
          if (lacks_holidays (ordinance, reeve_provision_version_on (provision, day), example))
            reeve_messages_add (messages, REEVE_SEVERITY_ERROR, "E402", example->source, NULL,
                                _("this provision counts business days or speaks of holidays, but none are known: add 'holidays: [...]' under 'given' (or under "
                                  "'counting'), an empty list if there are none"));
        }
    }
}

/**
 * reeve_examples_run:
 * @provision: (nullable): only those of this provision
 * @messages: takes an E401 for each example that fails
 *
 * Returns: how many provisions and examples were looked at, and how many failed
 */
ReeveExampleCounts
reeve_examples_run (ReeveOrdinance *ordinance, const char *provision, ReeveMessages *messages)
{
  return reeve_examples_run_each (ordinance, provision, messages, NULL, NULL);
}

/**
 * reeve_examples_run_each:
 * @provision: (nullable): only those of this provision
 * @func: (nullable) (scope call)
 *
 * Returns: how many provisions and examples were looked at, and how many failed
 */
ReeveExampleCounts
reeve_examples_run_each (ReeveOrdinance *ordinance, const char *provision, ReeveMessages *messages, ReeveExampleFunc func, gpointer data)
{
  const GPtrArray *provisions = reeve_ordinance_get_provisions (ordinance);
  g_autoptr (ReeveFacts) facts = reeve_facts_new (ordinance);
  ReeveExampleCounts counts = { 0 };

  for (guint i = 0; i < provisions->len; i++)
    {
      const ReeveProvision *p = provisions->pdata[i];
      if (provision != NULL && strcmp (provision, p->id) != 0)
        continue;
      counts.provisions++;
      for (guint j = 0; j < p->examples->len; j++)
        {
          counts.examples++;
          if (!run_example (ordinance, p, p->examples->pdata[j], facts, messages, func, data))
            counts.failed++;
        }
    }
  return counts;
}
