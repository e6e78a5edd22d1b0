/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row is made anew only when it would read differently: an edit is shown at once in a list of any length. The examples of all provisions
 * are run when the list is seen, and when the typing has paused. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-example.h"
#include "reeve-findings.h"
#include "reeve-provision-list.h"

#define PAUSE_MS 250
#define FIRST_MS 20        /* the list is seen before its marks */

typedef struct { guint examples, failed; } Tally;
typedef struct { gint64 n[REEVE_N_SHOWN]; } Counts;

struct _ReeveProvisionList
{
  AdwBin parent_instance;

  GtkListBox *rows;
  GtkLabel *foot;
  ReeveOrdinance *ordinance, *base;
  ReeveDay day;
  GHashTable *tallies;     /* provision -> Tally */
  GHashTable *counts;      /* provision -> Counts; NULL = not counted */
  char *chosen;
  guint failed, timer;
  gboolean building;
};

G_DEFINE_FINAL_TYPE (ReeveProvisionList, reeve_provision_list, ADW_TYPE_BIN)

static void
tally_cb (const ReeveProvision *provision, const ReeveExample *example, ReeveDay day, ReeveOutcome outcome, const ReeveTrace *trace, gpointer data)
{
  Tally *tally = g_hash_table_lookup (data, provision->id);
  ReeveOutcome expected;

  if (tally == NULL)
    g_hash_table_insert (data, g_strdup (provision->id), tally = g_new0 (Tally, 1));
  tally->examples++;
  if (!reeve_outcome_from_name (example->expect, &expected) || expected != outcome)
    tally->failed++;
}

static void
run_examples (ReeveProvisionList *self)
{
  GBytes *whole = reeve_ordinance_get_text (self->ordinance);
  g_autoptr (ReeveMessages) messages = reeve_messages_new (reeve_ordinance_get_title (self->ordinance), g_bytes_get_data (whole, NULL), g_bytes_get_size (whole));
  ReeveExampleCounts counts;
  g_autofree char *text = NULL;

  g_hash_table_remove_all (self->tallies);
  counts = reeve_examples_run_each (self->ordinance, NULL, messages, tally_cb, self->tallies);
  self->failed = counts.failed;
  text = counts.failed == 0 ? g_strdup_printf (ngettext ("%u example passes", "%u examples pass", counts.examples), counts.examples)
                            : g_strdup_printf (ngettext ("%u of %u example passes", "%u of %u examples pass", counts.examples),
                                               counts.examples - counts.failed, counts.examples);
  gtk_label_set_text (self->foot, text);
}

/* What was adopted is a violation only when an officer said so; the counts are of what is computed. */
static ReeveShown
shown_of (gint64 outcome)
{
  static const struct { ReeveOutcome outcome; ReeveShown shown; } known[] = {
    { REEVE_OUTCOME_VIOLATION, REEVE_SHOWN_NOT_MET },           { REEVE_OUTCOME_GROUNDS, REEVE_SHOWN_GROUNDS },
    { REEVE_OUTCOME_PENDING, REEVE_SHOWN_PENDING },             { REEVE_OUTCOME_INSUFFICIENT, REEVE_SHOWN_NOT_KNOWN },
    { REEVE_OUTCOME_COMPLIANT, REEVE_SHOWN_MET },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if ((gint64) known[i].outcome == outcome)
      return known[i].shown;
  return REEVE_N_SHOWN;
}

static GHashTable *
read_counts (ReeveOrdinance *ordinance, ReeveConn *conn)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT provision, outcome, number FROM derived_count WHERE ordinance = ?1", NULL);

  if (stmt == NULL)
    return counts;
  reeve_stmt_bind_text (stmt, 1, reeve_ordinance_get_id (ordinance));
  while (reeve_stmt_step (stmt, NULL))
    {
      const char *provision = reeve_stmt_text (stmt, 0);
      ReeveShown shown = shown_of (reeve_stmt_int (stmt, 1));
      Counts *found = g_hash_table_lookup (counts, provision);

      if (found == NULL)
        g_hash_table_insert (counts, g_strdup (provision), found = g_new0 (Counts, 1));
      if (shown != REEVE_N_SHOWN)
        found->n[shown] += reeve_stmt_int (stmt, 2);
    }
  reeve_stmt_reset (stmt);
  return counts;
}

static ReeveProvisionCard
card_of (ReeveProvisionList *self, const ReeveProvision *provision)
{
  const Tally *tally = g_hash_table_lookup (self->tallies, provision->id);
  const Counts *counts = self->counts == NULL ? NULL : g_hash_table_lookup (self->counts, provision->id);

  return (ReeveProvisionCard){ self->ordinance, self->base, provision, self->day, counts == NULL ? NULL : counts->n,
                               tally == NULL ? 0 : tally->examples, tally == NULL ? 0 : tally->failed };
}

static void
fill_row (ReeveProvisionList *self, GtkListBoxRow *row, const ReeveProvision *provision)
{
  ReeveProvisionCard card = card_of (self, provision);
  g_autofree char *text = reeve_provision_card_text (&card);

  if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "text"), text) == 0)
    return;
  gtk_list_box_row_set_child (row, reeve_provision_card_row (&card));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (row), "text", g_steal_pointer (&text), g_free);
}

static void
fill (ReeveProvisionList *self)
{
  const GPtrArray *provisions = self->ordinance == NULL ? NULL : reeve_ordinance_get_provisions (self->ordinance);
  guint n = provisions == NULL ? 0 : provisions->len;
  GtkListBoxRow *row, *chosen = NULL;

  self->building = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->rows, (int) n)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++)
    {
      const ReeveProvision *provision = g_ptr_array_index (provisions, i);

      row = gtk_list_box_get_row_at_index (self->rows, (int) i);
      if (row == NULL)
        {
          row = GTK_LIST_BOX_ROW (gtk_list_box_row_new ());
          gtk_list_box_append (self->rows, GTK_WIDGET (row));
        }
      fill_row (self, row, provision);
      g_object_set_data_full (G_OBJECT (row), "provision", g_strdup (provision->id), g_free);
      if (chosen == NULL || g_strcmp0 (provision->id, self->chosen) == 0)
        chosen = row;
    }
  g_free (self->chosen);
  self->chosen = chosen == NULL ? NULL : g_strdup (g_object_get_data (G_OBJECT (chosen), "provision"));
  gtk_list_box_select_row (self->rows, chosen);
  self->building = FALSE;
}

static gboolean
paused_cb (gpointer data)
{
  ReeveProvisionList *self = data;

  self->timer = 0;
  if (self->ordinance != NULL)
    {
      run_examples (self);
      fill (self);
      g_signal_emit_by_name (self, "examined");
    }
  return G_SOURCE_REMOVE;
}

void
reeve_provision_list_show (ReeveProvisionList *self, ReeveOrdinance *ordinance, ReeveOrdinance *base, ReeveConn *counts, ReeveDay day)
{
  gboolean other;

  g_return_if_fail (REEVE_IS_PROVISION_LIST (self));
  other = ordinance == NULL || self->ordinance == NULL || g_strcmp0 (reeve_ordinance_get_id (ordinance), reeve_ordinance_get_id (self->ordinance)) != 0;
  if (ordinance != NULL)
    reeve_ordinance_ref (ordinance);
  if (base != NULL)
    reeve_ordinance_ref (base);
  g_clear_pointer (&self->ordinance, reeve_ordinance_unref);
  g_clear_pointer (&self->base, reeve_ordinance_unref);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_clear_handle_id (&self->timer, g_source_remove);
  self->ordinance = ordinance;
  self->base = base;
  self->day = day;
  if (ordinance != NULL && counts != NULL)
    self->counts = read_counts (ordinance, counts);
  if (other)
    {
      g_hash_table_remove_all (self->tallies);
      gtk_label_set_text (self->foot, "");
    }
  if (ordinance != NULL)
    self->timer = g_timeout_add (other ? FIRST_MS : PAUSE_MS, paused_cb, self);
  fill (self);
}

const char *
reeve_provision_list_get_chosen (ReeveProvisionList *self)
{
  g_return_val_if_fail (REEVE_IS_PROVISION_LIST (self), NULL);
  return self->chosen;
}

void
reeve_provision_list_choose (ReeveProvisionList *self, const char *id)
{
  g_autofree char *own = g_strdup (id);

  g_return_if_fail (REEVE_IS_PROVISION_LIST (self));
  g_free (self->chosen);
  self->chosen = g_steal_pointer (&own);
}

GtkWidget *
reeve_provision_list_read (ReeveProvisionList *self)
{
  const ReeveProvision *provision;
  ReeveProvisionCard card;

  g_return_val_if_fail (REEVE_IS_PROVISION_LIST (self), NULL);
  provision = self->ordinance == NULL || self->chosen == NULL ? NULL : reeve_ordinance_find_provision (self->ordinance, self->chosen);
  if (provision == NULL)
    return NULL;
  card = card_of (self, provision);
  return reeve_provision_card_read (&card);
}

guint
reeve_provision_list_get_failed (ReeveProvisionList *self)
{
  g_return_val_if_fail (REEVE_IS_PROVISION_LIST (self), 0);
  if (self->timer != 0)
    {
      g_clear_handle_id (&self->timer, g_source_remove);
      paused_cb (self);
    }
  return self->failed;
}

static void
row_selected_cb (ReeveProvisionList *self, GtkListBoxRow *row)
{
  if (self->building || row == NULL)
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (g_object_get_data (G_OBJECT (row), "provision"));
  g_signal_emit_by_name (self, "chosen");
}

static void
row_activated_cb (ReeveProvisionList *self)
{
  g_signal_emit_by_name (self, "opened");
}

static void
reeve_provision_list_dispose (GObject *object)
{
  ReeveProvisionList *self = REEVE_PROVISION_LIST (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->ordinance, reeve_ordinance_unref);
  g_clear_pointer (&self->base, reeve_ordinance_unref);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_clear_pointer (&self->tallies, g_hash_table_unref);
  g_clear_pointer (&self->chosen, g_free);
  G_OBJECT_CLASS (reeve_provision_list_parent_class)->dispose (object);
}

static void
reeve_provision_list_class_init (ReeveProvisionListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reeve_provision_list_dispose;
  g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("examined", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
reeve_provision_list_init (ReeveProvisionList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroller = gtk_scrolled_window_new ();

  self->tallies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  self->foot = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "record-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->foot), "foot");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Provisions"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->rows));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->foot));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->rows, "row-selected", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
}
