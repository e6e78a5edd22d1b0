/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a trace. Every word of it comes from the trace and the ordinance; nothing is judged here. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-explanation.h"
#include "reeve-step-row.h"
#include "reeve-symbol-image.h"
#include "reeve-wording.h"
#include "reeve-wrap-box.h"

/* More lines than this of facts go behind "How computed" only. */
#define MAX_FACTS 40
#define INDENT 16
#define MAX_SETTLING 4

static const ReeveProgram *
find_program (const ReeveCheck *check, const char *provision)
{
  const GPtrArray *programs = reeve_check_get_programs (check);

  for (guint i = 0; i < programs->len; i++)
    if (strcmp (reeve_program_get_provision (g_ptr_array_index (programs, i))->id, provision) == 0)
      return g_ptr_array_index (programs, i);
  return NULL;
}

static char *
word_law_source (const ReeveProvisionVersion *version)
{
  g_autofree char *from = NULL;

  if (version->from == G_MININT32)
    return g_strdup (version->citation);
  from = reeve_word_day (version->from, FALSE);
  if (version->source != NULL)
    /* Translators: citation; the ordinance that made this version; day it came into force */
    return g_strdup_printf (_("%s, as made by %s, in force since %s"), version->citation, version->source, from);
  /* Translators: citation; day it came into force */
  return g_strdup_printf (_("%s, in force since %s"), version->citation, from);
}

/**
 * reeve_explanation_new:
 * @trace: (transfer full): why
 * @version: (nullable): the text it rests on; read now and not kept
 */
ReeveExplanation *
reeve_explanation_new (ReeveTrace *trace, const ReeveProvisionVersion *version)
{
  ReeveExplanation *self = g_new0 (ReeveExplanation, 1);

  self->trace = trace;
  self->as_text = reeve_trace_to_text (trace);
  if (version == NULL)
    return self;
  self->law_source = word_law_source (version);
  self->meant = g_strdup (version->citation_meant);
  self->quote = g_strdup (version->quote);
  self->url = g_strdup (version->published.url);
  self->pin = g_strndup (version->quote_sha256 != NULL ? version->quote_sha256 : version->text_sha256, 12);
  return self;
}

/**
 * reeve_explanation_read:
 * @known_on: by whose end what @conn reads was recorded, or REEVE_KNOWN_NOW
 * @provision: its id
 *
 * Returns: (transfer full) (nullable): the explanation of the provision for the business on @day
 */
ReeveExplanation *
reeve_explanation_read (ReeveConn *conn, gint64 business, ReeveDay day, ReeveDay known_on, const char *provision, GError **error)
{
  g_autoptr (ReeveCheck) check = reeve_check_new (conn, day, NULL, provision, error);
  const ReeveProgram *program;
  ReeveExplanation *self;
  ReeveTrace *trace;

  if (check == NULL)
    return NULL;
  trace = reeve_check_explain (check, conn, REEVE_ABOUT_BUSINESS, business, provision, error);
  if (trace == NULL)
    return NULL;
  program = find_program (check, provision);
  self = reeve_explanation_new (trace, program == NULL ? NULL : reeve_program_get_version (program));
  if (known_on != REEVE_KNOWN_NOW)
    {
      g_autofree char *text = self->as_text, *known_day = reeve_word_day (known_on, TRUE);

      self->known = g_strdup_printf (_("With what had been recorded by the end of %s."), known_day);
      self->as_text = g_strconcat (self->known, "\n", text, NULL);
    }
  return self;
}

void
reeve_explanation_free (ReeveExplanation *self)
{
  reeve_trace_free (self->trace);
  g_free (self->law_source);
  g_free (self->meant);
  g_free (self->quote);
  g_free (self->url);
  g_free (self->pin);
  g_free (self->known);
  g_free (self->as_text);
  g_free (self);
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
icon_line_new (const char *icon, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "valign", GTK_ALIGN_START, "margin-top", 1, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label_new (text, "caption-2"));
  return box;
}

static void
add_sentences (GtkWidget *box, const ReeveTrace *trace, const ReeveFindingItem *item)
{
  const char *const *sentences = reeve_trace_get_sentences (trace);
  const char *first = reeve_trace_get_sentence (trace);
  const char *why = reeve_trace_get_why_not_applicable (trace);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *answer = label_new (why != NULL ? why : first, "answer");
  GtkWidget *image = reeve_symbol_image_new (item->shown, 18);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_set_hexpand (answer, TRUE);
  gtk_box_append (GTK_BOX (row), image);
  gtk_box_append (GTK_BOX (row), answer);
  gtk_box_append (GTK_BOX (box), row);
  for (guint i = 0; sentences != NULL && sentences[i] != NULL; i++)
    if (g_strcmp0 (sentences[i], first) != 0)
      gtk_box_append (GTK_BOX (box), label_new (sentences[i], NULL));
}

/* The law's own words stand in quotation marks and in the face of documents; a restatement says that it is one. */
static void
add_law (GtkWidget *box, const ReeveExplanation *self, const ReeveFindingItem *item)
{
  GtkWidget *law, *source, *foot;
  g_autofree char *own = g_strstrip (g_strdup (item->text != NULL ? item->text : "")), *words = NULL;

  if (self->quote == NULL && *own == '\0')
    return;
  law = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (law, "law");
  if (self->quote != NULL)
    {
      g_autofree char *quote = g_strstrip (g_strdup (self->quote));
      /* Translators: quotation marks around the text of the law */
      g_autofree char *quoted = g_strdup_printf (_("“%s”"), quote);

      gtk_box_append (GTK_BOX (law), label_new (quoted, "law-text"));
    }
  if (*own != '\0')
    gtk_box_append (GTK_BOX (law), label_new (own, self->quote == NULL ? "law-text" : NULL));
  foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  /* Translators: %s is a citation with the day it came into force */
  words = g_strdup_printf (self->quote != NULL ? _("Quoted from %s") : _("%s, restated"), self->law_source != NULL ? self->law_source : item->citation);
  source = label_new (words, "secondary");
  gtk_widget_add_css_class (source, "caption-2");
  gtk_widget_set_hexpand (source, TRUE);
  gtk_box_append (GTK_BOX (foot), source);
  if (self->url != NULL)
    {
      GtkWidget *link = gtk_link_button_new_with_label (self->url, _("Read it there"));

      gtk_widget_add_css_class (link, "law-link");
      gtk_widget_set_valign (link, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (foot), link);
    }
  gtk_box_append (GTK_BOX (law), foot);
  if (self->meant != NULL && g_strcmp0 (self->meant, item->citation) != 0)
    {
      /* Translators: the citation as it is printed, which is wrong; the one that is meant */
      g_autofree char *meant = g_strdup_printf (_("Printed as %s; meant is %s."), item->citation, self->meant);
      GtkWidget *line = label_new (meant, "secondary");

      gtk_widget_add_css_class (line, "caption-2");
      gtk_box_append (GTK_BOX (law), line);
    }
  gtk_box_append (GTK_BOX (box), law);
}

/* What a fact is called: a link to its record where the window has a page for it. */
static GtkWidget *
fact_name_new (const ReeveTraceFact *fact)
{
  GtkWidget *button, *label;
  g_autofree char *tip = NULL;

  if (fact->record == NULL)
    return label_new (fact->label, NULL);
  button = gtk_button_new ();
  label = label_new (fact->label, NULL);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "fact-link");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "finding.open-record");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", fact->record);
  /* Translators: a field of a record, such as "business.hours of business:12" */
  tip = g_strdup_printf (_("%s of %s. Opens the record"), fact->field != NULL ? fact->field : fact->label, fact->record);
  gtk_widget_set_tooltip_text (button, tip);
  return button;
}

static void
add_fact (GtkGrid *grid, int row, const ReeveTraceFact *fact)
{
  g_autofree char *date = fact->date == NULL ? NULL : reeve_word_date (fact->date), *since = NULL, *spoken = NULL;
  /* a fact without a record is a value the ordinance itself sets, and its date the day it took effect */
  const char *source = fact->source != NULL ? fact->source : fact->record == NULL ? _("set by the ordinance") : NULL;
  GtkWidget *name = fact_name_new (fact), *value = label_new (fact->value, fact->known ? "fact-value" : "outcome-not-known");
  GtkWidget *from = label_new (source, "secondary"), *when;

  if (fact->record == NULL && date != NULL)
    /* Translators: the day a value of the ordinance took effect */
    since = g_strdup_printf (_("since %s"), date);
  when = label_new (since != NULL ? since : date, "secondary");
  if (GTK_IS_LABEL (name))
    gtk_label_set_max_width_chars (GTK_LABEL (name), 26);
  gtk_label_set_max_width_chars (GTK_LABEL (value), 30);
  gtk_label_set_max_width_chars (GTK_LABEL (from), 22);
  gtk_widget_add_css_class (from, "caption-2");
  gtk_widget_add_css_class (when, "caption-2");
  gtk_widget_add_css_class (when, "numeric");
  gtk_widget_set_hexpand (from, TRUE);
  gtk_label_set_wrap (GTK_LABEL (when), FALSE);
  gtk_label_set_xalign (GTK_LABEL (when), 1);
  for (GtkWidget *const *w = (GtkWidget *[]){ value, from, when, NULL }; *w != NULL; w++)
    gtk_widget_set_valign (*w, GTK_ALIGN_START);
  gtk_widget_set_valign (name, GTK_ALIGN_START);
  gtk_grid_attach (grid, name, 0, row, 1, 1);
  gtk_grid_attach (grid, value, 1, row, 1, 1);
  gtk_grid_attach (grid, from, 2, row, 1, 1);
  gtk_grid_attach (grid, when, 3, row, 1, 1);
  if (GTK_IS_BUTTON (name))
    {
      /* Translators: a fact read aloud: what, its value, where it comes from */
      spoken = g_strdup_printf (_("%s: %s, %s"), fact->label, fact->value, source != NULL ? source : _("source not recorded"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (name), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
    }
}

static void
add_facts (GtkWidget *box, const ReeveTrace *trace)
{
  const GPtrArray *facts = reeve_trace_get_facts (trace);
  GtkWidget *grid, *head, *end;

  if (facts->len == 0)
    return;
  head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  end = label_new (_("source and date"), "secondary");
  gtk_widget_add_css_class (end, "caption-2");
  gtk_widget_set_hexpand (end, TRUE);
  gtk_widget_set_halign (end, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (head), label_new (_("Facts used"), "section-label"));
  gtk_box_append (GTK_BOX (head), end);
  gtk_box_append (GTK_BOX (box), head);
  grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 14, "row-spacing", 3, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Facts used"), -1);
  for (guint i = 0; i < MIN (facts->len, MAX_FACTS); i++)
    add_fact (GTK_GRID (grid), i, g_ptr_array_index (facts, i));
  gtk_box_append (GTK_BOX (box), grid);
  if (facts->len > MAX_FACTS)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("%u more fact stands under How computed.", "%u more facts stand under How computed.",
                                                         facts->len - MAX_FACTS), facts->len - MAX_FACTS);
      gtk_box_append (GTK_BOX (box), label_new (more, "secondary"));
    }
}

/* What is seen on a visit is asked there; the rest has a field in the window. */
static gboolean
is_asked_on_a_visit (const ReeveSettling *set)
{
  for (char *const *path = set->paths; *path != NULL; path++)
    if (strstr (*path, "observed.") != NULL)
      return TRUE;
  return FALSE;
}

static void
add_settling (GtkWidget *box, const ReeveTrace *trace)
{
  const GPtrArray *settling = reeve_trace_get_settling (trace);
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkWidget *flow;

  if (settling->len == 0)
    return;
  flow = reeve_wrap_box_new (6, 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (flow), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What would settle it"), -1);
  reeve_wrap_box_append (REEVE_WRAP_BOX (flow), label_new (_("Would settle it:"), "field-label"));
  for (guint i = 0; i < MIN (settling->len, MAX_SETTLING); i++)
    {
      const ReeveSettling *set = g_ptr_array_index (settling, i);
      /* Translators: between facts that must all be found out */
      g_autofree char *words = g_strjoinv (_(" and "), set->facts);

      /* two ways to the same fact are one to the reader */
      if (!g_hash_table_add (said, g_strdup (words)))
        continue;
      if (i > 0)
        /* Translators: between sets of facts, of which one is enough */
        reeve_wrap_box_append (REEVE_WRAP_BOX (flow), label_new (_("or"), "secondary"));
      reeve_wrap_box_append (REEVE_WRAP_BOX (flow), label_new (words, "fact-chip"));
    }
  gtk_box_append (GTK_BOX (box), flow);
  /* one button for the smallest set */
  {
    const ReeveSettling *set = g_ptr_array_index (settling, 0);
    gboolean visit = is_asked_on_a_visit (set);
    GtkWidget *button = reeve_key_button_new (visit ? _("Plan an inspection") : _("Go to the field"), "K"), *line = reeve_wrap_box_new (8, 4);

    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "finding.settle");
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", visit ? "observed." : set->paths[0]);
    reeve_wrap_box_append (REEVE_WRAP_BOX (line), button);
    if (visit)
      reeve_wrap_box_append (REEVE_WRAP_BOX (line), label_new (_("It comes first on the list of questions."), "secondary"));
    gtk_box_append (GTK_BOX (box), line);
    g_object_set_data (G_OBJECT (box), "settle", button);
  }
}

/* Penalty, sanction and appeal as the law has them. Nothing of it is imposed by anything done here, and that is said. */
static void
add_provided (GtkWidget *box, const ReeveTrace *trace)
{
  const GPtrArray *sentences = reeve_trace_get_consequences (trace);
  GtkWidget *expander, *list;

  if (sentences == NULL || sentences->len == 0)
    return;
  expander = gtk_expander_new (_("What the law provides"));
  list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_margin_start (list, INDENT);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What the law provides"), -1);
  for (guint i = 0; i < sentences->len; i++)
    gtk_box_append (GTK_BOX (list), label_new (g_ptr_array_index (sentences, i), NULL));
  gtk_box_append (GTK_BOX (list), label_new (_("Nothing of this is imposed here: that takes a decision and its own procedure."), "secondary"));
  gtk_expander_set_child (GTK_EXPANDER (expander), list);
  gtk_box_append (GTK_BOX (box), expander);
}

static const char *
truth_word (ReeveTruth truth)
{
  switch (truth)
    {
    case REEVE_TRUTH_Y:
      return C_("truth", "yes");
    case REEVE_TRUTH_N:
      return C_("truth", "no");
    case REEVE_TRUTH_L:
      return C_("truth", "not yet");
    case REEVE_TRUTH_NY:
    case REEVE_TRUTH_ANY:
    default:
      return C_("truth", "not known");
    }
}

/* The branch that decided: the outermost comparison of those that did, as the ordinance has it. */
static void
add_branch (GtkWidget *box, const ReeveTrace *trace)
{
  const GPtrArray *lines = reeve_trace_get_lines (trace);
  const ReeveTraceLine *branch = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const ReeveTraceLine *line = g_ptr_array_index (lines, i);

      if (line->deciding && line->is_truth && line->depth > 0 && (branch == NULL || (line->depth > branch->depth && line->truth == branch->truth)))
        branch = line;
    }
  if (branch == NULL)
    return;
  /* Translators: a condition as the ordinance has it; how it came out: yes, no, not known */
  text = g_strdup_printf (_("Decided by: %s: %s"), branch->text, truth_word (branch->truth));
  gtk_box_append (GTK_BOX (box), label_new (text, "caption-2"));
}

static void
add_trace (GtkWidget *box, const ReeveExplanation *self)
{
  const ReeveTrace *trace = self->trace;
  const GPtrArray *lines = reeve_trace_get_lines (trace);
  GtkWidget *expander, *list;

  if (lines->len == 0)
    return;
  expander = gtk_expander_new (_("How computed"));
  list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("How computed"), -1);
  for (guint i = 0; i < lines->len; i++)
    {
      const ReeveTraceLine *line = g_ptr_array_index (lines, i);
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *text = label_new (line->text, "trace-line");
      GtkWidget *value = label_new (line->is_truth ? truth_word (line->truth) : line->value, "trace-line");

      gtk_widget_set_margin_start (row, line->depth * INDENT + 4);
      gtk_widget_set_hexpand (text, TRUE);
      gtk_widget_add_css_class (value, "numeric");
      if (line->deciding)
        {
          gtk_widget_add_css_class (text, "deciding");
          gtk_widget_add_css_class (value, "deciding");
        }
      gtk_box_append (GTK_BOX (row), text);
      gtk_box_append (GTK_BOX (row), value);
      gtk_box_append (GTK_BOX (list), row);
    }
  if (self->pin != NULL)
    {
      /* Translators: %s are the first digits of a hash, which pins the wording */
      g_autofree char *pin = g_strdup_printf (_("Text of the provision: SHA-256 %s…"), self->pin);
      GtkWidget *label = label_new (pin, "secondary");

      gtk_widget_add_css_class (label, "caption-2");
      gtk_widget_set_margin_top (label, 6);
      gtk_box_append (GTK_BOX (list), label);
    }
  gtk_expander_set_child (GTK_EXPANDER (expander), list);
  gtk_box_append (GTK_BOX (box), expander);
  g_object_set_data (G_OBJECT (box), "trace", expander);
}

GtkWidget *
reeve_explanation_widget_new (const ReeveExplanation *self, const ReeveFindingItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  const GPtrArray *exceptions = reeve_trace_get_exceptions (self->trace);

  add_sentences (box, self->trace, item);
  if (self->known != NULL)
    gtk_box_append (GTK_BOX (box), icon_line_new ("document-open-recent-symbolic", self->known));
  add_law (box, self, item);
  add_facts (box, self->trace);
  for (guint i = 0; i < exceptions->len; i++)
    gtk_box_append (GTK_BOX (box), icon_line_new ("emblem-ok-symbolic", g_ptr_array_index (exceptions, i)));
  add_branch (box, self->trace);
  add_settling (box, self->trace);
  add_provided (box, self->trace);
  add_trace (box, self);
  return box;
}

/**
 * reeve_explanation_widget_settle:
 *
 * Does what the button beside "would settle it" does, if there is one.
 */
void
reeve_explanation_widget_settle (GtkWidget *widget)
{
  GtkWidget *button = g_object_get_data (G_OBJECT (widget), "settle");

  if (button != NULL)
    gtk_widget_activate (button);
}

void
reeve_explanation_widget_toggle_trace (GtkWidget *widget)
{
  GtkExpander *expander = g_object_get_data (G_OBJECT (widget), "trace");

  if (expander != NULL)
    gtk_expander_set_expanded (expander, !gtk_expander_get_expanded (expander));
}
