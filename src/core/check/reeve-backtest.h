/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Back-testing: a draft against the text it would replace, on the records of the file. Whom it would newly put in violation, whom it would
 * relieve, of whom nobody could tell; by provision, district, category and age of licence; and why, for each. Reads only. Nothing here is a
 * finding: it says what a text would do, and a business counts by where it stands, never by what it is thought to be. */
#pragma once

#include "reeve-check.h"
#include "reeve-geometry.h"

G_BEGIN_DECLS

/* What a text does to one record and provision, told from the outcome before and after. Outcomes fall into four standings: against it
 * (violation, grounds), pending, unknown (insufficient) and clear (compliant, no grounds, not applicable). A provision that is new, dropped or
 * not in force counts as not applicable on that side.
 *
 *   before \ after   against     pending     unknown     clear
 *   against          unchanged   pending     unknown     relieved
 *   pending          newly       unchanged   unknown     relieved
 *   unknown          newly       pending     unchanged   settled
 *   clear            newly       pending     unknown     unchanged
 *
 * Every pair of outcomes has one cell, so the effects are disjoint and complete. Worst first: that is the order in which a business that meets
 * several is counted. */
typedef enum
{
  REEVE_EFFECT_NEWLY,      /* newly in violation, or grounds newly given */
  REEVE_EFFECT_PENDING,    /* newly within a time to cure */
  REEVE_EFFECT_UNKNOWN,    /* could be told, or did not matter; now cannot be told */
  REEVE_EFFECT_RELIEVED,
  REEVE_EFFECT_SETTLED,    /* could not be told, and now does not matter or is met */
  REEVE_EFFECT_UNCHANGED,
  REEVE_N_EFFECTS
} ReeveEffect;

ReeveEffect reeve_effect_of (ReeveOutcome before, ReeveOutcome after);
const char *reeve_effect_name (ReeveEffect effect);    /* "newly": as scripts read it */
const char *reeve_effect_label (ReeveEffect effect);   /* translated: "Newly not met": a violation is only what an officer decided */

/* Whose provision it is. Only the first is ever counted for a business; the others are totals of their own. */
typedef enum
{
  REEVE_BACKTEST_BUSINESS,       /* duties of the business, its owner and those who work there, and what permits a sanction */
  REEVE_BACKTEST_PROPERTY_OWNER,
  REEVE_BACKTEST_CITY,           /* duties and deadlines of the city, bounds on what it may impose */
  REEVE_BACKTEST_NOBODY,         /* appeals and definitions */
  REEVE_N_BACKTEST_SIDES
} ReeveBacktestSide;
const char *reeve_backtest_side_name (ReeveBacktestSide side);

typedef struct { gint64 n[REEVE_N_EFFECTS]; } ReeveEffectCounts;

/* Zeroed, with .after and .day set, it compares a draft as it will stand with what is in force. */
typedef struct
{
  ReeveOrdinance *before;  /* NULL = of the ordinances in force in the file on .day the one with the id of .after; all others stay as they are */
  ReeveOrdinance *after;
  ReeveDay day;            /* whose records: the file as of this day */
  gboolean as_on_day;      /* FALSE: .after is read as it stands when all of its versions and values are in force, if that is later than .day */
  gboolean before_without_grandfathering, after_without_grandfathering;
  gboolean after_sparing_all;   /* whoever was licensed by .day is spared from every provision of .after that differs; only a business's own side */
  const char *const *only; /* ids of provisions, NULL-terminated; NULL = all */
  GHashTable *without;     /* ids of businesses (gint64 *) that are in no count, list or group; NULL = none. Must live as long as the result */
} ReeveBacktestSpec;

typedef enum
{
  REEVE_TEXT_SAME,
  REEVE_TEXT_WORDS,        /* words, citation or title differ, the rule does not: nothing can change */
  REEVE_TEXT_RULE,         /* rule, parameter in force, measure or time to cure differ */
  REEVE_TEXT_ADDED,
  REEVE_TEXT_DROPPED,
} ReeveTextState;
const char *reeve_text_state_name (ReeveTextState state);   /* "rule" */

/* Text that cannot be tested (no rule) has .evaluated FALSE; so has what is the same on both sides: nothing of it can change, and its counts are
 * zero. Where .evaluated, the effects and both lists of outcomes add up to the records of its kind. */
typedef struct
{
  char *id, *ordinance;
  const ReeveProvisionVersion *before, *after;   /* NULL = none in force on that side */
  ReeveTextState state;
  ReeveBacktestSide side;
  ReeveAbout about;
  gboolean evaluated;
  ReeveEffectCounts effects;                     /* records */
  gint64 outcomes[2][REEVE_N_OUTCOMES];          /* before, after */
  gint64 concerned;        /* records to which it applies, or may apply, before or after: what rates are of */
} ReeveBacktestProvision;

/* Of businesses: each counts once, with its worst. */
typedef struct
{
  char *key;               /* "C-2", "massage", "3-10"; "" = not known */
  char *label;             /* translated where it is ours; else the key */
  gint64 businesses;       /* in the file */
  gint64 concerned;        /* of them those to which a compared provision applies or may apply: what rates are of */
  gint64 against[2];       /* that do not meet a compared provision, or give grounds by one: before, after */
  ReeveEffectCounts effects;
} ReeveBacktestGroup;
typedef enum { REEVE_BACKTEST_BY_DISTRICT, REEVE_BACKTEST_BY_CATEGORY, REEVE_BACKTEST_BY_LICENCE_AGE, REEVE_N_BACKTEST_BYS } ReeveBacktestBy;
const char *reeve_backtest_by_name (ReeveBacktestBy by);    /* "district" */

/* One record and provision whose effect is not UNCHANGED. */
typedef struct
{
  ReeveAbout about;
  gint64 subject;
  guint provision;         /* index into the provisions */
  ReeveOutcome before, after;
  ReeveEffect effect;
} ReeveBacktestChange;

/* A business with at least one change, or a record that is nobody's. Strings belong to the result. */
typedef struct
{
  gint64 business;         /* 0 = a record tied to no business: .about and .subject name it */
  ReeveAbout about;
  gint64 subject;
  const char *name, *number, *address;   /* of the business; NULL = not known */
  const char *district, *category;       /* interned, or NULL */
  gboolean home;           /* known to be at a home: on maps for internal use only */
  gboolean has_point;
  ReevePoint point;
  int licence_age;         /* years since the first city licence, as of the day; -1 = not known */
  ReeveEffect effect;      /* worst on the business's own side; UNCHANGED where only others' duties change */
  ReeveEffect apart;       /* worst of the duties of others */
  guint first, n;          /* its changes */
} ReeveBacktestRow;

typedef struct _ReeveBacktest ReeveBacktest;

/* Blocks, in any thread; two threads of its own read. @progress is called in the calling thread. Fails with INVALID when an adopted text
 * cannot be read, NOT_FOUND when there is no provision of that id on either side, CANCELLED. */
ReeveBacktest *reeve_backtest_run (ReeveDb *db, const ReeveBacktestSpec *spec, ReeveProgressFunc progress, gpointer data,
                                   GCancellable *cancellable, GError **error);
void reeve_backtest_free (ReeveBacktest *self);

ReeveDay reeve_backtest_get_day (const ReeveBacktest *self);
/* The day whose versions and values of the draft were used. */
ReeveDay reeve_backtest_get_law_day (const ReeveBacktest *self);
/* The text compared with; NULL when nothing of that id is in force: then every provision is new. */
ReeveOrdinance *reeve_backtest_get_before (const ReeveBacktest *self);
ReeveOrdinance *reeve_backtest_get_after (const ReeveBacktest *self);
/* In the order of the draft, dropped ones last. (element-type ReeveBacktestProvision) */
const GPtrArray *reeve_backtest_get_provisions (const ReeveBacktest *self);

gint64 reeve_backtest_count_businesses (const ReeveBacktest *self);   /* in the file */
gint64 reeve_backtest_count_concerned (const ReeveBacktest *self);    /* to which a compared provision applies or may apply */
gint64 reeve_backtest_count_homes (const ReeveBacktest *self, ReeveEffect effect);  /* of the businesses of this effect, those known to be at a home */
/* Each business once, its worst; they add up to all businesses. */
const ReeveEffectCounts *reeve_backtest_get_businesses (const ReeveBacktest *self);
/* Records and provisions, of those evaluated. */
const ReeveEffectCounts *reeve_backtest_get_pairs (const ReeveBacktest *self, ReeveBacktestSide side);
/* In order of key, "" last. (element-type ReeveBacktestGroup) */
const GPtrArray *reeve_backtest_get_groups (const ReeveBacktest *self, ReeveBacktestBy by);
/* Rows in order of business, records of nobody last; changes of a row together. */
const ReeveBacktestRow *reeve_backtest_get_rows (const ReeveBacktest *self, guint *ret_n);
const ReeveBacktestChange *reeve_backtest_get_changes (const ReeveBacktest *self, guint *ret_n);

/* What nobody has recorded, and how often: from the ways to settle a sample of the records that cannot be told under the draft. */
typedef struct
{
  char *label;             /* in words, as explanations say it */
  char *path;              /* "business.hours", "observed.clean" */
  guint records;           /* of the sample, that this fact would settle alone or with others */
} ReeveMissingFact;
void reeve_missing_fact_free (ReeveMissingFact *fact);
/* Most frequent first; empty when everything can be told. @ret_sample: how many records were asked. (element-type ReeveMissingFact) */
GPtrArray *reeve_backtest_find_missing (ReeveBacktest *self, ReeveConn *conn, guint provision, guint *ret_sample, GError **error);

/* Both explanations of one record, NULL where the provision is not in force on that side. The provision must be among those evaluated. */
gboolean reeve_backtest_explain (ReeveBacktest *self, ReeveConn *conn, guint provision, gint64 subject, ReeveTrace **ret_before,
                                 ReeveTrace **ret_after, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveBacktest, reeve_backtest_free)

G_END_DECLS
