/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of colours. What is written over a colour is tested against it: tests/core/paint/test-palette.c recomputes the ratios. */
#include "config.h"

#include "reeve-palette.h"

#include <math.h>

static const struct
{
  const char *name;
  guint32 rgb[REEVE_N_PALETTES]; /* light, dark, print */
} colours[REEVE_N_COLOURS] = {
  [REEVE_COLOUR_BASE] = { "base", { 0xFFFFFF, 0x1E1E1E, 0xFFFFFF } },
  [REEVE_COLOUR_TINT] = { "tint", { 0xF3F3F5, 0x2A2A2D, 0xFFFFFF } },
  [REEVE_COLOUR_HAIRLINE] = { "hairline", { 0xD9D8DC, 0x454549, 0x777777 } },
  [REEVE_COLOUR_TEXT] = { "text", { 0x2E2E33, 0xF2F2F4, 0x000000 } },
  [REEVE_COLOUR_SECONDARY] = { "secondary", { 0x5E5C64, 0xB8B7BD, 0x333333 } },
  [REEVE_COLOUR_ACCENT] = { "accent", { 0x1A5FB4, 0x99C1F1, 0x000000 } },
  [REEVE_COLOUR_SELECTED] = { "selected", { 0xDCE8F8, 0x27405E, 0xFFFFFF } },
  [REEVE_COLOUR_EDGE] = { "edge", { 0x8B8A90, 0x7D7C83, 0x555555 } },
  [REEVE_COLOUR_LAW] = { "law", { 0xF6F4EF, 0x2B2925, 0xFFFFFF } },
  [REEVE_COLOUR_MAP_GROUND] = { "map-ground", { 0xF4F3EE, 0x23262B, 0xFFFFFF } },
  [REEVE_COLOUR_MAP_ROAD] = { "map-road", { 0xFFFFFF, 0x353A41, 0xFFFFFF } },
  [REEVE_COLOUR_MAP_CASING] = { "map-casing", { 0xD6D3C9, 0x181B1F, 0x999999 } },
  [REEVE_COLOUR_MAP_WATER] = { "map-water", { 0xC9DCEA, 0x1C3244, 0xE2E2E2 } },
  [REEVE_COLOUR_MAP_PARK] = { "map-park", { 0xDFE9D6, 0x26332A, 0xF0F0F0 } },
  [REEVE_COLOUR_MAP_OUTSIDE] = { "map-outside", { 0xEAE8E1, 0x1D2024, 0xFFFFFF } },
  [REEVE_COLOUR_MAP_COMMERCIAL] = { "map-commercial", { 0xF2E6DC, 0x322C27, 0xF4F4F4 } },
  [REEVE_COLOUR_MAP_RESIDENTIAL] = { "map-residential", { 0xF3EFDA, 0x2B2B25, 0xFFFFFF } },
  [REEVE_COLOUR_MAP_INDUSTRIAL] = { "map-industrial", { 0xE8E4EC, 0x2B2831, 0xEBEBEB } },
  [REEVE_COLOUR_MAP_INSTITUTIONAL] = { "map-institutional", { 0xE4EBF0, 0x252D33, 0xF0F0F0 } },
  [REEVE_COLOUR_MAP_LINE] = { "map-line", { 0x77757E, 0x94939A, 0x444444 } },
  [REEVE_COLOUR_MAP_PLACE] = { "map-place", { 0x3A5C8A, 0x8DB4E2, 0x222222 } },
  [REEVE_COLOUR_MAP_LABEL] = { "map-label", { 0x66646B, 0xA9A8AF, 0x333333 } },
  [REEVE_COLOUR_MAP_WATER_LABEL] = { "map-water-label", { 0x375F7D, 0x86AECB, 0x333333 } },
  [REEVE_COLOUR_MAP_PARK_LABEL] = { "map-park-label", { 0x4A6640, 0x97B48C, 0x333333 } },
};

static const guint32 outcomes[REEVE_N_SHOWN][REEVE_N_PALETTES] = {
  [REEVE_SHOWN_VIOLATION] = { 0xA51D2D, 0xFF9C94, 0x000000 },
  [REEVE_SHOWN_NOT_MET] = { 0xA51D2D, 0xFF9C94, 0x000000 },
  [REEVE_SHOWN_GROUNDS] = { 0x613583, 0xD9B3F5, 0x000000 },
  [REEVE_SHOWN_PENDING] = { 0x845000, 0xF2B950, 0x000000 },
  [REEVE_SHOWN_NOT_KNOWN] = { 0x44546A, 0xB9C4D4, 0x000000 },
  [REEVE_SHOWN_MET] = { 0x1B6B50, 0x7FD6B4, 0x000000 },
  [REEVE_SHOWN_NOT_APPLICABLE] = { 0x5F5E66, 0xB2B1B7, 0x000000 },
};

guint32
reeve_palette_get (ReevePalette palette, ReeveColour colour)
{
  g_return_val_if_fail (palette < REEVE_N_PALETTES && colour < REEVE_N_COLOURS, 0);
  return colours[colour].rgb[palette];
}

guint32
reeve_palette_get_shown (ReevePalette palette, ReeveShown shown)
{
  g_return_val_if_fail (palette < REEVE_N_PALETTES && shown < REEVE_N_SHOWN, 0);
  return outcomes[shown][palette];
}

const char *
reeve_colour_name (ReeveColour colour)
{
  g_return_val_if_fail (colour < REEVE_N_COLOURS, "");
  return colours[colour].name;
}

void
reeve_palette_set_source (cairo_t *cr, guint32 rgb, double alpha)
{
  cairo_set_source_rgba (cr, ((rgb >> 16) & 0xff) / 255.0, ((rgb >> 8) & 0xff) / 255.0, (rgb & 0xff) / 255.0, alpha);
}

/* WCAG 2.1, "relative luminance": sRGB channels made linear, weighted. */
static double
luminance (guint32 rgb)
{
  static const double weights[3] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (int i = 0; i < 3; i++)
    {
      double c = ((rgb >> (16 - 8 * i)) & 0xff) / 255.0;
      sum += weights[i] * (c <= 0.03928 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4));
    }
  return sum;
}

double
reeve_palette_contrast (guint32 a, guint32 b)
{
  double la = luminance (a), lb = luminance (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

/* A CSS colour name of GTK may hold letters, digits, - and _ only. */
char *
reeve_palette_to_css (ReevePalette palette)
{
  GString *css;

  g_return_val_if_fail (palette < REEVE_N_PALETTES, NULL);
  css = g_string_new (NULL);
  for (guint i = 0; i < REEVE_N_COLOURS; i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (colours[i].name), "-", '_');
      g_string_append_printf (css, "@define-color reeve_%s #%06X;\n", name, colours[i].rgb[palette]);
    }
  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (reeve_shown_key (i)), "-", '_');
      g_string_append_printf (css, "@define-color reeve_shown_%s #%06X;\n", name, outcomes[i][palette]);
    }
  return g_string_free (css, FALSE);
}
