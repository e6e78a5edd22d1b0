/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shapes on WGS 84 and the distances law asks for. An edge is straight in longitude and latitude, as RFC 7946 says of GeoJSON, and a shape
 * that crosses the 180th meridian is cut there. Distances are geodesic (Karney 2013, from PROJ); the nearest point of an edge is found on a
 * plane scaled by the radii of curvature half-way between the two, which is right to a few parts in ten million within 10 km. */
#include "config.h"

#include <geodesic.h>
#include <math.h>

#include "reeve-geometry-private.h"

#define NEAR_DEGREES 0.01
#define MOST_FLAT_LATITUDE 85
#define WGS84_A 6378137.0
#define WGS84_F (1 / 298.257223563)
/* A point this near an edge, in degrees (a tenth of a millimetre), is on it. */
#define ON_EDGE 1e-9

ReeveGeometry *
reeve_geometry_new_take (ReeveShape shape, GArray *points, GArray *parts)
{
  ReeveGeometry *geometry = g_new0 (ReeveGeometry, 1);
  ReeveBox box = { 180, 90, -180, -90 };

  g_atomic_ref_count_init (&geometry->refs);
  geometry->shape = shape;
  geometry->n_points = points->len;
  geometry->n_parts = parts->len;
  geometry->points = (ReevePoint *) (gpointer) g_array_free (points, FALSE);
  geometry->parts = (ReevePart *) (gpointer) g_array_free (parts, FALSE);
  for (guint i = 0; i < geometry->n_points; i++)
    {
      ReevePoint p = geometry->points[i];

      box.west = MIN (box.west, p.lon);
      box.east = MAX (box.east, p.lon);
      box.south = MIN (box.south, p.lat);
      box.north = MAX (box.north, p.lat);
    }
  geometry->box = box;
  return geometry;
}

ReeveGeometry *
reeve_geometry_new_point (ReevePoint point)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (ReevePoint));
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (ReevePart));
  ReevePart part = { 0, 1, 0 };

  g_array_append_val (points, point);
  g_array_append_val (parts, part);
  return reeve_geometry_new_take (REEVE_SHAPE_POINT, points, parts);
}

ReeveGeometry *
reeve_geometry_ref (ReeveGeometry *geometry)
{
  g_atomic_ref_count_inc (&geometry->refs);
  return geometry;
}

void
reeve_geometry_unref (ReeveGeometry *geometry)
{
  if (!g_atomic_ref_count_dec (&geometry->refs))
    return;
  g_free (geometry->points);
  g_free (geometry->parts);
  g_free (geometry);
}

ReeveBox
reeve_geometry_get_box (const ReeveGeometry *geometry)
{
  return geometry->box;
}

gboolean
reeve_geometry_is_point (const ReeveGeometry *geometry)
{
  return geometry->shape == REEVE_SHAPE_POINT && geometry->n_points == 1;
}

gboolean
reeve_geometry_is_area (const ReeveGeometry *geometry)
{
  return geometry->shape == REEVE_SHAPE_AREA;
}

guint
reeve_geometry_get_n_parts (const ReeveGeometry *geometry)
{
  return geometry->n_parts;
}

const ReevePoint *
reeve_geometry_get_part (const ReeveGeometry *geometry, guint part, guint *ret_n)
{
  g_return_val_if_fail (part < geometry->n_parts, NULL);
  *ret_n = geometry->parts[part].n;
  return geometry->points + geometry->parts[part].first;
}

static gboolean
is_on_edge (ReevePoint a, ReevePoint b, ReevePoint p)
{
  double dx = b.lon - a.lon, dy = b.lat - a.lat;
  double length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? ((p.lon - a.lon) * dx + (p.lat - a.lat) * dy) / length2 : 0;
  double x, y;

  t = CLAMP (t, 0, 1);
  x = a.lon + t * dx - p.lon;
  y = a.lat + t * dy - p.lat;
  return x * x + y * y <= ON_EDGE * ON_EDGE;
}

typedef enum { OUTSIDE, INSIDE, ON_RING } Side;

/* Crossings of a ray to the east. An edge counts when exactly one end lies above the point, so a vertex is never counted twice. */
static Side
side_of_ring (const ReevePoint *ring, guint n, ReevePoint p)
{
  gboolean inside = FALSE;

  for (guint i = 0; i + 1 < n; i++)
    {
      ReevePoint a = ring[i], b = ring[i + 1];

      if (p.lat < MIN (a.lat, b.lat) - ON_EDGE || p.lat > MAX (a.lat, b.lat) + ON_EDGE)
        continue;
      if (is_on_edge (a, b, p))
        return ON_RING;
      if ((a.lat > p.lat) != (b.lat > p.lat) && p.lon < a.lon + (p.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon))
        inside = !inside;
    }
  return inside ? INSIDE : OUTSIDE;
}

static gboolean
contains_here (const ReeveGeometry *geometry, ReevePoint point)
{
  gboolean inside = FALSE;

  if (point.lon < geometry->box.west - ON_EDGE || point.lon > geometry->box.east + ON_EDGE || point.lat < geometry->box.south - ON_EDGE
      || point.lat > geometry->box.north + ON_EDGE)
    return FALSE;
  for (guint i = 0; i < geometry->n_parts; i++)
    {
      const ReevePart *part = &geometry->parts[i];

      if (i > 0 && part->polygon != part[-1].polygon)
        {
          if (inside)
            return TRUE;
          inside = FALSE;
        }
      switch (side_of_ring (geometry->points + part->first, part->n, point))
        {
        case ON_RING:
          return TRUE;
        case INSIDE:
          inside = !inside;
          break;
        case OUTSIDE:
          break;
        }
    }
  return inside;
}

gboolean
reeve_geometry_contains (const ReeveGeometry *geometry, ReevePoint point)
{
  if (geometry->shape != REEVE_SHAPE_AREA)
    return FALSE;
  if (contains_here (geometry, point))
    return TRUE;
  /* 180 degrees east and west are one meridian, and shapes are cut there */
  return fabs (point.lon) == 180 && contains_here (geometry, (ReevePoint) { -point.lon, point.lat });
}

static double
ring_area2 (const ReevePoint *ring, guint n)
{
  double area2 = 0;

  for (guint i = 0; i + 1 < n; i++)
    area2 += (ring[i].lon - ring[0].lon) * (ring[i + 1].lat - ring[0].lat) - (ring[i + 1].lon - ring[0].lon) * (ring[i].lat - ring[0].lat);
  return area2;
}

static ReevePoint
ring_centroid (const ReevePoint *ring, guint n)
{
  double area2 = 0, x = 0, y = 0;

  for (guint i = 0; i + 1 < n; i++)
    {
      double ax = ring[i].lon - ring[0].lon, ay = ring[i].lat - ring[0].lat;
      double bx = ring[i + 1].lon - ring[0].lon, by = ring[i + 1].lat - ring[0].lat;
      double cross = ax * by - bx * ay;

      area2 += cross;
      x += (ax + bx) * cross;
      y += (ay + by) * cross;
    }
  if (area2 == 0)
    return ring[0];
  return (ReevePoint) { ring[0].lon + x / (3 * area2), ring[0].lat + y / (3 * area2) };
}

static int
compare_double (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The middle of the widest stretch inside the area at the height of @near: for shapes whose centroid falls outside. */
static ReevePoint
widest_inside (const ReeveGeometry *geometry, ReevePoint near)
{
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (double));
  double widest = -1;
  ReevePoint best = near;

  for (guint i = 0; i < geometry->n_parts; i++)
    {
      const ReevePoint *ring = geometry->points + geometry->parts[i].first;

      for (guint k = 0; k + 1 < geometry->parts[i].n; k++)
        if ((ring[k].lat > near.lat) != (ring[k + 1].lat > near.lat))
          {
            double x = ring[k].lon + (near.lat - ring[k].lat) / (ring[k + 1].lat - ring[k].lat) * (ring[k + 1].lon - ring[k].lon);

            g_array_append_val (crossings, x);
          }
    }
  g_array_sort (crossings, compare_double);
  for (guint i = 0; i + 1 < crossings->len; i += 2)
    {
      double from = g_array_index (crossings, double, i), to = g_array_index (crossings, double, i + 1);

      if (to - from > widest)
        {
          widest = to - from;
          best.lon = (from + to) / 2;
        }
    }
  return best;
}

ReevePoint
reeve_geometry_get_centre (const ReeveGeometry *geometry)
{
  const ReevePart *largest = &geometry->parts[0];
  double most = -1;
  ReevePoint centre;

  if (geometry->shape == REEVE_SHAPE_POINT)
    return geometry->points[0];
  for (guint i = 0; i < geometry->n_parts; i++)
    {
      const ReevePart *part = &geometry->parts[i];
      double size = geometry->shape == REEVE_SHAPE_AREA ? fabs (ring_area2 (geometry->points + part->first, part->n)) : part->n;

      if (size > most)
        {
          most = size;
          largest = part;
        }
    }
  if (geometry->shape == REEVE_SHAPE_LINE)
    return geometry->points[largest->first + largest->n / 2];
  centre = ring_centroid (geometry->points + largest->first, largest->n);
  return contains_here (geometry, centre) ? centre : widest_inside (geometry, centre);
}

static const struct geod_geodesic *
wgs84 (void)
{
  static struct geod_geodesic earth;
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      geod_init (&earth, WGS84_A, WGS84_F);
      g_once_init_leave (&once, 1);
    }
  return &earth;
}

typedef struct { double x, y; } Scale;   /* metres per degree of longitude, latitude */

static Scale
scale_at (double lat)
{
  const double e2 = WGS84_F * (2 - WGS84_F);
  double phi = lat * (G_PI / 180), s = sin (phi);
  double w2 = 1 - e2 * s * s, w = sqrt (w2);
  double prime_vertical = WGS84_A / w, meridian = WGS84_A * (1 - e2) / (w2 * w);

  return (Scale) { prime_vertical * cos (phi) * (G_PI / 180), meridian * (G_PI / 180) };
}

/* Nearer than about a kilometre the ellipsoid is as good as flat at the latitude half-way: the third-order terms left out are less than 5
 * micrometres, and a check measures millions of such distances. Near a pole a degree of longitude is too short for that. */
double
reeve_distance_m (ReevePoint a, ReevePoint b)
{
  double dlon = fabs (b.lon - a.lon), dlat = fabs (b.lat - a.lat), metres;

  if (dlon <= NEAR_DEGREES && dlat <= NEAR_DEGREES && fabs (a.lat) <= MOST_FLAT_LATITUDE)
    {
      Scale scale = scale_at ((a.lat + b.lat) / 2);

      return hypot (dlon * scale.x, dlat * scale.y);
    }
  geod_inverse (wgs84 (), a.lat, a.lon, b.lat, b.lon, &metres, NULL, NULL);
  return metres;
}

static double
wrap (double lon)
{
  if (lon > 180)
    return lon - 360;
  if (lon < -180)
    return lon + 360;
  return lon;
}

typedef struct { double x, y; } Offset;  /* degrees from the point measured from */

/* Nearest point of the edge from @a to @b to the origin on a plane of that scale. */
static Offset
nearest_on_edge (Offset a, Offset b, Scale scale)
{
  double ax = a.x * scale.x, ay = a.y * scale.y;
  double dx = (b.x - a.x) * scale.x, dy = (b.y - a.y) * scale.y;
  double length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? -(ax * dx + ay * dy) / length2 : 0;

  t = CLAMP (t, 0, 1);
  return (Offset) { a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) };
}

static double
length_of (Offset o, Scale scale)
{
  return hypot (o.x * scale.x, o.y * scale.y);
}

static void
edge_offsets (const ReevePoint *edge, gboolean single, ReevePoint from, Offset *a, Offset *b)
{
  a->x = wrap (edge[0].lon - from.lon);
  a->y = edge[0].lat - from.lat;
  *b = *a;
  if (!single)
    {
      b->x = a->x + (edge[1].lon - edge[0].lon);
      b->y = edge[1].lat - from.lat;
    }
}

double
reeve_distance_to_geometry_m (ReevePoint point, const ReeveGeometry *geometry, ReevePoint *ret_nearest)
{
  Scale here;
  double rough = INFINITY, slack, best = INFINITY;
  Offset found = { 0, 0 };
  ReevePoint nearest;

  if (reeve_geometry_contains (geometry, point))
    {
      if (ret_nearest != NULL)
        *ret_nearest = point;
      return 0;
    }
  if (geometry->n_points == 1)
    {
      if (ret_nearest != NULL)
        *ret_nearest = geometry->points[0];
      return reeve_distance_m (point, geometry->points[0]);
    }
  here = scale_at (point.lat);

  /* First the plane of the point itself: quick, and off by less than tan (latitude) * distance / radius. Then every edge that can still
   * be the nearest, on the plane of the latitude half-way to it. */
  for (guint pass = 0; pass < 2; pass++)
    {
      slack = pass == 0 ? INFINITY : rough * (1 + 2 * rough / WGS84_A * (1 + fabs (tan (point.lat * (G_PI / 180))))) + 1e-3;
      for (guint i = 0; i < geometry->n_parts; i++)
        {
          const ReevePoint *part = geometry->points + geometry->parts[i].first;
          guint n = geometry->parts[i].n;

          for (guint k = 0; k < MAX (n - 1, 1); k++)
            {
              Offset a, b, near;
              double d;

              edge_offsets (part + k, n == 1, point, &a, &b);
              near = nearest_on_edge (a, b, here);
              d = length_of (near, here);
              if (pass == 0)
                {
                  rough = MIN (rough, d);
                  continue;
                }
              if (d > slack)
                continue;
              for (guint round = 0; round < 2; round++)
                near = nearest_on_edge (a, b, scale_at (point.lat + near.y / 2));
              d = length_of (near, scale_at (point.lat + near.y / 2));
              if (d < best)
                {
                  best = d;
                  found = near;
                }
            }
        }
    }
  nearest.lon = wrap (point.lon + found.x);
  nearest.lat = point.lat + found.y;
  if (ret_nearest != NULL)
    *ret_nearest = nearest;
  return reeve_distance_m (point, nearest);
}
