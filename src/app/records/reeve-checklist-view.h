/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet of one visit: its questions in a list, one of them large, answered by keys. Each answer is kept at once. */
#pragma once

#include <adwaita.h>
#include "reeve-case-file.h"
#include "reeve-ordinance.h"

G_BEGIN_DECLS

#define REEVE_TYPE_CHECKLIST_VIEW (reeve_checklist_view_get_type ())
G_DECLARE_FINAL_TYPE (ReeveChecklistView, reeve_checklist_view, REEVE, CHECKLIST_VIEW, AdwBin)

void reeve_checklist_view_set_file (ReeveChecklistView *self, ReeveCaseFile *file);   /* once */
/* Reads the sheet of @business on @day and the answers of @inspection, off the main thread. */
void reeve_checklist_view_load (ReeveChecklistView *self, gint64 inspection, gint64 business, ReeveDay day);
void reeve_checklist_view_clear (ReeveChecklistView *self);
/* Why nothing can be answered now, in a sentence; NULL = it can. */
void reeve_checklist_view_set_barrier (ReeveChecklistView *self, const char *why);
void reeve_checklist_view_count (ReeveChecklistView *self, guint *ret_answered, guint *ret_all);
/* Signal "answered" (): an answer was written. */

/* Answers that are typed: what is expected, in words, and whether a text is it. */
const char *reeve_checklist_typed_hint (const ReeveItem *item);
gboolean reeve_checklist_typed_is_valid (const ReeveItem *item, const char *text);

G_END_DECLS
