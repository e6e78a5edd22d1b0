/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cannot be written may still be looked at: the strip of the pages says so then. */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "reeve-error.h"
#include "reeve-opening.h"

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

void
reeve_opening_start (GObject *source, const char *path, const char *city, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, NULL);
  OpenJob *job = g_new0 (OpenJob, 1);

  job->path = g_strdup (path);
  job->city = g_strdup (city);
  g_task_set_task_data (task, job, open_job_free);
  g_task_run_in_thread (task, open_thread);
}

ReeveDb *
reeve_opening_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
reeve_opening_get_path (GAsyncResult *result)
{
  return ((OpenJob *) g_task_get_task_data (G_TASK (result)))->path;
}

gboolean
reeve_opening_is_new (GAsyncResult *result)
{
  return ((OpenJob *) g_task_get_task_data (G_TASK (result)))->city != NULL;
}

static void
city_response_cb (AdwMessageDialog *dialog, const char *response, GtkWindow *parent)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));
  ReeveCityFunc func = (ReeveCityFunc) g_object_get_data (G_OBJECT (dialog), "func");
  const char *path = g_object_get_data (G_OBJECT (dialog), "path");
  g_autofree char *city = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (g_strcmp0 (response, "start") == 0 && *city != '\0')
    func (parent, path, city);
}

static void
city_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *city = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "start", *city != '\0');
}

void
reeve_opening_ask_city (GtkWindow *parent, const char *path, ReeveCityFunc func)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, _("Which city is it for?"),
                                              _("The name stands above the pages and on what is printed."));
  GtkWidget *entry = gtk_entry_new ();

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "start", _("_Start"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "start", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "start", FALSE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "start");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("City"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  g_object_set_data (G_OBJECT (dialog), "func", (gpointer) func);
  g_object_set_data_full (G_OBJECT (dialog), "path", g_strdup (path), g_free);
  g_signal_connect (entry, "changed", G_CALLBACK (city_changed_cb), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (city_response_cb), parent, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
