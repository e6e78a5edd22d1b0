/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zips by libarchive. */
#include "config.h"

#include "reeve-archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-error.h"

#define FIXED_TIME 315532800   /* 1980-01-01, where the days of a zip begin */
#define BLOCK 65536

void
reeve_archive_file_free (ReeveArchiveFile *file)
{
  g_free (file->name);
  g_bytes_unref (file->bytes);
  g_free (file);
}

GPtrArray *
reeve_archive_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_archive_file_free);
}

void
reeve_archive_add (GPtrArray *files, const char *name, GBytes *bytes)
{
  ReeveArchiveFile *file = g_new0 (ReeveArchiveFile, 1);

  file->name = g_strdup (name);
  file->bytes = g_bytes_ref (bytes);
  g_ptr_array_add (files, file);
}

GBytes *
reeve_archive_find (const GPtrArray *files, const char *name)
{
  for (guint i = 0; i < files->len; i++)
    {
      const ReeveArchiveFile *file = files->pdata[i];

      if (strcmp (file->name, name) == 0)
        return file->bytes;
    }
  return NULL;
}

const char *
reeve_archive_library (void)
{
  return archive_version_string ();
}

/* ---- writing ---------------------------------------------------------------------------------------------------------------------- */

static la_ssize_t
append_cb (struct archive *archive, void *data, const void *bytes, size_t size)
{
  g_byte_array_append (data, bytes, (guint) size);
  return (la_ssize_t) size;
}

static gboolean
write_file (struct archive *archive, const ReeveArchiveFile *file)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize size;
  gconstpointer data = g_bytes_get_data (file->bytes, &size);
  gboolean done;

  archive_entry_set_pathname (entry, file->name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) size);
  archive_entry_set_mtime (entry, FIXED_TIME, 0);
  done = archive_write_header (archive, entry) == ARCHIVE_OK
         && (size == 0 || archive_write_data (archive, data, size) == (la_ssize_t) size) && archive_write_finish_entry (archive) == ARCHIVE_OK;
  archive_entry_free (entry);
  return done;
}

GBytes *
reeve_archive_write (const GPtrArray *files, GError **error)
{
  struct archive *archive = archive_write_new ();
  GByteArray *out = g_byte_array_new ();
  gboolean done;

  archive_write_set_format_zip (archive);
  archive_write_zip_set_compression_store (archive);
  archive_write_set_bytes_per_block (archive, 0);
  done = archive_write_open (archive, out, NULL, append_cb, NULL) == ARCHIVE_OK;
  for (guint i = 0; i < files->len && done; i++)
    done = write_file (archive, files->pdata[i]);
  done = done && archive_write_close (archive) == ARCHIVE_OK;
  if (!done)
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("The package cannot be written: %s"), archive_error_string (archive));
  archive_write_free (archive);
  if (done)
    return g_byte_array_free_to_bytes (out);
  g_byte_array_unref (out);
  return NULL;
}

/* ---- reading ---------------------------------------------------------------------------------------------------------------------- */

/* Letters, digits and - . _ in parts between single strokes; no part begins with a dot. */
static gboolean
is_plain_name (const char *name)
{
  if (name == NULL || *name == '\0' || strlen (name) > 200)
    return FALSE;
  for (const char *p = name; *p != '\0'; p++)
    {
      gboolean begins = p == name || p[-1] == '/';

      if (!g_ascii_isalnum (*p) && strchr ("-._/", *p) == NULL)
        return FALSE;
      if (begins && (*p == '.' || *p == '/'))
        return FALSE;
    }
  return name[strlen (name) - 1] != '/';
}

/* NULL: too large. A checksum that does not fit is not told here. */
static GBytes *
read_bytes (struct archive *archive, gsize *left, gboolean *ret_broken)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (BLOCK);
  la_ssize_t n;

  while ((n = archive_read_data (archive, buffer, BLOCK)) > 0)
    {
      if ((gsize) n > *left)
        {
          g_byte_array_unref (bytes);
          return NULL;
        }
      *left -= (gsize) n;
      g_byte_array_append (bytes, buffer, (guint) n);
    }
  *ret_broken = n < 0 && n != ARCHIVE_WARN;
  return g_byte_array_free_to_bytes (bytes);
}

static gboolean
take_entry (struct archive *archive, struct archive_entry *entry, GPtrArray *files, gsize *left, char **fault, GError **error)
{
  const char *name = archive_entry_pathname (entry);
  g_autoptr (GBytes) bytes = NULL;
  gboolean broken = FALSE;

  if (files->len >= REEVE_ARCHIVE_MAX_FILES)
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_LIMIT, _("The package holds more files than any of Reeve's."));
      return FALSE;
    }
  if (!is_plain_name (name) || archive_entry_filetype (entry) != AE_IFREG || archive_entry_symlink (entry) != NULL
      || archive_entry_hardlink (entry) != NULL || reeve_archive_find (files, name) != NULL)
    {
      g_autofree char *shown = name != NULL ? g_strescape (name, NULL) : g_strdup ("");

      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("The package holds a file '%s', as Reeve names none: nothing was read."), shown);
      return FALSE;
    }
  bytes = read_bytes (archive, left, &broken);
  if (bytes == NULL)
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_LIMIT, _("The package unpacks to more than 512 MiB: nothing was read."));
      return FALSE;
    }
  if (broken && *fault == NULL)
    *fault = g_strdup_printf (_("'%s' cannot be read whole."), name);
  reeve_archive_add (files, name, bytes);
  return TRUE;
}

GPtrArray *
reeve_archive_read (GBytes *zip, char **ret_fault, GError **error)
{
  struct archive *archive = archive_read_new ();
  g_autoptr (GPtrArray) files = reeve_archive_new ();
  struct archive_entry *entry;
  gsize size, left = REEVE_ARCHIVE_MAX_BYTES;
  gconstpointer data = g_bytes_get_data (zip, &size);
  gboolean ok = TRUE;
  int status;

  *ret_fault = NULL;
  archive_read_support_format_zip_seekable (archive);
  archive_read_set_options (archive, "zip:ignorecrc32");
  status = size > 0 ? archive_read_open_memory (archive, data, size) : ARCHIVE_FATAL;
  while (status == ARCHIVE_OK && ok)
    {
      status = archive_read_next_header (archive, &entry);
      if (status == ARCHIVE_OK || status == ARCHIVE_WARN)
        {
          ok = take_entry (archive, entry, files, &left, ret_fault, error);
          status = ARCHIVE_OK;
        }
    }
  archive_read_free (archive);
  if (ok && status != ARCHIVE_EOF && files->len > 0 && *ret_fault == NULL)
    *ret_fault = g_strdup (_("The list of its files is damaged."));
  if (ok && files->len == 0)
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("This is no package of Reeve, or not all of it."));
      ok = FALSE;
    }
  if (ok)
    return g_steal_pointer (&files);
  g_clear_pointer (ret_fault, g_free);
  return NULL;
}
