/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Derived data kept current: findings, counts, the row per business that list, map and search read.
 * And what is permanent beside them: the officers' decisions. */
#pragma once

#include "reeve-check.h"
#include "reeve-shown.h"

G_BEGIN_DECLS

/* Installs the wake on @db: after each commit the derived rows of what it touched are made anew; more than a few thousand subjects,
 * a new ordinance or layer mark everything stale instead. @day: today. */
void reeve_findings_attach (ReeveDb *db, ReeveDay day);
/* TRUE if a full refresh is due: another day, stale marks, never done. */
gboolean reeve_findings_is_stale (ReeveDb *db, ReeveDay day);
/* Full refresh of everything derived, in one transaction; blocks, so call it from a thread (the window) or directly (command line). */
gboolean reeve_findings_refresh (ReeveDb *db, ReeveDay day, ReeveProgressFunc progress, gpointer data, GCancellable *cancellable, GError **error);

typedef struct
{
  char *ordinance, *provision, *citation, *title, *text;
  ReeveOutcome outcome;
  ReeveShown shown;
  ReeveDuty duty;
  char *since;             /* ISO day this outcome was first computed, or NULL */
  char *decision;          /* "Violation, confirmed by R. Whitlow, 4 Nov 2026", translated; NULL = nobody has decided yet */
  gint64 decision_id;
} ReeveFindingItem;
void reeve_finding_item_free (ReeveFindingItem *item);
/* Every provision's finding of one business (all outcomes, freshly computed), worst first, then in file order. (element-type ReeveFindingItem) */
GPtrArray *reeve_findings_of_business (ReeveConn *conn, gint64 business, ReeveDay day, GError **error);

typedef enum { REEVE_DECISION_CONFIRMED, REEVE_DECISION_DISMISSED, REEVE_DECISION_EXEMPTED, REEVE_DECISION_WITHDRAWN } ReeveDecisionKind;
gboolean reeve_decide (ReeveTxn *txn, ReeveAbout about, gint64 subject, const char *ordinance, const char *provision, ReeveDecisionKind kind,
                       const char *reason, const char *until, const char *who, ReeveDay day, GError **error);

/* Adopts the text of an ordinance file: checks it, runs its examples, stores the version. */
gboolean reeve_ordinance_adopt (ReeveTxn *txn, const char *file_name, GBytes *text, const char *who, ReeveMessages **ret_messages, GError **error);

G_END_DECLS
