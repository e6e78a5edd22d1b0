/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Licences of a business or of a person, with the spans of their status (language.md 4.3). Decided here:
 * - the licence at hand is the latest, by issue or else application, that no other replaced; a licence is on the books
 * from its application;
 * - the status on a day is that of the latest span that covers it; without any span a licence past its end is expired;
 * - a licence was first issued no later than it was last issued;
 * - the state's licence of which there is no record is unknown, for the city's file is not the state's register: a
 * clerk who looked there and found none records a licence with status none. The city's own is known not to exist.
 * 'licences-complete' tells otherwise. */
#include "config.h"

#include <string.h>

#include "reeve-gather-private.h"

void
reeve_licence_reader_init (ReeveLicenceReader *reader, ReeveGather *gather, const ReeveCursor *cursor, guint part)
{
  *reader = (ReeveLicenceReader){
    .gather = gather, .cursor = cursor, .part = part, .best = { REEVE_NO_ROW, REEVE_NO_ROW }
  };
  reader->first_row = reeve_facts_n_rows (gather->facts, REEVE_KIND_LICENCE);
}

void
reeve_licence_reader_finish (ReeveLicenceReader *reader)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveFacts *facts = reader->gather->facts;
  GQuark status = reader->status;
  ReeveValue expires;

  if (reader->id == 0)
    return;
  reader->id = 0;
  if (status == 0 && reader->past && reader->n_spans == 0)
    status = g_quark_from_static_string ("expired");
  if (status != 0)
    reeve_facts_set_int (facts, REEVE_KIND_LICENCE, reader->row, f->licence_status, status);
  reeve_facts_set_collection (facts, REEVE_KIND_LICENCE, reader->row, f->licence_span, reader->first_span,
                              reader->n_spans);
  expires = reeve_facts_get (facts, REEVE_KIND_LICENCE, reader->row, f->licence_expires);
  if (reader->past || (status != 0 && status != reeve_field_ids ()->code_active))
    reeve_facts_set_truth (facts, REEVE_KIND_LICENCE, reader->row, f->licence_valid, FALSE);
  else if (status != 0 && expires.lo == expires.hi)
    reeve_facts_set_truth (facts, REEVE_KIND_LICENCE, reader->row, f->licence_valid, TRUE);
}

/* The first issue, when nobody recorded it, was not after the last. */
static void
bound_first_issue (ReeveGather *gather, guint row, const char *issued)
{
  guint field = reeve_field_ids ()->licence_first_issued;
  ReeveValue first = reeve_facts_get (gather->facts, REEVE_KIND_LICENCE, row, field);
  ReeveDay day = reeve_gather_day_of (issued);

  if (day != G_MININT32 && first.lo != first.hi)
    reeve_facts_set_range (gather->facts, REEVE_KIND_LICENCE, row, field, REEVE_VALUE_LONG_PAST + 1, day);
}

static void
licence_begin (ReeveLicenceReader *reader)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveGather *gather = reader->gather;
  ReeveStmt *stmt = reader->cursor->stmt;
  /* the fixed columns of a licence: in part 0 after the subject */
  guint at = reader->cursor->statement->first[reader->part] + (reader->part == 0 ? 1 : 0);
  char days[3][REEVE_DAY_TEXT_SIZE];
  const char *applied = reeve_gather_peek_day (stmt, at + 3, days[0]),
             *issued = reeve_gather_peek_day (stmt, at + 4, days[1]),
             *expires = reeve_gather_peek_day (stmt, at + 5, days[2]);
  const char *known = applied;
  GQuark scope;
  int which;

  if (known == NULL || strcmp (known, "none") == 0)
    known = issued;
  if (known != NULL && strcmp (known, "none") != 0 && strcmp (known, gather->day_text) > 0)
    return;
  reader->id = reader->seen;
  reader->status = 0;
  reader->status_from[0] = '\0';
  reader->past = expires != NULL && strcmp (expires, "none") != 0 && strcmp (expires, gather->day_text) < 0;
  reader->row = reeve_facts_add_row (gather->facts, REEVE_KIND_LICENCE, 0);
  reader->n_rows++;
  if (gather->need->reads[REEVE_KIND_LICENCE][f->licence_for_application] || gather->about == REEVE_ABOUT_LICENCE)
    reeve_gather_know (gather, REEVE_KIND_LICENCE, reader->id, reader->row);
  reader->first_span = reeve_facts_n_rows (gather->facts, REEVE_KIND_STATUS_SPAN);
  reader->n_spans = 0;
  reeve_gather_apply (gather, reader->cursor, reader->part, REEVE_KIND_LICENCE, reader->row);
  reeve_gather_set_date (gather, REEVE_KIND_LICENCE, reader->row, f->licence_applied, applied);
  reeve_gather_set_date (gather, REEVE_KIND_LICENCE, reader->row, f->licence_issued, issued);
  bound_first_issue (gather, reader->row, issued);
  reeve_gather_set_date (gather, REEVE_KIND_LICENCE, reader->row, f->licence_expires, expires);
  if (gather->origins)
    {
      reeve_facts_set_origin (gather->facts, REEVE_KIND_LICENCE, reader->row, "licence", reader->id,
                              reeve_stmt_text (stmt, at + 1), reeve_gather_day_of (reeve_stmt_text (stmt, at + 7)));
      reeve_facts_set_name (gather->facts, REEVE_KIND_LICENCE, reader->row, reeve_stmt_text (stmt, at + 8));
    }
  reeve_gather_answers (gather, REEVE_KIND_LICENCE, reader->row, reader->id, G_MININT32);
  scope = reeve_gather_peek_code (gather, stmt, at + 2);
  which = scope == f->code_city || scope == f->code_local ? 0 : scope == f->code_state ? 1 : -1;
  if (which >= 0 && reeve_stmt_is_null (stmt, at + 6))
    {
      const char *day = issued != NULL && strcmp (issued, "none") != 0 ? issued : known == NULL ? "" : known;

      if (reader->best[which] == REEVE_NO_ROW || strcmp (day, reader->best_day[which]) >= 0)
        {
          reader->best[which] = reader->row;
          reader->number[which] = reeve_gather_keep (gather, reeve_stmt_text (stmt, at + 8));
          g_strlcpy (reader->best_day[which], day, REEVE_DAY_TEXT_SIZE);
        }
    }
}

static void
licence_span (ReeveLicenceReader *reader)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveGather *gather = reader->gather;
  ReeveStmt *stmt = reader->cursor->stmt;
  guint at = reader->cursor->statement->first[reader->part + 1], row;
  char days[2][REEVE_DAY_TEXT_SIZE];
  const char *from, *to;
  GQuark status;

  if (reeve_stmt_is_null (stmt, at))
    return;
  status = reeve_gather_peek_code (gather, stmt, at + 1);
  from = reeve_gather_peek_day (stmt, at + 2, days[0]);
  to = reeve_gather_peek_day (stmt, at + 3, days[1]);
  if (from != NULL && strcmp (from, gather->day_text) > 0)
    return;
  if ((to == NULL || strcmp (to, "none") == 0 || strcmp (to, gather->day_text) >= 0)
      && strcmp (from == NULL ? "" : from, reader->status_from) >= 0)
    {
      reader->status = status;
      g_strlcpy (reader->status_from, from == NULL ? "" : from, REEVE_DAY_TEXT_SIZE);
    }
  reader->n_spans++;
  row = reeve_facts_add_row (gather->facts, REEVE_KIND_STATUS_SPAN, 0);
  reeve_facts_set_int (gather->facts, REEVE_KIND_STATUS_SPAN, row, f->span_status, status);
  reeve_gather_set_date (gather, REEVE_KIND_STATUS_SPAN, row, f->span_from, from);
  reeve_gather_set_date (gather, REEVE_KIND_STATUS_SPAN, row, f->span_to, to);
  if (gather->origins)
    reeve_facts_set_origin (gather->facts, REEVE_KIND_STATUS_SPAN, row, "licence_status", reeve_stmt_int (stmt, at),
                            reeve_stmt_text (stmt, at + 4), reeve_gather_day_of (from));
}

void
reeve_licence_reader_read (ReeveLicenceReader *reader)
{
  guint at = reader->cursor->statement->first[reader->part] + (reader->part == 0 ? 1 : 0);
  gint64 id;

  if (reeve_stmt_is_null (reader->cursor->stmt, at))
    return;
  id = reeve_stmt_int (reader->cursor->stmt, at);
  if (id != reader->seen)
    {
      reeve_licence_reader_finish (reader);
      reader->seen = id;
      licence_begin (reader);
    }
  if (reader->id != 0)
    licence_span (reader);
}

static guint
no_licence_row (ReeveGather *gather)
{
  if (gather->no_licence_row == REEVE_NO_ROW)
    gather->no_licence_row = reeve_facts_add_row (gather->facts, REEVE_KIND_LICENCE, REEVE_ROW_NO_RECORD);
  return gather->no_licence_row;
}

void
reeve_licence_reader_give (ReeveLicenceReader *reader, ReeveKind kind, guint row, guint all_field, guint city_field,
                           guint state_field)
{
  ReeveGather *gather = reader->gather;
  guint n = reader->n_rows;

  if (gather->need->reads[kind][all_field])
    {
      guint stand_in = reeve_facts_add_row (gather->facts, REEVE_KIND_LICENCE, REEVE_ROW_STAND_IN);

      reeve_facts_set_code_not_kept (gather->facts, REEVE_KIND_LICENCE, stand_in, reeve_field_ids ()->licence_scope,
                                     gather->kept_scopes);
      n++;
    }
  reeve_facts_set_collection (gather->facts, kind, row, all_field, reader->first_row, n);
  if (reader->best[0] != REEVE_NO_ROW)
    reeve_facts_set_record (gather->facts, kind, row, city_field, reader->best[0]);
  else if (gather->need->reads[kind][city_field])
    reeve_facts_set_record (gather->facts, kind, row, city_field, no_licence_row (gather));
  if (reader->best[1] != REEVE_NO_ROW)
    reeve_facts_set_record (gather->facts, kind, row, state_field, reader->best[1]);
  else if (gather->need->reads[kind][state_field] && reeve_registers_has_scope (gather->registers, "state"))
    reeve_facts_set_record (gather->facts, kind, row, state_field, no_licence_row (gather));
}

/* The number a person is licensed under: the state's, else the city's. */
void
reeve_gather_number (ReeveLicenceReader *reader, ReeveKind kind, guint row)
{
  const char *number = reader->best[1] != REEVE_NO_ROW ? reader->number[1] : reader->best[0] != REEVE_NO_ROW ? reader->number[0] : NULL;

  if (number != NULL)
    reeve_facts_set_text (reader->gather->facts, kind, row, reeve_field_ids ()->person_number, number);
}

void
reeve_gather_licences (ReeveGather *gather, gint64 subject)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveLicenceReader reader;

  reeve_licence_reader_init (&reader, gather, &gather->cursors[REEVE_SOURCE_LICENCE], 0);
  for (; reeve_cursor_on (gather, REEVE_SOURCE_LICENCE, subject); reeve_cursor_step (gather, REEVE_SOURCE_LICENCE))
    reeve_licence_reader_read (&reader);
  reeve_licence_reader_finish (&reader);
  reeve_licence_reader_give (&reader, REEVE_KIND_BUSINESS, gather->business_row, f->business_licence,
                             f->business_city_licence, f->business_state_licence);
}
