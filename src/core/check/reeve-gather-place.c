/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a business holds of the city: the premises of the day, its certificate, who else was there. */
#include "config.h"

#include <string.h>

#include "reeve-gather-private.h"

/* Position and certificate are read whatever the programs need: they are cheap and the same for all. */
static void
read_certificate (ReeveGather *gather, const ReeveCursor *cursor, guint premises_row)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  const char *status = reeve_stmt_text (cursor->stmt, 9);
  guint row;

  if (!gather->need->reads[REEVE_KIND_PREMISES][f->premises_certificate])
    return;
  row = reeve_facts_add_row (gather->facts, REEVE_KIND_OCCUPANCY_CERTIFICATE,
                             g_strcmp0 (status, "none") == 0 ? REEVE_ROW_NO_RECORD : 0);
  reeve_gather_set_origin (gather, REEVE_KIND_OCCUPANCY_CERTIFICATE, row, "premises", reeve_stmt_int (cursor->stmt, 1),
                           reeve_stmt_text (cursor->stmt, 2), reeve_gather_day_of (reeve_stmt_text (cursor->stmt, 10)));
  reeve_facts_set_record (gather->facts, REEVE_KIND_PREMISES, premises_row, f->premises_certificate, row);
  if (g_strcmp0 (status, "none") == 0)
    return;
  if (status != NULL)
    reeve_facts_set_code (gather->facts, REEVE_KIND_OCCUPANCY_CERTIFICATE, row, f->certificate_status, status);
  reeve_gather_set_date (gather, REEVE_KIND_OCCUPANCY_CERTIFICATE, row, f->certificate_issued,
                         reeve_stmt_text (cursor->stmt, 10));
  if (!reeve_stmt_is_null (cursor->stmt, 11))
    reeve_facts_set_code (gather->facts, REEVE_KIND_OCCUPANCY_CERTIFICATE, row, f->certificate_use,
                          reeve_stmt_text (cursor->stmt, 11));
}

/* The premises a business holds that day: one whose dates contain it before one that may, the latest begun, the latest
 * recorded. */
void
reeve_gather_premises (ReeveGather *gather, gint64 subject)
{
  ReeveCursor *cursor = &gather->cursors[REEVE_SOURCE_PREMISES];
  ReeveSpanAnswer best = REEVE_SPAN_OUT;
  char best_from[REEVE_DAY_TEXT_SIZE] = "";

  for (; reeve_cursor_on (gather, REEVE_SOURCE_PREMISES, subject); reeve_cursor_step (gather, REEVE_SOURCE_PREMISES))
    {
      char days[2][REEVE_DAY_TEXT_SIZE];
      const char *from = reeve_gather_peek_day (cursor->stmt, 3, days[0]);
      ReeveSpanAnswer holds
          = reeve_span_holds (from, reeve_gather_peek_day (cursor->stmt, 4, days[1]), gather->day_text);
      guint row;

      if (holds == REEVE_SPAN_OUT || holds < best
          || (holds == best && g_strcmp0 (from == NULL ? "" : from, best_from) < 0))
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

          gather->point = (ReevePoint){ reeve_stmt_real (cursor->stmt, 5), reeve_stmt_real (cursor->stmt, 6) };
          gather->accuracy_m = reeve_position_accuracy_m (reeve_stmt_text (cursor->stmt, 7), recorded);
        }
      reeve_gather_apply (gather, cursor, 0, REEVE_KIND_PREMISES, row);
      read_certificate (gather, cursor, row);
      if (gather->origins)
        {
          reeve_gather_set_origin (gather, REEVE_KIND_PREMISES, row, "premises", gather->premises,
                                   reeve_stmt_text (cursor->stmt, 2), G_MININT32);
          reeve_facts_set_name (gather->facts, REEVE_KIND_PREMISES, row, reeve_stmt_text (cursor->stmt, 12));
        }
    }
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
      const char *from = reeve_gather_peek_day (cursor->stmt, 5, days[0]),
                 *to = reeve_gather_peek_day (cursor->stmt, 6, days[1]);
      gboolean ended = to != NULL && (strcmp (to, "none") == 0 || strcmp (to, gather->day_text) <= 0);
      gint64 business = reeve_stmt_int (cursor->stmt, 4);
      guint row;

      if (reeve_stmt_int (cursor->stmt, 3) != gather->premises || (from != NULL && strcmp (from, gather->day_text) > 0))
        continue;
      row = reeve_facts_add_row (gather->facts, REEVE_KIND_OCCUPANCY,
                                 from == NULL && !ended && business != gather->business ? REEVE_ROW_UNCERTAIN : 0);
      n++;
      reeve_gather_apply (gather, cursor, 0, REEVE_KIND_OCCUPANCY, row);
      if (gather->business != 0)
        reeve_facts_set_truth (gather->facts, REEVE_KIND_OCCUPANCY, row, f->occupancy_same_business,
                               business == gather->business);
      if (gather->origins)
        {
          reeve_facts_set_origin (gather->facts, REEVE_KIND_OCCUPANCY, row, "occupancy", reeve_stmt_int (cursor->stmt, 1),
                                   reeve_stmt_text (cursor->stmt, 2), reeve_gather_day_of (from));
          reeve_facts_set_name (gather->facts, REEVE_KIND_OCCUPANCY, row, reeve_stmt_text (cursor->stmt, 7));
        }
      reeve_gather_answers (gather, REEVE_KIND_OCCUPANCY, row, reeve_stmt_int (cursor->stmt, 1), reeve_gather_day_of (from));
    }
  if (gather->premises_row != REEVE_NO_ROW)
    reeve_facts_set_collection (gather->facts, REEVE_KIND_PREMISES, gather->premises_row, f->premises_occupancy, first,
                                n);
}
