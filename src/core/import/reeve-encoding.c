/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Detection looks at the whole file, for one accented name on line 80,000 decides between UTF-8 and Windows-1252. A file that is
 * UTF-8 almost everywhere is read as UTF-8 and its few bad rows are refused; one with many bad bytes is an eight-bit encoding. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reeve-encoding.h"
#include "reeve-error.h"

#define INPUT_SIZE (256 * 1024)
#define BAD_BYTE '\xff'

struct _ReeveTextSource
{
  char *path;
  int fd;
  struct stat seen;
  ReeveEncoding encoding;
  gboolean faulty;
  gint64 done;
  gboolean at_start;
  gboolean at_end;
  GChecksum *checksum;
  GIConv converter;        /* (GIConv) -1: not needed */
  char *input;             /* bytes not converted yet */
  gsize input_length;
};

static const struct
{
  const char *name;
  const char *iconv;       /* NULL: bytes are UTF-8 already */
  const char *bom;
  guint bom_length;
  guint unit;              /* bytes skipped past one that is no character */
} encodings[] = {
  [REEVE_ENCODING_UTF8] = { "UTF-8", NULL, "", 0, 1 },
  [REEVE_ENCODING_UTF8_BOM] = { "UTF-8 with BOM", NULL, "\xef\xbb\xbf", 3, 1 },
  [REEVE_ENCODING_UTF16LE] = { "UTF-16LE", "UTF-16LE", "\xff\xfe", 2, 2 },
  [REEVE_ENCODING_UTF16BE] = { "UTF-16BE", "UTF-16BE", "\xfe\xff", 2, 2 },
  [REEVE_ENCODING_UTF32LE] = { "UTF-32LE", "UTF-32LE", "\xff\xfe\0\0", 4, 4 },
  [REEVE_ENCODING_UTF32BE] = { "UTF-32BE", "UTF-32BE", "\0\0\xfe\xff", 4, 4 },
  [REEVE_ENCODING_LATIN1] = { "Latin-1", "ISO-8859-1", "", 0, 1 },
  [REEVE_ENCODING_WINDOWS_1252] = { "Windows-1252", "WINDOWS-1252", "", 0, 1 },
};

const char *
reeve_encoding_name (ReeveEncoding encoding)
{
  return encodings[encoding].name;
}

gboolean
reeve_encoding_find (const char *name, ReeveEncoding *ret_encoding)
{
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    if (g_ascii_strcasecmp (name, encodings[i].name) == 0)
      {
        *ret_encoding = i;
        return TRUE;
      }
  return FALSE;
}

/* Files of other kinds that people drop here, told by their first bytes. NULL: may be text. */
static const char *
foreign_kind (const guint8 *head, gsize n)
{
  static const struct
  {
    const char *magic;
    guint length;
    const char *message;
  } kinds[] = {
    { "PK\3\4", 4, N_ ("%s: this is a spreadsheet or another packed file; save the table as CSV and import that") },
    { "\xd0\xcf\x11\xe0", 4, N_ ("%s: this is a spreadsheet of an old Excel; save the table as CSV and import that") },
    { "SQLite format 3", 16, N_ ("%s: this is a database, not a table saved as CSV") },
    { "%PDF", 4, N_ ("%s: this is a PDF, not a table saved as CSV") },
    { "\x1f\x8b", 2, N_ ("%s: this file is packed with gzip; unpack it first") },
    { "\xfd" "7zXZ", 6, N_ ("%s: this file is packed with xz; unpack it first") },
    { "BZh", 3, N_ ("%s: this file is packed with bzip2; unpack it first") },
    { "\x28\xb5\x2f\xfd", 4, N_ ("%s: this file is packed with zstd; unpack it first") },
    { "\x89PNG", 4, N_ ("%s: this is a picture, not a table saved as CSV") },
    { "\xff\xd8\xff", 3, N_ ("%s: this is a picture, not a table saved as CSV") },
    { "\x7f" "ELF", 4, N_ ("%s: this is a program, not a table saved as CSV") },
  };
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (n >= kinds[i].length && memcmp (head, kinds[i].magic, kinds[i].length) == 0)
      return kinds[i].message;
  return NULL;
}

/* What was met in the part of the file looked at so far. */
typedef struct
{
  gint64 sequences;        /* well-formed characters beyond ASCII */
  gint64 bad;              /* bytes that are not UTF-8 */
  gboolean controls;       /* bytes 80-9F: letters in Windows-1252, controls in Latin-1 */
  gboolean undefined;      /* bytes that Windows-1252 leaves undefined */
} Census;

/* Length of the well-formed sequence at @p, 0 if there is none, -1 if @end cuts it. */
static int
sequence_length (const guint8 *p, const guint8 *end)
{
  int length = *p >= 0xc2 && *p <= 0xdf ? 2 : (*p & 0xf0) == 0xe0 ? 3 : *p >= 0xf0 && *p <= 0xf4 ? 4 : 0;
  if (length == 0)
    return 0;
  for (int i = 1; i < length; i++)
    {
      if (p + i >= end)
        return -1;
      if ((p[i] & 0xc0) != 0x80)
        return 0;
    }
  if ((*p == 0xe0 && p[1] < 0xa0) || (*p == 0xed && p[1] > 0x9f) || (*p == 0xf0 && p[1] < 0x90) || (*p == 0xf4 && p[1] > 0x8f))
    return 0;
  return length;
}

/* Returns how many bytes at the end wait for the next piece. */
static gsize
take_census (Census *census, const guint8 *p, const guint8 *end, gboolean last)
{
  while (p < end)
    {
      guint64 word;
      while (end - p >= 8 && (memcpy (&word, p, 8), (word & G_GUINT64_CONSTANT (0x8080808080808080)) == 0))
        p += 8;
      if (p == end)
        break;
      if (*p < 0x80)
        {
          p++;
          continue;
        }
      int length = sequence_length (p, end);
      if (length < 0 && !last)
        return end - p;
      if (length > 0)
        {
          census->sequences++;
          p += length;
          continue;
        }
      census->bad++;
      if (*p < 0xa0)
        {
          census->controls = TRUE;
          if (*p == 0x81 || *p == 0x8d || *p == 0x8f || *p == 0x90 || *p == 0x9d)
            census->undefined = TRUE;
        }
      p++;
    }
  return 0;
}

/* UTF-16 without its mark: text of Latin letters has a zero in every second byte. */
static gboolean
looks_like_utf16 (const guint8 *head, gsize n, ReeveEncoding *ret_encoding)
{
  gsize even = 0, odd = 0, units = n / 2;
  for (gsize i = 0; i + 1 < n; i += 2)
    {
      even += head[i] == 0;
      odd += head[i + 1] == 0;
    }
  if (units < 4 || MAX (even, odd) < units / 2 || MIN (even, odd) * 3 > MAX (even, odd))
    return FALSE;
  *ret_encoding = odd > even ? REEVE_ENCODING_UTF16LE : REEVE_ENCODING_UTF16BE;
  return TRUE;
}

static gssize
read_all (ReeveTextSource *self, void *buffer, gsize size, GError **error)
{
  gsize done = 0;
  while (done < size)
    {
      gssize n = read (self->fd, (char *) buffer + done, size - done);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("%s: could not be read: %s"), self->path, g_strerror (errno));
          return -1;
        }
      if (n == 0)
        break;
      done += n;
    }
  return done;
}

static gboolean
detect (ReeveTextSource *self, GError **error)
{
  guint8 *buffer = (guint8 *) self->input;
  gssize n = read_all (self, buffer, INPUT_SIZE, error);
  if (n < 0)
    return FALSE;
  const char *foreign = foreign_kind (buffer, n);
  if (foreign != NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _(foreign), self->path);
      return FALSE;
    }
  static const ReeveEncoding marked[] = { REEVE_ENCODING_UTF32LE, REEVE_ENCODING_UTF32BE, REEVE_ENCODING_UTF16LE,
                                          REEVE_ENCODING_UTF16BE, REEVE_ENCODING_UTF8_BOM };
  self->encoding = REEVE_ENCODING_UTF8;
  for (guint i = 0; i < G_N_ELEMENTS (marked); i++)
    {
      guint length = encodings[marked[i]].bom_length;
      if (n >= (gssize) length && memcmp (buffer, encodings[marked[i]].bom, length) == 0)
        {
          self->encoding = marked[i];
          break;
        }
    }
  if (self->encoding == REEVE_ENCODING_UTF8)
    looks_like_utf16 (buffer, MIN (n, 4096), &self->encoding);
  if (encodings[self->encoding].iconv != NULL)
    return TRUE;
  Census census = { 0 };
  while (n > 0)
    {
      gboolean last = n < INPUT_SIZE;
      gsize rest = take_census (&census, buffer, buffer + n, last);
      if (last)
        break;
      memmove (buffer, buffer + n - rest, rest);
      gssize more = read_all (self, buffer + rest, INPUT_SIZE - rest, error);
      if (more < 0)
        return FALSE;
      n = rest + more;
    }
  self->faulty = census.bad > 0;
  if (self->encoding == REEVE_ENCODING_UTF8 && census.bad > 0 && census.sequences < 10 * census.bad)
    {
      self->encoding = census.controls && !census.undefined ? REEVE_ENCODING_WINDOWS_1252 : REEVE_ENCODING_LATIN1;
      self->faulty = FALSE;
    }
  return TRUE;
}

ReeveTextSource *
reeve_text_source_new (const char *path, GError **error)
{
  g_autoptr (ReeveTextSource) self = g_new0 (ReeveTextSource, 1);
  self->path = g_strdup (path);
  self->converter = (GIConv) -1;
  /* not blocking: a FIFO would wait for a writer */
  self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (self->fd < 0)
    {
      int code = errno;
      g_set_error (error, REEVE_ERROR, code == ENOENT ? REEVE_ERROR_NOT_FOUND : REEVE_ERROR_FAILED,
                   _("%s: could not be opened: %s"), path, g_strerror (code));
      return NULL;
    }
  if (fstat (self->fd, &self->seen) != 0 || !S_ISREG (self->seen.st_mode))
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                   S_ISDIR (self->seen.st_mode) ? _("%s: this is a folder; choose a file in it") : _("%s: this is not a regular file"),
                   path);
      return NULL;
    }
  if (self->seen.st_size == 0)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s: the file is empty"), path);
      return NULL;
    }
  self->input = g_malloc (INPUT_SIZE);
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  if (!detect (self, error) || !reeve_text_source_rewind (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
reeve_text_source_free (ReeveTextSource *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  if (self->converter != (GIConv) -1)
    g_iconv_close (self->converter);
  g_clear_pointer (&self->checksum, g_checksum_free);
  g_free (self->input);
  g_free (self->path);
  g_free (self);
}

ReeveEncoding
reeve_text_source_get_encoding (const ReeveTextSource *self)
{
  return self->encoding;
}

void
reeve_text_source_set_encoding (ReeveTextSource *self, ReeveEncoding encoding)
{
  self->encoding = encoding;
  self->faulty = TRUE; /* not proven for this encoding: every row is looked at */
}

gboolean
reeve_text_source_is_faulty (const ReeveTextSource *self)
{
  return self->faulty || self->encoding == REEVE_ENCODING_UTF16LE || self->encoding == REEVE_ENCODING_UTF16BE
         || self->encoding == REEVE_ENCODING_UTF32LE || self->encoding == REEVE_ENCODING_UTF32BE;
}

gint64
reeve_text_source_get_size (const ReeveTextSource *self)
{
  return self->seen.st_size;
}

gint64
reeve_text_source_get_done (const ReeveTextSource *self)
{
  return self->done;
}

gboolean
reeve_text_source_rewind (ReeveTextSource *self, GError **error)
{
  struct stat now;
  if (fstat (self->fd, &now) != 0 || now.st_size != self->seen.st_size || now.st_mtim.tv_sec != self->seen.st_mtim.tv_sec
      || now.st_mtim.tv_nsec != self->seen.st_mtim.tv_nsec)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s: the file has changed since it was opened; open it again"), self->path);
      return FALSE;
    }
  if (lseek (self->fd, 0, SEEK_SET) < 0)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("%s: could not be read: %s"), self->path, g_strerror (errno));
      return FALSE;
    }
  if (self->converter != (GIConv) -1)
    g_iconv_close (self->converter);
  self->converter = (GIConv) -1;
  if (encodings[self->encoding].iconv != NULL)
    self->converter = g_iconv_open ("UTF-8", encodings[self->encoding].iconv);
  g_checksum_reset (self->checksum);
  self->done = 0;
  self->input_length = 0;
  self->at_start = TRUE;
  self->at_end = FALSE;
  return TRUE;
}

/* Raw bytes into @buffer, counted and hashed; the byte order mark is dropped. */
static gssize
read_raw (ReeveTextSource *self, char *buffer, gsize size, GError **error)
{
  gssize n = read_all (self, buffer, size, error);
  if (n <= 0)
    return n;
  g_checksum_update (self->checksum, (const guchar *) buffer, n);
  self->done += n;
  if (self->at_start)
    {
      guint length = encodings[self->encoding].bom_length;
      self->at_start = FALSE;
      if (length > 0 && n >= (gssize) length && memcmp (buffer, encodings[self->encoding].bom, length) == 0)
        {
          memmove (buffer, buffer + length, n - length);
          n -= length;
          if (n == 0)
            return read_raw (self, buffer, size, error);
        }
    }
  return n;
}

gssize
reeve_text_source_read (ReeveTextSource *self, char *buffer, gsize size, GError **error)
{
  g_return_val_if_fail (size >= 16, -1);
  if (self->converter == (GIConv) -1)
    return read_raw (self, buffer, size, error);

  char *out = buffer;
  gsize room = size;
  while (out == buffer)
    {
      if (!self->at_end && self->input_length < 4)
        {
          gssize n = read_raw (self, self->input + self->input_length, INPUT_SIZE - self->input_length, error);
          if (n < 0)
            return -1;
          self->at_end = n == 0;
          self->input_length += n;
        }
      if (self->input_length == 0)
        return 0;
      char *in = self->input;
      gsize left = self->input_length;
      while (left > 0 && room >= 8)
        {
          if (g_iconv (self->converter, &in, &left, &out, &room) != (gsize) -1 || errno == E2BIG)
            break;
          if (errno == EINVAL && !self->at_end)
            break;
          gsize skip = MIN (left, encodings[self->encoding].unit);
          in += skip;
          left -= skip;
          *out++ = BAD_BYTE;
          room--;
        }
      memmove (self->input, in, left);
      self->input_length = left;
      if (out == buffer && left > 0 && left < 4 && !self->at_end)
        {
          /* half a character: more bytes first */
          gssize n = read_raw (self, self->input + left, INPUT_SIZE - left, error);
          if (n < 0)
            return -1;
          self->at_end = n == 0;
          self->input_length += n;
        }
    }
  return out - buffer;
}

char *
reeve_text_source_get_sha256 (ReeveTextSource *self)
{
  /* what nobody read still belongs to the file */
  char buffer[8192];
  gssize n;
  while ((n = read (self->fd, buffer, sizeof buffer)) > 0)
    g_checksum_update (self->checksum, (const guchar *) buffer, n);
  g_autoptr (GChecksum) copy = g_checksum_copy (self->checksum);
  return g_strdup (g_checksum_get_string (copy));
}
