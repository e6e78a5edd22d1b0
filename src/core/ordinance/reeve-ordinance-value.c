// SPDX-License-Identifier: GPL-3.0-or-later
/* The small readers of an ordinance file: texts, dates, durations, choices, literals, expressions, each with its message. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "reeve-loader-private.h"
#include "reeve-text.h"

ReeveSource
reeve_loader_source (const ReeveLoader *loader, const ReeveYaml *yaml)
{
  gsize end = yaml->end;

  /* a map or list is marked by its first line's beginning only */
  if (yaml->kind != REEVE_YAML_TEXT)
    end = yaml->begin + 1;
  else
    while (end > yaml->begin && end <= loader->size && g_ascii_isspace (loader->text[end - 1]))
      end--;
  return reeve_messages_source (loader->messages, yaml->begin, end);
}

void
reeve_loader_error (ReeveLoader *loader, const ReeveYaml *yaml, const char *id, const char *replacement, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  reeve_messages_add (loader->messages, REEVE_SEVERITY_ERROR, id, reeve_loader_source (loader, yaml), replacement, "%s", text);
}

void
reeve_loader_warn (ReeveLoader *loader, const ReeveYaml *yaml, const char *id, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  reeve_messages_add (loader->messages, REEVE_SEVERITY_WARNING, id, reeve_loader_source (loader, yaml), NULL, "%s", text);
}

gboolean
reeve_loader_expect (ReeveLoader *loader, const ReeveYaml *yaml, ReeveYamlKind kind, const char *what)
{
  if (yaml->kind == kind)
    return TRUE;
  if (yaml->kind == REEVE_YAML_TEXT && *yaml->text != '\0')
    {
      g_autofree char *start = g_utf8_substring (yaml->text, 0, MIN (g_utf8_strlen (yaml->text, -1), 40));

      reeve_loader_error (loader, yaml, "E108", NULL, _("expected %s, found '%s'"), what, start);
    }
  else if (yaml->kind == REEVE_YAML_TEXT)
    reeve_loader_error (loader, yaml, "E108", NULL, _("expected %s, found nothing"), what);
  else if (yaml->kind == REEVE_YAML_LIST)
    reeve_loader_error (loader, yaml, "E108", NULL, _("expected %s, found a list"), what);
  else
    reeve_loader_error (loader, yaml, "E108", NULL, _("expected %s, found keys with values"), what);
  return FALSE;
}

void
reeve_loader_check_keys (ReeveLoader *loader, const ReeveYaml *map, const char *const *allowed)
{
  for (guint i = 0; i < map->keys->len; i++)
    {
      const ReeveYaml *key = g_ptr_array_index (map->keys, i);
      g_autofree char *hyphens = NULL;
      const char *near;

      if (g_strv_contains (allowed, key->text))
        continue;
      hyphens = g_strdelimit (g_strdup (key->text), "_", '-');
      if (g_strv_contains (allowed, hyphens))
        {
          reeve_loader_error (loader, key, "E102", hyphens, _("names use hyphens: '%s'"), hyphens);
          continue;
        }
      near = reeve_text_nearest (key->text, allowed, 2);
      if (near != NULL)
        reeve_loader_error (loader, key, "E105", near, _("unknown key '%s'; did you mean '%s'?"), key->text, near);
      else
        {
          g_autofree char *words = g_strjoinv (", ", (char **) allowed);

          reeve_loader_error (loader, key, "E105", NULL, _("unknown key '%s'; the keys here are %s"), key->text, words);
        }
    }
}

char *
reeve_loader_text (ReeveLoader *loader, const ReeveYaml *map, const char *key, gboolean required)
{
  const ReeveYaml *yaml = reeve_yaml_get (map, key);

  if (yaml == NULL)
    {
      if (required)
        reeve_loader_error (loader, map, "E107", NULL, _("'%s' is required here"), key);
      return NULL;
    }
  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_TEXT, _("a text")))
    return NULL;
  if (*yaml->text == '\0' && required)
    reeve_loader_error (loader, yaml, "E107", NULL, _("'%s' must not be empty"), key);
  return *yaml->text != '\0' ? g_strdup (yaml->text) : NULL;
}

gboolean
reeve_loader_date (ReeveLoader *loader, const ReeveYaml *yaml, ReeveDay *ret_day)
{
  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_TEXT, _("a date such as 2024-01-31")))
    return FALSE;
  if (reeve_day_parse (yaml->text, -1, ret_day))
    return TRUE;
  reeve_loader_error (loader, yaml, "E113", NULL, _("there is no such date: '%s'; write year-month-day, 2024-01-31"), yaml->text);
  return FALSE;
}

gboolean
reeve_loader_range (ReeveLoader *loader, const ReeveYaml *yaml, ReeveType type, ReeveValue *ret_value)
{
  const char *dots;
  ReeveYaml low, high;
  g_autofree char *low_text = NULL;
  g_autoptr (ReeveNode) from = NULL;
  g_autoptr (ReeveNode) to = NULL;

  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_TEXT, reeve_type_name (type)))
    return FALSE;
  dots = strstr (yaml->text, "..");
  low = *yaml;
  if (dots != NULL)
    {
      high = *yaml;
      low_text = g_strndup (yaml->text, (gsize) (dots - yaml->text));
      low.text = low_text;
      low.end = MIN (yaml->begin + (gsize) (dots - yaml->text), yaml->end);
      high.text = (char *) dots + 2;
      high.begin = MIN (low.end + 2, yaml->end);
      to = reeve_loader_literal (loader, &high);
    }
  from = reeve_loader_literal (loader, &low);
  if (from == NULL || (dots != NULL && to == NULL))
    return FALSE;
  if (from->kind != REEVE_NODE_LITERAL || from->type != type || (to != NULL && (to->kind != REEVE_NODE_LITERAL || to->type != type)))
    {
      reeve_loader_error (loader, yaml, "E211", NULL, _("this needs %s, found %s"), reeve_type_name (type),
                          reeve_type_name (from->type != type || to == NULL ? from->type : to->type));
      return FALSE;
    }
  *ret_value = from->value;
  if (to == NULL)
    return TRUE;
  if (from->value.aux != to->value.aux || from->value.lo > to->value.lo)
    {
      reeve_loader_error (loader, yaml, "E210", NULL, _("the range must rise, in one unit"));
      return FALSE;
    }
  ret_value->hi = to->value.lo;
  return TRUE;
}

gboolean
reeve_loader_duration (ReeveLoader *loader, const ReeveYaml *yaml, ReeveValue *ret_value)
{
  if (!reeve_loader_range (loader, yaml, REEVE_TYPE_DURATION, ret_value))
    return FALSE;
  if (ret_value->lo == ret_value->hi)
    return TRUE;
  reeve_loader_error (loader, yaml, "E211", NULL, _("one duration is needed here, not A..B"));
  return FALSE;
}

int
reeve_loader_choice (ReeveLoader *loader, const ReeveYaml *yaml, const char *const *choices)
{
  g_autofree char *words = g_strjoinv (", ", (char **) choices);
  const char *near;

  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_TEXT, words))
    return -1;
  for (int i = 0; choices[i] != NULL; i++)
    if (strcmp (choices[i], yaml->text) == 0)
      return i;
  near = reeve_text_nearest (yaml->text, choices, 2);
  if (near != NULL)
    reeve_loader_error (loader, yaml, "E108", near, _("unknown word '%s'; did you mean '%s'?"), yaml->text, near);
  else
    reeve_loader_error (loader, yaml, "E108", NULL, _("expected one of %s, found '%s'"), words, yaml->text);
  return -1;
}

gboolean
reeve_loader_yes (ReeveLoader *loader, const ReeveYaml *yaml)
{
  static const char *const words[] = { "no", "yes", NULL };

  return reeve_loader_choice (loader, yaml, words) == 1;
}

gboolean
reeve_loader_name (ReeveLoader *loader, const ReeveYaml *yaml)
{
  g_autofree char *good = NULL;

  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_TEXT, _("a name")))
    return FALSE;
  if (reeve_expression_is_name (yaml->text))
    {
      if (!reeve_expression_is_keyword (yaml->text))
        return TRUE;
      reeve_loader_error (loader, yaml, "E205", NULL, _("name '%s' is already used by %s"), yaml->text, _("the language itself"));
      return FALSE;
    }
  good = g_strdelimit (g_strdup (yaml->text), "_ ", '-');
  if (reeve_expression_is_name (good))
    reeve_loader_error (loader, yaml, "E102", good, _("names use hyphens: '%s'"), good);
  else
    reeve_loader_error (loader, yaml, "E108", NULL, _("expected a name (a letter, then letters, digits, single hyphens), found '%s'"), yaml->text);
  return FALSE;
}

static ReeveNode *
parse_text (ReeveLoader *loader, const ReeveYaml *yaml, ReeveMessages *messages)
{
  g_autofree gsize *offsets = reeve_yaml_map_offsets (yaml, loader->text);
  ReeveExpressionText text = { yaml->text, strlen (yaml->text), offsets, messages };

  return reeve_expression_parse (&text);
}

ReeveNode *
reeve_loader_parse (ReeveLoader *loader, const ReeveYaml *yaml)
{
  if (yaml->kind == REEVE_YAML_LIST || yaml->kind == REEVE_YAML_MAP)
    {
      reeve_loader_error (loader, yaml, "E103", NULL, _("YAML: an expression is expected here; put it in quotes or on its own line"));
      return NULL;
    }
  return parse_text (loader, yaml, loader->messages);
}

ReeveNode *
reeve_loader_check (ReeveLoader *loader, ReeveChecker *checker, const ReeveNode *raw, ReeveType expected)
{
  ReeveNode *node;

  /* nobody reads more messages than are shown, and each looks for the nearest name */
  if (loader->n_nodes > REEVE_LOADER_MAX_NODES || reeve_messages_count (loader->messages, REEVE_SEVERITY_ERROR) > REEVE_MESSAGES_MAX)
    return NULL;
  node = reeve_expression_check (checker, raw, expected);
  loader->n_nodes += checker->n_nodes;
  if (loader->n_nodes > REEVE_LOADER_MAX_NODES)
    reeve_messages_add (loader->messages, REEVE_SEVERITY_ERROR, "E100", (ReeveSource) { 0 }, NULL,
                        _("the expressions of this file have too many parts with their definitions written out: limit %d"), REEVE_LOADER_MAX_NODES);
  return node;
}

static ReeveNode *
code_node (const ReeveLoader *loader, const ReeveYaml *yaml)
{
  ReeveNode *node = reeve_node_new (REEVE_NODE_LITERAL, reeve_loader_source (loader, yaml));

  node->type = REEVE_TYPE_CODE;
  node->text = g_strdup (yaml->text);
  node->value = reeve_value_new (REEVE_TYPE_CODE, 0, g_quark_from_string (yaml->text));
  return node;
}

/* One scalar. What is no literal and reads as a code is one. */
static ReeveNode *
literal_of_text (ReeveLoader *loader, const ReeveYaml *yaml)
{
  g_autoptr (ReeveMessages) scratch = reeve_messages_new ("", loader->text, 0);
  g_autoptr (ReeveNode) raw = parse_text (loader, yaml, scratch);
  gboolean word = reeve_expression_is_name (yaml->text) && !reeve_expression_is_keyword (yaml->text);

  if (raw != NULL && raw->kind == REEVE_NODE_LITERAL && !yaml->quoted)
    {
      g_clear_pointer (&raw, reeve_node_free);
      raw = parse_text (loader, yaml, loader->messages);
      if (raw != NULL && raw->type == REEVE_TYPE_CODE)
        raw->value = reeve_value_new (REEVE_TYPE_CODE, 0, g_quark_from_string (raw->text));
      return g_steal_pointer (&raw);
    }
  if (raw != NULL && raw->kind == REEVE_NODE_LITERAL && raw->type != REEVE_TYPE_CODE)
    return parse_text (loader, yaml, loader->messages);
  if (word || (yaml->quoted && reeve_codes_valid (yaml->text) && strchr (yaml->text, ' ') == NULL && *yaml->text != '\0'))
    return code_node (loader, yaml);
  if (raw == NULL)
    {
      g_clear_pointer (&raw, reeve_node_free);
      raw = parse_text (loader, yaml, loader->messages);   /* tells why */
      return NULL;
    }
  if (raw->kind == REEVE_NODE_LIST)
    {
      g_clear_pointer (&raw, reeve_node_free);
      raw = parse_text (loader, yaml, loader->messages);
      for (guint i = 0; raw != NULL && i < raw->n_children; i++)
        if (raw->children[i]->type == REEVE_TYPE_CODE)
          raw->children[i]->value = reeve_value_new (REEVE_TYPE_CODE, 0, g_quark_from_string (raw->children[i]->text));
      return g_steal_pointer (&raw);
    }
  reeve_loader_error (loader, yaml, "E108", NULL, _("expected a value such as '10 days', '600 ft', '22:00-08:00' or a code, found '%s'"), yaml->text);
  return NULL;
}

static ReeveNode *
schedule_of_list (ReeveLoader *loader, const ReeveYaml *yaml, ReeveNode *list)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < list->n_children; i++)
    {
      g_autofree char *one = reeve_node_print (list->children[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", g_strdelimit (one, "[]", ' '));
    }
  list->kind = REEVE_NODE_LITERAL;
  list->type = REEVE_TYPE_SCHEDULE;
  list->value = reeve_value_new (REEVE_TYPE_SCHEDULE, 0, 0);
  list->schedule = reeve_schedule_parse (text->str, -1, NULL);
  for (guint i = 0; i < list->n_children; i++)
    reeve_node_free (list->children[i]);
  list->n_children = 0;
  g_clear_pointer (&list->children, g_free);
  if (list->schedule != NULL)
    return list;
  reeve_loader_error (loader, yaml, "E113", NULL, _("there is no such time span: '%s'"), text->str);
  reeve_node_free (list);
  return NULL;
}

ReeveNode *
reeve_loader_literal (ReeveLoader *loader, const ReeveYaml *yaml)
{
  g_autoptr (ReeveNode) list = NULL;

  if (yaml->kind == REEVE_YAML_TEXT)
    return literal_of_text (loader, yaml);
  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_LIST, _("a value or a list of values")))
    return NULL;
  if (yaml->items->len == 0 || yaml->items->len > REEVE_LIST_MAX)
    {
      reeve_loader_error (loader, yaml, yaml->items->len == 0 ? "E108" : "E100", NULL, _("a list has 1 to %d values"), REEVE_LIST_MAX);
      return NULL;
    }
  list = reeve_node_new (REEVE_NODE_LIST, reeve_loader_source (loader, yaml));
  list->type = REEVE_TYPE_LIST;
  for (guint i = 0; i < yaml->items->len; i++)
    {
      const ReeveYaml *item = g_ptr_array_index (yaml->items, i);
      ReeveNode *node = reeve_loader_expect (loader, item, REEVE_YAML_TEXT, _("a value")) ? literal_of_text (loader, item) : NULL;

      if (node == NULL)
        return NULL;
      reeve_node_add (list, node);
      if (i == 0)
        list->element = node->type;
      if (node->kind != REEVE_NODE_LITERAL || node->type != list->element)
        {
          reeve_loader_error (loader, item, "E210", NULL, _("a list holds one type: %s and %s cannot stand together"),
                              reeve_type_name (list->element), reeve_type_name (node->type));
          return NULL;
        }
    }
  if (list->element == REEVE_TYPE_SCHEDULE)
    return schedule_of_list (loader, yaml, g_steal_pointer (&list));
  return g_steal_pointer (&list);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  ReeveDay x = *(const ReeveDay *) a, y = *(const ReeveDay *) b;

  return x < y ? -1 : x > y;
}

GArray *
reeve_loader_days (ReeveLoader *loader, const ReeveYaml *yaml)
{
  GArray *days;

  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_LIST, _("a list of dates")))
    return NULL;
  /* reserved, so that an empty table has an address too: it says that there are no holidays */
  days = g_array_sized_new (FALSE, FALSE, sizeof (ReeveDay), MAX (yaml->items->len, 1));
  for (guint i = 0; i < yaml->items->len; i++)
    {
      ReeveDay day;

      if (reeve_loader_date (loader, g_ptr_array_index (yaml->items, i), &day))
        g_array_append_val (days, day);
    }
  g_array_sort (days, compare_days);
  return days;
}

static void
read_holidays (ReeveLoader *loader, const ReeveYaml *yaml, ReeveCounting *counting)
{
  GArray *days = reeve_loader_days (loader, yaml);

  if (days == NULL)
    return;
  g_ptr_array_add (loader->ordinance->holiday_tables, days);
  counting->holidays = (const ReeveDay *) (gpointer) days->data;
  counting->n_holidays = days->len;
}

gboolean
reeve_loader_counting (ReeveLoader *loader, const ReeveYaml *yaml, ReeveCounting *counting)
{
  static const char *const keys[] = { "first-day", "month-end", "roll", "holidays", NULL };
  static const char *const first_days[] = { "excluded", "included", NULL };
  static const char *const month_ends[] = { "last-day", "next-day", NULL };
  static const char *const rolls[] = { "none", "next", "previous", NULL };
  const ReeveYaml *value;

  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_MAP, _("the keys of counting")))
    return FALSE;
  reeve_loader_check_keys (loader, yaml, keys);
  if ((value = reeve_yaml_get (yaml, "first-day")) != NULL)
    counting->first_day_included = reeve_loader_choice (loader, value, first_days) == 1;
  if ((value = reeve_yaml_get (yaml, "month-end")) != NULL)
    counting->month_end = reeve_loader_choice (loader, value, month_ends) == 1 ? REEVE_MONTH_END_NEXT_DAY : REEVE_MONTH_END_LAST_DAY;
  if ((value = reeve_yaml_get (yaml, "roll")) != NULL)
    counting->roll = (ReeveRoll) MAX (reeve_loader_choice (loader, value, rolls), 0);
  if ((value = reeve_yaml_get (yaml, "holidays")) != NULL)
    read_holidays (loader, value, counting);
  return TRUE;
}

ReeveGiven *
reeve_loader_given (ReeveLoader *loader, const ReeveYaml *yaml)
{
  ReeveGiven *given = g_new0 (ReeveGiven, 1);

  given->source = reeve_loader_source (loader, yaml);
  given->kind = REEVE_GIVEN_SCALAR;
  if (yaml->kind == REEVE_YAML_TEXT)
    {
      given->scalar = g_strdup (yaml->text);
      return given;
    }
  given->kind = yaml->kind == REEVE_YAML_LIST ? REEVE_GIVEN_LIST : REEVE_GIVEN_MAP;
  given->items = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_given_free);
  for (guint i = 0; i < yaml->items->len; i++)
    g_ptr_array_add (given->items, reeve_loader_given (loader, g_ptr_array_index (yaml->items, i)));
  if (given->kind == REEVE_GIVEN_MAP)
    {
      given->keys = g_ptr_array_new_with_free_func (g_free);
      given->key_sources = g_array_new (FALSE, FALSE, sizeof (ReeveSource));
      for (guint i = 0; i < yaml->keys->len; i++)
        {
          const ReeveYaml *key = g_ptr_array_index (yaml->keys, i);
          ReeveSource source = reeve_loader_source (loader, key);

          g_ptr_array_add (given->keys, g_strdup (key->text));
          g_array_append_val (given->key_sources, source);
        }
    }
  return given;
}

void
reeve_loader_published (ReeveLoader *loader, const ReeveYaml *yaml, ReevePublished *published)
{
  static const char *const keys[] = { "url", "year", NULL };
  const ReeveYaml *year;
  guint64 number = 0;

  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_MAP, _("'url' and 'year'")))
    return;
  reeve_loader_check_keys (loader, yaml, keys);
  g_free (published->url);
  published->url = reeve_loader_text (loader, yaml, "url", TRUE);
  if (published->url != NULL && !g_uri_is_valid (published->url, G_URI_FLAGS_NONE, NULL))
    reeve_loader_error (loader, reeve_yaml_get (yaml, "url"), "E108", NULL, _("expected an address such as https://example.org/code, found '%s'"),
                        published->url);
  year = reeve_yaml_get (yaml, "year");
  if (year != NULL && (year->kind != REEVE_YAML_TEXT || !g_ascii_string_to_unsigned (year->text, 10, 1700, 2200, &number, NULL)))
    reeve_loader_error (loader, year, "E108", NULL, _("expected the year of the text, such as 2019"));
  published->year = (guint) number;
}
