/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A condition as rows that a person fills in: groups of "all of" and "any of", plain comparisons in parts, and statements about every, some,
 * none or a number of records with rows of their own below. What rows have no form for stays as a row of text. A change to a row makes a new
 * text of the whole condition in which all other rows stand as they were written. Pure; no widgets. */
#pragma once

#include "reeve-ordinance.h"

G_BEGIN_DECLS

typedef enum
{
  REEVE_RULE_ALL, REEVE_RULE_ANY,  /* .children */
  REEVE_RULE_CONDITION,            /* .subject .comparison .value (.reference) */
  REEVE_RULE_MEMBERS,              /* .quantifier .collection, .where .body; COUNT and the rest: .comparison .value too */
  REEVE_RULE_TEXT,                 /* only .text */
} ReeveRuleKind;

typedef enum
{
  REEVE_RULE_IS_SO,                /* the subject is yes or no itself */
  REEVE_RULE_EQ, REEVE_RULE_NE, REEVE_RULE_LT, REEVE_RULE_LE, REEVE_RULE_GT, REEVE_RULE_GE,
  REEVE_RULE_IS_NONE, REEVE_RULE_IS_THERE,
  REEVE_RULE_IN, REEVE_RULE_BETWEEN,          /* BETWEEN: .value to .reference */
  REEVE_RULE_HAS_ALL, REEVE_RULE_HAS_ANY, REEVE_RULE_HAS_ONLY,
  REEVE_RULE_WITHIN_BEFORE, REEVE_RULE_WITHIN_AFTER, /* .value before .reference */
  REEVE_RULE_BY,
  REEVE_N_RULE_COMPARISONS
} ReeveRuleComparison;

typedef enum
{
  REEVE_RULE_EVERY, REEVE_RULE_SOME, REEVE_RULE_NO, REEVE_RULE_COUNT,
  REEVE_RULE_SUM, REEVE_RULE_LEAST, REEVE_RULE_GREATEST, /* of .element */
  REEVE_N_RULE_QUANTIFIERS
} ReeveRuleQuantifier;

typedef enum
{
  REEVE_RULE_PART_SUBJECT, REEVE_RULE_PART_VALUE, REEVE_RULE_PART_REFERENCE, REEVE_RULE_PART_COLLECTION, REEVE_RULE_PART_ELEMENT,
  REEVE_RULE_PART_WINDOW,          /* COUNT: "in any 12 months" */
  REEVE_N_RULE_PARTS
} ReeveRulePartKind;

/* .text as written. .node: the same checked, for its type; NULL after an edit. Both NULL: there is no such part. */
typedef struct { char *text; const ReeveNode *node; } ReeveRulePart;

typedef struct _ReeveRule ReeveRule;
typedef struct _ReeveRuleRow ReeveRuleRow;
struct _ReeveRuleRow
{
  ReeveRule *rule;
  ReeveRuleRow *parent;            /* NULL: the topmost */
  ReeveRuleKind kind;
  gboolean negated;                /* the whole row is under "not" */
  ReeveRuleComparison comparison;
  ReeveRuleQuantifier quantifier;
  ReeveRulePart parts[REEVE_N_RULE_PARTS];
  char *alias;                     /* of the member */
  char *distinct;                  /* COUNT: field counted once per value */
  ReeveRuleRow *where, *body;      /* MEMBERS; body: EVERY */
  GPtrArray *children;             /* ALL, ANY: ReeveRuleRow, owned */
  GArray *members;                 /* ReeveKind bound around it, outermost first */
  GPtrArray *aliases;              /* char * or NULL, beside members */
  char *text;                      /* as written, without "not" and brackets; NULL after an edit */
  const ReeveNode *node;
};

/* Reads @text, a condition of @ordinance about @about. NULL and messages when it cannot be read: their places are in @text. */
ReeveRule *reeve_rule_new (ReeveOrdinance *ordinance, ReeveAbout about, const char *text, ReeveMessages **ret_messages);
void reeve_rule_free (ReeveRule *rule);
ReeveRuleRow *reeve_rule_get_root (const ReeveRule *rule);       /* NULL: its last row was removed */
ReeveOrdinance *reeve_rule_get_ordinance (const ReeveRule *rule);
const ReeveNode *reeve_rule_get_node (const ReeveRule *rule);    /* of the text as given */
/* The condition with the edits so far; empty when the last row was removed. Transfer full. */
char *reeve_rule_get_text (const ReeveRule *rule);
/* The same composed of parts alone, nothing taken over from what was written. Transfer full. */
char *reeve_rule_print (const ReeveRule *rule);

/* Comparisons that make sense for the row's subject, ended by REEVE_N_RULE_COMPARISONS. */
const ReeveRuleComparison *reeve_rule_row_list_comparisons (const ReeveRuleRow *row);
/* Words for it, by the type of what is compared: "is at least", "is not before"; translated. */
const char *reeve_rule_comparison_words (ReeveRuleComparison comparison, ReeveType type, gboolean negated);
/* "every", "none of", "the number of"; translated. */
const char *reeve_rule_quantifier_words (ReeveRuleQuantifier quantifier);
/* Type of the row's subject. */
ReeveType reeve_rule_row_get_type (const ReeveRuleRow *row);
/* Codes that a code or set may have here: shipped ones, the ordinance's, the question's. NULL-terminated, strings owned by the ordinance.
 * Transfer container. */
const char **reeve_rule_row_list_codes (const ReeveRuleRow *row);
/* May the subject be known to be absent? */
gboolean reeve_rule_row_can_be_none (const ReeveRuleRow *row);

void reeve_rule_row_set_part (ReeveRuleRow *row, ReeveRulePartKind part, const char *text);
/* Another comparison; the value is taken over or made anew so that it fits. */
void reeve_rule_row_set_comparison (ReeveRuleRow *row, ReeveRuleComparison comparison, gboolean negated);
void reeve_rule_row_set_quantifier (ReeveRuleRow *row, ReeveRuleQuantifier quantifier);
void reeve_rule_row_set_negated (ReeveRuleRow *row, gboolean negated);
void reeve_rule_row_set_any (ReeveRuleRow *row, gboolean any);   /* ALL or ANY */
void reeve_rule_row_set_text (ReeveRuleRow *row, const char *text);
/* Adds a row with @condition after @row, in its group. */
void reeve_rule_row_add_after (ReeveRuleRow *row, const char *condition);
/* Puts @row and @condition into a group of their own: "or" beside one row. */
void reeve_rule_row_add_beside (ReeveRuleRow *row, gboolean any, const char *condition);
/* MEMBERS without a condition yet: which of the records. */
void reeve_rule_row_set_where (ReeveRuleRow *row, const char *condition);
void reeve_rule_row_remove (ReeveRuleRow *row);
gboolean reeve_rule_row_can_move (const ReeveRuleRow *row, int by);
/* One place up (-1) or down (1); out of its group at the group's end. */
void reeve_rule_row_move (ReeveRuleRow *row, int by);
gboolean reeve_rule_row_can_remove (const ReeveRuleRow *row);

/* What a condition can begin with, or a value can be taken from, at one place. */
typedef enum { REEVE_CHOICE_FIELD, REEVE_CHOICE_ITEM, REEVE_CHOICE_PARAMETER, REEVE_CHOICE_DEFINITION } ReeveChoiceKind;
typedef struct
{
  ReeveChoiceKind kind;
  char *text;              /* as written: "premises.zone" */
  char *title;             /* in words, translated */
  const char *help;        /* or NULL */
  ReeveType type;
  char *condition;         /* a whole condition to begin with; NULL for parameters that are no condition */
} ReeveChoice;

/* @row: the place is inside its where or body (MEMBERS), else beside it; NULL = outside of all rows. In order of the vocabulary, the record at
 * hand first. (element-type ReeveChoice) Transfer full. */
GPtrArray *reeve_rule_list_choices (ReeveOrdinance *ordinance, ReeveAbout about, const ReeveRuleRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveRule, reeve_rule_free)

G_END_DECLS
