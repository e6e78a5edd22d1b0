/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures as cameras and programs leave them, for tests. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A small JPEG, or PNG, with "SECRET.file-content.content.N" in EXIF, XMP, ICC, comments, text chunks, and behind its end. The orientation of
 * the JPEG is 1 + @n % 8. Transfer full. */
GBytes *test_picture_with_secrets (gboolean png, guint n);
/* The same without any of it. */
GBytes *test_picture_plain (gboolean png);

G_END_DECLS
