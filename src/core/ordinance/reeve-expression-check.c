// SPDX-License-Identifier: GPL-3.0-or-later
/* The type checker (language.md 2.4, 3.1, 3.2): from the raw tree of the parser to the typed one, with every mistake told at its place.
 * A part that fails gives NULL and is silent upwards, so that one mistake is one message. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "reeve-expression-check-private.h"
#include "reeve-text.h"

#define SEARCH_RADIUS (2 * G_GINT64_CONSTANT (160934400))   /* 2 miles */

void
reeve_check_error (ReeveChecker *checker, ReeveSource source, const char *id, const char *replacement, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  checker->failed = TRUE;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  reeve_messages_add (checker->messages, REEVE_SEVERITY_ERROR, id, checker->redirected ? checker->redirect : source,
                      checker->redirected ? NULL : replacement, "%s", text);
}

/* A value with the same type and kind; children still to be added. */
ReeveNode *
reeve_check_typed (const ReeveNode *raw, ReeveType type)
{
  ReeveNode *node = reeve_node_new (raw->kind, raw->source);

  node->type = type;
  node->text = raw->kind == REEVE_NODE_FIELD ? NULL : g_strdup (raw->text);
  return node;
}

gboolean
reeve_type_is_day (ReeveType type)
{
  return type == REEVE_TYPE_DATE || type == REEVE_TYPE_INSTANT;
}

/* A path that must be a value. */
static ReeveNode *
check_value (ReeveChecker *checker, const ReeveNode *raw)
{
  g_autoptr (ReeveNode) node = reeve_check_node (checker, raw);

  if (node == NULL)
    return NULL;
  if (node->type == REEVE_TYPE_COLLECTION)
    {
      reeve_check_error (checker, node->source, "E204", NULL, _("'%s' is a collection: use every, some, no or count"), node->text);
      return NULL;
    }
  if (node->type == REEVE_TYPE_RECORD)
    {
      reeve_check_error (checker, node->source, "E204", NULL, _("'%s' is one record: name a field of it"), node->text);
      return NULL;
    }
  return g_steal_pointer (&node);
}

ReeveNode *
reeve_check_plain (ReeveChecker *checker, const ReeveNode *raw)
{
  ReeveNode *node = check_value (checker, raw);

  if (node != NULL && node->type == REEVE_TYPE_NONE)
    {
      reeve_check_error (checker, node->source, "E108", NULL, _("'none' may stand only after '=' or '!='"));
      g_clear_pointer (&node, reeve_node_free);
    }
  return node;
}

ReeveNode *
reeve_check_truth (ReeveChecker *checker, const ReeveNode *raw)
{
  ReeveNode *node = reeve_check_plain (checker, raw);

  if (node != NULL && node->type != REEVE_TYPE_TRUTH)
    {
      if (reeve_type_sample (node->type) != NULL)
        {
          g_autofree char *printed = reeve_node_print (node);

          reeve_check_error (checker, node->source, "E211", NULL, _("a condition is needed here, found %s; compare it, as in '%s >= %s'"),
                             reeve_type_name (node->type), printed, reeve_type_sample (node->type));
        }
      else
        reeve_check_error (checker, node->source, "E211", NULL, _("a condition is needed here, found %s"), reeve_type_name (node->type));
      g_clear_pointer (&node, reeve_node_free);
    }
  return node;
}

static gboolean
is_known_number (const ReeveNode *node)
{
  return node->kind == REEVE_NODE_LITERAL && node->type == REEVE_TYPE_NUMBER;
}

/* E210, with the unit that was probably meant. */
static void
tell_types (ReeveChecker *checker, const ReeveNode *left, const ReeveNode *right)
{
  const char *unit = NULL;

  if (left->type == REEVE_TYPE_LENGTH)
    unit = "ft";
  else if (left->type == REEVE_TYPE_MONEY)
    unit = "USD";
  else if (left->type == REEVE_TYPE_DURATION)
    unit = "days";
  if (is_known_number (right) && unit != NULL)
    {
      g_autofree char *number = reeve_node_print (right);
      g_autofree char *good = g_strdup_printf ("%s %s", number, unit);

      reeve_check_error (checker, right->source, "E210", good, _("cannot compare %s with %s; did you mean '%s'?"), reeve_type_name (left->type),
                         reeve_type_name (right->type), good);
      return;
    }
  if (right->kind == REEVE_NODE_LITERAL && reeve_type_sample (left->type) != NULL)
    reeve_check_error (checker, right->source, "E210", NULL, _("cannot compare %s with %s; a %s is written like '%s'"), reeve_type_name (left->type),
                       reeve_type_name (right->type), reeve_type_name (left->type), reeve_type_sample (left->type));
  else
    reeve_check_error (checker, right->source, "E210", NULL, _("cannot compare %s with %s"), reeve_type_name (left->type),
                       reeve_type_name (right->type));
}

/* Same type, same currency, units that may be compared. */
gboolean
reeve_check_same (ReeveChecker *checker, const ReeveNode *left, const ReeveNode *right)
{
  if (left->type != right->type)
    {
      if (reeve_type_is_day (left->type) && reeve_type_is_day (right->type))
        return TRUE;
      tell_types (checker, left, right);
      return FALSE;
    }
  if (left->type == REEVE_TYPE_DURATION && left->value.aux != right->value.aux)
    {
      if (left->value.aux == REEVE_UNIT_MONTHS || right->value.aux == REEVE_UNIT_MONTHS)
        {
          reeve_check_error (checker, right->source, "E212", NULL,
                             _("months cannot be compared with days; write 'today - 12 months <= D' or 'D within 12 months before today'"));
          return FALSE;
        }
      if (left->value.aux == REEVE_UNIT_BUSINESS_DAYS || right->value.aux == REEVE_UNIT_BUSINESS_DAYS)
        {
          reeve_check_error (checker, right->source, "E212", NULL,
                             _("business days cannot be compared with days; write 'D by E + 10 business days'"));
          return FALSE;
        }
    }
  if (left->type == REEVE_TYPE_MONEY && left->value.aux != 0 && right->value.aux != 0 && left->value.aux != right->value.aux)
    {
      reeve_check_error (checker, right->source, "E210", NULL, _("cannot compare %s with %s: two currencies"),
                         g_quark_to_string (left->value.aux), g_quark_to_string (right->value.aux));
      return FALSE;
    }
  return TRUE;
}

/* Literal against literal, or a count below zero: it says nothing. */
static void
check_always (ReeveChecker *checker, const ReeveNode *node)
{
  const ReeveNode *left = node->children[0], *right = node->children[1];
  gint64 low, high;
  gboolean always_yes, always_no;

  if (right->kind != REEVE_NODE_LITERAL || right->type == REEVE_TYPE_CODE || (left->kind != REEVE_NODE_LITERAL && left->kind != REEVE_NODE_COUNT)
      || right->type != left->type)
    return;
  low = left->kind == REEVE_NODE_COUNT ? 0 : left->value.lo;
  high = left->kind == REEVE_NODE_COUNT ? G_MAXINT64 : left->value.lo;
  switch (node->kind)
    {
    case REEVE_NODE_LT:
      always_yes = high < right->value.lo;
      always_no = low >= right->value.lo;
      break;
    case REEVE_NODE_LE:
      always_yes = high <= right->value.lo;
      always_no = low > right->value.lo;
      break;
    case REEVE_NODE_GT:
      always_yes = low > right->value.lo;
      always_no = high <= right->value.lo;
      break;
    case REEVE_NODE_GE:
      always_yes = low >= right->value.lo;
      always_no = high < right->value.lo;
      break;
    default:
      always_yes = low == high && (low == right->value.lo) == (node->kind == REEVE_NODE_EQ);
      always_no = low == high && !always_yes;
      break;
    }
  if (always_yes)
    reeve_check_error (checker, node->source, "E215", NULL, _("the condition is always met: it says nothing"));
  else if (always_no)
    reeve_check_error (checker, node->source, "E215", NULL, _("the condition is never met: it says nothing"));
}

static gboolean
reads_distance (const ReeveChecker *checker, const ReeveNode *node)
{
  if (node == NULL)
    return FALSE;
  if (node->kind == REEVE_NODE_FIELD && node->type == REEVE_TYPE_LENGTH)
    return TRUE;
  for (guint i = 0; i < node->n_children; i++)
    if (reads_distance (checker, node->children[i]))
      return TRUE;
  return FALSE;
}

/* A limit beyond the radius in which places are looked for could never be shown to be kept. */
static void
check_radius (ReeveChecker *checker, const ReeveNode *left, const ReeveNode *right)
{
  gint64 limit = 0;

  if (left->type != REEVE_TYPE_LENGTH || !reads_distance (checker, left))
    return;
  if (right->kind == REEVE_NODE_LITERAL)
    limit = right->value.lo;
  else if (right->kind == REEVE_NODE_PARAMETER)
    {
      const ReeveParameter *parameter = reeve_ordinance_find_parameter (checker->ordinance, right->text);

      for (guint i = 0; i < parameter->values->len; i++)
        limit = MAX (limit, g_array_index (parameter->values, ReeveParameterValue, i).value.lo);
    }
  if (limit > SEARCH_RADIUS)
    {
      g_autofree char *printed = reeve_node_print (right);

      reeve_check_error (checker, right->source, "E305", NULL, _("the limit %s lies beyond the search radius of 2 mi"), printed);
    }
}

static gboolean
is_lone_word (const ReeveNode *raw)
{
  return raw->kind == REEVE_NODE_FIELD && strchr (raw->text, '.') == NULL;
}

static ReeveNode *
code_literal (const ReeveNode *raw)
{
  ReeveNode *node = reeve_node_new (REEVE_NODE_LITERAL, raw->source);

  node->type = REEVE_TYPE_CODE;
  node->text = g_strdup (raw->text);
  node->value = reeve_value_new (REEVE_TYPE_CODE, 0, g_quark_from_string (raw->text));
  return node;
}

static gboolean
none_possible (const ReeveChecker *checker, const ReeveNode *node)
{
  ReeveCodeList list;

  while (node->kind == REEVE_NODE_DEFINITION)
    node = node->children[0];
  if (node->kind == REEVE_NODE_FIELD)
    {
      const ReeveFieldDef *def = reeve_check_field_def (checker, node, NULL);

      return def->none || (def->codes != NULL && g_strv_contains (def->codes, "none"));
    }
  if (node->kind == REEVE_NODE_ITEM)
    return node->type == REEVE_TYPE_DATE || (reeve_check_find_codes (checker, node, &list) && g_strv_contains (list.codes, "none"));
  return node->kind != REEVE_NODE_LITERAL && (reeve_type_is_day (node->type) || node->type == REEVE_TYPE_LENGTH);
}

static gboolean
check_equal_types (ReeveChecker *checker, const ReeveNode *raw, const ReeveNode *left, ReeveNode *right)
{
  if (right->type == REEVE_TYPE_NONE)
    {
      if (!none_possible (checker, left))
        {
          g_autofree char *printed = reeve_node_print (left);

          reeve_check_error (checker, right->source, "E214", NULL, _("'%s' cannot be none"), printed);
          return FALSE;
        }
      right->type = left->type;
      return TRUE;
    }
  if (left->type == REEVE_TYPE_TRUTH || right->type == REEVE_TYPE_TRUTH)
    {
      g_autofree char *printed = reeve_node_print (left->type == REEVE_TYPE_TRUTH ? left : right);

      reeve_check_error (checker, raw->source, "E213", NULL, _("truth stands alone: write '%s' or 'not %s'"), printed, printed);
      return FALSE;
    }
  if (left->type == REEVE_TYPE_TEXT)
    {
      reeve_check_error (checker, raw->source, "E211", NULL, _("free text can only be compared with none: nothing is decided on wording"));
      return FALSE;
    }
  if (left->type == REEVE_TYPE_SET || left->type == REEVE_TYPE_SCHEDULE || left->type == REEVE_TYPE_LIST)
    {
      reeve_check_error (checker, raw->source, "E211", NULL, _("'=' needs one value, found %s; use 'has all of', 'has any of' or 'has only'"),
                         reeve_type_name (left->type));
      return FALSE;
    }
  return reeve_check_same (checker, left, right);
}

/* A word alone after = is a code. Where any code may stand, the name of a parameter or definition would pass as one, and never be equal. */
static gboolean
is_hidden_parameter (ReeveChecker *checker, const ReeveNode *left, const ReeveNode *word)
{
  ReeveCodeList list;

  if (!reeve_check_find_codes (checker, left, &list) || list.codes != NULL
      || (reeve_ordinance_find_parameter (checker->ordinance, word->text) == NULL
          && reeve_ordinance_find_definition (checker->ordinance, word->text) == NULL))
    return FALSE;
  reeve_check_error (checker, word->source, "E203", NULL,
                     _("'%s' would be read as a code here, but this file gives it a value: make that a list and write 'in %s', or put the code in "
                       "quotes"),
                     word->text, word->text);
  return TRUE;
}

static ReeveNode *
check_equality (ReeveChecker *checker, const ReeveNode *raw)
{
  g_autoptr (ReeveNode) left = reeve_check_plain (checker, raw->children[0]);
  g_autoptr (ReeveNode) right = NULL;
  ReeveNode *node;
  ReeveCodeList list;

  if (left == NULL && is_lone_word (raw->children[1]))
    return NULL;
  if (left != NULL && left->type == REEVE_TYPE_SET && is_lone_word (raw->children[1]))
    {
      g_autofree char *printed = reeve_node_print (left);
      g_autofree char *good = g_strdup_printf ("%s has any of [%s]", printed, raw->children[1]->text);

      reeve_check_error (checker, raw->source, "E211", good, _("'%s' is a set of codes: write '%s'"), printed, good);
      return NULL;
    }
  if (left != NULL && left->type == REEVE_TYPE_CODE && is_lone_word (raw->children[1]))
    {
      if (is_hidden_parameter (checker, left, raw->children[1]))
        return NULL;
      right = code_literal (raw->children[1]);
    }
  else
    right = check_value (checker, raw->children[1]);
  if (left == NULL || right == NULL || !check_equal_types (checker, raw, left, right))
    return NULL;
  if (right->kind == REEVE_NODE_LITERAL && right->type == REEVE_TYPE_CODE && reeve_check_find_codes (checker, left, &list))
    reeve_check_code (checker, &list, right);
  node = reeve_check_typed (raw, REEVE_TYPE_TRUTH);
  reeve_node_add (node, g_steal_pointer (&left));
  reeve_node_add (node, g_steal_pointer (&right));
  check_always (checker, node);
  return node;
}

gboolean
reeve_type_is_ordered (ReeveType type)
{
  return type == REEVE_TYPE_NUMBER || type == REEVE_TYPE_MONEY || type == REEVE_TYPE_LENGTH || type == REEVE_TYPE_AREA
         || type == REEVE_TYPE_DURATION || reeve_type_is_day (type);
}

/* Two children that must be ordered and alike; takes over both into a node like @raw. */
static ReeveNode *
check_order (ReeveChecker *checker, const ReeveNode *raw)
{
  g_autoptr (ReeveNode) left = reeve_check_plain (checker, raw->children[0]);
  g_autoptr (ReeveNode) right = reeve_check_plain (checker, raw->children[1]);
  ReeveNode *node;

  if (left == NULL || right == NULL)
    return NULL;
  if (!reeve_type_is_ordered (left->type) && left->type != right->type)
    {
      tell_types (checker, left, right);
      return NULL;
    }
  if (!reeve_type_is_ordered (left->type))
    {
      reeve_check_error (checker, left->source, "E211", NULL, _("an order needs numbers, money, lengths or dates, found %s"),
                         reeve_type_name (left->type));
      return NULL;
    }
  if (!reeve_check_same (checker, left, right))
    return NULL;
  check_radius (checker, left, right);
  check_radius (checker, right, left);
  node = reeve_check_typed (raw, REEVE_TYPE_TRUTH);
  reeve_node_add (node, g_steal_pointer (&left));
  reeve_node_add (node, g_steal_pointer (&right));
  if (raw->kind != REEVE_NODE_RANGE)
    check_always (checker, node);
  return node;
}

static ReeveNode *
check_list (ReeveChecker *checker, const ReeveNode *raw)
{
  ReeveNode *list = reeve_node_copy (raw);

  for (guint i = 0; i < list->n_children; i++)
    if (list->children[i]->type == REEVE_TYPE_CODE)
      list->children[i]->value = reeve_value_new (REEVE_TYPE_CODE, 0, g_quark_from_string (list->children[i]->text));
  return list;
}

/* x in A..B: both ends like x. */
static ReeveNode *
check_range_of (ReeveChecker *checker, const ReeveNode *left, const ReeveNode *raw)
{
  ReeveNode *range = check_order (checker, raw);

  if (range == NULL)
    return NULL;
  range->type = range->children[0]->type;
  if (!reeve_type_is_ordered (left->type))
    {
      tell_types (checker, left, range);
      g_clear_pointer (&range, reeve_node_free);
    }
  else if (!reeve_check_same (checker, left, range->children[0]) || !reeve_check_same (checker, left, range->children[1]))
    g_clear_pointer (&range, reeve_node_free);
  else
    {
      check_radius (checker, left, range->children[0]);
      check_radius (checker, left, range->children[1]);
    }
  return range;
}

static gboolean
check_membership (ReeveChecker *checker, const ReeveNode *left, const ReeveNode *set)
{
  if (set->type == REEVE_TYPE_SCHEDULE)
    {
      if (left->type == REEVE_TYPE_INSTANT)
        return TRUE;
      reeve_check_error (checker, left->source, "E211", NULL, _("'in' a schedule needs an instant (day and time), found %s"),
                         reeve_type_name (left->type));
      return FALSE;
    }
  if (set->type == REEVE_TYPE_SET)
    {
      if (left->type == REEVE_TYPE_CODE)
        return TRUE;
      tell_types (checker, left, set);
      return FALSE;
    }
  if (set->type == REEVE_TYPE_LIST)
    {
      if (left->type == REEVE_TYPE_SET)
        {
          reeve_check_error (checker, left->source, "E211", NULL, _("'in' needs one value, found %s; use 'has any of'"), reeve_type_name (left->type));
          return FALSE;
        }
      if (left->type == set->element || (reeve_type_is_day (left->type) && reeve_type_is_day (set->element)))
        return TRUE;
      reeve_check_error (checker, set->source, "E210", NULL, _("cannot compare %s with a list of %s"), reeve_type_name (left->type),
                         reeve_type_name (set->element));
      return FALSE;
    }
  reeve_check_error (checker, set->source, "E211", NULL, _("'in' needs a list, a set, a schedule or A..B, found %s"), reeve_type_name (set->type));
  return FALSE;
}

static ReeveNode *
check_in (ReeveChecker *checker, const ReeveNode *raw)
{
  g_autoptr (ReeveNode) left = reeve_check_plain (checker, raw->children[0]);
  g_autoptr (ReeveNode) set = NULL;
  ReeveNode *node;

  if (left == NULL)
    return NULL;
  if (raw->children[1]->kind == REEVE_NODE_RANGE)
    set = check_range_of (checker, left, raw->children[1]);
  else
    {
      set = reeve_check_plain (checker, raw->children[1]);
      if (set != NULL && !check_membership (checker, left, set))
        return NULL;
    }
  if (set == NULL)
    return NULL;
  reeve_check_codes (checker, left, set);
  node = reeve_check_typed (raw, REEVE_TYPE_TRUTH);
  reeve_node_add (node, g_steal_pointer (&left));
  reeve_node_add (node, g_steal_pointer (&set));
  return node;
}

static ReeveNode *
check_has (ReeveChecker *checker, const ReeveNode *raw)
{
  g_autoptr (ReeveNode) left = reeve_check_plain (checker, raw->children[0]);
  g_autoptr (ReeveNode) right = NULL;
  ReeveNode *node;
  gboolean fits;

  if (raw->children[1]->kind == REEVE_NODE_RANGE)
    {
      reeve_check_error (checker, raw->children[1]->source, "E211", NULL, _("'has' needs a set or list on its right, found A..B"));
      return NULL;
    }
  right = reeve_check_plain (checker, raw->children[1]);
  if (left == NULL || right == NULL)
    return NULL;
  if (left->type == REEVE_TYPE_CODE)
    {
      g_autofree char *printed = reeve_node_print (left);

      reeve_check_error (checker, left->source, "E211", NULL, _("'%s' is one code, not a set of them: write '%s in [...]'"), printed, printed);
      return NULL;
    }
  if (left->type != REEVE_TYPE_SET && left->type != REEVE_TYPE_SCHEDULE)
    {
      reeve_check_error (checker, left->source, "E211", NULL, _("'has' needs a set of codes, found %s"), reeve_type_name (left->type));
      return NULL;
    }
  if (left->type == REEVE_TYPE_SCHEDULE)
    fits = right->type == REEVE_TYPE_SCHEDULE && raw->kind != REEVE_NODE_HAS_ALL;
  else
    fits = right->type == REEVE_TYPE_SET || (right->type == REEVE_TYPE_LIST && right->element == REEVE_TYPE_CODE);
  if (!fits)
    {
      if (left->type == REEVE_TYPE_SCHEDULE && right->type == REEVE_TYPE_SCHEDULE)
        reeve_check_error (checker, raw->source, "E211", NULL, _("schedules have only 'has any of' (they overlap) and 'has only'"));
      else
        tell_types (checker, left, right);
      return NULL;
    }
  reeve_check_codes (checker, left, right);
  node = reeve_check_typed (raw, REEVE_TYPE_TRUTH);
  reeve_node_add (node, g_steal_pointer (&left));
  reeve_node_add (node, g_steal_pointer (&right));
  return node;
}

ReeveNode *
reeve_check_day (ReeveChecker *checker, const ReeveNode *raw, const char *operator)
{
  ReeveNode *node = reeve_check_plain (checker, raw);

  if (node != NULL && !reeve_type_is_day (node->type))
    {
      reeve_check_error (checker, node->source, "E211", NULL, _("'%s' needs a date, found %s"), operator, reeve_type_name (node->type));
      g_clear_pointer (&node, reeve_node_free);
    }
  return node;
}

ReeveNode *
reeve_check_period (ReeveChecker *checker, const ReeveNode *raw, const char *operator)
{
  ReeveNode *node = reeve_check_plain (checker, raw);

  if (node != NULL && node->type != REEVE_TYPE_DURATION)
    {
      reeve_check_error (checker, node->source, "E211", NULL, _("'%s' needs a duration such as '10 days', found %s"), operator,
                         reeve_type_name (node->type));
      g_clear_pointer (&node, reeve_node_free);
    }
  return node;
}

/* Hours are counted from an instant, whole days from either. */
gboolean
reeve_check_hours (ReeveChecker *checker, const ReeveNode *day, const ReeveNode *period)
{
  if ((period->value.aux != REEVE_UNIT_HOURS && period->value.aux != REEVE_UNIT_MINUTES) || day->type == REEVE_TYPE_INSTANT)
    return TRUE;
  reeve_check_error (checker, period->source, "E211", NULL, _("hours and minutes need an instant (day and time), found %s"), reeve_type_name (day->type));
  return FALSE;
}

static ReeveNode *
check_within (ReeveChecker *checker, const ReeveNode *raw)
{
  g_autoptr (ReeveNode) day = reeve_check_day (checker, raw->children[0], "within");
  g_autoptr (ReeveNode) period = reeve_check_period (checker, raw->children[1], "within");
  g_autoptr (ReeveNode) reference = reeve_check_day (checker, raw->children[2], "within");
  ReeveNode *node;

  if (day == NULL || period == NULL || reference == NULL || !reeve_check_hours (checker, day, period) || !reeve_check_hours (checker, reference, period))
    return NULL;
  node = reeve_check_typed (raw, REEVE_TYPE_TRUTH);
  reeve_node_add (node, g_steal_pointer (&day));
  reeve_node_add (node, g_steal_pointer (&period));
  reeve_node_add (node, g_steal_pointer (&reference));
  return node;
}

static ReeveNode *
check_by (ReeveChecker *checker, const ReeveNode *raw)
{
  g_autoptr (ReeveNode) day = reeve_check_day (checker, raw->children[0], "by");
  g_autoptr (ReeveNode) deadline = reeve_check_day (checker, raw->children[1], "by");
  ReeveNode *node;

  if (day == NULL || deadline == NULL)
    return NULL;
  checker->has_by = TRUE;
  node = reeve_check_typed (raw, REEVE_TYPE_TRUTH);
  reeve_node_add (node, g_steal_pointer (&day));
  reeve_node_add (node, g_steal_pointer (&deadline));
  return node;
}

/* Junctions */

static ReeveNode *
check_junction (ReeveChecker *checker, const ReeveNode *raw)
{
  g_autoptr (ReeveNode) node = reeve_check_typed (raw, REEVE_TYPE_TRUTH);
  gboolean whole = TRUE;

  for (guint i = 0; i < raw->n_children; i++)
    {
      ReeveNode *child = reeve_check_truth (checker, raw->children[i]);

      whole = whole && child != NULL;
      reeve_node_add (node, child);
    }
  if (!whole)
    return NULL;
  if (node->kind == REEVE_NODE_AND)
    reeve_check_disjoint (checker, node);
  return g_steal_pointer (&node);
}

static ReeveNode *
check_leaf (const ReeveNode *raw)
{
  ReeveNode *node = reeve_node_copy (raw);

  if (node->kind == REEVE_NODE_LITERAL && node->type == REEVE_TYPE_CODE)
    node->value = reeve_value_new (REEVE_TYPE_CODE, 0, g_quark_from_string (node->text));
  return node;
}

static ReeveNode *
check_kind (ReeveChecker *checker, const ReeveNode *raw)
{
  switch (raw->kind)
    {
    case REEVE_NODE_FIELD:
      return reeve_check_path (checker, raw);
    case REEVE_NODE_LIST:
      return check_list (checker, raw);
    case REEVE_NODE_NOT:
    case REEVE_NODE_AND:
    case REEVE_NODE_OR:
      return check_junction (checker, raw);
    case REEVE_NODE_EQ:
    case REEVE_NODE_NE:
      return check_equality (checker, raw);
    case REEVE_NODE_LT:
    case REEVE_NODE_LE:
    case REEVE_NODE_GT:
    case REEVE_NODE_GE:
      return check_order (checker, raw);
    case REEVE_NODE_IN:
      return check_in (checker, raw);
    case REEVE_NODE_HAS_ALL:
    case REEVE_NODE_HAS_ANY:
    case REEVE_NODE_HAS_ONLY:
      return check_has (checker, raw);
    case REEVE_NODE_WITHIN_BEFORE:
    case REEVE_NODE_WITHIN_AFTER:
      return check_within (checker, raw);
    case REEVE_NODE_BY:
      return check_by (checker, raw);
    case REEVE_NODE_EVERY:
    case REEVE_NODE_SOME:
    case REEVE_NODE_NO:
      return reeve_check_quantifier (checker, raw);
    case REEVE_NODE_COUNT:
      return reeve_check_count (checker, raw);
    case REEVE_NODE_SUM:
    case REEVE_NODE_MIN:
    case REEVE_NODE_MAX:
      return reeve_check_aggregate (checker, raw);
    case REEVE_NODE_ADD:
    case REEVE_NODE_SUB:
      return reeve_check_sum (checker, raw);
    case REEVE_NODE_MUL:
      return reeve_check_product (checker, raw);
    case REEVE_NODE_NEXT:
      return reeve_check_next (checker, raw);
    case REEVE_NODE_DAYS:
      return reeve_check_days (checker, raw);
    case REEVE_NODE_STARTED:
      return reeve_check_started (checker, raw);
    case REEVE_NODE_LEAST:
    case REEVE_NODE_GREATEST:
      return reeve_check_extreme (checker, raw);
    default:
      return check_leaf (raw);
    }
}

ReeveNode *
reeve_check_node (ReeveChecker *checker, const ReeveNode *raw)
{
  if (++checker->n_nodes > REEVE_EXPRESSION_MAX_INLINED)
    return NULL;    /* told of the whole */
  return check_kind (checker, raw);
}

ReeveNode *
reeve_expression_check (ReeveChecker *checker, const ReeveNode *raw, ReeveType expected)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();
  g_autoptr (ReeveNode) node = NULL;

  checker->chain = chain;
  checker->visible_from = checker->n_nodes = 0;
  checker->n_scopes = checker->hand = checker->n_bound;
  checker->redirected = checker->failed = FALSE;
  if (checker->standalone && checker->standalone_of != REEVE_KIND_SUBJECT)
    {
      checker->scopes[0] = (ReeveScope) { checker->standalone_of, NULL };
      checker->n_scopes = checker->hand = 1;
    }
  node = expected == REEVE_TYPE_TRUTH ? reeve_check_truth (checker, raw) : reeve_check_plain (checker, raw);
  checker->chain = NULL;
  if (checker->n_nodes > REEVE_EXPRESSION_MAX_INLINED)
    reeve_check_error (checker, raw->source, "E100", NULL, _("with its definitions written out the expression has too many parts: limit %d"),
                       REEVE_EXPRESSION_MAX_INLINED);
  if (node == NULL || checker->failed)
    return NULL;
  if (expected == REEVE_TYPE_DATE && node->type != REEVE_TYPE_DATE)
    {
      reeve_check_error (checker, node->source, "E211", NULL, _("a date is needed here, found %s"), reeve_type_name (node->type));
      return NULL;
    }
  return g_steal_pointer (&node);
}
