/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How days, instants and numbers are worded in the window. */
#pragma once

#include <glib.h>
#include "reeve-date.h"

G_BEGIN_DECLS

char *reeve_word_day (ReeveDay day, gboolean weekday);      /* "Mon 30 Nov 2026" or "30 Nov 2026"; transfer full */
char *reeve_word_date (const char *iso);                    /* ISO day or instant, "none", NULL = "not known"; transfer full */
char *reeve_word_count (gint64 number);                     /* with separators; transfer full */
char *reeve_word_value (const char *table, const char *field, const char *value);   /* any recorded value as shown; transfer full */

G_END_DECLS
