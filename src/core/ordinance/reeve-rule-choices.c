/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be chosen at each place of a rule: every offer has passed the type checker there. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-expression-check-private.h"
#include "reeve-rule-private.h"
#include "reeve-sentence.h"

#define DEPTH 3   /* steps of a path that are offered: premises, certificate, day of issue */

/* ---- words ---------------------------------------------------------------------------------------------------------------------- */

const char *
reeve_rule_quantifier_words (ReeveRuleQuantifier quantifier)
{
  switch (quantifier)
    {
    case REEVE_RULE_EVERY:
      return C_ ("rule", "each of the");
    case REEVE_RULE_SOME:
      return C_ ("rule", "at least one of the");
    case REEVE_RULE_NO:
      return C_ ("rule", "none of the");
    case REEVE_RULE_COUNT:
      return C_ ("rule", "the number of");
    case REEVE_RULE_SUM:
      return C_ ("rule", "the sum of the");
    case REEVE_RULE_LEAST:
      return C_ ("rule", "the least");
    case REEVE_RULE_GREATEST:
      return C_ ("rule", "the greatest");
    case REEVE_N_RULE_QUANTIFIERS:
    default:
      return "";
    }
}

static const char *
contrary_words (ReeveRuleComparison comparison)
{
  switch (comparison)
    {
    case REEVE_RULE_IS_SO:
      return C_ ("rule", "no");
    case REEVE_RULE_IN:
      return C_ ("rule", "is none of");
    case REEVE_RULE_BETWEEN:
      return C_ ("rule", "is not from");
    case REEVE_RULE_HAS_ALL:
      return C_ ("rule", "has not all of");
    case REEVE_RULE_HAS_ANY:
      return C_ ("rule", "has none of");
    case REEVE_RULE_HAS_ONLY:
      return C_ ("rule", "has more than");
    default:
      return NULL;
    }
}

const char *
reeve_rule_comparison_words (ReeveRuleComparison comparison, ReeveType type, gboolean negated)
{
  gboolean day = type == REEVE_TYPE_DATE || type == REEVE_TYPE_INSTANT;
  const char *contrary = negated ? contrary_words (comparison) : NULL;

  if (contrary != NULL)
    return contrary;
  switch (comparison)
    {
    case REEVE_RULE_IS_SO:
      return C_ ("rule", "yes");
    case REEVE_RULE_EQ:
      return C_ ("rule", "is");
    case REEVE_RULE_NE:
      return C_ ("rule", "is not");
    case REEVE_RULE_LT:
      return day ? C_ ("rule", "is before") : C_ ("rule", "is less than");
    case REEVE_RULE_LE:
      return day ? C_ ("rule", "is not after") : C_ ("rule", "is at most");
    case REEVE_RULE_GT:
      return day ? C_ ("rule", "is after") : C_ ("rule", "is more than");
    case REEVE_RULE_GE:
      return day ? C_ ("rule", "is not before") : C_ ("rule", "is at least");
    case REEVE_RULE_IS_NONE:
      return C_ ("rule", "is not there");
    case REEVE_RULE_IS_THERE:
      return C_ ("rule", "is there");
    case REEVE_RULE_IN:
      return type == REEVE_TYPE_INSTANT ? C_ ("rule", "lies in the hours") : C_ ("rule", "is one of");
    case REEVE_RULE_BETWEEN:
      return C_ ("rule", "is from");
    case REEVE_RULE_HAS_ALL:
      return C_ ("rule", "has all of");
    case REEVE_RULE_HAS_ANY:
      return type == REEVE_TYPE_SCHEDULE ? C_ ("rule", "overlaps") : C_ ("rule", "has any of");
    case REEVE_RULE_HAS_ONLY:
      return type == REEVE_TYPE_SCHEDULE ? C_ ("rule", "stays within") : C_ ("rule", "has only");
    case REEVE_RULE_WITHIN_BEFORE:
      return C_ ("rule", "is, before a day, within");
    case REEVE_RULE_WITHIN_AFTER:
      return C_ ("rule", "is, after a day, within");
    case REEVE_RULE_BY:
      return C_ ("rule", "has come by");
    case REEVE_N_RULE_COMPARISONS:
    default:
      return "";
    }
}

/* ---- comparisons and values ----------------------------------------------------------------------------------------------------- */

ReeveKind
reeve_rule_row_member_kind (const ReeveRuleRow *row)
{
  const ReeveNode *node = row->parts[REEVE_RULE_PART_COLLECTION].node;

  return node != NULL ? node->record_kind : REEVE_KIND_SUBJECT;
}

ReeveType
reeve_rule_row_get_type (const ReeveRuleRow *row)
{
  const ReeveNode *node = row->kind == REEVE_RULE_MEMBERS ? row->parts[REEVE_RULE_PART_ELEMENT].node : row->parts[REEVE_RULE_PART_SUBJECT].node;

  if (row->kind == REEVE_RULE_MEMBERS && row->quantifier == REEVE_RULE_COUNT)
    return REEVE_TYPE_NUMBER;
  return node != NULL ? node->type : REEVE_TYPE_TRUTH;
}

/* The field that a path of @row ends with. */
static const ReeveFieldDef *
field_of (const ReeveRuleRow *row, const ReeveNode *node)
{
  ReeveKind kind = REEVE_KIND_SUBJECT;
  const ReeveFieldDef *def = NULL;

  if (node == NULL || node->kind != REEVE_NODE_FIELD)
    return NULL;
  if (node->scope > 0 && node->scope <= row->members->len)
    kind = g_array_index (row->members, ReeveKind, node->scope - 1);
  for (guint i = 0; i < node->n_path; i++)
    {
      def = &reeve_vocabulary_kind (kind)->fields[node->path[i]];
      kind = def->target;
    }
  return def;
}

gboolean
reeve_rule_row_can_be_none (const ReeveRuleRow *row)
{
  const ReeveFieldDef *def = field_of (row, row->parts[REEVE_RULE_PART_SUBJECT].node);

  return def != NULL && def->none;
}

static void
add_codes (GPtrArray *codes, const ReeveOrdinance *ordinance, const char *const *shipped)
{
  GPtrArray *added = shipped != NULL && ordinance->codes != NULL ? g_hash_table_lookup (ordinance->codes, shipped) : NULL;

  for (guint i = 0; shipped != NULL && shipped[i] != NULL; i++)
    g_ptr_array_add (codes, (gpointer) shipped[i]);
  for (guint i = 0; added != NULL && i < added->len; i++)
    g_ptr_array_add (codes, g_ptr_array_index (added, i));
}

const char **
reeve_rule_row_list_codes (const ReeveRuleRow *row)
{
  GPtrArray *codes = g_ptr_array_new ();
  const ReeveNode *node = row->parts[row->kind == REEVE_RULE_MEMBERS ? REEVE_RULE_PART_ELEMENT : REEVE_RULE_PART_SUBJECT].node;
  const ReeveFieldDef *def = field_of (row, node);

  if (def != NULL)
    add_codes (codes, row->rule->ordinance, def->codes);
  else if (node != NULL && node->kind == REEVE_NODE_ITEM)
    {
      const ReeveItem *item = reeve_ordinance_find_item (row->rule->ordinance, node->text, NULL);

      for (guint i = 0; item != NULL && item->codes != NULL && item->codes[i] != NULL; i++)
        g_ptr_array_add (codes, item->codes[i]);
    }
  g_ptr_array_add (codes, NULL);
  return (const char **) g_ptr_array_free (codes, FALSE);
}

const ReeveRuleComparison *
reeve_rule_row_list_comparisons (const ReeveRuleRow *row)
{
#define END REEVE_N_RULE_COMPARISONS
  static const ReeveRuleComparison truths[] = { REEVE_RULE_IS_SO, END };
  static const ReeveRuleComparison amounts[] = { REEVE_RULE_GE, REEVE_RULE_GT, REEVE_RULE_LE, REEVE_RULE_LT, REEVE_RULE_EQ, REEVE_RULE_NE, REEVE_RULE_BETWEEN, END };
  static const ReeveRuleComparison amounts_or_none[] = { REEVE_RULE_GE, REEVE_RULE_GT, REEVE_RULE_LE, REEVE_RULE_LT, REEVE_RULE_EQ, REEVE_RULE_NE, REEVE_RULE_BETWEEN,
                                                         REEVE_RULE_IS_NONE, REEVE_RULE_IS_THERE, END };
  static const ReeveRuleComparison days[] = { REEVE_RULE_GE, REEVE_RULE_GT, REEVE_RULE_LE, REEVE_RULE_LT, REEVE_RULE_EQ, REEVE_RULE_NE, REEVE_RULE_BETWEEN,
                                              REEVE_RULE_WITHIN_BEFORE, REEVE_RULE_WITHIN_AFTER, END };
  static const ReeveRuleComparison days_or_none[] = { REEVE_RULE_GE, REEVE_RULE_GT, REEVE_RULE_LE, REEVE_RULE_LT, REEVE_RULE_EQ, REEVE_RULE_NE, REEVE_RULE_BETWEEN,
                                                      REEVE_RULE_WITHIN_BEFORE, REEVE_RULE_WITHIN_AFTER, REEVE_RULE_BY, REEVE_RULE_IS_NONE, REEVE_RULE_IS_THERE, END };
  static const ReeveRuleComparison moments[] = { REEVE_RULE_IN, REEVE_RULE_GE, REEVE_RULE_GT, REEVE_RULE_LE, REEVE_RULE_LT, REEVE_RULE_WITHIN_BEFORE, REEVE_RULE_WITHIN_AFTER,
                                                 END };
  static const ReeveRuleComparison codes[] = { REEVE_RULE_EQ, REEVE_RULE_NE, REEVE_RULE_IN, END };
  static const ReeveRuleComparison codes_or_none[] = { REEVE_RULE_EQ, REEVE_RULE_NE, REEVE_RULE_IN, REEVE_RULE_IS_NONE, REEVE_RULE_IS_THERE, END };
  static const ReeveRuleComparison sets[] = { REEVE_RULE_HAS_ANY, REEVE_RULE_HAS_ALL, REEVE_RULE_HAS_ONLY, END };
  static const ReeveRuleComparison hours[] = { REEVE_RULE_HAS_ONLY, REEVE_RULE_HAS_ANY, END };
  static const ReeveRuleComparison texts[] = { REEVE_RULE_IS_THERE, REEVE_RULE_IS_NONE, END };
  static const ReeveRuleComparison others[] = { REEVE_RULE_EQ, REEVE_RULE_NE, END };
#undef END
  gboolean none = reeve_rule_row_can_be_none (row);

  switch (reeve_rule_row_get_type (row))
    {
    case REEVE_TYPE_TRUTH:
      return truths;
    case REEVE_TYPE_NUMBER:
    case REEVE_TYPE_MONEY:
    case REEVE_TYPE_LENGTH:
    case REEVE_TYPE_AREA:
    case REEVE_TYPE_DURATION:
      return none ? amounts_or_none : amounts;
    case REEVE_TYPE_DATE:
      return none ? days_or_none : days;
    case REEVE_TYPE_INSTANT:
      return moments;
    case REEVE_TYPE_CODE:
      return none ? codes_or_none : codes;
    case REEVE_TYPE_SET:
      return sets;
    case REEVE_TYPE_SCHEDULE:
      return hours;
    case REEVE_TYPE_TEXT:
      return texts;
    default:
      return others;
    }
}

char *
reeve_rule_quote_code (const char *code)
{
  return reeve_expression_is_name (code) && !reeve_expression_is_keyword (code) ? g_strdup (code) : g_strdup_printf ("\"%s\"", code);
}

char *
reeve_rule_first_value (ReeveType type, const char *const *codes)
{
  switch (type)
    {
    case REEVE_TYPE_NUMBER:
      return g_strdup ("1");
    case REEVE_TYPE_MONEY:
      return g_strdup ("100 USD");
    case REEVE_TYPE_LENGTH:
      return g_strdup ("1000 ft");
    case REEVE_TYPE_AREA:
      return g_strdup ("100 sq ft");
    case REEVE_TYPE_DURATION:
      return g_strdup ("30 days");
    case REEVE_TYPE_DATE:
      return g_strdup ("today");
    case REEVE_TYPE_INSTANT:
      return g_strdup ("22:00-08:00");
    case REEVE_TYPE_SCHEDULE:
      return g_strdup ("08:00-22:00");
    case REEVE_TYPE_CODE:
    case REEVE_TYPE_SET:
      return codes != NULL && codes[0] != NULL ? reeve_rule_quote_code (codes[0]) : g_strdup ("\"?\"");
    default:
      return NULL;
    }
}

const ReeveFieldDef *
reeve_rule_find_measure (ReeveKind kind, gboolean summed)
{
  const ReeveKindDef *def = reeve_vocabulary_kind (kind);

  for (guint i = 0; i < def->n_fields; i++)
    {
      ReeveType type = def->fields[i].type;

      if (type == REEVE_TYPE_MONEY || type == REEVE_TYPE_NUMBER || (!summed && (type == REEVE_TYPE_LENGTH || type == REEVE_TYPE_DATE)))
        return &def->fields[i];
    }
  return NULL;
}

/* ---- choices -------------------------------------------------------------------------------------------------------------------- */

typedef struct
{
  ReeveOrdinance *ordinance;
  ReeveAbout about;
  GArray *members;
  GPtrArray *aliases;
  GPtrArray *out;
} Chooser;

static void
choice_free (gpointer data)
{
  ReeveChoice *choice = data;

  g_free (choice->text);
  g_free (choice->title);
  g_free (choice->condition);
  g_free (choice);
}

static char *
condition_of (const char *text, ReeveType type, const char *const *codes)
{
  g_autofree char *value = reeve_rule_first_value (type, codes);

  switch (type)
    {
    case REEVE_TYPE_TRUTH:
      return g_strdup (text);
    case REEVE_TYPE_COLLECTION:
      return g_strdup_printf ("some %s", text);
    case REEVE_TYPE_TEXT:
    case REEVE_TYPE_PERSON:
      return g_strdup_printf ("%s != none", text);
    case REEVE_TYPE_CODE:
      return g_strdup_printf ("%s = %s", text, value);
    case REEVE_TYPE_SET:
      return g_strdup_printf ("%s has any of [%s]", text, value);
    case REEVE_TYPE_SCHEDULE:
      return g_strdup_printf ("%s has only %s", text, value);
    case REEVE_TYPE_INSTANT:
      return g_strdup_printf ("%s in %s", text, value);
    default:
      return value == NULL ? NULL : g_strdup_printf ("%s >= %s", text, value);
    }
}

/* Takes @title. */
static void
add_choice (Chooser *self, ReeveChoiceKind kind, const char *text, char *title, const char *help, ReeveType type, const char *const *codes)
{
  g_autofree char *condition = condition_of (text, type, codes);
  g_autoptr (ReeveMessages) messages = condition == NULL ? NULL : reeve_messages_new (NULL, condition, strlen (condition));
  g_autoptr (ReeveNode) node = condition == NULL ? NULL : reeve_rule_check (self->ordinance, self->about, self->members, self->aliases, condition, messages);
  ReeveChoice *choice;

  if (node == NULL)
    {
      g_free (title);
      return;
    }
  choice = g_new0 (ReeveChoice, 1);
  choice->kind = kind;
  choice->text = g_strdup (text);
  choice->title = title != NULL ? title : g_strdup (text);
  choice->help = help;
  choice->type = type;
  choice->condition = g_steal_pointer (&condition);
  g_ptr_array_add (self->out, choice);
}

/* The fields of @kind, reached by @prefix with @path; one step deeper for each record. */
static void
add_fields (Chooser *self, ReeveKind kind, const char *prefix, ReeveNode *at, guint depth)
{
  const ReeveKindDef *def = reeve_vocabulary_kind (kind);

  for (guint i = 0; i < def->n_fields && at->n_path < G_N_ELEMENTS (at->path); i++)
    {
      const ReeveFieldDef *field = &def->fields[i];
      g_autofree char *path = g_strconcat (prefix, *prefix != '\0' ? "." : "", field->name, NULL);
      g_autoptr (GPtrArray) codes = g_ptr_array_new ();

      if (kind == REEVE_KIND_SUBJECT && !reeve_vocabulary_has_root (self->about, field->name))
        continue;
      at->path[at->n_path++] = (guint8) i;
      at->type = field->type;
      add_codes (codes, self->ordinance, field->codes);
      g_ptr_array_add (codes, NULL);
      if (field->type == REEVE_TYPE_RECORD && depth > 0)
        add_fields (self, field->target, path, at, depth - 1);
      else if (field->type != REEVE_TYPE_RECORD)
        add_choice (self, REEVE_CHOICE_FIELD, path, reeve_node_name (self->ordinance, at, 0, self->members), reeve_vocabulary_remark (kind, i), field->type,
                    (const char *const *) codes->pdata);
      at->n_path--;
    }
}

static void
add_members (Chooser *self)
{
  for (guint i = self->members->len; i-- > 0;)
    {
      ReeveNode at = { .kind = REEVE_NODE_FIELD, .scope = i + 1, .distinct = -1 };
      const char *alias = g_ptr_array_index (self->aliases, i);

      if (alias != NULL || i + 1 == self->members->len)
        add_fields (self, g_array_index (self->members, ReeveKind, i), alias != NULL ? alias : "", &at, 1);
    }
}

static void
add_items (Chooser *self)
{
  static const ReeveType types[] = { REEVE_TYPE_TRUTH, REEVE_TYPE_NUMBER, REEVE_TYPE_LENGTH, REEVE_TYPE_AREA, REEVE_TYPE_MONEY, REEVE_TYPE_DATE,
                                     REEVE_TYPE_CODE, REEVE_TYPE_SET };
  const GPtrArray *items = reeve_ordinance_get_checklist (self->ordinance);

  for (guint i = 0; i < items->len; i++)
    {
      const ReeveItem *item = g_ptr_array_index (items, i);
      g_autofree char *text = g_strdup_printf ("observed.%s", item->id);

      add_choice (self, REEVE_CHOICE_ITEM, text, g_strdup (item->ask), item->note, types[item->answers], (const char *const *) item->codes);
    }
}

static void
add_definitions (Chooser *self)
{
  for (guint i = 0; i < self->ordinance->definitions->len; i++)
    {
      const ReeveDefinition *definition = g_ptr_array_index (self->ordinance->definitions, i);

      add_choice (self, REEVE_CHOICE_DEFINITION, definition->name, g_strdelimit (g_strdup (definition->name), "-", ' '), definition->text, REEVE_TYPE_TRUTH, NULL);
    }
}

/* Parameters are values: they begin no condition. */
static void
add_parameters (Chooser *self)
{
  const GPtrArray *parameters = reeve_ordinance_get_parameters (self->ordinance);

  for (guint i = 0; i < parameters->len; i++)
    {
      const ReeveParameter *parameter = g_ptr_array_index (parameters, i);
      ReeveChoice *choice = g_new0 (ReeveChoice, 1);

      choice->kind = REEVE_CHOICE_PARAMETER;
      choice->text = g_strdup (parameter->name);
      choice->title = g_strdelimit (g_strdup (parameter->name), "-", ' ');
      choice->type = parameter->type;
      g_ptr_array_add (self->out, choice);
    }
}

GPtrArray *
reeve_rule_list_choices (ReeveOrdinance *ordinance, ReeveAbout about, const ReeveRuleRow *row)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (ReeveKind));
  g_autoptr (GPtrArray) aliases = g_ptr_array_new ();
  Chooser self = { ordinance, about, members, aliases, g_ptr_array_new_with_free_func (choice_free) };
  ReeveNode at = { .kind = REEVE_NODE_FIELD, .distinct = -1 };

  if (row != NULL)
    {
      g_array_append_vals (members, row->members->data, row->members->len);
      for (guint i = 0; i < row->aliases->len; i++)
        g_ptr_array_add (aliases, g_ptr_array_index (row->aliases, i));
      if (row->kind == REEVE_RULE_MEMBERS && reeve_rule_row_member_kind (row) != REEVE_KIND_SUBJECT)
        {
          ReeveKind kind = reeve_rule_row_member_kind (row);

          g_array_append_val (members, kind);
          g_ptr_array_add (aliases, row->alias);
        }
    }
  add_members (&self);
  add_definitions (&self);
  add_items (&self);
  add_fields (&self, REEVE_KIND_SUBJECT, "", &at, DEPTH);
  add_parameters (&self);
  return self.out;
}
