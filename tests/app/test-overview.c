/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first page of the day: what is late stands first, a day of the strip filters, what is done is gone, and a new file sees its steps. */
#include "config.h"

#include "app-fixture.h"
#include "reeve-agenda-view.h"
#include "reeve-lists.h"
#include "reeve-test.h"

typedef struct { ReeveWindow *window; ReeveCaseFile *file; const char *wanted; } Fixture;

static gboolean
is_idle (gpointer data)
{
  Fixture *fixture = data;

  return !reeve_case_file_is_writing (fixture->file) && reeve_case_file_get_progress (fixture->file, NULL) == NULL
         && !reeve_list_model_is_loading (reeve_case_file_get_businesses (fixture->file));
}

static GtkWidget *
agenda (Fixture *fixture)
{
  return fixture_find (GTK_WIDGET (reeve_window_get_page (fixture->window, "overview")), REEVE_TYPE_AGENDA_VIEW, NULL);
}

static gboolean
says (gpointer data)
{
  Fixture *fixture = data;

  return fixture_find (agenda (fixture), GTK_TYPE_LABEL, fixture->wanted) != NULL;
}

static gboolean
is_silent (gpointer data)
{
  return !says (data);
}

static void
set_up (Fixture *fixture, guint n, gboolean with_ordinance)
{
  g_autofree char *path = fixture_make_file (n, with_ordinance);

  fixture->window = g_object_ref_sink (g_object_new (REEVE_TYPE_WINDOW, NULL));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 800);
  fixture->file = fixture_open (path, REEVE_DB_READ_WRITE);
  reeve_window_take_file (fixture->window, fixture->file);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture_wait_loaded (reeve_case_file_get_businesses (fixture->file));
  fixture_wait_for (is_idle, fixture);
  reeve_window_show_page (fixture->window, "overview");
  fixture_settle (120);
}

static void
tear_down (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture_settle (50);
  g_clear_object (&fixture->window);
}

typedef struct { ReeveDay day; gint64 id; } Planted;

static gboolean
plan_visits (ReeveTxn *txn, gpointer data, GError **error)
{
  Planted *planted = data;

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (ReeveRecord) visit = reeve_record_new ("inspection");
      char day[REEVE_DAY_TEXT_SIZE];
      g_autofree char *at = NULL;

      reeve_day_format (planted->day + (i == 0 ? -2 : 3), day);
      at = g_strconcat (day, "T10:00", NULL);
      reeve_record_set_integer (visit, "business_id", i + 1);
      reeve_record_set (visit, "at", at);
      reeve_record_set (visit, "status", "planned");
      reeve_record_set (visit, "reason", "schedule");
      if (!reeve_txn_insert (txn, visit, error))
        return FALSE;
      if (i == 0)
        planted->id = reeve_record_get_id (visit);
    }
  return TRUE;
}

static gboolean
finish_visit (ReeveTxn *txn, gpointer data, GError **error)
{
  g_autoptr (ReeveRecord) visit = reeve_conn_load (reeve_txn_get_conn (txn), "inspection", ((Planted *) data)->id, error);

  if (visit == NULL)
    return FALSE;
  reeve_record_set (visit, "status", "done");
  return reeve_txn_update (txn, visit, error);
}

static void
test_agenda (void)
{
  Fixture fixture = { 0 };
  Planted planted = { 0 };
  g_autoptr (GError) error = NULL;
  GtkWidget *day = NULL;

  set_up (&fixture, 4, TRUE);
  planted.day = reeve_case_file_get_day (fixture.file);
  reeve_db_write (reeve_case_file_get_db (fixture.file), "Plan", plan_visits, &planted, NULL, &error);
  g_assert_no_error (error);
  fixture.wanted = "2 days late";
  fixture_wait_for (says, &fixture);
  fixture.wanted = "Inspect Ninth Lantern 00000";
  g_assert_true (says (&fixture));
  fixture.wanted = "city's duty";
  g_assert_true (says (&fixture));
  fixture.wanted = "Overdue 1";
  g_assert_true (says (&fixture));
  /* the fourth day of the strip */
  day = fixture_find (agenda (&fixture), GTK_TYPE_TOGGLE_BUTTON, NULL);
  for (int i = 0; i < 3; i++)
    day = gtk_widget_get_next_sibling (day);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (day), TRUE);
  g_assert_false (says (&fixture));
  fixture.wanted = "Inspect Corvane Wellness 00001";
  g_assert_true (says (&fixture));
  gtk_widget_activate_action (agenda (&fixture), "agenda.all-days", NULL);
  fixture.wanted = "Overdue 1";
  g_assert_true (says (&fixture));
  /* done is gone */
  g_assert_true (reeve_db_write (reeve_case_file_get_db (fixture.file), "Done", finish_visit, &planted, NULL, &error));
  g_assert_no_error (error);
  fixture_wait_for (is_silent, &fixture);
  tear_down (&fixture);
}

static void
test_first_steps (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, 0, FALSE);
  fixture.wanted = "Bring the list of licences";
  fixture_wait_for (says, &fixture);
  fixture.wanted = "Adopt an ordinance";
  g_assert_true (says (&fixture));
  fixture.wanted = "done";
  g_assert_false (says (&fixture));
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  fixture_init_gtk (&argc, &argv);
  g_test_add_func ("/app/overview/agenda", test_agenda);
  g_test_add_func ("/app/overview/first-steps", test_first_steps);
  return g_test_run ();
}
