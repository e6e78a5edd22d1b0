/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records travel in batches, since handing over each one would cost more than reading it. A bounded number of batches goes round: the thread
 * waits when it is that far ahead, so a file of any size needs the same memory. */
#include "config.h"

#include <string.h>

#include "reeve-csv-stream.h"

#define BATCHES 4
#define BATCH_RECORDS 512
#define BATCH_BYTES (512 * 1024)

typedef struct
{
  gint64 line;
  guint first, n_fields;          /* in fields and lengths */
  const char *fault;
} Entry;

typedef struct
{
  GArray *entries;                /* Entry */
  GByteArray *data;               /* the fields, each with its nul */
  GArray *lengths;                /* guint32 */
  GPtrArray *fields;
  gint64 done;
  gboolean last;
  GError *error;                  /* with the last */
} Batch;

struct _ReeveCsvStream
{
  ReeveCsv *csv;
  GThread *thread;
  GAsyncQueue *full, *empty;      /* Batch */
  gint stop;                      /* atomic */
  Batch *batch;                   /* being handed out */
  guint next;
};

static Batch *
batch_new (void)
{
  Batch *batch = g_new0 (Batch, 1);
  batch->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  batch->data = g_byte_array_new ();
  batch->lengths = g_array_new (FALSE, FALSE, sizeof (guint32));
  batch->fields = g_ptr_array_new ();
  return batch;
}

static void
batch_free (Batch *batch)
{
  if (batch == NULL)
    return;
  g_array_unref (batch->entries);
  g_byte_array_unref (batch->data);
  g_array_unref (batch->lengths);
  g_ptr_array_unref (batch->fields);
  g_clear_error (&batch->error);
  g_free (batch);
}

static void
add_record (Batch *batch, const ReeveCsvRecord *record)
{
  Entry entry = { record->line, batch->lengths->len, record->n_fields, record->fault };
  g_array_append_val (batch->entries, entry);
  g_array_append_vals (batch->lengths, record->lengths, record->n_fields);
  if (record->n_fields == 0)
    return;
  /* the fields of a record follow one another in memory */
  gsize size = record->fields[record->n_fields - 1] + record->lengths[record->n_fields - 1] + 1 - record->fields[0];
  g_byte_array_append (batch->data, (const guint8 *) record->fields[0], size);
}

/* Data may have moved while it grew, so where each field stands is told at the end. */
static void
place_fields (Batch *batch)
{
  char *p = (char *) batch->data->data;
  g_ptr_array_set_size (batch->fields, batch->lengths->len);
  for (guint i = 0; i < batch->lengths->len; i++)
    {
      batch->fields->pdata[i] = p;
      p += g_array_index (batch->lengths, guint32, i) + 1;
    }
}

static void
fill_batch (ReeveCsvStream *self, Batch *batch)
{
  ReeveCsvRecord record;
  g_array_set_size (batch->entries, 0);
  g_byte_array_set_size (batch->data, 0);
  g_array_set_size (batch->lengths, 0);
  while (batch->entries->len < BATCH_RECORDS && batch->data->len < BATCH_BYTES)
    {
      if (!reeve_csv_next (self->csv, &record, &batch->error))
        {
          batch->last = TRUE;
          break;
        }
      add_record (batch, &record);
    }
  place_fields (batch);
  batch->done = reeve_text_source_get_done (reeve_csv_get_source (self->csv));
}

static gpointer
read_thread (gpointer data)
{
  ReeveCsvStream *self = data;
  gboolean last = FALSE;
  while (!last)
    {
      Batch *batch = g_async_queue_pop (self->empty);
      if (g_atomic_int_get (&self->stop))
        batch->last = TRUE;
      else
        fill_batch (self, batch);
      last = batch->last;
      g_async_queue_push (self->full, batch);
    }
  return NULL;
}

ReeveCsvStream *
reeve_csv_stream_new (ReeveCsv *csv)
{
  ReeveCsvStream *self = g_new0 (ReeveCsvStream, 1);
  self->csv = csv;
  self->full = g_async_queue_new_full ((GDestroyNotify) batch_free);
  self->empty = g_async_queue_new_full ((GDestroyNotify) batch_free);
  for (guint i = 0; i < BATCHES; i++)
    g_async_queue_push (self->empty, batch_new ());
  self->thread = g_thread_new ("reeve-csv", read_thread, self);
  return self;
}

void
reeve_csv_stream_free (ReeveCsvStream *self)
{
  if (self == NULL)
    return;
  /* the thread ends after the batch at hand; one empty batch lets it see that it is to stop */
  g_atomic_int_set (&self->stop, TRUE);
  if (self->batch != NULL)
    g_async_queue_push (self->empty, self->batch);
  else
    g_async_queue_push (self->empty, batch_new ());
  g_thread_join (self->thread);
  g_async_queue_unref (self->full);
  g_async_queue_unref (self->empty);
  g_free (self);
}

gboolean
reeve_csv_stream_next (ReeveCsvStream *self, ReeveCsvRecord *record, gint64 *ret_done, GError **error)
{
  while (self->batch == NULL || self->next == self->batch->entries->len)
    {
      if (self->batch != NULL && self->batch->last)
        {
          if (self->batch->error != NULL)
            g_propagate_error (error, g_steal_pointer (&self->batch->error));
          return FALSE;
        }
      if (self->batch != NULL)
        g_async_queue_push (self->empty, self->batch);
      self->batch = g_async_queue_pop (self->full);
      self->next = 0;
    }
  const Entry *entry = &g_array_index (self->batch->entries, Entry, self->next++);
  record->line = entry->line;
  record->n_fields = entry->n_fields;
  record->fields = (char **) self->batch->fields->pdata + entry->first;
  record->lengths = (const guint32 *) (gpointer) self->batch->lengths->data + entry->first;
  record->fault = entry->fault;
  *ret_done = self->batch->done;
  return TRUE;
}
