/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be named are the confirmed violations of the business: a notice of something nobody confirmed names a provision instead. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-record-links.h"
#include "reeve-record-words.h"

typedef struct { ReeveCaseFile *file; const char *link, *field; gint64 owner, violation; gboolean named; } Link;

static const struct { const char *table, *link, *field, *title; } linked[] = {
  { "notice", "notice_violation", "notice_id", N_("Violations it names") },
  { "sanction", "sanction_violation", "sanction_id", N_("Violations it rests on") },
};

static gboolean
write_link (ReeveTxn *txn, gpointer data, GError **error)
{
  const Link *link = data;
  g_autoptr (GPtrArray) rows = reeve_conn_load_where (reeve_txn_get_conn (txn), link->link, link->field, link->owner, error);
  g_autoptr (ReeveRecord) record = NULL;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (reeve_record_get_integer (g_ptr_array_index (rows, i), "decision_id", 0) == link->violation)
      return link->named || reeve_txn_delete (txn, link->link, reeve_record_get_id (g_ptr_array_index (rows, i)), error);
  if (!link->named)
    return TRUE;
  record = reeve_record_new (link->link);
  reeve_record_set_integer (record, link->field, link->owner);
  reeve_record_set_integer (record, "decision_id", link->violation);
  return reeve_txn_insert (txn, record, error);
}

static void
toggled_cb (GtkCheckButton *check, Link *link)
{
  Link *job = g_memdup2 (link, sizeof *link);
  g_autofree char *name = NULL;

  job->named = gtk_check_button_get_active (check);
  name = job->named ? g_strdup (_("Name a violation")) : g_strdup (_("No longer name a violation"));
  reeve_case_file_write (link->file, name, write_link, job, g_free, NULL, NULL, NULL);
}

static void
link_free (gpointer data, GClosure *closure)
{
  Link *link = data;

  g_object_unref (link->file);
  g_free (link);
}

static gboolean
is_named (const GPtrArray *rows, gint64 violation)
{
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (reeve_record_get_integer (g_ptr_array_index (rows, i), "decision_id", 0) == violation)
      return TRUE;
  return FALSE;
}

GtkWidget *
reeve_record_links_new (ReeveCaseFile *file, const char *table, gint64 id, gint64 business)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *label;
  ReeveConn *conn = reeve_case_file_get_conn (file);
  g_autoptr (GPtrArray) violations = NULL, rows = NULL;
  guint kind = 0;

  gtk_widget_set_visible (box, FALSE);
  while (kind < G_N_ELEMENTS (linked) && strcmp (linked[kind].table, table) != 0)
    kind++;
  if (kind == G_N_ELEMENTS (linked) || conn == NULL)
    return box;
  violations = reeve_records_of_business (conn, "decision", business, NULL);
  rows = reeve_conn_load_where (conn, linked[kind].link, linked[kind].field, id, NULL);
  if (violations == NULL || violations->len == 0)
    return box;
  label = g_object_new (GTK_TYPE_LABEL, "label", _(linked[kind].title), "xalign", 0.0, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);
  for (guint i = 0; i < violations->len; i++)
    {
      const ReeveRecord *violation = g_ptr_array_index (violations, i);
      g_autofree char *words = reeve_record_words (conn, violation);
      GtkWidget *check = gtk_check_button_new_with_label (words);
      Link *link = g_new0 (Link, 1);

      *link = (Link) { g_object_ref (file), linked[kind].link, linked[kind].field, id, reeve_record_get_id (violation), FALSE };
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_named (rows, link->violation));
      g_signal_connect_data (check, "toggled", G_CALLBACK (toggled_cb), link, link_free, 0);
      gtk_box_append (GTK_BOX (box), check);
    }
  gtk_widget_set_sensitive (box, !reeve_case_file_is_read_only (file));
  gtk_widget_set_visible (box, TRUE);
  return box;
}
