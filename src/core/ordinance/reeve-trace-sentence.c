/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences of a finding: for each outcome which part decides (the rule, its scope, an exemption, a cure), said as clauses by
 * reeve-trace-clause.c and closed with a full stop; and the exceptions looked at. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-trace-text-private.h"

static gboolean
is_known_truth (ReeveValue value)
{
  return value.truth == REEVE_TRUTH_N || value.truth == REEVE_TRUTH_Y;
}

static char *
say_root (ReeveSpeaker *s, ReeveTraceRoot root, ReeveTone tone, gboolean wanted)
{
  char *clause;

  s->tone = tone;
  clause = reeve_trace_say (s, reeve_trace_entry (s->trace, root.entry), wanted);
  return clause != NULL ? clause : g_strdup (_ ("the record of this evaluation was cut short"));
}

static void
add_sentence (ReeveTrace *trace, char *clause)
{
  char *sentence;

  if (clause == NULL)
    return;
  clause = reeve_trace_capitalise (clause);
  /* Translators: a clause becomes a sentence. */
  sentence = g_strdup_printf (C_ ("sentence", "%s."), clause);
  g_free (clause);
  g_ptr_array_add (trace->sentences, sentence);
}

static const ReeveUnless *
unless_at (const ReeveTrace *trace, guint index)
{
  return trace->program->version->unless->pdata[index];
}

static const char *
unless_text (const ReeveTrace *trace, guint index)
{
  const ReeveUnless *unless = unless_at (trace, index);
  return unless->text != NULL ? unless->text : unless->id;
}

/* Which part of the scope is N, or is not known: applies, an exemption, or grandfathering. */
static char *
say_scope (ReeveSpeaker *s, gboolean not_applicable)
{
  const ReeveTrace *trace = s->trace;
  g_autofree char *why = NULL, *day = NULL;

  if (not_applicable ? trace->applies.value.truth == REEVE_TRUTH_N : trace->applies.value.truth != REEVE_TRUTH_Y)
    {
      why = say_root (s, trace->applies, REEVE_TONE_SCOPE, TRUE);
      return g_strdup_printf (not_applicable ? _ ("out of scope: %s") : _ ("whether this applies is not known: %s"), why);
    }
  for (guint i = 0; i < trace->unless->len; i++)
    {
      ReeveTraceRoot root = g_array_index (trace->unless, ReeveTraceRoot, i);
      if (not_applicable ? root.value.truth != REEVE_TRUTH_Y : root.value.truth == REEVE_TRUTH_N)
        continue;
      why = say_root (s, root, REEVE_TONE_EXEMPT, TRUE);
      return g_strdup_printf (not_applicable ? _ ("exempt (%1$s): %2$s") : _ ("whether the exemption holds is not known (%1$s): %2$s"),
                              unless_text (trace, i), why);
    }
  if (not_applicable ? trace->grandfather.value.truth != REEVE_TRUTH_Y : trace->grandfather.value.truth == REEVE_TRUTH_N)
    return NULL;
  why = say_root (s, trace->grandfather, REEVE_TONE_EXEMPT, TRUE);
  if (!not_applicable)
    return g_strdup_printf (_ ("whether it is grandfathered is not known: %s"), why);
  if (!trace->program->grandfather_until.given || trace->grandfather_until.value.lo >= REEVE_FAR_FUTURE)
    return g_strdup_printf (_ ("grandfathered: %s"), why);
  day = reeve_trace_day_text (reeve_value_to_date (trace->grandfather_until.value).lo);
  return g_strdup_printf (_ ("grandfathered until %1$s: %2$s"), day, why);
}

/* In which words the test of this provision is put. */
static ReeveTone
test_tone (const ReeveTrace *trace)
{
  const ReeveProvisionVersion *version = trace->program->version;

  return version->grounds != NULL ? REEVE_TONE_GROUND : version->defines ? REEVE_TONE_SCOPE : REEVE_TONE_REQUIRE;
}

static void
say_insufficient (ReeveSpeaker *s)
{
  ReeveTrace *trace = (ReeveTrace *) s->trace;
  ReeveTone tone = test_tone (trace);
  g_autofree char *test = NULL;

  if (trace->too_large)
    {
      add_sentence (trace, g_strdup (_ ("this is too large to check: a limit on members or steps was reached")));
      return;
    }
  if (!is_known_truth (trace->test.value))
    add_sentence (trace, say_root (s, trace->test, tone, TRUE));
  if (trace->scope != REEVE_TRUTH_Y)
    {
      char *scope = say_scope (s, FALSE);
      add_sentence (trace, scope);
    }
  if (trace->program->version->defines)
    return;
  if (trace->test.value.truth == REEVE_TRUTH_N)
    {
      test = say_root (s, trace->test, tone, TRUE);
      add_sentence (trace, g_strdup_printf (_ ("if it applies, it is not met: %s"), test));
    }
  else if (trace->test.value.truth == REEVE_TRUTH_Y)
    {
      test = say_root (s, trace->test, tone, TRUE);
      add_sentence (trace, g_strdup_printf (_ ("if it applies, the grounds exist: %s"), test));
    }
}

static void
say_pending (ReeveSpeaker *s)
{
  ReeveTrace *trace = (ReeveTrace *) s->trace;
  ReeveTone tone = test_tone (trace);

  if (trace->cure.entry >= 0)
    {
      g_autofree char *day = reeve_trace_day_text (trace->until);
      add_sentence (trace, g_strdup_printf (_ ("the notice gives until %s to put it right"), day));
      add_sentence (trace, say_root (s, trace->test, tone, TRUE));
    }
  else if ((trace->test.value.truth & REEVE_TRUTH_L) != 0)
    add_sentence (trace, say_root (s, trace->test, tone, TRUE));
  else
    add_sentence (trace, say_root (s, trace->applies, REEVE_TONE_SCOPE, TRUE));
}

static void
say_exceptions (ReeveSpeaker *s)
{
  ReeveTrace *trace = (ReeveTrace *) s->trace;

  for (guint i = 0; i < trace->unless->len; i++)
    {
      ReeveTraceRoot root = g_array_index (trace->unless, ReeveTraceRoot, i);
      g_autofree char *why = say_root (s, root, REEVE_TONE_EXEMPT, TRUE);
      const char *form = root.value.truth == REEVE_TRUTH_Y   ? _ ("Exempt (%1$s): %2$s.")
                         : root.value.truth == REEVE_TRUTH_N ? _ ("Not exempt (%1$s): %2$s.")
                                                             : _ ("Not known whether exempt (%1$s): %2$s.");
      g_ptr_array_add (trace->exceptions, g_strdup_printf (form, unless_text (trace, i), why));
    }
  if (trace->program->grandfather.given)
    {
      g_autofree char *why = say_root (s, trace->grandfather, REEVE_TONE_EXEMPT, TRUE);
      const char *form = trace->grandfather.value.truth == REEVE_TRUTH_Y   ? _ ("Grandfathered: %s.")
                         : trace->grandfather.value.truth == REEVE_TRUTH_N ? _ ("Not grandfathered: %s.")
                                                                           : _ ("Not known whether grandfathered: %s.");
      g_ptr_array_add (trace->exceptions, g_strdup_printf (form, why));
    }
}

/* What a deadline that the city misses brings (language.md 5.8). The program only says so; an officer records it. */
static const char *
consequence (const ReeveTrace *trace, gboolean missed)
{
  static const struct { const char *code, *ahead, *missed; } all[] = {
    { "deemed-granted", N_ ("if the last day passes, the application is deemed granted"),
      N_ ("the last day has passed: the application is deemed granted, which an officer records") },
    { "deemed-denied", N_ ("if the last day passes, the application is deemed denied"),
      N_ ("the last day has passed: the application is deemed denied, which an officer records") },
    { "fee-returned", N_ ("if the last day passes, the fee is to be returned"), N_ ("the last day has passed: the fee is to be returned") },
  };
  const ReeveProvisionVersion *version = trace->program->version;

  for (guint i = 0; version->duty == REEVE_DUTY_CITY && version->on_miss != NULL && i < G_N_ELEMENTS (all); i++)
    if (strcmp (version->on_miss, all[i].code) == 0)
      return missed ? _ (all[i].missed) : _ (all[i].ahead);
  return NULL;
}

void
reeve_trace_make_sentences (ReeveTrace *trace)
{
  g_autoptr (GPtrArray) extra = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) unused = g_ptr_array_new_with_free_func (g_free);
  ReeveSpeaker s = { trace, REEVE_TONE_REQUIRE, extra };

  switch (trace->outcome)
    {
    case REEVE_OUTCOME_NOT_APPLICABLE:
      if (trace->program->version->defines && trace->scope != REEVE_TRUTH_N)
        {
          g_autofree char *why = say_root (&s, trace->test, REEVE_TONE_SCOPE, TRUE);
          add_sentence (trace, g_strdup_printf (_ ("this does not fall under the definition: %s"), why));
        }
      else
        add_sentence (trace, say_scope (&s, TRUE));
      if (trace->sentences->len > 0)
        trace->why_not_applicable = g_strdup (trace->sentences->pdata[0]);
      break;
    case REEVE_OUTCOME_INSUFFICIENT:
      say_insufficient (&s);
      break;
    case REEVE_OUTCOME_PENDING:
      say_pending (&s);
      break;
    case REEVE_OUTCOME_GROUNDS:
    case REEVE_OUTCOME_NO_GROUNDS:
      add_sentence (trace, say_root (&s, trace->test, REEVE_TONE_GROUND, TRUE));
      break;
    default:
      add_sentence (trace, say_root (&s, trace->test, test_tone (trace), TRUE));
      if (trace->outcome == REEVE_OUTCOME_COMPLIANT && trace->scope != REEVE_TRUTH_Y)
        add_sentence (trace, g_strdup (_ ("it is met, whether or not it applies")));
      if (trace->cure_day_unknown)
        add_sentence (trace, g_strdup (_ ("a notice was given, but the last day to put it right is not known")));
      break;
    }
  if (trace->outcome == REEVE_OUTCOME_VIOLATION || (trace->outcome == REEVE_OUTCOME_PENDING && trace->cure.entry < 0))
    add_sentence (trace, g_strdup (consequence (trace, trace->outcome == REEVE_OUTCOME_VIOLATION)));
  for (guint i = 0; i < extra->len; i++)
    add_sentence (trace, g_strdup (extra->pdata[i]));
  s.extra = unused;
  if (!trace->too_large)
    say_exceptions (&s);
  if (trace->sentences->len == 0)
    add_sentence (trace, g_strdup (_ ("the record of this evaluation was cut short")));
}
