/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All three parts are live: giving a column another meaning changes the plan. The plan is the dry run of the very walk that will import,
 * so what is shown is what will be done. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-import-job.h"
#include "reeve-import-page.h"
#include "reeve-wording.h"

#define PREVIEW_ROWS 6
/* After the last change of a meaning, before the plan is made anew. */
#define PLAN_DELAY_MS 250

typedef enum { PLAN_ADDED, PLAN_CHANGED, PLAN_SAME, PLAN_REFUSED, N_PLANS } Plan;

static const struct { const char *icon, *title, *line; } plan_infos[N_PLANS] = {
  { "list-add-symbolic", N_("added"), N_("not in the file before") },
  { "document-edit-symbolic", N_("changed"), N_("known already, with other values") },
  { "object-select-symbolic", N_("the same"), N_("not touched") },
  { "process-stop-symbolic", N_("refused"), N_("kept with their reasons, can be put right later") },
};

struct _ReeveImportPage
{
  ReevePage parent_instance;

  GtkStack *stack;
  AdwStatusPage *choose_page;
  GtkButton *choose_button;
  GtkLabel *name_label, *head_label, *columns_label, *forbidden_label, *lines_title, *lines_end, *foot_label, *import_label;
  GtkEntry *what_entry;
  GtkDropDown *kind_drop;
  GtkGrid *columns_grid;
  GtkWidget *columns_scroller, *forbidden_box, *rejects_button, *import_button;
  GtkListBox *plan_list;
  GtkListView *lines_view;

  GtkFileChooserNative *chooser;
  char *path;
  const ReeveImportKind *kind;
  ReeveImport *import;            /* for head and preview only */
  GHashTable *mapping;            /* field -> column (NULL = not read) */
  GtkLabel *numbers[N_PLANS];
  Plan plan;
  ReeveImportResult *result;      /* of the plan, or NULL */
  GCancellable *cancellable;      /* of what runs, or NULL */
  gboolean importing;
  guint plan_delay;
  guint columns_idle, next_column;   /* columns are shown one by one */
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (ReeveImportPage, reeve_import_page, REEVE_TYPE_PAGE)

static void look (ReeveImportPage *self, const ReeveImportKind *kind);

static void
stop (ReeveImportPage *self)
{
  g_clear_handle_id (&self->plan_delay, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static const char *
kind_label (const ReeveImportKind *kind)
{
  return _(kind->label);
}

/* --- the plan --- */

static gint64
plan_number (const ReeveImportCounts *counts, Plan plan)
{
  const gint64 numbers[N_PLANS] = { counts->added, counts->changed, counts->unchanged, counts->refused };

  return numbers[plan];
}

static void
show_lines (ReeveImportPage *self)
{
  g_autoptr (GtkStringList) lines = gtk_string_list_new (NULL);
  g_autoptr (GtkNoSelection) model = NULL;
  g_autofree char *title = NULL, *number = NULL;
  const GPtrArray *texts;
  guint shown = 0;

  if (self->result != NULL && self->plan == PLAN_REFUSED)
    {
      texts = reeve_import_get_refusals (self->result->import);
      for (guint i = 0; i < texts->len; i++)
        {
          const ReeveImportRefusal *refusal = g_ptr_array_index (texts, i);
          /* Translators: a refused row: its line in the file, and why */
          g_autofree char *row = reeve_word_count (refusal->line);
          g_autofree char *line = g_strdup_printf (_("Row %s: %s"), row, refusal->reason);
          gtk_string_list_append (lines, line);
        }
      shown = texts->len;
    }
  else if (self->result != NULL && self->plan == PLAN_CHANGED)
    {
      texts = reeve_import_get_changes (self->result->import);
      for (guint i = 0; i < texts->len; i++)
        gtk_string_list_append (lines, g_ptr_array_index (texts, i));
      shown = texts->len;
    }
  model = gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&lines)));
  gtk_list_view_set_model (self->lines_view, GTK_SELECTION_MODEL (model));
  if (self->result == NULL)
    {
      gtk_label_set_text (self->lines_title, "");
      gtk_label_set_text (self->lines_end, "");
      return;
    }
  /* Translators: what happens with rows ("refused"), and how many */
  number = reeve_word_count (plan_number (&self->result->counts, self->plan));
  title = g_strdup_printf (_("%s, %s"), _(plan_infos[self->plan].title), number);
  gtk_label_set_text (self->lines_title, title);
  gtk_label_set_text (self->lines_end, shown > 0 && shown < plan_number (&self->result->counts, self->plan) ? _("the first 1,000") : "");
}

/* The place of a field's column in the preview, or -1: a reason may be about the row as a whole. */
static int
column_of_field (ReeveImportPage *self, const char *field)
{
  const char *column = field == NULL ? NULL : g_hash_table_lookup (self->mapping, field);
  const char *const *columns = reeve_import_get_columns (self->import);

  for (int i = 0; column != NULL && columns[i] != NULL; i++)
    if (strcmp (columns[i], column) == 0)
      return i;
  return -1;
}

/* Not by colour alone: the first cell of the row has a mark too, and the reason is read with the cell. */
static void
mark_cell (ReeveImportPage *self, guint row, int column, const ReeveImportRefusal *refusal)
{
  static const char *const marks[] = { "✗ ", "! " };
  GtkWidget *first = gtk_grid_get_child_at (self->columns_grid, 0, row + 1);
  GtkWidget *cell = gtk_grid_get_child_at (self->columns_grid, MAX (column, 0), row + 1);
  const char *css = refusal->taken ? "left-unknown" : "refused";

  if (first == NULL || cell == NULL)
    return;
  if (g_object_get_data (G_OBJECT (first), "marked") == NULL)
    {
      g_autofree char *text = g_strconcat (marks[refusal->taken], gtk_label_get_text (GTK_LABEL (first)), NULL);

      g_object_set_data_full (G_OBJECT (first), "marked", g_strdup (gtk_label_get_text (GTK_LABEL (first))), g_free);
      gtk_label_set_text (GTK_LABEL (first), text);
    }
  gtk_widget_add_css_class (cell, css);
  gtk_widget_set_tooltip_text (cell, refusal->reason);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, refusal->reason, -1);
}

static void
clear_marks (ReeveImportPage *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->columns_grid)); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      const char *plain = g_object_get_data (G_OBJECT (child), "marked");

      if (plain != NULL)
        gtk_label_set_text (GTK_LABEL (child), plain);
      g_object_set_data (G_OBJECT (child), "marked", NULL);
      if (gtk_widget_has_css_class (child, "refused") || gtk_widget_has_css_class (child, "left-unknown"))
        gtk_widget_set_tooltip_text (child, NULL);
      gtk_widget_remove_css_class (child, "refused");
      gtk_widget_remove_css_class (child, "left-unknown");
    }
}

/* What the plan refuses or leaves unknown among the rows of the preview. */
static void
mark_preview (ReeveImportPage *self)
{
  const GPtrArray *refusals = self->result == NULL ? NULL : reeve_import_get_refusals (self->result->import);
  guint rows = self->import == NULL ? 0 : MIN (reeve_import_get_n_preview (self->import), PREVIEW_ROWS);

  clear_marks (self);
  for (guint i = 0; refusals != NULL && i < refusals->len; i++)
    {
      const ReeveImportRefusal *refusal = g_ptr_array_index (refusals, i);

      for (guint row = 0; row < rows; row++)
        if (refusal->line != 0 && reeve_import_get_preview_line (self->import, row) == refusal->line)
          mark_cell (self, row, column_of_field (self, refusal->field), refusal);
    }
}

static void
show_plan (ReeveImportPage *self)
{
  gint64 rows = 0;
  g_autofree char *button = NULL, *number = NULL;
  Plan first = PLAN_ADDED;

  for (guint i = 0; i < N_PLANS; i++)
    {
      g_autofree char *count = self->result == NULL ? g_strdup ("…") : reeve_word_count (plan_number (&self->result->counts, i));
      gtk_label_set_text (self->numbers[i], count);
    }
  gtk_widget_set_visible (self->rejects_button, self->result != NULL && self->result->counts.refused > 0);
  if (self->result != NULL)
    {
      rows = self->result->counts.added + self->result->counts.changed;
      first = self->result->counts.refused > 0 ? PLAN_REFUSED : self->result->counts.changed > 0 ? PLAN_CHANGED : PLAN_ADDED;
      self->plan = first;
      gtk_list_box_select_row (self->plan_list, gtk_list_box_get_row_at_index (self->plan_list, first));
    }
  number = reeve_word_count (rows);
  /* Translators: button; %s is a number with separators */
  button = g_strdup_printf (ngettext ("Import %s row", "Import %s rows", (gulong) rows), number);
  gtk_label_set_text (self->import_label, self->result != NULL ? button : _("Import"));
  gtk_widget_set_sensitive (self->import_button, rows > 0);
  if (self->result != NULL)
    gtk_label_set_text (self->foot_label, rows > 0 ? _("Undo at any time, as one step.") : _("There is nothing in it that is not in the case file already."));
  show_lines (self);
  mark_preview (self);
}

static ReeveImportOrder *
order_new (ReeveImportPage *self, gboolean dry_run)
{
  ReeveImportOrder *order = g_new0 (ReeveImportOrder, 1);
  GHashTableIter iter;
  gpointer field, column;
  const char *what = gtk_editable_get_text (GTK_EDITABLE (self->what_entry));

  order->kind = self->kind;
  order->path = g_strdup (self->path);
  order->dry_run = dry_run;
  order->what = self->kind->gis && *what != '\0' ? g_strdup (what) : NULL;
  order->mapping = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, self->mapping);
  while (g_hash_table_iter_next (&iter, &field, &column))
    g_hash_table_insert (order->mapping, g_strdup (field), g_strdup (column));
  return order;
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || g_error_matches (error, REEVE_ERROR, REEVE_ERROR_CANCELLED);
}

typedef struct { ReeveImportPage *page; GCancellable *cancellable; } Run;

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Run *run = user_data;
  g_autoptr (ReeveImportPage) self = run->page;
  g_autoptr (GCancellable) cancellable = run->cancellable;
  g_autoptr (GError) error = NULL;
  ReeveImportResult *plan = reeve_import_run_finish (result, &error);

  if (self->cancellable != cancellable)
    {
      g_clear_pointer (&plan, reeve_import_result_free);
      return;
    }
  g_clear_object (&self->cancellable);
  reeve_case_file_set_progress (reeve_page_get_file (REEVE_PAGE (self)), NULL, 0, NULL);
  g_clear_pointer (&self->result, reeve_import_result_free);
  self->result = plan;
  show_plan (self);
  if (plan == NULL)
    gtk_label_set_text (self->foot_label, is_cancelled (error) ? _("The plan was stopped. Nothing was changed.") : error->message);
}

static gboolean
plan_now (gpointer data)
{
  ReeveImportPage *self = data;
  Run *run;

  self->plan_delay = 0;
  for (guint i = 0; i < self->kind->n_fields; i++)
    if (self->kind->fields[i].required && g_hash_table_lookup (self->mapping, self->kind->fields[i].name) == NULL)
      {
        /* Translators: %s is a field, such as "Licence number" */
        g_autofree char *text = g_strdup_printf (_("Say which column is: %s"), _(self->kind->fields[i].label));
        gtk_label_set_text (self->foot_label, text);
        return G_SOURCE_REMOVE;
      }
  gtk_label_set_text (self->foot_label, _("Planning what the import will do"));
  self->cancellable = g_cancellable_new ();
  run = g_new0 (Run, 1);
  run->page = g_object_ref (self);
  run->cancellable = g_object_ref (self->cancellable);
  reeve_import_run_async (reeve_page_get_file (REEVE_PAGE (self)), order_new (self, TRUE), self->cancellable, planned_cb, run);
  return G_SOURCE_REMOVE;
}

static void
plan_soon (ReeveImportPage *self)
{
  stop (self);
  g_clear_pointer (&self->result, reeve_import_result_free);
  show_plan (self);
  self->plan_delay = g_timeout_add (PLAN_DELAY_MS, plan_now, self);
}

/* --- columns --- */

/* The field a column is read as, or NULL. */
static const ReeveImportField *
field_of_column (ReeveImportPage *self, const char *column)
{
  for (guint i = 0; i < self->kind->n_fields; i++)
    if (g_strcmp0 (g_hash_table_lookup (self->mapping, self->kind->fields[i].name), column) == 0)
      return &self->kind->fields[i];
  return NULL;
}

static void
show_column_count (ReeveImportPage *self)
{
  const char *const *columns = reeve_import_get_columns (self->import);
  guint n = 0, used = 0, forbidden = 0;
  g_autofree char *text = NULL;
  GString *names = g_string_new (NULL);
  g_autofree char *name_list = NULL;

  for (; columns[n] != NULL; n++)
    {
      if (field_of_column (self, columns[n]) != NULL)
        used++;
      if (reeve_import_is_forbidden (self->import, n))
        g_string_append_printf (names, "%s%s", forbidden++ > 0 ? ", " : "", columns[n]);
    }
  name_list = g_string_free (names, FALSE);
  text = g_strdup_printf (ngettext ("%u of %u column is read. The others are kept with each row, unread.",
                                    "%u of %u columns are read. The others are kept with each row, unread.", n), used, n);
  gtk_label_set_text (self->columns_label, text);
  gtk_widget_set_visible (self->forbidden_box, forbidden > 0);
  if (forbidden > 0)
    {
      /* Translators: %s is one or more names of columns */
      g_autofree char *sentence = g_strdup_printf (ngettext ("Column %s is not read. Reeve keeps no field for it, and its values are not stored.",
                                                             "Columns %s are not read. Reeve keeps no field for them, and their values are not stored.",
                                                             forbidden), name_list);
      gtk_label_set_text (self->forbidden_label, sentence);
    }
}

static void
select_meaning (ReeveImportPage *self, GtkDropDown *drop, const char *column)
{
  const ReeveImportField *field = field_of_column (self, column);

  gtk_drop_down_set_selected (drop, field == NULL ? 0 : (guint) (field - self->kind->fields) + 1);
}

static void
meaning_changed_cb (GtkDropDown *drop, GParamSpec *pspec, ReeveImportPage *self)
{
  const char *column = g_object_get_data (G_OBJECT (drop), "column");
  guint chosen = gtk_drop_down_get_selected (drop);
  const ReeveImportField *before;

  if (self->setting || self->importing)
    return;
  before = field_of_column (self, column);
  if (before != NULL)
    g_hash_table_insert (self->mapping, g_strdup (before->name), NULL);
  if (chosen > 0 && chosen <= self->kind->n_fields)
    g_hash_table_insert (self->mapping, g_strdup (self->kind->fields[chosen - 1].name), g_strdup (column));
  /* a meaning belongs to one column: the one that had it is not read now */
  self->setting = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->columns_grid)); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkDropDown *other = g_object_get_data (G_OBJECT (child), "drop");
      if (other != NULL)
        select_meaning (self, other, g_object_get_data (G_OBJECT (other), "column"));
    }
  self->setting = FALSE;
  show_column_count (self);
  plan_soon (self);
}

static GtkWidget *
meaning_new (ReeveImportPage *self, const char *column, gboolean forbidden)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkWidget *drop;
  /* Translators: %s is the name of a column */
  g_autofree char *label = g_strdup_printf (_("Meaning of the column %s"), column);

  gtk_string_list_append (words, _("Not read"));
  if (!forbidden)
    for (guint i = 0; i < self->kind->n_fields; i++)
      gtk_string_list_append (words, _(self->kind->fields[i].label));
  drop = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL);
  g_object_set_data_full (G_OBJECT (drop), "column", g_strdup (column), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_sensitive (drop, !forbidden);
  select_meaning (self, GTK_DROP_DOWN (drop), column);
  g_signal_connect_object (drop, "notify::selected", G_CALLBACK (meaning_changed_cb), self, 0);
  return drop;
}

static GtkWidget *
cell_new (const char *text, gboolean hidden)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", hidden ? _("hidden") : text, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", 28,
                                   "single-line-mode", TRUE, NULL);

  gtk_widget_add_css_class (label, "preview-cell");
  if (hidden)
    gtk_widget_add_css_class (label, "secondary");
  return label;
}

static void
add_column (ReeveImportPage *self, guint i)
{
  const char *column = reeve_import_get_columns (self->import)[i];
  guint rows = MIN (reeve_import_get_n_preview (self->import), PREVIEW_ROWS);
  gboolean forbidden = reeve_import_is_forbidden (self->import, i);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *drop = meaning_new (self, column, forbidden);
  GtkWidget *name = g_object_new (GTK_TYPE_LABEL, "label", column, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_MIDDLE, "max-width-chars", 24,
                                  "tooltip-text", column, NULL);

  gtk_widget_add_css_class (name, "column-name");
  gtk_widget_add_css_class (head, "column-head");
  gtk_box_append (GTK_BOX (head), name);
  gtk_box_append (GTK_BOX (head), drop);
  g_object_set_data (G_OBJECT (head), "drop", drop);
  gtk_grid_attach (self->columns_grid, head, i, 0, 1, 1);
  for (guint row = 0; row < rows; row++)
    gtk_grid_attach (self->columns_grid, cell_new (reeve_import_get_preview (self->import, row, i), forbidden), i, row + 1, 1, 1);
}

/* A drop-down is costly to make and a table may have a hundred columns: one at a time, so that the window stays quick. */
static gboolean
add_columns_idle (gpointer data)
{
  ReeveImportPage *self = data;

  if (reeve_import_get_columns (self->import)[self->next_column] == NULL)
    {
      self->columns_idle = 0;
      mark_preview (self);   /* the plan may have been quicker */
      return G_SOURCE_REMOVE;
    }
  self->setting = TRUE;
  add_column (self, self->next_column++);
  self->setting = FALSE;
  return G_SOURCE_CONTINUE;
}

static void
fill_columns (ReeveImportPage *self)
{
  GtkWidget *child;

  g_clear_handle_id (&self->columns_idle, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->columns_grid))) != NULL)
    gtk_grid_remove (self->columns_grid, child);
  self->next_column = 0;
  self->columns_idle = g_idle_add (add_columns_idle, self);
  show_column_count (self);
}

/* --- the file --- */

static void
show_file (ReeveImportPage *self)
{
  g_autofree char *name = g_filename_display_basename (self->path), *head = NULL;
  const char *const *columns = reeve_import_get_columns (self->import);
  guint n = 0, n_kinds;
  const ReeveImportKind *kinds = reeve_import_kinds (&n_kinds);

  while (columns[n] != NULL)
    n++;
  gtk_label_set_text (self->name_label, name);
  /* Translators: columns, and how the file is written ("UTF-8 with BOM, comma") */
  head = g_strdup_printf (ngettext ("%u column · %s", "%u columns · %s", n), n, reeve_import_get_encoding (self->import));
  gtk_label_set_text (self->head_label, head);
  gtk_widget_set_visible (GTK_WIDGET (self->what_entry), self->kind->gis);
  g_hash_table_remove_all (self->mapping);
  for (guint i = 0; i < self->kind->n_fields; i++)
    g_hash_table_insert (self->mapping, g_strdup (self->kind->fields[i].name), g_strdup (reeve_import_get_mapping (self->import, self->kind->fields[i].name)));
  self->setting = TRUE;
  for (guint i = 0; i < n_kinds; i++)
    if (&kinds[i] == self->kind)
      gtk_drop_down_set_selected (self->kind_drop, i);
  self->setting = FALSE;
  reeve_page_set_subtitle (REEVE_PAGE (self), kind_label (self->kind));
  fill_columns (self);
  gtk_stack_set_visible_child_name (self->stack, "file");
  plan_soon (self);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Run *run = user_data;
  g_autoptr (ReeveImportPage) self = run->page;
  g_autoptr (GCancellable) cancellable = run->cancellable;
  g_autoptr (GError) error = NULL;
  const ReeveImportKind *kind = NULL;
  ReeveImport *import = reeve_import_look_finish (result, &kind, &error);

  if (self->cancellable != cancellable)
    {
      g_clear_pointer (&import, reeve_import_free);
      return;
    }
  g_clear_object (&self->cancellable);
  if (import == NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (error->message, -1);

      adw_status_page_set_title (self->choose_page, _("This file cannot be imported"));
      adw_status_page_set_description (self->choose_page, escaped);
      gtk_stack_set_visible_child_name (self->stack, "choose");
      return;
    }
  g_clear_pointer (&self->import, reeve_import_free);
  self->import = import;
  self->kind = kind;
  show_file (self);
}

static void
look (ReeveImportPage *self, const ReeveImportKind *kind)
{
  Run *run;

  stop (self);
  g_clear_pointer (&self->result, reeve_import_result_free);
  self->cancellable = g_cancellable_new ();
  run = g_new0 (Run, 1);
  run->page = g_object_ref (self);
  run->cancellable = g_object_ref (self->cancellable);
  reeve_import_look_async (self->path, kind, self->cancellable, looked_cb, run);
}

static void
kind_changed_cb (ReeveImportPage *self)
{
  guint n, chosen = gtk_drop_down_get_selected (self->kind_drop);
  const ReeveImportKind *kinds = reeve_import_kinds (&n);

  if (!self->setting && !self->importing && self->path != NULL && chosen < n && &kinds[chosen] != self->kind)
    look (self, &kinds[chosen]);
}

static void
what_done_cb (ReeveImportPage *self)
{
  if (self->kind != NULL)
    plan_soon (self);
}

static void
chooser_response_cb (GtkNativeDialog *dialog, int response, ReeveImportPage *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      if (file != NULL && g_file_peek_path (file) != NULL)
        reeve_import_page_choose (self, g_file_peek_path (file));
    }
  g_clear_object (&self->chooser);
}

static void
choose_clicked_cb (ReeveImportPage *self)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Choose a file to import"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Choose"), _("_Cancel"));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chooser_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
rejects_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Run *run = user_data;
  g_autoptr (ReeveImportPage) self = run->page;
  g_autoptr (GCancellable) cancellable = run->cancellable;
  g_autoptr (GError) error = NULL;
  ReeveImportResult *written = reeve_import_run_finish (result, &error);
  ReeveCaseFile *file = reeve_page_get_file (REEVE_PAGE (self));

  if (self->cancellable == cancellable)
    {
      g_clear_object (&self->cancellable);
      if (file != NULL)
        reeve_case_file_set_progress (file, NULL, 0, NULL);
    }
  if (file != NULL && !is_cancelled (error))
    reeve_case_file_toast (file, written != NULL ? _("Refused rows written.") : error->message, 0);
  g_clear_pointer (&written, reeve_import_result_free);
}

static void
rejects_response_cb (GtkNativeDialog *dialog, int response, ReeveImportPage *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file != NULL && g_file_peek_path (file) != NULL && self->cancellable == NULL)
    {
      ReeveImportOrder *order = order_new (self, TRUE);
      Run *run = g_new0 (Run, 1);

      order->rejects = g_strdup (g_file_peek_path (file));
      self->cancellable = g_cancellable_new ();
      run->page = g_object_ref (self);
      run->cancellable = g_object_ref (self->cancellable);
      reeve_import_run_async (reeve_page_get_file (REEVE_PAGE (self)), order, self->cancellable, rejects_written_cb, run);
    }
  g_clear_object (&self->chooser);
}

static void
rejects_clicked_cb (ReeveImportPage *self)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Write the refused rows"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("_Write"), _("_Cancel"));
  /* Translators: the name proposed for the file of refused rows; keep the ending */
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), _("refused.csv"));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (rejects_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
plan_row_selected_cb (ReeveImportPage *self, GtkListBoxRow *row)
{
  if (row == NULL)
    return;
  self->plan = gtk_list_box_row_get_index (row);
  show_lines (self);
}

/* --- the import --- */

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Run *run = user_data;
  g_autoptr (ReeveImportPage) self = run->page;
  g_autoptr (GCancellable) cancellable = run->cancellable;
  g_autoptr (GError) error = NULL;
  ReeveImportResult *done = reeve_import_run_finish (result, &error);
  ReeveCaseFile *file = reeve_page_get_file (REEVE_PAGE (self));

  self->importing = FALSE;
  if (self->cancellable == cancellable)
    g_clear_object (&self->cancellable);
  if (file == NULL)
    {
      g_clear_pointer (&done, reeve_import_result_free);
      return;
    }
  reeve_case_file_set_progress (file, NULL, 0, NULL);
  if (done == NULL)
    {
      gtk_label_set_text (self->foot_label, is_cancelled (error) ? _("The import was stopped. Nothing was changed.") : error->message);
      gtk_widget_set_sensitive (self->import_button, self->result != NULL);
    }
  else
    {
      gint64 rows = done->counts.added + done->counts.changed;
      g_autofree char *number = reeve_word_count (rows);
      g_autofree char *text = g_strdup_printf (ngettext ("%s row imported.", "%s rows imported.", (gulong) rows), number);

      reeve_case_file_toast (file, text, done->entry);
      g_clear_pointer (&self->result, reeve_import_result_free);
      gtk_stack_set_visible_child_name (self->stack, "choose");
      adw_status_page_set_title (self->choose_page, _("Bring another list"));
      gtk_widget_activate_action (GTK_WIDGET (self), "win.leave", NULL);
    }
  g_clear_pointer (&done, reeve_import_result_free);
}

static void
reeve_import_page_finish (ReevePage *page)
{
  ReeveImportPage *self = REEVE_IMPORT_PAGE (page);
  Run *run;

  if (!reeve_import_page_is_ready (self) || self->importing)
    return;
  stop (self);
  self->importing = TRUE;
  gtk_widget_set_sensitive (self->import_button, FALSE);
  gtk_label_set_text (self->foot_label, _("Importing. It can be cancelled at any time and then leaves nothing behind."));
  self->cancellable = g_cancellable_new ();
  run = g_new0 (Run, 1);
  run->page = g_object_ref (self);
  run->cancellable = g_object_ref (self->cancellable);
  reeve_import_run_async (reeve_page_get_file (page), order_new (self, FALSE), self->cancellable, imported_cb, run);
}

static void
line_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "margin-start", 14, "margin-end", 14, "margin-top", 5,
                                   "margin-bottom", 5, NULL);

  gtk_list_item_set_child (item, label);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
line_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), text);
}

static GtkWidget *
plan_row_new (ReeveImportPage *self, Plan plan)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "label", _(plan_infos[plan].title), "xalign", 0.0, NULL);
  GtkWidget *line = g_object_new (GTK_TYPE_LABEL, "label", _(plan_infos[plan].line), "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", plan_infos[plan].icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  self->numbers[plan] = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, "width-chars", 6, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->numbers[plan]), "big-count");
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (line, "secondary");
  gtk_widget_add_css_class (line, "caption-2");
  if (plan == PLAN_REFUSED)
    gtk_widget_add_css_class (icon, "problem-text");
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), line);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->numbers[plan]));
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static gboolean
reeve_import_page_leave (ReevePage *page)
{
  ReeveImportPage *self = REEVE_IMPORT_PAGE (page);

  /* a plan that runs is given up; an import goes on, with its progress in the strip */
  if (!self->importing && self->cancellable != NULL)
    {
      stop (self);
      reeve_case_file_set_progress (reeve_page_get_file (page), NULL, 0, NULL);
    }
  return FALSE;
}

static void
reeve_import_page_dispose (GObject *object)
{
  ReeveImportPage *self = REEVE_IMPORT_PAGE (object);

  stop (self);
  g_clear_handle_id (&self->columns_idle, g_source_remove);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->import, reeve_import_free);
  g_clear_pointer (&self->result, reeve_import_result_free);
  g_clear_pointer (&self->mapping, g_hash_table_unref);
  G_OBJECT_CLASS (reeve_import_page_parent_class)->dispose (object);
}

static void
reeve_import_page_class_init (ReeveImportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_import_page_dispose;
  REEVE_PAGE_CLASS (klass)->finish = reeve_import_page_finish;
  REEVE_PAGE_CLASS (klass)->leave = reeve_import_page_leave;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-import-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveImportPage, choose_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveImportPage, choose_page);
  gtk_widget_class_bind_template_child (widget_class, ReeveImportPage, columns_grid);
  gtk_widget_class_bind_template_child (widget_class, ReeveImportPage, columns_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveImportPage, columns_scroller);
  gtk_widget_class_bind_template_child (widget_class, ReeveImportPage, foot_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveImportPage, forbidden_box);
  gtk_widget_class_bind_template_child (widget_class, ReeveImportPage, forbidden_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveImportPage, head_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveImportPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveImportPage, import_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveImportPage, kind_drop);
  gtk_widget_class_bind_template_child (widget_class, ReeveImportPage, lines_end);
  gtk_widget_class_bind_template_child (widget_class, ReeveImportPage, lines_title);
  gtk_widget_class_bind_template_child (widget_class, ReeveImportPage, lines_view);
  gtk_widget_class_bind_template_child (widget_class, ReeveImportPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, ReeveImportPage, plan_list);
  gtk_widget_class_bind_template_child (widget_class, ReeveImportPage, rejects_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveImportPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ReeveImportPage, what_entry);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, plan_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, rejects_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, what_done_cb);
}

static void
reeve_import_page_init (ReeveImportPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint n;
  const ReeveImportKind *kinds = reeve_import_kinds (&n);

  self->mapping = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  reeve_page_set_title (REEVE_PAGE (self), _("Import"));
  g_signal_connect (factory, "setup", G_CALLBACK (line_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (line_bind_cb), NULL);
  gtk_list_view_set_factory (self->lines_view, factory);
  for (guint i = 0; i < N_PLANS; i++)
    gtk_list_box_append (self->plan_list, plan_row_new (self, i));
  self->setting = TRUE;
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (words, kind_label (&kinds[i]));
  gtk_drop_down_set_model (self->kind_drop, G_LIST_MODEL (words));
  self->setting = FALSE;
  g_signal_connect_object (self->kind_drop, "notify::selected", G_CALLBACK (kind_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
reeve_import_page_new (ReeveCaseFile *file)
{
  ReeveImportPage *self = g_object_new (REEVE_TYPE_IMPORT_PAGE, NULL);

  reeve_page_set_file (REEVE_PAGE (self), file);
  return GTK_WIDGET (self);
}

/**
 * reeve_import_page_choose:
 * @path: of a file
 */
void
reeve_import_page_choose (ReeveImportPage *self, const char *path)
{
  g_return_if_fail (REEVE_IS_IMPORT_PAGE (self) && path != NULL);
  if (self->importing)
    return;
  g_free (self->path);
  self->path = g_strdup (path);
  look (self, NULL);
}

gboolean
reeve_import_page_is_ready (ReeveImportPage *self)
{
  g_return_val_if_fail (REEVE_IS_IMPORT_PAGE (self), FALSE);
  return self->result != NULL && self->cancellable == NULL && self->result->counts.added + self->result->counts.changed > 0;
}
