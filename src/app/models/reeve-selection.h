/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one selection of a window: which business is looked at. List, map and detail share it and only watch it change. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define REEVE_TYPE_SELECTION (reeve_selection_get_type ())
G_DECLARE_FINAL_TYPE (ReeveSelection, reeve_selection, REEVE, SELECTION, GObject)

ReeveSelection *reeve_selection_new (void);
gint64 reeve_selection_get_business (ReeveSelection *self);                  /* 0 = none; property "business", notified */
void reeve_selection_set_business (ReeveSelection *self, gint64 business);

G_END_DECLS
