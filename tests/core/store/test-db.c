/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "reeve-change-log.h"
#include "reeve-db.h"
#include "reeve-error.h"
#include "reeve-test.h"

static ReeveDb *
create (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = reeve_test_temp_path ("city.reeve");
  ReeveDb *db = reeve_db_create (path, "Calder Bend", &error);
  g_assert_no_error (error);
  reeve_db_set_user (db, "Ana Ruiz");
  return db;
}

static gint64
write_as (ReeveDb *db, const char *name, ReeveWriteFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 entry = -1;
  reeve_db_write (db, name, func, data, &entry, &error);
  g_assert_no_error (error);
  return entry;
}

/* A business of that name with a licence; tells its id. */
static gboolean
add_business_cb (ReeveTxn *txn, gpointer data, GError **error)
{
  g_autoptr (ReeveRecord) business = reeve_record_new ("business");
  g_autoptr (ReeveRecord) licence = reeve_record_new ("licence");
  reeve_record_set (business, "name", data);
  if (!reeve_txn_insert (txn, business, error))
    return FALSE;
  reeve_record_set (licence, "scope", "city");
  reeve_record_set (licence, "expires", "2027-03-31");
  reeve_record_set_integer (licence, "business_id", reeve_record_get_id (business));
  return reeve_txn_insert (txn, licence, error);
}

typedef struct
{
  gint64 id;
  const char *field, *value;
} Edit;

static gboolean
edit_cb (ReeveTxn *txn, gpointer data, GError **error)
{
  Edit *edit = data;
  g_autoptr (ReeveRecord) business = reeve_conn_load (reeve_txn_get_conn (txn), "business", edit->id, error);
  if (business == NULL)
    return FALSE;
  reeve_record_set (business, edit->field, edit->value);
  return reeve_txn_update (txn, business, error);
}

static gboolean
delete_cb (ReeveTxn *txn, gpointer data, GError **error)
{
  return reeve_txn_delete (txn, "business", *(gint64 *) data, error);
}

static gint64
count (ReeveDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, &error);
  g_assert_no_error (error);
  ReeveStmt *stmt = reeve_conn_prepare (reeve_reader_get_conn (reader), sql, &error);
  g_assert_no_error (error);
  g_assert_true (reeve_stmt_step (stmt, &error));
  gint64 value = reeve_stmt_int (stmt, 0);
  reeve_stmt_reset (stmt);
  return value;
}

static char *
business_field (ReeveDb *db, gint64 id, const char *field)
{
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, NULL);
  g_autoptr (ReeveRecord) business = reeve_conn_load (reeve_reader_get_conn (reader), "business", id, NULL);
  return business != NULL ? g_strdup (reeve_record_get (business, field)) : NULL;
}

static void
test_write_and_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = create ();
  g_assert_cmpint (write_as (db, "Add", add_business_cb, "Ninth Lantern"), ==, 2);
  g_assert_cmpint (write_as (db, "Add", add_business_cb, "Tenth Lantern"), ==, 3);
  g_autofree char *name = business_field (db, 2, "name");
  g_assert_cmpstr (name, ==, "Tenth Lantern");
  Edit same = { 1, "name", "Ninth Lantern" };
  g_assert_cmpint (write_as (db, "Edit", edit_cb, &same), ==, 0);
  Edit edit = { 1, "opened", "2020-02-29" };
  g_assert_cmpint (write_as (db, "Edit", edit_cb, &edit), ==, 4);

  g_autoptr (ReeveReader) reader = reeve_reader_new (db, &error);
  g_autoptr (GPtrArray) licences = reeve_conn_load_where (reeve_reader_get_conn (reader), "licence", "business_id", 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (licences->len, ==, 1);
  g_assert_cmpstr (reeve_record_get (g_ptr_array_index (licences, 0), "expires"), ==, "2027-03-31");
  g_assert_null (reeve_conn_load (reeve_reader_get_conn (reader), "business", 99, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND);
}

static gboolean
fail_late_cb (ReeveTxn *txn, gpointer data, GError **error)
{
  if (!add_business_cb (txn, "Half", error))
    return FALSE;
  g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, "no");
  return FALSE;
}

static gboolean
wrong_value_cb (ReeveTxn *txn, gpointer data, GError **error)
{
  /* Past the dictionary's own checks, to see the file's. */
  ReeveStmt *stmt = reeve_conn_prepare (reeve_txn_get_conn (txn), data, error);
  return stmt != NULL && reeve_stmt_run (stmt, error);
}

static void
test_roll_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = create ();
  g_assert_false (reeve_db_write (db, "Fail", fail_late_cb, NULL, NULL, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "no");
  g_clear_error (&error);
  g_assert_cmpint (count (db, "SELECT count(*) FROM business"), ==, 0);
  g_assert_cmpint (count (db, "SELECT count(*) FROM change_log"), ==, 1);
  static const char *const wrong[] = {
    "INSERT INTO business (id, name, opened) VALUES (9, 'x', '2023-02-29')",
    "INSERT INTO business (id, name, closed) VALUES (9, 'x', 'never')",
    "INSERT INTO business (id, name, provides) VALUES (9, 'x', 'a  b')",
    "INSERT INTO complaint (id, received_at) VALUES (9, '2025-01-01')",
    "INSERT INTO opening_hours (id, business_id, schedule) VALUES (9, 1, 'nine to five')",
    "INSERT INTO licence (id, scope) VALUES (9, 'city')",
    "INSERT INTO licence (id, scope, business_id) VALUES (9, 'city', 12345)",
    "UPDATE change_log SET who = 'nobody'",
    "DELETE FROM change_log",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (reeve_db_write (db, "Wrong", wrong_value_cb, (gpointer) wrong[i], NULL, &error));
      g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
      g_clear_error (&error);
    }
  /* The next is as if nothing had been. */
  g_assert_cmpint (write_as (db, "Add", add_business_cb, "Whole"), ==, 2);
  g_autofree char *name = business_field (db, 1, "name");
  g_assert_cmpstr (name, ==, "Whole");
}

static void
test_undo (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = create ();
  gint64 id = 1, undo = 0;
  gint64 added = write_as (db, "Add", add_business_cb, "Ninth Lantern");
  Edit rename = { 1, "name", "Tenth Lantern" }, phone = { 1, "phone", "555-0100" };
  gint64 renamed = write_as (db, "Rename", edit_cb, &rename);
  gint64 phoned = write_as (db, "Phone", edit_cb, &phone);

  /* What was added cannot go while edits stand on it; the message names record and field. */
  g_assert_false (reeve_db_undo (db, added, &undo, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_CONFLICT);
  g_assert_cmpstr (error->message, ==, "Business 1: 'Name' was changed later, from 'Ninth Lantern' to 'Tenth Lantern'. Undo the later change first.");
  g_clear_error (&error);
  /* An edit of another field does not stand in the way. */
  g_assert_true (reeve_db_undo (db, renamed, &undo, &error));
  g_assert_no_error (error);
  g_assert_cmpint (undo, ==, phoned + 1);
  g_autofree char *name = business_field (db, 1, "name");
  g_autofree char *number = business_field (db, 1, "phone");
  g_assert_cmpstr (name, ==, "Ninth Lantern");
  g_assert_cmpstr (number, ==, "555-0100");
  g_assert_false (reeve_db_undo (db, renamed, NULL, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_clear_error (&error);
  /* Undoing the undo is redo. */
  g_assert_true (reeve_db_undo (db, undo, NULL, &error));
  g_autofree char *again = business_field (db, 1, "name");
  g_assert_cmpstr (again, ==, "Tenth Lantern");

  /* Deleting takes the licence along; undoing brings both back. */
  gint64 deleted = write_as (db, "Remove", delete_cb, &id);
  g_assert_cmpint (count (db, "SELECT count(*) FROM licence"), ==, 0);
  g_assert_true (reeve_db_undo (db, deleted, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (db, "SELECT count(*) FROM licence"), ==, 1);
  g_assert_cmpint (count (db, "SELECT count(*) FROM business WHERE phone = '555-0100'"), ==, 1);
  g_assert_false (reeve_db_undo (db, 1, NULL, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (reeve_db_undo (db, 999, NULL, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND);
}

static gint64
next (ReeveDb *db, gint64 (*func) (ReeveConn *, GError **))
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, NULL);
  gint64 entry = func (reeve_reader_get_conn (reader), &error);
  g_assert_no_error (error);
  return entry;
}

/* Ctrl+Z, Ctrl+Z, Ctrl+Shift+Z, Ctrl+Shift+Z: back and forth through the whole file. */
static void
test_undo_order (void)
{
  g_autoptr (ReeveDb) db = create ();
  g_assert_cmpint (next (db, reeve_log_next_undo), ==, 0);
  g_assert_cmpint (next (db, reeve_log_next_redo), ==, 0);
  write_as (db, "Add", add_business_cb, "A");
  Edit edit = { 1, "name", "B" };
  write_as (db, "Edit", edit_cb, &edit);
  static const struct { gboolean redo; gint64 expected; const char *name; } steps[] = {
    { FALSE, 3, "A" }, { FALSE, 2, NULL }, { TRUE, 5, "A" }, { TRUE, 4, "B" }, { FALSE, 3, "A" }, { TRUE, 8, "B" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 entry = next (db, steps[i].redo ? reeve_log_next_redo : reeve_log_next_undo);
      g_assert_cmpint (entry, ==, steps[i].expected);
      reeve_db_undo (db, entry, NULL, &error);
      g_assert_no_error (error);
      g_autofree char *name = business_field (db, 1, "name");
      g_assert_cmpstr (name, ==, steps[i].name);
    }
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, NULL);
  g_autoptr (ReeveLogEntry) first = reeve_log_get (reeve_reader_get_conn (reader), 4, NULL);
  g_autoptr (ReeveLogEntry) second = reeve_log_get (reeve_reader_get_conn (reader), 7, NULL);
  g_assert_cmpstr (first->name, ==, "Undo: Edit");
  g_assert_cmpstr (second->name, ==, "Redo: Edit");
  g_assert_cmpuint (second->rows, ==, 1);
  /* After all this the records are still what the history makes. */
  g_autoptr (GError) fault = NULL;
  reeve_db_verify_records (db, &fault);
  g_assert_no_error (fault);
  /* A new edit ends what can be redone. */
  gint64 entry = next (db, reeve_log_next_undo);
  g_assert_true (reeve_db_undo (db, entry, NULL, NULL));
  g_assert_cmpint (next (db, reeve_log_next_redo), !=, 0);
  write_as (db, "Add", add_business_cb, "C");
  g_assert_cmpint (next (db, reeve_log_next_redo), ==, 0);
}

static gboolean
add_hours_cb (ReeveTxn *txn, gpointer data, GError **error)
{
  g_autoptr (ReeveRecord) hours = reeve_record_new ("opening_hours");
  reeve_record_set_integer (hours, "business_id", 1);
  reeve_record_set (hours, "schedule", "Mon-Fri 09:00-17:00");
  return reeve_txn_insert (txn, hours, error);
}

/* Undoing an addition must not take along, by the cascade, what somebody hung on it later. */
static void
test_undo_keeps_children (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = create ();
  gint64 id = 1;
  gint64 added = write_as (db, "Add", add_business_cb, "Ninth Lantern");
  gint64 hours = write_as (db, "Hours", add_hours_cb, NULL);
  g_assert_false (reeve_db_undo (db, added, NULL, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_CONFLICT);
  g_assert_cmpstr (error->message, ==, "Opening hours 1 was added or changed later and its field 'Business' refers to Business 1. Undo that first.");
  g_clear_error (&error);
  g_assert_cmpint (count (db, "SELECT count(*) FROM opening_hours"), ==, 1);
  /* Nor may a child come back without its parent. */
  g_assert_true (reeve_db_undo (db, hours, NULL, &error));
  write_as (db, "Remove", delete_cb, &id);
  gint64 redo = hours + 1;
  g_assert_false (reeve_db_undo (db, redo, NULL, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_CONFLICT);
  g_assert_true (strstr (error->message, "removed later") != NULL);
  g_clear_error (&error);
  /* Foreign keys are on again. */
  g_assert_false (reeve_db_write (db, "Hours", add_hours_cb, NULL, NULL, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
}

static void
test_log (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = create ();
  write_as (db, "Add business Ninth Lantern", add_business_cb, "Ninth Lantern");
  Edit edit = { 1, "name", "Tenth Lantern" };
  write_as (db, "Edit", edit_cb, &edit);
  reeve_db_undo (db, 3, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, NULL);
  g_autoptr (GPtrArray) entries = reeve_log_list (reeve_reader_get_conn (reader), 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 4);
  const ReeveLogEntry *undo = g_ptr_array_index (entries, 0), *edited = g_ptr_array_index (entries, 1), *made = g_ptr_array_index (entries, 3);
  g_assert_cmpstr (undo->kind, ==, "undo");
  g_assert_cmpstr (undo->name, ==, "Undo: Edit");
  g_assert_cmpint (undo->undo_of, ==, 3);
  g_assert_cmpint (edited->undone_by, ==, 4);
  g_assert_cmpstr (edited->who, ==, "Ana Ruiz");
  g_assert_cmpstr (made->kind, ==, "create");
  g_autoptr (GPtrArray) changes = reeve_log_get_changes (reeve_reader_get_conn (reader), 3, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changes->len, ==, 1);
  const ReeveLogChange *change = g_ptr_array_index (changes, 0);
  g_assert_cmpstr (change->table, ==, "business");
  g_assert_cmpstr (change->field, ==, "name");
  g_assert_cmpstr (change->old_value, ==, "Ninth Lantern");
  g_assert_cmpstr (change->new_value, ==, "Tenth Lantern");
  g_autoptr (GPtrArray) settings = reeve_log_get_changes (reeve_reader_get_conn (reader), 1, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (settings->len, ==, 1);
  change = g_ptr_array_index (settings, 0);
  g_assert_cmpstr (change->field, ==, "city");
  g_assert_cmpstr (change->new_value, ==, "Calder Bend");
}

typedef struct
{
  GMainLoop *loop;
  ReeveChanges *changes;
  int wakes;
  gboolean fail, wake_first, finished;
  gint64 entry;
  GThread *waker;
} Watch;

static gboolean
wake_cb (ReeveTxn *txn, const ReeveChanges *changes, gpointer data, GError **error)
{
  Watch *watch = data;
  watch->wakes++;
  watch->waker = g_thread_self ();
  ReeveStmt *stmt = reeve_conn_prepare (reeve_txn_get_conn (txn), "INSERT INTO derived_state (key, value) VALUES ('wake', '1')"
                                        " ON CONFLICT (key) DO UPDATE SET value = value + 1", error);
  if (stmt == NULL || !reeve_stmt_run (stmt, error))
    return FALSE;
  if (watch->fail)
    g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_FAILED, "the check broke");
  return !watch->fail;
}

static void
changed_cb (ReeveDb *db, ReeveChanges *changes, Watch *watch)
{
  watch->changes = reeve_changes_ref (changes);
  watch->wake_first = watch->wakes > 0;
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
}

static void
finish_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Watch *watch = data;
  g_assert_true (reeve_db_write_finish (REEVE_DB (source), result, &watch->entry, &error));
  g_assert_no_error (error);
  watch->finished = TRUE;
}

static void
test_changed_and_wake (void)
{
  Watch watch = { 0 };
  g_autoptr (ReeveDb) db = create ();
  reeve_db_set_wake (db, wake_cb, &watch, NULL);
  g_signal_connect (db, "changed", G_CALLBACK (changed_cb), &watch);
  reeve_db_write_async (db, "Add", add_business_cb, g_strdup ("Ninth Lantern"), g_free, NULL, finish_cb, &watch);
  reeve_test_wait (&watch.finished, 10);
  while (watch.changes == NULL)
    g_main_context_iteration (NULL, TRUE);
  gsize n;
  const ReeveChangedRow *rows = reeve_changes_get_rows (watch.changes, &n);
  g_assert_cmpint (watch.entry, ==, 2);
  g_assert_cmpint (reeve_changes_get_entry (watch.changes), ==, 2);
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (reeve_changes_touch (watch.changes, "business"));
  g_assert_true (reeve_changes_touch (watch.changes, "licence"));
  g_assert_false (reeve_changes_touch (watch.changes, "place"));
  g_assert_cmpint (rows[0].id, ==, 1);
  g_assert_true (watch.wake_first);
  g_assert_true (watch.waker != g_thread_self ());
  /* Derived work is not history. */
  g_assert_cmpint (count (db, "SELECT count(*) FROM change_log"), ==, 2);
  g_clear_pointer (&watch.changes, reeve_changes_unref);

  /* A wake that fails is told, its work is taken back, and the write stands. */
  watch.fail = TRUE;
  g_test_expect_message ("reeve", G_LOG_LEVEL_WARNING, "*the check broke*");
  g_assert_cmpint (write_as (db, "Add", add_business_cb, "Tenth Lantern"), ==, 3);
  g_test_assert_expected_messages ();
  g_assert_cmpint (count (db, "SELECT count(*) FROM business"), ==, 2);
  g_assert_cmpint (count (db, "SELECT value FROM derived_state WHERE key = 'wake'"), ==, 1);
  g_assert_cmpint (count (db, "SELECT value FROM derived_state WHERE key = 'stale'"), ==, 1);
  while (watch.changes == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_clear_pointer (&watch.changes, reeve_changes_unref);
}

static gboolean
set_derived_cb (ReeveTxn *txn, gpointer data, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (reeve_txn_get_conn (txn), "INSERT INTO derived_state (key, value) VALUES ('x', 'y')", error);
  return stmt != NULL && reeve_stmt_run (stmt, error);
}

static void
count_cb (ReeveDb *db, int *counter)
{
  (*counter)++;
}

static void
test_derived (void)
{
  int told = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = create ();
  g_signal_connect (db, "derived-changed", G_CALLBACK (count_cb), &told);
  g_assert_true (reeve_db_write_derived (db, set_derived_cb, NULL, &error));
  g_assert_no_error (error);
  while (told == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (count (db, "SELECT count(*) FROM change_log"), ==, 1);
}

/* A view stays as it was while the writer goes on. */
static void
test_reader_view (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = create ();
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, &error);
  g_assert_true (reeve_reader_begin (reader, &error));
  write_as (db, "Add", add_business_cb, "Ninth Lantern");
  g_assert_null (reeve_conn_load (reeve_reader_get_conn (reader), "business", 1, NULL));
  reeve_reader_end (reader);
  g_autoptr (ReeveRecord) business = reeve_conn_load (reeve_reader_get_conn (reader), "business", 1, &error);
  g_assert_no_error (error);
  g_assert_nonnull (business);
  /* And cannot write. */
  ReeveStmt *stmt = reeve_conn_prepare (reeve_reader_get_conn (reader), "DELETE FROM business", &error);
  g_assert_no_error (error);
  g_assert_false (reeve_stmt_run (stmt, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_READ_ONLY);
}

static gboolean
cancel_cb (ReeveTxn *txn, gpointer data, GError **error)
{
  for (int i = 0; i < 100; i++)
    if (!add_business_cb (txn, "Imported", error))
      return FALSE;
  g_cancellable_cancel (reeve_txn_get_cancellable (txn));
  return TRUE;
}

static void
test_cancel (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = create ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_assert_false (reeve_db_write_import (db, "Import", cancel_cb, NULL, cancellable, NULL, &error));
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_CANCELLED);
  g_assert_cmpint (count (db, "SELECT count(*) FROM business"), ==, 0);
  g_assert_cmpint (write_as (db, "Add", add_business_cb, "After"), ==, 2);
}

static gboolean
set_desk_cb (ReeveTxn *txn, gpointer data, GError **error)
{
  return reeve_txn_set_setting (txn, "desk", data, error);
}

static gboolean
given_id_cb (ReeveTxn *txn, gpointer data, GError **error)
{
  g_autoptr (ReeveRecord) party = reeve_record_new ("party");
  reeve_record_set (party, "kind", "person");
  reeve_record_set (party, "name", "A");
  reeve_record_set_id (party, *(gint64 *) data);
  return reeve_txn_insert (txn, party, error);
}

static void
test_ids (void)
{
  g_autoptr (ReeveDb) db = create ();
  gint64 given = 10, next_id = 0;
  write_as (db, "Copy", given_id_cb, &given);
  write_as (db, "Add", given_id_cb, &next_id);
  g_assert_cmpint (count (db, "SELECT max(id) FROM party"), ==, 11);
  /* A number is not given twice, though its record went. */
  g_assert_true (reeve_db_undo (db, 3, NULL, NULL));
  write_as (db, "Add", given_id_cb, &next_id);
  g_assert_cmpint (count (db, "SELECT max(id) FROM party"), ==, 12);
  write_as (db, "Desk", set_desk_cb, "3");
  write_as (db, "Add", add_business_cb, "Third desk");
  g_assert_cmpint (count (db, "SELECT id FROM business"), ==, (G_GINT64_CONSTANT (3) << 40) + 1);
  g_assert_cmpint (write_as (db, "Desk", set_desk_cb, "3"), ==, 0);
}

/* The dictionary and the schema name the same columns in the same order, with the same NOT NULL, references and types. */
static void
test_dictionary (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = create ();
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, NULL);
  ReeveConn *conn = reeve_reader_get_conn (reader);
  guint n;
  const ReeveTableInfo *tables = reeve_schema_get_tables (&n);
  for (guint i = 0; i < n; i++)
    {
      ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT name, type, \"notnull\" FROM pragma_table_info(?1)", &error);
      reeve_stmt_bind_text (stmt, 1, tables[i].name);
      g_assert_true (reeve_stmt_step (stmt, &error));
      g_assert_cmpstr (reeve_stmt_text (stmt, 0), ==, "id");
      for (guint j = 0; j < tables[i].n_fields; j++)
        {
          const ReeveFieldInfo *field = &tables[i].fields[j];
          g_assert_true (reeve_stmt_step (stmt, &error));
          g_test_message ("%s.%s", tables[i].name, field->name);
          g_assert_cmpstr (reeve_stmt_text (stmt, 0), ==, field->name);
          g_assert_cmpint (reeve_stmt_int (stmt, 2), ==, (field->flags & REEVE_FIELD_REQUIRED) != 0);
          gboolean whole = field->type == REEVE_FIELD_TRUTH || field->type == REEVE_FIELD_INTEGER || field->type == REEVE_FIELD_MONEY
                           || field->type == REEVE_FIELD_REFERENCE;
          g_assert_cmpstr (reeve_stmt_text (stmt, 1), ==, whole ? "INTEGER" : field->type == REEVE_FIELD_REAL ? "REAL"
                                                          : field->type == REEVE_FIELD_GEOMETRY || field->type == REEVE_FIELD_BYTES ? "BLOB" : "TEXT");
        }
      g_assert_false (reeve_stmt_step (stmt, &error));
      g_assert_no_error (error);
    }
  /* All recorded tables are there, and every child column of a reference is indexed. */
  g_assert_cmpint (count (db, "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'derived_%'"
                          " AND name NOT LIKE 'sqlite_%' AND name NOT IN ('setting', 'change_log', 'id_counter')"), ==, n);
  ReeveStmt *unindexed = reeve_conn_prepare (conn, "SELECT m.name || '.' || f.\"from\" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f"
                                             " WHERE m.type = 'table' AND NOT EXISTS (SELECT 1 FROM pragma_index_list(m.name) l,"
                                             " pragma_index_info(l.name) c WHERE c.seqno = 0 AND c.name = f.\"from\")", &error);
  g_assert_no_error (error);
  if (reeve_stmt_step (unindexed, &error))
    g_error ("%s has no index", reeve_stmt_text (unindexed, 0));
  /* References of the dictionary are those of the file. */
  gint64 references = 0;
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < tables[i].n_fields; j++)
      references += tables[i].fields[j].type == REEVE_FIELD_REFERENCE;
  g_assert_cmpint (count (db, "SELECT count(*) FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND m.name <> 'change_log'"), ==, references);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/db/write-and-read", test_write_and_read);
  g_test_add_func ("/db/roll-back", test_roll_back);
  g_test_add_func ("/db/undo", test_undo);
  g_test_add_func ("/db/undo-order", test_undo_order);
  g_test_add_func ("/db/undo-keeps-children", test_undo_keeps_children);
  g_test_add_func ("/db/log", test_log);
  g_test_add_func ("/db/changed-and-wake", test_changed_and_wake);
  g_test_add_func ("/db/derived", test_derived);
  g_test_add_func ("/db/reader-view", test_reader_view);
  g_test_add_func ("/db/cancel", test_cancel);
  g_test_add_func ("/db/ids", test_ids);
  g_test_add_func ("/db/dictionary", test_dictionary);
  return g_test_run ();
}
