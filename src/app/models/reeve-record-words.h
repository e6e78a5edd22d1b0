/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of a business by kind, and how each is called in a few words: for lists and for references that point at one. */
#pragma once

#include "reeve-db.h"

G_BEGIN_DECLS

/* "Suspension S-12, 4 May 2026". @conn for the records that name it (a person by the party). Transfer full. */
char *reeve_record_words (ReeveConn *conn, const ReeveRecord *record);
/* Those of @table that are of the business, its premises or its papers, newest first: (element-type ReeveRecord). NULL on error. */
GPtrArray *reeve_records_of_business (ReeveConn *conn, const char *table, gint64 business, GError **error);
/* The same with what a list shows of each. */
typedef struct { ReeveRecord *record; char *title, *end, *line; } ReeveRecordText;
GPtrArray *reeve_record_texts_of_business (ReeveConn *conn, const char *table, gint64 business, GError **error);

G_END_DECLS
