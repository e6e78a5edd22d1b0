/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values in words. Dates are long enough that no reader can take the day for the month. */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "reeve-schema.h"
#include "reeve-wording.h"

/**
 * reeve_word_day:
 * @weekday: whether the day of the week matters
 *
 * Returns: (transfer full): the day in the user's language
 */
char *
reeve_word_day (ReeveDay day, gboolean weekday)
{
  int year, month, day_of_month;
  g_autoptr (GDateTime) time = NULL;

  reeve_day_to_ymd (day, &year, &month, &day_of_month);
  time = g_date_time_new_utc (year, month, day_of_month, 0, 0, 0);
  /* Translators: a day as strftime, with and without the day of the week */
  return g_date_time_format (time, weekday ? _("%a %-d %b %Y") : _("%-d %b %Y"));
}

/**
 * reeve_word_date:
 * @iso: (nullable): a recorded day or instant
 */
char *
reeve_word_date (const char *iso)
{
  ReeveDay day;

  if (iso == NULL || *iso == '\0')
    return g_strdup (C_("date", "not known"));
  if (strcmp (iso, "none") == 0)
    return g_strdup (C_("date", "none"));
  if (!reeve_day_parse (iso, MIN (strlen (iso), 10), &day))
    return g_strdup (iso);
  if (strlen (iso) == REEVE_INSTANT_TEXT_SIZE - 1)
    {
      g_autofree char *words = reeve_word_day (day, FALSE);
      /* Translators: a day and a time of day: "4 Nov 2026, 14:05" */
      return g_strdup_printf (_("%s, %s"), words, iso + 11);
    }
  return reeve_word_day (day, FALSE);
}

char *
reeve_word_count (gint64 number)
{
  GString *text;

  if (*localeconv ()->thousands_sep != '\0')
    return g_strdup_printf ("%'" G_GINT64_FORMAT, number);
  /* the C locale has no separator, but long numbers are to be read there too */
  text = g_string_new (NULL);
  g_string_printf (text, "%" G_GINT64_FORMAT, number);
  for (gssize at = (gssize) text->len - 3; at > (number < 0 ? 1 : 0); at -= 3)
    g_string_insert_c (text, at, ',');
  return g_string_free (text, FALSE);
}

/**
 * reeve_word_value:
 * @table: a recorded table
 * @field: one of its fields
 * @value: (nullable): in canonical form
 */
char *
reeve_word_value (const char *table, const char *field, const char *value)
{
  const ReeveTableInfo *info = reeve_schema_find_table (table);
  int index = info == NULL ? -1 : reeve_table_find_field (info, field);
  const ReeveFieldInfo *f;

  if (value == NULL)
    return g_strdup (_("not known"));
  if (index < 0)
    return g_strdup (value);
  f = &info->fields[index];
  switch (f->type)
    {
    case REEVE_FIELD_DATE:
    case REEVE_FIELD_DATE_OR_NONE:
    case REEVE_FIELD_INSTANT:
      return reeve_word_date (value);
    case REEVE_FIELD_TRUTH:
      return g_strdup (strcmp (value, "1") == 0 ? C_("truth", "Yes") : C_("truth", "No"));
    case REEVE_FIELD_MONEY:
      return g_strdup_printf ("$%'.2f", g_ascii_strtoll (value, NULL, 10) / 100.0);
    case REEVE_FIELD_CODE:
      return g_strdup (reeve_code_label (f, value));
    case REEVE_FIELD_CODES:
      {
        g_auto (GStrv) codes = g_strsplit (value, " ", -1);
        GString *words = g_string_new (NULL);

        for (guint i = 0; codes[i] != NULL; i++)
          if (*codes[i] != '\0')
            g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", reeve_code_label (f, codes[i]));
        if (words->len == 0)
          g_string_append (words, C_("date", "none"));
        return g_string_free (words, FALSE);
      }
    case REEVE_FIELD_TEXT:
    case REEVE_FIELD_LONG_TEXT:
    case REEVE_FIELD_INTEGER:
    case REEVE_FIELD_REAL:
    case REEVE_FIELD_SCHEDULE:
    case REEVE_FIELD_REFERENCE:
    case REEVE_FIELD_GEOMETRY:
    case REEVE_FIELD_BYTES:
    default:
      return g_strdup (value);
    }
}
