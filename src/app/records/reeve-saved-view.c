/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The query is a JSON object with only those members that differ from the plain list. */
#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "reeve-lists.h"
#include "reeve-record.h"
#include "reeve-saved-view.h"

void
reeve_saved_view_free (ReeveSavedView *view)
{
  g_free (view->name);
  g_free (view->query);
  g_free (view);
}

static ReeveSavedView *
view_from (ReeveStmt *stmt)
{
  ReeveSavedView *view = g_new (ReeveSavedView, 1);

  view->id = reeve_stmt_int (stmt, 0);
  view->name = g_strdup (reeve_stmt_text (stmt, 1));
  view->query = g_strdup (reeve_stmt_text (stmt, 2));
  return view;
}

GPtrArray *
reeve_saved_views_read (ReeveConn *conn, const char *page, GError **error)
{
  g_autoptr (GPtrArray) views = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_saved_view_free);
  GError *local = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT id, name, query FROM saved_view WHERE page = ?1 ORDER BY name COLLATE NOCASE LIMIT 50", &local);

  if (stmt != NULL)
    {
      reeve_stmt_bind_text (stmt, 1, page);
      while (reeve_stmt_step (stmt, &local))
        g_ptr_array_add (views, view_from (stmt));
      reeve_stmt_reset (stmt);
    }
  if (local == NULL)
    return g_steal_pointer (&views);
  g_propagate_error (error, local);
  return NULL;
}

ReeveSavedView *
reeve_saved_view_read (ReeveConn *conn, gint64 id)
{
  g_autoptr (GError) error = NULL;
  ReeveSavedView *view = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT id, name, query FROM saved_view WHERE id = ?1", &error);

  if (stmt == NULL)
    return NULL;
  reeve_stmt_bind_int (stmt, 1, id);
  if (reeve_stmt_step (stmt, &error))
    view = view_from (stmt);
  reeve_stmt_reset (stmt);
  return view;
}

/**
 * reeve_saved_view_describe:
 * @columns: names of the columns that are shown beside the name
 *
 * Returns: (transfer full): a JSON object
 */
char *
reeve_saved_view_describe (ReeveListModel *model, const char *const *columns)
{
  g_auto (GVariantDict) dict;
  g_autoptr (GVariant) variant = NULL;
  const char *text;
  gboolean descending;
  gint64 number;

  g_variant_dict_init (&dict, NULL);
  if ((text = reeve_list_model_get_search (model)) != NULL)
    g_variant_dict_insert (&dict, "search", "s", text);
  if (reeve_list_model_get_filter_int (model, REEVE_BUSINESS_FILTER_SHOWN, &number))
    g_variant_dict_insert (&dict, "shown", "x", number);
  if ((text = reeve_list_model_get_filter_text (model, REEVE_BUSINESS_FILTER_DISTRICT)) != NULL)
    g_variant_dict_insert (&dict, "district", "s", text);
  if ((text = reeve_list_model_get_filter_text (model, REEVE_BUSINESS_FILTER_CATEGORY)) != NULL)
    g_variant_dict_insert (&dict, "category", "s", text);
  if (reeve_list_model_get_filter_int (model, REEVE_BUSINESS_FILTER_OPEN, &number))
    g_variant_dict_insert (&dict, "open", "b", TRUE);
  g_variant_dict_insert (&dict, "sort", "x", (gint64) reeve_list_model_get_sort (model, &descending));
  g_variant_dict_insert (&dict, "descending", "b", descending);
  g_variant_dict_insert_value (&dict, "columns", g_variant_new_strv (columns, -1));
  variant = g_variant_ref_sink (g_variant_dict_end (&dict));
  return json_gvariant_serialize_data (variant, NULL);
}

GVariant *
reeve_saved_view_parse (const char *query)
{
  GVariant *variant = query == NULL ? NULL : json_gvariant_deserialize_data (query, -1, "a{sv}", NULL);

  return variant == NULL ? NULL : g_variant_take_ref (variant);
}

/* A list comes back from JSON as a list of anything. */
char **
reeve_saved_view_get_columns (GVariant *view)
{
  g_autoptr (GVariant) list = g_variant_lookup_value (view, "columns", G_VARIANT_TYPE ("av"));
  g_autoptr (GStrvBuilder) names = NULL;

  if (list == NULL)
    return NULL;
  names = g_strv_builder_new ();
  for (gsize i = 0; i < g_variant_n_children (list); i++)
    {
      g_autoptr (GVariant) boxed = g_variant_get_child_value (list, i), name = g_variant_get_variant (boxed);

      if (g_variant_is_of_type (name, G_VARIANT_TYPE_STRING))
        g_strv_builder_add (names, g_variant_get_string (name, NULL));
    }
  return g_strv_builder_end (names);
}

static void
record_free (gpointer record)
{
  reeve_record_free (record);
}

static gboolean
insert_view (ReeveTxn *txn, gpointer data, GError **error)
{
  return reeve_txn_insert (txn, data, error);
}

void
reeve_saved_view_keep (ReeveCaseFile *file, const char *page, const char *name, const char *query)
{
  ReeveRecord *record = reeve_record_new ("saved_view");
  /* Translators: in the history; %s is the name of a saved view of the list */
  g_autofree char *entry = g_strdup_printf (_("Keep the view “%s”"), name);

  reeve_record_set (record, "page", page);
  reeve_record_set (record, "name", name);
  reeve_record_set (record, "query", query);
  reeve_case_file_write (file, entry, insert_view, record, record_free, _("The view stands in the sidebar."), NULL, NULL);
}

static gboolean
delete_view (ReeveTxn *txn, gpointer data, GError **error)
{
  return reeve_txn_delete (txn, "saved_view", *(gint64 *) data, error);
}

void
reeve_saved_view_remove (ReeveCaseFile *file, gint64 id)
{
  reeve_case_file_write (file, _("Remove a saved view"), delete_view, g_memdup2 (&id, sizeof id), g_free, _("The view is removed."), NULL, NULL);
}
