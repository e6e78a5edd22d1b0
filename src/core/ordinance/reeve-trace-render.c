/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trace as a table of facts, as an indented list, as JSON and as text for the command line. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-trace-text-private.h"

#define MAX_FACTS 200
#define MAX_LINES 2000
#define MAX_DEPTH 1024

typedef struct
{
  ReeveTrace *trace;
  GHashTable *seen;
} Collector;

/* --- facts --- */

static char *
iso_day (gint64 day)
{
  char text[REEVE_DAY_TEXT_SIZE];

  if (day <= G_MININT32 || day >= G_MAXINT32)
    return NULL;
  reeve_day_format ((ReeveDay) day, text);
  return g_strdup (text);
}

/* Once per record and field. */
static gboolean
is_new (Collector *c, char *key)
{
  return g_hash_table_add (c->seen, key);
}

/* The member a fact belongs to: of the members it is read under, the one its scope names, counted from the outermost. */
static const ReeveTraceEntry *
member_of (const ReeveTrace *trace, const ReeveTraceEntry *entry)
{
  const ReeveTraceEntry *members[REEVE_PROGRAM_MAX_NESTING];
  guint scope = g_array_index (trace->program->paths, ReevePath, entry->path).scope, n = 0;

  for (; entry != NULL && n < REEVE_PROGRAM_MAX_NESTING; entry = reeve_trace_entry (trace, entry->parent))
    if (entry->node == NULL)
      members[n++] = entry;
  return scope == 0 || scope > n ? NULL : members[n - scope];
}

char *
reeve_trace_fact_label (const ReeveTrace *trace, const ReeveTraceEntry *entry)
{
  const ReeveTraceEntry *member = member_of (trace, entry);
  g_autofree char *label = reeve_trace_label (trace, entry), *name = NULL;

  if (member == NULL)
    return reeve_trace_capitalise (g_steal_pointer (&label));
  name = reeve_trace_member_text (trace, member);
  /* Translators: a record, then one of its facts, as in "Sabre River Elementary: distance". */
  return reeve_trace_capitalise (g_strdup_printf (C_ ("fact", "%1$s: %2$s"), name, label));
}

/* Known, or known closely enough to decide. */
static gboolean
is_settled (const ReeveTrace *trace, const ReeveTraceEntry *entry)
{
  if (reeve_value_is_known (&entry->value))
    return TRUE;
  return trace->outcome != REEVE_OUTCOME_INSUFFICIENT && entry->value.type != REEVE_TYPE_TRUTH && entry->value.lo > REEVE_FAR_PAST
         && entry->value.lo >= 0 && entry->value.hi >= 0 && entry->value.hi < REEVE_FAR_FUTURE;
}

/* What a licence's validity was computed from, as facts of the same record. */
static void
add_computed_from (Collector *c, const ReeveTraceEntry *entry)
{
  static const char *const from[] = { "status", "expires" };
  ReeveTrace *trace = c->trace;

  for (guint i = 0; i < G_N_ELEMENTS (from) && reeve_trace_is_computed (entry) && trace->facts_read->len < MAX_FACTS; i++)
    {
      guint field = (guint) reeve_vocabulary_field (REEVE_KIND_LICENCE, from[i]);
      const ReeveValue *cell = reeve_facts_cell (trace->facts, REEVE_KIND_LICENCE, entry->row, field);
      const ReeveOrigin *origin = reeve_facts_get_origin (trace->facts, REEVE_KIND_LICENCE, entry->row);
      g_autofree char *label = NULL, *path = NULL;
      ReeveTraceFact *fact;

      if (!reeve_value_is_known (cell) || cell->lo == REEVE_VALUE_LONG_PAST
          || !is_new (c, g_strdup_printf ("%d/%u/%d/%u", REEVE_KIND_LICENCE, entry->row, 0, field)))
        continue;
      label = reeve_trace_sibling_label (trace, entry, field);
      path = reeve_trace_path (trace, entry);
      fact = g_new0 (ReeveTraceFact, 1);
      fact->label = reeve_trace_capitalise (g_steal_pointer (&label));
      fact->value = reeve_trace_value_text (trace, *cell);
      fact->known = TRUE;
      fact->record = reeve_trace_record (trace, REEVE_KIND_LICENCE, entry->row);
      fact->field = g_strdup_printf ("%.*s%s", (int) (strlen (path) - strlen ("valid")), path, from[i]);
      fact->source = g_strdup (origin->source);
      fact->date = iso_day (origin->since);
      g_ptr_array_add (trace->facts_read, fact);
    }
}

static void
add_read (Collector *c, const ReeveTraceEntry *entry)
{
  ReeveTrace *trace = c->trace;
  gboolean item = entry->node->kind == REEVE_NODE_ITEM;
  const ReeveOrigin *origin = reeve_facts_get_origin (trace->facts, entry->kind, entry->row);
  ReeveTraceFact *fact;
  gint64 day = origin->since;

  if (trace->facts_read->len >= MAX_FACTS
      || !is_new (c, g_strdup_printf ("%d/%u/%d/%u", entry->kind, entry->row, item, item ? entry->item : entry->field)))
    return;
  fact = g_new0 (ReeveTraceFact, 1);
  fact->label = reeve_trace_fact_label (trace, entry);
  fact->value = reeve_trace_value_text (trace, entry->value);
  fact->known = is_settled (trace, entry);
  fact->record = reeve_trace_record (trace, entry->kind, entry->row);
  fact->field = reeve_trace_path (trace, entry);
  fact->source = g_strdup (origin->source);
  if (item)
    {
      const ReeveItemOrigin *asked = reeve_facts_get_item_origin (trace->facts, entry->kind, entry->row, entry->item);
      day = asked->day;
      if (asked->visit != 0)
        {
          g_free (fact->record);
          fact->record = g_strdup_printf ("inspection:%" G_GINT64_FORMAT, asked->visit);
        }
    }
  fact->date = iso_day (day);
  g_ptr_array_add (trace->facts_read, fact);
  add_computed_from (c, entry);
}

static void
add_parameter (Collector *c, const ReeveTraceEntry *entry)
{
  ReeveTrace *trace = c->trace;
  const ReeveParameter *parameter;
  const ReeveParameterValue *value;
  ReeveTraceFact *fact;

  if (trace->facts_read->len >= MAX_FACTS || !is_new (c, g_strconcat ("parameter/", entry->node->text, NULL)))
    return;
  parameter = reeve_ordinance_find_parameter (trace->program->ordinance, entry->node->text);
  value = parameter == NULL ? NULL : reeve_parameter_value_on (parameter, trace->program->day);
  fact = g_new0 (ReeveTraceFact, 1);
  fact->label = reeve_trace_capitalise (reeve_trace_label (trace, entry));
  fact->value = reeve_trace_value_text (trace, entry->value);
  fact->known = TRUE;
  fact->field = g_strdup (entry->node->text);
  fact->source = g_strdup (value == NULL || value->source == NULL ? reeve_ordinance_get_adopted_number (trace->program->ordinance) : value->source);
  fact->date = value == NULL ? NULL : iso_day (value->from);
  /* A value without a day of its own took effect with the ordinance. */
  if (value != NULL && fact->date == NULL)
    fact->date = iso_day (reeve_ordinance_get_adopted_on (trace->program->ordinance));
  g_ptr_array_add (trace->facts_read, fact);
}

/* A list nobody has completed is a fact that is missing. */
static void
add_stand_in (Collector *c, const ReeveTraceEntry *member)
{
  ReeveTrace *trace = c->trace;
  const ReeveTraceEntry *quantifier = reeve_trace_entry (trace, member->parent);
  ReeveTraceFact *fact;
  char *name;

  if (quantifier == NULL || trace->facts_read->len >= MAX_FACTS)
    return;
  name = reeve_trace_member_text (trace, member);
  if (!is_new (c, g_strdup_printf ("stand-in/%u/%s", quantifier->path, name)))
    {
      g_free (name);
      return;
    }
  fact = g_new0 (ReeveTraceFact, 1);
  fact->label = reeve_trace_capitalise (name);
  fact->value = g_strdup (C_ ("value", "not known"));
  fact->field = reeve_trace_path (trace, quantifier);
  g_ptr_array_add (trace->facts_read, fact);
}

/* Walks the record in the order of the text. Members that `where` leaves out surely decide nothing, so their facts are not listed. */
static void
collect (Collector *c, const ReeveTraceEntry *entry, guint depth)
{
  if (entry == NULL || depth > MAX_DEPTH)
    return;
  if (entry->node == NULL && (entry->where & REEVE_TRUTH_Y) == 0)
    return;
  if (entry->node == NULL && (entry->flags & REEVE_ROW_STAND_IN) != 0)
    {
      add_stand_in (c, entry);
      return;
    }
  if (entry->node != NULL && reeve_trace_is_read (entry))
    add_read (c, entry);
  else if (entry->node != NULL && entry->node->kind == REEVE_NODE_PARAMETER)
    add_parameter (c, entry);
  for (const ReeveTraceEntry *child = reeve_trace_entry (c->trace, entry->first); child != NULL; child = reeve_trace_entry (c->trace, child->next))
    collect (c, child, depth + 1);
}

void
reeve_trace_make_facts (ReeveTrace *trace)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Collector c = { trace, seen };

  collect (&c, reeve_trace_entry (trace, trace->test.entry), 0);
  collect (&c, reeve_trace_entry (trace, trace->applies.entry), 0);
  for (guint i = 0; i < trace->unless->len; i++)
    collect (&c, reeve_trace_entry (trace, g_array_index (trace->unless, ReeveTraceRoot, i).entry), 0);
  collect (&c, reeve_trace_entry (trace, trace->grandfather.entry), 0);
  collect (&c, reeve_trace_entry (trace, trace->grandfather_until.entry), 0);
  collect (&c, reeve_trace_entry (trace, trace->cure.entry), 0);
  collect (&c, reeve_trace_entry (trace, trace->appeal.entry), 0);
}

/* --- lines --- */

static gboolean
is_silent (const ReeveTraceEntry *entry)
{
  if (entry->node == NULL)
    return FALSE;
  switch (entry->node->kind)
    {
    case REEVE_NODE_LITERAL:
    case REEVE_NODE_LIST:
    case REEVE_NODE_NONE:
    case REEVE_NODE_TODAY:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
add_line (ReeveTrace *trace, guint depth, ReeveValue value, gboolean deciding, char *text)
{
  ReeveTraceLine *line = g_new0 (ReeveTraceLine, 1);

  line->depth = depth;
  line->is_truth = value.type == REEVE_TYPE_TRUTH;
  line->truth = line->is_truth ? value.truth : REEVE_TRUTH_ANY;
  line->deciding = deciding;
  line->text = text;
  line->value = reeve_trace_value_text (trace, value);
  g_ptr_array_add (trace->lines, line);
}

static void
walk (ReeveTrace *trace, gint32 index, guint depth, gboolean deciding)
{
  const ReeveTraceEntry *entry = reeve_trace_entry (trace, index);
  gint32 decides = -1;

  if (entry == NULL || depth > MAX_DEPTH || is_silent (entry))
    return;
  if (trace->lines->len >= MAX_LINES)
    {
      trace->cut = TRUE;
      return;
    }
  add_line (trace, depth, entry->value, deciding, entry->node == NULL ? reeve_trace_member_text (trace, entry) : reeve_node_print (entry->node));
  if (entry->node != NULL && (entry->node->kind == REEVE_NODE_AND || entry->node->kind == REEVE_NODE_OR))
    decides = reeve_trace_deciding_child (trace, entry);
  else if (entry->node != NULL
           && (entry->node->kind == REEVE_NODE_EVERY || entry->node->kind == REEVE_NODE_SOME || entry->node->kind == REEVE_NODE_NO))
    decides = reeve_trace_deciding_member (trace, entry);
  else if (entry->node == NULL && entry->has_where && reeve_trace_entry (trace, entry->first)->value.truth == REEVE_TRUTH_Y)
    decides = entry->last;
  else
    decides = entry->first;
  for (gint32 child = entry->first; child >= 0; child = reeve_trace_entry (trace, child)->next)
    walk (trace, child, depth + 1, deciding && child == decides);
}

static void
add_part (ReeveTrace *trace, char *name, ReeveTraceRoot root, gboolean deciding)
{
  add_line (trace, 0, root.value, deciding, name);
  walk (trace, root.entry, 1, deciding);
}

static const char *
test_part (const ReeveProvisionVersion *version)
{
  if (version->grounds != NULL)
    return C_ ("part", "Grounds");
  return version->defines ? C_ ("part", "Defines") : C_ ("part", "Requires");
}

void
reeve_trace_make_lines (ReeveTrace *trace)
{
  const ReeveProvisionVersion *version = trace->program->version;
  gboolean scope_decides = trace->outcome == REEVE_OUTCOME_NOT_APPLICABLE;

  if (version->applies != NULL)
    add_part (trace, g_strdup (C_ ("part", "Applies")), trace->applies, scope_decides && trace->applies.value.truth == REEVE_TRUTH_N);
  for (guint i = 0; i < trace->unless->len; i++)
    {
      const ReeveUnless *unless = version->unless->pdata[i];
      ReeveTraceRoot root = g_array_index (trace->unless, ReeveTraceRoot, i);
      char *name = g_strdup_printf (C_ ("part", "Unless: %s"), unless->text != NULL ? unless->text : unless->id);
      add_part (trace, name, root, scope_decides && root.value.truth == REEVE_TRUTH_Y);
    }
  if (trace->program->grandfather.given)
    {
      add_part (trace, g_strdup (C_ ("part", "Grandfathered")), trace->grandfather, scope_decides && trace->grandfather.value.truth == REEVE_TRUTH_Y);
      walk (trace, trace->grandfather_until.entry, 1, FALSE);
    }
  if (!trace->too_large)
    add_part (trace, g_strdup (test_part (version)), trace->test,
              !scope_decides || (version->defines && trace->scope != REEVE_TRUTH_N));
  if (trace->cure.entry >= 0)
    add_part (trace, g_strdup (C_ ("part", "Last day to put it right")), trace->cure, trace->outcome == REEVE_OUTCOME_PENDING);
  if (trace->appeal.entry >= 0)
    add_part (trace, g_strdup (C_ ("part", "Last day for an appeal")), trace->appeal, FALSE);
  if (trace->cut)
    {
      ReeveValue nothing = { .type = REEVE_TYPE_TRUTH, .truth = REEVE_TRUTH_ANY };
      add_line (trace, 0, nothing, FALSE, g_strdup (_ ("This record was cut short; the outcome rests on all of it.")));
    }
}

/* --- JSON --- */

static void
add_string (JsonBuilder *b, const char *name, const char *value)
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
  g_autofree char *text = iso_day (day);
  add_string (b, name, text);
}

static void
add_strings (JsonBuilder *b, const char *name, char **values, guint n)
{
  json_builder_set_member_name (b, name);
  json_builder_begin_array (b);
  for (guint i = 0; i < n; i++)
    json_builder_add_string_value (b, values[i]);
  json_builder_end_array (b);
}


static void
add_published (JsonBuilder *b, const ReevePublished *published)
{
  json_builder_set_member_name (b, "published");
  if (published->url == NULL)
    {
      json_builder_add_null_value (b);
      return;
    }
  json_builder_begin_object (b);
  add_string (b, "url", published->url);
  json_builder_set_member_name (b, "year");
  if (published->year != 0)
    json_builder_add_int_value (b, published->year);
  else
    json_builder_add_null_value (b);
  json_builder_end_object (b);
}

/* A provision of an included library: which one, and the very file. */
static void
add_library (JsonBuilder *b, const ReeveTrace *trace)
{
  const ReeveOrdinance *home = reeve_ordinance_get_home (trace->program->ordinance, trace->program->provision);

  json_builder_set_member_name (b, "library");
  if (home == trace->program->ordinance)
    {
      json_builder_add_null_value (b);
      return;
    }
  json_builder_begin_object (b);
  add_string (b, "id", reeve_ordinance_get_id (home));
  json_builder_set_member_name (b, "version");
  if (reeve_ordinance_get_version (home) != 0)
    json_builder_add_int_value (b, reeve_ordinance_get_version (home));
  else
    json_builder_add_null_value (b);
  add_string (b, "sha256", reeve_ordinance_get_sha256 (home));
  json_builder_end_object (b);
}

static void
add_header (JsonBuilder *b, const ReeveTrace *trace)
{
  const ReeveProvisionVersion *version = trace->program->version;

  add_string (b, "ordinance", reeve_ordinance_get_id (trace->program->ordinance));
  add_string (b, "ordinance_sha256", reeve_ordinance_get_sha256 (trace->program->ordinance));
  add_library (b, trace);
  add_string (b, "provision", trace->program->provision->id);
  add_string (b, "citation", version->citation);
  add_string (b, "citation_meant", version->citation_meant);
  add_string (b, "title", version->title);
  add_string (b, "text", version->text);
  add_string (b, "text_sha256", version->text_sha256);
  add_string (b, "quote", version->quote);
  add_string (b, "quote_sha256", version->quote_sha256);
  add_published (b, &version->published);
  add_string (b, "authority", version->authority);
  add_string (b, "nature", reeve_nature_name (reeve_provision_version_get_nature (version)));
  add_string (b, "duty", reeve_duty_name (version->duty));
  add_day (b, "version_from", version->from);
  add_string (b, "version_source", version->source);
  add_string (b, "record", trace->subject);
  add_day (b, "on", trace->program->day);
  add_string (b, "applies", reeve_truth_name (trace->scope));
  add_string (b, version->grounds != NULL ? "grounds" : version->defines ? "defines" : "requires", reeve_truth_name (trace->test.value.truth));
  add_string (b, "outcome", reeve_outcome_name (trace->outcome));
  add_day (b, "until", trace->until);
}

static void
add_facts (JsonBuilder *b, const ReeveTrace *trace)
{
  json_builder_set_member_name (b, "facts");
  json_builder_begin_array (b);
  for (guint i = 0; i < trace->facts_read->len; i++)
    {
      const ReeveTraceFact *fact = trace->facts_read->pdata[i];
      json_builder_begin_object (b);
      add_string (b, "label", fact->label);
      add_string (b, "value", fact->value);
      json_builder_set_member_name (b, "known");
      json_builder_add_boolean_value (b, fact->known);
      add_string (b, "record", fact->record);
      add_string (b, "field", fact->field);
      add_string (b, "source", fact->source);
      add_string (b, "date", fact->date);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static void
add_settling (JsonBuilder *b, const ReeveTrace *trace)
{
  json_builder_set_member_name (b, "settling");
  json_builder_begin_array (b);
  for (guint i = 0; i < trace->settling->len; i++)
    {
      const ReeveSettling *settling = trace->settling->pdata[i];
      json_builder_begin_object (b);
      add_string (b, "outcome", reeve_outcome_name (settling->outcome));
      add_strings (b, "facts", settling->facts, g_strv_length (settling->facts));
      add_strings (b, "paths", settling->paths, g_strv_length (settling->paths));
      json_builder_set_member_name (b, "decisive");
      json_builder_add_boolean_value (b, settling->decisive);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static void
add_lines (JsonBuilder *b, const ReeveTrace *trace)
{
  json_builder_set_member_name (b, "steps");
  json_builder_begin_array (b);
  for (guint i = 0; i < trace->lines->len; i++)
    {
      const ReeveTraceLine *line = trace->lines->pdata[i];
      json_builder_begin_object (b);
      json_builder_set_member_name (b, "depth");
      json_builder_add_int_value (b, line->depth);
      add_string (b, "text", line->text);
      add_string (b, "value", line->value);
      add_string (b, "truth", line->is_truth ? reeve_truth_name (line->truth) : NULL);
      json_builder_set_member_name (b, "deciding");
      json_builder_add_boolean_value (b, line->deciding);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

/**
 * reeve_trace_to_json:
 * @trace: of an evaluation that was made
 *
 * Returns: (transfer full): one object, its members always in the same order
 */
JsonNode *
reeve_trace_to_json (const ReeveTrace *trace)
{
  g_autoptr (JsonBuilder) b = NULL;

  g_return_val_if_fail (trace->program != NULL, NULL);
  b = json_builder_new ();
  json_builder_begin_object (b);
  add_header (b, trace);
  add_string (b, "sentence", reeve_trace_get_sentence (trace));
  add_strings (b, "sentences", (char **) trace->sentences->pdata, trace->sentences->len == 0 ? 0 : trace->sentences->len - 1);
  add_string (b, "why_not_applicable", trace->why_not_applicable);
  add_facts (b, trace);
  add_strings (b, "exceptions", (char **) trace->exceptions->pdata, trace->exceptions->len);
  reeve_trace_add_consequences (b, trace);
  add_settling (b, trace);
  add_lines (b, trace);
  json_builder_end_object (b);
  return json_builder_get_root (b);
}

/* --- text --- */

static const char *
outcome_words (const ReeveTrace *trace, ReeveOutcome outcome)
{
  if (trace->program->version->defines && outcome == REEVE_OUTCOME_COMPLIANT)
    return C_ ("outcome", "Falls under it");
  if (trace->program->version->defines && outcome == REEVE_OUTCOME_NOT_APPLICABLE)
    return C_ ("outcome", "Does not fall under it");
  switch (outcome)
    {
    case REEVE_OUTCOME_VIOLATION:
      return C_ ("outcome", "Not met");
    case REEVE_OUTCOME_GROUNDS:
      return C_ ("outcome", "Grounds exist");
    case REEVE_OUTCOME_PENDING:
      return C_ ("outcome", "Pending");
    case REEVE_OUTCOME_INSUFFICIENT:
      return C_ ("outcome", "Not known");
    case REEVE_OUTCOME_COMPLIANT:
      return C_ ("outcome", "Met");
    case REEVE_OUTCOME_NO_GROUNDS:
      return C_ ("outcome", "No grounds");
    default:
      return C_ ("outcome", "Does not apply");
    }
}

static gboolean
same_facts (const ReeveSettling *a, const ReeveSettling *b)
{
  return g_strv_equal ((const char *const *) a->facts, (const char *const *) b->facts);
}

/* A set that settles it one way or the other is written once, with both words. */
static void
append_settling (GString *text, const ReeveTrace *trace)
{
  if (trace->settling->len == 0)
    return;
  g_string_append_printf (text, "\n%s\n", _ ("What would settle it:"));
  for (guint i = 0; i < trace->settling->len; i++)
    {
      const ReeveSettling *settling = trace->settling->pdata[i], *other = NULL;
      g_autofree char *facts = g_strjoinv (C_ ("clauses", "; "), settling->facts);
      if (i + 1 < trace->settling->len && same_facts (settling, trace->settling->pdata[i + 1]))
        other = trace->settling->pdata[++i];
      g_string_append (text, "  ");
      if (other != NULL && settling->decisive)
        g_string_append_printf (text, _ ("decisive, for “%1$s” or “%2$s”: %3$s"), outcome_words (trace, settling->outcome),
                                outcome_words (trace, other->outcome), facts);
      else if (other != NULL)
        g_string_append_printf (text, _ ("for “%1$s” or “%2$s”: %3$s"), outcome_words (trace, settling->outcome), outcome_words (trace, other->outcome), facts);
      else
        g_string_append_printf (text, _ ("for “%1$s”: %2$s"), outcome_words (trace, settling->outcome), facts);
      g_string_append_c (text, '\n');
    }
}

static void
append_fact (GString *text, const ReeveTraceFact *fact)
{
  g_string_append_printf (text, g_str_has_suffix (fact->label, "?") ? "  %s %s" : "  %s: %s", fact->label, fact->value);
  if (fact->record != NULL || fact->source != NULL || fact->date != NULL)
    {
      const char *parts[4] = { NULL };
      g_autofree char *whence = NULL;
      guint n = 0;
      if (fact->record != NULL)
        parts[n++] = fact->record;
      if (fact->source != NULL)
        parts[n++] = fact->source;
      if (fact->date != NULL)
        parts[n++] = fact->date;
      whence = g_strjoinv (", ", (char **) parts);
      g_string_append_printf (text, " (%s)", whence);
    }
  g_string_append_c (text, '\n');
}

/* The law's own words when the file quotes them, else the drafter's; and where they can be read. */
static void
append_law (GString *text, const ReeveProvisionVersion *version)
{
  if (version->quote != NULL)
    g_string_append_printf (text, "\n  “%s”\n", version->quote);
  else if (version->text != NULL)
    g_string_append_printf (text, "\n  %s\n", version->text);
  if (version->citation_meant != NULL)
    /* Translators: %s is a section of law that was misprinted. */
    g_string_append_printf (text, _ ("  Printed as %1$s; meant is %2$s.\n"), version->citation, version->citation_meant);
  if (version->quote != NULL)
    g_string_append_printf (text, _ ("  Words of the law, SHA-256 %s.\n"), version->quote_sha256);
  if (version->published.url != NULL && version->published.year != 0)
    g_string_append_printf (text, _ ("  Text of %1$u, read at %2$s.\n"), version->published.year, version->published.url);
  else if (version->published.url != NULL)
    g_string_append_printf (text, _ ("  Read at %s.\n"), version->published.url);
}

/**
 * reeve_trace_to_text:
 * @trace: of an evaluation that was made
 *
 * Returns: (transfer full): the trace for the command line, in the order of ui.md 1: why, the law, the facts, exceptions, what would settle it
 */
char *
reeve_trace_to_text (const ReeveTrace *trace)
{
  const ReeveProvisionVersion *version;
  GString *text;

  g_return_val_if_fail (trace->program != NULL, NULL);
  version = trace->program->version;
  text = g_string_new (NULL);
  g_string_append_printf (text, "%s  %s\n", version->citation != NULL ? version->citation : trace->program->provision->id,
                          outcome_words (trace, trace->outcome));
  for (guint i = 0; i + 1 < trace->sentences->len; i++)
    g_string_append_printf (text, "%s\n", (char *) trace->sentences->pdata[i]);
  append_law (text, version);
  if (trace->facts_read->len > 0)
    g_string_append_printf (text, "\n%s\n", _ ("Facts:"));
  for (guint i = 0; i < trace->facts_read->len; i++)
    append_fact (text, trace->facts_read->pdata[i]);
  if (trace->exceptions->len > 0)
    g_string_append_printf (text, "\n%s\n", _ ("Exceptions looked at:"));
  for (guint i = 0; i < trace->exceptions->len; i++)
    g_string_append_printf (text, "  %s\n", (char *) trace->exceptions->pdata[i]);
  if (trace->consequences->len > 0)
    g_string_append_printf (text, "\n%s\n", _ ("What the law provides:"));
  for (guint i = 0; i < trace->consequences->len; i++)
    g_string_append_printf (text, "  %s\n", (char *) trace->consequences->pdata[i]);
  append_settling (text, trace);
  return g_string_free (text, FALSE);
}
