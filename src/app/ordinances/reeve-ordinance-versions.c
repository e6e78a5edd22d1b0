/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft is a row without a number, so that no check ever uses it; adopting stores the text again under its number. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-edit.h"
#include "reeve-error.h"
#include "reeve-findings.h"
#include "reeve-ordinance-versions.h"
#include "reeve-wording.h"

static void
version_free (gpointer data)
{
  ReeveOrdinanceVersion *version = data;

  g_free (version->ordinance);
  g_free (version->title);
  g_free (version->number);
  g_free (version->in_force);
  g_free (version->source);
  g_free (version);
}

GPtrArray *
reeve_ordinance_versions_list (ReeveConn *conn, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (version_free);
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT id, ordinance, title, number, in_force, source FROM ordinance_version "
                                              "ORDER BY ordinance, number IS NULL, in_force, id", error);
  GError *local = NULL;
  guint drafts = 0;

  if (stmt == NULL)
    return NULL;
  while (reeve_stmt_step (stmt, &local))
    {
      ReeveOrdinanceVersion *version = g_new0 (ReeveOrdinanceVersion, 1);
      ReeveOrdinanceVersion *last = list->len == 0 ? NULL : g_ptr_array_index (list, list->len - 1);

      version->id = reeve_stmt_int (stmt, 0);
      version->ordinance = g_strdup (reeve_stmt_text (stmt, 1));
      version->title = g_strdup (reeve_stmt_text (stmt, 2));
      version->number = g_strdup (reeve_stmt_text (stmt, 3));
      version->in_force = g_strdup (reeve_stmt_text (stmt, 4));
      version->source = g_strdup (reeve_stmt_text (stmt, 5));
      if (last == NULL || strcmp (last->ordinance, version->ordinance) != 0)
        drafts = 0;
      version->draft = version->number == NULL ? ++drafts : 0;
      g_ptr_array_add (list, version);
    }
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return g_steal_pointer (&list);
}

char *
reeve_ordinance_version_name (const ReeveOrdinanceVersion *version)
{
  if (version->draft > 0)
    /* Translators: a draft of an ordinance, by number */
    return g_strdup_printf (_("Draft %u"), version->draft);
  /* Translators: an ordinance that was adopted, by its number */
  return g_strdup_printf (_("Ord. %s"), version->number);
}

char *
reeve_ordinance_provenance (GFile *file, GBytes *text)
{
  g_autofree char *name = g_file_get_parse_name (file), *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, text);
  g_autofree char *day = reeve_word_day (reeve_day_today (), FALSE);

  /* Translators: where a draft came from: a file, the day it was read, the hash of its bytes */
  return g_strdup_printf (_("%s, read on %s, SHA-256 %s"), name, day, sha256);
}

char *
reeve_ordinance_text_title (GBytes *text)
{
  gsize size;
  const char *bytes = g_bytes_get_data (text, &size);

  for (const char *line = bytes; line != NULL; line = memchr (line, '\n', (gsize) (bytes + size - line)))
    {
      const char *end;

      line += line != bytes || *line == '\n';
      if ((gsize) (bytes + size - line) < 6 || strncmp (line, "title:", 6) != 0)
        continue;
      end = memchr (line, '\n', (gsize) (bytes + size - line));
      {
        g_autofree char *value = g_strndup (line + 6, end == NULL ? (gsize) (bytes + size - line - 6) : (gsize) (end - line - 6));
        gsize length = strlen (g_strstrip (value));

        if (length >= 2 && (*value == '"' || *value == '\'') && value[length - 1] == *value)
          return g_strndup (value + 1, length - 2);
        return g_steal_pointer (&value);
      }
    }
  return NULL;
}

GBytes *
reeve_ordinance_version_load (ReeveConn *conn, gint64 id, GError **error)
{
  g_autoptr (ReeveRecord) record = reeve_conn_load (conn, "ordinance_version", id, error);
  const char *text = record == NULL ? NULL : reeve_record_get (record, "text");

  return text == NULL ? NULL : g_bytes_new (text, strlen (text));
}

typedef struct
{
  gint64 id;
  GBytes *text;
  ReeveRecord *record;
  char *who;
} Write;

static void
write_free (gpointer data)
{
  Write *write = data;

  g_clear_pointer (&write->text, g_bytes_unref);
  g_clear_pointer (&write->record, reeve_record_free);
  g_free (write->who);
  g_free (write);
}

static void
set_text (ReeveRecord *record, GBytes *text)
{
  g_autofree char *whole = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, text);
  g_autofree char *title = reeve_edit_get (text, "title", NULL);

  reeve_record_set (record, "text", whole);
  reeve_record_set (record, "sha256", sha256);
  if (title != NULL && *title != '\0')
    reeve_record_set (record, "title", title);
}

static gboolean
store (ReeveTxn *txn, gpointer data, GError **error)
{
  Write *write = data;
  g_autoptr (ReeveRecord) record = reeve_conn_load (reeve_txn_get_conn (txn), "ordinance_version", write->id, error);

  if (record == NULL)
    return FALSE;
  if (reeve_record_get (record, "number") != NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_CONFLICT, _("This version was adopted; its text does not change. Begin a draft from it."));
      return FALSE;
    }
  set_text (record, write->text);
  return reeve_txn_update (txn, record, error);
}

void
reeve_ordinance_draft_store (ReeveCaseFile *file, gint64 id, GBytes *text, ReeveWrittenFunc written, gpointer owner)
{
  Write *write = g_new0 (Write, 1);
  g_autofree char *title = reeve_edit_get (text, "title", NULL);
  /* Translators: an entry of the history; %s is the title of an ordinance */
  g_autofree char *name = g_strdup_printf (_("Edit the draft of %s"), title != NULL ? title : _("an ordinance"));

  write->id = id;
  write->text = g_bytes_ref (text);
  reeve_case_file_write (file, name, store, write, write_free, NULL, written, owner);
}

static gboolean
insert (ReeveTxn *txn, gpointer data, GError **error)
{
  return reeve_txn_insert (txn, ((Write *) data)->record, error);
}

gboolean
reeve_ordinance_draft_begin (ReeveCaseFile *file, const char *name, GBytes *text, ReeveWrittenFunc written, gpointer owner, GError **error)
{
  g_autoptr (ReeveEdit) edit = reeve_edit_remove (text, "adopted", NULL);
  g_autoptr (GBytes) draft = edit == NULL ? g_bytes_ref (text) : reeve_edit_apply (text, edit);
  g_autofree char *id = reeve_edit_get (draft, "id", error), *jurisdiction = NULL, *title = NULL, *entry = NULL;
  Write *write;

  if (id == NULL)
    {
      g_prefix_error (error, _("%s is no ordinance file: "), name);
      return FALSE;
    }
  jurisdiction = reeve_edit_get (draft, "jurisdiction", NULL);
  title = reeve_edit_get (draft, "title", NULL);
  write = g_new0 (Write, 1);
  write->record = reeve_record_new ("ordinance_version");
  reeve_record_set (write->record, "ordinance", id);
  reeve_record_set (write->record, "title", title != NULL ? title : id);
  reeve_record_set (write->record, "jurisdiction", jurisdiction != NULL ? jurisdiction : reeve_case_file_get_city (file));
  reeve_record_set (write->record, "source", name);
  set_text (write->record, draft);
  /* Translators: an entry of the history; %s is the title of an ordinance */
  entry = g_strdup_printf (_("Begin a draft of %s"), title != NULL ? title : id);
  reeve_case_file_write (file, entry, insert, write, write_free, _("Draft begun."), written, owner);
  return TRUE;
}

static gboolean
delete (ReeveTxn *txn, gpointer data, GError **error)
{
  const Write *write = data;
  g_autoptr (ReeveRecord) record = reeve_conn_load (reeve_txn_get_conn (txn), "ordinance_version", write->id, error);

  if (record == NULL)
    return FALSE;
  if (reeve_record_get (record, "number") != NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_CONFLICT, _("This version was adopted and stays. Only a draft can be deleted."));
      return FALSE;
    }
  return reeve_txn_delete (txn, "ordinance_version", write->id, error);
}

void
reeve_ordinance_draft_delete (ReeveCaseFile *file, gint64 id)
{
  Write *write = g_new0 (Write, 1);

  write->id = id;
  reeve_case_file_write (file, _("Delete a draft"), delete, write, write_free, _("Draft deleted."), NULL, NULL);
}

/* The text with `adopted:` before its provisions. */
static GBytes *
mark_adopted (const char *text, const char *number, const char *day, GError **error)
{
  const char *at = g_str_has_prefix (text, "provisions:") ? text : strstr (text, "\nprovisions:");
  g_autoptr (GString) whole = g_string_new (text);
  g_autofree char *quoted = g_strescape (number, NULL), *line = NULL;

  if (at == NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("The draft has no provisions."));
      return NULL;
    }
  line = g_strdup_printf ("adopted: {ordinance: \"%s\", on: %s}\n", quoted, day);
  g_string_insert (whole, *at == '\n' ? at + 1 - text : at - text, line);
  return g_bytes_new (whole->str, whole->len);
}

static gboolean
adopt (ReeveTxn *txn, gpointer data, GError **error)
{
  Write *write = data;
  g_autoptr (ReeveRecord) draft = reeve_conn_load (reeve_txn_get_conn (txn), "ordinance_version", write->id, error);
  g_autoptr (GBytes) text = NULL;

  if (draft == NULL)
    return FALSE;
  text = mark_adopted (reeve_record_get (draft, "text"), reeve_record_get (write->record, "number"), reeve_record_get (write->record, "in_force"), error);
  return text != NULL && reeve_ordinance_adopt (txn, reeve_record_get (draft, "title"), text, write->who, NULL, error)
         && reeve_txn_delete (txn, "ordinance_version", write->id, error);
}

void
reeve_ordinance_draft_adopt (ReeveCaseFile *file, gint64 id, const char *number, const char *day, const char *who,
                             ReeveWrittenFunc written, gpointer owner)
{
  Write *write = g_new0 (Write, 1);
  /* Translators: an entry of the history; %s is the number of an ordinance */
  g_autofree char *name = g_strdup_printf (_("Adopt ordinance %s"), number);

  write->id = id;
  write->who = g_strdup (who);
  write->record = reeve_record_new ("ordinance_version");
  reeve_record_set (write->record, "number", number);
  reeve_record_set (write->record, "in_force", day);
  reeve_case_file_write (file, name, adopt, write, write_free, _("Adopted. The records are checked anew."), written, owner);
}

const ReeveOrdinanceVersion *
reeve_ordinance_versions_find_base (const GPtrArray *versions, const ReeveOrdinanceVersion *draft)
{
  const ReeveOrdinanceVersion *base = NULL;

  for (guint i = 0; i < versions->len; i++)
    {
      const ReeveOrdinanceVersion *version = g_ptr_array_index (versions, i);

      if (version->draft == 0 && g_strcmp0 (version->ordinance, draft->ordinance) == 0 && (base == NULL || g_strcmp0 (version->in_force, base->in_force) > 0))
        base = version;
    }
  return base;
}
