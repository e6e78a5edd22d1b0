/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open sites: each premises in turn with a business that is not there yet. What is recorded of the place holds; of the business only what is
 * certain of one that asks for its first licence: its category, that it works at the place, that it belongs to no other practice and has no
 * licence. The business that holds the premises today is taken to have left, so it is nobody's neighbour. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-backtest-private.h"
#include "reeve-check-private.h"
#include "reeve-error.h"
#include "reeve-gather-private.h"
#include "reeve-open-sites.h"

/* The provisions of one ordinance that ask about the place. */
typedef struct
{
  GPtrArray *programs;     /* ReeveProgram */
  GArray *views;           /* ReeveView */
  guint first;             /* of its provisions among all */
  ReeveNeed *need;
  ReeveGather *gather;
} Rules;

typedef struct
{
  const ReeveOpenSitesSpec *spec;
  ReeveOpenSites *result;
  ReeveGround *ground;
  ReeveConn *conn;
  ReeveRegisters *registers;
  ReevePlaces *places;     /* NULL when nobody asks */
  ReevePeers *peers;
  GPtrArray *rules;        /* Rules */
  GHashTable *stated;      /* premises of .premises */
  GHashTable *holders;     /* premises -> index of the business + 1 */
  guint8 *outcomes;        /* of each site and provision: ReeveSiteState */
  GArray *found;           /* reused */
} Survey;

const char *
reeve_site_state_name (ReeveSiteState state)
{
  static const char *const names[REEVE_N_SITE_STATES] = { "open", "closed", "unknown" };

  g_return_val_if_fail ((guint) state < REEVE_N_SITE_STATES, NULL);
  return names[state];
}

static void
rules_free (gpointer data)
{
  Rules *rules = data;

  reeve_gather_free (rules->gather);
  reeve_need_free (rules->need);
  g_array_unref (rules->views);
  g_ptr_array_unref (rules->programs);
  g_free (rules);
}

static void
provision_free (gpointer data)
{
  ReeveSiteProvision *provision = data;

  g_free (provision->id);
  g_free (provision->citation);
  g_free (provision->title);
  g_free (provision);
}

static void
group_free (gpointer data)
{
  g_free (((ReeveSiteGroup *) data)->district);
  g_free (data);
}

void
reeve_open_sites_free (ReeveOpenSites *sites)
{
  if (sites == NULL)
    return;
  g_array_unref (sites->sites);
  g_ptr_array_unref (sites->provisions);
  g_ptr_array_unref (sites->districts);
  g_free (sites);
}

/* --- the provisions --- */

static gboolean
asks_about_place (const ReeveProgram *program)
{
  static const char *const fields[] = { "place", "peer", "zone", "zone-class", "zone-allows", "overlays" };
  ReeveAbout about = reeve_program_get_version (program)->about;

  if (about != REEVE_ABOUT_BUSINESS && about != REEVE_ABOUT_PREMISES)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (reeve_program_reads (program, REEVE_KIND_PREMISES, (guint) reeve_vocabulary_field (REEVE_KIND_PREMISES, fields[i])))
      return TRUE;
  return FALSE;
}

static void
add_provision (Survey *survey, const ReeveProgram *program)
{
  const ReeveProvisionVersion *version = reeve_program_get_version (program);
  ReeveSiteProvision *provision = g_new0 (ReeveSiteProvision, 1);

  provision->id = g_strdup (reeve_program_get_provision (program)->id);
  provision->citation = g_strdup (version->citation);
  provision->title = g_strdup (version->title);
  g_ptr_array_add (survey->result->provisions, provision);
}

static void
add_rules (Survey *survey, ReeveOrdinance *ordinance)
{
  const GPtrArray *provisions = reeve_ordinance_get_provisions (ordinance);
  Rules *rules = g_new0 (Rules, 1);

  rules->programs = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_program_unref);
  rules->views = g_array_new (FALSE, FALSE, sizeof (ReeveView));
  rules->first = survey->result->provisions->len;
  for (guint i = 0; i < provisions->len; i++)
    {
      g_autoptr (ReeveProgram) program
        = reeve_program_new_as_on (ordinance, provisions->pdata[i], survey->spec->day, survey->result->law_day, FALSE);

      if (program == NULL || !asks_about_place (program) || reeve_program_get_version (program)->defines)
        continue;
      add_provision (survey, program);
      g_ptr_array_add (rules->programs, g_steal_pointer (&program));
    }
  rules->need = reeve_need_new (rules->programs);
  for (guint i = 0; i < rules->programs->len; i++)
    {
      ReeveView view = reeve_view_of (rules->need, rules->programs->pdata[i]);

      g_array_append_val (rules->views, view);
    }
  rules->gather = reeve_gather_new (ordinance, rules->need, survey->registers, survey->spec->day, FALSE);
  g_ptr_array_add (survey->rules, rules);
}

/* --- the premises asked --- */

static const ReeveZone *
zone_at (Survey *survey, ReevePoint point, const char *kind)
{
  const ReevePlaces *places = survey->ground->places;

  g_array_set_size (survey->found, 0);
  reeve_geo_index_containing (places->zone_index, point, survey->found);
  for (guint i = 0; i < survey->found->len; i++)
    {
      const ReeveZone *zone = &g_array_index (places->zones, ReeveZone, g_array_index (survey->found, gint64, i));

      if (strcmp (zone->kind, kind) == 0)
        return zone;
    }
  return NULL;
}

static void
consider (Survey *survey, gint64 premises, gboolean placed, ReevePoint point)
{
  static const char *const commercial[] = { "commercial", NULL };
  const ReeveOpenSitesSpec *spec = survey->spec;
  const char *const *classes = spec->zone_classes != NULL ? spec->zone_classes : commercial;
  const ReeveZone *zone = placed ? zone_at (survey, point, "zoning") : NULL, *district;
  ReeveSite site = { .premises = premises, .point = point, .closed_by = -1 };

  if (spec->premises != NULL && !g_hash_table_contains (survey->stated, &premises))
    return;
  if (!placed || (spec->premises == NULL && (zone == NULL || zone->class_ == NULL)))
    {
      survey->result->unplaced++;
      return;
    }
  if (spec->premises == NULL && !g_strv_contains (classes, zone->class_))
    {
      survey->result->elsewhere++;
      return;
    }
  district = zone_at (survey, point, "district");
  site.district = district == NULL ? NULL : g_intern_string (district->name != NULL ? district->name : district->code);
  g_array_append_val (survey->result->sites, site);
}

static gboolean
find_sites (Survey *survey, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (survey->conn, "SELECT id, lon, lat FROM premises ORDER BY id", error);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (reeve_stmt_step (stmt, &local))
    consider (survey, reeve_stmt_int (stmt, 0), !reeve_stmt_is_null (stmt, 1) && !reeve_stmt_is_null (stmt, 2),
              (ReevePoint){ reeve_stmt_real (stmt, 1), reeve_stmt_real (stmt, 2) });
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* --- a business that is not there yet --- */

static guint
field (ReeveKind kind, const char *name)
{
  return (guint) reeve_vocabulary_field (kind, name);
}

static void
set_newcomer (Survey *survey, ReeveGather *gather)
{
  static const char *const not_known[] = { "observation", "staff", "employment", "principal", "person-present" };
  ReeveFacts *facts = reeve_gather_get_facts (gather);
  guint row = reeve_facts_add_row (facts, REEVE_KIND_BUSINESS, 0), none = reeve_facts_add_row (facts, REEVE_KIND_LICENCE, REEVE_ROW_NO_RECORD);

  reeve_facts_set_record (facts, REEVE_KIND_SUBJECT, 0, field (REEVE_KIND_SUBJECT, "business"), row);
  reeve_facts_set_code (facts, REEVE_KIND_BUSINESS, row, field (REEVE_KIND_BUSINESS, "category"),
                        survey->spec->category != NULL ? survey->spec->category : "massage");
  reeve_facts_set_truth (facts, REEVE_KIND_BUSINESS, row, field (REEVE_KIND_BUSINESS, "operating"), TRUE);
  reeve_facts_set_truth (facts, REEVE_KIND_BUSINESS, row, field (REEVE_KIND_BUSINESS, "out-call-only"), FALSE);
  reeve_facts_set_truth (facts, REEVE_KIND_BUSINESS, row, field (REEVE_KIND_BUSINESS, "nonconforming"), FALSE);
  reeve_facts_set_code (facts, REEVE_KIND_BUSINESS, row, field (REEVE_KIND_BUSINESS, "attached-to"), "none");
  reeve_facts_set_int (facts, REEVE_KIND_BUSINESS, row, field (REEVE_KIND_BUSINESS, "opened"), survey->spec->day);
  reeve_facts_set_record (facts, REEVE_KIND_BUSINESS, row, field (REEVE_KIND_BUSINESS, "city-licence"), none);
  for (guint i = 0; i < G_N_ELEMENTS (not_known); i++)
    reeve_facts_set_unknown (facts, REEVE_KIND_BUSINESS, row, field (REEVE_KIND_BUSINESS, not_known[i]));
  if (gather->premises_row != REEVE_NO_ROW)
    reeve_facts_set_truth (facts, REEVE_KIND_PREMISES, gather->premises_row, field (REEVE_KIND_PREMISES, "home-occupation"), FALSE);
}

static gint64
holder_of (Survey *survey, gint64 premises)
{
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (survey->holders, &premises));

  return at == 0 ? 0 : g_array_index (survey->ground->businesses, ReevePlaced, at - 1).id;
}

static ReeveSiteState
state_of (ReeveOutcome outcome)
{
  switch (outcome)
    {
    case REEVE_OUTCOME_VIOLATION:
    case REEVE_OUTCOME_GROUNDS:
      return REEVE_SITE_CLOSED;
    case REEVE_OUTCOME_INSUFFICIENT:
      return REEVE_SITE_UNKNOWN;
    case REEVE_OUTCOME_PENDING:
    case REEVE_OUTCOME_COMPLIANT:
    case REEVE_OUTCOME_NO_GROUNDS:
    case REEVE_OUTCOME_NOT_APPLICABLE:
    case REEVE_N_OUTCOMES:
    default:
      return REEVE_SITE_OPEN;
    }
}

static void
judge_site (Survey *survey, Rules *rules, guint site)
{
  ReeveGather *gather = rules->gather;
  guint8 *states = survey->outcomes + (gsize) site * survey->result->provisions->len + rules->first;

  gather->business = holder_of (survey, g_array_index (survey->result->sites, ReeveSite, site).premises);
  set_newcomer (survey, gather);
  for (guint i = 0; i < rules->programs->len; i++)
    {
      ReeveDay until;

      states[i] = (guint8) state_of (reeve_gather_evaluate (gather, &g_array_index (rules->views, ReeveView, i), NULL, &until));
    }
}

static gboolean
judge_all (Survey *survey, Rules *rules, ReeveProgressFunc progress, gpointer data, GCancellable *cancellable, GError **error)
{
  const GArray *sites = survey->result->sites;
  GError *local = NULL;
  gint64 premises;
  guint at = 0;

  if (rules->programs->len == 0
      || !reeve_gather_open (rules->gather, survey->conn, REEVE_SUBJECT_PREMISES, G_MININT64, G_MAXINT64, survey->places,
                             survey->peers, error))
    return rules->programs->len == 0;
  while (at < sites->len && reeve_gather_next (rules->gather, &premises, &local))
    {
      if (premises != g_array_index (sites, ReeveSite, at).premises)
        continue;
      judge_site (survey, rules, at++);
      if ((at & 255) == 0 && progress != NULL)
        progress (at, sites->len, data);
      if ((at & 63) == 0 && g_cancellable_is_cancelled (cancellable))
        {
          reeve_gather_release (rules->gather);
          g_set_error (error, REEVE_ERROR, REEVE_ERROR_CANCELLED, _("The check was stopped; nothing was changed."));
          return FALSE;
        }
    }
  reeve_gather_release (rules->gather);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* --- totals --- */

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const ReeveSiteGroup *x = *(ReeveSiteGroup *const *) a, *y = *(ReeveSiteGroup *const *) b;

  if ((*x->district == '\0') != (*y->district == '\0'))
    return *x->district == '\0' ? 1 : -1;
  return strcmp (x->district, y->district);
}

static void
count_district (Survey *survey, GHashTable *known, const ReeveSite *site)
{
  const char *district = site->district == NULL ? g_intern_static_string ("") : site->district;
  ReeveSiteGroup *group = g_hash_table_lookup (known, district);

  if (group == NULL)
    {
      group = g_new0 (ReeveSiteGroup, 1);
      group->district = g_strdup (district);
      g_hash_table_insert (known, (gpointer) district, group);
      g_ptr_array_add (survey->result->districts, group);
    }
  group->n[site->state]++;
}

static void
conclude (Survey *survey, guint index)
{
  ReeveOpenSites *result = survey->result;
  ReeveSite *site = &g_array_index (result->sites, ReeveSite, index);
  const guint8 *states = survey->outcomes + (gsize) index * result->provisions->len;
  guint n_closed = 0;

  for (guint i = 0; i < result->provisions->len; i++)
    {
      ReeveSiteProvision *provision = result->provisions->pdata[i];

      provision->closed += states[i] == REEVE_SITE_CLOSED;
      provision->unknown += states[i] == REEVE_SITE_UNKNOWN;
      if (states[i] == REEVE_SITE_OPEN || (states[i] == REEVE_SITE_UNKNOWN && site->state != REEVE_SITE_OPEN))
        continue;
      n_closed += states[i] == REEVE_SITE_CLOSED;
      if (site->state == states[i])
        continue;
      site->state = states[i];
      site->closed_by = (int) i;
    }
  if (n_closed == 1)
    ((ReeveSiteProvision *) result->provisions->pdata[site->closed_by])->alone++;
  result->n[site->state]++;
}

static gboolean
prepare (Survey *survey, ReeveDb *db, GError **error)
{
  const ReeveOpenSitesSpec *spec = survey->spec;
  const GPtrArray *adopted;
  const GArray *businesses;
  g_autoptr (GPtrArray) programs = g_ptr_array_new ();
  g_autoptr (ReeveCheck) check = NULL;

  survey->ground = reeve_ground_get (db, survey->conn, spec->day, error);
  if (survey->ground == NULL)
    return FALSE;
  adopted = reeve_ground_get_adopted (survey->ground, survey->conn, error);
  businesses = reeve_ground_get_businesses (survey->ground, survey->conn, error);
  if (adopted == NULL || businesses == NULL)
    return FALSE;
  survey->registers = reeve_registers_load (survey->conn);
  for (guint i = 0; i < (spec->ordinance != NULL ? 1 : adopted->len); i++)
    add_rules (survey, spec->ordinance != NULL ? spec->ordinance : adopted->pdata[i]);
  for (guint r = 0; r < survey->rules->len; r++)
    g_ptr_array_extend (programs, ((Rules *) survey->rules->pdata[r])->programs, NULL, NULL);
  /* the neighbours, as a check of these programs would read them */
  check = reeve_check_new_of (survey->conn, spec->day, programs);
  if (!reeve_ground_lend (survey->ground, check, survey->conn, error)
      || !reeve_check_get_surroundings (check, survey->conn, &survey->places, &survey->peers, error))
    return FALSE;
  survey->stated = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; spec->premises != NULL && i < spec->n_premises; i++)
    g_hash_table_add (survey->stated, (gpointer) &spec->premises[i]);
  survey->holders = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < businesses->len; i++)
    g_hash_table_insert (survey->holders, &g_array_index (businesses, ReevePlaced, i).premises, GUINT_TO_POINTER (i + 1));
  return TRUE;
}

static gboolean
run (Survey *survey, ReeveDb *db, ReeveProgressFunc progress, gpointer data, GCancellable *cancellable, GError **error)
{
  ReeveOpenSites *result = survey->result;
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);

  if (!prepare (survey, db, error) || !find_sites (survey, error))
    return FALSE;
  survey->outcomes = g_malloc0 ((gsize) result->sites->len * result->provisions->len + 1);
  for (guint r = 0; r < survey->rules->len; r++)
    if (!judge_all (survey, survey->rules->pdata[r], progress, data, cancellable, error))
      return FALSE;
  for (guint i = 0; i < result->sites->len; i++)
    {
      conclude (survey, i);
      count_district (survey, known, &g_array_index (result->sites, ReeveSite, i));
    }
  g_ptr_array_sort (result->districts, compare_groups);
  return TRUE;
}

ReeveOpenSites *
reeve_open_sites_run (ReeveDb *db, const ReeveOpenSitesSpec *spec, ReeveProgressFunc progress, gpointer data, GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (ReeveReader) reader = reeve_reader_new (db, error);
  g_autoptr (ReeveOpenSites) result = g_new0 (ReeveOpenSites, 1);
  Survey survey = { .spec = spec, .result = result };
  gboolean ok;

  result->sites = g_array_new (FALSE, FALSE, sizeof (ReeveSite));
  result->provisions = g_ptr_array_new_with_free_func (provision_free);
  result->districts = g_ptr_array_new_with_free_func (group_free);
  result->day = spec->day;
  result->law_day = spec->ordinance == NULL || spec->as_on_day ? spec->day : reeve_ordinance_last_day (spec->ordinance, spec->day);
  if (reader == NULL || !reeve_reader_begin (reader, error))
    return NULL;
  survey.conn = reeve_reader_get_conn (reader);
  survey.rules = g_ptr_array_new_with_free_func (rules_free);
  survey.found = g_array_new (FALSE, FALSE, sizeof (gint64));
  ok = run (&survey, db, progress, data, cancellable, error);
  g_ptr_array_unref (survey.rules);
  g_array_unref (survey.found);
  g_free (survey.outcomes);
  g_clear_pointer (&survey.stated, g_hash_table_unref);
  g_clear_pointer (&survey.holders, g_hash_table_unref);
  g_clear_pointer (&survey.registers, reeve_registers_free);
  g_clear_pointer (&survey.places, reeve_places_unref);
  g_clear_pointer (&survey.peers, reeve_peers_unref);
  reeve_ground_unref (survey.ground);
  reeve_reader_end (reader);
  return ok ? g_steal_pointer (&result) : NULL;
}
