/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields made from the dictionary. A field is taken when it is left, chosen or activated: what was typed is read by reeve_field_parse(),
 * so "3/31/2027" becomes 2027-03-31 before the eyes; what cannot be read stays as typed, marked, with the reason under it, and is not written.
 * There is nothing to save: a stored record is written field by field, and every write can be undone. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-record-form.h"
#include "reeve-segments.h"
#include "reeve-text.h"
#include "reeve-wrap-box.h"

#define MOST_SEGMENTS 6 /* more codes than this become a drop-down */
#define MOST_CHECKS 16  /* more codes than this are typed */

typedef struct
{
  const ReeveFieldInfo *info;
  ReeveRecordForm *form;
  GtkWidget *widget;       /* what takes the focus */
  GtkWidget *frame;        /* what is marked wrong */
  GtkLabel *problem;
  gboolean wrong;
  gboolean at_odds;        /* wrong only together with another field */
  GtkWidget *combo;        /* of an open list: what is offered beside the entry */
  GPtrArray *checks;       /* of codes: GtkCheckButton beside info->codes */
  GtkWidget *other;        /* of codes of an open list: the entry for further ones */
  GArray *ids;             /* of a reference: gint64, beside the drop-down after its first row */
} Field;

static void
field_free (gpointer data)
{
  Field *field = data;

  g_clear_pointer (&field->checks, g_ptr_array_unref);
  g_clear_pointer (&field->ids, g_array_unref);
  g_free (field);
}

struct _ReeveRecordForm
{
  AdwBin parent_instance;

  GtkBox *box;
  ReeveCaseFile *file;
  const ReeveTableInfo *table;
  GPtrArray *fields;       /* Field */
  ReeveRecord *record;
  gboolean setting, touched;
};

enum { STORED, EDITED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReeveRecordForm, reeve_record_form, ADW_TYPE_BIN)

static const ReeveCodeInfo truth_codes[] = {
  { "1", NC_ ("code", "Yes") },
  { "0", NC_ ("code", "No") },
  { NULL, NULL },
};

static Field *
find_field (ReeveRecordForm *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (g_str_equal (((Field *) g_ptr_array_index (self->fields, i))->info->name, name))
      return g_ptr_array_index (self->fields, i);
  return NULL;
}

static void
set_problem (Field *field, const char *text)
{
  field->wrong = text != NULL;
  gtk_label_set_text (field->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (field->problem), text != NULL);
  if (text != NULL)
    gtk_widget_add_css_class (field->frame, "wrong");
  else
    gtk_widget_remove_css_class (field->frame, "wrong");
  gtk_accessible_update_state (GTK_ACCESSIBLE (field->widget), GTK_ACCESSIBLE_STATE_INVALID,
                               text != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static char *
checked_text (const Field *field)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < field->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (field->checks, i)))
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", field->info->codes[i].value);
  if (field->other != NULL)
    {
      g_autofree char *other = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (field->other))));

      if (*other != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", other);
    }
  if (text->len > 0)
    return g_string_free (text, FALSE);
  g_string_free (text, TRUE);
  return NULL;
}

/* What stands in the widget, as typed; NULL = nothing. Transfer full. */
static char *
typed_text (const Field *field)
{
  g_autofree char *text = NULL;

  if (field->checks != NULL)
    return checked_text (field);
  if (field->ids != NULL)
    {
      guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (field->widget));

      return chosen == 0 || chosen == GTK_INVALID_LIST_POSITION ? NULL
                                                                : g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (field->ids, gint64, chosen - 1));
    }

  if (REEVE_IS_SEGMENTS (field->widget))
    return g_strdup (reeve_segments_get_value (REEVE_SEGMENTS (field->widget)));
  if (GTK_IS_DROP_DOWN (field->widget))
    {
      guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (field->widget));

      return chosen == 0 || chosen == GTK_INVALID_LIST_POSITION ? NULL : g_strdup (field->info->codes[chosen - 1].value);
    }
  if (GTK_IS_TEXT_VIEW (field->widget))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (field->widget));
      GtkTextIter start, end;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
    }
  else
    text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (field->widget)));
  g_strstrip (text);
  return *text == '\0' ? NULL : g_steal_pointer (&text);
}

static char *
shown_text (const ReeveFieldInfo *info, const char *value)
{
  char *end;

  if (value == NULL)
    return g_strdup ("");
  if (info->type == REEVE_FIELD_MONEY)
    {
      gint64 cents = g_ascii_strtoll (value, &end, 10);

      return g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", cents / 100, (int) (cents % 100));
    }
  if (info->type == REEVE_FIELD_INSTANT && strlen (value) == 16)
    return g_strdup_printf ("%.10s %s", value, value + 11);
  if (info->type == REEVE_FIELD_CODE && info->codes != NULL)
    return g_strdup (reeve_code_label (info, value));
  return g_strdup (value);
}

static void
show_checks (Field *field, const char *value)
{
  g_auto (GStrv) codes = g_strsplit (value != NULL ? value : "", " ", -1);
  GString *other = g_string_new (NULL);

  for (guint i = 0; i < field->checks->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (field->checks, i), g_strv_contains ((const char *const *) codes, field->info->codes[i].value));
  for (guint c = 0; codes[c] != NULL; c++)
    {
      gboolean known = *codes[c] == '\0';

      for (guint i = 0; i < field->checks->len; i++)
        known |= g_str_equal (field->info->codes[i].value, codes[c]);
      if (!known)
        g_string_append_printf (other, "%s%s", other->len > 0 ? " " : "", codes[c]);
    }
  if (field->other != NULL)
    gtk_editable_set_text (GTK_EDITABLE (field->other), other->str);
  g_string_free (other, TRUE);
}

/* A record that is not among those offered is named by its number. */
static void
show_reference (Field *field, const char *value)
{
  gint64 id = value == NULL ? 0 : g_ascii_strtoll (value, NULL, 10);
  guint position = 0;

  for (guint i = 0; i < field->ids->len; i++)
    if (g_array_index (field->ids, gint64, i) == id)
      position = i + 1;
  if (id != 0 && position == 0)
    {
      /* Translators: a kind of record and its number in the file */
      g_autofree char *label = g_strdup_printf (C_("record", "%s %s"), reeve_table_label (reeve_schema_find_table (field->info->target)), value);

      g_array_append_val (field->ids, id);
      gtk_string_list_append (GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (field->widget))), label);
      position = field->ids->len;
    }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (field->widget), position);
}

static void
show_value (Field *field)
{
  const char *value = reeve_record_get (field->form->record, field->info->name);

  set_problem (field, NULL);
  if (field->checks != NULL)
    {
      show_checks (field, value);
      return;
    }
  if (field->ids != NULL)
    {
      show_reference (field, value);
      return;
    }
  if (REEVE_IS_SEGMENTS (field->widget))
    reeve_segments_set_value (REEVE_SEGMENTS (field->widget), value);
  else if (GTK_IS_DROP_DOWN (field->widget))
    {
      guint position = 0;

      for (guint i = 0; value != NULL && field->info->codes[i].value != NULL; i++)
        if (g_str_equal (field->info->codes[i].value, value))
          position = i + 1;
      gtk_drop_down_set_selected (GTK_DROP_DOWN (field->widget), position);
    }
  else
    {
      g_autofree char *text = shown_text (field->info, value);

      if (GTK_IS_TEXT_VIEW (field->widget))
        gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (field->widget)), text, -1);
      else
        gtk_editable_set_text (GTK_EDITABLE (field->widget), text);
    }
}

/* Takes what stands in the widget into the record. @ret_changed: it is another value than before. FALSE: it cannot be read. */
static gboolean
take_field (Field *field, gboolean *ret_changed)
{
  ReeveRecordForm *self = field->form;
  g_autoptr (GError) error = NULL;
  g_autofree char *typed = typed_text (field), *value = NULL;

  *ret_changed = FALSE;
  if (typed != NULL)
    {
      value = reeve_field_parse (field->info, typed, &error);
      if (value == NULL)
        {
          set_problem (field, error->message);
          return FALSE;
        }
    }
  else if (field->info->flags & REEVE_FIELD_REQUIRED)
    {
      set_problem (field, _("This is needed."));
      return FALSE;
    }
  *ret_changed = g_strcmp0 (value, reeve_record_get (self->record, field->info->name)) != 0;
  reeve_record_set (self->record, field->info->name, value);
  self->setting = TRUE;
  if (GTK_IS_TEXT_VIEW (field->widget))
    set_problem (field, NULL);
  else
    show_value (field);
  self->setting = FALSE;
  return TRUE;
}

/* The record as it is written, shared with the writer's thread. */
typedef struct { ReeveRecord *record; gatomicrefcount refs; } Writing;

static void
writing_unref (Writing *writing)
{
  if (!g_atomic_ref_count_dec (&writing->refs))
    return;
  reeve_record_free (writing->record);
  g_free (writing);
}

static gboolean
write_record (ReeveTxn *txn, gpointer data, GError **error)
{
  Writing *writing = data;

  if (strcmp (reeve_record_get_table (writing->record)->name, "premises") == 0)
    {
      /* the key follows the address */
      g_autofree char *key = reeve_address_key (reeve_record_get (writing->record, "address"), reeve_record_get (writing->record, "suite"));
      reeve_record_set (writing->record, "address_key", key);
    }
  if (reeve_record_get_id (writing->record) == 0)
    return reeve_txn_insert (txn, writing->record, error);
  return reeve_txn_update (txn, writing->record, error);
}

static void write_now (ReeveRecordForm *self, const char *name, const char *toast);

static void
written_cb (ReeveCaseFile *file, gint64 entry, const GError *error, gpointer owner)
{
  ReeveRecordForm *self = owner;
  Writing *writing = g_object_steal_data (owner, "writing");

  if (error != NULL)
    reeve_case_file_set_problem (file, error->message);
  else if (writing != NULL)
    {
      gint64 id = reeve_record_get_id (writing->record);

      if (self->record != NULL && reeve_record_get_id (self->record) == 0)
        {
          reeve_record_set_id (self->record, id);
          if (!reeve_record_equal (self->record, writing->record))
            write_now (self, NULL, NULL);   /* edited while it was being added */
        }
      g_signal_emit (self, signals[STORED], 0, id);
    }
  if (writing != NULL)
    writing_unref (writing);
}

static void
write_now (ReeveRecordForm *self, const char *name, const char *toast)
{
  g_autofree char *own_name = NULL;
  Writing *writing, *before;

  if (reeve_case_file_is_read_only (self->file))
    return;
  if (name == NULL)
    {
      const char *called = reeve_table_find_field (self->table, "name") >= 0 ? reeve_record_get (self->record, "name")
                           : reeve_table_find_field (self->table, "number") >= 0 ? reeve_record_get (self->record, "number") : NULL;

      own_name = called == NULL ? g_strdup_printf (_("Edit: %s"), reeve_table_label (self->table))
                                : g_strdup_printf (_("Edit %s: %s"), reeve_table_label (self->table), called);
    }
  writing = g_new0 (Writing, 1);
  g_atomic_ref_count_init (&writing->refs);
  g_atomic_ref_count_inc (&writing->refs);
  writing->record = reeve_record_copy (self->record);
  before = g_object_steal_data (G_OBJECT (self), "writing");
  if (before != NULL)
    writing_unref (before);
  g_object_set_data_full (G_OBJECT (self), "writing", writing, (GDestroyNotify) writing_unref);
  reeve_case_file_write (self->file, name != NULL ? name : own_name, write_record, writing, (GDestroyNotify) writing_unref, toast, written_cb, self);
}

/* Fields that belong together are written together: until they agree, the one that is at odds says so. */
static gboolean
is_whole (ReeveRecordForm *self)
{
  g_autoptr (GError) error = NULL;
  const char *name = NULL;
  Field *odd;

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *one = g_ptr_array_index (self->fields, i);

      if (one->at_odds)
        set_problem (one, NULL);
      one->at_odds = FALSE;
    }
  if (reeve_record_check_pairs (self->record, &name, &error))
    return TRUE;
  odd = find_field (self, name);
  if (odd == NULL)
    return TRUE;   /* what the page fills in itself */
  set_problem (odd, error->message);
  odd->at_odds = TRUE;
  return FALSE;
}

/* A field was left, chosen or activated. */
static void
field_done (Field *field)
{
  ReeveRecordForm *self = field->form;
  gboolean changed;

  if (self->setting || self->record == NULL || !take_field (field, &changed) || !changed)
    return;
  self->touched = TRUE;
  g_signal_emit (self, signals[EDITED], 0);
  if (reeve_record_get_id (self->record) != 0 && is_whole (self))
    write_now (self, NULL, NULL);
}

static GtkWidget *
drop_down_new (const ReeveFieldInfo *info)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_string_list_append (words, _("Not known"));
  for (const ReeveCodeInfo *code = info->codes; code->value != NULL; code++)
    gtk_string_list_append (words, reeve_code_label (info, code->value));
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL);
}

static const char *
hint_for (const ReeveFieldInfo *info)
{
  switch (info->type)
    {
    case REEVE_FIELD_DATE:
      return _("year-month-day");
    case REEVE_FIELD_DATE_OR_NONE:
      return _("year-month-day, or none");
    case REEVE_FIELD_INSTANT:
      return _("year-month-day hour:minute");
    case REEVE_FIELD_SCHEDULE:
      return _("Mon-Fri 10:00-20:00, Sat 10:00-18:00");
    case REEVE_FIELD_MONEY:
      return _("dollars");
    case REEVE_FIELD_CODES:
      return _("words, with spaces between");
    default:
      return NULL;
    }
}

static void
watch_leaving (Field *field, GtkWidget *widget)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (field_done), field);
  gtk_widget_add_controller (widget, focus);
}

static GtkWidget *
build_text_view (Field *field)
{
  GtkWidget *frame = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "min-content-height", 64,
                                   "propagate-natural-height", TRUE, "max-content-height", 240, NULL);

  field->widget = g_object_new (GTK_TYPE_TEXT_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), field->widget);
  gtk_widget_add_css_class (frame, "text-frame");
  watch_leaving (field, field->widget);
  return frame;
}

static GtkWidget *
build_entry (Field *field)
{
  field->widget = g_object_new (GTK_TYPE_ENTRY, "hexpand", TRUE, "placeholder-text", hint_for (field->info), NULL);
  g_signal_connect_swapped (field->widget, "activate", G_CALLBACK (field_done), field);
  watch_leaving (field, field->widget);
  return field->widget;
}

static void
offered_cb (Field *field)
{
  if (!field->form->setting && gtk_combo_box_get_active (GTK_COMBO_BOX (field->combo)) >= 0)
    field_done (field);
}

/* One code of an open list: those of the program are offered, another may be typed. */
static GtkWidget *
build_combo (Field *field)
{
  field->combo = gtk_combo_box_text_new_with_entry ();
  for (const ReeveCodeInfo *code = field->info->codes; code->value != NULL; code++)
    gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (field->combo), reeve_code_label (field->info, code->value));
  field->widget = gtk_combo_box_get_child (GTK_COMBO_BOX (field->combo));
  g_object_set (field->widget, "hexpand", TRUE, "placeholder-text", _("choose, or write another word"), NULL);
  g_signal_connect_swapped (field->combo, "changed", G_CALLBACK (offered_cb), field);
  g_signal_connect_swapped (field->widget, "activate", G_CALLBACK (field_done), field);
  watch_leaving (field, field->widget);
  return field->combo;
}

static GtkWidget *
build_checks (Field *field)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *wrap = reeve_wrap_box_new (14, 4);

  field->checks = g_ptr_array_new ();
  for (const ReeveCodeInfo *code = field->info->codes; code->value != NULL; code++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (reeve_code_label (field->info, code->value));

      g_signal_connect_swapped (check, "toggled", G_CALLBACK (field_done), field);
      reeve_wrap_box_append (REEVE_WRAP_BOX (wrap), check);
      g_ptr_array_add (field->checks, check);
    }
  gtk_box_append (GTK_BOX (box), wrap);
  if (field->info->flags & REEVE_FIELD_OPEN)
    {
      field->other = g_object_new (GTK_TYPE_ENTRY, "placeholder-text", _("others, with spaces between"), NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (field->other), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Others"), -1);
      g_signal_connect_swapped (field->other, "activate", G_CALLBACK (field_done), field);
      watch_leaving (field, field->other);
      gtk_box_append (GTK_BOX (box), field->other);
    }
  field->widget = box;
  return box;
}

static GtkWidget *
build_reference (Field *field)
{
  const char *const none[] = { _("None"), NULL };

  field->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  field->widget = gtk_drop_down_new (G_LIST_MODEL (gtk_string_list_new (none)), NULL);
  g_signal_connect_swapped (field->widget, "notify::selected", G_CALLBACK (field_done), field);
  return field->widget;
}

static GtkWidget *
build_segments (Field *field)
{
  static ReeveFieldInfo truth = { .type = REEVE_FIELD_CODE, .codes = truth_codes };
  ReeveFieldInfo *named;

  field->widget = g_object_new (REEVE_TYPE_SEGMENTS, NULL);
  if (field->info->type == REEVE_FIELD_TRUTH)
    {
      named = g_memdup2 (&truth, sizeof truth);
      named->name = field->info->name;
      named->label = field->info->label;
      g_object_set_data_full (G_OBJECT (field->widget), "truth-field", named, g_free);
      reeve_segments_set_field (REEVE_SEGMENTS (field->widget), named);
    }
  else
    reeve_segments_set_field (REEVE_SEGMENTS (field->widget), field->info);
  g_signal_connect_swapped (field->widget, "chosen", G_CALLBACK (field_done), field);
  return field->widget;
}

static guint
count_codes (const ReeveFieldInfo *info)
{
  guint n = 0;

  while (info->codes != NULL && info->codes[n].value != NULL)
    n++;
  return n;
}

static GtkWidget *
build_field (ReeveRecordForm *self, const ReeveFieldInfo *info)
{
  Field *field = g_new0 (Field, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = gtk_label_new (reeve_field_label (info));
  gboolean closed = info->type == REEVE_FIELD_CODE && info->codes != NULL && !(info->flags & REEVE_FIELD_OPEN);

  field->info = info;
  field->form = self;
  field->problem = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "visible", FALSE, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (field->problem), "wrong-text");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "field-label");
  if (info->type == REEVE_FIELD_TRUTH || (closed && count_codes (info) <= MOST_SEGMENTS))
    field->frame = build_segments (field);
  else if (closed)
    {
      field->frame = field->widget = drop_down_new (info);
      g_signal_connect_swapped (field->widget, "notify::selected", G_CALLBACK (field_done), field);
    }
  else if (info->type == REEVE_FIELD_LONG_TEXT)
    field->frame = build_text_view (field);
  else if (info->type == REEVE_FIELD_REFERENCE)
    field->frame = build_reference (field);
  else if (info->type == REEVE_FIELD_CODE && info->codes != NULL)
    field->frame = build_combo (field);
  else if (info->type == REEVE_FIELD_CODES && info->codes != NULL && count_codes (info) <= MOST_CHECKS)
    field->frame = build_checks (field);
  else
    field->frame = build_entry (field);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), field->widget);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field->widget), GTK_ACCESSIBLE_PROPERTY_LABEL, reeve_field_label (info), -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (field->widget), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, field->problem, NULL, -1);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), field->frame);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (field->problem));
  g_ptr_array_add (self->fields, field);
  return box;
}

static void
add_heading (ReeveRecordForm *self, const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "margin-top", 8, NULL);

  gtk_widget_add_css_class (label, "section-label");
  gtk_box_append (self->box, label);
}

static void
add_row (ReeveRecordForm *self, const char *names)
{
  g_auto (GStrv) parts = g_strsplit (names, " ", -1);
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_HORIZONTAL, "spacing", 12, "homogeneous", g_strv_length (parts) > 1, NULL);

  for (char **name = parts; *name != NULL; name++)
    {
      int index = reeve_table_find_field (self->table, *name);

      g_assert (index >= 0);
      gtk_box_append (GTK_BOX (row), build_field (self, &self->table->fields[index]));
    }
  gtk_box_append (self->box, row);
}

static void
reeve_record_form_dispose (GObject *object)
{
  ReeveRecordForm *self = REEVE_RECORD_FORM (object);

  /* the field widgets hold pointers to the fields: they go first */
  self->setting = TRUE;
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->record, reeve_record_free);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (reeve_record_form_parent_class)->dispose (object);
}

static void
reeve_record_form_class_init (ReeveRecordFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_record_form_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_FORM);
  signals[STORED] = g_signal_new ("stored", REEVE_TYPE_RECORD_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[EDITED] = g_signal_new ("edited", REEVE_TYPE_RECORD_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
reeve_record_form_init (ReeveRecordForm *self)
{
  self->fields = g_ptr_array_new_with_free_func (field_free);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_widget_add_css_class (GTK_WIDGET (self), "reeve-form");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

void
reeve_record_form_setup (ReeveRecordForm *self, ReeveCaseFile *file, const char *table, const char *const *rows)
{
  g_return_if_fail (REEVE_IS_RECORD_FORM (self) && self->file == NULL);
  self->file = g_object_ref (file);
  self->table = reeve_schema_find_table (table);
  for (guint i = 0; rows[i] != NULL; i++)
    if (rows[i][0] == '#')
      add_heading (self, _(rows[i]) + 1);
    else if (rows[i][0] == '@')
      gtk_box_append (self->box, g_object_new (ADW_TYPE_BIN, "name", rows[i] + 1, NULL));
    else
      add_row (self, rows[i]);
  gtk_widget_set_sensitive (GTK_WIDGET (self->box), !reeve_case_file_is_read_only (file));
}

void
reeve_record_form_fill_slot (ReeveRecordForm *self, const char *slot, GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->box)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (ADW_IS_BIN (child) && g_strcmp0 (gtk_widget_get_name (child), slot) == 0)
      adw_bin_set_child (ADW_BIN (child), widget);
}

void
reeve_record_form_offer (ReeveRecordForm *self, const char *field, gint64 id, const char *label)
{
  Field *found = find_field (self, field);
  const char *const labels[] = { label, NULL };
  GtkStringList *model;
  guint at = 0;

  g_return_if_fail (REEVE_IS_RECORD_FORM (self) && found != NULL && found->ids != NULL);
  self->setting = TRUE;
  model = GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (found->widget)));
  while (at < found->ids->len && g_array_index (found->ids, gint64, at) != id)
    at++;
  gtk_string_list_splice (model, at + 1, at < found->ids->len ? 1 : 0, labels);
  if (at == found->ids->len)
    g_array_append_val (found->ids, id);
  if (self->record != NULL && !found->wrong)
    show_value (found);
  self->setting = FALSE;
}

gboolean
reeve_record_form_has_field (ReeveRecordForm *self, const char *field)
{
  return find_field (self, field) != NULL;
}

void
reeve_record_form_set_record (ReeveRecordForm *self, ReeveRecord *record)
{
  g_return_if_fail (REEVE_IS_RECORD_FORM (self) && self->file != NULL && record != NULL);
  if (self->record != record)
    g_clear_pointer (&self->record, reeve_record_free);
  self->record = record;
  self->setting = TRUE;
  for (guint i = 0; i < self->fields->len; i++)
    show_value (g_ptr_array_index (self->fields, i));
  self->setting = FALSE;
  self->touched = FALSE;
}

gboolean
reeve_record_form_load (ReeveRecordForm *self, gint64 id)
{
  g_autoptr (GError) error = NULL;
  ReeveRecord *record = reeve_conn_load (reeve_case_file_get_conn (self->file), self->table->name, id, &error);

  if (record == NULL)
    {
      if (error != NULL && !g_error_matches (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND))
        reeve_case_file_set_problem (self->file, error->message);
      return FALSE;
    }
  if (self->record != NULL && reeve_record_get_id (self->record) == id)
    {
      /* read again after a change: leave alone the field that is being typed in, and those that are wrong */
      g_clear_pointer (&self->record, reeve_record_free);
      self->record = record;
      self->setting = TRUE;
      for (guint i = 0; i < self->fields->len; i++)
        {
          Field *field = g_ptr_array_index (self->fields, i);
          gboolean inside = (gtk_widget_get_state_flags (field->widget) & (GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_FOCUS_WITHIN)) != 0;

          if (!field->wrong && (!inside || REEVE_IS_SEGMENTS (field->widget) || GTK_IS_DROP_DOWN (field->widget)))
            show_value (field);
        }
      self->setting = FALSE;
      return TRUE;
    }
  reeve_record_form_set_record (self, record);
  return TRUE;
}

const ReeveRecord *
reeve_record_form_get_record (ReeveRecordForm *self)
{
  g_return_val_if_fail (REEVE_IS_RECORD_FORM (self), NULL);
  return self->record;
}

void
reeve_record_form_set_value (ReeveRecordForm *self, const char *field, const char *value)
{
  Field *shown;

  g_return_if_fail (REEVE_IS_RECORD_FORM (self) && self->record != NULL);
  if (g_strcmp0 (reeve_record_get (self->record, field), value) == 0)
    return;
  reeve_record_set (self->record, field, value);
  self->touched = TRUE;
  shown = find_field (self, field);
  self->setting = TRUE;
  if (shown != NULL)
    show_value (shown);
  self->setting = FALSE;
  if (reeve_record_get_id (self->record) != 0)
    write_now (self, NULL, NULL);
}

gboolean
reeve_record_form_check (ReeveRecordForm *self)
{
  Field *first_wrong = NULL;
  gboolean changed;

  g_return_val_if_fail (REEVE_IS_RECORD_FORM (self) && self->record != NULL, FALSE);
  for (guint i = 0; i < self->fields->len; i++)
    if (!take_field (g_ptr_array_index (self->fields, i), &changed) && first_wrong == NULL)
      first_wrong = g_ptr_array_index (self->fields, i);
  if (first_wrong == NULL && !is_whole (self))
    for (guint i = 0; i < self->fields->len; i++)
      if (((Field *) g_ptr_array_index (self->fields, i))->at_odds)
        first_wrong = g_ptr_array_index (self->fields, i);
  if (first_wrong != NULL)
    gtk_widget_child_focus (first_wrong->widget, GTK_DIR_TAB_FORWARD);
  return first_wrong == NULL;
}

gboolean
reeve_record_form_store (ReeveRecordForm *self, const char *name, const char *toast)
{
  if (!reeve_record_form_check (self))
    return FALSE;
  write_now (self, name, toast);
  self->touched = FALSE;
  return TRUE;
}

void
reeve_record_form_focus (ReeveRecordForm *self, const char *field)
{
  Field *found = find_field (self, field);

  if (found != NULL && !gtk_widget_grab_focus (found->widget))
    gtk_widget_child_focus (found->widget, GTK_DIR_TAB_FORWARD);
}

gboolean
reeve_record_form_is_touched (ReeveRecordForm *self)
{
  g_return_val_if_fail (REEVE_IS_RECORD_FORM (self), FALSE);
  return self->touched;
}

void
reeve_record_form_set_reference (ReeveRecordForm *self, const char *field, gint64 id)
{
  g_autofree char *text = id == 0 ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, id);

  reeve_record_form_set_value (self, field, text);
}
