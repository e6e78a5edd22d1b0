/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate: rows of cells per sheet, with a place for each column the audience is allowed and none for the others. */
#include "config.h"

#include "reeve-disclosure.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

/* Length of a degree of latitude, metres: meridian of WGS 84 at 45 degrees. Only sets the size of the squares. */
#define METRES_PER_DEGREE 111132.0

typedef struct { const char *key; double lon, lat; gboolean placed; guint first; } Row;

typedef struct
{
  ReeveDisclosedField columns[REEVE_N_DISCLOSED_FIELDS];
  guint n_columns;
  GArray *rows;            /* Row */
  GPtrArray *cells;        /* n_rows x n_columns, const char * of the chunk, or NULL */
  gboolean has_positions, no_positions;   /* there are some; they are taken from the audience */
} Sheet;

struct _ReeveDisclosure
{
  int ref_count;
  gboolean sealed;
  ReeveAudience audience;
  ReeveDisclosureHead head;
  gint16 place[REEVE_N_DISCLOSED_FIELDS];   /* column within its sheet, or -1: not allowed */
  Sheet sheets[REEVE_N_SHEETS];
  ReeveSheetKind current;
  gboolean has_current;
  GStringChunk *texts;
  GArray *withheld;        /* ReeveWithheld */
};

static gboolean
is_narrowed (const char *const *narrowed, ReeveDisclosedField field)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", reeve_sheet_name (reeve_disclosed_field_sheet (field)), reeve_disclosed_field_name (field));

  return narrowed != NULL && g_strv_contains (narrowed, name);
}

static void
withheld_clear (gpointer data)
{
  g_free (((ReeveWithheld *) data)->reason);
}

ReeveDisclosure *
reeve_disclosure_new (ReeveAudience audience, const char *const *narrowed)
{
  ReeveDisclosure *self;

  g_return_val_if_fail (audience < REEVE_N_AUDIENCES, NULL);
  self = g_new0 (ReeveDisclosure, 1);
  self->ref_count = 1;
  self->audience = audience;
  self->texts = g_string_chunk_new (4096);
  self->withheld = g_array_new (FALSE, FALSE, sizeof (ReeveWithheld));
  g_array_set_clear_func (self->withheld, withheld_clear);
  for (guint i = 0; i < REEVE_N_SHEETS; i++)
    {
      self->sheets[i].rows = g_array_new (FALSE, FALSE, sizeof (Row));
      self->sheets[i].cells = g_ptr_array_new ();
      self->sheets[i].no_positions = narrowed != NULL && reeve_sheet_position_name ((ReeveSheetKind) i) != NULL
                                     && g_strv_contains (narrowed, reeve_sheet_position_name ((ReeveSheetKind) i));
    }
  for (guint i = 0; i < REEVE_N_DISCLOSED_FIELDS; i++)
    {
      ReeveDisclosedField field = (ReeveDisclosedField) i;
      Sheet *sheet = &self->sheets[reeve_disclosed_field_sheet (field)];

      self->place[i] = -1;
      if (reeve_disclosed_field_seen (field, audience) && !is_narrowed (narrowed, field))
        {
          self->place[i] = (gint16) sheet->n_columns;
          sheet->columns[sheet->n_columns++] = field;
        }
    }
  return self;
}

ReeveDisclosure *
reeve_disclosure_ref (ReeveDisclosure *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

static void
head_clear (ReeveDisclosureHead *head)
{
  g_free (head->city);
  g_free (head->title);
  g_free (head->filters);
  g_free (head->to);
  g_free (head->reason);
  g_free (head->made_by);
}

void
reeve_disclosure_unref (ReeveDisclosure *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  for (guint i = 0; i < REEVE_N_SHEETS; i++)
    {
      g_array_unref (self->sheets[i].rows);
      g_ptr_array_unref (self->sheets[i].cells);
    }
  head_clear (&self->head);
  g_array_unref (self->withheld);
  g_string_chunk_free (self->texts);
  g_free (self);
}

gboolean
reeve_disclosure_wants (const ReeveDisclosure *self, ReeveDisclosedField field)
{
  g_return_val_if_fail (field < REEVE_N_DISCLOSED_FIELDS, FALSE);
  return self->place[field] >= 0;
}

gboolean
reeve_disclosure_wants_position (const ReeveDisclosure *self, ReeveSheetKind sheet)
{
  g_return_val_if_fail (sheet < REEVE_N_SHEETS, FALSE);
  return !self->sheets[sheet].no_positions;
}

gboolean
reeve_disclosure_wants_sheet (const ReeveDisclosure *self, ReeveSheetKind sheet)
{
  g_return_val_if_fail (sheet < REEVE_N_SHEETS, FALSE);
  return self->sheets[sheet].n_columns > 0;
}

void
reeve_disclosure_set_head (ReeveDisclosure *self, const ReeveDisclosureHead *head)
{
  ReeveDisclosureHead copy = *head;

  g_return_if_fail (!self->sealed);
  copy.city = g_strdup (head->city);
  copy.title = g_strdup (head->title);
  copy.filters = g_strdup (head->filters);
  copy.to = g_strdup (head->to);
  copy.reason = g_strdup (head->reason);
  copy.made_by = g_strdup (head->made_by);
  head_clear (&self->head);
  self->head = copy;
}

void
reeve_disclosure_add_row (ReeveDisclosure *self, ReeveSheetKind kind, const char *key)
{
  Sheet *sheet = &self->sheets[kind];
  Row row = { .first = sheet->cells->len };

  g_return_if_fail (!self->sealed && kind < REEVE_N_SHEETS);
  self->current = kind;
  self->has_current = sheet->n_columns > 0;
  if (!self->has_current)
    return;
  if (key != NULL)
    row.key = g_string_chunk_insert_const (self->texts, key);
  g_array_append_val (sheet->rows, row);
  g_ptr_array_set_size (sheet->cells, (int) (row.first + sheet->n_columns));
}

/* Text that every format can hold: valid UTF-8 without control characters but tab and new line. */
static const char *
keep_text (ReeveDisclosure *self, const char *value)
{
  g_autofree char *valid = NULL;

  if (value == NULL || *value == '\0')
    return NULL;
  valid = g_utf8_make_valid (value, -1);
  for (char *p = valid; *p != '\0'; p++)
    if (((guchar) *p < 0x20 && *p != '\t' && *p != '\n') || *p == 0x7F)
      *p = ' ';
  return g_string_chunk_insert_const (self->texts, valid);
}

gboolean
reeve_disclosure_set (ReeveDisclosure *self, ReeveDisclosedField field, const char *value)
{
  Sheet *sheet;
  const Row *row;

  g_return_val_if_fail (!self->sealed && field < REEVE_N_DISCLOSED_FIELDS, FALSE);
  g_return_val_if_fail (reeve_disclosed_field_sheet (field) == self->current, FALSE);
  if (self->place[field] < 0 || !self->has_current)
    return FALSE;
  sheet = &self->sheets[self->current];
  row = &g_array_index (sheet->rows, Row, sheet->rows->len - 1);
  sheet->cells->pdata[row->first + (guint) self->place[field]] = (gpointer) keep_text (self, value);
  return TRUE;
}

gboolean
reeve_disclosure_set_number (ReeveDisclosure *self, ReeveDisclosedField field, gint64 value)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
  return reeve_disclosure_set (self, field, text);
}

/* The middle of the square of a fixed grid that holds @degrees: the same for every release, so that two of them tell no more than one. */
static double
coarsen (double degrees, double step)
{
  return step > 0 ? (floor (degrees / step) + 0.5) * step : degrees;
}

void
reeve_disclosure_set_position (ReeveDisclosure *self, double lon, double lat)
{
  double grid = reeve_audience_grid_m (self->audience) / METRES_PER_DEGREE;
  Sheet *sheet = &self->sheets[self->current];
  Row *row;

  /* Nothing else has a place of its own: where a complaint came from, or a visit goes, is in no release. */
  g_return_if_fail (!self->sealed && (self->current == REEVE_SHEET_BUSINESS || self->current == REEVE_SHEET_PLACE));
  if (!self->has_current || sheet->no_positions || !isfinite (lon) || !isfinite (lat))
    return;
  row = &g_array_index (sheet->rows, Row, sheet->rows->len - 1);
  row->lat = coarsen (lat, grid);
  /* Squares of one row of the grid are as wide in metres as they are high. */
  row->lon = coarsen (lon, grid > 0 ? grid / MAX (0.01, cos (row->lat * G_PI / 180)) : 0);
  row->placed = sheet->has_positions = TRUE;
}

void
reeve_disclosure_withhold (ReeveDisclosure *self, ReeveSheetKind sheet, const char *reason, guint n)
{
  ReeveWithheld entry = { sheet, NULL, n };

  g_return_if_fail (!self->sealed && reason != NULL);
  if (n == 0)
    return;
  for (guint i = 0; i < self->withheld->len; i++)
    {
      ReeveWithheld *other = &g_array_index (self->withheld, ReeveWithheld, i);

      if (other->sheet == sheet && strcmp (other->reason, reason) == 0)
        {
          other->n += n;
          return;
        }
    }
  entry.reason = g_strdup (reason);
  g_array_append_val (self->withheld, entry);
}

void
reeve_disclosure_seal (ReeveDisclosure *self)
{
  self->sealed = TRUE;
}

ReeveAudience
reeve_disclosure_get_audience (const ReeveDisclosure *self)
{
  return self->audience;
}

const ReeveDisclosureHead *
reeve_disclosure_get_head (const ReeveDisclosure *self)
{
  return &self->head;
}

const ReeveDisclosedField *
reeve_disclosure_get_columns (const ReeveDisclosure *self, ReeveSheetKind sheet, guint *ret_n)
{
  g_return_val_if_fail (sheet < REEVE_N_SHEETS, NULL);
  *ret_n = self->sheets[sheet].n_columns;
  return self->sheets[sheet].columns;
}

guint
reeve_disclosure_get_n_rows (const ReeveDisclosure *self, ReeveSheetKind sheet)
{
  g_return_val_if_fail (sheet < REEVE_N_SHEETS, 0);
  return self->sheets[sheet].rows->len;
}

const char *
reeve_disclosure_get_key (const ReeveDisclosure *self, ReeveSheetKind sheet, guint row)
{
  g_return_val_if_fail (sheet < REEVE_N_SHEETS && row < self->sheets[sheet].rows->len, NULL);
  return g_array_index (self->sheets[sheet].rows, Row, row).key;
}

const char *
reeve_disclosure_get (const ReeveDisclosure *self, guint row, ReeveDisclosedField field)
{
  const Sheet *sheet;

  g_return_val_if_fail (field < REEVE_N_DISCLOSED_FIELDS, NULL);
  sheet = &self->sheets[reeve_disclosed_field_sheet (field)];
  g_return_val_if_fail (row < sheet->rows->len, NULL);
  if (self->place[field] < 0)
    return NULL;
  return sheet->cells->pdata[g_array_index (sheet->rows, Row, row).first + (guint) self->place[field]];
}

gboolean
reeve_disclosure_get_position (const ReeveDisclosure *self, ReeveSheetKind sheet, guint row, double *ret_lon, double *ret_lat)
{
  const Row *at;

  g_return_val_if_fail (sheet < REEVE_N_SHEETS && row < self->sheets[sheet].rows->len, FALSE);
  at = &g_array_index (self->sheets[sheet].rows, Row, row);
  if (!at->placed)
    return FALSE;
  *ret_lon = at->lon;
  *ret_lat = at->lat;
  return TRUE;
}

gboolean
reeve_disclosure_has_positions (const ReeveDisclosure *self, ReeveSheetKind sheet)
{
  g_return_val_if_fail (sheet < REEVE_N_SHEETS, FALSE);
  return self->sheets[sheet].has_positions;
}

const GArray *
reeve_disclosure_get_withheld (const ReeveDisclosure *self)
{
  return self->withheld;
}

char *
reeve_disclosure_count_text (const ReeveDisclosure *self, guint n)
{
  guint least = reeve_audience_least_cell (self->audience);

  if (least <= 1 || n == 0)
    return g_strdup_printf ("%u", n);
  if (n < least)
    /* Translators: a small number that is not told */
    return g_strdup_printf (_("under %u"), least);
  /* Translators: a number rounded to fives */
  return g_strdup_printf (_("about %u"), (n + least / 2) / least * least);
}
