/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a file's worked examples: the drafter's own proof that the rule says what was meant. */
#include "config.h"

#include <string.h>

#include "reeve-example.h"
#include "reeve-facts-private.h"

/* The first version that any day sees: tells what an example outside every version is about. */
static ReeveAbout
about_on (const ReeveProvision *provision, ReeveDay day)
{
  const ReeveProvisionVersion *version = reeve_provision_version_on (provision, day);

  if (version == NULL && provision->versions->len > 0)
    version = provision->versions->pdata[0];
  return version == NULL ? REEVE_ABOUT_BUSINESS : version->about;
}

/* A day that no version holds on is moved to the first that one does, unless the example says `on`. */
static ReeveDay
day_of (ReeveOrdinance *ordinance, const ReeveProvision *provision, const ReeveExample *example)
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
  ReeveDay day = day_of (ordinance, provision, example);
  ReeveOutcome outcome = REEVE_OUTCOME_NOT_APPLICABLE, expected;
  g_autoptr (ReeveProgram) program = NULL;
  g_autoptr (ReeveTrace) trace = NULL;
  const char *sentence = "not in force that day.";

  /* The loader lets only outcomes through. */
  if (!reeve_outcome_from_name (example->expect, &expected))
    return FALSE;
  if (!reeve_facts_fill_example (facts, example, about_on (provision, day), messages))
    return FALSE;
  program = reeve_program_new (ordinance, provision, day, TRUE);
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
  reeve_messages_add (messages, REEVE_SEVERITY_ERROR, "E401", example->source, NULL, "example '%s': expected %s, got %s: %s", example->name,
                      example->expect, reeve_outcome_name (outcome), sentence);
  return FALSE;
}

/**
 * reeve_examples_run:
 * @provision: (nullable): only those of this provision
 * @messages: takes an E401 for each example that fails, E402 for facts that do not fit
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
 * @func: (nullable) (scope call): not told of an example whose facts do not fit (E402)
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
