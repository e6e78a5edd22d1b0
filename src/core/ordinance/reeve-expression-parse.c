// SPDX-License-Identifier: GPL-3.0-or-later
/* The grammar of language.md 2.3 by recursive descent: every choice is made on the next token, the first mistake ends the expression.
 * Depth is counted, so that a hostile file cannot exhaust the stack. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "reeve-expression-private.h"
#include "reeve-text.h"

typedef struct
{
  const ReeveExpressionText *text;
  const ReeveToken *tokens;
  guint at;
  guint depth, n_nodes;
  gboolean failed;
} Parser;

static ReeveNode *parse_expression (Parser *parser);
static ReeveNode *parse_junction (Parser *parser);
static ReeveNode *parse_sum (Parser *parser);

static const ReeveToken *
peek (const Parser *parser)
{
  return &parser->tokens[parser->at];
}

static const ReeveToken *
peek_second (const Parser *parser)
{
  return peek (parser)->kind == REEVE_TOKEN_END ? peek (parser) : &parser->tokens[parser->at + 1];
}

static const ReeveToken *
take (Parser *parser)
{
  const ReeveToken *token = peek (parser);

  if (token->kind != REEVE_TOKEN_END)
    parser->at++;
  return token;
}

static gboolean
is_keyword (const ReeveToken *token, ReeveKeyword keyword)
{
  return token->kind == REEVE_TOKEN_NAME && token->keyword == keyword;
}

static gboolean
is_quantifier (const ReeveToken *token)
{
  return is_keyword (token, REEVE_KEYWORD_EVERY) || is_keyword (token, REEVE_KEYWORD_SOME) || is_keyword (token, REEVE_KEYWORD_NO);
}

static gboolean
take_keyword (Parser *parser, ReeveKeyword keyword)
{
  if (!is_keyword (peek (parser), keyword))
    return FALSE;
  parser->at++;
  return TRUE;
}

static char *
token_text (const Parser *parser, const ReeveToken *token)
{
  return g_strndup (parser->text->text + token->begin, token->end - token->begin);
}

static ReeveSource
token_source (const Parser *parser, const ReeveToken *token)
{
  return reeve_expression_source (parser->text, token->begin, token->end);
}

G_GNUC_PRINTF (5, 6) static void
fail (Parser *parser, const char *id, ReeveSource source, const char *replacement, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  if (parser->failed)
    return;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  parser->failed = TRUE;
  reeve_messages_add (parser->text->messages, REEVE_SEVERITY_ERROR, id, source, replacement, "%s", message);
}

/* E108 at the next token. @expected is translated. */
static void
fail_expected (Parser *parser, const char *expected)
{
  const ReeveToken *token = peek (parser);
  g_autofree char *found = token_text (parser, token);

  if (token->kind == REEVE_TOKEN_END)
    fail (parser, "E108", token_source (parser, token), NULL, _("expected %s, but the expression ends here"), expected);
  else
    fail (parser, "E108", token_source (parser, token), NULL, _("expected %s, found '%s'"), expected, found);
}

static ReeveNode *
node_new (Parser *parser, ReeveNodeKind kind, const ReeveToken *first, const ReeveToken *last)
{
  if (++parser->n_nodes > REEVE_EXPRESSION_MAX_NODES)
    fail (parser, "E100", token_source (parser, first), NULL, _("the expression has too many parts: limit %d; use definitions"),
          REEVE_EXPRESSION_MAX_NODES);
  return reeve_node_new (kind, reeve_expression_source (parser->text, first->begin, last->end));
}

static gboolean
enter (Parser *parser)
{
  if (++parser->depth <= REEVE_EXPRESSION_MAX_DEPTH)
    return TRUE;
  fail (parser, "E100", token_source (parser, peek (parser)), NULL, _("the expression is too deep: limit %d; use definitions"),
        REEVE_EXPRESSION_MAX_DEPTH);
  return FALSE;
}

static void
leave (Parser *parser)
{
  parser->depth--;
}

/* Widens @node to the token last taken. */
static void
extend (Parser *parser, ReeveNode *node, const ReeveToken *first)
{
  node->source = reeve_expression_source (parser->text, first->begin, parser->tokens[parser->at - 1].end);
}

/* Literals */

static gboolean
parse_decimal (Parser *parser, const ReeveToken *token, guint decimals, gint64 *ret_value)
{
  const char *p = parser->text->text + token->begin, *end = parser->text->text + token->end;
  gint64 value = 0;
  int places = -1;

  for (; p < end && *p != '%'; p++)
    {
      if (*p == '.')
        {
          places = 0;
          continue;
        }
      if (places >= 0 && (guint) ++places > decimals)
        {
          fail (parser, "E101", token_source (parser, token), NULL,
                ngettext ("at most %u decimal can be kept here", "at most %u decimals can be kept here", decimals), decimals);
          return FALSE;
        }
      if (value > (G_MAXINT64 / 4000000 - 9) / 10)
        {
          fail (parser, "E101", token_source (parser, token), NULL, _("this number is too large"));
          return FALSE;
        }
      value = value * 10 + (*p - '0');
    }
  for (guint i = (guint) MAX (places, 0); i < decimals; i++)
    {
      if (value > G_MAXINT64 / 10)
        {
          fail (parser, "E101", token_source (parser, token), NULL, _("this number is too large"));
          return FALSE;
        }
      value *= 10;
    }
  *ret_value = value;
  return TRUE;
}

static const struct { const char *word; gint64 hundredths_mm; } length_units[] = {
  { "ft", 30480 }, { "inch", 2540 }, { "m", 100000 }, { "mi", 160934400 },
};

static const struct { const char *word; ReeveDurationUnit unit; gint64 factor; } duration_units[] = {
  { "day", REEVE_UNIT_DAYS, 1 },     { "days", REEVE_UNIT_DAYS, 1 },      { "month", REEVE_UNIT_MONTHS, 1 },
  { "months", REEVE_UNIT_MONTHS, 1 }, { "year", REEVE_UNIT_MONTHS, 12 }, { "years", REEVE_UNIT_MONTHS, 12 },
  { "hour", REEVE_UNIT_HOURS, 1 },   { "hours", REEVE_UNIT_HOURS, 1 },
};

static const struct { const char *wrong, *right; } unit_words[] = {
  { "feet", "ft" }, { "foot", "ft" }, { "inches", "inch" }, { "in", "inch" }, { "meters", "m" }, { "metres", "m" }, { "meter", "m" },
  { "miles", "mi" }, { "mile", "mi" }, { "dollars", "USD" }, { "usd", "USD" }, { "percent", "%" }, { "hrs", "hours" }, { "yr", "years" },
};

/* value * factor, where value is in millionths: exact or refused. */
static gboolean
scale (Parser *parser, const ReeveToken *token, gint64 millionths, gint64 factor, gboolean nearest, gint64 *ret_value)
{
  gint64 whole = millionths / 1000000, part = millionths % 1000000, product;

  if (whole > G_MAXINT64 / 4 / factor)
    {
      fail (parser, "E101", token_source (parser, token), NULL, _("this number is too large"));
      return FALSE;
    }
  product = part * factor;
  if (!nearest && product % 1000000 != 0)
    {
      fail (parser, "E101", token_source (parser, token), NULL, _("this measure is finer than can be kept (0.01 mm)"));
      return FALSE;
    }
  *ret_value = whole * factor + (product + 500000) / 1000000;
  return TRUE;
}

static ReeveNode *
literal_new (Parser *parser, const ReeveToken *first, ReeveType type, guint32 aux, gint64 value)
{
  ReeveNode *node = node_new (parser, REEVE_NODE_LITERAL, first, first);

  extend (parser, node, first);
  node->type = type;
  node->value = reeve_value_new (type, aux, value);
  return node;
}

static gboolean
is_currency (const char *word)
{
  return strlen (word) == 3 && g_ascii_isupper (word[0]) && g_ascii_isupper (word[1]) && g_ascii_isupper (word[2]);
}

static ReeveNode *
fail_unit (Parser *parser, const ReeveToken *unit, const char *word)
{
  static const char *const all[] = { "ft", "inch", "m", "mi", "USD", "day", "days", "month", "months", "year", "years", "hour", "hours", NULL };
  const char *right = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (unit_words) && right == NULL; i++)
    if (strcmp (unit_words[i].wrong, word) == 0)
      right = unit_words[i].right;
  if (right == NULL)
    right = reeve_text_nearest (word, all, 2);
  if (strcmp (word, "week") == 0 || strcmp (word, "weeks") == 0)
    fail (parser, "E108", token_source (parser, unit), NULL, _("unknown unit '%s'; write the weeks as days"), word);
  else if (right != NULL)
    fail (parser, "E108", token_source (parser, unit), right, _("unknown unit '%s'; did you mean '%s'?"), word, right);
  else
    fail (parser, "E108", token_source (parser, unit), NULL, _("expected an operator or a unit, found '%s'"), word);
  return NULL;
}

static ReeveNode *
parse_duration (Parser *parser, const ReeveToken *number, const char *word, gint64 millionths, gboolean business)
{
  for (guint i = 0; i < G_N_ELEMENTS (duration_units); i++)
    if (strcmp (duration_units[i].word, word) == 0)
      {
        ReeveDurationUnit unit = business ? REEVE_UNIT_BUSINESS_DAYS : duration_units[i].unit;
        gint64 count = millionths / 1000000 * duration_units[i].factor;

        if (business && duration_units[i].unit != REEVE_UNIT_DAYS)
          break;
        if (millionths % 1000000 != 0 || count > 1000000)
          {
            fail (parser, "E101", token_source (parser, number), NULL, _("a period is a whole number, at most one million"));
            return NULL;
          }
        return literal_new (parser, number, REEVE_TYPE_DURATION, unit, count);
      }
  return NULL;
}

static ReeveNode *
parse_square (Parser *parser, const ReeveToken *number, gint64 millionths)
{
  const ReeveToken *unit = take (parser);
  g_autofree char *word = token_text (parser, unit);
  gint64 value;

  if (strcmp (word, "ft") == 0)
    {
      /* 92,903.04 mm2: kept to the nearest square millimetre */
      if (millionths > G_MAXINT64 / 10000000)
        {
          fail (parser, "E101", token_source (parser, number), NULL, _("this number is too large"));
          return NULL;
        }
      value = (gint64) (((__int128) millionths * 9290304 + 50000000) / 100000000);
      return literal_new (parser, number, REEVE_TYPE_AREA, 0, value);
    }
  if (strcmp (word, "m") == 0)
    return scale (parser, number, millionths, 1000000, TRUE, &value) ? literal_new (parser, number, REEVE_TYPE_AREA, 0, value) : NULL;
  parser->at--;
  fail_expected (parser, _("'sq ft' or 'sq m'"));
  return NULL;
}

static ReeveNode *
parse_number (Parser *parser)
{
  const ReeveToken *number = take (parser), *unit = peek (parser);
  g_autofree char *word = NULL;
  gint64 value;

  if (number->kind == REEVE_TOKEN_PERCENT)
    return parse_decimal (parser, number, 4, &value) ? literal_new (parser, number, REEVE_TYPE_NUMBER, 0, value) : NULL;
  if (!parse_decimal (parser, number, 6, &value))
    return NULL;
  if (unit->kind != REEVE_TOKEN_NAME)
    return literal_new (parser, number, REEVE_TYPE_NUMBER, 0, value);
  word = token_text (parser, unit);
  if (is_currency (word))
    {
      take (parser);
      if (!parse_decimal (parser, number, 2, &value))
        return NULL;
      return literal_new (parser, number, REEVE_TYPE_MONEY, g_quark_from_string (word), value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (length_units); i++)
    if (strcmp (length_units[i].word, word) == 0)
      {
        take (parser);
        if (!scale (parser, number, value, length_units[i].hundredths_mm, FALSE, &value))
          return NULL;
        return literal_new (parser, number, REEVE_TYPE_LENGTH, 0, value);
      }
  if (strcmp (word, "sq") == 0)
    {
      take (parser);
      return parse_square (parser, number, value);
    }
  if (strcmp (word, "business") == 0 && peek_second (parser)->kind == REEVE_TOKEN_NAME)
    {
      g_autofree char *second = token_text (parser, peek_second (parser));

      parser->at += 2;
      {
        ReeveNode *node = parse_duration (parser, number, second, value, TRUE);

        if (node == NULL && !parser->failed)
          fail (parser, "E108", token_source (parser, unit), NULL, _("'business' may stand before 'days' only"));
        return node;
      }
    }
  if (unit->keyword != REEVE_KEYWORD_NOT_ONE && unit->keyword != REEVE_KEYWORD_DAYS)
    return literal_new (parser, number, REEVE_TYPE_NUMBER, 0, value);
  take (parser);
  {
    ReeveNode *node = parse_duration (parser, number, word, value, FALSE);

    return node != NULL || parser->failed ? node : fail_unit (parser, unit, word);
  }
}

static ReeveNode *
parse_date (Parser *parser)
{
  const ReeveToken *token = take (parser);
  const char *text = parser->text->text + token->begin;
  gssize length = (gssize) (token->end - token->begin);
  gint64 minutes;
  ReeveDay day;

  if (token->kind == REEVE_TOKEN_DATE && reeve_day_parse (text, length, &day))
    return literal_new (parser, token, REEVE_TYPE_DATE, 0, day);
  if (token->kind == REEVE_TOKEN_INSTANT && reeve_instant_parse (text, length, &minutes))
    return literal_new (parser, token, REEVE_TYPE_INSTANT, 0, minutes);
  fail (parser, "E113", token_source (parser, token), NULL, _("there is no such date: '%.*s'"), (int) length, text);
  return NULL;
}

static ReeveNode *
parse_month_day (Parser *parser)
{
  const ReeveToken *token = take (parser);
  const char *text = parser->text->text + token->begin;
  int month = (text[0] - '0') * 10 + text[1] - '0', day = 0;

  if (text[3] != 'e')
    day = (text[3] - '0') * 10 + text[4] - '0';
  if (month < 1 || month > 12 || (text[3] != 'e' && (day < 1 || day > reeve_days_in_month (2000, month))))
    {
      fail (parser, "E113", token_source (parser, token), NULL, _("there is no such month and day: '%.*s'"), (int) (token->end - token->begin), text);
      return NULL;
    }
  return literal_new (parser, token, REEVE_TYPE_MONTH_DAY, 0, month * 32 + day);
}

static gboolean
is_weekdays (const Parser *parser, const ReeveToken *token)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  const char *p = parser->text->text + token->begin;
  gsize length = token->end - token->begin;
  guint found = 0;

  if (token->kind != REEVE_TOKEN_NAME || !(length == 3 || (length == 7 && p[3] == '-')))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      found += strncmp (p, days[i], 3) == 0;
      found += length == 7 && strncmp (p + 4, days[i], 3) == 0;
    }
  return found == (length == 7 ? 2 : 1);
}

static ReeveNode *
schedule_new (Parser *parser, const ReeveToken *first, const char *text)
{
  g_autoptr (ReeveSchedule) schedule = reeve_schedule_parse (text, -1, NULL);
  ReeveNode *node;

  if (schedule == NULL)
    {
      fail (parser, "E113", token_source (parser, first), NULL, _("there is no such time span: '%s'"), text);
      return NULL;
    }
  node = literal_new (parser, first, REEVE_TYPE_SCHEDULE, 0, 0);
  node->schedule = g_steal_pointer (&schedule);
  return node;
}

/* One span, with its weekdays if they stand before it. */
static char *
take_span (Parser *parser)
{
  const ReeveToken *first = take (parser), *last = first;

  if (first->kind == REEVE_TOKEN_NAME)
    last = take (parser);
  return g_strndup (parser->text->text + first->begin, last->end - first->begin);
}

static gboolean
at_span (const Parser *parser)
{
  return peek (parser)->kind == REEVE_TOKEN_TIMES || (is_weekdays (parser, peek (parser)) && peek_second (parser)->kind == REEVE_TOKEN_TIMES);
}

static ReeveNode *
parse_schedule_list (Parser *parser, const ReeveToken *first)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (TRUE)
    {
      g_autofree char *span = NULL;

      if (!at_span (parser))
        {
          fail_expected (parser, _("a time span such as 'Mon-Thu 22:00-08:00'"));
          return NULL;
        }
      span = take_span (parser);
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", span);
      if (peek (parser)->kind != REEVE_TOKEN_COMMA)
        break;
      take (parser);
    }
  if (peek (parser)->kind != REEVE_TOKEN_LIST_END)
    {
      fail_expected (parser, _("',' or ']'"));
      return NULL;
    }
  take (parser);
  return schedule_new (parser, first, text->str);
}

static ReeveNode *
parse_element (Parser *parser)
{
  const ReeveToken *token = peek (parser);
  ReeveNode *node;

  switch (token->kind)
    {
    case REEVE_TOKEN_NUMBER:
    case REEVE_TOKEN_PERCENT:
      return parse_number (parser);
    case REEVE_TOKEN_DATE:
    case REEVE_TOKEN_INSTANT:
      return parse_date (parser);
    case REEVE_TOKEN_STRING:
      take (parser);
      node = literal_new (parser, token, REEVE_TYPE_CODE, 0, 0);
      node->text = g_strndup (parser->text->text + token->begin + 1, token->end - token->begin - 2);
      return node;
    case REEVE_TOKEN_NAME:
      {
        g_autofree char *word = token_text (parser, token);

        if (token->keyword != REEVE_KEYWORD_NOT_ONE)
          {
            g_autofree char *quoted = g_strdup_printf ("\"%s\"", word);

            fail (parser, "E108", token_source (parser, token), quoted, _("'%s' is a word of the language; as a code it is written %s"), word,
                  quoted);
            return NULL;
          }
        if (strchr (word, '.') != NULL)
          break;
        take (parser);
        node = literal_new (parser, token, REEVE_TYPE_CODE, 0, 0);
        node->text = g_steal_pointer (&word);
        return node;
      }
    default:
      break;
    }
  fail_expected (parser, _("a value or a code"));
  return NULL;
}

static ReeveNode *
parse_list (Parser *parser)
{
  const ReeveToken *first = take (parser);
  g_autoptr (ReeveNode) list = NULL;

  if (at_span (parser))
    return parse_schedule_list (parser, first);
  list = node_new (parser, REEVE_NODE_LIST, first, first);
  list->type = REEVE_TYPE_LIST;
  while (TRUE)
    {
      ReeveNode *element = parse_element (parser);

      if (element == NULL)
        return NULL;
      parser->n_nodes--;    /* the elements of a list have their own limit */
      if (list->n_children == 0)
        list->element = element->type;
      if (element->type != list->element)
        {
          fail (parser, "E210", element->source, NULL, _("a list holds one type: %s and %s cannot stand together"),
                reeve_type_name (list->element), reeve_type_name (element->type));
          reeve_node_free (element);
          return NULL;
        }
      reeve_node_add (list, element);
      if (list->n_children > REEVE_LIST_MAX)
        {
          fail (parser, "E100", list->source, NULL, _("the list is too long: limit %d"), REEVE_LIST_MAX);
          return NULL;
        }
      if (peek (parser)->kind != REEVE_TOKEN_COMMA)
        break;
      take (parser);
    }
  if (peek (parser)->kind != REEVE_TOKEN_LIST_END)
    {
      fail_expected (parser, _("',' or ']'"));
      return NULL;
    }
  take (parser);
  extend (parser, list, first);
  return g_steal_pointer (&list);
}

/* Collections and calls */

static ReeveNode *
parse_path (Parser *parser)
{
  const ReeveToken *token = peek (parser);
  ReeveNode *node;

  if (token->kind != REEVE_TOKEN_NAME || (token->keyword != REEVE_KEYWORD_NOT_ONE && token->keyword != REEVE_KEYWORD_BY))
    {
      fail_expected (parser, _("a name"));
      return NULL;
    }
  take (parser);
  node = node_new (parser, REEVE_NODE_FIELD, token, token);
  node->text = token_text (parser, token);
  return node;
}

/* [ "as" NAME ] [ "where" junction ], after the path. The alias is put into @node, the condition is returned. */
static ReeveNode *
parse_collection_rest (Parser *parser, ReeveNode *node)
{
  if (take_keyword (parser, REEVE_KEYWORD_AS))
    {
      const ReeveToken *token = peek (parser);
      g_autofree char *alias = token_text (parser, token);

      if (token->kind != REEVE_TOKEN_NAME || !reeve_expression_is_name (alias) || token->keyword != REEVE_KEYWORD_NOT_ONE)
        {
          fail_expected (parser, _("a name"));
          return NULL;
        }
      take (parser);
      node->text = g_steal_pointer (&alias);
    }
  return take_keyword (parser, REEVE_KEYWORD_WHERE) ? parse_junction (parser) : NULL;
}

static gboolean
expect (Parser *parser, ReeveTokenKind kind, const char *words)
{
  if (parser->failed)
    return FALSE;
  if (peek (parser)->kind != kind)
    {
      fail_expected (parser, words);
      return FALSE;
    }
  take (parser);
  return TRUE;
}

static ReeveNode *
parse_count (Parser *parser)
{
  const ReeveToken *first = take (parser);
  g_autoptr (ReeveNode) node = node_new (parser, REEVE_NODE_COUNT, first, first);
  g_autoptr (ReeveNode) window = NULL;
  g_autoptr (ReeveNode) distinct = NULL;

  node->distinct = -1;
  if (!expect (parser, REEVE_TOKEN_LEFT, _("'('")))
    return NULL;
  reeve_node_add (node, parse_path (parser));
  reeve_node_add (node, parser->failed ? NULL : parse_collection_rest (parser, node));
  while (!parser->failed && peek (parser)->kind == REEVE_TOKEN_COMMA)
    {
      take (parser);
      if (distinct == NULL && take_keyword (parser, REEVE_KEYWORD_DISTINCT))
        distinct = parse_path (parser);
      else if (window == NULL && take_keyword (parser, REEVE_KEYWORD_IN))
        {
          if (!take_keyword (parser, REEVE_KEYWORD_ANY))
            fail_expected (parser, _("'any'"));
          else
            window = parse_sum (parser);
        }
      else
        fail_expected (parser, _("'distinct' or 'in any', each once"));
    }
  if (!expect (parser, REEVE_TOKEN_RIGHT, _("')'")))
    return NULL;
  reeve_node_add (node, g_steal_pointer (&window));
  reeve_node_add (node, g_steal_pointer (&distinct));
  extend (parser, node, first);
  return g_steal_pointer (&node);
}

static ReeveNode *
parse_aggregate (Parser *parser, ReeveNodeKind kind)
{
  const ReeveToken *first = take (parser);
  g_autoptr (ReeveNode) node = node_new (parser, kind, first, first);

  if (!expect (parser, REEVE_TOKEN_LEFT, _("'('")))
    return NULL;
  reeve_node_add (node, parse_sum (parser));
  if (parser->failed)
    return NULL;
  if (!take_keyword (parser, REEVE_KEYWORD_OF))
    {
      fail_expected (parser, _("'of'"));
      return NULL;
    }
  reeve_node_add (node, parse_path (parser));
  reeve_node_add (node, parser->failed ? NULL : parse_collection_rest (parser, node));
  if (!expect (parser, REEVE_TOKEN_RIGHT, _("')'")))
    return NULL;
  extend (parser, node, first);
  return g_steal_pointer (&node);
}

/* next(12-31, D), days(A..B), started(X, N) */
static ReeveNode *
parse_pair (Parser *parser, ReeveNodeKind kind, ReeveTokenKind separator, const char *separator_words)
{
  const ReeveToken *first = take (parser);
  g_autoptr (ReeveNode) node = node_new (parser, kind, first, first);

  if (!expect (parser, REEVE_TOKEN_LEFT, _("'('")))
    return NULL;
  reeve_node_add (node, parse_sum (parser));
  if (!expect (parser, separator, separator_words))
    return NULL;
  reeve_node_add (node, parse_sum (parser));
  if (!expect (parser, REEVE_TOKEN_RIGHT, _("')'")))
    return NULL;
  extend (parser, node, first);
  return g_steal_pointer (&node);
}

static ReeveNode *
parse_parenthesised (Parser *parser)
{
  ReeveNode *node;

  take (parser);
  if (!enter (parser))
    return NULL;
  node = parse_expression (parser);
  leave (parser);
  if (node != NULL && peek (parser)->kind != REEVE_TOKEN_RIGHT)
    fail_expected (parser, _("')'"));
  else if (node != NULL)
    take (parser);
  if (parser->failed)
    g_clear_pointer (&node, reeve_node_free);
  return node;
}

static ReeveNode *
parse_word (Parser *parser)
{
  const ReeveToken *token = peek (parser);
  ReeveNode *node;

  switch (token->keyword)
    {
    case REEVE_KEYWORD_TODAY:
      take (parser);
      node = node_new (parser, REEVE_NODE_TODAY, token, token);
      node->type = REEVE_TYPE_DATE;
      return node;
    case REEVE_KEYWORD_NONE:
      take (parser);
      node = node_new (parser, REEVE_NODE_NONE, token, token);
      node->type = REEVE_TYPE_NONE;
      return node;
    case REEVE_KEYWORD_COUNT:
      return parse_count (parser);
    case REEVE_KEYWORD_SUM:
      return parse_aggregate (parser, REEVE_NODE_SUM);
    case REEVE_KEYWORD_MIN:
      return parse_aggregate (parser, REEVE_NODE_MIN);
    case REEVE_KEYWORD_MAX:
      return parse_aggregate (parser, REEVE_NODE_MAX);
    case REEVE_KEYWORD_NEXT:
      return parse_pair (parser, REEVE_NODE_NEXT, REEVE_TOKEN_COMMA, _("','"));
    case REEVE_KEYWORD_DAYS:
      return parse_pair (parser, REEVE_NODE_DAYS, REEVE_TOKEN_RANGE, _("'..'"));
    case REEVE_KEYWORD_EVERY:
    case REEVE_KEYWORD_SOME:
    case REEVE_KEYWORD_NO:
      fail (parser, "E111", token_source (parser, token), NULL, _("a quantifier needs ( ) around it here"));
      return NULL;
    case REEVE_KEYWORD_NOT_ONE:
      if (peek_second (parser)->kind == REEVE_TOKEN_LEFT)
        {
          g_autofree char *word = token_text (parser, token);

          if (strcmp (word, "started") == 0)
            return parse_pair (parser, REEVE_NODE_STARTED, REEVE_TOKEN_COMMA, _("','"));
        }
      return parse_path (parser);
    case REEVE_KEYWORD_BY:
      return parse_path (parser);
    default:
      fail_expected (parser, _("a value, a name or '('"));
      return NULL;
    }
}

static ReeveNode *
parse_primary (Parser *parser)
{
  const ReeveToken *token = peek (parser);

  if (at_span (parser))
    {
      g_autofree char *span = take_span (parser);

      return schedule_new (parser, token, span);
    }
  switch (token->kind)
    {
    case REEVE_TOKEN_NAME:
      return parse_word (parser);
    case REEVE_TOKEN_LEFT:
      return parse_parenthesised (parser);
    case REEVE_TOKEN_LIST:
      return parse_list (parser);
    case REEVE_TOKEN_MONTH_DAY:
      return parse_month_day (parser);
    case REEVE_TOKEN_NUMBER:
    case REEVE_TOKEN_PERCENT:
    case REEVE_TOKEN_DATE:
    case REEVE_TOKEN_INSTANT:
    case REEVE_TOKEN_STRING:
      return parse_element (parser);
    default:
      fail_expected (parser, _("a value, a name or '('"));
      return NULL;
    }
}

static ReeveNode *
binary_new (Parser *parser, ReeveNodeKind kind, const ReeveToken *first, ReeveNode *left, ReeveNode *right)
{
  ReeveNode *node = node_new (parser, kind, first, first);

  reeve_node_add (node, left);
  reeve_node_add (node, right);
  extend (parser, node, first);
  return node;
}

static ReeveNode *
parse_product (Parser *parser)
{
  const ReeveToken *first = peek (parser);
  ReeveNode *node = parse_primary (parser);

  while (!parser->failed && peek (parser)->kind == REEVE_TOKEN_STAR)
    {
      take (parser);
      node = binary_new (parser, REEVE_NODE_MUL, first, node, parse_primary (parser));
    }
  return node;
}

static ReeveNode *
parse_sum (Parser *parser)
{
  const ReeveToken *first = peek (parser);
  ReeveNode *node = parse_product (parser);

  while (!parser->failed && (peek (parser)->kind == REEVE_TOKEN_PLUS || peek (parser)->kind == REEVE_TOKEN_MINUS))
    {
      ReeveNodeKind kind = take (parser)->kind == REEVE_TOKEN_PLUS ? REEVE_NODE_ADD : REEVE_NODE_SUB;

      node = binary_new (parser, kind, first, node, parse_product (parser));
    }
  return node;
}

static ReeveNode *
parse_set (Parser *parser)
{
  const ReeveToken *first = peek (parser);
  ReeveNode *node = parse_sum (parser);

  if (parser->failed || peek (parser)->kind != REEVE_TOKEN_RANGE)
    return node;
  take (parser);
  return binary_new (parser, REEVE_NODE_RANGE, first, node, parse_sum (parser));
}

/* Relations */

static gboolean
relation_of (const ReeveToken *token, ReeveNodeKind *ret_kind)
{
  switch (token->kind)
    {
    case REEVE_TOKEN_EQ:
      *ret_kind = REEVE_NODE_EQ;
      return TRUE;
    case REEVE_TOKEN_NE:
      *ret_kind = REEVE_NODE_NE;
      return TRUE;
    case REEVE_TOKEN_LT:
      *ret_kind = REEVE_NODE_LT;
      return TRUE;
    case REEVE_TOKEN_LE:
      *ret_kind = REEVE_NODE_LE;
      return TRUE;
    case REEVE_TOKEN_GT:
      *ret_kind = REEVE_NODE_GT;
      return TRUE;
    case REEVE_TOKEN_GE:
      *ret_kind = REEVE_NODE_GE;
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
at_relation (const Parser *parser)
{
  const ReeveToken *token = peek (parser);
  ReeveNodeKind kind;

  return relation_of (token, &kind) || is_keyword (token, REEVE_KEYWORD_IN) || is_keyword (token, REEVE_KEYWORD_HAS)
         || is_keyword (token, REEVE_KEYWORD_WITHIN) || is_keyword (token, REEVE_KEYWORD_BY);
}

/* `x = yes`, `x = no`: truth stands alone. */
static gboolean
tell_truth_literal (Parser *parser, const ReeveToken *first, const ReeveToken *operator)
{
  const ReeveToken *token = peek (parser), *next = peek_second (parser);
  g_autofree char *word = token_text (parser, token);
  g_autofree char *left = NULL;
  g_autofree char *good = NULL;
  gboolean yes = strcmp (word, "yes") == 0 || strcmp (word, "true") == 0, no = strcmp (word, "no") == 0 || strcmp (word, "false") == 0;

  if (token->kind != REEVE_TOKEN_NAME || (!yes && !no) || (is_keyword (token, REEVE_KEYWORD_NO) && next->kind == REEVE_TOKEN_NAME
                                                            && next->keyword == REEVE_KEYWORD_NOT_ONE))
    return FALSE;
  left = g_strndup (parser->text->text + first->begin, operator->begin - first->begin);
  g_strchomp (left);
  if (operator->kind == REEVE_TOKEN_NE)
    yes = !yes;
  good = yes ? g_strdup (left) : g_strdup_printf ("not %s", left);
  fail (parser, "E213", token_source (parser, token), NULL, _("truth stands alone: write '%s'"), good);
  return TRUE;
}

static ReeveNode *
parse_comparison (Parser *parser, const ReeveToken *first, ReeveNode *left, ReeveNodeKind kind)
{
  const ReeveToken *operator = take (parser);

  if ((kind == REEVE_NODE_EQ || kind == REEVE_NODE_NE) && tell_truth_literal (parser, first, operator))
    {
      reeve_node_free (left);
      return NULL;
    }
  return binary_new (parser, kind, first, left, parse_sum (parser));
}

static ReeveNode *
parse_has (Parser *parser, const ReeveToken *first, ReeveNode *left)
{
  ReeveNodeKind kind = REEVE_NODE_HAS_ONLY;

  take (parser);
  if (take_keyword (parser, REEVE_KEYWORD_ONLY))
    return binary_new (parser, kind, first, left, parse_set (parser));
  if (is_keyword (peek (parser), REEVE_KEYWORD_NONE))
    {
      fail (parser, "E108", token_source (parser, peek (parser)), NULL, _("there is no 'has none of'; write 'not ... has any of'"));
      reeve_node_free (left);
      return NULL;
    }
  if (is_keyword (peek (parser), REEVE_KEYWORD_ALL) || is_keyword (peek (parser), REEVE_KEYWORD_ANY))
    {
      kind = take (parser)->keyword == REEVE_KEYWORD_ALL ? REEVE_NODE_HAS_ALL : REEVE_NODE_HAS_ANY;
      if (take_keyword (parser, REEVE_KEYWORD_OF))
        return binary_new (parser, kind, first, left, parse_set (parser));
      fail_expected (parser, _("'of'"));
    }
  else
    fail_expected (parser, _("'all of', 'any of' or 'only'"));
  reeve_node_free (left);
  return NULL;
}

static ReeveNode *
parse_within (Parser *parser, const ReeveToken *first, ReeveNode *left)
{
  g_autoptr (ReeveNode) node = node_new (parser, REEVE_NODE_WITHIN_BEFORE, first, first);

  take (parser);
  reeve_node_add (node, left);
  reeve_node_add (node, parse_sum (parser));
  if (parser->failed)
    return NULL;
  if (take_keyword (parser, REEVE_KEYWORD_AFTER))
    node->kind = REEVE_NODE_WITHIN_AFTER;
  else if (!take_keyword (parser, REEVE_KEYWORD_BEFORE))
    {
      fail_expected (parser, _("'before' or 'after' and the date meant"));
      return NULL;
    }
  reeve_node_add (node, parse_sum (parser));
  extend (parser, node, first);
  return g_steal_pointer (&node);
}

static ReeveNode *
parse_relation (Parser *parser)
{
  const ReeveToken *first = peek (parser);
  ReeveNode *node = parse_sum (parser);
  ReeveNodeKind kind;
  gboolean related = TRUE;

  if (parser->failed)
    return node;
  if (relation_of (peek (parser), &kind))
    node = parse_comparison (parser, first, node, kind);
  else if (is_keyword (peek (parser), REEVE_KEYWORD_IN))
    {
      take (parser);
      node = binary_new (parser, REEVE_NODE_IN, first, node, parse_set (parser));
    }
  else if (is_keyword (peek (parser), REEVE_KEYWORD_HAS))
    node = parse_has (parser, first, node);
  else if (is_keyword (peek (parser), REEVE_KEYWORD_WITHIN))
    node = parse_within (parser, first, node);
  else if (is_keyword (peek (parser), REEVE_KEYWORD_BY))
    {
      take (parser);
      node = binary_new (parser, REEVE_NODE_BY, first, node, parse_sum (parser));
    }
  else
    related = FALSE;
  if (!parser->failed && related && at_relation (parser))
    fail (parser, "E109", token_source (parser, peek (parser)), NULL, _("comparisons do not chain; write '%s' or join two with 'and'"),
          "in A..B");
  else if (!parser->failed && is_keyword (peek (parser), REEVE_KEYWORD_NOT) && is_keyword (peek_second (parser), REEVE_KEYWORD_IN))
    fail (parser, "E108", token_source (parser, peek (parser)), NULL, _("there is no 'not in'; write 'not ... in'"));
  return node;
}

static ReeveNode *
parse_negation (Parser *parser)
{
  const ReeveToken *first = peek (parser);
  ReeveNode *node;

  if (!take_keyword (parser, REEVE_KEYWORD_NOT))
    return parse_relation (parser);
  if (!enter (parser))
    return NULL;
  node = node_new (parser, REEVE_NODE_NOT, first, first);
  node->type = REEVE_TYPE_TRUTH;
  reeve_node_add (node, parse_negation (parser));
  extend (parser, node, first);
  leave (parser);
  return node;
}

/* Adds @child to @node, or its children if it is of the same kind: (a and b) and c is one `and`. */
static void
add_flat (ReeveNode *node, ReeveNode *child)
{
  if (child == NULL || child->kind != node->kind)
    {
      reeve_node_add (node, child);
      return;
    }
  for (guint i = 0; i < child->n_children; i++)
    reeve_node_add (node, g_steal_pointer (&child->children[i]));
  reeve_node_free (child);
}

static ReeveNode *
parse_junction (Parser *parser)
{
  const ReeveToken *first = peek (parser);
  ReeveNode *left = parse_negation (parser), *node;
  ReeveKeyword keyword = peek (parser)->kind == REEVE_TOKEN_NAME ? peek (parser)->keyword : REEVE_KEYWORD_NOT_ONE;

  if (parser->failed || (keyword != REEVE_KEYWORD_AND && keyword != REEVE_KEYWORD_OR))
    return left;
  node = node_new (parser, keyword == REEVE_KEYWORD_AND ? REEVE_NODE_AND : REEVE_NODE_OR, first, first);
  node->type = REEVE_TYPE_TRUTH;
  add_flat (node, left);
  while (!parser->failed && take_keyword (parser, keyword))
    add_flat (node, parse_negation (parser));
  if (!parser->failed && (is_keyword (peek (parser), REEVE_KEYWORD_AND) || is_keyword (peek (parser), REEVE_KEYWORD_OR)))
    fail (parser, "E110", token_source (parser, peek (parser)), NULL, _("'and' and 'or' are mixed: put ( ) around what belongs together"));
  extend (parser, node, first);
  return node;
}

static ReeveNode *
parse_quantifier (Parser *parser)
{
  const ReeveToken *first = take (parser);
  g_autoptr (ReeveNode) node = node_new (parser, REEVE_NODE_EVERY, first, first);

  node->type = REEVE_TYPE_TRUTH;
  if (first->keyword != REEVE_KEYWORD_EVERY)
    node->kind = first->keyword == REEVE_KEYWORD_SOME ? REEVE_NODE_SOME : REEVE_NODE_NO;
  if (!enter (parser))
    return NULL;
  reeve_node_add (node, parse_path (parser));
  reeve_node_add (node, parser->failed ? NULL : parse_collection_rest (parser, node));
  if (!parser->failed && node->kind == REEVE_NODE_EVERY)
    {
      if (take_keyword (parser, REEVE_KEYWORD_SATISFIES))
        reeve_node_add (node, parse_expression (parser));
      else
        fail_expected (parser, _("'satisfies' and what every one must meet"));
    }
  leave (parser);
  extend (parser, node, first);
  return parser->failed ? NULL : g_steal_pointer (&node);
}

static ReeveNode *
parse_expression (Parser *parser)
{
  return is_quantifier (peek (parser)) ? parse_quantifier (parser) : parse_junction (parser);
}

/* `expires-30 days`: one name and a unit left over. */
static gboolean
tell_minus (Parser *parser, const ReeveToken *name, const char *unit)
{
  const char *begin = parser->text->text + name->begin, *end = parser->text->text + name->end, *p = end;
  g_autofree char *good = NULL;

  while (p > begin && g_ascii_isdigit (p[-1]))
    p--;
  if (name->kind != REEVE_TOKEN_NAME || p == end || p == begin || p[-1] != '-')
    return FALSE;
  good = g_strdup_printf ("%.*s - %.*s %s", (int) (p - 1 - begin), begin, (int) (end - p), p, unit);
  fail (parser, "E112", token_source (parser, name), NULL, _("a minus needs spaces: '%s'"), good);
  return TRUE;
}

static void
tell_rest (Parser *parser)
{
  const ReeveToken *token = peek (parser);
  g_autofree char *word = token_text (parser, token);
  static const struct { const char *word, *right; } words[] = {
    { "is", "=" }, { "equals", "=" }, { "contains", "has any of" }, { "includes", "has any of" }, { "between", "in A..B" }, { "exceeds", ">" },
  };

  if (parser->at > 0 && token->kind == REEVE_TOKEN_NAME && tell_minus (parser, token - 1, word))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (word, words[i].word) == 0)
      {
        fail (parser, "E108", token_source (parser, token), NULL, _("'%s' is not an operator; write '%s'"), word, words[i].right);
        return;
      }
  fail_expected (parser, _("an operator or the end"));
}

ReeveNode *
reeve_expression_parse (const ReeveExpressionText *text)
{
  g_autoptr (GArray) tokens = reeve_expression_lex (text);
  g_autoptr (ReeveNode) node = NULL;
  Parser parser = { .text = text };

  if (tokens == NULL)
    return NULL;
  parser.tokens = &g_array_index (tokens, ReeveToken, 0);
  node = parse_expression (&parser);
  if (!parser.failed && peek (&parser)->kind != REEVE_TOKEN_END)
    tell_rest (&parser);
  if (!parser.failed && node != NULL && reeve_node_depth (node) > REEVE_EXPRESSION_MAX_DEPTH)
    fail (&parser, "E100", node->source, NULL, _("the expression is too deep: limit %d; use definitions"), REEVE_EXPRESSION_MAX_DEPTH);
  return parser.failed ? NULL : g_steal_pointer (&node);
}
