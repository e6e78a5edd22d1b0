/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One statement a kind, each bounded by the days asked for. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-agenda.h"
#include "reeve-wording.h"

/* ?1 the first day, ?2 the last, ?3 how many: day, id, name, number, address. What is closed, decided or paid is not due any more. */
static const struct { const char *sql, *icon; gboolean city; } kinds[REEVE_N_AGENDA_KINDS] = {
  { "SELECT substr (i.at, 1, 10), i.id, coalesce (b.name, p.address), i.number, p.address FROM inspection i LEFT JOIN business b ON b.id = i.business_id"
    " LEFT JOIN premises p ON p.id = i.premises_id WHERE i.status <> 'done' AND substr (i.at, 1, 10) BETWEEN ?1 AND ?2"
    " ORDER BY 1, i.id LIMIT ?3", "emblem-ok-symbolic", TRUE },
  { "SELECT c.response_due, c.id, coalesce (b.name, p.address), c.number, coalesce (p.address, c.place_told) FROM complaint c"
    " LEFT JOIN business b ON b.id = c.business_id LEFT JOIN premises p ON p.id = c.premises_id"
    " WHERE coalesce (c.status, 'pending') IN ('pending', 'accepted', 'in-progress') AND (c.closed IS NULL OR c.closed = 'none')"
    " AND (c.first_visit IS NULL OR c.first_visit = 'none') AND c.response_due BETWEEN ?1 AND ?2 ORDER BY 1, c.id LIMIT ?3", "mail-unread-symbolic", TRUE },
  { "SELECT n.correct_by, n.business_id, b.name, n.number, d.address FROM notice n JOIN business b ON b.id = n.business_id"
    " LEFT JOIN derived_business d ON d.business_id = n.business_id WHERE n.correct_by <> 'none' AND n.correct_by BETWEEN ?1 AND ?2"
    " AND NOT EXISTS (SELECT 1 FROM inspection i WHERE i.business_id = n.business_id AND i.status = 'done' AND substr (i.at, 1, 10) >= n.correct_by)"
    " ORDER BY 1, n.id LIMIT ?3", "alarm-symbolic", FALSE },
  { "SELECT h.set_for, h.business_id, b.name, h.number, d.address FROM hearing h JOIN business b ON b.id = h.business_id"
    " LEFT JOIN derived_business d ON d.business_id = h.business_id WHERE h.set_for <> 'none' AND h.set_for BETWEEN ?1 AND ?2"
    " AND (h.held IS NULL OR h.held = 'none') AND (h.decided IS NULL OR h.decided = 'none') ORDER BY 1, h.id LIMIT ?3", "emblem-documents-symbolic", TRUE },
  { "SELECT d.licence_to, d.business_id, d.name, d.licence_number, d.address FROM derived_business d WHERE d.licence_to <> 'none'"
    " AND d.licence_to BETWEEN ?1 AND ?2 AND coalesce (d.operating, 1) <> 0 ORDER BY 1, d.business_id LIMIT ?3", "x-office-calendar-symbolic", FALSE },
};

static void
item_free (gpointer data)
{
  ReeveAgendaItem *item = data;

  g_free (item->name);
  g_free (item->number);
  g_free (item->where);
  g_free (item);
}

static gboolean
read_kind (ReeveConn *conn, ReeveAgendaKind kind, const char *first, const char *last, GPtrArray *items, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, kinds[kind].sql, error);
  GError *local_error = NULL;

  if (stmt == NULL)
    return FALSE;
  reeve_stmt_bind_text (stmt, 1, first);
  reeve_stmt_bind_text (stmt, 2, last);
  reeve_stmt_bind_int (stmt, 3, REEVE_AGENDA_MOST);
  while (reeve_stmt_step (stmt, &local_error))
    {
      ReeveAgendaItem *item;
      ReeveDay day;

      if (!reeve_day_parse (reeve_stmt_text (stmt, 0), -1, &day))
        continue;
      item = g_new0 (ReeveAgendaItem, 1);
      item->kind = kind;
      item->day = day;
      item->id = reeve_stmt_int (stmt, 1);
      item->name = g_strdup (reeve_stmt_text (stmt, 2));
      item->number = g_strdup (reeve_stmt_text (stmt, 3));
      item->where = g_strdup (reeve_stmt_text (stmt, 4));
      g_ptr_array_add (items, item);
    }
  reeve_stmt_reset (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const ReeveAgendaItem *x = *(const ReeveAgendaItem *const *) a, *y = *(const ReeveAgendaItem *const *) b;

  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

GPtrArray *
reeve_agenda_read (ReeveConn *conn, ReeveDay today, guint days, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (item_free);
  char first[REEVE_DAY_TEXT_SIZE], year_ago[REEVE_DAY_TEXT_SIZE], last[REEVE_DAY_TEXT_SIZE];

  reeve_day_format (today, first);
  /* what has lain longer than a year is not met by an agenda, but by the list it stands in */
  reeve_day_format (today - 366, year_ago);
  reeve_day_format (today + (ReeveDay) days, last);
  for (guint kind = 0; kind < REEVE_N_AGENDA_KINDS; kind++)
    /* a licence that has ended is a finding, not an appointment */
    if (!read_kind (conn, (ReeveAgendaKind) kind, kind == REEVE_AGENDA_LICENCE ? first : year_ago, last, items, error))
      return NULL;
  g_ptr_array_sort (items, compare_items);
  return g_steal_pointer (&items);
}

char *
reeve_agenda_title (const ReeveAgendaItem *item)
{
  const char *name = item->name != NULL ? item->name : item->number != NULL ? item->number : "";

  switch (item->kind)
    {
    /* Translators: each takes the name of a business */
    case REEVE_AGENDA_VISIT: return g_strdup_printf (_("Inspect %s"), name);
    case REEVE_AGENDA_COMPLAINT: return item->name == NULL ? g_strdup_printf (_("Answer complaint %s"), name) : g_strdup_printf (_("Answer the complaint about %s"), name);
    case REEVE_AGENDA_CORRECTION: return g_strdup_printf (_("Time to correct ends: %s"), name);
    case REEVE_AGENDA_HEARING: return g_strdup_printf (_("Hearing: %s"), name);
    case REEVE_AGENDA_LICENCE: return g_strdup_printf (_("Licence ends: %s"), name);
    case REEVE_N_AGENDA_KINDS: break;
    }
  return g_strdup (name);
}

char *
reeve_agenda_count_title (ReeveAgendaKind kind, guint n)
{
  g_autofree char *number = reeve_word_count (n);
  /* no more were read than that */
  g_autofree char *count = n < REEVE_AGENDA_MOST ? g_strdup (number) : g_strdup_printf (_("%s or more"), number);

  switch (kind)
    {
    case REEVE_AGENDA_VISIT: return g_strdup_printf (ngettext ("%s inspection planned", "%s inspections planned", n), count);
    case REEVE_AGENDA_COMPLAINT: return g_strdup_printf (ngettext ("%s complaint to be answered", "%s complaints to be answered", n), count);
    case REEVE_AGENDA_CORRECTION: return g_strdup_printf (ngettext ("%s time to correct ends", "%s times to correct end", n), count);
    case REEVE_AGENDA_HEARING: return g_strdup_printf (ngettext ("%s hearing", "%s hearings", n), count);
    case REEVE_AGENDA_LICENCE: return g_strdup_printf (ngettext ("%s licence ends", "%s licences end", n), count);
    case REEVE_N_AGENDA_KINDS: break;
    }
  return g_steal_pointer (&count);
}

gboolean
reeve_agenda_is_city_duty (ReeveAgendaKind kind)
{
  g_return_val_if_fail (kind < REEVE_N_AGENDA_KINDS, FALSE);
  return kinds[kind].city;
}

const char *
reeve_agenda_icon (ReeveAgendaKind kind)
{
  g_return_val_if_fail (kind < REEVE_N_AGENDA_KINDS, "");
  return kinds[kind].icon;
}
