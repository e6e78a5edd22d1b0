/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked, and how it is written. Premises are shared: an address that is known already is taken, not made a second time. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-business-dialog.h"
#include "reeve-due-note.h"
#include "reeve-paper-dialog.h"
#include "reeve-record-items.h"
#include "reeve-record-links.h"
#include "reeve-text.h"

static const char *const business_rows[] = {
  "name", "legal_name", "number category", "classes", "entity_type phone", "opened closed", "website", N_("#How it works"), "operating principal_use",
  "out_call_only nonconforming", "provides", "advertises", "staff_count attached_to", N_("#How complete the lists are"),
  "staff_complete_on principals_complete_on", N_("#Post and notes"), "mailing_address", "note", NULL,
};
static const char *const premises_rows[] = {
  "address", "suite postcode", "host", "home_occupation entrance_visible", "co_status co_issued", "co_use", "lease_from lease_to", "lat lon",
  "position_method position_accuracy_m", "note", NULL,
};
static const char *const licence_rows[] = {
  "scope", "number class", "applied issued", "first_issued renewed", "expires", "conditions", "verified_on verified_how", "note", NULL,
};
static const char *const status_rows[] = { "status", "from_date to_date", "reason", NULL };
static const char *const party_rows[] = { "kind", "name", "phone", "mailing_address", NULL };
static const char *const ownership_rows[] = { "role share_bp", "from_date to_date", "disclosed", NULL };
static const char *const practitioner_rows[] = { "reference", "name", NULL };
static const char *const employment_rows[] = { "role", "gives_massage contractor", "started ended", "notified notified_end", NULL };
static const char *const hours_rows[] = { "schedule", "from_date to_date", NULL };
static const char *const occupancy_rows[] = { "from_date to_date", "ended_why", NULL };

static const struct { const char *table; const char *const *rows; } forms[] = {
  { "business", business_rows }, { "premises", premises_rows }, { "licence", licence_rows }, { "licence_status", status_rows },
  { "party", party_rows }, { "ownership", ownership_rows }, { "practitioner", practitioner_rows }, { "employment", employment_rows },
  { "opening_hours", hours_rows }, { "occupancy", occupancy_rows },
};

const char *const *
reeve_business_form_rows (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (strcmp (forms[i].table, table) == 0)
      return forms[i].rows;
  g_return_val_if_reached (NULL);
}

/* Premises with the same normalised address, or new ones. Sets the record's id. */
static gboolean
store_premises (ReeveTxn *txn, ReeveRecord *premises, GError **error)
{
  g_autofree char *key = reeve_address_key (reeve_record_get (premises, "address"), reeve_record_get (premises, "suite"));
  GError *local_error = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (reeve_txn_get_conn (txn), "SELECT id FROM premises WHERE address_key = ?1 ORDER BY id LIMIT 1", error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, key);
  if (reeve_stmt_step (stmt, &local_error))
    reeve_record_set_id (premises, reeve_stmt_int (stmt, 0));
  reeve_stmt_reset (stmt);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (reeve_record_get_id (premises) != 0)
    return TRUE;
  reeve_record_set (premises, "address_key", key);
  reeve_record_set (premises, "source", "form");
  return reeve_txn_insert (txn, premises, error);
}

static gboolean
store_occupancy (ReeveTxn *txn, gint64 premises, gint64 business, const char *from, GError **error)
{
  g_autoptr (ReeveRecord) occupancy = reeve_record_new ("occupancy");

  reeve_record_set_integer (occupancy, "premises_id", premises);
  reeve_record_set_integer (occupancy, "business_id", business);
  reeve_record_set (occupancy, "from_date", from);
  reeve_record_set (occupancy, "source", "form");
  return reeve_txn_insert (txn, occupancy, error);
}

/* For what hangs on a business: sets the link and inserts. */
static gboolean
store_of_business (ReeveTxn *txn, ReeveRecord *record, gint64 business, GError **error)
{
  reeve_record_set_integer (record, "business_id", business);
  reeve_record_set (record, "source", "form");
  return reeve_txn_insert (txn, record, error);
}

/* business, premises, hours, licence */
static gboolean
store_business (ReeveTxn *txn, GPtrArray *records, gpointer data, GError **error)
{
  ReeveRecord *business = g_ptr_array_index (records, 0), *premises = g_ptr_array_index (records, 1);
  ReeveRecord *hours = g_ptr_array_index (records, 2), *licence = g_ptr_array_index (records, 3);
  gint64 id;

  reeve_record_set (business, "source", "form");
  if (!reeve_txn_insert (txn, business, error) || !store_premises (txn, premises, error))
    return FALSE;
  id = reeve_record_get_id (business);
  if (!store_occupancy (txn, reeve_record_get_id (premises), id, reeve_record_get (business, "opened"), error))
    return FALSE;
  if (hours != NULL && !store_of_business (txn, hours, id, error))
    return FALSE;
  return licence == NULL || store_of_business (txn, licence, id, error);
}

/**
 * reeve_business_dialog_new:
 *
 * Returns: a dialog that adds a business: its name and address are enough
 */
GtkWidget *
reeve_business_dialog_new (GtkWindow *parent, ReeveCaseFile *file)
{
  static const char *const rows[] = { "name", "number category", "phone opened", NULL };
  static const char *const place_rows[] = { "address", "suite postcode", NULL };
  static const char *const time_rows[] = { "schedule", NULL };
  static const char *const paper_rows[] = { "number", "issued expires", NULL };
  ReeveRecordDialog *dialog = reeve_record_dialog_new (parent, file, _("Add a business"));
  ReeveRecord *licence = reeve_record_new ("licence");

  reeve_record_set (licence, "scope", "city");
  reeve_record_dialog_add_form (dialog, NULL, reeve_record_new ("business"), rows, FALSE);
  reeve_record_dialog_add_form (dialog, _("Where it is"), reeve_record_new ("premises"), place_rows, FALSE);
  reeve_record_dialog_add_form (dialog, _("When it is open"), reeve_record_new ("opening_hours"), time_rows, TRUE);
  reeve_record_dialog_add_form (dialog, _("City licence"), licence, paper_rows, TRUE);
  reeve_record_dialog_set_store (dialog, _("Add"), _("Add a business"), _("Business added."), store_business, NULL, NULL);
  return GTK_WIDGET (dialog);
}

static gpointer
copy_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

/* licence, first status */
static gboolean
store_licence (ReeveTxn *txn, GPtrArray *records, gpointer data, GError **error)
{
  ReeveRecord *licence = g_ptr_array_index (records, 0), *status = g_ptr_array_index (records, 1);

  if (!store_of_business (txn, licence, *(gint64 *) data, error))
    return FALSE;
  if (status == NULL)
    return TRUE;
  reeve_record_set_integer (status, "licence_id", reeve_record_get_id (licence));
  reeve_record_set (status, "source", "form");
  return reeve_txn_insert (txn, status, error);
}

GtkWidget *
reeve_business_dialog_add_licence (GtkWindow *parent, ReeveCaseFile *file, gint64 business, const char *business_name)
{
  ReeveRecordDialog *dialog = reeve_record_dialog_new (parent, file, _("Add a licence"));
  ReeveRecord *licence = reeve_record_new ("licence"), *status = reeve_record_new ("licence_status");
  /* Translators: in the history; %s is a business */
  g_autofree char *name = g_strdup_printf (_("Add a licence of %s"), business_name);

  reeve_record_set (licence, "scope", "city");
  reeve_record_dialog_add_form (dialog, NULL, licence, licence_rows, FALSE);
  reeve_record_dialog_add_form (dialog, _("Its status"), status, status_rows, TRUE);
  reeve_record_dialog_set_store (dialog, _("Add"), name, _("Licence added."), store_licence, copy_id (business), g_free);
  return GTK_WIDGET (dialog);
}

/* party, ownership */
static gboolean
store_owner (ReeveTxn *txn, GPtrArray *records, gpointer data, GError **error)
{
  ReeveRecord *party = g_ptr_array_index (records, 0), *ownership = g_ptr_array_index (records, 1);

  reeve_record_set (party, "source", "form");
  if (!reeve_txn_insert (txn, party, error))
    return FALSE;
  reeve_record_set_integer (ownership, "party_id", reeve_record_get_id (party));
  return store_of_business (txn, ownership, *(gint64 *) data, error);
}

GtkWidget *
reeve_business_dialog_add_owner (GtkWindow *parent, ReeveCaseFile *file, gint64 business, const char *business_name)
{
  ReeveRecordDialog *dialog = reeve_record_dialog_new (parent, file, _("Add an owner or officer"));
  ReeveRecord *party = reeve_record_new ("party"), *ownership = reeve_record_new ("ownership");
  /* Translators: in the history; %s is a business */
  g_autofree char *name = g_strdup_printf (_("Add an owner of %s"), business_name);

  reeve_record_set (party, "kind", "person");
  reeve_record_set (ownership, "role", "owner");
  reeve_record_dialog_add_form (dialog, NULL, party, party_rows, FALSE);
  reeve_record_dialog_add_form (dialog, _("Part in the business"), ownership, ownership_rows, FALSE);
  reeve_record_dialog_set_store (dialog, _("Add"), name, _("Owner added."), store_owner, copy_id (business), g_free);
  return GTK_WIDGET (dialog);
}

/* practitioner, employment, state licence */
static gboolean
store_practitioner (ReeveTxn *txn, GPtrArray *records, gpointer data, GError **error)
{
  ReeveRecord *practitioner = g_ptr_array_index (records, 0), *employment = g_ptr_array_index (records, 1);
  ReeveRecord *licence = g_ptr_array_index (records, 2);

  reeve_record_set (practitioner, "source", "form");
  if (!reeve_txn_insert (txn, practitioner, error))
    return FALSE;
  reeve_record_set_integer (employment, "practitioner_id", reeve_record_get_id (practitioner));
  if (!store_of_business (txn, employment, *(gint64 *) data, error))
    return FALSE;
  if (licence == NULL)
    return TRUE;
  reeve_record_set_integer (licence, "practitioner_id", reeve_record_get_id (practitioner));
  reeve_record_set (licence, "source", "form");
  return reeve_txn_insert (txn, licence, error);
}

GtkWidget *
reeve_business_dialog_add_practitioner (GtkWindow *parent, ReeveCaseFile *file, gint64 business, const char *business_name)
{
  static const char *const paper_rows[] = { "number class", "issued expires", "verified_on verified_how", NULL };
  ReeveRecordDialog *dialog = reeve_record_dialog_new (parent, file, _("Add a practitioner"));
  ReeveRecord *licence = reeve_record_new ("licence");
  /* Translators: in the history; %s is a business */
  g_autofree char *name = g_strdup_printf (_("Add a practitioner of %s"), business_name);

  reeve_record_set (licence, "scope", "state");
  reeve_record_dialog_add_form (dialog, NULL, reeve_record_new ("practitioner"), practitioner_rows, FALSE);
  reeve_record_dialog_add_form (dialog, _("Work here"), reeve_record_new ("employment"), employment_rows, FALSE);
  reeve_record_dialog_add_form (dialog, _("State licence"), licence, paper_rows, TRUE);
  reeve_record_dialog_set_store (dialog, _("Add"), name, _("Practitioner added."), store_practitioner, copy_id (business), g_free);
  return GTK_WIDGET (dialog);
}

static gboolean
store_hours (ReeveTxn *txn, GPtrArray *records, gpointer data, GError **error)
{
  return store_of_business (txn, g_ptr_array_index (records, 0), *(gint64 *) data, error);
}

GtkWidget *
reeve_business_dialog_add_hours (GtkWindow *parent, ReeveCaseFile *file, gint64 business, const char *business_name)
{
  ReeveRecordDialog *dialog = reeve_record_dialog_new (parent, file, _("Add opening hours"));
  /* Translators: in the history; %s is a business */
  g_autofree char *name = g_strdup_printf (_("Add opening hours of %s"), business_name);

  reeve_record_dialog_add_form (dialog, NULL, reeve_record_new ("opening_hours"), hours_rows, FALSE);
  reeve_record_dialog_set_store (dialog, _("Add"), name, _("Hours added."), store_hours, copy_id (business), g_free);
  return GTK_WIDGET (dialog);
}

/* premises, occupancy */
static gboolean
store_move (ReeveTxn *txn, GPtrArray *records, gpointer data, GError **error)
{
  ReeveRecord *premises = g_ptr_array_index (records, 0), *occupancy = g_ptr_array_index (records, 1);

  if (!store_premises (txn, premises, error))
    return FALSE;
  reeve_record_set_integer (occupancy, "premises_id", reeve_record_get_id (premises));
  return store_of_business (txn, occupancy, *(gint64 *) data, error);
}

GtkWidget *
reeve_business_dialog_add_premises (GtkWindow *parent, ReeveCaseFile *file, gint64 business, const char *business_name)
{
  static const char *const place_rows[] = { "address", "suite postcode", NULL };
  static const char *const time_rows[] = { "from_date", NULL };
  ReeveRecordDialog *dialog = reeve_record_dialog_new (parent, file, _("Add premises"));
  /* Translators: in the history; %s is a business */
  g_autofree char *name = g_strdup_printf (_("Add premises of %s"), business_name);

  reeve_record_dialog_add_form (dialog, NULL, reeve_record_new ("premises"), place_rows, FALSE);
  reeve_record_dialog_add_form (dialog, NULL, reeve_record_new ("occupancy"), time_rows, FALSE);
  reeve_record_dialog_set_store (dialog, _("Add"), name, _("Premises added."), store_move, copy_id (business), g_free);
  return GTK_WIDGET (dialog);
}

GtkWidget *
reeve_business_dialog_edit (GtkWindow *parent, ReeveCaseFile *file, gint64 business, const char *title, ReeveRecord *record, ReeveRecord *second)
{
  ReeveRecordDialog *dialog = reeve_record_dialog_new (parent, file, title);
  const char *table = reeve_record_get_table (record)->name;
  const char *const *paper_rows = reeve_paper_form_rows (table);
  gint64 id = reeve_record_get_id (record);

  if (paper_rows != NULL)
    {
      ReeveRecordForm *form = reeve_record_dialog_add_form (dialog, NULL, record, paper_rows, FALSE);

      reeve_paper_form_offer (form, file, table, business);
      if (strcmp (table, "application") == 0)
        reeve_record_form_fill_slot (form, "due", reeve_due_note_new (file, id, form));
      /* a decision is taken back where it was taken, by another one */
      if (strcmp (table, "decision") != 0)
        reeve_record_dialog_set_removable (dialog);
    }
  else
    reeve_record_dialog_add_form (dialog, NULL, record, reeve_business_form_rows (table), FALSE);
  if (second != NULL)
    reeve_record_dialog_add_form (dialog, reeve_table_label (reeve_record_get_table (second)), second,
                                  reeve_business_form_rows (reeve_record_get_table (second)->name), FALSE);
  reeve_record_dialog_add_widget (dialog, reeve_record_links_new (file, table, id, business));
  reeve_record_dialog_add_widget (dialog, reeve_record_items_new (file, table, id));
  return GTK_WIDGET (dialog);
}
