// SPDX-License-Identifier: GPL-3.0-or-later
/* The messages about one ordinance file: kept in the order of their places, each with its source line, printed with a caret under the
 * part it speaks of (language.md 7). The same message about the same place is kept once, for a definition or an amended version is
 * checked more than once. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "reeve-message.h"
#include "reeve-message-private.h"

struct _ReeveMessages
{
  char *file_name;
  const char *text;
  gsize size;
  GBytes *bytes;          /* a copy of the text: messages outlive it */
  GArray *lines;          /* gsize: where each line begins */
  GArray *counts;         /* guint32: characters before each STRIDE-th byte, for files of one endless line */
  GPtrArray *list;        /* ReeveMessage, in order of place */
  GHashTable *seen;
  guint n_errors, n_warnings, n_left_out;
};

#define STRIDE 256

static void
message_free (gpointer data)
{
  ReeveMessage *message = data;

  g_free (message->id);
  g_free (message->text);
  g_free (message->replacement);
  g_free (message->line_text);
  g_free (message);
}

ReeveMessages *
reeve_messages_new (const char *file_name, const char *text, gsize size)
{
  ReeveMessages *self = g_new0 (ReeveMessages, 1);
  gsize begin = 0;
  guint32 n = 0;

  self->file_name = g_strdup (file_name);
  self->bytes = g_bytes_new (text, size);
  self->text = g_bytes_get_data (self->bytes, &self->size);
  if (self->text == NULL)
    self->text = "";   /* of no bytes GBytes gives no address */
  self->lines = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->list = g_ptr_array_new_with_free_func (message_free);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->counts = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (self->lines, begin);
  for (gsize i = 0; i < self->size; i++)
    {
      if (i % STRIDE == 0)
        g_array_append_val (self->counts, n);
      if ((self->text[i] & 0xc0) != 0x80)
        n++;
      if (self->text[i] == '\n')
        {
          begin = i + 1;
          g_array_append_val (self->lines, begin);
        }
    }
  return self;
}

void
reeve_messages_free (ReeveMessages *messages)
{
  if (messages == NULL)
    return;
  g_free (messages->file_name);
  g_bytes_unref (messages->bytes);
  g_array_unref (messages->lines);
  g_array_unref (messages->counts);
  g_ptr_array_unref (messages->list);
  g_hash_table_unref (messages->seen);
  g_free (messages);
}

/* Characters before byte @at. */
static guint
characters_before (const ReeveMessages *messages, gsize at)
{
  gsize stride = at / STRIDE;
  guint n;

  if (messages->counts->len == 0)
    return 0;
  stride = MIN (stride, messages->counts->len - 1);
  n = g_array_index (messages->counts, guint32, stride);
  for (gsize i = stride * STRIDE; i < at; i++)
    if ((messages->text[i] & 0xc0) != 0x80)
      n++;
  return n;
}

static guint
count_characters (const ReeveMessages *messages, gsize from, gsize to)
{
  return characters_before (messages, to) - characters_before (messages, from);
}

/* The place of bytes @begin .. @end of the file; a span of several lines is marked to the end of its first. */
ReeveSource
reeve_messages_source (const ReeveMessages *messages, gsize begin, gsize end)
{
  ReeveSource source = { 0 };
  guint low = 0, high = messages->lines->len;
  gsize line, stop;
  guint length;

  begin = MIN (begin, messages->size);
  end = CLAMP (end, begin, messages->size);
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (messages->lines, gsize, middle) <= begin)
        low = middle;
      else
        high = middle;
    }
  line = g_array_index (messages->lines, gsize, low);
  stop = low + 1 < messages->lines->len ? g_array_index (messages->lines, gsize, low + 1) - 1 : messages->size;
  stop = MAX (MIN (end, stop), begin);
  source.line = low + 1;
  source.column = count_characters (messages, line, begin) + 1;
  length = count_characters (messages, begin, stop);
  source.length = MAX (length, 1);
  return source;
}

/* Line and column, counted from 1, to a place of length 1. */
ReeveSource
reeve_messages_source_at (const ReeveMessages *messages, guint line, guint column)
{
  ReeveSource source = { CLAMP (line, 1, messages->lines->len), MAX (column, 1), 1 };

  return source;
}

static char *
line_text (const ReeveMessages *messages, guint line)
{
  gsize begin, end;

  if (line == 0 || line > messages->lines->len)
    return g_strdup ("");
  begin = g_array_index (messages->lines, gsize, line - 1);
  end = line < messages->lines->len ? g_array_index (messages->lines, gsize, line) - 1 : messages->size;
  if (end > begin && messages->text[end - 1] == '\r')
    end--;
  /* a line can be a megabyte; the first part of it is enough to find it again */
  end = MIN (end, begin + 400);
  {
    g_autofree char *raw = g_strndup (messages->text + begin, end - begin);

    for (char *p = raw; p < raw + (end - begin); p++)
      if ((guchar) *p < 0x20 && *p != '\t')
        *p = ' ';
    return g_utf8_make_valid (raw, -1);
  }
}

static int
compare_places (const ReeveMessage *a, const ReeveMessage *b)
{
  if (a->source.line != b->source.line)
    return a->source.line < b->source.line ? -1 : 1;
  if (a->source.column != b->source.column)
    return a->source.column < b->source.column ? -1 : 1;
  return 0;
}

void
reeve_messages_add (ReeveMessages *messages, ReeveSeverity severity, const char *id, ReeveSource source, const char *replacement,
                    const char *format, ...)
{
  g_autofree char *text = NULL;
  char *key;
  ReeveMessage *message;
  guint at;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  key = g_strdup_printf ("%u:%u:%s:%s", source.line, source.column, id, text);
  if (!g_hash_table_add (messages->seen, key))
    return;
  if (severity == REEVE_SEVERITY_ERROR)
    messages->n_errors++;
  else
    messages->n_warnings++;
  if (messages->list->len >= REEVE_MESSAGES_MAX)
    {
      messages->n_left_out++;
      return;
    }
  message = g_new0 (ReeveMessage, 1);
  message->severity = severity;
  message->id = g_strdup (id);
  message->text = g_utf8_make_valid (text, -1);
  message->replacement = g_strdup (replacement);
  message->line_text = line_text (messages, source.line);
  message->source = source;
  for (at = messages->list->len; at > 0 && compare_places (g_ptr_array_index (messages->list, at - 1), message) > 0; at--)
    ;
  g_ptr_array_insert (messages->list, (int) at, message);
}

guint
reeve_messages_count (const ReeveMessages *messages, ReeveSeverity severity)
{
  return severity == REEVE_SEVERITY_ERROR ? messages->n_errors : messages->n_warnings;
}

guint
reeve_messages_get_n (const ReeveMessages *messages)
{
  return messages->list->len;
}

const ReeveMessage *
reeve_messages_get (const ReeveMessages *messages, guint index)
{
  g_return_val_if_fail (index < messages->list->len, NULL);

  return g_ptr_array_index (messages->list, index);
}

/* Tabs are kept in front of the caret, so that it stands under its place whatever a tab is wide. */
static void
append_caret (GString *out, const ReeveMessage *message)
{
  const char *p = message->line_text;

  for (guint column = 1; column < message->source.column; column++)
    {
      g_string_append_c (out, *p == '\t' ? '\t' : ' ');
      if (*p != '\0')
        p = g_utf8_next_char (p);
    }
  g_string_append_c (out, '^');
  for (guint i = 1; i < message->source.length && *p != '\0'; i++)
    {
      p = g_utf8_next_char (p);
      if (*p == '\0')
        break;
      g_string_append_c (out, '~');
    }
  g_string_append_c (out, '\n');
}

char *
reeve_messages_format (const ReeveMessages *messages)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < messages->list->len; i++)
    {
      const ReeveMessage *message = g_ptr_array_index (messages->list, i);

      if (message->source.line == 0)
        {
          g_string_append_printf (out, "%s: %s: %s\n", messages->file_name, message->id, message->text);
          continue;
        }
      g_string_append_printf (out, "%s:%u:%u: %s: %s\n%s\n", messages->file_name, message->source.line, message->source.column, message->id,
                              message->text, message->line_text);
      append_caret (out, message);
    }
  if (messages->n_left_out > 0)
    {
      g_string_append_printf (out, ngettext ("%s: %u further message is not shown.", "%s: %u further messages are not shown.",
                                             messages->n_left_out), messages->file_name, messages->n_left_out);
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}
