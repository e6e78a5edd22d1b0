/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between lexer, parser and type checker of expressions, and the reader of ordinance files. */
#pragma once

#include "reeve-expression.h"
#include "reeve-message-private.h"
#include "reeve-ordinance-private.h"

G_BEGIN_DECLS

/* The text of one expression, and where each of its bytes stands in the file. */
typedef struct
{
  const char *text;
  gsize length;
  const gsize *offsets;   /* length + 1 of them */
  ReeveMessages *messages;
} ReeveExpressionText;

typedef enum
{
  REEVE_TOKEN_END, REEVE_TOKEN_NAME, REEVE_TOKEN_NUMBER, REEVE_TOKEN_PERCENT, REEVE_TOKEN_DATE, REEVE_TOKEN_INSTANT, REEVE_TOKEN_MONTH_DAY,
  REEVE_TOKEN_TIMES, REEVE_TOKEN_STRING, REEVE_TOKEN_LEFT, REEVE_TOKEN_RIGHT, REEVE_TOKEN_LIST, REEVE_TOKEN_LIST_END, REEVE_TOKEN_COMMA,
  REEVE_TOKEN_PLUS, REEVE_TOKEN_MINUS, REEVE_TOKEN_STAR, REEVE_TOKEN_EQ, REEVE_TOKEN_NE, REEVE_TOKEN_LT, REEVE_TOKEN_LE, REEVE_TOKEN_GT,
  REEVE_TOKEN_GE, REEVE_TOKEN_RANGE,
} ReeveTokenKind;

typedef enum
{
  REEVE_KEYWORD_NOT_ONE, REEVE_KEYWORD_AND, REEVE_KEYWORD_OR, REEVE_KEYWORD_NOT, REEVE_KEYWORD_IN, REEVE_KEYWORD_HAS, REEVE_KEYWORD_ALL,
  REEVE_KEYWORD_ANY, REEVE_KEYWORD_OF, REEVE_KEYWORD_ONLY, REEVE_KEYWORD_WITHIN, REEVE_KEYWORD_BEFORE, REEVE_KEYWORD_AFTER, REEVE_KEYWORD_BY,
  REEVE_KEYWORD_EVERY, REEVE_KEYWORD_SOME, REEVE_KEYWORD_NO, REEVE_KEYWORD_WHERE, REEVE_KEYWORD_AS, REEVE_KEYWORD_SATISFIES,
  REEVE_KEYWORD_COUNT, REEVE_KEYWORD_SUM, REEVE_KEYWORD_MIN, REEVE_KEYWORD_MAX, REEVE_KEYWORD_NEXT, REEVE_KEYWORD_DAYS,
  REEVE_KEYWORD_DISTINCT, REEVE_KEYWORD_TODAY, REEVE_KEYWORD_NONE,
} ReeveKeyword;

typedef struct
{
  ReeveTokenKind kind;
  ReeveKeyword keyword;   /* NAME */
  gsize begin, end;       /* bytes of the expression */
} ReeveToken;

/* NULL and messages (E100, E101, E102) when it is not made of tokens. The last one is END. (element-type ReeveToken) */
GArray *reeve_expression_lex (const ReeveExpressionText *text);
gboolean reeve_expression_is_keyword (const char *name);
/* A letter, then letters, digits, and hyphens between them. */
gboolean reeve_expression_is_name (const char *name);
ReeveSource reeve_expression_source (const ReeveExpressionText *text, gsize begin, gsize end);

/* The grammar only: names stay unresolved. A raw tree uses ReeveNode so: FIELD has the dotted path in .text; COUNT has a fourth child,
 * FIELD with the name after `distinct` or NULL; no other node but a literal has a type. NULL and messages when it does not parse. */
ReeveNode *reeve_expression_parse (const ReeveExpressionText *text);

/* A member bound by an enclosing quantifier. */
typedef struct { ReeveKind kind; const char *alias; } ReeveScope;

#define REEVE_CHECK_MAX_SCOPES 64

/* What an expression is checked against, and what was seen on the way. Zero it, fill the first part. */
typedef struct
{
  ReeveMessages *messages;
  ReeveOrdinance *ordinance;
  ReeveAbout about;
  gboolean any_about;        /* a definition on its own: any root will do */
  gboolean standalone; ReeveKind standalone_of;   /* ... and one record of this kind is at hand (SUBJECT = none) */
  guint n_bound;             /* a part of a condition on its own: so many of .scopes are already filled in */

  ReeveScope scopes[REEVE_CHECK_MAX_SCOPES];
  guint n_scopes;
  guint visible_from;        /* aliases of scopes before it are out of sight (inside a definition) */
  guint hand;                /* number of the scope at hand, 0 = none */
  guint n_nodes, n_definitions;
  GPtrArray *chain;          /* ReeveDefinition being inlined */
  gboolean redirected;       /* inside a library's definition: say it of the place that uses it */
  ReeveSource redirect;
  gboolean failed;
  guint item_below;          /* inside the `when` of an item: only questions before it may be read; 0 = not inside one */
  guint item_scope;          /* ... of this scope or one around it */

  gboolean reads_distance, has_by;
  ReeveDay parameters_from;  /* the last first day of a parameter read; G_MININT32 = none has one */
} ReeveChecker;

/* Resolves and checks. @expected: TRUTH, DATE, or NONE for any. NULL and messages when it is wrong. */
ReeveNode *reeve_expression_check (ReeveChecker *checker, const ReeveNode *raw, ReeveType expected);

ReeveNode *reeve_node_new (ReeveNodeKind kind, ReeveSource source);
void reeve_node_add (ReeveNode *node, ReeveNode *child);   /* takes the child, which may be NULL */
ReeveNode *reeve_node_copy (const ReeveNode *node);
guint reeve_node_depth (const ReeveNode *node);

G_END_DECLS
