/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The flow of gathering: one ordered statement per collection that somebody reads, merged by subject. Rows are turned into facts in
 * reeve-gather-rows.c and its neighbours, what lies around in reeve-gather-around.c, single records in reeve-gather-record.c. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-derived.h"
#include "reeve-error.h"
#include "reeve-gather-private.h"

/* That many rows of subjects that nobody asked about are stepped over before the statement is asked anew. */
#define MOST_PASSED 4
/* When more than this many numbers lie between two that are asked about, each is sought. */
#define DENSE 16

static gboolean
reads (const ReeveGather *gather, ReeveKind kind, guint field)
{
  return gather->need->reads[kind][field];
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
  gather->listed = g_array_new (FALSE, FALSE, sizeof (ReeveHome));
  gather->home_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gather->known = g_array_new (FALSE, FALSE, sizeof (ReeveKnown));
  gather->city_entry = -1;
  gather->most_passed = MOST_PASSED;
  gather->cursors = gather->at_home;
  reeve_gather_choose (gather);
  for (guint i = 0; i < REEVE_N_SOURCES; i++)
    if (gather->statements[REEVE_SUBJECT_BUSINESS][i].sql != NULL)
      gather->read[gather->n_read++] = i;
  return gather;
}

void
reeve_gather_free (ReeveGather *gather)
{
  if (gather == NULL)
    return;
  reeve_gather_close (gather);
  for (guint key = 0; key < REEVE_N_SUBJECT_KEYS; key++)
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
  g_array_unref (gather->known);
  g_array_unref (gather->listed);
  g_array_unref (gather->home_ids);
  for (guint i = 0; i < REEVE_N_SOURCES; i++)
    g_clear_pointer (&gather->groups[i], g_array_unref);
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

ReeveStmt *
reeve_gather_prepare (ReeveStmt **slot, ReeveConn *conn, const char *sql, GError **error)
{
  if (*slot == NULL)
    *slot = reeve_conn_prepare (conn, sql, error);
  else
    reeve_stmt_reset (*slot);
  return *slot;
}

gboolean
reeve_gather_open_cursor (ReeveGather *gather, ReeveConn *conn, ReeveSubjectKey key, ReeveSourceId source, gint64 first, gint64 last, GError **error)
{
  ReeveCursor *cursor = &gather->cursors[source];
  const ReeveStatement *statement = &gather->statements[key][source];
  const ReeveChosen *chosen = &gather->chosen[key];
  gboolean among = chosen->ids != NULL && (chosen->dense || source == REEVE_SOURCE_BUSINESS);

  if (statement->sql == NULL)
    return TRUE;
  if (among)
    cursor->stmt = reeve_gather_prepare (&gather->prepared_among[key][source], conn, statement->among_sql, error);
  else
    cursor->stmt = reeve_gather_prepare (&gather->prepared[key][source], conn, statement->sql, error);
  if (cursor->stmt == NULL)
    return FALSE;
  if (among)
    {
      gather->lists[key][source] = (ReeveIdList) { chosen->ids, chosen->n, 0 };
      reeve_stmt_bind_id_list (cursor->stmt, 4, &gather->lists[key][source]);
    }
  cursor->statement = statement;
  reeve_stmt_bind_int (cursor->stmt, 1, first);
  reeve_stmt_bind_int (cursor->stmt, 2, last);
  if (statement->dated)
    reeve_stmt_bind_text (cursor->stmt, 3, gather->day_text);
  reeve_cursor_step (gather, source);
  if (gather->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&gather->error));
  return FALSE;
}

static gboolean
open_cursors (ReeveGather *gather, ReeveConn *conn, ReeveSubjectKey key, gint64 first, gint64 last, GError **error)
{
  for (guint i = 0; i < REEVE_N_SOURCES; i++)
    if (!reeve_gather_open_cursor (gather, conn, key, i, first, last, error))
      return FALSE;
  return TRUE;
}

/* The registers of the whole city are read once and stay among the facts, as long as nothing was recorded meanwhile. */
gboolean
reeve_gather_city (ReeveGather *gather, ReeveConn *conn, GError **error)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  gint64 entry;
  ReeveLicenceReader reader;

  if (!reads (gather, REEVE_KIND_SUBJECT, f->subject_city))
    return TRUE;
  entry = reeve_state_last_entry (conn);
  if (entry == gather->city_entry)
    return TRUE;
  reeve_facts_forget (gather->facts);
  gather->city_entry = -1;
  g_array_set_size (gather->known, 0);
  for (guint i = 0; i < REEVE_N_SOURCES; i++)
    if (gather->groups[i] != NULL)
      g_array_set_size (gather->groups[i], 0);
  if (!open_cursors (gather, conn, REEVE_SUBJECT_CITY, G_MININT64, G_MAXINT64, error))
    return FALSE;
  gather->about = REEVE_ABOUT_BUSINESS;
  gather->id = 0;
  gather->no_licence_row = REEVE_NO_ROW;
  gather->city_row = reeve_facts_add_row (gather->facts, REEVE_KIND_CITY, 0);
  if (gather->cursors[REEVE_SOURCE_LICENCE].statement != NULL)
    {
      reeve_licence_reader_init (&reader, gather, &gather->cursors[REEVE_SOURCE_LICENCE], 0);
      for (; reeve_cursor_on (gather, REEVE_SOURCE_LICENCE, 0); reeve_cursor_step (gather, REEVE_SOURCE_LICENCE))
        reeve_licence_reader_read (&reader);
      reeve_licence_reader_finish (&reader);
      reeve_facts_set_collection (gather->facts, REEVE_KIND_CITY, gather->city_row, f->city_licence, reader.first_row, reader.n_rows);
    }
  reeve_gather_applications (gather, 0, REEVE_KIND_CITY, gather->city_row, f->city_application);
  reeve_gather_close_cursors (gather);
  if (gather->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&gather->error));
      return FALSE;
    }
  reeve_facts_keep (gather->facts);
  gather->city_entry = entry;
  return TRUE;
}

static gboolean
begin_subjects (ReeveGather *gather, ReeveConn *conn, ReeveSubjectKey key, ReevePlaces *places, ReevePeers *peers, GError **error)
{
  reeve_gather_close (gather);
  gather->key = key;
  gather->places = places == NULL ? NULL : reeve_places_ref (places);
  gather->peers = peers == NULL ? NULL : reeve_peers_ref (peers);
  gather->id = 0;
  return reeve_gather_open_answers (gather, conn, error) && reeve_gather_city (gather, conn, error);
}

gboolean
reeve_gather_open (ReeveGather *gather, ReeveConn *conn, ReeveSubjectKey key, gint64 first, gint64 last, ReevePlaces *places, ReevePeers *peers,
                   GError **error)
{
  return begin_subjects (gather, conn, key, places, peers, error) && open_cursors (gather, conn, key, first, last, error);
}

void
reeve_gather_choose_subjects (ReeveGather *gather, ReeveSubjectKey key, const gint64 *ids, guint n)
{
  gather->chosen[key] = (ReeveChosen) { ids, n, n > 0 && (guint64) ids[n - 1] - (guint64) ids[0] < (guint64) n * DENSE };
}

gboolean
reeve_gather_open_among (ReeveGather *gather, ReeveConn *conn, const gint64 *ids, guint n, ReevePlaces *places, ReevePeers *peers, GError **error)
{
  g_return_val_if_fail (n > 0, FALSE);
  if (!begin_subjects (gather, conn, REEVE_SUBJECT_BUSINESS, places, peers, error))
    return FALSE;
  reeve_gather_choose_subjects (gather, REEVE_SUBJECT_BUSINESS, ids, n);
  if (!gather->chosen[REEVE_SUBJECT_BUSINESS].dense)
    gather->most_passed = 1;
  return open_cursors (gather, conn, REEVE_SUBJECT_BUSINESS, ids[0], ids[n - 1], error);
}

gboolean
reeve_gather_open_rows (ReeveGather *gather, ReeveConn *conn, gint64 first, gint64 last, GError **error)
{
  reeve_gather_close (gather);
  gather->key = REEVE_SUBJECT_BUSINESS;
  return reeve_gather_city (gather, conn, error)
         && reeve_gather_open_cursor (gather, conn, REEVE_SUBJECT_BUSINESS, REEVE_SOURCE_BUSINESS, first, last, error);
}

static void
close_cursor (ReeveCursor *cursor)
{
  if (cursor->stmt != NULL)
    reeve_stmt_reset (cursor->stmt);
  *cursor = (ReeveCursor) { NULL };
}

void
reeve_gather_close_cursor (ReeveGather *gather, ReeveSourceId source)
{
  close_cursor (&gather->cursors[source]);
}

void
reeve_gather_close_cursors (ReeveGather *gather)
{
  for (guint i = 0; i < REEVE_N_SOURCES; i++)
    {
      close_cursor (&gather->at_home[i]);
      close_cursor (&gather->by_number[i]);
    }
}

void
reeve_gather_close (ReeveGather *gather)
{
  reeve_gather_close_cursors (gather);
  memset (gather->chosen, 0, sizeof gather->chosen);
  gather->most_passed = MOST_PASSED;
  g_clear_pointer (&gather->places, reeve_places_unref);
  g_clear_pointer (&gather->peers, reeve_peers_unref);
  g_clear_error (&gather->error);
}

void
reeve_gather_release (ReeveGather *gather)
{
  reeve_gather_close (gather);
  memset (gather->prepared, 0, sizeof gather->prepared);
  memset (gather->prepared_among, 0, sizeof gather->prepared_among);
  memset (gather->homes, 0, sizeof gather->homes);
  gather->answered = NULL;
  memset (gather->answers_of, 0, sizeof gather->answers_of);
  memset (gather->tested, 0, sizeof gather->tested);
}

/* Empties the facts and begins a subject. */
void
reeve_gather_begin (ReeveGather *gather, ReeveAbout about)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  guint subject;

  reeve_facts_clear (gather->facts);
  g_string_chunk_clear (gather->texts);
  g_array_set_size (gather->visits, 0);
  g_array_set_size (gather->answers, 0);
  g_array_set_size (gather->notices, 0);
  g_array_set_size (gather->known, 0);
  for (guint i = 0; i < REEVE_N_SOURCES; i++)
    if (gather->groups[i] != NULL)
      g_array_set_size (gather->groups[i], 0);
  gather->about = about;
  gather->business = gather->premises = 0;
  gather->business_row = gather->premises_row = REEVE_NO_ROW;
  gather->no_licence_row = gather->no_notice_row = gather->own_row = REEVE_NO_ROW;
  gather->has_point = gather->surrounded = gather->whole = FALSE;
  gather->accuracy_m = 0;
  gather->first_observation = 0;
  subject = reeve_facts_add_row (gather->facts, REEVE_KIND_SUBJECT, 0);
  if (gather->cursors[REEVE_SOURCE_LICENCE].statement != NULL || gather->cursors[REEVE_SOURCE_STAFF].statement != NULL)
    gather->no_licence_row = reeve_facts_add_row (gather->facts, REEVE_KIND_LICENCE, REEVE_ROW_NO_RECORD);
  if (reads (gather, REEVE_KIND_SUBJECT, f->subject_city))
    reeve_facts_set_record (gather->facts, REEVE_KIND_SUBJECT, subject, f->subject_city, gather->city_row);
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

void
reeve_gather_business_row (ReeveGather *gather)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = &gather->cursors[REEVE_SOURCE_BUSINESS];
  guint row = reeve_facts_add_row (gather->facts, REEVE_KIND_BUSINESS, 0);

  gather->business = cursor->subject;
  gather->business_row = row;
  reeve_facts_set_record (gather->facts, REEVE_KIND_SUBJECT, 0, f->subject_business, row);
  gather->staff_complete = is_complete (gather, cursor->stmt, 4);
  gather->principals_complete = is_complete (gather, cursor->stmt, 5);
  set_operating (gather, cursor->stmt);
  reeve_gather_apply (gather, cursor, 0, REEVE_KIND_BUSINESS, row);
  if (gather->origins)
    {
      reeve_facts_set_origin (gather->facts, REEVE_KIND_BUSINESS, row, "business", gather->business, reeve_stmt_text (cursor->stmt, 2), G_MININT32);
      reeve_facts_set_name (gather->facts, REEVE_KIND_BUSINESS, row, reeve_stmt_text (cursor->stmt, 3));
    }
  reeve_cursor_step (gather, REEVE_SOURCE_BUSINESS);
}

/* What hangs on the premises. @subject is the key the cursors are opened by: the business, or the premises. */
void
reeve_gather_place (ReeveGather *gather, gint64 subject)
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
void
reeve_gather_business (ReeveGather *gather, gint64 at)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  gint64 id = gather->business;
  guint row = gather->business_row;

  reeve_gather_place (gather, at != 0 ? at : id);
  if (gather->cursors[REEVE_SOURCE_HOURS].statement != NULL)
    reeve_gather_hours (gather, id);
  if (gather->cursors[REEVE_SOURCE_LICENCE].statement != NULL)
    reeve_gather_licences (gather, id);
  reeve_gather_visits (gather, id);
  if (gather->cursors[REEVE_SOURCE_STAFF].statement != NULL)
    reeve_gather_staff (gather, id);
  if (gather->cursors[REEVE_SOURCE_PRINCIPAL].statement != NULL)
    reeve_gather_principals (gather, id);
  if (gather->cursors[REEVE_SOURCE_EVENT].statement != NULL)
    reeve_gather_events (gather, REEVE_SOURCE_EVENT, id, REEVE_KIND_BUSINESS, row, f->business_event);
  reeve_gather_applications (gather, id, REEVE_KIND_BUSINESS, row, f->business_application);
  reeve_gather_violations (gather, id);
  reeve_gather_sanctions (gather, id);
  reeve_gather_notices (gather, id);
  reeve_gather_hearings (gather, id);
  reeve_gather_complaints (gather, id);
  reeve_gather_register (gather, REEVE_SOURCE_DOCUMENT, id, REEVE_KIND_BUSINESS, row, f->business_document, 3);
  reeve_gather_register (gather, REEVE_SOURCE_EXEMPTION, id, REEVE_KIND_BUSINESS, row, f->business_exemption, 3);
  reeve_gather_register (gather, REEVE_SOURCE_CHANGE, id, REEVE_KIND_BUSINESS, row, f->business_change, 3);
  reeve_gather_register (gather, REEVE_SOURCE_FEE, id, REEVE_KIND_BUSINESS, row, f->business_fee, -1);
}

gboolean
reeve_gather_take_error (ReeveGather *gather, GError **error)
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
  reeve_gather_place (gather, premises);
  reeve_gather_visits (gather, premises);
  reeve_gather_sanctions (gather, premises);
  reeve_gather_notices (gather, premises);
  reeve_gather_hearings (gather, premises);
}

gboolean
reeve_gather_next (ReeveGather *gather, gint64 *ret_subject, GError **error)
{
  const ReeveCursor *leads = &gather->cursors[gather->key == REEVE_SUBJECT_BUSINESS ? REEVE_SOURCE_BUSINESS : REEVE_SOURCE_PREMISES];

  if (reeve_gather_take_error (gather, error) || leads->stmt == NULL)
    return FALSE;
  *ret_subject = leads->subject;
  if (gather->key == REEVE_SUBJECT_BUSINESS)
    {
      reeve_gather_begin (gather, REEVE_ABOUT_BUSINESS);
      reeve_gather_business_row (gather);
    }
  else
    {
      reeve_gather_begin (gather, REEVE_ABOUT_PREMISES);
      read_premises (gather, leads->subject);
      gather->whole = TRUE;
    }
  return !reeve_gather_take_error (gather, error);
}

void
reeve_gather_complete (ReeveGather *gather)
{
  if (!gather->whole)
    reeve_gather_business (gather, 0);
  gather->whole = TRUE;
}
