/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a new licence could still be had: the premises of the city's commercial zones that lie outside every buffer of an ordinance. Each is
 * judged as for a new business there, by the provisions about zones, places and other businesses; nothing is grandfathered. */
#pragma once

#include "reeve-backtest.h"

G_BEGIN_DECLS

typedef enum { REEVE_SITE_OPEN, REEVE_SITE_CLOSED, REEVE_SITE_UNKNOWN, REEVE_N_SITE_STATES } ReeveSiteState;
const char *reeve_site_state_name (ReeveSiteState state);   /* "open" */

typedef struct
{
  ReeveOrdinance *ordinance;       /* NULL = those in force on .day */
  ReeveDay day;
  gboolean as_on_day;              /* as for a back-test */
  const char *category;            /* of the new business; NULL = "massage" */
  const char *const *zone_classes; /* which premises are asked, NULL-terminated; NULL = class "commercial" */
  const gint64 *premises;          /* or these and no others */
  guint n_premises;
} ReeveOpenSitesSpec;

typedef struct
{
  gint64 premises;
  ReevePoint point;
  const char *district;            /* interned, or NULL */
  ReeveSiteState state;
  int closed_by;                   /* CLOSED: index of the first provision that bars it; UNKNOWN: of the first that cannot be told; else -1 */
} ReeveSite;

typedef struct
{
  char *district;                  /* "" = not known */
  gint64 n[REEVE_N_SITE_STATES];
} ReeveSiteGroup;

typedef struct
{
  char *id, *citation, *title;
  gint64 closed, alone, unknown;   /* sites it bars, sites only it bars, sites of which it cannot be told */
} ReeveSiteProvision;

typedef struct
{
  ReeveDay day, law_day;
  GArray *sites;                   /* ReeveSite, by premises */
  GPtrArray *provisions;           /* ReeveSiteProvision: those that ask about the place */
  GPtrArray *districts;            /* ReeveSiteGroup, by name, "" last */
  gint64 n[REEVE_N_SITE_STATES];   /* they add up to the sites asked; the share open is of these */
  gint64 elsewhere;                /* premises in other zones: not asked */
  gint64 unplaced;                 /* premises without a position, or where no zoning is known: nothing can be told */
} ReeveOpenSites;

/* Blocks; cancellable. No zoning in the file: every premises is unplaced unless .premises are given. */
ReeveOpenSites *reeve_open_sites_run (ReeveDb *db, const ReeveOpenSitesSpec *spec, ReeveProgressFunc progress, gpointer data,
                                      GCancellable *cancellable, GError **error);
void reeve_open_sites_free (ReeveOpenSites *sites);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveOpenSites, reeve_open_sites_free)

G_END_DECLS
