/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Only what differs is listed; a line above counts the rest. What goes is struck, what comes is underlined, and each is said in words, for
 * those who see neither colour nor line. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-check.h"
#include "reeve-comparison.h"
#include "reeve-ordinance-compare.h"
#include "reeve-redline.h"
#include "reeve-shipped.h"
#include "reeve-wording.h"

enum { BEFORE, AFTER };

/* Something that can stand on either side. */
typedef struct
{
  gint64 version;          /* of the case file; 0 = not */
  char *shipped;           /* its name; NULL = not */
  GBytes *text;            /* read, or as it is being written; NULL = not read yet */
} Side;

typedef struct
{
  ReeveCaseFile *file;
  GPtrArray *sides;        /* Side, beside names */
  GtkStringList *names;
  GtkDropDown *drops[2];
  AdwBin *body;
  GtkWidget *print;
  ReeveOrdinance *ordinances[2];
  GtkFileChooserNative *chooser;
  int choosing;            /* the side a file is chosen for */
  GtkWindow *window;       /* holds this */
} Compare;

static void
side_free (gpointer data)
{
  Side *side = data;

  g_free (side->shipped);
  g_clear_pointer (&side->text, g_bytes_unref);
  g_free (side);
}

static void
compare_free (gpointer data)
{
  Compare *self = data;

  g_clear_object (&self->file);
  g_ptr_array_unref (self->sides);
  g_object_unref (self->names);
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&self->ordinances[i], reeve_ordinance_unref);
  g_clear_object (&self->chooser);
  g_free (self);
}

/* --- what differs --- */

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "yalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "selectable", TRUE, "hexpand", TRUE, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* One column of a comparison: its own words, those that the other lacks marked. */
static GtkWidget *
side_new (const GPtrArray *words, ReeveWordsKind own, const char *tag)
{
  g_autoptr (GString) markup = g_string_new (NULL), spoken = g_string_new (NULL);
  GtkWidget *label;

  for (guint i = 0; i < words->len; i++)
    {
      const ReeveWords *run = g_ptr_array_index (words, i);
      g_autofree char *escaped = g_markup_escape_text (run->text, -1);

      if (run->kind != REEVE_WORDS_SAME && run->kind != own)
        continue;
      if (markup->len > 0)
        {
          g_string_append_c (markup, ' ');
          g_string_append_c (spoken, ' ');
        }
      if (run->kind == REEVE_WORDS_SAME)
        {
          g_string_append (markup, escaped);
          g_string_append (spoken, run->text);
        }
      else
        {
          g_string_append_printf (markup, "<%s><b>%s</b></%s>", tag, escaped, tag);
          /* Translators: words of a law that a version takes out, and words it puts in, as read aloud */
          g_string_append_printf (spoken, own == REEVE_WORDS_REMOVED ? _("[taken out: %s]") : _("[put in: %s]"), run->text);
        }
    }
  label = label_new ("", own == REEVE_WORDS_REMOVED ? "words-out" : "words-in");
  gtk_label_set_markup (GTK_LABEL (label), markup->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str, -1);
  return label;
}

static int
add_difference (GtkGrid *grid, int row, const char *what, const char *before, const char *after)
{
  g_autoptr (GPtrArray) words = reeve_words_compare (before != NULL ? before : "", after != NULL ? after : "");

  gtk_grid_attach (grid, label_new (what, "section-label"), 0, row++, 2, 1);
  gtk_grid_attach (grid, side_new (words, REEVE_WORDS_REMOVED, "s"), 0, row, 1, 1);
  gtk_grid_attach (grid, side_new (words, REEVE_WORDS_ADDED, "u"), 1, row++, 1, 1);
  return row;
}

static int
add_provision (GtkGrid *grid, int row, const ReeveProvisionCompared *provision)
{
  const ReeveProvisionVersion *version = provision->version_after != NULL ? provision->version_after : provision->version_before;
  g_autofree char *title = NULL;

  if (provision->state == REEVE_COMPARED_SAME)
    return row;
  gtk_grid_attach (grid, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), 0, row++, 2, 1);
  title = provision->state == REEVE_COMPARED_ADDED ? g_strdup_printf (_("+  Added: %s, %s"), version->citation, version->title)
          : provision->state == REEVE_COMPARED_REMOVED ? g_strdup_printf (_("−  Removed: %s, %s"), version->citation, version->title)
                                                       : g_strdup_printf (_("~  Changed: %s, %s"), version->citation, version->title);
  gtk_grid_attach (grid, label_new (title, "field-label"), 0, row++, 2, 1);
  if (provision->by_likeness)
    {
      /* Translators: a provision of one city stands beside the one of another that says most nearly the same; its citation and title */
      g_autofree char *beside = g_strdup_printf (_("Set beside %s, %s, which says most nearly the same."), provision->version_before->citation,
                                                 provision->version_before->title);

      gtk_grid_attach (grid, label_new (beside, "secondary"), 0, row++, 2, 1);
    }
  if (provision->state == REEVE_COMPARED_ADDED)
    return add_difference (grid, row, reeve_comparison_key_label ("text"), NULL, version->text);
  if (provision->state == REEVE_COMPARED_REMOVED)
    return add_difference (grid, row, reeve_comparison_key_label ("text"), version->text, NULL);
  for (guint i = 0; i < provision->changes->len; i++)
    {
      const ReeveKeyChange *change = g_ptr_array_index (provision->changes, i);

      row = add_difference (grid, row, reeve_comparison_key_label (change->key), change->before, change->after);
    }
  return row;
}

static GtkWidget *
content_new (const ReeveComparison *comparison)
{
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "column-homogeneous", TRUE, "column-spacing", 20, "row-spacing", 8, "margin-start", 16, "margin-end", 16,
                                  "margin-top", 12, "margin-bottom", 16, NULL);
  g_autofree char *counts = g_strdup_printf (_("Provisions: %u changed, %u added, %u removed, %u alike."), comparison->n[REEVE_COMPARED_CHANGED],
                                             comparison->n[REEVE_COMPARED_ADDED], comparison->n[REEVE_COMPARED_REMOVED], comparison->n[REEVE_COMPARED_SAME]);
  gboolean any = FALSE;
  int row = 0;

  gtk_grid_attach (GTK_GRID (grid), label_new (counts, "page-title"), 0, row++, 2, 1);
  for (guint i = 0; i < comparison->parameters->len; i++)
    {
      const ReeveParameterCompared *parameter = g_ptr_array_index (comparison->parameters, i);

      if (parameter->state == REEVE_COMPARED_SAME)
        continue;
      if (!any)
        gtk_grid_attach (GTK_GRID (grid), label_new (_("Limits"), "field-label"), 0, row++, 2, 1);
      any = TRUE;
      row = add_difference (GTK_GRID (grid), row, parameter->name, parameter->before, parameter->after);
    }
  for (guint i = 0; i < comparison->provisions->len; i++)
    row = add_provision (GTK_GRID (grid), row, g_ptr_array_index (comparison->provisions, i));
  return grid;
}

/* --- the two sides --- */

static GBytes *
side_text (Compare *self, Side *side)
{
  if (side->text == NULL && side->shipped != NULL)
    side->text = reeve_shipped_lookup (side->shipped);
  else if (side->text == NULL)
    side->text = reeve_ordinance_version_load (reeve_case_file_get_conn (self->file), side->version, NULL);
  return side->text;
}

/* Finds libraries where the side would: a law that comes with Reeve among its like, all else first in the case file. */
static GBytes *
find_library (const char *id, int version, gpointer conn)
{
  GBytes *found = reeve_check_find_library (id, version, conn);

  return found != NULL ? found : reeve_shipped_find_library (id, version, NULL);
}

static ReeveOrdinance *
side_load (Compare *self, int which, char **ret_problem)
{
  guint at = gtk_drop_down_get_selected (self->drops[which]);
  Side *side = at < self->sides->len ? g_ptr_array_index (self->sides, at) : NULL;
  GBytes *text = side == NULL ? NULL : side_text (self, side);
  g_autoptr (ReeveMessages) messages = NULL;
  ReeveOrdinance *ordinance;

  if (text == NULL)
    return NULL;
  ordinance = reeve_ordinance_load (gtk_string_list_get_string (self->names, at), text, find_library, reeve_case_file_get_conn (self->file), &messages);
  if (ordinance == NULL)
    *ret_problem = reeve_messages_format (messages);
  return ordinance;
}

static void
update (Compare *self)
{
  GtkWidget *scroller;
  g_autofree char *problem = NULL;

  for (int i = 0; i < 2; i++)
    {
      g_clear_pointer (&self->ordinances[i], reeve_ordinance_unref);
      if (problem == NULL)
        self->ordinances[i] = side_load (self, i, &problem);
    }
  gtk_widget_set_sensitive (self->print, self->ordinances[BEFORE] != NULL && self->ordinances[AFTER] != NULL);
  if (self->ordinances[BEFORE] == NULL || self->ordinances[AFTER] == NULL)
    {
      GtkWidget *page = adw_status_page_new ();
      g_autofree char *escaped = problem == NULL ? NULL : g_markup_escape_text (problem, -1);

      adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-warning-symbolic");
      adw_status_page_set_title (ADW_STATUS_PAGE (page), _("One of the two cannot be read"));
      adw_status_page_set_description (ADW_STATUS_PAGE (page), escaped);
      adw_bin_set_child (self->body, page);
      return;
    }
  {
    ReeveDay day = reeve_case_file_get_day (self->file);
    g_autoptr (ReeveComparison) comparison = reeve_comparison_new (self->ordinances[BEFORE], day, self->ordinances[AFTER], day);

    scroller = gtk_scrolled_window_new ();
    gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
    gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), content_new (comparison));
    adw_bin_set_child (self->body, scroller);
  }
}

static guint
add_side (Compare *self, const char *name, gint64 version, const char *shipped, GBytes *text)
{
  Side *side = g_new0 (Side, 1);

  side->version = version;
  side->shipped = g_strdup (shipped);
  side->text = text == NULL ? NULL : g_bytes_ref (text);
  g_ptr_array_add (self->sides, side);
  gtk_string_list_append (self->names, name);
  return self->sides->len - 1;
}

static void
add_versions (Compare *self, const GPtrArray *versions, gint64 after, GBytes *text)
{
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const ReeveOrdinanceVersion *version = g_ptr_array_index (versions, i);
      g_autofree char *own = reeve_ordinance_version_name (version), *day = version->in_force == NULL ? NULL : reeve_word_date (version->in_force);
      /* Translators: a version of an ordinance, the title of the ordinance, and the day from which it is in force */
      g_autofree char *name = day == NULL ? g_strdup_printf (_("%s of %s"), own, version->title) : g_strdup_printf (_("%s of %s, from %s"), own, version->title, day);

      add_side (self, name, version->id, NULL, version->id == after ? text : NULL);
    }
}

static void
add_shipped (Compare *self)
{
  g_auto (GStrv) shipped = reeve_shipped_list ();

  for (guint i = 0; shipped[i] != NULL; i++)
    {
      g_autoptr (GBytes) text = reeve_shipped_lookup (shipped[i]);
      g_autofree char *title = reeve_ordinance_text_title (text);

      add_side (self, title != NULL ? title : shipped[i], 0, shipped[i], NULL);
    }
}

static void
select_version (Compare *self, int which, gint64 version)
{
  for (guint i = 0; i < self->sides->len; i++)
    if (((Side *) g_ptr_array_index (self->sides, i))->version == version)
      {
        gtk_drop_down_set_selected (self->drops[which], i);
        return;
      }
}

/* --- files --- */

static void
tell (Compare *self, const char *text)
{
  GtkWidget *dialog = adw_message_dialog_new (self->window, _("This did not work"), text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
print_to (Compare *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = reeve_redline_write (self->ordinances[BEFORE], self->ordinances[AFTER], reeve_case_file_get_day (self->file), reeve_day_today (),
                                                REEVE_PAPER_LETTER, &error);

  if (pdf == NULL
      || !g_file_replace_contents (file, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, &error))
    tell (self, error->message);
  else
    {
      g_autofree char *uri = g_file_get_uri (file);

      gtk_show_uri (self->window, uri, GDK_CURRENT_TIME);
    }
}

static void
read_from (Compare *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = g_file_load_bytes (file, NULL, NULL, &error);
  g_autofree char *base = g_file_get_basename (file);

  if (text == NULL)
    tell (self, error->message);
  else
    gtk_drop_down_set_selected (self->drops[self->choosing], add_side (self, base, 0, NULL, text));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, Compare *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file != NULL && gtk_file_chooser_get_action (GTK_FILE_CHOOSER (dialog)) == GTK_FILE_CHOOSER_ACTION_SAVE)
    print_to (self, file);
  else if (file != NULL)
    read_from (self, file);
}

static void
choose (Compare *self, const char *title, GtkFileChooserAction action)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (title, self->window, action, NULL, NULL);
  if (action == GTK_FILE_CHOOSER_ACTION_SAVE)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), _("redline.pdf"));
  g_signal_connect (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
print_cb (Compare *self)
{
  choose (self, _("Print what changes, as PDF"), GTK_FILE_CHOOSER_ACTION_SAVE);
}

static void
file_cb (GtkButton *button, Compare *self)
{
  self->choosing = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "side"));
  choose (self, _("Compare with a file"), GTK_FILE_CHOOSER_ACTION_OPEN);
}

static void
swap_cb (Compare *self)
{
  guint before = gtk_drop_down_get_selected (self->drops[BEFORE]), after = gtk_drop_down_get_selected (self->drops[AFTER]);

  gtk_drop_down_set_selected (self->drops[BEFORE], after);
  gtk_drop_down_set_selected (self->drops[AFTER], before);
}

/* --- the window --- */

static void
name_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer in_button)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, NULL);

  if (in_button != NULL)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  else
    g_object_set (label, "wrap", TRUE, "max-width-chars", 56, "width-chars", 30, NULL);
  gtk_list_item_set_child (item, label);
}

static void
name_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkListItemFactory *
factory_new (gboolean in_button)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (name_setup_cb), in_button ? factory : NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (name_bind_cb), NULL);
  return factory;
}

static GtkWidget *
side_chooser_new (Compare *self, int which)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *file = gtk_button_new_with_label (_("File…"));
  GtkExpression *expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *drop = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->names)), expression);
  g_autoptr (GtkListItemFactory) in_button = factory_new (TRUE), in_list = factory_new (FALSE);

  gtk_drop_down_set_factory (GTK_DROP_DOWN (drop), in_button);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (drop), in_list);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop), TRUE);
  gtk_widget_set_hexpand (drop, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, which == BEFORE ? _("Before") : _("After"), -1);
  gtk_widget_set_tooltip_text (file, _("Take a file instead"));
  g_object_set_data (G_OBJECT (file), "side", GINT_TO_POINTER (which));
  g_signal_connect (file, "clicked", G_CALLBACK (file_cb), self);
  gtk_box_append (GTK_BOX (box), drop);
  gtk_box_append (GTK_BOX (box), file);
  self->drops[which] = GTK_DROP_DOWN (drop);
  return box;
}

static GtkWidget *
header_new (Compare *self)
{
  GtkWidget *header = adw_header_bar_new (), *swap = gtk_button_new_from_icon_name ("object-flip-horizontal-symbolic");

  self->print = gtk_button_new_with_label (_("Print…"));
  gtk_widget_set_tooltip_text (self->print, _("What changes, as PDF"));
  gtk_widget_set_tooltip_text (swap, _("Exchange the two sides"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (swap), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Exchange the two sides"), -1);
  g_signal_connect_swapped (self->print, "clicked", G_CALLBACK (print_cb), self);
  g_signal_connect_swapped (swap, "clicked", G_CALLBACK (swap_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), swap);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->print);
  return header;
}

static void
add_keys (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
}

GtkWidget *
reeve_ordinance_compare_present (GtkWindow *parent, ReeveCaseFile *file, const GPtrArray *versions, gint64 before, gint64 after, GBytes *text)
{
  Compare *self = g_new0 (Compare, 1);
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "title", _("Compare"), "modal", TRUE, "transient-for", parent, "default-width", 960, "default-height",
                                    640, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *choosers = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 20);

  self->window = GTK_WINDOW (window);
  self->file = g_object_ref (file);
  self->sides = g_ptr_array_new_with_free_func (side_free);
  self->names = gtk_string_list_new (NULL);
  g_object_set_data_full (G_OBJECT (window), "compare", self, compare_free);
  add_versions (self, versions, after, text);
  add_shipped (self);
  gtk_widget_add_css_class (choosers, "bar");
  gtk_box_set_homogeneous (GTK_BOX (choosers), TRUE);
  gtk_box_append (GTK_BOX (choosers), side_chooser_new (self, BEFORE));
  gtk_box_append (GTK_BOX (choosers), side_chooser_new (self, AFTER));
  self->body = ADW_BIN (adw_bin_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->body), TRUE);
  gtk_box_append (GTK_BOX (box), header_new (self));
  gtk_box_append (GTK_BOX (box), choosers);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->body));
  adw_window_set_content (ADW_WINDOW (window), box);
  add_keys (window);
  select_version (self, BEFORE, before);
  select_version (self, AFTER, after);
  for (int i = 0; i < 2; i++)
    g_signal_connect_swapped (self->drops[i], "notify::selected", G_CALLBACK (update), self);
  update (self);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}
