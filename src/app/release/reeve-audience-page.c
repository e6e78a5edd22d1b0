/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each switch is one named transaction that changes one name in the audience's setting, so that the history says who narrowed what. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-audience-page.h"
#include "reeve-release-account.h"
#include "reeve-release-memory.h"
#include "reeve-release.h"

/* A choice is a column, or behind these the position of the rows of a sheet. */
#define N_CHOICES (REEVE_N_DISCLOSED_FIELDS + REEVE_N_SHEETS)

struct _ReeveAudiencePage
{
  AdwPreferencesPage parent_instance;
  ReeveCaseFile *file;
  ReeveReleaseMemory *memory;    /* NULL = not read yet */
  AdwComboRow *audience;
  GPtrArray *groups;             /* AdwPreferencesGroup *, of the audience shown */
  GtkSwitch *switches[N_CHOICES];
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (ReeveAudiencePage, reeve_audience_page, ADW_TYPE_PREFERENCES_PAGE)

static ReeveSheetKind
choice_sheet (guint choice)
{
  return choice < REEVE_N_DISCLOSED_FIELDS ? reeve_disclosed_field_sheet ((ReeveDisclosedField) choice) : (ReeveSheetKind) (choice - REEVE_N_DISCLOSED_FIELDS);
}

static const char *
choice_label (guint choice)
{
  return choice < REEVE_N_DISCLOSED_FIELDS ? reeve_disclosed_field_label ((ReeveDisclosedField) choice) : _("Position");
}

static char *
choice_name (guint choice)
{
  return choice < REEVE_N_DISCLOSED_FIELDS ? reeve_release_column_name ((ReeveDisclosedField) choice) : g_strdup (reeve_sheet_position_name (choice_sheet (choice)));
}

/* --- narrowing --- */

typedef struct { ReeveAudience audience; char *column; gboolean without; } Narrowing;

static void
narrowing_free (gpointer data)
{
  g_free (((Narrowing *) data)->column);
  g_free (data);
}

/* The other names stay as they are, those too that this version does not know. */
static gboolean
narrow (ReeveTxn *txn, gpointer data, GError **error)
{
  const Narrowing *narrowing = data;
  g_autofree char *key = reeve_release_narrowing_key (narrowing->audience);
  g_autofree char *value = reeve_conn_get_setting (reeve_txn_get_conn (txn), key);
  g_auto (GStrv) names = g_strsplit (value != NULL ? value : "", " ", -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0' && strcmp (names[i], narrowing->column) != 0)
      g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", names[i]);
  if (narrowing->without)
    g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", narrowing->column);
  return reeve_txn_set_setting (txn, key, out->str, error);
}

static void read_memory (ReeveAudiencePage *self);

static void
narrowed_cb (ReeveCaseFile *file, gint64 entry, const GError *error, gpointer owner)
{
  if (error != NULL)
    reeve_case_file_toast (file, error->message, 0);
  /* what the file says now, whether it was changed or not */
  read_memory (owner);
}

static void
switched_cb (GtkSwitch *widget, GParamSpec *pspec, ReeveAudiencePage *self)
{
  guint choice = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "choice"));
  ReeveAudience audience = (ReeveAudience) adw_combo_row_get_selected (self->audience);
  const char *audience_label = reeve_audience_label (audience), *column = choice_label (choice);
  const char *sheet = reeve_sheet_label (choice_sheet (choice));
  gboolean without = !gtk_switch_get_active (widget);
  g_autofree char *name = NULL;
  Narrowing *narrowing;

  if (self->filling || self->file == NULL)
    return;
  narrowing = g_new0 (Narrowing, 1);
  narrowing->audience = audience;
  narrowing->column = choice_name (choice);
  narrowing->without = without;
  /* Translators: in the history: an audience, a sheet, a column */
  name = without ? g_strdup_printf (_("Keep from the audience %s: %s, %s"), audience_label, sheet, column)
                 : g_strdup_printf (_("Give the audience %s again: %s, %s"), audience_label, sheet, column);
  reeve_case_file_write (self->file, name, narrow, narrowing, narrowing_free, name, narrowed_cb, self);
}

/* --- rows --- */

static gboolean
is_narrowed (ReeveAudiencePage *self, ReeveAudience audience, guint choice)
{
  g_autofree char *name = choice_name (choice);
  g_auto (GStrv) names = g_strsplit (self->memory->narrowed[audience] != NULL ? self->memory->narrowed[audience] : "", " ", -1);

  return g_strv_contains ((const char *const *) names, name);
}

static AdwPreferencesGroup *
add_group (ReeveAudiencePage *self, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *markup = g_markup_escape_text (title, -1);

  adw_preferences_group_set_title (group, markup);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), group);
  g_ptr_array_add (self->groups, group);
  return group;
}

static GtkWidget *
row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static void
add_locked (AdwPreferencesGroup *group, const char *title, const char *reason)
{
  GtkWidget *row = row_new (title, reason), *lock = gtk_image_new_from_icon_name ("changes-prevent-symbolic");

  gtk_widget_add_css_class (lock, "secondary");
  gtk_widget_set_tooltip_text (lock, _("A limit of the program: no city can change it."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (lock), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Locked"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), lock);
  adw_preferences_group_add (group, row);
}

static void
add_switch (ReeveAudiencePage *self, AdwPreferencesGroup *group, ReeveAudience audience, guint choice)
{
  GtkWidget *row = row_new (choice_label (choice), NULL), *widget = gtk_switch_new ();

  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (widget), !is_narrowed (self, audience, choice));
  gtk_widget_set_sensitive (widget, !reeve_case_file_is_read_only (self->file));
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, choice_label (choice), -1);
  g_object_set_data (G_OBJECT (widget), "choice", GUINT_TO_POINTER (choice));
  g_signal_connect (widget, "notify::active", G_CALLBACK (switched_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), widget);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), widget);
  adw_preferences_group_add (group, row);
  self->switches[choice] = GTK_SWITCH (widget);
}

static void
add_limits (ReeveAudiencePage *self, ReeveAudience audience)
{
  AdwPreferencesGroup *group = add_group (self, _("Limits of the program"));

  add_locked (group, _("Who complained, names of staff, persons present, indicators and referrals"), _("They are in no release, whatever the audience."));
  if (reeve_audience_hides_homes (audience))
    add_locked (group, _("Homes, and places where one person works alone"), _("They are left out and only counted."));
  if (reeve_audience_grid_m (audience) > 0)
    {
      g_autofree char *metres = g_strdup_printf ("%.0f", reeve_audience_grid_m (audience));
      /* Translators: metres */
      g_autofree char *title = g_strdup_printf (_("Positions are squares of %s m"), metres);

      add_locked (group, title, _("A point would tell the door."));
    }
  if (reeve_audience_least_cell (audience) > 0)
    {
      g_autofree char *least = g_strdup_printf ("%u", reeve_audience_least_cell (audience));
      /* Translators: a number */
      g_autofree char *title = g_strdup_printf (_("Counts under %s are not shown"), least);

      add_locked (group, title, _("So small a number points at one place."));
    }
}

static void
add_sheet (ReeveAudiencePage *self, ReeveAudience audience, ReeveSheetKind sheet)
{
  AdwPreferencesGroup *group = add_group (self, reeve_sheet_label (sheet));
  gboolean whole = !reeve_audience_has_sheet (audience, sheet);

  for (guint i = 0; i < REEVE_N_DISCLOSED_FIELDS; i++)
    {
      ReeveDisclosedField field = (ReeveDisclosedField) i;

      if (reeve_disclosed_field_sheet (field) != sheet)
        continue;
      if (whole)
        {
          add_locked (group, _("All columns"), reeve_release_limit_reason (field, audience));
          return;
        }
      if (reeve_disclosed_field_seen (field, audience))
        add_switch (self, group, audience, field);
      else
        add_locked (group, reeve_disclosed_field_label (field), reeve_release_limit_reason (field, audience));
    }
  if (reeve_sheet_position_name (sheet) != NULL)
    add_switch (self, group, audience, REEVE_N_DISCLOSED_FIELDS + sheet);
}

static void
fill (ReeveAudiencePage *self)
{
  ReeveAudience audience = (ReeveAudience) adw_combo_row_get_selected (self->audience);

  if (self->memory == NULL || self->file == NULL || audience >= REEVE_N_AUDIENCES)
    return;
  self->filling = TRUE;
  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (ADW_PREFERENCES_PAGE (self), g_ptr_array_index (self->groups, i));
  g_ptr_array_set_size (self->groups, 0);
  memset (self->switches, 0, sizeof self->switches);
  add_limits (self, audience);
  for (guint sheet = 0; sheet < REEVE_N_SHEETS; sheet++)
    add_sheet (self, audience, (ReeveSheetKind) sheet);
  self->filling = FALSE;
}

/* Switches that stand otherwise than the file says are set; the rows stay, and the focus with them. */
static void
show_memory (ReeveAudiencePage *self)
{
  ReeveAudience audience = (ReeveAudience) adw_combo_row_get_selected (self->audience);

  self->filling = TRUE;
  for (guint i = 0; i < N_CHOICES; i++)
    if (self->switches[i] != NULL)
      gtk_switch_set_active (self->switches[i], !is_narrowed (self, audience, i));
  self->filling = FALSE;
}

static void
memory_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveAudiencePage) self = data;
  ReeveReleaseMemory *memory = reeve_release_memory_finish (REEVE_CASE_FILE (source), result, NULL);
  gboolean first = self->memory == NULL;

  if (memory == NULL || self->file == NULL)
    {
      g_clear_pointer (&memory, reeve_release_memory_free);
      return;
    }
  g_clear_pointer (&self->memory, reeve_release_memory_free);
  self->memory = memory;
  if (first)
    fill (self);
  else
    show_memory (self);
}

static void
read_memory (ReeveAudiencePage *self)
{
  if (self->file != NULL)
    reeve_release_memory_async (self->file, memory_cb, g_object_ref (self));
}

static void
reeve_audience_page_dispose (GObject *object)
{
  ReeveAudiencePage *self = REEVE_AUDIENCE_PAGE (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->memory, reeve_release_memory_free);
  G_OBJECT_CLASS (reeve_audience_page_parent_class)->dispose (object);
}

static void
reeve_audience_page_finalize (GObject *object)
{
  g_ptr_array_unref (REEVE_AUDIENCE_PAGE (object)->groups);
  G_OBJECT_CLASS (reeve_audience_page_parent_class)->finalize (object);
}

static void
reeve_audience_page_class_init (ReeveAudiencePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_audience_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = reeve_audience_page_finalize;
}

static void
reeve_audience_page_init (ReeveAudiencePage *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  self->groups = g_ptr_array_new ();
  for (guint i = 0; i < REEVE_N_AUDIENCES; i++)
    gtk_string_list_append (words, reeve_audience_label ((ReeveAudience) i));
  self->audience = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->audience), _("Audience"));
  adw_combo_row_set_model (self->audience, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->audience, REEVE_AUDIENCE_POLICE);
  g_signal_connect_object (self->audience, "notify::selected", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_description (group, _("The city can keep columns from an audience, and give back what it kept. It can never show more than the program "
                                                  "allows. This is part of the case file, and each change stands in its history."));
  adw_preferences_group_add (group, GTK_WIDGET (self->audience));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), group);
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (self), _("Releases"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (self), "document-send-symbolic");
  adw_preferences_page_set_name (ADW_PREFERENCES_PAGE (self), "releases");
}

/**
 * reeve_audience_page_new:
 *
 * Returns: (transfer floating): being read
 */
AdwPreferencesPage *
reeve_audience_page_new (ReeveCaseFile *file)
{
  ReeveAudiencePage *self = g_object_new (REEVE_TYPE_AUDIENCE_PAGE, NULL);

  self->file = g_object_ref (file);
  read_memory (self);
  return ADW_PREFERENCES_PAGE (self);
}

void
reeve_audience_page_set_audience (ReeveAudiencePage *self, ReeveAudience audience)
{
  g_return_if_fail (REEVE_IS_AUDIENCE_PAGE (self) && audience < REEVE_N_AUDIENCES);
  adw_combo_row_set_selected (self->audience, audience);
}

GtkSwitch *
reeve_audience_page_get_switch (ReeveAudiencePage *self, ReeveDisclosedField field)
{
  g_return_val_if_fail (REEVE_IS_AUDIENCE_PAGE (self) && field < REEVE_N_DISCLOSED_FIELDS, NULL);
  return self->switches[field];
}
