/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from an outcome by the law's own words: the tier of the penalty and what is known to multiply it, the sanction the grounds
 * permit, the days for putting it right and for an appeal, what a day missed by the city brings (language.md 5.8, 5.9). Computed and shown;
 * nothing is added up and nothing is imposed. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-trace-text-private.h"

static const ReeveTier *
tier_at (const ReeveTrace *trace, guint index)
{
  return &g_array_index (trace->program->version->penalty, ReeveTier, index);
}

/* --- how manieth offence --- */

/* Adopted violations are told by provision, with or without the file it stands in. */
static gboolean
cites (const ReeveTrace *trace, GQuark code)
{
  const char *text = g_quark_to_string (code), *id = trace->program->provision->id;
  const char *slash = text == NULL ? NULL : strrchr (text, '/');

  if (text == NULL)
    return FALSE;
  if (slash == NULL)
    return strcmp (text, id) == 0;
  return strcmp (slash + 1, id) == 0
         && strncmp (text, reeve_ordinance_get_id (trace->program->ordinance), (gsize) (slash - text)) == 0
         && strlen (reeve_ordinance_get_id (trace->program->ordinance)) == (gsize) (slash - text);
}

static ReeveTruth
is_earlier (const ReeveTrace *trace, ReeveValue found, const ReeveTier *tier)
{
  ReeveValue today = { .type = REEVE_TYPE_DATE, .lo = trace->program->day, .hi = trace->program->day };
  ReeveTruth truth = reeve_compare_ranges (REEVE_COMPARE_LT, found, today);

  if (tier->within_given)
    truth = reeve_truth_and_fast (truth, reeve_within (&trace->program->counting, found, tier->within, today, TRUE));
  return truth;
}

/* The row of the subject's business and its collection of adopted violations; FALSE when nothing is known of them. */
static gboolean
find_violations (const ReeveTrace *trace, ReeveValue *ret_collection)
{
  int root = reeve_vocabulary_field (REEVE_KIND_SUBJECT, "business"), field = reeve_vocabulary_field (REEVE_KIND_BUSINESS, "violation");
  const ReeveValue *business;

  if (!reeve_vocabulary_has_root (trace->program->version->about, "business"))
    return FALSE;
  business = reeve_facts_cell (trace->facts, REEVE_KIND_SUBJECT, 0, (guint) root);
  if (business->lo < 0)
    return FALSE;
  *ret_collection = *reeve_facts_cell (trace->facts, REEVE_KIND_BUSINESS, (guint) business->lo, (guint) field);
  return ret_collection->lo >= 0;
}

/* When the finding is itself an adopted violation it does not count before itself. */
static gboolean
is_subject (const ReeveTrace *trace, guint row)
{
  const ReeveValue *own;

  if (trace->program->version->about != REEVE_ABOUT_VIOLATION)
    return FALSE;
  own = reeve_facts_cell (trace->facts, REEVE_KIND_SUBJECT, 0, (guint) reeve_vocabulary_field (REEVE_KIND_SUBJECT, "violation"));
  return own->lo == (gint64) row;
}

static void
count_earlier (const ReeveTrace *trace, const ReeveTier *tier, guint *ret_low, guint *ret_high)
{
  guint provision = (guint) reeve_vocabulary_field (REEVE_KIND_VIOLATION, "provision");
  guint found = (guint) reeve_vocabulary_field (REEVE_KIND_VIOLATION, "found");
  ReeveValue collection;

  *ret_low = *ret_high = 0;
  if (!find_violations (trace, &collection))
    {
      *ret_high = G_MAXUINT / 2;
      return;
    }
  for (guint row = (guint) collection.lo; row < (guint) (collection.lo + collection.hi); row++)
    {
      const ReeveValue *code = reeve_facts_cell (trace->facts, REEVE_KIND_VIOLATION, row, provision);
      guint truth = is_earlier (trace, *reeve_facts_cell (trace->facts, REEVE_KIND_VIOLATION, row, found), tier);
      if (is_subject (trace, row) || (code->lo >= 0 && !cites (trace, (GQuark) code->lo)))
        continue;
      *ret_low += truth == REEVE_TRUTH_Y && code->lo >= 0;
      *ret_high += (truth & REEVE_TRUTH_Y) != 0;
    }
}

/* The last tier whose offence is reached, surely and possibly; each counts within its own span. */
static void
find_tiers (const ReeveTrace *trace, ReeveExposure *exposure)
{
  const GArray *penalty = trace->program->version->penalty;

  for (guint i = 0; i < penalty->len; i++)
    {
      const ReeveTier *tier = tier_at (trace, i);
      guint low, high;
      count_earlier (trace, tier, &low, &high);
      if (i == 0 || 1 + low >= tier->offence)
        {
          exposure->first_tier = i;
          exposure->offence_low = 1 + low;
        }
      if (i == 0 || 1 + high >= tier->offence)
        {
          exposure->last_tier = i;
          exposure->offence_high = 1 + high;
        }
    }
}

/* --- units --- */

static void
widen (ReeveExposure *exposure, gint64 lo, gint64 hi)
{
  if (lo <= REEVE_FAR_PAST || hi >= REEVE_FAR_FUTURE || lo < G_MININT32 || hi > G_MAXINT32)
    return;
  exposure->from = MIN (exposure->from, (ReeveDay) lo);
  exposure->to = MAX (exposure->to, (ReeveDay) hi);
}

/* Members that make the rule fail: counter-examples of `every`, what `no` forbids, what a denied `some` found. */
static void
prove_members (const ReeveTrace *trace, const ReeveTraceEntry *quantifier, ReeveExposure *exposure)
{
  ReeveTruth failing = quantifier->node->kind == REEVE_NODE_EVERY ? REEVE_TRUTH_N : REEVE_TRUTH_Y;
  int date = reeve_vocabulary_field (quantifier->kind, "date");

  for (const ReeveTraceEntry *m = reeve_trace_entry (trace, quantifier->first); m != NULL; m = reeve_trace_entry (trace, m->next))
    {
      const ReeveValue *day;
      if ((m->flags & REEVE_ROW_STAND_IN) != 0 || m->value.truth != failing)
        continue;
      exposure->n_persons += reeve_vocabulary_kind (quantifier->kind)->person;
      if (date < 0)
        continue;
      day = reeve_facts_cell (trace->facts, m->kind, m->row, (guint) date);
      if (day->lo == day->hi)
        widen (exposure, day->lo, day->hi);
    }
}

static void
prove_answer (const ReeveTrace *trace, const ReeveTraceEntry *item, ReeveExposure *exposure)
{
  const ReeveItemOrigin *asked = reeve_facts_get_item_origin (trace->facts, item->kind, item->row, item->item);

  widen (exposure, asked->day, asked->day);
}

/* Days and persons that the record itself proves: failing members with their dates, answers with the day they were given. @failing: the
 * value of @entry that makes the rule fail. */
static void
prove (const ReeveTrace *trace, const ReeveTraceEntry *entry, ReeveTruth failing, ReeveExposure *exposure)
{
  if (entry == NULL || entry->node == NULL || entry->value.type != REEVE_TYPE_TRUTH || entry->value.truth != failing)
    return;
  switch (entry->node->kind)
    {
    case REEVE_NODE_EVERY:
    case REEVE_NODE_NO:
    case REEVE_NODE_SOME:
      if (failing == (entry->node->kind == REEVE_NODE_SOME ? REEVE_TRUTH_Y : REEVE_TRUTH_N))
        prove_members (trace, entry, exposure);
      break;
    case REEVE_NODE_NOT:
      prove (trace, reeve_trace_entry (trace, entry->first), reeve_truth_not (failing), exposure);
      break;
    case REEVE_NODE_ITEM:
      prove_answer (trace, entry, exposure);
      break;
    default:
      for (const ReeveTraceEntry *child = reeve_trace_entry (trace, entry->first); child != NULL; child = reeve_trace_entry (trace, child->next))
        if (child->node != NULL && child->node->kind == REEVE_NODE_ITEM && child->value.type != REEVE_TYPE_TRUTH)
          prove_answer (trace, child, exposure);
        else
          prove (trace, child, failing, exposure);
      break;
    }
}

/* --- words --- */

static void
add (ReeveTrace *trace, char *sentence)
{
  g_ptr_array_add (trace->consequences, sentence);
}

static char *
range_words (const ReeveTrace *trace, ReeveValue range)
{
  ReeveValue low = range, high = range;
  g_autofree char *from = NULL, *to = NULL;

  low.hi = low.lo;
  high.lo = high.hi;
  from = reeve_trace_value_text (trace, low);
  to = reeve_trace_value_text (trace, high);
  /* Translators: the two ends of what the law allows, as in "200 USD to 2,000 USD". */
  return range.lo == range.hi ? g_steal_pointer (&from) : g_strdup_printf (C_ ("amount", "%1$s to %2$s"), from, to);
}

static char *
fine_words (const ReeveTrace *trace, const ReeveTier *tier)
{
  g_autofree char *amount = range_words (trace, tier->fine);

  if (g_strcmp0 (tier->each, "day") == 0)
    return g_strdup_printf (_ ("a fine of %s for each day"), amount);
  if (g_strcmp0 (tier->each, "person") == 0)
    return g_strdup_printf (_ ("a fine of %s for each person"), amount);
  return g_strdup_printf (_ ("a fine of %s"), amount);
}

static char *
ineligible_words (const ReeveTrace *trace, const ReeveTier *tier)
{
  g_autofree char *span = reeve_trace_duration_text (tier->ineligible);
  gboolean place = tier->ineligible_for != NULL && strstr (tier->ineligible_for, "place") != NULL;
  gboolean owner = tier->ineligible_for != NULL && strstr (tier->ineligible_for, "owner") != NULL;

  if (place && owner)
    return g_strdup_printf (_ ("no new licence for the place or its owner during %s"), span);
  if (place)
    return g_strdup_printf (_ ("no new licence for the place during %s"), span);
  if (owner)
    return g_strdup_printf (_ ("no new licence for the owner during %s"), span);
  return g_strdup_printf (_ ("no new licence during %s"), span);
}

/* "a fine of 0 USD to 500 USD for each day; suspension of the licence, 10 days to 30 days" */
static char *
tier_words (const ReeveTrace *trace, const ReeveTier *tier)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (tier->fine_given)
    g_ptr_array_add (parts, fine_words (trace, tier));
  if (tier->jail != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_ ("jail: %s"), tier->jail));
  if (tier->class_ != NULL)
    g_ptr_array_add (parts, g_strdup (tier->class_));
  if (tier->suspend_given)
    {
      g_autofree char *span = range_words (trace, tier->suspend);
      g_ptr_array_add (parts, g_strdup_printf (_ ("suspension of the licence, %s"), span));
    }
  if (tier->revoke)
    g_ptr_array_add (parts, g_strdup (_ ("revocation of the licence")));
  if (tier->ineligible_given)
    g_ptr_array_add (parts, ineligible_words (trace, tier));
  if (parts->len == 0)
    g_ptr_array_add (parts, g_strdup (_ ("no penalty is stated")));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (C_ ("clauses", "; "), (char **) parts->pdata);
}

static void
say_units (ReeveTrace *trace, const ReeveTier *tier)
{
  const ReeveExposure *exposure = &trace->exposure;
  g_autofree char *from = NULL, *to = NULL;
  int days;

  if (g_strcmp0 (tier->each, "person") == 0 && exposure->n_persons > 0)
    add (trace, g_strdup_printf (ngettext ("It is shown for %u person.", "It is shown for %u persons.", exposure->n_persons), exposure->n_persons));
  if (g_strcmp0 (tier->each, "day") != 0 || exposure->from > exposure->to)
    return;
  days = exposure->to - exposure->from + 1;
  from = reeve_trace_day_text (exposure->from);
  to = reeve_trace_day_text (exposure->to);
  if (days == 1)
    add (trace, g_strdup_printf (_ ("It is shown for one day, %s."), from));
  else
    add (trace, g_strdup_printf (ngettext ("It is shown from %1$s to %2$s, %3$d day.", "It is shown from %1$s to %2$s, %3$d days.", (gulong) days),
                                 from, to, days));
}

static void
say_penalty (ReeveTrace *trace)
{
  ReeveExposure *exposure = &trace->exposure;
  g_autofree char *low = tier_words (trace, tier_at (trace, exposure->first_tier));

  if (exposure->first_tier == exposure->last_tier && exposure->offence_low == exposure->offence_high)
    add (trace, g_strdup_printf (_ ("If an officer confirms it, it is offence %1$u of this kind, and the law provides: %2$s."), exposure->offence_low,
                                 low));
  else if (exposure->first_tier == exposure->last_tier)
    add (trace, g_strdup_printf (_ ("If an officer confirms it, the law provides: %s."), low));
  else
    {
      g_autofree char *high = tier_words (trace, tier_at (trace, exposure->last_tier));
      add (trace, g_strdup_printf (_ ("If an officer confirms it, the law provides, depending on earlier offences that are not known: %1$s; or else: %2$s."),
                                   low, high));
    }
  say_units (trace, tier_at (trace, exposure->last_tier));
}

static char *
sanction_words (const ReeveTrace *trace, const ReeveSanction *sanction)
{
  g_autofree char *kind = reeve_trace_code_text (g_quark_from_string (sanction->kind)), *low = NULL, *high = NULL, *amount = NULL;

  if (sanction->amount_given)
    {
      amount = range_words (trace, sanction->amount);
      /* Translators: a kind of sanction and its amount. */
      return g_strdup_printf (C_ ("sanction", "%1$s, %2$s"), kind, amount);
    }
  if (sanction->at_least_given)
    low = reeve_trace_duration_text (sanction->at_least);
  if (sanction->at_most_given)
    high = reeve_trace_duration_text (sanction->at_most);
  if (low != NULL && high != NULL)
    return g_strdup_printf (C_ ("sanction", "%1$s of %2$s to %3$s"), kind, low, high);
  if (low != NULL)
    return g_strdup_printf (C_ ("sanction", "%1$s of %2$s or more"), kind, low);
  if (high != NULL)
    return g_strdup_printf (C_ ("sanction", "%1$s of up to %2$s"), kind, high);
  return g_steal_pointer (&kind);
}

static void
say_sanction (ReeveTrace *trace)
{
  const ReeveProvisionVersion *version = trace->program->version;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *all = NULL;

  for (guint i = 0; i < version->sanctions->len; i++)
    g_ptr_array_add (parts, sanction_words (trace, &g_array_index (version->sanctions, ReeveSanction, i)));
  if (parts->len == 0)
    return;
  g_ptr_array_add (parts, NULL);
  /* Translators: between sanctions of which one may be chosen. */
  all = g_strjoinv (C_ ("sanctions", ", or "), (char **) parts->pdata);
  add (trace, g_strdup_printf (version->sanction_shall ? _ ("The law commands: %s. A person decides.") : _ ("The law permits: %s. A person decides."),
                               all));
}

/* The day from which counting starts stands in the notice. Without one the period has not begun. */
static void
say_appeal (ReeveTrace *trace)
{
  const ReeveProvisionVersion *version = trace->program->version;
  ReeveValue day = trace->appeal.value;
  g_autofree char *words = NULL;
  const char *forum = version->appeal_forum;

  if (version->appeal_by == NULL || trace->appeal.entry < 0)
    return;
  if (day.lo != day.hi || day.lo <= REEVE_FAR_PAST || day.lo >= REEVE_FAR_FUTURE)
    {
      add (trace, g_strdup (_ ("The last day for an appeal is not known yet: the day it counts from is not on record.")));
      return;
    }
  words = reeve_trace_day_text (day.lo);
  if (forum != NULL)
    add (trace, g_strdup_printf (day.lo >= trace->program->day ? _ ("An appeal is open until %1$s (%2$s).") : _ ("The last day for an appeal was %1$s (%2$s)."),
                                 words, forum));
  else
    add (trace, g_strdup_printf (day.lo >= trace->program->day ? _ ("An appeal is open until %s.") : _ ("The last day for an appeal was %s."), words));
  if (version->appeal_stays && day.lo >= trace->program->day)
    add (trace, g_strdup (_ ("An appeal stays the decision.")));
}

/* --- what a missed day brings --- */

/* The deadline that decides: the first `by` that is not met. */
static const ReeveTraceEntry *
find_by (const ReeveTrace *trace)
{
  for (guint i = 0; i < trace->entries->len; i++)
    {
      const ReeveTraceEntry *entry = &g_array_index (trace->entries, ReeveTraceEntry, i);
      if (entry->node != NULL && entry->node->kind == REEVE_NODE_BY && entry->value.truth == trace->test.value.truth)
        return entry;
    }
  return NULL;
}

static void
find_missed (ReeveTrace *trace)
{
  const ReeveProvisionVersion *version = trace->program->version;
  const ReeveTraceEntry *by, *deadline;

  if (version->duty != REEVE_DUTY_CITY || version->on_miss == NULL || (by = find_by (trace)) == NULL || by->first < 0)
    return;
  deadline = reeve_trace_entry (trace, reeve_trace_entry (trace, by->first)->next);
  if (deadline != NULL && deadline->value.lo == deadline->value.hi)
    {
      gint64 day = reeve_value_to_date (deadline->value).lo;
      trace->missed_day = day > G_MININT32 && day < G_MAXINT32 ? (ReeveDay) day : G_MAXINT32;
    }
}

void
reeve_trace_make_consequences (ReeveTrace *trace)
{
  const ReeveProvisionVersion *version = trace->program->version;
  gboolean open = trace->outcome == REEVE_OUTCOME_VIOLATION || (trace->outcome == REEVE_OUTCOME_PENDING && trace->cure.entry >= 0);

  if (trace->too_large)
    return;
  if (open && version->penalty->len > 0 && version->duty != REEVE_DUTY_CITY)
    {
      trace->exposure = (ReeveExposure) { .given = TRUE, .from = G_MAXINT32, .to = G_MININT32 };
      find_tiers (trace, &trace->exposure);
      prove (trace, reeve_trace_entry (trace, trace->test.entry), REEVE_TRUTH_N, &trace->exposure);
      say_penalty (trace);
    }
  if (trace->outcome == REEVE_OUTCOME_GROUNDS)
    say_sanction (trace);
  if (open || trace->outcome == REEVE_OUTCOME_GROUNDS)
    say_appeal (trace);
  if (trace->outcome == REEVE_OUTCOME_VIOLATION || trace->outcome == REEVE_OUTCOME_PENDING)
    find_missed (trace);
}

/* --- JSON --- */

static void
add_text (JsonBuilder *b, const char *name, const char *value)
{
  json_builder_set_member_name (b, name);
  if (value == NULL)
    json_builder_add_null_value (b);
  else
    json_builder_add_string_value (b, value);
}

static void
add_day (JsonBuilder *b, const char *name, gint64 day)
{
  char text[REEVE_DAY_TEXT_SIZE];

  if (day > G_MININT32 && day < G_MAXINT32)
    reeve_day_format ((ReeveDay) day, text);
  add_text (b, name, day > G_MININT32 && day < G_MAXINT32 ? text : NULL);
}

static void
add_number (JsonBuilder *b, const char *name, gint64 value)
{
  json_builder_set_member_name (b, name);
  json_builder_add_int_value (b, value);
}

/* Money in cents of its currency: exact, and the same in every language. */
static void
add_money (JsonBuilder *b, const char *name, gboolean given, ReeveValue value)
{
  json_builder_set_member_name (b, name);
  if (!given)
    {
      json_builder_add_null_value (b);
      return;
    }
  json_builder_begin_object (b);
  add_number (b, "low_cents", value.lo);
  add_number (b, "high_cents", value.hi);
  add_text (b, "currency", value.aux == 0 ? "USD" : g_quark_to_string (value.aux));
  json_builder_end_object (b);
}

static void
add_span (JsonBuilder *b, const ReeveTrace *trace, const char *name, gboolean given, ReeveValue value)
{
  g_autofree char *words = given ? range_words (trace, value) : NULL;
  add_text (b, name, words);
}

static void
add_tier (JsonBuilder *b, const ReeveTrace *trace, const ReeveTier *tier)
{
  json_builder_begin_object (b);
  add_number (b, "offence", tier->offence);
  add_span (b, trace, "within", tier->within_given, tier->within);
  add_money (b, "fine", tier->fine_given, tier->fine);
  add_text (b, "each", tier->each != NULL ? tier->each : "offence");
  add_text (b, "jail", tier->jail);
  add_text (b, "class", tier->class_);
  add_span (b, trace, "suspend", tier->suspend_given, tier->suspend);
  json_builder_set_member_name (b, "revoke");
  json_builder_add_boolean_value (b, tier->revoke);
  add_span (b, trace, "ineligible", tier->ineligible_given, tier->ineligible);
  add_text (b, "ineligible_for", tier->ineligible_for);
  json_builder_end_object (b);
}

static void
add_units (JsonBuilder *b, const ReeveExposure *exposure, const ReeveTier *tier)
{
  gboolean by_day = g_strcmp0 (tier->each, "day") == 0, by_person = g_strcmp0 (tier->each, "person") == 0;
  gboolean dated = exposure->from <= exposure->to;

  json_builder_set_member_name (b, "units");
  json_builder_begin_object (b);
  add_text (b, "each", tier->each != NULL ? tier->each : "offence");
  json_builder_set_member_name (b, "known");
  if ((by_day && !dated) || (by_person && exposure->n_persons == 0))
    json_builder_add_null_value (b);
  else
    json_builder_add_int_value (b, by_day ? exposure->to - exposure->from + 1 : by_person ? (gint64) exposure->n_persons : 1);
  add_day (b, "from", dated ? exposure->from : G_MININT32);
  add_day (b, "to", dated ? exposure->to : G_MININT32);
  json_builder_end_object (b);
}

static void
add_penalty (JsonBuilder *b, const ReeveTrace *trace)
{
  const ReeveExposure *exposure = &trace->exposure;

  json_builder_set_member_name (b, "penalty");
  if (!exposure->given)
    {
      json_builder_add_null_value (b);
      return;
    }
  json_builder_begin_object (b);
  json_builder_set_member_name (b, "offence");
  json_builder_begin_object (b);
  add_number (b, "low", exposure->offence_low);
  json_builder_set_member_name (b, "high");
  if (exposure->offence_high > G_MAXUINT / 4)
    json_builder_add_null_value (b);
  else
    json_builder_add_int_value (b, exposure->offence_high);
  json_builder_end_object (b);
  json_builder_set_member_name (b, "tiers");
  json_builder_begin_array (b);
  for (guint i = exposure->first_tier; i <= exposure->last_tier; i++)
    add_tier (b, trace, tier_at (trace, i));
  json_builder_end_array (b);
  add_units (b, exposure, tier_at (trace, exposure->last_tier));
  json_builder_end_object (b);
}

static void
add_sanction (JsonBuilder *b, const ReeveTrace *trace)
{
  const ReeveProvisionVersion *version = trace->program->version;

  json_builder_set_member_name (b, "sanction");
  if (version->grounds == NULL || version->sanctions->len == 0)
    {
      json_builder_add_null_value (b);
      return;
    }
  json_builder_begin_object (b);
  add_text (b, "effect", version->sanction_shall ? "shall" : "may");
  json_builder_set_member_name (b, "any_of");
  json_builder_begin_array (b);
  for (guint i = 0; i < version->sanctions->len; i++)
    {
      const ReeveSanction *sanction = &g_array_index (version->sanctions, ReeveSanction, i);
      json_builder_begin_object (b);
      add_text (b, "kind", sanction->kind);
      add_span (b, trace, "at_least", sanction->at_least_given, sanction->at_least);
      add_span (b, trace, "at_most", sanction->at_most_given, sanction->at_most);
      add_money (b, "amount", sanction->amount_given, sanction->amount);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  json_builder_end_object (b);
}

static void
add_appeal (JsonBuilder *b, const ReeveTrace *trace)
{
  const ReeveProvisionVersion *version = trace->program->version;
  ReeveValue day = trace->appeal.value;

  json_builder_set_member_name (b, "appeal");
  if (version->appeal_by == NULL && version->appeal_forum == NULL)
    {
      json_builder_add_null_value (b);
      return;
    }
  json_builder_begin_object (b);
  add_day (b, "by", trace->appeal.entry >= 0 && day.lo == day.hi ? day.lo : G_MININT32);
  add_text (b, "forum", version->appeal_forum);
  json_builder_set_member_name (b, "stays");
  json_builder_add_boolean_value (b, version->appeal_stays);
  json_builder_end_object (b);
}

static void
add_on_miss (JsonBuilder *b, const ReeveTrace *trace)
{
  const ReeveProvisionVersion *version = trace->program->version;

  json_builder_set_member_name (b, "on_miss");
  if (version->duty != REEVE_DUTY_CITY || version->on_miss == NULL)
    {
      json_builder_add_null_value (b);
      return;
    }
  json_builder_begin_object (b);
  add_text (b, "consequence", version->on_miss);
  add_text (b, "state", trace->outcome == REEVE_OUTCOME_VIOLATION ? "missed" : trace->outcome == REEVE_OUTCOME_PENDING ? "open" : NULL);
  add_day (b, "last_day", trace->missed_day);
  json_builder_end_object (b);
}

void
reeve_trace_add_consequences (JsonBuilder *b, const ReeveTrace *trace)
{
  ReeveValue cure = trace->cure.value;

  add_penalty (b, trace);
  add_sanction (b, trace);
  add_day (b, "cure_until", trace->cure.entry >= 0 && cure.lo == cure.hi ? cure.lo : G_MININT32);
  add_appeal (b, trace);
  add_on_miss (b, trace);
  json_builder_set_member_name (b, "consequences");
  json_builder_begin_array (b);
  for (guint i = 0; i < trace->consequences->len; i++)
    json_builder_add_string_value (b, trace->consequences->pdata[i]);
  json_builder_end_array (b);
}
