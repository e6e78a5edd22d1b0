/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbered steps: a fresh schema is the same as one brought up step by step, a step that fails leaves the old version, and a file
 * of an older version is brought up when it is opened. */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "reeve-change-log.h"
#include "reeve-db-private.h"
#include "reeve-error.h"
#include "reeve-test.h"

static char *
read_schema (ReeveConn *conn)
{
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name", &error);
  g_assert_no_error (error);
  while (reeve_stmt_step (stmt, &error))
    g_string_append_printf (text, "%s %s: %s\n", reeve_stmt_text (stmt, 0), reeve_stmt_text (stmt, 1), reeve_stmt_text (stmt, 2));
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

static ReeveConn *
open_new (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = reeve_test_temp_path (name);
  ReeveConn *conn = reeve_conn_open (path, REEVE_CONN_WRITER, &error);
  g_assert_no_error (error);
  return conn;
}

static gint64
get (ReeveConn *conn, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = -1;
  reeve_conn_get_int (conn, sql, -1, &value, &error);
  g_assert_no_error (error);
  return value;
}

/* The released steps after @from up to @to, one at a time. */
static void
run_released (ReeveConn *conn, int from, int to)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = g_resources_enumerate_children ("/org/reeve/core/schema", G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (names), ==, reeve_migrate_newest ());
  for (int version = from + 1; version <= to; version++)
    for (gsize i = 0; names[i] != NULL; i++)
      if (g_ascii_strtoll (names[i], NULL, 10) == version)
        {
          g_autofree char *path = g_strconcat ("/org/reeve/core/schema/", names[i], NULL);
          g_autoptr (GBytes) sql = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
          g_autofree char *text = g_strndup (g_bytes_get_data (sql, NULL), g_bytes_get_size (sql));
          const ReeveMigration step = { version, text };
          reeve_migrate_steps (conn, &step, 1, "Ana", &error);
          g_assert_no_error (error);
        }
}

static void
test_fresh_equals_migrated (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveConn) fresh = open_new ("fresh"), stepped = open_new ("stepped");
  g_assert_true (reeve_migrate (fresh, "Ana", &error));
  run_released (stepped, 0, reeve_migrate_newest ());
  g_autofree char *a = read_schema (fresh);
  g_autofree char *b = read_schema (stepped);
  g_assert_cmpstr (a, ==, b);
  g_assert_cmpint (get (fresh, "PRAGMA user_version"), ==, reeve_migrate_newest ());
}

/* Step 6 makes a table anew: its rows keep their numbers, and an answer is still of exactly one record. */
static void
test_answers_kept (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveConn) conn = open_new ("answers");
  run_released (conn, 0, 5);
  reeve_conn_exec (conn, "INSERT INTO business (id, name) VALUES (3, 'Ninth Lantern'); INSERT INTO application (id, business_id) VALUES (4, 3);"
                         "INSERT INTO record_answer (id, application_id, item, answer, date) VALUES (9, 4, 'floor-plan', 'yes', '2026-01-02')", &error);
  g_assert_no_error (error);
  run_released (conn, 5, reeve_migrate_newest ());
  g_assert_cmpint (get (conn, "SELECT count(*) FROM record_answer WHERE id = 9 AND application_id = 4 AND answer = 'yes' AND fee_id IS NULL"), ==, 1);
  g_assert_false (reeve_conn_exec (conn, "INSERT INTO record_answer (item, answer) VALUES ('floor-plan', 'yes')", &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_clear_error (&error);
  reeve_conn_exec (conn, "DELETE FROM application", &error);
  g_assert_no_error (error);
  g_assert_cmpint (get (conn, "SELECT count(*) FROM record_answer"), ==, 0);
}

static const ReeveMigration second = { 1002, "ALTER TABLE business ADD COLUMN colour TEXT; CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT;" };
static const ReeveMigration broken = { 1003, "ALTER TABLE business ADD COLUMN size TEXT; INSERT INTO nowhere VALUES (1);" };
static const ReeveMigration dangling = { 1003, "INSERT INTO licence (id, scope, business_id) VALUES (1, 'city', 99);" };

static void
test_steps (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveConn) conn = open_new ("city.reeve");
  g_assert_true (reeve_migrate (conn, "Ana", &error));
  g_autofree char *old = read_schema (conn);
  /* A step that breaks takes the good one before it back too. */
  const ReeveMigration two[] = { second, broken };
  g_assert_false (reeve_migrate_steps (conn, two, 2, "Ana", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_autofree char *after_failure = read_schema (conn);
  g_assert_cmpstr (after_failure, ==, old);
  g_assert_cmpint (get (conn, "PRAGMA user_version"), ==, reeve_migrate_newest ());
  g_assert_cmpint (get (conn, "SELECT count(*) FROM change_log"), ==, 0);
  g_assert_false (reeve_migrate_steps (conn, &dangling, 1, "Ana", &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_cmpint (get (conn, "SELECT count(*) FROM licence"), ==, 0);

  g_assert_true (reeve_migrate_steps (conn, &second, 1, "Ana", &error));
  g_assert_cmpint (get (conn, "PRAGMA user_version"), ==, 1002);
  g_assert_cmpint (get (conn, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (get (conn, "SELECT count(*) FROM change_log WHERE kind = 'migrate' AND who = 'Ana'"), ==, 1);
  /* Nothing left to do. */
  g_assert_true (reeve_migrate_steps (conn, &second, 1, "Ana", &error));
  g_assert_cmpint (get (conn, "SELECT count(*) FROM change_log"), ==, 1);
}

static gboolean
add_cb (ReeveTxn *txn, gpointer data, GError **error)
{
  g_autoptr (ReeveRecord) business = reeve_record_new ("business");
  reeve_record_set (business, "name", "Ninth Lantern");
  return reeve_txn_insert (txn, business, error);
}

/* An entry written before a column was added can still be undone after. */
static void
test_undo_across (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = reeve_test_temp_path ("city.reeve");
  g_autoptr (ReeveDb) db = reeve_db_create (path, NULL, &error);
  g_assert_true (reeve_db_write (db, "Add", add_cb, NULL, NULL, &error));
  reeve_db_close (db);
  g_autoptr (ReeveConn) conn = reeve_conn_open (path, REEVE_CONN_WRITER, &error);
  g_assert_true (reeve_migrate_steps (conn, &second, 1, "Ana", &error));
  g_auto (ReeveChangeset) changeset = { 0, NULL };
  g_assert_true (reeve_log_load_changeset (conn, 2, &changeset, &error));
  g_assert_true (reeve_changeset_revert (conn, &changeset, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get (conn, "SELECT count(*) FROM business"), ==, 0);
}

static char *
step_sql (int version)
{
  g_auto (GStrv) names = g_resources_enumerate_children ("/org/reeve/core/schema", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  for (gsize i = 0; names[i] != NULL; i++)
    if (g_ascii_strtoll (names[i], NULL, 10) == version)
      {
        g_autofree char *path = g_strconcat ("/org/reeve/core/schema/", names[i], NULL);
        g_autoptr (GBytes) sql = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
        return g_strndup (g_bytes_get_data (sql, NULL), g_bytes_get_size (sql));
      }
  g_assert_not_reached ();
}

static const char first_records[] =
  "INSERT INTO business (id, name, category, operating) VALUES (1, 'Ninth Lantern', 'massage', 1);"
  "INSERT INTO party (id, kind, name) VALUES (1, 'person', 'Avery Thornbury');"
  "INSERT INTO licence (id, scope, business_id, number, issued, expires) VALUES (1, 'city', 1, 'MT-0412', '2021-05-04', 'none');"
  "INSERT INTO licence_status (id, licence_id, status, from_date) VALUES (1, 1, 'active', '2021-05-04');"
  "INSERT INTO notice (id, kind, business_id, served) VALUES (1, 'violation', 1, '2026-03-04');"
  "INSERT INTO decision (id, subject_kind, subject_id, ordinance, provision, text_sha256, kind, outcome_then, decided_by, decided_on)"
  " VALUES (1, 'business', 1, 'test', 'hours', '0', 'confirmed', 'violation', 'R. Whitlow', '2026-03-05');";

/* A file as version 1 left it: its tables, records, and their entries in the history. */
static char *
make_first_version (void)
{
  g_autoptr (GError) error = NULL;
  char *path = reeve_test_temp_path ("city.reeve");
  g_autofree char *sql = step_sql (1);
  const ReeveMigration step = { 1, sql };
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA journal_mode = WAL", REEVE_APPLICATION_ID);
  g_autoptr (ReeveConn) conn = reeve_conn_open (path, REEVE_CONN_WRITER, &error);
  g_assert_no_error (error);
  g_assert_true (reeve_conn_exec (conn, mark, &error));
  g_assert_true (reeve_migrate_steps (conn, &step, 1, "Ana", &error));
  g_assert_true (reeve_txn_begin_immediate (conn, &error));
  sqlite3_session *session = reeve_session_start (conn, &error);
  g_assert_nonnull (session);
  g_assert_true (reeve_conn_exec (conn, first_records, &error));
  g_auto (ReeveChangeset) changeset = { 0, NULL };
  g_assert_true (reeve_session_finish (conn, session, &changeset, &error));
  g_assert_true (reeve_log_append (conn, "Ana", "Add business", "edit", 0, &changeset, NULL, &error));
  g_assert_true (reeve_conn_exec (conn, "COMMIT", &error));
  g_assert_no_error (error);
  return path;
}

static void
assert_first_version (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveConn) conn = reeve_conn_open (path, REEVE_CONN_WRITER, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get (conn, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (get (conn, "SELECT count(*) FROM sqlite_schema WHERE name = 'application'"), ==, 0);
  g_assert_cmpint (get (conn, "SELECT count(*) FROM pragma_table_info('decision') WHERE name = 'severity'"), ==, 0);
  g_assert_cmpint (get (conn, "SELECT count(*) FROM decision"), ==, 1);
  g_assert_cmpint (get (conn, "SELECT count(*) FROM change_log"), ==, 1);
}

/* Opened for writing, a file of version 1 keeps its records, its history proves them, and what was done then can be taken back. */
static void
test_from_first (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = make_first_version ();
  g_assert_null (reeve_db_open (path, REEVE_DB_READ_ONLY, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_READ_ONLY);
  g_clear_error (&error);
  assert_first_version (path);

  g_autoptr (ReeveDb) db = reeve_db_open (path, REEVE_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  gint64 entries = 0;
  g_assert_true (reeve_db_verify (db, &entries, NULL, &error));
  g_assert_cmpint (entries, ==, 2);
  g_assert_true (reeve_db_verify_records (db, &error));
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, &error);
  g_autoptr (ReeveRecord) decision = reeve_conn_load (reeve_reader_get_conn (reader), "decision", 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (reeve_record_get (decision, "provision"), ==, "hours");
  g_assert_null (reeve_record_get (decision, "severity"));
  g_clear_pointer (&reader, reeve_reader_free);

  g_assert_true (reeve_db_undo (db, 1, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (reeve_db_verify_records (db, &error));
  g_assert_no_error (error);
  reeve_db_close (db);
  g_autoptr (ReeveConn) conn = reeve_conn_open (path, REEVE_CONN_WRITER, &error);
  g_assert_cmpint (get (conn, "SELECT count(*) FROM decision"), ==, 0);
  g_assert_cmpint (get (conn, "PRAGMA user_version"), ==, reeve_migrate_newest ());
}

/* Killed after the last statement and before the commit: the file is as it was. */
static void
test_killed (void)
{
  g_autofree char *path = make_first_version ();
  g_autofree char *sql = step_sql (2);
  pid_t child = fork ();
  if (child == 0)
    {
      g_autoptr (ReeveConn) conn = reeve_conn_open (path, REEVE_CONN_WRITER, NULL);
      if (conn == NULL || !reeve_conn_exec (conn, "PRAGMA cache_size = 1", NULL) || !reeve_txn_begin_immediate (conn, NULL)
          || !reeve_conn_exec (conn, sql, NULL)
          || !reeve_conn_exec (conn, "PRAGMA user_version = 2", NULL))
        _exit (1);
      raise (SIGKILL);
    }
  int status = 0;
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  assert_first_version (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = reeve_db_open (path, REEVE_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (reeve_db_verify_records (db, &error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/migrate/fresh-equals-migrated", test_fresh_equals_migrated);
  g_test_add_func ("/migrate/answers-kept", test_answers_kept);
  g_test_add_func ("/migrate/steps", test_steps);
  g_test_add_func ("/migrate/undo-across", test_undo_across);
  g_test_add_func ("/migrate/from-first", test_from_first);
  g_test_add_func ("/migrate/killed", test_killed);
  return g_test_run ();
}
