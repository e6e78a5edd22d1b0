/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings of the program. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *reeve_settings_get (void);   /* transfer none; NULL when the schema is not installed */

G_END_DECLS
