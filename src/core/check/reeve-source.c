/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements of the table of sources. A statement is put together from the table's constants only, the columns being those that the programs
 * read; the same text with ?1..?2 spanning every subject serves the full check, and with ?1 = ?2 one record. ?3, where it occurs, is the day.
 * A second text passes over subjects that are not in a list: SQLite asks that of the index alone, and never comes to the rows behind it. */
#include "config.h"

#include <string.h>

#include "reeve-source.h"

static void
add_bindings (ReeveStatement *statement, guint part, const ReeveNeed *need, GString *sql, guint *column)
{
  const ReeveSourcePart *def = &statement->def->parts[part];
  GArray *bindings = g_array_new (FALSE, FALSE, sizeof (ReeveBinding));

  for (const ReeveColumn *c = def->columns; c->field != NULL; c++)
    {
      int field = reeve_vocabulary_field (def->kind, c->field);
      ReeveBinding binding;
      gboolean reads;

      g_assert (field >= 0);
      reads = need->reads[def->kind][field];
      /* Present and former staff are two kinds of one table. */
      if (def->kind == REEVE_KIND_STAFF)
        reads |= need->reads[REEVE_KIND_EMPLOYMENT][field];
      if (!reads)
        continue;
      binding = (ReeveBinding) { *column, field, c->type };
      g_string_append_printf (sql, ", %s", c->sql);
      g_array_append_val (bindings, binding);
      (*column)++;
    }
  statement->bindings[part] = bindings;
}

static char *
finish_sql (const ReeveStatement *statement, const char *selected, gboolean among)
{
  const ReeveSourceDef *def = statement->def;
  GString *sql = g_string_new (selected);

  g_string_append_printf (sql, " WHERE %s BETWEEN ?1 AND ?2", def->subject);
  if (among)
    g_string_append_printf (sql, " AND is_among (?4, %s)", def->subject);
  if (def->where != NULL)
    g_string_append_printf (sql, " AND %s", def->where);
  g_string_append (sql, " ORDER BY ");
  for (guint part = 0; part < statement->n_parts; part++)
    g_string_append_printf (sql, "%s%s", part > 0 ? ", " : "", def->parts[part].order);
  return g_string_free (sql, FALSE);
}

void
reeve_statement_init (ReeveStatement *statement, ReeveSourceId source, ReeveSubjectKey key, const ReeveNeed *need, guint n_parts)
{
  const ReeveSourceDef *def = reeve_source_find (key, source);
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  guint column = 0;

  g_return_if_fail (def != NULL && n_parts >= 1 && n_parts <= REEVE_SOURCE_MAX_PARTS);
  statement->def = def;
  statement->n_parts = n_parts;
  for (guint part = 0; part < n_parts; part++)
    {
      statement->first[part] = column;
      g_string_append_printf (sql, "%s%s", part > 0 ? ", " : "", def->parts[part].fixed);
      column += def->parts[part].n_fixed;
      add_bindings (statement, part, need, sql, &column);
    }
  g_string_append (sql, " FROM ");
  for (guint part = 0; part < n_parts; part++)
    g_string_append (sql, def->parts[part].from);
  statement->sql = finish_sql (statement, sql->str, FALSE);
  if (key == REEVE_SUBJECT_BUSINESS || key == REEVE_SUBJECT_OWN)
    statement->among_sql = finish_sql (statement, sql->str, TRUE);
  statement->dated = strstr (statement->sql, "?3") != NULL;
}

void
reeve_statement_clear (ReeveStatement *statement)
{
  g_clear_pointer (&statement->sql, g_free);
  g_clear_pointer (&statement->among_sql, g_free);
  for (guint part = 0; part < REEVE_SOURCE_MAX_PARTS; part++)
    g_clear_pointer (&statement->bindings[part], g_array_unref);
}
