/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the rows of a rule and what can be chosen in them. */
#pragma once

#include "reeve-expression-private.h"
#include "reeve-rule-rows.h"

G_BEGIN_DECLS

struct _ReeveRule
{
  ReeveOrdinance *ordinance;
  ReeveAbout about;
  char *text;
  ReeveNode *node;
  ReeveRuleRow *root;
};

/* Parses and checks @text as a condition among @members with @aliases (NULL = none). NULL and messages when it is wrong. */
ReeveNode *reeve_rule_check (ReeveOrdinance *ordinance, ReeveAbout about, const GArray *members, const GPtrArray *aliases, const char *text,
                             ReeveMessages *messages);
/* How a value of @type is first offered: "100 ft". @codes: the first is taken. NULL: there is no such value. Transfer full. */
char *reeve_rule_first_value (ReeveType type, const char *const *codes);
char *reeve_rule_quote_code (const char *code);
/* A field of @kind whose values have an order, to take the least, greatest or sum of; NULL = none. */
const ReeveFieldDef *reeve_rule_find_measure (ReeveKind kind, gboolean summed);
ReeveKind reeve_rule_row_member_kind (const ReeveRuleRow *row);

G_END_DECLS
