/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line of a finding. The explanation is computed when it is first asked for. A decision is written at once and can be undone; the word
 * "violation" appears only after one. */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "reeve-explanation.h"
#include "reeve-finding-row.h"
#include "reeve-record.h"
#include "reeve-settings.h"
#include "reeve-step-row.h"
#include "reeve-symbol-image.h"
#include "reeve-wording.h"
#include "reeve-wrap-box.h"

struct _ReeveFindingRow
{
  GtkBox parent_instance;

  ReeveCaseFile *file;
  gint64 business;
  GPtrArray *findings;
  const ReeveFindingItem *item;
  char *key;

  GtkWidget *head, *arrow, *body;
  GtkWidget *explanation;       /* NULL until it is read */
  char *as_text;
  gboolean open, reading;
};

enum { OPENED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReeveFindingRow, reeve_finding_row, GTK_TYPE_BOX)

/* --- decisions --- */

typedef struct
{
  gint64 business;
  ReeveDay day;
  ReeveDecisionKind kind;
  char *ordinance, *provision, *reason, *until, *who;
} DecideJob;

static void
decide_job_free (gpointer data)
{
  DecideJob *job = data;

  g_free (job->ordinance);
  g_free (job->provision);
  g_free (job->reason);
  g_free (job->until);
  g_free (job->who);
  g_free (job);
}

static gboolean
decide (ReeveTxn *txn, gpointer data, GError **error)
{
  const DecideJob *job = data;

  return reeve_decide (txn, REEVE_ABOUT_BUSINESS, job->business, job->ordinance, job->provision, job->kind, job->reason, job->until, job->who,
                       job->day, error);
}

static void
write_decision (ReeveFindingRow *self, ReeveDecisionKind kind, const char *reason, const char *until)
{
  DecideJob *job = g_new0 (DecideJob, 1);
  g_autofree char *name = NULL;
  const char *toast = NULL;

  job->business = self->business;
  job->day = reeve_case_file_get_day (self->file);
  job->kind = kind;
  job->ordinance = g_strdup (self->item->ordinance);
  job->provision = g_strdup (self->item->provision);
  job->reason = g_strdup (reason);
  job->until = g_strdup (until);
  job->who = g_strdup (reeve_db_get_user (reeve_case_file_get_db (self->file)));
  switch (kind)
    {
    case REEVE_DECISION_CONFIRMED:
      /* Translators: in the history; %s is a citation */
      name = g_strdup_printf (_("Confirm the violation of %s"), self->item->citation);
      toast = _("Violation confirmed.");
      break;
    case REEVE_DECISION_DISMISSED:
      name = g_strdup_printf (_("Decide that %s is not violated"), self->item->citation);
      toast = _("Decided: not a violation.");
      break;
    case REEVE_DECISION_EXEMPTED:
      name = g_strdup_printf (_("Exempt from %s"), self->item->citation);
      toast = _("Exempted.");
      break;
    case REEVE_DECISION_WITHDRAWN:
    default:
      name = g_strdup_printf (_("Take back the decision on %s"), self->item->citation);
      toast = _("Decision taken back.");
      break;
    }
  reeve_case_file_write (self->file, name, decide, job, decide_job_free, toast, NULL, NULL);
}

typedef struct { ReeveFindingRow *row; ReeveDecisionKind kind; GtkEditable *reason, *until; GtkLabel *problem; } Question;

static void
question_free (gpointer data, GClosure *closure)
{
  g_object_unref (((Question *) data)->row);
  g_free (data);
}

/* The day as typed: canonical, NULL when empty; FALSE when it is no day. */
static gboolean
read_until (Question *question, char **ret_until)
{
  const ReeveTableInfo *table = reeve_schema_find_table ("decision");
  const char *typed = question->until == NULL ? "" : gtk_editable_get_text (question->until);
  g_autoptr (GError) error = NULL;

  *ret_until = NULL;
  if (*typed == '\0')
    return TRUE;
  *ret_until = reeve_field_parse (&table->fields[reeve_table_find_field (table, "until_date")], typed, &error);
  gtk_label_set_text (question->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (question->problem), error != NULL);
  return *ret_until != NULL;
}

static void
question_changed_cb (AdwMessageDialog *dialog)
{
  Question *question = g_object_get_data (G_OBJECT (dialog), "question");
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (question->reason))), *until = NULL;

  adw_message_dialog_set_response_enabled (dialog, "decide", read_until (question, &until) && *reason != '\0');
}

static void
question_response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (question->reason))), *until = NULL;

  if (strcmp (response, "decide") == 0 && *reason != '\0' && read_until (question, &until))
    write_decision (question->row, question->kind, reason, until);
}

static GtkWidget *
labelled_entry (GtkWidget *box, const char *title, const char *hint)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, NULL);
  GtkWidget *entry = g_object_new (GTK_TYPE_ENTRY, "placeholder-text", hint, "activates-default", TRUE, NULL);

  gtk_widget_add_css_class (label, "field-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (question_changed_cb), g_object_get_data (G_OBJECT (box), "dialog"));
  return entry;
}

/* Dismissing and exempting need a reason, which stays with the decision. */
static void
ask_reason (ReeveFindingRow *self, ReeveDecisionKind kind)
{
  gboolean exempt = kind == REEVE_DECISION_EXEMPTED;
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), exempt ? _("Exempt from this provision?") : _("Not a violation?"),
                                              self->item->title);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  Question *question = g_new0 (Question, 1);

  question->row = g_object_ref (self);
  question->kind = kind;
  g_object_set_data (G_OBJECT (box), "dialog", dialog);
  g_object_set_data (G_OBJECT (dialog), "question", question);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "decide", exempt ? _("_Exempt") : _("_Not a violation"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "decide", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "decide", FALSE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "decide");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  question->problem = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "visible", FALSE, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (question->problem), "wrong-text");
  question->reason = GTK_EDITABLE (labelled_entry (box, exempt ? _("Ground and proof") : _("Reason"), _("what the decision rests on")));
  if (exempt)
    question->until = GTK_EDITABLE (labelled_entry (box, _("Until"), _("year-month-day, or empty")));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (question->problem));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  g_signal_connect_data (dialog, "response", G_CALLBACK (question_response_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
may_decide (ReeveFindingRow *self)
{
  return !reeve_case_file_is_read_only (self->file) && self->item->decision == NULL
         && (self->item->shown == REEVE_SHOWN_NOT_MET || self->item->shown == REEVE_SHOWN_GROUNDS || self->item->shown == REEVE_SHOWN_PENDING);
}

static void
confirm_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (may_decide (REEVE_FINDING_ROW (widget)))
    write_decision (REEVE_FINDING_ROW (widget), REEVE_DECISION_CONFIRMED, NULL, NULL);
}

static void
dismiss_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (may_decide (REEVE_FINDING_ROW (widget)))
    ask_reason (REEVE_FINDING_ROW (widget), REEVE_DECISION_DISMISSED);
}

static void
exempt_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (may_decide (REEVE_FINDING_ROW (widget)))
    ask_reason (REEVE_FINDING_ROW (widget), REEVE_DECISION_EXEMPTED);
}

static void
withdraw_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  write_decision (REEVE_FINDING_ROW (widget), REEVE_DECISION_WITHDRAWN, NULL, NULL);
}

/* --- where a fact leads --- */

/* The tab of the business's detail that shows records of a table, or NULL. */
static const char *
tab_of (const char *table)
{
  static const struct { const char *table, *tab; } tabs[] = {
    { "business", "details" }, { "business_name", "details" }, { "opening_hours", "details" }, { "premises", "details" }, { "occupancy", "history" },
    { "employment", "people" }, { "practitioner", "people" }, { "ownership", "people" }, { "party", "people" }, { "licence", "licences" },
    { "licence_status", "licences" }, { "complaint", "complaints" }, { "inspection", "inspections" }, { "inspection_item", "inspections" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    if (g_str_equal (tabs[i].table, table))
      return tabs[i].tab;
  return NULL;
}

/* "licence:12": its tab; a complaint or a visit: its own page; a place or a zone: the map. */
static void
open_record_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (GStrv) parts = g_strsplit (g_variant_get_string (parameter, NULL), ":", 2);
  const char *table = parts[0], *tab = table == NULL ? NULL : tab_of (table);
  gint64 id = table == NULL || parts[1] == NULL ? 0 : g_ascii_strtoll (parts[1], NULL, 10);

  if (table == NULL)
    return;
  if (g_str_equal (table, "complaint") || g_str_equal (table, "inspection"))
    gtk_widget_activate_action (widget, g_str_equal (table, "complaint") ? "win.go-complaint" : "win.go-inspection", "x", id);
  else if (g_str_equal (table, "place") || g_str_equal (table, "zone"))
    gtk_widget_activate_action (widget, "win.page", "s", "map");
  else
    gtk_widget_activate_action (widget, "win.go-tab", "s", tab != NULL ? tab : "details");
}

/* "observed.front-door" is asked on a visit; "business.staff.licence" is seen on the tab of what it goes through. */
static void
settle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const struct { const char *part, *tab; } parts[] = {
    { "staff", "people" }, { "employment", "people" }, { "practitioner", "people" }, { "principal", "people" }, { "owner", "people" },
    { "licence", "licences" }, { "occupa", "history" }, { "complaint", "complaints" }, { "inspection", "inspections" },
  };
  const char *path = g_variant_get_string (parameter, NULL), *tab = "details";

  if (strstr (path, "observed.") != NULL)
    {
      gtk_widget_activate_action (widget, "win.plan-inspection", NULL);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (path, parts[i].part) != NULL)
      {
        tab = parts[i].tab;
        break;
      }
  gtk_widget_activate_action (widget, "win.go-tab", "s", tab);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveFindingRow *self = REEVE_FINDING_ROW (widget);

  if (self->as_text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->as_text);
  reeve_case_file_toast (self->file, _("The explanation is copied as text."), 0);
}

static GtkWidget *
action_button (const char *label, const char *key, const char *action)
{
  GtkWidget *button = reeve_key_button_new (label, key);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
decision_row_new (ReeveFindingRow *self)
{
  GtkWidget *box = reeve_wrap_box_new (6, 6), *copy;
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", self->item->decision != NULL ? self->item->decision : _("nobody has decided yet"),
                                   "xalign", 0.0, "wrap", TRUE, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_widget_add_css_class (label, "caption-2");
  if (may_decide (self))
    {
      GtkWidget *confirm = action_button (self->item->shown == REEVE_SHOWN_GROUNDS ? _("Confirm the grounds") : _("Confirm violation"), "C", "finding.confirm");
      gtk_widget_add_css_class (confirm, "suggested-action");
      reeve_wrap_box_append (REEVE_WRAP_BOX (box), confirm);
      reeve_wrap_box_append (REEVE_WRAP_BOX (box), action_button (_("Not a violation…"), "D", "finding.dismiss"));
      reeve_wrap_box_append (REEVE_WRAP_BOX (box), action_button (_("Exempt…"), "E", "finding.exempt"));
    }
  if (self->item->decision != NULL)
    gtk_widget_add_css_class (label, "fact-value");
  else
    gtk_widget_add_css_class (label, "secondary");
  if (self->item->decision != NULL || may_decide (self))
    reeve_wrap_box_append (REEVE_WRAP_BOX (box), label);
  else
    g_object_unref (g_object_ref_sink (label));
  if (self->item->decision != NULL && !reeve_case_file_is_read_only (self->file))
    reeve_wrap_box_append (REEVE_WRAP_BOX (box), action_button (_("Take it back"), NULL, "finding.withdraw"));
  copy = action_button (_("Copy as text"), NULL, "finding.copy");
  gtk_widget_add_css_class (copy, "flat");
  gtk_widget_set_tooltip_text (copy, _("The whole explanation, to paste into a letter (Ctrl+C)"));
  reeve_wrap_box_append (REEVE_WRAP_BOX (box), copy);
  gtk_widget_set_margin_top (box, 4);
  return box;
}

/* --- explanation --- */

typedef struct { gint64 business; ReeveDay day, known_on; char *provision; } ExplainJob;

static void
explain_job_free (gpointer data)
{
  g_free (((ExplainJob *) data)->provision);
  g_free (data);
}

static gpointer
explain (ReeveConn *conn, gpointer data, GError **error)
{
  const ExplainJob *job = data;

  return reeve_explanation_read (conn, job->business, job->day, job->known_on, job->provision, error);
}

static void
explain_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReeveFindingRow) self = user_data;
  g_autoptr (GError) error = NULL;
  ReeveExplanation *explanation = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, &error);

  self->reading = FALSE;
  if (self->body == NULL)
    {
      g_clear_pointer (&explanation, reeve_explanation_free);
      return;
    }
  if (explanation == NULL)
    {
      GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", error != NULL ? error->message : _("There is no explanation."), "xalign", 0.0, "wrap", TRUE, NULL);
      gtk_box_append (GTK_BOX (self->body), label);
      return;
    }
  self->explanation = reeve_explanation_widget_new (explanation, self->item);
  gtk_box_append (GTK_BOX (self->body), self->explanation);
  gtk_box_append (GTK_BOX (self->body), decision_row_new (self));
  g_free (self->as_text);
  self->as_text = g_steal_pointer (&explanation->as_text);
  reeve_explanation_free (explanation);
}

static void
head_clicked_cb (ReeveFindingRow *self)
{
  reeve_finding_row_set_open (self, !self->open);
  g_signal_emit (self, signals[OPENED], 0);
}

static gboolean
letters_on (void)
{
  GSettings *settings = reeve_settings_get ();

  return settings == NULL || g_settings_get_boolean (settings, "letter-keys");
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, ReeveFindingRow *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if ((state & GDK_CONTROL_MASK) != 0 && keyval == GDK_KEY_c && self->as_text != NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "finding.copy", NULL);
      return GDK_EVENT_STOP;
    }
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Right || keyval == GDK_KEY_Left)
    {
      if (self->open == ((keyval == GDK_KEY_Right) != rtl))
        return GDK_EVENT_PROPAGATE;
      head_clicked_cb (self);
      return GDK_EVENT_STOP;
    }
  if (!letters_on () || !self->open)
    return GDK_EVENT_PROPAGATE;
  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_c:
      confirm_action (GTK_WIDGET (self), NULL, NULL);
      return GDK_EVENT_STOP;
    case GDK_KEY_d:
      dismiss_action (GTK_WIDGET (self), NULL, NULL);
      return GDK_EVENT_STOP;
    case GDK_KEY_e:
      exempt_action (GTK_WIDGET (self), NULL, NULL);
      return GDK_EVENT_STOP;
    case GDK_KEY_k:
      if (self->explanation != NULL)
        reeve_explanation_widget_settle (self->explanation);
      return GDK_EVENT_STOP;
    case GDK_KEY_h:
      if (self->explanation != NULL)
        reeve_explanation_widget_toggle_trace (self->explanation);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static char *
word_age (ReeveFindingRow *self)
{
  ReeveDay since;
  int days;

  if (self->item->decision != NULL)
    return g_strdup (_("decided"));
  if (self->item->since == NULL || self->item->shown >= REEVE_SHOWN_MET || !reeve_day_parse (self->item->since, -1, &since))
    return NULL;
  days = reeve_case_file_get_day (self->file) - since;
  if (days <= 0)
    return g_strdup (_("new today"));
  return g_strdup_printf (ngettext ("%d day", "%d days", days), days);
}

static void
make_head (ReeveFindingRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *title, *citation;
  g_autofree char *age = word_age (self), *label = NULL;

  self->head = gtk_button_new ();
  self->arrow = g_object_new (GTK_TYPE_IMAGE, "icon-name", "pan-end-symbolic", "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  citation = g_object_new (GTK_TYPE_LABEL, "label", self->item->citation, "xalign", 0.0, "width-chars", 10, "max-width-chars", 16, "ellipsize",
                           PANGO_ELLIPSIZE_END, NULL);
  title = g_object_new (GTK_TYPE_LABEL, "label", self->item->title, "xalign", 0.0, "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_add_css_class (citation, "secondary");
  gtk_widget_add_css_class (citation, "numeric");
  gtk_widget_add_css_class (title, "finding-title");
  gtk_box_append (GTK_BOX (box), self->arrow);
  gtk_box_append (GTK_BOX (box), g_object_new (REEVE_TYPE_SYMBOL_IMAGE, "size", 16, "shown", self->item->shown, "accessible-role",
                                               GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_box_append (GTK_BOX (box), citation);
  gtk_box_append (GTK_BOX (box), title);
  if (age != NULL)
    {
      GtkWidget *end = gtk_label_new (age);
      gtk_widget_add_css_class (end, "secondary");
      gtk_widget_add_css_class (end, "caption-2");
      gtk_box_append (GTK_BOX (box), end);
    }
  gtk_button_set_child (GTK_BUTTON (self->head), box);
  gtk_widget_add_css_class (self->head, "finding-head");
  /* Translators: a finding read aloud: citation, title, outcome */
  label = g_strdup_printf (_("%s, %s, %s"), self->item->citation, self->item->title, reeve_shown_word (self->item->shown));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->head), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (self->head, self->item->title);
  g_signal_connect_swapped (self->head, "clicked", G_CALLBACK (head_clicked_cb), self);
  gtk_box_append (GTK_BOX (self), self->head);
}

static void
reeve_finding_row_dispose (GObject *object)
{
  ReeveFindingRow *self = REEVE_FINDING_ROW (object);

  self->body = NULL;
  self->explanation = NULL;
  g_clear_object (&self->file);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->as_text, g_free);
  G_OBJECT_CLASS (reeve_finding_row_parent_class)->dispose (object);
}

static void
reeve_finding_row_class_init (ReeveFindingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_finding_row_dispose;
  signals[OPENED] = g_signal_new ("opened", REEVE_TYPE_FINDING_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "finding.confirm", NULL, confirm_action);
  gtk_widget_class_install_action (widget_class, "finding.dismiss", NULL, dismiss_action);
  gtk_widget_class_install_action (widget_class, "finding.exempt", NULL, exempt_action);
  gtk_widget_class_install_action (widget_class, "finding.withdraw", NULL, withdraw_action);
  gtk_widget_class_install_action (widget_class, "finding.open-record", "s", open_record_action);
  gtk_widget_class_install_action (widget_class, "finding.settle", "s", settle_action);
  gtk_widget_class_install_action (widget_class, "finding.copy", NULL, copy_action);
}

static void
reeve_finding_row_init (ReeveFindingRow *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "finding");
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}

GtkWidget *
reeve_finding_row_new (ReeveCaseFile *file, gint64 business, GPtrArray *findings, const ReeveFindingItem *item)
{
  ReeveFindingRow *self = g_object_new (REEVE_TYPE_FINDING_ROW, NULL);

  self->file = g_object_ref (file);
  self->business = business;
  self->findings = g_ptr_array_ref (findings);
  self->item = item;
  self->key = g_strjoin ("/", item->ordinance, item->provision, NULL);
  make_head (self);
  return GTK_WIDGET (self);
}

const char *
reeve_finding_row_get_key (ReeveFindingRow *self)
{
  g_return_val_if_fail (REEVE_IS_FINDING_ROW (self), NULL);
  return self->key;
}

gboolean
reeve_finding_row_get_open (ReeveFindingRow *self)
{
  g_return_val_if_fail (REEVE_IS_FINDING_ROW (self), FALSE);
  return self->open;
}

void
reeve_finding_row_set_open (ReeveFindingRow *self, gboolean open)
{
  g_return_if_fail (REEVE_IS_FINDING_ROW (self));
  if (self->open == open)
    return;
  self->open = open;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow), open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->head), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
  if (open)
    gtk_widget_add_css_class (GTK_WIDGET (self), "open");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "open");
  if (self->body == NULL)
    {
      self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
      gtk_widget_add_css_class (self->body, "finding-body");
      gtk_box_append (GTK_BOX (self), self->body);
    }
  gtk_widget_set_visible (self->body, open);
  if (open && self->explanation == NULL && !self->reading)
    {
      ExplainJob *job = g_new0 (ExplainJob, 1);

      self->reading = TRUE;
      job->business = self->business;
      job->day = reeve_case_file_get_day (self->file);
      job->known_on = reeve_case_file_get_known_on (self->file);
      job->provision = g_strdup (self->item->provision);
      reeve_case_file_read_async (self->file, REEVE_LANE_DETAIL, explain, job, explain_job_free, (GDestroyNotify) reeve_explanation_free, NULL,
                                  explain_cb, g_object_ref (self));
    }
}

gboolean
reeve_finding_row_is_explained (ReeveFindingRow *self)
{
  g_return_val_if_fail (REEVE_IS_FINDING_ROW (self), FALSE);
  return self->explanation != NULL;
}
