/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked of each kind, what stands there at the start, and how it is written. What hangs on an application, a licence or the premises
 * rather than on the business is only offered where there is one. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-business-dialog.h"
#include "reeve-paper-dialog.h"
#include "reeve-record-words.h"

static const char *const application_rows[] = {
  "kind", "number class", "premises_id", "licence_id issued_id", N_("#Its way through the office"), "filed received", "complete", "due extended", "@due",
  "persons_complete", "fee_paid_cents", N_("#The decision"), "decision decided", "decided_by", "reason", "note", NULL,
};
static const char *const person_rows[] = { "application_id", "party_id practitioner_id", "role", "turned_18 turned_21", "inquiry", "disclosed", NULL };
static const char *const document_rows[] = {
  "kind", "application_id", "dated filed", "expires", "amount_cents", "languages", "signed_by", "note", NULL,
};
static const char *const exemption_rows[] = { "ground", "from_date to_date", "proof", "decided_by", NULL };
static const char *const change_rows[] = { "kind", "date approved", "note", NULL };
static const char *const fee_rows[] = {
  "kind", "application_id inspection_id", "due_cents charged_cents", "paid_cents date", "waived", "note", NULL,
};
static const char *const use_permit_rows[] = { "premises_id", "kind", "status", "granted ends", "conditions", NULL };
static const char *const notice_rows[] = {
  "kind number", "provisions", "sanction_id", "states", N_("#Issue and service"), "issued sent", "method", "addressees", "postmarked served",
  "received returned", "correct_by", "text", NULL,
};
static const char *const sanction_rows[] = {
  "kind", "number issued", "licence_id", "reason decided_by", "components", N_("#How long"), "from_date to_date", "length length_unit",
  N_("#Stay and end"), "stayed", "stayed_from stayed_to", "lifted", N_("#Amount"), "amount_cents", "offence_from offence_to", "text", NULL,
};
static const char *const hearing_rows[] = {
  "kind", "number forum", "notice_id", "sanction_id", "requested set_for", "held", "decision decided", "note", NULL,
};
static const char *const event_rows[] = {
  "kind category", "date incident", "party_id", "role licence_class", "provision agency", "for_cause", "note", NULL,
};
static const char *const status_rows[] = { "licence_id", "status", "from_date to_date", "reason", NULL };
static const char *const decision_rows[] = { "found", "from_date to_date", "evidence", "severity", "correctable", "corrected", NULL };

/* @day: a field that is today when nothing else is said. @preset: what most of them begin with. @newest: the reference that is the newest at
 * the start. */
static const struct
{
  const char *table;
  const char *const *rows;
  const char *title, *name, *toast;    /* untranslated */
  const char *day, *preset[9], *newest;   /* preset: field, value ... */
} papers[] = {
  { "application", application_rows, N_("Add an application"), N_("Add an application of %s"), N_("Application added."), "received",
    { "kind", "renewal", "extended", "0", "decision", "none", "decided", "none" }, NULL },
  { "application_person", person_rows, N_("Name a person in an application"), N_("Name a person in an application of %s"), N_("Person added."), NULL,
    { "role", "owner" }, "application_id" },
  { "document", document_rows, N_("Add a document"), N_("Add a document of %s"), N_("Document added."), "filed", { NULL }, NULL },
  { "exemption", exemption_rows, N_("Add an exemption"), N_("Add an exemption of %s"), N_("Exemption added."), "from_date", { NULL }, NULL },
  { "business_change", change_rows, N_("Add a change"), N_("Add a change of %s"), N_("Change added."), "date", { NULL }, NULL },
  { "fee", fee_rows, N_("Add a fee"), N_("Add a fee of %s"), N_("Fee added."), NULL, { NULL }, NULL },
  { "use_permit", use_permit_rows, N_("Add a use permit"), N_("Add a use permit of %s"), N_("Use permit added."), NULL, { NULL }, "premises_id" },
  { "notice", notice_rows, N_("Add a notice"), N_("Add a notice to %s"), N_("Notice added."), "issued", { "kind", "violation" }, NULL },
  { "sanction", sanction_rows, N_("Add a sanction"), N_("Add a sanction on %s"), N_("Sanction added."), "issued", { NULL }, NULL },
  { "hearing", hearing_rows, N_("Add a hearing or appeal"), N_("Add a hearing of %s"), N_("Hearing added."), "requested", { "kind", "hearing", "held", "none", "decided", "none", "decision", "none" }, NULL },
  { "event", event_rows, N_("Add an event"), N_("Add an event of %s"), N_("Event added."), "date", { NULL }, NULL },
  { "licence_status", status_rows, N_("New status of a licence"), N_("New status of a licence of %s"), N_("Status added."), "from_date", { NULL },
    "licence_id" },
  { "decision", decision_rows, NULL, NULL, NULL, NULL, { NULL }, NULL },
};

const char *const *
reeve_paper_form_rows (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (strcmp (papers[i].table, table) == 0)
      return papers[i].rows;
  return NULL;
}

void
reeve_paper_form_offer (ReeveRecordForm *form, ReeveCaseFile *file, const char *table, gint64 business)
{
  const ReeveTableInfo *info = reeve_schema_find_table (table);
  ReeveConn *conn = reeve_case_file_get_conn (file);

  for (guint f = 0; conn != NULL && f < info->n_fields; f++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = NULL;

      if (info->fields[f].type != REEVE_FIELD_REFERENCE || !reeve_record_form_has_field (form, info->fields[f].name))
        continue;
      records = reeve_records_of_business (conn, info->fields[f].target, business, &error);
      if (error != NULL)
        reeve_case_file_set_problem (file, error->message);
      for (guint i = 0; records != NULL && i < records->len; i++)
        {
          const ReeveRecord *record = g_ptr_array_index (records, i);
          g_autofree char *words = reeve_record_words (conn, record);

          reeve_record_form_offer (form, info->fields[f].name, reeve_record_get_id (record), words);
        }
    }
}

/* A link to the business where the table has one and none of its own says more. */
static gboolean
store_paper (ReeveTxn *txn, GPtrArray *records, gpointer data, GError **error)
{
  ReeveRecord *record = g_ptr_array_index (records, 0);
  const ReeveTableInfo *table = reeve_record_get_table (record);

  if (reeve_table_find_field (table, "business_id") >= 0)
    reeve_record_set_integer (record, "business_id", *(gint64 *) data);
  reeve_record_set (record, "source", "form");
  return reeve_txn_insert (txn, record, error);
}

static void
preset_newest (ReeveRecord *record, ReeveCaseFile *file, const char *field, gint64 business)
{
  const ReeveTableInfo *table = reeve_record_get_table (record);
  const char *target = table->fields[reeve_table_find_field (table, field)].target;
  g_autoptr (GPtrArray) records = reeve_records_of_business (reeve_case_file_get_conn (file), target, business, NULL);

  if (records != NULL && records->len > 0)
    reeve_record_set_integer (record, field, reeve_record_get_id (g_ptr_array_index (records, 0)));
}

GtkWidget *
reeve_paper_dialog_add (GtkWindow *parent, ReeveCaseFile *file, const char *table, gint64 business, const char *business_name)
{
  ReeveRecordDialog *dialog;
  ReeveRecord *record = reeve_record_new (table);
  g_autofree char *name = NULL;
  guint i = 0;

  while (strcmp (papers[i].table, table) != 0)
    i++;
  if (papers[i].day != NULL)
    {
      char day[REEVE_DAY_TEXT_SIZE];

      reeve_day_format (reeve_case_file_get_day (file), day);
      reeve_record_set (record, papers[i].day, day);
    }
  for (guint p = 0; papers[i].preset[p] != NULL; p += 2)
    reeve_record_set (record, papers[i].preset[p], papers[i].preset[p + 1]);
  if (papers[i].newest != NULL)
    preset_newest (record, file, papers[i].newest, business);
  dialog = reeve_record_dialog_new (parent, file, _(papers[i].title));
  reeve_paper_form_offer (reeve_record_dialog_add_form (dialog, NULL, record, papers[i].rows, FALSE), file, table, business);
  name = g_strdup_printf (_(papers[i].name), business_name);
  reeve_record_dialog_set_store (dialog, _("Add"), name, _(papers[i].toast), store_paper, g_memdup2 (&business, sizeof business), g_free);
  return GTK_WIDGET (dialog);
}
