/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV, GeoJSON and KML. */
#include "config.h"

#include "reeve-export-private.h"

#include <string.h>

void
reeve_export_append_value (GString *out, ReeveCellType type, const char *value)
{
  if (value == NULL)
    return;
  if (type == REEVE_CELL_MONEY)
    {
      gint64 cents = g_ascii_strtoll (value, NULL, 10);
      guint64 size = cents < 0 ? -(guint64) cents : (guint64) cents;

      g_string_append_printf (out, "%s%" G_GUINT64_FORMAT ".%02u", cents < 0 ? "-" : "", size / 100, (guint) (size % 100));
    }
  else if (type == REEVE_CELL_TRUTH)
    g_string_append (out, strcmp (value, "1") == 0 ? "yes" : "no");
  else
    g_string_append (out, value);
}

gboolean
reeve_export_is_formula (const char *text)
{
  return text != NULL && *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
}

void
reeve_export_append_degrees (GString *out, double degrees)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, g_ascii_formatd (text, sizeof text, "%.6f", degrees));
}

static void
csv_cell (GString *out, ReeveCellType type, const char *value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (type == REEVE_CELL_TEXT && reeve_export_is_formula (value))
    g_string_append_c (text, '\'');
  reeve_export_append_value (text, type, value);
  if (strpbrk (text->str, ",\"\r\n") != NULL)
    {
      g_string_append_c (out, '"');
      for (const char *p = text->str; *p != '\0'; p++)
        {
          if (*p == '"')
            g_string_append_c (out, '"');
          g_string_append_c (out, *p);
        }
      g_string_append_c (out, '"');
    }
  else
    g_string_append_len (out, text->str, (gssize) text->len);
}

GBytes *
reeve_export_csv (const ReeveDisclosure *disclosure, ReeveSheetKind sheet)
{
  GString *out = g_string_new ("\xEF\xBB\xBF");
  gboolean placed = reeve_disclosure_has_positions (disclosure, sheet);
  guint n_columns;
  const ReeveDisclosedField *columns = reeve_disclosure_get_columns (disclosure, sheet, &n_columns);

  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "," : "", reeve_disclosed_field_name (columns[i]));
  g_string_append (out, placed ? ",longitude,latitude\r\n" : "\r\n");
  for (guint row = 0; row < reeve_disclosure_get_n_rows (disclosure, sheet); row++)
    {
      double lon, lat;

      for (guint i = 0; i < n_columns; i++)
        {
          if (i > 0)
            g_string_append_c (out, ',');
          csv_cell (out, reeve_disclosed_field_type (columns[i]), reeve_disclosure_get (disclosure, row, columns[i]));
        }
      if (placed && reeve_disclosure_get_position (disclosure, sheet, row, &lon, &lat))
        {
          g_string_append_c (out, ',');
          reeve_export_append_degrees (out, lon);
          g_string_append_c (out, ',');
          reeve_export_append_degrees (out, lat);
        }
      else if (placed)
        g_string_append (out, ",,");
      g_string_append (out, "\r\n");
    }
  return g_string_free_to_bytes (out);
}

static void
json_text (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    switch (*p)
      {
      case '"': g_string_append (out, "\\\""); break;
      case '\\': g_string_append (out, "\\\\"); break;
      default:
        if ((guchar) *p < 0x20)
          g_string_append_printf (out, "\\u%04x", (guint) (guchar) *p);
        else
          g_string_append_c (out, *p);
      }
  g_string_append_c (out, '"');
}

static void
json_value (GString *out, ReeveCellType type, const char *value)
{
  if (value == NULL)
    g_string_append (out, "null");
  else if (type == REEVE_CELL_TRUTH)
    g_string_append (out, strcmp (value, "1") == 0 ? "true" : "false");
  else if (type == REEVE_CELL_NUMBER || type == REEVE_CELL_MONEY)
    reeve_export_append_value (out, type, value);
  else
    json_text (out, value);
}

static void
geojson_feature (GString *out, const ReeveDisclosure *disclosure, ReeveSheetKind sheet, guint row)
{
  double lon, lat;
  guint n_columns;
  const ReeveDisclosedField *columns = reeve_disclosure_get_columns (disclosure, sheet, &n_columns);

  g_string_append (out, "{\"type\":\"Feature\",\"geometry\":");
  if (reeve_disclosure_get_position (disclosure, sheet, row, &lon, &lat))
    {
      g_string_append (out, "{\"type\":\"Point\",\"coordinates\":[");
      reeve_export_append_degrees (out, lon);
      g_string_append_c (out, ',');
      reeve_export_append_degrees (out, lat);
      g_string_append (out, "]}");
    }
  else
    g_string_append (out, "null");
  g_string_append (out, ",\"properties\":{");
  for (guint i = 0; i < n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      json_text (out, reeve_disclosed_field_name (columns[i]));
      g_string_append_c (out, ':');
      json_value (out, reeve_disclosed_field_type (columns[i]), reeve_disclosure_get (disclosure, row, columns[i]));
    }
  g_string_append (out, "}}");
}

GBytes *
reeve_export_geojson (const ReeveDisclosure *disclosure, ReeveSheetKind sheet)
{
  GString *out = g_string_new ("{\"type\":\"FeatureCollection\",\"name\":");

  json_text (out, reeve_sheet_name (sheet));
  g_string_append (out, ",\"features\":[");
  for (guint row = 0; row < reeve_disclosure_get_n_rows (disclosure, sheet); row++)
    {
      g_string_append (out, row > 0 ? ",\n" : "\n");
      geojson_feature (out, disclosure, sheet, row);
    }
  g_string_append (out, "\n]}\n");
  return g_string_free_to_bytes (out);
}

static void
xml_element (GString *out, const char *name, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (out, "<%s>%s</%s>", name, escaped, name);
}

static void
kml_placemark (GString *out, const ReeveDisclosure *disclosure, ReeveSheetKind sheet, guint row)
{
  ReeveDisclosedField name = sheet == REEVE_SHEET_PLACE ? REEVE_DISCLOSED_PLACE_NAME : REEVE_DISCLOSED_BUSINESS_NAME;
  const char *title = reeve_disclosure_get (disclosure, row, name);
  double lon, lat;
  guint n_columns;
  const ReeveDisclosedField *columns = reeve_disclosure_get_columns (disclosure, sheet, &n_columns);

  if (!reeve_disclosure_get_position (disclosure, sheet, row, &lon, &lat))
    return;
  g_string_append (out, "<Placemark>");
  if (title != NULL)
    xml_element (out, "name", title);
  g_string_append (out, "<ExtendedData>");
  for (guint i = 0; i < n_columns; i++)
    {
      const char *value = reeve_disclosure_get (disclosure, row, columns[i]);
      g_autoptr (GString) text = g_string_new (NULL);

      if (value == NULL)
        continue;
      reeve_export_append_value (text, reeve_disclosed_field_type (columns[i]), value);
      g_string_append_printf (out, "<Data name=\"%s\">", reeve_disclosed_field_name (columns[i]));
      xml_element (out, "displayName", reeve_disclosed_field_label (columns[i]));
      xml_element (out, "value", text->str);
      g_string_append (out, "</Data>");
    }
  g_string_append (out, "</ExtendedData><Point><coordinates>");
  reeve_export_append_degrees (out, lon);
  g_string_append_c (out, ',');
  reeve_export_append_degrees (out, lat);
  g_string_append (out, "</coordinates></Point></Placemark>\n");
}

GBytes *
reeve_export_kml (const ReeveDisclosure *disclosure)
{
  static const ReeveSheetKind sheets[] = { REEVE_SHEET_BUSINESS, REEVE_SHEET_PLACE };
  const ReeveDisclosureHead *head = reeve_disclosure_get_head (disclosure);
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>");

  if (head->title != NULL)
    xml_element (out, "name", head->title);
  xml_element (out, "description", reeve_audience_notice (reeve_disclosure_get_audience (disclosure)));
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_string_append (out, "<Folder>");
      xml_element (out, "name", reeve_sheet_label (sheets[i]));
      g_string_append_c (out, '\n');
      for (guint row = 0; row < reeve_disclosure_get_n_rows (disclosure, sheets[i]); row++)
        kml_placemark (out, disclosure, sheets[i], row);
      g_string_append (out, "</Folder>\n");
    }
  g_string_append (out, "</Document></kml>\n");
  return g_string_free_to_bytes (out);
}
