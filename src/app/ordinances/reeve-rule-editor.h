/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A condition of an ordinance as rows to fill in, and below as it is written. */
#pragma once

#include <adwaita.h>

#include "reeve-rule-rows.h"

G_BEGIN_DECLS

#define REEVE_TYPE_RULE_EDITOR (reeve_rule_editor_get_type ())
G_DECLARE_FINAL_TYPE (ReeveRuleEditor, reeve_rule_editor, REEVE, RULE_EDITOR, AdwBin)

/* @name: what the condition is for, read aloud: "Requires". */
GtkWidget *reeve_rule_editor_new (const char *name);
/* @text: NULL = there is none yet. Rows that hold the same text stay as they are, with what is being typed. */
void reeve_rule_editor_show (ReeveRuleEditor *self, ReeveOrdinance *ordinance, ReeveAbout about, const char *text, ReeveDay day, gboolean editable);
/* Tells what is being typed now. */
void reeve_rule_editor_flush (ReeveRuleEditor *self);
/* Signal "edited" (const char *text): the condition as it is now; empty = none. */

G_END_DECLS
