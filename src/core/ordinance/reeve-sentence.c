/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each form of the language has one message, translated whole, with its parts as arguments. */
#include "config.h"

#include "reeve-sentence.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  ReeveOrdinance *ordinance;
  ReeveDay day;
  GArray *members;         /* ReeveKind of the member that each enclosing quantifier binds, outermost first */
} Speaker;

static char *say (Speaker *self, const ReeveNode *node);

/* ---- names ---------------------------------------------------------------------------------------------------------------------- */

static const char *
field_label (ReeveKind kind, guint field)
{
  const ReeveFieldDef *def = &reeve_vocabulary_kind (kind)->fields[field];

  return def->label != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, "fact", def->label) : def->name;
}

/* The field, and the record it is of when that is not plain: "day of expiry of the city licence". */
static char *
path_words (const Speaker *self, const ReeveNode *node)
{
  ReeveKind kind = node->scope == 0 || node->scope > self->members->len ? REEVE_KIND_SUBJECT
                                                                        : g_array_index (self->members, ReeveKind, node->scope - 1);
  const char *label = "", *record = NULL;
  gboolean truth = node->type == REEVE_TYPE_TRUTH;

  for (guint i = 0; i < node->n_path; i++)
    {
      if (i > 0 && !(kind == REEVE_KIND_BUSINESS && node->scope == 0) && !(kind == REEVE_KIND_PREMISES && node->scope == 0))
        record = label;
      label = field_label (kind, node->path[i]);
      kind = reeve_vocabulary_kind (kind)->fields[node->path[i]].target;
    }
  if (record == NULL || *record == '\0')
    return g_strdup (label);
  return g_strdup_printf (truth ? C_ ("fact", "%1$s %2$s") : C_ ("fact", "%1$s of the %2$s"), truth ? record : label, truth ? label : record);
}

static const char *
question_of (const Speaker *self, const ReeveNode *node)
{
  const ReeveItem *item = reeve_ordinance_find_item (self->ordinance, node->text, NULL);

  return item != NULL ? item->ask : node->text;
}

static char *
parameter_words (const Speaker *self, const ReeveNode *node)
{
  const ReeveParameter *parameter = reeve_ordinance_find_parameter (self->ordinance, node->text);
  const ReeveParameterValue *value = parameter != NULL ? reeve_parameter_value_on (parameter, self->day) : NULL;
  g_autofree char *name = g_strdelimit (g_strdup (node->text), "-", ' ');

  if (value == NULL)
    return g_strdup (name);
  /* Translators: a value of the ordinance and its name, as in "1000 ft (school distance)" */
  return g_strdup_printf (C_ ("rule", "%1$s (%2$s)"), value->text, name);
}

static char *say_literal (const ReeveNode *node);

static char *
list_words (const ReeveNode *node)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < node->n_children; i++)
    {
      g_autofree char *item = say_literal (node->children[i]);

      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", item);
    }
  return g_string_free (out, FALSE);
}

static char *
set_words (Speaker *self, const ReeveNode *node)
{
  return node->kind == REEVE_NODE_LIST ? list_words (node) : say (self, node);
}

/* ---- forms ---------------------------------------------------------------------------------------------------------------------- */

static char *
fill (const char *form, char *a, char *b, char *c)
{
  char *text = g_strdup_printf (form, a, b, c);

  g_free (a);
  g_free (b);
  g_free (c);
  return text;
}

static char *
two (Speaker *self, const ReeveNode *node, const char *form)
{
  return fill (form, say (self, node->children[0]), set_words (self, node->children[1]), NULL);
}

static char *
three (Speaker *self, const ReeveNode *node, const char *form)
{
  return fill (form, say (self, node->children[0]), say (self, node->children[1]), say (self, node->children[2]));
}

/* "a and b"; what joins the other way is put in brackets. */
static char *
joined (Speaker *self, const ReeveNode *node)
{
  /* Translators: two conditions, joined */
  const char *form = node->kind == REEVE_NODE_AND ? C_ ("rule", "%1$s, and %2$s") : C_ ("rule", "%1$s, or %2$s");
  char *text = NULL;

  for (guint i = 0; i < node->n_children; i++)
    {
      const ReeveNode *child = node->children[i];
      char *part = say (self, child);

      if (child->kind == REEVE_NODE_AND || child->kind == REEVE_NODE_OR)
        part = fill ("(%1$s)", part, NULL, NULL);
      text = text == NULL ? part : fill (form, text, part, NULL);
    }
  return text;
}

static char *
say_not (Speaker *self, const ReeveNode *child)
{
  switch (child->kind)
    {
    case REEVE_NODE_ITEM:
      return g_strdup_printf (C_ ("rule", "the answer to “%s” is no"), question_of (self, child));
    case REEVE_NODE_FIELD:
      return fill (C_ ("rule", "%1$s: no"), path_words (self, child), NULL, NULL);
    case REEVE_NODE_IN:
      return two (self, child, C_ ("rule", "%1$s is none of %2$s"));
    case REEVE_NODE_HAS_ANY:
      return two (self, child, C_ ("rule", "%1$s: none of %2$s"));
    default:
      return fill (C_ ("rule", "it is not so that %1$s"), say (self, child), NULL, NULL);
    }
}

/* The collection with its condition: "staff where gives massage: yes". */
static char *
collection_words (Speaker *self, const ReeveNode *collection, const ReeveNode *where)
{
  char *name = path_words (self, collection);

  if (where == NULL)
    return name;
  return fill (C_ ("rule", "%1$s where %2$s"), name, say (self, where), NULL);
}

static char *
say_quantifier (Speaker *self, const ReeveNode *node)
{
  guint at_collection = node->kind == REEVE_NODE_SUM || node->kind == REEVE_NODE_MIN || node->kind == REEVE_NODE_MAX ? 1 : 0;
  const ReeveNode *collection = node->children[at_collection];
  g_autofree char *all = NULL, *body = NULL;

  g_array_append_val (self->members, collection->record_kind);
  all = collection_words (self, collection, node->children[at_collection + 1]);
  if (node->kind == REEVE_NODE_EVERY)
    body = say (self, node->children[2]);
  else if (at_collection == 1)
    body = say (self, node->children[0]);
  g_array_set_size (self->members, self->members->len - 1);
  switch (node->kind)
    {
    case REEVE_NODE_EVERY:
      /* Translators: a list of records, and what must hold for each of them */
      return g_strdup_printf (C_ ("rule", "for each of the %1$s: %2$s"), all, body);
    case REEVE_NODE_SOME:
      return g_strdup_printf (C_ ("rule", "at least one of the %s"), all);
    case REEVE_NODE_NO:
      return g_strdup_printf (C_ ("rule", "none of the %s"), all);
    case REEVE_NODE_MIN:
      /* Translators: a measure and the records it is of: "the least distance of the places near by where kind is school" */
      return g_strdup_printf (C_ ("rule", "the least %1$s of the %2$s"), body, all);
    case REEVE_NODE_MAX:
      return g_strdup_printf (C_ ("rule", "the greatest %1$s of the %2$s"), body, all);
    case REEVE_NODE_SUM:
      return g_strdup_printf (C_ ("rule", "the sum of %1$s over the %2$s"), body, all);
    default:
      break;
    }
  if (node->distinct >= 0)
    {
      char *counted = g_strdup_printf (C_ ("rule", "the number of different %1$s among the %2$s"), field_label (collection->record_kind, (guint) node->distinct), all);

      return node->children[2] == NULL ? counted : fill (C_ ("rule", "%1$s in any %2$s"), counted, say (self, node->children[2]), NULL);
    }
  if (node->children[2] != NULL)
    return fill (C_ ("rule", "the number of %1$s in any %2$s"), g_steal_pointer (&all), say (self, node->children[2]), NULL);
  return g_strdup_printf (C_ ("rule", "the number of %s"), all);
}

/* A code without the quotes that the language may need. */
static char *
say_literal (const ReeveNode *node)
{
  return node->type == REEVE_TYPE_CODE && node->text != NULL ? g_strdup (node->text) : reeve_node_print (node);
}

static const char *
compare_form (ReeveNodeKind kind)
{
  switch (kind)
    {
    case REEVE_NODE_EQ: return C_ ("rule", "%1$s is %2$s");
    case REEVE_NODE_NE: return C_ ("rule", "%1$s is not %2$s");
    case REEVE_NODE_LT: return C_ ("rule", "%1$s is less than %2$s");
    case REEVE_NODE_LE: return C_ ("rule", "%1$s is at most %2$s");
    case REEVE_NODE_GT: return C_ ("rule", "%1$s is more than %2$s");
    default: return C_ ("rule", "%1$s is at least %2$s");
    }
}

static const char *
compare_day_form (ReeveNodeKind kind)
{
  switch (kind)
    {
    case REEVE_NODE_EQ: return C_ ("rule", "%1$s is %2$s");
    case REEVE_NODE_NE: return C_ ("rule", "%1$s is not %2$s");
    case REEVE_NODE_LT: return C_ ("rule", "%1$s is before %2$s");
    case REEVE_NODE_LE: return C_ ("rule", "%1$s is not after %2$s");
    case REEVE_NODE_GT: return C_ ("rule", "%1$s is after %2$s");
    default: return C_ ("rule", "%1$s is not before %2$s");
    }
}

static char *
say_compare (Speaker *self, const ReeveNode *node)
{
  ReeveType type = node->children[0]->type;

  return two (self, node, type == REEVE_TYPE_DATE || type == REEVE_TYPE_INSTANT ? compare_day_form (node->kind) : compare_form (node->kind));
}

static char *
say_in (Speaker *self, const ReeveNode *node)
{
  const ReeveNode *set = node->children[1];

  if (set->kind == REEVE_NODE_RANGE)
    return fill (C_ ("rule", "%1$s is from %2$s to %3$s"), say (self, node->children[0]), say (self, set->children[0]), say (self, set->children[1]));
  if (set->type == REEVE_TYPE_SCHEDULE)
    return two (self, node, C_ ("rule", "%1$s lies in %2$s"));
  return two (self, node, C_ ("rule", "%1$s is one of %2$s"));
}

static char *
say (Speaker *self, const ReeveNode *node)
{
  switch (node->kind)
    {
    case REEVE_NODE_LITERAL: return say_literal (node);
    case REEVE_NODE_LIST: return list_words (node);
    case REEVE_NODE_NONE: return g_strdup (C_ ("rule", "none"));
    case REEVE_NODE_TODAY: return g_strdup (C_ ("fact", "the day of the check"));
    case REEVE_NODE_IN_FORCE: return g_strdup (C_ ("fact", "the day this came into force"));
    case REEVE_NODE_PARAMETER: return parameter_words (self, node);
    case REEVE_NODE_FIELD:
      return node->type == REEVE_TYPE_TRUTH ? fill (C_ ("rule", "%1$s: yes"), path_words (self, node), NULL, NULL) : path_words (self, node);
    case REEVE_NODE_ITEM:
      if (node->type == REEVE_TYPE_TRUTH)
        return g_strdup_printf (C_ ("rule", "the answer to “%s” is yes"), question_of (self, node));
      return g_strdup_printf (C_ ("rule", "the answer to “%s”"), question_of (self, node));
    case REEVE_NODE_DEFINITION: return say (self, node->children[0]);
    case REEVE_NODE_NOT: return say_not (self, node->children[0]);
    case REEVE_NODE_AND:
    case REEVE_NODE_OR: return joined (self, node);
    case REEVE_NODE_EQ:
    case REEVE_NODE_NE:
    case REEVE_NODE_LT:
    case REEVE_NODE_LE:
    case REEVE_NODE_GT:
    case REEVE_NODE_GE: return say_compare (self, node);
    case REEVE_NODE_IN: return say_in (self, node);
    case REEVE_NODE_RANGE: return two (self, node, C_ ("rule", "%1$s to %2$s"));
    case REEVE_NODE_HAS_ALL: return two (self, node, C_ ("rule", "%1$s: all of %2$s"));
    case REEVE_NODE_HAS_ANY: return two (self, node, C_ ("rule", "%1$s: at least one of %2$s"));
    case REEVE_NODE_HAS_ONLY: return two (self, node, C_ ("rule", "%1$s: nothing but %2$s"));
    case REEVE_NODE_WITHIN_BEFORE: return three (self, node, C_ ("rule", "%1$s is within %2$s before %3$s"));
    case REEVE_NODE_WITHIN_AFTER: return three (self, node, C_ ("rule", "%1$s is within %2$s after %3$s"));
    case REEVE_NODE_BY: return two (self, node, C_ ("rule", "%1$s has come by %2$s"));
    case REEVE_NODE_EVERY:
    case REEVE_NODE_SOME:
    case REEVE_NODE_NO:
    case REEVE_NODE_COUNT:
    case REEVE_NODE_SUM:
    case REEVE_NODE_MIN:
    case REEVE_NODE_MAX: return say_quantifier (self, node);
    case REEVE_NODE_ADD: return two (self, node, C_ ("rule", "%1$s plus %2$s"));
    case REEVE_NODE_SUB: return two (self, node, C_ ("rule", "%1$s less %2$s"));
    case REEVE_NODE_MUL: return two (self, node, C_ ("rule", "%1$s times %2$s"));
    case REEVE_NODE_NEXT: return two (self, node, C_ ("rule", "the next %1$s on or after %2$s"));
    case REEVE_NODE_DAYS: return two (self, node, C_ ("rule", "the days from %1$s to %2$s"));
    case REEVE_NODE_STARTED: return two (self, node, C_ ("rule", "the begun units of %2$s in %1$s"));
    case REEVE_NODE_LEAST: return two (self, node, C_ ("rule", "the lesser of %1$s and %2$s"));
    case REEVE_NODE_GREATEST: return two (self, node, C_ ("rule", "the greater of %1$s and %2$s"));
    }
  return reeve_node_print (node);
}

char *
reeve_node_sentence (ReeveOrdinance *ordinance, const ReeveNode *node, ReeveDay day)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (ReeveKind));
  Speaker self = { ordinance, day, members };

  return say (&self, node);
}

char *
reeve_node_name (ReeveOrdinance *ordinance, const ReeveNode *node, ReeveDay day, const GArray *members)
{
  g_autoptr (GArray) bound = g_array_new (FALSE, FALSE, sizeof (ReeveKind));
  Speaker self = { ordinance, day, bound };

  if (members != NULL && members->len > 0)
    g_array_append_vals (bound, members->data, members->len);
  switch (node->kind)
    {
    case REEVE_NODE_FIELD:
      return path_words (&self, node);
    case REEVE_NODE_ITEM:
      return g_strdup (question_of (&self, node));
    case REEVE_NODE_DEFINITION:
      return g_strdelimit (g_strdup (node->text), "-", ' ');
    default:
      return say (&self, node);
    }
}

static void
add (GPtrArray *out, ReeveOrdinance *ordinance, ReeveDay day, const char *form, const ReeveNode *node, const char *second)
{
  g_autofree char *words = NULL;

  if (node == NULL)
    return;
  words = reeve_node_sentence (ordinance, node, day);
  g_ptr_array_add (out, g_strdup_printf (form, words, second));
}

GPtrArray *
reeve_provision_sentences (ReeveOrdinance *ordinance, const ReeveProvisionVersion *version, ReeveDay day)
{
  GPtrArray *out = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *until = version->grandfather_until != NULL ? reeve_node_sentence (ordinance, version->grandfather_until, day) : NULL;

  add (out, ordinance, day, _("Applies when %1$s."), version->applies, NULL);
  for (guint i = 0; version->unless != NULL && i < version->unless->len; i++)
    {
      const ReeveUnless *unless = g_ptr_array_index (version->unless, i);

      /* Translators: a condition, and the words of the exemption */
      add (out, ordinance, day, unless->text != NULL ? _("Does not apply when %1$s: %2$s.") : _("Does not apply when %1$s."), unless->when, unless->text);
    }
  add (out, ordinance, day, until != NULL ? _("Spares what was there before when %1$s, until %2$s.") : _("Spares what was there before when %1$s."),
       version->grandfather, until);
  add (out, ordinance, day, version->defines ? _("Falls under the term when %1$s.") : _("Required: %1$s."), version->require, NULL);
  add (out, ordinance, day, version->sanction_shall ? _("The city shall act when %1$s.") : _("The city may act when %1$s."), version->grounds, NULL);
  add (out, ordinance, day, _("May be put right until %1$s."), version->cure, NULL);
  return out;
}
