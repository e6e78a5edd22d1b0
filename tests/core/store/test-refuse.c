/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may not be opened: each with its own code and a message, and the file left byte for byte as it was, with nothing beside it. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "reeve-change-log.h"
#include "reeve-db-private.h"
#include "reeve-error.h"
#include "reeve-test.h"

static gboolean
add_cb (ReeveTxn *txn, gpointer data, GError **error)
{
  g_autoptr (ReeveRecord) business = reeve_record_new ("business");
  reeve_record_set (business, "name", data);
  return reeve_txn_insert (txn, business, error);
}

/* A closed case file with some history; the folder holds nothing else. */
static char *
make_file (int writes)
{
  g_autoptr (GError) error = NULL;
  char *path = reeve_test_temp_path ("city.reeve");
  g_autoptr (ReeveDb) db = reeve_db_create (path, "Calder Bend", &error);
  g_assert_no_error (error);
  for (int i = 0; i < writes; i++)
    g_assert_true (reeve_db_write (db, "Add", add_cb, "Ninth Lantern", NULL, &error));
  reeve_db_close (db);
  return path;
}

static int
count_files (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  int n = 0;
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
expect_refused (const char *path, int code)
{
  static const ReeveDbMode modes[] = { REEVE_DB_READ_WRITE, REEVE_DB_READ_ONLY };
  gboolean is_file = g_file_test (path, G_FILE_TEST_IS_REGULAR);
  g_autoptr (GBytes) before = is_file ? reeve_test_read (path) : NULL;
  int files = is_file ? count_files (path) : 0;
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (reeve_db_open (path, modes[i], &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, REEVE_ERROR, code);
    }
  if (!is_file)
    return;
  g_autoptr (GBytes) after = reeve_test_read (path);
  g_assert_true (g_bytes_equal (before, after));
  g_assert_cmpint (count_files (path), ==, files);
}

static void
test_not_files (void)
{
  g_autofree char *path = reeve_test_temp_path ("x");
  expect_refused (path, REEVE_ERROR_NOT_FOUND);
  g_autofree char *below = g_build_filename (path, "y", NULL);
  expect_refused (below, REEVE_ERROR_NOT_FOUND);
  expect_refused (reeve_test_temp_dir (), REEVE_ERROR_NOT_REEVE_FILE);
  expect_refused ("/dev/null", REEVE_ERROR_NOT_REEVE_FILE);
  /* Nobody writes to this pipe: opening it would wait for ever. */
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  expect_refused (path, REEVE_ERROR_NOT_REEVE_FILE);
}

static void
write_file (const char *path, const char *contents, gssize size)
{
  g_autoptr (GError) error = NULL;
  g_file_set_contents (path, contents, size, &error);
  g_assert_no_error (error);
}

static void
test_other_files (void)
{
  g_autofree char *path = reeve_test_temp_path ("x.reeve");
  write_file (path, "", 0);
  expect_refused (path, REEVE_ERROR_NOT_REEVE_FILE);
  write_file (path, "a,b\n1,2\n", -1);
  expect_refused (path, REEVE_ERROR_NOT_REEVE_FILE);
  write_file (path, "SQLite format 3", 16);
  expect_refused (path, REEVE_ERROR_NOT_REEVE_FILE);
}

/* Bytes of SQLite's header. */
static void
poke (const char *path, long offset, const char *bytes, gsize size)
{
  FILE *file = g_fopen (path, "r+b");
  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, offset, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (bytes, 1, size, file), ==, size);
  fclose (file);
}

static void
test_header (void)
{
  g_autofree char *other = make_file (1);
  poke (other, 68, "\0\0\0\1", 4);
  expect_refused (other, REEVE_ERROR_NOT_REEVE_FILE);
  g_autofree char *newer = make_file (1);
  poke (newer, 60, "\0\0\3\347", 4);
  expect_refused (newer, REEVE_ERROR_NEWER);
  g_autofree char *unversioned = make_file (1);
  poke (unversioned, 60, "\0\0\0\0", 4);
  expect_refused (unversioned, REEVE_ERROR_DAMAGED);
  g_autofree char *cut = make_file (1);
  g_assert_cmpint (truncate (cut, 40960), ==, 0);
  expect_refused (cut, REEVE_ERROR_DAMAGED);
}

/* Runs SQL on the closed file with a plain connection, past all of our checks. */
static void
meddle (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;
  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (reeve_functions_register (handle), ==, SQLITE_OK);
  char *message = NULL;
  if (sqlite3_exec (handle, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s", message);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

static void
test_damaged (void)
{
  static const struct { const char *sql; int code; } cases[] = {
    { "DROP TABLE change_log", REEVE_ERROR_DAMAGED },
    { "DROP TABLE zone", REEVE_ERROR_DAMAGED },
    { "ALTER TABLE business DROP COLUMN website", REEVE_ERROR_DAMAGED },
    { "DROP TRIGGER change_log_no_delete; DELETE FROM change_log", REEVE_ERROR_DAMAGED },
    { "DROP TRIGGER change_log_no_update; UPDATE change_log SET who = 'nobody' WHERE entry = 3", REEVE_ERROR_DAMAGED },
    { "CREATE TRIGGER x AFTER INSERT ON business BEGIN DELETE FROM complaint; END", REEVE_ERROR_NOT_REEVE_FILE },
    { "CREATE VIEW x AS SELECT 1", REEVE_ERROR_NOT_REEVE_FILE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = make_file (2);
      meddle (path, cases[i].sql);
      expect_refused (path, cases[i].code);
    }
}

static char *
verify_fault (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = reeve_db_open (path, REEVE_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_false (reeve_db_verify (db, NULL, NULL, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_DAMAGED);
  return g_strdup (error->message);
}

/* What only the whole chain shows, each pinned to its entry. Entries 1 to 6. */
static void
test_verify (void)
{
  static const struct { const char *sql, *told; } cases[] = {
    { "UPDATE change_log SET who = 'nobody' WHERE entry = 3", "entry 3 of the history: it was changed after it was written" },
    { "UPDATE change_log SET changeset = x'00' WHERE entry = 4", "entry 4 of the history: it was changed after it was written" },
    { "UPDATE change_log SET at_utc = '2020-01-01T00:00:00Z', prev_hash = '' WHERE entry = 2", "entry 2 of the history: it does not follow from the entry before" },
    { "DELETE FROM change_log WHERE entry = 4", "entry 4 of the history: it is missing" },
    { "DELETE FROM change_log WHERE entry = 1", "entry 1 of the history: it is missing" },
    { "INSERT INTO licence (id, scope, business_id) VALUES (1, 'city', 77)", "refers to a record of business that does not exist" },
    { "PRAGMA ignore_check_constraints = ON; UPDATE business SET opened = 'never' WHERE id = 2", "CHECK" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = make_file (5);
      g_autofree char *trigger = g_strdup ("DROP TRIGGER change_log_no_update; DROP TRIGGER change_log_no_delete; PRAGMA foreign_keys = OFF");
      meddle (path, trigger);
      meddle (path, cases[i].sql);
      g_autofree char *fault = verify_fault (path);
      g_test_message ("%s", fault);
      g_assert_true (strstr (fault, cases[i].told) != NULL);
    }
}

/* What the chain cannot show: records changed past the program. */
static void
test_verify_records (void)
{
  static const struct { const char *sql, *told; } cases[] = {
    { "SELECT 1", NULL },
    { "UPDATE business SET name = 'Another' WHERE id = 2", "Business 2 is not as the history says" },
    { "DELETE FROM business WHERE id = 3", "Business 3 is missing, though the history has it" },
    { "INSERT INTO business (id, name) VALUES (70, 'x')", "Business 70 is not in the history" },
    { "UPDATE setting SET value = 'Elsewhere'", "A setting is not as the history says" },
    { "INSERT INTO derived_state VALUES ('a', 'b')", NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = make_file (5);
      meddle (path, cases[i].sql);
      g_autoptr (GBytes) before = reeve_test_read (path);
      g_autoptr (ReeveDb) db = reeve_db_open (path, REEVE_DB_READ_ONLY, &error);
      g_assert_true (reeve_db_verify (db, NULL, NULL, &error));
      gboolean good = reeve_db_verify_records (db, &error);
      g_clear_object (&db);
      g_assert_true (good == (cases[i].told == NULL));
      if (!good)
        {
          g_test_message ("%s", error->message);
          g_assert_error (error, REEVE_ERROR, REEVE_ERROR_DAMAGED);
          g_assert_true (strstr (error->message, cases[i].told) != NULL);
        }
      g_autoptr (GBytes) after = reeve_test_read (path);
      g_assert_true (g_bytes_equal (before, after));
    }
}

/* A cut tail is whole in itself; the head hash kept elsewhere shows it. */
static void
test_cut_tail (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = make_file (5);
  g_autofree char *head = NULL;
  gint64 entries = 0;
  g_autoptr (ReeveDb) db = reeve_db_open (path, REEVE_DB_READ_ONLY, &error);
  g_assert_true (reeve_db_verify (db, &entries, &head, &error));
  g_assert_cmpint (entries, ==, 6);
  reeve_db_close (db);
  meddle (path, "DROP TRIGGER change_log_no_delete; DELETE FROM change_log WHERE entry > 4");
  g_autoptr (ReeveDb) cut = reeve_db_open (path, REEVE_DB_READ_ONLY, &error);
  g_assert_true (reeve_db_verify (cut, &entries, NULL, &error));
  g_assert_cmpint (entries, ==, 4);
  g_autoptr (ReeveReader) reader = reeve_reader_new (cut, &error);
  g_assert_cmpint (reeve_log_find_hash (reeve_reader_get_conn (reader), head, &error), ==, 0);
  g_assert_no_error (error);
}

/* Bytes overwritten in the middle: never a crash, and a code that sends the user to the backup. */
static void
test_scribbled (void)
{
  g_autofree char *path = make_file (50);
  g_autoptr (GBytes) whole = reeve_test_read (path);
  gsize size;
  const guint8 *bytes = g_bytes_get_data (whole, &size);
  int noticed = 0;
  for (gsize page = 1; page * 4096 < size; page += 3)
    {
      g_autofree guint8 *copy = g_memdup2 (bytes, size);
      for (gsize i = 0; i < 600; i++)
        copy[page * 4096 + i] ^= (guint8) (i * 37 + 11);
      write_file (path, (const char *) copy, (gssize) size);
      g_autoptr (GError) error = NULL;
      g_autoptr (ReeveDb) db = reeve_db_open (path, REEVE_DB_READ_WRITE, &error);
      if (db != NULL)
        reeve_db_verify (db, NULL, NULL, &error);
      if (error == NULL)
        continue;
      g_assert_true (error->domain == REEVE_ERROR && (error->code == REEVE_ERROR_DAMAGED || error->code == REEVE_ERROR_NOT_REEVE_FILE));
      noticed++;
    }
  g_assert_cmpint (noticed, >, 10);
}

static void
test_network (void)
{
  g_autofree char *path = make_file (1);
  g_setenv ("REEVE_TEST_FILE_SYSTEM", "network", TRUE);
  expect_refused (path, REEVE_ERROR_NETWORK_SHARE);
  g_autofree char *new_path = reeve_test_temp_path ("new.reeve");
  g_autoptr (GError) error = NULL;
  g_assert_null (reeve_db_create (new_path, NULL, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_NETWORK_SHARE);
  g_unsetenv ("REEVE_TEST_FILE_SYSTEM");
  g_assert_cmpint (count_files (new_path), ==, 0);
}

/* In a child that is nobody, for the super-user may write everything. Exit status: 0 as expected. */
static int
check_read_only (const char *path)
{
  g_autoptr (GError) error = NULL;
  if (geteuid () == 0 && (setegid (65534) != 0 || seteuid (65534) != 0))
    return 10;
  g_autoptr (ReeveDb) refused = reeve_db_open (path, REEVE_DB_READ_WRITE, &error);
  if (refused != NULL || !g_error_matches (error, REEVE_ERROR, REEVE_ERROR_READ_ONLY))
    return 11;
  g_clear_error (&error);
  g_autoptr (ReeveDb) db = reeve_db_open (path, REEVE_DB_READ_ONLY, &error);
  if (db == NULL || !reeve_db_is_read_only (db) || !reeve_db_verify (db, NULL, NULL, &error) || !reeve_db_verify_records (db, &error))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "no error");
      return 12;
    }
  if (reeve_db_write (db, "Add", add_cb, "x", NULL, &error) || !g_error_matches (error, REEVE_ERROR, REEVE_ERROR_READ_ONLY))
    return 13;
  return 0;
}

static void
test_read_only (void)
{
  g_autofree char *path = make_file (2);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GBytes) before = reeve_test_read (path);
  static const struct { int folder, file; } modes[] = { { 0555, 0444 }, { 0755, 0444 }, { 0555, 0644 } };
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_assert_cmpint (chmod (path, (mode_t) modes[i].file), ==, 0);
      g_assert_cmpint (chmod (folder, (mode_t) modes[i].folder), ==, 0);
      int status = -1;
      pid_t child = fork ();
      if (child == 0)
        _exit (check_read_only (path));
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, 0);
    }
  g_assert_cmpint (chmod (folder, 0755), ==, 0);
  g_autoptr (GBytes) after = reeve_test_read (path);
  g_assert_true (g_bytes_equal (before, after));
  g_assert_cmpint (count_files (path), ==, 1);
}

static void
test_closed_cleanly (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = make_file (3);
  g_assert_cmpint (count_files (path), ==, 1);
  g_autoptr (ReeveDb) db = reeve_db_open (path, REEVE_DB_READ_ONLY, &error);
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, &error);
  g_clear_pointer (&reader, reeve_reader_free);
  reeve_db_close (db);
  reeve_db_close (db);
  g_assert_false (reeve_db_write (db, "Add", add_cb, "x", NULL, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_READ_ONLY);
  g_assert_cmpint (count_files (path), ==, 1);
}

/* Opens one hostile file; tells whether it was refused. */
static gboolean
try_hostile (const char *path)
{
  g_autoptr (GBytes) before = reeve_test_read (path);
  int files = count_files (path);
  static const ReeveDbMode modes[] = { REEVE_DB_READ_WRITE, REEVE_DB_READ_ONLY };
  gboolean refused = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ReeveDb) db = reeve_db_open (path, modes[i], &error);
      g_assert_true ((db == NULL) == (error != NULL));
      refused = refused || db == NULL;
      if (error != NULL)
        g_assert_true (error->domain == REEVE_ERROR && error->code != REEVE_ERROR_LOCKED);
    }
  g_autoptr (GBytes) after = reeve_test_read (path);
  if (!g_bytes_equal (before, after) || count_files (path) != files)
    g_error ("%s was changed by opening it", path);
  return refused;
}

/* The fuzzed databases of SQLite's own tests, as they are and disguised as case files, so that they get past the header. */
static void
test_fuzzed (void)
{
  g_autofree char *archive = reeve_test_shared ("data/conformance/sqlite/fuzzed_databases.tar.zst");
  if (archive == NULL)
    return;
  const char *folder = reeve_test_temp_dir ();
  const char *const command[] = { "tar", "--zstd", "-xf", archive, "-C", folder, NULL };
  int status = 1;
  g_autoptr (GError) error = NULL;
  if (!g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error) || status != 0)
    {
      g_test_skip ("tar with zstd is needed to unpack the fuzzed databases");
      return;
    }
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  int n = 0;
  for (const char *name; (name = g_dir_read_name (dir)) != NULL; n++)
    {
      g_autofree char *original = g_build_filename (folder, name, NULL);
      g_autofree char *path = reeve_test_temp_path ("x.reeve");
      g_autoptr (GBytes) bytes = reeve_test_read (original);
      write_file (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
      g_assert_true (try_hostile (path));
      if (g_bytes_get_size (bytes) < 100)
        continue;
      poke (path, 60, "\0\0\0\1", 4);
      poke (path, 68, "Reev", 4);
      g_assert_true (try_hostile (path));
      /* And with the journal mode of our files, which makes SQLite look for a log beside it. */
      poke (path, 18, "\2\2", 2);
      g_assert_true (try_hostile (path));
    }
  g_test_message ("%d fuzzed databases refused", n);
  g_assert_cmpint (n, ==, 198);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refuse/not-files", test_not_files);
  g_test_add_func ("/refuse/other-files", test_other_files);
  g_test_add_func ("/refuse/header", test_header);
  g_test_add_func ("/refuse/damaged", test_damaged);
  g_test_add_func ("/refuse/verify", test_verify);
  g_test_add_func ("/refuse/verify-records", test_verify_records);
  g_test_add_func ("/refuse/cut-tail", test_cut_tail);
  g_test_add_func ("/refuse/scribbled", test_scribbled);
  g_test_add_func ("/refuse/network", test_network);
  g_test_add_func ("/refuse/read-only", test_read_only);
  g_test_add_func ("/refuse/closed-cleanly", test_closed_cleanly);
  g_test_add_func ("/refuse/fuzzed", test_fuzzed);
  return g_test_run ();
}
