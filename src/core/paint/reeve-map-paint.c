/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ground of the map. Widths and what is left out depend on the zoom only, so that a tile and a page of the same zoom agree. */
#include "config.h"

#include "reeve-map-paint.h"

#include <math.h>

#include "reeve-map-tiles.h"

/* Beyond this many units cairo's fixed-point numbers come near their end: rings and lines are then clipped by us. */
#define CLIP_FROM 200000.0
#define CLIP_MARGIN 64.0

typedef struct
{
  cairo_t *cr;
  const ReeveMapScene *scene;
  ReeveMapView view;
  double width, height;
  double zoom;
  ReevePalette palette;
  ReeveWorldBox box;       /* what is visible, with a margin for line widths */
  GArray *ring, *other;    /* ReeveWorld, scratch of the clipping */
  gboolean paper;          /* drawn into a document */
  cairo_matrix_t matrix;   /* of the document's page; only scales and moves */
} Painter;

static gboolean
visible (const Painter *p, const ReeveMapFeature *f, double least)
{
  if (f->box.x1 < p->box.x0 || f->box.x0 > p->box.x1 || f->box.y1 < p->box.y0 || f->box.y0 > p->box.y1)
    return FALSE;
  return MAX (f->box.x1 - f->box.x0, f->box.y1 - f->box.y0) * p->view.scale >= least;
}

/* Sutherland-Hodgman against one side: 0 left, 1 right, 2 top, 3 bottom. */
static void
clip_side (GArray *in, GArray *out, int side, double limit)
{
  g_array_set_size (out, 0);
  for (guint i = 0; i < in->len; i++)
    {
      ReeveWorld a = g_array_index (in, ReeveWorld, i), b = g_array_index (in, ReeveWorld, (i + 1) % in->len);
      double va = side < 2 ? a.x : a.y, vb = side < 2 ? b.x : b.y;
      gboolean ina = (side & 1) ? va <= limit : va >= limit, inb = (side & 1) ? vb <= limit : vb >= limit;

      if (ina)
        g_array_append_val (out, a);
      if (ina != inb)
        {
          double t = (limit - va) / (vb - va);
          ReeveWorld c = { a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) };
          g_array_append_val (out, c);
        }
    }
}

static void
ring_path (Painter *p, const ReeveWorld *points, guint n)
{
  g_array_set_size (p->ring, 0);
  for (guint i = 0; i < n; i++)
    {
      ReeveWorld q = { (points[i].x - p->view.x) * p->view.scale, (points[i].y - p->view.y) * p->view.scale };
      g_array_append_val (p->ring, q);
    }
  clip_side (p->ring, p->other, 0, -CLIP_MARGIN);
  clip_side (p->other, p->ring, 1, p->width + CLIP_MARGIN);
  clip_side (p->ring, p->other, 2, -CLIP_MARGIN);
  clip_side (p->other, p->ring, 3, p->height + CLIP_MARGIN);
  for (guint i = 0; i < p->ring->len; i++)
    cairo_line_to (p->cr, g_array_index (p->ring, ReeveWorld, i).x, g_array_index (p->ring, ReeveWorld, i).y);
  if (p->ring->len > 0)
    cairo_close_path (p->cr);
}

/* Quarters of a point are finer than print, and short to write: the length of its numbers is most of what a page costs. */
static void
snap (const Painter *p, double *x, double *y)
{
  *x = (round ((*x * p->matrix.xx + p->matrix.x0) * 4) / 4 - p->matrix.x0) / p->matrix.xx;
  *y = (round ((*y * p->matrix.yy + p->matrix.y0) * 4) / 4 - p->matrix.y0) / p->matrix.yy;
}

/* Lines go on where the last one ended: pieces of one street are one line then. */
static gboolean
goes_on (const Painter *p, double x, double y)
{
  double lx, ly;

  if (!p->paper || !cairo_has_current_point (p->cr))
    return FALSE;
  cairo_get_current_point (p->cr, &lx, &ly);
  return fabs (lx - x) < 0.05 && fabs (ly - y) < 0.05;
}

/* One part as a path, vertices nearer than half a unit to the last left out. */
static void
part_path (Painter *p, const ReeveMapFeature *f, guint part, gboolean outline)
{
  guint n;
  const ReeveWorld *points = reeve_map_scene_get_part (p->scene, f, part, &n);
  double size = MAX (f->box.x1 - f->box.x0, f->box.y1 - f->box.y0) * p->view.scale, lx = 0, ly = 0;
  const double least = p->paper ? 0.8 : 0.5;

  if (f->area && !outline && size > CLIP_FROM)
    {
      cairo_new_sub_path (p->cr);
      ring_path (p, points, n);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      double x = CLAMP ((points[i].x - p->view.x) * p->view.scale, -4e6, 4e6);
      double y = CLAMP ((points[i].y - p->view.y) * p->view.scale, -4e6, 4e6);

      if (i > 0 && i + 1 < n && fabs (x - lx) < least && fabs (y - ly) < least)
        continue;
      if (p->paper)
        snap (p, &x, &y);
      if (i == 0 && (f->area || !goes_on (p, x, y)))
        cairo_move_to (p->cr, x, y);
      else if (i > 0)
        cairo_line_to (p->cr, x, y);
      lx = x;
      ly = y;
    }
  if (f->area)
    cairo_close_path (p->cr);
}

static void
feature_path (Painter *p, const ReeveMapFeature *f, gboolean outline)
{
  cairo_new_path (p->cr);
  for (guint i = 0; i < f->n_parts; i++)
    part_path (p, f, i, outline);
}

static void
use (Painter *p, ReeveColour colour, double alpha)
{
  reeve_palette_set_source (p->cr, reeve_palette_get (p->palette, colour), alpha);
}

static void
paint_areas (Painter *p, ReeveMapKind kind, ReeveColour colour, double line_width)
{
  use (p, colour, 1);
  for (guint i = 0; i < reeve_map_scene_get_n_features (p->scene, kind); i++)
    {
      const ReeveMapFeature *f = reeve_map_scene_get_feature (p->scene, kind, i);

      if (!visible (p, f, 1.5))
        continue;
      feature_path (p, f, FALSE);
      if (f->area)
        cairo_fill (p->cr);
      else if (line_width > 0)
        {
          cairo_set_line_width (p->cr, line_width);
          cairo_stroke (p->cr);
        }
    }
}

static void
paint_boundary (Painter *p)
{
  guint n = reeve_map_scene_get_n_features (p->scene, REEVE_MAP_BOUNDARY);
  gboolean inside = FALSE;

  for (guint i = 0; i < n; i++)
    inside = inside || reeve_map_scene_get_feature (p->scene, REEVE_MAP_BOUNDARY, i)->area;
  use (p, inside ? REEVE_COLOUR_MAP_OUTSIDE : REEVE_COLOUR_MAP_GROUND, 1);
  cairo_paint (p->cr);
  if (inside)
    paint_areas (p, REEVE_MAP_BOUNDARY, REEVE_COLOUR_MAP_GROUND, 0);
}

static void
paint_zoning (Painter *p)
{
  static const ReeveColour colours[] = {
    [REEVE_MAP_CLASS_COMMERCIAL] = REEVE_COLOUR_MAP_COMMERCIAL, [REEVE_MAP_CLASS_RESIDENTIAL] = REEVE_COLOUR_MAP_RESIDENTIAL,
    [REEVE_MAP_CLASS_INDUSTRIAL] = REEVE_COLOUR_MAP_INDUSTRIAL, [REEVE_MAP_CLASS_INSTITUTIONAL] = REEVE_COLOUR_MAP_INSTITUTIONAL,
    [REEVE_MAP_CLASS_OPEN] = REEVE_COLOUR_MAP_PARK,
  };

  for (guint i = 0; i < reeve_map_scene_get_n_features (p->scene, REEVE_MAP_ZONING); i++)
    {
      const ReeveMapFeature *f = reeve_map_scene_get_feature (p->scene, REEVE_MAP_ZONING, i);

      if (!visible (p, f, 2) || !f->area)
        continue;
      feature_path (p, f, FALSE);
      if (f->klass >= REEVE_MAP_CLASS_COMMERCIAL)
        {
          use (p, colours[f->klass], 1);
          cairo_fill_preserve (p->cr);
        }
      cairo_set_line_width (p->cr, 0.8);
      use (p, REEVE_COLOUR_MAP_CASING, 1);
      if (f->patch)
        cairo_new_path (p->cr);
      else
        cairo_stroke (p->cr);
    }
}

/* Width in units of a street at a zoom: a straight line between the steps of the table. */
static double
street_width (ReeveMapClass klass, double zoom)
{
  static const struct { double zoom, major, second, minor; } steps[] = {
    { 9, 0.7, 0, 0 }, { 11, 1.4, 0.7, 0 }, { 12, 2.0, 1.2, 0.5 }, { 13, 3.0, 2.2, 1.1 }, { 14, 4.4, 3.4, 2.0 }, { 15, 7, 5.6, 3.8 },
    { 16, 11, 9, 7 }, { 17, 16, 13.5, 11 }, { 18, 24, 21, 18 }, { 20, 64, 58, 52 },
  };
  guint i = 1;
  double t, a, b;

  if (zoom <= steps[0].zoom)
    i = 1;
  else
    while (i + 1 < G_N_ELEMENTS (steps) && zoom > steps[i].zoom)
      i++;
  t = CLAMP ((zoom - steps[i - 1].zoom) / (steps[i].zoom - steps[i - 1].zoom), 0, 1);
  a = klass == REEVE_MAP_CLASS_MAJOR ? steps[i - 1].major : klass == REEVE_MAP_CLASS_SECOND ? steps[i - 1].second : steps[i - 1].minor;
  b = klass == REEVE_MAP_CLASS_MAJOR ? steps[i].major : klass == REEVE_MAP_CLASS_SECOND ? steps[i].second : steps[i].minor;
  return a + t * (b - a);
}

static void
stroke_streets (Painter *p, ReeveMapClass klass, double width, ReeveColour colour, double least)
{
  /* On paper all of a class are one path: what costs there is the number of things drawn, not their size. */
  use (p, colour, 1);
  cairo_set_line_width (p->cr, width);
  cairo_new_path (p->cr);
  for (guint i = 0; i < reeve_map_scene_get_n_features (p->scene, REEVE_MAP_STREETS); i++)
    {
      const ReeveMapFeature *f = reeve_map_scene_get_feature (p->scene, REEVE_MAP_STREETS, i);

      if (f->klass != klass || !visible (p, f, least))
        continue;
      for (guint k = 0; k < f->n_parts; k++)
        part_path (p, f, k, TRUE);
      if (!p->paper)
        cairo_stroke (p->cr);
    }
  cairo_stroke (p->cr);
}

static void
paint_rails (Painter *p)
{
  static const double ties[] = { 4, 4 };

  if (p->zoom < 12.5)
    return;
  cairo_set_line_cap (p->cr, CAIRO_LINE_CAP_BUTT);
  stroke_streets (p, REEVE_MAP_CLASS_RAIL, p->zoom < 15 ? 1.6 : 2.4, REEVE_COLOUR_MAP_CASING, 0.5);
  if (p->zoom >= 14)
    {
      cairo_set_dash (p->cr, ties, 2, 0);
      stroke_streets (p, REEVE_MAP_CLASS_RAIL, p->zoom < 15 ? 0.8 : 1.2, REEVE_COLOUR_MAP_GROUND, 0.5);
      cairo_set_dash (p->cr, NULL, 0, 0);
    }
}

/* All casings before all surfaces, so that crossings stay open. */
static void
paint_streets (Painter *p)
{
  static const ReeveMapClass order[] = { REEVE_MAP_CLASS_MINOR, REEVE_MAP_CLASS_SECOND, REEVE_MAP_CLASS_MAJOR };
  static const double dots[] = { 3, 3 };

  cairo_set_line_join (p->cr, CAIRO_LINE_JOIN_ROUND);
  paint_rails (p);
  if (p->zoom >= 15)
    {
      cairo_set_dash (p->cr, dots, 2, 0);
      stroke_streets (p, REEVE_MAP_CLASS_PATH, 1, REEVE_COLOUR_MAP_CASING, 0.5);
      cairo_set_dash (p->cr, NULL, 0, 0);
    }
  cairo_set_line_cap (p->cr, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      double width = street_width (order[i], p->zoom);

      if (width >= 0.4)
        stroke_streets (p, order[i], width < 1 ? 0.9 : width + (p->zoom < 14 ? 1.0 : 1.6), REEVE_COLOUR_MAP_CASING, 0.5);
    }
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      double width = street_width (order[i], p->zoom);

      if (width >= 1)
        stroke_streets (p, order[i], width, REEVE_COLOUR_MAP_ROAD, 0.5);
    }
  cairo_set_line_cap (p->cr, CAIRO_LINE_CAP_BUTT);
}

static void
paint_outlines (Painter *p, ReeveMapKind kind, ReeveColour colour, double width, const double *dashes, int n_dashes)
{
  use (p, colour, 1);
  cairo_set_line_width (p->cr, width);
  cairo_set_dash (p->cr, dashes, n_dashes, 0);
  for (guint i = 0; i < reeve_map_scene_get_n_features (p->scene, kind); i++)
    {
      const ReeveMapFeature *f = reeve_map_scene_get_feature (p->scene, kind, i);

      if (f->patch || !visible (p, f, 3))
        continue;
      feature_path (p, f, TRUE);
      cairo_stroke (p->cr);
    }
  cairo_set_dash (p->cr, NULL, 0, 0);
}

/* Sensitive uses: a grounds with a firm edge, a point as a small square; neither looks like an outcome. */
static void
paint_places (Painter *p)
{
  for (guint i = 0; i < reeve_map_scene_get_n_features (p->scene, REEVE_MAP_PLACES); i++)
    {
      const ReeveMapFeature *f = reeve_map_scene_get_feature (p->scene, REEVE_MAP_PLACES, i);
      double x = ((f->box.x0 + f->box.x1) / 2 - p->view.x) * p->view.scale, y = ((f->box.y0 + f->box.y1) / 2 - p->view.y) * p->view.scale;
      double half = p->zoom < 13 ? 2 : p->zoom < 15 ? 3 : 4;

      if (!visible (p, f, 0))
        continue;
      if (f->area && visible (p, f, 5))
        {
          gboolean park = g_strcmp0 (f->what, "park") == 0;

          feature_path (p, f, FALSE);
          use (p, park ? REEVE_COLOUR_MAP_PARK : REEVE_COLOUR_MAP_PLACE, park ? 1 : p->palette == REEVE_PALETTE_DARK ? 0.28 : 0.16);
          cairo_fill (p->cr);
          feature_path (p, f, TRUE);
          use (p, park ? REEVE_COLOUR_MAP_PARK_LABEL : REEVE_COLOUR_MAP_PLACE, park ? 0.7 : p->zoom < 14 ? 0.8 : 1);
          cairo_set_line_width (p->cr, park || p->zoom < 14 ? 0.8 : 1.1);
          cairo_stroke (p->cr);
          continue;
        }
      if (p->zoom < 11)
        continue;
      cairo_rectangle (p->cr, x - half, y - half, 2 * half, 2 * half);
      use (p, REEVE_COLOUR_MAP_GROUND, 1);
      cairo_fill_preserve (p->cr);
      cairo_set_line_width (p->cr, 1.2);
      use (p, REEVE_COLOUR_MAP_PLACE, 1);
      cairo_stroke (p->cr);
      if (half >= 3)
        {
          cairo_rectangle (p->cr, x - half / 3, y - half / 3, 2 * half / 3, 2 * half / 3);
          cairo_fill (p->cr);
        }
    }
}

static void
paint_layers (Painter *p, guint show)
{
  paint_boundary (p);
  if (show & REEVE_MAP_SHOW (REEVE_MAP_ZONING))
    paint_zoning (p);
  if (show & REEVE_MAP_SHOW (REEVE_MAP_PARKS))
    paint_areas (p, REEVE_MAP_PARKS, REEVE_COLOUR_MAP_PARK, 0);
  if (show & REEVE_MAP_SHOW (REEVE_MAP_WATER))
    paint_areas (p, REEVE_MAP_WATER, REEVE_COLOUR_MAP_WATER, p->zoom < 13 ? 1 : p->zoom < 15 ? 2 : 3.5);
  if (show & REEVE_MAP_SHOW (REEVE_MAP_STREETS))
    paint_streets (p);
}

/**
 * reeve_map_paint_ground:
 * @width: of the view, in units of @cr
 *
 * Paints every pixel of the view.
 */
void
reeve_map_paint_ground (cairo_t *cr, const ReeveMapScene *scene, const ReeveMapView *view, double width, double height,
                        const ReeveMapStyle *style)
{
  static const double district[] = { 7, 3, 1.5, 3 }, boundary[] = { 9, 3, 2, 3, 2, 3 };
  double margin = 40 / view->scale;
  Painter p = { cr, scene, *view, width, height, reeve_map_view_zoom (view), style->palette, { 0 }, NULL, NULL, FALSE, { 0 } };

  p.box = (ReeveWorldBox) { view->x - margin, view->y - margin, view->x + width / view->scale + margin,
                            view->y + height / view->scale + margin };
  p.paper = cairo_surface_get_type (cairo_get_target (cr)) == CAIRO_SURFACE_TYPE_RECORDING;
  cairo_get_matrix (cr, &p.matrix);
  p.paper = p.paper && p.matrix.xy == 0 && p.matrix.yx == 0;
  p.ring = g_array_new (FALSE, FALSE, sizeof (ReeveWorld));
  p.other = g_array_new (FALSE, FALSE, sizeof (ReeveWorld));
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (reeve_map_scene_get_pictures (scene) != NULL)
    {
      use (&p, REEVE_COLOUR_MAP_GROUND, 1);
      cairo_paint (cr);
      reeve_map_paint_pictures (cr, reeve_map_scene_get_pictures (scene), view, width, height);
    }
  else
    paint_layers (&p, style->show);
  if (style->show & REEVE_MAP_SHOW (REEVE_MAP_OTHER))
    paint_outlines (&p, REEVE_MAP_OTHER, REEVE_COLOUR_MAP_LINE, 0.8, NULL, 0);
  if (style->show & REEVE_MAP_SHOW (REEVE_MAP_DISTRICTS))
    paint_outlines (&p, REEVE_MAP_DISTRICTS, REEVE_COLOUR_MAP_LINE, 1.1, district, 4);
  if (style->show & REEVE_MAP_SHOW (REEVE_MAP_BOUNDARY))
    paint_outlines (&p, REEVE_MAP_BOUNDARY, REEVE_COLOUR_MAP_LINE, 1.6, boundary, 6);
  if (style->show & REEVE_MAP_SHOW (REEVE_MAP_PLACES))
    paint_places (&p);
  cairo_restore (cr);
  g_array_unref (p.ring);
  g_array_unref (p.other);
}

ReeveMapView
reeve_map_view_fit (ReeveWorldBox box, double width, double height, double margin, double max_zoom)
{
  ReeveMapView view;
  double w = MAX (box.x1 - box.x0, 1e-12), h = MAX (box.y1 - box.y0, 1e-12);

  view.scale = MIN ((width - 2 * margin) / w, (height - 2 * margin) / h);
  view.scale = CLAMP (view.scale, REEVE_TILE_SIZE, REEVE_TILE_SIZE * exp2 (max_zoom));
  view.x = (box.x0 + box.x1) / 2 - width / 2 / view.scale;
  view.y = (box.y0 + box.y1) / 2 - height / 2 / view.scale;
  return view;
}
