/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook by libxlsxwriter. Text goes in as text, so that nothing in it is ever run as a formula or followed as a link. */
#include "config.h"

#include "reeve-export-private.h"

#include <glib/gi18n-lib.h>

#include "reeve-workbook.h"

typedef struct
{
  lxw_workbook *book;
  lxw_format *head, *date, *money, *wrap;
} Book;

static void
write_date (Book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text)
{
  ReeveDay day;
  lxw_datetime when = { 0 };

  /* "none", and what a spreadsheet has no date for, stay text. */
  if (!reeve_day_parse (text, -1, &day))
    {
      worksheet_write_string (sheet, row, column, text, NULL);
      return;
    }
  reeve_day_to_ymd (day, &when.year, &when.month, &when.day);
  if (when.year < 1900)
    worksheet_write_string (sheet, row, column, text, NULL);
  else
    worksheet_write_datetime (sheet, row, column, &when, book->date);
}

static void
write_cell (Book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, ReeveCellType type, const char *value)
{
  g_autoptr (GString) text = NULL;

  if (value == NULL)
    return;
  switch (type)
    {
    case REEVE_CELL_DATE:
      write_date (book, sheet, row, column, value);
      break;
    case REEVE_CELL_NUMBER:
      worksheet_write_number (sheet, row, column, (double) g_ascii_strtoll (value, NULL, 10), NULL);
      break;
    case REEVE_CELL_MONEY:
      worksheet_write_number (sheet, row, column, (double) g_ascii_strtoll (value, NULL, 10) / 100, book->money);
      break;
    case REEVE_CELL_TRUTH:
    case REEVE_CELL_TEXT:
      text = g_string_new (NULL);
      reeve_export_append_value (text, type, value);
      worksheet_write_string (sheet, row, column, text->str, NULL);
      break;
    }
}

/* A column is as wide as its longest value, within reason. */
static double
width_of (const ReeveDisclosure *disclosure, guint n_rows, ReeveDisclosedField column)
{
  glong most = g_utf8_strlen (reeve_disclosed_field_label (column), -1) + 3;

  for (guint row = 0; row < n_rows; row++)
    {
      const char *value = reeve_disclosure_get (disclosure, row, column);

      if (value != NULL)
        most = MAX (most, g_utf8_strlen (value, -1));
    }
  return (double) CLAMP (most + 1, 8, 60);
}

static void
write_sheet (Book *book, const ReeveDisclosure *disclosure, ReeveSheetKind kind)
{
  guint n_columns, n_rows = reeve_disclosure_get_n_rows (disclosure, kind);
  const ReeveDisclosedField *columns = reeve_disclosure_get_columns (disclosure, kind, &n_columns);
  gboolean placed = reeve_disclosure_has_positions (disclosure, kind);
  lxw_worksheet *sheet = workbook_add_worksheet (book->book, reeve_sheet_name (kind));
  lxw_col_t column = 0;

  for (; column < n_columns; column++)
    {
      worksheet_set_column (sheet, column, column, width_of (disclosure, n_rows, columns[column]), NULL);
      worksheet_write_string (sheet, 0, column, reeve_disclosed_field_label (columns[column]), book->head);
    }
  if (placed)
    {
      worksheet_set_column (sheet, column, (lxw_col_t) (column + 1), 12, NULL);
      worksheet_write_string (sheet, 0, column, _("Longitude"), book->head);
      worksheet_write_string (sheet, 0, (lxw_col_t) (column + 1), _("Latitude"), book->head);
    }
  for (guint row = 0; row < n_rows; row++)
    {
      double lon, lat;

      for (guint i = 0; i < n_columns; i++)
        write_cell (book, sheet, row + 1, (lxw_col_t) i, reeve_disclosed_field_type (columns[i]), reeve_disclosure_get (disclosure, row, columns[i]));
      if (placed && reeve_disclosure_get_position (disclosure, kind, row, &lon, &lat))
        {
          worksheet_write_number (sheet, row + 1, column, lon, NULL);
          worksheet_write_number (sheet, row + 1, (lxw_col_t) (column + 1), lat, NULL);
        }
    }
  worksheet_freeze_panes (sheet, 1, 0);
  if (n_rows > 0)
    worksheet_autofilter (sheet, 0, 0, n_rows, (lxw_col_t) (n_columns + (placed ? 2 : 0) - 1));
}

static void
write_line (Book *book, lxw_worksheet *sheet, lxw_row_t *row, const char *label, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  worksheet_write_string (sheet, *row, 0, label, book->head);
  worksheet_write_string (sheet, *row, 1, value, book->wrap);
  (*row)++;
}

static void
write_front (Book *book, const ReeveDisclosure *disclosure)
{
  const ReeveDisclosureHead *head = reeve_disclosure_get_head (disclosure);
  const GArray *withheld = reeve_disclosure_get_withheld (disclosure);
  ReeveAudience audience = reeve_disclosure_get_audience (disclosure);
  lxw_worksheet *sheet = workbook_add_worksheet (book->book, "about");
  char day[REEVE_DAY_TEXT_SIZE];
  lxw_row_t row = 0;

  worksheet_set_column (sheet, 0, 0, 26, NULL);
  worksheet_set_column (sheet, 1, 1, 80, NULL);
  write_line (book, sheet, &row, _("Title"), head->title);
  write_line (book, sheet, &row, _("City"), head->city);
  write_line (book, sheet, &row, _("For"), reeve_audience_label (audience));
  write_line (book, sheet, &row, _("Terms"), reeve_audience_notice (audience));
  write_line (book, sheet, &row, _("To"), head->to);
  write_line (book, sheet, &row, _("Reason"), head->reason);
  write_line (book, sheet, &row, _("What was asked for"), head->filters);
  reeve_day_format (head->as_of, day);
  write_line (book, sheet, &row, _("As of"), day);
  reeve_day_format (head->made_on, day);
  write_line (book, sheet, &row, _("Made on"), day);
  write_line (book, sheet, &row, _("Made by"), head->made_by);
  if (head->release > 0)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, head->release);

      write_line (book, sheet, &row, _("Release"), number);
    }
  for (guint i = 0; i < withheld->len; i++)
    {
      const ReeveWithheld *entry = &g_array_index (withheld, ReeveWithheld, i);
      g_autofree char *n = reeve_disclosure_count_text (disclosure, entry->n);
      /* Translators: a kind of rows, a number of them */
      g_autofree char *label = g_strdup_printf (_("Left out of %s: %s"), reeve_sheet_label (entry->sheet), n);

      write_line (book, sheet, &row, label, entry->reason);
    }
}

static void
fill_book (lxw_workbook *workbook, gconstpointer data)
{
  const ReeveDisclosure *disclosure = data;
  Book book = { .book = workbook };
  guint n;

  book.head = workbook_add_format (book.book);
  format_set_bold (book.head);
  format_set_align (book.head, LXW_ALIGN_VERTICAL_TOP);
  book.date = workbook_add_format (book.book);
  format_set_num_format (book.date, "yyyy-mm-dd");
  book.money = workbook_add_format (book.book);
  format_set_num_format (book.money, "#,##0.00");
  book.wrap = workbook_add_format (book.book);
  format_set_text_wrap (book.wrap);
  write_front (&book, disclosure);
  for (guint i = 0; i < REEVE_N_SHEETS; i++)
    {
      reeve_disclosure_get_columns (disclosure, (ReeveSheetKind) i, &n);
      if (n > 0)
        write_sheet (&book, disclosure, (ReeveSheetKind) i);
    }
}

GBytes *
reeve_export_xlsx (const ReeveDisclosure *disclosure, GError **error)
{
  const ReeveDisclosureHead *head = reeve_disclosure_get_head (disclosure);

  return reeve_workbook_write (head->title != NULL ? head->title : "", head->made_on, fill_book, disclosure, error);
}
