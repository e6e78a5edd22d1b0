/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which reports there are, and making one. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "reeve-error.h"
#include "reeve-report-private.h"

static const struct
{
  const char *name, *label, *title;
  gboolean (*add) (ReeveReport *report, ReeveReportBook *book, GError **error);
} kinds[] = {
  { "activity", NC_("report", "Activity"), NC_("report", "Activity of code enforcement"), reeve_report_add_activity },
  { "compliance", NC_("report", "Compliance"), NC_("report", "What was corrected, and how"), reeve_report_add_compliance },
  { "provisions", NC_("report", "Provisions"), NC_("report", "What the provisions come to"), reeve_report_add_provisions },
  { "equity", NC_("report", "Equity of enforcement"), NC_("report", "Equity of enforcement"), reeve_report_add_equity },
  { "retention", NC_("report", "Retention due"), NC_("report", "Records past their retention period"), reeve_report_add_retention },
  { "yearly", NC_("report", "Summary"), NC_("report", "Summary of code enforcement"), reeve_report_add_yearly },
};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == REEVE_N_REPORTS);

const char *
reeve_report_kind_name (ReeveReportKind kind)
{
  g_return_val_if_fail (kind < REEVE_N_REPORTS, "");
  return kinds[kind].name;
}

const char *
reeve_report_kind_label (ReeveReportKind kind)
{
  g_return_val_if_fail (kind < REEVE_N_REPORTS, "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "report", kinds[kind].label);
}

gboolean
reeve_report_kind_from_name (const char *name, ReeveReportKind *ret_kind)
{
  for (guint i = 0; i < REEVE_N_REPORTS; i++)
    if (g_strcmp0 (kinds[i].name, name) == 0)
      {
        *ret_kind = (ReeveReportKind) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
reeve_report_kind_has_audience (ReeveReportKind kind, ReeveAudience audience)
{
  return kind != REEVE_REPORT_RETENTION || audience == REEVE_AUDIENCE_INTERNAL;
}

/* What all figures have in common is said once, at the end. */
static void
add_method (ReeveReport *report, const ReeveReportBook *book)
{
  reeve_report_add_section (report, _("How the figures were made"));
  reeve_report_add_paragraph (report, _("All figures come from the records of the city as they stand; what was not recorded is in no figure, or stands in a column of its own. District and type are those of the business today; where a record names none, those of the business now at the place."));
  if (!book->open)
    return;
  reeve_report_add_paragraph (report, _("No count under 5 is shown; it reads \"under 5\", also where it is none. A larger count reads \"withheld\" where it would tell such a one by subtraction. Groups of fewer than five are put together. Nothing is named."));
  reeve_report_add_paragraph (report, _("Places where someone lives or works alone, or may, are in no figure but that of the whole city. Figures of a period once released stay as they were released; no other release gives them for a time that overlaps it."));
}

ReeveReport *
reeve_report_make (ReeveConn *conn, const ReeveReportRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (ReeveReport) report = NULL;
  ReeveReportBook book = { .conn = conn, .request = request, .cancellable = cancellable };
  gboolean done;

  g_return_val_if_fail (request->kind < REEVE_N_REPORTS, NULL);
  if (request->from > request->until)
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("The period ends before it begins."));
      return NULL;
    }
  if (!reeve_report_kind_has_audience (request->kind, request->audience))
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("This report is a list of records: it is for internal use only."));
      return NULL;
    }
  book.open = reeve_audience_hides_homes (request->audience);
  book.least = reeve_audience_least_cell (request->audience);
  book.lists = request->audience == REEVE_AUDIENCE_INTERNAL;
  report = reeve_report_new (kinds[request->kind].name, g_dpgettext2 (GETTEXT_PACKAGE, "report", kinds[request->kind].title));
  report->audience = request->audience;
  report->least = book.least;
  report->from = request->from;
  report->until = request->until;
  report->as_of = request->as_of;
  report->city = reeve_conn_get_setting (conn, "city");
  done = reeve_report_book_load (&book, error) && reeve_report_book_load_titles (&book, error);
  /* Translators: the first and the last day of a period, and the day of what is not of a period */
  report->subtitle = g_strdup_printf (_("%s to %s, as of %s"), book.from, book.until, book.as_of);
  done = done && kinds[request->kind].add (report, &book, error);
  if (done)
    add_method (report, &book);
  reeve_report_book_clear (&book);
  return done ? g_steal_pointer (&report) : NULL;
}
