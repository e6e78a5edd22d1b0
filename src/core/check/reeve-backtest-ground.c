/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every back-test of a file reads beside the records it tests: who the businesses are and where, how long they have been licensed, the
 * ordinances in force, the places around. A draft is tried again and again while nothing is recorded, so it is kept until the change log grows. */
#include "config.h"

#include <string.h>

#include "reeve-backtest-private.h"
#include "reeve-check-private.h"
#include "reeve-derived.h"

static GMutex lock;
static ReeveGround *kept = NULL;    /* the last one asked for */

void
reeve_ground_unref (ReeveGround *ground)
{
  if (ground == NULL || !g_atomic_ref_count_dec (&ground->refs))
    return;
  g_free (ground->path);
  g_free (ground->stamp);
  g_mutex_clear (&ground->lock);
  g_clear_pointer (&ground->adopted, g_ptr_array_unref);
  g_clear_pointer (&ground->places, reeve_places_unref);
  g_clear_pointer (&ground->peers, reeve_peers_unref);
  g_clear_pointer (&ground->peer_categories, g_ptr_array_unref);
  g_clear_pointer (&ground->businesses, g_array_unref);
  g_clear_pointer (&ground->texts, g_string_chunk_free);
  g_free (ground);
}

static ReeveGround *
ground_ref (ReeveGround *ground)
{
  g_atomic_ref_count_inc (&ground->refs);
  return ground;
}

/* The chain of the log tells two files apart that were put at the same path, and a copy taken back to an earlier day. */
static char *
read_stamp (ReeveConn *conn, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT hash FROM change_log ORDER BY entry DESC LIMIT 1", error);
  GError *local = NULL;
  char *stamp = NULL;

  if (stmt == NULL)
    return NULL;
  if (reeve_stmt_step (stmt, &local))
    stamp = g_strdup (reeve_stmt_text (stmt, 0));
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return stamp != NULL ? stamp : g_strdup ("");
  g_propagate_error (error, local);
  return NULL;
}

ReeveGround *
reeve_ground_get (ReeveDb *db, ReeveConn *conn, ReeveDay day, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  g_autofree char *stamp = read_stamp (conn, error);

  if (stamp == NULL)
    return NULL;
  if (kept != NULL && kept->day == day && strcmp (kept->stamp, stamp) == 0 && strcmp (kept->path, reeve_db_get_path (db)) == 0)
    return ground_ref (kept);
  g_clear_pointer (&kept, reeve_ground_unref);
  kept = g_new0 (ReeveGround, 1);
  g_atomic_ref_count_init (&kept->refs);
  kept->path = g_strdup (reeve_db_get_path (db));
  kept->day = day;
  kept->stamp = g_steal_pointer (&stamp);
  g_mutex_init (&kept->lock);
  return ground_ref (kept);
}

const GPtrArray *
reeve_ground_get_adopted (ReeveGround *ground, ReeveConn *conn, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ground->lock);

  if (ground->adopted == NULL)
    ground->adopted = reeve_check_load_adopted (conn, ground->day, error);
  return ground->adopted;
}

static ReevePlaces *
load_places (ReeveGround *ground, ReeveConn *conn, GError **error)
{
  if (ground->places == NULL)
    ground->places = reeve_places_load (conn, ground->day, error);
  return ground->places;
}

ReevePlaces *
reeve_ground_get_places (ReeveGround *ground, ReeveConn *conn, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ground->lock);

  return load_places (ground, conn, error);
}

static gboolean
holds_categories (const ReeveGround *ground, const char *const *categories)
{
  if (ground->peers == NULL || ground->peer_categories == NULL)
    return ground->peers != NULL;
  for (guint i = 0; categories != NULL && categories[i] != NULL; i++)
    if (!g_ptr_array_find (ground->peer_categories, categories[i], NULL))
      return FALSE;
  return categories != NULL;
}

static void
note_categories (ReeveGround *ground, const char *const *categories)
{
  g_clear_pointer (&ground->peer_categories, g_ptr_array_unref);
  if (categories == NULL)
    return;
  ground->peer_categories = g_ptr_array_new ();
  for (guint i = 0; categories[i] != NULL; i++)
    g_ptr_array_add (ground->peer_categories, (gpointer) categories[i]);
}

/* Before the first run of @check. */
gboolean
reeve_ground_lend (ReeveGround *ground, ReeveCheck *check, ReeveConn *conn, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ground->lock);
  const char *const *categories = reeve_check_get_peer_categories (check);
  ReevePlaces *places = NULL;
  ReevePeers *peers = NULL;
  gboolean ok;

  reeve_check_lend_surroundings (check, ground->places, holds_categories (ground, categories) ? ground->peers : NULL);
  ok = reeve_check_get_surroundings (check, conn, &places, &peers, error);
  if (places != NULL && ground->places == NULL)
    ground->places = reeve_places_ref (places);
  if (peers != NULL && peers != ground->peers)
    {
      g_clear_pointer (&ground->peers, reeve_peers_unref);
      ground->peers = reeve_peers_ref (peers);
      note_categories (ground, categories);
    }
  g_clear_pointer (&places, reeve_places_unref);
  g_clear_pointer (&peers, reeve_peers_unref);
  return ok;
}

/* --- the businesses --- */

static const char *
keep_text (ReeveGround *ground, const char *text)
{
  return text == NULL || *text == '\0' ? NULL : g_string_chunk_insert (ground->texts, text);
}

static gboolean
read_listing (ReeveGround *ground, ReeveConn *conn, GError **error)
{
  g_autoptr (ReeveListing) listing = reeve_listing_new (conn, ground->places, ground->day);
  const ReeveTally nothing = { { 0 } };
  GError *local = NULL;
  gint64 id;

  if (!reeve_listing_open (listing, G_MININT64, G_MAXINT64, error))
    return FALSE;
  while (reeve_listing_next (listing, &id, &local))
    {
      const ReeveListingRow *row = reeve_listing_judge (listing, &nothing, NULL);
      ReevePlaced placed = { .id = id, .premises = row->premises, .point = row->point, .has_point = row->has_point, .licence_age = -1 };

      placed.name = keep_text (ground, row->texts[REEVE_LISTING_NAME]);
      placed.number = keep_text (ground, row->texts[REEVE_LISTING_NUMBER]);
      placed.address = keep_text (ground, row->texts[REEVE_LISTING_ADDRESS]);
      placed.district = g_intern_string (row->texts[REEVE_LISTING_DISTRICT]);
      placed.category = g_intern_string (row->texts[REEVE_LISTING_CATEGORY]);
      g_array_append_val (ground->businesses, placed);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static int
years_between (const char *from, ReeveDay day)
{
  int year, month, day_of_month, to_year, to_month, to_day;
  ReeveDay first;

  if (!reeve_day_parse (from, -1, &first) || first > day)
    return -1;
  reeve_day_to_ymd (first, &year, &month, &day_of_month);
  reeve_day_to_ymd (day, &to_year, &to_month, &to_day);
  return to_year - year - (to_month * 32 + to_day < month * 32 + day_of_month);
}

/* From the first day of its first licence of the city; licences given up since count, a transfer from an earlier owner does not. */
static gboolean
read_licence_ages (ReeveGround *ground, ReeveConn *conn, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn,
                                        "SELECT business_id, min (coalesce (nullif (first_issued, 'none'), nullif (issued, 'none'))) FROM licence "
                                        "WHERE scope IN ('city', 'local') AND business_id IS NOT NULL GROUP BY business_id",
                                        error);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (reeve_stmt_step (stmt, &local))
    {
      guint at = reeve_ground_find (ground, reeve_stmt_int (stmt, 0));

      if (at != G_MAXUINT && !reeve_stmt_is_null (stmt, 1))
        g_array_index (ground->businesses, ReevePlaced, at).licence_age = (gint16) years_between (reeve_stmt_text (stmt, 1), ground->day);
    }
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
read_homes (ReeveGround *ground, ReeveConn *conn, GError **error)
{
  g_autoptr (GHashTable) homes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT id FROM premises WHERE home_occupation = 1", error);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (reeve_stmt_step (stmt, &local))
    {
      gint64 id = reeve_stmt_int (stmt, 0);

      g_hash_table_add (homes, g_memdup2 (&id, sizeof id));
    }
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  for (guint i = 0; i < ground->businesses->len; i++)
    {
      ReevePlaced *placed = &g_array_index (ground->businesses, ReevePlaced, i);

      placed->home = g_hash_table_contains (homes, &placed->premises);
    }
  return TRUE;
}

const GArray *
reeve_ground_get_businesses (ReeveGround *ground, ReeveConn *conn, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ground->lock);

  if (ground->businesses != NULL)
    return ground->businesses;
  if (load_places (ground, conn, error) == NULL)
    return NULL;
  ground->businesses = g_array_new (FALSE, FALSE, sizeof (ReevePlaced));
  ground->texts = g_string_chunk_new (64 * 1024);
  if (!read_listing (ground, conn, error) || !read_licence_ages (ground, conn, error) || !read_homes (ground, conn, error))
    {
      g_clear_pointer (&ground->businesses, g_array_unref);
      g_clear_pointer (&ground->texts, g_string_chunk_free);
    }
  return ground->businesses;
}

guint
reeve_ground_find (const ReeveGround *ground, gint64 business)
{
  const ReevePlaced *all = (const ReevePlaced *) (gpointer) ground->businesses->data;
  guint low = 0, high = ground->businesses->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (all[middle].id < business)
        low = middle + 1;
      else
        high = middle;
    }
  return low < ground->businesses->len && all[low].id == business ? low : G_MAXUINT;
}
