/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A CSV file, record by record: separator and heading found by looking, real line numbers, limits. Nothing here knows what columns mean. */
#pragma once

#include "reeve-encoding.h"

G_BEGIN_DECLS

#define REEVE_CSV_MAX_COLUMNS 2000
#define REEVE_CSV_MAX_FIELD (1024 * 1024)         /* bytes; a row with a larger field is refused */
#define REEVE_CSV_MAX_RECORD (16 * 1024 * 1024)   /* bytes; a larger record is a quotation mark that was never closed */

typedef struct _ReeveCsv ReeveCsv;

typedef struct
{
  gint64 line;               /* of its first character, from 1 */
  guint n_fields;
  char **fields;             /* nul-terminated, valid until the next record; may be changed in place */
  const guint32 *lengths;
  const char *fault;         /* untranslated reason why the record cannot be taken, or NULL */
} ReeveCsvRecord;

ReeveCsv *reeve_csv_new (const char *path, GError **error);
void reeve_csv_free (ReeveCsv *csv);
ReeveTextSource *reeve_csv_get_source (ReeveCsv *csv);
char reeve_csv_get_separator (const ReeveCsv *csv);
/* Names of the columns, made unique; an empty one is called "Column 3". NULL-terminated. */
const char *const *reeve_csv_get_columns (const ReeveCsv *csv, guint *ret_n);
/* Someone knows better than the guess. Both look at the heading anew. */
gboolean reeve_csv_set_encoding (ReeveCsv *csv, ReeveEncoding encoding, GError **error);
gboolean reeve_csv_set_separator (ReeveCsv *csv, char separator, GError **error);
/* To the first record after the heading. */
gboolean reeve_csv_rewind (ReeveCsv *csv, GError **error);
/* The next record, blank lines skipped. FALSE at the end, or an error if @error (which must be given) is set. A record with more or
 * fewer fields than the heading, or with bytes that are no characters, comes with its .fault. */
gboolean reeve_csv_next (ReeveCsv *csv, ReeveCsvRecord *ret_record, GError **error);
/* Appends one field as CSV: quoted when it must be. */
void reeve_csv_append_field (GString *out, const char *field, char separator);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveCsv, reeve_csv_free)

G_END_DECLS
