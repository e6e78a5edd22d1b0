/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows are check buttons with the symbol inside, so that the whole row is the target and its name is read as one. */
#include "config.h"

#include "reeve-switchboard.h"

#include <glib/gi18n.h>

#include "reeve-step-row.h"
#include "reeve-symbol-image.h"
#include "reeve-wording.h"

static const struct { ReeveMapKind kind; const char *word; } layer_rows[] = {
  { REEVE_MAP_DISTRICTS, N_("Districts") },
  { REEVE_MAP_ZONING, N_("Zoning") },
  { REEVE_MAP_PLACES, N_("Sensitive uses") },
  { REEVE_MAP_OTHER, N_("Other layers") },
};

struct _ReeveSwitchboard
{
  GtkBox parent_instance;
  GtkWidget *revealer, *arrow, *separator, *toggle;
  GtkWidget *outcomes[REEVE_N_SHOWN];
  GtkLabel *numbers[REEVE_N_SHOWN];
  GtkWidget *layers[G_N_ELEMENTS (layer_rows)];
  gboolean setting;
};

enum { OUTCOMES_CHANGED, LAYERS_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReeveSwitchboard, reeve_switchboard, GTK_TYPE_BOX)

static void
outcome_toggled_cb (ReeveSwitchboard *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[OUTCOMES_CHANGED], 0);
}

static void
layer_toggled_cb (ReeveSwitchboard *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[LAYERS_CHANGED], 0);
}

static GtkWidget *
build_head (ReeveSwitchboard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *title = gtk_label_new (_("Shown"));

  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  self->arrow = gtk_image_new_from_icon_name ("pan-up-symbolic");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), reeve_key_cap_new ("L"));
  gtk_box_append (GTK_BOX (box), self->arrow);
  self->toggle = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->toggle), box);
  gtk_widget_add_css_class (self->toggle, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What the map shows"), -1);
  g_signal_connect_swapped (self->toggle, "clicked", G_CALLBACK (reeve_switchboard_toggle), self);
  return self->toggle;
}

static GtkWidget *
build_outcome (ReeveSwitchboard *self, ReeveShown shown)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *word = gtk_label_new (reeve_shown_word (shown));
  GtkWidget *symbol = g_object_new (REEVE_TYPE_SYMBOL_IMAGE, "shown", shown, "size", 16, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_set_hexpand (word, TRUE);
  gtk_label_set_xalign (GTK_LABEL (word), 0);
  self->numbers[shown] = GTK_LABEL (gtk_label_new ("0"));
  gtk_widget_add_css_class (GTK_WIDGET (self->numbers[shown]), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->numbers[shown]), "secondary");
  gtk_box_append (GTK_BOX (box), symbol);
  gtk_box_append (GTK_BOX (box), word);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->numbers[shown]));
  self->outcomes[shown] = gtk_check_button_new ();
  gtk_check_button_set_child (GTK_CHECK_BUTTON (self->outcomes[shown]), box);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->outcomes[shown]), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->outcomes[shown]), GTK_ACCESSIBLE_PROPERTY_LABEL, reeve_shown_word (shown), -1);
  g_signal_connect_swapped (self->outcomes[shown], "toggled", G_CALLBACK (outcome_toggled_cb), self);
  return self->outcomes[shown];
}

static void
reeve_switchboard_class_init (ReeveSwitchboardClass *klass)
{
  signals[OUTCOMES_CHANGED] = g_signal_new ("outcomes-changed", REEVE_TYPE_SWITCHBOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LAYERS_CHANGED] = g_signal_new ("layers-changed", REEVE_TYPE_SWITCHBOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
reeve_switchboard_init (ReeveSwitchboard *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1), *note;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "map-card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "switchboard");
  gtk_box_append (GTK_BOX (self), build_head (self));
  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    gtk_box_append (GTK_BOX (body), build_outcome (self, i));
  self->separator = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_box_append (GTK_BOX (body), self->separator);
  for (guint i = 0; i < G_N_ELEMENTS (layer_rows); i++)
    {
      self->layers[i] = gtk_check_button_new_with_label (_(layer_rows[i].word));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->layers[i]), (REEVE_MAP_SHOW_USUAL & REEVE_MAP_SHOW (layer_rows[i].kind)) != 0);
      g_signal_connect_swapped (self->layers[i], "toggled", G_CALLBACK (layer_toggled_cb), self);
      gtk_box_append (GTK_BOX (body), self->layers[i]);
    }
  note = gtk_label_new (_("Ring of a cluster: thick not met, dashed not known, thin met"));
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (note), 26);
  gtk_widget_add_css_class (note, "caption-2");
  gtk_widget_add_css_class (note, "secondary");
  gtk_box_append (GTK_BOX (body), note);
  self->revealer = gtk_revealer_new ();
  /* a slide of no duration: with no transition at all the folded child keeps its room */
  gtk_revealer_set_transition_type (GTK_REVEALER (self->revealer), GTK_REVEALER_TRANSITION_TYPE_SLIDE_DOWN);
  gtk_revealer_set_transition_duration (GTK_REVEALER (self->revealer), 0);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), body);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  gtk_box_append (GTK_BOX (self), self->revealer);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE, -1);
  reeve_switchboard_set_available (self, 0);
}

GtkWidget *
reeve_switchboard_new (void)
{
  return g_object_new (REEVE_TYPE_SWITCHBOARD, NULL);
}

void
reeve_switchboard_set_counts (ReeveSwitchboard *self, const guint counts[REEVE_N_SHOWN])
{
  g_return_if_fail (REEVE_IS_SWITCHBOARD (self));
  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    {
      g_autofree char *number = reeve_word_count (counts[i]);
      /* Translators: an outcome and how many businesses in view have it */
      g_autofree char *label = g_strdup_printf (_("%s, %s in view"), reeve_shown_word (i), number);

      gtk_label_set_text (self->numbers[i], number);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->outcomes[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
}

guint
reeve_switchboard_get_outcomes (ReeveSwitchboard *self)
{
  guint bits = 0;

  g_return_val_if_fail (REEVE_IS_SWITCHBOARD (self), 0);
  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->outcomes[i])))
      bits |= 1u << i;
  return bits;
}

void
reeve_switchboard_set_outcomes (ReeveSwitchboard *self, guint outcomes)
{
  g_return_if_fail (REEVE_IS_SWITCHBOARD (self));
  self->setting = TRUE;
  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->outcomes[i]), (outcomes >> i & 1) != 0);
  self->setting = FALSE;
}

void
reeve_switchboard_set_available (ReeveSwitchboard *self, guint layers)
{
  gboolean any = FALSE;

  g_return_if_fail (REEVE_IS_SWITCHBOARD (self));
  for (guint i = 0; i < G_N_ELEMENTS (layer_rows); i++)
    {
      gboolean here = (layers & REEVE_MAP_SHOW (layer_rows[i].kind)) != 0;

      gtk_widget_set_visible (self->layers[i], here);
      any = any || here;
    }
  gtk_widget_set_visible (self->separator, any);
}

guint
reeve_switchboard_get_layers (ReeveSwitchboard *self)
{
  guint bits = REEVE_MAP_SHOW_USUAL;

  g_return_val_if_fail (REEVE_IS_SWITCHBOARD (self), 0);
  for (guint i = 0; i < G_N_ELEMENTS (layer_rows); i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->layers[i])))
      bits |= REEVE_MAP_SHOW (layer_rows[i].kind);
    else
      bits &= ~REEVE_MAP_SHOW (layer_rows[i].kind);
  return bits;
}

void
reeve_switchboard_toggle (ReeveSwitchboard *self)
{
  g_return_if_fail (REEVE_IS_SWITCHBOARD (self));
  reeve_switchboard_set_open (self, !gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer)));
}

void
reeve_switchboard_set_open (ReeveSwitchboard *self, gboolean open)
{
  g_return_if_fail (REEVE_IS_SWITCHBOARD (self));
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), open);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow), open ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}
