/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A worked example of a draft from a record of the city: the facts that the provision reads, without names, and what is found of them. */
#pragma once

#include "reeve-db.h"
#include "reeve-ordinance.h"

G_BEGIN_DECLS

/* The example as YAML without indentation, for reeve_edit_append(): what @provision of @ordinance finds today, on @day, about the record @subject of the
 * kind it is about. NOT_FOUND: there is no such record or provision. @ret_outcome: as in `expect`. Transfer full. */
char *reeve_record_example (ReeveConn *conn, ReeveOrdinance *ordinance, const char *provision, gint64 subject, ReeveDay day, const char **ret_outcome,
                            GError **error);

G_END_DECLS
