/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Category and district are read when the dialog opens; the rest is what the list of businesses shows. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-lists.h"
#include "reeve-release-scope.h"
#include "reeve-wording.h"
#include "reeve-wrap-box.h"

enum { SCOPE_ALL, SCOPE_LIST, SCOPE_ONE };

struct _ReeveReleaseScope
{
  GtkWidget parent_instance;
  GtkDropDown *scope, *category, *district;
  ReeveCaseFile *file;
  GArray *scopes;                               /* int: what each row of .scope means */
  GPtrArray *category_codes, *district_names;   /* NULL first: all */
  gint64 one;                                   /* the business selected, 0 = none */
  gboolean filling;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReeveReleaseScope, reeve_release_scope, GTK_TYPE_WIDGET)

static void
changed_cb (ReeveReleaseScope *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* --- categories and districts --- */

typedef struct { GPtrArray *categories, *districts; } Choices;

static void
choices_free (gpointer data)
{
  Choices *choices = data;

  g_ptr_array_unref (choices->categories);
  g_ptr_array_unref (choices->districts);
  g_free (choices);
}

static gboolean
read_texts (ReeveConn *conn, const char *sql, GPtrArray *texts, GError **error)
{
  GError *local_error = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, sql, &local_error);

  g_ptr_array_add (texts, NULL);
  while (stmt != NULL && reeve_stmt_step (stmt, &local_error))
    g_ptr_array_add (texts, g_strdup (reeve_stmt_text (stmt, 0)));
  if (stmt != NULL)
    reeve_stmt_reset (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gpointer
read_choices (ReeveConn *conn, gpointer data, GError **error)
{
  Choices *choices = g_new (Choices, 1);

  choices->categories = g_ptr_array_new_with_free_func (g_free);
  choices->districts = g_ptr_array_new_with_free_func (g_free);
  if (read_texts (conn, "SELECT DISTINCT category FROM derived_business WHERE category IS NOT NULL ORDER BY 1", choices->categories, error)
      && read_texts (conn, "SELECT DISTINCT district FROM derived_business WHERE district IS NOT NULL ORDER BY 1", choices->districts, error))
    return choices;
  choices_free (choices);
  return NULL;
}

static void
fill_drop_down (GtkDropDown *drop_down, GPtrArray *values, const char *all, gboolean codes, const char *chosen)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (words, all);
  for (guint i = 1; i < values->len; i++)
    {
      const char *value = g_ptr_array_index (values, i);

      gtk_string_list_take (words, codes ? reeve_word_value ("business", "category", value) : g_strdup (value));
      if (g_strcmp0 (value, chosen) == 0)
        selected = i;
    }
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (drop_down, selected);
  gtk_widget_set_visible (GTK_WIDGET (drop_down), values->len > 2 || selected > 0);
}

static void
choices_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveReleaseScope) self = data;
  ReeveListModel *list = reeve_case_file_get_businesses (REEVE_CASE_FILE (source));
  Choices *choices = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, NULL);

  if (choices == NULL)
    return;
  if (self->file != NULL)
    {
      self->filling = TRUE;
      g_ptr_array_unref (self->category_codes);
      g_ptr_array_unref (self->district_names);
      self->category_codes = g_ptr_array_ref (choices->categories);
      self->district_names = g_ptr_array_ref (choices->districts);
      fill_drop_down (self->category, self->category_codes, _("All categories"), TRUE,
                      reeve_list_model_get_filter_text (list, REEVE_BUSINESS_FILTER_CATEGORY));
      fill_drop_down (self->district, self->district_names, _("All districts"), FALSE,
                      reeve_list_model_get_filter_text (list, REEVE_BUSINESS_FILTER_DISTRICT));
      self->filling = FALSE;
      changed_cb (self);
    }
  choices_free (choices);
}

static void
add_scope (ReeveReleaseScope *self, GtkStringList *words, int scope, char *text)
{
  g_array_append_val (self->scopes, scope);
  gtk_string_list_take (words, text);
}

/* Category and district are filters of their own here; any other filter of the list, or a search, makes it a selection. */
static gboolean
is_selection (ReeveListModel *list)
{
  const char *search = reeve_list_model_get_search (list);
  gint64 value;

  return (search != NULL && *search != '\0') || reeve_list_model_get_filter_int (list, REEVE_BUSINESS_FILTER_SHOWN, &value)
         || reeve_list_model_get_filter_int (list, REEVE_BUSINESS_FILTER_OPEN, &value);
}

static void
fill_scope (ReeveReleaseScope *self)
{
  ReeveListModel *list = reeve_case_file_get_businesses (self->file);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autoptr (ReeveRecord) business = NULL;
  guint n;

  self->one = reeve_selection_get_business (reeve_case_file_get_selection (self->file));
  add_scope (self, words, SCOPE_ALL, g_strdup (_("All businesses")));
  if (is_selection (list))
    {
      g_autofree char *count = NULL;

      reeve_list_model_get_ids (list, &n);
      count = reeve_word_count (n);
      add_scope (self, words, SCOPE_LIST, g_strdup_printf (ngettext ("The %s of the filtered list", "The %s of the filtered list", n), count));
    }
  if (self->one != 0)
    business = reeve_conn_load (reeve_case_file_get_conn (self->file), "business", self->one, NULL);
  if (business != NULL)
    add_scope (self, words, SCOPE_ONE, g_strdup_printf (_("Only %s"), reeve_record_get (business, "name")));
  gtk_drop_down_set_model (self->scope, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->scope, is_selection (list) ? 1 : 0);
}

void
reeve_release_scope_set_all (ReeveReleaseScope *self)
{
  g_return_if_fail (REEVE_IS_RELEASE_SCOPE (self));
  gtk_drop_down_set_selected (self->scope, 0);
}

void
reeve_release_scope_apply (ReeveReleaseScope *self, ReeveReleaseOrder *order)
{
  guint at = gtk_drop_down_get_selected (self->scope), n = 0;
  int scope = at < self->scopes->len ? g_array_index (self->scopes, int, at) : SCOPE_ALL;
  guint category = gtk_drop_down_get_selected (self->category), district = gtk_drop_down_get_selected (self->district);

  reeve_release_order_set_text (order, &order->category, category < self->category_codes->len ? g_ptr_array_index (self->category_codes, category) : NULL);
  reeve_release_order_set_text (order, &order->district, district < self->district_names->len ? g_ptr_array_index (self->district_names, district) : NULL);
  if (scope == SCOPE_LIST)
    {
      const gint64 *ids = reeve_list_model_get_ids (reeve_case_file_get_businesses (self->file), &n);

      reeve_release_order_set_businesses (order, n > 0 ? ids : &(gint64) { 0 }, n);
    }
  else
    reeve_release_order_set_businesses (order, scope == SCOPE_ONE ? &self->one : NULL, 1);
}

char *
reeve_release_scope_get_words (ReeveReleaseScope *self)
{
  GtkStringObject *scope = gtk_drop_down_get_selected_item (self->scope), *category = gtk_drop_down_get_selected_item (self->category);
  GtkStringObject *district = gtk_drop_down_get_selected_item (self->district);
  g_autoptr (GString) words = g_string_new (scope != NULL ? gtk_string_object_get_string (scope) : NULL);

  if (category != NULL && gtk_drop_down_get_selected (self->category) > 0)
    /* Translators: between the parts of what was chosen: All businesses, Massage, West */
    g_string_append_printf (words, "%s%s", _(", "), gtk_string_object_get_string (category));
  if (district != NULL && gtk_drop_down_get_selected (self->district) > 0)
    g_string_append_printf (words, "%s%s", _(", "), gtk_string_object_get_string (district));
  return g_strdup (words->str);
}

static void
reeve_release_scope_dispose (GObject *object)
{
  ReeveReleaseScope *self = REEVE_RELEASE_SCOPE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_object (&self->file);
  g_clear_pointer (&self->scopes, g_array_unref);
  g_clear_pointer (&self->category_codes, g_ptr_array_unref);
  g_clear_pointer (&self->district_names, g_ptr_array_unref);
  if (child != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (reeve_release_scope_parent_class)->dispose (object);
}

static void
reeve_release_scope_class_init (ReeveReleaseScopeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_release_scope_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", REEVE_TYPE_RELEASE_SCOPE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkDropDown *
add_drop_down (ReeveReleaseScope *self, GtkWidget *box, const char *name)
{
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  reeve_wrap_box_append (REEVE_WRAP_BOX (box), drop_down);
  return GTK_DROP_DOWN (drop_down);
}

static void
reeve_release_scope_init (ReeveReleaseScope *self)
{
  GtkWidget *box = reeve_wrap_box_new (6, 6);

  self->filling = TRUE;
  self->scopes = g_array_new (FALSE, FALSE, sizeof (int));
  self->category_codes = g_ptr_array_new_with_free_func (g_free);
  self->district_names = g_ptr_array_new_with_free_func (g_free);
  self->scope = add_drop_down (self, box, _("Which businesses"));
  self->category = add_drop_down (self, box, _("Category"));
  self->district = add_drop_down (self, box, _("District"));
  gtk_widget_set_visible (GTK_WIDGET (self->category), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->district), FALSE);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

void
reeve_release_scope_set_file (ReeveReleaseScope *self, ReeveCaseFile *file)
{
  g_return_if_fail (REEVE_IS_RELEASE_SCOPE (self) && self->file == NULL);
  self->file = g_object_ref (file);
  fill_scope (self);
  self->filling = FALSE;
  reeve_case_file_read_async (file, REEVE_LANE_DETAIL, read_choices, NULL, NULL, choices_free, NULL, choices_cb, g_object_ref (self));
}
