/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields are made anew only when another provision or other parts of it are shown, so that the one being typed in keeps its focus. A provision
 * that was amended is shown as it stands on the day; what is changed of it is written into its latest amendment. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-law-control.h"
#include "reeve-ordinance-fields.h"
#include "reeve-ordinance-form.h"
#include "reeve-sense.h"
#include "reeve-sentence.h"
#include "reeve-wording.h"
#include "reeve-wrap-box.h"

#define PAUSE 350   /* ms of no typing after which a field is put into the text */

typedef struct
{
  ReeveOrdinanceForm *form;
  char *path;              /* where it is read from */
  char *to;                /* where an edit goes: the same, or the latest amendment */
  char *shown;             /* the text as last read from or written to the file; NULL = not there */
  ReeveLawControl *control;
  gboolean editable;
} Field;

struct _ReeveOrdinanceForm
{
  AdwBin parent_instance;

  ReeveDraft *draft;
  ReeveOrdinance *base;    /* what the draft would change, or NULL */
  char *signature;
  ReeveDay day;
  gboolean editable;
  GPtrArray *fields, *struck;   /* struck: GtkLabel, old values of parameters */
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
  g_free (field->to);
  g_free (field->shown);
  g_free (field);
}

static const char *
law_words (const char *label)
{
  return g_dpgettext2 (NULL, "law", label);
}

/* ---- what is typed -------------------------------------------------------------------------------------------------------------- */

static void
field_show (Field *field, const char *text)
{
  ReeveOrdinanceForm *self = field->form;

  reeve_law_control_show (field->control, reeve_draft_get_ordinance (self->draft), self->about, self->day, text, field->editable);
  if (text != field->shown)
    {
      g_free (field->shown);
      field->shown = g_strdup (text);
    }
}

/* TRUE if the draft has new text. */
static gboolean
field_put (Field *field)
{
  GBytes *text = reeve_draft_get_text (field->form->draft);
  g_autofree char *typed = reeve_law_control_dup_text (field->control), *before = g_strstrip (g_strdup (field->shown != NULL ? field->shown : ""));
  g_autoptr (ReeveEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  if (!field->editable || g_strcmp0 (typed, before) == 0)
    return FALSE;
  edit = *typed == '\0' ? reeve_edit_remove (text, field->to, &error) : reeve_edit_revise (text, field->to, typed, &error);
  reeve_law_control_set_wrong (field->control, edit == NULL ? error->message : NULL);
  if (edit == NULL)
    return FALSE;
  g_free (field->shown);
  field->shown = *typed == '\0' ? NULL : g_strdup (typed);
  reeve_draft_apply (field->form->draft, edit);
  return TRUE;
}

static void
edited (ReeveOrdinanceForm *self)
{
  g_signal_emit_by_name (self, "edited");
}

void
reeve_ordinance_form_flush (ReeveOrdinanceForm *self)
{
  gboolean changed = FALSE;

  g_return_if_fail (REEVE_IS_ORDINANCE_FORM (self));
  for (guint i = 0; i < self->fields->len; i++)
    reeve_law_control_flush (((Field *) g_ptr_array_index (self->fields, i))->control);
  if (self->pause == 0)
    return;
  g_clear_handle_id (&self->pause, g_source_remove);
  for (guint i = 0; i < self->fields->len; i++)
    if (field_put (g_ptr_array_index (self->fields, i)))
      changed = TRUE;
  if (changed)
    edited (self);
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

  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE, pause_cb, self);
  g_source_set_name_by_id (self->pause, "reeve-ordinance-form");
}

static void
chosen_cb (Field *field)
{
  if (field_put (field))
    edited (field->form);
}

/* Puts in what a button stands for. */
static void
put_edit (ReeveOrdinanceForm *self, ReeveEdit *edit)
{
  if (edit == NULL)
    return;
  reeve_draft_apply (self->draft, edit);
  reeve_edit_free (edit);
  edited (self);
}

/* ---- places --------------------------------------------------------------------------------------------------------------------- */

static gboolean
is_there (ReeveOrdinanceForm *self, const char *path)
{
  g_auto (GStrv) names = reeve_edit_list (reeve_draft_get_text (self->draft), path, NULL);

  return names != NULL;
}

/* Where version @index of a provision is written. */
static char *
version_path (const char *id, guint index)
{
  return index == 0 ? g_strdup_printf ("provisions/%s", id) : g_strdup_printf ("provisions/%s/amended/%u", id, index - 1);
}

/* The version of @key that holds for version @index: written there or in an earlier one. */
static char *
find_key (ReeveOrdinanceForm *self, const char *id, guint index, const char *key)
{
  for (guint i = index + 1; i-- > 0;)
    {
      g_autofree char *version = version_path (id, i);
      char *path = g_strdup_printf ("%s/%s", version, key);

      if (is_there (self, path))
        return path;
      g_free (path);
    }
  return NULL;
}

/* ---- widgets -------------------------------------------------------------------------------------------------------------------- */

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

static void
attach_below (ReeveOrdinanceForm *self, GtkWidget *widget)
{
  gtk_grid_attach (GTK_GRID (self->grid), widget, 1, self->row++, 1, 1);
}

/* @path NULL: it is written nowhere yet. */
static GtkWidget *
field_new (ReeveOrdinanceForm *self, const char *name, const char *path, const char *to, ReeveLawKind kind, const ReeveLawChoice *choices, ReeveType type)
{
  Field *field = g_new0 (Field, 1);
  g_autofree char *value = path == NULL ? NULL : reeve_edit_get (reeve_draft_get_text (self->draft), path, NULL);
  GtkWidget *control = reeve_law_control_new (kind, name, choices, type);

  field->form = self;
  field->path = g_strdup (path != NULL ? path : to);
  field->to = g_strdup (to);
  field->control = REEVE_LAW_CONTROL (control);
  field->editable = self->editable;
  g_signal_connect_swapped (control, "typed", G_CALLBACK (typed_cb), field);
  g_signal_connect_swapped (control, "chosen", G_CALLBACK (chosen_cb), field);
  field_show (field, value);
  g_ptr_array_add (self->fields, field);
  return control;
}

static void
add_fields (ReeveOrdinanceForm *self, const char *group, const char *id, guint index)
{
  g_autofree char *version = version_path (id, index);

  for (const ReeveLawField *field = reeve_law_fields (group); field->key != NULL; field++)
    {
      g_autofree char *path = find_key (self, id, index, field->key), *to = g_strdup_printf ("%s/%s", version, field->key);

      if (path != NULL || (field->always && self->editable) || (field->always && field->kind == REEVE_LAW_CHOICE))
        attach (self, law_words (field->label), field_new (self, law_words (field->label), path, to, field->kind, field->choices, field->type));
    }
}

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

/* ---- groups --------------------------------------------------------------------------------------------------------------------- */

static void
remove_cb (GtkWidget *button, ReeveOrdinanceForm *self)
{
  put_edit (self, reeve_edit_remove (reeve_draft_get_text (self->draft), g_object_get_data (G_OBJECT (button), "path"), NULL));
}

static GtkWidget *
remove_button_new (ReeveOrdinanceForm *self, const char *path, const char *what)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  /* Translators: a part of a provision, "Penalty", "Unless" */
  g_autofree char *name = g_strdup_printf (_("Take out: %s"), what);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup (path), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  return button;
}

/* The keys of one map, each under its name; conditions take the whole width. */
static GtkWidget *
group_new (ReeveOrdinanceForm *self, const ReeveLawGroup *group, const char *path)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *line = reeve_wrap_box_new (12, 6);

  gtk_box_append (GTK_BOX (box), line);
  for (const ReeveLawField *field = reeve_law_fields (group->group); field->key != NULL; field++)
    {
      g_autofree char *place = g_strdup_printf ("%s/%s", path, field->key);
      gboolean there = is_there (self, place), wide = field->kind == REEVE_LAW_CONDITION || field->kind == REEVE_LAW_EXPRESSION || g_str_equal (group->group, "unless");
      GtkWidget *part;

      if (!there && !(field->always && self->editable))
        continue;
      part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
      gtk_box_append (GTK_BOX (part), label_new (law_words (field->label), "caption-2"));
      gtk_box_append (GTK_BOX (part), field_new (self, law_words (field->label), there ? place : NULL, place, field->kind, field->choices, field->type));
      if (wide)
        gtk_box_append (GTK_BOX (box), part);
      else
        reeve_wrap_box_append (REEVE_WRAP_BOX (line), part);
    }
  gtk_widget_set_visible (line, gtk_widget_get_first_child (line) != NULL);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (all), box);
  if (self->editable)
    gtk_box_append (GTK_BOX (all), remove_button_new (self, path, law_words (group->label)));
  return all;
}

static void
add_group_cb (GtkWidget *button, ReeveOrdinanceForm *self)
{
  const ReeveLawGroup *group = g_object_get_data (G_OBJECT (button), "group");
  const char *path = g_object_get_data (G_OBJECT (button), "path");
  GBytes *text = reeve_draft_get_text (self->draft);
  g_auto (GStrv) names = reeve_edit_list (text, path, NULL);
  guint n = names == NULL ? 0 : g_strv_length (names);
  g_autofree char *yaml = NULL, *id = g_strdup_printf ("exception-%u", n + 1);

  while (names != NULL && g_strv_contains ((const char *const *) names, id))
    {
      g_free (id);
      id = g_strdup_printf ("exception-%u", ++n + 1);
    }
  if (strstr (group->yaml, "%u") != NULL)
    yaml = g_strdup_printf (group->yaml, n + 1);
  else if (strstr (group->yaml, "%s") != NULL)
    yaml = g_strdup_printf (group->yaml, id);
  else
    yaml = g_strdup (group->yaml);
  put_edit (self, group->list ? reeve_edit_append (text, path, yaml, NULL) : reeve_edit_add (text, path, yaml, NULL));
}

static void
add_group_button (ReeveOrdinanceForm *self, const ReeveLawGroup *group, const char *path, gboolean first)
{
  GtkWidget *button = gtk_button_new_with_label (law_words (group->add));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "form-add");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_set_data (G_OBJECT (button), "group", (gpointer) group);
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup (path), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (add_group_cb), self);
  if (first)
    attach (self, law_words (group->label), button);
  else
    attach_below (self, button);
}

static void
add_group (ReeveOrdinanceForm *self, const ReeveLawGroup *group, const char *id, guint index, const ReeveProvisionVersion *version)
{
  g_autofree char *path = find_key (self, id, index, group->group), *written = version_path (id, index), *here = g_strdup_printf ("%s/%s", written, group->group);
  g_autofree char *text = path == NULL ? NULL : reeve_edit_get (reeve_draft_get_text (self->draft), path, NULL);
  g_auto (GStrv) names = path == NULL || text != NULL ? NULL : reeve_edit_list (reeve_draft_get_text (self->draft), path, NULL);
  gboolean editable = self->editable;

  /* a list or map of an earlier version is whole: it is shown, and changed in the source */
  if (path != NULL && !g_str_equal (path, here))
    self->editable = FALSE;
  if (path == NULL && group->add != NULL && editable && (!g_str_equal (group->group, "penalty") || version->require != NULL))
    add_group_button (self, group, here, TRUE);
  else if (text != NULL)
    attach (self, law_words (group->label), field_new (self, law_words (group->label), path, here, REEVE_LAW_LINE, NULL, 0));
  else if (names != NULL && !group->list)
    attach (self, law_words (group->label), group_new (self, group, path));
  else if (names != NULL)
    {
      for (guint i = 0; names[i] != NULL; i++)
        {
          g_autofree char *item = g_strdup_printf ("%s/%u", path, i);
          GtkWidget *widget = group_new (self, group, item);

          if (i == 0)
            attach (self, law_words (group->label), widget);
          else
            attach_below (self, widget);
        }
      if (self->editable)
        add_group_button (self, group, path, FALSE);
    }
  self->editable = editable;
}

/* ---- parameters ----------------------------------------------------------------------------------------------------------------- */

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

static gboolean
is_own_parameter (ReeveOrdinanceForm *self, const char *name)
{
  g_autofree char *path = g_strdup_printf ("parameters/%s", name);

  return is_there (self, path);
}

/* A new value from today on: the earlier ones stay as they were. */
static void
dated_cb (GtkWidget *button, ReeveOrdinanceForm *self)
{
  const char *path = g_object_get_data (G_OBJECT (button), "path"), *value = g_object_get_data (G_OBJECT (button), "value");
  g_autofree char *yaml = NULL;
  char day[REEVE_DAY_TEXT_SIZE];

  reeve_day_format (self->day, day);
  yaml = g_strdup_printf ("from: %s\nvalue: %s", day, value);
  put_edit (self, reeve_edit_append (reeve_draft_get_text (self->draft), path, yaml, NULL));
}

static void
add_dated_button (ReeveOrdinanceForm *self, const ReeveParameter *parameter, const ReeveParameterValue *last)
{
  GtkWidget *button = gtk_button_new_with_label (_("Another value from a day on"));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "form-add");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup_printf ("parameters/%s", parameter->name), g_free);
  g_object_set_data_full (G_OBJECT (button), "value", g_strdup (last->text), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (dated_cb), self);
  attach_below (self, button);
}

static GtkWidget *
struck_new (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1), *markup = g_strdup_printf ("<s>%s</s>", escaped), *spoken = NULL;
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", markup, "use-markup", TRUE, "xalign", 0.0, "wrap", TRUE, NULL);

  /* Translators: a value in force that the draft would change */
  spoken = g_strdup_printf (_("in force: %s"), text);
  gtk_widget_add_css_class (label, "secondary");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_tooltip_text (label, spoken);
  return label;
}

/* Seen only while the draft says something else. */
static void
add_struck (ReeveOrdinanceForm *self, ReeveWrapBox *line, const char *name, const char *text)
{
  GtkWidget *label = struck_new (text);

  g_object_set_data_full (G_OBJECT (label), "parameter", g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (label), "held", g_strdup (text), g_free);
  g_ptr_array_add (self->struck, label);
  reeve_wrap_box_append (line, label);
}

static void
update_struck (ReeveOrdinanceForm *self, ReeveOrdinance *ordinance)
{
  for (guint i = 0; i < self->struck->len; i++)
    {
      GObject *label = g_ptr_array_index (self->struck, i);
      const ReeveParameter *parameter = reeve_ordinance_find_parameter (ordinance, g_object_get_data (label, "parameter"));
      const ReeveParameterValue *last = parameter == NULL ? NULL : &g_array_index (parameter->values, ReeveParameterValue, parameter->values->len - 1);

      gtk_widget_set_visible (GTK_WIDGET (label), last != NULL && g_strcmp0 (last->text, g_object_get_data (label, "held")) != 0);
    }
}

/* The last value is a field, with the value in force struck out before it when they differ; the earlier ones stand below with the
 * ordinances that made them. */
static void
add_parameter (ReeveOrdinanceForm *self, const ReeveParameter *parameter)
{
  const ReeveParameterValue *last = &g_array_index (parameter->values, ReeveParameterValue, parameter->values->len - 1);
  const ReeveParameter *before = self->base == NULL ? NULL : reeve_ordinance_find_parameter (self->base, parameter->name);
  const ReeveParameterValue *held = before == NULL ? NULL : reeve_parameter_value_on (before, self->day);
  g_autofree char *title = g_strdelimit (g_strdup (parameter->name), "-", ' '), *path = NULL;
  GtkWidget *line = reeve_wrap_box_new (8, 4);
  gboolean own = is_own_parameter (self, parameter->name), editable = self->editable, amount = last->schedule == NULL && last->list == NULL;

  if (!own)
    return;
  if (held != NULL)
    add_struck (self, REEVE_WRAP_BOX (line), parameter->name, held->text);
  if (last->from == G_MININT32)
    path = g_strdup_printf ("parameters/%s", parameter->name);
  else
    path = g_strdup_printf ("parameters/%s/%u/value", parameter->name, parameter->values->len - 1);
  if (is_there (self, path))
    {
      g_autofree char *value = reeve_edit_get (reeve_draft_get_text (self->draft), path, NULL);

      self->editable = editable && value != NULL;   /* a list is changed in the source */
      reeve_wrap_box_append (REEVE_WRAP_BOX (line), value == NULL ? label_new (last->text, "rule-entry")
                                                                  : field_new (self, title, path, path, amount ? REEVE_LAW_AMOUNT : REEVE_LAW_LINE, NULL, parameter->type));
      self->editable = editable;
    }
  if (last->from != G_MININT32)
    {
      g_autofree char *from = g_strdup_printf ("parameters/%s/%u/from", parameter->name, parameter->values->len - 1);

      reeve_wrap_box_append (REEVE_WRAP_BOX (line), label_new (C_ ("day", "from"), "secondary"));
      reeve_wrap_box_append (REEVE_WRAP_BOX (line), field_new (self, _("From which day"), from, from, REEVE_LAW_LINE, NULL, REEVE_TYPE_DATE));
    }
  attach (self, title, line);
  for (guint i = parameter->values->len; parameter->values->len > 1 && i-- > 0;)
    {
      const ReeveParameterValue *value = &g_array_index (parameter->values, ReeveParameterValue, i);
      g_autofree char *since = NULL, *words = NULL;

      if (value->from == G_MININT32)
        continue;
      since = reeve_word_day (value->from, FALSE);
      /* Translators: a value of an ordinance, the day it took effect, the ordinance that made it */
      words = value->source != NULL ? g_strdup_printf (_("%s from %s (%s)"), value->text, since, value->source)
                                    : g_strdup_printf (C_("value, day", "%s from %s"), value->text, since);
      attach_below (self, label_new (words, "caption-2"));
    }
  if (self->editable && last->from != G_MININT32 && amount)
    add_dated_button (self, parameter, last);
}

/* ---- the whole ------------------------------------------------------------------------------------------------------------------ */

static const ReeveProvisionVersion *
version_of (ReeveOrdinanceForm *self, const ReeveProvision *provision)
{
  const ReeveProvisionVersion *version = reeve_provision_version_on (provision, self->day);

  return version != NULL ? version : g_ptr_array_index (provision->versions, provision->versions->len - 1);
}

static void
build (ReeveOrdinanceForm *self, ReeveOrdinance *ordinance, const ReeveProvision *provision, const ReeveProvisionVersion *version)
{
  g_autoptr (GPtrArray) parameters = list_parameters (version);
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 8, "margin-top", 12, "margin-bottom", 16,
                                 "margin-start", 14, "margin-end", 14, NULL);
  guint index = 0, n;
  const ReeveLawGroup *groups = reeve_law_groups (&n);

  g_ptr_array_find (provision->versions, version, &index);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_ptr_array_set_size (self->fields, 0);
  g_ptr_array_set_size (self->struck, 0);
  self->about = version->about;
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);
  self->row = 0;
  self->broken = label_new ("", "problem-text");
  self->sentences = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->points = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->sentences, "law");
  add_fields (self, "", provision->id, index);
  for (guint i = 0; i < parameters->len; i++)
    {
      const ReeveParameter *parameter = reeve_ordinance_find_parameter (ordinance, g_ptr_array_index (parameters, i));

      if (parameter != NULL)
        add_parameter (self, parameter);
    }
  attach (self, _("In words"), self->sentences);
  for (guint i = 0; i < n; i++)
    add_group (self, &groups[i], provision->id, index, version);
  add_fields (self, "more", provision->id, index);
  gtk_box_append (GTK_BOX (box), self->broken);
  gtk_box_append (GTK_BOX (box), self->grid);
  gtk_box_append (GTK_BOX (box), self->points);
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
add_point (ReeveOrdinanceForm *self, const char *icon, const char *words)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "valign", GTK_ALIGN_START, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                               NULL));
  gtk_box_append (GTK_BOX (row), label_new (words, "caption-2"));
  gtk_box_append (GTK_BOX (self->points), row);
}

/* The parts whose words follow from the others. */
static void
update_words (ReeveOrdinanceForm *self, ReeveOrdinance *ordinance, const ReeveProvision *provision, const ReeveProvisionVersion *version)
{
  g_autoptr (GPtrArray) sentences = reeve_provision_sentences (ordinance, version, self->day), remarks = NULL;
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
  remarks = reeve_provision_list_remarks (ordinance, provision, version, self->day);
  for (guint i = 0; i < remarks->len; i++)
    add_point (self, "dialog-warning-symbolic", g_ptr_array_index (remarks, i));
  for (guint i = 0; i < REEVE_N_CHECKPOINTS; i++)
    if (reeve_provision_check_point (ordinance, provision, version, i) == REEVE_CHECKED_MISSING)
      {
        /* Translators: a part of a law that a draft does not have yet, and the question it answers */
        g_autofree char *words = g_strdup_printf (_("Not said: %s. %s"), reeve_checkpoint_label (i), reeve_checkpoint_question (i));

        add_point (self, "dialog-information-symbolic", words);
      }
}

/* What decides which fields there are. */
static char *
signature_of (ReeveOrdinanceForm *self, ReeveDraft *draft, const ReeveProvision *provision, const ReeveProvisionVersion *version)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GPtrArray) parameters = list_parameters (version);
  ReeveOrdinance *ordinance = reeve_draft_get_ordinance (draft);
  static const char *const keys[] = { "require", "grounds", "defines", "quote", "on-miss" };
  guint index = 0, n;
  const ReeveLawGroup *groups = reeve_law_groups (&n);

  g_ptr_array_find (provision->versions, version, &index);
  g_string_append_printf (out, "%p %p %s %u %d", (gpointer) draft, (gpointer) self->base, provision->id, index, self->editable);
  for (guint i = 0; i < parameters->len; i++)
    {
      const ReeveParameter *parameter = reeve_ordinance_find_parameter (ordinance, g_ptr_array_index (parameters, i));

      g_string_append_printf (out, " %s %u", (char *) g_ptr_array_index (parameters, i), parameter == NULL ? 0 : parameter->values->len);
    }
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *path = find_key (self, provision->id, index, keys[i]);

      g_string_append_c (out, path != NULL ? '1' : '0');
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = find_key (self, provision->id, index, groups[i].group);
      g_auto (GStrv) names = path == NULL ? NULL : reeve_edit_list (reeve_draft_get_text (draft), path, NULL);

      g_string_append_printf (out, " %s:%u", groups[i].group, names == NULL ? 0 : g_strv_length (names) + 1);
    }
  return g_string_free (out, FALSE);
}

/* What stands here instead of fields. */
static GtkWidget *
nothing_new (ReeveDraft *draft, ReeveOrdinance *ordinance)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 8, "margin-top", 24, "margin-start", 16, "margin-end", 16, NULL), *button;
  g_autofree char *words = NULL;

  if (draft == NULL || ordinance != NULL)
    {
      gtk_box_append (GTK_BOX (box), label_new (_("Choose a provision from the list."), "secondary"));
      return box;
    }
  words = g_strdup_printf (_("The text has an error at line %u, so that it cannot be shown as a form."), reeve_draft_get_broken_line (draft));
  gtk_box_append (GTK_BOX (box), label_new (words, "problem-text"));
  button = gtk_button_new_with_label (_("Put it right in the source"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "ordinance.toggle-view");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), button);
  return box;
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
      adw_bin_set_child (ADW_BIN (self), NULL);
      g_ptr_array_set_size (self->fields, 0);
      g_ptr_array_set_size (self->struck, 0);
      g_clear_pointer (&self->signature, g_free);
      adw_bin_set_child (ADW_BIN (self), nothing_new (draft, ordinance));
      return;
    }
  self->editable = editable && reeve_ordinance_get_home (ordinance, found) == ordinance;
  version = version_of (self, found);
  signature = signature_of (self, draft, found, version);
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
        g_autofree char *there = reeve_edit_get (reeve_draft_get_text (draft), field->to, NULL);
        g_autofree char *value = there != NULL || g_str_equal (field->to, field->path) ? g_strdup (there)
                                                                                       : reeve_edit_get (reeve_draft_get_text (draft), field->path, NULL);

        field_show (field, value);
      }
  update_struck (self, ordinance);
  update_words (self, ordinance, found, version);
}

void
reeve_ordinance_form_set_base (ReeveOrdinanceForm *self, ReeveOrdinance *base)
{
  g_return_if_fail (REEVE_IS_ORDINANCE_FORM (self));
  g_clear_pointer (&self->base, reeve_ordinance_unref);
  self->base = base == NULL ? NULL : reeve_ordinance_ref (base);
}

static void
reeve_ordinance_form_dispose (GObject *object)
{
  ReeveOrdinanceForm *self = REEVE_ORDINANCE_FORM (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->struck, g_ptr_array_unref);
  g_clear_pointer (&self->signature, g_free);
  g_clear_pointer (&self->base, reeve_ordinance_unref);
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
  self->struck = g_ptr_array_new ();
}
