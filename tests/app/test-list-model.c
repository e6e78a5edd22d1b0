/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of any length: order, filter, search, and how changes are told. No display. */
#include "config.h"

#include "app-fixture.h"
#include "reeve-lists.h"

#define N 700

typedef struct { guint calls, removed, added; } Told;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Told *told)
{
  told->calls++;
  told->removed += removed;
  told->added += added;
}

static const char *
name_at (ReeveListModel *model, guint position)
{
  g_autoptr (ReeveRow) row = g_list_model_get_item (G_LIST_MODEL (model), position);

  return reeve_row_get (row, REEVE_BUSINESS_NAME);
}

static void
test_search_text (void)
{
  static const struct { const char *typed; gboolean full_text; const char *expected; } cases[] = {
    { NULL, TRUE, NULL }, { "", TRUE, NULL }, { "  \t", TRUE, NULL }, { "old fer", TRUE, "\"old\"* \"fer\"*" }, { "a\"b", TRUE, "\"a\"\"b\"*" },
    { "OR (", TRUE, "\"OR\"*" }, { "\" *", TRUE, NULL }, { "50%", FALSE, "%50\\%%" }, { "a_b\\", FALSE, "%a\\_b\\\\%" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = reeve_list_search_text (cases[i].typed, cases[i].full_text);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_order_and_filter (void)
{
  g_autofree char *path = fixture_make_file (N, FALSE);
  g_autoptr (ReeveCaseFile) file = fixture_open (path, REEVE_DB_READ_WRITE);
  ReeveListModel *model = reeve_case_file_get_businesses (file);
  GListModel *list = G_LIST_MODEL (model);
  Told told = { 0 };

  fixture_wait_loaded (model);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, N);
  g_assert_cmpuint (reeve_list_model_get_n_all (model), ==, N);

  reeve_list_model_set_sort (model, REEVE_BUSINESS_SORT_NAME, FALSE);
  fixture_wait_loaded (model);
  g_assert_cmpstr (name_at (model, 0), ==, "Corvane Wellness 00001");
  g_assert_cmpstr (name_at (model, N - 1), ==, "Ninth Lantern 00698");

  /* another order of the same rows: told as remove-all and add-all, or as one difference, never as n for n at position 0 with n huge */
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &told);
  reeve_list_model_set_sort (model, REEVE_BUSINESS_SORT_NAME, TRUE);
  fixture_wait_loaded (model);
  g_assert_cmpstr (name_at (model, 0), ==, "Ninth Lantern 00698");
  g_assert_cmpuint (told.removed, ==, told.added);

  reeve_list_model_set_search (model, "corv 00699");
  fixture_wait_loaded (model);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  g_assert_true (reeve_list_model_is_filtered (model));
  reeve_list_model_set_search (model, "no such place");
  fixture_wait_loaded (model);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  g_assert_cmpuint (reeve_list_model_get_n_all (model), ==, N);
  reeve_list_model_set_search (model, "'; DROP TABLE business; --");
  fixture_wait_loaded (model);
  reeve_list_model_set_search (model, NULL);
  fixture_wait_loaded (model);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, N);
  reeve_case_file_close (file);
}

typedef struct { gint64 id; const char *name; } Rename;

static gboolean
rename_business (ReeveTxn *txn, gpointer data, GError **error)
{
  const Rename *job = data;
  g_autoptr (ReeveRecord) business = reeve_conn_load (reeve_txn_get_conn (txn), "business", job->id, error);

  if (business == NULL)
    return FALSE;
  reeve_record_set (business, "name", job->name);
  return reeve_txn_update (txn, business, error);
}

static gboolean
is_kept (gpointer data)
{
  return !reeve_case_file_is_writing (data);
}

static void
count_cb (gpointer object, guint *count)
{
  (*count)++;
}

/* An edit that keeps the order tells the row, not the list; undo brings the old value back. */
static void
test_edit_and_undo (void)
{
  g_autofree char *path = fixture_make_file (20, FALSE);
  g_autoptr (ReeveCaseFile) file = fixture_open (path, REEVE_DB_READ_WRITE);
  ReeveListModel *model = reeve_case_file_get_businesses (file);
  g_autoptr (ReeveRow) row = NULL;
  Rename job;
  Told told = { 0 };
  guint changed = 0;

  reeve_list_model_set_sort (model, REEVE_BUSINESS_SORT_NAME, FALSE);
  fixture_wait_loaded (model);
  row = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), &told);
  g_signal_connect (row, "changed", G_CALLBACK (count_cb), &changed);
  job = (Rename){ reeve_row_get_id (row), "Amberly Spa" };
  reeve_case_file_write (file, "Edit business", rename_business, &job, NULL, NULL, NULL, NULL);
  fixture_wait_for (is_kept, file);
  fixture_wait_loaded (model);
  g_assert_cmpstr (reeve_row_get (row, REEVE_BUSINESS_NAME), ==, "Amberly Spa");
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpuint (told.calls, ==, 0);

  reeve_case_file_undo (file, 0, FALSE);
  fixture_wait_for (is_kept, file);
  fixture_wait_loaded (model);
  g_assert_cmpstr (reeve_row_get (row, REEVE_BUSINESS_NAME), ==, "Corvane Wellness 00001");
  reeve_case_file_undo (file, 0, TRUE);
  fixture_wait_for (is_kept, file);
  fixture_wait_loaded (model);
  g_assert_cmpstr (reeve_row_get (row, REEVE_BUSINESS_NAME), ==, "Amberly Spa");
  reeve_case_file_close (file);
}

static void
never_cb (ReeveCaseFile *file, gint64 entry, const GError *error, gpointer owner)
{
  g_assert_nonnull (error);
}

static void
test_read_only (void)
{
  g_autofree char *path = fixture_make_file (1, FALSE);
  g_autoptr (ReeveCaseFile) file = fixture_open (path, REEVE_DB_READ_ONLY);
  Rename job = { 0, "x" };

  g_assert_true (reeve_case_file_is_read_only (file));
  fixture_wait_loaded (reeve_case_file_get_businesses (file));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (reeve_case_file_get_businesses (file))), ==, 1);
  reeve_case_file_write (file, "Edit business", rename_business, &job, NULL, NULL, never_cb, NULL);
  fixture_wait_for (is_kept, file);
  reeve_case_file_close (file);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/list-model/search-text", test_search_text);
  g_test_add_func ("/app/list-model/order-and-filter", test_order_and_filter);
  g_test_add_func ("/app/list-model/edit-and-undo", test_edit_and_undo);
  g_test_add_func ("/app/list-model/read-only", test_read_only);
  return g_test_run ();
}
