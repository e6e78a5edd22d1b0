/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inspections: the list, planning a visit and recording it. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-inspection-form.h"
#include "reeve-inspections-page.h"
#include "reeve-lists.h"
#include "reeve-wording.h"

struct _ReeveInspectionsPage
{
  ReeveRecordPage parent_instance;
  ReeveInspectionForm *form;
};

G_DEFINE_FINAL_TYPE (ReeveInspectionsPage, reeve_inspections_page, REEVE_TYPE_RECORD_PAGE)

static void
inspection_line (ReeveRow *row, ReeveCaseFile *file, ReeveRecordLine *ret_line)
{
  const char *number = reeve_row_get (row, REEVE_INSPECTION_NUMBER), *where = reeve_row_get (row, REEVE_INSPECTION_ADDRESS);
  const char *name = reeve_row_get (row, REEVE_INSPECTION_BUSINESS_NAME), *status = reeve_row_get (row, REEVE_INSPECTION_STATUS);
  const char *at = reeve_row_get (row, REEVE_INSPECTION_AT);
  g_autofree char *date = at == NULL ? NULL : g_strndup (at, 10), *day = reeve_word_date (date), *kind = reeve_word_value ("inspection", "kind", reeve_row_get (row, REEVE_INSPECTION_KIND));
  char today[REEVE_DAY_TEXT_SIZE];
  gboolean done = g_strcmp0 (status, "done") == 0;

  reeve_day_format (reeve_case_file_get_day (file), today);
  ret_line->title = g_strdup (name != NULL ? name : where != NULL ? where : _("Place not known"));
  ret_line->title_end = g_strdup (day);
  ret_line->subtitle = g_strdup_printf (C_("number, kind of visit", "%s, %s"), number != NULL ? number : _("no number"), kind);
  ret_line->subtitle_end = done ? reeve_word_value ("inspection", "result", reeve_row_get (row, REEVE_INSPECTION_RESULT))
                                : reeve_word_value ("inspection", "status", status);
  ret_line->late = !done && at != NULL && strncmp (at, today, 10) < 0;
}

static const char *const sort_labels[] = { N_("Newest first"), N_("By name"), N_("By kind"), N_("By state"), NULL };

static const ReeveRecordListSpec list_spec = {
  .spec = &reeve_inspection_list,
  .line = inspection_line,
  .search_label = N_("Find in inspections"),
  .filter_label = N_("Not done"),
  .filter_on = FALSE,
  .sort_labels = sort_labels,
  .first_sort_descending = TRUE,
  .empty_icon = "emblem-ok-symbolic",
  .empty_title = N_("No inspections yet"),
  .empty_text = N_("Choose a business and plan a visit with Ctrl+Shift+N. Its questions come from the ordinance in force that day."),
};

static void
show (ReeveRecordPage *page, gint64 id)
{
  reeve_inspection_form_show (REEVE_INSPECTIONS_PAGE (page)->form, id);
}

static void
begin (ReeveRecordPage *page, gint64 business)
{
  reeve_inspection_form_plan (REEVE_INSPECTIONS_PAGE (page)->form, business);
}

static void
finish (ReevePage *page)
{
  reeve_inspection_form_finish (REEVE_INSPECTIONS_PAGE (page)->form);
}

static void
reeve_inspections_page_class_init (ReeveInspectionsPageClass *klass)
{
  ReeveRecordPageClass *page_class = REEVE_RECORD_PAGE_CLASS (klass);

  REEVE_PAGE_CLASS (klass)->finish = finish;
  page_class->title = N_("Inspections");
  page_class->none_title = N_("No visit chosen");
  page_class->none_text = N_("Choose one from the list, or plan a new one.");
  page_class->add_label = N_("Plan an inspection (Ctrl+Shift+N)");
  page_class->add_action = "win.plan-inspection";
  page_class->list = &list_spec;
  page_class->show = show;
  page_class->begin = begin;
}

static void
reeve_inspections_page_init (ReeveInspectionsPage *self)
{
}

GtkWidget *
reeve_inspections_page_new (ReeveCaseFile *file)
{
  ReeveInspectionsPage *self = g_object_new (REEVE_TYPE_INSPECTIONS_PAGE, NULL);

  self->form = g_object_new (REEVE_TYPE_INSPECTION_FORM, NULL);
  reeve_inspection_form_set_file (self->form, file);
  reeve_record_page_setup (REEVE_RECORD_PAGE (self), file, GTK_WIDGET (self->form));
  return GTK_WIDGET (self);
}
