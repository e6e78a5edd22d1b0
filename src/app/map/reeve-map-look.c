/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves at once: no flights over the city. */
#include "config.h"

#include "reeve-map-look.h"

#include "reeve-basemap-source.h"
#include "reeve-point-layer.h"

#define MARGIN 16
#define SPILL 0.2    /* of a zoom by which a box may be larger than the view */

static ReeveWorld
get_centre (ShumateMap *map)
{
  ShumateLocation *at = SHUMATE_LOCATION (shumate_map_get_viewport (map));

  return reeve_world_from_lonlat (shumate_location_get_longitude (at), shumate_location_get_latitude (at));
}

ReeveWorldBox
reeve_map_look_get_box (ShumateMap *map)
{
  ReeveMapView view = reeve_map_view_of (shumate_map_get_viewport (map), GTK_WIDGET (map));

  return (ReeveWorldBox) { view.x, view.y, view.x + gtk_widget_get_width (GTK_WIDGET (map)) / view.scale,
                           view.y + gtk_widget_get_height (GTK_WIDGET (map)) / view.scale };
}

void
reeve_map_look_at (ShumateMap *map, ReeveWorld centre, double zoom)
{
  ReevePoint point = reeve_world_to_point (centre);
  ShumateViewport *viewport = shumate_map_get_viewport (map);

  shumate_map_stop_go_to (map);
  shumate_viewport_set_zoom_level (viewport, CLAMP (zoom, 1, REEVE_BASEMAP_MAX_ZOOM));
  shumate_location_set_location (SHUMATE_LOCATION (viewport), point.lat, point.lon);
}

void
reeve_map_look_at_box (ShumateMap *map, ReeveWorldBox box, double inset)
{
  int width = gtk_widget_get_width (GTK_WIDGET (map)), height = gtk_widget_get_height (GTK_WIDGET (map));
  ReeveWorld centre = { (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2 };
  ReeveMapView view;

  if (width <= 2 * MARGIN || height <= 2 * MARGIN)
    return;
  if (width - inset < 320)
    inset = 0;
  view = reeve_map_view_fit (box, width - inset, height, MARGIN, REEVE_POINT_TOP_LEVEL);
  view.scale = REEVE_TILE_SIZE * exp2 (floor (reeve_map_view_zoom (&view) + SPILL));
  centre.x += inset / 2 / view.scale;
  reeve_map_look_at (map, centre, reeve_map_view_zoom (&view));
}

void
reeve_map_look_zoom (ShumateMap *map, double steps)
{
  reeve_map_look_at (map, get_centre (map), round (shumate_viewport_get_zoom_level (shumate_map_get_viewport (map)) + steps));
}

void
reeve_map_look_zoom_about (ShumateMap *map, double x, double y, double steps)
{
  ShumateViewport *viewport = shumate_map_get_viewport (map);
  ReeveMapView view = reeve_map_view_of (viewport, GTK_WIDGET (map));
  ReeveWorld centre, kept = { view.x + x / view.scale, view.y + y / view.scale };
  double zoom = CLAMP (round (shumate_viewport_get_zoom_level (viewport) + steps), 1, REEVE_BASEMAP_MAX_ZOOM), scale = REEVE_TILE_SIZE * exp2 (zoom);

  centre.x = kept.x + (gtk_widget_get_width (GTK_WIDGET (map)) / 2.0 - x) / scale;
  centre.y = kept.y + (gtk_widget_get_height (GTK_WIDGET (map)) / 2.0 - y) / scale;
  reeve_map_look_at (map, centre, zoom);
}

void
reeve_map_look_pan (ShumateMap *map, double dx, double dy)
{
  ReeveWorld centre = get_centre (map);
  double scale = reeve_map_view_of (shumate_map_get_viewport (map), GTK_WIDGET (map)).scale;

  centre.x += dx / scale;
  centre.y += dy / scale;
  reeve_map_look_at (map, centre, shumate_viewport_get_zoom_level (shumate_map_get_viewport (map)));
}
