/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inspections that were done, the answers of their checklists, and what was seen: of an item the latest answer speaks,
 * as long as it lasts. */
#include "config.h"

#include <string.h>

#include "reeve-gather-private.h"

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
void
reeve_gather_set_latest (ReeveGather *gather, gint64 practitioner, ReeveKind kind, guint row)
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
                                  still_speaks (gather, checklist->pdata[answer->item], visit->day) ? answer->answer
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

          if (answer->practitioner == 0)
            reeve_facts_set_item (gather->facts, REEVE_KIND_OBSERVATION, row, answer->item, answer->answer, visit->id,
                                  visit->day);
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
          ReeveVisit visit = {
            .id = id, .at = REEVE_VALUE_NONE, .day = reeve_gather_day_of (at), .first_answer = gather->answers->len
          };

          seen = id;
          counts = visit.day <= gather->day;
          if (!counts)
            continue;
          if (at != NULL)
            reeve_instant_parse (at, -1, &visit.at);
          visit.source = gather->origins ? reeve_gather_keep (gather, reeve_stmt_text (cursor->stmt, 2)) : NULL;
          g_array_append_val (gather->visits, visit);
          if (gather->need->reads[REEVE_KIND_BUSINESS][f->business_inspection]
              || gather->need->reads[REEVE_KIND_SUBJECT][f->subject_inspection])
            {
              guint row = reeve_facts_add_row (gather->facts, REEVE_KIND_INSPECTION,
                                               visit.day == G_MININT32 ? REEVE_ROW_UNCERTAIN : 0);

              n++;
              reeve_gather_apply (gather, cursor, 0, REEVE_KIND_INSPECTION, row);
              reeve_facts_set_unknown (gather->facts, REEVE_KIND_INSPECTION, row, f->inspection_person_present);
              reeve_facts_set_unknown (gather->facts, REEVE_KIND_INSPECTION, row, f->inspection_fee);
              reeve_gather_set_origin (gather, REEVE_KIND_INSPECTION, row, "inspection", id, visit.source, visit.day);
            }
        }
      if (counts && cursor->statement->n_parts > 1)
        read_answer (gather, cursor, &g_array_index (gather->visits, ReeveVisit, gather->visits->len - 1));
    }
  if (gather->visits->len > 1)
    g_array_sort (gather->visits, compare_visits);
  if (gather->business_row != REEVE_NO_ROW)
    reeve_facts_set_collection (gather->facts, REEVE_KIND_BUSINESS, gather->business_row, f->business_inspection, first,
                                n);
  if (gather->need->reads[REEVE_KIND_BUSINESS][f->business_observation])
    add_observations (gather);
  if (gather->need->items[REEVE_KIND_SUBJECT])
    reeve_gather_set_latest (gather, 0, REEVE_KIND_SUBJECT, 0);
}
