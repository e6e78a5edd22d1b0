/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the editor of a rule and its rows. */
#pragma once

#include "reeve-rule-editor.h"

G_BEGIN_DECLS

struct _ReeveRuleEditor
{
  AdwBin parent_instance;

  char *name, *text;
  ReeveOrdinance *ordinance;
  ReeveAbout about;
  ReeveDay day;
  ReeveRule *rule;
  GtkWidget *rows, *add, *expander, *view, *problem, *problem_bar, *take;
  char *replacement;         /* of the problem shown: the whole text with the suggestion */
  guint pause, rebuilding;
  char *focus;               /* what had the focus before the rows were made anew: "row number/part" */
  guint n_rows;
  gboolean editable, setting, text_typed;
};

/* After an edit of the rows. @shape: other controls are needed now. */
void reeve_rule_editor_rows_changed (ReeveRuleEditor *self, gboolean shape);
/* The same at the next pause in typing. */
void reeve_rule_editor_wait (ReeveRuleEditor *self);
/* Adds the controls of @row and of the rows below it. */
void reeve_rule_editor_add_row (ReeveRuleEditor *self, ReeveRuleRow *row, guint depth);

G_END_DECLS
