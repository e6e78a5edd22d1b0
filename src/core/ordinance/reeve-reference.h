/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language itself as tables, beside the vocabulary: operators, keys of a file, what can be wrong. `reevectl ordinance fields`, the
 * shipped reference and the editor read them; tests hold them against the reader. In English, as the language is. */
#pragma once

#include "reeve-vocabulary.h"

G_BEGIN_DECLS

typedef struct
{
  const char *form;      /* "D within N before E" */
  const char *types;     /* "date, duration, date -> truth" */
  const char *meaning;
  const char *unknown;   /* what partly known operands make of it */
  const char *example;   /* a whole condition that is good about a business, with the file of the reference's own test */
} ReeveOperatorDoc;

typedef struct
{
  const char *where;     /* "" = top level; "provisions", "provisions.unless", "counting" ... */
  const char *name;
  const char *value;     /* "date", "yes or no", "a or b" */
  gboolean required;
  const char *standard;  /* what holds when it is not written; NULL = nothing */
  const char *meaning;
} ReeveKeyDoc;

typedef struct
{
  const char *id;        /* "E110", "W3" */
  const char *meaning;
  const char *wrong;     /* a condition with this mistake, or NULL: it is not one of conditions */
  const char *right;     /* what to write instead */
} ReeveErrorDoc;

typedef struct { const char *form, *kind, *remark; } ReeveLiteralDoc;

const ReeveOperatorDoc *reeve_reference_operators (guint *ret_n);
const ReeveLiteralDoc *reeve_reference_literals (guint *ret_n);
const ReeveKeyDoc *reeve_reference_keys (guint *ret_n);     /* in the order of the file: each `where` in one piece */
const ReeveErrorDoc *reeve_reference_errors (guint *ret_n);

G_END_DECLS
