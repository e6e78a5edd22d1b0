/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reader of Mapbox Vector Tiles 2.1: protocol buffers by hand, every length checked against what is left, nothing allocated by a number
 * that the file states. */
#include "config.h"

#include "reeve-map-tiles.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-error.h"

typedef struct { const guint8 *p, *end; gboolean bad; } Buf;

static guint64
varint (Buf *b)
{
  guint64 value = 0;

  for (int shift = 0; shift < 64; shift += 7)
    {
      guint8 byte;

      if (b->p >= b->end)
        break;
      byte = *b->p++;
      value |= (guint64) (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        return value;
    }
  b->bad = TRUE;
  b->p = b->end;
  return 0;
}

static Buf
chunk (Buf *b)
{
  guint64 size = varint (b);
  Buf inner = { b->p, b->p, FALSE };

  if (size > (guint64) (b->end - b->p))
    {
      b->bad = TRUE;
      b->p = b->end;
      return inner;
    }
  inner.end = b->p + size;
  b->p += size;
  return inner;
}

/* Next field: number and wire type; FALSE at the end. */
static gboolean
next_field (Buf *b, guint *ret_number, guint *ret_wire)
{
  guint64 key;

  if (b->p >= b->end || b->bad)
    return FALSE;
  key = varint (b);
  *ret_number = key >> 3;
  *ret_wire = key & 7;
  return !b->bad;
}

static void
skip (Buf *b, guint wire)
{
  switch (wire)
    {
    case 0: varint (b); break;
    case 1: b->bad = b->bad || b->end - b->p < 8; b->p = b->bad ? b->end : b->p + 8; break;
    case 2: chunk (b); break;
    case 5: b->bad = b->bad || b->end - b->p < 4; b->p = b->bad ? b->end : b->p + 4; break;
    default: b->bad = TRUE; b->p = b->end; break;
    }
}

typedef struct { const char *layer; ReeveMapKind kind; } Known;

static const Known known[] = {
  { "water", REEVE_MAP_WATER }, { "waterway", REEVE_MAP_WATER }, { "park", REEVE_MAP_PARKS }, { "landcover", REEVE_MAP_PARKS },
  { "landuse", REEVE_MAP_ZONING }, { "transportation", REEVE_MAP_STREETS }, { "transportation_name", REEVE_MAP_STREETS },
  { "boundary", REEVE_MAP_BOUNDARY },
};

typedef struct
{
  ReeveMapScene *scene;
  int zoom;
  guint32 x, y;
  guint n_points;          /* of the tile, against the limit */
  const Known *known;
  double extent;
  GArray *keys, *values;   /* Buf: text of each key; of each value, empty unless it is text */
  GArray *line;            /* ReeveWorld */
  GArray *tile_line;       /* gint32 pairs, tile units */
} Reader;

static gboolean
text_is (const Buf *b, const char *text)
{
  return (gsize) (b->end - b->p) == strlen (text) && memcmp (b->p, text, b->end - b->p) == 0;
}

static char *
text_of (const Buf *b)
{
  return b->end > b->p ? g_utf8_make_valid ((const char *) b->p, MIN (b->end - b->p, 200)) : NULL;
}

static void
read_tags (Reader *r, Buf tags, char **ret_name, char **ret_class)
{
  while (tags.p < tags.end && !tags.bad)
    {
      guint64 key = varint (&tags), value = varint (&tags);

      if (tags.bad || key >= r->keys->len || value >= r->values->len)
        continue;
      if (text_is (&g_array_index (r->keys, Buf, key), "name") && *ret_name == NULL)
        *ret_name = text_of (&g_array_index (r->values, Buf, value));
      else if ((text_is (&g_array_index (r->keys, Buf, key), "class") || text_is (&g_array_index (r->keys, Buf, key), "kind")) && *ret_class == NULL)
        *ret_class = text_of (&g_array_index (r->values, Buf, value));
    }
}

/* Edges that lie on the rim of the tile come from cutting and are no edges of the thing. */
static void
add_true_edges (Reader *r)
{
  const gint32 *q = (const gint32 *) (gpointer) r->tile_line->data;
  guint n = r->line->len, start = 0;

  for (guint i = 0; i + 1 < n; i++)
    {
      gboolean cut = FALSE;

      for (int axis = 0; axis < 2; axis++)
        {
          gint32 a = q[2 * i + axis], b = q[2 * (i + 1) + axis];
          cut = cut || (a == b && (a <= 0 || a >= (gint32) r->extent));
        }
      if (cut)
        {
          if (i > start)
            reeve_map_scene_add_part (r->scene, &g_array_index (r->line, ReeveWorld, start), i - start + 1);
          start = i + 1;
        }
    }
  if (n > start + 1)
    reeve_map_scene_add_part (r->scene, &g_array_index (r->line, ReeveWorld, start), n - start);
}

static void
end_line (Reader *r, guint type, gboolean edges)
{
  if (type == 3 && r->line->len >= 3)
    {
      ReeveWorld first = g_array_index (r->line, ReeveWorld, 0);
      gint32 tile_first[2] = { g_array_index (r->tile_line, gint32, 0), g_array_index (r->tile_line, gint32, 1) };

      g_array_append_val (r->line, first);
      g_array_append_vals (r->tile_line, tile_first, 2);
      if (edges)
        add_true_edges (r);
      else
        reeve_map_scene_add_part (r->scene, (const ReeveWorld *) (gpointer) r->line->data, r->line->len);
    }
  else if (type == 2 && r->line->len >= 2)
    reeve_map_scene_add_part (r->scene, (const ReeveWorld *) (gpointer) r->line->data, r->line->len);
  g_array_set_size (r->line, 0);
  g_array_set_size (r->tile_line, 0);
}

static gboolean
read_geometry (Reader *r, Buf geometry, guint type, gboolean edges)
{
  gint64 x = 0, y = 0;
  double scale = exp2 (-r->zoom);

  while (geometry.p < geometry.end)
    {
      guint64 word = varint (&geometry);
      guint command = word & 7;
      guint64 count = word >> 3;

      if (geometry.bad)
        return FALSE;
      if (command == 7)
        {
          end_line (r, type, edges);
          continue;
        }
      if (command != 1 && command != 2)
        return FALSE;
      for (guint64 i = 0; i < count; i++)
        {
          guint64 dx = varint (&geometry), dy = varint (&geometry);
          ReeveWorld q;
          gint32 at[2];

          if (geometry.bad || r->n_points++ >= REEVE_MVT_MAX_POINTS)
            return FALSE;
          if (command == 1)
            end_line (r, type, edges);
          x += (gint64) (dx >> 1) ^ -(gint64) (dx & 1);
          y += (gint64) (dy >> 1) ^ -(gint64) (dy & 1);
          /* a tile and a wide rim: what is farther is nonsense and would overflow */
          if (ABS (x) > 1 << 24 || ABS (y) > 1 << 24)
            return FALSE;
          q.x = (r->x + x / r->extent) * scale;
          q.y = (r->y + y / r->extent) * scale;
          at[0] = x;
          at[1] = y;
          g_array_append_val (r->line, q);
          g_array_append_vals (r->tile_line, at, 2);
        }
    }
  if (type == 2)
    end_line (r, type, edges);
  g_array_set_size (r->line, 0);
  g_array_set_size (r->tile_line, 0);
  return TRUE;
}

static gboolean
read_feature (Reader *r, Buf feature)
{
  guint number, wire, type = 0;
  Buf tags = { NULL, NULL, FALSE }, geometry = { NULL, NULL, FALSE };
  g_autofree char *name = NULL, *klass = NULL;
  ReeveMapClass c;
  gboolean ok;

  while (next_field (&feature, &number, &wire))
    if (number == 2 && wire == 2)
      tags = chunk (&feature);
    else if (number == 4 && wire == 2)
      geometry = chunk (&feature);
    else if (number == 3 && wire == 0)
      type = varint (&feature);
    else
      skip (&feature, wire);
  if (feature.bad)
    return FALSE;
  if ((type != 2 && type != 3) || geometry.p == NULL || (r->known->kind == REEVE_MAP_STREETS && type == 3))
    return TRUE;
  read_tags (r, tags, &name, &klass);
  c = reeve_map_class_from_text (r->known->kind, klass);
  if (r->known->kind == REEVE_MAP_ZONING && (type != 3 || c == REEVE_MAP_CLASS_NONE))
    return TRUE;
  reeve_map_scene_begin (r->scene, r->known->kind, c, type == 3, 0, name, NULL);
  if (type == 3)
    reeve_map_scene_mark_patch (r->scene);
  ok = read_geometry (r, geometry, type, FALSE);
  if (ok && type == 3 && r->known->kind == REEVE_MAP_BOUNDARY)
    {
      reeve_map_scene_begin (r->scene, REEVE_MAP_BOUNDARY, c, FALSE, 0, NULL, NULL);
      ok = read_geometry (r, geometry, type, TRUE);
    }
  g_array_set_size (r->line, 0);
  g_array_set_size (r->tile_line, 0);
  return ok;
}

static Buf
value_text (Buf value)
{
  guint number, wire;
  Buf none = { value.p, value.p, FALSE };

  while (next_field (&value, &number, &wire))
    if (number == 1 && wire == 2)
      return chunk (&value);
    else
      skip (&value, wire);
  return none;
}

static const Known *
find_known (Buf layer)
{
  guint number, wire;

  while (next_field (&layer, &number, &wire))
    if (number == 1 && wire == 2)
      {
        Buf name = chunk (&layer);

        for (guint i = 0; i < G_N_ELEMENTS (known); i++)
          if (text_is (&name, known[i].layer))
            return &known[i];
        return NULL;
      }
    else
      skip (&layer, wire);
  return NULL;
}

/* Twice over the layer: keys, values and extent may stand after the features. */
static gboolean
read_layer (Reader *r, Buf layer)
{
  guint number, wire;
  Buf first = layer;

  r->known = find_known (layer);
  if (r->known == NULL)
    return TRUE;
  g_array_set_size (r->keys, 0);
  g_array_set_size (r->values, 0);
  r->extent = 4096;
  while (next_field (&first, &number, &wire))
    if (number == 3 && wire == 2)
      {
        Buf key = chunk (&first);
        g_array_append_val (r->keys, key);
      }
    else if (number == 4 && wire == 2)
      {
        Buf value = value_text (chunk (&first));
        g_array_append_val (r->values, value);
      }
    else if (number == 5 && wire == 0)
      {
        guint64 extent = varint (&first);
        r->extent = CLAMP (extent, 1, 1 << 20);
      }
    else
      skip (&first, wire);
  if (first.bad)
    return FALSE;
  while (next_field (&layer, &number, &wire))
    if (number == 2 && wire == 2)
      {
        if (!read_feature (r, chunk (&layer)))
          return FALSE;
      }
    else
      skip (&layer, wire);
  return !layer.bad;
}

gboolean
reeve_mvt_read (ReeveMapScene *scene, const guint8 *data, gsize size, int zoom, guint32 x, guint32 y, GError **error)
{
  const guint8 *bytes = data != NULL ? data : (const guint8 *) "";
  Buf tile = { bytes, bytes + size, FALSE };
  Reader r = { .scene = scene, .zoom = zoom, .x = x, .y = y };
  guint number, wire;
  gboolean ok = TRUE;

  r.keys = g_array_new (FALSE, FALSE, sizeof (Buf));
  r.values = g_array_new (FALSE, FALSE, sizeof (Buf));
  r.line = g_array_new (FALSE, FALSE, sizeof (ReeveWorld));
  r.tile_line = g_array_new (FALSE, FALSE, sizeof (gint32));
  while (ok && next_field (&tile, &number, &wire))
    if (number == 3 && wire == 2)
      ok = read_layer (&r, chunk (&tile));
    else
      skip (&tile, wire);
  ok = ok && !tile.bad;
  g_array_unref (r.keys);
  g_array_unref (r.values);
  g_array_unref (r.line);
  g_array_unref (r.tile_line);
  if (!ok)
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_DAMAGED, _("Map tile %d/%u/%u is damaged."), zoom, x, y);
  return ok;
}
