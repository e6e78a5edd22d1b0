/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vocabulary: every record kind, field and collection an ordinance may speak of (language.md 4 and 11.2), in one table.
 * The type checker, the facts, `reevectl ordinance fields`, the editor's completion and the documentation read it. */
#pragma once

#include "reeve-value.h"

G_BEGIN_DECLS

typedef enum
{
  REEVE_KIND_SUBJECT,       /* the row an evaluation starts from; its fields are the roots of `about` */
  REEVE_KIND_BUSINESS, REEVE_KIND_PREMISES, REEVE_KIND_OCCUPANCY_CERTIFICATE, REEVE_KIND_LICENCE, REEVE_KIND_STAFF,
  REEVE_KIND_EMPLOYMENT, REEVE_KIND_PRINCIPAL, REEVE_KIND_APPLICATION_PERSON, REEVE_KIND_PERSON_PRESENT, REEVE_KIND_APPLICATION,
  REEVE_KIND_INSPECTION, REEVE_KIND_OBSERVATION, REEVE_KIND_VIOLATION, REEVE_KIND_NOTICE, REEVE_KIND_HEARING, REEVE_KIND_SANCTION,
  REEVE_KIND_COMPLAINT, REEVE_KIND_EVENT, REEVE_KIND_PLACE, REEVE_KIND_PEER, REEVE_KIND_USE_PERMIT, REEVE_KIND_DOCUMENT,
  REEVE_KIND_CHANGE, REEVE_KIND_EXEMPTION, REEVE_KIND_STATUS_SPAN, REEVE_KIND_OCCUPANCY, REEVE_KIND_FEE,
  REEVE_KIND_CITY,          /* root `city`: register collections for quotas */
  REEVE_KIND_HOLDER,        /* the person a practitioner's licence belongs to */
  REEVE_KIND_ROOM, REEVE_KIND_PART, /* repeating groups of the checklist: what an officer asked of each */
  REEVE_N_KINDS
} ReeveKind;

typedef enum /* what may be `about:` */
{
  REEVE_ABOUT_BUSINESS, REEVE_ABOUT_PREMISES, REEVE_ABOUT_APPLICATION, REEVE_ABOUT_LICENCE, REEVE_ABOUT_INSPECTION,
  REEVE_ABOUT_VIOLATION, REEVE_ABOUT_NOTICE, REEVE_ABOUT_SANCTION, REEVE_ABOUT_HEARING, REEVE_ABOUT_COMPLAINT,
  REEVE_ABOUT_PRACTITIONER_LICENCE, /* root `licence`: one of a person, with `holder` */
  REEVE_N_ABOUTS
} ReeveAbout;

typedef enum { REEVE_CLASS_REGISTER, REEVE_CLASS_ROSTER, REEVE_CLASS_KEYED, REEVE_CLASS_EVIDENCE } ReeveCollectionClass;
typedef enum { REEVE_AS_OF_THAT_DAY, REEVE_AS_OF_UP_TO, REEVE_AS_OF_LATEST_VISIT, REEVE_AS_OF_FILED } ReeveAsOf;

typedef struct
{
  const char *name;        /* as written in expressions: "city-licence" */
  ReeveType type;
  gboolean none;           /* a known absence is possible */
  ReeveKind target;        /* RECORD and COLLECTION: the kind of the other rows */
  gboolean open;           /* CODE and SET: `codes:` and the city's data may add to the list */
  const char *const *codes;/* shipped codes, NULL-terminated, or NULL */
  ReeveCollectionClass class_; /* COLLECTION */
  ReeveAsOf as_of;             /* COLLECTION */
  const char *key;         /* keyed collections: field that keys them ("kind") */
  const char *label;       /* untranslated, marked NC_ ("fact", ...): "city licence" */
} ReeveFieldDef;

typedef struct
{
  const char *name;        /* "licence" */
  const char *label;
  const ReeveFieldDef *fields;
  guint n_fields;
  /* fields giving the member's own dates, for the as-of rules; NULL if none. "that day": from <= today <= to */
  const char *from, *to;
  gboolean person;         /* has person, role, turned-18 ... */
} ReeveKindDef;

const ReeveKindDef *reeve_vocabulary_kind (ReeveKind kind);
int reeve_vocabulary_field (ReeveKind kind, const char *name);               /* index, or -1 */
const char *reeve_vocabulary_about_name (ReeveAbout about);                  /* "business" */
gboolean reeve_vocabulary_about_from_name (const char *name, ReeveAbout *ret_about);
const char *reeve_vocabulary_about_root (ReeveAbout about);                  /* root of the record itself: "licence" */
/* Is root @name reachable for @about? The roots are the fields of REEVE_KIND_SUBJECT. `observed` is not a field: see ITEM nodes. */
gboolean reeve_vocabulary_has_root (ReeveAbout about, const char *name);
ReeveKind reeve_vocabulary_about_kind (ReeveAbout about);                    /* kind of the record a finding is tied to */
/* What a drafter must know of the field beyond name and type, in English; NULL when that says all. reeve-vocabulary-remark.c */
const char *reeve_vocabulary_remark (ReeveKind kind, guint field);
guint reeve_vocabulary_n_remarks (void);   /* of all fields: a test finds each of them again */

G_END_DECLS
