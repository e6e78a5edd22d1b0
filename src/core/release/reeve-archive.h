/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A zip as a list of named bytes. Written with fixed times, stored and not deflated, in the order given: the same files give the same bytes, and
 * a changed byte can be pointed at. Read as the work of a stranger: no folders, links or foreign names, nothing larger than told. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct { char *name; GBytes *bytes; } ReeveArchiveFile;

void reeve_archive_file_free (ReeveArchiveFile *file);
GPtrArray *reeve_archive_new (void);                                                       /* (element-type ReeveArchiveFile) */
void reeve_archive_add (GPtrArray *files, const char *name, GBytes *bytes);                /* takes a reference */
GBytes *reeve_archive_find (const GPtrArray *files, const char *name);                     /* transfer none; NULL = not there */
GBytes *reeve_archive_write (const GPtrArray *files, GError **error);
/* What can be read of it. @ret_fault: what is wrong with the container, translated, or NULL; damage in a file is left for its hash to tell.
 * NULL and error: not a zip (INVALID), too large or too many (LIMIT), or names that could lead elsewhere (INVALID). */
GPtrArray *reeve_archive_read (GBytes *zip, char **ret_fault, GError **error);
const char *reeve_archive_library (void);                                                  /* "libarchive 3.6.2" */

#define REEVE_ARCHIVE_MAX_FILES 2000
#define REEVE_ARCHIVE_MAX_BYTES (512 * 1024 * 1024)

G_END_DECLS
