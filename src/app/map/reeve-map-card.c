/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card in the corner of the map. It states the measured distance and quotes the finding; the rest is in the record. */
#include "config.h"

#include "reeve-map-card.h"

#include <glib/gi18n.h>

#include "reeve-symbol-image.h"

struct _ReeveMapCard
{
  GtkBox parent_instance;
  GtkLabel *address, *distance, *name, *reason;
  GtkWidget *open_button;
  ReeveSymbolImage *symbol;
};

enum { OPEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReeveMapCard, reeve_map_card, GTK_TYPE_BOX)

static void
open_clicked_cb (ReeveMapCard *self)
{
  g_signal_emit (self, signals[OPEN], 0);
}

static void
reeve_map_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REEVE_TYPE_MAP_CARD);
  G_OBJECT_CLASS (reeve_map_card_parent_class)->dispose (object);
}

static void
reeve_map_card_class_init (ReeveMapCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_map_card_dispose;
  g_type_ensure (REEVE_TYPE_SYMBOL_IMAGE);
  signals[OPEN] = g_signal_new ("open", REEVE_TYPE_MAP_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-map-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveMapCard, address);
  gtk_widget_class_bind_template_child (widget_class, ReeveMapCard, distance);
  gtk_widget_class_bind_template_child (widget_class, ReeveMapCard, name);
  gtk_widget_class_bind_template_child (widget_class, ReeveMapCard, open_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveMapCard, reason);
  gtk_widget_class_bind_template_child (widget_class, ReeveMapCard, symbol);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
}

static void
reeve_map_card_init (ReeveMapCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Takes @text. */
static void
set_or_hide (GtkLabel *label, char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  gtk_label_set_text (label, text != NULL ? text : "");
  g_free (text);
}

static char *
word_distance (const ReeveMapSelection *selection)
{
  g_autofree char *feet = NULL;

  if (!selection->placed)
    return g_strdup (_("Cannot be placed: it has no position."));
  if (selection->place_name == NULL)
    return NULL;
  feet = reeve_map_distance_text (selection->distance_m);
  /* Translators: a distance and a place */
  return g_strdup_printf (_("%s from %s"), feet, selection->place_name);
}

void
reeve_map_card_show (ReeveMapCard *self, const ReeveMapSelection *selection)
{
  g_return_if_fail (REEVE_IS_MAP_CARD (self));
  gtk_widget_set_visible (GTK_WIDGET (self), selection != NULL);
  if (selection == NULL)
    return;
  reeve_symbol_image_set_shown (self->symbol, selection->shown);
  gtk_label_set_text (self->name, selection->name);
  gtk_label_set_text (self->address, selection->address != NULL ? selection->address : _("address not known"));
  set_or_hide (self->distance, word_distance (selection));
  /* Translators: citation of a provision, then a sentence that says why */
  set_or_hide (self->reason, selection->sentence == NULL ? NULL : g_strdup_printf (_("%s: %s"), selection->citation, selection->sentence));
}
