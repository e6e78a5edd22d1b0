/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row a release, opened to its fields and its two actions. Read anew after a recall. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-release-job.h"
#include "reeve-releases.h"
#include "reeve-wording.h"

struct _ReeveReleases
{
  AdwWindow parent_instance;
  AdwWindowTitle *title_widget;
  GtkLabel *message;
  GtkStack *stack;
  GtkListBox *list;

  ReeveCaseFile *file;
  GtkFileChooserNative *chooser;
  guint n;                 /* G_MAXUINT = not read yet */
  gint64 asked;            /* the release that the chooser is open for */
};

G_DEFINE_FINAL_TYPE (ReeveReleases, reeve_releases, ADW_TYPE_WINDOW)

static void read_list (ReeveReleases *self);

static void
show_message (ReeveReleases *self, const char *text, gboolean problem)
{
  gtk_label_set_text (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
  if (problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->message), "problem");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->message), "problem");
}

/* --- reprint --- */

static void
reprinted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveReleases) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = reeve_release_act_finish (REEVE_CASE_FILE (source), result, &error);

  if (self->file != NULL)
    show_message (self, done ? _("Written again, byte for byte the same.") : error->message, !done);
}

void
reeve_releases_reprint (ReeveReleases *self, gint64 number, const char *path)
{
  g_return_if_fail (REEVE_IS_RELEASES (self) && path != NULL);
  show_message (self, _("The release is being made again from the history…"), FALSE);
  reeve_release_reprint_async (self->file, number, path, reprinted_cb, g_object_ref (self));
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  ReeveReleases *self = data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file != NULL && g_file_peek_path (file) != NULL)
    reeve_releases_reprint (self, self->asked, g_file_peek_path (file));
  else if (file != NULL)
    show_message (self, _("A release is written to this computer: choose a folder of it."), TRUE);
}

static gint64
number_of (GtkWidget *button)
{
  return *(gint64 *) g_object_get_data (G_OBJECT (button), "number");
}

static void
reprint_cb (GtkWidget *button, ReeveReleases *self)
{
  self->asked = number_of (button);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Reprint the release"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Reprint"), _("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), g_object_get_data (G_OBJECT (button), "file-name"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (file_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* --- recall --- */

static void
recalled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveReleases) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = reeve_release_act_finish (REEVE_CASE_FILE (source), result, &error);

  if (self->file == NULL)
    return;
  show_message (self, done ? _("The recall is recorded. Ask for the file back from whom it went to.") : error->message, !done);
  if (done)
    read_list (self);
}

void
reeve_releases_recall (ReeveReleases *self, gint64 number, const char *reason)
{
  g_return_if_fail (REEVE_IS_RELEASES (self));
  reeve_release_recall_async (self->file, number, reason, recalled_cb, g_object_ref (self));
}

static void
reason_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "recall", *text != '\0');
}

static void
recall_response_cb (AdwMessageDialog *dialog, const char *response, ReeveReleases *self)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (g_str_equal (response, "recall") && self->file != NULL)
    reeve_releases_recall (self, number_of (GTK_WIDGET (dialog)), reason);
}

static void
recall_cb (GtkWidget *button, ReeveReleases *self)
{
  gint64 number = number_of (button);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number), *heading = g_strdup_printf (_("Recall release %s?"), text);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, _("It stays in the list, with the reason. This cannot be undone."));
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Why it is recalled"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Why it is recalled"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "recall", _("_Recall"), NULL);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "recall", FALSE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "recall", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "recall");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "number", g_memdup2 (&number, sizeof number), g_free);
  g_signal_connect (entry, "changed", G_CALLBACK (reason_changed_cb), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (recall_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- the list --- */

static void
add_field (GtkGrid *grid, int at, ReeveRecord *record, const char *name)
{
  const ReeveTableInfo *table = reeve_record_get_table (record);
  const char *value = reeve_record_get (record, name);
  g_autofree char *words = NULL;
  GtkWidget *key, *text;

  if (value == NULL)
    return;
  words = reeve_word_value ("release", name, value);
  key = g_object_new (GTK_TYPE_LABEL, "label", reeve_field_label (&table->fields[reeve_table_find_field (table, name)]), "xalign", 0.0, "yalign", 0.0,
                      "wrap", TRUE, "width-chars", 12, "max-width-chars", 14, NULL);
  text = g_object_new (GTK_TYPE_LABEL, "label", words, "xalign", 0.0, "hexpand", TRUE, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "selectable", TRUE, NULL);
  gtk_widget_add_css_class (key, "secondary");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_RELATION_LABELLED_BY, key, NULL, -1);
  if (g_str_equal (name, "sha256"))
    gtk_widget_add_css_class (text, "raw-text");
  gtk_grid_attach (grid, key, 0, at, 1, 1);
  gtk_grid_attach (grid, text, 1, at, 1, 1);
}

static GtkWidget *
action_button (ReeveReleases *self, ReeveRecord *record, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  gint64 number = reeve_record_get_integer (record, "number", 0);

  g_object_set_data_full (G_OBJECT (button), "number", g_memdup2 (&number, sizeof number), g_free);
  g_object_set_data_full (G_OBJECT (button), "file-name", g_strdup (reeve_record_get (record, "file_name")), g_free);
  g_signal_connect (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
release_row (ReeveReleases *self, ReeveRecord *record)
{
  static const char *const fields[] = { "recalled", "recall_reason", "recipient", "reason", "made_by", "as_of", "format", "file_name", "sha256", "left_out" };
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, reeve_record_get_integer (record, "number", 0));
  g_autofree char *day = reeve_word_date (reeve_record_get (record, "made_on"));
  g_autofree char *audience = reeve_word_value ("release", "audience", reeve_record_get (record, "audience"));
  gboolean recalled = reeve_record_get (record, "recalled") != NULL;
  /* Translators: the number of a release, for whom it is, the day */
  g_autofree char *title = recalled ? g_strdup_printf (_("Release %s, %s, %s, recalled"), number, audience, day) : g_strdup_printf (_("Release %s, %s, %s"), number, audience, day);
  const char *to = reeve_record_get (record, "recipient"), *why = reeve_record_get (record, "reason");
  /* Translators: to whom a release went, and why */
  g_autofree char *subtitle = to != NULL && why != NULL ? g_strdup_printf (_("To %s: %s"), to, why) : g_strdup (reeve_record_get (record, "file_name"));
  GtkWidget *row = adw_expander_row_new (), *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10), *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *grid = gtk_grid_new (), *holder;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    add_field (GTK_GRID (grid), (int) i, record, fields[i]);
  gtk_box_append (GTK_BOX (buttons), action_button (self, record, _("Re_print…"), G_CALLBACK (reprint_cb)));
  if (!recalled && !reeve_case_file_is_read_only (self->file))
    gtk_box_append (GTK_BOX (buttons), action_button (self, record, _("_Recall…"), G_CALLBACK (recall_cb)));
  gtk_box_append (GTK_BOX (body), grid);
  gtk_box_append (GTK_BOX (body), buttons);
  gtk_widget_add_css_class (body, "release-body");
  holder = g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", body, "activatable", FALSE, "focusable", FALSE, NULL);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), holder);
  return row;
}

static gpointer
read_releases (ReeveConn *conn, gpointer data, GError **error)
{
  return reeve_release_list (conn, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveReleases) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) releases = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, &error);
  g_autofree char *count = NULL, *subtitle = NULL;
  GtkWidget *row;

  if (self->file == NULL)
    return;
  if (releases == NULL)
    {
      if (error != NULL)
        show_message (self, error->message, TRUE);
      return;
    }
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < releases->len; i++)
    gtk_list_box_append (self->list, release_row (self, g_ptr_array_index (releases, i)));
  self->n = releases->len;
  count = reeve_word_count (self->n);
  subtitle = g_strdup_printf (ngettext ("%s release, kept for good", "%s releases, kept for good", self->n), count);
  adw_window_title_set_subtitle (self->title_widget, subtitle);
  gtk_stack_set_visible_child_name (self->stack, self->n > 0 ? "list" : "none");
}

static void
read_list (ReeveReleases *self)
{
  reeve_case_file_read_async (self->file, REEVE_LANE_DETAIL, read_releases, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL, read_cb, g_object_ref (self));
}

static void
reeve_releases_dispose (GObject *object)
{
  ReeveReleases *self = REEVE_RELEASES (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (reeve_releases_parent_class)->dispose (object);
}

static void
reeve_releases_class_init (ReeveReleasesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_releases_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-releases.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveReleases, list);
  gtk_widget_class_bind_template_child (widget_class, ReeveReleases, message);
  gtk_widget_class_bind_template_child (widget_class, ReeveReleases, stack);
  gtk_widget_class_bind_template_child (widget_class, ReeveReleases, title_widget);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
reeve_releases_init (ReeveReleases *self)
{
  self->n = G_MAXUINT;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reeve_releases_new:
 *
 * Returns: (transfer none): the list of @file, being read
 */
ReeveReleases *
reeve_releases_new (GtkWindow *parent, ReeveCaseFile *file)
{
  ReeveReleases *self = g_object_new (REEVE_TYPE_RELEASES, "transient-for", parent, NULL);

  self->file = g_object_ref (file);
  read_list (self);
  return self;
}

guint
reeve_releases_get_n (ReeveReleases *self)
{
  g_return_val_if_fail (REEVE_IS_RELEASES (self), 0);
  return self->n;
}
