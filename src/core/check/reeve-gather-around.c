/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies around the subject's premises: its zone, the sensitive places and the other businesses near by, with distances by each measure
 * that the provisions use. What has no position, and what is in no loaded layer, is unknown. */
#include "config.h"

#include <string.h>

#include "reeve-gather-private.h"

static void
set_origin (ReeveGather *gather, ReeveKind kind, guint row, const char *table, gint64 id, const char *source, const char *name)
{
  if (!gather->origins)
    return;
  reeve_facts_set_origin (gather->facts, kind, row, table, id, source, G_MININT32);
  reeve_facts_set_name (gather->facts, kind, row, name);
}

/* Zone, class and uses come from the zoning that covers the point; where two disagree (the point lies on their common edge) that fact stays
 * unknown. Overlays are all that cover it. */
void
reeve_gather_zones (ReeveGather *gather)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  g_autoptr (GArray) found = NULL;
  g_autoptr (GString) overlays = NULL;
  const ReeveZone *zone = NULL;
  gboolean same_code = TRUE, same_class = TRUE, same_allows = TRUE;

  if (!gather->has_point || gather->places == NULL || gather->premises_row == REEVE_NO_ROW)
    return;
  found = g_array_new (FALSE, FALSE, sizeof (gint64));
  reeve_geo_index_containing (gather->places->zone_index, gather->point, found);
  overlays = g_string_new (NULL);
  for (guint i = 0; i < found->len; i++)
    {
      const ReeveZone *one = &g_array_index (gather->places->zones, ReeveZone, g_array_index (found, gint64, i));

      if (strcmp (one->kind, "overlay") == 0)
        g_string_append_printf (overlays, "%s ", one->code);
      if (strcmp (one->kind, "zoning") != 0)
        continue;
      if (zone != NULL)
        {
          same_code &= one->code == zone->code;
          same_class &= one->class_ == zone->class_;
          same_allows &= g_strcmp0 (one->allows, zone->allows) == 0;
        }
      zone = one;
    }
  if (zone != NULL && same_code)
    reeve_facts_set_code (gather->facts, REEVE_KIND_PREMISES, gather->premises_row, f->premises_zone, zone->code);
  if (zone != NULL && same_class && zone->class_ != NULL)
    reeve_facts_set_code (gather->facts, REEVE_KIND_PREMISES, gather->premises_row, f->premises_zone_class, zone->class_);
  if (zone != NULL && same_allows && zone->allows != NULL)
    reeve_facts_set_codes (gather->facts, REEVE_KIND_PREMISES, gather->premises_row, f->premises_zone_allows, zone->allows);
  if (gather->places->has_overlays)
    reeve_facts_set_codes (gather->facts, REEVE_KIND_PREMISES, gather->premises_row, f->premises_overlays, overlays->str);
}

static double
diagonal_m (const ReeveGeometry *geometry)
{
  ReeveBox box = reeve_geometry_get_box (geometry);

  return reeve_distance_m ((ReevePoint) { box.west, box.south }, (ReevePoint) { box.east, box.north });
}

static void
add_place (ReeveGather *gather, const ReeveMeasure *measure, const ReeveNear *near)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  const ReevePlace *place = &g_array_index (gather->places->places, ReevePlace, near->group);
  guint row = reeve_facts_add_row (gather->facts, REEVE_KIND_PLACE, 0);
  gboolean area = reeve_geometry_is_area (place->geometry);
  gint64 lo, hi;

  reeve_facts_set_code (gather->facts, REEVE_KIND_PLACE, row, f->place_kind, place->kind);
  reeve_measure_range (measure, near->distance_m, gather->accuracy_m + place->accuracy_m, area, area ? diagonal_m (place->geometry) : 0, &lo, &hi);
  reeve_facts_set_range (gather->facts, REEVE_KIND_PLACE, row, f->place_distance, lo, hi);
  reeve_gather_set_date (gather, REEVE_KIND_PLACE, row, f->place_since, place->since);
  reeve_gather_set_date (gather, REEVE_KIND_PLACE, row, f->place_until, place->until);
  set_origin (gather, REEVE_KIND_PLACE, row, "place", place->id, place->source, place->name);
}

static void
add_places (ReeveGather *gather, const ReeveMeasure *measure, ReeveAround *around)
{
  guint row;

  around->place_first = reeve_facts_n_rows (gather->facts, REEVE_KIND_PLACE);
  for (guint i = 0; i < gather->near->len; i++)
    add_place (gather, measure, &g_array_index (gather->near, ReeveNear, i));
  /* There may be any number of the kinds that no layer shows. */
  row = reeve_facts_add_row (gather->facts, REEVE_KIND_PLACE, REEVE_ROW_STAND_IN);
  reeve_facts_set_code_not (gather->facts, REEVE_KIND_PLACE, row, reeve_field_ids ()->place_kind,
                            (const char *const *) gather->places->place_kinds->pdata);
  around->place_n = reeve_facts_n_rows (gather->facts, REEVE_KIND_PLACE) - around->place_first;
}

static void
add_peers (ReeveGather *gather, const ReeveMeasure *measure, ReeveAround *around)
{
  const ReeveFieldIds *f = reeve_field_ids ();

  around->peer_first = reeve_facts_n_rows (gather->facts, REEVE_KIND_PEER);
  for (guint i = 0; i < gather->near->len; i++)
    {
      const ReeveNear *near = &g_array_index (gather->near, ReeveNear, i);
      const ReevePeer *peer = &g_array_index (gather->peers->peers, ReevePeer, near->group);
      gint64 lo, hi;
      guint row;

      if (peer->business == gather->business)
        continue;
      row = reeve_facts_add_row (gather->facts, REEVE_KIND_PEER, peer->uncertain ? REEVE_ROW_UNCERTAIN : 0);
      if (peer->category_code != 0)
        reeve_facts_set_int (gather->facts, REEVE_KIND_PEER, row, f->peer_category, peer->category_code);
      /* From door to door: a point is all that is known of either. */
      reeve_measure_range (measure, near->distance_m, gather->accuracy_m + peer->accuracy_m, FALSE, 0, &lo, &hi);
      reeve_facts_set_range (gather->facts, REEVE_KIND_PEER, row, f->peer_distance, lo, hi);
      reeve_gather_set_date (gather, REEVE_KIND_PEER, row, f->peer_opened, peer->opened);
      reeve_gather_set_date (gather, REEVE_KIND_PEER, row, f->peer_closed, peer->closed);
      if (peer->attached_code != 0)
        reeve_facts_set_int (gather->facts, REEVE_KIND_PEER, row, f->peer_attached_to, peer->attached_code);
      if (peer->city_licensed >= 0)
        reeve_facts_set_truth (gather->facts, REEVE_KIND_PEER, row, f->peer_city_licensed, peer->city_licensed == 1);
      set_origin (gather, REEVE_KIND_PEER, row, "business", peer->business, NULL, peer->name);
    }
  if (!gather->peers->complete)
    reeve_facts_add_row (gather->facts, REEVE_KIND_PEER, REEVE_ROW_STAND_IN);
  around->peer_n = reeve_facts_n_rows (gather->facts, REEVE_KIND_PEER) - around->peer_first;
}

/* Of what lies beyond @radius_m only the nearest of each kind stays: it decides nothing, but an explanation can name it. */
static void
thin_to_nearest (ReeveGather *gather, double radius_m)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint kept = 0;

  for (guint i = 0; i < gather->near->len; i++)
    {
      ReeveNear near = g_array_index (gather->near, ReeveNear, i);
      const char *kind = g_array_index (gather->places->places, ReevePlace, near.group).kind;

      if (!g_hash_table_add (seen, (gpointer) kind) && near.distance_m > radius_m)
        continue;
      g_array_index (gather->near, ReeveNear, kept++) = near;
    }
  g_array_set_size (gather->near, kept);
}

gboolean
reeve_gather_is_surrounded (const ReeveGather *gather)
{
  return gather->surrounded;
}

void
reeve_gather_surround (ReeveGather *gather, gboolean nearest_too)
{
  const ReeveNeed *need = gather->need;

  if (gather->surrounded)
    return;
  gather->surrounded = TRUE;
  g_array_set_size (gather->around, need->reaches->len);
  if (gather->around->len > 0)
    memset (gather->around->data, 0, gather->around->len * sizeof (ReeveAround));
  if (!gather->has_point)
    return;
  for (guint i = 0; i < need->reaches->len; i++)
    {
      const ReeveReach *reach = &g_array_index (need->reaches, ReeveReach, i);
      const ReeveMeasure *measure = reach->measure;
      ReeveAround *around = &g_array_index (gather->around, ReeveAround, i);
      double slack = gather->accuracy_m + reeve_measure_slack_m (measure) + 1;

      if (reach->place_radius_m > 0 && gather->places != NULL)
        {
          double radius = reach->place_radius_m + slack + gather->places->worst_accuracy_m;

          g_array_set_size (gather->near, 0);
          reeve_geo_index_within (gather->places->place_index, gather->point, nearest_too ? MAX (radius, REEVE_SEARCH_RADIUS_M) : radius, gather->near);
          if (nearest_too)
            thin_to_nearest (gather, radius);
          add_places (gather, measure, around);
        }
      if (reach->peer_radius_m > 0 && gather->peers != NULL)
        {
          g_array_set_size (gather->near, 0);
          reeve_geo_index_within (gather->peers->index, gather->point, reach->peer_radius_m + slack + gather->peers->worst_accuracy_m, gather->near);
          add_peers (gather, measure, around);
        }
    }
}
