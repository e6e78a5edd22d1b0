/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A check: the programs of the ordinances for one day, and the test of one record. The run over all records is in
 * reeve-check-run.c. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-check-private.h"
#include "reeve-error.h"
#include "reeve-text.h"

static void
group_free (gpointer data)
{
  ReeveCheckGroup *group = data;

  for (guint i = 0; i < 2; i++)
    g_ptr_array_unref (group->idle[i]);
  g_clear_pointer (&group->need, reeve_need_free);
  g_ptr_array_unref (group->programs);
  g_array_unref (group->indices);
  g_array_unref (group->views);
  g_ptr_array_unref (group->gates);
  g_array_unref (group->gate_of);
  reeve_ordinance_unref (group->ordinance);
  g_free (group);
}

ReeveCheck *
reeve_check_ref (ReeveCheck *check)
{
  g_atomic_ref_count_inc (&check->refs);
  return check;
}

void
reeve_check_free (ReeveCheck *check)
{
  if (check == NULL || !g_atomic_ref_count_dec (&check->refs))
    return;
  g_ptr_array_unref (check->groups);
  g_ptr_array_unref (check->programs);
  g_ptr_array_unref (check->categories);
  reeve_registers_free (check->registers);
  g_clear_pointer (&check->places, reeve_places_unref);
  g_clear_pointer (&check->peers, reeve_peers_unref);
  g_mutex_clear (&check->lock);
  g_free (check);
}

ReeveDay
reeve_check_get_day (const ReeveCheck *check)
{
  return check->day;
}

const GPtrArray *
reeve_check_get_programs (const ReeveCheck *check)
{
  return check->programs;
}

GBytes *
reeve_check_find_library (const char *id, int version, gpointer conn)
{
  ReeveStmt *stmt;
  GError *local = NULL;
  GBytes *text = NULL;

  stmt = reeve_conn_prepare (
      conn, "SELECT text FROM ordinance_version WHERE ordinance = ?1 ORDER BY in_force DESC, id DESC LIMIT 1", NULL);
  if (stmt == NULL)
    return NULL;
  reeve_stmt_bind_text (stmt, 1, id);
  if (reeve_stmt_step (stmt, &local))
    text = g_bytes_new (reeve_stmt_text (stmt, 0), reeve_stmt_size (stmt, 0));
  g_clear_error (&local);
  reeve_stmt_reset (stmt);
  return text;
}

static gboolean
is_tested (const ReeveProgram *program)
{
  const ReeveProvisionVersion *version = reeve_program_get_version (program);

  return version->require != NULL || version->grounds != NULL;
}

static gboolean
same_item (const ReeveItem *a, const ReeveItem *b)
{
  if (strcmp (a->id, b->id) != 0 || a->answers != b->answers || a->of != b->of || a->lasts_given != b->lasts_given
      || (a->lasts_given && memcmp (&a->lasts, &b->lasts, sizeof a->lasts) != 0))
    return FALSE;
  if (a->codes == NULL || b->codes == NULL)
    return a->codes == b->codes;
  return g_strv_equal ((const char *const *) a->codes, (const char *const *) b->codes);
}

/* Two versions of one ordinance that ask the same on visits read the same facts: these are gathered once for both. */
static gboolean
share_facts (const ReeveOrdinance *a, const ReeveOrdinance *b)
{
  const GPtrArray *of_a = reeve_ordinance_get_checklist (a), *of_b = reeve_ordinance_get_checklist (b);

  if (a == b)
    return TRUE;
  if (strcmp (reeve_ordinance_get_id (a), reeve_ordinance_get_id (b)) != 0 || of_a == NULL || of_b == NULL || of_a->len != of_b->len)
    return FALSE;
  for (guint i = 0; i < of_a->len; i++)
    if (!same_item (of_a->pdata[i], of_b->pdata[i]))
      return FALSE;
  return TRUE;
}

static ReeveCheckGroup *
find_group (ReeveCheck *check, ReeveOrdinance *ordinance, ReeveAbout about)
{
  ReeveCheckGroup *group;

  for (guint i = 0; i < check->groups->len; i++)
    {
      group = check->groups->pdata[i];
      if (group->about == about && share_facts (group->ordinance, ordinance))
        return group;
    }
  group = g_new0 (ReeveCheckGroup, 1);
  group->ordinance = reeve_ordinance_ref (ordinance);
  group->about = about;
  group->programs = g_ptr_array_new ();
  group->indices = g_array_new (FALSE, FALSE, sizeof (guint));
  group->views = g_array_new (FALSE, FALSE, sizeof (ReeveView));
  group->gates = g_ptr_array_new ();
  group->gate_of = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < 2; i++)
    group->idle[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_gather_free);
  g_ptr_array_add (check->groups, group);
  return group;
}

static void
add_gate (ReeveCheckGroup *group, ReeveProgram *program)
{
  guint at = G_MAXUINT;

  if (reeve_program_get_gate (program) != NULL)
    {
      for (at = 0; at < group->gates->len && !reeve_program_has_same_gate (group->gates->pdata[at], program);)
        at++;
      if (at == group->gates->len)
        g_ptr_array_add (group->gates, program);
    }
  g_array_append_val (group->gate_of, at);
}

static void
close_group (ReeveCheck *check, ReeveCheckGroup *group)
{
  group->need = reeve_need_new (group->programs);
  for (guint i = 0; i < group->programs->len; i++)
    {
      ReeveView view = reeve_view_of (group->need, group->programs->pdata[i]);

      g_array_append_val (group->views, view);
      add_gate (group, group->programs->pdata[i]);
    }
  check->abouts[group->about] = TRUE;
  check->needs_places |= group->need->zones || group->need->place_radius_m > 0;
  check->needs_peers |= group->need->peer_radius_m > 0;
  check->needs_peer_licences |= group->need->reads[REEVE_KIND_PEER][reeve_vocabulary_field (REEVE_KIND_PEER, "city-licensed")];
  check->peer_radius_m = MAX (check->peer_radius_m, group->need->peer_radius_m);
  check->all_categories |= group->need->all_peer_categories;
  for (guint i = 0; group->need->peer_categories->pdata[i] != NULL; i++)
    if (!g_ptr_array_find (check->categories, group->need->peer_categories->pdata[i], NULL))
      g_ptr_array_add (check->categories, group->need->peer_categories->pdata[i]);
}

/* Groups must be closed once all programs are in. */
static void
add_program (ReeveCheck *check, ReeveProgram *program)
{
  ReeveCheckGroup *group
      = find_group (check, reeve_program_get_ordinance (program), reeve_program_get_version (program)->about);

  g_array_append_val (group->indices, check->programs->len);
  g_ptr_array_add (group->programs, program);
  g_ptr_array_add (check->programs, reeve_program_ref (program));
}

/* FALSE if there is no provision @only in it. */
static gboolean
add_ordinance (ReeveCheck *check, ReeveOrdinance *ordinance, const char *only)
{
  const GPtrArray *provisions = reeve_ordinance_get_provisions (ordinance);
  guint first_group = check->groups->len;
  gboolean found = FALSE;

  for (guint i = 0; i < provisions->len; i++)
    {
      const ReeveProvision *provision = provisions->pdata[i];
      g_autoptr (ReeveProgram) program = NULL;

      if (only != NULL && strcmp (provision->id, only) != 0)
        continue;
      found = TRUE;
      program = reeve_program_new (ordinance, provision, check->day, TRUE);
      if (program != NULL && is_tested (program))
        add_program (check, program);
    }
  for (guint i = first_group; i < check->groups->len; i++)
    close_group (check, check->groups->pdata[i]);
  return found;
}

/* The versions used for the day: of each ordinance the last whose in_force is not after it. */
static gboolean
read_adopted_texts (ReeveConn *conn, ReeveDay day, GPtrArray *names, GPtrArray *texts, GError **error)
{
  char day_text[REEVE_DAY_TEXT_SIZE];
  GError *local = NULL;
  ReeveStmt *stmt;

  reeve_day_format (day, day_text);
  stmt = reeve_conn_prepare (conn,
                             "SELECT ordinance, text FROM ordinance_version v WHERE in_force <= ?1 AND id = (SELECT id "
                             "FROM ordinance_version w "
                             "WHERE w.ordinance = v.ordinance AND w.in_force <= ?1 ORDER BY w.in_force DESC, w.id DESC "
                             "LIMIT 1) ORDER BY ordinance",
                             error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, day_text);
  while (reeve_stmt_step (stmt, &local))
    {
      g_ptr_array_add (names, g_strdup (reeve_stmt_text (stmt, 0)));
      g_ptr_array_add (texts, g_bytes_new (reeve_stmt_text (stmt, 1), reeve_stmt_size (stmt, 1)));
    }
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

GPtrArray *
reeve_check_load_adopted (ReeveConn *conn, ReeveDay day, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) adopted = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_ordinance_unref);

  if (!read_adopted_texts (conn, day, names, texts, error))
    return NULL;
  for (guint i = 0; i < texts->len; i++)
    {
      g_autoptr (ReeveMessages) messages = NULL;
      ReeveOrdinance *ordinance
          = reeve_ordinance_load (names->pdata[i], texts->pdata[i], reeve_check_find_library, conn, &messages);

      if (ordinance == NULL)
        {
          g_autofree char *text = reeve_messages_format (messages);

          g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _ ("The adopted ordinance '%s' cannot be read:\n%s"),
                       (char *) names->pdata[i], text);
          return NULL;
        }
      g_ptr_array_add (adopted, ordinance);
    }
  return g_steal_pointer (&adopted);
}

static gboolean
add_adopted (ReeveCheck *check, ReeveConn *conn, const char *only, gboolean *ret_found, GError **error)
{
  g_autoptr (GPtrArray) adopted = reeve_check_load_adopted (conn, check->day, error);

  if (adopted == NULL)
    return FALSE;
  for (guint i = 0; i < adopted->len; i++)
    *ret_found |= add_ordinance (check, adopted->pdata[i], only);
  return TRUE;
}

static ReeveCheck *
check_init (ReeveConn *conn, ReeveDay day)
{
  ReeveCheck *check = g_new0 (ReeveCheck, 1);

  g_atomic_ref_count_init (&check->refs);
  g_mutex_init (&check->lock);
  check->day = day;
  check->programs = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_program_unref);
  check->groups = g_ptr_array_new_with_free_func (group_free);
  check->categories = g_ptr_array_new ();
  check->registers = reeve_registers_load (conn);
  return check;
}

ReeveCheck *
reeve_check_new (ReeveConn *conn, ReeveDay day, ReeveOrdinance *ordinance, const char *only, GError **error)
{
  g_autoptr (ReeveCheck) check = check_init (conn, day);
  gboolean found = FALSE;

  if (ordinance != NULL)
    found = add_ordinance (check, ordinance, only);
  else if (!add_adopted (check, conn, only, &found, error))
    return NULL;
  g_ptr_array_add (check->categories, NULL);
  if (only != NULL && !found)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _ ("There is no provision '%s' in the ordinances used."),
                   only);
      return NULL;
    }
  return g_steal_pointer (&check);
}

ReeveCheck *
reeve_check_new_of (ReeveConn *conn, ReeveDay day, const GPtrArray *programs)
{
  ReeveCheck *check = check_init (conn, day);

  for (guint i = 0; i < programs->len; i++)
    add_program (check, programs->pdata[i]);
  for (guint i = 0; i < check->groups->len; i++)
    close_group (check, check->groups->pdata[i]);
  g_ptr_array_add (check->categories, NULL);
  return check;
}

char *
reeve_check_signature (const ReeveCheck *check)
{
  GString *signature = g_string_new (NULL);

  for (guint i = 0; i < check->programs->len; i++)
    {
      const ReeveProgram *program = check->programs->pdata[i];

      g_string_append_printf (signature, "%s/%s ", reeve_ordinance_get_sha256 (reeve_program_get_ordinance (program)),
                              reeve_program_get_provision (program)->id);
    }
  return g_string_free (signature, FALSE);
}

void
reeve_check_forget_peers (ReeveCheck *check)
{
  g_mutex_lock (&check->lock);
  g_clear_pointer (&check->peers, reeve_peers_unref);
  g_mutex_unlock (&check->lock);
}

gboolean
reeve_check_get_surroundings (ReeveCheck *check, ReeveConn *conn, ReevePlaces **ret_places, ReevePeers **ret_peers,
                              GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&check->lock);

  *ret_places = NULL;
  *ret_peers = NULL;
  if (check->needs_places && check->places == NULL)
    {
      check->places = reeve_places_load (conn, check->day, error);
      if (check->places == NULL)
        return FALSE;
    }
  if (check->needs_peers && check->peers == NULL)
    {
      check->peers = reeve_peers_load (
          conn, check->day, check->all_categories ? NULL : (const char *const *) check->categories->pdata, check->needs_peer_licences, error);
      if (check->peers == NULL)
        return FALSE;
    }
  if (check->places != NULL)
    *ret_places = reeve_places_ref (check->places);
  if (check->peers != NULL)
    *ret_peers = reeve_peers_ref (check->peers);
  return TRUE;
}

void
reeve_check_lend_surroundings (ReeveCheck *check, ReevePlaces *places, ReevePeers *peers)
{
  g_mutex_lock (&check->lock);
  if (check->places == NULL && places != NULL)
    check->places = reeve_places_ref (places);
  if (check->peers == NULL && peers != NULL && (peers->licences || !check->needs_peer_licences))
    check->peers = reeve_peers_ref (peers);
  g_mutex_unlock (&check->lock);
}

const char *const *
reeve_check_get_peer_categories (const ReeveCheck *check)
{
  return check->all_categories ? NULL : (const char *const *) check->categories->pdata;
}

gboolean
reeve_check_wants_peer (const ReeveCheck *check, const char *category)
{
  if (!check->needs_peers || check->all_categories || category == NULL)
    return check->needs_peers;
  return g_strv_contains ((const char *const *) check->categories->pdata, category);
}

static gboolean
node_reads_peers (const ReeveNode *node)
{
  if (node == NULL)
    return FALSE;
  if (node->kind == REEVE_NODE_FIELD && node->type == REEVE_TYPE_COLLECTION && node->record_kind == REEVE_KIND_PEER)
    return TRUE;
  for (guint i = 0; i < node->n_children; i++)
    if (node_reads_peers (node->children[i]))
      return TRUE;
  return FALSE;
}

static gboolean
scope_reads_peers (const ReeveProvisionVersion *version)
{
  for (guint i = 0; version->unless != NULL && i < version->unless->len; i++)
    if (node_reads_peers (((const ReeveUnless *) version->unless->pdata[i])->when))
      return TRUE;
  return node_reads_peers (version->applies) || node_reads_peers (version->grandfather);
}

/* Where a provision about neighbours does not apply for other reasons, no neighbour changes that. */
gboolean
reeve_check_heeds_peers (const ReeveCheck *check, const char *letters)
{
  guint peers = (guint) reeve_vocabulary_field (REEVE_KIND_PREMISES, "peer"), column = 0;

  for (guint i = 0; i < check->programs->len; i++)
    {
      const ReeveProgram *program = check->programs->pdata[i];

      if (reeve_program_get_version (program)->about != REEVE_ABOUT_BUSINESS)
        continue;
      if (reeve_program_reads (program, REEVE_KIND_PREMISES, peers)
          && (letters == NULL || column >= strlen (letters) || letters[column] != 'a' + REEVE_OUTCOME_NOT_APPLICABLE
              || scope_reads_peers (reeve_program_get_version (program))))
        return TRUE;
      column++;
    }
  return FALSE;
}

/* Two positions may each be off by what a point leaves open. */
double
reeve_check_get_peer_reach_m (const ReeveCheck *check)
{
  return check->peer_radius_m + 250;
}

gboolean
reeve_check_reads_city (const ReeveCheck *check)
{
  for (guint g = 0; g < check->groups->len; g++)
    if (((ReeveCheckGroup *) check->groups->pdata[g])->need->reads[REEVE_KIND_SUBJECT][reeve_vocabulary_field (REEVE_KIND_SUBJECT, "city")])
      return TRUE;
  return FALSE;
}

gboolean
reeve_check_needs_places (const ReeveCheck *check)
{
  return check->needs_places;
}

gboolean
reeve_check_has_about (const ReeveCheck *check, ReeveAbout about)
{
  return check->abouts[about];
}

ReevePlaces *
reeve_check_get_places (ReeveCheck *check, ReeveConn *conn, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&check->lock);

  if (check->places == NULL)
    check->places = reeve_places_load (conn, check->day, error);
  return check->places == NULL ? NULL : reeve_places_ref (check->places);
}

static ReeveGather *
take_gather (ReeveCheck *check, ReeveCheckGroup *group, gboolean origins)
{
  ReeveGather *gather = NULL;

  g_mutex_lock (&check->lock);
  if (group->idle[origins]->len > 0)
    gather = g_ptr_array_steal_index_fast (group->idle[origins], group->idle[origins]->len - 1);
  g_mutex_unlock (&check->lock);
  return gather != NULL ? gather
                        : reeve_gather_new (group->ordinance, group->need, check->registers, check->day, origins);
}

static void
give_gather (ReeveCheck *check, ReeveCheckGroup *group, gboolean origins, ReeveGather *gather)
{
  reeve_gather_release (gather);
  g_mutex_lock (&check->lock);
  g_ptr_array_add (group->idle[origins], gather);
  g_mutex_unlock (&check->lock);
}

GPtrArray *
reeve_check_get_statements (ReeveCheck *check)
{
  GPtrArray *sql = g_ptr_array_new_with_free_func (g_free);

  for (guint g = 0; g < check->groups->len; g++)
    {
      ReeveCheckGroup *group = check->groups->pdata[g];
      ReeveGather *gather;

      if (group->about != REEVE_ABOUT_BUSINESS)
        continue;
      gather = take_gather (check, group, FALSE);
      reeve_gather_list_statements (gather, sql);
      give_gather (check, group, FALSE, gather);
    }
  return sql;
}

/* Distances cost most, so they are left unknown at first: an outcome that is certain without them stays what it is. */
ReeveOutcome
reeve_gather_evaluate (ReeveGather *gather, const ReeveView *view, const ReeveValue *gate, ReeveDay *ret_until)
{
  ReeveOutcome outcome;

  reeve_gather_view (gather, view);
  outcome = reeve_program_evaluate_behind (view->program, gate, reeve_gather_get_facts (gather), ret_until);
  if (!view->around || reeve_gather_is_surrounded (gather)
      || (outcome != REEVE_OUTCOME_INSUFFICIENT && outcome != REEVE_OUTCOME_PENDING))
    return outcome;
  reeve_gather_surround (gather, FALSE);
  reeve_gather_view (gather, view);
  return reeve_program_evaluate_behind (view->program, gate, reeve_gather_get_facts (gather), ret_until);
}

gboolean
reeve_about_is_streamed (ReeveAbout about)
{
  return about == REEVE_ABOUT_BUSINESS || about == REEVE_ABOUT_PREMISES;
}

static gboolean
run_record (ReeveCheck *check, ReeveConn *conn, ReeveAbout about, gint64 subject, ReevePlaces *places,
            ReevePeers *peers, ReeveFindingFunc func, gpointer data, GError **error)
{
  gboolean goes_on = TRUE;

  for (guint g = 0; g < check->groups->len && goes_on; g++)
    {
      ReeveCheckGroup *group = check->groups->pdata[g];
      ReeveGather *gather;
      gboolean ok;

      if (group->about != about)
        continue;
      gather = take_gather (check, group, FALSE);
      ok = reeve_gather_record (gather, conn, about, subject, places, peers, error);
      for (guint i = 0; ok && i < group->programs->len && goes_on; i++)
        {
          ReeveFinding finding
              = { about, subject, g_array_index (group->indices, guint, i), REEVE_OUTCOME_INSUFFICIENT, G_MAXINT32 };

          finding.outcome = reeve_gather_evaluate (gather, &g_array_index (group->views, ReeveView, i), NULL, &finding.until);
          goes_on = func (&finding, data);
        }
      give_gather (check, group, FALSE, gather);
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

gboolean
reeve_check_run_one (ReeveCheck *check, ReeveConn *conn, ReeveAbout about, gint64 subject, ReeveFindingFunc func,
                     gpointer data, GError **error)
{
  g_autoptr (ReevePlaces) places = NULL;
  g_autoptr (ReevePeers) peers = NULL;

  if (!reeve_check_get_surroundings (check, conn, &places, &peers, error))
    return FALSE;
  return run_record (check, conn, about, subject, places, peers, func, data, error);
}

static const ReeveView *
find_program (ReeveCheck *check, const char *name, ReeveCheckGroup **ret_group)
{
  const char *slash = strchr (name, '/');

  for (guint g = 0; g < check->groups->len; g++)
    {
      ReeveCheckGroup *group = check->groups->pdata[g];
      const char *ordinance = reeve_ordinance_get_id (group->ordinance);

      for (guint i = 0; i < group->programs->len; i++)
        {
          const char *id = reeve_program_get_provision (group->programs->pdata[i])->id;

          if (strcmp (id, name) != 0
              && !(slash != NULL && strlen (ordinance) == (gsize) (slash - name)
                   && strncmp (ordinance, name, slash - name) == 0 && strcmp (slash + 1, id) == 0))
            continue;
          *ret_group = group;
          return &g_array_index (group->views, ReeveView, i);
        }
    }
  return NULL;
}

static void
set_unknown_provision (ReeveCheck *check, const char *name, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const char *nearest;

  for (guint i = 0; i < check->programs->len; i++)
    g_ptr_array_add (ids, reeve_program_get_provision (check->programs->pdata[i])->id);
  g_ptr_array_add (ids, NULL);
  nearest = reeve_text_nearest (name, (const char *const *) ids->pdata, 2);
  if (nearest != NULL)
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND,
                 _ ("No provision '%s' is in force that day; did you mean '%s'?"), name, nearest);
  else
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _ ("No provision '%s' is in force that day."), name);
}

static ReeveTrace *
explain (ReeveCheck *check, ReeveCheckGroup *group, const ReeveView *view, ReeveConn *conn, gint64 subject, GError **error)
{
  g_autoptr (ReevePlaces) places = NULL;
  g_autoptr (ReevePeers) peers = NULL;
  g_autoptr (ReeveTrace) trace = NULL;
  ReeveGather *gather;
  ReeveDay until;

  if (!reeve_check_get_surroundings (check, conn, &places, &peers, error))
    return NULL;
  gather = take_gather (check, group, TRUE);
  if (reeve_gather_record (gather, conn, group->about, subject, places, peers, error))
    {
      trace = reeve_trace_new ();
      reeve_gather_surround (gather, TRUE);
      reeve_gather_view (gather, view);
      reeve_program_evaluate (view->program, reeve_gather_get_facts (gather), &until, trace);
    }
  give_gather (check, group, TRUE, gather);
  return g_steal_pointer (&trace);
}

gboolean
reeve_check_judge (ReeveCheck *check, ReeveConn *conn, ReeveAbout about, gint64 subject, ReeveJudgedFunc func, gpointer data, GError **error)
{
  g_autoptr (ReevePlaces) places = NULL;
  g_autoptr (ReevePeers) peers = NULL;
  gboolean ok = reeve_check_get_surroundings (check, conn, &places, &peers, error), goes_on = TRUE;

  for (guint g = 0; g < check->groups->len && ok && goes_on; g++)
    {
      ReeveCheckGroup *group = check->groups->pdata[g];
      ReeveGather *gather;

      if (group->about != about)
        continue;
      gather = take_gather (check, group, TRUE);
      ok = reeve_gather_record (gather, conn, about, subject, places, peers, error);
      if (ok)
        reeve_gather_surround (gather, TRUE);
      for (guint i = 0; ok && i < group->programs->len && goes_on; i++)
        {
          reeve_gather_view (gather, &g_array_index (group->views, ReeveView, i));
          goes_on = func (group->programs->pdata[i], reeve_gather_get_facts (gather), data);
        }
      give_gather (check, group, TRUE, gather);
    }
  return ok;
}

ReeveTrace *
reeve_check_explain (ReeveCheck *check, ReeveConn *conn, ReeveAbout about, gint64 subject, const char *provision,
                     GError **error)
{
  const ReeveView *view;
  ReeveCheckGroup *group;

  view = find_program (check, provision, &group);
  if (view == NULL)
    {
      set_unknown_provision (check, provision, error);
      return NULL;
    }
  if (group->about != about)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND,
                   _ ("Provision '%s' tests records of the kind '%s', not '%s'."), provision,
                   reeve_vocabulary_about_name (group->about), reeve_vocabulary_about_name (about));
      return NULL;
    }
  return explain (check, group, view, conn, subject, error);
}

ReeveTrace *
reeve_check_explain_program (ReeveCheck *check, ReeveConn *conn, guint program, gint64 subject, GError **error)
{
  for (guint g = 0; g < check->groups->len; g++)
    {
      ReeveCheckGroup *group = check->groups->pdata[g];

      for (guint i = 0; i < group->indices->len; i++)
        if (g_array_index (group->indices, guint, i) == program)
          return explain (check, group, &g_array_index (group->views, ReeveView, i), conn, subject, error);
    }
  g_return_val_if_reached (NULL);
}
