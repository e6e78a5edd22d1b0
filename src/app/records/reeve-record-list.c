/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list beside a form: complaints and inspections. Two lines a row, so that a narrow list cuts nothing that matters. The order, the
 * filter and the search are the model's; this only shows and keeps the selection by id while the model is read again. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-record-list.h"
#include "reeve-wording.h"

struct _ReeveRecordList
{
  AdwBin parent_instance;

  GtkSearchEntry *search_entry;
  GtkToggleButton *filter_button;
  GtkMenuButton *sort_button;
  GtkStack *stack;
  GtkListView *list_view;
  AdwStatusPage *empty_page, *no_match_page;
  GtkLabel *foot_label;

  ReeveCaseFile *file;
  ReeveListModel *model;
  GtkSingleSelection *selection;
  const ReeveRecordListSpec *spec;
  gint64 selected;
  gboolean restoring;
};

enum { SELECTED, OPENED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReeveRecordList, reeve_record_list, ADW_TYPE_BIN)

/* One row: a grid of four inscriptions, kept with the list item. */
typedef struct { GtkInscription *title, *title_end, *subtitle, *subtitle_end; ReeveRow *row; gulong changed; } Cells;

static GtkInscription *
cell_new (GtkWidget *grid, int column, int row, gboolean end, const char *css_class)
{
  GtkInscription *cell = GTK_INSCRIPTION (gtk_inscription_new (NULL));

  gtk_inscription_set_text_overflow (cell, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (cell, end ? 1 : 0);
  gtk_inscription_set_nat_chars (cell, end ? 17 : 20);
  gtk_inscription_set_min_chars (cell, end ? 9 : 4);
  gtk_widget_set_hexpand (GTK_WIDGET (cell), !end);
  gtk_widget_add_css_class (GTK_WIDGET (cell), css_class);
  gtk_widget_add_css_class (GTK_WIDGET (cell), "numeric");
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (cell), column, row, 1, 1);
  return cell;
}

/* Asked for when the pointer rests there: to set a tooltip's text asks the display where the pointer is, for every row again. */
static gboolean
query_tooltip_cb (GtkInscription *cell, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, gtk_inscription_get_text (cell));
  return gtk_inscription_get_text (cell) != NULL;
}

static void
setup_row_cb (ReeveRecordList *self, GtkListItem *item)
{
  GtkWidget *grid = gtk_grid_new ();
  Cells *cells = g_new0 (Cells, 1);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 1);
  cells->title = cell_new (grid, 0, 0, FALSE, "row-name");
  cells->title_end = cell_new (grid, 1, 0, TRUE, "row-end");
  cells->subtitle = cell_new (grid, 0, 1, FALSE, "secondary");
  cells->subtitle_end = cell_new (grid, 1, 1, TRUE, "secondary");
  gtk_widget_add_css_class (GTK_WIDGET (cells->subtitle), "caption-2");
  gtk_widget_add_css_class (GTK_WIDGET (cells->subtitle_end), "caption-2");
  gtk_widget_set_has_tooltip (GTK_WIDGET (cells->title), TRUE);
  g_signal_connect (cells->title, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_object_set_data_full (G_OBJECT (item), "cells", cells, g_free);
  gtk_list_item_set_child (item, grid);
}

static void
show_row (ReeveRecordList *self, Cells *cells)
{
  ReeveRecordLine line = { 0 };
  g_autofree char *spoken = NULL;

  self->spec->line (cells->row, self->file, &line);
  gtk_inscription_set_text (cells->title, line.title);
  gtk_inscription_set_text (cells->title_end, line.title_end);
  gtk_inscription_set_text (cells->subtitle, line.subtitle);
  gtk_inscription_set_text (cells->subtitle_end, line.subtitle_end);
  if (line.late)
    gtk_widget_add_css_class (GTK_WIDGET (cells->subtitle_end), "late");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (cells->subtitle_end), "late");
  spoken = g_strjoin (", ", line.title != NULL ? line.title : "", line.subtitle != NULL ? line.subtitle : "",
                      line.title_end != NULL ? line.title_end : "", line.subtitle_end, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cells->title), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_free (line.title);
  g_free (line.title_end);
  g_free (line.subtitle);
  g_free (line.subtitle_end);
}

static void
row_changed_cb (ReeveRow *row, GtkListItem *item)
{
  GtkWidget *list = gtk_widget_get_ancestor (gtk_list_item_get_child (item), REEVE_TYPE_RECORD_LIST);

  if (list != NULL)
    show_row (REEVE_RECORD_LIST (list), g_object_get_data (G_OBJECT (item), "cells"));
}

static void
bind_row_cb (ReeveRecordList *self, GtkListItem *item)
{
  Cells *cells = g_object_get_data (G_OBJECT (item), "cells");

  cells->row = REEVE_ROW (gtk_list_item_get_item (item));
  cells->changed = g_signal_connect (cells->row, "changed", G_CALLBACK (row_changed_cb), item);
  show_row (self, cells);
}

static void
unbind_row_cb (ReeveRecordList *self, GtkListItem *item)
{
  Cells *cells = g_object_get_data (G_OBJECT (item), "cells");

  g_clear_signal_handler (&cells->changed, cells->row);
  cells->row = NULL;
}

static void
update_foot (ReeveRecordList *self)
{
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->model)), all = reeve_list_model_get_n_all (self->model);
  g_autofree char *number = reeve_word_count (shown), *whole = reeve_word_count (all), *text = NULL;

  if (shown == all)
    text = g_strdup_printf (ngettext ("%s shown", "%s shown", shown), number);
  else
    text = g_strdup_printf (_("%s of %s shown"), number, whole);
  gtk_label_set_text (self->foot_label, text);
  gtk_stack_set_visible_child_name (self->stack, shown > 0 || !reeve_list_model_is_loaded (self->model) ? "list" : all == 0 ? "empty" : "no-match");
}

static void
restore_selection (ReeveRecordList *self)
{
  guint position = self->selected == 0 ? GTK_INVALID_LIST_POSITION : reeve_list_model_find (self->model, self->selected);

  self->restoring = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->restoring = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
}

static void
reloaded_cb (ReeveRecordList *self)
{
  update_foot (self);
  restore_selection (self);
}

static void
selected_cb (ReeveRecordList *self)
{
  gpointer row = gtk_single_selection_get_selected_item (self->selection);

  if (self->restoring || row == NULL || reeve_row_get_id (row) == self->selected)
    return;
  self->selected = reeve_row_get_id (row);
  g_signal_emit (self, signals[SELECTED], 0, self->selected);
}

static void
activate_cb (ReeveRecordList *self, guint position)
{
  g_autoptr (ReeveRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (row != NULL)
    g_signal_emit (self, signals[OPENED], 0, reeve_row_get_id (row));
}

static void
search_changed_cb (ReeveRecordList *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  if (self->model != NULL)
    reeve_list_model_set_search (self->model, *text == '\0' ? NULL : text);
}

static void
stop_search_cb (ReeveRecordList *self)
{
  reeve_record_list_clear_search (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
filter_toggled_cb (ReeveRecordList *self)
{
  if (self->model != NULL)
    reeve_list_model_set_filter_int (self->model, 0, gtk_toggle_button_get_active (self->filter_button), 1);
}

static void
show_all_cb (ReeveRecordList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_toggle_button_set_active (self->filter_button, FALSE);
}

static void
sort_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  ReeveRecordList *self = data;
  int sort = g_variant_get_int32 (value);

  g_simple_action_set_state (action, value);
  reeve_list_model_set_sort (self->model, sort, sort == 0 && self->spec->first_sort_descending);
}

static void
build_sort_menu (ReeveRecordList *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new_stateful ("sort", G_VARIANT_TYPE_INT32, g_variant_new_int32 (0));

  for (int i = 0; self->spec->sort_labels[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_(self->spec->sort_labels[i]), NULL);

      g_menu_item_set_action_and_target (item, "record-list.sort", "i", i);
      g_menu_append_item (menu, item);
    }
  g_signal_connect_object (action, "change-state", G_CALLBACK (sort_cb), self, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "record-list", G_ACTION_GROUP (group));
  gtk_menu_button_set_menu_model (self->sort_button, G_MENU_MODEL (menu));
}

static void
reeve_record_list_dispose (GObject *object)
{
  ReeveRecordList *self = REEVE_RECORD_LIST (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (reeve_record_list_parent_class)->dispose (object);
}

static void
reeve_record_list_class_init (ReeveRecordListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_record_list_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-record-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveRecordList, empty_page);
  gtk_widget_class_bind_template_child (widget_class, ReeveRecordList, filter_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveRecordList, foot_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveRecordList, list_view);
  gtk_widget_class_bind_template_child (widget_class, ReeveRecordList, no_match_page);
  gtk_widget_class_bind_template_child (widget_class, ReeveRecordList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ReeveRecordList, sort_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveRecordList, stack);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  signals[SELECTED] = g_signal_new ("selected", REEVE_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[OPENED] = g_signal_new ("opened", REEVE_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
reeve_record_list_init (ReeveRecordList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reeve_record_list_setup:
 * @file: the open case file
 * @spec: (transfer none): static
 *
 * To be called once.
 */
void
reeve_record_list_setup (ReeveRecordList *self, ReeveCaseFile *file, const ReeveRecordListSpec *spec)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (REEVE_IS_RECORD_LIST (self) && self->model == NULL);
  self->file = g_object_ref (file);
  self->spec = spec;
  self->model = reeve_list_model_new (file, spec->spec);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->model));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "reloaded", G_CALLBACK (reloaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_view), GTK_ACCESSIBLE_PROPERTY_LABEL, _(spec->search_label), -1);
  g_object_set (self->search_entry, "placeholder-text", _(spec->search_label), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search_entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _(spec->search_label), -1);
  gtk_button_set_label (GTK_BUTTON (self->filter_button), _(spec->filter_label));
  adw_status_page_set_icon_name (self->empty_page, spec->empty_icon);
  adw_status_page_set_title (self->empty_page, _(spec->empty_title));
  adw_status_page_set_description (self->empty_page, _(spec->empty_text));
  build_sort_menu (self);
  reeve_list_model_set_sort (self->model, 0, spec->first_sort_descending);
  gtk_toggle_button_set_active (self->filter_button, spec->filter_on);
  update_foot (self);
}

void
reeve_record_list_find (ReeveRecordList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

gboolean
reeve_record_list_clear_search (ReeveRecordList *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) == '\0')
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  return TRUE;
}

void
reeve_record_list_select (ReeveRecordList *self, gint64 id)
{
  self->selected = id;
  restore_selection (self);
}

gint64
reeve_record_list_get_selected (ReeveRecordList *self)
{
  return self->selected;
}

ReeveListModel *
reeve_record_list_get_model (ReeveRecordList *self)
{
  return self->model;
}
