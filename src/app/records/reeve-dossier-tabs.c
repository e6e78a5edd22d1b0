/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of a few lines each, so plain boxed rows do; each can be opened to edit and each list can be added to. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-business-dialog.h"
#include "reeve-dossier-tabs.h"
#include "reeve-paper-dialog.h"
#include "reeve-record-words.h"
#include "reeve-wording.h"

/* --- the parts --- */

static GtkWidget *
tab_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);

  g_object_set (box, "margin-start", 16, "margin-end", 16, "margin-top", 14, "margin-bottom", 18, NULL);
  return box;
}

static GtkWidget *
text_new (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

typedef struct
{
  ReeveCaseFile *file;
  gint64 business;
  char *business_name;
  const char *paper;       /* the table; NULL = create */
  GtkWidget *(*create) (GtkWindow *parent, ReeveCaseFile *file, gint64 business, const char *business_name);
} AddJob;

static void
add_job_free (gpointer data, GClosure *closure)
{
  AddJob *job = data;

  g_object_unref (job->file);
  g_free (job->business_name);
  g_free (job);
}

static void
add_clicked_cb (GtkWidget *button, AddJob *job)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (button));
  GtkWidget *dialog = job->paper != NULL ? reeve_paper_dialog_add (parent, job->file, job->paper, job->business, job->business_name)
                                         : job->create (parent, job->file, job->business, job->business_name);

  gtk_window_present (GTK_WINDOW (dialog));
}

/* A heading with a button that adds what @create asks for, or a row of the table @paper; both NULL: no button. */
static void
add_heading_for (GtkWidget *tab, const char *title, const char *button, ReeveCaseFile *file, const ReeveDossier *dossier,
                 const char *paper, GtkWidget *(*create) (GtkWindow *, ReeveCaseFile *, gint64, const char *))
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = text_new (title, "heading");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), label);
  if ((create != NULL || paper != NULL) && !reeve_case_file_is_read_only (file))
    {
      GtkWidget *b = gtk_button_new_with_label (button);
      AddJob *job = g_new0 (AddJob, 1);

      job->file = g_object_ref (file);
      job->business = reeve_record_get_id (dossier->business);
      job->business_name = g_strdup (reeve_record_get (dossier->business, "name"));
      job->create = create;
      job->paper = paper;
      gtk_widget_add_css_class (b, "caption-2");
      g_signal_connect_data (b, "clicked", G_CALLBACK (add_clicked_cb), job, add_job_free, 0);
      gtk_box_append (GTK_BOX (row), b);
    }
  gtk_box_append (GTK_BOX (tab), row);
}

static void
add_heading (GtkWidget *tab, const char *title, const char *button, ReeveCaseFile *file, const ReeveDossier *dossier,
             GtkWidget *(*create) (GtkWindow *, ReeveCaseFile *, gint64, const char *))
{
  add_heading_for (tab, title, button, file, dossier, NULL, create);
}

static GtkWidget *
list_new (GtkWidget *tab, const char *label)
{
  GtkWidget *list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, NULL);

  gtk_widget_add_css_class (list, "boxed-rows");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (tab), list);
  return list;
}

typedef struct { ReeveCaseFile *file; gint64 business; ReeveRecord *record, *second; char *title; } EditJob;

static void
edit_job_free (gpointer data, GClosure *closure)
{
  EditJob *job = data;

  g_object_unref (job->file);
  g_clear_pointer (&job->record, reeve_record_free);
  g_clear_pointer (&job->second, reeve_record_free);
  g_free (job->title);
  g_free (job);
}

static void
edit_clicked_cb (GtkWidget *button, EditJob *job)
{
  GtkWidget *dialog = reeve_business_dialog_edit (GTK_WINDOW (gtk_widget_get_root (button)), job->file, job->business, job->title,
                                                  reeve_record_copy (job->record), job->second == NULL ? NULL : reeve_record_copy (job->second));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* One row: @title bold, @end at the far side, @lines below. @record, @second: what the Edit button edits; NULL = no button. */
static void
add_line (GtkWidget *list, ReeveCaseFile *file, const char *title, const char *end, const char *line, const char *edit_title,
          const ReeveRecord *record, const ReeveRecord *second)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *label = g_strjoin (", ", title, end != NULL ? end : line, end != NULL ? line : NULL, NULL);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), text_new (title, "heading"));
  if (line != NULL && *line != '\0')
    {
      GtkWidget *l = text_new (line, "secondary");
      gtk_widget_add_css_class (l, "caption-2");
      gtk_widget_add_css_class (l, "numeric");
      gtk_box_append (GTK_BOX (words), l);
    }
  gtk_box_append (GTK_BOX (box), words);
  if (end != NULL)
    {
      GtkWidget *l = text_new (end, "numeric");
      gtk_label_set_wrap (GTK_LABEL (l), FALSE);
      gtk_widget_set_valign (l, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (l, "caption-2");
      gtk_box_append (GTK_BOX (box), l);
    }
  if (record != NULL && !reeve_case_file_is_read_only (file))
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("document-edit-symbolic");
      EditJob *job = g_new0 (EditJob, 1);

      job->file = g_object_ref (file);
      job->record = reeve_record_copy (record);
      job->second = second == NULL ? NULL : reeve_record_copy (second);
      job->business = reeve_selection_get_business (reeve_case_file_get_selection (file));
      job->title = g_strdup (edit_title);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, edit_title);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, edit_title, -1);
      g_signal_connect_data (button, "clicked", G_CALLBACK (edit_clicked_cb), job, edit_job_free, 0);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static void
add_nothing (GtkWidget *tab, const char *text)
{
  gtk_box_append (GTK_BOX (tab), text_new (text, "secondary"));
}

/* "since 3 Feb 2024", "3 Feb 2024 to 4 May 2025", "until 4 May 2025", or NULL when nothing is known. */
static char *
word_span (const char *from, const char *to)
{
  g_autofree char *from_words = reeve_word_date (from), *to_words = reeve_word_date (to);
  gboolean has_to = to != NULL && strcmp (to, "none") != 0;

  if (from != NULL && has_to)
    return g_strdup_printf (_("%s to %s"), from_words, to_words);
  if (from != NULL)
    return g_strdup_printf (_("since %s"), from_words);
  if (has_to)
    return g_strdup_printf (_("until %s"), to_words);
  return NULL;
}

/* Adds "label value" to @line, with a dot between, when the field is known. */
static void
append_field (GString *line, const ReeveRecord *record, const char *field, const char *format)
{
  const char *value = reeve_record_get (record, field);
  g_autofree char *words = value == NULL ? NULL : reeve_word_value (reeve_record_get_table (record)->name, field, value);

  if (words == NULL)
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append_printf (line, format, words);
}

/* --- the tabs --- */

static void
occupant_clicked_cb (GtkListBox *list, GtkListBoxRow *row, ReeveCaseFile *file)
{
  gint64 *business = g_object_get_data (G_OBJECT (row), "business");

  if (business != NULL)
    reeve_selection_set_business (reeve_case_file_get_selection (file), *business);
}

GtkWidget *
reeve_tab_history_new (ReeveCaseFile *file, const ReeveDossier *dossier)
{
  GtkWidget *tab = tab_new (), *list;
  g_autofree char *title = NULL;

  if (dossier->premises == NULL)
    {
      add_nothing (tab, _("No premises are known, so nothing can be said of who was there before."));
      add_heading (tab, "", _("Add premises…"), file, dossier, reeve_business_dialog_add_premises);
      return tab;
    }
  /* Translators: %s is an address */
  title = g_strdup_printf (_("Who was at %s"), reeve_record_get (dossier->premises, "address"));
  add_heading (tab, title, _("Moved…"), file, dossier, reeve_business_dialog_add_premises);
  list = list_new (tab, title);
  for (guint i = 0; i < dossier->occupants->len; i++)
    {
      const ReeveOccupant *occupant = g_ptr_array_index (dossier->occupants, i);
      g_autofree char *span = word_span (occupant->from, occupant->to);
      g_autofree char *why = occupant->why == NULL ? NULL : reeve_word_value ("occupancy", "ended_why", occupant->why);
      /* Translators: %s is the number of a licence */
      g_autofree char *licence = occupant->licence == NULL ? NULL : g_strdup_printf (_("licence %s"), occupant->licence);
      g_autofree char *line = g_strjoin (" · ", licence != NULL ? licence : _("no city licence known"), why, NULL);
      gboolean self = occupant->business == reeve_record_get_id (dossier->business);
      g_autoptr (ReeveRecord) occupancy = reeve_case_file_get_conn (file) == NULL ? NULL
                                          : reeve_conn_load (reeve_case_file_get_conn (file), "occupancy", occupant->occupancy, NULL);
      GtkListBoxRow *row;

      add_line (list, file, occupant->name, span, line, _("Edit when it was here"), occupancy, NULL);
      row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), i);
      if (!self)
        {
          g_object_set_data_full (G_OBJECT (row), "business", g_memdup2 (&occupant->business, sizeof occupant->business), g_free);
          gtk_list_box_row_set_activatable (row, TRUE);
          gtk_widget_set_tooltip_text (GTK_WIDGET (row), _("Open this business"));
        }
    }
  g_signal_connect_object (list, "row-activated", G_CALLBACK (occupant_clicked_cb), file, 0);
  return tab;
}

GtkWidget *
reeve_tab_people_new (ReeveCaseFile *file, const ReeveDossier *dossier)
{
  GtkWidget *tab = tab_new (), *list;

  add_heading (tab, _("Owners and officers"), _("Add an owner…"), file, dossier, reeve_business_dialog_add_owner);
  if (dossier->owners->len == 0)
    add_nothing (tab, _("Nobody is recorded."));
  else
    {
      list = list_new (tab, _("Owners and officers"));
      for (guint i = 0; i < dossier->owners->len; i++)
        {
          const ReeveOwner *owner = g_ptr_array_index (dossier->owners, i);
          g_autofree char *span = word_span (reeve_record_get (owner->ownership, "from_date"), reeve_record_get (owner->ownership, "to_date"));
          GString *line = g_string_new (NULL);
          g_autofree char *words = NULL;
          gint64 share = reeve_record_get_integer (owner->ownership, "share_bp", -1);

          append_field (line, owner->ownership, "role", "%s");
          if (share >= 0)
            g_string_append_printf (line, " · %g %%", share / 100.0);
          words = g_string_free (line, FALSE);
          add_line (list, file, reeve_record_get (owner->party, "name"), span, words, _("Edit this owner"), owner->ownership, owner->party);
        }
    }
  add_heading (tab, _("Practitioners"), _("Add a practitioner…"), file, dossier, reeve_business_dialog_add_practitioner);
  if (dossier->members->len == 0)
    add_nothing (tab, _("Nobody is recorded. If the list is complete, say so under Details, so that it counts as known."));
  else
    {
      list = list_new (tab, _("Practitioners"));
      for (guint i = 0; i < dossier->members->len; i++)
        {
          const ReeveMember *member = g_ptr_array_index (dossier->members, i);
          g_autofree char *span = word_span (reeve_record_get (member->employment, "started"), reeve_record_get (member->employment, "ended"));
          g_autofree char *to = reeve_word_date (member->licence_to);
          /* Translators: number of a licence and the day it ends */
          g_autofree char *line = member->licence == NULL ? g_strdup (_("state licence not known"))
                                                          : g_strdup_printf (_("state licence %s, to %s"), member->licence, to);
          const char *name = reeve_record_get (member->practitioner, "name");

          add_line (list, file, name != NULL ? name : reeve_record_get (member->practitioner, "reference"), span, line, _("Edit this practitioner"),
                    member->employment, member->practitioner);
        }
    }
  return tab;
}

/* Sections of papers; the words untranslated. @needs: a table of which there must be one before anything can be added, or NULL. */
typedef struct { const char *table, *title, *button, *nothing, *edit; const char *needs; } Section;

static const Section paper_sections[] = {
  { "application", N_("Applications"), N_("Add an application…"), N_("None is recorded."), N_("Edit this application"), NULL },
  { "application_person", N_("Persons named in applications"), N_("Name a person…"), N_("Nobody is recorded."), N_("Edit this person's part"), "application" },
  { "document", N_("Documents"), N_("Add a document…"), N_("None is recorded."), N_("Edit this document"), NULL },
  { "fee", N_("Fees"), N_("Add a fee…"), N_("None is recorded."), N_("Edit this fee"), NULL },
  { "exemption", N_("Exemptions"), N_("Add an exemption…"), N_("None is recorded."), N_("Edit this exemption"), NULL },
  { "business_change", N_("Changes the city was told of"), N_("Add a change…"), N_("None is recorded."), N_("Edit this change"), NULL },
  { "use_permit", N_("Use permits of the premises"), N_("Add a use permit…"), N_("None is recorded."), N_("Edit this permit"), "premises" },
};
static const Section enforcement_sections[] = {
  { "decision", N_("Violations an officer confirmed"), NULL, N_("None. A violation is confirmed on its finding."), N_("Edit this violation"), NULL },
  { "notice", N_("Notices"), N_("Add a notice…"), N_("None is recorded."), N_("Edit this notice"), NULL },
  { "sanction", N_("Sanctions"), N_("Add a sanction…"), N_("None is recorded."), N_("Edit this sanction"), NULL },
  { "hearing", N_("Hearings and appeals"), N_("Add a hearing…"), N_("None is recorded."), N_("Edit this hearing"), NULL },
  { "event", N_("Events"), N_("Add an event…"), N_("None is recorded."), N_("Edit this event"), NULL },
};
static const Section status_section = { "licence_status", N_("Statuses of its licences"), N_("New status…"), N_("None is recorded."), N_("Edit this status"), NULL };

static void
add_section (GtkWidget *tab, ReeveCaseFile *file, const ReeveDossier *dossier, const Section *section)
{
  const GPtrArray *texts = g_hash_table_lookup (dossier->papers, section->table);
  const GPtrArray *needed = section->needs == NULL ? NULL : g_hash_table_lookup (dossier->papers, section->needs);
  gboolean possible = section->button != NULL && (needed == NULL || needed->len > 0) && (g_strcmp0 (section->needs, "premises") != 0 || dossier->premises != NULL);
  GtkWidget *list;

  add_heading_for (tab, _(section->title), section->button == NULL ? NULL : _(section->button), file, dossier, possible ? section->table : NULL, NULL);
  if (texts->len == 0)
    {
      add_nothing (tab, _(section->nothing));
      return;
    }
  list = list_new (tab, _(section->title));
  for (guint i = 0; i < texts->len; i++)
    {
      const ReeveRecordText *text = g_ptr_array_index (texts, i);

      add_line (list, file, text->title, text->end, text->line, _(section->edit), text->record, NULL);
    }
}

GtkWidget *
reeve_tab_papers_new (ReeveCaseFile *file, const ReeveDossier *dossier)
{
  GtkWidget *tab = tab_new ();

  for (guint i = 0; i < G_N_ELEMENTS (paper_sections); i++)
    add_section (tab, file, dossier, &paper_sections[i]);
  return tab;
}

GtkWidget *
reeve_tab_enforcement_new (ReeveCaseFile *file, const ReeveDossier *dossier)
{
  GtkWidget *tab = tab_new ();

  for (guint i = 0; i < G_N_ELEMENTS (enforcement_sections); i++)
    add_section (tab, file, dossier, &enforcement_sections[i]);
  return tab;
}

GtkWidget *
reeve_tab_licences_new (ReeveCaseFile *file, const ReeveDossier *dossier)
{
  GtkWidget *tab = tab_new (), *list;

  add_heading (tab, _("Licences"), _("Add a licence…"), file, dossier, reeve_business_dialog_add_licence);
  if (dossier->licences->len == 0)
    {
      add_nothing (tab, _("No licence is recorded."));
      return tab;
    }
  list = list_new (tab, _("Licences"));
  for (guint i = 0; i < dossier->licences->len; i++)
    {
      const ReeveLicenceLine *l = g_ptr_array_index (dossier->licences, i);
      const char *number = reeve_record_get (l->licence, "number");
      g_autofree char *scope = reeve_word_value ("licence", "scope", reeve_record_get (l->licence, "scope"));
      g_autofree char *title = number == NULL ? g_strdup (scope) : g_strdup_printf ("%s %s", scope, number);
      g_autofree char *status = l->status == NULL ? NULL : reeve_word_value ("licence_status", "status", l->status);
      GString *line = g_string_new (NULL);
      g_autofree char *words = NULL;
      g_autoptr (ReeveRecord) status_record = NULL;

      append_field (line, l->licence, "class", "%s");
      append_field (line, l->licence, "issued", _("issued %s"));
      append_field (line, l->licence, "renewed", _("renewed %s"));
      append_field (line, l->licence, "expires", _("to %s"));
      words = g_string_free (line, FALSE);
      if (l->status_id != 0 && reeve_case_file_get_conn (file) != NULL)
        status_record = reeve_conn_load (reeve_case_file_get_conn (file), "licence_status", l->status_id, NULL);
      add_line (list, file, title, status, words, _("Edit this licence"), l->licence, status_record);
    }
  add_section (tab, file, dossier, &status_section);
  return tab;
}

static GtkWidget *
visits_new (ReeveCaseFile *file, const GPtrArray *lines, const char *title, const char *nothing, const char *table, const char *head_field,
            const char *line_field, const char *button, const char *action)
{
  GtkWidget *tab = tab_new (), *list, *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = text_new (title, "heading");
  GtkWidget *add = gtk_button_new_with_label (button);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), action);
  gtk_widget_add_css_class (add, "caption-2");
  gtk_box_append (GTK_BOX (row), add);
  gtk_box_append (GTK_BOX (tab), row);
  if (lines->len == 0)
    {
      add_nothing (tab, nothing);
      return tab;
    }
  list = list_new (tab, title);
  for (guint i = 0; i < lines->len; i++)
    {
      const ReeveVisitLine *line = g_ptr_array_index (lines, i);
      g_autofree char *at = reeve_word_date (line->at);
      g_autofree char *status = line->status == NULL ? NULL : reeve_word_value (table, "status", line->status);
      g_autofree char *head = head_field == NULL ? g_strdup (line->head) : reeve_word_value (table, head_field, line->head);
      g_autofree char *words = line->line == NULL || *line->line == '\0' || line_field == NULL ? g_strdup (line->line)
                                                                                               : reeve_word_value (table, line_field, line->line);
      g_autofree char *first = head == NULL || *head == '\0' ? g_strdup (at) : g_strdup_printf (_("%s, %s"), head, at);

      add_line (list, file, first, status, words, NULL, NULL, NULL);
    }
  return tab;
}

GtkWidget *
reeve_tab_complaints_new (ReeveCaseFile *file, const ReeveDossier *dossier)
{
  return visits_new (file, dossier->complaints, _("Complaints about it or its premises"), _("There is none."), "complaint", NULL, NULL,
                     _("New complaint…"), "win.new-complaint");
}

GtkWidget *
reeve_tab_inspections_new (ReeveCaseFile *file, const ReeveDossier *dossier)
{
  return visits_new (file, dossier->inspections, _("Inspections"), _("Nobody has visited yet."), "inspection", "kind", "result",
                     _("Plan an inspection…"), "win.plan-inspection");
}

GtkWidget *
reeve_tab_place_new (ReeveCaseFile *file, const ReeveDossier *dossier)
{
  GtkWidget *tab = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *list;

  add_heading (tab, _("Premises"), _("Moved…"), file, dossier, reeve_business_dialog_add_premises);
  if (dossier->premises == NULL)
    add_nothing (tab, _("No address is recorded. Without one it is in no distance check and on no map."));
  else
    {
      const char *suite = reeve_record_get (dossier->premises, "suite");
      g_autofree char *title = g_strjoin (", ", reeve_record_get (dossier->premises, "address"), suite, NULL);
      g_autofree char *span = word_span (dossier->since, NULL);
      GString *line = g_string_new (NULL);
      g_autofree char *words = NULL;

      if (reeve_record_get (dossier->premises, "lon") == NULL)
        g_string_append (line, _("not on the map yet"));
      append_field (line, dossier->premises, "position_method", _("position: %s"));
      append_field (line, dossier->premises, "parcel", _("parcel %s"));
      words = g_string_free (line, FALSE);
      list = list_new (tab, _("Premises"));
      add_line (list, file, title, span, words, _("Edit these premises"), dossier->premises, NULL);
    }
  add_heading (tab, _("Opening hours"), _("Add hours…"), file, dossier, reeve_business_dialog_add_hours);
  if (dossier->hours->len == 0)
    add_nothing (tab, _("No hours are recorded."));
  else
    {
      list = list_new (tab, _("Opening hours"));
      for (guint i = 0; i < dossier->hours->len; i++)
        {
          const ReeveRecord *hours = g_ptr_array_index (dossier->hours, i);
          g_autofree char *span = word_span (reeve_record_get (hours, "from_date"), reeve_record_get (hours, "to_date"));

          add_line (list, file, reeve_record_get (hours, "schedule"), NULL, span, _("Edit these hours"), hours, NULL);
        }
    }
  return tab;
}
