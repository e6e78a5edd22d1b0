/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the city itself owes: findings of provisions whose duty is the city's. They stand in no business's list and in none of its counts. */
#pragma once

#include "reeve-check.h"

G_BEGIN_DECLS

typedef struct
{
  ReeveAbout about;
  gint64 subject, business;      /* 0 = of no business */
  ReeveOutcome outcome;          /* VIOLATION = late or not done, PENDING = still to be done */
  ReeveDay until;                /* of what is pending: the last day; G_MAXINT32 = none */
  char *citation, *title;        /* of the provision; the title may be NULL */
  char *sentence;                /* why, as an explanation begins */
} ReeveCityDuty;

typedef struct
{
  gint64 late, open, not_known;  /* of all */
  gboolean any;                  /* is there a provision that binds the city? */
  GPtrArray *duties;             /* ReeveCityDuty: what is late, then what is open, the nearest day first; at most as many as asked for */
} ReeveCityDuties;

/* From the derived rows of @conn, made for @day. NULL on error. */
ReeveCityDuties *reeve_city_duties_read (ReeveConn *conn, ReeveDay day, guint most, GError **error);
void reeve_city_duties_free (ReeveCityDuties *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveCityDuties, reeve_city_duties_free)

G_END_DECLS
