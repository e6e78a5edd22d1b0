/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of ordinances through its widgets: a draft is begun, a limit changed in the form, and the text of the draft in the file has it. */
#include "config.h"

#include <gtksourceview/gtksource.h>
#include <string.h>

#include "app-fixture.h"
#include "reeve-ordinance-library.h"
#include "reeve-ordinance-compare.h"
#include "reeve-ordinance-timeline.h"
#include "reeve-ordinance-versions.h"
#include "reeve-ordinances-page.h"
#include "reeve-record-picker.h"
#include "reeve-provision-list.h"
#include "reeve-test.h"

typedef struct { ReeveCaseFile *file; GtkWidget *window, *page; } Fixture;

static void
set_up (Fixture *fixture, gboolean ordinance)
{
  g_autofree char *path = fixture_make_file (2, ordinance);

  fixture->file = fixture_open (path, REEVE_DB_READ_WRITE);
  fixture->page = reeve_ordinances_page_new (fixture->file);
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
}

/* The text of the only draft; NULL = there is none. */
static char *
draft_text (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = reeve_ordinance_versions_list (reeve_case_file_get_conn (fixture->file), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < versions->len; i++)
    {
      const ReeveOrdinanceVersion *version = g_ptr_array_index (versions, i);

      if (version->draft > 0)
        {
          g_autoptr (GBytes) text = reeve_ordinance_version_load (reeve_case_file_get_conn (fixture->file), version->id, &error);

          g_assert_no_error (error);
          return g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
        }
    }
  return NULL;
}

static gboolean
has_draft (gpointer data)
{
  g_autofree char *text = draft_text (data);

  return text != NULL;
}

static gboolean
has_no_draft (gpointer data)
{
  return !has_draft (data);
}

static gboolean
has_1500 (gpointer data)
{
  g_autofree char *text = draft_text (data);

  return text != NULL && strstr (text, "school-distance: 1500 ft\n") != NULL;
}

static GtkWidget *
find_entry (GtkWidget *root, const char *text)
{
  if (GTK_IS_ENTRY (root) && g_str_equal (gtk_editable_get_text (GTK_EDITABLE (root)), text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_entry (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_record_button (gpointer data)
{
  return fixture_find (((Fixture *) data)->page, GTK_TYPE_BUTTON, "Make one from a record...") != NULL;
}

/* The draft is not only in the file but shown, its fields to be typed in. */
static gboolean
shows_draft (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *entry = find_entry (fixture->page, "1000");

  return entry != NULL && gtk_editable_get_editable (GTK_EDITABLE (entry)) && gtk_widget_get_mapped (entry);
}

static void
test_form_edits_the_text (void)
{
  Fixture fixture = { 0 };
  GtkWidget *entry;
  g_autofree char *before = NULL, *after = NULL;

  set_up (&fixture, TRUE);
  gtk_widget_activate_action (fixture.page, "ordinance.new-draft", NULL);
  fixture_wait_for (has_draft, &fixture);
  fixture_wait_for (has_record_button, &fixture);
  before = draft_text (&fixture);
  g_assert_null (strstr (before, "\nadopted:"));
  entry = find_entry (fixture.page, "1000");
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "1500");
  fixture_wait_for (has_1500, &fixture);
  /* nothing else of the text changed: comments and layout are whole */
  after = draft_text (&fixture);
  g_assert_cmpuint (strlen (after), ==, strlen (before));
  /* an example at the old limit now fails, and stands first with what it expects */
  g_assert_nonnull (fixture_find (fixture.page, GTK_TYPE_BUTTON, "Expect this"));
  reeve_case_file_undo (fixture.file, 0, FALSE);
  fixture_settle (300);
  g_assert_nonnull (find_entry (fixture.page, "1000"));
  tear_down (&fixture);
}

static void
test_draft_is_deleted (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, FALSE);
  g_assert_nonnull (fixture_find (fixture.page, GTK_TYPE_BUTTON, "Begin from the template"));
  gtk_widget_activate_action (fixture.page, "ordinance.from-model", "s", "calder-bend");
  fixture_wait_for (has_draft, &fixture);
  fixture_settle (200);
  gtk_widget_activate_action (fixture.page, "ordinance.delete", NULL);
  fixture_wait_for (has_no_draft, &fixture);
  tear_down (&fixture);
}

static void
test_draft_is_adopted (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  const ReeveOrdinanceVersion *adopted;

  set_up (&fixture, FALSE);
  gtk_widget_activate_action (fixture.page, "ordinance.from-model", "s", "calder-bend");
  fixture_wait_for (has_draft, &fixture);
  before = reeve_ordinance_versions_list (reeve_case_file_get_conn (fixture.file), NULL);
  reeve_ordinance_draft_adopt (fixture.file, ((ReeveOrdinanceVersion *) g_ptr_array_index (before, 0))->id, "2026-1", "2026-02-01", "R. Whitlow", NULL, NULL);
  fixture_wait_for (has_no_draft, &fixture);
  after = reeve_ordinance_versions_list (reeve_case_file_get_conn (fixture.file), NULL);
  g_assert_cmpuint (after->len, ==, 1);
  adopted = g_ptr_array_index (after, 0);
  g_assert_cmpstr (adopted->number, ==, "2026-1");
  g_assert_cmpstr (adopted->in_force, ==, "2026-02-01");
  fixture_settle (200);
  tear_down (&fixture);
}

static void
test_adopted_cannot_be_edited (void)
{
  Fixture fixture = { 0 };
  GtkWidget *entry;
  g_autofree char *text = NULL;

  set_up (&fixture, TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (fixture_find (fixture.page, GTK_TYPE_TOGGLE_BUTTON, "Form")), TRUE);
  entry = find_entry (fixture.page, "1,000 feet from a school");
  g_assert_nonnull (entry);
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (entry)));
  text = draft_text (&fixture);
  g_assert_null (text);
  tear_down (&fixture);
}

static GtkWidget *
find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (g_type_is_a (G_OBJECT_TYPE (at->data), type))
      return at->data;
  return NULL;
}

/* The answer of the search is shown: its text stands in the detail. */
static gboolean
shows_la_mirada (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "within 600 feet of the nearest property line") != NULL;
}

static gboolean
shows_borrowed (gpointer data)
{
  return find_entry (((Fixture *) data)->page, "600 feet from a school, church or park") != NULL;
}

static gboolean
has_borrowed (gpointer data)
{
  g_autofree char *text = draft_text (data);

  return text != NULL && strstr (text, "# After La Mirada, California") != NULL;
}

static void
test_another_city_is_a_start (void)
{
  Fixture fixture = { 0 };
  GtkWidget *library = NULL, *search;

  set_up (&fixture, TRUE);
  gtk_widget_activate_action (fixture.page, "ordinance.new-draft", NULL);
  fixture_wait_for (has_draft, &fixture);
  fixture_settle (200);
  fixture_wait_for (has_record_button, &fixture);
  gtk_widget_activate_action (fixture.page, "ordinance.library", NULL);
  fixture_settle (100);
  library = find_window (REEVE_TYPE_ORDINANCE_LIBRARY);
  g_assert_nonnull (library);
  search = fixture_find (library, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (search), "la mirada school");
  fixture_wait_for (shows_la_mirada, library);
  g_signal_emit_by_name (fixture_find (library, GTK_TYPE_BUTTON, "Use as a start"), "clicked");
  fixture_wait_for (has_borrowed, &fixture);
  /* it is shown in the form */
  fixture_wait_for (shows_borrowed, &fixture);
  tear_down (&fixture);
}

static gboolean
is_put_right (gpointer data)
{
  g_autofree char *text = draft_text (data);

  return text != NULL && strstr (text, "kind = school)") != NULL && strstr (text, "knd = school)") == NULL;
}

static void
test_source_tells_what_is_wrong (void)
{
  Fixture fixture = { 0 };
  GtkWidget *view;
  GtkTextBuffer *buffer;
  GtkTextIter at, start, end;

  set_up (&fixture, TRUE);
  gtk_widget_activate_action (fixture.page, "ordinance.new-draft", NULL);
  fixture_wait_for (has_draft, &fixture);
  fixture_wait_for (has_record_button, &fixture);
  gtk_widget_activate_action (fixture.page, "ordinance.toggle-view", NULL);
  fixture_settle (200);
  view = fixture_find (fixture.page, GTK_SOURCE_TYPE_VIEW, NULL);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_get_start_iter (buffer, &at);
  g_assert_true (gtk_text_iter_forward_search (&at, "kind = school", GTK_TEXT_SEARCH_TEXT_ONLY, &start, &end, NULL));
  end = start;
  gtk_text_iter_forward_chars (&end, 4);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, "knd", -1);
  fixture_settle (2500);
  /* under its line, in words, with what to do; the form would still show the last good state */
  g_assert_nonnull (fixture_find (view, GTK_TYPE_LABEL, "did you mean 'kind'?"));
  gtk_widget_activate_action (fixture.page, "ordinance.next-problem", NULL);
  gtk_widget_activate_action (fixture.page, "ordinance.take", NULL);
  fixture_settle (500);
  g_assert_false (gtk_widget_is_visible (fixture_find (view, GTK_TYPE_LABEL, "did you mean 'kind'?")));
  fixture_wait_for (is_put_right, &fixture);
  tear_down (&fixture);
}

static gboolean
has_record_example (gpointer data)
{
  g_autofree char *text = draft_text (data);

  return text != NULL && strstr (text, "a record as it stood on") != NULL;
}

static gboolean
has_found (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "Ninth Lantern") != NULL;
}

static void
test_record_becomes_an_example (void)
{
  Fixture fixture = { 0 };
  GtkWidget *picker, *search;
  g_autofree char *text = NULL;

  set_up (&fixture, TRUE);
  gtk_widget_activate_action (fixture.page, "ordinance.new-draft", NULL);
  fixture_wait_for (has_draft, &fixture);
  fixture_wait_for (has_record_button, &fixture);
  g_signal_emit_by_name (fixture_find (fixture.page, GTK_TYPE_BUTTON, "Make one from a record..."), "clicked");
  fixture_settle (200);
  picker = find_window (REEVE_TYPE_RECORD_PICKER);
  g_assert_nonnull (picker);
  search = fixture_find (picker, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (search), "Ninth Lantern");
  fixture_wait_for (has_found, picker);
  g_signal_emit_by_name (search, "activate");
  fixture_wait_for (has_record_example, &fixture);
  /* it says nothing that names the record */
  text = draft_text (&fixture);
  g_assert_null (strstr (text, "Ninth Lantern"));
  tear_down (&fixture);
}

static GtkWidget *
find_of_type (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_of_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_cards_read (void)
{
  Fixture fixture = { 0 };
  GtkWidget *list;
  g_autoptr (GtkWidget) read = NULL;

  set_up (&fixture, TRUE);
  list = find_of_type (fixture.page, REEVE_TYPE_PROVISION_LIST);
  g_assert_nonnull (list);
  g_assert_cmpuint (reeve_provision_list_get_failed (REEVE_PROVISION_LIST (list)), ==, 0);
  /* the words of the law, the rule in words, its limit with its value, how its examples do */
  g_assert_nonnull (fixture_find (fixture.page, GTK_TYPE_LABEL, "The rule in words"));
  g_assert_nonnull (fixture_find (fixture.page, GTK_TYPE_LABEL, "school-distance"));
  read = g_object_ref_sink (reeve_provision_list_read (REEVE_PROVISION_LIST (list)));
  g_assert_nonnull (fixture_find (read, GTK_TYPE_LABEL, "7 examples pass"));
  g_assert_nonnull (fixture_find (read, GTK_TYPE_LABEL, "1,000 feet from a school"));
  tear_down (&fixture);
}

/* A draft stands on the axis beside what it changes, and the card of the provision that it changes says so. */
static void
test_draft_says_what_it_changes (void)
{
  Fixture fixture = { 0 };
  GtkWidget *timeline, *entry;

  set_up (&fixture, TRUE);
  gtk_widget_activate_action (fixture.page, "ordinance.new-draft", NULL);
  fixture_wait_for (shows_draft, &fixture);
  timeline = find_of_type (fixture.page, REEVE_TYPE_ORDINANCE_TIMELINE);
  g_assert_nonnull (fixture_find (timeline, GTK_TYPE_LABEL, "Draft 1"));
  g_assert_null (fixture_find (fixture.page, GTK_TYPE_LABEL, "changed in this draft"));
  entry = find_entry (fixture.page, "1000");
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "1500");
  fixture_wait_for (has_1500, &fixture);
  fixture_settle (500);
  g_assert_nonnull (fixture_find (fixture.page, GTK_TYPE_LABEL, "changed in this draft"));
  tear_down (&fixture);
}

/* Any two can be chosen, laws of other cities among them; what changed is marked by words, not by colour alone. */
static void
test_compare_sides (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GPtrArray) versions = NULL;
  GtkWidget *window, *drop;
  const ReeveOrdinanceVersion *adopted, *draft;

  set_up (&fixture, TRUE);
  gtk_widget_activate_action (fixture.page, "ordinance.new-draft", NULL);
  fixture_wait_for (shows_draft, &fixture);
  gtk_editable_set_text (GTK_EDITABLE (find_entry (fixture.page, "1000")), "1500");
  fixture_wait_for (has_1500, &fixture);
  versions = reeve_ordinance_versions_list (reeve_case_file_get_conn (fixture.file), NULL);
  g_assert_cmpuint (versions->len, ==, 2);
  adopted = g_ptr_array_index (versions, 0);
  draft = g_ptr_array_index (versions, 1);
  window = reeve_ordinance_compare_present (GTK_WINDOW (fixture.window), fixture.file, versions, adopted->id, draft->id, NULL);
  fixture_settle (200);
  g_assert_null (fixture_find (window, GTK_TYPE_LABEL, "One of the two cannot be read"));
  g_assert_nonnull (fixture_find (window, GTK_TYPE_LABEL, "school-distance"));
  g_assert_nonnull (fixture_find (window, GTK_TYPE_LABEL, "1000 ft"));
  g_assert_nonnull (fixture_find (window, GTK_TYPE_LABEL, "1500 ft"));
  drop = find_of_type (window, GTK_TYPE_DROP_DOWN);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (drop))), >, 20);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), 1);
  fixture_settle (100);
  g_assert_null (fixture_find (window, GTK_TYPE_LABEL, "school-distance"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), 2);        /* the first that comes with Reeve */
  fixture_settle (200);
  g_assert_null (fixture_find (window, GTK_TYPE_LABEL, "One of the two cannot be read"));
  g_assert_nonnull (fixture_find (window, GTK_TYPE_LABEL, "Limits"));
  gtk_window_destroy (GTK_WINDOW (window));
  fixture_settle (50);
  tear_down (&fixture);
}

/* With an example that fails, or without a number, nothing can be adopted, and the dialog says why. */
static void
test_adopt_is_refused (void)
{
  Fixture fixture = { 0 };
  GtkWidget *entry, *dialog;
  GtkWindow *found = NULL;
  g_autoptr (GList) windows = NULL;

  set_up (&fixture, TRUE);
  gtk_widget_activate_action (fixture.page, "ordinance.new-draft", NULL);
  fixture_wait_for (shows_draft, &fixture);
  entry = find_entry (fixture.page, "1000");
  gtk_editable_set_text (GTK_EDITABLE (entry), "1500");
  fixture_wait_for (has_1500, &fixture);
  gtk_widget_activate_action (fixture.page, "ordinance.adopt", NULL);
  fixture_settle (200);
  windows = gtk_window_list_toplevels ();
  for (GList *link = windows; link != NULL; link = link->next)
    if (ADW_IS_MESSAGE_DIALOG (link->data))
      found = link->data;
  g_assert_nonnull (found);
  dialog = GTK_WIDGET (found);
  entry = find_entry (dialog, "");
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "2027-1");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "adopt"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  gtk_window_destroy (GTK_WINDOW (dialog));
  fixture_settle (100);
  g_assert_true (has_draft (&fixture));
  tear_down (&fixture);
}

/* A file that cannot be read whole still opens as a draft, in its source, with what is wrong. */
static void
test_file_opens_as_draft (void)
{
  static const char text[] = "reeve-ordinance: 1\nid: from-file\ntitle: From a file\njurisdiction: Example\nauthority: none\nprovisions:\n"
                             "  - id: one\n    citation: Sec. 1\n    title: One\n    text: Words.\n    require: business.nothing-such\n";
  Fixture fixture = { 0 };
  g_autofree char *path = reeve_test_temp_path ("dropped.ordinance.yaml");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GPtrArray) versions = NULL;
  const ReeveOrdinanceVersion *version;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  set_up (&fixture, FALSE);
  reeve_ordinances_page_open (REEVE_ORDINANCES_PAGE (fixture.page), file);
  fixture_wait_for (has_draft, &fixture);
  fixture_settle (300);
  versions = reeve_ordinance_versions_list (reeve_case_file_get_conn (fixture.file), NULL);
  g_assert_cmpuint (versions->len, ==, 1);
  version = g_ptr_array_index (versions, 0);
  g_assert_nonnull (strstr (version->source, "dropped.ordinance.yaml"));
  g_assert_nonnull (strstr (version->source, "SHA-256"));
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  fixture_init_gtk (&argc, &argv);
  g_test_add_func ("/ordinances/form-edits-the-text", test_form_edits_the_text);
  g_test_add_func ("/ordinances/draft-is-deleted", test_draft_is_deleted);
  g_test_add_func ("/ordinances/draft-is-adopted", test_draft_is_adopted);
  g_test_add_func ("/ordinances/adopted-cannot-be-edited", test_adopted_cannot_be_edited);
  g_test_add_func ("/ordinances/another-city-is-a-start", test_another_city_is_a_start);
  g_test_add_func ("/ordinances/source-tells-what-is-wrong", test_source_tells_what_is_wrong);
  g_test_add_func ("/ordinances/record-becomes-an-example", test_record_becomes_an_example);
  g_test_add_func ("/ordinances/cards-read", test_cards_read);
  g_test_add_func ("/ordinances/draft-says-what-it-changes", test_draft_says_what_it_changes);
  g_test_add_func ("/ordinances/compare-sides", test_compare_sides);
  g_test_add_func ("/ordinances/adopt-is-refused", test_adopt_is_refused);
  g_test_add_func ("/ordinances/file-opens-as-draft", test_file_opens_as_draft);
  return g_test_run ();
}
