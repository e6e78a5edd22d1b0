// SPDX-License-Identifier: GPL-3.0-or-later
/* What the expressions of a file may name: added codes, parameters, checklist items, definitions (language.md 1.3 to 1.5). */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "reeve-expression-check-private.h"
#include "reeve-loader-private.h"
#include "reeve-text.h"

/* "event.kind" -> the field. Kinds are named as records are: business, event, staff ... */
static const ReeveFieldDef *
find_coded_field (const char *path)
{
  const char *dot = strrchr (path, '.');

  for (guint k = REEVE_KIND_BUSINESS; dot != NULL && k < REEVE_N_KINDS; k++)
    {
      const ReeveKindDef *kind = reeve_vocabulary_kind (k);
      int field = reeve_vocabulary_field (k, dot + 1);

      if (strlen (kind->name) == (gsize) (dot - path) && strncmp (kind->name, path, (gsize) (dot - path)) == 0 && field >= 0)
        return &kind->fields[field];
    }
  return NULL;
}

static const char *
nearest_coded_field (const char *path)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *near;

  for (guint k = REEVE_KIND_BUSINESS; k < REEVE_N_KINDS; k++)
    {
      const ReeveKindDef *kind = reeve_vocabulary_kind (k);

      for (guint f = 0; f < kind->n_fields; f++)
        if (kind->fields[f].open)
          g_ptr_array_add (names, g_strdup_printf ("%s.%s", kind->name, kind->fields[f].name));
    }
  g_ptr_array_add (names, NULL);
  near = reeve_text_nearest (path, (const char *const *) names->pdata, 2);
  return near != NULL ? g_intern_string (near) : NULL;
}

static void
add_code (ReeveLoader *loader, const ReeveFieldDef *field, const char *path, const ReeveYaml *key, const ReeveYaml *label)
{
  GPtrArray *added;

  if (!reeve_codes_valid (key->text) || strchr (key->text, ' ') != NULL || *key->text == '\0')
    {
      reeve_loader_error (loader, key, "E108", NULL, _("expected a code (letters, digits and - . / ( ) without spaces), found '%s'"), key->text);
      return;
    }
  if (!reeve_loader_expect (loader, label, REEVE_YAML_TEXT, _("what the code means, in words")))
    return;
  g_ptr_array_add (loader->ordinance->code_labels, g_strdup_printf ("%s\t%s\t%s", path, key->text, label->text));
  if (field->codes == NULL)
    return;
  added = g_hash_table_lookup (loader->ordinance->codes, field->codes);
  if (added == NULL)
    {
      added = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (loader->ordinance->codes, (gpointer) field->codes, added);
    }
  g_ptr_array_add (added, g_strdup (key->text));
}

void
reeve_loader_read_codes (ReeveLoader *loader, const ReeveYaml *yaml)
{
  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_MAP, _("fields with their codes")))
    return;
  for (guint i = 0; i < yaml->keys->len; i++)
    {
      const ReeveYaml *key = g_ptr_array_index (yaml->keys, i), *codes = g_ptr_array_index (yaml->items, i);
      const ReeveFieldDef *field = find_coded_field (key->text);

      if (field == NULL || (field->type != REEVE_TYPE_CODE && field->type != REEVE_TYPE_SET))
        {
          const char *near = nearest_coded_field (key->text);

          if (near != NULL)
            reeve_loader_error (loader, key, "E201", near, _("unknown field '%s'; did you mean '%s'?"), key->text, near);
          else
            reeve_loader_error (loader, key, "E201", NULL, _("unknown field '%s'; codes belong to a field such as 'event.kind'"), key->text);
          continue;
        }
      if (!field->open)
        {
          reeve_loader_error (loader, key, "E203", NULL, _("the codes of '%s' are fixed; none can be added"), key->text);
          continue;
        }
      if (!reeve_loader_expect (loader, codes, REEVE_YAML_MAP, _("codes with their meaning")))
        continue;
      for (guint c = 0; c < codes->keys->len; c++)
        add_code (loader, field, key->text, g_ptr_array_index (codes->keys, c), g_ptr_array_index (codes->items, c));
    }
}

/* Parameters */

static void
parameter_value_clear (gpointer data)
{
  ReeveParameterValue *value = data;

  g_clear_pointer (&value->schedule, reeve_schedule_unref);
  g_clear_pointer (&value->list, reeve_node_free);
  g_clear_pointer (&value->source, g_free);
  g_clear_pointer (&value->text, g_free);
}

static void
parameter_free (gpointer data)
{
  ReeveParameter *parameter = data;

  g_free (parameter->name);
  g_array_unref (parameter->values);
  g_free (parameter);
}

/* Adds a value, taken from the literal @node. */
static void
add_value (ReeveLoader *loader, ReeveParameter *parameter, const ReeveYaml *place, ReeveDay from, ReeveNode *node, char *source)
{
  ReeveParameterValue value = { .from = from, .value = node->value, .source = source, .place = reeve_loader_source (loader, place) };

  value.text = node->kind == REEVE_NODE_LITERAL && node->type == REEVE_TYPE_CODE ? g_strdup (node->text) : reeve_node_print (node);
  if (parameter->values->len > 0)
    {
      const ReeveParameterValue *last = &g_array_index (parameter->values, ReeveParameterValue, parameter->values->len - 1);
      gboolean unlike = parameter->type != node->type;

      if (!unlike && node->type == REEVE_TYPE_LIST)
        unlike = last->list->element != node->element;
      if (!unlike && (node->type == REEVE_TYPE_MONEY || node->type == REEVE_TYPE_DURATION))
        unlike = last->value.aux != node->value.aux;
      if (unlike)
        reeve_loader_error (loader, place, "E302", NULL, _("the values of '%s' are not all of one type and unit: %s, then %s"), parameter->name,
                            last->text, value.text);
      if (last->from >= from)
        reeve_loader_error (loader, place, "E302", NULL, _("the values of '%s' are not in the order of their dates"), parameter->name);
      if (unlike || last->from >= from)
        {
          parameter_value_clear (&value);
          reeve_node_free (node);
          return;
        }
    }
  parameter->type = node->type;
  if (node->type == REEVE_TYPE_SCHEDULE)
    value.schedule = g_steal_pointer (&node->schedule);
  if (node->type == REEVE_TYPE_LIST)
    value.list = node;
  else
    reeve_node_free (node);
  g_array_append_val (parameter->values, value);
}

static void
read_dated_values (ReeveLoader *loader, ReeveParameter *parameter, const ReeveYaml *list)
{
  static const char *const keys[] = { "from", "value", "source", NULL };

  for (guint i = 0; i < list->items->len; i++)
    {
      const ReeveYaml *entry = g_ptr_array_index (list->items, i), *from, *value;
      ReeveNode *node;
      ReeveDay day = G_MININT32;

      if (!reeve_loader_expect (loader, entry, REEVE_YAML_MAP, _("'from', 'value' and 'source'")))
        continue;
      reeve_loader_check_keys (loader, entry, keys);
      from = reeve_yaml_get (entry, "from");
      value = reeve_yaml_get (entry, "value");
      if (from == NULL)
        reeve_loader_error (loader, entry, "E107", NULL, _("'%s' is required here"), "from");
      if (value == NULL)
        reeve_loader_error (loader, entry, "E107", NULL, _("'%s' is required here"), "value");
      if (from == NULL || value == NULL || !reeve_loader_date (loader, from, &day))
        continue;
      node = reeve_loader_literal (loader, value);
      if (node != NULL)
        add_value (loader, parameter, value, day, node, reeve_loader_text (loader, entry, "source", FALSE));
    }
}

void
reeve_loader_read_parameters (ReeveLoader *loader, const ReeveYaml *yaml)
{
  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_MAP, _("names with their values")))
    return;
  for (guint i = 0; i < yaml->keys->len; i++)
    {
      const ReeveYaml *key = g_ptr_array_index (yaml->keys, i), *value = g_ptr_array_index (yaml->items, i);
      ReeveParameter *parameter;
      ReeveNode *node;

      if (!reeve_loader_name (loader, key))
        continue;
      parameter = g_new0 (ReeveParameter, 1);
      parameter->name = g_strdup (key->text);
      parameter->source = reeve_loader_source (loader, key);
      parameter->values = g_array_new (FALSE, TRUE, sizeof (ReeveParameterValue));
      g_array_set_clear_func (parameter->values, parameter_value_clear);
      g_ptr_array_set_free_func (loader->ordinance->own_parameters, parameter_free);
      g_ptr_array_add (loader->ordinance->own_parameters, parameter);
      reeve_ordinance_add_parameter (loader->ordinance, parameter);
      if (value->kind == REEVE_YAML_LIST && value->items->len > 0
          && ((ReeveYaml *) g_ptr_array_index (value->items, 0))->kind == REEVE_YAML_MAP)
        read_dated_values (loader, parameter, value);
      else if ((node = reeve_loader_literal (loader, value)) != NULL)
        add_value (loader, parameter, value, G_MININT32, node, NULL);
    }
}

/* Checklist */

static void
item_free (gpointer data)
{
  ReeveItem *item = data;

  g_free (item->id);
  g_free (item->ask);
  g_free (item->note);
  g_strfreev (item->codes);
  g_free (item->when);
  reeve_node_free (item->when_raw);
  g_free (item);
}

/* "one of [a, b]": the list is read as a literal is. */
static gboolean
read_answer_codes (ReeveLoader *loader, const ReeveYaml *yaml, const char *list, ReeveItem *item)
{
  ReeveYaml part = *yaml;
  g_autoptr (ReeveNode) node = NULL;

  part.text = (char *) list;
  part.begin = MIN (yaml->begin + (gsize) (list - yaml->text), yaml->end);
  part.quoted = FALSE;
  node = reeve_loader_literal (loader, &part);
  if (node == NULL)
    return FALSE;
  if (node->kind != REEVE_NODE_LIST || node->element != REEVE_TYPE_CODE)
    {
      reeve_loader_error (loader, yaml, "E108", NULL, _("expected a list of codes such as 'one of [full, partial, not-there]'"));
      return FALSE;
    }
  item->codes = g_new0 (char *, node->n_children + 1);
  for (guint i = 0; i < node->n_children; i++)
    item->codes[i] = g_strdup (node->children[i]->text);
  return TRUE;
}

static void
read_answers (ReeveLoader *loader, const ReeveYaml *yaml, ReeveItem *item)
{
  static const char *const words[] = { "yes-no", "number", "length", "area", "money", "date", NULL };
  int choice;

  if (yaml->kind == REEVE_YAML_TEXT && (g_str_has_prefix (yaml->text, "one of ") || g_str_has_prefix (yaml->text, "any of ")))
    {
      item->answers = yaml->text[0] == 'o' ? REEVE_ANSWER_ONE_OF : REEVE_ANSWER_ANY_OF;
      if (!read_answer_codes (loader, yaml, yaml->text + 7, item))
        item->codes = g_new0 (char *, 1);
      return;
    }
  if (yaml->kind == REEVE_YAML_TEXT && !g_strv_contains (words, yaml->text) && reeve_text_nearest (yaml->text, words, 2) == NULL)
    {
      reeve_loader_error (loader, yaml, "E108", NULL,
                          _("expected yes-no, number, length, area, money, date, 'one of [a, b]' or 'any of [a, b]', found '%s'"), yaml->text);
      return;
    }
  choice = reeve_loader_choice (loader, yaml, words);
  item->answers = (ReeveAnswers) MAX (choice, 0);
}

/* What a question that does not arise reads as is an answer that may be spoken of. */
static void
add_not_there (ReeveItem *item)
{
  guint n;

  if (item->answers != REEVE_ANSWER_ONE_OF || g_strv_contains ((const char *const *) item->codes, "not-there"))
    return;
  n = g_strv_length (item->codes);
  item->codes = g_renew (char *, item->codes, n + 2);
  item->codes[n] = g_strdup ("not-there");
  item->codes[n + 1] = NULL;
}

static void
read_item (ReeveLoader *loader, const ReeveYaml *yaml)
{
  static const char *const keys[] = { "id", "ask", "when", "answers", "of", "note", "lasts", NULL };
  const char *ofs[REEVE_N_ITEM_OFS + 1] = { NULL };
  const ReeveYaml *value;
  ReeveItem *item;

  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_MAP, _("a question with 'id' and 'ask'")))
    return;
  reeve_loader_check_keys (loader, yaml, keys);
  value = reeve_yaml_get (yaml, "id");
  if (value == NULL)
    {
      reeve_loader_error (loader, yaml, "E107", NULL, _("'%s' is required here"), "id");
      return;
    }
  if (value->kind != REEVE_YAML_TEXT || !reeve_expression_is_keyword (value->text))
    if (!reeve_loader_name (loader, value))
      return;
  if (reeve_ordinance_find_item (loader->ordinance, value->text, NULL) != NULL)
    {
      reeve_loader_error (loader, value, "E205", NULL, _("name '%s' is already used by %s"), value->text, _("a checklist item"));
      return;
    }
  item = g_new0 (ReeveItem, 1);
  item->id = g_strdup (value->text);
  item->source = reeve_loader_source (loader, value);
  item->ask = reeve_loader_text (loader, yaml, "ask", TRUE);
  item->note = reeve_loader_text (loader, yaml, "note", FALSE);
  if ((value = reeve_yaml_get (yaml, "answers")) != NULL)
    read_answers (loader, value, item);
  for (guint i = 0; i < REEVE_N_ITEM_OFS; i++)
    ofs[i] = reeve_item_of_name (i);
  if ((value = reeve_yaml_get (yaml, "of")) != NULL)
    item->of = (ReeveItemOf) MAX (reeve_loader_choice (loader, value, ofs), 0);
  if ((value = reeve_yaml_get (yaml, "lasts")) != NULL)
    item->lasts_given = reeve_loader_duration (loader, value, &item->lasts);
  if ((value = reeve_yaml_get (yaml, "when")) != NULL && (item->when_raw = reeve_loader_parse (loader, value)) != NULL)
    {
      item->when = g_strdup (value->text);
      add_not_there (item);
    }
  g_ptr_array_set_free_func (loader->ordinance->own_checklist, item_free);
  g_ptr_array_add (loader->ordinance->own_checklist, item);
  reeve_ordinance_add_item (loader->ordinance, item);
}

void
reeve_loader_read_checklist (ReeveLoader *loader, const ReeveYaml *yaml)
{
  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_LIST, _("a list of questions")))
    return;
  for (guint i = 0; i < yaml->items->len; i++)
    read_item (loader, g_ptr_array_index (yaml->items, i));
}

/* Definitions */

static void
definition_free (gpointer data)
{
  ReeveDefinition *definition = data;

  g_free (definition->name);
  g_free (definition->text);
  reeve_node_free (definition->raw);
  g_free (definition);
}

static gboolean
find_kind (const char *name, ReeveKind *ret_kind)
{
  for (guint k = REEVE_KIND_BUSINESS; k < REEVE_N_KINDS; k++)
    if (strcmp (reeve_vocabulary_kind (k)->name, name) == 0)
      {
        *ret_kind = k;
        return TRUE;
      }
  return FALSE;
}

static void
read_definition_map (ReeveLoader *loader, const ReeveYaml *yaml, ReeveDefinition *definition)
{
  static const char *const keys[] = { "of", "is", "text", NULL };
  const ReeveYaml *of = reeve_yaml_get (yaml, "of"), *is = reeve_yaml_get (yaml, "is");

  reeve_loader_check_keys (loader, yaml, keys);
  definition->text = reeve_loader_text (loader, yaml, "text", FALSE);
  if (is == NULL)
    reeve_loader_error (loader, yaml, "E107", NULL, _("'%s' is required here"), "is");
  else
    definition->raw = reeve_loader_parse (loader, is);
  if (of == NULL)
    return;
  definition->of_given = TRUE;
  if (!reeve_loader_expect (loader, of, REEVE_YAML_TEXT, _("the name of a record such as 'staff'")))
    return;
  if (!find_kind (of->text, &definition->of))
    reeve_loader_error (loader, of, "E201", NULL, _("unknown record '%s'; write one such as staff, principal, event or observation"), of->text);
}

void
reeve_loader_read_definitions (ReeveLoader *loader, const ReeveYaml *yaml)
{
  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_MAP, _("names with their meaning")))
    return;
  for (guint i = 0; i < yaml->keys->len; i++)
    {
      const ReeveYaml *key = g_ptr_array_index (yaml->keys, i), *value = g_ptr_array_index (yaml->items, i);
      ReeveDefinition *definition;

      if (!reeve_loader_name (loader, key))
        continue;
      definition = g_new0 (ReeveDefinition, 1);
      definition->name = g_strdup (key->text);
      definition->source = reeve_loader_source (loader, key);
      if (value->kind == REEVE_YAML_MAP)
        read_definition_map (loader, value, definition);
      else
        definition->raw = reeve_loader_parse (loader, value);
      g_ptr_array_set_free_func (loader->ordinance->own_definitions, definition_free);
      g_ptr_array_add (loader->ordinance->own_definitions, definition);
      reeve_ordinance_add_definition (loader->ordinance, definition);
    }
}

/* Each definition by itself, so that one nobody uses is right too. */
void
reeve_loader_check_definitions (ReeveLoader *loader)
{
  for (guint i = 0; i < loader->ordinance->own_definitions->len; i++)
    {
      ReeveDefinition *definition = g_ptr_array_index (loader->ordinance->own_definitions, i);
      ReeveChecker checker = { .messages = loader->messages, .ordinance = loader->ordinance, .any_about = TRUE, .parameters_from = G_MININT32 };
      g_autoptr (ReeveNode) use = NULL;
      g_autoptr (ReeveNode) checked = NULL;
      gboolean used = definition->used;

      if (definition->raw == NULL)
        continue;
      checker.standalone = TRUE;
      checker.standalone_of = definition->of_given ? definition->of : REEVE_KIND_SUBJECT;
      use = reeve_node_new (REEVE_NODE_FIELD, definition->source);
      use->text = g_strdup (definition->name);
      checked = reeve_loader_check (loader, &checker, use, REEVE_TYPE_NONE);
      definition->used = used;
      definition->broken = checked == NULL;
    }
}

/* Each `when:` by itself, on a record of the kind the question is asked about. */
void
reeve_loader_check_items (ReeveLoader *loader)
{
  for (guint i = 0; i < loader->ordinance->own_checklist->len; i++)
    {
      ReeveItem *item = g_ptr_array_index (loader->ordinance->own_checklist, i);
      ReeveChecker checker = { .messages = loader->messages, .ordinance = loader->ordinance, .any_about = TRUE, .parameters_from = G_MININT32 };
      g_autoptr (ReeveNode) read = NULL;
      g_autoptr (ReeveNode) checked = NULL;

      if (item->when_raw == NULL)
        continue;
      checker.standalone = TRUE;
      checker.standalone_of = reeve_item_of_kind (item->of);
      read = reeve_node_new (REEVE_NODE_FIELD, item->source);
      read->text = g_strconcat ("observed.", item->id, NULL);
      checked = reeve_loader_check (loader, &checker, read, REEVE_TYPE_NONE);
      if (checked == NULL)
        g_clear_pointer (&item->when_raw, reeve_node_free);   /* told once */
    }
}

void
reeve_loader_warn_definitions (ReeveLoader *loader)
{
  for (guint i = 0; i < loader->ordinance->own_definitions->len; i++)
    {
      const ReeveDefinition *definition = g_ptr_array_index (loader->ordinance->own_definitions, i);

      if (!definition->used)
        reeve_messages_add (loader->messages, REEVE_SEVERITY_WARNING, "W4", definition->source, NULL, _("definition '%s' is used by no provision"),
                            definition->name);
    }
}

/* One space of names: fields, parameters, definitions (E205). */

static gboolean
is_field_name (const char *name)
{
  for (guint k = 0; k < REEVE_N_KINDS; k++)
    if (reeve_vocabulary_field (k, name) >= 0)
      return TRUE;
  return strcmp (name, "observed") == 0 || strcmp (name, "in-force") == 0 || strcmp (name, "started") == 0;
}

static void
check_name (ReeveLoader *loader, GHashTable *seen, const char *name, const char *what, ReeveSource source)
{
  const char *earlier = g_hash_table_lookup (seen, name);

  if (is_field_name (name))
    reeve_messages_add (loader->messages, REEVE_SEVERITY_ERROR, "E205", source, NULL, _("name '%s' is already used by %s"), name, _("a field"));
  else if (earlier != NULL)
    reeve_messages_add (loader->messages, REEVE_SEVERITY_ERROR, "E205", source, NULL, _("name '%s' is already used by %s"), name, earlier);
  else
    g_hash_table_insert (seen, (gpointer) name, (gpointer) what);
}

void
reeve_loader_check_names (ReeveLoader *loader)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  ReeveOrdinance *ordinance = loader->ordinance;

  /* the included come first */
  for (guint i = 0; i < ordinance->parameters->len - ordinance->own_parameters->len; i++)
    {
      const ReeveParameter *parameter = g_ptr_array_index (ordinance->parameters, i);

      g_hash_table_insert (seen, parameter->name, (gpointer) _("a parameter of an included library"));
    }
  for (guint i = 0; i < ordinance->definitions->len; i++)
    {
      const ReeveDefinition *definition = g_ptr_array_index (ordinance->definitions, i);

      if (definition->included)
        g_hash_table_insert (seen, definition->name, (gpointer) _("a definition of an included library"));
    }
  for (guint i = 0; i < ordinance->own_parameters->len; i++)
    {
      const ReeveParameter *parameter = g_ptr_array_index (ordinance->own_parameters, i);

      check_name (loader, seen, parameter->name, _("a parameter"), parameter->source);
    }
  for (guint i = 0; i < ordinance->own_definitions->len; i++)
    {
      const ReeveDefinition *definition = g_ptr_array_index (ordinance->own_definitions, i);

      check_name (loader, seen, definition->name, _("a definition"), definition->source);
    }
}
