/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an officer asks on a visit: the checklist items of the ordinances in force that day, those that would settle something first. */
#pragma once

#include "reeve-check.h"

G_BEGIN_DECLS

/* One question of a visit's sheet. Strings are owned by the entry; @item by @ordinance, of which the entry keeps a reference. */
typedef struct
{
  ReeveOrdinance *ordinance;
  const ReeveItem *item;
  gint64 practitioner;     /* 0 = about the place; else the member of staff it is asked about */
  char *of_whom;           /* "practitioner P-014", or NULL */
  GPtrArray *provisions;   /* ReeveProvisionVersion in force that day which read the item; owned by the ordinance */
  gboolean settles;        /* stands in a smallest settling set of this business today */
  char *last_answer;       /* at the latest visit that asked it, as stored; NULL = never asked */
  char *last_date;         /* ISO day of that visit */
} ReeveChecklistEntry;

void reeve_checklist_entry_free (ReeveChecklistEntry *entry);

/* The sheet for one business on @day: entries that settle something first, else in the order of the file. Items about staff come once for
 * each practitioner employed that day. Items asked of an application or a violation are not a visit's. (element-type ReeveChecklistEntry),
 * empty when no ordinance is in force. */
GPtrArray *reeve_checklist_for_business (ReeveConn *conn, gint64 business, ReeveDay day, GError **error);

/* The questions asked of one record of @table by itself: of an application, a complaint, an event ... Each with its newest answer. */
GPtrArray *reeve_checklist_for_record (ReeveConn *conn, const char *table, gint64 id, ReeveDay day, GError **error);
/* Keeps the answer to one of them, given on @day; NULL takes the newest back. */
gboolean reeve_checklist_answer_record (ReeveTxn *txn, const char *table, gint64 id, const char *item, const char *answer, ReeveDay day, GError **error);
/* ReeveProvisionVersion in force that read the item; owned by the ordinance. */
GPtrArray *reeve_checklist_provisions_reading (const ReeveCheck *check, ReeveOrdinance *ordinance, const char *item);

G_END_DECLS
