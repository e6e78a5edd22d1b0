/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that the reports have in common. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "reeve-report-private.h"

static const char *
first_title (ReeveReportBy by)
{
  switch (by)
    {
    case REEVE_BY_MONTH: return C_("report", "When");
    case REEVE_BY_DISTRICT: return _("District");
    case REEVE_BY_TYPE: return _("Type of business");
    case REEVE_BY_ABOUT: return C_("report", "What");
    case REEVE_BY_NOTHING: case REEVE_N_BYS: break;
    }
  return "";
}

static const char *
first_name (ReeveReportBy by)
{
  static const char *const names[] = { "group", "month", "district", "type", "about" };

  return names[by];
}

static void
put_line (ReeveReportTable *table, const ReeveReportCounts *counts, const ReeveReportLine *line, int share, gboolean strong)
{
  guint n = counts->division->n;
  const ReeveCountLine *cells = &line->counts;

  reeve_report_table_begin_row (table, strong);
  reeve_report_table_add_words (table, line->label);
  reeve_report_table_add_count (table, cells->n[n], cells->state[n]);
  for (guint c = 0; n > 1 && c < n; c++)
    reeve_report_table_add_count (table, cells->n[c], cells->state[c]);
  if (share >= 0)
    reeve_report_table_add_share (table, cells->n[share], cells->n[n],
                                  cells->state[share] == REEVE_COUNT_SHOWN && cells->state[n] == REEVE_COUNT_SHOWN);
}

ReeveReportTable *
reeve_report_put_counts (ReeveReport *report, const ReeveReportCounts *counts, ReeveReportBy by, const char *name, const char *title,
                         const char *definition, int share, const char *share_title)
{
  const ReeveReportDivision *division = counts->division;
  ReeveReportTable *table = reeve_report_add_table (report, name, title, definition);
  const GPtrArray *lines = counts->lines[by];

  reeve_report_table_add_column (table, first_name (by), first_title (by), REEVE_REPORT_WORDS);
  reeve_report_table_add_column (table, "all", division->n > 1 ? _("All") : _("Number"), REEVE_REPORT_COUNT);
  for (guint c = 0; division->n > 1 && c < division->n; c++)
    reeve_report_table_add_column (table, division->names[c], division->titles[c], REEVE_REPORT_COUNT);
  if (share >= 0)
    reeve_report_table_add_column (table, "share", share_title, REEVE_REPORT_SHARE);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    put_line (table, counts, lines->pdata[i], share, FALSE);
  if (counts->total->counts.n[division->n] > 0 || counts->too_few)
    put_line (table, counts, counts->total, share, by != REEVE_BY_NOTHING);
  if ((counts->without & (1u << by)) != 0)
    reeve_report_add_note (report, _("How these divide cannot be shown without showing a count that is too small."));
  return table;
}

/* ---- times ---------------------------------------------------------------------------------------------------------------------- */

static int
compare_days (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y ? 1 : 0;
}

double
reeve_report_median (GArray *days)
{
  guint n = days->len;

  g_array_sort (days, compare_days);
  if (n == 0)
    return NAN;
  return n % 2 == 1 ? g_array_index (days, double, n / 2) : (g_array_index (days, double, n / 2 - 1) + g_array_index (days, double, n / 2)) / 2;
}

static void
put_time_line (ReeveReportTable *table, const ReeveReportBook *book, const char *label, GArray *days, gint64 all, gboolean strong)
{
  double sum = 0, median = reeve_report_median (days);
  gboolean enough = days->len >= MAX (book->least, 1);

  for (guint i = 0; i < days->len; i++)
    sum += g_array_index (days, double, i);
  reeve_report_table_begin_row (table, strong);
  reeve_report_table_add_words (table, label);
  if (!book->open)
    {
      reeve_report_table_add_count (table, days->len, REEVE_COUNT_SHOWN);
      reeve_report_table_add_count (table, all - days->len, REEVE_COUNT_SHOWN);
    }
  reeve_report_table_add_number (table, enough ? median : NAN);
  reeve_report_table_add_number (table, enough ? sum / days->len : NAN);
  if (!book->open)
    reeve_report_table_add_number (table, days->len > 0 ? g_array_index (days, double, days->len - 1) : NAN);
}

typedef struct { GArray *days; gint64 all; } Times;

static void
times_free (gpointer data)
{
  g_array_unref (((Times *) data)->days);
  g_free (data);
}

static void
times_add (Times *times, const ReeveReportFact *fact, gboolean until_visit)
{
  double days = until_visit ? fact->days_visit : fact->days;

  times->all++;
  if (!isnan (days))
    g_array_append_val (times->days, days);
}

static Times *
times_new (void)
{
  Times *times = g_new0 (Times, 1);

  times->days = g_array_new (FALSE, FALSE, sizeof (double));
  return times;
}

void
reeve_report_put_times (ReeveReport *report, const ReeveReportBook *book, const GArray *facts, gboolean until_visit, ReeveReportBy by,
                        const char *name, const char *title, const char *definition)
{
  ReeveReportTable *table = reeve_report_add_table (report, name, title, definition);
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, times_free);
  g_autoptr (GList) keys = NULL;
  Times *all = times_new ();

  reeve_report_table_add_column (table, first_name (by), first_title (by), REEVE_REPORT_WORDS);
  if (!book->open)
    {
      reeve_report_table_add_column (table, "known", _("Time known"), REEVE_REPORT_COUNT);
      reeve_report_table_add_column (table, "not_known", _("Not yet, or not recorded"), REEVE_REPORT_COUNT);
    }
  reeve_report_table_add_column (table, "median", _("Median, days"), REEVE_REPORT_NUMBER);
  reeve_report_table_add_column (table, "mean", _("Mean, days"), REEVE_REPORT_NUMBER);
  if (!book->open)
    reeve_report_table_add_column (table, "longest", _("Longest, days"), REEVE_REPORT_NUMBER);
  for (guint i = 0; i < facts->len; i++)
    {
      const ReeveReportFact *fact = &g_array_index (facts, ReeveReportFact, i);
      const char *key = by != REEVE_BY_NOTHING && fact->keys[by] != NULL ? fact->keys[by] : "";
      Times *times;

      if (book->open && fact->home)
        continue;
      times = g_hash_table_lookup (groups, key);
      if (times == NULL)
        {
          times = times_new ();
          g_hash_table_insert (groups, (gpointer) key, times);
        }
      times_add (times, fact, until_visit);
      times_add (all, fact, until_visit);
    }
  keys = g_list_sort (g_hash_table_get_keys (groups), (GCompareFunc) g_strcmp0);
  for (GList *l = keys; by != REEVE_BY_NOTHING && l != NULL; l = l->next)
    {
      const Times *times = g_hash_table_lookup (groups, l->data);

      if (!book->open || times->days->len >= book->least)
        put_time_line (table, book, reeve_report_complaint_label (by, *(const char *) l->data != '\0' ? l->data : NULL), times->days, times->all, FALSE);
    }
  if (all->all > 0 && (!book->open || all->days->len >= book->least))
    put_time_line (table, book, _("All"), all->days, all->all, by != REEVE_BY_NOTHING);
  table->when_empty = g_strdup (book->open ? _("Too few to say.") : _("None in the period."));
  times_free (all);
}
