/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reeve-release-law.h"

#include <string.h>

struct _ReeveReleaseLaw
{
  ReeveConn *conn;
  GHashTable *sets;     /* which versions stand -> GPtrArray of ReeveOrdinance */
};

ReeveReleaseLaw *
reeve_release_law_new (ReeveConn *conn)
{
  ReeveReleaseLaw *self = g_new0 (ReeveReleaseLaw, 1);

  self->conn = conn;
  self->sets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
reeve_release_law_free (ReeveReleaseLaw *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->sets);
  g_free (self);
}

/* Versions only ever come into force: how many have, and the latest of them, name the set. */
static char *
set_key (ReeveReleaseLaw *self, ReeveDay day, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (self->conn, "SELECT count (*), coalesce (max (id), 0) FROM ordinance_version WHERE in_force <= ?1", error);
  char text[REEVE_DAY_TEXT_SIZE], *key = NULL;
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  reeve_day_format (day, text);
  reeve_stmt_bind_text (stmt, 1, text);
  if (reeve_stmt_step (stmt, &local))
    key = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, reeve_stmt_int (stmt, 0), reeve_stmt_int (stmt, 1));
  reeve_stmt_reset (stmt);
  if (local != NULL)
    g_propagate_error (error, local);
  return key;
}

const GPtrArray *
reeve_release_law_on (ReeveReleaseLaw *self, ReeveDay day, GError **error)
{
  g_autofree char *key = set_key (self, day, error);
  GPtrArray *set = key != NULL ? g_hash_table_lookup (self->sets, key) : NULL;

  if (key == NULL || set != NULL)
    return set;
  set = reeve_check_load_adopted (self->conn, day, error);
  if (set != NULL)
    g_hash_table_insert (self->sets, g_steal_pointer (&key), set);
  return set;
}

const ReeveProvisionVersion *
reeve_release_law_find (ReeveReleaseLaw *self, ReeveDay day, const char *name, const ReeveOrdinance **ret_ordinance, GError **error)
{
  const GPtrArray *set = reeve_release_law_on (self, day, error);
  const char *stroke = strchr (name, '/');

  for (guint i = 0; set != NULL && i < set->len; i++)
    {
      const ReeveOrdinance *ordinance = set->pdata[i];
      const char *id = reeve_ordinance_get_id (ordinance);
      const ReeveProvision *provision;
      const ReeveProvisionVersion *version;

      if (stroke != NULL && (strlen (id) != (gsize) (stroke - name) || strncmp (id, name, (gsize) (stroke - name)) != 0))
        continue;
      provision = reeve_ordinance_find_provision (ordinance, stroke != NULL ? stroke + 1 : name);
      version = provision != NULL ? reeve_provision_version_on (provision, day) : NULL;
      if (version == NULL)
        continue;
      if (ret_ordinance != NULL)
        *ret_ordinance = ordinance;
      return version;
    }
  return NULL;
}

const ReeveItem *
reeve_release_law_question (ReeveReleaseLaw *self, ReeveDay day, const char *id)
{
  const GPtrArray *set = reeve_release_law_on (self, day, NULL);

  for (guint i = 0; set != NULL && i < set->len; i++)
    {
      const ReeveItem *item = reeve_ordinance_find_item (set->pdata[i], id, NULL);

      if (item != NULL)
        return item;
    }
  return NULL;
}
