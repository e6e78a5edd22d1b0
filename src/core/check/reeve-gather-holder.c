/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A licence of a practitioner by itself, and what is known of its holder: the other licences, the work, what was asked at an application.
 * Nothing that happened is: no event is ever attached to one who only works somewhere. */
#include "config.h"

#include <string.h>

#include "reeve-gather-private.h"

#define CURSOR(source) (&gather->cursors[REEVE_SOURCE_##source])

static void
set_grown (ReeveGather *gather, guint row, guint field, ReeveStmt *stmt, int column)
{
  if (!reeve_stmt_is_null (stmt, column))
    reeve_facts_set_truth (gather->facts, REEVE_KIND_HOLDER, row, field, reeve_stmt_int (stmt, column) != 0);
}

/* Where the holder worked; nobody's list of that is whole. */
static void
read_employment (ReeveGather *gather, gint64 id, guint holder)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = CURSOR (HOLDER_EMPLOYMENT);
  guint first = reeve_facts_n_rows (gather->facts, REEVE_KIND_EMPLOYMENT);

  for (; reeve_cursor_on (gather, REEVE_SOURCE_HOLDER_EMPLOYMENT, id); reeve_cursor_step (gather, REEVE_SOURCE_HOLDER_EMPLOYMENT))
    {
      const char *started = reeve_stmt_text (cursor->stmt, 4), *ended = reeve_stmt_text (cursor->stmt, 5);
      ReeveDay from = reeve_gather_day_of (started);
      guint row;

      set_grown (gather, holder, f->holder_turned_18, cursor->stmt, 7);
      set_grown (gather, holder, f->holder_turned_21, cursor->stmt, 8);
      if (from > gather->day)
        continue;
      row = reeve_facts_add_row (gather->facts, REEVE_KIND_EMPLOYMENT,
                                 started == NULL && reeve_span_holds (started, ended, gather->day_text) == REEVE_SPAN_MAYBE ? REEVE_ROW_UNCERTAIN : 0);
      reeve_gather_apply (gather, cursor, 0, REEVE_KIND_EMPLOYMENT, row);
      reeve_facts_set_unknown (gather->facts, REEVE_KIND_EMPLOYMENT, row, f->person_event);
      reeve_facts_set_unknown (gather->facts, REEVE_KIND_EMPLOYMENT, row, f->person_licence);
      reeve_gather_set_origin (gather, REEVE_KIND_EMPLOYMENT, row, "employment", reeve_stmt_int (cursor->stmt, 1), reeve_stmt_text (cursor->stmt, 2), from);
    }
  reeve_facts_add_row (gather->facts, REEVE_KIND_EMPLOYMENT, REEVE_ROW_STAND_IN);
  reeve_facts_set_collection (gather->facts, REEVE_KIND_HOLDER, holder, f->holder_employment, first,
                              reeve_facts_n_rows (gather->facts, REEVE_KIND_EMPLOYMENT) - first);
}

/* The latest application that named the holder. */
static void
read_inquiry (ReeveGather *gather, gint64 id, guint holder)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = CURSOR (HOLDER_INQUIRY);
  ReeveDay latest = G_MININT32;

  for (; reeve_cursor_on (gather, REEVE_SOURCE_HOLDER_INQUIRY, id); reeve_cursor_step (gather, REEVE_SOURCE_HOLDER_INQUIRY))
    {
      ReeveDay day = reeve_gather_day_of (reeve_stmt_text (cursor->stmt, 3));

      if (day > gather->day || day < latest)
        continue;
      latest = day;
      if (!reeve_stmt_is_null (cursor->stmt, 4))
        reeve_facts_set_code (gather->facts, REEVE_KIND_HOLDER, holder, f->holder_inquiry, reeve_stmt_text (cursor->stmt, 4));
      set_grown (gather, holder, f->holder_turned_18, cursor->stmt, 5);
      set_grown (gather, holder, f->holder_turned_21, cursor->stmt, 6);
    }
}

static void
read_holder (ReeveGather *gather, gint64 id)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = CURSOR (HOLDER);
  ReeveLicenceReader reader;
  guint row;

  if (!reeve_cursor_on (gather, REEVE_SOURCE_HOLDER, id))
    return;
  row = reeve_facts_add_row (gather->facts, REEVE_KIND_HOLDER, 0);
  reeve_gather_apply (gather, cursor, 0, REEVE_KIND_HOLDER, row);
  reeve_gather_set_origin (gather, REEVE_KIND_HOLDER, row, "practitioner", reeve_stmt_int (cursor->stmt, 1), reeve_stmt_text (cursor->stmt, 2), G_MININT32);
  reeve_facts_set_unknown (gather->facts, REEVE_KIND_HOLDER, row, f->person_event);
  reeve_licence_reader_init (&reader, gather, cursor, 1);
  for (; reeve_cursor_on (gather, REEVE_SOURCE_HOLDER, id); reeve_cursor_step (gather, REEVE_SOURCE_HOLDER))
    if (cursor->statement->n_parts > 1)
      reeve_licence_reader_read (&reader);
  reeve_licence_reader_finish (&reader);
  reeve_licence_reader_give (&reader, REEVE_KIND_HOLDER, row, f->person_licence, f->person_city_licence, f->person_state_licence);
  reeve_gather_number (&reader, REEVE_KIND_HOLDER, row);
  if (CURSOR (HOLDER_EMPLOYMENT)->statement != NULL)
    read_employment (gather, id, row);
  if (CURSOR (HOLDER_INQUIRY)->statement != NULL)
    read_inquiry (gather, id, row);
  reeve_facts_set_record (gather->facts, REEVE_KIND_SUBJECT, 0, f->subject_holder, row);
}

/* The application on which it was issued. */
static void
read_basis (ReeveGather *gather, gint64 id, guint licence)
{
  ReeveCursor *cursor = CURSOR (LICENCE_APPLICATION);
  guint row;

  if (!reeve_cursor_on (gather, REEVE_SOURCE_LICENCE_APPLICATION, id))
    return;
  row = reeve_facts_add_row (gather->facts, REEVE_KIND_APPLICATION, 0);
  reeve_gather_apply (gather, cursor, 0, REEVE_KIND_APPLICATION, row);
  reeve_gather_set_origin (gather, REEVE_KIND_APPLICATION, row, "application", reeve_stmt_int (cursor->stmt, 1), reeve_stmt_text (cursor->stmt, 2),
                           reeve_gather_day_of (reeve_stmt_text (cursor->stmt, 3)));
  reeve_facts_set_record (gather->facts, REEVE_KIND_LICENCE, licence, reeve_field_ids ()->licence_for_application, row);
}

void
reeve_gather_own_licence (ReeveGather *gather, gint64 id)
{
  ReeveLicenceReader reader;

  if (CURSOR (LICENCE)->statement == NULL)
    return;
  reeve_licence_reader_init (&reader, gather, CURSOR (LICENCE), 0);
  for (; reeve_cursor_on (gather, REEVE_SOURCE_LICENCE, id); reeve_cursor_step (gather, REEVE_SOURCE_LICENCE))
    reeve_licence_reader_read (&reader);
  reeve_licence_reader_finish (&reader);
  if (reader.n_rows == 0)
    return;
  reeve_gather_know (gather, REEVE_KIND_LICENCE, id, reader.row);
  if (CURSOR (LICENCE_APPLICATION)->statement != NULL)
    read_basis (gather, id, reader.row);
  if (CURSOR (HOLDER)->statement != NULL)
    read_holder (gather, id);
}
