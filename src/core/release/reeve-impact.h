/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a draft would do, for the council: a back-test as counts alone, by the rules of that audience: no names, nothing under five, nothing
 * that tells what is under five. First a plain value, of which the writers know nothing more; then as a document. */
#pragma once

#include "reeve-backtest.h"
#include "reeve-paper.h"
#include "reeve-small-counts.h"

G_BEGIN_DECLS

#define REEVE_IMPACT_LEAST 5

/* The effects in their order, the last being the rest of those concerned. */
typedef struct
{
  char *label;             /* of a group or a provision; translated where it is ours */
  ReeveCountLine counts;   /* REEVE_N_EFFECTS counts, then how many are concerned; numbers that are not shown are -1 */
} ReeveImpactLine;

typedef struct
{
  char *label, *missing;   /* a provision; what nobody has recorded, in words, or NULL */
  const char *share;       /* translated: of how many it cannot be told */
} ReeveImpactUnknown;

typedef struct
{
  ReeveDay day, law_day;
  ReeveImpactLine total;                         /* businesses, each counted once */
  GPtrArray *groups[REEVE_N_BACKTEST_BYS];       /* ReeveImpactLine, of businesses; empty where they cannot be shown */
  GPtrArray *provisions;                         /* ReeveImpactLine, of records */
  GPtrArray *unknown;                            /* ReeveImpactUnknown */
  gboolean too_few;                              /* no counts can be shown at all */
} ReeveImpact;

ReeveImpact *reeve_impact_new (ReeveBacktest *backtest, ReeveConn *conn, GError **error);
void reeve_impact_free (ReeveImpact *impact);
char *reeve_impact_count_text (const ReeveCountLine *line, guint column);      /* "12", "under 5", "withheld"; transfer full */

/* The annex as PDF, with both texts. @city may be NULL. */
GBytes *reeve_impact_write (const ReeveImpact *impact, const ReeveBacktest *backtest, const char *city, ReeveDay made_on, ReevePaperSize size,
                            GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveImpact, reeve_impact_free)

G_END_DECLS
