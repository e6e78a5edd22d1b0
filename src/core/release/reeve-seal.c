/* SPDX-License-Identifier: GPL-3.0-or-later */
/* magic(8) "REEVEPK1" | opslimit u32 LE | memlimit in KiB u32 LE | salt(16) | stream header(24) | blocks of 65,536 bytes + 17, the last shorter
 * and tagged final. The first 32 bytes are authenticated with the first block. */
#include "config.h"

#include "reeve-seal.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "reeve-error.h"

#define MAGIC "REEVEPK1"
#define HEAD_SIZE (8 + 4 + 4 + crypto_pwhash_SALTBYTES)
#define BLOCK 65536
#define MAX_MEMORY_KIB (1024 * 1024)   /* what a stranger's file may ask of this computer */
#define MAX_OPERATIONS 16

typedef crypto_secretstream_xchacha20poly1305_state State;
#define KEY_SIZE crypto_secretstream_xchacha20poly1305_KEYBYTES
#define STREAM_HEADER_SIZE crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define EXTRA crypto_secretstream_xchacha20poly1305_ABYTES

static gboolean
start (GError **error)
{
  if (sodium_init () >= 0)
    return TRUE;
  g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("This computer gives no random numbers, so nothing can be encrypted."));
  return FALSE;
}

gboolean
reeve_seal_is_sealed (GBytes *bytes)
{
  return g_bytes_get_size (bytes) >= 8 && memcmp (g_bytes_get_data (bytes, NULL), MAGIC, 8) == 0;
}

static guint32
get_u32 (const guint8 *at)
{
  guint32 value;

  memcpy (&value, at, 4);
  return GUINT32_FROM_LE (value);
}

static gboolean
make_key (const guint8 *head, const char *passphrase, guint8 key[KEY_SIZE], GError **error)
{
  if (crypto_pwhash (key, KEY_SIZE, passphrase, strlen (passphrase), head + 16, get_u32 (head + 8), (gsize) get_u32 (head + 12) * 1024,
                     crypto_pwhash_ALG_ARGON2ID13) == 0)
    return TRUE;
  g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("There is not enough memory for the passphrase. Close other programs and try again."));
  return FALSE;
}

GBytes *
reeve_seal_close (GBytes *plain, const char *passphrase, GError **error)
{
  gsize size, at = 0;
  const guint8 *data = g_bytes_get_data (plain, &size);
  guint8 head[HEAD_SIZE], key[KEY_SIZE], stream[STREAM_HEADER_SIZE];
  guint32 value;
  g_autofree guint8 *block = g_malloc (BLOCK + EXTRA);
  GByteArray *out;
  State state;

  if (!start (error))
    return NULL;
  if (g_utf8_strlen (passphrase, -1) < REEVE_SEAL_LEAST_PASSPHRASE)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                   ngettext ("The passphrase is too short: take at least %d character.", "The passphrase is too short: take at least %d characters.",
                             REEVE_SEAL_LEAST_PASSPHRASE), REEVE_SEAL_LEAST_PASSPHRASE);
      return NULL;
    }
  memcpy (head, MAGIC, 8);
  value = GUINT32_TO_LE ((guint32) crypto_pwhash_OPSLIMIT_MODERATE);
  memcpy (head + 8, &value, 4);
  value = GUINT32_TO_LE ((guint32) (crypto_pwhash_MEMLIMIT_MODERATE / 1024));
  memcpy (head + 12, &value, 4);
  randombytes_buf (head + 16, crypto_pwhash_SALTBYTES);
  if (!make_key (head, passphrase, key, error))
    return NULL;
  crypto_secretstream_xchacha20poly1305_init_push (&state, stream, key);
  sodium_memzero (key, sizeof key);
  out = g_byte_array_sized_new ((guint) (size + HEAD_SIZE + STREAM_HEADER_SIZE + (size / BLOCK + 1) * EXTRA));
  g_byte_array_append (out, head, HEAD_SIZE);
  g_byte_array_append (out, stream, STREAM_HEADER_SIZE);
  do
    {
      gsize n = MIN (BLOCK, size - at);
      gboolean last = at + n == size;

      crypto_secretstream_xchacha20poly1305_push (&state, block, NULL, data + at, n, at == 0 ? head : NULL, at == 0 ? HEAD_SIZE : 0,
                                                  last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
      g_byte_array_append (out, block, (guint) (n + EXTRA));
      at += n;
    }
  while (at < size);
  sodium_memzero (&state, sizeof state);
  return g_byte_array_free_to_bytes (out);
}

static GBytes *
open_blocks (State *state, const guint8 *head, const guint8 *data, gsize size, gsize at)
{
  GByteArray *out = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (BLOCK);
  unsigned char tag = 0;

  for (gboolean first = TRUE; at < size && tag == 0; first = FALSE)
    {
      gsize n = MIN (BLOCK + EXTRA, size - at);

      if (n < EXTRA || crypto_secretstream_xchacha20poly1305_pull (state, block, NULL, &tag, data + at, n, first ? head : NULL, first ? HEAD_SIZE : 0) != 0)
        {
          tag = 0;
          break;
        }
      g_byte_array_append (out, block, (guint) (n - EXTRA));
      at += n;
    }
  /* Only the block tagged final ends it, and nothing may follow: a cut file is no file. */
  if (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL && at == size)
    return g_byte_array_free_to_bytes (out);
  g_byte_array_unref (out);
  return NULL;
}

GBytes *
reeve_seal_open (GBytes *sealed, const char *passphrase, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (sealed, &size);
  guint8 key[KEY_SIZE];
  GBytes *plain = NULL;
  State state;

  if (!start (error))
    return NULL;
  if (size < HEAD_SIZE + STREAM_HEADER_SIZE + EXTRA || !reeve_seal_is_sealed (sealed))
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("This is no package of Reeve, or not all of it."));
      return NULL;
    }
  if (get_u32 (data + 8) == 0 || get_u32 (data + 8) > MAX_OPERATIONS || get_u32 (data + 12) < 8 || get_u32 (data + 12) > MAX_MEMORY_KIB)
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_LIMIT, _("The package asks for more work than any of Reeve's, and was not opened."));
      return NULL;
    }
  if (!make_key (data, passphrase, key, error))
    return NULL;
  if (crypto_secretstream_xchacha20poly1305_init_pull (&state, data + HEAD_SIZE, key) == 0)
    plain = open_blocks (&state, data, data, size, HEAD_SIZE + STREAM_HEADER_SIZE);
  sodium_memzero (key, sizeof key);
  sodium_memzero (&state, sizeof state);
  if (plain == NULL)
    g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                         _("The package does not open: it was closed with another passphrase, or it was changed or cut on the way."));
  return plain;
}

char *
reeve_seal_read_passphrase (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, error))
    return NULL;
  text[strcspn (text, "\r\n")] = '\0';
  if (*text != '\0' && g_utf8_validate (text, -1, NULL))
    return g_steal_pointer (&text);
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s has no passphrase on its first line."), path);
  return NULL;
}
