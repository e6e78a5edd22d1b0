/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a draft would do, for the council: a back-test as counts alone, by the rules of that audience: no names, nothing under five, nothing
 * that tells what is under five. First a plain value, of which the writers know nothing more; then as a document. */
#pragma once

#include "reeve-backtest.h"
#include "reeve-report.h"
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

/* A district, and how large a share of those concerned do not meet a compared provision, before and after; NaN where it may not be shown. */
typedef struct { char *key; double share[2]; } ReeveImpactArea;

typedef struct
{
  ReeveDay day, law_day;
  ReeveImpactLine total;                         /* businesses, each counted once, without homes and those who work alone */
  ReeveImpactLine homes;                         /* these, in the whole city */
  GPtrArray *groups[REEVE_N_BACKTEST_BYS];       /* ReeveImpactLine, of businesses; empty where they cannot be shown */
  GPtrArray *provisions;                         /* ReeveImpactLine, of records */
  GPtrArray *unknown;                            /* ReeveImpactUnknown */
  GPtrArray *areas;                              /* ReeveImpactArea */
  gboolean too_few;                              /* no counts can be shown at all */
  char *figures;                                 /* for the log alone: see reeve_impact_get_figures */
} ReeveImpact;

/* @backtest: without the places where someone lives or works alone (spec.without), if these are to be hidden; @all: with them, or NULL.
 * @earlier: what was released of other drafts of the same ordinance (reeve_impact_get_figures, element-type utf8), or NULL: where a count differs
 * from an earlier one by one to four, or was hidden then and is about the same now, its table stays out. */
ReeveImpact *reeve_impact_new (ReeveBacktest *backtest, const ReeveBacktest *all, ReeveConn *conn, const GPtrArray *earlier, GError **error);
void reeve_impact_free (ReeveImpact *impact);
char *reeve_impact_count_text (const ReeveCountLine *line, guint column);      /* "12", "under 5", "withheld"; transfer full */
/* What is shown, and what is hidden of the tables that are, for the next annex to be held against: "table/line/column=12", after "=?" where it is
 * hidden, a line each. It stays in the case file. */
const char *reeve_impact_get_figures (const ReeveImpact *impact);

/* The annex as a document, with both texts; head but for the title is the caller's to fill. Areas are drawn from the districts of @conn. */
ReeveReport *reeve_impact_to_report (const ReeveImpact *impact, const ReeveBacktest *backtest, ReeveConn *conn, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveImpact, reeve_impact_free)

G_END_DECLS
