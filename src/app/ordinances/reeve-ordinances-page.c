/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Form, source and examples share one ReeveDraft; at each pause its text goes into the row of the draft. An adopted version is shown the same
 * way, and nothing of it can be edited. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-backtest-job.h"
#include "reeve-borrow.h"
#include "reeve-akoma-ntoso.h"
#include "reeve-ordinance-adopt.h"
#include "reeve-ordinance-compare.h"
#include "reeve-ordinance-examples.h"
#include "reeve-ordinance-form.h"
#include "reeve-ordinance-library.h"
#include "reeve-ordinance-source.h"
#include "reeve-ordinance-timeline.h"
#include "reeve-ordinance-versions.h"
#include "reeve-ordinances-page.h"
#include "reeve-provision-list.h"
#include "reeve-shipped.h"
#include "reeve-wording.h"

struct _ReeveOrdinancesPage
{
  ReevePage parent_instance;

  GtkStack *root, *views;
  GtkMenuButton *version_button, *more_button;
  ReeveProvisionList *cards;
  GtkListBox *models;
  AdwLeaflet *leaflet;
  GtkWidget *back_button, *list_pane, *text_pane, *timeline_bar;
  ReeveOrdinanceTimeline *timeline;
  AdwBin *reading;
  GtkLabel *cards_label, *name_label, *from_label, *kept_label, *effect_label;
  GtkImage *state_icon;
  GtkToggleButton *read_toggle, *form_toggle, *source_toggle;
  AdwFlap *flap;
  ReeveOrdinanceForm *form;
  ReeveOrdinanceSource *source;
  ReeveOrdinanceExamples *examples;

  ReeveCaseFile *file;
  GPtrArray *versions;
  gint64 version;          /* 0 = none */
  gboolean is_draft, writing, form_due;
  ReeveDraft *draft;
  ReeveOrdinance *base;    /* what the draft changes, or NULL */
  char *provision;
  GCancellable *trying;    /* the quick effect under way, or the last */
  GHashTable *known;       /* ids of versions before the last that was begun or adopted */
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

static void
fill_cards (ReeveOrdinancesPage *self)
{
  ReeveOrdinance *ordinance = self->draft == NULL ? NULL : reeve_draft_get_ordinance (self->draft);
  guint n = ordinance == NULL ? 0 : reeve_ordinance_get_provisions (ordinance)->len;
  g_autofree char *head = g_strdup_printf (ngettext ("%u provision", "%u provisions", n), n);

  if (self->provision != NULL)
    reeve_provision_list_choose (self->cards, self->provision);
  reeve_provision_list_show (self->cards, ordinance, self->base, self->is_draft ? NULL : reeve_case_file_get_conn (self->file),
                             reeve_case_file_get_day (self->file));
  g_free (self->provision);
  self->provision = g_strdup (reeve_provision_list_get_chosen (self->cards));
  gtk_label_set_text (self->cards_label, head);
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
show_reading (ReeveOrdinancesPage *self)
{
  if (gtk_toggle_button_get_active (self->read_toggle))
    adw_bin_set_child (self->reading, reeve_provision_list_read (self->cards));
}

/* Many fields: for whoever only reads they are not made. */
static void
show_form (ReeveOrdinancesPage *self)
{
  self->form_due = gtk_toggle_button_get_active (self->read_toggle);
  if (!self->form_due)
    reeve_ordinance_form_show (self->form, self->draft, self->provision, reeve_case_file_get_day (self->file), can_edit (self));
}

static void
show_provision (ReeveOrdinancesPage *self)
{
  show_reading (self);
  show_form (self);
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
card_chosen_cb (ReeveOrdinancesPage *self)
{
  flush (self);
  g_free (self->provision);
  self->provision = g_strdup (reeve_provision_list_get_chosen (self->cards));
  show_provision (self);
  go_to_source (self);
}

/* --- folding --- */

static void
update_folded (ReeveOrdinancesPage *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  gtk_widget_set_visible (self->back_button, folded && adw_leaflet_get_visible_child (self->leaflet) == self->text_pane);
  gtk_widget_set_visible (self->timeline_bar, !folded);
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

static gboolean
folded_idle (gpointer data)
{
  ReeveOrdinancesPage *self = data;

  if (self->root != NULL)
    update_folded (self);
  return G_SOURCE_REMOVE;
}

/* Both fold while they are being allocated, when nothing may ask for another size. */
static void
folded_cb (ReeveOrdinancesPage *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, folded_idle, g_object_ref (self), g_object_unref);
}

static void
card_opened_cb (ReeveOrdinancesPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->text_pane);
}

static void
back_cb (ReeveOrdinancesPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
}

static gboolean
page_leave (ReevePage *page)
{
  ReeveOrdinancesPage *self = REEVE_ORDINANCES_PAGE (page);

  if (!gtk_widget_get_visible (self->back_button))
    return FALSE;
  back_cb (self);
  return TRUE;
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
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ordinance.export-text", version != NULL && self->draft != NULL && reeve_draft_get_ordinance (self->draft) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ordinance.new-draft", version != NULL && !reeve_case_file_is_read_only (self->file));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ordinance.compare", version != NULL);
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
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->from_label), version->source);
  reeve_ordinance_timeline_show (self->timeline, self->versions, self->version, self->draft == NULL ? NULL : reeve_draft_get_ordinance (self->draft),
                                 reeve_case_file_get_day (self->file));
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

/* What was adopted is there to be read, a draft to be written; whoever looks at the source stays with it. */
static void
choose_view (ReeveOrdinancesPage *self)
{
  if (!gtk_toggle_button_get_active (self->source_toggle))
    gtk_toggle_button_set_active (self->is_draft ? self->form_toggle : self->read_toggle, TRUE);
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
  reeve_provision_list_show (self->cards, NULL, NULL, NULL, 0);
  adw_bin_set_child (self->reading, NULL);
  g_clear_pointer (&self->draft, reeve_draft_free);
  g_clear_pointer (&self->base, reeve_ordinance_unref);
  self->version = text == NULL ? 0 : id;
  self->is_draft = text != NULL && version->draft > 0;
  gtk_label_set_text (self->effect_label, "");
  gtk_label_set_text (self->kept_label, "");
  if (error != NULL)
    reeve_case_file_set_problem (self->file, error->message);
  if (text != NULL)
    {
      self->base = self->is_draft ? load_base (self, version) : NULL;
      self->draft = reeve_draft_new (version->title, text, reeve_check_find_library, reeve_case_file_get_conn (self->file));
      reeve_ordinance_form_set_base (self->form, self->base);
    }
  choose_view (self);
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
  gint64 newest = 0;   /* numbers of rows tell no order: each desk counts on its own */

  if (error != NULL)
    {
      reeve_case_file_set_problem (file, error->message);
      return;
    }
  if (self->root == NULL)
    return;
  reload (self);
  for (guint i = 0; i < self->versions->len; i++)
    {
      gint64 id = ((ReeveOrdinanceVersion *) g_ptr_array_index (self->versions, i))->id;

      if (self->known == NULL || !g_hash_table_contains (self->known, &id))
        newest = id;
    }
  if (newest == 0)
    return;
  show_version (self, newest);
  /* what cannot be read is shown where it stands, with line and words */
  if (self->draft != NULL && reeve_draft_get_broken_line (self->draft) > 0)
    {
      gtk_toggle_button_set_active (self->source_toggle, TRUE);
      reeve_ordinance_source_next_problem (self->source, FALSE);
    }
}

/* So that what a transaction adds is known from what was there. */
static void
remember_versions (ReeveOrdinancesPage *self)
{
  g_clear_pointer (&self->known, g_hash_table_unref);
  self->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; self->versions != NULL && i < self->versions->len; i++)
    g_hash_table_add (self->known, g_memdup2 (&((ReeveOrdinanceVersion *) g_ptr_array_index (self->versions, i))->id, sizeof (gint64)));
}

static void
begin (ReeveOrdinancesPage *self, const char *name, GBytes *text)
{
  g_autoptr (GError) error = NULL;

  if (reeve_case_file_is_read_only (self->file))
    return;
  remember_versions (self);
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

void
reeve_ordinances_page_open (ReeveOrdinancesPage *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autofree char *source = NULL;

  g_return_if_fail (REEVE_IS_ORDINANCES_PAGE (self));
  text = g_file_load_bytes (file, NULL, NULL, &error);
  if (text == NULL)
    {
      reeve_case_file_set_problem (self->file, error->message);
      return;
    }
  source = reeve_ordinance_provenance (file, text);
  begin (self, source, text);
}

/* The file itself, or its words as other drafting systems read them. */
static void
export_to (ReeveOrdinancesPage *self, GFile *file, gboolean words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = words ? reeve_ordinance_to_akoma_ntoso (reeve_draft_get_ordinance (self->draft), reeve_case_file_get_day (self->file))
                                   : g_bytes_ref (reeve_draft_get_text (self->draft));

  if (!g_file_replace_contents (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, &error))
    reeve_case_file_set_problem (self->file, error->message);
  else
    {
      g_autofree char *base = g_file_get_basename (file), *said = g_strdup_printf (_("Written: %s"), base);

      reeve_case_file_toast (self->file, said, 0);
    }
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, ReeveOrdinancesPage *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file != NULL && gtk_file_chooser_get_action (GTK_FILE_CHOOSER (dialog)) == GTK_FILE_CHOOSER_ACTION_OPEN)
    reeve_ordinances_page_open (self, file);
  else if (file != NULL && self->draft != NULL)
    export_to (self, file, g_object_get_data (G_OBJECT (dialog), "words") != NULL);
  g_clear_object (&self->chooser);
}

static void
choose_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveOrdinancesPage *self = REEVE_ORDINANCES_PAGE (widget);
  gboolean words = g_str_equal (name, "ordinance.export-text"), save = words || g_str_equal (name, "ordinance.export");
  const ReeveOrdinanceVersion *version = find_version (self, self->version);

  flush (self);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (save ? _("Export the ordinance") : _("Begin a draft from a file"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                               save ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  if (save && version != NULL)
    {
      g_autofree char *file_name = g_strdup_printf (words ? "%s.akn.xml" : "%s.ordinance.yaml", version->ordinance);

      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), file_name);
    }
  if (words)
    g_object_set_data (G_OBJECT (self->chooser), "words", self);
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

/* With the version of the same ordinance that is in force, else with an earlier one, else with a law of another city. */
static void
compare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveOrdinancesPage *self = REEVE_ORDINANCES_PAGE (widget);
  const ReeveOrdinanceVersion *version = find_version (self, self->version), *other = NULL;

  flush (self);
  if (version == NULL || self->draft == NULL)
    return;
  for (guint i = 0; i < self->versions->len; i++)
    {
      const ReeveOrdinanceVersion *candidate = g_ptr_array_index (self->versions, i);

      if (candidate != version && candidate->draft == 0 && g_str_equal (candidate->ordinance, version->ordinance)
          && (version->draft > 0 || g_strcmp0 (candidate->in_force, version->in_force) <= 0))
        other = candidate;
    }
  reeve_ordinance_compare_present (GTK_WINDOW (gtk_widget_get_root (widget)), self->file, self->versions, other == NULL ? 0 : other->id, version->id,
                                   reeve_draft_get_text (self->draft));
}

static void
adopt_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReeveOrdinancesPage *self = REEVE_ORDINANCES_PAGE (widget);

  flush (self);
  remember_versions (self);
  if (can_edit (self) && self->draft != NULL)
    reeve_ordinance_adopt_present (GTK_WINDOW (gtk_widget_get_root (widget)), self->file, self->versions, self->version, self->draft,
                                   reeve_provision_list_get_failed (self->cards), begun_cb, self);
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

  if (gtk_toggle_button_get_active (self->source_toggle))
    gtk_toggle_button_set_active (self->is_draft ? self->form_toggle : self->read_toggle, TRUE);
  else
    gtk_toggle_button_set_active (self->source_toggle, TRUE);
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
  gboolean source = gtk_toggle_button_get_active (self->source_toggle), read = gtk_toggle_button_get_active (self->read_toggle);

  flush (self);
  gtk_stack_set_visible_child_name (self->views, source ? "source" : read ? "read" : "form");
  show_reading (self);
  if (self->draft != NULL && self->form_due && !read)
    show_form (self);
  if (source)
    {
      go_to_source (self);
      gtk_widget_grab_focus (reeve_ordinance_source_get_view (self->source));
    }
}

static void
model_activated_cb (ReeveOrdinancesPage *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "ordinance.from-model", "s", g_object_get_data (G_OBJECT (row), "model"));
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
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_object (&self->chooser);
  g_clear_object (&self->file);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->draft, reeve_draft_free);
  g_clear_pointer (&self->base, reeve_ordinance_unref);
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
  REEVE_PAGE_CLASS (klass)->leave = page_leave;
  g_type_ensure (REEVE_TYPE_ORDINANCE_TIMELINE);
  g_type_ensure (REEVE_TYPE_PROVISION_LIST);
  g_type_ensure (REEVE_TYPE_ORDINANCE_FORM);
  g_type_ensure (REEVE_TYPE_ORDINANCE_SOURCE);
  g_type_ensure (REEVE_TYPE_ORDINANCE_EXAMPLES);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-ordinances-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, root);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, views);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, version_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, cards);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, form_toggle);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, read_toggle);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, reading);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, timeline_bar);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, text_pane);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, ReeveOrdinancesPage, models);
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
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_reading);
  gtk_widget_class_bind_template_callback (widget_class, card_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, card_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, model_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_toggled_cb);
  gtk_widget_class_install_action (widget_class, "ordinance.show", "x", show_action);
  gtk_widget_class_install_action (widget_class, "ordinance.new-draft", NULL, new_draft_action);
  gtk_widget_class_install_action (widget_class, "ordinance.from-model", "s", from_model_action);
  gtk_widget_class_install_action (widget_class, "ordinance.from-file", NULL, choose_file_action);
  gtk_widget_class_install_action (widget_class, "ordinance.library", NULL, library_action);
  gtk_widget_class_install_action (widget_class, "ordinance.export", NULL, choose_file_action);
  gtk_widget_class_install_action (widget_class, "ordinance.export-text", NULL, choose_file_action);
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
      g_autoptr (GBytes) text = reeve_shipped_lookup (shipped[i]);
      g_autofree char *title = reeve_ordinance_text_title (text);
      g_autoptr (GMenuItem) item = g_menu_item_new (title != NULL ? title : shipped[i], NULL);
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), g_object_new (GTK_TYPE_LABEL, "label", title != NULL ? title : shipped[i], "xalign", 0.0,
                                                                        "wrap", TRUE, NULL));
      g_object_set_data_full (G_OBJECT (row), "model", g_strdup (shipped[i]), g_free);
      gtk_list_box_append (self->models, row);
      g_menu_item_set_action_and_target (item, "ordinance.from-model", "s", shipped[i]);
      g_menu_append_item (models, item);
    }
  g_menu_append (begin_section, _("New draft from this version"), "ordinance.new-draft");
  g_menu_append_submenu (begin_section, _("New draft from a model"), G_MENU_MODEL (models));
  g_menu_append (begin_section, _("New draft from a file…"), "ordinance.from-file");
  g_menu_append (keep_section, _("Adopt…"), "ordinance.adopt");
  g_menu_append (keep_section, _("Export the file…"), "ordinance.export");
  g_menu_append (keep_section, _("Export the words (Akoma Ntoso)…"), "ordinance.export-text");
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
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leaflet, "notify::visible-child", G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flap, "notify::folded", G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);
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
