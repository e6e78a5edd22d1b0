/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Activity: what came in, what was done about it, how long it took, and what the city itself is late with. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-report-private.h"

#define BYS_COMPLAINT ((1u << REEVE_BY_MONTH) | (1u << REEVE_BY_DISTRICT) | (1u << REEVE_BY_TYPE) | (1u << REEVE_BY_ABOUT))
#define BYS_VISIT ((1u << REEVE_BY_MONTH) | (1u << REEVE_BY_DISTRICT) | (1u << REEVE_BY_TYPE))

static void
put_received (ReeveReport *report, ReeveReportBook *book)
{
  g_autoptr (ReeveReportCounts) origin = reeve_report_count (book, book->received, reeve_division_origin (), BYS_COMPLAINT, reeve_report_complaint_label);
  g_autoptr (ReeveReportCounts) repeat = reeve_report_count (book, book->received, reeve_division_repeat (), 0, reeve_report_complaint_label);

  reeve_report_add_section (report, _("Complaints received"));
  reeve_report_put_counts (report, origin, REEVE_BY_ABOUT, "received-about", _("What they were about"),
                           _("Complaints whose day of receipt is in the period, duplicates included; the share is of all in the line."), 0,
                           _("Share begun by officers"));
  reeve_report_put_counts (report, origin, REEVE_BY_DISTRICT, "received-district", _("By district"),
                           _("The same complaints by the district of the place complained of."), 0, _("Share begun by officers"));
  reeve_report_put_counts (report, origin, REEVE_BY_TYPE, "received-type", _("By type of business"),
                           _("The same complaints by the type of the business complained of."), 0, _("Share begun by officers"));
  reeve_report_put_counts (report, origin, REEVE_BY_MONTH, "received-month", _("Over time"), _("The same complaints by when they came in."), 0,
                           _("Share begun by officers"))->bars = 1;
  reeve_report_put_counts (report, repeat, REEVE_BY_NOTHING, "received-repeat", _("Again at the same place"),
                           _("The same complaints; again is one that follows another at the same place within three years before it."), 1,
                           _("Share that came again"));
}

static void
put_closed (ReeveReport *report, ReeveReportBook *book)
{
  g_autoptr (ReeveReportCounts) outcome = reeve_report_count (book, book->closed, reeve_division_outcome (), BYS_COMPLAINT, reeve_report_complaint_label);

  reeve_report_add_section (report, _("Complaints closed"));
  reeve_report_put_counts (report, outcome, REEVE_BY_ABOUT, "closed-about", _("What they were about, and how they ended"),
                           _("Complaints whose closing day is in the period, whenever they came in, by the outcome recorded."), -1, NULL);
  reeve_report_put_counts (report, outcome, REEVE_BY_DISTRICT, "closed-district", _("By district"), _("The same complaints by district."), -1, NULL);
  reeve_report_put_counts (report, outcome, REEVE_BY_MONTH, "closed-month", _("Over time"), _("The same complaints by when they were closed."), -1,
                           NULL)->bars = 1;
}

static void
put_visits (ReeveReport *report, ReeveReportBook *book)
{
  g_autoptr (ReeveReportCounts) reason = reeve_report_count (book, book->visits, reeve_division_reason (), BYS_VISIT, reeve_report_place_label);

  reeve_report_add_section (report, _("Inspections"));
  reeve_report_put_counts (report, reason, REEVE_BY_TYPE, "visits-type", _("By type of business, and why they were made"),
                           _("Visits made in the period by the reason recorded when they were chosen; planned ones are not counted."), -1, NULL);
  reeve_report_put_counts (report, reason, REEVE_BY_DISTRICT, "visits-district", _("By district"), _("The same visits by district."), -1, NULL);
  reeve_report_put_counts (report, reason, REEVE_BY_MONTH, "visits-month", _("Over time"), _("The same visits by when they were made."), -1, NULL)->bars = 1;
}

static void
put_times (ReeveReport *report, ReeveReportBook *book)
{
  reeve_report_add_section (report, _("How long it took"));
  reeve_report_put_times (report, book, book->received, TRUE, REEVE_BY_ABOUT, "days-visit-about", _("From complaint to first inspection"),
                          _("Days from the receipt of complaints of the period to the first visit; of those whose first visit is recorded."));
  reeve_report_put_times (report, book, book->received, TRUE, REEVE_BY_DISTRICT, "days-visit-district", _("The same by district"),
                          _("Days from receipt to the first visit, of those whose first visit is recorded."));
  reeve_report_put_times (report, book, book->closed, FALSE, REEVE_BY_ABOUT, "days-closing-about", _("From complaint to closing"),
                          _("Days from receipt to closing, of complaints closed in the period."));
  reeve_report_put_times (report, book, book->closed, FALSE, REEVE_BY_DISTRICT, "days-closing-district", _("The same by district"),
                          _("Days from receipt to closing, of complaints closed in the period."));
  reeve_report_add_note (report, _("Half of them took the median or less. A few that took very long raise the mean and not the median."));
}

gboolean
reeve_report_add_activity (ReeveReport *report, ReeveReportBook *book, GError **error)
{
  put_received (report, book);
  put_closed (report, book);
  put_visits (report, book);
  put_times (report, book);
  return reeve_report_add_overdue (report, book, error);
}
