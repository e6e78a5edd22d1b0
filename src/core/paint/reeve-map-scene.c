/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scene: features by kind, their vertices in one array, and the street lines joined by name. Nothing is painted here. */
#include "config.h"

#include "reeve-map-scene.h"

#include <stdlib.h>
#include <string.h>

typedef struct { guint first, n; } Part;

struct _ReeveMapScene
{
  gatomicrefcount refs;
  GStringChunk *strings;
  GArray *features[REEVE_N_MAP_KINDS];
  ReeveMapFeature *open;        /* the feature parts are added to */
  GArray *parts;                /* Part */
  GArray *points;               /* ReeveWorld */
  GArray *chains;               /* ReeveMapChain */
  GArray *chain_points;         /* ReeveWorld */
  GPtrArray *source_list;       /* char */
  GHashTable *places;           /* id -> index + 1 */
  ReeveTiles *pictures;
  char *sources;
  char *city;
  guint n_unreadable;
};

static const ReeveWorldBox no_box = { 2, 2, -1, -1 };

static void
box_add (ReeveWorldBox *box, ReeveWorld p)
{
  box->x0 = MIN (box->x0, p.x);
  box->y0 = MIN (box->y0, p.y);
  box->x1 = MAX (box->x1, p.x);
  box->y1 = MAX (box->y1, p.y);
}

ReeveMapScene *
reeve_map_scene_new (void)
{
  ReeveMapScene *self = g_new0 (ReeveMapScene, 1);

  g_atomic_ref_count_init (&self->refs);
  self->strings = g_string_chunk_new (4096);
  for (guint i = 0; i < REEVE_N_MAP_KINDS; i++)
    self->features[i] = g_array_new (FALSE, FALSE, sizeof (ReeveMapFeature));
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  self->points = g_array_new (FALSE, FALSE, sizeof (ReeveWorld));
  self->chains = g_array_new (FALSE, FALSE, sizeof (ReeveMapChain));
  self->chain_points = g_array_new (FALSE, FALSE, sizeof (ReeveWorld));
  self->source_list = g_ptr_array_new_with_free_func (g_free);
  self->places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->sources = g_strdup ("");
  self->city = g_strdup ("");
  return self;
}

ReeveMapScene *
reeve_map_scene_ref (ReeveMapScene *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
reeve_map_scene_unref (ReeveMapScene *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < REEVE_N_MAP_KINDS; i++)
    g_array_unref (self->features[i]);
  g_array_unref (self->parts);
  g_array_unref (self->points);
  g_array_unref (self->chains);
  g_array_unref (self->chain_points);
  g_ptr_array_unref (self->source_list);
  g_hash_table_unref (self->places);
  g_clear_pointer (&self->pictures, reeve_tiles_unref);
  g_string_chunk_free (self->strings);
  g_free (self->sources);
  g_free (self->city);
  g_free (self);
}

static const char *
keep_string (ReeveMapScene *self, const char *text)
{
  return text == NULL || *text == '\0' ? NULL : g_string_chunk_insert_const (self->strings, text);
}

void
reeve_map_scene_begin (ReeveMapScene *self, ReeveMapKind kind, ReeveMapClass klass, gboolean area, gint64 id, const char *name,
                       const char *what)
{
  ReeveMapFeature feature = { kind, klass, id, NULL, NULL, no_box, self->parts->len, 0, area, FALSE };

  g_return_if_fail (kind < REEVE_N_MAP_KINDS);
  feature.name = keep_string (self, name);
  feature.what = keep_string (self, what);
  g_array_append_val (self->features[kind], feature);
  self->open = &g_array_index (self->features[kind], ReeveMapFeature, self->features[kind]->len - 1);
}

void
reeve_map_scene_mark_patch (ReeveMapScene *self)
{
  g_return_if_fail (self->open != NULL);
  self->open->patch = TRUE;
}

void
reeve_map_scene_add_part (ReeveMapScene *self, const ReeveWorld *points, guint n)
{
  Part part = { self->points->len, n };

  g_return_if_fail (self->open != NULL);
  if (n == 0)
    return;
  g_array_append_vals (self->points, points, n);
  g_array_append_val (self->parts, part);
  self->open->n_parts++;
  for (guint i = 0; i < n; i++)
    box_add (&self->open->box, points[i]);
}

void
reeve_map_scene_add_geometry (ReeveMapScene *self, ReeveMapKind kind, ReeveMapClass klass, gint64 id, const char *name, const char *what,
                              const ReeveGeometry *geometry)
{
  g_autoptr (GArray) world = g_array_new (FALSE, FALSE, sizeof (ReeveWorld));
  guint n_parts = reeve_geometry_get_n_parts (geometry);

  reeve_map_scene_begin (self, kind, klass, reeve_geometry_is_area (geometry), id, name, what);
  for (guint p = 0; p < n_parts; p++)
    {
      guint n;
      const ReevePoint *points = reeve_geometry_get_part (geometry, p, &n);

      g_array_set_size (world, n);
      for (guint i = 0; i < n; i++)
        g_array_index (world, ReeveWorld, i) = reeve_world_from_lonlat (points[i].lon, points[i].lat);
      reeve_map_scene_add_part (self, (const ReeveWorld *) (gpointer) world->data, n);
    }
}

void
reeve_map_scene_set_city (ReeveMapScene *self, const char *city)
{
  g_free (self->city);
  self->city = g_strdup (city != NULL ? city : "");
}

void
reeve_map_scene_set_pictures (ReeveMapScene *self, ReeveTiles *tiles)
{
  g_return_if_fail (self->pictures == NULL);
  self->pictures = reeve_tiles_ref (tiles);
  reeve_map_scene_add_source (self, reeve_tiles_get_attribution (tiles));
}

ReeveTiles *
reeve_map_scene_get_pictures (const ReeveMapScene *self)
{
  return self->pictures;
}

void
reeve_map_scene_add_unreadable (ReeveMapScene *self)
{
  self->n_unreadable++;
}

void
reeve_map_scene_add_source (ReeveMapScene *self, const char *attribution)
{
  if (attribution == NULL || *attribution == '\0')
    return;
  for (guint i = 0; i < self->source_list->len; i++)
    if (strcmp (g_ptr_array_index (self->source_list, i), attribution) == 0)
      return;
  g_ptr_array_add (self->source_list, g_strdup (attribution));
}

/* Streets joined by name. An end is a point rounded to about 4 cm; at a crossing the line goes on the straightest way. */

#define END_GRID 1e9

typedef struct { guint part; gboolean last; } End;

static guint64
end_key (ReeveWorld p)
{
  return (guint64) (p.x * END_GRID) << 32 | (guint64) (p.y * END_GRID);
}

static ReeveWorld
part_point (const ReeveMapScene *self, guint part, gboolean from_last, guint i)
{
  const Part *p = &g_array_index (self->parts, Part, part);

  return g_array_index (self->points, ReeveWorld, p->first + (from_last ? p->n - 1 - i : i));
}

/* Direction in which a line leaves its end. */
static double
leaving (const ReeveMapScene *self, guint part, gboolean last)
{
  ReeveWorld a = part_point (self, part, last, 0), b = part_point (self, part, last, 1);

  return atan2 (b.y - a.y, b.x - a.x);
}

/* The segment that continues straightest at the end of @part, or FALSE. */
static gboolean
find_next (const ReeveMapScene *self, GHashTable *ends, GHashTable *used, guint part, gboolean at_last, End *ret_end)
{
  guint64 key = end_key (part_point (self, part, at_last, 0));
  const GArray *here = g_hash_table_lookup (ends, &key);
  double back = leaving (self, part, at_last), best = 0.9; /* about 50 degrees of turn at most */
  gboolean found = FALSE;

  for (guint i = 0; here != NULL && i < here->len; i++)
    {
      const End *end = &g_array_index (here, End, i);
      double turn;

      if (end->part == part || g_hash_table_contains (used, GUINT_TO_POINTER (end->part)))
        continue;
      turn = fabs (remainder (leaving (self, end->part, end->last) - back - G_PI, 2 * G_PI));
      if (turn < best)
        {
          best = turn;
          *ret_end = *end;
          found = TRUE;
        }
    }
  return found;
}

static void
append_part (const ReeveMapScene *self, GArray *line, guint part, gboolean from_last, gboolean front)
{
  guint n = g_array_index (self->parts, Part, part).n;

  for (guint i = line->len > 0 ? 1 : 0; i < n; i++)
    {
      ReeveWorld p = part_point (self, part, from_last, i);

      if (front)
        g_array_prepend_val (line, p);
      else
        g_array_append_val (line, p);
    }
}

static void
chain_group (ReeveMapScene *self, const char *name, ReeveMapClass klass, const GArray *group)
{
  g_autoptr (GHashTable) ends = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < group->len; i++)
    for (int last = 0; last < 2; last++)
      {
        End end = { g_array_index (group, guint, i), last };
        guint64 key = end_key (part_point (self, end.part, last, 0));
        GArray *here = g_hash_table_lookup (ends, &key);

        if (here == NULL)
          {
            here = g_array_new (FALSE, FALSE, sizeof (End));
            g_hash_table_insert (ends, g_memdup2 (&key, sizeof key), here);
          }
        g_array_append_val (here, end);
      }
  for (guint i = 0; i < group->len; i++)
    {
      g_autoptr (GArray) line = NULL;
      ReeveMapChain chain = { name, klass, no_box, self->chain_points->len, 0 };
      guint seed = g_array_index (group, guint, i);

      if (!g_hash_table_add (used, GUINT_TO_POINTER (seed)))
        continue;
      line = g_array_new (FALSE, FALSE, sizeof (ReeveWorld));
      append_part (self, line, seed, FALSE, FALSE);
      for (int front = 0; front < 2; front++)
        {
          guint part = seed;
          gboolean at_last = !front;
          End next;

          while (find_next (self, ends, used, part, at_last, &next))
            {
              g_hash_table_add (used, GUINT_TO_POINTER (next.part));
              append_part (self, line, next.part, next.last, front);
              part = next.part;
              at_last = !next.last;
            }
        }
      for (guint k = 0; k < line->len; k++)
        box_add (&chain.box, g_array_index (line, ReeveWorld, k));
      chain.n = line->len;
      g_array_append_vals (self->chain_points, line->data, line->len);
      g_array_append_val (self->chains, chain);
    }
}

static void
build_chains (ReeveMapScene *self)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autoptr (GPtrArray) order = g_ptr_array_new (); /* keys of groups, first seen first: the same file gives the same map */
  GArray *streets = self->features[REEVE_MAP_STREETS];

  for (guint i = 0; i < streets->len; i++)
    {
      const ReeveMapFeature *street = &g_array_index (streets, ReeveMapFeature, i);
      g_autofree char *key = NULL;
      GArray *group;

      if (street->name == NULL || street->area || street->klass == REEVE_MAP_CLASS_RAIL)
        continue;
      key = g_strdup_printf ("%d %s", street->klass, street->name);
      group = g_hash_table_lookup (groups, key);
      if (group == NULL)
        {
          group = g_array_new (FALSE, FALSE, sizeof (guint));
          g_ptr_array_add (order, key);
          g_hash_table_insert (groups, g_steal_pointer (&key), group);
        }
      for (guint p = 0; p < street->n_parts; p++)
        {
          guint part = street->first_part + p;

          if (g_array_index (self->parts, Part, part).n >= 2)
            g_array_append_val (group, part);
        }
    }
  for (guint i = 0; i < order->len; i++)
    {
      const char *key = g_ptr_array_index (order, i);
      const char *name = strchr (key, ' ') + 1;

      chain_group (self, keep_string (self, name), atoi (key), g_hash_table_lookup (groups, key));
    }
}

/**
 * reeve_map_scene_seal:
 *
 * Ends building: joins the streets by name and writes the line of sources. Call it once.
 */
void
reeve_map_scene_seal (ReeveMapScene *self)
{
  GArray *places = self->features[REEVE_MAP_PLACES];

  self->open = NULL;
  build_chains (self);
  for (guint i = 0; i < places->len; i++)
    {
      gint64 id = g_array_index (places, ReeveMapFeature, i).id;

      if (id != 0)
        g_hash_table_insert (self->places, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (i + 1));
    }
  g_ptr_array_add (self->source_list, NULL);
  g_free (self->sources);
  self->sources = g_strjoinv (", ", (char **) self->source_list->pdata);
  g_ptr_array_set_size (self->source_list, self->source_list->len - 1);
}

static gboolean
has_word (const char *text, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * reeve_map_class_from_text:
 * @text: (nullable): the word of the layer: Reeve's own, or OpenMapTiles'
 */
ReeveMapClass
reeve_map_class_from_text (ReeveMapKind kind, const char *text)
{
  static const char *const major[] = { "motorway", "trunk", "primary", "major", "highway", "arterial", NULL };
  static const char *const second[] = { "secondary", "tertiary", "collector", NULL };
  static const char *const path[] = { "path", "track", "foot", "cycle", "pedestrian", "bike", NULL };
  static const char *const rail[] = { "rail", "transit", "subway", "tram", NULL };
  static const char *const commercial[] = { "commercial", "retail", "business", "office", "mixed", NULL };
  static const char *const industrial[] = { "industrial", "port", "manufact", NULL };
  static const char *const institutional[] = { "institution", "school", "hospital", "university", "college", "civic", NULL };
  static const char *const open[] = { "open", "park", "wood", "grass", "cemetery", NULL };
  g_autofree char *folded = text == NULL ? NULL : g_ascii_strdown (text, -1);

  if (kind == REEVE_MAP_STREETS)
    {
      if (folded == NULL)
        return REEVE_MAP_CLASS_MINOR;
      return has_word (folded, major) ? REEVE_MAP_CLASS_MAJOR : has_word (folded, second) ? REEVE_MAP_CLASS_SECOND
             : has_word (folded, path) ? REEVE_MAP_CLASS_PATH : has_word (folded, rail) ? REEVE_MAP_CLASS_RAIL : REEVE_MAP_CLASS_MINOR;
    }
  if (folded == NULL || kind != REEVE_MAP_ZONING)
    return REEVE_MAP_CLASS_NONE;
  return has_word (folded, commercial) ? REEVE_MAP_CLASS_COMMERCIAL : has_word (folded, industrial) ? REEVE_MAP_CLASS_INDUSTRIAL
         : strstr (folded, "resid") != NULL ? REEVE_MAP_CLASS_RESIDENTIAL
         : has_word (folded, institutional) ? REEVE_MAP_CLASS_INSTITUTIONAL : has_word (folded, open) ? REEVE_MAP_CLASS_OPEN
         : REEVE_MAP_CLASS_NONE;
}

guint
reeve_map_scene_get_n_features (const ReeveMapScene *self, ReeveMapKind kind)
{
  return self->features[kind]->len;
}

const ReeveMapFeature *
reeve_map_scene_get_feature (const ReeveMapScene *self, ReeveMapKind kind, guint i)
{
  g_return_val_if_fail (i < self->features[kind]->len, NULL);
  return &g_array_index (self->features[kind], ReeveMapFeature, i);
}

const ReeveMapFeature *
reeve_map_scene_find_place (const ReeveMapScene *self, gint64 id)
{
  guint i = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, &id));

  return i == 0 ? NULL : reeve_map_scene_get_feature (self, REEVE_MAP_PLACES, i - 1);
}

const ReeveWorld *
reeve_map_scene_get_part (const ReeveMapScene *self, const ReeveMapFeature *feature, guint part, guint *ret_n)
{
  const Part *p;

  g_return_val_if_fail (part < feature->n_parts, NULL);
  p = &g_array_index (self->parts, Part, feature->first_part + part);
  *ret_n = p->n;
  return &g_array_index (self->points, ReeveWorld, p->first);
}

const ReeveMapChain *
reeve_map_scene_get_chains (const ReeveMapScene *self, guint *ret_n)
{
  *ret_n = self->chains->len;
  return (const ReeveMapChain *) (gconstpointer) self->chains->data;
}

const ReeveWorld *
reeve_map_scene_get_chain_points (const ReeveMapScene *self, const ReeveMapChain *chain)
{
  return &g_array_index (self->chain_points, ReeveWorld, chain->first);
}

gboolean
reeve_map_scene_get_box (const ReeveMapScene *self, ReeveWorldBox *ret_box)
{
  ReeveWorldBox box = no_box;

  for (guint k = 0; k < REEVE_N_MAP_KINDS; k++)
    for (guint i = 0; i < self->features[k]->len; i++)
      {
        const ReeveMapFeature *feature = &g_array_index (self->features[k], ReeveMapFeature, i);

        box.x0 = MIN (box.x0, feature->box.x0);
        box.y0 = MIN (box.y0, feature->box.y0);
        box.x1 = MAX (box.x1, feature->box.x1);
        box.y1 = MAX (box.y1, feature->box.y1);
      }
  if (box.x1 < box.x0)
    return FALSE;
  *ret_box = box;
  return TRUE;
}

gboolean
reeve_map_scene_has_ground (const ReeveMapScene *self)
{
  return self->pictures != NULL || self->features[REEVE_MAP_STREETS]->len > 0 || self->features[REEVE_MAP_WATER]->len > 0 || self->features[REEVE_MAP_PARKS]->len > 0
         || self->features[REEVE_MAP_BOUNDARY]->len > 0 || self->features[REEVE_MAP_ZONING]->len > 0
         || self->features[REEVE_MAP_DISTRICTS]->len > 0;
}

const char *
reeve_map_scene_get_sources (const ReeveMapScene *self)
{
  return self->sources;
}

const char *
reeve_map_scene_get_city (const ReeveMapScene *self)
{
  return self->city;
}

guint
reeve_map_scene_get_n_unreadable (const ReeveMapScene *self)
{
  return self->n_unreadable;
}

static gboolean
kind_box (const ReeveMapScene *self, ReeveMapKind kind, ReeveWorldBox *ret_box)
{
  ReeveWorldBox box = no_box;

  for (guint i = 0; i < self->features[kind]->len; i++)
    {
      const ReeveMapFeature *feature = &g_array_index (self->features[kind], ReeveMapFeature, i);

      if (feature->n_parts == 0)
        continue;
      box.x0 = MIN (box.x0, feature->box.x0);
      box.y0 = MIN (box.y0, feature->box.y0);
      box.x1 = MAX (box.x1, feature->box.x1);
      box.y1 = MAX (box.y1, feature->box.y1);
    }
  *ret_box = box;
  return box.x1 >= box.x0;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double da = *(const double *) a, db = *(const double *) b;

  return (da > db) - (da < db);
}

/* From the 1st to the 99th hundredth, a tenth wider: one business geocoded into another state must not make the city a dot. */
static void
usual_span (const ReeveMapPoint *points, guint n, gboolean vertical, double *ret_from, double *ret_to)
{
  g_autofree double *values = g_new (double, n);
  double margin;

  for (guint i = 0; i < n; i++)
    values[i] = vertical ? points[i].y : points[i].x;
  qsort (values, n, sizeof *values, compare_doubles);
  margin = MAX ((values[n - 1 - n / 100] - values[n / 100]) * 0.1, 1e-6);
  *ret_from = values[n / 100] - margin;
  *ret_to = values[n - 1 - n / 100] + margin;
}

/**
 * reeve_map_whole_box:
 * @index: (nullable): the businesses
 */
ReeveWorldBox
reeve_map_whole_box (const ReeveMapScene *self, const ReevePointIndex *index)
{
  static const ReeveMapKind kinds[] = { REEVE_MAP_BOUNDARY, REEVE_MAP_STREETS, REEVE_MAP_DISTRICTS, REEVE_MAP_ZONING };
  ReeveWorldBox box;
  ReeveWorld north_west, south_east;
  guint n = 0;
  const ReeveMapPoint *points = index == NULL ? NULL : reeve_point_index_get_points (index, &n);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kind_box (self, kinds[i], &box))
      return box;
  if (n > 0)
    {
      usual_span (points, n, FALSE, &box.x0, &box.x1);
      usual_span (points, n, TRUE, &box.y0, &box.y1);
      return box;
    }
  if (reeve_map_scene_get_box (self, &box))
    return box;
  north_west = reeve_world_from_lonlat (-125, 49.5);
  south_east = reeve_world_from_lonlat (-66.5, 24.5);
  return (ReeveWorldBox) { north_west.x, north_west.y, south_east.x, south_east.y };
}
