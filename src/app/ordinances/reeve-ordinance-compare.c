/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Only what differs is listed; a line above counts the rest. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-ordinance-compare.h"

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "yalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "selectable", TRUE, "hexpand", TRUE, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* One column of a comparison: its own words, those that the other lacks marked. */
static GtkWidget *
side_new (const GPtrArray *words, ReeveWordsKind own, const char *tag)
{
  g_autoptr (GString) markup = g_string_new (NULL);
  GtkWidget *label;

  for (guint i = 0; i < words->len; i++)
    {
      const ReeveWords *run = g_ptr_array_index (words, i);
      g_autofree char *escaped = g_markup_escape_text (run->text, -1);

      if (run->kind == REEVE_WORDS_SAME)
        g_string_append (markup, escaped);
      else if (run->kind == own)
        g_string_append_printf (markup, "<%s><b>%s</b></%s>", tag, escaped, tag);
    }
  label = label_new ("", NULL);
  gtk_label_set_markup (GTK_LABEL (label), markup->str);
  return label;
}

static int
add_difference (GtkGrid *grid, int row, const char *what, const char *before, const char *after)
{
  g_autoptr (GPtrArray) words = reeve_words_compare (before != NULL ? before : "", after != NULL ? after : "");

  gtk_grid_attach (grid, label_new (what, "section-label"), 0, row++, 2, 1);
  gtk_grid_attach (grid, side_new (words, REEVE_WORDS_REMOVED, "s"), 0, row, 1, 1);
  gtk_grid_attach (grid, side_new (words, REEVE_WORDS_ADDED, "u"), 1, row++, 1, 1);
  return row;
}

static int
add_provision (GtkGrid *grid, int row, const ReeveProvisionCompared *provision)
{
  const ReeveProvisionVersion *version = provision->version_after != NULL ? provision->version_after : provision->version_before;
  g_autofree char *title = NULL;

  if (provision->state == REEVE_COMPARED_SAME)
    return row;
  title = provision->state == REEVE_COMPARED_ADDED ? g_strdup_printf (_("Added: %s, %s"), version->citation, version->title)
          : provision->state == REEVE_COMPARED_REMOVED ? g_strdup_printf (_("Removed: %s, %s"), version->citation, version->title)
                                                       : g_strdup_printf (_("Changed: %s, %s"), version->citation, version->title);
  gtk_grid_attach (grid, label_new (title, "field-label"), 0, row++, 2, 1);
  if (provision->state == REEVE_COMPARED_ADDED)
    return add_difference (grid, row, reeve_comparison_key_label ("text"), NULL, version->text);
  if (provision->state == REEVE_COMPARED_REMOVED)
    return add_difference (grid, row, reeve_comparison_key_label ("text"), version->text, NULL);
  for (guint i = 0; i < provision->changes->len; i++)
    {
      const ReeveKeyChange *change = g_ptr_array_index (provision->changes, i);

      row = add_difference (grid, row, reeve_comparison_key_label (change->key), change->before, change->after);
    }
  return row;
}

static GtkWidget *
content_new (const ReeveComparison *comparison, const char *name_before, const char *name_after)
{
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "column-homogeneous", TRUE, "column-spacing", 20, "row-spacing", 8, "margin-start", 16, "margin-end", 16,
                                  "margin-top", 8, "margin-bottom", 16, NULL);
  g_autofree char *counts = g_strdup_printf (_("Provisions: %u changed, %u added, %u removed, %u alike."), comparison->n[REEVE_COMPARED_CHANGED],
                                             comparison->n[REEVE_COMPARED_ADDED], comparison->n[REEVE_COMPARED_REMOVED], comparison->n[REEVE_COMPARED_SAME]);
  int row = 0;

  gtk_grid_attach (GTK_GRID (grid), label_new (counts, NULL), 0, row++, 2, 1);
  gtk_grid_attach (GTK_GRID (grid), label_new (name_before, "page-title"), 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), label_new (name_after, "page-title"), 1, row++, 1, 1);
  for (guint i = 0; i < comparison->parameters->len; i++)
    {
      const ReeveParameterCompared *parameter = g_ptr_array_index (comparison->parameters, i);

      if (parameter->state != REEVE_COMPARED_SAME)
        row = add_difference (GTK_GRID (grid), row, parameter->name, parameter->before, parameter->after);
    }
  for (guint i = 0; i < comparison->provisions->len; i++)
    row = add_provision (GTK_GRID (grid), row, g_ptr_array_index (comparison->provisions, i));
  return grid;
}

void
reeve_ordinance_compare_present (GtkWindow *parent, const char *name_before, ReeveOrdinance *before, const char *name_after, ReeveOrdinance *after,
                                 ReeveDay day)
{
  g_autoptr (ReeveComparison) comparison = reeve_comparison_new (before, day, after, day);
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "title", _("Compare"), "modal", TRUE, "transient-for", parent, "default-width", 900, "default-height",
                                    620, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), content_new (comparison, name_before, name_after));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_window_present (GTK_WINDOW (window));
}
