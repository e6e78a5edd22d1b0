/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A popover with what a rule can speak of at one place: searched by words, each with its title, how it is written, and what one must know of it. */
#pragma once

#include <gtk/gtk.h>

#include "reeve-rule-rows.h"

G_BEGIN_DECLS

typedef enum
{
  REEVE_CHOOSE_CONDITION,   /* anything a condition can begin with */
  REEVE_CHOOSE_COLLECTION,
  REEVE_CHOOSE_VALUE,       /* values of one type, parameters first */
} ReeveChooseWhat;

#define REEVE_TYPE_RULE_CHOOSER (reeve_rule_chooser_get_type ())
G_DECLARE_FINAL_TYPE (ReeveRuleChooser, reeve_rule_chooser, REEVE, RULE_CHOOSER, GtkPopover)

/* @place: as in reeve_rule_list_choices(). @type: of VALUE. The list is made now: make the popover when it is opened. */
GtkWidget *reeve_rule_chooser_new (ReeveOrdinance *ordinance, ReeveAbout about, const ReeveRuleRow *place, ReeveChooseWhat what, ReeveType type);
/* Signal "chosen" (const ReeveChoice *). The popover closes itself. */

G_END_DECLS
