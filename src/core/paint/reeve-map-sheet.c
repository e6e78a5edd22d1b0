/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layout of the sheet. Needs no display: image and PDF surfaces only. */
#include "config.h"

#include "reeve-map-sheet.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>

#include "reeve-error.h"
#include "reeve-paint-text.h"
#include "reeve-symbol.h"

#define MARGIN 28.0
#define HEADER 66.0
#define FOOTER 34.0
#define LEGEND 250.0

typedef struct
{
  cairo_t *cr;
  const ReeveMapSheet *sheet;
  ReevePalette palette;
} Page;

static void
ink (Page *page, ReeveColour colour)
{
  reeve_palette_set_source (page->cr, reeve_palette_get (page->palette, colour), 1);
}

static void
paint_header (Page *page, double width)
{
  double wide = width - 2 * MARGIN - 320;

  ink (page, REEVE_COLOUR_TEXT);
  reeve_paint_text_fitted (page->cr, page->sheet->title, 27, REEVE_TEXT_BOLD, MARGIN, 33, REEVE_TEXT_START, wide);
  ink (page, REEVE_COLOUR_SECONDARY);
  reeve_paint_text_fitted (page->cr, page->sheet->subtitle, 14.5, REEVE_TEXT_PLAIN, MARGIN, 59, REEVE_TEXT_START, wide);
  if (page->sheet->audience != NULL)
    {
      g_autoptr (PangoLayout) layout = reeve_paint_layout (page->sheet->audience, 13, REEVE_TEXT_BOLD);
      int w, h;

      pango_layout_set_single_paragraph_mode (layout, FALSE);
      pango_layout_set_width (layout, 290 * PANGO_SCALE);
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_get_pixel_size (layout, &w, &h);
      ink (page, REEVE_COLOUR_TEXT);
      cairo_set_line_width (page->cr, 1.2);
      cairo_rectangle (page->cr, width - MARGIN - w - 24, 20, w + 24, h + 14);
      cairo_stroke (page->cr);
      cairo_move_to (page->cr, width - MARGIN - w - 12, 27);
      pango_cairo_show_layout (page->cr, layout);
      cairo_new_path (page->cr);
    }
}

static double
paint_paragraph (Page *page, const char *text, double x, double y, double width)
{
  g_autoptr (PangoLayout) layout = reeve_paint_layout (text, 12, REEVE_TEXT_PLAIN);
  int height;

  pango_layout_set_single_paragraph_mode (layout, FALSE);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (layout, NULL, &height);
  cairo_move_to (page->cr, x, y);
  pango_cairo_show_layout (page->cr, layout);
  cairo_new_path (page->cr);
  return y + height;
}

static void
group_digits (guint n, char text[16])
{
  if (n >= 1000000)
    g_snprintf (text, 16, "%u,%03u,%03u", n / 1000000, n / 1000 % 1000, n % 1000);
  else if (n >= 1000)
    g_snprintf (text, 16, "%u,%03u", n / 1000, n % 1000);
  else
    g_snprintf (text, 16, "%u", n);
}

static double
paint_outcomes (Page *page, const guint counts[REEVE_N_SHOWN], double x, double y, double width)
{
  char number[16];

  ink (page, REEVE_COLOUR_TEXT);
  reeve_paint_text (page->cr, _("Businesses, by outcome"), 13.5, REEVE_TEXT_BOLD, x, y, REEVE_TEXT_START);
  y += 26;
  for (guint i = 0; i < REEVE_N_SHOWN; i++, y += 26)
    {
      guint undrawn = page->sheet->undrawn[i];
      /* Translators: an outcome whose businesses are left off the map */
      g_autofree char *left_off = undrawn > 0 ? g_strdup_printf (_("%s, not drawn"), reeve_shown_word (i)) : NULL;

      reeve_symbol_draw (page->cr, i, page->palette, x + 10, y, 19);
      ink (page, counts[i] > 0 ? REEVE_COLOUR_TEXT : REEVE_COLOUR_SECONDARY);
      reeve_paint_text_fitted (page->cr, left_off != NULL ? left_off : reeve_shown_word (i), 14, REEVE_TEXT_PLAIN, x + 30, y, REEVE_TEXT_START,
                               width - 72);
      group_digits (counts[i] + undrawn, number);
      reeve_paint_text (page->cr, number, 14, REEVE_TEXT_PLAIN, x + width, y, REEVE_TEXT_END);
    }
  if (page->sheet->unplaced > 0)
    {
      group_digits (page->sheet->unplaced, number);
      ink (page, REEVE_COLOUR_TEXT);
      reeve_paint_text (page->cr, _("Cannot be placed"), 14, REEVE_TEXT_ITALIC, x + 30, y, REEVE_TEXT_START);
      reeve_paint_text (page->cr, number, 14, REEVE_TEXT_PLAIN, x + width, y, REEVE_TEXT_END);
      y += 26;
    }
  return y - 6;
}

static void
rule (Page *page, double x, double y, double width)
{
  ink (page, REEVE_COLOUR_HAIRLINE);
  cairo_set_line_width (page->cr, 1);
  cairo_move_to (page->cr, x, floor (y) + 0.5);
  cairo_line_to (page->cr, x + width, floor (y) + 0.5);
  cairo_stroke (page->cr);
}

static double
paint_reading (Page *page, double x, double y, double width)
{
  static const guint example[REEVE_N_SHOWN] = { 0, 3, 0, 2, 3, 12, 0 };

  rule (page, x, y, width);
  y += 14;
  reeve_map_paint_cluster (page->cr, example, page->palette, x + 17, y + 22);
  ink (page, REEVE_COLOUR_SECONDARY);
  y = paint_paragraph (page, _("Several businesses. Ring: thick not met, medium pending, dashed not known, thin met."), x + 44, y, width - 44);
  y += 12;
  ink (page, REEVE_COLOUR_SECONDARY);
  y = paint_paragraph (page, _("A filled diamond was decided by an officer. All else is computed from the city's records and decided by nobody."),
                       x, y, width);
  return y + 12;
}

static void
swatch (Page *page, ReeveMapKind kind, double x, double y)
{
  cairo_t *cr = page->cr;

  cairo_save (cr);
  if (kind == REEVE_MAP_DISTRICTS || kind == REEVE_MAP_BOUNDARY)
    {
      static const double district[] = { 7, 3, 1.5, 3 }, boundary[] = { 9, 3, 2, 3, 2, 3 };

      ink (page, REEVE_COLOUR_MAP_LINE);
      cairo_set_line_width (cr, kind == REEVE_MAP_BOUNDARY ? 1.6 : 1.1);
      cairo_set_dash (cr, kind == REEVE_MAP_BOUNDARY ? boundary : district, kind == REEVE_MAP_BOUNDARY ? 6 : 4, 0);
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x + 22, y);
      cairo_stroke (cr);
    }
  else
    {
      cairo_rectangle (cr, x + 1, y - 6, 20, 12);
      reeve_palette_set_source (cr, reeve_palette_get (page->palette, kind == REEVE_MAP_PARKS ? REEVE_COLOUR_MAP_PARK
                                                       : kind == REEVE_MAP_WATER ? REEVE_COLOUR_MAP_WATER : REEVE_COLOUR_MAP_PLACE),
                                kind == REEVE_MAP_PLACES ? 0.2 : 1);
      cairo_fill_preserve (cr);
      cairo_set_line_width (cr, 1);
      ink (page, kind == REEVE_MAP_PLACES ? REEVE_COLOUR_MAP_PLACE : REEVE_COLOUR_HAIRLINE);
      cairo_stroke (cr);
      if (kind == REEVE_MAP_PLACES)
        {
          /* one that the layer gives as a point */
          cairo_rectangle (cr, x + 8, y - 3, 6, 6);
          ink (page, REEVE_COLOUR_MAP_GROUND);
          cairo_fill_preserve (cr);
          ink (page, REEVE_COLOUR_MAP_PLACE);
          cairo_stroke (cr);
        }
    }
  cairo_restore (cr);
}

static double
paint_layers (Page *page, double x, double y, double width)
{
  static const struct { ReeveMapKind kind; const char *word; } rows[] = {
    { REEVE_MAP_PLACES, N_("Sensitive use") }, { REEVE_MAP_DISTRICTS, N_("District") }, { REEVE_MAP_BOUNDARY, N_("City boundary") },
    { REEVE_MAP_PARKS, N_("Park") }, { REEVE_MAP_WATER, N_("Water") },
  };

  rule (page, x, y, width);
  y += 18;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (reeve_map_scene_get_n_features (page->sheet->scene, rows[i].kind) == 0
          || (page->sheet->style.show & REEVE_MAP_SHOW (rows[i].kind)) == 0)
        continue;
      swatch (page, rows[i].kind, x, y);
      ink (page, REEVE_COLOUR_TEXT);
      reeve_paint_text (page->cr, _(rows[i].word), 13, REEVE_TEXT_PLAIN, x + 30, y, REEVE_TEXT_START);
      y += 22;
    }
  return y;
}

static void
paint_footer (Page *page, double width, double height)
{
  const char *sources = reeve_map_scene_get_sources (page->sheet->scene);
  double made = 0;

  ink (page, REEVE_COLOUR_SECONDARY);
  if (page->sheet->made != NULL)
    made = reeve_paint_text (page->cr, page->sheet->made, 12, REEVE_TEXT_PLAIN, width - MARGIN, height - FOOTER / 2, REEVE_TEXT_END);
  if (*sources != '\0')
    {
      /* Translators: who made the layers of the map */
      g_autofree char *line = g_strdup_printf (_("Sources: %s"), sources);
      reeve_paint_text_fitted (page->cr, line, 12, REEVE_TEXT_PLAIN, MARGIN, height - FOOTER / 2, REEVE_TEXT_START,
                               width - 2 * MARGIN - made - 20);
    }
}

static void
paint_map (Page *page, double x, double y, double width, double height, ReeveMapView *ret_view)
{
  const ReeveMapSheet *sheet = page->sheet;
  ReeveWorldBox box = sheet->has_box ? sheet->box : reeve_map_whole_box (sheet->scene, sheet->index);
  ReeveMapView view = reeve_map_view_fit (box, width, height, 26, REEVE_POINT_TOP_LEVEL);
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (ReeveWorldBox));
  g_autoptr (ReeveMapLabels) labels = NULL;
  cairo_surface_t *points;
  cairo_t *cr = page->cr, *over;

  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  cairo_translate (cr, x, y);
  reeve_map_paint_ground (cr, sheet->scene, &view, width, height, &sheet->style);
  if (!reeve_map_scene_has_ground (sheet->scene))
    reeve_map_paint_graticule (cr, &view, width, height, page->palette);
  /* Points first, aside: names keep clear of them and lie below. */
  points = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  over = cairo_create (points);
  reeve_map_paint_points (over, sheet->index, &view, width, height, page->palette, NULL, marks);
  cairo_destroy (over);
  labels = reeve_map_labels_new (sheet->scene, &view, width, height, &sheet->style, marks);
  reeve_map_labels_paint (labels, cr, 0, 0, width, height);
  cairo_set_source_surface (cr, points, 0, 0);
  cairo_paint (cr);
  cairo_surface_destroy (points);
  cairo_restore (cr);
  ink (page, REEVE_COLOUR_EDGE);
  cairo_set_line_width (cr, 1);
  cairo_rectangle (cr, floor (x) + 0.5, floor (y) + 0.5, floor (width), floor (height));
  cairo_stroke (cr);
  *ret_view = view;
}

/**
 * reeve_map_sheet_paint:
 *
 * Fills @width x @height units of @cr, at least %REEVE_MAP_SHEET_MIN_WIDTH x %REEVE_MAP_SHEET_MIN_HEIGHT.
 */
void
reeve_map_sheet_paint (cairo_t *cr, const ReeveMapSheet *sheet, double width, double height)
{
  Page page = { cr, sheet, sheet->style.palette };
  double map_width = width - 2 * MARGIN - LEGEND - 24, map_height = height - HEADER - MARGIN / 2 - FOOTER;
  double x = width - MARGIN - LEGEND, top = HEADER + MARGIN / 2, y;
  guint counts[REEVE_N_SHOWN];
  ReeveWorldBox shown;
  ReeveMapView view;

  cairo_save (cr);
  ink (&page, REEVE_COLOUR_BASE);
  cairo_paint (cr);
  paint_header (&page, width);
  paint_map (&page, MARGIN, top, map_width, map_height, &view);
  shown = (ReeveWorldBox) { view.x, view.y, view.x + map_width / view.scale, view.y + map_height / view.scale };
  reeve_point_index_count (sheet->index, shown, counts);
  y = paint_outcomes (&page, counts, x, top + 12, LEGEND);
  y = paint_reading (&page, x, y + 4, LEGEND);
  if (y + 150 < top + map_height - 60)
    paint_layers (&page, x, y, LEGEND);
  reeve_map_paint_north (cr, x + LEGEND - 18, top + map_height - 44, 38, page.palette);
  reeve_map_paint_scale (cr, &view, map_height, x, top + map_height - 14, 180, page.palette);
  paint_footer (&page, width, height);
  cairo_restore (cr);
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  GByteArray *bytes = closure;

  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
write_png (const ReeveMapSheet *sheet, GByteArray *bytes, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  reeve_map_sheet_paint (cr, sheet, width, height);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, write_cb, bytes);
  cairo_surface_destroy (surface);
  return status;
}

static cairo_status_t
write_pdf (const ReeveMapSheet *sheet, GByteArray *bytes, int width, int height, ReeveDay day)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, width * 0.75, height * 0.75);
  cairo_t *cr = cairo_create (surface);
  char text[REEVE_DAY_TEXT_SIZE];
  g_autofree char *created = NULL;
  cairo_status_t status;

  reeve_day_format (day, text);
  created = g_strconcat (text, "T00:00:00Z", NULL);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, sheet->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, sheet->subtitle);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Reeve");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, created);
  cairo_scale (cr, 0.75, 0.75);
  reeve_map_sheet_paint (cr, sheet, width, height);
  cairo_show_page (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

gboolean
reeve_map_sheet_write (const ReeveMapSheet *sheet, const char *path, int width, int height, ReeveDay day, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) local = NULL;
  g_autofree char *folded = g_ascii_strdown (path, -1);
  cairo_status_t status;

  if (width < REEVE_MAP_SHEET_MIN_WIDTH || height < REEVE_MAP_SHEET_MIN_HEIGHT || width > REEVE_MAP_SHEET_MAX || height > REEVE_MAP_SHEET_MAX)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_LIMIT, _("A map of %d x %d cannot be made: the size goes from %d x %d to %d x %d."), width,
                   height, REEVE_MAP_SHEET_MIN_WIDTH, REEVE_MAP_SHEET_MIN_HEIGHT, REEVE_MAP_SHEET_MAX, REEVE_MAP_SHEET_MAX);
      return FALSE;
    }
  if (g_str_has_suffix (folded, ".pdf"))
    status = write_pdf (sheet, bytes, width, height, day);
  else if (g_str_has_suffix (folded, ".png"))
    status = write_png (sheet, bytes, width, height);
  else
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s: a map is written as .png or .pdf; name the file so."), path);
      return FALSE;
    }
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("%s: the map could not be drawn: %s."), path, cairo_status_to_string (status));
      return FALSE;
    }
  if (!g_file_set_contents_full (path, (const char *) bytes->data, bytes->len, G_FILE_SET_CONTENTS_CONSISTENT, 0644, &local))
    {
      g_set_error (error, REEVE_ERROR, g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? REEVE_ERROR_DISK_FULL : REEVE_ERROR_FAILED,
                   _("%s: the map could not be written: %s"), path, local->message);
      return FALSE;
    }
  return TRUE;
}
