/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the settings that say which registers are whole. Words that are no day or no code are passed over: a wrong word can then only make
 * something unknown, never known. */
#include "config.h"

#include <string.h>

#include "reeve-registers.h"
#include "reeve-text.h"

static const char *const acts_of_the_city[] = {
  "suspension", "licence-revoked", "licence-denied", "licence-surrendered", "licence-suspended", "licence-surrendered-under-investigation",
  "violation", "warning", "fine", "closure", "nuisance-abatement", "refused-entry", "false-statement",
};

static void
add_kind (ReeveRegisters *registers, const char *word)
{
  g_auto (GStrv) halves = g_strsplit (word, ":", 2);
  const char *kind;
  ReeveDay since;

  if (halves[0] == NULL || *halves[0] == '\0' || !reeve_codes_valid (halves[0]))
    return;
  kind = g_intern_string (halves[0]);
  if (halves[1] != NULL && !reeve_day_parse (halves[1], -1, &since))
    return;
  if (!g_ptr_array_find (registers->event_kinds, kind, NULL))
    g_ptr_array_add (registers->event_kinds, (gpointer) kind);
  if (halves[1] != NULL)
    {
      g_ptr_array_add (registers->since_kinds, (gpointer) kind);
      g_array_append_val (registers->since_days, since);
    }
}

ReeveRegisters *
reeve_registers_load (ReeveConn *conn)
{
  ReeveRegisters *registers = g_new0 (ReeveRegisters, 1);
  g_autofree char *events = reeve_conn_get_setting (conn, "events-complete");
  g_autofree char *scopes = reeve_conn_get_setting (conn, "licences-complete");
  g_auto (GStrv) event_words = g_strsplit_set (events == NULL ? "" : events, " ,\n", -1);
  g_auto (GStrv) scope_words = g_strsplit_set (scopes == NULL ? "" : scopes, " ,\n", -1);

  registers->event_kinds = g_ptr_array_new ();
  registers->city_event_kinds = g_ptr_array_new ();
  registers->since_kinds = g_ptr_array_new ();
  registers->since_days = g_array_new (FALSE, FALSE, sizeof (ReeveDay));
  registers->licence_scopes = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (acts_of_the_city); i++)
    {
      g_ptr_array_add (registers->event_kinds, (gpointer) g_intern_static_string (acts_of_the_city[i]));
      g_ptr_array_add (registers->city_event_kinds, (gpointer) g_intern_static_string (acts_of_the_city[i]));
    }
  for (guint i = 0; event_words[i] != NULL; i++)
    add_kind (registers, event_words[i]);
  g_ptr_array_add (registers->licence_scopes, (gpointer) g_intern_static_string ("city"));
  for (guint i = 0; scope_words[i] != NULL; i++)
    if (*scope_words[i] != '\0' && reeve_codes_valid (scope_words[i]))
      g_ptr_array_add (registers->licence_scopes, (gpointer) g_intern_string (scope_words[i]));
  g_ptr_array_add (registers->event_kinds, NULL);
  g_ptr_array_add (registers->city_event_kinds, NULL);
  g_ptr_array_add (registers->licence_scopes, NULL);
  return registers;
}

void
reeve_registers_free (ReeveRegisters *registers)
{
  if (registers == NULL)
    return;
  g_ptr_array_unref (registers->event_kinds);
  g_ptr_array_unref (registers->city_event_kinds);
  g_ptr_array_unref (registers->since_kinds);
  g_array_unref (registers->since_days);
  g_ptr_array_unref (registers->licence_scopes);
  g_free (registers);
}

gboolean
reeve_registers_has_scope (const ReeveRegisters *registers, const char *scope)
{
  return g_strv_contains ((const char *const *) registers->licence_scopes->pdata, scope);
}
