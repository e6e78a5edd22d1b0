/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map with 100,000 and 1,000,000 points: making the index, against sorting the same points by plain qsort in the same run, and
 * painting frames of a pan, against the 16 ms of a frame at 60 Hz (median; the first frame draws the clusters that the next ones reuse). Needs no display: build/tests/bench/bench-map */
#include "config.h"

#include <stdlib.h>

#include "reeve-map-paint.h"

#define WIDTH 1280
#define HEIGHT 800
#define ROUNDS 9

static int
compare (gconstpointer a, gconstpointer b)
{
  const ReeveMapPoint *pa = a, *pb = b;

  return pa->y != pb->y ? (pa->y < pb->y ? -1 : 1) : (pa->x > pb->x) - (pa->x < pb->x);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 ta = *(const gint64 *) a, tb = *(const gint64 *) b;

  return (ta > tb) - (ta < tb);
}

static double
median_ms (gint64 times[ROUNDS])
{
  qsort (times, ROUNDS, sizeof *times, compare_times);
  return times[ROUNDS / 2] / 1000.0;
}

/* A city of about 20 km with crowded streets. */
static GArray *
make_points (guint n)
{
  GArray *points = g_array_sized_new (FALSE, TRUE, sizeof (ReeveMapPoint), n);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < n; i++)
    {
      double a = g_rand_double (rand), b = g_rand_double (rand);
      ReeveMapPoint point = { .id = i + 1, .x = 0.2280 + 5e-4 * a * a, .y = 0.41 + 5e-4 * (i % 3 == 0 ? floor (b * 80) / 80 : b),
                              .shown = g_rand_int_range (rand, 0, REEVE_N_SHOWN) };
      g_array_append_val (points, point);
    }
  return points;
}

static double
paint (const ReevePointIndex *index, double zoom, guint *ret_marks)
{
  gint64 times[ROUNDS];
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  ReeveMapView view = { 0, 0, 256 * exp2 (zoom) };
  g_autoptr (ReeveMapStamps) stamps = reeve_map_stamps_new (REEVE_PALETTE_LIGHT, 1);
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (ReeveWorldBox));

  for (guint r = 0; r < ROUNDS; r++)
    {
      cairo_t *cr = cairo_create (surface);
      gint64 from = g_get_monotonic_time ();

      view.x = 0.22825 - (WIDTH / 2 + (double) r * 7) / view.scale;
      view.y = 0.41025 - HEIGHT / 2 / view.scale;
      g_array_set_size (boxes, 0);
      reeve_map_paint_points (cr, index, &view, WIDTH, HEIGHT, REEVE_PALETTE_LIGHT, stamps, boxes);
      times[r] = g_get_monotonic_time () - from;
      cairo_destroy (cr);
    }
  cairo_surface_destroy (surface);
  *ret_marks = boxes->len;
  return median_ms (times);
}

static void
measure (guint n)
{
  GArray *points = make_points (n), *copy = g_array_copy (points);
  gint64 start = g_get_monotonic_time ();
  double sorting, building;
  ReevePointIndex *index;

  qsort (copy->data, n, sizeof (ReeveMapPoint), compare);
  sorting = (g_get_monotonic_time () - start) / 1000.0;
  g_array_unref (copy);
  start = g_get_monotonic_time ();
  index = reeve_point_index_new (points);
  building = (g_get_monotonic_time () - start) / 1000.0;
  g_print ("%8u points: index %7.1f ms, %.2f x one qsort of them\n", n, building, building / sorting);
  for (int zoom = 10; zoom <= 18; zoom += 2)
    {
      guint marks;
      double frame = paint (index, zoom, &marks);

      g_print ("           zoom %d: %5.1f ms a frame, %.2f of a 16 ms frame (%u marks)\n", zoom, frame, frame / 16, marks);
    }
  reeve_point_index_unref (index);
}

int
main (int argc, char **argv)
{
  measure (100000);
  measure (1000000);
  return 0;
}
