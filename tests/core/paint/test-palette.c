/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recomputes the contrast ratios the design promises, from the table the program draws with. */
#include "config.h"

#include <string.h>

#include "reeve-palette.h"

/* Ratios as printed in the design: symbols on base, tint and selected row. */
static const struct
{
  ReeveShown shown;
  double light[3];
  double dark[3];
} promised[] = {
  { REEVE_SHOWN_VIOLATION, { 7.5, 6.7, 6.0 }, { 8.3, 7.1, 5.3 } },
  { REEVE_SHOWN_NOT_MET, { 7.5, 6.7, 6.0 }, { 8.3, 7.1, 5.3 } },
  { REEVE_SHOWN_GROUNDS, { 9.0, 8.1, 7.2 }, { 9.3, 8.0, 5.9 } },
  { REEVE_SHOWN_PENDING, { 6.7, 6.1, 5.4 }, { 9.4, 8.1, 6.0 } },
  { REEVE_SHOWN_NOT_KNOWN, { 7.7, 7.0, 6.2 }, { 9.5, 8.1, 6.0 } },
  { REEVE_SHOWN_MET, { 6.4, 5.8, 5.2 }, { 9.7, 8.3, 6.1 } },
  { REEVE_SHOWN_NOT_APPLICABLE, { 6.4, 5.8, 5.2 }, { 7.8, 6.7, 5.0 } },
};

static void
assert_ratio (guint32 a, guint32 b, double expected)
{
  double ratio = reeve_palette_contrast (a, b);

  if (ABS (ratio - expected) > 0.0501)
    g_error ("#%06X on #%06X is %.2f, the design says %.1f", a, b, ratio, expected);
}

static void
test_outcomes (void)
{
  static const ReeveColour grounds[] = { REEVE_COLOUR_BASE, REEVE_COLOUR_TINT, REEVE_COLOUR_SELECTED };

  g_assert_cmpuint (G_N_ELEMENTS (promised), ==, REEVE_N_SHOWN);
  for (guint i = 0; i < G_N_ELEMENTS (promised); i++)
    for (guint j = 0; j < 3; j++)
      {
        assert_ratio (reeve_palette_get_shown (REEVE_PALETTE_LIGHT, promised[i].shown),
                      reeve_palette_get (REEVE_PALETTE_LIGHT, grounds[j]), promised[i].light[j]);
        assert_ratio (reeve_palette_get_shown (REEVE_PALETTE_DARK, promised[i].shown),
                      reeve_palette_get (REEVE_PALETTE_DARK, grounds[j]), promised[i].dark[j]);
      }
}

static void
test_text (void)
{
  static const struct
  {
    ReeveColour over, under;
    double light, dark;
  } pairs[] = {
    { REEVE_COLOUR_TEXT, REEVE_COLOUR_BASE, 13.5, 14.9 },
    { REEVE_COLOUR_SECONDARY, REEVE_COLOUR_BASE, 6.6, 8.4 },
    { REEVE_COLOUR_SECONDARY, REEVE_COLOUR_SELECTED, 5.3, 5.3 },
    { REEVE_COLOUR_ACCENT, REEVE_COLOUR_BASE, 6.3, 8.9 },
    { REEVE_COLOUR_EDGE, REEVE_COLOUR_BASE, 3.4, 4.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      assert_ratio (reeve_palette_get (REEVE_PALETTE_LIGHT, pairs[i].over), reeve_palette_get (REEVE_PALETTE_LIGHT, pairs[i].under),
                    pairs[i].light);
      assert_ratio (reeve_palette_get (REEVE_PALETTE_DARK, pairs[i].over), reeve_palette_get (REEVE_PALETTE_DARK, pairs[i].under),
                    pairs[i].dark);
    }
  assert_ratio (0xFFFFFF, reeve_palette_get (REEVE_PALETTE_LIGHT, REEVE_COLOUR_ACCENT), 6.3);
  assert_ratio (0xFFFFFF, 0x000000, 21.0);
}

/* On the map: symbols at least 5.7 on the light ground and 7.1 on the dark one ("Does not apply" sets both), on every area 4.5; labels 4.5 there. */
static void
test_map (void)
{
  static const ReeveColour areas[] = { REEVE_COLOUR_MAP_GROUND, REEVE_COLOUR_MAP_ROAD, REEVE_COLOUR_MAP_WATER, REEVE_COLOUR_MAP_PARK,
                                       REEVE_COLOUR_MAP_OUTSIDE, REEVE_COLOUR_MAP_COMMERCIAL, REEVE_COLOUR_MAP_RESIDENTIAL,
                                       REEVE_COLOUR_MAP_INDUSTRIAL, REEVE_COLOUR_MAP_INSTITUTIONAL };
  static const ReeveColour marks[] = { REEVE_COLOUR_TEXT, REEVE_COLOUR_MAP_PLACE };

  for (guint p = 0; p < REEVE_N_PALETTES; p++)
    for (guint i = 0; i < REEVE_N_SHOWN; i++)
      {
        guint32 symbol = reeve_palette_get_shown (p, i);

        g_assert_cmpfloat (reeve_palette_contrast (symbol, reeve_palette_get (p, REEVE_COLOUR_MAP_GROUND)), >=,
                           p == REEVE_PALETTE_DARK ? 7.05 : 5.75);
        for (guint a = 0; a < G_N_ELEMENTS (areas); a++)
          g_assert_cmpfloat (reeve_palette_contrast (symbol, reeve_palette_get (p, areas[a])), >=, 4.5);
      }
  for (guint p = 0; p < REEVE_N_PALETTES; p++)
    {
      for (guint m = 0; m < G_N_ELEMENTS (marks); m++)
        for (guint a = 0; a < G_N_ELEMENTS (areas); a++)
          g_assert_cmpfloat (reeve_palette_contrast (reeve_palette_get (p, marks[m]), reeve_palette_get (p, areas[a])), >=, 4.5);
      g_assert_cmpfloat (reeve_palette_contrast (reeve_palette_get (p, REEVE_COLOUR_MAP_LABEL), reeve_palette_get (p, REEVE_COLOUR_MAP_ROAD)),
                         >=, 4.5);
      g_assert_cmpfloat (reeve_palette_contrast (reeve_palette_get (p, REEVE_COLOUR_MAP_LABEL), reeve_palette_get (p, REEVE_COLOUR_MAP_GROUND)),
                         >=, 4.5);
      g_assert_cmpfloat (reeve_palette_contrast (reeve_palette_get (p, REEVE_COLOUR_MAP_WATER_LABEL),
                                                 reeve_palette_get (p, REEVE_COLOUR_MAP_WATER)), >=, 4.5);
      g_assert_cmpfloat (reeve_palette_contrast (reeve_palette_get (p, REEVE_COLOUR_MAP_PARK_LABEL),
                                                 reeve_palette_get (p, REEVE_COLOUR_MAP_PARK)), >=, 4.5);
    }
}

static void
test_css (void)
{
  for (guint p = 0; p < REEVE_N_PALETTES; p++)
    {
      g_autofree char *css = reeve_palette_to_css (p);
      g_auto (GStrv) lines = g_strsplit (css, "\n", -1);

      g_assert_cmpuint (g_strv_length (lines), ==, REEVE_N_COLOURS + REEVE_N_SHOWN + 1);
    }
  {
    g_autofree char *css = reeve_palette_to_css (REEVE_PALETTE_LIGHT);
    g_assert_nonnull (strstr (css, "@define-color reeve_shown_not_met #A51D2D;\n"));
    g_assert_nonnull (strstr (css, "@define-color reeve_map_ground #F4F3EE;\n"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/palette/outcomes", test_outcomes);
  g_test_add_func ("/palette/text", test_text);
  g_test_add_func ("/palette/map", test_map);
  g_test_add_func ("/palette/css", test_css);
  return g_test_run ();
}
