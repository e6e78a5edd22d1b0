/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A six pixel edge that can be dragged. To assistive technology it is a slider with the width as its value. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-drag-handle.h"

#define STEP 16

struct _ReeveDragHandle
{
  GtkWidget parent_instance;
  GtkWidget *target;   /* weak */
  int width, minimum, maximum, start;
};

enum { MOVED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReeveDragHandle, reeve_drag_handle, GTK_TYPE_WIDGET)

static void
set_width (ReeveDragHandle *self, int width)
{
  self->width = CLAMP (width, self->minimum, self->maximum);
  if (self->target != NULL)
    gtk_widget_set_size_request (self->target, self->width, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) self->width,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, (double) self->minimum, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  (double) self->maximum, -1);
}

static int
direction (ReeveDragHandle *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, ReeveDragHandle *self)
{
  self->start = self->width;
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, ReeveDragHandle *self)
{
  /* the handle moves along, so the offset is from where it is now */
  set_width (self, self->width + direction (self) * (int) dx);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, ReeveDragHandle *self)
{
  if (self->start != self->width)
    g_signal_emit (self, signals[MOVED], 0);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, ReeveDragHandle *self)
{
  int sign = keyval == GDK_KEY_Right ? 1 : keyval == GDK_KEY_Left ? -1 : 0;

  if (sign == 0)
    return GDK_EVENT_PROPAGATE;
  set_width (self, self->width + sign * direction (self) * STEP);
  g_signal_emit (self, signals[MOVED], 0);
  return GDK_EVENT_STOP;
}

static void
reeve_drag_handle_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
reeve_drag_handle_dispose (GObject *object)
{
  g_clear_weak_pointer (&REEVE_DRAG_HANDLE (object)->target);
  G_OBJECT_CLASS (reeve_drag_handle_parent_class)->dispose (object);
}

static void
reeve_drag_handle_class_init (ReeveDragHandleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_drag_handle_dispose;
  widget_class->measure = reeve_drag_handle_measure;
  signals[MOVED] = g_signal_new ("moved", REEVE_TYPE_DRAG_HANDLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "draghandle");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
reeve_drag_handle_init (ReeveDragHandle *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  self->minimum = 260;
  self->maximum = 520;
  self->width = 436;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "col-resize");
  gtk_widget_add_css_class (GTK_WIDGET (self), "drag-handle");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Width of the list"), -1);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}

void
reeve_drag_handle_set_target (ReeveDragHandle *self, GtkWidget *target, int width, int minimum, int maximum)
{
  g_return_if_fail (REEVE_IS_DRAG_HANDLE (self));
  g_set_weak_pointer (&self->target, target);
  self->minimum = minimum;
  self->maximum = maximum;
  set_width (self, width);
}

int
reeve_drag_handle_get_width (ReeveDragHandle *self)
{
  g_return_val_if_fail (REEVE_IS_DRAG_HANDLE (self), 0);
  return self->width;
}
