/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libcsv knows quotes; this knows lines. It is fed one physical line at a time, so that each record's first line is known, a lone CR ends
 * a line as well as LF and CRLF do, and a quotation mark that is never closed is found where it was opened. */
#include "config.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-csv.h"
#include "reeve-error.h"

#define CHUNK (256 * 1024)
#define HEAD_RECORDS 20     /* looked at for separator and heading */

/* libcsv's states, which its header does not name */
enum
{
  BETWEEN_RECORDS = 0,
  IN_FIELD = 2,
};

struct _ReeveCsv
{
  char *path;
  ReeveTextSource *source;
  char separator;
  char **columns;
  guint n_columns;
  guint heading_record;     /* how many records stand up to and with the heading */
  gboolean check_bytes;

  struct csv_parser parser;
  gboolean parser_ready;
  gboolean finished;
  char *buffer;             /* UTF-8 not parsed yet: from start to end */
  gsize capacity, start, end;
  gsize known_lf;           /* no LF stands between start and here */
  gboolean source_ended;
  gboolean cr_ends_lines;   /* an old Macintosh file: no LF at all */
  gint64 line;              /* of the character at start */
  gint64 record_line;
  gsize record_bytes;

  GByteArray *data;         /* the fields of the record, each with its nul */
  GArray *lengths;          /* guint32 */
  GPtrArray *fields;
  gboolean complete;
  gboolean too_large;
  gboolean has_nul;
};

static void
field_cb (void *text, size_t length, void *data)
{
  ReeveCsv *self = data;
  guint32 n = MIN (length, REEVE_CSV_MAX_FIELD);
  if (length > REEVE_CSV_MAX_FIELD)
    self->too_large = TRUE;
  if (length > 0 && memchr (text, 0, n) != NULL)
    self->has_nul = TRUE;
  if (self->lengths->len < REEVE_CSV_MAX_COLUMNS + 1)
    {
      g_byte_array_append (self->data, text, n);
      g_byte_array_append (self->data, (const guint8 *) "", 1);
      g_array_append_val (self->lengths, n);
    }
}

static void
record_cb (int terminator, void *data)
{
  ReeveCsv *self = data;
  self->complete = TRUE;
}

static int
never_space (unsigned char c)
{
  return 0; /* spaces belong to the field */
}

static void
reset_parser (ReeveCsv *self)
{
  if (self->parser_ready)
    csv_free (&self->parser);
  csv_init (&self->parser, 0);
  csv_set_delim (&self->parser, self->separator);
  csv_set_space_func (&self->parser, never_space);
  csv_set_blk_size (&self->parser, 1024 * 1024);   /* it grows by this much: small steps make a long field quadratic */
  self->parser_ready = TRUE;
  self->finished = self->source_ended = FALSE;
  self->start = self->end = self->known_lf = 0;
  self->line = self->record_line = 1;
  self->record_bytes = 0;
  self->check_bytes = reeve_text_source_is_faulty (self->source);
}

/* Reads on. FALSE on error; at the end of the file sets source_ended. */
static gboolean
fill (ReeveCsv *self, GError **error)
{
  if (self->start > 0)
    {
      memmove (self->buffer, self->buffer + self->start, self->end - self->start);
      self->end -= self->start;
      self->known_lf -= MIN (self->known_lf, self->start);
      self->start = 0;
    }
  if (self->capacity - self->end < CHUNK)
    {
      self->capacity = MAX (self->capacity * 2, self->end + CHUNK);
      self->buffer = g_realloc (self->buffer, self->capacity);
    }
  gssize n = reeve_text_source_read (self->source, self->buffer + self->end, CHUNK, error);
  if (n < 0)
    return FALSE;
  self->source_ended = n == 0;
  if (self->end == 0 && self->line == 1 && self->record_bytes == 0)
    self->cr_ends_lines = memchr (self->buffer, '\n', n) == NULL;
  self->end += n;
  return TRUE;
}

/* The length of the line at start with its end, 0 if the buffer does not hold all of it. */
static gsize
line_length (ReeveCsv *self)
{
  const char *from = self->buffer + self->start;
  const char *end = self->buffer + self->end;
  const char *lf = NULL;
  if (self->known_lf <= self->start || self->known_lf >= self->end || self->buffer[self->known_lf] != '\n')
    {
      const char *look = self->buffer + MAX (self->known_lf, self->start);
      lf = look < end ? memchr (look, '\n', end - look) : NULL;
      self->known_lf = lf != NULL ? (gsize) (lf - self->buffer) : self->end;
    }
  else
    lf = self->buffer + self->known_lf;
  const char *stop = lf != NULL ? lf : end;
  const char *cr = memchr (from, '\r', stop - from);
  if (cr != NULL && cr + 1 < end)
    return cr[1] == '\n' ? cr + 2 - from : cr + 1 - from;
  if (cr != NULL)
    return self->source_ended ? cr + 1 - from : 0; /* an LF may follow */
  if (lf != NULL)
    return lf + 1 - from;
  return self->source_ended ? end - from : 0;
}

static gboolean
fail_open_quote (ReeveCsv *self, GError **error)
{
  g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, self->record_line);

  g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID,
               _("%s, line %s: a quotation mark opened in this row is never closed, so the rows after it cannot be told apart; "
                 "close it or remove it"),
               self->path, line);
  return FALSE;
}

/* Parses until one record is complete. FALSE at the end or on error. */
static gboolean
parse_record (ReeveCsv *self, GError **error)
{
  g_byte_array_set_size (self->data, 0);
  g_array_set_size (self->lengths, 0);
  self->complete = self->too_large = self->has_nul = FALSE;
  while (!self->complete && !self->finished)
    {
      gsize length;
      while ((length = self->start < self->end ? line_length (self) : 0) == 0 && !self->source_ended)
        {
          if (self->end - self->start > REEVE_CSV_MAX_RECORD)
            {
              g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, self->line);

              g_set_error (error, REEVE_ERROR, REEVE_ERROR_LIMIT, _("%s, line %s: the line is longer than %d MB; this is not a table"), self->path, line,
                           REEVE_CSV_MAX_RECORD / 1024 / 1024);
              return FALSE;
            }
          if (!fill (self, error))
            return FALSE;
        }
      if (length == 0)
        {
          self->finished = TRUE;
          if (self->parser.pstate == BETWEEN_RECORDS)
            return FALSE;
          if (self->parser.pstate == IN_FIELD && self->parser.quoted)
            return fail_open_quote (self, error);
          csv_fini (&self->parser, field_cb, record_cb, self);
          break;
        }
      if (self->parser.pstate == BETWEEN_RECORDS)
        {
          self->record_line = self->line;
          self->record_bytes = 0;
        }
      self->record_bytes += length;
      if (self->record_bytes > REEVE_CSV_MAX_RECORD)
        return fail_open_quote (self, error);
      if (csv_parse (&self->parser, self->buffer + self->start, length, field_cb, record_cb, self) != length)
        {
          g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, self->line);

          g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("%s, line %s: the row could not be read: %s"), self->path, line,
                       csv_strerror (csv_error (&self->parser)));
          return FALSE;
        }
      self->start += length;
      /* sed and editors that know no CR must find the same line */
      if (self->cr_ends_lines || self->buffer[self->start - 1] == '\n')
        self->line++;
    }
  return self->complete;
}

static void
hand_out (ReeveCsv *self, ReeveCsvRecord *record)
{
  g_ptr_array_set_size (self->fields, self->lengths->len);
  char *p = (char *) self->data->data;
  for (guint i = 0; i < self->lengths->len; i++)
    {
      self->fields->pdata[i] = p;
      p += g_array_index (self->lengths, guint32, i) + 1;
    }
  record->line = self->record_line;
  record->n_fields = self->lengths->len;
  record->fields = (char **) self->fields->pdata;
  record->lengths = (const guint32 *) (gpointer) self->lengths->data;
  record->fault = NULL;
}

static gboolean
is_blank (const ReeveCsvRecord *record)
{
  for (guint i = 0; i < record->n_fields; i++)
    if (record->lengths[i] > 0)
      return FALSE;
  return TRUE;
}

static guint
count_filled (const ReeveCsvRecord *record)
{
  guint n = 0;
  for (guint i = 0; i < record->n_fields; i++)
    n += record->lengths[i] > 0;
  return n;
}

gboolean
reeve_csv_next (ReeveCsv *self, ReeveCsvRecord *record, GError **error)
{
  do
    {
      if (!parse_record (self, error))
        return FALSE;
      hand_out (self, record);
    }
  while (is_blank (record));

  if (self->has_nul)
    record->fault = N_ ("The row holds a zero byte, which no text has; the file may be damaged.");
  else if (self->too_large)
    record->fault = N_ ("A field of the row is longer than 1 MB.");
  else if (record->n_fields != self->n_columns && self->n_columns > 0)
    record->fault = record->n_fields < self->n_columns ? N_ ("The row has fewer columns than the heading.")
                                                       : N_ ("The row has more columns than the heading.");
  else if (self->check_bytes)
    {
      for (guint i = 0; i < record->n_fields && record->fault == NULL; i++)
        if (!g_utf8_validate_len (record->fields[i], record->lengths[i], NULL))
          record->fault = N_ ("The row holds bytes that are no characters in the file's encoding.");
    }
  return TRUE;
}

/* How well @separator cuts the head of the file into a table: rows alike, times columns. 0: not at all. */
static double
score_separator (ReeveCsv *self, char separator)
{
  guint counts[HEAD_RECORDS], n = 0;
  ReeveCsvRecord record;
  g_autoptr (GError) error = NULL;
  self->separator = separator;
  self->n_columns = 0;
  if (!reeve_text_source_rewind (self->source, NULL))
    return 0;
  reset_parser (self);
  while (n < HEAD_RECORDS && reeve_csv_next (self, &record, &error))
    counts[n++] = record.n_fields;
  if (n == 0)
    return 0;
  guint best = 0, columns = 1;
  for (guint i = 0; i < n; i++)
    {
      guint alike = 0;
      for (guint j = 0; j < n; j++)
        alike += counts[j] == counts[i];
      if (counts[i] > 1 && alike > best)
        {
          best = alike;
          columns = counts[i];
        }
    }
  return columns > 1 ? (double) best / n + MIN (columns, 50) / 1000.0 : 0;
}

/* The heading is the first record with about as many names as the table has columns: titles above it have one or two. */
static gboolean
find_heading (ReeveCsv *self, GError **error)
{
  ReeveCsvRecord record;
  g_autoptr (GError) local = NULL;
  guint filled[HEAD_RECORDS], n = 0, most = 0;
  self->n_columns = 0;
  if (!reeve_text_source_rewind (self->source, error))
    return FALSE;
  reset_parser (self);
  while (n < HEAD_RECORDS && reeve_csv_next (self, &record, &local))
    {
      filled[n] = n == 0 && strcmp (record.fields[0], "sep=") == 0 ? 0 : count_filled (&record);
      most = MAX (most, filled[n]);
      n++;
    }
  if (n == 0)
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s: there is nothing in the file but empty lines"), self->path);
      return FALSE;
    }
  self->heading_record = 1;
  for (guint i = 0; i < n; i++)
    if (filled[i] * 2 >= most)
      {
        self->heading_record = i + 1;
        break;
      }
  return TRUE;
}

/* Collapses line breaks and runs of space within a name. */
static char *
clean_name (const char *text, gsize length, guint column)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);
  GString *name = g_string_new (NULL);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == 0xfeff)
        {
          if (name->len > 0 && name->str[name->len - 1] != ' ')
            g_string_append_c (name, ' ');
        }
      else
        g_string_append_unichar (name, c);
    }
  if (name->len > 0 && name->str[name->len - 1] == ' ')
    g_string_truncate (name, name->len - 1);
  if (name->len == 0)
    g_string_printf (name, "Column %u", column + 1);
  return g_string_free (name, FALSE);
}

static gboolean
read_heading (ReeveCsv *self, GError **error)
{
  ReeveCsvRecord record = { 0 };
  g_autoptr (GError) local = NULL;
  if (!find_heading (self, error) || !reeve_text_source_rewind (self->source, error))
    return FALSE;
  reset_parser (self);
  for (guint i = 0; i < self->heading_record; i++)
    if (!reeve_csv_next (self, &record, &local))
      {
        g_propagate_error (error, g_steal_pointer (&local));
        return FALSE;
      }
  if (record.n_fields > REEVE_CSV_MAX_COLUMNS)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_LIMIT, _("%s: the table has more than %d columns"), self->path, REEVE_CSV_MAX_COLUMNS);
      return FALSE;
    }
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < record.n_fields; i++)
    {
      char *name = clean_name (record.fields[i], record.lengths[i], i);
      for (guint again = 2; g_hash_table_contains (seen, name); again++)
        {
          g_free (name);
          g_autofree char *plain = clean_name (record.fields[i], record.lengths[i], i);
          name = g_strdup_printf ("%s (%u)", plain, again);
        }
      g_hash_table_add (seen, name);
      g_ptr_array_add (names, name);
    }
  self->n_columns = names->len;
  g_ptr_array_add (names, NULL);
  g_strfreev (self->columns);
  self->columns = (char **) g_ptr_array_steal (names, NULL);
  return TRUE;
}

/* Excel writes its separator in a first line of its own: "sep=;". */
static char
stated_separator (ReeveCsv *self)
{
  if (!reeve_text_source_rewind (self->source, NULL))
    return 0;
  reset_parser (self);
  if (!fill (self, NULL) || self->end < 5 || g_ascii_strncasecmp (self->buffer, "sep=", 4) != 0)
    return 0;
  char c = self->buffer[4];
  return strchr (",;\t|", c) != NULL && (self->end == 5 || strchr ("\r\n", self->buffer[5]) != NULL) ? c : 0;
}

static gboolean
sniff (ReeveCsv *self, GError **error)
{
  static const char separators[] = { ',', ';', '\t', '|' };
  char best = stated_separator (self);
  if (best == 0)
    {
      double best_score = 0;
      best = ',';
      for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
        {
          double score = score_separator (self, separators[i]);
          if (score > best_score + 1e-9)
            {
              best = separators[i];
              best_score = score;
            }
        }
    }
  self->separator = best;
  return read_heading (self, error);
}

ReeveCsv *
reeve_csv_new (const char *path, GError **error)
{
  g_autoptr (ReeveTextSource) source = reeve_text_source_new (path, error);
  if (source == NULL)
    return NULL;
  g_autoptr (ReeveCsv) self = g_new0 (ReeveCsv, 1);
  self->path = g_path_get_basename (path);
  self->source = g_steal_pointer (&source);
  self->separator = ',';
  self->data = g_byte_array_new ();
  self->lengths = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->fields = g_ptr_array_new ();
  if (!sniff (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
reeve_csv_free (ReeveCsv *self)
{
  if (self == NULL)
    return;
  if (self->parser_ready)
    csv_free (&self->parser);
  reeve_text_source_free (self->source);
  g_clear_pointer (&self->data, g_byte_array_unref);
  g_clear_pointer (&self->lengths, g_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_strfreev (self->columns);
  g_free (self->buffer);
  g_free (self->path);
  g_free (self);
}

ReeveTextSource *
reeve_csv_get_source (ReeveCsv *self)
{
  return self->source;
}

char
reeve_csv_get_separator (const ReeveCsv *self)
{
  return self->separator;
}

const char *const *
reeve_csv_get_columns (const ReeveCsv *self, guint *ret_n)
{
  if (ret_n != NULL)
    *ret_n = self->n_columns;
  return (const char *const *) self->columns;
}

gboolean
reeve_csv_set_encoding (ReeveCsv *self, ReeveEncoding encoding, GError **error)
{
  reeve_text_source_set_encoding (self->source, encoding);
  return sniff (self, error);
}

gboolean
reeve_csv_set_separator (ReeveCsv *self, char separator, GError **error)
{
  self->separator = separator;
  return read_heading (self, error);
}

gboolean
reeve_csv_rewind (ReeveCsv *self, GError **error)
{
  ReeveCsvRecord record;
  g_autoptr (GError) local = NULL;
  guint n_columns = self->n_columns;
  if (!reeve_text_source_rewind (self->source, error))
    return FALSE;
  reset_parser (self);
  self->n_columns = 0;
  for (guint i = 0; i < self->heading_record; i++)
    if (!reeve_csv_next (self, &record, &local))
      {
        if (local != NULL)
          g_propagate_error (error, g_steal_pointer (&local));
        else
          g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s: the heading is gone"), self->path);
        return FALSE;
      }
  self->n_columns = n_columns;
  return TRUE;
}

void
reeve_csv_append_field (GString *out, const char *field, char separator)
{
  gsize length = strlen (field);
  gboolean quote = length > 0 && (field[0] == ' ' || field[length - 1] == ' ' || strchr (field, separator) != NULL || strpbrk (field, "\"\r\n") != NULL);
  if (!quote)
    {
      g_string_append (out, field);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = field; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}
