/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cell shows one value of a row that may be read again while it is shown; it asks for nothing by itself. */
#include "config.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "reeve-business-columns.h"
#include "reeve-lists.h"
#include "reeve-probe-sorter.h"
#include "reeve-shown.h"
#include "reeve-symbol-image.h"
#include "reeve-wording.h"

typedef enum { COLUMN_SYMBOL, COLUMN_NAME, COLUMN_DISTRICT, COLUMN_LICENCE, COLUMN_CATEGORY, COLUMN_NUMBER, COLUMN_LICENCE_NUMBER, COLUMN_NOT_KNOWN } Column;

/* In the order of Column. .name NULL: always there. */
static const struct { const char *name, *title; guint sort; guint chars; gboolean usual; } infos[] = {
  { NULL, "", REEVE_BUSINESS_SORT_SHOWN, 0, TRUE },
  { NULL, N_("Business"), REEVE_BUSINESS_SORT_NAME, 12, TRUE },
  { "district", N_("District"), REEVE_BUSINESS_SORT_DISTRICT, 7, TRUE },
  { "licence-to", N_("Licence to"), REEVE_BUSINESS_SORT_LICENCE_TO, 13, TRUE },
  { "category", N_("Category"), REEVE_BUSINESS_SORT_CATEGORY, 14, FALSE },
  { "number", N_("Number"), REEVE_BUSINESS_SORT_NUMBER, 9, FALSE },
  { "licence-number", N_("Licence number"), REEVE_BUSINESS_SORT_LICENCE_NUMBER, 12, FALSE },
  { "not-known", N_("Not known"), REEVE_BUSINESS_SORT_NOT_KNOWN, 9, FALSE },
};

static void
set_name_cell (GtkInscription *cell, ReeveRow *row)
{
  const char *name = reeve_row_get (row, REEVE_BUSINESS_NAME), *address = reeve_row_get (row, REEVE_BUSINESS_ADDRESS);
  g_autofree char *text = NULL;
  g_autoptr (PangoAttrList) attributes = NULL;
  PangoAttribute *attribute;
  guint from;

  if (name == NULL)
    name = "";
  from = strlen (name);
  text = g_strconcat (name, address != NULL ? "  " : NULL, address, NULL);
  attributes = pango_attr_list_new ();
  attribute = pango_attr_scale_new (0.87);
  attribute->start_index = from;
  pango_attr_list_insert (attributes, attribute);
  attribute = pango_attr_weight_new (PANGO_WEIGHT_NORMAL);
  attribute->start_index = from;
  pango_attr_list_insert (attributes, attribute);
  attribute = pango_attr_foreground_alpha_new (0x10000 * 0.68);
  attribute->start_index = from;
  pango_attr_list_insert (attributes, attribute);
  gtk_inscription_set_text (cell, text);
  gtk_inscription_set_attributes (cell, attributes);
}

/* Everything the row says in one label, for 4.8 has no labels of rows. */
static void
label_row (GtkWidget *cell, ReeveRow *row)
{
  guint shown = reeve_row_get_int (row, REEVE_BUSINESS_SHOWN, REEVE_SHOWN_NOT_APPLICABLE);
  const char *address = reeve_row_get (row, REEVE_BUSINESS_ADDRESS);
  g_autofree char *date = reeve_word_date (reeve_row_get (row, REEVE_BUSINESS_LICENCE_TO));
  /* Translators: a row of the list, read aloud: name, address, worst finding, day the licence ends */
  g_autofree char *label = g_strdup_printf (_("%s, %s, %s, licence to %s"), reeve_row_get (row, REEVE_BUSINESS_NAME),
                                            address != NULL ? address : _("no address"),
                                            reeve_shown_word (MIN (shown, REEVE_SHOWN_NOT_APPLICABLE)), date);

  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* Short enough for the column: the day in the year that runs, else the month. */
static char *
word_expired (const char *to, const char *today)
{
  g_autoptr (GDateTime) day = g_date_time_new_utc (atoi (to), atoi (to + 5), atoi (to + 8), 0, 0, 0);

  if (day == NULL)
    return g_strdup (to);
  /* Translators: when a licence expired, as strftime: with day and month, or with month and year */
  return g_date_time_format (day, strncmp (to, today, 4) == 0 ? _("expired %-d %b") : _("expired %b %Y"));
}

static void
set_licence_cell (ReeveCaseFile *file, GtkInscription *cell, ReeveRow *row)
{
  const char *to = reeve_row_get (row, REEVE_BUSINESS_LICENCE_TO), *status = reeve_row_get (row, REEVE_BUSINESS_LICENCE_STATUS);
  g_autofree char *text = NULL;
  char today[REEVE_DAY_TEXT_SIZE];
  gboolean late = FALSE;

  reeve_day_format (reeve_case_file_get_day (file), today);
  if (status != NULL && strcmp (status, "active") != 0 && strcmp (status, "expired") != 0)
    {
      text = reeve_word_value ("licence_status", "status", status);
      late = strcmp (status, "suspended") == 0 || strcmp (status, "revoked") == 0;
    }
  else if (to != NULL && strcmp (to, "none") != 0)
    {
      late = strcmp (to, today) < 0;
      text = late ? word_expired (to, today) : reeve_word_date (to);
    }
  gtk_inscription_set_text (cell, text);
  if (late)
    gtk_widget_add_css_class (GTK_WIDGET (cell), "late");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (cell), "late");
}

static void
fill_cell (GtkListItem *item, ReeveRow *row)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  ReeveCaseFile *file = g_object_get_data (G_OBJECT (item), "file");
  g_autofree char *words = NULL;

  switch ((Column) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (item), "column")))
    {
    case COLUMN_SYMBOL:
      reeve_symbol_image_set_shown (REEVE_SYMBOL_IMAGE (child),
                                    CLAMP (reeve_row_get_int (row, REEVE_BUSINESS_SHOWN, REEVE_N_SHOWN), 0, REEVE_N_SHOWN));
      break;
    case COLUMN_NAME:
      set_name_cell (GTK_INSCRIPTION (child), row);
      label_row (child, row);
      break;
    case COLUMN_DISTRICT:
      gtk_inscription_set_text (GTK_INSCRIPTION (child), reeve_row_get (row, REEVE_BUSINESS_DISTRICT));
      break;
    case COLUMN_LICENCE:
      set_licence_cell (file, GTK_INSCRIPTION (child), row);
      break;
    case COLUMN_CATEGORY:
      if (reeve_row_get (row, REEVE_BUSINESS_CATEGORY) != NULL)
        words = reeve_word_value ("business", "category", reeve_row_get (row, REEVE_BUSINESS_CATEGORY));
      gtk_inscription_set_text (GTK_INSCRIPTION (child), words);
      break;
    case COLUMN_NUMBER:
      gtk_inscription_set_text (GTK_INSCRIPTION (child), reeve_row_get (row, REEVE_BUSINESS_NUMBER));
      break;
    case COLUMN_LICENCE_NUMBER:
      gtk_inscription_set_text (GTK_INSCRIPTION (child), reeve_row_get (row, REEVE_BUSINESS_LICENCE_NUMBER));
      break;
    case COLUMN_NOT_KNOWN:
      if (reeve_row_get_int (row, REEVE_BUSINESS_NOT_KNOWN, 0) > 0)
        words = reeve_word_count (reeve_row_get_int (row, REEVE_BUSINESS_NOT_KNOWN, 0));
      gtk_inscription_set_text (GTK_INSCRIPTION (child), words);
      break;
    default:
      break;
    }
}

static void
row_changed_cb (ReeveRow *row, GtkListItem *item)
{
  fill_cell (item, row);
}

/* Asked for when the pointer rests there: to set a tooltip's text asks the display where the pointer is, for every cell again. */
static gboolean
query_tooltip_cb (GtkWidget *cell, int x, int y, gboolean keyboard, GtkTooltip *tooltip, GtkListItem *item)
{
  ReeveRow *row = gtk_list_item_get_item (item);
  const char *address = row == NULL ? NULL : reeve_row_get (row, REEVE_BUSINESS_ADDRESS);

  gtk_tooltip_set_text (tooltip, address);
  return address != NULL;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ReeveCaseFile *file)
{
  Column column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
  GtkWidget *child;

  if (column == COLUMN_SYMBOL)
    child = g_object_new (REEVE_TYPE_SYMBOL_IMAGE, "size", 16, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  else
    {
      child = g_object_new (GTK_TYPE_INSCRIPTION, "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END, "valign", GTK_ALIGN_CENTER,
                            "yalign", 0.5f, NULL);
      gtk_inscription_set_min_chars (GTK_INSCRIPTION (child), infos[column].chars);
      gtk_inscription_set_nat_chars (GTK_INSCRIPTION (child), column == COLUMN_NAME ? 30 : infos[column].chars);
      gtk_widget_add_css_class (child, column == COLUMN_NAME ? "row-name" : "caption-2");
      if (column != COLUMN_NAME)
        gtk_widget_add_css_class (child, "numeric");
    }
  if (column == COLUMN_NAME)
    {
      gtk_widget_set_has_tooltip (child, TRUE);
      g_signal_connect (child, "query-tooltip", G_CALLBACK (query_tooltip_cb), item);
    }
  g_object_set_data (G_OBJECT (item), "column", GUINT_TO_POINTER (column));
  g_object_set_data (G_OBJECT (item), "file", file);
  gtk_list_item_set_child (item, child);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ReeveCaseFile *file)
{
  ReeveRow *row = gtk_list_item_get_item (item);

  fill_cell (item, row);
  g_signal_connect (row, "changed", G_CALLBACK (row_changed_cb), item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ReeveCaseFile *file)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), row_changed_cb, item);
}

static GtkColumnViewColumn *
column_new (ReeveCaseFile *file, Column column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *c;
  g_autoptr (GtkSorter) sorter = reeve_probe_sorter_new (infos[column].sort);

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (column));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), file, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), file, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), file, 0);
  /* the translation of an empty text is the heading of the catalogue */
  c = gtk_column_view_column_new (*infos[column].title == '\0' ? "" : _(infos[column].title), factory);
  gtk_column_view_column_set_sorter (c, sorter);
  gtk_column_view_column_set_expand (c, column == COLUMN_NAME);
  g_object_set_data (G_OBJECT (c), "name", (gpointer) infos[column].name);
  g_object_set_data (G_OBJECT (c), "sort", GUINT_TO_POINTER (infos[column].sort));
  return c;
}

/**
 * reeve_business_columns_add:
 * @view: without columns yet
 * @file: whose day tells what is late
 */
void
reeve_business_columns_add (GtkColumnView *view, ReeveCaseFile *file)
{
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = column_new (file, i);

      gtk_column_view_column_set_visible (column, infos[i].usual);
      gtk_column_view_append_column (view, column);
    }
}

static GtkColumnViewColumn *
find_column (GtkColumnView *view, const char *key, gconstpointer value, GEqualFunc equal)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      /* the view holds it */
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      gconstpointer has = g_object_get_data (G_OBJECT (column), key);

      if (equal != NULL ? has != NULL && equal (has, value) : has == value)
        return column;
    }
  return NULL;
}

GtkColumnViewColumn *
reeve_business_columns_find (GtkColumnView *view, const char *name)
{
  return find_column (view, "name", name, g_str_equal);
}

GtkColumnViewColumn *
reeve_business_columns_find_sort (GtkColumnView *view, guint sort)
{
  return find_column (view, "sort", GUINT_TO_POINTER (sort), NULL);
}

/**
 * reeve_business_columns_get:
 *
 * Returns: (transfer full): names of the columns that are shown and could be left out
 */
char **
reeve_business_columns_get (GtkColumnView *view)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    if (infos[i].name != NULL && gtk_column_view_column_get_visible (reeve_business_columns_find (view, infos[i].name)))
      g_strv_builder_add (names, infos[i].name);
  return g_strv_builder_end (names);
}

void
reeve_business_columns_set (GtkColumnView *view, const char *const *names)
{
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    if (infos[i].name != NULL)
      gtk_column_view_column_set_visible (reeve_business_columns_find (view, infos[i].name), g_strv_contains (names, infos[i].name));
}

/* One check item for each column that may be left out, for the action @prefix with the column's name as target. */
void
reeve_business_columns_fill_menu (GMenu *menu, GActionMap *actions, GtkColumnView *view, const char *prefix)
{
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    if (infos[i].name != NULL)
      {
        g_autoptr (GPropertyAction) action = g_property_action_new (infos[i].name, reeve_business_columns_find (view, infos[i].name), "visible");
        g_autofree char *detailed = g_strconcat (prefix, infos[i].name, NULL);

        g_action_map_add_action (actions, G_ACTION (action));
        g_menu_append (menu, _(infos[i].title), detailed);
      }
}
