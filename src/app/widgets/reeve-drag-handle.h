/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edge between a list and what lies beside it: drag it, or focus it and press Left or Right. It moves the width-request of the list.
 * Not GtkPaned, which cannot fold and takes F6 and F8. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REEVE_TYPE_DRAG_HANDLE (reeve_drag_handle_get_type ())
G_DECLARE_FINAL_TYPE (ReeveDragHandle, reeve_drag_handle, REEVE, DRAG_HANDLE, GtkWidget)

void reeve_drag_handle_set_target (ReeveDragHandle *self, GtkWidget *target, int width, int minimum, int maximum);
int reeve_drag_handle_get_width (ReeveDragHandle *self);   /* of the target; signal "moved" () when it changed for good */

G_END_DECLS
