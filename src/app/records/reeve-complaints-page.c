/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Complaints: the list, and taking one. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-complaint-form.h"
#include "reeve-complaints-page.h"
#include "reeve-lists.h"
#include "reeve-wording.h"

struct _ReeveComplaintsPage
{
  ReeveRecordPage parent_instance;
  ReeveComplaintForm *form;
};

G_DEFINE_FINAL_TYPE (ReeveComplaintsPage, reeve_complaints_page, REEVE_TYPE_RECORD_PAGE)

static void
complaint_line (ReeveRow *row, ReeveCaseFile *file, ReeveRecordLine *ret_line)
{
  const char *number = reeve_row_get (row, REEVE_COMPLAINT_NUMBER), *where = reeve_row_get (row, REEVE_COMPLAINT_WHERE);
  const char *name = reeve_row_get (row, REEVE_COMPLAINT_BUSINESS_NAME), *due = reeve_row_get (row, REEVE_COMPLAINT_DUE);
  const char *status = reeve_row_get (row, REEVE_COMPLAINT_STATUS);
  const char *received_at = reeve_row_get (row, REEVE_COMPLAINT_RECEIVED);
  g_autofree char *date = received_at == NULL ? NULL : g_strndup (received_at, 10), *received = reeve_word_date (date);
  g_autofree char *category = reeve_word_value ("complaint", "category", reeve_row_get (row, REEVE_COMPLAINT_CATEGORY));
  g_autofree char *due_day = NULL;
  char today[REEVE_DAY_TEXT_SIZE];
  gboolean open = status == NULL || g_str_equal (status, "pending") || g_str_equal (status, "accepted") || g_str_equal (status, "in-progress");

  reeve_day_format (reeve_case_file_get_day (file), today);
  ret_line->title = g_strdup (name != NULL ? name : where != NULL ? where : _("Place not known"));
  ret_line->title_end = reeve_word_value ("complaint", "status", status);
  ret_line->subtitle = g_strdup_printf (C_("number, received, category", "%s, %s, %s"), number != NULL ? number : _("no number"), received, category);
  if (!open || due == NULL)
    return;
  due_day = reeve_word_date (due);
  ret_line->late = strcmp (due, today) < 0;
  ret_line->subtitle_end = g_strdup_printf (ret_line->late ? _("was due %s") : _("due %s"), due_day);
}

static const char *const sort_labels[] = { N_("Newest first"), N_("By number"), N_("By subject"), N_("By due date"), N_("By state"), NULL };

static const ReeveRecordListSpec list_spec = {
  .spec = &reeve_complaint_list,
  .line = complaint_line,
  .search_label = N_("Find in complaints"),
  .filter_label = N_("Open only"),
  .filter_on = FALSE,
  .sort_labels = sort_labels,
  .first_sort_descending = TRUE,
  .empty_icon = "mail-unread-symbolic",
  .empty_title = N_("No complaints yet"),
  .empty_text = N_("Take one as it comes in with Ctrl+Shift+C, or import the list you have with Ctrl+I."),
};

static void
show (ReeveRecordPage *page, gint64 id)
{
  reeve_complaint_form_show (REEVE_COMPLAINTS_PAGE (page)->form, id);
}

static void
begin (ReeveRecordPage *page, gint64 business)
{
  reeve_complaint_form_begin (REEVE_COMPLAINTS_PAGE (page)->form, business);
}

static void
finish (ReevePage *page)
{
  reeve_complaint_form_finish (REEVE_COMPLAINTS_PAGE (page)->form);
}

static void
reeve_complaints_page_class_init (ReeveComplaintsPageClass *klass)
{
  ReeveRecordPageClass *page_class = REEVE_RECORD_PAGE_CLASS (klass);

  REEVE_PAGE_CLASS (klass)->finish = finish;
  page_class->title = N_("Complaints");
  page_class->none_title = N_("No complaint chosen");
  page_class->none_text = N_("Choose one from the list, or take a new one.");
  page_class->add_label = N_("New complaint (Ctrl+Shift+C)");
  page_class->add_action = "win.new-complaint";
  page_class->list = &list_spec;
  page_class->show = show;
  page_class->begin = begin;
}

static void
reeve_complaints_page_init (ReeveComplaintsPage *self)
{
}

GtkWidget *
reeve_complaints_page_new (ReeveCaseFile *file)
{
  ReeveComplaintsPage *self = g_object_new (REEVE_TYPE_COMPLAINTS_PAGE, NULL);

  self->form = g_object_new (REEVE_TYPE_COMPLAINT_FORM, NULL);
  reeve_complaint_form_set_file (self->form, file);
  reeve_record_page_setup (REEVE_RECORD_PAGE (self), file, GTK_WIDGET (self->form));
  return GTK_WIDGET (self);
}
