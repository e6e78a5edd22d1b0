/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One import of many rows: it must be one entry, undone and redone as a whole in seconds. REEVE_TEST_BUSINESSES=90000 makes it as large
 * as the licence table of a big city; the timings are printed. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "reeve-change-log.h"
#include "reeve-db.h"
#include "reeve-error.h"
#include "reeve-test.h"

static int n_businesses = 5000;

static gboolean
add_one (ReeveTxn *txn, int i, GError **error)
{
  g_autoptr (ReeveRecord) premises = reeve_record_new ("premises");
  g_autoptr (ReeveRecord) business = reeve_record_new ("business");
  g_autoptr (ReeveRecord) occupancy = reeve_record_new ("occupancy");
  g_autoptr (ReeveRecord) licence = reeve_record_new ("licence");
  g_autoptr (ReeveRecord) status = reeve_record_new ("licence_status");
  g_autofree char *address = g_strdup_printf ("%d W %dth St Ste %d", i * 7 % 9000, i % 97, i % 13);
  g_autofree char *key = g_strdup_printf ("%d w %dth st|#%d", i * 7 % 9000, i % 97, i % 13);
  g_autofree char *number = g_strdup_printf ("BU%08d", i);
  g_autofree char *name = g_strdup_printf ("Lantern %d of the Bend", i);
  reeve_record_set (premises, "address", address);
  reeve_record_set (premises, "address_key", key);
  reeve_record_set (premises, "postcode", "90810");
  reeve_record_set_real (premises, "lon", -118.2 + i * 1e-6);
  reeve_record_set_real (premises, "lat", 33.8 + i * 1e-7);
  reeve_record_set (premises, "source", "import 1");
  reeve_record_set (business, "number", number);
  reeve_record_set (business, "name", name);
  reeve_record_set (business, "category", "service");
  reeve_record_set (business, "operating", "1");
  reeve_record_set (business, "source", "import 1");
  if (!reeve_txn_insert (txn, premises, error) || !reeve_txn_insert (txn, business, error))
    return FALSE;
  reeve_record_set_integer (occupancy, "premises_id", reeve_record_get_id (premises));
  reeve_record_set_integer (occupancy, "business_id", reeve_record_get_id (business));
  reeve_record_set (licence, "scope", "city");
  reeve_record_set (licence, "number", number);
  reeve_record_set_integer (licence, "business_id", reeve_record_get_id (business));
  reeve_record_set (licence, "issued", "2013-09-24");
  reeve_record_set (licence, "expires", "2017-07-01");
  if (!reeve_txn_insert (txn, occupancy, error) || !reeve_txn_insert (txn, licence, error))
    return FALSE;
  reeve_record_set_integer (status, "licence_id", reeve_record_get_id (licence));
  reeve_record_set (status, "status", "active");
  reeve_record_set (status, "from_date", "2013-09-24");
  return reeve_txn_insert (txn, status, error);
}

static gboolean
import_cb (ReeveTxn *txn, gpointer data, GError **error)
{
  for (int i = 0; i < n_businesses; i++)
    if (!add_one (txn, i, error))
      return FALSE;
  return TRUE;
}

static gint64
count (ReeveDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, &error);
  ReeveStmt *stmt = reeve_conn_prepare (reeve_reader_get_conn (reader), sql, &error);
  g_assert_true (reeve_stmt_step (stmt, &error));
  gint64 value = reeve_stmt_int (stmt, 0);
  reeve_stmt_reset (stmt);
  return value;
}

static void
expect_rows (ReeveDb *db, gint64 businesses)
{
  g_assert_cmpint (count (db, "SELECT count(*) FROM business"), ==, businesses);
  g_assert_cmpint (count (db, "SELECT count(*) FROM premises"), ==, businesses);
  g_assert_cmpint (count (db, "SELECT count(*) FROM occupancy"), ==, businesses);
  g_assert_cmpint (count (db, "SELECT count(*) FROM licence"), ==, businesses);
  g_assert_cmpint (count (db, "SELECT count(*) FROM licence_status"), ==, businesses);
}

static void
print_time (const char *what, clock_t *start)
{
  /* Processor time: other work on the machine does not count. */
  g_test_message ("%s: %.2f s of processor time for %d rows", what, (double) (clock () - *start) / CLOCKS_PER_SEC, n_businesses * 5);
  *start = clock ();
}

static void
test_import_and_undo (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = reeve_test_temp_path ("city.reeve");
  g_autoptr (ReeveDb) db = reeve_db_create (path, NULL, &error);
  g_assert_no_error (error);
  gint64 entry = 0, undo = 0;
  clock_t start = clock ();
  reeve_db_write_import (db, "Import", import_cb, NULL, NULL, &entry, &error);
  g_assert_no_error (error);
  print_time ("import", &start);
  expect_rows (db, n_businesses);
  g_test_message ("changeset: %" G_GINT64_FORMAT " bytes, stored as %" G_GINT64_FORMAT, count (db, "SELECT raw_size FROM change_log WHERE entry = 2"),
                  count (db, "SELECT length(changeset) FROM change_log WHERE entry = 2"));
  start = clock ();
  reeve_db_undo (db, entry, &undo, &error);
  g_assert_no_error (error);
  print_time ("undo", &start);
  expect_rows (db, 0);
  start = clock ();
  reeve_db_undo (db, undo, NULL, &error);
  g_assert_no_error (error);
  print_time ("redo", &start);
  expect_rows (db, n_businesses);
  start = clock ();
  gint64 entries = 0;
  reeve_db_verify (db, &entries, NULL, &error);
  g_assert_no_error (error);
  print_time ("verify", &start);
  g_assert_cmpint (entries, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  const char *wanted = g_getenv ("REEVE_TEST_BUSINESSES");
  if (wanted != NULL)
    n_businesses = atoi (wanted);
  g_test_add_func ("/large/import-and-undo", test_import_and_undo);
  return g_test_run ();
}
