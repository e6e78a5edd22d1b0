/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The smallest sets of unknown facts that would settle an insufficient finding (language.md 6.3): for each node and each target the cost
 * C(node, yes) and C(node, no), worked out over the record. Exact when no unknown fact is read twice; else an upper bound. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-trace-text-private.h"

#define MAX_SHOWN 64
#define MAX_DEPTH 1024

typedef struct
{
  const ReeveTrace *trace;
  GHashTable *index;       /* key -> number + 1 */
  GPtrArray *labels, *paths;
} Settler;

/* A set of facts by number; NULL = it cannot be reached. */
typedef GArray Facts;

static Facts *settle (Settler *s, const ReeveTraceEntry *entry, ReeveTruth want, guint depth);

static Facts *
facts_empty (void)
{
  return g_array_new (FALSE, FALSE, sizeof (guint));
}

static void
facts_free (Facts *facts)
{
  if (facts != NULL)
    g_array_unref (facts);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;
  return x < y ? -1 : x > y;
}

static void
facts_tidy (Facts *facts)
{
  guint *numbers = (guint *) (gpointer) facts->data, kept = 0;

  if (facts->len < 2)
    return;
  qsort (numbers, facts->len, sizeof *numbers, compare_numbers);
  for (guint i = 0; i < facts->len; i++)
    if (kept == 0 || numbers[kept - 1] != numbers[i])
      numbers[kept++] = numbers[i];
  g_array_set_size (facts, kept);
}

/* Both must be settled. Takes both. */
static Facts *
both (Facts *a, Facts *b)
{
  if (a == NULL || b == NULL)
    {
      facts_free (a);
      facts_free (b);
      return NULL;
    }
  if (b->len > 0)
    g_array_append_vals (a, b->data, b->len);
  facts_free (b);
  facts_tidy (a);
  return a;
}

/* One of them is enough. Takes both; the first wins a tie. */
static Facts *
either (Facts *a, Facts *b)
{
  if (a == NULL || (b != NULL && b->len < a->len))
    {
      facts_free (a);
      return b;
    }
  facts_free (b);
  return a;
}

static Facts *
one_fact (Settler *s, char *key, char *label, char *path)
{
  Facts *facts = facts_empty ();
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (s->index, key));

  if (number == 0)
    {
      g_ptr_array_add (s->labels, reeve_trace_capitalise (label));
      g_ptr_array_add (s->paths, path);
      number = s->labels->len;
      g_hash_table_insert (s->index, key, GUINT_TO_POINTER (number));
    }
  else
    {
      g_free (key);
      g_free (label);
      g_free (path);
    }
  number--;
  g_array_append_val (facts, number);
  return facts;
}

static const ReeveTraceEntry *
get (const Settler *s, gint32 index)
{
  return reeve_trace_entry (s->trace, index);
}

/* Does what a read or a quantifier follows begin at a stand-in, or at a member of a list that does? Then it is found out with the list
 * that the stand-in stands for. */
static gboolean
is_in_stand_in (const Settler *s, const ReeveTraceEntry *entry)
{
  guint scope = g_array_index (s->trace->program->paths, ReevePath, entry->path).scope, depth = 0;
  const ReeveTraceEntry *above;

  if (scope == 0)
    return FALSE;
  for (above = get (s, entry->parent); above != NULL; above = get (s, above->parent))
    depth += above->node == NULL;
  for (above = get (s, entry->parent); above != NULL; above = get (s, above->parent))
    {
      if (above->node == NULL && depth-- == scope)
        return (above->flags & REEVE_ROW_STAND_IN) != 0 || is_in_stand_in (s, get (s, above->parent));
    }
  return FALSE;
}

static Facts *
read_fact (Settler *s, const ReeveTraceEntry *entry)
{
  gboolean item = entry->node->kind == REEVE_NODE_ITEM;
  char *path, *key;

  if (is_in_stand_in (s, entry))
    return facts_empty ();
  path = reeve_trace_path (s->trace, entry);
  /* Fields of a record that is itself unknown have no row to tell them apart: their path does. */
  if (entry->row == REEVE_ROW_UNKNOWN)
    key = g_strdup_printf ("path/%s", path);
  else
    key = g_strdup_printf ("%d/%u/%d/%u", entry->kind, entry->row, item, item ? entry->item : entry->field);
  return one_fact (s, key, reeve_trace_fact_label (s->trace, entry), path);
}

/* The list a stand-in stands for. */
static Facts *
list_fact (Settler *s, const ReeveTraceEntry *member)
{
  const ReeveTraceEntry *quantifier = get (s, member->parent);
  const char *collection = reeve_trace_collection_label (s->trace, quantifier);
  g_autofree char *kind = NULL;
  char *path, *label;

  if (is_in_stand_in (s, quantifier))
    return facts_empty ();
  path = reeve_trace_path (s->trace, quantifier);
  kind = reeve_trace_stand_in_kind (s->trace, member);
  if (member->kind == REEVE_KIND_OBSERVATION)
    label = g_strdup (_ ("a look at the place"));
  else if (kind == NULL)
    label = g_strdup_printf (_ ("the complete list “%s”"), collection);
  else if (member->kind == REEVE_KIND_PLACE)
    label = g_strdup_printf (_ ("where every place of the kind “%s” is"), kind);
  else
    label = g_strdup_printf (_ ("all records of “%1$s” under “%2$s”"), kind, collection);
  return one_fact (s, g_strdup_printf ("list/%s/%s", path, kind == NULL ? "" : kind), label, path);
}

static Facts *
membership_fact (Settler *s, const ReeveTraceEntry *member)
{
  g_autofree char *name = reeve_trace_member_text (s->trace, member);
  const ReeveKindDef *def = reeve_vocabulary_kind (member->kind);
  const char *end = def->to != NULL ? def->to : def->from;

  return one_fact (s, g_strdup_printf ("member/%d/%u", member->kind, member->row), g_strdup_printf (_ ("whether %s counts on that day"), name),
                   end == NULL ? g_strdup (def->name) : g_strdup_printf ("%s.%s", def->name, end));
}

/* The day of a member that is counted in a window, unless it is known. NULL: nothing is to be found out. */
static Facts *
date_fact (Settler *s, const ReeveTraceEntry *member)
{
  const ReeveTraceEntry *count = get (s, member->parent);
  const ReeveKindDef *def = reeve_vocabulary_kind (member->kind);
  int field = def->from == NULL ? -1 : reeve_vocabulary_field (member->kind, def->from);
  g_autofree char *name = NULL;

  if (count->node->kind != REEVE_NODE_COUNT || count->node->n_children < 3 || count->node->children[2] == NULL || field < 0
      || (member->flags & REEVE_ROW_STAND_IN) != 0
      || reeve_value_is_known (reeve_facts_cell (s->trace->facts, member->kind, member->row, (guint) field)))
    return NULL;
  if (is_in_stand_in (s, count))
    return facts_empty ();
  name = reeve_trace_member_text (s->trace, member);
  return one_fact (s, g_strdup_printf ("%d/%u/0/%d", member->kind, member->row, field), g_strdup_printf (_ ("the day of %s"), name),
                   g_strdup_printf ("%s.%s", def->name, def->from));
}

/* Is the fact itself known? Of a question that may not arise, only its answer counts here: what it hangs on is read below it. */
static gboolean
is_answered (const Settler *s, const ReeveTraceEntry *entry)
{
  if (entry->node->kind == REEVE_NODE_ITEM && entry->node->n_children > 0 && !reeve_value_is_known (&entry->value))
    return reeve_value_is_known (reeve_facts_item_cell (s->trace->facts, entry->kind, entry->row, entry->item));
  return reeve_value_is_known (&entry->value);
}

/* Every unknown fact read below a leaf. FALSE when there is none: then nothing that could be looked up makes it known. */
static gboolean
gather (Settler *s, const ReeveTraceEntry *entry, Facts *into, guint depth)
{
  Facts *found = NULL, *date = NULL;
  gboolean any;

  if (entry == NULL || depth > MAX_DEPTH || (entry->node == NULL && (entry->where & REEVE_TRUTH_Y) == 0))
    return FALSE;
  if (entry->node == NULL && (entry->flags & REEVE_ROW_STAND_IN) != 0)
    found = list_fact (s, entry);
  else if (entry->node == NULL && (entry->flags & REEVE_ROW_UNCERTAIN) != 0)
    found = membership_fact (s, entry);
  else if (entry->node != NULL && reeve_trace_is_read (entry) && !is_answered (s, entry))
    found = read_fact (s, entry);
  if (entry->node == NULL)
    date = date_fact (s, entry);
  any = found != NULL || date != NULL;
  if (found != NULL)
    g_array_append_vals (into, found->data, found->len);
  if (date != NULL)
    g_array_append_vals (into, date->data, date->len);
  facts_free (found);
  facts_free (date);
  for (const ReeveTraceEntry *child = get (s, entry->first); child != NULL; child = get (s, child->next))
    any = gather (s, child, into, depth + 1) || any;
  return any;
}

static Facts *
unknown_reads (Settler *s, const ReeveTraceEntry *entry)
{
  Facts *facts = facts_empty ();

  if (gather (s, entry, facts, 0))
    {
      facts_tidy (facts);
      return facts;
    }
  facts_free (facts);
  return NULL;
}

/* --- members --- */

/* A stand-in alone in a list of what somebody saw: when somebody looks, there is one. Other lists may turn out empty. */
static gboolean
will_be_there (const Settler *s, const ReeveTraceEntry *member)
{
  const ReeveTraceEntry *quantifier = get (s, member->parent);

  return quantifier->first == quantifier->last
         && g_array_index (s->trace->program->loops, ReeveLoop, quantifier->item).class_ == REEVE_CLASS_EVIDENCE;
}

/* C for "is a member that counts", with the member's own uncertainty. */
static Facts *
settle_where (Settler *s, const ReeveTraceEntry *member, ReeveTruth want, guint depth)
{
  const ReeveTraceEntry *where = member->has_where ? get (s, member->first) : NULL;
  gboolean uncertain = (member->flags & REEVE_ROW_UNCERTAIN) != 0;
  Facts *cost;

  if (member->where == want)
    return facts_empty ();
  if ((member->where & want) == 0)
    return NULL;
  /* That nobody like it is there the list says alone; that somebody is may hang on other facts too. */
  if ((member->flags & REEVE_ROW_STAND_IN) != 0)
    {
      if (want == REEVE_TRUTH_N && !will_be_there (s, member))
        return list_fact (s, member);
      if (where == NULL)
        return want == REEVE_TRUTH_N ? NULL : list_fact (s, member);
      return both (list_fact (s, member), settle (s, where, want, depth));
    }
  if (want == REEVE_TRUTH_Y)
    {
      cost = where == NULL ? facts_empty () : settle (s, where, want, depth);
      return uncertain ? both (cost, membership_fact (s, member)) : cost;
    }
  cost = where == NULL ? NULL : settle (s, where, want, depth);
  return uncertain ? either (cost, membership_fact (s, member)) : cost;
}

static Facts *
settle_every_member (Settler *s, const ReeveTraceEntry *member, ReeveTruth want, guint depth)
{
  const ReeveTraceEntry *body = get (s, member->last);

  if (member->value.truth == want)
    return facts_empty ();
  if ((member->value.truth & want) == 0)
    return NULL;
  if ((member->flags & REEVE_ROW_STAND_IN) != 0 && want == REEVE_TRUTH_Y)
    {
      if (!will_be_there (s, member))
        return list_fact (s, member);
      return either (settle_where (s, member, REEVE_TRUTH_N, depth), both (list_fact (s, member), settle (s, body, REEVE_TRUTH_Y, depth)));
    }
  if (want == REEVE_TRUTH_N)
    return both (settle_where (s, member, REEVE_TRUTH_Y, depth), settle (s, body, REEVE_TRUTH_N, depth));
  return either (settle_where (s, member, REEVE_TRUTH_N, depth), settle (s, body, REEVE_TRUTH_Y, depth));
}

static Facts *
settle_quantifier (Settler *s, const ReeveTraceEntry *entry, ReeveTruth want, guint depth)
{
  gboolean every = entry->node->kind == REEVE_NODE_EVERY;
  ReeveTruth target = entry->node->kind == REEVE_NODE_NO ? reeve_truth_not (want) : want;
  gboolean all = every == (target == REEVE_TRUTH_Y);
  Facts *cost = all ? facts_empty () : NULL;

  for (const ReeveTraceEntry *m = get (s, entry->first); m != NULL; m = get (s, m->next))
    {
      Facts *member = every ? settle_every_member (s, m, target, depth) : settle_where (s, m, target, depth);
      cost = all ? both (cost, member) : either (cost, member);
      if (all && cost == NULL)
        break;
    }
  return cost;
}

/* --- counts, least and greatest --- */

static int
compare_sizes (gconstpointer a, gconstpointer b)
{
  guint x = (*(Facts *const *) a)->len, y = (*(Facts *const *) b)->len;
  return x < y ? -1 : x > y;
}

/* The @need cheapest members brought to @want. To raise, a stand-in's list may hold all that is missing; to lower, every stand-in must go. */
static Facts *
settle_members (Settler *s, const ReeveTraceEntry *count, ReeveTruth want, gint64 need, guint depth)
{
  g_autoptr (GPtrArray) costs = g_ptr_array_new ();
  Facts *cost = facts_empty (), *lists = NULL;

  for (const ReeveTraceEntry *m = get (s, count->first); m != NULL; m = get (s, m->next))
    {
      Facts *member;
      if (m->where == REEVE_TRUTH_Y || (m->where & REEVE_TRUTH_Y) == 0)
        continue;
      member = settle_where (s, m, want, depth);
      if (member == NULL)
        continue;
      if ((m->flags & REEVE_ROW_STAND_IN) != 0)
        lists = lists == NULL || want == REEVE_TRUTH_Y ? either (lists, member) : both (lists, member);
      else
        g_ptr_array_add (costs, member);
    }
  g_ptr_array_sort (costs, compare_sizes);
  if (want == REEVE_TRUTH_N && lists != NULL)
    {
      cost = both (cost, lists);
      lists = NULL;
    }
  for (guint i = 0; i < costs->len; i++)
    {
      if (need > 0 && cost != NULL && !(lists != NULL && lists->len <= ((Facts *) costs->pdata[i])->len))
        {
          cost = both (cost, costs->pdata[i]);
          need--;
        }
      else
        facts_free (costs->pdata[i]);
    }
  if (need <= 0)
    {
      facts_free (lists);
      return cost;
    }
  if (lists != NULL)
    return both (cost, lists);
  facts_free (cost);
  return NULL;
}

static gint64
floor_millions (gint64 value)
{
  return value >= 0 ? value / 1000000 : -((-value + 999999) / 1000000);
}

/* count OP limit: to be raised to a number or lowered to one. */
static Facts *
settle_count (Settler *s, const ReeveTraceEntry *entry, const ReeveTraceEntry *count, gint64 limit, ReeveTruth want, guint depth)
{
  gboolean yes = want == REEVE_TRUTH_Y, sure_limit = limit % 1000000 == 0;
  gint64 k = floor_millions (limit), low = count->value.lo / 1000000, high, stand_ins = 0;

  for (const ReeveTraceEntry *m = get (s, count->first); m != NULL; m = get (s, m->next))
    stand_ins += (m->flags & REEVE_ROW_STAND_IN) != 0 && (m->where & REEVE_TRUTH_Y) != 0;
  high = stand_ins > 0 ? (gint64) count->n_sure + count->n_uncertain : count->value.hi / 1000000;
  switch (entry->node->kind)
    {
    case REEVE_NODE_GE:
      k += !sure_limit;
      return yes ? settle_members (s, count, REEVE_TRUTH_Y, k - low, depth) : settle_members (s, count, REEVE_TRUTH_N, high - (k - 1), depth);
    case REEVE_NODE_GT:
      return yes ? settle_members (s, count, REEVE_TRUTH_Y, k + 1 - low, depth) : settle_members (s, count, REEVE_TRUTH_N, high - k, depth);
    case REEVE_NODE_LE:
      return yes ? settle_members (s, count, REEVE_TRUTH_N, high - k, depth) : settle_members (s, count, REEVE_TRUTH_Y, k + 1 - low, depth);
    case REEVE_NODE_LT:
      k += !sure_limit;
      return yes ? settle_members (s, count, REEVE_TRUTH_N, high - (k - 1), depth) : settle_members (s, count, REEVE_TRUTH_Y, k - low, depth);
    default:
      return unknown_reads (s, entry);
    }
}

/* min(E) >= limit holds when no member lies below; max(E) <= limit when none lies above. @all: that form, or its opposite. */
static Facts *
settle_extreme (Settler *s, const ReeveTraceEntry *entry, const ReeveTraceEntry *measured, gint64 limit, ReeveTruth want, guint depth)
{
  gboolean least = measured->node->kind == REEVE_NODE_MIN;
  gboolean upward = entry->node->kind == REEVE_NODE_GE || entry->node->kind == REEVE_NODE_GT;
  gboolean all = (least == upward) == (want == REEVE_TRUTH_Y);
  Facts *cost = all ? facts_empty () : NULL;

  if (entry->node->kind == REEVE_NODE_EQ || entry->node->kind == REEVE_NODE_NE)
    {
      facts_free (cost);
      return unknown_reads (s, entry);
    }
  for (const ReeveTraceEntry *m = get (s, measured->first); m != NULL; m = get (s, m->next))
    {
      const ReeveTraceEntry *element = get (s, m->last);
      gboolean may = least ? m->value.lo < limit || (entry->node->kind != REEVE_NODE_GE && entry->node->kind != REEVE_NODE_LT && m->value.lo == limit)
                           : m->value.hi > limit || (entry->node->kind != REEVE_NODE_LE && entry->node->kind != REEVE_NODE_GT && m->value.hi == limit);
      gboolean surely = least ? m->value.hi < limit : m->value.lo > limit;
      Facts *member;
      if ((m->where & REEVE_TRUTH_Y) == 0 || !may)
        continue;
      if (all && (m->flags & REEVE_ROW_STAND_IN) != 0)
        member = list_fact (s, m);
      else if (all)
        member = either (settle_where (s, m, REEVE_TRUTH_N, depth), surely ? NULL : unknown_reads (s, element));
      else
        member = both (settle_where (s, m, REEVE_TRUTH_Y, depth), surely ? facts_empty () : unknown_reads (s, element));
      cost = all ? both (cost, member) : either (cost, member);
      if (all && cost == NULL)
        break;
    }
  return cost;
}

static const ReeveTraceEntry *
skip_definitions (Settler *s, const ReeveTraceEntry *entry)
{
  while (entry != NULL && entry->node != NULL && entry->node->kind == REEVE_NODE_DEFINITION)
    entry = get (s, entry->first);
  return entry;
}

static Facts *
settle_comparison (Settler *s, const ReeveTraceEntry *entry, ReeveTruth want, guint depth)
{
  const ReeveTraceEntry *fact = skip_definitions (s, get (s, entry->first)), *limit = NULL;

  if (entry->first >= 0)
    limit = skip_definitions (s, get (s, get (s, entry->first)->next));
  if (fact == NULL || limit == NULL || fact->node == NULL || limit->value.lo != limit->value.hi)
    return unknown_reads (s, entry);
  if (fact->node->kind == REEVE_NODE_COUNT && fact->node->distinct < 0
      && (fact->node->n_children < 3 || fact->node->children[2] == NULL))
    return settle_count (s, entry, fact, limit->value.lo, want, depth);
  if (fact->node->kind == REEVE_NODE_MIN || fact->node->kind == REEVE_NODE_MAX)
    return settle_extreme (s, entry, fact, limit->value.lo, want, depth);
  return unknown_reads (s, entry);
}

/* --- the tree --- */

static Facts *
settle_junction (Settler *s, const ReeveTraceEntry *entry, ReeveTruth want, guint depth)
{
  gboolean all = (entry->node->kind == REEVE_NODE_AND) == (want == REEVE_TRUTH_Y);
  Facts *cost = all ? facts_empty () : NULL;

  for (const ReeveTraceEntry *child = get (s, entry->first); child != NULL; child = get (s, child->next))
    {
      Facts *of_child = settle (s, child, want, depth);
      cost = all ? both (cost, of_child) : either (cost, of_child);
      if (all && cost == NULL)
        break;
    }
  return cost;
}

/* An answer; where the question may not arise at all, "no" follows from that alone, and "yes" only if it does. */
static Facts *
settle_item (Settler *s, const ReeveTraceEntry *entry, ReeveTruth want, guint depth)
{
  const ReeveTraceEntry *asked = get (s, entry->first);
  const ReeveValue *answer = reeve_facts_item_cell (s->trace->facts, entry->kind, entry->row, entry->item);
  Facts *cost = answer->truth == want ? facts_empty () : (answer->truth & want) == 0 ? NULL : read_fact (s, entry);

  if (asked == NULL)
    return cost;
  if (want == REEVE_TRUTH_Y)
    return both (cost, settle (s, asked, REEVE_TRUTH_Y, depth));
  return either (cost, settle (s, asked, REEVE_TRUTH_N, depth));
}

static Facts *
settle (Settler *s, const ReeveTraceEntry *entry, ReeveTruth want, guint depth)
{
  if (entry == NULL || entry->node == NULL || depth > MAX_DEPTH)
    return NULL;
  if (entry->value.truth == want)
    return facts_empty ();
  if ((entry->value.truth & want) == 0)
    return NULL;
  switch (entry->node->kind)
    {
    case REEVE_NODE_FIELD:
      return read_fact (s, entry);
    case REEVE_NODE_ITEM:
      return settle_item (s, entry, want, depth + 1);
    case REEVE_NODE_DEFINITION:
      return settle (s, get (s, entry->first), want, depth + 1);
    case REEVE_NODE_NOT:
      return settle (s, get (s, entry->first), reeve_truth_not (want), depth + 1);
    case REEVE_NODE_AND:
    case REEVE_NODE_OR:
      return settle_junction (s, entry, want, depth + 1);
    case REEVE_NODE_EVERY:
    case REEVE_NODE_SOME:
    case REEVE_NODE_NO:
      return settle_quantifier (s, entry, want, depth + 1);
    case REEVE_NODE_EQ:
    case REEVE_NODE_NE:
    case REEVE_NODE_LT:
    case REEVE_NODE_LE:
    case REEVE_NODE_GT:
    case REEVE_NODE_GE:
      return settle_comparison (s, entry, want, depth + 1);
    default:
      return unknown_reads (s, entry);
    }
}

/* --- the outcome --- */

static Facts *
settle_root (Settler *s, ReeveTraceRoot root, ReeveTruth want)
{
  if (root.value.truth == want)
    return facts_empty ();
  return (root.value.truth & want) == 0 ? NULL : settle (s, get (s, root.entry), want, 0);
}

/* Grandfathering is `when` and a day not yet past. */
static Facts *
settle_grandfather (Settler *s, ReeveTruth want)
{
  const ReeveTrace *trace = s->trace;
  const ReeveTraceEntry *when = get (s, trace->grandfather.entry), *until = get (s, trace->grandfather_until.entry);
  ReeveTraceRoot root = trace->grandfather;
  Facts *by_when, *by_day;

  if (root.value.truth == want)
    return facts_empty ();
  if ((root.value.truth & want) == 0)
    return NULL;
  by_when = settle (s, when, want, 0);
  if (until == NULL || reeve_value_is_known (&until->value))
    return by_when;
  by_day = unknown_reads (s, until);
  return want == REEVE_TRUTH_Y ? both (by_when, by_day) : either (by_when, by_day);
}

static Facts *
settle_scope (Settler *s, gboolean applies)
{
  const ReeveTrace *trace = s->trace;
  Facts *cost = settle_root (s, trace->applies, applies ? REEVE_TRUTH_Y : REEVE_TRUTH_N);

  for (guint i = 0; i < trace->unless->len; i++)
    {
      Facts *unless = settle_root (s, g_array_index (trace->unless, ReeveTraceRoot, i), applies ? REEVE_TRUTH_N : REEVE_TRUTH_Y);
      cost = applies ? both (cost, unless) : either (cost, unless);
    }
  if (trace->program->grandfather.given)
    {
      Facts *grandfather = settle_grandfather (s, applies ? REEVE_TRUTH_N : REEVE_TRUTH_Y);
      cost = applies ? both (cost, grandfather) : either (cost, grandfather);
    }
  return cost;
}

static void
add_settling (Settler *s, ReeveTrace *trace, Facts *facts, ReeveOutcome outcome)
{
  ReeveSettling *settling;
  guint shown;

  if (facts == NULL || facts->len == 0)
    {
      facts_free (facts);
      return;
    }
  shown = MIN (facts->len, MAX_SHOWN);
  settling = g_new0 (ReeveSettling, 1);
  settling->outcome = outcome;
  settling->facts = g_new0 (char *, shown + 2);
  settling->paths = g_new0 (char *, shown + 1);
  for (guint i = 0; i < shown; i++)
    {
      guint number = g_array_index (facts, guint, i);
      settling->facts[i] = g_strdup (s->labels->pdata[number]);
      settling->paths[i] = g_strdup (s->paths->pdata[number]);
    }
  if (facts->len > shown)
    settling->facts[shown] = g_strdup_printf (ngettext ("and %u more", "and %u more", facts->len - shown), facts->len - shown);
  facts_free (facts);
  g_ptr_array_add (trace->settling, settling);
}

static int
compare_settlings (gconstpointer a, gconstpointer b)
{
  const ReeveSettling *x = *(const ReeveSettling *const *) a, *y = *(const ReeveSettling *const *) b;
  guint n = g_strv_length (x->facts), m = g_strv_length (y->facts);

  if (n != m)
    return n < m ? -1 : 1;
  return (int) x->outcome - (int) y->outcome;
}

static guint
n_reads (const ReeveTrace *trace, const char *path)
{
  guint n = 0;

  for (guint i = 0; i < trace->entries->len; i++)
    {
      const ReeveTraceEntry *entry = &g_array_index (trace->entries, ReeveTraceEntry, i);
      g_autofree char *own = reeve_trace_is_read (entry) ? reeve_trace_path (trace, entry) : NULL;
      n += own != NULL && !reeve_value_is_known (&entry->value) && strcmp (own, path) == 0;
    }
  return n;
}

/* One fact that stands alone in two sets settles the finding either way, if it is read in one place only: read twice, a third value of it
 * might leave another fact to be found. */
static void
mark_decisive (ReeveTrace *trace)
{
  for (guint i = 0; i < trace->settling->len; i++)
    {
      ReeveSettling *a = trace->settling->pdata[i];
      for (guint j = i + 1; j < trace->settling->len && g_strv_length (a->facts) == 1; j++)
        {
          ReeveSettling *b = trace->settling->pdata[j];
          if (!g_strv_equal ((const char *const *) a->facts, (const char *const *) b->facts) || g_strv_length (b->facts) != 1)
            continue;
          a->decisive = b->decisive = n_reads (trace, a->paths[0]) <= 1;
        }
    }
}

void
reeve_trace_make_settling (ReeveTrace *trace)
{
  gboolean grounds = trace->program->version->grounds != NULL;
  Settler s = { .trace = trace };

  s.index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  s.labels = g_ptr_array_new_with_free_func (g_free);
  s.paths = g_ptr_array_new_with_free_func (g_free);
  if (grounds)
    {
      add_settling (&s, trace, both (settle_scope (&s, TRUE), settle_root (&s, trace->test, REEVE_TRUTH_Y)), REEVE_OUTCOME_GROUNDS);
      add_settling (&s, trace, settle_root (&s, trace->test, REEVE_TRUTH_N), REEVE_OUTCOME_NO_GROUNDS);
    }
  else if (!trace->program->version->defines)
    {
      add_settling (&s, trace, both (settle_scope (&s, TRUE), settle_root (&s, trace->test, REEVE_TRUTH_N)), REEVE_OUTCOME_VIOLATION);
      add_settling (&s, trace, settle_root (&s, trace->test, REEVE_TRUTH_Y), REEVE_OUTCOME_COMPLIANT);
    }
  if (trace->program->version->defines)
    {
      add_settling (&s, trace, both (settle_scope (&s, TRUE), settle_root (&s, trace->test, REEVE_TRUTH_Y)), REEVE_OUTCOME_COMPLIANT);
      add_settling (&s, trace, either (settle_scope (&s, FALSE), settle_root (&s, trace->test, REEVE_TRUTH_N)), REEVE_OUTCOME_NOT_APPLICABLE);
    }
  else
    add_settling (&s, trace, settle_scope (&s, FALSE), REEVE_OUTCOME_NOT_APPLICABLE);
  g_ptr_array_sort (trace->settling, compare_settlings);
  mark_decisive (trace);
  g_hash_table_unref (s.index);
  g_ptr_array_unref (s.labels);
  g_ptr_array_unref (s.paths);
}
