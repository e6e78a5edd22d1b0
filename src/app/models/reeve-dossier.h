/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything the detail of one business shows, read in one view of the file off the main thread. Immutable. */
#pragma once

#include "reeve-case-file.h"

G_BEGIN_DECLS

typedef struct { ReeveRecord *ownership, *party; } ReeveOwner;
typedef struct { ReeveRecord *employment, *practitioner; char *licence, *licence_to; } ReeveMember;
typedef struct { ReeveRecord *licence; char *status, *status_from; gint64 status_id; } ReeveLicenceLine;
/* One occupancy of the premises, by this business or another; newest first. */
typedef struct { gint64 occupancy, business; char *name, *from, *to, *why, *licence; } ReeveOccupant;
typedef struct { gint64 id; char *head, *line, *at, *status; } ReeveVisitLine;   /* a complaint or an inspection */

typedef struct
{
  ReeveRecord *business;
  ReeveRecord *premises;        /* where it is now, or NULL */
  gint64 occupancy;             /* the present one, 0 = none */
  char *since;                  /* of the present occupancy */
  char *district;
  guint shown_counts[5];        /* of derived_business: not met, not known, pending, met, not applicable */
  GPtrArray *names;             /* ReeveRecord business_name */
  GPtrArray *hours;             /* ReeveRecord opening_hours */
  GPtrArray *owners;            /* ReeveOwner */
  GPtrArray *members;           /* ReeveMember */
  GPtrArray *licences;          /* ReeveLicenceLine */
  GPtrArray *occupants;         /* ReeveOccupant */
  GPtrArray *complaints, *inspections;   /* ReeveVisitLine */
  GHashTable *papers;           /* name of a table -> GPtrArray of ReeveRecordText: what was filed, decided, imposed, paid */
} ReeveDossier;

/* The tables of @papers, NULL-terminated. */
extern const char *const reeve_dossier_papers[];
ReeveDossier *reeve_dossier_read (ReeveConn *conn, gint64 business, GError **error);   /* NULL without error: no such business */
void reeve_dossier_free (ReeveDossier *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveDossier, reeve_dossier_free)

G_END_DECLS
