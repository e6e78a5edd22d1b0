/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Read off the main thread: the ordinances in force are compiled for it. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-due-note.h"
#include "reeve-due.h"
#include "reeve-error.h"
#include "reeve-wording.h"

struct _ReeveDueNote
{
  AdwBin parent_instance;

  ReeveCaseFile *file;
  ReeveRecordForm *form;   /* in the same window */
  gint64 application;
  GCancellable *reading;
  GtkWidget *box;
  GtkLabel *label;
  GtkWidget *button;
  ReeveDay computed;
};

G_DEFINE_FINAL_TYPE (ReeveDueNote, reeve_due_note, ADW_TYPE_BIN)

typedef struct { gint64 application; ReeveDay day; } Request;

static void
due_free (gpointer data)
{
  reeve_due_clear (data);
  g_free (data);
}

static gpointer
read_due (ReeveConn *conn, gpointer data, GError **error)
{
  const Request *request = data;
  g_autoptr (ReeveCheck) check = reeve_check_new (conn, request->day, NULL, NULL, error);
  ReeveDue *due = g_new0 (ReeveDue, 1);

  if (check != NULL && reeve_due_read (check, conn, request->application, due, error))
    return due;
  g_free (due);
  return NULL;
}

static char *
word_day (ReeveDay day)
{
  return reeve_word_day (day, TRUE);
}

static void
show_due (ReeveDueNote *self, const ReeveDue *due)
{
  g_autofree char *sentence = reeve_due_say (due, word_day);

  self->computed = due->computed;
  gtk_label_set_text (self->label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->button, due->computed != G_MININT32 && due->computed != due->recorded && !reeve_case_file_is_read_only (self->file));
  gtk_widget_set_visible (GTK_WIDGET (self), sentence != NULL);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReeveDueNote) self = user_data;
  g_autoptr (GError) error = NULL;
  ReeveDue *due = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, &error);

  if (due != NULL && self->file != NULL)
    show_due (self, due);
  else if (g_error_matches (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);   /* not there on the day in view */
  g_clear_pointer (&due, due_free);
}

static void
read_again (ReeveDueNote *self)
{
  Request *request = g_new0 (Request, 1);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  *request = (Request) { self->application, reeve_case_file_get_day (self->file) };
  reeve_case_file_read_async (self->file, REEVE_LANE_DETAIL, read_due, request, g_free, due_free, self->reading, read_cb, g_object_ref (self));
}

static void
clicked_cb (ReeveDueNote *self)
{
  char text[REEVE_DAY_TEXT_SIZE];

  reeve_day_format (self->computed, text);
  reeve_record_form_set_value (self->form, "due", text);
}

static void
reeve_due_note_dispose (GObject *object)
{
  ReeveDueNote *self = REEVE_DUE_NOTE (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->form);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (reeve_due_note_parent_class)->dispose (object);
}

static void
reeve_due_note_class_init (ReeveDueNoteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_due_note_dispose;
}

static void
reeve_due_note_init (ReeveDueNote *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->label = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL));
  self->button = g_object_new (GTK_TYPE_BUTTON, "label", _("Record the computed day"), "halign", GTK_ALIGN_START, NULL);
  gtk_widget_add_css_class (self->box, "card-box");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (self->box), self->button);
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
reeve_due_note_new (ReeveCaseFile *file, gint64 application, ReeveRecordForm *form)
{
  ReeveDueNote *self = g_object_new (REEVE_TYPE_DUE_NOTE, NULL);

  self->file = g_object_ref (file);
  self->application = application;
  self->form = g_object_ref (form);
  g_signal_connect_object (file, "refreshed", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
  read_again (self);
  return GTK_WIDGET (self);
}
