/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The businesses of the shared list that are in view on the map, in the list's order. */
#pragma once

#include "reeve-list-model.h"
#include "reeve-point-index.h"

G_BEGIN_DECLS

#define REEVE_TYPE_IN_VIEW_MODEL (reeve_in_view_model_get_type ())
G_DECLARE_FINAL_TYPE (ReeveInViewModel, reeve_in_view_model, REEVE, IN_VIEW_MODEL, GObject)

ReeveInViewModel *reeve_in_view_model_new (ReeveListModel *list);
/* Chooses anew; told as remove-all then add-all, and only when something is different. @index NULL: nothing is in view. */
void reeve_in_view_model_set_view (ReeveInViewModel *self, const ReevePointIndex *index, ReeveWorldBox box);
guint reeve_in_view_model_find (ReeveInViewModel *self, gint64 id);    /* position, or G_MAXUINT */
gint64 reeve_in_view_model_get_id (ReeveInViewModel *self, guint position);

G_END_DECLS
