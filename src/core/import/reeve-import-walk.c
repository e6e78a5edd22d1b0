/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Licences and businesses: one row becomes premises, occupancy, business, licence and its status. Premises and businesses are shared by
 * many rows, so the first row of a run speaks for them and later ones only add; the licence is the row's own. Nothing is inferred: an
 * empty cell erases nothing, an expiry date does not make a status, an ended licence does not close a business. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-date.h"
#include "reeve-error.h"
#include "reeve-import-private.h"
#include "reeve-text.h"

struct _ReeveImportPlace
{
  ReeveImportTable *table;
  guint address, suite, key, lon, lat, method, home, source;
  int f_address, f_house, f_street, f_suite, f_lon, f_lat, f_point, f_home;
  gboolean position;               /* of the row at hand */
  double lon_value, lat_value;
  char *key_text;                  /* address key of the spelling met last for the first time */
};

typedef struct
{
  ReeveImportPlace *place;
  ReeveImportTable *business, *licence;
  guint b_name, b_source, b_operating, l_business, l_premises, l_scope, l_source;
  int f_number, f_scope, f_status, f_status_from, f_ended, f_issued, f_name, f_legal, f_bnumber, f_category, f_hours, f_opened, f_closed, f_operating;
} LicenceWalk;

static gboolean
take_error (GError *local, GError **error)
{
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

ReeveImportPlace *
reeve_import_place_new (ReeveImportRun *run)
{
  ReeveImportPlace *self = g_new0 (ReeveImportPlace, 1);
  self->table = reeve_import_run_table (run, "premises");
  self->address = reeve_import_table_use (self->table, "address");
  self->suite = reeve_import_table_use (self->table, "suite");
  self->key = reeve_import_table_use (self->table, "address_key");
  self->lon = reeve_import_table_use (self->table, "lon");
  self->lat = reeve_import_table_use (self->table, "lat");
  self->method = reeve_import_table_use (self->table, "position_method");
  self->home = reeve_import_table_use (self->table, "home_occupation");
  self->source = reeve_import_table_use (self->table, "source");
  /* another spelling of the same address is no change */
  reeve_import_table_set_once (self->table, self->address);
  reeve_import_table_set_once (self->table, self->suite);
  reeve_import_table_set_once (self->table, self->key);
  reeve_import_table_set_once (self->table, self->source);
  self->f_address = reeve_import_run_field (run, "address");
  self->f_house = reeve_import_run_field (run, "house");
  self->f_street = reeve_import_run_field (run, "street");
  self->f_suite = reeve_import_run_field (run, "suite");
  self->f_lon = reeve_import_run_field (run, "longitude");
  self->f_lat = reeve_import_run_field (run, "latitude");
  self->f_point = reeve_import_run_field (run, "point");
  self->f_home = reeve_import_run_field (run, "premises.home_occupation");
  return self;
}

void
reeve_import_place_free (ReeveImportPlace *self)
{
  g_free (self->key_text);
  g_free (self);
}

/* "POINT (-97.74 30.28)" */
static gboolean
read_point (const char *text, double *lon, double *lat)
{
  char *end;
  if (g_ascii_strncasecmp (text, "POINT", 5) != 0)
    return FALSE;
  text += 5;
  text += strspn (text, " ");
  if (*text != '(')
    return FALSE;
  *lon = g_ascii_strtod (text + 1, &end);
  if (end == text + 1)
    return FALSE;
  text = end;
  *lat = g_ascii_strtod (text, &end);
  return end != text && strspn (end, " )") == strlen (end);
}

void
reeve_import_place_check (ReeveImportPlace *self, ReeveImportRun *run, const ReeveImportRow *row)
{
  const char *lon = reeve_import_run_value (run, self->f_lon), *lat = reeve_import_run_value (run, self->f_lat);
  const char *point = reeve_import_run_value (run, self->f_point);
  self->position = FALSE;
  if (lon != NULL && lat != NULL)
    {
      self->lon_value = g_ascii_strtod (lon, NULL);
      self->lat_value = g_ascii_strtod (lat, NULL);
      self->position = TRUE;
    }
  else if (point != NULL)
    {
      self->position = read_point (point, &self->lon_value, &self->lat_value) && ABS (self->lon_value) <= 180 && ABS (self->lat_value) <= 90;
      if (!self->position)
        reeve_import_run_note (run, row, "point", point, g_strdup_printf (_("The position '%s' is not longitude and latitude, so it was left unknown."), point));
    }
  if (self->position && ABS (self->lon_value) < 0.01 && ABS (self->lat_value) < 0.01)
    {
      self->position = FALSE;
      reeve_import_run_note (run, row, "longitude", "0, 0", g_strdup (_("The position is 0, 0, which stands for none, so it was left unknown.")));
    }
}

static gboolean
find_by_key (ReeveImportRun *run, const char *key, gint64 *ret_id, GError **error)
{
  gboolean had;
  GError *local = NULL;
  *ret_id = 0;
  if (!reeve_import_run_had_rows (run, "premises", &had, error))
    return FALSE;
  if (!had)
    return TRUE;
  ReeveStmt *stmt = reeve_conn_prepare (run->conn, "SELECT id FROM premises WHERE address_key = ? ORDER BY id LIMIT 1", error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, key);
  if (reeve_stmt_step (stmt, &local))
    *ret_id = reeve_stmt_int (stmt, 0);
  reeve_stmt_reset (stmt);
  return take_error (local, error);
}

gboolean
reeve_import_find_premises (ReeveImportRun *run, const char *address, const char *suite, gint64 *ret_id, GError **error)
{
  g_autofree char *key = reeve_address_key (address, suite);
  g_autofree char *seen_key = g_strconcat ("P", key, NULL);
  ReeveImportSeen *seen = reeve_import_run_find_seen (run, seen_key);
  if (seen == NULL)
    return find_by_key (run, key, ret_id, error);
  *ret_id = seen->id;
  return TRUE;
}

/* The address of the row in one piece, or NULL. @scratch holds it when it is put together. */
static const char *
row_address (ReeveImportPlace *self, ReeveImportRun *run)
{
  const char *address = reeve_import_run_value (run, self->f_address);
  const char *street = reeve_import_run_value (run, self->f_street), *house = reeve_import_run_value (run, self->f_house);
  if (address != NULL || street == NULL)
    return address;
  if (house == NULL)
    return street;
  g_string_printf (run->scratch, "%s %s", house, street);
  return g_string_chunk_insert_const (run->strings, run->scratch->str);
}

/* Looks in what this run has met, then in the file; each spelling is normalised once. Id 0: there are no such premises yet. */
static ReeveImportSeen *
find_place (ReeveImportPlace *self, ReeveImportRun *run, const char *address, const char *suite, GError **error)
{
  g_string_assign (run->scratch, "p");
  g_string_append (run->scratch, address);
  g_string_append_c (run->scratch, '\n');
  g_string_append (run->scratch, suite != NULL ? suite : "");
  ReeveImportSeen *spelling = reeve_import_run_find_seen (run, run->scratch->str);
  if (spelling != NULL && spelling->link != NULL)
    return spelling->link;
  spelling = reeve_import_run_add_seen (run, run->scratch->str, 0);
  g_free (self->key_text);
  self->key_text = reeve_address_key (address, suite);
  g_string_assign (run->scratch, "P");
  g_string_append (run->scratch, self->key_text);
  ReeveImportSeen *seen = reeve_import_run_find_seen (run, run->scratch->str);
  if (seen == NULL)
    {
      gint64 id;
      if (!find_by_key (run, self->key_text, &id, error))
        return NULL;
      seen = reeve_import_run_add_seen (run, run->scratch->str, id);
    }
  spelling->link = seen;
  return seen;
}

/* The draft of new premises: address and suite apart, and the key that tells it from others. */
static gboolean
insert_place (ReeveImportPlace *self, ReeveImportRun *run, const char *address, const char *suite, gint64 *ret_id, GError **error)
{
  g_autofree char *street = NULL, *unit = NULL;
  if (suite == NULL)
    reeve_address_split (address, &street, &unit);
  gboolean apart = street != NULL && unit != NULL;
  reeve_import_table_set (self->table, self->address, apart ? street : address);
  reeve_import_table_set (self->table, self->suite, apart ? unit : suite);
  reeve_import_table_set (self->table, self->key, self->key_text);
  reeve_import_table_set (self->table, self->source, run->source);
  return reeve_import_table_insert (self->table, run, ret_id, error);
}

/* A surveyed or hand-set position is better than a spreadsheet's. */
static gboolean
keeps_position (const ReeveImportPlace *self)
{
  const char *method = reeve_import_table_old (self->table, self->method);
  return method != NULL && (strcmp (method, "surveyed") == 0 || strcmp (method, "hand") == 0 || strcmp (method, "parcel") == 0);
}

gboolean
reeve_import_place_write (ReeveImportPlace *self, ReeveImportRun *run, gint64 *ret_id, gboolean *changed, GError **error)
{
  ReeveImportTable *table = self->table;
  *ret_id = 0;
  const char *address = row_address (self, run), *suite = reeve_import_run_value (run, self->f_suite);
  if (address == NULL)
    return TRUE;
  reeve_import_table_unset (table, self->lon);
  reeve_import_table_unset (table, self->lat);
  if (self->position)
    {
      reeve_import_table_set_real (table, self->lon, self->lon_value);
      reeve_import_table_set_real (table, self->lat, self->lat_value);
      reeve_import_table_set (table, self->method, "file");
    }
  ReeveImportSeen *seen = find_place (self, run, address, suite, error);
  if (seen == NULL)
    return FALSE;
  guint64 given = reeve_import_table_given (table);
  gboolean at_home = g_strcmp0 (reeve_import_run_value (run, self->f_home), "1") == 0;
  if (seen->id == 0)
    {
      if (!insert_place (self, run, address, suite, &seen->id, error))
        return FALSE;
      seen->given = given;
      seen->flag = at_home;
      *changed = TRUE;
    }
  else
    {
      /* what an earlier row of this file said stands; only that somebody works at home is learnt from any row */
      guint64 news = given & ~seen->given;
      if (at_home && !seen->flag)
        news |= G_GUINT64_CONSTANT (1) << self->home;
      for (guint i = 0; i < 63; i++)
        if ((given >> i & 1) != 0 && (news >> i & 1) == 0)
          reeve_import_table_unset (table, i);
      if (news != 0)
        {
          if (!reeve_import_table_load (table, run, seen->id, error))
            return FALSE;
          if (keeps_position (self))
            {
              reeve_import_table_unset (table, self->lon);
              reeve_import_table_unset (table, self->lat);
              reeve_import_table_unset (table, self->method);
            }
          /* a home occupation found by any row stays found; the row that says no may come first */
          if (!at_home && reeve_import_table_old_int (table, self->home, 0) == 1)
            reeve_import_table_unset (table, self->home);
          if (!reeve_import_table_merge (table, run, address, changed, error))
            return FALSE;
        }
      seen->given |= given;
      seen->flag = seen->flag || at_home;
    }
  *ret_id = seen->id;
  return TRUE;
}

/* One row of two: the id of the only match, 0 for none or several. */
static gboolean
find_only (ReeveStmt *stmt, gint64 *ret_id, GError **error)
{
  GError *local = NULL;
  *ret_id = 0;
  if (reeve_stmt_step (stmt, &local))
    {
      *ret_id = reeve_stmt_int (stmt, 0);
      if (reeve_stmt_step (stmt, &local))
        *ret_id = 0;
    }
  reeve_stmt_reset (stmt);
  return take_error (local, error);
}

static gboolean
find_by_text (ReeveImportRun *run, const char *sql, const char *text, gint64 number, gint64 *ret_id, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (run->conn, sql, error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, text);
  if (number != 0)
    reeve_stmt_bind_int (stmt, 2, number);
  return find_only (stmt, ret_id, error);
}

gboolean
reeve_import_find_business (ReeveImportRun *run, gint64 premises, gint64 *ret_id, GError **error)
{
  const char *number = reeve_import_run_value (run, reeve_import_run_field (run, "business.number"));
  const char *licence = reeve_import_run_value (run, reeve_import_run_field (run, "business.licence"));
  const char *name = reeve_import_run_value (run, reeve_import_run_field (run, "business.name"));
  *ret_id = 0;
  if (number != NULL && !find_by_text (run, "SELECT id FROM business WHERE number = ?1 LIMIT 2", number, 0, ret_id, error))
    return FALSE;
  if (*ret_id == 0 && licence != NULL
      && !find_by_text (run, "SELECT DISTINCT business_id FROM licence WHERE number = ?1 AND business_id IS NOT NULL LIMIT 2", licence, 0, ret_id, error))
    return FALSE;
  if (*ret_id == 0 && name != NULL && premises != 0
      && !find_by_text (run, "SELECT DISTINCT b.id FROM occupancy o JOIN business b ON b.id = o.business_id WHERE o.premises_id = ?2"
                        " AND b.name = ?1 COLLATE NOCASE LIMIT 2", name, premises, ret_id, error))
    return FALSE;
  if (*ret_id == 0 && name != NULL && premises == 0)
    return find_by_text (run, "SELECT id FROM business WHERE name = ?1 COLLATE NOCASE LIMIT 2", name, 0, ret_id, error);
  return TRUE;
}

static gboolean
insert_status (ReeveImportRun *run, gint64 licence, const char *status, const char *from, GError **error)
{
  ReeveStmt *stmt = reeve_import_run_prepare (run, REEVE_IMPORT_INSERT_STATUS, error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, reeve_txn_new_id (run->txn, "licence_status"));
  reeve_stmt_bind_int (stmt, 2, licence);
  reeve_stmt_bind_static_text (stmt, 3, status);
  reeve_stmt_bind_static_text (stmt, 4, from);
  reeve_stmt_bind_static_text (stmt, 5, run->source);
  return reeve_stmt_run (stmt, error);
}

static gboolean
set_status_date (ReeveImportRun *run, const char *sql, gint64 id, const char *date, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (run->conn, sql, error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, date);
  reeve_stmt_bind_int (stmt, 2, id);
  return reeve_stmt_run (stmt, error);
}

static void
tell_status (ReeveImportRun *run, const char *title, const char *old, const char *new)
{
  const ReeveTableInfo *table = reeve_schema_find_table ("licence_status");
  const ReeveFieldInfo *field = &table->fields[reeve_table_find_field (table, "status")];
  reeve_import_run_add_change (run, g_strdup_printf (_("%s: %s %s -> %s"), title, reeve_field_label (field), reeve_code_label (field, old),
                                                     reeve_code_label (field, new)));
}

gboolean
reeve_import_write_status (ReeveImportRun *run, gint64 licence, gboolean is_new, const char *status, const char *from, gboolean from_stated,
                           const char *title, gboolean *changed, GError **error)
{
  if (status == NULL)
    return TRUE;
  if (is_new)
    return insert_status (run, licence, status, from, error);
  ReeveStmt *stmt = reeve_conn_prepare (run->conn, "SELECT id, status, from_date, to_date FROM licence_status WHERE licence_id = ?"
                                        " ORDER BY to_date IS NULL OR to_date = 'none' DESC, from_date DESC, id DESC LIMIT 1", error);
  GError *local = NULL;
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, licence);
  gboolean found = reeve_stmt_step (stmt, &local);
  gint64 id = found ? reeve_stmt_int (stmt, 0) : 0;
  g_autofree char *old = found ? g_strdup (reeve_stmt_text (stmt, 1)) : NULL;
  g_autofree char *since = found ? g_strdup (reeve_stmt_text (stmt, 2)) : NULL;
  const char *until = found ? reeve_stmt_text (stmt, 3) : NULL;
  gboolean open = found && (until == NULL || strcmp (until, "none") == 0);
  reeve_stmt_reset (stmt);
  if (!take_error (local, error))
    return FALSE;
  if (open && strcmp (old, status) == 0)
    {
      if (from == NULL || g_strcmp0 (since, from) == 0 || (since != NULL && !from_stated))
        return TRUE;
      *changed = TRUE;
      return set_status_date (run, "UPDATE licence_status SET from_date = ?1 WHERE id = ?2", id, from, error);
    }
  *changed = TRUE;
  if (found)
    tell_status (run, title, old, status);
  /* the file says what holds now; since when, it may not say: then since today, when we learnt it */
  const char *start = from != NULL && (since == NULL || strcmp (from, since) > 0) ? from : found ? run->today : from;
  if (open)
    {
      ReeveDay day;
      char before[REEVE_DAY_TEXT_SIZE];
      reeve_day_parse (start, -1, &day);
      reeve_day_format (day - 1, before);
      /* both ends of a span belong to it; a span never ends before it began */
      if (!set_status_date (run, "UPDATE licence_status SET to_date = ?1 WHERE id = ?2", id, since != NULL && strcmp (before, since) < 0 ? since : before, error))
        return FALSE;
    }
  return insert_status (run, licence, status, start, error);
}

/* Puts the business where the row says it is. One that was elsewhere has moved: that occupancy ends. */
static gboolean
write_occupancy (ReeveImportRun *run, gint64 business, gint64 premises, gboolean business_is_new, const char *from, const char *to, gboolean *changed,
                 GError **error)
{
  GError *local = NULL;
  gint64 elsewhere = 0;
  gboolean here = FALSE;
  if (premises == 0)
    return TRUE;
  if (!business_is_new)
    {
      ReeveStmt *stmt = reeve_conn_prepare (run->conn, "SELECT id, premises_id FROM occupancy WHERE business_id = ?"
                                            " AND (to_date IS NULL OR to_date = 'none' OR premises_id = ?)", error);
      if (stmt == NULL)
        return FALSE;
      reeve_stmt_bind_int (stmt, 1, business);
      reeve_stmt_bind_int (stmt, 2, premises);
      while (reeve_stmt_step (stmt, &local))
        if (reeve_stmt_int (stmt, 1) == premises)
          here = TRUE;
        else
          elsewhere = reeve_stmt_int (stmt, 0);
      reeve_stmt_reset (stmt);
      if (!take_error (local, error))
        return FALSE;
      if (here)
        return TRUE;
    }
  if (elsewhere != 0 && !set_status_date (run, "UPDATE occupancy SET to_date = ?1, ended_why = 'moved' WHERE id = ?2", elsewhere, run->today, error))
    return FALSE;
  ReeveStmt *stmt = reeve_import_run_prepare (run, REEVE_IMPORT_INSERT_OCCUPANCY, error);
  if (stmt == NULL)
    return FALSE;
  *changed = TRUE;
  reeve_stmt_bind_int (stmt, 1, reeve_txn_new_id (run->txn, "occupancy"));
  reeve_stmt_bind_int (stmt, 2, premises);
  reeve_stmt_bind_int (stmt, 3, business);
  reeve_stmt_bind_static_text (stmt, 4, elsewhere != 0 ? run->today : from);
  reeve_stmt_bind_static_text (stmt, 5, to);
  reeve_stmt_bind_static_text (stmt, 6, run->source);
  return reeve_stmt_run (stmt, error);
}

/* A name the business gave up is kept: histories and look-backs go by it. */
static gboolean
keep_former_name (ReeveImportRun *run, gint64 business, const char *name, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (run->conn, "INSERT INTO business_name (id, business_id, name, kind, to_date, source) VALUES (?, ?, ?, 'former', ?, ?)", error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, reeve_txn_new_id (run->txn, "business_name"));
  reeve_stmt_bind_int (stmt, 2, business);
  reeve_stmt_bind_text (stmt, 3, name);
  reeve_stmt_bind_text (stmt, 4, run->today);
  reeve_stmt_bind_text (stmt, 5, run->source);
  return reeve_stmt_run (stmt, error);
}

/* The business of the row among those of this run and of the file: by number, else by name, legal name, category and premises alike. */
static gboolean
find_business (LicenceWalk *self, ReeveImportRun *run, gint64 premises, const char *name, ReeveImportSeen **ret_seen, GError **error)
{
  const char *number = reeve_import_run_value (run, self->f_bnumber);
  const char *legal = reeve_import_run_value (run, self->f_legal), *category = reeve_import_run_value (run, self->f_category);
  gboolean had;
  gint64 id = 0;
  g_string_assign (run->scratch, number != NULL ? "B" : "b");
  g_string_append (run->scratch, number != NULL ? number : name);
  if (number == NULL)
    {
      g_string_append_c (run->scratch, '\n');
      g_string_append (run->scratch, legal != NULL ? legal : "");
      g_string_append_c (run->scratch, '\n');
      g_string_append (run->scratch, category != NULL ? category : "");
      g_string_append_printf (run->scratch, "\n%" G_GINT64_FORMAT, premises);
    }
  *ret_seen = reeve_import_run_find_seen (run, run->scratch->str);
  if (*ret_seen != NULL)
    return TRUE;
  *ret_seen = reeve_import_run_add_seen (run, run->scratch->str, 0);
  if (!reeve_import_run_had_rows (run, "business", &had, error))
    return FALSE;
  if (!had)
    return TRUE;
  if (number != NULL)
    {
      if (!find_by_text (run, "SELECT id FROM business WHERE number = ?1 LIMIT 2", number, 0, &id, error))
        return FALSE;
    }
  else
    {
      ReeveStmt *stmt = reeve_conn_prepare (run->conn, premises != 0
                                            ? "SELECT DISTINCT b.id FROM occupancy o JOIN business b ON b.id = o.business_id WHERE o.premises_id = ?1"
                                              " AND b.name = ?2 AND b.legal_name IS ?3 AND b.category IS ?4 ORDER BY b.id LIMIT 1"
                                            : "SELECT b.id FROM business b WHERE b.name = ?2 COLLATE NOCASE AND b.legal_name IS ?3 AND b.category IS ?4"
                                              " AND NOT EXISTS (SELECT 1 FROM occupancy o WHERE o.business_id = b.id) AND ?1 = 0 ORDER BY b.id LIMIT 1", error);
      if (stmt == NULL)
        return FALSE;
      reeve_stmt_bind_int (stmt, 1, premises);
      reeve_stmt_bind_text (stmt, 2, name);
      reeve_stmt_bind_text (stmt, 3, legal);
      reeve_stmt_bind_text (stmt, 4, category);
      if (!find_only (stmt, &id, error))
        return FALSE;
    }
  (*ret_seen)->id = id;
  return TRUE;
}

/* Who holds an active licence is in business, unless the table has its own word on it or somebody recorded otherwise. The reverse does
 * not follow: a lapsed licence does not close a business, which may go on without one. */
static void
draft_operating (LicenceWalk *self, ReeveImportRun *run, const char *status)
{
  const char *closed = reeve_import_run_value (run, self->f_closed);
  gboolean own_word = self->f_operating >= 0 && run->import->column_of[self->f_operating] >= 0;
  if (!own_word && status != NULL && (strcmp (status, "active") == 0 || strcmp (status, "approved") == 0) && (closed == NULL || strcmp (closed, "none") == 0))
    reeve_import_table_set_int (self->business, self->b_operating, 1);
}

/* Inserts or merges the drafted business; @seen remembers what earlier rows of this run said of it. */
static gboolean
write_business (LicenceWalk *self, ReeveImportRun *run, ReeveImportSeen *seen, const char *name, gboolean *is_new, gboolean *changed, GError **error)
{
  ReeveImportTable *table = self->business;
  guint64 given = reeve_import_table_given (table);
  *is_new = seen->id == 0;
  if (seen->id == 0)
    {
      reeve_import_table_set (table, self->b_name, name);
      reeve_import_table_set (table, self->b_source, run->source);
      seen->given = given | G_GUINT64_CONSTANT (1) << self->b_name;
      *changed = TRUE;
      return reeve_import_table_insert (table, run, &seen->id, error);
    }
  guint64 news = given & ~seen->given;
  if (news == 0)
    return TRUE;
  for (guint i = 0; i < 63; i++)
    if ((given >> i & 1) != 0 && (news >> i & 1) == 0)
      reeve_import_table_unset (table, i);
  seen->given |= given;
  if (!reeve_import_table_load (table, run, seen->id, error))
    return FALSE;
  if (run->import->column_of[self->f_operating] < 0 && reeve_import_table_old_int (table, self->b_operating, -1) >= 0)
    reeve_import_table_unset (table, self->b_operating);
  g_autofree char *title = g_strdup (reeve_import_table_old (table, self->b_name));
  if (reeve_import_table_differs (table, G_GUINT64_CONSTANT (1) << self->b_name) >= 0 && title != NULL && !keep_former_name (run, seen->id, title, error))
    return FALSE;
  return reeve_import_table_merge (table, run, title != NULL ? title : name, changed, error);
}

static gboolean
write_hours (LicenceWalk *self, ReeveImportRun *run, gint64 business, gboolean is_new, gboolean *changed, GError **error)
{
  const char *hours = reeve_import_run_value (run, self->f_hours);
  GError *local = NULL;
  gint64 id = 0;
  if (hours == NULL)
    return TRUE;
  if (!is_new)
    {
      ReeveStmt *stmt = reeve_conn_prepare (run->conn, "SELECT id, schedule FROM opening_hours WHERE business_id = ? AND (to_date IS NULL OR to_date = 'none')"
                                            " ORDER BY from_date DESC, id DESC LIMIT 1", error);
      if (stmt == NULL)
        return FALSE;
      reeve_stmt_bind_int (stmt, 1, business);
      gboolean found = reeve_stmt_step (stmt, &local);
      gboolean same = found && strcmp (reeve_stmt_text (stmt, 1), hours) == 0;
      id = found ? reeve_stmt_int (stmt, 0) : 0;
      reeve_stmt_reset (stmt);
      if (!take_error (local, error))
        return FALSE;
      if (same)
        return TRUE;
    }
  *changed = TRUE;
  if (id != 0 && !set_status_date (run, "UPDATE opening_hours SET to_date = ?1 WHERE id = ?2", id, run->today, error))
    return FALSE;
  ReeveStmt *stmt = reeve_conn_prepare (run->conn, "INSERT INTO opening_hours (id, business_id, schedule, from_date, source) VALUES (?, ?, ?, ?, ?)", error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, reeve_txn_new_id (run->txn, "opening_hours"));
  reeve_stmt_bind_int (stmt, 2, business);
  reeve_stmt_bind_text (stmt, 3, hours);
  reeve_stmt_bind_text (stmt, 4, id != 0 ? run->today : NULL);
  reeve_stmt_bind_text (stmt, 5, run->source);
  return reeve_stmt_run (stmt, error);
}

/* The licence of the row: in this run, in the file, or none yet (id 0). */
static gboolean
find_licence (ReeveImportRun *run, const char *number, const char *scope, ReeveImportSeen **ret_seen, GError **error)
{
  gboolean had;
  GError *local = NULL;
  g_string_assign (run->scratch, "L");
  g_string_append (run->scratch, number);
  g_string_append_c (run->scratch, '\n');
  g_string_append (run->scratch, scope);
  *ret_seen = reeve_import_run_find_seen (run, run->scratch->str);
  if (*ret_seen != NULL)
    return TRUE;
  *ret_seen = reeve_import_run_add_seen (run, run->scratch->str, 0);
  if (!reeve_import_run_had_rows (run, "licence", &had, error))
    return FALSE;
  if (!had)
    return TRUE;
  ReeveStmt *stmt = reeve_conn_prepare (run->conn, "SELECT id, business_id FROM licence WHERE number = ? AND scope = ? ORDER BY id LIMIT 1", error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, number);
  reeve_stmt_bind_text (stmt, 2, scope);
  if (reeve_stmt_step (stmt, &local))
    {
      (*ret_seen)->id = reeve_stmt_int (stmt, 0);
      (*ret_seen)->other = reeve_stmt_int (stmt, 1);
      (*ret_seen)->flag = reeve_stmt_is_null (stmt, 1); /* held by a practitioner */
    }
  reeve_stmt_reset (stmt);
  return take_error (local, error);
}

/* Since when the status of the row holds, as far as the row says so. */
static const char *
status_from (LicenceWalk *self, ReeveImportRun *run, const char *status, gboolean *stated)
{
  const char *from = reeve_import_run_value (run, self->f_status_from);
  *stated = from != NULL;
  if (from != NULL || status == NULL)
    return from;
  if (strcmp (status, "active") == 0)
    {
      const char *issued = reeve_import_run_value (run, self->f_issued);
      return issued != NULL && strcmp (issued, "none") != 0 ? issued : NULL;
    }
  static const char *const endings[] = { "lapsed", "expired", "revoked", "surrendered", "denied", "suspended" };
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (strcmp (status, endings[i]) == 0)
      {
        const char *ended = reeve_import_run_value (run, self->f_ended);
        *stated = ended != NULL;
        return ended;
      }
  return NULL;
}

/* A second row for a licence may add, not contradict. @ret_what: the label of what differs, or NULL. */
static gboolean
compare_repeated (LicenceWalk *self, ReeveImportRun *run, ReeveImportSeen *seen, const char **ret_field, const char **ret_what, GError **error)
{
  GError *local = NULL;
  const char *status = reeve_import_run_value (run, self->f_status), *address = row_address (self->place, run);
  *ret_what = NULL;
  if (!reeve_import_table_load (self->licence, run, seen->id, error))
    return FALSE;
  int at = reeve_import_table_differs (self->licence, seen->given);
  if (at >= 0)
    {
      *ret_field = reeve_import_table_field (self->licence, at)->name;
      *ret_what = reeve_field_label (reeve_import_table_field (self->licence, at));
      return TRUE;
    }
  if (address != NULL)
    {
      gint64 premises, before = reeve_import_table_old_int (self->licence, self->l_premises, 0);
      if (!reeve_import_find_premises (run, address, reeve_import_run_value (run, self->place->f_suite), &premises, error))
        return FALSE;
      if (before != 0 && premises != before)
        {
          *ret_field = "address";
          *ret_what = _("Address");
        }
    }
  if (status == NULL || *ret_what != NULL)
    return TRUE;
  ReeveStmt *stmt = reeve_conn_prepare (run->conn, "SELECT 1 FROM licence_status WHERE licence_id = ?1 AND status <> ?2"
                                        " AND NOT EXISTS (SELECT 1 FROM licence_status WHERE licence_id = ?1 AND status = ?2)", error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, seen->id);
  reeve_stmt_bind_text (stmt, 2, status);
  if (reeve_stmt_step (stmt, &local))
    {
      *ret_field = "licence.status";
      *ret_what = _("Licence status");
    }
  reeve_stmt_reset (stmt);
  return take_error (local, error);
}

static gboolean
refuse_repeated (LicenceWalk *self, ReeveImportRun *run, const ReeveImportRow *row, ReeveImportSeen *seen, gboolean *refused, GError **error)
{
  const char *field = NULL, *what;
  if (!compare_repeated (self, run, seen, &field, &what, error))
    return FALSE;
  *refused = what != NULL;
  if (what != NULL)
    {
      g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, seen->line);

      reeve_import_run_refuse (run, row, field, g_strdup_printf (_("Line %s already gave this licence number with another value: %s."), line, what));
    }
  return TRUE;
}

/* How a business is called in the list of differences when the row does not name it. Kept with the run. */
static const char *
known_name (ReeveImportRun *run, gint64 business)
{
  ReeveStmt *stmt = reeve_conn_prepare (run->conn, "SELECT name FROM business WHERE id = ?", NULL);
  const char *name = NULL;
  g_autoptr (GError) error = NULL;
  if (stmt == NULL)
    return NULL;
  reeve_stmt_bind_int (stmt, 1, business);
  if (reeve_stmt_step (stmt, &error))
    name = g_string_chunk_insert_const (run->strings, reeve_stmt_text (stmt, 0));
  reeve_stmt_reset (stmt);
  return name;
}

static gboolean
walk_licence (ReeveImportRun *run, const ReeveImportRow *row, GError **error)
{
  LicenceWalk *self = run->walk_data;
  const char *number = reeve_import_run_value (run, self->f_number);
  const char *scope = reeve_import_run_value (run, self->f_scope);
  const char *name = reeve_import_run_value (run, self->f_name), *legal = reeve_import_run_value (run, self->f_legal);
  const char *status = reeve_import_run_value (run, self->f_status);
  ReeveImportSeen *licence, *business = NULL;
  gboolean refused = FALSE, changed = FALSE, business_is_new = FALSE, stated;
  gint64 premises;

  scope = scope != NULL ? scope : "city";
  reeve_import_run_fill_drafts (run);
  if (!find_licence (run, number, scope, &licence, error))
    return FALSE;
  if (licence->flag)
    return reeve_import_run_refuse (run, row, "licence.number", g_strdup (_("In the case file this licence belongs to a practitioner, not to a business.")));
  if (licence->line != 0 && (!refuse_repeated (self, run, row, licence, &refused, error) || refused))
    return refused;
  name = name != NULL ? name : legal;
  if (name == NULL && licence->id == 0)
    return reeve_import_run_refuse (run, row, "business.name", g_strdup (_("The row names no business: neither trade name nor legal name.")));

  reeve_import_place_check (self->place, run, row);
  if (!reeve_import_place_write (self->place, run, &premises, &changed, error))
    return FALSE;
  if (licence->id != 0 && licence->other != 0)
    {
      /* a business known by its licence keeps its own memory of what this run said of it */
      g_string_printf (run->scratch, "I%" G_GINT64_FORMAT, licence->other);
      business = reeve_import_run_find_seen (run, run->scratch->str);
      if (business == NULL)
        business = reeve_import_run_add_seen (run, run->scratch->str, licence->other);
    }
  else if (!find_business (self, run, premises, name, &business, error))
    return FALSE;
  draft_operating (self, run, status);
  /* with no trade name the legal name is shown */
  if (reeve_import_run_value (run, self->f_name) == NULL && name != NULL)
    reeve_import_table_set (self->business, self->b_name, name);
  if (!write_business (self, run, business, name, &business_is_new, &changed, error)
      || !write_occupancy (run, business->id, premises, business_is_new, reeve_import_run_value (run, self->f_opened), reeve_import_run_value (run, self->f_closed),
                           &changed, error))
    return FALSE;

  gboolean is_new = licence->id == 0, repeated = licence->line != 0;
  const char *title = name != NULL ? name : known_name (run, business->id);
  title = title != NULL ? title : number;
  guint64 given = reeve_import_table_given (self->licence);
  reeve_import_table_set_int (self->licence, self->l_business, business->id);
  if (premises != 0)
    reeve_import_table_set_int (self->licence, self->l_premises, premises);
  reeve_import_table_set (self->licence, self->l_scope, scope);
  if (is_new)
    {
      reeve_import_table_set (self->licence, self->l_source, run->source);
      if (!reeve_import_table_insert (self->licence, run, &licence->id, error))
        return FALSE;
      licence->other = business->id;
    }
  else if ((!repeated && !reeve_import_table_load (self->licence, run, licence->id, error))
           || !reeve_import_table_merge (self->licence, run, title, &changed, error))
    return FALSE;
  const char *from = status_from (self, run, status, &stated);
  if (!reeve_import_write_status (run, licence->id, is_new, status, from, stated, title, &changed, error))
    return FALSE;
  if (!repeated && !reeve_import_run_write_extras (run, row, "licence", licence->id, is_new, &changed, error))
    return FALSE;
  licence->line = licence->line != 0 ? licence->line : row->line;
  licence->given |= given;
  run->result = is_new ? REEVE_ROW_ADDED : changed ? REEVE_ROW_CHANGED : REEVE_ROW_UNCHANGED;
  return TRUE;
}

static gboolean
walk_business (ReeveImportRun *run, const ReeveImportRow *row, GError **error)
{
  LicenceWalk *self = run->walk_data;
  const char *name = reeve_import_run_value (run, self->f_name), *legal = reeve_import_run_value (run, self->f_legal);
  ReeveImportSeen *business;
  gboolean changed = FALSE, is_new;
  gint64 premises;

  name = name != NULL ? name : legal;
  if (name == NULL)
    return reeve_import_run_refuse (run, row, "business.name", g_strdup (_("The row names no business: neither trade name nor legal name.")));
  reeve_import_run_fill_drafts (run);
  reeve_import_place_check (self->place, run, row);
  /* which business it is may depend on where it is, and premises alone do no harm */
  if (!reeve_import_place_write (self->place, run, &premises, &changed, error) || !find_business (self, run, premises, name, &business, error))
    return FALSE;
  if (reeve_import_run_value (run, self->f_name) == NULL)
    reeve_import_table_set (self->business, self->b_name, name);
  gboolean repeated = business->line != 0;
  if (!write_business (self, run, business, name, &is_new, &changed, error)
      || !write_occupancy (run, business->id, premises, is_new, reeve_import_run_value (run, self->f_opened), reeve_import_run_value (run, self->f_closed), &changed,
                           error)
      || !write_hours (self, run, business->id, is_new, &changed, error)
      || (!repeated && !reeve_import_run_write_extras (run, row, "business", business->id, is_new, &changed, error)))
    return FALSE;
  business->line = repeated ? business->line : row->line;
  run->result = is_new ? REEVE_ROW_ADDED : changed ? REEVE_ROW_CHANGED : REEVE_ROW_UNCHANGED;
  return TRUE;
}

static void
licence_walk_free (gpointer data)
{
  LicenceWalk *self = data;
  reeve_import_place_free (self->place);
  g_free (self);
}

static LicenceWalk *
start (ReeveImportRun *run)
{
  LicenceWalk *self = g_new0 (LicenceWalk, 1);
  self->place = reeve_import_place_new (run);
  self->business = reeve_import_run_table (run, "business");
  self->b_name = reeve_import_table_use (self->business, "name");
  self->b_source = reeve_import_table_use (self->business, "source");
  self->b_operating = reeve_import_table_use (self->business, "operating");
  reeve_import_table_set_once (self->business, self->b_source);
  self->f_number = reeve_import_run_field (run, "licence.number");
  self->f_scope = reeve_import_run_field (run, "licence.scope");
  self->f_status = reeve_import_run_field (run, "licence.status");
  self->f_status_from = reeve_import_run_field (run, "licence.status_from");
  self->f_ended = reeve_import_run_field (run, "licence.ended");
  self->f_issued = reeve_import_run_field (run, "licence.issued");
  self->f_name = reeve_import_run_field (run, "business.name");
  self->f_legal = reeve_import_run_field (run, "business.legal_name");
  self->f_bnumber = reeve_import_run_field (run, "business.number");
  self->f_category = reeve_import_run_field (run, "business.category");
  self->f_opened = reeve_import_run_field (run, "business.opened");
  self->f_closed = reeve_import_run_field (run, "business.closed");
  self->f_hours = reeve_import_run_field (run, "hours");
  self->f_operating = reeve_import_run_field (run, "business.operating");
  run->walk_data = self;
  run->walk_data_free = licence_walk_free;
  return self;
}

ReeveImportWalk
reeve_import_walk_licences (ReeveImportRun *run, GError **error)
{
  LicenceWalk *self = start (run);
  self->licence = reeve_import_run_table (run, "licence");
  self->l_business = reeve_import_table_use (self->licence, "business_id");
  self->l_premises = reeve_import_table_use (self->licence, "premises_id");
  self->l_scope = reeve_import_table_use (self->licence, "scope");
  self->l_source = reeve_import_table_use (self->licence, "source");
  reeve_import_table_set_once (self->licence, self->l_scope);
  reeve_import_table_set_once (self->licence, self->l_source);
  return walk_licence;
}

ReeveImportWalk
reeve_import_walk_businesses (ReeveImportRun *run, GError **error)
{
  start (run);
  return walk_business;
}
