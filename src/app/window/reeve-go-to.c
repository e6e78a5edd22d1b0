/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The field keeps the focus all the while; the arrows move the choice in the list, Enter takes it, Esc or a click beside it closes. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-go-to-find.h"
#include "reeve-go-to.h"
#include "reeve-step-row.h"
#include "reeve-symbol-image.h"

struct _ReeveGoTo
{
  AdwBin parent_instance;

  GtkWidget *card, *scroller;
  GtkEditable *entry;
  GtkListBox *list;
  GtkLabel *none_label;

  const ReeveGoToAction *actions;
  guint n_actions;
  ReeveGoToEnabledFunc enabled;
  gpointer enabled_data;
  ReeveCaseFile *file;
  GCancellable *cancellable;
  GtkWidget *focus_before;      /* weak */
};

G_DEFINE_FINAL_TYPE (ReeveGoTo, reeve_go_to, ADW_TYPE_BIN)

static void
go_away (ReeveGoTo *self)
{
  GtkWidget *before = self->focus_before;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (before != NULL && gtk_widget_get_mapped (before))
    gtk_widget_grab_focus (before);
  g_clear_weak_pointer (&self->focus_before);
}

/* --- rows --- */

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *section = g_object_get_data (G_OBJECT (row), "section");
  GtkWidget *label;

  if (before != NULL && g_strcmp0 (section, g_object_get_data (G_OBJECT (before), "section")) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = g_object_new (GTK_TYPE_LABEL, "label", section, "xalign", 0.0, NULL);
  gtk_widget_add_css_class (label, "section-bar");
  gtk_list_box_row_set_header (row, label);
}

static void
add_row (ReeveGoTo *self, const char *section, const char *icon, guint shown, const char *title, const char *subtitle, const char *key,
         const char *action, GVariant *target)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *image;
  GtkWidget *head = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *line = g_object_new (GTK_TYPE_LABEL, "label", subtitle, "xalign", 0.0, "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  /* Translators: what was found, read aloud: its name, and what tells it apart */
  g_autofree char *label = subtitle == NULL ? g_strdup (title) : g_strdup_printf (_("%s, %s"), title, subtitle);

  if (icon != NULL)
    image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  else
    image = g_object_new (REEVE_TYPE_SYMBOL_IMAGE, "size", 16, "shown", shown, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (head, "row-name");
  gtk_widget_add_css_class (line, "secondary");
  gtk_widget_add_css_class (line, "caption-2");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), line);
  if (key != NULL)
    gtk_box_append (GTK_BOX (box), reeve_key_cap_new (key));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (row), "section", (gpointer) section);
  g_object_set_data (G_OBJECT (row), "action", (gpointer) action);
  if (target != NULL)
    g_object_set_data_full (G_OBJECT (row), "target", g_variant_ref (target), (GDestroyNotify) g_variant_unref);
  gtk_list_box_append (self->list, row);
}

static void
choose (ReeveGoTo *self, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  graphene_rect_t bounds;
  double value = gtk_adjustment_get_value (adjustment), page = gtk_adjustment_get_page_size (adjustment);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  if (!gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    return;
  if (bounds.origin.y < value)
    gtk_adjustment_set_value (adjustment, gtk_list_box_row_get_index (row) == 0 ? 0 : bounds.origin.y);
  else if (bounds.origin.y + bounds.size.height > value + page)
    gtk_adjustment_set_value (adjustment, bounds.origin.y + bounds.size.height - page);
}

static void
add_actions (ReeveGoTo *self, const char *words)
{
  g_autofree char *wanted = g_utf8_casefold (words, -1);

  for (guint i = 0; i < self->n_actions; i++)
    {
      const ReeveGoToAction *action = &self->actions[i];
      g_autofree char *folded = g_utf8_casefold (_(action->title), -1), *name = NULL;
      g_autoptr (GVariant) target = NULL;

      if (strstr (folded, wanted) == NULL || !g_action_parse_detailed_name (action->action, &name, &target, NULL)
          || !self->enabled (name, self->enabled_data))
        continue;
      add_row (self, _("Do"), action->icon, 0, _(action->title), NULL, action->key, action->action, NULL);
    }
}

static void
clear (ReeveGoTo *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
}

/* Records first, then what can be done; the first of all is chosen. */
static void
fill (ReeveGoTo *self, const GPtrArray *found)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  gboolean any;

  clear (self);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const ReeveFound *f = g_ptr_array_index (found, i);

      add_row (self, f->section, f->icon, f->shown, f->title, f->subtitle, f->key, f->action, f->target);
    }
  if (*typed != '@' && *typed != '#' && !g_str_has_prefix (typed, "§"))
    add_actions (self, *typed == '>' ? g_strchug (typed + 1) : typed);
  any = gtk_widget_get_first_child (GTK_WIDGET (self->list)) != NULL;
  gtk_widget_set_visible (self->scroller, any);
  gtk_widget_set_visible (GTK_WIDGET (self->none_label), !any);
  if (any)
    choose (self, gtk_list_box_get_row_at_index (self->list, 0));
  else
    {
      /* Translators: %s is what was typed; sealed are the names of complainants */
      g_autofree char *text = g_strdup_printf (_("Nothing is called “%s”. Names that are kept sealed are not looked into."), typed);

      gtk_label_set_text (self->none_label, text);
    }
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveGoTo) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, &error);

  /* a newer question, or closed */
  if (error != NULL && self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable))
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->file != REEVE_CASE_FILE (source))
    return;
  fill (self, found);
  if (error != NULL)
    {
      gtk_label_set_text (self->none_label, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->none_label), TRUE);
    }
}

static void
search_changed_cb (ReeveGoTo *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  ReeveFindQuery *query;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->file == NULL || *typed == '\0' || *typed == '>')
    {
      fill (self, NULL);
      return;
    }
  self->cancellable = g_cancellable_new ();
  query = g_new0 (ReeveFindQuery, 1);
  query->typed = g_steal_pointer (&typed);
  query->day = reeve_case_file_get_day (self->file);
  reeve_case_file_read_async (self->file, REEVE_LANE_LIST, reeve_find, query, reeve_find_query_free, (GDestroyNotify) g_ptr_array_unref, self->cancellable,
                              found_cb, g_object_ref (self));
}

static void
row_activated_cb (ReeveGoTo *self, GtkListBoxRow *row)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  GVariant *given = g_object_get_data (G_OBJECT (row), "target");

  if (!g_action_parse_detailed_name (g_object_get_data (G_OBJECT (row), "action"), &name, &target, NULL))
    return;
  if (given != NULL)
    {
      g_clear_pointer (&target, g_variant_unref);
      target = g_variant_ref (given);
    }
  go_away (self);
  gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
}

static void
entry_activate_cb (ReeveGoTo *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    row_activated_cb (self, row);
}

static gboolean
key_pressed_cb (ReeveGoTo *self, guint key, guint code, GdkModifierType state)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row == NULL ? -1 : gtk_list_box_row_get_index (row);

  switch (key)
    {
    case GDK_KEY_Down: case GDK_KEY_KP_Down: choose (self, gtk_list_box_get_row_at_index (self->list, index + 1)); return GDK_EVENT_STOP;
    case GDK_KEY_Up: case GDK_KEY_KP_Up: choose (self, index > 0 ? gtk_list_box_get_row_at_index (self->list, index - 1) : NULL); return GDK_EVENT_STOP;
    case GDK_KEY_Escape: go_away (self); return GDK_EVENT_STOP;
    /* there is nowhere else to go while this is open */
    case GDK_KEY_Tab: case GDK_KEY_ISO_Left_Tab: case GDK_KEY_F6: return GDK_EVENT_STOP;
    default: return GDK_EVENT_PROPAGATE;
    }
}

static void
pressed_cb (ReeveGoTo *self, int n, double x, double y)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (at == NULL || (at != self->card && !gtk_widget_is_ancestor (at, self->card)))
    go_away (self);
}

static void
reeve_go_to_dispose (GObject *object)
{
  ReeveGoTo *self = REEVE_GO_TO (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->file);
  g_clear_weak_pointer (&self->focus_before);
  G_OBJECT_CLASS (reeve_go_to_parent_class)->dispose (object);
}

static void
reeve_go_to_class_init (ReeveGoToClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_go_to_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-go-to.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveGoTo, card);
  gtk_widget_class_bind_template_child (widget_class, ReeveGoTo, entry);
  gtk_widget_class_bind_template_child (widget_class, ReeveGoTo, list);
  gtk_widget_class_bind_template_child (widget_class, ReeveGoTo, none_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveGoTo, scroller);
  gtk_widget_class_bind_template_callback (widget_class, go_away);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
}

static void
reeve_go_to_init (ReeveGoTo *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Find or go to"), GTK_ACCESSIBLE_PROPERTY_MODAL, TRUE, -1);
}

void
reeve_go_to_setup (ReeveGoTo *self, const ReeveGoToAction *actions, guint n, ReeveGoToEnabledFunc enabled, gpointer data)
{
  g_return_if_fail (REEVE_IS_GO_TO (self));
  self->actions = actions;
  self->n_actions = n;
  self->enabled = enabled;
  self->enabled_data = data;
}

void
reeve_go_to_set_file (ReeveGoTo *self, ReeveCaseFile *file)
{
  g_return_if_fail (REEVE_IS_GO_TO (self));
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    go_away (self);
  g_set_object (&self->file, file);
}

void
reeve_go_to_open (ReeveGoTo *self)
{
  GtkRoot *root;

  g_return_if_fail (REEVE_IS_GO_TO (self));
  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (!gtk_widget_get_visible (GTK_WIDGET (self)) && root != NULL)
    g_set_weak_pointer (&self->focus_before, gtk_root_get_focus (root));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_editable_set_text (self->entry, "");
  fill (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
