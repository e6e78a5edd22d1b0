/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame: opens and closes the file, holds the pages, answers the keys that hold for the whole window. Pages know the open file and
 * not this window; what they want of it they ask through actions. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-businesses-page.h"
#include "reeve-complaints-page.h"
#include "reeve-error.h"
#include "reeve-first-run.h"
#include "reeve-import-page.h"
#include "reeve-inspections-page.h"
#include "reeve-map-page.h"
#include "reeve-overview-page.h"
#include "reeve-settings.h"
#include "reeve-window.h"
#include "reeve-wording.h"

#define MAX_VISITED 50
#define MAX_RECENT 8

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
  GtkWidget *sidebar;
  AdwHeaderBar *sidebar_header;
  GtkLabel *city_label, *file_label, *day_label, *kept_label, *kept_time;
  GtkImage *kept_icon;
  GtkListBox *sidebar_list;
  GMenu *recent_menu;

  ReeveCaseFile *file;
  char *path;
  char *error;             /* what the error page says */
  GtkLabel *counts[G_N_ELEMENTS (page_infos)];
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
  set_enabled (self, "win.close-file", TRUE);
}

static void
update_fold (ReeveWindow *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  adw_header_bar_set_show_end_title_buttons (self->sidebar_header, folded);
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
update_state (ReeveWindow *self)
{
  g_autofree char *day = NULL, *text = NULL, *time = NULL;
  g_autoptr (GDateTime) now = NULL;
  gboolean writing;

  if (self->file == NULL)
    return;
  day = reeve_word_day (reeve_case_file_get_day (self->file), FALSE);
  /* Translators: the day all findings are computed for */
  text = g_strdup_printf (_("Today, %s"), day);
  gtk_label_set_text (self->day_label, text);
  writing = reeve_case_file_is_writing (self->file);
  if (reeve_case_file_is_read_only (self->file))
    {
      gtk_label_set_text (self->kept_label, _("For reading only"));
      gtk_image_set_from_icon_name (self->kept_icon, "changes-prevent-symbolic");
      gtk_label_set_text (self->kept_time, "");
      return;
    }
  gtk_label_set_text (self->kept_label, writing ? _("Keeping the change") : _("All changes kept"));
  gtk_image_set_from_icon_name (self->kept_icon, writing ? "content-loading-symbolic" : "emblem-ok-symbolic");
  now = g_date_time_new_now_local ();
  time = g_date_time_format (now, "%H:%M");
  gtk_label_set_text (self->kept_time, time);
}

static void
set_count (ReeveWindow *self, const char *page, gint64 number)
{
  const PageInfo *info = find_info (page);
  g_autofree char *text = number > 0 ? reeve_word_count (number) : g_strdup ("");

  if (info != NULL && self->counts[info - page_infos] != NULL)
    gtk_label_set_text (self->counts[info - page_infos], text);
}

typedef struct { gint64 complaints, inspections; } Counts;

static gpointer
read_counts (ReeveConn *conn, gpointer data, GError **error)
{
  Counts *counts = g_new0 (Counts, 1);
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT (SELECT count(*) FROM complaint WHERE coalesce(status, 'pending') IN ('pending', 'accepted',"
                                              " 'in-progress')), (SELECT count(*) FROM inspection WHERE status <> 'done')", error);

  if (stmt != NULL && reeve_stmt_step (stmt, error))
    {
      counts->complaints = reeve_stmt_int (stmt, 0);
      counts->inspections = reeve_stmt_int (stmt, 1);
      reeve_stmt_reset (stmt);
      return counts;
    }
  g_free (counts);
  return NULL;
}

static void
read_counts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReeveWindow) self = user_data;
  g_autofree Counts *counts = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, NULL);

  if (counts == NULL || self->file != REEVE_CASE_FILE (source))
    return;
  set_count (self, "complaints", counts->complaints);
  set_count (self, "inspections", counts->inspections);
}

static void
refreshed_cb (ReeveWindow *self)
{
  if (self->file != NULL)
    reeve_case_file_read_async (self->file, REEVE_LANE_DETAIL, read_counts, NULL, NULL, g_free, NULL, read_counts_cb, g_object_ref (self));
}

static void
reloaded_cb (ReeveWindow *self)
{
  if (self->file != NULL)
    set_count (self, "businesses", reeve_list_model_get_n_all (reeve_case_file_get_businesses (self->file)));
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

static GtkWidget *
sidebar_row_new (ReeveWindow *self, guint index)
{
  const PageInfo *info = &page_infos[index];
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", info->icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", _(info->title), "xalign", 0.0, "hexpand", TRUE, "ellipsize",
                                   PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *count = gtk_label_new ("");

  gtk_widget_add_css_class (count, "secondary");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "page", (gpointer) info->name);
  self->counts[index] = GTK_LABEL (count);
  return row;
}

static void
select_sidebar_row (ReeveWindow *self, const char *name)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->sidebar_list)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "page"), name) == 0)
      gtk_list_box_select_row (self->sidebar_list, GTK_LIST_BOX_ROW (row));
}

static void
sidebar_row_activated_cb (ReeveWindow *self, GtkListBoxRow *row)
{
  reeve_window_show_page (self, g_object_get_data (G_OBJECT (row), "page"));
}

static void
clear_pages (ReeveWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_stack_remove (self->pages, child);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sidebar_list))) != NULL)
    gtk_list_box_remove (self->sidebar_list, child);
  for (guint i = 0; i < G_N_ELEMENTS (page_infos); i++)
    self->counts[i] = NULL;
  g_ptr_array_set_size (self->visited, 0);
  self->at = 0;
}

static void
close_file (ReeveWindow *self)
{
  g_autoptr (ReeveCaseFile) file = g_steal_pointer (&self->file);

  g_clear_pointer (&self->path, g_free);
  if (file == NULL)
    return;
  g_signal_handlers_disconnect_by_data (file, self);
  clear_pages (self);
  reeve_case_file_close (file);
}

/* --- opening --- */

typedef struct { char *path, *city; } OpenJob;

static void
open_job_free (gpointer data)
{
  OpenJob *job = data;

  g_free (job->path);
  g_free (job->city);
  g_free (job);
}

static void
open_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const OpenJob *job = task_data;
  GError *error = NULL;
  ReeveDb *db;

  if (job->city != NULL)
    db = reeve_db_create (job->path, job->city, &error);
  else
    db = reeve_db_open (job->path, REEVE_DB_READ_WRITE, &error);
  if (db == NULL && (g_error_matches (error, REEVE_ERROR, REEVE_ERROR_READ_ONLY) || g_error_matches (error, REEVE_ERROR, REEVE_ERROR_LOCKED)))
    {
      /* it may still be looked at; the strip says that it cannot be changed */
      g_autoptr (GError) second = NULL;
      db = reeve_db_open (job->path, REEVE_DB_READ_ONLY, &second);
      if (db != NULL)
        g_clear_error (&error);
    }
  if (db == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, db, g_object_unref);
}

static void
open_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ReeveWindow *self = REEVE_WINDOW (source);
  const OpenJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDb) db = g_task_propagate_pointer (G_TASK (result), &error);
  GSettings *settings = reeve_settings_get ();
  g_autofree char *who = settings == NULL ? NULL : g_settings_get_string (settings, "user-name");

  if (db == NULL)
    {
      reeve_window_show_error (self, job->city != NULL ? _("The file could not be made") : _("This file cannot be opened"), error->message);
      g_clear_pointer (&self->path, g_free);
      return;
    }
  if (who != NULL && *who != '\0')
    reeve_db_set_user (db, who);
  reeve_window_take_file (self, reeve_case_file_new (db, reeve_day_today ()));
  if (settings != NULL)
    g_settings_set_string (settings, "last-file", job->path);
}

static void
start_open (ReeveWindow *self, const char *path, const char *city)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, open_done_cb, NULL);
  OpenJob *job = g_new0 (OpenJob, 1);
  g_autofree char *name = g_path_get_basename (path), *text = NULL;

  close_file (self);
  self->path = g_strdup (path);
  /* Translators: %s is the name of a file */
  text = g_strdup_printf (_("Opening %s"), name);
  reeve_window_show_loading (self, text);
  job->path = g_strdup (path);
  job->city = g_strdup (city);
  g_task_set_task_data (task, job, open_job_free);
  g_task_run_in_thread (task, open_thread);
}

static void
city_response_cb (AdwMessageDialog *dialog, const char *response, ReeveWindow *self)
{
  GtkEditable *entry = g_object_get_data (G_OBJECT (dialog), "entry");
  const char *path = g_object_get_data (G_OBJECT (dialog), "path");
  g_autofree char *city = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (g_strcmp0 (response, "start") == 0 && *city != '\0')
    start_open (self, path, city);
}

static void
city_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *city = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "start", *city != '\0');
}

static void
recent_changed_cb (ReeveWindow *self)
{
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  guint n = 0;

  g_menu_remove_all (self->recent_menu);
  for (GList *l = items; l != NULL && n < MAX_RECENT; l = l->next)
    {
      g_autofree char *path = NULL, *label = NULL;
      g_autoptr (GMenuItem) item = NULL;

      if (!gtk_recent_info_has_application (l->data, "reeve") && !g_str_has_suffix (gtk_recent_info_get_uri (l->data), ".reeve"))
        continue;
      path = g_filename_from_uri (gtk_recent_info_get_uri (l->data), NULL, NULL);
      if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
        continue;
      label = g_filename_display_basename (path);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "app.open-recent", "s", path);
      g_menu_append_item (self->recent_menu, item);
      n++;
    }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
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
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->sidebar_list, g_variant_get_int32 (parameter) - 1);

  if (row != NULL)
    sidebar_row_activated_cb (self, row);
}

static void
show_sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);

  adw_leaflet_set_visible_child (self->leaflet, self->sidebar);
  gtk_widget_grab_focus (GTK_WIDGET (self->sidebar_list));
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

  if (self->file != NULL)
    reeve_case_file_check (self->file, TRUE);
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
}

static void
toggle_map_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveWindow *self = REEVE_WINDOW (widget);

  if (self->file == NULL || reeve_window_get_page (self, "map") == NULL)
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
  gboolean in_sidebar = focus != NULL && gtk_widget_is_ancestor (focus, self->sidebar);

  if (page == NULL)
    return;
  if (!in_sidebar && gtk_widget_child_focus (GTK_WIDGET (page), g_str_has_prefix (name, "win.next") ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD))
    return;
  if (in_sidebar)
    gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->sidebar_list));
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
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, city_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, day_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, error_page);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, file_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, first_run);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, kept_icon);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, kept_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, kept_time);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, loading_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, loading_spinner);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, recent_menu);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, root_stack);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, sidebar_header);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, sidebar_list);
  gtk_widget_class_bind_template_child (widget_class, ReeveWindow, toasts);
  gtk_widget_class_bind_template_callback (widget_class, copy_error_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_row_activated_cb);
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
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.forward", NULL, forward_action);
  gtk_widget_class_install_action (widget_class, "win.leave", NULL, leave_action);
  gtk_widget_class_install_action (widget_class, "win.toggle-map", NULL, toggle_map_action);
  gtk_widget_class_install_action (widget_class, "win.close-file", NULL, close_file_action);
  gtk_widget_class_install_action (widget_class, "win.next-region", NULL, region_action);
  gtk_widget_class_install_action (widget_class, "win.previous-region", NULL, region_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.leave", NULL);
}

static void
reeve_window_init (ReeveWindow *self)
{
  GSettings *settings = reeve_settings_get ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/reeve/Reeve/help-overlay.ui");

  self->visited = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (self), GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (recent_changed_cb), self, G_CONNECT_SWAPPED);
  recent_changed_cb (self);
  if (settings != NULL)
    {
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
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Which city is it for?"),
                                              _("The name stands above the pages and on what is printed."));
  GtkWidget *entry = gtk_entry_new ();

  g_return_if_fail (REEVE_IS_WINDOW (self) && path != NULL);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "start", _("_Start"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "start", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "start", FALSE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "start");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("City"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  g_object_set_data (G_OBJECT (dialog), "entry", entry);
  g_object_set_data_full (G_OBJECT (dialog), "path", g_strdup (path), g_free);
  g_signal_connect (entry, "changed", G_CALLBACK (city_changed_cb), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (city_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
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
  self->file = file;
  path = reeve_db_get_path (reeve_case_file_get_db (file));
  self->path = g_strdup (path);
  name = g_path_get_basename (path);
  gtk_label_set_text (self->city_label, reeve_case_file_get_city (file));
  gtk_label_set_text (self->file_label, name);
  /* Translators: title of the window: the city and the name of the file */
  title = g_strdup_printf (_("%s (%s)"), reeve_case_file_get_city (file), name);
  gtk_window_set_title (GTK_WINDOW (self), title);
  uri = g_filename_to_uri (path, NULL, NULL);
  if (uri != NULL)
    gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);

  for (guint i = 0; i < G_N_ELEMENTS (page_infos); i++)
    {
      GtkWidget *page = page_infos[i].create (file);

      gtk_stack_add_named (self->pages, page, page_infos[i].name);
      if (page_infos[i].icon != NULL)
        gtk_list_box_append (self->sidebar_list, sidebar_row_new (self, i));
    }
  update_fold (self);
  g_signal_connect_object (file, "state-changed", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reeve_case_file_get_businesses (file), "reloaded", G_CALLBACK (reloaded_cb), self, G_CONNECT_SWAPPED);
  update_state (self);
  refreshed_cb (self);
  gtk_spinner_stop (self->loading_spinner);
  gtk_stack_set_visible_child_name (self->root_stack, "case");
  reeve_window_show_page (self, "businesses");
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
  if (self->file == NULL || info == NULL)
    return;
  gtk_stack_set_visible_child_name (self->pages, name);
  select_sidebar_row (self, info->parent != NULL ? info->parent : name);
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
  GtkWidget *page;

  g_return_val_if_fail (REEVE_IS_WINDOW (self), NULL);
  page = gtk_stack_get_child_by_name (self->pages, name);
  return page == NULL ? NULL : REEVE_PAGE (page);
}
