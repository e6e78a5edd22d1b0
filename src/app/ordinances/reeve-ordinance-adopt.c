/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the way is said before anything is asked; what is missing is said as it is typed, one thing at a time. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-ordinance-adopt.h"
#include "reeve-wording.h"

typedef struct
{
  ReeveCaseFile *file;
  AdwMessageDialog *dialog;
  GtkEditable *number, *day, *who;
  GtkLabel *note;
  char *ordinance, *in_force;                  /* its id; the number of the version used until then, or NULL */
  GPtrArray *numbers;                          /* those of its adopted versions */
  gint64 version;
  gboolean may;
  ReeveWrittenFunc written;
  gpointer owner;
} Adopt;

static void
adopt_free (gpointer data)
{
  Adopt *self = data;

  g_clear_object (&self->file);
  g_free (self->ordinance);
  g_free (self->in_force);
  g_ptr_array_unref (self->numbers);
  g_object_unref (self->owner);
  g_free (self);
}

/* The one thing that is missing, or what will happen; TRUE if nothing is. */
static gboolean
judge (Adopt *self, char **ret_note)
{
  const char *number = gtk_editable_get_text (self->number), *who = gtk_editable_get_text (self->who);
  g_autofree char *words = NULL;
  ReeveDay day;

  if (*number == '\0')
    *ret_note = g_strdup (_("Give the number of the ordinance by which the council adopted it."));
  else if (g_ptr_array_find_with_equal_func (self->numbers, number, g_str_equal, NULL))
    *ret_note = g_strdup_printf (_("A version of this ordinance was adopted as %s already."), number);
  else if (!reeve_day_parse (gtk_editable_get_text (self->day), -1, &day))
    *ret_note = g_strdup (_("Write the day as year-month-day, such as 2027-03-01."));
  else if (*who == '\0')
    *ret_note = g_strdup (_("Say who adopts it here."));
  else
    {
      words = reeve_word_day (day, TRUE);
      *ret_note = self->in_force != NULL ? g_strdup_printf (_("Used from %s on. For the days before, Ord. %s stays."), words, self->in_force)
                                         : g_strdup_printf (_("Used from %s on."), words);
      return TRUE;
    }
  return FALSE;
}

static void
typed_cb (Adopt *self)
{
  g_autofree char *note = NULL;
  gboolean whole = judge (self, &note);

  gtk_label_set_text (self->note, note);
  adw_message_dialog_set_response_enabled (self->dialog, "adopt", self->may && whole);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Adopt *self)
{
  if (g_str_equal (response, "adopt"))
    reeve_ordinance_draft_adopt (self->file, self->version, gtk_editable_get_text (self->number), gtk_editable_get_text (self->day),
                                 gtk_editable_get_text (self->who), self->written, self->owner);
}

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkEditable *
add_entry (Adopt *self, GtkWidget *box, const char *label, const char *value)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), value);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_widget_add_css_class (entry, "form-entry");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (box), label_new (label, "field-label"));
  gtk_box_append (GTK_BOX (box), entry);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (typed_cb), self);
  return GTK_EDITABLE (entry);
}

/* What keeps it from being adopted; NULL = nothing. */
static char *
find_hindrance (ReeveDraft *draft, guint failed)
{
  if (reeve_draft_get_ordinance (draft) == NULL || reeve_draft_get_broken_line (draft) > 0)
    return g_strdup_printf (_("The text has an error in line %u. Mend it first; F8 in the source goes to it."), reeve_draft_get_broken_line (draft));
  if (failed > 0)
    return g_strdup_printf (ngettext ("%u worked example does not come out as it says. Mend the rule or the example first.",
                                      "%u worked examples do not come out as they say. Mend the rules or the examples first.", failed), failed);
  return NULL;
}

/* Limits on businesses that state law licenses may be the state's alone to set: no rule of ours can tell, counsel can. */
static char *
find_without_authority (ReeveDraft *draft, ReeveDay day)
{
  ReeveOrdinance *ordinance = reeve_draft_get_ordinance (draft);
  const GPtrArray *provisions = ordinance == NULL ? NULL : reeve_ordinance_get_provisions (ordinance);
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; provisions != NULL && i < provisions->len; i++)
    {
      const ReeveProvision *provision = g_ptr_array_index (provisions, i);
      const ReeveProvisionVersion *version = reeve_provision_version_on (provision, day);

      if (version == NULL)
        version = g_ptr_array_index (provision->versions, provision->versions->len - 1);
      if (reeve_provision_check_point (ordinance, provision, version, REEVE_CHECKPOINT_AUTHORITY) != REEVE_CHECKED_MISSING)
        continue;
      if (n++ < 5)
        g_string_append_printf (names, "%s%s", n > 1 ? ", " : "", version->citation);
    }
  if (n == 0)
    return NULL;
  if (n > 5)
    g_string_append (names, "…");
  return g_strdup_printf (ngettext ("%u provision states no authority (%s). State law may leave less to the city than it assumes: counsel decides.",
                                    "%u provisions state no authority (%s). State law may leave less to the city than they assume: counsel decides.", n),
                          n, names->str);
}

static void
read_versions (Adopt *self, const GPtrArray *versions)
{
  for (guint i = 0; i < versions->len; i++)
    if (((const ReeveOrdinanceVersion *) versions->pdata[i])->id == self->version)
      self->ordinance = g_strdup (((const ReeveOrdinanceVersion *) versions->pdata[i])->ordinance);
  for (guint i = 0; i < versions->len; i++)
    {
      const ReeveOrdinanceVersion *version = versions->pdata[i];

      if (version->number == NULL || g_strcmp0 (version->ordinance, self->ordinance) != 0)
        continue;
      g_ptr_array_add (self->numbers, g_strdup (version->number));
      g_free (self->in_force);
      self->in_force = g_strdup (version->number);
    }
}

GtkWidget *
reeve_ordinance_adopt_present (GtkWindow *parent, ReeveCaseFile *file, const GPtrArray *versions, gint64 version, ReeveDraft *draft, guint failed,
                               ReeveWrittenFunc written, gpointer owner)
{
  Adopt *self = g_new0 (Adopt, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *dialog = adw_message_dialog_new (parent, _("Adopt this draft?"),
                                              _("Its text becomes final: it can be read, compared and superseded, not changed. Every record is checked by "
                                                "it anew. It can be undone until a notice, a decision or a release rests on it."));
  g_autofree char *hindrance = find_hindrance (draft, failed), *authority = find_without_authority (draft, reeve_case_file_get_day (file));
  char today[REEVE_DAY_TEXT_SIZE];

  self->file = g_object_ref (file);
  self->dialog = ADW_MESSAGE_DIALOG (dialog);
  self->version = version;
  self->written = written;
  self->owner = g_object_ref (owner);
  self->numbers = g_ptr_array_new_with_free_func (g_free);
  self->may = hindrance == NULL;
  g_object_set_data_full (G_OBJECT (dialog), "adopt", self, adopt_free);
  read_versions (self, versions);
  reeve_day_format (reeve_case_file_get_day (file), today);
  if (hindrance != NULL)
    gtk_box_append (GTK_BOX (box), label_new (hindrance, "wrong-text"));
  if (authority != NULL)
    gtk_box_append (GTK_BOX (box), label_new (authority, "caution-text"));
  self->note = GTK_LABEL (label_new ("", "secondary"));
  self->number = add_entry (self, box, _("Ordinance number"), "");
  self->day = add_entry (self, box, _("In force from (year-month-day)"), today);
  self->who = add_entry (self, box, _("Adopted here by"), reeve_db_get_user (reeve_case_file_get_db (file)));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("Cancel"), "adopt", _("Adopt"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "adopt", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "adopt");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  typed_cb (self);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}
