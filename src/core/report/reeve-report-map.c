/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small maps of areas on paper, side by side, with one key: how large a share is, never where a place is. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "reeve-geometry.h"
#include "reeve-paint-text.h"
#include "reeve-report-private.h"

#define HEIGHT 230.0
#define GAP 18.0
#define N_STEPS 4

static const double steps[N_STEPS] = { 0.05, 0.15, 0.30, 1.01 };   /* upper ends, of one */
static const double greys[N_STEPS] = { 0.92, 0.76, 0.58, 0.40 };

static guint
step_of (double share)
{
  guint step = 0;

  while (step + 1 < N_STEPS && share >= steps[step])
    step++;
  return step;
}

static const char *
step_label (guint step)
{
  switch (step)
    {
    case 0: return _("under 5 %");
    case 1: return _("5 to under 15 %");
    case 2: return _("15 to under 30 %");
    default: return _("30 % or more");
    }
}

typedef struct { double west, north, scale_x, scale_y, x, y; } Frame;

static void
path_of (cairo_t *cr, const Frame *frame, const ReeveGeometry *geometry)
{
  guint n_rings = reeve_geometry_get_n_parts (geometry);

  for (guint r = 0; r < n_rings; r++)
    {
      guint n;
      const ReevePoint *points = reeve_geometry_get_part (geometry, r, &n);

      for (guint i = 0; i < n; i++)
        {
          double x = frame->x + (points[i].lon - frame->west) * frame->scale_x, y = frame->y + (frame->north - points[i].lat) * frame->scale_y;

          if (i == 0)
            cairo_move_to (cr, x, y);
          else
            cairo_line_to (cr, x, y);
        }
      cairo_close_path (cr);
    }
}

static void
put_area (cairo_t *cr, const Frame *frame, const ReeveGeometry *geometry, const ReeveReportArea *area)
{
  double grey = isnan (area->share) ? 1 : greys[step_of (area->share)];

  path_of (cr, frame, geometry);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_source_rgb (cr, grey, grey, grey);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0.25, 0.25, 0.25);
  cairo_set_line_width (cr, 0.7);
  cairo_stroke (cr);
}

static void
put_label (cairo_t *cr, const Frame *frame, const ReeveGeometry *geometry, const ReeveReportArea *area)
{
  ReevePoint centre = reeve_geometry_get_centre (geometry);
  double x = frame->x + (centre.lon - frame->west) * frame->scale_x, y = frame->y + (frame->north - centre.lat) * frame->scale_y;
  const char *share = isnan (area->share) ? _("not shown") : step_label (step_of (area->share));
  gboolean dark = !isnan (area->share) && step_of (area->share) >= 2;

  cairo_set_source_rgb (cr, dark ? 1 : 0, dark ? 1 : 0, dark ? 1 : 0);
  reeve_paint_text (cr, area->label, 8.3, REEVE_TEXT_BOLD, x, y - 5, REEVE_TEXT_CENTRE);
  reeve_paint_text (cr, share, 8.3, REEVE_TEXT_PLAIN, x, y + 6, REEVE_TEXT_CENTRE);
}

/* An area of several pieces has its name once, in the largest. */
static gboolean
has_label (const ReeveReportMap *map, const GPtrArray *shapes, guint index)
{
  ReeveBox own = reeve_geometry_get_box (shapes->pdata[index]);
  double size = (own.east - own.west) * (own.north - own.south);

  for (guint i = 0; i < map->areas->len; i++)
    {
      ReeveBox box = reeve_geometry_get_box (shapes->pdata[i]);
      double other = (box.east - box.west) * (box.north - box.south);

      if (g_strcmp0 (((ReeveReportArea *) map->areas->pdata[i])->label, ((ReeveReportArea *) map->areas->pdata[index])->label) == 0
          && (other > size || (other == size && i < index)))
        return FALSE;
    }
  return TRUE;
}

static void
put_map (cairo_t *cr, const ReeveReportMap *map, double x, double y, double width, double height)
{
  g_autoptr (GPtrArray) shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_geometry_unref);
  ReeveBox box = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  Frame frame;
  double cosine, scale;

  cairo_set_source_rgb (cr, 0, 0, 0);
  reeve_paint_text_fitted (cr, map->title, 9, REEVE_TEXT_BOLD, x, y + 6, REEVE_TEXT_START, width);
  y += 16;
  height -= 16;
  for (guint i = 0; i < map->areas->len; i++)
    {
      const ReeveReportArea *area = map->areas->pdata[i];
      ReeveGeometry *geometry = reeve_geometry_from_wkb (g_bytes_get_data (area->geometry, NULL), g_bytes_get_size (area->geometry), NULL);
      ReeveBox one;

      if (geometry == NULL)
        geometry = reeve_geometry_new_point ((ReevePoint) { 0, 0 });
      g_ptr_array_add (shapes, geometry);
      if (!reeve_geometry_is_area (geometry))
        continue;
      one = reeve_geometry_get_box (geometry);
      box = (ReeveBox) { MIN (box.west, one.west), MIN (box.south, one.south), MAX (box.east, one.east), MAX (box.north, one.north) };
    }
  if (box.west >= box.east || box.south >= box.north)
    return;
  /* Degrees of longitude as long as they are in the middle of the city. */
  cosine = MAX (cos ((box.south + box.north) / 2 * G_PI / 180), 0.01);
  scale = MIN (width / ((box.east - box.west) * cosine), height / (box.north - box.south));
  frame = (Frame) { box.west, box.north, scale * cosine, scale, x, y };
  for (guint i = 0; i < map->areas->len; i++)
    if (reeve_geometry_is_area (shapes->pdata[i]))
      put_area (cr, &frame, shapes->pdata[i], map->areas->pdata[i]);
  for (guint i = 0; i < map->areas->len; i++)
    if (reeve_geometry_is_area (shapes->pdata[i]) && has_label (map, shapes, i))
      put_label (cr, &frame, shapes->pdata[i], map->areas->pdata[i]);
}

static void
put_key (cairo_t *cr, double x, double y)
{
  for (guint i = 0; i <= N_STEPS; i++)
    {
      double grey = i < N_STEPS ? greys[i] : 1;

      cairo_rectangle (cr, x, y + 1, 14, 9);
      cairo_set_source_rgb (cr, grey, grey, grey);
      cairo_fill_preserve (cr);
      cairo_set_source_rgb (cr, 0.25, 0.25, 0.25);
      cairo_set_line_width (cr, 0.6);
      cairo_stroke (cr);
      cairo_set_source_rgb (cr, 0, 0, 0);
      x += 19;
      x += reeve_paint_text (cr, i < N_STEPS ? step_label (i) : _("not shown"), 8.3, REEVE_TEXT_PLAIN, x, y + 6, REEVE_TEXT_START) + 14;
    }
}

void
reeve_report_put_maps (ReevePaper *paper, const GPtrArray *maps)
{
  double x, y, width, height, one;
  cairo_t *cr;

  if (maps == NULL || maps->len == 0)
    return;
  cr = reeve_paper_figure (paper, HEIGHT + 30, HEIGHT + 30, &x, &y, &width, &height);
  cairo_save (cr);
  one = (width - GAP * (maps->len - 1)) / maps->len;
  for (guint i = 0; i < maps->len; i++)
    put_map (cr, maps->pdata[i], x + i * (one + GAP), y, one, HEIGHT);
  put_key (cr, x, y + HEIGHT + 10);
  cairo_restore (cr);
}
