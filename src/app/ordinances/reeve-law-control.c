/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-law-control.h"
#include "reeve-rule-editor.h"
#include "reeve-rule-value.h"

struct _ReeveLawControl
{
  AdwBin parent_instance;

  ReeveLawKind kind;
  char *name, *text;        /* as shown or typed; NULL = not written */
  const ReeveLawChoice *choices;
  ReeveType type;
  GtkWidget *inner;         /* GtkEntry, GtkTextView, GtkDropDown, ReeveRuleValue, ReeveRuleEditor */
  GtkWidget *frame, *bases; /* of a text; of a deadline */
  char *amount;             /* DEADLINE: "10 days" */
  gboolean setting, editable;
};

G_DEFINE_FINAL_TYPE (ReeveLawControl, reeve_law_control, ADW_TYPE_BIN)

/* From when a period is counted. */
static const ReeveLawChoice bases[] = {
  { "notice.served", NC_ ("law", "after the notice was served") },
  { "notice.sent", NC_ ("law", "after the notice was sent") },
  { "notice.postmarked", NC_ ("law", "after the postmark of the notice") },
  { "notice.received", NC_ ("law", "after the notice was received") },
  { NULL, NULL },
};

static const char *
words_of (const ReeveLawChoice *choice)
{
  return g_dpgettext2 (NULL, "law", choice->words);
}

static void
tell (ReeveLawControl *self, const char *signal)
{
  if (!self->setting && self->editable)
    g_signal_emit_by_name (self, signal);
}

static void
typed_cb (ReeveLawControl *self)
{
  tell (self, "typed");
}

static void
take_text (ReeveLawControl *self, const char *text)
{
  g_free (self->text);
  self->text = g_strdup (text);
}

static void
name_it (ReeveLawControl *self, GtkWidget *widget)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, self->name, -1);
}

/* ---- texts ---------------------------------------------------------------------------------------------------------------------- */

static void
make_text (ReeveLawControl *self)
{
  gboolean law = self->kind == REEVE_LAW_TEXT;

  /* A text view of its own height is only known to a scroller. */
  self->frame = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE, "min-content-height", law ? 76 : 22,
                              "max-content-height", 240, NULL);
  self->inner = g_object_new (GTK_TYPE_TEXT_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE, "monospace", !law, NULL);
  if (law)
    gtk_widget_add_css_class (self->inner, "law-text");
  else
    gtk_widget_set_direction (self->inner, GTK_TEXT_DIR_LTR);
  gtk_widget_add_css_class (self->frame, "text-frame");
  gtk_widget_set_hexpand (self->inner, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->frame), self->inner);
  adw_bin_set_child (ADW_BIN (self), self->frame);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->inner)), "changed", G_CALLBACK (typed_cb), self);
  name_it (self, self->inner);
}

static void
make_line (ReeveLawControl *self)
{
  self->inner = gtk_entry_new ();
  gtk_widget_add_css_class (self->inner, "form-entry");
  adw_bin_set_child (ADW_BIN (self), self->inner);
  g_signal_connect_swapped (self->inner, "changed", G_CALLBACK (typed_cb), self);
  name_it (self, self->inner);
}

/* ---- choices -------------------------------------------------------------------------------------------------------------------- */

static void
choice_cb (ReeveLawControl *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->inner)), n = 0;

  while (self->choices[n].words != NULL)
    n++;
  if (self->setting || at == GTK_INVALID_LIST_POSITION)
    return;
  if (at < n)   /* beyond: a word of the text that is not among the choices */
    take_text (self, self->choices[at].code);
  tell (self, "chosen");
}

/* Made anew for each text: one that is not among the choices is added, so that nothing is lost. */
static void
make_choice (ReeveLawControl *self)
{
  GtkStringList *words = gtk_string_list_new (NULL);
  guint chosen = GTK_INVALID_LIST_POSITION, n;

  for (n = 0; self->choices[n].words != NULL; n++)
    {
      gtk_string_list_append (words, words_of (&self->choices[n]));
      if (g_strcmp0 (self->choices[n].code, self->text) == 0 || (self->text == NULL && n == 0))
        chosen = chosen == GTK_INVALID_LIST_POSITION || self->choices[n].code == NULL || self->text != NULL ? n : chosen;
    }
  if (chosen == GTK_INVALID_LIST_POSITION)
    {
      chosen = n;
      gtk_string_list_append (words, self->text);
    }
  if (!self->editable)
    {
      self->inner = g_object_new (GTK_TYPE_LABEL, "label", gtk_string_list_get_string (words, chosen), "xalign", 0.0, "wrap", TRUE, "margin-top", 7, NULL);
      g_object_unref (words);
      adw_bin_set_child (ADW_BIN (self), self->inner);
      return;
    }
  self->inner = gtk_drop_down_new (G_LIST_MODEL (words), NULL);
  gtk_widget_set_halign (self->inner, GTK_ALIGN_START);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->inner), chosen);
  g_signal_connect_swapped (self->inner, "notify::selected", G_CALLBACK (choice_cb), self);
  name_it (self, self->inner);
  adw_bin_set_child (ADW_BIN (self), self->inner);
}

/* ---- amounts -------------------------------------------------------------------------------------------------------------------- */

static void
amount_typed_cb (ReeveLawControl *self, const char *text)
{
  take_text (self, text);
  tell (self, "typed");
}

static void
amount_chosen_cb (ReeveLawControl *self, const char *text)
{
  take_text (self, text);
  tell (self, "chosen");
}

static void
make_amount (ReeveLawControl *self, ReeveOrdinance *ordinance, ReeveDay day)
{
  self->inner = reeve_rule_value_new (ordinance, self->text != NULL ? self->text : "", NULL, self->type, NULL, FALSE, day, self->editable);
  gtk_widget_set_halign (self->inner, GTK_ALIGN_START);
  g_signal_connect_swapped (self->inner, "typed", G_CALLBACK (amount_typed_cb), self);
  g_signal_connect_swapped (self->inner, "chosen", G_CALLBACK (amount_chosen_cb), self);
  name_it (self, self->inner);
  adw_bin_set_child (ADW_BIN (self), self->inner);
}

static void
end_changed (ReeveLawControl *self, const char *text, gboolean upper, const char *signal)
{
  g_auto (GStrv) ends = g_strsplit (self->text, "..", 2);

  g_free (self->text);
  self->text = g_strdup_printf ("%s..%s", upper ? ends[0] : text, upper ? text : ends[1]);
  tell (self, signal);
}

static void
low_typed_cb (ReeveLawControl *self, const char *text)
{
  end_changed (self, text, FALSE, "typed");
}

static void
low_chosen_cb (ReeveLawControl *self, const char *text)
{
  end_changed (self, text, FALSE, "chosen");
}

static void
high_typed_cb (ReeveLawControl *self, const char *text)
{
  end_changed (self, text, TRUE, "typed");
}

static void
high_chosen_cb (ReeveLawControl *self, const char *text)
{
  end_changed (self, text, TRUE, "chosen");
}

static GtkWidget *
end_new (ReeveLawControl *self, ReeveOrdinance *ordinance, ReeveDay day, const char *text, GCallback typed, GCallback chosen)
{
  GtkWidget *value = reeve_rule_value_new (ordinance, text, NULL, self->type, NULL, FALSE, day, self->editable);

  g_signal_connect_swapped (value, "typed", typed, self);
  g_signal_connect_swapped (value, "chosen", chosen, self);
  return value;
}

static void
make_range (ReeveLawControl *self, ReeveOrdinance *ordinance, ReeveDay day)
{
  g_auto (GStrv) ends = self->text == NULL ? NULL : g_strsplit (self->text, "..", 2);
  GtkWidget *box;

  if (ends == NULL || ends[0] == NULL || ends[1] == NULL)
    {
      make_amount (self, ordinance, day);
      return;
    }
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->inner = box;
  gtk_box_append (GTK_BOX (box), end_new (self, ordinance, day, ends[0], G_CALLBACK (low_typed_cb), G_CALLBACK (low_chosen_cb)));
  gtk_box_append (GTK_BOX (box), gtk_label_new (C_ ("range", "to")));
  gtk_box_append (GTK_BOX (box), end_new (self, ordinance, day, ends[1], G_CALLBACK (high_typed_cb), G_CALLBACK (high_chosen_cb)));
  name_it (self, box);
  adw_bin_set_child (ADW_BIN (self), box);
}

/* ---- deadlines ------------------------------------------------------------------------------------------------------------------ */

static void
deadline_changed (ReeveLawControl *self, const char *signal)
{
  g_free (self->text);
  self->text = g_strdup_printf ("%s + %s", bases[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->bases))].code, self->amount);
  tell (self, signal);
}

static void
base_cb (ReeveLawControl *self)
{
  deadline_changed (self, "chosen");
}

static void
period_typed_cb (ReeveLawControl *self, const char *text)
{
  g_free (self->amount);
  self->amount = g_strdup (text);
  deadline_changed (self, "typed");
}

static void
period_chosen_cb (ReeveLawControl *self, const char *text)
{
  g_free (self->amount);
  self->amount = g_strdup (text);
  deadline_changed (self, "chosen");
}

/* "notice.served + 10 days" */
static gboolean
split_deadline (const char *text, guint *ret_base, char **ret_amount)
{
  const char *plus = text == NULL ? NULL : strstr (text, " + ");

  if (plus == NULL || strstr (plus + 3, " + ") != NULL || strpbrk (plus + 3, "()<>=") != NULL)
    return FALSE;
  for (guint i = 0; bases[i].code != NULL; i++)
    if (strlen (bases[i].code) == (gsize) (plus - text) && g_str_has_prefix (text, bases[i].code))
      {
        *ret_base = i;
        *ret_amount = g_strdup (plus + 3);
        return TRUE;
      }
  return FALSE;
}

static void
begin_deadline_cb (ReeveLawControl *self)
{
  take_text (self, "notice.served + 10 days");
  tell (self, "chosen");
}

static void
make_deadline (ReeveLawControl *self, ReeveOrdinance *ordinance, ReeveDay day)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  guint base = 0;

  g_clear_pointer (&self->amount, g_free);
  if (self->text == NULL && self->editable)
    {
      GtkWidget *begin = gtk_button_new_with_label (_("Allow a time"));

      gtk_widget_add_css_class (begin, "flat");
      gtk_widget_add_css_class (begin, "form-add");
      gtk_widget_set_halign (begin, GTK_ALIGN_START);
      self->inner = begin;
      g_signal_connect_swapped (begin, "clicked", G_CALLBACK (begin_deadline_cb), self);
      adw_bin_set_child (ADW_BIN (self), begin);
      g_object_ref_sink (box);
      g_object_unref (box);
      return;
    }
  if (!split_deadline (self->text, &base, &self->amount))
    {
      g_object_ref_sink (box);
      g_object_unref (box);
      make_text (self);
      return;
    }
  {
    GtkStringList *words = gtk_string_list_new (NULL);

    for (guint i = 0; bases[i].code != NULL; i++)
      gtk_string_list_append (words, words_of (&bases[i]));
    self->inner = reeve_rule_value_new (ordinance, self->amount, NULL, REEVE_TYPE_DURATION, NULL, FALSE, day, self->editable);
    self->bases = gtk_drop_down_new (G_LIST_MODEL (words), NULL);
  }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->bases), base);
  gtk_widget_set_sensitive (self->bases, self->editable);
  g_signal_connect_swapped (self->inner, "typed", G_CALLBACK (period_typed_cb), self);
  g_signal_connect_swapped (self->inner, "chosen", G_CALLBACK (period_chosen_cb), self);
  g_signal_connect_swapped (self->bases, "notify::selected", G_CALLBACK (base_cb), self);
  name_it (self, self->inner);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bases), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Counted from"), -1);
  gtk_box_append (GTK_BOX (box), self->inner);
  gtk_box_append (GTK_BOX (box), self->bases);
  adw_bin_set_child (ADW_BIN (self), box);
}

/* ---- all of them ---------------------------------------------------------------------------------------------------------------- */

static void
condition_cb (ReeveLawControl *self, const char *text)
{
  take_text (self, text);
  tell (self, "chosen");
}

char *
reeve_law_control_dup_text (ReeveLawControl *self)
{
  if (GTK_IS_ENTRY (self->inner))
    return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->inner))));
  if (GTK_IS_TEXT_VIEW (self->inner))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->inner));
      GtkTextIter start, end;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
    }
  return g_strstrip (g_strdup (self->text != NULL ? self->text : ""));
}

static void
set_up (ReeveLawControl *self, ReeveOrdinance *ordinance, ReeveDay day)
{
  self->bases = self->frame = NULL;
  switch (self->kind)
    {
    case REEVE_LAW_LINE:
      make_line (self);
      break;
    case REEVE_LAW_TEXT:
    case REEVE_LAW_EXPRESSION:
      make_text (self);
      break;
    case REEVE_LAW_CHOICE:
      make_choice (self);
      break;
    case REEVE_LAW_AMOUNT:
      make_amount (self, ordinance, day);
      break;
    case REEVE_LAW_RANGE:
      make_range (self, ordinance, day);
      break;
    case REEVE_LAW_DEADLINE:
      make_deadline (self, ordinance, day);
      break;
    case REEVE_LAW_CONDITION:
    default:
      self->inner = reeve_rule_editor_new (self->name);
      g_signal_connect_swapped (self->inner, "edited", G_CALLBACK (condition_cb), self);
      adw_bin_set_child (ADW_BIN (self), self->inner);
      break;
    }
}

void
reeve_law_control_show (ReeveLawControl *self, ReeveOrdinance *ordinance, ReeveAbout about, ReeveDay day, const char *text, gboolean editable)
{
  g_autofree char *now = text == NULL ? NULL : g_strstrip (g_strdup (text)), *before = NULL;
  gboolean fresh, plain;

  g_return_if_fail (REEVE_IS_LAW_CONTROL (self));
  before = self->inner == NULL ? NULL : reeve_law_control_dup_text (self);
  fresh = self->inner == NULL || editable != self->editable;
  plain = self->kind == REEVE_LAW_LINE || self->kind == REEVE_LAW_TEXT || self->kind == REEVE_LAW_EXPRESSION || self->kind == REEVE_LAW_CONDITION;
  self->editable = editable;
  self->setting = TRUE;
  if (fresh || (!plain && g_strcmp0 (before, now != NULL ? now : "") != 0) || (self->kind == REEVE_LAW_DEADLINE && GTK_IS_BUTTON (self->inner) && now != NULL))
    {
      take_text (self, now);
      set_up (self, ordinance, day);
    }
  if (GTK_IS_ENTRY (self->inner))
    {
      gtk_editable_set_editable (GTK_EDITABLE (self->inner), editable);
      if (g_strcmp0 (before, now != NULL ? now : "") != 0)
        gtk_editable_set_text (GTK_EDITABLE (self->inner), now != NULL ? now : "");
    }
  else if (GTK_IS_TEXT_VIEW (self->inner))
    {
      gtk_text_view_set_editable (GTK_TEXT_VIEW (self->inner), editable);
      if (fresh || g_strcmp0 (before, now != NULL ? now : "") != 0)
        gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->inner)), now != NULL ? now : "", -1);
    }
  else if (REEVE_IS_RULE_EDITOR (self->inner))
    {
      take_text (self, now);
      reeve_rule_editor_show (REEVE_RULE_EDITOR (self->inner), ordinance, about, now, day, editable);
    }
  self->setting = FALSE;
}

void
reeve_law_control_flush (ReeveLawControl *self)
{
  if (REEVE_IS_RULE_EDITOR (self->inner))
    reeve_rule_editor_flush (REEVE_RULE_EDITOR (self->inner));
}

void
reeve_law_control_set_wrong (ReeveLawControl *self, const char *message)
{
  GtkWidget *widget = self->frame != NULL ? self->frame : self->inner;

  gtk_widget_set_tooltip_text (widget, message);
  if (message != NULL)
    gtk_widget_add_css_class (widget, "wrong");
  else
    gtk_widget_remove_css_class (widget, "wrong");
}

static void
reeve_law_control_dispose (GObject *object)
{
  ReeveLawControl *self = REEVE_LAW_CONTROL (object);

  self->setting = TRUE;
  adw_bin_set_child (ADW_BIN (self), NULL);
  self->inner = NULL;
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->amount, g_free);
  G_OBJECT_CLASS (reeve_law_control_parent_class)->dispose (object);
}

static void
reeve_law_control_class_init (ReeveLawControlClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_law_control_dispose;
  g_signal_new ("typed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
reeve_law_control_init (ReeveLawControl *self)
{
}

GtkWidget *
reeve_law_control_new (ReeveLawKind kind, const char *name, const ReeveLawChoice *choices, ReeveType type)
{
  ReeveLawControl *self = g_object_new (REEVE_TYPE_LAW_CONTROL, NULL);

  gtk_widget_add_css_class (GTK_WIDGET (self), "law-control");
  self->kind = kind;
  self->name = g_strdup (name);
  self->choices = choices;
  self->type = type;
  return GTK_WIDGET (self);
}
