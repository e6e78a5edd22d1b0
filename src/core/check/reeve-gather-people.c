/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People and what happened: staff, owners and managers, who was met at a visit, events. Decided here:
 * - a member whose own date is unknown is uncertain, save that somebody or something not ended has begun;
 * - on a roster marked complete, an end that nobody recorded has not come. */
#include "config.h"

#include <string.h>

#include "reeve-gather-private.h"

#define MOST_PRESENT 200

/* Persons at the latest visit, each a row of a role: there is no more than role and number. */
void
reeve_gather_present (ReeveGather *gather, gint64 subject)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = &gather->cursors[REEVE_SOURCE_PRESENT];
  gint64 latest = 0;
  guint first = reeve_facts_n_rows (gather->facts, REEVE_KIND_PERSON_PRESENT), n = 0;
  int role_column = -1;

  if (gather->visits->len > 0)
    latest = g_array_index (gather->visits, ReeveVisit, gather->visits->len - 1).id;
  for (; reeve_cursor_on (gather, REEVE_SOURCE_PRESENT, subject); reeve_cursor_step (gather, REEVE_SOURCE_PRESENT))
    {
      gint64 number = reeve_stmt_int (cursor->stmt, 5);

      if (reeve_stmt_int (cursor->stmt, 3) != latest)
        continue;
      if (cursor->statement->bindings[0]->len > 0)
        role_column = (int) g_array_index (cursor->statement->bindings[0], ReeveBinding, 0).column;
      for (gint64 i = 0; i < MIN (number, MOST_PRESENT); i++, n++)
        {
          guint row = reeve_facts_add_row (gather->facts, REEVE_KIND_PERSON_PRESENT, 0);

          if (role_column >= 0)
            reeve_facts_set_code (gather->facts, REEVE_KIND_PERSON_PRESENT, row, f->person_role,
                                  reeve_stmt_text (cursor->stmt, role_column));
          reeve_facts_set_unknown (gather->facts, REEVE_KIND_PERSON_PRESENT, row, f->person_licence);
          reeve_facts_set_unknown (gather->facts, REEVE_KIND_PERSON_PRESENT, row, f->person_event);
          reeve_gather_set_origin (gather, REEVE_KIND_PERSON_PRESENT, row, "inspection", latest,
                                   reeve_stmt_text (cursor->stmt, 2),
                                   reeve_gather_day_of (reeve_stmt_text (cursor->stmt, 4)));
        }
    }
  if (n == 0)
    {
      reeve_facts_add_row (gather->facts, REEVE_KIND_PERSON_PRESENT, REEVE_ROW_STAND_IN);
      n = 1;
    }
  reeve_facts_set_collection (gather->facts, REEVE_KIND_BUSINESS, gather->business_row, f->business_person_present,
                              first, n);
}

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
    reeve_gather_set_latest (gather, practitioner, kind, row);
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
        reeve_licence_reader_give (&reader, REEVE_KIND_STAFF, staff_row, f->person_licence, f->person_city_licence,
                                   f->person_state_licence);
      if (former_row != REEVE_NO_ROW)
        reeve_licence_reader_give (&reader, REEVE_KIND_EMPLOYMENT, former_row, f->person_licence,
                                   f->person_city_licence, f->person_state_licence);
    }
  finish_roster (gather, REEVE_KIND_STAFF, f->business_staff, first_staff, gather->staff_complete);
  finish_roster (gather, REEVE_KIND_EMPLOYMENT, f->business_employment, first_former, gather->staff_complete);
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

      if (here != REEVE_SPAN_OUT)
        {
          row = reeve_facts_add_row (gather->facts, REEVE_KIND_PRINCIPAL,
                                     here == REEVE_SPAN_MAYBE ? REEVE_ROW_UNCERTAIN : 0);
          reeve_gather_apply (gather, cursor, 0, REEVE_KIND_PRINCIPAL, row);
          reeve_facts_set_unknown (gather->facts, REEVE_KIND_PRINCIPAL, row, f->person_licence);
          reeve_gather_set_origin (gather, REEVE_KIND_PRINCIPAL, row, "ownership", id,
                                   reeve_stmt_text (cursor->stmt, 2), reeve_gather_day_of (from));
        }
      for (; reeve_cursor_on (gather, REEVE_SOURCE_PRINCIPAL, subject) && reeve_stmt_int (cursor->stmt, 1) == id;
           reeve_cursor_step (gather, REEVE_SOURCE_PRINCIPAL))
        if (events && row != REEVE_NO_ROW && !reeve_stmt_is_null (cursor->stmt, cursor->statement->first[1]))
          read_event (gather, cursor, 1, cursor->statement->first[1]);
      if (row == REEVE_NO_ROW)
        continue;
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
