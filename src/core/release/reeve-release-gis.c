/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GeoPackage and Shapefile: our own GeoJSON, which holds only what the audience may see, turned by the helper that alone has GDAL. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "reeve-archive.h"
#include "reeve-error.h"
#include "reeve-gis-reader.h"
#include "reeve-release.h"

static void
clear_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  if (dir != NULL)
    g_dir_close (dir);
  g_rmdir (folder);
}

/* The sheets that have places, each as FOLDER/sheet.geojson. */
static GPtrArray *
write_sheets (const ReeveDisclosure *disclosure, const ReeveReleaseRequest *request, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < REEVE_N_SHEETS; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s.geojson", folder, reeve_sheet_name ((ReeveSheetKind) i));
      g_autoptr (GBytes) json = NULL;

      if (!reeve_disclosure_wants_sheet (disclosure, (ReeveSheetKind) i) || !reeve_disclosure_has_positions (disclosure, (ReeveSheetKind) i)
          || (request->sheets != 0 && (request->sheets & (1u << i)) == 0))
        continue;
      json = reeve_export_geojson (disclosure, (ReeveSheetKind) i);
      if (!g_file_set_contents (path, g_bytes_get_data (json, NULL), (gssize) g_bytes_get_size (json), error))
        return NULL;
      g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  if (paths->len > 0)
    return g_steal_pointer (&paths);
  g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("Nothing of what was asked for has a place on the map."));
  return NULL;
}

static GBytes *
read_bytes (const char *path, GError **error)
{
  char *data;
  gsize size;

  return g_file_get_contents (path, &data, &size, error) ? g_bytes_new_take (data, size) : NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The parts of the shapefiles as one zip, by name. */
static GBytes *
zip_shapefiles (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) files = reeve_archive_new ();
  GDir *dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return NULL;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_str_has_suffix (name, ".geojson"))
      g_ptr_array_add (names, g_strdup (name));
  g_dir_close (dir);
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      g_autoptr (GBytes) bytes = read_bytes (path, error);

      if (bytes == NULL)
        return NULL;
      /* bytes 1 to 3 of a .dbf are the day it was written */
      if (g_str_has_suffix (path, ".dbf") && g_bytes_get_size (bytes) > 4)
        {
          gsize size;
          guint8 *data = g_bytes_unref_to_data (g_steal_pointer (&bytes), &size);

          data[1] = 80;
          data[2] = data[3] = 1;
          bytes = g_bytes_new_take (data, size);
        }
      reeve_archive_add (files, names->pdata[i], bytes);
    }
  return reeve_archive_write (files, error);
}

GBytes *
reeve_release_write_gis (const ReeveDisclosure *disclosure, const ReeveReleaseRequest *request, ReeveFormat format, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("reeve-XXXXXX", error), *gpkg = NULL;
  g_autoptr (GPtrArray) paths = folder != NULL ? write_sheets (disclosure, request, folder, error) : NULL;
  GBytes *bytes = NULL;

  if (paths != NULL && reeve_gis_convert (format == REEVE_FORMAT_GPKG ? "GPKG" : "SHP", folder, paths, error))
    {
      gpkg = g_build_filename (folder, "release.gpkg", NULL);
      bytes = format == REEVE_FORMAT_GPKG ? read_bytes (gpkg, error) : zip_shapefiles (folder, error);
    }
  if (folder != NULL)
    clear_folder (folder);
  return bytes;
}
