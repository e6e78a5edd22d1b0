/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of a recorded table as a value object: what forms edit, imports fill and the store writes. A field is text in its
 * canonical form (dates ISO, truth "0"/"1", money cents) or unset = unknown; geometry is bytes. */
#pragma once

#include "reeve-schema.h"

G_BEGIN_DECLS

typedef struct _ReeveRecord ReeveRecord;

ReeveRecord *reeve_record_new (const char *table);                     /* aborts on an unknown table: a programming error */
ReeveRecord *reeve_record_copy (const ReeveRecord *record);
void reeve_record_free (ReeveRecord *record);

const ReeveTableInfo *reeve_record_get_table (const ReeveRecord *record);
gint64 reeve_record_get_id (const ReeveRecord *record);                /* 0 = not stored yet */
void reeve_record_set_id (ReeveRecord *record, gint64 id);

const char *reeve_record_get (const ReeveRecord *record, const char *field);          /* NULL = unknown; owned by the record */
gint64 reeve_record_get_integer (const ReeveRecord *record, const char *field, gint64 if_unknown);
double reeve_record_get_real (const ReeveRecord *record, const char *field, double if_unknown);
GBytes *reeve_record_get_bytes (const ReeveRecord *record, const char *field);        /* transfer none */
void reeve_record_set (ReeveRecord *record, const char *field, const char *value);    /* NULL = unknown */
void reeve_record_set_integer (ReeveRecord *record, const char *field, gint64 value);
void reeve_record_set_real (ReeveRecord *record, const char *field, double value);
void reeve_record_set_bytes (ReeveRecord *record, const char *field, GBytes *value);
/* The same by the field's place in the table, for whoever goes over all fields. */
const char *reeve_record_get_at (const ReeveRecord *record, guint index);
GBytes *reeve_record_get_bytes_at (const ReeveRecord *record, guint index);
void reeve_record_set_at (ReeveRecord *record, guint index, const char *value);
void reeve_record_set_real_at (ReeveRecord *record, guint index, double value);
gboolean reeve_record_equal (const ReeveRecord *a, const ReeveRecord *b);             /* same table and fields; id apart */

/* Checks each field against its type, codes and REQUIRED. On failure sets @ret_field (may be NULL) to the field's name, static. */
gboolean reeve_record_check (const ReeveRecord *record, const char **ret_field, GError **error);
/* Of these only whether fields that depend on each other agree: a record that is not whole yet can be asked. */
gboolean reeve_record_check_pairs (const ReeveRecord *record, const char **ret_field, GError **error);
/* The same for one value as a person or a spreadsheet typed it ("3/31/2027", "Yes", "$75.00"): canonical text, or NULL and an error
 * saying what was expected; an empty text gives NULL and no error (unknown). Transfer full. */
char *reeve_field_parse (const ReeveFieldInfo *field, const char *typed, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveRecord, reeve_record_free)

G_END_DECLS
