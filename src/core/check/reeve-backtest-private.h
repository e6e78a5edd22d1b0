/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of a back-test: what the file holds beside the records tested (kept between runs), the programs to compare, and the one pass over
 * the records that sweeps share. Private to check/. */
#pragma once

#include "reeve-backtest.h"
#include "reeve-check-shared.h"

G_BEGIN_DECLS

/* --- what is read once and kept while nothing is recorded --- */

typedef struct
{
  gint64 id, premises;
  const char *name, *number, *address;    /* NULL = not known */
  const char *district, *category;        /* interned, or NULL */
  ReevePoint point;
  gint16 licence_age;                     /* years; -1 = not known */
  guint has_point : 1, home : 1;
} ReevePlaced;

typedef struct
{
  gatomicrefcount refs;
  char *path;
  ReeveDay day;
  char *stamp;                            /* hash of the last entry of the change log when it was read */
  GMutex lock;
  GPtrArray *adopted;                     /* ReeveOrdinance */
  ReevePlaces *places;
  ReevePeers *peers;
  GPtrArray *peer_categories;             /* const char *, interned, NULL-terminated; NULL = all */
  GArray *businesses;                     /* ReevePlaced, by id */
  GStringChunk *texts;
} ReeveGround;

/* Transfer full. */
ReeveGround *reeve_ground_get (ReeveDb *db, ReeveConn *conn, ReeveDay day, GError **error);
void reeve_ground_unref (ReeveGround *ground);
/* The rest is read when first asked for. NULL and FALSE are errors; what is returned lives as long as the ground. */
const GPtrArray *reeve_ground_get_adopted (ReeveGround *ground, ReeveConn *conn, GError **error);
const GArray *reeve_ground_get_businesses (ReeveGround *ground, ReeveConn *conn, GError **error);
/* Index of a business, or G_MAXUINT. */
guint reeve_ground_find (const ReeveGround *ground, gint64 business);
ReevePlaces *reeve_ground_get_places (ReeveGround *ground, ReeveConn *conn, GError **error);   /* transfer none */
gboolean reeve_ground_lend (ReeveGround *ground, ReeveCheck *check, ReeveConn *conn, GError **error);

/* --- what is compared --- */

#define REEVE_NO_PROGRAM G_MAXUINT

typedef struct
{
  ReeveBacktestProvision *provision;
  guint before;            /* index of its program, or NO_PROGRAM */
  guint *after;            /* the same for each draft */
} ReevePair;

typedef struct
{
  guint n_drafts;
  ReeveDay day;
  GHashTable *without;     /* ids of businesses, of the spec: counted nowhere; NULL = none */
  GPtrArray *ordinances;   /* ReeveOrdinance, kept alive */
  GPtrArray *programs;     /* ReeveProgram */
  GPtrArray *provisions;   /* ReeveBacktestProvision, of the first draft */
  GArray *pairs;           /* ReevePair: those that some draft changes */
} ReevePlan;

/* @before may be NULL. @drafts: all of one id. */
ReevePlan *reeve_plan_new (ReeveOrdinance *before, ReeveOrdinance *const *drafts, guint n_drafts, const ReeveBacktestSpec *spec, ReeveDay law_day,
                           GError **error);
void reeve_plan_free (ReevePlan *plan);
/* The day all of @ordinance is in force, if that is after @day. */
ReeveDay reeve_ordinance_last_day (const ReeveOrdinance *ordinance, ReeveDay day);
/* The ordinance in force that @draft would replace, or NULL. Transfer none. */
ReeveOrdinance *reeve_plan_find_before (const GPtrArray *adopted, const ReeveOrdinance *draft);

/* --- the pass --- */

typedef struct { gint64 subject, business; ReeveBacktestChange change; } ReeveTallied;

typedef struct
{
  ReeveCheck *check;       /* of plan->programs */
  guint8 *worst;           /* of each draft and business: its effect on the business's own side */
  guint8 *concerned;       /* of each draft and business */
  guint8 *stands;          /* of each draft and business: its worst outcome under that draft */
  guint8 *stood;           /* of each business: its worst outcome under the text compared with */
  GArray *changes;         /* ReeveTallied, of the first draft, when asked for */
  GArray **unknowns;       /* gint64 per pair: subjects that cannot be told under the first draft, some */
} ReevePass;

gboolean reeve_pass_run (ReevePass *pass, ReevePlan *plan, ReeveGround *ground, ReeveDb *db, ReeveConn *conn, gboolean changes_too,
                         ReeveProgressFunc progress, gpointer data, GCancellable *cancellable, GError **error);
void reeve_pass_clear (ReevePass *pass);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveGround, reeve_ground_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReevePlan, reeve_plan_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReevePass, reeve_pass_clear)

G_END_DECLS
