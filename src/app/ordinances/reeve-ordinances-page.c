/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Form, source and examples share one ReeveDraft; at each pause its text goes into the row of the draft. An adopted version is shown the same
 * way, and nothing of it can be edited. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-backtest-job.h"
#include "reeve-borrow.h"
#include "reeve-ordinance-compare.h"
#include "reeve-ordinance-examples.h"
#include "reeve-ordinance-form.h"
#include "reeve-ordinance-library.h"
#include "reeve-ordinance-source.h"
#include "reeve-ordinance-versions.h"
#include "reeve-ordinances-page.h"
#include "reeve-shipped.h"
#include "reeve-symbol-image.h"
#include "reeve-wording.h"

struct _ReeveOrdinancesPage
{
  ReevePage parent_instance;

  GtkStack *root, *views;
  GtkMenuButton *version_button, *more_button;
  GtkListBox *cards;
  GtkLabel *cards_label, *name_label, *from_label, *kept_label, *effect_label;
  GtkImage *state_icon;
  GtkToggleButton *source_toggle;
  AdwFlap *flap;
  ReeveOrdinanceForm *form;
  ReeveOrdinanceSource *source;
  ReeveOrdinanceExamples *examples;

  ReeveCaseFile *file;
  GPtrArray *versions;
  gint64 version;          /* 0 = none */
  gboolean is_draft, writing, building;
  ReeveDraft *draft;
  char *provision;
  GCancellable *trying;    /* the quick effect under way, or the last */
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (ReeveOrdinancesPage, reeve_ordinances_page, REEVE_TYPE_PAGE)

static void show_version (ReeveOrdinancesPage *self, gint64 id);
static void try_draft (ReeveOrdinancesPage *self);
static void reload (ReeveOrdinancesPage *self);

static const ReeveOrdinanceVersion *
find_version (ReeveOrdinancesPage *self, gint64 id)
{
  for (guint i = 0; self->versions != NULL && i < self->versions->len; i++)
    if (((ReeveOrdinanceVersion *) g_ptr_array_index (self->versions, i))->id == id)
      return g_ptr_array_index (self->versions, i);
  return NULL;
}

static gboolean
can_edit (ReeveOrdinancesPage *self)
{
  return self->is_draft && !reeve_case_file_is_read_only (self->file);
}

/* --- provisions --- */

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static const struct { ReeveOutcome outcome; ReeveShown shown; } counted[] = {
  { REEVE_OUTCOME_VIOLATION, REEVE_SHOWN_NOT_MET }, { REEVE_OUTCOME_GROUNDS, REEVE_SHOWN_GROUNDS }, { REEVE_OUTCOME_PENDING, REEVE_SHOWN_PENDING },
  { REEVE_OUTCOME_INSUFFICIENT, REEVE_SHOWN_NOT_KNOWN }, { REEVE_OUTCOME_COMPLIANT, REEVE_SHOWN_MET },
};

/* Counts of the last check, for what is in force. */
static void
add_counts (ReeveOrdinancesPage *self, GtkWidget *box, ReeveOrdinance *ordinance, const char *provision)
{
  ReeveConn *conn = reeve_case_file_get_conn (self->file);
  g_autoptr (GError) error = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT outcome, number FROM derived_count WHERE ordinance = ?1 AND provision = ?2 ORDER BY outcome", &error);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_box_append (GTK_BOX (box), line);
  if (stmt == NULL)
    return;
  reeve_stmt_bind_text (stmt, 1, reeve_ordinance_get_id (ordinance));
  reeve_stmt_bind_text (stmt, 2, provision);
  while (reeve_stmt_step (stmt, &error))
    for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
      if (reeve_stmt_int (stmt, 0) == (gint64) counted[i].outcome && reeve_stmt_int (stmt, 1) > 0)
        {
          g_autofree char *number = reeve_word_count (reeve_stmt_int (stmt, 1));

          gtk_box_append (GTK_BOX (line), reeve_symbol_image_new (counted[i].shown, 12));
          gtk_box_append (GTK_BOX (line), label_new (number, "caption-2"));
        }
  reeve_stmt_reset (stmt);
}

static GtkWidget *
card_new (ReeveOrdinancesPage *self, ReeveOrdinance *ordinance, const ReeveProvision *provision)
{
  const ReeveProvisionVersion *version = reeve_provision_version_on (provision, reeve_case_file_get_day (self->file));
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  ReeveNature nature;
  g_autofree char *spoken = NULL;

  if (version == NULL)
    version = g_ptr_array_index (provision->versions, provision->versions->len - 1);
  nature = reeve_provision_version_get_nature (version);
  gtk_box_append (GTK_BOX (head), label_new (version->citation, "section-label"));
  if (nature != REEVE_NATURE_DUTY)
    gtk_box_append (GTK_BOX (head), label_new (reeve_nature_name (nature), "fact-chip"));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), label_new (version->title, "row-name"));
  if (!self->is_draft)
    add_counts (self, box, ordinance, provision->id);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  /* Translators: a provision read aloud: its citation and its title */
  spoken = g_strdup_printf (C_("citation, title", "%s, %s"), version->citation, version->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "provision", g_strdup (provision->id), g_free);
  return row;
}

static void
fill_cards (ReeveOrdinancesPage *self)
{
  ReeveOrdinance *ordinance = self->draft == NULL ? NULL : reeve_draft_get_ordinance (self->draft);
  const GPtrArray *provisions = ordinance == NULL ? NULL : reeve_ordinance_get_provisions (ordinance);
  GtkListBoxRow *chosen = NULL;
  GtkWidget *child;
  g_autofree char *head = NULL;

  self->building = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_list_box_remove (self->cards, child);
  for (guint i = 0; provisions != NULL && i < provisions->len; i++)
    {
      const ReeveProvision *provision = g_ptr_array_index (provisions, i);
      GtkWidget *row = card_new (self, ordinance, provision);

      gtk_list_box_append (self->cards, row);
      if (chosen == NULL || g_strcmp0 (provision->id, self->provision) == 0)
        chosen = GTK_LIST_BOX_ROW (row);
    }
  head = g_strdup_printf (ngettext ("%u provision", "%u provisions", provisions == NULL ? 0 : provisions->len), provisions == NULL ? 0 : provisions->len);
  gtk_label_set_text (self->cards_label, head);
  if (chosen != NULL)
    {
      g_free (self->provision);
      self->provision = g_strdup (g_object_get_data (G_OBJECT (chosen), "provision"));
      gtk_list_box_select_row (self->cards, chosen);
    }
  else
    g_clear_pointer (&self->provision, g_free);
  self->building = FALSE;
}

static void
flush (ReeveOrdinancesPage *self)
{
  if (self->draft == NULL)
    return;
  reeve_ordinance_form_flush (self->form);
  reeve_ordinance_source_flush (self->source);
}

static void
show_provision (ReeveOrdinancesPage *self)
{
  reeve_ordinance_form_show (self->form, self->draft, self->provision, reeve_case_file_get_day (self->file), can_edit (self));
  reeve_ordinance_examples_show (self->examples, self->draft, self->provision, can_edit (self));
}

static void
go_to_source (ReeveOrdinancesPage *self)
{
  ReeveOrdinance *ordinance = self->draft == NULL ? NULL : reeve_draft_get_ordinance (self->draft);
  const ReeveProvision *provision = ordinance == NULL || self->provision == NULL ? NULL : reeve_ordinance_find_provision (ordinance, self->provision);

  if (provision != NULL && reeve_ordinance_get_home (ordinance, provision) == ordinance)
    reeve_ordinance_source_go_to (self->source, provision->source.line);
}

static void
card_selected_cb (ReeveOrdinancesPage *self, GtkListBoxRow *row)
{
  if (self->building || row == NULL)
    return;
  flush (self);
  g_free (self->provision);
  self->provision = g_strdup (g_object_get_data (G_OBJECT (row), "provision"));
  show_provision (self);
  go_to_source (self);
}

/* --- the text --- */

static void
stored_cb (ReeveCaseFile *file, gint64 entry, const GError *error, gpointer owner)
{
  ReeveOrdinancesPage *self = owner;

  self->writing = FALSE;
  if (error != NULL)
    reeve_case_file_set_problem (file, error->message);
  else if (self->kept_label != NULL)
    gtk_label_set_text (self->kept_label, _("Kept."));
}

static void
edited_cb (ReeveOrdinancesPage *self)
{
  if (!can_edit (self))
    return;
  reeve_ordinance_source_show (self->source, self->draft, TRUE);
  if (reeve_draft_get_broken_line (self->draft) == 0)
    fill_cards (self);
  show_provision (self);
  try_draft (self);
  self->writing = TRUE;
  reeve_ordinance_draft_store (self->file, self->version, reeve_draft_get_text (self->draft), stored_cb, self);
}

static void
update_head (ReeveOrdinancesPage *self)
{
  const ReeveOrdinanceVersion *version = find_version (self, self->version);
  g_autofree char *name = NULL, *head = NULL, *day = NULL, *from = NULL;
  gboolean edit = version != NULL && can_edit (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ordinance.adopt", edit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ordinance.delete", edit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ordinance.back-test", version != NULL && version->draft > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ordinance.export", version != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ordinance.new-draft", version != NULL && !reeve_case_file_is_read_only (self->file));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ordinance.compare", version != NULL && self->versions->len > 1);
  if (version == NULL)
    return;
  name = reeve_ordinance_version_name (version);
  day = reeve_word_date (version->in_force);
  gtk_image_set_from_icon_name (self->state_icon, version->draft > 0 ? "document-edit-symbolic" : "changes-prevent-symbolic");
  /* Translators: the version of an ordinance and the title of the ordinance: "Draft 3 of Chapter 18" */
  head = g_strdup_printf (_("%s of %s"), name, version->title);
  gtk_label_set_text (self->name_label, head);
  /* Translators: %s is a day */
  from = version->draft > 0 ? g_strdup (_("A draft: it changes no finding until it is adopted.")) : g_strdup_printf (_("Adopted, in force from %s. Its text does not change."), day);
  gtk_label_set_text (self->from_label, from);
  gtk_menu_button_set_label (self->version_button, name);
  reeve_page_set_subtitle (REEVE_PAGE (self), version->title);
}

static void
fill_menu (ReeveOrdinancesPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GMenu *section = NULL;
  const char *last = NULL;

  for (guint i = 0; i < self->versions->len; i++)
    {
      const ReeveOrdinanceVersion *version = g_ptr_array_index (self->versions, i);
      g_autofree char *name = reeve_ordinance_version_name (version), *day = reeve_word_date (version->in_force), *words = NULL;
      g_autoptr (GMenuItem) item = NULL;

      if (g_strcmp0 (last, version->ordinance) != 0)
        {
          g_clear_object (&section);
          section = g_menu_new ();
          g_menu_append_section (menu, version->title, G_MENU_MODEL (section));
          last = version->ordinance;
        }
      /* Translators: a version of an ordinance and the day from which it is in force */
      words = version->draft > 0 ? g_strdup (name) : g_strdup_printf (_("%s, from %s"), name, day);
      item = g_menu_item_new (words, NULL);
      g_menu_item_set_action_and_target (item, "ordinance.show", "x", version->id);
      g_menu_append_item (section, item);
    }
  g_clear_object (&section);
  gtk_menu_button_set_menu_model (self->version_button, G_MENU_MODEL (menu));
}

/* What the draft would change. NULL = there is nothing adopted. Transfer full. */
static ReeveOrdinance *
load_base (ReeveOrdinancesPage *self, const ReeveOrdinanceVersion *draft)
{
  ReeveConn *conn = reeve_case_file_get_conn (self->file);
  const ReeveOrdinanceVersion *base = reeve_ordinance_versions_find_base (self->versions, draft);
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (GBytes) text = base == NULL ? NULL : reeve_ordinance_version_load (conn, base->id, NULL);

  return text == NULL ? NULL : reeve_ordinance_load (base->title, text, reeve_check_find_library, conn, &messages);
}

static void
show_version (ReeveOrdinancesPage *self, gint64 id)
{
  const ReeveOrdinanceVersion *version = find_version (self, id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = version == NULL ? NULL : reeve_ordinance_version_load (reeve_case_file_get_conn (self->file), id, &error);

  flush (self);
  reeve_ordinance_form_show (self->form, NULL, NULL, 0, FALSE);
  reeve_ordinance_examples_show (self->examples, NULL, NULL, FALSE);
  reeve_ordinance_source_show (self->source, NULL, FALSE);
  g_clear_pointer (&self->draft, reeve_draft_free);
  self->version = text == NULL ? 0 : id;
  self->is_draft = text != NULL && version->draft > 0;
  gtk_label_set_text (self->effect_label, "");
  gtk_label_set_text (self->kept_label, "");
  if (error != NULL)
    reeve_case_file_set_problem (self->file, error->message);
  if (text != NULL)
    {
      g_autoptr (ReeveOrdinance) base = self->is_draft ? load_base (self, version) : NULL;

      self->draft = reeve_draft_new (version->title, text, reeve_check_find_library, reeve_case_file_get_conn (self->file));
      reeve_ordinance_form_set_base (self->form, base);
    }
  fill_cards (self);
  if (self->draft != NULL)
    {
      reeve_ordinance_source_show (self->source, self->draft, can_edit (self));
      show_provision (self);
    }
  update_head (self);
  try_draft (self);
}

/* Reads what versions there are; what is shown stays unless its text was changed elsewhere, by undo for one. */
static void
reload (ReeveOrdinancesPage *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *versions = reeve_ordinance_versions_list (reeve_case_file_get_conn (self->file), &error);
  const ReeveOrdinanceVersion *last;

  if (versions == NULL)
    {
      reeve_case_file_set_problem (self->file, error->message);
      return;
    }
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  self->versions = versions;
  fill_menu (self);
  gtk_stack_set_visible_child_name (self->root, versions->len == 0 ? "empty" : "case");
  gtk_widget_set_visible (GTK_WIDGET (self->version_button), versions->len > 0);
  if (versions->len == 0)
    {
      show_version (self, 0);
      return;
    }
  last = g_ptr_array_index (versions, versions->len - 1);
  if (find_version (self, self->version) == NULL)
    show_version (self, last->id);
  else if (!self->writing)
    {
      g_autoptr (GBytes) text = reeve_ordinance_version_load (reeve_case_file_get_conn (self->file), self->version, NULL);

      if (text != NULL && !g_bytes_equal (text, reeve_draft_get_text (self->draft)))
        show_version (self, self->version);
      update_head (self);
    }
}

static void
changed_cb (ReeveOrdinancesPage *self, ReeveChanges *changes)
{
  if (reeve_changes_touch (changes, "ordinance_version"))
    reload (self);
}

/* --- actions --- */

static void
begun_cb (ReeveCaseFile *file, gint64 entry, const GError *error, gpointer owner)
{
  ReeveOrdinancesPage *self = owner;
  gint64 newest = 0;

  if (error != NULL)
    {
      reeve_case_file_set_problem (file, error->message);
      return;
    }
  if (self->root == NULL)
    return;
  reload (self);
  for (guint i = 0; i < self->versions->len; i++)
    newest = MAX (newest, ((ReeveOrdinanceVersion *) g_ptr_array_index (self->versions, i))->id);
  show_version (self, newest);
}

static void
begin (ReeveOrdinancesPage *self, const char *name, GBytes *text)
{
  g_autoptr (GError) error = NULL;

  if (reeve_case_file_is_read_only (self->file))
    return;
  if (!reeve_ordinance_draft_begin (self->file, name, text, begun_cb, self, &error))
    reeve_case_file_set_problem (self->file, error->message);
}

static void
new_draft_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveOrdinancesPage *self = REEVE_ORDINANCES_PAGE (widget);

  flush (self);
  if (self->draft != NULL)
    begin (self, gtk_label_get_text (self->name_label), reeve_draft_get_text (self->draft));
}

static void
from_model_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GBytes) text = reeve_shipped_lookup (g_variant_get_string (parameter, NULL));

  if (text != NULL)
    begin (REEVE_ORDINANCES_PAGE (widget), g_variant_get_string (parameter, NULL), text);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, ReeveOrdinancesPage *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autoptr (GError) error = NULL;

  if (file != NULL && gtk_file_chooser_get_action (GTK_FILE_CHOOSER (dialog)) == GTK_FILE_CHOOSER_ACTION_OPEN)
    {
      g_autoptr (GBytes) text = g_file_load_bytes (file, NULL, NULL, &error);
      g_autofree char *base = g_file_get_basename (file);

      if (text != NULL)
        begin (self, base, text);
    }
  else if (file != NULL && self->draft != NULL)
    {
      GBytes *text = reeve_draft_get_text (self->draft);

      g_file_replace_contents (file, g_bytes_get_data (text, NULL), g_bytes_get_size (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, &error);
    }
  if (error != NULL)
    reeve_case_file_set_problem (self->file, error->message);
  g_clear_object (&self->chooser);
}

static void
choose_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveOrdinancesPage *self = REEVE_ORDINANCES_PAGE (widget);
  gboolean save = g_str_equal (name, "ordinance.export");

  flush (self);
  g_set_object (&self->chooser, NULL);
  self->chooser = gtk_file_chooser_native_new (save ? _("Export the ordinance") : _("Begin a draft from a file"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                               save ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  if (save && find_version (self, self->version) != NULL)
    {
      g_autofree char *file_name = g_strdup_printf ("%s.ordinance.yaml", find_version (self, self->version)->ordinance);

      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), file_name);
    }
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveOrdinancesPage *self = REEVE_ORDINANCES_PAGE (widget);

  flush (self);
  if (can_edit (self))
    reeve_ordinance_draft_delete (self->file, self->version);
}

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_version (REEVE_ORDINANCES_PAGE (widget), g_variant_get_int64 (parameter));
}

/* With the version of the same ordinance that is in force, else with any other. */
static void
compare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveOrdinancesPage *self = REEVE_ORDINANCES_PAGE (widget);
  const ReeveOrdinanceVersion *version = find_version (self, self->version), *other = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveOrdinance) before = NULL;
  g_autofree char *name_before = NULL, *name_after = NULL;

  flush (self);
  for (guint i = 0; version != NULL && i < self->versions->len; i++)
    {
      const ReeveOrdinanceVersion *candidate = g_ptr_array_index (self->versions, i);

      if (candidate != version && (other == NULL || (g_str_equal (candidate->ordinance, version->ordinance) && candidate->draft == 0)))
        other = candidate;
    }
  if (other == NULL || self->draft == NULL || reeve_draft_get_ordinance (self->draft) == NULL)
    return;
  text = reeve_ordinance_version_load (reeve_case_file_get_conn (self->file), other->id, NULL);
  before = text == NULL ? NULL : reeve_ordinance_load (other->title, text, reeve_check_find_library, reeve_case_file_get_conn (self->file), &messages);
  if (before == NULL)
    {
      reeve_case_file_toast (self->file, _("The other version has an error and cannot be compared."), 0);
      return;
    }
  name_before = reeve_ordinance_version_name (other);
  name_after = reeve_ordinance_version_name (version);
  reeve_ordinance_compare_present (GTK_WINDOW (gtk_widget_get_root (widget)), name_before, before, name_after, reeve_draft_get_ordinance (self->draft),
                                   reeve_case_file_get_day (self->file));
}

static void
adopt_response_cb (AdwMessageDialog *dialog, const char *response, ReeveOrdinancesPage *self)
{
  const char *number = gtk_editable_get_text (g_object_get_data (G_OBJECT (dialog), "number"));
  const char *day = gtk_editable_get_text (g_object_get_data (G_OBJECT (dialog), "day"));
  const char *who = gtk_editable_get_text (g_object_get_data (G_OBJECT (dialog), "who"));

  if (g_str_equal (response, "adopt"))
    reeve_ordinance_draft_adopt (self->file, self->version, number, day, who, begun_cb, self);
}

static void
adopt_typed_cb (AdwMessageDialog *dialog)
{
  const char *number = gtk_editable_get_text (g_object_get_data (G_OBJECT (dialog), "number"));
  const char *who = gtk_editable_get_text (g_object_get_data (G_OBJECT (dialog), "who"));
  ReeveDay day;

  adw_message_dialog_set_response_enabled (dialog, "adopt", *number != '\0' && *who != '\0'
                                           && reeve_day_parse (gtk_editable_get_text (g_object_get_data (G_OBJECT (dialog), "day")), -1, &day));
}

static void
add_adopt_entry (GtkWidget *dialog, GtkWidget *box, const char *key, const char *label, const char *value)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (box), label_new (label, "field-label"));
  gtk_box_append (GTK_BOX (box), entry);
  g_object_set_data (G_OBJECT (dialog), key, entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (adopt_typed_cb), dialog, G_CONNECT_SWAPPED);
}

static void
adopt_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveOrdinancesPage *self = REEVE_ORDINANCES_PAGE (widget);
  GtkWidget *dialog, *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  char today[REEVE_DAY_TEXT_SIZE];

  flush (self);
  if (!can_edit (self))
    return;
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), _("Adopt this draft?"),
                                   _("Its text becomes final: it can be read, compared and superseded, not changed. Every record is checked by it from the "
                                     "day it is in force. All of its examples must come out as they say."));
  reeve_day_format (reeve_case_file_get_day (self->file), today);
  add_adopt_entry (dialog, box, "number", _("Ordinance number"), "");
  add_adopt_entry (dialog, box, "day", _("In force from (year-month-day)"), today);
  add_adopt_entry (dialog, box, "who", _("Adopted here by"), reeve_db_get_user (reeve_case_file_get_db (self->file)));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("Cancel"), "adopt", _("Adopt"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "adopt", ADW_RESPONSE_SUGGESTED);
  adopt_typed_cb (ADW_MESSAGE_DIALOG (dialog));
  g_signal_connect_object (dialog, "response", G_CALLBACK (adopt_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- how others say it --- */

static void
borrow_cb (ReeveOrdinancesPage *self, ReeveOrdinance *from, const char *id, ReeveOrdinanceLibrary *library)
{
  ReeveOrdinance *into = self->draft == NULL ? NULL : reeve_draft_get_ordinance (self->draft);
  g_autofree char *named = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) error = NULL;

  if (into == NULL || !can_edit (self))
    return;
  text = reeve_provision_borrow (reeve_draft_get_text (self->draft), into, from, id, reeve_case_file_get_day (self->file), reeve_check_find_library,
                                 reeve_case_file_get_conn (self->file), &named, &error);
  if (text == NULL)
    {
      reeve_ordinance_library_tell (library, error->message);
      return;
    }
  reeve_draft_set_text (self->draft, text);
  g_free (self->provision);
  self->provision = g_steal_pointer (&named);
  edited_cb (self);
  go_to_source (self);
  gtk_window_destroy (GTK_WINDOW (library));
}

static void
library_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveOrdinancesPage *self = REEVE_ORDINANCES_PAGE (widget);
  GtkWidget *library;

  flush (self);
  library = reeve_ordinance_library_new (GTK_WINDOW (gtk_widget_get_root (widget)), reeve_case_file_get_day (self->file),
                                         can_edit (self) && self->draft != NULL && reeve_draft_get_broken_line (self->draft) == 0);
  g_signal_connect_object (library, "use", G_CALLBACK (borrow_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (library));
}

/* --- back-test --- */

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveOrdinancesPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveBacktestResult) tried = reeve_backtest_run_finish (result, &error);
  g_autoptr (GString) words = NULL;

  if (tried == NULL || self->effect_label == NULL || g_task_get_cancellable (G_TASK (result)) != self->trying)
    return;
  words = g_string_new (_("On the city’s businesses, against what is in force:"));
  for (guint i = 0; i < REEVE_N_EFFECTS; i++)
    {
      gint64 n = reeve_backtest_get_businesses (tried->test)->n[i];
      g_autofree char *number = reeve_word_count (n);

      if (n > 0)
        g_string_append_printf (words, "\n%s  %s", number, reeve_effect_label (i));
    }
  gtk_label_set_text (self->effect_label, words->str);
}

/* The quick effect under the examples: tried again after each edit. */
static void
try_draft (ReeveOrdinancesPage *self)
{
  ReeveBacktestSpec spec = { .day = reeve_case_file_get_day (self->file) };

  if (self->trying != NULL)
    g_cancellable_cancel (self->trying);
  g_clear_object (&self->trying);
  gtk_label_set_text (self->effect_label, "");
  spec.after = self->draft == NULL ? NULL : reeve_draft_get_ordinance (self->draft);
  if (!self->is_draft || spec.after == NULL)
    return;
  self->trying = g_cancellable_new ();
  reeve_backtest_run_async (self->file, &spec, TRUE, self->trying, tried_cb, g_object_ref (self));
}

void
reeve_ordinances_page_back_test (ReeveOrdinancesPage *self)
{
  g_return_if_fail (REEVE_IS_ORDINANCES_PAGE (self));
  flush (self);
  if (self->version != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back-test", "x", self->version);
}

static void
back_test_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reeve_ordinances_page_back_test (REEVE_ORDINANCES_PAGE (widget));
}

static void
toggle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveOrdinancesPage *self = REEVE_ORDINANCES_PAGE (widget);

  gtk_toggle_button_set_active (self->source_toggle, !gtk_toggle_button_get_active (self->source_toggle));
}

static void
problem_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveOrdinancesPage *self = REEVE_ORDINANCES_PAGE (widget);

  gtk_toggle_button_set_active (self->source_toggle, TRUE);
  if (g_str_equal (name, "ordinance.take"))
    reeve_ordinance_source_take_suggestion (self->source);
  else
    reeve_ordinance_source_next_problem (self->source, g_str_equal (name, "ordinance.previous-problem"));
}

static void
walk_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reeve_ordinance_examples_walk_through (REEVE_ORDINANCES_PAGE (widget)->examples);
}

static void
panel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveOrdinancesPage *self = REEVE_ORDINANCES_PAGE (widget);

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

static void
view_toggled_cb (ReeveOrdinancesPage *self)
{
  gboolean source = gtk_toggle_button_get_active (self->source_toggle);

  flush (self);
  gtk_stack_set_visible_child_name (self->views, source ? "source" : "form");
  if (source)
    {
      go_to_source (self);
      gtk_widget_grab_focus (reeve_ordinance_source_get_view (self->source));
    }
}

static void
page_add (ReevePage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "ordinance.new-draft", NULL);
}

static void
page_finish (ReevePage *page)
{
  reeve_ordinance_examples_add (REEVE_ORDINANCES_PAGE (page)->examples);
}

static void
reeve_ordinances_page_dispose (GObject *object)
{
  ReeveOrdinancesPage *self = REEVE_ORDINANCES_PAGE (object);

  if (self->root != NULL && self->file != NULL)
    {
      flush (self);
      reeve_ordinance_form_show (self->form, NULL, NULL, 0, FALSE);
      reeve_ordinance_examples_show (self->examples, NULL, NULL, FALSE);
      reeve_ordinance_source_show (self->source, NULL, FALSE);
    }
  if (self->trying != NULL)
    g_cancellable_cancel (self->trying);
  g_clear_object (&self->trying);
  self->root = NULL;
  self->kept_label = self->effect_label = NULL;
  g_clear_object (&self->chooser);
  g_clear_object (&self->file);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->draft, reeve_draft_free);
  g_clear_pointer (&self->provision, g_free);
  G_OBJECT_CLASS (reeve_ordinances_page_parent_class)->dispose (object);
}

static void
reeve_ordinances_page_class_init (ReeveOrdinancesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_ordinances_page_dispose;
  REEVE_PAGE_CLASS (klass)->add = page_add;
  REEVE_PAGE_CLASS (klass)->finish = page_finish;
  g_type_ensure (REEVE_TYPE_ORDINANCE_FORM);
  g_type_ensure (REEVE_TYPE_ORDINANCE_SOURCE);
  g_type_ensure (REEVE_TYPE_ORDINANCE_EXAMPLES);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-ordinances-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, root);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, views);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, version_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, cards);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, cards_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, from_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, kept_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, effect_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, state_icon);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, source_toggle);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, flap);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, form);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, source);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, examples);
  gtk_widget_class_bind_template_callback (widget_class, card_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_toggled_cb);
  gtk_widget_class_install_action (widget_class, "ordinance.show", "x", show_action);
  gtk_widget_class_install_action (widget_class, "ordinance.new-draft", NULL, new_draft_action);
  gtk_widget_class_install_action (widget_class, "ordinance.from-model", "s", from_model_action);
  gtk_widget_class_install_action (widget_class, "ordinance.from-file", NULL, choose_file_action);
  gtk_widget_class_install_action (widget_class, "ordinance.library", NULL, library_action);
  gtk_widget_class_install_action (widget_class, "ordinance.export", NULL, choose_file_action);
  gtk_widget_class_install_action (widget_class, "ordinance.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "ordinance.compare", NULL, compare_action);
  gtk_widget_class_install_action (widget_class, "ordinance.adopt", NULL, adopt_action);
  gtk_widget_class_install_action (widget_class, "ordinance.back-test", NULL, back_test_action);
  gtk_widget_class_install_action (widget_class, "ordinance.toggle-view", NULL, toggle_action);
  gtk_widget_class_install_action (widget_class, "ordinance.next-problem", NULL, problem_action);
  gtk_widget_class_install_action (widget_class, "ordinance.previous-problem", NULL, problem_action);
  gtk_widget_class_install_action (widget_class, "ordinance.take", NULL, problem_action);
  gtk_widget_class_install_action (widget_class, "ordinance.walk-through", NULL, walk_action);
  gtk_widget_class_install_action (widget_class, "ordinance.panel", NULL, panel_action);
}

/* In the phase of capture, for a text view would take Ctrl+Tab and Alt+Enter for itself. */
static void
add_keys (ReeveOrdinancesPage *self)
{
  static const struct { const char *trigger, *action; } keys[] = {
    { "<Control>Tab", "ordinance.toggle-view" }, { "<Control>d", "ordinance.compare" }, { "F7", "ordinance.walk-through" },
    { "F8", "ordinance.next-problem" }, { "<Shift>F8", "ordinance.previous-problem" }, { "<Alt>Return", "ordinance.take" }, { "F9", "ordinance.panel" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                                                                                                  gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
fill_more (ReeveOrdinancesPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) models = g_menu_new (), begin_section = g_menu_new (), keep_section = g_menu_new ();
  g_auto (GStrv) shipped = reeve_shipped_list ();

  for (guint i = 0; shipped[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (shipped[i], NULL);

      g_menu_item_set_action_and_target (item, "ordinance.from-model", "s", shipped[i]);
      g_menu_append_item (models, item);
    }
  g_menu_append (begin_section, _("New draft from this version"), "ordinance.new-draft");
  g_menu_append_submenu (begin_section, _("New draft from a model"), G_MENU_MODEL (models));
  g_menu_append (begin_section, _("New draft from a file…"), "ordinance.from-file");
  g_menu_append (keep_section, _("Adopt…"), "ordinance.adopt");
  g_menu_append (keep_section, _("Export…"), "ordinance.export");
  g_menu_append (keep_section, _("Delete this draft"), "ordinance.delete");
  g_menu_append (keep_section, _("Examples"), "ordinance.panel");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (begin_section));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (keep_section));
  gtk_menu_button_set_menu_model (self->more_button, G_MENU_MODEL (menu));
}

static void
reeve_ordinances_page_init (ReeveOrdinancesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  reeve_page_set_title (REEVE_PAGE (self), _("Ordinances"));
  fill_more (self);
  add_keys (self);
}

GtkWidget *
reeve_ordinances_page_new (ReeveCaseFile *file)
{
  ReeveOrdinancesPage *self = g_object_new (REEVE_TYPE_ORDINANCES_PAGE, NULL);

  reeve_page_set_file (REEVE_PAGE (self), file);
  self->file = g_object_ref (file);
  reeve_ordinance_examples_set_file (self->examples, file);
  g_signal_connect_object (file, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  reload (self);
  return GTK_WIDGET (self);
}
