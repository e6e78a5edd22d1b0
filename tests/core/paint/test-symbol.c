/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The symbols stay inside their box, are told apart without colour at every size, and their fill says what it should. */
#include "config.h"

#include "reeve-symbol.h"

#define BOX 36

static const double sizes[] = { 12, 16, 18, 20, 28 };

/* Darkness 0-255 per pixel of the black symbol on white. */
static void
render (ReeveShown shown, double size, double dx, double dy, guint8 grey[BOX * BOX])
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, BOX, BOX);
  cairo_t *cr = cairo_create (surface);
  const guint8 *data;
  int stride;

  reeve_palette_set_source (cr, 0xFFFFFF, 1);
  cairo_paint (cr);
  reeve_symbol_draw (cr, shown, REEVE_PALETTE_PRINT, BOX / 2 + dx, BOX / 2 + dy, size);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; y < BOX; y++)
    for (int x = 0; x < BOX; x++)
      grey[y * BOX + x] = 255 - data[y * stride + x * 4];
  cairo_surface_destroy (surface);
}

static guint
ink (const guint8 *grey)
{
  guint sum = 0;

  for (int i = 0; i < BOX * BOX; i++)
    sum += grey[i];
  return sum;
}

static void
test_box (void)
{
  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (guint i = 0; i < REEVE_N_SHOWN; i++)
      {
        guint8 grey[BOX * BOX];

        render (i, sizes[s], 0, 0, grey);
        g_assert_cmpuint (ink (grey), >, 255 * sizes[s]);
        for (int y = 0; y < BOX; y++)
          for (int x = 0; x < BOX; x++)
            if (ABS (x + 0.5 - BOX / 2) > sizes[s] / 2 + 1 || ABS (y + 0.5 - BOX / 2) > sizes[s] / 2 + 1)
              g_assert_cmpuint (grey[y * BOX + x], ==, 0);
      }
}

/* What one would have to repaint to make one symbol of the other, as a share of the ink of the two, at the best of 9 shifts. */
static double
difference (ReeveShown a, ReeveShown b, double size)
{
  double best = 2;
  guint8 ga[BOX * BOX], gb[BOX * BOX];

  render (a, size, 0, 0, ga);
  for (int dy = -1; dy <= 1; dy++)
    for (int dx = -1; dx <= 1; dx++)
      {
        guint sum = 0;

        render (b, size, dx, dy, gb);
        for (int i = 0; i < BOX * BOX; i++)
          sum += ABS (ga[i] - gb[i]);
        best = MIN (best, (double) sum / (ink (ga) + ink (gb)));
      }
  return best;
}

static void
test_greyscale (void)
{
  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (guint a = 0; a < REEVE_N_SHOWN; a++)
      {
        g_assert_cmpfloat (difference (a, a, sizes[s]), ==, 0);
        for (guint b = a + 1; b < REEVE_N_SHOWN; b++)
          {
            double d = difference (a, b, sizes[s]);

            g_test_message ("%s / %s at %g: %.2f", reeve_shown_key (a), reeve_shown_key (b), sizes[s], d);
            g_assert_cmpfloat (d, >=, 0.22);
          }
      }
}

/* Filled = adopted: the violation holds most of its diamond; computed ones are mostly hollow. */
static void
test_fill (void)
{
  guint8 full[BOX * BOX], hollow[BOX * BOX], half[BOX * BOX];
  guint left = 0, right = 0;

  render (REEVE_SHOWN_VIOLATION, 28, 0, 0, full);
  render (REEVE_SHOWN_NOT_MET, 28, 0, 0, hollow);
  g_assert_cmpuint (ink (full), >, 255 * 28 * 28 / 2 * 0.8);
  g_assert_cmpuint (ink (hollow), <, ink (full) * 0.75);
  render (REEVE_SHOWN_PENDING, 28, 0, 0, half);
  for (int y = 0; y < BOX; y++)
    for (int x = 0; x < BOX; x++)
      *(x < BOX / 2 ? &left : &right) += half[y * BOX + x];
  g_assert_cmpuint (right, >, left * 1.8);
}

/* With a halo the inside of a hollow symbol is ground, and a rim of it stands around. */
static void
test_halo (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, BOX, BOX);
  cairo_t *cr = cairo_create (surface);
  const guint32 *data;
  int stride;

  reeve_palette_set_source (cr, 0x3377AA, 1);
  cairo_paint (cr);
  reeve_symbol_draw_with_halo (cr, REEVE_SHOWN_MET, REEVE_PALETTE_LIGHT, BOX / 2, BOX / 2, 18, 2, 0xF4F3EE);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  data = (const guint32 *) cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface) / 4;
  g_assert_cmphex (data[0] & 0xFFFFFF, ==, 0x3377AA);
  g_assert_cmphex (data[(BOX / 2) * stride + BOX / 2 + 5] & 0xFFFFFF, ==, 0xF4F3EE);
  g_assert_cmphex (data[(BOX / 2) * stride + BOX / 2 + 9] & 0xFFFFFF, ==, 0xF4F3EE);
  g_assert_cmphex (data[(BOX / 2) * stride + BOX / 2 + 13] & 0xFFFFFF, ==, 0x3377AA);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/symbol/box", test_box);
  g_test_add_func ("/symbol/greyscale", test_greyscale);
  g_test_add_func ("/symbol/fill", test_fill);
  g_test_add_func ("/symbol/halo", test_halo);
  return g_test_run ();
}
