/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page is drawn once for each size; scrolling moves what was drawn. */
#include "config.h"

#include "reeve-page-view.h"

#define AROUND 14.0            /* pixels of desk around the page */
#define LEAST_SIZE 160

struct _ReevePageView
{
  GtkWidget parent_instance;
  double width, height, zoom;
  ReevePageDrawFunc draw;
  gpointer data;
};

G_DEFINE_FINAL_TYPE (ReevePageView, reeve_page_view, GTK_TYPE_WIDGET)

static void
reeve_page_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  ReevePageView *self = REEVE_PAGE_VIEW (widget);
  double length = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height;

  *minimum = *natural = self->zoom > 0 ? (int) (length * self->zoom + 2 * AROUND) : LEAST_SIZE;
  *minimum_baseline = *natural_baseline = -1;
}

double
reeve_page_view_get_scale (ReevePageView *self)
{
  double width, height;

  g_return_val_if_fail (REEVE_IS_PAGE_VIEW (self), 1);
  if (self->zoom > 0 || self->width <= 0)
    return self->zoom > 0 ? self->zoom : 1;
  width = MAX (1, gtk_widget_get_width (GTK_WIDGET (self)) - 2 * AROUND);
  height = MAX (1, gtk_widget_get_height (GTK_WIDGET (self)) - 2 * AROUND);
  return MIN (width / self->width, height / self->height);
}

static void
reeve_page_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ReevePageView *self = REEVE_PAGE_VIEW (widget);
  double scale = reeve_page_view_get_scale (self), width = self->width * scale, height = self->height * scale;
  graphene_rect_t page, edge;
  cairo_t *cr;

  if (self->draw == NULL)
    return;
  page = GRAPHENE_RECT_INIT ((float) (int) MAX (0, (gtk_widget_get_width (widget) - width) / 2), (float) (int) MAX (0, (gtk_widget_get_height (widget) - height) / 2),
                             (float) width, (float) height);
  edge = page;
  graphene_rect_inset (&edge, -1, -1);
  gtk_snapshot_append_color (snapshot, &(const GdkRGBA) { 0, 0, 0, 0.35f }, &edge);
  gtk_snapshot_append_color (snapshot, &(const GdkRGBA) { 1, 1, 1, 1 }, &page);
  cr = gtk_snapshot_append_cairo (snapshot, &page);
  cairo_translate (cr, page.origin.x, page.origin.y);
  cairo_scale (cr, scale, scale);
  self->draw (cr, self->data);
  cairo_destroy (cr);
}

static void
reeve_page_view_class_init (ReevePageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = reeve_page_view_measure;
  widget_class->snapshot = reeve_page_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
reeve_page_view_init (ReevePageView *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

void
reeve_page_view_set_page (ReevePageView *self, double width, double height, const char *name, ReevePageDrawFunc draw, gpointer data)
{
  g_return_if_fail (REEVE_IS_PAGE_VIEW (self));
  self->width = width;
  self->height = height;
  self->draw = draw;
  self->data = data;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
reeve_page_view_set_zoom (ReevePageView *self, double zoom)
{
  g_return_if_fail (REEVE_IS_PAGE_VIEW (self));
  self->zoom = zoom;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

double
reeve_page_view_get_zoom (ReevePageView *self)
{
  g_return_val_if_fail (REEVE_IS_PAGE_VIEW (self), 0);
  return self->zoom;
}
