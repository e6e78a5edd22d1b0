/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiles of a file brought to the map: vector tiles all at once into the scene, pictures one by one where they are seen. */
#include "config.h"

#include "reeve-map-tiles.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>

gboolean
reeve_map_scene_add_tiles (ReeveMapScene *scene, ReeveTiles *tiles, ReeveWorldBox box, GError **error)
{
  g_autoptr (GArray) names = NULL;
  int zoom = reeve_tiles_get_max_zoom (tiles);

  for (;; zoom--)
    {
      double n = exp2 (zoom);
      guint32 last = (guint32) n - 1;

      g_clear_pointer (&names, g_array_unref);
      names = reeve_tiles_list (tiles, zoom, CLAMP (box.x0 * n, 0, last), CLAMP (box.y0 * n, 0, last), CLAMP (box.x1 * n, 0, last),
                                CLAMP (box.y1 * n, 0, last), REEVE_MAP_MAX_TILES + 1, error);
      if (names == NULL)
        return FALSE;
      if (names->len <= REEVE_MAP_MAX_TILES || zoom <= reeve_tiles_get_min_zoom (tiles))
        break;
    }
  for (guint i = 0; i < names->len; i++)
    {
      const ReeveTileName *name = &g_array_index (names, ReeveTileName, i);
      g_autoptr (GError) local = NULL;
      g_autoptr (GBytes) bytes = reeve_tiles_get (tiles, zoom, name->x, name->y, &local);
      gsize size;
      const guint8 *data;

      if (bytes == NULL)
        {
          if (local != NULL)
            reeve_map_scene_add_unreadable (scene);
          continue;
        }
      data = g_bytes_get_data (bytes, &size);
      if (!reeve_mvt_read (scene, data, size, zoom, name->x, name->y, &local))
        {
          reeve_map_scene_add_unreadable (scene);
          g_debug ("%s", local->message);
        }
    }
  reeve_map_scene_add_source (scene, reeve_tiles_get_attribution (tiles));
  return TRUE;
}

static GdkPixbuf *
decode (GBytes *bytes)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  GdkPixbuf *pixbuf;
  gboolean ok = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);

  ok = gdk_pixbuf_loader_close (loader, NULL) && ok;
  pixbuf = ok ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf == NULL || gdk_pixbuf_get_width (pixbuf) > 2048 || gdk_pixbuf_get_height (pixbuf) > 2048)
    return NULL;
  return g_object_ref (pixbuf);
}

static cairo_surface_t *
surface_of (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf), channels = gdk_pixbuf_get_n_channels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  const guint8 *from = gdk_pixbuf_read_pixels (pixbuf);
  guint8 *to = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface), from_stride = gdk_pixbuf_get_rowstride (pixbuf);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint8 *p = from + y * from_stride + x * channels;
        guint alpha = channels == 4 ? p[3] : 255;

        ((guint32 *) (gpointer) (to + y * stride))[x] = alpha << 24 | (p[0] * alpha / 255) << 16 | (p[1] * alpha / 255) << 8 | p[2] * alpha / 255;
      }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* The tile itself, or the part of the nearest coarser one that lies there. */
static cairo_surface_t *
find_picture (ReeveTiles *tiles, int zoom, guint32 x, guint32 y, int *ret_zoom)
{
  for (int z = zoom; z >= reeve_tiles_get_min_zoom (tiles); z--)
    {
      g_autoptr (GBytes) bytes = reeve_tiles_get (tiles, z, x >> (zoom - z), y >> (zoom - z), NULL);
      g_autoptr (GdkPixbuf) pixbuf = bytes == NULL ? NULL : decode (bytes);

      if (pixbuf == NULL)
        continue;
      *ret_zoom = z;
      return surface_of (pixbuf);
    }
  return NULL;
}

static void
paint_picture (cairo_t *cr, cairo_surface_t *picture, const ReeveMapView *view, int zoom, guint32 x, guint32 y, int picture_zoom)
{
  double side = view->scale / exp2 (zoom), picture_side = view->scale / exp2 (picture_zoom);
  double left = (x / exp2 (zoom) - view->x) * view->scale, top = (y / exp2 (zoom) - view->y) * view->scale;
  guint32 px = x >> (zoom - picture_zoom), py = y >> (zoom - picture_zoom);

  cairo_save (cr);
  cairo_rectangle (cr, floor (left), floor (top), ceil (left + side) - floor (left), ceil (top + side) - floor (top));
  cairo_clip (cr);
  cairo_translate (cr, (px / exp2 (picture_zoom) - view->x) * view->scale, (py / exp2 (picture_zoom) - view->y) * view->scale);
  cairo_scale (cr, picture_side / cairo_image_surface_get_width (picture), picture_side / cairo_image_surface_get_height (picture));
  cairo_set_source_surface (cr, picture, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_restore (cr);
}

gboolean
reeve_map_paint_pictures (cairo_t *cr, ReeveTiles *tiles, const ReeveMapView *view, double width, double height)
{
  int zoom = CLAMP ((int) round (reeve_map_view_zoom (view)), reeve_tiles_get_min_zoom (tiles), reeve_tiles_get_max_zoom (tiles));
  double n = exp2 (zoom);
  guint32 last = (guint32) n - 1;
  guint32 x0 = CLAMP (floor (view->x * n), 0, last), x1 = CLAMP (floor ((view->x + width / view->scale) * n), 0, last);
  guint32 y0 = CLAMP (floor (view->y * n), 0, last), y1 = CLAMP (floor ((view->y + height / view->scale) * n), 0, last);
  gboolean painted = FALSE;

  for (guint32 y = y0; y <= y1; y++)
    for (guint32 x = x0; x <= x1; x++)
      {
        int picture_zoom;
        cairo_surface_t *picture = find_picture (tiles, zoom, x, y, &picture_zoom);

        if (picture == NULL)
          continue;
        paint_picture (cr, picture, view, zoom, x, y, picture_zoom);
        cairo_surface_destroy (picture);
        painted = TRUE;
      }
  return painted;
}
