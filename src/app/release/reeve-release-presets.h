/* SPDX-License-Identifier: GPL-3.0-or-later */
/* To whom and why, offered instead of typed: usual reasons of an audience, and what earlier releases to it said. */
#pragma once

#include <gtk/gtk.h>
#include "reeve-audience.h"

G_BEGIN_DECLS

#define REEVE_TYPE_RELEASE_PRESETS (reeve_release_presets_get_type ())
G_DECLARE_FINAL_TYPE (ReeveReleasePresets, reeve_release_presets, REEVE, RELEASE_PRESETS, GtkWidget)

/* What is chosen is put into @entry. */
void reeve_release_presets_set_entry (ReeveReleasePresets *self, GtkEditable *entry);
/* @reasons: it offers reasons, else recipients. @used: what earlier releases to @audience said, the latest first; copied. */
void reeve_release_presets_set (ReeveReleasePresets *self, ReeveAudience audience, gboolean reasons, const GPtrArray *used);

G_END_DECLS
