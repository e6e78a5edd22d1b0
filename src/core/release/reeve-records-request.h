/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A public-records request: by when the city must act, and a list of what is withheld, each with the exception it rests on. The exceptions and
 * periods are a table of the city's: one of those shipped for a state (data/records/exceptions.json), or its own. Never a value that is withheld. */
#pragma once

#include "reeve-release.h"

G_BEGIN_DECLS

#define REEVE_RECORDS_SETTING "records-exceptions"   /* the city's table as JSON; unset = that of Texas */
#define REEVE_HOLIDAYS_SETTING "holidays"            /* ISO days with spaces between; those of its ordinances count as well */

/* What is withheld: kinds of records and of fields. */
#define REEVE_WITHHELD_KINDS(X) \
  X (HOMES, "homes", NC_("withheld", "Businesses in somebody's home, or where one person works alone")) \
  X (POSITIONS, "positions", NC_("withheld", "Exact positions of businesses: squares are given")) \
  X (COMPLAINTS, "complaints", NC_("withheld", "Complaints: text, place told, dates, outcome")) \
  X (COMPLAINANTS, "complainants", NC_("withheld", "How and by whom complaints were made")) \
  X (FINDINGS, "findings", NC_("withheld", "Findings computed from the records, which nobody has decided")) \
  X (DECISIONS, "decisions", NC_("withheld", "Officers' decisions about findings")) \
  X (INSPECTIONS, "inspections", NC_("withheld", "Inspections and their answers")) \
  X (PLANNED, "planned", NC_("withheld", "Visits that are planned or not finished")) \
  X (NOTES, "notes", NC_("withheld", "Notes")) \
  X (OFFICERS, "officers", NC_("withheld", "Names of the officers of a visit")) \
  X (PRESENT, "present", NC_("withheld", "Persons present at a visit")) \
  X (NOTICES, "notices", NC_("withheld", "Notices and their service")) \
  X (EVENTS, "events", NC_("withheld", "Events of courts and police")) \
  X (ORDERS, "orders", NC_("withheld", "Orders that are not final")) \
  X (HEARINGS, "hearings", NC_("withheld", "Hearings and appeals")) \
  X (OWNERS, "owners", NC_("withheld", "Owners and officers of businesses")) \
  X (STAFF, "staff", NC_("withheld", "Members of staff")) \
  X (CONTACTS, "contacts", NC_("withheld", "Telephone numbers and mailing addresses of businesses")) \
  X (ATTACHMENTS, "attachments", NC_("withheld", "Photographs and papers"))

typedef enum
{
#define REEVE_X(kind, name, label) REEVE_WITHHELD_##kind,
  REEVE_WITHHELD_KINDS (REEVE_X)
#undef REEVE_X
  REEVE_N_WITHHELD_KINDS
} ReeveWithheldKind;

const char *reeve_withheld_kind_name (ReeveWithheldKind kind);   /* "homes" */
const char *reeve_withheld_kind_label (ReeveWithheldKind kind);  /* translated */

typedef struct { char *id, *what, *citation, *rule; ReeveDay day; } ReeveRecordsDue;   /* rule: "10 business days", translated */
typedef struct { ReeveWithheldKind kind; guint n; char *exception, *citation, *words; } ReeveWithheldItem;

typedef struct
{
  char *title;             /* of the law */
  GPtrArray *due;          /* ReeveRecordsDue */
  GPtrArray *items;        /* ReeveWithheldItem, only those of which there are any; empty without a disclosure */
  guint n_holidays;        /* known; 0 = weekends only, which is said */
  ReeveDay received;
  char *number;
} ReeveRecordsAnswer;

/* The names of the tables shipped: "texas", "california". (element-type utf8) Transfer container. */
const char *const *reeve_records_shipped (void);
/* Is @json a table of exceptions? Its name if it is the name of one shipped, its text otherwise; every kind must be cited. Transfer full. */
char *reeve_records_check_table (const char *json, GError **error);
/* The table in force in the file, as JSON. Transfer full. */
char *reeve_records_get_table (ReeveConn *conn);

/* By when, and, with @request, what of it is withheld. @received: the day the request came; the period begins the day after. */
ReeveRecordsAnswer *reeve_records_answer (ReeveConn *conn, ReeveDay received, const char *number, const ReeveReleaseRequest *request, GError **error);
void reeve_records_answer_free (ReeveRecordsAnswer *answer);

/* The list of what is withheld: CSV as reeve_export_csv() writes, and a document. */
GBytes *reeve_records_write_csv (const ReeveRecordsAnswer *answer, const ReeveDisclosure *disclosure);
GBytes *reeve_records_write_paper (const ReeveRecordsAnswer *answer, const ReeveDisclosure *disclosure, GError **error);
/* The records that are given out, as a document: each sheet as a table. */
GBytes *reeve_records_write_set (const ReeveDisclosure *disclosure, const ReeveReleaseRequest *request, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveRecordsAnswer, reeve_records_answer_free)

G_END_DECLS
