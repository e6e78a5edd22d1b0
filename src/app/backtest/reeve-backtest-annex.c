/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two questions, a file chooser, one thread. */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "reeve-backtest-annex.h"
#include "reeve-release.h"
#include "reeve-release-report.h"

typedef struct
{
  ReeveCaseFile *file;
  ReeveDb *db;
  ReeveBacktestSpec spec;
  char *draft, *beside, *to, *reason, *path;
  GtkFileChooserNative *chooser;
  GtkWidget *to_entry, *reason_entry;
} Order;

static char *
text_of (ReeveOrdinance *ordinance)
{
  GBytes *text = reeve_ordinance_get_text (ordinance);

  return g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
}

static Order *
order_new (ReeveCaseFile *file, const ReeveBacktestSpec *spec)
{
  Order *order = g_new0 (Order, 1);

  order->file = g_object_ref (file);
  order->db = g_object_ref (reeve_case_file_get_db (file));
  order->spec = *spec;
  order->spec.before = order->spec.after = NULL;
  order->spec.only = NULL;
  order->draft = text_of (spec->after);
  order->beside = spec->before == NULL ? NULL : text_of (spec->before);
  return order;
}

static void
order_free (gpointer data)
{
  Order *order = data;

  g_object_unref (order->file);
  g_object_unref (order->db);
  g_clear_object (&order->chooser);
  g_free (order->draft);
  g_free (order->beside);
  g_free (order->to);
  g_free (order->reason);
  g_free (order->path);
  g_free (order);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Order *order = data;
  gboolean released = *order->to != '\0';
  ReeveReleaseRequest request = { .audience = released ? REEVE_AUDIENCE_COUNCIL : REEVE_AUDIENCE_INTERNAL, .to = released ? order->to : NULL,
                                  .reason = released ? order->reason : NULL, .made_by = reeve_db_get_user (order->db), .report = REEVE_RELEASE_ANNEX,
                                  .day = order->spec.day, .from = order->spec.day, .until = order->spec.day,
                                  .made_on = MAX (reeve_day_today (), order->spec.day), .draft = order->draft, .beside = order->beside,
                                  .as_on_day = order->spec.as_on_day, .without_grandfathering = order->spec.after_without_grandfathering,
                                  .sparing_all = order->spec.after_sparing_all };
  GError *error = NULL;
  gint64 number = 0;

  if (reeve_release_make (order->db, &request, g_str_has_suffix (order->path, ".xlsx") ? REEVE_FORMAT_XLSX : REEVE_FORMAT_PDF, order->path, &number, &error))
    g_task_return_int (task, (gssize) number);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ReeveCaseFile *file = REEVE_CASE_FILE (source);
  g_autoptr (GError) error = NULL;
  gssize number = g_task_propagate_int (G_TASK (result), &error);
  g_autofree char *digits = g_strdup_printf ("%" G_GSSIZE_FORMAT, number);
  /* Translators: number of a release */
  g_autofree char *text = number > 0 ? g_strdup_printf (_("The impact annex is written: release %s."), digits)
                                     : g_strdup (_("A copy for the desk is written; it is not a release."));

  if (error != NULL)
    reeve_case_file_set_problem (file, error->message);
  else
    reeve_case_file_toast (file, text, 0);
}

static void
start (Order *order)
{
  g_autoptr (GTask) task = g_task_new (order->file, NULL, written_cb, NULL);

  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, write_thread);
}

static void
place_chosen_cb (GtkNativeDialog *dialog, int response, Order *order)
{
  g_autoptr (GFile) place = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  order->path = place == NULL ? NULL : g_file_get_path (place);
  if (order->path != NULL)
    start (order);
  else
    order_free (order);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, Order *order)
{
  gboolean copy = g_str_equal (response, "copy");

  if (!copy && !g_str_equal (response, "release"))
    {
      order_free (order);
      return;
    }
  order->to = copy ? g_strdup ("") : g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (order->to_entry))));
  order->reason = copy ? g_strdup ("") : g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (order->reason_entry))));
  order->chooser = gtk_file_chooser_native_new (_("Write the impact annex"), gtk_window_get_transient_for (GTK_WINDOW (dialog)), GTK_FILE_CHOOSER_ACTION_SAVE,
                                                NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (order->chooser), "impact-annex.pdf");
  g_signal_connect (order->chooser, "response", G_CALLBACK (place_chosen_cb), order);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (order->chooser));
}

static void
typed_cb (AdwMessageDialog *dialog)
{
  GtkEditable *to = g_object_get_data (G_OBJECT (dialog), "to"), *reason = g_object_get_data (G_OBJECT (dialog), "reason");
  g_autofree char *to_text = g_strstrip (g_strdup (gtk_editable_get_text (to))), *reason_text = g_strstrip (g_strdup (gtk_editable_get_text (reason)));

  adw_message_dialog_set_response_enabled (dialog, "release", *to_text != '\0' && *reason_text != '\0');
}

static GtkWidget *
add_entry (GtkWidget *dialog, GtkWidget *box, const char *key, const char *label)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", label, "xalign", 0.0, NULL));
  gtk_box_append (GTK_BOX (box), entry);
  g_object_set_data (G_OBJECT (dialog), key, entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (typed_cb), dialog, G_CONNECT_SWAPPED);
  return entry;
}

void
reeve_backtest_annex_ask (GtkWindow *parent, ReeveCaseFile *file, const ReeveBacktestSpec *spec)
{
  Order *order = order_new (file, spec);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *dialog = adw_message_dialog_new (parent, _("Impact annex for the council"),
                                              _("Counts without names, nothing under five, both texts and how it was counted. It is recorded with its number "
                                                "and can be printed again byte for byte. Give the file the ending .xlsx for a workbook."));

  order->to_entry = add_entry (dialog, box, "to", _("To"));
  order->reason_entry = add_entry (dialog, box, "reason", _("Why"));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("Cancel"), "copy", _("Copy for the desk"), "release", _("Release"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "release", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  typed_cb (ADW_MESSAGE_DIALOG (dialog));
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), order);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
reeve_backtest_annex_write (ReeveCaseFile *file, const ReeveBacktestSpec *spec, const char *to, const char *reason, const char *path)
{
  Order *order = order_new (file, spec);

  order->to = g_strdup (to);
  order->reason = g_strdup (reason);
  order->path = g_strdup (path);
  start (order);
}
