/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The versions of one ordinance on an axis of time: each at the day from which it is in force, the days on which it amends itself, today;
 * drafts follow at the end, for they have no day yet. It is read from left to right in any language, as dates on an axis are. */
#pragma once

#include <gtk/gtk.h>
#include "reeve-ordinance-versions.h"
#include "reeve-ordinance.h"

G_BEGIN_DECLS

#define REEVE_TYPE_ORDINANCE_TIMELINE (reeve_ordinance_timeline_get_type ())
G_DECLARE_FINAL_TYPE (ReeveOrdinanceTimeline, reeve_ordinance_timeline, REEVE, ORDINANCE_TIMELINE, GtkWidget)

/* Of @versions those of the ordinance of @shown. @ordinance: the shown one, for the days on which it amends itself, or NULL.
 * A button activates "ordinance.show" with its id. */
void reeve_ordinance_timeline_show (ReeveOrdinanceTimeline *self, const GPtrArray *versions, gint64 shown, ReeveOrdinance *ordinance, ReeveDay today);

G_END_DECLS
