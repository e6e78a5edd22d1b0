/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records of a CSV file read ahead by a thread of its own: reading, decoding, hashing and cutting go on while records are written. */
#pragma once

#include "reeve-csv.h"

G_BEGIN_DECLS

typedef struct _ReeveCsvStream ReeveCsvStream;

/* From the first record on. @csv belongs to the stream's thread until the stream is freed. */
ReeveCsvStream *reeve_csv_stream_new (ReeveCsv *csv);
void reeve_csv_stream_free (ReeveCsvStream *stream);
/* As reeve_csv_next(). @ret_done: bytes of the file read up to about here. */
gboolean reeve_csv_stream_next (ReeveCsvStream *stream, ReeveCsvRecord *ret_record, gint64 *ret_done, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveCsvStream, reeve_csv_stream_free)

G_END_DECLS
