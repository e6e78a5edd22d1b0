/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list reads ids and pages of rows, never all rows; sorting and filtering are asked of the model. The selection belongs to the file,
 * so the map and the list show the same business. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-business-columns.h"
#include "reeve-business-detail.h"
#include "reeve-business-dialog.h"
#include "reeve-businesses-page.h"
#include "reeve-drag-handle.h"
#include "reeve-lists.h"
#include "reeve-probe-sorter.h"
#include "reeve-saved-view.h"
#include "reeve-settings.h"
#include "reeve-shown.h"
#include "reeve-step-row.h"
#include "reeve-symbol-image.h"
#include "reeve-wording.h"
#include "reeve-wrap-box.h"

#define LIST_WIDTH 436
#define LIST_MIN 260
#define LIST_MAX 520

struct _ReeveBusinessesPage
{
  ReevePage parent_instance;

  GtkWidget *back_button, *search_clamp;
  GtkToggleButton *find_button;
  GtkSearchEntry *search;
  GtkStack *stack, *list_stack;
  AdwLeaflet *leaflet;
  GtkWidget *list_pane;
  ReeveDragHandle *handle;
  GtkToggleButton *open_pill;
  GtkMenuButton *shown_pill, *district_pill, *category_pill;
  GtkBox *shown_checks;
  GtkScrolledWindow *scroller;
  GtkColumnView *view;
  GMenu *columns_menu;
  AdwStatusPage *none_page;
  GtkLabel *foot_count, *foot_sort;
  ReeveBusinessDetail *detail;
  GtkListBox *first_steps;

  GtkSingleSelection *rows;
  ReeveListModel *model;       /* of the file */
  ReeveSelection *selection;   /* of the file */
  GtkCheckButton *checks[REEVE_N_SHOWN];
  gboolean following_filter;   /* the checks are being set by us */
  gboolean following;          /* the selection of rows is being set by us */
  gboolean find_selected;      /* scroll to it when the rows are there */
  gint64 saved_view;           /* the one that was applied last, 0 = none */
  gboolean applying;
  gboolean focused;            /* the list has had the focus: at the start it is where one begins */
};

G_DEFINE_FINAL_TYPE (ReeveBusinessesPage, reeve_businesses_page, REEVE_TYPE_PAGE)

/* --- foot, filters --- */

static void
update_foot (ReeveBusinessesPage *self)
{
  guint all = reeve_list_model_get_n_all (self->model), n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autofree char *count = NULL, *subtitle = all > 0 ? reeve_word_count (all) : NULL;

  if (n == all)
    /* Translators: %s is a number with separators */
    {
      g_autofree char *number = reeve_word_count (n);
      count = g_strdup_printf (ngettext ("%s business", "%s businesses", n), number);
    }
  else
    {
      g_autofree char *shown = reeve_word_count (n), *of = reeve_word_count (all);
      /* Translators: two numbers with separators */
      count = g_strdup_printf (_("%s of %s shown"), shown, of);
    }
  gtk_label_set_text (self->foot_count, count);
  reeve_page_set_subtitle (REEVE_PAGE (self), subtitle);
}

static void
update_none_page (ReeveBusinessesPage *self)
{
  const char *search = reeve_list_model_get_search (self->model);
  g_autofree char *text = search == NULL ? g_strdup (_("Nothing matches these filters."))
                                         /* Translators: %s is what was typed */
                                         : g_strdup_printf (_("Nothing matches “%s”."), search);

  /* unlike its description, the title of a status page is no markup */
  adw_status_page_set_title (self->none_page, text);
}

static void
set_pill (GtkMenuButton *pill, const char *label, gboolean active)
{
  gtk_menu_button_set_label (pill, label);
  if (active)
    gtk_widget_add_css_class (GTK_WIDGET (pill), "active");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (pill), "active");
}

/* The pill says what the checks say. Returns them as a mask. */
static guint
show_filter (ReeveBusinessesPage *self)
{
  guint mask = 0, n = 0;
  ReeveShown last = REEVE_N_SHOWN;
  g_autofree char *label = NULL;

  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    if (gtk_check_button_get_active (self->checks[i]))
      {
        mask |= 1u << i;
        last = i;
        n++;
      }
  if (n > 1)
    label = g_strdup_printf (ngettext ("%u outcome", "%u outcomes", n), n);
  set_pill (self->shown_pill, n == 0 ? _("Any finding") : n == 1 ? reeve_shown_word (last) : label, n > 0);
  return mask;
}

static void
shown_check_cb (ReeveBusinessesPage *self)
{
  guint mask;

  if (self->following_filter)
    return;
  mask = show_filter (self);
  reeve_list_model_set_filter_int (self->model, REEVE_BUSINESS_FILTER_SHOWN, mask != 0, mask);
}

/* The map has the same filter: what is chosen there stands in the pill here. */
static void
follow_filter (ReeveBusinessesPage *self)
{
  gint64 mask = 0;

  if (!reeve_list_model_get_filter_int (self->model, REEVE_BUSINESS_FILTER_SHOWN, &mask))
    mask = 0;
  self->following_filter = TRUE;
  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    gtk_check_button_set_active (self->checks[i], (mask >> i) & 1);
  self->following_filter = FALSE;
  show_filter (self);
}

static void
open_toggled_cb (ReeveBusinessesPage *self)
{
  reeve_list_model_set_filter_int (self->model, REEVE_BUSINESS_FILTER_OPEN, gtk_toggle_button_get_active (self->open_pill), 1);
}

static void
choice_clicked_cb (GtkButton *button, ReeveBusinessesPage *self)
{
  const char *value = g_object_get_data (G_OBJECT (button), "value");
  gboolean district = g_object_get_data (G_OBJECT (button), "district") != NULL;
  GtkMenuButton *pill = district ? self->district_pill : self->category_pill;

  gtk_menu_button_popdown (pill);
  set_pill (pill, value != NULL ? gtk_button_get_label (button) : district ? _("All districts") : _("All categories"), value != NULL);
  reeve_list_model_set_filter_text (self->model, district ? REEVE_BUSINESS_FILTER_DISTRICT : REEVE_BUSINESS_FILTER_CATEGORY, value);
}

static void
fill_choices (ReeveBusinessesPage *self, GtkMenuButton *pill, GPtrArray *values, gboolean district)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *popover = gtk_popover_new ();
  GtkWidget *scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE,
                                      "max-content-height", 400, "child", box, NULL);

  for (guint i = 0; i <= values->len; i++)
    {
      const char *value = i == 0 ? NULL : g_ptr_array_index (values, i - 1);
      g_autofree char *words = value == NULL ? g_strdup (district ? _("All districts") : _("All categories"))
                               : district    ? g_strdup (value)
                                             : reeve_word_value ("business", "category", value);
      GtkWidget *button = gtk_button_new_with_label (words);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
      g_object_set_data_full (G_OBJECT (button), "value", g_strdup (value), g_free);
      g_object_set_data (G_OBJECT (button), "district", GINT_TO_POINTER (district));
      g_signal_connect_object (button, "clicked", G_CALLBACK (choice_clicked_cb), self, 0);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (pill, popover);
  gtk_widget_set_visible (GTK_WIDGET (pill), values->len > 1);
}

typedef struct { GPtrArray *districts, *categories; } Choices;

static void
choices_free (gpointer data)
{
  Choices *choices = data;

  g_ptr_array_unref (choices->districts);
  g_ptr_array_unref (choices->categories);
  g_free (choices);
}

static gboolean
read_texts (ReeveConn *conn, const char *sql, GPtrArray *texts, GError **error)
{
  GError *local_error = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, sql, &local_error);

  while (stmt != NULL && reeve_stmt_step (stmt, &local_error))
    g_ptr_array_add (texts, g_strdup (reeve_stmt_text (stmt, 0)));
  if (stmt != NULL)
    reeve_stmt_reset (stmt);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static gpointer
read_choices (ReeveConn *conn, gpointer data, GError **error)
{
  Choices *choices = g_new (Choices, 1);

  choices->districts = g_ptr_array_new_with_free_func (g_free);
  choices->categories = g_ptr_array_new_with_free_func (g_free);
  if (read_texts (conn, "SELECT DISTINCT district FROM derived_business WHERE district IS NOT NULL ORDER BY 1 LIMIT 200", choices->districts, error)
      && read_texts (conn, "SELECT DISTINCT category FROM business WHERE category IS NOT NULL ORDER BY 1 LIMIT 500", choices->categories, error))
    return choices;
  choices_free (choices);
  return NULL;
}

/* A city without districts needs no column for them; what was chosen for the list stays as it is. */
static void
show_district_column (ReeveBusinessesPage *self, gboolean any)
{
  GSettings *settings = reeve_settings_get ();
  g_auto (GStrv) names = settings == NULL ? NULL : g_settings_get_strv (settings, "columns");

  if (self->saved_view != 0)
    return;
  self->applying = TRUE;
  gtk_column_view_column_set_visible (reeve_business_columns_find (self->view, "district"),
                                      any && (names == NULL || g_strv_contains ((const char *const *) names, "district")));
  self->applying = FALSE;
}

static void
read_choices_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReeveBusinessesPage) self = user_data;
  Choices *choices = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, NULL);

  if (choices == NULL)
    return;
  if (self->district_pill != NULL && reeve_page_get_file (REEVE_PAGE (self)) != NULL)
    {
      show_district_column (self, choices->districts->len > 0);
      fill_choices (self, self->district_pill, choices->districts, TRUE);
      fill_choices (self, self->category_pill, choices->categories, FALSE);
    }
  choices_free (choices);
}

static void
read_filters (ReeveBusinessesPage *self)
{
  ReeveCaseFile *file = reeve_page_get_file (REEVE_PAGE (self));

  if (file != NULL)
    reeve_case_file_read_async (file, REEVE_LANE_LIST, read_choices, NULL, NULL, choices_free, NULL, read_choices_cb, g_object_ref (self));
}

static void
clear_filters_cb (ReeveBusinessesPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  reeve_list_model_set_search (self->model, NULL);
  gtk_toggle_button_set_active (self->open_pill, FALSE);
  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    gtk_check_button_set_active (self->checks[i], FALSE);
  set_pill (self->district_pill, _("All districts"), FALSE);
  reeve_list_model_set_filter_text (self->model, REEVE_BUSINESS_FILTER_DISTRICT, NULL);
  set_pill (self->category_pill, _("All categories"), FALSE);
  reeve_list_model_set_filter_text (self->model, REEVE_BUSINESS_FILTER_CATEGORY, NULL);
}

static void
search_changed_cb (ReeveBusinessesPage *self)
{
  reeve_list_model_set_search (self->model, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
stop_search_cb (ReeveBusinessesPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
sort_changed_cb (ReeveBusinessesPage *self)
{
  static const char *const words[] = { N_("sorted by finding, then name"), N_("sorted by name"), N_("sorted by district, then name"),
                                       N_("sorted by licence end, then name"), N_("sorted by category, then name"), N_("sorted by number"),
                                       N_("sorted by licence number"), N_("sorted by what is not known, then name") };
  gboolean descending = FALSE;
  guint sort = reeve_probe_sorter_read (gtk_column_view_get_sorter (self->view), &descending);

  /* the view lets go of its columns after us */
  if (self->model == NULL)
    return;
  if (sort == G_MAXUINT)
    sort = REEVE_BUSINESS_SORT_SHOWN;
  reeve_list_model_set_sort (self->model, sort, descending);
  gtk_label_set_text (self->foot_sort, _(words[sort]));
}

/* --- selection --- */

/* Follows the file's selection in the rows; 4.8 has no scroll_to, but an action that does it. */
static void
follow_selection (ReeveBusinessesPage *self, gboolean scroll)
{
  guint position = reeve_list_model_find (self->model, reeve_selection_get_business (self->selection));

  self->following = TRUE;
  gtk_single_selection_set_selected (self->rows, position);
  self->following = FALSE;
  if (scroll && position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)), "list.scroll-to-item", "u", position);
}

static void
row_selected_cb (ReeveBusinessesPage *self)
{
  ReeveRow *row = gtk_single_selection_get_selected_item (self->rows);

  if (self->following || row == NULL)
    return;
  self->following = TRUE;
  reeve_selection_set_business (self->selection, reeve_row_get_id (row));
  self->following = FALSE;
}

static void
selection_changed_cb (ReeveBusinessesPage *self)
{
  if (!self->following)
    follow_selection (self, TRUE);
}

static void
update_folded (ReeveBusinessesPage *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);
  gboolean detail = adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->detail);

  gtk_widget_set_visible (self->back_button, folded && detail);
  gtk_widget_set_visible (GTK_WIDGET (self->find_button), folded && !detail);
  gtk_widget_set_visible (self->search_clamp, !folded || (!detail && gtk_toggle_button_get_active (self->find_button)));
  /* narrow: the search takes the place of the title */
  reeve_page_set_title (REEVE_PAGE (self), folded && gtk_widget_get_visible (self->search_clamp) ? "" : _("Businesses"));
}

static gboolean
folded_idle (gpointer data)
{
  ReeveBusinessesPage *self = data;

  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    update_folded (self);
  return G_SOURCE_REMOVE;
}

/* The leaflet folds while it is being allocated, when nothing may ask for another size. */
static void
folded_cb (ReeveBusinessesPage *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, folded_idle, g_object_ref (self), g_object_unref);
}

static void
find_toggled_cb (ReeveBusinessesPage *self)
{
  update_folded (self);
  if (gtk_toggle_button_get_active (self->find_button))
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  else
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
show_detail (ReeveBusinessesPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->detail));
  if (adw_leaflet_get_folded (self->leaflet))
    gtk_widget_child_focus (GTK_WIDGET (self->detail), GTK_DIR_TAB_FORWARD);
}

static void
row_activated_cb (ReeveBusinessesPage *self, guint position)
{
  show_detail (self);
  gtk_widget_child_focus (GTK_WIDGET (self->detail), GTK_DIR_TAB_FORWARD);
}

static void
search_activate_cb (ReeveBusinessesPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    return;
  gtk_single_selection_set_selected (self->rows, 0);
  show_detail (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
back_clicked_cb (ReeveBusinessesPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
}

/* In another order the selected one is looked for again. */
static void
reordered_cb (ReeveBusinessesPage *self)
{
  self->find_selected = TRUE;
}

/* No rows may mean an empty file, or one that has not been gone through yet: what the list reads is derived. */
static void
update_stack (ReeveBusinessesPage *self)
{
  ReeveCaseFile *file = reeve_page_get_file (REEVE_PAGE (self));
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0 && !reeve_list_model_is_filtered (self->model);
  gboolean reading = file != NULL && (reeve_case_file_get_progress (file, NULL) != NULL || !reeve_list_model_is_loaded (self->model));

  gtk_stack_set_visible_child_name (self->stack, !empty ? "list" : reading ? "reading" : "empty");
}

static void
reloaded_cb (ReeveBusinessesPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  update_stack (self);
  follow_filter (self);
  gtk_stack_set_visible_child_name (self->list_stack, n == 0 ? "none" : "rows");
  update_none_page (self);
  update_foot (self);
  /* one row, or nothing chosen yet: the first is looked at */
  if (n == 1 || (n > 0 && reeve_selection_get_business (self->selection) == 0))
    {
      guint count;
      reeve_selection_set_business (self->selection, reeve_list_model_get_ids (self->model, &count)[0]);
    }
  follow_selection (self, self->find_selected);
  self->find_selected = FALSE;
  if (n > 0 && !self->focused && gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    self->focused = gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
handle_moved_cb (ReeveBusinessesPage *self)
{
  GSettings *settings = reeve_settings_get ();

  if (settings != NULL)
    g_settings_set_int (settings, "list-width", reeve_drag_handle_get_width (self->handle));
}

static void
added_cb (ReeveBusinessesPage *self, gint64 business)
{
  reeve_selection_set_business (self->selection, business);
}

static void
reeve_businesses_page_find (ReevePage *page)
{
  ReeveBusinessesPage *self = REEVE_BUSINESSES_PAGE (page);

  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
  if (adw_leaflet_get_folded (self->leaflet))
    gtk_toggle_button_set_active (self->find_button, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

static void
reeve_businesses_page_add (ReevePage *page)
{
  ReeveBusinessesPage *self = REEVE_BUSINESSES_PAGE (page);
  GtkWidget *dialog = reeve_business_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), reeve_page_get_file (page));

  g_signal_connect_object (dialog, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
reeve_businesses_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (REEVE_BUSINESSES_PAGE (widget)->view));
}

static gboolean
reeve_businesses_page_leave (ReevePage *page)
{
  ReeveBusinessesPage *self = REEVE_BUSINESSES_PAGE (page);

  if (adw_leaflet_get_folded (self->leaflet) && adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->detail))
    {
      back_clicked_cb (self);
      return TRUE;
    }
  if (reeve_list_model_is_filtered (self->model))
    {
      clear_filters_cb (self);
      return TRUE;
    }
  return FALSE;
}

/* --- columns and saved views --- */

/* Which columns are shown is remembered for this desk; a saved view brings its own. */
static void
columns_changed_cb (ReeveBusinessesPage *self)
{
  GSettings *settings = reeve_settings_get ();
  g_auto (GStrv) names = reeve_business_columns_get (self->view);

  if (settings != NULL && !self->applying)
    g_settings_set_strv (settings, "columns", (const char *const *) names);
}

static void
setup_columns (ReeveBusinessesPage *self)
{
  GSettings *settings = reeve_settings_get ();
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_auto (GStrv) names = settings == NULL ? reeve_business_columns_get (self->view) : g_settings_get_strv (settings, "columns");
  GListModel *columns = gtk_column_view_get_columns (self->view);

  reeve_business_columns_set (self->view, (const char *const *) names);
  reeve_business_columns_fill_menu (self->columns_menu, G_ACTION_MAP (actions), self->view, "column.");
  gtk_widget_insert_action_group (GTK_WIDGET (self), "column", G_ACTION_GROUP (actions));
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_signal_connect_object (column, "notify::visible", G_CALLBACK (columns_changed_cb), self, G_CONNECT_SWAPPED);
    }
}

static void
keep_response_cb (AdwMessageDialog *dialog, const char *response, ReeveBusinessesPage *self)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  g_auto (GStrv) columns = reeve_business_columns_get (self->view);
  g_autofree char *query = reeve_saved_view_describe (self->model, (const char *const *) columns);

  if (g_strcmp0 (response, "keep") == 0 && *name != '\0')
    reeve_saved_view_keep (reeve_page_get_file (REEVE_PAGE (self)), "businesses", name, query);
}

static void
keep_name_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "keep", *name != '\0');
}

static void
keep_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), _("Keep this view"),
                                              _("Search, filters, order and columns, under a name in the sidebar, for everyone who opens this file."));
  GtkWidget *entry = g_object_new (GTK_TYPE_ENTRY, "activates-default", TRUE, "placeholder-text", _("Licence ends this quarter"), NULL);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "keep", _("_Keep"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "keep", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "keep", FALSE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name of the view"), -1);
  g_signal_connect (entry, "changed", G_CALLBACK (keep_name_changed_cb), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (keep_response_cb), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
remove_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveBusinessesPage *self = REEVE_BUSINESSES_PAGE (widget);

  if (self->saved_view == 0)
    return;
  reeve_saved_view_remove (reeve_page_get_file (REEVE_PAGE (self)), self->saved_view);
  self->saved_view = 0;
  gtk_widget_action_set_enabled (widget, "list.remove-view", FALSE);
}

static void
choose_text (ReeveBusinessesPage *self, GVariant *view, const char *key, guint filter, GtkMenuButton *pill)
{
  const char *value = NULL;
  g_autofree char *words = NULL;

  if (!g_variant_lookup (view, key, "&s", &value))
    return;
  words = filter == REEVE_BUSINESS_FILTER_DISTRICT ? g_strdup (value) : reeve_word_value ("business", "category", value);
  set_pill (pill, words, TRUE);
  reeve_list_model_set_filter_text (self->model, filter, value);
}

/**
 * reeve_businesses_page_show_view:
 * @id: a saved view; nothing happens when it is gone
 */
void
reeve_businesses_page_show_view (ReeveBusinessesPage *self, gint64 id)
{
  g_autoptr (ReeveSavedView) saved = NULL;
  g_autoptr (GVariant) view = NULL;
  g_auto (GStrv) columns = NULL;
  const char *search = NULL;
  gint64 number;
  gboolean on = FALSE, descending = FALSE;

  g_return_if_fail (REEVE_IS_BUSINESSES_PAGE (self));
  saved = reeve_saved_view_read (reeve_case_file_get_conn (reeve_page_get_file (REEVE_PAGE (self))), id);
  view = saved == NULL ? NULL : reeve_saved_view_parse (saved->query);
  if (view == NULL)
    return;
  clear_filters_cb (self);
  self->applying = TRUE;
  if (g_variant_lookup (view, "search", "&s", &search))
    gtk_editable_set_text (GTK_EDITABLE (self->search), search);
  reeve_list_model_set_search (self->model, search);
  if (g_variant_lookup (view, "shown", "x", &number))
    reeve_businesses_page_filter_shown (self, (guint) number);
  choose_text (self, view, "district", REEVE_BUSINESS_FILTER_DISTRICT, self->district_pill);
  choose_text (self, view, "category", REEVE_BUSINESS_FILTER_CATEGORY, self->category_pill);
  if (g_variant_lookup (view, "open", "b", &on))
    gtk_toggle_button_set_active (self->open_pill, on);
  g_variant_lookup (view, "descending", "b", &descending);
  if (g_variant_lookup (view, "sort", "x", &number))
    gtk_column_view_sort_by_column (self->view, reeve_business_columns_find_sort (self->view, (guint) number),
                                    descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  columns = reeve_saved_view_get_columns (view);
  if (columns != NULL)
    reeve_business_columns_set (self->view, (const char *const *) columns);
  self->applying = FALSE;
  self->saved_view = id;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.remove-view", !reeve_case_file_is_read_only (reeve_page_get_file (REEVE_PAGE (self))));
  back_clicked_cb (self);
}

static void
reeve_businesses_page_dispose (GObject *object)
{
  ReeveBusinessesPage *self = REEVE_BUSINESSES_PAGE (object);

  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  g_clear_object (&self->rows);
  g_clear_object (&self->model);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (reeve_businesses_page_parent_class)->dispose (object);
}

static void
reeve_businesses_page_class_init (ReeveBusinessesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ReevePageClass *page_class = REEVE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_businesses_page_dispose;
  page_class->find = reeve_businesses_page_find;
  page_class->add = reeve_businesses_page_add;
  page_class->leave = reeve_businesses_page_leave;
  widget_class->grab_focus = reeve_businesses_page_grab_focus;
  g_type_ensure (REEVE_TYPE_BUSINESS_DETAIL);
  g_type_ensure (REEVE_TYPE_DRAG_HANDLE);
  g_type_ensure (REEVE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-businesses-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, category_pill);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, columns_menu);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, detail);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, district_pill);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, find_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, first_steps);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, foot_count);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, foot_sort);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, handle);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, none_page);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, open_pill);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, search);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, search_clamp);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, shown_checks);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, shown_pill);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessesPage, view);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_install_action (widget_class, "list.keep-view", NULL, keep_view_action);
  gtk_widget_class_install_action (widget_class, "list.remove-view", NULL, remove_view_action);
}

static void
reeve_businesses_page_init (ReeveBusinessesPage *self)
{
  GSettings *settings = reeve_settings_get ();

  gtk_widget_init_template (GTK_WIDGET (self));
  reeve_page_set_title (REEVE_PAGE (self), _("Businesses"));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->view));
  reeve_drag_handle_set_target (self->handle, self->list_pane, settings != NULL ? g_settings_get_int (settings, "list-width") : LIST_WIDTH,
                                LIST_MIN, LIST_MAX);
  g_signal_connect_object (self->handle, "moved", G_CALLBACK (handle_moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leaflet, "notify::visible-child", G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);

  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    {
      GtkWidget *check = gtk_check_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

      gtk_box_append (GTK_BOX (box), g_object_new (REEVE_TYPE_SYMBOL_IMAGE, "size", 16, "shown", i, "accessible-role",
                                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
      gtk_box_append (GTK_BOX (box), gtk_label_new (reeve_shown_word (i)));
      gtk_check_button_set_child (GTK_CHECK_BUTTON (check), box);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, reeve_shown_word (i), -1);
      g_signal_connect_object (check, "toggled", G_CALLBACK (shown_check_cb), self, G_CONNECT_SWAPPED);
      self->checks[i] = GTK_CHECK_BUTTON (check);
      gtk_box_append (self->shown_checks, check);
    }
  gtk_list_box_append (self->first_steps, reeve_step_row_new ("folder-open-symbolic", _("Import a list…"),
                                                              _("CSV or GIS file. Or drop it anywhere in this window"), NULL, "Ctrl I",
                                                              "win.import", FALSE));
  gtk_list_box_append (self->first_steps, reeve_step_row_new ("list-add-symbolic", _("Add one business"), _("name and address are enough"),
                                                              NULL, "Ctrl N", "win.add", FALSE));
}

/**
 * reeve_businesses_page_new:
 * @file: the open case file
 */
GtkWidget *
reeve_businesses_page_new (ReeveCaseFile *file)
{
  ReeveBusinessesPage *self = g_object_new (REEVE_TYPE_BUSINESSES_PAGE, NULL);

  reeve_page_set_file (REEVE_PAGE (self), file);
  self->model = g_object_ref (reeve_case_file_get_businesses (file));
  self->selection = g_object_ref (reeve_case_file_get_selection (file));
  self->rows = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  gtk_single_selection_set_autoselect (self->rows, FALSE);
  gtk_single_selection_set_can_unselect (self->rows, TRUE);
  gtk_single_selection_set_selected (self->rows, GTK_INVALID_LIST_POSITION);

  reeve_business_columns_add (self->view, file);
  setup_columns (self);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (sort_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_label_set_text (self->foot_sort, _("sorted by finding, then name"));

  g_signal_connect_object (self->model, "reordered", G_CALLBACK (reordered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "reloaded", G_CALLBACK (reloaded_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->rows));
  g_signal_connect_object (self->rows, "notify::selected-item", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::business", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "refreshed", G_CALLBACK (read_filters), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "state-changed", G_CALLBACK (update_stack), self, G_CONNECT_SWAPPED);
  reeve_business_detail_set_file (self->detail, file);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.keep-view", !reeve_case_file_is_read_only (file));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.remove-view", FALSE);
  read_filters (self);
  if (reeve_list_model_is_loaded (self->model))
    reloaded_cb (self);
  return GTK_WIDGET (self);
}

void
reeve_businesses_page_filter_shown (ReeveBusinessesPage *self, guint mask)
{
  g_return_if_fail (REEVE_IS_BUSINESSES_PAGE (self));
  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    gtk_check_button_set_active (self->checks[i], (mask >> i) & 1);
}

void
reeve_businesses_page_show_tab (ReeveBusinessesPage *self, const char *tab)
{
  g_return_if_fail (REEVE_IS_BUSINESSES_PAGE (self));
  reeve_business_detail_show_tab (self->detail, tab);
  show_detail (self);
  gtk_widget_child_focus (GTK_WIDGET (self->detail), GTK_DIR_TAB_FORWARD);
}

void
reeve_businesses_page_show_finding (ReeveBusinessesPage *self, const char *provision)
{
  g_return_if_fail (REEVE_IS_BUSINESSES_PAGE (self));
  reeve_businesses_page_show_tab (self, "findings");
  reeve_business_detail_show_finding (self->detail, provision);
}
