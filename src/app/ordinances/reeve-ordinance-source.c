/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The buffer and the draft hold the same text: typing goes into the draft at each pause, and what else edits the draft comes back as the
 * smallest difference, so that the cursor and the buffer's own undo stay. */
#include "config.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <string.h>

#include "reeve-ordinance-source.h"

#define PAUSE 250   /* ms */

struct _ReeveOrdinanceSource
{
  AdwBin parent_instance;

  ReeveDraft *draft;
  GtkSourceBuffer *buffer;
  GtkSourceView *view;
  GtkWidget *bar, *take;
  GtkLabel *problem;
  guint pause, current;    /* current: index of the message shown */
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (ReeveOrdinanceSource, reeve_ordinance_source, ADW_TYPE_BIN)

static char *
buffer_text (ReeveOrdinanceSource *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self->buffer), &start, &end, TRUE);
}

static void
place_of (ReeveOrdinanceSource *self, ReeveSource source, GtkTextIter *ret_start, GtkTextIter *ret_end)
{
  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (self->buffer), ret_start, source.line == 0 ? 0 : source.line - 1,
                                           source.column == 0 ? 0 : source.column - 1);
  *ret_end = *ret_start;
  gtk_text_iter_forward_chars (ret_end, MAX (source.length, 1));
}

static void
show_problem (ReeveOrdinanceSource *self)
{
  const ReeveMessages *messages = self->draft == NULL ? NULL : reeve_draft_get_messages (self->draft);
  guint n = messages == NULL ? 0 : reeve_messages_get_n (messages);
  const ReeveMessage *message;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->bar, n > 0);
  if (n == 0)
    return;
  self->current = MIN (self->current, n - 1);
  message = reeve_messages_get (messages, self->current);
  /* Translators: the line of a file and what is wrong there */
  words = g_strdup_printf (_("Line %u: %s"), message->source.line, message->text);
  gtk_label_set_text (self->problem, words);
  gtk_widget_set_sensitive (self->take, message->replacement != NULL && gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)));
}

static void
mark_problems (ReeveOrdinanceSource *self)
{
  const ReeveMessages *messages = reeve_draft_get_messages (self->draft);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  gtk_text_buffer_remove_tag_by_name (GTK_TEXT_BUFFER (self->buffer), "problem", &start, &end);
  for (guint i = 0; messages != NULL && i < reeve_messages_get_n (messages); i++)
    {
      place_of (self, reeve_messages_get (messages, i)->source, &start, &end);
      gtk_text_buffer_apply_tag_by_name (GTK_TEXT_BUFFER (self->buffer), "problem", &start, &end);
    }
  show_problem (self);
}

void
reeve_ordinance_source_flush (ReeveOrdinanceSource *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_if_fail (REEVE_IS_ORDINANCE_SOURCE (self));
  if (self->pause == 0)
    return;
  g_clear_handle_id (&self->pause, g_source_remove);
  text = buffer_text (self);
  bytes = g_bytes_new (text, strlen (text));
  if (self->draft == NULL || g_bytes_equal (bytes, reeve_draft_get_text (self->draft)))
    return;
  reeve_draft_set_text (self->draft, bytes);
  mark_problems (self);
  g_signal_emit_by_name (self, "edited");
}

static gboolean
pause_cb (gpointer data)
{
  reeve_ordinance_source_flush (data);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (ReeveOrdinanceSource *self)
{
  if (self->setting)
    return;
  if (self->pause != 0)
    g_source_remove (self->pause);
  self->pause = g_timeout_add (PAUSE, pause_cb, self);
  g_source_set_name_by_id (self->pause, "reeve-ordinance-source");
}

/* Replaces what lies between the common beginning and the common end. */
static void
set_text (ReeveOrdinanceSource *self, const char *text, gboolean same_draft)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  g_autofree char *before = buffer_text (self), *middle = NULL;
  const char *a = before, *b = text, *a_end = before + strlen (before), *b_end = text + strlen (text);
  GtkTextIter start, end;

  if (strcmp (before, text) == 0)
    return;
  self->setting = TRUE;
  if (!same_draft)
    {
      gtk_text_buffer_begin_irreversible_action (buffer);
      gtk_text_buffer_set_text (buffer, text, -1);
      gtk_text_buffer_get_start_iter (buffer, &start);
      gtk_text_buffer_place_cursor (buffer, &start);
      gtk_text_buffer_end_irreversible_action (buffer);
      self->setting = FALSE;
      return;
    }
  while (*a != '\0' && *a == *b)
    a++, b++;
  while (a > before && (*a & 0xC0) == 0x80)
    a--, b--;
  while (a_end > a && b_end > b && a_end[-1] == b_end[-1])
    a_end--, b_end--;
  while (*a_end != '\0' && (*a_end & 0xC0) == 0x80)
    a_end++, b_end++;
  gtk_text_buffer_get_iter_at_offset (buffer, &start, g_utf8_pointer_to_offset (before, a));
  gtk_text_buffer_get_iter_at_offset (buffer, &end, g_utf8_pointer_to_offset (before, a_end));
  middle = g_strndup (b, b_end - b);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, middle, -1);
  gtk_text_buffer_end_user_action (buffer);
  self->setting = FALSE;
}

void
reeve_ordinance_source_show (ReeveOrdinanceSource *self, ReeveDraft *draft, gboolean editable)
{
  g_autofree char *text = NULL;
  GBytes *bytes;

  g_return_if_fail (REEVE_IS_ORDINANCE_SOURCE (self));
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), editable);
  if (draft == NULL)
    {
      self->draft = NULL;
      set_text (self, "", FALSE);
      show_problem (self);
      return;
    }
  g_clear_handle_id (&self->pause, g_source_remove);
  bytes = reeve_draft_get_text (draft);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  set_text (self, text, draft == self->draft);
  self->draft = draft;
  mark_problems (self);
}

void
reeve_ordinance_source_go_to (ReeveOrdinanceSource *self, guint line)
{
  GtkTextIter iter;

  g_return_if_fail (REEVE_IS_ORDINANCE_SOURCE (self));
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self->buffer), &iter, line == 0 ? 0 : line - 1);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->buffer), &iter);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)), 0, TRUE, 0, 0.1);
}

void
reeve_ordinance_source_next_problem (ReeveOrdinanceSource *self, gboolean backwards)
{
  const ReeveMessages *messages = self->draft == NULL ? NULL : reeve_draft_get_messages (self->draft);
  guint n = messages == NULL ? 0 : reeve_messages_get_n (messages);

  if (n == 0)
    return;
  self->current = (self->current + (backwards ? n - 1 : 1)) % n;
  reeve_ordinance_source_go_to (self, reeve_messages_get (messages, self->current)->source.line);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  show_problem (self);
}

void
reeve_ordinance_source_take_suggestion (ReeveOrdinanceSource *self)
{
  const ReeveMessages *messages = self->draft == NULL ? NULL : reeve_draft_get_messages (self->draft);
  const ReeveMessage *message;
  g_autofree char *replacement = NULL;
  GtkTextIter start, end;

  if (messages == NULL || self->current >= reeve_messages_get_n (messages) || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    return;
  message = reeve_messages_get (messages, self->current);
  if (message->replacement == NULL)
    return;
  replacement = g_strdup (message->replacement);
  place_of (self, message->source, &start, &end);
  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self->buffer));
  gtk_text_buffer_delete (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  gtk_text_buffer_insert (GTK_TEXT_BUFFER (self->buffer), &start, replacement, -1);
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self->buffer));
  reeve_ordinance_source_flush (self);
}

GtkWidget *
reeve_ordinance_source_get_view (ReeveOrdinanceSource *self)
{
  g_return_val_if_fail (REEVE_IS_ORDINANCE_SOURCE (self), NULL);
  return GTK_WIDGET (self->view);
}

static void
style_cb (ReeveOrdinanceSource *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  gtk_source_buffer_set_style_scheme (self->buffer, gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (),
                                                                                             dark ? "Adwaita-dark" : "Adwaita"));
}

static void
reeve_ordinance_source_dispose (GObject *object)
{
  ReeveOrdinanceSource *self = REEVE_ORDINANCE_SOURCE (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_object (&self->buffer);
  G_OBJECT_CLASS (reeve_ordinance_source_parent_class)->dispose (object);
}

static void
reeve_ordinance_source_class_init (ReeveOrdinanceSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_ordinance_source_dispose;
  g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
take_clicked_cb (ReeveOrdinanceSource *self)
{
  reeve_ordinance_source_take_suggestion (self);
}

static void
reeve_ordinance_source_init (ReeveOrdinanceSource *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroller = gtk_scrolled_window_new ();
  GtkSourceLanguage *language = gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (), "reeve-ordinance");

  if (language == NULL)
    language = gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (), "yaml");
  self->buffer = gtk_source_buffer_new (NULL);
  gtk_source_buffer_set_language (self->buffer, language);
  gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (self->buffer), "problem", "underline", PANGO_UNDERLINE_ERROR, NULL);
  self->view = GTK_SOURCE_VIEW (gtk_source_view_new_with_buffer (self->buffer));
  g_object_set (self->view, "show-line-numbers", TRUE, "monospace", TRUE, "insert-spaces-instead-of-tabs", TRUE, "tab-width", 2, "auto-indent", TRUE,
                "wrap-mode", GTK_WRAP_WORD_CHAR, NULL);
  gtk_widget_set_direction (GTK_WIDGET (self->view), GTK_TEXT_DIR_LTR);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Source of the ordinance"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);
  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->bar, "strip");
  gtk_widget_add_css_class (self->bar, "problem");
  self->problem = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "hexpand", TRUE, NULL);
  self->take = gtk_button_new_with_label (_("Take the suggestion (Alt+Enter)"));
  g_signal_connect_swapped (self->take, "clicked", G_CALLBACK (take_clicked_cb), self);
  gtk_box_append (GTK_BOX (self->bar), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (self->bar), self->take);
  gtk_widget_set_visible (self->bar, FALSE);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), self->bar);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (style_cb), self, G_CONNECT_SWAPPED);
  style_cb (self);
}
