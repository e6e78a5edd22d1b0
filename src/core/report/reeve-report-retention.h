/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The city's retention table: what the report of records past their period reads. */
#pragma once

#include "reeve-db.h"

G_BEGIN_DECLS

#define REEVE_RETENTION_SETTING "retention"

/* A line each: a kind of record (complaint, inspection, notice, licence, application, hearing, sanction), the years it is kept after the day that
 * ends it, the series of the schedule; "#" begins a remark. INVALID names the line that cannot be read. An undoable change of the file. */
gboolean reeve_retention_set_table (ReeveDb *db, const char *text, GError **error);

G_END_DECLS
