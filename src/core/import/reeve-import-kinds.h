/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of table that can be imported, as data: each field with its place in the case file and the column names it answers to. */
#pragma once

#include "reeve-import-guess.h"
#include "reeve-import.h"

G_BEGIN_DECLS

typedef enum
{
  REEVE_SPEC_REQUIRED = 1 << 0,
  REEVE_SPEC_BY_VALUE = 1 << 1,   /* guessed by what stands in the column: "POINT (-97.7 30.3)" */
  REEVE_SPEC_CONTAINS = 1 << 2,   /* last resort: a column whose name has this word among others */
} ReeveSpecFlags;

typedef struct
{
  const char *name;               /* of the field, as --map takes it */
  const char *label;              /* untranslated */
  const char *table, *column;     /* in the dictionary; table NULL: computed by the walk */
  const char *patterns;           /* words of reeve_column_words, in order of preference; NULL: never guessed */
  ReeveSpecFlags flags;
} ReeveImportSpec;

typedef struct
{
  const char *table, *column;     /* which code column */
  const char *words;              /* folded, as cities write it; a final "*" stands for any ending */
  const char *code;
} ReeveImportSynonym;

const ReeveImportSpec *reeve_import_kind_get_specs (const ReeveImportKind *kind);   /* as many as kind->n_fields */
int reeve_import_kind_find_field (const ReeveImportKind *kind, const char *name);   /* index or -1; "premises.address" is "address" too */
ReeveForbiddenScope reeve_import_kind_get_scope (const ReeveImportKind *kind);
char *reeve_import_kind_describe (const ReeveImportKind *kind, const char *file_name);  /* for the history; transfer full */
gboolean reeve_import_kind_keeps_extras (const ReeveImportKind *kind);
/* The code meant by @folded in @table.@column, or NULL if the list of synonyms says nothing. */
const char *reeve_import_find_synonym (const char *table, const char *column, const char *folded);

G_END_DECLS
