/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The flow of gathering: one ordered statement per collection that somebody reads, merged by subject. Rows are turned into facts in
 * the files reeve-gather-*.c, what lies around in reeve-gather-around.c. Collections that the case file has no table for yet are unknown. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-error.h"
#include "reeve-gather-private.h"

#define ID(member, kind, name) ids.member = (guint) reeve_vocabulary_field (REEVE_KIND_##kind, name)

static ReeveFieldIds
resolve_field_ids (void)
{
  ReeveFieldIds ids;

  ID (subject_business, SUBJECT, "business");
  ID (subject_premises, SUBJECT, "premises");
  ID (subject_licence, SUBJECT, "licence");
  ID (subject_inspection, SUBJECT, "inspection");
  ID (subject_violation, SUBJECT, "violation");
  ID (subject_notice, SUBJECT, "notice");
  ID (subject_complaint, SUBJECT, "complaint");
  ID (subject_city, SUBJECT, "city");
  ID (business_operating, BUSINESS, "operating");
  ID (business_hours, BUSINESS, "hours");
  ID (business_city_licence, BUSINESS, "city-licence");
  ID (business_state_licence, BUSINESS, "state-licence");
  ID (business_staff, BUSINESS, "staff");
  ID (business_employment, BUSINESS, "employment");
  ID (business_principal, BUSINESS, "principal");
  ID (business_person_present, BUSINESS, "person-present");
  ID (business_observation, BUSINESS, "observation");
  ID (business_inspection, BUSINESS, "inspection");
  ID (business_licence, BUSINESS, "licence");
  ID (business_application, BUSINESS, "application");
  ID (business_document, BUSINESS, "document");
  ID (business_change, BUSINESS, "change");
  ID (business_notice, BUSINESS, "notice");
  ID (business_sanction, BUSINESS, "sanction");
  ID (business_complaint, BUSINESS, "complaint");
  ID (business_violation, BUSINESS, "violation");
  ID (business_hearing, BUSINESS, "hearing");
  ID (business_exemption, BUSINESS, "exemption");
  ID (business_fee, BUSINESS, "fee");
  ID (business_event, BUSINESS, "event");
  ID (premises_zone, PREMISES, "zone");
  ID (premises_zone_class, PREMISES, "zone-class");
  ID (premises_zone_allows, PREMISES, "zone-allows");
  ID (premises_overlays, PREMISES, "overlays");
  ID (premises_certificate, PREMISES, "occupancy-certificate");
  ID (premises_event, PREMISES, "event");
  ID (premises_occupancy, PREMISES, "occupancy");
  ID (premises_use_permit, PREMISES, "use-permit");
  ID (premises_place, PREMISES, "place");
  ID (premises_peer, PREMISES, "peer");
  ID (certificate_status, OCCUPANCY_CERTIFICATE, "status");
  ID (certificate_issued, OCCUPANCY_CERTIFICATE, "issued");
  ID (certificate_use, OCCUPANCY_CERTIFICATE, "use");
  ID (licence_scope, LICENCE, "scope");
  ID (licence_status, LICENCE, "status");
  ID (licence_applied, LICENCE, "applied");
  ID (licence_issued, LICENCE, "issued");
  ID (licence_first_issued, LICENCE, "first-issued");
  ID (licence_expires, LICENCE, "expires");
  ID (licence_valid, LICENCE, "valid");
  ID (licence_span, LICENCE, "span");
  ID (span_status, STATUS_SPAN, "status");
  ID (span_from, STATUS_SPAN, "from");
  ID (span_to, STATUS_SPAN, "to");
  ID (person_state_licence, STAFF, "state-licence");
  ID (person_city_licence, STAFF, "city-licence");
  ID (person_licence, STAFF, "licence");
  ID (person_event, STAFF, "event");
  ID (person_role, STAFF, "role");
  ID (person_number, STAFF, "licence-number");
  ID (inspection_person_present, INSPECTION, "person-present");
  ID (inspection_fee, INSPECTION, "fee");
  ID (notice_violation, NOTICE, "violation");
  ID (complaint_inspection, COMPLAINT, "inspection");
  ID (observation_at, OBSERVATION, "at");
  ID (observation_date, OBSERVATION, "date");
  ID (event_kind, EVENT, "kind");
  ID (event_date, EVENT, "date");
  ID (occupancy_same_business, OCCUPANCY, "same-business");
  ID (place_kind, PLACE, "kind");
  ID (place_distance, PLACE, "distance");
  ID (place_since, PLACE, "since");
  ID (place_until, PLACE, "until");
  ID (peer_category, PEER, "category");
  ID (peer_distance, PEER, "distance");
  ID (peer_opened, PEER, "opened");
  ID (peer_closed, PEER, "closed");
  ID (peer_attached_to, PEER, "attached-to");
  ID (peer_city_licensed, PEER, "city-licensed");
  ID (city_licence, CITY, "licence");
  ID (city_application, CITY, "application");
  return ids;
}

const ReeveFieldIds *
reeve_field_ids (void)
{
  static ReeveFieldIds ids;
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      ids = resolve_field_ids ();
      g_once_init_leave (&once, 1);
    }
  return &ids;
}

static gboolean
reads (const ReeveGather *gather, ReeveKind kind, guint field)
{
  return gather->need->reads[kind][field];
}

static gboolean
person_reads_licence (const ReeveGather *gather, ReeveKind kind)
{
  const ReeveFieldIds *f = reeve_field_ids ();

  return reads (gather, kind, f->person_state_licence) || reads (gather, kind, f->person_city_licence) || reads (gather, kind, f->person_licence);
}

static void
want (ReeveGather *gather, ReeveSubjectKey key, ReeveSourceId source, gboolean wanted, guint n_parts)
{
  if (wanted)
    reeve_statement_init (&gather->statements[key][source], source, key, gather->need, n_parts);
}

/* Which statements there will be: only for what some program reads. */
static void
choose_statements (ReeveGather *gather)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  const ReeveKind b = REEVE_KIND_BUSINESS, p = REEVE_KIND_PREMISES;
  gboolean spans = reads (gather, REEVE_KIND_LICENCE, f->licence_status) || reads (gather, REEVE_KIND_LICENCE, f->licence_valid)
                   || reads (gather, REEVE_KIND_LICENCE, f->licence_span);
  gboolean staff_items = gather->need->items[REEVE_KIND_STAFF] || gather->need->items[REEVE_KIND_EMPLOYMENT];
  gboolean visit_items = staff_items || gather->need->items[REEVE_KIND_SUBJECT] || gather->need->items[REEVE_KIND_OBSERVATION];
  gboolean people = person_reads_licence (gather, REEVE_KIND_STAFF) || person_reads_licence (gather, REEVE_KIND_EMPLOYMENT);
  gboolean licences = reads (gather, b, f->business_licence) || reads (gather, b, f->business_city_licence) || reads (gather, b, f->business_state_licence)
                      || reads (gather, REEVE_KIND_SUBJECT, f->subject_licence);
  gboolean present = reads (gather, b, f->business_person_present);
  gboolean visits = visit_items || present || reads (gather, b, f->business_inspection) || reads (gather, b, f->business_observation)
                    || reads (gather, REEVE_KIND_SUBJECT, f->subject_inspection);
  gboolean notices = gather->need->notices || reads (gather, b, f->business_notice);
  gboolean complaints = reads (gather, b, f->business_complaint) || reads (gather, REEVE_KIND_SUBJECT, f->subject_complaint);
  gboolean violations = reads (gather, b, f->business_violation) || reads (gather, REEVE_KIND_SUBJECT, f->subject_violation);
  gboolean place = gather->need->zones || gather->need->surroundings || reads (gather, REEVE_KIND_SUBJECT, f->subject_premises);

  want (gather, REEVE_SUBJECT_BUSINESS, REEVE_SOURCE_BUSINESS, TRUE, 1);
  want (gather, REEVE_SUBJECT_BUSINESS, REEVE_SOURCE_HOURS, reads (gather, b, f->business_hours), 1);
  want (gather, REEVE_SUBJECT_BUSINESS, REEVE_SOURCE_LICENCE, licences, spans ? 2 : 1);
  want (gather, REEVE_SUBJECT_BUSINESS, REEVE_SOURCE_INSPECTION, visits, visit_items ? 2 : 1);
  want (gather, REEVE_SUBJECT_BUSINESS, REEVE_SOURCE_PRESENT, present, 1);
  want (gather, REEVE_SUBJECT_BUSINESS, REEVE_SOURCE_STAFF, reads (gather, b, f->business_staff) || reads (gather, b, f->business_employment),
        people ? spans ? 3 : 2 : 1);
  want (gather, REEVE_SUBJECT_BUSINESS, REEVE_SOURCE_PRINCIPAL, reads (gather, b, f->business_principal),
        reads (gather, REEVE_KIND_PRINCIPAL, f->person_event) ? 2 : 1);
  want (gather, REEVE_SUBJECT_BUSINESS, REEVE_SOURCE_EVENT, reads (gather, b, f->business_event), 1);
  want (gather, REEVE_SUBJECT_BUSINESS, REEVE_SOURCE_DOCUMENT, reads (gather, b, f->business_document), 1);
  want (gather, REEVE_SUBJECT_BUSINESS, REEVE_SOURCE_NOTICE, notices, 1);
  want (gather, REEVE_SUBJECT_BUSINESS, REEVE_SOURCE_COMPLAINT, complaints, 1);
  want (gather, REEVE_SUBJECT_BUSINESS, REEVE_SOURCE_EXEMPTION, reads (gather, b, f->business_exemption), 1);
  want (gather, REEVE_SUBJECT_BUSINESS, REEVE_SOURCE_VIOLATION, violations, 1);
  for (guint key = 0; key < 2; key++)
    {
      want (gather, key, REEVE_SOURCE_PREMISES, place || key == REEVE_SUBJECT_PREMISES, 1);
      want (gather, key, REEVE_SOURCE_PLACE_EVENT, reads (gather, p, f->premises_event), 1);
      want (gather, key, REEVE_SOURCE_OCCUPANCY, reads (gather, p, f->premises_occupancy), 1);
      want (gather, key, REEVE_SOURCE_USE_PERMIT, reads (gather, p, f->premises_use_permit), 1);
    }
  want (gather, REEVE_SUBJECT_PREMISES, REEVE_SOURCE_LONE_COMPLAINT, reads (gather, REEVE_KIND_SUBJECT, f->subject_complaint), 1);
  want (gather, REEVE_SUBJECT_PREMISES, REEVE_SOURCE_PLACE_NOTICE, notices, 1);
  want (gather, REEVE_SUBJECT_PREMISES, REEVE_SOURCE_PLACE_INSPECTION, visits, visit_items ? 2 : 1);
}

/* The codes of the registers are the same for every subject. */
static void
keep_registers (ReeveGather *gather)
{
  const ReeveRegisters *registers = gather->registers;

  gather->kept_event_kinds = reeve_facts_keep_codes (gather->facts, (const char *const *) registers->event_kinds->pdata);
  gather->kept_city_event_kinds = reeve_facts_keep_codes (gather->facts, (const char *const *) registers->city_event_kinds->pdata);
  gather->kept_scopes = reeve_facts_keep_codes (gather->facts, (const char *const *) registers->licence_scopes->pdata);
  gather->since_kinds = g_array_new (FALSE, FALSE, sizeof (GQuark));
  for (guint i = 0; i < registers->since_kinds->len; i++)
    {
      GQuark quark = g_quark_from_string (registers->since_kinds->pdata[i]);

      g_array_append_val (gather->since_kinds, quark);
    }
}

ReeveGather *
reeve_gather_new (ReeveOrdinance *ordinance, const ReeveNeed *need, const ReeveRegisters *registers, ReeveDay day, gboolean origins)
{
  ReeveGather *gather = g_new0 (ReeveGather, 1);
  const GPtrArray *checklist = reeve_ordinance_get_checklist (ordinance);

  gather->ordinance = reeve_ordinance_ref (ordinance);
  gather->need = need;
  gather->registers = registers;
  gather->day = day;
  reeve_day_format (day, gather->day_text);
  gather->origins = origins;
  gather->facts = reeve_facts_new (ordinance);
  gather->codes = g_new0 (ReeveCodeSlot, REEVE_CODE_SLOTS);
  gather->texts = g_string_chunk_new (4096);
  gather->items = g_hash_table_new (NULL, NULL);
  for (guint i = 0; checklist != NULL && i < checklist->len; i++)
    g_hash_table_insert (gather->items, GUINT_TO_POINTER (g_quark_from_string (((ReeveItem *) checklist->pdata[i])->id)), GUINT_TO_POINTER (i + 1));
  gather->visits = g_array_new (FALSE, FALSE, sizeof (ReeveVisit));
  gather->answers = g_array_new (FALSE, FALSE, sizeof (ReeveAnswer));
  gather->notices = g_array_new (FALSE, FALSE, sizeof (ReeveNoticeRow));
  gather->around = g_array_new (FALSE, TRUE, sizeof (ReeveAround));
  gather->near = g_array_new (FALSE, FALSE, sizeof (ReeveNear));
  keep_registers (gather);
  choose_statements (gather);
  return gather;
}

void
reeve_gather_free (ReeveGather *gather)
{
  if (gather == NULL)
    return;
  reeve_gather_close (gather);
  for (guint key = 0; key < 2; key++)
    for (guint i = 0; i < REEVE_N_SOURCES; i++)
      reeve_statement_clear (&gather->statements[key][i]);
  reeve_facts_free (gather->facts);
  g_free (gather->codes);
  g_array_unref (gather->since_kinds);
  g_string_chunk_free (gather->texts);
  g_hash_table_unref (gather->items);
  g_array_unref (gather->visits);
  g_array_unref (gather->answers);
  g_array_unref (gather->notices);
  g_array_unref (gather->around);
  g_array_unref (gather->near);
  reeve_ordinance_unref (gather->ordinance);
  g_free (gather);
}

void
reeve_gather_list_statements (const ReeveGather *gather, GPtrArray *sql)
{
  for (guint i = 0; i < REEVE_N_SOURCES; i++)
    if (gather->statements[REEVE_SUBJECT_BUSINESS][i].sql != NULL)
      g_ptr_array_add (sql, g_strdup (gather->statements[REEVE_SUBJECT_BUSINESS][i].sql));
}

ReeveFacts *
reeve_gather_get_facts (ReeveGather *gather)
{
  return gather->facts;
}

/* Finding a statement by its text takes longer than one record's few rows: what is prepared once is at hand in @slot. */
static ReeveStmt *
prepare (ReeveStmt **slot, ReeveConn *conn, const char *sql, GError **error)
{
  if (*slot == NULL)
    *slot = reeve_conn_prepare (conn, sql, error);
  else
    reeve_stmt_reset (*slot);
  return *slot;
}

static gboolean
open_cursors (ReeveGather *gather, ReeveConn *conn, ReeveSubjectKey key, gint64 first, gint64 last, GError **error)
{
  for (guint i = 0; i < REEVE_N_SOURCES; i++)
    {
      ReeveCursor *cursor = &gather->cursors[i];
      const ReeveStatement *statement = &gather->statements[key][i];

      if (statement->sql == NULL)
        continue;
      cursor->stmt = prepare (&gather->prepared[key][i], conn, statement->sql, error);
      if (cursor->stmt == NULL)
        return FALSE;
      cursor->statement = statement;
      reeve_stmt_bind_int (cursor->stmt, 1, i == REEVE_SOURCE_LONE_COMPLAINT ? gather->own_id : first);
      reeve_stmt_bind_int (cursor->stmt, 2, i == REEVE_SOURCE_LONE_COMPLAINT ? gather->own_id : last);
      reeve_cursor_step (gather, i);
    }
  if (gather->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&gather->error));
      return FALSE;
    }
  return TRUE;
}

gboolean
reeve_gather_open (ReeveGather *gather, ReeveConn *conn, ReeveSubjectKey key, gint64 first, gint64 last, ReevePlaces *places, ReevePeers *peers,
                   GError **error)
{
  reeve_gather_close (gather);
  gather->key = key;
  gather->places = places == NULL ? NULL : reeve_places_ref (places);
  gather->peers = peers == NULL ? NULL : reeve_peers_ref (peers);
  return open_cursors (gather, conn, key, first, last, error);
}

static void
close_cursors (ReeveGather *gather)
{
  for (guint i = 0; i < REEVE_N_SOURCES; i++)
    {
      if (gather->cursors[i].stmt != NULL)
        reeve_stmt_reset (gather->cursors[i].stmt);
      gather->cursors[i] = (ReeveCursor) { NULL };
    }
}

void
reeve_gather_close (ReeveGather *gather)
{
  close_cursors (gather);
  g_clear_pointer (&gather->places, reeve_places_unref);
  g_clear_pointer (&gather->peers, reeve_peers_unref);
  g_clear_error (&gather->error);
}

void
reeve_gather_release (ReeveGather *gather)
{
  reeve_gather_close (gather);
  memset (gather->prepared, 0, sizeof gather->prepared);
  memset (gather->homes, 0, sizeof gather->homes);
}

/* Empties the facts and begins a subject. */
static void
begin_subject (ReeveGather *gather, ReeveAbout about)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  guint subject;

  reeve_facts_clear (gather->facts);
  g_string_chunk_clear (gather->texts);
  g_array_set_size (gather->visits, 0);
  g_array_set_size (gather->answers, 0);
  g_array_set_size (gather->notices, 0);
  gather->about = about;
  gather->business = gather->premises = 0;
  gather->business_row = gather->premises_row = REEVE_NO_ROW;
  gather->no_licence_row = gather->no_notice_row = gather->unknown_notice_row = REEVE_NO_ROW;
  gather->has_point = gather->surrounded = gather->whole = FALSE;
  gather->accuracy_m = 0;
  gather->first_observation = 0;
  subject = reeve_facts_add_row (gather->facts, REEVE_KIND_SUBJECT, 0);
  if (gather->cursors[REEVE_SOURCE_LICENCE].statement != NULL || gather->cursors[REEVE_SOURCE_STAFF].statement != NULL)
    gather->no_licence_row = reeve_facts_add_row (gather->facts, REEVE_KIND_LICENCE, REEVE_ROW_NO_RECORD);
  if (reads (gather, REEVE_KIND_SUBJECT, f->subject_city))
    {
      guint city = reeve_facts_add_row (gather->facts, REEVE_KIND_CITY, 0);

      reeve_facts_set_unknown (gather->facts, REEVE_KIND_CITY, city, f->city_licence);
      reeve_facts_set_unknown (gather->facts, REEVE_KIND_CITY, city, f->city_application);
      reeve_facts_set_record (gather->facts, REEVE_KIND_SUBJECT, subject, f->subject_city, city);
    }
}

/* Whether a business operates, when nobody recorded it, follows from its dates: closed or not yet open, no; known not to be closed, yes. */
static void
set_operating (ReeveGather *gather, ReeveStmt *stmt)
{
  const char *opened = reeve_stmt_text (stmt, 7), *closed = reeve_stmt_text (stmt, 8);
  ReeveSpanAnswer open = reeve_span_holds (opened, closed, gather->day_text);
  guint field = reeve_field_ids ()->business_operating;

  if (open == REEVE_SPAN_OUT)
    reeve_facts_set_truth (gather->facts, REEVE_KIND_BUSINESS, gather->business_row, field, FALSE);
  else if (!reeve_stmt_is_null (stmt, 6))
    reeve_facts_set_truth (gather->facts, REEVE_KIND_BUSINESS, gather->business_row, field, reeve_stmt_int (stmt, 6) != 0);
  else if (open == REEVE_SPAN_IN)
    reeve_facts_set_truth (gather->facts, REEVE_KIND_BUSINESS, gather->business_row, field, TRUE);
}

static gboolean
is_complete (ReeveGather *gather, ReeveStmt *stmt, int column)
{
  const char *on = reeve_stmt_text (stmt, column);

  return on != NULL && strcmp (on, gather->day_text) <= 0;
}

static void
read_business_row (ReeveGather *gather)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = &gather->cursors[REEVE_SOURCE_BUSINESS];
  const guint without_table[] = { f->business_application, f->business_change, f->business_sanction, f->business_hearing, f->business_fee };
  guint row = reeve_facts_add_row (gather->facts, REEVE_KIND_BUSINESS, 0);

  gather->business = cursor->subject;
  gather->business_row = row;
  reeve_facts_set_record (gather->facts, REEVE_KIND_SUBJECT, 0, f->subject_business, row);
  gather->staff_complete = is_complete (gather, cursor->stmt, 4);
  gather->principals_complete = is_complete (gather, cursor->stmt, 5);
  set_operating (gather, cursor->stmt);
  reeve_gather_apply (gather, cursor, 0, REEVE_KIND_BUSINESS, row);
  for (guint i = 0; i < G_N_ELEMENTS (without_table); i++)
    reeve_facts_set_unknown (gather->facts, REEVE_KIND_BUSINESS, row, without_table[i]);
  if (gather->origins)
    {
      reeve_facts_set_origin (gather->facts, REEVE_KIND_BUSINESS, row, "business", gather->business, reeve_stmt_text (cursor->stmt, 2), G_MININT32);
      reeve_facts_set_name (gather->facts, REEVE_KIND_BUSINESS, row, reeve_stmt_text (cursor->stmt, 3));
    }
  reeve_cursor_step (gather, REEVE_SOURCE_BUSINESS);
}

/* What hangs on the premises. @subject is the key the cursors are opened by: the business, or the premises. */
static void
read_place (ReeveGather *gather, gint64 subject)
{
  const ReeveFieldIds *f = reeve_field_ids ();

  reeve_gather_premises (gather, subject);
  reeve_gather_events (gather, REEVE_SOURCE_PLACE_EVENT, subject, REEVE_KIND_PREMISES, gather->premises_row, f->premises_event);
  reeve_gather_occupancies (gather, subject);
  reeve_gather_register (gather, REEVE_SOURCE_USE_PERMIT, subject, REEVE_KIND_PREMISES, gather->premises_row, f->premises_use_permit, -1);
  if (gather->premises_row == REEVE_NO_ROW)
    return;
  reeve_facts_set_record (gather->facts, REEVE_KIND_SUBJECT, 0, f->subject_premises, gather->premises_row);
  reeve_facts_set_unknown (gather->facts, REEVE_KIND_PREMISES, gather->premises_row, f->premises_place);
  reeve_facts_set_unknown (gather->facts, REEVE_KIND_PREMISES, gather->premises_row, f->premises_peer);
  if (gather->need->zones)
    reeve_gather_zones (gather);
}

/* What hangs on a business, after its own row. */
static void
read_business (ReeveGather *gather)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  gint64 id = gather->business;
  guint row = gather->business_row;

  read_place (gather, id);
  if (gather->cursors[REEVE_SOURCE_HOURS].statement != NULL)
    reeve_gather_hours (gather, id);
  if (gather->cursors[REEVE_SOURCE_LICENCE].statement != NULL)
    reeve_gather_licences (gather, id);
  if (gather->cursors[REEVE_SOURCE_INSPECTION].statement != NULL)
    reeve_gather_visits (gather, REEVE_SOURCE_INSPECTION, id);
  if (gather->cursors[REEVE_SOURCE_PRESENT].statement != NULL)
    reeve_gather_present (gather, id);
  if (gather->cursors[REEVE_SOURCE_STAFF].statement != NULL)
    reeve_gather_staff (gather, id);
  if (gather->cursors[REEVE_SOURCE_PRINCIPAL].statement != NULL)
    reeve_gather_principals (gather, id);
  if (gather->cursors[REEVE_SOURCE_EVENT].statement != NULL)
    reeve_gather_events (gather, REEVE_SOURCE_EVENT, id, REEVE_KIND_BUSINESS, row, f->business_event);
  if (gather->cursors[REEVE_SOURCE_NOTICE].statement != NULL)
    reeve_gather_notices (gather, REEVE_SOURCE_NOTICE, id);
  reeve_gather_register (gather, REEVE_SOURCE_DOCUMENT, id, REEVE_KIND_BUSINESS, row, f->business_document, 3);
  reeve_gather_register (gather, REEVE_SOURCE_COMPLAINT, id, REEVE_KIND_BUSINESS, row, f->business_complaint, 3);
  reeve_gather_register (gather, REEVE_SOURCE_EXEMPTION, id, REEVE_KIND_BUSINESS, row, f->business_exemption, 3);
  reeve_gather_register (gather, REEVE_SOURCE_VIOLATION, id, REEVE_KIND_BUSINESS, row, f->business_violation, 3);
}

static gboolean
take_error (ReeveGather *gather, GError **error)
{
  if (gather->error == NULL)
    return FALSE;
  g_propagate_error (error, g_steal_pointer (&gather->error));
  return TRUE;
}

/* A premises by itself, with what hangs on it. */
static void
read_premises (ReeveGather *gather, gint64 premises)
{
  if (premises != 0)
    read_place (gather, premises);
  if (gather->cursors[REEVE_SOURCE_PLACE_NOTICE].statement != NULL)
    reeve_gather_notices (gather, REEVE_SOURCE_PLACE_NOTICE, premises);
  if (gather->cursors[REEVE_SOURCE_PLACE_INSPECTION].statement != NULL)
    reeve_gather_visits (gather, REEVE_SOURCE_PLACE_INSPECTION, premises);
}

gboolean
reeve_gather_next (ReeveGather *gather, gint64 *ret_subject, GError **error)
{
  const ReeveCursor *leads = &gather->cursors[gather->key == REEVE_SUBJECT_BUSINESS ? REEVE_SOURCE_BUSINESS : REEVE_SOURCE_PREMISES];

  if (take_error (gather, error) || leads->stmt == NULL)
    return FALSE;
  *ret_subject = leads->subject;
  if (gather->key == REEVE_SUBJECT_BUSINESS)
    {
      begin_subject (gather, REEVE_ABOUT_BUSINESS);
      read_business_row (gather);
    }
  else
    {
      begin_subject (gather, REEVE_ABOUT_PREMISES);
      read_premises (gather, leads->subject);
      gather->whole = TRUE;
    }
  return !take_error (gather, error);
}

void
reeve_gather_complete (ReeveGather *gather)
{
  if (!gather->whole)
    read_business (gather);
  gather->whole = TRUE;
}

/* Where the records of each kind hang. premises: the column, or NULL. */
static const struct
{
  const char *sql;
  ReeveSourceId source;
  const char *field;       /* root of the subject */
} homes[REEVE_N_ABOUTS] = {
  [REEVE_ABOUT_BUSINESS] = { "SELECT id, NULL FROM business WHERE id = ?1", REEVE_SOURCE_BUSINESS, "business" },
  [REEVE_ABOUT_PREMISES] = { "SELECT NULL, id FROM premises WHERE id = ?1", REEVE_SOURCE_PREMISES, "premises" },
  [REEVE_ABOUT_LICENCE] = { "SELECT business_id, premises_id FROM licence WHERE id = ?1 AND scope = 'city' AND business_id IS NOT NULL",
                            REEVE_SOURCE_LICENCE, "licence" },
  [REEVE_ABOUT_INSPECTION] = { "SELECT business_id, premises_id FROM inspection WHERE id = ?1 AND status = 'done'", REEVE_SOURCE_INSPECTION, "inspection" },
  [REEVE_ABOUT_VIOLATION] = { "SELECT subject_id, NULL FROM decision WHERE id = ?1 AND kind = 'confirmed' AND subject_kind = 'business'",
                              REEVE_SOURCE_VIOLATION, "violation" },
  [REEVE_ABOUT_NOTICE] = { "SELECT business_id, premises_id FROM notice WHERE id = ?1", REEVE_SOURCE_NOTICE, "notice" },
  [REEVE_ABOUT_COMPLAINT] = { "SELECT business_id, premises_id FROM complaint WHERE id = ?1", REEVE_SOURCE_COMPLAINT, "complaint" },
};

static gboolean
find_home (ReeveGather *gather, ReeveConn *conn, ReeveAbout about, gint64 id, gint64 *ret_business, gint64 *ret_premises, GError **error)
{
  GError *local = NULL;
  ReeveStmt *stmt;
  gboolean found;

  *ret_business = *ret_premises = 0;
  if (homes[about].sql == NULL)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("The case file keeps no records of the kind '%s' yet."),
                   reeve_vocabulary_about_name (about));
      return FALSE;
    }
  stmt = prepare (&gather->homes[about], conn, homes[about].sql, error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, id);
  found = reeve_stmt_step (stmt, &local);
  if (found)
    {
      *ret_business = reeve_stmt_int (stmt, 0);
      *ret_premises = reeve_stmt_int (stmt, 1);
    }
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!found)
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("There is no record %s:%" G_GINT64_FORMAT "."), reeve_vocabulary_about_name (about), id);
  return found;
}

/* The row of the record itself among those of its business (or premises); by its origin, which single records always keep. */
static guint
find_row (ReeveGather *gather, ReeveKind kind, const char *table, gint64 id)
{
  guint n = reeve_facts_n_rows (gather->facts, kind);

  for (guint row = 0; row < n; row++)
    {
      const ReeveOrigin *origin = reeve_facts_get_origin (gather->facts, kind, row);

      if (origin->id == id && g_strcmp0 (origin->table, table) == 0)
        return row;
    }
  return REEVE_NO_ROW;
}

static void
set_visit_items (ReeveGather *gather, gint64 id)
{
  for (guint v = 0; v < gather->visits->len; v++)
    {
      const ReeveVisit *visit = &g_array_index (gather->visits, ReeveVisit, v);

      if (visit->id != id)
        continue;
      for (guint i = visit->first_answer; i < visit->first_answer + visit->n_answers; i++)
        {
          const ReeveAnswer *answer = &g_array_index (gather->answers, ReeveAnswer, i);

          if (answer->practitioner == 0)
            reeve_facts_set_item (gather->facts, REEVE_KIND_SUBJECT, 0, answer->item, answer->answer, visit->id, visit->day);
        }
    }
}

static void
clear_items (ReeveGather *gather)
{
  for (guint i = 0; i < g_hash_table_size (gather->items); i++)
    reeve_facts_set_item (gather->facts, REEVE_KIND_SUBJECT, 0, i, NULL, 0, G_MININT32);
}

gboolean
reeve_gather_record (ReeveGather *gather, ReeveConn *conn, ReeveAbout about, gint64 id, ReevePlaces *places, ReevePeers *peers, GError **error)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  gint64 business, premises;
  guint row;

  reeve_gather_close (gather);
  if (!find_home (gather, conn, about, id, &business, &premises, error))
    return FALSE;
  gather->places = places == NULL ? NULL : reeve_places_ref (places);
  gather->peers = peers == NULL ? NULL : reeve_peers_ref (peers);
  if (business != 0)
    {
      if (!open_cursors (gather, conn, REEVE_SUBJECT_BUSINESS, business, business, error))
        return FALSE;
      begin_subject (gather, about);
      if (gather->cursors[REEVE_SOURCE_BUSINESS].stmt != NULL)
        {
          read_business_row (gather);
          read_business (gather);
        }
    }
  else
    {
      gather->own_id = id;
      if (!open_cursors (gather, conn, REEVE_SUBJECT_PREMISES, premises, premises, error))
        return FALSE;
      begin_subject (gather, about);
      read_premises (gather, premises);
      reeve_gather_register (gather, REEVE_SOURCE_LONE_COMPLAINT, id, REEVE_KIND_BUSINESS, REEVE_NO_ROW, 0, 3);
    }
  gather->whole = TRUE;
  close_cursors (gather);
  if (take_error (gather, error))
    return FALSE;
  if (about == REEVE_ABOUT_BUSINESS || about == REEVE_ABOUT_PREMISES)
    return TRUE;

  row = find_row (gather, reeve_vocabulary_about_kind (about), about == REEVE_ABOUT_VIOLATION ? "decision" : homes[about].field, id);
  if (row != REEVE_NO_ROW)
    reeve_facts_set_record (gather->facts, REEVE_KIND_SUBJECT, 0, (guint) reeve_vocabulary_field (REEVE_KIND_SUBJECT, homes[about].field), row);
  if (about == REEVE_ABOUT_INSPECTION && gather->need->items[REEVE_KIND_SUBJECT])
    {
      clear_items (gather);
      set_visit_items (gather, id);
    }
  if (about == REEVE_ABOUT_NOTICE)
    gather->unknown_notice_row = row;
  if (about == REEVE_ABOUT_LICENCE && gather->business_row != REEVE_NO_ROW)
    reeve_facts_set_record (gather->facts, REEVE_KIND_SUBJECT, 0, f->subject_business, gather->business_row);
  return TRUE;
}

static gboolean
cites (const char *provisions, const char *ordinance, const char *provision)
{
  gsize n = strlen (ordinance), m = strlen (provision);

  for (const char *word = provisions; word != NULL && *word != '\0';)
    {
      gsize length = strcspn (word, " ");

      if (length == n + 1 + m && strncmp (word, ordinance, n) == 0 && word[n] == '/' && strncmp (word + n + 1, provision, m) == 0)
        return TRUE;
      word += length;
      word += strspn (word, " ");
    }
  return FALSE;
}

/* The latest notice that cites this provision; if there is none it is known not to exist, for notices are the city's own. */
static void
view_notice (ReeveGather *gather, const ReeveProgram *program)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  const char *ordinance = reeve_ordinance_get_id (gather->ordinance), *provision = reeve_program_get_provision (program)->id;
  const ReeveNoticeRow *best = NULL;
  guint row;

  if (gather->about == REEVE_ABOUT_NOTICE)
    return;
  for (guint i = 0; i < gather->notices->len; i++)
    {
      const ReeveNoticeRow *notice = &g_array_index (gather->notices, ReeveNoticeRow, i);

      if (notice->provisions == NULL || !cites (notice->provisions, ordinance, provision))
        continue;
      if (best == NULL || g_strcmp0 (notice->date, best->date) >= 0)
        best = notice;
    }
  if (best != NULL)
    row = best->row;
  else
    {
      if (gather->no_notice_row == REEVE_NO_ROW)
        gather->no_notice_row = reeve_facts_add_row (gather->facts, REEVE_KIND_NOTICE, REEVE_ROW_NO_RECORD);
      row = gather->no_notice_row;
    }
  reeve_facts_set_record (gather->facts, REEVE_KIND_SUBJECT, 0, f->subject_notice, row);
}

static void
view_observations (ReeveGather *gather, const ReeveProgram *program)
{
  ReeveDay from = reeve_program_get_conduct_from (program);
  guint first = 0, n = gather->visits->len;

  while (first < n && g_array_index (gather->visits, ReeveVisit, first).day < from)
    first++;
  /* Nothing left: the stand-in that follows the looks. */
  reeve_facts_set_collection (gather->facts, REEVE_KIND_BUSINESS, gather->business_row, reeve_field_ids ()->business_observation,
                              gather->first_observation + first, first < n ? n - first : 1);
}

static void
view_around (ReeveGather *gather, guint measure)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  const ReeveAround *around;

  if (!gather->surrounded || gather->around->len == 0)
    return;
  around = &g_array_index (gather->around, ReeveAround, measure);
  if (around->place_n > 0)
    reeve_facts_set_collection (gather->facts, REEVE_KIND_PREMISES, gather->premises_row, f->premises_place, around->place_first, around->place_n);
  if (gather->has_point && gather->need->peer_radius_m > 0)
    reeve_facts_set_collection (gather->facts, REEVE_KIND_PREMISES, gather->premises_row, f->premises_peer, around->peer_first, around->peer_n);
}

ReeveView
reeve_view_of (const ReeveNeed *need, const ReeveProgram *program)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  const ReeveProvisionVersion *version = reeve_program_get_version (program);
  ReeveView view = { program, FALSE, FALSE, FALSE, 0 };

  view.notice = version->cure != NULL || reeve_program_reads (program, REEVE_KIND_SUBJECT, f->subject_notice);
  view.observations = reeve_program_reads (program, REEVE_KIND_BUSINESS, f->business_observation);
  view.around = reeve_program_reads (program, REEVE_KIND_PREMISES, f->premises_place)
                || reeve_program_reads (program, REEVE_KIND_PREMISES, f->premises_peer);
  if (view.around)
    view.measure = reeve_need_find_measure (need, &version->measure);
  return view;
}

void
reeve_gather_view (ReeveGather *gather, const ReeveView *view)
{
  if (view->notice)
    view_notice (gather, view->program);
  if (view->observations && gather->business_row != REEVE_NO_ROW)
    view_observations (gather, view->program);
  if (view->around && gather->premises_row != REEVE_NO_ROW)
    view_around (gather, view->measure);
}
