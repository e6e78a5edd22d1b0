/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The day by which the city must decide an application: as recorded, for that is what the applicant was told, and as the deadlines of the
 * ordinances in force give it. A computed day never takes the place of a recorded one. */
#pragma once

#include "reeve-check.h"

G_BEGIN_DECLS

typedef struct
{
  ReeveDay recorded, computed;   /* G_MININT32 = none */
  char *citation;                /* of the provision that gives the computed day; NULL = none */
} ReeveDue;

/* Of several provisions the earliest day counts. FALSE with NOT_FOUND if the application was not there on the day of @check. */
gboolean reeve_due_read (ReeveCheck *check, ReeveConn *conn, gint64 application, ReeveDue *ret_due, GError **error);
/* One whole sentence, translated; NULL when neither is known. @word: how a day is worded. Transfer full. */
char *reeve_due_say (const ReeveDue *due, char *(*word) (ReeveDay day));
void reeve_due_clear (ReeveDue *due);

G_END_DECLS
