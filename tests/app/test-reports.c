/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reports through their window: figures come by themselves, what is refused says why, what is saved stands in the log. */
#include "config.h"

#include <string.h>

#include "app-fixture.h"
#include "reeve-release.h"
#include "reeve-reports.h"
#include "reeve-test.h"

typedef struct { ReeveWindow *window; ReeveCaseFile *file; ReeveReports *reports; } Fixture;

static gboolean
is_idle (gpointer data)
{
  Fixture *fixture = data;

  return !reeve_case_file_is_writing (fixture->file) && reeve_case_file_get_progress (fixture->file, NULL) == NULL;
}

static gboolean
is_made (gpointer data)
{
  return !reeve_reports_is_busy (((Fixture *) data)->reports);
}

static void
set_up (Fixture *fixture)
{
  g_autofree char *path = fixture_make_file (6, TRUE);

  fixture->window = g_object_ref_sink (g_object_new (REEVE_TYPE_WINDOW, NULL));
  fixture->file = fixture_open (path, REEVE_DB_READ_WRITE);
  reeve_window_take_file (fixture->window, fixture->file);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture_wait_loaded (reeve_case_file_get_businesses (fixture->file));
  fixture_wait_for (is_idle, fixture);
  fixture->reports = reeve_reports_new (GTK_WINDOW (fixture->window), fixture->file);
  gtk_window_present (GTK_WINDOW (fixture->reports));
  fixture_wait_for (is_made, fixture);
}

static void
tear_down (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->reports));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->window);
}

static void
test_kinds (void)
{
  Fixture fixture = { NULL };

  set_up (&fixture);
  for (guint kind = 0; kind < REEVE_N_REPORTS; kind++)
    {
      reeve_reports_choose (fixture.reports, (ReeveReportKind) kind, REEVE_AUDIENCE_INTERNAL);
      fixture_wait_for (is_made, &fixture);
      g_assert_cmpstr (reeve_reports_get_message (fixture.reports), ==, "");
      g_assert_nonnull (reeve_reports_get_report (fixture.reports));
      g_assert_cmpstr (reeve_reports_get_report (fixture.reports)->name, ==, reeve_report_kind_name ((ReeveReportKind) kind));
    }
  /* A list of records is for nobody else. */
  reeve_reports_choose (fixture.reports, REEVE_REPORT_RETENTION, REEVE_AUDIENCE_COUNCIL);
  fixture_wait_for (is_made, &fixture);
  g_assert_null (reeve_reports_get_report (fixture.reports));
  g_assert_cmpstr (reeve_reports_get_message (fixture.reports), !=, "");
  tear_down (&fixture);
}

static void
test_save (void)
{
  Fixture fixture = { NULL };
  g_autofree char *path = reeve_test_temp_path ("activity.xlsx");
  g_autoptr (GPtrArray) releases = NULL;
  g_autoptr (GBytes) bytes = NULL;

  set_up (&fixture);
  reeve_reports_save (fixture.reports, path);
  fixture_wait_for (is_made, &fixture);
  bytes = reeve_test_read (path);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 1000);
  releases = reeve_release_list (reeve_case_file_get_conn (fixture.file), NULL);
  g_assert_cmpuint (releases->len, ==, 1);
  g_assert_cmpstr (reeve_record_get (releases->pdata[0], "audience"), ==, "internal");
  /* Nobody was named that it goes to. */
  reeve_reports_choose (fixture.reports, REEVE_REPORT_ACTIVITY, REEVE_AUDIENCE_PUBLIC);
  fixture_wait_for (is_made, &fixture);
  reeve_reports_save (fixture.reports, path);
  fixture_wait_for (is_made, &fixture);
  g_assert_nonnull (strstr (reeve_reports_get_message (fixture.reports), "to whom"));
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  fixture_init_gtk (&argc, &argv);
  g_test_add_func ("/reports/kinds", test_kinds);
  g_test_add_func ("/reports/save", test_save);
  return g_test_run ();
}
