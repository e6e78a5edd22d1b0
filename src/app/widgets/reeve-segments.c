/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A radio group of toggle buttons. Not GtkToggleButton's own group: that can never go back to "nobody has said". */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-segments.h"

struct _ReeveSegments
{
  GtkBox parent_instance;
  const ReeveFieldInfo *field;
  const char *value;       /* one of the field's codes, static */
  gboolean setting;
};

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReeveSegments, reeve_segments, GTK_TYPE_BOX)

static const char *
button_code (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "code");
}

static void
show_value (ReeveSegments *self)
{
  self->setting = TRUE;
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self)); button != NULL; button = gtk_widget_get_next_sibling (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), g_strcmp0 (button_code (button), self->value) == 0);
  self->setting = FALSE;
}

static void
toggled_cb (ReeveSegments *self, GtkToggleButton *button)
{
  gboolean active = gtk_toggle_button_get_active (button);

  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_CHECKED, active ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  if (self->setting)
    return;
  self->value = active ? button_code (GTK_WIDGET (button)) : NULL;
  show_value (self);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
reeve_segments_class_init (ReeveSegmentsClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
  signals[CHOSEN] = g_signal_new ("chosen", REEVE_TYPE_SEGMENTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
reeve_segments_init (ReeveSegments *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "segments");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
}

/**
 * reeve_segments_set_field:
 * @field: a code field with its list of codes
 */
void
reeve_segments_set_field (ReeveSegments *self, const ReeveFieldInfo *field)
{
  g_return_if_fail (REEVE_IS_SEGMENTS (self) && field != NULL && field->codes != NULL);
  self->field = field;
  for (const ReeveCodeInfo *code = field->codes; code->value != NULL; code++)
    {
      const char *words = reeve_code_label (field, code->value);
      /* words that may be cut when there is no room, so that a form can be narrow; the whole is in the tooltip */
      GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", words, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
      GtkWidget *button = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "child", label, "tooltip-text", words, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, NULL);

      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
      g_object_set_data (G_OBJECT (button), "code", (gpointer) code->value);
      g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self), button);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, reeve_field_label (field), -1);
}

const char *
reeve_segments_get_value (ReeveSegments *self)
{
  g_return_val_if_fail (REEVE_IS_SEGMENTS (self), NULL);
  return self->value;
}

void
reeve_segments_set_value (ReeveSegments *self, const char *value)
{
  g_return_if_fail (REEVE_IS_SEGMENTS (self) && self->field != NULL);
  self->value = NULL;
  for (const ReeveCodeInfo *code = self->field->codes; code->value != NULL; code++)
    if (g_strcmp0 (code->value, value) == 0)
      self->value = code->value;
  show_value (self);
}
