/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What "every", "some" and "no" say of their members: the one that decides, those that leave it open, or that none fits. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "reeve-trace-clause-private.h"

static guint
n_members (const ReeveSpeaker *s, const ReeveTraceEntry *quantifier)
{
  guint n = 0;

  for (const ReeveTraceEntry *m = reeve_speaker_get (s, quantifier->first); m != NULL; m = reeve_speaker_get (s, m->next))
    n++;
  return n;
}

static guint
members_equal (const ReeveSpeaker *s, const ReeveTraceEntry *quantifier, guint truth)
{
  guint n = 0;

  for (const ReeveTraceEntry *m = reeve_speaker_get (s, quantifier->first); m != NULL; m = reeve_speaker_get (s, m->next))
    n += m->value.truth == truth;
  return n;
}

/* What is so of a member that was found: its values, without what would have been needed. */
static char *
say_found (ReeveSpeaker *s, const ReeveTraceEntry *where)
{
  ReeveTone tone = s->tone;
  char *clause;

  s->tone = REEVE_TONE_FOUND;
  clause = reeve_trace_say (s, where, TRUE);
  s->tone = tone;
  return clause;
}

/* Why this member brings what it does: the part of it that decides. */
static char *
say_member (ReeveSpeaker *s, const ReeveTraceEntry *quantifier, const ReeveTraceEntry *member)
{
  g_autofree char *name = NULL, *part = NULL;
  const ReeveTraceEntry *where = member->has_where ? reeve_speaker_get (s, member->first) : NULL, *body = reeve_speaker_get (s, member->last);
  gboolean every = quantifier->node->kind == REEVE_NODE_EVERY, no = quantifier->node->kind == REEVE_NODE_NO;

  if ((member->flags & REEVE_ROW_STAND_IN) != 0)
    return reeve_trace_say_incomplete (s, quantifier, member);
  name = reeve_trace_member_text (s->trace, member);
  if (every && body != where && body != NULL && body->value.truth != REEVE_TRUTH_Y)
    {
      if (where != NULL && where->value.truth != REEVE_TRUTH_Y && body->value.truth == REEVE_TRUTH_N)
        part = reeve_trace_say (s, where, TRUE);
      else
        part = reeve_trace_say (s, body, TRUE);
      if ((member->flags & REEVE_ROW_UNCERTAIN) != 0)
        reeve_trace_say_also (s, g_strdup_printf (_ ("it is not known whether %s counts on that day"), name));
    }
  else if (where != NULL && where->value.truth == REEVE_TRUTH_Y && member->value.truth == REEVE_TRUTH_Y)
    part = say_found (s, where);
  else if (where != NULL && !(member->value.truth == REEVE_TRUTH_NY && where->value.truth == REEVE_TRUTH_Y))
    part = reeve_trace_say (s, where, !no);
  if (part == NULL && (member->flags & REEVE_ROW_UNCERTAIN) != 0)
    return g_strdup_printf (_ ("it is not known whether %s counts on that day"), name);
  if (part == NULL)
    return g_strdup_printf (_ ("%s is on record"), name);
  /* Translators: a person, place or event, then what is so of it. */
  return g_strdup_printf (C_ ("member", "%1$s — %2$s"), name, part);
}

/* The members whose value leaves the quantifier open: the first is said, the others follow as sentences of their own. */
static char *
say_open_members (ReeveSpeaker *s, const ReeveTraceEntry *quantifier)
{
  char *first = NULL;

  for (const ReeveTraceEntry *m = reeve_speaker_get (s, quantifier->first); m != NULL; m = reeve_speaker_get (s, m->next))
    {
      char *clause;
      if (reeve_truth_is_known (m->value) || (m->where & REEVE_TRUTH_Y) == 0)
        continue;
      clause = say_member (s, quantifier, m);
      if (first == NULL)
        first = clause;
      else
        reeve_trace_say_also (s, clause);
      if (s->extra->len == REEVE_TRACE_MAX_EXTRA)
        break;
    }
  return first;
}

/* What rests on visits: the last one says how fresh that is. */
static char *
say_latest (ReeveSpeaker *s, const ReeveTraceEntry *quantifier)
{
  int date = reeve_vocabulary_field (quantifier->kind, "date");
  const ReeveTraceEntry *latest = NULL;
  gint64 when = REEVE_FAR_PAST;

  for (const ReeveTraceEntry *m = reeve_speaker_get (s, quantifier->first); m != NULL && date >= 0; m = reeve_speaker_get (s, m->next))
    {
      const ReeveValue *cell = reeve_facts_cell (s->trace->facts, m->kind, m->row, (guint) date);
      if (cell->lo > when && cell->hi < REEVE_FAR_FUTURE)
        {
          when = cell->lo;
          latest = m;
        }
    }
  if (latest == NULL)
    return NULL;
  {
    g_autofree char *name = reeve_trace_member_text (s->trace, latest);
    return g_strdup_printf (_ ("the latest is the %s"), name);
  }
}

/* What a member would have to be, in words: read off the record of the first one. NULL when that was cut. */
static char *
say_looked_for (ReeveSpeaker *s, const ReeveTraceEntry *quantifier)
{
  const ReeveTraceEntry *member = reeve_speaker_get (s, quantifier->first);
  ReeveTone tone = s->tone;
  char *clause;

  if (member == NULL || !member->has_where)
    return NULL;
  s->tone = REEVE_TONE_NEED;
  clause = reeve_trace_say (s, reeve_speaker_get (s, member->first), TRUE);
  s->tone = tone;
  return clause;
}

static char *
say_none_fits (ReeveSpeaker *s, const ReeveTraceEntry *quantifier)
{
  const char *collection = reeve_trace_collection_label (s->trace, quantifier);
  const ReeveNode *where = quantifier->node->n_children > 1 ? quantifier->node->children[1] : NULL;
  guint n = n_members (s, quantifier);
  g_autofree char *condition = NULL;

  if (n == 0 || where == NULL)
    return g_strdup_printf (_ ("nothing is on record under “%s”"), collection);
  if (n == 1 && quantifier->node->kind == REEVE_NODE_SOME)
    return say_member (s, quantifier, reeve_speaker_get (s, quantifier->first));
  condition = say_looked_for (s, quantifier);
  if (condition == NULL)
    return g_strdup_printf (_ ("none on record under “%s” is of the kind looked for"), collection);
  if (quantifier->kind == REEVE_KIND_OBSERVATION || quantifier->kind == REEVE_KIND_INSPECTION)
    reeve_trace_say_also (s, say_latest (s, quantifier));
  return g_strdup_printf (ngettext ("the one on record under “%1$s” is not what was looked for (%2$s)",
                                    "none of the %3$d on record under “%1$s” is what was looked for (%2$s)", n),
                          collection, condition, (int) n);
}

/* In a condition that is only looked for: that there are records of another list, or none. */
static char *
say_related (ReeveSpeaker *s, const ReeveTraceEntry *quantifier, gboolean some)
{
  const char *collection = reeve_trace_collection_label (s->trace, quantifier);

  return g_strdup_printf (some ? _ ("one that fits under “%s”") : _ ("none that fits under “%s”"), collection);
}

char *
reeve_trace_say_every (ReeveSpeaker *s, const ReeveTraceEntry *quantifier)
{
  const char *collection = reeve_trace_collection_label (s->trace, quantifier);
  guint concerned = quantifier->n_sure + quantifier->n_uncertain;
  const ReeveTraceEntry *member;
  char *clause;

  if (s->tone == REEVE_TONE_NEED)
    return g_strdup_printf (_ ("all under “%s” in order"), collection);
  if (quantifier->value.truth == REEVE_TRUTH_Y)
    {
      if (concerned == 0)
        return g_strdup_printf (_ ("nothing that this concerns is on record under “%s”"), collection);
      return g_strdup_printf (ngettext ("the one that this concerns under “%1$s” is in order", "all %2$d that this concerns under “%1$s” are in order",
                                        concerned),
                              collection, (int) concerned);
    }
  member = reeve_speaker_get (s, reeve_trace_deciding_member (s->trace, quantifier));
  if (member == NULL || !reeve_truth_is_known (quantifier->value))
    {
      clause = say_open_members (s, quantifier);
      if (clause != NULL)
        return clause;
    }
  if (member == NULL)
    return g_strdup_printf (_ ("the list “%s” is not complete"), collection);
  if (quantifier->value.truth == REEVE_TRUTH_N)
    {
      guint more = members_equal (s, quantifier, REEVE_TRUTH_N) - 1;
      clause = say_member (s, quantifier, member);
      if (more > 0)
        reeve_trace_say_also (s, g_strdup_printf (ngettext ("%1$d more under “%2$s” is not in order", "%1$d more under “%2$s” are not in order", more), (int) more,
                                  collection));
      return clause;
    }
  return say_member (s, quantifier, member);
}

char *
reeve_trace_say_quantifier (ReeveSpeaker *s, const ReeveTraceEntry *quantifier, gboolean wanted)
{
  gboolean no = quantifier->node->kind == REEVE_NODE_NO;
  guint found = no ? REEVE_TRUTH_N : REEVE_TRUTH_Y, not_found = no ? REEVE_TRUTH_Y : REEVE_TRUTH_N;
  const ReeveTraceEntry *member = reeve_speaker_get (s, reeve_trace_deciding_member (s->trace, quantifier));
  char *clause = NULL;

  if (s->tone == REEVE_TONE_NEED)
    return say_related (s, quantifier, no != wanted);
  if (quantifier->value.truth == not_found)
    return say_none_fits (s, quantifier);
  if (quantifier->value.truth == found && member != NULL)
    {
      guint more = members_equal (s, quantifier, REEVE_TRUTH_Y) - 1;
      clause = say_member (s, quantifier, member);
      if (more > 0)
        reeve_trace_say_also (s, g_strdup_printf (ngettext ("%1$d more under “%2$s” is of that kind", "%1$d more under “%2$s” are of that kind", more), (int) more,
                                  reeve_trace_collection_label (s->trace, quantifier)));
      return clause;
    }
  clause = say_open_members (s, quantifier);
  if (clause != NULL)
    return clause;
  if (member != NULL)
    return say_member (s, quantifier, member);
  return g_strdup_printf (_ ("the list “%s” is not complete"), reeve_trace_collection_label (s->trace, quantifier));
}
