/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbered steps: a fresh schema is the same as one brought up step by step, a step that fails leaves the old version, and a file
 * of an older version is brought up when it is opened. */
#include "config.h"

#include <string.h>

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

/* All released steps, one at a time against all at once. */
static void
test_fresh_equals_migrated (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveConn) fresh = open_new ("fresh"), stepped = open_new ("stepped");
  g_assert_true (reeve_migrate (fresh, "Ana", &error));
  g_auto (GStrv) names = g_resources_enumerate_children ("/org/reeve/core/schema", G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (names), ==, reeve_migrate_newest ());
  for (int version = 1; version <= reeve_migrate_newest (); version++)
    for (gsize i = 0; names[i] != NULL; i++)
      if (g_ascii_strtoll (names[i], NULL, 10) == version)
        {
          g_autofree char *path = g_strconcat ("/org/reeve/core/schema/", names[i], NULL);
          g_autoptr (GBytes) sql = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
          g_autofree char *text = g_strndup (g_bytes_get_data (sql, NULL), g_bytes_get_size (sql));
          const ReeveMigration step = { version, text };
          reeve_migrate_steps (stepped, &step, 1, "Ana", &error);
          g_assert_no_error (error);
        }
  g_autofree char *a = read_schema (fresh);
  g_autofree char *b = read_schema (stepped);
  g_assert_cmpstr (a, ==, b);
  g_assert_cmpint (get (fresh, "PRAGMA user_version"), ==, reeve_migrate_newest ());
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/migrate/fresh-equals-migrated", test_fresh_equals_migrated);
  g_test_add_func ("/migrate/steps", test_steps);
  g_test_add_func ("/migrate/undo-across", test_undo_across);
  return g_test_run ();
}
