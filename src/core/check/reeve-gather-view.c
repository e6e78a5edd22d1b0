/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of the facts differs from provision to provision: the notice that cites it, the looks that still count, distances by its measure. */
#include "config.h"

#include <string.h>

#include "reeve-gather-private.h"

gboolean
reeve_notice_cites (const char *provisions, const char *ordinance, const char *provision)
{
  gsize n = strlen (ordinance), m = strlen (provision);

  for (const char *word = provisions; word != NULL && *word != '\0';)
    {
      gsize length = strcspn (word, " ");

      if (length == n + 1 + m && strncmp (word, ordinance, n) == 0 && word[n] == '/' && strncmp (word + n + 1, provision, m) == 0)
        return TRUE;
      word += length;
      word += strspn (word, " ");
    }
  return FALSE;
}

/* The latest notice that cites this provision; if there is none it is known not to exist, for notices are the city's own. */
static void
view_notice (ReeveGather *gather, const ReeveProgram *program)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  const char *ordinance = reeve_ordinance_get_id (gather->ordinance), *provision = reeve_program_get_provision (program)->id;
  const ReeveNoticeRow *best = NULL;
  guint row;

  /* whose notice it is the record tells */
  if (gather->about == REEVE_ABOUT_NOTICE || gather->about == REEVE_ABOUT_SANCTION || gather->about == REEVE_ABOUT_HEARING
      || gather->about == REEVE_ABOUT_VIOLATION)
    return;
  for (guint i = 0; i < gather->notices->len; i++)
    {
      const ReeveNoticeRow *notice = &g_array_index (gather->notices, ReeveNoticeRow, i);

      if (notice->provisions == NULL || !reeve_notice_cites (notice->provisions, ordinance, provision))
        continue;
      if (best == NULL || g_strcmp0 (notice->date, best->date) >= 0)
        best = notice;
    }
  if (best != NULL)
    row = best->row;
  else
    {
      if (gather->no_notice_row == REEVE_NO_ROW)
        gather->no_notice_row = reeve_facts_add_row (gather->facts, REEVE_KIND_NOTICE, REEVE_ROW_NO_RECORD);
      row = gather->no_notice_row;
    }
  reeve_facts_set_record (gather->facts, REEVE_KIND_SUBJECT, 0, f->subject_notice, row);
}

static void
view_observations (ReeveGather *gather, const ReeveProgram *program)
{
  ReeveDay from = reeve_program_get_conduct_from (program);
  guint first = 0, n = gather->visits->len;

  while (first < n && g_array_index (gather->visits, ReeveVisit, first).day < from)
    first++;
  /* Nothing left: the stand-in that follows the looks. */
  reeve_facts_set_collection (gather->facts, REEVE_KIND_BUSINESS, gather->business_row, reeve_field_ids ()->business_observation,
                              gather->first_observation + first, first < n ? n - first : 1);
}

static void
view_around (ReeveGather *gather, guint measure)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  const ReeveAround *around;

  if (!gather->surrounded || gather->around->len == 0)
    return;
  around = &g_array_index (gather->around, ReeveAround, measure);
  if (around->place_n > 0)
    reeve_facts_set_collection (gather->facts, REEVE_KIND_PREMISES, gather->premises_row, f->premises_place, around->place_first, around->place_n);
  if (gather->has_point && g_array_index (gather->need->reaches, ReeveReach, measure).peer_radius_m > 0)
    reeve_facts_set_collection (gather->facts, REEVE_KIND_PREMISES, gather->premises_row, f->premises_peer, around->peer_first, around->peer_n);
}

ReeveView
reeve_view_of (const ReeveNeed *need, const ReeveProgram *program)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  const ReeveProvisionVersion *version = reeve_program_get_version (program);
  ReeveView view = { program, FALSE, FALSE, FALSE, 0 };

  view.notice = version->cure != NULL || reeve_program_reads (program, REEVE_KIND_SUBJECT, f->subject_notice);
  view.observations = reeve_program_reads (program, REEVE_KIND_BUSINESS, f->business_observation);
  view.around = reeve_program_reads (program, REEVE_KIND_PREMISES, f->premises_place)
                || reeve_program_reads (program, REEVE_KIND_PREMISES, f->premises_peer);
  if (view.around)
    view.measure = reeve_need_find_measure (need, &version->measure);
  return view;
}

void
reeve_gather_view (ReeveGather *gather, const ReeveView *view)
{
  if (view->notice)
    view_notice (gather, view->program);
  if (view->observations && gather->business_row != REEVE_NO_ROW)
    view_observations (gather, view->program);
  if (view->around && gather->premises_row != REEVE_NO_ROW)
    view_around (gather, view->measure);
}
