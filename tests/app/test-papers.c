/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is filed about a business and what the city answers, entered through the dialogs: everything a provision can speak of. */
#include "config.h"

#include <string.h>

#include "app-fixture.h"
#include "reeve-business-dialog.h"
#include "reeve-checklist.h"
#include "reeve-dossier-tabs.h"
#include "reeve-paper-dialog.h"
#include "reeve-record-words.h"
#include "reeve-segments.h"

static ReeveCaseFile *file;
static gint64 business, added;

static gboolean
is_idle (gpointer data)
{
  return !reeve_case_file_is_writing (file);
}

static gboolean
is_added (gpointer data)
{
  return added != 0;
}

static void
added_cb (GtkWidget *dialog, gint64 id, gpointer data)
{
  added = id;
}

static GPtrArray *
of_business (const char *table)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = reeve_records_of_business (reeve_case_file_get_conn (file), table, business, &error);

  g_assert_no_error (error);
  return records;
}

/* Adds a record through its dialog; @field gets @value as the user would choose it. */
static gint64
add (const char *table, const char *field, const char *value)
{
  GtkWidget *dialog = reeve_paper_dialog_add (NULL, file, table, business, "Ninth Lantern"), *form;

  added = 0;
  g_signal_connect (dialog, "added", G_CALLBACK (added_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  form = fixture_find (dialog, REEVE_TYPE_RECORD_FORM, NULL);
  if (field != NULL)
    reeve_record_form_set_value (REEVE_RECORD_FORM (form), field, value);
  reeve_record_dialog_store (REEVE_RECORD_DIALOG (dialog));
  fixture_wait_for (is_added, NULL);
  fixture_wait_for (is_idle, NULL);
  fixture_settle (30);
  return added;
}

/* One of each kind; then each is a record of the business, is in its tab, and can be edited. */
static void
test_each (void)
{
  static const struct { const char *table, *field, *value; } kinds[] = {
    { "application", NULL, NULL }, { "application_person", NULL, NULL }, { "document", "kind", "lease" }, { "exemption", "ground", "solo" },
    { "business_change", "kind", "hours" }, { "fee", "kind", "licence" }, { "use_permit", "kind", "special" }, { "notice", NULL, NULL },
    { "sanction", "kind", "suspension" }, { "hearing", NULL, NULL }, { "event", "kind", "citation" }, { "licence_status", "status", "suspended" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) before = of_business (kinds[i].table), after = NULL;
      g_autofree char *words = NULL;
      const char *field = kinds[i].field, *value = kinds[i].value;
      g_autofree char *party = NULL;
      GtkWidget *dialog;
      gint64 id;

      g_test_message ("%s", kinds[i].table);
      if (strcmp (kinds[i].table, "application_person") == 0)
        {
          g_autoptr (GPtrArray) people = of_business ("party");

          party = g_strdup_printf ("%" G_GINT64_FORMAT, reeve_record_get_id (g_ptr_array_index (people, 0)));
          field = "party_id";
          value = party;
        }
      id = add (kinds[i].table, field, value);
      after = of_business (kinds[i].table);
      g_assert_cmpuint (after->len, ==, before->len + 1);
      dialog = reeve_business_dialog_edit (NULL, file, business, "Edit", reeve_conn_load (reeve_case_file_get_conn (file), kinds[i].table, id, NULL), NULL);
      gtk_window_present (GTK_WINDOW (dialog));
      fixture_settle (30);
      g_assert_nonnull (fixture_find (dialog, REEVE_TYPE_RECORD_FORM, NULL));
      g_assert_nonnull (fixture_find (dialog, GTK_TYPE_BUTTON, "Remove"));
      gtk_window_destroy (GTK_WINDOW (dialog));
    }
}

/* What is missing is told; what was added wrongly is taken out, and undone. */
static void
test_wrong_and_removed (void)
{
  g_autoptr (GPtrArray) before = of_business ("fee"), removed = NULL, back = NULL;
  GtkWidget *dialog = reeve_paper_dialog_add (NULL, file, "fee", business, "Ninth Lantern");
  ReeveRecordForm *form;
  gint64 id;

  gtk_window_present (GTK_WINDOW (dialog));
  reeve_record_dialog_store (REEVE_RECORD_DIALOG (dialog));
  fixture_settle (50);
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "This is needed."));
  gtk_window_destroy (GTK_WINDOW (dialog));
  /* fields that belong together are told so, where they stand */
  dialog = reeve_paper_dialog_add (NULL, file, "sanction", business, "Ninth Lantern");
  gtk_window_present (GTK_WINDOW (dialog));
  form = REEVE_RECORD_FORM (fixture_find (dialog, REEVE_TYPE_RECORD_FORM, NULL));
  reeve_record_form_set_value (form, "kind", "suspension");
  reeve_record_form_set_value (form, "length", "30");
  g_assert_false (reeve_record_form_check (form));
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "A length needs its unit"));
  reeve_record_form_set_value (form, "length_unit", "days");
  g_assert_true (reeve_record_form_check (form));
  gtk_window_destroy (GTK_WINDOW (dialog));
  id = add ("fee", "kind", "late");
  dialog = reeve_business_dialog_edit (NULL, file, business, "Edit", reeve_conn_load (reeve_case_file_get_conn (file), "fee", id, NULL), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  g_signal_emit_by_name (fixture_find (dialog, GTK_TYPE_BUTTON, "Remove"), "clicked");
  fixture_wait_for (is_idle, NULL);
  fixture_settle (50);
  removed = of_business ("fee");
  g_assert_cmpuint (removed->len, ==, before->len);
  reeve_case_file_undo (file, 0, FALSE);
  fixture_wait_for (is_idle, NULL);
  fixture_settle (50);
  back = of_business ("fee");
  g_assert_cmpuint (back->len, ==, before->len + 1);
}

static gboolean
tells_both (gpointer dialog)
{
  return fixture_find (dialog, GTK_TYPE_LABEL, "Now computed") != NULL;
}

static gboolean
complete_application (ReeveTxn *txn, gpointer data, GError **error)
{
  g_autoptr (ReeveRecord) record = reeve_conn_load (reeve_txn_get_conn (txn), "application", *(gint64 *) data, error);

  reeve_record_set (record, "received", "2026-01-05");
  reeve_record_set (record, "complete", "2026-01-10");
  reeve_record_set (record, "due", "2026-02-01");
  return reeve_txn_update (txn, record, error);
}

/* The recorded day of a decision stays as it was told; the computed one stands beside it and is recorded by a button only. */
static void
test_due (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveRecord) stored = NULL;
  gint64 id = add ("application", NULL, NULL);
  GtkWidget *dialog;

  reeve_db_write (reeve_case_file_get_db (file), "Complete", complete_application, &id, NULL, &error);
  g_assert_no_error (error);
  dialog = reeve_business_dialog_edit (NULL, file, business, "Edit", reeve_conn_load (reeve_case_file_get_conn (file), "application", id, NULL), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  fixture_wait_for (tells_both, dialog);
  g_signal_emit_by_name (fixture_find (dialog, GTK_TYPE_BUTTON, "Record the computed day"), "clicked");
  fixture_wait_for (is_idle, NULL);
  fixture_settle (50);
  stored = reeve_conn_load (reeve_case_file_get_conn (file), "application", id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (reeve_record_get (stored, "due"), ==, "2026-02-09");
  gtk_window_destroy (GTK_WINDOW (dialog));
  fixture_settle (50);
}

/* The list of codes of an open list is offered, in words; another word can be written. */
static void
test_codes (void)
{
  GtkWidget *dialog = reeve_paper_dialog_add (NULL, file, "notice", business, "Ninth Lantern"), *form, *check;

  gtk_window_present (GTK_WINDOW (dialog));
  form = fixture_find (dialog, REEVE_TYPE_RECORD_FORM, NULL);
  check = fixture_find (dialog, GTK_TYPE_CHECK_BUTTON, "Owner");
  g_assert_nonnull (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_cmpstr (reeve_record_get (reeve_record_form_get_record (REEVE_RECORD_FORM (form)), "addressees"), ==, "owner");
  reeve_record_form_set_value (REEVE_RECORD_FORM (form), "addressees", "owner landlord-of-record");
  g_assert_true (reeve_record_form_check (REEVE_RECORD_FORM (form)));
  g_assert_cmpstr (reeve_record_get (reeve_record_form_get_record (REEVE_RECORD_FORM (form)), "addressees"), ==, "owner landlord-of-record");
  reeve_record_form_set_value (REEVE_RECORD_FORM (form), "method", "certified-mail");
  g_assert_true (reeve_record_form_check (REEVE_RECORD_FORM (form)));
  g_assert_cmpstr (reeve_record_get (reeve_record_form_get_record (REEVE_RECORD_FORM (form)), "method"), ==, "certified-mail");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static const char asking[] =
  "reeve-ordinance: 1\nid: asking\njurisdiction: Calder Bend\ntitle: Asking\nauthority: none\nadopted: {ordinance: 9, on: 2019-01-01}\n"
  "checklist:\n  - {id: paid-in-cash, ask: Was it paid in cash?, of: fee}\n"
  "provisions:\n  - {id: cash, citation: Sec. 9, text: No cash., require: no business.fee where observed.paid-in-cash}\n";

static gboolean
adopt (ReeveTxn *txn, gpointer data, GError **error)
{
  g_autoptr (ReeveRecord) version = reeve_record_new ("ordinance_version");

  reeve_record_set (version, "ordinance", "asking");
  reeve_record_set (version, "title", "Asking");
  reeve_record_set (version, "jurisdiction", "Calder Bend");
  reeve_record_set (version, "number", "9");
  reeve_record_set (version, "adopted_on", "2019-01-01");
  reeve_record_set (version, "in_force", "2019-01-01");
  reeve_record_set (version, "text", asking);
  reeve_record_set (version, "sha256", "0");
  return reeve_txn_insert (txn, version, error);
}

static gboolean
is_asked (gpointer dialog)
{
  return fixture_find (dialog, GTK_TYPE_LABEL, "Was it paid in cash?") != NULL;
}

/* An item asked of a fee stands in the fee's form, and its answer is kept. */
static void
test_items (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answers = NULL;
  GtkWidget *dialog, *yes;
  gint64 id;

  reeve_db_write (reeve_case_file_get_db (file), "Adopt", adopt, NULL, NULL, &error);
  g_assert_no_error (error);
  id = add ("fee", "kind", "licence");
  dialog = reeve_business_dialog_edit (NULL, file, business, "Edit", reeve_conn_load (reeve_case_file_get_conn (file), "fee", id, NULL), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  fixture_wait_for (is_asked, dialog);
  yes = fixture_find (fixture_find (dialog, GTK_TYPE_LABEL, "Was it paid in cash?"), GTK_TYPE_LABEL, NULL);
  yes = gtk_widget_get_next_sibling (yes);
  g_assert_true (REEVE_IS_SEGMENTS (yes));
  g_signal_emit_by_name (fixture_find (yes, GTK_TYPE_TOGGLE_BUTTON, "No"), "clicked");
  fixture_wait_for (is_idle, NULL);
  fixture_settle (100);
  answers = reeve_conn_load_where (reeve_case_file_get_conn (file), "record_answer", "fee_id", id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answers->len, ==, 1);
  g_assert_cmpstr (reeve_record_get (g_ptr_array_index (answers, 0), "answer"), ==, "no");
  gtk_window_destroy (GTK_WINDOW (dialog));
  fixture_settle (50);
}

static gboolean
add_owner (ReeveTxn *txn, gpointer data, GError **error)
{
  g_autoptr (ReeveRecord) party = reeve_record_new ("party");
  g_autoptr (ReeveRecord) ownership = reeve_record_new ("ownership");

  reeve_record_set (party, "kind", "person");
  reeve_record_set (party, "name", "Avery Thornbury");
  if (!reeve_txn_insert (txn, party, error))
    return FALSE;
  reeve_record_set_integer (ownership, "business_id", business);
  reeve_record_set_integer (ownership, "party_id", reeve_record_get_id (party));
  reeve_record_set (ownership, "role", "owner");
  return reeve_txn_insert (txn, ownership, error);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  fixture_init_gtk (&argc, &argv);
  path = fixture_make_file (3, TRUE);
  file = fixture_open (path, REEVE_DB_READ_WRITE);
  business = 1;
  reeve_db_write (reeve_case_file_get_db (file), "Add an owner", add_owner, NULL, NULL, &error);
  g_assert_no_error (error);
  g_test_add_func ("/papers/each", test_each);
  g_test_add_func ("/papers/wrong-and-removed", test_wrong_and_removed);
  g_test_add_func ("/papers/codes", test_codes);
  g_test_add_func ("/papers/due", test_due);
  g_test_add_func ("/papers/items", test_items);
  status = g_test_run ();
  reeve_case_file_close (file);
  fixture_settle (50);
  g_object_unref (file);
  return status;
}
