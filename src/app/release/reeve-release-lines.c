/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each line is one thing to a screen reader: number, words and reason are its name, the labels within are not told again. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-release-lines.h"
#include "reeve-wording.h"

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static GtkWidget *
label (const char *text, const char *css_class)
{
  GtkWidget *widget = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  gtk_widget_add_css_class (widget, css_class);
  return widget;
}

/* @count: NULL = none is stated */
static void
add_line (GtkBox *box, const char *count, const char *title, const char *reason)
{
  g_autofree char *name = count != NULL ? g_strdup_printf ("%s %s. %s", count, title, reason) : g_strdup_printf ("%s. %s", title, reason);
  GtkWidget *line = g_object_new (GTK_TYPE_BOX, "spacing", 10, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *number = g_object_new (GTK_TYPE_LABEL, "label", count != NULL ? count : "–", "xalign", 1.0, "yalign", 0.0, "width-chars", 5, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (number, "release-count");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), label (title, "release-line"));
  gtk_box_append (GTK_BOX (words), label (reason, "caption-2"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (words), "secondary");
  gtk_box_append (GTK_BOX (line), number);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (box, line);
}

static void
add_name (GString *list, const char *name)
{
  /* Translators: between the names of columns in a list */
  g_string_append_printf (list, "%s%s", list->len > 0 ? _(", ") : "", name);
}

void
reeve_release_show_goes_out (GtkBox *box, const ReeveDisclosure *disclosure, guint sheets)
{
  clear (box);
  for (guint sheet = 0; sheet < REEVE_N_SHEETS; sheet++)
    {
      guint n = 0;
      const ReeveDisclosedField *columns = reeve_disclosure_get_columns (disclosure, (ReeveSheetKind) sheet, &n);
      g_autoptr (GString) names = g_string_new (NULL);
      g_autofree char *count = NULL;

      if (n == 0 || (sheets & (1u << sheet)) == 0)
        continue;
      for (guint i = 0; i < n; i++)
        add_name (names, reeve_disclosed_field_label (columns[i]));
      if (reeve_disclosure_has_positions (disclosure, (ReeveSheetKind) sheet))
        add_name (names, reeve_audience_grid_m (reeve_disclosure_get_audience (disclosure)) > 0 ? _("rough position") : _("position"));
      count = reeve_word_count (reeve_disclosure_get_n_rows (disclosure, (ReeveSheetKind) sheet));
      add_line (box, count, reeve_sheet_label ((ReeveSheetKind) sheet), names->str);
    }
}

static gboolean
is_among (const ReeveDisclosedField *columns, guint n, guint field)
{
  for (guint i = 0; i < n; i++)
    if (columns[i] == field)
      return TRUE;
  return FALSE;
}

/* Columns that internal eyes see and this release has not. @kept: they were taken away, by the city or this time; else the audience never
 * sees them. */
static void
add_unseen (GtkBox *box, const ReeveDisclosure *disclosure, guint sheet, gboolean kept)
{
  guint n = 0, missing = 0;
  const ReeveDisclosedField *columns = reeve_disclosure_get_columns (disclosure, (ReeveSheetKind) sheet, &n);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *count = NULL, *title = NULL, *reason = NULL;

  for (guint field = 0; field < REEVE_N_DISCLOSED_FIELDS; field++)
    if (reeve_disclosed_field_sheet ((ReeveDisclosedField) field) == sheet && !is_among (columns, n, field)
        && reeve_disclosed_field_seen ((ReeveDisclosedField) field, reeve_disclosure_get_audience (disclosure)) == kept)
      {
        missing++;
        add_name (names, reeve_disclosed_field_label ((ReeveDisclosedField) field));
      }
  if (kept && !reeve_disclosure_wants_position (disclosure, (ReeveSheetKind) sheet))
    {
      missing++;
      add_name (names, _("position"));
    }
  if (missing == 0)
    return;
  count = reeve_word_count (missing);
  /* Translators: %s is a sheet: Businesses, Inspections */
  title = g_strdup_printf (ngettext ("column of %s", "columns of %s", missing), reeve_sheet_label ((ReeveSheetKind) sheet));
  /* Translators: names of columns */
  reason = g_strdup_printf (kept ? _("%s: taken away by the city, or this time.") : _("%s: not for this audience."), names->str);
  add_line (box, count, title, reason);
}

static void
add_sheet (GString *names, guint *n, guint sheet)
{
  add_name (names, reeve_sheet_label ((ReeveSheetKind) sheet));
  (*n)++;
}

static void
add_sheets (GtkBox *box, const char *names, guint n, const char *reason)
{
  g_autofree char *count = reeve_word_count (n), *words = g_strdup_printf (ngettext ("sheet: %s", "sheets: %s", n), names);

  if (n > 0)
    add_line (box, count, words, reason);
}

void
reeve_release_show_left_out (GtkBox *box, const ReeveDisclosure *disclosure, guint sheets)
{
  const GArray *withheld = reeve_disclosure_get_withheld (disclosure);
  g_autoptr (GString) no_sheet = g_string_new (NULL), not_chosen = g_string_new (NULL);
  guint n_no_sheet = 0, n_not_chosen = 0;

  clear (box);
  for (guint i = 0; i < withheld->len; i++)
    {
      const ReeveWithheld *entry = &g_array_index (withheld, ReeveWithheld, i);
      /* as the release itself tells it */
      g_autofree char *count = reeve_disclosure_count_text (disclosure, entry->n);

      add_line (box, count, reeve_sheet_label (entry->sheet), entry->reason);
    }
  for (guint sheet = 0; sheet < REEVE_N_SHEETS; sheet++)
    {
      guint n = 0;

      reeve_disclosure_get_columns (disclosure, (ReeveSheetKind) sheet, &n);
      if (n == 0)
        add_sheet (no_sheet, &n_no_sheet, sheet);
      else if ((sheets & (1u << sheet)) == 0)
        add_sheet (not_chosen, &n_not_chosen, sheet);
      else
        {
          add_unseen (box, disclosure, sheet, TRUE);
          add_unseen (box, disclosure, sheet, FALSE);
        }
    }
  add_sheets (box, no_sheet->str, n_no_sheet, _("This audience has no such sheet."));
  add_sheets (box, not_chosen->str, n_not_chosen, _("Not chosen, or the format cannot hold it."));
  add_line (box, NULL, _("In no release"), _("Who complained, names of staff, persons present, indicators and referrals, client logs, investigations, "
                                             "suggested links and planned visits."));
}

/* --- what was made --- */

char *
reeve_release_made_text (const ReeveReleaseMade *made)
{
  g_autofree char *name = made->path != NULL ? g_path_get_basename (made->path) : NULL, *number = g_strdup_printf ("%" G_GINT64_FORMAT, made->number);

  if (made->paper != NULL)
    {
      guint n = reeve_paper_get_n_pages (made->paper);
      g_autofree char *pages = reeve_word_count (n);

      if (made->number == 0)
        return g_strdup_printf (ngettext ("Internal copy printed, not logged: %s page", "Internal copy printed, not logged: %s pages", n), pages);
      /* Translators: the number of a release, how many pages, a whole hash */
      return g_strdup_printf (ngettext ("Release %s printed: %s page, SHA-256 of its PDF %s", "Release %s printed: %s pages, SHA-256 of its PDF %s", n), number,
                              pages, made->sha256);
    }
  if (made->number == 0)
    return g_strdup_printf (_("Internal copy made, not logged: %s, SHA-256 %s"), name, made->sha256);
  if (made->manifest != NULL)
    {
      g_autofree char *files = reeve_word_count (made->n_files);

      /* Translators: the number of a release, its file, how many files are in it, the whole hash of its manifest */
      return g_strdup_printf (ngettext ("Release %s, package made: %s with %s file, manifest %s", "Release %s, package made: %s with %s files, manifest %s",
                                        made->n_files), number, name, files, made->manifest);
    }
  /* Translators: first the number of a release, then its file and the whole hash */
  return g_strdup_printf (_("Release %s made: %s, SHA-256 %s"), number, name, made->sha256);
}

const char *
reeve_release_written_text (const ReeveReleaseMade *made)
{
  if (made->paper != NULL)
    return _("Its pages were given to the printer.");
  return made->same ? _("The file is written, and reads back as the log has it.") : _("The file does not read back as the log has it: do not hand it over.");
}

/* --- checks --- */

static const struct { const char *icon, *word, *css_class; } marks[] = {
  { "content-loading-symbolic", NC_("check", "Waiting"), "secondary" },
  { "content-loading-symbolic", NC_("check", "Running"), "secondary" },
  { "object-select-symbolic", NC_("check", "Done"), "outcome-met" },
  { "dialog-error-symbolic", NC_("check", "Failed"), "outcome-violation" },
};

GtkWidget *
reeve_release_check_new (const char *text)
{
  GtkWidget *line = g_object_new (GTK_TYPE_BOX, "spacing", 8, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);

  gtk_box_append (GTK_BOX (line), g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign", GTK_ALIGN_START, NULL));
  gtk_box_append (GTK_BOX (line), label (text, "caption-2"));
  reeve_release_check_set (line, REEVE_MARK_WAITING, NULL);
  return line;
}

void
reeve_release_check_set (GtkWidget *line, ReeveMark mark, const char *text)
{
  GtkWidget *image = gtk_widget_get_first_child (line), *words = gtk_widget_get_last_child (line);
  g_autofree char *name = NULL;

  if (text != NULL)
    gtk_label_set_text (GTK_LABEL (words), text);
  gtk_image_set_from_icon_name (GTK_IMAGE (image), marks[mark].icon);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    gtk_widget_remove_css_class (image, marks[i].css_class);
  gtk_widget_add_css_class (image, marks[mark].css_class);
  /* Translators: a check and how it stands: Done: The request is complete. */
  name = g_strdup_printf (_("%s: %s"), g_dpgettext2 (NULL, "check", marks[mark].word), gtk_label_get_text (GTK_LABEL (words)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (image, g_dpgettext2 (NULL, "check", marks[mark].word));
}
