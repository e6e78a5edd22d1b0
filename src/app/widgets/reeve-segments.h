/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One of a few codes as a row of linked buttons: a radio group that shows all its answers at once. */
#pragma once

#include <gtk/gtk.h>
#include "reeve-schema.h"

G_BEGIN_DECLS

#define REEVE_TYPE_SEGMENTS (reeve_segments_get_type ())
G_DECLARE_FINAL_TYPE (ReeveSegments, reeve_segments, REEVE, SEGMENTS, GtkBox)

/* Offers the codes of @field (static), in their order. */
void reeve_segments_set_field (ReeveSegments *self, const ReeveFieldInfo *field);
/* Property "value": the code chosen, NULL = nobody has said. Choosing the chosen one again takes it back. */
const char *reeve_segments_get_value (ReeveSegments *self);
void reeve_segments_set_value (ReeveSegments *self, const char *value);   /* emits no "chosen" */
/* Signal "chosen" (): the user chose. */

G_END_DECLS
