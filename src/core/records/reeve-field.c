/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One value of a field: whether it is canonical, and what a person or a spreadsheet meant by it. Parsing takes what is unmistakable
 * and refuses the rest: a two-digit year or "1,5" would be a guess, and a guessed date decides whether a licence had expired. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "reeve-date.h"
#include "reeve-error.h"
#include "reeve-record.h"
#include "reeve-text.h"

#define MAX_TEXT (64 * 1024)
#define MAX_LONG_TEXT (4 * 1024 * 1024)
#define MAX_QUOTED 60

static gboolean
is_number_type (ReeveFieldType type)
{
  return type == REEVE_FIELD_INTEGER || type == REEVE_FIELD_REAL || type == REEVE_FIELD_MONEY;
}

static gboolean
read_integer (const char *text, gint64 *ret_value)
{
  return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, ret_value, NULL) && text[0] != '+';
}

static gboolean
read_real (const char *text, double *ret_value)
{
  char *end = NULL;
  *ret_value = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*ret_value) && !g_ascii_isspace (text[0]) && strpbrk (text, "xXnN") == NULL;
}

static gboolean
is_closed (const ReeveFieldInfo *field)
{
  return field->codes != NULL && (field->flags & REEVE_FIELD_OPEN) == 0;
}

static gboolean
has_code (const ReeveFieldInfo *field, const char *code, gsize length)
{
  for (const ReeveCodeInfo *info = field->codes; info->value != NULL; info++)
    if (strlen (info->value) == length && strncmp (info->value, code, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_code (const ReeveFieldInfo *field, const char *text)
{
  return *text != '\0' && strchr (text, ' ') == NULL && reeve_codes_valid (text)
         && (!is_closed (field) || has_code (field, text, strlen (text)));
}

static gboolean
are_codes (const ReeveFieldInfo *field, const char *text)
{
  if (!reeve_codes_valid (text))
    return FALSE;
  if (!is_closed (field))
    return TRUE;
  for (const char *p = text; *p != '\0';)
    {
      gsize length = strcspn (p, " ");
      if (!has_code (field, p, length))
        return FALSE;
      p += length;
      p += *p == ' ' ? 1 : 0;
    }
  return TRUE;
}

static gboolean
is_text (const char *text, gsize most)
{
  return strlen (text) <= most && g_utf8_validate (text, -1, NULL);
}

static gboolean
is_canonical (const ReeveFieldInfo *field, const char *text)
{
  gint64 integer;
  double real;
  switch (field->type)
    {
    case REEVE_FIELD_TEXT:
      return is_text (text, MAX_TEXT);
    case REEVE_FIELD_LONG_TEXT:
      return is_text (text, MAX_LONG_TEXT);
    case REEVE_FIELD_DATE:
      return reeve_day_parse (text, -1, NULL);
    case REEVE_FIELD_DATE_OR_NONE:
      return strcmp (text, "none") == 0 || reeve_day_parse (text, -1, NULL);
    case REEVE_FIELD_INSTANT:
      return reeve_instant_parse (text, -1, NULL);
    case REEVE_FIELD_TRUTH:
      return strcmp (text, "0") == 0 || strcmp (text, "1") == 0;
    case REEVE_FIELD_INTEGER:
    case REEVE_FIELD_MONEY:
      return read_integer (text, &integer);
    case REEVE_FIELD_REFERENCE:
      return read_integer (text, &integer) && integer > 0;
    case REEVE_FIELD_REAL:
      return read_real (text, &real);
    case REEVE_FIELD_CODE:
      return is_code (field, text);
    case REEVE_FIELD_CODES:
      return are_codes (field, text);
    case REEVE_FIELD_SCHEDULE:
      {
        g_autoptr (ReeveSchedule) schedule = reeve_schedule_parse (text, -1, NULL);
        return schedule != NULL;
      }
    case REEVE_FIELD_GEOMETRY:
    case REEVE_FIELD_BYTES:
    default:
      return FALSE;
    }
}

/* What the field wants, as a whole sentence. */
static const char *
expectation (ReeveFieldType type)
{
  switch (type)
    {
    case REEVE_FIELD_DATE:
      return _("Write a date as 2027-03-31 or 3/31/2027.");
    case REEVE_FIELD_DATE_OR_NONE:
      return _("Write a date as 2027-03-31 or 3/31/2027, or 'none'.");
    case REEVE_FIELD_INSTANT:
      return _("Write a date and time as 2027-03-31 14:30 or 3/31/2027 2:30 PM.");
    case REEVE_FIELD_TRUTH:
      return _("Write yes or no.");
    case REEVE_FIELD_INTEGER:
      return _("Write a whole number.");
    case REEVE_FIELD_REAL:
      return _("Write a number, with a point before decimals.");
    case REEVE_FIELD_MONEY:
      return _("Write an amount as 75.00 or $1,200.");
    case REEVE_FIELD_CODE:
      return _("Choose one of the list.");
    case REEVE_FIELD_CODES:
      return _("Write words of letters, digits and hyphens, separated by commas.");
    case REEVE_FIELD_SCHEDULE:
      return _("Write hours as 'Mon-Thu 10:00-20:00, Fri 10:00-22:30'.");
    case REEVE_FIELD_REFERENCE:
      return _("Give the number of an existing record.");
    case REEVE_FIELD_GEOMETRY:
      return _("A shape comes from a map file.");
    case REEVE_FIELD_BYTES:
      return _("Contents come from a file.");
    case REEVE_FIELD_TEXT:
    case REEVE_FIELD_LONG_TEXT:
    default:
      return _("Write plain text that is not too long.");
    }
}

/* Long or broken text must not flood a message. */
static char *
quote (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  if (g_utf8_strlen (valid, -1) <= MAX_QUOTED)
    return g_steal_pointer (&valid);
  g_autofree char *start = g_utf8_substring (valid, 0, MAX_QUOTED);
  return g_strconcat (start, "…", NULL);
}

static void
set_expected (GError **error, const ReeveFieldInfo *field, const char *typed)
{
  g_autofree char *quoted = quote (typed);
  /* Translators: field, value as typed, then a sentence that says what is expected. */
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s: '%s' cannot be read. %s"), reeve_field_label (field), quoted,
               expectation (field->type));
}

static gboolean
check_limits (const ReeveFieldInfo *field, const char *text, GError **error)
{
  if (!is_number_type (field->type) || (field->minimum == 0 && field->maximum == 0))
    return TRUE;
  double value = g_ascii_strtod (text, NULL);
  if (value >= field->minimum && value <= field->maximum)
    return TRUE;
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s: %s is not between %.0f and %.0f."), reeve_field_label (field), text,
               field->minimum, field->maximum);
  return FALSE;
}

static gboolean
holds_bytes (const ReeveFieldInfo *field)
{
  return field->type == REEVE_FIELD_GEOMETRY || field->type == REEVE_FIELD_BYTES;
}

static gboolean
check_field (const ReeveRecord *record, guint index, GError **error)
{
  const ReeveFieldInfo *field = &reeve_record_get_table (record)->fields[index];
  const char *value = reeve_record_get_at (record, index);
  gboolean unknown = holds_bytes (field) ? reeve_record_get_bytes_at (record, index) == NULL : value == NULL;
  if (unknown)
    {
      if ((field->flags & REEVE_FIELD_REQUIRED) == 0)
        return TRUE;
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s: a value is needed here."), reeve_field_label (field));
      return FALSE;
    }
  if (holds_bytes (field))
    return TRUE;
  if (!is_canonical (field, value))
    {
      set_expected (error, field, value);
      return FALSE;
    }
  return check_limits (field, value, error);
}

/* Fields of which exactly one is given, or both or none, as the file demands it; the words say what to do. */
static const struct { const char *table, *first, *second; gboolean together; const char *message; } pairs[] = {
  { "licence", "business_id", "practitioner_id", FALSE, N_("A licence is held by a business or by a practitioner: name exactly one of them.") },
  { "application_person", "party_id", "practitioner_id", FALSE, N_("Name an owner or officer, or a practitioner: exactly one of them.") },
  { "sanction", "length", "length_unit", TRUE, N_("A length needs its unit, and a unit its length.") },
};

gboolean
reeve_record_check_pairs (const ReeveRecord *record, const char **ret_field, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      gboolean both;

      if (strcmp (reeve_record_get_table (record)->name, pairs[i].table) != 0)
        continue;
      both = (reeve_record_get (record, pairs[i].first) == NULL) == (reeve_record_get (record, pairs[i].second) == NULL);
      if (both == pairs[i].together)
        continue;
      if (ret_field != NULL)
        *ret_field = pairs[i].first;
      g_set_error_literal (error, REEVE_ERROR, REEVE_ERROR_INVALID, _(pairs[i].message));
      return FALSE;
    }
  return TRUE;
}

gboolean
reeve_record_check (const ReeveRecord *record, const char **ret_field, GError **error)
{
  g_return_val_if_fail (record != NULL, FALSE);
  const ReeveTableInfo *table = reeve_record_get_table (record);
  for (guint i = 0; i < table->n_fields; i++)
    if (!check_field (record, i, error))
      {
        if (ret_field != NULL)
          *ret_field = table->fields[i].name;
        return FALSE;
      }
  return reeve_record_check_pairs (record, ret_field, error);
}

/* Reads up to @most digits; tells how many there were. */
static int
read_number (const char **p, int most, int *ret_value)
{
  int digits = 0, value = 0;
  for (; digits < most && g_ascii_isdigit (**p); digits++, (*p)++)
    value = value * 10 + (**p - '0');
  *ret_value = value;
  return digits;
}

static int
read_month_name (const char **p)
{
  static const char *const months[] = { "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                                        "november", "december" };
  gsize length = 0;
  while (g_ascii_isalpha ((*p)[length]))
    length++;
  for (int i = 0; length >= 3 && i < 12; i++)
    if (length <= strlen (months[i]) && g_ascii_strncasecmp (*p, months[i], length) == 0)
      {
        *p += length;
        return i + 1;
      }
  return 0;
}

/* The separator between parts of a date must be one and the same. */
static gboolean
read_numeric_date (const char **p, ReeveDay *ret_day)
{
  int first, second, third;
  int first_digits = read_number (p, 4, &first);
  char separator = **p;
  if (first_digits == 0 || separator == '\0' || strchr ("-/.", separator) == NULL)
    return FALSE;
  (*p)++;
  if (read_number (p, 2, &second) == 0 || **p != separator)
    return FALSE;
  (*p)++;
  int third_digits = read_number (p, 4, &third);
  if (first_digits == 4 && third_digits >= 1 && third_digits <= 2)
    return reeve_day_from_ymd (first, second, third, ret_day);
  /* Month first, as in the United States; with points it is day first elsewhere, so that is refused. */
  return first_digits <= 2 && third_digits == 4 && separator != '.' && reeve_day_from_ymd (third, first, second, ret_day);
}

/* "March 31, 2027", "31 Mar 2027" */
static gboolean
read_named_date (const char **p, ReeveDay *ret_day)
{
  int day = 0, year = 0;
  if (g_ascii_isdigit (**p) && (read_number (p, 2, &day) == 0 || (**p != ' ' && **p != '-')))
    return FALSE;
  *p += day != 0 ? 1 : 0;
  int month = read_month_name (p);
  *p += **p == '.' ? 1 : 0;
  if (month == 0 || (**p != ' ' && **p != '-'))
    return FALSE;
  (*p)++;
  if (day == 0)
    {
      if (read_number (p, 2, &day) == 0)
        return FALSE;
      *p += **p == ',' ? 1 : 0;
      if (**p != ' ')
        return FALSE;
      (*p)++;
    }
  return read_number (p, 4, &year) == 4 && reeve_day_from_ymd (year, month, day, ret_day);
}

static gboolean
read_typed_day (const char **p, ReeveDay *ret_day)
{
  const char *start = *p;
  if (read_numeric_date (p, ret_day))
    return TRUE;
  *p = start;
  return read_named_date (p, ret_day);
}

/* "T14:30", " 2:30 PM", "T00:00:00.000Z": seconds are dropped, the case file keeps minutes. */
static gboolean
read_typed_time (const char **p, int *ret_minutes)
{
  int hour, minute, second;
  if (**p != 'T' && **p != ' ')
    return FALSE;
  (*p)++;
  if (read_number (p, 2, &hour) == 0 || **p != ':')
    return FALSE;
  (*p)++;
  if (read_number (p, 2, &minute) != 2)
    return FALSE;
  if (**p == ':')
    {
      (*p)++;
      if (read_number (p, 2, &second) != 2 || second > 60)
        return FALSE;
      if (**p == '.')
        for ((*p)++; g_ascii_isdigit (**p);)
          (*p)++;
    }
  const char *half = *p + (**p == ' ' ? 1 : 0);
  gboolean am = g_ascii_strcasecmp (half, "am") == 0, pm = g_ascii_strcasecmp (half, "pm") == 0;
  if (am || pm)
    {
      if (hour < 1 || hour > 12)
        return FALSE;
      hour = hour % 12 + (pm ? 12 : 0);
      *p = half + 2;
    }
  if (hour > 23 || minute > 59)
    return FALSE;
  *ret_minutes = hour * 60 + minute;
  return TRUE;
}

/* A database's time stamp in a date column is taken for its day only if the time says nothing. */
static char *
parse_date (const char *typed)
{
  ReeveDay day;
  int minutes;
  const char *p = typed;
  if (!read_typed_day (&p, &day))
    return NULL;
  if (*p != '\0' && (!read_typed_time (&p, &minutes) || minutes != 0))
    return NULL;
  if (*p == 'Z')
    p++;
  if (*p != '\0')
    return NULL;
  char *text = g_malloc (REEVE_DAY_TEXT_SIZE);
  reeve_day_format (day, text);
  return text;
}

static char *
parse_instant (const char *typed)
{
  ReeveDay day;
  int minutes = 0;
  const char *p = typed;
  if (!read_typed_day (&p, &day) || (*p != '\0' && !read_typed_time (&p, &minutes)))
    return NULL;
  if (*p == 'Z' && minutes == 0)
    p++;
  if (*p != '\0')
    return NULL;
  char *text = g_malloc (REEVE_INSTANT_TEXT_SIZE);
  reeve_instant_format ((gint64) day * REEVE_MINUTES_PER_DAY + minutes, text);
  return text;
}

static char *
parse_truth (const char *typed)
{
  static const char *const yes[] = { "yes", "y", "true", "t", "1", "x", NULL };
  static const char *const no[] = { "no", "n", "false", "f", "0", NULL };
  g_autofree char *folded = reeve_text_fold (typed);
  if (g_strv_contains (yes, folded) || strcmp (folded, _("yes")) == 0)
    return g_strdup ("1");
  if (g_strv_contains (no, folded) || strcmp (folded, _("no")) == 0)
    return g_strdup ("0");
  return NULL;
}

/* Takes commas out of "1,234,567"; NULL if they do not stand at thousands. */
static char *
drop_thousands (const char *text)
{
  GString *plain = g_string_new (NULL);
  const char *point = strchr (text, '.');
  gsize whole = point != NULL ? (gsize) (point - text) : strlen (text);
  gboolean commas = memchr (text, ',', whole) != NULL;
  for (gsize i = 0; i < whole; i++)
    {
      gboolean at_thousand = (whole - i) % 4 == 0 && i > 0;
      if (commas && (text[i] == ',') != at_thousand && g_ascii_isdigit (text[0]))
        {
          g_string_free (plain, TRUE);
          return NULL;
        }
      if (text[i] != ',')
        g_string_append_c (plain, text[i]);
    }
  g_string_append (plain, text + whole);
  return g_string_free (plain, FALSE);
}

static char *
parse_integer (const char *typed)
{
  g_autofree char *plain = drop_thousands (typed);
  gint64 value;
  if (plain == NULL)
    return NULL;
  /* Spreadsheets write whole numbers as 12.0 */
  char *point = strchr (plain, '.');
  if (point != NULL && point > plain && strspn (point + 1, "0") == strlen (point + 1))
    *point = '\0';
  return read_integer (plain, &value) ? g_strdup_printf ("%" G_GINT64_FORMAT, value) : NULL;
}

static char *
parse_real (const char *typed)
{
  g_autofree char *plain = drop_thousands (typed);
  double value;
  if (plain == NULL || !read_real (plain, &value))
    return NULL;
  /* Through a record, so that the text is the one the store will give back. */
  g_autoptr (ReeveRecord) record = reeve_record_new ("premises");
  reeve_record_set_real (record, "lon", value);
  return g_strdup (reeve_record_get (record, "lon"));
}

static char *
parse_money (const char *typed)
{
  g_autofree char *copy = g_strdup (typed);
  char *p = copy;
  if (g_str_has_suffix (p, "USD"))
    p[strlen (p) - 3] = '\0';
  if (*p == '$')
    p++;
  g_strstrip (p);
  g_autofree char *plain = drop_thousands (p);
  if (plain == NULL)
    return NULL;
  const char *point = strchr (plain, '.');
  gsize decimals = point != NULL ? strlen (point + 1) : 0;
  gsize whole = point != NULL ? (gsize) (point - plain) : strlen (plain);
  if (whole == 0 || whole > 12 || strspn (plain, "0123456789") != whole || decimals > 2 || strspn (plain + whole + (point != NULL), "0123456789") != decimals)
    return NULL;
  gint64 cents = g_ascii_strtoll (plain, NULL, 10) * 100;
  if (decimals > 0)
    cents += g_ascii_strtoll (point + 1, NULL, 10) * (decimals == 1 ? 10 : 1);
  return g_strdup_printf ("%" G_GINT64_FORMAT, cents);
}

/* "Apartment House" -> apartment-house */
static char *
make_code (const char *typed)
{
  g_autofree char *folded = reeve_text_fold (typed);
  GString *code = g_string_new (NULL);
  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isalnum (*p) || (code->len > 0 && strchr ("./():", *p) != NULL))
      g_string_append_c (code, *p);
    else if (code->len > 0 && code->str[code->len - 1] != '-')
      g_string_append_c (code, '-');
  while (code->len > 0 && code->str[code->len - 1] == '-')
    g_string_truncate (code, code->len - 1);
  return g_string_free (code, FALSE);
}

static const char *
find_known_code (const ReeveFieldInfo *field, const char *typed, const char *code)
{
  g_autofree char *folded = reeve_text_fold (typed);
  for (const ReeveCodeInfo *info = field->codes; info != NULL && info->value != NULL; info++)
    {
      g_autofree char *label = reeve_text_fold (info->label);
      g_autofree char *translated = reeve_text_fold (reeve_code_label (field, info->value));
      if (strcmp (info->value, code) == 0 || strcmp (label, folded) == 0 || strcmp (translated, folded) == 0)
        return info->value;
    }
  return NULL;
}

static char *
find_code (const ReeveFieldInfo *field, const char *typed)
{
  g_autofree char *code = make_code (typed);
  const char *known = find_known_code (field, typed, code);
  if (known != NULL)
    return g_strdup (known);
  if (is_closed (field) || *code == '\0')
    return NULL;
  return g_steal_pointer (&code);
}

static void
set_unknown_code (GError **error, const ReeveFieldInfo *field, const char *typed)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  for (const ReeveCodeInfo *info = field->codes; info != NULL && info->value != NULL; info++)
    g_ptr_array_add (values, (gpointer) info->value);
  g_ptr_array_add (values, NULL);
  g_autofree char *code = make_code (typed);
  g_autofree char *quoted = quote (typed);
  const char *nearest = reeve_text_nearest (code, (const char *const *) values->pdata, 3);
  g_autofree char *list = g_strjoinv (", ", (char **) values->pdata);
  if (nearest != NULL)
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s: '%s' is not in the list; did you mean '%s'?"), reeve_field_label (field),
                 quoted, nearest);
  else
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("%s: '%s' is not in the list: %s."), reeve_field_label (field), quoted, list);
}

static char *
parse_code (const ReeveFieldInfo *field, const char *typed, GError **error)
{
  char *code = find_code (field, typed);
  if (code == NULL)
    set_unknown_code (error, field, typed);
  return code;
}

static char *
parse_codes (const ReeveFieldInfo *field, const char *typed, GError **error)
{
  g_autofree char *whole = make_code (typed);
  const char *known = find_known_code (field, typed, whole);
  if (known != NULL)
    return g_strdup (known);
  /* Where commas separate, spaces belong to the words. */
  const char *separators = strpbrk (typed, ",;|") != NULL ? ",;|" : " \t\n";
  g_auto (GStrv) words = are_codes (field, typed) ? g_strsplit (typed, " ", -1) : g_strsplit_set (typed, separators, -1);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (*g_strstrip (words[i]) == '\0')
        continue;
      char *code = parse_code (field, words[i], error);
      if (code == NULL)
        return NULL;
      if (g_ptr_array_find_with_equal_func (codes, code, g_str_equal, NULL))
        g_free (code);
      else
        g_ptr_array_add (codes, code);
    }
  g_ptr_array_add (codes, NULL);
  return g_strjoinv (" ", (char **) codes->pdata);
}

/* NFC; line ends as \n; other control characters become spaces. */
static char *
parse_text (const ReeveFieldInfo *field, const char *typed)
{
  gboolean lines = field->type == REEVE_FIELD_LONG_TEXT;
  if (!is_text (typed, lines ? MAX_LONG_TEXT : MAX_TEXT))
    return NULL;
  char *text = g_utf8_normalize (typed, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  char *to = text;
  for (const char *from = text; *from != '\0'; from++)
    {
      if (*from == '\r' && (from[1] == '\n' || (from > text && from[-1] == '\n')))
        continue;
      gboolean line_end = *from == '\n' || *from == '\r';
      *to++ = line_end && lines ? '\n' : (guchar) *from < 0x20 || *from == 0x7f ? ' ' : *from;
    }
  *to = '\0';
  return text;
}

static char *
parse_schedule (const char *typed, GError **error)
{
  g_autoptr (ReeveSchedule) schedule = reeve_schedule_parse (typed, -1, error);
  return schedule != NULL ? reeve_schedule_format (schedule) : NULL;
}

static char *
parse_trimmed (const ReeveFieldInfo *field, const char *typed, GError **error)
{
  switch (field->type)
    {
    case REEVE_FIELD_DATE_OR_NONE:
      {
        g_autofree char *folded = reeve_text_fold (typed);
        if (strcmp (folded, "none") == 0 || strcmp (folded, _("none")) == 0)
          return g_strdup ("none");
        return parse_date (typed);
      }
    case REEVE_FIELD_DATE:
      return parse_date (typed);
    case REEVE_FIELD_INSTANT:
      return parse_instant (typed);
    case REEVE_FIELD_TRUTH:
      return parse_truth (typed);
    case REEVE_FIELD_INTEGER:
    case REEVE_FIELD_REFERENCE:
      return parse_integer (typed);
    case REEVE_FIELD_REAL:
      return parse_real (typed);
    case REEVE_FIELD_MONEY:
      return parse_money (typed);
    case REEVE_FIELD_CODE:
      return parse_code (field, typed, error);
    case REEVE_FIELD_CODES:
      return parse_codes (field, typed, error);
    case REEVE_FIELD_SCHEDULE:
      return parse_schedule (typed, error);
    case REEVE_FIELD_TEXT:
    case REEVE_FIELD_LONG_TEXT:
      return parse_text (field, typed);
    case REEVE_FIELD_GEOMETRY:
    case REEVE_FIELD_BYTES:
    default:
      return NULL;
    }
}

/**
 * reeve_field_parse:
 * @typed: as a person or a spreadsheet wrote it
 *
 * Returns: (transfer full) (nullable): the canonical text; NULL without @error when @typed is empty (unknown); NULL with
 *   REEVE_ERROR_INVALID when it cannot be read without guessing
 */
char *
reeve_field_parse (const ReeveFieldInfo *field, const char *typed, GError **error)
{
  g_return_val_if_fail (field != NULL && typed != NULL, NULL);
  if (!g_utf8_validate (typed, -1, NULL))
    {
      set_expected (error, field, typed);
      return NULL;
    }
  g_autofree char *trimmed = g_strstrip (g_strdup (typed));
  if (*trimmed == '\0')
    return NULL;
  GError *local = NULL;
  g_autofree char *value = parse_trimmed (field, trimmed, &local);
  if (value == NULL || !is_canonical (field, value))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      else
        set_expected (error, field, trimmed);
      return NULL;
    }
  if (!check_limits (field, value, error))
    return NULL;
  return g_steal_pointer (&value);
}
