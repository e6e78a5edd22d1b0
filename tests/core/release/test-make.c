/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A release is logged, comes again byte for byte whatever was changed since, and cannot be undone, only recalled. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "reeve-change-log.h"
#include "reeve-error.h"
#include "reeve-findings.h"
#include "reeve-release.h"
#include "reeve-sample.h"
#include "reeve-test.h"

static ReeveDay
day_of (const char *text)
{
  ReeveDay day;

  g_assert_true (reeve_day_parse (text, -1, &day));
  return day;
}

/* A copy of the sample city, which is made once. */
static ReeveDb *
open_sample (void)
{
  static char *sample = NULL;
  g_autofree char *path = reeve_test_temp_path ("calder-bend.reeve");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  ReeveDb *db;

  if (sample == NULL)
    {
      sample = reeve_test_temp_path ("sample.reeve");
      g_assert_true (reeve_sample_create_on (sample, day_of ("2026-11-16"), NULL, &error));
    }
  bytes = reeve_test_read (sample);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error));
  db = reeve_db_open (path, REEVE_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  reeve_findings_attach (db, day_of ("2026-11-16"));
  return db;
}

static ReeveReleaseRequest
request_for (ReeveAudience audience)
{
  ReeveReleaseRequest request = { .audience = audience, .day = day_of ("2026-11-16"), .made_on = day_of ("2026-11-17"), .to = "Sgt. Orne",
                                  .reason = "Case 12", .made_by = "R. Whitlow", .title = "Case map", .category = "massage" };

  return request;
}

static gboolean
rename_all (ReeveTxn *txn, gpointer data, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  ReeveStmt *stmt = reeve_conn_prepare (reeve_txn_get_conn (txn), "SELECT id FROM business ORDER BY id", error);

  while (reeve_stmt_step (stmt, error))
    {
      gint64 id = reeve_stmt_int (stmt, 0);

      g_array_append_val (ids, id);
    }
  reeve_stmt_reset (stmt);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (ReeveRecord) record = reeve_conn_load (reeve_txn_get_conn (txn), "business", g_array_index (ids, gint64, i), error);

      reeve_record_set (record, "name", "Renamed");
      reeve_record_set (record, "staff_count", "1");
      if (!reeve_txn_update (txn, record, error))
        return FALSE;
    }
  return TRUE;
}

static void
test_reprint (void)
{
  static const ReeveFormat formats[] = { REEVE_FORMAT_XLSX, REEVE_FORMAT_CSV, REEVE_FORMAT_GEOJSON, REEVE_FORMAT_KML };
  g_autoptr (ReeveDb) db = open_sample ();
  g_autoptr (GError) error = NULL;
  g_autofree char *again = reeve_test_temp_path ("again");
  char *paths[G_N_ELEMENTS (formats)];
  gint64 numbers[G_N_ELEMENTS (formats)], entry;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      ReeveReleaseRequest request = request_for (i % 2 == 0 ? REEVE_AUDIENCE_POLICE : REEVE_AUDIENCE_PUBLIC);

      paths[i] = reeve_test_temp_path ("release");
      g_assert_true (reeve_release_make (db, &request, formats[i], paths[i], &numbers[i], &error));
      g_assert_no_error (error);
      g_assert_cmpint (numbers[i], ==, i + 1);
    }
  reeve_db_write (db, "Rename", rename_all, NULL, &entry, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry, >, 0);
  for (guint i = 0; i < reeve_test_rounds (G_N_ELEMENTS (formats), 1); i++)
    {
      g_autoptr (GBytes) first = reeve_test_read (paths[i]), second = NULL;

      g_assert_true (reeve_release_reprint (db, numbers[i], again, &error));
      g_assert_no_error (error);
      second = reeve_test_read (again);
      g_assert_true (g_bytes_equal (first, second));
    }
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    g_free (paths[i]);
  g_assert_false (reeve_release_reprint (db, 99, again, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND);
  reeve_db_close (db);
}

static void
test_for_good (void)
{
  g_autoptr (ReeveDb) db = open_sample ();
  g_autoptr (ReeveReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *path = reeve_test_temp_path ("release.csv"), *hash = NULL;
  ReeveReleaseRequest request = request_for (REEVE_AUDIENCE_COURT);
  gint64 number, edit, entry, entries;

  reeve_db_write (db, "Rename", rename_all, NULL, &edit, &error);
  g_assert_no_error (error);
  g_assert_true (reeve_release_make (db, &request, REEVE_FORMAT_CSV, path, &number, &error));
  g_assert_no_error (error);
  reader = reeve_reader_new (db, &error);
  list = reeve_release_list (reeve_reader_get_conn (reader), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (reeve_record_get (list->pdata[0], "recipient"), ==, "Sgt. Orne");
  entry = reeve_record_get_integer (list->pdata[0], "log_entry", 0);
  g_assert_cmpint (entry, ==, edit + 1);
  g_assert_cmpint (reeve_log_next_undo (reeve_reader_get_conn (reader), &error), ==, edit);   /* Ctrl+Z goes past it */
  g_assert_false (reeve_db_undo (db, entry, NULL, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (reeve_release_recall (db, number, day_of ("2026-11-18"), "", &error));
  g_clear_error (&error);
  g_assert_true (reeve_release_recall (db, number, day_of ("2026-11-18"), "Sent to the wrong desk", &error));
  g_clear_pointer (&list, g_ptr_array_unref);
  list = reeve_release_list (reeve_reader_get_conn (reader), &error);
  g_assert_cmpstr (reeve_record_get (list->pdata[0], "recalled"), ==, "2026-11-18");
  g_assert_true (reeve_db_verify (db, &entries, &hash, &error));
  g_clear_pointer (&reader, reeve_reader_free);
  reeve_db_close (db);
}

/* What cannot be made leaves neither a file nor a line in the log. */
static void
test_refused (void)
{
  g_autoptr (ReeveDb) db = open_sample ();
  g_autoptr (ReeveReader) reader = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = reeve_test_temp_path ("folder"), *path = reeve_test_temp_path ("release.csv");
  ReeveReleaseRequest request = request_for (REEVE_AUDIENCE_POLICE);
  gint64 number;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_false (reeve_release_make (db, &request, REEVE_FORMAT_CSV, folder, &number, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  request.to = NULL;
  g_assert_false (reeve_release_make (db, &request, REEVE_FORMAT_CSV, path, &number, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_clear_error (&error);
  request = request_for (REEVE_AUDIENCE_PUBLIC);
  request.sheets = 1u << REEVE_SHEET_FINDING;
  g_assert_false (reeve_release_make (db, &request, REEVE_FORMAT_CSV, path, &number, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  reader = reeve_reader_new (db, &error);
  list = reeve_release_list (reeve_reader_get_conn (reader), &error);
  g_assert_cmpuint (list->len, ==, 0);
  g_clear_pointer (&reader, reeve_reader_free);
  reeve_db_close (db);
}

static void
test_read_only (void)
{
  g_autofree char *path = NULL, *out = reeve_test_temp_path ("release.csv");
  g_autoptr (GError) error = NULL;
  ReeveReleaseRequest request = request_for (REEVE_AUDIENCE_POLICE);
  gint64 number;
  g_autoptr (ReeveDb) db = open_sample ();

  path = g_strdup (reeve_db_get_path (db));
  reeve_db_close (db);
  g_clear_object (&db);
  db = reeve_db_open (path, REEVE_DB_READ_ONLY, &error);
  g_assert_false (reeve_release_make (db, &request, REEVE_FORMAT_CSV, out, &number, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_READ_ONLY);
  g_clear_error (&error);
  request = request_for (REEVE_AUDIENCE_INTERNAL);
  g_assert_true (reeve_release_make (db, &request, REEVE_FORMAT_CSV, out, &number, &error));
  g_assert_cmpint (number, ==, 0);
  reeve_db_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/release/reprint", test_reprint);
  g_test_add_func ("/release/for-good", test_for_good);
  g_test_add_func ("/release/refused-making", test_refused);
  g_test_add_func ("/release/read-only", test_read_only);
  return g_test_run ();
}
