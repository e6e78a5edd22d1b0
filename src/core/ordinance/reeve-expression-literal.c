// SPDX-License-Identifier: GPL-3.0-or-later
/* Literals of expressions (language.md 2.2): numbers with their units, dates, time spans, lists. Everything is kept exactly, as an integer
 * in the smallest unit, or refused. */

#include "config.h"

#include <string.h>

#include "reeve-parser-private.h"
#include "reeve-text.h"

static gboolean
parse_decimal (ReeveParser *parser, const ReeveToken *token, guint decimals, gint64 *ret_value)
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
  { "hour", REEVE_UNIT_HOURS, 1 },   { "hours", REEVE_UNIT_HOURS, 1 },    { "minute", REEVE_UNIT_MINUTES, 1 },
  { "minutes", REEVE_UNIT_MINUTES, 1 },
};

static const struct { const char *wrong, *right; } unit_words[] = {
  { "feet", "ft" }, { "foot", "ft" }, { "inches", "inch" }, { "in", "inch" }, { "meters", "m" }, { "metres", "m" }, { "meter", "m" },
  { "miles", "mi" }, { "mile", "mi" }, { "dollars", "USD" }, { "usd", "USD" }, { "percent", "%" }, { "hrs", "hours" }, { "yr", "years" },
  { "min", "minutes" }, { "mins", "minutes" },
};

/* value * factor, where value is in millionths: exact or refused. */
static gboolean
scale (ReeveParser *parser, const ReeveToken *token, gint64 millionths, gint64 factor, gboolean nearest, gint64 *ret_value)
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
literal_new (ReeveParser *parser, const ReeveToken *first, ReeveType type, guint32 aux, gint64 value)
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
fail_unit (ReeveParser *parser, const ReeveToken *unit, const char *word)
{
  static const char *const all[] = { "ft", "inch", "m", "mi", "USD", "day", "days", "month", "months", "year", "years", "hour", "hours", "minute",
                                     "minutes", NULL };
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
parse_duration (ReeveParser *parser, const ReeveToken *number, const char *word, gint64 millionths, gboolean business)
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
parse_square (ReeveParser *parser, const ReeveToken *number, gint64 millionths)
{
  static const struct { const char *word; gint64 own; } units[] = { { "ft", 929030400 }, { "m", G_GINT64_CONSTANT (10000000000) } };
  const ReeveToken *unit = take (parser);
  g_autofree char *word = token_text (parser, unit);
  gint64 value;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (word, units[i].word) == 0)
      return scale (parser, number, millionths, units[i].own, TRUE, &value) ? literal_new (parser, number, REEVE_TYPE_AREA, 0, value) : NULL;
  parser->at--;
  fail_expected (parser, _("'sq ft' or 'sq m'"));
  return NULL;
}

static ReeveNode *
parse_number (ReeveParser *parser)
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
parse_date (ReeveParser *parser)
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

ReeveNode *
reeve_parser_month_day (ReeveParser *parser)
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
is_weekdays (const ReeveParser *parser, const ReeveToken *token)
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

/* A day that may have hours of its own: a holiday, the day before one, a day of each year, a date. */
static gboolean
is_own_day (const ReeveParser *parser, const ReeveToken *token)
{
  g_autofree char *word = token->kind == REEVE_TOKEN_NAME ? token_text (parser, token) : NULL;

  if (word != NULL)
    return strcmp (word, "holiday") == 0 || strcmp (word, "holiday-eve") == 0;
  return token->kind == REEVE_TOKEN_MONTH_DAY || token->kind == REEVE_TOKEN_DATE;
}

static ReeveNode *
schedule_new (ReeveParser *parser, const ReeveToken *first, const char *text)
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
take_span (ReeveParser *parser)
{
  const ReeveToken *first = take (parser), *last = first;

  if (first->kind != REEVE_TOKEN_TIMES)
    last = take (parser);
  return g_strndup (parser->text->text + first->begin, last->end - first->begin);
}

gboolean
reeve_parser_at_span (const ReeveParser *parser)
{
  const ReeveToken *first = peek (parser), *second;

  if (first->kind == REEVE_TOKEN_TIMES || first->kind == REEVE_TOKEN_END)
    return first->kind == REEVE_TOKEN_TIMES;
  second = peek_second (parser);
  if (is_own_day (parser, first))
    return second->kind == REEVE_TOKEN_TIMES || second->keyword == REEVE_KEYWORD_NONE;
  return is_weekdays (parser, first) && second->kind == REEVE_TOKEN_TIMES;
}

static ReeveNode *
parse_schedule_list (ReeveParser *parser, const ReeveToken *first)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (TRUE)
    {
      g_autofree char *span = NULL;

      if (!reeve_parser_at_span (parser))
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

ReeveNode *
reeve_parser_element (ReeveParser *parser)
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

ReeveNode *
reeve_parser_list (ReeveParser *parser)
{
  const ReeveToken *first = take (parser);
  g_autoptr (ReeveNode) list = NULL;

  if (reeve_parser_at_span (parser))
    return parse_schedule_list (parser, first);
  list = node_new (parser, REEVE_NODE_LIST, first, first);
  list->type = REEVE_TYPE_LIST;
  while (TRUE)
    {
      ReeveNode *element = reeve_parser_element (parser);

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
          fail (parser, "E100", list->source, NULL, _("the list is too long: limit %d; write two lists joined with 'or'"), REEVE_LIST_MAX);
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

ReeveNode *
reeve_parser_span (ReeveParser *parser)
{
  const ReeveToken *first = peek (parser);
  g_autofree char *span = take_span (parser);

  return schedule_new (parser, first, span);
}
