/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recorded evaluation as a tree of entries, and what the renderings make of it while the facts are still there. */
#pragma once

#include "reeve-program-private.h"
#include "reeve-trace.h"

G_BEGIN_DECLS

#define REEVE_TRACE_MAX_ENTRIES 50000

/* One evaluated node, or one member of a quantifier (node == NULL). Children by index, -1 = none. */
typedef struct
{
  const ReeveNode *node;
  ReeveValue value;          /* member: what it brings into the quantifier */
  gint32 parent, first, last, next;
  guint8 flags;              /* member: ReeveRowFlags */
  guint8 where;              /* member: truth of `where`, with its own uncertainty */
  guint8 kind;               /* FIELD, ITEM: kind of the row read; member: its kind; quantifier: kind of its members */
  guint8 field;              /* FIELD: the last field */
  guint8 has_where;          /* member: its first child is `where` */
  guint32 row, item;         /* item: of an ITEM; quantifier: its number in the program's loops */
  guint32 path;              /* FIELD, ITEM, quantifier: what it follows, in the program's paths */
  guint32 n_sure, n_uncertain, n_stand_in; /* quantifier: members that `where` lets in, or may */
  gint64 low_from, high_from;              /* COUNT in a window: first day of the windows found */
} ReeveTraceEntry;

typedef struct
{
  gint32 entry;
  ReeveValue value;
} ReeveTraceRoot;

/* The penalty that a confirmed violation would meet. */
typedef struct
{
  gboolean given;
  guint offence_low, offence_high; /* the how-manieth offence it would be */
  guint first_tier, last_tier;     /* of the version's tiers: those it may fall under */
  ReeveDay from, to;               /* first and last day proved; from > to: none is */
  guint n_persons;                 /* of whom it is shown */
} ReeveExposure;

struct _ReeveTrace
{
  ReeveProgram *program;
  const ReeveFacts *facts;   /* only while rendering */
  GArray *entries;           /* ReeveTraceEntry */
  ReeveTraceRoot applies, test, grandfather, grandfather_until, cure, appeal;
  GArray *unless;            /* ReeveTraceRoot */
  ReeveTruth scope;          /* A of language.md 5.1 */
  ReeveOutcome outcome;
  ReeveDay until;
  gboolean too_large, cut;   /* a limit was reached; members left out of the record */
  gboolean cure_day_unknown;
  gboolean bare;             /* no words */
  char *subject;             /* "business:12" */
  ReeveExposure exposure;
  ReeveDay missed_day;       /* the city's last day, G_MAXINT32 = none */
  /* renderings */
  GPtrArray *sentences;      /* char *, NULL-terminated */
  char *why_not_applicable;
  GPtrArray *facts_read;     /* ReeveTraceFact */
  GPtrArray *exceptions;     /* char * */
  GPtrArray *consequences;   /* char * */
  GPtrArray *settling;       /* ReeveSettling */
  GPtrArray *lines;          /* ReeveTraceLine */
};

static inline ReeveTraceEntry *
reeve_trace_entry (const ReeveTrace *trace, gint32 index)
{
  return index < 0 ? NULL : &g_array_index (trace->entries, ReeveTraceEntry, (guint) index);
}

void reeve_trace_begin (ReeveTrace *trace, const ReeveProgram *program, const ReeveFacts *facts);
gint32 reeve_trace_add (ReeveTrace *trace, const ReeveNode *node);
void reeve_trace_append (ReeveTrace *trace, gint32 parent, gint32 child);
/* Makes every rendering; afterwards the facts may be cleared. */
void reeve_trace_finish (ReeveTrace *trace);

G_END_DECLS
