/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the trace says values, fields and members in words. Only while the facts are there. Every string is transfer full. */
#pragma once

#include "reeve-trace-private.h"

G_BEGIN_DECLS

char *reeve_trace_day_text (gint64 day);
char *reeve_trace_length_text (gint64 length, gboolean exact);
char *reeve_trace_duration_text (ReeveValue duration);
/* A value as read: "912 ft", "22:00-08:00", "none", "not known", "between 2 and 3". */
char *reeve_trace_value_text (const ReeveTrace *trace, ReeveValue value);
/* What an expression is called: "day of expiry of the city licence", the question of an item, else its canonical spelling. */
char *reeve_trace_label (const ReeveTrace *trace, const ReeveTraceEntry *entry);
/* The label of another field of the record that @entry reads. */
char *reeve_trace_sibling_label (const ReeveTrace *trace, const ReeveTraceEntry *entry, guint field);
/* Is it a field that the program computes from others: the validity of a licence? */
gboolean reeve_trace_is_computed (const ReeveTraceEntry *entry);
/* The collection a quantifier ranges over: "staff". */
const char *reeve_trace_collection_label (const ReeveTrace *trace, const ReeveTraceEntry *quantifier);
/* "business.hours", "observed.front-door-locked", "staff.gives-massage" inside a quantifier over staff. */
char *reeve_trace_path (const ReeveTrace *trace, const ReeveTraceEntry *entry);
/* The same with the member it is a fact of: "Sabre River Elementary: distance". */
char *reeve_trace_fact_label (const ReeveTrace *trace, const ReeveTraceEntry *entry);
/* "Sabre River Elementary"; "therapist (employment:12)"; "look at the place, 2 May 2025, 21:30". */
char *reeve_trace_member_text (const ReeveTrace *trace, const ReeveTraceEntry *member);
/* The kind that a stand-in stands for, in words; NULL if it may be anything. */
char *reeve_trace_stand_in_kind (const ReeveTrace *trace, const ReeveTraceEntry *member);
/* "licence:12", or NULL. */
char *reeve_trace_record (const ReeveTrace *trace, ReeveKind kind, guint row);
char *reeve_trace_code_text (GQuark code);
char *reeve_trace_codes_text (const GQuark *codes, guint n);
const char *reeve_trace_field_label (ReeveKind kind, guint field);
/* First letter in upper case; takes @text. */
char *reeve_trace_capitalise (char *text);
gboolean reeve_trace_set_view (const ReeveTrace *trace, ReeveValue value, ReeveSetView *view);
gboolean reeve_trace_is_read (const ReeveTraceEntry *entry);
/* A question that what it hangs on rules out. */
gboolean reeve_trace_is_not_asked (const ReeveTrace *trace, const ReeveTraceEntry *entry);
const ReeveItem *reeve_trace_item (const ReeveTrace *trace, const ReeveTraceEntry *entry);

/* In which part of the provision a clause stands, and so how its need is put. FOUND says only what is so: of the member that a quantifier
 * found. NEED says only what was looked for: where no member of several fits. */
typedef enum
{
  REEVE_TONE_REQUIRE,
  REEVE_TONE_SCOPE,
  REEVE_TONE_EXEMPT,
  REEVE_TONE_GROUND,
  REEVE_TONE_FOUND,
  REEVE_TONE_NEED,
  REEVE_N_TONES
} ReeveTone;

typedef struct
{
  const ReeveTrace *trace;
  ReeveTone tone;
  GPtrArray *extra;        /* char *: further clauses */
} ReeveSpeaker;

char *reeve_trace_say (ReeveSpeaker *speaker, const ReeveTraceEntry *entry, gboolean wanted);

void reeve_trace_make_sentences (ReeveTrace *trace);
void reeve_trace_make_facts (ReeveTrace *trace);
void reeve_trace_make_lines (ReeveTrace *trace);
void reeve_trace_make_settling (ReeveTrace *trace);
void reeve_trace_make_consequences (ReeveTrace *trace);
void reeve_trace_add_consequences (JsonBuilder *builder, const ReeveTrace *trace);
/* The child that decides a junction: the first whose value equals the node's, else the first that is not known. */
gint32 reeve_trace_deciding_child (const ReeveTrace *trace, const ReeveTraceEntry *entry);
/* The member that decides a quantifier, -1 if none does alone. */
gint32 reeve_trace_deciding_member (const ReeveTrace *trace, const ReeveTraceEntry *entry);

G_END_DECLS
