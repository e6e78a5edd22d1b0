/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a trace. Every word of it comes from the trace and the ordinance; nothing is judged here. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-explanation.h"
#include "reeve-symbol-image.h"
#include "reeve-wording.h"
#include "reeve-wrap-box.h"

/* More lines than this of facts go behind "How computed" only. */
#define MAX_FACTS 40
#define INDENT 16

static char *
word_law_source (const ReeveCheck *check, const char *provision)
{
  const GPtrArray *programs = reeve_check_get_programs (check);

  for (guint i = 0; i < programs->len; i++)
    {
      ReeveProgram *program = g_ptr_array_index (programs, i);
      const ReeveProvisionVersion *version = reeve_program_get_version (program);
      g_autofree char *from = NULL;

      if (version == NULL || strcmp (reeve_program_get_provision (program)->id, provision) != 0)
        continue;
      if (version->from == G_MININT32)
        return g_strdup (version->citation);
      from = reeve_word_day (version->from, FALSE);
      if (version->source != NULL)
        /* Translators: citation; the ordinance that made this version; day it came into force */
        return g_strdup_printf (_("%s, as made by %s, in force since %s"), version->citation, version->source, from);
      /* Translators: citation; day it came into force */
      return g_strdup_printf (_("%s, in force since %s"), version->citation, from);
    }
  return NULL;
}

/**
 * reeve_explanation_read:
 * @provision: its id
 *
 * Returns: (transfer full) (nullable): the explanation of the provision for the business on @day
 */
ReeveExplanation *
reeve_explanation_read (ReeveConn *conn, gint64 business, ReeveDay day, const char *provision, GError **error)
{
  g_autoptr (ReeveCheck) check = reeve_check_new (conn, day, NULL, provision, error);
  ReeveExplanation *self;
  ReeveTrace *trace;

  if (check == NULL)
    return NULL;
  trace = reeve_check_explain (check, conn, REEVE_ABOUT_BUSINESS, business, provision, error);
  if (trace == NULL)
    return NULL;
  self = g_new0 (ReeveExplanation, 1);
  self->trace = trace;
  self->law_source = word_law_source (check, provision);
  return self;
}

void
reeve_explanation_free (ReeveExplanation *self)
{
  reeve_trace_free (self->trace);
  g_free (self->law_source);
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

static void
add_law (GtkWidget *box, const ReeveExplanation *self, const ReeveFindingItem *item)
{
  GtkWidget *law = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *text, *source;
  g_autofree char *folded = g_strstrip (g_strdup (item->text != NULL ? item->text : ""));
  /* Translators: quotation marks around the text of the law */
  g_autofree char *quoted = g_strdup_printf (_("“%s”"), folded);

  if (*folded == '\0')
    {
      g_object_ref_sink (law);
      g_object_unref (law);
      return;
    }
  gtk_widget_add_css_class (law, "law");
  text = label_new (quoted, "law-text");
  gtk_label_set_selectable (GTK_LABEL (text), FALSE);
  source = label_new (self->law_source != NULL ? self->law_source : item->citation, "secondary");
  gtk_widget_add_css_class (source, "caption-2");
  gtk_box_append (GTK_BOX (law), text);
  gtk_box_append (GTK_BOX (law), source);
  gtk_box_append (GTK_BOX (box), law);
}

static void
add_facts (GtkWidget *box, const ReeveTrace *trace)
{
  const GPtrArray *facts = reeve_trace_get_facts (trace);
  GtkWidget *grid, *head;

  if (facts->len == 0)
    return;
  head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_append (GTK_BOX (head), label_new (_("Facts used"), "section-label"));
  {
    GtkWidget *end = label_new (_("source and date"), "secondary");
    gtk_widget_add_css_class (end, "caption-2");
    gtk_widget_set_hexpand (end, TRUE);
    gtk_widget_set_halign (end, GTK_ALIGN_END);
    gtk_box_append (GTK_BOX (head), end);
  }
  gtk_box_append (GTK_BOX (box), head);
  grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 14, "row-spacing", 3, NULL);
  for (guint i = 0; i < MIN (facts->len, MAX_FACTS); i++)
    {
      const ReeveTraceFact *fact = g_ptr_array_index (facts, i);
      g_autofree char *date = fact->date == NULL ? NULL : reeve_word_date (fact->date);
      GtkWidget *label = label_new (fact->label, NULL), *value = label_new (fact->value, fact->known ? "fact-value" : "outcome-not-known");
      GtkWidget *source = label_new (fact->source, "secondary"), *when = label_new (date, "secondary");

      for (GtkWidget *const *w = (GtkWidget *[]){ label, value, source, when, NULL }; *w != NULL; w++)
        gtk_widget_set_valign (*w, GTK_ALIGN_BASELINE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
      gtk_label_set_max_width_chars (GTK_LABEL (value), 30);
      gtk_label_set_max_width_chars (GTK_LABEL (source), 22);
      gtk_widget_add_css_class (source, "caption-2");
      gtk_widget_add_css_class (when, "caption-2");
      gtk_widget_add_css_class (when, "numeric");
      gtk_widget_set_hexpand (source, TRUE);
      gtk_label_set_wrap (GTK_LABEL (when), FALSE);
      gtk_label_set_xalign (GTK_LABEL (when), 1);
      gtk_grid_attach (GTK_GRID (grid), label, 0, i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), value, 1, i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), source, 2, i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), when, 3, i, 1, 1);
    }
  gtk_box_append (GTK_BOX (box), grid);
}

static void
add_settling (GtkWidget *box, const ReeveTrace *trace)
{
  const GPtrArray *settling = reeve_trace_get_settling (trace);
  GtkWidget *flow;

  if (settling->len == 0)
    return;
  flow = reeve_wrap_box_new (6, 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (flow), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What would settle it"), -1);
  reeve_wrap_box_append (REEVE_WRAP_BOX (flow), label_new (_("Would settle it:"), "field-label"));
  for (guint i = 0; i < MIN (settling->len, 4); i++)
    {
      const ReeveSettling *set = g_ptr_array_index (settling, i);
      /* Translators: between facts that must all be found out */
      g_autofree char *words = g_strjoinv (_(" and "), set->facts);
      GtkWidget *chip = label_new (words, "fact-chip");

      if (i > 0)
        /* Translators: between sets of facts, of which one is enough */
        reeve_wrap_box_append (REEVE_WRAP_BOX (flow), label_new (_("or"), "secondary"));
      reeve_wrap_box_append (REEVE_WRAP_BOX (flow), chip);
    }
  gtk_box_append (GTK_BOX (box), flow);
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

static void
add_trace (GtkWidget *box, const ReeveTrace *trace)
{
  const GPtrArray *lines = reeve_trace_get_lines (trace);
  GtkWidget *expander, *list;

  if (lines->len == 0)
    return;
  expander = gtk_expander_new (_("How computed"));
  list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
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
  add_law (box, self, item);
  add_facts (box, self->trace);
  for (guint i = 0; i < exceptions->len; i++)
    gtk_box_append (GTK_BOX (box), icon_line_new ("emblem-ok-symbolic", g_ptr_array_index (exceptions, i)));
  add_settling (box, self->trace);
  add_trace (box, self->trace);
  return box;
}

void
reeve_explanation_widget_toggle_trace (GtkWidget *widget)
{
  GtkExpander *expander = g_object_get_data (G_OBJECT (widget), "trace");

  if (expander != NULL)
    gtk_expander_set_expanded (expander, !gtk_expander_get_expanded (expander));
}
