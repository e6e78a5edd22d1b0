/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For whom something leaves the office, and what each of them may see: one list of fields with the audiences allowed each (design 8,
 * domain.md 6). A field that is not on this list is in no release. A city can narrow an audience, never widen it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  REEVE_AUDIENCE_INTERNAL,
  REEVE_AUDIENCE_POLICE,
  REEVE_AUDIENCE_COUNCIL,
  REEVE_AUDIENCE_COURT,
  REEVE_AUDIENCE_PUBLIC,
  REEVE_N_AUDIENCES
} ReeveAudience;

/* The sheets of a release: one kind of row each. */
typedef enum
{
  REEVE_SHEET_BUSINESS, REEVE_SHEET_LICENCE, REEVE_SHEET_FINDING, REEVE_SHEET_INSPECTION, REEVE_SHEET_COMPLAINT, REEVE_SHEET_NOTICE,
  REEVE_SHEET_EVENT, REEVE_SHEET_SANCTION, REEVE_SHEET_HEARING, REEVE_SHEET_HISTORY, REEVE_SHEET_OWNER, REEVE_SHEET_STAFF, REEVE_SHEET_PLACE,
  REEVE_SHEET_ANSWER, REEVE_SHEET_ATTACHMENT,
  REEVE_N_SHEETS
} ReeveSheetKind;

typedef enum { REEVE_CELL_TEXT, REEVE_CELL_DATE, REEVE_CELL_NUMBER, REEVE_CELL_MONEY /* cents */, REEVE_CELL_TRUTH } ReeveCellType;

/* Who may see it: I internal, P police, C council, T court, U public. Left out altogether, for nobody: who complained and what points at
 * them, names of staff, persons present, indicators and referrals, logs of clients, investigations, suggestions of links, planned visits. */
#define REEVE_SEEN_I (1u << REEVE_AUDIENCE_INTERNAL)
#define REEVE_SEEN_P (1u << REEVE_AUDIENCE_POLICE)
#define REEVE_SEEN_C (1u << REEVE_AUDIENCE_COUNCIL)
#define REEVE_SEEN_T (1u << REEVE_AUDIENCE_COURT)
#define REEVE_SEEN_U (1u << REEVE_AUDIENCE_PUBLIC)
#define REEVE_SEEN_ALL (REEVE_SEEN_I | REEVE_SEEN_P | REEVE_SEEN_C | REEVE_SEEN_T | REEVE_SEEN_U)   /* facts of a public register */
#define REEVE_SEEN_CASE (REEVE_SEEN_I | REEVE_SEEN_P | REEVE_SEEN_T)                                /* whoever works on the case */
#define REEVE_SEEN_FILE (REEVE_SEEN_I | REEVE_SEEN_T)
#define REEVE_SEEN_DESK REEVE_SEEN_I

/* X (sheet, FIELD, "column", type, label, seen): the whole allow-list. */
#define REEVE_DISCLOSED_FIELDS(X) \
  X (BUSINESS, NUMBER, "number", TEXT, NC_("column", "Number"), REEVE_SEEN_ALL) \
  X (BUSINESS, NAME, "name", TEXT, NC_("column", "Name"), REEVE_SEEN_ALL) \
  X (BUSINESS, CATEGORY, "category", TEXT, NC_("column", "Category"), REEVE_SEEN_ALL) \
  X (BUSINESS, ADDRESS, "address", TEXT, NC_("column", "Address"), REEVE_SEEN_ALL) \
  X (BUSINESS, DISTRICT, "district", TEXT, NC_("column", "District"), REEVE_SEEN_ALL) \
  X (BUSINESS, ZONE, "zone", TEXT, NC_("column", "Zone"), REEVE_SEEN_ALL) \
  X (BUSINESS, LICENCE_NUMBER, "licence_number", TEXT, NC_("column", "Licence"), REEVE_SEEN_ALL) \
  X (BUSINESS, LICENCE_STATUS, "licence_status", TEXT, NC_("column", "Status of the licence"), REEVE_SEEN_ALL) \
  X (BUSINESS, LICENCE_TO, "licence_to", DATE, NC_("column", "Licence to"), REEVE_SEEN_ALL) \
  X (BUSINESS, OPERATING, "operating", TRUTH, NC_("column", "In business"), REEVE_SEEN_CASE) \
  X (BUSINESS, OUTCOME, "outcome", TEXT, NC_("column", "Outcome"), REEVE_SEEN_CASE) \
  X (BUSINESS, NOT_MET, "not_met", NUMBER, NC_("column", "Not met"), REEVE_SEEN_CASE) \
  X (BUSINESS, NOT_KNOWN, "not_known", NUMBER, NC_("column", "Not known"), REEVE_SEEN_CASE) \
  X (BUSINESS, MET, "met", NUMBER, NC_("column", "Met"), REEVE_SEEN_CASE) \
  X (LICENCE, BUSINESS, "business", TEXT, NC_("column", "Business"), REEVE_SEEN_ALL) \
  X (LICENCE, NUMBER, "number", TEXT, NC_("column", "Number"), REEVE_SEEN_ALL) \
  X (LICENCE, CLASS, "class", TEXT, NC_("column", "Class"), REEVE_SEEN_ALL) \
  X (LICENCE, SCOPE, "issued_by", TEXT, NC_("column", "Issued by"), REEVE_SEEN_ALL) \
  X (LICENCE, STATUS, "status", TEXT, NC_("column", "Status"), REEVE_SEEN_ALL) \
  X (LICENCE, ISSUED, "issued", DATE, NC_("column", "Issued"), REEVE_SEEN_ALL) \
  X (LICENCE, EXPIRES, "expires", DATE, NC_("column", "Expires"), REEVE_SEEN_ALL) \
  X (FINDING, BUSINESS, "business", TEXT, NC_("column", "Business"), REEVE_SEEN_CASE) \
  X (FINDING, ORDINANCE, "ordinance", TEXT, NC_("column", "Ordinance"), REEVE_SEEN_CASE) \
  X (FINDING, PROVISION, "provision", TEXT, NC_("column", "Provision"), REEVE_SEEN_CASE) \
  X (FINDING, CITATION, "citation", TEXT, NC_("column", "Citation"), REEVE_SEEN_CASE) \
  X (FINDING, TITLE, "title", TEXT, NC_("column", "Title"), REEVE_SEEN_CASE) \
  X (FINDING, DUTY, "duty", TEXT, NC_("column", "Whose duty"), REEVE_SEEN_CASE) \
  X (FINDING, OUTCOME, "outcome", TEXT, NC_("column", "Outcome"), REEVE_SEEN_CASE) \
  X (FINDING, SENTENCE, "why", TEXT, NC_("column", "Why"), REEVE_SEEN_CASE) \
  X (FINDING, DECISION, "decision", TEXT, NC_("column", "Decision"), REEVE_SEEN_CASE) \
  X (INSPECTION, BUSINESS, "business", TEXT, NC_("column", "Business"), REEVE_SEEN_CASE) \
  X (INSPECTION, NUMBER, "number", TEXT, NC_("column", "Number"), REEVE_SEEN_CASE) \
  X (INSPECTION, DATE, "date", DATE, NC_("column", "Date"), REEVE_SEEN_CASE) \
  X (INSPECTION, KIND, "kind", TEXT, NC_("column", "Kind"), REEVE_SEEN_CASE) \
  X (INSPECTION, REASON, "reason", TEXT, NC_("column", "Reason"), REEVE_SEEN_CASE) \
  X (INSPECTION, BASIS, "legal_basis", TEXT, NC_("column", "Legal basis"), REEVE_SEEN_CASE) \
  X (INSPECTION, ENTRY, "entry", TEXT, NC_("column", "Entry"), REEVE_SEEN_CASE) \
  X (INSPECTION, RESULT, "result", TEXT, NC_("column", "Result"), REEVE_SEEN_CASE) \
  X (INSPECTION, OFFICERS, "officers", TEXT, NC_("column", "Officers"), REEVE_SEEN_FILE) \
  X (INSPECTION, NOTE, "note", TEXT, NC_("column", "Note"), REEVE_SEEN_DESK) \
  X (COMPLAINT, BUSINESS, "business", TEXT, NC_("column", "Business"), REEVE_SEEN_CASE) \
  X (COMPLAINT, NUMBER, "number", TEXT, NC_("column", "Number"), REEVE_SEEN_CASE) \
  X (COMPLAINT, RECEIVED, "received", DATE, NC_("column", "Received"), REEVE_SEEN_CASE) \
  X (COMPLAINT, CATEGORY, "category", TEXT, NC_("column", "About"), REEVE_SEEN_CASE) \
  X (COMPLAINT, OUTCOME, "outcome", TEXT, NC_("column", "Outcome"), REEVE_SEEN_CASE) \
  X (NOTICE, BUSINESS, "business", TEXT, NC_("column", "Business"), REEVE_SEEN_CASE) \
  X (NOTICE, NUMBER, "number", TEXT, NC_("column", "Number"), REEVE_SEEN_CASE) \
  X (NOTICE, KIND, "kind", TEXT, NC_("column", "Kind"), REEVE_SEEN_CASE) \
  X (NOTICE, PROVISIONS, "provisions", TEXT, NC_("column", "Provisions"), REEVE_SEEN_CASE) \
  X (NOTICE, ISSUED, "issued", DATE, NC_("column", "Issued"), REEVE_SEEN_CASE) \
  X (NOTICE, SERVED, "served", DATE, NC_("column", "Served"), REEVE_SEEN_CASE) \
  X (NOTICE, METHOD, "method", TEXT, NC_("column", "How it was served"), REEVE_SEEN_CASE) \
  X (NOTICE, SENT, "sent", DATE, NC_("column", "Sent"), REEVE_SEEN_FILE) \
  X (NOTICE, POSTMARKED, "postmarked", DATE, NC_("column", "Postmarked"), REEVE_SEEN_FILE) \
  X (NOTICE, RECEIVED, "received", DATE, NC_("column", "Received"), REEVE_SEEN_FILE) \
  X (NOTICE, RETURNED, "returned", DATE, NC_("column", "Returned"), REEVE_SEEN_FILE) \
  X (NOTICE, ADDRESSEES, "addressees", TEXT, NC_("column", "To whom"), REEVE_SEEN_FILE) \
  X (NOTICE, CORRECT_BY, "correct_by", DATE, NC_("column", "To be corrected by"), REEVE_SEEN_CASE) \
  X (EVENT, BUSINESS, "business", TEXT, NC_("column", "Business"), REEVE_SEEN_CASE) \
  X (EVENT, KIND, "kind", TEXT, NC_("column", "Kind"), REEVE_SEEN_CASE) \
  X (EVENT, CATEGORY, "category", TEXT, NC_("column", "Group of offences"), REEVE_SEEN_CASE) \
  X (EVENT, DATE, "date", DATE, NC_("column", "Date"), REEVE_SEEN_CASE) \
  X (EVENT, PROVISION, "provision", TEXT, NC_("column", "Section cited"), REEVE_SEEN_CASE) \
  X (EVENT, AGENCY, "agency", TEXT, NC_("column", "Agency"), REEVE_SEEN_CASE) \
  X (SANCTION, BUSINESS, "business", TEXT, NC_("column", "Business"), REEVE_SEEN_ALL) \
  X (SANCTION, KIND, "kind", TEXT, NC_("column", "Kind"), REEVE_SEEN_ALL) \
  X (SANCTION, ISSUED, "issued", DATE, NC_("column", "Issued"), REEVE_SEEN_ALL) \
  X (SANCTION, FROM, "from", DATE, NC_("column", "From"), REEVE_SEEN_ALL) \
  X (SANCTION, TO, "to", DATE, NC_("column", "To"), REEVE_SEEN_ALL) \
  X (SANCTION, AMOUNT, "amount", MONEY, NC_("column", "Amount"), REEVE_SEEN_ALL) \
  X (HEARING, BUSINESS, "business", TEXT, NC_("column", "Business"), REEVE_SEEN_CASE) \
  X (HEARING, KIND, "kind", TEXT, NC_("column", "Kind"), REEVE_SEEN_CASE) \
  X (HEARING, REQUESTED, "requested", DATE, NC_("column", "Requested"), REEVE_SEEN_CASE) \
  X (HEARING, HELD, "held", DATE, NC_("column", "Held"), REEVE_SEEN_CASE) \
  X (HEARING, DECIDED, "decided", DATE, NC_("column", "Decided"), REEVE_SEEN_CASE) \
  X (HEARING, DECISION, "decision", TEXT, NC_("column", "Decision"), REEVE_SEEN_CASE) \
  X (HISTORY, ADDRESS, "address", TEXT, NC_("column", "Address"), REEVE_SEEN_CASE) \
  X (HISTORY, NAME, "name", TEXT, NC_("column", "Name"), REEVE_SEEN_CASE) \
  X (HISTORY, FROM, "from", DATE, NC_("column", "From"), REEVE_SEEN_CASE) \
  X (HISTORY, TO, "to", DATE, NC_("column", "To"), REEVE_SEEN_CASE) \
  X (HISTORY, ENDED_WHY, "ended_why", TEXT, NC_("column", "Why it ended"), REEVE_SEEN_CASE) \
  X (OWNER, BUSINESS, "business", TEXT, NC_("column", "Business"), REEVE_SEEN_CASE) \
  X (OWNER, NAME, "name", TEXT, NC_("column", "Name"), REEVE_SEEN_CASE) \
  X (OWNER, ROLE, "role", TEXT, NC_("column", "Role"), REEVE_SEEN_CASE) \
  X (OWNER, SHARE, "share_bp", NUMBER, NC_("column", "Share, in hundredths of a percent"), REEVE_SEEN_CASE) \
  X (STAFF, BUSINESS, "business", TEXT, NC_("column", "Business"), REEVE_SEEN_FILE) \
  X (STAFF, REFERENCE, "reference", TEXT, NC_("column", "Reference"), REEVE_SEEN_FILE) \
  X (STAFF, ROLE, "role", TEXT, NC_("column", "Role"), REEVE_SEEN_FILE) \
  X (STAFF, LICENCE_STATUS, "licence_status", TEXT, NC_("column", "Status of the licence"), REEVE_SEEN_FILE) \
  X (PLACE, KIND, "kind", TEXT, NC_("column", "Kind"), REEVE_SEEN_ALL) \
  X (PLACE, NAME, "name", TEXT, NC_("column", "Name"), REEVE_SEEN_ALL) \
  X (ANSWER, BUSINESS, "business", TEXT, NC_("column", "Business"), REEVE_SEEN_FILE) \
  X (ANSWER, INSPECTION, "inspection", TEXT, NC_("column", "Inspection"), REEVE_SEEN_FILE) \
  X (ANSWER, DATE, "date", DATE, NC_("column", "Date"), REEVE_SEEN_FILE) \
  X (ANSWER, QUESTION, "question", TEXT, NC_("column", "Question"), REEVE_SEEN_FILE) \
  X (ANSWER, OF, "of", TEXT, NC_("column", "Of"), REEVE_SEEN_FILE) \
  X (ANSWER, ANSWER, "answer", TEXT, NC_("column", "Answer"), REEVE_SEEN_FILE) \
  X (ANSWER, NOTE, "note", TEXT, NC_("column", "Note"), REEVE_SEEN_DESK) \
  X (ATTACHMENT, BUSINESS, "business", TEXT, NC_("column", "Business"), REEVE_SEEN_FILE) \
  X (ATTACHMENT, RECORD, "record", TEXT, NC_("column", "Belongs to"), REEVE_SEEN_FILE) \
  X (ATTACHMENT, TAKEN, "taken", DATE, NC_("column", "Taken on"), REEVE_SEEN_FILE) \
  X (ATTACHMENT, CAPTION, "shows", TEXT, NC_("column", "What it shows"), REEVE_SEEN_FILE) \
  X (ATTACHMENT, TYPE, "type", TEXT, NC_("column", "Kind of file"), REEVE_SEEN_FILE) \
  X (ATTACHMENT, SHA256, "sha256", TEXT, NC_("column", "SHA-256 of the original"), REEVE_SEEN_FILE) \
  X (ATTACHMENT, ADDED, "added", DATE, NC_("column", "Added on"), REEVE_SEEN_FILE) \
  X (ATTACHMENT, ADDED_BY, "added_by", TEXT, NC_("column", "Added by"), REEVE_SEEN_FILE) \
  X (ATTACHMENT, NAME, "name", TEXT, NC_("column", "File"), REEVE_SEEN_DESK)

typedef enum
{
#define REEVE_X(sheet, field, name, type, label, seen) REEVE_DISCLOSED_##sheet##_##field,
  REEVE_DISCLOSED_FIELDS (REEVE_X)
#undef REEVE_X
  REEVE_N_DISCLOSED_FIELDS
} ReeveDisclosedField;

const char *reeve_audience_name (ReeveAudience audience);      /* "police": settings, command line, manifest */
const char *reeve_audience_label (ReeveAudience audience);     /* translated: "Police" */
gboolean reeve_audience_from_name (const char *name, ReeveAudience *ret_audience);
/* What stands on every page: for whom it is and what they may do with it. Translated. */
const char *reeve_audience_notice (ReeveAudience audience);

/* Whether places where someone lives, or works alone, stay out altogether; counts under the least cell are merged; positions are the
 * middle of a square of so many metres (0 = exact). */
gboolean reeve_audience_hides_homes (ReeveAudience audience);
guint reeve_audience_least_cell (ReeveAudience audience);      /* 0 = no limit; never under 5 for council and public */
double reeve_audience_grid_m (ReeveAudience audience);
gboolean reeve_audience_has_sheet (ReeveAudience audience, ReeveSheetKind sheet);

gboolean reeve_disclosed_field_seen (ReeveDisclosedField field, ReeveAudience audience);
ReeveSheetKind reeve_disclosed_field_sheet (ReeveDisclosedField field);
const char *reeve_disclosed_field_name (ReeveDisclosedField field);    /* column: "licence_to" */
const char *reeve_disclosed_field_label (ReeveDisclosedField field);   /* translated */
ReeveCellType reeve_disclosed_field_type (ReeveDisclosedField field);
const char *reeve_sheet_name (ReeveSheetKind sheet);                   /* "licences": file names, sheets of a workbook */
/* What the position of its rows is called where an audience is narrowed: "businesses.position"; NULL = its rows have none. */
const char *reeve_sheet_position_name (ReeveSheetKind sheet);
const char *reeve_sheet_label (ReeveSheetKind sheet);                  /* translated: "Licences" */

G_END_DECLS
