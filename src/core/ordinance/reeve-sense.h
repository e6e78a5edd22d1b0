/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain sense: does the text of a provision say what its rule tests? Reads times, lengths and amounts in the words and looks for them in the rule
 * and its values. Remarks for the drafter, who decides: nothing here is wrong by itself. */
#pragma once

#include "reeve-ordinance.h"

G_BEGIN_DECLS

/* Whole sentences, translated, for @version with the values of @day. (element-type char *) Transfer full; may be empty. */
GPtrArray *reeve_provision_list_remarks (ReeveOrdinance *ordinance, const ReeveProvision *provision, const ReeveProvisionVersion *version, ReeveDay day);

G_END_DECLS
