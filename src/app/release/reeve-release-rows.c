/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A model of bare positions: a row object knows its number, its cells are asked of the disclosure when they come into view. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-release-rows.h"

#define REEVE_TYPE_ROW_NUMBER (reeve_row_number_get_type ())
G_DECLARE_FINAL_TYPE (ReeveRowNumber, reeve_row_number, REEVE, ROW_NUMBER, GObject)
struct _ReeveRowNumber { GObject parent_instance; guint number; };
G_DEFINE_FINAL_TYPE (ReeveRowNumber, reeve_row_number, G_TYPE_OBJECT)

static void reeve_row_number_class_init (ReeveRowNumberClass *klass) {}
static void reeve_row_number_init (ReeveRowNumber *self) {}

#define REEVE_TYPE_ROW_NUMBERS (reeve_row_numbers_get_type ())
G_DECLARE_FINAL_TYPE (ReeveRowNumbers, reeve_row_numbers, REEVE, ROW_NUMBERS, GObject)
struct _ReeveRowNumbers { GObject parent_instance; guint n; };

static GType
get_item_type (GListModel *model)
{
  return REEVE_TYPE_ROW_NUMBER;
}

static guint
get_n_items (GListModel *model)
{
  return REEVE_ROW_NUMBERS (model)->n;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ReeveRowNumber *row;

  if (position >= REEVE_ROW_NUMBERS (model)->n)
    return NULL;
  row = g_object_new (REEVE_TYPE_ROW_NUMBER, NULL);
  row->number = position;
  return row;
}

static void
model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ReeveRowNumbers, reeve_row_numbers, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, model_init))

static void reeve_row_numbers_class_init (ReeveRowNumbersClass *klass) {}
static void reeve_row_numbers_init (ReeveRowNumbers *self) {}

/* --- cells --- */

typedef struct { ReeveDisclosure *disclosure; ReeveDisclosedField field; } Column;

static void
column_free (gpointer data, GClosure *closure)
{
  Column *column = data;

  reeve_disclosure_unref (column->disclosure);
  g_free (column);
}

static char *
cell_text (const Column *column, guint row)
{
  const char *value = reeve_disclosure_get (column->disclosure, row, column->field);

  if (value == NULL)
    return g_strdup ("");
  if (reeve_disclosed_field_type (column->field) == REEVE_CELL_TRUTH)
    return g_strdup (*value == '1' ? _("yes") : _("no"));
  if (reeve_disclosed_field_type (column->field) == REEVE_CELL_MONEY)
    return g_strdup_printf ("%.2f", (double) g_ascii_strtoll (value, NULL, 10) / 100);
  return g_strdup (value);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  ReeveCellType type = reeve_disclosed_field_type (column->field);
  gboolean number = type == REEVE_CELL_NUMBER || type == REEVE_CELL_MONEY;
  GtkWidget *cell = g_object_new (GTK_TYPE_INSCRIPTION, "xalign", number ? 1.0f : 0.0f, "nat-chars", 18, "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END, NULL);

  if (type != REEVE_CELL_TEXT)
    gtk_widget_add_css_class (cell, "numeric");
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  ReeveRowNumber *row = gtk_list_item_get_item (item);
  g_autofree char *text = cell_text (column, row->number);

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)), text);
}

GtkWidget *
reeve_release_rows_new (ReeveDisclosure *disclosure, ReeveSheetKind sheet)
{
  ReeveRowNumbers *rows = g_object_new (REEVE_TYPE_ROW_NUMBERS, NULL);
  guint n = 0;
  const ReeveDisclosedField *fields = reeve_disclosure_get_columns (disclosure, sheet, &n);
  GtkWidget *scroll, *table;

  rows->n = reeve_disclosure_get_n_rows (disclosure, sheet);
  table = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (rows))));
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (table), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (table), GTK_ACCESSIBLE_PROPERTY_LABEL, reeve_sheet_label (sheet), -1);
  for (guint i = 0; i < n; i++)
    {
      Column *column = g_new (Column, 1);
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) view_column = NULL;

      column->disclosure = reeve_disclosure_ref (disclosure);
      column->field = fields[i];
      g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), column, column_free, 0);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), column);
      view_column = gtk_column_view_column_new (reeve_disclosed_field_label (fields[i]), factory);
      gtk_column_view_column_set_resizable (view_column, TRUE);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (table), view_column);
    }
  scroll = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), table);
  gtk_widget_set_hexpand (scroll, TRUE);
  gtk_widget_set_vexpand (scroll, TRUE);
  return scroll;
}
