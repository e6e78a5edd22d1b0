/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule as an English sentence, made from the tree: what cards, notices and the printed annex say beside the law's own words. */
#pragma once

#include "reeve-ordinance.h"

G_BEGIN_DECLS

/* A condition or a value in words, without a full stop. With @day the values of parameters are those in force then, and their names follow
 * in brackets. Translated. Transfer full. */
char *reeve_node_sentence (ReeveOrdinance *ordinance, const ReeveNode *node, ReeveDay day);
/* What a value is called, without saying yes or no of it: "city licence valid". @members: kinds that the quantifiers around it bind, outermost
 * first (element-type ReeveKind). Transfer full. */
char *reeve_node_name (ReeveOrdinance *ordinance, const ReeveNode *node, ReeveDay day, const GArray *members);

/* What a provision says, part by part, each a whole sentence: scope, exemptions, what is spared, the test, cure. Empty for text that is
 * never tested. (element-type char *) Transfer full. */
GPtrArray *reeve_provision_sentences (ReeveOrdinance *ordinance, const ReeveProvisionVersion *version, ReeveDay day);

G_END_DECLS
