/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A map source that paints. A tile is opaque R8G8B8, which the cairo renderer blits three times faster than ARGB; it is painted and
 * converted on a worker. Names are placed for blocks of 8 x 8 tiles at once, so that they run across the edges of tiles; a name never
 * leaves its block. */
#include "config.h"

#include "reeve-basemap-source.h"

#include <string.h>

#define THREADS 2
#define BLOCK_TILES 8
#define MAX_BLOCKS 24

typedef struct
{
  guint64 key;
  ReeveMapLabels *labels;
} Block;

struct _ReeveBasemapSource
{
  ShumateMapSource parent_instance;

  ReeveMapScene *scene;
  ReeveMapStyle style;
  int scale;
  GThreadPool *pool;
  GRecMutex lock;      /* the blocks, and that one of them is made only once */
  GQueue blocks;       /* Block, used last first */
};

G_DEFINE_FINAL_TYPE (ReeveBasemapSource, reeve_basemap_source, SHUMATE_TYPE_MAP_SOURCE)

typedef struct
{
  GTask *task;
  ShumateTile *tile;
  guint x, y, zoom;
  GdkTexture *texture;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->task);
  g_clear_object (&job->tile);
  g_clear_object (&job->texture);
  g_free (job);
}

static void
block_free (Block *block)
{
  reeve_map_labels_free (block->labels);
  g_free (block);
}

/* Called with the lock held. */
static ReeveMapLabels *
labels_of_block (ReeveBasemapSource *self, guint bx, guint by, guint zoom)
{
  guint64 key = (guint64) zoom << 56 | (guint64) by << 28 | bx;
  double scale = REEVE_TILE_SIZE * exp2 (zoom), side = BLOCK_TILES * REEVE_TILE_SIZE;
  ReeveMapView view = { bx * side / scale, by * side / scale, scale };
  Block *block;

  for (GList *link = self->blocks.head; link != NULL; link = link->next)
    {
      block = link->data;
      if (block->key == key)
        {
          g_queue_unlink (&self->blocks, link);
          g_queue_push_head_link (&self->blocks, link);
          return block->labels;
        }
    }
  while (g_queue_get_length (&self->blocks) >= MAX_BLOCKS)
    block_free (g_queue_pop_tail (&self->blocks));
  block = g_new (Block, 1);
  block->key = key;
  block->labels = reeve_map_labels_new (self->scene, &view, side, side, &self->style, NULL);
  g_queue_push_head (&self->blocks, block);
  return block->labels;
}

static GdkTexture *
texture_of (cairo_surface_t *surface, int size)
{
  const guint8 *from = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint8 *rgb = g_malloc ((gsize) size * size * 3), *to = rgb;
  g_autoptr (GBytes) bytes = NULL;

  for (int y = 0; y < size; y++)
    {
      const guint32 *line = (const guint32 *) (gconstpointer) (from + (gsize) y * stride);

      for (int x = 0; x < size; x++)
        {
          *to++ = line[x] >> 16;
          *to++ = line[x] >> 8;
          *to++ = line[x];
        }
    }
  bytes = g_bytes_new_take (rgb, (gsize) size * size * 3);
  return gdk_memory_texture_new (size, size, GDK_MEMORY_R8G8B8, bytes, (gsize) size * 3);
}

GdkTexture *
reeve_basemap_source_render (ReeveBasemapSource *self, guint x, guint y, guint zoom)
{
  double scale = REEVE_TILE_SIZE * exp2 (zoom);
  ReeveMapView view = { x * REEVE_TILE_SIZE / scale, y * REEVE_TILE_SIZE / scale, scale };
  int size = REEVE_TILE_SIZE * self->scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, size, size);
  cairo_t *cr = cairo_create (surface);
  double bx = x / BLOCK_TILES * BLOCK_TILES * REEVE_TILE_SIZE, by = y / BLOCK_TILES * BLOCK_TILES * REEVE_TILE_SIZE;
  GdkTexture *texture;

  cairo_scale (cr, self->scale, self->scale);
  reeve_map_paint_ground (cr, self->scene, &view, REEVE_TILE_SIZE, REEVE_TILE_SIZE, &self->style);
  g_rec_mutex_lock (&self->lock);
  reeve_map_labels_paint (labels_of_block (self, x / BLOCK_TILES, y / BLOCK_TILES, zoom), cr, bx - (double) x * REEVE_TILE_SIZE,
                          by - (double) y * REEVE_TILE_SIZE, REEVE_TILE_SIZE, REEVE_TILE_SIZE);
  g_rec_mutex_unlock (&self->lock);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  texture = texture_of (surface, size);
  cairo_surface_destroy (surface);
  return texture;
}

/* Back on the main thread. A tile that is no longer wanted must not be marked done: its layer would keep it. */
static gboolean
deliver_cb (gpointer data)
{
  Job *job = data;

  if (!g_task_return_error_if_cancelled (job->task))
    {
      shumate_tile_set_fade_in (job->tile, FALSE);
      shumate_tile_set_paintable (job->tile, GDK_PAINTABLE (job->texture));
      shumate_tile_set_state (job->tile, SHUMATE_STATE_DONE);
      g_task_return_boolean (job->task, TRUE);
    }
  return G_SOURCE_REMOVE;
}

static void
work (gpointer data, gpointer user_data)
{
  Job *job = data;

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (job->task)))
    job->texture = reeve_basemap_source_render (g_task_get_source_object (job->task), job->x, job->y, job->zoom);
  g_main_context_invoke_full (g_task_get_context (job->task), G_PRIORITY_DEFAULT, deliver_cb, job, (GDestroyNotify) job_free);
}

static void
reeve_basemap_source_fill_tile_async (ShumateMapSource *source, ShumateTile *tile, GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  ReeveBasemapSource *self = REEVE_BASEMAP_SOURCE (source);
  Job *job = g_new0 (Job, 1);

  job->task = g_task_new (source, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, reeve_basemap_source_fill_tile_async);
  job->tile = g_object_ref (tile);
  job->x = shumate_tile_get_x (tile);
  job->y = shumate_tile_get_y (tile);
  job->zoom = shumate_tile_get_zoom_level (tile);
  g_thread_pool_push (self->pool, job, NULL);
}

static gboolean
reeve_basemap_source_fill_tile_finish (ShumateMapSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* A running job holds a reference to its source, so no job is left when this runs. */
static void
reeve_basemap_source_finalize (GObject *object)
{
  ReeveBasemapSource *self = REEVE_BASEMAP_SOURCE (object);

  g_thread_pool_free (self->pool, TRUE, FALSE);
  g_queue_clear_full (&self->blocks, (GDestroyNotify) block_free);
  g_rec_mutex_clear (&self->lock);
  g_clear_pointer (&self->scene, reeve_map_scene_unref);
  G_OBJECT_CLASS (reeve_basemap_source_parent_class)->finalize (object);
}

static void
reeve_basemap_source_class_init (ReeveBasemapSourceClass *klass)
{
  ShumateMapSourceClass *source_class = SHUMATE_MAP_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = reeve_basemap_source_finalize;
  source_class->fill_tile_async = reeve_basemap_source_fill_tile_async;
  source_class->fill_tile_finish = reeve_basemap_source_fill_tile_finish;
}

static void
reeve_basemap_source_init (ReeveBasemapSource *self)
{
  g_rec_mutex_init (&self->lock);
  g_queue_init (&self->blocks);
  self->pool = g_thread_pool_new (work, NULL, THREADS, FALSE, NULL);
}

ReeveBasemapSource *
reeve_basemap_source_new (ReeveMapScene *scene, const ReeveMapStyle *style, int scale)
{
  ReeveBasemapSource *self = g_object_new (REEVE_TYPE_BASEMAP_SOURCE, NULL);
  ShumateMapSource *source = SHUMATE_MAP_SOURCE (self);

  self->scene = reeve_map_scene_ref (scene);
  self->style = *style;
  self->scale = CLAMP (scale, 1, 4);
  shumate_map_source_set_id (source, "reeve");
  shumate_map_source_set_license (source, reeve_map_scene_get_sources (scene));
  shumate_map_source_set_tile_size (source, REEVE_TILE_SIZE);
  shumate_map_source_set_min_zoom_level (source, 0);
  shumate_map_source_set_max_zoom_level (source, REEVE_BASEMAP_MAX_ZOOM);
  shumate_map_source_set_projection (source, SHUMATE_MAP_PROJECTION_MERCATOR);
  return self;
}
