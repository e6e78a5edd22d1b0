/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each key of a provision is called in the form, and the control it is filled in with. */
#pragma once

#include "reeve-law-control.h"

G_BEGIN_DECLS

typedef struct
{
  const char *key;
  const char *label;           /* untranslated, marked with context "law" */
  ReeveLawKind kind;
  const ReeveLawChoice *choices;
  ReeveType type;
  gboolean always;             /* shown when it is not written too */
} ReeveLawField;

/* NULL-key-terminated. @group: "" = the provision itself, else "measure", "penalty", "appeal", "sanction", "unless", "grandfather". */
const ReeveLawField *reeve_law_fields (const char *group);

/* A group of keys as it is first written. */
typedef struct { const char *group, *label, *add; const char *yaml; gboolean list; } ReeveLawGroup;
const ReeveLawGroup *reeve_law_groups (guint *ret_n);

G_END_DECLS
