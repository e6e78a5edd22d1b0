/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values written as text: answers of a checklist as stored, and the facts of worked examples. The spellings are the literals of
 * language.md 2.2. Exact: decimals are read into integers, never through floating point. */
#include "config.h"

#include "reeve-facts-private.h"

#include <string.h>

/* What one unit is in the type's own unit, as a fraction: 1 sq ft = 929,030,400 squares of 0.01 mm. */
typedef struct { const char *word; gint64 numerator, denominator; } Unit;

static const Unit length_units[] = {
  { "ft", 30480, 1 }, { "foot", 30480, 1 }, { "feet", 30480, 1 }, { "inch", 2540, 1 }, { "inches", 2540, 1 }, { "in", 2540, 1 },
  { "yd", 91440, 1 }, { "mi", 160934400, 1 }, { "mile", 160934400, 1 }, { "miles", 160934400, 1 }, { "mm", 100, 1 }, { "cm", 1000, 1 },
  { "m", 100000, 1 }, { "km", 100000000, 1 },
};
static const Unit area_units[] = {
  { "sq ft", 929030400, 1 }, { "sq m", 10000000000, 1 }, { "sq inch", 6451600, 1 }, { "sq yd", 8361273600, 1 },
};
static const Unit duration_units[] = {
  { "day", 1, 1 }, { "days", 1, 1 }, { "business day", 1, 1 }, { "business days", 1, 1 }, { "hour", 1, 1 }, { "hours", 1, 1 },
  { "minute", 1, 1 }, { "minutes", 1, 1 },
  { "month", 1, 1 }, { "months", 1, 1 }, { "year", 12, 1 }, { "years", 12, 1 }, { "week", 7, 1 }, { "weeks", 7, 1 },
};

static const Unit *
find_unit (const Unit *units, gsize n, const char *word)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (units[i].word, word) == 0)
      return &units[i];
  return NULL;
}

/* Digits with at most six decimals, as millionths. @ret_rest: what follows, spaces skipped. */
static gboolean
parse_millionths (const char *text, gint64 *ret_value, const char **ret_rest)
{
  gboolean negative = *text == '-';
  gint64 value = 0, unit = 1000000;
  const char *p = text + (negative ? 1 : 0);

  if (!g_ascii_isdigit (*p))
    return FALSE;
  for (; g_ascii_isdigit (*p); p++)
    {
      value = value * 10 + (*p - '0') * unit;
      if (value > G_GINT64_CONSTANT (100000000000000000))
        return FALSE;
    }
  if (*p == '.')
    {
      if (!g_ascii_isdigit (p[1]))
        return FALSE;
      for (p++; g_ascii_isdigit (*p); p++)
        {
          if (unit == 1)
            return FALSE;
          unit /= 10;
          value += (*p - '0') * unit;
        }
    }
  *ret_value = negative ? -value : value;
  while (*p == ' ')
    p++;
  *ret_rest = p;
  return TRUE;
}

/* @millionths of @unit in whole own units, rounded half up. FALSE when it does not fit. */
static gboolean
scale (gint64 millionths, gint64 numerator, gint64 denominator, gint64 *ret_value)
{
  __int128 product = (__int128) millionths * numerator, divisor = (__int128) denominator * 1000000;
  __int128 value = (product >= 0 ? product + divisor / 2 : product - divisor / 2) / divisor;

  if (value > G_MAXINT64 - 2 || value < G_MININT64 + 2)
    return FALSE;
  *ret_value = (gint64) value;
  return TRUE;
}

static ReeveDurationUnit
duration_unit (const char *word)
{
  if (g_str_has_prefix (word, "business"))
    return REEVE_UNIT_BUSINESS_DAYS;
  if (g_str_has_prefix (word, "hour"))
    return REEVE_UNIT_HOURS;
  if (g_str_has_prefix (word, "minute"))
    return REEVE_UNIT_MINUTES;
  if (g_str_has_prefix (word, "month") || g_str_has_prefix (word, "year"))
    return REEVE_UNIT_MONTHS;
  return REEVE_UNIT_DAYS;
}

static gboolean
parse_number (ReeveType type, const char *text, ReeveValue *ret)
{
  const Unit *unit = NULL;
  const char *rest;
  gint64 millionths;
  ReeveValue value = { .type = type };

  if (!parse_millionths (text, &millionths, &rest))
    return FALSE;
  switch (type)
    {
    case REEVE_TYPE_NUMBER:
      if (strcmp (rest, "%") == 0)
        millionths /= 100;
      else if (*rest != '\0')
        return FALSE;
      value.lo = millionths;
      break;
    case REEVE_TYPE_MONEY:
      if (*rest != '\0' && (strlen (rest) != 3 || !g_ascii_isupper (rest[0]) || !g_ascii_isupper (rest[1]) || !g_ascii_isupper (rest[2])))
        return FALSE;
      if (millionths % 10000 != 0)
        return FALSE;
      value.lo = millionths / 10000;
      break;
    case REEVE_TYPE_LENGTH:
      unit = find_unit (length_units, G_N_ELEMENTS (length_units), rest);
      break;
    case REEVE_TYPE_AREA:
      unit = find_unit (area_units, G_N_ELEMENTS (area_units), rest);
      break;
    case REEVE_TYPE_DURATION:
      unit = find_unit (duration_units, G_N_ELEMENTS (duration_units), rest);
      value.aux = duration_unit (rest);
      if (unit == NULL || millionths % 1000000 != 0)
        return FALSE;
      break;
    default:
      return FALSE;
    }
  if (type == REEVE_TYPE_LENGTH || type == REEVE_TYPE_AREA || type == REEVE_TYPE_DURATION)
    if (unit == NULL || !scale (millionths, unit->numerator, unit->denominator, &value.lo))
      return FALSE;
  value.hi = value.lo;
  *ret = value;
  return TRUE;
}

static gboolean
parse_single (ReeveType type, const char *text, ReeveValue *ret)
{
  ReeveValue value = { .type = type };
  ReeveDay day;

  switch (type)
    {
    case REEVE_TYPE_DATE:
      if (reeve_instant_parse (text, -1, &value.lo))
        value.lo = value.lo >= 0 ? value.lo / REEVE_MINUTES_PER_DAY : -((-value.lo + REEVE_MINUTES_PER_DAY - 1) / REEVE_MINUTES_PER_DAY);
      else if (reeve_day_parse (text, -1, &day))
        value.lo = day;
      else
        return FALSE;
      value.hi = value.lo;
      break;
    case REEVE_TYPE_INSTANT:
      if (reeve_instant_parse (text, -1, &value.lo))
        value.hi = value.lo;
      else if (reeve_day_parse (text, -1, &day))
        {
          value.lo = (gint64) day * REEVE_MINUTES_PER_DAY;
          value.hi = value.lo + REEVE_MINUTES_PER_DAY - 1;
        }
      else
        return FALSE;
      break;
    default:
      return parse_number (type, text, ret);
    }
  *ret = value;
  return TRUE;
}

gboolean
reeve_value_parse (ReeveType type, const char *text, ReeveValue *ret_value)
{
  const char *dots = strstr (text, "..");
  ReeveValue low, high;
  g_autofree char *first = NULL, *second = NULL;

  if (dots == NULL)
    {
      first = g_strstrip (g_strdup (text));
      return parse_single (type, first, ret_value);
    }
  first = g_strstrip (g_strndup (text, dots - text));
  second = g_strstrip (g_strdup (dots + 2));
  if (!parse_single (type, first, &low) || !parse_single (type, second, &high) || low.aux != high.aux || low.lo > high.hi)
    return FALSE;
  low.hi = high.hi;
  *ret_value = low;
  return TRUE;
}
