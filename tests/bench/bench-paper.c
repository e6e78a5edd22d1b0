/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Maps on paper: an atlas of 1,000 businesses, a page each, on a city of 300 streets in 42,000 pieces, and one sheet with 10,000 businesses; elapsed and processor
 * seconds, and how large the PDF is. The bar is 10 s and 2 s. Needs no display: build/tests/bench/bench-paper [RECORDS [POINTS]] */
#include "config.h"

#include <stdlib.h>
#include <time.h>

#include "reeve-case-map.h"

#define SIDE 150           /* streets in each direction: one every 130 m */

/* About 20 km of crossing streets, bent as streets are, each block of them with a park. */
static ReeveMapScene *
make_city (void)
{
  ReeveMapScene *scene = reeve_map_scene_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint way = 0; way < 2; way++)
    for (guint row = 0; row < SIDE; row++)
      for (guint part = 0; part < SIDE - 10; part++)
        {
          g_autofree char *name = g_strdup_printf ("%s %u Street", way == 0 ? "North" : "East", row * 7 + part / 10);
          ReeveWorld points[6];

          for (guint i = 0; i < G_N_ELEMENTS (points); i++)
            {
              double along = (part + i / 5.0) / SIDE, across = (row + g_rand_double (random) * 0.15) / SIDE;

              points[i] = (ReeveWorld) { 0.2280 + 5e-4 * (way == 0 ? along : across), 0.4100 + 5e-4 * (way == 0 ? across : along) };
            }
          reeve_map_scene_begin (scene, REEVE_MAP_STREETS, row % 10 == 0 ? REEVE_MAP_CLASS_MAJOR : row % 3 == 0 ? REEVE_MAP_CLASS_SECOND : REEVE_MAP_CLASS_MINOR,
                                 FALSE, 0, name, NULL);
          reeve_map_scene_add_part (scene, points, G_N_ELEMENTS (points));
        }
  reeve_map_scene_set_city (scene, "Bench");
  reeve_map_scene_seal (scene);
  return scene;
}

static ReeveDisclosure *
make_businesses (guint n)
{
  ReeveDisclosure *disclosure = reeve_disclosure_new (REEVE_AUDIENCE_POLICE, NULL);
  const ReeveDisclosureHead head = { .city = (char *) "Bench", .title = (char *) "Case map", .to = (char *) "Sgt. Orne", .reason = (char *) "Case 12",
                                     .as_of = 20000, .made_on = 20000, .release = 1 };
  g_autoptr (GRand) random = g_rand_new_with_seed (2);

  reeve_disclosure_set_head (disclosure, &head);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Business %u Wellness", i), *address = g_strdup_printf ("%u North %u Street", i % 900, i % 400);

      reeve_disclosure_add_row (disclosure, REEVE_SHEET_BUSINESS, NULL);
      reeve_disclosure_set (disclosure, REEVE_DISCLOSED_BUSINESS_NAME, name);
      reeve_disclosure_set (disclosure, REEVE_DISCLOSED_BUSINESS_ADDRESS, address);
      reeve_disclosure_set (disclosure, REEVE_DISCLOSED_BUSINESS_OUTCOME, reeve_shown_word ((ReeveShown) g_rand_int_range (random, 0, REEVE_N_SHOWN)));
      reeve_disclosure_set_position (disclosure, -97.92 + 0.18 * g_rand_double (random), 30.80 - 0.15 * g_rand_double (random));
    }
  reeve_disclosure_seal (disclosure);
  return disclosure;
}

static void
measure (const char *what, const ReeveMapScene *city, guint n, ReeveCaseMapOptions options, double bar)
{
  g_autoptr (ReeveDisclosure) disclosure = make_businesses (n);
  g_autoptr (ReevePaper) paper = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  gint64 from = g_get_monotonic_time ();
  clock_t used = clock ();
  double elapsed;

  paper = reeve_case_map_new (disclosure, city, &options);
  pdf = reeve_paper_finish (paper, &error);
  if (pdf == NULL)
    g_error ("%s", error->message);
  elapsed = (double) (g_get_monotonic_time () - from) / 1e6;
  g_print ("%s of %u: %5.2f s, %.2f of the bar of %.0f s; %5.2f s of processor; %.1f MB\n", what, n, elapsed, elapsed / bar, bar,
           (double) (clock () - used) / CLOCKS_PER_SEC, (double) g_bytes_get_size (pdf) / 1e6);
}

int
main (int argc, char **argv)
{
  guint records = argc > 1 ? (guint) atoi (argv[1]) : 1000, points = argc > 2 ? (guint) atoi (argv[2]) : 10000;
  g_autoptr (ReeveMapScene) city = make_city ();

  measure ("sheet", city, points, (ReeveCaseMapOptions) { .no_list = TRUE }, 2);
  measure ("atlas", city, records, (ReeveCaseMapOptions) { .atlas = REEVE_ATLAS_RECORD }, 10);
  return 0;
}
