/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A button stands over its day where it can; where days lie close together it is moved aside and a line leads to the day. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-ordinance-timeline.h"
#include "reeve-wording.h"

#define GAP 6
#define STEM 10            /* from the buttons down to the axis */
#define FOOT 18            /* the axis and the year below it */
#define MARGIN 14
#define AXIS_MIN 120

typedef struct { GtkWidget *button; ReeveDay day; gboolean draft; int x, width; } Mark;

struct _ReeveOrdinanceTimeline
{
  GtkWidget parent_instance;

  GArray *marks;           /* Mark, rising; drafts last */
  GArray *amended;         /* ReeveDay */
  ReeveDay today, first, last;
  int drafts_at;           /* where the axis ends and the drafts begin */
};

G_DEFINE_FINAL_TYPE (ReeveOrdinanceTimeline, reeve_ordinance_timeline, GTK_TYPE_WIDGET)

static double
x_of (ReeveOrdinanceTimeline *self, ReeveDay day)
{
  double share = (double) (day - self->first) / MAX (self->last - self->first, 1);

  return MARGIN + CLAMP (share, 0.0, 1.0) * MAX (self->drafts_at - 2 * MARGIN, 1);
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  ReeveOrdinanceTimeline *self = REEVE_ORDINANCE_TIMELINE (widget);
  int size = orientation == GTK_ORIENTATION_HORIZONTAL ? 2 * MARGIN + AXIS_MIN : 0;

  for (guint i = 0; i < self->marks->len; i++)
    {
      int own;

      gtk_widget_measure (g_array_index (self->marks, Mark, i).button, orientation, -1, NULL, &own, NULL, NULL);
      size = orientation == GTK_ORIENTATION_HORIZONTAL ? size + own + GAP : MAX (size, own);
    }
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? size : size + STEM + FOOT;
}

/* Drafts at the end; before them each version over its day, pushed right by the one before it, then left by the one after it. */
static void
place (ReeveOrdinanceTimeline *self, int width)
{
  int end = width - MARGIN, next = 0;

  for (guint i = self->marks->len; i > 0; i--)
    {
      Mark *mark = &g_array_index (self->marks, Mark, i - 1);

      gtk_widget_measure (mark->button, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &mark->width, NULL, NULL);
      if (mark->draft)
        end = mark->x = end - mark->width - GAP;
    }
  self->drafts_at = end;
  for (guint i = 0; i < self->marks->len; i++)
    {
      Mark *mark = &g_array_index (self->marks, Mark, i);

      if (mark->draft)
        break;
      mark->x = MAX (next, (int) x_of (self, mark->day) - mark->width / 2);
      next = mark->x + mark->width + GAP;
    }
  for (guint i = self->marks->len; i > 0; i--)
    {
      Mark *mark = &g_array_index (self->marks, Mark, i - 1);

      if (mark->draft)
        continue;
      mark->x = MAX (0, MIN (mark->x, end - mark->width - GAP));
      end = mark->x;
    }
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReeveOrdinanceTimeline *self = REEVE_ORDINANCE_TIMELINE (widget);

  place (self, width);
  for (guint i = 0; i < self->marks->len; i++)
    {
      Mark *mark = &g_array_index (self->marks, Mark, i);
      GtkAllocation allocation = { mark->x, 0, mark->width, height - STEM - FOOT };

      gtk_widget_size_allocate (mark->button, &allocation, -1);
    }
}

static void
draw_text (GtkWidget *widget, cairo_t *cr, const char *text, double x, double y, gboolean centred)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int width;

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.8));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, NULL);
  cairo_move_to (cr, centred ? CLAMP (x - width / 2.0, 0, gtk_widget_get_width (widget) - width) : x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_line (cairo_t *cr, double x0, double y0, double x1, double y1)
{
  cairo_move_to (cr, x0, y0);
  cairo_line_to (cr, x1, y1);
  cairo_stroke (cr);
}

static void
draw_axis (ReeveOrdinanceTimeline *self, cairo_t *cr, double y)
{
  const double dashes[] = { 3, 2 };
  double today = x_of (self, self->today);

  cairo_set_line_width (cr, 1);
  draw_line (cr, MARGIN, y, self->drafts_at - MARGIN, y);
  for (guint i = 0; i < self->amended->len; i++)
    {
      double x = x_of (self, g_array_index (self->amended, ReeveDay, i));

      draw_line (cr, x, y - 3, x, y + 3);
    }
  for (guint i = 0; i < self->marks->len; i++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, i);
      double x = x_of (self, mark->day);

      if (mark->draft)
        continue;
      draw_line (cr, CLAMP (x, mark->x + 4, mark->x + mark->width - 4), y - STEM, x, y);
      cairo_arc (cr, x, y, 3.5, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (cr, 1.5);
  draw_line (cr, today, y - STEM, today, y + 6);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ReeveOrdinanceTimeline *self = REEVE_ORDINANCE_TIMELINE (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  GDateYear first, last, now;
  GdkRGBA colour;
  g_autofree char *from = NULL;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  if (self->marks->len > 0)
    {
      char text[REEVE_DAY_TEXT_SIZE];
      double today = x_of (self, self->today);

      draw_axis (self, cr, height - FOOT + 0.5);
      reeve_day_format (self->first, text);
      first = (GDateYear) g_ascii_strtoull (text, NULL, 10);
      reeve_day_format (self->today, text);
      now = (GDateYear) g_ascii_strtoull (text, NULL, 10);
      reeve_day_format (self->last, text);
      last = (GDateYear) g_ascii_strtoull (text, NULL, 10);
      from = g_strdup_printf ("%u", first);
      if (today > 90)
        draw_text (widget, cr, from, MARGIN, height - FOOT + 4, FALSE);
      draw_text (widget, cr, _("today"), today, height - FOOT + 4, TRUE);
      if (last > now && x_of (self, self->last) - today > 60)
        {
          g_autofree char *to = g_strdup_printf ("%u", last);

          draw_text (widget, cr, to, x_of (self, self->last), height - FOOT + 4, TRUE);
        }
    }
  cairo_destroy (cr);
  for (guint i = 0; i < self->marks->len; i++)
    gtk_widget_snapshot_child (widget, g_array_index (self->marks, Mark, i).button, snapshot);
}

static void
clear (ReeveOrdinanceTimeline *self)
{
  for (guint i = 0; i < self->marks->len; i++)
    gtk_widget_unparent (g_array_index (self->marks, Mark, i).button);
  g_array_set_size (self->marks, 0);
  g_array_set_size (self->amended, 0);
}

static void
clicked_cb (GtkButton *button, ReeveOrdinanceTimeline *self)
{
  gint64 *id = g_object_get_data (G_OBJECT (button), "version");

  gtk_widget_activate_action (GTK_WIDGET (self), "ordinance.show", "x", *id);
}

static GtkWidget *
button_new (ReeveOrdinanceTimeline *self, const ReeveOrdinanceVersion *version, gboolean shown)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char *name = reeve_ordinance_version_name (version), *day = version->in_force == NULL ? NULL : reeve_word_date (version->in_force);
  g_autofree char *spoken = day == NULL ? g_strdup (name) : g_strdup_printf (_("%s, in force from %s"), name, day);

  if (version->draft > 0)
    gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "icon-name", "document-edit-symbolic", "pixel-size", 12, NULL));
  gtk_box_append (GTK_BOX (box), gtk_label_new (name));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "timeline-version");
  if (version->draft > 0)
    gtk_widget_add_css_class (button, "draft");
  if (shown)
    gtk_widget_add_css_class (button, "shown");
  gtk_widget_set_tooltip_text (button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_PRESSED, shown ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  g_object_set_data_full (G_OBJECT (button), "version", g_memdup2 (&version->id, sizeof version->id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

/* The days from which values and provisions of the shown version hold, other than its own first. */
static void
read_amended (ReeveOrdinanceTimeline *self, ReeveOrdinance *ordinance)
{
  const GPtrArray *parameters = reeve_ordinance_get_parameters (ordinance), *provisions = reeve_ordinance_get_provisions (ordinance);

  for (guint i = 0; parameters != NULL && i < parameters->len; i++)
    {
      const GArray *values = ((const ReeveParameter *) parameters->pdata[i])->values;

      for (guint k = 0; k < values->len; k++)
        if (g_array_index (values, ReeveParameterValue, k).from != G_MININT32)
          g_array_append_val (self->amended, g_array_index (values, ReeveParameterValue, k).from);
    }
  for (guint i = 0; i < provisions->len; i++)
    {
      const GPtrArray *versions = ((const ReeveProvision *) provisions->pdata[i])->versions;

      for (guint k = 1; k < versions->len; k++)
        g_array_append_val (self->amended, ((const ReeveProvisionVersion *) versions->pdata[k])->from);
    }
}

void
reeve_ordinance_timeline_show (ReeveOrdinanceTimeline *self, const GPtrArray *versions, gint64 shown, ReeveOrdinance *ordinance, ReeveDay today)
{
  const char *id = NULL;

  g_return_if_fail (REEVE_IS_ORDINANCE_TIMELINE (self));
  clear (self);
  self->today = self->first = self->last = today;
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    if (((const ReeveOrdinanceVersion *) versions->pdata[i])->id == shown)
      id = ((const ReeveOrdinanceVersion *) versions->pdata[i])->ordinance;
  for (guint i = 0; id != NULL && i < versions->len; i++)
    {
      const ReeveOrdinanceVersion *version = versions->pdata[i];
      Mark mark = { .draft = version->draft > 0, .day = today };

      if (!g_str_equal (version->ordinance, id))
        continue;
      if (!mark.draft && version->in_force != NULL)
        reeve_day_parse (version->in_force, -1, &mark.day);
      mark.button = button_new (self, version, version->id == shown);
      self->first = MIN (self->first, mark.day);
      self->last = MAX (self->last, mark.day);
      g_array_append_val (self->marks, mark);
    }
  if (ordinance != NULL)
    read_amended (self, ordinance);
  for (guint i = 0; i < self->amended->len; i++)
    {
      self->first = MIN (self->first, g_array_index (self->amended, ReeveDay, i));
      self->last = MAX (self->last, g_array_index (self->amended, ReeveDay, i));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->marks->len > 0);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
reeve_ordinance_timeline_dispose (GObject *object)
{
  clear (REEVE_ORDINANCE_TIMELINE (object));
  G_OBJECT_CLASS (reeve_ordinance_timeline_parent_class)->dispose (object);
}

static void
reeve_ordinance_timeline_finalize (GObject *object)
{
  g_array_unref (REEVE_ORDINANCE_TIMELINE (object)->marks);
  g_array_unref (REEVE_ORDINANCE_TIMELINE (object)->amended);
  G_OBJECT_CLASS (reeve_ordinance_timeline_parent_class)->finalize (object);
}

static void
reeve_ordinance_timeline_class_init (ReeveOrdinanceTimelineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_ordinance_timeline_dispose;
  G_OBJECT_CLASS (klass)->finalize = reeve_ordinance_timeline_finalize;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->snapshot = snapshot;
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
reeve_ordinance_timeline_init (ReeveOrdinanceTimeline *self)
{
  self->marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  self->amended = g_array_new (FALSE, FALSE, sizeof (ReeveDay));
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Versions on the axis of time"), -1);
}
