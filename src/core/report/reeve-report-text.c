/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as JSON for programs, and as text for a terminal. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "reeve-report.h"

/* ---- JSON ----------------------------------------------------------------------------------------------------------------------- */

static void
member_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
member_day (JsonBuilder *builder, const char *name, ReeveDay day)
{
  char text[REEVE_DAY_TEXT_SIZE];

  reeve_day_format (day, text);
  member_text (builder, name, text);
}

/* A count that is not shown is the word that says so; what cannot be said is null. */
static void
add_cell (JsonBuilder *builder, const ReeveReportCell *cell, ReeveReportType type)
{
  char text[REEVE_DAY_TEXT_SIZE];

  if (cell->text != NULL)
    json_builder_add_string_value (builder, cell->text);
  else if (cell->state != REEVE_COUNT_SHOWN)
    json_builder_add_string_value (builder, cell->state == REEVE_COUNT_UNDER ? "under" : "withheld");
  else if (isnan (cell->number))
    json_builder_add_null_value (builder);
  else if (type == REEVE_REPORT_DAY)
    {
      reeve_day_format ((ReeveDay) cell->number, text);
      json_builder_add_string_value (builder, text);
    }
  else if (type == REEVE_REPORT_COUNT)
    json_builder_add_int_value (builder, (gint64) cell->number);
  else
    json_builder_add_double_value (builder, round (cell->number * 1e4) / 1e4);
}

static void
add_row (JsonBuilder *builder, const ReeveReportTable *table, const ReeveReportRow *row)
{
  json_builder_begin_object (builder);
  for (guint c = 0; c < row->cells->len; c++)
    {
      const ReeveReportColumn *column = &g_array_index (table->columns, ReeveReportColumn, c);

      json_builder_set_member_name (builder, column->name);
      add_cell (builder, &g_array_index (row->cells, ReeveReportCell, c), column->type);
    }
  json_builder_end_object (builder);
}

static void
add_table (JsonBuilder *builder, const ReeveReportTable *table)
{
  json_builder_begin_object (builder);
  member_text (builder, "name", table->name);
  member_text (builder, "title", table->title);
  member_text (builder, "definition", table->definition);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint r = 0; r < table->rows->len; r++)
    add_row (builder, table, table->rows->pdata[r]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_section (JsonBuilder *builder, const ReeveReportSection *section)
{
  json_builder_begin_object (builder);
  member_text (builder, "title", section->title);
  json_builder_set_member_name (builder, "words");
  json_builder_begin_array (builder);
  for (guint i = 0; i < section->items->len; i++)
    {
      const ReeveReportItem *item = section->items->pdata[i];

      if (item->kind == REEVE_REPORT_PARAGRAPH || item->kind == REEVE_REPORT_NOTE)
        json_builder_add_string_value (builder, item->text);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "tables");
  json_builder_begin_array (builder);
  for (guint i = 0; i < section->items->len; i++)
    {
      const ReeveReportItem *item = section->items->pdata[i];

      if (item->kind == REEVE_REPORT_TABLE)
        add_table (builder, item->table);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

JsonNode *
reeve_report_to_json (const ReeveReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  member_text (builder, "report", report->name);
  member_text (builder, "title", report->title);
  member_text (builder, "city", report->city);
  member_text (builder, "audience", reeve_audience_name (report->audience));
  member_day (builder, "from", report->from);
  member_day (builder, "to", report->until);
  member_day (builder, "as_of", report->as_of);
  json_builder_set_member_name (builder, "least_cell");
  json_builder_add_int_value (builder, report->least);
  json_builder_set_member_name (builder, "sections");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->sections->len; i++)
    add_section (builder, report->sections->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/* ---- text ----------------------------------------------------------------------------------------------------------------------- */

static void
append_line (GString *out, char *const *cells, const glong *widths, const ReeveReportTable *table)
{
  gsize from = out->len;

  for (guint c = 0; c < table->columns->len; c++)
    {
      gboolean number = g_array_index (table->columns, ReeveReportColumn, c).type > REEVE_REPORT_DAY;
      int pad = (int) (widths[c] - g_utf8_strlen (cells[c], -1));

      g_string_append_printf (out, "%s%*s%s%*s", c == 0 ? "  " : "  ", number ? pad : 0, "", cells[c], number ? 0 : pad, "");
    }
  while (out->len > from && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '\n');
}

static void
append_table (GString *out, const ReeveReportTable *table, guint least)
{
  guint n = table->columns->len;
  g_autofree glong *widths = g_new0 (glong, n);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_string_append_printf (out, "%s\n  %s\n", table->title, table->definition);
  for (gint r = -1; r < (gint) table->rows->len; r++)
    {
      char **cells = g_new0 (char *, n + 1);

      for (guint c = 0; c < n; c++)
        {
          const ReeveReportColumn *column = &g_array_index (table->columns, ReeveReportColumn, c);

          cells[c] = r < 0 ? g_strdup (column->title)
                     : reeve_report_cell_text (&g_array_index (((ReeveReportRow *) table->rows->pdata[r])->cells, ReeveReportCell, c), column->type, least);
          widths[c] = MAX (widths[c], g_utf8_strlen (cells[c], -1));
        }
      g_ptr_array_add (lines, cells);
    }
  if (table->rows->len == 0)
    g_string_append_printf (out, "  %s\n", table->when_empty != NULL ? table->when_empty : _("None."));
  else
    for (guint i = 0; i < lines->len; i++)
      append_line (out, lines->pdata[i], widths, table);
  g_string_append_c (out, '\n');
}

char *
reeve_report_to_text (const ReeveReport *report)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s\n", report->title);
  if (report->subtitle != NULL)
    g_string_append_printf (out, "%s\n", report->subtitle);
  for (guint s = 0; s < report->sections->len; s++)
    {
      const ReeveReportSection *section = report->sections->pdata[s];
      g_autofree char *rule = g_strnfill ((gsize) g_utf8_strlen (section->title, -1), '=');

      g_string_append_printf (out, "\n%s\n%s\n", section->title, rule);
      for (guint i = 0; i < section->items->len; i++)
        {
          const ReeveReportItem *item = section->items->pdata[i];

          if (item->kind == REEVE_REPORT_TABLE)
            append_table (out, item->table, report->least);
          else if (item->kind == REEVE_REPORT_PARAGRAPH || item->kind == REEVE_REPORT_NOTE)
            g_string_append_printf (out, "%s\n\n", item->text);
        }
    }
  while (out->len > 1 && out->str[out->len - 1] == '\n' && out->str[out->len - 2] == '\n')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}
