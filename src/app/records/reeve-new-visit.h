/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a complaint and a visit have in common when they are begun: the next number of the year, the moment, and the place they are about. */
#pragma once

#include "reeve-place-entry.h"
#include "reeve-record-form.h"

G_BEGIN_DECLS

typedef struct
{
  const char *table;
  const char *last_number;      /* SELECT of the highest running number among those of the year that ?1 begins and before ?2; constant */
  guint digits;                 /* of the running number */
  const char *at, *at_offset;   /* fields of the moment */
  const char *status, *source;  /* values */
} ReeveNewVisit;

/* A record of today at this minute, about @business (0 = not said yet) and its premises. Transfer full. */
ReeveRecord *reeve_new_visit (const ReeveNewVisit *spec, ReeveCaseFile *file, gint64 business);
/* The row "Where" of a form that has a slot for it. */
ReevePlaceEntry *reeve_new_visit_add_place (ReeveRecordForm *form, ReeveCaseFile *file);

G_END_DECLS
