/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a problem stand under its line, in room made there: GtkSourceView 5.6 has no annotations. The buffer and the draft hold the same text: typing goes into the draft at each pause, and what else edits the draft comes back as the
 * smallest difference, so that the cursor and the buffer's own undo stay. */
#include "config.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <string.h>

#include "reeve-completion-provider.h"
#include "reeve-ordinance-source.h"

#define PAUSE 250   /* ms */
#define NOTES_MAX 20  /* problems told under their lines; the rest by F8 */
#define CATEGORY "problem"

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
  GPtrArray *notes, *labels; /* Note: under the lines; GtkLabel: for them, in order */
  guint placing;
  ReeveCompletionProvider *provider;
};

G_DEFINE_FINAL_TYPE (ReeveOrdinanceSource, reeve_ordinance_source, ADW_TYPE_BIN)

typedef struct { GtkWidget *label; GtkTextMark *line; GtkTextTag *room; int height; } Note;

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

/* ---- notes under the lines ------------------------------------------------------------------------------------------------------ */

static void
clear_notes (ReeveOrdinanceSource *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;

  for (guint i = 0; i < self->notes->len; i++)
    {
      Note *note = g_ptr_array_index (self->notes, i);

      gtk_widget_set_visible (note->label, FALSE);
      gtk_text_buffer_delete_mark (buffer, note->line);
      gtk_text_tag_table_remove (gtk_text_buffer_get_tag_table (buffer), note->room);
    }
  g_ptr_array_set_size (self->notes, 0);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_source_buffer_remove_source_marks (self->buffer, &start, &end, CATEGORY);
}

/* Room below the line, and the words in it. */
static void
place_note (ReeveOrdinanceSource *self, Note *note)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GdkRectangle seen, at;
  GtkTextIter start, end;
  int height, width, y, line_height;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->view), &seen);
  gtk_text_buffer_get_iter_at_mark (buffer, &start, note->line);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self->view), &start, &at);
  width = MAX (seen.width - at.x - 12, 160);
  gtk_widget_set_visible (note->label, TRUE);
  gtk_widget_set_size_request (note->label, width, -1);
  gtk_widget_measure (note->label, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  gtk_text_iter_set_line_offset (&start, 0);
  if (height != note->height)
    {
      end = start;
      if (!gtk_text_iter_ends_line (&end))
        gtk_text_iter_forward_to_line_end (&end);
      note->height = height;
      g_object_set (note->room, "pixels-below-lines", height + 6, NULL);
      gtk_text_buffer_apply_tag (buffer, note->room, &start, &end);
    }
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self->view), &start, &y, &line_height);
  gtk_text_view_move_overlay (GTK_TEXT_VIEW (self->view), note->label, at.x, y + line_height - height - 3);
}

static gboolean
place_cb (gpointer data)
{
  ReeveOrdinanceSource *self = data;

  self->placing = 0;
  self->setting = TRUE;   /* tags are no edit */
  for (guint i = 0; i < self->notes->len; i++)
    place_note (self, g_ptr_array_index (self->notes, i));
  self->setting = FALSE;
  return G_SOURCE_REMOVE;
}

/* The height of lines far up is known late: notes follow. */
static void
place_notes (ReeveOrdinanceSource *self)
{
  if (self->placing == 0 && self->notes->len > 0)
    self->placing = g_idle_add (place_cb, self);
}

/* GTK 4.8 cannot take an overlay out of a text view again: those that nothing is told in are hidden and used anew. */
static GtkWidget *
spare_label (ReeveOrdinanceSource *self)
{
  GtkWidget *label;

  if (self->notes->len < self->labels->len)
    return g_ptr_array_index (self->labels, self->notes->len);
  label = g_object_new (GTK_TYPE_LABEL, "visible", FALSE, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  gtk_text_view_add_overlay (GTK_TEXT_VIEW (self->view), label, 0, 0);
  g_ptr_array_add (self->labels, label);
  return label;
}

static void
add_note (ReeveOrdinanceSource *self, const ReeveMessage *message, const GtkTextIter *at)
{
  Note *note = g_new0 (Note, 1);
  gboolean error = message->severity == REEVE_SEVERITY_ERROR, mends = message->replacement != NULL && gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view));
  g_autofree char *words = mends ? g_strdup_printf (_("%s Alt+Enter puts it right."), message->text) : g_strdup (message->text);
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (self->buffer));

  note->label = spare_label (self);
  gtk_label_set_text (GTK_LABEL (note->label), words);
  gtk_widget_remove_css_class (note->label, error ? "source-warning" : "source-problem");
  gtk_widget_add_css_class (note->label, error ? "source-problem" : "source-warning");
  note->line = gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (self->buffer), NULL, at, TRUE);
  note->room = gtk_text_tag_new (NULL);
  gtk_text_tag_table_add (table, note->room);
  g_object_unref (note->room);
  g_ptr_array_add (self->notes, note);
}

static gboolean
has_note (ReeveOrdinanceSource *self, const GtkTextIter *at)
{
  GtkTextIter there;

  for (guint i = 0; i < self->notes->len; i++)
    {
      gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &there, ((Note *) g_ptr_array_index (self->notes, i))->line);
      if (gtk_text_iter_get_line (&there) == gtk_text_iter_get_line (at))
        return TRUE;
    }
  return FALSE;
}

static void
mark_problems (ReeveOrdinanceSource *self)
{
  const ReeveMessages *messages = reeve_draft_get_messages (self->draft);
  GtkTextIter start, end;

  self->setting = TRUE;
  clear_notes (self);
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  gtk_text_buffer_remove_tag_by_name (GTK_TEXT_BUFFER (self->buffer), "problem", &start, &end);
  for (guint i = 0; messages != NULL && i < reeve_messages_get_n (messages); i++)
    {
      place_of (self, reeve_messages_get (messages, i)->source, &start, &end);
      gtk_text_buffer_apply_tag_by_name (GTK_TEXT_BUFFER (self->buffer), "problem", &start, &end);
      if (i >= NOTES_MAX || has_note (self, &start))
        continue;
      gtk_source_buffer_create_source_mark (self->buffer, NULL, CATEGORY, &start);
      add_note (self, reeve_messages_get (messages, i), &start);
    }
  self->setting = FALSE;
  place_notes (self);
  reeve_completion_provider_set_ordinance (self->provider, reeve_draft_get_ordinance (self->draft));
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
      clear_notes (self);
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
  g_clear_handle_id (&self->placing, g_source_remove);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_object (&self->provider);
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
  g_autoptr (GtkSourceMarkAttributes) attributes = gtk_source_mark_attributes_new ();
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
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->labels = g_ptr_array_new ();
  self->provider = reeve_completion_provider_new ();
  gtk_source_completion_add_provider (gtk_source_view_get_completion (self->view), GTK_SOURCE_COMPLETION_PROVIDER (self->provider));
  gtk_source_mark_attributes_set_icon_name (attributes, "process-stop-symbolic");
  gtk_source_view_set_show_line_marks (self->view, TRUE);
  gtk_source_view_set_mark_attributes (self->view, CATEGORY, attributes, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Source of the ordinance"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), "notify::upper", G_CALLBACK (place_notes), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller)), "notify::page-size", G_CALLBACK (place_notes), self, G_CONNECT_SWAPPED);
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
