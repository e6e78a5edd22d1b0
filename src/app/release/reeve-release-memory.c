/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "reeve-release-memory.h"
#include "reeve-release.h"

#define REMEMBERED 6           /* of each */

void
reeve_release_memory_free (ReeveReleaseMemory *memory)
{
  for (guint i = 0; i < REEVE_N_AUDIENCES; i++)
    {
      g_ptr_array_unref (memory->recipients[i]);
      g_ptr_array_unref (memory->reasons[i]);
      g_free (memory->narrowed[i]);
    }
  g_free (memory);
}

static void
remember (GPtrArray *texts, const char *text)
{
  if (text == NULL || *text == '\0' || texts->len >= REMEMBERED)
    return;
  for (guint i = 0; i < texts->len; i++)
    if (strcmp (g_ptr_array_index (texts, i), text) == 0)
      return;
  g_ptr_array_add (texts, g_strdup (text));
}

static gpointer
read_memory (ReeveConn *conn, gpointer data, GError **error)
{
  g_autoptr (ReeveReleaseMemory) memory = g_new0 (ReeveReleaseMemory, 1);
  ReeveStmt *stmt;
  GError *local_error = NULL;

  for (guint i = 0; i < REEVE_N_AUDIENCES; i++)
    {
      g_autofree char *key = reeve_release_narrowing_key ((ReeveAudience) i);

      memory->recipients[i] = g_ptr_array_new_with_free_func (g_free);
      memory->reasons[i] = g_ptr_array_new_with_free_func (g_free);
      memory->narrowed[i] = reeve_conn_get_setting (conn, key);
    }
  memory->next = 1;
  stmt = reeve_conn_prepare (conn, "SELECT number, audience, recipient, reason FROM release ORDER BY number DESC LIMIT 200", error);
  if (stmt == NULL)
    return NULL;
  while (reeve_stmt_step (stmt, &local_error))
    {
      ReeveAudience audience;

      memory->next = MAX (memory->next, reeve_stmt_int (stmt, 0) + 1);
      if (!reeve_audience_from_name (reeve_stmt_text (stmt, 1), &audience))
        continue;
      remember (memory->recipients[audience], reeve_stmt_text (stmt, 2));
      remember (memory->reasons[audience], reeve_stmt_text (stmt, 3));
    }
  reeve_stmt_reset (stmt);
  if (local_error == NULL)
    return g_steal_pointer (&memory);
  g_propagate_error (error, local_error);
  return NULL;
}

void
reeve_release_memory_async (ReeveCaseFile *file, GAsyncReadyCallback callback, gpointer user_data)
{
  reeve_case_file_read_async (file, REEVE_LANE_DETAIL, read_memory, NULL, NULL, (GDestroyNotify) reeve_release_memory_free, NULL, callback, user_data);
}

ReeveReleaseMemory *
reeve_release_memory_finish (ReeveCaseFile *file, GAsyncResult *result, GError **error)
{
  return reeve_case_file_read_finish (file, result, error);
}
