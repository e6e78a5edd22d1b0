/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reeve-draft.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-example-private.h"
#include "reeve-facts-private.h"
#include "reeve-program-private.h"

struct _ReeveDraft
{
  char *name;
  ReeveLibraryFunc library;
  gpointer library_data;
  GBytes *text;
  ReeveOrdinance *ordinance;   /* the last that could be read */
  gboolean current;            /* ... is that of the text */
  ReeveMessages *messages;
};

ReeveDraft *
reeve_draft_new (const char *name, GBytes *text, ReeveLibraryFunc library, gpointer data)
{
  ReeveDraft *self = g_new0 (ReeveDraft, 1);

  self->name = g_strdup (name);
  self->library = library;
  self->library_data = data;
  reeve_draft_set_text (self, text);
  return self;
}

void
reeve_draft_free (ReeveDraft *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->ordinance, reeve_ordinance_unref);
  g_clear_pointer (&self->messages, reeve_messages_free);
  g_bytes_unref (self->text);
  g_free (self->name);
  g_free (self);
}

void
reeve_draft_set_text (ReeveDraft *self, GBytes *text)
{
  GBytes *old = self->text;
  ReeveOrdinance *ordinance;

  self->text = g_bytes_ref (text);
  g_clear_pointer (&old, g_bytes_unref);
  g_clear_pointer (&self->messages, reeve_messages_free);
  ordinance = reeve_ordinance_load (self->name, text, self->library, self->library_data, &self->messages);
  self->current = ordinance != NULL;
  if (ordinance == NULL)
    return;
  g_clear_pointer (&self->ordinance, reeve_ordinance_unref);
  self->ordinance = ordinance;
}

void
reeve_draft_apply (ReeveDraft *self, const ReeveEdit *edit)
{
  g_autoptr (GBytes) text = reeve_edit_apply (self->text, edit);

  reeve_draft_set_text (self, text);
}

GBytes *
reeve_draft_get_text (const ReeveDraft *self)
{
  return self->text;
}

ReeveOrdinance *
reeve_draft_get_ordinance (const ReeveDraft *self)
{
  return self->ordinance;
}

guint
reeve_draft_get_broken_line (const ReeveDraft *self)
{
  if (self->current)
    return 0;
  for (guint i = 0; i < reeve_messages_get_n (self->messages); i++)
    {
      const ReeveMessage *message = reeve_messages_get (self->messages, i);

      if (message->severity == REEVE_SEVERITY_ERROR && message->source.line > 0)
        return message->source.line;
    }
  return 1;
}

const ReeveMessages *
reeve_draft_get_messages (const ReeveDraft *self)
{
  return self->messages;
}

/* ---- examples ------------------------------------------------------------------------------------------------------------------- */

static void
run_free (gpointer data)
{
  ReeveExampleRun *run = data;

  g_free (run->sentence);
  g_free (run);
}

/* @trace: (nullable) NULL when no version is in force that day. */
static ReeveTrace *
evaluate (ReeveOrdinance *ordinance, const ReeveProvision *provision, const ReeveExample *example, ReeveFacts *facts, ReeveDay day,
          ReeveOutcome *ret_outcome)
{
  g_autoptr (ReeveProgram) program = NULL;
  ReeveTrace *trace;

  *ret_outcome = REEVE_OUTCOME_NOT_APPLICABLE;
  if (!reeve_facts_fill_example (facts, example, reeve_example_about (provision, day), NULL))
    return NULL;
  program = reeve_program_new (ordinance, provision, day, TRUE);
  if (program == NULL)
    return NULL;
  if (example->holidays != NULL)
    reeve_program_set_holidays (program, example->holidays);
  trace = reeve_trace_new ();
  *ret_outcome = reeve_program_evaluate (program, facts, NULL, trace);
  return trace;
}

static gint
failing_first (gconstpointer a, gconstpointer b)
{
  const ReeveExampleRun *x = *(ReeveExampleRun *const *) a, *y = *(ReeveExampleRun *const *) b;

  return x->passed != y->passed ? (x->passed ? 1 : -1) : (x->index > y->index) - (x->index < y->index);
}

GPtrArray *
reeve_draft_run_examples (ReeveDraft *self, const char *id)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (run_free);
  const ReeveProvision *provision = self->ordinance != NULL ? reeve_ordinance_find_provision (self->ordinance, id) : NULL;
  g_autoptr (ReeveFacts) facts = NULL;

  if (provision == NULL)
    return runs;
  facts = reeve_facts_new (self->ordinance);
  for (guint i = 0; i < provision->examples->len; i++)
    {
      ReeveExampleRun *run = g_new0 (ReeveExampleRun, 1);
      g_autoptr (ReeveTrace) trace = NULL;
      ReeveOutcome expected;

      run->example = g_ptr_array_index (provision->examples, i);
      run->index = i;
      run->day = reeve_example_run_day (self->ordinance, provision, run->example);
      trace = evaluate (self->ordinance, provision, run->example, facts, run->day, &run->outcome);
      run->passed = reeve_outcome_from_name (run->example->expect, &expected) && expected == run->outcome;
      run->sentence = g_strdup (trace != NULL ? reeve_trace_get_sentence (trace) : _("Not in force that day."));
      g_ptr_array_add (runs, run);
    }
  g_ptr_array_sort (runs, failing_first);
  return runs;
}

ReeveTrace *
reeve_draft_walk_through (ReeveDraft *self, const char *id, guint index)
{
  const ReeveProvision *provision = self->ordinance != NULL ? reeve_ordinance_find_provision (self->ordinance, id) : NULL;
  const ReeveExample *example;
  g_autoptr (ReeveFacts) facts = NULL;
  ReeveOutcome outcome;

  if (provision == NULL || index >= provision->examples->len)
    return NULL;
  example = g_ptr_array_index (provision->examples, index);
  facts = reeve_facts_new (self->ordinance);
  return evaluate (self->ordinance, provision, example, facts, reeve_example_run_day (self->ordinance, provision, example), &outcome);
}

/* ---- the drafting checklist ------------------------------------------------------------------------------------------------------ */

static const struct { const char *label, *question; } checkpoints[] = {
  { N_("Who owes it"), N_("Does it say who must do it: the business, its owner, the property owner or the city?") },
  { N_("Test"), N_("Can it be tested: is there a rule, or grounds for a sanction?") },
  { N_("Evidence"), N_("Can an inspector really see or fetch what the rule reads?") },
  { N_("Cure"), N_("By when may it be put right, counted from what?") },
  { N_("Penalty"), N_("What follows a breach, and within which cap?") },
  { N_("Appeal"), N_("Who hears a contest, by when, and does it stay the sanction?") },
  { N_("Authority"), N_("Which law lets the city regulate this? A rule without authority is void; state law may have the field to itself.") },
  { N_("Effective date"), N_("From which day does it hold?") },
  { N_("Exemptions"), N_("Who is spared: people who work alone, at home, in health care, or were there before?") },
  { N_("Examples"), N_("Is there an example that meets the rule and one that does not?") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (checkpoints) == REEVE_N_CHECKPOINTS);

const char *
reeve_checkpoint_label (ReeveCheckpoint checkpoint)
{
  g_return_val_if_fail (checkpoint < REEVE_N_CHECKPOINTS, "");
  return _(checkpoints[checkpoint].label);
}

const char *
reeve_checkpoint_question (ReeveCheckpoint checkpoint)
{
  g_return_val_if_fail (checkpoint < REEVE_N_CHECKPOINTS, "");
  return _(checkpoints[checkpoint].question);
}

static gboolean
has_both_sides (const ReeveProvision *provision)
{
  gboolean met = FALSE, not_met = FALSE;

  for (guint i = 0; i < provision->examples->len; i++)
    {
      const char *expect = ((const ReeveExample *) g_ptr_array_index (provision->examples, i))->expect;

      met = met || strcmp (expect, "compliant") == 0 || strcmp (expect, "no-grounds") == 0;
      not_met = not_met || strcmp (expect, "violation") == 0 || strcmp (expect, "grounds") == 0;
    }
  return met && not_met;
}

static ReeveChecked
there_if (gboolean there)
{
  return there ? REEVE_CHECKED_THERE : REEVE_CHECKED_MISSING;
}

ReeveChecked
reeve_provision_check_point (ReeveOrdinance *ordinance, const ReeveProvision *provision, const ReeveProvisionVersion *version,
                             ReeveCheckpoint checkpoint)
{
  ReeveNature nature = reeve_provision_version_get_nature (version);
  gboolean tested = version->require != NULL || version->grounds != NULL, owed = nature == REEVE_NATURE_DUTY;
  gboolean exempts = version->applies != NULL || version->grandfather != NULL || (version->unless != NULL && version->unless->len > 0);

  switch (checkpoint)
    {
    case REEVE_CHECKPOINT_DUTY:
      return tested && nature != REEVE_NATURE_DEFINITION ? REEVE_CHECKED_THERE : REEVE_CHECKED_NEEDLESS;
    case REEVE_CHECKPOINT_TEST:
      return nature == REEVE_NATURE_DEFINITION && !tested ? REEVE_CHECKED_NEEDLESS : there_if (tested);
    case REEVE_CHECKPOINT_EVIDENCE:
      return owed ? there_if (version->evidence_given || provision->examples->len > 0) : REEVE_CHECKED_NEEDLESS;
    case REEVE_CHECKPOINT_CURE:
      return owed ? there_if (version->cure != NULL) : REEVE_CHECKED_NEEDLESS;
    case REEVE_CHECKPOINT_PENALTY:
      return owed ? there_if (version->penalty != NULL && version->penalty->len > 0) : REEVE_CHECKED_NEEDLESS;
    case REEVE_CHECKPOINT_APPEAL:
      return owed || nature == REEVE_NATURE_TRIGGER ? there_if (version->appeal_by != NULL || version->appeal_forum != NULL) : REEVE_CHECKED_NEEDLESS;
    case REEVE_CHECKPOINT_AUTHORITY:
      return there_if (version->authority != NULL || reeve_ordinance_get_authority (ordinance) != NULL);
    case REEVE_CHECKPOINT_EFFECTIVE:
      return there_if (version->from != G_MININT32);
    case REEVE_CHECKPOINT_EXEMPTION:
      return owed ? there_if (exempts) : REEVE_CHECKED_NEEDLESS;
    case REEVE_CHECKPOINT_EXAMPLES:
      return tested ? there_if (has_both_sides (provision) || (version->defines && provision->examples->len > 1)) : REEVE_CHECKED_NEEDLESS;
    case REEVE_N_CHECKPOINTS:
      break;
    }
  return REEVE_CHECKED_NEEDLESS;
}
