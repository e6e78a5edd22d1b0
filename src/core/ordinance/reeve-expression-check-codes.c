// SPDX-License-Identifier: GPL-3.0-or-later
/* The codes that a field or item may have, and those that an expression compares it with. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "reeve-expression-check-private.h"
#include "reeve-text.h"

const ReeveFieldDef *
reeve_check_field_def (const ReeveChecker *checker, const ReeveNode *node, ReeveKind *ret_kind)
{
  ReeveKind kind = node->scope == 0 ? REEVE_KIND_SUBJECT : checker->scopes[node->scope - 1].kind;
  const ReeveFieldDef *def = NULL;

  for (guint i = 0; i < node->n_path; i++)
    {
      if (ret_kind != NULL)
        *ret_kind = kind;
      def = &reeve_vocabulary_kind (kind)->fields[node->path[i]];
      kind = def->target;
    }
  return def;
}

gboolean
reeve_check_find_codes (const ReeveChecker *checker, const ReeveNode *node, ReeveCodeList *ret_list)
{
  while (node->kind == REEVE_NODE_DEFINITION)
    node = node->children[0];
  if (node->kind == REEVE_NODE_FIELD)
    {
      const ReeveFieldDef *def = reeve_check_field_def (checker, node, NULL);

      *ret_list = (ReeveCodeList) { def->codes, def->open, node->text };
      return def->type == REEVE_TYPE_CODE || def->type == REEVE_TYPE_SET;
    }
  if (node->kind == REEVE_NODE_ITEM)
    {
      const ReeveItem *item = reeve_ordinance_find_item (checker->ordinance, node->text, NULL);

      *ret_list = (ReeveCodeList) { (const char *const *) item->codes, FALSE, node->text };
      return item->codes != NULL;
    }
  return FALSE;
}

static gboolean
code_known (const ReeveChecker *checker, const ReeveCodeList *list, const char *code)
{
  GPtrArray *added;

  if (list->codes == NULL || g_strv_contains (list->codes, code))
    return TRUE;
  added = g_hash_table_lookup (checker->ordinance->codes, list->codes);
  for (guint i = 0; added != NULL && i < added->len; i++)
    if (strcmp (g_ptr_array_index (added, i), code) == 0)
      return TRUE;
  return FALSE;
}

void
reeve_check_code (ReeveChecker *checker, const ReeveCodeList *list, const ReeveNode *literal)
{
  const char *code = literal->text, *near;
  GPtrArray *added;
  g_autoptr (GPtrArray) all = NULL;

  if (code_known (checker, list, code))
    return;
  all = g_ptr_array_new ();
  for (guint i = 0; list->codes[i] != NULL; i++)
    g_ptr_array_add (all, (gpointer) list->codes[i]);
  added = g_hash_table_lookup (checker->ordinance->codes, list->codes);
  for (guint i = 0; added != NULL && i < added->len; i++)
    g_ptr_array_add (all, g_ptr_array_index (added, i));
  g_ptr_array_add (all, NULL);
  near = reeve_text_nearest (code, (const char *const *) all->pdata, 2);
  if (near != NULL)
    reeve_check_error (checker, literal->source, "E203", near, _("unknown code '%s' for '%s'; did you mean '%s'?"), code, list->owner, near);
  else if (list->open)
    reeve_check_error (checker, literal->source, "E203", NULL, _("unknown code '%s' for '%s'; add it under 'codes:'"), code, list->owner);
  else
    {
      g_autofree char *words = g_strjoinv (", ", (char **) list->codes);

      reeve_check_error (checker, literal->source, "E203", NULL, _("unknown code '%s' for '%s'; the codes are %s"), code, list->owner, words);
    }
}

void
reeve_check_codes (ReeveChecker *checker, const ReeveNode *left, const ReeveNode *set)
{
  ReeveCodeList list;

  if (!reeve_check_find_codes (checker, left, &list))
    return;
  while (set->kind == REEVE_NODE_DEFINITION)
    set = set->children[0];
  if (set->kind == REEVE_NODE_LIST && set->element == REEVE_TYPE_CODE)
    for (guint i = 0; i < set->n_children; i++)
      reeve_check_code (checker, &list, set->children[i]);
  if (set->kind == REEVE_NODE_PARAMETER)
    {
      const ReeveParameter *parameter = reeve_ordinance_find_parameter (checker->ordinance, set->text);

      for (guint v = 0; v < parameter->values->len; v++)
        {
          const ReeveNode *value = g_array_index (parameter->values, ReeveParameterValue, v).list;

          for (guint i = 0; value != NULL && value->element == REEVE_TYPE_CODE && i < value->n_children; i++)
            {
              if (!code_known (checker, &list, value->children[i]->text) && checker->ordinance->own_parameters != NULL
                  && g_ptr_array_find (checker->ordinance->own_parameters, parameter, NULL))
                reeve_check_code (checker, &list, value->children[i]);
              else if (!code_known (checker, &list, value->children[i]->text))
                reeve_check_error (checker, set->source, "E203", NULL, _("unknown code '%s' for '%s'; add it under 'codes:'"),
                                   value->children[i]->text, list.owner);
            }
        }
    }
}

/* The codes a child of `and` allows for one field: kind = a; kind in [a, b]. */
static gboolean
allowed_codes (const ReeveNode *node, const ReeveNode **ret_field, const ReeveNode **ret_codes)
{
  if (node->kind != REEVE_NODE_EQ && node->kind != REEVE_NODE_IN)
    return FALSE;
  if (node->children[0]->kind != REEVE_NODE_FIELD || node->children[0]->type != REEVE_TYPE_CODE)
    return FALSE;
  *ret_field = node->children[0];
  *ret_codes = node->children[1];
  return (node->kind == REEVE_NODE_EQ && node->children[1]->kind == REEVE_NODE_LITERAL)
         || (node->kind == REEVE_NODE_IN && node->children[1]->kind == REEVE_NODE_LIST);
}

static gboolean
codes_have (const ReeveNode *codes, const char *code)
{
  if (codes->kind == REEVE_NODE_LITERAL)
    return strcmp (codes->text, code) == 0;
  for (guint i = 0; i < codes->n_children; i++)
    if (strcmp (codes->children[i]->text, code) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
codes_meet (const ReeveNode *a, const ReeveNode *b)
{
  if (a->kind == REEVE_NODE_LITERAL)
    return codes_have (b, a->text);
  for (guint i = 0; i < a->n_children; i++)
    if (codes_have (b, a->children[i]->text))
      return TRUE;
  return FALSE;
}

void
reeve_check_disjoint (ReeveChecker *checker, const ReeveNode *node)
{
  const ReeveNode *field_a, *field_b, *codes_a, *codes_b;

  for (guint i = 0; i < node->n_children; i++)
    for (guint j = 0; j < i && allowed_codes (node->children[i], &field_a, &codes_a); j++)
      if (allowed_codes (node->children[j], &field_b, &codes_b) && field_a->scope == field_b->scope && field_a->n_path == field_b->n_path
          && memcmp (field_a->path, field_b->path, field_a->n_path) == 0 && !codes_meet (codes_a, codes_b))
        {
          reeve_check_error (checker, node->children[i]->source, "E215", NULL,
                             _("the condition is never met: '%s' cannot be both; did you mean 'or'?"), field_a->text);
          return;
        }
}
