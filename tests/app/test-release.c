/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The release dialog and the list of releases, through their widgets: what is made stands in the file and in the log, what may not be made
 * cannot be and says why. */
#include "config.h"

#include <string.h>

#include "app-fixture.h"
#include "reeve-audience-page.h"
#include "reeve-lists.h"
#include "reeve-preferences.h"
#include "reeve-release-account.h"
#include "reeve-release-dialog.h"
#include "reeve-release-job.h"
#include "reeve-release-preview.h"
#include "reeve-releases.h"
#include "reeve-test.h"
#include "reeve-text.h"
#include "reeve-wrap-box.h"

typedef struct { ReeveWindow *window; ReeveCaseFile *file; ReeveReleaseDialog *dialog; ReeveReleases *releases; } Fixture;

static gboolean
is_idle (gpointer data)
{
  Fixture *fixture = data;

  return !reeve_case_file_is_writing (fixture->file) && reeve_case_file_get_progress (fixture->file, NULL) == NULL
         && !reeve_list_model_is_loading (reeve_case_file_get_businesses (fixture->file));
}

static GtkWindow *
find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (g_type_is_a (G_OBJECT_TYPE (l->data), type))
      return l->data;
  return NULL;
}

static gboolean
has_looked (gpointer data)
{
  return !reeve_release_dialog_is_looking (((Fixture *) data)->dialog);
}

static void
set_up (Fixture *fixture, ReeveDbMode mode)
{
  g_autofree char *path = fixture_make_file (6, TRUE);

  fixture->window = g_object_ref_sink (g_object_new (REEVE_TYPE_WINDOW, NULL));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 800);
  fixture->file = fixture_open (path, mode);
  reeve_window_take_file (fixture->window, fixture->file);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture_wait_loaded (reeve_case_file_get_businesses (fixture->file));
  fixture_wait_for (is_idle, fixture);
  fixture_settle (60);
}

static void
open_dialog (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.release", NULL);
  fixture->dialog = REEVE_RELEASE_DIALOG (find_window (REEVE_TYPE_RELEASE_DIALOG));
  g_assert_nonnull (fixture->dialog);
  fixture_settle (120);
  fixture_wait_for (has_looked, fixture);
}

static void
tear_down (Fixture *fixture)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  if (fixture->releases != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->releases));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture_settle (50);
  g_clear_object (&fixture->window);
}

static GtkWidget *
choice (Fixture *fixture, const char *words)
{
  GtkWidget *button = fixture_find (GTK_WIDGET (fixture->dialog), GTK_TYPE_CHECK_BUTTON, words);

  g_assert_nonnull (button);
  return button;
}

static void
choose (Fixture *fixture, const char *words)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (choice (fixture, words)), TRUE);
  fixture_wait_for (has_looked, fixture);
}

/* The entry of which nothing but its place is known to a screen reader and to this: the @n-th. */
static GtkEditable *
nth_entry (GtkWidget *root, guint *n)
{
  if (GTK_IS_ENTRY (root) && (*n)-- == 0)
    return GTK_EDITABLE (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkEditable *found = nth_entry (child, n);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
type_into (Fixture *fixture, guint n, const char *text)
{
  GtkEditable *entry = nth_entry (GTK_WIDGET (fixture->dialog), &n);

  g_assert_nonnull (entry);
  gtk_editable_set_text (entry, text);
}

/* Whether the button can be pressed, as the action says. */
static gboolean
can_make (Fixture *fixture)
{
  GtkWidget *button = fixture_find (GTK_WIDGET (fixture->dialog), GTK_TYPE_BUTTON, "Ctrl ↵");

  return reeve_release_dialog_get_missing (fixture->dialog) == NULL && button != NULL && gtk_widget_is_sensitive (button);
}

static gboolean
says (Fixture *fixture, const char *text)
{
  return fixture_find (GTK_WIDGET (fixture->dialog), GTK_TYPE_LABEL, text) != NULL;
}

static gboolean
is_made (gpointer data)
{
  return reeve_release_dialog_get_number (((Fixture *) data)->dialog) != 0;
}

static ReeveRecord *
last_release (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = reeve_release_list (reeve_case_file_get_conn (fixture->file), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, >, 0);
  return reeve_record_copy (g_ptr_array_index (list, 0));
}

static char *
make_police (Fixture *fixture)
{
  char *path = reeve_test_temp_path ("police.csv");

  open_dialog (fixture);
  choose (fixture, "Police");
  type_into (fixture, 0, "Sgt. Odell Marsh");
  type_into (fixture, 1, "Joint visit of 24 November");
  g_assert_true (can_make (fixture));
  reeve_release_dialog_make (fixture->dialog, path);
  fixture_wait_for (is_made, fixture);
  fixture_settle (60);
  return path;
}

static void
test_police (void)
{
  Fixture fixture = { 0 };
  g_autofree char *path = NULL, *contents = NULL, *sha256 = NULL, *receipt = NULL;
  g_autoptr (ReeveRecord) record = NULL;
  gsize size;

  set_up (&fixture, REEVE_DB_READ_WRITE);
  path = make_police (&fixture);
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_assert_nonnull (strstr (contents, "Ninth Lantern 00000"));
  sha256 = reeve_sha256 (contents, size);
  record = last_release (&fixture);
  g_assert_cmpint (reeve_record_get_integer (record, "number", 0), ==, 1);
  g_assert_cmpstr (reeve_record_get (record, "audience"), ==, "police");
  g_assert_cmpstr (reeve_record_get (record, "recipient"), ==, "Sgt. Odell Marsh");
  g_assert_cmpstr (reeve_record_get (record, "reason"), ==, "Joint visit of 24 November");
  g_assert_cmpstr (reeve_record_get (record, "file_name"), ==, "police.csv");
  g_assert_cmpstr (reeve_record_get (record, "sha256"), ==, sha256);
  g_assert_true (says (&fixture, "Release 1 made: police.csv, SHA-256"));
  g_assert_true (says (&fixture, sha256));
  g_assert_true (says (&fixture, "Recorded in the log as release 1."));
  g_assert_true (says (&fixture, "it can be recalled"));
  receipt = reeve_release_receipt (record);
  g_assert_nonnull (strstr (receipt, sha256));
  g_assert_nonnull (strstr (receipt, "Sgt. Odell Marsh"));
  /* made once: the same dialog makes no second one */
  g_assert_false (gtk_widget_get_visible (fixture_find (GTK_WIDGET (fixture.dialog), GTK_TYPE_BUTTON, "Make the release")));
  tear_down (&fixture);
}

static void
test_missing (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, REEVE_DB_READ_WRITE);
  open_dialog (&fixture);
  g_assert_true (can_make (&fixture));
  choose (&fixture, "Court");
  g_assert_false (can_make (&fixture));
  g_assert_nonnull (fixture_find (GTK_WIDGET (fixture.dialog), GTK_TYPE_BUTTON, "Say to whom it goes."));
  type_into (&fixture, 0, "Municipal court");
  g_assert_nonnull (fixture_find (GTK_WIDGET (fixture.dialog), GTK_TYPE_BUTTON, "Say why"));
  type_into (&fixture, 1, "  ");
  g_assert_false (can_make (&fixture));
  type_into (&fixture, 1, "Subpoena 14");
  g_assert_true (can_make (&fixture));
  tear_down (&fixture);
}

/* What the council gets cannot be picked out by what it may not see. */
static void
test_council_refuses_selection (void)
{
  Fixture fixture = { 0 };
  GtkWidget *scope;

  set_up (&fixture, REEVE_DB_READ_WRITE);
  reeve_list_model_set_filter_int (reeve_case_file_get_businesses (fixture.file), REEVE_BUSINESS_FILTER_SHOWN, TRUE, 1 << REEVE_SHOWN_NOT_MET | 1 << REEVE_SHOWN_NOT_KNOWN);
  fixture_wait_for (is_idle, &fixture);
  open_dialog (&fixture);
  scope = fixture_find (GTK_WIDGET (fixture.dialog), GTK_TYPE_DROP_DOWN, "of the filtered list");
  g_assert_nonnull (scope);
  choose (&fixture, "Council");
  type_into (&fixture, 0, "Council");
  type_into (&fixture, 1, "Hearing");
  g_assert_false (can_make (&fixture));
  g_assert_nonnull (strstr (reeve_release_dialog_get_missing (fixture.dialog), "cannot be a selection of single places"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (scope), 0);
  fixture_wait_for (has_looked, &fixture);
  g_assert_true (can_make (&fixture));
  tear_down (&fixture);
}

static gboolean
plant_name (ReeveTxn *txn, gpointer data, GError **error)
{
  g_autoptr (ReeveRecord) practitioner = reeve_record_new ("practitioner"), event = reeve_record_new ("event");

  reeve_record_set (practitioner, "reference", "P-900");
  reeve_record_set (practitioner, "name", "Quillfeather, Amaranth");
  reeve_record_set_integer (event, "business_id", 1);
  reeve_record_set (event, "kind", "arrest");
  reeve_record_set (event, "date", "2026-01-05");
  reeve_record_set (event, "agency", "County sheriff, told by Amaranth  QUILLFEATHER there");
  return reeve_txn_insert (txn, practitioner, error) && reeve_txn_insert (txn, event, error);
}

/* Somebody typed a name into a column that goes out: the release is blocked, the column is told, the name is not, and no file is left. */
static void
test_check_blocks (void)
{
  Fixture fixture = { 0 };
  g_autofree char *path = reeve_test_temp_path ("blocked.xlsx");
  g_autoptr (GError) error = NULL;
  ReeveReleaseRequest request = { .audience = REEVE_AUDIENCE_POLICE, .to = "Sgt. Odell Marsh", .reason = "Joint visit" };
  gint64 number;

  set_up (&fixture, REEVE_DB_READ_WRITE);
  g_assert_true (reeve_db_write (reeve_case_file_get_db (fixture.file), "Plant a name", plant_name, NULL, NULL, &error));
  g_assert_no_error (error);
  fixture_wait_for (is_idle, &fixture);
  open_dialog (&fixture);
  choose (&fixture, "Police");
  choose (&fixture, "XLSX");
  type_into (&fixture, 0, "Sgt. Odell Marsh");
  type_into (&fixture, 1, "Joint visit");
  fixture_wait_for (has_looked, &fixture);
  g_assert_false (can_make (&fixture));
  g_assert_nonnull (strstr (reeve_release_dialog_get_missing (fixture.dialog), "A check failed"));
  g_assert_true (says (&fixture, "Events, column Agency: the name of somebody who works there stands in 1 row."));
  g_assert_false (says (&fixture, "Quillfeather") || says (&fixture, "QUILLFEATHER"));
  reeve_release_dialog_make (fixture.dialog, path);
  /* past the window too */
  request.day = request.made_on = reeve_case_file_get_day (fixture.file);
  g_assert_false (reeve_release_make (reeve_case_file_get_db (fixture.file), &request, REEVE_FORMAT_XLSX, path, &number, &error));
  g_assert_nonnull (strstr (error->message, "column Agency"));
  g_assert_null (strstr (error->message, "uillfeather"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  /* without the sheet there is nothing to say against it */
  gtk_check_button_set_active (GTK_CHECK_BUTTON (choice (&fixture, "Events")), FALSE);
  fixture_wait_for (has_looked, &fixture);
  g_assert_true (can_make (&fixture));
  tear_down (&fixture);
}

/* The sheets follow the audience, and what is left out is told. */
static void
test_audience_decides (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, REEVE_DB_READ_WRITE);
  open_dialog (&fixture);
  choose (&fixture, "XLSX");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (choice (&fixture, "Licences")), FALSE);
  fixture_wait_for (has_looked, &fixture);
  g_assert_true (says (&fixture, "sheet: Licences"));
  g_assert_nonnull (fixture_find (GTK_WIDGET (fixture.dialog), GTK_TYPE_CHECK_BUTTON, "Complaints"));
  g_assert_nonnull (fixture_find (GTK_WIDGET (fixture.dialog), GTK_TYPE_CHECK_BUTTON, "Staff"));
  choose (&fixture, "Public");
  fixture_settle (100);
  g_assert_null (fixture_find (GTK_WIDGET (fixture.dialog), GTK_TYPE_CHECK_BUTTON, "Complaints"));
  g_assert_null (fixture_find (GTK_WIDGET (fixture.dialog), GTK_TYPE_CHECK_BUTTON, "Staff"));
  g_assert_true (says (&fixture, "This audience has no such sheet."));
  g_assert_true (says (&fixture, "Who complained"));
  g_assert_true (says (&fixture, "the register and final orders; no homes"));
  tear_down (&fixture);
}

static void
test_names (void)
{
  Fixture fixture = { 0 };
  guint n = 0;

  set_up (&fixture, REEVE_DB_READ_WRITE);
  open_dialog (&fixture);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (choice (&fixture, "Police")), GTK_ACCESSIBLE_PROPERTY_LABEL, "Police");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (nth_entry (GTK_WIDGET (fixture.dialog), &n)), GTK_ACCESSIBLE_PROPERTY_LABEL, "To");
  n = 1;
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (nth_entry (GTK_WIDGET (fixture.dialog), &n)), GTK_ACCESSIBLE_PROPERTY_LABEL, "Why, for the log");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture_find (GTK_WIDGET (fixture.dialog), GTK_TYPE_BUTTON, "Make the release")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Make the release…");
  tear_down (&fixture);
}

/* By keys alone: every audience and both entries are reached with Tab and the arrows. */
static void
test_keys (void)
{
  Fixture fixture = { 0 };
  gboolean entry = FALSE, button = FALSE, drop_down = FALSE, check = FALSE;

  set_up (&fixture, REEVE_DB_READ_WRITE);
  open_dialog (&fixture);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture.dialog)) == choice (&fixture, "Internal"));
  gtk_widget_mnemonic_activate (choice (&fixture, "Police"), FALSE);
  fixture_settle (50);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture.dialog)) == choice (&fixture, "Police"));
  g_assert_false (can_make (&fixture));
  gtk_window_set_focus (GTK_WINDOW (fixture.dialog), NULL);
  for (guint i = 0; i < 60; i++)
    {
      GtkWidget *focus;

      gtk_widget_child_focus (GTK_WIDGET (fixture.dialog), GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (GTK_WINDOW (fixture.dialog));
      entry |= GTK_IS_TEXT (focus);
      drop_down |= focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_DROP_DOWN) != NULL;
      check |= GTK_IS_CHECK_BUTTON (focus);
      button |= GTK_IS_BUTTON (focus) && gtk_widget_get_ancestor (focus, GTK_TYPE_DROP_DOWN) == NULL;
    }
  g_assert_true (entry && drop_down && check && button);
  tear_down (&fixture);
}

/* Layout is asked for where there are pages, and nowhere else. */
static void
test_layout (void)
{
  Fixture fixture = { 0 };
  GtkWidget *paper;

  set_up (&fixture, REEVE_DB_READ_WRITE);
  open_dialog (&fixture);
  paper = fixture_find (GTK_WIDGET (fixture.dialog), GTK_TYPE_LABEL, "Laid out");
  g_assert_nonnull (paper);
  g_assert_false (gtk_widget_get_mapped (paper));
  choose (&fixture, "PDF map");
  g_assert_true (gtk_widget_get_mapped (paper));
  g_assert_true (gtk_widget_get_mapped (choice (&fixture, "List of the businesses")));
  choose (&fixture, "PNG map");
  g_assert_true (gtk_widget_get_mapped (paper));
  g_assert_false (gtk_widget_get_mapped (choice (&fixture, "List of the businesses")));
  choose (&fixture, "XLSX");
  g_assert_false (gtk_widget_get_mapped (paper));
  tear_down (&fixture);
}

static gboolean
is_whole (gpointer data)
{
  ReeveReleasePreview *preview = REEVE_RELEASE_PREVIEW (find_window (REEVE_TYPE_RELEASE_PREVIEW));

  return preview != NULL && reeve_release_preview_is_whole (preview);
}

/* The atlas of six businesses, page by page; looking logs nothing. */
static void
test_preview (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  ReeveReleasePreview *preview;
  GtkWidget *atlas;

  set_up (&fixture, REEVE_DB_READ_WRITE);
  open_dialog (&fixture);
  choose (&fixture, "PDF map");
  atlas = fixture_find (GTK_WIDGET (fixture.dialog), GTK_TYPE_DROP_DOWN, "One sheet");
  g_assert_nonnull (atlas);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (atlas), 1);
  fixture_wait_for (has_looked, &fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture.dialog), "release.look", NULL);
  fixture_wait_for (is_whole, &fixture);
  fixture_settle (60);
  preview = REEVE_RELEASE_PREVIEW (find_window (REEVE_TYPE_RELEASE_PREVIEW));
  /* the whole, the list, six businesses */
  g_assert_cmpuint (reeve_release_preview_get_n_pages (preview), ==, 8);
  gtk_widget_activate_action (GTK_WIDGET (preview), "preview.next", NULL);
  g_assert_cmpuint (reeve_release_preview_get_page (preview), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (preview), "preview.last", NULL);
  g_assert_cmpuint (reeve_release_preview_get_page (preview), ==, 7);
  g_assert_nonnull (fixture_find (GTK_WIDGET (preview), GTK_TYPE_LABEL, "of 8"));
  gtk_widget_activate_action (GTK_WIDGET (preview), "preview.nearer", NULL);
  fixture_settle (60);
  gtk_widget_activate_action (GTK_WIDGET (preview), "preview.fit", NULL);
  g_assert_nonnull (fixture_find (GTK_WIDGET (preview), GTK_TYPE_LABEL, "Whole page"));
  gtk_window_destroy (GTK_WINDOW (preview));
  list = reeve_release_list (reeve_case_file_get_conn (fixture.file), NULL);
  g_assert_cmpuint (list->len, ==, 0);
  tear_down (&fixture);
}

/* Closed while pages are still being made. */
static void
test_preview_closed (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, REEVE_DB_READ_WRITE);
  open_dialog (&fixture);
  choose (&fixture, "PDF map");
  gtk_widget_activate_action (GTK_WIDGET (fixture.dialog), "release.look", NULL);
  gtk_window_destroy (find_window (REEVE_TYPE_RELEASE_PREVIEW));
  fixture_settle (200);
  g_assert_null (find_window (REEVE_TYPE_RELEASE_PREVIEW));
  tear_down (&fixture);
}

/* Printing records the release, and a reprint of it is a PDF with the hash that the log has. */
static void
test_print (void)
{
  Fixture fixture = { 0 };
  g_autofree char *path = reeve_test_temp_path ("printed.pdf"), *again = reeve_test_temp_path ("printed-again.pdf"), *contents = NULL, *sha256 = NULL;
  g_autoptr (ReeveRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  set_up (&fixture, REEVE_DB_READ_WRITE);
  open_dialog (&fixture);
  choose (&fixture, "Police");
  choose (&fixture, "PDF map");
  type_into (&fixture, 0, "Sgt. Odell Marsh");
  type_into (&fixture, 1, "Joint visit");
  reeve_release_dialog_print (fixture.dialog, path);
  fixture_wait_for (is_made, &fixture);
  fixture_settle (100);
  g_assert_true (says (&fixture, "Release 1 printed: 2 pages"));
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF"));
  g_clear_pointer (&contents, g_free);
  record = last_release (&fixture);
  g_assert_cmpstr (reeve_record_get (record, "file_name"), ==, "release-1-printed.pdf");
  g_assert_true (reeve_release_reprint (reeve_case_file_get_db (fixture.file), 1, again, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (again, &contents, &size, NULL));
  sha256 = reeve_sha256 (contents, size);
  g_assert_cmpstr (reeve_record_get (record, "sha256"), ==, sha256);
  tear_down (&fixture);
}

static gboolean
account_is_read (gpointer data)
{
  ReeveReleaseAccount *account = REEVE_RELEASE_ACCOUNT (find_window (REEVE_TYPE_RELEASE_ACCOUNT));

  return account != NULL && reeve_release_account_get_text (account) != NULL;
}

static GtkWidget *
find_mapped (GtkWidget *root, const char *text)
{
  GtkWidget *found = fixture_find (root, GTK_TYPE_BUTTON, text);

  g_assert_nonnull (found);
  return found;
}

/* What stays is counted, with the reason, and no value of it is told. */
static void
test_account (void)
{
  Fixture fixture = { 0 };
  ReeveReleaseAccount *account;

  set_up (&fixture, REEVE_DB_READ_WRITE);
  open_dialog (&fixture);
  choose (&fixture, "Public");
  g_signal_emit_by_name (find_mapped (GTK_WIDGET (fixture.dialog), "See the _list"), "clicked");
  fixture_wait_for (account_is_read, &fixture);
  account = REEVE_RELEASE_ACCOUNT (find_window (REEVE_TYPE_RELEASE_ACCOUNT));
  g_assert_nonnull (strstr (reeve_release_account_get_text (account), "Left out\tOutcome\t6\tOutcomes that nobody has decided"));
  g_assert_nonnull (strstr (reeve_release_account_get_text (account), "of 6 rows go out."));
  gtk_window_destroy (GTK_WINDOW (account));
  tear_down (&fixture);
}

/* A column taken away is not in the file, and the log remembers it for a reprint. */
static void
test_without (void)
{
  Fixture fixture = { 0 };
  g_autofree char *path = reeve_test_temp_path ("without.csv"), *again = reeve_test_temp_path ("without-again.csv"), *contents = NULL, *second = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *button;

  set_up (&fixture, REEVE_DB_READ_WRITE);
  open_dialog (&fixture);
  choose (&fixture, "Police");
  type_into (&fixture, 0, "Sgt. Odell Marsh");
  type_into (&fixture, 1, "Joint visit");
  button = fixture_find (GTK_WIDGET (fixture.dialog), GTK_TYPE_MENU_BUTTON, "All 15 columns");
  g_assert_nonnull (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  fixture_settle (100);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (choice (&fixture, "Address")), FALSE);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  fixture_wait_for (has_looked, &fixture);
  g_assert_nonnull (fixture_find (GTK_WIDGET (fixture.dialog), GTK_TYPE_MENU_BUTTON, "14 of 15 columns"));
  reeve_release_dialog_make (fixture.dialog, path);
  fixture_wait_for (is_made, &fixture);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "Ninth Lantern 00000"));
  g_assert_null (strstr (contents, "Old Ferry"));
  g_assert_null (strstr (contents, "address"));
  g_assert_true (reeve_release_reprint (reeve_case_file_get_db (fixture.file), 1, again, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (again, &second, NULL, NULL));
  g_assert_cmpstr (contents, ==, second);
  tear_down (&fixture);
}

/* Closed with a passphrase: long enough, another suffix, and nothing of it can be read in the file. */
static void
test_passphrase (void)
{
  Fixture fixture = { 0 };
  g_autofree char *path = reeve_test_temp_path ("closed.sealed"), *contents = NULL;
  gsize size;

  set_up (&fixture, REEVE_DB_READ_WRITE);
  open_dialog (&fixture);
  choose (&fixture, "Police");
  type_into (&fixture, 0, "Sgt. Odell Marsh");
  type_into (&fixture, 1, "Joint visit");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (choice (&fixture, "Close it with a passphrase")), TRUE);
  g_assert_nonnull (strstr (reeve_release_dialog_get_missing (fixture.dialog), "at least 12 characters"));
  gtk_editable_set_text (GTK_EDITABLE (fixture_find (GTK_WIDGET (fixture.dialog), GTK_TYPE_PASSWORD_ENTRY, NULL)), "a long passphrase of words");
  g_assert_true (can_make (&fixture));
  reeve_release_dialog_make (fixture.dialog, path);
  fixture_wait_for (is_made, &fixture);
  fixture_settle (60);
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_assert_null (g_strstr_len (contents, (gssize) size, "Ninth Lantern"));
  g_assert_true (says (&fixture, "reads back as the log has it"));
  tear_down (&fixture);
}

typedef struct { ReeveAudiencePage *page; ReeveCaseFile *file; const char *value; } Narrowing;

static gboolean
has_switches (gpointer data)
{
  return reeve_audience_page_get_switch (((Narrowing *) data)->page, REEVE_DISCLOSED_BUSINESS_NAME) != NULL;
}

static gboolean
is_kept (gpointer data)
{
  Narrowing *narrowing = data;
  g_autofree char *value = reeve_conn_get_setting (reeve_case_file_get_conn (narrowing->file), "audience-police-without");

  return g_strcmp0 (value, narrowing->value) == 0;
}

static GtkWidget *
find_type (GtkWidget *root, GType type)
{
  return fixture_find (root, type, NULL);
}

/* The city takes a column from the police: it is no longer offered, and what the program keeps has no switch at all. */
static void
test_narrowing (void)
{
  Fixture fixture = { 0 };
  Narrowing narrowing = { .value = "businesses.address" };
  ReevePreferences *preferences;
  GtkWidget *button;

  set_up (&fixture, REEVE_DB_READ_WRITE);
  preferences = reeve_preferences_new (GTK_WINDOW (fixture.window), fixture.file);
  gtk_window_present (GTK_WINDOW (preferences));
  narrowing.file = fixture.file;
  narrowing.page = REEVE_AUDIENCE_PAGE (find_type (GTK_WIDGET (preferences), REEVE_TYPE_AUDIENCE_PAGE));
  fixture_wait_for (has_switches, &narrowing);
  g_assert_null (reeve_audience_page_get_switch (narrowing.page, REEVE_DISCLOSED_STAFF_REFERENCE));
  g_assert_null (reeve_audience_page_get_switch (narrowing.page, REEVE_DISCLOSED_INSPECTION_NOTE));
  gtk_switch_set_active (reeve_audience_page_get_switch (narrowing.page, REEVE_DISCLOSED_BUSINESS_ADDRESS), FALSE);
  fixture_wait_for (is_kept, &narrowing);
  reeve_audience_page_set_audience (narrowing.page, REEVE_AUDIENCE_PUBLIC);
  fixture_settle (60);
  g_assert_null (reeve_audience_page_get_switch (narrowing.page, REEVE_DISCLOSED_FINDING_OUTCOME));
  g_assert_true (gtk_switch_get_active (reeve_audience_page_get_switch (narrowing.page, REEVE_DISCLOSED_BUSINESS_ADDRESS)));
  gtk_window_destroy (GTK_WINDOW (preferences));
  fixture_wait_for (is_idle, &fixture);
  open_dialog (&fixture);
  choose (&fixture, "Police");
  button = fixture_find (GTK_WIDGET (fixture.dialog), GTK_TYPE_MENU_BUTTON, "All 14 columns");
  g_assert_nonnull (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  fixture_settle (100);
  g_assert_false (gtk_widget_get_sensitive (choice (&fixture, "Address")));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  g_assert_true (says (&fixture, "Address: taken away by the city, or this time."));
  tear_down (&fixture);
}

static gboolean
has_due_days (gpointer data)
{
  return fixture_find (GTK_WIDGET (((Fixture *) data)->dialog), GTK_TYPE_LABEL, "552.") != NULL;
}

/* A request is answered with a package for the public that lists what is withheld; by when is told as soon as its day is known. */
static void
test_records_request (void)
{
  Fixture fixture = { 0 };
  g_autofree char *path = reeve_test_temp_path ("answer.zip"), *contents = NULL;
  gsize size;

  set_up (&fixture, REEVE_DB_READ_WRITE);
  /* a filtered list is a selection of places, which would be refused */
  reeve_list_model_set_search (reeve_case_file_get_businesses (fixture.file), "lantern");
  fixture_wait_for (is_idle, &fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.records-request", NULL);
  fixture.dialog = REEVE_RELEASE_DIALOG (find_window (REEVE_TYPE_RELEASE_DIALOG));
  fixture_settle (120);
  fixture_wait_for (has_looked, &fixture);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (choice (&fixture, "Public"))));
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (choice (&fixture, "Package"))));
  type_into (&fixture, 0, "Daily Beacon");
  type_into (&fixture, 1, "Request for the register");
  g_assert_nonnull (strstr (reeve_release_dialog_get_missing (fixture.dialog), "has a number"));
  type_into (&fixture, 2, "PIA-2026-041");
  fixture_wait_for (has_due_days, &fixture);
  type_into (&fixture, 3, "tomorrow");
  g_assert_false (can_make (&fixture));
  type_into (&fixture, 3, "2026-11-16");
  fixture_wait_for (has_looked, &fixture);
  g_assert_true (can_make (&fixture));
  reeve_release_dialog_make (fixture.dialog, path);
  fixture_wait_for (is_made, &fixture);
  fixture_settle (60);
  g_assert_true (says (&fixture, "package made: answer.zip with"));
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_assert_nonnull (memmem (contents, size, "PIA-2026-041", 12));
  tear_down (&fixture);
}

static gboolean
list_is_read (gpointer data)
{
  return reeve_releases_get_n (((Fixture *) data)->releases) != G_MAXUINT;
}

static gboolean
is_written_again (gpointer data)
{
  return fixture_find (GTK_WIDGET (((Fixture *) data)->releases), GTK_TYPE_LABEL, "byte for byte") != NULL;
}

static gboolean
is_recalled (gpointer data)
{
  return fixture_find (GTK_WIDGET (((Fixture *) data)->releases), GTK_TYPE_LABEL, "recalled") != NULL;
}

static void
test_releases (void)
{
  Fixture fixture = { 0 };
  g_autofree char *path = NULL, *again = reeve_test_temp_path ("again.csv"), *first = NULL, *second = NULL;
  g_autoptr (ReeveRecord) record = NULL;

  set_up (&fixture, REEVE_DB_READ_WRITE);
  path = make_police (&fixture);
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&fixture.dialog)));
  gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.releases", NULL);
  fixture.releases = REEVE_RELEASES (find_window (REEVE_TYPE_RELEASES));
  fixture_wait_for (list_is_read, &fixture);
  g_assert_cmpuint (reeve_releases_get_n (fixture.releases), ==, 1);
  g_assert_nonnull (fixture_find (GTK_WIDGET (fixture.releases), GTK_TYPE_LABEL, "To Sgt. Odell Marsh: Joint visit of 24 November"));
  reeve_releases_reprint (fixture.releases, 1, again);
  fixture_wait_for (is_written_again, &fixture);
  g_assert_true (g_file_get_contents (path, &first, NULL, NULL));
  g_assert_true (g_file_get_contents (again, &second, NULL, NULL));
  g_assert_cmpstr (first, ==, second);
  reeve_releases_recall (fixture.releases, 1, "Sent to the wrong address");
  fixture_wait_for (is_recalled, &fixture);
  fixture_settle (60);
  record = last_release (&fixture);
  g_assert_cmpstr (reeve_record_get (record, "recall_reason"), ==, "Sent to the wrong address");
  g_assert_null (fixture_find (GTK_WIDGET (fixture.releases), GTK_TYPE_BUTTON, "_Recall…"));
  tear_down (&fixture);
}

static void
test_read_only (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, REEVE_DB_READ_ONLY);
  open_dialog (&fixture);
  g_assert_true (can_make (&fixture));
  choose (&fixture, "Police");
  type_into (&fixture, 0, "Police");
  type_into (&fixture, 1, "Joint visit");
  g_assert_false (can_make (&fixture));
  g_assert_nonnull (strstr (reeve_release_dialog_get_missing (fixture.dialog), "only internal copies"));
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  fixture_init_gtk (&argc, &argv);
  g_test_add_func ("/app/release/police", test_police);
  g_test_add_func ("/app/release/missing", test_missing);
  g_test_add_func ("/app/release/council-refuses-selection", test_council_refuses_selection);
  g_test_add_func ("/app/release/check-blocks", test_check_blocks);
  g_test_add_func ("/app/release/audience-decides", test_audience_decides);
  g_test_add_func ("/app/release/names", test_names);
  g_test_add_func ("/app/release/keys", test_keys);
  g_test_add_func ("/app/release/layout", test_layout);
  g_test_add_func ("/app/release/preview", test_preview);
  g_test_add_func ("/app/release/preview-closed", test_preview_closed);
  g_test_add_func ("/app/release/print", test_print);
  g_test_add_func ("/app/release/account", test_account);
  g_test_add_func ("/app/release/without", test_without);
  g_test_add_func ("/app/release/passphrase", test_passphrase);
  g_test_add_func ("/app/release/narrowing", test_narrowing);
  g_test_add_func ("/app/release/records-request", test_records_request);
  g_test_add_func ("/app/release/releases", test_releases);
  g_test_add_func ("/app/release/read-only", test_read_only);
  return g_test_run ();
}
