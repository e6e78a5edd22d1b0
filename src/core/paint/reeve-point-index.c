/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The levels are made from the finest to the coarsest. Each level's nodes lie in rows of square cells, twice the cluster distance wide;
 * so the neighbours of a node are in three runs of the array, which three pointers follow while the level above is made. */
#include "config.h"

#include "reeve-point-index.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  ReevePointNode *nodes;   /* in order of their keys */
  guint64 *keys;           /* cell_key() of each */
  guint n;
  double cell;             /* world width of a cell */
} Level;

struct _ReevePointIndex
{
  gatomicrefcount refs;
  GArray *points;
  struct _Keyed *by_id;    /* key: id, item: index of the point; in order of id */
  GArray *tallies;         /* guint32[REEVE_N_SHOWN] per cluster */
  ReeveWorldBox box;
  Level levels[REEVE_POINT_TOP_LEVEL + 1];
};

/* World width of one cell of a level: two cluster distances, which is one of the next coarser level. */
static double
cell_of_level (int level)
{
  return 2.0 * REEVE_POINT_CLUSTER_PX / (REEVE_TILE_SIZE * exp2 (level));
}

static inline gint64
cell_index (double v, double cell)
{
  return (gint64) (v / cell) + 1; /* v is never negative */
}

static inline guint64
cell_key (double x, double y, double cell)
{
  return (guint64) cell_index (y, cell) << 32 | (guint64) cell_index (x, cell);
}

typedef struct _Keyed { guint64 key; guint32 item; } Keyed;

/* Stable, least digit first; digits that are the same in all keys are skipped. */
static void
radix_sort (Keyed *items, guint n)
{
  g_autofree Keyed *other = g_new (Keyed, n);
  g_autofree guint *count = g_new (guint, 65536);
  Keyed *from = items, *to = other;

  for (int shift = 0; shift < 64; shift += 16)
    {
      guint sum = 0;

      memset (count, 0, 65536 * sizeof *count);
      for (guint i = 0; i < n; i++)
        count[(from[i].key >> shift) & 0xffff]++;
      if (n == 0 || count[(from[0].key >> shift) & 0xffff] == n)
        continue;
      for (guint i = 0; i < 65536; i++)
        {
          guint c = count[i];
          count[i] = sum;
          sum += c;
        }
      for (guint i = 0; i < n; i++)
        to[count[(from[i].key >> shift) & 0xffff]++] = from[i];
      Keyed *swap = from;
      from = to;
      to = swap;
    }
  if (from != items)
    memcpy (items, from, n * sizeof *items);
}

static void
level_sort (Level *level)
{
  g_autofree Keyed *keyed = g_new (Keyed, level->n);
  ReevePointNode *sorted = g_new (ReevePointNode, level->n);

  for (guint i = 0; i < level->n; i++)
    {
      keyed[i].key = cell_key (level->nodes[i].x, level->nodes[i].y, level->cell);
      keyed[i].item = i;
    }
  radix_sort (keyed, level->n);
  for (guint i = 0; i < level->n; i++)
    sorted[i] = level->nodes[keyed[i].item];
  g_free (level->nodes);
  level->nodes = sorted;
  level->keys = g_new (guint64, level->n);
  for (guint i = 0; i < level->n; i++)
    level->keys[i] = keyed[i].key;
}

/* First node whose key is not below @key. */
static guint
level_lower_bound (const Level *level, guint from, guint64 key)
{
  guint to = level->n;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (level->keys[middle] < key)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

static void
add_to_tally (const ReevePointIndex *self, const ReevePointNode *node, guint32 tally[REEVE_N_SHOWN])
{
  guint counts[REEVE_N_SHOWN];

  reeve_point_index_get_counts (self, node, counts);
  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    tally[i] += counts[i];
}

static ReevePointNode
merge (ReevePointIndex *self, const ReevePointNode *nodes, const GArray *members)
{
  guint32 tally[REEVE_N_SHOWN] = { 0 };
  ReevePointNode sum = { 0 };

  sum.point = G_MAXUINT32;
  for (guint i = 0; i < members->len; i++)
    {
      const ReevePointNode *node = &nodes[g_array_index (members, guint, i)];

      sum.x += node->x * node->count;
      sum.y += node->y * node->count;
      sum.count += node->count;
      sum.point = MIN (sum.point, node->point);
      add_to_tally (self, node, tally);
    }
  sum.x /= sum.count;
  sum.y /= sum.count;
  sum.tally = self->tallies->len / REEVE_N_SHOWN;
  g_array_append_vals (self->tallies, tally, REEVE_N_SHOWN);
  return sum;
}

/* Nodes of @fine not yet taken, after @i, in its cell's row and the rows beside it, within the distances. */
static void
gather (const Level *fine, const guint8 *taken, guint i, guint starts[3], double near, double overlap, GArray *members,
        guint *ret_count, gboolean *ret_overlap)
{
  const ReevePointNode *node = &fine->nodes[i];
  guint64 key = fine->keys[i], row = 1ULL << 32;
  double near2 = near * near, overlap2 = overlap * overlap;

  g_array_set_size (members, 0);
  *ret_count = 0;
  *ret_overlap = FALSE;
  for (int r = 0; r < 3; r++)
    {
      guint64 first = key + r * row - row - 1, last = first + 2;

      while (starts[r] < fine->n && fine->keys[starts[r]] < first)
        starts[r]++;
      for (guint j = starts[r]; j < fine->n; j++)
        {
          const ReevePointNode *other = &fine->nodes[j];
          double dx, dy, d2;

          if (fine->keys[j] > last)
            break;
          if (taken[j])
            continue;
          dx = other->x - node->x;
          dy = other->y - node->y;
          d2 = dx * dx + dy * dy;
          if (d2 > near2)
            continue;
          if (j != i && d2 <= overlap2)
            *ret_overlap = TRUE;
          *ret_count += other->count;
          g_array_append_val (members, j);
        }
    }
}

static void
keep_overlapping (const Level *fine, guint i, double overlap, GArray *members)
{
  guint kept = 0;

  for (guint m = 0; m < members->len; m++)
    {
      guint j = g_array_index (members, guint, m);

      if (hypot (fine->nodes[j].x - fine->nodes[i].x, fine->nodes[j].y - fine->nodes[i].y) <= overlap)
        g_array_index (members, guint, kept++) = j;
    }
  g_array_set_size (members, kept);
}

/* One level from the next finer one: greedy, in order of the cells. @fine's cells are half as wide as the coarse level's; here they are as
 * wide as the coarse level's cluster distance, so three by three of them hold all neighbours. */
static void
build_level (ReevePointIndex *self, int level)
{
  const Level *fine = &self->levels[level + 1];
  Level *coarse = &self->levels[level];
  double px = 1 / (REEVE_TILE_SIZE * exp2 (level));
  double near = REEVE_POINT_CLUSTER_PX * px, overlap = REEVE_POINT_OVERLAP_PX * px;
  g_autofree guint8 *taken = g_new0 (guint8, fine->n + 1);
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *nodes = g_array_sized_new (FALSE, FALSE, sizeof (ReevePointNode), MIN (fine->n, 1024));
  guint starts[3] = { 0, 0, 0 };

  coarse->cell = cell_of_level (level);
  for (guint i = 0; i < fine->n; i++)
    {
      guint count;
      gboolean overlaps;
      ReevePointNode node;

      if (taken[i])
        continue;
      gather (fine, taken, i, starts, near, overlap, members, &count, &overlaps);
      if (members->len > 1 && count < REEVE_POINT_CLUSTER_MIN && overlaps)
        keep_overlapping (fine, i, overlap, members);
      if (members->len > 1 && (count >= REEVE_POINT_CLUSTER_MIN || overlaps))
        {
          node = merge (self, fine->nodes, members);
          for (guint m = 0; m < members->len; m++)
            taken[g_array_index (members, guint, m)] = 1;
        }
      else
        {
          node = fine->nodes[i];
          taken[i] = 1;
        }
      g_array_append_val (nodes, node);
    }
  coarse->n = nodes->len;
  coarse->nodes = (ReevePointNode *) (gpointer) g_array_free (nodes, FALSE);
  level_sort (coarse);
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const ReeveMapPoint *pa = a, *pb = b;

  if (pa->y != pb->y)
    return pa->y < pb->y ? -1 : 1;
  if (pa->x != pb->x)
    return pa->x < pb->x ? -1 : 1;
  if (pa->shown != pb->shown)
    return pa->shown < pb->shown ? -1 : 1;
  return (pa->id > pb->id) - (pa->id < pb->id);
}

/* In order of place, those on one spot together and the worst of them first. Sorted by a place rounded to a centimetre, then exactly. */
static void
sort_points (GArray *points)
{
  guint n = points->len;
  g_autofree Keyed *keyed = g_new (Keyed, n);
  ReeveMapPoint *sorted = g_new (ReeveMapPoint, n), *all = (ReeveMapPoint *) (gpointer) points->data;

  for (guint i = 0; i < n; i++)
    {
      keyed[i].key = (guint64) (all[i].y * G_MAXUINT32) << 32 | (guint64) (all[i].x * G_MAXUINT32);
      keyed[i].item = i;
    }
  radix_sort (keyed, n);
  for (guint i = 0; i < n; i++)
    sorted[i] = all[keyed[i].item];
  for (guint i = 0; i < n;)
    {
      guint end = i + 1;

      while (end < n && keyed[end].key == keyed[i].key)
        end++;
      if (end - i > 1)
        qsort (sorted + i, end - i, sizeof *sorted, compare_points);
      i = end;
    }
  memcpy (all, sorted, n * sizeof *sorted);
  g_free (sorted);
}

/* Points on one spot are numbered, the worst first. */
static void
number_stacks (GArray *points)
{
  for (guint i = 0; i < points->len;)
    {
      const ReeveMapPoint *first = &g_array_index (points, ReeveMapPoint, i);
      guint end = i + 1;

      while (end < points->len && end - i < G_MAXUINT16 && g_array_index (points, ReeveMapPoint, end).x == first->x
             && g_array_index (points, ReeveMapPoint, end).y == first->y)
        end++;
      for (guint j = i; j < end; j++)
        {
          g_array_index (points, ReeveMapPoint, j).stack = j - i;
          g_array_index (points, ReeveMapPoint, j).of = end - i;
        }
      i = end;
    }
}

/**
 * reeve_point_index_new:
 * @points: (transfer full) (element-type ReeveMapPoint): coordinates must be finite
 *
 * Time is proportional to the number of points times the number of levels on which they still stand apart.
 *
 * Returns: (transfer full): the index
 */
ReevePointIndex *
reeve_point_index_new (GArray *points)
{
  ReevePointIndex *self = g_new0 (ReevePointIndex, 1);
  Level *top = &self->levels[REEVE_POINT_TOP_LEVEL];

  g_atomic_ref_count_init (&self->refs);
  self->points = points;
  self->tallies = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->by_id = g_new (Keyed, points->len);
  if (points->len > 0)
    sort_points (points);
  number_stacks (points);
  self->box = (ReeveWorldBox) { 1, 1, 0, 0 };
  top->n = points->len;
  top->nodes = g_new0 (ReevePointNode, points->len);
  top->cell = cell_of_level (REEVE_POINT_TOP_LEVEL);
  for (guint i = 0; i < points->len; i++)
    {
      ReeveMapPoint *point = &g_array_index (points, ReeveMapPoint, i);

      top->nodes[i] = (ReevePointNode) { point->x, point->y, 1, i, 0 };
      self->box.x0 = MIN (self->box.x0, point->x);
      self->box.x1 = MAX (self->box.x1, point->x);
      self->box.y0 = MIN (self->box.y0, point->y);
      self->box.y1 = MAX (self->box.y1, point->y);
      self->by_id[i] = (Keyed) { (guint64) point->id, i };
    }
  radix_sort (self->by_id, points->len);
  level_sort (top);
  for (int level = REEVE_POINT_TOP_LEVEL - 1; level >= 0; level--)
    build_level (self, level);
  return self;
}

ReevePointIndex *
reeve_point_index_ref (ReevePointIndex *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
reeve_point_index_unref (ReevePointIndex *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i <= REEVE_POINT_TOP_LEVEL; i++)
    {
      g_free (self->levels[i].nodes);
      g_free (self->levels[i].keys);
    }
  g_free (self->by_id);
  g_array_unref (self->points);
  g_array_unref (self->tallies);
  g_free (self);
}

const ReeveMapPoint *
reeve_point_index_get_points (const ReevePointIndex *self, guint *ret_n)
{
  *ret_n = self->points->len;
  return (const ReeveMapPoint *) (gconstpointer) self->points->data;
}

gboolean
reeve_point_index_get_box (const ReevePointIndex *self, ReeveWorldBox *ret_box)
{
  if (self->points->len == 0)
    return FALSE;
  *ret_box = self->box;
  return TRUE;
}

typedef void (*NodeFunc) (const ReevePointIndex *self, const ReevePointNode *node, gpointer data);

static void
each_in_box (const ReevePointIndex *self, int level_number, ReeveWorldBox box, NodeFunc func, gpointer data)
{
  const Level *level = &self->levels[CLAMP (level_number, 0, REEVE_POINT_TOP_LEVEL)];
  gint64 row0, row1, column0, column1;
  guint i = 0;

  if (level->n == 0)
    return;
  /* Only rows that hold something: a view of the whole world at the finest level has billions. */
  row0 = cell_index (MAX (box.y0, self->box.y0), level->cell);
  row1 = cell_index (MIN (box.y1, self->box.y1), level->cell);
  column0 = cell_index (MAX (box.x0, self->box.x0), level->cell);
  column1 = cell_index (MIN (box.x1, self->box.x1), level->cell);
  while (i < level->n)
    {
      const ReevePointNode *node = &level->nodes[i];
      gint64 row = level->keys[i] >> 32, column = level->keys[i] & G_MAXUINT32;

      if (row > row1)
        break;
      if (row < row0 || column < column0)
        i = level_lower_bound (level, i, (guint64) MAX (row, row0) << 32 | (guint64) column0);
      else if (column > column1)
        i = level_lower_bound (level, i, (guint64) (row + 1) << 32 | (guint64) column0);
      else
        {
          if (node->x >= box.x0 && node->x <= box.x1 && node->y >= box.y0 && node->y <= box.y1)
            func (self, node, data);
          i++;
        }
    }
}

static void
add_node (const ReevePointIndex *self, const ReevePointNode *node, gpointer data)
{
  g_ptr_array_add (data, (gpointer) node);
}

void
reeve_point_index_query (const ReevePointIndex *self, int level, ReeveWorldBox box, GPtrArray *found)
{
  each_in_box (self, level, box, add_node, found);
}

void
reeve_point_index_get_counts (const ReevePointIndex *self, const ReevePointNode *node, guint counts[REEVE_N_SHOWN])
{
  memset (counts, 0, sizeof (guint) * REEVE_N_SHOWN);
  if (node->count == 1)
    counts[g_array_index (self->points, ReeveMapPoint, node->point).shown] = 1;
  else
    for (guint i = 0; i < REEVE_N_SHOWN; i++)
      counts[i] = g_array_index (self->tallies, guint32, node->tally * REEVE_N_SHOWN + i);
}

static void
count_node (const ReevePointIndex *self, const ReevePointNode *node, gpointer data)
{
  guint *counts = data;

  counts[g_array_index (self->points, ReeveMapPoint, node->point).shown]++;
}

guint
reeve_point_index_count (const ReevePointIndex *self, ReeveWorldBox box, guint counts[REEVE_N_SHOWN])
{
  guint sum = 0;

  memset (counts, 0, sizeof (guint) * REEVE_N_SHOWN);
  each_in_box (self, REEVE_POINT_TOP_LEVEL, box, count_node, counts);
  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    sum += counts[i];
  return sum;
}

const ReeveMapPoint *
reeve_point_index_find (const ReevePointIndex *self, gint64 id)
{
  guint from = 0, to = self->points->len;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (self->by_id[middle].key < (guint64) id)
        from = middle + 1;
      else
        to = middle;
    }
  if (from == self->points->len || self->by_id[from].key != (guint64) id)
    return NULL;
  return &g_array_index (self->points, ReeveMapPoint, self->by_id[from].item);
}

/**
 * reeve_map_point_offset:
 * @ret_dx: (out): how far beside its spot the point is drawn, in widths of a symbol
 * @ret_dy: (out): the same, down
 *
 * Points that share a spot stand in hexagonal rings around it, the worst in the middle.
 */
void
reeve_map_point_offset (const ReeveMapPoint *point, double *ret_dx, double *ret_dy)
{
  guint ring = 1, first = 1, place;
  double angle;

  *ret_dx = *ret_dy = 0;
  if (point->of <= 1 || point->stack == 0)
    return;
  while (point->stack >= first + 6 * ring)
    first += 6 * ring++;
  place = point->stack - first;
  angle = 2 * G_PI * place / MIN (6 * ring, point->of - first);
  *ret_dx = 1.15 * ring * sin (angle);
  *ret_dy = -1.15 * ring * cos (angle);
}
