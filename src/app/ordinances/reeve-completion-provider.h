/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Offers in the source of an ordinance what may stand at the cursor. */
#pragma once

#include <gtksourceview/gtksource.h>

#include "reeve-ordinance.h"

G_BEGIN_DECLS

#define REEVE_TYPE_COMPLETION_PROVIDER (reeve_completion_provider_get_type ())
G_DECLARE_FINAL_TYPE (ReeveCompletionProvider, reeve_completion_provider, REEVE, COMPLETION_PROVIDER, GObject)

ReeveCompletionProvider *reeve_completion_provider_new (void);
/* The last state of the text that could be read, or NULL. */
void reeve_completion_provider_set_ordinance (ReeveCompletionProvider *self, ReeveOrdinance *ordinance);

G_END_DECLS
