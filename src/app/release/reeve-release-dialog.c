/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every choice makes the order anew and has it gathered in the background; what is shown is what would be written. Narrow, the leaflet
 * folds and the three columns become three steps. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-error.h"
#include "reeve-release-account.h"
#include "reeve-release-dialog.h"
#include "reeve-release-fields.h"
#include "reeve-release-job.h"
#include "reeve-release-lines.h"
#include "reeve-release-memory.h"
#include "reeve-release-options.h"
#include "reeve-release-presets.h"
#include "reeve-release-preview.h"
#include "reeve-release-print.h"
#include "reeve-release-records.h"
#include "reeve-release-scope.h"
#include "reeve-wording.h"
#include "reeve-wrap-box.h"

/* Typing and clicking quickly is looked at once, after so many milliseconds. */
#define LOOK_DELAY 150

enum { CHECK_COMPLETE, CHECK_WITHIN, CHECK_NAMES, CHECK_WRITTEN, CHECK_LOGGED, N_CHECKS };

struct _ReeveReleaseDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title_widget;
  AdwLeaflet *leaflet;
  GtkWidget *audience_step, *form_step, *out_step;
  GtkBox *audiences, *checks, *goes_out, *left_out, *made_box, *form;
  ReeveWrapBox *formats, *sheets;
  GtkEntry *to_entry, *why_entry;
  ReeveReleasePresets *to_presets, *why_presets;
  ReeveReleaseScope *scope;
  ReeveReleaseOptions *options;
  ReeveReleaseFields *fields;
  ReeveReleaseRecords *records;
  GtkCheckButton *closed;
  GtkPasswordEntry *passphrase;
  GtkLabel *sheets_label, *day_label, *problem, *foot_label, *made_label, *make_label;
  GtkSpinner *spinner;
  GtkProgressBar *progress;
  GtkWidget *lock, *back_button, *next_button, *close_button, *make_button, *make_key, *look_button, *print_button, *folder_button, *receipt_button;

  ReeveCaseFile *file;
  ReeveReleaseOrder *order;
  guint chosen_sheets;           /* as checked, for formats that hold several */
  ReeveSheetKind single_sheet;   /* for formats that hold one */
  GtkWidget *lines[N_CHECKS];
  ReeveReleaseMemory *memory;    /* NULL = not read yet */
  char *missing;
  char *fault;                   /* of a check that failed, in words; NULL = none */
  GCancellable *looking;
  guint look_source;
  gboolean filling, making;
  GtkFileChooserNative *chooser;
  ReeveReleaseMade *made;
  ReeveReleasePreview *preview;  /* a weak pointer: looked at now */
};

G_DEFINE_FINAL_TYPE (ReeveReleaseDialog, reeve_release_dialog, ADW_TYPE_WINDOW)

static const char *const audience_words[] = { N_("_Internal"), N_("_Police"), N_("_Council"), N_("Cou_rt"), N_("P_ublic") };
/* The allow-list in a few words (reeve-audience.h). */
static const char *const audience_sees[] = { N_("everything but sealed values"), N_("findings, visits, events, owners; no complainants, no staff"),
                                             N_("the register and final orders; no homes"), N_("the case with what was passed; staff by reference"),
                                             N_("the register and final orders; no homes") };
static const char *const format_words[] = { N_("CSV"), N_("GeoJSON"), N_("KML"), N_("XLSX"), N_("PDF map"), N_("PNG map"), N_("Package"), N_("GeoPackage"),
                                            N_("Shapefile") };
G_STATIC_ASSERT (G_N_ELEMENTS (audience_sees) == REEVE_N_AUDIENCES);
G_STATIC_ASSERT (G_N_ELEMENTS (audience_words) == REEVE_N_AUDIENCES);
G_STATIC_ASSERT (G_N_ELEMENTS (format_words) == REEVE_N_FORMATS);

static void show_step (ReeveReleaseDialog *self);

/* --- what is missing, and the checks --- */

static void
show_problem (ReeveReleaseDialog *self, const char *text)
{
  gtk_label_set_text (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

static void
allow_actions (ReeveReleaseDialog *self)
{
  gboolean still = !self->making && self->made == NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "release.make", still && self->missing == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "release.print", still && self->missing == NULL && self->order->format == REEVE_FORMAT_PDF);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "release.look", still);
}

/* The button says what is missing until nothing is. */
static void
show_missing (ReeveReleaseDialog *self)
{
  g_autoptr (GError) error = NULL;
  gboolean complete = reeve_release_order_check (self->order, self->file, &error);

  g_free (self->missing);
  self->missing = !complete ? g_strdup (error->message) : self->fault != NULL ? g_strdup (_("A check failed: see above.")) : NULL;
  complete = self->missing == NULL;
  gtk_label_set_text (self->make_label, complete ? _("Make the release…") : self->missing);
  gtk_widget_set_visible (self->make_key, complete);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->make_button), GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_text (self->make_label), -1);
  allow_actions (self);
  reeve_release_check_set (self->lines[CHECK_COMPLETE], error == NULL ? REEVE_MARK_DONE : REEVE_MARK_WAITING,
                           error == NULL ? _("The request is complete.") : self->missing);
}

/* --- looking what goes out --- */

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveReleaseDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *fault = NULL;
  g_autoptr (ReeveDisclosure) disclosure = reeve_release_look_finish (REEVE_CASE_FILE (source), result, &fault, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || g_error_matches (error, REEVE_ERROR, REEVE_ERROR_CANCELLED) || self->order == NULL)
    return;
  g_clear_object (&self->looking);
  gtk_spinner_stop (self->spinner);
  if (disclosure == NULL)
    {
      /* what stood there was of another choice */
      gtk_widget_set_visible (GTK_WIDGET (self->goes_out), FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self->left_out), FALSE);
      show_problem (self, error->message);
      reeve_release_check_set (self->lines[CHECK_WITHIN], REEVE_MARK_WAITING, NULL);
      reeve_release_check_set (self->lines[CHECK_NAMES], REEVE_MARK_WAITING, NULL);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->goes_out), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->left_out), TRUE);
  show_problem (self, NULL);
  reeve_release_check_set (self->lines[CHECK_WITHIN], reeve_release_is_within_list (disclosure) ? REEVE_MARK_DONE : REEVE_MARK_FAILED, NULL);
  reeve_release_check_set (self->lines[CHECK_NAMES], fault == NULL ? REEVE_MARK_DONE : REEVE_MARK_FAILED,
                           fault == NULL ? _("No text in it names somebody who works there.") : fault);
  g_free (self->fault);
  self->fault = g_steal_pointer (&fault);
  show_missing (self);
  reeve_release_show_goes_out (self->goes_out, disclosure, self->order->request.sheets);
  reeve_release_show_left_out (self->left_out, disclosure, self->order->request.sheets);
}

static void
stop_looking (ReeveReleaseDialog *self)
{
  g_clear_handle_id (&self->look_source, g_source_remove);
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

static gboolean
look_cb (gpointer data)
{
  ReeveReleaseDialog *self = data;

  self->look_source = 0;
  self->looking = g_cancellable_new ();
  reeve_release_look_async (self->file, self->order, self->looking, looked_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
look (ReeveReleaseDialog *self)
{
  stop_looking (self);
  gtk_spinner_start (self->spinner);
  reeve_release_check_set (self->lines[CHECK_WITHIN], REEVE_MARK_RUNNING, NULL);
  reeve_release_check_set (self->lines[CHECK_NAMES], REEVE_MARK_RUNNING, _("No text in it names somebody who works there."));
  self->look_source = g_timeout_add (LOOK_DELAY, look_cb, self);
}

/* --- choices --- */

static void
take_sheets (ReeveReleaseDialog *self)
{
  guint possible = reeve_release_order_possible_sheets (self->order);

  /* businesses are for every audience and in every format */
  if (!reeve_format_has_one_sheet (self->order->format))
    self->order->request.sheets = self->chosen_sheets & possible;
  else if ((possible & (1u << self->single_sheet)) != 0)
    self->order->request.sheets = 1u << self->single_sheet;
  else
    {
      self->single_sheet = REEVE_SHEET_BUSINESS;
      self->order->request.sheets = 1u << REEVE_SHEET_BUSINESS;
    }
}

static void
take_choices (ReeveReleaseDialog *self)
{
  g_autofree char *without = NULL, *words = reeve_release_scope_get_words (self->scope), *title = NULL;

  reeve_release_scope_apply (self->scope, self->order);
  take_sheets (self);
  reeve_release_records_apply (self->records, self->order);
  reeve_release_options_set_format (self->options, self->order->format);
  self->order->request.map = *reeve_release_options_get (self->options);
  reeve_release_fields_set (self->fields, self->order->request.audience, self->order->request.sheets,
                            self->memory != NULL ? self->memory->narrowed[self->order->request.audience] : NULL);
  without = reeve_release_fields_get_without (self->fields);
  reeve_release_order_set_text (self->order, &self->order->without, without);
  /* Translators: what is released: All businesses, West */
  title = g_strdup_printf (_("Release: %s"), words);
  adw_window_title_set_title (self->title_widget, title);
  show_step (self);
}

static void
refresh (ReeveReleaseDialog *self)
{
  if (self->filling || self->order == NULL)
    return;
  take_choices (self);
  show_missing (self);
  look (self);
}

static void
choice_cb (ReeveReleaseDialog *self)
{
  refresh (self);
}

static void
passphrase_cb (ReeveReleaseDialog *self)
{
  gboolean closed = gtk_check_button_get_active (self->closed);

  if (self->order == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->passphrase), closed);
  g_clear_pointer (&self->order->passphrase, g_free);
  if (closed)
    self->order->passphrase = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->passphrase)));
  self->order->request.passphrase = self->order->passphrase;
  show_missing (self);
}

static void
text_changed_cb (ReeveReleaseDialog *self)
{
  if (self->order == NULL)
    return;
  reeve_release_order_set_text (self->order, &self->order->to, gtk_editable_get_text (GTK_EDITABLE (self->to_entry)));
  reeve_release_order_set_text (self->order, &self->order->reason, gtk_editable_get_text (GTK_EDITABLE (self->why_entry)));
  show_missing (self);
}

static void
sheet_toggled_cb (GtkCheckButton *button, ReeveReleaseDialog *self)
{
  guint sheet = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "choice"));

  if (gtk_check_button_get_active (button))
    self->chosen_sheets |= 1u << sheet;
  else
    self->chosen_sheets &= ~(1u << sheet);
  refresh (self);
}

/* The @n-th bit of @sheets that is set. */
static guint
nth_sheet (guint sheets, guint n)
{
  for (guint sheet = 0; sheet < REEVE_N_SHEETS; sheet++)
    if ((sheets & (1u << sheet)) != 0 && n-- == 0)
      return sheet;
  return REEVE_SHEET_BUSINESS;
}

static void
sheet_selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, ReeveReleaseDialog *self)
{
  self->single_sheet = (ReeveSheetKind) nth_sheet (reeve_release_order_possible_sheets (self->order), gtk_drop_down_get_selected (drop_down));
  refresh (self);
}

static void
add_sheet_choice (ReeveReleaseDialog *self, guint possible)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkWidget *drop_down;
  guint selected = 0, n = 0;

  for (guint sheet = 0; sheet < REEVE_N_SHEETS; sheet++)
    if ((possible & (1u << sheet)) != 0)
      {
        selected = sheet == self->single_sheet ? n : selected;
        gtk_string_list_append (words, reeve_sheet_label ((ReeveSheetKind) sheet));
        n++;
      }
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), selected);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Sheet"), -1);
  g_signal_connect (drop_down, "notify::selected", G_CALLBACK (sheet_selected_cb), self);
  reeve_wrap_box_append (self->sheets, drop_down);
}

static void
add_sheet_check (ReeveReleaseDialog *self, guint sheet)
{
  GtkWidget *button = gtk_check_button_new_with_label (reeve_sheet_label ((ReeveSheetKind) sheet));

  g_object_set_data (G_OBJECT (button), "choice", GUINT_TO_POINTER (sheet));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), (self->order->request.sheets & (1u << sheet)) != 0);
  g_signal_connect (button, "toggled", G_CALLBACK (sheet_toggled_cb), self);
  reeve_wrap_box_append (self->sheets, button);
}

/* Only the sheets that the audience has and the format holds: one of them, or any. */
static void
fill_sheets (ReeveReleaseDialog *self)
{
  guint possible = reeve_release_order_possible_sheets (self->order);
  gboolean one = reeve_format_has_one_sheet (self->order->format);

  take_sheets (self);
  reeve_wrap_box_clear (self->sheets);
  if (one)
    add_sheet_choice (self, possible);
  for (guint sheet = 0; sheet < REEVE_N_SHEETS && !one; sheet++)
    if ((possible & (1u << sheet)) != 0)
      add_sheet_check (self, sheet);
  gtk_label_set_text (self->sheets_label, one ? _("Sheet and columns") : _("Sheets and columns"));
}

/* What the file remembers of the audience. */
static void
show_memory (ReeveReleaseDialog *self)
{
  ReeveAudience audience = self->order->request.audience;
  g_autofree char *number = NULL, *text = NULL;

  reeve_release_presets_set (self->to_presets, audience, FALSE, self->memory != NULL ? self->memory->recipients[audience] : NULL);
  reeve_release_presets_set (self->why_presets, audience, TRUE, self->memory != NULL ? self->memory->reasons[audience] : NULL);
  if (self->memory == NULL || reeve_case_file_is_read_only (self->file))
    return;
  number = g_strdup_printf ("%" G_GINT64_FORMAT, self->memory->next);
  /* Translators: the number of a release, and who makes it */
  text = g_strdup_printf (_("Logged as release %s by %s. The log keeps it for good; it can be recalled."), number,
                          reeve_db_get_user (reeve_case_file_get_db (self->file)));
  gtk_label_set_text (self->foot_label, text);
}

static void
memory_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveReleaseDialog) self = data;
  ReeveReleaseMemory *memory = reeve_release_memory_finish (REEVE_CASE_FILE (source), result, NULL);

  if (memory == NULL || self->order == NULL)
    {
      g_clear_pointer (&memory, reeve_release_memory_free);
      return;
    }
  self->memory = memory;
  show_memory (self);
  refresh (self);
}

static void
audience_toggled_cb (GtkCheckButton *button, ReeveReleaseDialog *self)
{
  gboolean active = gtk_check_button_get_active (button);

  if (active)
    gtk_widget_add_css_class (GTK_WIDGET (button), "chosen");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (button), "chosen");
  if (!active || self->filling)
    return;
  /* chosen by its letter, the arrows go on from here */
  gtk_widget_grab_focus (GTK_WIDGET (button));
  self->order->request.audience = (ReeveAudience) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "choice"));
  show_memory (self);
  fill_sheets (self);
  refresh (self);
}

static void
format_toggled_cb (GtkCheckButton *button, ReeveReleaseDialog *self)
{
  if (!gtk_check_button_get_active (button) || self->filling)
    return;
  self->order->format = (ReeveFormat) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "choice"));
  fill_sheets (self);
  refresh (self);
}

static void
add_audiences (ReeveReleaseDialog *self)
{
  GtkCheckButton *first = NULL;

  for (guint i = 0; i < REEVE_N_AUDIENCES; i++)
    {
      GtkWidget *button = gtk_check_button_new (), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      GtkWidget *name = gtk_label_new_with_mnemonic (_(audience_words[i]));
      GtkWidget *sees = g_object_new (GTK_TYPE_LABEL, "label", _(audience_sees[i]), "xalign", 0.0, "wrap", TRUE, NULL);

      gtk_widget_set_hexpand (words, TRUE);
      gtk_label_set_xalign (GTK_LABEL (name), 0);
      gtk_label_set_mnemonic_widget (GTK_LABEL (name), button);
      gtk_widget_add_css_class (name, "heading");
      gtk_widget_add_css_class (sees, "secondary");
      gtk_widget_add_css_class (sees, "caption-2");
      gtk_box_append (GTK_BOX (words), name);
      gtk_box_append (GTK_BOX (words), sees);
      gtk_check_button_set_child (GTK_CHECK_BUTTON (button), words);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, reeve_audience_label ((ReeveAudience) i),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _(audience_sees[i]), -1);
      gtk_widget_set_tooltip_text (button, reeve_audience_notice ((ReeveAudience) i));
      gtk_widget_add_css_class (button, "audience");
      g_object_set_data (G_OBJECT (button), "choice", GUINT_TO_POINTER (i));
      if (first != NULL)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (button), first);
      else
        first = GTK_CHECK_BUTTON (button);
      g_signal_connect (button, "toggled", G_CALLBACK (audience_toggled_cb), self);
      gtk_box_append (self->audiences, button);
    }
  gtk_check_button_set_active (first, TRUE);
}

static void
add_formats (ReeveReleaseDialog *self)
{
  GtkCheckButton *first = NULL;

  for (guint i = 0; i < REEVE_N_FORMATS; i++)
    {
      GtkWidget *button = gtk_check_button_new_with_label (_(format_words[i]));

      g_object_set_data (G_OBJECT (button), "choice", GUINT_TO_POINTER (i));
      if (first != NULL)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (button), first);
      else
        first = GTK_CHECK_BUTTON (button);
      g_signal_connect (button, "toggled", G_CALLBACK (format_toggled_cb), self);
      reeve_wrap_box_append (self->formats, button);
    }
  gtk_check_button_set_active (first, TRUE);
}

/* --- making --- */

static void
show_step (ReeveReleaseDialog *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);
  GtkWidget *step = adw_leaflet_get_visible_child (self->leaflet);

  gtk_widget_set_visible (self->back_button, folded && step != self->audience_step);
  gtk_widget_set_visible (self->next_button, folded && step != self->out_step);
  gtk_widget_set_visible (self->make_button, (!folded || step == self->out_step) && self->made == NULL);
  gtk_widget_set_visible (self->look_button, (!folded || step == self->out_step) && self->made == NULL);
  gtk_widget_set_visible (self->print_button, (!folded || step == self->out_step) && self->made == NULL && self->order->format == REEVE_FORMAT_PDF);
  gtk_widget_set_visible (GTK_WIDGET (self->foot_label), !folded);
  gtk_widget_set_visible (self->lock, !folded);
  gtk_widget_set_visible (self->close_button, !folded || step == self->audience_step || self->made != NULL);
}

static gboolean
step_idle (gpointer data)
{
  ReeveReleaseDialog *self = data;

  if (self->leaflet != NULL && self->order != NULL)
    show_step (self);
  return G_SOURCE_REMOVE;
}

/* The leaflet folds while it is being allocated, when nothing may ask for another size. */
static void
step_cb (ReeveReleaseDialog *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, step_idle, g_object_ref (self), g_object_unref);
}

static void
back_cb (ReeveReleaseDialog *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
next_cb (ReeveReleaseDialog *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

static void
set_making (ReeveReleaseDialog *self, gboolean making)
{
  self->making = making;
  /* an entry that has the focus may not be shut under it */
  if (making)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->audiences), !making);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !making);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), making);
  allow_actions (self);
}

static gboolean
pulse_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ReeveReleaseDialog *self = REEVE_RELEASE_DIALOG (widget);

  gtk_progress_bar_pulse (self->progress);
  return self->making;
}

static void
show_made (ReeveReleaseDialog *self)
{
  ReeveReleaseMade *made = self->made;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, made->number), *text = reeve_release_made_text (made);
  g_autofree char *logged = g_strdup_printf (_("Recorded in the log as release %s."), number);

  gtk_label_set_text (self->made_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->made_box), TRUE);
  gtk_widget_set_visible (self->folder_button, made->path != NULL);
  gtk_widget_set_visible (self->receipt_button, made->record != NULL);
  gtk_button_set_label (GTK_BUTTON (self->close_button), _("Close"));
  reeve_release_check_set (self->lines[CHECK_WRITTEN], made->same ? REEVE_MARK_DONE : REEVE_MARK_FAILED, reeve_release_written_text (made));
  reeve_release_check_set (self->lines[CHECK_LOGGED], made->number != 0 ? REEVE_MARK_DONE : REEVE_MARK_WAITING,
                           made->number != 0 ? logged : _("Not recorded: an internal copy of a file that may only be read."));
  gtk_widget_set_sensitive (GTK_WIDGET (self->audiences), FALSE);
  gtk_label_set_text (self->foot_label, _("It stays in the list of releases for good; it can be recalled."));
  /* the checks are what counts now */
  gtk_widget_set_visible (GTK_WIDGET (self->form), FALSE);
  adw_leaflet_set_visible_child (self->leaflet, self->form_step);
  allow_actions (self);
  show_step (self);
  gtk_widget_grab_focus (self->close_button);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveReleaseDialog) self = data;
  g_autoptr (GError) error = NULL;
  ReeveReleaseMade *made = reeve_release_make_finish (REEVE_CASE_FILE (source), result, &error);

  if (self->order == NULL)
    {
      g_clear_pointer (&made, reeve_release_made_free);
      return;
    }
  set_making (self, FALSE);
  if (made == NULL)
    {
      reeve_release_check_set (self->lines[CHECK_WRITTEN], REEVE_MARK_FAILED, NULL);
      show_problem (self, error->message);
      adw_leaflet_set_visible_child (self->leaflet, self->form_step);
      return;
    }
  self->made = made;
  show_made (self);
}

void
reeve_release_dialog_make (ReeveReleaseDialog *self, const char *path)
{
  g_return_if_fail (REEVE_IS_RELEASE_DIALOG (self) && path != NULL);
  if (self->making || self->made != NULL || self->missing != NULL)
    return;
  show_problem (self, NULL);
  set_making (self, TRUE);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), pulse_cb, NULL, NULL);
  reeve_release_check_set (self->lines[CHECK_WRITTEN], REEVE_MARK_RUNNING, NULL);
  reeve_release_make_async (self->file, self->order, path, made_cb, g_object_ref (self));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  ReeveReleaseDialog *self = data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file != NULL && g_file_peek_path (file) != NULL)
    reeve_release_dialog_make (self, g_file_peek_path (file));
  else if (file != NULL)
    show_problem (self, _("A release is written to this computer: choose a folder of it."));
}

static void
make_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ReeveReleaseDialog *self = REEVE_RELEASE_DIALOG (widget);
  char day[REEVE_DAY_TEXT_SIZE];
  g_autofree char *name = NULL;

  if (self->missing != NULL || self->making || self->made != NULL)
    return;
  reeve_day_format (self->order->request.day, day);
  name = g_strdup_printf ("%s-%s-%s.%s", reeve_audience_name (self->order->request.audience),
                          reeve_format_has_one_sheet (self->order->format) ? reeve_sheet_name (self->single_sheet) : "release", day,
                          reeve_release_order_suffix (self->order));
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Make the release"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Make"), _("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* --- looking first, and printing --- */

static void
printed_cb (GObject *owner, ReeveReleaseMade *made, const GError *error)
{
  ReeveReleaseDialog *self = REEVE_RELEASE_DIALOG (owner);

  if (self->order == NULL)
    {
      g_clear_pointer (&made, reeve_release_made_free);
      return;
    }
  set_making (self, FALSE);
  reeve_release_check_set (self->lines[CHECK_WRITTEN], made != NULL ? REEVE_MARK_DONE : error != NULL ? REEVE_MARK_FAILED : REEVE_MARK_WAITING, NULL);
  if (error != NULL)
    show_problem (self, error->message);
  self->made = made;
  if (made != NULL)
    show_made (self);
}

static void
preview_cb (GObject *owner)
{
  gtk_widget_activate_action (GTK_WIDGET (owner), "release.look", NULL);
}

void
reeve_release_dialog_print (ReeveReleaseDialog *self, const char *export_path)
{
  g_return_if_fail (REEVE_IS_RELEASE_DIALOG (self));
  if (self->making || self->made != NULL || self->missing != NULL || self->order->format != REEVE_FORMAT_PDF)
    return;
  show_problem (self, NULL);
  /* the dialog of the desktop is modal: what is asked for stays */
  reeve_release_print_run (GTK_WINDOW (self), self->file, self->order, export_path, preview_cb, printed_cb, G_OBJECT (self));
}

static void
print_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  reeve_release_dialog_print (REEVE_RELEASE_DIALOG (widget), NULL);
}

static void
print_from_preview_cb (ReeveReleaseDialog *self)
{
  if (self->missing != NULL)
    {
      gtk_window_close (GTK_WINDOW (self->preview));
      show_problem (self, self->missing);
      return;
    }
  gtk_window_close (GTK_WINDOW (self->preview));
  reeve_release_dialog_print (self, NULL);
}

static void
look_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ReeveReleaseDialog *self = REEVE_RELEASE_DIALOG (widget);

  if (self->making || self->made != NULL || self->preview != NULL)
    return;
  g_set_weak_pointer (&self->preview, reeve_release_preview_new (GTK_WINDOW (self), self->file, self->order));
  g_signal_connect_object (self->preview, "print", G_CALLBACK (print_from_preview_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->preview));
}

static void
list_cb (ReeveReleaseDialog *self)
{
  const char *narrowed = self->memory != NULL ? self->memory->narrowed[self->order->request.audience] : NULL;

  gtk_window_present (GTK_WINDOW (reeve_release_account_new (GTK_WINDOW (self), self->file, self->order, narrowed)));
}

/* --- afterwards --- */

static void
print_receipt_cb (ReeveReleaseDialog *self)
{
  if (self->made != NULL && self->made->record != NULL)
    reeve_paper_print_run (GTK_WINDOW (self), reeve_release_receipt_paper (self->made->record, reeve_case_file_get_city (self->file)), _("Receipt"));
}

static void
folder_cb (ReeveReleaseDialog *self)
{
  g_autofree char *folder = g_path_get_dirname (self->made->path), *uri = g_filename_to_uri (folder, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
receipt_cb (ReeveReleaseDialog *self)
{
  g_autofree char *text = self->made->record != NULL ? reeve_release_receipt (self->made->record)
                                                     : g_strdup (gtk_label_get_text (self->made_label));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

/* --- the window --- */

static gboolean
reeve_release_dialog_close_request (GtkWindow *window)
{
  ReeveReleaseDialog *self = REEVE_RELEASE_DIALOG (window);

  /* what has begun is told to its end: it stands in the log */
  if (self->making)
    return TRUE;
  return GTK_WINDOW_CLASS (reeve_release_dialog_parent_class)->close_request (window);
}

static void
reeve_release_dialog_dispose (GObject *object)
{
  ReeveReleaseDialog *self = REEVE_RELEASE_DIALOG (object);

  stop_looking (self);
  g_clear_object (&self->chooser);
  g_clear_object (&self->file);
  g_clear_pointer (&self->order, reeve_release_order_free);
  g_clear_pointer (&self->made, reeve_release_made_free);
  g_clear_pointer (&self->memory, reeve_release_memory_free);
  g_clear_pointer (&self->missing, g_free);
  g_clear_pointer (&self->fault, g_free);
  g_clear_weak_pointer (&self->preview);
  G_OBJECT_CLASS (reeve_release_dialog_parent_class)->dispose (object);
}

static void
reeve_release_dialog_class_init (ReeveReleaseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_release_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = reeve_release_dialog_close_request;
  g_type_ensure (REEVE_TYPE_WRAP_BOX);
  g_type_ensure (REEVE_TYPE_RELEASE_FIELDS);
  g_type_ensure (REEVE_TYPE_RELEASE_OPTIONS);
  g_type_ensure (REEVE_TYPE_RELEASE_PRESETS);
  g_type_ensure (REEVE_TYPE_RELEASE_RECORDS);
  g_type_ensure (REEVE_TYPE_RELEASE_SCOPE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-release-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ReeveReleaseDialog, name)
  BIND (audience_step); BIND (form_step); BIND (out_step); BIND (leaflet); BIND (title_widget);
  BIND (audiences); BIND (checks); BIND (goes_out); BIND (left_out); BIND (made_box); BIND (form); BIND (formats); BIND (sheets);
  BIND (to_entry); BIND (why_entry); BIND (scope); BIND (to_presets); BIND (why_presets);
  BIND (options); BIND (fields); BIND (records); BIND (closed); BIND (passphrase); BIND (look_button); BIND (print_button); BIND (folder_button);
  BIND (receipt_button); BIND (sheets_label); BIND (day_label); BIND (problem);
  BIND (foot_label); BIND (made_label); BIND (make_label); BIND (make_key); BIND (spinner); BIND (progress); BIND (lock);
  BIND (back_button); BIND (next_button); BIND (close_button); BIND (make_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, passphrase_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_receipt_cb);
  gtk_widget_class_bind_template_callback (widget_class, receipt_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_install_action (widget_class, "release.make", NULL, make_action);
  gtk_widget_class_install_action (widget_class, "release.look", NULL, look_action);
  gtk_widget_class_install_action (widget_class, "release.print", NULL, print_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "release.look", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "release.make", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "release.make", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
reeve_release_dialog_init (ReeveReleaseDialog *self)
{
  static const char *const texts[] = { N_("The request is complete."), N_("Nothing beyond what this audience may see."),
                                       N_("No text in it names somebody who works there."), N_("The file is written and reads back."),
                                       N_("It is recorded in the log.") };

  self->filling = TRUE;
  self->chosen_sheets = G_MAXUINT;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_CHECKS; i++)
    {
      self->lines[i] = reeve_release_check_new (_(texts[i]));
      gtk_box_append (self->checks, self->lines[i]);
    }
  add_audiences (self);
  add_formats (self);
}

/**
 * reeve_release_dialog_new:
 *
 * Returns: (transfer none): for internal eyes until another audience is chosen
 */
ReeveReleaseDialog *
reeve_release_dialog_new (GtkWindow *parent, ReeveCaseFile *file)
{
  ReeveReleaseDialog *self = g_object_new (REEVE_TYPE_RELEASE_DIALOG, "transient-for", parent, NULL);
  g_autofree char *day = reeve_word_day (reeve_case_file_get_day (file), FALSE);
  g_autofree char *held = g_strdup_printf (_("Holds what was true on %s, as known today."), day);

  self->file = g_object_ref (file);
  self->order = reeve_release_order_new (file);
  adw_window_title_set_subtitle (self->title_widget, reeve_case_file_get_city (file));
  gtk_label_set_text (self->day_label, held);
  reeve_release_presets_set_entry (self->to_presets, GTK_EDITABLE (self->to_entry));
  reeve_release_presets_set_entry (self->why_presets, GTK_EDITABLE (self->why_entry));
  show_memory (self);
  reeve_release_scope_set_file (self->scope, file);
  reeve_release_records_set_file (self->records, file);
  fill_sheets (self);
  self->filling = FALSE;
  refresh (self);
  /* the audience first, for keys too */
  gtk_window_set_focus (GTK_WINDOW (self), gtk_widget_get_first_child (GTK_WIDGET (self->audiences)));
  reeve_release_memory_async (file, memory_cb, g_object_ref (self));
  return self;
}

static void
set_choice (GtkWidget *box, guint choice)
{
  for (GtkWidget *button = gtk_widget_get_first_child (box); button != NULL; button = gtk_widget_get_next_sibling (button))
    if (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "choice")) == choice)
      gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
}

void
reeve_release_dialog_answer_request (ReeveReleaseDialog *self)
{
  g_return_if_fail (REEVE_IS_RELEASE_DIALOG (self));
  set_choice (GTK_WIDGET (self->audiences), REEVE_AUDIENCE_PUBLIC);
  set_choice (GTK_WIDGET (self->formats), REEVE_FORMAT_ZIP);
  /* a selection of single places is refused for the public */
  reeve_release_scope_set_all (self->scope);
  adw_leaflet_set_visible_child (self->leaflet, self->form_step);
  reeve_release_records_set_active (self->records, TRUE);
}

gboolean
reeve_release_dialog_is_looking (ReeveReleaseDialog *self)
{
  g_return_val_if_fail (REEVE_IS_RELEASE_DIALOG (self), FALSE);
  return self->looking != NULL || self->look_source != 0;
}

const char *
reeve_release_dialog_get_missing (ReeveReleaseDialog *self)
{
  g_return_val_if_fail (REEVE_IS_RELEASE_DIALOG (self), NULL);
  return self->missing;
}

gint64
reeve_release_dialog_get_number (ReeveReleaseDialog *self)
{
  g_return_val_if_fail (REEVE_IS_RELEASE_DIALOG (self), 0);
  return self->made != NULL ? self->made->number : 0;
}
