/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-release-presets.h"

struct _ReeveReleasePresets
{
  GtkWidget parent_instance;
  GtkMenuButton *button;
  GtkListBox *list;
  GtkEditable *entry;
};

G_DEFINE_FINAL_TYPE (ReeveReleasePresets, reeve_release_presets, GTK_TYPE_WIDGET)

/* Ends where something is to be filled in with a space, behind which one goes on typing. */
static const struct { ReeveAudience audience; const char *reason; } usual[] = {
  { REEVE_AUDIENCE_POLICE, N_("Request of the police for assistance, number ") },
  { REEVE_AUDIENCE_POLICE, N_("Joint visit on ") },
  { REEVE_AUDIENCE_POLICE, N_("Answer to a court order, number ") },
  { REEVE_AUDIENCE_COUNCIL, N_("Agenda item ") },
  { REEVE_AUDIENCE_COUNCIL, N_("Hearing on a draft of the ordinance, on ") },
  { REEVE_AUDIENCE_COUNCIL, N_("Yearly report to the council") },
  { REEVE_AUDIENCE_COURT, N_("Packet for the hearing on ") },
  { REEVE_AUDIENCE_COURT, N_("Subpoena, cause number ") },
  { REEVE_AUDIENCE_COURT, N_("Appeal of a decision, number ") },
  { REEVE_AUDIENCE_PUBLIC, N_("Public-information request (Tex. Gov't Code ch. 552), number ") },
  { REEVE_AUDIENCE_PUBLIC, N_("Published by the city as open data") },
};

static void
chosen_cb (ReeveReleasePresets *self, GtkListBoxRow *row)
{
  const char *text = g_object_get_data (G_OBJECT (row), "text");

  gtk_menu_button_popdown (self->button);
  if (self->entry == NULL)
    return;
  gtk_editable_set_text (self->entry, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (self->entry, -1);
}

static void
add_row (ReeveReleasePresets *self, const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "max-width-chars", 48, NULL);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", label, NULL);

  g_object_set_data_full (G_OBJECT (row), "text", g_strdup (text), g_free);
  gtk_list_box_append (self->list, row);
}

static void
reeve_release_presets_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_object (&REEVE_RELEASE_PRESETS (object)->entry);
  if (child != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (reeve_release_presets_parent_class)->dispose (object);
}

static void
reeve_release_presets_class_init (ReeveReleasePresetsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_release_presets_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
reeve_release_presets_init (ReeveReleasePresets *self)
{
  GtkWidget *popover = gtk_popover_new (), *scroll = gtk_scrolled_window_new (), *list = gtk_list_box_new ();

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->list = GTK_LIST_BOX (list);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "preset-list");
  g_object_set (scroll, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE, "propagate-natural-width", TRUE, "max-content-height", 360, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), list);
  gtk_popover_set_child (GTK_POPOVER (popover), scroll);
  gtk_menu_button_set_popover (self->button, popover);
  gtk_menu_button_set_icon_name (self->button, "pan-down-symbolic");
  g_signal_connect_object (list, "row-activated", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
}

void
reeve_release_presets_set_entry (ReeveReleasePresets *self, GtkEditable *entry)
{
  g_return_if_fail (REEVE_IS_RELEASE_PRESETS (self));
  g_set_object (&self->entry, entry);
}

void
reeve_release_presets_set (ReeveReleasePresets *self, ReeveAudience audience, gboolean reasons, const GPtrArray *used)
{
  const char *name = reasons ? _("Usual and earlier reasons") : _("Who received earlier releases");
  GtkWidget *child;

  g_return_if_fail (REEVE_IS_RELEASE_PRESETS (self));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; used != NULL && i < used->len; i++)
    add_row (self, g_ptr_array_index (used, i));
  for (guint i = 0; reasons && i < G_N_ELEMENTS (usual); i++)
    if (usual[i].audience == audience)
      add_row (self, _(usual[i].reason));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (GTK_WIDGET (self->list)) != NULL);
}
