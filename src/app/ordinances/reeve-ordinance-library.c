/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-features.h"
#include "reeve-ordinance-library.h"
#include "reeve-sentence.h"
#include "reeve-shipped.h"

typedef struct { ReeveOrdinance *ordinance; const ReeveProvision *provision; const ReeveProvisionVersion *version; char *folded; } Entry;

struct _ReeveOrdinanceLibrary
{
  AdwWindow parent_instance;

  GPtrArray *ordinances;     /* ReeveOrdinance */
  GPtrArray *entries;        /* Entry */
  GtkSearchEntry *search;
  GtkDropDown *nature;
  GtkListBox *list;
  GtkLabel *count;
  GtkBox *detail;
  GtkWidget *use;
  GtkLabel *problem;
  char **words;
  const Entry *chosen;
  ReeveDay day;
  gboolean can_use;
};

G_DEFINE_FINAL_TYPE (ReeveOrdinanceLibrary, reeve_ordinance_library, ADW_TYPE_WINDOW)

static void
entry_free (gpointer data)
{
  g_free (((Entry *) data)->folded);
  g_free (data);
}

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* ---- what there is -------------------------------------------------------------------------------------------------------------- */

static void
add_entry (ReeveOrdinanceLibrary *self, ReeveOrdinance *ordinance, const ReeveProvision *provision)
{
  Entry *entry = g_new0 (Entry, 1);
  g_autofree const char **features = reeve_provision_get_features (provision);
  g_autofree char *used = g_strjoinv (" ", (char **) features), *all = NULL;

  entry->ordinance = ordinance;
  entry->provision = provision;
  entry->version = g_ptr_array_index (provision->versions, provision->versions->len - 1);
  all = g_strjoin (" ", entry->version->title != NULL ? entry->version->title : "", entry->version->citation, entry->version->text, reeve_ordinance_get_jurisdiction (ordinance),
                   reeve_ordinance_get_title (ordinance), used, NULL);
  entry->folded = g_utf8_casefold (all, -1);
  g_ptr_array_add (self->entries, entry);
}

static void
load (ReeveOrdinanceLibrary *self)
{
  g_auto (GStrv) names = reeve_shipped_list ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GBytes) text = reeve_shipped_lookup (names[i]);
      g_autoptr (ReeveMessages) messages = NULL;
      ReeveOrdinance *ordinance = reeve_ordinance_load (names[i], text, reeve_shipped_find_library, NULL, &messages);
      const GPtrArray *provisions;

      if (ordinance == NULL)
        continue;
      g_ptr_array_add (self->ordinances, ordinance);
      provisions = reeve_ordinance_get_provisions (ordinance);
      for (guint k = 0; k < provisions->len; k++)
        if (reeve_ordinance_get_home (ordinance, g_ptr_array_index (provisions, k)) == ordinance)
          add_entry (self, ordinance, g_ptr_array_index (provisions, k));
    }
}

/* ---- the list ------------------------------------------------------------------------------------------------------------------- */

static const Entry *
entry_of (GtkListBoxRow *row)
{
  return row == NULL ? NULL : g_object_get_data (G_OBJECT (row), "entry");
}

static gboolean
matches (ReeveOrdinanceLibrary *self, const Entry *entry)
{
  guint nature = gtk_drop_down_get_selected (self->nature);

  if (nature > 0 && nature != GTK_INVALID_LIST_POSITION && reeve_provision_version_get_nature (entry->version) != nature - 1)
    return FALSE;
  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    if (g_strstr_len (entry->folded, -1, self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
filter_row (GtkListBoxRow *row, gpointer data)
{
  return matches (data, entry_of (row));
}

static void
filter_changed (ReeveOrdinanceLibrary *self)
{
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1), *count = NULL;
  GtkListBoxRow *first = NULL, *row;
  guint n = 0;

  g_strfreev (self->words);
  self->words = *folded == '\0' ? NULL : g_strsplit_set (folded, " ", -1);
  gtk_list_box_invalidate_filter (self->list);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (matches (self, entry_of (row)))
      {
        first = first == NULL ? row : first;
        n++;
      }
  count = g_strdup_printf (ngettext ("%u provision", "%u provisions", n), n);
  gtk_label_set_text (self->count, count);
  if (first != NULL && (self->chosen == NULL || !matches (self, self->chosen)))
    gtk_list_box_select_row (self->list, first);
}

static const char *
nature_words (ReeveNature nature)
{
  switch (nature)
    {
    case REEVE_NATURE_DUTY:
      return C_ ("nature", "What must or must not be");
    case REEVE_NATURE_CITY_DUTY:
      return C_ ("nature", "What the city must do");
    case REEVE_NATURE_DEADLINE:
      return C_ ("nature", "Deadlines of the city");
    case REEVE_NATURE_TRIGGER:
      return C_ ("nature", "Grounds for a sanction");
    case REEVE_NATURE_PENALTY:
      return C_ ("nature", "Penalties");
    case REEVE_NATURE_APPEAL:
      return C_ ("nature", "Hearings and appeals");
    case REEVE_NATURE_DEFINITION:
      return C_ ("nature", "Definitions");
    case REEVE_N_NATURES:
    default:
      return "";
    }
}

static GtkWidget *
row_new (const Entry *entry)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  const char *title = entry->version->title != NULL ? entry->version->title : entry->version->citation;
  /* Translators: where a law holds and the number of its provision */
  g_autofree char *place = g_strdup_printf (C_ ("jurisdiction, citation", "%s, %s"), reeve_ordinance_get_jurisdiction (entry->ordinance), entry->version->citation);
  g_autofree char *spoken = g_strdup_printf (C_ ("citation, title", "%s, %s"), title, place);

  gtk_box_append (GTK_BOX (box), label_new (title, "row-name"));
  gtk_box_append (GTK_BOX (box), label_new (place, "caption-2"));
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "entry", (gpointer) entry);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

/* ---- one of them ---------------------------------------------------------------------------------------------------------------- */

static void
show_entry (ReeveOrdinanceLibrary *self, const Entry *entry)
{
  g_autoptr (GPtrArray) sentences = reeve_provision_sentences (entry->ordinance, entry->version, self->day);
  const ReevePublished *published = entry->version->published.url != NULL ? &entry->version->published : reeve_ordinance_get_published (entry->ordinance);
  GtkWidget *child, *law = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *text = label_new (entry->version->text, "law-text");
  g_autofree char *place = g_strdup_printf (C_ ("jurisdiction, title", "%s, %s"), reeve_ordinance_get_jurisdiction (entry->ordinance), reeve_ordinance_get_title (entry->ordinance));
  g_autofree char *year = published->year > 0 ? g_strdup_printf (_("The text was read as of %u."), published->year) : NULL;

  self->chosen = entry;
  gtk_label_set_text (self->problem, "");
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->detail))) != NULL)
    gtk_box_remove (self->detail, child);
  gtk_box_append (self->detail, label_new (entry->version->citation, "section-label"));
  if (entry->version->title != NULL)
    gtk_box_append (self->detail, label_new (entry->version->title, "title-4"));
  gtk_box_append (self->detail, label_new (place, "secondary"));
  if (published->url != NULL)
    {
      GtkWidget *link = gtk_link_button_new_with_label (published->url, _("Where it can be read"));

      gtk_widget_set_halign (link, GTK_ALIGN_START);
      gtk_widget_set_tooltip_text (link, published->url);
      gtk_box_append (self->detail, link);
    }
  if (year != NULL)
    gtk_box_append (self->detail, label_new (year, "caption-2"));
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_box_append (self->detail, text);
  gtk_widget_add_css_class (law, "law");
  for (guint i = 0; i < sentences->len; i++)
    gtk_box_append (GTK_BOX (law), label_new (g_ptr_array_index (sentences, i), NULL));
  if (sentences->len == 0)
    gtk_box_append (GTK_BOX (law), label_new (_("Nothing is tested here."), NULL));
  gtk_box_append (self->detail, law);
  if (entry->version->note != NULL)
    gtk_box_append (self->detail, label_new (entry->version->note, "caption-2"));
  gtk_box_append (self->detail, label_new (_("The words are a restatement. What another city may do, this one may not: counsel decides."), "caption-2"));
}

static void
selected_cb (ReeveOrdinanceLibrary *self, GtkListBoxRow *row)
{
  if (row != NULL)
    show_entry (self, entry_of (row));
}

static void
use_cb (ReeveOrdinanceLibrary *self)
{
  if (self->chosen != NULL && self->can_use)
    g_signal_emit_by_name (self, "use", self->chosen->ordinance, self->chosen->provision->id);
}

void
reeve_ordinance_library_tell (ReeveOrdinanceLibrary *self, const char *message)
{
  g_return_if_fail (REEVE_IS_ORDINANCE_LIBRARY (self));
  gtk_label_set_text (self->problem, message);
}

/* ---- the window ----------------------------------------------------------------------------------------------------------------- */

static void
reeve_ordinance_library_dispose (GObject *object)
{
  ReeveOrdinanceLibrary *self = REEVE_ORDINANCE_LIBRARY (object);

  adw_window_set_content (ADW_WINDOW (self), NULL);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->ordinances, g_ptr_array_unref);
  g_clear_pointer (&self->words, g_strfreev);
  G_OBJECT_CLASS (reeve_ordinance_library_parent_class)->dispose (object);
}

static void
reeve_ordinance_library_class_init (ReeveOrdinanceLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_ordinance_library_dispose;
  g_signal_new ("use", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_STRING);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
scrolled (GtkWidget *child, gboolean list)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  gtk_widget_set_vexpand (scroller, TRUE);
  if (list)
    gtk_widget_set_size_request (scroller, 220, -1);
  else
    gtk_widget_set_hexpand (scroller, TRUE);
  return scroller;
}

static void
reeve_ordinance_library_init (ReeveOrdinanceLibrary *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkStringList *natures = gtk_string_list_new (NULL);

  self->ordinances = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_ordinance_unref);
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->search, "placeholder-text", _("Words, a city, a form of rule: school, hours, windows"), "hexpand", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search the provisions of other cities"), -1);
  gtk_string_list_append (natures, C_ ("nature", "All kinds"));
  for (guint i = 0; i < REEVE_N_NATURES; i++)
    gtk_string_list_append (natures, nature_words (i));
  self->nature = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (natures), NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->nature), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Kind of provision"), -1);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "record-list");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_filter_func (self->list, filter_row, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Provisions"), -1);
  self->count = GTK_LABEL (label_new ("", "section-bar"));
  self->detail = GTK_BOX (g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 8, "margin-top", 14, "margin-bottom", 14, "margin-start", 16,
                                        "margin-end", 16, NULL));
  self->problem = GTK_LABEL (label_new ("", "wrong-text"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->problem), TRUE);
  self->use = gtk_button_new_with_label (_("Use as a start"));
  gtk_widget_add_css_class (self->use, "suggested-action");
  gtk_widget_set_valign (self->use, GTK_ALIGN_CENTER);
  g_object_set (bar, "margin-start", 12, "margin-end", 12, "margin-top", 6, "margin-bottom", 8, NULL);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->nature));
  gtk_box_append (GTK_BOX (left), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (left), scrolled (GTK_WIDGET (self->list), TRUE));
  gtk_paned_set_start_child (GTK_PANED (paned), left);
  gtk_paned_set_end_child (GTK_PANED (paned), scrolled (GTK_WIDGET (self->detail), FALSE));
  gtk_paned_set_position (GTK_PANED (paned), 300);
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_widget_add_css_class (foot, "action-foot");
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (foot), self->use);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), paned);
  gtk_box_append (GTK_BOX (box), foot);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (filter_changed), self);
  g_signal_connect_swapped (self->nature, "notify::selected", G_CALLBACK (filter_changed), self);
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (self->use, "clicked", G_CALLBACK (use_cb), self);
}

GtkWidget *
reeve_ordinance_library_new (GtkWindow *parent, ReeveDay day, gboolean can_use)
{
  ReeveOrdinanceLibrary *self = g_object_new (REEVE_TYPE_ORDINANCE_LIBRARY, "title", _("How do others say this?"), "transient-for", parent, "modal", TRUE,
                                              "default-width", 860, "default-height", 620, NULL);

  self->day = day;
  self->can_use = can_use;
  gtk_widget_set_sensitive (self->use, can_use);
  if (!can_use)
    gtk_label_set_text (self->problem, _("Begin a draft first: an adopted text does not change."));
  load (self);
  for (guint i = 0; i < self->entries->len; i++)
    gtk_list_box_append (self->list, row_new (g_ptr_array_index (self->entries, i)));
  filter_changed (self);
  return GTK_WIDGET (self);
}
