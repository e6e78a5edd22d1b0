/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing of the selection. The distance itself is geodesic and comes from geo/; the dashed line around the place is drawn on the
 * Mercator plane, stretched by its local scale, which over a few thousand feet is exact to well under the width of the line. */
#include "config.h"

#include "reeve-map-selection.h"

#include <geos_c.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdarg.h>

#include "reeve-paint-text.h"
#include "reeve-symbol.h"

ReeveMapSelection *
reeve_map_selection_new (void)
{
  ReeveMapSelection *self = g_new0 (ReeveMapSelection, 1);

  self->of = 1;
  self->outline = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->limit_line = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  return self;
}

void
reeve_map_selection_free (ReeveMapSelection *self)
{
  g_ptr_array_unref (self->outline);
  g_ptr_array_unref (self->limit_line);
  g_free (self->name);
  g_free (self->address);
  g_free (self->place_name);
  g_free (self->citation);
  g_free (self->sentence);
  g_free (self);
}

static gint use_metres;   /* atomic: sheets are painted on threads */

void
reeve_map_use_metres (gboolean metres)
{
  g_atomic_int_set (&use_metres, metres);
}

gboolean
reeve_map_uses_metres (void)
{
  return g_atomic_int_get (&use_metres);
}

char *
reeve_map_distance_text (double metres)
{
  gint64 feet = (gint64) floor (metres / REEVE_METRES_PER_FOOT + 1e-6);

  if (reeve_map_uses_metres ())
    {
      int whole = (int) floor (metres + 1e-6);

      /* Translators: a distance in metres with a thousands separator, then one without */
      return whole >= 1000 ? g_strdup_printf (_("%d,%03d m"), whole / 1000, whole % 1000) : g_strdup_printf (_("%d m"), whole);
    }
  /* Translators: a distance in feet with a thousands separator, then one without */
  return feet >= 1000 ? g_strdup_printf (_("%d,%03d ft"), (int) (feet / 1000), (int) (feet % 1000)) : g_strdup_printf (_("%d ft"), (int) feet);
}

static void
geos_silent (const char *format, ...)
{
}

/* A plane in metres around @origin. */
typedef struct { GEOSContextHandle_t geos; ReeveWorld origin; double metres; } Plane;

static GEOSGeometry *
make_part (Plane *plane, const ReeveGeometry *place, guint part)
{
  guint n;
  const ReevePoint *points = reeve_geometry_get_part (place, part, &n);
  gboolean ring = reeve_geometry_is_area (place) && n >= 4;
  GEOSCoordSequence *line = GEOSCoordSeq_create_r (plane->geos, n, 2);

  for (guint i = 0; i < n; i++)
    {
      ReeveWorld q = reeve_world_from_lonlat (points[i].lon, points[i].lat);

      GEOSCoordSeq_setX_r (plane->geos, line, i, (q.x - plane->origin.x) * plane->metres);
      GEOSCoordSeq_setY_r (plane->geos, line, i, (q.y - plane->origin.y) * plane->metres);
    }
  if (n == 1)
    return GEOSGeom_createPoint_r (plane->geos, line);
  if (ring)
    {
      GEOSGeometry *edge = GEOSGeom_createLinearRing_r (plane->geos, line);

      return edge == NULL ? NULL : GEOSGeom_createPolygon_r (plane->geos, edge, NULL, 0);
    }
  return GEOSGeom_createLineString_r (plane->geos, line);
}

static void
add_ring (Plane *plane, const GEOSGeometry *ring, GPtrArray *rings)
{
  const GEOSCoordSequence *line = GEOSGeom_getCoordSeq_r (plane->geos, ring);
  GArray *points = g_array_new (FALSE, FALSE, sizeof (ReeveWorld));
  unsigned int n = 0;

  GEOSCoordSeq_getSize_r (plane->geos, line, &n);
  for (unsigned int i = 0; i < n; i++)
    {
      ReeveWorld q;

      GEOSCoordSeq_getX_r (plane->geos, line, i, &q.x);
      GEOSCoordSeq_getY_r (plane->geos, line, i, &q.y);
      q.x = plane->origin.x + q.x / plane->metres;
      q.y = plane->origin.y + q.y / plane->metres;
      g_array_append_val (points, q);
    }
  g_ptr_array_add (rings, points);
}

/* The outer line of everything within @metres of @place. */
static void
build_limit (const ReeveGeometry *place, double metres, GPtrArray *rings)
{
  ReevePoint centre = reeve_geometry_get_centre (place);
  Plane plane = { GEOS_init_r (), reeve_world_from_lonlat (centre.lon, centre.lat), 0 };
  guint n = reeve_geometry_get_n_parts (place);
  GEOSGeometry *all = NULL;

  GEOSContext_setNoticeHandler_r (plane.geos, geos_silent);
  GEOSContext_setErrorHandler_r (plane.geos, geos_silent);
  plane.metres = reeve_world_metres (plane.origin.y);
  for (guint i = 0; i < n; i++)
    {
      GEOSGeometry *part = make_part (&plane, place, i);
      GEOSGeometry *near = part == NULL ? NULL : GEOSBuffer_r (plane.geos, part, metres, 24);
      GEOSGeometry *sum = near == NULL || all == NULL ? NULL : GEOSUnion_r (plane.geos, all, near);

      if (sum != NULL)
        {
          GEOSGeom_destroy_r (plane.geos, all);
          all = sum;
        }
      else if (all == NULL)
        all = g_steal_pointer (&near);
      if (near != NULL)
        GEOSGeom_destroy_r (plane.geos, near);
      if (part != NULL)
        GEOSGeom_destroy_r (plane.geos, part);
    }
  for (int i = 0; all != NULL && i < GEOSGetNumGeometries_r (plane.geos, all); i++)
    {
      const GEOSGeometry *area = GEOSGetGeometryN_r (plane.geos, all, i);

      if (GEOSGeomTypeId_r (plane.geos, area) == GEOS_POLYGON && !GEOSisEmpty_r (plane.geos, area))
        add_ring (&plane, GEOSGetExteriorRing_r (plane.geos, area), rings);
    }
  if (all != NULL)
    GEOSGeom_destroy_r (plane.geos, all);
  GEOS_finish_r (plane.geos);
}

void
reeve_map_selection_set_place (ReeveMapSelection *self, const char *name, const ReeveGeometry *place, ReevePoint from, double limit_m)
{
  ReevePoint nearest;

  g_free (self->place_name);
  self->place_name = g_strdup (name);
  self->distance_m = reeve_distance_to_geometry_m (from, place, &nearest);
  self->nearest = reeve_world_from_lonlat (nearest.lon, nearest.lat);
  self->limit_m = limit_m;
  g_ptr_array_set_size (self->outline, 0);
  g_ptr_array_set_size (self->limit_line, 0);
  for (guint i = 0; i < reeve_geometry_get_n_parts (place); i++)
    {
      guint n;
      const ReevePoint *points = reeve_geometry_get_part (place, i, &n);
      GArray *line = g_array_new (FALSE, FALSE, sizeof (ReeveWorld));

      for (guint k = 0; k < n; k++)
        {
          ReeveWorld q = reeve_world_from_lonlat (points[k].lon, points[k].lat);
          g_array_append_val (line, q);
        }
      g_ptr_array_add (self->outline, line);
    }
  if (limit_m > 0)
    build_limit (place, limit_m, self->limit_line);
}

typedef struct { cairo_t *cr; const ReeveMapView *view; ReevePalette palette; } Pen;

static ReeveWorld
to_screen (const Pen *pen, ReeveWorld q)
{
  return (ReeveWorld) { CLAMP ((q.x - pen->view->x) * pen->view->scale, -1e6, 1e6), CLAMP ((q.y - pen->view->y) * pen->view->scale, -1e6, 1e6) };
}

static void
use (const Pen *pen, ReeveColour colour, double alpha)
{
  reeve_palette_set_source (pen->cr, reeve_palette_get (pen->palette, colour), alpha);
}

static void
lines_path (const Pen *pen, GPtrArray *lines)
{
  cairo_new_path (pen->cr);
  for (guint i = 0; i < lines->len; i++)
    {
      const GArray *line = g_ptr_array_index (lines, i);

      cairo_new_sub_path (pen->cr);
      for (guint k = 0; k < line->len; k++)
        {
          ReeveWorld q = to_screen (pen, g_array_index (line, ReeveWorld, k));
          cairo_line_to (pen->cr, q.x, q.y);
        }
    }
}

/* The property: hatched, so that what lies below stays readable and black print still tells it. */
static void
paint_place (const Pen *pen, const ReeveMapSelection *selection)
{
  double x0, y0, x1, y1;

  if (selection->outline->len == 0 || ((GArray *) g_ptr_array_index (selection->outline, 0))->len < 2)
    return;
  cairo_save (pen->cr);
  cairo_set_fill_rule (pen->cr, CAIRO_FILL_RULE_EVEN_ODD);
  lines_path (pen, selection->outline);
  cairo_path_extents (pen->cr, &x0, &y0, &x1, &y1);
  use (pen, REEVE_COLOUR_MAP_PLACE, 0.14);
  cairo_fill_preserve (pen->cr);
  cairo_save (pen->cr);
  cairo_clip (pen->cr);
  x0 = MAX (x0, -50);
  y0 = MAX (y0, -50);
  x1 = MIN (x1, 4000);
  y1 = MIN (y1, 4000);
  use (pen, REEVE_COLOUR_MAP_PLACE, 0.65);
  cairo_set_line_width (pen->cr, 0.9);
  for (double s = floor ((x0 + y0) / 7) * 7; s < x1 + y1; s += 7)
    {
      cairo_move_to (pen->cr, s - y0, y0);
      cairo_line_to (pen->cr, s - y1, y1);
    }
  cairo_stroke (pen->cr);
  cairo_restore (pen->cr);
  lines_path (pen, selection->outline);
  use (pen, REEVE_COLOUR_MAP_PLACE, 1);
  cairo_set_line_width (pen->cr, 1.6);
  cairo_stroke (pen->cr);
  cairo_restore (pen->cr);
}

static void
text_with_halo (const Pen *pen, const char *text, double size, ReeveTextStyle style, ReeveColour colour, double x, double y)
{
  g_autoptr (PangoLayout) layout = reeve_paint_layout (text, size, style);
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  cairo_new_path (pen->cr);
  cairo_move_to (pen->cr, x - (double) logical.width / PANGO_SCALE / 2, y - (double) logical.height / PANGO_SCALE / 2);
  pango_cairo_layout_path (pen->cr, layout);
  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (pen->cr, 4);
  use (pen, REEVE_COLOUR_MAP_GROUND, 0.95);
  cairo_stroke_preserve (pen->cr);
  use (pen, colour, 1);
  cairo_fill (pen->cr);
}

static void
paint_limit (const Pen *pen, const ReeveMapSelection *selection, ReeveWorld at)
{
  static const double dashes[] = { 6, 4 };
  g_autofree char *feet = NULL, *text = NULL;
  ReeveWorld top = { 0, 1e9 }, bottom = { 0, -1e9 };
  gboolean above;

  if (selection->limit_line->len == 0)
    return;
  cairo_save (pen->cr);
  lines_path (pen, selection->limit_line);
  use (pen, REEVE_COLOUR_MAP_PLACE, 1);
  cairo_set_line_width (pen->cr, 1.4);
  cairo_set_dash (pen->cr, dashes, 2, 0);
  cairo_stroke (pen->cr);
  cairo_restore (pen->cr);
  for (guint i = 0; i < selection->limit_line->len; i++)
    {
      const GArray *line = g_ptr_array_index (selection->limit_line, i);

      for (guint k = 0; k < line->len; k++)
        {
          ReeveWorld q = to_screen (pen, g_array_index (line, ReeveWorld, k));
          if (q.y > bottom.y)
            bottom = q;
          if (q.y < top.y)
            top = q;
        }
    }
  if (bottom.y - top.y < 110)
    return;
  /* where the business is not */
  above = at.y - top.y > bottom.y - at.y;
  feet = reeve_map_distance_text (selection->limit_m);
  /* Translators: what the dashed line around a school is; %s is a distance */
  text = g_strdup_printf (_("%s from the property line"), feet);
  text_with_halo (pen, text, 11, REEVE_TEXT_PLAIN, REEVE_COLOUR_MAP_PLACE, above ? top.x : bottom.x, above ? top.y - 11 : bottom.y + 11);
}

/* The middle of what is seen of a line. */
static void
middle_in_view (ReeveWorld from, ReeveWorld to, double width, double height, double *ret_x, double *ret_y)
{
  double sum = 0, t = 0.5;
  guint n = 0;

  for (guint i = 0; i <= 100; i++)
    {
      double x = from.x + (to.x - from.x) * i / 100, y = from.y + (to.y - from.y) * i / 100;

      if (x < 50 || y < 24 || x > width - 50 || y > height - 24)
        continue;
      sum += i / 100.0;
      n++;
    }
  if (n > 0)
    t = sum / n;
  *ret_x = from.x + (to.x - from.x) * t;
  *ret_y = from.y + (to.y - from.y) * t;
}

static void
paint_distance (const Pen *pen, const ReeveMapSelection *selection, ReeveWorld from, double width, double height)
{
  ReeveWorld to = to_screen (pen, selection->nearest);
  double dx = to.x - from.x, dy = to.y - from.y, length = hypot (dx, dy), mx, my;
  g_autofree char *text = reeve_map_distance_text (selection->distance_m);
  g_autoptr (PangoLayout) layout = reeve_paint_layout (text, 12.5, REEVE_TEXT_BOLD);
  int w, h;

  if (length < 2)
    return;
  middle_in_view (from, to, width, height, &mx, &my);
  cairo_save (pen->cr);
  use (pen, REEVE_COLOUR_TEXT, 1);
  cairo_set_line_width (pen->cr, 1.8);
  cairo_move_to (pen->cr, from.x, from.y);
  cairo_line_to (pen->cr, to.x, to.y);
  cairo_move_to (pen->cr, to.x - dy / length * 6, to.y + dx / length * 6);
  cairo_line_to (pen->cr, to.x + dy / length * 6, to.y - dx / length * 6);
  cairo_stroke (pen->cr);
  pango_layout_get_pixel_size (layout, &w, &h);
  if (length > 48)
    {
      cairo_rectangle (pen->cr, mx - w / 2.0 - 9, my - h / 2.0 - 2, w + 18, h + 4);
      cairo_fill (pen->cr);
      use (pen, REEVE_COLOUR_BASE, 1);
      cairo_move_to (pen->cr, mx - w / 2.0, my - h / 2.0);
      pango_cairo_show_layout (pen->cr, layout);
    }
  cairo_restore (pen->cr);
}

void
reeve_map_paint_selection (cairo_t *cr, const ReeveMapSelection *selection, const ReeveMapView *view, double width, double height,
                           ReevePalette palette)
{
  Pen pen = { cr, view, palette };
  ReeveMapPoint point = { .x = selection->point.x, .y = selection->point.y, .stack = selection->stack, .of = selection->of };
  ReeveWorld spot = to_screen (&pen, selection->point), at = spot;
  double dx = 0, dy = 0;

  if (!selection->placed)
    return;
  if (reeve_map_view_zoom (view) + 1e-6 >= REEVE_POINT_TOP_LEVEL)
    reeve_map_point_offset (&point, &dx, &dy);
  at.x += dx * REEVE_MAP_SYMBOL_PX;
  at.y += dy * REEVE_MAP_SYMBOL_PX;
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  if (selection->place_name != NULL)
    {
      double lowest = 1e9, x = 0;

      paint_limit (&pen, selection, at);
      paint_place (&pen, selection);
      paint_distance (&pen, selection, spot, width, height);
      for (guint i = 0; i < selection->outline->len; i++)
        {
          const GArray *line = g_ptr_array_index (selection->outline, i);

          for (guint k = 0; k < line->len; k++)
            {
              ReeveWorld q = to_screen (&pen, g_array_index (line, ReeveWorld, k));
              lowest = MIN (lowest, q.y);
              x += q.x / line->len / selection->outline->len;
            }
        }
      text_with_halo (&pen, selection->place_name, 11.5, REEVE_TEXT_BOLD, REEVE_COLOUR_MAP_PLACE, x, lowest - 9);
    }
  cairo_new_path (cr);
  cairo_arc (cr, at.x, at.y, 17, 0, 2 * G_PI);
  use (&pen, REEVE_COLOUR_BASE, 1);
  cairo_fill_preserve (cr);
  use (&pen, REEVE_COLOUR_ACCENT, 1);
  cairo_set_line_width (cr, 3);
  cairo_stroke (cr);
  reeve_symbol_draw (cr, selection->shown, palette, at.x, at.y, 21);
  if (selection->name != NULL)
    text_with_halo (&pen, selection->name, 13, REEVE_TEXT_BOLD, REEVE_COLOUR_TEXT, at.x, at.y + 28);
  cairo_restore (cr);
}
