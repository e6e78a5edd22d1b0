/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trying a draft: one provision changed, all of them, a sweep of ten values, open sites; against a full check of the same records in the same
 * run. The first run reads who the businesses are; the others are what a drafter waits for.
 *
 * bench-backtest [BUSINESSES [EVERY]]   (default 100000 4: every fourth is a massage establishment, far more than in any city) */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "bench-city.h"
#include "reeve-open-sites.h"
#include "reeve-sweep.h"

#define DAY "2026-11-16"

static ReeveOrdinance *
load (const BenchCity *city, const char *old, const char *new)
{
  g_auto (GStrv) parts = g_strsplit (city->ordinance, old, -1);
  g_autofree char *text = g_strjoinv (new, parts);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (ReeveMessages) messages = NULL;
  ReeveOrdinance *ordinance = reeve_ordinance_load ("draft.ordinance.yaml", bytes, NULL, NULL, &messages);

  g_assert_nonnull (parts[1]);
  g_assert_nonnull (ordinance);
  return ordinance;
}

static gboolean
count_finding (const ReeveFinding *finding, gpointer data)
{
  ((gint64 *) data)[finding->outcome]++;
  return TRUE;
}

static void
print (const char *what, BenchRounds *rounds, BenchSpent unit)
{
  BenchSpent spent = bench_median (rounds);

  g_print ("%-52s %8.1f ms %6.2f %10.1f ms %6.2f\n", what, 1000 * spent.wall, spent.wall / unit.wall, 1000 * spent.cpu, spent.cpu / unit.cpu);
}

static ReeveDay
day (void)
{
  ReeveDay parsed;

  g_assert_true (reeve_day_parse (DAY, -1, &parsed));
  return parsed;
}

static BenchSpent
bench_check (const BenchCity *city)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = reeve_reader_new (city->db, &error);
  g_autoptr (ReeveCheck) check = reeve_check_new (reeve_reader_get_conn (reader), day (), NULL, NULL, &error);
  gint64 outcomes[REEVE_N_OUTCOMES] = { 0 };
  BenchRounds rounds = { 0 };
  BenchSpent unit;

  for (guint i = 0; i < BENCH_MOST_ROUNDS; i++)
    {
      BenchSpent start = bench_now ();

      reeve_check_run (check, city->db, count_finding, NULL, outcomes, NULL, &error);
      g_assert_no_error (error);
      bench_add_round (&rounds, start, 1);
    }
  unit = bench_median (&rounds);
  g_print ("%-52s %11s %6s %13s %6s\n", "", "elapsed", "ratio", "processor", "ratio");
  print ("full check", &rounds, unit);
  return unit;
}

/* The first run of all, when nothing of the file has been read, is told apart. */
static void
bench_backtest (const BenchCity *city, const char *what, const char *old, const char *new, gboolean first_too, BenchSpent unit)
{
  g_autoptr (ReeveOrdinance) after = load (city, old, new);
  ReeveBacktestSpec spec = { .after = after, .day = day () };
  g_autoptr (GError) error = NULL;
  BenchRounds first = { 0 }, rounds = { 0 };

  for (guint i = 0; i < BENCH_MOST_ROUNDS + 1; i++)
    {
      BenchSpent start = bench_now ();
      g_autoptr (ReeveBacktest) backtest = reeve_backtest_run (city->db, &spec, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      bench_add_round (i == 0 ? &first : &rounds, start, 1);
      if (i == 0)
        {
          const gint64 *n = reeve_backtest_get_businesses (backtest)->n;
          guint n_evaluated = 0;

          for (guint k = 0; k < reeve_backtest_get_provisions (backtest)->len; k++)
            n_evaluated += ((ReeveBacktestProvision *) reeve_backtest_get_provisions (backtest)->pdata[k])->evaluated;
          g_print ("  %s: %u provisions run; newly %" G_GINT64_FORMAT ", unknown %" G_GINT64_FORMAT ", relieved %" G_GINT64_FORMAT "\n", what, n_evaluated,
                   n[REEVE_EFFECT_NEWLY], n[REEVE_EFFECT_UNKNOWN], n[REEVE_EFFECT_RELIEVED]);
        }
    }
  if (first_too)
    print ("the first run", &first, unit);
  print (what, &rounds, unit);
}

static void
bench_sweep (const BenchCity *city, BenchSpent unit)
{
  static const char *const values[]
    = { "250 ft", "500 ft", "750 ft", "1000 ft", "1250 ft", "1500 ft", "1750 ft", "2000 ft", "2500 ft", "3000 ft", NULL };
  g_autoptr (ReeveOrdinance) after = load (city, "school-distance: 1000 ft", "school-distance: 1000 ft");
  ReeveBacktestSpec spec = { .after = after, .day = day () };
  g_autoptr (GError) error = NULL;
  BenchRounds rounds = { 0 };

  for (guint i = 0; i < BENCH_MOST_ROUNDS; i++)
    {
      BenchSpent start = bench_now ();
      g_autoptr (ReeveSweep) sweep = reeve_sweep_run (city->db, &spec, "school-distance", values, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      bench_add_round (&rounds, start, 1);
    }
  print ("sweep of ten values", &rounds, unit);
}

/* The city has no zones: every premises is asked, by number. */
static void
bench_open_sites (const BenchCity *city, BenchSpent unit)
{
  ReeveOpenSitesSpec spec = { .day = day (), .n_premises = MIN (city->n, 20000) };
  g_autofree gint64 *premises = g_new (gint64, spec.n_premises);
  g_autoptr (GError) error = NULL;
  BenchRounds rounds = { 0 };

  for (guint i = 0; i < spec.n_premises; i++)
    premises[i] = i + 1;
  spec.premises = premises;
  for (guint i = 0; i < BENCH_MOST_ROUNDS; i++)
    {
      BenchSpent start = bench_now ();
      g_autoptr (ReeveOpenSites) sites = reeve_open_sites_run (city->db, &spec, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (sites->sites->len, ==, spec.n_premises);
      bench_add_round (&rounds, start, 1);
    }
  print ("open sites, 20,000 premises asked", &rounds, unit);
}

int
main (int argc, char **argv)
{
  BenchCity *city = bench_city_new (argc > 1 ? (guint) atoi (argv[1]) : 100000, argc > 2 ? (guint) atoi (argv[2]) : 4);
  BenchSpent unit = bench_check (city);

  bench_backtest (city, "one distance changed", "school-distance: 1000 ft", "school-distance: 1500 ft", TRUE, unit);
  bench_backtest (city, "the distance between establishments changed", "peer-distance: 600 ft", "peer-distance: 900 ft", FALSE, unit);
  bench_backtest (city, "the grace to cure changed", "cure-days: 10 days", "cure-days: 20 days", FALSE, unit);
  bench_backtest (city, "whom the chapter is about: every provision", "massage-place: business.category = massage and business.operating",
                  "massage-place: business.category in [massage, spa] and business.operating", FALSE, unit);
  bench_sweep (city, unit);
  bench_open_sites (city, unit);
  bench_city_free (city);
  return 0;
}
