/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reeve-edit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-yaml.h"

#define MAX_STEPS 16
#define FOLD_AT 130        /* columns: a longer text in a block map is folded */

/* How a path was walked: step i is place at[i] of list or map in[i]. */
typedef struct
{
  ReeveYaml *root;
  const char *text;
  gsize size;
  const ReeveYaml *in[MAX_STEPS];
  guint at[MAX_STEPS];
  guint n;
  const ReeveYaml *target;
} Walk;

void
reeve_edit_free (ReeveEdit *edit)
{
  if (edit == NULL)
    return;
  g_free (edit->text);
  g_free (edit);
}

static ReeveEdit *
edit_new (gsize begin, gsize end, char *text)
{
  ReeveEdit *edit = g_new0 (ReeveEdit, 1);

  edit->begin = begin;
  edit->end = end;
  edit->text = text;
  return edit;
}

GBytes *
reeve_edit_apply (GBytes *text, const ReeveEdit *edit)
{
  gsize size;
  const char *data = g_bytes_get_data (text, &size);
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (edit->begin <= edit->end && edit->end <= size, g_bytes_ref (text));
  g_string_append_len (out, data, (gssize) edit->begin);
  g_string_append (out, edit->text);
  g_string_append_len (out, data + edit->end, (gssize) (size - edit->end));
  return g_string_free_to_bytes (out);
}

ReeveEdit *
reeve_edit_inverse (GBytes *before, const ReeveEdit *edit)
{
  const char *data = g_bytes_get_data (before, NULL);

  return edit_new (edit->begin, edit->begin + strlen (edit->text), g_strndup (data + edit->begin, edit->end - edit->begin));
}

/* ---- finding -------------------------------------------------------------------------------------------------------------------- */

/* What an item of a list is called: the first of these keys it has. */
static const char *
item_name (const ReeveYaml *item)
{
  static const char *const keys[] = { "id", "name", "from", "library" };

  if (item->kind == REEVE_YAML_TEXT)
    return item->text;
  for (guint i = 0; item->kind == REEVE_YAML_MAP && i < G_N_ELEMENTS (keys); i++)
    {
      const ReeveYaml *value = reeve_yaml_get (item, keys[i]);

      if (value != NULL && value->kind == REEVE_YAML_TEXT)
        return value->text;
    }
  return NULL;
}

static gboolean
find_step (const ReeveYaml *in, const char *step, guint *ret_at)
{
  char *end;
  guint64 number;

  for (guint i = 0; i < in->items->len; i++)
    {
      const char *name = in->kind == REEVE_YAML_MAP ? ((const ReeveYaml *) g_ptr_array_index (in->keys, i))->text
                                                    : item_name (g_ptr_array_index (in->items, i));

      if (g_strcmp0 (name, step) == 0)
        {
          *ret_at = i;
          return TRUE;
        }
    }
  number = g_ascii_strtoull (step, &end, 10);
  if (in->kind == REEVE_YAML_MAP || !g_ascii_isdigit (*step) || *end != '\0' || number >= in->items->len)
    return FALSE;
  *ret_at = (guint) number;
  return TRUE;
}

static gboolean
parse (GBytes *text, Walk *walk, GError **error)
{
  ReeveMessages *messages;

  walk->text = g_bytes_get_data (text, &walk->size);
  messages = reeve_messages_new ("", walk->text, walk->size);
  walk->root = reeve_yaml_parse (walk->text, walk->size, messages);
  if (walk->root == NULL)
    g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                         _("The text has to be in order first: its layout cannot be read. See the message under it."));
  reeve_messages_free (messages);
  return walk->root != NULL;
}

static void
walk_clear (Walk *walk)
{
  g_clear_pointer (&walk->root, reeve_yaml_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

/* Follows @path. With @ret_missing, TRUE also when only the last step is not there: then *@ret_missing is its name (transfer full) and the
 * target is what it would belong to. */
static gboolean
walk_to (GBytes *text, const char *path, Walk *walk, char **ret_missing, GError **error)
{
  g_auto (GStrv) steps = *path != '\0' ? g_strsplit (path, "/", -1) : g_new0 (char *, 1);

  if (!parse (text, walk, error))
    return FALSE;
  walk->target = walk->root;
  for (guint i = 0; steps[i] != NULL; i++)
    {
      guint at = 0;

      if (walk->target->kind != REEVE_YAML_TEXT && i < MAX_STEPS && find_step (walk->target, steps[i], &at))
        {
          walk->in[walk->n] = walk->target;
          walk->at[walk->n++] = at;
          walk->target = g_ptr_array_index (walk->target->items, at);
          continue;
        }
      if (ret_missing != NULL && steps[i + 1] == NULL && walk->target->kind == REEVE_YAML_MAP)
        {
          *ret_missing = g_strdup (steps[i]);
          return TRUE;
        }
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("There is no '%s' in this text (looked for '%s')."), steps[i], path);
      return FALSE;
    }
  return TRUE;
}

char *
reeve_edit_get (GBytes *text, const char *path, GError **error)
{
  g_auto (Walk) walk = { 0 };

  if (!walk_to (text, path, &walk, NULL, error))
    return NULL;
  if (walk.target->kind == REEVE_YAML_TEXT)
    return g_strdup (walk.target->text);
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("'%s' is not a single value."), path);
  return NULL;
}

char **
reeve_edit_list (GBytes *text, const char *path, GError **error)
{
  g_auto (Walk) walk = { 0 };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (!walk_to (text, path, &walk, NULL, error))
    return NULL;
  for (guint i = 0; walk.target->kind != REEVE_YAML_TEXT && i < walk.target->items->len; i++)
    {
      const char *name = walk.target->kind == REEVE_YAML_MAP ? ((const ReeveYaml *) g_ptr_array_index (walk.target->keys, i))->text
                                                             : item_name (g_ptr_array_index (walk.target->items, i));

      g_ptr_array_add (names, name != NULL ? g_strdup (name) : g_strdup_printf ("%u", i));
    }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/* ---- places in the text -------------------------------------------------------------------------------------------------------- */

static gsize
line_begin (const Walk *walk, gsize at)
{
  while (at > 0 && walk->text[at - 1] != '\n')
    at--;
  return at;
}

/* The end of the line, before its line break. */
static gsize
line_end (const Walk *walk, gsize at)
{
  while (at < walk->size && walk->text[at] != '\n' && !(walk->text[at] == '\r' && at + 1 < walk->size && walk->text[at + 1] == '\n'))
    at++;
  return at;
}

static gsize
next_line (const Walk *walk, gsize at)
{
  while (at < walk->size && walk->text[at] != '\n')
    at++;
  return MIN (at + 1, walk->size);
}

static gsize
column_of (const Walk *walk, gsize at)
{
  return at - line_begin (walk, at);
}

static gboolean
is_flow (const Walk *walk, const ReeveYaml *yaml)
{
  return yaml->kind != REEVE_YAML_TEXT && yaml->begin < walk->size && strchr ("{[", walk->text[yaml->begin]) != NULL;
}

static gboolean
inside_flow (const Walk *walk)
{
  for (guint i = 0; i < walk->n; i++)
    if (is_flow (walk, walk->in[i]))
      return TRUE;
  return FALSE;
}

/* Where the value of a key begins: the mark of a block and quotes included. */
static gsize
value_begin (const Walk *walk, const ReeveYaml *key, const ReeveYaml *value)
{
  gsize at = key->end;

  while (at < walk->size && walk->text[at] != ':')
    at++;
  at++;
  while (at < walk->size && (walk->text[at] == ' ' || walk->text[at] == '\t'))
    at++;
  if (value->block || (value->quoted && value->begin < at))
    return at;
  return MAX (at, value->begin) > value->begin || at >= walk->size ? at : value->begin;
}

/* Where a node ends, without the white space after it. */
static gsize
node_end (const Walk *walk, const ReeveYaml *yaml)
{
  gsize end;

  if (yaml->kind != REEVE_YAML_TEXT && !is_flow (walk, yaml) && yaml->items->len > 0)
    return node_end (walk, g_ptr_array_index (yaml->items, yaml->items->len - 1));
  end = MIN (yaml->end, walk->size);
  if (yaml->block)
    while (end > yaml->begin && strchr (" \t\r\n", walk->text[end - 1]) != NULL)
      end--;
  return end;
}

/* The dash of an item in a block list. */
static gsize
dash_of (const Walk *walk, const ReeveYaml *item)
{
  gsize at = MIN (item->begin, walk->size - 1);

  while (at > 0 && walk->text[at] != '-')
    at--;
  return at;
}

/* ---- writing values ------------------------------------------------------------------------------------------------------------- */

static gboolean
is_plain (const char *value, gboolean flow)
{
  gsize length = strlen (value);

  if (length == 0 || strchr ("-?:,[]{}#&*!|>'\"%@`= ", *value) != NULL || strchr (" :", value[length - 1]) != NULL)
    return length > 1 && *value == '-' && g_ascii_isdigit (value[1]) && is_plain (value + 1, flow);
  for (const char *p = value; *p != '\0'; p++)
    if ((guchar) *p < 0x20 || (*p == ':' && p[1] == ' ') || (*p == '#' && p[-1] == ' ') || (flow && strchr (",[]{}?", *p) != NULL))
      return FALSE;
  return TRUE;
}

static void
append_quoted (GString *out, const char *value)
{
  g_string_append_c (out, '"');
  for (const char *p = value; *p != '\0'; p++)
    switch (*p)
      {
      case '"': g_string_append (out, "\\\""); break;
      case '\\': g_string_append (out, "\\\\"); break;
      case '\n': g_string_append (out, "\\n"); break;
      case '\t': g_string_append (out, "\\t"); break;
      default:
        if ((guchar) *p < 0x20)
          g_string_append_printf (out, "\\x%02x", (guint) (guchar) *p);
        else
          g_string_append_c (out, *p);
      }
  g_string_append_c (out, '"');
}

/* Folding turns a line break into one space: a text with others, or with line breaks of its own, cannot be folded. */
static gboolean
can_fold (const char *value)
{
  if (*value == '\0' || *value == ' ' || strpbrk (value, "\r\n\t") != NULL || strstr (value, "  ") != NULL || value[strlen (value) - 1] == ' ')
    return FALSE;
  return TRUE;
}

static void
append_folded (GString *out, const char *value, gsize indent)
{
  g_autofree char *margin = g_strnfill (indent, ' ');
  g_auto (GStrv) words = g_strsplit (value, " ", -1);
  gsize width = 0;

  g_string_append (out, ">-");
  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize length = (gsize) g_utf8_strlen (words[i], -1);

      if (width == 0 || indent + width + 1 + length > FOLD_AT)
        {
          g_string_append_printf (out, "\n%s%s", margin, words[i]);
          width = length;
        }
      else
        {
          g_string_append_printf (out, " %s", words[i]);
          width += length + 1;
        }
    }
}

/* @indent: of what belongs to the key. @column: where the value would begin on its line. */
static char *
write_value (const char *value, gboolean flow, gboolean was_block, gsize column, gsize indent)
{
  GString *out = g_string_new (NULL);
  gboolean is_long = column + (gsize) g_utf8_strlen (value, -1) > FOLD_AT;

  if (!flow && (was_block || is_long) && can_fold (value))
    append_folded (out, value, indent);
  else if (is_plain (value, flow))
    g_string_append (out, value);
  else
    append_quoted (out, value);
  return g_string_free (out, FALSE);
}

static gboolean
is_quoting (char c)
{
  return c == '"' || c == '\'';
}

static ReeveEdit *
replace_value (const Walk *walk, const char *value)
{
  const ReeveYaml *in = walk->in[walk->n - 1], *old = walk->target;
  gboolean flow = inside_flow (walk);
  gsize begin, end = node_end (walk, old), indent;

  if (in->kind == REEVE_YAML_MAP)
    {
      const ReeveYaml *key = g_ptr_array_index (in->keys, walk->at[walk->n - 1]);

      begin = value_begin (walk, key, old);
      indent = column_of (walk, key->begin) + 2;
    }
  else
    {
      begin = old->begin;
      indent = column_of (walk, old->begin);
    }
  if (old->quoted && begin > 0 && !is_quoting (walk->text[begin]) && is_quoting (walk->text[begin - 1]))
    begin--;
  if (old->quoted && end < walk->size && is_quoting (walk->text[begin]) && walk->text[end] == walk->text[begin] && (end == begin + 1 || walk->text[end - 1] != walk->text[begin]))
    end++;
  return edit_new (begin, MAX (begin, end), write_value (value, flow, old->block, column_of (walk, begin), indent));
}

/* ---- adding --------------------------------------------------------------------------------------------------------------------- */

/* @yaml with @indent spaces before each line but the first. */
static char *
indented (const char *yaml, gsize indent)
{
  g_autofree char *margin = g_strnfill (indent, ' ');
  g_autofree char *trimmed = g_strchomp (g_strdup (yaml));
  g_auto (GStrv) lines = g_strsplit (trimmed, "\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, '\n');
      if (i > 0 && *lines[i] != '\0')
        g_string_append (out, margin);
      g_string_append (out, lines[i]);
    }
  return g_string_free (out, FALSE);
}

/* A key and its value, already written, as the last of the map at hand. */
static ReeveEdit *
add_entry (const Walk *walk, const char *key, const char *value)
{
  const ReeveYaml *map = walk->target;
  gsize at;

  if (is_flow (walk, map) || inside_flow (walk))
    {
      at = map->items->len > 0 ? node_end (walk, g_ptr_array_index (map->items, map->items->len - 1)) : map->begin + 1;
      if (map->items->len > 0 && at < walk->size && is_quoting (walk->text[at]))
        at++;
      return edit_new (at, at, g_strdup_printf ("%s%s: %s", map->items->len > 0 ? ", " : "", key, value));
    }
  at = line_end (walk, node_end (walk, map));
  {
    const ReeveYaml *first = g_ptr_array_index (map->keys, 0);
    g_autofree char *margin = g_strnfill (column_of (walk, first->begin), ' ');

    return edit_new (at, at, g_strdup_printf ("\n%s%s:%s%s", margin, key, *value == '\n' ? "" : " ", value));
  }
}

ReeveEdit *
reeve_edit_set (GBytes *text, const char *path, const char *value, GError **error)
{
  g_auto (Walk) walk = { 0 };
  g_autofree char *missing = NULL, *written = NULL;
  gboolean flow;
  gsize column;

  if (!walk_to (text, path, &walk, &missing, error))
    return NULL;
  if (missing == NULL)
    {
      if (walk.n > 0 && walk.target->kind == REEVE_YAML_TEXT)
        return replace_value (&walk, value);
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("'%s' holds several values: name one of them."), path);
      return NULL;
    }
  flow = inside_flow (&walk) || is_flow (&walk, walk.target);
  column = !flow && walk.target->keys->len > 0 ? column_of (&walk, ((ReeveYaml *) g_ptr_array_index (walk.target->keys, 0))->begin) : 0;
  written = write_value (value, flow, FALSE, column + strlen (missing) + 2, column + 2);
  return add_entry (&walk, missing, written);
}

static gboolean
reads_as (GBytes *text, const ReeveEdit *edit, const char *path, const char *value)
{
  g_autoptr (GBytes) after = reeve_edit_apply (text, edit);
  g_autofree char *now = reeve_edit_get (after, path, NULL);

  return g_strcmp0 (now, value) == 0;
}

/* What lies between the common beginning and the common end of @old and @value, as bytes of the file. NULL: not in these quotes. */
static ReeveEdit *
revise_middle (const Walk *walk, const char *value)
{
  const ReeveYaml *old = walk->target;
  const char *a = old->text, *b = value, *a_end = a + strlen (a), *b_end = b + strlen (b);
  g_autofree gsize *offsets = NULL;

  if (old->escaped)
    return NULL;
  while (*a != '\0' && *a == *b)
    a++, b++;
  while (a > old->text && (*a & 0xC0) == 0x80)
    a--, b--;
  while (a_end > a && b_end > b && a_end[-1] == b_end[-1])
    a_end--, b_end--;
  while ((*a_end & 0xC0) == 0x80)
    a_end++, b_end++;
  if (memchr (b, '\n', (gsize) (b_end - b)) != NULL)
    return NULL;
  offsets = reeve_yaml_map_offsets (old, walk->text);
  {
    gsize begin = offsets[a - old->text], end = a_end > a ? offsets[a_end - old->text - 1] + 1 : begin;

    return edit_new (begin, end, g_strndup (b, (gsize) (b_end - b)));
  }
}

ReeveEdit *
reeve_edit_revise (GBytes *text, const char *path, const char *value, GError **error)
{
  g_auto (Walk) walk = { 0 };
  g_autofree char *missing = NULL;

  if (!walk_to (text, path, &walk, &missing, error))
    return NULL;
  if (missing == NULL && walk.n > 0 && walk.target->kind == REEVE_YAML_TEXT && *walk.target->text != '\0' && *value != '\0')
    {
      g_autoptr (ReeveEdit) edit = revise_middle (&walk, value);

      if (edit != NULL && reads_as (text, edit, path, value))
        return g_steal_pointer (&edit);
    }
  return reeve_edit_set (text, path, value, error);
}

/* Items that have an empty line between them get one more. */
static gboolean
is_spaced (const Walk *walk, const ReeveYaml *list)
{
  const ReeveYaml *item, *before;

  if (list->items->len < 2)
    return FALSE;
  before = g_ptr_array_index (list->items, list->items->len - 2);
  item = g_ptr_array_index (list->items, list->items->len - 1);
  for (gsize at = next_line (walk, node_end (walk, before)); at < item->begin; at = next_line (walk, at))
    if (line_end (walk, at) == at)
      return TRUE;
  return FALSE;
}

static ReeveEdit *
add_item (const Walk *walk, guint after, const char *yaml, GError **error)
{
  const ReeveYaml *list = walk->target, *item;
  g_autofree char *margin = NULL, *body = NULL;
  gsize column, at;

  if (list->items->len == 0 || is_flow (walk, list) || inside_flow (walk))
    {
      gsize end = list->items->len > 0 ? node_end (walk, g_ptr_array_index (list->items, after)) : list->begin + 1;

      if (!is_flow (walk, list) && !inside_flow (walk))
        {
          g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("The list is empty: write its first item in the text."));
          return NULL;
        }
      if (strchr (yaml, '\n') != NULL)
        {
          g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("The list is written on one line: write the new item in the text."));
          return NULL;
        }
      return edit_new (end, end, g_strdup_printf ("%s%s", list->items->len > 0 ? ", " : "", yaml));
    }
  item = g_ptr_array_index (list->items, after);
  column = column_of (walk, dash_of (walk, g_ptr_array_index (list->items, 0)));
  margin = g_strnfill (column, ' ');
  body = indented (yaml, column + 2);
  at = line_end (walk, node_end (walk, item));
  return edit_new (at, at, g_strdup_printf ("%s\n%s- %s", is_spaced (walk, list) ? "\n" : "", margin, body));
}

ReeveEdit *
reeve_edit_add (GBytes *text, const char *path, const char *yaml, GError **error)
{
  g_auto (Walk) walk = { 0 };
  g_autofree char *missing = NULL;

  if (!walk_to (text, path, &walk, &missing, error))
    return NULL;
  if (missing == NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("'%s' is there already."), path);
      return NULL;
    }
  if (inside_flow (&walk) || is_flow (&walk, walk.target))
    {
      g_autofree char *trimmed = g_strchomp (g_strdup (yaml));
      g_auto (GStrv) lines = g_strsplit (trimmed, "\n", -1);
      g_autofree char *joined = g_strjoinv (", ", lines), *value = g_strdup_printf ("{%s}", joined);

      return add_entry (&walk, missing, value);
    }
  {
    gsize column = walk.target->keys->len > 0 ? column_of (&walk, ((ReeveYaml *) g_ptr_array_index (walk.target->keys, 0))->begin) : 0;
    g_autofree char *margin = g_strnfill (column + 2, ' '), *body = indented (yaml, column + 2), *value = g_strdup_printf ("\n%s%s", margin, body);

    return add_entry (&walk, missing, value);
  }
}

ReeveEdit *
reeve_edit_append (GBytes *text, const char *path, const char *yaml, GError **error)
{
  g_auto (Walk) walk = { 0 };
  g_autofree char *missing = NULL;

  if (!walk_to (text, path, &walk, &missing, error))
    return NULL;
  if (missing != NULL)
    {
      gsize column = walk.target->keys->len > 0 ? column_of (&walk, ((ReeveYaml *) g_ptr_array_index (walk.target->keys, 0))->begin) : 0;
      g_autofree char *margin = g_strnfill (column + 2, ' '), *body = indented (yaml, column + 4), *value = NULL;

      if (inside_flow (&walk) || is_flow (&walk, walk.target))
        value = g_strdup_printf ("[%s]", yaml);
      else
        value = g_strdup_printf ("\n%s- %s", margin, body);
      return add_entry (&walk, missing, value);
    }
  if (walk.target->kind != REEVE_YAML_LIST)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("'%s' is not a list."), path);
      return NULL;
    }
  return add_item (&walk, walk.target->items->len > 0 ? walk.target->items->len - 1 : 0, yaml, error);
}

ReeveEdit *
reeve_edit_insert_after (GBytes *text, const char *path, const char *after, const char *yaml, GError **error)
{
  g_auto (Walk) walk = { 0 };
  guint at;

  if (!walk_to (text, path, &walk, NULL, error))
    return NULL;
  if (walk.target->kind != REEVE_YAML_LIST || !find_step (walk.target, after, &at))
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("There is no '%s' in this text (looked for '%s')."), after, path);
      return NULL;
    }
  return add_item (&walk, at, yaml, error);
}

/* ---- removing ------------------------------------------------------------------------------------------------------------------- */

static ReeveEdit *
remove_from_flow (const Walk *walk, const ReeveYaml *in, guint at)
{
  const ReeveYaml *node = g_ptr_array_index (in->items, at);
  const ReeveYaml *first = in->kind == REEVE_YAML_MAP ? g_ptr_array_index (in->keys, at) : node;
  gsize begin = first->begin, end = node_end (walk, node);

  if (begin > 0 && is_quoting (walk->text[begin - 1]))
    begin--;
  if (end < walk->size && is_quoting (walk->text[end]))
    end++;
  if (at + 1 < in->items->len)
    {
      const ReeveYaml *next = in->kind == REEVE_YAML_MAP ? g_ptr_array_index (in->keys, at + 1) : g_ptr_array_index (in->items, at + 1);

      end = next->begin;
      if (is_quoting (walk->text[end - 1]))
        end--;
    }
  else
    while (begin > in->begin + 1 && strchr (", \n", walk->text[begin - 1]) != NULL)
      begin--;
  return edit_new (begin, end, g_strdup (""));
}

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] != ' ')
      return FALSE;
  return TRUE;
}

static ReeveEdit *
remove_from_block (const Walk *walk, const ReeveYaml *in, guint at)
{
  const ReeveYaml *node = g_ptr_array_index (in->items, at);
  gsize begin = in->kind == REEVE_YAML_MAP ? ((const ReeveYaml *) g_ptr_array_index (in->keys, at))->begin : dash_of (walk, node);
  gsize start = line_begin (walk, begin), end = next_line (walk, node_end (walk, node));

  /* The first key after a dash shares its line: what follows moves up to the dash. */
  if (in->kind == REEVE_YAML_MAP && at == 0 && !is_blank (walk->text + start, begin - start))
    {
      const ReeveYaml *next = g_ptr_array_index (in->keys, 1);

      return edit_new (begin, next->begin, g_strdup (""));
    }
  /* Of the empty lines around it those before stay, but at the end. */
  if (at + 1 < in->items->len)
    while (end < walk->size && walk->text[end] == '\n')
      end++;
  else
    while (start >= 2 && walk->text[start - 1] == '\n' && walk->text[start - 2] == '\n')
      start--;
  return edit_new (start, end, g_strdup (""));
}

ReeveEdit *
reeve_edit_remove (GBytes *text, const char *path, GError **error)
{
  g_auto (Walk) walk = { 0 };

  if (!walk_to (text, path, &walk, NULL, error))
    return NULL;
  while (walk.n > 1 && walk.in[walk.n - 1]->items->len == 1)
    walk.n--;
  if (walk.n == 0 || walk.in[walk.n - 1]->items->len == 1)
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("An ordinance file cannot be empty."));
      return NULL;
    }
  walk.n--;
  if (is_flow (&walk, walk.in[walk.n]) || inside_flow (&walk))
    return remove_from_flow (&walk, walk.in[walk.n], walk.at[walk.n]);
  return remove_from_block (&walk, walk.in[walk.n], walk.at[walk.n]);
}

ReeveEdit *
reeve_edit_span (GBytes *text, ReeveSource source, const char *replacement, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (text, &size), *p = data, *end = data + size;

  for (guint line = 1; line < source.line && p < end; line++)
    {
      p = memchr (p, '\n', (gsize) (end - p));
      p = p == NULL ? end : p + 1;
    }
  for (guint i = 1; i < source.column && p < end; i++)
    p = g_utf8_next_char (p);
  if (source.line == 0 || p >= end)
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("This part of the rule does not stand in the text."));
      return NULL;
    }
  {
    const char *stop = p;

    for (guint i = 0; i < source.length && stop < end; i++)
      stop = g_utf8_next_char (stop);
    return edit_new ((gsize) (p - data), (gsize) (stop - data), g_strdup (replacement));
  }
}
