/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report on paper. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "reeve-report-private.h"

#define MAX_ROWS 2000      /* nobody reads more on paper */
#define MAX_BARS 16        /* more are no picture any more */
#define ROW 14.0           /* about, of a row of one line */
#define HEAD 96.0          /* heading, definition and the head of a table */

static void
put_bars (ReevePaper *paper, const ReeveReportTable *table, guint least)
{
  g_autofree ReevePaperBar *bars = g_new0 (ReevePaperBar, table->rows->len + 1);
  const ReeveReportColumn *column = &g_array_index (table->columns, ReeveReportColumn, table->bars);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;
  gboolean any = FALSE;

  for (guint r = 0; r < table->rows->len; r++)
    {
      const ReeveReportRow *row = table->rows->pdata[r];
      const ReeveReportCell *cell = &g_array_index (row->cells, ReeveReportCell, table->bars);
      char *word = reeve_report_cell_text (cell, column->type, least);

      g_ptr_array_add (words, word);
      if (row->strong)
        continue;
      bars[n++] = (ReevePaperBar) { g_array_index (row->cells, ReeveReportCell, 0).text, word, isnan (cell->number) ? -1 : cell->number };
      any = any || cell->number > 0;
    }
  if (!any || n < 2 || n > MAX_BARS)
    return;
  if (reeve_paper_get_left (paper) < 14.0 * n + 20)
    reeve_paper_page_break (paper);
  reeve_paper_note (paper, column->title);
  reeve_paper_bars (paper, bars, n);
}

static void
put_table (ReevePaper *paper, const ReeveReportTable *table, guint least)
{
  guint n = table->columns->len;
  g_autofree ReevePaperColumn *columns = g_new0 (ReevePaperColumn, n);
  g_autofree char **cells = g_new0 (char *, n + 1);
  g_autoptr (ReevePaperTable) paper_table = NULL;

  /* A short table is not cut, a long one has a few rows under its heading. */
  if (reeve_paper_get_left (paper) < HEAD + ROW * (table->rows->len <= 16 ? MAX (table->rows->len, 1) : 4))
    reeve_paper_page_break (paper);
  if (table->title != NULL && *table->title != '\0')
    reeve_paper_heading (paper, 2, table->title);
  if (table->definition != NULL)
    reeve_paper_note (paper, table->definition);
  for (guint c = 0; c < n; c++)
    {
      const ReeveReportColumn *column = &g_array_index (table->columns, ReeveReportColumn, c);

      columns[c] = (ReevePaperColumn) { column->title, column->type > REEVE_REPORT_DAY };
    }
  paper_table = reeve_paper_table_new (columns, n);
  for (guint r = 0; r < MIN (table->rows->len, MAX_ROWS); r++)
    {
      const ReeveReportRow *row = table->rows->pdata[r];

      for (guint c = 0; c < n; c++)
        cells[c] = reeve_report_cell_text (&g_array_index (row->cells, ReeveReportCell, c),
                                           g_array_index (table->columns, ReeveReportColumn, c).type, least);
      reeve_paper_table_add (paper_table, (const char *const *) cells, row->strong);
      for (guint c = 0; c < n; c++)
        g_clear_pointer (&cells[c], g_free);
    }
  reeve_paper_table_put (paper, paper_table, table->when_empty != NULL ? table->when_empty : _("None."));
  if (table->rows->len > MAX_ROWS)
    {
      guint more = table->rows->len - MAX_ROWS;
      g_autofree char *text = g_strdup_printf (ngettext ("%u more row stands in the workbook.", "%u more rows stand in the workbook.", more), more);

      reeve_paper_note (paper, text);
    }
  if (table->bars >= 0)
    put_bars (paper, table, least);
}

static void
put_item (ReevePaper *paper, const ReeveReportItem *item, guint least)
{
  switch (item->kind)
    {
    case REEVE_REPORT_PARAGRAPH: reeve_paper_paragraph (paper, item->text); break;
    case REEVE_REPORT_NOTE: reeve_paper_note (paper, item->text); break;
    case REEVE_REPORT_TABLE: put_table (paper, item->table, least); break;
    case REEVE_REPORT_MAPS: reeve_report_put_maps (paper, item->maps); break;
    case REEVE_REPORT_REDLINE:
      if (item->text != NULL)
        reeve_paper_heading (paper, 2, item->text);
      reeve_paper_redline (paper, (const ReevePaperRun *) (gpointer) item->runs->data, item->runs->len, item->text != NULL);
      break;
    }
}

/* More columns than fit beside each other upright. */
static gboolean
is_wide (const ReeveReport *report)
{
  for (guint s = 0; s < report->sections->len; s++)
    {
      const ReeveReportSection *section = report->sections->pdata[s];

      for (guint i = 0; i < section->items->len; i++)
        {
          const ReeveReportItem *item = section->items->pdata[i];

          if (item->kind == REEVE_REPORT_TABLE && item->table->columns->len > 10)
            return TRUE;
        }
    }
  return FALSE;
}

/* A heading is not parted from what it stands over. */
static double
needed (const ReeveReportSection *section)
{
  const ReeveReportItem *item = section->items->len > 0 ? section->items->pdata[0] : NULL;
  double before = 0;

  for (guint i = 0; i < MIN (section->items->len, 3); i++)
    if (((ReeveReportItem *) section->items->pdata[i])->kind == REEVE_REPORT_MAPS)
      return 340;
  if (item != NULL && item->kind != REEVE_REPORT_TABLE && section->items->len > 1)
    {
      item = section->items->pdata[1];
      before = 30;
    }
  if (item == NULL || item->kind != REEVE_REPORT_TABLE)
    return 90;
  return before + 30 + HEAD + ROW * (item->table->rows->len <= 16 ? MAX (item->table->rows->len, 1) : 4);
}

GBytes *
reeve_report_write_pdf (const ReeveReport *report, ReevePaperSize size, GError **error)
{
  guint least = report->least;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, report->release), *release = NULL, *to = NULL, *subtitle = NULL;
  ReevePaperHead head = { .title = report->title, .notice = reeve_audience_notice (report->audience), .made_on = report->made_on };
  g_autoptr (ReevePaper) paper = NULL;

  if (report->city != NULL && report->subtitle != NULL)
    subtitle = g_strdup_printf ("%s: %s", report->city, report->subtitle);
  else
    subtitle = g_strdup (report->city != NULL ? report->city : report->subtitle);
  head.subtitle = subtitle;
  if (report->release > 0)
    /* Translators: number of a release */
    head.release = release = g_strdup_printf (_("Release %s"), number);
  if (report->to != NULL && report->reason != NULL)
    /* Translators: to whom a release goes, and the legal basis or reason */
    head.to = to = g_strdup_printf (_("To: %s. Reason: %s"), report->to, report->reason);
  paper = reeve_paper_new (size, is_wide (report), &head);
  for (guint s = 0; s < report->sections->len; s++)
    {
      const ReeveReportSection *section = report->sections->pdata[s];

      if (section->own_page)
        reeve_paper_page_break (paper);
      if (reeve_paper_get_left (paper) < needed (section))
        reeve_paper_page_break (paper);
      reeve_paper_heading (paper, 1, section->title);
      for (guint i = 0; i < section->items->len; i++)
        put_item (paper, section->items->pdata[i], least);
    }
  return reeve_paper_finish (paper, error);
}
