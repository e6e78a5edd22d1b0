/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds positions in the shared list, no rows of its own. When the shared list is about to change, all positions are void: it empties
 * itself at once and is filled again by the next reeve_in_view_model_set_view(). */
#include "config.h"

#include "reeve-in-view-model.h"

#include <string.h>

struct _ReeveInViewModel
{
  GObject parent_instance;
  ReeveListModel *list;
  GArray *positions;   /* guint */
  GArray *ids;         /* gint64, beside them */
};

static void reeve_in_view_model_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReeveInViewModel, reeve_in_view_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, reeve_in_view_model_list_init))

static void
replace (ReeveInViewModel *self, GArray *positions, GArray *ids)
{
  guint before = self->positions->len;

  if (positions->len == before && (before == 0 || (memcmp (ids->data, self->ids->data, ids->len * sizeof (gint64)) == 0
                                                   && memcmp (positions->data, self->positions->data, before * sizeof (guint)) == 0)))
    {
      g_array_unref (positions);
      g_array_unref (ids);
      return;
    }
  g_array_set_size (self->positions, 0);
  if (before > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, 0);
  g_array_unref (self->positions);
  g_array_unref (self->ids);
  self->positions = positions;
  self->ids = ids;
  if (positions->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, positions->len);
}

static void
list_changed_cb (ReeveInViewModel *self)
{
  replace (self, g_array_new (FALSE, FALSE, sizeof (guint)), g_array_new (FALSE, FALSE, sizeof (gint64)));
}

static GType
reeve_in_view_model_get_item_type (GListModel *model)
{
  return REEVE_TYPE_ROW;
}

static guint
reeve_in_view_model_get_n_items (GListModel *model)
{
  return REEVE_IN_VIEW_MODEL (model)->positions->len;
}

static gpointer
reeve_in_view_model_get_item (GListModel *model, guint position)
{
  ReeveInViewModel *self = REEVE_IN_VIEW_MODEL (model);

  if (position >= self->positions->len)
    return NULL;
  return g_list_model_get_item (G_LIST_MODEL (self->list), g_array_index (self->positions, guint, position));
}

static void
reeve_in_view_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = reeve_in_view_model_get_item_type;
  iface->get_n_items = reeve_in_view_model_get_n_items;
  iface->get_item = reeve_in_view_model_get_item;
}

static void
reeve_in_view_model_finalize (GObject *object)
{
  ReeveInViewModel *self = REEVE_IN_VIEW_MODEL (object);

  g_array_unref (self->positions);
  g_array_unref (self->ids);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (reeve_in_view_model_parent_class)->finalize (object);
}

static void
reeve_in_view_model_class_init (ReeveInViewModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reeve_in_view_model_finalize;
}

static void
reeve_in_view_model_init (ReeveInViewModel *self)
{
  self->positions = g_array_new (FALSE, FALSE, sizeof (guint));
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
}

ReeveInViewModel *
reeve_in_view_model_new (ReeveListModel *list)
{
  ReeveInViewModel *self = g_object_new (REEVE_TYPE_IN_VIEW_MODEL, NULL);

  self->list = g_object_ref (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (list_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "reordered", G_CALLBACK (list_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
reeve_in_view_model_set_view (ReeveInViewModel *self, const ReevePointIndex *index, ReeveWorldBox box)
{
  GArray *positions = g_array_new (FALSE, FALSE, sizeof (guint)), *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n = 0;
  const gint64 *all;

  g_return_if_fail (REEVE_IS_IN_VIEW_MODEL (self));
  all = reeve_list_model_get_ids (self->list, &n);
  n = MIN (n, g_list_model_get_n_items (G_LIST_MODEL (self->list)));
  for (guint i = 0; index != NULL && i < n; i++)
    {
      const ReeveMapPoint *point = reeve_point_index_find (index, all[i]);

      if (point == NULL || point->x < box.x0 || point->x > box.x1 || point->y < box.y0 || point->y > box.y1)
        continue;
      g_array_append_val (positions, i);
      g_array_append_val (ids, all[i]);
    }
  replace (self, positions, ids);
}

guint
reeve_in_view_model_find (ReeveInViewModel *self, gint64 id)
{
  g_return_val_if_fail (REEVE_IS_IN_VIEW_MODEL (self), G_MAXUINT);
  for (guint i = 0; i < self->positions->len; i++)
    if (g_array_index (self->ids, gint64, i) == id)
      return i;
  return G_MAXUINT;
}

gint64
reeve_in_view_model_get_id (ReeveInViewModel *self, guint position)
{
  g_return_val_if_fail (REEVE_IS_IN_VIEW_MODEL (self) && position < self->positions->len, 0);
  return g_array_index (self->ids, gint64, position);
}
