/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checking: gathers facts from the case file, evaluates the ordinances in force, keeps findings. Joins store/ and ordinance/ and geo/. */
#pragma once

#include "reeve-db.h"
#include "reeve-trace.h"

G_BEGIN_DECLS

typedef struct _ReeveCheck ReeveCheck;   /* the programs of one set of ordinances for one day */

/* The ordinances in force in the file on @day; @ordinance (may be NULL) takes their place, for drafts. @only: a provision id, or NULL. */
ReeveCheck *reeve_check_new (ReeveConn *conn, ReeveDay day, ReeveOrdinance *ordinance, const char *only, GError **error);
void reeve_check_free (ReeveCheck *check);
ReeveDay reeve_check_get_day (const ReeveCheck *check);
const GPtrArray *reeve_check_get_programs (const ReeveCheck *check);   /* ReeveProgram, in order of file and provision */

typedef struct
{
  ReeveAbout about;
  gint64 subject;          /* id of the record tested */
  guint program;           /* index */
  ReeveOutcome outcome;
  ReeveDay until;          /* PENDING */
} ReeveFinding;

/* Each finding as it comes, subjects in ascending id within an `about`. Return FALSE to stop. */
typedef gboolean (*ReeveFindingFunc) (const ReeveFinding *finding, gpointer data);
typedef void (*ReeveProgressFunc) (gint64 done, gint64 all, gpointer data);

/* All records, streamed: one ordered SELECT per collection, merged by subject. */
gboolean reeve_check_run (ReeveCheck *check, ReeveDb *db, ReeveFindingFunc func, ReeveProgressFunc progress, gpointer data,
                          GCancellable *cancellable, GError **error);
/* One record: the same statements with WHERE subject = ?. */
gboolean reeve_check_run_one (ReeveCheck *check, ReeveConn *conn, ReeveAbout about, gint64 subject, ReeveFindingFunc func, gpointer data,
                              GError **error);
/* One record and provision with its trace. NULL and NOT_FOUND if there is no such record or provision. */
ReeveTrace *reeve_check_explain (ReeveCheck *check, ReeveConn *conn, ReeveAbout about, gint64 subject, const char *provision, GError **error);

/* A ReeveLibraryFunc: `include:` finds a library among the ordinances adopted in the same case file. @conn: ReeveConn. Transfer full. */
GBytes *reeve_check_find_library (const char *id, int version, gpointer conn);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveCheck, reeve_check_free)

G_END_DECLS
