/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Map features become places, zones or shapes of a map layer. A file imported again under the same layer name updates that layer; shapes
 * that are no longer in the file stay until somebody removes them. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-geometry.h"
#include "reeve-import-private.h"

typedef struct
{
  ReeveImportTable *table;
  const char *name;                /* of the table */
  guint c_layer, c_key, c_kind, c_geometry, c_source, c_name;
  gboolean has_kind, has_source;
  const char *what;
  gint64 layer;
  int f_key, f_title;
  gboolean wants_area, wants_no_line, wants_line;
} FeatureWalk;

static const struct
{
  const char *kind, *layer, *table, *default_what, *title;
} tables[] = {
  { "places", "places", "place", NULL, "place.name" },
  { "zones", "zones", "zone", NULL, "zone.code" },
  { "streets", "streets", "map_feature", NULL, "feature.name" },
  { "layer", "other", "map_feature", "other", "feature.name" },
};

static char *
digest (gconstpointer data, gsize size)
{
  g_autofree char *hex = g_compute_checksum_for_data (G_CHECKSUM_SHA1, data, size);
  return g_strndup (hex, 16);
}

/* What tells one feature of the layer from others: its key, and where keys repeat its shape too. */
static ReeveImportSeen *
find_feature (ReeveImportRun *run, const char *key, gconstpointer wkb, gsize size)
{
  g_autofree char *plain = g_strconcat ("F", key, NULL);
  ReeveImportSeen *seen = reeve_import_run_find_seen (run, plain);
  if (seen == NULL)
    return reeve_import_run_add_seen (run, plain, 0);
  if (seen->line == 0)
    return seen;
  g_autofree char *shape = digest (wkb, size);
  g_autofree char *both = g_strconcat ("F", key, "\n", shape, NULL);
  seen = reeve_import_run_find_seen (run, both);
  return seen != NULL ? seen : reeve_import_run_add_seen (run, both, 0);
}

/* The features the layer has already. */
static gboolean
remember_features (FeatureWalk *self, ReeveImportRun *run, GError **error)
{
  GError *local = NULL;
  g_autofree char *sql = g_strdup_printf ("SELECT id, %s, geometry FROM %s WHERE layer_id = ? ORDER BY id",
                                          reeve_import_table_field (self->table, self->c_key)->name, self->name);
  ReeveStmt *stmt = reeve_conn_prepare (run->conn, sql, error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, self->layer);
  while (reeve_stmt_step (stmt, &local))
    {
      const char *key = reeve_stmt_text (stmt, 1);
      g_autofree char *plain = g_strconcat ("F", key, NULL);
      if (key == NULL)
        continue;
      if (reeve_import_run_find_seen (run, plain) == NULL)
        {
          reeve_import_run_add_seen (run, plain, reeve_stmt_int (stmt, 0));
          continue;
        }
      g_autofree char *shape = digest (reeve_stmt_blob (stmt, 2), reeve_stmt_size (stmt, 2));
      g_autofree char *both = g_strconcat ("F", key, "\n", shape, NULL);
      if (reeve_import_run_find_seen (run, both) == NULL)
        reeve_import_run_add_seen (run, both, reeve_stmt_int (stmt, 0));
    }
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
open_layer (FeatureWalk *self, ReeveImportRun *run, const char *kind, GError **error)
{
  const char *name = reeve_import_get_option (run->import, "name"), *date = reeve_import_get_option (run->import, "date");
  GError *local = NULL;
  name = name != NULL && *name != '\0' ? name : run->import->file_name;
  ReeveStmt *stmt = reeve_conn_prepare (run->conn, "SELECT id FROM map_layer WHERE kind = ? AND what IS ? AND name = ? ORDER BY id LIMIT 1", error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, kind);
  reeve_stmt_bind_text (stmt, 2, self->what);
  reeve_stmt_bind_text (stmt, 3, name);
  self->layer = reeve_stmt_step (stmt, &local) ? reeve_stmt_int (stmt, 0) : 0;
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (self->layer != 0)
    return remember_features (self, run, error);
  self->layer = reeve_txn_new_id (run->txn, "map_layer");
  stmt = reeve_conn_prepare (run->conn, "INSERT INTO map_layer (id, kind, what, name, attribution, data_date, source) VALUES (?, ?, ?, ?, ?, ?, ?)", error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, self->layer);
  reeve_stmt_bind_text (stmt, 2, kind);
  reeve_stmt_bind_text (stmt, 3, self->what);
  reeve_stmt_bind_text (stmt, 4, name);
  reeve_stmt_bind_text (stmt, 5, reeve_import_get_option (run->import, "attribution"));
  reeve_stmt_bind_text (stmt, 6, date);
  reeve_stmt_bind_text (stmt, 7, run->source);
  return reeve_stmt_run (stmt, error);
}

/* Why the shape cannot be taken, or NULL. Translated, static. */
static const char *
find_fault (const FeatureWalk *self, const ReeveGeometry *geometry)
{
  ReeveBox box = reeve_geometry_get_box (geometry);
  if (!(box.west >= -180 && box.east <= 180 && box.south >= -90 && box.north <= 90))
    return _("The shape lies outside the earth's longitudes and latitudes.");
  gboolean area = reeve_geometry_is_area (geometry), point = reeve_geometry_is_point (geometry);
  if (self->wants_area && !area)
    return _("A zone needs an area, and this shape has none.");
  if (self->wants_no_line && !area && !point)
    return _("A place needs a point or an area, and this shape is a line.");
  if (self->wants_line && (area || point))
    return _("A street needs a line, and this shape is none.");
  return NULL;
}

static gboolean
walk_feature (ReeveImportRun *run, const ReeveImportRow *row, GError **error)
{
  FeatureWalk *self = run->walk_data;
  g_autoptr (GError) local = NULL;
  if (row->wkb == NULL)
    return reeve_import_run_refuse (run, row, "geometry", g_strdup (_("The feature has no shape.")));
  g_autoptr (ReeveGeometry) geometry = reeve_geometry_from_wkb (row->wkb, row->wkb_size, &local);
  if (geometry == NULL)
    return reeve_import_run_refuse (run, row, "geometry", g_strdup (local->message));
  const char *fault = find_fault (self, geometry);
  if (fault != NULL)
    return reeve_import_run_refuse (run, row, "geometry", g_strdup (fault));

  g_autoptr (GBytes) wkb = reeve_geometry_to_wkb (geometry);
  gsize size;
  gconstpointer bytes = g_bytes_get_data (wkb, &size);
  const char *key = reeve_import_run_value (run, self->f_key);
  const char *title = reeve_import_run_value (run, self->f_title);
  g_autofree char *made = key == NULL ? digest (bytes, size) : NULL;
  reeve_import_run_fill_drafts (run);
  if (made != NULL)
    {
      /* without a key the shape itself is one */
      g_autofree char *with_name = g_strconcat (made, title != NULL ? " " : "", title, NULL);
      g_free (made);
      made = digest (with_name, strlen (with_name));
      reeve_import_table_set (self->table, self->c_key, made);
    }
  ReeveImportSeen *seen = find_feature (run, key != NULL ? key : made, bytes, size);
  gboolean changed = FALSE;
  if (seen->line != 0)
    {
      run->result = REEVE_ROW_UNCHANGED; /* the same shape under the same key */
      return TRUE;
    }
  seen->line = row->line;
  reeve_import_table_set_int (self->table, self->c_layer, self->layer);
  reeve_import_table_set_bytes (self->table, self->c_geometry, wkb);
  if (self->has_kind && !reeve_import_table_has (self->table, self->c_kind))
    reeve_import_table_set (self->table, self->c_kind, self->what);
  if (self->has_source)
    reeve_import_table_set (self->table, self->c_source, run->source);
  if (seen->id == 0)
    {
      if (!reeve_import_table_insert (self->table, run, &seen->id, error))
        return FALSE;
      run->result = REEVE_ROW_ADDED;
      return TRUE;
    }
  if (!reeve_import_table_load (self->table, run, seen->id, error)
      || !reeve_import_table_merge (self->table, run, title != NULL ? title : key != NULL ? key : made, &changed, error))
    return FALSE;
  run->result = changed ? REEVE_ROW_CHANGED : REEVE_ROW_UNCHANGED;
  return TRUE;
}

ReeveImportWalk
reeve_import_walk_features (ReeveImportRun *run, GError **error)
{
  FeatureWalk *self = g_new0 (FeatureWalk, 1);
  guint row = 0;
  while (strcmp (tables[row].kind, run->import->kind->name) != 0)
    row++;
  run->walk_data = self;
  run->walk_data_free = g_free;
  self->name = tables[row].table;
  self->table = reeve_import_run_table (run, self->name);
  self->what = reeve_import_get_option (run->import, "what");
  self->what = self->what != NULL ? self->what : tables[row].default_what;
  const char *layer_kind = tables[row].layer;
  if (strcmp (run->import->kind->name, "layer") == 0)
    {
      layer_kind = self->what;
      self->what = NULL;
    }
  self->f_key = run->import->column_of[run->import->key] >= 0 ? run->import->key : -1;
  self->f_title = reeve_import_run_field (run, tables[row].title);
  self->c_layer = reeve_import_table_use (self->table, "layer_id");
  self->c_geometry = reeve_import_table_use (self->table, "geometry");
  self->c_key = reeve_import_table_use (self->table, self->f_key >= 0 ? run->import->specs[self->f_key].column : "key");
  self->has_kind = strcmp (self->name, "map_feature") != 0;
  self->has_source = self->has_kind;
  if (self->has_kind)
    {
      self->c_kind = reeve_import_table_use (self->table, "kind");
      self->c_source = reeve_import_table_use (self->table, "source");
      reeve_import_table_set_once (self->table, self->c_source);
    }
  self->wants_area = strcmp (self->name, "zone") == 0;
  self->wants_no_line = strcmp (self->name, "place") == 0;
  self->wants_line = strcmp (run->import->kind->name, "streets") == 0;
  return open_layer (self, run, layer_kind, error) ? walk_feature : NULL;
}
