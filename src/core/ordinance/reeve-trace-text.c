/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values, fields and members in words. Persons are their role and the reference of their record, never a name; free text is never shown. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "reeve-trace-text-private.h"

#define FOOT 30480
#define INCH 2540
#define METRE 100000

char *
reeve_trace_capitalise (char *text)
{
  gunichar first = g_utf8_get_char (text), title = g_unichar_totitle (first);
  char letter[7] = { 0 };
  char *result;

  if (first == title)
    return text;
  g_unichar_to_utf8 (title, letter);
  result = g_strconcat (letter, g_utf8_next_char (text), NULL);
  g_free (text);
  return result;
}

char *
reeve_trace_day_text (gint64 day)
{
  int year, month, of_month;
  g_autoptr (GDateTime) date = NULL;

  if (day <= REEVE_FAR_PAST)
    return g_strdup (C_ ("day", "long past"));
  if (day == REEVE_VALUE_NONE)
    return g_strdup (C_ ("value", "none"));
  if (day < G_MININT32 || day > G_MAXINT32)
    return g_strdup (C_ ("value", "not known"));
  reeve_day_to_ymd ((ReeveDay) day, &year, &month, &of_month);
  date = g_date_time_new_utc (year, month, of_month, 0, 0, 0);
  /* Translators: a day as in "4 Nov 2026"; the codes are those of strftime. */
  return date == NULL ? g_strdup (C_ ("value", "not known")) : g_date_time_format (date, C_ ("day", "%-d %b %Y"));
}

static char *
instant_text (gint64 minutes)
{
  gint64 day = reeve_minutes_to_day (minutes);
  g_autofree char *date = reeve_trace_day_text (day);
  int of_day;

  if (minutes <= REEVE_FAR_PAST || minutes >= REEVE_FAR_FUTURE)
    return g_steal_pointer (&date);
  of_day = (int) (minutes - day * REEVE_MINUTES_PER_DAY);
  /* Translators: a day and a time, "4 Nov 2026, 21:30". */
  return g_strdup_printf (C_ ("instant", "%1$s, %2$02d:%3$02d"), date, of_day / 60, of_day % 60);
}

/* Digits in groups of three, with the separator of the locale; where that has none (C), a comma, for "1000 ft" is misread. */
static char *
grouped (gint64 n)
{
  const char *separator = localeconv ()->thousands_sep;
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, n);
  gsize length = strlen (digits), first = n < 0 ? 1 : 0;
  GString *text = g_string_new (NULL);

  if (separator == NULL || *separator == '\0')
    separator = ",";
  for (gsize i = 0; i < length; i++)
    {
      if (i > first && (length - i) % 3 == 0)
        g_string_append (text, separator);
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

/* @rest of @unit as digits after the point, without noughts at the end. */
static char *
decimal_text (gint64 value, gint64 unit, guint digits)
{
  g_autofree char *whole = grouped (value / unit), *text = NULL;
  gint64 rest = ABS (value % unit);
  gsize length;

  if (rest == 0)
    return g_steal_pointer (&whole);
  text = g_strdup_printf ("%s%s.%0*" G_GINT64_FORMAT, value < 0 && value / unit == 0 ? "-" : "", whole, (int) digits, rest);
  for (length = strlen (text); text[length - 1] == '0'; length--)
    ;
  return g_strndup (text, length);
}

/* @exact: with a tenth, when rounding would hide on which side of a limit it lies. */
char *
reeve_trace_length_text (gint64 length, gboolean exact)
{
  g_autofree char *number = NULL;

  if (length == REEVE_VALUE_NONE)
    return g_strdup (C_ ("value", "none"));
  if (length >= REEVE_FAR_FUTURE || length <= REEVE_FAR_PAST)
    return g_strdup (C_ ("value", "not known"));
  if (length % METRE == 0 && length % INCH != 0)
    {
      number = grouped (length / METRE);
      return g_strdup_printf (C_ ("length", "%s m"), number);
    }
  if (length < 3 * FOOT && length % FOOT != 0)
    {
      number = decimal_text ((length * 10 + INCH / 2) / INCH, 10, 1);
      return g_strdup_printf (C_ ("length", "%s in"), number);
    }
  number = exact ? decimal_text ((length * 10 + FOOT / 2) / FOOT, 10, 1) : grouped ((length + FOOT / 2) / FOOT);
  return g_strdup_printf (C_ ("length", "%s ft"), number);
}

static char *
cents_text (gint64 cents)
{
  g_autofree char *whole = grouped (cents / 100);
  return g_strdup_printf ("%s.%02d", whole, (int) ABS (cents % 100));
}

static char *
money_text (gint64 cents, guint32 currency)
{
  g_autofree char *amount = cents % 100 == 0 ? decimal_text (cents, 100, 2)
                                             : cents_text (cents);
  const char *code = currency == 0 ? "USD" : g_quark_to_string (currency);
  /* Translators: an amount and its currency code. */
  return g_strdup_printf (C_ ("money", "%1$s %2$s"), amount, code == NULL ? "USD" : code);
}

static char *
counted (gint64 n, guint32 unit)
{
  gulong plural = (gulong) CLAMP (n, 0, 1000000);
  g_autofree char *number = grouped (n);

  switch (unit)
    {
    case REEVE_UNIT_BUSINESS_DAYS:
      return g_strdup_printf (ngettext ("%s business day", "%s business days", plural), number);
    case REEVE_UNIT_HOURS:
      return g_strdup_printf (ngettext ("%s hour", "%s hours", plural), number);
    case REEVE_UNIT_MINUTES:
      return g_strdup_printf (ngettext ("%s minute", "%s minutes", plural), number);
    case REEVE_UNIT_MONTHS:
      return g_strdup_printf (ngettext ("%s month", "%s months", plural), number);
    default:
      return g_strdup_printf (ngettext ("%s day", "%s days", plural), number);
    }
}

static char *
years (gint64 n)
{
  return g_strdup_printf (ngettext ("%d year", "%d years", (gulong) n), (int) MIN (n, G_MAXINT));
}

char *
reeve_trace_duration_text (ReeveValue duration)
{
  gint64 n = duration.lo;

  if (n == REEVE_VALUE_NONE)
    return g_strdup (C_ ("value", "none"));
  if (duration.aux == REEVE_UNIT_MONTHS && n >= 24 && n % 12 == 0)
    return years (n / 12);
  if (duration.aux == REEVE_UNIT_MINUTES && n % 60 == 0)
    return counted (n / 60, REEVE_UNIT_HOURS);
  return counted (n, duration.aux);
}

/* A word of the program's own lists is shown as words; a city's code ("C-3") as it is written. */
char *
reeve_trace_code_text (GQuark code)
{
  const char *text = g_quark_to_string (code);
  char *words;

  if (text == NULL)
    return g_strdup (C_ ("value", "not known"));
  if (strcmp (text, "none") == 0)
    return g_strdup (C_ ("value", "none"));
  words = g_strdup (text);
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && *p != '-')
      return words;
  return g_strdelimit (words, "-", ' ');
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In the order of the alphabet: the order of the numbers differs from run to run. */
char *
reeve_trace_codes_text (const GQuark *codes, guint n)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (words, reeve_trace_code_text (codes[i]));
  g_ptr_array_sort (words, compare_texts);
  g_ptr_array_add (words, NULL);
  /* Translators: between the words of a list. */
  return g_strjoinv (C_ ("list", ", "), (char **) words->pdata);
}

gboolean
reeve_trace_set_view (const ReeveTrace *trace, ReeveValue value, ReeveSetView *view)
{
  if ((value.flags & REEVE_VALUE_OF_PROGRAM) != 0 && value.type == REEVE_TYPE_LIST)
    {
      const ReeveList *list = trace->program->lists->pdata[value.lo];
      *view = (ReeveSetView) { list->codes, list->codes, list->n, list->n, FALSE };
      return TRUE;
    }
  if (value.type == REEVE_TYPE_SET && value.lo >= 0 && value.lo < trace->facts->sets->len)
    {
      const ReeveCodeSet *set = &g_array_index (trace->facts->sets, ReeveCodeSet, value.lo);
      const GQuark *codes = (const GQuark *) (gpointer) trace->facts->codes->data;
      *view = (ReeveSetView) { codes + set->sure, codes + set->possible, set->n_sure, set->n_possible, set->everything };
      return TRUE;
    }
  return FALSE;
}

static char *
list_text (const ReeveTrace *trace, ReeveValue value)
{
  const ReeveList *list = trace->program->lists->pdata[value.lo];
  g_autoptr (GPtrArray) words = NULL;

  if (list->n == 0)
    return g_strdup (C_ ("value", "none"));
  if (list->element == REEVE_TYPE_CODE || list->element == REEVE_TYPE_TEXT)
    return reeve_trace_codes_text (list->codes, list->n);
  words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < list->n; i++)
    {
      ReeveValue element = { .type = (guint8) list->element, .lo = list->ints[i], .hi = list->ints[i] };
      g_ptr_array_add (words, reeve_trace_value_text (trace, element));
    }
  g_ptr_array_add (words, NULL);
  return g_strjoinv (C_ ("list", ", "), (char **) words->pdata);
}

static char *
schedule_text (const ReeveTrace *trace, ReeveValue value)
{
  const GPtrArray *pool = (value.flags & REEVE_VALUE_OF_PROGRAM) != 0 ? trace->program->schedules : trace->facts->schedules;

  if (value.lo < 0 || value.lo >= pool->len)
    return g_strdup (C_ ("value", "not known"));
  return reeve_schedule_format (pool->pdata[value.lo]);
}

/* One end of a range, in the words of its type. */
static char *
bound_text (ReeveValue value, gint64 bound)
{
  g_autofree char *number = NULL;

  value.lo = value.hi = bound;
  if (bound == REEVE_VALUE_NONE)
    return g_strdup (C_ ("value", "none"));
  switch ((ReeveType) value.type)
    {
    case REEVE_TYPE_NUMBER:
      return decimal_text (bound, 1000000, 6);
    case REEVE_TYPE_MONEY:
      return money_text (bound, value.aux);
    case REEVE_TYPE_LENGTH:
      return reeve_trace_length_text (bound, FALSE);
    case REEVE_TYPE_AREA:
      number = decimal_text ((gint64) (((__int128) bound * 10 + 464515200) / 929030400), 10, 1);
      return g_strdup_printf (C_ ("area", "%s sq ft"), number);
    case REEVE_TYPE_DURATION:
      return reeve_trace_duration_text (value);
    case REEVE_TYPE_INSTANT:
      return instant_text (bound);
    case REEVE_TYPE_DATE:
    default:
      return reeve_trace_day_text (bound);
    }
}

static char *
range_text (ReeveValue value)
{
  g_autofree char *low = NULL, *high = NULL;

  if (value.lo == value.hi)
    return bound_text (value, value.lo);
  if (value.type == REEVE_TYPE_INSTANT && value.lo > REEVE_FAR_PAST && value.hi < REEVE_FAR_FUTURE && value.hi - value.lo == REEVE_MINUTES_PER_DAY - 1 && value.lo % REEVE_MINUTES_PER_DAY == 0)
    return reeve_trace_day_text (reeve_minutes_to_day (value.lo));
  low = bound_text (value, value.lo);
  high = bound_text (value, value.hi);
  if (value.lo <= REEVE_FAR_PAST && value.hi >= REEVE_FAR_FUTURE)
    return g_strdup (C_ ("value", "not known"));
  if (value.hi >= REEVE_FAR_FUTURE)
    {
      if (value.lo == 0 && (value.type == REEVE_TYPE_LENGTH || value.type == REEVE_TYPE_MONEY || value.type == REEVE_TYPE_AREA))
        return g_strdup (C_ ("value", "not known"));
      return g_strdup_printf (C_ ("value", "%s or more"), low);
    }
  if (value.lo <= REEVE_FAR_PAST)
    return g_strdup_printf (C_ ("value", "%s or less"), high);
  if (strcmp (low, high) == 0)
    return g_steal_pointer (&low);
  return g_strdup_printf (C_ ("value", "between %1$s and %2$s"), low, high);
}

static char *
set_text (const ReeveTrace *trace, ReeveValue value)
{
  ReeveSetView view;

  if (!reeve_trace_set_view (trace, value, &view))
    return g_strdup (C_ ("value", "not known"));
  if (view.n_sure == 0)
    return g_strdup (C_ ("value", "none"));
  return reeve_trace_codes_text (view.sure, view.n_sure);
}

char *
reeve_trace_value_text (const ReeveTrace *trace, ReeveValue value)
{
  switch ((ReeveType) value.type)
    {
    case REEVE_TYPE_TRUTH:
      if (value.truth == REEVE_TRUTH_Y)
        return g_strdup (C_ ("value", "yes"));
      if (value.truth == REEVE_TRUTH_N)
        return g_strdup (C_ ("value", "no"));
      return g_strdup (value.truth == REEVE_TRUTH_L ? C_ ("value", "not yet") : C_ ("value", "not known"));
    case REEVE_TYPE_CODE:
      return value.lo >= 0 ? reeve_trace_code_text ((GQuark) value.lo) : g_strdup (C_ ("value", "not known"));
    case REEVE_TYPE_SET:
      return set_text (trace, value);
    case REEVE_TYPE_LIST:
      return list_text (trace, value);
    case REEVE_TYPE_SCHEDULE:
      return schedule_text (trace, value);
    case REEVE_TYPE_TEXT:
    case REEVE_TYPE_PERSON:
    case REEVE_TYPE_RECORD:
      if (value.lo == REEVE_VALUE_NONE)
        return g_strdup (C_ ("value", "none"));
      return g_strdup (value.lo < 0 ? C_ ("value", "not known") : C_ ("value", "on record"));
    case REEVE_TYPE_MONTH_DAY:
      return g_strdup_printf ("%02d-%02d", (int) (value.lo / 32), (int) (value.lo % 32));
    default:
      return range_text (value);
    }
}

const char *
reeve_trace_field_label (ReeveKind kind, guint field)
{
  const ReeveFieldDef *def = &reeve_vocabulary_kind (kind)->fields[field];
  return g_dpgettext2 (GETTEXT_PACKAGE, "fact", def->label == NULL ? def->name : def->label);
}

static const ReevePath *
path_of (const ReeveTrace *trace, const ReeveTraceEntry *entry)
{
  return &g_array_index (trace->program->paths, ReevePath, entry->path);
}

/* "valid" with its record: "state licence valid"; "expires": "day of expiry of the city licence". */
static char *
path_label (const ReevePath *path)
{
  guint n = path->n_steps;
  const char *field = n == 0 ? "" : reeve_trace_field_label (path->kinds[n - 1], path->fields[n - 1]), *record;

  if (n < 2 || path->kinds[n - 2] == REEVE_KIND_SUBJECT)
    return g_strdup (field);
  record = reeve_trace_field_label (path->kinds[n - 2], path->fields[n - 2]);
  if (path->type == REEVE_TYPE_TRUTH)
    /* Translators: a record and what is so or not so of it, as in "state licence valid". */
    return g_strdup_printf (C_ ("fact", "%1$s %2$s"), record, field);
  /* Translators: a field and its record, as in "day of expiry of the city licence". */
  return g_strdup_printf (C_ ("fact", "%1$s of the %2$s"), field, record);
}

char *
reeve_trace_sibling_label (const ReeveTrace *trace, const ReeveTraceEntry *entry, guint field)
{
  ReevePath path = *path_of (trace, entry);

  path.fields[path.n_steps - 1] = (guint8) field;
  path.type = reeve_vocabulary_kind (path.kinds[path.n_steps - 1])->fields[field].type;
  return path_label (&path);
}

gboolean
reeve_trace_is_computed (const ReeveTraceEntry *entry)
{
  return entry->node != NULL && entry->node->kind == REEVE_NODE_FIELD && entry->kind == REEVE_KIND_LICENCE && entry->row != REEVE_ROW_UNKNOWN
         && entry->field == reeve_vocabulary_field (REEVE_KIND_LICENCE, "valid");
}

static char *
parameter_label (const char *name)
{
  return g_strdelimit (g_strdup (name), "-", ' ');
}

const char *
reeve_trace_collection_label (const ReeveTrace *trace, const ReeveTraceEntry *quantifier)
{
  const ReevePath *path = path_of (trace, quantifier);
  return reeve_trace_field_label (path->kinds[path->n_steps - 1], path->fields[path->n_steps - 1]);
}

gboolean
reeve_trace_is_read (const ReeveTraceEntry *entry)
{
  return entry->node != NULL && (entry->node->kind == REEVE_NODE_FIELD || entry->node->kind == REEVE_NODE_ITEM);
}

gboolean
reeve_trace_is_not_asked (const ReeveTrace *trace, const ReeveTraceEntry *entry)
{
  const ReeveTraceEntry *asked = entry->node->kind == REEVE_NODE_ITEM ? reeve_trace_entry (trace, entry->first) : NULL;

  return asked != NULL && asked->value.truth == REEVE_TRUTH_N;
}

const ReeveItem *
reeve_trace_item (const ReeveTrace *trace, const ReeveTraceEntry *entry)
{
  return reeve_ordinance_find_item (trace->program->ordinance, entry->node->text, NULL);
}

char *
reeve_trace_label (const ReeveTrace *trace, const ReeveTraceEntry *entry)
{
  const ReeveNode *node = entry->node;
  const ReeveItem *item;

  switch (node->kind)
    {
    case REEVE_NODE_FIELD:
      return path_label (path_of (trace, entry));
    case REEVE_NODE_ITEM:
      item = reeve_trace_item (trace, entry);
      return g_strdup (item == NULL ? node->text : item->ask);
    case REEVE_NODE_PARAMETER:
    case REEVE_NODE_DEFINITION:
      return parameter_label (node->text);
    case REEVE_NODE_TODAY:
      return g_strdup (C_ ("fact", "the day of the check"));
    case REEVE_NODE_IN_FORCE:
      return g_strdup (C_ ("fact", "the day this came into force"));
    case REEVE_NODE_COUNT:
      /* Translators: %s is a list of records, as in "number of events of the business". */
      return g_strdup_printf (C_ ("fact", "number of %s"), reeve_trace_collection_label (trace, entry));
    default:
      return reeve_node_print (node);
    }
}

char *
reeve_trace_path (const ReeveTrace *trace, const ReeveTraceEntry *entry)
{
  const ReevePath *path = path_of (trace, entry);
  GString *text = g_string_new (path->kinds[0] == REEVE_KIND_SUBJECT ? NULL : reeve_vocabulary_kind (path->kinds[0])->name);

  if (entry->node->kind == REEVE_NODE_ITEM)
    g_string_printf (text, "observed.%s", entry->node->text);
  else
    for (guint i = 0; i < path->n_steps; i++)
      g_string_append_printf (text, "%s%s", text->len == 0 ? "" : ".", reeve_vocabulary_kind (path->kinds[i])->fields[path->fields[i]].name);
  return g_string_free (text, FALSE);
}

char *
reeve_trace_record (const ReeveTrace *trace, ReeveKind kind, guint row)
{
  const ReeveOrigin *origin = reeve_facts_get_origin (trace->facts, kind, row);

  if (row == REEVE_ROW_UNKNOWN || origin->table == NULL || origin->id == 0)
    return NULL;
  return g_strdup_printf ("%s:%" G_GINT64_FORMAT, origin->table, origin->id);
}

/* The code that tells members of one kind apart, or 0. */
static GQuark
telling_code (const ReeveTrace *trace, ReeveKind kind, guint row)
{
  static const char *const names[] = { "kind", "role", "category", "class", "status" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      int field = reeve_vocabulary_field (kind, names[i]);
      const ReeveValue *cell;
      if (field < 0 || reeve_vocabulary_kind (kind)->fields[field].type != REEVE_TYPE_CODE)
        continue;
      cell = reeve_facts_cell (trace->facts, kind, row, (guint) field);
      return cell->lo > 0 ? (GQuark) cell->lo : 0;
    }
  return 0;
}

static char *
own_date_text (const ReeveTrace *trace, ReeveKind kind, guint row)
{
  static const char *const names[] = { "at", "date", "issued", "dated", "granted", "from", "found", "received" };

  if (reeve_vocabulary_kind (kind)->person || kind == REEVE_KIND_PLACE || kind == REEVE_KIND_PEER)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      int field = reeve_vocabulary_field (kind, names[i]);
      const ReeveValue *cell;
      if (field < 0)
        continue;
      cell = reeve_facts_cell (trace->facts, kind, row, (guint) field);
      if (cell->lo > REEVE_FAR_PAST && cell->hi < REEVE_FAR_FUTURE)
        return range_text (*cell);
    }
  return NULL;
}

char *
reeve_trace_stand_in_kind (const ReeveTrace *trace, const ReeveTraceEntry *member)
{
  int field = reeve_vocabulary_field (member->kind, member->kind == REEVE_KIND_PEER ? "category" : "kind");
  const ReeveValue *cell;

  if (field < 0 || member->row == REEVE_ROW_UNKNOWN || reeve_vocabulary_kind (member->kind)->fields[field].type != REEVE_TYPE_CODE)
    return NULL;
  cell = reeve_facts_cell (trace->facts, member->kind, member->row, (guint) field);
  return cell->lo < 0 ? NULL : reeve_trace_code_text ((GQuark) cell->lo);
}

/* An arrest, a school, a therapist are what their code says; a notice or a licence is not. */
static gboolean
needs_label (ReeveKind kind)
{
  switch (kind)
    {
    case REEVE_KIND_PEER:
    case REEVE_KIND_NOTICE:
    case REEVE_KIND_APPLICATION:
    case REEVE_KIND_LICENCE:
    case REEVE_KIND_SANCTION:
    case REEVE_KIND_HEARING:
    case REEVE_KIND_COMPLAINT:
    case REEVE_KIND_INSPECTION:
    case REEVE_KIND_FEE:
      return TRUE;
    default:
      return FALSE;
    }
}

char *
reeve_trace_member_text (const ReeveTrace *trace, const ReeveTraceEntry *member)
{
  ReeveKind kind = member->kind;
  const ReeveKindDef *def = reeve_vocabulary_kind (kind);
  const char *name = reeve_facts_get_name (trace->facts, kind, member->row);
  g_autofree char *record = NULL, *date = NULL, *what = NULL;
  GQuark code;

  if (name != NULL && !def->person)
    return g_strdup (name);
  code = telling_code (trace, kind, member->row);
  if (code != 0)
    what = reeve_trace_code_text (code);
  else
    what = g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, "record", def->label));
  if ((member->flags & REEVE_ROW_STAND_IN) != 0)
    /* Translators: something nobody has looked up, as in "any park not on record". */
    return g_strdup_printf (C_ ("member", "any %s not on record"), what);
  record = reeve_trace_record (trace, kind, member->row);
  if (code != 0 && needs_label (kind))
    {
      g_autofree char *of_code = g_steal_pointer (&what);
      what = g_strdup_printf (C_ ("member", "%1$s (%2$s)"), g_dpgettext2 (GETTEXT_PACKAGE, "record", def->label), of_code);
    }
  date = own_date_text (trace, kind, member->row);
  if (date != NULL && (kind == REEVE_KIND_STATUS_SPAN || kind == REEVE_KIND_OCCUPANCY || kind == REEVE_KIND_EXEMPTION))
    /* Translators: a state and its first day, as in "suspended since 1 Jun 2026". */
    return g_strdup_printf (C_ ("member", "%1$s since %2$s"), what, date);
  if (date != NULL)
    /* Translators: a record and its day, as in "suspension of 4 Mar 2025". */
    return g_strdup_printf (C_ ("member", "%1$s of %2$s"), what, date);
  if (record != NULL)
    /* Translators: a record and its reference, as in "therapist (employment:12)". */
    return g_strdup_printf (C_ ("member", "%1$s (%2$s)"), what, record);
  return g_steal_pointer (&what);
}
