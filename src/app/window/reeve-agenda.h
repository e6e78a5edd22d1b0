/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is due and overdue on a day, read from the records: visits planned, answers to complaints, corrections, hearings, licences that end. */
#pragma once

#include "reeve-date.h"
#include "reeve-db.h"

G_BEGIN_DECLS

typedef enum { REEVE_AGENDA_VISIT, REEVE_AGENDA_COMPLAINT, REEVE_AGENDA_CORRECTION, REEVE_AGENDA_HEARING, REEVE_AGENDA_LICENCE, REEVE_N_AGENDA_KINDS } ReeveAgendaKind;

typedef struct
{
  ReeveAgendaKind kind;
  ReeveDay day;               /* due */
  gint64 id;                  /* of the inspection or complaint; of the business for the others */
  char *name, *number, *where;  /* of the business or premises, or NULL; of the record, or NULL; the address, or NULL */
} ReeveAgendaItem;

#define REEVE_AGENDA_MOST 1000   /* of one kind; more are beyond what anybody plans by a list */

/* Overdue, and due until @days after @today, by day. (element-type ReeveAgendaItem) Transfer full. */
GPtrArray *reeve_agenda_read (ReeveConn *conn, ReeveDay today, guint days, GError **error);
/* Verb first: "Inspect Marlgate Spa"; translated, transfer full. */
char *reeve_agenda_title (const ReeveAgendaItem *item);
/* How many of a kind, where there are too many to list: "31 licences end". Transfer full. */
char *reeve_agenda_count_title (ReeveAgendaKind kind, guint n);
gboolean reeve_agenda_is_city_duty (ReeveAgendaKind kind);
const char *reeve_agenda_icon (ReeveAgendaKind kind);

G_END_DECLS
