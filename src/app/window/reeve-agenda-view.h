/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first thing of the day: first steps of a new file, a strip of two weeks, and what is overdue, due today, this week and later. */
#pragma once

#include <gtk/gtk.h>
#include "reeve-agenda.h"

G_BEGIN_DECLS

#define REEVE_TYPE_AGENDA_VIEW (reeve_agenda_view_get_type ())
G_DECLARE_FINAL_TYPE (ReeveAgendaView, reeve_agenda_view, REEVE, AGENDA_VIEW, GtkBox)

#define REEVE_AGENDA_DAYS 60      /* how far it looks ahead */

/* Steps that a new file needs, in their order; done ones are ticked, and all done they go. */
typedef enum { REEVE_STEP_LICENCES, REEVE_STEP_STREETS, REEVE_STEP_ORDINANCE, REEVE_STEP_HOLIDAYS, REEVE_N_STEPS } ReeveFirstStep;

/* @items: (element-type ReeveAgendaItem) by day; kept. @done: bit per ReeveFirstStep. @holidays: (nullable) ISO days with spaces between. */
void reeve_agenda_view_set (ReeveAgendaView *self, GPtrArray *items, ReeveDay today, guint done, const char *holidays);

G_END_DECLS
