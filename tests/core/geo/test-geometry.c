/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shapes: reading and writing WKB, hostile bytes, inside and outside, and the distance to an edge against a brute search with Karney's
 * inverse at every step. */
#include "config.h"

#include <geodesic.h>
#include <math.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-geometry.h"

static void
put (GByteArray *out, gconstpointer data, guint size)
{
  g_byte_array_append (out, data, size);
}

static void
put_header (GByteArray *out, guint32 type)
{
  guint8 little = 1;

  put (out, &little, 1);
  put (out, &type, 4);
}

/* Rings as lists of coordinate pairs; each must be closed by the caller. */
static GBytes *
polygon_wkb (guint n, const ReevePoint *points)
{
  GByteArray *out = g_byte_array_new ();
  guint32 one = 1;

  put_header (out, 3);
  put (out, &one, 4);
  put (out, &n, 4);
  put (out, points, n * sizeof *points);
  return g_byte_array_free_to_bytes (out);
}

static ReeveGeometry *
parse (GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  g_autoptr (GError) error = NULL;
  ReeveGeometry *geometry = reeve_geometry_from_wkb (data, size, &error);

  g_assert_no_error (error);
  return geometry;
}

static ReeveGeometry *
polygon (guint n, const ReevePoint *points)
{
  g_autoptr (GBytes) bytes = polygon_wkb (n, points);

  return parse (bytes);
}

static void
test_round_trip (void)
{
  const ReevePoint ring[] = { { -94, 29 }, { -93.9, 29 }, { -93.9, 29.1 }, { -94, 29 } };
  g_autoptr (GBytes) bytes = polygon_wkb (4, ring);
  g_autoptr (ReeveGeometry) area = parse (bytes);
  g_autoptr (GBytes) again = reeve_geometry_to_wkb (area);
  g_autoptr (ReeveGeometry) point = reeve_geometry_new_point ((ReevePoint) { -94.5, 29.5 });
  g_autoptr (GBytes) point_bytes = reeve_geometry_to_wkb (point);
  g_autoptr (ReeveGeometry) point_again = parse (point_bytes);
  ReeveBox box = reeve_geometry_get_box (area);
  guint n;

  g_assert_true (g_bytes_equal (bytes, again));
  g_assert_true (reeve_geometry_is_area (area));
  g_assert_false (reeve_geometry_is_point (area));
  g_assert_cmpfloat (box.west, ==, -94);
  g_assert_cmpfloat (box.north, ==, 29.1);
  g_assert_true (reeve_geometry_is_point (point_again));
  g_assert_cmpfloat (reeve_geometry_get_part (point_again, 0, &n)->lon, ==, -94.5);
  g_assert_cmpuint (n, ==, 1);
}

/* A multipolygon of two squares, the second with a hole; the outer header big-endian, the inner ones little-endian with a Z. */
static GBytes *
mixed_wkb (void)
{
  static const double squares[3][5][2] = {
    { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 }, { 0, 0 } },
    { { 2, 0 }, { 5, 0 }, { 5, 3 }, { 2, 3 }, { 2, 0 } },
    { { 3, 1 }, { 4, 1 }, { 4, 2 }, { 3, 2 }, { 3, 1 } },
  };
  GByteArray *out = g_byte_array_new ();
  guint8 big = 0;
  guint32 type = GUINT32_TO_BE (6), two = GUINT32_TO_BE (2);

  put (out, &big, 1);
  put (out, &type, 4);
  put (out, &two, 4);
  for (guint p = 0; p < 2; p++)
    {
      guint32 rings = p + 1, five = 5;

      put_header (out, 1003);
      put (out, &rings, 4);
      for (guint ring = 0; ring < rings; ring++)
        {
          put (out, &five, 4);
          for (guint i = 0; i < 5; i++)
            {
              double z = 7;

              put (out, squares[p + ring][i], 16);
              put (out, &z, 8);
            }
        }
    }
  return g_byte_array_free_to_bytes (out);
}

static void
test_contains (void)
{
  g_autoptr (GBytes) bytes = mixed_wkb ();
  g_autoptr (ReeveGeometry) area = parse (bytes);
  const struct { double lon, lat; gboolean inside; } cases[] = {
    { 0.5, 0.5, TRUE }, { 0, 0.5, TRUE }, { 1, 1, TRUE }, { 1.0001, 0.5, FALSE }, { 1.5, 0.5, FALSE },
    { 2.5, 0.5, TRUE }, { 3.5, 1.5, FALSE }, { 3, 1.5, TRUE }, { 4.5, 2.5, TRUE }, { 3.5, 3, TRUE },
    { 3.5, 3.0001, FALSE }, { -0.0001, 0, FALSE }, { 6, 0, FALSE },
  };

  g_assert_cmpuint (reeve_geometry_get_n_parts (area), ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("point %g %g", cases[i].lon, cases[i].lat);
      g_assert_cmpint (reeve_geometry_contains (area, (ReevePoint) { cases[i].lon, cases[i].lat }), ==, cases[i].inside);
    }
  g_assert_cmpfloat (reeve_distance_to_geometry_m ((ReevePoint) { 3.25, 1.5 }, area, NULL), >, 27000);
  g_assert_cmpfloat (reeve_distance_to_geometry_m ((ReevePoint) { 2.5, 1.5 }, area, NULL), ==, 0);
}

/* Every prefix, and every byte replaced: an error or a shape, never a crash, and no memory for points that are not there. */
static void
test_hostile (void)
{
  g_autoptr (GBytes) good = mixed_wkb ();
  gsize size;
  const guint8 *data = g_bytes_get_data (good, &size);
  const guint8 values[] = { 0x00, 0x01, 0x03, 0x06, 0x7f, 0x80, 0xff };

  for (gsize n = 0; n < size; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree guint8 *copy = g_memdup2 (data, n);

      g_assert_null (reeve_geometry_from_wkb (copy, n, &error));
      g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
    }
  for (gsize at = 0; at < size; at++)
    for (guint v = 0; v < G_N_ELEMENTS (values); v++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree guint8 *copy = g_memdup2 (data, size);
        ReeveGeometry *geometry;

        copy[at] = values[v];
        geometry = reeve_geometry_from_wkb (copy, size, &error);
        g_assert_true ((geometry == NULL) == (error != NULL));
        if (geometry != NULL)
          {
            reeve_geometry_contains (geometry, (ReevePoint) { 3, 1 });
            reeve_distance_to_geometry_m ((ReevePoint) { 9, 9 }, geometry, NULL);
            reeve_geometry_get_centre (geometry);
            reeve_geometry_unref (geometry);
          }
      }
}

static void
test_refused (void)
{
  const double nan = NAN;
  const struct { guint32 type; guint32 count; double x, y; const char *what; } cases[] = {
    { 3, 0xffffffff, 0, 0, "a count beyond the bytes" },
    { 2, 1, 1, 1, "a line of one point" },
    { 7, 1, 1, 1, "a collection" },
    { 5, 0, 1, 1, "bytes after the end" },
    { 0x20000002, 3857, 1, 1, "another reference system" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) out = g_byte_array_new ();
      g_autoptr (GError) error = NULL;

      put_header (out, cases[i].type);
      put (out, &cases[i].count, 4);
      put (out, &cases[i].x, 8);
      put (out, &cases[i].y, 8);
      g_test_message ("%s", cases[i].what);
      g_assert_null (reeve_geometry_from_wkb (out->data, out->len, &error));
      g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
    }
  for (guint i = 0; i < 3; i++)
    {
      const double bad[] = { nan, 181, INFINITY };
      const double zero = 0;
      g_autoptr (GByteArray) out = g_byte_array_new ();
      g_autoptr (GError) error = NULL;

      put_header (out, 1);
      put (out, &bad[i], 8);
      put (out, &zero, 8);
      g_assert_null (reeve_geometry_from_wkb (out->data, out->len, &error));
      g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
    }
}

/* Geodesic distances of the GeographicLib test set and of a quarter meridian. */
static void
test_distance (void)
{
  g_assert_cmpfloat_with_epsilon (reeve_distance_m ((ReevePoint) { 0, 36.530042355041 }, (ReevePoint) { 5.762344694676510456, -48.164270779097768864 }),
                                  9398502.0434687, 1e-4);
  g_assert_cmpfloat_with_epsilon (reeve_distance_m ((ReevePoint) { 0, 0 }, (ReevePoint) { 0, 90 }), 10001965.7293127, 1e-4);
  g_assert_cmpfloat_with_epsilon (reeve_distance_m ((ReevePoint) { 179.999, 0 }, (ReevePoint) { -179.999, 0 }), 0.002 * 111319.4907932, 1e-6);
}

/* What is worked out on a plane is what the geodesic says, as far as distances are kept. */
static void
test_near (void)
{
  struct geod_geodesic earth;

  geod_init (&earth, 6378137, 1 / 298.257223563);
  for (guint i = 0; i < 20000; i++)
    {
      double lat = g_test_rand_double_range (-89, 89), lon = g_test_rand_double_range (-180, 179.9), reach = i % 2 == 0 ? 0.0101 : 0.001, metres;
      ReevePoint a = { lon, lat }, b = { lon + g_test_rand_double_range (0, reach), lat + g_test_rand_double_range (-reach, reach) };

      geod_inverse (&earth, a.lat, a.lon, b.lat, b.lon, &metres, NULL, NULL);
      g_assert_cmpfloat_with_epsilon (reeve_distance_m (a, b), metres, 5e-6);
    }
}

/* The smallest geodesic distance over each edge: 200 steps, then a golden section around the best. */
static double
brute_distance (ReevePoint from, const ReevePoint *ring, guint n)
{
  double best = INFINITY;

  for (guint i = 0; i + 1 < n; i++)
    {
      double low = 0, high = 1, nearest = INFINITY;

      for (guint step = 0; step <= 200; step++)
        {
          double t = step / 200.0;
          ReevePoint p = { ring[i].lon + t * (ring[i + 1].lon - ring[i].lon), ring[i].lat + t * (ring[i + 1].lat - ring[i].lat) };
          double d = reeve_distance_m (from, p);

          if (d < nearest)
            {
              nearest = d;
              low = MAX (t - 1 / 200.0, 0);
              high = MIN (t + 1 / 200.0, 1);
            }
        }
      for (guint round = 0; round < 60; round++)
        {
          double third = (high - low) / 3, t1 = low + third, t2 = high - third;
          ReevePoint p1 = { ring[i].lon + t1 * (ring[i + 1].lon - ring[i].lon), ring[i].lat + t1 * (ring[i + 1].lat - ring[i].lat) };
          ReevePoint p2 = { ring[i].lon + t2 * (ring[i + 1].lon - ring[i].lon), ring[i].lat + t2 * (ring[i + 1].lat - ring[i].lat) };
          double d1 = reeve_distance_m (from, p1), d2 = reeve_distance_m (from, p2);

          nearest = MIN (nearest, MIN (d1, d2));
          if (d1 < d2)
            high = t2;
          else
            low = t1;
        }
      best = MIN (best, nearest);
    }
  return best;
}

/* Random star-shaped areas at several latitudes, seen from up to about 4 km: the error stays under a millimetre, and is never negative
 * by more than the search's own. */
static void
test_edge_distance_error (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);
  const double latitudes[] = { -60, -34, 0.01, 29.5, 42, 65 };
  double worst = 0;

  for (guint round = 0; round < 240; round++)
    {
      double lat = latitudes[round % G_N_ELEMENTS (latitudes)], k = 1 / cos (lat * G_PI / 180);
      ReevePoint ring[9], from = { -95 + g_rand_double_range (rand, -0.03, 0.03) * k, lat + g_rand_double_range (rand, -0.03, 0.03) };
      g_autoptr (ReeveGeometry) area = NULL;
      double ours, truth;
      ReevePoint nearest;

      for (guint i = 0; i < 8; i++)
        {
          double radius = g_rand_double_range (rand, 0.0005, 0.01), angle = i * G_PI / 4;

          ring[i] = (ReevePoint) { -95 + radius * cos (angle) * k, lat + radius * sin (angle) };
        }
      ring[8] = ring[0];
      area = polygon (9, ring);
      if (reeve_geometry_contains (area, from))
        {
          g_assert_cmpfloat (reeve_distance_to_geometry_m (from, area, NULL), ==, 0);
          continue;
        }
      ours = reeve_distance_to_geometry_m (from, area, &nearest);
      truth = brute_distance (from, ring, 9);
      g_assert_cmpfloat (ours, >=, truth - 1e-6);
      g_assert_cmpfloat_with_epsilon (ours, reeve_distance_m (from, nearest), 1e-9);
      worst = MAX (worst, ours - truth);
    }
  g_test_message ("largest error %.2e m", worst);
  g_assert_cmpfloat (worst, <, 0.001);
}

static void
test_antimeridian (void)
{
  const ReevePoint ring[] = { { -180, -17 }, { -179.9, -17 }, { -179.9, -16.9 }, { -180, -16.9 }, { -180, -17 } };
  g_autoptr (ReeveGeometry) area = polygon (5, ring);
  double west = reeve_distance_to_geometry_m ((ReevePoint) { 179.99, -16.95 }, area, NULL);
  double east = reeve_distance_to_geometry_m ((ReevePoint) { -179.89, -16.95 }, area, NULL);

  g_assert_cmpfloat_with_epsilon (west, east, 1e-6);
  g_assert_cmpfloat (west, <, 1100);
  g_assert_true (reeve_geometry_contains (area, (ReevePoint) { 180, -16.95 }));
  g_assert_false (reeve_geometry_contains (area, (ReevePoint) { 179.99, -16.95 }));
}

static void
test_centre (void)
{
  /* A horseshoe: its centroid lies in the gap. */
  const ReevePoint ring[] = { { 0, 0 }, { 9, 0 }, { 9, 9 }, { 8, 9 }, { 8, 1 }, { 1, 1 }, { 1, 9 }, { 0, 9 }, { 0, 0 } };
  const ReevePoint square[] = { { 10, 10 }, { 12, 10 }, { 12, 12 }, { 10, 12 }, { 10, 10 } };
  g_autoptr (ReeveGeometry) horseshoe = polygon (9, ring);
  g_autoptr (ReeveGeometry) plain = polygon (5, square);
  ReevePoint centre = reeve_geometry_get_centre (plain);

  g_assert_true (reeve_geometry_contains (horseshoe, reeve_geometry_get_centre (horseshoe)));
  g_assert_cmpfloat_with_epsilon (centre.lon, 11, 1e-9);
  g_assert_cmpfloat_with_epsilon (centre.lat, 11, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/geometry/round-trip", test_round_trip);
  g_test_add_func ("/geo/geometry/near", test_near);
  g_test_add_func ("/geo/geometry/contains", test_contains);
  g_test_add_func ("/geo/geometry/hostile", test_hostile);
  g_test_add_func ("/geo/geometry/refused", test_refused);
  g_test_add_func ("/geo/geometry/distance", test_distance);
  g_test_add_func ("/geo/geometry/edge-distance-error", test_edge_distance_error);
  g_test_add_func ("/geo/geometry/antimeridian", test_antimeridian);
  g_test_add_func ("/geo/geometry/centre", test_centre);
  return g_test_run ();
}
