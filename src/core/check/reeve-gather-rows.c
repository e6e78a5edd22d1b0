/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the case file as facts: the cursors, the values of a row, and the registers that are rows and no more. What
 * needs rules of its own is in the files beside this one: place, licences, visits, people. A member whose own date is
 * unknown is uncertain. */
#include "config.h"

#include <string.h>

#include "reeve-gather-private.h"

#define MILLIONTHS 1000000

gboolean
reeve_cursor_on (ReeveGather *gather, ReeveSourceId source, gint64 subject)
{
  ReeveCursor *cursor = &gather->cursors[source];
  guint passed = 0;

  while (cursor->stmt != NULL && cursor->subject < subject)
    {
      /* Many rows of subjects that nobody asked about: go straight there. */
      if (++passed >= gather->most_passed)
        {
          reeve_stmt_reset (cursor->stmt);
          reeve_stmt_bind_int (cursor->stmt, 1, subject);
        }
      reeve_cursor_step (gather, source);
    }
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

const char *
reeve_gather_peek_day (ReeveStmt *stmt, guint column, char buffer[REEVE_DAY_TEXT_SIZE])
{
  gsize length;
  const char *bytes = peek (stmt, column, &length);

  if (bytes == NULL || length >= REEVE_DAY_TEXT_SIZE)
    return NULL;
  memcpy (buffer, bytes, length);
  buffer[length] = '\0';
  return buffer;
}

/* The code in a column, as a quark. Codes come from the same few columns over and over: the last one of each slot is at
 * hand. */
GQuark
reeve_gather_peek_code (ReeveGather *gather, ReeveStmt *stmt, guint column)
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
          code = reeve_gather_peek_code (gather, stmt, b->column);
          if (code != 0)
            reeve_facts_set_int (facts, kind, row, b->field, code);
          continue;
        case REEVE_AS_DATE:
          reeve_gather_set_date (gather, kind, row, b->field, reeve_gather_peek_day (stmt, b->column, day));
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

void
reeve_gather_set_origin (ReeveGather *gather, ReeveKind kind, guint row, const char *table, gint64 id,
                         const char *source, ReeveDay since)
{
  if (gather->origins)
    reeve_facts_set_origin (gather->facts, kind, row, table, id, source, since);
  reeve_gather_answers (gather, kind, row, id, since);
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
        reeve_facts_set_schedule (gather->facts, REEVE_KIND_BUSINESS, gather->business_row,
                                  reeve_field_ids ()->business_hours, schedule);
    }
}

void
reeve_gather_register (ReeveGather *gather, ReeveSourceId source, gint64 subject, ReeveKind owner, guint owner_row,
                       guint field, int date_column)
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
      reeve_gather_set_origin (gather, kind, row, cursor->statement->def->table, reeve_stmt_int (cursor->stmt, 1),
                               reeve_stmt_text (cursor->stmt, 2), day);
    }
  if (owner_row != REEVE_NO_ROW)
    reeve_facts_set_collection (gather->facts, owner, owner_row, field, first, n);
}

void
reeve_gather_add_to_group (ReeveGather *gather, ReeveSourceId source, gint64 parent, guint row)
{
  GArray *groups = gather->groups[source];
  ReeveGroup *last;

  if (groups == NULL)
    groups = gather->groups[source] = g_array_new (FALSE, FALSE, sizeof (ReeveGroup));
  last = groups->len == 0 ? NULL : &g_array_index (groups, ReeveGroup, groups->len - 1);
  if (last != NULL && last->parent == parent && last->first + last->n == row)
    last->n++;
  else
    {
      ReeveGroup group = { parent, row, 1 };

      g_array_append_val (groups, group);
    }
}

void
reeve_gather_groups (ReeveGather *gather, ReeveSourceId source, gint64 subject, int date_column, guint parent_column)
{
  ReeveCursor *cursor = &gather->cursors[source];
  ReeveKind kind;

  if (cursor->statement == NULL)
    return;
  kind = cursor->statement->def->parts[0].kind;
  for (; reeve_cursor_on (gather, source, subject); reeve_cursor_step (gather, source))
    {
      ReeveDay day = date_column >= 0 ? reeve_gather_day_of (reeve_stmt_text (cursor->stmt, date_column)) : G_MININT32;
      gint64 id = reeve_stmt_int (cursor->stmt, 1);
      guint row;

      if (day > gather->day)
        continue;
      row = reeve_facts_add_row (gather->facts, kind, date_column >= 0 && day == G_MININT32 ? REEVE_ROW_UNCERTAIN : 0);
      reeve_gather_apply (gather, cursor, 0, kind, row);
      reeve_gather_set_origin (gather, kind, row, cursor->statement->def->table, id, reeve_stmt_text (cursor->stmt, 2), day);
      reeve_gather_add_to_group (gather, source, reeve_stmt_int (cursor->stmt, (int) parent_column), row);
      reeve_gather_know (gather, kind, id, row);
    }
}

const ReeveGroup *
reeve_gather_find_group (const ReeveGather *gather, ReeveSourceId source, gint64 parent)
{
  const GArray *groups = gather->groups[source];
  guint low = 0, high = groups == NULL ? 0 : groups->len;

  /* They come in order of the records they belong to. */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const ReeveGroup *group = &g_array_index (groups, ReeveGroup, middle);

      if (group->parent == parent)
        return group;
      if (group->parent < parent)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

void
reeve_gather_give_group (ReeveGather *gather, ReeveSourceId source, gint64 parent, ReeveKind kind, guint row, guint field)
{
  const ReeveGroup *group;

  if (gather->cursors[source].statement == NULL)
    return;
  group = reeve_gather_find_group (gather, source, parent);
  reeve_facts_set_collection (gather->facts, kind, row, field, group == NULL ? 0 : group->first, group == NULL ? 0 : group->n);
}

ReeveKnown *
reeve_gather_know (ReeveGather *gather, ReeveKind kind, gint64 id, guint row)
{
  ReeveKnown known = { kind, id, row, { 0, 0 }, NULL };

  g_array_append_val (gather->known, known);
  return &g_array_index (gather->known, ReeveKnown, gather->known->len - 1);
}

const ReeveKnown *
reeve_gather_find_known (const ReeveGather *gather, ReeveKind kind, gint64 id)
{
  for (guint i = 0; id != 0 && i < gather->known->len; i++)
    {
      const ReeveKnown *known = &g_array_index (gather->known, ReeveKnown, i);

      if (known->kind == kind && known->id == id)
        return known;
    }
  return NULL;
}

guint
reeve_gather_find (const ReeveGather *gather, ReeveKind kind, gint64 id)
{
  const ReeveKnown *known = reeve_gather_find_known (gather, kind, id);

  return known == NULL ? REEVE_NO_ROW : known->row;
}
