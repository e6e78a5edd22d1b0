/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The violations that a notice names or a sanction rests on, as boxes to check under its form. Each is kept at once. */
#pragma once

#include <gtk/gtk.h>
#include "reeve-case-file.h"

G_BEGIN_DECLS

/* Of one record of @table; an empty, hidden widget for tables that name no violations. */
GtkWidget *reeve_record_links_new (ReeveCaseFile *file, const char *table, gint64 id, gint64 business);

G_END_DECLS
