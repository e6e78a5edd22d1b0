/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies around a premises, held in memory for a check: sensitive places, zones and other businesses, as they stand on one day.
 * Private to check/. */
#pragma once

#include "reeve-db.h"
#include "reeve-geometry.h"
#include "reeve-ordinance.h"

G_BEGIN_DECLS

#define REEVE_SEARCH_RADIUS_M (2 * REEVE_METRES_PER_MILE)

typedef struct
{
  gint64 id;
  const char *kind;             /* interned */
  char *name, *source;          /* or NULL */
  char *since, *until;          /* ISO, "none" or NULL = unknown */
  double accuracy_m;
  ReeveGeometry *geometry;
} ReevePlace;

typedef struct
{
  gint64 id;
  const char *kind, *code, *class_;   /* interned; class may be NULL */
  char *allows, *name;          /* or NULL = unknown */
} ReeveZone;

typedef struct
{
  gint64 business;
  const char *category;         /* interned, or NULL = unknown */
  GQuark category_code, attached_code;   /* 0 = unknown */
  char *name, *opened, *closed; /* or NULL = unknown */
  int city_licensed;            /* 0, 1, -1 = unknown */
  gboolean uncertain;           /* nobody recorded whether it is open that day */
  ReevePoint point;
  double accuracy_m;
} ReevePeer;

typedef struct
{
  gatomicrefcount refs;
  GArray *places, *zones;       /* ReevePlace, ReeveZone */
  ReeveGeoIndex *place_index, *zone_index;  /* group: index into the array */
  GPtrArray *place_kinds;       /* const char *, NULL-terminated: the kinds loaded */
  GHashTable *kinds;            /* the same as a set */
  gboolean has_zoning, has_overlays;
  double worst_accuracy_m;
} ReevePlaces;

typedef struct
{
  gatomicrefcount refs;
  GArray *peers;                /* ReevePeer */
  ReeveGeoIndex *index;         /* id: business; group: index into the array */
  gboolean complete;            /* every business of the city is in the file */
  gboolean licences;            /* .city_licensed is known of all */
  double worst_accuracy_m;
} ReevePeers;

ReevePlaces *reeve_places_load (ReeveConn *conn, ReeveDay day, GError **error);
ReevePlaces *reeve_places_ref (ReevePlaces *places);
void reeve_places_unref (ReevePlaces *places);

/* Businesses of these categories (NULL = all) that may be open that day and whose premises have a position. @licences: somebody asks whether the
 * city licensed them; else that is only looked up where it tells whether one is open. */
ReevePeers *reeve_peers_load (ReeveConn *conn, ReeveDay day, const char *const *categories, gboolean licences, GError **error);
ReevePeers *reeve_peers_ref (ReevePeers *peers);
void reeve_peers_unref (ReevePeers *peers);

/* Accuracy of a premises' position: as recorded, else by how it was found. */
double reeve_position_accuracy_m (const char *method, double recorded_m);
/* The distance as a range by the provision's measure, in hundredths of a millimetre: straight distance from the premises' point, widened by
 * the accuracy of both positions and by what a point leaves open. */
void reeve_measure_range (const ReeveMeasure *measure, double distance_m, double accuracy_m, gboolean area, double extent_m, gint64 *ret_lo,
                          gint64 *ret_hi);
/* The most by which reeve_measure_range() can bring something nearer, accuracy apart. */
double reeve_measure_slack_m (const ReeveMeasure *measure);

/* -1 = before it, 0 = that day may be in it or not (unknown), 1 = surely; dates are ISO, "none", or NULL = unknown. */
typedef enum { REEVE_SPAN_OUT, REEVE_SPAN_MAYBE, REEVE_SPAN_IN } ReeveSpanAnswer;
ReeveSpanAnswer reeve_span_holds (const char *from, const char *to, const char *day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReevePlaces, reeve_places_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReevePeers, reeve_peers_unref)

G_END_DECLS
