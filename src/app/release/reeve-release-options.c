/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-release-options.h"
#include "reeve-wrap-box.h"

struct _ReeveReleaseOptions
{
  GtkBox parent_instance;
  GtkDropDown *paper, *orientation, *atlas;
  GtkCheckButton *list, *grey, *zoning;
  ReeveCaseMapOptions options;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReeveReleaseOptions, reeve_release_options, GTK_TYPE_BOX)

static const char *const papers[] = { NC_("paper", "Letter"), NC_("paper", "Legal"), NC_("paper", "Tabloid"), NC_("paper", "A4"), NC_("paper", "A3"), NULL };
static const char *const orientations[] = { NC_("paper", "Landscape"), NC_("paper", "Portrait"), NULL };
static const char *const atlases[] = { NC_("atlas", "One sheet"), NC_("atlas", "Atlas: a page for each business"), NC_("atlas", "Atlas: a page for each district"), NULL };
G_STATIC_ASSERT (G_N_ELEMENTS (papers) == REEVE_N_PAPERS + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (atlases) == REEVE_N_ATLASES + 1);

static void
changed_cb (ReeveReleaseOptions *self)
{
  /* choices are made one after another */
  if (self->grey == NULL)
    return;
  self->options.size = (ReevePaperSize) gtk_drop_down_get_selected (self->paper);
  self->options.portrait = gtk_drop_down_get_selected (self->orientation) == 1;
  self->options.atlas = (ReeveAtlas) gtk_drop_down_get_selected (self->atlas);
  self->options.no_list = !gtk_check_button_get_active (self->list);
  self->options.grey = gtk_check_button_get_active (self->grey);
  self->options.zoning = gtk_check_button_get_active (self->zoning);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkDropDown *
add_choice (ReeveReleaseOptions *self, ReeveWrapBox *box, const char *const *words, const char *context, const char *name)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  for (guint i = 0; words[i] != NULL; i++)
    gtk_string_list_append (list, g_dpgettext2 (NULL, context, words[i]));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  reeve_wrap_box_append (box, drop_down);
  return GTK_DROP_DOWN (drop_down);
}

static GtkCheckButton *
add_switch (ReeveReleaseOptions *self, ReeveWrapBox *box, const char *words)
{
  GtkWidget *button = gtk_check_button_new_with_mnemonic (words);

  g_signal_connect_object (button, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  reeve_wrap_box_append (box, button);
  return GTK_CHECK_BUTTON (button);
}

static void
reeve_release_options_class_init (ReeveReleaseOptionsClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", REEVE_TYPE_RELEASE_OPTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
reeve_release_options_init (ReeveReleaseOptions *self)
{
  GtkWidget *choices = reeve_wrap_box_new (6, 6), *switches = reeve_wrap_box_new (10, 2);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "label", _("Laid out"), "xalign", 0.0, NULL);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (title, "field-label");
  gtk_box_append (GTK_BOX (self), title);
  gtk_box_append (GTK_BOX (self), choices);
  gtk_box_append (GTK_BOX (self), switches);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY, title, NULL, -1);
  self->atlas = add_choice (self, REEVE_WRAP_BOX (choices), atlases, "atlas", _("Sheet or atlas"));
  self->paper = add_choice (self, REEVE_WRAP_BOX (choices), papers, "paper", _("Paper"));
  self->orientation = add_choice (self, REEVE_WRAP_BOX (choices), orientations, "paper", _("Orientation"));
  self->list = add_switch (self, REEVE_WRAP_BOX (switches), _("_List of the businesses"));
  gtk_check_button_set_active (self->list, TRUE);
  self->zoning = add_switch (self, REEVE_WRAP_BOX (switches), _("_Zoning"));
  self->grey = add_switch (self, REEVE_WRAP_BOX (switches), _("Black on _white"));
}

void
reeve_release_options_set_format (ReeveReleaseOptions *self, ReeveFormat format)
{
  g_return_if_fail (REEVE_IS_RELEASE_OPTIONS (self));
  gtk_widget_set_visible (GTK_WIDGET (self), reeve_format_needs_ground (format));
  /* a picture is one sheet, without a list */
  gtk_widget_set_visible (GTK_WIDGET (self->atlas), format == REEVE_FORMAT_PDF);
  gtk_widget_set_visible (GTK_WIDGET (self->list), format == REEVE_FORMAT_PDF);
}

const ReeveCaseMapOptions *
reeve_release_options_get (ReeveReleaseOptions *self)
{
  g_return_val_if_fail (REEVE_IS_RELEASE_OPTIONS (self), NULL);
  return &self->options;
}
