/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of one subject: rows of each record kind, every column a partly known value. Filled by check/ from the case file, by
 * worked examples from `given`; read by the evaluator. One arena, cleared and filled again for the next subject. Not thread-safe. */
#pragma once

#include "reeve-ordinance.h"

G_BEGIN_DECLS

typedef struct _ReeveFacts ReeveFacts;

typedef enum
{
  REEVE_ROW_STAND_IN = 1 << 0,   /* nobody looked: there may be any number of these */
  REEVE_ROW_UNCERTAIN = 1 << 1,  /* may or may not be a member that day */
  REEVE_ROW_NO_RECORD = 1 << 2,  /* the record is known not to exist: "No record" column of language.md 4.2 */
} ReeveRowFlags;

/* Where a value comes from, for the trace. Strings owned by the facts. */
typedef struct { const char *table; gint64 id; const char *source; ReeveDay since; } ReeveOrigin;

ReeveFacts *reeve_facts_new (const ReeveOrdinance *ordinance);   /* keeps a reference: items are those of its checklist */
void reeve_facts_free (ReeveFacts *facts);
void reeve_facts_clear (ReeveFacts *facts);
/* What is there now stays when the facts are cleared: the registers of the whole city, the same for every subject. */
void reeve_facts_keep (ReeveFacts *facts);
void reeve_facts_forget (ReeveFacts *facts);   /* clears that too */

/* Adds a row of @kind with every field unknown (NO_RECORD: as the vocabulary says) and every collection empty. Rows of one collection
 * must be added one after another. The first row of REEVE_KIND_SUBJECT is the subject. A stand-in's own collections are unknown, as if
 * each held one stand-in. Returns its index. */
guint reeve_facts_add_row (ReeveFacts *facts, ReeveKind kind, ReeveRowFlags flags);
guint reeve_facts_n_rows (const ReeveFacts *facts, ReeveKind kind);
ReeveRowFlags reeve_facts_get_flags (const ReeveFacts *facts, ReeveKind kind, guint row);
/* What the row is, as records are named in explanations: table "business", id, source words, since when known. */
void reeve_facts_set_origin (ReeveFacts *facts, ReeveKind kind, guint row, const char *table, gint64 id, const char *source, ReeveDay since);
const ReeveOrigin *reeve_facts_get_origin (const ReeveFacts *facts, ReeveKind kind, guint row);
/* How explanations call this row: "Sabre River Elementary". For places, peers, licences, never for persons: they are shown as role and
 * record reference. */
void reeve_facts_set_name (ReeveFacts *facts, ReeveKind kind, guint row, const char *name);
const char *reeve_facts_get_name (const ReeveFacts *facts, ReeveKind kind, guint row);   /* NULL if none */

/* @field: index in the kind's fields (reeve_vocabulary_field(), looked up once, not per row). */
void reeve_facts_set_truth (ReeveFacts *facts, ReeveKind kind, guint row, guint field, gboolean value);
void reeve_facts_set_int (ReeveFacts *facts, ReeveKind kind, guint row, guint field, gint64 value);               /* in the type's own unit; CODE: a GQuark */
void reeve_facts_set_range (ReeveFacts *facts, ReeveKind kind, guint row, guint field, gint64 lo, gint64 hi);
void reeve_facts_set_duration (ReeveFacts *facts, ReeveKind kind, guint row, guint field, gint64 count, ReeveDurationUnit unit);
void reeve_facts_set_none (ReeveFacts *facts, ReeveKind kind, guint row, guint field);
void reeve_facts_set_unknown (ReeveFacts *facts, ReeveKind kind, guint row, guint field);
void reeve_facts_set_code (ReeveFacts *facts, ReeveKind kind, guint row, guint field, const char *code);          /* "none" allowed */
void reeve_facts_set_code_not (ReeveFacts *facts, ReeveKind kind, guint row, guint field, const char *const *not_codes); /* any but these */
/* A set of codes made once, before the first row, that stays when the rows are forgotten: a number to hand to the next function. */
guint reeve_facts_keep_codes (ReeveFacts *facts, const char *const *codes);
void reeve_facts_set_code_not_kept (ReeveFacts *facts, ReeveKind kind, guint row, guint field, guint kept);   /* any but these */
void reeve_facts_set_codes (ReeveFacts *facts, ReeveKind kind, guint row, guint field, const char *space_separated);
void reeve_facts_set_schedule (ReeveFacts *facts, ReeveKind kind, guint row, guint field, ReeveSchedule *schedule);
void reeve_facts_set_text (ReeveFacts *facts, ReeveKind kind, guint row, guint field, const char *text);
void reeve_facts_set_record (ReeveFacts *facts, ReeveKind kind, guint row, guint field, guint target_row);
void reeve_facts_set_collection (ReeveFacts *facts, ReeveKind kind, guint row, guint field, guint first, guint count);
ReeveValue reeve_facts_get (const ReeveFacts *facts, ReeveKind kind, guint row, guint field);

/* The answer to a checklist item on the row at hand (the visit's for observation, inspection and subject rows; the person's for staff
 * rows). @answer as stored: "yes", "no", "not-observed", number, date, codes. Unparsable = unknown. @visit: inspection id for the trace. */
void reeve_facts_set_item (ReeveFacts *facts, ReeveKind kind, guint row, guint item, const char *answer, gint64 visit, ReeveDay day);
ReeveValue reeve_facts_get_item (const ReeveFacts *facts, ReeveKind kind, guint row, guint item);

/* The facts of a worked example. FALSE and messages (E402) when given: does not fit the vocabulary. */
gboolean reeve_facts_fill_example (ReeveFacts *facts, const ReeveExample *example, ReeveAbout about, ReeveMessages *messages);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveFacts, reeve_facts_free)

G_END_DECLS
