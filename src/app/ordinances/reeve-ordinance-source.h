/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An ordinance as the text it is: line numbers, colours, what is wrong marked where it stands and said in words. */
#pragma once

#include <adwaita.h>
#include "reeve-draft.h"

G_BEGIN_DECLS

#define REEVE_TYPE_ORDINANCE_SOURCE (reeve_ordinance_source_get_type ())
G_DECLARE_FINAL_TYPE (ReeveOrdinanceSource, reeve_ordinance_source, REEVE, ORDINANCE_SOURCE, AdwBin)

void reeve_ordinance_source_show (ReeveOrdinanceSource *self, ReeveDraft *draft, gboolean editable);
void reeve_ordinance_source_flush (ReeveOrdinanceSource *self);
void reeve_ordinance_source_go_to (ReeveOrdinanceSource *self, guint line);
void reeve_ordinance_source_next_problem (ReeveOrdinanceSource *self, gboolean backwards);
void reeve_ordinance_source_take_suggestion (ReeveOrdinanceSource *self);
GtkWidget *reeve_ordinance_source_get_view (ReeveOrdinanceSource *self);
/* Signal "edited" (): the draft has new text. */

G_END_DECLS
