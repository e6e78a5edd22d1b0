/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of one sheet of a disclosure as a table: the columns that go out, in their order, and the values as they are written. */
#pragma once

#include <gtk/gtk.h>
#include "reeve-disclosure.h"

G_BEGIN_DECLS

GtkWidget *reeve_release_rows_new (ReeveDisclosure *disclosure, ReeveSheetKind sheet);   /* transfer floating; keeps @disclosure */

G_END_DECLS
