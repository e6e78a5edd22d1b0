/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of the facts, for the evaluator and the trace: cells are read in the innermost loop, so they are reached without a call. */
#pragma once

#include "reeve-facts.h"

G_BEGIN_DECLS

/* A row that stands for "nobody looked": every field unknown, every collection one such row. */
#define REEVE_ROW_UNKNOWN G_MAXUINT32

/* A set of codes: two sorted runs in the code pool. @everything: any code at all is possible. */
typedef struct
{
  guint32 sure, n_sure, possible, n_possible;
  gboolean everything;
} ReeveCodeSet;

typedef struct { gint64 visit; ReeveDay day; } ReeveItemOrigin;

typedef struct
{
  ReeveRowFlags flags;
  gint32 items;            /* index of the first item cell, or -1: none answered */
  const char *name;
  ReeveOrigin origin;
} ReeveFactsRow;

typedef struct
{
  ReeveValue *cells;       /* n_rows x stride */
  ReeveFactsRow *rows;
  guint n_rows, allocated, stride;
} ReeveFactsTable;

typedef struct { gint64 lo, hi, key; guint8 sure, known_key, state; } ReeveScratchMember;

typedef struct _ReeveFactsBlock ReeveFactsBlock;

struct _ReeveFacts
{
  ReeveOrdinance *ordinance;
  guint n_items;
  ReeveValue *unknown_items;                 /* n_items */
  ReeveFactsTable tables[REEVE_N_KINDS];
  ReeveValue *unknown_row[REEVE_N_KINDS];    /* every field unknown, collections empty */
  ReeveValue *stand_in_row[REEVE_N_KINDS];   /* every field unknown, collections unknown */
  ReeveValue *no_record_row[REEVE_N_KINDS];
  GArray *items;                             /* ReeveValue */
  GArray *item_origins;                      /* ReeveItemOrigin, beside items */
  GArray *codes;                             /* GQuark */
  GArray *sets;                              /* ReeveCodeSet */
  guint kept_codes, kept_sets;               /* of these, that many stay from subject to subject */
  GPtrArray *schedules;                      /* ReeveSchedule */
  GPtrArray *texts;                          /* strings of the arena */
  ReeveFactsBlock *blocks, *block;
  struct { guint n_rows[REEVE_N_KINDS], items, codes, sets, schedules, texts; ReeveFactsBlock *block; gsize used; } kept;   /* what clear leaves */
  GArray *scratch;                           /* ReeveScratchMember: the evaluator's, kept here so that it need not allocate */
};

static inline const ReeveValue *
reeve_facts_cell (const ReeveFacts *facts, ReeveKind kind, guint row, guint field)
{
  if (row == REEVE_ROW_UNKNOWN)
    return facts->stand_in_row[kind] + field;
  return facts->tables[kind].cells + (gsize) row * facts->tables[kind].stride + field;
}

static inline const ReeveValue *
reeve_facts_item_cell (const ReeveFacts *facts, ReeveKind kind, guint row, guint item)
{
  gint32 items = row == REEVE_ROW_UNKNOWN ? -1 : facts->tables[kind].rows[row].items;
  return items < 0 ? facts->unknown_items + item : &g_array_index (facts->items, ReeveValue, (guint) items + item);
}

const ReeveItemOrigin *reeve_facts_get_item_origin (const ReeveFacts *facts, ReeveKind kind, guint row, guint item);
ReeveValue reeve_value_unknown (ReeveType type, gboolean none);
ReeveType reeve_item_type (const ReeveItem *item);
void reeve_facts_set_item_value (ReeveFacts *facts, ReeveKind kind, guint row, guint item, ReeveValue value, gint64 visit, ReeveDay day);
ReeveValue reeve_facts_add_codes (ReeveFacts *facts, const char *const *codes);
ReeveValue reeve_facts_add_schedule (ReeveFacts *facts, ReeveSchedule *schedule);

/* Reads "12", "500 USD", "600 ft", "80 sq ft", "10 days", a day or an instant (a day alone: any minute of it); "A..B" is a range.
 * FALSE when @text is not of @type. Codes, sets and schedules are not values by themselves: see the facts. */
gboolean reeve_value_parse (ReeveType type, const char *text, ReeveValue *ret_value);
/* The day of a worked example: `on`, else the latest day it mentions, else the day the ordinance was adopted. */
ReeveDay reeve_example_get_day (const ReeveOrdinance *ordinance, const ReeveExample *example);

G_END_DECLS
