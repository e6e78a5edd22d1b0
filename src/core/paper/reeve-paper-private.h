/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the builder share. */
#pragma once

#include <pango/pangocairo.h>

#include "reeve-paint-text.h"
#include "reeve-palette.h"
#include "reeve-paper.h"

G_BEGIN_DECLS

#define REEVE_PAPER_TEXT 9.5

struct _ReevePaper
{
  double width, height;             /* of the page */
  double x, column;                 /* where text goes */
  double y, top, bottom;
  char *title, *subtitle, *notice, *to, *release;
  ReeveDay made_on;
  GPtrArray *pages;                 /* cairo_surface_t, recordings: the foot needs their number */
  cairo_t *cr;                      /* of the last page */
  gboolean empty;                   /* nothing on it yet */
  ReevePaperPageFunc watch;
  gpointer watch_data;
  gboolean unwanted;
};

/* Wrapped to @width. Transfer full. */
PangoLayout *reeve_paper_layout (const char *text, double size, ReeveTextStyle style, gboolean serif, double width);
void reeve_paper_ink (ReevePaper *paper, ReeveColour colour);
void reeve_paper_new_page (ReevePaper *paper);
/* @height fits on the page, or a new one begins. */
void reeve_paper_need (ReevePaper *paper, double height);
/* The lines of @layout at @x from the current place on, over pages. @bar: a line at the left of each. */
void reeve_paper_flow (ReevePaper *paper, PangoLayout *layout, double x, ReeveColour colour, gboolean bar);

G_END_DECLS
