/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of the release dialog: what goes out, what is left out, and the checks with their marks. */
#pragma once

#include <gtk/gtk.h>
#include "reeve-release-job.h"

G_BEGIN_DECLS

/* Fill @box anew. @sheets: those asked for, bits per ReeveSheetKind. */
void reeve_release_show_goes_out (GtkBox *box, const ReeveDisclosure *disclosure, guint sheets);
void reeve_release_show_left_out (GtkBox *box, const ReeveDisclosure *disclosure, guint sheets);

char *reeve_release_made_text (const ReeveReleaseMade *made);               /* what was made, in a sentence; transfer full */
const char *reeve_release_written_text (const ReeveReleaseMade *made);      /* whether it reads back as the log has it */

typedef enum { REEVE_MARK_WAITING, REEVE_MARK_RUNNING, REEVE_MARK_DONE, REEVE_MARK_FAILED } ReeveMark;
GtkWidget *reeve_release_check_new (const char *text);
void reeve_release_check_set (GtkWidget *line, ReeveMark mark, const char *text);   /* NULL text: as it is */

G_END_DECLS
