/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts and saved views are read again whenever records changed. What a row does is the window's business: it only names the action. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-saved-view.h"
#include "reeve-sidebar.h"
#include "reeve-wording.h"

#define MAX_RECENT 8

struct _ReeveSidebar
{
  GtkBox parent_instance;

  AdwHeaderBar *header;
  GtkLabel *city_label, *file_label, *day_label, *change_label, *kept_label, *kept_time;
  GtkImage *kept_icon;
  GtkListBox *list, *views;
  GtkWidget *views_box, *today_button;
  GtkMenuButton *day_button;
  GtkCalendar *calendar;
  GtkCheckButton *known_check;
  GtkEntry *known_entry;
  GtkLabel *known_problem;
  GMenu *recent_menu;

  ReeveCaseFile *file;
  GPtrArray *names;          /* of pages, static */
  GHashTable *counts;        /* page -> GtkLabel */
};

G_DEFINE_FINAL_TYPE (ReeveSidebar, reeve_sidebar, GTK_TYPE_BOX)

static void
set_count (ReeveSidebar *self, const char *page, gint64 number)
{
  g_autofree char *text = number > 0 ? reeve_word_count (number) : g_strdup ("");
  GtkLabel *label = g_hash_table_lookup (self->counts, page);

  if (label != NULL)
    gtk_label_set_text (label, text);
}

/* --- reading --- */

typedef struct { gint64 complaints, inspections; GPtrArray *views; } State;

static void
state_free (gpointer data)
{
  State *state = data;

  g_clear_pointer (&state->views, g_ptr_array_unref);
  g_free (state);
}

static gpointer
read_state (ReeveConn *conn, gpointer data, GError **error)
{
  State *state = g_new0 (State, 1);
  g_autoptr (GError) local = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT (SELECT count(*) FROM complaint WHERE coalesce(status, 'pending') IN ('pending', 'accepted',"
                                              " 'in-progress')), (SELECT count(*) FROM inspection WHERE status <> 'done')", &local);

  if (stmt != NULL && reeve_stmt_step (stmt, &local))
    {
      state->complaints = reeve_stmt_int (stmt, 0);
      state->inspections = reeve_stmt_int (stmt, 1);
      reeve_stmt_reset (stmt);
    }
  if (local == NULL)
    state->views = reeve_saved_views_read (conn, "businesses", &local);
  if (local == NULL)
    return state;
  g_propagate_error (error, g_steal_pointer (&local));
  state_free (state);
  return NULL;
}

static void
add_view (ReeveSidebar *self, const ReeveSavedView *view)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", view->name, "xalign", 0.0, "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.saved-view");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", view->id);
  gtk_widget_set_tooltip_text (row, view->name);
  gtk_list_box_append (self->views, row);
}

static void
state_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReeveSidebar) self = user_data;
  State *state = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, NULL);
  GtkWidget *child;

  if (state == NULL)
    return;
  if (self->file == REEVE_CASE_FILE (source))
    {
      set_count (self, "complaints", state->complaints);
      set_count (self, "inspections", state->inspections);
      while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->views))) != NULL)
        gtk_list_box_remove (self->views, child);
      for (guint i = 0; i < state->views->len; i++)
        add_view (self, g_ptr_array_index (state->views, i));
      gtk_widget_set_visible (self->views_box, state->views->len > 0);
    }
  state_free (state);
}

static void
refreshed_cb (ReeveSidebar *self)
{
  reeve_case_file_read_async (self->file, REEVE_LANE_DETAIL, read_state, NULL, NULL, state_free, NULL, state_read_cb, g_object_ref (self));
}

static void
reloaded_cb (ReeveSidebar *self)
{
  if (self->file != NULL)
    set_count (self, "businesses", reeve_list_model_get_n_all (reeve_case_file_get_businesses (self->file)));
}

/* --- the foot --- */

static void
update_kept (ReeveSidebar *self)
{
  gboolean writing = reeve_case_file_is_writing (self->file);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M");

  if (reeve_case_file_is_read_only (self->file))
    {
      gtk_label_set_text (self->kept_label, _("For reading only"));
      gtk_image_set_from_icon_name (self->kept_icon, "changes-prevent-symbolic");
      gtk_label_set_text (self->kept_time, "");
      return;
    }
  gtk_label_set_text (self->kept_label, writing ? _("Keeping the change") : _("All changes kept"));
  gtk_image_set_from_icon_name (self->kept_icon, writing ? "content-loading-symbolic" : "emblem-ok-symbolic");
  gtk_label_set_text (self->kept_time, time);
}

static void
update_state (ReeveSidebar *self)
{
  g_autofree char *day = NULL, *text = NULL, *known = NULL;
  gboolean other;

  if (self->file == NULL)
    return;
  other = reeve_case_file_is_day_view (self->file);
  day = reeve_word_day (reeve_case_file_get_day (self->file), FALSE);
  /* Translators: the day all findings are computed for: today, or another */
  text = g_strdup_printf (other ? _("As of %s") : _("Today, %s"), day);
  gtk_label_set_text (self->day_label, text);
  if (reeve_case_file_get_known_on (self->file) != REEVE_KNOWN_NOW)
    {
      g_autofree char *known_day = reeve_word_day (reeve_case_file_get_known_on (self->file), FALSE);

      /* Translators: %s is the day by whose end everything shown was recorded */
      known = g_strdup_printf (_("as known on %s"), known_day);
    }
  gtk_label_set_text (self->change_label, known != NULL ? known : other ? _("Back to today, or another…") : _("Change the day…"));
  gtk_widget_set_visible (self->today_button, other);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->day_button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  update_kept (self);
}

/* The calendar opens at the day in view. */
static void
day_popover_shown_cb (ReeveSidebar *self)
{
  int year, month, day;
  g_autoptr (GDateTime) date = NULL;

  if (self->file == NULL)
    return;
  reeve_day_to_ymd (reeve_case_file_get_day (self->file), &year, &month, &day);
  date = g_date_time_new_local (year, month, day, 12, 0, 0);
  gtk_calendar_select_day (self->calendar, date);
  gtk_check_button_set_active (self->known_check, reeve_case_file_get_known_on (self->file) != REEVE_KNOWN_NOW);
}

/* ISO; NULL when it cannot be read: then the entry says so and has the focus. */
static char *
read_known_day (ReeveSidebar *self)
{
  static const ReeveFieldInfo field = { .name = "known_on", .label = NC_("field", "Known on"), .type = REEVE_FIELD_DATE };
  g_autoptr (GError) error = NULL;
  char *day = reeve_field_parse (&field, gtk_editable_get_text (GTK_EDITABLE (self->known_entry)), &error);

  gtk_label_set_text (self->known_problem, error != NULL ? error->message : day == NULL ? _("This is needed.") : "");
  gtk_widget_set_visible (GTK_WIDGET (self->known_problem), day == NULL);
  if (day == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->known_entry));
  return day;
}

/* Most ask what was known on that very day. */
static void
known_toggled_cb (ReeveSidebar *self)
{
  gboolean on = gtk_check_button_get_active (self->known_check);

  gtk_widget_set_visible (GTK_WIDGET (self->known_entry), on);
  gtk_widget_set_visible (GTK_WIDGET (self->known_problem), FALSE);
  if (on && *gtk_editable_get_text (GTK_EDITABLE (self->known_entry)) == '\0')
    {
      g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
      g_autofree char *iso = g_date_time_format (date, "%Y-%m-%d");

      gtk_editable_set_text (GTK_EDITABLE (self->known_entry), iso);
    }
}

static void
look_clicked_cb (ReeveSidebar *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  g_autofree char *iso = g_date_time_format (date, "%Y-%m-%d"), *known = NULL;

  if (gtk_check_button_get_active (self->known_check))
    {
      known = read_known_day (self);
      if (known == NULL)
        return;
    }
  gtk_menu_button_popdown (self->day_button);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.day", "(ss)", iso, known != NULL ? known : "");
}

static void
today_clicked_cb (ReeveSidebar *self)
{
  gtk_menu_button_popdown (self->day_button);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.today", NULL);
}

/* --- the menu --- */

static void
recent_changed_cb (ReeveSidebar *self)
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
row_activated_cb (ReeveSidebar *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", reeve_sidebar_get_page (self, gtk_list_box_row_get_index (row)));
}

static void
reeve_sidebar_dispose (GObject *object)
{
  ReeveSidebar *self = REEVE_SIDEBAR (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  G_OBJECT_CLASS (reeve_sidebar_parent_class)->dispose (object);
}

static void
reeve_sidebar_class_init (ReeveSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_sidebar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveSidebar, calendar);
  gtk_widget_class_bind_template_child (widget_class, ReeveSidebar, change_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveSidebar, city_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveSidebar, day_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveSidebar, day_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveSidebar, file_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveSidebar, header);
  gtk_widget_class_bind_template_child (widget_class, ReeveSidebar, kept_icon);
  gtk_widget_class_bind_template_child (widget_class, ReeveSidebar, known_check);
  gtk_widget_class_bind_template_child (widget_class, ReeveSidebar, known_entry);
  gtk_widget_class_bind_template_child (widget_class, ReeveSidebar, known_problem);
  gtk_widget_class_bind_template_child (widget_class, ReeveSidebar, kept_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveSidebar, kept_time);
  gtk_widget_class_bind_template_child (widget_class, ReeveSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, ReeveSidebar, recent_menu);
  gtk_widget_class_bind_template_child (widget_class, ReeveSidebar, today_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveSidebar, views);
  gtk_widget_class_bind_template_child (widget_class, ReeveSidebar, views_box);
  gtk_widget_class_bind_template_callback (widget_class, day_popover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, known_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, look_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_clicked_cb);
}

static void
reeve_sidebar_init (ReeveSidebar *self)
{
  self->names = g_ptr_array_new ();
  self->counts = g_hash_table_new (g_str_hash, g_str_equal);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (recent_changed_cb), self, G_CONNECT_SWAPPED);
  recent_changed_cb (self);
}

void
reeve_sidebar_add_page (ReeveSidebar *self, const char *name, const char *title, const char *icon)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *count = gtk_label_new ("");

  g_return_if_fail (REEVE_IS_SIDEBAR (self));
  gtk_widget_add_css_class (count, "secondary");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_ptr_array_add (self->names, (gpointer) name);
  g_hash_table_insert (self->counts, (gpointer) name, count);
  gtk_list_box_append (self->list, row);
}

/**
 * reeve_sidebar_set_file:
 * @file: (nullable): whose city, counts, views and day stand here
 */
void
reeve_sidebar_set_file (ReeveSidebar *self, ReeveCaseFile *file)
{
  g_autofree char *name = NULL;

  g_return_if_fail (REEVE_IS_SIDEBAR (self));
  if (self->file != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->file, self);
      g_signal_handlers_disconnect_by_data (reeve_case_file_get_businesses (self->file), self);
    }
  g_set_object (&self->file, file);
  for (guint i = 0; i < self->names->len; i++)
    set_count (self, g_ptr_array_index (self->names, i), 0);
  gtk_widget_set_visible (self->views_box, FALSE);
  if (file == NULL)
    return;
  g_signal_connect_object (file, "state-changed", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reeve_case_file_get_businesses (file), "reloaded", G_CALLBACK (reloaded_cb), self, G_CONNECT_SWAPPED);
  gtk_label_set_text (self->city_label, reeve_case_file_get_city (file));
  if (!reeve_case_file_is_day_view (file))
    {
      name = g_path_get_basename (reeve_db_get_path (reeve_case_file_get_db (file)));
      gtk_label_set_text (self->file_label, name);
    }
  update_state (self);
  refreshed_cb (self);
}

void
reeve_sidebar_select_page (ReeveSidebar *self, const char *name)
{
  g_return_if_fail (REEVE_IS_SIDEBAR (self));
  for (guint i = 0; i < self->names->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->names, i), name) == 0)
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, i));
}

const char *
reeve_sidebar_get_page (ReeveSidebar *self, guint index)
{
  g_return_val_if_fail (REEVE_IS_SIDEBAR (self), NULL);
  return index < self->names->len ? g_ptr_array_index (self->names, index) : NULL;
}

void
reeve_sidebar_set_alone (ReeveSidebar *self, gboolean alone)
{
  g_return_if_fail (REEVE_IS_SIDEBAR (self));
  adw_header_bar_set_show_end_title_buttons (self->header, alone);
}

void
reeve_sidebar_focus (ReeveSidebar *self)
{
  g_return_if_fail (REEVE_IS_SIDEBAR (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

void
reeve_sidebar_choose_day (ReeveSidebar *self)
{
  g_return_if_fail (REEVE_IS_SIDEBAR (self));
  gtk_menu_button_popup (self->day_button);
}
