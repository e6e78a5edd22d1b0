/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unzip.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

GBytes *
test_unzip (GBytes *zip)
{
  struct archive *archive = archive_read_new ();
  GByteArray *all = g_byte_array_new ();
  struct archive_entry *entry;
  gsize size;
  gconstpointer data = g_bytes_get_data (zip, &size);
  guint8 buffer[8192];
  la_ssize_t n;

  archive_read_support_format_zip (archive);
  g_assert_cmpint (archive_read_open_memory (archive, data, size), ==, ARCHIVE_OK);
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    {
      const char *name = archive_entry_pathname (entry);

      g_byte_array_append (all, (const guint8 *) name, (guint) strlen (name) + 1);
      while ((n = archive_read_data (archive, buffer, sizeof buffer)) > 0)
        g_byte_array_append (all, buffer, (guint) n);
      g_assert_cmpint (n, ==, 0);
    }
  archive_read_free (archive);
  g_assert_cmpuint (all->len, >, 0);
  return g_byte_array_free_to_bytes (all);
}
