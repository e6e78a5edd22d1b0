/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the writers share. */
#pragma once

#include "reeve-export.h"

G_BEGIN_DECLS

/* A value as a person reads it: money "75.00", truth "yes" or "no", else the canonical text. Appends nothing for NULL. */
void reeve_export_append_value (GString *out, ReeveCellType type, const char *value);
/* Would a spreadsheet take it for a formula? */
gboolean reeve_export_is_formula (const char *text);
/* Degrees with 6 decimals and a point, whatever the locale. */
void reeve_export_append_degrees (GString *out, double degrees);

G_END_DECLS
