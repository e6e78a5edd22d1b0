/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of a gatherer, shared by its files: the flow, the rows of each table, what lies around. */
#pragma once

#include "reeve-gather.h"

G_BEGIN_DECLS

#define REEVE_NO_ROW G_MAXUINT

/* Every field that is set by name, resolved once. */
typedef struct
{
  guint subject_business, subject_premises, subject_licence, subject_inspection, subject_violation, subject_notice, subject_complaint, subject_city,
    subject_application, subject_sanction, subject_hearing, subject_holder;
  guint business_operating, business_hours, business_city_licence, business_state_licence, business_staff, business_employment, business_principal,
    business_person_present, business_observation, business_inspection, business_licence, business_application, business_document, business_change,
    business_notice, business_sanction, business_complaint, business_violation, business_hearing, business_exemption, business_fee, business_event,
    business_room, business_part;
  guint premises_zone, premises_zone_class, premises_zone_allows, premises_overlays, premises_certificate, premises_event, premises_occupancy,
    premises_use_permit, premises_place, premises_peer;
  guint certificate_status, certificate_issued, certificate_use;
  guint licence_scope, licence_status, licence_applied, licence_issued, licence_first_issued, licence_expires, licence_valid, licence_span,
    licence_for_application;
  guint span_status, span_from, span_to;
  guint person_state_licence, person_city_licence, person_licence, person_event, person_role, person_number;
  guint inspection_person_present, inspection_fee, inspection_room, inspection_part, notice_violation, notice_sanction, complaint_inspection;
  guint application_person, application_document, application_fee, application_licence;
  guint sanction_length, sanction_violation;
  guint holder_person, holder_turned_18, holder_turned_21, holder_inquiry, holder_employment;
  guint observation_at, observation_date;
  guint event_kind, event_date;
  guint occupancy_same_business;
  guint place_kind, place_distance, place_since, place_until;
  guint peer_category, peer_distance, peer_opened, peer_closed, peer_attached_to, peer_city_licensed;
  guint city_licence, city_application;
  GQuark code_active, code_city, code_local, code_state;
} ReeveFieldIds;

const ReeveFieldIds *reeve_field_ids (void);

typedef struct
{
  ReeveStmt *stmt;         /* NULL = not read, or at the end */
  const ReeveStatement *statement;
  gint64 subject;          /* of the row it stands on */
} ReeveCursor;

typedef struct
{
  guint item;
  ReeveKind of;            /* SUBJECT = about the place, STAFF = a practitioner, PRINCIPAL = a party, PERSON_PRESENT, ROOM = a room or part */
  gint64 id;               /* whom or what it is about; 0 = the place */
  const char *answer;
} ReeveAnswer;

typedef struct
{
  gint64 id, at;           /* REEVE_VALUE_NONE = unknown */
  ReeveDay day;            /* G_MININT32 = unknown */
  const char *source;
  guint first_answer, n_answers;
  guint row;               /* of REEVE_KIND_INSPECTION, or REEVE_NO_ROW */
} ReeveVisit;

/* Rows that belong to one record, read before it. */
typedef struct { gint64 parent; guint first, n; } ReeveGroup;
/* A record by its id, with the ids of those it points at. */
/* Of a violation the first link is the day it was found, the text its provision. */
typedef struct { ReeveKind kind; gint64 id; guint row; gint64 links[2]; const char *text; } ReeveKnown;
typedef struct { guint row; gint64 id; const char *provisions, *date; } ReeveNoticeRow;
typedef struct { guint place_first, place_n, peer_first, peer_n; } ReeveAround;

/* Codes come again and again: the last one of each slot is found without GLib's lock and hash. */
#define REEVE_CODE_SLOTS 512
typedef struct { char text[36]; GQuark quark; } ReeveCodeSlot;

/* A record to be tested, where it is at home (0 = nowhere), and its place in the list it came from. */
typedef struct { gint64 id, business, premises; guint index; } ReeveHome;

/* Subjects in order; NULL = all in the range. @dense: they stand so close that passing over the others is quicker than seeking each. */
typedef struct { const gint64 *ids; guint n; gboolean dense; } ReeveChosen;

struct _ReeveGather
{
  ReeveOrdinance *ordinance;
  const ReeveNeed *need;
  const ReeveRegisters *registers;
  ReeveFacts *facts;
  ReeveDay day;
  char day_text[REEVE_DAY_TEXT_SIZE];
  gboolean origins;
  GHashTable *items;       /* quark of the id -> index + 1 */
  ReeveCodeSlot *codes;    /* REEVE_CODE_SLOTS */
  guint kept_event_kinds, kept_city_event_kinds, kept_scopes;   /* sets of codes of the registers, in the facts */
  GArray *since_kinds;     /* GQuark, beside registers->since_days */
  GStringChunk *texts;     /* what outlives the row it was read from; emptied with the facts */

  ReeveStatement statements[REEVE_N_SUBJECT_KEYS][REEVE_N_SOURCES];
  ReeveStmt *prepared[REEVE_N_SUBJECT_KEYS][REEVE_N_SOURCES];   /* of the connection in use, until it is let go */
  ReeveStmt *prepared_among[REEVE_N_SUBJECT_KEYS][REEVE_N_SOURCES];
  ReeveStmt *homes[REEVE_N_ABOUTS], *tested[REEVE_N_ABOUTS];
  ReeveStmt *answered;     /* of which kinds there are answers */
  ReeveStmt *answers_of[REEVE_N_KINDS];   /* to items asked of records; NULL = nobody asks, or nobody answered */
  ReeveCursor *cursors;    /* one of the two, by source */
  ReeveCursor at_home[REEVE_N_SOURCES], by_number[REEVE_N_SOURCES];   /* on the rows of businesses or premises; of records by their own number */
  ReeveSourceId read[REEVE_N_SOURCES];  /* the sources that a business has and somebody reads */
  guint n_read;
  ReevePlaces *places;
  ReevePeers *peers;
  GError *error;           /* the first one met */

  /* of subjects chosen beforehand */
  ReeveChosen chosen[REEVE_N_SUBJECT_KEYS];   /* of businesses, and of records by their own number */
  ReeveIdList lists[REEVE_N_SUBJECT_KEYS][REEVE_N_SOURCES];
  guint most_passed;       /* rows of other subjects, before the next one is sought */

  /* of records taken one after another */
  GArray *listed;          /* ReeveHome */
  GArray *home_ids;        /* gint64: their businesses, in order */
  guint next_listed;
  gint64 at_business, at_own, last_business, last_own;   /* the last ones read, and the last there will be */

  /* of the present subject */
  ReeveSubjectKey key;
  ReeveAbout about;
  gint64 business, premises;   /* 0 = none known */
  gint64 id;               /* of the record tested, when it is neither a business nor a premises */
  gint64 city_entry;       /* entry of the history as of which the city's registers are in the facts; -1 = not */
  guint city_row;
  guint business_row, premises_row;
  gboolean staff_complete, principals_complete;
  ReevePoint point;
  gboolean has_point;
  double accuracy_m;
  gboolean surrounded, whole;
  guint no_licence_row, no_notice_row, own_row;
  GArray *visits, *answers, *notices;   /* ReeveVisit by time, ReeveAnswer, ReeveNoticeRow */
  GArray *groups[REEVE_N_SOURCES];      /* ReeveGroup, NULL until used */
  GArray *known;           /* ReeveKnown */
  guint first_observation;
  GArray *around;          /* ReeveAround, one for each measure of the need */
  GArray *near;            /* ReeveNear, reused */
};

/* The flow (reeve-gather.c). */
void reeve_gather_choose (ReeveGather *gather);   /* reeve-gather-choose.c */
gboolean reeve_gather_open_cursor (ReeveGather *gather, ReeveConn *conn, ReeveSubjectKey key, ReeveSourceId source, gint64 first, gint64 last,
                                   GError **error);
/* @ids ascends, and must stay until the cursors are closed. */
void reeve_gather_choose_subjects (ReeveGather *gather, ReeveSubjectKey key, const gint64 *ids, guint n);
void reeve_gather_close_cursor (ReeveGather *gather, ReeveSourceId source);
void reeve_gather_close_cursors (ReeveGather *gather);
gboolean reeve_gather_city (ReeveGather *gather, ReeveConn *conn, GError **error);
/* Empties the facts and begins a subject. */
void reeve_gather_begin (ReeveGather *gather, ReeveAbout about);
/* The row of the business at the cursor, and then what hangs on it. @at: its premises are read apart, for the record tested names others. */
void reeve_gather_business_row (ReeveGather *gather);
void reeve_gather_business (ReeveGather *gather, gint64 at);
/* Finding a statement by its text takes longer than one record's few rows: what is prepared once is at hand in @slot. */
ReeveStmt *reeve_gather_prepare (ReeveStmt **slot, ReeveConn *conn, const char *sql, GError **error);
void reeve_gather_place (ReeveGather *gather, gint64 subject);
gboolean reeve_gather_take_error (ReeveGather *gather, GError **error);
/* Is "ordinance/provision" among @provisions? */
gboolean reeve_notice_cites (const char *provisions, const char *ordinance, const char *provision);

/* Answers to items asked of records (reeve-gather-answers.c). @since: when the record came to be. */
gboolean reeve_gather_open_answers (ReeveGather *gather, ReeveConn *conn, GError **error);
void reeve_gather_answers (ReeveGather *gather, ReeveKind kind, guint row, gint64 id, ReeveDay since);
/* Does what was seen that day still speak today? */
gboolean reeve_gather_still_speaks (const ReeveGather *gather, const ReeveItem *item, ReeveDay seen);

/* Rows. Each reads the cursor as long as it stands on the subject. */
gboolean reeve_cursor_on (ReeveGather *gather, ReeveSourceId source, gint64 subject);
void reeve_cursor_step (ReeveGather *gather, ReeveSourceId source);
void reeve_gather_apply (ReeveGather *gather, const ReeveCursor *cursor, guint part, ReeveKind kind, guint row);
void reeve_gather_set_date (ReeveGather *gather, ReeveKind kind, guint row, guint field, const char *text);
const char *reeve_gather_keep (ReeveGather *gather, const char *text);
ReeveDay reeve_gather_day_of (const char *text);   /* G_MININT32 = unknown */

/* An ISO day or "none" in @buffer; NULL if unknown. */
const char *reeve_gather_peek_day (ReeveStmt *stmt, guint column, char buffer[REEVE_DAY_TEXT_SIZE]);
/* The code in a column; 0 = unknown. */
GQuark reeve_gather_peek_code (ReeveGather *gather, ReeveStmt *stmt, guint column);
/* Says which record @row is: where it comes from, and what was answered about it. */
void reeve_gather_set_origin (ReeveGather *gather, ReeveKind kind, guint row, const char *table, gint64 id, const char *source, ReeveDay since);

void reeve_gather_premises (ReeveGather *gather, gint64 subject);
void reeve_gather_hours (ReeveGather *gather, gint64 subject);
void reeve_gather_licences (ReeveGather *gather, gint64 subject);
void reeve_gather_visits (ReeveGather *gather, gint64 subject);
void reeve_gather_staff (ReeveGather *gather, gint64 subject);
void reeve_gather_principals (ReeveGather *gather, gint64 subject);
void reeve_gather_events (ReeveGather *gather, ReeveSourceId source, gint64 subject, ReeveKind kind, guint row, guint field);
void reeve_gather_occupancies (ReeveGather *gather, gint64 subject);
/* Registers of plain rows: kind of row, where its own date stands among the fixed columns (-1: no date decides). */
void reeve_gather_register (ReeveGather *gather, ReeveSourceId source, gint64 subject, ReeveKind owner, guint owner_row, guint field, int date_column);

/* The answers of the latest visit that asked, about the place or whom @of and @id tell (reeve-gather-visits.c). */
void reeve_gather_set_latest (ReeveGather *gather, ReeveKind of, gint64 id, ReeveKind kind, guint row);

/* Licences of one holder, read from part @part of a cursor, with their spans in the part after it. */
typedef struct
{
  ReeveGather *gather;
  const ReeveCursor *cursor;
  guint part, first_row, n_rows;
  gint64 id;                    /* of the licence being read; 0 = none, or one that does not count */
  gboolean past;                /* expired by its date */
  guint row, first_span, n_spans;
  GQuark status;
  char status_from[REEVE_DAY_TEXT_SIZE];
  gint64 seen;
  guint best[2];                /* city, state; REEVE_NO_ROW = none */
  const char *number[2];        /* of those */
  char best_day[2][REEVE_DAY_TEXT_SIZE];
} ReeveLicenceReader;
void reeve_licence_reader_init (ReeveLicenceReader *reader, ReeveGather *gather, const ReeveCursor *cursor, guint part);
/* The row the cursor stands on. */
void reeve_licence_reader_read (ReeveLicenceReader *reader);
void reeve_licence_reader_finish (ReeveLicenceReader *reader);
/* Gives the holder its collection and the two licences at hand. */
void reeve_licence_reader_give (ReeveLicenceReader *reader, ReeveKind kind, guint row, guint all_field, guint city_field, guint state_field);

/* Groups and known records (reeve-gather-rows.c). */
void reeve_gather_add_to_group (ReeveGather *gather, ReeveSourceId source, gint64 parent, guint row);
/* Rows of which each belongs to the record whose id is in @parent_column; -1: no date decides. */
void reeve_gather_groups (ReeveGather *gather, ReeveSourceId source, gint64 subject, int date_column, guint parent_column);
const ReeveGroup *reeve_gather_find_group (const ReeveGather *gather, ReeveSourceId source, gint64 parent);
/* Gives the record its rows: none when there is no group. Does nothing when nobody reads them. */
void reeve_gather_give_group (ReeveGather *gather, ReeveSourceId source, gint64 parent, ReeveKind kind, guint row, guint field);
ReeveKnown *reeve_gather_know (ReeveGather *gather, ReeveKind kind, gint64 id, guint row);   /* valid until the next one */
guint reeve_gather_find (const ReeveGather *gather, ReeveKind kind, gint64 id);              /* REEVE_NO_ROW */
const ReeveKnown *reeve_gather_find_known (const ReeveGather *gather, ReeveKind kind, gint64 id);

/* What the city received, decided and imposed (reeve-gather-enforcement.c). */
void reeve_gather_applications (ReeveGather *gather, gint64 subject, ReeveKind owner, guint owner_row, guint field);
void reeve_gather_sanctions (ReeveGather *gather, gint64 subject);
void reeve_gather_notices (ReeveGather *gather, gint64 subject);
void reeve_gather_hearings (ReeveGather *gather, gint64 subject);
void reeve_gather_violations (ReeveGather *gather, gint64 subject);
void reeve_gather_complaints (ReeveGather *gather, gint64 subject);
void reeve_gather_finish_complaint_visits (ReeveGather *gather);   /* reeve-gather-visits.c */
/* Events of one person that come next at the cursor, and for what nobody knows a stand-in; @known: an inquiry came back. */
void reeve_gather_person_events (ReeveGather *gather, ReeveSourceId source, gint64 subject, gint64 person, ReeveKind kind, guint row, gboolean known);
void reeve_gather_number (ReeveLicenceReader *reader, ReeveKind kind, guint row);

/* A licence by itself, and whose it is (reeve-gather-holder.c). */
void reeve_gather_own_licence (ReeveGather *gather, gint64 id);

/* Around (reeve-gather-around.c). */
void reeve_gather_zones (ReeveGather *gather);

G_END_DECLS
