/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The days are computed by the core from the city's table, whenever the day the request came changes. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-records-request.h"
#include "reeve-release-records.h"
#include "reeve-wording.h"

struct _ReeveReleaseRecords
{
  GtkBox parent_instance;
  GtkCheckButton *answers;
  GtkWidget *entries;
  GtkEntry *number, *received;
  GtkLabel *due;
  ReeveCaseFile *file;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReeveReleaseRecords, reeve_release_records, GTK_TYPE_BOX)

/* --- by when --- */

static gpointer
read_due (ReeveConn *conn, gpointer data, GError **error)
{
  return reeve_records_answer (conn, *(const ReeveDay *) data, NULL, NULL, error);
}

static void
due_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveReleaseRecords) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveRecordsAnswer) answer = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->file == NULL)
    return;
  if (answer == NULL)
    {
      gtk_label_set_text (self->due, error != NULL ? error->message : "");
      return;
    }
  for (guint i = 0; i < answer->due->len; i++)
    {
      const ReeveRecordsDue *due = g_ptr_array_index (answer->due, i);
      g_autofree char *day = reeve_word_day (due->day, TRUE);

      /* Translators: a day, what must be done by it, the rule, where it is written */
      g_string_append_printf (text, _("%s: %s (%s, %s)"), day, due->what, due->rule, due->citation);
      g_string_append_c (text, '\n');
    }
  if (answer->n_holidays == 0)
    g_string_append (text, _("The city's holidays are not known: only weekends were left out."));
  gtk_label_set_text (self->due, g_strstrip (text->str));
}

static gboolean
parse_received (ReeveReleaseRecords *self, ReeveDay *ret_day)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->received))));

  return reeve_day_parse (text, -1, ret_day);
}

static void
changed_cb (ReeveReleaseRecords *self)
{
  ReeveDay day;

  gtk_widget_set_visible (self->entries, gtk_check_button_get_active (self->answers));
  if (self->file == NULL)
    return;
  if (!parse_received (self, &day))
    gtk_label_set_text (self->due, _("Write the day it came as 2026-11-16."));
  else if (gtk_check_button_get_active (self->answers))
    reeve_case_file_read_async (self->file, REEVE_LANE_DETAIL, read_due, g_memdup2 (&day, sizeof day), g_free, (GDestroyNotify) reeve_records_answer_free, NULL,
                                due_cb, g_object_ref (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
reeve_release_records_dispose (GObject *object)
{
  g_clear_object (&REEVE_RELEASE_RECORDS (object)->file);
  G_OBJECT_CLASS (reeve_release_records_parent_class)->dispose (object);
}

static void
reeve_release_records_class_init (ReeveReleaseRecordsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_release_records_dispose;
  signals[CHANGED] = g_signal_new ("changed", REEVE_TYPE_RELEASE_RECORDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkEntry *
add_entry (ReeveReleaseRecords *self, GtkWidget *grid, int row, const char *name)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", name, "use-underline", TRUE, "xalign", 0.0, NULL), *entry = gtk_entry_new ();

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_widget_add_css_class (entry, "form-entry");
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), entry, 1, row, 1, 1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_ENTRY (entry);
}

static void
reeve_release_records_init (ReeveReleaseRecords *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->answers = GTK_CHECK_BUTTON (gtk_check_button_new_with_mnemonic (_("It answers a re_quest for public records")));
  gtk_widget_set_halign (GTK_WIDGET (self->answers), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->answers));
  self->entries = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_visible (self->entries, FALSE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  self->due = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "selectable", TRUE, NULL);
  self->number = add_entry (self, grid, 0, _("_Number of the request"));
  self->received = add_entry (self, grid, 1, _("Came _on"));
  gtk_widget_add_css_class (GTK_WIDGET (self->due), "caption-2");
  gtk_widget_add_css_class (GTK_WIDGET (self->due), "numeric");
  gtk_box_append (GTK_BOX (self->entries), grid);
  gtk_box_append (GTK_BOX (self->entries), GTK_WIDGET (self->due));
  gtk_box_append (GTK_BOX (self), self->entries);
  g_signal_connect_object (self->answers, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

void
reeve_release_records_set_file (ReeveReleaseRecords *self, ReeveCaseFile *file)
{
  char day[REEVE_DAY_TEXT_SIZE];

  g_return_if_fail (REEVE_IS_RELEASE_RECORDS (self) && self->file == NULL);
  reeve_day_format (reeve_day_today (), day);
  gtk_editable_set_text (GTK_EDITABLE (self->received), day);
  self->file = g_object_ref (file);
}

void
reeve_release_records_set_active (ReeveReleaseRecords *self, gboolean active)
{
  g_return_if_fail (REEVE_IS_RELEASE_RECORDS (self));
  gtk_check_button_set_active (self->answers, active);
  if (active)
    gtk_widget_grab_focus (GTK_WIDGET (self->number));
}

void
reeve_release_records_apply (ReeveReleaseRecords *self, ReeveReleaseOrder *order)
{
  gboolean possible = order->request.audience == REEVE_AUDIENCE_PUBLIC && order->format == REEVE_FORMAT_ZIP;
  gboolean active = possible && gtk_check_button_get_active (self->answers);
  ReeveDay day;

  g_return_if_fail (REEVE_IS_RELEASE_RECORDS (self));
  gtk_widget_set_visible (GTK_WIDGET (self), possible);
  /* without a number, or a day that is none, the core refuses it and says why */
  order->request.received = active && parse_received (self, &day) ? day : G_MAXINT32;
  reeve_release_order_set_text (order, &order->records_request, NULL);
  if (active)
    {
      g_free (order->records_request);
      order->records_request = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->number))));
      order->request.records_request = order->records_request;
    }
}
