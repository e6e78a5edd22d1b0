/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the case file as facts, with the rules of language.md 4.3 for the day they count on, whether they surely count, and what an empty
 * list means. Decided here:
 * - a member whose own date is unknown is uncertain, save that somebody or something not ended has begun;
 * - on a roster marked complete, an end that nobody recorded has not come;
 * - the licence at hand is the latest, by issue or else application, that no other replaced; a licence is on the books from its application;
 * - the status on a day is that of the latest span that covers it; without any span a licence past its end is expired;
 * - a licence was first issued no later than it was last issued;
 * - the state's licence of which there is no record is unknown, for the city's file is not the state's register: a clerk who looked there and
 *   found none records a licence with status none. The city's own is known not to exist. 'licences-complete' tells otherwise. */
#include "config.h"

#include <string.h>

#include "reeve-gather-private.h"

#define MILLIONTHS 1000000
#define MOST_PRESENT 200

gboolean
reeve_cursor_on (ReeveGather *gather, ReeveSourceId source, gint64 subject)
{
  ReeveCursor *cursor = &gather->cursors[source];

  while (cursor->stmt != NULL && cursor->subject < subject)
    reeve_cursor_step (gather, source);
  return cursor->stmt != NULL && cursor->subject == subject;
}

void
reeve_cursor_step (ReeveGather *gather, ReeveSourceId source)
{
  ReeveCursor *cursor = &gather->cursors[source];
  GError *local = NULL;

  if (reeve_stmt_step (cursor->stmt, &local))
    {
      cursor->subject = reeve_stmt_int (cursor->stmt, 0);
      return;
    }
  reeve_stmt_reset (cursor->stmt);
  cursor->stmt = NULL;
  if (local == NULL)
    return;
  if (gather->error == NULL)
    gather->error = local;
  else
    g_error_free (local);
}

const char *
reeve_gather_keep (ReeveGather *gather, const char *text)
{
  return text == NULL ? NULL : g_string_chunk_insert (gather->texts, text);
}

/* The day of an ISO day or instant. */
ReeveDay
reeve_gather_day_of (const char *text)
{
  ReeveDay day;

  if (text == NULL || strlen (text) < 10 || !reeve_day_parse (text, 10, &day))
    return G_MININT32;
  return day;
}

void
reeve_gather_set_date (ReeveGather *gather, ReeveKind kind, guint row, guint field, const char *text)
{
  ReeveDay day;

  if (text == NULL)
    return;
  if (strcmp (text, "none") == 0)
    reeve_facts_set_none (gather->facts, kind, row, field);
  else if ((day = reeve_gather_day_of (text)) != G_MININT32)
    reeve_facts_set_int (gather->facts, kind, row, field, day);
}

/* Text as SQLite has it in its page: not ended by a nul, so that SQLite need not copy it. NULL for NULL and for "". */
static const char *
peek (ReeveStmt *stmt, guint column, gsize *ret_length)
{
  const char *bytes = reeve_stmt_blob (stmt, (int) column);

  *ret_length = bytes == NULL ? 0 : reeve_stmt_size (stmt, (int) column);
  return bytes;
}

/* An ISO day or "none" in @buffer; NULL if unknown. */
static const char *
peek_day (ReeveStmt *stmt, guint column, char buffer[REEVE_DAY_TEXT_SIZE])
{
  gsize length;
  const char *bytes = peek (stmt, column, &length);

  if (bytes == NULL || length >= REEVE_DAY_TEXT_SIZE)
    return NULL;
  memcpy (buffer, bytes, length);
  buffer[length] = '\0';
  return buffer;
}

/* The code in a column, as a quark. Codes come from the same few columns over and over: the last one of each slot is at hand. */
static GQuark
peek_code (ReeveGather *gather, ReeveStmt *stmt, guint column)
{
  gsize length;
  const char *bytes = peek (stmt, column, &length);
  ReeveCodeSlot *slot;
  guint hash = 5381;

  if (bytes == NULL)
    return 0;
  if (length >= sizeof slot->text)
    return g_quark_from_string (reeve_stmt_text (stmt, (int) column));
  for (gsize i = 0; i < length; i++)
    hash = hash * 33 + (guchar) bytes[i];
  slot = &gather->codes[hash % REEVE_CODE_SLOTS];
  if (memcmp (slot->text, bytes, length) != 0 || slot->text[length] != '\0')
    {
      memcpy (slot->text, bytes, length);
      slot->text[length] = '\0';
      slot->quark = g_quark_from_string (slot->text);
    }
  return slot->quark;
}

/* The columns of the vocabulary into @row; NULL stays unknown. */
void
reeve_gather_apply (ReeveGather *gather, const ReeveCursor *cursor, guint part, ReeveKind kind, guint row)
{
  const GArray *bindings = cursor->statement->bindings[part];
  ReeveFacts *facts = gather->facts;
  ReeveStmt *stmt = cursor->stmt;

  for (guint i = 0; i < bindings->len; i++)
    {
      const ReeveBinding *b = &g_array_index (bindings, ReeveBinding, i);
      char day[REEVE_DAY_TEXT_SIZE];
      const char *bytes;
      gint64 minutes;
      gsize length;
      GQuark code;

      switch (b->type)
        {
        case REEVE_AS_CODE:
          code = peek_code (gather, stmt, b->column);
          if (code != 0)
            reeve_facts_set_int (facts, kind, row, b->field, code);
          continue;
        case REEVE_AS_DATE:
          reeve_gather_set_date (gather, kind, row, b->field, peek_day (stmt, b->column, day));
          continue;
        case REEVE_AS_INSTANT:
          bytes = peek (stmt, b->column, &length);
          if (bytes != NULL && reeve_instant_parse (bytes, (gssize) length, &minutes))
            reeve_facts_set_int (facts, kind, row, b->field, minutes);
          continue;
        default:
          break;
        }
      if (reeve_stmt_is_null (stmt, (int) b->column))
        continue;
      switch (b->type)
        {
        case REEVE_AS_CODES:
          reeve_facts_set_codes (facts, kind, row, b->field, reeve_stmt_text (stmt, b->column));
          break;
        case REEVE_AS_TRUTH:
          reeve_facts_set_truth (facts, kind, row, b->field, reeve_stmt_int (stmt, b->column) != 0);
          break;
        case REEVE_AS_NUMBER:
          reeve_facts_set_int (facts, kind, row, b->field, reeve_stmt_int (stmt, b->column) * MILLIONTHS);
          break;
        case REEVE_AS_PERCENT:
          reeve_facts_set_int (facts, kind, row, b->field, reeve_stmt_int (stmt, b->column) * (MILLIONTHS / 10000));
          break;
        case REEVE_AS_MONEY:
        case REEVE_AS_PERSON:
          reeve_facts_set_int (facts, kind, row, b->field, reeve_stmt_int (stmt, b->column));
          break;
        case REEVE_AS_INSTANT_DAY:
          reeve_gather_set_date (gather, kind, row, b->field, reeve_stmt_text (stmt, b->column));
          break;
        case REEVE_AS_TEXT:
          reeve_facts_set_text (facts, kind, row, b->field, reeve_stmt_text (stmt, b->column));
          break;
        default:
          break;
        }
    }
}

static void
set_origin (ReeveGather *gather, ReeveKind kind, guint row, const char *table, gint64 id, const char *source, ReeveDay since)
{
  if (gather->origins)
    reeve_facts_set_origin (gather->facts, kind, row, table, id, source, since);
}

/* Position and certificate are read whatever the programs need: they are cheap and the same for all. */
static void
read_certificate (ReeveGather *gather, const ReeveCursor *cursor, guint premises_row)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  const char *status = reeve_stmt_text (cursor->stmt, 9);
  guint row;

  if (!gather->need->reads[REEVE_KIND_PREMISES][f->premises_certificate])
    return;
  row = reeve_facts_add_row (gather->facts, REEVE_KIND_OCCUPANCY_CERTIFICATE, g_strcmp0 (status, "none") == 0 ? REEVE_ROW_NO_RECORD : 0);
  set_origin (gather, REEVE_KIND_OCCUPANCY_CERTIFICATE, row, "premises", reeve_stmt_int (cursor->stmt, 1), reeve_stmt_text (cursor->stmt, 2),
              reeve_gather_day_of (reeve_stmt_text (cursor->stmt, 10)));
  reeve_facts_set_record (gather->facts, REEVE_KIND_PREMISES, premises_row, f->premises_certificate, row);
  if (g_strcmp0 (status, "none") == 0)
    return;
  if (status != NULL)
    reeve_facts_set_code (gather->facts, REEVE_KIND_OCCUPANCY_CERTIFICATE, row, f->certificate_status, status);
  reeve_gather_set_date (gather, REEVE_KIND_OCCUPANCY_CERTIFICATE, row, f->certificate_issued, reeve_stmt_text (cursor->stmt, 10));
  if (!reeve_stmt_is_null (cursor->stmt, 11))
    reeve_facts_set_code (gather->facts, REEVE_KIND_OCCUPANCY_CERTIFICATE, row, f->certificate_use, reeve_stmt_text (cursor->stmt, 11));
}

/* The premises a business holds that day: one whose dates contain it before one that may, the latest begun, the latest recorded. */
void
reeve_gather_premises (ReeveGather *gather, gint64 subject)
{
  ReeveCursor *cursor = &gather->cursors[REEVE_SOURCE_PREMISES];
  ReeveSpanAnswer best = REEVE_SPAN_OUT;
  char best_from[REEVE_DAY_TEXT_SIZE] = "";

  for (; reeve_cursor_on (gather, REEVE_SOURCE_PREMISES, subject); reeve_cursor_step (gather, REEVE_SOURCE_PREMISES))
    {
      char days[2][REEVE_DAY_TEXT_SIZE];
      const char *from = peek_day (cursor->stmt, 3, days[0]);
      ReeveSpanAnswer holds = reeve_span_holds (from, peek_day (cursor->stmt, 4, days[1]), gather->day_text);
      guint row;

      if (holds == REEVE_SPAN_OUT || holds < best || (holds == best && g_strcmp0 (from == NULL ? "" : from, best_from) < 0))
        continue;
      best = holds;
      g_strlcpy (best_from, from == NULL ? "" : from, sizeof best_from);
      row = reeve_facts_add_row (gather->facts, REEVE_KIND_PREMISES, 0);
      gather->premises_row = row;
      gather->premises = reeve_stmt_int (cursor->stmt, 1);
      gather->has_point = !reeve_stmt_is_null (cursor->stmt, 5) && !reeve_stmt_is_null (cursor->stmt, 6);
      if (gather->has_point)
        {
          double recorded = reeve_stmt_is_null (cursor->stmt, 8) ? -1 : reeve_stmt_real (cursor->stmt, 8);

          gather->point = (ReevePoint) { reeve_stmt_real (cursor->stmt, 5), reeve_stmt_real (cursor->stmt, 6) };
          gather->accuracy_m = reeve_position_accuracy_m (reeve_stmt_text (cursor->stmt, 7), recorded);
        }
      reeve_gather_apply (gather, cursor, 0, REEVE_KIND_PREMISES, row);
      read_certificate (gather, cursor, row);
      if (gather->origins)
        {
          set_origin (gather, REEVE_KIND_PREMISES, row, "premises", gather->premises, reeve_stmt_text (cursor->stmt, 2), G_MININT32);
          reeve_facts_set_name (gather->facts, REEVE_KIND_PREMISES, row, reeve_stmt_text (cursor->stmt, 12));
        }
    }
}

void
reeve_gather_hours (ReeveGather *gather, gint64 subject)
{
  ReeveCursor *cursor = &gather->cursors[REEVE_SOURCE_HOURS];
  char best_from[REEVE_DAY_TEXT_SIZE] = "";

  for (; reeve_cursor_on (gather, REEVE_SOURCE_HOURS, subject); reeve_cursor_step (gather, REEVE_SOURCE_HOURS))
    {
      const char *from = reeve_stmt_text (cursor->stmt, 4);
      g_autoptr (ReeveSchedule) schedule = NULL;

      if (reeve_span_holds (from, reeve_stmt_text (cursor->stmt, 5), gather->day_text) == REEVE_SPAN_OUT)
        continue;
      if (g_strcmp0 (from == NULL ? "" : from, best_from) < 0)
        continue;
      g_strlcpy (best_from, from == NULL ? "" : from, sizeof best_from);
      schedule = reeve_schedule_parse (reeve_stmt_text (cursor->stmt, 3), -1, NULL);
      if (schedule != NULL)
        reeve_facts_set_schedule (gather->facts, REEVE_KIND_BUSINESS, gather->business_row, reeve_field_ids ()->business_hours, schedule);
    }
}

/* Licences of one holder, read from part @part of a cursor, with their spans in the part after it. */
typedef struct
{
  ReeveGather *gather;
  const ReeveCursor *cursor;
  guint part, first_row, n_rows;
  gint64 id;                    /* of the licence being read; 0 = none, or one that does not count */
  gboolean past;                /* expired by its date */
  guint row, first_span, n_spans;
  GQuark status;
  char status_from[REEVE_DAY_TEXT_SIZE];
  gint64 seen;
  guint best[2];                /* city, state; REEVE_NO_ROW = none */
  char best_day[2][REEVE_DAY_TEXT_SIZE];
} LicenceReader;

static void
licence_reader_init (LicenceReader *reader, ReeveGather *gather, const ReeveCursor *cursor, guint part)
{
  *reader = (LicenceReader) { .gather = gather, .cursor = cursor, .part = part, .best = { REEVE_NO_ROW, REEVE_NO_ROW } };
  reader->first_row = reeve_facts_n_rows (gather->facts, REEVE_KIND_LICENCE);
}

static void
licence_finish (LicenceReader *reader)
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
  reeve_facts_set_collection (facts, REEVE_KIND_LICENCE, reader->row, f->licence_span, reader->first_span, reader->n_spans);
  expires = reeve_facts_get (facts, REEVE_KIND_LICENCE, reader->row, f->licence_expires);
  if (reader->past || (status != 0 && strcmp (g_quark_to_string (status), "active") != 0))
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
licence_begin (LicenceReader *reader)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveGather *gather = reader->gather;
  ReeveStmt *stmt = reader->cursor->stmt;
  /* the fixed columns of a licence: in part 0 after the subject */
  guint at = reader->cursor->statement->first[reader->part] + (reader->part == 0 ? 1 : 0);
  char days[3][REEVE_DAY_TEXT_SIZE];
  const char *applied = peek_day (stmt, at + 3, days[0]), *issued = peek_day (stmt, at + 4, days[1]), *expires = peek_day (stmt, at + 5, days[2]);
  const char *scope, *known = applied;
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
  reader->first_span = reeve_facts_n_rows (gather->facts, REEVE_KIND_STATUS_SPAN);
  reader->n_spans = 0;
  reeve_gather_apply (gather, reader->cursor, reader->part, REEVE_KIND_LICENCE, reader->row);
  reeve_gather_set_date (gather, REEVE_KIND_LICENCE, reader->row, f->licence_applied, applied);
  reeve_gather_set_date (gather, REEVE_KIND_LICENCE, reader->row, f->licence_issued, issued);
  bound_first_issue (gather, reader->row, issued);
  reeve_gather_set_date (gather, REEVE_KIND_LICENCE, reader->row, f->licence_expires, expires);
  if (gather->origins)
    {
      reeve_facts_set_origin (gather->facts, REEVE_KIND_LICENCE, reader->row, "licence", reader->id, reeve_stmt_text (stmt, at + 1),
                              reeve_gather_day_of (reeve_stmt_text (stmt, at + 7)));
      reeve_facts_set_name (gather->facts, REEVE_KIND_LICENCE, reader->row, reeve_stmt_text (stmt, at + 8));
    }
  scope = g_quark_to_string (peek_code (gather, stmt, at + 2));
  which = strcmp (scope, "city") == 0 || strcmp (scope, "local") == 0 ? 0 : strcmp (scope, "state") == 0 ? 1 : -1;
  if (which >= 0 && reeve_stmt_is_null (stmt, at + 6))
    {
      const char *day = issued != NULL && strcmp (issued, "none") != 0 ? issued : known == NULL ? "" : known;

      if (reader->best[which] == REEVE_NO_ROW || strcmp (day, reader->best_day[which]) >= 0)
        {
          reader->best[which] = reader->row;
          g_strlcpy (reader->best_day[which], day, REEVE_DAY_TEXT_SIZE);
        }
    }
}

static void
licence_span (LicenceReader *reader)
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
  status = peek_code (gather, stmt, at + 1);
  from = peek_day (stmt, at + 2, days[0]);
  to = peek_day (stmt, at + 3, days[1]);
  if (from != NULL && strcmp (from, gather->day_text) > 0)
    return;
  if ((to == NULL || strcmp (to, "none") == 0 || strcmp (to, gather->day_text) >= 0) && strcmp (from == NULL ? "" : from, reader->status_from) >= 0)
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
    reeve_facts_set_origin (gather->facts, REEVE_KIND_STATUS_SPAN, row, "licence_status", reeve_stmt_int (stmt, at), reeve_stmt_text (stmt, at + 4),
                            reeve_gather_day_of (from));
}

/* The row the cursor stands on. */
static void
licence_read (LicenceReader *reader)
{
  guint at = reader->cursor->statement->first[reader->part] + (reader->part == 0 ? 1 : 0);
  gint64 id;

  if (reeve_stmt_is_null (reader->cursor->stmt, at))
    return;
  id = reeve_stmt_int (reader->cursor->stmt, at);
  if (id != reader->seen)
    {
      licence_finish (reader);
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

/* Gives the holder its collection and the two licences at hand. */
static void
licence_holder (LicenceReader *reader, ReeveKind kind, guint row, guint all_field, guint city_field, guint state_field)
{
  ReeveGather *gather = reader->gather;
  guint n = reader->n_rows;

  if (gather->need->reads[kind][all_field])
    {
      guint stand_in = reeve_facts_add_row (gather->facts, REEVE_KIND_LICENCE, REEVE_ROW_STAND_IN);

      reeve_facts_set_code_not (gather->facts, REEVE_KIND_LICENCE, stand_in, reeve_field_ids ()->licence_scope,
                                (const char *const *) gather->registers->licence_scopes->pdata);
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

void
reeve_gather_licences (ReeveGather *gather, gint64 subject)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  LicenceReader reader;

  licence_reader_init (&reader, gather, &gather->cursors[REEVE_SOURCE_LICENCE], 0);
  for (; reeve_cursor_on (gather, REEVE_SOURCE_LICENCE, subject); reeve_cursor_step (gather, REEVE_SOURCE_LICENCE))
    licence_read (&reader);
  licence_finish (&reader);
  licence_holder (&reader, REEVE_KIND_BUSINESS, gather->business_row, f->business_licence, f->business_city_licence, f->business_state_licence);
}

static void
read_answer (ReeveGather *gather, const ReeveCursor *cursor, ReeveVisit *visit)
{
  guint at = cursor->statement->first[1];
  ReeveAnswer answer;
  gpointer index;

  if (reeve_stmt_is_null (cursor->stmt, at))
    return;
  index = g_hash_table_lookup (gather->items, GUINT_TO_POINTER (peek_code (gather, cursor->stmt, at + 1)));
  if (index == NULL)
    return;
  answer.item = GPOINTER_TO_UINT (index) - 1;
  answer.answer = reeve_gather_keep (gather, reeve_stmt_text (cursor->stmt, at + 2));
  answer.practitioner = reeve_stmt_is_null (cursor->stmt, at + 3) ? 0 : reeve_stmt_int (cursor->stmt, at + 3);
  g_array_append_val (gather->answers, answer);
  visit->n_answers++;
}

static int
compare_visits (gconstpointer a, gconstpointer b)
{
  const ReeveVisit *x = a, *y = b;

  if (x->at != y->at)
    return x->at < y->at ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

/* Does what was seen that day still speak today? */
static gboolean
still_speaks (const ReeveGather *gather, const ReeveItem *item, ReeveDay seen)
{
  ReeveDay until;

  if (!item->lasts_given)
    return TRUE;
  switch (item->lasts.aux)
    {
    case REEVE_UNIT_MONTHS:
      until = reeve_day_add_months (seen, (int) item->lasts.lo, REEVE_MONTH_END_LAST_DAY);
      break;
    case REEVE_UNIT_HOURS:
      until = seen + (ReeveDay) (item->lasts.lo / 24);
      break;
    case REEVE_UNIT_BUSINESS_DAYS:
      until = seen + (ReeveDay) (item->lasts.lo * 7 / 5);
      break;
    default:
      until = seen + (ReeveDay) item->lasts.lo;
    }
  return until >= gather->day;
}

/* The answer of the latest visit that asked it, person by person where it is asked of persons. */
static void
set_latest (ReeveGather *gather, gint64 practitioner, ReeveKind kind, guint row)
{
  const GPtrArray *checklist = reeve_ordinance_get_checklist (gather->ordinance);

  for (guint v = 0; v < gather->visits->len; v++)
    {
      const ReeveVisit *visit = &g_array_index (gather->visits, ReeveVisit, v);

      if (visit->day == G_MININT32)
        continue;
      for (guint i = visit->first_answer; i < visit->first_answer + visit->n_answers; i++)
        {
          const ReeveAnswer *answer = &g_array_index (gather->answers, ReeveAnswer, i);

          if (answer->practitioner == practitioner)
            reeve_facts_set_item (gather->facts, kind, row, answer->item,
                                  still_speaks (gather, checklist->pdata[answer->item], visit->day) ? answer->answer : NULL, visit->id, visit->day);
        }
    }
}

static void
add_observations (ReeveGather *gather)
{
  const ReeveFieldIds *f = reeve_field_ids ();

  gather->first_observation = reeve_facts_n_rows (gather->facts, REEVE_KIND_OBSERVATION);
  for (guint v = 0; v < gather->visits->len; v++)
    {
      const ReeveVisit *visit = &g_array_index (gather->visits, ReeveVisit, v);
      guint row = reeve_facts_add_row (gather->facts, REEVE_KIND_OBSERVATION, visit->day == G_MININT32 ? REEVE_ROW_UNCERTAIN : 0);

      if (visit->at != REEVE_VALUE_NONE)
        reeve_facts_set_int (gather->facts, REEVE_KIND_OBSERVATION, row, f->observation_at, visit->at);
      if (visit->day != G_MININT32)
        reeve_facts_set_int (gather->facts, REEVE_KIND_OBSERVATION, row, f->observation_date, visit->day);
      set_origin (gather, REEVE_KIND_OBSERVATION, row, "inspection", visit->id, visit->source, visit->day);
      for (guint i = visit->first_answer; i < visit->first_answer + visit->n_answers; i++)
        {
          const ReeveAnswer *answer = &g_array_index (gather->answers, ReeveAnswer, i);

          if (answer->practitioner == 0)
            reeve_facts_set_item (gather->facts, REEVE_KIND_OBSERVATION, row, answer->item, answer->answer, visit->id, visit->day);
        }
    }
  /* Follows the looks: the view of a provision for which none counts any more. */
  reeve_facts_add_row (gather->facts, REEVE_KIND_OBSERVATION, REEVE_ROW_STAND_IN);
}

void
reeve_gather_visits (ReeveGather *gather, ReeveSourceId source, gint64 subject)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = &gather->cursors[source];
  guint first = reeve_facts_n_rows (gather->facts, REEVE_KIND_INSPECTION), n = 0;
  gint64 seen = 0;
  gboolean counts = FALSE;

  for (; reeve_cursor_on (gather, source, subject); reeve_cursor_step (gather, source))
    {
      gint64 id = reeve_stmt_int (cursor->stmt, 1);

      if (id != seen)
        {
          const char *at = reeve_stmt_text (cursor->stmt, 4);
          ReeveVisit visit = { .id = id, .at = REEVE_VALUE_NONE, .day = reeve_gather_day_of (at), .first_answer = gather->answers->len };

          seen = id;
          counts = visit.day <= gather->day;
          if (!counts)
            continue;
          if (at != NULL)
            reeve_instant_parse (at, -1, &visit.at);
          visit.source = gather->origins ? reeve_gather_keep (gather, reeve_stmt_text (cursor->stmt, 2)) : NULL;
          g_array_append_val (gather->visits, visit);
          if (gather->need->reads[REEVE_KIND_BUSINESS][f->business_inspection] || gather->need->reads[REEVE_KIND_SUBJECT][f->subject_inspection])
            {
              guint row = reeve_facts_add_row (gather->facts, REEVE_KIND_INSPECTION, visit.day == G_MININT32 ? REEVE_ROW_UNCERTAIN : 0);

              n++;
              reeve_gather_apply (gather, cursor, 0, REEVE_KIND_INSPECTION, row);
              reeve_facts_set_unknown (gather->facts, REEVE_KIND_INSPECTION, row, f->inspection_person_present);
              reeve_facts_set_unknown (gather->facts, REEVE_KIND_INSPECTION, row, f->inspection_fee);
              set_origin (gather, REEVE_KIND_INSPECTION, row, "inspection", id, visit.source, visit.day);
            }
        }
      if (counts && cursor->statement->n_parts > 1)
        read_answer (gather, cursor, &g_array_index (gather->visits, ReeveVisit, gather->visits->len - 1));
    }
  if (gather->visits->len > 1)
    g_array_sort (gather->visits, compare_visits);
  if (gather->business_row != REEVE_NO_ROW)
    reeve_facts_set_collection (gather->facts, REEVE_KIND_BUSINESS, gather->business_row, f->business_inspection, first, n);
  if (gather->need->reads[REEVE_KIND_BUSINESS][f->business_observation])
    add_observations (gather);
  if (gather->need->items[REEVE_KIND_SUBJECT])
    set_latest (gather, 0, REEVE_KIND_SUBJECT, 0);
}

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
            reeve_facts_set_code (gather->facts, REEVE_KIND_PERSON_PRESENT, row, f->person_role, reeve_stmt_text (cursor->stmt, role_column));
          reeve_facts_set_unknown (gather->facts, REEVE_KIND_PERSON_PRESENT, row, f->person_licence);
          reeve_facts_set_unknown (gather->facts, REEVE_KIND_PERSON_PRESENT, row, f->person_event);
          set_origin (gather, REEVE_KIND_PERSON_PRESENT, row, "inspection", latest, reeve_stmt_text (cursor->stmt, 2),
                      reeve_gather_day_of (reeve_stmt_text (cursor->stmt, 4)));
        }
    }
  if (n == 0)
    {
      reeve_facts_add_row (gather->facts, REEVE_KIND_PERSON_PRESENT, REEVE_ROW_STAND_IN);
      n = 1;
    }
  reeve_facts_set_collection (gather->facts, REEVE_KIND_BUSINESS, gather->business_row, f->business_person_present, first, n);
}

static void
add_event_stand_ins (ReeveGather *gather, const GPtrArray *kinds, gboolean dated)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  const ReeveRegisters *registers = gather->registers;
  guint row = reeve_facts_add_row (gather->facts, REEVE_KIND_EVENT, REEVE_ROW_STAND_IN);

  reeve_facts_set_code_not (gather->facts, REEVE_KIND_EVENT, row, f->event_kind, (const char *const *) kinds->pdata);
  for (guint i = 0; dated && i < registers->since_kinds->len; i++)
    {
      row = reeve_facts_add_row (gather->facts, REEVE_KIND_EVENT, REEVE_ROW_STAND_IN);
      reeve_facts_set_code (gather->facts, REEVE_KIND_EVENT, row, f->event_kind, registers->since_kinds->pdata[i]);
      reeve_facts_set_range (gather->facts, REEVE_KIND_EVENT, row, f->event_date, REEVE_VALUE_LONG_PAST + 1,
                             g_array_index (registers->since_days, ReeveDay, i) - 1);
    }
}

/* The event in part @part, whose fixed columns begin at @at. */
static void
read_event (ReeveGather *gather, const ReeveCursor *cursor, guint part, guint at)
{
  char text[REEVE_DAY_TEXT_SIZE];
  ReeveDay day = reeve_gather_day_of (peek_day (cursor->stmt, at + 3, text));
  guint row;

  if (day > gather->day)
    return;
  row = reeve_facts_add_row (gather->facts, REEVE_KIND_EVENT, day == G_MININT32 ? REEVE_ROW_UNCERTAIN : 0);
  reeve_gather_apply (gather, cursor, part, REEVE_KIND_EVENT, row);
  if (gather->origins)
    reeve_facts_set_origin (gather->facts, REEVE_KIND_EVENT, row, "event", reeve_stmt_int (cursor->stmt, at), reeve_stmt_text (cursor->stmt, at + 1), day);
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
  add_event_stand_ins (gather, gather->registers->event_kinds, TRUE);
  reeve_facts_set_collection (gather->facts, kind, row, field, first, reeve_facts_n_rows (gather->facts, REEVE_KIND_EVENT) - first);
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
    reeve_facts_set_origin (gather->facts, kind, row, "employment", reeve_stmt_int (cursor->stmt, 1), reeve_stmt_text (cursor->stmt, 2),
                            reeve_gather_day_of (reeve_stmt_text (cursor->stmt, 4)));
  if (gather->need->items[kind])
    set_latest (gather, practitioner, kind, row);
  return row;
}

static void
finish_roster (ReeveGather *gather, ReeveKind kind, guint field, guint first, gboolean complete)
{
  if (!complete)
    reeve_facts_add_row (gather->facts, kind, REEVE_ROW_STAND_IN);
  reeve_facts_set_collection (gather->facts, REEVE_KIND_BUSINESS, gather->business_row, field, first, reeve_facts_n_rows (gather->facts, kind) - first);
}

void
reeve_gather_staff (ReeveGather *gather, gint64 subject)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = &gather->cursors[REEVE_SOURCE_STAFF];
  gboolean staff = gather->need->reads[REEVE_KIND_BUSINESS][f->business_staff];
  gboolean former = gather->need->reads[REEVE_KIND_BUSINESS][f->business_employment];
  guint first_staff = reeve_facts_n_rows (gather->facts, REEVE_KIND_STAFF), first_former = reeve_facts_n_rows (gather->facts, REEVE_KIND_EMPLOYMENT);

  while (reeve_cursor_on (gather, REEVE_SOURCE_STAFF, subject))
    {
      gint64 id = reeve_stmt_int (cursor->stmt, 1);
      char days[2][REEVE_DAY_TEXT_SIZE];
      const char *started = peek_day (cursor->stmt, 4, days[0]), *ended = peek_day (cursor->stmt, 5, days[1]);
      ReeveSpanAnswer here = reeve_span_holds (started, ended == NULL && gather->staff_complete ? "none" : ended, gather->day_text);
      gboolean begun = started == NULL || strcmp (started, gather->day_text) <= 0;
      guint staff_row = REEVE_NO_ROW, former_row = REEVE_NO_ROW;
      LicenceReader reader;

      if (staff && here != REEVE_SPAN_OUT)
        staff_row = add_worker (gather, cursor, REEVE_KIND_STAFF, here == REEVE_SPAN_MAYBE ? REEVE_ROW_UNCERTAIN : 0);
      if (former && begun)
        former_row = add_worker (gather, cursor, REEVE_KIND_EMPLOYMENT, started == NULL && here == REEVE_SPAN_MAYBE ? REEVE_ROW_UNCERTAIN : 0);
      licence_reader_init (&reader, gather, cursor, 1);
      for (; reeve_cursor_on (gather, REEVE_SOURCE_STAFF, subject) && reeve_stmt_int (cursor->stmt, 1) == id;
           reeve_cursor_step (gather, REEVE_SOURCE_STAFF))
        if (cursor->statement->n_parts > 1 && (staff_row != REEVE_NO_ROW || former_row != REEVE_NO_ROW))
          licence_read (&reader);
      licence_finish (&reader);
      if (staff_row != REEVE_NO_ROW)
        licence_holder (&reader, REEVE_KIND_STAFF, staff_row, f->person_licence, f->person_city_licence, f->person_state_licence);
      if (former_row != REEVE_NO_ROW)
        licence_holder (&reader, REEVE_KIND_EMPLOYMENT, former_row, f->person_licence, f->person_city_licence, f->person_state_licence);
    }
  finish_roster (gather, REEVE_KIND_STAFF, f->business_staff, first_staff, gather->staff_complete);
  finish_roster (gather, REEVE_KIND_EMPLOYMENT, f->business_employment, first_former, gather->staff_complete);
}

/* Owners, officers, managers, with the events that follow each of them. When the background inquiry came back those are known. */
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
      const char *from = reeve_stmt_text (cursor->stmt, 3), *to = reeve_stmt_text (cursor->stmt, 4), *inquiry = reeve_stmt_text (cursor->stmt, 5);
      ReeveSpanAnswer here = reeve_span_holds (from, to == NULL && gather->principals_complete ? "none" : to, gather->day_text);
      gboolean inquired = g_strcmp0 (inquiry, "clear") == 0 || g_strcmp0 (inquiry, "listed-matter") == 0;
      guint row = REEVE_NO_ROW, first_event = reeve_facts_n_rows (gather->facts, REEVE_KIND_EVENT);

      if (here != REEVE_SPAN_OUT)
        {
          row = reeve_facts_add_row (gather->facts, REEVE_KIND_PRINCIPAL, here == REEVE_SPAN_MAYBE ? REEVE_ROW_UNCERTAIN : 0);
          reeve_gather_apply (gather, cursor, 0, REEVE_KIND_PRINCIPAL, row);
          reeve_facts_set_unknown (gather->facts, REEVE_KIND_PRINCIPAL, row, f->person_licence);
          set_origin (gather, REEVE_KIND_PRINCIPAL, row, "ownership", id, reeve_stmt_text (cursor->stmt, 2), reeve_gather_day_of (from));
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
            add_event_stand_ins (gather, gather->registers->city_event_kinds, FALSE);
          reeve_facts_set_collection (gather->facts, REEVE_KIND_PRINCIPAL, row, f->person_event, first_event,
                                      reeve_facts_n_rows (gather->facts, REEVE_KIND_EVENT) - first_event);
        }
    }
  finish_roster (gather, REEVE_KIND_PRINCIPAL, f->business_principal, first, gather->principals_complete);
}

void
reeve_gather_occupancies (ReeveGather *gather, gint64 subject)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = &gather->cursors[REEVE_SOURCE_OCCUPANCY];
  guint first = reeve_facts_n_rows (gather->facts, REEVE_KIND_OCCUPANCY), n = 0;

  for (; reeve_cursor_on (gather, REEVE_SOURCE_OCCUPANCY, subject); reeve_cursor_step (gather, REEVE_SOURCE_OCCUPANCY))
    {
      char days[2][REEVE_DAY_TEXT_SIZE];
      const char *from = peek_day (cursor->stmt, 5, days[0]), *to = peek_day (cursor->stmt, 6, days[1]);
      gboolean ended = to != NULL && (strcmp (to, "none") == 0 || strcmp (to, gather->day_text) <= 0);
      gint64 business = reeve_stmt_int (cursor->stmt, 4);
      guint row;

      if (reeve_stmt_int (cursor->stmt, 3) != gather->premises || (from != NULL && strcmp (from, gather->day_text) > 0))
        continue;
      row = reeve_facts_add_row (gather->facts, REEVE_KIND_OCCUPANCY, from == NULL && !ended && business != gather->business ? REEVE_ROW_UNCERTAIN : 0);
      n++;
      reeve_gather_apply (gather, cursor, 0, REEVE_KIND_OCCUPANCY, row);
      if (gather->business != 0)
        reeve_facts_set_truth (gather->facts, REEVE_KIND_OCCUPANCY, row, f->occupancy_same_business, business == gather->business);
      if (gather->origins)
        {
          set_origin (gather, REEVE_KIND_OCCUPANCY, row, "occupancy", reeve_stmt_int (cursor->stmt, 1), reeve_stmt_text (cursor->stmt, 2),
                      reeve_gather_day_of (from));
          reeve_facts_set_name (gather->facts, REEVE_KIND_OCCUPANCY, row, reeve_stmt_text (cursor->stmt, 7));
        }
    }
  if (gather->premises_row != REEVE_NO_ROW)
    reeve_facts_set_collection (gather->facts, REEVE_KIND_PREMISES, gather->premises_row, f->premises_occupancy, first, n);
}

void
reeve_gather_notices (ReeveGather *gather, ReeveSourceId source, gint64 subject)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = &gather->cursors[source];
  guint first = reeve_facts_n_rows (gather->facts, REEVE_KIND_NOTICE), n = 0;

  for (; reeve_cursor_on (gather, source, subject); reeve_cursor_step (gather, source))
    {
      const char *date = reeve_stmt_text (cursor->stmt, 5);
      ReeveNoticeRow notice;

      if (date != NULL && strcmp (date, gather->day_text) > 0)
        continue;
      notice.row = reeve_facts_add_row (gather->facts, REEVE_KIND_NOTICE, 0);
      notice.id = reeve_stmt_int (cursor->stmt, 1);
      notice.provisions = reeve_gather_keep (gather, reeve_stmt_text (cursor->stmt, 4));
      notice.date = reeve_gather_keep (gather, date);
      g_array_append_val (gather->notices, notice);
      n++;
      reeve_gather_apply (gather, cursor, 0, REEVE_KIND_NOTICE, notice.row);
      reeve_facts_set_unknown (gather->facts, REEVE_KIND_NOTICE, notice.row, f->notice_violation);
      set_origin (gather, REEVE_KIND_NOTICE, notice.row, "notice", notice.id, reeve_stmt_text (cursor->stmt, 2), reeve_gather_day_of (date));
    }
  if (source == REEVE_SOURCE_NOTICE && gather->business_row != REEVE_NO_ROW)
    reeve_facts_set_collection (gather->facts, REEVE_KIND_BUSINESS, gather->business_row, f->business_notice, first, n);
}

void
reeve_gather_register (ReeveGather *gather, ReeveSourceId source, gint64 subject, ReeveKind owner, guint owner_row, guint field, int date_column)
{
  ReeveCursor *cursor = &gather->cursors[source];
  ReeveKind kind;
  guint first, n = 0;

  if (cursor->statement == NULL)
    return;
  kind = cursor->statement->def->parts[0].kind;
  first = reeve_facts_n_rows (gather->facts, kind);
  for (; reeve_cursor_on (gather, source, subject); reeve_cursor_step (gather, source))
    {
      ReeveDay day = G_MININT32;
      guint row;

      if (owner == REEVE_KIND_PREMISES && reeve_stmt_int (cursor->stmt, 3) != gather->premises)
        continue;
      if (date_column >= 0)
        day = reeve_gather_day_of (reeve_stmt_text (cursor->stmt, date_column));
      if (day > gather->day)
        continue;
      row = reeve_facts_add_row (gather->facts, kind, date_column >= 0 && day == G_MININT32 ? REEVE_ROW_UNCERTAIN : 0);
      n++;
      reeve_gather_apply (gather, cursor, 0, kind, row);
      if (kind == REEVE_KIND_COMPLAINT)
        reeve_facts_set_unknown (gather->facts, kind, row, reeve_field_ids ()->complaint_inspection);
      set_origin (gather, kind, row, cursor->statement->def->table, reeve_stmt_int (cursor->stmt, 1), reeve_stmt_text (cursor->stmt, 2), day);
    }
  if (owner_row != REEVE_NO_ROW)
    reeve_facts_set_collection (gather->facts, owner, owner_row, field, first, n);
}
