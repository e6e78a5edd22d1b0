/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's two promises. From asking for a case file to the first useful paint of its list: 100,000 businesses against 10, in one run,
 * median of 5. And the longest that the main loop was busy without looking for input, while the large file is opened, sorted, searched and
 * mapped, and while a table is imported: as it passed on the clock, and as computing time of the thread, which other work on the machine
 * does not stretch.
 * Needs a display: xvfb-run -a env GSK_RENDERER=cairo build/tests/bench/bench-window [BUSINESSES [TABLE]] */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <time.h>

#include "reeve-findings.h"
#include "reeve-import-page.h"
#include "reeve-lists.h"
#include "reeve-window.h"

#define ROUNDS 5

static gboolean
fill (ReeveTxn *txn, gpointer data, GError **error)
{
  gint64 n = *(gint64 *) data;

  for (gint64 i = 0; i < n; i++)
    {
      g_autoptr (ReeveRecord) premises = reeve_record_new ("premises"), business = reeve_record_new ("business"), occupancy = reeve_record_new ("occupancy");
      g_autofree char *address = g_strdup_printf ("%d Bench St", (int) i), *name = g_strdup_printf ("Business %d", (int) (i * 7919 % n));

      reeve_record_set (premises, "address", address);
      reeve_record_set (premises, "address_key", address);
      reeve_record_set (business, "name", name);
      reeve_record_set (business, "category", i % 10 == 0 ? "massage" : "retail");
      if (!reeve_txn_insert (txn, premises, error) || !reeve_txn_insert (txn, business, error))
        return FALSE;
      reeve_record_set_integer (occupancy, "premises_id", reeve_record_get_id (premises));
      reeve_record_set_integer (occupancy, "business_id", reeve_record_get_id (business));
      if (!reeve_txn_insert (txn, occupancy, error))
        return FALSE;
    }
  return TRUE;
}

static void
make_case (const char *path, gint64 n, ReeveDay day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = reeve_db_create (path, "Bench", &error);

  if (db == NULL || !reeve_db_write (db, "Fill", fill, &n, NULL, &error) || !reeve_findings_refresh (db, day, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  reeve_db_close (db);
}

static void
painted_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

/* Milliseconds. */
static double
open_once (ReeveApplication *application, const char *path)
{
  gint64 start = g_get_monotonic_time ();
  ReeveWindow *window = reeve_window_new (application);
  ReeveListModel *list = NULL;
  GdkFrameClock *clock;
  gboolean painted = FALSE;
  double elapsed;

  reeve_window_open (window, path);
  gtk_window_present (GTK_WINDOW (window));
  while (list == NULL || !reeve_list_model_is_loaded (list) || g_list_model_get_n_items (G_LIST_MODEL (list)) == 0)
    {
      g_main_context_iteration (NULL, TRUE);
      if (reeve_window_get_file (window) != NULL)
        list = reeve_case_file_get_businesses (reeve_window_get_file (window));
    }
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);
  gtk_widget_queue_draw (GTK_WIDGET (window));
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  elapsed = (g_get_monotonic_time () - start) / 1000.0;
  g_signal_handlers_disconnect_by_data (clock, &painted);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return elapsed;
}

/* --- pauses --- */

static GPollFunc real_poll;
static gint64 woke_at, woke_cpu;      /* microseconds, 0 = before the first */
static gint64 longest, longest_cpu;

static gint64
thread_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* Between two looks for input everything that was due is done: that is the pause. */
static int
watching_poll (GPollFD *fds, guint n, int timeout)
{
  int result;

  if (woke_at != 0)
    {
      longest = MAX (longest, g_get_monotonic_time () - woke_at);
      longest_cpu = MAX (longest_cpu, thread_time () - woke_cpu);
    }
  result = real_poll (fds, n, timeout);
  woke_at = g_get_monotonic_time ();
  woke_cpu = thread_time ();
  return result;
}

static void
begin_stage (void)
{
  longest = longest_cpu = 0;
}

static void
end_stage (const char *what)
{
  g_print ("longest pause %-34s %6.1f ms, of which computing %6.1f ms\n", what, longest / 1000.0, longest_cpu / 1000.0);
}

static void
run_for (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

/* Until nothing is read, checked or imported any more. */
static void
run_until_quiet (ReeveWindow *window)
{
  guint quiet = 0;

  while (quiet < 10)
    {
      ReeveCaseFile *file = reeve_window_get_file (window);

      run_for (50);
      quiet = file != NULL && reeve_case_file_get_progress (file, NULL) == NULL && !reeve_case_file_is_writing (file)
              && !reeve_list_model_is_loading (reeve_case_file_get_businesses (file)) ? quiet + 1 : 0;
    }
}

static void
import_table (ReeveWindow *window, const char *table)
{
  ReevePage *page;

  reeve_window_show_page (window, "import");
  page = reeve_window_get_page (window, "import");
  begin_stage ();
  reeve_import_page_choose (REEVE_IMPORT_PAGE (page), table);
  run_for (1000);
  run_until_quiet (window);
  end_stage ("planning the import of a table");
  begin_stage ();
  reeve_page_finish (page);
  run_for (1000);
  run_until_quiet (window);
  end_stage ("importing it and checking");
}

static void
measure_pauses (ReeveApplication *application, const char *path, const char *table)
{
  ReeveWindow *window = reeve_window_new (application);
  ReeveListModel *list;

  real_poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, watching_poll);
  begin_stage ();
  reeve_window_open (window, path);
  gtk_window_present (GTK_WINDOW (window));
  run_for (500);
  run_until_quiet (window);
  end_stage ("opening");
  list = reeve_case_file_get_businesses (reeve_window_get_file (window));
  begin_stage ();
  reeve_list_model_set_sort (list, REEVE_BUSINESS_SORT_CATEGORY, TRUE);
  run_until_quiet (window);
  end_stage ("sorting by a column without index");
  begin_stage ();
  reeve_list_model_set_search (list, "business 12");
  run_until_quiet (window);
  reeve_list_model_set_search (list, NULL);
  run_until_quiet (window);
  end_stage ("searching, and back to all");
  begin_stage ();
  reeve_window_show_page (window, "map");
  run_for (1500);
  run_until_quiet (window);
  end_stage ("showing the map");
  if (table != NULL)
    import_table (window, table);
  g_main_context_set_poll_func (NULL, real_poll);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  gint64 many = argc > 1 ? g_ascii_strtoll (argv[1], NULL, 10) : 100000;
  g_autofree char *folder = g_dir_make_tmp ("reeve-bench-XXXXXX", NULL);
  g_autofree char *small = g_build_filename (folder, "small.reeve", NULL), *large = g_build_filename (folder, "large.reeve", NULL);
  g_autoptr (ReeveApplication) application = NULL;
  double with_few[ROUNDS], with_many[ROUNDS];

  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  adw_init ();
  application = reeve_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  if (!g_application_register (G_APPLICATION (application), NULL, NULL))
    return 1;
  make_case (small, 10, reeve_day_today ());
  make_case (large, many, reeve_day_today ());
  open_once (application, small);   /* fonts, icons and styles are read once */
  for (guint i = 0; i < ROUNDS; i++)
    {
      with_few[i] = open_once (application, small);
      with_many[i] = open_once (application, large);
    }
  qsort (with_few, ROUNDS, sizeof (double), compare);
  qsort (with_many, ROUNDS, sizeof (double), compare);
  g_print ("first useful paint: %" G_GINT64_FORMAT " businesses %.0f ms, 10 businesses %.0f ms, ratio %.2f (median of %d)\n", many,
           with_many[ROUNDS / 2], with_few[ROUNDS / 2], with_many[ROUNDS / 2] / with_few[ROUNDS / 2], ROUNDS);
  measure_pauses (application, large, argc > 2 ? argv[2] : NULL);
  remove_folder (folder);
  return 0;
}
