/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A provision of another ordinance as a start for one's own: copied into a draft with the values, definitions, questions and codes it needs, under
 * names that are free there, and with a comment that says whose it was. */
#pragma once

#include "reeve-edit.h"
#include "reeve-ordinance.h"

G_BEGIN_DECLS

/* Copies provision @id of @from, as it stands on @day, to the end of the draft @text, which reads as @into. The examples come with it, with the facts
 * that all examples of @from share; those that do not pass in the draft are left out. Returns the new text, which reads without error, or NULL:
 * NOT_FOUND, or INVALID when it cannot stand in this draft. @ret_id: what it is called there; transfer full. */
GBytes *reeve_provision_borrow (GBytes *text, ReeveOrdinance *into, ReeveOrdinance *from, const char *id, ReeveDay day, ReeveLibraryFunc library, gpointer data,
                                char **ret_id, GError **error);

G_END_DECLS
