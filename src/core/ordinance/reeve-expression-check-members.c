// SPDX-License-Identifier: GPL-3.0-or-later
/* The type checker's second half: arithmetic with its units (language.md 3.2), and everything that ranges over the members of a collection. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "reeve-expression-check-private.h"

/* Arithmetic */

static gboolean
is_months_step (const ReeveNode *node)
{
  return node->kind == REEVE_NODE_ADD && reeve_type_is_day (node->type) && node->children[1]->type == REEVE_TYPE_DURATION
         && node->children[1]->value.aux == REEVE_UNIT_MONTHS;
}

static gboolean
sum_type (ReeveChecker *checker, const ReeveNode *raw, const ReeveNode *left, const ReeveNode *right, ReeveType *ret_type, guint32 *ret_aux)
{
  gboolean minus = raw->kind == REEVE_NODE_SUB;

  *ret_type = left->type;
  *ret_aux = left->value.aux != 0 ? left->value.aux : right->value.aux;
  if (reeve_type_is_day (left->type) && right->type == REEVE_TYPE_DURATION)
    {
      *ret_aux = 0;
      return reeve_check_hours (checker, left, right);
    }
  if (minus && reeve_type_is_day (left->type) && left->type == right->type)
    {
      *ret_type = REEVE_TYPE_DURATION;
      *ret_aux = left->type == REEVE_TYPE_DATE ? REEVE_UNIT_DAYS : REEVE_UNIT_HOURS;
      return TRUE;
    }
  if (left->type == REEVE_TYPE_DURATION && right->type == REEVE_TYPE_DURATION)
    {
      *ret_aux = left->value.aux;
      if (left->value.aux == right->value.aux)
        return TRUE;
      reeve_check_error (checker, right->source, "E212", NULL, _("periods of different units cannot be added up; add each to the date"));
      return FALSE;
    }
  if (left->type == right->type
      && (left->type == REEVE_TYPE_NUMBER || left->type == REEVE_TYPE_LENGTH || left->type == REEVE_TYPE_AREA || left->type == REEVE_TYPE_MONEY))
    return reeve_check_same (checker, left, right);
  reeve_check_error (checker, raw->source, "E211", NULL, minus ? _("%s minus %s means nothing") : _("%s plus %s means nothing"),
                     reeve_type_name (left->type), reeve_type_name (right->type));
  return FALSE;
}

ReeveNode *
reeve_check_sum (ReeveChecker *checker, const ReeveNode *raw)
{
  g_autoptr (ReeveNode) left = reeve_check_plain (checker, raw->children[0]);
  g_autoptr (ReeveNode) right = reeve_check_plain (checker, raw->children[1]);
  ReeveNode *node;
  ReeveType type;
  guint32 aux;

  if (left == NULL || right == NULL || !sum_type (checker, raw, left, right, &type, &aux))
    return NULL;
  node = reeve_check_typed (raw, type);
  node->value.aux = aux;
  reeve_node_add (node, g_steal_pointer (&left));
  reeve_node_add (node, g_steal_pointer (&right));
  if (is_months_step (node) && is_months_step (node->children[0]))
    reeve_messages_add (checker->messages, REEVE_SEVERITY_WARNING, "W5", checker->redirected ? checker->redirect : node->source, NULL,
                        _("periods are added in steps: the result may differ from adding them at once at the end of a month"));
  return node;
}

ReeveNode *
reeve_check_product (ReeveChecker *checker, const ReeveNode *raw)
{
  g_autoptr (ReeveNode) left = reeve_check_plain (checker, raw->children[0]);
  g_autoptr (ReeveNode) right = reeve_check_plain (checker, raw->children[1]);
  const ReeveNode *measure;
  ReeveNode *node;
  ReeveType type;

  if (left == NULL || right == NULL)
    return NULL;
  measure = left->type == REEVE_TYPE_NUMBER ? right : left;
  type = measure->type;
  if (left->type == REEVE_TYPE_LENGTH && right->type == REEVE_TYPE_LENGTH)
    type = REEVE_TYPE_AREA;
  else if ((left->type != REEVE_TYPE_NUMBER && right->type != REEVE_TYPE_NUMBER)
           || (type != REEVE_TYPE_NUMBER && type != REEVE_TYPE_MONEY && type != REEVE_TYPE_LENGTH && type != REEVE_TYPE_AREA
               && type != REEVE_TYPE_DURATION))
    {
      reeve_check_error (checker, raw->source, "E211", NULL, _("%s times %s means nothing"), reeve_type_name (left->type),
                         reeve_type_name (right->type));
      return NULL;
    }
  node = reeve_check_typed (raw, type);
  node->value.aux = measure->value.aux;
  reeve_node_add (node, g_steal_pointer (&left));
  reeve_node_add (node, g_steal_pointer (&right));
  return node;
}

ReeveNode *
reeve_check_next (ReeveChecker *checker, const ReeveNode *raw)
{
  g_autoptr (ReeveNode) month_day = reeve_check_plain (checker, raw->children[0]);
  g_autoptr (ReeveNode) day = reeve_check_day (checker, raw->children[1], "next");
  ReeveNode *node;

  if (month_day == NULL || day == NULL)
    return NULL;
  if (month_day->type != REEVE_TYPE_MONTH_DAY)
    {
      reeve_check_error (checker, month_day->source, "E211", NULL, _("'next' needs a month and day such as '12-31', found %s"),
                         reeve_type_name (month_day->type));
      return NULL;
    }
  node = reeve_check_typed (raw, REEVE_TYPE_DATE);
  reeve_node_add (node, g_steal_pointer (&month_day));
  reeve_node_add (node, g_steal_pointer (&day));
  return node;
}

ReeveNode *
reeve_check_days (ReeveChecker *checker, const ReeveNode *raw)
{
  g_autoptr (ReeveNode) from = reeve_check_day (checker, raw->children[0], "days");
  g_autoptr (ReeveNode) to = reeve_check_day (checker, raw->children[1], "days");
  ReeveNode *node;

  if (from == NULL || to == NULL)
    return NULL;
  node = reeve_check_typed (raw, REEVE_TYPE_NUMBER);
  reeve_node_add (node, g_steal_pointer (&from));
  reeve_node_add (node, g_steal_pointer (&to));
  return node;
}

ReeveNode *
reeve_check_started (ReeveChecker *checker, const ReeveNode *raw)
{
  g_autoptr (ReeveNode) amount = reeve_check_plain (checker, raw->children[0]);
  g_autoptr (ReeveNode) unit = reeve_check_plain (checker, raw->children[1]);
  ReeveNode *node;

  if (amount == NULL || unit == NULL)
    return NULL;
  if (!reeve_type_is_ordered (amount->type) || reeve_type_is_day (amount->type))
    {
      reeve_check_error (checker, amount->source, "E211", NULL, _("'started' needs a number or a measure, found %s"), reeve_type_name (amount->type));
      return NULL;
    }
  if (!reeve_check_same (checker, amount, unit))
    return NULL;
  if (unit->kind == REEVE_NODE_LITERAL && unit->value.lo <= 0)
    {
      reeve_check_error (checker, unit->source, "E215", NULL, _("the unit counted must be more than nothing"));
      return NULL;
    }
  node = reeve_check_typed (raw, REEVE_TYPE_NUMBER);
  reeve_node_add (node, g_steal_pointer (&amount));
  reeve_node_add (node, g_steal_pointer (&unit));
  return node;
}

/* A day and an instant together are days. Periods must be in one unit, for the result is in it. */
ReeveNode *
reeve_check_extreme (ReeveChecker *checker, const ReeveNode *raw)
{
  g_autoptr (ReeveNode) left = reeve_check_plain (checker, raw->children[0]);
  g_autoptr (ReeveNode) right = reeve_check_plain (checker, raw->children[1]);
  ReeveNode *node;

  if (left == NULL || right == NULL)
    return NULL;
  if (!reeve_type_is_ordered (left->type))
    {
      reeve_check_error (checker, left->source, "E211", NULL, _("'%s' needs %s, found %s"), "min, max",
                         _("numbers, money, lengths, periods or dates"), reeve_type_name (left->type));
      return NULL;
    }
  if (!reeve_check_same (checker, left, right))
    return NULL;
  if (left->type == REEVE_TYPE_DURATION && left->value.aux != right->value.aux)
    {
      reeve_check_error (checker, right->source, "E212", NULL, _("write both periods in one unit"));
      return NULL;
    }
  node = reeve_check_typed (raw, left->type == right->type ? left->type : REEVE_TYPE_DATE);
  node->value.aux = left->value.aux != 0 ? left->value.aux : right->value.aux;
  reeve_node_add (node, g_steal_pointer (&left));
  reeve_node_add (node, g_steal_pointer (&right));
  return node;
}

/* Quantifiers */

static ReeveNode *
check_collection (ReeveChecker *checker, const ReeveNode *raw)
{
  ReeveNode *node = reeve_check_path (checker, raw);

  if (node == NULL || node->type == REEVE_TYPE_COLLECTION)
    return node;
  if (node->type == REEVE_TYPE_RECORD)
    reeve_check_error (checker, raw->source, "E204", NULL, _("'%s' is one record, not a list: name a field of it, as in '%s.%s', without a quantifier"),
                       raw->text, raw->text, reeve_vocabulary_kind (node->record_kind)->fields[0].name);
  else
    reeve_check_error (checker, raw->source, "E204", NULL, _("'%s' is not a collection"), raw->text);
  reeve_node_free (node);
  return NULL;
}

static gboolean
alias_free (ReeveChecker *checker, const ReeveNode *raw, ReeveKind kind)
{
  const char *alias = raw->text, *what = NULL;

  if (alias == NULL)
    return TRUE;
  for (guint i = checker->visible_from; i < checker->n_scopes && what == NULL; i++)
    if (checker->scopes[i].alias != NULL && strcmp (checker->scopes[i].alias, alias) == 0)
      what = _("an alias");
  if (what == NULL && (reeve_vocabulary_field (REEVE_KIND_SUBJECT, alias) >= 0 || strcmp (alias, "observed") == 0))
    what = _("a root");
  if (what == NULL && reeve_vocabulary_field (kind, alias) >= 0)
    what = _("a field");
  if (what == NULL && reeve_ordinance_find_parameter (checker->ordinance, alias) != NULL)
    what = _("a parameter");
  if (what == NULL && reeve_ordinance_find_definition (checker->ordinance, alias) != NULL)
    what = _("a definition");
  if (what == NULL)
    return TRUE;
  reeve_check_error (checker, raw->source, "E205", NULL, _("name '%s' is already used by %s"), alias, what);
  return FALSE;
}

/* Binds the member of @collection. FALSE: nested too deep, or its alias is taken. */
static gboolean
bind (ReeveChecker *checker, const ReeveNode *raw, const ReeveNode *collection)
{
  if (checker->n_scopes >= REEVE_EXPRESSION_MAX_QUANTIFIERS)
    {
      reeve_check_error (checker, raw->source, "E100", NULL, _("quantifiers are nested too deep: limit %d; make the inner part a provision of its own"), REEVE_EXPRESSION_MAX_QUANTIFIERS);
      return FALSE;
    }
  if (!alias_free (checker, raw, collection->record_kind))
    return FALSE;
  checker->scopes[checker->n_scopes++] = (ReeveScope) { collection->record_kind, raw->text };
  return TRUE;
}

ReeveNode *
reeve_check_quantifier (ReeveChecker *checker, const ReeveNode *raw)
{
  g_autoptr (ReeveNode) node = reeve_check_typed (raw, REEVE_TYPE_TRUTH);
  ReeveNode *collection = check_collection (checker, raw->children[0]);
  guint hand = checker->hand;
  gboolean whole = TRUE;

  reeve_node_add (node, collection);
  if (collection == NULL || !bind (checker, raw, collection))
    return NULL;
  checker->hand = checker->n_scopes;
  for (guint i = 1; i < raw->n_children; i++)
    {
      ReeveNode *child = raw->children[i] != NULL ? reeve_check_truth (checker, raw->children[i]) : NULL;

      whole = whole && (child != NULL || raw->children[i] == NULL);
      reeve_node_add (node, child);
    }
  checker->hand = hand;
  checker->n_scopes--;
  return whole ? g_steal_pointer (&node) : NULL;
}

/* The field after `distinct`. */
static gboolean
check_distinct (ReeveChecker *checker, const ReeveNode *raw, ReeveKind kind, int *ret_field)
{
  *ret_field = -1;
  if (raw == NULL)
    return TRUE;
  *ret_field = reeve_vocabulary_field (kind, raw->text);
  if (*ret_field >= 0)
    {
      ReeveType type = reeve_vocabulary_kind (kind)->fields[*ret_field].type;

      if (type != REEVE_TYPE_COLLECTION && type != REEVE_TYPE_RECORD && type != REEVE_TYPE_SET && type != REEVE_TYPE_SCHEDULE)
        return TRUE;
      reeve_check_error (checker, raw->source, "E211", NULL, _("'distinct' needs one value, found %s"), reeve_type_name (type));
      return FALSE;
    }
  reeve_check_error (checker, raw->source, "E201", NULL, _("unknown field '%s': %s has no '%s'"), raw->text, reeve_vocabulary_kind (kind)->name,
                     raw->text);
  return FALSE;
}

ReeveNode *
reeve_check_count (ReeveChecker *checker, const ReeveNode *raw)
{
  g_autoptr (ReeveNode) node = reeve_check_typed (raw, REEVE_TYPE_NUMBER);
  ReeveNode *collection = check_collection (checker, raw->children[0]), *where = NULL, *window = NULL;
  guint hand = checker->hand;

  reeve_node_add (node, collection);
  if (collection == NULL || !bind (checker, raw, collection))
    return NULL;
  checker->hand = checker->n_scopes;
  if (raw->children[1] != NULL)
    where = reeve_check_truth (checker, raw->children[1]);
  checker->hand = hand;
  checker->n_scopes--;
  reeve_node_add (node, where);
  if (raw->children[2] != NULL)
    {
      window = reeve_check_period (checker, raw->children[2], "in any");
      reeve_node_add (node, window);
      if (window != NULL && reeve_vocabulary_kind (collection->record_kind)->from == NULL)
        {
          reeve_check_error (checker, raw->children[2]->source, "E211", NULL, _("'in any' needs records with a date; '%s' has none"),
                             collection->text);
          return NULL;
        }
    }
  else
    reeve_node_add (node, NULL);
  if (!check_distinct (checker, raw->children[3], collection->record_kind, &node->distinct))
    return NULL;
  if ((where == NULL && raw->children[1] != NULL) || (window == NULL && raw->children[2] != NULL))
    return NULL;
  return g_steal_pointer (&node);
}

ReeveNode *
reeve_check_aggregate (ReeveChecker *checker, const ReeveNode *raw)
{
  g_autoptr (ReeveNode) node = reeve_check_typed (raw, REEVE_TYPE_NUMBER);
  g_autoptr (ReeveNode) collection = check_collection (checker, raw->children[1]);
  ReeveNode *element, *where = NULL;
  guint hand = checker->hand;

  if (collection == NULL || !bind (checker, raw, collection))
    return NULL;
  checker->hand = checker->n_scopes;
  element = reeve_check_plain (checker, raw->children[0]);
  if (raw->children[2] != NULL)
    where = reeve_check_truth (checker, raw->children[2]);
  checker->hand = hand;
  checker->n_scopes--;
  reeve_node_add (node, element);
  reeve_node_add (node, g_steal_pointer (&collection));
  reeve_node_add (node, where);
  if (element == NULL || (where == NULL && raw->children[2] != NULL))
    return NULL;
  if (!reeve_type_is_ordered (element->type) || (raw->kind == REEVE_NODE_SUM && reeve_type_is_day (element->type)))
    {
      reeve_check_error (checker, element->source, "E211", NULL, _("'%s' needs %s, found %s"), raw->kind == REEVE_NODE_SUM ? "sum" : "min, max",
                         raw->kind == REEVE_NODE_SUM ? _("numbers, money, lengths or periods") : _("numbers, money, lengths, periods or dates"),
                         reeve_type_name (element->type));
      return NULL;
    }
  node->type = element->type;
  node->value.aux = element->value.aux;
  return g_steal_pointer (&node);
}
