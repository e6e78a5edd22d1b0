/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows and buttons that print their key. */
#include "config.h"

#include "reeve-step-row.h"

GtkWidget *
reeve_key_cap_new (const char *key)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", key, "valign", GTK_ALIGN_CENTER, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (label, "key");
  return label;
}

GtkWidget *
reeve_key_button_new (const char *label, const char *key)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *text = gtk_label_new (label);

  gtk_box_append (GTK_BOX (box), text);
  if (key != NULL)
    gtk_box_append (GTK_BOX (box), reeve_key_cap_new (key));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

GtkWidget *
reeve_step_row_new (const char *icon, const char *title, const char *subtitle, const char *button, const char *key, const char *action,
                    gboolean suggested)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "pixel-size", button != NULL ? 28 : 20, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *head = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "wrap", TRUE, NULL);
  GtkWidget *line = g_object_new (GTK_TYPE_LABEL, "label", subtitle, "xalign", 0.0, "wrap", TRUE, NULL);

  gtk_widget_add_css_class (image, "first-step-icon");
  gtk_widget_add_css_class (head, "heading");
  gtk_widget_add_css_class (line, "secondary");
  if (button == NULL)
    gtk_widget_add_css_class (line, "caption-2");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), head);
  gtk_box_append (GTK_BOX (words), line);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), words);
  if (button != NULL)
    {
      GtkWidget *b = reeve_key_button_new (button, key);

      gtk_widget_set_valign (b, GTK_ALIGN_CENTER);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (b), action);
      if (suggested)
        gtk_widget_add_css_class (b, "suggested-action");
      gtk_box_append (GTK_BOX (box), b);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_widget_set_focusable (row, FALSE);
    }
  else
    {
      if (key != NULL)
        gtk_box_append (GTK_BOX (box), reeve_key_cap_new (key));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      subtitle, -1);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}
