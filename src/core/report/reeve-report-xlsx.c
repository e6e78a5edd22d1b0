/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as a workbook: what it is on the first sheet, then a sheet for each table, typed, with its definition above a frozen header. Text goes
 * in as text, so that nothing in it is ever run as a formula or followed as a link. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "reeve-report.h"
#include "reeve-workbook.h"

#define MAX_SHEET_NAME 31   /* of the format */
#define HEAD_ROW 3          /* title, definition, an empty row, then the header */

typedef struct
{
  const ReeveReport *report;
  lxw_workbook *book;
  lxw_format *title, *head, *number_head, *strong, *wrap, *note;
  lxw_format *values[2][REEVE_REPORT_SHARE + 1];    /* plain, strong */
  lxw_format *hidden;
  GHashTable *names;                                /* of sheets in use, folded */
} Book;

static lxw_format *
format_new (lxw_workbook *book, gboolean strong, const char *number)
{
  lxw_format *format = workbook_add_format (book);

  if (strong)
    format_set_bold (format);
  if (number != NULL)
    format_set_num_format (format, number);
  format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
  return format;
}

static void
make_formats (Book *self)
{
  static const char *const numbers[] = { NULL, "yyyy-mm-dd", "#,##0", "#,##0.0", "0.0%" };

  self->title = format_new (self->book, TRUE, NULL);
  format_set_font_size (self->title, 13);
  self->head = format_new (self->book, TRUE, NULL);
  format_set_text_wrap (self->head);
  format_set_bottom (self->head, LXW_BORDER_THIN);
  self->number_head = format_new (self->book, TRUE, NULL);
  format_set_text_wrap (self->number_head);
  format_set_bottom (self->number_head, LXW_BORDER_THIN);
  format_set_align (self->number_head, LXW_ALIGN_RIGHT);
  self->strong = format_new (self->book, TRUE, NULL);
  self->wrap = format_new (self->book, FALSE, NULL);
  format_set_text_wrap (self->wrap);
  self->note = format_new (self->book, FALSE, NULL);
  format_set_italic (self->note);
  for (guint strong = 0; strong < 2; strong++)
    for (guint i = 0; i <= REEVE_REPORT_SHARE; i++)
      self->values[strong][i] = format_new (self->book, strong != 0, numbers[i]);
  self->hidden = format_new (self->book, FALSE, NULL);
  format_set_align (self->hidden, LXW_ALIGN_RIGHT);
  format_set_italic (self->hidden);
}

static lxw_worksheet *
add_sheet (Book *self, const char *name)
{
  g_autofree char *base = g_strndup (name, MAX_SHEET_NAME - 3), *chosen = g_strdup (base), *folded = NULL;
  guint n = 1;

  while (folded == NULL || g_hash_table_contains (self->names, folded))
    {
      if (folded != NULL)
        {
          g_free (chosen);
          chosen = g_strdup_printf ("%s-%u", base, ++n);
        }
      g_free (folded);
      folded = g_utf8_strdown (chosen, -1);
    }
  g_hash_table_add (self->names, g_steal_pointer (&folded));
  return workbook_add_worksheet (self->book, chosen);
}

static void
write_value (Book *self, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const ReeveReportCell *cell, ReeveReportType type, gboolean strong)
{
  lxw_format *format = self->values[strong ? 1 : 0][type];

  if (cell->text != NULL)
    worksheet_write_string (sheet, row, column, cell->text, format);
  else if (cell->state != REEVE_COUNT_SHOWN)
    {
      g_autofree char *text = reeve_report_cell_text (cell, type, self->report->least);

      worksheet_write_string (sheet, row, column, text, self->hidden);
    }
  else if (isnan (cell->number))
    worksheet_write_blank (sheet, row, column, format);
  else if (type == REEVE_REPORT_DAY)
    {
      lxw_datetime when = { 0 };

      reeve_day_to_ymd ((ReeveDay) cell->number, &when.year, &when.month, &when.day);
      worksheet_write_datetime (sheet, row, column, &when, format);
    }
  else
    worksheet_write_number (sheet, row, column, cell->number, format);
}

/* A column is as wide as its longest value, within reason. */
static double
width_of (const ReeveReportTable *table, guint column, guint least)
{
  const ReeveReportColumn *info = &g_array_index (table->columns, ReeveReportColumn, column);
  glong most = MIN (g_utf8_strlen (info->title, -1), 14);

  for (guint r = 0; r < table->rows->len; r++)
    {
      const ReeveReportRow *row = table->rows->pdata[r];
      g_autofree char *text = reeve_report_cell_text (&g_array_index (row->cells, ReeveReportCell, column), info->type, least);

      most = MAX (most, g_utf8_strlen (text, -1));
    }
  return (double) CLAMP (most + 2, 10, 60);
}

static void
write_table (Book *self, const ReeveReportTable *table)
{
  lxw_worksheet *sheet = add_sheet (self, table->name);
  guint least = self->report->least;

  worksheet_write_string (sheet, 0, 0, table->title, self->title);
  worksheet_write_string (sheet, 1, 0, table->definition, self->note);
  for (guint c = 0; c < table->columns->len; c++)
    {
      const ReeveReportColumn *column = &g_array_index (table->columns, ReeveReportColumn, c);

      worksheet_set_column (sheet, (lxw_col_t) c, (lxw_col_t) c, width_of (table, c, least), NULL);
      worksheet_write_string (sheet, HEAD_ROW, (lxw_col_t) c, column->title, column->type > REEVE_REPORT_DAY ? self->number_head : self->head);
    }
  for (guint r = 0; r < table->rows->len; r++)
    {
      const ReeveReportRow *row = table->rows->pdata[r];

      for (guint c = 0; c < row->cells->len; c++)
        write_value (self, sheet, HEAD_ROW + 1 + r, (lxw_col_t) c, &g_array_index (row->cells, ReeveReportCell, c),
                     g_array_index (table->columns, ReeveReportColumn, c).type, row->strong);
    }
  if (table->rows->len == 0)
    worksheet_write_string (sheet, HEAD_ROW + 1, 0, table->when_empty != NULL ? table->when_empty : _("None."), self->note);
  worksheet_freeze_panes (sheet, HEAD_ROW + 1, 1);
  worksheet_set_landscape (sheet);
  worksheet_fit_to_pages (sheet, 1, 0);
  worksheet_repeat_rows (sheet, HEAD_ROW, HEAD_ROW);
}

/* What was taken out and put in, a row for each run of words. */
static void
write_redlines (Book *self)
{
  lxw_worksheet *sheet = NULL;
  lxw_row_t row = 1;

  for (guint s = 0; s < self->report->sections->len; s++)
    {
      const ReeveReportSection *section = self->report->sections->pdata[s];

      for (guint i = 0; i < section->items->len; i++)
        {
          const ReeveReportItem *item = section->items->pdata[i];

          if (item->kind != REEVE_REPORT_REDLINE)
            continue;
          if (sheet == NULL)
            {
              sheet = add_sheet (self, "texts");
              worksheet_set_column (sheet, 0, 0, 40, NULL);
              worksheet_set_column (sheet, 1, 1, 12, NULL);
              worksheet_set_column (sheet, 2, 2, 90, NULL);
              worksheet_write_string (sheet, 0, 0, _("Provision"), self->head);
              worksheet_write_string (sheet, 0, 1, _("Change"), self->head);
              worksheet_write_string (sheet, 0, 2, _("Words"), self->head);
              worksheet_freeze_panes (sheet, 1, 0);
            }
          for (guint k = 0; k < item->runs->len; k++, row++)
            {
              const ReevePaperRun *run = &g_array_index (item->runs, ReevePaperRun, k);
              const char *change = run->kind == REEVE_PAPER_REMOVED ? C_("words", "removed") : run->kind == REEVE_PAPER_ADDED ? C_("words", "added") : "";

              if (item->text != NULL)
                worksheet_write_string (sheet, row, 0, item->text, self->wrap);
              worksheet_write_string (sheet, row, 1, change, self->wrap);
              worksheet_write_string (sheet, row, 2, run->text, self->wrap);
            }
        }
    }
}

static void
write_line (Book *self, lxw_worksheet *sheet, lxw_row_t *row, const char *label, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  worksheet_write_string (sheet, *row, 0, label, self->strong);
  worksheet_write_string (sheet, (*row)++, 1, value, self->wrap);
}

static void
write_front (Book *self)
{
  const ReeveReport *report = self->report;
  lxw_worksheet *sheet = add_sheet (self, "about");
  char from[REEVE_DAY_TEXT_SIZE], until[REEVE_DAY_TEXT_SIZE];
  g_autofree char *period = NULL;
  lxw_row_t row = 0;

  worksheet_set_column (sheet, 0, 0, 24, NULL);
  worksheet_set_column (sheet, 1, 1, 100, NULL);
  write_line (self, sheet, &row, _("Title"), report->title);
  write_line (self, sheet, &row, _("City"), report->city);
  write_line (self, sheet, &row, _("What"), report->subtitle);
  write_line (self, sheet, &row, _("For"), reeve_audience_label (report->audience));
  write_line (self, sheet, &row, _("Terms"), reeve_audience_notice (report->audience));
  write_line (self, sheet, &row, _("To"), report->to);
  write_line (self, sheet, &row, _("Reason"), report->reason);
  reeve_day_format (report->from, from);
  reeve_day_format (report->until, until);
  /* Translators: the first and the last day of a period */
  period = g_strdup_printf (_("%s to %s"), from, until);
  write_line (self, sheet, &row, _("Period"), period);
  reeve_day_format (report->as_of, from);
  write_line (self, sheet, &row, _("As of"), from);
  reeve_day_format (report->made_on, from);
  write_line (self, sheet, &row, _("Made on"), from);
  write_line (self, sheet, &row, _("Made by"), report->made_by);
  if (report->release > 0)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, report->release);

      write_line (self, sheet, &row, _("Release"), number);
    }
  for (guint s = 0; s < report->sections->len; s++)
    {
      const ReeveReportSection *section = report->sections->pdata[s];

      row++;
      worksheet_write_string (sheet, row++, 0, section->title, self->strong);
      for (guint i = 0; i < section->items->len; i++)
        {
          const ReeveReportItem *item = section->items->pdata[i];

          if (item->kind == REEVE_REPORT_PARAGRAPH || item->kind == REEVE_REPORT_NOTE)
            worksheet_write_string (sheet, row++, 1, item->text, self->wrap);
          else if (item->kind == REEVE_REPORT_TABLE)
            {
              worksheet_write_string (sheet, row, 0, item->table->name, self->note);
              worksheet_write_string (sheet, row++, 1, item->table->title, self->wrap);
            }
        }
    }
}

static void
fill_book (lxw_workbook *workbook, gconstpointer data)
{
  const ReeveReport *report = data;
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Book self = { .report = report, .book = workbook, .names = names };

  make_formats (&self);
  write_front (&self);
  for (guint s = 0; s < report->sections->len; s++)
    {
      const ReeveReportSection *section = report->sections->pdata[s];

      for (guint i = 0; i < section->items->len; i++)
        if (((ReeveReportItem *) section->items->pdata[i])->kind == REEVE_REPORT_TABLE)
          write_table (&self, ((ReeveReportItem *) section->items->pdata[i])->table);
    }
  write_redlines (&self);
}

GBytes *
reeve_report_write_xlsx (const ReeveReport *report, GError **error)
{
  return reeve_workbook_write (report->title, report->made_on, fill_book, report, error);
}
