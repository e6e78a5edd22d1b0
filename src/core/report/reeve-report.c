/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The value: building it, and how one cell reads. */
#include "config.h"

#include "reeve-report.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
cell_clear (gpointer data)
{
  g_free (((ReeveReportCell *) data)->text);
}

static void
row_free (gpointer data)
{
  ReeveReportRow *row = data;

  g_array_unref (row->cells);
  g_free (row);
}

static void
column_clear (gpointer data)
{
  ReeveReportColumn *column = data;

  g_free (column->name);
  g_free (column->title);
}

static void
table_free (ReeveReportTable *table)
{
  g_free (table->name);
  g_free (table->title);
  g_free (table->definition);
  g_free (table->when_empty);
  g_array_unref (table->columns);
  g_ptr_array_unref (table->rows);
  g_free (table);
}

static void
run_clear (gpointer data)
{
  g_free ((char *) ((ReevePaperRun *) data)->text);
}

static void
item_free (gpointer data)
{
  ReeveReportItem *item = data;

  g_free (item->text);
  g_clear_pointer (&item->table, table_free);
  g_clear_pointer (&item->maps, g_ptr_array_unref);
  g_clear_pointer (&item->runs, g_array_unref);
  g_free (item);
}

static void
section_free (gpointer data)
{
  ReeveReportSection *section = data;

  g_free (section->title);
  g_ptr_array_unref (section->items);
  g_free (section);
}

ReeveReport *
reeve_report_new (const char *name, const char *title)
{
  ReeveReport *report = g_new0 (ReeveReport, 1);

  report->name = g_strdup (name);
  report->title = g_strdup (title);
  report->sections = g_ptr_array_new_with_free_func (section_free);
  return report;
}

void
reeve_report_free (ReeveReport *report)
{
  if (report == NULL)
    return;
  g_free (report->name);
  g_free (report->title);
  g_free (report->subtitle);
  g_free (report->city);
  g_free (report->to);
  g_free (report->reason);
  g_free (report->made_by);
  g_ptr_array_unref (report->sections);
  g_free (report);
}

void
reeve_report_add_section (ReeveReport *report, const char *title)
{
  ReeveReportSection *section = g_new0 (ReeveReportSection, 1);

  section->title = g_strdup (title);
  section->items = g_ptr_array_new_with_free_func (item_free);
  g_ptr_array_add (report->sections, section);
}

ReeveReportItem *
reeve_report_add_item (ReeveReport *report, ReeveReportItemKind kind)
{
  ReeveReportSection *section = report->sections->pdata[report->sections->len - 1];
  ReeveReportItem *item = g_new0 (ReeveReportItem, 1);

  item->kind = kind;
  if (kind == REEVE_REPORT_REDLINE)
    {
      item->runs = g_array_new (FALSE, FALSE, sizeof (ReevePaperRun));
      g_array_set_clear_func (item->runs, run_clear);
    }
  g_ptr_array_add (section->items, item);
  return item;
}

static void
area_free (gpointer data)
{
  ReeveReportArea *area = data;

  g_free (area->label);
  g_bytes_unref (area->geometry);
  g_free (area);
}

static void
map_free (gpointer data)
{
  ReeveReportMap *map = data;

  g_free (map->title);
  g_ptr_array_unref (map->areas);
  g_free (map);
}

ReeveReportMap *
reeve_report_add_map (ReeveReportItem *item, const char *title)
{
  ReeveReportMap *map = g_new0 (ReeveReportMap, 1);

  if (item->maps == NULL)
    item->maps = g_ptr_array_new_with_free_func (map_free);
  map->title = g_strdup (title);
  map->areas = g_ptr_array_new_with_free_func (area_free);
  g_ptr_array_add (item->maps, map);
  return map;
}

void
reeve_report_map_add_area (ReeveReportMap *map, const char *label, GBytes *geometry, double share)
{
  ReeveReportArea *area = g_new0 (ReeveReportArea, 1);

  area->label = g_strdup (label);
  area->geometry = g_bytes_ref (geometry);
  area->share = share;
  g_ptr_array_add (map->areas, area);
}

void
reeve_report_add_paragraph (ReeveReport *report, const char *text)
{
  reeve_report_add_item (report, REEVE_REPORT_PARAGRAPH)->text = g_strdup (text);
}

void
reeve_report_add_note (ReeveReport *report, const char *text)
{
  reeve_report_add_item (report, REEVE_REPORT_NOTE)->text = g_strdup (text);
}

ReeveReportTable *
reeve_report_add_table (ReeveReport *report, const char *name, const char *title, const char *definition)
{
  ReeveReportTable *table = g_new0 (ReeveReportTable, 1);

  table->name = g_strdup (name);
  table->title = g_strdup (title);
  table->definition = g_strdup (definition);
  table->columns = g_array_new (FALSE, FALSE, sizeof (ReeveReportColumn));
  g_array_set_clear_func (table->columns, column_clear);
  table->rows = g_ptr_array_new_with_free_func (row_free);
  table->bars = -1;
  reeve_report_add_item (report, REEVE_REPORT_TABLE)->table = table;
  return table;
}

void
reeve_report_table_add_column (ReeveReportTable *table, const char *name, const char *title, ReeveReportType type)
{
  ReeveReportColumn column = { g_strdup (name), g_strdup (title), type };

  g_array_append_val (table->columns, column);
}

void
reeve_report_table_begin_row (ReeveReportTable *table, gboolean strong)
{
  ReeveReportRow *row = g_new0 (ReeveReportRow, 1);

  row->cells = g_array_new (FALSE, FALSE, sizeof (ReeveReportCell));
  g_array_set_clear_func (row->cells, cell_clear);
  row->strong = strong;
  g_ptr_array_add (table->rows, row);
}

static void
add_cell (ReeveReportTable *table, ReeveReportCell cell)
{
  ReeveReportRow *row = table->rows->pdata[table->rows->len - 1];

  g_assert (row->cells->len < table->columns->len);
  g_array_append_val (row->cells, cell);
}

void
reeve_report_table_add_words (ReeveReportTable *table, const char *text)
{
  add_cell (table, (ReeveReportCell) { g_strdup (text != NULL ? text : ""), NAN, REEVE_COUNT_SHOWN });
}

void
reeve_report_table_add_day (ReeveReportTable *table, const char *day)
{
  ReeveDay value;
  gboolean known = day != NULL && reeve_day_parse (day, 10, &value);

  add_cell (table, (ReeveReportCell) { NULL, known ? value : NAN, REEVE_COUNT_SHOWN });
}

void
reeve_report_table_add_number (ReeveReportTable *table, double number)
{
  add_cell (table, (ReeveReportCell) { NULL, number, REEVE_COUNT_SHOWN });
}

void
reeve_report_table_add_count (ReeveReportTable *table, gint64 n, ReeveCountState state)
{
  add_cell (table, (ReeveReportCell) { NULL, state == REEVE_COUNT_SHOWN ? (double) n : NAN, state });
}

void
reeve_report_table_add_share (ReeveReportTable *table, gint64 n, gint64 all, gboolean shown)
{
  add_cell (table, (ReeveReportCell) { NULL, shown && all > 0 ? (double) n / (double) all : NAN, REEVE_COUNT_SHOWN });
}

char *
reeve_report_cell_text (const ReeveReportCell *cell, ReeveReportType type, guint least)
{
  char day[REEVE_DAY_TEXT_SIZE];

  if (cell->text != NULL)
    return g_strdup (cell->text);
  if (cell->state == REEVE_COUNT_UNDER)
    /* Translators: a count that is not shown; %u is 5 or more */
    return g_strdup_printf (C_("count", "under %u"), least);
  if (cell->state == REEVE_COUNT_WITHHELD)
    return g_strdup (C_("count", "withheld"));
  if (isnan (cell->number))
    return g_strdup ("\342\200\223");
  switch (type)
    {
    case REEVE_REPORT_DAY:
      reeve_day_format ((ReeveDay) cell->number, day);
      return g_strdup (day);
    case REEVE_REPORT_COUNT: return g_strdup_printf ("%.0f", cell->number);
    case REEVE_REPORT_NUMBER: return g_strdup_printf ("%.1f", cell->number);
    case REEVE_REPORT_SHARE: return g_strdup_printf ("%.1f\302\240%%", 100 * cell->number);
    case REEVE_REPORT_WORDS: break;
    }
  return g_strdup ("");
}
