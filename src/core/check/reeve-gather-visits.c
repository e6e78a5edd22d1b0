/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inspections that were done, the answers of their checklists, and what was seen: of an item the latest answer speaks,
 * as long as it lasts. */
#include "config.h"

#include <string.h>

#include "reeve-gather-private.h"

#define MOST_PRESENT 200

/* Whom or what an answer is about, by the column that says so. */
static const struct { guint column; ReeveKind kind; } whom[] = {
  { 3, REEVE_KIND_STAFF }, { 4, REEVE_KIND_ROOM }, { 5, REEVE_KIND_PERSON_PRESENT }, { 6, REEVE_KIND_PRINCIPAL },
};

static void
read_answer (ReeveGather *gather, const ReeveCursor *cursor, ReeveVisit *visit)
{
  guint at = cursor->statement->first[1];
  ReeveAnswer answer;
  gpointer index;

  if (reeve_stmt_is_null (cursor->stmt, at))
    return;
  index = g_hash_table_lookup (gather->items, GUINT_TO_POINTER (reeve_gather_peek_code (gather, cursor->stmt, at + 1)));
  if (index == NULL)
    return;
  answer.item = GPOINTER_TO_UINT (index) - 1;
  answer.answer = reeve_gather_keep (gather, reeve_stmt_text (cursor->stmt, at + 2));
  answer.of = REEVE_KIND_SUBJECT;
  answer.id = 0;
  for (guint i = 0; i < G_N_ELEMENTS (whom); i++)
    if (!reeve_stmt_is_null (cursor->stmt, (int) (at + whom[i].column)))
      {
        answer.of = whom[i].kind;
        answer.id = reeve_stmt_int (cursor->stmt, (int) (at + whom[i].column));
      }
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

gboolean
reeve_gather_still_speaks (const ReeveGather *gather, const ReeveItem *item, ReeveDay seen)
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
void
reeve_gather_set_latest (ReeveGather *gather, ReeveKind of, gint64 id, ReeveKind kind, guint row)
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

          if (answer->of == of && answer->id == id)
            reeve_facts_set_item (gather->facts, kind, row, answer->item,
                                  reeve_gather_still_speaks (gather, checklist->pdata[answer->item], visit->day) ? answer->answer
                                                                                                    : NULL,
                                  visit->id, visit->day);
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
      guint row = reeve_facts_add_row (gather->facts, REEVE_KIND_OBSERVATION,
                                       visit->day == G_MININT32 ? REEVE_ROW_UNCERTAIN : 0);

      if (visit->at != REEVE_VALUE_NONE)
        reeve_facts_set_int (gather->facts, REEVE_KIND_OBSERVATION, row, f->observation_at, visit->at);
      if (visit->day != G_MININT32)
        reeve_facts_set_int (gather->facts, REEVE_KIND_OBSERVATION, row, f->observation_date, visit->day);
      reeve_gather_set_origin (gather, REEVE_KIND_OBSERVATION, row, "inspection", visit->id, visit->source, visit->day);
      for (guint i = visit->first_answer; i < visit->first_answer + visit->n_answers; i++)
        {
          const ReeveAnswer *answer = &g_array_index (gather->answers, ReeveAnswer, i);

          if (answer->of == REEVE_KIND_SUBJECT)
            reeve_facts_set_item (gather->facts, REEVE_KIND_OBSERVATION, row, answer->item, answer->answer, visit->id,
                                  visit->day);
        }
    }
  /* Follows the looks: the view of a provision for which none counts any more. */
  reeve_facts_add_row (gather->facts, REEVE_KIND_OBSERVATION, REEVE_ROW_STAND_IN);
}

/* Persons met at each visit, each a row of a role: there is no more than role and number. */
static void
read_present (ReeveGather *gather, gint64 subject)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = &gather->cursors[REEVE_SOURCE_PRESENT];

  if (cursor->statement == NULL)
    return;
  for (; reeve_cursor_on (gather, REEVE_SOURCE_PRESENT, subject); reeve_cursor_step (gather, REEVE_SOURCE_PRESENT))
    {
      gint64 id = reeve_stmt_int (cursor->stmt, 1), visit = reeve_stmt_int (cursor->stmt, 3), number = reeve_stmt_int (cursor->stmt, 5);
      ReeveDay day = reeve_gather_day_of (reeve_stmt_text (cursor->stmt, 4));

      for (gint64 i = 0; day <= gather->day && i < MIN (number, MOST_PRESENT); i++)
        {
          guint row = reeve_facts_add_row (gather->facts, REEVE_KIND_PERSON_PRESENT, 0);

          reeve_gather_apply (gather, cursor, 0, REEVE_KIND_PERSON_PRESENT, row);
          reeve_facts_set_unknown (gather->facts, REEVE_KIND_PERSON_PRESENT, row, f->person_licence);
          reeve_facts_set_unknown (gather->facts, REEVE_KIND_PERSON_PRESENT, row, f->person_event);
          reeve_gather_set_origin (gather, REEVE_KIND_PERSON_PRESENT, row, "inspection", visit, reeve_stmt_text (cursor->stmt, 2), day);
          reeve_gather_add_to_group (gather, REEVE_SOURCE_PRESENT, visit, row);
          reeve_gather_know (gather, REEVE_KIND_PERSON_PRESENT, id, row);
        }
    }
}

/* What belongs to one visit, wherever its row is found: among those of the business or of a complaint. */
static void
give_visit_its_rows (ReeveGather *gather, gint64 visit, guint row)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  static const struct { ReeveSourceId source; ReeveKind kind; } parts[] = { { REEVE_SOURCE_ROOM, REEVE_KIND_ROOM }, { REEVE_SOURCE_PART, REEVE_KIND_PART } };
  const guint fields[] = { f->inspection_room, f->inspection_part };

  reeve_gather_give_group (gather, REEVE_SOURCE_PRESENT, visit, REEVE_KIND_INSPECTION, row, f->inspection_person_present);
  reeve_gather_give_group (gather, REEVE_SOURCE_INSPECTION_FEE, visit, REEVE_KIND_INSPECTION, row, f->inspection_fee);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (gather->cursors[parts[i].source].statement != NULL)
      {
        if (reeve_gather_find_group (gather, parts[i].source, visit) != NULL)
          reeve_gather_give_group (gather, parts[i].source, visit, REEVE_KIND_INSPECTION, row, fields[i]);
        else
          reeve_facts_set_collection (gather->facts, REEVE_KIND_INSPECTION, row, fields[i],
                                      reeve_facts_add_row (gather->facts, parts[i].kind, REEVE_ROW_STAND_IN), 1);
      }
}

/* The rows of the visit on which @field is about, the latest: nobody was there to see means that nobody looked. */
static void
give_latest (ReeveGather *gather, ReeveSourceId source, ReeveKind kind, gint64 latest, guint field)
{
  const ReeveGroup *group;

  if (gather->cursors[source].statement == NULL || gather->business_row == REEVE_NO_ROW)
    return;
  group = reeve_gather_find_group (gather, source, latest);
  if (group != NULL)
    reeve_facts_set_collection (gather->facts, REEVE_KIND_BUSINESS, gather->business_row, field, group->first, group->n);
  else
    reeve_facts_set_collection (gather->facts, REEVE_KIND_BUSINESS, gather->business_row, field,
                                reeve_facts_add_row (gather->facts, kind, REEVE_ROW_STAND_IN), 1);
}

/* Answers about a room, a part, a person met: on the rows of that visit. */
static void
set_part_items (ReeveGather *gather)
{
  for (guint v = 0; v < gather->visits->len; v++)
    {
      const ReeveVisit *visit = &g_array_index (gather->visits, ReeveVisit, v);

      for (guint i = visit->first_answer; i < visit->first_answer + visit->n_answers; i++)
        {
          const ReeveAnswer *answer = &g_array_index (gather->answers, ReeveAnswer, i);

          if (answer->of == REEVE_KIND_SUBJECT && visit->row != REEVE_NO_ROW)
            reeve_facts_set_item (gather->facts, REEVE_KIND_INSPECTION, visit->row, answer->item, answer->answer, visit->id, visit->day);
          for (guint k = 0; answer->of != REEVE_KIND_SUBJECT && k < gather->known->len; k++)
            {
              const ReeveKnown *known = &g_array_index (gather->known, ReeveKnown, k);

              if (known->id == answer->id
                  && (known->kind == answer->of || (answer->of == REEVE_KIND_ROOM && known->kind == REEVE_KIND_PART)))
                reeve_facts_set_item (gather->facts, known->kind, known->row, answer->item, answer->answer, visit->id, visit->day);
            }
        }
    }
}

/* The visit at the cursor, unless it was later than the day. */
static gboolean
begin_visit (ReeveGather *gather, const ReeveCursor *cursor, gboolean rows)
{
  const char *at = reeve_stmt_text (cursor->stmt, 4);
  ReeveVisit visit = { .id = reeve_stmt_int (cursor->stmt, 1), .at = REEVE_VALUE_NONE, .day = reeve_gather_day_of (at),
                       .first_answer = gather->answers->len, .row = REEVE_NO_ROW };

  if (visit.day > gather->day)
    return FALSE;
  if (at != NULL)
    reeve_instant_parse (at, -1, &visit.at);
  visit.source = gather->origins ? reeve_gather_keep (gather, reeve_stmt_text (cursor->stmt, 2)) : NULL;
  if (rows)
    {
      visit.row = reeve_facts_add_row (gather->facts, REEVE_KIND_INSPECTION, visit.day == G_MININT32 ? REEVE_ROW_UNCERTAIN : 0);
      reeve_gather_apply (gather, cursor, 0, REEVE_KIND_INSPECTION, visit.row);
      reeve_gather_set_origin (gather, REEVE_KIND_INSPECTION, visit.row, "inspection", visit.id, visit.source, visit.day);
      give_visit_its_rows (gather, visit.id, visit.row);
      reeve_gather_know (gather, REEVE_KIND_INSPECTION, visit.id, visit.row);
    }
  g_array_append_val (gather->visits, visit);
  return TRUE;
}

/* Inspections that complaints led to are rows of their own; what belongs to them is known when they are among those read. */
void
reeve_gather_finish_complaint_visits (ReeveGather *gather)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  const GArray *groups = gather->groups[REEVE_SOURCE_COMPLAINT_INSPECTION];

  for (guint g = 0; groups != NULL && g < groups->len; g++)
    {
      const ReeveGroup *group = &g_array_index (groups, ReeveGroup, g);

      for (guint row = group->first; row < group->first + group->n; row++)
        {
          gint64 visit = 0;

          for (guint k = 0; k < gather->known->len && visit == 0; k++)
            if (g_array_index (gather->known, ReeveKnown, k).kind == REEVE_KIND_INSPECTION && g_array_index (gather->known, ReeveKnown, k).row == row)
              visit = g_array_index (gather->known, ReeveKnown, k).id;
          reeve_facts_set_unknown (gather->facts, REEVE_KIND_INSPECTION, row, f->inspection_person_present);
          reeve_facts_set_unknown (gather->facts, REEVE_KIND_INSPECTION, row, f->inspection_fee);
          reeve_facts_set_unknown (gather->facts, REEVE_KIND_INSPECTION, row, f->inspection_room);
          reeve_facts_set_unknown (gather->facts, REEVE_KIND_INSPECTION, row, f->inspection_part);
          for (guint v = 0; v < gather->visits->len; v++)
            if (g_array_index (gather->visits, ReeveVisit, v).id == visit)
              give_visit_its_rows (gather, visit, row);
        }
    }
}

void
reeve_gather_visits (ReeveGather *gather, gint64 subject)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  ReeveCursor *cursor = &gather->cursors[REEVE_SOURCE_INSPECTION];
  gboolean rows = gather->need->reads[REEVE_KIND_BUSINESS][f->business_inspection] || gather->need->reads[REEVE_KIND_SUBJECT][f->subject_inspection];
  guint first, n = 0;
  gint64 seen = 0, latest = 0;
  gboolean counts = FALSE;

  if (cursor->statement == NULL)
    return;
  read_present (gather, subject);
  reeve_gather_groups (gather, REEVE_SOURCE_ROOM, subject, 3, 4);
  reeve_gather_groups (gather, REEVE_SOURCE_PART, subject, 3, 4);
  reeve_gather_groups (gather, REEVE_SOURCE_INSPECTION_FEE, subject, -1, 4);
  first = reeve_facts_n_rows (gather->facts, REEVE_KIND_INSPECTION);
  for (; reeve_cursor_on (gather, REEVE_SOURCE_INSPECTION, subject); reeve_cursor_step (gather, REEVE_SOURCE_INSPECTION))
    {
      gint64 id = reeve_stmt_int (cursor->stmt, 1);

      if (id != seen)
        {
          seen = id;
          counts = begin_visit (gather, cursor, rows);
          n += counts && rows;
        }
      if (counts && cursor->statement->n_parts > 1)
        read_answer (gather, cursor, &g_array_index (gather->visits, ReeveVisit, gather->visits->len - 1));
    }
  if (gather->visits->len > 1)
    g_array_sort (gather->visits, compare_visits);
  if (gather->visits->len > 0)
    latest = g_array_index (gather->visits, ReeveVisit, gather->visits->len - 1).id;
  if (gather->business_row != REEVE_NO_ROW)
    reeve_facts_set_collection (gather->facts, REEVE_KIND_BUSINESS, gather->business_row, f->business_inspection, first, n);
  if (gather->need->reads[REEVE_KIND_BUSINESS][f->business_person_present])
    give_latest (gather, REEVE_SOURCE_PRESENT, REEVE_KIND_PERSON_PRESENT, latest, f->business_person_present);
  give_latest (gather, REEVE_SOURCE_ROOM, REEVE_KIND_ROOM, latest, f->business_room);
  give_latest (gather, REEVE_SOURCE_PART, REEVE_KIND_PART, latest, f->business_part);
  if (gather->need->reads[REEVE_KIND_BUSINESS][f->business_observation])
    add_observations (gather);
  if (gather->need->items[REEVE_KIND_SUBJECT])
    reeve_gather_set_latest (gather, REEVE_KIND_SUBJECT, 0, REEVE_KIND_SUBJECT, 0);
  if (gather->need->items[REEVE_KIND_INSPECTION] || gather->need->items[REEVE_KIND_PERSON_PRESENT] || gather->need->items[REEVE_KIND_ROOM]
      || gather->need->items[REEVE_KIND_PART])
    set_part_items (gather);
}
