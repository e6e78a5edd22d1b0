/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at another day, or at a day as the city knew it on another: a private copy of the case file whose derived rows are made for that day,
 * so that list, map, overview and explanation all mean it, and the file itself is not touched. */
#pragma once

#include "reeve-case-file.h"

G_BEGIN_DECLS

/* Copies and checks on a thread; the progress stands in the strip of @file, whose Cancel stops it. @known_on: see reeve-case-file.h. */
void reeve_day_copy_make_async (ReeveCaseFile *file, ReeveDay day, ReeveDay known_on, GAsyncReadyCallback callback, gpointer user_data);
ReeveCaseFile *reeve_day_copy_make_finish (ReeveCaseFile *file, GAsyncResult *result, GError **error);   /* transfer full */
void reeve_day_copy_delete (const char *path);

G_END_DECLS
