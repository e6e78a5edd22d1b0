/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grid against looking at everything. */
#include "config.h"

#include "reeve-geometry.h"

#define N 2000

static GBytes *
square_wkb (double lon, double lat, double side)
{
  const ReevePoint ring[] = { { lon, lat }, { lon + side, lat }, { lon + side, lat + side }, { lon, lat + side }, { lon, lat } };
  GByteArray *out = g_byte_array_new ();
  const guint8 little = 1;
  const guint32 words[] = { 3, 1, 5 };

  g_byte_array_append (out, &little, 1);
  g_byte_array_append (out, (const guint8 *) words, sizeof words);
  g_byte_array_append (out, (const guint8 *) ring, sizeof ring);
  return g_byte_array_free_to_bytes (out);
}

static ReeveGeometry *
square (double lon, double lat, double side)
{
  g_autoptr (GBytes) bytes = square_wkb (lon, lat, side);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return reeve_geometry_from_wkb (data, size, NULL);
}

static void
test_against_all (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (ReeveGeoIndex) index = reeve_geo_index_new ();
  g_autoptr (GPtrArray) shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_geometry_unref);
  guint met = 0;

  for (guint i = 0; i < N; i++)
    {
      double lon = g_rand_double_range (rand, -94.3, -94.0), lat = g_rand_double_range (rand, 29.0, 29.3);
      /* every 100th is a large one */
      ReeveGeometry *shape = i % 2 == 0 ? reeve_geometry_new_point ((ReevePoint) { lon, lat })
                                        : square (lon, lat, i % 100 == 1 ? 0.1 : g_rand_double_range (rand, 0.0001, 0.01));

      g_ptr_array_add (shapes, shape);
      reeve_geo_index_add (index, shape, i, i % 7);
    }
  reeve_geo_index_build (index);

  for (guint round = 0; round < 200; round++)
    {
      ReevePoint p = { g_rand_double_range (rand, -94.35, -93.95), g_rand_double_range (rand, 28.95, 29.35) };
      double radius = g_rand_double_range (rand, 10, 4000);
      g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (ReeveNear));
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      guint within = 0, containing = 0;

      reeve_geo_index_within (index, p, radius, near);
      reeve_geo_index_containing (index, p, ids);
      for (guint i = 0; i < N; i++)
        {
          within += reeve_distance_to_geometry_m (p, shapes->pdata[i], NULL) <= radius;
          if (reeve_geometry_contains (shapes->pdata[i], p))
            g_assert_cmpint (g_array_index (ids, gint64, containing++), ==, i);
        }
      g_assert_cmpuint (near->len, ==, within);
      g_assert_cmpuint (ids->len, ==, containing);
      for (guint i = 0; i < near->len; i++)
        {
          ReeveNear *one = &g_array_index (near, ReeveNear, i);

          g_assert_cmpuint (one->group, ==, one->id % 7);
          if (i > 0)
            g_assert_cmpfloat (one->distance_m, >=, one[-1].distance_m);
        }
      met += within;
    }
  g_assert_cmpuint (met, >, 1000);
}

static void
test_antimeridian (void)
{
  g_autoptr (ReeveGeoIndex) index = reeve_geo_index_new ();
  g_autoptr (ReeveGeometry) east = reeve_geometry_new_point ((ReevePoint) { -179.999, 52 });
  g_autoptr (ReeveGeometry) west = reeve_geometry_new_point ((ReevePoint) { 179.999, 52 });
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (ReeveNear));

  reeve_geo_index_add (index, east, 1, 0);
  reeve_geo_index_add (index, west, 2, 0);
  reeve_geo_index_build (index);
  reeve_geo_index_within (index, (ReevePoint) { 179.9995, 52 }, 1000, near);
  g_assert_cmpuint (near->len, ==, 2);
  g_assert_cmpint (g_array_index (near, ReeveNear, 0).id, ==, 2);
  g_array_set_size (near, 0);
  /* so far round that both boxes meet everything: still each once */
  reeve_geo_index_within (index, (ReevePoint) { 179.9995, 52 }, 1.9e7, near);
  g_assert_cmpuint (near->len, ==, 2);
}

static void
test_empty (void)
{
  g_autoptr (ReeveGeoIndex) index = reeve_geo_index_new ();
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (ReeveNear));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  reeve_geo_index_build (index);
  reeve_geo_index_within (index, (ReevePoint) { 0, 0 }, 1000, near);
  reeve_geo_index_containing (index, (ReevePoint) { 0, 0 }, ids);
  g_assert_cmpuint (near->len + ids->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/geo-index/against-all", test_against_all);
  g_test_add_func ("/geo/geo-index/antimeridian", test_antimeridian);
  g_test_add_func ("/geo/geo-index/empty", test_empty);
  return g_test_run ();
}
