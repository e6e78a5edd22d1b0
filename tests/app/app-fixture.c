/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything in the file goes through the same calls as in the program. */
#include "config.h"

#include <string.h>

#include "app-fixture.h"
#include "reeve-findings.h"
#include "reeve-test.h"
#include "reeve-text.h"

#define WAIT_SECONDS 20

static gboolean
insert_business (ReeveTxn *txn, guint i, GError **error)
{
  g_autoptr (ReeveRecord) business = reeve_record_new ("business");
  g_autoptr (ReeveRecord) premises = reeve_record_new ("premises");
  g_autoptr (ReeveRecord) occupancy = reeve_record_new ("occupancy");
  g_autoptr (ReeveRecord) licence = reeve_record_new ("licence");
  g_autoptr (ReeveRecord) hours = reeve_record_new ("opening_hours");
  g_autofree char *name = g_strdup_printf ("%s %05u", i % 2 == 0 ? "Ninth Lantern" : "Corvane Wellness", i);
  g_autofree char *address = g_strdup_printf ("%u Old Ferry Rd", 100 + i);
  g_autofree char *key = reeve_address_key (address, NULL);
  g_autofree char *number = g_strdup_printf ("%06u", i);

  reeve_record_set (business, "name", name);
  reeve_record_set (business, "number", number);
  reeve_record_set (business, "category", "massage-establishment");
  reeve_record_set (business, "operating", "1");
  reeve_record_set (premises, "address", address);
  reeve_record_set (premises, "address_key", key);
  if (!reeve_txn_insert (txn, business, error) || !reeve_txn_insert (txn, premises, error))
    return FALSE;
  reeve_record_set_integer (occupancy, "premises_id", reeve_record_get_id (premises));
  reeve_record_set_integer (occupancy, "business_id", reeve_record_get_id (business));
  reeve_record_set (occupancy, "from_date", "2024-02-03");
  reeve_record_set_integer (licence, "business_id", reeve_record_get_id (business));
  reeve_record_set (licence, "scope", "city");
  reeve_record_set (licence, "number", number);
  reeve_record_set (licence, "expires", i % 3 == 0 ? "2020-01-31" : "2099-12-31");
  reeve_record_set_integer (hours, "business_id", reeve_record_get_id (business));
  reeve_record_set (hours, "schedule", "Mon-Thu 10:00-20:00, Fri-Sat 10:00-23:30");
  return reeve_txn_insert (txn, occupancy, error) && reeve_txn_insert (txn, licence, error) && reeve_txn_insert (txn, hours, error);
}

static gboolean
insert_all (ReeveTxn *txn, gpointer data, GError **error)
{
  for (guint i = 0; i < GPOINTER_TO_UINT (data); i++)
    if (!insert_business (txn, i, error))
      return FALSE;
  return TRUE;
}

static gboolean
adopt (ReeveTxn *txn, gpointer data, GError **error)
{
  g_autoptr (GBytes) text = g_resources_lookup_data ("/org/reeve/core/ordinances/calder-bend.ordinance.yaml", G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (ReeveMessages) messages = NULL;

  return text != NULL && reeve_ordinance_adopt (txn, "calder-bend.ordinance.yaml", text, "R. Whitlow", &messages, error);
}

char *
fixture_make_file (guint n, gboolean ordinance)
{
  char *path = reeve_test_temp_path ("city.reeve");
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = reeve_db_create (path, "Calder Bend", &error);

  g_assert_no_error (error);
  if (n > 0)
    reeve_db_write (db, "Fill the file", insert_all, GUINT_TO_POINTER (n), NULL, &error);
  g_assert_no_error (error);
  if (ordinance)
    reeve_db_write (db, "Adopt the ordinance", adopt, NULL, NULL, &error);
  g_assert_no_error (error);
  reeve_findings_refresh (db, reeve_day_today (), NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  reeve_db_close (db);
  return path;
}

ReeveCaseFile *
fixture_open (const char *path, ReeveDbMode mode)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = reeve_db_open (path, mode, &error);

  g_assert_no_error (error);
  return reeve_case_file_new (db, reeve_day_today ());
}

void
fixture_wait_for (gboolean (*done) (gpointer data), gpointer data)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (!done (data))
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (2000);
      g_assert_cmpint (g_get_monotonic_time (), <, end);
    }
}

static gboolean
is_loaded (gpointer data)
{
  return reeve_list_model_is_loaded (data) && !reeve_list_model_is_loading (data);
}

void
fixture_wait_loaded (ReeveListModel *model)
{
  fixture_wait_for (is_loaded, model);
}

void
fixture_settle (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

void
fixture_init_gtk (int *argc, char ***argv)
{
  g_autoptr (GtkCssProvider) provider = NULL;

  gtk_test_init (argc, argv, NULL);
  adw_init ();
  provider = gtk_css_provider_new ();
  reeve_style_load (gdk_display_get_default ());
  /* what an AdwApplication does by itself */
  gtk_css_provider_load_from_resource (provider, "/org/reeve/Reeve/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  if (g_getenv ("REEVE_TEST_DARK") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
}

static gboolean
says (GtkWidget *widget, const char *match)
{
  const char *text = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;

  if (match == NULL || (text != NULL && strstr (text, match) != NULL))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (says (child, match))
      return TRUE;
  return FALSE;
}

GtkWidget *
fixture_find (GtkWidget *root, GType type, const char *match)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && says (root, match))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = fixture_find (child, type, match);
      if (found != NULL)
        return found;
    }
  return NULL;
}
