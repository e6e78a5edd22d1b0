/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The derived row per business, and its row in the search index. Neither ever holds who complained, who works there, or what a complaint said:
 * they are made of the business's own names and numbers, its address, its licence. A row is written only when it differs. */
#include "config.h"

#include <string.h>

#include "reeve-derived.h"

typedef struct { gint64 id; guint64 row, words; gboolean has_words, seen; } Known;
typedef struct { ReeveStmt *stmt; gint64 subject; } Feed;

struct _ReeveListing
{
  ReeveConn *conn;
  ReevePlaces *places;
  char day[REEVE_DAY_TEXT_SIZE];
  Feed businesses, licences, names;
  GError *error;
  GArray *known;           /* Known, by id; NULL = write without comparing */
  guint at;                /* place in known */
  GArray *zones;           /* reused */

  /* of the present business */
  gint64 business, premises;
  GString *other;          /* further words to search by */
  char *name, *number, *category, *address, *licence_number, *licence_status, *licence_to;
  const char *zone, *district;
  gboolean has_point, operating_known, operating;
  ReevePoint point;
};

static const char select_businesses[] =
  "SELECT b.id, b.name, b.number, b.category, b.operating, b.opened, b.closed, b.legal_name, o.from_date, o.to_date, p.id, p.address, p.suite, "
  "p.lon, p.lat FROM business b LEFT JOIN occupancy o ON o.business_id = b.id LEFT JOIN premises p ON p.id = o.premises_id "
  "WHERE b.id BETWEEN ?1 AND ?2 ORDER BY b.id, o.id";
static const char select_licences[] =
  "SELECT l.business_id, l.id, l.number, l.applied, l.issued, l.expires, l.replaced_by, s.status, s.from_date, s.to_date, l.scope FROM licence l "
  "LEFT JOIN licence_status s ON s.licence_id = l.id WHERE l.business_id BETWEEN ?1 AND ?2 ORDER BY l.business_id, l.id, s.id";
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
  listing->other = g_string_new (NULL);
  return listing;
}

static void
forget (ReeveListing *listing)
{
  g_clear_pointer (&listing->name, g_free);
  g_clear_pointer (&listing->number, g_free);
  g_clear_pointer (&listing->category, g_free);
  g_clear_pointer (&listing->address, g_free);
  g_clear_pointer (&listing->licence_number, g_free);
  g_clear_pointer (&listing->licence_status, g_free);
  g_clear_pointer (&listing->licence_to, g_free);
  g_string_truncate (listing->other, 0);
  listing->zone = listing->district = NULL;
  listing->premises = 0;
  listing->has_point = listing->operating_known = FALSE;
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
  forget (listing);
  g_string_free (listing->other, TRUE);
  g_array_unref (listing->zones);
  g_clear_pointer (&listing->known, g_array_unref);
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
  if (!listing->has_point)
    return;
  g_array_set_size (listing->zones, 0);
  reeve_geo_index_containing (listing->places->zone_index, listing->point, listing->zones);
  for (guint i = 0; i < listing->zones->len; i++)
    {
      const ReeveZone *zone = &g_array_index (listing->places->zones, ReeveZone, g_array_index (listing->zones, gint64, i));

      if (strcmp (zone->kind, "zoning") == 0 && listing->zone == NULL)
        listing->zone = zone->code;
      else if (strcmp (zone->kind, "district") == 0 && listing->district == NULL)
        listing->district = zone->name != NULL ? zone->name : zone->code;
    }
}

static void
read_premises (ReeveListing *listing, ReeveStmt *stmt)
{
  const char *suite = reeve_stmt_text (stmt, 12);

  listing->premises = reeve_stmt_int (stmt, 10);
  g_free (listing->address);
  listing->address = suite == NULL ? g_strdup (reeve_stmt_text (stmt, 11)) : g_strdup_printf ("%s %s", reeve_stmt_text (stmt, 11), suite);
  listing->has_point = !reeve_stmt_is_null (stmt, 13) && !reeve_stmt_is_null (stmt, 14);
  listing->point = (ReevePoint) { reeve_stmt_real (stmt, 13), reeve_stmt_real (stmt, 14) };
}

static void
read_operating (ReeveListing *listing, ReeveStmt *stmt)
{
  ReeveSpanAnswer open = reeve_span_holds (reeve_stmt_text (stmt, 5), reeve_stmt_text (stmt, 6), listing->day);

  listing->operating_known = open == REEVE_SPAN_OUT || !reeve_stmt_is_null (stmt, 4) || open == REEVE_SPAN_IN;
  listing->operating = open != REEVE_SPAN_OUT && (reeve_stmt_is_null (stmt, 4) ? open == REEVE_SPAN_IN : reeve_stmt_int (stmt, 4) != 0);
}

static void
add_words (ReeveListing *listing, const char *words)
{
  if (words == NULL || *words == '\0')
    return;
  if (listing->other->len > 0)
    g_string_append_c (listing->other, ' ');
  g_string_append (listing->other, words);
}

static void
read_business (ReeveListing *listing)
{
  Feed *feed = &listing->businesses;
  ReeveSpanAnswer best = REEVE_SPAN_OUT;
  char best_from[REEVE_DAY_TEXT_SIZE] = "";
  gint64 id = feed->subject;

  forget (listing);
  listing->business = id;
  listing->name = g_strdup (reeve_stmt_text (feed->stmt, 1));
  listing->number = g_strdup (reeve_stmt_text (feed->stmt, 2));
  listing->category = g_strdup (reeve_stmt_text (feed->stmt, 3));
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
      if (listing->premises != 0 && (holds < best || (holds == best && g_strcmp0 (from == NULL ? "" : from, best_from) < 0)))
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

  for (; feed_on (listing, feed, listing->business); feed_step (listing, feed))
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
          g_free (listing->licence_number);
          listing->licence_number = g_strdup (number);
          g_free (listing->licence_to);
          listing->licence_to = g_strdup (reeve_stmt_text (stmt, 5));
          g_clear_pointer (&listing->licence_status, g_free);
        }
      if (id != best || reeve_stmt_is_null (stmt, 7) || (from != NULL && strcmp (from, listing->day) > 0)
          || (to != NULL && strcmp (to, "none") != 0 && strcmp (to, listing->day) < 0) || strcmp (from == NULL ? "" : from, status_from) < 0)
        continue;
      g_strlcpy (status_from, from == NULL ? "" : from, sizeof status_from);
      g_free (listing->licence_status);
      listing->licence_status = g_strdup (reeve_stmt_text (stmt, 7));
    }
}

gboolean
reeve_listing_next (ReeveListing *listing, gint64 *ret_business, GError **error)
{
  if (listing->businesses.stmt != NULL && listing->error == NULL)
    {
      read_business (listing);
      read_licences (listing);
      for (; feed_on (listing, &listing->names, listing->business); feed_step (listing, &listing->names))
        add_words (listing, reeve_stmt_text (listing->names.stmt, 1));
      *ret_business = listing->business;
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
hash_words (const char *name, const char *number, const char *address, const char *other)
{
  return hash_text (hash_text (hash_text (hash_text (HASH_START, name), number), address), other);
}

#define ROW_COLUMNS                                                                                                                           \
  "business_id, premises_id, name, number, address, category, district, zone, licence_number, licence_status, licence_to, operating, lon, lat, " \
  "shown, not_met, not_known, pending, met, not_applicable, outcomes"
#define N_ROW_COLUMNS 21

/* The bits of a number as text: enough to tell whether it changed, and quicker than its decimal digits. */
#define BITS_SIZE 17

static const char *
bits_text (double value, char text[BITS_SIZE])
{
  static const char digits[] = "0123456789abcdef";
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  for (guint i = 0; i < BITS_SIZE - 1; i++, bits >>= 4)
    text[i] = digits[bits & 15];
  text[BITS_SIZE - 1] = '\0';
  return text;
}

static guint64
hash_row (const char *const values[N_ROW_COLUMNS])
{
  guint64 hash = HASH_START;

  for (guint i = 1; i < N_ROW_COLUMNS; i++)
    hash = hash_text (hash, values[i]);
  return hash;
}

static gboolean
load_known_rows (ReeveListing *listing, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (listing->conn, "SELECT " ROW_COLUMNS " FROM derived_business ORDER BY business_id", error);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (reeve_stmt_step (stmt, &local))
    {
      const char *values[N_ROW_COLUMNS] = { NULL };
      char lon[BITS_SIZE], lat[BITS_SIZE];
      Known known = { .id = reeve_stmt_int (stmt, 0) };

      for (guint i = 1; i < N_ROW_COLUMNS; i++)
        if (i != 12 && i != 13)
          values[i] = reeve_stmt_text (stmt, (int) i);
      if (!reeve_stmt_is_null (stmt, 12))
        {
          values[12] = bits_text (reeve_stmt_real (stmt, 12), lon);
          values[13] = bits_text (reeve_stmt_real (stmt, 13), lat);
        }
      known.row = hash_row (values);
      g_array_append_val (listing->known, known);
    }
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return TRUE;
}

static gboolean
load_known_words (ReeveListing *listing, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (listing->conn, "SELECT rowid, name, number, address, other FROM derived_search ORDER BY rowid", error);
  GError *local = NULL;
  guint at = 0;

  if (stmt == NULL)
    return FALSE;
  while (reeve_stmt_step (stmt, &local))
    {
      gint64 id = reeve_stmt_int (stmt, 0);
      Known *known;

      while (at < listing->known->len && g_array_index (listing->known, Known, at).id < id)
        at++;
      if (at >= listing->known->len)
        break;
      known = &g_array_index (listing->known, Known, at);
      if (known->id != id)
        continue;
      known->has_words = TRUE;
      known->words = hash_words (reeve_stmt_text (stmt, 1), reeve_stmt_text (stmt, 2), reeve_stmt_text (stmt, 3), reeve_stmt_text (stmt, 4));
    }
  reeve_stmt_reset (stmt);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return TRUE;
}

gboolean
reeve_listing_compare (ReeveListing *listing, GError **error)
{
  listing->known = g_array_new (FALSE, FALSE, sizeof (Known));
  listing->at = 0;
  return load_known_rows (listing, error) && load_known_words (listing, error);
}

static Known *
find_known (ReeveListing *listing)
{
  Known *known;

  if (listing->known == NULL)
    return NULL;
  while (listing->at < listing->known->len && g_array_index (listing->known, Known, listing->at).id < listing->business)
    listing->at++;
  if (listing->at >= listing->known->len)
    return NULL;
  known = &g_array_index (listing->known, Known, listing->at);
  if (known->id != listing->business)
    return NULL;
  known->seen = TRUE;
  return known;
}

static gboolean
write_row (ReeveListing *listing, const char *const values[N_ROW_COLUMNS], GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (listing->conn,
                                        "INSERT OR REPLACE INTO derived_business (" ROW_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
                                        "?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)",
                                        error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, listing->business);
  if (listing->premises != 0)
    reeve_stmt_bind_int (stmt, 2, listing->premises);
  else
    reeve_stmt_bind_null (stmt, 2);
  for (int i = 2; i < N_ROW_COLUMNS; i++)
    {
      if (values[i] == NULL)
        reeve_stmt_bind_null (stmt, i + 1);
      else if (i == 12)
        reeve_stmt_bind_real (stmt, i + 1, listing->point.lon);
      else if (i == 13)
        reeve_stmt_bind_real (stmt, i + 1, listing->point.lat);
      else if (i == 11 || (i >= 14 && i <= 19))
        reeve_stmt_bind_int (stmt, i + 1, g_ascii_strtoll (values[i], NULL, 10));
      else
        reeve_stmt_bind_text (stmt, i + 1, values[i]);
    }
  return reeve_stmt_run (stmt, error);
}

static gboolean
remove_words (ReeveListing *listing, gint64 business, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (listing->conn, "DELETE FROM derived_search WHERE rowid = ?1", error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, business);
  return reeve_stmt_run (stmt, error);
}

static gboolean
write_words (ReeveListing *listing, gboolean replace, GError **error)
{
  ReeveStmt *stmt;

  if (replace && !remove_words (listing, listing->business, error))
    return FALSE;
  stmt = reeve_conn_prepare (listing->conn, "INSERT INTO derived_search (rowid, name, number, address, other) VALUES (?1, ?2, ?3, ?4, ?5)", error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, listing->business);
  reeve_stmt_bind_text (stmt, 2, listing->name);
  reeve_stmt_bind_text (stmt, 3, listing->number);
  reeve_stmt_bind_text (stmt, 4, listing->address);
  reeve_stmt_bind_text (stmt, 5, listing->other->str);
  return reeve_stmt_run (stmt, error);
}

gboolean
reeve_listing_write (ReeveListing *listing, const ReeveTally *tally, const char *outcomes, GError **error)
{
  const char *values[N_ROW_COLUMNS] = { NULL };
  char numbers[6][24], lon[BITS_SIZE], lat[BITS_SIZE], premises[24];
  const guint *n = tally->numbers;
  const guint counts[6] = { reeve_tally_worst (tally), n[REEVE_SHOWN_VIOLATION] + n[REEVE_SHOWN_NOT_MET] + n[REEVE_SHOWN_GROUNDS],
                            n[REEVE_SHOWN_NOT_KNOWN], n[REEVE_SHOWN_PENDING], n[REEVE_SHOWN_MET], n[REEVE_SHOWN_NOT_APPLICABLE] };
  Known *known = find_known (listing);
  guint64 words = hash_words (listing->name, listing->number, listing->address, listing->other->str);

  g_snprintf (premises, sizeof premises, "%" G_GINT64_FORMAT, listing->premises);
  values[1] = listing->premises != 0 ? premises : NULL;
  values[2] = listing->name;
  values[3] = listing->number;
  values[4] = listing->address;
  values[5] = listing->category;
  values[6] = listing->district;
  values[7] = listing->zone;
  values[8] = listing->licence_number;
  values[9] = listing->licence_status;
  values[10] = listing->licence_to;
  if (listing->operating_known)
    values[11] = listing->operating ? "1" : "0";
  if (listing->has_point)
    {
      values[12] = bits_text (listing->point.lon, lon);
      values[13] = bits_text (listing->point.lat, lat);
    }
  for (guint i = 0; i < 6; i++)
    {
      g_snprintf (numbers[i], sizeof numbers[i], "%u", counts[i]);
      values[14 + i] = numbers[i];
    }
  values[20] = outcomes;
  if ((known == NULL || known->row != hash_row (values)) && !write_row (listing, values, error))
    return FALSE;
  if (known != NULL && known->has_words && known->words == words)
    return TRUE;
  return write_words (listing, listing->known == NULL || (known != NULL && known->has_words), error);
}

gboolean
reeve_listing_remove (ReeveListing *listing, gint64 business, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (listing->conn, "DELETE FROM derived_business WHERE business_id = ?1", error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, business);
  return reeve_stmt_run (stmt, error) && remove_words (listing, business, error);
}

gboolean
reeve_listing_finish (ReeveListing *listing, GError **error)
{
  for (guint i = 0; listing->known != NULL && i < listing->known->len; i++)
    {
      const Known *known = &g_array_index (listing->known, Known, i);

      if (!known->seen && !reeve_listing_remove (listing, known->id, error))
        return FALSE;
    }
  return TRUE;
}
