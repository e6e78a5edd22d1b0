/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adopting an ordinance: its text is checked, its own examples must hold, and it must say by which ordinance and when the council adopted it.
 * The version is used from that day on, until a later one of the same id. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-derived.h"
#include "reeve-error.h"
#include "reeve-example.h"

static gboolean
is_adopted_already (ReeveConn *conn, const char *id, const char *sha256, gboolean *ret, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT 1 FROM ordinance_version WHERE ordinance = ?1 AND sha256 = ?2", error);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, id);
  reeve_stmt_bind_text (stmt, 2, sha256);
  *ret = reeve_stmt_step (stmt, &local);
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return TRUE;
}

gboolean
reeve_ordinance_adopt (ReeveTxn *txn, const char *file_name, GBytes *text, const char *who, ReeveMessages **ret_messages, GError **error)
{
  ReeveConn *conn = reeve_txn_get_conn (txn);
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveOrdinance) ordinance = reeve_ordinance_load (file_name, text, reeve_check_find_library, conn, &messages);
  g_autoptr (ReeveRecord) record = NULL;
  g_autofree char *whole = NULL;
  char adopted_on[REEVE_DAY_TEXT_SIZE];
  ReeveExampleCounts counts = { 0, 0, 0 };
  gboolean already;
  gsize size;

  if (ordinance != NULL)
    counts = reeve_examples_run (ordinance, NULL, messages);
  if (ret_messages != NULL)
    *ret_messages = g_steal_pointer (&messages);
  if (ordinance == NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s has errors; nothing was adopted."), file_name);
      return FALSE;
    }
  if (counts.failed > 0)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                   ngettext ("%u worked example of %s does not come out as it says; nothing was adopted.",
                             "%u worked examples of %s do not come out as they say; nothing was adopted.", counts.failed),
                   counts.failed, file_name);
      return FALSE;
    }
  if (reeve_ordinance_get_adopted_number (ordinance) == NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID,
                   _("%s is a draft: it does not say by which ordinance and on which day it was adopted. Add 'adopted: {ordinance: NUMBER, on: DATE}'."),
                   file_name);
      return FALSE;
    }
  if (!is_adopted_already (conn, reeve_ordinance_get_id (ordinance), reeve_ordinance_get_sha256 (ordinance), &already, error))
    return FALSE;
  if (already)
    return TRUE;
  reeve_day_format (reeve_ordinance_get_adopted_on (ordinance), adopted_on);
  whole = g_strndup (g_bytes_get_data (text, &size), g_bytes_get_size (text));
  record = reeve_record_new ("ordinance_version");
  reeve_record_set (record, "ordinance", reeve_ordinance_get_id (ordinance));
  reeve_record_set (record, "title", reeve_ordinance_get_title (ordinance));
  reeve_record_set (record, "jurisdiction", reeve_ordinance_get_jurisdiction (ordinance));
  reeve_record_set (record, "number", reeve_ordinance_get_adopted_number (ordinance));
  reeve_record_set (record, "adopted_on", adopted_on);
  reeve_record_set (record, "in_force", adopted_on);
  reeve_record_set (record, "adopted_by", who);
  reeve_record_set (record, "text", whole);
  reeve_record_set (record, "sha256", reeve_ordinance_get_sha256 (ordinance));
  reeve_record_set (record, "source", file_name);
  return reeve_txn_insert (txn, record, error);
}
