/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One selected business for the whole window. It holds an id and not a position, so that a new sort order or filter cannot lose it. */
#include "config.h"

#include "reeve-selection.h"

struct _ReeveSelection
{
  GObject parent_instance;
  gint64 business;
};

enum { PROP_0, PROP_BUSINESS, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ReeveSelection, reeve_selection, G_TYPE_OBJECT)

static void
reeve_selection_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ReeveSelection *self = REEVE_SELECTION (object);

  if (id == PROP_BUSINESS)
    g_value_set_int64 (value, self->business);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
reeve_selection_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ReeveSelection *self = REEVE_SELECTION (object);

  if (id == PROP_BUSINESS)
    reeve_selection_set_business (self, g_value_get_int64 (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
reeve_selection_class_init (ReeveSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = reeve_selection_get_property;
  object_class->set_property = reeve_selection_set_property;
  properties[PROP_BUSINESS] = g_param_spec_int64 ("business", NULL, NULL, 0, G_MAXINT64, 0,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reeve_selection_init (ReeveSelection *self)
{
}

/**
 * reeve_selection_new:
 *
 * Returns: (transfer full): a selection of nothing
 */
ReeveSelection *
reeve_selection_new (void)
{
  return g_object_new (REEVE_TYPE_SELECTION, NULL);
}

/**
 * reeve_selection_get_business:
 *
 * Returns: the id of the business looked at, or 0
 */
gint64
reeve_selection_get_business (ReeveSelection *self)
{
  g_return_val_if_fail (REEVE_IS_SELECTION (self), 0);
  return self->business;
}

/**
 * reeve_selection_set_business:
 * @business: an id, or 0 for none
 */
void
reeve_selection_set_business (ReeveSelection *self, gint64 business)
{
  g_return_if_fail (REEVE_IS_SELECTION (self));
  if (self->business == business)
    return;
  self->business = business;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSINESS]);
}
