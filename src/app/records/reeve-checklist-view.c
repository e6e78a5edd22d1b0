/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question at a time. Yes is no better than no: no colour judges an answer. An answer goes on to the next open question; the order is
 * fixed when the sheet is opened, so that nothing jumps while an officer works down it. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-checklist-view.h"
#include "reeve-checklist.h"
#include "reeve-text.h"
#include "reeve-wording.h"

#define NOT_OBSERVED "not-observed"

struct _ReeveChecklistView
{
  AdwBin parent_instance;

  GtkStack *stack;
  AdwStatusPage *none_page;
  GtkListBox *items;
  GtkWidget *question_box;
  GtkLabel *position_label, *settles_label, *last_label, *ask_label, *whom_label, *barrier_label, *wrong_label;
  GtkBox *law_box;
  GtkFlowBox *answers;
  GtkEntry *value_entry, *note_entry;

  ReeveCaseFile *file;
  GCancellable *reading;
  GPtrArray *entries;      /* ReeveChecklistEntry */
  GHashTable *given;       /* "item/practitioner" -> Answer */
  gint64 inspection, business;
  guint current;
  char *barrier;
  gboolean setting;
};

enum { ANSWERED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReeveChecklistView, reeve_checklist_view, ADW_TYPE_BIN)

typedef struct { gint64 id; char *answer, *note; } Answer;

static void
answer_free (Answer *answer)
{
  g_free (answer->answer);
  g_free (answer->note);
  g_free (answer);
}

static char *
answer_key (const char *item, gint64 practitioner)
{
  return g_strdup_printf ("%s/%" G_GINT64_FORMAT, item, practitioner);
}

static Answer *
given_to (ReeveChecklistView *self, const ReeveChecklistEntry *entry)
{
  g_autofree char *key = answer_key (entry->item->id, entry->practitioner);

  return self->given == NULL ? NULL : g_hash_table_lookup (self->given, key);
}

static const ReeveChecklistEntry *
current_entry (ReeveChecklistView *self)
{
  return self->entries != NULL && self->current < self->entries->len ? g_ptr_array_index (self->entries, self->current) : NULL;
}

/* The answer in words: "Yes", "not observed", "en, es". */
static char *
answer_words (const char *answer)
{
  if (answer == NULL)
    return NULL;
  if (g_str_equal (answer, "yes"))
    return g_strdup (_("Yes"));
  if (g_str_equal (answer, "no"))
    return g_strdup (_("No"));
  if (g_str_equal (answer, NOT_OBSERVED))
    return g_strdup (_("not observed"));
  if (*answer == '\0' || g_str_equal (answer, "none"))
    return g_strdup (_("none"));
  return g_strdup (answer);
}

/* Reading */

typedef struct { gint64 inspection, business; ReeveDay day; gboolean answers_only; } Request;
typedef struct { GPtrArray *entries; GHashTable *given; } Sheet;

static void
sheet_free (Sheet *sheet)
{
  g_clear_pointer (&sheet->entries, g_ptr_array_unref);
  g_clear_pointer (&sheet->given, g_hash_table_unref);
  g_free (sheet);
}

static gpointer
read_sheet (ReeveConn *conn, gpointer data, GError **error)
{
  const Request *request = data;
  g_autoptr (GError) local = NULL;
  ReeveStmt *stmt;
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) answer_free);
  if (!request->answers_only)
    sheet->entries = reeve_checklist_for_business (conn, request->business, request->day, &local);
  stmt = local != NULL ? NULL : reeve_conn_prepare (conn, "SELECT id, item, coalesce(practitioner_id, 0), answer, note FROM inspection_item WHERE inspection_id = ?1", &local);
  if (stmt != NULL)
    {
      reeve_stmt_bind_int (stmt, 1, request->inspection);
      while (reeve_stmt_step (stmt, &local))
        {
          Answer *answer = g_new0 (Answer, 1);

          answer->id = reeve_stmt_int (stmt, 0);
          answer->answer = g_strdup (reeve_stmt_text (stmt, 3));
          answer->note = g_strdup (reeve_stmt_text (stmt, 4));
          g_hash_table_replace (sheet->given, answer_key (reeve_stmt_text (stmt, 1), reeve_stmt_int (stmt, 2)), answer);
        }
      reeve_stmt_reset (stmt);
    }
  if (local == NULL)
    return sheet;
  g_propagate_error (error, g_steal_pointer (&local));
  sheet_free (sheet);
  return NULL;
}

static void show_question (ReeveChecklistView *self);

static GtkWidget *
item_row_new (guint number, const ReeveChecklistEntry *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *text = g_strdup_printf ("%u", number);
  GtkWidget *number_label = gtk_label_new (text), *ask = gtk_label_new (entry->item->ask), *answer = gtk_label_new (NULL);

  gtk_widget_add_css_class (number_label, "secondary");
  gtk_widget_add_css_class (number_label, "numeric");
  gtk_label_set_width_chars (GTK_LABEL (number_label), 2);
  gtk_label_set_xalign (GTK_LABEL (number_label), 1);
  gtk_label_set_ellipsize (GTK_LABEL (ask), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (ask), 0);
  gtk_widget_set_hexpand (ask, TRUE);
  gtk_widget_set_tooltip_text (ask, entry->item->ask);
  gtk_label_set_max_width_chars (GTK_LABEL (answer), 10);
  gtk_label_set_ellipsize (GTK_LABEL (answer), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (answer, "caption-2");
  gtk_widget_set_name (answer, "answer");
  gtk_box_append (GTK_BOX (box), number_label);
  gtk_box_append (GTK_BOX (box), ask);
  gtk_box_append (GTK_BOX (box), answer);
  return box;
}

static void
show_row_answer (ReeveChecklistView *self, guint index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->items, index);
  const ReeveChecklistEntry *entry = g_ptr_array_index (self->entries, index);
  const Answer *given = given_to (self, entry);
  GtkWidget *label = row == NULL ? NULL : gtk_widget_get_last_child (gtk_list_box_row_get_child (row));
  g_autofree char *words = given == NULL ? NULL : answer_words (given->answer), *spoken = NULL;

  if (label == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (label), words != NULL ? words : "");
  spoken = words != NULL ? g_strdup_printf (_("%s Answer: %s"), entry->item->ask, words) : g_strdup_printf (_("%s Not answered"), entry->item->ask);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  ReeveChecklistView *self = data;
  const ReeveChecklistEntry *entry = g_ptr_array_index (self->entries, gtk_list_box_row_get_index (row));
  const ReeveChecklistEntry *above = before == NULL ? NULL : g_ptr_array_index (self->entries, gtk_list_box_row_get_index (before));
  GtkWidget *label;

  if (above != NULL && above->settles == entry->settles)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (entry->settles ? _("Settles something") : _("The rest"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "section-bar");
  gtk_list_box_row_set_header (row, label);
}

static void
fill_items (ReeveChecklistView *self)
{
  GtkWidget *row;
  guint first_open = 0;

  self->setting = TRUE;
  gtk_list_box_set_header_func (self->items, NULL, NULL, NULL);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->items))) != NULL)
    gtk_list_box_remove (self->items, row);
  for (guint i = 0; i < self->entries->len; i++)
    {
      gtk_list_box_append (self->items, item_row_new (i + 1, g_ptr_array_index (self->entries, i)));
      show_row_answer (self, i);
    }
  gtk_list_box_set_header_func (self->items, header_cb, self, NULL);
  while (first_open < self->entries->len && given_to (self, g_ptr_array_index (self->entries, first_open)) != NULL)
    first_open++;
  self->current = first_open < self->entries->len ? first_open : 0;
  gtk_list_box_select_row (self->items, gtk_list_box_get_row_at_index (self->items, self->current));
  self->setting = FALSE;
  show_question (self);
}

static void
sheet_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveChecklistView) self = data;
  g_autoptr (GError) error = NULL;
  Sheet *sheet = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, &error);

  if (sheet == NULL || self->file == NULL)
    {
      if (error != NULL && self->file != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        reeve_case_file_set_problem (self->file, error->message);
      g_clear_pointer (&sheet, sheet_free);
      return;
    }
  g_clear_pointer (&self->given, g_hash_table_unref);
  self->given = g_steal_pointer (&sheet->given);
  if (sheet->entries != NULL)
    {
      g_clear_pointer (&self->entries, g_ptr_array_unref);
      self->entries = g_steal_pointer (&sheet->entries);
      adw_status_page_set_description (self->none_page, _("No ordinance in force that day asks anything of a visit."));
      gtk_stack_set_visible_child_name (self->stack, self->entries->len > 0 ? "sheet" : "none");
      if (self->entries->len > 0)
        fill_items (self);
    }
  else
    for (guint i = 0; self->entries != NULL && i < self->entries->len; i++)
      show_row_answer (self, i);
  sheet_free (sheet);
  g_signal_emit (self, signals[ANSWERED], 0);
}

static void
read_again (ReeveChecklistView *self, gboolean answers_only, ReeveDay day)
{
  Request *request = g_new0 (Request, 1);

  request->inspection = self->inspection;
  request->business = self->business;
  request->day = day;
  request->answers_only = answers_only;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  reeve_case_file_read_async (self->file, REEVE_LANE_DETAIL, read_sheet, request, g_free, (GDestroyNotify) sheet_free, self->reading, sheet_read_cb,
                              g_object_ref (self));
}

/* Writing */

typedef struct { gint64 inspection, practitioner; char *item, *answer, *note; } Given;

static void
given_free (Given *given)
{
  g_free (given->item);
  g_free (given->answer);
  g_free (given->note);
  g_free (given);
}

static gboolean
write_answer (ReeveTxn *txn, gpointer data, GError **error)
{
  const Given *given = data;
  g_autoptr (ReeveRecord) row = NULL;
  g_autoptr (ReeveRecord) visit = NULL;
  g_autoptr (GPtrArray) rows = reeve_conn_load_where (reeve_txn_get_conn (txn), "inspection_item", "inspection_id", given->inspection, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len && row == NULL; i++)
    if (g_strcmp0 (reeve_record_get (g_ptr_array_index (rows, i), "item"), given->item) == 0
        && reeve_record_get_integer (g_ptr_array_index (rows, i), "practitioner_id", 0) == given->practitioner)
      row = reeve_record_copy (g_ptr_array_index (rows, i));
  if (row == NULL)
    {
      row = reeve_record_new ("inspection_item");
      reeve_record_set_integer (row, "inspection_id", given->inspection);
      reeve_record_set (row, "item", given->item);
      if (given->practitioner != 0)
        reeve_record_set_integer (row, "practitioner_id", given->practitioner);
    }
  reeve_record_set (row, "answer", given->answer);
  reeve_record_set (row, "note", given->note);
  if (!(reeve_record_get_id (row) == 0 ? reeve_txn_insert (txn, row, error) : reeve_txn_update (txn, row, error)))
    return FALSE;
  /* the first answer begins the visit */
  visit = reeve_conn_load (reeve_txn_get_conn (txn), "inspection", given->inspection, error);
  if (visit == NULL)
    return FALSE;
  if (g_strcmp0 (reeve_record_get (visit, "status"), "planned") != 0)
    return TRUE;
  reeve_record_set (visit, "status", "begun");
  return reeve_txn_update (txn, visit, error);
}

static void
keep (ReeveChecklistView *self, const char *answer, const char *note)
{
  const ReeveChecklistEntry *entry = current_entry (self);
  Given *given = g_new0 (Given, 1);
  Answer *shown = g_new0 (Answer, 1);

  given->inspection = self->inspection;
  given->practitioner = entry->practitioner;
  given->item = g_strdup (entry->item->id);
  given->answer = g_strdup (answer);
  given->note = g_strdup (note);
  shown->answer = g_strdup (answer);
  shown->note = g_strdup (note);
  g_hash_table_replace (self->given, answer_key (entry->item->id, entry->practitioner), shown);
  show_row_answer (self, self->current);
  reeve_case_file_write (self->file, _("Answer a question of a visit"), write_answer, given, (GDestroyNotify) given_free, NULL, NULL, NULL);
  g_signal_emit (self, signals[ANSWERED], 0);
}

static void
go_to (ReeveChecklistView *self, guint index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->items, index);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->items, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
go_to_next_open (ReeveChecklistView *self)
{
  for (guint i = 1; i <= self->entries->len; i++)
    {
      guint index = (self->current + i) % self->entries->len;

      if (given_to (self, g_ptr_array_index (self->entries, index)) == NULL)
        {
          go_to (self, index);
          return;
        }
    }
  show_question (self);
}

static gboolean
go_on_cb (gpointer data)
{
  ReeveChecklistView *self = data;

  if (self->entries != NULL)
    go_to_next_open (self);
  return G_SOURCE_REMOVE;
}

static void
answer_current (ReeveChecklistView *self, const char *answer)
{
  const char *note = gtk_editable_get_text (GTK_EDITABLE (self->note_entry));

  if (current_entry (self) == NULL || self->barrier != NULL || reeve_case_file_is_read_only (self->file))
    return;
  keep (self, answer, *note == '\0' ? NULL : note);
  /* not at once: the next question removes the button that is being answered with */
  g_idle_add_full (G_PRIORITY_DEFAULT, go_on_cb, g_object_ref (self), g_object_unref);
}

/* The question */

static const char *
button_answer (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "answer");
}

static void
answer_toggled_cb (ReeveChecklistView *self, GtkWidget *button)
{
  if (!self->setting)
    answer_current (self, button_answer (button));
}

/* Several of a list: what is checked together is the answer. */
static void
part_toggled_cb (ReeveChecklistView *self)
{
  const ReeveChecklistEntry *entry = current_entry (self);
  const char *note = gtk_editable_get_text (GTK_EDITABLE (self->note_entry));
  g_autoptr (GString) answer = g_string_new (NULL);

  if (self->setting || entry == NULL || self->barrier != NULL)
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->answers)); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *button = gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child));

      if (GTK_IS_CHECK_BUTTON (button) && gtk_check_button_get_active (GTK_CHECK_BUTTON (button)))
        g_string_append_printf (answer, "%s%s", answer->len > 0 ? " " : "", button_answer (button));
    }
  keep (self, answer->len > 0 ? answer->str : "none", *note == '\0' ? NULL : note);
}

static void
add_answer (ReeveChecklistView *self, const char *answer, const char *label, const char *key, const char *given)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *words = gtk_label_new (label), *button = gtk_toggle_button_new ();

  if (key != NULL)
    {
      GtkWidget *key_label = g_object_new (GTK_TYPE_LABEL, "label", key, "valign", GTK_ALIGN_CENTER, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

      gtk_widget_add_css_class (key_label, "key");
      gtk_box_append (GTK_BOX (box), key_label);
    }
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "answer-button");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "answer", g_strdup (answer), g_free);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), g_strcmp0 (answer, given) == 0);
  g_signal_connect_object (button, "toggled", G_CALLBACK (answer_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_flow_box_append (self->answers, button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static void
add_part (ReeveChecklistView *self, const char *code, const char *given)
{
  GtkWidget *button = gtk_check_button_new_with_label (code);
  g_auto (GStrv) parts = g_strsplit (given != NULL ? given : "", " ", -1);

  g_object_set_data_full (G_OBJECT (button), "answer", g_strdup (code), g_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), g_strv_contains ((const char *const *) parts, code));
  g_signal_connect_object (button, "toggled", G_CALLBACK (part_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_flow_box_append (self->answers, button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static void
fill_answers (ReeveChecklistView *self, const ReeveChecklistEntry *entry, const char *given)
{
  GtkWidget *child;
  guint number = 1;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->answers))) != NULL)
    gtk_flow_box_remove (self->answers, child);
  if (entry->item->answers == REEVE_ANSWER_YES_NO)
    {
      add_answer (self, "yes", _("Yes"), C_("key", "Y 1"), given);
      add_answer (self, "no", _("No"), C_("key", "N 2"), given);
    }
  else if (entry->item->answers == REEVE_ANSWER_ONE_OF || entry->item->answers == REEVE_ANSWER_ANY_OF)
    for (char **code = entry->item->codes; code != NULL && *code != NULL; code++, number++)
      {
        g_autofree char *key = g_strdup_printf ("%u", number);

        if (entry->item->answers == REEVE_ANSWER_ONE_OF)
          add_answer (self, *code, *code, number <= 9 ? key : NULL, given);
        else
          add_part (self, *code, given);
      }
  if (entry->item->answers == REEVE_ANSWER_ANY_OF)
    add_answer (self, "none", _("None of these"), NULL, given);
  add_answer (self, NOT_OBSERVED, _("Not observed"), C_("key", "O"), given);
}

static gboolean
answer_is_typed (const ReeveItem *item)
{
  return item->answers == REEVE_ANSWER_NUMBER || item->answers == REEVE_ANSWER_LENGTH || item->answers == REEVE_ANSWER_AREA
         || item->answers == REEVE_ANSWER_MONEY || item->answers == REEVE_ANSWER_DATE;
}

const char *
reeve_checklist_typed_hint (const ReeveItem *item)
{
  switch (item->answers)
    {
    case REEVE_ANSWER_LENGTH:
      return _("a length with its unit: 36 inch, 8 ft");
    case REEVE_ANSWER_AREA:
      return _("an area with its unit: 80 sq ft");
    case REEVE_ANSWER_MONEY:
      return _("an amount: 75 USD");
    case REEVE_ANSWER_DATE:
      return _("a day: year-month-day");
    default:
      return _("a number");
    }
}

/* Is @text an answer of the item's kind? The same readers as everywhere else: numbers, and for the rest number and unit. */
gboolean
reeve_checklist_typed_is_valid (const ReeveItem *item, const char *text)
{
  ReeveDay day;
  char *end;

  if (item->answers == REEVE_ANSWER_DATE)
    return reeve_day_parse (text, -1, &day);
  g_ascii_strtod (text, &end);
  if (end == text)
    return FALSE;
  if (item->answers == REEVE_ANSWER_NUMBER)
    return *end == '\0';
  return *end == ' ' && g_ascii_isalpha (end[1]);
}

/* The first provision that reads the answer, whole, and where else it is read. */
static void
fill_law (ReeveChecklistView *self, const ReeveChecklistEntry *entry)
{
  const ReeveProvisionVersion *version;
  g_autoptr (GString) citations = NULL;
  GtkWidget *child, *law, *text, *citation;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->law_box))) != NULL)
    gtk_box_remove (self->law_box, child);
  if (entry->provisions->len == 0)
    return;
  version = g_ptr_array_index (entry->provisions, 0);
  citations = g_string_new (version->citation);
  for (guint i = 1; i < entry->provisions->len; i++)
    g_string_append_printf (citations, ", %s", ((const ReeveProvisionVersion *) g_ptr_array_index (entry->provisions, i))->citation);
  law = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  text = g_object_new (GTK_TYPE_LABEL, "label", version->text, "xalign", 0.0, "wrap", TRUE, NULL);
  citation = g_object_new (GTK_TYPE_LABEL, "label", citations->str, "xalign", 0.0, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (law, "law");
  gtk_widget_add_css_class (text, "law-text");
  gtk_widget_add_css_class (citation, "secondary");
  gtk_widget_add_css_class (citation, "caption-2");
  gtk_box_append (GTK_BOX (law), text);
  gtk_box_append (GTK_BOX (law), citation);
  gtk_box_append (self->law_box, law);
}

static void
show_question (ReeveChecklistView *self)
{
  const ReeveChecklistEntry *entry = current_entry (self);
  const Answer *given = entry == NULL ? NULL : given_to (self, entry);
  g_autofree char *position = NULL, *last = NULL, *whom = NULL, *words = NULL, *day = NULL;

  if (entry == NULL)
    return;
  self->setting = TRUE;
  position = g_strdup_printf (_("%u of %u"), self->current + 1, self->entries->len);
  gtk_label_set_text (self->position_label, position);
  gtk_widget_set_visible (GTK_WIDGET (self->settles_label), entry->settles);
  gtk_label_set_text (self->ask_label, entry->item->ask);
  whom = entry->of_whom == NULL ? NULL : g_strdup_printf (_("Asked about practitioner %s"), entry->of_whom);
  gtk_label_set_text (self->whom_label, whom != NULL ? whom : "");
  gtk_widget_set_visible (GTK_WIDGET (self->whom_label), whom != NULL);
  words = answer_words (entry->last_answer);
  day = reeve_word_date (entry->last_date);
  last = words == NULL ? g_strdup (_("not asked before")) : g_strdup_printf (_("last time, %s: %s"), day, words);
  gtk_label_set_text (self->last_label, last);
  fill_law (self, entry);
  fill_answers (self, entry, given == NULL ? NULL : given->answer);
  gtk_widget_set_visible (GTK_WIDGET (self->value_entry), answer_is_typed (entry->item));
  gtk_entry_set_placeholder_text (self->value_entry, reeve_checklist_typed_hint (entry->item));
  gtk_editable_set_text (GTK_EDITABLE (self->value_entry),
                         given != NULL && answer_is_typed (entry->item) && !g_str_equal (given->answer, NOT_OBSERVED) ? given->answer : "");
  gtk_editable_set_text (GTK_EDITABLE (self->note_entry), given != NULL && given->note != NULL ? given->note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->wrong_label), FALSE);
  gtk_label_set_text (self->barrier_label, self->barrier != NULL ? self->barrier : "");
  gtk_widget_set_visible (GTK_WIDGET (self->barrier_label), self->barrier != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->answers), self->barrier == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->value_entry), self->barrier == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->note_entry), self->barrier == NULL && given != NULL);
  self->setting = FALSE;
}

static void
row_selected_cb (ReeveChecklistView *self, GtkListBoxRow *row)
{
  if (self->setting || row == NULL)
    return;
  self->current = gtk_list_box_row_get_index (row);
  show_question (self);
}

static void
value_activate_cb (ReeveChecklistView *self)
{
  const ReeveChecklistEntry *entry = current_entry (self);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->value_entry))));

  if (entry == NULL)
    return;
  if (!reeve_checklist_typed_is_valid (entry->item, text))
    {
      g_autofree char *problem = g_strdup_printf (_("This cannot be read; it should be %s."), reeve_checklist_typed_hint (entry->item));

      gtk_label_set_text (self->wrong_label, problem);
      gtk_widget_set_visible (GTK_WIDGET (self->wrong_label), TRUE);
      return;
    }
  answer_current (self, text);
}

static void
note_activate_cb (ReeveChecklistView *self)
{
  const ReeveChecklistEntry *entry = current_entry (self);
  const Answer *given = entry == NULL ? NULL : given_to (self, entry);
  const char *note = gtk_editable_get_text (GTK_EDITABLE (self->note_entry));
  g_autofree char *answer = given == NULL ? NULL : g_strdup (given->answer);

  if (answer != NULL && self->barrier == NULL)
    keep (self, answer, *note == '\0' ? NULL : note);
}

/* Letters act only while the list or the answers have the focus, never in a text field. */
static gboolean
key_pressed_cb (ReeveChecklistView *self, guint key, guint code, GdkModifierType modifiers)
{
  const ReeveChecklistEntry *entry = current_entry (self);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  guint number;

  if (entry == NULL || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) || (focus != NULL && GTK_IS_TEXT (focus)))
    return GDK_EVENT_PROPAGATE;
  key = gdk_keyval_to_lower (key);
  number = key >= GDK_KEY_1 && key <= GDK_KEY_9 ? key - GDK_KEY_0 : key >= GDK_KEY_KP_1 && key <= GDK_KEY_KP_9 ? key - GDK_KEY_KP_0 : 0;
  if (key == GDK_KEY_BackSpace && self->current > 0)
    go_to (self, self->current - 1);
  else if (key == gdk_unicode_to_keyval (g_utf8_get_char (C_("key for: not observed", "o"))))
    answer_current (self, NOT_OBSERVED);
  else if (key == GDK_KEY_t)
    gtk_widget_grab_focus (GTK_WIDGET (self->note_entry));
  else if (entry->item->answers == REEVE_ANSWER_YES_NO
           && (number == 1 || key == gdk_unicode_to_keyval (g_utf8_get_char (C_("key for: yes", "y")))))
    answer_current (self, "yes");
  else if (entry->item->answers == REEVE_ANSWER_YES_NO
           && (number == 2 || key == gdk_unicode_to_keyval (g_utf8_get_char (C_("key for: no", "n")))))
    answer_current (self, "no");
  else if (entry->item->answers == REEVE_ANSWER_YES_NO && number == 3)
    answer_current (self, NOT_OBSERVED);
  else if (entry->item->answers == REEVE_ANSWER_ONE_OF && number > 0 && number <= g_strv_length (entry->item->codes))
    answer_current (self, entry->item->codes[number - 1]);
  else if (answer_is_typed (entry->item) && key >= GDK_KEY_0 && key <= GDK_KEY_9)
    {
      char digit[2] = { (char) ('0' + (key - GDK_KEY_0)), '\0' };

      gtk_editable_set_text (GTK_EDITABLE (self->value_entry), digit);
      gtk_entry_grab_focus_without_selecting (self->value_entry);
      gtk_editable_set_position (GTK_EDITABLE (self->value_entry), -1);
    }
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
refreshed_cb (ReeveChecklistView *self)
{
  if (self->inspection != 0 && self->entries != NULL)
    read_again (self, TRUE, 0);
}

static void
reeve_checklist_view_dispose (GObject *object)
{
  ReeveChecklistView *self = REEVE_CHECKLIST_VIEW (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->setting = TRUE;
  /* the list asks for headings while it loses its rows, and the entries are gone by then */
  gtk_list_box_set_header_func (self->items, NULL, NULL, NULL);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->given, g_hash_table_unref);
  g_clear_pointer (&self->barrier, g_free);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (reeve_checklist_view_parent_class)->dispose (object);
}

static void
reeve_checklist_view_class_init (ReeveChecklistViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_checklist_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-checklist-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveChecklistView, answers);
  gtk_widget_class_bind_template_child (widget_class, ReeveChecklistView, ask_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveChecklistView, barrier_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveChecklistView, items);
  gtk_widget_class_bind_template_child (widget_class, ReeveChecklistView, last_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveChecklistView, law_box);
  gtk_widget_class_bind_template_child (widget_class, ReeveChecklistView, none_page);
  gtk_widget_class_bind_template_child (widget_class, ReeveChecklistView, note_entry);
  gtk_widget_class_bind_template_child (widget_class, ReeveChecklistView, position_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveChecklistView, question_box);
  gtk_widget_class_bind_template_child (widget_class, ReeveChecklistView, settles_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveChecklistView, stack);
  gtk_widget_class_bind_template_child (widget_class, ReeveChecklistView, value_entry);
  gtk_widget_class_bind_template_child (widget_class, ReeveChecklistView, whom_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveChecklistView, wrong_label);
  gtk_widget_class_bind_template_callback (widget_class, note_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, value_activate_cb);
  signals[ANSWERED] = g_signal_new ("answered", REEVE_TYPE_CHECKLIST_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
reeve_checklist_view_init (ReeveChecklistView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
reeve_checklist_view_set_file (ReeveChecklistView *self, ReeveCaseFile *file)
{
  g_return_if_fail (REEVE_IS_CHECKLIST_VIEW (self) && self->file == NULL);
  self->file = g_object_ref (file);
  g_signal_connect_object (file, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_SWAPPED);
}

void
reeve_checklist_view_load (ReeveChecklistView *self, gint64 inspection, gint64 business, ReeveDay day)
{
  g_return_if_fail (REEVE_IS_CHECKLIST_VIEW (self) && self->file != NULL);
  if (self->inspection == inspection && self->business == business && self->entries != NULL)
    return;
  reeve_checklist_view_clear (self);
  self->inspection = inspection;
  self->business = business;
  read_again (self, FALSE, day);
}

void
reeve_checklist_view_clear (ReeveChecklistView *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->given, g_hash_table_unref);
  self->inspection = self->business = 0;
  adw_status_page_set_description (self->none_page, _("Say which business is visited; its questions then stand here."));
  gtk_stack_set_visible_child_name (self->stack, "none");
}

void
reeve_checklist_view_set_barrier (ReeveChecklistView *self, const char *why)
{
  if (g_strcmp0 (why, self->barrier) == 0)
    return;
  g_free (self->barrier);
  self->barrier = g_strdup (why);
  show_question (self);
}

void
reeve_checklist_view_count (ReeveChecklistView *self, guint *ret_answered, guint *ret_all)
{
  *ret_answered = 0;
  *ret_all = self->entries == NULL ? 0 : self->entries->len;
  for (guint i = 0; i < *ret_all; i++)
    *ret_answered += given_to (self, g_ptr_array_index (self->entries, i)) != NULL;
}
