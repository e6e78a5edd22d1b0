/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An ordinance file, read and checked: provisions with their versions, parameters, definitions, checklist, examples. Immutable. */
#pragma once

#include "reeve-expression.h"

G_BEGIN_DECLS

typedef enum { REEVE_DUTY_BUSINESS, REEVE_DUTY_OWNER, REEVE_DUTY_PRACTITIONER, REEVE_DUTY_PROPERTY_OWNER, REEVE_DUTY_CITY } ReeveDuty;
#define REEVE_N_DUTIES (REEVE_DUTY_CITY + 1)
const char *reeve_duty_label (ReeveDuty duty);   /* translated: "business's duty" */
typedef enum { REEVE_MEASURE_UNSTATED, REEVE_MEASURE_DOOR, REEVE_MEASURE_BUILDING, REEVE_MEASURE_PARCEL, REEVE_MEASURE_PROPERTY_LINE,
               REEVE_MEASURE_ZONE_EDGE } ReeveMeasureEnd;
typedef enum { REEVE_PATH_STRAIGHT, REEVE_PATH_WALKING } ReeveMeasurePath;
typedef enum { REEVE_ROLL_NONE, REEVE_ROLL_NEXT, REEVE_ROLL_PREVIOUS } ReeveRoll;

typedef struct
{
  gboolean first_day_included;
  ReeveMonthEnd month_end;
  ReeveRoll roll;
  const ReeveDay *holidays; /* sorted; NULL = no table: business days are unknown */
  guint n_holidays;
} ReeveCounting;

typedef struct { gboolean given; ReeveMeasureEnd from, to; ReeveMeasurePath path; } ReeveMeasure;

typedef struct { ReeveDay from; ReeveValue value; ReeveSchedule *schedule; ReeveNode *list; char *source; char *text; ReeveSource place; } ReeveParameterValue;
typedef struct { char *name; ReeveType type; GArray *values; /* ReeveParameterValue, rising */ ReeveSource source; } ReeveParameter;

typedef enum { REEVE_ANSWER_YES_NO, REEVE_ANSWER_NUMBER, REEVE_ANSWER_LENGTH, REEVE_ANSWER_AREA, REEVE_ANSWER_MONEY, REEVE_ANSWER_DATE,
               REEVE_ANSWER_ONE_OF, REEVE_ANSWER_ANY_OF } ReeveAnswers;
typedef enum { REEVE_ITEM_VISIT, REEVE_ITEM_STAFF, REEVE_ITEM_EMPLOYMENT, REEVE_ITEM_PRINCIPAL, REEVE_ITEM_PERSON_PRESENT,
               REEVE_ITEM_APPLICATION, REEVE_ITEM_VIOLATION, REEVE_ITEM_ROOM, REEVE_ITEM_PART,
               REEVE_ITEM_LICENCE, REEVE_ITEM_NOTICE, REEVE_ITEM_HEARING, REEVE_ITEM_SANCTION, REEVE_ITEM_COMPLAINT, REEVE_ITEM_EVENT,
               REEVE_ITEM_DOCUMENT, REEVE_ITEM_CHANGE, REEVE_ITEM_USE_PERMIT, REEVE_ITEM_OCCUPANCY, REEVE_ITEM_EXEMPTION, REEVE_ITEM_FEE,
               REEVE_N_ITEM_OFS } ReeveItemOf;
typedef struct
{
  char *id, *ask, *note;
  ReeveAnswers answers;
  char **codes;            /* ONE_OF, ANY_OF */
  ReeveItemOf of;
  char *when;              /* asked only if; else it reads not-there. As written, or NULL */
  ReeveNode *when_raw;     /* the same, resolved anew at each place that reads the item */
  gboolean lasts_given; ReeveValue lasts; /* DURATION */
  ReeveSource source;
} ReeveItem;

typedef struct { char *id, *text; ReeveNode *when; } ReeveUnless;
/* Given values are ranges lo..hi where A..B is written. */
typedef struct
{
  guint offence;
  gboolean within_given; ReeveValue within;
  gboolean fine_given; ReeveValue fine;          /* MONEY */
  char *each;              /* "offence", "day", "person"; NULL = offence */
  char *jail;              /* a duration as spelled, or NULL */
  char *class_;
  gboolean suspend_given; ReeveValue suspend;    /* DURATION */
  gboolean revoke;
  gboolean ineligible_given; ReeveValue ineligible; /* DURATION */
  char *ineligible_for;    /* "place", "owner", "place owner" or NULL */
} ReeveTier;

/* What grounds are for; several stand for `any-of`. */
typedef struct
{
  char *kind;
  gboolean at_least_given; ReeveValue at_least;  /* DURATION */
  gboolean at_most_given; ReeveValue at_most;    /* DURATION */
  gboolean amount_given; ReeveValue amount;      /* MONEY, lo..hi */
} ReeveSanction;

/* Where the law can be read, and the year of the text that was read. */
typedef struct { char *url; guint year; /* 0 = not stated */ } ReevePublished;

/* What a provision is, told from its keys: only a DUTY of the business or of its owner ever counts against the business. */
typedef enum
{
  REEVE_NATURE_DUTY,        /* somebody outside the city must or must not */
  REEVE_NATURE_CITY_DUTY, REEVE_NATURE_DEADLINE, /* the city must; it must by a day */
  REEVE_NATURE_TRIGGER,     /* `grounds`: what permits or commands a sanction */
  REEVE_NATURE_PENALTY,     /* bounds a sanction, or only states the tiers */
  REEVE_NATURE_APPEAL,      /* hearings, appeals and stays */
  REEVE_NATURE_DEFINITION,  /* says what falls under a term, or has no test at all */
  REEVE_N_NATURES
} ReeveNature;

/* One version of a provision: what holds from .from to the day before the next version (or to .until). */
typedef struct
{
  ReeveDay from, until;    /* G_MININT32 / G_MAXINT32 = open */
  char *source;            /* ordinance that made this version, or NULL */
  char *citation, *citation_meant, *title, *text, *note, *authority;
  char *text_sha256;       /* of the text with spaces folded */
  char *quote, *quote_sha256; /* the law's own words, or NULL */
  ReevePublished published;   /* its own, else the file's */
  ReeveAbout about;
  ReeveDuty duty;
  ReeveNode *applies, *require, *grounds, *grandfather;    /* NULL when not given */
  gboolean defines;        /* .require says what falls under a term: nothing is owed, so nothing can be breached */
  ReeveNode *grandfather_until;                            /* date expression, or NULL */
  GPtrArray *unless;       /* ReeveUnless */
  ReeveNode *cure;         /* date expression, or NULL */
  ReeveMeasure measure;
  ReeveCounting counting;
  gboolean evidence_given; ReeveValue evidence;            /* DURATION */
  char *sanction_kind; gboolean sanction_shall;            /* kind of the first of .sanctions; NULL = none stated */
  GArray *sanctions;       /* ReeveSanction */
  char *on_miss;
  gboolean has_deadline;   /* the test says `D by E` */
  ReeveNature nature;      /* told from the other keys */
  GArray *penalty;         /* ReeveTier */
  ReeveNode *appeal_by; char *appeal_forum; gboolean appeal_stays;
} ReeveProvisionVersion;

typedef struct
{
  char *id;
  GPtrArray *versions;     /* ReeveProvisionVersion, in order of .from */
  GPtrArray *examples;     /* ReeveExample */
  ReeveSource source;
  gsize begin, end;        /* byte span of its text in the file: an editor patches only that */
} ReeveProvision;

/* A value of `given:` before it becomes facts: a tree of map, list, scalar with places. */
typedef struct _ReeveGiven ReeveGiven;
typedef enum { REEVE_GIVEN_SCALAR, REEVE_GIVEN_LIST, REEVE_GIVEN_MAP } ReeveGivenKind;
struct _ReeveGiven
{
  ReeveGivenKind kind;
  char *scalar;            /* SCALAR */
  GPtrArray *items;        /* LIST, MAP: ReeveGiven */
  GPtrArray *keys;         /* MAP: char *, beside items */
  GArray *key_sources;     /* MAP: ReeveSource, beside keys */
  ReeveSource source;
};

typedef struct
{
  char *name, *why;
  gboolean on_given; ReeveDay on;
  const ReeveGiven *file_given;  /* the file's given:, or NULL */
  ReeveGiven *given;             /* laid over it, or NULL */
  GArray *holidays;              /* ReeveDay, sorted: the holiday table of this example; NULL = that of the file */
  char *expect;                  /* "violation" ... as spelled */
  ReeveSource source;
} ReeveExample;

typedef struct _ReeveOrdinance ReeveOrdinance;

/* Finds the text of a library file for `include:`. NULL = not there. Transfer full. */
typedef GBytes *(*ReeveLibraryFunc) (const char *id, int version, gpointer data);

/* Reads and checks. Never NULL messages; returns NULL when there is an error among them. @name is shown in messages. Examples are
 * not run here: see reeve-example.h. */
ReeveOrdinance *reeve_ordinance_load (const char *name, GBytes *text, ReeveLibraryFunc library, gpointer data, ReeveMessages **ret_messages);
ReeveOrdinance *reeve_ordinance_ref (ReeveOrdinance *ordinance);
void reeve_ordinance_unref (ReeveOrdinance *ordinance);

const char *reeve_ordinance_get_id (const ReeveOrdinance *ordinance);
const char *reeve_ordinance_get_title (const ReeveOrdinance *ordinance);
const char *reeve_ordinance_get_jurisdiction (const ReeveOrdinance *ordinance);
const char *reeve_ordinance_get_authority (const ReeveOrdinance *ordinance);
const char *reeve_ordinance_get_adopted_number (const ReeveOrdinance *ordinance);   /* NULL = draft */
ReeveDay reeve_ordinance_get_adopted_on (const ReeveOrdinance *ordinance);
guint reeve_ordinance_get_version (const ReeveOrdinance *ordinance);                /* of a library; 0 = none stated */
const char *reeve_ordinance_get_sha256 (const ReeveOrdinance *ordinance);
GBytes *reeve_ordinance_get_text (const ReeveOrdinance *ordinance);                 /* transfer none */
const GPtrArray *reeve_ordinance_get_provisions (const ReeveOrdinance *ordinance);  /* ReeveProvision; included ones after the file's own */
const GPtrArray *reeve_ordinance_get_checklist (const ReeveOrdinance *ordinance);   /* ReeveItem */
const GPtrArray *reeve_ordinance_get_parameters (const ReeveOrdinance *ordinance);  /* ReeveParameter */
/* The file that @provision stands in: the ordinance itself, or the library it includes. */
const ReeveOrdinance *reeve_ordinance_get_home (const ReeveOrdinance *ordinance, const ReeveProvision *provision);
const ReeveProvision *reeve_ordinance_find_provision (const ReeveOrdinance *ordinance, const char *id);
/* W7, for whoever has checked a case file: it was never anything but not applicable. */
void reeve_provision_warn_never_applied (const ReeveProvision *provision, guint n_records, ReeveMessages *messages);
/* SHA-256 that pins the law in findings, decisions and notices: of the quotation if there is one, else of the drafter's words. */
const char *reeve_provision_version_get_pin (const ReeveProvisionVersion *version);
ReeveNature reeve_provision_version_get_nature (const ReeveProvisionVersion *version);
/* May a violation of it stand in the history of the business? */
gboolean reeve_provision_version_counts_against_business (const ReeveProvisionVersion *version);
const char *reeve_duty_name (ReeveDuty duty);        /* "property-owner" */
const char *reeve_nature_name (ReeveNature nature);  /* "sanction-trigger" */
const ReevePublished *reeve_ordinance_get_published (const ReeveOrdinance *ordinance);
const ReeveProvisionVersion *reeve_provision_version_on (const ReeveProvision *provision, ReeveDay day);  /* NULL = not in force */
const ReeveParameter *reeve_ordinance_find_parameter (const ReeveOrdinance *ordinance, const char *name);
const ReeveParameterValue *reeve_parameter_value_on (const ReeveParameter *parameter, ReeveDay day);      /* NULL = before its first */
const ReeveItem *reeve_ordinance_find_item (const ReeveOrdinance *ordinance, const char *id, guint *ret_index);

#define REEVE_ORDINANCE_MAX_BYTES (1024 * 1024)
#define REEVE_ORDINANCE_MAX_DEPTH 16
#define REEVE_ORDINANCE_MAX_PROVISIONS 2000

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveOrdinance, reeve_ordinance_unref)

G_END_DECLS
