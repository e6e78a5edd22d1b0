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
#include <time.h>

#include "reeve-derived.h"
#include "reeve-geometry.h"
#include "reeve-need.h"
#include "reeve-source.h"
#include "reeve-test.h"

#define MOST_ROUNDS 5
#define LONG 500000
#define DAY "2026-11-16"

typedef struct
{
  guint n, every, rounds;
  GRand *rand;
  char *ordinance;
  gsize ordinance_size;
} City;

static gint64
insert (ReeveTxn *txn, ReeveRecord *record)
{
  g_autoptr (GError) error = NULL;

  if (!reeve_txn_insert (txn, record, &error))
    g_error ("%s", error->message);
  return reeve_record_get_id (record);
}

static void
set_day (City *city, ReeveRecord *record, const char *field, int from_year, int to_year)
{
  g_autofree char *day = g_strdup_printf ("%d-%02d-%02d", g_rand_int_range (city->rand, from_year, to_year + 1), g_rand_int_range (city->rand, 1, 13),
                                          g_rand_int_range (city->rand, 1, 29));

  reeve_record_set (record, field, day);
}

static void
add_licence (City *city, ReeveTxn *txn, const char *scope, const char *holder, gint64 id)
{
  g_autoptr (ReeveRecord) licence = reeve_record_new ("licence");
  g_autoptr (ReeveRecord) status = reeve_record_new ("licence_status");

  reeve_record_set (licence, "scope", scope);
  reeve_record_set_integer (licence, holder, id);
  set_day (city, licence, "issued", 2021, 2026);
  set_day (city, licence, "first_issued", 2012, 2021);
  set_day (city, licence, "expires", 2026, 2027);
  reeve_record_set_integer (status, "licence_id", insert (txn, licence));
  reeve_record_set (status, "status", g_rand_int_range (city->rand, 0, 20) == 0 ? "suspended" : "active");
  reeve_record_set (status, "from_date", "2021-01-01");
  reeve_record_set (status, "to_date", "none");
  insert (txn, status);
}

static void
add_staff (City *city, ReeveTxn *txn, gint64 business)
{
  for (guint i = g_rand_int_range (city->rand, 0, 4); i > 0; i--)
    {
      g_autoptr (ReeveRecord) person = reeve_record_new ("practitioner");
      g_autoptr (ReeveRecord) work = reeve_record_new ("employment");
      g_autofree char *reference = g_strdup_printf ("P-%" G_GINT64_FORMAT "-%u", business, i);

      reeve_record_set (person, "reference", reference);
      insert (txn, person);
      reeve_record_set_integer (work, "business_id", business);
      reeve_record_set_integer (work, "practitioner_id", reeve_record_get_id (person));
      reeve_record_set (work, "gives_massage", "1");
      set_day (city, work, "started", 2020, 2025);
      reeve_record_set (work, "ended", "none");
      insert (txn, work);
      add_licence (city, txn, "state", "practitioner_id", reeve_record_get_id (person));
    }
}

static void
add_visit (City *city, ReeveTxn *txn, gint64 business)
{
  static const char *const items[] = { "alcohol", "living-quarters", "clean", "price-list-posted", "windows-transparent" };
  g_autoptr (ReeveRecord) visit = reeve_record_new ("inspection");
  g_autofree char *at = g_strdup_printf ("2026-%02d-%02dT%02d:30", g_rand_int_range (city->rand, 1, 11), g_rand_int_range (city->rand, 1, 29),
                                         g_rand_int_range (city->rand, 9, 23));

  reeve_record_set_integer (visit, "business_id", business);
  reeve_record_set (visit, "at", at);
  reeve_record_set (visit, "status", "done");
  reeve_record_set (visit, "legal_basis", "consent");
  insert (txn, visit);
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (ReeveRecord) item = reeve_record_new ("inspection_item");

      reeve_record_set_integer (item, "inspection_id", reeve_record_get_id (visit));
      reeve_record_set (item, "item", items[i]);
      reeve_record_set (item, "answer", g_rand_boolean (city->rand) ? "yes" : "no");
      insert (txn, item);
    }
}

/* A quarter massage establishments are far more than in any city: the provisions have work to do, and five findings a business are stored. */
static void
add_business (City *city, ReeveTxn *txn, guint i)
{
  g_autoptr (ReeveRecord) premises = reeve_record_new ("premises");
  g_autoptr (ReeveRecord) business = reeve_record_new ("business");
  g_autoptr (ReeveRecord) occupancy = reeve_record_new ("occupancy");
  g_autoptr (ReeveRecord) hours = reeve_record_new ("opening_hours");
  g_autofree char *address = g_strdup_printf ("%u Marl Ave", i), *name = g_strdup_printf ("Place %u", i);

  reeve_record_set (premises, "address", address);
  reeve_record_set (premises, "address_key", address);
  reeve_record_set_real (premises, "lon", g_rand_double_range (city->rand, -94.5, -94.0));
  reeve_record_set_real (premises, "lat", g_rand_double_range (city->rand, 29.0, 29.45));
  reeve_record_set (premises, "position_method", "parcel");
  reeve_record_set (premises, "home_occupation", "0");
  reeve_record_set (premises, "entrance_visible", "1");
  reeve_record_set (premises, "host", "none");
  reeve_record_set (business, "name", name);
  reeve_record_set (business, "category", i % city->every == 0 ? "massage" : "retail");
  reeve_record_set (business, "operating", "1");
  reeve_record_set (business, "out_call_only", "0");
  reeve_record_set (business, "attached_to", "none");
  reeve_record_set (business, "staff_complete_on", "2026-01-01");
  reeve_record_set (business, "principals_complete_on", "2026-01-01");
  reeve_record_set_integer (occupancy, "premises_id", insert (txn, premises));
  reeve_record_set_integer (occupancy, "business_id", insert (txn, business));
  reeve_record_set (occupancy, "from_date", "2015-01-01");
  reeve_record_set (occupancy, "to_date", "none");
  insert (txn, occupancy);
  reeve_record_set_integer (hours, "business_id", reeve_record_get_id (business));
  reeve_record_set (hours, "schedule", "10:00-20:00");
  reeve_record_set (hours, "to_date", "none");
  insert (txn, hours);
  add_licence (city, txn, "city", "business_id", reeve_record_get_id (business));
  add_licence (city, txn, "state", "business_id", reeve_record_get_id (business));
  add_staff (city, txn, reeve_record_get_id (business));
  if (g_rand_int_range (city->rand, 0, 3) > 0)
    add_visit (city, txn, reeve_record_get_id (business));
}

static void
add_places (City *city, ReeveTxn *txn)
{
  static const char *const kinds[] = { "school", "park", "day-care" };

  for (guint i = 0; i < 600; i++)
    {
      g_autoptr (ReeveRecord) place = reeve_record_new ("place");
      g_autoptr (ReeveGeometry) point = reeve_geometry_new_point ((ReevePoint) { g_rand_double_range (city->rand, -94.5, -94.0),
                                                                                 g_rand_double_range (city->rand, 29.0, 29.45) });
      g_autoptr (GBytes) wkb = reeve_geometry_to_wkb (point);

      reeve_record_set (place, "kind", kinds[i % 3]);
      reeve_record_set (place, "name", "A place");
      reeve_record_set_bytes (place, "geometry", wkb);
      insert (txn, place);
    }
}

static gboolean
fill (ReeveTxn *txn, gpointer data, GError **error)
{
  City *city = data;
  g_autoptr (GBytes) text = g_bytes_new_static (city->ordinance, city->ordinance_size);
  g_autoptr (ReeveMessages) messages = NULL;

  for (guint i = 0; i < city->n; i++)
    add_business (city, txn, i);
  add_places (city, txn);
  return reeve_txn_set_setting (txn, "businesses-complete", "yes", error)
         && reeve_ordinance_adopt (txn, "calder-bend.ordinance.yaml", text, "council", &messages, error);
}

typedef struct { double wall, cpu; } Spent;

static Spent
now (void)
{
  struct timespec cpu;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &cpu);
  return (Spent) { g_get_monotonic_time () / 1e6, cpu.tv_sec + cpu.tv_nsec / 1e9 };
}

static int
compare_double (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Rounds of one thing: elapsed time, and processor time over all threads, which a busy machine does not change. */
typedef struct { guint n; double wall[MOST_ROUNDS], cpu[MOST_ROUNDS]; } Rounds;

static void
add_round (Rounds *rounds, Spent start, guint times)
{
  Spent end = now ();

  rounds->wall[rounds->n] = (end.wall - start.wall) / times;
  rounds->cpu[rounds->n++] = (end.cpu - start.cpu) / times;
}

static Spent
median (Rounds *rounds)
{
  qsort (rounds->wall, rounds->n, sizeof (double), compare_double);
  qsort (rounds->cpu, rounds->n, sizeof (double), compare_double);
  return (Spent) { rounds->wall[rounds->n / 2], rounds->cpu[rounds->n / 2] };
}

static void
print_ratio (const char *what, Rounds *rounds, Spent unit)
{
  Spent spent = median (rounds);

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
static Spent
bench (ReeveDb *db, const City *city)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, &error);
  ReeveConn *conn = reeve_reader_get_conn (reader);
  g_autoptr (ReeveCheck) check = NULL;
  g_autoptr (GPtrArray) sql = NULL;
  Rounds reading = { 0 }, checking = { 0 }, first = { 0 }, again = { 0 }, one = { 0 }, explaining = { 0 };
  gint64 outcomes[REEVE_N_OUTCOMES] = { 0 };
  guint64 sum = 0;
  Spent start, unit;
  ReeveDay day;

  g_assert_true (reeve_day_parse (DAY, -1, &day));
  check = reeve_check_new (conn, day, NULL, NULL, &error);
  g_assert_no_error (error);
  sql = reeve_check_get_statements (check);
  for (guint i = 0; i < city->rounds; i++)
    {
      start = now ();
      sum += read_all (conn, sql);
      add_round (&reading, start, 1);
      start = now ();
      reeve_check_run (check, db, count_finding, NULL, outcomes, NULL, &error);
      add_round (&checking, start, 1);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < city->rounds + 1; i++)
    {
      start = now ();
      reeve_findings_refresh (db, day, NULL, NULL, NULL, &error);
      add_round (i == 0 ? &first : &again, start, 1);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < city->rounds; i++)
    {
      gint64 business = 1 + city->every * g_rand_int_range (city->rand, 0, city->n / city->every);

      start = now ();
      for (guint k = 0; k < 100; k++)
        reeve_check_run_one (check, conn, REEVE_ABOUT_BUSINESS, business, count_finding, outcomes, &error);
      add_round (&one, start, 100);
      g_assert_no_error (error);
      start = now ();
      for (guint k = 0; k < 20; k++)
        {
          g_autoptr (ReeveTrace) trace = reeve_check_explain (check, conn, REEVE_ABOUT_BUSINESS, business, "peer", &error);

          g_assert_no_error (error);
        }
      add_round (&explaining, start, 20);
    }
  g_print ("businesses %u, one in %u concerned, provisions %u, statements %u (sum %" G_GUINT64_FORMAT ")\n", city->n, city->every, reeve_check_get_programs (check)->len, sql->len, sum);
  g_print ("violation %" G_GINT64_FORMAT ", insufficient %" G_GINT64_FORMAT ", compliant %" G_GINT64_FORMAT ", not applicable %" G_GINT64_FORMAT "\n",
           outcomes[REEVE_OUTCOME_VIOLATION], outcomes[REEVE_OUTCOME_INSUFFICIENT], outcomes[REEVE_OUTCOME_COMPLIANT],
           outcomes[REEVE_OUTCOME_NOT_APPLICABLE]);
  unit = median (&reading);
  g_print ("%-46s %10s %7s %14s %7s\n", "", "elapsed", "ratio", "processor", "ratio");
  print_ratio ("reading the same rows once, one thread", &reading, unit);
  print_ratio ("full check", &checking, unit);
  print_ratio ("full check, everything derived written anew", &first, unit);
  print_ratio ("full check, outcomes stored as they were", &again, unit);
  g_print ("%-46s %8.3f ms\n", "recheck of one business", 1000 * median (&one).cpu);
  g_print ("%-46s %8.3f ms\n", "explanation of one finding", 1000 * median (&explaining).cpu);
  return median (&checking);
}

static Spent
bench_size (guint n, guint every)
{
  City city = { .n = n, .every = every, .rounds = n > LONG ? 3 : MOST_ROUNDS, .rand = g_rand_new_with_seed (7) };
  g_autofree char *path = reeve_test_temp_path ("bench.reeve"), *ordinance = reeve_test_source ("data/ordinances/calder-bend.ordinance.yaml");
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = NULL;
  Spent spent;

  if (!g_file_get_contents (ordinance, &city.ordinance, &city.ordinance_size, &error))
    g_error ("%s", error->message);
  db = reeve_db_create (path, "Bench", &error);
  g_assert_no_error (error);
  if (!reeve_db_write_import (db, "Fill", fill, &city, NULL, NULL, &error))
    g_error ("%s", error->message);
  spent = bench (db, &city);
  reeve_db_close (db);
  g_rand_free (city.rand);
  g_free (city.ordinance);
  return spent;
}

int
main (int argc, char **argv)
{
  static char *usual[] = { NULL, (char *) "100000" };
  char **sizes = argc > 1 ? argv : usual;
  Spent first = { 0, 0 };

  for (int i = 1; i < MAX (argc, 2); i++)
    {
      g_auto (GStrv) parts = g_strsplit (sizes[i], "/", 2);
      guint n = (guint) atoi (parts[0]), every = parts[1] == NULL ? 4 : (guint) atoi (parts[1]);
      Spent spent;

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
