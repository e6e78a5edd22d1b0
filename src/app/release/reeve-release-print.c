/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The release is made on a thread while GtkPrintOperation asks again and again whether its pages are counted. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-release-print.h"
#include "reeve-wording.h"

#define ASK_AGAIN_US 8000

typedef struct
{
  GtkPrintOperation *operation;
  ReeveCaseFile *file;            /* NULL = .paper is nobody's release */
  ReeveReleaseOrder *order;
  ReevePaper *paper;
  ReeveReleaseMade *made;
  GError *error;
  gboolean making, previewing;
  ReeveReleasePreviewFunc preview;
  ReeveReleasePrintedFunc printed;
  GObject *owner;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->operation);
  g_clear_object (&job->file);
  g_clear_object (&job->owner);
  g_clear_pointer (&job->order, reeve_release_order_free);
  g_clear_pointer (&job->made, reeve_release_made_free);
  g_clear_pointer (&job->paper, reeve_paper_free);
  g_clear_error (&job->error);
  g_free (job);
}

static ReevePaper *
paper_of (const Job *job)
{
  return job->made != NULL ? job->made->paper : job->paper;
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GObject) operation = data;
  Job *job = g_object_get_data (operation, "job");

  job->made = reeve_release_make_finish (REEVE_CASE_FILE (source), result, &job->error);
  job->making = FALSE;
}

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, Job *job)
{
  if (job->previewing || job->file == NULL)
    return;
  job->making = TRUE;
  /* the operation keeps the job */
  reeve_release_print_async (job->file, job->order, made_cb, g_object_ref (operation));
}

static gboolean
paginate_cb (GtkPrintOperation *operation, GtkPrintContext *context, Job *job)
{
  if (job->making)
    {
      g_usleep (ASK_AGAIN_US);
      return FALSE;
    }
  if (!job->previewing && paper_of (job) == NULL)
    gtk_print_operation_cancel (operation);
  gtk_print_operation_set_n_pages (operation, paper_of (job) != NULL ? (int) reeve_paper_get_n_pages (paper_of (job)) : 1);
  return TRUE;
}

/* As large as on the paper it was laid out for; smaller where the printer has smaller paper. */
static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Job *job)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width, height, scale;

  if (paper_of (job) == NULL)
    return;
  reeve_paper_get_size (paper_of (job), &width, &height);
  scale = MIN (1, MIN (gtk_print_context_get_width (context) / width, gtk_print_context_get_height (context) / height));
  cairo_translate (cr, (gtk_print_context_get_width (context) - width * scale) / 2, (gtk_print_context_get_height (context) - height * scale) / 2);
  cairo_scale (cr, scale, scale);
  reeve_paper_draw_page (paper_of (job), cr, (guint) page);
}

static gboolean
preview_cb (GtkPrintOperation *operation, GtkPrintOperationPreview *preview, GtkPrintContext *context, GtkWindow *parent, Job *job)
{
  job->previewing = TRUE;
  if (job->preview != NULL)
    job->preview (job->owner);
  return job->preview != NULL;
}

static void
ready_cb (GtkPrintOperationPreview *preview, GtkPrintContext *context, Job *job)
{
  if (job->preview != NULL)
    gtk_print_operation_preview_end_preview (preview);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Job *job)
{
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR && job->error == NULL)
    gtk_print_operation_get_error (operation, &job->error);
  if (job->printed != NULL && !job->previewing)
    job->printed (job->owner, g_steal_pointer (&job->made), job->error);
  g_object_set_data (G_OBJECT (operation), "job", NULL);
}

static GtkPageSetup *
page_setup_new (double width, double height)
{
  static const struct { double width, height; const char *name; } sizes[] = {
    { 612, 792, GTK_PAPER_NAME_LETTER }, { 612, 1008, GTK_PAPER_NAME_LEGAL }, { 792, 1224, "na_ledger" }, { 595.276, 841.89, GTK_PAPER_NAME_A4 },
    { 841.89, 1190.551, GTK_PAPER_NAME_A3 },
  };
  GtkPageSetup *setup = gtk_page_setup_new ();
  double narrow = MIN (width, height);
  double tall = MAX (width, height);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (ABS (sizes[i].width - narrow) < 1 && ABS (sizes[i].height - tall) < 1)
      {
        GtkPaperSize *size = gtk_paper_size_new (sizes[i].name);

        gtk_page_setup_set_paper_size_and_default_margins (setup, size);
        gtk_paper_size_free (size);
      }
  gtk_page_setup_set_orientation (setup, width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
  return setup;
}

static void
run (Job *job, GtkWindow *parent, double width, double height, const char *title, const char *export_path)
{
  g_autoptr (GtkPageSetup) setup = page_setup_new (width, height);
  g_autoptr (GError) error = NULL;

  job->operation = gtk_print_operation_new ();
  gtk_print_operation_set_default_page_setup (job->operation, setup);
  gtk_print_operation_set_unit (job->operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (job->operation, TRUE);
  gtk_print_operation_set_job_name (job->operation, title);
  gtk_print_operation_set_show_progress (job->operation, export_path == NULL);
  gtk_print_operation_set_allow_async (job->operation, TRUE);
  if (export_path != NULL)
    gtk_print_operation_set_export_filename (job->operation, export_path);
  /* freed after "done", when nothing of the operation looks at it any more */
  g_object_set_data_full (G_OBJECT (job->operation), "job", job, job_free);
  g_signal_connect (job->operation, "begin-print", G_CALLBACK (begin_cb), job);
  g_signal_connect (job->operation, "paginate", G_CALLBACK (paginate_cb), job);
  g_signal_connect (job->operation, "draw-page", G_CALLBACK (draw_cb), job);
  g_signal_connect (job->operation, "preview", G_CALLBACK (preview_cb), job);
  g_signal_connect (job->operation, "ready", G_CALLBACK (ready_cb), job);
  g_signal_connect (job->operation, "done", G_CALLBACK (done_cb), job);
  gtk_print_operation_run (job->operation, export_path != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, &error);
}

void
reeve_release_print_run (GtkWindow *parent, ReeveCaseFile *file, const ReeveReleaseOrder *order, const char *export_path,
                         ReeveReleasePreviewFunc preview, ReeveReleasePrintedFunc printed, GObject *owner)
{
  const ReevePaperHead head = { .made_on = order->request.made_on };
  g_autoptr (ReevePaper) empty = reeve_paper_new (order->request.map.size, !order->request.map.portrait, &head);
  Job *job = g_new0 (Job, 1);
  double width, height;

  reeve_paper_get_size (empty, &width, &height);
  job->file = g_object_ref (file);
  job->order = reeve_release_order_copy (order);
  job->order->format = REEVE_FORMAT_PDF;
  job->preview = preview;
  job->printed = printed;
  job->owner = g_object_ref (owner);
  run (job, parent, width, height, _("Case map"), export_path);
}

void
reeve_paper_print_run (GtkWindow *parent, ReevePaper *paper, const char *title)
{
  Job *job = g_new0 (Job, 1);
  double width, height;

  reeve_paper_get_size (paper, &width, &height);
  job->paper = paper;
  run (job, parent, width, height, title, NULL);
}

ReevePaper *
reeve_release_receipt_paper (ReeveRecord *record, const char *city)
{
  static const char *const fields[] = { "made_on", "made_by", "audience", "recipient", "reason", "as_of", "format", "file_name", "size", "sha256",
                                        "left_out", "recalled", "recall_reason" };
  static const ReevePaperColumn columns[] = { { "", FALSE }, { "", FALSE } };
  const ReeveTableInfo *table = reeve_record_get_table (record);
  g_autoptr (ReevePaperTable) lines = reeve_paper_table_new (columns, 2);
  g_autofree char *title = g_strdup_printf (_("Receipt of release %s"), reeve_record_get (record, "number"));
  ReevePaperHead head = { .title = title, .subtitle = city };
  ReevePaper *paper;

  reeve_day_parse (reeve_record_get (record, "made_on"), -1, &head.made_on);
  paper = reeve_paper_new (REEVE_PAPER_LETTER, FALSE, &head);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *value = reeve_record_get (record, fields[i]);
      g_autofree char *words = value != NULL ? reeve_word_value ("release", fields[i], value) : NULL;
      const char *cells[] = { reeve_field_label (&table->fields[reeve_table_find_field (table, fields[i])]), words };

      if (words != NULL)
        reeve_paper_table_add (lines, cells, FALSE);
    }
  reeve_paper_table_put (paper, lines, "");
  reeve_paper_skip (paper, 48);
  reeve_paper_paragraph (paper, _("Received on: ____________________    By: ________________________________________"));
  return paper;
}
