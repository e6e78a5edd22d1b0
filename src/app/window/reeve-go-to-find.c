/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few of each kind, nearest first: who looks for more than that has the list. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-check.h"
#include "reeve-go-to-find.h"
#include "reeve-lists.h"
#include "reeve-shown.h"
#include "reeve-text.h"
#include "reeve-wording.h"

#define MOST_BUSINESSES 8
#define MOST_OTHERS 4
#define MOST_PROVISIONS 40      /* when only they are asked for */

void
reeve_found_free (ReeveFound *found)
{
  g_free (found->title);
  g_free (found->subtitle);
  g_clear_pointer (&found->target, g_variant_unref);
  g_free (found);
}

void
reeve_find_query_free (gpointer query)
{
  g_free (((ReeveFindQuery *) query)->typed);
  g_free (query);
}

static ReeveFound *
add (GPtrArray *all, const char *section, const char *icon, const char *title, char *subtitle, const char *action, GVariant *target)
{
  ReeveFound *found = g_new0 (ReeveFound, 1);

  found->section = section;
  found->icon = icon;
  found->title = g_strdup (title != NULL ? title : "");
  found->subtitle = subtitle;
  found->action = action;
  found->target = g_variant_ref_sink (target);
  g_ptr_array_add (all, found);
  return found;
}

/* Runs @sql with ?1 = @text and ?2 = @most, and hands each row to @row. */
static gboolean
each (ReeveConn *conn, const char *sql, const char *text, int most, void (*row) (ReeveStmt *stmt, GPtrArray *all), GPtrArray *all, GError **error)
{
  GError *local = NULL;
  ReeveStmt *stmt = reeve_conn_prepare (conn, sql, &local);

  if (stmt != NULL)
    {
      reeve_stmt_bind_text (stmt, 1, text);
      reeve_stmt_bind_int (stmt, 2, most);
      while (reeve_stmt_step (stmt, &local))
        row (stmt, all);
      reeve_stmt_reset (stmt);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static void
business_row (ReeveStmt *stmt, GPtrArray *all)
{
  ReeveFound *found = add (all, _("Businesses"), NULL, reeve_stmt_text (stmt, 1), g_strdup (reeve_stmt_text (stmt, 2)), "win.go-business",
                           g_variant_new_int64 (reeve_stmt_int (stmt, 0)));

  found->shown = CLAMP (reeve_stmt_int (stmt, 3), 0, REEVE_SHOWN_NOT_APPLICABLE);
}

static void
person_row (ReeveStmt *stmt, GPtrArray *all)
{
  add (all, _("People"), "avatar-default-symbolic", reeve_stmt_text (stmt, 1), g_strdup (reeve_stmt_text (stmt, 2)), "win.go-people",
       g_variant_new_int64 (reeve_stmt_int (stmt, 0)));
}

static char *
subtitle_of (const char *date, const char *where)
{
  g_autofree char *day = reeve_word_date (date);

  /* Translators: a date, and a place or business */
  return where == NULL ? g_steal_pointer (&day) : g_strdup_printf (_("%s, %s"), day, where);
}

static void
complaint_row (ReeveStmt *stmt, GPtrArray *all)
{
  g_autofree char *title = g_strdup_printf (_("Complaint %s"), reeve_stmt_is_null (stmt, 1) ? _("without a number") : reeve_stmt_text (stmt, 1));

  add (all, _("Complaints and visits"), "mail-unread-symbolic", title, subtitle_of (reeve_stmt_text (stmt, 2), reeve_stmt_text (stmt, 3)),
       "win.go-complaint", g_variant_new_int64 (reeve_stmt_int (stmt, 0)));
}

static void
inspection_row (ReeveStmt *stmt, GPtrArray *all)
{
  g_autofree char *title = g_strdup_printf (_("Visit %s"), reeve_stmt_is_null (stmt, 1) ? _("without a number") : reeve_stmt_text (stmt, 1));

  add (all, _("Complaints and visits"), "emblem-ok-symbolic", title, subtitle_of (reeve_stmt_text (stmt, 2), reeve_stmt_text (stmt, 3)),
       "win.go-inspection", g_variant_new_int64 (reeve_stmt_int (stmt, 0)));
}

static gboolean
find_businesses (ReeveConn *conn, const char *words, GPtrArray *all, GError **error)
{
  g_autofree char *match = reeve_list_search_text (words, TRUE);

  return match == NULL
         || each (conn, "SELECT b.business_id, b.name, b.address, b.shown FROM derived_search s JOIN derived_business b ON b.business_id = s.rowid"
                        " WHERE derived_search MATCH ?1 ORDER BY b.shown = 6, bm25(derived_search, 8.0, 6.0, 3.0, 1.0), b.name COLLATE NOCASE LIMIT ?2",
                  match, MOST_BUSINESSES, business_row, all, error);
}

static gboolean
find_people (ReeveConn *conn, const char *words, GPtrArray *all, GError **error)
{
  g_autofree char *like = reeve_list_search_text (words, FALSE);

  return like == NULL
         || (each (conn, "SELECT b.id, p.name, b.name FROM practitioner p JOIN employment e ON e.practitioner_id = p.id"
                         " JOIN business b ON b.id = e.business_id WHERE p.name LIKE ?1 ESCAPE '\\' OR p.reference LIKE ?1 ESCAPE '\\'"
                         " ORDER BY p.name, e.started DESC LIMIT ?2", like, MOST_OTHERS, person_row, all, error)
             && each (conn, "SELECT b.id, p.name, b.name FROM party p JOIN ownership o ON o.party_id = p.id JOIN business b ON b.id = o.business_id"
                            " WHERE p.name LIKE ?1 ESCAPE '\\' ORDER BY p.name LIMIT ?2", like, MOST_OTHERS, person_row, all, error));
}

static gboolean
find_numbers (ReeveConn *conn, const char *words, GPtrArray *all, GError **error)
{
  g_autofree char *like = reeve_list_search_text (words, FALSE);

  return like == NULL
         || (each (conn, "SELECT c.id, c.number, c.received_at, coalesce(b.name, c.place_told) FROM complaint c LEFT JOIN business b ON b.id = c.business_id"
                         " WHERE c.number LIKE ?1 ESCAPE '\\' ORDER BY c.received_at DESC LIMIT ?2", like, MOST_OTHERS, complaint_row, all, error)
             && each (conn, "SELECT i.id, i.number, i.at, b.name FROM inspection i LEFT JOIN business b ON b.id = i.business_id"
                            " WHERE i.number LIKE ?1 ESCAPE '\\' ORDER BY i.at DESC LIMIT ?2", like, MOST_OTHERS, inspection_row, all, error));
}

static gboolean
find_provisions (ReeveConn *conn, const ReeveFindQuery *query, const char *words, guint most, GPtrArray *all, GError **error)
{
  g_autoptr (ReeveCheck) check = reeve_check_new (conn, query->day, NULL, NULL, error);
  g_autofree char *wanted = g_utf8_casefold (words, -1);
  const GPtrArray *programs;
  guint n = 0;

  if (check == NULL)
    return FALSE;
  programs = reeve_check_get_programs (check);
  for (guint i = 0; i < programs->len && n < most; i++)
    {
      const ReeveProvision *provision = reeve_program_get_provision (g_ptr_array_index (programs, i));
      const ReeveProvisionVersion *version = reeve_program_get_version (g_ptr_array_index (programs, i));
      g_autofree char *all_words = version == NULL ? NULL : g_strjoin (" ", version->citation, version->title, provision->id, NULL);
      g_autofree char *folded = all_words == NULL ? NULL : g_utf8_casefold (all_words, -1);

      if (folded == NULL || strstr (folded, wanted) == NULL)
        continue;
      add (all, _("Provisions, for the business selected"), "accessories-dictionary-symbolic", version->citation, g_strdup (version->title),
           "win.go-provision", g_variant_new_string (provision->id));
      n++;
    }
  return TRUE;
}

gpointer
reeve_find (ReeveConn *conn, gpointer data, GError **error)
{
  const ReeveFindQuery *query = data;
  const char *typed = query->typed;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_found_free);
  gboolean done;

  if (*typed == '@')
    done = find_people (conn, typed + 1, all, error);
  else if (*typed == '#')
    done = find_numbers (conn, typed + 1, all, error);
  else if (g_str_has_prefix (typed, "§"))
    {
      g_autofree char *words = g_strstrip (g_strdup (typed + strlen ("§")));

      done = find_provisions (conn, query, words, MOST_PROVISIONS, all, error);
    }
  else
    done = find_businesses (conn, typed, all, error) && find_numbers (conn, typed, all, error)
           && (strlen (typed) < 3 || (find_people (conn, typed, all, error) && find_provisions (conn, query, typed, MOST_OTHERS, all, error)));
  return done ? g_steal_pointer (&all) : NULL;
}
