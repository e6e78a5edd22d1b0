/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on the ground of the map: clusters and points, scale, north arrow, graticule. */
#include "config.h"

#include "reeve-map-paint.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "reeve-map-selection.h"
#include "reeve-paint-text.h"
#include "reeve-symbol.h"

double
reeve_map_cluster_radius (guint count)
{
  return count < 10 ? 14 : count < 100 ? 16.5 : count < 1000 ? 19 : count < 10000 ? 22 : 25;
}

static void
number_text (guint count, char text[16])
{
  if (count < 10000)
    g_snprintf (text, 16, "%u", count);
  else if (count < 1000000)
    /* Translators: thousands, as short as can be */
    g_snprintf (text, 16, _("%uk"), (count + 500) / 1000);
  else
    /* Translators: millions, as short as can be */
    g_snprintf (text, 16, _("%.1fM"), count / 1e6);
}

/* How a part of the ring is drawn: thick = violation and not met, medium = grounds, pending, medium dashed = not known, thin = met. */
static double
ring_width (ReeveShown shown)
{
  switch (shown)
    {
    case REEVE_SHOWN_VIOLATION:
    case REEVE_SHOWN_NOT_MET:
      return 4.2;
    case REEVE_SHOWN_GROUNDS:
    case REEVE_SHOWN_PENDING:
    case REEVE_SHOWN_NOT_KNOWN:
      return 2.8;
    default:
      return 1.5;
    }
}

static void
paint_ring (cairo_t *cr, const guint counts[REEVE_N_SHOWN], guint total, ReevePalette palette, double x, double y, double radius)
{
  double from = -G_PI / 2;

  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    {
      double to = from + 2 * G_PI * counts[i] / total, width = ring_width (i);
      /* a sliver of the worst must still be seen, and parts stand apart */
      double gap = counts[i] < total ? 0.04 : 0;
      static const double dash[] = { 2.6, 2.2 };

      if (counts[i] == 0)
        continue;
      cairo_set_line_width (cr, width);
      cairo_set_dash (cr, dash, i == REEVE_SHOWN_NOT_KNOWN ? 2 : 0, 0);
      reeve_palette_set_source (cr, reeve_palette_get_shown (palette, i), 1);
      cairo_new_path (cr);
      cairo_arc (cr, x, y, radius - 1.6, from + gap, MAX (to - gap, from + gap + 0.06));
      cairo_stroke (cr);
      from = to;
    }
  cairo_set_dash (cr, NULL, 0, 0);
}

void
reeve_map_paint_cluster (cairo_t *cr, const guint counts[REEVE_N_SHOWN], ReevePalette palette, double x, double y)
{
  guint total = 0;
  double radius;
  char text[16];

  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    total += counts[i];
  if (total == 0)
    return;
  radius = reeve_map_cluster_radius (total);
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius + 1.5, 0, 2 * G_PI);
  reeve_palette_set_source (cr, reeve_palette_get (palette, REEVE_COLOUR_BASE), 1);
  cairo_fill (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  paint_ring (cr, counts, total, palette, x, y, radius);
  number_text (total, text);
  reeve_palette_set_source (cr, reeve_palette_get (palette, REEVE_COLOUR_TEXT), 1);
  reeve_paint_text (cr, text, 13, REEVE_TEXT_BOLD, x, y, REEVE_TEXT_CENTRE);
  cairo_restore (cr);
}

/* A frame paints up to thousands of symbols and hundreds of clusters, nearly all of them those of the frame before. */
#define MAX_CLUSTER_STAMPS 2000

struct _ReeveMapStamps
{
  ReevePalette palette;
  int scale;
  double half;                                   /* of a symbol's picture, in units */
  cairo_surface_t *symbols[REEVE_N_SHOWN];
  const ReevePointIndex *index;                  /* whose clusters these are */
  GHashTable *clusters;                          /* tally of the node + 1 -> cairo_surface_t */
};

static cairo_surface_t *
new_picture (const ReeveMapStamps *stamps, double size, cairo_t **ret_cr)
{
  int pixels = (int) ceil (size) * stamps->scale;
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, pixels, pixels);

  cairo_surface_set_device_scale (picture, stamps->scale, stamps->scale);
  *ret_cr = cairo_create (picture);
  return picture;
}

ReeveMapStamps *
reeve_map_stamps_new (ReevePalette palette, int scale)
{
  ReeveMapStamps *self = g_new0 (ReeveMapStamps, 1);
  double size = ceil (REEVE_MAP_SYMBOL_PX + 2 * REEVE_MAP_SYMBOL_HALO_PX + 2);

  self->palette = palette;
  self->scale = CLAMP (scale, 1, 4);
  self->half = size / 2;
  self->clusters = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) cairo_surface_destroy);
  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    {
      cairo_t *cr;

      self->symbols[i] = new_picture (self, size, &cr);
      reeve_symbol_draw_with_halo (cr, i, palette, self->half, self->half, REEVE_MAP_SYMBOL_PX, REEVE_MAP_SYMBOL_HALO_PX,
                                   reeve_palette_get (palette, REEVE_COLOUR_MAP_GROUND));
      cairo_destroy (cr);
    }
  return self;
}

void
reeve_map_stamps_free (ReeveMapStamps *self)
{
  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    cairo_surface_destroy (self->symbols[i]);
  g_hash_table_unref (self->clusters);
  g_free (self);
}

static void
stamp (cairo_t *cr, cairo_surface_t *picture, double x, double y, double half)
{
  cairo_set_source_surface (cr, picture, round (x - half), round (y - half));
  cairo_paint (cr);
}

static void
stamp_cluster (cairo_t *cr, ReeveMapStamps *self, const ReevePointIndex *index, const ReevePointNode *node, double x, double y)
{
  double half = ceil (reeve_map_cluster_radius (node->count)) + 3;
  cairo_surface_t *picture;

  if (self->index != index || g_hash_table_size (self->clusters) > MAX_CLUSTER_STAMPS)
    {
      g_hash_table_remove_all (self->clusters);
      self->index = index;
    }
  picture = g_hash_table_lookup (self->clusters, GUINT_TO_POINTER (node->tally + 1));
  if (picture == NULL)
    {
      guint counts[REEVE_N_SHOWN];
      cairo_t *once;

      picture = new_picture (self, 2 * half, &once);
      reeve_point_index_get_counts (index, node, counts);
      reeve_map_paint_cluster (once, counts, self->palette, half, half);
      cairo_destroy (once);
      g_hash_table_insert (self->clusters, GUINT_TO_POINTER (node->tally + 1), picture);
    }
  stamp (cr, picture, x, y, half);
}

static void
add_box (GArray *boxes, double x, double y, double half)
{
  ReeveWorldBox box = { x - half, y - half, x + half, y + half };

  if (boxes != NULL)
    g_array_append_val (boxes, box);
}

/* The place of a point on the screen: its spot, or beside it when several share it and clusters are over. */
static void
point_place (const ReeveMapPoint *point, const ReeveMapView *view, int level, double *ret_x, double *ret_y)
{
  double dx = 0, dy = 0;

  if (level >= REEVE_POINT_TOP_LEVEL)
    reeve_map_point_offset (point, &dx, &dy);
  *ret_x = (point->x - view->x) * view->scale + dx * REEVE_MAP_SYMBOL_PX;
  *ret_y = (point->y - view->y) * view->scale + dy * REEVE_MAP_SYMBOL_PX;
}

static void
paint_point (cairo_t *cr, ReeveShown shown, ReevePalette palette, ReeveMapStamps *stamps, double x, double y)
{
  if (stamps != NULL)
    stamp (cr, stamps->symbols[shown], x, y, stamps->half);
  else
    reeve_symbol_draw_with_halo (cr, shown, palette, x, y, REEVE_MAP_SYMBOL_PX, REEVE_MAP_SYMBOL_HALO_PX,
                                 reeve_palette_get (palette, REEVE_COLOUR_MAP_GROUND));
}

static void
paint_clusters (cairo_t *cr, const ReevePointIndex *index, const GPtrArray *found, const ReeveMapView *view, ReevePalette palette,
                ReeveMapStamps *stamps, GArray *boxes)
{
  for (guint i = 0; i < found->len; i++)
    {
      const ReevePointNode *node = g_ptr_array_index (found, i);
      guint counts[REEVE_N_SHOWN];
      double x = (node->x - view->x) * view->scale, y = (node->y - view->y) * view->scale;

      if (node->count == 1)
        continue;
      add_box (boxes, x, y, reeve_map_cluster_radius (node->count) + 1);
      if (stamps != NULL)
        {
          stamp_cluster (cr, stamps, index, node, x, y);
          continue;
        }
      reeve_point_index_get_counts (index, node, counts);
      reeve_map_paint_cluster (cr, counts, palette, x, y);
    }
}

void
reeve_map_paint_points (cairo_t *cr, const ReevePointIndex *index, const ReeveMapView *view, double width, double height,
                        ReevePalette palette, ReeveMapStamps *stamps, GArray *boxes)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  int level = (int) floor (reeve_map_view_zoom (view) + 1e-6);
  double margin = 60 / view->scale;
  ReeveWorldBox box = { view->x - margin, view->y - margin, view->x + width / view->scale + margin, view->y + height / view->scale + margin };
  guint n, present[REEVE_N_SHOWN] = { 0 };
  const ReeveMapPoint *points = reeve_point_index_get_points (index, &n);

  reeve_point_index_query (index, level, box, found);
  for (guint i = 0; i < found->len; i++)
    if (((const ReevePointNode *) g_ptr_array_index (found, i))->count == 1)
      present[points[((const ReevePointNode *) g_ptr_array_index (found, i))->point].shown]++;
  for (int shown = REEVE_N_SHOWN - 1; shown >= 0; shown--)
    for (guint i = 0; present[shown] > 0 && i < found->len; i++)
      {
        const ReevePointNode *node = g_ptr_array_index (found, i);
        double x, y;

        if (node->count != 1 || points[node->point].shown != shown)
          continue;
        point_place (&points[node->point], view, level, &x, &y);
        paint_point (cr, shown, palette, stamps, x, y);
        add_box (boxes, x, y, REEVE_MAP_SYMBOL_PX / 2.0 + 1);
      }
  paint_clusters (cr, index, found, view, palette, stamps, boxes);
}

gboolean
reeve_map_pick (const ReevePointIndex *index, const ReeveMapView *view, double x, double y, ReevePointNode *ret_node)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  int level = (int) floor (reeve_map_view_zoom (view) + 1e-6);
  double reach = 80 / view->scale, wx = view->x + x / view->scale, wy = view->y + y / view->scale, best = 1;
  ReeveWorldBox box = { wx - reach, wy - reach, wx + reach, wy + reach };
  guint n;
  const ReeveMapPoint *points = reeve_point_index_get_points (index, &n);

  reeve_point_index_query (index, level, box, found);
  for (guint i = 0; i < found->len; i++)
    {
      const ReevePointNode *node = g_ptr_array_index (found, i);
      double px = (node->x - view->x) * view->scale, py = (node->y - view->y) * view->scale;
      double radius = node->count > 1 ? reeve_map_cluster_radius (node->count) + 2 : REEVE_MAP_SYMBOL_PX / 2.0 + 4;
      double d;

      if (node->count == 1)
        point_place (&points[node->point], view, level, &px, &py);
      d = hypot (px - x, py - y) / radius;
      if (d <= best)
        {
          best = d;
          *ret_node = *node;
        }
    }
  return best < 1;
}

static double
nice_degrees (double least)
{
  static const double steps[] = { 90, 45, 30, 15, 10, 5, 2, 1, 0.5, 0.25, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005 };

  for (guint i = G_N_ELEMENTS (steps); i > 0; i--)
    if (steps[i - 1] >= least)
      return steps[i - 1];
  return steps[0];
}

static void
degree_text (double degrees, double step, const char *positive, const char *negative, char *text, gsize size)
{
  int digits = step >= 1 ? 0 : step >= 0.1 ? 2 : step >= 0.01 ? 2 : step >= 0.001 ? 3 : 4;

  if (fabs (degrees) < step / 2)
    g_snprintf (text, size, "0\302\260");
  else
    g_snprintf (text, size, "%.*f\302\260 %s", digits, fabs (degrees), degrees < 0 ? negative : positive);
}

void
reeve_map_paint_graticule (cairo_t *cr, const ReeveMapView *view, double width, double height, ReevePalette palette)
{
  ReeveWorld a = { view->x, view->y }, b = { view->x + width / view->scale, view->y + height / view->scale };
  ReevePoint north_west = reeve_world_to_point (a), south_east = reeve_world_to_point (b);
  double step = nice_degrees ((south_east.lon - north_west.lon) * 130 / MAX (width, 1));
  char text[32];

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_set_line_width (cr, 1);
  for (double lon = ceil (north_west.lon / step) * step; lon <= south_east.lon; lon += step)
    {
      double x = floor ((reeve_world_from_lonlat (lon, 0).x - view->x) * view->scale) + 0.5;

      reeve_palette_set_source (cr, reeve_palette_get (palette, REEVE_COLOUR_HAIRLINE), 1);
      cairo_move_to (cr, x, 0);
      cairo_line_to (cr, x, height);
      cairo_stroke (cr);
      degree_text (lon, step, C_ ("longitude", "E"), C_ ("longitude", "W"), text, sizeof text);
      reeve_palette_set_source (cr, reeve_palette_get (palette, REEVE_COLOUR_MAP_LABEL), 1);
      reeve_paint_text (cr, text, 11, REEVE_TEXT_PLAIN, x + 4, height - 9, REEVE_TEXT_START);
    }
  for (double lat = ceil (south_east.lat / step) * step; lat <= north_west.lat; lat += step)
    {
      double y = floor ((reeve_world_from_lonlat (0, lat).y - view->y) * view->scale) + 0.5;

      reeve_palette_set_source (cr, reeve_palette_get (palette, REEVE_COLOUR_HAIRLINE), 1);
      cairo_move_to (cr, 0, y);
      cairo_line_to (cr, width, y);
      cairo_stroke (cr);
      degree_text (lat, step, C_ ("latitude", "N"), C_ ("latitude", "S"), text, sizeof text);
      reeve_palette_set_source (cr, reeve_palette_get (palette, REEVE_COLOUR_MAP_LABEL), 1);
      reeve_paint_text (cr, text, 11, REEVE_TEXT_PLAIN, 6, y - 8, REEVE_TEXT_START);
    }
  cairo_restore (cr);
}

/* @metres: per view unit. */
static char *
metric_scale_text (double metres, double most, double *ret_length)
{
  static const int lengths[] = { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000, 200000, 500000, 1000000, 2000000 };
  guint i = G_N_ELEMENTS (lengths) - 1;

  while (i > 0 && lengths[i] / metres > most)
    i--;
  *ret_length = lengths[i] / metres;
  /* Translators: what the bar of the map's scale stands for */
  return lengths[i] >= 1000 ? g_strdup_printf (_("%d km"), lengths[i] / 1000) : g_strdup_printf (_("%d m"), lengths[i]);
}

/**
 * reeve_map_scale_text:
 * @height: of the view; the scale holds at its middle
 * @most: the longest the bar may be, in view units
 * @ret_length: (out): length of the bar, in view units
 *
 * Feet of 0.3048 m below half a mile, then miles of 1609.344 m; or metres and kilometres.
 *
 * Returns: (transfer full): what stands above the bar
 */
char *
reeve_map_scale_text (const ReeveMapView *view, double height, double most, double *ret_length)
{
  static const double feet[] = { 5, 10, 20, 50, 100, 200, 500, 1000, 2000 };
  static const double miles[] = { 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000 };
  double metres = reeve_world_metres (view->y + height / 2 / view->scale) / view->scale; /* per unit */

  if (reeve_map_uses_metres ())
    return metric_scale_text (metres, most, ret_length);
  for (guint i = G_N_ELEMENTS (miles); i > 0; i--)
    if (miles[i - 1] * REEVE_METRES_PER_MILE / metres <= most)
      {
        *ret_length = miles[i - 1] * REEVE_METRES_PER_MILE / metres;
        if (miles[i - 1] < 1)
          return g_strdup (_("1/2 mile"));
        if (miles[i - 1] >= 1000)
          return g_strdup_printf (_("%d,%03d miles"), (int) miles[i - 1] / 1000, (int) miles[i - 1] % 1000);
        return g_strdup_printf (ngettext ("%d mile", "%d miles", (gulong) miles[i - 1]), (int) miles[i - 1]);
      }
  for (guint i = G_N_ELEMENTS (feet); i > 0; i--)
    if (feet[i - 1] * REEVE_METRES_PER_FOOT / metres <= most || i == 1)
      {
        int whole = (int) feet[i - 1];

        *ret_length = feet[i - 1] * REEVE_METRES_PER_FOOT / metres;
        /* the C locale groups no digits, and four of them read badly without */
        return whole >= 1000 ? g_strdup_printf (_("%d,%03d ft"), whole / 1000, whole % 1000) : g_strdup_printf (_("%d ft"), whole);
      }
  g_assert_not_reached ();
}

void
reeve_map_paint_scale (cairo_t *cr, const ReeveMapView *view, double map_height, double x, double bottom, double most, ReevePalette palette)
{
  double length;
  g_autofree char *text = reeve_map_scale_text (view, map_height, most, &length);

  cairo_save (cr);
  reeve_palette_set_source (cr, reeve_palette_get (palette, REEVE_COLOUR_TEXT), 1);
  cairo_set_line_width (cr, 1.6);
  cairo_move_to (cr, x, bottom - 7);
  cairo_line_to (cr, x, bottom);
  cairo_line_to (cr, x + length, bottom);
  cairo_line_to (cr, x + length, bottom - 7);
  cairo_stroke (cr);
  reeve_paint_text (cr, text, 12, REEVE_TEXT_PLAIN, x + length / 2, bottom - 13, REEVE_TEXT_CENTRE);
  cairo_restore (cr);
}

void
reeve_map_paint_north (cairo_t *cr, double x, double y, double size, ReevePalette palette)
{
  double h = size / 2;

  cairo_save (cr);
  reeve_palette_set_source (cr, reeve_palette_get (palette, REEVE_COLOUR_TEXT), 1);
  cairo_move_to (cr, x, y - h);
  cairo_line_to (cr, x + h * 0.5, y + h * 0.55);
  cairo_line_to (cr, x, y + h * 0.22);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_set_line_width (cr, 1);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, x, y - h);
  cairo_line_to (cr, x - h * 0.5, y + h * 0.55);
  cairo_line_to (cr, x, y + h * 0.22);
  cairo_close_path (cr);
  cairo_stroke (cr);
  /* Translators: north, on the arrow of the map */
  reeve_paint_text (cr, C_ ("compass", "N"), 12, REEVE_TEXT_BOLD, x, y + h + 3, REEVE_TEXT_CENTRE);
  cairo_restore (cr);
}
