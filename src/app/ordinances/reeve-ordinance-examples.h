/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worked examples of a provision beside it: run at each pause, failing first. */
#pragma once

#include <adwaita.h>
#include "reeve-case-file.h"
#include "reeve-draft.h"

G_BEGIN_DECLS

#define REEVE_TYPE_ORDINANCE_EXAMPLES (reeve_ordinance_examples_get_type ())
G_DECLARE_FINAL_TYPE (ReeveOrdinanceExamples, reeve_ordinance_examples, REEVE, ORDINANCE_EXAMPLES, AdwBin)

/* Whose records examples can be made from. */
void reeve_ordinance_examples_set_file (ReeveOrdinanceExamples *self, ReeveCaseFile *file);
void reeve_ordinance_examples_show (ReeveOrdinanceExamples *self, ReeveDraft *draft, const char *provision, gboolean editable);
void reeve_ordinance_examples_walk_through (ReeveOrdinanceExamples *self);   /* the first of the list */
void reeve_ordinance_examples_add (ReeveOrdinanceExamples *self);            /* appends an example to fill in */
/* Signal "edited" (): the draft has new text. */

G_END_DECLS
