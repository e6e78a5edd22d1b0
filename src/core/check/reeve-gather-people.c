/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People and what happened: staff, owners and managers, events. Decided here:
 * - a member whose own date is unknown is uncertain, save that somebody or something not ended has begun;
 * - on a roster marked complete, an end that nobody recorded has not come. */
#include "config.h"

#include <string.h>

#include "reeve-gather-private.h"

static void
add_event_stand_ins (ReeveGather *gather, guint kinds, gboolean dated)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  const ReeveRegisters *registers = gather->registers;
  guint row = reeve_facts_add_row (gather->facts, REEVE_KIND_EVENT, REEVE_ROW_STAND_IN);

  reeve_facts_set_code_not_kept (gather->facts, REEVE_KIND_EVENT, row, f->event_kind, kinds);
  for (guint i = 0; dated && i < registers->since_kinds->len; i++)
    {
      row = reeve_facts_add_row (gather->facts, REEVE_KIND_EVENT, REEVE_ROW_STAND_IN);
      reeve_facts_set_int (gather->facts, REEVE_KIND_EVENT, row, f->event_kind,
                           g_array_index (gather->since_kinds, GQuark, i));
      reeve_facts_set_range (gather->facts, REEVE_KIND_EVENT, row, f->event_date, REEVE_VALUE_LONG_PAST + 1,
                             g_array_index (registers->since_days, ReeveDay, i) - 1);
    }
}

/* The event in part @part, whose fixed columns begin at @at. */
static void
read_event (ReeveGather *gather, const ReeveCursor *cursor, guint part, guint at)
{
  char text[REEVE_DAY_TEXT_SIZE];
  ReeveDay day = reeve_gather_day_of (reeve_gather_peek_day (cursor->stmt, at + 3, text));
  guint row;

  if (day > gather->day)
    return;
  row = reeve_facts_add_row (gather->facts, REEVE_KIND_EVENT, day == G_MININT32 ? REEVE_ROW_UNCERTAIN : 0);
  reeve_gather_apply (gather, cursor, part, REEVE_KIND_EVENT, row);
  if (gather->origins)
    reeve_facts_set_origin (gather->facts, REEVE_KIND_EVENT, row, "event", reeve_stmt_int (cursor->stmt, at),
                            reeve_stmt_text (cursor->stmt, at + 1), day);
  reeve_gather_answers (gather, REEVE_KIND_EVENT, row, reeve_stmt_int (cursor->stmt, (int) at), day);
}

void
reeve_gather_events (ReeveGather *gather, ReeveSourceId source, gint64 subject, ReeveKind kind, guint row, guint field)
{
  ReeveCursor *cursor = &gather->cursors[source];
  guint first = reeve_facts_n_rows (gather->facts, REEVE_KIND_EVENT);

  for (; reeve_cursor_on (gather, source, subject); reeve_cursor_step (gather, source))
    if (source == REEVE_SOURCE_EVENT || reeve_stmt_int (cursor->stmt, 3) == gather->premises)
      read_event (gather, cursor, 0, 1);
  if (row == REEVE_NO_ROW)
    return;
  add_event_stand_ins (gather, gather->kept_event_kinds, TRUE);
  reeve_facts_set_collection (gather->facts, kind, row, field, first,
                              reeve_facts_n_rows (gather->facts, REEVE_KIND_EVENT) - first);
}

void
reeve_gather_person_events (ReeveGather *gather, ReeveSourceId source, gint64 subject, gint64 person, ReeveKind kind, guint row, gboolean known)
{
  ReeveCursor *cursor = &gather->cursors[source];
  guint first = reeve_facts_n_rows (gather->facts, REEVE_KIND_EVENT);

  if (cursor->statement == NULL)
    return;
  for (; reeve_cursor_on (gather, source, subject) && reeve_stmt_int (cursor->stmt, 5) == person; reeve_cursor_step (gather, source))
    read_event (gather, cursor, 0, 1);
  if (!known)
    add_event_stand_ins (gather, gather->kept_city_event_kinds, FALSE);
  reeve_facts_set_collection (gather->facts, kind, row, reeve_field_ids ()->person_event, first,
                              reeve_facts_n_rows (gather->facts, REEVE_KIND_EVENT) - first);
}

/* The licences of an owner or officer who is a practitioner too; nobody knows of the others whether they have any. */
static void
read_principal_licences (ReeveGather *gather, gint64 subject, gint64 id, guint row)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = &gather->cursors[REEVE_SOURCE_PRINCIPAL_LICENCE];
  ReeveLicenceReader reader;

  reeve_facts_set_unknown (gather->facts, REEVE_KIND_PRINCIPAL, row, f->person_licence);
  reeve_licence_reader_init (&reader, gather, cursor, 0);
  for (; reeve_cursor_on (gather, REEVE_SOURCE_PRINCIPAL_LICENCE, subject) && reeve_stmt_int (cursor->stmt, 10) == id;
       reeve_cursor_step (gather, REEVE_SOURCE_PRINCIPAL_LICENCE))
    reeve_licence_reader_read (&reader);
  reeve_licence_reader_finish (&reader);
  if (reader.n_rows == 0)
    return;
  reeve_licence_reader_give (&reader, REEVE_KIND_PRINCIPAL, row, f->person_licence, f->person_city_licence, f->person_state_licence);
  reeve_gather_number (&reader, REEVE_KIND_PRINCIPAL, row);
}

/* One person working there, of @kind staff or employment, its licences read already. */
static guint
add_worker (ReeveGather *gather, const ReeveCursor *cursor, ReeveKind kind, ReeveRowFlags flags)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  guint row = reeve_facts_add_row (gather->facts, kind, flags);
  gint64 practitioner = reeve_stmt_int (cursor->stmt, 3);

  reeve_gather_apply (gather, cursor, 0, kind, row);
  reeve_facts_set_unknown (gather->facts, kind, row, f->person_event);
  if (gather->origins)
    reeve_facts_set_origin (gather->facts, kind, row, "employment", reeve_stmt_int (cursor->stmt, 1),
                            reeve_stmt_text (cursor->stmt, 2), reeve_gather_day_of (reeve_stmt_text (cursor->stmt, 4)));
  if (gather->need->items[kind])
    reeve_gather_set_latest (gather, REEVE_KIND_STAFF, practitioner, kind, row);
  return row;
}

static void
finish_roster (ReeveGather *gather, ReeveKind kind, guint field, guint first, gboolean complete)
{
  if (!complete)
    reeve_facts_add_row (gather->facts, kind, REEVE_ROW_STAND_IN);
  reeve_facts_set_collection (gather->facts, REEVE_KIND_BUSINESS, gather->business_row, field, first,
                              reeve_facts_n_rows (gather->facts, kind) - first);
}

void
reeve_gather_staff (ReeveGather *gather, gint64 subject)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = &gather->cursors[REEVE_SOURCE_STAFF];
  gboolean staff = gather->need->reads[REEVE_KIND_BUSINESS][f->business_staff];
  gboolean former = gather->need->reads[REEVE_KIND_BUSINESS][f->business_employment];
  guint first_staff = reeve_facts_n_rows (gather->facts, REEVE_KIND_STAFF),
        first_former = reeve_facts_n_rows (gather->facts, REEVE_KIND_EMPLOYMENT);

  while (reeve_cursor_on (gather, REEVE_SOURCE_STAFF, subject))
    {
      gint64 id = reeve_stmt_int (cursor->stmt, 1);
      char days[2][REEVE_DAY_TEXT_SIZE];
      const char *started = reeve_gather_peek_day (cursor->stmt, 4, days[0]),
                 *ended = reeve_gather_peek_day (cursor->stmt, 5, days[1]);
      ReeveSpanAnswer here
          = reeve_span_holds (started, ended == NULL && gather->staff_complete ? "none" : ended, gather->day_text);
      gboolean begun = started == NULL || strcmp (started, gather->day_text) <= 0;
      guint staff_row = REEVE_NO_ROW, former_row = REEVE_NO_ROW;
      ReeveLicenceReader reader;

      if (staff && here != REEVE_SPAN_OUT)
        staff_row = add_worker (gather, cursor, REEVE_KIND_STAFF, here == REEVE_SPAN_MAYBE ? REEVE_ROW_UNCERTAIN : 0);
      if (former && begun)
        former_row = add_worker (gather, cursor, REEVE_KIND_EMPLOYMENT,
                                 started == NULL && here == REEVE_SPAN_MAYBE ? REEVE_ROW_UNCERTAIN : 0);
      reeve_licence_reader_init (&reader, gather, cursor, 1);
      for (; reeve_cursor_on (gather, REEVE_SOURCE_STAFF, subject) && reeve_stmt_int (cursor->stmt, 1) == id;
           reeve_cursor_step (gather, REEVE_SOURCE_STAFF))
        if (cursor->statement->n_parts > 1 && (staff_row != REEVE_NO_ROW || former_row != REEVE_NO_ROW))
          reeve_licence_reader_read (&reader);
      reeve_licence_reader_finish (&reader);
      if (staff_row != REEVE_NO_ROW)
        {
          reeve_licence_reader_give (&reader, REEVE_KIND_STAFF, staff_row, f->person_licence, f->person_city_licence,
                                     f->person_state_licence);
          reeve_gather_number (&reader, REEVE_KIND_STAFF, staff_row);
        }
      if (former_row != REEVE_NO_ROW)
        {
          reeve_licence_reader_give (&reader, REEVE_KIND_EMPLOYMENT, former_row, f->person_licence,
                                     f->person_city_licence, f->person_state_licence);
          reeve_gather_number (&reader, REEVE_KIND_EMPLOYMENT, former_row);
        }
    }
  finish_roster (gather, REEVE_KIND_STAFF, f->business_staff, first_staff, gather->staff_complete);
  finish_roster (gather, REEVE_KIND_EMPLOYMENT, f->business_employment, first_former, gather->staff_complete);
}

/* Licences come in the order of the principals; those of one who does not count are passed over. */
static void
skip_licences (ReeveGather *gather, gint64 subject, gint64 id)
{
  ReeveCursor *cursor = &gather->cursors[REEVE_SOURCE_PRINCIPAL_LICENCE];

  while (cursor->statement != NULL && reeve_cursor_on (gather, REEVE_SOURCE_PRINCIPAL_LICENCE, subject) && reeve_stmt_int (cursor->stmt, 10) < id)
    reeve_cursor_step (gather, REEVE_SOURCE_PRINCIPAL_LICENCE);
}

/* Owners, officers, managers, with the events that follow each of them. When the background inquiry came back those are
 * known. */
void
reeve_gather_principals (ReeveGather *gather, gint64 subject)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = &gather->cursors[REEVE_SOURCE_PRINCIPAL];
  gboolean events = gather->need->reads[REEVE_KIND_PRINCIPAL][f->person_event];
  guint first = reeve_facts_n_rows (gather->facts, REEVE_KIND_PRINCIPAL);

  while (reeve_cursor_on (gather, REEVE_SOURCE_PRINCIPAL, subject))
    {
      gint64 id = reeve_stmt_int (cursor->stmt, 1);
      const char *from = reeve_stmt_text (cursor->stmt, 3), *to = reeve_stmt_text (cursor->stmt, 4),
                 *inquiry = reeve_stmt_text (cursor->stmt, 5);
      ReeveSpanAnswer here
          = reeve_span_holds (from, to == NULL && gather->principals_complete ? "none" : to, gather->day_text);
      gboolean inquired = g_strcmp0 (inquiry, "clear") == 0 || g_strcmp0 (inquiry, "listed-matter") == 0;
      guint row = REEVE_NO_ROW, first_event = reeve_facts_n_rows (gather->facts, REEVE_KIND_EVENT);

      skip_licences (gather, subject, id);
      if (here != REEVE_SPAN_OUT)
        {
          row = reeve_facts_add_row (gather->facts, REEVE_KIND_PRINCIPAL,
                                     here == REEVE_SPAN_MAYBE ? REEVE_ROW_UNCERTAIN : 0);
          reeve_gather_apply (gather, cursor, 0, REEVE_KIND_PRINCIPAL, row);
          if (gather->need->items[REEVE_KIND_PRINCIPAL])
            reeve_gather_set_latest (gather, REEVE_KIND_PRINCIPAL, reeve_stmt_int (cursor->stmt, 6), REEVE_KIND_PRINCIPAL, row);
          reeve_gather_set_origin (gather, REEVE_KIND_PRINCIPAL, row, "ownership", id,
                                   reeve_stmt_text (cursor->stmt, 2), reeve_gather_day_of (from));
        }
      for (; reeve_cursor_on (gather, REEVE_SOURCE_PRINCIPAL, subject) && reeve_stmt_int (cursor->stmt, 1) == id;
           reeve_cursor_step (gather, REEVE_SOURCE_PRINCIPAL))
        if (events && row != REEVE_NO_ROW && !reeve_stmt_is_null (cursor->stmt, cursor->statement->first[1]))
          read_event (gather, cursor, 1, cursor->statement->first[1]);
      if (row == REEVE_NO_ROW)
        continue;
      read_principal_licences (gather, subject, id, row);
      if (!events)
        reeve_facts_set_unknown (gather->facts, REEVE_KIND_PRINCIPAL, row, f->person_event);
      else
        {
          if (!inquired)
            add_event_stand_ins (gather, gather->kept_city_event_kinds, FALSE);
          reeve_facts_set_collection (gather->facts, REEVE_KIND_PRINCIPAL, row, f->person_event, first_event,
                                      reeve_facts_n_rows (gather->facts, REEVE_KIND_EVENT) - first_event);
        }
    }
  finish_roster (gather, REEVE_KIND_PRINCIPAL, f->business_principal, first, gather->principals_complete);
}
