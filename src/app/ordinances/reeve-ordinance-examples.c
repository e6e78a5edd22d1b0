/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an example expects is changed in the text by the smallest span; nothing is decided here. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-mutation.h"
#include "reeve-ordinance-examples.h"
#include "reeve-record-picker.h"
#include "reeve-shown.h"
#include "reeve-step-row.h"
#include "reeve-symbol-image.h"
#include "reeve-wording.h"

#define INDENT 16
#define HINT_PAUSE 700   /* ms without a change after which it is asked what the examples leave open */
#define HINTS_SHOWN 3

struct _ReeveOrdinanceExamples
{
  AdwBin parent_instance;

  ReeveDraft *draft;
  char *provision;
  gboolean editable;
  GtkLabel *ran;
  GtkBox *list;
  int first;               /* index of the first shown; -1 = none */
  ReeveCaseFile *file;
  GtkBox *hints;
  guint hint_pause, asked; /* asked: number of the last question; older answers are late */
};

G_DEFINE_FINAL_TYPE (ReeveOrdinanceExamples, reeve_ordinance_examples, ADW_TYPE_BIN)

static ReeveShown
shown_of (ReeveOutcome outcome)
{
  switch (outcome)
    {
    case REEVE_OUTCOME_VIOLATION:
      return REEVE_SHOWN_NOT_MET;
    case REEVE_OUTCOME_GROUNDS:
      return REEVE_SHOWN_GROUNDS;
    case REEVE_OUTCOME_PENDING:
      return REEVE_SHOWN_PENDING;
    case REEVE_OUTCOME_INSUFFICIENT:
      return REEVE_SHOWN_NOT_KNOWN;
    case REEVE_OUTCOME_COMPLIANT:
    case REEVE_OUTCOME_NO_GROUNDS:
      return REEVE_SHOWN_MET;
    case REEVE_OUTCOME_NOT_APPLICABLE:
    case REEVE_N_OUTCOMES:
    default:
      return REEVE_SHOWN_NOT_APPLICABLE;
    }
}

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "max-width-chars", 30, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
outcome_line_new (const char *word, ReeveOutcome outcome)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *name = label_new (word, "secondary");

  gtk_label_set_width_chars (GTK_LABEL (name), 7);
  gtk_widget_add_css_class (name, "caption-2");
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), reeve_symbol_image_new (shown_of (outcome), 14));
  gtk_box_append (GTK_BOX (line), label_new (reeve_shown_word (shown_of (outcome)), "field-label"));
  return line;
}

static void
show_window (ReeveOrdinanceExamples *self, const char *title, GtkWidget *content)
{
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "title", title, "modal", TRUE, "default-width", 640, "default-height", 520, "transient-for",
                                    gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_set_margin_start (content, 16);
  gtk_widget_set_margin_end (content, 16);
  gtk_widget_set_margin_top (content, 8);
  gtk_widget_set_margin_bottom (content, 16);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), content);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_window_present (GTK_WINDOW (window));
}

static void
walk_through (ReeveOrdinanceExamples *self, guint index)
{
  g_autoptr (ReeveTrace) trace = reeve_draft_walk_through (self->draft, self->provision, index);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  const GPtrArray *lines;

  if (trace == NULL)
    {
      gtk_box_append (GTK_BOX (box), label_new (_("No version of this provision is in force that day."), NULL));
      show_window (self, _("Walk through"), box);
      return;
    }
  gtk_box_append (GTK_BOX (box), label_new (reeve_trace_get_sentence (trace), "answer"));
  lines = reeve_trace_get_lines (trace);
  for (guint i = 0; i < lines->len; i++)
    {
      const ReeveTraceLine *line = g_ptr_array_index (lines, i);
      /* Translators: a condition or a fact and what it came to */
      g_autofree char *words = g_strdup_printf (C_("condition, value", "%s: %s"), line->text, line->value != NULL ? line->value : reeve_truth_name (line->truth));
      GtkWidget *label = label_new (words, "trace-line");

      if (line->deciding)
        gtk_widget_add_css_class (label, "deciding");
      gtk_widget_set_margin_start (label, line->depth * INDENT);
      gtk_box_append (GTK_BOX (box), label);
    }
  show_window (self, _("Walk through"), box);
}

static void
walk_clicked_cb (GtkWidget *button, ReeveOrdinanceExamples *self)
{
  walk_through (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index")));
}

static void
expect_clicked_cb (GtkWidget *button, ReeveOrdinanceExamples *self)
{
  g_autofree char *path = g_strdup_printf ("provisions/%s/examples/%u/expect", self->provision, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index")));
  g_autoptr (ReeveEdit) edit = reeve_edit_set (reeve_draft_get_text (self->draft), path, g_object_get_data (G_OBJECT (button), "outcome"), NULL);

  if (edit == NULL)
    return;
  reeve_draft_apply (self->draft, edit);
  g_signal_emit_by_name (self, "edited");
}

static GtkWidget *
button_new (ReeveOrdinanceExamples *self, const char *text, const char *key, guint index, GCallback clicked)
{
  GtkWidget *button = reeve_key_button_new (text, key);

  gtk_widget_add_css_class (button, "card-button");
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect (button, "clicked", clicked, self);
  return button;
}

static GtkWidget *
row_new (ReeveOrdinanceExamples *self, const ReeveExampleRun *run, gboolean first)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *buttons;
  GtkWidget *icon = gtk_image_new_from_icon_name (run->passed ? "emblem-ok-symbolic" : "process-stop-symbolic");
  g_autofree char *day = reeve_word_day (run->day, FALSE), *on = NULL;
  ReeveOutcome expected;

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, run->passed ? _("Passes") : _("Fails"), -1);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, run->passed ? "outcome-met" : "outcome-not-met");
  gtk_box_append (GTK_BOX (head), icon);
  gtk_box_append (GTK_BOX (head), label_new (run->example->name, "field-label"));
  gtk_box_append (GTK_BOX (row), head);
  /* Translators: %s is a day */
  on = g_strdup_printf (_("on %s"), day);
  gtk_box_append (GTK_BOX (row), label_new (on, "caption-2"));
  if (reeve_outcome_from_name (run->example->expect, &expected))
    gtk_box_append (GTK_BOX (row), outcome_line_new (_("expect"), expected));
  if (!run->passed)
    {
      gtk_box_append (GTK_BOX (row), outcome_line_new (_("got"), run->outcome));
      if (run->sentence != NULL)
        gtk_box_append (GTK_BOX (row), label_new (run->sentence, "caption-2"));
    }
  buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  if (!run->passed && self->editable)
    {
      GtkWidget *expect = button_new (self, _("Expect this"), NULL, run->index, G_CALLBACK (expect_clicked_cb));

      g_object_set_data (G_OBJECT (expect), "outcome", (gpointer) reeve_outcome_name (run->outcome));
      gtk_box_append (GTK_BOX (buttons), expect);
    }
  gtk_box_append (GTK_BOX (buttons), button_new (self, _("Walk through"), first ? "F7" : NULL, run->index, G_CALLBACK (walk_clicked_cb)));
  gtk_box_append (GTK_BOX (row), buttons);
  gtk_widget_add_css_class (row, "example-row");
  return row;
}

/* ---- what the examples leave open ----------------------------------------------------------------------------------------------- */

typedef struct { ReeveOrdinance *ordinance; char *provision; guint asked; } Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  reeve_ordinance_unref (question->ordinance);
  g_free (question->provision);
  g_free (question);
}

static void
find_open (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Question *question = data;

  g_task_return_pointer (task, reeve_mutations_run (question->ordinance, reeve_ordinance_find_provision (question->ordinance, question->provision)),
                         (GDestroyNotify) reeve_mutation_report_free);
}

/* "No example notices if 1,000 ft became 1,001 ft", and what would. */
static char *
open_words (const ReeveMutation *mutation)
{
  g_autofree char *what = NULL;

  if (mutation->before == NULL)
    return g_strdup (mutation->hint);
  what = mutation->after != NULL ? g_strdup_printf (_("No example notices if '%s' became '%s'."), mutation->before, mutation->after)
                                 : g_strdup_printf (_("No example notices if '%s' were left out."), mutation->before);
  /* Translators: what no example notices, and an example that would: two sentences */
  return g_strdup_printf (C_ ("two sentences", "%s %s"), what, mutation->hint);
}

static void
all_open_cb (GtkWidget *button, ReeveOrdinanceExamples *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  const GPtrArray *all = g_object_get_data (G_OBJECT (button), "all");

  for (guint i = 0; i < all->len; i++)
    gtk_box_append (GTK_BOX (box), label_new (g_ptr_array_index (all, i), NULL));
  show_window (self, _("What the examples leave open"), box);
}

static void
show_hints (ReeveOrdinanceExamples *self, const ReeveMutationReport *report)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < report->survivors->len; i++)
    g_ptr_array_add (all, open_words (g_ptr_array_index (report->survivors, i)));
  if (report->untested->len > 0)
    gtk_box_append (self->hints, label_new (_("There is no example that passes, so nothing can be said yet."), "caption-2"));
  else if (all->len == 0 && report->n_killed > 0)
    gtk_box_append (self->hints, label_new (_("Every change to the rule is noticed by an example."), "caption-2"));
  for (guint i = 0; i < all->len && i < HINTS_SHOWN; i++)
    gtk_box_append (self->hints, label_new (g_ptr_array_index (all, i), "caption-2"));
  if (all->len > HINTS_SHOWN)
    {
      g_autofree char *words = g_strdup_printf (ngettext ("%u more that none notices", "%u more that none notices", all->len - HINTS_SHOWN), all->len - HINTS_SHOWN);
      GtkWidget *button = gtk_button_new_with_label (words);

      gtk_widget_add_css_class (button, "card-button");
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      g_object_set_data_full (G_OBJECT (button), "all", g_ptr_array_ref (all), (GDestroyNotify) g_ptr_array_unref);
      g_signal_connect (button, "clicked", G_CALLBACK (all_open_cb), self);
      gtk_box_append (self->hints, button);
    }
  g_ptr_array_unref (all);
}

static void
clear_hints (ReeveOrdinanceExamples *self)
{
  GtkWidget *child;

  while (self->hints != NULL && (child = gtk_widget_get_first_child (GTK_WIDGET (self->hints))) != NULL)
    gtk_box_remove (self->hints, child);
}

static void
open_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ReeveOrdinanceExamples *self = REEVE_ORDINANCE_EXAMPLES (source);
  Question *question = g_task_get_task_data (G_TASK (result));
  g_autoptr (ReeveMutationReport) report = g_task_propagate_pointer (G_TASK (result), NULL);

  if (report == NULL || self->hints == NULL || question->asked != self->asked)
    return;
  clear_hints (self);
  show_hints (self, report);
}

static gboolean
ask_open_cb (gpointer data)
{
  ReeveOrdinanceExamples *self = data;
  ReeveOrdinance *ordinance = self->draft == NULL ? NULL : reeve_draft_get_ordinance (self->draft);
  g_autoptr (GTask) task = NULL;
  Question *question;

  self->hint_pause = 0;
  if (ordinance == NULL || self->provision == NULL || reeve_ordinance_find_provision (ordinance, self->provision) == NULL)
    return G_SOURCE_REMOVE;
  question = g_new0 (Question, 1);
  question->ordinance = reeve_ordinance_ref (ordinance);
  question->provision = g_strdup (self->provision);
  question->asked = ++self->asked;
  task = g_task_new (self, NULL, open_found_cb, NULL);
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, find_open);
  return G_SOURCE_REMOVE;
}

/* ---- from a record -------------------------------------------------------------------------------------------------------------- */

/* A list with a second example of the same name would be hard to tell apart. */
static char *
free_name (ReeveOrdinanceExamples *self, const char *path, const char *yaml)
{
  g_auto (GStrv) names = reeve_edit_list (reeve_draft_get_text (self->draft), path, NULL);
  const char *end = strchr (yaml, '\n');
  g_autofree char *name = g_strndup (yaml + strlen ("name: \""), (gsize) (end - yaml) - strlen ("name: \"\"")), *now = g_strdup (name);

  for (guint i = 2; names != NULL && g_strv_contains ((const char *const *) names, now); i++)
    {
      g_free (now);
      now = g_strdup_printf ("%s (%u)", name, i);
    }
  return g_strdup_printf ("name: \"%s\"%s", now, end);
}

static void
made_cb (ReeveOrdinanceExamples *self, const char *yaml, ReeveRecordPicker *picker)
{
  g_autofree char *path = g_strdup_printf ("provisions/%s/examples", self->provision), *named = free_name (self, path, yaml);
  g_autoptr (GBytes) before = g_bytes_ref (reeve_draft_get_text (self->draft));
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveEdit) edit = reeve_edit_append (before, path, named, &error);
  g_autoptr (GPtrArray) runs = NULL;
  const ReeveExampleRun *last = NULL;

  if (edit == NULL)
    {
      reeve_record_picker_tell (picker, error->message);
      return;
    }
  reeve_draft_apply (self->draft, edit);
  runs = reeve_draft_run_examples (self->draft, self->provision);
  for (guint i = 0; i < runs->len; i++)
    if (last == NULL || ((ReeveExampleRun *) g_ptr_array_index (runs, i))->index > last->index)
      last = g_ptr_array_index (runs, i);
  if (reeve_draft_get_broken_line (self->draft) != 0 || last == NULL || !last->passed)
    {
      /* what is half known of a record cannot always be said in an example */
      reeve_draft_set_text (self->draft, before);
      reeve_record_picker_tell (picker, _("What is known of this record cannot be said in an example that comes to the same. Choose another."));
      return;
    }
  gtk_window_destroy (GTK_WINDOW (picker));
  g_signal_emit_by_name (self, "edited");
}

static void
record_clicked_cb (ReeveOrdinanceExamples *self)
{
  GtkWidget *picker;

  if (self->draft == NULL || self->file == NULL || reeve_draft_get_ordinance (self->draft) == NULL || reeve_draft_get_broken_line (self->draft) != 0)
    return;
  picker = reeve_record_picker_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->file, reeve_draft_get_ordinance (self->draft), self->provision);
  g_signal_connect_object (picker, "made", G_CALLBACK (made_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (picker));
}

static gboolean
is_about_business (ReeveOrdinanceExamples *self)
{
  const ReeveProvision *provision = reeve_ordinance_find_provision (reeve_draft_get_ordinance (self->draft), self->provision);

  return provision != NULL && ((ReeveProvisionVersion *) g_ptr_array_index (provision->versions, provision->versions->len - 1))->about == REEVE_ABOUT_BUSINESS;
}

static void
add_clicked_cb (ReeveOrdinanceExamples *self)
{
  reeve_ordinance_examples_add (self);
}

static GtkWidget *
foot_button_new (ReeveOrdinanceExamples *self, const char *words, const char *key, GCallback clicked)
{
  GtkWidget *button = reeve_key_button_new (words, key);

  gtk_widget_add_css_class (button, "card-button");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

/* What is below the examples: to add one, and what they leave open. */
static void
add_foot (ReeveOrdinanceExamples *self)
{
  GtkWidget *foot = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, "margin-top", 8, "margin-bottom", 12, "margin-start", 12,
                                  "margin-end", 12, NULL);

  if (self->editable)
    {
      gtk_box_append (GTK_BOX (foot), foot_button_new (self, _("Add an example"), _("Ctrl+Enter"), G_CALLBACK (add_clicked_cb)));
      if (self->file != NULL && is_about_business (self))
        gtk_box_append (GTK_BOX (foot), foot_button_new (self, _("Make one from a record..."), NULL, G_CALLBACK (record_clicked_cb)));
    }
  self->hints = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->hints));
  gtk_box_append (self->list, foot);
}

void
reeve_ordinance_examples_set_file (ReeveOrdinanceExamples *self, ReeveCaseFile *file)
{
  g_return_if_fail (REEVE_IS_ORDINANCE_EXAMPLES (self));
  g_set_object (&self->file, file);
}

void
reeve_ordinance_examples_show (ReeveOrdinanceExamples *self, ReeveDraft *draft, const char *provision, gboolean editable)
{
  g_autoptr (GPtrArray) runs = NULL;
  g_autofree char *ran = NULL, *id = g_strdup (provision);
  gint64 start = g_get_monotonic_time ();
  GtkWidget *child;
  guint passed = 0;

  g_return_if_fail (REEVE_IS_ORDINANCE_EXAMPLES (self));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  self->draft = draft;
  g_free (self->provision);
  self->provision = g_steal_pointer (&id);
  self->editable = editable;
  self->first = -1;
  self->hints = NULL;
  self->asked++;
  g_clear_handle_id (&self->hint_pause, g_source_remove);
  gtk_label_set_text (self->ran, "");
  if (draft == NULL || self->provision == NULL || reeve_draft_get_ordinance (draft) == NULL)
    return;
  runs = reeve_draft_run_examples (draft, self->provision);
  for (guint i = 0; i < runs->len; i++)
    {
      const ReeveExampleRun *run = g_ptr_array_index (runs, i);

      passed += run->passed;
      if (i == 0)
        self->first = run->index;
      gtk_box_append (self->list, row_new (self, run, i == 0));
    }
  /* Translators: how many examples pass, of how many, and the milliseconds it took to run them */
  ran = g_strdup_printf (_("%u of %u pass, ran in %u ms"), passed, runs->len, (guint) ((g_get_monotonic_time () - start) / 1000));
  gtk_label_set_text (self->ran, ran);
  if (runs->len == 0)
    gtk_box_append (self->list, label_new (_("No example yet. An example says what must come out for facts you choose."), "secondary"));
  add_foot (self);
  self->hint_pause = g_timeout_add (HINT_PAUSE, ask_open_cb, self);
  g_source_set_name_by_id (self->hint_pause, "reeve-ordinance-examples");
}

void
reeve_ordinance_examples_walk_through (ReeveOrdinanceExamples *self)
{
  g_return_if_fail (REEVE_IS_ORDINANCE_EXAMPLES (self));
  if (self->first >= 0)
    walk_through (self, self->first);
}

void
reeve_ordinance_examples_add (ReeveOrdinanceExamples *self)
{
  g_autofree char *path = NULL, *yaml = NULL;
  char day[REEVE_DAY_TEXT_SIZE];
  g_autoptr (ReeveEdit) edit = NULL;

  g_return_if_fail (REEVE_IS_ORDINANCE_EXAMPLES (self));
  if (!self->editable || self->provision == NULL)
    return;
  reeve_day_format (reeve_day_today (), day);
  path = g_strdup_printf ("provisions/%s/examples", self->provision);
  yaml = g_strdup_printf ("name: nothing is known\non: %s\nexpect: insufficient", day);
  edit = reeve_edit_append (reeve_draft_get_text (self->draft), path, yaml, NULL);
  if (edit == NULL)
    return;
  reeve_draft_apply (self->draft, edit);
  g_signal_emit_by_name (self, "edited");
}

static void
reeve_ordinance_examples_dispose (GObject *object)
{
  ReeveOrdinanceExamples *self = REEVE_ORDINANCE_EXAMPLES (object);

  g_clear_handle_id (&self->hint_pause, g_source_remove);
  self->hints = NULL;
  g_clear_object (&self->file);
  g_clear_pointer (&self->provision, g_free);
  G_OBJECT_CLASS (reeve_ordinance_examples_parent_class)->dispose (object);
}

static void
reeve_ordinance_examples_class_init (ReeveOrdinanceExamplesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_ordinance_examples_dispose;
  g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
reeve_ordinance_examples_init (ReeveOrdinanceExamples *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *scroller = gtk_scrolled_window_new ();
  GtkWidget *title = label_new (_("Examples"), NULL);

  self->first = -1;
  self->ran = GTK_LABEL (label_new ("", NULL));
  self->list = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->ran));
  gtk_widget_add_css_class (head, "section-bar");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_bin_set_child (ADW_BIN (self), box);
}
