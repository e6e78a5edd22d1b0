/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An outcome symbol as a widget: role img, named with its word. Inside a row make it with "accessible-role" presentation, for there the
 * row's own label says the word. */
#pragma once

#include <gtk/gtk.h>
#include "reeve-shown.h"

G_BEGIN_DECLS

#define REEVE_TYPE_SYMBOL_IMAGE (reeve_symbol_image_get_type ())
G_DECLARE_FINAL_TYPE (ReeveSymbolImage, reeve_symbol_image, REEVE, SYMBOL_IMAGE, GtkWidget)

GtkWidget *reeve_symbol_image_new (ReeveShown shown, int size);
void reeve_symbol_image_set_shown (ReeveSymbolImage *self, ReeveShown shown);   /* REEVE_N_SHOWN = draws nothing */
ReeveShown reeve_symbol_image_get_shown (ReeveSymbolImage *self);

G_END_DECLS
