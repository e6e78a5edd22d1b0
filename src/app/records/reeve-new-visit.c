/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers run by the year, "2026-0324", and are only proposed: the field can be changed. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-new-visit.h"

static char *
next_number (const ReeveNewVisit *spec, ReeveConn *conn, ReeveDay day)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *from = NULL, *to = NULL;
  gint64 last = 0;
  int year;
  ReeveStmt *stmt = reeve_conn_prepare (conn, spec->last_number, &error);

  reeve_day_to_ymd (day, &year, NULL, NULL);
  from = g_strdup_printf ("%04d-", year);
  to = g_strdup_printf ("%04d.", year);   /* the full stop follows the hyphen */
  if (stmt != NULL)
    {
      reeve_stmt_bind_text (stmt, 1, from);
      reeve_stmt_bind_text (stmt, 2, to);
      if (reeve_stmt_step (stmt, &error))
        last = reeve_stmt_int (stmt, 0);
      reeve_stmt_reset (stmt);
    }
  return g_strdup_printf ("%s%0*" G_GINT64_FORMAT, from, (int) spec->digits, last + 1);
}

ReeveRecord *
reeve_new_visit (const ReeveNewVisit *spec, ReeveCaseFile *file, gint64 business)
{
  ReeveRecord *record = reeve_record_new (spec->table);
  ReeveConn *conn = reeve_case_file_get_conn (file);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *at = g_date_time_format (now, "%Y-%m-%dT%H:%M"), *number = next_number (spec, conn, reeve_case_file_get_day (file));
  gint64 premises = business == 0 ? 0 : reeve_place_premises_of (conn, business);

  reeve_record_set (record, "number", number);
  reeve_record_set (record, spec->at, at);
  reeve_record_set_integer (record, spec->at_offset, g_date_time_get_utc_offset (now) / G_TIME_SPAN_MINUTE);
  reeve_record_set (record, "status", spec->status);
  reeve_record_set (record, "source", spec->source);
  if (business != 0)
    reeve_record_set_integer (record, "business_id", business);
  if (premises != 0)
    reeve_record_set_integer (record, "premises_id", premises);
  return record;
}

ReevePlaceEntry *
reeve_new_visit_add_place (ReeveRecordForm *form, ReeveCaseFile *file)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *label = g_object_new (GTK_TYPE_LABEL, "label", _("Where"), "xalign", 0.0, NULL);
  ReevePlaceEntry *place = g_object_new (REEVE_TYPE_PLACE_ENTRY, NULL);

  reeve_place_entry_set_file (place, file);
  gtk_widget_add_css_class (label, "field-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (place));
  reeve_record_form_fill_slot (form, "where", box);
  return place;
}
