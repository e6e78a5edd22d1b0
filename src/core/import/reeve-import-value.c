/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cell becomes a value. What cannot be read refuses the row; what reads well but cannot be so (a date before 1900, which databases write
 * for "no date"; a status nobody told us the meaning of; a position off the earth) is left unknown and noted. Each column repeats
 * few values, so what was read is remembered. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-import-private.h"
#include "reeve-text.h"

#define CACHE_SIZE 20000
#define FIRST_DATE "1900-01-01"

typedef struct
{
  ReeveValueVerdict verdict;
  char *value;
  char *reason;
} Reading;

typedef struct
{
  const ReeveFieldInfo *info;      /* NULL: text for the walk */
  ReeveFieldInfo plain;            /* what info points to when the dictionary has none */
  GHashTable *cache;               /* raw -> Reading; NULL for free text */
} Reader;

struct _ReeveImportValues
{
  const ReeveImport *import;
  Reader *readers;
  GPtrArray *row_texts;            /* made for the row at hand, in no cache */
};

static void
reading_free (gpointer data)
{
  Reading *reading = data;
  g_free (reading->value);
  g_free (reading->reason);
  g_free (reading);
}

static ReeveFieldType
computed_type (const char *name)
{
  if (strcmp (name, "licence.ended") == 0)
    return REEVE_FIELD_DATE;
  return REEVE_FIELD_TEXT;
}

ReeveImportValues *
reeve_import_values_new (const ReeveImport *import)
{
  ReeveImportValues *self = g_new0 (ReeveImportValues, 1);
  self->import = import;
  self->readers = g_new0 (Reader, import->kind->n_fields);
  self->row_texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < import->kind->n_fields; i++)
    {
      const ReeveImportSpec *spec = &import->specs[i];
      Reader *reader = &self->readers[i];
      if (spec->table != NULL)
        {
          const ReeveTableInfo *table = reeve_schema_find_table (spec->table);
          int at = table != NULL ? reeve_table_find_field (table, spec->column) : -1;
          if (at < 0)
            g_error ("no field %s in %s", spec->column, spec->table);
          reader->info = &table->fields[at];
        }
      else
        {
          reader->plain = (ReeveFieldInfo){ .name = spec->name, .label = spec->label, .type = computed_type (spec->name) };
          reader->info = &reader->plain;
        }
      if (reader->info->type != REEVE_FIELD_TEXT && reader->info->type != REEVE_FIELD_LONG_TEXT && reader->info->type != REEVE_FIELD_REAL)
        reader->cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, reading_free);
    }
  return self;
}

void
reeve_import_values_free (ReeveImportValues *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->import->kind->n_fields; i++)
    g_clear_pointer (&self->readers[i].cache, g_hash_table_unref);
  g_ptr_array_unref (self->row_texts);
  g_free (self->readers);
  g_free (self);
}

void
reeve_import_values_begin_row (ReeveImportValues *self)
{
  if (self->row_texts->len > 0)
    g_ptr_array_set_size (self->row_texts, 0);
}

/* Spreadsheets and databases write "no value" in these ways. */
static gboolean
is_no_value (const char *text, gboolean free_text)
{
  static const char *const always[] = { "NULL", "(null)", "null", "N/A", "n/a", "???", "#N/A", "<Null>" };
  static const char *const in_data[] = { "NA", "na", "-", "--", "unknown", "Unknown", "UNKNOWN", "TBD", ".", "?" };
  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    if (strcmp (text, always[i]) == 0)
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (in_data) && !free_text; i++)
    if (strcmp (text, in_data[i]) == 0)
      return TRUE;
  return FALSE;
}

/* A time stamp of a database in a date column: local midnight written in UTC is still that day in the Americas. */
static char *
day_of_time_stamp (const char *raw)
{
  gsize length = strlen (raw);
  int hour = 0;
  if (length < 16 || raw[4] != '-' || (raw[10] != 'T' && raw[10] != ' '))
    return NULL;
  hour = g_ascii_digit_value (raw[11]) * 10 + g_ascii_digit_value (raw[12]);
  if (raw[length - 1] == 'Z' && hour > 10)
    return NULL;
  return g_strndup (raw, 10);
}

static gboolean
is_date_type (ReeveFieldType type)
{
  return type == REEVE_FIELD_DATE || type == REEVE_FIELD_DATE_OR_NONE || type == REEVE_FIELD_INSTANT;
}

/* A code in the words of the city: as the user said it, as our list of synonyms says it, or as it stands. */
static char *
read_code (ReeveImportValues *self, guint field, const char *raw, const ReeveFieldInfo *info, GError **error)
{
  const ReeveImportSpec *spec = &self->import->specs[field];
  g_autofree char *folded = reeve_text_fold (raw);
  if (spec->table != NULL)
    {
      const char *code = reeve_import_find_synonym (spec->table, spec->column, folded);
      if (code != NULL)
        return g_strdup (code);
    }
  return reeve_field_parse (info, raw, error);
}

static Reading *
read_new (ReeveImportValues *self, guint field, const char *raw)
{
  const ReeveImportSpec *spec = &self->import->specs[field];
  const ReeveFieldInfo *info = self->readers[field].info;
  Reading *reading = g_new0 (Reading, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *folded = reeve_text_fold (raw);
  g_autofree char *value_key = g_strconcat (spec->name, "\n", folded, NULL);
  const char *meant = g_hash_table_lookup (self->import->values, value_key);
  if (meant != NULL)
    raw = meant;
  gboolean is_code = info->type == REEVE_FIELD_CODE || info->type == REEVE_FIELD_CODES;
  if (is_code && meant == NULL)
    reading->value = read_code (self, field, raw, info, &error);
  else
    reading->value = reeve_field_parse (info, raw, &error);
  if (reading->value == NULL && is_date_type (info->type))
    {
      g_autofree char *day = day_of_time_stamp (raw);
      if (day != NULL)
        {
          g_clear_error (&error);
          reading->value = reeve_field_parse (info, day, &error);
        }
    }
  if (error != NULL && is_code)
    {
      reading->verdict = REEVE_VALUE_LEFT_UNKNOWN;
      reading->reason = g_strdup_printf (_("%s: the meaning of '%s' is not known here, so it was left unknown."), _(spec->label), raw);
    }
  else if (error != NULL)
    {
      reading->verdict = REEVE_VALUE_REFUSED;
      reading->reason = g_strdup (error->message);
    }
  else if (reading->value != NULL && is_date_type (info->type) && strcmp (reading->value, "none") != 0 && strcmp (reading->value, FIRST_DATE) < 0)
    {
      reading->verdict = REEVE_VALUE_LEFT_UNKNOWN;
      reading->reason = g_strdup_printf (_("%s: %s is before 1900, so it was left unknown."), _(spec->label), reading->value);
      g_clear_pointer (&reading->value, g_free);
    }
  return reading;
}

/* Trims in place. */
static char *
trim (char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  gsize n = strlen (text);
  while (n > 0 && g_ascii_isspace (text[n - 1]))
    n--;
  text[n] = '\0';
  return text;
}

static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if ((guchar) *p < 0x20 || (guchar) *p >= 0x7f)
      return FALSE;
  return TRUE;
}

/* Free text is kept as it stands: "=SUM(A1)" is text, "0042" has two zeros. */
static ReeveValueVerdict
read_text (ReeveImportValues *self, guint field, char *raw, const char **ret_value, char **ret_reason)
{
  const ReeveFieldInfo *info = self->readers[field].info;
  if (is_plain (raw) && strlen (raw) < 4096)
    {
      *ret_value = raw;
      return REEVE_VALUE_GOOD;
    }
  g_autoptr (GError) error = NULL;
  char *text = reeve_field_parse (info, raw, &error);
  if (error != NULL)
    {
      *ret_reason = g_strdup (error->message);
      return REEVE_VALUE_REFUSED;
    }
  if (text != NULL)
    g_ptr_array_add (self->row_texts, text);
  *ret_value = text;
  return REEVE_VALUE_GOOD;
}

static ReeveValueVerdict
read_real (ReeveImportValues *self, guint field, char *raw, const char **ret_value, char **ret_reason)
{
  const ReeveFieldInfo *info = self->readers[field].info;
  char *end = NULL;
  double value = g_ascii_strtod (raw, &end);
  if (*end != '\0' || strpbrk (raw, "xXnN") != NULL)
    {
      *ret_reason = g_strdup_printf (_("%s: '%s' is not a number."), _(self->import->specs[field].label), raw);
      return REEVE_VALUE_REFUSED;
    }
  if ((info->minimum < 0 || info->maximum > 0) && !(value >= info->minimum && value <= info->maximum))
    {
      *ret_reason = g_strdup_printf (_("%s: %s is not between %.0f and %.0f, so it was left unknown."), _(self->import->specs[field].label), raw,
                                     info->minimum, info->maximum);
      return REEVE_VALUE_LEFT_UNKNOWN;
    }
  *ret_value = raw;
  return REEVE_VALUE_GOOD;
}

ReeveValueVerdict
reeve_import_values_read (ReeveImportValues *self, guint field, char *raw, const char **ret_value, char **ret_reason)
{
  const Reader *reader = &self->readers[field];
  ReeveFieldType type = reader->info->type;
  *ret_value = NULL;
  *ret_reason = NULL;
  raw = trim (raw);
  gboolean free_text = type == REEVE_FIELD_TEXT || type == REEVE_FIELD_LONG_TEXT;
  if (*raw == '\0' || (strlen (raw) < 8 && is_no_value (raw, free_text)))
    return REEVE_VALUE_GOOD;
  if (free_text)
    return read_text (self, field, raw, ret_value, ret_reason);
  if (type == REEVE_FIELD_REAL)
    return read_real (self, field, raw, ret_value, ret_reason);
  Reading *reading = g_hash_table_lookup (reader->cache, raw);
  if (reading == NULL)
    {
      reading = read_new (self, field, raw);
      if (g_hash_table_size (reader->cache) >= CACHE_SIZE)
        g_hash_table_remove_all (reader->cache);
      g_hash_table_insert (reader->cache, g_strdup (raw), reading);
    }
  *ret_value = reading->value;
  *ret_reason = g_strdup (reading->reason);
  return reading->verdict;
}
