/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row as a value object. Values are kept as canonical text, so that two records are equal exactly when their texts are, and a value
 * that was never touched goes back into the file as it came. Checking and parsing are in reeve-field.c. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "reeve-record.h"

struct _ReeveRecord
{
  const ReeveTableInfo *table;
  gint64 id;
  char **values;  /* one per field; NULL = unknown */
  GBytes **bytes; /* one per field; for geometry */
};

static guint
field_index (const ReeveRecord *record, const char *field)
{
  int i = reeve_table_find_field (record->table, field);
  if (i < 0)
    g_error ("Table %s has no field %s", record->table->name, field);
  return (guint) i;
}

ReeveRecord *
reeve_record_new (const char *table)
{
  const ReeveTableInfo *info = reeve_schema_find_table (table);
  if (info == NULL)
    g_error ("There is no recorded table %s", table);
  ReeveRecord *self = g_new0 (ReeveRecord, 1);
  self->table = info;
  self->values = g_new0 (char *, info->n_fields);
  self->bytes = g_new0 (GBytes *, info->n_fields);
  return self;
}

ReeveRecord *
reeve_record_copy (const ReeveRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);
  ReeveRecord *copy = reeve_record_new (record->table->name);
  copy->id = record->id;
  for (guint i = 0; i < record->table->n_fields; i++)
    {
      copy->values[i] = g_strdup (record->values[i]);
      copy->bytes[i] = record->bytes[i] != NULL ? g_bytes_ref (record->bytes[i]) : NULL;
    }
  return copy;
}

void
reeve_record_free (ReeveRecord *record)
{
  if (record == NULL)
    return;
  for (guint i = 0; i < record->table->n_fields; i++)
    {
      g_free (record->values[i]);
      g_clear_pointer (&record->bytes[i], g_bytes_unref);
    }
  g_free (record->values);
  g_free (record->bytes);
  g_free (record);
}

const ReeveTableInfo *
reeve_record_get_table (const ReeveRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);
  return record->table;
}

gint64
reeve_record_get_id (const ReeveRecord *record)
{
  g_return_val_if_fail (record != NULL, 0);
  return record->id;
}

void
reeve_record_set_id (ReeveRecord *record, gint64 id)
{
  g_return_if_fail (record != NULL);
  record->id = id;
}

const char *
reeve_record_get (const ReeveRecord *record, const char *field)
{
  g_return_val_if_fail (record != NULL, NULL);
  return record->values[field_index (record, field)];
}

gint64
reeve_record_get_integer (const ReeveRecord *record, const char *field, gint64 if_unknown)
{
  const char *value = reeve_record_get (record, field);
  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : if_unknown;
}

double
reeve_record_get_real (const ReeveRecord *record, const char *field, double if_unknown)
{
  const char *value = reeve_record_get (record, field);
  return value != NULL ? g_ascii_strtod (value, NULL) : if_unknown;
}

GBytes *
reeve_record_get_bytes (const ReeveRecord *record, const char *field)
{
  g_return_val_if_fail (record != NULL, NULL);
  return record->bytes[field_index (record, field)];
}

const char *
reeve_record_get_at (const ReeveRecord *record, guint index)
{
  g_return_val_if_fail (record != NULL && index < record->table->n_fields, NULL);
  return record->values[index];
}

GBytes *
reeve_record_get_bytes_at (const ReeveRecord *record, guint index)
{
  g_return_val_if_fail (record != NULL && index < record->table->n_fields, NULL);
  return record->bytes[index];
}

void
reeve_record_set_at (ReeveRecord *record, guint index, const char *value)
{
  g_return_if_fail (record != NULL && index < record->table->n_fields);
  if (record->values[index] == value)
    return;
  g_free (record->values[index]);
  record->values[index] = g_strdup (value);
}

void
reeve_record_set (ReeveRecord *record, const char *field, const char *value)
{
  g_return_if_fail (record != NULL);
  reeve_record_set_at (record, field_index (record, field), value);
}

void
reeve_record_set_integer (ReeveRecord *record, const char *field, gint64 value)
{
  char text[24];
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
  reeve_record_set (record, field, text);
}

/* The shortest text that reads back as the same number, so that equal numbers are equal texts. */
void
reeve_record_set_real_at (ReeveRecord *record, guint index, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (text, sizeof text, formats[i], value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }
  reeve_record_set_at (record, index, text);
}

void
reeve_record_set_real (ReeveRecord *record, const char *field, double value)
{
  g_return_if_fail (record != NULL);
  reeve_record_set_real_at (record, field_index (record, field), value);
}

void
reeve_record_set_bytes (ReeveRecord *record, const char *field, GBytes *value)
{
  g_return_if_fail (record != NULL);
  guint i = field_index (record, field);
  if (value != NULL)
    g_bytes_ref (value);
  g_clear_pointer (&record->bytes[i], g_bytes_unref);
  record->bytes[i] = value;
}

gboolean
reeve_record_equal (const ReeveRecord *a, const ReeveRecord *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);
  if (a->table != b->table)
    return FALSE;
  for (guint i = 0; i < a->table->n_fields; i++)
    {
      if (g_strcmp0 (a->values[i], b->values[i]) != 0 || (a->bytes[i] == NULL) != (b->bytes[i] == NULL))
        return FALSE;
      if (a->bytes[i] != NULL && !g_bytes_equal (a->bytes[i], b->bytes[i]))
        return FALSE;
    }
  return TRUE;
}
