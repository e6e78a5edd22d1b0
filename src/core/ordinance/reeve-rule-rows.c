/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each row keeps what was written of it until it is changed; then it and the groups around it are composed anew from their parts. */
#include "config.h"

#include "reeve-rule-rows.h"

#include <string.h>

#include "reeve-rule-private.h"

/* How tightly a row binds, to know where brackets belong: as in reeve-expression.c. */
enum { BIND_QUANTIFIER, BIND_JUNCTION, BIND_NOT, BIND_RELATION, BIND_PRIMARY };

static ReeveRuleRow *row_read (ReeveRule *rule, ReeveRuleRow *parent, const ReeveNode *node);

static void
row_free (ReeveRuleRow *row)
{
  if (row == NULL)
    return;
  for (guint i = 0; i < REEVE_N_RULE_PARTS; i++)
    g_free (row->parts[i].text);
  row_free (row->where);
  row_free (row->body);
  g_clear_pointer (&row->children, g_ptr_array_unref);
  g_array_unref (row->members);
  g_ptr_array_unref (row->aliases);
  g_free (row->alias);
  g_free (row->distinct);
  g_free (row->text);
  g_free (row);
}

/* The rows below a MEMBERS row see its member, the row itself does not. */
static ReeveRuleRow *
row_new (ReeveRule *rule, ReeveRuleRow *parent, ReeveRuleKind kind)
{
  ReeveRuleRow *row = g_new0 (ReeveRuleRow, 1);

  row->rule = rule;
  row->parent = parent;
  row->kind = kind;
  row->members = g_array_new (FALSE, FALSE, sizeof (ReeveKind));
  row->aliases = g_ptr_array_new_with_free_func (g_free);
  if (parent == NULL)
    return row;
  g_array_append_vals (row->members, parent->members->data, parent->members->len);
  for (guint i = 0; i < parent->aliases->len; i++)
    g_ptr_array_add (row->aliases, g_strdup (g_ptr_array_index (parent->aliases, i)));
  if (parent->kind == REEVE_RULE_MEMBERS)
    {
      ReeveKind member = reeve_rule_row_member_kind (parent);

      g_array_append_val (row->members, member);
      g_ptr_array_add (row->aliases, g_strdup (parent->alias));
    }
  return row;
}

/* ---- reading -------------------------------------------------------------------------------------------------------------------- */

/* Bytes of @node in the text, which is one line to the parser. */
static char *
slice (const ReeveRule *rule, const ReeveNode *node)
{
  const char *begin = g_utf8_offset_to_pointer (rule->text, (glong) node->source.column - 1);

  return g_strndup (begin, (gsize) (g_utf8_offset_to_pointer (begin, node->source.length) - begin));
}

static void
take_part (ReeveRuleRow *row, ReeveRulePartKind part, const ReeveNode *node)
{
  if (node == NULL)
    return;
  row->parts[part].text = slice (row->rule, node);
  row->parts[part].node = node;
}

static gboolean
is_aggregate (const ReeveNode *node)
{
  return node->kind == REEVE_NODE_COUNT || node->kind == REEVE_NODE_SUM || node->kind == REEVE_NODE_MIN || node->kind == REEVE_NODE_MAX;
}

static gboolean
comparison_of (const ReeveNode *node, ReeveRuleComparison *ret_comparison)
{
  static const struct { ReeveNodeKind kind; ReeveRuleComparison comparison; } pairs[] = {
    { REEVE_NODE_EQ, REEVE_RULE_EQ }, { REEVE_NODE_NE, REEVE_RULE_NE }, { REEVE_NODE_LT, REEVE_RULE_LT }, { REEVE_NODE_LE, REEVE_RULE_LE },
    { REEVE_NODE_GT, REEVE_RULE_GT }, { REEVE_NODE_GE, REEVE_RULE_GE }, { REEVE_NODE_IN, REEVE_RULE_IN }, { REEVE_NODE_BY, REEVE_RULE_BY },
    { REEVE_NODE_HAS_ALL, REEVE_RULE_HAS_ALL }, { REEVE_NODE_HAS_ANY, REEVE_RULE_HAS_ANY }, { REEVE_NODE_HAS_ONLY, REEVE_RULE_HAS_ONLY },
    { REEVE_NODE_WITHIN_BEFORE, REEVE_RULE_WITHIN_BEFORE }, { REEVE_NODE_WITHIN_AFTER, REEVE_RULE_WITHIN_AFTER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i].kind == node->kind)
      {
        *ret_comparison = pairs[i].comparison;
        return TRUE;
      }
  return FALSE;
}

/* The right side of a comparison. */
static void
read_value (ReeveRuleRow *row, const ReeveNode *node)
{
  const ReeveNode *right = node->children[1];

  if (right->kind == REEVE_NODE_NONE && (node->kind == REEVE_NODE_EQ || node->kind == REEVE_NODE_NE))
    row->comparison = node->kind == REEVE_NODE_EQ ? REEVE_RULE_IS_NONE : REEVE_RULE_IS_THERE;
  else if (right->kind == REEVE_NODE_RANGE && node->kind == REEVE_NODE_IN)
    {
      row->comparison = REEVE_RULE_BETWEEN;
      take_part (row, REEVE_RULE_PART_VALUE, right->children[0]);
      take_part (row, REEVE_RULE_PART_REFERENCE, right->children[1]);
    }
  else
    take_part (row, REEVE_RULE_PART_VALUE, right);
  if (node->kind == REEVE_NODE_WITHIN_BEFORE || node->kind == REEVE_NODE_WITHIN_AFTER)
    take_part (row, REEVE_RULE_PART_REFERENCE, node->children[2]);
}

static void
read_members (ReeveRuleRow *row, const ReeveNode *node)
{
  static const struct { ReeveNodeKind kind; ReeveRuleQuantifier quantifier; } pairs[] = {
    { REEVE_NODE_EVERY, REEVE_RULE_EVERY }, { REEVE_NODE_SOME, REEVE_RULE_SOME }, { REEVE_NODE_NO, REEVE_RULE_NO }, { REEVE_NODE_COUNT, REEVE_RULE_COUNT },
    { REEVE_NODE_SUM, REEVE_RULE_SUM }, { REEVE_NODE_MIN, REEVE_RULE_LEAST }, { REEVE_NODE_MAX, REEVE_RULE_GREATEST },
  };
  guint first = is_aggregate (node) && node->kind != REEVE_NODE_COUNT ? 1 : 0;

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i].kind == node->kind)
      row->quantifier = pairs[i].quantifier;
  row->alias = g_strdup (node->text);
  take_part (row, REEVE_RULE_PART_COLLECTION, node->children[first]);
  if (first == 1)
    take_part (row, REEVE_RULE_PART_ELEMENT, node->children[0]);
  if (node->kind == REEVE_NODE_COUNT)
    {
      take_part (row, REEVE_RULE_PART_WINDOW, node->children[2]);
      if (node->distinct >= 0)
        row->distinct = g_strdup (reeve_vocabulary_kind (node->children[0]->record_kind)->fields[node->distinct].name);
    }
  if (node->children[first + 1] != NULL)
    row->where = row_read (row->rule, row, node->children[first + 1]);
  if (node->kind == REEVE_NODE_EVERY)
    row->body = row_read (row->rule, row, node->children[2]);
}

static ReeveRuleKind
kind_of (const ReeveNode *node)
{
  ReeveRuleComparison comparison;

  switch (node->kind)
    {
    case REEVE_NODE_AND:
      return REEVE_RULE_ALL;
    case REEVE_NODE_OR:
      return REEVE_RULE_ANY;
    case REEVE_NODE_EVERY:
    case REEVE_NODE_SOME:
    case REEVE_NODE_NO:
      return REEVE_RULE_MEMBERS;
    case REEVE_NODE_FIELD:
    case REEVE_NODE_ITEM:
    case REEVE_NODE_DEFINITION:
      return node->type == REEVE_TYPE_TRUTH ? REEVE_RULE_CONDITION : REEVE_RULE_TEXT;
    default:
      break;
    }
  if (!comparison_of (node, &comparison) || node->children[0]->kind == REEVE_NODE_NONE)
    return REEVE_RULE_TEXT;
  return is_aggregate (node->children[0]) ? REEVE_RULE_MEMBERS : REEVE_RULE_CONDITION;
}

static ReeveRuleRow *
row_read (ReeveRule *rule, ReeveRuleRow *parent, const ReeveNode *node)
{
  gboolean negated = node->kind == REEVE_NODE_NOT && node->children[0]->kind != REEVE_NODE_NOT;
  const ReeveNode *inner = negated ? node->children[0] : node;
  ReeveRuleRow *row = row_new (rule, parent, kind_of (inner));

  row->negated = negated;
  row->node = inner;
  row->text = slice (rule, inner);
  switch (row->kind)
    {
    case REEVE_RULE_ALL:
    case REEVE_RULE_ANY:
      row->children = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
      for (guint i = 0; i < inner->n_children; i++)
        g_ptr_array_add (row->children, row_read (rule, row, inner->children[i]));
      break;
    case REEVE_RULE_MEMBERS:
      if (comparison_of (inner, &row->comparison))
        {
          read_members (row, inner->children[0]);
          read_value (row, inner);
        }
      else
        read_members (row, inner);
      break;
    case REEVE_RULE_CONDITION:
      if (comparison_of (inner, &row->comparison))
        {
          take_part (row, REEVE_RULE_PART_SUBJECT, inner->children[0]);
          read_value (row, inner);
        }
      else
        take_part (row, REEVE_RULE_PART_SUBJECT, inner);
      break;
    case REEVE_RULE_TEXT:
    default:
      break;
    }
  return row;
}

ReeveNode *
reeve_rule_check (ReeveOrdinance *ordinance, ReeveAbout about, const GArray *members, const GPtrArray *aliases, const char *text,
                  ReeveMessages *messages)
{
  gsize length = strlen (text);
  g_autofree gsize *offsets = g_new (gsize, length + 1);
  ReeveExpressionText expression = { text, length, offsets, messages };
  ReeveChecker checker = { .messages = messages, .ordinance = ordinance, .about = about, .parameters_from = G_MININT32 };
  g_autoptr (ReeveNode) raw = NULL;

  for (gsize i = 0; i <= length; i++)
    offsets[i] = i;
  for (guint i = 0; members != NULL && i < members->len && i < REEVE_CHECK_MAX_SCOPES; i++)
    {
      checker.scopes[i].kind = g_array_index (members, ReeveKind, i);
      checker.scopes[i].alias = g_ptr_array_index (aliases, i);
      checker.n_bound = i + 1;
    }
  raw = reeve_expression_parse (&expression);
  return raw == NULL ? NULL : reeve_expression_check (&checker, raw, REEVE_TYPE_TRUTH);
}

ReeveRule *
reeve_rule_new (ReeveOrdinance *ordinance, ReeveAbout about, const char *text, ReeveMessages **ret_messages)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n\t", ' ');
  ReeveMessages *messages = reeve_messages_new (NULL, line, strlen (line));
  ReeveNode *node = reeve_rule_check (ordinance, about, NULL, NULL, line, messages);
  ReeveRule *rule = NULL;

  if (node != NULL)
    {
      rule = g_new0 (ReeveRule, 1);
      rule->ordinance = reeve_ordinance_ref (ordinance);
      rule->about = about;
      rule->text = g_strdup (text);
      rule->node = node;
      rule->root = row_read (rule, NULL, node);
    }
  if (ret_messages != NULL)
    *ret_messages = messages;
  else
    reeve_messages_free (messages);
  return rule;
}

void
reeve_rule_free (ReeveRule *rule)
{
  if (rule == NULL)
    return;
  row_free (rule->root);
  reeve_node_free (rule->node);
  reeve_ordinance_unref (rule->ordinance);
  g_free (rule->text);
  g_free (rule);
}

ReeveRuleRow *
reeve_rule_get_root (const ReeveRule *rule)
{
  return rule->root;
}

ReeveOrdinance *
reeve_rule_get_ordinance (const ReeveRule *rule)
{
  return rule->ordinance;
}

const ReeveNode *
reeve_rule_get_node (const ReeveRule *rule)
{
  return rule->node;
}

/* ---- writing -------------------------------------------------------------------------------------------------------------------- */

static int
text_binding (const char *text)
{
  gsize length = strlen (text);
  g_autofree gsize *offsets = g_new0 (gsize, length + 1);
  g_autoptr (ReeveMessages) messages = reeve_messages_new (NULL, text, length);
  ReeveExpressionText expression = { text, length, offsets, messages };
  g_autoptr (ReeveNode) node = reeve_expression_parse (&expression);

  switch (node == NULL ? REEVE_NODE_EVERY : node->kind)
    {
    case REEVE_NODE_EVERY:
    case REEVE_NODE_SOME:
    case REEVE_NODE_NO:
      return *text == '(' ? BIND_PRIMARY : BIND_QUANTIFIER;
    case REEVE_NODE_AND:
    case REEVE_NODE_OR:
      return BIND_JUNCTION;
    case REEVE_NODE_NOT:
      return BIND_NOT;
    default:
      return BIND_RELATION;
    }
}

/* Without its "not". */
static int
inner_binding (const ReeveRuleRow *row)
{
  switch (row->kind)
    {
    case REEVE_RULE_ALL:
    case REEVE_RULE_ANY:
      return BIND_JUNCTION;
    case REEVE_RULE_MEMBERS:
      return row->quantifier <= REEVE_RULE_NO ? BIND_QUANTIFIER : BIND_RELATION;
    case REEVE_RULE_CONDITION:
      return row->comparison == REEVE_RULE_IS_SO ? BIND_PRIMARY : BIND_RELATION;
    case REEVE_RULE_TEXT:
    default:
      return text_binding (row->text);
    }
}

static void row_write (GString *out, const ReeveRuleRow *row, int least, gboolean anew);

static void
write_comparison (GString *out, const ReeveRuleRow *row, const char *subject)
{
  static const char *const signs[REEVE_N_RULE_COMPARISONS] = {
    [REEVE_RULE_EQ] = "=", [REEVE_RULE_NE] = "!=", [REEVE_RULE_LT] = "<", [REEVE_RULE_LE] = "<=", [REEVE_RULE_GT] = ">", [REEVE_RULE_GE] = ">=",
    [REEVE_RULE_IN] = "in", [REEVE_RULE_HAS_ALL] = "has all of", [REEVE_RULE_HAS_ANY] = "has any of", [REEVE_RULE_HAS_ONLY] = "has only",
    [REEVE_RULE_BY] = "by",
  };
  const char *value = row->parts[REEVE_RULE_PART_VALUE].text, *reference = row->parts[REEVE_RULE_PART_REFERENCE].text;

  g_string_append (out, subject);
  switch (row->comparison)
    {
    case REEVE_RULE_IS_SO:
      break;
    case REEVE_RULE_IS_NONE:
      g_string_append (out, " = none");
      break;
    case REEVE_RULE_IS_THERE:
      g_string_append (out, " != none");
      break;
    case REEVE_RULE_BETWEEN:
      g_string_append_printf (out, " in %s..%s", value, reference);
      break;
    case REEVE_RULE_WITHIN_BEFORE:
      g_string_append_printf (out, " within %s before %s", value, reference);
      break;
    case REEVE_RULE_WITHIN_AFTER:
      g_string_append_printf (out, " within %s after %s", value, reference);
      break;
    default:
      g_string_append_printf (out, " %s %s", signs[row->comparison], value);
      break;
    }
}

static void
write_collection (GString *out, const ReeveRuleRow *row, gboolean anew)
{
  g_string_append (out, row->parts[REEVE_RULE_PART_COLLECTION].text);
  if (row->alias != NULL)
    g_string_append_printf (out, " as %s", row->alias);
  if (row->where != NULL)
    {
      g_string_append (out, " where ");
      row_write (out, row->where, BIND_JUNCTION, anew);
    }
}

static void
write_members (GString *out, const ReeveRuleRow *row, gboolean anew)
{
  static const char *const words[REEVE_N_RULE_QUANTIFIERS] = { "every ", "some ", "no ", "count(", "sum(", "min(", "max(" };
  g_autoptr (GString) subject = g_string_new (words[row->quantifier]);

  if (row->parts[REEVE_RULE_PART_ELEMENT].text != NULL && row->quantifier >= REEVE_RULE_SUM)
    g_string_append_printf (subject, "%s of ", row->parts[REEVE_RULE_PART_ELEMENT].text);
  write_collection (subject, row, anew);
  if (row->quantifier == REEVE_RULE_EVERY)
    {
      g_string_append (subject, " satisfies ");
      row_write (subject, row->body, BIND_QUANTIFIER, anew);
    }
  if (row->quantifier <= REEVE_RULE_NO)
    {
      g_string_append (out, subject->str);
      return;
    }
  if (row->distinct != NULL && row->quantifier == REEVE_RULE_COUNT)
    g_string_append_printf (subject, ", distinct %s", row->distinct);
  if (row->parts[REEVE_RULE_PART_WINDOW].text != NULL && row->quantifier == REEVE_RULE_COUNT)
    g_string_append_printf (subject, ", in any %s", row->parts[REEVE_RULE_PART_WINDOW].text);
  g_string_append_c (subject, ')');
  write_comparison (out, row, subject->str);
}

static void
write_inner (GString *out, const ReeveRuleRow *row, gboolean anew)
{
  if (row->text != NULL && (!anew || row->kind == REEVE_RULE_TEXT))
    {
      g_string_append (out, row->text);
      return;
    }
  switch (row->kind)
    {
    case REEVE_RULE_ALL:
    case REEVE_RULE_ANY:
      for (guint i = 0; i < row->children->len; i++)
        {
          if (i > 0)
            g_string_append (out, row->kind == REEVE_RULE_ALL ? " and " : " or ");
          row_write (out, g_ptr_array_index (row->children, i), BIND_NOT, anew);
        }
      break;
    case REEVE_RULE_MEMBERS:
      write_members (out, row, anew);
      break;
    case REEVE_RULE_CONDITION:
      write_comparison (out, row, row->parts[REEVE_RULE_PART_SUBJECT].text);
      break;
    case REEVE_RULE_TEXT:
    default:
      break;
    }
}

static void
write_bound (GString *out, const ReeveRuleRow *row, int least, gboolean anew)
{
  gboolean brackets = inner_binding (row) < least;

  if (brackets)
    g_string_append_c (out, '(');
  write_inner (out, row, anew);
  if (brackets)
    g_string_append_c (out, ')');
}

static void
row_write (GString *out, const ReeveRuleRow *row, int least, gboolean anew)
{
  gboolean brackets = row->negated && BIND_NOT < least;

  if (!row->negated)
    {
      write_bound (out, row, least, anew);
      return;
    }
  if (brackets)
    g_string_append_c (out, '(');
  g_string_append (out, "not ");
  write_bound (out, row, BIND_NOT, anew);
  if (brackets)
    g_string_append_c (out, ')');
}

char *
reeve_rule_get_text (const ReeveRule *rule)
{
  GString *out = g_string_new (NULL);

  if (rule->root != NULL)
    row_write (out, rule->root, BIND_QUANTIFIER, FALSE);
  return g_string_free (out, FALSE);
}

char *
reeve_rule_print (const ReeveRule *rule)
{
  GString *out = g_string_new (NULL);

  if (rule->root != NULL)
    row_write (out, rule->root, BIND_QUANTIFIER, TRUE);
  return g_string_free (out, FALSE);
}

/* ---- editing -------------------------------------------------------------------------------------------------------------------- */

/* What was written of @row and of all around it is no longer so. */
static void
forget (ReeveRuleRow *row)
{
  for (; row != NULL; row = row->parent)
    if (row->kind != REEVE_RULE_TEXT)
      g_clear_pointer (&row->text, g_free);
}

static void
put_part (ReeveRuleRow *row, ReeveRulePartKind part, char *text)
{
  g_free (row->parts[part].text);
  row->parts[part].text = text;
  row->parts[part].node = NULL;
}

void
reeve_rule_row_set_part (ReeveRuleRow *row, ReeveRulePartKind part, const char *text)
{
  put_part (row, part, text != NULL && *text != '\0' ? g_strdup (text) : NULL);
  forget (row);
}

static ReeveRuleRow *
text_row_new (ReeveRule *rule, ReeveRuleRow *parent, const char *text)
{
  ReeveRuleRow *row = row_new (rule, parent, REEVE_RULE_TEXT);

  row->text = g_strdup (text);
  return row;
}

static guint
place_of (const ReeveRuleRow *row)
{
  guint at = 0;

  g_ptr_array_find (row->parent->children, row, &at);
  return at;
}

/* Puts @now where @row stands; @row is not freed. */
static void
put_in_place (ReeveRuleRow *row, ReeveRuleRow *now)
{
  ReeveRuleRow *parent = row->parent;

  now->parent = parent;
  if (parent == NULL)
    row->rule->root = now;
  else if (parent->kind == REEVE_RULE_MEMBERS && parent->where == row)
    parent->where = now;
  else if (parent->kind == REEVE_RULE_MEMBERS)
    parent->body = now;
  else
    parent->children->pdata[place_of (row)] = now;
  forget (parent);
}

/* A group of one is that one. */
static void
collapse (ReeveRuleRow *group)
{
  ReeveRuleRow *only;

  forget (group);
  if (group->children->len != 1)
    return;
  only = g_ptr_array_steal_index (group->children, 0);
  only->negated = only->negated != group->negated;
  put_in_place (group, only);
  row_free (group);
}

static ReeveRuleRow *
wrap (ReeveRuleRow *row, ReeveRuleKind kind)
{
  ReeveRuleRow *group = row_new (row->rule, row->parent, kind);

  group->children = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  put_in_place (row, group);
  row->parent = group;
  g_ptr_array_add (group->children, row);
  return group;
}

static gboolean
in_group (const ReeveRuleRow *row)
{
  return row->parent != NULL && row->parent->children != NULL;
}

void
reeve_rule_row_set_negated (ReeveRuleRow *row, gboolean negated)
{
  row->negated = negated;
  forget (row->parent);
}

void
reeve_rule_row_set_any (ReeveRuleRow *row, gboolean any)
{
  g_return_if_fail (row->children != NULL);
  row->kind = any ? REEVE_RULE_ANY : REEVE_RULE_ALL;
  forget (row);
}

void
reeve_rule_row_set_text (ReeveRuleRow *row, const char *text)
{
  ReeveRuleRow *now = text_row_new (row->rule, row->parent, text);

  put_in_place (row, now);
  row_free (row);
}

void
reeve_rule_row_add_after (ReeveRuleRow *row, const char *condition)
{
  ReeveRuleRow *group = row->children != NULL ? row : in_group (row) ? row->parent : wrap (row, REEVE_RULE_ALL);

  g_ptr_array_insert (group->children, row->children != NULL ? -1 : (int) place_of (row) + 1, text_row_new (row->rule, group, condition));
  forget (group);
}

void
reeve_rule_row_add_beside (ReeveRuleRow *row, gboolean any, const char *condition)
{
  ReeveRuleKind kind = any ? REEVE_RULE_ANY : REEVE_RULE_ALL;
  ReeveRuleRow *group = in_group (row) && row->parent->kind == kind ? row->parent : wrap (row, kind);

  g_ptr_array_insert (group->children, (int) place_of (row) + 1, text_row_new (row->rule, group, condition));
  forget (group);
}

void
reeve_rule_row_set_where (ReeveRuleRow *row, const char *condition)
{
  g_return_if_fail (row->kind == REEVE_RULE_MEMBERS && row->where == NULL);
  row->where = text_row_new (row->rule, row, condition);
  forget (row);
}

gboolean
reeve_rule_row_can_remove (const ReeveRuleRow *row)
{
  return row->parent == NULL || row->parent->kind != REEVE_RULE_MEMBERS || row == row->parent->where;
}

void
reeve_rule_row_remove (ReeveRuleRow *row)
{
  ReeveRuleRow *parent = row->parent;

  g_return_if_fail (reeve_rule_row_can_remove (row));
  if (parent == NULL)
    {
      row->rule->root = NULL;
      row_free (row);
    }
  else if (parent->kind == REEVE_RULE_MEMBERS)
    {
      parent->where = NULL;
      forget (parent);
      row_free (row);
    }
  else
    {
      g_ptr_array_remove_index (parent->children, place_of (row));
      collapse (parent);
    }
}

gboolean
reeve_rule_row_can_move (const ReeveRuleRow *row, int by)
{
  guint at;

  if (!in_group (row))
    return FALSE;
  at = place_of (row);
  return (by < 0 ? at > 0 : at + 1 < row->parent->children->len) || in_group (row->parent);
}

void
reeve_rule_row_move (ReeveRuleRow *row, int by)
{
  ReeveRuleRow *group = row->parent, *outer;
  guint at;

  g_return_if_fail (reeve_rule_row_can_move (row, by));
  at = place_of (row);
  if (by < 0 ? at > 0 : at + 1 < group->children->len)
    {
      guint to = by < 0 ? at - 1 : at + 1;
      gpointer other = group->children->pdata[to];

      group->children->pdata[to] = row;
      group->children->pdata[at] = other;
      forget (group);
      return;
    }
  outer = group->parent;
  g_ptr_array_steal_index (group->children, at);
  g_ptr_array_insert (outer->children, (int) place_of (group) + (by < 0 ? 0 : 1), row);
  row->parent = outer;
  collapse (group);
}

/* The values of a list, "[a, b]" or one of them. */
static char *
as_list (const char *value)
{
  return value == NULL ? NULL : *value == '[' ? g_strdup (value) : g_strdup_printf ("[%s]", value);
}

static char *
first_of_list (const ReeveRulePart *part)
{
  if (part->node != NULL && part->node->kind == REEVE_NODE_LIST && part->node->n_children > 0)
    {
      const ReeveNode *first = part->node->children[0];

      return first->type == REEVE_TYPE_CODE && first->text != NULL ? reeve_rule_quote_code (first->text) : reeve_node_print (first);
    }
  return NULL;
}

static gboolean
takes_one_value (ReeveRuleComparison comparison)
{
  return (comparison >= REEVE_RULE_EQ && comparison <= REEVE_RULE_GE) || comparison == REEVE_RULE_BY;
}

static gboolean
takes_list (ReeveRuleComparison comparison, ReeveType type)
{
  return (comparison == REEVE_RULE_IN && type != REEVE_TYPE_INSTANT)
         || (comparison >= REEVE_RULE_HAS_ALL && comparison <= REEVE_RULE_HAS_ONLY && type != REEVE_TYPE_SCHEDULE);
}

void
reeve_rule_row_set_comparison (ReeveRuleRow *row, ReeveRuleComparison comparison, gboolean negated)
{
  ReeveRuleComparison before = row->comparison;
  ReeveRulePart *value = &row->parts[REEVE_RULE_PART_VALUE], *reference = &row->parts[REEVE_RULE_PART_REFERENCE];
  ReeveType type = reeve_rule_row_get_type (row);
  g_autofree const char **codes = reeve_rule_row_list_codes (row);
  char *now = NULL;

  row->comparison = comparison;
  row->negated = negated;
  forget (row);
  if (comparison == before || (takes_one_value (comparison) && takes_one_value (before))
      || (takes_list (comparison, type) && takes_list (before, type)) || comparison == REEVE_RULE_IS_SO)
    return;
  if (comparison == REEVE_RULE_IS_NONE || comparison == REEVE_RULE_IS_THERE)
    return;
  if (comparison == REEVE_RULE_WITHIN_BEFORE || comparison == REEVE_RULE_WITHIN_AFTER)
    {
      if (before == REEVE_RULE_WITHIN_BEFORE || before == REEVE_RULE_WITHIN_AFTER)
        return;
      put_part (row, REEVE_RULE_PART_REFERENCE, takes_one_value (before) && value->text != NULL ? g_strdup (value->text) : g_strdup ("today"));
      put_part (row, REEVE_RULE_PART_VALUE, g_strdup ("30 days"));
      return;
    }
  if (type == REEVE_TYPE_INSTANT && comparison != REEVE_RULE_IN && before == REEVE_RULE_IN)
    now = g_strdup ("today");   /* the hours of the day are of no use then */
  else if (type == REEVE_TYPE_INSTANT && comparison == REEVE_RULE_IN)
    now = reeve_rule_first_value (type, NULL);
  else if (before == REEVE_RULE_WITHIN_BEFORE || before == REEVE_RULE_WITHIN_AFTER)
    now = g_strdup (reference->text);
  else if (takes_list (before, type))
    now = first_of_list (value);
  else if (takes_one_value (before) || before == REEVE_RULE_BETWEEN)
    now = g_strdup (value->text);
  if (now == NULL)
    now = reeve_rule_first_value (type, (const char *const *) codes);
  if (now == NULL)
    now = g_strdup (value->text != NULL ? value->text : "today");
  if (takes_list (comparison, type))
    {
      char *list = as_list (now);

      g_free (now);
      now = list;
    }
  if (comparison == REEVE_RULE_BETWEEN)
    put_part (row, REEVE_RULE_PART_REFERENCE, g_strdup (now));
  put_part (row, REEVE_RULE_PART_VALUE, now);
}

/* Puts @row under the conditions which records are meant. */
static void
join_where (ReeveRuleRow *row, ReeveRuleRow *condition)
{
  condition->parent = row;
  if (row->where == NULL)
    {
      row->where = condition;
      return;
    }
  if (row->where->kind != REEVE_RULE_ALL || row->where->negated)
    wrap (row->where, REEVE_RULE_ALL);
  condition->parent = row->where;
  g_ptr_array_add (row->where->children, condition);
  forget (row->where);
}

static void
make_body (ReeveRuleRow *row)
{
  g_autoptr (GPtrArray) choices = NULL;

  if (row->where != NULL)
    {
      row->body = g_steal_pointer (&row->where);
      return;
    }
  choices = reeve_rule_list_choices (row->rule->ordinance, row->rule->about, row);
  for (guint i = 0; i < choices->len && row->body == NULL; i++)
    if (((ReeveChoice *) g_ptr_array_index (choices, i))->condition != NULL)
      row->body = text_row_new (row->rule, row, ((ReeveChoice *) g_ptr_array_index (choices, i))->condition);
}

void
reeve_rule_row_set_quantifier (ReeveRuleRow *row, ReeveRuleQuantifier quantifier)
{
  const ReeveFieldDef *measure = reeve_rule_find_measure (reeve_rule_row_member_kind (row), quantifier == REEVE_RULE_SUM);
  ReeveRuleQuantifier before = row->quantifier;
  const ReeveNode *element = row->parts[REEVE_RULE_PART_ELEMENT].node;
  /* days have a least and a greatest but no sum */
  gboolean measured = quantifier >= REEVE_RULE_SUM, was_day = element != NULL && (element->type == REEVE_TYPE_DATE || element->type == REEVE_TYPE_INSTANT);
  gboolean was_measured = before >= REEVE_RULE_SUM && !(quantifier == REEVE_RULE_SUM && was_day);

  if (before == quantifier || (measured && measure == NULL))
    return;
  row->quantifier = quantifier;
  forget (row);
  if (before == REEVE_RULE_EVERY)
    join_where (row, g_steal_pointer (&row->body));
  if (quantifier == REEVE_RULE_EVERY)
    make_body (row);
  if (measured && !was_measured)
    put_part (row, REEVE_RULE_PART_ELEMENT, row->alias != NULL ? g_strdup_printf ("%s.%s", row->alias, measure->name) : g_strdup (measure->name));
  if ((measured && !was_measured) || (quantifier == REEVE_RULE_COUNT))
    {
      row->comparison = REEVE_RULE_GE;
      put_part (row, REEVE_RULE_PART_VALUE, reeve_rule_first_value (measured ? measure->type : REEVE_TYPE_NUMBER, NULL));
    }
}
