/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copy is made from the text of the other file, key by key, so that it reads as its drafter wrote it; only names that mean something else here
 * are changed. What it needs is found by its names in the conditions, and in what those need in turn. */
#include "config.h"

#include "reeve-borrow.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-example.h"
#include "reeve-ordinance-private.h"

typedef struct
{
  ReeveOrdinance *into, *from;
  const char *file;          /* text of the other file */
  ReeveYaml *root;
  GBytes *text;              /* of the draft so far */
  GHashTable *renamed;       /* name there -> name here: parameters, definitions; "observed.x" for questions */
  GPtrArray *seen;           /* names looked at */
  GError **error;
} Borrower;

/* ---- words ---------------------------------------------------------------------------------------------------------------------- */

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

/* The next place where @name stands alone in @text; "observed.x" counts as one word. */
static const char *
find_word (const char *text, const char *begin, const char *name)
{
  gsize length = strlen (name);

  for (const char *at = strstr (begin, name); at != NULL; at = strstr (at + 1, name))
    if ((at == text || (!is_word (at[-1]) && at[-1] != '.')) && !is_word (at[length]))
      return at;
  return NULL;
}

static char *
replace_word (const char *text, const char *name, const char *now)
{
  GString *out = g_string_new (NULL);
  const char *begin = text, *at;

  while ((at = find_word (text, begin, name)) != NULL)
    {
      g_string_append_len (out, begin, at - begin);
      g_string_append (out, now);
      begin = at + strlen (name);
    }
  g_string_append (out, begin);
  return g_string_free (out, FALSE);
}

static char *
with_names (Borrower *self, const char *text)
{
  char *out = g_strdup (text);
  GHashTableIter iter;
  gpointer name, now;

  g_hash_table_iter_init (&iter, self->renamed);
  while (g_hash_table_iter_next (&iter, &name, &now))
    if (!g_str_equal (name, now))
      {
        char *next = replace_word (out, name, now);

        g_free (out);
        out = next;
      }
  return out;
}

/* ---- the other text ------------------------------------------------------------------------------------------------------------- */

/* A value as one line of YAML. */
static char *
in_line (Borrower *self, const ReeveYaml *yaml)
{
  GString *out;

  if (yaml->kind == REEVE_YAML_TEXT)
    {
      g_autofree char *stripped = g_strchomp (g_strdup (yaml->text)), *escaped = NULL;

      if (!yaml->quoted && !yaml->block && strchr (stripped, '\n') == NULL)
        return g_steal_pointer (&stripped);
      escaped = g_strescape (stripped, "\177\200\201\202\203\204\205\206\207\210\211\212\213\214\215\216\217\220\221\222\223\224\225\226\227\230\231\232\233\234\235\236\237"
                                       "\240\241\242\243\244\245\246\247\250\251\252\253\254\255\256\257\260\261\262\263\264\265\266\267\270\271\272\273\274\275\276\277"
                                       "\300\301\302\303\304\305\306\307\310\311\312\313\314\315\316\317\320\321\322\323\324\325\326\327\330\331\332\333\334\335\336\337"
                                       "\340\341\342\343\344\345\346\347\350\351\352\353\354\355\356\357\360\361\362\363\364\365\366\367\370\371\372\373\374\375\376\377");
      return g_strdup_printf ("\"%s\"", escaped);
    }
  out = g_string_new (yaml->kind == REEVE_YAML_MAP ? "{" : "[");
  for (guint i = 0; i < yaml->items->len; i++)
    {
      const ReeveYaml *item = g_ptr_array_index (yaml->items, i);
      g_autofree char *value = in_line (self, item), *key = yaml->kind == REEVE_YAML_MAP ? in_line (self, g_ptr_array_index (yaml->keys, i)) : NULL;
      /* a bare text with marks of its own would end the line's map or list */
      gboolean bare = item->kind == REEVE_YAML_TEXT && *value != '"' && strpbrk (value, ",[]{}:#") != NULL;

      g_string_append_printf (out, "%s%s%s%s%s%s", i > 0 ? ", " : "", key != NULL ? key : "", key != NULL ? ": " : "", bare ? "\"" : "", value, bare ? "\"" : "");
    }
  g_string_append_c (out, yaml->kind == REEVE_YAML_MAP ? '}' : ']');
  return g_string_free (out, FALSE);
}

/* The lines of key @at of a block map, without its indentation. @end: where the map ends. */
static char *
key_lines (Borrower *self, const ReeveYaml *map, guint at, gsize end)
{
  const ReeveYaml *key = g_ptr_array_index (map->keys, at);
  gsize begin = key->begin, column = 0, stop = at + 1 < map->keys->len ? ((const ReeveYaml *) g_ptr_array_index (map->keys, at + 1))->begin : end;
  g_autofree char *raw = NULL;
  g_auto (GStrv) lines = NULL;
  GString *out = g_string_new (NULL);
  guint last = 0;

  while (begin - column > 0 && self->file[begin - column - 1] != '\n')
    column++;
  raw = g_strndup (self->file + begin, stop - begin);
  lines = g_strsplit (raw, "\n", -1);
  /* comments and empty lines after it belong to what follows */
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *text = lines[i] + strspn (lines[i], " ");

      if (i == 0 || (*text != '\0' && *text != '#'))
        last = i;
    }
  for (guint i = 0; i <= last; i++)
    {
      gsize indent = strspn (lines[i], " ");

      g_string_append (out, i == 0 ? lines[i] : lines[i] + MIN (indent, column));
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static const ReeveYaml *
find_item (const ReeveYaml *list, const char *id)
{
  for (guint i = 0; list != NULL && list->kind == REEVE_YAML_LIST && i < list->items->len; i++)
    {
      const ReeveYaml *item = g_ptr_array_index (list->items, i), *name = item->kind == REEVE_YAML_MAP ? reeve_yaml_get (item, "id") : NULL;

      if (name != NULL && name->kind == REEVE_YAML_TEXT && g_str_equal (name->text, id))
        return item;
    }
  return NULL;
}

/* ---- putting in ----------------------------------------------------------------------------------------------------------------- */

static gboolean
apply (Borrower *self, ReeveEdit *edit)
{
  GBytes *now;

  if (edit == NULL)
    return FALSE;
  now = reeve_edit_apply (self->text, edit);
  reeve_edit_free (edit);
  g_bytes_unref (self->text);
  self->text = now;
  return TRUE;
}

/* Key @name of @section, which is made when it is not there. @value: one line of YAML. */
static gboolean
put (Borrower *self, const char *section, const char *name, const char *value)
{
  g_auto (GStrv) there = reeve_edit_list (self->text, section, NULL);
  g_autofree char *path = g_strdup_printf ("%s/%s", section, name), *line = g_strdup_printf ("%s: %s", name, value);

  if (there == NULL)
    return apply (self, reeve_edit_add (self->text, section, line, self->error));
  if (*value == '[')
    return apply (self, reeve_edit_add (self->text, path, value, self->error));
  return apply (self, reeve_edit_set (self->text, path, value, self->error));
}

/* A name that is free in the draft. */
static char *
free_name (Borrower *self, const char *name, gboolean (*taken) (Borrower *self, const char *name))
{
  char *now = g_strdup_printf ("%s-%s", name, reeve_ordinance_get_id (self->from));

  for (guint i = 2; taken (self, now); i++)
    {
      g_free (now);
      now = g_strdup_printf ("%s-%s-%u", name, reeve_ordinance_get_id (self->from), i);
    }
  return now;
}

static gboolean
is_name_taken (Borrower *self, const char *name)
{
  g_autofree char *parameter = g_strdup_printf ("parameters/%s", name), *definition = g_strdup_printf ("definitions/%s", name);
  g_auto (GStrv) a = reeve_edit_list (self->text, parameter, NULL);
  g_auto (GStrv) b = reeve_edit_list (self->text, definition, NULL);

  return a != NULL || b != NULL || reeve_ordinance_find_parameter (self->into, name) != NULL || reeve_ordinance_find_definition (self->into, name) != NULL
         || reeve_vocabulary_field (REEVE_KIND_SUBJECT, name) >= 0;
}

static gboolean
is_item_taken (Borrower *self, const char *name)
{
  g_autofree char *path = g_strdup_printf ("checklist/%s", name);
  g_auto (GStrv) there = reeve_edit_list (self->text, path, NULL);

  return there != NULL || reeve_ordinance_find_item (self->into, name, NULL) != NULL;
}

static gboolean need (Borrower *self, const char *text);

/* TRUE the first time. */
static gboolean
is_new (Borrower *self, const char *name)
{
  if (g_ptr_array_find_with_equal_func (self->seen, name, g_str_equal, NULL))
    return FALSE;
  g_ptr_array_add (self->seen, g_strdup (name));
  return TRUE;
}

static gboolean
need_parameter (Borrower *self, const char *name, const ReeveYaml *yaml)
{
  const ReeveParameter *here = reeve_ordinance_find_parameter (self->into, name), *there = reeve_ordinance_find_parameter (self->from, name);
  g_autofree char *now = NULL, *value = NULL;

  if (yaml->kind == REEVE_YAML_LIST && yaml->items->len > 0 && ((const ReeveYaml *) g_ptr_array_index (yaml->items, 0))->kind == REEVE_YAML_MAP)
    yaml = reeve_yaml_get (g_ptr_array_index (yaml->items, yaml->items->len - 1), "value");
  if (yaml == NULL || there == NULL)
    return TRUE;
  if (here != NULL && here->type == there->type
      && g_strcmp0 (g_array_index (here->values, ReeveParameterValue, here->values->len - 1).text,
                    g_array_index (there->values, ReeveParameterValue, there->values->len - 1).text) == 0)
    return TRUE;
  now = is_name_taken (self, name) ? free_name (self, name, is_name_taken) : g_strdup (name);
  value = yaml->kind == REEVE_YAML_TEXT ? g_strdup (yaml->text) : in_line (self, yaml);
  g_hash_table_insert (self->renamed, g_strdup (name), g_strdup (now));
  return put (self, "parameters", now, value);
}

static gboolean
need_definition (Borrower *self, const char *name, const ReeveYaml *yaml)
{
  g_autofree char *is_path = g_strdup_printf ("definitions/%s%s", name, yaml->kind == REEVE_YAML_MAP ? "/is" : "");
  g_autofree char *here = reeve_edit_get (self->text, is_path, NULL), *now = NULL, *body = NULL;
  const ReeveYaml *is = yaml->kind == REEVE_YAML_MAP ? reeve_yaml_get (yaml, "is") : yaml;
  g_autoptr (GString) lines = g_string_new (NULL);

  if (is == NULL || is->kind != REEVE_YAML_TEXT || !need (self, is->text))
    return is == NULL || is->kind != REEVE_YAML_TEXT;
  body = with_names (self, is->text);
  if (here != NULL && g_str_equal (g_strchomp (here), g_strchomp (body)))
    return TRUE;
  now = is_name_taken (self, name) ? free_name (self, name, is_name_taken) : g_strdup (name);
  g_hash_table_insert (self->renamed, g_strdup (name), g_strdup (now));
  if (yaml->kind == REEVE_YAML_TEXT)
    return put (self, "definitions", now, body);
  for (guint i = 0; i < yaml->items->len; i++)
    {
      const ReeveYaml *key = g_ptr_array_index (yaml->keys, i);
      g_autofree char *value = in_line (self, g_ptr_array_index (yaml->items, i)), *named = g_str_equal (key->text, "is") ? with_names (self, value) : g_strdup (value);

      g_string_append_printf (lines, "%s: %s\n", key->text, named);
    }
  {
    g_auto (GStrv) there = reeve_edit_list (self->text, "definitions", NULL);
    g_autofree char *path = g_strdup_printf ("definitions/%s", now);

    if (there == NULL && !apply (self, reeve_edit_add (self->text, "definitions", "placeholder: today", self->error)))
      return FALSE;
    if (!apply (self, reeve_edit_add (self->text, path, lines->str, self->error)))
      return FALSE;
    return there != NULL || apply (self, reeve_edit_remove (self->text, "definitions/placeholder", self->error));
  }
}

static gboolean
same_question (const ReeveItem *a, const ReeveItem *b)
{
  if (a->answers != b->answers || a->of != b->of || g_strcmp0 (a->ask, b->ask) != 0 || g_strcmp0 (a->when, b->when) != 0)
    return FALSE;
  return a->codes == NULL || (b->codes != NULL && g_strv_equal ((const char *const *) a->codes, (const char *const *) b->codes));
}

static gboolean
need_question (Borrower *self, const ReeveItem *item, const ReeveYaml *yaml)
{
  const ReeveItem *here = reeve_ordinance_find_item (self->into, item->id, NULL);
  g_autofree char *now = NULL, *name = g_strdup_printf ("observed.%s", item->id);
  g_autoptr (GString) lines = g_string_new (NULL);

  if (here != NULL && same_question (here, item))
    return TRUE;
  if (item->when != NULL && !need (self, item->when))
    return FALSE;
  now = is_item_taken (self, item->id) ? free_name (self, item->id, is_item_taken) : g_strdup (item->id);
  g_hash_table_insert (self->renamed, g_steal_pointer (&name), g_strdup_printf ("observed.%s", now));
  for (guint i = 0; i < yaml->items->len; i++)
    {
      const ReeveYaml *key = g_ptr_array_index (yaml->keys, i);
      g_autofree char *value = in_line (self, g_ptr_array_index (yaml->items, i)), *named = g_str_equal (key->text, "when") ? with_names (self, value) : g_strdup (value);

      g_string_append_printf (lines, "%s: %s\n", key->text, g_str_equal (key->text, "id") ? now : named);
    }
  return apply (self, reeve_edit_append (self->text, "checklist", lines->str, self->error));
}

static gboolean
need_codes (Borrower *self, const char *text)
{
  const ReeveYaml *codes = reeve_yaml_get (self->root, "codes");

  for (guint i = 0; codes != NULL && codes->kind == REEVE_YAML_MAP && i < codes->items->len; i++)
    {
      const ReeveYaml *list = g_ptr_array_index (codes->items, i), *field = g_ptr_array_index (codes->keys, i);

      for (guint k = 0; list->kind == REEVE_YAML_MAP && k < list->items->len; k++)
        {
          const char *code = ((const ReeveYaml *) g_ptr_array_index (list->keys, k))->text;
          const ReeveYaml *label = g_ptr_array_index (list->items, k);
          g_autofree char *section = g_strdup_printf ("codes/%s", field->text), *path = g_strdup_printf ("%s/%s", section, code), *line = NULL;
          g_auto (GStrv) there = reeve_edit_list (self->text, path, NULL);
          g_auto (GStrv) all = reeve_edit_list (self->text, "codes", NULL);

          if (there != NULL || find_word (text, text, code) == NULL || label->kind != REEVE_YAML_TEXT)
            continue;
          line = g_strdup_printf ("%s: {%s: \"%s\"}", field->text, code, label->text);
          if (all == NULL ? !apply (self, reeve_edit_add (self->text, "codes", line, self->error)) : !put (self, section, code, label->text))
            return FALSE;
        }
    }
  return TRUE;
}

/* Brings what the names in @text stand for. */
static gboolean
need (Borrower *self, const char *text)
{
  const ReeveYaml *parameters = reeve_yaml_get (self->root, "parameters"), *definitions = reeve_yaml_get (self->root, "definitions");
  const ReeveYaml *checklist = reeve_yaml_get (self->root, "checklist");
  const GPtrArray *items = reeve_ordinance_get_checklist (self->from);

  if (!need_codes (self, text))
    return FALSE;
  for (guint i = 0; parameters != NULL && i < parameters->items->len; i++)
    {
      const char *name = ((const ReeveYaml *) g_ptr_array_index (parameters->keys, i))->text;

      if (find_word (text, text, name) != NULL && is_new (self, name) && !need_parameter (self, name, g_ptr_array_index (parameters->items, i)))
        return FALSE;
    }
  for (guint i = 0; definitions != NULL && i < definitions->items->len; i++)
    {
      const char *name = ((const ReeveYaml *) g_ptr_array_index (definitions->keys, i))->text;

      if (find_word (text, text, name) != NULL && is_new (self, name) && !need_definition (self, name, g_ptr_array_index (definitions->items, i)))
        return FALSE;
    }
  for (guint i = 0; i < items->len; i++)
    {
      const ReeveItem *item = g_ptr_array_index (items, i);
      g_autofree char *name = g_strdup_printf ("observed.%s", item->id);
      const ReeveYaml *yaml = find_item (checklist, item->id);

      if (yaml != NULL && find_word (text, text, name) != NULL && is_new (self, name) && !need_question (self, item, yaml))
        return FALSE;
    }
  return TRUE;
}

/* ---- examples ------------------------------------------------------------------------------------------------------------------- */

static void write_given (Borrower *self, GString *out, const ReeveGiven *under, const ReeveGiven *over, gboolean questions);

static const ReeveGiven *
given_get (const ReeveGiven *map, const char *key)
{
  for (guint i = 0; map != NULL && map->kind == REEVE_GIVEN_MAP && i < map->items->len; i++)
    if (g_str_equal (g_ptr_array_index (map->keys, i), key))
      return g_ptr_array_index (map->items, i);
  return NULL;
}

static void
write_entry (Borrower *self, GString *out, const char *key, const ReeveGiven *under, const ReeveGiven *over, gboolean questions)
{
  g_autofree char *name = g_strdup_printf ("observed.%s", key);
  const char *now = questions ? g_hash_table_lookup (self->renamed, name) : NULL;

  if (out->str[out->len - 1] != '{')
    g_string_append (out, ", ");
  g_string_append_printf (out, "%s: ", now != NULL ? now + strlen ("observed.") : key);
  write_given (self, out, under, over, g_str_equal (key, "observed"));
}

/* @over laid over @under, as one line of YAML. */
static void
write_given (Borrower *self, GString *out, const ReeveGiven *under, const ReeveGiven *over, gboolean questions)
{
  const ReeveGiven *given = over != NULL ? over : under;

  if (given->kind == REEVE_GIVEN_SCALAR)
    {
      g_autofree char *escaped = g_strescape (given->scalar, NULL);

      g_string_append_printf (out, "\"%s\"", escaped);
      return;
    }
  g_string_append_c (out, given->kind == REEVE_GIVEN_MAP ? '{' : '[');
  if (given->kind == REEVE_GIVEN_LIST)
    for (guint i = 0; i < given->items->len; i++)
      {
        g_string_append (out, i > 0 ? ", " : "");
        write_given (self, out, NULL, g_ptr_array_index (given->items, i), FALSE);
      }
  else
    {
      for (guint i = 0; under != NULL && under->kind == REEVE_GIVEN_MAP && i < under->items->len; i++)
        write_entry (self, out, g_ptr_array_index (under->keys, i), g_ptr_array_index (under->items, i), given_get (over, g_ptr_array_index (under->keys, i)), questions);
      for (guint i = 0; over != NULL && over->kind == REEVE_GIVEN_MAP && i < over->items->len; i++)
        if (given_get (under, g_ptr_array_index (over->keys, i)) == NULL)
          write_entry (self, out, g_ptr_array_index (over->keys, i), NULL, g_ptr_array_index (over->items, i), questions);
    }
  g_string_append_c (out, given->kind == REEVE_GIVEN_MAP ? '}' : ']');
}

static gboolean
add_example (Borrower *self, const char *path, const ReeveExample *example, ReeveDay day)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *name = g_strescape (example->name, NULL);
  char on[REEVE_DAY_TEXT_SIZE];

  reeve_day_format (example->on_given ? example->on : day, on);
  g_string_append_printf (lines, "name: \"%s\"\non: %s\n", name, on);
  if (example->given != NULL || example->file_given != NULL)
    {
      g_string_append (lines, "given: ");
      write_given (self, lines, example->file_given, example->given, FALSE);
      g_string_append_c (lines, '\n');
    }
  g_string_append_printf (lines, "expect: %s\n", example->expect);
  return apply (self, reeve_edit_append (self->text, path, lines->str, NULL));
}

static ReeveOrdinance *
try_read (Borrower *self, ReeveLibraryFunc library, gpointer data, GError **error)
{
  g_autoptr (ReeveMessages) messages = NULL;
  ReeveOrdinance *ordinance = reeve_ordinance_load ("draft", self->text, library, data, &messages);

  for (guint i = 0; ordinance == NULL && i < reeve_messages_get_n (messages); i++)
    if (reeve_messages_get (messages, i)->severity == REEVE_SEVERITY_ERROR)
      {
        g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("It cannot stand in this draft: %s"), reeve_messages_get (messages, i)->text);
        break;
      }
  return ordinance;
}

/* Do the examples @from of the provision to before @to pass in the draft? They are put in. */
static gboolean
try_examples (Borrower *self, const char *id, const ReeveProvision *provision, guint from, guint to, ReeveDay day, ReeveLibraryFunc library, gpointer data)
{
  g_autofree char *path = g_strdup_printf ("provisions/%s/examples", id);
  g_autoptr (ReeveMessages) messages = reeve_messages_new (NULL, "", 0);
  g_autoptr (ReeveOrdinance) ordinance = NULL;

  for (guint i = from; i < to; i++)
    {
      const ReeveExample *example = g_ptr_array_index (provision->examples, i);

      if (example->holidays != NULL || !add_example (self, path, example, day))
        return FALSE;
    }
  ordinance = try_read (self, library, data, NULL);
  return ordinance != NULL && reeve_examples_run (ordinance, id, messages).failed == 0;
}

/* An example that cannot be read here, or comes to something else, is not kept: halves are tried until it is found. */
static void
add_examples (Borrower *self, const char *id, const ReeveProvision *provision, guint from, guint to, ReeveDay day, ReeveLibraryFunc library, gpointer data)
{
  g_autoptr (GBytes) before = g_bytes_ref (self->text);

  if (from == to || try_examples (self, id, provision, from, to, day, library, data))
    return;
  g_bytes_unref (self->text);
  self->text = g_steal_pointer (&before);
  if (to - from == 1)
    return;
  add_examples (self, id, provision, from, (from + to) / 2, day, library, data);
  add_examples (self, id, provision, (from + to) / 2, to, day, library, data);
}

/* ---- the provision -------------------------------------------------------------------------------------------------------------- */

/* The law of another city in its own words, and when it held there, are not this draft's. */
static gboolean
is_left (const char *key)
{
  static const char *const left[] = { "id", "citation", "citation-meant", "quote", "published", "from", "until", "amended", "examples", NULL };

  return g_strv_contains (left, key);
}

static gboolean
has_names (const char *key)
{
  static const char *const keys[] = { "applies", "require", "grounds", "defines", "unless", "grandfather", "cure", "appeal", NULL };

  return g_strv_contains (keys, key);
}

/* The lines of @key in the latest amendment that has it, else in the provision itself. NULL: it was taken away, or never there. */
static char *
latest_lines (Borrower *self, const ReeveYaml *provision, const char *key, gsize end)
{
  const ReeveYaml *amended = reeve_yaml_get (provision, "amended");

  for (guint i = amended != NULL && amended->kind == REEVE_YAML_LIST ? amended->items->len : 0; i-- > 0;)
    {
      const ReeveYaml *map = g_ptr_array_index (amended->items, i), *value = map->kind == REEVE_YAML_MAP ? reeve_yaml_get (map, key) : NULL;
      g_autofree char *line = NULL;

      if (value == NULL)
        continue;
      if (value->kind == REEVE_YAML_TEXT && g_str_equal (value->text, "none"))
        return NULL;
      line = in_line (self, value);
      return g_strdup_printf ("%s: %s\n", key, line);
    }
  for (guint i = 0; i < provision->keys->len; i++)
    if (g_str_equal (((const ReeveYaml *) g_ptr_array_index (provision->keys, i))->text, key))
      return key_lines (self, provision, i, end);
  return NULL;
}

static void
collect_keys (const ReeveYaml *map, GPtrArray *keys)
{
  for (guint i = 0; i < map->keys->len; i++)
    {
      char *key = ((const ReeveYaml *) g_ptr_array_index (map->keys, i))->text;

      if (!is_left (key) && !g_str_equal (key, "source") && !g_ptr_array_find_with_equal_func (keys, key, g_str_equal, NULL))
        g_ptr_array_add (keys, key);
    }
}

static char *
free_id (Borrower *self, const char *id)
{
  char *now = g_strdup (id);

  for (guint i = 2; reeve_ordinance_find_provision (self->into, now) != NULL; i++)
    {
      g_free (now);
      now = g_strdup_printf ("%s-%u", id, i);
    }
  return now;
}

static char *
origin_words (const Borrower *self, const ReeveProvisionVersion *version)
{
  const ReevePublished *published = version->published.url != NULL ? &version->published : reeve_ordinance_get_published (self->from);
  g_autofree char *year = published->year > 0 ? g_strdup_printf (", read as of %u", published->year) : g_strdup ("");
  char *words = g_strdup_printf ("# After %s, %s, %s%s%s%s. A start to work from, not the law here.", reeve_ordinance_get_jurisdiction (self->from),
                                 reeve_ordinance_get_title (self->from), version->citation, published->url != NULL ? ", " : "",
                                 published->url != NULL ? published->url : "", year);

  return g_strdelimit (words, "\r\n", ' ');
}

static GString *
write_provision (Borrower *self, const ReeveYaml *yaml, const ReeveProvisionVersion *version, const char *id, gsize end)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autofree char *origin = origin_words (self, version), *citation = g_strdup_printf ("New, after %s %s", reeve_ordinance_get_jurisdiction (self->from), version->citation);
  g_autofree char *escaped = g_strescape (citation, NULL);
  const ReeveYaml *amended = reeve_yaml_get (yaml, "amended");
  static const char *const of_file[] = { "evidence", "counting" };
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "id: %s\n%s\ncitation: \"%s\"\n", id, origin, escaped);
  collect_keys (yaml, keys);
  for (guint i = 0; amended != NULL && amended->kind == REEVE_YAML_LIST && i < amended->items->len; i++)
    collect_keys (g_ptr_array_index (amended->items, i), keys);
  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      g_autofree char *lines = latest_lines (self, yaml, key, end), *named = NULL;

      if (lines == NULL)
        continue;
      if (has_names (key) && !need (self, lines))
        {
          g_string_free (out, TRUE);
          return NULL;
        }
      named = has_names (key) ? with_names (self, lines) : g_strdup (lines);
      g_string_append (out, named);
    }
  for (guint i = 0; i < G_N_ELEMENTS (of_file); i++)
    {
      const ReeveYaml *value = reeve_yaml_get (self->root, of_file[i]);
      g_autofree char *line = value == NULL ? NULL : in_line (self, value);

      if (line != NULL && !g_ptr_array_find_with_equal_func (keys, of_file[i], g_str_equal, NULL))
        g_string_append_printf (out, "%s: %s\n", of_file[i], line);
    }
  return out;
}

GBytes *
reeve_provision_borrow (GBytes *text, ReeveOrdinance *into, ReeveOrdinance *from, const char *id, ReeveDay day, ReeveLibraryFunc library, gpointer data,
                        char **ret_id, GError **error)
{
  const ReeveProvision *provision = reeve_ordinance_find_provision (from, id);
  const ReeveProvisionVersion *version = provision == NULL ? NULL : g_ptr_array_index (provision->versions, provision->versions->len - 1);
  gsize size;
  const char *file = g_bytes_get_data (reeve_ordinance_get_text (from), &size);
  g_autoptr (ReeveMessages) messages = reeve_messages_new ("", file, size);
  g_autoptr (ReeveYaml) root = reeve_yaml_parse (file, size, messages);
  g_autoptr (GHashTable) renamed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_free);
  Borrower self = { into, from, file, root, g_bytes_ref (text), renamed, seen, error };
  const ReeveYaml *yaml = root == NULL ? NULL : find_item (reeve_yaml_get (root, "provisions"), id);
  g_autoptr (ReeveOrdinance) read = NULL;
  g_autoptr (GString) lines = NULL;
  g_autofree char *now = NULL;

  if (yaml == NULL || version == NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("There is no provision '%s' in that file."), id);
      g_bytes_unref (self.text);
      return NULL;
    }
  now = free_id (&self, id);
  lines = write_provision (&self, yaml, version, now, provision->end);
  if (lines == NULL || !apply (&self, reeve_edit_append (self.text, "provisions", lines->str, error)) || (read = try_read (&self, library, data, error)) == NULL)
    {
      g_bytes_unref (self.text);
      return NULL;
    }
  add_examples (&self, now, provision, 0, provision->examples->len, day, library, data);
  if (ret_id != NULL)
    *ret_id = g_steal_pointer (&now);
  return self.text;
}
