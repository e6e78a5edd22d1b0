/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reeve-sense.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-date.h"

/* What numbers of the rule are, as minutes of the day, hundredths of a millimetre, cents, and counts of days, months or hours. */
typedef struct { ReeveType type; guint32 unit; gint64 value; } Amount;

static void
add_amount (GArray *out, ReeveType type, guint32 unit, gint64 value)
{
  Amount amount = { type, unit, value };

  g_array_append_val (out, amount);
}

/* The ends of the hours in "Mon 21:00-08:00". */
static void
add_times (GArray *out, const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0'; p++)
    if (g_ascii_isdigit (*p) && (p == text || !g_ascii_isdigit (p[-1])) && (p[1] == ':' || (g_ascii_isdigit (p[1]) && p[2] == ':')))
      {
        char *end;
        guint64 hour = g_ascii_strtoull (p, &end, 10), minute = *end == ':' ? g_ascii_strtoull (end + 1, NULL, 10) : 0;

        add_amount (out, REEVE_TYPE_SCHEDULE, 0, (gint64) (hour * 60 + minute));
      }
}

static void
add_value (GArray *out, const ReeveValue *value, const ReeveSchedule *schedule)
{
  if (schedule != NULL)
    {
      g_autofree char *text = reeve_schedule_format (schedule);

      add_times (out, text);
    }
  else
    add_amount (out, value->type, value->type == REEVE_TYPE_DURATION ? value->aux : 0, value->lo);
}

static void
add_node (GArray *out, ReeveOrdinance *ordinance, const ReeveNode *node, ReeveDay day)
{
  const ReeveParameter *parameter = node != NULL && node->kind == REEVE_NODE_PARAMETER ? reeve_ordinance_find_parameter (ordinance, node->text) : NULL;
  const ReeveParameterValue *value = parameter == NULL ? NULL : reeve_parameter_value_on (parameter, day);

  if (node == NULL)
    return;
  if (value != NULL && value->list == NULL)
    add_value (out, &value->value, value->schedule);
  else if (node->kind == REEVE_NODE_LITERAL && node->type != REEVE_TYPE_CODE && node->type != REEVE_TYPE_TEXT)
    add_value (out, &node->value, node->schedule);
  for (guint i = 0; i < node->n_children; i++)
    add_node (out, ordinance, node->children[i], day);
}

static GArray *
amounts_of (ReeveOrdinance *ordinance, const ReeveProvisionVersion *version, ReeveDay day)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (Amount));

  add_node (out, ordinance, version->applies, day);
  add_node (out, ordinance, version->require, day);
  add_node (out, ordinance, version->grounds, day);
  add_node (out, ordinance, version->grandfather, day);
  add_node (out, ordinance, version->grandfather_until, day);
  add_node (out, ordinance, version->cure, day);
  add_node (out, ordinance, version->appeal_by, day);
  for (guint i = 0; i < version->unless->len; i++)
    add_node (out, ordinance, ((ReeveUnless *) g_ptr_array_index (version->unless, i))->when, day);
  return out;
}

static gboolean
has_type (const GArray *amounts, ReeveType type)
{
  for (guint i = 0; i < amounts->len; i++)
    if (g_array_index (amounts, Amount, i).type == type)
      return TRUE;
  return FALSE;
}

static gboolean
has_amount (const GArray *amounts, ReeveType type, gint64 value)
{
  for (guint i = 0; i < amounts->len; i++)
    if (g_array_index (amounts, Amount, i).type == type && g_array_index (amounts, Amount, i).value == value)
      return TRUE;
  return FALSE;
}

/* ---- the words ------------------------------------------------------------------------------------------------------------------ */

/* "9 p.m.", "8:30 a.m.", "noon", "midnight": a time in the text that the rule has not, while it has others. */
static void
check_times (GPtrArray *out, const char *text, const GArray *amounts)
{
  g_autoptr (GRegex) pattern = g_regex_new ("\\b(1[0-2]|[1-9])(?::([0-5][0-9]))?\\s*([ap])\\.?\\s?m\\b\\.?", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!has_type (amounts, REEVE_TYPE_SCHEDULE))
    return;
  for (g_regex_match (pattern, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *said = g_match_info_fetch (match, 0), *hour = g_match_info_fetch (match, 1), *minute = g_match_info_fetch (match, 2);
      g_autofree char *half = g_match_info_fetch (match, 3);
      gint64 at = (g_ascii_strtoll (hour, NULL, 10) % 12 + (g_ascii_tolower (*half) == 'p' ? 12 : 0)) * 60 + (minute != NULL ? g_ascii_strtoll (minute, NULL, 10) : 0);

      if (!has_amount (amounts, REEVE_TYPE_SCHEDULE, at) && !(at == 0 && has_amount (amounts, REEVE_TYPE_SCHEDULE, 24 * 60)))
        g_ptr_array_add (out, g_strdup_printf (_("The text says %s. The rule has no such time: it has %02d:%02d."), said,
                                               (int) (g_array_index (amounts, Amount, 0).value / 60), (int) (g_array_index (amounts, Amount, 0).value % 60)));
    }
}

/* "1,000 feet", "30 days", "$500": a measure in the text that the rule has not, while it has others of the kind. */
static void
check_measures (GPtrArray *out, const char *text, const GArray *amounts)
{
  static const struct { const char *pattern; ReeveType type; gint64 unit; } kinds[] = {
    { "\\b([0-9][0-9,]*)[ -](?:feet|foot|ft)\\b", REEVE_TYPE_LENGTH, 30480 },
    { "\\b([0-9][0-9,]*)[ -](?:metres|meters|m)\\b", REEVE_TYPE_LENGTH, 100000 },
    { "\\b([0-9][0-9,]*)[ -](?:days?|calendar days?|business days?|working days?)\\b", REEVE_TYPE_DURATION, 1 },
    { "\\b([0-9][0-9,]*)[ -](?:months?)\\b", REEVE_TYPE_DURATION, 1 },
    { "\\b([0-9][0-9,]*)[ -](?:years?)\\b", REEVE_TYPE_DURATION, 12 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GRegex) pattern = g_regex_new (kinds[i].pattern, G_REGEX_CASELESS, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;

      if (!has_type (amounts, kinds[i].type))
        continue;
      for (g_regex_match (pattern, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
        {
          g_autofree char *said = g_match_info_fetch (match, 0), *digits = g_match_info_fetch (match, 1);
          g_auto (GStrv) parts = g_strsplit (digits, ",", -1);
          g_autofree char *plain = g_strjoinv ("", parts);

          if (strlen (plain) < 9 && !has_amount (amounts, kinds[i].type, g_ascii_strtoll (plain, NULL, 10) * kinds[i].unit))
            g_ptr_array_add (out, g_strdup_printf (_("The text says %s. The rule has no such value."), said));
        }
    }
}

/* "within 1,000 of a school": a number with nothing to say what it is of. */
static void
check_units (GPtrArray *out, const char *text)
{
  g_autoptr (GRegex) pattern = g_regex_new ("\\bwithin ([0-9][0-9,]*) (?:of|from|after|before)\\b", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (pattern, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *said = g_match_info_fetch (match, 0);

      g_ptr_array_add (out, g_strdup_printf (_("The text says '%s' without a unit: feet, metres, days?"), said));
    }
}

GPtrArray *
reeve_provision_list_remarks (ReeveOrdinance *ordinance, const ReeveProvision *provision, const ReeveProvisionVersion *version, ReeveDay day)
{
  GPtrArray *out = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) amounts = amounts_of (ordinance, version, day), times = g_array_new (FALSE, FALSE, sizeof (Amount));

  if (version->text == NULL)
    return out;
  for (guint i = 0; i < amounts->len; i++)
    if (g_array_index (amounts, Amount, i).type == REEVE_TYPE_SCHEDULE)
      g_array_append_val (times, g_array_index (amounts, Amount, i));
  check_times (out, version->text, times);
  check_measures (out, version->text, amounts);
  check_units (out, version->text);
  if (provision->examples->len == 0 && (version->require != NULL || version->grounds != NULL))
    g_ptr_array_add (out, g_strdup (_("No example shows that the rule says what the text says.")));
  if (version->authority == NULL && reeve_ordinance_get_authority (ordinance) == NULL)
    g_ptr_array_add (out, g_strdup (_("No authority is stated. A rule that state law keeps to itself is void, however good: ask counsel which law lets the city "
                                      "regulate this.")));
  return out;
}
