/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file under a passphrase: argon2id makes the key, XChaCha20-Poly1305 in a stream of blocks keeps and proves the bytes (libsodium). The
 * format is written down in data/doc/package.md, so that others can open it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean reeve_seal_is_sealed (GBytes *bytes);
GBytes *reeve_seal_close (GBytes *plain, const char *passphrase, GError **error);
/* INVALID: another passphrase, or damaged: which of the two cannot be told. */
GBytes *reeve_seal_open (GBytes *sealed, const char *passphrase, GError **error);
/* The first line of @path. Transfer full. */
char *reeve_seal_read_passphrase (const char *path, GError **error);

#define REEVE_SEAL_LEAST_PASSPHRASE 12   /* characters */

G_END_DECLS
