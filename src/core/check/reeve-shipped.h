/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ordinance files that come with Reeve: the default template and the real laws one may learn from. They are compiled into the library,
 * so that they are found whether or not it is installed. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Their ids as in the names of the files, "tx-state" ..., sorted. Transfer full. */
char **reeve_shipped_list (void);
/* The text of one, by id or by file name ("tx-state.ordinance.yaml"). NULL = there is none of that name. Transfer full. */
GBytes *reeve_shipped_lookup (const char *name);
/* A ReeveLibraryFunc, for files that are only tried: a case file takes its libraries from what was adopted in it, which does not change with
 * the next release of the program. */
GBytes *reeve_shipped_find_library (const char *id, int version, gpointer data);

G_END_DECLS
