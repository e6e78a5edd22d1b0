/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One provision as fields. Every field is a place in the text of the file and edits only that. */
#pragma once

#include <adwaita.h>
#include "reeve-draft.h"

G_BEGIN_DECLS

#define REEVE_TYPE_ORDINANCE_FORM (reeve_ordinance_form_get_type ())
G_DECLARE_FINAL_TYPE (ReeveOrdinanceForm, reeve_ordinance_form, REEVE, ORDINANCE_FORM, AdwBin)

/* Shows @provision of @draft (kept by the caller) as it stands on @day; NULL shows nothing. */
void reeve_ordinance_form_show (ReeveOrdinanceForm *self, ReeveDraft *draft, const char *provision, ReeveDay day, gboolean editable);
/* What the shown draft would change: its values stand struck out beside the draft's. NULL = nothing to compare with. Before the next show. */
void reeve_ordinance_form_set_base (ReeveOrdinanceForm *self, ReeveOrdinance *base);
/* Puts what was typed into the draft now. */
void reeve_ordinance_form_flush (ReeveOrdinanceForm *self);
/* Signal "edited" (): the draft has new text. */

G_END_DECLS
