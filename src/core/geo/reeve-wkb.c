/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Well-known binary, as OGR and SQLite hold it: read with every count checked against the bytes that are there, written little-endian.
 * Z and M of a point are read over (ISO codes 1000, 2000, 3000 and the flags of EWKB): the law measures on the ground. Collections of
 * unlike shapes are refused. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-geometry-private.h"

enum { WKB_POINT = 1, WKB_LINE, WKB_POLYGON, WKB_MULTI_POINT, WKB_MULTI_LINE, WKB_MULTI_POLYGON };

#define EWKB_Z 0x80000000u
#define EWKB_M 0x40000000u
#define EWKB_SRID 0x20000000u
#define WGS_84 4326

typedef struct
{
  const guint8 *at, *end;
  gboolean little;     /* of the shape being read: each part of a multi-shape has its own mark */
  guint doubles;       /* per point: 2 to 4 */
  guint polygon;
  GArray *points, *parts;
} Reader;

static gboolean
fail (GError **error, const char *message)
{
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("The shape cannot be read: %s"), message);
  return FALSE;
}

static gboolean
read_u32 (Reader *r, guint32 *ret, GError **error)
{
  guint32 raw;

  if (r->end - r->at < 4)
    return fail (error, _("it ends too early"));
  memcpy (&raw, r->at, 4);
  r->at += 4;
  *ret = r->little ? GUINT32_FROM_LE (raw) : GUINT32_FROM_BE (raw);
  return TRUE;
}

static double
read_double (Reader *r)
{
  guint64 raw;
  double value;

  memcpy (&raw, r->at, 8);
  r->at += 8;
  raw = r->little ? GUINT64_FROM_LE (raw) : GUINT64_FROM_BE (raw);
  memcpy (&value, &raw, 8);
  return value;
}

static gboolean
read_header (Reader *r, guint32 *ret_type, GError **error)
{
  guint32 type, srid;

  if (r->end - r->at < 5)
    return fail (error, _("it ends too early"));
  if (*r->at > 1)
    return fail (error, _("it is not well-known binary"));
  r->little = *r->at++ == 1;
  if (!read_u32 (r, &type, error))
    return FALSE;
  r->doubles = 2 + ((type & EWKB_Z) != 0) + ((type & EWKB_M) != 0);
  if (type & EWKB_SRID)
    {
      if (!read_u32 (r, &srid, error))
        return FALSE;
      if (srid != WGS_84 && srid != 0)
        return fail (error, _("it is not in longitude and latitude (WGS 84)"));
    }
  type &= ~(EWKB_Z | EWKB_M | EWKB_SRID);
  if (type >= 1000 && type < 4000)
    {
      r->doubles = type / 1000 == 3 ? 4 : 3;
      type %= 1000;
    }
  if (type < WKB_POINT || type > WKB_MULTI_POLYGON)
    return fail (error, _("only points, lines and areas are known"));
  *ret_type = type;
  return TRUE;
}

static gboolean
read_points (Reader *r, guint32 n, GError **error)
{
  ReevePart part = { r->points->len, n, r->polygon };

  if (n > (gsize) (r->end - r->at) / (8 * r->doubles))
    return fail (error, _("it ends too early"));
  for (guint32 i = 0; i < n; i++)
    {
      ReevePoint p;

      p.lon = read_double (r);
      p.lat = read_double (r);
      r->at += 8 * (r->doubles - 2);
      if (!(fabs (p.lon) <= 180) || !(fabs (p.lat) <= 90))
        return fail (error, _("a coordinate is not a longitude and latitude in degrees"));
      g_array_append_val (r->points, p);
    }
  g_array_append_val (r->parts, part);
  return TRUE;
}

static gboolean
read_line (Reader *r, guint32 least, GError **error)
{
  guint32 n;

  if (!read_u32 (r, &n, error))
    return FALSE;
  if (n < least)
    return fail (error, _("a line or ring has too few points"));
  return read_points (r, n, error);
}

static gboolean
read_polygon (Reader *r, GError **error)
{
  guint32 n;

  if (!read_u32 (r, &n, error))
    return FALSE;
  for (guint32 i = 0; i < n; i++)
    {
      const ReevePart *ring;
      const ReevePoint *first, *last;

      if (!read_line (r, 4, error))
        return FALSE;
      ring = &g_array_index (r->parts, ReevePart, r->parts->len - 1);
      first = &g_array_index (r->points, ReevePoint, ring->first);
      last = first + ring->n - 1;
      if (first->lon != last->lon || first->lat != last->lat)
        return fail (error, _("a ring is not closed"));
    }
  if (n > 0)
    r->polygon++;
  return TRUE;
}

static gboolean
read_single (Reader *r, guint32 type, GError **error)
{
  switch (type)
    {
    case WKB_POINT:
      return read_points (r, 1, error);
    case WKB_LINE:
      return read_line (r, 2, error);
    default:
      return read_polygon (r, error);
    }
}

static gboolean
read_multi (Reader *r, guint32 type, GError **error)
{
  guint32 n;

  if (!read_u32 (r, &n, error))
    return FALSE;
  for (guint32 i = 0; i < n; i++)
    {
      guint32 inner;

      if (!read_header (r, &inner, error))
        return FALSE;
      if (inner != type - 3)
        return fail (error, _("a part is of another kind than the whole"));
      if (!read_single (r, inner, error))
        return FALSE;
    }
  return TRUE;
}

ReeveGeometry *
reeve_geometry_from_wkb (gconstpointer data, gsize size, GError **error)
{
  static const ReeveShape shapes[] = { REEVE_SHAPE_POINT, REEVE_SHAPE_LINE, REEVE_SHAPE_AREA };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (ReevePoint));
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (ReevePart));
  const guint8 *bytes = data != NULL ? data : (const guint8 *) "";
  Reader r = { .at = bytes, .end = bytes + size, .points = points, .parts = parts };
  guint32 type;

  if (!read_header (&r, &type, error))
    return NULL;
  if (!(type >= WKB_MULTI_POINT ? read_multi (&r, type, error) : read_single (&r, type, error)))
    return NULL;
  if (r.at != r.end)
    {
      fail (error, _("there is more after its end"));
      return NULL;
    }
  if (parts->len == 0)
    {
      fail (error, _("it is empty"));
      return NULL;
    }
  return reeve_geometry_new_take (shapes[(type - 1) % 3], g_steal_pointer (&points), g_steal_pointer (&parts));
}

static void
put_u32 (GByteArray *out, guint32 value)
{
  guint32 raw = GUINT32_TO_LE (value);

  g_byte_array_append (out, (const guint8 *) &raw, 4);
}

static void
put_header (GByteArray *out, guint32 type)
{
  static const guint8 little = 1;

  g_byte_array_append (out, &little, 1);
  put_u32 (out, type);
}

static void
put_points (GByteArray *out, const ReevePoint *points, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      double pair[2] = { points[i].lon, points[i].lat };
      guint64 raw[2];

      memcpy (raw, pair, 16);
      raw[0] = GUINT64_TO_LE (raw[0]);
      raw[1] = GUINT64_TO_LE (raw[1]);
      g_byte_array_append (out, (const guint8 *) raw, 16);
    }
}

/* Writes the parts from @first that make one point, line or polygon; returns the part after them. */
static guint
put_single (GByteArray *out, const ReeveGeometry *geometry, guint first)
{
  guint last = first;

  put_header (out, WKB_POINT + geometry->shape);
  if (geometry->shape == REEVE_SHAPE_AREA)
    {
      while (last + 1 < geometry->n_parts && geometry->parts[last + 1].polygon == geometry->parts[first].polygon)
        last++;
      put_u32 (out, last - first + 1);
    }
  for (guint i = first; i <= last; i++)
    {
      if (geometry->shape != REEVE_SHAPE_POINT)
        put_u32 (out, geometry->parts[i].n);
      put_points (out, geometry->points + geometry->parts[i].first, geometry->parts[i].n);
    }
  return last + 1;
}

GBytes *
reeve_geometry_to_wkb (const ReeveGeometry *geometry)
{
  GByteArray *out = g_byte_array_new ();
  guint n = geometry->shape == REEVE_SHAPE_AREA ? geometry->parts[geometry->n_parts - 1].polygon + 1 : geometry->n_parts;

  if (n > 1)
    {
      put_header (out, WKB_MULTI_POINT + geometry->shape);
      put_u32 (out, n);
    }
  for (guint part = 0; part < geometry->n_parts;)
    part = put_single (out, geometry, part);
  return g_byte_array_free_to_bytes (out);
}
