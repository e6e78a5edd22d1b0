/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads one business with all that hangs on it and on its premises. Each list has a small statement of its own, by an indexed column. */
#include "config.h"

#include "reeve-dossier.h"
#include "reeve-record-words.h"

const char *const reeve_dossier_papers[] = { "application", "application_person", "document",       "exemption", "business_change", "fee", "use_permit",
                                             "decision",    "notice",             "sanction",       "hearing",   "event",           "licence_status", NULL };

static void
owner_free (gpointer data)
{
  ReeveOwner *owner = data;

  g_clear_pointer (&owner->ownership, reeve_record_free);
  g_clear_pointer (&owner->party, reeve_record_free);
  g_free (owner);
}

static void
member_free (gpointer data)
{
  ReeveMember *member = data;

  g_clear_pointer (&member->employment, reeve_record_free);
  g_clear_pointer (&member->practitioner, reeve_record_free);
  g_free (member->licence);
  g_free (member->licence_to);
  g_free (member);
}

static void
licence_line_free (gpointer data)
{
  ReeveLicenceLine *line = data;

  g_clear_pointer (&line->licence, reeve_record_free);
  g_free (line->status);
  g_free (line->status_from);
  g_free (line);
}

static void
occupant_free (gpointer data)
{
  ReeveOccupant *occupant = data;

  g_free (occupant->name);
  g_free (occupant->from);
  g_free (occupant->to);
  g_free (occupant->why);
  g_free (occupant->licence);
  g_free (occupant);
}

static void
visit_line_free (gpointer data)
{
  ReeveVisitLine *line = data;

  g_free (line->head);
  g_free (line->line);
  g_free (line->at);
  g_free (line->status);
  g_free (line);
}

/* Runs @sql with one or two ids and hands each row to @take. */
typedef void (*TakeFunc) (ReeveStmt *stmt, GPtrArray *rows);

static gboolean
read_rows (ReeveConn *conn, const char *sql, gint64 first, gint64 second, TakeFunc take, GPtrArray *rows, GError **error)
{
  GError *local_error = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, sql, error);

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, first);
  if (second >= 0)
    reeve_stmt_bind_int (stmt, 2, second);
  while (reeve_stmt_step (stmt, &local_error))
    take (stmt, rows);
  reeve_stmt_reset (stmt);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static gboolean
read_place (ReeveDossier *self, ReeveConn *conn, gint64 business, GError **error)
{
  GError *local_error = NULL;
  gint64 premises = 0;
  /* the present occupancy: not ended, else the last one */
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT id, premises_id, from_date FROM occupancy WHERE business_id = ?1"
                                              " ORDER BY to_date IS NOT NULL AND to_date <> 'none', from_date DESC, id DESC LIMIT 1", error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, business);
  if (reeve_stmt_step (stmt, &local_error))
    {
      self->occupancy = reeve_stmt_int (stmt, 0);
      premises = reeve_stmt_int (stmt, 1);
      self->since = g_strdup (reeve_stmt_text (stmt, 2));
    }
  reeve_stmt_reset (stmt);
  if (local_error == NULL && premises != 0)
    self->premises = reeve_conn_load (conn, "premises", premises, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static gboolean
read_derived (ReeveDossier *self, ReeveConn *conn, gint64 business, GError **error)
{
  GError *local_error = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT district, not_met, not_known, pending, met, not_applicable FROM derived_business"
                                              " WHERE business_id = ?1", error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, business);
  if (reeve_stmt_step (stmt, &local_error))
    {
      self->district = g_strdup (reeve_stmt_text (stmt, 0));
      for (int i = 0; i < 5; i++)
        self->shown_counts[i] = reeve_stmt_int (stmt, i + 1);
    }
  reeve_stmt_reset (stmt);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static gboolean
read_owners (ReeveDossier *self, ReeveConn *conn, gint64 business, GError **error)
{
  g_autoptr (GPtrArray) rows = reeve_conn_load_where (conn, "ownership", "business_id", business, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      ReeveOwner *owner = g_new0 (ReeveOwner, 1);

      g_ptr_array_add (self->owners, owner);
      owner->ownership = reeve_record_copy (g_ptr_array_index (rows, i));
      owner->party = reeve_conn_load (conn, "party", reeve_record_get_integer (owner->ownership, "party_id", 0), error);
      if (owner->party == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_member_licence (ReeveMember *member, ReeveConn *conn, gint64 practitioner, GError **error)
{
  GError *local_error = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT number, expires FROM licence WHERE practitioner_id = ?1"
                                              " ORDER BY scope = 'state' DESC, coalesce(expires, '') DESC LIMIT 1", error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, practitioner);
  if (reeve_stmt_step (stmt, &local_error))
    {
      member->licence = g_strdup (reeve_stmt_text (stmt, 0));
      member->licence_to = g_strdup (reeve_stmt_text (stmt, 1));
    }
  reeve_stmt_reset (stmt);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static gboolean
read_members (ReeveDossier *self, ReeveConn *conn, gint64 business, GError **error)
{
  g_autoptr (GPtrArray) rows = reeve_conn_load_where (conn, "employment", "business_id", business, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      ReeveMember *member = g_new0 (ReeveMember, 1);
      gint64 practitioner;

      g_ptr_array_add (self->members, member);
      member->employment = reeve_record_copy (g_ptr_array_index (rows, i));
      practitioner = reeve_record_get_integer (member->employment, "practitioner_id", 0);
      member->practitioner = reeve_conn_load (conn, "practitioner", practitioner, error);
      if (member->practitioner == NULL || !read_member_licence (member, conn, practitioner, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_status (ReeveLicenceLine *line, ReeveConn *conn, GError **error)
{
  GError *local_error = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT status, from_date, id FROM licence_status WHERE licence_id = ?1"
                                              " ORDER BY to_date IS NULL OR to_date = 'none' DESC, coalesce(from_date, '') DESC, id DESC LIMIT 1",
                                        error);
  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_int (stmt, 1, reeve_record_get_id (line->licence));
  if (reeve_stmt_step (stmt, &local_error))
    {
      line->status = g_strdup (reeve_stmt_text (stmt, 0));
      line->status_from = g_strdup (reeve_stmt_text (stmt, 1));
      line->status_id = reeve_stmt_int (stmt, 2);
    }
  reeve_stmt_reset (stmt);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static gboolean
read_licences (ReeveDossier *self, ReeveConn *conn, gint64 business, GError **error)
{
  g_autoptr (GPtrArray) rows = reeve_conn_load_where (conn, "licence", "business_id", business, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = rows->len; i > 0; i--)
    {
      ReeveLicenceLine *line = g_new0 (ReeveLicenceLine, 1);

      g_ptr_array_add (self->licences, line);
      line->licence = reeve_record_copy (g_ptr_array_index (rows, i - 1));
      if (!read_status (line, conn, error))
        return FALSE;
    }
  return TRUE;
}

static void
take_occupant (ReeveStmt *stmt, GPtrArray *rows)
{
  ReeveOccupant *occupant = g_new0 (ReeveOccupant, 1);

  occupant->occupancy = reeve_stmt_int (stmt, 0);
  occupant->business = reeve_stmt_int (stmt, 1);
  occupant->name = g_strdup (reeve_stmt_text (stmt, 2));
  occupant->from = g_strdup (reeve_stmt_text (stmt, 3));
  occupant->to = g_strdup (reeve_stmt_text (stmt, 4));
  occupant->why = g_strdup (reeve_stmt_text (stmt, 5));
  occupant->licence = g_strdup (reeve_stmt_text (stmt, 6));
  g_ptr_array_add (rows, occupant);
}

static void
take_visit (ReeveStmt *stmt, GPtrArray *rows)
{
  ReeveVisitLine *line = g_new0 (ReeveVisitLine, 1);

  line->id = reeve_stmt_int (stmt, 0);
  line->head = g_strdup (reeve_stmt_text (stmt, 1));
  line->line = g_strdup (reeve_stmt_text (stmt, 2));
  line->at = g_strdup (reeve_stmt_text (stmt, 3));
  line->status = g_strdup (reeve_stmt_text (stmt, 4));
  g_ptr_array_add (rows, line);
}

static gboolean
read_all (ReeveDossier *self, ReeveConn *conn, gint64 business, GError **error)
{
  gint64 premises;

  if (!read_place (self, conn, business, error) || !read_derived (self, conn, business, error) || !read_owners (self, conn, business, error)
      || !read_members (self, conn, business, error) || !read_licences (self, conn, business, error))
    return FALSE;
  self->names = reeve_conn_load_where (conn, "business_name", "business_id", business, error);
  if (self->names == NULL)
    return FALSE;
  self->hours = reeve_conn_load_where (conn, "opening_hours", "business_id", business, error);
  if (self->hours == NULL)
    return FALSE;
  premises = self->premises == NULL ? 0 : reeve_record_get_id (self->premises);
  return read_rows (conn,
                    "SELECT o.id, b.id, b.name, o.from_date, o.to_date, o.ended_why, (SELECT number FROM licence l WHERE l.business_id = b.id"
                    " AND l.scope = 'city' ORDER BY coalesce(l.expires, '') DESC LIMIT 1) FROM occupancy o JOIN business b ON b.id = o.business_id"
                    " WHERE o.premises_id = ?1 ORDER BY coalesce(o.from_date, '') DESC, o.id DESC LIMIT 200",
                    premises, -1, take_occupant, self->occupants, error)
         && read_rows (conn,
                       "SELECT id, coalesce(number, ''), text, received_at, status FROM complaint WHERE business_id = ?1 OR premises_id = ?2"
                       " ORDER BY received_at DESC, id DESC LIMIT 500",
                       business, premises, take_visit, self->complaints, error)
         && read_rows (conn,
                       "SELECT id, kind, coalesce(result, ''), at, status FROM inspection WHERE business_id = ?1 OR premises_id = ?2"
                       " ORDER BY at DESC, id DESC LIMIT 500",
                       business, premises, take_visit, self->inspections, error);
}

static gboolean
read_papers (ReeveDossier *self, ReeveConn *conn, gint64 business, GError **error)
{
  for (guint i = 0; reeve_dossier_papers[i] != NULL; i++)
    {
      GPtrArray *texts = reeve_record_texts_of_business (conn, reeve_dossier_papers[i], business, error);

      if (texts == NULL)
        return FALSE;
      g_hash_table_insert (self->papers, (gpointer) reeve_dossier_papers[i], texts);
    }
  return TRUE;
}

/**
 * reeve_dossier_read:
 * @conn: with a consistent view
 *
 * Returns: (transfer full) (nullable): the dossier; %NULL without an error when there is no such business
 */
ReeveDossier *
reeve_dossier_read (ReeveConn *conn, gint64 business, GError **error)
{
  g_autoptr (ReeveDossier) self = g_new0 (ReeveDossier, 1);

  self->owners = g_ptr_array_new_with_free_func (owner_free);
  self->members = g_ptr_array_new_with_free_func (member_free);
  self->licences = g_ptr_array_new_with_free_func (licence_line_free);
  self->occupants = g_ptr_array_new_with_free_func (occupant_free);
  self->complaints = g_ptr_array_new_with_free_func (visit_line_free);
  self->inspections = g_ptr_array_new_with_free_func (visit_line_free);
  self->papers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->business = reeve_conn_load (conn, "business", business, error);
  if (self->business == NULL || !read_all (self, conn, business, error) || !read_papers (self, conn, business, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
reeve_dossier_free (ReeveDossier *self)
{
  g_clear_pointer (&self->business, reeve_record_free);
  g_clear_pointer (&self->premises, reeve_record_free);
  g_free (self->since);
  g_free (self->district);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->hours, g_ptr_array_unref);
  g_clear_pointer (&self->owners, g_ptr_array_unref);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->licences, g_ptr_array_unref);
  g_clear_pointer (&self->occupants, g_ptr_array_unref);
  g_clear_pointer (&self->complaints, g_ptr_array_unref);
  g_clear_pointer (&self->inspections, g_ptr_array_unref);
  g_clear_pointer (&self->papers, g_hash_table_unref);
  g_free (self);
}
