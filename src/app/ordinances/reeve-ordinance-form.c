/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields are made anew only when another provision or other parts of it are shown, so that the one being typed in keeps its focus. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-ordinance-form.h"
#include "reeve-rule-editor.h"
#include "reeve-sentence.h"
#include "reeve-wording.h"

#define PAUSE 350   /* ms of no typing after which a field is put into the text */

typedef struct
{
  ReeveOrdinanceForm *form;
  char *path;
  char *shown;             /* the text as last read from or written to the file; NULL = not there */
  GtkWidget *widget;       /* GtkEntry, GtkTextView or ReeveRuleEditor */
  gboolean setting;
} Field;

struct _ReeveOrdinanceForm
{
  AdwBin parent_instance;

  ReeveDraft *draft;
  char *signature;
  ReeveDay day;
  gboolean editable;
  GPtrArray *fields;
  GtkWidget *grid, *sentences, *points, *broken;
  int row;
  guint pause;
  ReeveAbout about;        /* of the version shown */
};

G_DEFINE_FINAL_TYPE (ReeveOrdinanceForm, reeve_ordinance_form, ADW_TYPE_BIN)

static void
field_free (gpointer data)
{
  Field *field = data;

  g_free (field->path);
  g_free (field->shown);
  g_free (field);
}

/* A condition tells each of its edits itself. */
static gboolean
is_rule (const Field *field)
{
  return REEVE_IS_RULE_EDITOR (field->widget);
}

static char *
field_typed (const Field *field)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (GTK_IS_ENTRY (field->widget))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (field->widget)));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (field->widget));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
field_set (Field *field, const char *text)
{
  field->setting = TRUE;
  if (is_rule (field))
    reeve_rule_editor_show (REEVE_RULE_EDITOR (field->widget), reeve_draft_get_ordinance (field->form->draft), field->form->about, text, field->form->day,
                            field->form->editable);
  else if (GTK_IS_ENTRY (field->widget))
    gtk_editable_set_text (GTK_EDITABLE (field->widget), text != NULL ? text : "");
  else
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (field->widget)), text != NULL ? text : "", -1);
  field->setting = FALSE;
  g_free (field->shown);
  field->shown = g_strdup (text);
}

/* TRUE if the draft has new text. */
static gboolean
field_put (Field *field, const char *typed)
{
  GBytes *text = reeve_draft_get_text (field->form->draft);
  g_autoptr (ReeveEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (typed, field->shown != NULL ? field->shown : "") == 0)
    return FALSE;
  edit = *typed == '\0' ? reeve_edit_remove (text, field->path, &error) : reeve_edit_revise (text, field->path, typed, &error);
  if (edit == NULL)
    {
      gtk_widget_add_css_class (field->widget, "wrong");
      gtk_widget_set_tooltip_text (field->widget, error->message);
      return FALSE;
    }
  gtk_widget_remove_css_class (field->widget, "wrong");
  gtk_widget_set_tooltip_text (field->widget, NULL);
  g_free (field->shown);
  field->shown = *typed == '\0' ? NULL : g_strdup (typed);
  reeve_draft_apply (field->form->draft, edit);
  return TRUE;
}

static gboolean
field_commit (Field *field)
{
  g_autofree char *typed = is_rule (field) ? NULL : g_strstrip (field_typed (field));

  return typed != NULL && field_put (field, typed);
}

static void
rule_edited_cb (Field *field, const char *text)
{
  if (!field->setting && field->form->editable && field_put (field, text))
    g_signal_emit_by_name (field->form, "edited");
}

void
reeve_ordinance_form_flush (ReeveOrdinanceForm *self)
{
  gboolean edited = FALSE;

  g_return_if_fail (REEVE_IS_ORDINANCE_FORM (self));
  for (guint i = 0; i < self->fields->len; i++)
    if (is_rule (g_ptr_array_index (self->fields, i)))
      reeve_rule_editor_flush (REEVE_RULE_EDITOR (((Field *) g_ptr_array_index (self->fields, i))->widget));
  if (self->pause == 0)
    return;
  g_clear_handle_id (&self->pause, g_source_remove);
  for (guint i = 0; i < self->fields->len; i++)
    if (field_commit (g_ptr_array_index (self->fields, i)))
      edited = TRUE;
  if (edited)
    g_signal_emit_by_name (self, "edited");
}

static gboolean
pause_cb (gpointer data)
{
  reeve_ordinance_form_flush (data);
  return G_SOURCE_REMOVE;
}

static void
typed_cb (Field *field)
{
  ReeveOrdinanceForm *self = field->form;

  if (field->setting || !self->editable)
    return;
  if (self->pause != 0)
    g_source_remove (self->pause);
  self->pause = g_timeout_add (PAUSE, pause_cb, self);
  g_source_set_name_by_id (self->pause, "reeve-ordinance-form");
}

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
attach (ReeveOrdinanceForm *self, const char *name, GtkWidget *widget)
{
  GtkWidget *label = label_new (name, "secondary");

  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_margin_top (label, 7);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 14);
  gtk_label_set_width_chars (GTK_LABEL (label), 11);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_grid_attach (GTK_GRID (self->grid), label, 0, self->row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), widget, 1, self->row++, 1, 1);
}

typedef enum { FIELD_LINE, FIELD_TEXT, FIELD_RULE, FIELD_CONDITION } FieldKind;

static void
add_field (ReeveOrdinanceForm *self, const char *name, const char *path, FieldKind kind)
{
  Field *field = g_new0 (Field, 1);
  g_autofree char *value = reeve_edit_get (reeve_draft_get_text (self->draft), path, NULL);

  field->form = self;
  field->path = g_strdup (path);
  if (kind == FIELD_TEXT)
    {
      /* A text view of its own height is only known to a scroller. */
      GtkWidget *frame = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE,
                                       "min-content-height", 76, "max-content-height", 240, NULL);

      field->widget = g_object_new (GTK_TYPE_TEXT_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE, "editable", self->editable, NULL);
      gtk_widget_add_css_class (field->widget, "law-text");
      gtk_widget_add_css_class (frame, "text-frame");
      gtk_widget_set_hexpand (field->widget, TRUE);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), field->widget);
      attach (self, name, frame);
      g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (field->widget)), "changed", G_CALLBACK (typed_cb), field);
    }
  else if (kind == FIELD_CONDITION)
    {
      field->widget = reeve_rule_editor_new (name);
      attach (self, name, field->widget);
      g_signal_connect_swapped (field->widget, "edited", G_CALLBACK (rule_edited_cb), field);
    }
  else
    {
      field->widget = g_object_new (GTK_TYPE_ENTRY, "editable", self->editable, NULL);
      gtk_widget_add_css_class (field->widget, "form-entry");
      if (kind == FIELD_RULE)
        gtk_widget_add_css_class (field->widget, "rule-entry");
      attach (self, name, field->widget);
      g_signal_connect_swapped (field->widget, "changed", G_CALLBACK (typed_cb), field);
    }
  if (kind != FIELD_CONDITION)
    gtk_accessible_update_property (GTK_ACCESSIBLE (field->widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  field_set (field, value);
  g_ptr_array_add (self->fields, field);
}

/* The conditions of exemptions and of what is spared. */
static gboolean
is_condition (const char *path)
{
  return g_str_has_suffix (path, "/when") || g_str_has_suffix (path, "/grandfather");
}

/* What stands at @path, leaf by leaf: "Penalty 1, fine". */
static void
add_leaves (ReeveOrdinanceForm *self, const char *name, const char *path, guint depth)
{
  GBytes *text = reeve_draft_get_text (self->draft);
  g_autofree char *value = reeve_edit_get (text, path, NULL);
  g_auto (GStrv) names = NULL;

  if (value != NULL)
    {
      add_field (self, name, path, is_condition (path) ? FIELD_CONDITION : FIELD_RULE);
      return;
    }
  names = depth > 3 ? NULL : reeve_edit_list (text, path, NULL);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *below = g_strdup_printf ("%s/%s", path, names[i]);
      gboolean number = strspn (names[i], "0123456789") == strlen (names[i]);
      /* Translators: a part of a law and its number, or a part of that part: "Penalty 1", "Penalty 1, fine" */
      g_autofree char *deeper = number ? g_strdup_printf (C_("part, number", "%s %u"), name, i + 1) : g_strdup_printf (C_("part, key", "%s, %s"), name, names[i]);

      add_leaves (self, deeper, below, depth + 1);
    }
}

static void
find_parameters (const ReeveNode *node, GPtrArray *names)
{
  if (node == NULL)
    return;
  if (node->kind == REEVE_NODE_PARAMETER && !g_ptr_array_find_with_equal_func (names, node->text, g_str_equal, NULL))
    g_ptr_array_add (names, node->text);
  for (guint i = 0; i < node->n_children; i++)
    find_parameters (node->children[i], names);
}

static GPtrArray *
list_parameters (const ReeveProvisionVersion *version)
{
  GPtrArray *names = g_ptr_array_new ();

  find_parameters (version->require, names);
  find_parameters (version->grounds, names);
  find_parameters (version->applies, names);
  for (guint i = 0; i < version->unless->len; i++)
    find_parameters (((ReeveUnless *) g_ptr_array_index (version->unless, i))->when, names);
  find_parameters (version->grandfather, names);
  find_parameters (version->cure, names);
  find_parameters (version->appeal_by, names);
  return names;
}

/* The value in force is a field; the earlier ones stand below with the ordinances that made them. */
static void
add_parameter (ReeveOrdinanceForm *self, const ReeveParameter *parameter)
{
  const ReeveParameterValue *last = &g_array_index (parameter->values, ReeveParameterValue, parameter->values->len - 1);
  char from[REEVE_DAY_TEXT_SIZE];
  g_autofree char *path = NULL;

  if (last->from == G_MININT32)
    path = g_strdup_printf ("parameters/%s", parameter->name);
  else
    {
      reeve_day_format (last->from, from);
      path = g_strdup_printf ("parameters/%s/%s/value", parameter->name, from);
    }
  add_leaves (self, parameter->name, path, 0);
  for (guint i = parameter->values->len; i-- > 0;)
    {
      const ReeveParameterValue *value = &g_array_index (parameter->values, ReeveParameterValue, i);
      g_autofree char *since = NULL, *words = NULL;
      GtkWidget *line;

      if (value->from == G_MININT32)
        continue;
      since = reeve_word_day (value->from, FALSE);
      /* Translators: a value of an ordinance, the day it took effect, the ordinance that made it */
      words = value->source != NULL ? g_strdup_printf (_("%s from %s (%s)"), value->text, since, value->source)
                                    : g_strdup_printf (C_("value, day", "%s from %s"), value->text, since);
      line = label_new (words, "secondary");
      gtk_widget_add_css_class (line, "caption-2");
      gtk_grid_attach (GTK_GRID (self->grid), line, 1, self->row++, 1, 1);
    }
}

static const struct { const char *key, *label; FieldKind kind; gboolean always; } parts[] = {
  { "title", N_("Title"), FIELD_LINE, TRUE },
  { "citation", N_("Citation"), FIELD_LINE, TRUE },
  { "text", N_("Text"), FIELD_TEXT, TRUE },
  { "quote", N_("Quoted law"), FIELD_TEXT, FALSE },
  { "applies", N_("Applies to"), FIELD_CONDITION, TRUE },
  { "duty", N_("Duty of"), FIELD_LINE, TRUE },
  { "require", N_("Requires"), FIELD_CONDITION, FALSE },
  { "grounds", N_("Grounds"), FIELD_CONDITION, FALSE },
  { "defines", N_("Defines"), FIELD_CONDITION, FALSE },
};

static const struct { const char *key, *label; gboolean leaf; } more_parts[] = {
  { "measure", N_("Measured"), FALSE },
  { "unless", N_("Unless"), FALSE },
  { "cure", N_("Cure"), TRUE },
  { "penalty", N_("Penalty"), FALSE },
  { "sanction", N_("Sanction"), FALSE },
  { "appeal", N_("Appeal"), FALSE },
  { "grandfather", N_("Grandfather"), FALSE },
  { "evidence", N_("Evidence"), TRUE },
  { "authority", N_("Authority"), TRUE },
  { "note", N_("Note"), TRUE },
};

static char *
prefix_of (const ReeveProvision *provision, const ReeveProvisionVersion *version)
{
  guint index = 0;

  if (provision->versions->len < 2)
    return g_strdup_printf ("provisions/%s", provision->id);
  g_ptr_array_find (provision->versions, version, &index);
  return g_strdup_printf ("provisions/%s/versions/%u", provision->id, index);
}

static const ReeveProvisionVersion *
version_of (ReeveOrdinanceForm *self, const ReeveProvision *provision)
{
  const ReeveProvisionVersion *version = reeve_provision_version_on (provision, self->day);

  return version != NULL ? version : g_ptr_array_index (provision->versions, provision->versions->len - 1);
}

static void
build (ReeveOrdinanceForm *self, ReeveOrdinance *ordinance, const ReeveProvision *provision, const ReeveProvisionVersion *version)
{
  g_autofree char *prefix = prefix_of (provision, version);
  g_autoptr (GPtrArray) parameters = list_parameters (version);
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 8, "margin-top", 12, "margin-bottom", 16,
                                 "margin-start", 14, "margin-end", 14, NULL);

  g_ptr_array_set_size (self->fields, 0);
  self->about = version->about;
  self->grid = g_object_new (GTK_TYPE_GRID, "row-spacing", 8, "column-spacing", 12, NULL);
  self->row = 0;
  self->broken = label_new ("", "problem-text");
  self->sentences = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->points = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->sentences, "law");
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s", prefix, parts[i].key);
      g_autofree char *value = reeve_edit_get (reeve_draft_get_text (self->draft), path, NULL);

      if (parts[i].always || value != NULL)
        add_field (self, _(parts[i].label), path, parts[i].kind);
    }
  attach (self, _("In words"), self->sentences);
  for (guint i = 0; i < parameters->len; i++)
    {
      const ReeveParameter *parameter = reeve_ordinance_find_parameter (ordinance, g_ptr_array_index (parameters, i));

      if (parameter != NULL)
        add_parameter (self, parameter);
    }
  for (guint i = 0; i < G_N_ELEMENTS (more_parts); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s", prefix, more_parts[i].key);

      if (more_parts[i].leaf)
        add_field (self, _(more_parts[i].label), path, FIELD_RULE);
      else
        add_leaves (self, _(more_parts[i].label), path, 0);
    }
  gtk_box_append (GTK_BOX (box), self->broken);
  gtk_box_append (GTK_BOX (box), self->grid);
  gtk_box_append (GTK_BOX (box), self->points);
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

/* The parts whose words follow from the others. */
static void
update_words (ReeveOrdinanceForm *self, ReeveOrdinance *ordinance, const ReeveProvision *provision, const ReeveProvisionVersion *version)
{
  g_autoptr (GPtrArray) sentences = reeve_provision_sentences (ordinance, version, self->day);
  guint line = reeve_draft_get_broken_line (self->draft);
  g_autofree char *broken = g_strdup_printf (_("The text has an error. Words and examples are as of before line %u."), line);

  gtk_label_set_text (GTK_LABEL (self->broken), broken);
  gtk_widget_set_visible (self->broken, line != 0);
  clear_box (self->sentences);
  clear_box (self->points);
  for (guint i = 0; i < sentences->len; i++)
    gtk_box_append (GTK_BOX (self->sentences), label_new (g_ptr_array_index (sentences, i), NULL));
  if (sentences->len == 0)
    gtk_box_append (GTK_BOX (self->sentences), label_new (_("Nothing is tested here."), NULL));
  for (guint i = 0; i < REEVE_N_CHECKPOINTS; i++)
    if (reeve_provision_check_point (ordinance, provision, version, i) == REEVE_CHECKED_MISSING)
      {
        /* Translators: a part of a law that a draft does not have yet, and the question it answers */
        g_autofree char *words = g_strdup_printf (_("Not said: %s. %s"), reeve_checkpoint_label (i), reeve_checkpoint_question (i));
        GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

        gtk_box_append (GTK_BOX (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-information-symbolic", "valign", GTK_ALIGN_START,
                                                     "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
        gtk_box_append (GTK_BOX (row), label_new (words, "caption-2"));
        gtk_box_append (GTK_BOX (self->points), row);
      }
}

void
reeve_ordinance_form_show (ReeveOrdinanceForm *self, ReeveDraft *draft, const char *provision, ReeveDay day, gboolean editable)
{
  ReeveOrdinance *ordinance = draft == NULL ? NULL : reeve_draft_get_ordinance (draft);
  const ReeveProvision *found = ordinance == NULL || provision == NULL ? NULL : reeve_ordinance_find_provision (ordinance, provision);
  const ReeveProvisionVersion *version;
  g_autofree char *signature = NULL;

  g_return_if_fail (REEVE_IS_ORDINANCE_FORM (self));
  self->draft = draft;
  self->day = day;
  if (found == NULL)
    {
      g_clear_handle_id (&self->pause, g_source_remove);
      g_ptr_array_set_size (self->fields, 0);
      g_clear_pointer (&self->signature, g_free);
      adw_bin_set_child (ADW_BIN (self), label_new (_("Choose a provision from the list."), "secondary"));
      return;
    }
  self->editable = editable && reeve_ordinance_get_home (ordinance, found) == ordinance;
  version = version_of (self, found);
  {
    g_autoptr (GPtrArray) parameters = list_parameters (version);
    g_autofree char *joined = NULL;

    g_ptr_array_add (parameters, NULL);
    joined = g_strjoinv (" ", (char **) parameters->pdata);
    signature = g_strdup_printf ("%p %s %d %s %u %u %d", (gpointer) draft, provision, self->editable, joined, version->unless->len, version->penalty->len,
                                 version->require != NULL);
  }
  if (g_strcmp0 (signature, self->signature) != 0)
    {
      g_clear_handle_id (&self->pause, g_source_remove);
      g_free (self->signature);
      self->signature = g_steal_pointer (&signature);
      build (self, ordinance, found, version);
    }
  else
    for (guint i = 0; i < self->fields->len; i++)
      {
        Field *field = g_ptr_array_index (self->fields, i);
        g_autofree char *value = reeve_edit_get (reeve_draft_get_text (draft), field->path, NULL);

        if (is_rule (field) || g_strcmp0 (value, field->shown) != 0)
          field_set (field, value);
      }
  update_words (self, ordinance, found, version);
}

static void
reeve_ordinance_form_dispose (GObject *object)
{
  ReeveOrdinanceForm *self = REEVE_ORDINANCE_FORM (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->signature, g_free);
  G_OBJECT_CLASS (reeve_ordinance_form_parent_class)->dispose (object);
}

static void
reeve_ordinance_form_class_init (ReeveOrdinanceFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_ordinance_form_dispose;
  g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
reeve_ordinance_form_init (ReeveOrdinanceForm *self)
{
  self->fields = g_ptr_array_new_with_free_func (field_free);
}
