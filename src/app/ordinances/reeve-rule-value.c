/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-rule-value.h"
#include "reeve-wording.h"

struct _ReeveRuleValue
{
  AdwBin parent_instance;

  GtkWidget *entry, *units;   /* an amount; the entry alone: a day or a text */
  GtkDropDown *codes;
  char **code_words;          /* beside the rows of .codes */
  GPtrArray *checks;          /* GtkCheckButton: of a list of codes */
  GtkWidget *list_button, *list_label;
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (ReeveRuleValue, reeve_rule_value, ADW_TYPE_BIN)

static const struct { ReeveType type; const char *unit, *words; } units[] = {
  { REEVE_TYPE_LENGTH, "ft", NC_ ("unit", "feet") },
  { REEVE_TYPE_LENGTH, "m", NC_ ("unit", "metres") },
  { REEVE_TYPE_LENGTH, "mi", NC_ ("unit", "miles") },
  { REEVE_TYPE_LENGTH, "inch", NC_ ("unit", "inches") },
  { REEVE_TYPE_AREA, "sq ft", NC_ ("unit", "square feet") },
  { REEVE_TYPE_AREA, "sq m", NC_ ("unit", "square metres") },
  { REEVE_TYPE_DURATION, "days", NC_ ("unit", "days") },
  { REEVE_TYPE_DURATION, "business days", NC_ ("unit", "business days") },
  { REEVE_TYPE_DURATION, "months", NC_ ("unit", "months") },
  { REEVE_TYPE_DURATION, "years", NC_ ("unit", "years") },
  { REEVE_TYPE_DURATION, "hours", NC_ ("unit", "hours") },
  { REEVE_TYPE_DURATION, "minutes", NC_ ("unit", "minutes") },
  { REEVE_TYPE_MONEY, "USD", NC_ ("unit", "US dollars") },
  { REEVE_TYPE_MONEY, "EUR", NC_ ("unit", "euros") },
};

gboolean
reeve_rule_value_split (const char *text, char **ret_number, char **ret_unit)
{
  gsize digits = strspn (text, "0123456789.");

  if (digits == 0 || (text[digits] != ' ' && text[digits] != '\0') || strstr (text, "..") != NULL)
    return FALSE;
  *ret_number = g_strndup (text, digits);
  *ret_unit = g_strstrip (g_strdup (text + digits));
  return TRUE;
}

/* "1 day" and "1 days" are one unit. */
static gboolean
same_unit (const char *a, const char *b)
{
  gsize n = strlen (a), m = strlen (b);

  if (n > m)
    return same_unit (b, a);
  return strncmp (a, b, n) == 0 && (n == m || (m == n + 1 && b[n] == 's'));
}

static void
tell (ReeveRuleValue *self, const char *signal, const char *text)
{
  if (!self->setting)
    g_signal_emit_by_name (self, signal, text);
}

static void
amount_changed (ReeveRuleValue *self, const char *signal)
{
  const char *number = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  GPtrArray *words = self->units == NULL ? NULL : g_object_get_data (G_OBJECT (self->units), "units");
  const char *unit = words == NULL ? NULL : g_ptr_array_index (words, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->units)));
  g_autofree char *stripped = g_strstrip (g_strdup (number)), *text = unit == NULL ? g_strdup (stripped) : g_strdup_printf ("%s %s", stripped, unit);

  /* what has its unit typed in, or is no number, goes as it is */
  if (*stripped == '\0')
    tell (self, signal, "");
  else if (unit != NULL && strspn (stripped, "0123456789.") != strlen (stripped))
    tell (self, signal, stripped);
  else
    tell (self, signal, text);
}

static void
entry_typed_cb (ReeveRuleValue *self)
{
  amount_changed (self, "typed");
}

static void
unit_chosen_cb (ReeveRuleValue *self)
{
  amount_changed (self, "chosen");
}

static GtkWidget *
entry_new (ReeveRuleValue *self, const char *text, int width, gboolean editable)
{
  GtkWidget *entry = g_object_new (GTK_TYPE_ENTRY, "text", text, "editable", editable, "width-chars", width, "max-width-chars", MAX (width, 8), NULL);

  gtk_widget_add_css_class (entry, "form-entry");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, C_ ("rule", "Value"), -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (entry_typed_cb), self);
  return entry;
}

static GtkWidget *
units_new (ReeveRuleValue *self, ReeveType type, const char *unit, gboolean editable)
{
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkWidget *drop;
  guint chosen = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (units[i].type == type)
      {
        if (same_unit (units[i].unit, unit))
          chosen = codes->len;
        g_ptr_array_add (codes, g_strdup (units[i].unit));
        gtk_string_list_append (words, g_dpgettext2 (NULL, "unit", units[i].words));
      }
  if (chosen == GTK_INVALID_LIST_POSITION)
    {
      chosen = codes->len;
      g_ptr_array_add (codes, g_strdup (unit));
      gtk_string_list_append (words, unit);
    }
  drop = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (words)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), chosen);
  gtk_widget_set_sensitive (drop, editable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, C_ ("rule", "Unit"), -1);
  g_object_set_data_full (G_OBJECT (drop), "units", codes, (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_swapped (drop, "notify::selected", G_CALLBACK (unit_chosen_cb), self);
  return drop;
}

/* The unit that an amount not yet written is offered in; NULL = it has none. */
static const char *
usual_unit (ReeveType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (units[i].type == type)
      return units[i].unit;
  return NULL;
}

static void
build_amount (ReeveRuleValue *self, const char *number, const char *unit, ReeveType type, gboolean editable)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->entry = entry_new (self, number, 7, editable);
  gtk_box_append (GTK_BOX (box), self->entry);
  if (*unit != '\0')
    {
      self->units = units_new (self, type, unit, editable);
      gtk_box_append (GTK_BOX (box), self->units);
    }
  adw_bin_set_child (ADW_BIN (self), box);
}

/* ---- days ----------------------------------------------------------------------------------------------------------------------- */

static void
day_picked_cb (GtkCalendar *calendar, ReeveRuleValue *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");

  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER)));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

static void
build_day (ReeveRuleValue *self, const char *text, gboolean editable)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *button = gtk_menu_button_new (), *popover = gtk_popover_new (), *calendar = gtk_calendar_new ();
  g_autofree char *instant = g_strdup_printf ("%sT00:00:00Z", text);
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (instant, NULL);

  if (at != NULL)
    gtk_calendar_select_day (GTK_CALENDAR (calendar), at);
  self->entry = entry_new (self, text, 11, editable);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _("Choose the day in a calendar"));
  gtk_widget_set_sensitive (button, editable);
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  g_signal_connect (calendar, "day-selected", G_CALLBACK (day_picked_cb), self);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), button);
  adw_bin_set_child (ADW_BIN (self), box);
}

/* ---- codes ---------------------------------------------------------------------------------------------------------------------- */

static char *
quoted (const char *code)
{
  gsize plain = strspn (code, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

  return code[plain] == '\0' && g_ascii_isalpha (*code) ? g_strdup (code) : g_strdup_printf ("\"%s\"", code);
}

static char *
code_words (const char *code)
{
  return g_strdelimit (g_strdup (code), "-", ' ');
}

static void
turn_to_entry (ReeveRuleValue *self, const char *text)
{
  self->codes = NULL;
  self->entry = entry_new (self, text, 16, TRUE);
  adw_bin_set_child (ADW_BIN (self), self->entry);
  gtk_widget_grab_focus (self->entry);
}

static gboolean
turn_cb (gpointer data)
{
  turn_to_entry (data, "");
  return G_SOURCE_REMOVE;
}

static void
code_chosen_cb (ReeveRuleValue *self)
{
  guint at = gtk_drop_down_get_selected (self->codes);
  g_autofree char *text = NULL;

  if (self->setting || at == GTK_INVALID_LIST_POSITION)
    return;
  if (self->code_words[at] == NULL)
    {
      g_idle_add_full (G_PRIORITY_DEFAULT, turn_cb, g_object_ref (self), g_object_unref);
      return;
    }
  text = quoted (self->code_words[at]);
  tell (self, "chosen", text);
}

static void
build_code (ReeveRuleValue *self, const char *value, const char *const *codes, gboolean editable)
{
  GtkStringList *words = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  guint chosen = GTK_INVALID_LIST_POSITION, all_count;

  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autofree char *title = code_words (codes[i]);

      if (g_str_equal (codes[i], value))
        chosen = i;
      g_ptr_array_add (all, g_strdup (codes[i]));
      gtk_string_list_append (words, title);
    }
  if (chosen == GTK_INVALID_LIST_POSITION)
    {
      chosen = all->len;
      g_ptr_array_add (all, g_strdup (value));
      gtk_string_list_append (words, value);
    }
  all_count = all->len;
  gtk_string_list_append (words, _("Another word..."));
  g_ptr_array_add (all, NULL);
  self->code_words = (char **) g_ptr_array_free (g_steal_pointer (&all), FALSE);
  self->codes = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (words), gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string")));
  gtk_drop_down_set_enable_search (self->codes, all_count > 12);
  gtk_drop_down_set_selected (self->codes, chosen);
  gtk_widget_set_sensitive (GTK_WIDGET (self->codes), editable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->codes), GTK_ACCESSIBLE_PROPERTY_LABEL, C_ ("rule", "Value"), -1);
  g_signal_connect_swapped (self->codes, "notify::selected", G_CALLBACK (code_chosen_cb), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->codes));
}

/* The codes ticked, and those typed. */
static char *
list_text (ReeveRuleValue *self, char **ret_title)
{
  g_autoptr (GString) text = g_string_new ("["), title = g_string_new (NULL);

  for (guint i = 0; i < self->checks->len; i++)
    {
      GtkCheckButton *check = g_ptr_array_index (self->checks, i);
      const char *code = g_object_get_data (G_OBJECT (check), "code");
      g_autofree char *word = quoted (code), *shown = code_words (code);

      if (!gtk_check_button_get_active (check))
        continue;
      g_string_append_printf (text, "%s%s", text->len > 1 ? ", " : "", word);
      g_string_append_printf (title, "%s%s", title->len > 0 ? ", " : "", shown);
    }
  g_string_append_c (text, ']');
  *ret_title = g_strdup (title->len > 0 ? title->str : _("nothing yet"));
  return text->len > 2 ? g_strdup (text->str) : NULL;
}

static void
list_changed_cb (ReeveRuleValue *self)
{
  g_autofree char *title = NULL, *text = list_text (self, &title);

  gtk_label_set_text (GTK_LABEL (self->list_label), title);
  if (text != NULL)
    tell (self, "typed", text);
}

static void
add_check (ReeveRuleValue *self, GtkBox *box, const char *code, gboolean active)
{
  g_autofree char *title = code_words (code);
  GtkWidget *check = gtk_check_button_new_with_label (title);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), active);
  g_object_set_data_full (G_OBJECT (check), "code", g_strdup (code), g_free);
  g_ptr_array_add (self->checks, check);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (list_changed_cb), self);
  gtk_box_append (box, check);
}

static void
more_cb (ReeveRuleValue *self, GtkEntry *entry)
{
  g_autofree char *code = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  if (*code == '\0' || strchr (code, '"') != NULL)
    return;
  add_check (self, g_object_get_data (G_OBJECT (entry), "box"), code, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  list_changed_cb (self);
}

static gboolean
is_in (const ReeveNode *list, const char *code)
{
  for (guint i = 0; i < list->n_children; i++)
    if (g_strcmp0 (list->children[i]->text, code) == 0)
      return TRUE;
  return FALSE;
}

static void
build_list (ReeveRuleValue *self, const ReeveNode *list, const char *const *codes, gboolean editable)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *scroller = gtk_scrolled_window_new (), *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *other = g_object_new (GTK_TYPE_ENTRY, "placeholder-text", _("Another word, then Enter"), NULL);
  g_autofree char *title = NULL, *text = NULL;

  self->checks = g_ptr_array_new ();
  self->setting = TRUE;
  for (guint i = 0; i < list->n_children; i++)
    if (!g_strv_contains (codes, list->children[i]->text))
      add_check (self, GTK_BOX (box), list->children[i]->text, TRUE);
  for (guint i = 0; codes[i] != NULL; i++)
    add_check (self, GTK_BOX (box), codes[i], is_in (list, codes[i]));
  self->setting = FALSE;
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  g_object_set (scroller, "hscrollbar-policy", GTK_POLICY_NEVER, "max-content-height", 320, "propagate-natural-height", TRUE, "min-content-width", 220, NULL);
  g_object_set_data (G_OBJECT (other), "box", box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (other), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Another word, then Enter"), -1);
  g_signal_connect_swapped (other, "activate", G_CALLBACK (more_cb), self);
  gtk_box_append (GTK_BOX (all), scroller);
  gtk_box_append (GTK_BOX (all), other);
  gtk_popover_set_child (GTK_POPOVER (popover), all);
  text = list_text (self, &title);
  self->list_button = gtk_menu_button_new ();
  self->list_label = g_object_new (GTK_TYPE_LABEL, "label", title, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "max-width-chars", 34, NULL);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->list_button), self->list_label);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->list_button), editable);
  gtk_widget_add_css_class (self->list_button, "rule-part");
  gtk_widget_set_sensitive (self->list_button, editable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, C_ ("rule", "Value"), -1);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->list_button), popover);
  adw_bin_set_child (ADW_BIN (self), self->list_button);
}

GtkWidget *
reeve_rule_value_new (ReeveOrdinance *ordinance, const char *text, const ReeveNode *node, ReeveType type, const char *const *codes, gboolean many, ReeveDay day,
                      gboolean editable)
{
  ReeveRuleValue *self = g_object_new (REEVE_TYPE_RULE_VALUE, NULL);
  static const char *const no_codes[] = { NULL };
  g_autofree char *number = NULL, *unit = NULL;

  if (codes == NULL)
    codes = no_codes;
  if (!editable)
    {
      const ReeveParameter *parameter = node != NULL && node->kind == REEVE_NODE_PARAMETER ? reeve_ordinance_find_parameter (ordinance, node->text) : NULL;
      const ReeveParameterValue *value = parameter == NULL ? NULL : reeve_parameter_value_on (parameter, day);
      /* Translators: a value of the ordinance, by its name: "school distance: 1000 ft" */
      g_autofree char *words = value == NULL ? NULL : g_strdup_printf (C_ ("parameter, value", "%s: %s"), text, value->text);
      GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", words != NULL ? words : text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0,
                                       "max-width-chars", 34, NULL);

      gtk_widget_add_css_class (label, "fact-chip");
      adw_bin_set_child (ADW_BIN (self), label);
    }
  else if (node != NULL && node->kind == REEVE_NODE_LIST && node->element == REEVE_TYPE_CODE && many)
    build_list (self, node, codes, editable);
  else if (node != NULL && node->kind == REEVE_NODE_LITERAL && node->type == REEVE_TYPE_CODE && codes[0] != NULL && !many)
    build_code (self, node->text, codes, editable);
  else if (reeve_rule_value_split (text, &number, &unit) && !strchr (text, '-'))
    build_amount (self, number, unit, type, editable);
  else if (*text == '\0' && usual_unit (type) != NULL)
    build_amount (self, "", usual_unit (type), type, editable);
  else if (type == REEVE_TYPE_DATE && node != NULL && (node->kind == REEVE_NODE_LITERAL || node->kind == REEVE_NODE_TODAY))
    build_day (self, text, editable);
  else
    {
      self->entry = entry_new (self, text, CLAMP ((int) g_utf8_strlen (text, -1) + 1, 8, 32), editable);
      adw_bin_set_child (ADW_BIN (self), self->entry);
    }
  return GTK_WIDGET (self);
}

void
reeve_rule_value_set_wrong (ReeveRuleValue *self, gboolean wrong)
{
  if (self->entry == NULL)
    return;
  if (wrong)
    gtk_widget_add_css_class (self->entry, "wrong");
  else
    gtk_widget_remove_css_class (self->entry, "wrong");
}

static void
reeve_rule_value_dispose (GObject *object)
{
  ReeveRuleValue *self = REEVE_RULE_VALUE (object);

  self->setting = TRUE;
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->code_words, g_strfreev);
  G_OBJECT_CLASS (reeve_rule_value_parent_class)->dispose (object);
}

static void
reeve_rule_value_class_init (ReeveRuleValueClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_rule_value_dispose;
  g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_signal_new ("typed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
reeve_rule_value_init (ReeveRuleValue *self)
{
}
