/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starting, opening files, the actions that belong to no window, and the keys. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-application.h"
#include "reeve-error.h"
#include "reeve-palette.h"
#include "reeve-sample.h"
#include "reeve-settings.h"
#include "reeve-window.h"

struct _ReeveApplication
{
  AdwApplication parent_instance;
  GtkNativeDialog *dialog;   /* the one that is shown, or NULL */
};

G_DEFINE_FINAL_TYPE (ReeveApplication, reeve_application, ADW_TYPE_APPLICATION)

/* A window with nothing open, for a file to be opened in: the active one if it is at its first page, else a new one. */
static ReeveWindow *
get_free_window (ReeveApplication *self)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (active != NULL && REEVE_IS_WINDOW (active) && reeve_window_get_file (REEVE_WINDOW (active)) == NULL)
    return REEVE_WINDOW (active);
  return reeve_window_new (self);
}

static ReeveWindow *
find_window (ReeveApplication *self, const char *path)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (REEVE_IS_WINDOW (l->data) && g_strcmp0 (reeve_window_get_path (l->data), path) == 0)
      return l->data;
  return NULL;
}

static void
open_path (ReeveApplication *self, const char *path)
{
  ReeveWindow *window = find_window (self, path);

  if (window == NULL)
    {
      window = get_free_window (self);
      reeve_window_open (window, path);
    }
  gtk_window_present (GTK_WINDOW (window));
}

static GtkFileFilter *
case_file_filter (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Case files"));
  gtk_file_filter_add_pattern (filter, "*.reeve");
  return filter;
}

static void
open_response_cb (GtkNativeDialog *dialog, int response, ReeveApplication *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      if (file != NULL && g_file_peek_path (file) != NULL)
        open_path (self, g_file_peek_path (file));
    }
  g_clear_object (&self->dialog);
}

static void
show_dialog (ReeveApplication *self, GtkFileChooserNative *dialog, GCallback response_cb)
{
  g_clear_object (&self->dialog);
  self->dialog = GTK_NATIVE_DIALOG (dialog);
  g_signal_connect (dialog, "response", response_cb, self);
  gtk_native_dialog_show (self->dialog);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ReeveApplication *self = user_data;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Open a case file"), gtk_application_get_active_window (GTK_APPLICATION (self)),
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) filter = case_file_filter ();

  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  show_dialog (self, dialog, G_CALLBACK (open_response_cb));
}

static void
new_response_cb (GtkNativeDialog *dialog, int response, ReeveApplication *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      if (file != NULL && g_file_peek_path (file) != NULL)
        {
          const char *path = g_file_peek_path (file);
          g_autofree char *with_ending = g_str_has_suffix (path, ".reeve") ? g_strdup (path) : g_strconcat (path, ".reeve", NULL);
          ReeveWindow *window = get_free_window (self);

          reeve_window_create (window, with_ending);
          gtk_window_present (GTK_WINDOW (window));
        }
    }
  g_clear_object (&self->dialog);
}

static void
new_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ReeveApplication *self = user_data;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Start a case file"), gtk_application_get_active_window (GTK_APPLICATION (self)),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _("_Start"), _("_Cancel"));
  g_autoptr (GtkFileFilter) filter = case_file_filter ();

  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  /* Translators: the name proposed for a new case file; keep the ending */
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _("city.reeve"));
  show_dialog (self, dialog, G_CALLBACK (new_response_cb));
}

static void
open_recent_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_path (user_data, g_variant_get_string (parameter, NULL));
}

/* The sample lives with the user's data: it is a file like any other, may be changed, and stays. */
static char *
sample_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "reeve", "calder-bend.reeve", NULL);
}

static void
sample_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const char *path = task_data;
  g_autofree char *folder = g_path_get_dirname (path);
  GError *error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (reeve_sample_create (path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
sample_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReeveWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  const char *path = g_task_get_task_data (G_TASK (result));

  if (g_task_propagate_boolean (G_TASK (result), &error))
    reeve_window_open (window, path);
  else
    reeve_window_show_error (window, _("The sample could not be made"), error->message);
}

static void
sample_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ReeveApplication *self = user_data;
  g_autofree char *path = sample_path ();
  g_autoptr (GTask) task = NULL;
  ReeveWindow *window;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      open_path (self, path);
      return;
    }
  window = get_free_window (self);
  gtk_window_present (GTK_WINDOW (window));
  reeve_window_show_loading (window, _("Making the sample city"));
  task = g_task_new (self, NULL, sample_done_cb, g_object_ref (window));
  g_task_set_task_data (task, g_steal_pointer (&path), g_free);
  g_task_run_in_thread (task, sample_thread);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (gtk_application_get_active_window (user_data),
                         "application-name", "Reeve",
                         "application-icon", REEVE_APP_ID,
                         "version", REEVE_VERSION,
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("Licences, inspections and ordinances of massage businesses. The program states grounds and shows why; a person decides."),
                         NULL);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = gtk_application_get_windows (user_data);

  while (windows != NULL)
    {
      GList *next = windows->next;
      gtk_window_close (windows->data);
      windows = next;
    }
}

static const GActionEntry actions[] = {
  { "new", new_cb }, { "open", open_cb }, { "open-recent", open_recent_cb, "s" }, { "sample", sample_cb },
  { "about", about_cb }, { "quit", quit_cb },
};

static const struct { const char *action; const char *keys[3]; } accels[] = {
  { "app.open", { "<Ctrl>o" } },
  { "app.sample", { "<Ctrl><Shift>o" } },
  { "app.quit", { "<Ctrl>q" } },
  { "win.add", { "<Ctrl>n" } },
  { "win.find", { "<Ctrl>f" } },
  { "win.go-to", { "<Ctrl>k" } },
  { "win.change-day", { "<Ctrl><Shift>t" } },
  { "win.preferences", { "<Ctrl>comma" } },
  { "win.finish", { "<Ctrl>Return", "<Ctrl>KP_Enter" } },
  { "win.undo", { "<Ctrl>z" } },
  { "win.redo", { "<Ctrl><Shift>z" } },
  { "win.import", { "<Ctrl>i" } },
  { "win.check", { "F5" } },
  { "win.next-region", { "F6" } },
  { "win.previous-region", { "<Shift>F6" } },
  { "win.new-complaint", { "<Ctrl><Shift>c" } },
  { "win.plan-inspection", { "<Ctrl><Shift>n" } },
  { "win.release", { "<Ctrl><Shift>r" } },
  { "win.reports", { "<Ctrl><Shift>p" } },
  { "win.toggle-map", { "F4" } },
  { "win.page-number(1)", { "<Alt>1" } },
  { "win.page-number(2)", { "<Alt>2" } },
  { "win.page-number(3)", { "<Alt>3" } },
  { "win.page-number(4)", { "<Alt>4" } },
  { "win.page-number(5)", { "<Alt>5" } },
  { "win.page-number(6)", { "<Alt>6" } },
  { "win.back", { "<Alt>Left" } },
  { "win.forward", { "<Alt>Right" } },
  { "win.close-file", { "<Ctrl>w" } },
  { "win.show-help-overlay", { "<Ctrl>question", "<Ctrl>slash" } },
};

static void
load_palette (AdwStyleManager *style, GParamSpec *pspec, GtkCssProvider *provider)
{
  g_autofree char *css = reeve_palette_to_css (adw_style_manager_get_dark (style) ? REEVE_PALETTE_DARK : REEVE_PALETTE_LIGHT);

  gtk_css_provider_load_from_data (provider, css, -1);
}

/**
 * reeve_style_load:
 * @display: where the windows are
 */
void
reeve_style_load (GdkDisplay *display)
{
  static gboolean loaded;
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  AdwStyleManager *style = adw_style_manager_get_default ();

  if (loaded)
    return;
  loaded = TRUE;
  load_palette (style, NULL, provider);
  g_signal_connect_data (style, "notify::dark", G_CALLBACK (load_palette), g_object_ref (provider), (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  /* below the sheets, so that those for high contrast may give the same names more contrast */
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION - 1);
}

static void
apply_style (GSettings *settings)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[g_settings_get_enum (settings, "color-scheme")]);
}

static void
reeve_application_startup (GApplication *application)
{
  GSettings *settings = reeve_settings_get ();

  G_APPLICATION_CLASS (reeve_application_parent_class)->startup (application);
  if (settings != NULL)
    {
      g_signal_connect (settings, "changed::color-scheme", G_CALLBACK (apply_style), NULL);
      apply_style (settings);
    }
  reeve_style_load (gdk_display_get_default ());
  gtk_window_set_default_icon_name (REEVE_APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action, (const char *const *) accels[i].keys);
}

static void
reeve_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  GSettings *settings = reeve_settings_get ();
  g_autofree char *last = settings == NULL ? NULL : g_settings_get_string (settings, "last-file");

  if (window == NULL)
    {
      window = GTK_WINDOW (reeve_window_new (REEVE_APPLICATION (application)));
      if (last != NULL && *last != '\0' && g_file_test (last, G_FILE_TEST_IS_REGULAR))
        reeve_window_open (REEVE_WINDOW (window), last);
    }
  gtk_window_present (window);
}

static void
reeve_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      const char *path = g_file_peek_path (files[i]);

      if (path != NULL)
        open_path (REEVE_APPLICATION (application), path);
      else
        {
          ReeveWindow *window = get_free_window (REEVE_APPLICATION (application));
          reeve_window_show_error (window, _("This file cannot be opened"), _("It is not on this computer. Copy it here first."));
          gtk_window_present (GTK_WINDOW (window));
        }
    }
}

static void
reeve_application_dispose (GObject *object)
{
  g_clear_object (&REEVE_APPLICATION (object)->dialog);
  G_OBJECT_CLASS (reeve_application_parent_class)->dispose (object);
}

static void
reeve_application_class_init (ReeveApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_application_dispose;
  application_class->activate = reeve_application_activate;
  application_class->open = reeve_application_open;
  application_class->startup = reeve_application_startup;
}

static void
reeve_application_init (ReeveApplication *self)
{
}

/**
 * reeve_application_new:
 *
 * Returns: (transfer full): the program, not yet running
 */
ReeveApplication *
reeve_application_new (void)
{
  return g_object_new (REEVE_TYPE_APPLICATION, "application-id", REEVE_APP_ID, "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/org/reeve/Reeve", NULL);
}
