/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For a court, of one business: all that happened in order of days, with proof of service, and what was given out about it before. Made
 * from the disclosure, so that it can say no more than the sheets. */
#include "config.h"

#include "reeve-package-private.h"

#include <string.h>

typedef struct { char day[REEVE_DAY_TEXT_SIZE]; ReeveSheetKind sheet; guint row; ReeveDisclosedField field; } Happening;

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const Happening *x = a, *y = b;
  int days = strcmp (x->day, y->day);

  if (days != 0)
    return days;
  if (x->sheet != y->sheet)
    return x->sheet < y->sheet ? -1 : 1;
  if (x->row != y->row)
    return x->row < y->row ? -1 : 1;
  return x->field < y->field ? -1 : x->field > y->field;
}

/* What happened on a day, of the sheets about acts. */
static GArray *
collect (const ReeveDisclosure *disclosure)
{
  static const ReeveSheetKind sheets[] = { REEVE_SHEET_LICENCE, REEVE_SHEET_COMPLAINT, REEVE_SHEET_INSPECTION, REEVE_SHEET_NOTICE,
                                           REEVE_SHEET_EVENT, REEVE_SHEET_SANCTION, REEVE_SHEET_HEARING };
  GArray *all = g_array_new (FALSE, TRUE, sizeof (Happening));

  for (guint s = 0; s < G_N_ELEMENTS (sheets); s++)
    {
      guint n_columns;
      const ReeveDisclosedField *columns = reeve_disclosure_get_columns (disclosure, sheets[s], &n_columns);

      for (guint row = 0; row < reeve_disclosure_get_n_rows (disclosure, sheets[s]); row++)
        for (guint c = 0; c < n_columns; c++)
          {
            const char *value = reeve_disclosed_field_type (columns[c]) == REEVE_CELL_DATE ? reeve_disclosure_get (disclosure, row, columns[c]) : NULL;
            Happening one = { .sheet = sheets[s], .row = row, .field = columns[c] };
            ReeveDay day;

            if (value == NULL || !reeve_day_parse (value, -1, &day))
              continue;
            g_strlcpy (one.day, value, sizeof one.day);
            g_array_append_val (all, one);
          }
    }
  g_array_sort (all, compare_days);
  return all;
}

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static GBytes *
write_timeline (const ReeveDisclosure *disclosure)
{
  g_autoptr (GArray) all = collect (disclosure);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < all->len; i++)
    {
      const Happening *one = &g_array_index (all, Happening, i);
      guint n_columns;
      const ReeveDisclosedField *columns = reeve_disclosure_get_columns (disclosure, one->sheet, &n_columns);

      json_builder_begin_object (builder);
      add_text (builder, "day", one->day);
      add_text (builder, "sheet", reeve_sheet_name (one->sheet));
      add_text (builder, "what", reeve_disclosed_field_name (one->field));
      json_builder_set_member_name (builder, "row");
      json_builder_begin_object (builder);
      for (guint c = 0; c < n_columns; c++)
        add_text (builder, reeve_disclosed_field_name (columns[c]), reeve_disclosure_get (disclosure, one->row, columns[c]));
      json_builder_end_object (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return reeve_package_json_bytes (json_builder_get_root (builder));
}

/* Was it among what @record gave out? One that named no businesses may have held any. */
static gboolean
may_hold (const ReeveRecord *record, gint64 business)
{
  g_autoptr (JsonNode) root = json_from_string (reeve_record_get (record, "request"), NULL);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonArray *ids;

  if (object == NULL || !json_object_has_member (object, "businesses"))
    return TRUE;
  ids = json_object_get_array_member (object, "businesses");
  for (guint i = 0; i < json_array_get_length (ids); i++)
    if (json_array_get_int_element (ids, i) == business)
      return TRUE;
  return FALSE;
}

static GBytes *
write_custody (const GPtrArray *releases, gint64 business)
{
  static const char *const fields[] = { "number", "made_on", "made_by", "audience", "recipient", "reason", "format", "sha256", "recalled" };
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = releases->len; i-- > 0;)
    {
      const ReeveRecord *record = releases->pdata[i];

      if (!may_hold (record, business))
        continue;
      json_builder_begin_object (builder);
      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        add_text (builder, fields[f], reeve_record_get (record, fields[f]));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return reeve_package_json_bytes (json_builder_get_root (builder));
}

gboolean
reeve_package_add_hearing (GPtrArray *files, ReeveConn *conn, const ReeveDisclosure *disclosure, const ReeveReleaseRequest *request, GError **error)
{
  g_autoptr (GPtrArray) releases = NULL;
  g_autoptr (GBytes) timeline = NULL, custody = NULL;

  if (request->audience != REEVE_AUDIENCE_COURT || request->n_businesses != 1)
    return TRUE;
  releases = reeve_release_list (conn, error);
  if (releases == NULL)
    return FALSE;
  timeline = write_timeline (disclosure);
  custody = write_custody (releases, request->businesses[0]);
  reeve_archive_add (files, "hearing/timeline.json", timeline);
  reeve_archive_add (files, "hearing/custody.json", custody);
  return TRUE;
}
