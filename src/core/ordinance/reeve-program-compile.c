/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiles expressions: definitions are already inlined in the tree, parameters become constants, paths become steps over tables. The walk over
 * the tree is bounded by the limits on depth that the loader holds. */
#include "config.h"

#include "reeve-program-compile-private.h"

#include <string.h>

#define MAX_COMPILE_DEPTH 512

static void compile (ReeveCompiler *c, const ReeveNode *node);

static void
push_depth (ReeveCompiler *c, int change)
{
  c->stack += change;
  if (c->stack > REEVE_PROGRAM_MAX_STACK)
    c->program->too_large = TRUE;
}

static guint32
emit (ReeveCompiler *c, ReeveOp op, guint a, guint b, guint32 arg, const ReeveNode *node)
{
  ReeveInstruction instruction = { .op = op, .a = (guint8) a, .b = (guint8) b, .type = node == NULL ? 0 : (guint8) node->type, .arg = arg };

  g_array_append_val (c->program->code, instruction);
  g_ptr_array_add (c->program->nodes, (gpointer) node);
  return c->program->code->len - 1;
}

static guint32
here (ReeveCompiler *c)
{
  return c->program->code->len;
}

static void
set_arg (ReeveCompiler *c, guint32 at, guint32 arg)
{
  g_array_index (c->program->code, ReeveInstruction, at).arg = arg;
}

static void
emit_constant (ReeveCompiler *c, ReeveValue value, const ReeveNode *node)
{
  g_array_append_val (c->program->constants, value);
  emit (c, REEVE_OP_CONSTANT, 0, 0, c->program->constants->len - 1, node);
  push_depth (c, 1);
}

static ReeveValue
known (ReeveType type, gint64 value)
{
  return (ReeveValue) { .type = type, .truth = REEVE_TRUTH_NY, .lo = value, .hi = value };
}

void
reeve_list_free (ReeveList *list)
{
  g_free (list->codes);
  g_free (list->ints);
  g_free (list);
}

static int
compare_quarks (gconstpointer a, gconstpointer b)
{
  GQuark x = *(const GQuark *) a, y = *(const GQuark *) b;
  return x < y ? -1 : x > y;
}

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;
  return x < y ? -1 : x > y;
}

static GQuark
code_of (const ReeveNode *node)
{
  return g_quark_from_string (node->text != NULL ? node->text : "none");
}

/* @node: (nullable): the empty list */
static ReeveValue
add_list (ReeveCompiler *c, const ReeveNode *node)
{
  ReeveList *list = g_new0 (ReeveList, 1);
  ReeveValue value = { .type = REEVE_TYPE_LIST, .flags = REEVE_VALUE_OF_PROGRAM };

  list->element = node != NULL ? node->element : REEVE_TYPE_CODE;
  list->n = node != NULL ? node->n_children : 0;
  list->codes = g_new0 (GQuark, list->n + 1);
  list->ints = g_new0 (gint64, list->n + 1);
  for (guint i = 0; i < list->n; i++)
    {
      const ReeveNode *element = node->children[i];
      if (node->element == REEVE_TYPE_CODE || node->element == REEVE_TYPE_TEXT || node->element == REEVE_TYPE_NONE)
        list->codes[i] = code_of (element);
      else
        list->ints[i] = element->value.lo;
    }
  qsort (list->codes, list->n, sizeof *list->codes, compare_quarks);
  qsort (list->ints, list->n, sizeof *list->ints, compare_ints);
  g_ptr_array_add (c->program->lists, list);
  value.lo = value.hi = c->program->lists->len - 1;
  return value;
}

static ReeveValue
add_schedule (ReeveCompiler *c, ReeveSchedule *schedule)
{
  ReeveValue value = { .type = REEVE_TYPE_SCHEDULE, .flags = REEVE_VALUE_OF_PROGRAM };

  g_ptr_array_add (c->program->schedules, reeve_schedule_ref (schedule));
  value.lo = value.hi = c->program->schedules->len - 1;
  return value;
}

static void
compile_literal (ReeveCompiler *c, const ReeveNode *node)
{
  ReeveValue value = node->value;

  value.type = node->type;
  value.flags = 0;
  if (node->schedule != NULL)
    value = add_schedule (c, node->schedule);
  else if (node->type == REEVE_TYPE_CODE)
    value = known (REEVE_TYPE_CODE, code_of (node));
  emit_constant (c, value, node);
}

static const ReeveParameterValue *
parameter_value (ReeveCompiler *c, const ReeveNode *node)
{
  const ReeveParameter *parameter = reeve_ordinance_find_parameter (c->program->ordinance, node->text);
  const ReeveParameterValue *value = parameter == NULL ? NULL : reeve_parameter_value_on (parameter, c->law_day);

  if (value == NULL)
    c->missing = TRUE;
  else
    c->latest = MAX (c->latest, value->from);
  return value;
}

/* The day on which the provision, not its present version, came into force: an amendment renews nobody's old right. */
static void
compile_in_force (ReeveCompiler *c, const ReeveNode *node)
{
  const ReeveProvisionVersion *first = c->program->provision->versions->pdata[0];

  emit_constant (c, known (REEVE_TYPE_DATE, first->from == G_MININT32 ? REEVE_VALUE_LONG_PAST : first->from), node);
}

static void
compile_parameter (ReeveCompiler *c, const ReeveNode *node)
{
  const ReeveParameterValue *bound = parameter_value (c, node);
  ReeveValue value = reeve_value_unknown (node->type, FALSE);

  if (bound == NULL)
    ;
  else if (bound->list != NULL)
    value = add_list (c, bound->list);
  else if (bound->schedule != NULL)
    value = add_schedule (c, bound->schedule);
  else if (node->type == REEVE_TYPE_CODE && bound->text != NULL)
    value = known (REEVE_TYPE_CODE, g_quark_from_string (bound->text));
  else
    {
      value = bound->value;
      value.type = node->type;
      value.flags = 0;
    }
  emit_constant (c, value, node);
}

void
reeve_compile_mark_read (ReeveCompiler *c, ReeveKind kind, int field)
{
  if (field >= 0 && field < 64)
    c->program->reads[kind] |= G_GUINT64_CONSTANT (1) << field;
}

/* An explanation says what a computed field was computed from. */
static void
mark_computed (ReeveCompiler *c, ReeveKind kind, const char *field)
{
  if (kind != REEVE_KIND_LICENCE || strcmp (field, "valid") != 0)
    return;
  reeve_compile_mark_read (c, kind, reeve_vocabulary_field (kind, "status"));
  reeve_compile_mark_read (c, kind, reeve_vocabulary_field (kind, "expires"));
}

/* Resolves a path of the tree to steps and marks what it reads. Returns its number. */
static guint32
add_path (ReeveCompiler *c, const ReeveNode *node)
{
  ReevePath path = { .scope = (guint8) node->scope, .n_steps = (guint8) node->n_path };
  ReeveKind kind = REEVE_KIND_SUBJECT;

  if (node->scope > 0 && node->scope <= c->nesting)
    kind = c->member[node->scope - 1];
  else if (node->scope > 0)
    c->program->too_large = TRUE;
  path.kinds[0] = (guint8) kind;
  path.type = REEVE_TYPE_RECORD;
  for (guint i = 0; i < node->n_path; i++)
    {
      const ReeveFieldDef *field = &reeve_vocabulary_kind (kind)->fields[node->path[i]];
      reeve_compile_mark_read (c, kind, node->path[i]);
      mark_computed (c, kind, field->name);
      path.fields[i] = node->path[i];
      path.type = field->type;
      if (field->type == REEVE_TYPE_RECORD || field->type == REEVE_TYPE_COLLECTION)
        kind = field->target;
      path.kinds[i + 1] = (guint8) kind;
    }
  g_array_append_val (c->program->paths, path);
  return c->program->paths->len - 1;
}

static void
compile_field (ReeveCompiler *c, const ReeveNode *node)
{
  emit (c, REEVE_OP_FIELD, 0, 0, add_path (c, node), node);
  push_depth (c, 1);
}

static void
compile_item (ReeveCompiler *c, const ReeveNode *node)
{
  guint32 path = add_path (c, node);
  ReevePath *added = &g_array_index (c->program->paths, ReevePath, path);
  guint index = 0;

  reeve_ordinance_find_item (c->program->ordinance, node->text, &index);
  added->item = index;
  c->program->reads_items[added->kinds[added->n_steps]] = TRUE;
  if (node->n_children > 0)
    {
      added->nothing = (guint32) add_list (c, NULL).lo;
      compile (c, node->children[0]);
      emit (c, REEVE_OP_ITEM, 1, 0, path, node);
      return;
    }
  emit (c, REEVE_OP_ITEM, 0, 0, path, node);
  push_depth (c, 1);
}

/* `none` takes the type of what it is compared with. */
static void
compile_operand (ReeveCompiler *c, const ReeveNode *node, ReeveType other)
{
  if (node->kind != REEVE_NODE_NONE)
    compile (c, node);
  else
    emit_constant (c, known (other, other == REEVE_TYPE_CODE ? (gint64) g_quark_from_static_string ("none") : REEVE_VALUE_NONE), node);
}

static void
compile_junction (ReeveCompiler *c, const ReeveNode *node)
{
  guint is_and = node->kind == REEVE_NODE_AND;
  g_autoptr (GArray) joins = g_array_new (FALSE, FALSE, sizeof (guint32));

  emit (c, REEVE_OP_BEGIN, is_and, 0, 0, node);
  push_depth (c, 1);
  for (guint i = 0; i < node->n_children; i++)
    {
      guint32 join;
      compile (c, node->children[i]);
      join = emit (c, REEVE_OP_JOIN, is_and, 0, 0, NULL);
      push_depth (c, -1);
      g_array_append_val (joins, join);
    }
  for (guint i = 0; i < joins->len; i++)
    set_arg (c, g_array_index (joins, guint32, i), here (c));
}

static gboolean
is_identity (ReeveType type)
{
  return type == REEVE_TYPE_CODE || type == REEVE_TYPE_PERSON || type == REEVE_TYPE_TEXT || type == REEVE_TYPE_RECORD
         || type == REEVE_TYPE_SCHEDULE;
}

static ReeveType
operand_type (const ReeveNode *a, const ReeveNode *b)
{
  return a->kind == REEVE_NODE_NONE || a->type == REEVE_TYPE_NONE ? b->type : a->type;
}

static void
compile_comparison (ReeveCompiler *c, const ReeveNode *node)
{
  const ReeveNode *a = node->children[0], *b = node->children[1];
  ReeveType type = operand_type (a, b);
  guint negated = node->kind == REEVE_NODE_NE;

  if (type == REEVE_TYPE_SET && (a->kind == REEVE_NODE_NONE || b->kind == REEVE_NODE_NONE))
    {
      compile (c, a->kind == REEVE_NODE_NONE ? b : a);
      emit (c, REEVE_OP_EMPTY_SET, negated, 0, 0, node);
      return;
    }
  compile_operand (c, a, type);
  compile_operand (c, b, type);
  if (is_identity (type))
    emit (c, REEVE_OP_IDENTITY, negated, 0, 0, node);
  else
    emit (c, REEVE_OP_COMPARE, node->kind - REEVE_NODE_EQ + REEVE_COMPARE_EQ, 0, 0, node);
  push_depth (c, -1);
}

static void
compile_in (ReeveCompiler *c, const ReeveNode *node)
{
  const ReeveNode *x = node->children[0], *set = node->children[1];

  compile (c, x);
  if (set->kind == REEVE_NODE_RANGE)
    {
      compile_operand (c, set->children[0], x->type);
      compile_operand (c, set->children[1], x->type);
      emit (c, REEVE_OP_IN_RANGE, 0, 0, 0, node);
      push_depth (c, -2);
      return;
    }
  compile (c, set);
  if (set->type == REEVE_TYPE_SCHEDULE)
    emit (c, REEVE_OP_IN_SCHEDULE, 0, 0, 0, node);
  else if (set->type == REEVE_TYPE_SET || x->type == REEVE_TYPE_CODE)
    emit (c, REEVE_OP_IN_SET, 0, 0, 0, node);
  else if (set->type == REEVE_TYPE_LIST)
    emit (c, REEVE_OP_IN_LIST, 0, 0, 0, node);
  else
    emit (c, REEVE_OP_IN_SPAN, 0, 0, 0, node);
  push_depth (c, -1);
}

static gboolean
is_moment (ReeveType type)
{
  return type == REEVE_TYPE_DATE || type == REEVE_TYPE_INSTANT;
}

static void
compile_arithmetic (ReeveCompiler *c, const ReeveNode *node)
{
  const ReeveNode *a = node->children[0], *b = node->children[1];
  gboolean add = node->kind == REEVE_NODE_ADD;
  ReeveOp op = REEVE_OP_MULTIPLY;

  if (add && is_moment (b->type) && a->type == REEVE_TYPE_DURATION)
    {
      const ReeveNode *swap = a;
      a = b;
      b = swap;
    }
  compile (c, a);
  compile (c, b);
  if (node->kind != REEVE_NODE_MUL && is_moment (a->type) && b->type == REEVE_TYPE_DURATION)
    op = add ? REEVE_OP_ADD_PERIOD : REEVE_OP_SUBTRACT_PERIOD;
  else if (node->kind != REEVE_NODE_MUL)
    op = add ? REEVE_OP_ADD : REEVE_OP_SUBTRACT;
  emit (c, op, 0, 0, 0, node);
  push_depth (c, -1);
}

static void
compile_nary (ReeveCompiler *c, const ReeveNode *node, ReeveOp op, guint a, guint b)
{
  for (guint i = 0; i < node->n_children; i++)
    compile (c, node->children[i]);
  emit (c, op, a, b, 0, node);
  push_depth (c, 1 - (int) node->n_children);
}

static int
own_date (ReeveKind kind)
{
  const ReeveKindDef *def = reeve_vocabulary_kind (kind);
  int date = reeve_vocabulary_field (kind, "date");

  if (date < 0 && def->from != NULL)
    date = reeve_vocabulary_field (kind, def->from);
  return date >= 0 ? date : reeve_vocabulary_field (kind, "at");
}

/* What an explanation calls a member by: which of its kind it is, and its day. */
static void
mark_name (ReeveCompiler *c, ReeveKind kind)
{
  static const char *const telling[] = { "kind", "role", "category", "class", "status" };
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (telling) && !found; i++)
    {
      int field = reeve_vocabulary_field (kind, telling[i]);
      reeve_compile_mark_read (c, kind, field);
      found = field >= 0;
    }
  reeve_compile_mark_read (c, kind, reeve_vocabulary_field (kind, "at"));
  reeve_compile_mark_read (c, kind, own_date (kind));
}

static void
describe_loop (ReeveCompiler *c, const ReeveNode *node, const ReeveNode *collection, ReeveLoop *loop)
{
  const ReevePath *path = &g_array_index (c->program->paths, ReevePath, loop->path);
  ReeveKind owner = path->n_steps == 0 ? REEVE_KIND_SUBJECT : path->kinds[path->n_steps - 1];
  const ReeveFieldDef *field = &reeve_vocabulary_kind (owner)->fields[collection->path[collection->n_path - 1]];
  const ReeveKindDef *member = reeve_vocabulary_kind (field->target);

  loop->member = field->target;
  loop->class_ = field->class_;
  loop->as_of = field->as_of;
  loop->from = loop->to = loop->distinct = loop->date = -1;
  if (member->from != NULL && (loop->as_of == REEVE_AS_OF_THAT_DAY || loop->as_of == REEVE_AS_OF_UP_TO))
    loop->from = reeve_vocabulary_field (field->target, member->from);
  if (member->to != NULL && loop->as_of == REEVE_AS_OF_THAT_DAY)
    loop->to = reeve_vocabulary_field (field->target, member->to);
  reeve_compile_mark_read (c, field->target, loop->from);
  reeve_compile_mark_read (c, field->target, loop->to);
  mark_name (c, field->target);
  if (node->kind == REEVE_NODE_COUNT)
    {
      loop->distinct = node->distinct;
      reeve_compile_mark_read (c, field->target, loop->distinct);
      if (node->n_children > 2 && node->children[2] != NULL)
        {
          loop->window = TRUE;
          loop->date = own_date (field->target);
          reeve_compile_mark_read (c, field->target, loop->date);
        }
    }
}

/* The span of a window is a literal or a parameter: it must not change from member to member. */
static ReeveValue
constant_duration (ReeveCompiler *c, const ReeveNode *node)
{
  const ReeveParameterValue *bound;

  if (node->kind == REEVE_NODE_LITERAL)
    return node->value;
  if (node->kind == REEVE_NODE_DEFINITION && node->n_children == 1 && node->children[0] != NULL)
    return constant_duration (c, node->children[0]);
  if (node->kind == REEVE_NODE_PARAMETER)
    {
      bound = parameter_value (c, node);
      if (bound != NULL)
        return bound->value;
    }
  return reeve_value_unknown (REEVE_TYPE_DURATION, FALSE);
}

static void
compile_loop (ReeveCompiler *c, const ReeveNode *node, ReeveLoopKind what)
{
  gboolean measured = what == REEVE_LOOP_SUM || what == REEVE_LOOP_MIN || what == REEVE_LOOP_MAX;
  const ReeveNode *collection = node->children[measured ? 1 : 0];
  const ReeveNode *where = node->n_children > (measured ? 2u : 1u) ? node->children[measured ? 2 : 1] : NULL;
  const ReeveNode *body = measured ? node->children[0] : what == REEVE_LOOP_EVERY ? node->children[2] : NULL;
  ReeveLoop loop = { .what = what, .has_where = where != NULL, .has_body = body != NULL, .depth = c->nesting };
  guint32 index = c->program->loops->len, at;

  if (c->nesting == REEVE_PROGRAM_MAX_NESTING)
    {
      c->program->too_large = TRUE;
      emit_constant (c, reeve_value_unknown (node->type, FALSE), node);
      return;
    }
  loop.path = add_path (c, collection);
  describe_loop (c, node, collection, &loop);
  if (measured)
    loop.element = node->type;
  if (loop.window)
    loop.span = constant_duration (c, node->children[2]);
  g_array_append_val (c->program->loops, loop);
  emit (c, REEVE_OP_LOOP, 0, 0, index, node);
  g_array_index (c->program->loops, ReeveLoop, index).start = here (c);
  c->member[c->nesting++] = loop.member;
  if (where != NULL)
    {
      compile (c, where);
      emit (c, REEVE_OP_WHERE, 0, 0, index, NULL);
    }
  if (body != NULL)
    compile (c, body);
  at = emit (c, REEVE_OP_END_MEMBER, 0, 0, index, NULL);
  push_depth (c, -(where != NULL) - (body != NULL));
  c->nesting--;
  g_array_index (c->program->loops, ReeveLoop, index).end = at + 1;
  push_depth (c, 1);
}

static void
compile_has (ReeveCompiler *c, const ReeveNode *node)
{
  guint which = node->kind == REEVE_NODE_HAS_ALL ? 0 : node->kind == REEVE_NODE_HAS_ANY ? 1 : 2;
  compile_nary (c, node, REEVE_OP_HAS, which, node->children[0]->type == REEVE_TYPE_SCHEDULE);
}

static void
compile_kind (ReeveCompiler *c, const ReeveNode *node)
{
  switch (node->kind)
    {
    case REEVE_NODE_LITERAL:
      compile_literal (c, node);
      break;
    case REEVE_NODE_LIST:
      emit_constant (c, add_list (c, node), node);
      break;
    case REEVE_NODE_NONE:
      emit_constant (c, known (node->type, REEVE_VALUE_NONE), node);
      break;
    case REEVE_NODE_TODAY:
      emit_constant (c, known (REEVE_TYPE_DATE, c->program->day), node);
      break;
    case REEVE_NODE_IN_FORCE:
      compile_in_force (c, node);
      break;
    case REEVE_NODE_PARAMETER:
      compile_parameter (c, node);
      break;
    case REEVE_NODE_FIELD:
      compile_field (c, node);
      break;
    case REEVE_NODE_ITEM:
      compile_item (c, node);
      break;
    case REEVE_NODE_DEFINITION:
      compile_nary (c, node, REEVE_OP_DEFINITION, 0, 0);
      break;
    case REEVE_NODE_NOT:
      compile_nary (c, node, REEVE_OP_NOT, 0, 0);
      break;
    case REEVE_NODE_AND:
    case REEVE_NODE_OR:
      compile_junction (c, node);
      break;
    case REEVE_NODE_EQ:
    case REEVE_NODE_NE:
    case REEVE_NODE_LT:
    case REEVE_NODE_LE:
    case REEVE_NODE_GT:
    case REEVE_NODE_GE:
      compile_comparison (c, node);
      break;
    case REEVE_NODE_IN:
      compile_in (c, node);
      break;
    case REEVE_NODE_HAS_ALL:
    case REEVE_NODE_HAS_ANY:
    case REEVE_NODE_HAS_ONLY:
      compile_has (c, node);
      break;
    case REEVE_NODE_WITHIN_BEFORE:
    case REEVE_NODE_WITHIN_AFTER:
      compile_nary (c, node, REEVE_OP_WITHIN, node->kind == REEVE_NODE_WITHIN_BEFORE, 0);
      break;
    case REEVE_NODE_BY:
      compile_nary (c, node, REEVE_OP_BY, 0, 0);
      break;
    case REEVE_NODE_EVERY:
      compile_loop (c, node, REEVE_LOOP_EVERY);
      break;
    case REEVE_NODE_SOME:
      compile_loop (c, node, REEVE_LOOP_SOME);
      break;
    case REEVE_NODE_NO:
      compile_loop (c, node, REEVE_LOOP_NO);
      break;
    case REEVE_NODE_COUNT:
      compile_loop (c, node, REEVE_LOOP_COUNT);
      break;
    case REEVE_NODE_SUM:
      compile_loop (c, node, REEVE_LOOP_SUM);
      break;
    case REEVE_NODE_MIN:
      compile_loop (c, node, REEVE_LOOP_MIN);
      break;
    case REEVE_NODE_MAX:
      compile_loop (c, node, REEVE_LOOP_MAX);
      break;
    case REEVE_NODE_ADD:
    case REEVE_NODE_SUB:
    case REEVE_NODE_MUL:
      compile_arithmetic (c, node);
      break;
    case REEVE_NODE_NEXT:
      compile_nary (c, node, REEVE_OP_NEXT, 0, 0);
      break;
    case REEVE_NODE_DAYS:
      compile_nary (c, node, REEVE_OP_DAYS, 0, 0);
      break;
    case REEVE_NODE_STARTED:
      compile_nary (c, node, REEVE_OP_STARTED, 0, 0);
      break;
    case REEVE_NODE_LEAST:
    case REEVE_NODE_GREATEST:
      compile_nary (c, node, REEVE_OP_EXTREME, node->kind == REEVE_NODE_GREATEST, 0);
      break;
    case REEVE_NODE_RANGE:
    default:
      /* A range stands only to the right of `in`, which compiles it itself. */
      emit_constant (c, reeve_value_unknown (node->type, FALSE), node);
      break;
    }
}

static void
compile (ReeveCompiler *c, const ReeveNode *node)
{
  if (c->depth == MAX_COMPILE_DEPTH || c->program->code->len > 4 * REEVE_EXPRESSION_MAX_INLINED)
    {
      c->program->too_large = TRUE;
      emit_constant (c, reeve_value_unknown (node->type, FALSE), node);
      return;
    }
  c->depth++;
  compile_kind (c, node);
  c->depth--;
}

ReeveSegment
reeve_compile_segment (ReeveCompiler *c, const ReeveNode *node)
{
  ReeveSegment segment = { .start = here (c), .given = node != NULL };

  c->stack = 0;
  if (node != NULL)
    compile (c, node);
  segment.end = here (c);
  return segment;
}
