/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Follows the selection of the file. What is shown stays until the new is read, so nothing flashes; findings come a moment later, since
 * they are computed. Only the tab that is looked at is made. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-business-detail.h"
#include "reeve-business-dialog.h"
#include "reeve-dossier-tabs.h"
#include "reeve-dossier.h"
#include "reeve-error.h"
#include "reeve-findings.h"
#include "reeve-findings-view.h"
#include "reeve-record-form.h"
#include "reeve-symbol-image.h"
#include "reeve-wording.h"
#include "reeve-wrap-box.h"

typedef enum { TAB_FINDINGS, TAB_DETAILS, TAB_HISTORY, TAB_PEOPLE, TAB_LICENCES, TAB_COMPLAINTS, TAB_INSPECTIONS, TAB_PAPERS, TAB_ENFORCEMENT, N_TABS } Tab;

static const struct { const char *name, *title; } tab_infos[N_TABS] = {
  { "findings", N_("Findings") }, { "details", N_("Details") }, { "history", N_("Premises history") }, { "people", N_("People") },
  { "licences", N_("Licences") }, { "complaints", N_("Complaints") }, { "inspections", N_("Inspections") },
  { "papers", N_("Papers") }, { "enforcement", N_("Enforcement") },
};

struct _ReeveBusinessDetail
{
  AdwBin parent_instance;

  GtkStack *stack, *tabs;
  GtkLabel *name_label, *line_label;
  ReeveWrapBox *chips;
  GtkBox *tab_row;
  GtkWidget *map_button;

  ReeveCaseFile *file;
  GCancellable *cancellable;     /* of what is being read */
  ReeveDossier *dossier;
  GtkToggleButton *buttons[N_TABS];
  AdwBin *bins[N_TABS];
  gboolean stale[N_TABS];
  Tab tab;
  ReeveFindingsView *findings;
  ReeveRecordForm *form;
  AdwBin *place;                 /* under the form */
};

G_DEFINE_FINAL_TYPE (ReeveBusinessDetail, reeve_business_detail, ADW_TYPE_BIN)

static void
add_chip (ReeveBusinessDetail *self, ReeveShown shown, guint number, const char *words)
{
  GtkWidget *box, *image;
  g_autofree char *css = g_strconcat ("outcome-", reeve_shown_key (shown), NULL);

  if (number == 0)
    return;
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  image = g_object_new (REEVE_TYPE_SYMBOL_IMAGE, "size", 14, "shown", shown, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (box, "chip");
  gtk_widget_add_css_class (box, css);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), gtk_label_new (words));
  reeve_wrap_box_append (self->chips, box);
}

static char *
count_words (ReeveShown shown, guint n)
{
  switch (shown)
    {
    case REEVE_SHOWN_VIOLATION:
      return g_strdup_printf (ngettext ("%u violation", "%u violations", n), n);
    case REEVE_SHOWN_NOT_MET:
      return g_strdup_printf (ngettext ("%u not met", "%u not met", n), n);
    case REEVE_SHOWN_GROUNDS:
      return g_strdup_printf (ngettext ("%u ground exists", "%u grounds exist", n), n);
    case REEVE_SHOWN_PENDING:
      return g_strdup_printf (ngettext ("%u pending", "%u pending", n), n);
    case REEVE_SHOWN_NOT_KNOWN:
      return g_strdup_printf (ngettext ("%u not known", "%u not known", n), n);
    case REEVE_SHOWN_MET:
      return g_strdup_printf (ngettext ("%u met", "%u met", n), n);
    case REEVE_SHOWN_NOT_APPLICABLE:
    case REEVE_N_SHOWN:
    default:
      return g_strdup_printf (ngettext ("%u does not apply", "%u do not apply", n), n);
    }
}

static void
fill_chips (ReeveBusinessDetail *self, const GPtrArray *findings)
{
  guint n[REEVE_N_SHOWN] = { 0 };

  reeve_wrap_box_clear (self->chips);
  for (guint i = 0; i < findings->len; i++)
    n[((const ReeveFindingItem *) g_ptr_array_index (findings, i))->shown]++;
  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    {
      g_autofree char *words = count_words (i, n[i]);

      add_chip (self, i, n[i], words);
    }
}

static void
set_tab_title (ReeveBusinessDetail *self, Tab tab, guint number)
{
  /* Translators: a tab with the number of what it holds: "Complaints 2" */
  g_autofree char *title = number == 0 ? g_strdup (_(tab_infos[tab].title)) : g_strdup_printf (_("%s %u"), _(tab_infos[tab].title), number);

  gtk_button_set_label (GTK_BUTTON (self->buttons[tab]), title);
}

static void
fill_head (ReeveBusinessDetail *self)
{
  const ReeveDossier *d = self->dossier;
  GString *line = g_string_new (NULL);
  g_autofree char *text = NULL;

  gtk_label_set_text (self->name_label, reeve_record_get (d->business, "name"));
  if (d->premises != NULL)
    {
      const char *suite = reeve_record_get (d->premises, "suite");
      g_string_append (line, reeve_record_get (d->premises, "address"));
      if (suite != NULL)
        g_string_append_printf (line, ", %s", suite);
    }
  else
    g_string_append (line, _("no address"));
  if (d->district != NULL)
    g_string_append_printf (line, " · %s", d->district);
  for (guint i = 0; i < d->licences->len; i++)
    {
      const ReeveLicenceLine *l = g_ptr_array_index (d->licences, i);
      const char *number = reeve_record_get (l->licence, "number");
      if (number != NULL && g_strcmp0 (reeve_record_get (l->licence, "scope"), "city") == 0)
        {
          /* Translators: the number of the city licence */
          g_string_append_printf (line, _(" · licence %s"), number);
          break;
        }
    }
  if (reeve_record_get (d->business, "opened") != NULL)
    {
      g_autofree char *opened = reeve_word_date (reeve_record_get (d->business, "opened"));
      /* Translators: the day the business opened */
      g_string_append_printf (line, _(" · open since %s"), opened);
    }
  text = g_string_free (line, FALSE);
  gtk_label_set_text (self->line_label, text);
  gtk_widget_set_visible (self->map_button, d->premises != NULL && reeve_record_get (d->premises, "lon") != NULL);
  set_tab_title (self, TAB_COMPLAINTS, d->complaints->len);
  set_tab_title (self, TAB_INSPECTIONS, d->inspections->len);
}

static GtkWidget *
scrolled (GtkWidget *child)
{
  return g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "child", child, NULL);
}

static void
make_details (ReeveBusinessDetail *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18), *clamp = g_object_new (ADW_TYPE_CLAMP, "maximum-size", 640, NULL);

  g_object_set (box, "margin-start", 16, "margin-end", 16, "margin-top", 14, "margin-bottom", 18, NULL);
  self->place = ADW_BIN (adw_bin_new ());
  self->form = g_object_new (REEVE_TYPE_RECORD_FORM, NULL);
  reeve_record_form_setup (self->form, self->file, "business", reeve_business_form_rows ("business"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->place));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->form));
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_widget_set_halign (clamp, GTK_ALIGN_FILL);
  adw_bin_set_child (self->bins[TAB_DETAILS], scrolled (clamp));
}

static void
fill_tab (ReeveBusinessDetail *self)
{
  const ReeveDossier *d = self->dossier;
  GtkWidget *content = NULL;

  if (d == NULL || !self->stale[self->tab])
    return;
  self->stale[self->tab] = FALSE;
  switch (self->tab)
    {
    case TAB_DETAILS:
      if (self->form == NULL)
        make_details (self);
      adw_bin_set_child (self->place, reeve_tab_place_new (self->file, d));
      reeve_record_form_load (self->form, reeve_record_get_id (d->business));
      return;
    case TAB_HISTORY:
      content = reeve_tab_history_new (self->file, d);
      break;
    case TAB_PEOPLE:
      content = reeve_tab_people_new (self->file, d);
      break;
    case TAB_LICENCES:
      content = reeve_tab_licences_new (self->file, d);
      break;
    case TAB_COMPLAINTS:
      content = reeve_tab_complaints_new (self->file, d);
      break;
    case TAB_INSPECTIONS:
      content = reeve_tab_inspections_new (self->file, d);
      break;
    case TAB_PAPERS:
      content = reeve_tab_papers_new (self->file, d);
      break;
    case TAB_ENFORCEMENT:
      content = reeve_tab_enforcement_new (self->file, d);
      break;
    case TAB_FINDINGS:
    case N_TABS:
    default:
      return;
    }
  adw_bin_set_child (self->bins[self->tab], scrolled (content));
}

/* --- reading --- */

typedef struct { gint64 business; ReeveDay day; } ReadJob;

static gpointer
read_dossier (ReeveConn *conn, gpointer data, GError **error)
{
  return reeve_dossier_read (conn, ((ReadJob *) data)->business, error);
}

static gpointer
read_findings (ReeveConn *conn, gpointer data, GError **error)
{
  const ReadJob *job = data;

  return reeve_findings_of_business (conn, job->business, job->day, error);
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || g_error_matches (error, REEVE_ERROR, REEVE_ERROR_CANCELLED);
}

static void
read_findings_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReeveBusinessDetail) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, &error);
  guint open = 0;

  if (is_cancelled (error))
    return;
  g_clear_object (&self->cancellable);
  if (findings == NULL)
    {
      reeve_findings_view_set_message (self->findings, error != NULL ? error->message : _("Nothing has been checked yet."));
      return;
    }
  for (guint i = 0; i < findings->len; i++)
    open += ((const ReeveFindingItem *) g_ptr_array_index (findings, i))->shown < REEVE_SHOWN_MET;
  set_tab_title (self, TAB_FINDINGS, open);
  fill_chips (self, findings);
  reeve_findings_view_set_findings (self->findings, reeve_record_get_id (self->dossier->business), findings);
}

static void
read_dossier_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReeveBusinessDetail) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDossier) dossier = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, &error);
  ReadJob *job;

  if (is_cancelled (error))
    return;
  if (dossier == NULL || self->file == NULL)
    {
      /* undone, or deleted elsewhere */
      g_clear_object (&self->cancellable);
      g_clear_pointer (&self->dossier, reeve_dossier_free);
      gtk_stack_set_visible_child_name (self->stack, "none");
      return;
    }
  g_clear_pointer (&self->dossier, reeve_dossier_free);
  self->dossier = g_steal_pointer (&dossier);
  for (guint i = 0; i < N_TABS; i++)
    self->stale[i] = TRUE;
  fill_head (self);
  fill_tab (self);
  gtk_stack_set_visible_child_name (self->stack, "business");

  job = g_new0 (ReadJob, 1);
  job->business = reeve_record_get_id (self->dossier->business);
  job->day = reeve_case_file_get_day (self->file);
  reeve_case_file_read_async (self->file, REEVE_LANE_DETAIL, read_findings, job, g_free, (GDestroyNotify) g_ptr_array_unref, self->cancellable,
                              read_findings_cb, g_object_ref (self));
}

static void
reload (ReeveBusinessDetail *self)
{
  gint64 business = self->file == NULL ? 0 : reeve_selection_get_business (reeve_case_file_get_selection (self->file));
  ReadJob *job;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (business == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "none");
      return;
    }
  self->cancellable = g_cancellable_new ();
  job = g_new0 (ReadJob, 1);
  job->business = business;
  reeve_case_file_read_async (self->file, REEVE_LANE_DETAIL, read_dossier, job, g_free, (GDestroyNotify) reeve_dossier_free, self->cancellable,
                              read_dossier_cb, g_object_ref (self));
}

static void
tab_toggled_cb (GtkToggleButton *button, ReeveBusinessDetail *self)
{
  for (guint i = 0; i < N_TABS; i++)
    if (self->buttons[i] == button && gtk_toggle_button_get_active (button))
      {
        self->tab = i;
        gtk_stack_set_visible_child_name (self->tabs, tab_infos[i].name);
        fill_tab (self);
      }
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_SELECTED, gtk_toggle_button_get_active (button), -1);
}

static void
reeve_business_detail_dispose (GObject *object)
{
  ReeveBusinessDetail *self = REEVE_BUSINESS_DETAIL (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->file);
  g_clear_pointer (&self->dossier, reeve_dossier_free);
  G_OBJECT_CLASS (reeve_business_detail_parent_class)->dispose (object);
}

static void
reeve_business_detail_class_init (ReeveBusinessDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_business_detail_dispose;
  g_type_ensure (REEVE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-business-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessDetail, chips);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessDetail, line_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessDetail, map_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessDetail, name_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessDetail, stack);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessDetail, tab_row);
  gtk_widget_class_bind_template_child (widget_class, ReeveBusinessDetail, tabs);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
}

static void
reeve_business_detail_init (ReeveBusinessDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_TABS; i++)
    {
      GtkWidget *button = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_TAB, "label", _(tab_infos[i].title), NULL);

      self->buttons[i] = GTK_TOGGLE_BUTTON (button);
      self->bins[i] = ADW_BIN (g_object_new (ADW_TYPE_BIN, "accessible-role", GTK_ACCESSIBLE_ROLE_TAB_PANEL, NULL));
      gtk_stack_add_named (self->tabs, GTK_WIDGET (self->bins[i]), tab_infos[i].name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->bins[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, _(tab_infos[i].title), -1);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_CONTROLS, self->bins[i], NULL, -1);
      if (i > 0)
        gtk_toggle_button_set_group (self->buttons[i], self->buttons[0]);
      gtk_box_append (self->tab_row, button);
    }
  self->findings = REEVE_FINDINGS_VIEW (reeve_findings_view_new ());
  adw_bin_set_child (self->bins[TAB_FINDINGS], GTK_WIDGET (self->findings));
  for (guint i = 0; i < N_TABS; i++)
    g_signal_connect_object (self->buttons[i], "toggled", G_CALLBACK (tab_toggled_cb), self, 0);
  gtk_toggle_button_set_active (self->buttons[TAB_FINDINGS], TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Selected business"), -1);
}

void
reeve_business_detail_set_file (ReeveBusinessDetail *self, ReeveCaseFile *file)
{
  g_return_if_fail (REEVE_IS_BUSINESS_DETAIL (self) && self->file == NULL);
  self->file = g_object_ref (file);
  reeve_findings_view_set_file (self->findings, file);
  g_signal_connect_object (reeve_case_file_get_selection (file), "notify::business", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "refreshed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);
}

void
reeve_business_detail_show_tab (ReeveBusinessDetail *self, const char *tab)
{
  g_return_if_fail (REEVE_IS_BUSINESS_DETAIL (self));
  for (guint i = 0; i < N_TABS; i++)
    if (strcmp (tab_infos[i].name, tab) == 0)
      gtk_toggle_button_set_active (self->buttons[i], TRUE);
}

void
reeve_business_detail_show_finding (ReeveBusinessDetail *self, const char *provision)
{
  g_return_if_fail (REEVE_IS_BUSINESS_DETAIL (self));
  reeve_findings_view_show (self->findings, provision);
}

gboolean
reeve_business_detail_is_loading (ReeveBusinessDetail *self)
{
  g_return_val_if_fail (REEVE_IS_BUSINESS_DETAIL (self), FALSE);
  return self->cancellable != NULL;
}
