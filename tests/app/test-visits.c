/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking a complaint and recording a visit, through the widgets: what is typed is in the file, what is wrong is told and is not. */
#include "config.h"

#include "app-fixture.h"
#include "reeve-checklist-view.h"
#include "reeve-complaint-form.h"
#include "reeve-findings.h"
#include "reeve-inspection-form.h"
#include "reeve-place-entry.h"
#include "reeve-record-form.h"
#include "reeve-segments.h"

/* A form in a window of its own on a fresh file. */
typedef struct { ReeveCaseFile *file; GtkWidget *window, *form; gint64 stored; } Fixture;

static void
stored_cb (Fixture *fixture, gint64 id)
{
  fixture->stored = id;
}

static void
set_up (Fixture *fixture, GType type)
{
  g_autofree char *path = fixture_make_file (3, TRUE);

  fixture->file = fixture_open (path, REEVE_DB_READ_WRITE);
  fixture->form = g_object_new (type, NULL);
  if (type == REEVE_TYPE_COMPLAINT_FORM)
    reeve_complaint_form_set_file (REEVE_COMPLAINT_FORM (fixture->form), fixture->file);
  else
    reeve_inspection_form_set_file (REEVE_INSPECTION_FORM (fixture->form), fixture->file);
  g_signal_connect_swapped (fixture->form, "stored", G_CALLBACK (stored_cb), fixture);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 800);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->form);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  reeve_case_file_close (fixture->file);
  fixture_settle (50);
  g_clear_object (&fixture->file);
}

static gboolean
is_stored (gpointer data)
{
  return ((Fixture *) data)->stored != 0;
}

static gboolean
is_idle (gpointer data)
{
  return !reeve_case_file_is_writing (((Fixture *) data)->file);
}

static char *
stored_value (Fixture *fixture, const char *table, gint64 id, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveRecord) record = reeve_conn_load (reeve_case_file_get_conn (fixture->file), table, id, &error);

  g_assert_no_error (error);
  return g_strdup (reeve_record_get (record, field));
}

static void
assert_stored (Fixture *fixture, const char *table, gint64 id, const char *field, const char *expected)
{
  g_autofree char *value = stored_value (fixture, table, id, field);

  g_assert_cmpstr (value, ==, expected);
}

/* The field that a label names. */
static GtkWidget *
field_of (GtkWidget *root, const char *label)
{
  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), label))
    return gtk_label_get_mnemonic_widget (GTK_LABEL (root));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = field_of (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Chooses a segment as a click would. */
static void
choose (GtkWidget *form, const char *group, const char *words)
{
  GtkWidget *segments = field_of (form, group);
  GtkWidget *button = segments == NULL ? NULL : fixture_find (segments, GTK_TYPE_TOGGLE_BUTTON, words);

  g_assert_nonnull (button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

static void
type_into (GtkWidget *form, const char *label, const char *text)
{
  GtkWidget *entry = field_of (form, label);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
}

static void
test_complaint_is_kept (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, REEVE_TYPE_COMPLAINT_FORM);
  reeve_complaint_form_begin (REEVE_COMPLAINT_FORM (fixture.form), 1);
  g_assert_cmpint (reeve_complaint_form_get_complaint (REEVE_COMPLAINT_FORM (fixture.form)), ==, 0);
  choose (fixture.form, "From", "Anonymous");
  fixture_wait_for (is_stored, &fixture);
  assert_stored (&fixture, "complaint", fixture.stored, "source_class", "anonymous");
  assert_stored (&fixture, "complaint", fixture.stored, "business_id", "1");
  assert_stored (&fixture, "complaint", fixture.stored, "status", "pending");
  type_into (fixture.form, "Response due", "12/31/2026");
  fixture_wait_for (is_idle, &fixture);
  assert_stored (&fixture, "complaint", fixture.stored, "response_due", "2026-12-31");
  tear_down (&fixture);
}

static void
gone_cb (gboolean *gone)
{
  *gone = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
test_undone_complaint_is_gone (void)
{
  Fixture fixture = { 0 };
  gboolean gone = FALSE;

  set_up (&fixture, REEVE_TYPE_COMPLAINT_FORM);
  g_signal_connect_swapped (fixture.form, "gone", G_CALLBACK (gone_cb), &gone);
  reeve_complaint_form_begin (REEVE_COMPLAINT_FORM (fixture.form), 1);
  choose (fixture.form, "From", "Anonymous");
  fixture_wait_for (is_stored, &fixture);
  g_assert_false (gone);
  reeve_case_file_undo (fixture.file, 0, FALSE);
  fixture_wait_for (is_true, &gone);
  tear_down (&fixture);
}

static void
test_wrong_day_is_told (void)
{
  Fixture fixture = { 0 };
  GtkWidget *form, *entry;

  set_up (&fixture, REEVE_TYPE_COMPLAINT_FORM);
  reeve_complaint_form_begin (REEVE_COMPLAINT_FORM (fixture.form), 1);
  choose (fixture.form, "From", "Resident");
  fixture_wait_for (is_stored, &fixture);
  type_into (fixture.form, "Response due", "2026-02-30");
  fixture_settle (100);
  fixture_wait_for (is_idle, &fixture);
  assert_stored (&fixture, "complaint", fixture.stored, "response_due", NULL);
  form = fixture_find (fixture.form, REEVE_TYPE_RECORD_FORM, NULL);
  g_assert_false (reeve_record_form_check (REEVE_RECORD_FORM (form)));
  entry = field_of (fixture.form, "Response due");
  g_assert_true (gtk_widget_has_css_class (entry, "wrong"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "2026-02-30");
  tear_down (&fixture);
}

static void
test_place_as_told_is_kept (void)
{
  Fixture fixture = { 0 };
  GtkWidget *place;

  set_up (&fixture, REEVE_TYPE_COMPLAINT_FORM);
  reeve_complaint_form_begin (REEVE_COMPLAINT_FORM (fixture.form), 0);
  place = fixture_find (fixture.form, REEVE_TYPE_PLACE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (fixture_find (place, GTK_TYPE_ENTRY, NULL)), "behind the old depot");
  g_signal_emit_by_name (place, "placed");
  fixture_wait_for (is_stored, &fixture);
  assert_stored (&fixture, "complaint", fixture.stored, "place_told", "behind the old depot");
  assert_stored (&fixture, "complaint", fixture.stored, "premises_id", NULL);
  tear_down (&fixture);
}

static gboolean
has_suggestion (gpointer place)
{
  return fixture_find (place, ADW_TYPE_ACTION_ROW, "102 Old Ferry Rd") != NULL;
}

static void
test_place_is_found (void)
{
  Fixture fixture = { 0 };
  GtkWidget *place, *entry;

  set_up (&fixture, REEVE_TYPE_COMPLAINT_FORM);
  reeve_complaint_form_begin (REEVE_COMPLAINT_FORM (fixture.form), 0);
  place = fixture_find (fixture.form, REEVE_TYPE_PLACE_ENTRY, NULL);
  entry = fixture_find (place, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "102 old fer");
  fixture_wait_for (has_suggestion, place);
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpint (reeve_place_entry_get_business (REEVE_PLACE_ENTRY (place)), ==, 3);
  fixture_wait_for (is_stored, &fixture);
  assert_stored (&fixture, "complaint", fixture.stored, "business_id", "3");
  tear_down (&fixture);
}

static gboolean
has_questions (gpointer checklist)
{
  guint answered, all;

  reeve_checklist_view_count (checklist, &answered, &all);
  return all > 0;
}

static void
test_visit_needs_reason_and_basis (void)
{
  Fixture fixture = { 0 };
  GtkWidget *checklist, *unseen;
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&fixture, REEVE_TYPE_INSPECTION_FORM);
  reeve_inspection_form_plan (REEVE_INSPECTION_FORM (fixture.form), 1);
  fixture_settle (100);
  g_assert_cmpint (fixture.stored, ==, 0);
  choose (fixture.form, "Why it was chosen", "Schedule");
  fixture_wait_for (is_stored, &fixture);
  assert_stored (&fixture, "inspection", fixture.stored, "status", "planned");
  checklist = fixture_find (fixture.form, REEVE_TYPE_CHECKLIST_VIEW, NULL);
  fixture_wait_for (has_questions, checklist);
  /* no basis: the answers are insensitive and say why */
  unseen = fixture_find (checklist, GTK_TYPE_TOGGLE_BUTTON, "Not observed");
  g_assert_nonnull (unseen);
  g_assert_false (gtk_widget_is_sensitive (unseen));
  choose (fixture.form, "Legal basis", "Consent");
  fixture_wait_for (is_idle, &fixture);
  unseen = fixture_find (checklist, GTK_TYPE_TOGGLE_BUTTON, "Not observed");
  g_assert_true (gtk_widget_is_sensitive (unseen));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (unseen), TRUE);
  fixture_wait_for (is_idle, &fixture);
  answers = reeve_conn_load_where (reeve_case_file_get_conn (fixture.file), "inspection_item", "inspection_id", fixture.stored, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answers->len, ==, 1);
  g_assert_cmpstr (reeve_record_get (g_ptr_array_index (answers, 0), "answer"), ==, "not-observed");
  assert_stored (&fixture, "inspection", fixture.stored, "status", "begun");
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  fixture_init_gtk (&argc, &argv);
  g_test_add_func ("/visits/complaint-is-kept", test_complaint_is_kept);
  g_test_add_func ("/visits/undone-complaint-is-gone", test_undone_complaint_is_gone);
  g_test_add_func ("/visits/wrong-day-is-told", test_wrong_day_is_told);
  g_test_add_func ("/visits/place-as-told-is-kept", test_place_as_told_is_kept);
  g_test_add_func ("/visits/place-is-found", test_place_is_found);
  g_test_add_func ("/visits/visit-needs-reason-and-basis", test_visit_needs_reason_and_basis);
  return g_test_run ();
}
