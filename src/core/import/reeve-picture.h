/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photographs as they may leave the office: the picture, and nothing that a camera or a program wrote beside it. The picture itself is
 * not decoded and not compressed again: parts of the file are taken out, so that what is left is what the camera recorded. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *media_type;     /* "image/jpeg" or "image/png"; static */
  guint width, height;        /* as stored, before turning */
  guint orientation;          /* 1 to 8 as in EXIF: how the stored picture is to be turned; 1 = as it is */
  guint n_removed;            /* parts taken out: EXIF, XMP, ICC, comments, thumbnails, what stands behind the end ... */
} ReevePictureInfo;

/* What @bytes begin as, whatever their name says: "image/jpeg", "image/png", "application/pdf" or "application/octet-stream". Static. */
const char *reeve_picture_guess_type (GBytes *bytes);
/* A copy without metadata. Of EXIF only the orientation stays, written anew, for else a picture would lie on its side. INVALID: not a JPEG
 * or PNG, or one that is not wholly understood: it must not leave. LIMIT: larger than any camera's. Believes no length in @bytes.
 * JPEG: ITU-T T.81 annex B, EXIF 2.32 section 4.5; PNG: W3C PNG second edition, sections 5 and 11. */
GBytes *reeve_picture_clean (GBytes *bytes, ReevePictureInfo *ret_info, GError **error);

#define REEVE_PICTURE_MAX_BYTES (64 * 1024 * 1024)

G_END_DECLS
