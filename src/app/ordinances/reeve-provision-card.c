/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changed in a draft is told from the canonical spelling of its rule, so that a new line or a comment is no change. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-comparison.h"
#include "reeve-provision-card.h"
#include "reeve-sentence.h"
#include "reeve-symbol-image.h"
#include "reeve-wording.h"

const ReeveProvisionVersion *
reeve_provision_version_to_show (const ReeveProvision *provision, ReeveDay day)
{
  const ReeveProvisionVersion *version = reeve_provision_version_on (provision, day);

  return version != NULL ? version : g_ptr_array_index (provision->versions, provision->versions->len - 1);
}

static const char *
kind_of (const ReeveProvisionVersion *version)
{
  static const char *const names[REEVE_N_NATURES] = {
    [REEVE_NATURE_CITY_DUTY] = NC_("kind of provision", "city"),        [REEVE_NATURE_DEADLINE] = NC_("kind of provision", "deadline"),
    [REEVE_NATURE_TRIGGER] = NC_("kind of provision", "grounds"),       [REEVE_NATURE_PENALTY] = NC_("kind of provision", "penalty"),
    [REEVE_NATURE_APPEAL] = NC_("kind of provision", "appeal"),         [REEVE_NATURE_DEFINITION] = NC_("kind of provision", "definition"),
  };
  const char *name = names[reeve_provision_version_get_nature (version)];

  return name == NULL ? NULL : g_dpgettext2 (NULL, "kind of provision", name);
}

static gboolean
is_changed (const ReeveProvisionCard *card)
{
  const ReeveProvision *before = reeve_ordinance_find_provision (card->base, card->provision->id);
  const ReeveProvisionVersion *a, *b = reeve_provision_version_to_show (card->provision, card->day);
  g_autoptr (GPtrArray) words_a = NULL, words_b = NULL;

  if (before == NULL)
    return TRUE;
  a = reeve_provision_version_to_show (before, card->day);
  if (g_strcmp0 (a->text, b->text) != 0 || g_strcmp0 (a->title, b->title) != 0 || g_strcmp0 (a->citation, b->citation) != 0)
    return TRUE;
  words_a = reeve_provision_sentences (card->base, a, card->day);
  words_b = reeve_provision_sentences (card->ordinance, b, card->day);
  if (words_a->len != words_b->len)
    return TRUE;
  for (guint i = 0; i < words_a->len; i++)
    if (strcmp (words_a->pdata[i], words_b->pdata[i]) != 0)
      return TRUE;
  return FALSE;
}

/* The line below the title: what it comes to today, or what a draft does to it. NULL = nothing to say. */
static char *
state_text (const ReeveProvisionCard *card)
{
  if (card->base != NULL && reeve_ordinance_find_provision (card->base, card->provision->id) == NULL)
    return g_strdup (_("new in this draft"));
  if (card->base != NULL && is_changed (card))
    return g_strdup (_("changed in this draft"));
  if (card->counts != NULL)
    {
      gint64 failing = card->counts[REEVE_SHOWN_NOT_MET] + card->counts[REEVE_SHOWN_VIOLATION];
      g_autofree char *not_met = reeve_word_count (failing), *grounds = reeve_word_count (card->counts[REEVE_SHOWN_GROUNDS]);
      g_autofree char *not_known = reeve_word_count (card->counts[REEVE_SHOWN_NOT_KNOWN]);

      if (card->counts[REEVE_SHOWN_GROUNDS] > 0)
        return g_strdup_printf (_("grounds %s, not known %s"), grounds, not_known);
      if (failing + card->counts[REEVE_SHOWN_NOT_KNOWN] + card->counts[REEVE_SHOWN_MET] + card->counts[REEVE_SHOWN_PENDING] > 0)
        return g_strdup_printf (_("not met %s, not known %s"), not_met, not_known);
    }
  return NULL;
}

static char *
examples_text (const ReeveProvisionCard *card)
{
  if (card->examples == 0)
    return g_strdup (_("no example"));
  if (card->failed > 0)
    /* Translators: of the worked examples of a provision so many fail */
    return g_strdup_printf (_("%u of %u examples fail"), card->failed, card->examples);
  return g_strdup_printf (ngettext ("%u example passes", "%u examples pass", card->examples), card->examples);
}

char *
reeve_provision_card_text (const ReeveProvisionCard *card)
{
  const ReeveProvisionVersion *version = reeve_provision_version_to_show (card->provision, card->day);
  g_autofree char *state = state_text (card), *examples = examples_text (card);
  GString *text = g_string_new (version->citation);

  for (guint i = 0; i < 4; i++)
    {
      const char *part = i == 0 ? version->title : i == 1 ? kind_of (version) : i == 2 ? state : examples;

      if (part != NULL && *part != '\0')
        /* Translators: between the parts of a label that is read aloud */
        g_string_append_printf (text, "%s%s", C_("between parts of a label", ", "), part);
    }
  return g_string_free (text, FALSE);
}

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
head_new (const ReeveProvisionVersion *version)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (head), label_new (version->citation, "section-label"));
  if (kind_of (version) != NULL)
    {
      GtkWidget *tag = label_new (kind_of (version), "kind-tag");

      gtk_label_set_wrap (GTK_LABEL (tag), FALSE);
      gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (head), tag);
    }
  return head;
}

/* Mark and number: "1 of 4" where one fails. */
static GtkWidget *
end_new (const ReeveProvisionCard *card)
{
  GtkWidget *end = g_object_new (GTK_TYPE_BOX, "spacing", 4, "valign", GTK_ALIGN_CENTER, NULL), *icon, *label;
  g_autofree char *number = card->failed > 0 ? g_strdup_printf (C_("examples that fail", "%u of %u"), card->failed, card->examples)
                                             : g_strdup_printf ("%u", card->examples);

  icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", card->failed > 0 ? "process-stop-symbolic" : "object-select-symbolic", "accessible-role",
                       GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  label = label_new (number, "numeric");
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_widget_add_css_class (icon, card->failed > 0 ? "example-fails" : "example-passes");
  gtk_widget_add_css_class (label, card->failed > 0 ? "example-fails" : "secondary");
  gtk_widget_add_css_class (label, "caption-2");
  gtk_box_append (GTK_BOX (end), icon);
  gtk_box_append (GTK_BOX (end), label);
  return end;
}

GtkWidget *
reeve_provision_card_row (const ReeveProvisionCard *card)
{
  const ReeveProvisionVersion *version = reeve_provision_version_to_show (card->provision, card->day);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *state = state_text (card);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), head_new (version));
  gtk_box_append (GTK_BOX (box), label_new (version->title, "row-name"));
  if (state != NULL)
    {
      GtkWidget *label = label_new (state, "secondary");

      gtk_widget_add_css_class (label, "caption-2");
      gtk_widget_add_css_class (label, "numeric");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_box_append (GTK_BOX (line), box);
  if (card->examples > 0)
    gtk_box_append (GTK_BOX (line), end_new (card));
  return line;
}

static void
add_section (GtkWidget *box, const char *title)
{
  GtkWidget *label = label_new (title, "section-label");

  gtk_widget_set_margin_top (label, 10);
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_words (GtkWidget *box, const ReeveProvisionCard *card, const ReeveProvisionVersion *version)
{
  g_autoptr (GPtrArray) sentences = reeve_provision_sentences (card->ordinance, version, card->day);

  if (sentences->len == 0)
    return;
  add_section (box, _("The rule in words"));
  for (guint i = 0; i < sentences->len; i++)
    gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", sentences->pdata[i], "xalign", 0.0, "wrap", TRUE, "selectable", TRUE,
                                                 "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL));
}

/* Does any part of the provision name the parameter? */
static gboolean
names_parameter (const char *text, gsize length, const char *name)
{
  gsize n = strlen (name);

  for (gsize i = 0; i + n <= length; i++)
    if (strncmp (text + i, name, n) == 0 && (i == 0 || (!g_ascii_isalnum (text[i - 1]) && text[i - 1] != '-' && text[i - 1] != '.'))
        && (i + n == length || (!g_ascii_isalnum (text[i + n]) && text[i + n] != '-' && text[i + n] != '.')))
      return TRUE;
  return FALSE;
}

static char *
value_text (const ReeveParameterValue *value)
{
  g_autofree char *day = value->from == G_MININT32 ? NULL : reeve_word_day (value->from, FALSE);

  if (day == NULL)
    return g_strdup (value->text);
  if (value->source != NULL)
    /* Translators: a limit of an ordinance, the day from which it holds, and the ordinance that set it */
    return g_strdup_printf (_("%s from %s (Ord. %s)"), value->text, day, value->source);
  /* Translators: a limit of an ordinance and the day from which it holds */
  return g_strdup_printf (_("%s from %s"), value->text, day);
}

static void
add_parameter (GtkGrid *grid, int row, const ReeveProvisionCard *card, const ReeveParameter *parameter)
{
  const ReeveParameterValue *now = reeve_parameter_value_on (parameter, card->day);
  GtkWidget *name = label_new (parameter->name, "secondary"), *values = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_widget_set_valign (name, GTK_ALIGN_START);
  /* newest first; the one in force stands out by weight and by its word */
  for (guint i = parameter->values->len; i > 0; i--)
    {
      const ReeveParameterValue *value = &g_array_index (parameter->values, ReeveParameterValue, i - 1);
      g_autofree char *text = value_text (value);
      g_autofree char *whole = value == now ? g_strdup (text) : value->from > card->day ? g_strdup_printf (_("to come: %s"), text)
                                                                                       : g_strdup_printf (_("earlier: %s"), text);

      gtk_box_append (GTK_BOX (values), label_new (whole, value == now ? "fact-value" : "secondary"));
    }
  gtk_grid_attach (grid, name, 0, row, 1, 1);
  gtk_grid_attach (grid, values, 1, row, 1, 1);
}

static void
add_parameters (GtkWidget *box, const ReeveProvisionCard *card)
{
  const GPtrArray *parameters = reeve_ordinance_get_parameters (card->ordinance);
  GBytes *whole = reeve_ordinance_get_text (card->ordinance);
  gsize size;
  const char *text = g_bytes_get_data (whole, &size);
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 12, "row-spacing", 4, NULL);
  int row = 0;

  if (reeve_ordinance_get_home (card->ordinance, card->provision) == card->ordinance && card->provision->end <= size
      && card->provision->begin < card->provision->end)
    for (guint i = 0; parameters != NULL && i < parameters->len; i++)
      {
        const ReeveParameter *parameter = g_ptr_array_index (parameters, i);

        if (names_parameter (text + card->provision->begin, card->provision->end - card->provision->begin, parameter->name))
          add_parameter (GTK_GRID (grid), row++, card, parameter);
      }
  g_object_ref_sink (grid);
  if (row > 0)
    {
      add_section (box, _("Limits and their days"));
      gtk_box_append (GTK_BOX (box), grid);
    }
  g_object_unref (grid);
}

static void
add_counts (GtkWidget *box, const ReeveProvisionCard *card)
{
  GtkWidget *grid;
  int row = 0;

  if (card->counts == NULL)
    return;
  grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 8, "row-spacing", 3, NULL);
  g_object_ref_sink (grid);
  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    if (card->counts[i] > 0)
      {
        g_autofree char *number = reeve_word_count (card->counts[i]);
        GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", number, "xalign", 1.0, NULL);

        gtk_widget_add_css_class (label, "fact-value");
        gtk_grid_attach (GTK_GRID (grid), g_object_new (REEVE_TYPE_SYMBOL_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL), 0, row, 1, 1);
        reeve_symbol_image_set_shown (REEVE_SYMBOL_IMAGE (gtk_grid_get_child_at (GTK_GRID (grid), 0, row)), i);
        gtk_grid_attach (GTK_GRID (grid), label_new (reeve_shown_word (i), NULL), 1, row, 1, 1);
        gtk_grid_attach (GTK_GRID (grid), label, 2, row++, 1, 1);
      }
  if (row > 0)
    {
      add_section (box, _("In the city’s records today"));
      gtk_box_append (GTK_BOX (box), grid);
    }
  g_object_unref (grid);
}

GtkWidget *
reeve_provision_card_read (const ReeveProvisionCard *card)
{
  const ReeveProvisionVersion *version = reeve_provision_version_to_show (card->provision, card->day);
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 4, "margin-start", 16, "margin-end", 16, "margin-top", 12,
                                 "margin-bottom", 16, NULL);
  GtkWidget *law = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *words;
  g_autofree char *examples = examples_text (card);
  const char *authority = version->authority != NULL ? version->authority : reeve_ordinance_get_authority (card->ordinance);

  gtk_box_append (GTK_BOX (box), head_new (version));
  gtk_box_append (GTK_BOX (box), label_new (version->title, "record-name"));
  gtk_widget_add_css_class (law, "law");
  gtk_widget_set_margin_top (law, 6);
  words = label_new (version->quote != NULL ? version->quote : version->text, "law-text");
  gtk_label_set_selectable (GTK_LABEL (words), TRUE);
  gtk_box_append (GTK_BOX (law), words);
  gtk_box_append (GTK_BOX (box), law);
  add_words (box, card, version);
  add_parameters (box, card);
  add_counts (box, card);
  add_section (box, _("Examples"));
  gtk_box_append (GTK_BOX (box), label_new (examples, NULL));
  add_section (box, _("Authority"));
  gtk_box_append (GTK_BOX (box), label_new (authority != NULL && g_ascii_strcasecmp (authority, "none") != 0
                                              ? authority : _("None stated. Whether state law leaves this to the city is for counsel to say."), NULL));
  return box;
}
