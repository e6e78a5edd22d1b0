/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <time.h>

#include "bench-city.h"
#include "reeve-findings.h"
#include "reeve-geometry.h"
#include "reeve-test.h"


static gint64
insert (ReeveTxn *txn, ReeveRecord *record)
{
  g_autoptr (GError) error = NULL;

  if (!reeve_txn_insert (txn, record, &error))
    g_error ("%s", error->message);
  return reeve_record_get_id (record);
}

static void
set_day (BenchCity *city, ReeveRecord *record, const char *field, int from_year, int to_year)
{
  g_autofree char *day = g_strdup_printf ("%d-%02d-%02d", g_rand_int_range (city->rand, from_year, to_year + 1), g_rand_int_range (city->rand, 1, 13),
                                          g_rand_int_range (city->rand, 1, 29));

  reeve_record_set (record, field, day);
}

static void
add_licence (BenchCity *city, ReeveTxn *txn, const char *scope, const char *holder, gint64 id)
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
add_staff (BenchCity *city, ReeveTxn *txn, gint64 business)
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
add_visit (BenchCity *city, ReeveTxn *txn, gint64 business)
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
add_business (BenchCity *city, ReeveTxn *txn, guint i)
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
add_places (BenchCity *city, ReeveTxn *txn)
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
  BenchCity *city = data;
  g_autoptr (GBytes) text = g_bytes_new_static (city->ordinance, city->ordinance_size);
  g_autoptr (ReeveMessages) messages = NULL;

  for (guint i = 0; i < city->n; i++)
    add_business (city, txn, i);
  add_places (city, txn);
  return reeve_txn_set_setting (txn, "businesses-complete", "yes", error)
         && reeve_ordinance_adopt (txn, "calder-bend.ordinance.yaml", text, "council", &messages, error);
}

BenchCity *
bench_city_new (guint n, guint every)
{
  BenchCity *city = g_new0 (BenchCity, 1);
  g_autofree char *path = reeve_test_temp_path ("bench.reeve"), *ordinance = reeve_test_source ("data/ordinances/calder-bend.ordinance.yaml");
  g_autoptr (GError) error = NULL;

  city->n = n;
  city->every = every;
  city->rand = g_rand_new_with_seed (7);
  if (!g_file_get_contents (ordinance, &city->ordinance, &city->ordinance_size, &error))
    g_error ("%s", error->message);
  city->db = reeve_db_create (path, "Bench", &error);
  g_assert_no_error (error);
  if (!reeve_db_write_import (city->db, "Fill", fill, city, NULL, NULL, &error))
    g_error ("%s", error->message);
  return city;
}

void
bench_city_free (BenchCity *city)
{
  reeve_db_close (city->db);
  g_object_unref (city->db);
  g_rand_free (city->rand);
  g_free (city->ordinance);
  g_free (city);
}

BenchSpent
bench_now (void)
{
  struct timespec cpu;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &cpu);
  return (BenchSpent) { g_get_monotonic_time () / 1e6, cpu.tv_sec + cpu.tv_nsec / 1e9 };
}

static int
compare_double (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

void
bench_add_round (BenchRounds *rounds, BenchSpent start, guint times)
{
  BenchSpent end = bench_now ();

  rounds->wall[rounds->n] = (end.wall - start.wall) / times;
  rounds->cpu[rounds->n++] = (end.cpu - start.cpu) / times;
}

BenchSpent
bench_median (BenchRounds *rounds)
{
  qsort (rounds->wall, rounds->n, sizeof (double), compare_double);
  qsort (rounds->cpu, rounds->n, sizeof (double), compare_double);
  return (BenchSpent) { rounds->wall[rounds->n / 2], rounds->cpu[rounds->n / 2] };
}
