/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking reads on a lane of the case file; making, reprinting and recalling run on threads of their own, since they write. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-release-job.h"
#include "reeve-text.h"
#include "reeve-wording.h"

/* --- the order --- */

static void
point (ReeveReleaseOrder *order)
{
  order->request.to = order->to;
  order->request.reason = order->reason;
  order->request.category = order->category;
  order->request.district = order->district;
  order->request.businesses = order->businesses;
}

ReeveReleaseOrder *
reeve_release_order_new (ReeveCaseFile *file)
{
  ReeveReleaseOrder *order = g_new0 (ReeveReleaseOrder, 1);

  order->request.day = reeve_case_file_get_day (file);
  order->request.made_on = reeve_day_today ();
  return order;
}

ReeveReleaseOrder *
reeve_release_order_copy (const ReeveReleaseOrder *order)
{
  ReeveReleaseOrder *copy = g_memdup2 (order, sizeof *order);

  copy->to = g_strdup (order->to);
  copy->reason = g_strdup (order->reason);
  copy->category = g_strdup (order->category);
  copy->district = g_strdup (order->district);
  copy->businesses = NULL;
  if (order->businesses != NULL)
    {
      /* never of size 0: no pointer would mean all */
      copy->businesses = g_new0 (gint64, order->request.n_businesses + 1);
      memcpy (copy->businesses, order->businesses, order->request.n_businesses * sizeof (gint64));
    }
  point (copy);
  return copy;
}

void
reeve_release_order_free (ReeveReleaseOrder *order)
{
  g_free (order->to);
  g_free (order->reason);
  g_free (order->category);
  g_free (order->district);
  g_free (order->businesses);
  g_free (order);
}

void
reeve_release_order_set_text (ReeveReleaseOrder *order, char **field, const char *text)
{
  g_free (*field);
  *field = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
  if (*field != NULL && **field == '\0')
    g_clear_pointer (field, g_free);
  point (order);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

void
reeve_release_order_set_businesses (ReeveReleaseOrder *order, const gint64 *ids, gsize n)
{
  g_clear_pointer (&order->businesses, g_free);
  order->request.n_businesses = 0;
  if (ids != NULL)
    {
      order->businesses = g_new0 (gint64, n + 1);
      memcpy (order->businesses, ids, n * sizeof (gint64));
      qsort (order->businesses, n, sizeof (gint64), compare_ids);
      order->request.n_businesses = n;
    }
  point (order);
}

gboolean
reeve_format_has_one_sheet (ReeveFormat format)
{
  return format == REEVE_FORMAT_CSV || format == REEVE_FORMAT_GEOJSON;
}

static gboolean
is_map (ReeveFormat format)
{
  return format == REEVE_FORMAT_KML || format == REEVE_FORMAT_PDF || format == REEVE_FORMAT_PNG;
}

guint
reeve_release_order_possible_sheets (const ReeveReleaseOrder *order)
{
  guint sheets = 0;

  for (guint i = 0; i < REEVE_N_SHEETS; i++)
    if (reeve_audience_has_sheet (order->request.audience, (ReeveSheetKind) i)
        && (!is_map (order->format) || i == REEVE_SHEET_BUSINESS || i == REEVE_SHEET_PLACE))
      sheets |= 1u << i;
  return sheets;
}

gboolean
reeve_release_order_check (const ReeveReleaseOrder *order, ReeveCaseFile *file, GError **error)
{
  if (!reeve_release_request_check (&order->request, error))
    return FALSE;
  if ((order->request.sheets & reeve_release_order_possible_sheets (order)) == 0)
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("Choose at least one sheet."));
      return FALSE;
    }
  if (reeve_case_file_is_read_only (file) && order->request.audience != REEVE_AUDIENCE_INTERNAL)
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_READ_ONLY, _("This file may only be read: only internal copies can be made of it."));
      return FALSE;
    }
  return TRUE;
}

/* --- looking --- */

typedef struct { ReeveReleaseOrder *order; GCancellable *cancellable; } Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  reeve_release_order_free (look->order);
  g_clear_object (&look->cancellable);
  g_free (look);
}

static gpointer
look (ReeveConn *conn, gpointer data, GError **error)
{
  Look *self = data;

  return reeve_release_gather (conn, &self->order->request, self->cancellable, error);
}

void
reeve_release_look_async (ReeveCaseFile *file, const ReeveReleaseOrder *order, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Look *self = g_new0 (Look, 1);

  self->order = reeve_release_order_copy (order);
  self->cancellable = g_object_ref (cancellable);
  /* What would go out can be seen before it is said to whom; nothing of this leaves the window. */
  if (self->order->to == NULL)
    reeve_release_order_set_text (self->order, &self->order->to, "?");
  if (self->order->reason == NULL)
    reeve_release_order_set_text (self->order, &self->order->reason, "?");
  reeve_case_file_read_async (file, REEVE_LANE_DETAIL, look, self, look_free, (GDestroyNotify) reeve_disclosure_unref, cancellable, callback, user_data);
}

ReeveDisclosure *
reeve_release_look_finish (ReeveCaseFile *file, GAsyncResult *result, GError **error)
{
  return reeve_case_file_read_finish (file, result, error);
}

gboolean
reeve_release_is_within_list (const ReeveDisclosure *disclosure)
{
  ReeveAudience audience = reeve_disclosure_get_audience (disclosure);

  for (guint sheet = 0; sheet < REEVE_N_SHEETS; sheet++)
    {
      guint n = 0;
      const ReeveDisclosedField *columns = reeve_disclosure_get_columns (disclosure, (ReeveSheetKind) sheet, &n);

      for (guint i = 0; i < n; i++)
        if (!reeve_disclosed_field_seen (columns[i], audience))
          return FALSE;
      if (n == 0 && reeve_disclosure_get_n_rows (disclosure, (ReeveSheetKind) sheet) > 0)
        return FALSE;
    }
  return TRUE;
}

/* --- making --- */

typedef struct { ReeveDb *db; ReeveReleaseOrder *order; char *path, *reason; gint64 number; } Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_object_unref (act->db);
  g_clear_pointer (&act->order, reeve_release_order_free);
  g_free (act->path);
  g_free (act->reason);
  g_free (act);
}

static void
start (ReeveCaseFile *file, Act *act, GTaskThreadFunc func, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, NULL, callback, user_data);

  act->db = g_object_ref (reeve_case_file_get_db (file));
  g_task_set_task_data (task, act, act_free);
  g_task_run_in_thread (task, func);
}

void
reeve_release_made_free (ReeveReleaseMade *made)
{
  g_free (made->path);
  g_free (made->sha256);
  g_clear_pointer (&made->record, reeve_record_free);
  g_free (made);
}

static ReeveRecord *
logged (ReeveDb *db, gint64 number, GError **error)
{
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, error);
  g_autoptr (GPtrArray) found = reader != NULL ? reeve_conn_load_where (reeve_reader_get_conn (reader), "release", "number", number, error) : NULL;

  return found != NULL && found->len > 0 ? reeve_record_copy (g_ptr_array_index (found, 0)) : NULL;
}

static void
make_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Act *act = data;
  g_autoptr (ReeveReleaseMade) made = g_new0 (ReeveReleaseMade, 1);
  g_autofree char *contents = NULL;
  gsize size;
  GError *error = NULL;

  made->path = g_strdup (act->path);
  if (!reeve_release_make (act->db, &act->order->request, act->order->format, act->path, &made->number, &error)
      || !g_file_get_contents (act->path, &contents, &size, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  made->sha256 = reeve_sha256 (contents, size);
  if (made->number != 0)
    made->record = logged (act->db, made->number, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  made->same = made->number == 0 || (made->record != NULL && g_strcmp0 (reeve_record_get (made->record, "sha256"), made->sha256) == 0);
  g_task_return_pointer (task, g_steal_pointer (&made), (GDestroyNotify) reeve_release_made_free);
}

void
reeve_release_make_async (ReeveCaseFile *file, const ReeveReleaseOrder *order, const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  Act *act = g_new0 (Act, 1);

  act->order = reeve_release_order_copy (order);
  act->path = g_strdup (path);
  start (file, act, make_thread, callback, user_data);
}

ReeveReleaseMade *
reeve_release_make_finish (ReeveCaseFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
reeve_release_receipt (ReeveRecord *record)
{
  static const char *const fields[] = { "number", "made_on", "made_by", "audience", "recipient", "reason", "as_of", "format", "file_name", "size",
                                        "sha256", "left_out", "recalled", "recall_reason" };
  const ReeveTableInfo *table = reeve_record_get_table (record);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const ReeveFieldInfo *field = &table->fields[reeve_table_find_field (table, fields[i])];
      const char *value = reeve_record_get (record, fields[i]);
      g_autofree char *words = value != NULL ? reeve_word_value ("release", fields[i], value) : NULL;

      if (words != NULL)
        /* Translators: a line of a receipt: what it is, and its value */
        g_string_append_printf (out, _("%s: %s"), reeve_field_label (field), words);
      if (words != NULL)
        g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

/* --- afterwards --- */

static void
return_done (GTask *task, gboolean done, GError *error)
{
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
reprint_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Act *act = data;
  GError *error = NULL;
  gboolean done = reeve_release_reprint (act->db, act->number, act->path, &error);

  return_done (task, done, error);
}

void
reeve_release_reprint_async (ReeveCaseFile *file, gint64 number, const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  Act *act = g_new0 (Act, 1);

  act->number = number;
  act->path = g_strdup (path);
  start (file, act, reprint_thread, callback, user_data);
}

static void
recall_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Act *act = data;
  GError *error = NULL;
  gboolean done = reeve_release_recall (act->db, act->number, reeve_day_today (), act->reason, &error);

  return_done (task, done, error);
}

void
reeve_release_recall_async (ReeveCaseFile *file, gint64 number, const char *reason, GAsyncReadyCallback callback, gpointer user_data)
{
  Act *act = g_new0 (Act, 1);

  act->number = number;
  act->reason = g_strdup (reason);
  start (file, act, recall_thread, callback, user_data);
}

gboolean
reeve_release_act_finish (ReeveCaseFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
