/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking reads on a lane of the case file; making, reprinting and recalling run on threads of their own, since they write. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-archive.h"
#include "reeve-error.h"
#include "reeve-release-job.h"
#include "reeve-release-scan.h"
#include "reeve-seal.h"
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
  order->request.without = order->without;
  order->request.passphrase = order->passphrase;
  order->request.records_request = order->records_request;
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
  copy->without = g_strdup (order->without);
  copy->passphrase = g_strdup (order->passphrase);
  copy->records_request = g_strdup (order->records_request);
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
  g_free (order->without);
  g_free (order->passphrase);
  g_free (order->records_request);
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

gboolean
reeve_format_is_paper (ReeveFormat format)
{
  return format == REEVE_FORMAT_PDF || format == REEVE_FORMAT_PNG;
}

/* These hold businesses and places, and nothing without a place. */
static gboolean
is_map (ReeveFormat format)
{
  return reeve_format_is_paper (format) || format == REEVE_FORMAT_KML || format == REEVE_FORMAT_GPKG || format == REEVE_FORMAT_SHP;
}

const char *
reeve_release_order_suffix (const ReeveReleaseOrder *order)
{
  if (order->passphrase != NULL)
    return "sealed";
  return order->format == REEVE_FORMAT_SHP ? "zip" : reeve_format_name (order->format);
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
  if (order->passphrase != NULL && g_utf8_strlen (order->passphrase, -1) < REEVE_SEAL_LEAST_PASSPHRASE)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                   ngettext ("The passphrase needs at least %d character.", "The passphrase needs at least %d characters.", REEVE_SEAL_LEAST_PASSPHRASE),
                   REEVE_SEAL_LEAST_PASSPHRASE);
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

typedef struct { ReeveReleaseOrder *order; gboolean whole, ground; GCancellable *cancellable; } Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  reeve_release_order_free (look->order);
  g_clear_object (&look->cancellable);
  g_free (look);
}

/* What would go out can be seen before it is said to whom; nothing of this leaves the window. */
static Look *
look_new (const ReeveReleaseOrder *order, GCancellable *cancellable)
{
  Look *self = g_new0 (Look, 1);

  self->order = reeve_release_order_copy (order);
  self->cancellable = g_object_ref (cancellable);
  /* which request it answers changes nothing of what goes out */
  reeve_release_order_set_text (self->order, &self->order->records_request, NULL);
  if (self->order->to == NULL)
    reeve_release_order_set_text (self->order, &self->order->to, "…");
  if (self->order->reason == NULL)
    reeve_release_order_set_text (self->order, &self->order->reason, "…");
  return self;
}

typedef struct { ReeveDisclosure *disclosure; char *fault; } Seen;

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  g_clear_pointer (&seen->disclosure, reeve_disclosure_unref);
  g_free (seen->fault);
  g_free (seen);
}

static gpointer
look (ReeveConn *conn, gpointer data, GError **error)
{
  Look *self = data;
  g_autoptr (ReeveDisclosure) disclosure = reeve_release_gather_for (conn, &self->order->request, self->order->format, self->cancellable, error);
  g_autoptr (GArray) faults = disclosure != NULL ? reeve_release_scan (conn, disclosure, self->order->request.sheets, error) : NULL;
  Seen *seen;

  if (faults == NULL)
    return NULL;
  seen = g_new0 (Seen, 1);
  seen->disclosure = g_steal_pointer (&disclosure);
  seen->fault = reeve_release_scan_text (faults);
  return seen;
}

void
reeve_release_look_async (ReeveCaseFile *file, const ReeveReleaseOrder *order, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  reeve_case_file_read_async (file, REEVE_LANE_DETAIL, look, look_new (order, cancellable), look_free, seen_free, cancellable, callback, user_data);
}

ReeveDisclosure *
reeve_release_look_finish (ReeveCaseFile *file, GAsyncResult *result, char **ret_fault, GError **error)
{
  Seen *seen = reeve_case_file_read_finish (file, result, error);
  ReeveDisclosure *disclosure;

  *ret_fault = NULL;
  if (seen == NULL)
    return NULL;
  disclosure = g_steal_pointer (&seen->disclosure);
  *ret_fault = g_steal_pointer (&seen->fault);
  seen_free (seen);
  return disclosure;
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

/* --- a draft, and its pages --- */

void
reeve_release_draft_free (ReeveReleaseDraft *draft)
{
  g_clear_pointer (&draft->disclosure, reeve_disclosure_unref);
  g_clear_pointer (&draft->whole, reeve_disclosure_unref);
  g_clear_pointer (&draft->ground, reeve_map_scene_unref);
  g_free (draft);
}

static gpointer
read_draft (ReeveConn *conn, gpointer data, GError **error)
{
  Look *self = data;
  g_autoptr (ReeveReleaseDraft) draft = g_new0 (ReeveReleaseDraft, 1);
  ReeveReleaseRequest whole = self->order->request;

  whole.audience = REEVE_AUDIENCE_INTERNAL;
  whole.without = NULL;
  draft->disclosure = reeve_release_gather_for (conn, &self->order->request, self->order->format, self->cancellable, error);
  if (draft->disclosure == NULL
      || (self->ground && (draft->ground = reeve_release_read_ground (conn, &self->order->request, error)) == NULL)
      || (self->whole && (draft->whole = reeve_release_gather (conn, &whole, self->cancellable, error)) == NULL))
    return NULL;
  return g_steal_pointer (&draft);
}

void
reeve_release_draft_async (ReeveCaseFile *file, const ReeveReleaseOrder *order, gboolean whole, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  Look *self = look_new (order, cancellable);

  self->whole = whole;
  self->ground = !whole && reeve_format_needs_ground (order->format);
  reeve_case_file_read_async (file, REEVE_LANE_DETAIL, read_draft, self, look_free, (GDestroyNotify) reeve_release_draft_free, cancellable, callback,
                              user_data);
}

ReeveReleaseDraft *
reeve_release_draft_finish (ReeveCaseFile *file, GAsyncResult *result, GError **error)
{
  return reeve_case_file_read_finish (file, result, error);
}

typedef struct { ReeveReleaseDraft *draft; ReeveCaseMapOptions options; ReeveReleasePageFunc shown; GObject *owner; GCancellable *cancellable; } Pages;

static void
pages_free (gpointer data)
{
  Pages *pages = data;

  reeve_release_draft_free (pages->draft);
  g_object_unref (pages->owner);
  g_object_unref (pages->cancellable);
  g_free (pages);
}

typedef struct { GTask *task; cairo_surface_t *page; } Shown;

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  g_object_unref (shown->task);
  cairo_surface_destroy (shown->page);
  g_free (shown);
}

static gboolean
show_page (gpointer data)
{
  Shown *shown = data;
  Pages *pages = g_task_get_task_data (shown->task);

  if (!g_cancellable_is_cancelled (pages->cancellable))
    pages->shown (pages->owner, shown->page);
  return G_SOURCE_REMOVE;
}

static gboolean
page_cb (cairo_surface_t *page, gpointer data)
{
  GTask *task = data;
  Shown *shown = g_new (Shown, 1);

  shown->task = g_object_ref (task);
  shown->page = cairo_surface_reference (page);
  g_main_context_invoke_full (g_task_get_context (task), G_PRIORITY_DEFAULT, show_page, shown, shown_free);
  return !g_cancellable_is_cancelled (g_task_get_cancellable (task));
}

static void
pages_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Pages *pages = data;
  ReevePaper *paper = reeve_case_map_new_watched (pages->draft->disclosure, pages->draft->ground, &pages->options, page_cb, task);

  reeve_paper_watch (paper, NULL, NULL);
  g_task_return_pointer (task, paper, (GDestroyNotify) reeve_paper_free);
}

void
reeve_release_pages_async (ReeveReleaseDraft *draft, const ReeveReleaseOrder *order, ReeveReleasePageFunc shown, GObject *owner,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Pages *pages = g_new0 (Pages, 1);
  g_autoptr (GTask) task = g_task_new (owner, cancellable, callback, user_data);

  pages->draft = draft;
  pages->options = order->request.map;
  if (order->format == REEVE_FORMAT_PNG)
    {
      /* a picture is the first page alone */
      pages->options.no_list = TRUE;
      pages->options.atlas = REEVE_ATLAS_NONE;
    }
  pages->shown = shown;
  pages->owner = g_object_ref (owner);
  pages->cancellable = g_object_ref (cancellable);
  g_task_set_task_data (task, pages, pages_free);
  g_task_run_in_thread (task, pages_thread);
}

ReevePaper *
reeve_release_pages_finish (GObject *owner, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, owner), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
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
  g_free (made->manifest);
  g_clear_pointer (&made->paper, reeve_paper_free);
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

/* The log has the hash of what is inside of a closed file. */
static gboolean
is_same (const ReeveReleaseMade *made, const char *contents, gsize size, const char *passphrase)
{
  const char *logged_sum = reeve_record_get (made->record, "sha256");
  g_autoptr (GBytes) sealed = NULL, opened = NULL;
  g_autofree char *sum = NULL;

  if (passphrase == NULL)
    return g_strcmp0 (logged_sum, made->sha256) == 0;
  sealed = g_bytes_new (contents, size);
  opened = reeve_seal_open (sealed, passphrase, NULL);
  sum = opened != NULL ? reeve_sha256 (g_bytes_get_data (opened, NULL), g_bytes_get_size (opened)) : NULL;
  return g_strcmp0 (logged_sum, sum) == 0;
}

/* What a package says of itself, read back from what was written. */
static void
count_files (ReeveReleaseMade *made, const char *contents, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (contents, size);
  g_autofree char *fault = NULL;
  g_autoptr (GPtrArray) files = reeve_archive_read (bytes, &fault, NULL);
  GBytes *manifest = files != NULL ? reeve_archive_find (files, "manifest.json") : NULL;

  if (manifest == NULL)
    return;
  /* not itself and not its own sum */
  made->n_files = files->len - 2;
  made->manifest = reeve_sha256 (g_bytes_get_data (manifest, NULL), g_bytes_get_size (manifest));
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
  if (act->order->format == REEVE_FORMAT_ZIP && act->order->passphrase == NULL)
    count_files (made, contents, size);
  made->same = made->number == 0 || (made->record != NULL && is_same (made, contents, size, act->order->passphrase));
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

static void
print_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Act *act = data;
  g_autoptr (ReeveReleaseMade) made = g_new0 (ReeveReleaseMade, 1);
  GError *error = NULL;

  if (reeve_release_print (act->db, &act->order->request, &made->paper, &made->number, &error) && made->number != 0)
    made->record = logged (act->db, made->number, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  made->sha256 = made->record != NULL ? g_strdup (reeve_record_get (made->record, "sha256")) : NULL;
  made->same = TRUE;
  g_task_return_pointer (task, g_steal_pointer (&made), (GDestroyNotify) reeve_release_made_free);
}

void
reeve_release_print_async (ReeveCaseFile *file, const ReeveReleaseOrder *order, GAsyncReadyCallback callback, gpointer user_data)
{
  Act *act = g_new0 (Act, 1);

  act->order = reeve_release_order_copy (order);
  start (file, act, print_thread, callback, user_data);
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
