/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The derived row per business, and its row in the search index. Neither ever holds who complained, who works there, or what a complaint said:
 * they are made of the business's own names and numbers, its address, its licence. Hashes stored with a row tell whether it differs. */
#include "config.h"

#include <string.h>

#include "reeve-derived.h"

typedef struct { ReeveStmt *stmt; gint64 subject; } Feed;

struct _ReeveListing
{
  ReeveConn *conn;
  ReevePlaces *places;
  char day[REEVE_DAY_TEXT_SIZE];
  Feed businesses, licences, names;
  GError *error;
  GArray *zones;           /* reused */

  /* of the present business; the texts are kept in buffers that are used again */
  ReeveListingRow row;
  GString *buffers[REEVE_LISTING_N_TEXTS];
};

static const char select_businesses[] =
  "SELECT b.id, b.name, b.number, b.category, b.operating, b.opened, b.closed, b.legal_name, o.from_date, o.to_date, p.id, p.address, p.suite, "
  "p.lon, p.lat FROM business b LEFT JOIN occupancy o ON o.business_id = b.id LEFT JOIN premises p ON p.id = o.premises_id "
  "WHERE b.id BETWEEN ?1 AND ?2 ORDER BY b.id, o.id";
/* Only the city's licences are shown with their status; of the others the number is searched by. */
static const char select_licences[] =
  "SELECT l.business_id, l.id, l.number, l.applied, l.issued, l.expires, l.replaced_by, s.status, s.from_date, s.to_date, l.scope FROM licence l "
  "LEFT JOIN licence_status s ON l.scope IN ('city', 'local') AND s.licence_id = l.id WHERE l.business_id BETWEEN ?1 AND ?2 ORDER BY l.business_id, l.id, s.id";
static const char select_names[] =
  "SELECT n.business_id, n.name FROM business_name n WHERE n.business_id BETWEEN ?1 AND ?2 ORDER BY n.business_id, n.id";

ReeveListing *
reeve_listing_new (ReeveConn *conn, ReevePlaces *places, ReeveDay day)
{
  ReeveListing *listing = g_new0 (ReeveListing, 1);

  listing->conn = conn;
  listing->places = reeve_places_ref (places);
  reeve_day_format (day, listing->day);
  listing->zones = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < REEVE_LISTING_N_TEXTS; i++)
    listing->buffers[i] = g_string_new (NULL);
  return listing;
}

/* @text may be NULL = unknown. */
static void
keep (ReeveListing *listing, ReeveListingText which, const char *text)
{
  listing->row.texts[which] = NULL;
  if (text == NULL)
    return;
  g_string_assign (listing->buffers[which], text);
  listing->row.texts[which] = listing->buffers[which]->str;
}

static void
forget (ReeveListing *listing)
{
  listing->row = (ReeveListingRow) { 0 };
  g_string_truncate (listing->buffers[REEVE_LISTING_OTHER], 0);
}

static void
feed_close (Feed *feed)
{
  if (feed->stmt != NULL)
    reeve_stmt_reset (feed->stmt);
  feed->stmt = NULL;
}

void
reeve_listing_free (ReeveListing *listing)
{
  if (listing == NULL)
    return;
  feed_close (&listing->businesses);
  feed_close (&listing->licences);
  feed_close (&listing->names);
  for (guint i = 0; i < REEVE_LISTING_N_TEXTS; i++)
    g_string_free (listing->buffers[i], TRUE);
  g_array_unref (listing->zones);
  reeve_places_unref (listing->places);
  g_clear_error (&listing->error);
  g_free (listing);
}

static void
feed_step (ReeveListing *listing, Feed *feed)
{
  GError *local = NULL;

  if (reeve_stmt_step (feed->stmt, &local))
    {
      feed->subject = reeve_stmt_int (feed->stmt, 0);
      return;
    }
  feed_close (feed);
  if (local != NULL && listing->error == NULL)
    listing->error = local;
  else
    g_clear_error (&local);
}

static gboolean
feed_open (ReeveListing *listing, Feed *feed, const char *sql, gint64 first, gint64 last, GError **error)
{
  feed_close (feed);
  feed->stmt = reeve_conn_prepare (listing->conn, sql, error);
  if (feed->stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (feed->stmt, 1, first);
  reeve_stmt_bind_int (feed->stmt, 2, last);
  feed_step (listing, feed);
  return TRUE;
}

static gboolean
feed_on (ReeveListing *listing, Feed *feed, gint64 subject)
{
  while (feed->stmt != NULL && feed->subject < subject)
    feed_step (listing, feed);
  return feed->stmt != NULL && feed->subject == subject;
}

gboolean
reeve_listing_open (ReeveListing *listing, gint64 first, gint64 last, GError **error)
{
  return feed_open (listing, &listing->businesses, select_businesses, first, last, error)
         && feed_open (listing, &listing->licences, select_licences, first, last, error)
         && feed_open (listing, &listing->names, select_names, first, last, error);
}

static void
find_zones (ReeveListing *listing)
{
  const char **zone_code = &listing->row.texts[REEVE_LISTING_ZONE], **district = &listing->row.texts[REEVE_LISTING_DISTRICT];

  if (!listing->row.has_point)
    return;
  g_array_set_size (listing->zones, 0);
  reeve_geo_index_containing (listing->places->zone_index, listing->row.point, listing->zones);
  for (guint i = 0; i < listing->zones->len; i++)
    {
      const ReeveZone *zone = &g_array_index (listing->places->zones, ReeveZone, g_array_index (listing->zones, gint64, i));

      if (strcmp (zone->kind, "zoning") == 0 && *zone_code == NULL)
        *zone_code = zone->code;
      else if (strcmp (zone->kind, "district") == 0 && *district == NULL)
        *district = zone->name != NULL ? zone->name : zone->code;
    }
}

static void
read_premises (ReeveListing *listing, ReeveStmt *stmt)
{
  const char *suite = reeve_stmt_text (stmt, 12);

  listing->row.premises = reeve_stmt_int (stmt, 10);
  keep (listing, REEVE_LISTING_ADDRESS, reeve_stmt_text (stmt, 11));
  if (suite != NULL)
    {
      g_string_append_printf (listing->buffers[REEVE_LISTING_ADDRESS], " %s", suite);
      listing->row.texts[REEVE_LISTING_ADDRESS] = listing->buffers[REEVE_LISTING_ADDRESS]->str;
    }
  listing->row.has_point = !reeve_stmt_is_null (stmt, 13) && !reeve_stmt_is_null (stmt, 14);
  listing->row.point = (ReevePoint) { reeve_stmt_real (stmt, 13), reeve_stmt_real (stmt, 14) };
}

static void
read_operating (ReeveListing *listing, ReeveStmt *stmt)
{
  ReeveSpanAnswer open = reeve_span_holds (reeve_stmt_text (stmt, 5), reeve_stmt_text (stmt, 6), listing->day);

  listing->row.operating_known = open == REEVE_SPAN_OUT || !reeve_stmt_is_null (stmt, 4) || open == REEVE_SPAN_IN;
  listing->row.operating = open != REEVE_SPAN_OUT && (reeve_stmt_is_null (stmt, 4) ? open == REEVE_SPAN_IN : reeve_stmt_int (stmt, 4) != 0);
}

static void
add_words (ReeveListing *listing, const char *words)
{
  if (words == NULL || *words == '\0')
    return;
  if (listing->buffers[REEVE_LISTING_OTHER]->len > 0)
    g_string_append_c (listing->buffers[REEVE_LISTING_OTHER], ' ');
  g_string_append (listing->buffers[REEVE_LISTING_OTHER], words);
}

static void
read_business (ReeveListing *listing)
{
  Feed *feed = &listing->businesses;
  ReeveSpanAnswer best = REEVE_SPAN_OUT;
  char best_from[REEVE_DAY_TEXT_SIZE] = "";
  gint64 id = feed->subject;

  forget (listing);
  listing->row.business = id;
  keep (listing, REEVE_LISTING_NAME, reeve_stmt_text (feed->stmt, 1));
  keep (listing, REEVE_LISTING_NUMBER, reeve_stmt_text (feed->stmt, 2));
  keep (listing, REEVE_LISTING_CATEGORY, reeve_stmt_text (feed->stmt, 3));
  read_operating (listing, feed->stmt);
  add_words (listing, reeve_stmt_text (feed->stmt, 7));
  for (; feed_on (listing, feed, id); feed_step (listing, feed))
    {
      const char *from = reeve_stmt_text (feed->stmt, 8);
      ReeveSpanAnswer holds;

      if (reeve_stmt_is_null (feed->stmt, 10))
        continue;
      holds = reeve_span_holds (from, reeve_stmt_text (feed->stmt, 9), listing->day);
      /* A closed business is listed where it last was. */
      if (listing->row.premises != 0 && (holds < best || (holds == best && g_strcmp0 (from == NULL ? "" : from, best_from) < 0)))
        continue;
      best = holds;
      g_strlcpy (best_from, from == NULL ? "" : from, sizeof best_from);
      read_premises (listing, feed->stmt);
    }
  find_zones (listing);
}

/* The licence shown is the one at hand for the provisions (see reeve-gather-licences.c), here with its latest known status. */
static void
read_licences (ReeveListing *listing)
{
  Feed *feed = &listing->licences;
  char best_day[REEVE_DAY_TEXT_SIZE] = "";
  gint64 best = 0, seen = 0;
  char status_from[REEVE_DAY_TEXT_SIZE] = "";

  for (; feed_on (listing, feed, listing->row.business); feed_step (listing, feed))
    {
      ReeveStmt *stmt = feed->stmt;
      gint64 id = reeve_stmt_int (stmt, 1);
      const char *number = reeve_stmt_text (stmt, 2), *applied = reeve_stmt_text (stmt, 3), *issued = reeve_stmt_text (stmt, 4);
      const char *from = reeve_stmt_text (stmt, 8), *to = reeve_stmt_text (stmt, 9), *scope = reeve_stmt_text (stmt, 10);

      if (id != seen)
        {
          const char *known = applied != NULL && strcmp (applied, "none") != 0 ? applied : issued != NULL && strcmp (issued, "none") != 0 ? issued : "";
          const char *day = issued != NULL && strcmp (issued, "none") != 0 ? issued : known;

          seen = id;
          add_words (listing, number);
          if (!reeve_stmt_is_null (stmt, 6) || (strcmp (scope, "city") != 0 && strcmp (scope, "local") != 0) || strcmp (known, listing->day) > 0
              || (best != 0 && strcmp (day, best_day) < 0))
            continue;
          best = id;
          g_strlcpy (best_day, day, sizeof best_day);
          status_from[0] = '\0';
          keep (listing, REEVE_LISTING_LICENCE_NUMBER, number);
          keep (listing, REEVE_LISTING_LICENCE_TO, reeve_stmt_text (stmt, 5));
          keep (listing, REEVE_LISTING_LICENCE_STATUS, NULL);
        }
      if (id != best || reeve_stmt_is_null (stmt, 7) || (from != NULL && strcmp (from, listing->day) > 0)
          || (to != NULL && strcmp (to, "none") != 0 && strcmp (to, listing->day) < 0) || strcmp (from == NULL ? "" : from, status_from) < 0)
        continue;
      g_strlcpy (status_from, from == NULL ? "" : from, sizeof status_from);
      keep (listing, REEVE_LISTING_LICENCE_STATUS, reeve_stmt_text (stmt, 7));
    }
}

gboolean
reeve_listing_next (ReeveListing *listing, gint64 *ret_business, GError **error)
{
  if (listing->businesses.stmt != NULL && listing->error == NULL)
    {
      read_business (listing);
      read_licences (listing);
      for (; feed_on (listing, &listing->names, listing->row.business); feed_step (listing, &listing->names))
        add_words (listing, reeve_stmt_text (listing->names.stmt, 1));
      listing->row.texts[REEVE_LISTING_OTHER] = listing->buffers[REEVE_LISTING_OTHER]->str;
      *ret_business = listing->row.business;
      if (listing->error == NULL)
        return TRUE;
    }
  if (listing->error != NULL)
    g_propagate_error (error, g_steal_pointer (&listing->error));
  return FALSE;
}

/* FNV-1a over a column's text and its nul; NULL differs from "". */
static guint64
hash_text (guint64 hash, const char *text)
{
  if (text == NULL)
    return (hash ^ 0xff) * G_GUINT64_CONSTANT (1099511628211);
  for (;; text++)
    {
      hash = (hash ^ (guint8) *text) * G_GUINT64_CONSTANT (1099511628211);
      if (*text == '\0')
        return hash;
    }
}

#define HASH_START G_GUINT64_CONSTANT (14695981039346656037)

static guint64
hash_number (guint64 hash, guint64 number)
{
  hash ^= number;
  hash *= G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return hash ^ (hash >> 32);
}

static guint64
bits_of (double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  return bits;
}

const ReeveListingRow *
reeve_listing_judge (ReeveListing *listing, const ReeveTally *tally, const char *outcomes)
{
  ReeveListingRow *row = &listing->row;
  guint64 hash = hash_number (HASH_START, (guint64) row->premises), words = HASH_START;

  row->tally = *tally;
  row->texts[REEVE_LISTING_OUTCOMES] = outcomes;
  for (guint i = 0; i < REEVE_LISTING_N_TEXTS; i++)
    if (i != REEVE_LISTING_OTHER)
      hash = hash_text (hash, row->texts[i]);
  hash = hash_number (hash, row->operating_known ? row->operating ? 1 : 0 : 2);
  hash = hash_number (hash, row->has_point ? bits_of (row->point.lon) : 0);
  hash = hash_number (hash, row->has_point ? bits_of (row->point.lat) : 0);
  for (guint i = 0; i < REEVE_N_SHOWN; i++)
    hash = hash_number (hash, tally->numbers[i]);
  words = hash_text (hash_text (words, row->texts[REEVE_LISTING_NAME]), row->texts[REEVE_LISTING_NUMBER]);
  words = hash_text (hash_text (words, row->texts[REEVE_LISTING_ADDRESS]), row->texts[REEVE_LISTING_OTHER]);
  row->row_hash = (gint64) hash;
  row->words_hash = (gint64) words;
  return row;
}

ReeveListingRow *
reeve_listing_row_copy (const ReeveListingRow *row)
{
  gsize sizes[REEVE_LISTING_N_TEXTS], all = sizeof *row;
  ReeveListingRow *copy;
  char *at;

  for (guint i = 0; i < REEVE_LISTING_N_TEXTS; i++)
    {
      sizes[i] = row->texts[i] == NULL ? 0 : strlen (row->texts[i]) + 1;
      all += sizes[i];
    }
  copy = g_malloc (all);
  *copy = *row;
  at = (char *) (copy + 1);
  for (guint i = 0; i < REEVE_LISTING_N_TEXTS; at += sizes[i], i++)
    if (sizes[i] > 0)
      copy->texts[i] = memcpy (at, row->texts[i], sizes[i]);
  return copy;
}

static gboolean
write_row (ReeveConn *conn, const ReeveListingRow *row, GError **error)
{
  static const ReeveListingText columns[] = {
    REEVE_LISTING_NAME, REEVE_LISTING_NUMBER, REEVE_LISTING_ADDRESS, REEVE_LISTING_CATEGORY, REEVE_LISTING_DISTRICT, REEVE_LISTING_ZONE,
    REEVE_LISTING_LICENCE_NUMBER, REEVE_LISTING_LICENCE_STATUS, REEVE_LISTING_LICENCE_TO, REEVE_LISTING_OUTCOMES,
  };
  ReeveStmt *stmt = reeve_conn_prepare (conn,
                                        "INSERT OR REPLACE INTO derived_business (name, number, address, category, district, zone, licence_number, "
                                        "licence_status, licence_to, outcomes, business_id, premises_id, operating, lon, lat, shown, not_met, "
                                        "not_known, pending, met, not_applicable, row_hash, words_hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
                                        "?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)",
                                        error);
  const guint *n = row->tally.numbers;
  const guint counts[] = { reeve_tally_worst (&row->tally), n[REEVE_SHOWN_VIOLATION] + n[REEVE_SHOWN_NOT_MET] + n[REEVE_SHOWN_GROUNDS],
                           n[REEVE_SHOWN_NOT_KNOWN], n[REEVE_SHOWN_PENDING], n[REEVE_SHOWN_MET], n[REEVE_SHOWN_NOT_APPLICABLE] };

  if (stmt == NULL)
    return FALSE;
  for (int i = 0; i < (int) G_N_ELEMENTS (columns); i++)
    reeve_stmt_bind_static_text (stmt, i + 1, row->texts[columns[i]]);
  reeve_stmt_bind_int (stmt, 11, row->business);
  for (int i = 12; i <= 15; i++)
    reeve_stmt_bind_null (stmt, i);
  if (row->premises != 0)
    reeve_stmt_bind_int (stmt, 12, row->premises);
  if (row->operating_known)
    reeve_stmt_bind_int (stmt, 13, row->operating);
  if (row->has_point)
    {
      reeve_stmt_bind_real (stmt, 14, row->point.lon);
      reeve_stmt_bind_real (stmt, 15, row->point.lat);
    }
  for (int i = 0; i < (int) G_N_ELEMENTS (counts); i++)
    reeve_stmt_bind_int (stmt, 16 + i, counts[i]);
  reeve_stmt_bind_int (stmt, 22, row->row_hash);
  reeve_stmt_bind_int (stmt, 23, row->words_hash);
  return reeve_stmt_run (stmt, error);
}

static gboolean
remove_words (ReeveConn *conn, gint64 business, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "DELETE FROM derived_search WHERE rowid = ?1", error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, business);
  return reeve_stmt_run (stmt, error);
}

static gboolean
write_words (ReeveConn *conn, const ReeveListingRow *row, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "INSERT INTO derived_search (rowid, name, number, address, other) VALUES (?1, ?2, ?3, ?4, ?5)", error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, row->business);
  reeve_stmt_bind_static_text (stmt, 2, row->texts[REEVE_LISTING_NAME]);
  reeve_stmt_bind_static_text (stmt, 3, row->texts[REEVE_LISTING_NUMBER]);
  reeve_stmt_bind_static_text (stmt, 4, row->texts[REEVE_LISTING_ADDRESS]);
  reeve_stmt_bind_static_text (stmt, 5, row->texts[REEVE_LISTING_OTHER]);
  return reeve_stmt_run (stmt, error);
}

gboolean
reeve_listing_row_write (ReeveConn *conn, const ReeveListingRow *row, ReeveListingWords words, GError **error)
{
  if (!write_row (conn, row, error))
    return FALSE;
  if (words == REEVE_LISTING_WORDS_REPLACE && !remove_words (conn, row->business, error))
    return FALSE;
  return words == REEVE_LISTING_WORDS_LEAVE || write_words (conn, row, error);
}

gboolean
reeve_listing_remove (ReeveConn *conn, gint64 business, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "DELETE FROM derived_business WHERE business_id = ?1", error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, business);
  return reeve_stmt_run (stmt, error) && remove_words (conn, business, error);
}
