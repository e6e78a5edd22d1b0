/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a part of a full check changes in the derived tables: worked out by the thread that tested, written by the one that may write. Private
 * to check/. */
#pragma once

#include "reeve-derived.h"

G_BEGIN_DECLS

/* What all parts share; nothing of it changes during a check. */
typedef struct
{
  ReeveDay day;
  const GPtrArray *programs;    /* ReeveProgram */
  GHashTable *keys;             /* "ordinance/provision" -> index + 1 */
  gboolean trusted;             /* outcomes were stored by these very programs: where they are the same, the findings are */
  gboolean no_findings;         /* none is stored yet */
  ReevePlaces *places;
  ReeveDecisions *decisions;    /* on businesses */
} ReeveDiffGround;

typedef struct _ReeveDiff ReeveDiff;

/* Compares a part with what @conn shows as stored. */
ReeveDiff *reeve_diff_new (const ReeveDiffGround *ground, const ReeveRun *run, ReeveConn *conn, GError **error);
void reeve_diff_free (ReeveDiff *diff);
gboolean reeve_diff_write (const ReeveDiff *diff, const ReeveDiffGround *ground, ReeveConn *conn, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveDiff, reeve_diff_free)

G_END_DECLS
