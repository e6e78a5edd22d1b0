/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column's sorter that sorts nothing: asked to compare, it says "smaller" and notes which column it stands for. The view's own sorter
 * asks its first column first and turns the answer round when the order is descending, so one comparison tells both. */
#include "config.h"

#include "reeve-probe-sorter.h"

static guint probed;

static int
probe (gconstpointer a, gconstpointer b, gpointer data)
{
  probed = GPOINTER_TO_UINT (data);
  return -1;
}

GtkSorter *
reeve_probe_sorter_new (guint sort)
{
  return GTK_SORTER (gtk_custom_sorter_new (probe, GUINT_TO_POINTER (sort), NULL));
}

guint
reeve_probe_sorter_read (GtkSorter *view_sorter, gboolean *ret_descending)
{
  g_autoptr (GObject) a = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) b = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering ordering;

  g_return_val_if_fail (GTK_IS_SORTER (view_sorter), G_MAXUINT);
  probed = G_MAXUINT;
  ordering = gtk_sorter_compare (view_sorter, a, b);
  *ret_descending = ordering == GTK_ORDERING_LARGER;
  return probed;
}
