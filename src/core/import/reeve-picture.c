/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JPEG and PNG as lists of parts: those that the picture needs are copied and checked, all others stay behind. */
#include "config.h"

#include "reeve-picture.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-error.h"

#define MAX_SIDE 65535
#define MAX_EXIF_ENTRIES 512

typedef struct { const guint8 *data; gsize size, at; GByteArray *out; ReevePictureInfo *info; } Walk;

static guint
get16 (const guint8 *p)
{
  return (guint) p[0] << 8 | p[1];
}

static guint32
get32 (const guint8 *p)
{
  return (guint32) p[0] << 24 | (guint32) p[1] << 16 | (guint32) p[2] << 8 | p[3];
}

static void
copy (Walk *self, gsize from, gsize n)
{
  g_byte_array_append (self->out, self->data + from, (guint) n);
}

/* ---- JPEG ----------------------------------------------------------------------------------------------------------------------- */

static guint
exif16 (const guint8 *p, gboolean little)
{
  return little ? (guint) p[1] << 8 | p[0] : get16 (p);
}

static guint32
exif32 (const guint8 *p, gboolean little)
{
  return little ? (guint32) p[3] << 24 | (guint32) p[2] << 16 | (guint32) p[1] << 8 | p[0] : get32 (p);
}

/* Tag 0x0112 of the first directory; 1 when there is none, or anything is odd. */
static guint
read_orientation (const guint8 *body, gsize n)
{
  const guint8 *tiff = body + 6;
  gsize size, at;
  guint entries;
  gboolean little;

  if (n < 6 + 8 || memcmp (body, "Exif\0\0", 6) != 0)
    return 1;
  size = n - 6;
  little = tiff[0] == 'I';
  if ((memcmp (tiff, "II", 2) != 0 && memcmp (tiff, "MM", 2) != 0) || exif16 (tiff + 2, little) != 42)
    return 1;
  at = exif32 (tiff + 4, little);
  if (at > size || size - at < 2)
    return 1;
  entries = MIN (exif16 (tiff + at, little), MAX_EXIF_ENTRIES);
  for (at += 2; entries > 0 && at <= size && size - at >= 12; entries--, at += 12)
    if (exif16 (tiff + at, little) == 0x0112)
      {
        guint value = exif16 (tiff + at + 8, little);

        return exif16 (tiff + at + 2, little) == 3 && exif32 (tiff + at + 4, little) == 1 && value >= 1 && value <= 8 ? value : 1;
      }
  return 1;
}

/* An APP1 with one directory of one entry. */
static void
write_orientation (GByteArray *out, guint orientation)
{
  guint8 segment[] = { 0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0,
                       0, 0, 0, 0 };

  segment[29] = (guint8) orientation;
  g_byte_array_append (out, segment, sizeof segment);
}

/* Tables without room for anything else. */
static gboolean
is_quantization (const guint8 *body, gsize n)
{
  while (n > 0)
    {
      gsize table = 1 + (gsize) ((body[0] >> 4) != 0 ? 128 : 64);

      if ((body[0] >> 4) > 1 || (body[0] & 15) > 3 || n < table)
        return FALSE;
      body += table;
      n -= table;
    }
  return TRUE;
}

static gboolean
is_huffman (const guint8 *body, gsize n)
{
  while (n > 0)
    {
      gsize values = 0;

      if (n < 17 || (body[0] >> 4) > 1 || (body[0] & 15) > 3)
        return FALSE;
      for (guint i = 1; i <= 16; i++)
        values += body[i];
      if (values > 256 || n < 17 + values)
        return FALSE;
      body += 17 + values;
      n -= 17 + values;
    }
  return TRUE;
}

static gboolean
is_frame (Walk *self, const guint8 *body, gsize n)
{
  if (n < 6 || body[5] == 0 || body[5] > 4 || n != 6 + 3 * (gsize) body[5] || self->info->width != 0)
    return FALSE;
  self->info->height = get16 (body + 1);
  self->info->width = get16 (body + 3);
  return self->info->width > 0 && self->info->height > 0;
}

static gboolean
is_scan (const guint8 *body, gsize n)
{
  return n >= 1 && body[0] >= 1 && body[0] <= 4 && n == 4 + 2 * (gsize) body[0];
}

/* Coded data from the current place to the marker that ends it. FALSE: there is none. */
static gboolean
copy_coded (Walk *self)
{
  gsize from = self->at;

  for (; self->at + 1 < self->size; self->at++)
    {
      guint8 next = self->data[self->at + 1];

      if (self->data[self->at] != 0xFF)
        continue;
      if (next == 0 || (next >= 0xD0 && next <= 0xD7))
        {
          self->at++;
          continue;
        }
      copy (self, from, self->at - from);
      return TRUE;
    }
  return FALSE;
}

typedef enum { PART_KEPT, PART_REMOVED, PART_SCAN, PART_BAD } Part;

/* A segment with a length: @body its @n bytes behind that. */
static Part
judge_segment (Walk *self, guint8 marker, const guint8 *body, gsize n)
{
  switch (marker)
    {
    case 0xDB: return is_quantization (body, n) ? PART_KEPT : PART_BAD;
    case 0xC4: return is_huffman (body, n) ? PART_KEPT : PART_BAD;
    case 0xDD: return n == 2 ? PART_KEPT : PART_BAD;                                       /* restart interval */
    case 0xC0: case 0xC1: case 0xC2: return is_frame (self, body, n) ? PART_KEPT : PART_BAD;
    case 0xDA: return is_scan (body, n) && self->info->width > 0 ? PART_SCAN : PART_BAD;
    case 0xEE: return n == 12 && memcmp (body, "Adobe", 5) == 0 ? PART_KEPT : PART_REMOVED; /* how colours are coded */
    case 0xFE: return PART_REMOVED;
    default: break;
    }
  /* Other codings than baseline and progressive are no camera's. */
  return marker >= 0xE0 && marker <= 0xEF ? PART_REMOVED : PART_BAD;
}

/* The first pass only reads how the picture is to be turned: what says so must come before the picture. */
static guint
find_orientation (const guint8 *data, gsize size)
{
  for (gsize at = 2; at + 4 <= size && data[at] == 0xFF && data[at + 1] != 0xDA;)
    {
      gsize n = get16 (data + at + 2);

      if (n < 2 || n > size - at - 2)
        return 1;
      if (data[at + 1] == 0xE1 && n - 2 >= 6 && memcmp (data + at + 4, "Exif\0\0", 6) == 0)
        return read_orientation (data + at + 4, n - 2);
      at += 2 + n;
    }
  return 1;
}

static gboolean
clean_jpeg (Walk *self)
{
  static const guint8 start[] = { 0xFF, 0xD8 }, end[] = { 0xFF, 0xD9 };
  gboolean scanned = FALSE;

  self->info->orientation = find_orientation (self->data, self->size);
  g_byte_array_append (self->out, start, 2);
  if (self->info->orientation != 1)
    write_orientation (self->out, self->info->orientation);
  for (self->at = 2; self->at + 2 <= self->size;)
    {
      guint8 marker = self->data[self->at + 1];
      gsize n;
      Part part;

      if (self->data[self->at] != 0xFF)
        return FALSE;
      if (marker == 0xFF)        /* a fill byte */
        {
          self->at++;
          continue;
        }
      if (marker == 0xD9)
        {
          g_byte_array_append (self->out, end, 2);
          self->info->n_removed += self->at + 2 < self->size;   /* a second picture, a film, or what somebody put there */
          return scanned;
        }
      if (self->size - self->at < 4)
        return FALSE;
      n = get16 (self->data + self->at + 2);
      if (n < 2 || n > self->size - self->at - 2)
        return FALSE;
      part = judge_segment (self, marker, self->data + self->at + 4, n - 2);
      if (part == PART_BAD)
        return FALSE;
      if (part == PART_REMOVED)
        self->info->n_removed++;
      else
        copy (self, self->at, n + 2);
      self->at += n + 2;
      if (part == PART_SCAN)
        {
          scanned = TRUE;
          if (!copy_coded (self))
            return FALSE;
        }
    }
  return FALSE;   /* cut off */
}

/* ---- PNG ------------------------------------------------------------------------------------------------------------------------ */

static guint32
crc32_of (const guint8 *data, gsize n)
{
  static gsize made = 0;
  static guint32 table[256];
  guint32 crc = 0xFFFFFFFFu;

  if (g_once_init_enter (&made))
    {
      for (guint32 i = 0; i < 256; i++)
        {
          guint32 c = i;

          for (guint k = 0; k < 8; k++)
            c = (c & 1) != 0 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
          table[i] = c;
        }
      g_once_init_leave (&made, 1);
    }
  for (gsize i = 0; i < n; i++)
    crc = table[(crc ^ data[i]) & 0xFF] ^ (crc >> 8);
  return ~crc;
}

/* What the picture needs, with the lengths that leave no room for anything else; 0 = any. */
static const struct { char type[5]; guint32 least, most; } chunks[] = {
  { "IHDR", 13, 13 }, { "PLTE", 3, 768 }, { "tRNS", 1, 256 }, { "gAMA", 4, 4 }, { "sRGB", 1, 1 }, { "pHYs", 9, 9 }, { "IDAT", 0, 0 }, { "IEND", 0, 0 },
};

/* The compressed picture must end where its data end: nothing may stand behind it. */
static gboolean
inflates_whole (const GByteArray *coded)
{
  g_autoptr (GZlibDecompressor) inflater = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  guint8 buffer[16384];
  gsize at = 0;

  for (;;)
    {
      gsize read = 0, written = 0;
      GConverterResult result = g_converter_convert (G_CONVERTER (inflater), coded->data + at, coded->len - at, buffer, sizeof buffer,
                                                     G_CONVERTER_INPUT_AT_END, &read, &written, NULL);

      at += read;
      if (result == G_CONVERTER_FINISHED)
        return at == coded->len;
      if (result != G_CONVERTER_CONVERTED || (read == 0 && written == 0))
        return FALSE;
    }
}

static gboolean
clean_png (Walk *self)
{
  g_autoptr (GByteArray) coded = g_byte_array_new ();
  gboolean first = TRUE;

  copy (self, 0, 8);
  for (self->at = 8; self->size - self->at >= 12;)
    {
      const guint8 *chunk = self->data + self->at;
      guint32 n = get32 (chunk);
      guint known = 0;

      if (n > self->size - self->at - 12 || get32 (chunk + 8 + n) != crc32_of (chunk + 4, n + 4))
        return FALSE;
      while (known < G_N_ELEMENTS (chunks) && memcmp (chunks[known].type, chunk + 4, 4) != 0)
        known++;
      if (first != (known == 0) || (known == G_N_ELEMENTS (chunks) && g_ascii_isupper (chunk[4])))
        return FALSE;
      first = FALSE;
      self->at += 12 + (gsize) n;
      if (known == G_N_ELEMENTS (chunks))
        {
          self->info->n_removed++;
          continue;
        }
      if (chunks[known].most > 0 && (n < chunks[known].least || n > chunks[known].most))
        return FALSE;
      if (known == 0)
        {
          self->info->width = get32 (chunk + 8);
          self->info->height = get32 (chunk + 12);
          if (self->info->width == 0 || self->info->height == 0 || self->info->width > MAX_SIDE || self->info->height > MAX_SIDE)
            return FALSE;
        }
      copy (self, self->at - 12 - n, 12 + (gsize) n);
      if (memcmp (chunk + 4, "IDAT", 4) == 0)
        g_byte_array_append (coded, chunk + 8, n);
      if (memcmp (chunk + 4, "IEND", 4) == 0)
        {
          self->info->n_removed += self->at < self->size;
          return n == 0 && inflates_whole (coded);
        }
    }
  return FALSE;
}

/* ---- both ----------------------------------------------------------------------------------------------------------------------- */

const char *
reeve_picture_guess_type (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size >= 3 && memcmp (data, "\xFF\xD8\xFF", 3) == 0)
    return "image/jpeg";
  if (size >= 8 && memcmp (data, "\x89PNG\r\n\x1A\n", 8) == 0)
    return "image/png";
  if (size >= 5 && memcmp (data, "%PDF-", 5) == 0)
    return "application/pdf";
  return "application/octet-stream";
}

GBytes *
reeve_picture_clean (GBytes *bytes, ReevePictureInfo *ret_info, GError **error)
{
  ReevePictureInfo unused;
  Walk self = { .info = ret_info != NULL ? ret_info : &unused };
  gboolean understood = FALSE;

  self.data = g_bytes_get_data (bytes, &self.size);
  *self.info = (ReevePictureInfo) { .media_type = reeve_picture_guess_type (bytes), .orientation = 1 };
  if (self.size > REEVE_PICTURE_MAX_BYTES)
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_LIMIT, _("The picture is larger than 64 MiB."));
      return NULL;
    }
  self.out = g_byte_array_sized_new ((guint) self.size);
  if (strcmp (self.info->media_type, "image/jpeg") == 0)
    understood = clean_jpeg (&self);
  else if (strcmp (self.info->media_type, "image/png") == 0)
    understood = clean_png (&self);
  if (understood)
    return g_byte_array_free_to_bytes (self.out);
  g_byte_array_unref (self.out);
  g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                       _("Only JPEG and PNG pictures that are whole can be cleared of what is written in them beside the picture."));
  return NULL;
}
