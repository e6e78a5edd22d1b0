/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page Back-test on the sample city: its numbers are those of the core, its list and map show one choice, and it ends when it is told to. */
#include "config.h"

#include <string.h>

#include "app-fixture.h"
#include "reeve-backtest-bars.h"
#include "reeve-backtest-job.h"
#include "reeve-backtest-map.h"
#include "reeve-backtest-page.h"
#include "reeve-backtest-why.h"
#include "reeve-ordinance-versions.h"
#include "reeve-sample.h"
#include "reeve-test.h"

typedef struct
{
  ReeveCaseFile *file;
  GtkWidget *window, *page;
  gint64 draft;
  GBytes *text;            /* of the draft */
} Fixture;

static gboolean
has_draft (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = reeve_ordinance_versions_list (reeve_case_file_get_conn (fixture->file), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < versions->len; i++)
    {
      const ReeveOrdinanceVersion *version = g_ptr_array_index (versions, i);

      if (version->draft > 0)
        fixture->draft = version->id;
    }
  return fixture->draft != 0;
}

/* The sample's ordinance with 1,500 feet from a school in place of 1,000. */
static GBytes *
longer_distance (void)
{
  g_autoptr (GBytes) text = g_resources_lookup_data ("/org/reeve/core/ordinances/calder-bend.ordinance.yaml", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *before = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  GString *after = g_string_new (before);

  g_assert_cmpuint (g_string_replace (after, "school-distance: 1000 ft", "school-distance: 1500 ft", 0), ==, 1);
  return g_string_free_to_bytes (after);
}

static void
set_up (Fixture *fixture, GBytes *text)
{
  g_autofree char *path = reeve_test_temp_path ("city.reeve");
  g_autoptr (GError) error = NULL;

  *fixture = (Fixture) { .text = text };
  g_assert_true (reeve_sample_create (path, &error));
  g_assert_no_error (error);
  fixture->file = fixture_open (path, REEVE_DB_READ_WRITE);
  if (text != NULL)
    {
      g_assert_true (reeve_ordinance_draft_begin (fixture->file, "draft", text, NULL, NULL, &error));
      g_assert_no_error (error);
      fixture_wait_for (has_draft, fixture);
    }
  fixture->page = reeve_backtest_page_new (fixture->file);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 800);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture_settle (100);
}

static void
tear_down (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture_settle (50);
  reeve_case_file_close (fixture->file);
  fixture_settle (50);
  g_clear_object (&fixture->file);
  g_clear_pointer (&fixture->text, g_bytes_unref);
}

static gboolean
has_ended (gpointer data)
{
  return !reeve_backtest_page_is_running (REEVE_BACKTEST_PAGE (data));
}

static void
try_draft (Fixture *fixture)
{
  reeve_backtest_page_run (REEVE_BACKTEST_PAGE (fixture->page), fixture->draft);
  g_assert_true (reeve_backtest_page_is_running (REEVE_BACKTEST_PAGE (fixture->page)));
  fixture_wait_for (has_ended, fixture->page);
  fixture_settle (50);
}

/* The same question put to the core. */
static ReeveBacktest *
expect (Fixture *fixture, gboolean without_grandfathering)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveOrdinance) draft
    = reeve_ordinance_load ("draft", fixture->text, reeve_check_find_library, reeve_case_file_get_conn (fixture->file), &messages);
  ReeveBacktestSpec spec = { .after = draft, .day = reeve_case_file_get_day (fixture->file), .before_without_grandfathering = without_grandfathering,
                             .after_without_grandfathering = without_grandfathering };
  ReeveBacktest *test = reeve_backtest_run (reeve_case_file_get_db (fixture->file), &spec, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return test;
}

/* The list; a drop-down has one of its own. */
static GtkSelectionModel *
find_list (GtkWidget *root)
{
  if (GTK_IS_LIST_VIEW (root) && gtk_widget_has_css_class (root, "dense-list"))
    return gtk_list_view_get_model (GTK_LIST_VIEW (root));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkSelectionModel *found = find_list (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
n_listed (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (find_list (fixture->page)));
}

static guint
n_on_map (Fixture *fixture)
{
  return reeve_backtest_map_count (REEVE_BACKTEST_MAP (fixture_find (fixture->page, REEVE_TYPE_BACKTEST_MAP, NULL)));
}

/* How many of the rows with @effect (-1 = any) in @district (NULL = any) there are, and how many have a place. */
static guint
count_rows (ReeveBacktest *test, int effect, const char *district, guint *ret_placed)
{
  guint n, found = 0;
  const ReeveBacktestRow *rows = reeve_backtest_get_rows (test, &n);

  *ret_placed = 0;
  for (guint i = 0; i < n; i++)
    if ((effect < 0 || (int) rows[i].effect == effect) && (district == NULL || g_strcmp0 (rows[i].district, district) == 0))
      {
        found++;
        *ret_placed += rows[i].has_point;
      }
  return found;
}

/* The card with the count of an effect. */
static GtkToggleButton *
find_count (Fixture *fixture, ReeveEffect effect, gint64 n)
{
  GtkWidget *counts = fixture_find (fixture->page, GTK_TYPE_FLOW_BOX, NULL), *child = gtk_widget_get_first_child (counts);
  static const ReeveEffect order[] = { REEVE_EFFECT_NEWLY, REEVE_EFFECT_RELIEVED, REEVE_EFFECT_UNKNOWN, REEVE_EFFECT_UNCHANGED };
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, n);
  GtkWidget *button;

  for (guint i = 0; order[i] != effect; i++)
    child = gtk_widget_get_next_sibling (child);
  button = fixture_find (child, GTK_TYPE_TOGGLE_BUTTON, NULL);
  g_assert_nonnull (fixture_find (button, GTK_TYPE_LABEL, number));
  return GTK_TOGGLE_BUTTON (button);
}

/* Enter on the row of a bar. */
static void
choose_bar (GtkWidget *bars, const char *label)
{
  GtkWidget *row = fixture_find (bars, GTK_TYPE_LIST_BOX_ROW, label);

  g_assert_nonnull (row);
  g_signal_emit_by_name (row, "activate");
}

/* Those by provision come first, then those on the right. */
static void
collect_bars (GtkWidget *root, GPtrArray *bars)
{
  if (REEVE_IS_BACKTEST_BARS (root))
    g_ptr_array_add (bars, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_bars (child, bars);
}

static GtkWidget *
find_bars (Fixture *fixture, guint which)
{
  g_autoptr (GPtrArray) bars = g_ptr_array_new ();

  collect_bars (fixture->page, bars);
  g_assert_cmpuint (bars->len, ==, 2);
  return g_ptr_array_index (bars, which);
}

static void
test_counts_list_and_map (void)
{
  Fixture fixture;
  g_autoptr (ReeveBacktest) expected = NULL;
  const ReeveEffectCounts *counts;
  guint placed, n;

  set_up (&fixture, longer_distance ());
  try_draft (&fixture);
  expected = expect (&fixture, FALSE);
  counts = reeve_backtest_get_businesses (expected);
  g_assert_cmpint (counts->n[REEVE_EFFECT_NEWLY], >, 5);
  n = count_rows (expected, -1, NULL, &placed);
  g_assert_cmpuint (n_listed (&fixture), ==, n);
  g_assert_cmpuint (n_on_map (&fixture), ==, placed);

  gtk_toggle_button_set_active (find_count (&fixture, REEVE_EFFECT_UNKNOWN, counts->n[REEVE_EFFECT_UNKNOWN]), TRUE);
  n = count_rows (expected, REEVE_EFFECT_UNKNOWN, NULL, &placed);
  g_assert_cmpuint (n_listed (&fixture), ==, n);
  g_assert_cmpuint (n_on_map (&fixture), ==, placed);
  gtk_toggle_button_set_active (find_count (&fixture, REEVE_EFFECT_NEWLY, counts->n[REEVE_EFFECT_NEWLY]), TRUE);
  g_assert_false (gtk_toggle_button_get_active (find_count (&fixture, REEVE_EFFECT_UNKNOWN, counts->n[REEVE_EFFECT_UNKNOWN])));
  g_assert_cmpuint (n_listed (&fixture), ==, counts->n[REEVE_EFFECT_NEWLY]);

  /* a district narrows what is chosen already; Esc takes all of it back */
  choose_bar (find_bars (&fixture, 1), "West");
  n = count_rows (expected, REEVE_EFFECT_NEWLY, "West", &placed);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n_listed (&fixture), ==, n);
  g_assert_cmpuint (n_on_map (&fixture), ==, placed);
  choose_bar (find_bars (&fixture, 1), "West");
  g_assert_cmpuint (n_listed (&fixture), ==, counts->n[REEVE_EFFECT_NEWLY]);
  choose_bar (find_bars (&fixture, 0), "1,000 feet from a school");
  g_assert_cmpuint (n_listed (&fixture), ==, counts->n[REEVE_EFFECT_NEWLY]);
  g_assert_true (reeve_page_leave (REEVE_PAGE (fixture.page)));
  n = count_rows (expected, -1, NULL, &placed);
  g_assert_cmpuint (n_listed (&fixture), ==, n);
  g_assert_false (reeve_page_leave (REEVE_PAGE (fixture.page)));
  tear_down (&fixture);
}

/* One selection for list, map and every other page. */
static void
test_selection_and_explanations (void)
{
  Fixture fixture;
  g_autoptr (ReeveBacktest) expected = NULL;
  g_autoptr (GtkSelectionModel) selection = NULL;
  const ReeveBacktestRow *rows;
  g_autoptr (GListModel) windows = NULL;
  GtkWindow *both = NULL;
  guint n;

  set_up (&fixture, longer_distance ());
  try_draft (&fixture);
  expected = expect (&fixture, FALSE);
  rows = reeve_backtest_get_rows (expected, &n);
  selection = g_object_ref (find_list (fixture.page));
  reeve_selection_set_business (reeve_case_file_get_selection (fixture.file), rows[n - 1].business);
  g_assert_cmpuint (gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (selection)), !=, GTK_INVALID_LIST_POSITION);
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (selection), 0);
  g_assert_cmpint (reeve_selection_get_business (reeve_case_file_get_selection (fixture.file)), !=, 0);

  gtk_widget_activate_action (fixture.page, "backtest.why", NULL);
  fixture_settle (50);
  windows = g_object_ref (gtk_window_get_toplevels ());
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_strcmp0 (gtk_window_get_title (window), "Both explanations") == 0)
        both = window;
    }
  g_assert_nonnull (both);
  g_assert_nonnull (fixture_find (GTK_WIDGET (both), GTK_TYPE_LABEL, "In force"));
  g_assert_nonnull (fixture_find (GTK_WIDGET (both), GTK_TYPE_LABEL, "Draft 1"));
  g_assert_nonnull (fixture_find (GTK_WIDGET (both), GTK_TYPE_LABEL, "1,000 ft"));
  g_assert_nonnull (fixture_find (GTK_WIDGET (both), GTK_TYPE_LABEL, "1,500 ft"));
  gtk_window_destroy (both);
  tear_down (&fixture);
}

static void
test_cancelled (void)
{
  Fixture fixture;

  set_up (&fixture, longer_distance ());
  reeve_backtest_page_run (REEVE_BACKTEST_PAGE (fixture.page), fixture.draft);
  reeve_case_file_cancel (fixture.file);
  fixture_wait_for (has_ended, fixture.page);
  fixture_settle (50);
  g_assert_nonnull (fixture_find (fixture.page, GTK_TYPE_LABEL, "Cancelled."));
  g_assert_null (reeve_case_file_get_progress (fixture.file, NULL));
  g_assert_cmpuint (n_listed (&fixture), ==, 0);
  /* a second run that overtakes the first is the one that is shown */
  reeve_backtest_page_run (REEVE_BACKTEST_PAGE (fixture.page), fixture.draft);
  try_draft (&fixture);
  g_assert_cmpuint (n_listed (&fixture), >, 0);
  g_assert_null (fixture_find (fixture.page, GTK_TYPE_LABEL, "Cancelled."));
  tear_down (&fixture);
}

static gboolean
has_swept (gpointer data)
{
  return fixture_find (find_bars (data, 1), GTK_TYPE_LIST_BOX_ROW, "1500 ft") != NULL && reeve_backtest_page_is_running (REEVE_BACKTEST_PAGE (((Fixture *) data)->page)) == FALSE;
}

static void
test_values (void)
{
  Fixture fixture;
  GtkWidget *entry;

  set_up (&fixture, longer_distance ());
  try_draft (&fixture);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (fixture_find (fixture.page, GTK_TYPE_DROP_DOWN, "By district")), 3);
  entry = fixture_find (fixture.page, GTK_TYPE_ENTRY, NULL);
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "1000 ft, 1500 ft");
  g_signal_emit_by_name (entry, "activate");
  fixture_wait_for (has_swept, &fixture);
  g_assert_nonnull (fixture_find (find_bars (&fixture, 1), GTK_TYPE_LIST_BOX_ROW, "1000 ft, as now"));
  tear_down (&fixture);
}

static void
test_nothing_changes (void)
{
  Fixture fixture;

  set_up (&fixture, g_resources_lookup_data ("/org/reeve/core/ordinances/calder-bend.ordinance.yaml", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL));
  try_draft (&fixture);
  g_assert_nonnull (fixture_find (fixture.page, GTK_TYPE_LABEL, "The draft changes nothing for the 600 records of "));
  g_assert_cmpuint (n_listed (&fixture), ==, 0);
  tear_down (&fixture);
}

static void
test_nothing_to_try (void)
{
  Fixture fixture = { 0 };
  g_autofree char *path = fixture_make_file (2, FALSE);

  fixture.file = fixture_open (path, REEVE_DB_READ_WRITE);
  fixture.page = reeve_backtest_page_new (fixture.file);
  fixture.window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture.window), fixture.page);
  gtk_window_present (GTK_WINDOW (fixture.window));
  fixture_settle (50);
  g_assert_true (gtk_widget_get_mapped (fixture_find (fixture.page, ADW_TYPE_STATUS_PAGE, "Nothing to try yet")));
  reeve_backtest_page_run (REEVE_BACKTEST_PAGE (fixture.page), 0);
  g_assert_false (reeve_backtest_page_is_running (REEVE_BACKTEST_PAGE (fixture.page)));
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  fixture_init_gtk (&argc, &argv);
  g_test_add_func ("/backtest/counts-list-and-map", test_counts_list_and_map);
  g_test_add_func ("/backtest/selection-and-explanations", test_selection_and_explanations);
  g_test_add_func ("/backtest/cancelled", test_cancelled);
  g_test_add_func ("/backtest/values", test_values);
  g_test_add_func ("/backtest/nothing-changes", test_nothing_changes);
  g_test_add_func ("/backtest/nothing-to-try", test_nothing_to_try);
  return g_test_run ();
}
