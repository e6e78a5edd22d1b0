/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture that leaves is the same picture, and nothing else. */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#include "pictures.h"
#include "reeve-error.h"
#include "reeve-picture.h"
#include "reeve-test.h"

static gboolean
holds (GBytes *bytes, const char *text)
{
  return memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text)) != NULL;
}

/* Upright, as a person sees it. */
static GdkPixbuf *
see (GBytes *bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, &error);

  g_assert_no_error (error);
  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

static void
assert_same_picture (GBytes *a, GBytes *b)
{
  g_autoptr (GdkPixbuf) x = see (a), y = see (b);

  g_assert_cmpint (gdk_pixbuf_get_width (x), ==, gdk_pixbuf_get_width (y));
  g_assert_cmpint (gdk_pixbuf_get_height (x), ==, gdk_pixbuf_get_height (y));
  for (int row = 0; row < gdk_pixbuf_get_height (x); row++)
    g_assert_cmpmem (gdk_pixbuf_get_pixels (x) + row * gdk_pixbuf_get_rowstride (x), (gsize) gdk_pixbuf_get_width (x) * 3,
                     gdk_pixbuf_get_pixels (y) + row * gdk_pixbuf_get_rowstride (y), (gsize) gdk_pixbuf_get_width (y) * 3);
}

static void
test_cleared (void)
{
  for (guint n = 0; n < 8; n++)
    for (gboolean png = FALSE; png <= TRUE; png++)
      {
        g_autoptr (GBytes) dirty = test_picture_with_secrets (png, n), clean = NULL, again = NULL;
        g_autoptr (GError) error = NULL;
        ReevePictureInfo info, second;

        g_assert_true (holds (dirty, "SECRET"));
        clean = reeve_picture_clean (dirty, &info, &error);
        g_assert_no_error (error);
        g_assert_false (holds (clean, "SECRET"));
        g_assert_false (holds (clean, "adobe"));
        g_assert_cmpuint (info.n_removed, >=, 5);
        g_assert_cmpuint (info.width, ==, 24);
        g_assert_cmpuint (info.orientation, ==, png ? 1 : 1 + n);
        g_assert_cmpstr (info.media_type, ==, png ? "image/png" : "image/jpeg");
        assert_same_picture (dirty, clean);
        /* What is cleared needs no clearing, but for the orientation, which is written anew. */
        again = reeve_picture_clean (clean, &second, &error);
        g_assert_no_error (error);
        g_assert_true (g_bytes_equal (clean, again));
        g_assert_cmpuint (second.n_removed, ==, !png && n > 0);
      }
}

static void
assert_refused (const void *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size), clean = NULL;
  g_autoptr (GError) error = NULL;

  clean = reeve_picture_clean (bytes, NULL, &error);
  g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
  g_assert_null (clean);
}

/* What is not wholly understood stays. */
static void
test_refused (void)
{
  g_autoptr (GBytes) jpeg = test_picture_plain (FALSE), png = test_picture_plain (TRUE);
  gsize size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);

  assert_refused ("", 0);
  assert_refused ("%PDF-1.4", 8);
  assert_refused ("GIF89a........", 14);
  assert_refused ("II*\0........", 12);
  for (gsize n = 0; n < size; n++)
    assert_refused (data, n);
  for (gsize i = 2; i + 1 < size; i++)
    if (copy[i] == 0xFF && copy[i + 1] == 0xC0)
      {
        copy[i + 1] = 0xC9;   /* arithmetic coding */
        assert_refused (copy, size);
        break;
      }
  data = g_bytes_get_data (png, &size);
  for (gsize n = 0; n < size; n++)
    assert_refused (data, n);
  g_free (g_steal_pointer (&copy));
  copy = g_memdup2 (data, size);
  copy[20]++;                 /* a checksum that does not fit */
  assert_refused (copy, size);
}

/* Any bytes: an answer, no secret, no crash. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint taken = 0;

  for (guint round = 0; round < reeve_test_rounds (20000, 500); round++)
    {
      g_autoptr (GBytes) dirty = test_picture_with_secrets (round % 2, round), bytes = NULL, clean = NULL;
      gsize size;
      g_autofree guint8 *copy = NULL;
      ReevePictureInfo info;

      copy = g_memdup2 (g_bytes_get_data (dirty, &size), g_bytes_get_size (dirty));
      size = g_bytes_get_size (dirty);
      for (int k = g_rand_int_range (random, 1, 6); k > 0; k--)
        copy[g_rand_int_range (random, 0, (gint32) size)] = (guint8) (g_rand_boolean (random) ? g_rand_int (random) : 0xFF);
      bytes = g_bytes_new_take (g_steal_pointer (&copy), size);
      clean = reeve_picture_clean (bytes, &info, NULL);
      taken += clean != NULL;
      if (clean != NULL)
        {
          g_assert_cmpuint (g_bytes_get_size (clean), <, size);
          g_assert_false (holds (clean, "SECRET.file-content"));
        }
    }
  g_assert_cmpuint (taken, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture/cleared", test_cleared);
  g_test_add_func ("/picture/refused", test_refused);
  g_test_add_func ("/picture/random", test_random);
  return g_test_run ();
}
