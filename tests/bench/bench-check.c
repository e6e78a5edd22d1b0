/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The check against reading: a made-up city, the ordinance that is shipped, everything in one run so that only ratios matter.
 *
 * bench-check [BUSINESSES[/EVERY]]...   (default 100000/4: every fourth is a massage establishment)
 *
 * "reading" is one thread stepping once through the very statements that the check uses, every row of the tables that some provision asks for,
 * taking each value of each row. A check passes over rows of businesses that no provision is about; with EVERY = 1 there are none. Figures are
 * medians of five, or of three above 500,000 businesses, which are measured only when REEVE_BENCH_LONG is set. Several sizes are compared. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "bench-city.h"
#include "reeve-derived.h"
#include "reeve-need.h"
#include "reeve-source.h"

#define LONG 500000
#define DAY "2026-11-16"

static void
print_ratio (const char *what, BenchRounds *rounds, BenchSpent unit)
{
  BenchSpent spent = bench_median (rounds);

  g_print ("%-46s %8.3f s %7.2f %12.3f s %7.2f\n", what, spent.wall, spent.wall / unit.wall, spent.cpu, spent.cpu / unit.cpu);
}

/* Every value of every row of the check's statements, once. */
static guint64
read_all (ReeveConn *conn, const GPtrArray *sql)
{
  g_autoptr (GError) error = NULL;
  guint64 sum = 0;

  for (guint i = 0; i < sql->len; i++)
    {
      ReeveStmt *stmt = reeve_conn_prepare (conn, sql->pdata[i], &error);
      int n;

      g_assert_no_error (error);
      n = reeve_stmt_columns (stmt);
      reeve_stmt_bind_int (stmt, 1, G_MININT64);
      reeve_stmt_bind_int (stmt, 2, G_MAXINT64);
      while (reeve_stmt_step (stmt, &error))
        for (int column = 0; column < n; column++)
          sum += (guint64) reeve_stmt_int (stmt, column);
      g_assert_no_error (error);
      reeve_stmt_reset (stmt);
    }
  return sum;
}

static gboolean
count_finding (const ReeveFinding *finding, gpointer data)
{
  ((gint64 *) data)[finding->outcome]++;
  return TRUE;
}

/* The time of a full check. */
static BenchSpent
bench (const BenchCity *city)
{
  ReeveDb *db = city->db;
  guint rounds = city->n > LONG ? 3 : BENCH_MOST_ROUNDS;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, &error);
  ReeveConn *conn = reeve_reader_get_conn (reader);
  g_autoptr (ReeveCheck) check = NULL;
  g_autoptr (GPtrArray) sql = NULL;
  BenchRounds reading = { 0 }, checking = { 0 }, first = { 0 }, again = { 0 }, one = { 0 }, explaining = { 0 };
  gint64 outcomes[REEVE_N_OUTCOMES] = { 0 };
  guint64 sum = 0;
  BenchSpent start, unit;
  ReeveDay day;

  g_assert_true (reeve_day_parse (DAY, -1, &day));
  check = reeve_check_new (conn, day, NULL, NULL, &error);
  g_assert_no_error (error);
  sql = reeve_check_get_statements (check);
  for (guint i = 0; i < rounds; i++)
    {
      start = bench_now ();
      sum += read_all (conn, sql);
      bench_add_round (&reading, start, 1);
      start = bench_now ();
      reeve_check_run (check, db, count_finding, NULL, outcomes, NULL, &error);
      bench_add_round (&checking, start, 1);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < rounds + 1; i++)
    {
      start = bench_now ();
      reeve_findings_refresh (db, day, NULL, NULL, NULL, &error);
      bench_add_round (i == 0 ? &first : &again, start, 1);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < rounds; i++)
    {
      gint64 business = 1 + city->every * g_rand_int_range (city->rand, 0, city->n / city->every);

      start = bench_now ();
      for (guint k = 0; k < 100; k++)
        reeve_check_run_one (check, conn, REEVE_ABOUT_BUSINESS, business, count_finding, outcomes, &error);
      bench_add_round (&one, start, 100);
      g_assert_no_error (error);
      start = bench_now ();
      for (guint k = 0; k < 20; k++)
        {
          g_autoptr (ReeveTrace) trace = reeve_check_explain (check, conn, REEVE_ABOUT_BUSINESS, business, "peer", &error);

          g_assert_no_error (error);
        }
      bench_add_round (&explaining, start, 20);
    }
  g_print ("businesses %u, one in %u concerned, provisions %u, statements %u (sum %" G_GUINT64_FORMAT ")\n", city->n, city->every, reeve_check_get_programs (check)->len, sql->len, sum);
  g_print ("violation %" G_GINT64_FORMAT ", insufficient %" G_GINT64_FORMAT ", compliant %" G_GINT64_FORMAT ", not applicable %" G_GINT64_FORMAT "\n",
           outcomes[REEVE_OUTCOME_VIOLATION], outcomes[REEVE_OUTCOME_INSUFFICIENT], outcomes[REEVE_OUTCOME_COMPLIANT],
           outcomes[REEVE_OUTCOME_NOT_APPLICABLE]);
  unit = bench_median (&reading);
  g_print ("%-46s %10s %7s %14s %7s\n", "", "elapsed", "ratio", "processor", "ratio");
  print_ratio ("reading the same rows once, one thread", &reading, unit);
  print_ratio ("full check", &checking, unit);
  print_ratio ("full check, everything derived written anew", &first, unit);
  print_ratio ("full check, outcomes stored as they were", &again, unit);
  g_print ("%-46s %8.3f ms\n", "recheck of one business", 1000 * bench_median (&one).cpu);
  g_print ("%-46s %8.3f ms\n", "explanation of one finding", 1000 * bench_median (&explaining).cpu);
  return bench_median (&checking);
}

static BenchSpent
bench_size (guint n, guint every)
{
  BenchCity *city = bench_city_new (n, every);
  BenchSpent spent = bench (city);

  bench_city_free (city);
  return spent;
}

int
main (int argc, char **argv)
{
  static char *usual[] = { NULL, (char *) "100000" };
  char **sizes = argc > 1 ? argv : usual;
  BenchSpent first = { 0, 0 };

  for (int i = 1; i < MAX (argc, 2); i++)
    {
      g_auto (GStrv) parts = g_strsplit (sizes[i], "/", 2);
      guint n = (guint) atoi (parts[0]), every = parts[1] == NULL ? 4 : (guint) atoi (parts[1]);
      BenchSpent spent;

      if (n > LONG && g_getenv ("REEVE_BENCH_LONG") == NULL)
        {
          g_print ("%u businesses: only with REEVE_BENCH_LONG=1, for it takes many minutes\n", n);
          continue;
        }
      spent = bench_size (n, MAX (every, 1));
      if (first.wall > 0)
        g_print ("full check against that of %s: %.1f times as long, %.1f times the processor time\n", sizes[1], spent.wall / first.wall,
                 spent.cpu / first.cpu);
      else
        first = spent;
    }
  return 0;
}
