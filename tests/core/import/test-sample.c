/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample city: made the same each time, whole, and with something of every outcome. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "reeve-change-log.h"
#include "reeve-error.h"
#include "reeve-findings.h"
#include "reeve-sample.h"
#include "reeve-test.h"

static ReeveDay
reference_day (void)
{
  ReeveDay day;
  g_assert_true (reeve_day_parse ("2026-11-16", -1, &day));
  return day;
}

static char *
make_sample (GHashTable **ret_counts)
{
  g_autoptr (GError) error = NULL;
  char *path = reeve_test_temp_path ("calder-bend.reeve");
  reeve_sample_create_on (path, reference_day (), ret_counts, &error);
  g_assert_no_error (error);
  return path;
}

/* The one that is only looked at, made once: it takes a second, and a minute under valgrind. */
static const char *
shared_sample (void)
{
  static char *path = NULL;
  if (path == NULL)
    path = make_sample (NULL);
  return path;
}

static ReeveDb *
open_sample (const char *path)
{
  g_autoptr (GError) error = NULL;
  ReeveDb *db = reeve_db_open (path, REEVE_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  return db;
}

static gint64
one_number (ReeveConn *conn, const char *sql)
{
  g_autoptr (GError) error = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, sql, &error);
  g_assert_no_error (error);
  g_assert_true (reeve_stmt_step (stmt, &error));
  g_assert_no_error (error);
  gint64 number = reeve_stmt_int (stmt, 0);
  reeve_stmt_reset (stmt);
  return number;
}

static void
assert_same_table (ReeveConn *a, ReeveConn *b, const ReeveTableInfo *table)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;
  for (gint64 id = 1;; id++)
    {
      g_autoptr (ReeveRecord) one = reeve_conn_load (a, table->name, id, &error);
      g_clear_error (&error);
      g_autoptr (ReeveRecord) other = reeve_conn_load (b, table->name, id, &error);
      g_clear_error (&error);
      if (one == NULL && other == NULL)
        break;
      g_assert_true (one != NULL && other != NULL && reeve_record_equal (one, other));
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

static void
test_same_each_time (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) counts = NULL;
  g_autofree char *second = make_sample (&counts);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "business")), ==, 600);
  g_autoptr (ReeveDb) a = open_sample (shared_sample ()), b = open_sample (second);
  g_autoptr (ReeveReader) reader_a = reeve_reader_new (a, &error), reader_b = reeve_reader_new (b, &error);
  g_assert_no_error (error);
  static const char *const names[] = { "business", "premises", "licence", "complaint", "inspection", "event", "place", "zone", "party" };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    assert_same_table (reeve_reader_get_conn (reader_a), reeve_reader_get_conn (reader_b), reeve_schema_find_table (names[i]));
  g_clear_pointer (&reader_a, reeve_reader_free);
  g_clear_pointer (&reader_b, reeve_reader_free);
  reeve_db_close (a);
  reeve_db_close (b);
}

static void
test_whole (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = reeve_db_open (shared_sample (), REEVE_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  reeve_db_verify (db, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, &error);
  ReeveConn *conn = reeve_reader_get_conn (reader);
  g_assert_cmpint (one_number (conn, "SELECT count(*) FROM business WHERE category = 'massage' AND operating = 1"), ==, 60);
  g_assert_cmpint (one_number (conn, "SELECT count(*) FROM decision"), ==, 7);
  /* the decisions are about findings that were there to decide about */
  g_assert_cmpint (one_number (conn, "SELECT count(*) FROM decision WHERE outcome_then = 'violation'"), ==, 7);
  g_assert_cmpint (one_number (conn, "SELECT count(*) FROM practitioner WHERE name IS NOT NULL"), ==, 0);
  /* two businesses one after the other at one address */
  g_assert_cmpint (one_number (conn, "SELECT count(*) FROM (SELECT premises_id FROM occupancy GROUP BY premises_id HAVING count(*) > 1)"), >=, 6);
  /* open water in the Gulf of Mexico: no address of it is an address of anyone */
  g_assert_cmpint (one_number (conn, "SELECT count(*) FROM premises WHERE lon NOT BETWEEN -94.7 AND -94.5 OR lat NOT BETWEEN 27.8 AND 28.1"), ==, 0);
  g_clear_pointer (&reader, reeve_reader_free);
  reeve_db_close (db);
}

static void
test_outcomes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = open_sample (shared_sample ());
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, &error);
  ReeveConn *conn = reeve_reader_get_conn (reader);
  for (int outcome = 0; outcome < REEVE_N_OUTCOMES; outcome++)
    {
      ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT coalesce(sum(number), 0), count(DISTINCT provision) FROM derived_count WHERE outcome = ?", &error);
      g_assert_no_error (error);
      reeve_stmt_bind_int (stmt, 1, outcome);
      g_assert_true (reeve_stmt_step (stmt, &error));
      g_test_message ("outcome %d: %d findings of %d provisions", outcome, (int) reeve_stmt_int (stmt, 0), (int) reeve_stmt_int (stmt, 1));
      g_assert_cmpint (reeve_stmt_int (stmt, 0), >, 0);
      g_assert_cmpint (reeve_stmt_int (stmt, 1), >=, outcome == REEVE_OUTCOME_VIOLATION || outcome == REEVE_OUTCOME_INSUFFICIENT ? 25 : 3);
      reeve_stmt_reset (stmt);
    }
  g_clear_pointer (&reader, reeve_reader_free);
  reeve_db_close (db);
}

static void
test_refuses (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = reeve_test_temp_path ("mine.reeve");
  g_assert_true (g_file_set_contents (path, "my own notes", -1, NULL));
  g_assert_false (reeve_sample_create (path, &error));
  g_assert_nonnull (error);
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "my own notes");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/same-each-time", test_same_each_time);
  g_test_add_func ("/sample/whole", test_whole);
  g_test_add_func ("/sample/outcomes", test_outcomes);
  g_test_add_func ("/sample/refuses", test_refuses);
  return g_test_run ();
}
