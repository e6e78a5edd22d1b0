/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The provisions of an ordinance as a list to choose from, with what each comes to and how its examples do. */
#pragma once

#include <adwaita.h>
#include "reeve-db.h"
#include "reeve-provision-card.h"

G_BEGIN_DECLS

#define REEVE_TYPE_PROVISION_LIST (reeve_provision_list_get_type ())
G_DECLARE_FINAL_TYPE (ReeveProvisionList, reeve_provision_list, REEVE, PROVISION_LIST, AdwBin)

/* NULL empties it. @base: what a draft changes, or NULL. @counts: where the findings of the last check are, NULL for a draft. What is chosen
 * stays chosen when it is still there, else the first is. */
void reeve_provision_list_show (ReeveProvisionList *self, ReeveOrdinance *ordinance, ReeveOrdinance *base, ReeveConn *counts, ReeveDay day);
const char *reeve_provision_list_get_chosen (ReeveProvisionList *self);          /* id; NULL = none */
void reeve_provision_list_choose (ReeveProvisionList *self, const char *id);      /* at the next show */
GtkWidget *reeve_provision_list_read (ReeveProvisionList *self);                 /* the whole of what is chosen; NULL = none is */
guint reeve_provision_list_get_failed (ReeveProvisionList *self);                /* examples that do not come out as they say */
/* Signals, by the user: "chosen" (); "opened" (): with Enter or a click, to be looked at.
 * "examined" (): the examples were run. */

G_END_DECLS
