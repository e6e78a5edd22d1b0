/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One value of a rule in a control of its type: a number with its unit, a day with a calendar, words of a list, a value of the ordinance by its
 * name. What has no such form is an entry with the value as it is written. */
#pragma once

#include <adwaita.h>

#include "reeve-rule-rows.h"

G_BEGIN_DECLS

#define REEVE_TYPE_RULE_VALUE (reeve_rule_value_get_type ())
G_DECLARE_FINAL_TYPE (ReeveRuleValue, reeve_rule_value, REEVE, RULE_VALUE, AdwBin)

/* @node: the value as checked; NULL = only @text is known. @codes: what a code may be. @many: a list of them. @day: for the value of a parameter. */
GtkWidget *reeve_rule_value_new (ReeveOrdinance *ordinance, const char *text, const ReeveNode *node, ReeveType type, const char *const *codes, gboolean many,
                                 ReeveDay day, gboolean editable);
/* Signals "chosen" (const char *text): another value was chosen; "typed" (const char *text): it is being typed. */
void reeve_rule_value_set_wrong (ReeveRuleValue *self, gboolean wrong);

/* "1000 ft" in its number and its unit. Transfer full. FALSE: it is no such value. */
gboolean reeve_rule_value_split (const char *text, char **ret_number, char **ret_unit);

G_END_DECLS
