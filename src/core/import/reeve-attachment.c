/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reeve-attachment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-picture.h"
#include "reeve-text.h"

typedef struct { const ReeveAttachmentSpec *spec; const char *who; gint64 id; } Adding;

static gboolean
can_carry (const char *subject)
{
  const ReeveTableInfo *info = reeve_schema_find_table ("attachment");
  const ReeveFieldInfo *field = &info->fields[reeve_table_find_field (info, "subject_kind")];

  for (guint i = 0; field->codes[i].value != NULL; i++)
    if (strcmp (field->codes[i].value, subject) == 0)
      return TRUE;
  return FALSE;
}

/* The contents are stored once, however often they are attached. */
static gboolean
store_content (ReeveTxn *txn, const char *sha256, GBytes *content, gint64 *ret_id, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (reeve_txn_get_conn (txn), "SELECT id FROM file_content WHERE sha256 = ?1", error);
  g_autoptr (ReeveRecord) record = NULL;
  GError *local = NULL;
  gboolean known;

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, sha256);
  known = reeve_stmt_step (stmt, &local);
  *ret_id = known ? reeve_stmt_int (stmt, 0) : 0;
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (known)
    return TRUE;
  record = reeve_record_new ("file_content");
  reeve_record_set (record, "sha256", sha256);
  reeve_record_set_bytes (record, "content", content);
  if (!reeve_txn_insert (txn, record, error))
    return FALSE;
  *ret_id = reeve_record_get_id (record);
  return TRUE;
}

static gboolean
write_attachment (ReeveTxn *txn, gpointer data, GError **error)
{
  Adding *adding = data;
  const ReeveAttachmentSpec *spec = adding->spec;
  g_autoptr (ReeveRecord) carrier = reeve_conn_load (reeve_txn_get_conn (txn), spec->subject, spec->subject_id, error);
  g_autoptr (ReeveRecord) record = reeve_record_new ("attachment");
  gsize size = g_bytes_get_size (spec->content);
  g_autofree char *sha256 = reeve_sha256 (g_bytes_get_data (spec->content, NULL), size), *base = g_path_get_basename (spec->name);
  g_autofree char *name = g_filename_display_name (base);
  char day[REEVE_DAY_TEXT_SIZE];
  gint64 content;

  if (carrier == NULL || !store_content (txn, sha256, spec->content, &content, error))
    return FALSE;
  reeve_record_set (record, "subject_kind", spec->subject);
  reeve_record_set_integer (record, "subject_id", spec->subject_id);
  reeve_record_set_integer (record, "content_id", content);
  reeve_record_set (record, "name", name);
  reeve_record_set (record, "media_type", reeve_picture_guess_type (spec->content));
  reeve_record_set (record, "sha256", sha256);
  reeve_record_set_integer (record, "size", (gint64) size);
  reeve_record_set (record, "caption", spec->caption);
  reeve_record_set (record, "taken_on", spec->taken_on);
  reeve_record_set (record, "may_leave", spec->never ? "never" : "court");
  reeve_day_format (spec->added_on, day);
  reeve_record_set (record, "added_on", day);
  reeve_record_set (record, "added_by", adding->who);
  if (!reeve_record_check (record, NULL, error) || !reeve_txn_insert (txn, record, error))
    return FALSE;
  adding->id = reeve_record_get_id (record);
  return TRUE;
}

gboolean
reeve_attachment_add (ReeveDb *db, const ReeveAttachmentSpec *spec, gint64 *ret_id, GError **error)
{
  Adding adding = { spec, reeve_db_get_user (db), 0 };
  const ReeveTableInfo *table = reeve_schema_find_table (spec->subject);
  g_autofree char *name = NULL;

  if (table == NULL || !can_carry (spec->subject))
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("Nothing can be attached to a record of the kind '%s'."), spec->subject);
      return FALSE;
    }
  if (g_bytes_get_size (spec->content) == 0)
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("The file is empty."));
      return FALSE;
    }
  if (g_bytes_get_size (spec->content) > REEVE_ATTACHMENT_MAX_BYTES)
    {
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_LIMIT, _("The file is larger than 64 MiB."));
      return FALSE;
    }
  /* Translators: named in the history: the kind of record */
  name = g_strdup_printf (_("Attach a file to: %s"), reeve_table_label (table));
  if (!reeve_db_write (db, name, write_attachment, &adding, NULL, error))
    return FALSE;
  *ret_id = adding.id;
  return TRUE;
}

GPtrArray *
reeve_attachment_list (ReeveConn *conn, const char *subject, gint64 subject_id, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_record_free);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT id FROM attachment WHERE ?1 IS NULL OR (subject_kind = ?1 AND subject_id = ?2) ORDER BY id", error);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  reeve_stmt_bind_text (stmt, 1, subject);
  reeve_stmt_bind_int (stmt, 2, subject_id);
  while (reeve_stmt_step (stmt, &local))
    {
      gint64 id = reeve_stmt_int (stmt, 0);

      g_array_append_val (ids, id);
    }
  reeve_stmt_reset (stmt);
  for (guint i = 0; local == NULL && i < ids->len; i++)
    {
      ReeveRecord *record = reeve_conn_load (conn, "attachment", g_array_index (ids, gint64, i), &local);

      if (record != NULL)
        g_ptr_array_add (list, record);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

GBytes *
reeve_attachment_read (ReeveConn *conn, const ReeveRecord *attachment, GError **error)
{
  g_autoptr (ReeveRecord) content = reeve_conn_load (conn, "file_content", reeve_record_get_integer (attachment, "content_id", 0), error);
  GBytes *bytes = content != NULL ? reeve_record_get_bytes (content, "content") : NULL;
  g_autofree char *sha256 = NULL;

  if (content == NULL)
    return NULL;
  sha256 = bytes != NULL ? reeve_sha256 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
  if (g_strcmp0 (sha256, reeve_record_get (attachment, "sha256")) == 0)
    return g_bytes_ref (bytes);
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_DAMAGED, _("The attached file %s is not as it came: its bytes were changed past the program."),
               reeve_record_get (attachment, "name"));
  return NULL;
}
