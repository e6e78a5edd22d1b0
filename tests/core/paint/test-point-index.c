/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clusters hold every point exactly once at every zoom, queries find what a plain loop finds, and symbols do not hide each other. */
#include "config.h"

#include "reeve-point-index.h"

#include <string.h>

static GArray *
random_points (guint n, guint32 seed, double spread)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (ReeveMapPoint));
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n; i++)
    {
      ReeveMapPoint point = { 0 };

      point.id = 1000 + i;
      point.x = 0.25 + spread * g_rand_double (rand) * g_rand_double (rand);
      point.y = 0.40 + spread * g_rand_double (rand);
      point.shown = g_rand_int_range (rand, 0, REEVE_N_SHOWN);
      g_array_append_val (points, point);
    }
  return points;
}

static const ReeveWorldBox world = { 0, 0, 1, 1 };

static void
test_levels (void)
{
  g_autoptr (ReevePointIndex) index = reeve_point_index_new (random_points (5000, 7, 1e-3));
  guint n, all[REEVE_N_SHOWN], before = 0;
  const ReeveMapPoint *points = reeve_point_index_get_points (index, &n);

  g_assert_cmpuint (n, ==, 5000);
  g_assert_cmpuint (reeve_point_index_count (index, world, all), ==, 5000);
  for (int level = 0; level <= REEVE_POINT_TOP_LEVEL; level++)
    {
      g_autoptr (GPtrArray) found = g_ptr_array_new ();
      guint sum[REEVE_N_SHOWN] = { 0 }, counts[REEVE_N_SHOWN], total = 0;

      reeve_point_index_query (index, level, world, found);
      g_assert_cmpuint (found->len, >=, before);
      before = found->len;
      for (guint i = 0; i < found->len; i++)
        {
          const ReevePointNode *node = g_ptr_array_index (found, i);
          guint in_node = 0;

          reeve_point_index_get_counts (index, node, counts);
          for (guint s = 0; s < REEVE_N_SHOWN; s++)
            {
              sum[s] += counts[s];
              in_node += counts[s];
            }
          g_assert_cmpuint (in_node, ==, node->count);
          total += node->count;
          if (node->count == 1)
            {
              g_assert_cmpfloat (node->x, ==, points[node->point].x);
              g_assert_cmpfloat (node->y, ==, points[node->point].y);
            }
        }
      g_assert_cmpuint (total, ==, 5000);
      g_assert_cmpmem (sum, sizeof sum, all, sizeof all);
      if (level == 0)
        g_assert_cmpuint (found->len, ==, 1);
      if (level == REEVE_POINT_TOP_LEVEL)
        g_assert_cmpuint (found->len, ==, 5000);
    }
}

static void
test_query (void)
{
  g_autoptr (ReevePointIndex) index = reeve_point_index_new (random_points (3000, 3, 1e-3));
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  guint n;
  const ReeveMapPoint *points = reeve_point_index_get_points (index, &n);

  for (int round = 0; round < 200; round++)
    {
      double w = 1e-3 * g_rand_double (rand) * g_rand_double (rand);
      ReeveWorldBox box = { 0.25 + 1e-3 * g_rand_double (rand), 0.40 + 1e-3 * g_rand_double (rand), 0, 0 };
      guint expected[REEVE_N_SHOWN] = { 0 }, counts[REEVE_N_SHOWN], sum = 0;

      box.x1 = box.x0 + w;
      box.y1 = box.y0 + w / 2;
      for (guint i = 0; i < n; i++)
        if (points[i].x >= box.x0 && points[i].x <= box.x1 && points[i].y >= box.y0 && points[i].y <= box.y1)
          {
            expected[points[i].shown]++;
            sum++;
          }
      g_assert_cmpuint (reeve_point_index_count (index, box, counts), ==, sum);
      g_assert_cmpmem (counts, sizeof counts, expected, sizeof expected);
    }
}

/* Two single points of one level never stand closer than the distance at which one would hide the other. */
static void
test_no_overlap (void)
{
  g_autoptr (ReevePointIndex) index = reeve_point_index_new (random_points (800, 11, 1e-3));

  for (int level = 8; level < REEVE_POINT_TOP_LEVEL; level++)
    {
      g_autoptr (GPtrArray) found = g_ptr_array_new ();
      double px = REEVE_TILE_SIZE * exp2 (level);

      reeve_point_index_query (index, level, world, found);
      for (guint i = 0; i < found->len; i++)
        for (guint j = i + 1; j < found->len; j++)
          {
            const ReevePointNode *a = g_ptr_array_index (found, i), *b = g_ptr_array_index (found, j);

            if (a->count == 1 && b->count == 1)
              g_assert_cmpfloat (hypot (a->x - b->x, a->y - b->y) * px, >, REEVE_POINT_OVERLAP_PX);
          }
    }
}

static void
test_one_spot (void)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (ReeveMapPoint));
  g_autoptr (ReevePointIndex) index = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  double seen[20][2];

  for (guint i = 0; i < 20; i++)
    {
      ReeveMapPoint point = { .id = i + 1, .x = 0.3, .y = 0.4, .shown = i == 13 ? REEVE_SHOWN_VIOLATION : REEVE_SHOWN_MET };
      g_array_append_val (points, point);
    }
  index = reeve_point_index_new (points);
  reeve_point_index_query (index, 17, world, found);
  g_assert_cmpuint (found->len, ==, 1);
  for (guint i = 0; i < 20; i++)
    {
      const ReeveMapPoint *point = reeve_point_index_find (index, i + 1);

      g_assert_nonnull (point);
      g_assert_cmpint (point->id, ==, i + 1);
      g_assert_cmpuint (point->of, ==, 20);
      if (i == 13)
        g_assert_cmpuint (point->stack, ==, 0);
      reeve_map_point_offset (point, &seen[i][0], &seen[i][1]);
      for (guint j = 0; j < i; j++)
        g_assert_cmpfloat (hypot (seen[i][0] - seen[j][0], seen[i][1] - seen[j][1]), >, 1.0);
    }
  g_assert_null (reeve_point_index_find (index, 21));
}

static void
test_empty (void)
{
  g_autoptr (ReevePointIndex) index = reeve_point_index_new (g_array_new (FALSE, TRUE, sizeof (ReeveMapPoint)));
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  guint counts[REEVE_N_SHOWN];
  ReeveWorldBox box;

  reeve_point_index_query (index, 3, world, found);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpuint (reeve_point_index_count (index, world, counts), ==, 0);
  g_assert_false (reeve_point_index_get_box (index, &box));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/point-index/levels", test_levels);
  g_test_add_func ("/point-index/query", test_query);
  g_test_add_func ("/point-index/no-overlap", test_no_overlap);
  g_test_add_func ("/point-index/one-spot", test_one_spot);
  g_test_add_func ("/point-index/empty", test_empty);
  return g_test_run ();
}
