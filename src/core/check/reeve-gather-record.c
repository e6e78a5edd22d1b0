/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facts of one record of any kind: those of the business it belongs to, of the premises it names (else of those the business holds that
 * day), and the record itself with what hangs on it. A record that is nobody's is read by its own number. Many records of one kind are taken in
 * the order of their businesses: then the statements go on from one to the next instead of being asked anew for each. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-derived.h"
#include "reeve-error.h"
#include "reeve-gather-private.h"

/* Further away than this, a statement is asked anew rather than stepped: most of the rows between are nobody's. */
#define NEAR_SUBJECTS 4

/* A practitioner's licence belongs to the one business where its holder works. */
#define EMPLOYED "e.practitioner_id = l.practitioner_id AND ifnull (e.started, '') <= ?3 AND (e.ended IS NULL OR e.ended = 'none' OR e.ended >= ?3)"

#define LICENCE_HOMES                                                                                                                         \
  "SELECT id, business_id, premises_id FROM licence WHERE id BETWEEN ?1 AND ?2 AND +scope IN ('city', 'local') AND +business_id IS NOT NULL "
#define PRACTITIONER_HOMES                                                                                                                    \
  "SELECT id, CASE WHEN (SELECT count (*) FROM employment e WHERE " EMPLOYED ") = 1 THEN (SELECT e.business_id FROM employment e WHERE " EMPLOYED \
  ") END, premises_id FROM licence l WHERE id BETWEEN ?1 AND ?2 AND +practitioner_id IS NOT NULL "

/* Id, business and premises of the records with ids from ?1 to ?2, in that order; ?3 the day. The plus keeps SQLite from another order. */
static const char *const homes[REEVE_N_ABOUTS] = {
  [REEVE_ABOUT_BUSINESS] = "SELECT id, id, NULL FROM business WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
  [REEVE_ABOUT_PREMISES] = "SELECT id, NULL, id FROM premises WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
  [REEVE_ABOUT_APPLICATION] = "SELECT id, business_id, premises_id FROM application WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
  [REEVE_ABOUT_LICENCE] = LICENCE_HOMES "ORDER BY id",
  [REEVE_ABOUT_INSPECTION] = "SELECT id, business_id, premises_id FROM inspection WHERE id BETWEEN ?1 AND ?2 AND +status = 'done' ORDER BY id",
  [REEVE_ABOUT_VIOLATION] = "SELECT id, CASE subject_kind WHEN 'business' THEN subject_id ELSE business_id END, "
                            "CASE subject_kind WHEN 'premises' THEN subject_id END FROM decision WHERE id BETWEEN ?1 AND ?2 AND +kind = 'confirmed' ORDER BY id",
  [REEVE_ABOUT_NOTICE] = "SELECT id, business_id, premises_id FROM notice WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
  [REEVE_ABOUT_SANCTION] = "SELECT id, business_id, premises_id FROM sanction WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
  [REEVE_ABOUT_HEARING] = "SELECT g.id, coalesce (g.business_id, n.business_id, t.business_id), coalesce (g.premises_id, n.premises_id, t.premises_id) "
                          "FROM hearing g LEFT JOIN notice n ON n.id = g.notice_id LEFT JOIN sanction t ON t.id = g.sanction_id WHERE g.id BETWEEN ?1 AND ?2 ORDER BY g.id",
  [REEVE_ABOUT_COMPLAINT] = "SELECT id, business_id, premises_id FROM complaint WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
  [REEVE_ABOUT_PRACTITIONER_LICENCE] = PRACTITIONER_HOMES "ORDER BY id",
};
/* A licence that another replaced can be explained, but is not among those that are tested. */
static const char *const tested[REEVE_N_ABOUTS] = {
  [REEVE_ABOUT_LICENCE] = LICENCE_HOMES "AND +replaced_by IS NULL ORDER BY id",
  [REEVE_ABOUT_PRACTITIONER_LICENCE] = PRACTITIONER_HOMES "AND +replaced_by IS NULL ORDER BY id",
};

static const ReeveSourceId of_place[] = { REEVE_SOURCE_PREMISES, REEVE_SOURCE_PLACE_EVENT, REEVE_SOURCE_OCCUPANCY, REEVE_SOURCE_USE_PERMIT };
static const ReeveSourceId of_premises[] = { REEVE_SOURCE_INSPECTION, REEVE_SOURCE_PRESENT, REEVE_SOURCE_ROOM, REEVE_SOURCE_PART,
                                             REEVE_SOURCE_INSPECTION_FEE, REEVE_SOURCE_SANCTION, REEVE_SOURCE_SANCTION_VIOLATION, REEVE_SOURCE_NOTICE,
                                             REEVE_SOURCE_NOTICE_VIOLATION, REEVE_SOURCE_HEARING };

/* What a record is made of when it is read by its own number. */
static const struct { ReeveSourceId first, last; } own_sources[REEVE_N_ABOUTS] = {
  [REEVE_ABOUT_APPLICATION] = { REEVE_SOURCE_APPLICATION, REEVE_SOURCE_APPLICATION_FEE },
  [REEVE_ABOUT_LICENCE] = { REEVE_SOURCE_LICENCE, REEVE_SOURCE_LICENCE },
  [REEVE_ABOUT_VIOLATION] = { REEVE_SOURCE_VIOLATION, REEVE_SOURCE_VIOLATION },
  [REEVE_ABOUT_NOTICE] = { REEVE_SOURCE_NOTICE, REEVE_SOURCE_NOTICE_VIOLATION },
  [REEVE_ABOUT_SANCTION] = { REEVE_SOURCE_SANCTION, REEVE_SOURCE_SANCTION_VIOLATION },
  [REEVE_ABOUT_HEARING] = { REEVE_SOURCE_HEARING, REEVE_SOURCE_HEARING },
  [REEVE_ABOUT_COMPLAINT] = { REEVE_SOURCE_COMPLAINT, REEVE_SOURCE_COMPLAINT_INSPECTION },
};
static const ReeveSourceId own_inspection[] = { REEVE_SOURCE_INSPECTION, REEVE_SOURCE_PRESENT, REEVE_SOURCE_ROOM, REEVE_SOURCE_PART,
                                                REEVE_SOURCE_INSPECTION_FEE };
static const ReeveSourceId own_licence[] = { REEVE_SOURCE_LICENCE, REEVE_SOURCE_LICENCE_APPLICATION, REEVE_SOURCE_HOLDER,
                                             REEVE_SOURCE_HOLDER_EMPLOYMENT, REEVE_SOURCE_HOLDER_INQUIRY };

static void
bind_homes (ReeveStmt *stmt, ReeveAbout about, gint64 first, gint64 last, const char *day)
{
  reeve_stmt_bind_int (stmt, 1, first);
  reeve_stmt_bind_int (stmt, 2, last);
  if (about == REEVE_ABOUT_PRACTITIONER_LICENCE)
    reeve_stmt_bind_text (stmt, 3, day);
}

static gboolean
find_home (ReeveStmt **slot, ReeveConn *conn, ReeveAbout about, gint64 id, const char *day, gint64 *ret_business, gint64 *ret_premises, GError **error)
{
  GError *local = NULL;
  ReeveStmt *stmt = reeve_gather_prepare (slot, conn, homes[about], error);
  gboolean found;

  *ret_business = *ret_premises = 0;
  if (stmt == NULL)
    return FALSE;
  bind_homes (stmt, about, id, id, day);
  found = reeve_stmt_step (stmt, &local);
  if (found)
    {
      *ret_business = reeve_stmt_int (stmt, 1);
      *ret_premises = reeve_stmt_int (stmt, 2);
    }
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!found)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);

      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("There is no record %s:%s."), reeve_vocabulary_about_name (about), number);
    }
  return found;
}

gboolean
reeve_record_find_home (ReeveConn *conn, ReeveAbout about, gint64 id, const char *day, gint64 *ret_business, gint64 *ret_premises, GError **error)
{
  ReeveStmt *slot = NULL;

  return find_home (&slot, conn, about, id, day, ret_business, ret_premises, error);
}

static gboolean
open_list (ReeveGather *gather, ReeveConn *conn, ReeveSubjectKey key, const ReeveSourceId *list, guint n, gint64 id, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!reeve_gather_open_cursor (gather, conn, key, list[i], id, id, error))
      return FALSE;
  return TRUE;
}

/* A cursor that has not come to @subject yet goes on; @at is the last subject it was read for, @last how far it may go. */
static gboolean
go_on (ReeveGather *gather, ReeveConn *conn, ReeveSubjectKey key, ReeveSourceId source, gint64 subject, gint64 at, gint64 last, GError **error)
{
  const ReeveCursor *cursor = &gather->cursors[source];

  if (cursor->statement != NULL && cursor->statement == &gather->statements[key][source] && subject > at
      && (cursor->stmt == NULL || cursor->subject >= subject - NEAR_SUBJECTS || gather->chosen[key].dense))
    return TRUE;
  return reeve_gather_open_cursor (gather, conn, key, source, subject, MAX (subject, last), error);
}

static void
close_place (ReeveGather *gather)
{
  for (guint i = 0; i < G_N_ELEMENTS (of_place); i++)
    reeve_gather_close_cursor (gather, of_place[i]);
}

static gboolean
is_of_place (ReeveSourceId source)
{
  for (guint i = 0; i < G_N_ELEMENTS (of_place); i++)
    if (of_place[i] == source)
      return TRUE;
  return FALSE;
}

/* The business, at the premises that the record names if it names any. */
static gboolean
read_business (ReeveGather *gather, ReeveConn *conn, gint64 business, gint64 premises, GError **error)
{
  if (premises != 0)
    close_place (gather);
  for (guint i = 0; i < gather->n_read; i++)
    if ((premises == 0 || !is_of_place (gather->read[i]))
        && !go_on (gather, conn, REEVE_SUBJECT_BUSINESS, gather->read[i], business, gather->at_business, gather->last_business, error))
      return FALSE;
  if (premises != 0 && !open_list (gather, conn, REEVE_SUBJECT_PREMISES, of_place, G_N_ELEMENTS (of_place), premises, error))
    return FALSE;
  if (reeve_cursor_on (gather, REEVE_SOURCE_BUSINESS, business))
    {
      reeve_gather_business_row (gather);
      reeve_gather_business (gather, premises);
    }
  if (premises != 0)
    close_place (gather);
  gather->at_business = business;
  return TRUE;
}

static gboolean
read_premises (ReeveGather *gather, ReeveConn *conn, gint64 premises, GError **error)
{
  reeve_gather_close_cursors (gather);
  if (!open_list (gather, conn, REEVE_SUBJECT_PREMISES, of_place, G_N_ELEMENTS (of_place), premises, error)
      || !open_list (gather, conn, REEVE_SUBJECT_PREMISES, of_premises, G_N_ELEMENTS (of_premises), premises, error))
    return FALSE;
  reeve_gather_place (gather, premises);
  reeve_gather_visits (gather, premises);
  reeve_gather_sanctions (gather, premises);
  reeve_gather_notices (gather, premises);
  reeve_gather_hearings (gather, premises);
  reeve_gather_close_cursors (gather);
  return TRUE;
}

static void
read_own_rows (ReeveGather *gather, ReeveAbout about, gint64 id)
{
  switch (about)
    {
    case REEVE_ABOUT_APPLICATION:
      reeve_gather_applications (gather, id, REEVE_KIND_BUSINESS, REEVE_NO_ROW, 0);
      break;
    case REEVE_ABOUT_INSPECTION:
      reeve_gather_visits (gather, id);
      break;
    case REEVE_ABOUT_VIOLATION:
      reeve_gather_violations (gather, id);
      break;
    case REEVE_ABOUT_NOTICE:
      reeve_gather_notices (gather, id);
      break;
    case REEVE_ABOUT_SANCTION:
      reeve_gather_sanctions (gather, id);
      break;
    case REEVE_ABOUT_HEARING:
      reeve_gather_hearings (gather, id);
      break;
    case REEVE_ABOUT_COMPLAINT:
      reeve_gather_complaints (gather, id);
      break;
    case REEVE_ABOUT_LICENCE:
    case REEVE_ABOUT_PRACTITIONER_LICENCE:
      reeve_gather_own_licence (gather, id);
      break;
    default:
      break;
    }
}

static gboolean
open_own (ReeveGather *gather, ReeveConn *conn, ReeveAbout about, gint64 id, GError **error)
{
  const ReeveSourceId *list = about == REEVE_ABOUT_INSPECTION ? own_inspection : about == REEVE_ABOUT_PRACTITIONER_LICENCE ? own_licence : NULL;
  guint n = about == REEVE_ABOUT_INSPECTION ? G_N_ELEMENTS (own_inspection) : G_N_ELEMENTS (own_licence);

  for (guint i = 0; list != NULL && i < n; i++)
    if (!go_on (gather, conn, REEVE_SUBJECT_OWN, list[i], id, gather->at_own, gather->last_own, error))
      return FALSE;
  for (guint i = own_sources[about].first; list == NULL && own_sources[about].last != 0 && i <= own_sources[about].last; i++)
    if (!go_on (gather, conn, REEVE_SUBJECT_OWN, i, id, gather->at_own, gather->last_own, error))
      return FALSE;
  gather->at_own = id;
  return TRUE;
}

/* The cursors on the rows of records by their own number, and those on the rows of their businesses, stand where they stand. */
static void
swap_cursors (ReeveGather *gather)
{
  gather->cursors = gather->cursors == gather->at_home ? gather->by_number : gather->at_home;
}

/* The record by its own number; the collections of the business stay as they are. */
static gboolean
read_own (ReeveGather *gather, ReeveConn *conn, ReeveAbout about, gint64 id, GError **error)
{
  guint business_row = gather->business_row, known = gather->known->len;
  gboolean ok;

  swap_cursors (gather);
  ok = open_own (gather, conn, about, id, error);
  if (ok)
    {
      gather->business_row = REEVE_NO_ROW;
      for (guint i = 0; i < REEVE_N_SOURCES; i++)
        if (gather->cursors[i].statement != NULL && gather->groups[i] != NULL)
          g_array_set_size (gather->groups[i], 0);
      read_own_rows (gather, about, id);
      gather->business_row = business_row;
    }
  swap_cursors (gather);
  for (guint i = known; i < gather->known->len; i++)
    {
      const ReeveKnown *one = &g_array_index (gather->known, ReeveKnown, i);

      if (one->kind == reeve_vocabulary_about_kind (about) && one->id == id)
        gather->own_row = one->row;
    }
  return ok;
}

static guint
no_record (ReeveGather *gather, ReeveKind kind)
{
  return reeve_facts_add_row (gather->facts, kind, REEVE_ROW_NO_RECORD);
}

static void
set_root (ReeveGather *gather, guint field, guint row)
{
  if (row != REEVE_NO_ROW)
    reeve_facts_set_record (gather->facts, REEVE_KIND_SUBJECT, 0, field, row);
}

/* How surely a notice is about the record tested. */
typedef enum { CLAIM_NONE, CLAIM_CITES, CLAIM_NAMES } Claim;
typedef Claim (*ClaimFunc) (ReeveGather *gather, const ReeveNoticeRow *notice);

/* The latest of the notices with the surest claim; NO_RECORD when there is none, for notices are the city's own. */
static void
set_latest_notice (ReeveGather *gather, ClaimFunc claim_of)
{
  const ReeveNoticeRow *best = NULL;
  Claim best_claim = CLAIM_NONE;

  for (guint i = 0; i < gather->notices->len; i++)
    {
      const ReeveNoticeRow *notice = &g_array_index (gather->notices, ReeveNoticeRow, i);
      Claim claim = claim_of (gather, notice);

      if (claim > best_claim || (claim != CLAIM_NONE && claim == best_claim && g_strcmp0 (notice->date, best->date) >= 0))
        {
          best = notice;
          best_claim = claim;
        }
    }
  set_root (gather, reeve_field_ids ()->subject_notice, best != NULL ? best->row : no_record (gather, REEVE_KIND_NOTICE));
}

static Claim
announces (ReeveGather *gather, const ReeveNoticeRow *notice)
{
  const ReeveKnown *known = reeve_gather_find_known (gather, REEVE_KIND_NOTICE, notice->id);

  return known != NULL && known->links[0] == gather->id ? CLAIM_NAMES : CLAIM_NONE;
}

/* A notice that names no violation but cites the provision is about what was found by then. */
static Claim
names_violation (ReeveGather *gather, const ReeveNoticeRow *notice)
{
  const ReeveGroup *group = reeve_gather_find_group (gather, REEVE_SOURCE_NOTICE_VIOLATION, notice->id);
  const ReeveKnown *violation = NULL;

  for (guint i = 0; i < gather->known->len; i++)
    {
      const ReeveKnown *known = &g_array_index (gather->known, ReeveKnown, i);

      if (known->kind != REEVE_KIND_VIOLATION || known->id != gather->id)
        continue;
      if (group != NULL && known->row >= group->first && known->row < group->first + group->n)
        return CLAIM_NAMES;
      if (known->text != NULL)
        violation = known;
    }
  if (group == NULL && violation != NULL && notice->provisions != NULL && reeve_gather_day_of (notice->date) >= violation->links[0])
    {
      const char *slash = strchr (violation->text, '/');
      g_autofree char *ordinance = g_strndup (violation->text, (gsize) (slash - violation->text));

      if (reeve_notice_cites (notice->provisions, ordinance, slash + 1))
        return CLAIM_CITES;
    }
  return CLAIM_NONE;
}

/* The latest hearing about the sanction. Hearings are the city's own: none is none. */
static void
set_hearing (ReeveGather *gather)
{
  guint best = REEVE_NO_ROW;

  for (guint i = 0; i < gather->known->len; i++)
    {
      const ReeveKnown *known = &g_array_index (gather->known, ReeveKnown, i);
      const ReeveKnown *notice;

      if (known->kind != REEVE_KIND_HEARING)
        continue;
      notice = reeve_gather_find_known (gather, REEVE_KIND_NOTICE, known->links[0]);
      if (known->links[1] == gather->id || (known->links[1] == 0 && notice != NULL && notice->links[0] == gather->id))
        best = known->row;
    }
  set_root (gather, reeve_field_ids ()->subject_hearing, best != REEVE_NO_ROW ? best : no_record (gather, REEVE_KIND_HEARING));
}

/* What the hearing contests: the notice it names, and the sanction it names or that notice announced. Unnamed is unknown. */
static void
set_contested (ReeveGather *gather)
{
  const ReeveKnown *hearing = reeve_gather_find_known (gather, REEVE_KIND_HEARING, gather->id);
  const ReeveKnown *notice = hearing == NULL ? NULL : reeve_gather_find_known (gather, REEVE_KIND_NOTICE, hearing->links[0]);
  gint64 sanction = hearing == NULL ? 0 : hearing->links[1] != 0 ? hearing->links[1] : notice != NULL ? notice->links[0] : 0;

  if (notice != NULL)
    set_root (gather, reeve_field_ids ()->subject_notice, notice->row);
  set_root (gather, reeve_field_ids ()->subject_sanction, reeve_gather_find (gather, REEVE_KIND_SANCTION, sanction));
}

/* The answers of that visit, not of the latest. */
static void
set_visit_items (ReeveGather *gather)
{
  for (guint i = 0; i < g_hash_table_size (gather->items); i++)
    reeve_facts_set_item (gather->facts, REEVE_KIND_SUBJECT, 0, i, NULL, 0, G_MININT32);
  for (guint v = 0; v < gather->visits->len; v++)
    {
      const ReeveVisit *visit = &g_array_index (gather->visits, ReeveVisit, v);

      for (guint i = visit->first_answer; visit->id == gather->id && i < visit->first_answer + visit->n_answers; i++)
        {
          const ReeveAnswer *answer = &g_array_index (gather->answers, ReeveAnswer, i);

          if (answer->of == REEVE_KIND_SUBJECT)
            reeve_facts_set_item (gather->facts, REEVE_KIND_SUBJECT, 0, answer->item, answer->answer, visit->id, visit->day);
        }
    }
}

static void
set_roots (ReeveGather *gather, ReeveAbout about)
{
  set_root (gather, (guint) reeve_vocabulary_field (REEVE_KIND_SUBJECT, reeve_vocabulary_about_root (about)), gather->own_row);
  switch (about)
    {
    case REEVE_ABOUT_SANCTION:
      set_latest_notice (gather, announces);
      set_hearing (gather);
      break;
    case REEVE_ABOUT_HEARING:
      set_contested (gather);
      break;
    case REEVE_ABOUT_VIOLATION:
      set_latest_notice (gather, names_violation);
      break;
    case REEVE_ABOUT_INSPECTION:
      if (gather->need->items[REEVE_KIND_SUBJECT])
        set_visit_items (gather);
      break;
    default:
      break;
    }
}

/* When no provision asks about more than the record itself, its business and premises need not be read: by far the most of a city's visits are
 * tested on how the officers went about them. */
static gboolean
stands_alone (const ReeveGather *gather, ReeveAbout about)
{
  const ReeveFieldIds *f = reeve_field_ids ();
  const gboolean *roots = gather->need->reads[REEVE_KIND_SUBJECT];

  return (about == REEVE_ABOUT_INSPECTION || about == REEVE_ABOUT_COMPLAINT) && !roots[f->subject_business] && !roots[f->subject_premises]
         && !roots[f->subject_notice] && !gather->need->notices;
}

/* FALSE with NOT_FOUND if the record was not there on that day. */
static gboolean
read_at_home (ReeveGather *gather, ReeveConn *conn, ReeveAbout about, const ReeveHome *home, GError **error)
{
  char number[24];

  reeve_gather_begin (gather, about);
  gather->whole = TRUE;
  gather->id = home->id;
  if (!stands_alone (gather, about))
    {
      if (home->business != 0 && !read_business (gather, conn, home->business, home->premises, error))
        return FALSE;
      if (home->business == 0 && home->premises != 0 && !read_premises (gather, conn, home->premises, error))
        return FALSE;
    }
  if (about == REEVE_ABOUT_BUSINESS || about == REEVE_ABOUT_PREMISES)
    return TRUE;
  if (about != REEVE_ABOUT_PRACTITIONER_LICENCE)
    gather->own_row = reeve_gather_find (gather, reeve_vocabulary_about_kind (about), home->id);
  if (gather->own_row == REEVE_NO_ROW && !read_own (gather, conn, about, home->id, error))
    return FALSE;
  if (gather->own_row == REEVE_NO_ROW)
    {
      g_snprintf (number, sizeof number, "%" G_GINT64_FORMAT, home->id);
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("The record %s:%s was not there on that day."), reeve_vocabulary_about_name (about),
                   number);
      return FALSE;
    }
  set_roots (gather, about);
  return TRUE;
}

static void
begin_records (ReeveGather *gather, ReevePlaces *places, ReevePeers *peers)
{
  reeve_gather_close (gather);
  gather->places = places == NULL ? NULL : reeve_places_ref (places);
  gather->peers = peers == NULL ? NULL : reeve_peers_ref (peers);
  gather->last_business = gather->last_own = G_MININT64;
}

gboolean
reeve_gather_record (ReeveGather *gather, ReeveConn *conn, ReeveAbout about, gint64 id, ReevePlaces *places, ReevePeers *peers, GError **error)
{
  ReeveHome home = { id, 0, 0, 0 };
  gboolean ok;

  begin_records (gather, places, peers);
  ok = find_home (&gather->homes[about], conn, about, id, gather->day_text, &home.business, &home.premises, error)
       && reeve_gather_open_answers (gather, conn, error) && reeve_gather_city (gather, conn, error) && read_at_home (gather, conn, about, &home, error);
  reeve_gather_close_cursors (gather);
  if (gather->error != NULL && ok)
    return !reeve_gather_take_error (gather, error);
  return ok;
}

/* Those of no business come last. */
static int
compare_homes (gconstpointer a, gconstpointer b)
{
  const ReeveHome *x = a, *y = b;

  if (x->business != y->business)
    return (guint64) x->business - 1 < (guint64) y->business - 1 ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

/* Nothing is read of businesses of which no record is tested. */
static void
choose_homes (ReeveGather *gather)
{
  g_array_set_size (gather->home_ids, 0);
  for (guint i = 0; i < gather->listed->len; i++)
    {
      gint64 business = g_array_index (gather->listed, ReeveHome, i).business;

      /* No program gives such a number, but a file may hold one: it would stand out of order. */
      if (business < 0)
        return;
      if (business > 0 && (gather->home_ids->len == 0 || g_array_index (gather->home_ids, gint64, gather->home_ids->len - 1) != business))
        g_array_append_val (gather->home_ids, business);
    }
  reeve_gather_choose_subjects (gather, REEVE_SUBJECT_BUSINESS, (const gint64 *) (gpointer) gather->home_ids->data, gather->home_ids->len);
}

gboolean
reeve_gather_open_records (ReeveGather *gather, ReeveConn *conn, ReeveAbout about, gint64 first, gint64 last, GArray *ids, ReevePlaces *places,
                           ReevePeers *peers, GError **error)
{
  GError *local = NULL;
  ReeveStmt *stmt;

  begin_records (gather, places, peers);
  g_array_set_size (gather->listed, 0);
  g_array_set_size (ids, 0);
  gather->next_listed = 0;
  stmt = reeve_gather_open_answers (gather, conn, error) && reeve_gather_city (gather, conn, error)
           ? reeve_gather_prepare (&gather->tested[about], conn, tested[about] != NULL ? tested[about] : homes[about], error)
           : NULL;
  if (stmt == NULL)
    return FALSE;
  bind_homes (stmt, about, first, last, gather->day_text);
  while (reeve_stmt_step (stmt, &local))
    {
      ReeveHome home = { reeve_stmt_int (stmt, 0), reeve_stmt_int (stmt, 1), reeve_stmt_int (stmt, 2), ids->len };

      g_array_append_val (gather->listed, home);
      g_array_append_val (ids, home.id);
      gather->last_business = MAX (gather->last_business, home.business);
      gather->last_own = home.id;
    }
  reeve_stmt_reset (stmt);
  gather->about = about;
  reeve_gather_choose_subjects (gather, REEVE_SUBJECT_OWN, (const gint64 *) (gpointer) ids->data, ids->len);
  if (!stands_alone (gather, about))
    {
      g_array_sort (gather->listed, compare_homes);
      choose_homes (gather);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
reeve_gather_next_record (ReeveGather *gather, ReeveConn *conn, guint *ret_index, GError **error)
{
  while (gather->next_listed < gather->listed->len)
    {
      const ReeveHome *home = &g_array_index (gather->listed, ReeveHome, gather->next_listed++);
      GError *local = NULL;
      gboolean there = read_at_home (gather, conn, gather->about, home, &local);

      if (g_error_matches (local, REEVE_ERROR, REEVE_ERROR_NOT_FOUND))
        g_clear_error (&local);
      else if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      if (reeve_gather_take_error (gather, error))
        return FALSE;
      *ret_index = home->index;
      if (there)
        return TRUE;
    }
  return FALSE;
}
