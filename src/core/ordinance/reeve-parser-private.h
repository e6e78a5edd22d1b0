/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two halves of the expression parser share: the position among the tokens, and telling what was expected there. */
#pragma once

#include <glib/gi18n-lib.h>

#include "reeve-expression-private.h"

G_BEGIN_DECLS

typedef struct
{
  const ReeveExpressionText *text;
  const ReeveToken *tokens;
  guint at;
  guint depth, n_nodes;
  gboolean failed;
} ReeveParser;

static inline const ReeveToken *
peek (const ReeveParser *parser)
{
  return &parser->tokens[parser->at];
}

static inline const ReeveToken *
peek_second (const ReeveParser *parser)
{
  return peek (parser)->kind == REEVE_TOKEN_END ? peek (parser) : &parser->tokens[parser->at + 1];
}

static inline const ReeveToken *
take (ReeveParser *parser)
{
  const ReeveToken *token = peek (parser);

  if (token->kind != REEVE_TOKEN_END)
    parser->at++;
  return token;
}

static inline gboolean
is_keyword (const ReeveToken *token, ReeveKeyword keyword)
{
  return token->kind == REEVE_TOKEN_NAME && token->keyword == keyword;
}

static inline gboolean
is_quantifier (const ReeveToken *token)
{
  return is_keyword (token, REEVE_KEYWORD_EVERY) || is_keyword (token, REEVE_KEYWORD_SOME) || is_keyword (token, REEVE_KEYWORD_NO);
}

static inline gboolean
take_keyword (ReeveParser *parser, ReeveKeyword keyword)
{
  if (!is_keyword (peek (parser), keyword))
    return FALSE;
  parser->at++;
  return TRUE;
}

static inline char *
token_text (const ReeveParser *parser, const ReeveToken *token)
{
  return g_strndup (parser->text->text + token->begin, token->end - token->begin);
}

static inline ReeveSource
token_source (const ReeveParser *parser, const ReeveToken *token)
{
  return reeve_expression_source (parser->text, token->begin, token->end);
}

G_GNUC_PRINTF (5, 6) static inline void
fail (ReeveParser *parser, const char *id, ReeveSource source, const char *replacement, const char *format, ...)
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
static inline void
fail_expected (ReeveParser *parser, const char *expected)
{
  const ReeveToken *token = peek (parser);
  g_autofree char *found = token_text (parser, token);

  if (token->kind == REEVE_TOKEN_END)
    fail (parser, "E108", token_source (parser, token), NULL, _("expected %s, but the expression ends here"), expected);
  else
    fail (parser, "E108", token_source (parser, token), NULL, _("expected %s, found '%s'"), expected, found);
}

static inline ReeveNode *
node_new (ReeveParser *parser, ReeveNodeKind kind, const ReeveToken *first, const ReeveToken *last)
{
  if (++parser->n_nodes > REEVE_EXPRESSION_MAX_NODES)
    fail (parser, "E100", token_source (parser, first), NULL, _("the expression has too many parts: limit %d; use definitions"),
          REEVE_EXPRESSION_MAX_NODES);
  return reeve_node_new (kind, reeve_expression_source (parser->text, first->begin, last->end));
}

static inline gboolean
enter (ReeveParser *parser)
{
  if (++parser->depth <= REEVE_EXPRESSION_MAX_DEPTH)
    return TRUE;
  fail (parser, "E100", token_source (parser, peek (parser)), NULL, _("the expression is too deep: limit %d; use definitions"),
        REEVE_EXPRESSION_MAX_DEPTH);
  return FALSE;
}

static inline void
leave (ReeveParser *parser)
{
  parser->depth--;
}

/* Widens @node to the token last taken. */
static inline void
extend (ReeveParser *parser, ReeveNode *node, const ReeveToken *first)
{
  node->source = reeve_expression_source (parser->text, first->begin, parser->tokens[parser->at - 1].end);
}

/* reeve-expression-literal.c */
gboolean reeve_parser_at_span (const ReeveParser *parser);        /* a time span, perhaps with weekdays before it */
ReeveNode *reeve_parser_span (ReeveParser *parser);
ReeveNode *reeve_parser_element (ReeveParser *parser);            /* a literal or code, as it may stand in a list */
ReeveNode *reeve_parser_month_day (ReeveParser *parser);
ReeveNode *reeve_parser_list (ReeveParser *parser);

G_END_DECLS
