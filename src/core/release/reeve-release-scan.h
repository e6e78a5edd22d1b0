/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last look at what is about to leave: names of persons whom no release names, in words that somebody typed. Columns are refused by the
 * allow-list; what a person wrote into an allowed one can only be looked for. */
#pragma once

#include "reeve-db.h"
#include "reeve-disclosure.h"

G_BEGIN_DECLS

typedef struct { ReeveDisclosedField field; guint n; } ReeveScanFault;   /* @n cells of a column name somebody who works there */

/* (element-type ReeveScanFault) Empty: none was found. Names of one word are not looked for, for they are words too; nor are those of owners,
 * who may be named. INTERNAL is not looked through. @sheets: bits per ReeveSheetKind, 0 = all. Transfer full. */
GArray *reeve_release_scan (ReeveConn *conn, const ReeveDisclosure *disclosure, guint sheets, GError **error);
/* What is found as sentences that tell the column and never the name; NULL when @faults is empty. Transfer full. */
char *reeve_release_scan_text (const GArray *faults);

G_END_DECLS
