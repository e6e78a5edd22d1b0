/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A check as findings share it: counted, kept from one reading to the next while the ordinances and the city around stay the same. */
#pragma once

#include "reeve-check.h"
#include "reeve-surroundings.h"

G_BEGIN_DECLS

ReeveCheck *reeve_check_ref (ReeveCheck *check);
/* The ordinances in force on @day. (element-type ReeveOrdinance) Transfer full, NULL on error. */
GPtrArray *reeve_check_load_adopted (ReeveConn *conn, ReeveDay day, GError **error);
/* A check of these programs (ReeveProgram, all of @day), in this order: of several texts at once. Never NULL. */
ReeveCheck *reeve_check_new_of (ReeveConn *conn, ReeveDay day, const GPtrArray *programs);
/* What another check of the same file and day has read already; either may be NULL. */
void reeve_check_lend_surroundings (ReeveCheck *check, ReevePlaces *places, ReevePeers *peers);
const char *const *reeve_check_get_peer_categories (const ReeveCheck *check);   /* NULL-terminated; NULL = all */
/* One record and the program of that index, with its trace. */
ReeveTrace *reeve_check_explain_program (ReeveCheck *check, ReeveConn *conn, guint program, gint64 subject, GError **error);
/* The facts on which each program about @about judges one record, as an explanation sees them; good during the call only. FALSE: stop. */
typedef gboolean (*ReeveJudgedFunc) (const ReeveProgram *program, const ReeveFacts *facts, gpointer data);
gboolean reeve_check_judge (ReeveCheck *check, ReeveConn *conn, ReeveAbout about, gint64 subject, ReeveJudgedFunc func, gpointer data, GError **error);
/* The check of the ordinances in force on @day, from the cache if nothing it rests on has changed since. Transfer full. */
ReeveCheck *reeve_check_shared (ReeveConn *conn, ReeveDay day, GError **error);
/* Entry @entry of the change log moved nobody's neighbours: what is known of them stays good. */
void reeve_check_pass_over (ReeveConn *conn, ReeveDay day, gint64 entry);
/* Other businesses are read anew at the next use. */
void reeve_check_forget_peers (ReeveCheck *check);
/* "ordinance/provision" of each program, joined: findings of another set are stale. Transfer full. */
char *reeve_check_signature (const ReeveCheck *check);
/* May a business of @category (NULL = unknown) be a peer that some program asks for? */
gboolean reeve_check_wants_peer (const ReeveCheck *check, const char *category);
/* May the outcomes of a business depend on its neighbours? @letters: its outcomes as they are stored, or NULL. */
gboolean reeve_check_heeds_peers (const ReeveCheck *check, const char *letters);
double reeve_check_get_peer_reach_m (const ReeveCheck *check);
/* Does any provision look at the registers of the whole city? */
gboolean reeve_check_reads_city (const ReeveCheck *check);
/* Does any program ask for zones or for places near by? */
gboolean reeve_check_needs_places (const ReeveCheck *check);
gboolean reeve_check_has_about (const ReeveCheck *check, ReeveAbout about);
ReevePlaces *reeve_check_get_places (ReeveCheck *check, ReeveConn *conn, GError **error);   /* transfer full */

/* A part of a full run: the records of one kind with ids in a range, and what came out. The ranges of a kind follow one another without a gap
 * from the least id to the greatest, so that a record stored before and not met again lies in one of them too. */
typedef struct { guint position; ReeveDay until; } ReeveUntil;
typedef struct
{
  ReeveAbout about;
  gint64 first, last;
  GArray *subjects;         /* gint64, ascending */
  const GArray *programs;   /* guint: indices of the programs about the kind, in order */
  GByteArray *outcomes;     /* one for each subject and program, in this order */
  GArray *untils;           /* ReeveUntil, of those pending, by position */
} ReeveRun;

typedef struct
{
  gboolean every_business;  /* also when no program tests them */
  /* In the thread that tested, on its own connection, which sees the file as it was when the run began: may be NULL. The result is handed to take. */
  gpointer (*work) (const ReeveRun *run, ReeveConn *conn, gpointer data, GError **error);
  GDestroyNotify free_worked;
  /* In the thread that called, run after run in order. FALSE to stop, without @error when that is what is wanted. */
  gboolean (*take) (const ReeveRun *run, gpointer worked, gpointer data, GError **error);
} ReeveRunFuncs;
gboolean reeve_check_run_parts (ReeveCheck *check, ReeveDb *db, const ReeveRunFuncs *funcs, ReeveProgressFunc progress, gpointer data,
                                GCancellable *cancellable, GError **error);

/* The statements a full run reads by, for measuring. (element-type utf8) Transfer full. */
GPtrArray *reeve_check_get_statements (ReeveCheck *check);

G_END_DECLS
