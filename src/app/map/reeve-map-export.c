/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same sheet as reevectl map makes, of the part of the city in view. */
#include "config.h"

#include "reeve-map-export.h"

#include <glib/gi18n.h>

#include "reeve-wording.h"

typedef struct
{
  ReeveCaseFile *file;
  ReeveMapSheet sheet;
  char *path, *title, *subtitle, *made;
  ReeveDay day;
} Export;

static void
export_free (Export *export)
{
  reeve_map_scene_unref ((ReeveMapScene *) export->sheet.scene);
  reeve_point_index_unref ((ReevePointIndex *) export->sheet.index);
  g_object_unref (export->file);
  g_free (export->path);
  g_free (export->title);
  g_free (export->subtitle);
  g_free (export->made);
  g_free (export);
}

static void
write_sheet (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *export = data;
  GError *error = NULL;

  if (reeve_map_sheet_write (&export->sheet, export->path, 1684, 1190, export->day, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_autofree char *name = g_path_get_basename (export->path);
      g_autofree char *text = g_strdup_printf (_("Map written to %s."), name);

      reeve_case_file_toast (export->file, text, 0);
    }
  else
    reeve_case_file_set_problem (export->file, error->message);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  Export *export = data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autoptr (GTask) task = NULL;

  g_object_unref (dialog);
  if (file == NULL || g_file_peek_path (file) == NULL)
    {
      export_free (export);
      return;
    }
  export->path = g_strdup (g_file_peek_path (file));
  task = g_task_new (export->file, NULL, written_cb, NULL);
  g_task_set_task_data (task, export, (GDestroyNotify) export_free);
  g_task_run_in_thread (task, write_sheet);
}

void
reeve_map_export_ask (GtkWidget *parent, ReeveCaseFile *file, const ReeveMapSheet *sheet)
{
  Export *export = g_new0 (Export, 1);
  GtkFileChooserNative *dialog;
  const char *city = reeve_map_scene_get_city (sheet->scene);
  g_autofree char *day = reeve_word_day (reeve_case_file_get_day (file), FALSE);

  export->file = g_object_ref (file);
  export->sheet = *sheet;
  reeve_map_scene_ref ((ReeveMapScene *) sheet->scene);
  reeve_point_index_ref ((ReevePointIndex *) sheet->index);
  export->day = reeve_case_file_get_day (file);
  export->title = g_strdup (*city != '\0' ? city : _("Case map"));
  export->subtitle = g_strdup_printf (_("Businesses of the list in view: outcomes as of %s"), day);
  export->made = g_strdup_printf (_("Made with Reeve %s"), REEVE_VERSION);
  export->sheet.title = export->title;
  export->sheet.subtitle = export->subtitle;
  export->sheet.audience = _("Internal. Not for release.");
  export->sheet.made = export->made;
  dialog = gtk_file_chooser_native_new (_("Save the map"), GTK_WINDOW (gtk_widget_get_root (parent)), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"),
                                        _("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _("map.png"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), export);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
