/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which forms of the language a provision uses: for the table of coverage, and for whoever looks for a model of one. */
#pragma once

#include "reeve-ordinance.h"

G_BEGIN_DECLS

/* Names as in "every", "in any", "measure", in a fixed order, of all versions of @provision together. Transfer container: the names are
 * static. NULL-terminated. */
const char **reeve_provision_get_features (const ReeveProvision *provision);

G_END_DECLS
