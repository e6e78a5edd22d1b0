/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A visit from its plan to its end. The basis comes first: without a reason it is not planned, without a legal basis nothing can be answered.
 * Finishing tells what the answers changed in the findings, met as readily as not met. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-checklist-view.h"
#include "reeve-findings.h"
#include "reeve-inspection-form.h"
#include "reeve-new-visit.h"
#include "reeve-wording.h"

struct _ReeveInspectionForm
{
  AdwBin parent_instance;

  GtkLabel *title_label, *subtitle_label, *answered_label;
  GtkToggleButton *basis_tab, *questions_tab;
  GtkStack *tabs;
  ReeveRecordForm *form;
  ReeveChecklistView *checklist;
  GtkWidget *finish_button;
  ReevePlaceEntry *place;

  ReeveCaseFile *file;
  gboolean storing;
};

enum { STORED, FINISHED, GONE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReeveInspectionForm, reeve_inspection_form, ADW_TYPE_BIN)

static const char *const rows[] = {
  "@where", N_("#Why this visit"), "kind", "reason", "reason_text", "at", "announced", N_("#On what ground it is entered"), "legal_basis", "basis_words",
  "credentials_shown", "entry", "areas", "officers", N_("#How it ended"), "result", "note", NULL,
};

static const char *
value (ReeveInspectionForm *self, const char *field)
{
  return reeve_record_get (reeve_record_form_get_record (self->form), field);
}

static gint64
business_of (ReeveInspectionForm *self)
{
  return reeve_record_get_integer (reeve_record_form_get_record (self->form), "business_id", 0);
}

static gboolean
is_done (ReeveInspectionForm *self)
{
  return g_strcmp0 (value (self, "status"), "done") == 0;
}

static void
show_head (ReeveInspectionForm *self)
{
  ReeveConn *conn = reeve_case_file_get_conn (self->file);
  g_autofree char *who = reeve_place_describe (conn, 0, business_of (self)), *where = NULL, *kind = NULL, *day = NULL, *subtitle = NULL;
  const char *number = value (self, "number"), *at = value (self, "at");

  where = reeve_place_describe (conn, reeve_record_get_integer (reeve_record_form_get_record (self->form), "premises_id", 0), 0);
  gtk_label_set_text (self->title_label, who != NULL ? who : where != NULL ? where : _("New visit"));
  kind = reeve_word_value ("inspection", "kind", value (self, "kind"));
  day = reeve_word_date (at);
  subtitle = g_strdup_printf (_("Inspection %s, %s, %s"), number != NULL ? number : _("without a number"), value (self, "kind") == NULL ? _("kind not said") : kind, day);
  gtk_label_set_text (self->subtitle_label, subtitle);
}

static void
show_state (ReeveInspectionForm *self)
{
  gboolean read_only = reeve_case_file_is_read_only (self->file), kept = reeve_inspection_form_get_inspection (self) != 0;
  const char *barrier = NULL;
  g_autofree char *text = NULL;
  guint answered, all;

  if (read_only)
    barrier = _("This file is open for reading only.");
  else if (!kept)
    barrier = _("Say first why this visit is made: a reason is needed before it can be planned.");
  else if (value (self, "legal_basis") == NULL || g_str_equal (value (self, "legal_basis"), "none"))
    barrier = _("Record first on what ground the place is entered: consent, a licence condition or a warrant.");
  else if (is_done (self))
    barrier = _("This visit is finished. Its answers stay as they were given.");
  reeve_checklist_view_set_barrier (self->checklist, barrier);
  reeve_checklist_view_count (self->checklist, &answered, &all);
  if (!kept)
    text = g_strdup (_("Not planned yet: choose a place and a reason"));
  else
    text = g_strdup_printf (ngettext ("%u of %u question answered", "%u of %u questions answered", all), answered, all);
  gtk_label_set_text (self->answered_label, text);
  gtk_widget_set_sensitive (self->finish_button, kept && !is_done (self) && !read_only);
}

static void
load_checklist (ReeveInspectionForm *self)
{
  const char *at = value (self, "at");
  ReeveDay day = reeve_case_file_get_day (self->file);

  if (at != NULL)
    reeve_day_parse (at, 10, &day);
  if (reeve_inspection_form_get_inspection (self) != 0 && business_of (self) != 0)
    reeve_checklist_view_load (self->checklist, reeve_inspection_form_get_inspection (self), business_of (self), day);
  else
    reeve_checklist_view_clear (self->checklist);
}

/* A new visit goes into the file as soon as it has a place and a reason. */
static void
edited_cb (ReeveInspectionForm *self)
{
  const ReeveRecord *record = reeve_record_form_get_record (self->form);
  g_autofree char *name = NULL, *who = NULL;

  if (reeve_record_get_id (record) != 0)
    {
      show_head (self);
      show_state (self);
      return;
    }
  if (self->storing || reeve_record_get (record, "reason") == NULL
      || (business_of (self) == 0 && reeve_record_get (record, "premises_id") == NULL))
    return;
  who = reeve_place_describe (reeve_case_file_get_conn (self->file), 0, business_of (self));
  name = who == NULL ? g_strdup (_("Plan a visit")) : g_strdup_printf (_("Plan a visit to %s"), who);
  self->storing = reeve_record_form_store (self->form, name, NULL);
}

static void
placed_cb (ReeveInspectionForm *self)
{
  reeve_record_form_set_reference (self->form, "premises_id", reeve_place_entry_get_premises (self->place));
  reeve_record_form_set_reference (self->form, "business_id", reeve_place_entry_get_business (self->place));
  edited_cb (self);
  show_head (self);
  load_checklist (self);
}

static void
stored_cb (ReeveInspectionForm *self, gint64 id)
{
  self->storing = FALSE;
  show_head (self);
  load_checklist (self);
  show_state (self);
  g_signal_emit (self, signals[STORED], 0, id);
}

static void
answered_cb (ReeveInspectionForm *self)
{
  show_state (self);
}

static void
tab_cb (ReeveInspectionForm *self)
{
  gtk_stack_set_visible_child_name (self->tabs, gtk_toggle_button_get_active (self->basis_tab) ? "basis" : "questions");
}

/* What the answers changed: findings before and after, compared by provision. */

static gpointer
read_findings (ReeveConn *conn, gpointer data, GError **error)
{
  const gint64 *request = data;

  return reeve_findings_of_business (conn, request[0], (ReeveDay) request[1], error);
}

static void
free_findings (gpointer findings)
{
  g_ptr_array_unref (findings);
}

static void
read_findings_async (ReeveInspectionForm *self, GAsyncReadyCallback callback)
{
  gint64 request[2] = { business_of (self), reeve_case_file_get_day (self->file) };

  reeve_case_file_read_async (self->file, REEVE_LANE_DETAIL, read_findings, g_memdup2 (request, sizeof request), g_free, free_findings, NULL, callback,
                              g_object_ref (self));
}

static gboolean
is_undecided (ReeveShown shown)
{
  return shown == REEVE_SHOWN_NOT_KNOWN;
}

static char *
describe_difference (GPtrArray *before, GPtrArray *after)
{
  guint met = 0, not_met = 0, settled = 0;
  g_autofree char *met_text = NULL, *not_met_text = NULL, *settled_text = NULL;

  for (guint a = 0; a < after->len; a++)
    for (guint b = 0; b < before->len; b++)
      {
        const ReeveFindingItem *now = g_ptr_array_index (after, a), *then = g_ptr_array_index (before, b);

        if (g_strcmp0 (now->provision, then->provision) != 0 || g_strcmp0 (now->ordinance, then->ordinance) != 0 || now->shown == then->shown)
          continue;
        met += now->shown == REEVE_SHOWN_MET;
        not_met += now->shown == REEVE_SHOWN_NOT_MET;
        settled += is_undecided (then->shown) && !is_undecided (now->shown);
      }
  if (met + not_met + settled == 0)
    return g_strdup (_("Visit finished. No finding changed."));
  met_text = g_strdup_printf (ngettext ("%u newly met", "%u newly met", met), met);
  not_met_text = g_strdup_printf (ngettext ("%u newly not met", "%u newly not met", not_met), not_met);
  settled_text = g_strdup_printf (ngettext ("%u settled", "%u settled", settled), settled);
  return g_strdup_printf (_("Visit finished: %s, %s, %s."), met_text, not_met_text, settled_text);
}

static void
after_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveInspectionForm) self = data;
  g_autoptr (GPtrArray) after = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, NULL);
  GPtrArray *before = g_object_get_data (G_OBJECT (self), "findings-before");
  g_autofree char *text = NULL;

  if (after != NULL && before != NULL && self->file != NULL)
    {
      text = describe_difference (before, after);
      reeve_case_file_toast (self->file, text, 0);
    }
  g_object_set_data (G_OBJECT (self), "findings-before", NULL);
}

static void
before_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveInspectionForm) self = data;
  GPtrArray *before = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, NULL);

  if (before != NULL)
    g_object_set_data_full (G_OBJECT (self), "findings-before", before, free_findings);
}

/* Ends the visit. The answers have been kept one by one; what changes is the state, the time and the result. */
static void
end_visit (ReeveInspectionForm *self, const char *result)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (ReeveRecord) record = reeve_record_copy (reeve_record_form_get_record (self->form));
  g_autofree char *at = g_date_time_format (now, "%Y-%m-%dT%H:%M"), *name = NULL, *who = NULL;

  who = reeve_place_describe (reeve_case_file_get_conn (self->file), 0, business_of (self));
  name = g_strdup_printf (_("Finish the visit to %s"), who != NULL ? who : "");
  reeve_record_set (record, "status", "done");
  reeve_record_set (record, "ended_at", at);
  if (reeve_record_get (record, "at") == NULL)
    reeve_record_set (record, "at", at);
  if (result != NULL)
    reeve_record_set (record, "result", result);
  reeve_record_form_set_record (self->form, g_steal_pointer (&record));
  if (!reeve_record_form_store (self->form, name, NULL))
    return;
  if (business_of (self) != 0)
    read_findings_async (self, after_read_cb);
  show_state (self);
  g_signal_emit (self, signals[FINISHED], 0);
}

static void
finish_response_cb (ReeveInspectionForm *self, const char *response)
{
  if (!g_str_equal (response, "cancel"))
    end_visit (self, g_str_equal (response, "finish") ? NULL : response);
}

static void
finish_cb (ReeveInspectionForm *self)
{
  reeve_inspection_form_finish (self);
}

static void
refreshed_cb (ReeveInspectionForm *self)
{
  gint64 id = reeve_inspection_form_get_inspection (self);

  if (id == 0 || self->storing)
    return;
  if (!reeve_record_form_load (self->form, id))
    {
      g_signal_emit (self, signals[GONE], 0);   /* undone, or deleted elsewhere */
      return;
    }
  show_head (self);
  show_state (self);
}

static void
reeve_inspection_form_dispose (GObject *object)
{
  ReeveInspectionForm *self = REEVE_INSPECTION_FORM (object);

  g_clear_object (&self->file);
  G_OBJECT_CLASS (reeve_inspection_form_parent_class)->dispose (object);
}

static void
reeve_inspection_form_class_init (ReeveInspectionFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_inspection_form_dispose;
  g_type_ensure (REEVE_TYPE_RECORD_FORM);
  g_type_ensure (REEVE_TYPE_CHECKLIST_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-inspection-form.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveInspectionForm, answered_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveInspectionForm, basis_tab);
  gtk_widget_class_bind_template_child (widget_class, ReeveInspectionForm, checklist);
  gtk_widget_class_bind_template_child (widget_class, ReeveInspectionForm, finish_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveInspectionForm, form);
  gtk_widget_class_bind_template_child (widget_class, ReeveInspectionForm, questions_tab);
  gtk_widget_class_bind_template_child (widget_class, ReeveInspectionForm, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveInspectionForm, tabs);
  gtk_widget_class_bind_template_child (widget_class, ReeveInspectionForm, title_label);
  gtk_widget_class_bind_template_callback (widget_class, answered_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, finish_cb);
  gtk_widget_class_bind_template_callback (widget_class, stored_cb);
  gtk_widget_class_bind_template_callback (widget_class, tab_cb);
  signals[STORED] = g_signal_new ("stored", REEVE_TYPE_INSPECTION_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[GONE] = g_signal_new ("gone", REEVE_TYPE_INSPECTION_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FINISHED] = g_signal_new ("finished", REEVE_TYPE_INSPECTION_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
reeve_inspection_form_init (ReeveInspectionForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
reeve_inspection_form_set_file (ReeveInspectionForm *self, ReeveCaseFile *file)
{
  g_return_if_fail (REEVE_IS_INSPECTION_FORM (self) && self->file == NULL);
  self->file = g_object_ref (file);
  reeve_record_form_setup (self->form, file, "inspection", rows);
  reeve_checklist_view_set_file (self->checklist, file);
  self->place = reeve_new_visit_add_place (self->form, file);
  g_signal_connect_object (self->place, "placed", G_CALLBACK (placed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_SWAPPED);
}

static void
show_all (ReeveInspectionForm *self)
{
  const ReeveRecord *record = reeve_record_form_get_record (self->form);

  reeve_place_entry_set_place (self->place, reeve_record_get_integer (record, "premises_id", 0), reeve_record_get_integer (record, "business_id", 0), NULL);
  show_head (self);
  load_checklist (self);
  show_state (self);
}

void
reeve_inspection_form_show (ReeveInspectionForm *self, gint64 inspection)
{
  g_return_if_fail (REEVE_IS_INSPECTION_FORM (self) && self->file != NULL);
  self->storing = FALSE;
  reeve_record_form_load (self->form, inspection);
  if (reeve_record_form_get_record (self->form) == NULL)
    return;
  show_all (self);
  /* once the basis is there, the questions are what is looked for */
  gtk_toggle_button_set_active (value (self, "legal_basis") != NULL ? self->questions_tab : self->basis_tab, TRUE);
}

static const ReeveNewVisit new_inspection = {
  "inspection", "SELECT max(CAST(substr(number, 6) AS INTEGER)) FROM inspection WHERE number > ?1 AND number < ?2", 3, "at", "at_offset", "planned",
  "visit",
};

void
reeve_inspection_form_plan (ReeveInspectionForm *self, gint64 business)
{
  g_return_if_fail (REEVE_IS_INSPECTION_FORM (self) && self->file != NULL);
  self->storing = FALSE;
  reeve_record_form_set_record (self->form, reeve_new_visit (&new_inspection, self->file, business));
  show_all (self);
  gtk_toggle_button_set_active (self->basis_tab, TRUE);
  if (business == 0)
    reeve_place_entry_focus (self->place);
  else
    reeve_record_form_focus (self->form, "reason");
}

gint64
reeve_inspection_form_get_inspection (ReeveInspectionForm *self)
{
  const ReeveRecord *record = reeve_record_form_get_record (self->form);

  return record == NULL ? 0 : reeve_record_get_id (record);
}

void
reeve_inspection_form_finish (ReeveInspectionForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog;
  g_autofree char *body = NULL;
  guint answered, all;

  if (reeve_record_form_get_record (self->form) == NULL || !gtk_widget_get_sensitive (self->finish_button) || !reeve_record_form_check (self->form))
    return;
  if (business_of (self) != 0)
    read_findings_async (self, before_read_cb);
  reeve_checklist_view_count (self->checklist, &answered, &all);
  if (answered == all)
    body = g_strdup (_("Every question has an answer. What was the result?"));
  else
    body = g_strdup_printf (ngettext ("%u question has no answer and stays not known. What was the result?",
                                      "%u questions have no answer and stay not known. What was the result?", all - answered), all - answered);
  dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _("Finish this visit"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "nothing-needed", _("_Nothing needed"), "corrections-wanted", _("_Corrections wanted"),
                                    "sent-to-enforcement", _("Sent to _enforcement"), "access-refused", _("Access _refused"), "closed-on-arrival",
                                    _("Closed on _arrival"), "cancel", _("_Go back"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (finish_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
