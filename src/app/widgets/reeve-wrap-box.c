/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of chips and buttons that stay readable at any width and text size. */
#include "config.h"

#include "reeve-wrap-box.h"

struct _ReeveWrapBox
{
  GtkWidget parent_instance;
  int spacing, line_spacing;
  gboolean modest;       /* asks for no more width than its widest child needs */
};

enum { PROP_0, PROP_SPACING, PROP_LINE_SPACING, PROP_MODEST, N_PROPS };
static GParamSpec *properties[N_PROPS];

static void reeve_wrap_box_buildable_init (GtkBuildableIface *iface);
static GtkBuildableIface *parent_buildable;

G_DEFINE_FINAL_TYPE_WITH_CODE (ReeveWrapBox, reeve_wrap_box, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, reeve_wrap_box_buildable_init))

static GtkWidget *
next_visible (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* One line from @first: how wide and high it is, and the child after it. */
static GtkWidget *
measure_line (ReeveWrapBox *self, GtkWidget *first, int width, int *ret_width, int *ret_height)
{
  GtkWidget *child;

  *ret_width = *ret_height = 0;
  for (child = next_visible (first); child != NULL; child = next_visible (gtk_widget_get_next_sibling (child)))
    {
      int natural, height, minimum, from = *ret_width > 0 ? *ret_width + self->spacing : 0;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      if (from > 0 && from + natural > width)
        break;
      natural = MAX (minimum, MIN (natural, width));
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, natural, NULL, &height, NULL, NULL);
      *ret_width = from + natural;
      *ret_height = MAX (*ret_height, height);
    }
  return child;
}

static GtkSizeRequestMode
reeve_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
reeve_wrap_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                        int *natural_baseline)
{
  ReeveWrapBox *self = REEVE_WRAP_BOX (widget);
  GtkWidget *child = next_visible (gtk_widget_get_first_child (widget));

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      for (; child != NULL; child = next_visible (gtk_widget_get_next_sibling (child)))
        {
          int child_minimum, child_natural;

          gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
          *minimum = MAX (*minimum, child_minimum);
          *natural += child_natural + (*natural > 0 ? self->spacing : 0);
        }
      if (self->modest)
        *natural = *minimum;
      return;
    }
  while (child != NULL)
    {
      int width, height;

      child = measure_line (self, child, for_size < 0 ? G_MAXINT : for_size, &width, &height);
      *minimum += height + (*minimum > 0 ? self->line_spacing : 0);
    }
  *natural = *minimum;
}

static void
reeve_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReeveWrapBox *self = REEVE_WRAP_BOX (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = next_visible (gtk_widget_get_first_child (widget));
  int y = 0;

  while (child != NULL)
    {
      int line_width, line_height, x = 0;
      GtkWidget *after = measure_line (self, child, width, &line_width, &line_height);

      for (; child != after; child = next_visible (gtk_widget_get_next_sibling (child)))
        {
          int natural, minimum, child_height;
          GtkAllocation place;

          gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
          natural = MAX (minimum, MIN (natural, width));
          gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, natural, NULL, &child_height, NULL, NULL);
          place = (GtkAllocation){ rtl ? width - x - natural : x, y + (line_height - child_height) / 2, natural, child_height };
          gtk_widget_size_allocate (child, &place, -1);
          x += natural + self->spacing;
        }
      y += line_height + self->line_spacing;
    }
}

static void
reeve_wrap_box_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (GTK_IS_WIDGET (child))
    reeve_wrap_box_append (REEVE_WRAP_BOX (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
reeve_wrap_box_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = reeve_wrap_box_add_child;
}

static void
reeve_wrap_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ReeveWrapBox *self = REEVE_WRAP_BOX (object);

  if (id == PROP_MODEST)
    g_value_set_boolean (value, self->modest);
  else
    g_value_set_int (value, id == PROP_SPACING ? self->spacing : self->line_spacing);
}

static void
reeve_wrap_box_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ReeveWrapBox *self = REEVE_WRAP_BOX (object);

  if (id == PROP_SPACING)
    self->spacing = g_value_get_int (value);
  else if (id == PROP_MODEST)
    self->modest = g_value_get_boolean (value);
  else
    self->line_spacing = g_value_get_int (value);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
reeve_wrap_box_dispose (GObject *object)
{
  reeve_wrap_box_clear (REEVE_WRAP_BOX (object));
  G_OBJECT_CLASS (reeve_wrap_box_parent_class)->dispose (object);
}

static void
reeve_wrap_box_class_init (ReeveWrapBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = reeve_wrap_box_dispose;
  object_class->get_property = reeve_wrap_box_get_property;
  object_class->set_property = reeve_wrap_box_set_property;
  widget_class->get_request_mode = reeve_wrap_box_get_request_mode;
  widget_class->measure = reeve_wrap_box_measure;
  widget_class->size_allocate = reeve_wrap_box_size_allocate;
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 6, G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  properties[PROP_LINE_SPACING] = g_param_spec_int ("line-spacing", NULL, NULL, 0, G_MAXINT, 4, G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  properties[PROP_MODEST] = g_param_spec_boolean ("modest", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "wrapbox");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
reeve_wrap_box_init (ReeveWrapBox *self)
{
}

GtkWidget *
reeve_wrap_box_new (int spacing, int line_spacing)
{
  return g_object_new (REEVE_TYPE_WRAP_BOX, "spacing", spacing, "line-spacing", line_spacing, NULL);
}

void
reeve_wrap_box_append (ReeveWrapBox *self, GtkWidget *child)
{
  g_return_if_fail (REEVE_IS_WRAP_BOX (self));
  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

void
reeve_wrap_box_clear (ReeveWrapBox *self)
{
  GtkWidget *child;

  g_return_if_fail (REEVE_IS_WRAP_BOX (self));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
