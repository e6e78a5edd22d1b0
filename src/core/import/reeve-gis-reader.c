/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reeve-gis may have been taken over by the file it reads, so every length it sends is checked before a byte is believed, and nothing it
 * says is more than text and bytes to be checked again. It is waited for in short steps, so that stopping takes a moment only. */
#include "config.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reeve-error.h"
#include "reeve-gis-reader.h"

#define MAX_MESSAGE (96u * 1024 * 1024)
#define MAX_COLUMNS 1000
#define MAX_NAME 1000
#define MAX_NOTES 50
#define MAX_FEATURES 5000000
#define SILENCE_SECONDS 120     /* without a byte: it hangs */
#define POLL_MS 200
#define EMPTY 0xffffffffu

struct _ReeveGisReader
{
  char *file_name;
  GSubprocess *process;
  int fd;
  GCancellable *cancellable;
  guint8 *buffer;
  gsize capacity, start, end;
  char type;                  /* of the message at hand */
  const guint8 *message;
  guint32 length;
  char *layer;
  GPtrArray *columns;
  GPtrArray *notes;
  gint64 total;
  gint64 number;
  char **texts;
  GString *text_data;
  gboolean first_pending;     /* the head was read up to the first feature */
  gboolean ended;
};

/* Beside this program, in the build tree, or where it was installed. */
static char *
find_helper (void)
{
  const char *given = g_getenv ("REEVE_GIS");
  if (given != NULL && *given != '\0')
    return g_strdup (given);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  if (self != NULL)
    {
      g_autofree char *folder = g_path_get_dirname (self);
      static const char *const places[] = { "reeve-gis", "../gis/reeve-gis", "../../src/gis/reeve-gis", "../libexec/reeve-gis" };
      for (guint i = 0; i < G_N_ELEMENTS (places); i++)
        {
          char *path = g_build_filename (folder, places[i], NULL);
          if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
            return path;
          g_free (path);
        }
    }
  return g_build_filename (REEVE_LIBEXECDIR, "reeve-gis", NULL);
}

static gboolean
fail_garbled (ReeveGisReader *self, GError **error)
{
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("%s: the program that reads map files sent something that makes no sense. Nothing was taken from it."),
               self->file_name);
  return FALSE;
}

static gboolean
fail_ended (ReeveGisReader *self, GError **error)
{
  g_subprocess_wait (self->process, NULL, NULL);
  if (g_subprocess_get_if_signaled (self->process))
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED,
                 _("%s: the program that reads map files stopped working on this file. The file is probably damaged; the case file is not."), self->file_name);
  else
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("%s: the program that reads map files ended before the file did."), self->file_name);
  return FALSE;
}

/* Makes @n bytes available at start. */
static gboolean
need (ReeveGisReader *self, gsize n, GError **error)
{
  guint waited = 0;
  if (self->start > 0 && self->capacity - self->start < n)
    {
      memmove (self->buffer, self->buffer + self->start, self->end - self->start);
      self->end -= self->start;
      self->start = 0;
    }
  if (self->capacity - self->start < n)
    {
      self->capacity = self->start + n + 64 * 1024;
      self->buffer = g_realloc (self->buffer, self->capacity);
    }
  while (self->end - self->start < n)
    {
      if (g_cancellable_is_cancelled (self->cancellable))
        {
          g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_CANCELLED, _("The import was stopped. Nothing was changed."));
          return FALSE;
        }
      struct pollfd ready = { self->fd, POLLIN, 0 };
      int some = poll (&ready, 1, POLL_MS);
      if (some == 0 && ++waited > SILENCE_SECONDS * 1000 / POLL_MS)
        {
          g_set_error (error, REEVE_ERROR, REEVE_ERROR_LIMIT, _("%s: the file could not be read in a reasonable time."), self->file_name);
          return FALSE;
        }
      if (some <= 0)
        continue;
      gssize got = read (self->fd, self->buffer + self->end, self->capacity - self->end);
      if (got < 0 && (errno == EINTR || errno == EAGAIN))
        continue;
      if (got <= 0)
        return fail_ended (self, error);
      self->end += got;
      waited = 0;
    }
  return TRUE;
}

static gboolean
read_message (ReeveGisReader *self, GError **error)
{
  guint32 length;
  if (!need (self, 5, error))
    return FALSE;
  self->type = (char) self->buffer[self->start];
  memcpy (&length, self->buffer + self->start + 1, 4);
  length = GUINT32_FROM_LE (length);
  if (length > MAX_MESSAGE)
    return fail_garbled (self, error);
  self->start += 5;
  if (!need (self, length, error))
    return FALSE;
  self->message = self->buffer + self->start;
  self->length = length;
  self->start += length;
  return TRUE;
}

/* Transfer full. */
static char *
message_text (const ReeveGisReader *self)
{
  char *text = g_utf8_make_valid ((const char *) self->message, MIN (self->length, MAX_NAME));
  for (char *p = text; *p != '\0'; p++)
    if ((guchar) *p < 0x20)
      *p = ' ';
  return text;
}

/* L, C, N, T up to the first feature or the end. */
static gboolean
read_head (ReeveGisReader *self, GError **error)
{
  for (;;)
    {
      if (!read_message (self, error))
        return FALSE;
      switch (self->type)
        {
        case 'L':
          g_free (self->layer);
          self->layer = message_text (self);
          break;
        case 'C':
          if (self->columns->len >= MAX_COLUMNS)
            return fail_garbled (self, error);
          g_ptr_array_add (self->columns, message_text (self));
          break;
        case 'N':
          if (self->notes->len < MAX_NOTES)
            g_ptr_array_add (self->notes, message_text (self));
          break;
        case 'T':
          if (self->length != 8)
            return fail_garbled (self, error);
          memcpy (&self->total, self->message, 8);
          self->total = CLAMP (GINT64_FROM_LE (self->total), 0, MAX_FEATURES);
          break;
        case 'X':
          {
            g_autofree char *why = message_text (self);
            g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, "%s: %s", self->file_name, why);
            return FALSE;
          }
        case 'F':
        case 'E':
          self->first_pending = TRUE;
          self->texts = g_new0 (char *, self->columns->len + 1);
          g_ptr_array_add (self->columns, NULL);
          return TRUE;
        default:
          return fail_garbled (self, error);
        }
    }
}

ReeveGisReader *
reeve_gis_reader_new (const char *path, const char *srs, guint limit, GCancellable *cancellable, GError **error)
{
  struct stat info;
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  if (stat (absolute, &info) != 0)
    {
      int code = errno;
      g_set_error (error, REEVE_ERROR, code == ENOENT ? REEVE_ERROR_NOT_FOUND : REEVE_ERROR_FAILED, _("%s: could not be opened: %s"), path, g_strerror (code));
      return NULL;
    }
  if (!S_ISREG (info.st_mode) || info.st_size == 0)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                   S_ISDIR (info.st_mode) ? _("%s: this is a folder; choose a file in it")
                                          : info.st_size == 0 && S_ISREG (info.st_mode) ? _("%s: the file is empty") : _("%s: this is not a regular file"),
                   path);
      return NULL;
    }
  g_autofree char *helper = find_helper ();
  g_autofree char *limit_text = g_strdup_printf ("%u", limit);
  const char *arguments[8] = { helper, "read", absolute };
  guint n = 3;
  if (srs != NULL)
    {
      arguments[n++] = "--srs";
      arguments[n++] = srs;
    }
  if (limit > 0)
    {
      arguments[n++] = "--limit";
      arguments[n++] = limit_text;
    }
  g_autoptr (GError) local = NULL;
  g_autoptr (ReeveGisReader) self = g_new0 (ReeveGisReader, 1);
  self->process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &local);
  if (self->process == NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("The program that reads map files could not be started: %s"), local->message);
      return NULL;
    }
  self->file_name = g_path_get_basename (path);
  self->fd = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (self->process)));
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->text_data = g_string_new (NULL);
  if (!read_head (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
reeve_gis_reader_free (ReeveGisReader *self)
{
  if (self == NULL)
    return;
  if (self->process != NULL)
    {
      g_subprocess_force_exit (self->process);
      g_subprocess_wait (self->process, NULL, NULL);
      g_object_unref (self->process);
    }
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  if (self->text_data != NULL)
    g_string_free (self->text_data, TRUE);
  g_free (self->texts);
  g_free (self->buffer);
  g_free (self->layer);
  g_free (self->file_name);
  g_free (self);
}

const char *
reeve_gis_reader_get_layer (const ReeveGisReader *self)
{
  return self->layer;
}

const char *const *
reeve_gis_reader_get_columns (const ReeveGisReader *self, guint *ret_n)
{
  if (ret_n != NULL)
    *ret_n = self->columns->len - 1;
  return (const char *const *) self->columns->pdata;
}

const GPtrArray *
reeve_gis_reader_get_notes (const ReeveGisReader *self)
{
  return self->notes;
}

gint64
reeve_gis_reader_get_total (const ReeveGisReader *self)
{
  return self->total;
}

static gboolean
take_length (const guint8 **p, const guint8 *end, guint32 *ret_length)
{
  if (end - *p < 4)
    return FALSE;
  memcpy (ret_length, *p, 4);
  *ret_length = GUINT32_FROM_LE (*ret_length);
  *p += 4;
  return *ret_length == EMPTY || *ret_length <= (gsize) (end - *p);
}

static gboolean
parse_feature (ReeveGisReader *self, ReeveGisFeature *feature, GError **error)
{
  const guint8 *p = self->message, *end = p + self->length;
  guint n = self->columns->len - 1;
  guint32 length;
  gint64 fid;
  if (self->length < 8)
    return fail_garbled (self, error);
  memcpy (&fid, p, 8);
  p += 8;
  if (!take_length (&p, end, &length) || length == EMPTY)
    return fail_garbled (self, error);
  *feature = (ReeveGisFeature){ .number = ++self->number, .fid = GINT64_FROM_LE (fid), .n_texts = n, .texts = self->texts };
  feature->wkb = length > 0 ? p : NULL;
  feature->wkb_size = length;
  p += length;
  g_autofree gsize *offsets = g_new (gsize, n + 1);
  g_string_truncate (self->text_data, 0);
  for (guint i = 0; i < n; i++)
    {
      if (!take_length (&p, end, &length))
        return fail_garbled (self, error);
      offsets[i] = length == EMPTY ? G_MAXSIZE : self->text_data->len;
      if (length == EMPTY)
        continue;
      g_autofree char *valid = g_utf8_make_valid ((const char *) p, length);
      g_string_append_len (self->text_data, valid, strlen (valid) + 1);
      p += length;
    }
  if (p != end || self->number > MAX_FEATURES)
    return fail_garbled (self, error);
  for (guint i = 0; i < n; i++)
    self->texts[i] = offsets[i] == G_MAXSIZE ? NULL : self->text_data->str + offsets[i];
  return TRUE;
}

gboolean
reeve_gis_reader_next (ReeveGisReader *self, ReeveGisFeature *feature, GError **error)
{
  if (self->ended)
    return FALSE;
  if (!self->first_pending && !read_message (self, error))
    return FALSE;
  self->first_pending = FALSE;
  switch (self->type)
    {
    case 'F':
      return parse_feature (self, feature, error);
    case 'E':
      self->ended = TRUE;
      return FALSE;
    case 'X':
      {
        g_autofree char *why = message_text (self);
        g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, "%s: %s", self->file_name, why);
        return FALSE;
      }
    default:
      return fail_garbled (self, error);
    }
}

char *
reeve_gis_file_sha256 (const char *path, GError **error)
{
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (path, FALSE, error);
  if (mapped == NULL)
    return NULL;
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) g_mapped_file_get_contents (mapped), g_mapped_file_get_length (mapped));
}

gboolean
reeve_gis_convert (const char *format, const char *folder, const GPtrArray *paths, GError **error)
{
  g_autofree char *helper = find_helper ();
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *said = NULL;

  g_ptr_array_add (arguments, helper);
  g_ptr_array_add (arguments, (gpointer) "convert");
  g_ptr_array_add (arguments, (gpointer) format);
  g_ptr_array_add (arguments, (gpointer) folder);
  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add (arguments, paths->pdata[i]);
  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_newv ((const char *const *) arguments->pdata, G_SUBPROCESS_FLAGS_STDERR_PIPE, &local);
  if (process == NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("The program that reads map files could not be started: %s"), local->message);
      return FALSE;
    }
  if (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &said, &local) && g_subprocess_get_successful (process))
    return TRUE;
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("The map file cannot be written: %s"), said != NULL ? g_strstrip (said) : local != NULL ? local->message : "");
  return FALSE;
}
