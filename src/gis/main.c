/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reeve-gis: reads a foreign map file with GDAL and streams its features out. It is a process of its own, so that a hostile or broken
 * file can end nothing but this program, and the window does not load GDAL. It never sees a case file.
 *
 *   reeve-gis read FILE [--srs EPSG] [--limit N]
 *   reeve-gis convert GPKG|SHP FOLDER FILE.geojson...
 *
 * convert writes our own GeoJSON as FOLDER/release.gpkg, a layer for each file, or as a shapefile for each; each attribute stays the text or
 * number that it is. Of read:
 *
 * Output: messages of one letter, a 32-bit little-endian length and as many bytes.
 *   L name of the layer      C name of a column       N a note for the user       T number of features, 64 bits
 *   F feature: 64 bits of identifier, then one length-prefixed WKB (2D, WGS 84; length 0 = no geometry), then one length-prefixed UTF-8
 *     text for each column (length FFFFFFFF = empty)
 *   E the end                X why nothing could be read (then exit status 1) */
#include "config.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <gdal.h>
#include <gdal_utils.h>
#include <glib.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <math.h>
#include <signal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#define MAX_FEATURES 5000000
#define MAX_COLUMNS 1000
#define MAX_WKB (64 * 1024 * 1024)
#define MAX_TEXT (256 * 1024)
#define MAX_MEMORY ((rlim_t) 3 * 1024 * 1024 * 1024)
#define MAX_SECONDS 900

static char *last_error;

static void CPL_STDCALL
keep_error_cb (CPLErr level, CPLErrorNum number, const char *message)
{
  if (level < CE_Warning)
    return;
  g_free (last_error);
  last_error = g_utf8_make_valid (message, -1);
}

static void
put (char type, const void *data, gsize length)
{
  guint32 size = GUINT32_TO_LE ((guint32) length);
  if (putchar_unlocked (type) == EOF || fwrite (&size, 4, 1, stdout) != 1 || (length > 0 && fwrite (data, length, 1, stdout) != 1))
    exit (1); /* nobody listens any more */
}

static void
put_text (char type, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  put (type, valid, strlen (valid));
}

static int
fail (const char *message)
{
  put_text ('X', message);
  fflush (stdout);
  return 1;
}

static void
append_sized (GByteArray *to, const void *data, gsize length)
{
  guint32 size = GUINT32_TO_LE ((guint32) length);
  g_byte_array_append (to, (const guint8 *) &size, 4);
  if (length > 0)
    g_byte_array_append (to, data, length);
}

/* One of the layers with what turns its shapes into longitude and latitude. */
typedef struct
{
  OGRLayerH layer;
  OGRCoordinateTransformationH transform;  /* NULL: they are already */
  int *columns;                            /* place in the output of each field of the layer */
} Source;

static gboolean
within_degrees (const OGREnvelope *box)
{
  return box->MinX >= -180.0001 && box->MaxX <= 180.0001 && box->MinY >= -90.0001 && box->MaxY <= 90.0001;
}

/* What the layer says of its coordinates against what they are. FALSE with a message put. */
static gboolean
prepare_transform (Source *source, int epsg)
{
  OGREnvelope box;
  OGRSpatialReferenceH declared = OGR_L_GetSpatialRef (source->layer);
  gboolean has_box = OGR_L_GetExtent (source->layer, &box, TRUE) == OGRERR_NONE && isfinite (box.MinX) && isfinite (box.MaxY);
  gboolean degrees = !has_box || within_degrees (&box);
  OGRSpatialReferenceH from = NULL;
  if (epsg != 0)
    {
      from = OSRNewSpatialReference (NULL);
      if (OSRImportFromEPSG (from, epsg) != OGRERR_NONE)
        {
          g_autofree char *message = g_strdup_printf (_("EPSG:%d is not a coordinate system that is known here."), epsg);
          fail (message);
          return FALSE;
        }
    }
  else if (declared == NULL)
    {
      if (!degrees)
        {
          fail (_("The file does not say in which coordinate system it is, and its coordinates are not degrees. Give the system's EPSG number."));
          return FALSE;
        }
      return TRUE;
    }
  else if (OSRIsGeographic (declared))
    {
      if (!degrees)
        {
          fail (_("The file says its coordinates are longitude and latitude, but they are not degrees. Give the system's EPSG number."));
          return FALSE;
        }
      const char *code = OSRGetAuthorityCode (declared, NULL);
      if (code == NULL || strcmp (code, "4326") == 0 || strcmp (code, "CRS84") == 0)
        return TRUE;
      from = OSRClone (declared);
    }
  else
    {
      if (degrees)
        {
          const char *authority = OSRGetAuthorityName (declared, NULL), *code = OSRGetAuthorityCode (declared, NULL);
          g_autofree char *name = authority != NULL && code != NULL ? g_strdup_printf ("%s:%s", authority, code) : g_strdup (OSRGetName (declared));
          g_autofree char *note = g_strdup_printf (_("The file says its coordinates are in %s, but they are degrees; they were read as longitude and latitude."), name);
          put_text ('N', note);
          return TRUE;
        }
      from = OSRClone (declared);
    }
  OGRSpatialReferenceH to = OSRNewSpatialReference (NULL);
  OSRImportFromEPSG (to, 4326);
  OSRSetAxisMappingStrategy (to, OAMS_TRADITIONAL_GIS_ORDER);
  OSRSetAxisMappingStrategy (from, OAMS_TRADITIONAL_GIS_ORDER);
  source->transform = OCTNewCoordinateTransformation (from, to);
  OSRDestroySpatialReference (from);
  OSRDestroySpatialReference (to);
  if (source->transform == NULL)
    {
      fail (_("The file's coordinate system cannot be turned into longitude and latitude."));
      return FALSE;
    }
  return TRUE;
}

/* Of a collection, the parts of the highest dimension as one multi-geometry. Takes and gives a geometry the caller owns. */
static OGRGeometryH
flatten_collection (OGRGeometryH geometry)
{
  static const OGRwkbGeometryType multi[] = { wkbMultiPoint, wkbMultiLineString, wkbMultiPolygon };
  int dimension = OGR_G_GetDimension (geometry);
  if (dimension < 0 || dimension > 2)
    return geometry;
  OGRGeometryH whole = OGR_G_CreateGeometry (multi[dimension]);
  for (int i = 0; i < OGR_G_GetGeometryCount (geometry); i++)
    {
      OGRGeometryH part = OGR_G_GetGeometryRef (geometry, i);
      if (OGR_G_GetDimension (part) != dimension)
        continue;
      OGRwkbGeometryType type = wkbFlatten (OGR_G_GetGeometryType (part));
      if (type == wkbGeometryCollection || type == multi[dimension])
        for (int j = 0; j < OGR_G_GetGeometryCount (part); j++)
          OGR_G_AddGeometry (whole, OGR_G_GetGeometryRef (part, j));
      else
        OGR_G_AddGeometry (whole, part);
    }
  OGR_G_DestroyGeometry (geometry);
  return whole;
}

static void
append_geometry (GByteArray *to, OGRFeatureH feature, OGRCoordinateTransformationH transform)
{
  OGRGeometryH geometry = OGR_F_StealGeometry (feature);
  if (geometry != NULL && OGR_G_HasCurveGeometry (geometry, TRUE))
    {
      OGRGeometryH linear = OGR_G_GetLinearGeometry (geometry, 0, NULL);
      OGR_G_DestroyGeometry (geometry);
      geometry = linear;
    }
  if (geometry != NULL)
    {
      OGR_G_FlattenTo2D (geometry);
      if (transform != NULL && OGR_G_Transform (geometry, transform) != OGRERR_NONE)
        g_clear_pointer (&geometry, OGR_G_DestroyGeometry);
    }
  if (geometry != NULL && OGR_G_GetGeometryType (geometry) == wkbGeometryCollection)
    geometry = flatten_collection (geometry);
  int size = geometry == NULL || OGR_G_IsEmpty (geometry) ? 0 : OGR_G_WkbSize (geometry);
  if (size <= 0 || size > MAX_WKB)
    append_sized (to, NULL, 0);
  else
    {
      g_autofree guint8 *wkb = g_malloc (size);
      gboolean good = OGR_G_ExportToIsoWkb (geometry, wkbNDR, wkb) == OGRERR_NONE;
      append_sized (to, wkb, good ? size : 0);
    }
  if (geometry != NULL)
    OGR_G_DestroyGeometry (geometry);
}

/* The field as text; dates as ISO. NULL when empty. Transfer full. */
static char *
field_text (OGRFeatureH feature, int i)
{
  if (!OGR_F_IsFieldSetAndNotNull (feature, i))
    return NULL;
  OGRFieldType type = OGR_Fld_GetType (OGR_F_GetFieldDefnRef (feature, i));
  int year, month, day, hour, minute, second, zone;
  if ((type == OFTDate || type == OFTDateTime)
      && OGR_F_GetFieldAsDateTime (feature, i, &year, &month, &day, &hour, &minute, &second, &zone))
    return type == OFTDate ? g_strdup_printf ("%04d-%02d-%02d", year, month, day)
                           : g_strdup_printf ("%04d-%02d-%02dT%02d:%02d", year, month, day, hour, minute);
  return g_utf8_make_valid (OGR_F_GetFieldAsString (feature, i), -1);
}

static void
put_feature (OGRFeatureH feature, const Source *source, guint n_columns, GByteArray *buffer)
{
  g_autofree char **texts = g_new0 (char *, n_columns + 1);
  guint64 fid = GUINT64_TO_LE ((guint64) OGR_F_GetFID (feature));
  g_byte_array_set_size (buffer, 0);
  g_byte_array_append (buffer, (const guint8 *) &fid, 8);
  int n = OGR_F_GetFieldCount (feature);
  for (int i = 0; i < n; i++)
    if (source->columns[i] >= 0 && texts[source->columns[i]] == NULL)
      texts[source->columns[i]] = field_text (feature, i);
  append_geometry (buffer, feature, source->transform);
  for (guint i = 0; i < n_columns; i++)
    {
      static const guint32 empty = 0xffffffff;
      if (texts[i] == NULL)
        g_byte_array_append (buffer, (const guint8 *) &empty, 4);
      else
        append_sized (buffer, texts[i], MIN (strlen (texts[i]), MAX_TEXT));
      g_free (texts[i]);
    }
  put ('F', buffer->data, buffer->len);
}

/* The layers that hold shapes, with the union of their columns. */
static GArray *
collect_sources (GDALDatasetH dataset, GPtrArray *columns)
{
  GArray *sources = g_array_new (FALSE, TRUE, sizeof (Source));
  for (int i = 0; i < GDALDatasetGetLayerCount (dataset); i++)
    {
      Source source = { GDALDatasetGetLayer (dataset, i) };
      if (OGR_L_GetGeomType (source.layer) == wkbNone)
        continue;
      OGRFeatureDefnH definition = OGR_L_GetLayerDefn (source.layer);
      int n = OGR_FD_GetFieldCount (definition);
      source.columns = g_new (int, MAX (n, 1));
      for (int j = 0; j < n; j++)
        {
          g_autofree char *name = g_utf8_make_valid (OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, j)), -1);
          guint at;
          source.columns[j] = -1;
          if (g_ptr_array_find_with_equal_func (columns, name, g_str_equal, &at))
            source.columns[j] = at;
          else if (columns->len < MAX_COLUMNS)
            {
              source.columns[j] = columns->len;
              g_ptr_array_add (columns, g_steal_pointer (&name));
            }
        }
      g_array_append_val (sources, source);
    }
  return sources;
}

static int
stream (GArray *sources, GPtrArray *columns, gint64 limit)
{
  gint64 total = 0, done = 0;
  for (guint i = 0; i < sources->len; i++)
    total += MAX (OGR_L_GetFeatureCount (g_array_index (sources, Source, i).layer, TRUE), 0);
  if (total > MAX_FEATURES)
    return fail (_("The file holds more than five million shapes, which is too many."));
  put_text ('L', OGR_L_GetName (g_array_index (sources, Source, 0).layer));
  for (guint i = 0; i < columns->len; i++)
    put_text ('C', columns->pdata[i]);
  guint64 count = GUINT64_TO_LE ((guint64) total);
  put ('T', &count, 8);
  g_autoptr (GByteArray) buffer = g_byte_array_new ();
  for (guint i = 0; i < sources->len; i++)
    {
      const Source *source = &g_array_index (sources, Source, i);
      OGRFeatureH feature;
      OGR_L_ResetReading (source->layer);
      while ((limit == 0 || done < limit) && done < MAX_FEATURES && (feature = OGR_L_GetNextFeature (source->layer)) != NULL)
        {
          put_feature (feature, source, columns->len, buffer);
          OGR_F_Destroy (feature);
          done++;
        }
    }
  /* a reader that gives up half-way says so only in its error */
  if (limit == 0 && done < total && CPLGetLastErrorType () >= CE_Failure)
    return fail (last_error != NULL ? last_error : _("The file could not be read to its end."));
  put ('E', NULL, 0);
  return 0;
}

static int
read_file (const char *path, int epsg, gint64 limit)
{
  /* only readers of plain local files: no network, no links to other files, no plug-ins that run code */
  static const char *const drivers[] = { "GeoJSON", "GeoJSONSeq", "TopoJSON", "ESRIJSON", "LIBKML", "KML", "GPKG", "ESRI Shapefile", "FlatGeobuf", "GML", "GPX",
                                         NULL };
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *lower = g_ascii_strdown (absolute, -1);
  g_autofree char *name = g_str_has_suffix (lower, ".zip") ? g_strconcat ("/vsizip/", absolute, NULL) : g_strdup (absolute);
  if (!g_file_test (absolute, G_FILE_TEST_IS_REGULAR))
    return fail (_("This is not a file that can be read."));
  /* a GeoPackage in WAL mode would otherwise get files of its own beside it */
  static const char *const immutable[] = { "IMMUTABLE=YES", NULL };
  GDALDatasetH dataset = GDALOpenEx (name, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, g_str_has_suffix (lower, ".gpkg") ? immutable : NULL, NULL);
  if (dataset == NULL)
    {
      if (last_error == NULL)
        return fail (_("This is not a map file that can be read here: GeoJSON, KML, GeoPackage, Shapefile (zipped or with its other files beside it), GML, GPX or FlatGeobuf."));
      g_autofree char *message = g_strdup_printf (_("The map file could not be read: %s"), last_error);
      return fail (message);
    }
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) sources = collect_sources (dataset, columns);
  int status = 0;
  if (sources->len == 0)
    status = fail (_("The file holds no layer with shapes."));
  for (guint i = 0; i < sources->len && status == 0; i++)
    if (!prepare_transform (&g_array_index (sources, Source, i), epsg))
      status = 1;
  if (status == 0)
    status = stream (sources, columns, limit);
  for (guint i = 0; i < sources->len; i++)
    {
      Source *source = &g_array_index (sources, Source, i);
      g_free (source->columns);
      if (source->transform != NULL)
        OCTDestroyCoordinateTransformation (source->transform);
    }
  GDALClose (dataset);
  return fflush (stdout) == 0 ? status : 1;
}

#if defined(__SANITIZE_ADDRESS__)
static const gboolean is_sanitized = TRUE;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
static const gboolean is_sanitized = TRUE;
#else
static const gboolean is_sanitized = FALSE;
#endif
#else
static const gboolean is_sanitized = FALSE;
#endif

static void
set_limit (int resource, rlim_t value)
{
  struct rlimit limit = { value, value };
  setrlimit (resource, &limit);
}

/* ---- convert --------------------------------------------------------------------------------------------------------------------- */

static gboolean
convert_file (const char *format, const char *folder, const char *path, gboolean first)
{
  gboolean gpkg = strcmp (format, "GPKG") == 0;
  g_autofree char *base = g_path_get_basename (path), *target = NULL;
  char *dot = strrchr (base, '.');
  GDALDatasetH from = GDALOpenEx (path, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, NULL, NULL), to;
  GDALVectorTranslateOptions *options;
  char **arguments = NULL;
  int usage_error = 0;

  if (from == NULL)
    return FALSE;
  if (dot != NULL)
    *dot = '\0';
  target = gpkg ? g_build_filename (folder, "release.gpkg", NULL) : g_strdup_printf ("%s/%s.shp", folder, base);
  arguments = CSLAddString (arguments, "-f");
  arguments = CSLAddString (arguments, gpkg ? "GPKG" : "ESRI Shapefile");
  arguments = CSLAddString (arguments, "-nln");
  arguments = CSLAddString (arguments, base);
  arguments = CSLAddString (arguments, "-nlt");
  arguments = CSLAddString (arguments, "POINT");
  arguments = CSLAddString (arguments, "-lco");
  arguments = CSLAddString (arguments, gpkg ? "FID=fid" : "ENCODING=UTF-8");
  if (gpkg && !first)
    arguments = CSLAddString (arguments, "-update");
  options = GDALVectorTranslateOptionsNew (arguments, NULL);
  to = GDALVectorTranslate (target, NULL, 1, &from, options, &usage_error);
  GDALVectorTranslateOptionsFree (options);
  CSLDestroy (arguments);
  GDALClose (from);
  if (to == NULL)
    return FALSE;
  GDALClose (to);
  return TRUE;
}

/* Nothing comes in here but what the core wrote, so this may write; the day in the file is fixed, that the same release has the same bytes. */
static int
convert (int n, char **arguments)
{
  if (n < 3 || (strcmp (arguments[0], "GPKG") != 0 && strcmp (arguments[0], "SHP") != 0))
    {
      g_printerr ("%s\n", _("Usage: reeve-gis convert GPKG|SHP FOLDER FILE.geojson..."));
      return 2;
    }
  CPLSetConfigOption ("OGR_CURRENT_DATE", "1980-01-01T00:00:00.000Z");
  CPLSetConfigOption ("SHAPE_ENCODING", "UTF-8");
  for (int i = 2; i < n; i++)
    if (!convert_file (arguments[0], arguments[1], arguments[i], i == 2))
      {
        g_printerr ("%s\n", last_error != NULL ? last_error : arguments[i]);
        return 1;
      }
  return 0;
}

int
main (int argc, char **argv)
{
  int epsg = 0;
  gint64 limit = 0;
  const char *path = NULL;
  setlocale (LC_MESSAGES, "");
  bindtextdomain (GETTEXT_PACKAGE, REEVE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  for (int i = 2; i < argc; i++)
    if (strcmp (argv[i], "--srs") == 0 && i + 1 < argc)
      epsg = atoi (argv[++i]);
    else if (strcmp (argv[i], "--limit") == 0 && i + 1 < argc)
      limit = g_ascii_strtoll (argv[++i], NULL, 10);
    else
      path = argv[i];
  if (argc < 3 || (strcmp (argv[1], "read") != 0 && strcmp (argv[1], "convert") != 0) || path == NULL)
    {
      g_printerr ("%s\n", _("Usage: reeve-gis read FILE [--srs EPSG] [--limit N]"));
      return 2;
    }
  /* the address space of sanitizers is not ours to limit */
  if (!is_sanitized)
    set_limit (RLIMIT_AS, MAX_MEMORY);
  set_limit (RLIMIT_CPU, MAX_SECONDS);
  set_limit (RLIMIT_CORE, 0);
  /* nothing is to be written; trying fails instead of killing us */
  if (strcmp (argv[1], "read") == 0)
    set_limit (RLIMIT_FSIZE, 0);
  signal (SIGXFSZ, SIG_IGN);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  CPLSetErrorHandler (keep_error_cb);
  CPLSetConfigOption ("GML_DOWNLOAD_SCHEMA", "NO");
  CPLSetConfigOption ("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "{none}");
  CPLSetConfigOption ("GDAL_DRIVER_PATH", "disable");
  CPLSetConfigOption ("OGR_GEOJSON_MAX_OBJ_SIZE", "200");
  CPLSetConfigOption ("PROJ_NETWORK", "OFF");
  GDALAllRegister ();
  if (strcmp (argv[1], "convert") == 0)
    return convert (argc - 2, argv + 2);
  return read_file (path, epsg, limit);
}
