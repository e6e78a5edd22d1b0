/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the city received, decided and imposed: applications, violations adopted, notices, sanctions, hearings, complaints. All are the
 * city's own books, so an empty list is none. Decided here:
 * - whom an application names is known when a clerk marked that everyone is named, or else from the day it was complete;
 * - the length of a sanction is the one its order gives, else the days from its first to its last, both included;
 * - a violation is taken back by a later withdrawal or dismissal of the same finding. */
#include "config.h"

#include <string.h>

#include "reeve-gather-private.h"

#define CURSOR(source) (&gather->cursors[REEVE_SOURCE_##source])

/* Does a roster of this application leave room for somebody who is not on it? */
static gboolean
names_everyone (ReeveGather *gather, ReeveStmt *stmt, int flag_column, const char *complete)
{
  if (!reeve_stmt_is_null (stmt, flag_column))
    return reeve_stmt_int (stmt, flag_column) != 0;
  return complete != NULL && strcmp (complete, "none") != 0 && strcmp (complete, gather->day_text) <= 0;
}

/* The record at the cursor, which came to be on @day. REEVE_NO_ROW if that was later. @name_column: where its number stands, or -1. */
static guint
add_record (ReeveGather *gather, const ReeveCursor *cursor, ReeveDay day, int name_column)
{
  ReeveKind kind = cursor->statement->def->parts[0].kind;
  guint row;

  if (day > gather->day)
    return REEVE_NO_ROW;
  row = reeve_facts_add_row (gather->facts, kind, day == G_MININT32 ? REEVE_ROW_UNCERTAIN : 0);
  reeve_gather_apply (gather, cursor, 0, kind, row);
  reeve_gather_set_origin (gather, kind, row, cursor->statement->def->table, reeve_stmt_int (cursor->stmt, 1), reeve_stmt_text (cursor->stmt, 2), day);
  if (gather->origins && name_column >= 0)
    reeve_facts_set_name (gather->facts, kind, row, reeve_stmt_text (cursor->stmt, name_column));
  return row;
}

/* Those of a kind since @first. */
static void
give_to_business (ReeveGather *gather, ReeveKind kind, guint first, guint field)
{
  if (gather->business_row != REEVE_NO_ROW)
    reeve_facts_set_collection (gather->facts, REEVE_KIND_BUSINESS, gather->business_row, field, first,
                                reeve_facts_n_rows (gather->facts, kind) - first);
}

/* The person at the cursor, with licences and events. */
static guint
read_person (ReeveGather *gather, gint64 subject)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = CURSOR (APPLICATION_PERSON);
  gint64 id = reeve_stmt_int (cursor->stmt, 1);
  const char *inquiry = reeve_stmt_text (cursor->stmt, 4);
  gboolean inquired = g_strcmp0 (inquiry, "clear") == 0 || g_strcmp0 (inquiry, "listed-matter") == 0;
  gboolean licensed = !reeve_stmt_is_null (cursor->stmt, 6), party = !reeve_stmt_is_null (cursor->stmt, 7);
  guint row = reeve_facts_add_row (gather->facts, REEVE_KIND_APPLICATION_PERSON, 0);
  ReeveLicenceReader reader;

  reeve_gather_apply (gather, cursor, 0, REEVE_KIND_APPLICATION_PERSON, row);
  reeve_gather_set_origin (gather, REEVE_KIND_APPLICATION_PERSON, row, "application_person", id, reeve_stmt_text (cursor->stmt, 2),
                           reeve_gather_day_of (reeve_stmt_text (cursor->stmt, 5)));
  reeve_licence_reader_init (&reader, gather, cursor, 1);
  for (; reeve_cursor_on (gather, REEVE_SOURCE_APPLICATION_PERSON, subject) && reeve_stmt_int (cursor->stmt, 1) == id;
       reeve_cursor_step (gather, REEVE_SOURCE_APPLICATION_PERSON))
    if (cursor->statement->n_parts > 1)
      reeve_licence_reader_read (&reader);
  reeve_licence_reader_finish (&reader);
  if (licensed)
    {
      reeve_licence_reader_give (&reader, REEVE_KIND_APPLICATION_PERSON, row, f->person_licence, f->person_city_licence, f->person_state_licence);
      reeve_gather_number (&reader, REEVE_KIND_APPLICATION_PERSON, row);
    }
  else
    reeve_facts_set_unknown (gather->facts, REEVE_KIND_APPLICATION_PERSON, row, f->person_licence);
  if (party)
    reeve_gather_person_events (gather, REEVE_SOURCE_APPLICATION_EVENT, subject, id, REEVE_KIND_APPLICATION_PERSON, row, inquired);
  else
    reeve_facts_set_unknown (gather->facts, REEVE_KIND_APPLICATION_PERSON, row, f->person_event);
  return row;
}

static void
read_persons (ReeveGather *gather, gint64 subject)
{
  ReeveCursor *cursor = CURSOR (APPLICATION_PERSON);

  while (reeve_cursor_on (gather, REEVE_SOURCE_APPLICATION_PERSON, subject))
    {
      gint64 application = reeve_stmt_int (cursor->stmt, 3);
      gboolean everyone = names_everyone (gather, cursor->stmt, 8, reeve_stmt_text (cursor->stmt, 9));

      while (reeve_cursor_on (gather, REEVE_SOURCE_APPLICATION_PERSON, subject) && reeve_stmt_int (cursor->stmt, 3) == application)
        reeve_gather_add_to_group (gather, REEVE_SOURCE_APPLICATION_PERSON, application, read_person (gather, subject));
      if (!everyone)
        reeve_gather_add_to_group (gather, REEVE_SOURCE_APPLICATION_PERSON, application,
                                   reeve_facts_add_row (gather->facts, REEVE_KIND_APPLICATION_PERSON, REEVE_ROW_STAND_IN));
    }
}

/* The application at the cursor. REEVE_NO_ROW if it had not come by that day. */
static guint
read_application (ReeveGather *gather, gint64 subject)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = CURSOR (APPLICATION);
  gint64 id = reeve_stmt_int (cursor->stmt, 1);
  guint row = add_record (gather, cursor, reeve_gather_day_of (reeve_stmt_text (cursor->stmt, 3)), 6);
  ReeveLicenceReader reader;

  if (row != REEVE_NO_ROW)
    {
      reeve_gather_know (gather, REEVE_KIND_APPLICATION, id, row)->links[0] = reeve_stmt_int (cursor->stmt, 4);
      reeve_gather_give_group (gather, REEVE_SOURCE_APPLICATION_PERSON, id, REEVE_KIND_APPLICATION, row, f->application_person);
      /* Of an application that names nobody nobody was entered yet. */
      if (gather->need->reads[REEVE_KIND_APPLICATION][f->application_person]
          && reeve_gather_find_group (gather, REEVE_SOURCE_APPLICATION_PERSON, id) == NULL && reeve_stmt_int (cursor->stmt, 5) == 0)
        reeve_facts_set_collection (gather->facts, REEVE_KIND_APPLICATION, row, f->application_person,
                                    reeve_facts_add_row (gather->facts, REEVE_KIND_APPLICATION_PERSON, REEVE_ROW_STAND_IN), 1);
      reeve_gather_give_group (gather, REEVE_SOURCE_APPLICATION_DOCUMENT, id, REEVE_KIND_APPLICATION, row, f->application_document);
      reeve_gather_give_group (gather, REEVE_SOURCE_APPLICATION_FEE, id, REEVE_KIND_APPLICATION, row, f->application_fee);
    }
  reeve_licence_reader_init (&reader, gather, cursor, 1);
  for (; reeve_cursor_on (gather, REEVE_SOURCE_APPLICATION, subject) && reeve_stmt_int (cursor->stmt, 1) == id;
       reeve_cursor_step (gather, REEVE_SOURCE_APPLICATION))
    if (row != REEVE_NO_ROW && cursor->statement->n_parts > 1)
      reeve_licence_reader_read (&reader);
  reeve_licence_reader_finish (&reader);
  if (reader.n_rows > 0)
    reeve_facts_set_record (gather->facts, REEVE_KIND_APPLICATION, row, f->application_licence, reader.row);
  return row;
}

/* A licence was issued on the application that says so. */
static void
link_licences (ReeveGather *gather)
{
  const ReeveFieldIds *f = reeve_field_ids ();

  if (!gather->need->reads[REEVE_KIND_LICENCE][f->licence_for_application])
    return;
  for (guint i = 0; i < gather->known->len; i++)
    {
      const ReeveKnown *known = &g_array_index (gather->known, ReeveKnown, i);
      guint row;

      if (known->kind != REEVE_KIND_APPLICATION || known->links[0] == 0)
        continue;
      row = reeve_gather_find (gather, REEVE_KIND_LICENCE, known->links[0]);
      if (row != REEVE_NO_ROW)
        reeve_facts_set_record (gather->facts, REEVE_KIND_LICENCE, row, f->licence_for_application, known->row);
    }
}

void
reeve_gather_applications (ReeveGather *gather, gint64 subject, ReeveKind owner, guint owner_row, guint field)
{
  guint first, n = 0;

  if (CURSOR (APPLICATION)->statement == NULL)
    return;
  read_persons (gather, subject);
  reeve_gather_groups (gather, REEVE_SOURCE_APPLICATION_DOCUMENT, subject, 3, 4);
  reeve_gather_groups (gather, REEVE_SOURCE_APPLICATION_FEE, subject, -1, 4);
  first = reeve_facts_n_rows (gather->facts, REEVE_KIND_APPLICATION);
  while (reeve_cursor_on (gather, REEVE_SOURCE_APPLICATION, subject))
    n += read_application (gather, subject) != REEVE_NO_ROW;
  if (owner_row != REEVE_NO_ROW)
    reeve_facts_set_collection (gather->facts, owner, owner_row, field, first, n);
  link_licences (gather);
}

static void
set_length (ReeveGather *gather, ReeveStmt *stmt, guint row)
{
  guint field = reeve_field_ids ()->sanction_length;
  const char *unit = reeve_stmt_text (stmt, 5);
  ReeveDay from, to;

  if (unit != NULL)
    {
      gboolean years = strcmp (unit, "years") == 0;
      ReeveDurationUnit as = years || strcmp (unit, "months") == 0   ? REEVE_UNIT_MONTHS
                             : strcmp (unit, "business-days") == 0 ? REEVE_UNIT_BUSINESS_DAYS
                                                                   : REEVE_UNIT_DAYS;

      reeve_facts_set_duration (gather->facts, REEVE_KIND_SANCTION, row, field, reeve_stmt_int (stmt, 4) * (years ? 12 : 1), as);
      return;
    }
  from = reeve_gather_day_of (reeve_stmt_text (stmt, 6));
  to = reeve_gather_day_of (reeve_stmt_text (stmt, 7));
  if (from != G_MININT32 && to != G_MININT32 && from <= to)
    reeve_facts_set_duration (gather->facts, REEVE_KIND_SANCTION, row, field, to - from + 1, REEVE_UNIT_DAYS);
}

void
reeve_gather_sanctions (ReeveGather *gather, gint64 subject)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = CURSOR (SANCTION);
  guint first;

  if (cursor->statement == NULL)
    return;
  reeve_gather_groups (gather, REEVE_SOURCE_SANCTION_VIOLATION, subject, 3, 4);
  first = reeve_facts_n_rows (gather->facts, REEVE_KIND_SANCTION);
  for (; reeve_cursor_on (gather, REEVE_SOURCE_SANCTION, subject); reeve_cursor_step (gather, REEVE_SOURCE_SANCTION))
    {
      gint64 id = reeve_stmt_int (cursor->stmt, 1);
      guint row = add_record (gather, cursor, reeve_gather_day_of (reeve_stmt_text (cursor->stmt, 3)), 8);

      if (row == REEVE_NO_ROW)
        continue;
      set_length (gather, cursor->stmt, row);
      reeve_gather_give_group (gather, REEVE_SOURCE_SANCTION_VIOLATION, id, REEVE_KIND_SANCTION, row, f->sanction_violation);
      reeve_gather_know (gather, REEVE_KIND_SANCTION, id, row);
    }
  give_to_business (gather, REEVE_KIND_SANCTION, first, f->business_sanction);
}

/* After the sanctions, which some of them announce. */
void
reeve_gather_notices (ReeveGather *gather, gint64 subject)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = CURSOR (NOTICE);
  guint first;

  if (cursor->statement == NULL)
    return;
  reeve_gather_groups (gather, REEVE_SOURCE_NOTICE_VIOLATION, subject, 3, 4);
  first = reeve_facts_n_rows (gather->facts, REEVE_KIND_NOTICE);
  for (; reeve_cursor_on (gather, REEVE_SOURCE_NOTICE, subject); reeve_cursor_step (gather, REEVE_SOURCE_NOTICE))
    {
      const char *date = reeve_stmt_text (cursor->stmt, 5);
      ReeveNoticeRow notice;
      guint sanction;

      if (date != NULL && strcmp (date, gather->day_text) > 0)
        continue;
      notice.row = reeve_facts_add_row (gather->facts, REEVE_KIND_NOTICE, 0);
      notice.id = reeve_stmt_int (cursor->stmt, 1);
      notice.provisions = reeve_gather_keep (gather, reeve_stmt_text (cursor->stmt, 4));
      notice.date = reeve_gather_keep (gather, date);
      g_array_append_val (gather->notices, notice);
      reeve_gather_apply (gather, cursor, 0, REEVE_KIND_NOTICE, notice.row);
      reeve_gather_set_origin (gather, REEVE_KIND_NOTICE, notice.row, "notice", notice.id, reeve_stmt_text (cursor->stmt, 2), reeve_gather_day_of (date));
      reeve_gather_give_group (gather, REEVE_SOURCE_NOTICE_VIOLATION, notice.id, REEVE_KIND_NOTICE, notice.row, f->notice_violation);
      reeve_gather_know (gather, REEVE_KIND_NOTICE, notice.id, notice.row)->links[0] = reeve_stmt_int (cursor->stmt, 6);
      sanction = reeve_gather_find (gather, REEVE_KIND_SANCTION, reeve_stmt_int (cursor->stmt, 6));
      if (sanction != REEVE_NO_ROW)
        reeve_facts_set_record (gather->facts, REEVE_KIND_NOTICE, notice.row, f->notice_sanction, sanction);
    }
  give_to_business (gather, REEVE_KIND_NOTICE, first, f->business_notice);
}

void
reeve_gather_hearings (ReeveGather *gather, gint64 subject)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = CURSOR (HEARING);
  guint first = reeve_facts_n_rows (gather->facts, REEVE_KIND_HEARING);

  if (cursor->statement == NULL)
    return;
  for (; reeve_cursor_on (gather, REEVE_SOURCE_HEARING, subject); reeve_cursor_step (gather, REEVE_SOURCE_HEARING))
    {
      guint row = add_record (gather, cursor, reeve_gather_day_of (reeve_stmt_text (cursor->stmt, 3)), 6);
      ReeveKnown *known;

      if (row == REEVE_NO_ROW)
        continue;
      known = reeve_gather_know (gather, REEVE_KIND_HEARING, reeve_stmt_int (cursor->stmt, 1), row);
      known->links[0] = reeve_stmt_int (cursor->stmt, 4);
      known->links[1] = reeve_stmt_int (cursor->stmt, 5);
    }
  give_to_business (gather, REEVE_KIND_HEARING, first, f->business_hearing);
}

static void
read_violations (ReeveGather *gather, ReeveSourceId source, gint64 subject)
{
  ReeveCursor *cursor = &gather->cursors[source];

  for (; reeve_cursor_on (gather, source, subject); reeve_cursor_step (gather, source))
    {
      ReeveDay day = reeve_gather_day_of (reeve_stmt_text (cursor->stmt, 3));
      guint row = add_record (gather, cursor, day, -1);
      ReeveKnown *known;

      if (row == REEVE_NO_ROW)
        continue;
      known = reeve_gather_know (gather, REEVE_KIND_VIOLATION, reeve_stmt_int (cursor->stmt, 1), row);
      known->text = reeve_gather_keep (gather, reeve_stmt_text (cursor->stmt, 5));
      known->links[0] = day;
    }
}

void
reeve_gather_violations (ReeveGather *gather, gint64 subject)
{
  guint first = reeve_facts_n_rows (gather->facts, REEVE_KIND_VIOLATION);

  if (CURSOR (VIOLATION)->statement == NULL)
    return;
  read_violations (gather, REEVE_SOURCE_VIOLATION, subject);
  if (CURSOR (OTHER_VIOLATION)->statement != NULL)
    read_violations (gather, REEVE_SOURCE_OTHER_VIOLATION, subject);
  give_to_business (gather, REEVE_KIND_VIOLATION, first, reeve_field_ids ()->business_violation);
}

/* After the visits: what hangs on an inspection is read with them. */
void
reeve_gather_complaints (ReeveGather *gather, gint64 subject)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = CURSOR (COMPLAINT);
  guint first;

  if (cursor->statement == NULL)
    return;
  reeve_gather_groups (gather, REEVE_SOURCE_COMPLAINT_INSPECTION, subject, 3, 4);
  reeve_gather_finish_complaint_visits (gather);
  first = reeve_facts_n_rows (gather->facts, REEVE_KIND_COMPLAINT);
  for (; reeve_cursor_on (gather, REEVE_SOURCE_COMPLAINT, subject); reeve_cursor_step (gather, REEVE_SOURCE_COMPLAINT))
    {
      gint64 id = reeve_stmt_int (cursor->stmt, 1);
      guint row = add_record (gather, cursor, reeve_gather_day_of (reeve_stmt_text (cursor->stmt, 3)), -1);

      if (row == REEVE_NO_ROW)
        continue;
      reeve_gather_give_group (gather, REEVE_SOURCE_COMPLAINT_INSPECTION, id, REEVE_KIND_COMPLAINT, row, f->complaint_inspection);
      reeve_gather_know (gather, REEVE_KIND_COMPLAINT, id, row);
    }
  give_to_business (gather, REEVE_KIND_COMPLAINT, first, f->business_complaint);
}
