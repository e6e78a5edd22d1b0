/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening or making a case file off the main thread, and asking which city a new one is for. */
#pragma once

#include <gtk/gtk.h>
#include "reeve-db.h"

G_BEGIN_DECLS

/* @city: makes the file for this city; NULL: opens it, for reading only when it cannot be written or another program has it. */
void reeve_opening_start (GObject *source, const char *path, const char *city, GAsyncReadyCallback callback);
ReeveDb *reeve_opening_finish (GAsyncResult *result, GError **error);            /* transfer full */
const char *reeve_opening_get_path (GAsyncResult *result);
gboolean reeve_opening_is_new (GAsyncResult *result);

typedef void (*ReeveCityFunc) (GtkWindow *parent, const char *path, const char *city);
void reeve_opening_ask_city (GtkWindow *parent, const char *path, ReeveCityFunc func);

G_END_DECLS
