/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing of the outcome symbols. All marks inside are paths, not letters of a font, so that they look the same everywhere. */
#include "config.h"

#include "reeve-symbol.h"

#include <math.h>

/* Stroke for a box of @size, thin enough at 28 and never below what survives at 12. */
static double
stroke_width (double size, double weight)
{
  return MAX (size * 0.10, 1.25) * weight;
}

static void
polygon (cairo_t *cr, int sides, double radius, double turn)
{
  for (int i = 0; i < sides; i++)
    {
      double a = turn + 2 * G_PI * i / sides;
      cairo_line_to (cr, radius * cos (a), radius * sin (a));
    }
  cairo_close_path (cr);
}

/* The outer edge of the whole mark, for body and halo. */
static void
outline (cairo_t *cr, ReeveShown shown, double size)
{
  double h = size / 2;

  cairo_new_path (cr);
  switch (shown)
    {
    case REEVE_SHOWN_VIOLATION:
    case REEVE_SHOWN_NOT_MET:
      polygon (cr, 4, h, 0);
      break;
    case REEVE_SHOWN_GROUNDS:
      polygon (cr, 6, h, -G_PI / 2);
      break;
    case REEVE_SHOWN_NOT_KNOWN:
      cairo_rectangle (cr, -h * 0.88, -h * 0.88, h * 1.76, h * 1.76);
      break;
    default:
      cairo_arc (cr, 0, 0, h * 0.92, 0, 2 * G_PI);
      cairo_close_path (cr);
      break;
    }
}

/* "!" as two subpaths to fill, @u = size. */
static void
exclamation (cairo_t *cr, double u, double top, double half)
{
  cairo_move_to (cr, -half * u, top * u);
  cairo_line_to (cr, half * u, top * u);
  cairo_line_to (cr, half * 0.72 * u, 0.075 * u);
  cairo_line_to (cr, -half * 0.72 * u, 0.075 * u);
  cairo_close_path (cr);
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0, 0.185 * u, half * 1.08 * u, 0, 2 * G_PI);
  cairo_close_path (cr);
}

static void
draw_violation (cairo_t *cr, double u)
{
  cairo_save (cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_new_path (cr);
  polygon (cr, 4, u / 2, 0);
  exclamation (cr, u, -0.24, 0.068);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
draw_not_met (cairo_t *cr, double u, double w)
{
  cairo_new_path (cr);
  polygon (cr, 4, u / 2 - w * G_SQRT2 / 2, 0);
  cairo_stroke (cr);
  exclamation (cr, u, -0.19, 0.060);
  cairo_fill (cr);
}

static void
draw_grounds (cairo_t *cr, double u, double w, double weight)
{
  double a = 0.125 * u, b = 0.25 * u;

  cairo_new_path (cr);
  polygon (cr, 6, u / 2 - w / sqrt (3.0), -G_PI / 2);
  cairo_stroke (cr);
  /* the section sign: one hook and its point reflection */
  cairo_set_line_width (cr, MAX (0.068 * u, 0.9) * weight);
  for (int half = 0; half < 2; half++)
    {
      double s = half == 0 ? 1 : -1;
      cairo_move_to (cr, s * a * 0.92, -s * b * 0.70);
      cairo_curve_to (cr, s * a * 0.6, -s * b * 1.08, -s * a, -s * b * 1.05, -s * a, -s * b * 0.62);
      cairo_curve_to (cr, -s * a, -s * b * 0.2, s * a * 1.05, -s * b * 0.22, s * a * 1.05, s * b * 0.16);
      cairo_curve_to (cr, s * a * 1.05, s * b * 0.34, s * a * 0.7, s * b * 0.42, s * a * 0.4, s * b * 0.46);
      cairo_stroke (cr);
    }
}

static void
draw_pending (cairo_t *cr, double u, double w)
{
  double r = u * 0.46 - w / 2;

  cairo_new_path (cr);
  cairo_arc (cr, 0, 0, r, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_arc (cr, 0, 0, r, -G_PI / 2, G_PI / 2);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_not_known (cairo_t *cr, double u, double w, double weight)
{
  double h = u * 0.44 - w / 2, arm = u * 0.19;

  cairo_new_path (cr);
  for (int i = 0; i < 4; i++)
    {
      double sx = (i & 1) ? 1 : -1, sy = (i & 2) ? 1 : -1;
      cairo_move_to (cr, sx * (h - arm), sy * h);
      cairo_line_to (cr, sx * h, sy * h);
      cairo_line_to (cr, sx * h, sy * (h - arm));
    }
  cairo_stroke (cr);
  cairo_set_line_width (cr, MAX (0.085 * u, 1.0) * weight);
  cairo_move_to (cr, -0.115 * u, -0.115 * u);
  cairo_curve_to (cr, -0.115 * u, -0.29 * u, 0.135 * u, -0.28 * u, 0.12 * u, -0.10 * u);
  cairo_curve_to (cr, 0.11 * u, 0.0, 0.0, -0.01 * u, 0.0, 0.095 * u);
  cairo_stroke (cr);
  cairo_arc (cr, 0, 0.205 * u, MAX (0.055 * u, 0.65), 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_met (cairo_t *cr, double u, double w)
{
  cairo_new_path (cr);
  cairo_arc (cr, 0, 0, u * 0.46 - w / 2, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_set_line_width (cr, w * 1.1);
  cairo_move_to (cr, -0.21 * u, 0.015 * u);
  cairo_line_to (cr, -0.05 * u, 0.175 * u);
  cairo_line_to (cr, 0.21 * u, -0.155 * u);
  cairo_stroke (cr);
}

static void
draw_not_applicable (cairo_t *cr, double u, double w)
{
  double thin = MAX (w * 0.66, 0.9);

  cairo_new_path (cr);
  cairo_set_line_width (cr, thin);
  cairo_arc (cr, 0, 0, u * 0.46 - thin / 2, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_set_line_width (cr, w * 0.9);
  cairo_move_to (cr, -0.18 * u, 0);
  cairo_line_to (cr, 0.18 * u, 0);
  cairo_stroke (cr);
}

/**
 * reeve_symbol_draw_coloured:
 * @rgb: colour of the strokes and fills, 0xRRGGBB
 * @weight: factor on the strokes, 1 as usual
 * @x: centre, in user units of @cr
 * @size: edge of the box the symbol fills, in user units
 */
void
reeve_symbol_draw_coloured (cairo_t *cr, ReeveShown shown, guint32 rgb, double weight, double x, double y, double size)
{
  double w = stroke_width (size, weight);

  g_return_if_fail (shown < REEVE_N_SHOWN && size > 0);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_set_line_width (cr, w);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_dash (cr, NULL, 0, 0);
  reeve_palette_set_source (cr, rgb, 1);
  switch (shown)
    {
    case REEVE_SHOWN_VIOLATION: draw_violation (cr, size); break;
    case REEVE_SHOWN_NOT_MET: draw_not_met (cr, size, w); break;
    case REEVE_SHOWN_GROUNDS: draw_grounds (cr, size, w, weight); break;
    case REEVE_SHOWN_PENDING: draw_pending (cr, size, w); break;
    case REEVE_SHOWN_NOT_KNOWN: draw_not_known (cr, size, w, weight); break;
    case REEVE_SHOWN_MET: draw_met (cr, size, w); break;
    case REEVE_SHOWN_NOT_APPLICABLE: draw_not_applicable (cr, size, w); break;
    case REEVE_N_SHOWN: break;
    }
  cairo_new_path (cr);
  cairo_restore (cr);
}

void
reeve_symbol_draw (cairo_t *cr, ReeveShown shown, ReevePalette palette, double x, double y, double size)
{
  reeve_symbol_draw_coloured (cr, shown, reeve_palette_get_shown (palette, shown), 1, x, y, size);
}

void
reeve_symbol_draw_with_halo (cairo_t *cr, ReeveShown shown, ReevePalette palette, double x, double y, double size, double halo,
                             guint32 halo_rgb)
{
  g_return_if_fail (shown < REEVE_N_SHOWN && size > 0);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 2 * halo);
  reeve_palette_set_source (cr, halo_rgb, 1);
  outline (cr, shown, size);
  if (halo > 0)
    cairo_stroke_preserve (cr);
  cairo_fill (cr);
  cairo_restore (cr);
  reeve_symbol_draw (cr, shown, palette, x, y, size);
}
