/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the ordinance asks of one record, under its form. Each answer is kept at once; nothing is shown where nothing is asked. */
#pragma once

#include <adwaita.h>
#include "reeve-case-file.h"

G_BEGIN_DECLS

#define REEVE_TYPE_RECORD_ITEMS (reeve_record_items_get_type ())
G_DECLARE_FINAL_TYPE (ReeveRecordItems, reeve_record_items, REEVE, RECORD_ITEMS, AdwBin)

GtkWidget *reeve_record_items_new (ReeveCaseFile *file, const char *table, gint64 id);   /* @id 0 = none yet */
void reeve_record_items_show (ReeveRecordItems *self, gint64 id);                        /* another record of the table */

G_END_DECLS
