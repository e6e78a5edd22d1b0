/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row asks for its distance when it comes into view. */
#include "config.h"

#include "reeve-map-row.h"

#include <glib/gi18n.h>

#include "reeve-lists.h"
#include "reeve-symbol-image.h"
#include "reeve-wording.h"

typedef struct { ReeveMapRowFunc distance; gpointer data; } Column;

char *
reeve_map_row_describe (ReeveConn *conn, gint64 business)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  ReeveStmt *stmt = conn == NULL ? NULL
                                 : reeve_conn_prepare (conn, "SELECT name, coalesce (address, ''), shown FROM derived_business WHERE business_id = ?1",
                                                       &error);

  if (stmt == NULL)
    return NULL;
  reeve_stmt_bind_int (stmt, 1, business);
  if (reeve_stmt_step (stmt, &error))
    text = g_strjoin ("\n", reeve_stmt_text (stmt, 0), reeve_stmt_text (stmt, 1),
                      reeve_shown_word (CLAMP (reeve_stmt_int (stmt, 2), 0, REEVE_N_SHOWN - 1)), NULL);
  reeve_stmt_reset (stmt);
  return text;
}

char *
reeve_map_describe (guint in_view, const ReeveMapSelection *selection)
{
  g_autofree char *number = reeve_word_count (in_view);
  g_autofree char *businesses = g_strdup_printf (ngettext ("%s business in view", "%s businesses in view", in_view), number);
  g_autofree char *feet = NULL;

  if (selection == NULL)
    return g_strdup_printf (_("Map, %s"), businesses);
  if (selection->place_name == NULL)
    return g_strdup_printf (_("Map, %s, %s selected"), businesses, selection->name);
  feet = reeve_map_distance_text (selection->distance_m);
  /* Translators: what a screen reader is told of the map: how many, who is selected, distance, place */
  return g_strdup_printf (_("Map, %s, %s selected, %s from %s"), businesses, selection->name, feet, selection->place_name);
}

char *
reeve_map_cluster_describe (const ReevePointIndex *index, const ReevePointNode *node)
{
  guint counts[REEVE_N_SHOWN];
  g_autofree char *number = reeve_word_count (node->count);
  GString *text = g_string_new (NULL);

  reeve_point_index_get_counts (index, node, counts);
  g_string_printf (text, ngettext ("%s business", "%s businesses", node->count), number);
  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    if (counts[i] > 0)
      {
        g_autofree char *part = reeve_word_count (counts[i]);
        /* Translators: a line of a cluster's tooltip: outcome and number */
        g_string_append_c (text, '\n');
        g_string_append_printf (text, _("%s: %s"), reeve_shown_word (i), part);
      }
  return g_string_free (text, FALSE);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *symbol = g_object_new (REEVE_TYPE_SYMBOL_IMAGE, "size", 16, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *name = gtk_label_new (NULL), *address = gtk_label_new (NULL), *distance = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  /* natural widths of long names would widen the pane */
  gtk_label_set_max_width_chars (GTK_LABEL (name), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (address), 1);
  gtk_label_set_xalign (GTK_LABEL (address), 0);
  gtk_label_set_ellipsize (GTK_LABEL (address), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (name, "row-name");
  gtk_widget_add_css_class (address, "secondary");
  gtk_widget_add_css_class (address, "caption-2");
  gtk_widget_add_css_class (distance, "numeric");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), address);
  gtk_box_append (GTK_BOX (box), symbol);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), distance);
  gtk_list_item_set_child (item, box);
}

static void
show_row (GtkListItem *item, ReeveRow *row, const Column *column)
{
  GtkWidget *box = gtk_list_item_get_child (item), *symbol = gtk_widget_get_first_child (box), *words = gtk_widget_get_next_sibling (symbol);
  GtkWidget *name = gtk_widget_get_first_child (words), *address = gtk_widget_get_next_sibling (name), *distance = gtk_widget_get_last_child (box);
  ReeveShown shown = CLAMP (reeve_row_get_int (row, REEVE_BUSINESS_SHOWN, REEVE_SHOWN_NOT_KNOWN), 0, REEVE_N_SHOWN - 1);
  const char *where = reeve_row_get (row, REEVE_BUSINESS_ADDRESS), *title = reeve_row_get (row, REEVE_BUSINESS_NAME);
  g_autofree char *feet = column->distance (reeve_row_get_id (row), column->data);
  g_autofree char *label = NULL;

  reeve_symbol_image_set_shown (REEVE_SYMBOL_IMAGE (symbol), shown);
  gtk_label_set_text (GTK_LABEL (name), title != NULL ? title : "");
  gtk_label_set_text (GTK_LABEL (address), where != NULL ? where : _("address not known"));
  gtk_label_set_text (GTK_LABEL (distance), feet != NULL ? feet : "");
  /* the first text of the row speaks for all of it: GTK 4.8 has no labels for rows */
  if (feet != NULL)
    /* Translators: name, address, outcome, distance to the nearest school */
    label = g_strdup_printf (_("%s, %s, %s, %s to the nearest school"), title, where != NULL ? where : _("address not known"), reeve_shown_word (shown), feet);
  else
    /* Translators: name, address, outcome */
    label = g_strdup_printf (_("%s, %s, %s"), title, where != NULL ? where : _("address not known"), reeve_shown_word (shown));
  gtk_accessible_update_property (GTK_ACCESSIBLE (name), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
row_changed_cb (ReeveRow *row, GtkListItem *item)
{
  show_row (item, row, g_object_get_data (G_OBJECT (item), "column"));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  ReeveRow *row = gtk_list_item_get_item (item);

  g_object_set_data (G_OBJECT (item), "column", data);
  g_signal_connect (row, "changed", G_CALLBACK (row_changed_cb), item);
  show_row (item, row, data);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), row_changed_cb, item);
}

static void
column_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

GtkListItemFactory *
reeve_map_row_factory_new (ReeveMapRowFunc distance, gpointer data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Column *column = g_new (Column, 1);

  *column = (Column) { distance, data };
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), column, column_free, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}
