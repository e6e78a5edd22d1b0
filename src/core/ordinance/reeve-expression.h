/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expressions: text -> typed tree. Parser and type checker make it; printer, compiler and explanation read it. Immutable once checked. */
#pragma once

#include "reeve-message.h"
#include "reeve-vocabulary.h"

G_BEGIN_DECLS

typedef enum
{
  REEVE_NODE_LITERAL,    /* .value (.schedule for a schedule, .text = code or text) */
  REEVE_NODE_LIST,       /* children: literals, of .element */
  REEVE_NODE_NONE,
  REEVE_NODE_TODAY,
  REEVE_NODE_IN_FORCE,   /* the day the provision came into force */
  REEVE_NODE_PARAMETER,  /* .text = name; bound per as-of day */
  REEVE_NODE_FIELD,      /* .scope, .path: steps of field indices, all but the last RECORD steps */
  REEVE_NODE_ITEM,       /* .scope, .path: RECORD steps to the record at hand (may be empty), .text = item id; children[0]: when it is asked,
                          * if not always */
  REEVE_NODE_DEFINITION, /* .text = name; children[0] = a copy of its body, resolved at this place */
  REEVE_NODE_NOT, REEVE_NODE_AND, REEVE_NODE_OR,
  REEVE_NODE_EQ, REEVE_NODE_NE, REEVE_NODE_LT, REEVE_NODE_LE, REEVE_NODE_GT, REEVE_NODE_GE,
  REEVE_NODE_IN,         /* children: x, set (LIST, SET field, SCHEDULE, or RANGE) */
  REEVE_NODE_RANGE,      /* children: from, to; both ends included */
  REEVE_NODE_HAS_ALL, REEVE_NODE_HAS_ANY, REEVE_NODE_HAS_ONLY,
  REEVE_NODE_WITHIN_BEFORE, REEVE_NODE_WITHIN_AFTER, /* children: d, n, e */
  REEVE_NODE_BY,         /* children: d, e */
  REEVE_NODE_EVERY,      /* children: collection (FIELD), where or NULL, body */
  REEVE_NODE_SOME, REEVE_NODE_NO,  /* children: collection, where or NULL */
  REEVE_NODE_COUNT,      /* children: collection, where or NULL, window duration or NULL; .distinct = field index or -1 */
  REEVE_NODE_SUM, REEVE_NODE_MIN, REEVE_NODE_MAX,    /* children: element, collection, where or NULL */
  REEVE_NODE_ADD, REEVE_NODE_SUB, REEVE_NODE_MUL,
  REEVE_NODE_NEXT,       /* children: month-day, date */
  REEVE_NODE_DAYS,       /* children: from, to */
  REEVE_NODE_STARTED,    /* children: x, n */
  REEVE_NODE_LEAST, REEVE_NODE_GREATEST, /* min(A, B), max(A, B): two values; of three the first child is the least of the first two */
} ReeveNodeKind;

typedef struct _ReeveNode ReeveNode;
struct _ReeveNode
{
  ReeveNodeKind kind;
  ReeveType type;
  ReeveType element;       /* LIST */
  ReeveSource source;      /* in the file */
  ReeveValue value;
  ReeveSchedule *schedule;
  char *text;              /* code, parameter, definition, item, alias of a quantifier */
  /* FIELD, ITEM: which row it starts from. 0 = the subject row (then path[0] is a root); 1.. = the member bound by the n-th enclosing
   * quantifier, counted from the outermost. A quantifier binds its member for where, body and element. */
  guint scope;
  guint n_path;
  guint8 path[8];          /* indices into the fields of the kind reached so far */
  ReeveKind record_kind;   /* FIELD of type COLLECTION or RECORD: the kind reached. ITEM: kind of the record at hand */
  int distinct;
  guint n_children;
  ReeveNode **children;    /* entries may be NULL where the list above says so */
};

void reeve_node_free (ReeveNode *node);
char *reeve_node_print (const ReeveNode *node);          /* the one canonical spelling; transfer full */
const char *reeve_type_name (ReeveType type);
const char *reeve_type_sample (ReeveType type);          /* how a value of it is written: "600 ft"; NULL if it has no literal */

/* Limits (language.md 8). */
#define REEVE_EXPRESSION_MAX_CHARACTERS 2000
#define REEVE_EXPRESSION_MAX_NODES 512
#define REEVE_EXPRESSION_MAX_DEPTH 32
#define REEVE_EXPRESSION_MAX_INLINED 4096
#define REEVE_EXPRESSION_MAX_QUANTIFIERS 3
#define REEVE_LIST_MAX 500

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveNode, reeve_node_free)

G_END_DECLS
