// SPDX-License-Identifier: GPL-3.0-or-later
/* Reads YAML with libfyaml, event by event, into a tree of our own. libfyaml's documents are not used: its events know the bytes of every
 * scalar, and limits, doubled keys and everything the language forbids are then told in our own words. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libfyaml.h>

#include "reeve-message-private.h"
#include "reeve-ordinance.h"
#include "reeve-yaml.h"

/* An ordinance of 1 MiB has about 100,000 of them; what has more is not an ordinance. */
#define MAX_NODES 400000

typedef struct
{
  const char *text;
  gsize size;
  ReeveMessages *messages;
  GPtrArray *open;        /* ReeveYaml not yet closed, outermost first; not owned */
  ReeveYaml *root;
  ReeveYaml *key;         /* read, its value not yet; owned */
  GPtrArray *keys;        /* pending keys of outer maps, NULL where none; owned */
  GHashTable *names;      /* keys of all open maps: "address/key" -> line */
  guint n_nodes;
  gboolean failed;
} Reader;

void
reeve_yaml_free (ReeveYaml *yaml)
{
  if (yaml == NULL)
    return;
  g_free (yaml->text);
  g_clear_pointer (&yaml->items, g_ptr_array_unref);
  g_clear_pointer (&yaml->keys, g_ptr_array_unref);
  g_free (yaml);
}

static ReeveYaml *
yaml_new (ReeveYamlKind kind, gsize begin, gsize end)
{
  ReeveYaml *yaml = g_new0 (ReeveYaml, 1);

  yaml->kind = kind;
  yaml->begin = begin;
  yaml->end = end;
  if (kind != REEVE_YAML_TEXT)
    yaml->items = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_yaml_free);
  if (kind == REEVE_YAML_MAP)
    yaml->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_yaml_free);
  return yaml;
}

ReeveYaml *
reeve_yaml_get (const ReeveYaml *map, const char *key)
{
  for (guint i = 0; i < map->keys->len; i++)
    if (strcmp (((ReeveYaml *) g_ptr_array_index (map->keys, i))->text, key) == 0)
      return g_ptr_array_index (map->items, i);
  return NULL;
}

static void
fail (Reader *reader, const char *id, gsize begin, gsize end, const char *text)
{
  reeve_messages_add (reader->messages, REEVE_SEVERITY_ERROR, id, reeve_messages_source (reader->messages, begin, end), NULL, "%s", text);
  reader->failed = TRUE;
}

static ReeveYaml *
innermost (Reader *reader)
{
  return reader->open->len > 0 ? g_ptr_array_index (reader->open, reader->open->len - 1) : NULL;
}

static void
take_key (Reader *reader, ReeveYaml *map, ReeveYaml *key)
{
  g_autofree char *name = g_strdup_printf ("%p/%s", (void *) map, key->text);
  ReeveSource source = reeve_messages_source (reader->messages, key->begin, key->end);
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (reader->names, name));

  if (strcmp (key->text, "<<") == 0)
    fail (reader, "E104", key->begin, key->end, _("anchors, tags and merge keys are not allowed; write the keys out"));
  else if (first != 0)
    reeve_messages_add (reader->messages, REEVE_SEVERITY_ERROR, "E106", source, NULL, _("key '%s' stands here twice, first at line %u"),
                        key->text, first);
  else
    g_hash_table_insert (reader->names, g_steal_pointer (&name), GUINT_TO_POINTER (source.line));
  reader->key = key;
}

/* Puts @yaml (taken) where it belongs. FALSE: it cannot stand there. */
static gboolean
put (Reader *reader, ReeveYaml *yaml)
{
  ReeveYaml *parent = innermost (reader);

  if (++reader->n_nodes > MAX_NODES)
    {
      fail (reader, "E100", yaml->begin, yaml->end, _("the file has too many parts; split it into libraries"));
      reeve_yaml_free (yaml);
      return FALSE;
    }
  if (parent == NULL)
    {
      if (reader->root != NULL)
        {
          fail (reader, "E103", yaml->begin, yaml->end, _("YAML: only one document may stand in a file"));
          reeve_yaml_free (yaml);
          return FALSE;
        }
      reader->root = yaml;
      return TRUE;
    }
  if (parent->kind == REEVE_YAML_LIST)
    {
      g_ptr_array_add (parent->items, yaml);
      return TRUE;
    }
  if (reader->key == NULL)
    {
      if (yaml->kind != REEVE_YAML_TEXT)
        {
          fail (reader, "E103", yaml->begin, yaml->end, _("YAML: a key must be a name"));
          reeve_yaml_free (yaml);
          return FALSE;
        }
      take_key (reader, parent, yaml);
      return TRUE;
    }
  g_ptr_array_add (parent->keys, g_steal_pointer (&reader->key));
  g_ptr_array_add (parent->items, yaml);
  return TRUE;
}

static void
open_node (Reader *reader, ReeveYaml *yaml)
{
  if (reader->open->len >= REEVE_ORDINANCE_MAX_DEPTH)
    {
      g_autofree char *text = g_strdup_printf (_("too deep: lists and maps may stand %d deep in each other"), REEVE_ORDINANCE_MAX_DEPTH);

      fail (reader, "E100", yaml->begin, yaml->end, text);
      reeve_yaml_free (yaml);
      return;
    }
  if (!put (reader, yaml))
    return;
  if (reader->key == yaml)
    return;
  g_ptr_array_add (reader->open, yaml);
  g_ptr_array_add (reader->keys, g_steal_pointer (&reader->key));
}

static void
close_node (Reader *reader, gsize end)
{
  ReeveYaml *yaml = innermost (reader);

  if (yaml == NULL)
    return;
  /* a block ends where the next token begins: give the blank lines and comments between to what follows */
  if (end > yaml->begin)
    {
      gsize last = yaml->begin;

      if (yaml->items->len > 0)
        last = MAX (last, ((ReeveYaml *) g_ptr_array_index (yaml->items, yaml->items->len - 1))->end);
      yaml->end = reader->text[MIN (yaml->begin, reader->size - 1)] == '{' || reader->text[MIN (yaml->begin, reader->size - 1)] == '[' ? end : last;
    }
  g_clear_pointer (&reader->key, reeve_yaml_free);
  reader->key = g_ptr_array_steal_index (reader->keys, reader->keys->len - 1);
  g_ptr_array_set_size (reader->open, (int) reader->open->len - 1);
}

static void
read_scalar (Reader *reader, struct fy_event *event)
{
  struct fy_token *token = event->scalar.value;
  const struct fy_mark *start = fy_token_start_mark (token), *end = fy_token_end_mark (token);
  enum fy_scalar_style style = fy_token_scalar_style (token);
  gsize length = 0, begin, stop;
  const char *text = fy_token_get_text (token, &length);
  ReeveYaml *yaml;

  if (start != NULL && end != NULL)
    {
      begin = start->input_pos;
      stop = end->input_pos;
    }
  else
    begin = stop = reader->key != NULL ? reader->key->end : 0;
  yaml = yaml_new (REEVE_YAML_TEXT, begin, stop);
  yaml->text = g_strndup (text != NULL ? text : "", text != NULL ? length : 0);
  yaml->quoted = style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED;
  yaml->escaped = style == FYSS_DOUBLE_QUOTED;
  yaml->block = style == FYSS_LITERAL || style == FYSS_FOLDED;
  if (text != NULL && (memchr (text, '\0', length) != NULL || !g_utf8_validate (text, (gssize) length, NULL)))
    {
      fail (reader, "E101", begin, stop, _("this text holds a character that cannot be used (a NUL byte or half a character)"));
      reeve_yaml_free (yaml);
      return;
    }
  put (reader, yaml);
}

static void
read_event (Reader *reader, struct fy_event *event)
{
  const struct fy_mark *start = fy_event_start_mark (event), *end = fy_event_end_mark (event);
  gsize begin = start != NULL ? start->input_pos : 0, stop = end != NULL ? end->input_pos : begin;
  gboolean forbidden = event->type == FYET_ALIAS;

  if (event->type == FYET_SCALAR || event->type == FYET_MAPPING_START || event->type == FYET_SEQUENCE_START)
    forbidden = fy_event_get_anchor_token (event) != NULL || fy_event_get_tag_token (event) != NULL;
  if (forbidden)
    {
      struct fy_token *token = event->type == FYET_ALIAS ? NULL : fy_event_get_anchor_token (event);

      if (token == NULL && event->type != FYET_ALIAS)
        token = fy_event_get_tag_token (event);
      if (token != NULL && fy_token_start_mark (token) != NULL)
        {
          begin = fy_token_start_mark (token)->input_pos;
          stop = fy_token_end_mark (token)->input_pos;
          if (begin > 0 && reader->text[begin - 1] == '&')
            begin--;
        }
      fail (reader, "E104", begin, stop, _("anchors, tags and merge keys are not allowed; write the value out"));
      return;
    }
  switch (event->type)
    {
    case FYET_MAPPING_START:
      open_node (reader, yaml_new (REEVE_YAML_MAP, begin, stop));
      break;
    case FYET_SEQUENCE_START:
      open_node (reader, yaml_new (REEVE_YAML_LIST, begin, stop));
      break;
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END:
      close_node (reader, stop);
      break;
    case FYET_SCALAR:
      read_scalar (reader, event);
      break;
    default:
      break;
    }
}

/* The text of a line, counted from 1; "" if there is none. Transfer full. */
static char *
line_of (const Reader *reader, guint line)
{
  const char *p = reader->text, *end = reader->text + reader->size, *stop;

  for (guint i = 1; i < line && p != NULL; i++)
    {
      p = memchr (p, '\n', (gsize) (end - p));
      if (p != NULL)
        p++;
    }
  if (p == NULL)
    return g_strdup ("");
  stop = memchr (p, '\n', (gsize) (end - p));
  return g_strndup (p, (gsize) ((stop != NULL ? stop : end) - p));
}

/* What counsel runs into most: `{when: premises.host in [hotel, motel]}`. */
static gboolean
is_bracket_in_flow (const char *line)
{
  const char *brace = strchr (line, '{');

  return brace != NULL && strchr (brace, '[') != NULL;
}

/* Indented by a tab? */
static gboolean
is_tabbed (const char *line)
{
  return line[strspn (line, " ")] == '\t';
}

/* libfyaml says what broke the grammar; what to do about it is said here for the mistakes people make. */
static const char *
find_hint (const Reader *reader, const char *message, guint line)
{
  g_autofree char *here = line_of (reader, line);
  g_autofree char *next = line_of (reader, line + 1);

  if (is_tabbed (here) || is_tabbed (next))
    return _("indent with spaces, not with tabs");
  if (strstr (message, "nested block mapping") != NULL)
    return _("put a text that holds ': ' in quotes");
  if (is_bracket_in_flow (here))
    return _("put an expression that has brackets in quotes or on its own line");
  if (strstr (message, "multiline plain key") != NULL)
    return _("perhaps ':' is missing after a key, or a line is indented less or more than the one above");
  if (strstr (message, "indicator") != NULL)
    return _("a line is indented less or more than the one above");
  if (strstr (message, "quoted") != NULL)
    return _("perhaps a closing quotation mark is missing");
  return NULL;
}

static void
tell_errors (Reader *reader, struct fy_diag *diag)
{
  struct fy_diag_error *error;
  void *iterator = NULL;
  guint n = 0;

  while ((error = fy_diag_errors_iterate (diag, &iterator)) != NULL && n++ < 5)
    {
      guint line = (guint) MAX (error->line, 1);
      const char *hint;
      ReeveSource source = reeve_messages_source_at (reader->messages, line, (guint) MAX (error->column, 1));

      hint = find_hint (reader, error->msg, line);
      if (hint != NULL)
        reeve_messages_add (reader->messages, REEVE_SEVERITY_ERROR, "E103", source, NULL, _("YAML: %s; %s"), error->msg, hint);
      else
        reeve_messages_add (reader->messages, REEVE_SEVERITY_ERROR, "E103", source, NULL, _("YAML: %s"), error->msg);
    }
  if (n == 0 && !reader->failed)
    fail (reader, "E103", 0, 0, _("YAML: the file cannot be read"));
}

static void
swallow_output (struct fy_diag *diag, void *user, const char *buffer, size_t length)
{
}

/* Looks before libfyaml does: what is not UTF-8 text is told with its line. */
static gboolean
check_bytes (Reader *reader)
{
  const char *bad = NULL;

  if (reader->size > REEVE_ORDINANCE_MAX_BYTES)
    {
      g_autofree char *size = g_strdup_printf ("%" G_GSIZE_FORMAT, reader->size);

      reeve_messages_add (reader->messages, REEVE_SEVERITY_ERROR, "E100", (ReeveSource) { 0 }, NULL,
                          _("the file is too large: %s bytes, limit %d"), size, REEVE_ORDINANCE_MAX_BYTES);
      return FALSE;
    }
  if (!g_utf8_validate_len (reader->text, reader->size, &bad))
    {
      gsize at = (gsize) (bad - reader->text);

      if (*bad == '\0')
        fail (reader, "E101", at, at + 1, _("a NUL byte stands here: this is not a text file, or it is damaged"));
      else
        fail (reader, "E101", at, at + 1, _("this byte is not UTF-8: save the file as UTF-8 text"));
      return FALSE;
    }
  for (gsize i = 0; i < reader->size; i++)
    if (((guchar) reader->text[i] < 0x20 && strchr ("\t\n\r", reader->text[i]) == NULL) || reader->text[i] == 0x7f)
      {
        fail (reader, "E101", i, i + 1, _("a control character stands here: remove it"));
        return FALSE;
      }
  return TRUE;
}

static void
run_parser (Reader *reader)
{
  struct fy_diag_cfg diag_config;
  struct fy_parse_cfg config = { 0 };
  struct fy_diag *diag;
  struct fy_parser *parser;
  struct fy_event *event;

  fy_diag_cfg_default (&diag_config);
  diag_config.fp = NULL;
  diag_config.output_fn = swallow_output;
  diag_config.level = FYET_ERROR;
  diag_config.colorize = false;
  diag = fy_diag_create (&diag_config);
  fy_diag_set_collect_errors (diag, true);
  config.flags = FYPCF_COLLECT_DIAG | FYPCF_DISABLE_MMAP_OPT;
  config.diag = diag;
  parser = fy_parser_create (&config);
  if (fy_parser_set_string (parser, reader->text, reader->size) == 0)
    while (!reader->failed && (event = fy_parser_parse (parser)) != NULL)
      {
        read_event (reader, event);
        fy_parser_event_free (parser, event);
      }
  if (fy_parser_get_stream_error (parser))
    {
      tell_errors (reader, diag);
      reader->failed = TRUE;
    }
  fy_parser_destroy (parser);
  fy_diag_destroy (diag);
}

ReeveYaml *
reeve_yaml_parse (const char *text, gsize size, ReeveMessages *messages)
{
  Reader reader = { .text = text, .size = size, .messages = messages };
  guint errors = reeve_messages_count (messages, REEVE_SEVERITY_ERROR);

  if (size == 0)
    {
      fail (&reader, "E103", 0, 0, _("YAML: the file is empty"));
      return NULL;
    }
  if (!check_bytes (&reader))
    return NULL;
  reader.open = g_ptr_array_new ();
  reader.keys = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_yaml_free);
  reader.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run_parser (&reader);
  if (!reader.failed && reader.root == NULL)
    fail (&reader, "E103", 0, 0, _("YAML: the file is empty"));
  g_clear_pointer (&reader.key, reeve_yaml_free);
  g_ptr_array_unref (reader.open);
  g_ptr_array_unref (reader.keys);
  g_hash_table_unref (reader.names);
  if (reader.failed || reeve_messages_count (messages, REEVE_SEVERITY_ERROR) > errors)
    {
      /* doubled keys alone leave a tree that can be looked at further; a broken one does not */
      if (reader.failed)
        g_clear_pointer (&reader.root, reeve_yaml_free);
    }
  return reader.root;
}

/* The characters of a scalar stand in the file in the same order; between them lie line breaks, indentation and the marks of quoting.
 * Following both side by side gives every character its place without knowing the rules of folding. */
gsize *
reeve_yaml_map_offsets (const ReeveYaml *yaml, const char *file_text)
{
  gsize length = strlen (yaml->text), at = yaml->begin;
  gsize *offsets = g_new (gsize, length + 1);

  for (gsize i = 0; i < length; i++)
    {
      char c = yaml->text[i];

      if (c == ' ' || c == '\n' || c == '\t')
        {
          offsets[i] = MIN (at, yaml->end);
          if (at < yaml->end && g_ascii_isspace (file_text[at]))
            at++;
          continue;
        }
      while (at < yaml->end && g_ascii_isspace (file_text[at]))
        at++;
      if (yaml->escaped && at + 1 < yaml->end && file_text[at] == '\\')
        at++;
      else if (yaml->quoted && c == '\'' && at + 1 < yaml->end && file_text[at] == '\'' && file_text[at + 1] == '\'')
        at++;
      offsets[i] = MIN (at, yaml->end);
      if (at < yaml->end)
        at++;
    }
  offsets[length] = length > 0 ? MIN (offsets[length - 1] + 1, MAX (yaml->end, yaml->begin)) : yaml->begin;
  return offsets;
}
