/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample city: Calder Bend, invented whole (data/sample/README.md). */
#pragma once

#include "reeve-date.h"
#include "reeve-db.h"

G_BEGIN_DECLS

/* Makes a case file at @path with the records of the sample city, adopts its ordinance, and finds what there is to find today. Fails if
 * there is a file already; leaves nothing behind when it fails. The records are the same each time. */
gboolean reeve_sample_create (const char *path, GError **error);
/* The same with findings for @day. @ret_counts (may be NULL): table name -> number of rows (GUINT_TO_POINTER), transfer full. */
gboolean reeve_sample_create_on (const char *path, ReeveDay day, GHashTable **ret_counts, GError **error);

G_END_DECLS
