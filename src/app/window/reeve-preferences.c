/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first page is bound to the settings; whoever shows something by a setting listens to it. Without an installed schema the rows are insensitive. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-audience-page.h"
#include "reeve-preferences.h"
#include "reeve-settings.h"

struct _ReevePreferences
{
  AdwPreferencesWindow parent_instance;

  AdwEntryRow *user_row;
  AdwComboRow *style_row, *density_row, *units_row;
  AdwActionRow *tile_row;
  GtkWidget *tile_clear, *appearance_group, *person_group, *map_group;
  GtkSwitch *letters_switch;

  ReeveCaseFile *file;           /* or NULL */
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (ReevePreferences, reeve_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* A combo row's position is the value of the enum. */
static gboolean
enum_to_position (GValue *value, GVariant *variant, gpointer data)
{
  g_autoptr (GSettingsSchema) schema = NULL;

  g_object_get (reeve_settings_get (), "settings-schema", &schema, NULL);
  g_value_set_uint (value, (guint) g_settings_get_enum (reeve_settings_get (), data));
  return TRUE;
}

static GVariant *
position_to_enum (const GValue *value, const GVariantType *type, gpointer data)
{
  static const char *const schemes[] = { "system", "light", "dark" }, *const densities[] = { "compact", "comfortable" };
  guint position = g_value_get_uint (value);

  if (g_str_equal (data, "color-scheme"))
    return position < G_N_ELEMENTS (schemes) ? g_variant_new_string (schemes[position]) : NULL;
  return position < G_N_ELEMENTS (densities) ? g_variant_new_string (densities[position]) : NULL;
}

static gboolean
flag_to_position (GValue *value, GVariant *variant, gpointer data)
{
  g_value_set_uint (value, g_variant_get_boolean (variant) ? 1 : 0);
  return TRUE;
}

static GVariant *
position_to_flag (const GValue *value, const GVariantType *type, gpointer data)
{
  return g_variant_new_boolean (g_value_get_uint (value) == 1);
}

/* The name stands in the history from the next change on. */
static void
user_applied_cb (ReevePreferences *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->user_row))));

  g_settings_set_string (reeve_settings_get (), "user-name", name);
  if (self->file != NULL && *name != '\0')
    reeve_db_set_user (reeve_case_file_get_db (self->file), name);
}

static void
show_tiles (ReevePreferences *self)
{
  g_autofree char *path = g_settings_get_string (reeve_settings_get (), "tile-file"), *name = g_filename_display_basename (path);
  g_autofree char *escaped = g_markup_escape_text (name, -1);

  adw_action_row_set_subtitle (self->tile_row, *path != '\0' ? escaped : _("None: the city's own layers are the ground of the map"));
  gtk_widget_set_visible (self->tile_clear, *path != '\0');
}

static void
tile_response_cb (GtkNativeDialog *dialog, int response, ReevePreferences *self)
{
  g_autoptr (GFile) chosen = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (chosen != NULL && g_file_peek_path (chosen) != NULL)
    g_settings_set_string (reeve_settings_get (), "tile-file", g_file_peek_path (chosen));
  g_clear_object (&self->chooser);
}

static void
tile_clicked_cb (ReevePreferences *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Tile file for the ground of the map"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, _("_Use"), _("_Cancel"));
  gtk_file_filter_set_name (filter, _("Map tiles (MBTiles)"));
  gtk_file_filter_add_pattern (filter, "*.mbtiles");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (tile_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
tile_clear_cb (ReevePreferences *self)
{
  g_settings_reset (reeve_settings_get (), "tile-file");
}

static void
reeve_preferences_dispose (GObject *object)
{
  ReevePreferences *self = REEVE_PREFERENCES (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (reeve_preferences_parent_class)->dispose (object);
}

static void
reeve_preferences_class_init (ReevePreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_preferences_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, ReevePreferences, appearance_group);
  gtk_widget_class_bind_template_child (widget_class, ReevePreferences, density_row);
  gtk_widget_class_bind_template_child (widget_class, ReevePreferences, letters_switch);
  gtk_widget_class_bind_template_child (widget_class, ReevePreferences, map_group);
  gtk_widget_class_bind_template_child (widget_class, ReevePreferences, person_group);
  gtk_widget_class_bind_template_child (widget_class, ReevePreferences, style_row);
  gtk_widget_class_bind_template_child (widget_class, ReevePreferences, tile_clear);
  gtk_widget_class_bind_template_child (widget_class, ReevePreferences, tile_row);
  gtk_widget_class_bind_template_child (widget_class, ReevePreferences, units_row);
  gtk_widget_class_bind_template_child (widget_class, ReevePreferences, user_row);
  gtk_widget_class_bind_template_callback (widget_class, tile_clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, tile_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, user_applied_cb);
}

static void
reeve_preferences_init (ReevePreferences *self)
{
  GSettings *settings = reeve_settings_get ();
  g_autofree char *name = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  if (settings == NULL)
    {
      gtk_widget_set_sensitive (self->appearance_group, FALSE);
      gtk_widget_set_sensitive (self->person_group, FALSE);
      gtk_widget_set_sensitive (self->map_group, FALSE);
      return;
    }
  g_settings_bind_with_mapping (settings, "color-scheme", self->style_row, "selected", G_SETTINGS_BIND_DEFAULT, enum_to_position, position_to_enum,
                                (gpointer) "color-scheme", NULL);
  g_settings_bind_with_mapping (settings, "density", self->density_row, "selected", G_SETTINGS_BIND_DEFAULT, enum_to_position, position_to_enum,
                                (gpointer) "density", NULL);
  g_settings_bind_with_mapping (settings, "metres", self->units_row, "selected", G_SETTINGS_BIND_DEFAULT, flag_to_position, position_to_flag, NULL, NULL);
  g_settings_bind (settings, "letter-keys", self->letters_switch, "active", G_SETTINGS_BIND_DEFAULT);
  name = g_settings_get_string (settings, "user-name");
  gtk_editable_set_text (GTK_EDITABLE (self->user_row), name);
  g_signal_connect_object (settings, "changed::tile-file", G_CALLBACK (show_tiles), self, G_CONNECT_SWAPPED);
  show_tiles (self);
}

/**
 * reeve_preferences_new:
 * @file: (nullable): what is open, so that a new name holds for it at once
 */
ReevePreferences *
reeve_preferences_new (GtkWindow *parent, ReeveCaseFile *file)
{
  ReevePreferences *self = g_object_new (REEVE_TYPE_PREFERENCES, "transient-for", parent, "modal", TRUE, NULL);

  g_set_object (&self->file, file);
  if (file != NULL)
    adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), reeve_audience_page_new (file));
  return self;
}
