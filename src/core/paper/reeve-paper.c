/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages are recorded first and written at the end, when their number is known. */
#include "config.h"

#include "reeve-paper-private.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "reeve-error.h"

#define MARGIN 46.0
#define FOOT 40.0
#define LAW_FONT "DejaVu Serif,Serif"

static const struct { const char *name; double width, height; } sizes[] = {
  { "letter", 612, 792 }, { "legal", 612, 1008 }, { "tabloid", 792, 1224 }, { "a4", 595.276, 841.89 }, { "a3", 841.89, 1190.551 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (sizes) == REEVE_N_PAPERS);

const char *
reeve_paper_size_name (ReevePaperSize size)
{
  g_return_val_if_fail (size < REEVE_N_PAPERS, "letter");
  return sizes[size].name;
}

gboolean
reeve_paper_size_from_name (const char *name, ReevePaperSize *ret_size)
{
  for (guint i = 0; i < REEVE_N_PAPERS; i++)
    if (g_strcmp0 (sizes[i].name, name) == 0)
      {
        *ret_size = (ReevePaperSize) i;
        return TRUE;
      }
  return FALSE;
}

void
reeve_paper_ink (ReevePaper *self, ReeveColour colour)
{
  reeve_palette_set_source (self->cr, reeve_palette_get (REEVE_PALETTE_LIGHT, colour), 1);
}

/* A number that is wrapped keeps its signs: nothing is put in where a word is broken. */
static PangoAttrList *
without_hyphens (void)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  return attributes;
}

PangoLayout *
reeve_paper_layout (const char *text, double size, ReeveTextStyle style, gboolean serif, double width)
{
  PangoLayout *layout = reeve_paint_layout (text != NULL ? text : "", size, style);
  PangoAttrList *attributes;

  if (serif)
    {
      PangoFontDescription *font = pango_font_description_copy (pango_layout_get_font_description (layout));

      pango_font_description_set_family (font, LAW_FONT);
      pango_layout_set_font_description (layout, font);
      pango_font_description_free (font);
    }
  attributes = without_hyphens ();
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_single_paragraph_mode (layout, FALSE);
  pango_layout_set_width (layout, (int) (MAX (width, 1) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  return layout;
}

/* ---- pages ---------------------------------------------------------------------------------------------------------------------- */

static double
put_lines (ReevePaper *self, const char *text, double size, ReeveTextStyle style, ReeveColour colour, double x, double y, double width)
{
  g_autoptr (PangoLayout) layout = reeve_paper_layout (text, size, style, FALSE, width);
  PangoRectangle logical;

  reeve_paper_ink (self, colour);
  cairo_move_to (self->cr, x, y);
  pango_cairo_show_layout (self->cr, layout);
  cairo_new_path (self->cr);
  pango_layout_get_extents (layout, NULL, &logical);
  return y + (double) logical.height / PANGO_SCALE;
}

/* The notice stands in a box at the right; title and the rest beside it. */
static double
put_head (ReevePaper *self)
{
  double width = self->width - 2 * MARGIN, box = self->notice != NULL ? MIN (210, width * 0.4) : 0, y = MARGIN - 14, bottom = y;
  gboolean first = self->pages->len == 1;

  if (self->notice != NULL)
    {
      bottom = put_lines (self, self->notice, 8, REEVE_TEXT_BOLD, REEVE_COLOUR_TEXT, self->width - MARGIN - box + 7, y + 5, box - 14) + 5;
      cairo_set_line_width (self->cr, 0.8);
      cairo_rectangle (self->cr, self->width - MARGIN - box, y, box, bottom - y);
      cairo_stroke (self->cr);
      box += 16;
    }
  if (self->title != NULL)
    y = put_lines (self, self->title, first ? 17 : 10, REEVE_TEXT_BOLD, REEVE_COLOUR_TEXT, MARGIN, y, width - box) + 1;
  if (self->subtitle != NULL && first)
    y = put_lines (self, self->subtitle, 9.5, REEVE_TEXT_PLAIN, REEVE_COLOUR_SECONDARY, MARGIN, y, width - box) + 1;
  if (self->to != NULL)
    y = put_lines (self, self->to, 8.5, REEVE_TEXT_PLAIN, REEVE_COLOUR_TEXT, MARGIN, y, width - box);
  y = MAX (y, bottom) + 7;
  reeve_paper_ink (self, REEVE_COLOUR_EDGE);
  cairo_set_line_width (self->cr, 0.6);
  cairo_move_to (self->cr, MARGIN, y);
  cairo_line_to (self->cr, self->width - MARGIN, y);
  cairo_stroke (self->cr);
  return y + 10;
}

static void
tell_page (ReevePaper *self)
{
  if (self->watch != NULL && !self->unwanted && self->pages->len > 0)
    self->unwanted = !self->watch (self->pages->pdata[self->pages->len - 1], self->watch_data);
}

void
reeve_paper_watch (ReevePaper *self, ReevePaperPageFunc func, gpointer data)
{
  self->watch = func;
  self->watch_data = data;
}

gboolean
reeve_paper_is_unwanted (const ReevePaper *self)
{
  return self->unwanted;
}

void
reeve_paper_new_page (ReevePaper *self)
{
  const cairo_rectangle_t extents = { 0, 0, self->width, self->height };
  cairo_surface_t *page = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);

  g_clear_pointer (&self->cr, cairo_destroy);
  tell_page (self);
  g_ptr_array_add (self->pages, page);
  self->cr = cairo_create (page);
  self->y = self->top = put_head (self);
  self->empty = TRUE;
}

ReevePaper *
reeve_paper_new (ReevePaperSize size, gboolean landscape, const ReevePaperHead *head)
{
  ReevePaper *self = g_new0 (ReevePaper, 1);

  self->width = landscape ? sizes[size].height : sizes[size].width;
  self->height = landscape ? sizes[size].width : sizes[size].height;
  self->x = MARGIN;
  self->column = self->width - 2 * MARGIN;
  self->bottom = self->height - FOOT;
  self->title = g_strdup (head->title);
  self->subtitle = g_strdup (head->subtitle);
  self->notice = g_strdup (head->notice);
  self->to = g_strdup (head->to);
  self->release = g_strdup (head->release);
  self->made_on = head->made_on;
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  reeve_paper_new_page (self);
  return self;
}

void
reeve_paper_free (ReevePaper *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->cr, cairo_destroy);
  g_ptr_array_unref (self->pages);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->notice);
  g_free (self->to);
  g_free (self->release);
  g_free (self);
}

void
reeve_paper_page_break (ReevePaper *self)
{
  if (!self->empty)
    reeve_paper_new_page (self);
}

double
reeve_paper_get_left (const ReevePaper *self)
{
  return self->bottom - self->y;
}

void
reeve_paper_need (ReevePaper *self, double height)
{
  if (self->y + height > self->bottom)
    reeve_paper_page_break (self);
}

void
reeve_paper_skip (ReevePaper *self, double height)
{
  if (!self->empty)
    self->y += height;
}

void
reeve_paper_set_column (ReevePaper *self, double x, double width)
{
  self->x = width > 0 ? x : MARGIN;
  self->column = width > 0 ? width : self->width - 2 * MARGIN;
}

cairo_t *
reeve_paper_figure (ReevePaper *self, double height, double least, double *ret_x, double *ret_y, double *ret_width, double *ret_height)
{
  reeve_paper_need (self, MAX (height, least));
  *ret_x = self->x;
  *ret_y = self->y;
  *ret_width = self->column;
  *ret_height = height > 0 ? height : self->bottom - self->y;
  self->y += *ret_height;
  self->empty = FALSE;
  return self->cr;
}

/* ---- text ----------------------------------------------------------------------------------------------------------------------- */

void
reeve_paper_flow (ReevePaper *self, PangoLayout *layout, double x, ReeveColour colour, gboolean bar)
{
  int n = pango_layout_get_line_count (layout);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  for (int i = 0; i < n; i++, pango_layout_iter_next_line (iter))
    {
      int top, bottom, baseline = pango_layout_iter_get_baseline (iter);
      double height;

      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      height = (double) (bottom - top) / PANGO_SCALE;
      /* No line of a paragraph stands alone at the foot or the top of a page. */
      reeve_paper_need (self, (i == 0 && n > 1) || i == n - 2 ? 2 * height : height);
      if (bar)
        {
          reeve_paper_ink (self, REEVE_COLOUR_EDGE);
          cairo_rectangle (self->cr, x - 9, self->y, 2.2, height);
          cairo_fill (self->cr);
        }
      reeve_paper_ink (self, colour);
      cairo_move_to (self->cr, x, self->y + (double) (baseline - top) / PANGO_SCALE);
      {
        PangoRectangle logical;

        pango_layout_iter_get_line_extents (iter, NULL, &logical);
        cairo_rel_move_to (self->cr, (double) logical.x / PANGO_SCALE, 0);
      }
      pango_cairo_show_layout_line (self->cr, pango_layout_iter_get_line_readonly (iter));
      cairo_new_path (self->cr);
      self->y += height;
      self->empty = FALSE;
    }
  pango_layout_iter_free (iter);
}

void
reeve_paper_heading (ReevePaper *self, guint level, const char *text)
{
  g_autoptr (PangoLayout) layout = reeve_paper_layout (text, level <= 1 ? 13 : 10.5, REEVE_TEXT_BOLD, FALSE, self->column);

  reeve_paper_skip (self, level <= 1 ? 12 : 8);
  reeve_paper_need (self, 60);   /* with some of what it is the heading of */
  reeve_paper_flow (self, layout, self->x, REEVE_COLOUR_TEXT, FALSE);
  self->y += 4;
}

void
reeve_paper_paragraph (ReevePaper *self, const char *text)
{
  g_autoptr (PangoLayout) layout = reeve_paper_layout (text, REEVE_PAPER_TEXT, REEVE_TEXT_PLAIN, FALSE, self->column);

  reeve_paper_flow (self, layout, self->x, REEVE_COLOUR_TEXT, FALSE);
  self->y += 5;
}

void
reeve_paper_note (ReevePaper *self, const char *text)
{
  g_autoptr (PangoLayout) layout = reeve_paper_layout (text, 8.3, REEVE_TEXT_PLAIN, FALSE, self->column);

  reeve_paper_flow (self, layout, self->x, REEVE_COLOUR_SECONDARY, FALSE);
  self->y += 4;
}

void
reeve_paper_law (ReevePaper *self, const char *text)
{
  const ReevePaperRun run = { REEVE_PAPER_SAME, text };

  reeve_paper_redline (self, &run, 1, TRUE);
}

void
reeve_paper_redline (ReevePaper *self, const ReevePaperRun *runs, guint n, gboolean law)
{
  g_autoptr (GString) all = g_string_new (NULL);
  PangoAttrList *attributes = without_hyphens ();
  double x = self->x + (law ? 14 : 0);
  g_autoptr (PangoLayout) layout = NULL;

  for (guint i = 0; i < n; i++)
    {
      PangoAttribute *attribute = runs[i].kind == REEVE_PAPER_REMOVED ? pango_attr_strikethrough_new (TRUE)
                                  : runs[i].kind == REEVE_PAPER_ADDED ? pango_attr_underline_new (PANGO_UNDERLINE_SINGLE) : NULL;
      gsize from;

      if (i > 0)
        g_string_append_c (all, ' ');
      from = all->len;
      g_string_append (all, runs[i].text);
      if (attribute == NULL)
        continue;
      attribute->start_index = (guint) from;
      attribute->end_index = (guint) all->len;
      pango_attr_list_insert (attributes, attribute);
      if (runs[i].kind == REEVE_PAPER_ADDED)
        {
          attribute = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
          attribute->start_index = (guint) from;
          attribute->end_index = (guint) all->len;
          pango_attr_list_insert (attributes, attribute);
        }
    }
  layout = reeve_paper_layout (all->str, REEVE_PAPER_TEXT, REEVE_TEXT_PLAIN, law, self->column - (x - self->x));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  reeve_paper_flow (self, layout, x, REEVE_COLOUR_TEXT, law);
  self->y += 6;
}

/* ---- the end -------------------------------------------------------------------------------------------------------------------- */

static void
put_foot (const ReevePaper *self, cairo_t *cr, guint page)
{
  char day[REEVE_DAY_TEXT_SIZE];
  /* Translators: number of the page, number of pages */
  g_autofree char *number = g_strdup_printf (_("Page %u of %u"), page + 1, self->pages->len), *made = NULL, *left = NULL;
  double y = self->height - FOOT / 2 - 2, wide;

  reeve_day_format (self->made_on, day);
  /* Translators: a day */
  made = g_strdup_printf (_("Made with Reeve on %s"), day);
  left = self->release != NULL ? g_strdup_printf ("%s   %s", self->release, made) : g_strdup (made);
  reeve_palette_set_source (cr, reeve_palette_get (REEVE_PALETTE_LIGHT, REEVE_COLOUR_SECONDARY), 1);
  wide = reeve_paint_text (cr, number, 8, REEVE_TEXT_PLAIN, self->width - MARGIN, y, REEVE_TEXT_END);
  reeve_paint_text_fitted (cr, left, 8, REEVE_TEXT_PLAIN, MARGIN, y, REEVE_TEXT_START, self->width - 2 * MARGIN - wide - 20);
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
show_page (const ReevePaper *self, cairo_t *cr, guint page)
{
  cairo_set_source_surface (cr, self->pages->pdata[page], 0, 0);
  cairo_paint (cr);
  put_foot (self, cr, page);
}

guint
reeve_paper_get_n_pages (const ReevePaper *self)
{
  return self->pages->len;
}

void
reeve_paper_get_size (const ReevePaper *self, double *ret_width, double *ret_height)
{
  *ret_width = self->width;
  *ret_height = self->height;
}

void
reeve_paper_draw_page (ReevePaper *self, cairo_t *cr, guint page)
{
  g_return_if_fail (page < self->pages->len);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, self->width, self->height);
  cairo_clip (cr);
  show_page (self, cr, page);
  cairo_restore (cr);
}

static GBytes *
take (GByteArray *bytes, cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (bytes);
  g_byte_array_unref (bytes);
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("The document could not be made: %s."), cairo_status_to_string (status));
  return NULL;
}

GBytes *
reeve_paper_finish (ReevePaper *self, GError **error)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, self->width, self->height);
  char day[REEVE_DAY_TEXT_SIZE];
  g_autofree char *created = NULL;
  cairo_status_t status;
  cairo_t *cr;

  reeve_day_format (self->made_on, day);
  created = g_strconcat (day, "T00:00:00Z", NULL);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title != NULL ? self->title : "");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, self->notice != NULL ? self->notice : "");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Reeve");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, created);
  cr = cairo_create (surface);
  for (guint i = 0; i < self->pages->len; i++)
    {
      show_page (self, cr, i);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return take (bytes, status, error);
}

GBytes *
reeve_paper_finish_png (ReevePaper *self, double scale, GError **error)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (self->width * scale), (int) ceil (self->height * scale));
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  show_page (self, cr, 0);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, write_cb, bytes);
  cairo_surface_destroy (surface);
  return take (bytes, status, error);
}
