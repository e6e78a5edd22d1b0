/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two numbers a row: which row of the back-test, and which of its changes it is listed for. */
#include "config.h"

#include "reeve-backtest-model.h"

#include <stdlib.h>


typedef struct { guint row, change; } Entry;

struct _ReeveBacktestItem
{
  GObject parent_instance;
  const ReeveBacktestRow *row;
  const ReeveBacktestChange *change;
};

struct _ReeveBacktestModel
{
  GObject parent_instance;
  const ReeveBacktest *test;
  GArray *entries;             /* Entry */
};

G_DEFINE_FINAL_TYPE (ReeveBacktestItem, reeve_backtest_item, G_TYPE_OBJECT)

static void
reeve_backtest_item_class_init (ReeveBacktestItemClass *klass)
{
}

static void
reeve_backtest_item_init (ReeveBacktestItem *self)
{
}

const ReeveBacktestRow *
reeve_backtest_item_get_row (ReeveBacktestItem *self)
{
  g_return_val_if_fail (REEVE_IS_BACKTEST_ITEM (self), NULL);
  return self->row;
}

const ReeveBacktestChange *
reeve_backtest_item_get_change (ReeveBacktestItem *self)
{
  g_return_val_if_fail (REEVE_IS_BACKTEST_ITEM (self), NULL);
  return self->change;
}

static GType
get_item_type (GListModel *list)
{
  return REEVE_TYPE_BACKTEST_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return REEVE_BACKTEST_MODEL (list)->entries->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  ReeveBacktestModel *self = REEVE_BACKTEST_MODEL (list);
  ReeveBacktestItem *item;
  const Entry *entry;
  guint n;

  if (position >= self->entries->len)
    return NULL;
  entry = &g_array_index (self->entries, Entry, position);
  item = g_object_new (REEVE_TYPE_BACKTEST_ITEM, NULL);
  item->row = &reeve_backtest_get_rows (self->test, &n)[entry->row];
  item->change = &reeve_backtest_get_changes (self->test, &n)[entry->change];
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ReeveBacktestModel, reeve_backtest_model, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
reeve_backtest_model_finalize (GObject *object)
{
  g_array_unref (REEVE_BACKTEST_MODEL (object)->entries);
  G_OBJECT_CLASS (reeve_backtest_model_parent_class)->finalize (object);
}

static void
reeve_backtest_model_class_init (ReeveBacktestModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reeve_backtest_model_finalize;
}

static void
reeve_backtest_model_init (ReeveBacktestModel *self)
{
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
}

ReeveBacktestModel *
reeve_backtest_model_new (void)
{
  return g_object_new (REEVE_TYPE_BACKTEST_MODEL, NULL);
}

/* "3-10" and the like: the groups of ages name their bounds. */
static gboolean
age_is_in (int age, const char *key)
{
  g_auto (GStrv) bounds = g_strsplit (key, "-", 2);

  if (age < 0 || *key == '\0')
    return age < 0 && *key == '\0';
  return age >= atoi (bounds[0]) && (bounds[1] == NULL || *bounds[1] == '\0' || age < atoi (bounds[1]));
}

static gboolean
is_in_group (const ReeveBacktestRow *row, const ReeveBacktestChoice *choice)
{
  if (choice->group == NULL)
    return TRUE;
  switch (choice->by)
    {
    case REEVE_BACKTEST_BY_DISTRICT: return g_str_equal (row->district == NULL ? "" : row->district, choice->group);
    case REEVE_BACKTEST_BY_CATEGORY: return g_str_equal (row->category == NULL ? "" : row->category, choice->group);
    case REEVE_BACKTEST_BY_LICENCE_AGE: return age_is_in (row->licence_age, choice->group);
    default: return FALSE;
    }
}

/* The worst of the row's changes that the choice asks for; FALSE = none. What is not the business's own duty stands behind what is. */
static gboolean
choose (const ReeveBacktest *test, const ReeveBacktestRow *row, const ReeveBacktestChange *changes, const ReeveBacktestChoice *choice, guint *ret_change)
{
  const GPtrArray *provisions = reeve_backtest_get_provisions (test);
  guint best = G_MAXUINT;

  if (!is_in_group (row, choice) || (choice->provision < 0 && choice->effect >= 0 && row->effect != (ReeveEffect) choice->effect))
    return FALSE;
  for (guint i = row->first; i < row->first + row->n; i++)
    {
      const ReeveBacktestProvision *provision = g_ptr_array_index (provisions, changes[i].provision);
      guint rank = (guint) changes[i].effect + (provision->side == REEVE_BACKTEST_BUSINESS ? 0 : REEVE_N_EFFECTS);

      if (choice->provision >= 0 && (changes[i].provision != (guint) choice->provision
                                     || (choice->effect >= 0 && changes[i].effect != (ReeveEffect) choice->effect)))
        continue;
      if (rank < best)
        {
          best = rank;
          *ret_change = i;
        }
    }
  return best != G_MAXUINT;
}

void
reeve_backtest_model_set (ReeveBacktestModel *self, const ReeveBacktest *test, const ReeveBacktestChoice *choice)
{
  guint before = self->entries->len, n_rows = 0, n_changes;
  const ReeveBacktestRow *rows = test == NULL ? NULL : reeve_backtest_get_rows (test, &n_rows);
  const ReeveBacktestChange *changes = test == NULL ? NULL : reeve_backtest_get_changes (test, &n_changes);
  GArray *by_effect[REEVE_N_EFFECTS];

  g_array_set_size (self->entries, 0);
  self->test = test;
  for (guint e = 0; e < REEVE_N_EFFECTS; e++)
    by_effect[e] = g_array_new (FALSE, FALSE, sizeof (Entry));
  for (guint i = 0; i < n_rows; i++)
    {
      Entry entry = { .row = i };

      if (choose (test, &rows[i], changes, choice, &entry.change))
        g_array_append_val (by_effect[choice->provision >= 0 ? changes[entry.change].effect : rows[i].effect], entry);
    }
  for (guint e = 0; e < REEVE_N_EFFECTS; e++)
    {
      g_array_append_vals (self->entries, by_effect[e]->data, by_effect[e]->len);
      g_array_unref (by_effect[e]);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->entries->len);
}

const ReeveBacktestRow *
reeve_backtest_model_get_row (ReeveBacktestModel *self, guint position)
{
  guint n;

  g_return_val_if_fail (position < self->entries->len, NULL);
  return &reeve_backtest_get_rows (self->test, &n)[g_array_index (self->entries, Entry, position).row];
}

guint
reeve_backtest_model_find (ReeveBacktestModel *self, gint64 business)
{
  for (guint i = 0; business != 0 && i < self->entries->len; i++)
    if (reeve_backtest_model_get_row (self, i)->business == business)
      return i;
  return G_MAXUINT;
}
