/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where each fact is in the case file: one table from vocabulary fields to columns, and the fixed statements made of it. Private to check/. */
#pragma once

#include "reeve-db.h"
#include "reeve-need.h"

G_BEGIN_DECLS

typedef enum
{
  REEVE_SOURCE_BUSINESS, REEVE_SOURCE_PREMISES, REEVE_SOURCE_HOURS, REEVE_SOURCE_LICENCE, REEVE_SOURCE_INSPECTION, REEVE_SOURCE_PRESENT,
  REEVE_SOURCE_STAFF, REEVE_SOURCE_PRINCIPAL, REEVE_SOURCE_PRINCIPAL_LICENCE, REEVE_SOURCE_EVENT, REEVE_SOURCE_PLACE_EVENT, REEVE_SOURCE_OCCUPANCY,
  REEVE_SOURCE_USE_PERMIT, REEVE_SOURCE_DOCUMENT, REEVE_SOURCE_NOTICE, REEVE_SOURCE_NOTICE_VIOLATION, REEVE_SOURCE_COMPLAINT,
  REEVE_SOURCE_COMPLAINT_INSPECTION, REEVE_SOURCE_EXEMPTION, REEVE_SOURCE_VIOLATION, REEVE_SOURCE_OTHER_VIOLATION,
  REEVE_SOURCE_APPLICATION, REEVE_SOURCE_APPLICATION_PERSON, REEVE_SOURCE_APPLICATION_EVENT, REEVE_SOURCE_APPLICATION_DOCUMENT,
  REEVE_SOURCE_APPLICATION_FEE, REEVE_SOURCE_SANCTION, REEVE_SOURCE_SANCTION_VIOLATION, REEVE_SOURCE_HEARING,
  REEVE_SOURCE_FEE, REEVE_SOURCE_CHANGE, REEVE_SOURCE_INSPECTION_FEE, REEVE_SOURCE_ROOM, REEVE_SOURCE_PART, REEVE_SOURCE_LICENCE_APPLICATION,
  REEVE_SOURCE_HOLDER, REEVE_SOURCE_HOLDER_EMPLOYMENT, REEVE_SOURCE_HOLDER_INQUIRY,
  REEVE_N_SOURCES
} ReeveSourceId;

typedef enum
{
  REEVE_AS_CODE, REEVE_AS_CODES, REEVE_AS_TRUTH, REEVE_AS_NUMBER, REEVE_AS_PERCENT /* hundredths of one */, REEVE_AS_MONEY, REEVE_AS_DATE,
  REEVE_AS_INSTANT, REEVE_AS_INSTANT_DAY, REEVE_AS_TEXT, REEVE_AS_PERSON,
} ReeveColumnType;

typedef struct
{
  const char *field;       /* of the part's kind */
  const char *sql;         /* an expression of the statement */
  ReeveColumnType type;
} ReeveColumn;

#define REEVE_SOURCE_MAX_PARTS 3

/* One table of a statement. Its own fixed columns come first, then those of the vocabulary that somebody reads. */
typedef struct
{
  ReeveKind kind;
  const char *fixed;       /* column list; part 0 begins with: subject, row id, source words */
  guint n_fixed;
  const char *from;
  const char *order;
  const ReeveColumn *columns;
} ReeveSourcePart;

typedef struct
{
  const char *table;       /* as records are named */
  const char *subject;     /* expression of column 0 */
  const char *where;       /* further condition, or NULL */
  ReeveSourcePart parts[REEVE_SOURCE_MAX_PARTS];
} ReeveSourceDef;

typedef struct { guint column, field; ReeveColumnType type; } ReeveBinding;

/* A statement as one set of needs reads it. */
typedef struct
{
  const ReeveSourceDef *def;
  char *sql;               /* NULL = not read */
  char *among_sql;         /* the same for the subjects in the list ?4 only; NULL when subjects are never chosen */
  gboolean dated;          /* ?3 is the day */
  guint n_parts;
  guint first[REEVE_SOURCE_MAX_PARTS];        /* first fixed column of each part */
  GArray *bindings[REEVE_SOURCE_MAX_PARTS];   /* ReeveBinding */
} ReeveStatement;

typedef enum
{
  REEVE_SUBJECT_BUSINESS,  /* rows of businesses from ?1 to ?2, in order of business */
  REEVE_SUBJECT_PREMISES,  /* the same by premises: only sources that hang on premises */
  REEVE_SUBJECT_OWN,       /* the record itself, by its own id */
  REEVE_SUBJECT_CITY,      /* the registers of the whole city; the subject is 0 */
  REEVE_N_SUBJECT_KEYS
} ReeveSubjectKey;

/* NULL: such a subject has no such collection. */
const ReeveSourceDef *reeve_source_find (ReeveSubjectKey key, ReeveSourceId source);

/* @n_parts: how many of the source's parts are wanted. */
void reeve_statement_init (ReeveStatement *statement, ReeveSourceId source, ReeveSubjectKey key, const ReeveNeed *need, guint n_parts);
void reeve_statement_clear (ReeveStatement *statement);

G_END_DECLS
