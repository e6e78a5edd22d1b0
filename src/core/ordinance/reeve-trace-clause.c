/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why, in clauses (language.md 6.2): each leaf that decides says its fact with the numbers. Clauses are translated whole, one message for
 * each form and tone; reeve-trace-sentence.c makes sentences of them. What a quantifier says of its members is in reeve-trace-quantifier.c. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-trace-clause-private.h"

#define MAX_JOINED 4

static char *say (ReeveSpeaker *s, const ReeveTraceEntry *entry, gboolean wanted);

/* What is, and what is needed: %1$s the fact, %2$s its value, %3$s the need. */
static const char *const field_forms[REEVE_N_TONES] = {
  N_ ("%1$s: %2$s; required: %3$s"),
  N_ ("%1$s: %2$s; this applies to %3$s"),
  N_ ("%1$s: %2$s; the exemption is for %3$s"),
  N_ ("%1$s: %2$s; the ground is %3$s"),
  N_ ("%1$s: %2$s (%3$s)"),
  N_ ("%1$s: %2$s (%3$s)"),
};
static const char *const item_forms[REEVE_N_TONES] = {
  N_ ("the answer to “%1$s” was %2$s; required: %3$s"),
  N_ ("the answer to “%1$s” was %2$s; this applies to %3$s"),
  N_ ("the answer to “%1$s” was %2$s; the exemption is for %3$s"),
  N_ ("the answer to “%1$s” was %2$s; the ground is %3$s"),
  N_ ("the answer to “%1$s” was %2$s (%3$s)"),
  N_ ("the answer to “%1$s” was %2$s (%3$s)"),
};
/* %1$s a distance, %2$s the place, %3$s the need. */
static const char *const distance_forms[REEVE_N_TONES] = {
  N_ ("%1$s from %2$s; %3$s is required"),
  N_ ("%1$s from %2$s; this applies to %3$s"),
  N_ ("%1$s from %2$s; the exemption is for %3$s"),
  N_ ("%1$s from %2$s; the ground is %3$s"),
  N_ ("%1$s from %2$s (%3$s)"),
  N_ ("%1$s from %2$s (%3$s)"),
};
/* %1$s the fact, %2$s the need. */
static const char *const unknown_forms[REEVE_N_TONES] = {
  N_ ("%1$s: not known; required: %2$s"),
  N_ ("%1$s: not known; this applies to %2$s"),
  N_ ("%1$s: not known; the exemption is for %2$s"),
  N_ ("%1$s: not known; the ground is %2$s"),
  N_ ("%1$s: not known (%2$s)"),
  N_ ("%1$s: not known (%2$s)"),
};
static const char *const unanswered_forms[REEVE_N_TONES] = {
  N_ ("nobody has recorded an answer to “%1$s”; required: %2$s"),
  N_ ("nobody has recorded an answer to “%1$s”; this applies to %2$s"),
  N_ ("nobody has recorded an answer to “%1$s”; the exemption is for %2$s"),
  N_ ("nobody has recorded an answer to “%1$s”; the ground is %2$s"),
  N_ ("nobody has recorded an answer to “%1$s” (%2$s)"),
  N_ ("nobody has recorded an answer to “%1$s” (%2$s)"),
};

void
reeve_trace_say_also (ReeveSpeaker *s, char *clause)
{
  if (clause == NULL)
    return;
  for (guint i = 0; i < s->extra->len; i++)
    if (strcmp (s->extra->pdata[i], clause) == 0)
      {
        g_free (clause);
        return;
      }
  if (s->extra->len < REEVE_TRACE_MAX_EXTRA)
    g_ptr_array_add (s->extra, clause);
  else
    g_free (clause);
}

static const ReeveTraceEntry *
skip_definitions (const ReeveSpeaker *s, const ReeveTraceEntry *entry)
{
  while (entry != NULL && entry->node != NULL && entry->node->kind == REEVE_NODE_DEFINITION && entry->first >= 0)
    entry = reeve_speaker_get (s, entry->first);
  return entry;
}

/* --- needs --- */

static ReeveNodeKind
opposite (ReeveNodeKind kind)
{
  switch (kind)
    {
    case REEVE_NODE_EQ:
      return REEVE_NODE_NE;
    case REEVE_NODE_NE:
      return REEVE_NODE_EQ;
    case REEVE_NODE_LT:
      return REEVE_NODE_GE;
    case REEVE_NODE_LE:
      return REEVE_NODE_GT;
    case REEVE_NODE_GT:
      return REEVE_NODE_LE;
    default:
      return REEVE_NODE_LT;
    }
}

static char *
need_of (const ReeveSpeaker *s, ReeveNodeKind kind, const ReeveTraceEntry *limit, gboolean wanted)
{
  g_autofree char *value = reeve_trace_value_text (s->trace, limit->value);
  gboolean moment = limit->value.type == REEVE_TYPE_DATE || limit->value.type == REEVE_TYPE_INSTANT;

  if (reeve_trace_is_read (limit) && (s->tone == REEVE_TONE_NEED || !reeve_value_is_known (&limit->value)))
    {
      g_free (value);
      value = reeve_trace_label (s->trace, limit);
    }
  if (limit->node->kind == REEVE_NODE_NONE)
    return g_strdup ((kind == REEVE_NODE_NE) == wanted ? C_ ("need", "one on record") : C_ ("need", "none"));
  switch (wanted ? kind : opposite (kind))
    {
    case REEVE_NODE_NE:
      return g_strdup_printf (C_ ("need", "other than %s"), value);
    case REEVE_NODE_LT:
      return g_strdup_printf (moment ? C_ ("need", "a day before %s") : C_ ("need", "less than %s"), value);
    case REEVE_NODE_LE:
      return g_strdup_printf (moment ? C_ ("need", "%s or an earlier day") : C_ ("need", "%s or less"), value);
    case REEVE_NODE_GT:
      return g_strdup_printf (moment ? C_ ("need", "a day after %s") : C_ ("need", "more than %s"), value);
    case REEVE_NODE_GE:
      return g_strdup_printf (moment ? C_ ("need", "%s or a later day") : C_ ("need", "%s or more"), value);
    case REEVE_NODE_EQ:
    default:
      return g_steal_pointer (&value);
    }
}

/* --- facts against needs --- */

static char *
say_fact (ReeveSpeaker *s, const ReeveTraceEntry *fact, const char *value, const char *need)
{
  g_autofree char *label = reeve_trace_label (s->trace, fact);
  gboolean item = fact->node->kind == REEVE_NODE_ITEM;

  if (s->tone == REEVE_TONE_NEED)
    return item ? g_strdup_printf (_ ("the answer to “%1$s” being %2$s"), label, need) : g_strdup_printf (_ ("%1$s: %2$s"), label, need);
  if (reeve_trace_is_not_asked (s->trace, fact))
    return g_strdup_printf (_ ("the question “%s” does not arise"), label);
  if (value != NULL && s->tone == REEVE_TONE_FOUND && strcmp (value, need) == 0)
    return g_strdup_printf (item ? _ ("the answer to “%1$s” was %2$s") : _ ("%1$s: %2$s"), label, value);
  if (value != NULL)
    return g_strdup_printf (_ (item ? item_forms[s->tone] : field_forms[s->tone]), label, value, need);
  return g_strdup_printf (_ (item ? unanswered_forms[s->tone] : unknown_forms[s->tone]), label, need);
}

/* A leaf with one fact to the left. When the limit is what is not known, that is said. */
static char *
say_against (ReeveSpeaker *s, const ReeveTraceEntry *fact, const ReeveTraceEntry *limit, const char *need)
{
  g_autofree char *value = NULL;

  if (s->tone == REEVE_TONE_NEED)
    return say_fact (s, fact, NULL, need);
  if (limit != NULL && reeve_value_is_known (&fact->value) && !reeve_value_is_known (&limit->value) && reeve_trace_is_read (limit))
    {
      g_autofree char *label = reeve_trace_label (s->trace, limit);
      value = reeve_trace_value_text (s->trace, fact->value);
      if (limit->node->kind == REEVE_NODE_ITEM)
        return g_strdup_printf (_ ("nobody has recorded an answer to “%s”"), label);
      return g_strdup_printf (_ ("%s: not known"), label);
    }
  value = reeve_trace_value_text (s->trace, fact->value);
  if (strcmp (value, C_ ("value", "not known")) == 0)
    return say_fact (s, fact, NULL, need);
  return say_fact (s, fact, value, need);
}

/* "no, status expired, day of expiry 3 Mar 2026"; takes @value. */
static char *
add_computed_from (const ReeveTrace *trace, const ReeveTraceEntry *fact, char *value)
{
  static const char *const from[] = { "status", "expires" };

  for (guint i = 0; i < G_N_ELEMENTS (from); i++)
    {
      guint field = (guint) reeve_vocabulary_field (REEVE_KIND_LICENCE, from[i]);
      const ReeveValue *cell = reeve_facts_cell (trace->facts, REEVE_KIND_LICENCE, fact->row, field);
      g_autofree char *text = NULL, *before = NULL;

      if (!reeve_value_is_known (cell) || cell->lo == REEVE_VALUE_LONG_PAST)
        continue;
      text = reeve_trace_value_text (trace, *cell);
      before = value;
      /* Translators: a value, then a fact it was computed from and that fact's value, as in "no, status: expired". */
      value = g_strdup_printf (C_ ("computed", "%1$s, %2$s: %3$s"), before, reeve_trace_field_label (REEVE_KIND_LICENCE, field), text);
    }
  return value;
}

static char *
say_truth (ReeveSpeaker *s, const ReeveTraceEntry *fact, gboolean wanted)
{
  const ReeveTrace *trace = s->trace;
  g_autofree char *label = reeve_trace_label (trace, fact), *value = NULL, *day = NULL;
  const ReeveOrigin *origin;

  if (s->tone == REEVE_TONE_NEED)
    return say_fact (s, fact, NULL, wanted ? C_ ("value", "yes") : C_ ("value", "no"));
  if (reeve_trace_is_not_asked (trace, fact))
    return g_strdup_printf (_ ("the question “%s” does not arise"), label);
  if (fact->node->kind == REEVE_NODE_ITEM)
    {
      gboolean of_member = g_array_index (trace->program->paths, ReevePath, fact->path).scope > 0;
      const ReeveItemOrigin *asked = reeve_facts_get_item_origin (trace->facts, fact->kind, fact->row, fact->item);
      if (!reeve_truth_is_known (fact->value))
        return g_strdup_printf (_ ("nobody has recorded an answer to “%s”"), label);
      value = reeve_trace_value_text (trace, fact->value);
      /* A member's own day is in its name. */
      if (asked->day == G_MININT32 || of_member)
        return g_strdup_printf (_ ("the answer to “%1$s” was %2$s"), label, value);
      day = reeve_trace_day_text (asked->day);
      return g_strdup_printf (_ ("the answer to “%1$s” was %2$s on %3$s"), label, value, day);
    }
  if (!reeve_truth_is_known (fact->value))
    return g_strdup_printf (_ ("%s: not recorded"), label);
  value = reeve_trace_value_text (trace, fact->value);
  if (reeve_trace_is_computed (fact))
    value = add_computed_from (trace, fact, g_steal_pointer (&value));
  origin = reeve_facts_get_origin (trace->facts, fact->kind, fact->row);
  if (origin->since == G_MININT32)
    return g_strdup_printf (_ ("%1$s: %2$s"), label, value);
  day = reeve_trace_day_text (origin->since);
  if (origin->source == NULL)
    return g_strdup_printf (_ ("%1$s: %2$s, as of %3$s"), label, value, day);
  return g_strdup_printf (_ ("%1$s: %2$s, as of %3$s (%4$s)"), label, value, day, origin->source);
}

/* --- least and greatest, counts --- */

static gboolean
is_distance (const ReeveTraceEntry *element)
{
  return element->node != NULL && element->node->kind == REEVE_NODE_FIELD && element->value.type == REEVE_TYPE_LENGTH
         && (element->kind == REEVE_KIND_PLACE || element->kind == REEVE_KIND_PEER);
}

static gboolean
counts (const ReeveTraceEntry *member)
{
  return member->node == NULL && (member->where & REEVE_TRUTH_Y) != 0;
}

/* The member that gave the value: the least low end, or the greatest high end. */
static const ReeveTraceEntry *
extreme_member (const ReeveSpeaker *s, const ReeveTraceEntry *measured)
{
  gboolean least = measured->node->kind == REEVE_NODE_MIN;
  const ReeveTraceEntry *best = NULL;

  for (const ReeveTraceEntry *m = reeve_speaker_get (s, measured->first); m != NULL; m = reeve_speaker_get (s, m->next))
    if (counts (m) && (best == NULL || (least ? m->value.lo < best->value.lo : m->value.hi > best->value.hi)))
      best = m;
  return best;
}

char *
reeve_trace_say_incomplete (ReeveSpeaker *s, const ReeveTraceEntry *quantifier, const ReeveTraceEntry *member)
{
  const char *collection = reeve_trace_collection_label (s->trace, quantifier);
  g_autofree char *kind = reeve_trace_stand_in_kind (s->trace, member);

  if (member->kind == REEVE_KIND_OBSERVATION)
    return g_strdup (_ ("no look at the place that still counts is on record"));
  if (member->kind == REEVE_KIND_PERSON_PRESENT)
    return g_strdup (_ ("nobody has noted who was present"));
  if (kind == NULL)
    return g_strdup_printf (_ ("the list “%s” is not complete"), collection);
  if (member->kind == REEVE_KIND_PLACE)
    return g_strdup_printf (_ ("no layer of places of the kind “%s” has been loaded"), kind);
  return g_strdup_printf (_ ("the records of “%1$s” under “%2$s” are not complete"), kind, collection);
}

/* A distance as it stands against a limit; where its accuracy makes it a range, both ends. */
static char *
distance_text (ReeveValue distance, gint64 limit)
{
  g_autofree char *of_limit = reeve_trace_length_text (limit, FALSE);
  g_autofree char *low = reeve_trace_length_text (distance.lo, FALSE), *high = reeve_trace_length_text (distance.hi, FALSE);

  if (strcmp (low, of_limit) == 0)
    {
      g_free (low);
      low = reeve_trace_length_text (distance.lo, TRUE);
    }
  if (distance.lo == distance.hi || strcmp (low, high) == 0)
    return g_steal_pointer (&low);
  if (distance.hi >= REEVE_FAR_FUTURE)
    return g_strdup_printf (C_ ("value", "%s or more"), low);
  /* Translators: the two ends of a distance measured with some accuracy, as in "416 ft to 429 ft". */
  return g_strdup_printf (C_ ("distance", "%1$s to %2$s"), low, high);
}

/* Does this member count at all? What is open about that. */
static char *
say_open_where (ReeveSpeaker *s, const ReeveTraceEntry *member, const char *name)
{
  const ReeveTraceEntry *where = member->has_where ? reeve_speaker_get (s, member->first) : NULL;
  g_autofree char *part = where == NULL || where->value.truth == REEVE_TRUTH_Y ? NULL : say (s, where, TRUE);

  if (part == NULL)
    return g_strdup_printf (_ ("it is not known whether %s counts on that day"), name);
  return g_strdup_printf (C_ ("member", "%1$s — %2$s"), name, part);
}

/* One member whose value does not decide: too vague, not known, or not surely counted. */
static char *
say_open_member (ReeveSpeaker *s, const ReeveTraceEntry *measured, const ReeveTraceEntry *member, const ReeveTraceEntry *limit, const char *need)
{
  const ReeveTraceEntry *element = reeve_speaker_get (s, member->last);
  g_autofree char *name = reeve_trace_member_text (s->trace, member), *value = NULL, *label = NULL, *bound = NULL, *half = NULL;
  gint64 lo = member->value.lo, hi = member->value.hi;

  if ((member->flags & REEVE_ROW_STAND_IN) != 0)
    return reeve_trace_say_incomplete (s, measured, member);
  if (member->where != REEVE_TRUTH_Y)
    return say_open_where (s, member, name);
  if (element != NULL && is_distance (element) && lo > 0 && hi < REEVE_FAR_FUTURE && lo < hi)
    {
      value = reeve_trace_length_text ((lo + hi) / 2, FALSE);
      half = reeve_trace_length_text ((hi - lo + 1) / 2, FALSE);
      bound = reeve_trace_length_text (limit->value.lo, FALSE);
      return g_strdup_printf (_ ("%1$s from %2$s, give or take %3$s; the limit is %4$s, so a survey would settle it"), value, name, half, bound);
    }
  if (element != NULL && is_distance (element))
    return g_strdup_printf (_ ("the distance to %1$s is not known; required: %2$s"), name, need);
  if (element == NULL)
    return say_open_where (s, member, name);
  label = reeve_trace_label (s->trace, element);
  return g_strdup_printf (_ ("%1$s of %2$s: not known; required: %3$s"), label, name, need);
}

static char *
say_extreme (ReeveSpeaker *s, const ReeveTraceEntry *comparison, const ReeveTraceEntry *measured, const ReeveTraceEntry *limit, const char *need)
{
  const ReeveTraceEntry *best = extreme_member (s, measured), *element;
  g_autofree char *name = NULL, *value = NULL, *label = NULL, *fact = NULL;
  const char *collection = reeve_trace_collection_label (s->trace, measured);

  if (!reeve_truth_is_known (comparison->value) && comparison->value.truth != REEVE_TRUTH_L)
    {
      gboolean least = measured->node->kind == REEVE_NODE_MIN;
      char *first = NULL;
      for (const ReeveTraceEntry *m = reeve_speaker_get (s, measured->first); m != NULL; m = reeve_speaker_get (s, m->next))
        {
          char *clause;
          if (!counts (m) || (least ? m->value.lo >= limit->value.hi : m->value.hi <= limit->value.lo))
            continue;
          clause = say_open_member (s, measured, m, limit, need);
          if (first == NULL)
            first = clause;
          else
            reeve_trace_say_also (s, clause);
        }
      if (first != NULL)
        return first;
    }
  if (best == NULL || best->value.lo == REEVE_VALUE_NONE)
    return g_strdup_printf (_ ("nothing that counts is on record under “%1$s”; required: %2$s"), collection, need);
  element = reeve_speaker_get (s, best->last);
  name = reeve_trace_member_text (s->trace, best);
  if (element != NULL && is_distance (element))
    {
      value = distance_text (best->value, limit->value.lo);
      return g_strdup_printf (_ (distance_forms[s->tone]), value, name, need);
    }
  value = reeve_trace_value_text (s->trace, measured->value);
  if (element == NULL)
    return g_strdup_printf (_ (field_forms[s->tone]), collection, value, need);
  label = reeve_trace_label (s->trace, element);
  /* Translators: a field of one record of several, as in "day of filing of renewal of 3 May 2025". */
  fact = g_strdup_printf (C_ ("fact of a member", "%1$s of %2$s"), label, name);
  return g_strdup_printf (_ (field_forms[s->tone]), fact, value, need);
}

static void
say_stand_ins (ReeveSpeaker *s, const ReeveTraceEntry *quantifier)
{
  for (const ReeveTraceEntry *m = reeve_speaker_get (s, quantifier->first); m != NULL; m = reeve_speaker_get (s, m->next))
    if (counts (m) && (m->flags & REEVE_ROW_STAND_IN) != 0)
      reeve_trace_say_also (s, reeve_trace_say_incomplete (s, quantifier, m));
}

static char *
say_count (ReeveSpeaker *s, const ReeveTraceEntry *comparison, const ReeveTraceEntry *count, const char *need)
{
  g_autofree char *label = reeve_trace_label (s->trace, count), *value = reeve_trace_value_text (s->trace, count->value);
  gint64 from = count->low_from != REEVE_VALUE_NONE ? count->low_from : count->high_from;

  if (!reeve_truth_is_known (comparison->value))
    say_stand_ins (s, count);
  if (from > REEVE_FAR_PAST && from < REEVE_FAR_FUTURE && count->node->n_children > 2 && count->node->children[2] != NULL)
    {
      const ReeveLoop *loop = &g_array_index (s->trace->program->loops, ReeveLoop, count->item);
      g_autofree char *day = reeve_trace_day_text (from), *span = reeve_trace_duration_text (loop->span);
      g_autofree char *in_window = NULL;
      /* Translators: a number of records in a span of time, as in "2 within 12 months from 4 Mar 2025". */
      in_window = g_strdup_printf (C_ ("count", "%1$s within %2$s from %3$s"), value, span, day);
      return g_strdup_printf (_ (field_forms[s->tone]), label, in_window, need);
    }
  return g_strdup_printf (_ (field_forms[s->tone]), label, value, need);
}

static char *
say_comparison (ReeveSpeaker *s, const ReeveTraceEntry *entry, gboolean wanted)
{
  const ReeveTraceEntry *fact = skip_definitions (s, reeve_speaker_get (s, entry->first)), *limit;
  g_autofree char *need = NULL;

  if (fact == NULL)
    return reeve_node_print (entry->node);
  limit = reeve_speaker_get (s, reeve_speaker_get (s, entry->first)->next);
  if (limit == NULL)
    {
      need = g_strdup ((entry->node->kind == REEVE_NODE_NE) == wanted ? C_ ("need", "one on record") : C_ ("need", "none"));
      return say_against (s, fact, NULL, need);
    }
  need = need_of (s, entry->node->kind, limit, wanted);
  if (s->tone == REEVE_TONE_NEED)
    return say_fact (s, fact, NULL, need);
  if (fact->node->kind == REEVE_NODE_MIN || fact->node->kind == REEVE_NODE_MAX)
    return say_extreme (s, entry, fact, limit, need);
  if (fact->node->kind == REEVE_NODE_COUNT)
    return say_count (s, entry, fact, need);
  if (is_distance (fact) && fact->value.hi < REEVE_FAR_FUTURE)
    {
      g_autofree char *value = distance_text (fact->value, limit->value.lo);
      return say_fact (s, fact, value, need);
    }
  return say_against (s, fact, limit, need);
}

/* --- sets, ranges, schedules --- */

static char *
say_in (ReeveSpeaker *s, const ReeveTraceEntry *entry, gboolean wanted)
{
  const ReeveTraceEntry *fact = reeve_speaker_get (s, entry->first), *set = fact == NULL ? NULL : reeve_speaker_get (s, fact->next), *end;
  g_autofree char *values = NULL, *last = NULL, *need = NULL;

  if (set == NULL)
    return reeve_node_print (entry->node);
  end = reeve_speaker_get (s, set->next);
  values = reeve_trace_value_text (s->trace, set->value);
  if (end != NULL)
    {
      last = reeve_trace_value_text (s->trace, end->value);
      if (end->value.lo == REEVE_VALUE_NONE)
        need = g_strdup_printf (wanted ? C_ ("need", "%s or later") : C_ ("need", "before %s"), values);
      else
        need = g_strdup_printf (wanted ? C_ ("need", "%1$s to %2$s") : C_ ("need", "anything but %1$s to %2$s"), values, last);
    }
  else if (set->value.type == REEVE_TYPE_SCHEDULE)
    need = g_strdup_printf (wanted ? C_ ("need", "a time within %s") : C_ ("need", "a time outside %s"), values);
  else if (set->value.type == REEVE_TYPE_LIST && set->node->n_children == 1)
    need = g_strdup_printf (wanted ? "%s" : C_ ("need", "other than %s"), values);
  else
    need = g_strdup_printf (wanted ? C_ ("need", "one of %s") : C_ ("need", "none of %s"), values);
  return say_against (s, skip_definitions (s, fact), set, need);
}

/* Elements of @list that @set surely lacks. */
static char *
missing_text (const ReeveSpeaker *s, ReeveValue set, ReeveValue list)
{
  ReeveSetView has, wants;
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (GQuark));

  if (!reeve_trace_set_view (s->trace, set, &has) || !reeve_trace_set_view (s->trace, list, &wants))
    return NULL;
  for (guint i = 0; i < wants.n_sure; i++)
    if (!reeve_set_contains (has.possible, has.n_possible, wants.sure[i]))
      g_array_append_val (missing, wants.sure[i]);
  if (missing->len == 0)
    return NULL;
  return reeve_trace_codes_text ((const GQuark *) (gpointer) missing->data, missing->len);
}

static char *
say_has (ReeveSpeaker *s, const ReeveTraceEntry *entry, gboolean wanted)
{
  const ReeveTraceEntry *fact = reeve_speaker_get (s, entry->first), *list = fact == NULL ? NULL : reeve_speaker_get (s, fact->next);
  g_autofree char *values = NULL, *need = NULL, *clause = NULL, *missing = NULL;

  if (list == NULL)
    return reeve_node_print (entry->node);
  values = reeve_trace_value_text (s->trace, list->value);
  if (list->value.type == REEVE_TYPE_SCHEDULE && entry->node->kind == REEVE_NODE_HAS_ANY)
    need = g_strdup_printf (wanted ? C_ ("need", "some time within %s") : C_ ("need", "no time within %s"), values);
  else if (list->value.type == REEVE_TYPE_LIST && list->node->n_children == 1 && entry->node->kind != REEVE_NODE_HAS_ONLY)
    need = g_strdup_printf (wanted ? "%s" : C_ ("need", "no %s"), values);
  else if (entry->node->kind == REEVE_NODE_HAS_ALL)
    need = g_strdup_printf (wanted ? C_ ("need", "all of %s") : C_ ("need", "not all of %s"), values);
  else if (entry->node->kind == REEVE_NODE_HAS_ANY)
    need = g_strdup_printf (wanted ? C_ ("need", "any of %s") : C_ ("need", "none of %s"), values);
  else
    need = g_strdup_printf (wanted ? C_ ("need", "nothing but %s") : C_ ("need", "something other than %s"), values);
  clause = say_against (s, skip_definitions (s, fact), list, need);
  if (entry->node->kind != REEVE_NODE_HAS_ALL || entry->value.truth != REEVE_TRUTH_N || !wanted)
    return g_steal_pointer (&clause);
  missing = missing_text (s, fact->value, list->value);
  if (missing == NULL)
    return g_steal_pointer (&clause);
  /* Translators: what was found and needed, then what is missing of it. */
  return g_strdup_printf (_ ("%1$s; missing: %2$s"), clause, missing);
}

/* --- periods and deadlines --- */

static char *
say_within (ReeveSpeaker *s, const ReeveTraceEntry *entry, gboolean wanted)
{
  const ReeveTraceEntry *fact = reeve_speaker_get (s, entry->first), *period = fact == NULL ? NULL : reeve_speaker_get (s, fact->next);
  const ReeveTraceEntry *reference = period == NULL ? NULL : reeve_speaker_get (s, period->next);
  gboolean before = entry->node->kind == REEVE_NODE_WITHIN_BEFORE;
  g_autofree char *span = NULL, *from = NULL, *need = NULL;

  if (reference == NULL)
    return reeve_node_print (entry->node);
  span = reeve_trace_value_text (s->trace, period->value);
  from = reeve_value_is_known (&reference->value) && !(s->tone == REEVE_TONE_NEED && reeve_trace_is_read (reference))
             ? reeve_trace_value_text (s->trace, reference->value)
                                                  : reeve_trace_label (s->trace, reference);
  if (wanted)
    need = g_strdup_printf (before ? C_ ("need", "a day within %1$s before %2$s") : C_ ("need", "a day within %1$s after %2$s"), span, from);
  else
    need = g_strdup_printf (before ? C_ ("need", "no day within %1$s before %2$s") : C_ ("need", "no day within %1$s after %2$s"), span, from);
  return say_against (s, skip_definitions (s, fact), reference, need);
}

static char *
say_by (ReeveSpeaker *s, const ReeveTraceEntry *entry)
{
  const ReeveTraceEntry *fact = reeve_speaker_get (s, entry->first), *deadline = fact == NULL ? NULL : reeve_speaker_get (s, fact->next);
  g_autofree char *label = NULL, *day = NULL, *last = NULL;
  gint64 late;

  if (deadline == NULL)
    return reeve_node_print (entry->node);
  fact = skip_definitions (s, fact);
  label = reeve_trace_label (s->trace, fact);
  if (s->tone == REEVE_TONE_NEED)
    return g_strdup_printf (_ ("%s: by the last day"), label);
  last = reeve_trace_value_text (s->trace, deadline->value);
  if (deadline->value.lo != deadline->value.hi)
    return g_strdup_printf (_ ("%s: the deadline is not known"), label);
  if (fact->value.lo == REEVE_VALUE_NONE && entry->value.truth == REEVE_TRUTH_L)
    return g_strdup_printf (_ ("%1$s: still open until %2$s"), label, last);
  if (fact->value.lo == REEVE_VALUE_NONE)
    return g_strdup_printf (_ ("%1$s: has not happened; the last day was %2$s"), label, last);
  if (fact->value.lo != fact->value.hi)
    return g_strdup_printf (_ ("%1$s: not known; the last day is %2$s"), label, last);
  day = reeve_trace_value_text (s->trace, fact->value);
  if (entry->value.truth == REEVE_TRUTH_Y)
    return g_strdup_printf (_ ("%1$s is %2$s; the last day is %3$s"), label, day, last);
  late = reeve_value_to_date (fact->value).lo - reeve_value_to_date (deadline->value).lo;
  return g_strdup_printf (ngettext ("%1$s is %2$s, %4$d day after the last day, %3$s", "%1$s is %2$s, %4$d days after the last day, %3$s",
                                    (gulong) CLAMP (late, 0, 1000000)),
                          label, day, last, (int) CLAMP (late, 0, G_MAXINT));
}

/* --- junctions --- */

static char *
join_clauses (ReeveSpeaker *s, const ReeveTraceEntry *junction, gboolean wanted, gboolean only_open)
{
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func (g_free);

  for (const ReeveTraceEntry *c = reeve_speaker_get (s, junction->first); c != NULL && clauses->len < MAX_JOINED; c = reeve_speaker_get (s, c->next))
    if (!only_open || !reeve_truth_is_known (c->value))
      {
        char *clause = say (s, c, wanted);
        if (clause != NULL)
          g_ptr_array_add (clauses, clause);
      }
  if (clauses->len == 0)
    return NULL;
  g_ptr_array_add (clauses, NULL);
  /* Each failed branch of an "or" could have done alone. */
  if (junction->node->kind == REEVE_NODE_OR && junction->value.truth == REEVE_TRUTH_N && wanted)
    /* Translators: between clauses of which one would have been enough. */
    return g_strjoinv (C_ ("clauses", "; alternatively, "), (char **) clauses->pdata);
  /* Translators: between clauses of one sentence. */
  return g_strjoinv (C_ ("clauses", "; "), (char **) clauses->pdata);
}

static char *
join_needs (ReeveSpeaker *s, const ReeveTraceEntry *junction, gboolean wanted)
{
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func (g_free);

  for (const ReeveTraceEntry *c = reeve_speaker_get (s, junction->first); c != NULL; c = reeve_speaker_get (s, c->next))
    {
      char *clause = say (s, c, wanted);
      if (clause != NULL)
        g_ptr_array_add (clauses, clause);
    }
  g_ptr_array_add (clauses, NULL);
  if ((junction->node->kind == REEVE_NODE_AND) == wanted)
    return g_strjoinv (C_ ("clauses", "; "), (char **) clauses->pdata);
  /* Translators: between conditions of which one would be enough. */
  return g_strjoinv (C_ ("needs", ", or "), (char **) clauses->pdata);
}

static char *
say_junction (ReeveSpeaker *s, const ReeveTraceEntry *entry, gboolean wanted)
{
  gboolean is_and = entry->node->kind == REEVE_NODE_AND;
  guint absorbing = is_and ? REEVE_TRUTH_N : REEVE_TRUTH_Y, neutral = is_and ? REEVE_TRUTH_Y : REEVE_TRUTH_N;
  const ReeveTraceEntry *child;

  if (s->tone == REEVE_TONE_NEED)
    return join_needs (s, entry, wanted);
  if (entry->value.truth == neutral)
    return join_clauses (s, entry, wanted, FALSE);
  if (entry->value.truth != absorbing && entry->value.truth != REEVE_TRUTH_L)
    {
      char *open = join_clauses (s, entry, wanted, TRUE);
      if (open != NULL)
        return open;
    }
  child = reeve_speaker_get (s, reeve_trace_deciding_child (s->trace, entry));
  return child == NULL ? NULL : say (s, child, wanted);
}

static char *
say (ReeveSpeaker *s, const ReeveTraceEntry *entry, gboolean wanted)
{
  if (entry == NULL || entry->node == NULL)
    return NULL;
  if (s->tone == REEVE_TONE_FOUND && reeve_truth_is_known (entry->value))
    wanted = entry->value.truth == REEVE_TRUTH_Y;
  switch (entry->node->kind)
    {
    case REEVE_NODE_FIELD:
    case REEVE_NODE_ITEM:
      return say_truth (s, entry, wanted);
    case REEVE_NODE_DEFINITION:
      return say (s, reeve_speaker_get (s, entry->first), wanted);
    case REEVE_NODE_NOT:
      return say (s, reeve_speaker_get (s, entry->first), !wanted);
    case REEVE_NODE_AND:
    case REEVE_NODE_OR:
      return say_junction (s, entry, wanted);
    case REEVE_NODE_EQ:
    case REEVE_NODE_NE:
    case REEVE_NODE_LT:
    case REEVE_NODE_LE:
    case REEVE_NODE_GT:
    case REEVE_NODE_GE:
      return say_comparison (s, entry, wanted);
    case REEVE_NODE_IN:
      return say_in (s, entry, wanted);
    case REEVE_NODE_HAS_ALL:
    case REEVE_NODE_HAS_ANY:
    case REEVE_NODE_HAS_ONLY:
      return say_has (s, entry, wanted);
    case REEVE_NODE_WITHIN_BEFORE:
    case REEVE_NODE_WITHIN_AFTER:
      return say_within (s, entry, wanted);
    case REEVE_NODE_BY:
      return say_by (s, entry);
    case REEVE_NODE_EVERY:
      return reeve_trace_say_every (s, entry);
    case REEVE_NODE_SOME:
    case REEVE_NODE_NO:
      return reeve_trace_say_quantifier (s, entry, wanted);
    default:
      return reeve_node_print (entry->node);
    }
}

/* Why @entry has its value, as a clause without its full stop; NULL when the record was cut there. @wanted: FALSE when the rule needs it not
 * to be so. Further clauses go to the speaker's .extra. */
char *
reeve_trace_say (ReeveSpeaker *s, const ReeveTraceEntry *entry, gboolean wanted)
{
  return say (s, entry, wanted);
}
