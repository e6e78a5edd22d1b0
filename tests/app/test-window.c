/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every page and dialog of the window, built, filled and poked. With REEVE_TEST_PICTURES set to a folder each step leaves a picture there. */
#include "config.h"

#include <string.h>

#include "app-fixture.h"
#include "reeve-business-columns.h"
#include "reeve-business-detail.h"
#include "reeve-business-dialog.h"
#include "reeve-businesses-page.h"
#include "reeve-drag-handle.h"
#include "reeve-finding-row.h"
#include "reeve-go-to.h"
#include "reeve-import-page.h"
#include "reeve-lists.h"
#include "reeve-record-form.h"
#include "reeve-saved-view.h"
#include "reeve-symbol-image.h"
#include "reeve-test.h"
#include "reeve-wrap-box.h"

static ReeveWindow *window;
static ReeveCaseFile *file;
static int wanted_width = 1280;

static void
take_picture (const char *name)
{
  const char *folder = g_getenv ("REEVE_TEST_PICTURES");
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;
  fixture_settle (400);
  paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable), gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node == NULL)
    return;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  path = g_strdup_printf ("%s/%s.png", folder, name);
  gdk_texture_save_to_png (texture, path);
}

static gboolean
is_idle (gpointer data)
{
  return !reeve_case_file_is_writing (file) && reeve_case_file_get_progress (file, NULL) == NULL
         && !reeve_list_model_is_loading (reeve_case_file_get_businesses (file));
}

static void
wait_idle (void)
{
  fixture_wait_for (is_idle, NULL);
  fixture_settle (60);
}

static void
open_window (guint n, gboolean ordinance, ReeveDbMode mode)
{
  g_autofree char *path = fixture_make_file (n, ordinance);

  window = g_object_ref_sink (g_object_new (REEVE_TYPE_WINDOW, NULL));
  gtk_window_set_default_size (GTK_WINDOW (window), wanted_width, 800);
  file = fixture_open (path, mode);
  reeve_window_take_file (window, file);
  gtk_window_present (GTK_WINDOW (window));
  fixture_wait_loaded (reeve_case_file_get_businesses (file));
  wait_idle ();
}

static void
close_window (void)
{
  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&window);
  file = NULL;
  fixture_settle (20);
}

static ReeveBusinessDetail *
get_detail (void)
{
  return REEVE_BUSINESS_DETAIL (fixture_find (GTK_WIDGET (window), REEVE_TYPE_BUSINESS_DETAIL, NULL));
}

static gboolean
detail_is_there (gpointer data)
{
  return !reeve_business_detail_is_loading (get_detail ());
}

static void
test_first_page (void)
{
  ReeveWindow *w = g_object_ref_sink (g_object_new (REEVE_TYPE_WINDOW, NULL));

  gtk_window_present (GTK_WINDOW (w));
  fixture_settle (50);
  g_assert_nonnull (fixture_find (GTK_WIDGET (w), GTK_TYPE_BUTTON, "Open the sample"));
  g_assert_null (reeve_window_get_file (w));
  reeve_window_show_error (w, "This file cannot be opened", "a < b & c");
  fixture_settle (20);
  g_assert_nonnull (fixture_find (GTK_WIDGET (w), GTK_TYPE_LABEL, "a < b & c"));
  gtk_window_destroy (GTK_WINDOW (w));
  g_object_unref (w);
}

static void
test_empty_file (void)
{
  open_window (0, FALSE, REEVE_DB_READ_WRITE);
  g_assert_nonnull (fixture_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "No businesses yet"));
  take_picture ("empty");
  reeve_window_show_page (window, "overview");
  fixture_settle (200);
  g_assert_nonnull (fixture_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "No ordinance is in force"));
  take_picture ("overview-empty");
  close_window ();
}

/* One row: it is selected and open, and the words are in the singular. */
static void
test_one_row (void)
{
  open_window (1, FALSE, REEVE_DB_READ_WRITE);
  fixture_wait_for (detail_is_there, NULL);
  g_assert_cmpint (reeve_selection_get_business (reeve_case_file_get_selection (file)), !=, 0);
  g_assert_nonnull (fixture_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "1 business"));
  g_assert_null (fixture_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "1 businesses"));
  close_window ();
}

static void
test_every_page (void)
{
  static const char *const names[] = { "overview", "businesses", "complaints", "inspections", "import" };

  open_window (12, TRUE, REEVE_DB_READ_WRITE);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_nonnull (reeve_window_get_page (window, names[i]));
      reeve_window_show_page (window, names[i]);
      fixture_settle (150);
      take_picture (names[i]);
    }
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (reeve_window_get_page (window, "inspections"))));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.forward", NULL);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (reeve_window_get_page (window, "import"))));
  /* Esc leaves a page that belongs to another */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.leave", NULL);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (reeve_window_get_page (window, "businesses"))));
  close_window ();
}

static gboolean
is_searched (gpointer data)
{
  ReeveListModel *model = reeve_case_file_get_businesses (file);

  return g_strcmp0 (reeve_list_model_get_search (model), data) == 0 && !reeve_list_model_is_loading (model);
}

static gboolean
is_said (gpointer data)
{
  return fixture_find (GTK_WIDGET (reeve_window_get_page (window, "businesses")), GTK_TYPE_LABEL, data) != NULL;
}

static void
test_search (void)
{
  GtkWidget *page, *search;
  ReeveListModel *model;

  open_window (30, FALSE, REEVE_DB_READ_WRITE);
  page = GTK_WIDGET (reeve_window_get_page (window, "businesses"));
  model = reeve_case_file_get_businesses (file);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.find", NULL);
  search = fixture_find (page, GTK_TYPE_SEARCH_ENTRY, NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), search));
  gtk_editable_set_text (GTK_EDITABLE (search), "corv 00007");
  fixture_wait_for (is_searched, (gpointer) "corv 00007");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (search), "xyzzy <b>");
  fixture_wait_for (is_searched, (gpointer) "xyzzy <b>");
  fixture_wait_for (is_said, (gpointer) "xyzzy <b>");
  take_picture ("nothing-matches");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.leave", NULL);
  fixture_wait_for (is_searched, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 30);
  close_window ();
}

static gboolean
is_explained (gpointer data)
{
  return reeve_finding_row_is_explained (data);
}

/* A finding opens to its explanation, is confirmed, and the decision is undone. */
static void
test_finding (void)
{
  GtkWidget *detail, *row;

  open_window (4, TRUE, REEVE_DB_READ_WRITE);
  fixture_wait_for (detail_is_there, NULL);
  detail = GTK_WIDGET (get_detail ());
  row = fixture_find (detail, REEVE_TYPE_FINDING_ROW, NULL);
  g_assert_nonnull (row);
  reeve_finding_row_set_open (REEVE_FINDING_ROW (row), TRUE);
  fixture_wait_for (is_explained, row);
  g_assert_nonnull (fixture_find (row, GTK_TYPE_EXPANDER, "How computed"));
  g_assert_nonnull (fixture_find (row, GTK_TYPE_LABEL, "Facts used"));
  take_picture ("finding");
  if (fixture_find (row, GTK_TYPE_BUTTON, "Confirm violation") != NULL)
    {
      gtk_widget_activate_action (row, "finding.confirm", NULL);
      wait_idle ();
      fixture_wait_for (detail_is_there, NULL);
      fixture_settle (300);
      g_assert_nonnull (fixture_find (detail, GTK_TYPE_BUTTON, "Take it back"));
      take_picture ("decided");
      gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
      wait_idle ();
      fixture_wait_for (detail_is_there, NULL);
      fixture_settle (300);
      g_assert_null (fixture_find (detail, GTK_TYPE_BUTTON, "Take it back"));
    }
  close_window ();
}

static void
test_tabs (void)
{
  static const char *const tabs[] = { "findings", "details", "history", "people", "licences", "complaints", "inspections" };

  open_window (3, TRUE, REEVE_DB_READ_WRITE);
  fixture_wait_for (detail_is_there, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      g_autofree char *picture = g_strconcat ("tab-", tabs[i], NULL);

      reeve_business_detail_show_tab (get_detail (), tabs[i]);
      fixture_settle (60);
      take_picture (picture);
    }
  close_window ();
}

static GtkWindow *
get_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (REEVE_IS_RECORD_DIALOG (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static GtkEditable *
get_field (GtkWidget *root, guint nth)
{
  GtkWidget *widget = root;
  guint seen = 0;
  GQueue pending = G_QUEUE_INIT;
  GtkEditable *found = NULL;

  g_queue_push_tail (&pending, widget);
  while ((widget = g_queue_pop_head (&pending)) != NULL && found == NULL)
    {
      if (GTK_IS_ENTRY (widget))
        {
          if (seen++ == nth)
            found = GTK_EDITABLE (widget);
          continue;
        }
      for (GtkWidget *child = gtk_widget_get_last_child (widget); child != NULL; child = gtk_widget_get_prev_sibling (child))
        g_queue_push_head (&pending, child);
    }
  g_queue_clear (&pending);
  return found;
}

/* Adding: what is missing is said at the field; then name and address are enough; Ctrl+Z takes it back. */
static void
test_add_business (void)
{
  GtkWindow *dialog;
  ReeveListModel *model;

  open_window (2, FALSE, REEVE_DB_READ_WRITE);
  model = reeve_case_file_get_businesses (file);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.add", NULL);
  fixture_settle (150);
  dialog = get_dialog ();
  g_assert_nonnull (dialog);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (dialog), fixture_find (GTK_WIDGET (dialog), REEVE_TYPE_RECORD_FORM, NULL)));
  reeve_record_dialog_store (REEVE_RECORD_DIALOG (dialog));
  fixture_settle (50);
  g_assert_nonnull (fixture_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "This is needed."));
  gtk_editable_set_text (get_field (fixture_find (GTK_WIDGET (dialog), REEVE_TYPE_RECORD_FORM, "Category"), 0), "Amberly Spa");
  gtk_editable_set_text (get_field (fixture_find (GTK_WIDGET (dialog), REEVE_TYPE_RECORD_FORM, "Address"), 0), "610 Pell St");
  reeve_record_dialog_store (REEVE_RECORD_DIALOG (dialog));
  wait_idle ();
  fixture_wait_loaded (model);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 3);
  g_assert_null (get_dialog ());
  fixture_wait_for (detail_is_there, NULL);
  g_assert_nonnull (fixture_find (GTK_WIDGET (get_detail ()), GTK_TYPE_LABEL, "Amberly Spa"));
  g_assert_nonnull (fixture_find (GTK_WIDGET (get_detail ()), GTK_TYPE_LABEL, "610 Pell St"));
  take_picture ("added");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  wait_idle ();
  fixture_wait_loaded (model);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 2);
  close_window ();
}

static void
test_dialogs (void)
{
  GtkWidget *(*const makers[]) (GtkWindow *, ReeveCaseFile *, gint64, const char *) = {
    reeve_business_dialog_add_licence, reeve_business_dialog_add_owner, reeve_business_dialog_add_practitioner, reeve_business_dialog_add_hours,
    reeve_business_dialog_add_premises,
  };
  gint64 business;

  open_window (1, FALSE, REEVE_DB_READ_WRITE);
  business = reeve_selection_get_business (reeve_case_file_get_selection (file));
  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      GtkWidget *dialog = makers[i] (GTK_WINDOW (window), file, business, "Ninth Lantern 00000");

      g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
      gtk_window_present (GTK_WINDOW (dialog));
      fixture_settle (60);
      reeve_record_dialog_store (REEVE_RECORD_DIALOG (dialog));   /* empty or not, it must not be taken without what is needed */
      fixture_settle (60);
      wait_idle ();
      /* a licence needs nothing but who issued it, the others need more */
      g_assert_true ((dialog == NULL) == (i == 0));
      if (dialog != NULL)
        gtk_window_destroy (GTK_WINDOW (dialog));
    }
  close_window ();
}

/* An edit in the Details tab is kept when the field is left. */
static void
test_edit_field (void)
{
  GtkWidget *form;
  GtkEditable *name;

  open_window (1, FALSE, REEVE_DB_READ_WRITE);
  fixture_wait_for (detail_is_there, NULL);
  reeve_business_detail_show_tab (get_detail (), "details");
  fixture_settle (60);
  form = fixture_find (GTK_WIDGET (get_detail ()), REEVE_TYPE_RECORD_FORM, NULL);
  name = get_field (form, 0);
  g_assert_cmpstr (gtk_editable_get_text (name), ==, "Ninth Lantern 00000");
  gtk_editable_set_text (name, "Tenth Lantern");
  g_signal_emit_by_name (name, "activate");
  wait_idle ();
  fixture_wait_for (detail_is_there, NULL);
  g_assert_nonnull (fixture_find (GTK_WIDGET (get_detail ()), GTK_TYPE_LABEL, "Tenth Lantern"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  wait_idle ();
  fixture_wait_for (detail_is_there, NULL);
  g_assert_cmpstr (gtk_editable_get_text (name), ==, "Ninth Lantern 00000");
  close_window ();
}

static gboolean
is_planned (gpointer data)
{
  return reeve_import_page_is_ready (data);
}

/* Rows are bound while the page is drawn, which takes its time on a machine that is busy. */
static gboolean
is_marked (gpointer data)
{
  GtkWidget *cell = fixture_find (data, GTK_TYPE_LABEL, "02/30/2027");

  return cell != NULL && gtk_widget_has_css_class (cell, "refused");
}

static void
test_import (void)
{
  g_autofree char *path = reeve_test_temp_path ("licences.csv");
  const char text[] = "License Number,Business Name,Address,Expiration Date,NATIONALITY\n"
                      "000117,NINTH LANTERN WELLNESS,903 OLD FERRY RD,03/31/2027,x\n"
                      "000204,TERN & THISTLE MASSAGE,77 COTTER BLVD,06/30/2027,y\n"
                      "000340,GANTRY ROW MASSAGE,36 GANTRY ROW,02/30/2027,z\n"
                      "000341,MARLGATE SPA,5 SABRE CT,03/31/1815,z\n";
  ReeveImportPage *page;
  ReeveListModel *model;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  open_window (0, FALSE, REEVE_DB_READ_WRITE);
  model = reeve_case_file_get_businesses (file);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.import", NULL);
  page = REEVE_IMPORT_PAGE (reeve_window_get_page (window, "import"));
  reeve_import_page_choose (page, path);
  fixture_wait_for (is_planned, page);
  fixture_wait_for (is_marked, page);
  g_assert_nonnull (fixture_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "NATIONALITY is not read"));
  g_assert_null (fixture_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "xyzzy"));
  /* what would be refused or left unknown is marked where it stands, and says why */
  g_assert_true (gtk_widget_has_css_class (fixture_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "02/30/2027"), "refused"));
  g_assert_nonnull (gtk_widget_get_tooltip_text (fixture_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "02/30/2027")));
  g_assert_true (gtk_widget_has_css_class (fixture_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "03/31/1815"), "left-unknown"));
  g_assert_false (gtk_widget_has_css_class (fixture_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "03/31/2027"), "refused"));
  g_assert_nonnull (fixture_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "✗ 000340"));
  take_picture ("import-plan");
  /* a plan changes nothing */
  g_assert_cmpuint (reeve_list_model_get_n_all (model), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.finish", NULL);
  wait_idle ();
  fixture_settle (300);
  wait_idle ();
  g_assert_cmpuint (reeve_list_model_get_n_all (model), >=, 2);
  take_picture ("imported");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  wait_idle ();
  fixture_settle (100);
  wait_idle ();
  g_assert_cmpuint (reeve_list_model_get_n_all (model), ==, 0);
  close_window ();
}

static void
test_import_refused (void)
{
  ReeveImportPage *page;

  open_window (0, FALSE, REEVE_DB_READ_WRITE);
  reeve_window_show_page (window, "import");
  page = REEVE_IMPORT_PAGE (reeve_window_get_page (window, "import"));
  reeve_import_page_choose (page, "/nowhere/at/all.csv");
  fixture_settle (400);
  g_assert_nonnull (fixture_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "This file cannot be imported"));
  g_assert_false (reeve_import_page_is_ready (page));
  close_window ();
}

static void
test_read_only (void)
{
  open_window (2, FALSE, REEVE_DB_READ_ONLY);
  g_assert_nonnull (fixture_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "for reading only"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.add", NULL);
  fixture_settle (50);
  g_assert_null (get_dialog ());
  take_picture ("read-only");
  close_window ();
}

static void
test_problem_strip (void)
{
  open_window (1, FALSE, REEVE_DB_READ_WRITE);
  reeve_case_file_set_problem (file, "3 addresses could not be placed.");
  fixture_settle (30);
  g_assert_nonnull (fixture_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "3 addresses could not be placed."));
  reeve_case_file_set_problem (file, NULL);
  close_window ();
}

static void
test_narrow (void)
{
  GtkWidget *find;

  wanted_width = 400;
  open_window (5, TRUE, REEVE_DB_READ_WRITE);
  wanted_width = 1280;
  fixture_settle (200);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, 480);
  take_picture ("narrow");
  /* one pane at a time: the list, then the detail, then back */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.find", NULL);
  fixture_settle (100);
  find = fixture_find (GTK_WIDGET (window), GTK_TYPE_SEARCH_ENTRY, NULL);
  g_assert_true (gtk_widget_get_mapped (find));
  take_picture ("narrow-find");
  g_signal_emit_by_name (find, "activate");
  fixture_settle (400);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (get_detail ())));
  take_picture ("narrow-detail");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.leave", NULL);
  fixture_settle (400);
  g_assert_true (gtk_widget_get_mapped (fixture_find (GTK_WIDGET (window), GTK_TYPE_COLUMN_VIEW, NULL)));
  close_window ();
}

static void
test_accessible (void)
{
  GtkWidget *symbol = g_object_ref_sink (reeve_symbol_image_new (REEVE_SHOWN_NOT_MET, 16));
  GtkWidget *handle = g_object_ref_sink (g_object_new (REEVE_TYPE_DRAG_HANDLE, NULL));

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (symbol), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (symbol), GTK_ACCESSIBLE_PROPERTY_LABEL, "Not met");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (handle), GTK_ACCESSIBLE_ROLE_SLIDER);
  g_object_unref (symbol);
  g_object_unref (handle);
}

/* Children go on in a new line, and the height follows the width. */
static void
test_wrap_box (void)
{
  GtkWidget *box = g_object_ref_sink (reeve_wrap_box_new (6, 4));
  int minimum, one_line, two_lines, natural;

  reeve_wrap_box_append (REEVE_WRAP_BOX (box), g_object_new (GTK_TYPE_SEPARATOR, "width-request", 100, "height-request", 20, NULL));
  reeve_wrap_box_append (REEVE_WRAP_BOX (box), g_object_new (GTK_TYPE_SEPARATOR, "width-request", 100, "height-request", 20, NULL));
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 100);
  g_assert_cmpint (natural, ==, 206);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 206, &one_line, NULL, NULL, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 205, &two_lines, NULL, NULL, NULL);
  g_assert_cmpint (one_line, ==, 20);
  g_assert_cmpint (two_lines, ==, 44);
  g_object_unref (box);
}

static gboolean
looks_at_another_day (gpointer data)
{
  return reeve_case_file_is_day_view (reeve_window_get_file (window));
}

/* Another day is a file of its own that cannot be changed; going back takes it away, and the page and the selection stay. */
static void
test_another_day (void)
{
  GtkWidget *banner;
  g_autofree char *path = NULL;
  gint64 business;
  ReeveCaseFile *today;

  open_window (3, TRUE, REEVE_DB_READ_WRITE);
  today = file;
  business = reeve_selection_get_business (reeve_case_file_get_selection (file));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.day", "(ss)", "2025-03-03", "");
  fixture_wait_for (looks_at_another_day, NULL);
  file = reeve_window_get_file (window);
  wait_idle ();
  path = g_strdup (reeve_db_get_path (reeve_case_file_get_db (file)));
  g_assert_cmpint (reeve_selection_get_business (reeve_case_file_get_selection (file)), ==, business);
  g_assert_true (reeve_case_file_is_read_only (file));
  g_assert_false (reeve_case_file_is_read_only (today));
  banner = fixture_find (GTK_WIDGET (reeve_window_get_page (window, "businesses")), GTK_TYPE_LABEL, "As of Mon 3 Mar 2025");
  g_assert_nonnull (banner);
  g_assert_true (gtk_widget_get_mapped (banner));
  fixture_wait_for (detail_is_there, NULL);
  take_picture ("another-day");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.today", NULL);
  g_assert_true (reeve_window_get_file (window) == today);
  file = today;
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (reeve_selection_get_business (reeve_case_file_get_selection (file)), ==, business);
  close_window ();
}

static gboolean
has_problem (gpointer data)
{
  return reeve_case_file_get_problem (reeve_window_get_file (window)) != NULL;
}

/* As the city knew it: the strip, the sidebar and the explanation say so; before there was a file there is nothing to show. */
static void
test_known_on (void)
{
  char day[REEVE_DAY_TEXT_SIZE];
  GtkWidget *page;
  ReeveCaseFile *today;

  open_window (3, TRUE, REEVE_DB_READ_WRITE);
  today = file;
  reeve_day_format (reeve_day_today (), day);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.day", "(ss)", day, "2001-03-03");
  fixture_wait_for (has_problem, NULL);
  g_assert_true (reeve_window_get_file (window) == today);
  g_assert_nonnull (strstr (reeve_case_file_get_problem (today), "was not there yet"));
  reeve_case_file_set_problem (today, NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.day", "(ss)", day, day);
  fixture_wait_for (looks_at_another_day, NULL);
  file = reeve_window_get_file (window);
  wait_idle ();
  fixture_wait_loaded (reeve_case_file_get_businesses (file));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (reeve_case_file_get_businesses (file))), ==, 3);
  g_assert_cmpint (reeve_case_file_get_known_on (file), ==, reeve_day_today ());
  page = GTK_WIDGET (reeve_window_get_page (window, "businesses"));
  g_assert_nonnull (fixture_find (page, GTK_TYPE_LABEL, "as the city knew it on"));
  g_assert_nonnull (fixture_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "as known on"));
  fixture_wait_for (detail_is_there, NULL);
  take_picture ("known-on");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.today", NULL);
  g_assert_true (reeve_window_get_file (window) == today);
  file = today;
  close_window ();
}

static gboolean
finds (gpointer data)
{
  return fixture_find (fixture_find (GTK_WIDGET (window), REEVE_TYPE_GO_TO, NULL), GTK_TYPE_LABEL, data) != NULL;
}

static void
test_go_to (void)
{
  GtkWidget *go_to, *entry;

  open_window (5, TRUE, REEVE_DB_READ_WRITE);
  go_to = fixture_find (GTK_WIDGET (window), REEVE_TYPE_GO_TO, NULL);
  g_assert_false (gtk_widget_get_visible (go_to));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.go-to", NULL);
  g_assert_true (gtk_widget_get_visible (go_to));
  entry = fixture_find (go_to, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "corvane 00003");
  fixture_wait_for (finds, "Corvane Wellness 00003");
  take_picture ("go-to");
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (gtk_widget_get_visible (go_to));
  fixture_wait_for (detail_is_there, NULL);
  g_assert_nonnull (fixture_find (GTK_WIDGET (get_detail ()), GTK_TYPE_LABEL, "Corvane Wellness 00003"));
  /* an action by its name, and a provision by its sign */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.go-to", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), ">preferences");
  fixture_wait_for (finds, "Preferences");
  gtk_editable_set_text (GTK_EDITABLE (entry), "§school");
  fixture_wait_for (finds, "1,000 feet from a school");
  g_signal_emit_by_name (entry, "activate");
  fixture_settle (100);
  /* what cannot be found is said, with what is not looked into */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.go-to", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "#nowhere");
  fixture_wait_for (finds, "kept sealed are not looked into");
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_false (gtk_widget_get_visible (go_to));
  close_window ();
}

static gboolean
view_stands_there (gpointer data)
{
  GtkWidget *label = fixture_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "Massage places by number");

  return label != NULL;
}

/* A view is kept in the file, stands in the sidebar, and brings search, filter, order and columns back. */
static void
test_saved_view (void)
{
  static const char query[] = "{\"search\": \"corvane\", \"sort\": 5, \"descending\": true, \"columns\": [\"number\"], \"later\": [1]}";
  ReeveBusinessesPage *page;
  ReeveListModel *model;
  GtkWidget *view;
  gboolean descending = FALSE;

  open_window (6, FALSE, REEVE_DB_READ_WRITE);
  page = REEVE_BUSINESSES_PAGE (reeve_window_get_page (window, "businesses"));
  model = reeve_case_file_get_businesses (file);
  reeve_saved_view_keep (file, "businesses", "Massage places by number", query);
  fixture_wait_for (view_stands_there, NULL);
  {
    g_autoptr (GPtrArray) views = reeve_saved_views_read (reeve_case_file_get_conn (file), "businesses", NULL);

    g_assert_cmpuint (views->len, ==, 1);
    gtk_widget_activate_action (GTK_WIDGET (window), "win.saved-view", "x", ((ReeveSavedView *) g_ptr_array_index (views, 0))->id);
  }
  fixture_wait_loaded (model);
  wait_idle ();
  view = fixture_find (GTK_WIDGET (page), GTK_TYPE_COLUMN_VIEW, NULL);
  g_assert_cmpstr (reeve_list_model_get_search (model), ==, "corvane");
  g_assert_cmpuint (reeve_list_model_get_sort (model, &descending), ==, REEVE_BUSINESS_SORT_NUMBER);
  g_assert_true (descending);
  g_assert_true (gtk_column_view_column_get_visible (reeve_business_columns_find (GTK_COLUMN_VIEW (view), "number")));
  g_assert_false (gtk_column_view_column_get_visible (reeve_business_columns_find (GTK_COLUMN_VIEW (view), "district")));
  take_picture ("saved-view");
  {
    /* said again it is the same view */
    g_auto (GStrv) columns = reeve_business_columns_get (GTK_COLUMN_VIEW (view));
    g_autofree char *again = reeve_saved_view_describe (model, (const char *const *) columns);
    g_autoptr (GVariant) parsed = reeve_saved_view_parse (again);
    g_autoptr (GVariant) search = g_variant_lookup_value (parsed, "search", G_VARIANT_TYPE_STRING);

    g_assert_cmpstr (g_variant_get_string (search, NULL), ==, "corvane");
    g_assert_null (reeve_saved_view_parse ("no view at all"));
  }
  close_window ();
}

int
main (int argc, char **argv)
{
  fixture_init_gtk (&argc, &argv);
  g_test_add_func ("/app/window/accessible", test_accessible);
  g_test_add_func ("/app/window/wrap-box", test_wrap_box);
  g_test_add_func ("/app/window/first-page", test_first_page);
  g_test_add_func ("/app/window/empty-file", test_empty_file);
  g_test_add_func ("/app/window/one-row", test_one_row);
  g_test_add_func ("/app/window/every-page", test_every_page);
  g_test_add_func ("/app/window/search", test_search);
  g_test_add_func ("/app/window/finding", test_finding);
  g_test_add_func ("/app/window/tabs", test_tabs);
  g_test_add_func ("/app/window/add-business", test_add_business);
  g_test_add_func ("/app/window/dialogs", test_dialogs);
  g_test_add_func ("/app/window/edit-field", test_edit_field);
  g_test_add_func ("/app/window/import", test_import);
  g_test_add_func ("/app/window/import-refused", test_import_refused);
  g_test_add_func ("/app/window/read-only", test_read_only);
  g_test_add_func ("/app/window/problem-strip", test_problem_strip);
  g_test_add_func ("/app/window/narrow", test_narrow);
  g_test_add_func ("/app/window/another-day", test_another_day);
  g_test_add_func ("/app/window/known-on", test_known_on);
  g_test_add_func ("/app/window/go-to", test_go_to);
  g_test_add_func ("/app/window/saved-view", test_saved_view);
  return g_test_run ();
}
