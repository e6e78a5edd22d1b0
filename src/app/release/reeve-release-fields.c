/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A choice is kept when another audience or sheet is looked at in between: it is a choice about a column, not about a list. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-release-fields.h"
#include "reeve-release.h"
#include "reeve-wording.h"

/* A choice is a column, or behind these the position of the rows of a sheet. */
#define N_CHOICES (REEVE_N_DISCLOSED_FIELDS + REEVE_N_SHEETS)

struct _ReeveReleaseFields
{
  GtkWidget parent_instance;
  GtkMenuButton *button;
  GtkBox *list;
  gboolean taken[N_CHOICES];
  guint offered, kept;           /* columns */
  ReeveAudience audience;
  guint sheets;
  char *narrowed;
  gboolean filled;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReeveReleaseFields, reeve_release_fields, GTK_TYPE_WIDGET)

static ReeveSheetKind
choice_sheet (guint choice)
{
  return choice < REEVE_N_DISCLOSED_FIELDS ? reeve_disclosed_field_sheet ((ReeveDisclosedField) choice) : (ReeveSheetKind) (choice - REEVE_N_DISCLOSED_FIELDS);
}

/* Transfer full; NULL = a sheet without positions. */
static char *
choice_name (guint choice)
{
  return choice < REEVE_N_DISCLOSED_FIELDS ? reeve_release_column_name ((ReeveDisclosedField) choice) : g_strdup (reeve_sheet_position_name (choice_sheet (choice)));
}

static gboolean
is_narrowed (ReeveReleaseFields *self, guint choice)
{
  g_autofree char *name = choice_name (choice);
  g_auto (GStrv) names = self->narrowed != NULL ? g_strsplit (self->narrowed, " ", -1) : NULL;

  return names != NULL && g_strv_contains ((const char *const *) names, name);
}

static gboolean
is_offered (ReeveReleaseFields *self, guint choice)
{
  if ((self->sheets & (1u << choice_sheet (choice))) == 0)
    return FALSE;
  if (choice >= REEVE_N_DISCLOSED_FIELDS)
    return reeve_sheet_position_name (choice_sheet (choice)) != NULL && reeve_audience_has_sheet (self->audience, choice_sheet (choice));
  return reeve_disclosed_field_seen ((ReeveDisclosedField) choice, self->audience);
}

static void
show_count (ReeveReleaseFields *self)
{
  g_autofree char *all = NULL, *some = NULL, *text = NULL;

  self->offered = self->kept = 0;
  for (guint i = 0; i < N_CHOICES; i++)
    if (is_offered (self, i) && !is_narrowed (self, i))
      {
        self->offered++;
        self->kept += !self->taken[i];
      }
  all = reeve_word_count (self->offered);
  some = reeve_word_count (self->kept);
  text = self->kept == self->offered ? g_strdup_printf (ngettext ("All %s column", "All %s columns", self->offered), all)
                                     /* Translators: how many columns go out, and how many there are */
                                     : g_strdup_printf (_("%s of %s columns"), some, all);
  gtk_menu_button_set_label (self->button, text);
}

static void
toggled_cb (GtkCheckButton *button, ReeveReleaseFields *self)
{
  self->taken[GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "field"))] = !gtk_check_button_get_active (button);
  show_count (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_field (ReeveReleaseFields *self, guint field)
{
  const char *position = reeve_audience_grid_m (self->audience) > 0 ? _("Rough position") : _("Position");
  GtkWidget *button = gtk_check_button_new_with_label (field < REEVE_N_DISCLOSED_FIELDS ? reeve_disclosed_field_label ((ReeveDisclosedField) field) : position);
  gboolean narrowed = is_narrowed (self, field);

  g_object_set_data (G_OBJECT (button), "field", GUINT_TO_POINTER (field));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), !narrowed && !self->taken[field]);
  gtk_widget_set_sensitive (button, !narrowed);
  if (narrowed)
    {
      gtk_widget_set_tooltip_text (button, _("The city keeps it from this audience: see the preferences."));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, gtk_widget_get_tooltip_text (button), -1);
    }
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (self->list, button);
}

/* Filled when it is opened: ninety buttons are not made for each change of a choice. */
static void
fill (ReeveReleaseFields *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  for (guint sheet = 0; sheet < REEVE_N_SHEETS; sheet++)
    {
      gboolean begun = FALSE;

      for (guint i = 0; i < N_CHOICES; i++)
        if (choice_sheet (i) == sheet && is_offered (self, i))
          {
            if (!begun)
              {
                GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "label", reeve_sheet_label ((ReeveSheetKind) sheet), "xalign", 0.0, NULL);

                gtk_widget_add_css_class (title, "field-label");
                gtk_box_append (self->list, title);
              }
            begun = TRUE;
            add_field (self, i);
          }
    }
  self->filled = TRUE;
}

static void
popover_map_cb (ReeveReleaseFields *self)
{
  if (!self->filled)
    fill (self);
}

static void
reeve_release_fields_dispose (GObject *object)
{
  ReeveReleaseFields *self = REEVE_RELEASE_FIELDS (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_pointer (&self->narrowed, g_free);
  if (child != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (reeve_release_fields_parent_class)->dispose (object);
}

static void
reeve_release_fields_class_init (ReeveReleaseFieldsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_release_fields_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", REEVE_TYPE_RELEASE_FIELDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
reeve_release_fields_init (ReeveReleaseFields *self)
{
  GtkWidget *popover = gtk_popover_new (), *scroll = gtk_scrolled_window_new (), *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->list = GTK_BOX (list);
  gtk_widget_add_css_class (list, "column-list");
  g_object_set (scroll, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE, "propagate-natural-width", TRUE, "max-content-height", 420, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), list);
  gtk_popover_set_child (GTK_POPOVER (popover), scroll);
  gtk_menu_button_set_popover (self->button, popover);
  g_signal_connect_object (popover, "map", G_CALLBACK (popover_map_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
}

void
reeve_release_fields_set (ReeveReleaseFields *self, ReeveAudience audience, guint sheets, const char *narrowed)
{
  g_return_if_fail (REEVE_IS_RELEASE_FIELDS (self));
  self->audience = audience;
  self->sheets = sheets;
  g_free (self->narrowed);
  self->narrowed = g_strdup (narrowed);
  self->filled = FALSE;
  show_count (self);
}

char *
reeve_release_fields_get_without (ReeveReleaseFields *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  g_return_val_if_fail (REEVE_IS_RELEASE_FIELDS (self), NULL);
  for (guint i = 0; i < N_CHOICES; i++)
    if (self->taken[i] && is_offered (self, i))
      {
        g_autofree char *name = choice_name (i);

        g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", name);
      }
  return names->len > 0 ? g_strdup (names->str) : NULL;
}
