/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry with its suggestions under it. Enter takes the first one, Down goes into the list, leaving with words that match nothing keeps
 * them as told: "no such address" is an answer of the caller, not an error. Suggestions are read off the main thread. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-place-entry.h"
#include "reeve-text.h"

#define MOST_SUGGESTIONS 5

struct _ReevePlaceEntry
{
  AdwBin parent_instance;

  GtkEntry *entry;
  GtkListBox *suggestions;

  ReeveCaseFile *file;
  GCancellable *reading;
  gint64 premises, business;
  char *told;
  gboolean setting;
};

enum { PLACED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReevePlaceEntry, reeve_place_entry, ADW_TYPE_BIN)

typedef struct { gint64 premises, business; char *place, *who; } Suggestion;

static void
suggestion_free (Suggestion *suggestion)
{
  g_free (suggestion->place);
  g_free (suggestion->who);
  g_free (suggestion);
}

static char *
join_address (const char *address, const char *suite)
{
  return suite == NULL ? g_strdup (address) : g_strdup_printf (C_("address, suite", "%s, %s"), address, suite);
}

static gboolean
add_suggestions (GPtrArray *found, ReeveConn *conn, const char *sql, const char *text, GError **error)
{
  g_autoptr (GError) local = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, sql, error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, text);
  reeve_stmt_bind_int (stmt, 2, MOST_SUGGESTIONS);
  while (found->len < MOST_SUGGESTIONS && reeve_stmt_step (stmt, &local))
    {
      Suggestion *suggestion = g_new0 (Suggestion, 1);

      suggestion->premises = reeve_stmt_int (stmt, 0);
      suggestion->business = reeve_stmt_int (stmt, 1);
      suggestion->place = reeve_stmt_is_null (stmt, 2) ? g_strdup (_("no premises recorded"))
                                                       : join_address (reeve_stmt_text (stmt, 2), reeve_stmt_text (stmt, 3));
      suggestion->who = g_strdup (reeve_stmt_text (stmt, 4));
      g_ptr_array_add (found, suggestion);
    }
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gpointer
read_suggestions (ReeveConn *conn, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) suggestion_free);
  g_autofree char *key = reeve_address_key (data, NULL);
  g_autofree char *query = reeve_list_search_text (data, TRUE);

  /* premises by the beginning of their key, with who is there now */
  if (*key != '\0'
      && !add_suggestions (found, conn,
                           "SELECT p.id, d.business_id, p.address, p.suite, d.name FROM premises p"
                           " LEFT JOIN derived_business d ON d.premises_id = p.id AND d.operating IS NOT 0"
                           " WHERE p.address_key >= ?1 AND p.address_key < ?1 || char(0x10FFFF) GROUP BY p.id ORDER BY p.address_key LIMIT ?2",
                           key, error))
    return NULL;
  /* businesses by name or number */
  if (query != NULL && found->len < MOST_SUGGESTIONS
      && !add_suggestions (found, conn,
                           "SELECT d.premises_id, d.business_id, p.address, p.suite, d.name FROM derived_search s"
                           " JOIN derived_business d ON d.business_id = s.rowid LEFT JOIN premises p ON p.id = d.premises_id"
                           " WHERE derived_search MATCH ?1 LIMIT ?2",
                           query, error))
    return NULL;
  return g_steal_pointer (&found);
}

static void
show_suggestions (ReevePlaceEntry *self, GPtrArray *found)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->suggestions))) != NULL)
    gtk_list_box_remove (self->suggestions, row);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      Suggestion *suggestion = g_ptr_array_index (found, i);
      g_autofree char *place = g_markup_escape_text (suggestion->place, -1);
      g_autofree char *who = g_markup_escape_text (suggestion->who != NULL ? suggestion->who : _("nobody is known to be here now"), -1);
      Suggestion *kept = g_memdup2 (suggestion, sizeof *suggestion);

      kept->place = g_strdup (suggestion->place);
      kept->who = g_strdup (suggestion->who);
      row = g_object_new (ADW_TYPE_ACTION_ROW, "title", place, "subtitle", who, "activatable", TRUE, NULL);
      g_object_set_data_full (G_OBJECT (row), "suggestion", kept, (GDestroyNotify) suggestion_free);
      gtk_list_box_append (self->suggestions, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->suggestions), found != NULL && found->len > 0);
}

static void
suggestions_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReevePlaceEntry) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = reeve_case_file_read_finish (REEVE_CASE_FILE (source), result, &error);

  if (error == NULL && self->file != NULL)
    show_suggestions (self, found);
}

static void
take (ReevePlaceEntry *self, const Suggestion *suggestion)
{
  self->premises = suggestion->premises;
  self->business = suggestion->business;
  g_clear_pointer (&self->told, g_free);
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), suggestion->premises != 0 || suggestion->who == NULL ? suggestion->place : suggestion->who);
  self->setting = FALSE;
  show_suggestions (self, NULL);
  g_signal_emit (self, signals[PLACED], 0);
}

static void
text_changed_cb (ReevePlaceEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->setting || self->file == NULL)
    return;
  self->premises = self->business = 0;
  g_free (self->told);
  self->told = *text == '\0' ? NULL : g_strdup (text);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (*text == '\0')
    {
      show_suggestions (self, NULL);
      return;
    }
  self->reading = g_cancellable_new ();
  reeve_case_file_read_async (self->file, REEVE_LANE_DETAIL, read_suggestions, g_strdup (text), g_free, (GDestroyNotify) g_ptr_array_unref,
                              self->reading, suggestions_read_cb, g_object_ref (self));
}

static void
activate_cb (ReevePlaceEntry *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->suggestions, 0);

  if (first != NULL && gtk_widget_get_visible (GTK_WIDGET (self->suggestions)))
    take (self, g_object_get_data (G_OBJECT (first), "suggestion"));
  else
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_FORWARD);
}

static void
row_activated_cb (ReevePlaceEntry *self, GtkListBoxRow *row)
{
  take (self, g_object_get_data (G_OBJECT (row), "suggestion"));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static gboolean
key_pressed_cb (ReevePlaceEntry *self, guint key, guint code, GdkModifierType modifiers)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->suggestions, 0);

  if (key != GDK_KEY_Down || first == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->suggestions)))
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_grab_focus (GTK_WIDGET (first));
}

/* Leaving the field for good (not into its own list) keeps what was told. */
static void
focus_left_cb (ReevePlaceEntry *self)
{
  if (self->premises == 0 && self->business == 0 && self->told != NULL)
    g_signal_emit (self, signals[PLACED], 0);
  show_suggestions (self, NULL);
}

static void
reeve_place_entry_dispose (GObject *object)
{
  ReevePlaceEntry *self = REEVE_PLACE_ENTRY (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->file);
  g_clear_pointer (&self->told, g_free);
  G_OBJECT_CLASS (reeve_place_entry_parent_class)->dispose (object);
}

static void
reeve_place_entry_class_init (ReevePlaceEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_place_entry_dispose;
  signals[PLACED] = g_signal_new ("placed", REEVE_TYPE_PLACE_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
reeve_place_entry_init (ReevePlaceEntry *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "form-entry");
  gtk_entry_set_icon_from_icon_name (self->entry, GTK_ENTRY_ICON_PRIMARY, "mark-location-symbolic");
  gtk_entry_set_placeholder_text (self->entry, _("address, business or number"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Where"), -1);
  self->suggestions = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->suggestions, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->suggestions), "boxed-rows");
  gtk_widget_set_visible (GTK_WIDGET (self->suggestions), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->suggestions), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Places the city knows"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->suggestions));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggestions, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (box, focus);
}

void
reeve_place_entry_set_file (ReevePlaceEntry *self, ReeveCaseFile *file)
{
  g_set_object (&self->file, file);
}

void
reeve_place_entry_set_place (ReevePlaceEntry *self, gint64 premises, gint64 business, const char *told)
{
  g_autofree char *text = NULL;

  g_return_if_fail (REEVE_IS_PLACE_ENTRY (self) && self->file != NULL);
  self->premises = premises;
  self->business = business;
  g_free (self->told);
  self->told = premises == 0 && business == 0 ? g_strdup (told) : NULL;
  text = premises == 0 && business == 0 ? g_strdup (told) : reeve_place_describe (reeve_case_file_get_conn (self->file), premises, business);
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  self->setting = FALSE;
  show_suggestions (self, NULL);
}

gint64
reeve_place_entry_get_premises (ReevePlaceEntry *self)
{
  return self->premises;
}

gint64
reeve_place_entry_get_business (ReevePlaceEntry *self)
{
  return self->business;
}

const char *
reeve_place_entry_get_told (ReevePlaceEntry *self)
{
  return self->told;
}

void
reeve_place_entry_focus (ReevePlaceEntry *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

char *
reeve_place_describe (ReeveConn *conn, gint64 premises, gint64 business)
{
  g_autoptr (ReeveRecord) place = premises == 0 ? NULL : reeve_conn_load (conn, "premises", premises, NULL);
  g_autoptr (ReeveRecord) who = NULL;

  if (place != NULL)
    return join_address (reeve_record_get (place, "address"), reeve_record_get (place, "suite"));
  who = business == 0 ? NULL : reeve_conn_load (conn, "business", business, NULL);
  return who == NULL ? NULL : g_strdup (reeve_record_get (who, "name"));
}

gint64
reeve_place_premises_of (ReeveConn *conn, gint64 business)
{
  g_autoptr (GError) error = NULL;
  gint64 premises = 0;
  ReeveStmt *stmt = reeve_conn_prepare (conn,
                                        "SELECT premises_id FROM occupancy WHERE business_id = ?1 AND (to_date IS NULL OR to_date = 'none')"
                                        " ORDER BY from_date DESC, id DESC LIMIT 1", &error);

  if (stmt == NULL)
    return 0;
  reeve_stmt_bind_int (stmt, 1, business);
  if (reeve_stmt_step (stmt, &error))
    premises = reeve_stmt_int (stmt, 0);
  reeve_stmt_reset (stmt);
  return premises;
}
