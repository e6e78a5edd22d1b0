/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sensitive use shown is the one that the worst outcome of a distance provision was measured to: the trace names the places it read.
 * Where no ordinance measures a distance, the nearest place of any kind is shown, with no limit. */
#include "config.h"

#include "reeve-map-target.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-check.h"
#include "reeve-error.h"

static gboolean
read_business (ReeveConn *conn, ReeveMapSelection *target, ReevePoint *ret_point, GError **error)
{
  g_autoptr (GError) local = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT name, address, shown, lon, lat FROM derived_business WHERE business_id = ?1", error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, target->business);
  if (!reeve_stmt_step (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("This business is not in the file."));
      return FALSE;
    }
  target->name = g_strdup (reeve_stmt_text (stmt, 0));
  target->address = g_strdup (reeve_stmt_text (stmt, 1));
  target->shown = CLAMP (reeve_stmt_int (stmt, 2), 0, REEVE_N_SHOWN - 1);
  target->placed = !reeve_stmt_is_null (stmt, 3) && !reeve_stmt_is_null (stmt, 4);
  if (target->placed)
    {
      *ret_point = (ReevePoint) { reeve_stmt_real (stmt, 3), reeve_stmt_real (stmt, 4) };
      target->point = reeve_world_from_lonlat (ret_point->lon, ret_point->lat);
    }
  reeve_stmt_reset (stmt);
  return TRUE;
}

static ReeveGeometry *
read_place (ReeveConn *conn, gint64 id, char **ret_name)
{
  ReeveGeometry *geometry = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT coalesce (name, kind), geometry FROM place WHERE id = ?1", NULL);

  if (stmt == NULL)
    return NULL;
  reeve_stmt_bind_int (stmt, 1, id);
  {
    g_autoptr (GError) error = NULL;

    if (reeve_stmt_step (stmt, &error))
      {
        geometry = reeve_geometry_from_wkb (reeve_stmt_blob (stmt, 1), reeve_stmt_size (stmt, 1), NULL);
        *ret_name = g_strdup (reeve_stmt_text (stmt, 0));
      }
  }
  reeve_stmt_reset (stmt);
  return geometry;
}

/* The nearest of the places a trace read, or 0. */
static gint64
nearest_read (ReeveConn *conn, const ReeveTrace *trace, ReevePoint from)
{
  const GPtrArray *facts = reeve_trace_get_facts (trace);
  double best = G_MAXDOUBLE;
  gint64 nearest = 0;

  for (guint i = 0; i < facts->len; i++)
    {
      const ReeveTraceFact *fact = g_ptr_array_index (facts, i);
      g_autofree char *name = NULL;
      g_autoptr (ReeveGeometry) place = NULL;
      gint64 id;
      double d;

      if (fact->record == NULL || !g_str_has_prefix (fact->record, "place:"))
        continue;
      id = g_ascii_strtoll (fact->record + strlen ("place:"), NULL, 10);
      place = read_place (conn, id, &name);
      if (place == NULL)
        continue;
      d = reeve_distance_to_geometry_m (from, place, NULL);
      if (d < best)
        {
          best = d;
          nearest = id;
        }
    }
  return nearest;
}

typedef struct
{
  gint64 place;
  ReeveOutcome outcome;
  double limit_m;
  char *citation, *sentence;
} Measured;

static void
measured_clear (Measured *measured)
{
  g_clear_pointer (&measured->citation, g_free);
  g_clear_pointer (&measured->sentence, g_free);
}

static void
look_at (ReeveConn *conn, ReeveCheck *check, ReeveProgram *program, gint64 business, ReevePoint from, Measured *worst)
{
  const ReeveProvision *provision = reeve_program_get_provision (program);
  const ReeveProvisionVersion *version = reeve_program_get_version (program);
  g_autoptr (ReeveTrace) trace = NULL;
  ReeveOutcome outcome;
  gint64 place;

  if (version == NULL || version->about != REEVE_ABOUT_BUSINESS || reeve_program_get_reach (program) <= 0)
    return;
  trace = reeve_check_explain (check, conn, REEVE_ABOUT_BUSINESS, business, provision->id, NULL);
  if (trace == NULL)
    return;
  outcome = reeve_trace_get_outcome (trace);
  if (outcome == REEVE_OUTCOME_NOT_APPLICABLE || (worst->place != 0 && outcome >= worst->outcome))
    return;
  place = nearest_read (conn, trace, from);
  if (place == 0)
    return;
  measured_clear (worst);
  worst->place = place;
  worst->outcome = outcome;
  worst->limit_m = reeve_program_get_reach (program) / 100000.0; /* hundredths of a millimetre */
  worst->citation = g_strdup (version->citation);
  worst->sentence = g_strdup (reeve_trace_get_sentence (trace));
}

#define SEARCH_M (2 * REEVE_METRES_PER_MILE)

struct _ReeveMapPlaces
{
  ReeveGeoIndex *all, *schools;
  gboolean has_schools;
};

static void
places_clear (ReeveMapPlaces *places)
{
  reeve_geo_index_free (places->all);
  reeve_geo_index_free (places->schools);
}

ReeveMapPlaces *
reeve_map_places_read (ReeveConn *conn, ReeveDay day, GError **error)
{
  ReeveMapPlaces *places = g_atomic_rc_box_new0 (ReeveMapPlaces);
  g_autoptr (GError) local = NULL;
  char text[REEVE_DAY_TEXT_SIZE];
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT id, kind, geometry FROM place WHERE (since IS NULL OR since <= ?1)"
                                              " AND (until_date IS NULL OR until_date = 'none' OR until_date >= ?1)", error);

  places->all = reeve_geo_index_new ();
  places->schools = reeve_geo_index_new ();
  if (stmt == NULL)
    {
      reeve_map_places_unref (places);
      return NULL;
    }
  reeve_day_format (day, text);
  reeve_stmt_bind_text (stmt, 1, text);
  while (reeve_stmt_step (stmt, &local))
    {
      g_autoptr (ReeveGeometry) geometry = reeve_geometry_from_wkb (reeve_stmt_blob (stmt, 2), reeve_stmt_size (stmt, 2), NULL);

      if (geometry == NULL)
        continue;
      reeve_geo_index_add (places->all, geometry, reeve_stmt_int (stmt, 0), 0);
      if (g_strcmp0 (reeve_stmt_text (stmt, 1), "school") == 0)
        {
          reeve_geo_index_add (places->schools, geometry, reeve_stmt_int (stmt, 0), 0);
          places->has_schools = TRUE;
        }
    }
  reeve_geo_index_build (places->all);
  reeve_geo_index_build (places->schools);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      g_clear_pointer (&places, reeve_map_places_unref);
    }
  return places;
}

ReeveMapPlaces *
reeve_map_places_ref (ReeveMapPlaces *places)
{
  return g_atomic_rc_box_acquire (places);
}

void
reeve_map_places_unref (ReeveMapPlaces *places)
{
  g_atomic_rc_box_release_full (places, (GDestroyNotify) places_clear);
}

gint64
reeve_map_places_nearest (ReeveMapPlaces *places, ReevePoint from, gboolean schools, double *ret_distance_m)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (ReeveNear));

  reeve_geo_index_within (schools ? places->schools : places->all, from, SEARCH_M, found);
  if (found->len == 0)
    return 0;
  *ret_distance_m = g_array_index (found, ReeveNear, 0).distance_m;
  return g_array_index (found, ReeveNear, 0).id;
}

gboolean
reeve_map_places_has_schools (ReeveMapPlaces *places)
{
  return places->has_schools;
}

ReeveMapSelection *
reeve_map_target_read (ReeveConn *conn, gint64 business, ReeveDay day, ReeveMapPlaces *places, GError **error)
{
  g_autoptr (ReeveMapSelection) target = reeve_map_selection_new ();
  g_autoptr (ReeveCheck) check = NULL;
  g_autoptr (ReeveGeometry) geometry = NULL;
  g_autofree char *name = NULL;
  Measured worst = { 0 };
  ReevePoint from = { 0, 0 };

  target->business = business;
  if (!read_business (conn, target, &from, error))
    return NULL;
  if (!target->placed)
    return g_steal_pointer (&target);
  check = reeve_check_new (conn, day, NULL, NULL, NULL);
  if (check != NULL)
    {
      const GPtrArray *programs = reeve_check_get_programs (check);

      for (guint i = 0; i < programs->len; i++)
        look_at (conn, check, g_ptr_array_index (programs, i), business, from, &worst);
    }
  if (worst.place == 0 && places != NULL)
    {
      double distance;
      worst.place = reeve_map_places_nearest (places, from, FALSE, &distance);
    }
  if (worst.place != 0)
    geometry = read_place (conn, worst.place, &name);
  if (geometry != NULL)
    {
      reeve_map_selection_set_place (target, name, geometry, from, worst.limit_m);
      target->citation = g_steal_pointer (&worst.citation);
      target->sentence = g_steal_pointer (&worst.sentence);
    }
  measured_clear (&worst);
  return g_steal_pointer (&target);
}
