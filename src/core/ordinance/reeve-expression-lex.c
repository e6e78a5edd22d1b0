// SPDX-License-Identifier: GPL-3.0-or-later
/* Cuts an expression into tokens (language.md 2.1, 2.2). A dotted path is one token; so is a date, a time span, a month-day. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "reeve-expression-private.h"

static const char *const keywords[] = {
  "", "and", "or", "not", "in", "has", "all", "any", "of", "only", "within", "before", "after", "by", "every", "some", "no", "where", "as",
  "satisfies", "count", "sum", "min", "max", "next", "days", "distinct", "today", "none",
};

static ReeveKeyword
find_keyword (const char *text, gsize length)
{
  for (guint i = 1; i < G_N_ELEMENTS (keywords); i++)
    if (strlen (keywords[i]) == length && memcmp (keywords[i], text, length) == 0)
      return i;
  return REEVE_KEYWORD_NOT_ONE;
}

gboolean
reeve_expression_is_keyword (const char *name)
{
  return find_keyword (name, strlen (name)) != REEVE_KEYWORD_NOT_ONE;
}

gboolean
reeve_expression_is_name (const char *name)
{
  if (!g_ascii_isalpha (name[0]))
    return FALSE;
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && !(*p == '-' && g_ascii_isalnum (p[1])))
      return FALSE;
  return TRUE;
}

ReeveSource
reeve_expression_source (const ReeveExpressionText *text, gsize begin, gsize end)
{
  begin = MIN (begin, text->length);
  end = CLAMP (end, begin, text->length);
  if (end == begin)
    return reeve_messages_source (text->messages, text->offsets[begin], text->offsets[begin]);
  return reeve_messages_source (text->messages, text->offsets[begin], text->offsets[end - 1] + 1);
}

/* Does @p look like @pattern? 9 = digit; other characters stand for themselves. */
static gboolean
looks_like (const char *p, const char *pattern)
{
  for (; *pattern != '\0'; p++, pattern++)
    if (*pattern == '9' ? !g_ascii_isdigit (*p) : *p != *pattern)
      return FALSE;
  return TRUE;
}

static gsize
skip_digits (const char *text, gsize at)
{
  while (g_ascii_isdigit (text[at]))
    at++;
  return at;
}

/* "8:00", "22:00"; 0 if it is not a time. */
static gsize
time_length (const char *p)
{
  if (looks_like (p, "99:99"))
    return 5;
  return looks_like (p, "9:99") ? 4 : 0;
}

static gsize
lex_number (const char *text, gsize at, ReeveTokenKind *ret_kind)
{
  const char *p = text + at;
  gsize first = time_length (p), second;

  if (looks_like (p, "9999-99-99T99:99"))
    {
      *ret_kind = REEVE_TOKEN_INSTANT;
      return at + 16;
    }
  if (looks_like (p, "9999-99-99"))
    {
      *ret_kind = REEVE_TOKEN_DATE;
      return at + 10;
    }
  if (first > 0 && p[first] == '-' && (second = time_length (p + first + 1)) > 0)
    {
      *ret_kind = REEVE_TOKEN_TIMES;
      return at + first + 1 + second;
    }
  if (looks_like (p, "99-end"))
    {
      *ret_kind = REEVE_TOKEN_MONTH_DAY;
      return at + 6;
    }
  if (looks_like (p, "99-99"))
    {
      *ret_kind = REEVE_TOKEN_MONTH_DAY;
      return at + 5;
    }
  at = skip_digits (text, at);
  if (text[at] == '.' && g_ascii_isdigit (text[at + 1]))
    at = skip_digits (text, at + 1);
  *ret_kind = REEVE_TOKEN_NUMBER;
  if (text[at] == '%')
    {
      *ret_kind = REEVE_TOKEN_PERCENT;
      at++;
    }
  return at;
}

static gsize
skip_name (const char *text, gsize at)
{
  while (g_ascii_isalnum (text[at]) || text[at] == '_' || (text[at] == '-' && (g_ascii_isalnum (text[at + 1]) || text[at + 1] == '_')))
    at++;
  return at;
}

static gboolean
tell_underscore (const ReeveExpressionText *text, gsize begin, gsize end)
{
  g_autofree char *good = NULL;

  if (memchr (text->text + begin, '_', end - begin) == NULL)
    return FALSE;
  good = g_strndup (text->text + begin, end - begin);
  g_strdelimit (good, "_", '-');
  reeve_messages_add (text->messages, REEVE_SEVERITY_ERROR, "E102", reeve_expression_source (text, begin, end), good,
                      _("names use hyphens: '%s'"), good);
  return TRUE;
}

static gboolean
lex_name (const ReeveExpressionText *text, gsize begin, ReeveToken *token)
{
  gsize end = skip_name (text->text, begin);

  while (text->text[end] == '.' && (g_ascii_isalpha (text->text[end + 1]) || text->text[end + 1] == '_'))
    end = skip_name (text->text, end + 1);
  if (tell_underscore (text, begin, end))
    return FALSE;
  token->kind = REEVE_TOKEN_NAME;
  token->end = end;
  token->keyword = find_keyword (text->text + begin, end - begin);
  return TRUE;
}

static gboolean
lex_symbol (const char *text, gsize at, ReeveToken *token)
{
  static const struct { const char *text; ReeveTokenKind kind; } symbols[] = {
    { "..", REEVE_TOKEN_RANGE }, { "!=", REEVE_TOKEN_NE }, { "<=", REEVE_TOKEN_LE }, { ">=", REEVE_TOKEN_GE }, { "<", REEVE_TOKEN_LT },
    { ">", REEVE_TOKEN_GT }, { "=", REEVE_TOKEN_EQ }, { "(", REEVE_TOKEN_LEFT }, { ")", REEVE_TOKEN_RIGHT }, { "[", REEVE_TOKEN_LIST },
    { "]", REEVE_TOKEN_LIST_END }, { ",", REEVE_TOKEN_COMMA }, { "+", REEVE_TOKEN_PLUS }, { "-", REEVE_TOKEN_MINUS }, { "*", REEVE_TOKEN_STAR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (strncmp (text + at, symbols[i].text, strlen (symbols[i].text)) == 0)
      {
        token->kind = symbols[i].kind;
        token->end = at + strlen (symbols[i].text);
        return TRUE;
      }
  return FALSE;
}

/* What word processors make of what was typed. */
static const struct { const char *character, *meant; } typographic[] = {
  { "\u201c", "\"" }, { "\u201d", "\"" }, { "\u201e", "\"" }, { "\u2013", "-" },  { "\u2014", "-" },  { "\u2212", "-" },
  { "\u2011", "-" },  { "\u2264", "<=" },  { "\u2265", ">=" },  { "\u2260", "!=" }, { "\u00d7", "*" },  { "\u2026", ".." },
};

/* A space that is not the plain one cannot be seen, so it has to be said. */
static gboolean
is_odd_space (const char *character)
{
  return g_unichar_isspace (g_utf8_get_char (character)) || strcmp (character, "\u200b") == 0 || strcmp (character, "\ufeff") == 0;
}

static gboolean
tell_typographic (const ReeveExpressionText *text, ReeveSource source, const char *character)
{
  if (is_odd_space (character))
    {
      reeve_messages_add (text->messages, REEVE_SEVERITY_ERROR, "E101", source, " ",
                          _("a special space stands here, as word processors make it; write a plain space"));
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (typographic); i++)
    if (strcmp (typographic[i].character, character) == 0)
      {
        reeve_messages_add (text->messages, REEVE_SEVERITY_ERROR, "E101", source, typographic[i].meant,
                            _("unexpected character '%s'; write '%s'"), character, typographic[i].meant);
        return TRUE;
      }
  return FALSE;
}

static void
tell_character (const ReeveExpressionText *text, gsize at)
{
  gsize end = at + (gsize) (g_utf8_next_char (text->text + at) - (text->text + at));
  ReeveSource source = reeve_expression_source (text, at, end);
  g_autofree char *character = g_strndup (text->text + at, end - at);

  if (tell_typographic (text, source, character))
    return;
  if (text->text[at] == '$' && g_ascii_isdigit (text->text[end]))
    {
      ReeveTokenKind kind;
      gsize stop = lex_number (text->text, end, &kind);
      g_autofree char *good = g_strdup_printf ("%.*s USD", (int) (stop - end), text->text + end);

      reeve_messages_add (text->messages, REEVE_SEVERITY_ERROR, "E101", reeve_expression_source (text, at, stop), good,
                          _("unexpected character '%s'; write '%s'"), character, good);
    }
  else if (text->text[at] == '/')
    reeve_messages_add (text->messages, REEVE_SEVERITY_ERROR, "E101", source, NULL,
                        _("unexpected character '/': there is no division; multiply the other side"));
  else if (text->text[at] == '"')
    reeve_messages_add (text->messages, REEVE_SEVERITY_ERROR, "E101", source, NULL, _("this quotation mark has no partner"));
  else
    reeve_messages_add (text->messages, REEVE_SEVERITY_ERROR, "E101", source, NULL, _("unexpected character '%s'"), character);
}

/* A number runs into letters: "600ft". */
static gboolean
tell_glued (const ReeveExpressionText *text, gsize begin, gsize end)
{
  gsize stop = end;
  g_autofree char *good = NULL;

  if (!g_ascii_isalnum (text->text[end]) && text->text[end] != '_' && text->text[end] != ':')
    return FALSE;
  while (g_ascii_isalnum (text->text[stop]) || strchr ("_:-", text->text[stop]) != NULL)
    {
      if (text->text[stop] == '\0')
        break;
      stop++;
    }
  if (g_ascii_isalpha (text->text[end]))
    {
      good = g_strdup_printf ("%.*s %.*s", (int) (end - begin), text->text + begin, (int) (stop - end), text->text + end);
      reeve_messages_add (text->messages, REEVE_SEVERITY_ERROR, "E101", reeve_expression_source (text, begin, stop), good,
                          _("a space belongs between number and unit: '%s'"), good);
    }
  else if (text->text[end] == ':' && stop - end == 3)
    reeve_messages_add (text->messages, REEVE_SEVERITY_ERROR, "E101", reeve_expression_source (text, begin, stop), NULL,
                        _("a time stands in a span only: 'at in %.*s-24:00' is from then to midnight"), (int) (stop - begin), text->text + begin);
  else
    reeve_messages_add (text->messages, REEVE_SEVERITY_ERROR, "E101", reeve_expression_source (text, begin, stop), NULL,
                        _("'%.*s' is not a number, date, time span or month-day"), (int) (stop - begin), text->text + begin);
  return TRUE;
}

static gboolean
lex_token (const ReeveExpressionText *text, gsize at, ReeveToken *token)
{
  const char *p = text->text;

  token->begin = at;
  token->keyword = REEVE_KEYWORD_NOT_ONE;
  if (g_ascii_isalpha (p[at]) || p[at] == '_')
    return lex_name (text, at, token);
  if (g_ascii_isdigit (p[at]))
    {
      token->end = lex_number (p, at, &token->kind);
      return !tell_glued (text, at, token->end);
    }
  if (p[at] == '"')
    {
      const char *close = strchr (p + at + 1, '"');

      if (close != NULL && close > p + at + 1)
        {
          token->kind = REEVE_TOKEN_STRING;
          token->end = (gsize) (close - p) + 1;
          return TRUE;
        }
    }
  else if (lex_symbol (p, at, token))
    return TRUE;
  tell_character (text, at);
  return FALSE;
}

GArray *
reeve_expression_lex (const ReeveExpressionText *text)
{
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (ReeveToken));
  ReeveToken token = { 0 };
  glong characters = g_utf8_strlen (text->text, -1);
  gsize at = 0;

  if (characters > REEVE_EXPRESSION_MAX_CHARACTERS)
    {
      reeve_messages_add (text->messages, REEVE_SEVERITY_ERROR, "E100", reeve_expression_source (text, 0, 1), NULL,
                          _("the expression is too long: %ld characters, limit %d; use definitions"), characters,
                          REEVE_EXPRESSION_MAX_CHARACTERS);
      return NULL;
    }
  while (TRUE)
    {
      while (g_ascii_isspace (text->text[at]))
        at++;
      if (text->text[at] == '\0')
        break;
      if (!lex_token (text, at, &token))
        return NULL;
      g_array_append_val (tokens, token);
      at = token.end;
    }
  token = (ReeveToken) { .kind = REEVE_TOKEN_END, .begin = at, .end = at };
  g_array_append_val (tokens, token);
  return g_steal_pointer (&tokens);
}
