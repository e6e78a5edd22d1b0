/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Types and partly known values (language.md 3). All ordered values are 64-bit integers, each as a range low..high; truth is a set. */
#pragma once

#include <glib.h>
#include "reeve-date.h"

G_BEGIN_DECLS

typedef enum
{
  REEVE_TYPE_TRUTH,
  REEVE_TYPE_NUMBER,    /* millionths */
  REEVE_TYPE_MONEY,     /* cents; aux = GQuark of the currency code */
  REEVE_TYPE_LENGTH,    /* hundredths of a millimetre */
  REEVE_TYPE_AREA,      /* (0.01 mm)^2: square feet and inches, and products of lengths, are whole in it */
  REEVE_TYPE_DURATION,  /* aux = ReeveDurationUnit; lo..hi = count */
  REEVE_TYPE_DATE,      /* ReeveDay */
  REEVE_TYPE_INSTANT,   /* civil minutes */
  REEVE_TYPE_MONTH_DAY, /* month * 32 + day; day 0 = end */
  REEVE_TYPE_SCHEDULE,
  REEVE_TYPE_CODE,      /* GQuark; an example's "not X" is a facts matter, see reeve-facts.h */
  REEVE_TYPE_SET,       /* of codes */
  REEVE_TYPE_PERSON,    /* opaque id */
  REEVE_TYPE_TEXT,      /* shown; only the none test */
  REEVE_TYPE_RECORD,    /* a to-one step: row index */
  REEVE_TYPE_COLLECTION,/* first row, count */
  REEVE_TYPE_NONE,      /* the literal none, before it takes the other side's type */
  REEVE_TYPE_LIST,      /* literal list of .element type */
} ReeveType;

typedef enum { REEVE_UNIT_DAYS, REEVE_UNIT_BUSINESS_DAYS, REEVE_UNIT_HOURS, REEVE_UNIT_MONTHS /* years are 12 */,
               REEVE_UNIT_MINUTES } ReeveDurationUnit;

/* A truth set: bits for what may still be. 0 is no truth at all and never occurs. */
typedef enum
{
  REEVE_TRUTH_N = 1, /* no */
  REEVE_TRUTH_L = 2, /* not yet */
  REEVE_TRUTH_Y = 4, /* yes */
  REEVE_TRUTH_NY = 5,
  REEVE_TRUTH_ANY = 7,
} ReeveTruth;

ReeveTruth reeve_truth_and (ReeveTruth a, ReeveTruth b);  /* all minima of pairs */
ReeveTruth reeve_truth_or (ReeveTruth a, ReeveTruth b);   /* all maxima of pairs */
ReeveTruth reeve_truth_not (ReeveTruth a);                /* swaps N and Y */
const char *reeve_truth_name (ReeveTruth truth);          /* "N", "NY", "NLY" ... */

#define REEVE_VALUE_NONE G_MAXINT64       /* lies after every day and beyond every distance */
#define REEVE_VALUE_LONG_PAST G_MININT64

/* 24 bytes. Known when lo == hi (truth: one bit). An unknown date or distance is LONG_PAST+1 .. NONE (or NONE - 1 when none is not
 * possible); an unknown code lo = hi = -1; none code = GQuark of "none". Set, schedule, text: lo = index into the facts' pools, -1 unknown. */
typedef struct
{
  guint8 type;    /* ReeveType */
  guint8 truth;   /* ReeveTruth, when type is TRUTH */
  guint16 flags;
  guint32 aux;
  gint64 lo, hi;
} ReeveValue;

G_END_DECLS
