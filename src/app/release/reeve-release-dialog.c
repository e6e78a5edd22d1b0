/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every choice makes the order anew and has it gathered in the background; what is shown is what would be written. Narrow, the leaflet
 * folds and the three columns become three steps. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-error.h"
#include "reeve-lists.h"
#include "reeve-release-dialog.h"
#include "reeve-release-job.h"
#include "reeve-release-lines.h"
#include "reeve-wording.h"
#include "reeve-wrap-box.h"

/* Typing and clicking quickly is looked at once, after so many milliseconds. */
#define LOOK_DELAY 150

enum { SCOPE_ALL, SCOPE_LIST, SCOPE_ONE };
enum { CHECK_COMPLETE, CHECK_WITHIN, CHECK_WRITTEN, CHECK_LOGGED, N_CHECKS };

struct _ReeveReleaseDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title_widget;
  AdwLeaflet *leaflet;
  GtkWidget *audience_step, *form_step, *out_step;
  GtkBox *audiences, *checks, *goes_out, *left_out, *made_box, *form;
  ReeveWrapBox *formats, *sheets;
  GtkEntry *to_entry, *why_entry;
  GtkDropDown *scope, *category, *district;
  GtkLabel *sheets_label, *day_label, *problem, *foot_label, *made_label, *make_label;
  GtkSpinner *spinner;
  GtkProgressBar *progress;
  GtkWidget *lock, *back_button, *next_button, *close_button, *make_button, *make_key;

  ReeveCaseFile *file;
  ReeveReleaseOrder *order;
  guint chosen_sheets;           /* as checked, for formats that hold several */
  ReeveSheetKind single_sheet;   /* for formats that hold one */
  GtkWidget *lines[N_CHECKS];
  GArray *scopes;                /* int: what each row of .scope means */
  GPtrArray *category_codes, *district_names;   /* NULL first: all */
  gint64 one;                    /* the business selected, 0 = none */
  char *missing;
  GCancellable *looking;
  guint look_source;
  gboolean filling, making;
  GtkFileChooserNative *chooser;
  ReeveReleaseMade *made;
};

G_DEFINE_FINAL_TYPE (ReeveReleaseDialog, reeve_release_dialog, ADW_TYPE_WINDOW)

static const char *const audience_words[] = { N_("_Internal"), N_("_Police"), N_("_Council"), N_("Cou_rt"), N_("P_ublic") };
static const char *const format_words[] = { N_("CSV"), N_("GeoJSON"), N_("KML"), N_("XLSX"), N_("PDF map"), N_("PNG map"), N_("Package"), N_("GeoPackage"),
                                            N_("Shapefile") };
G_STATIC_ASSERT (G_N_ELEMENTS (audience_words) == REEVE_N_AUDIENCES);
G_STATIC_ASSERT (G_N_ELEMENTS (format_words) == REEVE_N_FORMATS);

/* --- what is missing, and the checks --- */

static void
show_problem (ReeveReleaseDialog *self, const char *text)
{
  gtk_label_set_text (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

/* The button says what is missing until nothing is. */
static void
show_missing (ReeveReleaseDialog *self)
{
  g_autoptr (GError) error = NULL;
  gboolean complete = reeve_release_order_check (self->order, self->file, &error);

  g_free (self->missing);
  self->missing = complete ? NULL : g_strdup (error->message);
  gtk_label_set_text (self->make_label, complete ? _("Make the release…") : self->missing);
  gtk_widget_set_visible (self->make_key, complete);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->make_button), GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_text (self->make_label), -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "release.make", complete && !self->making && self->made == NULL);
  reeve_release_check_set (self->lines[CHECK_COMPLETE], complete ? REEVE_MARK_DONE : REEVE_MARK_WAITING,
                           complete ? _("The request is complete.") : self->missing);
}

/* --- looking what goes out --- */

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveReleaseDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveDisclosure) disclosure = reeve_release_look_finish (REEVE_CASE_FILE (source), result, &error);

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
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->goes_out), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->left_out), TRUE);
  show_problem (self, NULL);
  reeve_release_check_set (self->lines[CHECK_WITHIN], reeve_release_is_within_list (disclosure) ? REEVE_MARK_DONE : REEVE_MARK_FAILED, NULL);
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
  guint at = gtk_drop_down_get_selected (self->scope), n = 0;
  int scope = at < self->scopes->len ? g_array_index (self->scopes, int, at) : SCOPE_ALL;
  guint category = gtk_drop_down_get_selected (self->category), district = gtk_drop_down_get_selected (self->district);

  reeve_release_order_set_text (self->order, &self->order->category,
                                category < self->category_codes->len ? g_ptr_array_index (self->category_codes, category) : NULL);
  reeve_release_order_set_text (self->order, &self->order->district,
                                district < self->district_names->len ? g_ptr_array_index (self->district_names, district) : NULL);
  if (scope == SCOPE_LIST)
    {
      const gint64 *ids = reeve_list_model_get_ids (reeve_case_file_get_businesses (self->file), &n);

      reeve_release_order_set_businesses (self->order, n > 0 ? ids : &(gint64) { 0 }, n);
    }
  else
    reeve_release_order_set_businesses (self->order, scope == SCOPE_ONE ? &self->one : NULL, 1);
  take_sheets (self);
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
  gtk_label_set_text (self->sheets_label, one ? _("Sheet") : _("Sheets"));
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
      GtkWidget *notice = g_object_new (GTK_TYPE_LABEL, "label", reeve_audience_notice ((ReeveAudience) i), "xalign", 0.0, "wrap", TRUE, NULL);

      gtk_widget_set_hexpand (words, TRUE);
      gtk_label_set_xalign (GTK_LABEL (name), 0);
      gtk_label_set_mnemonic_widget (GTK_LABEL (name), button);
      gtk_widget_add_css_class (name, "heading");
      gtk_widget_add_css_class (notice, "secondary");
      gtk_widget_add_css_class (notice, "caption-2");
      gtk_box_append (GTK_BOX (words), name);
      gtk_box_append (GTK_BOX (words), notice);
      gtk_check_button_set_child (GTK_CHECK_BUTTON (button), words);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, reeve_audience_label ((ReeveAudience) i),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reeve_audience_notice ((ReeveAudience) i), -1);
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

/* --- categories and districts, read when the dialog opens --- */

typedef struct { GPtrArray *categories, *districts; } Choices;

static void
choices_free (gpointer data)
{
  Choices *choices = data;

  g_ptr_array_unref (choices->categories);
  g_ptr_array_unref (choices->districts);
  g_free (choices);
}

static gboolean
read_texts (ReeveConn *conn, const char *sql, GPtrArray *texts, GError **error)
{
  GError *local_error = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, sql, &local_error);

  g_ptr_array_add (texts, NULL);
  while (stmt != NULL && reeve_stmt_step (stmt, &local_error))
    g_ptr_array_add (texts, g_strdup (reeve_stmt_text (stmt, 0)));
  if (stmt != NULL)
    reeve_stmt_reset (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gpointer
read_choices (ReeveConn *conn, gpointer data, GError **error)
{
  Choices *choices = g_new (Choices, 1);

  choices->categories = g_ptr_array_new_with_free_func (g_free);
  choices->districts = g_ptr_array_new_with_free_func (g_free);
  if (read_texts (conn, "SELECT DISTINCT category FROM derived_business WHERE category IS NOT NULL ORDER BY 1", choices->categories, error)
      && read_texts (conn, "SELECT DISTINCT district FROM derived_business WHERE district IS NOT NULL ORDER BY 1", choices->districts, error))
    return choices;
  choices_free (choices);
  return NULL;
}

static void
fill_drop_down (GtkDropDown *drop_down, GPtrArray *values, const char *all, gboolean codes, const char *chosen)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (words, all);
  for (guint i = 1; i < values->len; i++)
    {
      const char *value = g_ptr_array_index (values, i);

      gtk_string_list_take (words, codes ? reeve_word_value ("business", "category", value) : g_strdup (value));
      if (g_strcmp0 (value, chosen) == 0)
        selected = i;
    }
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (drop_down, selected);
  gtk_widget_set_visible (GTK_WIDGET (drop_down), values->len > 2 || selected > 0);
}

static void
choices_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveReleaseDialog) self = data;
  ReeveListModel *list = reeve_case_file_get_businesses (REEVE_CASE_FILE (source));
  Choices *choices = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, NULL);

  if (choices == NULL)
    return;
  if (self->order != NULL)
    {
      self->filling = TRUE;
      g_ptr_array_unref (self->category_codes);
      g_ptr_array_unref (self->district_names);
      self->category_codes = g_ptr_array_ref (choices->categories);
      self->district_names = g_ptr_array_ref (choices->districts);
      fill_drop_down (self->category, self->category_codes, _("All categories"), TRUE,
                      reeve_list_model_get_filter_text (list, REEVE_BUSINESS_FILTER_CATEGORY));
      fill_drop_down (self->district, self->district_names, _("All districts"), FALSE,
                      reeve_list_model_get_filter_text (list, REEVE_BUSINESS_FILTER_DISTRICT));
      self->filling = FALSE;
      refresh (self);
    }
  choices_free (choices);
}

static void
add_scope (ReeveReleaseDialog *self, GtkStringList *words, int scope, char *text)
{
  g_array_append_val (self->scopes, scope);
  gtk_string_list_take (words, text);
}

/* Category and district are filters of their own here; any other filter of the list, or a search, makes it a selection. */
static gboolean
is_selection (ReeveListModel *list)
{
  const char *search = reeve_list_model_get_search (list);
  gint64 value;

  return (search != NULL && *search != '\0') || reeve_list_model_get_filter_int (list, REEVE_BUSINESS_FILTER_SHOWN, &value)
         || reeve_list_model_get_filter_int (list, REEVE_BUSINESS_FILTER_OPEN, &value);
}

static void
fill_scope (ReeveReleaseDialog *self)
{
  ReeveListModel *list = reeve_case_file_get_businesses (self->file);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autoptr (ReeveRecord) business = NULL;
  guint n;

  self->one = reeve_selection_get_business (reeve_case_file_get_selection (self->file));
  add_scope (self, words, SCOPE_ALL, g_strdup (_("All businesses")));
  if (is_selection (list))
    {
      g_autofree char *count = NULL;

      reeve_list_model_get_ids (list, &n);
      count = reeve_word_count (n);
      add_scope (self, words, SCOPE_LIST, g_strdup_printf (ngettext ("The %s of the filtered list", "The %s of the filtered list", n), count));
    }
  if (self->one != 0)
    business = reeve_conn_load (reeve_case_file_get_conn (self->file), "business", self->one, NULL);
  if (business != NULL)
    add_scope (self, words, SCOPE_ONE, g_strdup_printf (_("Only %s"), reeve_record_get (business, "name")));
  gtk_drop_down_set_model (self->scope, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->scope, is_selection (list) ? 1 : 0);
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
  gtk_widget_set_sensitive (GTK_WIDGET (self->audiences), !making);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !making);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), making);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "release.make", !making && self->missing == NULL && self->made == NULL);
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
  g_autofree char *name = g_path_get_basename (made->path), *number = g_strdup_printf ("%" G_GINT64_FORMAT, made->number);
  /* Translators: first the number of a release, then its file and the whole hash */
  g_autofree char *text = made->number != 0 ? g_strdup_printf (_("Release %s made: %s, SHA-256 %s"), number, name, made->sha256)
                                            : g_strdup_printf (_("Internal copy made, not logged: %s, SHA-256 %s"), name, made->sha256);
  g_autofree char *logged = g_strdup_printf (_("Recorded in the log as release %s."), number);

  gtk_label_set_text (self->made_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->made_box), TRUE);
  gtk_button_set_label (GTK_BUTTON (self->close_button), _("Close"));
  reeve_release_check_set (self->lines[CHECK_WRITTEN], made->same ? REEVE_MARK_DONE : REEVE_MARK_FAILED,
                           made->same ? _("The file is written, and reads back as the log has it.") : _("The file does not read back as the log has it: do not hand it over."));
  reeve_release_check_set (self->lines[CHECK_LOGGED], made->number != 0 ? REEVE_MARK_DONE : REEVE_MARK_WAITING,
                           made->number != 0 ? logged : _("Not recorded: an internal copy of a file that may only be read."));
  gtk_widget_set_sensitive (GTK_WIDGET (self->audiences), FALSE);
  /* the checks are what counts now */
  gtk_widget_set_visible (GTK_WIDGET (self->form), FALSE);
  adw_leaflet_set_visible_child (self->leaflet, self->form_step);
  show_step (self);
  gtk_widget_grab_focus (gtk_widget_get_first_child (gtk_widget_get_last_child (GTK_WIDGET (self->made_box))));
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
                          reeve_format_name (self->order->format));
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Make the release"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Make"), _("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
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
  g_clear_pointer (&self->scopes, g_array_unref);
  g_clear_pointer (&self->category_codes, g_ptr_array_unref);
  g_clear_pointer (&self->district_names, g_ptr_array_unref);
  g_clear_pointer (&self->missing, g_free);
  G_OBJECT_CLASS (reeve_release_dialog_parent_class)->dispose (object);
}

static void
reeve_release_dialog_class_init (ReeveReleaseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_release_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = reeve_release_dialog_close_request;
  g_type_ensure (REEVE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-release-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ReeveReleaseDialog, name)
  BIND (audience_step); BIND (form_step); BIND (out_step); BIND (leaflet); BIND (title_widget);
  BIND (audiences); BIND (checks); BIND (goes_out); BIND (left_out); BIND (made_box); BIND (form); BIND (formats); BIND (sheets);
  BIND (to_entry); BIND (why_entry); BIND (scope); BIND (category); BIND (district); BIND (sheets_label); BIND (day_label); BIND (problem);
  BIND (foot_label); BIND (made_label); BIND (make_label); BIND (make_key); BIND (spinner); BIND (progress); BIND (lock);
  BIND (back_button); BIND (next_button); BIND (close_button); BIND (make_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, receipt_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_install_action (widget_class, "release.make", NULL, make_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "release.make", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "release.make", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
reeve_release_dialog_init (ReeveReleaseDialog *self)
{
  static const char *const texts[] = { N_("The request is complete."), N_("Nothing beyond what this audience may see."), N_("The file is written and reads back."),
                                       N_("It is recorded in the log.") };

  self->filling = TRUE;
  self->scopes = g_array_new (FALSE, FALSE, sizeof (int));
  self->category_codes = g_ptr_array_new_with_free_func (g_free);
  self->district_names = g_ptr_array_new_with_free_func (g_free);
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
  gtk_widget_set_visible (GTK_WIDGET (self->category), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->district), FALSE);
  fill_scope (self);
  fill_sheets (self);
  self->filling = FALSE;
  refresh (self);
  /* the audience first, for keys too */
  gtk_window_set_focus (GTK_WINDOW (self), gtk_widget_get_first_child (GTK_WIDGET (self->audiences)));
  reeve_case_file_read_async (file, REEVE_LANE_DETAIL, read_choices, NULL, NULL, choices_free, NULL, choices_cb, g_object_ref (self));
  return self;
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
