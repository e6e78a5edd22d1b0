/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pictures.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>
#include <zlib.h>

GBytes *
test_picture_plain (gboolean png)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 24, 16);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x8899AAFF);
  memset (gdk_pixbuf_get_pixels (pixbuf), 0x30, 24);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, png ? "png" : "jpeg", &error, NULL));
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static void
put16 (GByteArray *out, guint value)
{
  const guint8 bytes[] = { (guint8) (value >> 8), (guint8) value };

  g_byte_array_append (out, bytes, 2);
}

static void
put32 (GByteArray *out, guint32 value)
{
  put16 (out, value >> 16);
  put16 (out, value & 0xFFFF);
}

static void
put_text (GByteArray *out, const char *text, gsize n)
{
  g_byte_array_append (out, (const guint8 *) text, (guint) n);
}

static void
put_segment (GByteArray *out, guint marker, const char *head, gsize n_head, const char *secret)
{
  put16 (out, 0xFF00 | marker);
  put16 (out, (guint) (2 + n_head + strlen (secret) + 1));
  put_text (out, head, n_head);
  put_text (out, secret, strlen (secret) + 1);
}

static void
put_chunk (GByteArray *out, const char *type, const char *head, gsize n_head, const char *secret)
{
  guint from = out->len;

  put32 (out, (guint32) (n_head + strlen (secret)));
  put_text (out, type, 4);
  put_text (out, head, n_head);
  put_text (out, secret, strlen (secret));
  put32 (out, (guint32) crc32 (0, out->data + from + 4, out->len - from - 4));
}

/* Orientation and a maker's name, in Motorola's order. */
static void
put_exif (GByteArray *out, guint orientation, const char *secret)
{
  g_autoptr (GByteArray) tiff = g_byte_array_new ();
  const guint8 *head = (const guint8 *) "Exif\0\0";

  put_text (tiff, "MM\0*\0\0\0\10", 8);
  put16 (tiff, 2);
  put16 (tiff, 0x010F);
  put16 (tiff, 2);
  put32 (tiff, (guint32) strlen (secret) + 1);
  put32 (tiff, 38);
  put16 (tiff, 0x0112);
  put16 (tiff, 3);
  put32 (tiff, 1);
  put16 (tiff, orientation);
  put16 (tiff, 0);
  put32 (tiff, 0);
  put_text (tiff, secret, strlen (secret) + 1);
  put16 (out, 0xFFE1);
  put16 (out, 2 + 6 + tiff->len);
  g_byte_array_append (out, head, 6);
  g_byte_array_append (out, tiff->data, tiff->len);
}

GBytes *
test_picture_with_secrets (gboolean png, guint n)
{
  g_autoptr (GBytes) plain = test_picture_plain (png);
  g_autofree char *secret = g_strdup_printf ("SECRET.file-content.content.%u", n);
  GByteArray *out = g_byte_array_new ();
  gsize size;
  const char *data = g_bytes_get_data (plain, &size);

  if (png)
    {
      put_text (out, data, 33);   /* signature and header */
      put_chunk (out, "tEXt", "Comment", 8, secret);
      put_chunk (out, "iTXt", "XML:com.adobe.xmp\0\0\0\0\0", 22, secret);
      put_chunk (out, "eXIf", "MM\0*", 4, secret);
      put_chunk (out, "prVt", "", 0, secret);
      put_text (out, data + 33, size - 33);
    }
  else
    {
      put_text (out, data, 2);
      put_exif (out, 1 + n % 8, secret);
      put_segment (out, 0xE1, "http://ns.adobe.com/xap/1.0/", 29, secret);
      put_segment (out, 0xE2, "ICC_PROFILE\0\1\1", 14, secret);
      put_segment (out, 0xED, "Photoshop 3.0", 14, secret);
      put_segment (out, 0xFE, "", 0, secret);
      put_text (out, data + 2, size - 2);
    }
  put_text (out, secret, strlen (secret));
  return g_byte_array_free_to_bytes (out);
}
