/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule in rows, through its widgets: what is changed is told, what is half typed is not, and the rows follow. */
#include "config.h"

#include <string.h>

#include "app-fixture.h"
#include "reeve-rule-chooser.h"
#include "reeve-rule-editor.h"
#include "reeve-rule-value.h"

#define HEAD \
  "reeve-ordinance: 1\nid: test\njurisdiction: Anywhere\ntitle: Test\nauthority: none\nadopted: {ordinance: \"1\", on: 2020-01-01}\n" \
  "parameters:\n  far: 600 ft\n" \
  "provisions:\n  - id: rule\n    citation: Sec. 1\n    text: A rule.\n    require: business.operating\n" \
  "    measure: {from: door, to: property-line, path: straight}\n"

typedef struct { GtkWidget *window, *editor; ReeveOrdinance *ordinance; char *told; guint n_told; } Fixture;

static void
edited_cb (Fixture *fixture, const char *text)
{
  g_free (fixture->told);
  fixture->told = g_strdup (text);
  fixture->n_told++;
  /* as the form does: the text comes back */
  reeve_rule_editor_show (REEVE_RULE_EDITOR (fixture->editor), fixture->ordinance, REEVE_ABOUT_BUSINESS, text, 20773, TRUE);
}

static void
set_up (Fixture *fixture, const char *text, gboolean editable)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (HEAD, strlen (HEAD));
  g_autoptr (ReeveMessages) messages = NULL;

  fixture->ordinance = reeve_ordinance_load ("test", bytes, NULL, NULL, &messages);
  g_assert_nonnull (fixture->ordinance);
  fixture->editor = reeve_rule_editor_new ("Requires");
  g_signal_connect_swapped (fixture->editor, "edited", G_CALLBACK (edited_cb), fixture);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 600);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->editor);
  gtk_window_present (GTK_WINDOW (fixture->window));
  reeve_rule_editor_show (REEVE_RULE_EDITOR (fixture->editor), fixture->ordinance, REEVE_ABOUT_BUSINESS, text, 20773, editable);
  fixture_settle (50);
}

static void
tear_down (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture_settle (20);
  reeve_ordinance_unref (fixture->ordinance);
  g_free (fixture->told);
}

/* The control marked as that part: "2/value". */
static GtkWidget *
find_key (GtkWidget *root, const char *key)
{
  if (g_strcmp0 (g_object_get_data (G_OBJECT (root), "key"), key) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_key (child, key);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_type (GtkWidget *root, GType type)
{
  return fixture_find (root, type, NULL);
}

static void
test_values (void)
{
  Fixture fixture = { 0 };
  GtkWidget *value, *entry, *drop;

  set_up (&fixture, "business.operating and premises.floor <= 2 and min(distance of premises.place where kind = school) >= far", TRUE);
  /* what assistive technology reads */
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_key (fixture.editor, "2/subject")), GTK_ACCESSIBLE_PROPERTY_LABEL, "Fact: floor");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_key (fixture.editor, "2/comparison")), GTK_ACCESSIBLE_PROPERTY_LABEL, "Comparison");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_key (fixture.editor, "3/value")), GTK_ACCESSIBLE_PROPERTY_LABEL, "Value: far: 600 ft");
  value = find_key (fixture.editor, "2/value");
  entry = find_type (value, GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "3");
  g_assert_cmpuint (fixture.n_told, ==, 0);   /* not at each letter */
  fixture_settle (500);
  g_assert_cmpstr (fixture.told, ==, "business.operating and premises.floor <= 3 and min(distance of premises.place where kind = school) >= far");
  g_assert_true (find_key (fixture.editor, "2/value") == value);   /* the entry being typed in stays */
  /* half of a value is not told, and said to be wrong */
  gtk_editable_set_text (GTK_EDITABLE (entry), "3 ft");
  fixture_settle (500);
  g_assert_cmpuint (fixture.n_told, ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "4");
  fixture_settle (500);
  g_assert_cmpuint (fixture.n_told, ==, 2);
  drop = find_key (fixture.editor, "2/comparison");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), 0);   /* at least */
  fixture_settle (100);
  g_assert_cmpstr (fixture.told, ==, "business.operating and premises.floor >= 4 and min(distance of premises.place where kind = school) >= far");
  drop = find_key (fixture.editor, "0/junction");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), 1);
  fixture_settle (100);
  g_assert_cmpstr (fixture.told, ==, "business.operating or premises.floor >= 4 or min(distance of premises.place where kind = school) >= far");
  tear_down (&fixture);
}

static void
test_rows (void)
{
  Fixture fixture = { 0 };
  GtkWidget *more, *popover, *add, *chooser, *list;

  set_up (&fixture, "business.operating and premises.floor <= 2", TRUE);
  more = find_key (fixture.editor, "1/more");
  gtk_menu_button_popup (GTK_MENU_BUTTON (more));
  fixture_settle (100);
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (more)));
  g_signal_emit_by_name (fixture_find (popover, GTK_TYPE_BUTTON, "Move down"), "clicked");
  fixture_settle (200);
  g_assert_cmpstr (fixture.told, ==, "premises.floor <= 2 and business.operating");
  more = find_key (fixture.editor, "2/more");
  gtk_menu_button_popup (GTK_MENU_BUTTON (more));
  fixture_settle (100);
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (more)));
  g_signal_emit_by_name (fixture_find (popover, GTK_TYPE_BUTTON, "Take out"), "clicked");
  fixture_settle (200);
  g_assert_cmpstr (fixture.told, ==, "premises.floor <= 2");
  /* another is found by its words and added */
  add = fixture_find (fixture.editor, GTK_TYPE_MENU_BUTTON, "Add a condition");
  gtk_menu_button_popup (GTK_MENU_BUTTON (add));
  fixture_settle (100);
  chooser = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (add)));
  g_assert_true (REEVE_IS_RULE_CHOOSER (chooser));
  gtk_editable_set_text (GTK_EDITABLE (find_type (chooser, GTK_TYPE_SEARCH_ENTRY)), "expiry city licence");
  fixture_settle (300);
  list = find_type (chooser, GTK_TYPE_LIST_BOX);
  g_assert_nonnull (list);
  g_signal_emit_by_name (find_type (chooser, GTK_TYPE_SEARCH_ENTRY), "activate");
  fixture_settle (200);
  g_assert_cmpstr (fixture.told, ==, "premises.floor <= 2 and business.city-licence.expires >= today");
  tear_down (&fixture);
}

static void
test_text (void)
{
  Fixture fixture = { 0 };
  GtkWidget *view;

  set_up (&fixture, "premises.floor <= 2", TRUE);
  view = g_object_get_data (G_OBJECT (fixture.editor), "written");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, "Requires, as it is written");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "premisis.floor <= 2", -1);
  fixture_settle (500);
  /* text is never lost, right or wrong; and the suggestion puts it right */
  g_assert_cmpstr (fixture.told, ==, "premisis.floor <= 2");
  g_assert_null (find_key (fixture.editor, "0/subject"));
  g_signal_emit_by_name (fixture_find (fixture.editor, GTK_TYPE_BUTTON, "Take the suggestion"), "clicked");
  fixture_settle (100);
  g_assert_cmpstr (fixture.told, ==, "premises.floor <= 2");
  g_assert_nonnull (find_key (fixture.editor, "0/subject"));
  tear_down (&fixture);
}

static void
test_read_only (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "premises.floor <= 2 and (some business.staff where gives-massage)", FALSE);
  g_assert_null (find_type (fixture.editor, GTK_TYPE_DROP_DOWN));
  g_assert_null (find_type (fixture.editor, GTK_TYPE_ENTRY));
  g_assert_nonnull (fixture_find (fixture.editor, GTK_TYPE_LABEL, "floor"));
  tear_down (&fixture);
}

static void
test_split (void)
{
  g_autofree char *number = NULL, *unit = NULL;

  g_assert_true (reeve_rule_value_split ("7.50 EUR", &number, &unit));
  g_assert_cmpstr (number, ==, "7.50");
  g_assert_cmpstr (unit, ==, "EUR");
  g_assert_false (reeve_rule_value_split ("1..3", &number, &unit));
  g_assert_false (reeve_rule_value_split ("22:00-08:00", &number, &unit));
}

int
main (int argc, char **argv)
{
  fixture_init_gtk (&argc, &argv);
  g_test_add_func ("/rule-editor/values", test_values);
  g_test_add_func ("/rule-editor/rows", test_rows);
  g_test_add_func ("/rule-editor/text", test_text);
  g_test_add_func ("/rule-editor/read-only", test_read_only);
  g_test_add_func ("/rule-editor/split", test_split);
  return g_test_run ();
}
