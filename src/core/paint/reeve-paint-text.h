/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of text on a map or a page: for paint/ and paper/. */
#pragma once

#include <cairo.h>
#include <glib.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef enum { REEVE_TEXT_PLAIN, REEVE_TEXT_BOLD, REEVE_TEXT_ITALIC, REEVE_TEXT_CAPS } ReeveTextStyle;
typedef enum { REEVE_TEXT_START, REEVE_TEXT_CENTRE, REEVE_TEXT_END } ReeveTextAlign;

/* A layout in the map's font at @size pixels; belongs to the thread. Transfer full. */
PangoLayout *reeve_paint_layout (const char *text, double size, ReeveTextStyle style);
/* One line, vertically centred on @y, in the current source. Returns its width. */
double reeve_paint_text (cairo_t *cr, const char *text, double size, ReeveTextStyle style, double x, double y, ReeveTextAlign align);
/* As above, cut with an ellipsis at @most. */
double reeve_paint_text_fitted (cairo_t *cr, const char *text, double size, ReeveTextStyle style, double x, double y, ReeveTextAlign align,
                                double most);

G_END_DECLS
