/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The seven outcome symbols: one drawing for lists, map, charts, PDF and print. Filled = an officer adopted it, half = running,
 * hollow = computed, broken = not known. Shape and inside alone tell them apart; colour repeats it. */
#pragma once

#include "reeve-palette.h"

G_BEGIN_DECLS

/* Draws @shown centred on @x, @y in a box of @size (12 to 28; anything above 0 works). What is cut out shows what lies below. */
void reeve_symbol_draw (cairo_t *cr, ReeveShown shown, ReevePalette palette, double x, double y, double size);
/* The same on a solid body of colour @halo_rgb that reaches @halo beyond the outline: for maps. */
void reeve_symbol_draw_with_halo (cairo_t *cr, ReeveShown shown, ReevePalette palette, double x, double y, double size, double halo,
                                  guint32 halo_rgb);
/* As reeve_symbol_draw(), in another colour; @weight thickens the strokes (1.2 for high contrast). */
void reeve_symbol_draw_coloured (cairo_t *cr, ReeveShown shown, guint32 rgb, double weight, double x, double y, double size);

G_END_DECLS
