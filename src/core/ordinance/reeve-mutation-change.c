// SPDX-License-Identifier: GPL-3.0-or-later
/* What may be changed in a typed tree so that it still means something: operators turned round, limits moved by one step, conditions left
 * out. A change below one that nobody notices is not tried: whoever does not see a comparison turned round does not see it moved either. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "reeve-mutation-private.h"

#define HALF_HOUR 30
#define FOOT 30480
#define INCH 2540
#define METRE 100000
#define SQUARE_FOOT 92903
#define ANOTHER_CODE "another-code"

static void
neighbour_free (gpointer data)
{
  ReeveNeighbour *neighbour = data;

  reeve_node_free (neighbour->node);
  g_free (neighbour->before);
  g_free (neighbour->after);
  g_free (neighbour->hint);
  g_free (neighbour);
}

static ReeveNode *
wrap_not (const ReeveNode *node)
{
  ReeveNode *wrapped = reeve_node_new (REEVE_NODE_NOT, node->source);

  wrapped->type = REEVE_TYPE_TRUTH;
  reeve_node_add (wrapped, reeve_node_copy (node));
  return wrapped;
}

static ReeveNode *
with_kind (const ReeveNode *node, ReeveNodeKind kind)
{
  ReeveNode *copy = reeve_node_copy (node);

  copy->kind = kind;
  return copy;
}

static ReeveNode *
without_child (const ReeveNode *node, guint index)
{
  ReeveNode *copy = reeve_node_copy (node);

  g_clear_pointer (&copy->children[index], reeve_node_free);
  return copy;
}

/* A junction or list with one child less; a junction of one is that one. */
static ReeveNode *
with_one_less (const ReeveNode *node, guint index)
{
  ReeveNode *less = reeve_node_new (node->kind, node->source);

  if (node->kind != REEVE_NODE_LIST && node->n_children == 2)
    {
      reeve_node_free (less);
      return reeve_node_copy (node->children[1 - index]);
    }
  less->type = node->type;
  less->element = node->element;
  for (guint i = 0; i < node->n_children; i++)
    if (i != index)
      reeve_node_add (less, reeve_node_copy (node->children[i]));
  return less;
}

/* Literals */

static ReeveNode *
with_value (const ReeveNode *literal, gint64 lo, gint64 hi)
{
  ReeveNode *copy = reeve_node_copy (literal);

  copy->value.lo = lo;
  copy->value.hi = hi;
  return copy;
}

/* One step of a value as people would move it: a foot, a day, a dollar, one. */
static gint64
step_of (const ReeveNode *literal)
{
  gint64 value = literal->value.lo, step;

  switch (literal->type)
    {
    case REEVE_TYPE_NUMBER:
      for (step = 1000000; step > 1 && value % step != 0; step /= 10)
        ;
      return step;
    case REEVE_TYPE_MONEY:
      return value % 100 == 0 ? 100 : 1;
    case REEVE_TYPE_LENGTH:
      return value % FOOT == 0 ? FOOT : value % INCH == 0 ? INCH : METRE;
    case REEVE_TYPE_AREA:
      return SQUARE_FOOT;
    default:
      return 1;
    }
}

static ReeveNode *
with_code (const ReeveNode *literal, const char *code)
{
  ReeveNode *copy = reeve_node_copy (literal);

  g_free (copy->text);
  copy->text = g_strdup (code);
  copy->value = reeve_value_new (REEVE_TYPE_CODE, 0, g_quark_from_string (code));
  return copy;
}

/* Takes @node. */
static void
add_neighbour (GPtrArray *list, const ReeveNode *literal, ReeveNode *node)
{
  ReeveNeighbour *neighbour = g_new0 (ReeveNeighbour, 1);

  neighbour->node = node;
  neighbour->source = literal->source;
  if (literal->type == REEVE_TYPE_CODE)
    {
      neighbour->before = g_strdup (literal->text);
      neighbour->after = g_strdup (node->text);
      neighbour->hint = g_strdup_printf (_("An example with %s would notice."), neighbour->before);
    }
  else
    {
      neighbour->before = reeve_node_print (literal);
      neighbour->after = reeve_node_print (node);
      if (literal->schedule != NULL)
        neighbour->hint = g_strdup (_("An example within half an hour of the start or end of these hours would notice."));
      else
        neighbour->hint = g_strdup_printf (_("An example with exactly %s, or with %s, would notice."), neighbour->before, neighbour->after);
    }
  g_ptr_array_add (list, neighbour);
}

static gboolean
can_be_less (ReeveType type)
{
  return type == REEVE_TYPE_DATE || type == REEVE_TYPE_INSTANT;
}

static void
add_steps (GPtrArray *list, const ReeveNode *literal)
{
  gint64 step = step_of (literal), lo = literal->value.lo, hi = literal->value.hi;

  if (lo != hi)
    {
      /* a span: each end */
      add_neighbour (list, literal, with_value (literal, lo + step, hi));
      add_neighbour (list, literal, with_value (literal, lo, hi - step));
      return;
    }
  add_neighbour (list, literal, with_value (literal, lo + step, hi + step));
  if (lo - step >= 0 || can_be_less (literal->type))
    add_neighbour (list, literal, with_value (literal, lo - step, hi - step));
}

static void
add_month_days (GPtrArray *list, const ReeveNode *literal)
{
  gint64 day = literal->value.lo % 32, value = literal->value.lo;

  if (day > 0 && day < 28)
    add_neighbour (list, literal, with_value (literal, value + 1, value + 1));
  if (day > 1)
    add_neighbour (list, literal, with_value (literal, value - 1, value - 1));
}

static void
append_span (GString *text, int from, int to)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };

  while (from < to)
    {
      int day = from / REEVE_MINUTES_PER_DAY, midnight = day * REEVE_MINUTES_PER_DAY, end = MIN (to, midnight + REEVE_MINUTES_PER_DAY);

      g_string_append_printf (text, "%s%s %02d:%02d-%02d:%02d", text->len > 0 ? ", " : "", days[day % 7], (from - midnight) / 60,
                              (from - midnight) % 60, (end - midnight) / 60, (end - midnight) % 60);
      from = end;
    }
}

/* Every span with its start and its end moved by so many minutes; NULL if nothing is left of one. */
static ReeveSchedule *
move_spans (const ReeveSchedule *schedule, int start, int end)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n;
  const ReeveSpan *spans = reeve_schedule_get_spans (schedule, &n);
  gboolean joined = n > 0 && spans[0].from == 0 && spans[n - 1].to == REEVE_MINUTES_PER_WEEK;

  for (gsize i = 0; i < n; i++)
    {
      /* what runs over the end of the week is one span, cut at Monday */
      int from = spans[i].from + (joined && i == 0 ? 0 : start), to = spans[i].to + (joined && i == n - 1 ? 0 : end);

      if (from >= to)
        return NULL;
      append_span (text, MAX (from, 0), MIN (to, REEVE_MINUTES_PER_WEEK));
      if (from < 0)
        append_span (text, REEVE_MINUTES_PER_WEEK + from, REEVE_MINUTES_PER_WEEK);
      if (to > REEVE_MINUTES_PER_WEEK)
        append_span (text, 0, to - REEVE_MINUTES_PER_WEEK);
    }
  return reeve_schedule_parse (text->str, -1, NULL);
}

/* Takes @moved, which may be NULL. */
static void
add_schedule (GPtrArray *list, const ReeveNode *literal, ReeveSchedule *moved)
{
  ReeveNode *copy;

  if (moved == NULL)
    return;
  copy = reeve_node_copy (literal);
  g_clear_pointer (&copy->schedule, reeve_schedule_unref);
  copy->schedule = moved;
  add_neighbour (list, literal, copy);
}

/* "holiday 22:00-24:00" with its start or end moved; NULL if it has no times or they do not allow it. */
static char *
move_item (const char *item, int start, int end)
{
  gsize length = strlen (item);
  const char *times = item + length - strlen ("00:00-00:00");
  int from, to;

  if (length < strlen ("00:00-00:00") || times[2] != ':' || times[5] != '-' || times[8] != ':')
    return NULL;
  from = (int) (g_ascii_strtoll (times, NULL, 10) * 60 + g_ascii_strtoll (times + 3, NULL, 10)) + start;
  to = (int) (g_ascii_strtoll (times + 6, NULL, 10) * 60 + g_ascii_strtoll (times + 9, NULL, 10)) + end;
  if (from < 0 || to < 0 || from >= REEVE_MINUTES_PER_DAY || to > REEVE_MINUTES_PER_DAY || from == to)
    return NULL;
  return g_strdup_printf ("%.*s%02d:%02d-%02d:%02d", (int) (times - item), item, from / 60, from % 60, to / 60, to % 60);
}

/* Where some days have hours of their own: each entry moved, and each such day left out. */
static void
add_dated_schedules (GPtrArray *list, const ReeveNode *literal)
{
  g_autofree char *text = reeve_schedule_format (literal->schedule);
  g_auto (GStrv) items = g_strsplit (text, ", ", -1);

  for (guint i = 0; items[i] != NULL; i++)
    {
      char *item = items[i];
      g_autoptr (GString) rest = g_string_new (NULL);

      for (guint other = 0; items[other] != NULL; other++)
        if (other != i)
          g_string_append_printf (rest, "%s%s", rest->len > 0 ? ", " : "", items[other]);
      add_schedule (list, literal, reeve_schedule_parse (rest->str, -1, NULL));
      for (int move = 0; move < 4; move++)
        {
          int by = move % 2 == 0 ? HALF_HOUR : -HALF_HOUR;
          g_autofree char *moved = move_item (item, move < 2 ? by : 0, move < 2 ? 0 : by), *all = NULL;

          if (moved == NULL)
            continue;
          items[i] = moved;
          all = g_strjoinv (", ", items);
          items[i] = item;
          add_schedule (list, literal, reeve_schedule_parse (all, -1, NULL));
        }
    }
}

static void
add_schedules (GPtrArray *list, const ReeveNode *literal)
{
  static const struct { int start, end; } moves[] = { { HALF_HOUR, 0 }, { -HALF_HOUR, 0 }, { 0, HALF_HOUR }, { 0, -HALF_HOUR } };

  if (reeve_schedule_is_dated (literal->schedule))
    {
      add_dated_schedules (list, literal);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      ReeveSchedule *moved = move_spans (literal->schedule, moves[i].start, moves[i].end);

      add_schedule (list, literal, moved);
    }
}

static char *
element_text (const ReeveNode *list, guint index)
{
  return list->element == REEVE_TYPE_CODE ? g_strdup (list->children[index]->text) : reeve_node_print (list->children[index]);
}

/* Each element left out; of a list of one code, another code. */
static void
add_lists (GPtrArray *neighbours, const ReeveNode *list)
{
  for (guint i = 0; i < list->n_children; i++)
    {
      ReeveNeighbour *neighbour;

      if (list->n_children == 1 && list->element != REEVE_TYPE_CODE)
        return;
      neighbour = g_new0 (ReeveNeighbour, 1);
      neighbour->source = list->children[i]->source;
      neighbour->before = element_text (list, i);
      neighbour->hint = g_strdup_printf (_("An example with %s would notice."), neighbour->before);
      if (list->n_children > 1)
        neighbour->node = with_one_less (list, i);
      else
        {
          neighbour->node = reeve_node_copy (list);
          reeve_node_free (neighbour->node->children[0]);
          neighbour->node->children[0] = with_code (list->children[0], ANOTHER_CODE);
          neighbour->after = g_strdup (ANOTHER_CODE);
        }
      g_ptr_array_add (neighbours, neighbour);
    }
}

GPtrArray *
reeve_mutation_neighbours (const ReeveNode *literal)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (neighbour_free);

  if (literal->kind == REEVE_NODE_LIST)
    add_lists (list, literal);
  else if (literal->schedule != NULL)
    add_schedules (list, literal);
  else if (literal->type == REEVE_TYPE_CODE)
    add_neighbour (list, literal, with_code (literal, ANOTHER_CODE));
  else if (literal->type == REEVE_TYPE_MONTH_DAY)
    add_month_days (list, literal);
  else
    add_steps (list, literal);
  return list;
}

static void
try_literal (ReeveMutator *mutator, ReeveNode **slot)
{
  g_autoptr (GPtrArray) neighbours = reeve_mutation_neighbours (*slot);

  for (guint i = 0; i < neighbours->len; i++)
    {
      ReeveNeighbour *neighbour = neighbours->pdata[i];

      reeve_mutator_try (mutator, slot, g_steal_pointer (&neighbour->node), neighbour->source, g_steal_pointer (&neighbour->before),
                         g_steal_pointer (&neighbour->after), g_steal_pointer (&neighbour->hint));
    }
}

/* Operators */

static const char *
word_of (ReeveNodeKind kind)
{
  switch (kind)
    {
    case REEVE_NODE_AND: return "and";
    case REEVE_NODE_OR: return "or";
    case REEVE_NODE_EQ: return "=";
    case REEVE_NODE_NE: return "!=";
    case REEVE_NODE_LT: return "<";
    case REEVE_NODE_LE: return "<=";
    case REEVE_NODE_GT: return ">";
    case REEVE_NODE_GE: return ">=";
    case REEVE_NODE_HAS_ALL: return "has all of";
    case REEVE_NODE_HAS_ANY: return "has any of";
    case REEVE_NODE_WITHIN_BEFORE: return "before";
    case REEVE_NODE_WITHIN_AFTER: return "after";
    case REEVE_NODE_EVERY: return "every";
    case REEVE_NODE_SOME: return "some";
    case REEVE_NODE_NO: return "no";
    case REEVE_NODE_MIN:
    case REEVE_NODE_LEAST: return "min";
    case REEVE_NODE_MAX:
    case REEVE_NODE_GREATEST: return "max";
    case REEVE_NODE_ADD: return "+";
    case REEVE_NODE_SUB: return "-";
    default: return "";
    }
}

static ReeveNodeKind
turned_round (ReeveNodeKind kind)
{
  switch (kind)
    {
    case REEVE_NODE_EQ: return REEVE_NODE_NE;
    case REEVE_NODE_NE: return REEVE_NODE_EQ;
    case REEVE_NODE_LT: return REEVE_NODE_GE;
    case REEVE_NODE_LE: return REEVE_NODE_GT;
    case REEVE_NODE_GT: return REEVE_NODE_LE;
    case REEVE_NODE_GE: return REEVE_NODE_LT;
    case REEVE_NODE_WITHIN_BEFORE: return REEVE_NODE_WITHIN_AFTER;
    case REEVE_NODE_WITHIN_AFTER: return REEVE_NODE_WITHIN_BEFORE;
    case REEVE_NODE_SOME: return REEVE_NODE_NO;
    case REEVE_NODE_NO: return REEVE_NODE_SOME;
    case REEVE_NODE_AND: return REEVE_NODE_OR;
    case REEVE_NODE_OR: return REEVE_NODE_AND;
    case REEVE_NODE_MIN: return REEVE_NODE_MAX;
    case REEVE_NODE_MAX: return REEVE_NODE_MIN;
    case REEVE_NODE_LEAST: return REEVE_NODE_GREATEST;
    case REEVE_NODE_GREATEST: return REEVE_NODE_LEAST;
    case REEVE_NODE_ADD: return REEVE_NODE_SUB;
    case REEVE_NODE_SUB: return REEVE_NODE_ADD;
    default: return kind;
    }
}

static ReeveNodeKind
with_or_without_limit (ReeveNodeKind kind)
{
  switch (kind)
    {
    case REEVE_NODE_LT: return REEVE_NODE_LE;
    case REEVE_NODE_LE: return REEVE_NODE_LT;
    case REEVE_NODE_GT: return REEVE_NODE_GE;
    case REEVE_NODE_GE: return REEVE_NODE_GT;
    default: return kind;
    }
}

static gboolean
try_kind (ReeveMutator *mutator, ReeveNode **slot, ReeveNodeKind kind, char *hint)
{
  const ReeveNode *node = *slot;

  return reeve_mutator_try (mutator, slot, with_kind (node, kind), node->source, g_strdup (word_of (node->kind)), g_strdup (word_of (kind)), hint);
}

static gboolean
try_not (ReeveMutator *mutator, ReeveNode **slot)
{
  const ReeveNode *node = *slot;
  g_autofree char *before = reeve_node_print (node);
  char *after = node->kind == REEVE_NODE_FIELD || node->kind == REEVE_NODE_ITEM ? g_strdup_printf ("not %s", before)
                                                                                 : g_strdup_printf ("not (%s)", before);

  return reeve_mutator_try (mutator, slot, wrap_not (node), node->source, g_steal_pointer (&before), after,
                            g_strdup (_("An example that turns on this condition alone would notice.")));
}

static void
walk_children (ReeveMutator *mutator, ReeveNode *node)
{
  for (guint i = 0; i < node->n_children; i++)
    reeve_mutator_walk (mutator, &node->children[i]);
}

static void
walk_junction (ReeveMutator *mutator, ReeveNode **slot)
{
  ReeveNode *node = *slot;
  gboolean all = node->kind == REEVE_NODE_AND;

  if (try_kind (mutator, slot, turned_round (node->kind),
                g_strdup (_("An example in which one of these conditions holds and another does not would notice."))))
    for (guint i = 0; i < node->n_children; i++)
      reeve_mutator_try (mutator, slot, with_one_less (node, i), node->children[i]->source, reeve_node_print (node->children[i]), NULL,
                         g_strdup (all ? _("An example in which only this condition fails would notice.")
                                       : _("An example in which only this condition holds would notice.")));
  walk_children (mutator, node);
}

static void
walk_comparison (ReeveMutator *mutator, ReeveNode **slot)
{
  ReeveNode *node = *slot;

  if (!try_kind (mutator, slot, turned_round (node->kind), g_strdup (_("An example that turns on this comparison alone would notice."))))
    return;
  if (with_or_without_limit (node->kind) != node->kind)
    {
      g_autofree char *left = reeve_node_print (node->children[0]), *right = reeve_node_print (node->children[1]);

      try_kind (mutator, slot, with_or_without_limit (node->kind),
                g_strdup_printf (_("An example in which '%s' is exactly '%s' would notice."), left, right));
    }
  walk_children (mutator, node);
}

static void
walk_has (ReeveMutator *mutator, ReeveNode **slot)
{
  ReeveNode *node = *slot, *set = node->children[1];
  gboolean several = (set->kind == REEVE_NODE_LIST && set->n_children > 1) || set->kind == REEVE_NODE_PARAMETER;
  gboolean noticed;

  if (node->kind == REEVE_NODE_HAS_ONLY || !several)
    noticed = try_not (mutator, slot);
  else
    noticed = try_kind (mutator, slot, node->kind == REEVE_NODE_HAS_ALL ? REEVE_NODE_HAS_ANY : REEVE_NODE_HAS_ALL,
                        g_strdup (_("An example with some of these codes, but not all, would notice.")));
  if (noticed)
    walk_children (mutator, node);
}

static void
try_without_where (ReeveMutator *mutator, ReeveNode **slot, guint where)
{
  ReeveNode *node = *slot;
  g_autofree char *condition = NULL;

  if (where >= node->n_children || node->children[where] == NULL)
    return;
  condition = reeve_node_print (node->children[where]);
  reeve_mutator_try (mutator, slot, without_child (node, where), node->children[where]->source, g_strdup_printf ("where %s", condition), NULL,
                     g_strdup_printf (_("An example with one of them for which '%s' does not hold would notice."), condition));
}

/* every C where P satisfies Q, as some C where (P and Q). */
static ReeveNode *
some_of_every (const ReeveNode *every)
{
  ReeveNode *some = reeve_node_copy (every), *body = some->children[2], *both;

  some->kind = REEVE_NODE_SOME;
  some->n_children = 2;
  if (some->children[1] == NULL)
    {
      some->children[1] = body;
      return some;
    }
  both = reeve_node_new (REEVE_NODE_AND, every->source);
  both->type = REEVE_TYPE_TRUTH;
  reeve_node_add (both, some->children[1]);
  reeve_node_add (both, body);
  some->children[1] = both;
  return some;
}

static void
walk_quantifier (ReeveMutator *mutator, ReeveNode **slot)
{
  ReeveNode *node = *slot;
  gboolean noticed;

  if (node->kind == REEVE_NODE_EVERY)
    noticed = reeve_mutator_try (mutator, slot, some_of_every (node), node->source, g_strdup ("every"), g_strdup ("some"),
                                 g_strdup (_("An example with two of them, of which one meets it and one does not, would notice.")));
  else
    noticed = try_kind (mutator, slot, turned_round (node->kind), g_strdup (_("An example that turns on this condition alone would notice.")));
  if (noticed || node->kind == REEVE_NODE_EVERY)
    {
      try_without_where (mutator, slot, 1);
      walk_children (mutator, node);
    }
}

static void
walk_count (ReeveMutator *mutator, ReeveNode **slot)
{
  ReeveNode *node = *slot;

  try_without_where (mutator, slot, 1);
  if (node->distinct >= 0)
    {
      const char *key = reeve_vocabulary_kind (node->children[0]->record_kind)->fields[node->distinct].name;
      ReeveNode *copy = reeve_node_copy (node);

      copy->distinct = -1;
      reeve_mutator_try (mutator, slot, copy, node->source, g_strdup_printf ("distinct %s", key), NULL,
                         g_strdup_printf (_("An example with two of them of the same '%s' would notice."), key));
    }
  if (node->children[2] != NULL)
    {
      g_autofree char *span = reeve_node_print (node->children[2]);

      reeve_mutator_try (mutator, slot, without_child (node, 2), node->children[2]->source, g_strdup_printf ("in any %s", span), NULL,
                         g_strdup_printf (_("An example with enough of them, but further apart than %s, would notice."), span));
    }
  walk_children (mutator, node);
}

static void
walk_aggregate (ReeveMutator *mutator, ReeveNode **slot)
{
  ReeveNode *node = *slot;

  if (node->kind != REEVE_NODE_SUM)
    try_kind (mutator, slot, turned_round (node->kind), g_strdup (_("An example with two of them, on either side of the limit, would notice.")));
  try_without_where (mutator, slot, 2);
  walk_children (mutator, node);
}

static gboolean
is_day (ReeveType type)
{
  return type == REEVE_TYPE_DATE || type == REEVE_TYPE_INSTANT;
}

static void
walk_sum (ReeveMutator *mutator, ReeveNode **slot)
{
  ReeveNode *node = *slot;

  /* a day may be subtracted from a day, not added; and a period has no day taken from it */
  if (!is_day (node->children[1]->type))
    try_kind (mutator, slot, turned_round (node->kind), g_strdup (_("An example just at the limit would notice.")));
  walk_children (mutator, node);
}

static void
walk_definition (ReeveMutator *mutator, ReeveNode *node)
{
  const char *previous = reeve_mutator_get_definition (mutator);

  if (reeve_mutator_enter_definition (mutator, node->text))
    {
      walk_children (mutator, node);
      reeve_mutator_leave_definition (mutator, previous);
    }
}

void
reeve_mutator_walk (ReeveMutator *mutator, ReeveNode **slot)
{
  ReeveNode *node = *slot;

  if (node == NULL)
    return;
  switch (node->kind)
    {
    case REEVE_NODE_LITERAL:
    case REEVE_NODE_LIST:
      try_literal (mutator, slot);
      break;
    case REEVE_NODE_PARAMETER:
      reeve_mutator_note_parameter (mutator, node->text);
      break;
    case REEVE_NODE_FIELD:
    case REEVE_NODE_ITEM:
      if (node->type == REEVE_TYPE_TRUTH)
        try_not (mutator, slot);
      break;
    case REEVE_NODE_DEFINITION:
      walk_definition (mutator, node);
      break;
    case REEVE_NODE_NOT:
      if (reeve_mutator_try (mutator, slot, reeve_node_copy (node->children[0]), node->source, g_strdup ("not"), NULL,
                             g_strdup (_("An example that turns on this condition alone would notice.")))
          && node->children[0]->n_children > 0)
        walk_children (mutator, node);
      break;
    case REEVE_NODE_AND:
    case REEVE_NODE_OR:
      walk_junction (mutator, slot);
      break;
    case REEVE_NODE_EQ:
    case REEVE_NODE_NE:
    case REEVE_NODE_LT:
    case REEVE_NODE_LE:
    case REEVE_NODE_GT:
    case REEVE_NODE_GE:
      walk_comparison (mutator, slot);
      break;
    case REEVE_NODE_WITHIN_BEFORE:
    case REEVE_NODE_WITHIN_AFTER:
      if (try_kind (mutator, slot, turned_round (node->kind), g_strdup (_("An example with a day on the other side would notice."))))
        walk_children (mutator, node);
      break;
    case REEVE_NODE_IN:
    case REEVE_NODE_BY:
      if (try_not (mutator, slot))
        walk_children (mutator, node);
      break;
    case REEVE_NODE_HAS_ALL:
    case REEVE_NODE_HAS_ANY:
    case REEVE_NODE_HAS_ONLY:
      walk_has (mutator, slot);
      break;
    case REEVE_NODE_EVERY:
    case REEVE_NODE_SOME:
    case REEVE_NODE_NO:
      walk_quantifier (mutator, slot);
      break;
    case REEVE_NODE_COUNT:
      walk_count (mutator, slot);
      break;
    case REEVE_NODE_SUM:
    case REEVE_NODE_MIN:
    case REEVE_NODE_MAX:
      walk_aggregate (mutator, slot);
      break;
    case REEVE_NODE_ADD:
    case REEVE_NODE_SUB:
      walk_sum (mutator, slot);
      break;
    case REEVE_NODE_LEAST:
    case REEVE_NODE_GREATEST:
      if (try_kind (mutator, slot, turned_round (node->kind), g_strdup (_("An example in which the two values differ would notice."))))
        walk_children (mutator, node);
      break;
    default:
      walk_children (mutator, node);
      break;
    }
}
