/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page of paper on the screen, as a printer would get it: white, whatever the style of the desktop. Goes into a scrolled window. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REEVE_TYPE_PAGE_VIEW (reeve_page_view_get_type ())
G_DECLARE_FINAL_TYPE (ReevePageView, reeve_page_view, REEVE, PAGE_VIEW, GtkWidget)

/* Draws in points (1/72 inch) on a ground that is white. */
typedef void (*ReevePageDrawFunc) (cairo_t *cr, gpointer data);

/* @width, @height: points. @name: what the page is called by a screen reader. */
void reeve_page_view_set_page (ReevePageView *self, double width, double height, const char *name, ReevePageDrawFunc draw, gpointer data);
/* Pixels a point: 0 = as large as it fits. */
void reeve_page_view_set_zoom (ReevePageView *self, double zoom);
double reeve_page_view_get_zoom (ReevePageView *self);
double reeve_page_view_get_scale (ReevePageView *self);      /* as it is drawn now, fitted or not */

G_END_DECLS
