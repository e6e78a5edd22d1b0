/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children one after another at their natural width, going on in a new line where the width ends. GtkFlowBox makes columns instead. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REEVE_TYPE_WRAP_BOX (reeve_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (ReeveWrapBox, reeve_wrap_box, REEVE, WRAP_BOX, GtkWidget)

GtkWidget *reeve_wrap_box_new (int spacing, int line_spacing);
void reeve_wrap_box_append (ReeveWrapBox *self, GtkWidget *child);
void reeve_wrap_box_clear (ReeveWrapBox *self);

G_END_DECLS
