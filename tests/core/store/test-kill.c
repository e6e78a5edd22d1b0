/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to a case file when its writer is killed, its disk fills, or a second writer comes. The writer is this program run again:
 * it prints the number of each entry after the write was acknowledged. REEVE_TEST_KILLS=1000 for a long run. */
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "reeve-change-log.h"
#include "reeve-db.h"
#include "reeve-error.h"
#include "reeve-test.h"

#define IMPORT_ROWS 400

static const char *program;

static gboolean
add_cb (ReeveTxn *txn, gpointer data, GError **error)
{
  int rows = GPOINTER_TO_INT (data);
  for (int i = 0; i < rows; i++)
    {
      g_autoptr (ReeveRecord) business = reeve_record_new ("business");
      g_autofree char *note = g_strnfill (200, 'a' + i % 26);
      reeve_record_set (business, "name", "Ninth Lantern");
      reeve_record_set (business, "note", note);
      if (!reeve_txn_insert (txn, business, error))
        return FALSE;
    }
  return TRUE;
}

/* The writing child: single edits and, every tenth time, an import. Ends by itself only when a write fails; then prints the code. */
static int
write_until_stopped (const char *path, gint64 limit)
{
  g_autoptr (GError) error = NULL;
  if (limit > 0)
    {
      struct rlimit most = { (rlim_t) limit, (rlim_t) limit };
      signal (SIGXFSZ, SIG_IGN);
      setrlimit (RLIMIT_FSIZE, &most);
    }
  g_autoptr (ReeveDb) db = reeve_db_open (path, REEVE_DB_READ_WRITE, &error);
  for (int i = 0; db != NULL; i++)
    {
      gint64 entry = 0;
      gboolean done = i % 10 == 9 ? reeve_db_write_import (db, "Import", add_cb, GINT_TO_POINTER (IMPORT_ROWS), NULL, &entry, &error)
                                  : reeve_db_write (db, "Add", add_cb, GINT_TO_POINTER (1), &entry, &error);
      if (!done)
        break;
      g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT "\n", entry);
      if (write (STDOUT_FILENO, line, strlen (line)) < 0)
        return 9;
    }
  g_autofree char *line = g_strdup_printf ("error %d %s\n", error->code, error->message);
  return write (STDOUT_FILENO, line, strlen (line)) < 0 ? 9 : 0;
}

typedef struct
{
  GPid pid;
  int out;
} Child;

static Child
start_writer (const char *path, const char *limit)
{
  Child child = { 0 };
  g_autoptr (GError) error = NULL;
  const char *const argv[] = { program, "--write", path, limit, NULL };
  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child.pid, NULL, &child.out, NULL, &error);
  g_assert_no_error (error);
  return child;
}

/* All the child said until it ended. */
static char *
read_all (Child *child)
{
  GString *text = g_string_new (NULL);
  char buffer[4096];
  gssize n;
  while ((n = read (child->out, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, n);
  close (child->out);
  waitpid (child->pid, NULL, 0);
  return g_string_free (text, FALSE);
}

static gint64
last_acknowledged (const char *text, const char **ret_error)
{
  gint64 last = 0;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (g_ascii_isdigit (lines[i][0]) && lines[i + 1] != NULL)
      last = g_ascii_strtoll (lines[i], NULL, 10);
  if (ret_error != NULL)
    *ret_error = strstr (text, "error ");
  return last;
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

/* Nothing acknowledged is lost, nothing is there by half, the chain is whole, and writing goes on. Tells the number of entries. */
static gint64
expect_whole (const char *path, gint64 acknowledged)
{
  g_autoptr (GError) error = NULL;
  gint64 entries = 0;
  g_autoptr (ReeveDb) db = reeve_db_open (path, REEVE_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  reeve_db_verify (db, &entries, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entries, >=, acknowledged);
  g_assert_cmpint (count (db, "SELECT count(*) FROM business"), ==,
                   count (db, "SELECT count(*) FROM change_log WHERE kind = 'edit'")
                     + IMPORT_ROWS * count (db, "SELECT count(*) FROM change_log WHERE kind = 'import'"));
  g_assert_true (reeve_db_write (db, "Add", add_cb, GINT_TO_POINTER (1), &entries, &error));
  return entries;
}

static char *
make_file (void)
{
  g_autoptr (GError) error = NULL;
  char *path = reeve_test_temp_path ("city.reeve");
  g_autoptr (ReeveDb) db = reeve_db_create (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (reeve_db_is_read_only (db));
  return path;
}

static void
test_kill (void)
{
  g_autofree char *path = make_file ();
  const char *wanted = g_getenv ("REEVE_TEST_KILLS");
  int kills = wanted != NULL ? atoi (wanted) : 20;
  gint64 acknowledged = 1, all = 0;
  for (int i = 0; i < kills; i++)
    {
      Child child = start_writer (path, "0");
      char first = '0';
      /* Every fourth time anywhere, else while it is writing. */
      if (i % 4 != 0)
        g_assert_cmpint (read (child.out, &first, 1), ==, 1);
      g_usleep ((gulong) g_test_rand_int_range (0, 80) * 1000);
      kill (child.pid, SIGKILL);
      g_autofree char *rest = read_all (&child);
      g_autofree char *text = i % 4 != 0 ? g_strdup_printf ("%c%s", first, rest) : g_strdup (rest);
      gint64 last = last_acknowledged (text, NULL);
      all += last > 0 ? last - acknowledged : 0;
      acknowledged = expect_whole (path, MAX (acknowledged, last));
    }
  g_test_message ("%d kills, %" G_GINT64_FORMAT " writes acknowledged, none lost", kills, all);
  g_assert_cmpint (all, >, 0);
}

/* A limit on the size of files stands for a full disk; what was acknowledged stays, and the message says what to do. */
static void
test_full (void)
{
  g_autofree char *path = make_file ();
  Child child = start_writer (path, "3000000");
  const char *failure = NULL;
  g_autofree char *text = read_all (&child);
  gint64 last = last_acknowledged (text, &failure);
  g_assert_nonnull (failure);
  g_test_message ("%s", failure);
  g_autofree char *expected = g_strdup_printf ("error %d ", REEVE_ERROR_DISK_FULL);
  g_assert_true (g_str_has_prefix (failure, expected));
  g_assert_true (strstr (failure, "Free some space") != NULL);
  g_assert_cmpint (last, >, 10);
  g_assert_cmpint (expect_whole (path, last), ==, last + 1);
}

static void
test_locked (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = make_file ();
  Child child = start_writer (path, "0");
  char first;
  g_assert_cmpint (read (child.out, &first, 1), ==, 1);
  gint64 start = g_get_monotonic_time ();
  g_assert_null (reeve_db_open (path, REEVE_DB_READ_WRITE, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_LOCKED);
  g_test_message ("%s", error->message);
  g_clear_error (&error);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_TIME_SPAN_SECOND);
  /* Reading, and a backup, go on beside the writer. */
  g_autoptr (ReeveDb) db = reeve_db_open (path, REEVE_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (db, "SELECT count(*) FROM change_log"), >, 1);
  g_autofree char *copy = reeve_test_temp_path ("copy.reeve");
  reeve_db_backup (db, copy, &error);
  g_assert_no_error (error);
  g_clear_object (&db);
  kill (child.pid, SIGKILL);
  g_autofree char *text = read_all (&child);
  /* The lock died with its holder. */
  expect_whole (path, last_acknowledged (text, NULL));
  expect_whole (copy, 2);
}

static void
test_locked_here (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = make_file ();
  g_autoptr (ReeveDb) db = reeve_db_open (path, REEVE_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_null (reeve_db_open (path, REEVE_DB_READ_WRITE, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_LOCKED);
  g_clear_error (&error);
  reeve_db_close (db);
  g_autoptr (ReeveDb) again = reeve_db_open (path, REEVE_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (reeve_db_write (again, "Add", add_cb, GINT_TO_POINTER (1), NULL, &error));
}

int
main (int argc, char **argv)
{
  if (argc == 4 && strcmp (argv[1], "--write") == 0)
    return write_until_stopped (argv[2], g_ascii_strtoll (argv[3], NULL, 10));
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kill/kill", test_kill);
  g_test_add_func ("/kill/full", test_full);
  g_test_add_func ("/kill/locked", test_locked);
  g_test_add_func ("/kill/locked-here", test_locked_here);
  return g_test_run ();
}
