/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text file of unknown encoding as a stream of UTF-8: detection over the whole file, then conversion piece by piece. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  REEVE_ENCODING_UTF8,
  REEVE_ENCODING_UTF8_BOM,
  REEVE_ENCODING_UTF16LE,
  REEVE_ENCODING_UTF16BE,
  REEVE_ENCODING_UTF32LE,
  REEVE_ENCODING_UTF32BE,
  REEVE_ENCODING_LATIN1,
  REEVE_ENCODING_WINDOWS_1252,
} ReeveEncoding;

const char *reeve_encoding_name (ReeveEncoding encoding);                            /* as shown: "UTF-8 with BOM" */
gboolean reeve_encoding_find (const char *name, ReeveEncoding *ret_encoding);        /* by the shown name, case aside */

typedef struct _ReeveTextSource ReeveTextSource;

/* Opens @path, which must be a regular, non-empty file of text, and detects its encoding. Errors say what the file is instead. */
ReeveTextSource *reeve_text_source_new (const char *path, GError **error);
void reeve_text_source_free (ReeveTextSource *source);
ReeveEncoding reeve_text_source_get_encoding (const ReeveTextSource *source);
void reeve_text_source_set_encoding (ReeveTextSource *source, ReeveEncoding encoding); /* someone knows better */
/* TRUE: bytes were met that are no characters; they come out as the byte FF, which is never valid UTF-8. */
gboolean reeve_text_source_is_faulty (const ReeveTextSource *source);
gint64 reeve_text_source_get_size (const ReeveTextSource *source);
gint64 reeve_text_source_get_done (const ReeveTextSource *source);                   /* bytes of the file read so far */
/* Back to the first byte. Fails when the file is no longer the one that was looked at. */
gboolean reeve_text_source_rewind (ReeveTextSource *source, GError **error);
/* Up to @size (at least 16) bytes of UTF-8; 0 at the end, -1 on error. The byte order mark is left out. */
gssize reeve_text_source_read (ReeveTextSource *source, char *buffer, gsize size, GError **error);
/* SHA-256 of the file's bytes in hex, once read to the end. Transfer full. */
char *reeve_text_source_get_sha256 (ReeveTextSource *source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveTextSource, reeve_text_source_free)

G_END_DECLS
