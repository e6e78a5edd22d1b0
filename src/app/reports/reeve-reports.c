/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures are made anew after each choice, from a copy of the file and off the main thread, as they would be for a release; what is saved is
 * made once more, and logged. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-release-report.h"
#include "reeve-reports.h"
#include "reeve-wording.h"

#define MOST_ROWS 60       /* of a table, shown in the window; the document has all */

struct _ReeveReports
{
  AdwWindow parent_instance;
  GtkDropDown *kind, *audience;
  GtkEntry *from, *until, *to, *reason;
  GtkWidget *to_box, *save_pdf, *save_xlsx;
  GtkLabel *message;
  GtkStack *stack;
  GtkBox *figures;

  ReeveCaseFile *file;
  ReeveReport *report;
  GCancellable *cancellable;
  GtkFileChooserNative *chooser;
  guint soon;              /* source: a choice was made */
  gboolean making, saving;
};

G_DEFINE_FINAL_TYPE (ReeveReports, reeve_reports, ADW_TYPE_WINDOW)

/* What the threads need; it owns its texts. */
typedef struct { ReeveDb *db; ReeveReleaseRequest request; ReeveFormat format; char *to, *reason, *path; gint64 number; } Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_object_unref (order->db);
  g_free (order->to);
  g_free (order->reason);
  g_free (order->path);
  g_free (order);
}

static void
show_message (ReeveReports *self, const char *text, gboolean problem)
{
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
  if (problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->message), "problem");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->message), "problem");
}

static char *
text_of (GtkEntry *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

/* FALSE: told. */
static gboolean
read_day (ReeveReports *self, GtkEntry *entry, ReeveDay *ret_day)
{
  g_autofree char *text = text_of (entry);

  if (reeve_day_parse (text, -1, ret_day))
    return TRUE;
  show_message (self, _("Write a day as 2026-11-22."), TRUE);
  return FALSE;
}

/* NULL: told. */
static Order *
order_new (ReeveReports *self)
{
  ReeveReleaseRequest request = { .audience = (ReeveAudience) gtk_drop_down_get_selected (self->audience),
                                  .report = reeve_report_kind_name ((ReeveReportKind) gtk_drop_down_get_selected (self->kind)),
                                  .made_on = reeve_case_file_get_day (self->file) };
  Order *order;

  if (!read_day (self, self->from, &request.from) || !read_day (self, self->until, &request.until))
    return NULL;
  request.day = MIN (request.until, request.made_on);
  order = g_new0 (Order, 1);
  order->db = g_object_ref (reeve_case_file_get_db (self->file));
  order->to = text_of (self->to);
  order->reason = text_of (self->reason);
  order->request = request;
  order->request.to = *order->to != '\0' ? order->to : NULL;
  order->request.reason = *order->reason != '\0' ? order->reason : NULL;
  return order;
}

/* --- the figures --- */

static GtkWidget *
label_new (const char *text, const char *style, gboolean number)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), number ? 1 : 0);
  gtk_label_set_justify (GTK_LABEL (label), number ? GTK_JUSTIFY_RIGHT : GTK_JUSTIFY_LEFT);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
grid_new (const ReeveReportTable *table, guint least)
{
  GtkWidget *grid = gtk_grid_new ();
  guint n = MIN (table->rows->len, MOST_ROWS);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL, *table->title != '\0' ? table->title : table->definition, -1);
  for (guint c = 0; c < table->columns->len; c++)
    {
      const ReeveReportColumn *column = &g_array_index (table->columns, ReeveReportColumn, c);
      gboolean number = column->type > REEVE_REPORT_DAY;
      GtkWidget *head = label_new (column->title, "caption-heading", number);

      gtk_widget_set_valign (head, GTK_ALIGN_END);
      gtk_label_set_wrap_mode (GTK_LABEL (head), PANGO_WRAP_WORD);
      gtk_label_set_max_width_chars (GTK_LABEL (head), 14);
      gtk_widget_set_hexpand (head, c == 0);
      gtk_grid_attach (GTK_GRID (grid), head, (int) c, 0, 1, 1);
      for (guint r = 0; r < n; r++)
        {
          const ReeveReportRow *row = table->rows->pdata[r];
          g_autofree char *text = reeve_report_cell_text (&g_array_index (row->cells, ReeveReportCell, c), column->type, least);
          GtkWidget *cell = label_new (text, row->strong ? "caption-heading" : NULL, number);

          gtk_widget_add_css_class (cell, "numeric");
          gtk_widget_set_valign (cell, GTK_ALIGN_START);
          gtk_label_set_wrap_mode (GTK_LABEL (cell), PANGO_WRAP_WORD);
          if (!number)
            gtk_label_set_max_width_chars (GTK_LABEL (cell), 40);
          gtk_grid_attach (GTK_GRID (grid), cell, (int) c, (int) r + 1, 1, 1);
        }
    }
  return grid;
}

static void
add_table (GtkBox *box, const ReeveReportTable *table, guint least)
{
  if (*table->title != '\0')
    {
      GtkWidget *title = label_new (table->title, "heading", FALSE);

      gtk_widget_set_margin_top (title, 10);
      gtk_box_append (box, title);
    }
  gtk_box_append (box, label_new (table->definition, "dim-label", FALSE));
  if (table->rows->len == 0)
    {
      gtk_box_append (box, label_new (table->when_empty != NULL ? table->when_empty : _("None."), NULL, FALSE));
      return;
    }
  gtk_box_append (box, grid_new (table, least));
  if (table->rows->len > MOST_ROWS)
    {
      g_autofree char *count = reeve_word_count (table->rows->len - MOST_ROWS);
      g_autofree char *more = g_strdup_printf (ngettext ("and %s more, in the document", "and %s more, in the document", table->rows->len - MOST_ROWS), count);

      gtk_box_append (box, label_new (more, "dim-label", FALSE));
    }
}

static void
show_figures (ReeveReports *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->figures))) != NULL)
    gtk_box_remove (self->figures, child);
  for (guint s = 0; self->report != NULL && s < self->report->sections->len; s++)
    {
      const ReeveReportSection *section = self->report->sections->pdata[s];
      GtkWidget *title = label_new (section->title, "title-3", FALSE);

      gtk_widget_set_margin_top (title, s > 0 ? 24 : 0);
      gtk_box_append (self->figures, title);
      for (guint i = 0; i < section->items->len; i++)
        {
          const ReeveReportItem *item = section->items->pdata[i];

          if (item->kind == REEVE_REPORT_TABLE)
            add_table (self->figures, item->table, self->report->least);
          else if (item->text != NULL)
            gtk_box_append (self->figures, label_new (item->text, item->kind == REEVE_REPORT_NOTE ? "dim-label" : NULL, FALSE));
        }
    }
}

static void
update_buttons (ReeveReports *self)
{
  gboolean can = self->report != NULL && !self->making && !self->saving;

  gtk_widget_set_sensitive (self->save_pdf, can);
  gtk_widget_set_sensitive (self->save_xlsx, can);
}

static void
make_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Order *order = data;
  GError *error = NULL;
  ReeveReport *report = NULL;

  /* To whom and why need not be said for a look. */
  if (order->request.to == NULL)
    order->request.to = "…";
  if (order->request.reason == NULL)
    order->request.reason = "…";
  if (reeve_release_request_check (&order->request, &error))
    report = reeve_release_preview_report (order->db, &order->request, cancellable, &error);
  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) reeve_report_free);
  else
    g_task_return_error (task, error);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ReeveReports *self = REEVE_REPORTS (source);
  g_autoptr (GError) error = NULL;
  ReeveReport *report = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->file == NULL)
    {
      g_clear_pointer (&report, reeve_report_free);
      return;
    }
  self->making = FALSE;
  g_clear_pointer (&self->report, reeve_report_free);
  self->report = report;
  show_message (self, error != NULL ? error->message : NULL, TRUE);
  show_figures (self);
  gtk_stack_set_visible_child_name (self->stack, report != NULL ? "figures" : "none");
  update_buttons (self);
}

static gboolean
make_now (gpointer data)
{
  ReeveReports *self = data;
  g_autoptr (GTask) task = NULL;
  Order *order;

  self->soon = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  show_message (self, NULL, FALSE);
  order = order_new (self);
  self->making = order != NULL;
  if (order == NULL)
    {
      g_clear_pointer (&self->report, reeve_report_free);
      gtk_stack_set_visible_child_name (self->stack, "none");
      update_buttons (self);
      return G_SOURCE_REMOVE;
    }
  self->cancellable = g_cancellable_new ();
  gtk_stack_set_visible_child_name (self->stack, "making");
  update_buttons (self);
  task = g_task_new (self, self->cancellable, made_cb, NULL);
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, make_thread);
  return G_SOURCE_REMOVE;
}

/* A moment later, so that typing a day makes nothing of each of its digits. */
static void
choice_changed (ReeveReports *self)
{
  gtk_widget_set_visible (self->to_box, gtk_drop_down_get_selected (self->audience) != REEVE_AUDIENCE_INTERNAL);
  if (self->file == NULL)
    return;
  self->making = TRUE;
  update_buttons (self);
  g_clear_handle_id (&self->soon, g_source_remove);
  self->soon = g_timeout_add (300, make_now, self);
}

/* --- saving --- */

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Order *order = data;
  GError *error = NULL;

  if (reeve_release_make (order->db, &order->request, order->format, order->path, &order->number, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ReeveReports *self = REEVE_REPORTS (source);
  const Order *order = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (order->path), *number = g_strdup_printf ("%" G_GINT64_FORMAT, order->number), *text = NULL;

  self->saving = FALSE;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    /* Translators: name of a file, number of a release */
    text = order->number > 0 ? g_strdup_printf (_("Saved as %s: release %s."), name, number)
                             : g_strdup_printf (_("Saved as %s. It is not in the log, for this file may only be read."), name);
  if (self->file == NULL)
    return;
  show_message (self, text != NULL ? text : error->message, text == NULL);
  update_buttons (self);
}

void
reeve_reports_save (ReeveReports *self, const char *path)
{
  g_autoptr (GTask) task = NULL;
  Order *order;

  g_return_if_fail (REEVE_IS_REPORTS (self) && path != NULL);
  order = order_new (self);
  if (order == NULL)
    return;
  order->path = g_strdup (path);
  order->format = g_str_has_suffix (path, ".xlsx") ? REEVE_FORMAT_XLSX : REEVE_FORMAT_PDF;
  self->saving = TRUE;
  update_buttons (self);
  show_message (self, _("The report is being written…"), FALSE);
  task = g_task_new (self, NULL, saved_cb, NULL);
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, save_thread);
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  ReeveReports *self = data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file != NULL && g_file_peek_path (file) != NULL)
    reeve_reports_save (self, g_file_peek_path (file));
  else if (file != NULL)
    show_message (self, _("A report is written to this computer: choose a folder of it."), TRUE);
}

static void
save_clicked_cb (ReeveReports *self, GtkWidget *button)
{
  g_autofree char *to = text_of (self->to), *reason = text_of (self->reason), *name = NULL;
  const char *suffix = button == self->save_xlsx ? "xlsx" : "pdf";

  if (gtk_drop_down_get_selected (self->audience) != REEVE_AUDIENCE_INTERNAL && (*to == '\0' || *reason == '\0'))
    {
      show_message (self, _("Say to whom it goes, and why: the legal basis or the reason."), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (*to == '\0' ? self->to : self->reason));
      return;
    }
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Save the report"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), NULL);
  name = g_strdup_printf ("%s-%s.%s", self->report->name, gtk_editable_get_text (GTK_EDITABLE (self->until)), suffix);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (file_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* --- the window --- */

static void
reeve_reports_dispose (GObject *object)
{
  ReeveReports *self = REEVE_REPORTS (object);

  g_clear_handle_id (&self->soon, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->file);
  g_clear_pointer (&self->report, reeve_report_free);
  G_OBJECT_CLASS (reeve_reports_parent_class)->dispose (object);
}

static void
reeve_reports_class_init (ReeveReportsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_reports_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-reports.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveReports, audience);
  gtk_widget_class_bind_template_child (widget_class, ReeveReports, figures);
  gtk_widget_class_bind_template_child (widget_class, ReeveReports, from);
  gtk_widget_class_bind_template_child (widget_class, ReeveReports, kind);
  gtk_widget_class_bind_template_child (widget_class, ReeveReports, message);
  gtk_widget_class_bind_template_child (widget_class, ReeveReports, reason);
  gtk_widget_class_bind_template_child (widget_class, ReeveReports, save_pdf);
  gtk_widget_class_bind_template_child (widget_class, ReeveReports, save_xlsx);
  gtk_widget_class_bind_template_child (widget_class, ReeveReports, stack);
  gtk_widget_class_bind_template_child (widget_class, ReeveReports, to);
  gtk_widget_class_bind_template_child (widget_class, ReeveReports, to_box);
  gtk_widget_class_bind_template_child (widget_class, ReeveReports, until);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fill (GtkDropDown *drop_down, guint n, const char *(*label) (guint index))
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (list, label (i));
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (list));
  g_object_unref (list);
}

static const char *
kind_label (guint index)
{
  return reeve_report_kind_label ((ReeveReportKind) index);
}

static const char *
audience_label (guint index)
{
  return reeve_audience_label ((ReeveAudience) index);
}

static void
reeve_reports_init (ReeveReports *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill (self->kind, REEVE_N_REPORTS, kind_label);
  fill (self->audience, REEVE_N_AUDIENCES, audience_label);
}

static void
set_day (GtkEntry *entry, ReeveDay day)
{
  char text[REEVE_DAY_TEXT_SIZE];

  reeve_day_format (day, text);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/**
 * reeve_reports_new:
 *
 * Returns: (transfer none): the reports of @file, the first being made for internal use, of the year so far
 */
ReeveReports *
reeve_reports_new (GtkWindow *parent, ReeveCaseFile *file)
{
  ReeveReports *self = g_object_new (REEVE_TYPE_REPORTS, "transient-for", parent, NULL);
  int year, month, day;
  ReeveDay first;

  reeve_day_to_ymd (reeve_case_file_get_day (file), &year, &month, &day);
  if (reeve_day_from_ymd (year, 1, 1, &first))
    set_day (self->from, first);
  set_day (self->until, reeve_case_file_get_day (file));
  self->file = g_object_ref (file);
  choice_changed (self);
  return self;
}

gboolean
reeve_reports_is_busy (ReeveReports *self)
{
  g_return_val_if_fail (REEVE_IS_REPORTS (self), FALSE);
  return self->making || self->saving;
}

const ReeveReport *
reeve_reports_get_report (ReeveReports *self)
{
  g_return_val_if_fail (REEVE_IS_REPORTS (self), NULL);
  return self->report;
}

void
reeve_reports_choose (ReeveReports *self, ReeveReportKind kind, ReeveAudience audience)
{
  g_return_if_fail (REEVE_IS_REPORTS (self));
  gtk_drop_down_set_selected (self->kind, kind);
  gtk_drop_down_set_selected (self->audience, audience);
}

const char *
reeve_reports_get_message (ReeveReports *self)
{
  g_return_val_if_fail (REEVE_IS_REPORTS (self), "");
  return gtk_label_get_text (self->message);
}
