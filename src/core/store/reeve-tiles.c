/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading of MBTiles. The file is another program's work: every value read from it is checked, and a tile that cannot be read is an error
 * of that tile only. */
#include "config.h"

#include "reeve-tiles.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "reeve-error.h"

struct _ReeveTiles
{
  gatomicrefcount refs;
  GMutex lock;
  sqlite3 *handle;
  sqlite3_stmt *get;
  char *path, *name, *attribution;
  ReeveTilesKind kind;
  int min_zoom, max_zoom;
};

static gboolean
refuse (GError **error, ReeveErrorCode code, const char *path, const char *what)
{
  /* Translators: a file, and what is the matter with it */
  g_set_error (error, REEVE_ERROR, code, _("%s: %s"), path, what);
  return FALSE;
}

static gboolean
open_handle (ReeveTiles *self, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (self->path, NULL);
  g_autofree char *uri = NULL, *name = NULL;
  struct stat status;

  if (stat (absolute, &status) != 0)
    return refuse (error, REEVE_ERROR_NOT_FOUND, self->path, _("there is no such file."));
  if (!S_ISREG (status.st_mode))
    return refuse (error, REEVE_ERROR_INVALID, self->path, _("this is not a file of map tiles (MBTiles)."));
  if (status.st_size == 0)
    return refuse (error, REEVE_ERROR_INVALID, self->path, _("the file is empty."));
  uri = g_filename_to_uri (absolute, NULL, error);
  if (uri == NULL)
    return FALSE;
  name = g_strconcat (uri, "?mode=ro&immutable=1", NULL);
  if (sqlite3_open_v2 (name, &self->handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    return refuse (error, REEVE_ERROR_FAILED, self->path, _("the file cannot be opened."));
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_limit (self->handle, SQLITE_LIMIT_LENGTH, REEVE_TILE_MAX_BYTES);
  sqlite3_limit (self->handle, SQLITE_LIMIT_VDBE_OP, 25000);
  return TRUE;
}

static char *
read_metadata (ReeveTiles *self, const char *key)
{
  sqlite3_stmt *stmt = NULL;
  char *value = NULL;

  if (sqlite3_prepare_v2 (self->handle, "SELECT value FROM metadata WHERE name = ?1", -1, &stmt, NULL) == SQLITE_OK)
    {
      sqlite3_bind_text (stmt, 1, key, -1, SQLITE_STATIC);
      if (sqlite3_step (stmt) == SQLITE_ROW && sqlite3_column_text (stmt, 0) != NULL)
        value = g_utf8_make_valid ((const char *) sqlite3_column_text (stmt, 0), MIN (sqlite3_column_bytes (stmt, 0), 2000));
    }
  sqlite3_finalize (stmt);
  return value;
}

/* Attributions are often a snippet of HTML: what stands between the tags, and the few entities that occur. */
static char *
plain_text (const char *html)
{
  GString *text = g_string_new (NULL);
  gboolean in_tag = FALSE;

  for (const char *p = html == NULL ? "" : html; *p != '\0'; p++)
    if (*p == '<')
      in_tag = TRUE;
    else if (*p == '>' && in_tag)
      in_tag = FALSE;
    else if (!in_tag)
      g_string_append_c (text, *p == '\n' || *p == '\t' ? ' ' : *p);
  g_string_replace (text, "&copy;", "\302\251", 0);
  g_string_replace (text, "&amp;", "&", 0);
  g_string_replace (text, "(c)", "\302\251", 0);
  g_strstrip (text->str);
  return g_string_free (text, FALSE);
}

static gboolean
read_zooms (ReeveTiles *self, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  gboolean ok = FALSE;
  int code = sqlite3_prepare_v2 (self->handle, "SELECT min (zoom_level), max (zoom_level) FROM tiles", -1, &stmt, NULL);

  if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT)
    refuse (error, REEVE_ERROR_INVALID, self->path, _("this is not a file of map tiles (MBTiles), or it is damaged."));
  else if (code != SQLITE_OK)
    refuse (error, REEVE_ERROR_INVALID, self->path, _("the file holds no table of map tiles."));
  else if (sqlite3_step (stmt) != SQLITE_ROW)
    refuse (error, REEVE_ERROR_DAMAGED, self->path, _("this file of map tiles is damaged."));
  else if (sqlite3_column_type (stmt, 0) != SQLITE_INTEGER || sqlite3_column_int (stmt, 0) < 0
           || sqlite3_column_int (stmt, 1) > REEVE_TILES_MAX_ZOOM)
    refuse (error, REEVE_ERROR_INVALID, self->path, _("the file holds no map tiles of zoom 0 to 22."));
  else
    {
      self->min_zoom = sqlite3_column_int (stmt, 0);
      self->max_zoom = sqlite3_column_int (stmt, 1);
      ok = TRUE;
    }
  sqlite3_finalize (stmt);
  return ok;
}

static gboolean
starts_with (const guint8 *data, gsize size, const char *magic, gsize n)
{
  return size >= n && memcmp (data, magic, n) == 0;
}

/* What the tiles are is told by the first of them; the metadata is often wrong or absent. */
static gboolean
find_kind (ReeveTiles *self, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  g_autofree char *format = read_metadata (self, "format");
  gboolean ok = TRUE;

  if (sqlite3_prepare_v2 (self->handle, "SELECT tile_data FROM tiles WHERE length (tile_data) > 0 LIMIT 1", -1, &stmt, NULL) != SQLITE_OK
      || sqlite3_step (stmt) != SQLITE_ROW)
    ok = refuse (error, REEVE_ERROR_INVALID, self->path, _("the file holds no map tiles."));
  else
    {
      const guint8 *data = sqlite3_column_blob (stmt, 0);
      gsize size = sqlite3_column_bytes (stmt, 0);

      if (starts_with (data, size, "\211PNG", 4) || starts_with (data, size, "\377\330\377", 3))
        self->kind = REEVE_TILES_PICTURES;
      else if (starts_with (data, size, "RIFF", 4))
        ok = refuse (error, REEVE_ERROR_INVALID, self->path, _("the tiles are WebP pictures; PNG, JPEG or vector tiles are needed."));
      else if (starts_with (data, size, "\037\213", 2) || (g_strcmp0 (format, "pbf") == 0 && size > 0 && data[0] == 0x1a))
        self->kind = REEVE_TILES_VECTOR;
      else
        ok = refuse (error, REEVE_ERROR_INVALID, self->path, _("the tiles are of an unknown kind; PNG, JPEG or vector tiles are needed."));
    }
  sqlite3_finalize (stmt);
  return ok;
}

ReeveTiles *
reeve_tiles_open (const char *path, GError **error)
{
  g_autoptr (ReeveTiles) self = g_new0 (ReeveTiles, 1);
  g_autofree char *attribution = NULL;

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->path = g_strdup (path);
  if (!open_handle (self, error) || !read_zooms (self, error) || !find_kind (self, error))
    return NULL;
  if (sqlite3_prepare_v2 (self->handle, "SELECT tile_data FROM tiles WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3", -1,
                          &self->get, NULL) != SQLITE_OK)
    {
      refuse (error, REEVE_ERROR_INVALID, path, _("the table of map tiles lacks a column."));
      return NULL;
    }
  self->name = read_metadata (self, "name");
  if (self->name == NULL)
    self->name = g_path_get_basename (path);
  attribution = read_metadata (self, "attribution");
  self->attribution = plain_text (attribution);
  return g_steal_pointer (&self);
}

ReeveTiles *
reeve_tiles_ref (ReeveTiles *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
reeve_tiles_unref (ReeveTiles *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  sqlite3_finalize (self->get);
  sqlite3_close (self->handle);
  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self->name);
  g_free (self->attribution);
  g_free (self);
}

ReeveTilesKind
reeve_tiles_get_kind (const ReeveTiles *self)
{
  return self->kind;
}

int
reeve_tiles_get_min_zoom (const ReeveTiles *self)
{
  return self->min_zoom;
}

int
reeve_tiles_get_max_zoom (const ReeveTiles *self)
{
  return self->max_zoom;
}

const char *
reeve_tiles_get_name (const ReeveTiles *self)
{
  return self->name;
}

const char *
reeve_tiles_get_attribution (const ReeveTiles *self)
{
  return self->attribution;
}

static GBytes *
inflate (const char *path, GBytes *packed, GError **error)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gsize size, done = 0;
  const guint8 *data = g_bytes_get_data (packed, &size);
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (result != G_CONVERTER_FINISHED)
    {
      guint8 chunk[16384];
      gsize read = 0, written = 0;

      result = g_converter_convert (converter, data + done, size - done, chunk, sizeof chunk, G_CONVERTER_INPUT_AT_END, &read, &written, NULL);
      if (result == G_CONVERTER_ERROR || (read == 0 && written == 0 && result != G_CONVERTER_FINISHED))
        {
          refuse (error, REEVE_ERROR_DAMAGED, path, _("a map tile cannot be unpacked."));
          return NULL;
        }
      g_byte_array_append (out, chunk, written);
      done += read;
      if (out->len > REEVE_TILE_MAX_BYTES)
        {
          refuse (error, REEVE_ERROR_LIMIT, path, _("a map tile is larger than 16 MB."));
          return NULL;
        }
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

GBytes *
reeve_tiles_get (ReeveTiles *self, int zoom, guint32 x, guint32 y, GError **error)
{
  g_autoptr (GBytes) blob = NULL;
  gsize size;
  const guint8 *data;
  int code;

  if (zoom < 0 || zoom > REEVE_TILES_MAX_ZOOM || x >= 1u << zoom || y >= 1u << zoom)
    return NULL;
  g_mutex_lock (&self->lock);
  sqlite3_bind_int (self->get, 1, zoom);
  sqlite3_bind_int64 (self->get, 2, x);
  sqlite3_bind_int64 (self->get, 3, (1u << zoom) - 1 - y);   /* MBTiles counts rows from the south */
  code = sqlite3_step (self->get);
  if (code == SQLITE_ROW)
    blob = g_bytes_new (sqlite3_column_blob (self->get, 0), sqlite3_column_bytes (self->get, 0));
  sqlite3_reset (self->get);
  g_mutex_unlock (&self->lock);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    {
      refuse (error, REEVE_ERROR_DAMAGED, self->path, _("this file of map tiles is damaged."));
      return NULL;
    }
  if (blob == NULL)
    return NULL;
  data = g_bytes_get_data (blob, &size);
  if (size == 0)
    return NULL;
  if (self->kind == REEVE_TILES_VECTOR && starts_with (data, size, "\037\213", 2))
    return inflate (self->path, blob, error);
  return g_steal_pointer (&blob);
}

GArray *
reeve_tiles_list (ReeveTiles *self, int zoom, guint32 x0, guint32 y0, guint32 x1, guint32 y1, guint most, GError **error)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (ReeveTileName));
  guint32 last = (1u << CLAMP (zoom, 0, REEVE_TILES_MAX_ZOOM)) - 1;
  sqlite3_stmt *stmt = NULL;
  int code;

  g_mutex_lock (&self->lock);
  code = sqlite3_prepare_v2 (self->handle, "SELECT tile_column, tile_row FROM tiles WHERE zoom_level = ?1 AND tile_column BETWEEN ?2 AND ?3"
                                           " AND tile_row BETWEEN ?4 AND ?5 ORDER BY tile_column, tile_row LIMIT ?6", -1, &stmt, NULL);
  if (code == SQLITE_OK)
    {
      sqlite3_bind_int (stmt, 1, zoom);
      sqlite3_bind_int64 (stmt, 2, x0);
      sqlite3_bind_int64 (stmt, 3, x1);
      sqlite3_bind_int64 (stmt, 4, (gint64) last - MIN (y1, last));
      sqlite3_bind_int64 (stmt, 5, (gint64) last - MIN (y0, last));
      sqlite3_bind_int64 (stmt, 6, most);
      while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
        {
          ReeveTileName name = { (guint32) sqlite3_column_int64 (stmt, 0), last - (guint32) sqlite3_column_int64 (stmt, 1) };
          g_array_append_val (names, name);
        }
    }
  sqlite3_finalize (stmt);
  g_mutex_unlock (&self->lock);
  if (code != SQLITE_DONE)
    {
      refuse (error, REEVE_ERROR_DAMAGED, self->path, _("this file of map tiles is damaged."));
      return NULL;
    }
  return g_steal_pointer (&names);
}
