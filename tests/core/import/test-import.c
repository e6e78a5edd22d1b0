/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports of tables into a case file: what is written, what is refused and why, and that a second time changes nothing. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "reeve-change-log.h"
#include "reeve-error.h"
#include "reeve-import.h"
#include "reeve-test.h"

typedef struct
{
  ReeveDb *db;
  ReeveImport *import;          /* of the last run */
  ReeveImportCounts counts;
  gint64 entry;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = reeve_test_temp_path ("city.reeve");
  self->db = reeve_db_create (path, "Calder Bend", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->import, reeve_import_free);
  g_autoptr (GError) error = NULL;
  g_assert_true (reeve_db_verify (self->db, NULL, NULL, &error));
  g_assert_no_error (error);
  reeve_db_close (self->db);
  g_object_unref (self->db);
}

static void
open_table (Fixture *self, const char *kind, const char *content)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = reeve_test_temp_path ("table.csv");
  g_assert_true (g_file_set_contents (path, content, -1, &error));
  g_clear_pointer (&self->import, reeve_import_free);
  self->import = reeve_import_new (reeve_import_find_kind (kind), path, &error);
  g_assert_no_error (error);
}

static void
run (Fixture *self, gboolean dry_run)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (reeve_import_run (self->import, self->db, dry_run, NULL, NULL, NULL, NULL, NULL, &self->counts, &self->entry, &error));
  g_assert_no_error (error);
}

static void
assert_counts (const Fixture *self, gint64 added, gint64 changed, gint64 unchanged, gint64 refused)
{
  g_autofree char *got = g_strdup_printf ("%d %d %d %d", (int) self->counts.added, (int) self->counts.changed, (int) self->counts.unchanged, (int) self->counts.refused);
  g_autofree char *expected = g_strdup_printf ("%d %d %d %d", (int) added, (int) changed, (int) unchanged, (int) refused);
  g_assert_cmpstr (got, ==, expected);
}

static void
import (Fixture *self, const char *kind, const char *content, gint64 added, gint64 changed, gint64 unchanged, gint64 refused)
{
  open_table (self, kind, content);
  run (self, FALSE);
  assert_counts (self, added, changed, unchanged, refused);
}

/* The first column of the first row as text. */
static char *
query (Fixture *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = reeve_reader_new (self->db, &error);
  g_assert_no_error (error);
  ReeveStmt *stmt = reeve_conn_prepare (reeve_reader_get_conn (reader), sql, &error);
  g_assert_no_error (error);
  char *text = reeve_stmt_step (stmt, &error) ? g_strdup (reeve_stmt_text (stmt, 0)) : NULL;
  g_assert_no_error (error);
  reeve_stmt_reset (stmt);
  return text;
}

static void
assert_query (Fixture *self, const char *sql, const char *expected)
{
  g_autofree char *got = query (self, sql);
  g_assert_cmpstr (got, ==, expected);
}

static const ReeveImportRefusal *
refusal (Fixture *self, guint i)
{
  const GPtrArray *refusals = reeve_import_get_refusals (self->import);
  g_assert_cmpuint (refusals->len, >, i);
  return refusals->pdata[i];
}

static const char head[] = "License No,Status,DBA,Owner Name,Category,Address,Zip,Issued,Expires,Longitude,Latitude,Home Based,Colour\n";
static const char one[] = "0042,Active,=SUM(A1),ACME LLC,Massage Establishment,100 N MAIN STREET STE 4,00501,3/31/2025,2026-03-31T00:00:00.000Z,-95.25,29.5,No,blue\n";

static char *
table (const char *rows)
{
  return g_strconcat (head, rows, NULL);
}

static void
test_licence (Fixture *self, gconstpointer data)
{
  g_autofree char *content = table (one);
  import (self, "licences", content, 1, 0, 0, 0);
  assert_query (self, "SELECT number || '|' || scope || '|' || issued || '|' || expires FROM licence", "0042|city|2025-03-31|2026-03-31");
  assert_query (self, "SELECT status || '|' || from_date || '|' || ifnull (to_date, '?') FROM licence_status", "active|2025-03-31|?");
  assert_query (self, "SELECT name || '|' || legal_name || '|' || category FROM business", "=SUM(A1)|ACME LLC|massage");
  assert_query (self, "SELECT lon || '|' || lat || '|' || position_method || '|' || postcode || '|' || home_occupation FROM premises", "-95.25|29.5|file|00501|0");
  assert_query (self, "SELECT count (*) FROM occupancy o JOIN business b ON b.id = o.business_id JOIN premises p ON p.id = o.premises_id"
                " JOIN licence l ON l.business_id = b.id AND l.premises_id = p.id", "1");
  assert_query (self, "SELECT table_name || record_id || columns FROM import_extra", "licence1{ \"Colour\":\"blue\"}");
  assert_query (self, "SELECT kind || '|' || added || '|' || refused FROM import_run", "licences|1|0");
  g_assert_cmpint (self->entry, ==, 2);
  run (self, FALSE);
  assert_counts (self, 0, 0, 1, 0);
  g_assert_cmpint (self->entry, ==, 0);
  assert_query (self, "SELECT count (*) FROM import_run", "1");
}

static void
test_update (Fixture *self, gconstpointer data)
{
  g_autofree char *before = table (one);
  g_autofree char *after = table ("0042,Suspended,Ninth Lantern,ACME LLC,Massage Establishment,\"100 N. Main St., Ste. 4\",00501,,4/30/2027,,,,\n");
  import (self, "licences", before, 1, 0, 0, 0);
  import (self, "licences", after, 0, 1, 0, 0);
  const GPtrArray *changes = reeve_import_get_changes (self->import);
  g_autofree char *told = g_strjoin ("\n", changes->pdata[0], changes->pdata[1], changes->pdata[2], NULL);
  g_assert_cmpuint (changes->len, ==, 3);
  g_assert_nonnull (strstr (told, "=SUM(A1): Name =SUM(A1) -> Ninth Lantern"));
  g_assert_nonnull (strstr (told, "2026-03-31 -> 2027-04-30"));
  g_assert_nonnull (strstr (told, "Active -> Suspended"));
  assert_query (self, "SELECT count (*) FROM premises", "1");                      /* the same address in another spelling */
  assert_query (self, "SELECT issued FROM licence", "2025-03-31");                 /* an empty cell erases nothing */
  assert_query (self, "SELECT lon FROM premises", "-95.25");
  assert_query (self, "SELECT name || kind FROM business_name", "=SUM(A1)former");
  assert_query (self, "SELECT status FROM licence_status WHERE to_date IS NULL", "suspended");
  assert_query (self, "SELECT count (*) FROM licence_status WHERE status = 'active' AND to_date IS NOT NULL", "1");
  run (self, FALSE);
  assert_counts (self, 0, 0, 1, 0);

  g_autoptr (GError) error = NULL;
  g_assert_true (reeve_db_undo (self->db, 3, NULL, &error));
  g_assert_no_error (error);
  assert_query (self, "SELECT name || expires FROM business, licence", "=SUM(A1)2026-03-31");
  assert_query (self, "SELECT group_concat (status || ifnull (to_date, '?')) FROM licence_status", "active?");
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *rejects = reeve_test_temp_path ("rejects.csv");
  g_autofree char *content = table ("1,Active,\"A\nB\",,,1 Oak St,,soon,,,,,\n"
                                    ",Active,B,,,2 Oak St,,,,,,,\n"
                                    "3,Active,C\n"
                                    "4,Active,,,,4 Oak St,,,,,,,\n"
                                    "5,Active,E,,,5 Oak St,,,,,,maybe,\n"
                                    "6,Active,F,,,6 Oak St,,,2026-02-30,,,,red\n"
                                    "7,Active,G,,,7 Oak St,,,2026-02-28,,,,red\n");
  g_autoptr (GError) error = NULL;
  open_table (self, "licences", content);
  g_assert_true (reeve_import_run (self->import, self->db, FALSE, rejects, NULL, NULL, NULL, NULL, &self->counts, NULL, &error));
  g_assert_no_error (error);
  assert_counts (self, 1, 0, 0, 6);
  static const struct
  {
    gint64 line;
    const char *field, *reason;
  } expected[] = {
    { 2, "licence.issued", "soon" },          { 4, "licence.number", "Licence number" },        { 5, NULL, "fewer columns" },
    { 6, "business.name", "neither" },        { 7, "premises.home_occupation", "maybe" },       { 8, "licence.expires", "2026-02-30" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_cmpint (refusal (self, i)->line, ==, expected[i].line);
      g_assert_cmpstr (refusal (self, i)->field, ==, expected[i].field);
      g_assert_nonnull (strstr (refusal (self, i)->reason, expected[i].reason));
    }
  assert_query (self, "SELECT count (*) FROM import_row", "6");
  assert_query (self, "SELECT raw FROM import_row WHERE line = 8", "6,Active,F,,,6 Oak St,,,2026-02-30,,,,red");
  assert_query (self, "SELECT count (*) FROM premises", "1");

  /* put right in the file of refused rows, they come in from there; its columns of ours are no data */
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (rejects, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "License No,Status,DBA,Owner Name,Category,Address,Zip,Issued,Expires,Longitude,Latitude,Home Based,Colour,reeve:line,reeve:reason\n"));
  g_auto (GStrv) parts = g_strsplit (text, "2026-02-30", 2);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 2);
  g_autofree char *row = g_strconcat (lines[0], "\n6,Active,F,,,6 Oak St,,,2026-03-01,,,,red,8,because\n", NULL);
  import (self, "licences", row, 1, 0, 0, 0);
  assert_query (self, "SELECT columns FROM import_extra WHERE record_id = (SELECT id FROM licence WHERE number = '6')", "{ \"Colour\":\"red\"}");
}

static void
test_left_unknown (Fixture *self, gconstpointer data)
{
  g_autofree char *content = table ("1,CollcInBus,A,,,1 Oak St,,1753-11-01,NULL,0,0,,\n"
                                    "2,Active,B,,,2 Oak St,,2025-01-01,none,191.5,30,,\n");
  import (self, "licences", content, 2, 0, 0, 0);
  g_assert_cmpint (reeve_import_get_left_unknown (self->import), ==, 4);
  g_assert_cmpstr (refusal (self, 0)->field, ==, "licence.status");
  assert_query (self, "SELECT count (*) FROM licence_status", "1");
  assert_query (self, "SELECT count (*) FROM licence WHERE issued IS NULL AND expires IS NULL", "1");
  assert_query (self, "SELECT expires FROM licence WHERE number = '2'", "none");
  assert_query (self, "SELECT count (*) FROM premises WHERE lon IS NULL AND lat IS NULL", "2");
  run (self, FALSE);
  assert_counts (self, 0, 0, 2, 0);
  assert_query (self, "SELECT count (*) FROM import_run", "1");

  g_autoptr (GError) error = NULL;
  g_assert_true (reeve_import_set_option (self->import, "value", "licence.status:collcinbus=lapsed", &error));
  run (self, FALSE);
  assert_counts (self, 0, 1, 1, 0);
  assert_query (self, "SELECT count (*) FROM licence_status WHERE status = 'lapsed'", "1");
}

static void
test_repeated (Fixture *self, gconstpointer data)
{
  g_autofree char *content = table ("1,Active,A,,,1 Oak St,,2025-01-01,,,,,\n"
                                    "1,Active,A,,,1 Oak St,,2025-01-01,2026-01-01,,,,\n"
                                    "1,Active,A,,,1 Oak St,,2025-01-01,2027-01-01,,,,\n"
                                    "1,Revoked,A,,,1 Oak St,,,,,,,\n"
                                    "1,,A,,,2 Oak St,,,,,,,\n"
                                    "1,Active,A,,,1 OAK STREET,,,,,,,\n");
  import (self, "licences", content, 1, 1, 1, 3);
  g_assert_cmpint (refusal (self, 0)->line, ==, 4);
  g_assert_nonnull (strstr (refusal (self, 0)->reason, "Line 2 already gave"));
  g_assert_cmpstr (refusal (self, 1)->field, ==, "licence.status");
  g_assert_cmpstr (refusal (self, 2)->field, ==, "address");
  assert_query (self, "SELECT expires FROM licence", "2026-01-01");
  run (self, FALSE);
  assert_counts (self, 0, 0, 3, 3);
}

static void
test_shared (Fixture *self, gconstpointer data)
{
  g_autofree char *content = table ("1,Active,A,X LLC,Retail,1 Oak St,,,,-95,29,No,\n"
                                    "2,Active,A,X LLC,Retail,1 Oak St,,,,-95.001,29,Yes,\n"
                                    "3,Active,B,Y LLC,Retail,1 Oak St,,,,-95.002,29,No,\n");
  import (self, "licences", content, 3, 0, 0, 0);
  assert_query (self, "SELECT count (*) FROM business", "2");                       /* same name, owner, category and door: one business */
  assert_query (self, "SELECT count (*) FROM premises", "1");
  assert_query (self, "SELECT lon FROM premises", "-95.0");                         /* the first row speaks */
  assert_query (self, "SELECT home_occupation FROM premises", "1");                 /* but a home is a home whichever row says so */
  run (self, FALSE);
  assert_counts (self, 0, 0, 3, 0);
}

static void
test_forbidden (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *rejects = reeve_test_temp_path ("rejects.csv");
  static const char content[] = "License No,DBA,Address,Nationality,Colour\n1,A,1 Oak St,Utopian,blue\n,B,2 Oak St,Utopian,blue\n3,C,Utopian\n";
  open_table (self, "licences", content);
  g_assert_true (reeve_import_is_forbidden (self->import, 3));
  g_assert_null (reeve_import_get_preview (self->import, 0, 3));
  g_assert_cmpstr (reeve_import_get_preview (self->import, 0, 4), ==, "blue");
  g_assert_false (reeve_import_set_mapping (self->import, "business.note", "Nationality", &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (reeve_import_run (self->import, self->db, FALSE, rejects, NULL, NULL, NULL, NULL, &self->counts, NULL, &error));
  g_assert_no_error (error);
  assert_counts (self, 1, 0, 0, 2);
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (rejects, &text, NULL, NULL));
  g_assert_null (strstr (text, "Utopian"));
  g_autoptr (GBytes) file = reeve_test_read (reeve_db_get_path (self->db));
  g_autofree char *log_path = g_strconcat (reeve_db_get_path (self->db), "-wal", NULL);
  g_autoptr (GBytes) log = g_file_test (log_path, G_FILE_TEST_EXISTS) ? reeve_test_read (log_path) : g_bytes_new (NULL, 0);
  g_assert_null (memmem (g_bytes_get_data (file, NULL), g_bytes_get_size (file), "Utopian", 7));
  g_assert_true (g_bytes_get_size (log) == 0 || memmem (g_bytes_get_data (log, NULL), g_bytes_get_size (log), "Utopian", 7) == NULL);
}

static void
test_dry_run (Fixture *self, gconstpointer data)
{
  g_autofree char *content = table (one);
  open_table (self, "licences", content);
  run (self, TRUE);
  assert_counts (self, 1, 0, 0, 0);
  g_assert_cmpint (self->entry, ==, 0);
  assert_query (self, "SELECT count (*) FROM licence", "0");
  assert_query (self, "SELECT count (*) FROM change_log", "1");
  run (self, FALSE);
  assert_counts (self, 1, 0, 0, 0);
}

static void
cancel_cb (gint64 done, gint64 all, const ReeveImportCounts *counts, gpointer data)
{
  g_assert_cmpint (done, <=, all);
  g_cancellable_cancel (data);
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (rows, "%u,Active,A%u,,,%u Oak St,,,,,,,\n", i, i, i);
  g_autofree char *content = table (rows->str);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  open_table (self, "licences", content);
  g_assert_false (reeve_import_run (self->import, self->db, FALSE, NULL, NULL, cancel_cb, cancellable, cancellable, &self->counts, NULL, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_CANCELLED);
  assert_query (self, "SELECT count (*) FROM licence", "0");
  run (self, FALSE);
  assert_counts (self, 2000, 0, 0, 0);
}

static void
test_profile (Fixture *self, gconstpointer data)
{
  static const char content[] = "a,b,c,d\n7,X,Nowhere Rd 1,old\n";
  g_autoptr (GError) error = NULL;
  open_table (self, "licences", content);
  g_assert_false (reeve_import_run (self->import, self->db, FALSE, NULL, NULL, NULL, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (reeve_import_set_mapping (self->import, "licence.number", "a", NULL));
  g_assert_true (reeve_import_set_mapping (self->import, "business.name", "b", NULL));
  g_assert_true (reeve_import_set_mapping (self->import, "premises.address", "c", NULL));
  g_assert_true (reeve_import_set_mapping (self->import, "licence.status", "d", NULL));
  g_assert_true (reeve_import_set_option (self->import, "value", "licence.status:old=expired", NULL));
  g_assert_true (reeve_import_run (self->import, self->db, FALSE, NULL, "county", NULL, NULL, NULL, &self->counts, NULL, &error));
  assert_counts (self, 1, 0, 0, 0);
  open_table (self, "licences", content);
  g_autoptr (ReeveReader) reader = reeve_reader_new (self->db, &error);
  g_assert_true (reeve_import_load_profile (self->import, reeve_reader_get_conn (reader), "county", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (reeve_import_get_mapping (self->import, "address"), ==, "c");
  run (self, FALSE);
  assert_counts (self, 0, 0, 1, 0);
  g_assert_false (reeve_import_load_profile (self->import, reeve_reader_get_conn (reader), "other", &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND);
}

static void
test_messages (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = table (one);
  open_table (self, "licences", content);
  g_assert_false (reeve_import_set_mapping (self->import, "licence.expirs", "Expires", &error));
  g_assert_nonnull (strstr (error->message, "did you mean 'licence.expires'"));
  g_clear_error (&error);
  g_assert_false (reeve_import_set_mapping (self->import, "licence.expires", "Expirs", &error));
  g_assert_nonnull (strstr (error->message, "did you mean 'Expires'"));
  g_clear_error (&error);
  g_assert_false (reeve_import_set_key (self->import, "licence.expires", &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (reeve_import_set_option (self->import, "nonsense", "1", &error));
  g_clear_error (&error);
  g_assert_false (reeve_import_set_option (self->import, "encoding", "EBCDIC", &error));
  g_clear_error (&error);
  g_assert_false (reeve_import_run (self->import, self->db, FALSE, "/nonexistent/x.csv", NULL, NULL, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
}

static void
test_businesses (Fixture *self, gconstpointer data)
{
  static const char content[] = "Business ID,Name,Type of Business,Address,Hours\n007,Ninth Lantern,Massage,1 Oak St,\"Mon-Thu 10:00-20:00, Fri 10:00-22:30\"\n,Other,Retail,2 Oak St,\n";
  static const char moved[] = "Business ID,Name,Address,Hours\n007,Ninth Lantern,9 Elm St,Mon-Fri 10:00-20:00\n";
  import (self, "businesses", content, 2, 0, 0, 0);
  assert_query (self, "SELECT schedule FROM opening_hours", "Mon-Thu 10:00-20:00, Fri 10:00-22:30");
  run (self, FALSE);
  assert_counts (self, 0, 0, 2, 0);
  import (self, "businesses", moved, 0, 1, 0, 0);
  assert_query (self, "SELECT count (*) FROM occupancy WHERE ended_why = 'moved' AND to_date IS NOT NULL", "1");
  assert_query (self, "SELECT p.address FROM occupancy o JOIN premises p ON p.id = o.premises_id JOIN business b ON b.id = o.business_id"
                " WHERE b.number = '007' AND o.to_date IS NULL", "9 Elm St");
  assert_query (self, "SELECT count (*) FROM opening_hours WHERE to_date IS NOT NULL", "1");
  run (self, FALSE);
  assert_counts (self, 0, 0, 1, 0);
}

static void
test_cases (Fixture *self, gconstpointer data)
{
  g_autofree char *licences = table (one);
  import (self, "licences", licences, 1, 0, 0, 0);
  import (self, "complaints",
          "Case Number,Open Date,Description,Address,Status,Complainant Phone,Location,Priority\n"
          "12-1,01/02/2026 12:00:00 AM,\"Two\n\rlines\xc2\xa0here\",100 N Main St #4,Open,555 0100,POINT (-95.25 29.5),\n"
          "12-1,01/02/2026 12:00:00 AM,\"Two\n\rlines\xc2\xa0here\",100 N Main St #4,Open,555 0100,POINT (-95.25 29.5),High\n"
          "12-1,01/03/2026 12:00:00 AM,,,,,,\n"
          "12-2,2026-02-30,,,,,,\n",
          1, 1, 0, 2);
  g_assert_true (reeve_import_is_forbidden (self->import, 5));
  assert_query (self, "SELECT received_at || '|' || status || '|' || priority FROM complaint", "2026-01-02T00:00|pending|safety");
  assert_query (self, "SELECT count (*) FROM complaint c JOIN licence l ON l.premises_id = c.premises_id", "1");

  import (self, "inspections", "Inspection Date,License No,Inspection Type,Result,item.posted-licence,item.massage-room-locks\n"
          "2026-03-01 14:30,0042,Routine,Pass,Y,2\n2026-03-02 10:00,9999,Routine,Pass,Y,2\n", 1, 0, 0, 1);
  assert_query (self, "SELECT at || kind || result || status FROM inspection", "2026-03-01T14:30routinenothing-neededdone");
  assert_query (self, "SELECT group_concat (item || '=' || answer) FROM inspection_item", "posted-licence=yes,massage-room-locks=2");
  run (self, FALSE);
  assert_counts (self, 0, 0, 1, 1);

  import (self, "events", "Event,Date,Incident,License No\nArrest,2026-01-05,A-1,0042\nArrest,2026-01-05,A-1,0042\nCitation,2026-01-06,,0042\nArrest,2026-01-05,A-2,\n",
          2, 0, 1, 1);
  assert_query (self, "SELECT count (*) FROM event WHERE business_id IS NOT NULL", "2");
  run (self, FALSE);
  assert_counts (self, 0, 0, 3, 1);

  import (self, "practitioners", "Therapist ID,Name,State License No,License Status,Expiration Date,DBA,Start Date,Home Address,Favourite Colour\n"
          "T-1,J. Roe,MT0001,Active,12/31/2026,=SUM(A1),2025-05-01,1 Private Rd,blue\nT-2,K. Roe,MT0002,Active,12/31/2026,Nobody Knows,,,\n", 1, 0, 0, 1);
  assert_query (self, "SELECT p.reference || l.scope || l.number || s.status || e.started FROM practitioner p JOIN licence l ON l.practitioner_id = p.id"
                " JOIN licence_status s ON s.licence_id = l.id JOIN employment e ON e.practitioner_id = p.id", "T-1stateMT0001active2025-05-01");
  assert_query (self, "SELECT count (*) FROM import_extra WHERE table_name = 'practitioner'", "0");
  assert_query (self, "SELECT count (*) FROM import_row WHERE raw LIKE '%Private%'", "0");
  run (self, FALSE);
  assert_counts (self, 0, 0, 1, 1);
}

/* Wrong files: a message, and the case file as it was. */
static void
test_wrong_files (Fixture *self, gconstpointer data)
{
  static const char *const contents[] = { "{\"type\": \"FeatureCollection\", \"features\": []}", "[1, 2, 3]", "null", "<html><body>no</body></html>", "a", "a,b\n", "\xff\xfe" };
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = reeve_test_temp_path ("wrong.csv");
      g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
      g_autoptr (ReeveImport) wrong = reeve_import_new (reeve_import_find_kind ("licences"), path, &error);
      g_assert_true (wrong != NULL || error != NULL);
      if (wrong != NULL)
        g_assert_false (reeve_import_run (wrong, self->db, FALSE, NULL, NULL, NULL, NULL, NULL, NULL, NULL, &error));
      g_assert_nonnull (error);
      g_assert_cmpuint (strlen (error->message), >, 20);
    }
  assert_query (self, "SELECT count (*) FROM change_log", "1");
}

/* Line 1,403 of one in twenty thousand: memory of keys and the second run over rows that are there. */
static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (rows, "%05u,Active,Shop %u,Owner %u,Retail,%u Oak St,,2025-01-01,2026-01-01,-95.%u,29.5,,x\n", i, i % 9000, i % 9000, i % 5000, i % 5000);
  g_autofree char *content = table (rows->str);
  import (self, "licences", content, 20000, 0, 0, 0);
  run (self, FALSE);
  assert_counts (self, 0, 0, 20000, 0);
  g_string_append (rows, "01403,Expired,Shop 1403,Owner 1403,Retail,1403 Oak St,,2025-01-01,2026-01-01,,,,\n");
  g_autofree char *more = table (rows->str);
  import (self, "licences", more, 0, 0, 20000, 1);
  g_assert_cmpint (refusal (self, 0)->line, ==, 20002);
}

static char *
unpacked (const char *name)
{
  g_autofree char *packed = reeve_test_shared (name);
  if (packed == NULL)
    return NULL;
  char *path = reeve_test_temp_path ("table.csv");
  g_autofree char *command = g_strdup_printf ("sh -c \"xz -dc '%s' > '%s'\"", packed, path);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  return path;
}

static void
test_long_beach (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = unpacked ("data/longbeach/business_licenses.csv.xz");
  g_autofree char *cases = path != NULL ? reeve_test_shared ("data/longbeach/code_enforcement_cases.csv") : NULL;
  if (cases == NULL)
    return;
  self->import = reeve_import_new (reeve_import_find_kind ("licences"), path, &error);
  g_assert_no_error (error);
  run (self, FALSE);
  assert_counts (self, 89245, 0, 0, 0);
  assert_query (self, "SELECT count (*) FROM licence WHERE expires IS NULL", "1403");
  assert_query (self, "SELECT count (*) FROM licence WHERE issued < '1900'", "0");
  assert_query (self, "SELECT count (*) FROM licence WHERE number = 'BU21524506' AND issued IS NULL", "1");  /* issued in 1753, says the file */
  assert_query (self, "SELECT count (*) FROM licence l JOIN business b ON b.id = l.business_id WHERE b.category = 'massage'", "1022");
  assert_query (self, "SELECT count (*) FROM premises WHERE lon IS NULL", "0");
  run (self, FALSE);
  assert_counts (self, 0, 0, 89245, 0);
  g_clear_pointer (&self->import, reeve_import_free);
  self->import = reeve_import_new (reeve_import_find_kind ("complaints"), cases, &error);
  g_assert_no_error (error);
  run (self, FALSE);
  g_assert_cmpint (self->counts.added + self->counts.changed + self->counts.unchanged + self->counts.refused, ==, 2197);
  g_assert_cmpint (self->counts.refused, ==, 0);
  run (self, FALSE);
  assert_counts (self, 0, 0, 2197, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  static const struct
  {
    const char *path;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/import/licence", test_licence },         { "/import/update", test_update },     { "/import/refused", test_refused },
    { "/import/left-unknown", test_left_unknown }, { "/import/repeated", test_repeated }, { "/import/shared", test_shared },
    { "/import/forbidden", test_forbidden },     { "/import/dry-run", test_dry_run },   { "/import/cancel", test_cancel },
    { "/import/profile", test_profile },         { "/import/messages", test_messages }, { "/import/businesses", test_businesses },
    { "/import/cases", test_cases },             { "/import/wrong-files", test_wrong_files }, { "/import/many", test_many },
    { "/import/long-beach", test_long_beach },
  };
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
