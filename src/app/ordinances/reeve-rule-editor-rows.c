/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The controls of each row, and what can be done with it by pointer and keyboard. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-rule-chooser.h"
#include "reeve-rule-editor-private.h"
#include "reeve-rule-value.h"
#include "reeve-sentence.h"
#include "reeve-wrap-box.h"

#define INDENT 18

/* ---- parts of a row ------------------------------------------------------------------------------------------------------------- */

/* Marks a control as @part of the row at hand, to give it the focus again. */
static void
set_key (ReeveRuleEditor *self, GtkWidget *widget, ReeveRuleRow *row, const char *part)
{
  g_object_set_data_full (G_OBJECT (widget), "key", g_strdup_printf ("%u/%s", self->n_rows, part), g_free);
  g_object_set_data (G_OBJECT (widget), "row", row);
}

static ReeveRuleRow *
row_of (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), "row");
}

static void
value_set (ReeveRuleEditor *self, GtkWidget *value, const char *text, gboolean typed)
{
  ReeveRuleRow *row = row_of (value);

  reeve_rule_row_set_part (row, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (value), "part")), text);
  if (typed)
    reeve_rule_editor_wait (self);
  else
    reeve_rule_editor_rows_changed (self, FALSE);
}

static void
value_chosen_cb (GtkWidget *value, const char *text, ReeveRuleEditor *self)
{
  value_set (self, value, text, FALSE);
}

static void
value_typed_cb (GtkWidget *value, const char *text, ReeveRuleEditor *self)
{
  value_set (self, value, text, TRUE);
}

static GtkWidget *
words_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "secondary");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

/* A button with words that opens a list to choose from. */
static GtkWidget *
chooser_button_new (ReeveRuleEditor *self, ReeveRuleRow *row, const char *words, const char *spoken, const char *part, GtkMenuButtonCreatePopupFunc popup)
{
  GtkWidget *button, *label = g_object_new (GTK_TYPE_LABEL, "label", words, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "max-width-chars", 34, NULL);
  /* Translators: what a part of a rule is, and what stands there: "Fact: zone" */
  g_autofree char *name = g_strdup_printf (C_ ("part of a rule", "%s: %s"), spoken, words);

  if (!self->editable)
    {
      gtk_widget_add_css_class (label, "fact-chip");
      return label;
    }
  button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), label);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  gtk_widget_add_css_class (button, "rule-part");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  set_key (self, button, row, part);
  g_object_set_data (G_OBJECT (button), "editor", self);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), popup, self, NULL);
  return button;
}

static void
subject_chosen_cb (GtkWidget *chooser, const ReeveChoice *choice, ReeveRuleEditor *self)
{
  ReeveRuleRow *row = row_of (chooser);

  if (choice->type == reeve_rule_row_get_type (row) && row->kind == REEVE_RULE_CONDITION && row->comparison != REEVE_RULE_IS_SO && choice->type != REEVE_TYPE_CODE
      && choice->type != REEVE_TYPE_SET)
    reeve_rule_row_set_part (row, REEVE_RULE_PART_SUBJECT, choice->text);
  else
    reeve_rule_row_set_text (row, choice->condition);
  reeve_rule_editor_rows_changed (self, TRUE);
}

static void
subject_popup (GtkMenuButton *button, gpointer data)
{
  ReeveRuleEditor *self = data;
  ReeveRuleRow *row = row_of (button);
  GtkWidget *chooser = reeve_rule_chooser_new (self->ordinance, self->about, row->parent, row->kind == REEVE_RULE_MEMBERS ? REEVE_CHOOSE_COLLECTION : REEVE_CHOOSE_CONDITION, 0);

  g_object_set_data (G_OBJECT (chooser), "row", row);
  g_signal_connect (chooser, "chosen", G_CALLBACK (subject_chosen_cb), self);
  gtk_menu_button_set_popover (button, chooser);
}

static void
element_chosen_cb (GtkWidget *chooser, const ReeveChoice *choice, ReeveRuleEditor *self)
{
  reeve_rule_row_set_part (row_of (chooser), REEVE_RULE_PART_ELEMENT, choice->text);
  reeve_rule_editor_rows_changed (self, TRUE);
}

static void
element_popup (GtkMenuButton *button, gpointer data)
{
  ReeveRuleEditor *self = data;
  ReeveRuleRow *row = row_of (button);
  GtkWidget *chooser = reeve_rule_chooser_new (self->ordinance, self->about, row, REEVE_CHOOSE_VALUE, reeve_rule_row_get_type (row));

  g_object_set_data (G_OBJECT (chooser), "row", row);
  g_signal_connect (chooser, "chosen", G_CALLBACK (element_chosen_cb), self);
  gtk_menu_button_set_popover (button, chooser);
}

static void
value_from_cb (GtkWidget *chooser, const ReeveChoice *choice, ReeveRuleEditor *self)
{
  reeve_rule_row_set_part (row_of (chooser), GPOINTER_TO_INT (g_object_get_data (G_OBJECT (chooser), "part")), choice->text);
  reeve_rule_editor_rows_changed (self, TRUE);
}

static void
own_value_cb (GtkWidget *button, ReeveRuleEditor *self)
{
  ReeveRuleRow *row = row_of (button);
  ReeveRulePartKind part = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "part"));
  const ReeveNode *node = row->parts[part].node;
  const ReeveParameter *parameter = node != NULL && node->kind == REEVE_NODE_PARAMETER ? reeve_ordinance_find_parameter (self->ordinance, node->text) : NULL;
  const ReeveParameterValue *value = parameter == NULL ? NULL : reeve_parameter_value_on (parameter, self->day);

  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER)));
  if (value == NULL)
    return;
  reeve_rule_row_set_part (row, part, value->text);
  reeve_rule_editor_rows_changed (self, TRUE);
}

static void
source_popup (GtkMenuButton *button, gpointer data)
{
  ReeveRuleEditor *self = data;
  ReeveRuleRow *row = row_of (button);
  ReeveRulePartKind part = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "part"));
  const ReeveNode *node = row->parts[part].node;
  ReeveType type = part == REEVE_RULE_PART_REFERENCE && row->comparison != REEVE_RULE_BETWEEN ? REEVE_TYPE_DATE
                   : row->comparison == REEVE_RULE_WITHIN_BEFORE || row->comparison == REEVE_RULE_WITHIN_AFTER ? REEVE_TYPE_DURATION
                   : node != NULL && node->type != REEVE_TYPE_CODE ? node->type : reeve_rule_row_get_type (row);
  GtkWidget *chooser = reeve_rule_chooser_new (self->ordinance, self->about, row->parent, REEVE_CHOOSE_VALUE, type);

  g_object_set_data (G_OBJECT (chooser), "row", row);
  g_object_set_data (G_OBJECT (chooser), "part", GINT_TO_POINTER (part));
  g_signal_connect (chooser, "chosen", G_CALLBACK (value_from_cb), self);
  if (node != NULL && node->kind == REEVE_NODE_PARAMETER)
    {
      GtkWidget *own = gtk_button_new_with_label (_("A value written here instead"));

      gtk_widget_add_css_class (own, "flat");
      g_object_set_data (G_OBJECT (own), "row", row);
      g_object_set_data (G_OBJECT (own), "part", GINT_TO_POINTER (part));
      g_signal_connect (own, "clicked", G_CALLBACK (own_value_cb), self);
      gtk_box_prepend (GTK_BOX (gtk_popover_get_child (GTK_POPOVER (chooser))), own);
    }
  gtk_menu_button_set_popover (button, chooser);
}

/* "school distance: 1000 ft" */
static char *
parameter_words (ReeveRuleEditor *self, const char *name)
{
  const ReeveParameter *parameter = reeve_ordinance_find_parameter (self->ordinance, name);
  const ReeveParameterValue *value = parameter == NULL ? NULL : reeve_parameter_value_on (parameter, self->day);
  g_autofree char *title = g_strdelimit (g_strdup (name), "-", ' ');

  /* Translators: a value of the ordinance, by its name: "school distance: 1000 ft" */
  return value == NULL ? g_strdup (title) : g_strdup_printf (C_ ("parameter, value", "%s: %s"), title, value->text);
}

static void
add_value (ReeveRuleEditor *self, ReeveWrapBox *line, ReeveRuleRow *row, ReeveRulePartKind part, ReeveType type, const char *key)
{
  const ReeveRulePart *value = &row->parts[part];
  g_autofree const char **codes = reeve_rule_row_list_codes (row);
  gboolean many = row->comparison == REEVE_RULE_IN || (row->comparison >= REEVE_RULE_HAS_ALL && row->comparison <= REEVE_RULE_HAS_ONLY);
  GtkWidget *box, *control, *source;

  if (value->text == NULL)
    return;
  if (self->editable && value->node != NULL && value->node->kind == REEVE_NODE_PARAMETER)
    {
      g_autofree char *words = parameter_words (self, value->node->text);

      control = chooser_button_new (self, row, words, C_ ("rule", "Value"), key, source_popup);
      g_object_set_data (G_OBJECT (control), "part", GINT_TO_POINTER (part));
      gtk_widget_set_tooltip_text (control, _("A value of the ordinance: change it in its own field below."));
      reeve_wrap_box_append (line, control);
      return;
    }
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  control = reeve_rule_value_new (self->ordinance, value->text, value->node, type, (const char *const *) codes, many, self->day, self->editable);
  set_key (self, control, row, key);
  g_object_set_data (G_OBJECT (control), "part", GINT_TO_POINTER (part));
  g_signal_connect (control, "chosen", G_CALLBACK (value_chosen_cb), self);
  g_signal_connect (control, "typed", G_CALLBACK (value_typed_cb), self);
  gtk_box_append (GTK_BOX (box), control);
  /* a word of a list has nowhere else to come from */
  if (self->editable && (type != REEVE_TYPE_CODE || many || part == REEVE_RULE_PART_REFERENCE))
    {
      source = gtk_menu_button_new ();
      gtk_widget_add_css_class (source, "flat");
      gtk_widget_add_css_class (source, "rule-more");
      gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (source), "pan-down-symbolic");
      gtk_widget_set_tooltip_text (source, _("Take the value from the ordinance or from the records"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (source), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Take the value from the ordinance or from the records"), -1);
      g_object_set_data (G_OBJECT (source), "row", row);
      g_object_set_data (G_OBJECT (source), "part", GINT_TO_POINTER (part));
      gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (source), source_popup, self, NULL);
      gtk_box_append (GTK_BOX (box), source);
    }
  reeve_wrap_box_append (line, box);
}

/* ---- drop-downs ----------------------------------------------------------------------------------------------------------------- */

static GtkWidget *
drop_down_new (ReeveRuleEditor *self, ReeveRuleRow *row, GtkStringList *words, guint chosen, const char *name, const char *key, GCallback callback)
{
  GtkWidget *drop;

  if (!self->editable)
    {
      drop = words_new (gtk_string_list_get_string (words, chosen));
      g_object_unref (words);
      return drop;
    }
  drop = gtk_drop_down_new (G_LIST_MODEL (words), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), chosen);
  gtk_widget_add_css_class (drop, "rule-part");
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  set_key (self, drop, row, key);
  g_signal_connect (drop, "notify::selected", callback, self);
  return drop;
}

typedef struct { ReeveRuleComparison comparison; gboolean negated; } Offer;

static gboolean
has_contrary (ReeveRuleComparison comparison)
{
  return comparison == REEVE_RULE_IS_SO || comparison == REEVE_RULE_IN || (comparison >= REEVE_RULE_HAS_ALL && comparison <= REEVE_RULE_HAS_ONLY)
         || comparison == REEVE_RULE_BETWEEN;
}

static void
comparison_chosen_cb (GtkWidget *drop, GParamSpec *pspec, ReeveRuleEditor *self)
{
  GArray *offers = g_object_get_data (G_OBJECT (drop), "offers");
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop));

  if (at >= offers->len)
    return;
  reeve_rule_row_set_comparison (row_of (drop), g_array_index (offers, Offer, at).comparison, g_array_index (offers, Offer, at).negated);
  reeve_rule_editor_rows_changed (self, TRUE);
}

static GtkWidget *
comparison_new (ReeveRuleEditor *self, ReeveRuleRow *row)
{
  const ReeveRuleComparison *list = reeve_rule_row_list_comparisons (row);
  ReeveType type = reeve_rule_row_get_type (row);
  GArray *offers = g_array_new (FALSE, FALSE, sizeof (Offer));
  GtkStringList *words = gtk_string_list_new (NULL);
  gboolean told = has_contrary (row->comparison) && row->kind == REEVE_RULE_CONDITION;
  guint chosen = GTK_INVALID_LIST_POSITION;
  GtkWidget *drop;

  for (guint i = 0; list[i] != REEVE_N_RULE_COMPARISONS || chosen == GTK_INVALID_LIST_POSITION; i++)
    {
      gboolean last = list[i] == REEVE_N_RULE_COMPARISONS;
      ReeveRuleComparison comparison = last ? row->comparison : list[i];   /* one that is not offered stays as it is */

      for (guint contrary = 0; contrary <= (guint) (row->kind == REEVE_RULE_CONDITION && has_contrary (comparison)); contrary++)
        {
          Offer offer = { comparison, has_contrary (comparison) && row->kind == REEVE_RULE_CONDITION ? (gboolean) contrary : row->negated };

          if (comparison == row->comparison && (!told || row->negated == (gboolean) contrary))
            chosen = offers->len;
          g_array_append_val (offers, offer);
          gtk_string_list_append (words, reeve_rule_comparison_words (comparison, type, contrary));
        }
      if (last)
        break;
    }
  drop = drop_down_new (self, row, words, chosen, C_ ("rule", "Comparison"), "comparison", G_CALLBACK (comparison_chosen_cb));
  g_object_set_data_full (G_OBJECT (drop), "offers", offers, (GDestroyNotify) g_array_unref);
  return drop;
}

static void
quantifier_chosen_cb (GtkWidget *drop, GParamSpec *pspec, ReeveRuleEditor *self)
{
  reeve_rule_row_set_quantifier (row_of (drop), gtk_drop_down_get_selected (GTK_DROP_DOWN (drop)));
  reeve_rule_editor_rows_changed (self, TRUE);
}

static void
junction_chosen_cb (GtkWidget *drop, GParamSpec *pspec, ReeveRuleEditor *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop));
  ReeveRuleRow *row = row_of (drop);

  reeve_rule_row_set_any (row, at == 1 || at == 2);
  reeve_rule_row_set_negated (row, at >= 2);
  reeve_rule_editor_rows_changed (self, TRUE);
}

static GtkWidget *
junction_new (ReeveRuleEditor *self, ReeveRuleRow *row)
{
  GtkStringList *words = gtk_string_list_new (NULL);
  gboolean any = row->kind == REEVE_RULE_ANY;

  gtk_string_list_append (words, C_ ("rule", "all of these"));
  gtk_string_list_append (words, C_ ("rule", "at least one of these"));
  gtk_string_list_append (words, C_ ("rule", "none of these"));
  gtk_string_list_append (words, C_ ("rule", "not all of these"));
  return drop_down_new (self, row, words, row->negated ? (any ? 2 : 3) : any ? 1 : 0, C_ ("rule", "How the conditions below are joined"), "junction",
                        G_CALLBACK (junction_chosen_cb));
}

/* ---- what can be done with a row ------------------------------------------------------------------------------------------------ */

typedef enum { DO_AND, DO_OR, DO_WHERE, DO_CONTRARY, DO_UP, DO_DOWN, DO_REMOVE } Deed;

static void
added_cb (GtkWidget *chooser, const ReeveChoice *choice, ReeveRuleEditor *self)
{
  ReeveRuleRow *row = row_of (chooser);

  switch (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (chooser), "deed")))
    {
    case DO_OR:
      reeve_rule_row_add_beside (row, TRUE, choice->condition);
      break;
    case DO_WHERE:
      reeve_rule_row_set_where (row, choice->condition);
      break;
    default:
      if (row->children != NULL && row->kind == REEVE_RULE_ANY)
        reeve_rule_row_add_beside (row, FALSE, choice->condition);
      else
        reeve_rule_row_add_after (row, choice->condition);
      break;
    }
  reeve_rule_editor_rows_changed (self, TRUE);
}

static gboolean
unparent_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkWidget *popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

/* Chooses what to add, at the button of the row. */
static void
ask (ReeveRuleEditor *self, GtkWidget *at, ReeveRuleRow *row, Deed deed)
{
  GtkWidget *chooser = reeve_rule_chooser_new (self->ordinance, self->about, deed == DO_WHERE ? row : row->parent, REEVE_CHOOSE_CONDITION, 0);

  g_object_set_data (G_OBJECT (chooser), "row", row);
  g_object_set_data (G_OBJECT (chooser), "deed", GINT_TO_POINTER (deed));
  g_signal_connect (chooser, "chosen", G_CALLBACK (added_cb), self);
  g_signal_connect (chooser, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_widget_set_parent (chooser, at);
  gtk_popover_popup (GTK_POPOVER (chooser));
}

static gboolean
can_do (const ReeveRuleRow *row, Deed deed)
{
  switch (deed)
    {
    case DO_WHERE:
      return row->kind == REEVE_RULE_MEMBERS && row->where == NULL;
    case DO_UP:
    case DO_DOWN:
      return reeve_rule_row_can_move (row, deed == DO_UP ? -1 : 1);
    case DO_REMOVE:
      return reeve_rule_row_can_remove (row);
    default:
      return TRUE;
    }
}

static void
act (ReeveRuleEditor *self, GtkWidget *at, ReeveRuleRow *row, Deed deed)
{
  if (!self->editable || self->rebuilding != 0 || !can_do (row, deed))
    return;
  switch (deed)
    {
    case DO_CONTRARY:
      reeve_rule_row_set_negated (row, !row->negated);
      break;
    case DO_UP:
    case DO_DOWN:
      reeve_rule_row_move (row, deed == DO_UP ? -1 : 1);
      break;
    case DO_REMOVE:
      reeve_rule_row_remove (row);
      break;
    default:
      ask (self, at, row, deed);
      return;
    }
  reeve_rule_editor_rows_changed (self, TRUE);
}

static void
deed_cb (GtkWidget *button, ReeveRuleEditor *self)
{
  GtkWidget *at = g_object_get_data (G_OBJECT (button), "at");

  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER)));
  act (self, at, row_of (button), GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "deed")));
}

static void
menu_popup (GtkMenuButton *at, gpointer data)
{
  static const struct { Deed deed; const char *words, *key; } deeds[] = {
    { DO_AND, N_ ("And..."), NULL }, { DO_OR, N_ ("Or..."), NULL }, { DO_WHERE, N_ ("Only those where..."), NULL },
    { DO_CONTRARY, N_ ("Say the contrary"), NULL }, { DO_UP, N_ ("Move up"), "Alt+↑" }, { DO_DOWN, N_ ("Move down"), "Alt+↓" },
    { DO_REMOVE, N_ ("Take out"), N_ ("Ctrl+Delete") },
  };
  ReeveRuleEditor *self = data;
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      GtkWidget *button = gtk_button_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

      if (!can_do (row_of (at), deeds[i].deed))
        {
          g_object_ref_sink (button);
          g_object_unref (button);
          g_object_ref_sink (line);
          g_object_unref (line);
          continue;
        }
      gtk_box_append (GTK_BOX (line), g_object_new (GTK_TYPE_LABEL, "label", _(deeds[i].words), "xalign", 0.0, "hexpand", TRUE, NULL));
      if (deeds[i].key != NULL)
        {
          GtkWidget *key = gtk_label_new (_(deeds[i].key));

          gtk_widget_add_css_class (key, "secondary");
          gtk_box_append (GTK_BOX (line), key);
        }
      gtk_button_set_child (GTK_BUTTON (button), line);
      gtk_widget_add_css_class (button, "flat");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _(deeds[i].words), -1);
      g_object_set_data (G_OBJECT (button), "row", row_of (at));
      g_object_set_data (G_OBJECT (button), "at", at);
      g_object_set_data (G_OBJECT (button), "deed", GINT_TO_POINTER (deeds[i].deed));
      g_signal_connect (button, "clicked", G_CALLBACK (deed_cb), self);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (at, popover);
}

static gboolean
line_key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, ReeveRuleEditor *self)
{
  GtkWidget *line = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));
  gboolean alt = (state & (GDK_ALT_MASK | GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == GDK_ALT_MASK;
  gboolean control = (state & (GDK_ALT_MASK | GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == GDK_CONTROL_MASK;

  if (alt && (key == GDK_KEY_Up || key == GDK_KEY_Down))
    act (self, line, row_of (line), key == GDK_KEY_Up ? DO_UP : DO_DOWN);
  else if (control && key == GDK_KEY_Delete)
    act (self, line, row_of (line), DO_REMOVE);
  else
    return FALSE;
  return TRUE;
}

/* ---- rows ----------------------------------------------------------------------------------------------------------------------- */

static void
add_condition (ReeveRuleEditor *self, ReeveWrapBox *line, ReeveRuleRow *row)
{
  const ReeveNode *subject = row->parts[REEVE_RULE_PART_SUBJECT].node;
  g_autofree char *words = subject == NULL ? g_strdup (row->parts[REEVE_RULE_PART_SUBJECT].text) : reeve_node_name (self->ordinance, subject, self->day, row->members);
  ReeveType type = reeve_rule_row_get_type (row);
  GtkWidget *button = chooser_button_new (self, row, words, C_ ("rule", "Fact"), "subject", subject_popup);

  gtk_widget_set_tooltip_text (button, row->parts[REEVE_RULE_PART_SUBJECT].text);
  if (row->negated && !has_contrary (row->comparison))
    reeve_wrap_box_append (line, words_new (C_ ("rule", "not:")));
  reeve_wrap_box_append (line, button);
  reeve_wrap_box_append (line, comparison_new (self, row));
  if (row->comparison == REEVE_RULE_IS_SO || row->comparison == REEVE_RULE_IS_NONE || row->comparison == REEVE_RULE_IS_THERE)
    return;
  add_value (self, line, row, REEVE_RULE_PART_VALUE,
             row->comparison == REEVE_RULE_WITHIN_BEFORE || row->comparison == REEVE_RULE_WITHIN_AFTER ? REEVE_TYPE_DURATION : type, "value");
  if (row->parts[REEVE_RULE_PART_REFERENCE].text == NULL)
    return;
  reeve_wrap_box_append (line, words_new (row->comparison == REEVE_RULE_BETWEEN ? C_ ("rule", "to")
                                          : row->comparison == REEVE_RULE_WITHIN_BEFORE ? C_ ("rule", "before") : C_ ("rule", "after")));
  add_value (self, line, row, REEVE_RULE_PART_REFERENCE, row->comparison == REEVE_RULE_BETWEEN ? type : REEVE_TYPE_DATE, "reference");
}

static void
add_members (ReeveRuleEditor *self, ReeveWrapBox *line, ReeveRuleRow *row)
{
  GtkStringList *words = gtk_string_list_new (NULL);
  g_autofree char *collection = reeve_node_name (self->ordinance, row->parts[REEVE_RULE_PART_COLLECTION].node, self->day, row->members);
  g_autofree char *different = row->distinct == NULL ? NULL : g_strdup_printf (C_ ("rule", "counted once for each %s"), row->distinct);

  for (guint i = 0; i < REEVE_N_RULE_QUANTIFIERS; i++)
    gtk_string_list_append (words, reeve_rule_quantifier_words (i));
  if (row->negated)
    reeve_wrap_box_append (line, words_new (C_ ("rule", "not:")));
  reeve_wrap_box_append (line, drop_down_new (self, row, words, row->quantifier, C_ ("rule", "How many"), "quantifier", G_CALLBACK (quantifier_chosen_cb)));
  if (row->quantifier >= REEVE_RULE_SUM)
    {
      ReeveKind kind = row->parts[REEVE_RULE_PART_COLLECTION].node->record_kind;
      g_autofree char *element = NULL;

      g_array_append_val (row->members, kind);   /* the element speaks of the member */
      element = reeve_node_name (self->ordinance, row->parts[REEVE_RULE_PART_ELEMENT].node, self->day, row->members);
      g_array_set_size (row->members, row->members->len - 1);
      reeve_wrap_box_append (line, chooser_button_new (self, row, element, C_ ("rule", "Of what is counted"), "element", element_popup));
      reeve_wrap_box_append (line, words_new (C_ ("rule", "of the")));
    }
  reeve_wrap_box_append (line, chooser_button_new (self, row, collection, C_ ("rule", "Of what"), "collection", subject_popup));
  if (row->alias != NULL)
    reeve_wrap_box_append (line, words_new (row->alias));
  if (different != NULL)
    reeve_wrap_box_append (line, words_new (different));
  if (row->parts[REEVE_RULE_PART_WINDOW].text != NULL && row->quantifier == REEVE_RULE_COUNT)
    {
      reeve_wrap_box_append (line, words_new (C_ ("rule", "in any")));
      add_value (self, line, row, REEVE_RULE_PART_WINDOW, REEVE_TYPE_DURATION, "window");
    }
  if (row->quantifier <= REEVE_RULE_NO)
    return;
  reeve_wrap_box_append (line, comparison_new (self, row));
  add_value (self, line, row, REEVE_RULE_PART_VALUE, reeve_rule_row_get_type (row), "value");
  if (row->parts[REEVE_RULE_PART_REFERENCE].text != NULL && row->comparison == REEVE_RULE_BETWEEN)
    {
      reeve_wrap_box_append (line, words_new (C_ ("rule", "to")));
      add_value (self, line, row, REEVE_RULE_PART_REFERENCE, reeve_rule_row_get_type (row), "reference");
    }
}

static gboolean
row_text_cb (gpointer data)
{
  GtkTextBuffer *buffer = data;
  ReeveRuleEditor *self = g_object_get_data (G_OBJECT (buffer), "editor");
  ReeveRuleRow *row = row_of (buffer);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  g_free (row->text);
  row->text = g_steal_pointer (&text);
  for (ReeveRuleRow *at = row->parent; at != NULL; at = at->parent)
    g_clear_pointer (&at->text, g_free);
  reeve_rule_editor_wait (self);
  return G_SOURCE_REMOVE;
}

/* What rows have no form for: as written, all of it in sight. */
static void
add_row_text (ReeveRuleEditor *self, ReeveWrapBox *line, ReeveRuleRow *row)
{
  GtkWidget *view = g_object_new (GTK_TYPE_TEXT_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE, "editable", self->editable, "monospace", TRUE, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkWidget *frame = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE, "min-content-height", 24,
                                   "max-content-height", 200, "width-request", 240, NULL);

  gtk_text_buffer_set_text (buffer, row->text, -1);
  gtk_widget_add_css_class (frame, "text-frame");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), view);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Condition as written"), -1);
  set_key (self, view, row, "text");
  g_object_set_data (G_OBJECT (buffer), "row", row);
  g_object_set_data (G_OBJECT (buffer), "editor", self);
  g_signal_connect (buffer, "changed", G_CALLBACK (row_text_cb), NULL);
  reeve_wrap_box_append (line, frame);
}

static void
add_heading (ReeveRuleEditor *self, const char *words, guint depth)
{
  GtkWidget *label = words_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (label, (int) depth * INDENT);
  gtk_box_append (GTK_BOX (self->rows), label);
}

void
reeve_rule_editor_add_row (ReeveRuleEditor *self, ReeveRuleRow *row, guint depth)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *parts = reeve_wrap_box_new (6, 4);
  g_autofree char *sentence = row->node == NULL || row->members->len > 0 ? NULL : reeve_node_sentence (self->ordinance, row->node, self->day);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_margin_start (line, (int) depth * INDENT);
  gtk_widget_add_css_class (line, "rule-row");
  gtk_widget_set_hexpand (parts, TRUE);
  g_object_set_data (G_OBJECT (line), "row", row);
  switch (row->kind)
    {
    case REEVE_RULE_ALL:
    case REEVE_RULE_ANY:
      reeve_wrap_box_append (REEVE_WRAP_BOX (parts), junction_new (self, row));
      break;
    case REEVE_RULE_CONDITION:
      add_condition (self, REEVE_WRAP_BOX (parts), row);
      break;
    case REEVE_RULE_MEMBERS:
      add_members (self, REEVE_WRAP_BOX (parts), row);
      break;
    case REEVE_RULE_TEXT:
    default:
      add_row_text (self, REEVE_WRAP_BOX (parts), row);
      break;
    }
  gtk_box_append (GTK_BOX (line), parts);
  if (self->editable)
    {
      GtkWidget *more = gtk_menu_button_new ();

      gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (more), "view-more-symbolic");
      gtk_widget_add_css_class (more, "flat");
      gtk_widget_add_css_class (more, "rule-more");
      gtk_widget_set_valign (more, GTK_ALIGN_START);
      gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What to do with this condition"), -1);
      gtk_widget_set_tooltip_text (more, _("Add, move or take out"));
      set_key (self, more, row, "more");
      gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (more), menu_popup, self, NULL);
      gtk_box_append (GTK_BOX (line), more);
      gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
      g_signal_connect (keys, "key-pressed", G_CALLBACK (line_key_cb), self);
      gtk_widget_add_controller (line, keys);
    }
  else
    g_object_unref (keys);
  if (sentence != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  gtk_box_append (GTK_BOX (self->rows), line);
  self->n_rows++;
  for (guint i = 0; row->children != NULL && i < row->children->len; i++)
    reeve_rule_editor_add_row (self, g_ptr_array_index (row->children, i), depth + 1);
  if (row->where != NULL)
    {
      add_heading (self, C_ ("rule", "only those where"), depth + 1);
      reeve_rule_editor_add_row (self, row->where, depth + 1);
    }
  if (row->body != NULL)
    {
      add_heading (self, C_ ("rule", "must meet"), depth + 1);
      reeve_rule_editor_add_row (self, row->body, depth + 1);
    }
}
