// SPDX-License-Identifier: GPL-3.0-or-later
/* The grammar of language.md 2.3 by recursive descent: every choice is made on the next token, the first mistake ends the expression.
 * Depth is counted, so that a hostile file cannot exhaust the stack. */

#include "config.h"

#include <string.h>

#include "reeve-parser-private.h"

static ReeveNode *parse_expression (ReeveParser *parser);
static ReeveNode *parse_junction (ReeveParser *parser);
static ReeveNode *parse_sum (ReeveParser *parser);

/* Collections and calls */

static ReeveNode *
parse_path (ReeveParser *parser)
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
parse_collection_rest (ReeveParser *parser, ReeveNode *node)
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
expect (ReeveParser *parser, ReeveTokenKind kind, const char *words)
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
parse_count (ReeveParser *parser)
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
            fail_expected (parser, _("'any' and a period, as in 'in any 12 months'"));
          else
            window = parse_sum (parser);
        }
      else
        fail_expected (parser, _("'distinct' or 'in any', each once"));
    }
  if (!parser->failed && is_keyword (peek (parser), REEVE_KEYWORD_IN))
    {
      fail (parser, "E108", token_source (parser, peek (parser)), NULL,
            _("a period stands after a comma: 'count(C where P, in any 12 months)'; for a calendar year say 'next(12-31, date) = next(12-31, today)'"));
      return NULL;
    }
  if (!expect (parser, REEVE_TOKEN_RIGHT, _("')'")))
    return NULL;
  reeve_node_add (node, g_steal_pointer (&window));
  reeve_node_add (node, g_steal_pointer (&distinct));
  extend (parser, node, first);
  return g_steal_pointer (&node);
}

/* min(A, B, C): what follows A, at the comma. Takes over @value. */
static ReeveNode *
parse_extreme (ReeveParser *parser, const ReeveToken *first, ReeveNode *value, ReeveNodeKind kind)
{
  g_autoptr (ReeveNode) node = value;

  while (peek (parser)->kind == REEVE_TOKEN_COMMA)
    {
      ReeveNode *pair = node_new (parser, kind, first, first);

      take (parser);
      reeve_node_add (pair, g_steal_pointer (&node));
      reeve_node_add (pair, parse_sum (parser));
      extend (parser, pair, first);
      node = pair;
      if (parser->failed)
        return NULL;
    }
  if (!expect (parser, REEVE_TOKEN_RIGHT, _("',' or ')'")))
    return NULL;
  extend (parser, node, first);
  return g_steal_pointer (&node);
}

/* sum(E of C), min(E of C), max(E of C), and min(A, B), max(A, B) */
static ReeveNode *
parse_aggregate (ReeveParser *parser, ReeveNodeKind kind)
{
  const ReeveToken *first = take (parser);
  g_autoptr (ReeveNode) node = node_new (parser, kind, first, first);

  if (!expect (parser, REEVE_TOKEN_LEFT, _("'('")))
    return NULL;
  reeve_node_add (node, parse_sum (parser));
  if (parser->failed)
    return NULL;
  if (kind != REEVE_NODE_SUM && peek (parser)->kind == REEVE_TOKEN_COMMA)
    return parse_extreme (parser, first, g_steal_pointer (&node->children[0]), kind == REEVE_NODE_MIN ? REEVE_NODE_LEAST : REEVE_NODE_GREATEST);
  if (!take_keyword (parser, REEVE_KEYWORD_OF))
    {
      fail_expected (parser, kind == REEVE_NODE_SUM ? _("'of'") : _("'of' or ','"));
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
parse_pair (ReeveParser *parser, ReeveNodeKind kind, ReeveTokenKind separator, const char *separator_words)
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
parse_parenthesised (ReeveParser *parser)
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
parse_word (ReeveParser *parser)
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
parse_primary (ReeveParser *parser)
{
  const ReeveToken *token = peek (parser);

  if (reeve_parser_at_span (parser))
    return reeve_parser_span (parser);
  switch (token->kind)
    {
    case REEVE_TOKEN_NAME:
      return parse_word (parser);
    case REEVE_TOKEN_LEFT:
      return parse_parenthesised (parser);
    case REEVE_TOKEN_LIST:
      return reeve_parser_list (parser);
    case REEVE_TOKEN_MONTH_DAY:
      return reeve_parser_month_day (parser);
    case REEVE_TOKEN_NUMBER:
    case REEVE_TOKEN_PERCENT:
    case REEVE_TOKEN_DATE:
    case REEVE_TOKEN_INSTANT:
    case REEVE_TOKEN_STRING:
      return reeve_parser_element (parser);
    default:
      fail_expected (parser, _("a value, a name or '('"));
      return NULL;
    }
}

static ReeveNode *
binary_new (ReeveParser *parser, ReeveNodeKind kind, const ReeveToken *first, ReeveNode *left, ReeveNode *right)
{
  ReeveNode *node = node_new (parser, kind, first, first);

  reeve_node_add (node, left);
  reeve_node_add (node, right);
  extend (parser, node, first);
  return node;
}

static ReeveNode *
parse_product (ReeveParser *parser)
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
parse_sum (ReeveParser *parser)
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
parse_set (ReeveParser *parser)
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
at_relation (const ReeveParser *parser)
{
  const ReeveToken *token = peek (parser);
  ReeveNodeKind kind;

  return relation_of (token, &kind) || is_keyword (token, REEVE_KEYWORD_IN) || is_keyword (token, REEVE_KEYWORD_HAS)
         || is_keyword (token, REEVE_KEYWORD_WITHIN) || is_keyword (token, REEVE_KEYWORD_BY);
}

/* `x = yes`, `x = no`: truth stands alone. */
static gboolean
tell_truth_literal (ReeveParser *parser, const ReeveToken *first, const ReeveToken *operator)
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
parse_comparison (ReeveParser *parser, const ReeveToken *first, ReeveNode *left, ReeveNodeKind kind)
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
parse_has (ReeveParser *parser, const ReeveToken *first, ReeveNode *left)
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
parse_within (ReeveParser *parser, const ReeveToken *first, ReeveNode *left)
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
parse_relation (ReeveParser *parser)
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
parse_negation (ReeveParser *parser)
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
parse_junction (ReeveParser *parser)
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
parse_quantifier (ReeveParser *parser)
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
parse_expression (ReeveParser *parser)
{
  return is_quantifier (peek (parser)) ? parse_quantifier (parser) : parse_junction (parser);
}

/* `expires-30 days`: one name and a unit left over. */
static gboolean
tell_minus (ReeveParser *parser, const ReeveToken *name, const char *unit)
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

/* Words of other languages, and of English, that the reader met as names. TRUE: told. */
static gboolean
tell_foreign_word (ReeveParser *parser, const ReeveToken *token)
{
  static const char *const ifs[] = { "if", "then", "implies", "when", "unless", "except", NULL };
  static const char *const somes[] = { "exists", "there", "has-some", "contains", NULL };
  static const char *const counts[] = { "least", "most", "than", "exactly", NULL };
  g_autofree char *word = token->kind == REEVE_TOKEN_NAME ? token_text (parser, token) : NULL;
  g_autofree char *before = parser->at > 0 && (token - 1)->kind == REEVE_TOKEN_NAME ? token_text (parser, token - 1) : NULL;
  const ReeveToken *place = token;
  gboolean conditional, some, counted;

  if (word == NULL)
    return FALSE;
  conditional = g_strv_contains (ifs, word);
  some = FALSE;
  counted = g_strv_contains (counts, word);
  if (before != NULL && g_strv_contains (ifs, before))
    {
      conditional = TRUE;
      place = token - 1;
    }
  if (before != NULL && (strcmp (before, "exists") == 0 || strcmp (before, "there") == 0))
    {
      some = g_strv_contains (somes, before);
      place = token - 1;
    }
  if (conditional)
    fail (parser, "E108", token_source (parser, place), NULL,
          _("there is no 'if': write 'applies:' or 'unless:' beside the rule, '(a and b) or not a', or two provisions"));
  else if (some)
    fail (parser, "E108", token_source (parser, place), NULL, _("write 'some' or 'no' before the collection, as in 'some business.event where ...'"));
  else if (counted)
    fail (parser, "E108", token_source (parser, place), NULL, _("a number of records is written 'count(C where P) >= 2'"));
  return conditional || some || counted;
}

/* "is known", "is unknown" */
static gboolean
tell_unknown_test (ReeveParser *parser)
{
  g_autofree char *next = peek_second (parser)->kind == REEVE_TOKEN_NAME ? token_text (parser, peek_second (parser)) : NULL;

  if (next == NULL || (strcmp (next, "known") != 0 && strcmp (next, "unknown") != 0))
    return FALSE;
  fail (parser, "E108", token_source (parser, peek (parser)), NULL,
        _("whether a fact is known cannot be asked: what nobody recorded leaves the provision undecided; 'x = none' asks for a known absence"));
  return TRUE;
}

static void
tell_rest (ReeveParser *parser)
{
  const ReeveToken *token = peek (parser);
  g_autofree char *word = token_text (parser, token);
  static const struct { const char *word, *right; } words[] = {
    { "is", "=" }, { "equals", "=" }, { "contains", "has any of" }, { "includes", "has any of" }, { "between", "in A..B" }, { "exceeds", ">" },
  };

  if (parser->at > 0 && token->kind == REEVE_TOKEN_NAME && tell_minus (parser, token - 1, word))
    return;
  if (tell_foreign_word (parser, token))
    return;
  if (strcmp (word, "is") == 0 && tell_unknown_test (parser))
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
  ReeveParser parser = { .text = text };

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
