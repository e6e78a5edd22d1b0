/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text for maps and pages. The font is named, not taken from the desktop, so that the same file gives the same sheet on every machine
 * that has it. */
#include "config.h"

#include "reeve-paint-text.h"

#define MAP_FONT "Cantarell,DejaVu Sans,Sans"

/* Pango's cairo font map is one per thread, and so are the contexts made of it. */
static PangoContext *
thread_context (void)
{
  static GPrivate slot = G_PRIVATE_INIT (g_object_unref);
  PangoContext *context = g_private_get (&slot);

  if (context == NULL)
    {
      cairo_font_options_t *options = cairo_font_options_create ();

      context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
      pango_cairo_context_set_resolution (context, 72);
      cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
      cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
      cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
      pango_cairo_context_set_font_options (context, options);
      cairo_font_options_destroy (options);
      g_private_set (&slot, context);
    }
  return context;
}

PangoLayout *
reeve_paint_layout (const char *text, double size, ReeveTextStyle style)
{
  PangoLayout *layout = pango_layout_new (thread_context ());
  PangoFontDescription *font = pango_font_description_from_string (MAP_FONT);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (style == REEVE_TEXT_BOLD || style == REEVE_TEXT_CAPS)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  if (style == REEVE_TEXT_ITALIC)
    pango_font_description_set_style (font, PANGO_STYLE_ITALIC);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  if (style == REEVE_TEXT_CAPS)
    {
      g_autofree char *upper = g_utf8_strup (text, -1);
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_letter_spacing_new (0.6 * PANGO_SCALE));
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
      pango_layout_set_text (layout, upper, -1);
    }
  else
    pango_layout_set_text (layout, text, -1);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

static double
show (cairo_t *cr, PangoLayout *layout, double x, double y, ReeveTextAlign align)
{
  PangoRectangle logical;
  double width, left;

  pango_layout_get_extents (layout, NULL, &logical);
  width = (double) logical.width / PANGO_SCALE;
  left = align == REEVE_TEXT_START ? x : align == REEVE_TEXT_CENTRE ? x - width / 2 : x - width;
  cairo_move_to (cr, left, y - (double) logical.height / PANGO_SCALE / 2);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
  return width;
}

double
reeve_paint_text (cairo_t *cr, const char *text, double size, ReeveTextStyle style, double x, double y, ReeveTextAlign align)
{
  g_autoptr (PangoLayout) layout = reeve_paint_layout (text, size, style);

  return show (cr, layout, x, y, align);
}

double
reeve_paint_text_fitted (cairo_t *cr, const char *text, double size, ReeveTextStyle style, double x, double y, ReeveTextAlign align,
                         double most)
{
  g_autoptr (PangoLayout) layout = reeve_paint_layout (text, size, style);
  int width;

  pango_layout_get_size (layout, &width, NULL);
  if (width > most * PANGO_SCALE)
    {
      pango_layout_set_width (layout, MAX (most, 1) * PANGO_SCALE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  return show (cr, layout, x, y, align);
}
