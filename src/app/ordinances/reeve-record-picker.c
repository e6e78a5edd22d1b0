/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-go-to-find.h"
#include "reeve-record-example.h"
#include "reeve-record-picker.h"

struct _ReeveRecordPicker
{
  AdwWindow parent_instance;

  ReeveCaseFile *file;
  ReeveOrdinance *ordinance;
  char *provision;
  GtkSearchEntry *search;
  GtkListBox *list;
  GtkLabel *words;
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (ReeveRecordPicker, reeve_record_picker, ADW_TYPE_WINDOW)

typedef struct { ReeveOrdinance *ordinance; char *provision; gint64 id; ReeveDay day; } Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  reeve_ordinance_unref (request->ordinance);
  g_free (request->provision);
  g_free (request);
}

static gpointer
read_example (ReeveConn *conn, gpointer data, GError **error)
{
  Request *request = data;

  return reeve_record_example (conn, request->ordinance, request->provision, request->id, request->day, NULL, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveRecordPicker) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *yaml = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, &error);

  if (self->list == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), TRUE);
  if (yaml == NULL)
    gtk_label_set_text (self->words, error != NULL ? error->message : _("There is no such record for this provision to be tested on."));
  else
    g_signal_emit_by_name (self, "made", yaml);
}

static void
activated_cb (ReeveRecordPicker *self, GtkListBoxRow *row)
{
  Request *request = g_new0 (Request, 1);

  request->ordinance = reeve_ordinance_ref (self->ordinance);
  request->provision = g_strdup (self->provision);
  request->id = *(gint64 *) g_object_get_data (G_OBJECT (row), "id");
  request->day = reeve_case_file_get_day (self->file);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), FALSE);
  reeve_case_file_read_async (self->file, REEVE_LANE_DETAIL, read_example, request, request_free, g_free, self->reading, read_cb, g_object_ref (self));
}

static gpointer
find (ReeveConn *conn, gpointer data, GError **error)
{
  return reeve_find (conn, data, error);
}

static GtkWidget *
row_new (const ReeveFound *found)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  gint64 id = g_variant_get_int64 (found->target);
  const char *texts[] = { found->title, found->subtitle }, *classes[] = { "row-name", "caption-2" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      {
        GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", texts[i], "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

        gtk_widget_add_css_class (label, classes[i]);
        gtk_box_append (GTK_BOX (box), label);
      }
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "id", g_memdup2 (&id, sizeof id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, found->title, -1);
  return row;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveRecordPicker) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, &error);
  GtkWidget *child;

  if (self->list == NULL || error != NULL)
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const ReeveFound *found = g_ptr_array_index (all, i);

      if (g_strcmp0 (found->action, "win.go-business") == 0)
        gtk_list_box_append (self->list, row_new (found));
    }
}

static void
search_cb (ReeveRecordPicker *self)
{
  ReeveFindQuery *query = g_new0 (ReeveFindQuery, 1);

  query->typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  query->day = reeve_case_file_get_day (self->file);
  reeve_case_file_read_async (self->file, REEVE_LANE_LIST, find, query, reeve_find_query_free, (GDestroyNotify) g_ptr_array_unref, self->reading, found_cb,
                              g_object_ref (self));
}

static void
enter_cb (ReeveRecordPicker *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  if (first != NULL && gtk_widget_get_sensitive (GTK_WIDGET (self->list)))
    activated_cb (self, first);
}

void
reeve_record_picker_tell (ReeveRecordPicker *self, const char *message)
{
  g_return_if_fail (REEVE_IS_RECORD_PICKER (self));
  gtk_label_set_text (self->words, message);
}

static void
reeve_record_picker_dispose (GObject *object)
{
  ReeveRecordPicker *self = REEVE_RECORD_PICKER (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  adw_window_set_content (ADW_WINDOW (self), NULL);
  self->list = NULL;
  g_clear_object (&self->file);
  g_clear_pointer (&self->ordinance, reeve_ordinance_unref);
  g_clear_pointer (&self->provision, g_free);
  G_OBJECT_CLASS (reeve_record_picker_parent_class)->dispose (object);
}

static void
reeve_record_picker_class_init (ReeveRecordPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_record_picker_dispose;
  g_signal_new ("made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
reeve_record_picker_init (ReeveRecordPicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8), *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroller = gtk_scrolled_window_new ();

  self->reading = g_cancellable_new ();
  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->search, "placeholder-text", _("Name, number or address of a business"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name, number or address of a business"), -1);
  self->words = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "label",
                                         _("What the provision reads of this record becomes the facts of an example: no name, no address. It expects what is found today."), NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "caption-2");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "record-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Businesses"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scroller, TRUE);
  g_object_set (box, "margin-start", 14, "margin-end", 14, "margin-top", 6, "margin-bottom", 12, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (all), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (all), box);
  adw_window_set_content (ADW_WINDOW (self), all);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (enter_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
}

GtkWidget *
reeve_record_picker_new (GtkWindow *parent, ReeveCaseFile *file, ReeveOrdinance *ordinance, const char *provision)
{
  ReeveRecordPicker *self = g_object_new (REEVE_TYPE_RECORD_PICKER, "title", _("Make an example from a record"), "transient-for", parent, "modal", TRUE, "default-width", 460,
                                          "default-height", 480, NULL);

  self->file = g_object_ref (file);
  self->ordinance = reeve_ordinance_ref (ordinance);
  self->provision = g_strdup (provision);
  return GTK_WIDGET (self);
}
