/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows are made anew after each change of their shape, not while a value is being typed. A change that leaves the condition unreadable is
 * not told to the ordinance: the words of what is wrong stand below until it is put right. Text typed as text is always told. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-rule-chooser.h"
#include "reeve-rule-editor-private.h"

#define PAUSE 350   /* ms of no typing */

G_DEFINE_FINAL_TYPE (ReeveRuleEditor, reeve_rule_editor, ADW_TYPE_BIN)

static void build (ReeveRuleEditor *self);

/* ---- telling -------------------------------------------------------------------------------------------------------------------- */

static void
put_text (ReeveRuleEditor *self, const char *text)
{
  self->setting = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), text != NULL ? text : "", -1);
  self->setting = FALSE;
}

/* TRUE: @text can be read, or there is none. */
static gboolean
show_problem (ReeveRuleEditor *self, const char *text)
{
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveRule) rule = text == NULL || *text == '\0' || self->ordinance == NULL ? NULL : reeve_rule_new (self->ordinance, self->about, text, &messages);
  const ReeveMessage *message = messages != NULL && rule == NULL && reeve_messages_get_n (messages) > 0 ? reeve_messages_get (messages, 0) : NULL;

  g_clear_pointer (&self->replacement, g_free);
  gtk_widget_set_visible (self->problem_bar, message != NULL);
  if (message == NULL)
    return TRUE;
  gtk_label_set_text (GTK_LABEL (self->problem), message->text);
  if (message->replacement != NULL && message->source.line == 1)
    {
      const char *begin = g_utf8_offset_to_pointer (text, (glong) message->source.column - 1), *end = g_utf8_offset_to_pointer (begin, message->source.length);

      self->replacement = g_strdup_printf ("%.*s%s%s", (int) (begin - text), text, message->replacement, end);
    }
  gtk_widget_set_visible (self->take, self->replacement != NULL && self->editable);
  return FALSE;
}

static void
tell (ReeveRuleEditor *self, const char *text)
{
  g_free (self->text);
  self->text = g_strdup (text);
  g_signal_emit_by_name (self, "edited", text);
}

static gboolean
rebuild_cb (gpointer data)
{
  ReeveRuleEditor *self = data;

  self->rebuilding = 0;
  build (self);
  return G_SOURCE_REMOVE;
}

/* The number of the row and the name of its part that has the focus. */
static void
keep_focus (ReeveRuleEditor *self, GtkWidget *widget)
{
  for (; widget != NULL && widget != GTK_WIDGET (self); widget = gtk_widget_get_parent (widget))
    if (g_object_get_data (G_OBJECT (widget), "key") != NULL)
      {
        g_free (self->focus);
        self->focus = g_strdup (g_object_get_data (G_OBJECT (widget), "key"));
        return;
      }
}

void
reeve_rule_editor_rows_changed (ReeveRuleEditor *self, gboolean shape)
{
  g_autofree char *text = reeve_rule_get_text (self->rule);

  if (!show_problem (self, text))
    {
      if (shape && self->rebuilding == 0)
        self->rebuilding = g_idle_add (rebuild_cb, self);   /* back to what can be read */
      return;
    }
  if (shape)
    {
      GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

      if (root != NULL && gtk_root_get_focus (root) != NULL)
        keep_focus (self, gtk_root_get_focus (root));
      if (self->rebuilding == 0)
        self->rebuilding = g_idle_add (rebuild_cb, self);
    }
  put_text (self, text);
  tell (self, text);
}

void
reeve_rule_editor_flush (ReeveRuleEditor *self)
{
  g_return_if_fail (REEVE_IS_RULE_EDITOR (self));
  if (self->pause == 0)
    return;
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->text_typed)
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
      GtkTextIter start, end;
      g_autofree char *text = NULL;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      text = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
      self->text_typed = FALSE;
      show_problem (self, text);
      tell (self, text);
      build (self);
    }
  else if (self->rule != NULL)
    reeve_rule_editor_rows_changed (self, FALSE);
}

static gboolean
pause_cb (gpointer data)
{
  reeve_rule_editor_flush (data);
  return G_SOURCE_REMOVE;
}

void
reeve_rule_editor_wait (ReeveRuleEditor *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE, pause_cb, self);
  g_source_set_name_by_id (self->pause, "reeve-rule-editor");
}

static void
text_typed_cb (ReeveRuleEditor *self)
{
  if (self->setting || !self->editable)
    return;
  self->text_typed = TRUE;
  reeve_rule_editor_wait (self);
}

static void
take_cb (ReeveRuleEditor *self)
{
  g_autofree char *text = g_strdup (self->replacement);

  if (text == NULL)
    return;
  put_text (self, text);
  show_problem (self, text);
  tell (self, text);
  build (self);
}

/* ---- rows ----------------------------------------------------------------------------------------------------------------------- */

static gboolean
focus_in (GtkWidget *widget, const char *key)
{
  if (g_strcmp0 (g_object_get_data (G_OBJECT (widget), "key"), key) == 0)
    return gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (focus_in (child, key))
      return TRUE;
  return FALSE;
}

static void
build (ReeveRuleEditor *self)
{
  g_autofree char *focus = g_steal_pointer (&self->focus);
  GtkWidget *child;

  g_clear_handle_id (&self->rebuilding, g_source_remove);
  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), child);
  g_clear_pointer (&self->rule, reeve_rule_free);
  self->n_rows = 0;
  if (self->ordinance != NULL && self->text != NULL && *self->text != '\0')
    self->rule = reeve_rule_new (self->ordinance, self->about, self->text, NULL);
  if (self->rule != NULL)
    reeve_rule_editor_add_row (self, reeve_rule_get_root (self->rule), 0);
  /* what has no rows is in sight as text */
  if (self->rule == NULL && self->text != NULL && *self->text != '\0')
    gtk_expander_set_expanded (GTK_EXPANDER (self->expander), TRUE);
  gtk_widget_set_visible (self->add, self->editable && (self->rule != NULL || self->text == NULL || *self->text == '\0'));
  gtk_widget_set_visible (self->expander, self->editable || (self->text != NULL && *self->text != '\0'));
  if (focus != NULL)
    focus_in (self->rows, focus);
}

/* ---- adding at the end ---------------------------------------------------------------------------------------------------------- */

static void
first_added_cb (GtkWidget *chooser, const ReeveChoice *choice, ReeveRuleEditor *self)
{
  if (self->rule == NULL)
    {
      put_text (self, choice->condition);
      show_problem (self, choice->condition);
      tell (self, choice->condition);
      if (self->rebuilding == 0)
        self->rebuilding = g_idle_add (rebuild_cb, self);
      return;
    }
  {
    ReeveRuleRow *root = reeve_rule_get_root (self->rule);

    if (root->kind == REEVE_RULE_ALL && !root->negated)
      reeve_rule_row_add_after (root, choice->condition);
    else
      reeve_rule_row_add_beside (root, FALSE, choice->condition);
    reeve_rule_editor_rows_changed (self, TRUE);
  }
}

static void
add_popup (GtkMenuButton *button, gpointer data)
{
  ReeveRuleEditor *self = data;
  GtkWidget *chooser;

  if (self->ordinance == NULL)
    return;
  chooser = reeve_rule_chooser_new (self->ordinance, self->about, NULL, REEVE_CHOOSE_CONDITION, 0);
  g_signal_connect (chooser, "chosen", G_CALLBACK (first_added_cb), self);
  gtk_menu_button_set_popover (button, chooser);
}

void
reeve_rule_editor_show (ReeveRuleEditor *self, ReeveOrdinance *ordinance, ReeveAbout about, const char *text, ReeveDay day, gboolean editable)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);
  g_autofree char *now = text == NULL ? NULL : g_strstrip (g_strdup (text));
  gboolean same;

  g_return_if_fail (REEVE_IS_RULE_EDITOR (self));
  same = g_strcmp0 (now != NULL ? now : "", self->text != NULL ? self->text : "") == 0 && about == self->about && editable == self->editable;
  /* what is being typed here goes on; the rows follow when the text does */
  if (same && (ordinance == self->ordinance || (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))))
    return;
  if (!same)
    g_clear_handle_id (&self->pause, g_source_remove);
  if (ordinance != self->ordinance)
    {
      g_clear_pointer (&self->ordinance, reeve_ordinance_unref);
      self->ordinance = ordinance == NULL ? NULL : reeve_ordinance_ref (ordinance);
    }
  self->about = about;
  self->day = day;
  self->editable = editable;
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), editable);
  if (!same)
    {
      g_free (self->text);
      self->text = g_steal_pointer (&now);
      put_text (self, self->text);
    }
  show_problem (self, self->text);
  build (self);
}

static void
reeve_rule_editor_dispose (GObject *object)
{
  ReeveRuleEditor *self = REEVE_RULE_EDITOR (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_handle_id (&self->rebuilding, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->rule, reeve_rule_free);
  g_clear_pointer (&self->ordinance, reeve_ordinance_unref);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->focus, g_free);
  g_clear_pointer (&self->replacement, g_free);
  G_OBJECT_CLASS (reeve_rule_editor_parent_class)->dispose (object);
}

static void
reeve_rule_editor_class_init (ReeveRuleEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_rule_editor_dispose;
  g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
reeve_rule_editor_init (ReeveRuleEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *frame = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE, "min-content-height", 44,
                                   "max-content-height", 220, NULL);

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->add = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->add), _("Add a condition"));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->add), add_popup, self, NULL);
  gtk_widget_add_css_class (self->add, "rule-add");
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_set_halign (self->add, GTK_ALIGN_START);
  self->view = g_object_new (GTK_TYPE_TEXT_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE, "monospace", TRUE, NULL);
  gtk_widget_set_direction (self->view, GTK_TEXT_DIR_LTR);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), "changed", G_CALLBACK (text_typed_cb), self);
  gtk_widget_add_css_class (frame, "text-frame");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), self->view);
  self->expander = gtk_expander_new (_("As it is written"));
  gtk_widget_add_css_class (self->expander, "rule-written");
  gtk_expander_set_child (GTK_EXPANDER (self->expander), frame);
  g_object_set_data (G_OBJECT (self), "written", self->view);
  self->problem_bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->problem = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "hexpand", TRUE, NULL);
  gtk_widget_add_css_class (self->problem, "wrong-text");
  self->take = gtk_button_new_with_label (_("Take the suggestion"));
  gtk_widget_add_css_class (self->take, "card-button");
  gtk_widget_set_valign (self->take, GTK_ALIGN_START);
  g_signal_connect_swapped (self->take, "clicked", G_CALLBACK (take_cb), self);
  gtk_box_append (GTK_BOX (self->problem_bar), self->problem);
  gtk_box_append (GTK_BOX (self->problem_bar), self->take);
  gtk_widget_set_visible (self->problem_bar, FALSE);
  gtk_box_append (GTK_BOX (box), self->rows);
  gtk_box_append (GTK_BOX (box), self->add);
  gtk_box_append (GTK_BOX (box), self->problem_bar);
  gtk_box_append (GTK_BOX (box), self->expander);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
reeve_rule_editor_new (const char *name)
{
  ReeveRuleEditor *self = g_object_new (REEVE_TYPE_RULE_EDITOR, NULL);
  /* Translators: a condition of a provision as text; %s is what it is for, "Requires" */
  g_autofree char *written = g_strdup_printf (_("%s, as it is written"), name);

  self->name = g_strdup (name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, written, -1);
  return GTK_WIDGET (self);
}
