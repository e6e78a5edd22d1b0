/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preferences of this desk, of which nothing is in the case file, and of the city, which are part of it. They take effect at once. */
#pragma once

#include <adwaita.h>
#include "reeve-case-file.h"

G_BEGIN_DECLS

#define REEVE_TYPE_PREFERENCES (reeve_preferences_get_type ())
G_DECLARE_FINAL_TYPE (ReevePreferences, reeve_preferences, REEVE, PREFERENCES, AdwPreferencesWindow)

ReevePreferences *reeve_preferences_new (GtkWindow *parent, ReeveCaseFile *file);   /* @file: may be NULL */

G_END_DECLS
