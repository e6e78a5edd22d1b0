/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-rule-chooser.h"

struct _ReeveRuleChooser
{
  GtkPopover parent_instance;

  GPtrArray *choices;      /* ReeveChoice */
  GtkSearchEntry *search;
  GtkListBox *list;
  GtkWidget *nothing;
  char **words;            /* folded; NULL = all are shown */
};

G_DEFINE_FINAL_TYPE (ReeveRuleChooser, reeve_rule_chooser, GTK_TYPE_POPOVER)

static const ReeveChoice *
choice_of (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "choice");
}

static gboolean
filter_row (GtkListBoxRow *row, gpointer data)
{
  ReeveRuleChooser *self = data;
  const char *haystack = g_object_get_data (G_OBJECT (row), "folded");

  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    if (g_strstr_len (haystack, -1, self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static GtkListBoxRow *
first_shown (ReeveRuleChooser *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)) && filter_row (row, self))
      return row;
  return NULL;
}

static void
search_cb (ReeveRuleChooser *self)
{
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);

  g_strfreev (self->words);
  self->words = *folded == '\0' ? NULL : g_strsplit_set (folded, " ", -1);
  gtk_list_box_invalidate_filter (self->list);
  gtk_widget_set_visible (self->nothing, first_shown (self) == NULL);
}

static void
choose (ReeveRuleChooser *self, GtkListBoxRow *row)
{
  if (row == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit_by_name (self, "chosen", choice_of (row));
}

static void
activated_cb (ReeveRuleChooser *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static void
enter_cb (ReeveRuleChooser *self)
{
  choose (self, first_shown (self));
}

static gboolean
key_cb (ReeveRuleChooser *self, guint key)
{
  GtkListBoxRow *row = key == GDK_KEY_Down || key == GDK_KEY_KP_Down ? first_shown (self) : NULL;

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "max-width-chars", 40, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
row_new (const ReeveChoice *choice)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *path = label_new (choice->text, "choice-path");
  g_autofree char *all = g_strjoin (" ", choice->title, choice->text, choice->help, NULL);

  gtk_box_append (GTK_BOX (box), label_new (choice->title, "row-name"));
  gtk_box_append (GTK_BOX (box), path);
  if (choice->help != NULL)
    gtk_box_append (GTK_BOX (box), label_new (choice->help, "caption-2"));
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "choice", (gpointer) choice);
  g_object_set_data_full (G_OBJECT (row), "folded", g_utf8_casefold (all, -1), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, choice->title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  choice->help != NULL ? choice->help : choice->text, -1);
  return row;
}

static gboolean
fits (const ReeveChoice *choice, ReeveChooseWhat what, ReeveType type)
{
  switch (what)
    {
    case REEVE_CHOOSE_COLLECTION:
      return choice->type == REEVE_TYPE_COLLECTION;
    case REEVE_CHOOSE_VALUE:
      return choice->type == type;
    case REEVE_CHOOSE_CONDITION:
    default:
      return choice->condition != NULL;
    }
}

static void
add_rows (ReeveRuleChooser *self, ReeveChooseWhat what, ReeveType type, gboolean parameters)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      const ReeveChoice *choice = g_ptr_array_index (self->choices, i);

      if ((choice->kind == REEVE_CHOICE_PARAMETER) == parameters && fits (choice, what, type))
        gtk_list_box_append (self->list, row_new (choice));
    }
}

GtkWidget *
reeve_rule_chooser_new (ReeveOrdinance *ordinance, ReeveAbout about, const ReeveRuleRow *place, ReeveChooseWhat what, ReeveType type)
{
  ReeveRuleChooser *self = g_object_new (REEVE_TYPE_RULE_CHOOSER, NULL);

  self->choices = reeve_rule_list_choices (ordinance, about, place);
  add_rows (self, what, type, TRUE);
  add_rows (self, what, type, FALSE);
  gtk_widget_set_visible (self->nothing, first_shown (self) == NULL);
  return GTK_WIDGET (self);
}

static void
reeve_rule_chooser_dispose (GObject *object)
{
  ReeveRuleChooser *self = REEVE_RULE_CHOOSER (object);

  gtk_popover_set_child (GTK_POPOVER (self), NULL);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->words, g_strfreev);
  G_OBJECT_CLASS (reeve_rule_chooser_parent_class)->dispose (object);
}

static void
reeve_rule_chooser_class_init (ReeveRuleChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_rule_chooser_dispose;
  g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
reeve_rule_chooser_init (ReeveRuleChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->search, "placeholder-text", _("Search facts, questions, values"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search facts, questions, values"), -1);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (self->list, filter_row, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What the rule can speak of"), -1);
  self->nothing = label_new (_("Nothing here matches. A rule can speak only of what the city records."), "secondary");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  g_object_set (scroller, "min-content-height", 120, "max-content-height", 340, "propagate-natural-height", TRUE, "width-request", 320, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (box), self->nothing);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (enter_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
}
