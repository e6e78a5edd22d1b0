/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dictionary of the recorded tables: for each, its fields with type, label and codes. It is the single source for the checks of
 * forms and imports, the words of the history, and the documentation of the file; a test compares it with the schema steps in data/schema. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  REEVE_FIELD_TEXT,
  REEVE_FIELD_LONG_TEXT,
  REEVE_FIELD_DATE,
  REEVE_FIELD_DATE_OR_NONE,
  REEVE_FIELD_INSTANT,
  REEVE_FIELD_TRUTH,
  REEVE_FIELD_INTEGER,
  REEVE_FIELD_REAL,
  REEVE_FIELD_MONEY,     /* cents */
  REEVE_FIELD_CODE,      /* one code; closed when codes are listed and REEVE_FIELD_OPEN is not set */
  REEVE_FIELD_CODES,     /* space-separated codes */
  REEVE_FIELD_SCHEDULE,
  REEVE_FIELD_REFERENCE, /* id of a row of .target */
  REEVE_FIELD_GEOMETRY,  /* WKB */
  REEVE_FIELD_BYTES,     /* the contents of a file */
} ReeveFieldType;

typedef enum
{
  REEVE_FIELD_REQUIRED = 1 << 0,
  REEVE_FIELD_OPEN = 1 << 1,      /* the list of codes may grow: ordinances and imports add to it */
  REEVE_FIELD_INTERNAL = 1 << 2,  /* never shown in a form: address_key, source */
  REEVE_FIELD_PERSONAL = 1 << 3,  /* names a person: kept out of search and of every export but internal */
} ReeveFieldFlags;

typedef struct
{
  const char *value;
  const char *label;       /* untranslated, marked with NC_("code", ...) */
} ReeveCodeInfo;

typedef struct
{
  const char *name;        /* column */
  const char *label;       /* untranslated, marked with NC_("field", ...): "Licence expires" */
  ReeveFieldType type;
  ReeveFieldFlags flags;
  const ReeveCodeInfo *codes;  /* NULL-terminated by .value, or NULL */
  const char *target;          /* table of a REFERENCE */
  double minimum, maximum;     /* of a number, both included; both 0: no limits */
} ReeveFieldInfo;

typedef struct
{
  const char *name;        /* table */
  const char *label;       /* untranslated, marked with NC_("table", ...), singular: "Business" */
  const ReeveFieldInfo *fields;  /* ends with .name == NULL; without id */
  guint n_fields;
} ReeveTableInfo;

const ReeveTableInfo *reeve_schema_get_tables (guint *ret_n);          /* every recorded table, in order of dependence */
const ReeveTableInfo *reeve_schema_find_table (const char *name);      /* NULL if there is none */
int reeve_table_find_field (const ReeveTableInfo *table, const char *name);   /* index, or -1 */
const char *reeve_field_label (const ReeveFieldInfo *field);           /* translated */
const char *reeve_table_label (const ReeveTableInfo *table);           /* translated */
const char *reeve_code_label (const ReeveFieldInfo *field, const char *code);  /* translated, or @code itself */

G_END_DECLS
