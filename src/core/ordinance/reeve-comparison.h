/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two ordinances side by side, each on a day: provisions added, removed, changed, alike; what changed in each, word by word. Two versions of
 * one ordinance are matched by id; of two cities, what is left over is matched by likeness of rule and title. Pure. */
#pragma once

#include <json-glib/json-glib.h>
#include "reeve-ordinance.h"

G_BEGIN_DECLS

typedef enum { REEVE_COMPARED_SAME, REEVE_COMPARED_CHANGED, REEVE_COMPARED_ADDED, REEVE_COMPARED_REMOVED } ReeveCompared;

typedef enum { REEVE_WORDS_SAME, REEVE_WORDS_REMOVED, REEVE_WORDS_ADDED } ReeveWordsKind;
typedef struct { ReeveWordsKind kind; char *text; } ReeveWords;   /* a run of words, with the space between them */

/* The least words to take out and put in that make @after of @before (longest common subsequence). NULL is an empty text. Texts of more
 * than REEVE_WORDS_MAX words are compared by their ends only. (element-type ReeveWords) Transfer full. */
GPtrArray *reeve_words_compare (const char *before, const char *after);
#define REEVE_WORDS_MAX 3000

/* One key that differs: "text", "require", ...; NULL = not there. Rules are in their canonical spelling. */
typedef struct { const char *key; char *before, *after; } ReeveKeyChange;

typedef struct
{
  ReeveCompared state;
  const ReeveProvision *before, *after;                            /* NULL when added, removed */
  const ReeveProvisionVersion *version_before, *version_after;     /* on the day; else the first to come; NULL as above */
  gboolean by_likeness;                                            /* matched by what it says, not by id */
  GPtrArray *changes;                                              /* ReeveKeyChange */
} ReeveProvisionCompared;

typedef struct
{
  ReeveCompared state;
  char *name, *before, *after;   /* values in force on the day, as written; NULL = none */
} ReeveParameterCompared;

typedef struct
{
  GPtrArray *provisions;   /* ReeveProvisionCompared, in order of @after; removed ones where they stood */
  GPtrArray *parameters;   /* ReeveParameterCompared, likewise */
  guint n[4];              /* provisions by state */
} ReeveComparison;

/* The ordinances must outlive the comparison. */
ReeveComparison *reeve_comparison_new (ReeveOrdinance *before, ReeveDay day_before, ReeveOrdinance *after, ReeveDay day_after);
void reeve_comparison_free (ReeveComparison *comparison);
const char *reeve_compared_name (ReeveCompared state);               /* "changed": JSON */
const char *reeve_comparison_key_label (const char *key);            /* translated: "Text of the law" */
JsonNode *reeve_comparison_to_json (const ReeveComparison *comparison);   /* transfer full */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveComparison, reeve_comparison_free)

G_END_DECLS
