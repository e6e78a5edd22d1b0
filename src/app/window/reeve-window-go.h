/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The actions of a window that lead to one record, finding, tab or saved view, or to the releases. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void reeve_window_go_install (GtkWidgetClass *klass);   /* of ReeveWindow */

G_END_DECLS
