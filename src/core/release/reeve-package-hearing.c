/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For a court, of one business: all that happened in order of days, with proof of service and the law of each day, the photographs without
 * what cameras write into them, and what was given out about it before. */
#include "config.h"

#include "reeve-package-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-attachment.h"
#include "reeve-hearing.h"
#include "reeve-text.h"

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const ReeveHappening *x = a, *y = b;
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
                                           REEVE_SHEET_EVENT, REEVE_SHEET_SANCTION, REEVE_SHEET_HEARING, REEVE_SHEET_ATTACHMENT };
  GArray *all = g_array_new (FALSE, TRUE, sizeof (ReeveHappening));

  for (guint s = 0; s < G_N_ELEMENTS (sheets); s++)
    {
      guint n_columns;
      const ReeveDisclosedField *columns = reeve_disclosure_get_columns (disclosure, sheets[s], &n_columns);

      for (guint row = 0; row < reeve_disclosure_get_n_rows (disclosure, sheets[s]); row++)
        for (guint c = 0; c < n_columns; c++)
          {
            const char *value = reeve_disclosed_field_type (columns[c]) == REEVE_CELL_DATE ? reeve_disclosure_get (disclosure, row, columns[c]) : NULL;
            ReeveHappening one = { .sheet = sheets[s], .row = row, .field = columns[c] };
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

ReeveDay *
reeve_hearing_get_days (const ReeveHearing *hearing, guint *ret_n)
{
  ReeveDay *days = g_new0 (ReeveDay, hearing->happenings->len + 1);
  guint n = 0;

  for (guint i = 0; i < hearing->happenings->len; i++)
    {
      ReeveDay day;

      if (reeve_day_parse (g_array_index (hearing->happenings, ReeveHappening, i).day, -1, &day)
          && day <= reeve_disclosure_get_head (hearing->disclosure)->as_of && (n == 0 || days[n - 1] != day))
        days[n++] = day;
    }
  *ret_n = n;
  return days;
}

/* ---- as JSON ---------------------------------------------------------------------------------------------------------------------- */

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_day (JsonBuilder *builder, const char *name, ReeveDay day)
{
  char text[REEVE_DAY_TEXT_SIZE];

  if (day == G_MININT32 || day == G_MAXINT32)
    {
      add_text (builder, name, NULL);
      return;
    }
  reeve_day_format (day, text);
  add_text (builder, name, text);
}

static GBytes *
write_timeline (const ReeveHearing *hearing)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < hearing->happenings->len; i++)
    {
      const ReeveHappening *one = &g_array_index (hearing->happenings, ReeveHappening, i);
      guint n_columns;
      const ReeveDisclosedField *columns = reeve_disclosure_get_columns (hearing->disclosure, one->sheet, &n_columns);

      json_builder_begin_object (builder);
      add_text (builder, "day", one->day);
      add_text (builder, "sheet", reeve_sheet_name (one->sheet));
      add_text (builder, "what", reeve_disclosed_field_name (one->field));
      json_builder_set_member_name (builder, "row");
      json_builder_begin_object (builder);
      for (guint c = 0; c < n_columns; c++)
        add_text (builder, reeve_disclosed_field_name (columns[c]), reeve_disclosure_get (hearing->disclosure, one->row, columns[c]));
      json_builder_end_object (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return reeve_package_json_bytes (json_builder_get_root (builder));
}

static void
add_version (JsonBuilder *builder, const ReeveOrdinance *ordinance, const ReeveProvision *provision, const ReeveProvisionVersion *version)
{
  json_builder_begin_object (builder);
  add_text (builder, "sha256", reeve_provision_version_get_pin (version));
  add_text (builder, "ordinance", reeve_ordinance_get_id (ordinance));
  add_text (builder, "provision", provision->id);
  add_text (builder, "citation", version->citation);
  add_text (builder, "title", version->title);
  add_day (builder, "in_force_from", version->from);
  add_day (builder, "in_force_to", version->until);
  add_text (builder, "made_by", version->source);
  add_text (builder, "text", version->text);
  add_text (builder, "quote", version->quote);
  json_builder_end_object (builder);
}

/* The words of each provision once, and for each day of the timeline which words stood. */
static GBytes *
write_law (const ReeveHearing *hearing, GError **error)
{
  g_autoptr (JsonBuilder) texts = json_builder_new (), days = json_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonObject *root = json_object_new ();
  JsonNode *node = json_node_alloc ();
  guint n;
  g_autofree ReeveDay *list = reeve_hearing_get_days (hearing, &n);

  json_node_init_object (node, root);
  json_object_unref (root);
  json_builder_begin_array (texts);
  json_builder_begin_array (days);
  for (guint d = 0; d < n; d++)
    {
      const GPtrArray *set = reeve_release_law_on (hearing->law, list[d], error);

      if (set == NULL)
        {
          json_node_unref (node);
          return NULL;
        }
      json_builder_begin_object (days);
      add_day (days, "day", list[d]);
      json_builder_set_member_name (days, "provisions");
      json_builder_begin_object (days);
      for (guint i = 0; i < set->len; i++)
        {
          const ReeveOrdinance *ordinance = set->pdata[i];
          const GPtrArray *provisions = reeve_ordinance_get_provisions (ordinance);

          for (guint p = 0; p < provisions->len; p++)
            {
              const ReeveProvision *provision = provisions->pdata[p];
              const ReeveProvisionVersion *version = reeve_provision_version_on (provision, list[d]);
              g_autofree char *name = g_strdup_printf ("%s/%s", reeve_ordinance_get_id (ordinance), provision->id);

              if (version == NULL)
                continue;
              add_text (days, name, reeve_provision_version_get_pin (version));
              if (g_hash_table_add (seen, g_strdup_printf ("%s %s", name, reeve_provision_version_get_pin (version))))
                add_version (texts, ordinance, provision, version);
            }
        }
      json_builder_end_object (days);
      json_builder_end_object (days);
    }
  json_builder_end_array (texts);
  json_builder_end_array (days);
  json_object_set_member (root, "days", json_builder_get_root (days));
  json_object_set_member (root, "texts", json_builder_get_root (texts));
  return reeve_package_json_bytes (node);
}

static GBytes *
write_custody (const ReeveHearing *hearing)
{
  static const char *const fields[] = { "number", "made_on", "made_by", "audience", "recipient", "reason", "format", "sha256", "recalled" };
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < hearing->releases->len; i++)
    {
      json_builder_begin_object (builder);
      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        add_text (builder, fields[f], reeve_record_get (hearing->releases->pdata[i], fields[f]));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return reeve_package_json_bytes (json_builder_get_root (builder));
}

static GBytes *
write_photos (const ReeveHearing *hearing)
{
  static const struct { const char *name; ReeveDisclosedField field; } fields[] = {
    { "belongs_to", REEVE_DISCLOSED_ATTACHMENT_RECORD }, { "taken", REEVE_DISCLOSED_ATTACHMENT_TAKEN }, { "shows", REEVE_DISCLOSED_ATTACHMENT_CAPTION },
    { "added", REEVE_DISCLOSED_ATTACHMENT_ADDED }, { "added_by", REEVE_DISCLOSED_ATTACHMENT_ADDED_BY }, { "type", REEVE_DISCLOSED_ATTACHMENT_TYPE }, { "original_sha256", REEVE_DISCLOSED_ATTACHMENT_SHA256 },
  };
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < hearing->photos->len; i++)
    {
      const ReeveHearingPhoto *photo = hearing->photos->pdata[i];

      json_builder_begin_object (builder);
      add_text (builder, "file", photo->file);
      add_text (builder, "sha256", photo->sha256);
      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        add_text (builder, fields[f].name, reeve_disclosure_get (hearing->disclosure, photo->row, fields[f].field));
      if (photo->copy != NULL)
        {
          json_builder_set_member_name (builder, "parts_removed");
          json_builder_add_int_value (builder, photo->info.n_removed);
        }
      else
        add_text (builder, "kept_back", photo->why);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return reeve_package_json_bytes (json_builder_get_root (builder));
}

/* ---- what it is made from --------------------------------------------------------------------------------------------------------- */

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

static GPtrArray *
find_releases (ReeveConn *conn, gint64 business, GError **error)
{
  g_autoptr (GPtrArray) all = reeve_release_list (conn, error);
  GPtrArray *mine;

  if (all == NULL)
    return NULL;
  mine = g_ptr_array_new_with_free_func ((GDestroyNotify) reeve_record_free);
  for (guint i = all->len; i-- > 0;)
    if (may_hold (all->pdata[i], business))
      g_ptr_array_add (mine, reeve_record_copy (all->pdata[i]));
  return mine;
}

static void
photo_free (gpointer data)
{
  ReeveHearingPhoto *photo = data;

  g_free (photo->file);
  g_clear_pointer (&photo->copy, g_bytes_unref);
  g_free (photo->sha256);
  g_free (photo);
}

/* The file of one row of the sheet. Its original must still be what came. */
static gboolean
add_photo (GPtrArray *photos, guint *n_packed, ReeveConn *conn, const ReeveDisclosure *disclosure, guint row, GError **error)
{
  const char *key = reeve_disclosure_get_key (disclosure, REEVE_SHEET_ATTACHMENT, row);
  g_autoptr (ReeveRecord) record = NULL;
  g_autoptr (GBytes) original = NULL;
  ReeveHearingPhoto *photo;
  gint64 id;

  if (key == NULL || !g_str_has_prefix (key, "attachment:") || !g_ascii_string_to_signed (key + strlen ("attachment:"), 10, 1, G_MAXINT64, &id, NULL))
    return TRUE;
  record = reeve_conn_load (conn, "attachment", id, error);
  original = record != NULL ? reeve_attachment_read (conn, record, error) : NULL;
  if (original == NULL)
    return FALSE;
  photo = g_new0 (ReeveHearingPhoto, 1);
  photo->row = row;
  photo->copy = reeve_picture_clean (original, &photo->info, NULL);
  if (photo->copy != NULL)
    {
      photo->file = g_strdup_printf ("hearing/photos/%04u.%s", ++*n_packed, strcmp (photo->info.media_type, "image/png") == 0 ? "png" : "jpg");
      photo->sha256 = reeve_sha256 (g_bytes_get_data (photo->copy, NULL), g_bytes_get_size (photo->copy));
    }
  else
    photo->why = _("A file of this kind cannot be cleared of what is written in it unseen: ask the city for it on paper.");
  g_ptr_array_add (photos, photo);
  return TRUE;
}

static GPtrArray *
find_photos (ReeveConn *conn, const ReeveDisclosure *disclosure, GError **error)
{
  g_autoptr (GPtrArray) photos = g_ptr_array_new_with_free_func (photo_free);
  guint n_packed = 0;

  for (guint row = 0; row < reeve_disclosure_get_n_rows (disclosure, REEVE_SHEET_ATTACHMENT); row++)
    if (!add_photo (photos, &n_packed, conn, disclosure, row, error))
      return NULL;
  return g_steal_pointer (&photos);
}

gboolean
reeve_package_add_hearing (GPtrArray *files, ReeveConn *conn, const ReeveDisclosure *disclosure, const ReeveReleaseRequest *request, GError **error)
{
  g_autoptr (GPtrArray) releases = NULL, photos = NULL;
  g_autoptr (GArray) happenings = NULL;
  g_autoptr (ReeveReleaseLaw) law = NULL;
  g_autoptr (GBytes) timeline = NULL, laws = NULL, custody = NULL, list = NULL, paper = NULL;
  ReeveHearing hearing = { .disclosure = disclosure };

  if (request->audience != REEVE_AUDIENCE_COURT || request->n_businesses != 1)
    return TRUE;
  hearing.releases = releases = find_releases (conn, request->businesses[0], error);
  hearing.photos = photos = releases != NULL ? find_photos (conn, disclosure, error) : NULL;
  if (photos == NULL)
    return FALSE;
  hearing.law = law = reeve_release_law_new (conn);
  hearing.happenings = happenings = collect (disclosure);
  laws = write_law (&hearing, error);
  paper = laws != NULL ? reeve_hearing_write_paper (&hearing, error) : NULL;
  if (paper == NULL)
    return FALSE;
  timeline = write_timeline (&hearing);
  custody = write_custody (&hearing);
  list = write_photos (&hearing);
  reeve_archive_add (files, "hearing/packet.pdf", paper);
  reeve_archive_add (files, "hearing/timeline.json", timeline);
  reeve_archive_add (files, "hearing/law.json", laws);
  reeve_archive_add (files, "hearing/custody.json", custody);
  reeve_archive_add (files, "hearing/photos.json", list);
  for (guint i = 0; i < photos->len; i++)
    {
      const ReeveHearingPhoto *photo = photos->pdata[i];

      if (photo->copy != NULL)
        reeve_archive_add (files, photo->file, photo->copy);
    }
  return TRUE;
}
