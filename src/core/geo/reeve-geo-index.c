/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grid over the boxes of a fixed set of shapes: about one cell per shape, each cell a run in one array. Shapes that would fill many cells
 * (the city's boundary, a river) are kept aside and looked at each time. Measured faster than GEOS' tree for what a city has (tens of
 * thousands of small shapes), and it needs no lock to read. */
#include "config.h"

#include <math.h>

#include "reeve-geometry.h"

/* Metres per degree of latitude, never more than anywhere on the ellipsoid; boxes drawn with it are large enough. */
#define LEAST_METRES_PER_DEGREE 110500.0
#define MOST_CELLS_PER_SHAPE 64
#define MOST_CELLS (1u << 20)
#define NEAR_POLE 89.0

/* @point: the box is all there is of it, and the shape need not be looked at; it may be NULL. */
typedef struct { ReeveGeometry *geometry; gint64 id; guint group; gboolean point; ReeveBox box; } Item;
typedef struct { guint x0, y0, x1, y1; } Cells;

struct _ReeveGeoIndex
{
  GArray *items;      /* Item */
  gboolean built;
  ReeveBox box;
  guint columns, rows;
  double per_column, per_row;   /* cells per degree */
  guint *starts;      /* columns * rows + 1 */
  guint *entries;     /* index into items */
  GArray *large;      /* guint: index into items */
};

static void
item_clear (gpointer data)
{
  g_clear_pointer (&((Item *) data)->geometry, reeve_geometry_unref);
}

ReeveGeoIndex *
reeve_geo_index_new (void)
{
  ReeveGeoIndex *index = g_new0 (ReeveGeoIndex, 1);

  index->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (index->items, item_clear);
  index->large = g_array_new (FALSE, FALSE, sizeof (guint));
  index->box = (ReeveBox) { 180, 90, -180, -90 };
  return index;
}

void
reeve_geo_index_free (ReeveGeoIndex *index)
{
  if (index == NULL)
    return;
  g_array_unref (index->items);
  g_array_unref (index->large);
  g_free (index->starts);
  g_free (index->entries);
  g_free (index);
}

static void
add_item (ReeveGeoIndex *index, Item item)
{
  g_return_if_fail (!index->built);
  index->box.west = MIN (index->box.west, item.box.west);
  index->box.south = MIN (index->box.south, item.box.south);
  index->box.east = MAX (index->box.east, item.box.east);
  index->box.north = MAX (index->box.north, item.box.north);
  g_array_append_val (index->items, item);
}

/* Takes a reference of its own. */
void
reeve_geo_index_add (ReeveGeoIndex *index, ReeveGeometry *geometry, gint64 id, guint group)
{
  Item item = { reeve_geometry_ref (geometry), id, group, FALSE, reeve_geometry_get_box (geometry) };

  item.point = item.box.west == item.box.east && item.box.south == item.box.north && !reeve_geometry_is_area (geometry);
  add_item (index, item);
}

void
reeve_geo_index_add_point (ReeveGeoIndex *index, ReevePoint point, gint64 id, guint group)
{
  add_item (index, (Item) { NULL, id, group, TRUE, { point.lon, point.lat, point.lon, point.lat } });
}

static guint
cell_of (double offset, double per_degree, guint n)
{
  double cell = floor (offset * per_degree);

  return (guint) CLAMP (cell, 0, n - 1);
}

static Cells
cells_of (const ReeveGeoIndex *index, const ReeveBox *box)
{
  return (Cells) {
    cell_of (box->west - index->box.west, index->per_column, index->columns),
    cell_of (box->south - index->box.south, index->per_row, index->rows),
    cell_of (box->east - index->box.west, index->per_column, index->columns),
    cell_of (box->north - index->box.south, index->per_row, index->rows),
  };
}

static gboolean
is_large (Cells cells)
{
  return (guint64) (cells.x1 - cells.x0 + 1) * (cells.y1 - cells.y0 + 1) > MOST_CELLS_PER_SHAPE;
}

/* Shapes that lie side by side in the city then lie side by side in memory, where a search comes by all of them. */
static void
sort_by_cell (ReeveGeoIndex *index)
{
  guint n = index->items->len, n_cells = index->columns * index->rows;
  g_autofree guint *next = g_new0 (guint, n_cells + 1);
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (Item), n);

  g_array_set_size (sorted, n);
  for (guint i = 0; i < n; i++)
    {
      Cells cells = cells_of (index, &g_array_index (index->items, Item, i).box);

      next[cells.y0 * index->columns + cells.x0 + 1]++;
    }
  for (guint cell = 0; cell < n_cells; cell++)
    next[cell + 1] += next[cell];
  for (guint i = 0; i < n; i++)
    {
      const Item *item = &g_array_index (index->items, Item, i);
      Cells cells = cells_of (index, &item->box);

      g_array_index (sorted, Item, next[cells.y0 * index->columns + cells.x0]++) = *item;
    }
  g_array_set_clear_func (index->items, NULL);
  g_array_unref (index->items);
  g_array_set_clear_func (sorted, item_clear);
  index->items = sorted;
}

void
reeve_geo_index_build (ReeveGeoIndex *index)
{
  guint n = index->items->len, side = CLAMP ((guint) sqrt (n), 1, 1024);

  g_return_if_fail (!index->built);
  index->built = TRUE;
  if (n == 0)
    return;
  G_STATIC_ASSERT (1024 * 1024 <= MOST_CELLS);
  index->columns = index->rows = side;
  index->per_column = side / MAX (index->box.east - index->box.west, 1e-9);
  index->per_row = side / MAX (index->box.north - index->box.south, 1e-9);
  index->starts = g_new0 (guint, side * side + 1);
  sort_by_cell (index);

  /* Two rounds: count each cell, then fill. */
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < n; i++)
        {
          Cells cells = cells_of (index, &g_array_index (index->items, Item, i).box);

          if (is_large (cells))
            {
              if (round == 0)
                g_array_append_val (index->large, i);
              continue;
            }
          for (guint y = cells.y0; y <= cells.y1; y++)
            for (guint x = cells.x0; x <= cells.x1; x++)
              {
                guint cell = y * side + x;

                if (round == 0)
                  index->starts[cell + 1]++;
                else
                  index->entries[index->starts[cell]++] = i;
              }
        }
      if (round == 0)
        {
          for (guint cell = 0; cell < side * side; cell++)
            index->starts[cell + 1] += index->starts[cell];
          index->entries = g_new (guint, MAX (index->starts[side * side], 1));
        }
    }
  /* Filling moved each start to the next cell's. */
  for (guint cell = side * side; cell > 0; cell--)
    index->starts[cell] = index->starts[cell - 1];
  index->starts[0] = 0;
}

static gboolean
boxes_meet (const ReeveBox *a, const ReeveBox *b)
{
  return a->west <= b->east && b->west <= a->east && a->south <= b->north && b->south <= a->north;
}

typedef void (*VisitFunc) (const Item *item, gpointer data);

/* Each shape whose box meets @box, once. */
static void
visit (const ReeveGeoIndex *index, const ReeveBox *box, VisitFunc func, gpointer data)
{
  const Item *items = (const Item *) (gpointer) index->items->data;
  Cells cells;

  g_return_if_fail (index->built);
  if (index->items->len == 0 || !boxes_meet (&index->box, box))
    return;
  for (guint i = 0; i < index->large->len; i++)
    {
      const Item *item = &items[g_array_index (index->large, guint, i)];

      if (boxes_meet (&item->box, box))
        func (item, data);
    }
  cells = cells_of (index, box);
  for (guint y = cells.y0; y <= cells.y1; y++)
    for (guint x = cells.x0; x <= cells.x1; x++)
      for (guint k = index->starts[y * index->columns + x]; k < index->starts[y * index->columns + x + 1]; k++)
        {
          const Item *item = &items[index->entries[k]];
          Cells own;

          if (!boxes_meet (&item->box, box))
            continue;
          if (item->point)
            {
              func (item, data);
              continue;
            }
          /* A shape in several cells is seen in the first of those that both it and the box cover. */
          own = cells_of (index, &item->box);
          if (x == MAX (own.x0, cells.x0) && y == MAX (own.y0, cells.y0))
            func (item, data);
        }
}

typedef struct
{
  ReevePoint point;
  double radius_m;
  const ReeveBox *seen;   /* the box of an earlier visit: its shapes are not taken again */
  GArray *found;
} Within;

static void
take_within (const Item *item, gpointer data)
{
  Within *within = data;
  ReeveNear near = { item->id, item->group, 0 };

  if (within->seen != NULL && boxes_meet (&item->box, within->seen))
    return;
  near.distance_m = item->point ? reeve_distance_m (within->point, (ReevePoint) { item->box.west, item->box.south })
                                : reeve_distance_to_geometry_m (within->point, item->geometry, NULL);
  if (near.distance_m <= within->radius_m)
    g_array_append_val (within->found, near);
}

static int
compare_near (gconstpointer a, gconstpointer b)
{
  const ReeveNear *x = a, *y = b;

  if (x->distance_m != y->distance_m)
    return x->distance_m < y->distance_m ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

void
reeve_geo_index_within (const ReeveGeoIndex *index, ReevePoint point, double radius_m, GArray *found)
{
  double dlat = radius_m / LEAST_METRES_PER_DEGREE;
  double widest = MIN (fabs (point.lat) + dlat, 90);
  double dlon = widest >= NEAR_POLE ? 180 : MIN (dlat / cos (widest * (G_PI / 180)), 180);
  ReeveBox box = { point.lon - dlon, point.lat - dlat, point.lon + dlon, point.lat + dlat };
  Within within = { point, radius_m, NULL, found };
  guint first = found->len;

  visit (index, &box, take_within, &within);
  /* Beyond the 180th meridian the neighbours are at the other end of the map. */
  if (box.west < -180 || box.east > 180)
    {
      ReeveBox other = box;
      double turn = box.west < -180 ? 360 : -360;

      other.west += turn;
      other.east += turn;
      within.seen = &box;
      visit (index, &other, take_within, &within);
    }
  if (found->len - first > 1)
    qsort (&g_array_index (found, ReeveNear, first), found->len - first, sizeof (ReeveNear), compare_near);
}

typedef struct { ReevePoint point; GArray *ids; } Containing;

static void
take_containing (const Item *item, gpointer data)
{
  Containing *containing = data;

  if (!item->point && reeve_geometry_contains (item->geometry, containing->point))
    g_array_append_val (containing->ids, item->id);
}

static int
compare_id (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

void
reeve_geo_index_containing (const ReeveGeoIndex *index, ReevePoint point, GArray *ids)
{
  ReeveBox box = { point.lon - 1e-9, point.lat - 1e-9, point.lon + 1e-9, point.lat + 1e-9 };
  Containing containing = { point, ids };
  guint first = ids->len;

  visit (index, &box, take_containing, &containing);
  if (ids->len - first > 1)
    qsort (&g_array_index (ids, gint64, first), ids->len - first, sizeof (gint64), compare_id);
}
