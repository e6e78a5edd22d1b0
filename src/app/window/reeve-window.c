/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame: opens and closes the file, holds the pages, answers the keys that hold for the whole window. Pages know the open file and
 * not this window; what they want of it they ask through actions. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-backtest-page.h"
#include "reeve-businesses-page.h"
#include "reeve-day-copy.h"
#include "reeve-complaints-page.h"
#include "reeve-error.h"
#include "reeve-first-run.h"
#include "reeve-go-to.h"
#include "reeve-import-page.h"
#include "reeve-inspections-page.h"
#include "reeve-map-page.h"
#include "reeve-opening.h"
#include "reeve-ordinances-page.h"
#include "reeve-overview-page.h"
#include "reeve-preferences.h"
#include "reeve-settings.h"
#include "reeve-sidebar.h"
#include "reeve-window-go.h"
#include "reeve-window.h"

#define MAX_VISITED 50

/* The pages in order of the sidebar; .icon NULL: reached by an action, shown under .parent. */
typedef struct
{
  const char *name, *title, *icon, *parent;
  GtkWidget *(*create) (ReeveCaseFile *file);
} PageInfo;

static const PageInfo page_infos[] = {
  { "overview", N_("Overview"), "go-home-symbolic", NULL, reeve_overview_page_new },
  { "map", N_("Map"), "mark-location-symbolic", NULL, reeve_map_page_new },
  { "businesses", N_("Businesses"), "x-office-address-book-symbolic", NULL, reeve_businesses_page_new },
  { "complaints", N_("Complaints"), "mail-unread-symbolic", NULL, reeve_complaints_page_new },
  { "inspections", N_("Inspections"), "emblem-ok-symbolic", NULL, reeve_inspections_page_new },
  { "ordinances", N_("Ordinances"), "accessories-dictionary-symbolic", NULL, reeve_ordinances_page_new },
  { "back-test", N_("Back-test"), NULL, "ordinances", reeve_backtest_page_new },
  { "import", N_("Import"), NULL, "businesses", reeve_import_page_new },
};

struct _ReeveWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *root_stack, *pages;
  ReeveFirstRun *first_run;
  GtkSpinner *loading_spinner;
  GtkLabel *loading_label;
  AdwStatusPage *error_page;
  AdwLeaflet *leaflet;
  ReeveSidebar *sidebar;
  ReeveGoTo *go_to;

  ReeveCaseFile *file;     /* the one that is shown */
  ReeveCaseFile *today;    /* NULL, or what is open behind the view of another day */
  GHashTable *disabled;    /* names of actions that cannot be done now */
  char *path;
  char *error;             /* what the error page says */
  GPtrArray *visited;      /* page names, static */
  guint at;                /* index into visited */
  gboolean walking;        /* back or forward: not a new visit */
};

G_DEFINE_FINAL_TYPE (ReeveWindow, reeve_window, ADW_TYPE_APPLICATION_WINDOW)

static const PageInfo *
find_info (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (page_infos); i++)
    if (g_strcmp0 (page_infos[i].name, name) == 0)
      return &page_infos[i];
  return NULL;
}

static ReevePage *
current_page (ReeveWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->pages);

  return self->file != NULL && page != NULL ? REEVE_PAGE (page) : NULL;
}

static void
set_enabled (ReeveWindow *self, const char *action, gboolean enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
  if (enabled)
    g_hash_table_remove (self->disabled, action);
  else
    g_hash_table_add (self->disabled, g_strdup (action));
}

static void
update_actions (ReeveWindow *self)
{
  ReevePage *page = current_page (self);
  gboolean open = self->file != NULL, writable = open && !reeve_case_file_is_read_only (self->file);

  set_enabled (self, "win.undo", writable);
  set_enabled (self, "win.redo", writable);
  set_enabled (self, "win.import", writable);
  set_enabled (self, "win.check", writable);
  set_enabled (self, "win.new-complaint", writable);
  set_enabled (self, "win.plan-inspection", writable);
  set_enabled (self, "win.find", page != NULL && reeve_page_can_find (page));
  set_enabled (self, "win.add", !open || (writable && page != NULL && reeve_page_can_add (page)));
  set_enabled (self, "win.finish", page != NULL);
  set_enabled (self, "win.back", open && self->at > 0);
  set_enabled (self, "win.forward", open && self->at + 1 < self->visited->len);
  set_enabled (self, "win.go-to", open);
  set_enabled (self, "win.change-day", open);
  set_enabled (self, "win.release", open);
  set_enabled (self, "win.releases", open);
  set_enabled (self, "win.reports", open);
  set_enabled (self, "win.records-request", open);
  set_enabled (self, "win.today", self->today != NULL);
}

static void
update_fold (ReeveWindow *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  reeve_sidebar_set_alone (self->sidebar, folded);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); child != NULL; child = gtk_widget_get_next_sibling (child))
    reeve_page_set_sidebar_folded (REEVE_PAGE (child), folded);
}

static gboolean
fold_idle (gpointer data)
{
  ReeveWindow *self = data;

  if (self->leaflet != NULL && gtk_widget_get_root (GTK_WIDGET (self->leaflet)) != NULL)
    update_fold (self);
  return G_SOURCE_REMOVE;
}

/* The leaflet folds while it is being allocated, when nothing may ask for another size. */
static void
folded_cb (ReeveWindow *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold_idle, g_object_ref (self), g_object_unref);
}

static void
toast_undo_cb (AdwToast *toast, ReeveWindow *self)
{
  gint64 *entry = g_object_get_data (G_OBJECT (toast), "entry");

  if (self->file != NULL)
    reeve_case_file_undo (self->file, *entry, FALSE);
}

static void
toast_cb (ReeveWindow *self, const char *text, gint64 undo_entry)
{
  AdwToast *toast = adw_toast_new ("");
  /* the title of a toast is markup */
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_set_title (toast, escaped);
  adw_toast_set_timeout (toast, 8);
  if (undo_entry != 0)
    {
      gint64 *entry = g_new (gint64, 1);

      *entry = undo_entry;
      g_object_set_data_full (G_OBJECT (toast), "entry", entry, g_free);
      adw_toast_set_button_label (toast, _("Undo"));
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (toast_undo_cb), self, 0);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
clear_pages (ReeveWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_stack_remove (self->pages, child);
  g_ptr_array_set_size (self->visited, 0);
  self->at = 0;
}

/* Takes down what is shown; the file stays open. */
static ReeveCaseFile *
hide_file (ReeveWindow *self)
{
  ReeveCaseFile *file = g_steal_pointer (&self->file);

  if (file == NULL)
    return NULL;
  g_signal_handlers_disconnect_by_data (file, self);
  reeve_sidebar_set_file (self->sidebar, NULL);
  reeve_go_to_set_file (self->go_to, NULL);
  clear_pages (self);
  return file;
}

static void
close_file (ReeveWindow *self)
{
  g_autoptr (ReeveCaseFile) file = hide_file (self);
  g_autoptr (ReeveCaseFile) today = g_steal_pointer (&self->today);

  g_clear_pointer (&self->path, g_free);
  if (file != NULL)
    reeve_case_file_close (file);
  if (today != NULL)
    reeve_case_file_close (today);
}

/* Builds the pages on @file (transfer full). */
static void
show_file (ReeveWindow *self, ReeveCaseFile *file, const char *page)
{
  self->file = file;
  reeve_sidebar_set_file (self->sidebar, file);
  reeve_go_to_set_file (self->go_to, file);
  g_signal_connect_object (file, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  gtk_spinner_stop (self->loading_spinner);
  gtk_stack_set_visible_child_name (self->root_stack, "case");
  reeve_window_show_page (self, page);
}

/* --- another day --- */

/* Puts @file (transfer full) in the place of what is shown, on the same page and business. Returns what was shown. */
static ReeveCaseFile *
exchange_file (ReeveWindow *self, ReeveCaseFile *file)
{
  g_autofree char *page = g_strdup (gtk_stack_get_visible_child_name (self->pages));
  gint64 business = reeve_selection_get_business (reeve_case_file_get_selection (self->file));
  ReeveCaseFile *before = hide_file (self);

  reeve_selection_set_business (reeve_case_file_get_selection (file), business);
  show_file (self, file, page);
  return before;
}

static void
back_to_today (ReeveWindow *self)
{
  g_autoptr (ReeveCaseFile) view = NULL;

  if (self->today == NULL)
    return;
  view = exchange_file (self, g_steal_pointer (&self->today));
  update_actions (self);
  reeve_case_file_close (view);
}

static void
day_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveWindow) self = data;
  ReeveCaseFile *file = REEVE_CASE_FILE (source);
  g_autoptr (GError) error = NULL;
  ReeveCaseFile *view = reeve_day_copy_make_finish (file, result, &error);

  if (view == NULL)
    {
      if (!g_error_matches (error, REEVE_ERROR, REEVE_ERROR_CANCELLED) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        reeve_case_file_set_problem (file, error->message);
      return;
    }
  if (self->file != file)
    {
      /* closed meanwhile, or another day was quicker */
      reeve_case_file_close (view);
      g_object_unref (view);
      return;
    }
  self->today = exchange_file (self, view);
  update_actions (self);
}

static void
day_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);
  const char *day_text, *known_text;
  ReeveDay day, known_on = REEVE_KNOWN_NOW;

  g_variant_get (parameter, "(&s&s)", &day_text, &known_text);
  if (self->file == NULL || !reeve_day_parse (day_text, -1, &day) || (*known_text != '\0' && !reeve_day_parse (known_text, -1, &known_on)))
    return;
  back_to_today (self);
  if ((day != reeve_case_file_get_day (self->file) || known_on != REEVE_KNOWN_NOW) && reeve_case_file_get_progress (self->file, NULL) == NULL)
    reeve_day_copy_make_async (self->file, day, known_on, day_made_cb, g_object_ref (self));
}

static void
change_day_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar));
  reeve_sidebar_choose_day (self->sidebar);
}

static void
today_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  back_to_today (REEVE_WINDOW (widget));
}

/* --- opening --- */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ReeveWindow *self = REEVE_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = reeve_opening_finish (result, &error);
  GSettings *settings = reeve_settings_get ();
  g_autofree char *who = settings == NULL ? NULL : g_settings_get_string (settings, "user-name");

  if (db == NULL)
    {
      reeve_window_show_error (self, reeve_opening_is_new (result) ? _("The file could not be made") : _("This file cannot be opened"), error->message);
      g_clear_pointer (&self->path, g_free);
      return;
    }
  if (who != NULL && *who != '\0')
    reeve_db_set_user (db, who);
  reeve_window_take_file (self, reeve_case_file_new (db, reeve_day_today ()));
  if (settings != NULL)
    g_settings_set_string (settings, "last-file", reeve_opening_get_path (result));
}

static void
start_open (ReeveWindow *self, const char *path, const char *city)
{
  g_autofree char *name = g_path_get_basename (path), *text = NULL;

  close_file (self);
  self->path = g_strdup (path);
  /* Translators: %s is the name of a file */
  text = g_strdup_printf (_("Opening %s"), name);
  reeve_window_show_loading (self, text);
  reeve_opening_start (G_OBJECT (self), path, city, opened_cb);
}

static void
city_told_cb (GtkWindow *window, const char *path, const char *city)
{
  start_open (REEVE_WINDOW (window), path, city);
}

static void
copy_error_cb (ReeveWindow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->error);
}

/* --- actions --- */

static void
page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reeve_window_show_page (REEVE_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
page_number_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);
  const char *page = reeve_sidebar_get_page (self->sidebar, g_variant_get_int32 (parameter) - 1);

  if (page != NULL)
    reeve_window_show_page (self, page);
}

static void
show_sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar));
  reeve_sidebar_focus (self->sidebar);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);

  if (self->file != NULL)
    reeve_case_file_undo (self->file, 0, g_str_has_suffix (name, "redo"));
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReevePage *page = current_page (REEVE_WINDOW (widget));

  if (page != NULL)
    reeve_page_find (page);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);
  ReevePage *page = current_page (self);

  if (page != NULL)
    reeve_page_add (page);
  else if (self->file == NULL)
    g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self))), "new", NULL);
}

/* A new complaint or visit from wherever one is: about the business selected, if any. */
static void
begin_record_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);

  reeve_window_show_page (self, g_str_equal (name, "win.new-complaint") ? "complaints" : "inspections");
  if (REEVE_IS_RECORD_PAGE (current_page (self)))
    reeve_record_page_begin (REEVE_RECORD_PAGE (current_page (self)));
}

static void
finish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReevePage *page = current_page (REEVE_WINDOW (widget));

  if (page != NULL)
    reeve_page_finish (page);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);

  if (self->file != NULL)
    reeve_window_show_page (self, "import");
}

static void
check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);

  /* on the page of ordinances F5 tries the draft, on that of the back-test it tries it again */
  if (self->file != NULL && REEVE_IS_BACKTEST_PAGE (current_page (self)))
    reeve_backtest_page_run (REEVE_BACKTEST_PAGE (current_page (self)), 0);
  else if (self->file != NULL && REEVE_IS_ORDINANCES_PAGE (current_page (self)))
    reeve_ordinances_page_back_test (REEVE_ORDINANCES_PAGE (current_page (self)));
  else if (self->file != NULL)
    reeve_case_file_check (self->file, TRUE);
}

static void
back_test_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);

  if (self->file == NULL)
    return;
  reeve_window_show_page (self, "back-test");
  if (REEVE_IS_BACKTEST_PAGE (current_page (self)))
    reeve_backtest_page_run (REEVE_BACKTEST_PAGE (current_page (self)), g_variant_get_int64 (parameter));
}

static void
walk (ReeveWindow *self, guint to)
{
  self->at = to;
  self->walking = TRUE;
  reeve_window_show_page (self, g_ptr_array_index (self->visited, to));
  self->walking = FALSE;
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);

  if (self->at > 0)
    walk (self, self->at - 1);
}

static void
forward_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);

  if (self->at + 1 < self->visited->len)
    walk (self, self->at + 1);
}

/* Esc: the page's own (a search, a mode), else back to what the page belongs to. */
static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);
  ReevePage *page = current_page (self);
  const PageInfo *info;

  if (page == NULL || reeve_page_leave (page))
    return;
  info = find_info (gtk_stack_get_visible_child_name (self->pages));
  if (info != NULL && info->parent != NULL)
    reeve_window_show_page (self, info->parent);
  else
    back_to_today (self);
}

/* --- find or go to --- */

static const ReeveGoToAction go_to_actions[] = {
  { N_("New complaint"), "mail-unread-symbolic", "Ctrl Shift C", "win.new-complaint" },
  { N_("Plan an inspection"), "emblem-ok-symbolic", "Ctrl Shift N", "win.plan-inspection" },
  { N_("Map, or back to the list"), "mark-location-symbolic", "F4", "win.toggle-map" },
  { N_("Import…"), "folder-open-symbolic", "Ctrl I", "win.import" },
  { N_("Release…"), "document-send-symbolic", "Ctrl Shift R", "win.release" },
  { N_("Answer a records request…"), "mail-forward-symbolic", NULL, "win.records-request" },
  { N_("Releases"), "view-list-symbolic", NULL, "win.releases" },
  { N_("Reports…"), "view-list-symbolic", "Ctrl Shift P", "win.reports" },
  { N_("Look at another day…"), "document-open-recent-symbolic", "Ctrl Shift T", "win.change-day" },
  { N_("Back to today"), "x-office-calendar-symbolic", NULL, "win.today" },
  { N_("Check everything again"), "view-refresh-symbolic", "F5", "win.check" },
  { N_("Undo"), "edit-undo-symbolic", "Ctrl Z", "win.undo" },
  { N_("Do again"), "edit-redo-symbolic", "Ctrl Shift Z", "win.redo" },
  { N_("Go to the overview"), "go-home-symbolic", "Alt 1", "win.page::overview" },
  { N_("Go to the map"), "mark-location-symbolic", "Alt 2", "win.page::map" },
  { N_("Go to the businesses"), "x-office-address-book-symbolic", "Alt 3", "win.page::businesses" },
  { N_("Go to the complaints"), "mail-unread-symbolic", "Alt 4", "win.page::complaints" },
  { N_("Go to the inspections"), "emblem-ok-symbolic", "Alt 5", "win.page::inspections" },
  { N_("Go to the ordinances"), "accessories-dictionary-symbolic", "Alt 6", "win.page::ordinances" },
  { N_("Try a draft on the city’s records"), "media-playback-start-symbolic", NULL, "win.page::back-test" },
  { N_("Preferences"), "emblem-system-symbolic", "Ctrl ,", "win.preferences" },
  { N_("Keyboard shortcuts"), "input-keyboard-symbolic", "Ctrl ?", "win.show-help-overlay" },
  { N_("Open a case file…"), "document-open-symbolic", "Ctrl O", "app.open" },
  { N_("Close this file"), "window-close-symbolic", "Ctrl W", "win.close-file" },
};

static gboolean
can_do (const char *action, gpointer data)
{
  return !g_hash_table_contains (REEVE_WINDOW (data)->disabled, action);
}

static void
go_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (REEVE_WINDOW (widget)->file != NULL)
    reeve_go_to_open (REEVE_WINDOW (widget)->go_to);
}

static void
preferences_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (reeve_preferences_new (GTK_WINDOW (widget), REEVE_WINDOW (widget)->file)));
}

static void
toggle_map_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);

  if (self->file == NULL)
    return;
  reeve_window_show_page (self, g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "map") == 0 ? "businesses" : "map");
}

static void
close_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);
  gboolean had = self->file != NULL;

  if (!had && g_strcmp0 (gtk_stack_get_visible_child_name (self->root_stack), "first-run") == 0)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  close_file (self);
  gtk_window_set_title (GTK_WINDOW (self), "Reeve");
  gtk_stack_set_visible_child_name (self->root_stack, "first-run");
  update_actions (self);
}

/* The regions of a page: its groups of focusable things. F6 goes round the sidebar and the direct parts of the page. */
static void
region_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  ReevePage *page = current_page (self);
  gboolean in_sidebar = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->sidebar));

  if (page == NULL)
    return;
  if (!in_sidebar && gtk_widget_child_focus (GTK_WIDGET (page), g_str_has_prefix (name, "win.next") ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD))
    return;
  if (in_sidebar)
    gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
  else
    reeve_sidebar_focus (self->sidebar);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, ReeveWindow *self)
{
  GFile *file = g_value_get_object (value);
  const char *path = file == NULL ? NULL : g_file_peek_path (file);
  ReevePage *page;

  if (path == NULL)
    return FALSE;
  if (g_str_has_suffix (path, ".reeve") || self->file == NULL)
    {
      reeve_window_open (self, path);
      return TRUE;
    }
  if (g_str_has_suffix (path, ".ordinance.yaml") && !reeve_case_file_is_read_only (self->file))
    {
      page = reeve_window_get_page (self, "ordinances");
      reeve_window_show_page (self, "ordinances");
      reeve_ordinances_page_open (REEVE_ORDINANCES_PAGE (page), file);
      return TRUE;
    }
  page = reeve_window_get_page (self, "import");
  if (page == NULL || reeve_case_file_is_read_only (self->file))
    return FALSE;
  reeve_window_show_page (self, "import");
  reeve_import_page_choose (REEVE_IMPORT_PAGE (page), path);
  return TRUE;
}

static gboolean
reeve_window_close_request (GtkWindow *window)
{
  ReeveWindow *self = REEVE_WINDOW (window);
  GSettings *settings = reeve_settings_get ();

  if (settings != NULL)
    {
      int width, height;

      gtk_window_get_default_size (window, &width, &height);
      g_settings_set_int (settings, "window-width", width);
      g_settings_set_int (settings, "window-height", height);
      g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
    }
  close_file (self);
  return GTK_WINDOW_CLASS (reeve_window_parent_class)->close_request (window);
}

static void
reeve_window_dispose (GObject *object)
{
  ReeveWindow *self = REEVE_WINDOW (object);

  if (self->pages != NULL)
    close_file (self);
  g_clear_pointer (&self->visited, g_ptr_array_unref);
  g_clear_pointer (&self->disabled, g_hash_table_unref);
  g_clear_pointer (&self->error, g_free);
  G_OBJECT_CLASS (reeve_window_parent_class)->dispose (object);
}

static void
reeve_window_class_init (ReeveWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = reeve_window_close_request;
  g_type_ensure (REEVE_TYPE_FIRST_RUN);
  g_type_ensure (REEVE_TYPE_GO_TO);
  g_type_ensure (REEVE_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, error_page);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, first_run);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, go_to);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, loading_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, loading_spinner);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, root_stack);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, toasts);
  gtk_widget_class_bind_template_callback (widget_class, copy_error_cb);
  gtk_widget_class_install_action (widget_class, "win.page", "s", page_action);
  gtk_widget_class_install_action (widget_class, "win.page-number", "i", page_number_action);
  gtk_widget_class_install_action (widget_class, "win.show-sidebar", NULL, show_sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "win.new-complaint", NULL, begin_record_action);
  gtk_widget_class_install_action (widget_class, "win.plan-inspection", NULL, begin_record_action);
  gtk_widget_class_install_action (widget_class, "win.finish", NULL, finish_action);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.check", NULL, check_action);
  gtk_widget_class_install_action (widget_class, "win.back-test", "x", back_test_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.forward", NULL, forward_action);
  gtk_widget_class_install_action (widget_class, "win.leave", NULL, leave_action);
  gtk_widget_class_install_action (widget_class, "win.toggle-map", NULL, toggle_map_action);
  gtk_widget_class_install_action (widget_class, "win.close-file", NULL, close_file_action);
  gtk_widget_class_install_action (widget_class, "win.day", "(ss)", day_action);
  gtk_widget_class_install_action (widget_class, "win.change-day", NULL, change_day_action);
  gtk_widget_class_install_action (widget_class, "win.today", NULL, today_action);
  gtk_widget_class_install_action (widget_class, "win.go-to", NULL, go_to_action);
  reeve_window_go_install (widget_class);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_action);
  gtk_widget_class_install_action (widget_class, "win.next-region", NULL, region_action);
  gtk_widget_class_install_action (widget_class, "win.previous-region", NULL, region_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.leave", NULL);
}

static void
apply_density (ReeveWindow *self)
{
  if (g_settings_get_enum (reeve_settings_get (), "density") == 1)
    gtk_widget_add_css_class (GTK_WIDGET (self), "comfortable");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "comfortable");
}

static void
reeve_window_init (ReeveWindow *self)
{
  GSettings *settings = reeve_settings_get ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/reeve/Reeve/help-overlay.ui");

  self->visited = g_ptr_array_new ();
  self->disabled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (page_infos); i++)
    if (page_infos[i].icon != NULL)
      reeve_sidebar_add_page (self->sidebar, page_infos[i].name, _(page_infos[i].title), page_infos[i].icon);
  reeve_go_to_setup (self->go_to, go_to_actions, G_N_ELEMENTS (go_to_actions), can_do, self);
  gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (self), GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  if (settings != NULL)
    {
      g_signal_connect_object (settings, "changed::density", G_CALLBACK (apply_density), self, G_CONNECT_SWAPPED);
      apply_density (self);
      gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"), g_settings_get_int (settings, "window-height"));
      if (g_settings_get_boolean (settings, "window-maximized"))
        gtk_window_maximize (GTK_WINDOW (self));
    }
  update_actions (self);
}

/**
 * reeve_window_new:
 *
 * Returns: (transfer none): a window at its first page, not yet presented
 */
ReeveWindow *
reeve_window_new (ReeveApplication *application)
{
  return g_object_new (REEVE_TYPE_WINDOW, "application", application, NULL);
}

void
reeve_window_open (ReeveWindow *self, const char *path)
{
  g_return_if_fail (REEVE_IS_WINDOW (self) && path != NULL);
  start_open (self, path, NULL);
}

void
reeve_window_create (ReeveWindow *self, const char *path)
{
  g_return_if_fail (REEVE_IS_WINDOW (self) && path != NULL);
  reeve_opening_ask_city (GTK_WINDOW (self), path, city_told_cb);
}

/**
 * reeve_window_take_file:
 * @file: (transfer full): open
 */
void
reeve_window_take_file (ReeveWindow *self, ReeveCaseFile *file)
{
  const char *path;
  g_autofree char *name = NULL, *title = NULL, *uri = NULL;

  g_return_if_fail (REEVE_IS_WINDOW (self) && REEVE_IS_CASE_FILE (file));
  close_file (self);
  path = reeve_db_get_path (reeve_case_file_get_db (file));
  self->path = g_strdup (path);
  name = g_path_get_basename (path);
  /* Translators: title of the window: the city and the name of the file */
  title = g_strdup_printf (_("%s (%s)"), reeve_case_file_get_city (file), name);
  gtk_window_set_title (GTK_WINDOW (self), title);
  uri = g_filename_to_uri (path, NULL, NULL);
  if (uri != NULL)
    gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
  show_file (self, file, "businesses");
  reeve_case_file_check (file, FALSE);
}

ReeveCaseFile *
reeve_window_get_file (ReeveWindow *self)
{
  g_return_val_if_fail (REEVE_IS_WINDOW (self), NULL);
  return self->file;
}

const char *
reeve_window_get_path (ReeveWindow *self)
{
  g_return_val_if_fail (REEVE_IS_WINDOW (self), NULL);
  return self->path;
}

void
reeve_window_show_loading (ReeveWindow *self, const char *text)
{
  g_return_if_fail (REEVE_IS_WINDOW (self));
  gtk_label_set_text (self->loading_label, text);
  gtk_spinner_start (self->loading_spinner);
  gtk_stack_set_visible_child_name (self->root_stack, "loading");
  update_actions (self);
}

void
reeve_window_show_error (ReeveWindow *self, const char *title, const char *message)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  g_return_if_fail (REEVE_IS_WINDOW (self));
  gtk_spinner_stop (self->loading_spinner);
  adw_status_page_set_title (self->error_page, title);
  /* the description is markup */
  adw_status_page_set_description (self->error_page, escaped);
  g_free (self->error);
  self->error = g_strdup (message);
  gtk_stack_set_visible_child_name (self->root_stack, "error");
  update_actions (self);
}

void
reeve_window_show_page (ReeveWindow *self, const char *name)
{
  const PageInfo *info = find_info (name);

  g_return_if_fail (REEVE_IS_WINDOW (self));
  if (reeve_window_get_page (self, name) == NULL)
    return;
  gtk_stack_set_visible_child_name (self->pages, name);
  reeve_sidebar_select_page (self->sidebar, info->parent != NULL ? info->parent : name);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->pages));
  if (!self->walking && (self->visited->len == 0 || g_ptr_array_index (self->visited, self->at) != info->name))
    {
      if (self->visited->len > 0)
        g_ptr_array_set_size (self->visited, self->at + 1);
      g_ptr_array_add (self->visited, (gpointer) info->name);
      if (self->visited->len > MAX_VISITED)
        g_ptr_array_remove_index (self->visited, 0);
      self->at = self->visited->len - 1;
    }
  update_actions (self);
}

ReevePage *
reeve_window_get_page (ReeveWindow *self, const char *name)
{
  const PageInfo *info = find_info (name);
  GtkWidget *page;

  g_return_val_if_fail (REEVE_IS_WINDOW (self), NULL);
  if (self->file == NULL || info == NULL)
    return NULL;
  page = gtk_stack_get_child_by_name (self->pages, name);
  if (page == NULL)
    {
      /* made when it is first asked for: all at once would hold up the opening of a file */
      page = info->create (self->file);
      reeve_page_set_sidebar_folded (REEVE_PAGE (page), adw_leaflet_get_folded (self->leaflet));
      gtk_stack_add_named (self->pages, page, info->name);
    }
  return REEVE_PAGE (page);
}
