/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The questions are read off the main thread, since the ordinances in force have to be compiled for them. A neutral order and no colours, as
 * on the sheet of a visit: no answer is the better one. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-checklist-view.h"
#include "reeve-checklist.h"
#include "reeve-error.h"
#include "reeve-record-items.h"
#include "reeve-segments.h"
#include "reeve-wording.h"
#include "reeve-wrap-box.h"

#define NOT_OBSERVED "not-observed"

struct _ReeveRecordItems
{
  AdwBin parent_instance;

  ReeveCaseFile *file;
  const char *table;       /* of the dictionary */
  gint64 id;
  GCancellable *reading;
  GPtrArray *entries;      /* ReeveChecklistEntry */
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (ReeveRecordItems, reeve_record_items, ADW_TYPE_BIN)

static const ReeveCodeInfo yes_no_codes[] = {
  { "yes", NC_ ("code", "Yes") }, { "no", NC_ ("code", "No") }, { NOT_OBSERVED, NC_ ("code", "Not observed") }, { NULL, NULL },
};
static const ReeveFieldInfo yes_no_field = { .name = "answer", .label = NC_ ("field", "Answer"), .type = REEVE_FIELD_CODE, .codes = yes_no_codes };

/* --- keeping an answer --- */

typedef struct { const char *table; gint64 id; char *item, *answer; ReeveDay day; } Answering;

static void
answering_free (gpointer data)
{
  Answering *answering = data;

  g_free (answering->item);
  g_free (answering->answer);
  g_free (answering);
}

static gboolean
write_answer (ReeveTxn *txn, gpointer data, GError **error)
{
  const Answering *answering = data;

  return reeve_checklist_answer_record (txn, answering->table, answering->id, answering->item, answering->answer, answering->day, error);
}

static void
keep (ReeveRecordItems *self, const ReeveChecklistEntry *entry, const char *answer)
{
  Answering *answering;
  g_autofree char *name = NULL;

  if (self->setting || g_strcmp0 (answer, entry->last_answer) == 0)
    return;
  answering = g_new0 (Answering, 1);
  answering->table = self->table;
  answering->id = self->id;
  answering->item = g_strdup (entry->item->id);
  answering->answer = g_strdup (answer);
  answering->day = reeve_case_file_get_day (self->file);
  /* Translators: in the history; %s is a question of the ordinance */
  name = g_strdup_printf (_("Answer: %s"), entry->item->ask);
  reeve_case_file_write (self->file, name, write_answer, answering, answering_free, NULL, NULL, NULL);
}

static const ReeveChecklistEntry *
entry_of (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), "entry");
}

static void
chosen_cb (ReeveSegments *segments, ReeveRecordItems *self)
{
  keep (self, entry_of (segments), reeve_segments_get_value (segments));
}

static void
selected_cb (GtkDropDown *down, GParamSpec *spec, ReeveRecordItems *self)
{
  const ReeveChecklistEntry *entry = entry_of (down);
  guint n = g_strv_length (entry->item->codes), chosen = gtk_drop_down_get_selected (down);

  keep (self, entry, chosen == 0 || chosen > n + 1 ? NULL : chosen == n + 1 ? NOT_OBSERVED : entry->item->codes[chosen - 1]);
}

static void
toggled_cb (GtkWidget *check, ReeveRecordItems *self)
{
  GPtrArray *checks = g_object_get_data (G_OBJECT (check), "checks");
  GString *answer = g_string_new (NULL);

  for (guint i = 0; i < checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (checks, i)))
      g_string_append_printf (answer, "%s%s", answer->len > 0 ? " " : "", entry_of (check)->item->codes[i]);
  keep (self, entry_of (check), answer->len > 0 ? answer->str : "none");
  g_string_free (answer, TRUE);
}

static void
typed_cb (GtkWidget *entry_widget, ReeveRecordItems *self)
{
  const ReeveChecklistEntry *entry = entry_of (entry_widget);
  GtkLabel *problem = g_object_get_data (G_OBJECT (entry_widget), "problem");
  g_autofree char *text = NULL, *words = NULL;
  gboolean valid;

  if (self->setting)
    return;
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry_widget))));
  valid = *text == '\0' || reeve_checklist_typed_is_valid (entry->item, text);
  if (!valid)
    words = g_strdup_printf (_("This cannot be read; it should be %s."), reeve_checklist_typed_hint (entry->item));
  gtk_label_set_text (problem, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (problem), !valid);
  if (valid)
    keep (self, entry, *text == '\0' ? NULL : text);
}

static void
left_cb (GtkEventController *focus, ReeveRecordItems *self)
{
  typed_cb (gtk_event_controller_get_widget (focus), self);
}

/* --- the widgets --- */

static void
tie (GtkWidget *widget, const ReeveChecklistEntry *entry)
{
  g_object_set_data (G_OBJECT (widget), "entry", (gpointer) entry);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, entry->item->ask, -1);
}

static GtkWidget *
segments_new (ReeveRecordItems *self, const ReeveChecklistEntry *entry)
{
  GtkWidget *segments = g_object_new (REEVE_TYPE_SEGMENTS, "halign", GTK_ALIGN_START, NULL);

  reeve_segments_set_field (REEVE_SEGMENTS (segments), &yes_no_field);
  reeve_segments_set_value (REEVE_SEGMENTS (segments), entry->last_answer);
  tie (segments, entry);
  g_signal_connect_object (segments, "chosen", G_CALLBACK (chosen_cb), self, 0);
  return segments;
}

static GtkWidget *
one_of_new (ReeveRecordItems *self, const ReeveChecklistEntry *entry)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = 0, n = 0;
  GtkWidget *down;

  gtk_string_list_append (words, _("Not answered"));
  for (char **code = entry->item->codes; *code != NULL; code++, n++)
    {
      gtk_string_list_append (words, *code);
      if (g_strcmp0 (*code, entry->last_answer) == 0)
        selected = n + 1;
    }
  gtk_string_list_append (words, _("Not observed"));
  if (g_strcmp0 (entry->last_answer, NOT_OBSERVED) == 0)
    selected = n + 1;
  down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (down), selected);
  gtk_widget_set_halign (down, GTK_ALIGN_START);
  tie (down, entry);
  g_signal_connect_object (down, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  return down;
}

static GtkWidget *
any_of_new (ReeveRecordItems *self, const ReeveChecklistEntry *entry)
{
  GtkWidget *wrap = reeve_wrap_box_new (14, 4);
  GPtrArray *checks = g_ptr_array_new ();
  g_auto (GStrv) given = g_strsplit (entry->last_answer != NULL ? entry->last_answer : "", " ", -1);

  for (char **code = entry->item->codes; *code != NULL; code++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (*code);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_strv_contains ((const char *const *) given, *code));
      g_object_set_data (G_OBJECT (check), "entry", (gpointer) entry);
      g_object_set_data_full (G_OBJECT (check), "checks", g_ptr_array_ref (checks), (GDestroyNotify) g_ptr_array_unref);
      g_ptr_array_add (checks, check);
      g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);
      reeve_wrap_box_append (REEVE_WRAP_BOX (wrap), check);
    }
  g_ptr_array_unref (checks);
  return wrap;
}

static GtkWidget *
typed_new (ReeveRecordItems *self, const ReeveChecklistEntry *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *field = g_object_new (GTK_TYPE_ENTRY, "placeholder-text", reeve_checklist_typed_hint (entry->item), NULL);
  GtkWidget *problem = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "visible", FALSE, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  if (entry->last_answer != NULL && strcmp (entry->last_answer, NOT_OBSERVED) != 0)
    gtk_editable_set_text (GTK_EDITABLE (field), entry->last_answer);
  gtk_widget_add_css_class (problem, "wrong-text");
  tie (field, entry);
  g_object_set_data (G_OBJECT (field), "problem", problem);
  g_signal_connect_object (field, "activate", G_CALLBACK (typed_cb), self, 0);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, 0);
  gtk_widget_add_controller (field, focus);
  gtk_box_append (GTK_BOX (box), field);
  gtk_box_append (GTK_BOX (box), problem);
  return box;
}

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
question_new (ReeveRecordItems *self, const ReeveChecklistEntry *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *answer;
  GString *note = g_string_new (NULL);

  gtk_box_append (GTK_BOX (box), label_new (entry->item->ask, "field-label"));
  answer = entry->item->answers == REEVE_ANSWER_YES_NO   ? segments_new (self, entry)
           : entry->item->answers == REEVE_ANSWER_ONE_OF ? one_of_new (self, entry)
           : entry->item->answers == REEVE_ANSWER_ANY_OF ? any_of_new (self, entry)
                                                         : typed_new (self, entry);
  gtk_box_append (GTK_BOX (box), answer);
  if (entry->last_answer != NULL && entry->last_date != NULL)
    {
      g_autofree char *day = reeve_word_date (entry->last_date);

      g_string_append_printf (note, _("answered %s"), day);
    }
  for (guint i = 0; i < entry->provisions->len; i++)
    g_string_append_printf (note, "%s%s", note->len > 0 ? " · " : "", ((const ReeveProvisionVersion *) g_ptr_array_index (entry->provisions, i))->citation);
  if (note->len > 0)
    {
      GtkWidget *label = label_new (note->str, "secondary");

      gtk_widget_add_css_class (label, "caption-2");
      gtk_box_append (GTK_BOX (box), label);
    }
  g_string_free (note, TRUE);
  return box;
}

static void
show_entries (ReeveRecordItems *self, GPtrArray *entries)
{
  GtkWidget *box = NULL;

  self->setting = TRUE;
  if (entries->len > 0)
    {
      box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
      gtk_widget_add_css_class (box, "reeve-form");
      gtk_box_append (GTK_BOX (box), label_new (_("Asked by the ordinance"), "heading"));
      for (guint i = 0; i < entries->len; i++)
        gtk_box_append (GTK_BOX (box), question_new (self, g_ptr_array_index (entries, i)));
      gtk_widget_set_sensitive (box, !reeve_case_file_is_read_only (self->file));
    }
  adw_bin_set_child (ADW_BIN (self), box);
  /* the widgets that are gone pointed at the earlier entries */
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = g_ptr_array_ref (entries);
  self->setting = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), box != NULL);
}

/* --- reading --- */

typedef struct { const char *table; gint64 id; ReeveDay day; } Request;

static gpointer
read_entries (ReeveConn *conn, gpointer data, GError **error)
{
  const Request *request = data;

  return reeve_checklist_for_record (conn, request->table, request->id, request->day, error);
}

static gboolean
has_focus (ReeveRecordItems *self)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* While somebody works in it, the widgets stay: only what they compare with is renewed. */
static void
renew_answers (ReeveRecordItems *self, const GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      ReeveChecklistEntry *old = g_ptr_array_index (self->entries, i);
      const ReeveChecklistEntry *entry = g_ptr_array_index (entries, i);

      g_free (old->last_answer);
      old->last_answer = g_strdup (entry->last_answer);
    }
}

static gboolean
same_questions (const GPtrArray *a, const GPtrArray *b)
{
  gboolean same = a != NULL && a->len == b->len;

  for (guint i = 0; same && i < a->len; i++)
    same = strcmp (((const ReeveChecklistEntry *) g_ptr_array_index (a, i))->item->id, ((const ReeveChecklistEntry *) g_ptr_array_index (b, i))->item->id) == 0;
  return same;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReeveRecordItems) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, &error);

  if (self->file == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || g_error_matches (error, REEVE_ERROR, REEVE_ERROR_CANCELLED))
    return;
  if (entries == NULL)
    {
      if (error != NULL)
        reeve_case_file_set_problem (self->file, error->message);
      return;
    }
  if (has_focus (self) && same_questions (self->entries, entries))
    renew_answers (self, entries);
  else
    show_entries (self, entries);
}

static void
read_again (ReeveRecordItems *self)
{
  Request *request;

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->id == 0)
    return;
  self->reading = g_cancellable_new ();
  request = g_new0 (Request, 1);
  *request = (Request) { self->table, self->id, reeve_case_file_get_day (self->file) };
  reeve_case_file_read_async (self->file, REEVE_LANE_DETAIL, read_entries, request, g_free, (GDestroyNotify) g_ptr_array_unref, self->reading, read_cb,
                              g_object_ref (self));
}

static void
reeve_record_items_dispose (GObject *object)
{
  ReeveRecordItems *self = REEVE_RECORD_ITEMS (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->setting = TRUE;
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (reeve_record_items_parent_class)->dispose (object);
}

static void
reeve_record_items_class_init (ReeveRecordItemsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_record_items_dispose;
}

static void
reeve_record_items_init (ReeveRecordItems *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
reeve_record_items_new (ReeveCaseFile *file, const char *table, gint64 id)
{
  ReeveRecordItems *self = g_object_new (REEVE_TYPE_RECORD_ITEMS, NULL);

  self->file = g_object_ref (file);
  self->table = reeve_schema_find_table (table)->name;
  self->id = id;
  g_signal_connect_object (file, "refreshed", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
  read_again (self);
  return GTK_WIDGET (self);
}

void
reeve_record_items_show (ReeveRecordItems *self, gint64 id)
{
  g_return_if_fail (REEVE_IS_RECORD_ITEMS (self));
  if (id == self->id)
    return;
  self->id = id;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->setting = TRUE;
  adw_bin_set_child (ADW_BIN (self), NULL);
  self->setting = FALSE;
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  read_again (self);
}
