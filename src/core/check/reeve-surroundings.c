/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading places, zones and peers once for a check, and how a measured distance becomes a range.
 *
 * The rules (language.md 5.5):
 * - The premises is a point, good to its accuracy: as recorded, else surveyed 0 m, parcel 5 m, set by hand 10 m, geocoded or from a file
 *   15 m. A place's accuracy is what its layer says, else 0.
 * - To a property line or zone edge: the edge of the area recorded (0 inside). Where the place is only a point, its lot reaches up to 100 m
 *   nearer. To a building or door: of an area, somewhere in it; of a point, the point.
 * - From a building: up to 15 m from the door either way. From a parcel: up to 50 m nearer than the door.
 * - A measure that is not stated is taken as door to property line without widening. A walking distance is not computed: unknown. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-surroundings.h"
#include "reeve-value.h"

#define LOT_OF_A_POINT_M 100.0
#define DOOR_TO_WALL_M 15.0
#define DOOR_TO_LOT_LINE_M 50.0
#define LENGTH_UNITS_PER_M 100000.0   /* hundredths of a millimetre */

double
reeve_position_accuracy_m (const char *method, double recorded_m)
{
  if (recorded_m >= 0)
    return recorded_m;
  if (g_strcmp0 (method, "surveyed") == 0)
    return 0;
  if (g_strcmp0 (method, "parcel") == 0)
    return 5;
  if (g_strcmp0 (method, "hand") == 0)
    return 10;
  return 15;
}

double
reeve_measure_slack_m (const ReeveMeasure *measure)
{
  return measure->given ? LOT_OF_A_POINT_M + DOOR_TO_LOT_LINE_M : 0;
}

void
reeve_measure_range (const ReeveMeasure *measure, double distance_m, double accuracy_m, gboolean area, double extent_m, gint64 *ret_lo,
                     gint64 *ret_hi)
{
  double nearer = accuracy_m, farther = accuracy_m;

  if (measure->given && measure->path == REEVE_PATH_WALKING)
    {
      *ret_lo = 0;
      *ret_hi = REEVE_VALUE_NONE - 1;
      return;
    }
  if (measure->given)
    {
      switch (measure->to)
        {
        case REEVE_MEASURE_PROPERTY_LINE:
        case REEVE_MEASURE_ZONE_EDGE:
        case REEVE_MEASURE_PARCEL:
          if (!area)
            nearer += LOT_OF_A_POINT_M;
          break;
        case REEVE_MEASURE_BUILDING:
        case REEVE_MEASURE_DOOR:
          if (area)
            farther += extent_m;
          break;
        case REEVE_MEASURE_UNSTATED:
          break;
        }
      switch (measure->from)
        {
        case REEVE_MEASURE_BUILDING:
          nearer += DOOR_TO_WALL_M;
          break;
        case REEVE_MEASURE_PARCEL:
        case REEVE_MEASURE_PROPERTY_LINE:
          nearer += DOOR_TO_LOT_LINE_M;
          break;
        default:
          break;
        }
    }
  *ret_lo = (gint64) floor (MAX (distance_m - nearer, 0) * LENGTH_UNITS_PER_M);
  *ret_hi = (gint64) ceil ((distance_m + farther) * LENGTH_UNITS_PER_M);
}

ReeveSpanAnswer
reeve_span_holds (const char *from, const char *to, const char *day)
{
  gboolean to_open = to != NULL && strcmp (to, "none") == 0;

  /* ISO days compare as text */
  if (from != NULL && (strcmp (from, "none") == 0 || strcmp (from, day) > 0))
    return REEVE_SPAN_OUT;
  if (to != NULL && !to_open && strcmp (to, day) < 0)
    return REEVE_SPAN_OUT;
  if (to == NULL)
    return REEVE_SPAN_MAYBE;
  /* Not ended is as good as begun; an end to come with an unknown beginning is not. */
  return from != NULL || to_open ? REEVE_SPAN_IN : REEVE_SPAN_MAYBE;
}

static void
place_clear (gpointer data)
{
  ReevePlace *place = data;

  g_free (place->name);
  g_free (place->source);
  g_free (place->since);
  g_free (place->until);
  g_clear_pointer (&place->geometry, reeve_geometry_unref);
}

static void
zone_clear (gpointer data)
{
  g_free (((ReeveZone *) data)->allows);
  g_free (((ReeveZone *) data)->name);
}

static void
peer_clear (gpointer data)
{
  ReevePeer *peer = data;

  g_free (peer->name);
  g_free (peer->opened);
  g_free (peer->closed);
}

ReevePlaces *
reeve_places_ref (ReevePlaces *places)
{
  g_atomic_ref_count_inc (&places->refs);
  return places;
}

void
reeve_places_unref (ReevePlaces *places)
{
  if (!g_atomic_ref_count_dec (&places->refs))
    return;
  g_array_unref (places->places);
  g_array_unref (places->zones);
  reeve_geo_index_free (places->place_index);
  reeve_geo_index_free (places->zone_index);
  g_ptr_array_unref (places->place_kinds);
  g_hash_table_unref (places->kinds);
  g_free (places);
}

static void
add_kind (ReevePlaces *places, const char *kind)
{
  const char *interned = g_intern_string (kind);

  if (g_hash_table_add (places->kinds, (gpointer) interned))
    g_ptr_array_add (places->place_kinds, (gpointer) interned);
}

static ReeveGeometry *
read_geometry (ReeveStmt *stmt, int column, const char *table, gint64 id, GError **error)
{
  ReeveGeometry *geometry = reeve_geometry_from_wkb (reeve_stmt_blob (stmt, column), reeve_stmt_size (stmt, column), error);

  if (geometry == NULL)
    g_prefix_error (error, "%s:%" G_GINT64_FORMAT ": ", table, id);
  return geometry;
}

static gboolean
load_places (ReevePlaces *places, ReeveConn *conn, const char *day, GError **error)
{
  GError *local = NULL;
  ReeveStmt *stmt;

  stmt = reeve_conn_prepare (conn, "SELECT DISTINCT what FROM map_layer WHERE kind = 'places' AND what IS NOT NULL ORDER BY what", error);
  if (stmt == NULL)
    return FALSE;
  while (reeve_stmt_step (stmt, &local))
    add_kind (places, reeve_stmt_text (stmt, 0));
  reeve_stmt_reset (stmt);
  if (local == NULL)
    stmt = reeve_conn_prepare (conn, "SELECT id, kind, name, since, until_date, accuracy_m, geometry, source FROM place ORDER BY id", &local);
  while (local == NULL && reeve_stmt_step (stmt, &local))
    {
      ReevePlace place = { .id = reeve_stmt_int (stmt, 0), .kind = g_intern_string (reeve_stmt_text (stmt, 1)) };
      const char *since = reeve_stmt_text (stmt, 3), *until = reeve_stmt_text (stmt, 4);

      add_kind (places, place.kind);
      /* A layer lists what was there: without dates of its own a place stands. */
      if (reeve_span_holds (since, until == NULL ? "none" : until, day) == REEVE_SPAN_OUT)
        continue;
      place.geometry = read_geometry (stmt, 6, "place", place.id, &local);
      if (place.geometry == NULL)
        break;
      place.name = g_strdup (reeve_stmt_text (stmt, 2));
      place.since = g_strdup (since);
      place.until = g_strdup (until);
      place.accuracy_m = reeve_stmt_is_null (stmt, 5) ? 0 : reeve_stmt_real (stmt, 5);
      place.source = g_strdup (reeve_stmt_text (stmt, 7));
      places->worst_accuracy_m = MAX (places->worst_accuracy_m, place.accuracy_m);
      reeve_geo_index_add (places->place_index, place.geometry, place.id, places->places->len);
      g_array_append_val (places->places, place);
    }
  if (stmt != NULL)
    reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return TRUE;
}

static gboolean
load_zones (ReevePlaces *places, ReeveConn *conn, const char *day, GError **error)
{
  GError *local = NULL;
  ReeveStmt *stmt;

  stmt = reeve_conn_prepare (conn, "SELECT id, kind, code, class, allows, from_date, to_date, geometry, name FROM zone ORDER BY id", error);
  if (stmt == NULL)
    return FALSE;
  while (reeve_stmt_step (stmt, &local))
    {
      ReeveZone zone = { .id = reeve_stmt_int (stmt, 0), .kind = g_intern_string (reeve_stmt_text (stmt, 1)),
                         .code = g_intern_string (reeve_stmt_text (stmt, 2)) };
      const char *to = reeve_stmt_text (stmt, 6);
      ReeveGeometry *geometry;

      if (strcmp (zone.kind, "zoning") == 0)
        places->has_zoning = TRUE;
      else if (strcmp (zone.kind, "overlay") == 0)
        places->has_overlays = TRUE;
      if (reeve_span_holds (reeve_stmt_text (stmt, 5), to == NULL ? "none" : to, day) == REEVE_SPAN_OUT)
        continue;
      geometry = read_geometry (stmt, 7, "zone", zone.id, &local);
      if (geometry == NULL)
        break;
      zone.class_ = g_intern_string (reeve_stmt_text (stmt, 3));
      zone.allows = g_strdup (reeve_stmt_text (stmt, 4));
      zone.name = g_strdup (reeve_stmt_text (stmt, 8));
      /* id and array index in one: the areas that contain a point are given by id only */
      reeve_geo_index_add (places->zone_index, geometry, places->zones->len, 0);
      reeve_geometry_unref (geometry);
      g_array_append_val (places->zones, zone);
    }
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return TRUE;
}

ReevePlaces *
reeve_places_load (ReeveConn *conn, ReeveDay day, GError **error)
{
  g_autoptr (ReevePlaces) places = g_new0 (ReevePlaces, 1);
  char day_text[REEVE_DAY_TEXT_SIZE];

  g_atomic_ref_count_init (&places->refs);
  places->places = g_array_new (FALSE, FALSE, sizeof (ReevePlace));
  g_array_set_clear_func (places->places, place_clear);
  places->zones = g_array_new (FALSE, FALSE, sizeof (ReeveZone));
  g_array_set_clear_func (places->zones, zone_clear);
  places->place_index = reeve_geo_index_new ();
  places->zone_index = reeve_geo_index_new ();
  places->place_kinds = g_ptr_array_new ();
  places->kinds = g_hash_table_new (g_str_hash, g_str_equal);
  reeve_day_format (day, day_text);
  if (!load_places (places, conn, day_text, error) || !load_zones (places, conn, day_text, error))
    return NULL;
  g_ptr_array_add (places->place_kinds, NULL);
  reeve_geo_index_build (places->place_index);
  reeve_geo_index_build (places->zone_index);
  return g_steal_pointer (&places);
}

ReevePeers *
reeve_peers_ref (ReevePeers *peers)
{
  g_atomic_ref_count_inc (&peers->refs);
  return peers;
}

void
reeve_peers_unref (ReevePeers *peers)
{
  if (!g_atomic_ref_count_dec (&peers->refs))
    return;
  g_array_unref (peers->peers);
  reeve_geo_index_free (peers->index);
  g_free (peers);
}

/* Column 12: the city holds a licence of it for good that day; the business counts as open on the strength of it. NULL where neither that nor
 * ?3 asks: of all columns it costs most. */
#define PEER_COLUMNS                                                                                                                          \
  "SELECT b.id, b.category, b.attached_to, b.name, b.opened, b.closed, b.operating, p.lon, p.lat, p.position_method, p.position_accuracy_m, " \
  "o.from_date, CASE WHEN ?3 OR b.operating IS NULL THEN EXISTS (SELECT 1 FROM licence l JOIN licence_status s ON s.licence_id = l.id "         \
  "WHERE l.business_id = b.id AND l.scope = 'city'"                                                                                            \
  " AND l.replaced_by IS NULL AND s.status = 'active' AND (l.expires IS NULL OR l.expires >= ?1)"                                              \
  " AND (s.from_date IS NULL OR s.from_date <= ?1) AND (s.to_date IS NULL OR s.to_date >= ?1)) END "                                           \
  "FROM business b CROSS JOIN occupancy o ON o.business_id = b.id CROSS JOIN premises p ON p.id = o.premises_id "                              \
  "WHERE p.lon IS NOT NULL AND p.lat IS NOT NULL AND (o.from_date IS NULL OR o.from_date <= ?1) AND (o.to_date IS NULL OR o.to_date >= ?1)"

static ReeveSpanAnswer
peer_is_open (ReeveStmt *stmt, const char *day)
{
  const char *opened = reeve_stmt_text (stmt, 4), *closed = reeve_stmt_text (stmt, 5);
  ReeveSpanAnswer answer = reeve_span_holds (opened, closed, day);

  if (answer == REEVE_SPAN_OUT)
    return REEVE_SPAN_OUT;
  if (!reeve_stmt_is_null (stmt, 6))
    return reeve_stmt_int (stmt, 6) != 0 ? REEVE_SPAN_IN : REEVE_SPAN_OUT;
  return reeve_stmt_int (stmt, 12) != 0 ? REEVE_SPAN_IN : answer;
}

static GQuark
code_of (const char *text)
{
  return text == NULL || *text == '\0' ? 0 : g_quark_from_string (text);
}

static gboolean
load_peers (ReevePeers *peers, ReeveStmt *stmt, const char *day, GError **error)
{
  GError *local = NULL;

  reeve_stmt_bind_text (stmt, 1, day);
  reeve_stmt_bind_int (stmt, 3, peers->licences);
  while (reeve_stmt_step (stmt, &local))
    {
      ReeveSpanAnswer open = peer_is_open (stmt, day);
      ReevePeer peer = { .business = reeve_stmt_int (stmt, 0) };

      if (open == REEVE_SPAN_OUT)
        continue;
      peer.category = g_intern_string (reeve_stmt_text (stmt, 1));
      peer.category_code = code_of (peer.category);
      peer.attached_code = code_of (reeve_stmt_text (stmt, 2));
      peer.name = g_strdup (reeve_stmt_text (stmt, 3));
      peer.opened = g_strdup (reeve_stmt_text (stmt, 4));
      peer.closed = g_strdup (reeve_stmt_text (stmt, 5));
      peer.uncertain = open == REEVE_SPAN_MAYBE;
      peer.city_licensed = reeve_stmt_is_null (stmt, 12) ? -1 : (int) reeve_stmt_int (stmt, 12);
      peer.point = (ReevePoint) { reeve_stmt_real (stmt, 7), reeve_stmt_real (stmt, 8) };
      peer.accuracy_m = reeve_position_accuracy_m (reeve_stmt_text (stmt, 9), reeve_stmt_is_null (stmt, 10) ? -1 : reeve_stmt_real (stmt, 10));
      peers->worst_accuracy_m = MAX (peers->worst_accuracy_m, peer.accuracy_m);
      reeve_geo_index_add_point (peers->index, peer.point, peer.business, peers->peers->len);
      g_array_append_val (peers->peers, peer);
    }
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return TRUE;
}

static gboolean
businesses_are_complete (ReeveConn *conn, gboolean *ret, GError **error)
{
  g_autofree char *setting = reeve_conn_get_setting (conn, "businesses-complete");
  GError *local = NULL;
  ReeveStmt *stmt;

  *ret = g_strcmp0 (setting, "yes") == 0;
  stmt = reeve_conn_prepare (conn, "SELECT 1 FROM import_run WHERE kind IN ('businesses','licences') LIMIT 1", error);
  if (stmt == NULL)
    return FALSE;
  if (reeve_stmt_step (stmt, &local))
    *ret = TRUE;
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return TRUE;
}

ReevePeers *
reeve_peers_load (ReeveConn *conn, ReeveDay day, const char *const *categories, gboolean licences, GError **error)
{
  g_autoptr (ReevePeers) peers = g_new0 (ReevePeers, 1);
  char day_text[REEVE_DAY_TEXT_SIZE];
  ReeveStmt *stmt;

  g_atomic_ref_count_init (&peers->refs);
  peers->peers = g_array_new (FALSE, FALSE, sizeof (ReevePeer));
  g_array_set_clear_func (peers->peers, peer_clear);
  peers->index = reeve_geo_index_new ();
  peers->licences = licences;
  reeve_day_format (day, day_text);
  if (!businesses_are_complete (conn, &peers->complete, error))
    return NULL;
  if (categories == NULL)
    {
      stmt = reeve_conn_prepare (conn, PEER_COLUMNS " ORDER BY b.id", error);
      if (stmt == NULL || !load_peers (peers, stmt, day_text, error))
        return NULL;
    }
  for (guint i = 0; categories != NULL && categories[i] != NULL; i++)
    {
      stmt = reeve_conn_prepare (conn, PEER_COLUMNS " AND b.category = ?2 ORDER BY b.id", error);
      if (stmt == NULL)
        return NULL;
      reeve_stmt_bind_text (stmt, 2, categories[i]);
      if (!load_peers (peers, stmt, day_text, error))
        return NULL;
    }
  /* What kind of business it is, nobody has recorded: it may be of any category. */
  if (categories != NULL)
    {
      stmt = reeve_conn_prepare (conn, PEER_COLUMNS " AND b.category IS NULL ORDER BY b.id", error);
      if (stmt == NULL || !load_peers (peers, stmt, day_text, error))
        return NULL;
    }
  reeve_geo_index_build (peers->index);
  return g_steal_pointer (&peers);
}
