/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names on the map. What matters more is placed first; a name that would touch another, or leave the view, tries its other places and is
 * then left out. The result depends on scene, view and style only: the same call gives the same names. */
#include "config.h"

#include "reeve-map-paint.h"

#include <math.h>
#include <string.h>

#include "reeve-paint-text.h"

#define GRID 64

typedef struct
{
  const char *text;        /* owned by the scene */
  double size;
  ReeveTextStyle style;
  ReeveColour colour, halo;
  double wrap;             /* lines are broken at this width; 0 = never */
  double x, y, angle;      /* centre, when straight */
  ReeveWorld *curve;       /* else the line the text follows, from its first letter on */
  guint n_curve;
  ReeveWorldBox box;
} Label;

struct _ReeveMapLabels
{
  GArray *labels;
  ReevePalette palette;
};

typedef struct
{
  const ReeveMapScene *scene;
  ReeveMapView view;
  double width, height, zoom;
  ReeveMapLabels *result;
  GArray *boxes;           /* ReeveWorldBox taken */
  GArray **grid;           /* guint per cell */
  guint columns, rows;
  GHashTable *widths;      /* "style size text" -> double * */
  GHashTable *named;       /* street name -> GArray of ReeveWorld, where it stands already */
} Placer;

static void
grid_span (const Placer *p, const ReeveWorldBox *box, guint span[4])
{
  span[0] = CLAMP (box->x0 / GRID, 0, p->columns - 1);
  span[1] = CLAMP (box->y0 / GRID, 0, p->rows - 1);
  span[2] = CLAMP (box->x1 / GRID, 0, p->columns - 1);
  span[3] = CLAMP (box->y1 / GRID, 0, p->rows - 1);
}

static gboolean
is_free (const Placer *p, const ReeveWorldBox *box)
{
  guint span[4];

  if (box->x0 < 2 || box->y0 < 2 || box->x1 > p->width - 2 || box->y1 > p->height - 2)
    return FALSE;
  grid_span (p, box, span);
  for (guint r = span[1]; r <= span[3]; r++)
    for (guint c = span[0]; c <= span[2]; c++)
      {
        const GArray *cell = p->grid[r * p->columns + c];

        for (guint i = 0; cell != NULL && i < cell->len; i++)
          {
            const ReeveWorldBox *other = &g_array_index (p->boxes, ReeveWorldBox, g_array_index (cell, guint, i));

            if (box->x0 < other->x1 && box->x1 > other->x0 && box->y0 < other->y1 && box->y1 > other->y0)
              return FALSE;
          }
      }
  return TRUE;
}

static void
take (Placer *p, const ReeveWorldBox *box)
{
  guint span[4], index = p->boxes->len;

  g_array_append_val (p->boxes, *box);
  grid_span (p, box, span);
  for (guint r = span[1]; r <= span[3]; r++)
    for (guint c = span[0]; c <= span[2]; c++)
      {
        GArray **cell = &p->grid[r * p->columns + c];

        if (*cell == NULL)
          *cell = g_array_new (FALSE, FALSE, sizeof (guint));
        g_array_append_val (*cell, index);
      }
}

static void
measure (Placer *p, const char *text, double size, ReeveTextStyle style, double wrap, double *ret_width, double *ret_height)
{
  g_autofree char *key = g_strdup_printf ("%d %g %g %s", style, size, wrap, text);
  double *known = g_hash_table_lookup (p->widths, key);

  if (known == NULL)
    {
      g_autoptr (PangoLayout) layout = reeve_paint_layout (text, size, style);
      PangoRectangle logical;

      if (wrap > 0)
        {
          pango_layout_set_single_paragraph_mode (layout, FALSE);
          pango_layout_set_width (layout, wrap * PANGO_SCALE);
        }
      pango_layout_get_extents (layout, NULL, &logical);
      known = g_new (double, 2);
      known[0] = (double) logical.width / PANGO_SCALE;
      known[1] = (double) logical.height / PANGO_SCALE;
      g_hash_table_insert (p->widths, g_steal_pointer (&key), known);
    }
  *ret_width = known[0];
  *ret_height = known[1];
}

static gboolean
put_straight (Placer *p, const Label *model, double x, double y, double width, double height)
{
  Label label = *model;

  label.x = x;
  label.y = y;
  label.box = (ReeveWorldBox) { x - width / 2 - 3, y - height / 2, x + width / 2 + 3, y + height / 2 };
  if (!is_free (p, &label.box))
    return FALSE;
  take (p, &label.box);
  g_array_append_val (p->result->labels, label);
  return TRUE;
}

/* The largest part of an area, and its centre of mass, in view units. */
static ReeveWorld
area_centre (const Placer *p, const ReeveMapFeature *f)
{
  double best = 0;
  ReeveWorld centre = { (f->box.x0 + f->box.x1) / 2, (f->box.y0 + f->box.y1) / 2 };

  for (guint part = 0; f->area && part < f->n_parts; part++)
    {
      guint n;
      const ReeveWorld *q = reeve_map_scene_get_part (p->scene, f, part, &n);
      double sum = 0, x = 0, y = 0;

      for (guint i = 0; i + 1 < n; i++)
        {
          double ax = q[i].x - q[0].x, ay = q[i].y - q[0].y, bx = q[i + 1].x - q[0].x, by = q[i + 1].y - q[0].y, c = ax * by - bx * ay;

          sum += c;
          x += (ax + bx) * c;
          y += (ay + by) * c;
        }
      if (fabs (sum) > best)
        {
          best = fabs (sum);
          centre = (ReeveWorld) { q[0].x + x / (3 * sum), q[0].y + y / (3 * sum) };
        }
    }
  centre.x = (centre.x - p->view.x) * p->view.scale;
  centre.y = (centre.y - p->view.y) * p->view.scale;
  return centre;
}

static gboolean
in_view (const Placer *p, const ReeveWorldBox *box)
{
  return (box->x1 - p->view.x) * p->view.scale >= 0 && (box->y1 - p->view.y) * p->view.scale >= 0
         && (box->x0 - p->view.x) * p->view.scale <= p->width && (box->y0 - p->view.y) * p->view.scale <= p->height;
}

static gboolean
stands_near (Placer *p, const char *name, ReeveWorld at, double distance)
{
  const GArray *places = g_hash_table_lookup (p->named, name);

  for (guint i = 0; places != NULL && i < places->len; i++)
    if (hypot (g_array_index (places, ReeveWorld, i).x - at.x, g_array_index (places, ReeveWorld, i).y - at.y) < distance)
      return TRUE;
  return FALSE;
}

static void
remember (Placer *p, const char *name, ReeveWorld at)
{
  GArray *places = g_hash_table_lookup (p->named, name);

  if (places == NULL)
    {
      places = g_array_new (FALSE, FALSE, sizeof (ReeveWorld));
      g_hash_table_insert (p->named, (gpointer) name, places);
    }
  g_array_append_val (places, at);
}

/* Beside the place, never on it, where its own mark and a business may stand. */
static void
place_places (Placer *p)
{
  if (p->zoom < 13.6)
    return;
  for (guint i = 0; i < reeve_map_scene_get_n_features (p->scene, REEVE_MAP_PLACES); i++)
    {
      const ReeveMapFeature *f = reeve_map_scene_get_feature (p->scene, REEVE_MAP_PLACES, i);
      Label label = { f->name, 11.5, REEVE_TEXT_BOLD, REEVE_COLOUR_MAP_PLACE, REEVE_COLOUR_MAP_GROUND, 130 };
      double width, height, x, y, half_w, half_h;

      if (f->name == NULL || !in_view (p, &f->box))
        continue;
      x = ((f->box.x0 + f->box.x1) / 2 - p->view.x) * p->view.scale;
      y = ((f->box.y0 + f->box.y1) / 2 - p->view.y) * p->view.scale;
      half_w = MAX ((f->box.x1 - f->box.x0) / 2 * p->view.scale, 5);
      half_h = MAX ((f->box.y1 - f->box.y0) / 2 * p->view.scale, 5);
      measure (p, f->name, label.size, label.style, label.wrap, &width, &height);
      if ((half_w * 2 < width * 0.22 && p->zoom < 15) || stands_near (p, f->name, (ReeveWorld) { x, y }, 300))
        continue;
      remember (p, f->name, (ReeveWorld) { x, y });
      if (g_strcmp0 (f->what, "park") == 0)
        {
          label.style = REEVE_TEXT_ITALIC;
          label.colour = REEVE_COLOUR_MAP_PARK_LABEL;
          label.halo = REEVE_COLOUR_MAP_PARK;
          if (half_w * 2 > width && half_h * 2 > height && put_straight (p, &label, x, y, width, height))
            continue;
        }
      if (!put_straight (p, &label, x, y - half_h - height / 2 - 1, width, height)
          && !put_straight (p, &label, x, y + half_h + height / 2 + 1, width, height)
          && !put_straight (p, &label, x + half_w + width / 2 + 4, y, width, height))
        put_straight (p, &label, x - half_w - width / 2 - 4, y, width, height);
    }
}

static void
place_areas (Placer *p, ReeveMapKind kind, double from_zoom, double to_zoom, double size, ReeveTextStyle style, ReeveColour colour,
             ReeveColour halo, double fit)
{
  if (p->zoom < from_zoom || p->zoom > to_zoom)
    return;
  for (guint i = 0; i < reeve_map_scene_get_n_features (p->scene, kind); i++)
    {
      const ReeveMapFeature *f = reeve_map_scene_get_feature (p->scene, kind, i);
      Label label = { f->name, size, style, colour, halo, 110 };
      double width, height, w = (f->box.x1 - f->box.x0) * p->view.scale, h = (f->box.y1 - f->box.y0) * p->view.scale;
      static const double shifts[][2] = { { 0, 0 }, { 0, -0.15 }, { 0, 0.15 }, { -0.15, 0 }, { 0.15, 0 }, { -0.2, -0.2 }, { 0.2, 0.2 } };
      ReeveWorld centre;

      if (f->name == NULL || !f->area || !in_view (p, &f->box))
        continue;
      measure (p, f->name, size, style, label.wrap, &width, &height);
      if (w < width * fit || h < height)
        continue;
      centre = area_centre (p, f);
      for (guint s = 0; s < G_N_ELEMENTS (shifts); s++)
        {
          ReeveWorld at = { centre.x + shifts[s][0] * w, centre.y + shifts[s][1] * h };

          /* pieces of one park, or of one river, are named once in a while */
          if (stands_near (p, f->name, at, 300) || !put_straight (p, &label, at.x, at.y, width, height))
            continue;
          remember (p, f->name, at);
          break;
        }
    }
}

/* A line in view units with the length up to each vertex. */
typedef struct { const ReeveWorld *points; const double *along; guint n; } Line;

static ReeveWorld
line_at (const Line *line, double s)
{
  guint low = 0, high = line->n - 1;
  double t;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (line->along[middle] <= s)
        low = middle;
      else
        high = middle;
    }
  t = line->along[high] > line->along[low] ? (s - line->along[low]) / (line->along[high] - line->along[low]) : 0;
  return (ReeveWorld) { line->points[low].x + t * (line->points[high].x - line->points[low].x),
                        line->points[low].y + t * (line->points[high].y - line->points[low].y) };
}

/* Readable along the line: neither a sharp corner under a letter, nor bent too far in all. */
static gboolean
bends_gently (const Line *line, double from, double to, double step, gboolean *ret_straight)
{
  ReeveWorld a = line_at (line, from), b = line_at (line, to), before = a;
  double chord = hypot (b.x - a.x, b.y - a.y), last = 0, total = 0, off = 0;
  gboolean first = TRUE;

  if (chord < (to - from) * 0.8)
    return FALSE;
  for (double s = from + step; s <= to + 0.01; s += step)
    {
      ReeveWorld q = line_at (line, MIN (s, to));
      double direction = atan2 (q.y - before.y, q.x - before.x);

      if (!first)
        {
          double turn = fabs (remainder (direction - last, 2 * G_PI));

          if (turn > 0.5)
            return FALSE;
          total += turn;
        }
      off = MAX (off, fabs ((q.x - a.x) * (b.y - a.y) - (q.y - a.y) * (b.x - a.x)) / chord);
      last = direction;
      before = q;
      first = FALSE;
    }
  *ret_straight = off < 1.5;
  return total < 1.1;
}

static ReeveWorld *
cut_curve (const Line *line, double from, double to, gboolean reverse, guint *ret_n)
{
  GArray *curve = g_array_new (FALSE, FALSE, sizeof (ReeveWorld));
  guint steps = MAX (2, (guint) ceil ((to - from) / 4));

  for (guint i = 0; i <= steps; i++)
    {
      ReeveWorld q = line_at (line, reverse ? to - (to - from) * i / steps : from + (to - from) * i / steps);
      g_array_append_val (curve, q);
    }
  *ret_n = curve->len;
  return (ReeveWorld *) (gpointer) g_array_free (curve, FALSE);
}

static gboolean
put_along (Placer *p, const Label *model, const Line *line, double middle, double width, double height)
{
  double from = middle - width / 2, to = middle + width / 2, half = height * 0.42;
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (ReeveWorldBox));
  ReeveWorld a, b, centre;
  gboolean straight, reverse;
  Label label = *model;

  if (from < 2 || to > line->along[line->n - 1] - 2)
    return FALSE;
  centre = line_at (line, middle);
  if (centre.x < 0 || centre.y < 0 || centre.x > p->width || centre.y > p->height)
    return FALSE;
  if (stands_near (p, label.text, centre, 220) || !bends_gently (line, from, to, height * 0.6, &straight))
    return FALSE;
  label.box = (ReeveWorldBox) { 1e9, 1e9, -1e9, -1e9 };
  for (double s = from; s <= to + 0.01; s += MIN (height * 0.7, MAX (to - s, 0.5)))
    {
      ReeveWorld q = line_at (line, s);
      ReeveWorldBox box = { q.x - half, q.y - half, q.x + half, q.y + half };

      if (!is_free (p, &box))
        return FALSE;
      g_array_append_val (taken, box);
      label.box.x0 = MIN (label.box.x0, box.x0 - 3);
      label.box.y0 = MIN (label.box.y0, box.y0 - 3);
      label.box.x1 = MAX (label.box.x1, box.x1 + 3);
      label.box.y1 = MAX (label.box.y1, box.y1 + 3);
      if (s >= to)
        break;
    }
  for (guint i = 0; i < taken->len; i++)
    take (p, &g_array_index (taken, ReeveWorldBox, i));
  remember (p, label.text, centre);
  a = line_at (line, from);
  b = line_at (line, to);
  reverse = b.x < a.x || (b.x == a.x && b.y > a.y);
  if (straight)
    {
      label.angle = reverse ? atan2 (a.y - b.y, a.x - b.x) : atan2 (b.y - a.y, b.x - a.x);
      label.x = (a.x + b.x) / 2;
      label.y = (a.y + b.y) / 2;
    }
  else
    label.curve = cut_curve (line, from, to, reverse, &label.n_curve);
  g_array_append_val (p->result->labels, label);
  return TRUE;
}

static void
place_street (Placer *p, const ReeveMapChain *chain, const Label *model, GArray *points, GArray *along)
{
  const ReeveWorld *world = reeve_map_scene_get_chain_points (p->scene, chain);
  static const double tries[] = { 0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.4, -0.4 };
  double length = 0, width, height, every;
  Line line;
  guint n;

  g_array_set_size (points, 0);
  g_array_set_size (along, 0);
  for (guint i = 0; i < chain->n; i++)
    {
      ReeveWorld q = { (world[i].x - p->view.x) * p->view.scale, (world[i].y - p->view.y) * p->view.scale };

      if (i > 0)
        {
          const ReeveWorld *last = &g_array_index (points, ReeveWorld, points->len - 1);
          length += hypot (q.x - last->x, q.y - last->y);
        }
      g_array_append_val (points, q);
      g_array_append_val (along, length);
    }
  if (length < model->size * 3)
    return;
  measure (p, chain->name, model->size, model->style, 0, &width, &height);
  if (length < width + 6)
    return;
  line = (Line) { (const ReeveWorld *) (gpointer) points->data, (const double *) (gpointer) along->data, points->len };
  every = MAX (480, width * 4);
  n = MAX (1, (guint) (length / every));
  for (guint k = 0; k < n; k++)
    for (guint t = 0; t < G_N_ELEMENTS (tries); t++)
      if (put_along (p, model, &line, length * (k + 0.5 + tries[t]) / n, width, height))
        break;
}

typedef struct { const ReeveMapChain *chain; double size; guint order; } Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *ra = a, *rb = b;

  if (ra->size != rb->size)
    return ra->size > rb->size ? -1 : 1;
  return (ra->order > rb->order) - (ra->order < rb->order);
}

static void
place_streets (Placer *p, ReeveMapClass klass, double from_zoom)
{
  guint n;
  const ReeveMapChain *chains = reeve_map_scene_get_chains (p->scene, &n);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (ReeveWorld));
  g_autoptr (GArray) along = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  Label label = { NULL, klass == REEVE_MAP_CLASS_MAJOR ? 12 : 11, REEVE_TEXT_PLAIN, REEVE_COLOUR_MAP_LABEL, REEVE_COLOUR_MAP_ROAD, 0 };

  if (p->zoom < from_zoom)
    return;
  for (guint i = 0; i < n; i++)
    {
      double size = hypot (chains[i].box.x1 - chains[i].box.x0, chains[i].box.y1 - chains[i].box.y0);
      Ranked one = { &chains[i], size, i };

      if (chains[i].klass == klass && in_view (p, &chains[i].box) && size * p->view.scale > 30)
        g_array_append_val (ranked, one);
    }
  g_array_sort (ranked, compare_ranked);
  for (guint i = 0; i < ranked->len; i++)
    {
      const ReeveMapChain *chain = g_array_index (ranked, Ranked, i).chain;

      label.text = chain->name;
      place_street (p, chain, &label, points, along);
    }
}

static void
label_clear (gpointer data)
{
  g_free (((Label *) data)->curve);
}

ReeveMapLabels *
reeve_map_labels_new (const ReeveMapScene *scene, const ReeveMapView *view, double width, double height, const ReeveMapStyle *style,
                      const GArray *blocked)
{
  ReeveMapLabels *self = g_new0 (ReeveMapLabels, 1);
  Placer p = { scene, *view, width, height, reeve_map_view_zoom (view), self };

  self->labels = g_array_new (FALSE, TRUE, sizeof (Label));
  g_array_set_clear_func (self->labels, label_clear);
  self->palette = style->palette;
  p.columns = (guint) (width / GRID) + 1;
  p.rows = (guint) (height / GRID) + 1;
  p.grid = g_new0 (GArray *, p.columns * p.rows);
  p.boxes = g_array_new (FALSE, FALSE, sizeof (ReeveWorldBox));
  p.widths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  p.named = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) g_array_unref);
  for (guint i = 0; blocked != NULL && i < blocked->len; i++)
    take (&p, &g_array_index (blocked, ReeveWorldBox, i));

  if (style->show & REEVE_MAP_SHOW (REEVE_MAP_PLACES))
    place_places (&p);
  if (style->show & REEVE_MAP_SHOW (REEVE_MAP_DISTRICTS))
    place_areas (&p, REEVE_MAP_DISTRICTS, 11, 16.5, 12, REEVE_TEXT_CAPS, REEVE_COLOUR_MAP_LABEL, REEVE_COLOUR_MAP_GROUND, 0.9);
  if (style->show & REEVE_MAP_SHOW (REEVE_MAP_STREETS))
    place_streets (&p, REEVE_MAP_CLASS_MAJOR, 12.6);
  if (style->show & REEVE_MAP_SHOW (REEVE_MAP_WATER))
    place_areas (&p, REEVE_MAP_WATER, 12, 20, 11.5, REEVE_TEXT_ITALIC, REEVE_COLOUR_MAP_WATER_LABEL, REEVE_COLOUR_MAP_WATER, 0.8);
  if (style->show & REEVE_MAP_SHOW (REEVE_MAP_PARKS))
    place_areas (&p, REEVE_MAP_PARKS, 13, 20, 11, REEVE_TEXT_ITALIC, REEVE_COLOUR_MAP_PARK_LABEL, REEVE_COLOUR_MAP_PARK, 0.8);
  if (style->show & REEVE_MAP_SHOW (REEVE_MAP_STREETS))
    {
      place_streets (&p, REEVE_MAP_CLASS_SECOND, 13.8);
      place_streets (&p, REEVE_MAP_CLASS_MINOR, 14.7);
    }

  for (guint i = 0; i < p.columns * p.rows; i++)
    if (p.grid[i] != NULL)
      g_array_unref (p.grid[i]);
  g_free (p.grid);
  g_array_unref (p.boxes);
  g_hash_table_unref (p.widths);
  g_hash_table_unref (p.named);
  return self;
}

void
reeve_map_labels_free (ReeveMapLabels *self)
{
  g_array_unref (self->labels);
  g_free (self);
}

guint
reeve_map_labels_get_n (const ReeveMapLabels *self)
{
  return self->labels->len;
}

/* One point of the text, @along the line and @off below it. The direction is taken over a few units, so that letters do not kink. */
static void
bend_point (const Line *line, double *x, double *y)
{
  double end = line->along[line->n - 1], s = CLAMP (*x, 0, end);
  ReeveWorld q = line_at (line, s), a = line_at (line, MAX (s - 5, 0)), b = line_at (line, MIN (s + 5, end));
  double d = MAX (hypot (b.x - a.x, b.y - a.y), 1e-9), ux = (b.x - a.x) / d, uy = (b.y - a.y) / d, off = *y, over = *x - s;

  *x = q.x + ux * over - uy * off;
  *y = q.y + uy * over + ux * off;
}

static void
bend_path (cairo_t *cr, const Label *label)
{
  g_autofree double *along = g_new (double, label->n_curve);
  Line line = { label->curve, along, label->n_curve };
  cairo_path_t *path = cairo_copy_path (cr);

  along[0] = 0;
  for (guint i = 1; i < label->n_curve; i++)
    along[i] = along[i - 1] + hypot (label->curve[i].x - label->curve[i - 1].x, label->curve[i].y - label->curve[i - 1].y);
  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    for (int k = 1; k < path->data[i].header.length; k++)
      bend_point (&line, &path->data[i + k].point.x, &path->data[i + k].point.y);
  cairo_new_path (cr);
  cairo_append_path (cr, path);
  cairo_path_destroy (path);
}

/* Along a bent street letter by letter, each turned as the street is there: as text it is a twentieth of its outlines. */
static void
show_bent (cairo_t *cr, const Label *label, PangoLayout *layout, double top, double step)
{
  g_autofree double *along = g_new (double, label->n_curve);
  Line line = { label->curve, along, label->n_curve };
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  PangoGlyphString *one = pango_glyph_string_new ();
  double x = 0, baseline = top + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE;

  along[0] = 0;
  for (guint i = 1; i < label->n_curve; i++)
    along[i] = along[i - 1] + hypot (label->curve[i].x - label->curve[i - 1].x, label->curve[i].y - label->curve[i - 1].y);
  pango_glyph_string_set_size (one, 1);
  do
    {
      PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);

      for (int i = 0; run != NULL && i < run->glyphs->num_glyphs; i++)
        {
          double width = (double) run->glyphs->glyphs[i].geometry.width / PANGO_SCALE;
          double px = x + width / 2, py = baseline, ax = px - 3, ay = baseline, bx = px + 3, by = baseline;

          bend_point (&line, &px, &py);
          bend_point (&line, &ax, &ay);
          bend_point (&line, &bx, &by);
          one->glyphs[0] = run->glyphs->glyphs[i];
          one->log_clusters[0] = 0;
          cairo_save (cr);
          cairo_translate (cr, px, py);
          cairo_rotate (cr, round (atan2 (by - ay, bx - ax) / step) * step);
          cairo_move_to (cr, -width / 2, 0);
          pango_cairo_show_glyph_string (cr, run->item->analysis.font, one);
          cairo_restore (cr);
          x += width;
        }
    }
  while (pango_layout_iter_next_run (iter));
  pango_glyph_string_free (one);
  pango_layout_iter_free (iter);
}

/* Every angle needs a font of its own, and cairo keeps 256: on paper a name along a street turns by whole steps. */
#define PAPER_STEP (G_PI / 90)

static void
paint_label (cairo_t *cr, const Label *label, ReevePalette palette)
{
  gboolean paper = cairo_surface_get_type (cairo_get_target (cr)) == CAIRO_SURFACE_TYPE_RECORDING;
  g_autoptr (PangoLayout) layout = reeve_paint_layout (label->text, label->size, label->style);
  PangoRectangle logical;
  double width, height;

  if (label->wrap > 0)
    {
      pango_layout_set_single_paragraph_mode (layout, FALSE);
      pango_layout_set_width (layout, label->wrap * PANGO_SCALE);
      pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
    }
  pango_layout_get_extents (layout, NULL, &logical);
  width = (double) (logical.width + (label->wrap > 0 ? 2 * logical.x : 0)) / PANGO_SCALE;
  height = (double) logical.height / PANGO_SCALE;
  cairo_save (cr);
  cairo_new_path (cr);
  if (label->curve != NULL && paper)
    {
      reeve_palette_set_source (cr, reeve_palette_get (palette, label->colour), 1);
      show_bent (cr, label, layout, -height / 2, 2 * PAPER_STEP);
      cairo_restore (cr);
      return;
    }
  if (label->curve != NULL)
    {
      cairo_move_to (cr, 0, -height / 2);
      pango_cairo_layout_path (cr, layout);
      bend_path (cr, label);
    }
  else
    {
      cairo_translate (cr, label->x, label->y);
      cairo_rotate (cr, paper ? round (label->angle / PAPER_STEP) * PAPER_STEP : label->angle);
      cairo_move_to (cr, -width / 2, -height / 2);
      if (paper)
        {
          /* A page to be written: as text, which can be searched and is a tenth of the bytes. */
          cairo_rectangle (cr, -width / 2, -height * 0.36, width, height * 0.72);
          reeve_palette_set_source (cr, reeve_palette_get (palette, label->halo), 0.6);
          cairo_fill (cr);
          cairo_move_to (cr, -width / 2, -height / 2);
          reeve_palette_set_source (cr, reeve_palette_get (palette, label->colour), 1);
          pango_cairo_show_layout (cr, layout);
          cairo_restore (cr);
          return;
        }
      pango_cairo_layout_path (cr, layout);
    }
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 3);
  reeve_palette_set_source (cr, reeve_palette_get (palette, label->halo), 0.85);
  cairo_stroke_preserve (cr);
  reeve_palette_set_source (cr, reeve_palette_get (palette, label->colour), 1);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  cairo_fill (cr);
  cairo_restore (cr);
}

void
reeve_map_labels_paint (const ReeveMapLabels *self, cairo_t *cr, double dx, double dy, double width, double height)
{
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_translate (cr, dx, dy);
  for (guint i = 0; i < self->labels->len; i++)
    {
      const Label *label = &g_array_index (self->labels, Label, i);

      if (label->box.x1 + dx >= 0 && label->box.y1 + dy >= 0 && label->box.x0 + dx <= width && label->box.y0 + dy <= height)
        paint_label (cr, label, self->palette);
    }
  cairo_restore (cr);
}
