/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of a gatherer, shared by its files: the flow, the rows of each table, what lies around. */
#pragma once

#include "reeve-gather.h"

G_BEGIN_DECLS

#define REEVE_NO_ROW G_MAXUINT

/* Every field that is set by name, resolved once. */
typedef struct
{
  guint subject_business, subject_premises, subject_licence, subject_inspection, subject_violation, subject_notice, subject_complaint, subject_city;
  guint business_operating, business_hours, business_city_licence, business_state_licence, business_staff, business_employment, business_principal,
    business_person_present, business_observation, business_inspection, business_licence, business_application, business_document, business_change,
    business_notice, business_sanction, business_complaint, business_violation, business_hearing, business_exemption, business_fee, business_event;
  guint premises_zone, premises_zone_class, premises_zone_allows, premises_overlays, premises_certificate, premises_event, premises_occupancy,
    premises_use_permit, premises_place, premises_peer;
  guint certificate_status, certificate_issued, certificate_use;
  guint licence_scope, licence_status, licence_applied, licence_issued, licence_first_issued, licence_expires, licence_valid, licence_span;
  guint span_status, span_from, span_to;
  guint person_state_licence, person_city_licence, person_licence, person_event, person_role, person_number;
  guint inspection_person_present, inspection_fee, notice_violation, complaint_inspection;
  guint observation_at, observation_date;
  guint event_kind, event_date;
  guint occupancy_same_business;
  guint place_kind, place_distance, place_since, place_until;
  guint peer_category, peer_distance, peer_opened, peer_closed, peer_attached_to, peer_city_licensed;
  guint city_licence, city_application;
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
  gint64 practitioner;     /* 0 = about the place */
  const char *answer;
} ReeveAnswer;

typedef struct
{
  gint64 id, at;           /* REEVE_VALUE_NONE = unknown */
  ReeveDay day;            /* G_MININT32 = unknown */
  const char *source;
  guint first_answer, n_answers;
} ReeveVisit;

typedef struct { gint64 visit; guint number; const char *role, *source; } ReevePresent;
typedef struct { guint row; gint64 id; const char *provisions, *date; } ReeveNoticeRow;
typedef struct { guint place_first, place_n, peer_first, peer_n; } ReeveAround;

/* Codes come again and again: the last one of each slot is found without GLib's lock and hash. */
#define REEVE_CODE_SLOTS 512
typedef struct { char text[36]; GQuark quark; } ReeveCodeSlot;

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

  ReeveStatement statements[2][REEVE_N_SOURCES];
  ReeveStmt *prepared[2][REEVE_N_SOURCES];   /* of the connection in use, until it is let go */
  ReeveStmt *homes[REEVE_N_ABOUTS];
  ReeveCursor cursors[REEVE_N_SOURCES];
  ReevePlaces *places;
  ReevePeers *peers;
  GError *error;           /* the first one met */

  /* of the present subject */
  ReeveSubjectKey key;
  ReeveAbout about;
  gint64 business, premises;   /* 0 = none known */
  gint64 own_id;           /* of a record that hangs on no business */
  guint business_row, premises_row;
  gboolean staff_complete, principals_complete;
  ReevePoint point;
  gboolean has_point;
  double accuracy_m;
  gboolean surrounded, whole;
  guint no_licence_row, no_notice_row, unknown_notice_row;
  GArray *visits, *answers, *present, *notices;   /* ReeveVisit by time, ReeveAnswer, ReevePresent, ReeveNoticeRow */
  guint first_observation;
  GArray *around;          /* ReeveAround, one for each measure of the need */
  GArray *near;            /* ReeveNear, reused */
};

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
void reeve_gather_set_origin (ReeveGather *gather, ReeveKind kind, guint row, const char *table, gint64 id, const char *source, ReeveDay since);

void reeve_gather_premises (ReeveGather *gather, gint64 subject);
void reeve_gather_hours (ReeveGather *gather, gint64 subject);
void reeve_gather_licences (ReeveGather *gather, gint64 subject);
void reeve_gather_visits (ReeveGather *gather, ReeveSourceId source, gint64 subject);
void reeve_gather_present (ReeveGather *gather, gint64 subject);
void reeve_gather_staff (ReeveGather *gather, gint64 subject);
void reeve_gather_principals (ReeveGather *gather, gint64 subject);
void reeve_gather_events (ReeveGather *gather, ReeveSourceId source, gint64 subject, ReeveKind kind, guint row, guint field);
void reeve_gather_occupancies (ReeveGather *gather, gint64 subject);
void reeve_gather_notices (ReeveGather *gather, ReeveSourceId source, gint64 subject);
/* Registers of plain rows: kind of row, where its own date stands among the fixed columns (-1: no date decides). */
void reeve_gather_register (ReeveGather *gather, ReeveSourceId source, gint64 subject, ReeveKind owner, guint owner_row, guint field, int date_column);

/* The answers of the latest visit that asked, about the place (@practitioner 0) or a person (reeve-gather-visits.c). */
void reeve_gather_set_latest (ReeveGather *gather, gint64 practitioner, ReeveKind kind, guint row);

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
  char best_day[2][REEVE_DAY_TEXT_SIZE];
} ReeveLicenceReader;
void reeve_licence_reader_init (ReeveLicenceReader *reader, ReeveGather *gather, const ReeveCursor *cursor, guint part);
/* The row the cursor stands on. */
void reeve_licence_reader_read (ReeveLicenceReader *reader);
void reeve_licence_reader_finish (ReeveLicenceReader *reader);
/* Gives the holder its collection and the two licences at hand. */
void reeve_licence_reader_give (ReeveLicenceReader *reader, ReeveKind kind, guint row, guint all_field, guint city_field, guint state_field);

/* Around (reeve-gather-around.c). */
void reeve_gather_zones (ReeveGather *gather);

G_END_DECLS
