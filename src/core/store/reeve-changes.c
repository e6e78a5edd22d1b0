/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one transaction changed: a list of rows, shared by everyone who is told of it. */
#include "config.h"

#include <string.h>

#include "reeve-db-private.h"

struct _ReeveChanges
{
  gatomicrefcount refs;
  gint64 entry;
  GArray *rows; /* of ReeveChangedRow; the table names are those of the dictionary, or "setting" */
};

G_DEFINE_BOXED_TYPE (ReeveChanges, reeve_changes, reeve_changes_ref, reeve_changes_unref)

ReeveChanges *
reeve_changes_new (gint64 entry, GArray *rows)
{
  ReeveChanges *self = g_new0 (ReeveChanges, 1);
  g_atomic_ref_count_init (&self->refs);
  self->entry = entry;
  self->rows = rows;
  return self;
}

ReeveChanges *
reeve_changes_ref (ReeveChanges *changes)
{
  g_atomic_ref_count_inc (&changes->refs);
  return changes;
}

void
reeve_changes_unref (ReeveChanges *changes)
{
  if (!g_atomic_ref_count_dec (&changes->refs))
    return;
  g_array_unref (changes->rows);
  g_free (changes);
}

gint64
reeve_changes_get_entry (const ReeveChanges *changes)
{
  return changes->entry;
}

const ReeveChangedRow *
reeve_changes_get_rows (const ReeveChanges *changes, gsize *ret_n)
{
  *ret_n = changes->rows->len;
  return (const ReeveChangedRow *) (gconstpointer) changes->rows->data;
}

gboolean
reeve_changes_touch (const ReeveChanges *changes, const char *table)
{
  for (guint i = 0; i < changes->rows->len; i++)
    if (strcmp (g_array_index (changes->rows, ReeveChangedRow, i).table, table) == 0)
      return TRUE;
  return FALSE;
}
