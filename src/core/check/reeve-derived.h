/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts that keep derived rows, as they share them. Private to check/. */
#pragma once

#include "reeve-check-shared.h"
#include "reeve-findings.h"

G_BEGIN_DECLS

/* Decisions that stand on @day, of one record or all: the latest per record and provision, withdrawn ones gone. */
typedef struct _ReeveDecisions ReeveDecisions;
typedef struct
{
  gint64 id;
  char kind;               /* first letter: confirmed, dismissed, exempted */
  char *text_sha256, *reason, *until, *who, *on, *corrected;
} ReeveDecision;
ReeveDecisions *reeve_decisions_load (ReeveConn *conn, ReeveAbout about, gint64 subject, ReeveDay day, GError **error);  /* subject 0 = all */
void reeve_decisions_free (ReeveDecisions *decisions);
gboolean reeve_decisions_touch (const ReeveDecisions *decisions, gint64 subject);   /* FALSE: nothing would be found of it */
const ReeveDecision *reeve_decisions_find (const ReeveDecisions *decisions, gint64 subject, const ReeveProgram *program);
ReeveShown reeve_shown_of (ReeveOutcome outcome, const ReeveDecision *decision);

/* What a business's row in the list says of its findings. Duties of the city and the property owner are not held against it. */
typedef struct { guint numbers[REEVE_N_SHOWN]; } ReeveTally;
void reeve_tally_add (ReeveTally *tally, const ReeveProgram *program, ReeveOutcome outcome, const ReeveDecision *decision);
ReeveShown reeve_tally_worst (const ReeveTally *tally);

/* The row per business that list, map and search read. */
typedef enum
{
  REEVE_LISTING_NAME, REEVE_LISTING_NUMBER, REEVE_LISTING_ADDRESS, REEVE_LISTING_CATEGORY, REEVE_LISTING_DISTRICT, REEVE_LISTING_ZONE,
  REEVE_LISTING_LICENCE_NUMBER, REEVE_LISTING_LICENCE_STATUS, REEVE_LISTING_LICENCE_TO, REEVE_LISTING_OUTCOMES, REEVE_LISTING_OTHER,
  REEVE_LISTING_N_TEXTS
} ReeveListingText;

typedef struct
{
  gint64 business, premises;        /* premises 0 = none */
  const char *texts[REEVE_LISTING_N_TEXTS];   /* NULL = unknown; OTHER: further words to search by */
  gboolean has_point, operating_known, operating;
  ReevePoint point;
  ReeveTally tally;
  gint64 row_hash, words_hash;
} ReeveListingRow;

typedef struct _ReeveListing ReeveListing;
ReeveListing *reeve_listing_new (ReeveConn *conn, ReevePlaces *places, ReeveDay day);
void reeve_listing_free (ReeveListing *listing);
/* The businesses with ids from @first to @last, in order of id. */
gboolean reeve_listing_open (ReeveListing *listing, gint64 first, gint64 last, GError **error);
/* Moves to the next business. FALSE at the end or on error. */
gboolean reeve_listing_next (ReeveListing *listing, gint64 *ret_business, GError **error);
/* Its row, with @outcomes, a letter per program, or NULL when nothing was tested. Good until the next one; @outcomes must live as long. */
const ReeveListingRow *reeve_listing_judge (ReeveListing *listing, const ReeveTally *tally, const char *outcomes);
ReeveListingRow *reeve_listing_row_copy (const ReeveListingRow *row);   /* g_free() */
typedef enum { REEVE_LISTING_WORDS_LEAVE, REEVE_LISTING_WORDS_ADD, REEVE_LISTING_WORDS_REPLACE } ReeveListingWords;
gboolean reeve_listing_row_write (ReeveConn *conn, const ReeveListingRow *row, ReeveListingWords words, GError **error);
gboolean reeve_listing_remove (ReeveConn *conn, gint64 business, GError **error);

/* Business and premises of a record on a day (ISO), 0 where there is none. FALSE with NOT_FOUND if there is no such record. */
gboolean reeve_record_find_home (ReeveConn *conn, ReeveAbout about, gint64 id, const char *day, gint64 *ret_business, gint64 *ret_premises,
                                 GError **error);
gboolean reeve_finding_store (ReeveConn *conn, const ReeveProgram *program, ReeveAbout about, gint64 subject, ReeveOutcome outcome, ReeveDay since,
                              GError **error);
gboolean reeve_finding_drop (ReeveConn *conn, const ReeveProgram *program, ReeveAbout about, gint64 subject, GError **error);
gboolean reeve_findings_drop (ReeveConn *conn, ReeveAbout about, gint64 subject, GError **error);   /* all of a record */
/* One letter per program about businesses, 'a' + outcome: what the counts are corrected by when one record changes. Transfer full. */
char *reeve_outcome_letters (const guint8 *outcomes, guint n);

/* Whose an answer of record_answer is: the table and id of the record asked about; NULL and 0 when the answer is gone. */
gboolean reeve_wake_find_answered (ReeveConn *conn, gint64 answer, const char **ret_table, gint64 *ret_id, GError **error);
/* Ids of the records of one kind that a change bears on, in order. @list: the change's values; @businesses: gint64, those it bears on. */
GArray *reeve_wake_find_records (ReeveConn *conn, ReeveAbout about, const ReeveChanges *changes, const GPtrArray *list, const GArray *businesses,
                                 GError **error);

gboolean reeve_record_outcomes_store (ReeveConn *conn, ReeveAbout about, gint64 subject, const char *letters, GError **error);

gboolean reeve_state_set (ReeveConn *conn, const char *key, const char *value, GError **error);
char *reeve_state_get (ReeveConn *conn, const char *key);   /* NULL if unset */
gint64 reeve_state_last_entry (ReeveConn *conn);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveDecisions, reeve_decisions_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveListing, reeve_listing_free)

G_END_DECLS
