/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One key of a provision in a control fitted to what may stand there: a line, law text, words to choose from, an amount with its unit, a day counted
 * from another, a condition in rows. */
#pragma once

#include <adwaita.h>

#include "reeve-ordinance.h"

G_BEGIN_DECLS

typedef enum
{
  REEVE_LAW_LINE, REEVE_LAW_TEXT, REEVE_LAW_EXPRESSION, /* wraps, as it is written */
  REEVE_LAW_CHOICE, REEVE_LAW_AMOUNT,
  REEVE_LAW_RANGE,      /* "0 USD..500 USD", or one amount */
  REEVE_LAW_DEADLINE,   /* "10 days after the notice was served" */
  REEVE_LAW_CONDITION,
} ReeveLawKind;

/* What may be chosen. .words marked for translation with context "law". .code NULL: nothing is written, and .words say what that means. */
typedef struct { const char *code, *words; } ReeveLawChoice;

#define REEVE_TYPE_LAW_CONTROL (reeve_law_control_get_type ())
G_DECLARE_FINAL_TYPE (ReeveLawControl, reeve_law_control, REEVE, LAW_CONTROL, AdwBin)

/* @choices: of CHOICE, static, ended by .words NULL. @type: of AMOUNT and RANGE. @name: read aloud. */
GtkWidget *reeve_law_control_new (ReeveLawKind kind, const char *name, const ReeveLawChoice *choices, ReeveType type);
/* @text: NULL = not written. What is being typed stays when it says the same. */
void reeve_law_control_show (ReeveLawControl *self, ReeveOrdinance *ordinance, ReeveAbout about, ReeveDay day, const char *text, gboolean editable);
char *reeve_law_control_dup_text (ReeveLawControl *self);   /* stripped; empty = nothing is to be written */
void reeve_law_control_flush (ReeveLawControl *self);
void reeve_law_control_set_wrong (ReeveLawControl *self, const char *message);   /* NULL = it is right */
/* Signals "typed" (): wait for a pause; "chosen" (): take it now. */

G_END_DECLS
