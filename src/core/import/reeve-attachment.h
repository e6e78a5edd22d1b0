/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photographs and papers that hang on a record. The file is kept whole, as it came, with its SHA-256; nothing of it is ever altered. Whether
 * a copy may leave is said with it; what leaves has lost what a camera wrote into it (reeve-picture.h). */
#pragma once

#include "reeve-db.h"

G_BEGIN_DECLS

typedef struct
{
  const char *subject;       /* table: "inspection" */
  gint64 subject_id;
  const char *name;          /* of the file; only its last part is kept */
  GBytes *content;
  const char *caption;       /* or NULL */
  const char *taken_on;      /* ISO, or NULL */
  gboolean never;            /* may not even leave to a court */
  ReeveDay added_on;
} ReeveAttachmentSpec;

/* INVALID: nothing can hang on such a record, or the file is empty; NOT_FOUND: there is no such record; LIMIT: too large. One entry of the
 * history, which can be undone. */
gboolean reeve_attachment_add (ReeveDb *db, const ReeveAttachmentSpec *spec, gint64 *ret_id, GError **error);
/* All that hang on a record, or on any (@subject NULL), in order of adding. (element-type ReeveRecord) Transfer full. */
GPtrArray *reeve_attachment_list (ReeveConn *conn, const char *subject, gint64 subject_id, GError **error);
/* The file as it came. DAMAGED when its bytes do not have the hash they had when they came. */
GBytes *reeve_attachment_read (ReeveConn *conn, const ReeveRecord *attachment, GError **error);

#define REEVE_ATTACHMENT_MAX_BYTES (64 * 1024 * 1024)

G_END_DECLS
