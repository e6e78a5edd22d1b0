/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook as bytes: what every writer of one needs around its sheets. The same sheets give the same bytes. */
#pragma once

#include <xlsxwriter.h>

#include "reeve-date.h"

G_BEGIN_DECLS

typedef void (*ReeveWorkbookFunc) (lxw_workbook *book, gconstpointer data);

/* @title: of the document's properties; @made_on: the day it says it was made. @fill adds the sheets. FAILED when it cannot be written. */
GBytes *reeve_workbook_write (const char *title, ReeveDay made_on, ReeveWorkbookFunc fill, gconstpointer data, GError **error);

G_END_DECLS
