/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The packet to be read in a hearing. Everything in it is also in the package as data; photographs are printed smaller than they are there. */
#include "config.h"

#include "reeve-hearing.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-paper-sheet.h"
#include "reeve-record.h"
#include "reeve-shown.h"

#define PRINTED_SIDE 1400      /* pixels of the longer side of a photograph on paper */
#define PHOTO_HEIGHT 250.0     /* points */
#define JPEG_QUALITY "82"

/* ---- words ------------------------------------------------------------------------------------------------------------------------ */

char *
reeve_hearing_title (const ReeveHappening *happening)
{
  /* Translators: a kind of record, and which of its days it is: "Notices: Served" */
  return g_strdup_printf (_("%s: %s"), reeve_sheet_label (happening->sheet), reeve_disclosed_field_label (happening->field));
}

char *
reeve_hearing_citations (const ReeveHearing *hearing, ReeveDay day, const char *provisions)
{
  g_auto (GStrv) names = g_strsplit (provisions != NULL ? provisions : "", " ", -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0')
      {
        const ReeveProvisionVersion *version = reeve_release_law_find (hearing->law, day, names[i], NULL, NULL);

        g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", version != NULL && version->citation != NULL ? version->citation : names[i]);
      }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
reeve_hearing_details (const ReeveHearing *hearing, const ReeveHappening *happening)
{
  guint n;
  const ReeveDisclosedField *columns = reeve_disclosure_get_columns (hearing->disclosure, happening->sheet, &n);
  g_autoptr (GString) out = g_string_new (NULL);
  ReeveDay day = 0;

  reeve_day_parse (happening->day, -1, &day);
  for (guint i = 0; i < n; i++)
    {
      const char *value = reeve_disclosure_get (hearing->disclosure, happening->row, columns[i]);
      g_autofree char *words = NULL;

      if (value == NULL || reeve_disclosed_field_type (columns[i]) == REEVE_CELL_DATE
          || columns[i] == REEVE_DISCLOSED_ATTACHMENT_SHA256 || columns[i] == REEVE_DISCLOSED_ATTACHMENT_TYPE
          || strcmp (reeve_disclosed_field_name (columns[i]), "business") == 0)
        continue;
      words = columns[i] == REEVE_DISCLOSED_NOTICE_PROVISIONS ? reeve_hearing_citations (hearing, day, value) : reeve_paper_value (columns[i], value);
      g_string_append_printf (out, "%s%s", out->len > 0 ? "; " : "", words);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* ---- parts ------------------------------------------------------------------------------------------------------------------------ */

static void
put_summary (ReevePaper *paper, const ReeveHearing *hearing)
{
  static const ReevePaperColumn columns[] = { { "", FALSE }, { "", FALSE } };
  static const ReeveDisclosedField fields[] = { REEVE_DISCLOSED_BUSINESS_NAME, REEVE_DISCLOSED_BUSINESS_NUMBER, REEVE_DISCLOSED_BUSINESS_CATEGORY,
    REEVE_DISCLOSED_BUSINESS_ADDRESS, REEVE_DISCLOSED_BUSINESS_DISTRICT, REEVE_DISCLOSED_BUSINESS_ZONE, REEVE_DISCLOSED_BUSINESS_LICENCE_NUMBER,
    REEVE_DISCLOSED_BUSINESS_LICENCE_STATUS, REEVE_DISCLOSED_BUSINESS_LICENCE_TO, REEVE_DISCLOSED_BUSINESS_NOT_MET, REEVE_DISCLOSED_BUSINESS_NOT_KNOWN,
    REEVE_DISCLOSED_BUSINESS_MET };
  g_autoptr (ReevePaperTable) table = reeve_paper_table_new (columns, 2);

  for (guint i = 0; i < G_N_ELEMENTS (fields) && reeve_disclosure_get_n_rows (hearing->disclosure, REEVE_SHEET_BUSINESS) > 0; i++)
    {
      g_autofree char *value = NULL;

      if (!reeve_disclosure_wants (hearing->disclosure, fields[i]))
        continue;
      value = reeve_paper_value (fields[i], reeve_disclosure_get (hearing->disclosure, 0, fields[i]));
      reeve_paper_table_add (table, (const char *const[]) { reeve_disclosed_field_label (fields[i]), value }, FALSE);
    }
  reeve_paper_table_put (paper, table, "");
  reeve_paper_note (paper, _("Findings are administrative: they say that a test of the ordinance is or is not met by the city's records. An officer's decision is named where there is one. What is met is listed as readily as what is not."));
}

static void
put_timeline (ReevePaper *paper, const ReeveHearing *hearing)
{
  const ReevePaperColumn columns[] = { { _("Day"), FALSE }, { _("What happened"), FALSE }, { _("Of which record"), FALSE } };
  g_autoptr (ReevePaperTable) table = reeve_paper_table_new (columns, 3);
  gboolean to_come = FALSE;
  char as_of[REEVE_DAY_TEXT_SIZE];

  reeve_day_format (reeve_disclosure_get_head (hearing->disclosure)->as_of, as_of);
  reeve_paper_heading (paper, 1, _("What happened, by day"));
  for (guint i = 0; i < hearing->happenings->len; i++)
    {
      const ReeveHappening *one = &g_array_index (hearing->happenings, ReeveHappening, i);
      g_autofree char *title = reeve_hearing_title (one), *details = reeve_hearing_details (hearing, one);

      if (strcmp (one->day, as_of) > 0 && !to_come)
        {
          reeve_paper_table_add (table, (const char *const[]) { _("To come"), "", "" }, TRUE);
          to_come = TRUE;
        }
      reeve_paper_table_add (table, (const char *const[]) { one->day, title, details }, FALSE);
    }
  reeve_paper_table_put (paper, table, _("Nothing with a day is recorded."));
}

/* Each notice by itself, with every day that proves its service. */
static void
put_notices (ReevePaper *paper, const ReeveHearing *hearing)
{
  static const ReevePaperColumn columns[] = { { "", FALSE }, { "", FALSE } };
  static const ReeveDisclosedField fields[] = { REEVE_DISCLOSED_NOTICE_KIND, REEVE_DISCLOSED_NOTICE_PROVISIONS, REEVE_DISCLOSED_NOTICE_ADDRESSEES,
    REEVE_DISCLOSED_NOTICE_ISSUED, REEVE_DISCLOSED_NOTICE_SENT, REEVE_DISCLOSED_NOTICE_POSTMARKED, REEVE_DISCLOSED_NOTICE_SERVED,
    REEVE_DISCLOSED_NOTICE_METHOD, REEVE_DISCLOSED_NOTICE_RECEIVED, REEVE_DISCLOSED_NOTICE_RETURNED, REEVE_DISCLOSED_NOTICE_CORRECT_BY };
  guint n = reeve_disclosure_get_n_rows (hearing->disclosure, REEVE_SHEET_NOTICE);

  reeve_paper_heading (paper, 1, _("Notices, with proof of service"));
  if (n == 0)
    reeve_paper_note (paper, _("No notice is recorded."));
  for (guint row = 0; row < n; row++)
    {
      g_autoptr (ReevePaperTable) table = reeve_paper_table_new (columns, 2);
      const char *number = reeve_disclosure_get (hearing->disclosure, row, REEVE_DISCLOSED_NOTICE_NUMBER);
      const char *issued = reeve_disclosure_get (hearing->disclosure, row, REEVE_DISCLOSED_NOTICE_ISSUED);
      const char *served = reeve_disclosure_get (hearing->disclosure, row, REEVE_DISCLOSED_NOTICE_SERVED);
      ReeveDay day = reeve_disclosure_get_head (hearing->disclosure)->as_of;

      if (issued != NULL)
        reeve_day_parse (issued, -1, &day);
      reeve_paper_heading (paper, 2, number != NULL ? number : _("Without a number"));
      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        {
          const char *value = reeve_disclosure_get (hearing->disclosure, row, fields[i]);
          g_autofree char *words = NULL;

          if (value == NULL && fields[i] != REEVE_DISCLOSED_NOTICE_SERVED && fields[i] != REEVE_DISCLOSED_NOTICE_METHOD)
            continue;
          words = fields[i] == REEVE_DISCLOSED_NOTICE_PROVISIONS ? reeve_hearing_citations (hearing, day, value) : reeve_paper_value (fields[i], value);
          reeve_paper_table_add (table, (const char *const[]) { reeve_disclosed_field_label (fields[i]), words }, FALSE);
        }
      reeve_paper_table_put (paper, table, "");
      if (served == NULL || strcmp (served, "none") == 0)
        reeve_paper_note (paper, _("No service of this notice is recorded."));
    }
}

static void
put_inspections (ReevePaper *paper, const ReeveHearing *hearing)
{
  static const ReeveDisclosedField without[] = { REEVE_DISCLOSED_INSPECTION_BUSINESS };
  static const ReeveDisclosedField without_answers[] = { REEVE_DISCLOSED_ANSWER_BUSINESS };

  reeve_paper_heading (paper, 1, _("Inspections"));
  reeve_paper_sheet (paper, hearing->disclosure, REEVE_SHEET_INSPECTION, without, G_N_ELEMENTS (without), _("No inspection is recorded."));
  reeve_paper_heading (paper, 2, _("What was asked, and answered"));
  reeve_paper_sheet (paper, hearing->disclosure, REEVE_SHEET_ANSWER, without_answers, G_N_ELEMENTS (without_answers), _("No answers are recorded."));
}

/* ---- photographs -------------------------------------------------------------------------------------------------------------------- */

/* Scaled down, turned upright, and as a JPEG of our own beside the pixels, which is what goes into a PDF. NULL: it cannot be decoded. */
static cairo_surface_t *
decode (const ReeveHearingPhoto *photo)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (photo->copy);
  g_autoptr (GdkPixbuf) read = gdk_pixbuf_new_from_stream_at_scale (stream, PRINTED_SIDE, PRINTED_SIDE, TRUE, NULL, NULL);
  g_autoptr (GdkPixbuf) turned = read != NULL ? gdk_pixbuf_apply_embedded_orientation (read) : NULL, plain = NULL;
  cairo_surface_t *surface;
  char *jpeg;
  gsize size;
  guint8 *out;
  int stride;

  if (turned == NULL)
    return NULL;
  /* What shines through is white, as the paper is. */
  plain = gdk_pixbuf_composite_color_simple (turned, gdk_pixbuf_get_width (turned), gdk_pixbuf_get_height (turned), GDK_INTERP_NEAREST, 255, 64, 0xFFFFFF, 0xFFFFFF);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, gdk_pixbuf_get_width (plain), gdk_pixbuf_get_height (plain));
  out = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; out != NULL && y < gdk_pixbuf_get_height (plain); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (plain); x++)
      {
        const guint8 *p = gdk_pixbuf_read_pixels (plain) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (plain)
                          + (gsize) x * (gsize) gdk_pixbuf_get_n_channels (plain);
        guint32 pixel = (guint32) p[0] << 16 | (guint32) p[1] << 8 | p[2];

        memcpy (out + (gsize) y * (gsize) stride + 4 * (gsize) x, &pixel, 4);
      }
  cairo_surface_mark_dirty (surface);
  if (gdk_pixbuf_save_to_buffer (plain, &jpeg, &size, "jpeg", NULL, "quality", JPEG_QUALITY, NULL)
      && cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, (const guchar *) jpeg, size, g_free, jpeg) != CAIRO_STATUS_SUCCESS)
    g_free (jpeg);
  return surface;
}

static void
put_picture (ReevePaper *paper, const ReeveHearingPhoto *photo)
{
  cairo_surface_t *surface = decode (photo);
  double x, y, width, height, scale, w, h;
  cairo_t *cr;

  if (surface == NULL)
    {
      reeve_paper_note (paper, _("The picture cannot be drawn here; it is in the package."));
      return;
    }
  w = cairo_image_surface_get_width (surface);
  h = cairo_image_surface_get_height (surface);
  cr = reeve_paper_figure (paper, PHOTO_HEIGHT, PHOTO_HEIGHT + 60, &x, &y, &width, &height);
  scale = MIN (width / w, height / h);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
  reeve_paper_skip (paper, 4);
}

static void
put_photos (ReevePaper *paper, const ReeveHearing *hearing)
{
  reeve_paper_heading (paper, 1, _("Photographs and papers"));
  if (hearing->photos->len == 0)
    reeve_paper_note (paper, _("Nothing is attached to these records."));
  else
    reeve_paper_note (paper, _("Printed smaller than in the package. The city keeps each original as it came; copies have lost only what a camera writes beside the picture: place, device, names."));
  for (guint i = 0; i < hearing->photos->len; i++)
    {
      const ReeveHearingPhoto *photo = hearing->photos->pdata[i];
      const char *shows = reeve_disclosure_get (hearing->disclosure, photo->row, REEVE_DISCLOSED_ATTACHMENT_CAPTION);
      const char *record = reeve_disclosure_get (hearing->disclosure, photo->row, REEVE_DISCLOSED_ATTACHMENT_RECORD);
      const char *taken = reeve_disclosure_get (hearing->disclosure, photo->row, REEVE_DISCLOSED_ATTACHMENT_TAKEN);
      const char *sha256 = reeve_disclosure_get (hearing->disclosure, photo->row, REEVE_DISCLOSED_ATTACHMENT_SHA256);
      const char *added = reeve_disclosure_get (hearing->disclosure, photo->row, REEVE_DISCLOSED_ATTACHMENT_ADDED);
      const char *by = reeve_disclosure_get (hearing->disclosure, photo->row, REEVE_DISCLOSED_ATTACHMENT_ADDED_BY);
      /* Translators: number of a photograph, what it shows */
      g_autofree char *title = g_strdup_printf (_("%u. %s"), i + 1, shows != NULL ? shows : _("Without a caption")), *line = NULL, *sums = NULL;

      reeve_paper_heading (paper, 2, title);
      if (photo->copy != NULL)
        put_picture (paper, photo);
      /* Translators: the record a file belongs to, the day it was taken, the day it came into the case file, and by whom */
      line = g_strdup_printf (_("Belongs to: %s. Taken on: %s. Added on %s by %s, and since then unaltered."), record != NULL ? record : _("not known"),
                              taken != NULL ? taken : _("not known"), added != NULL ? added : _("not known"), by != NULL ? by : _("not known"));
      reeve_paper_note (paper, line);
      if (photo->copy != NULL)
        /* Translators: a file of the package, two hashes */
        sums = g_strdup_printf (_("%s, SHA-256 %s; of the original %s."), photo->file, photo->sha256, sha256);
      else
        /* Translators: why a file stayed in the office, then its hash */
        sums = g_strdup_printf (_("%s SHA-256 of the original %s."), photo->why, sha256);
      reeve_paper_note (paper, sums);
    }
}

/* ---- law and findings --------------------------------------------------------------------------------------------------------------- */

static void
take_name (GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (strcmp (names->pdata[i], name) == 0)
      return;
  g_ptr_array_add (names, g_strdup (name));
}

/* Those that a notice cites, that a finding says are not met or not known, or that somebody decided about. */
static GPtrArray *
provisions_in_question (const ReeveHearing *hearing)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const ReeveDisclosure *disclosure = hearing->disclosure;

  for (guint row = 0; row < reeve_disclosure_get_n_rows (disclosure, REEVE_SHEET_NOTICE); row++)
    {
      const char *cited = reeve_disclosure_get (disclosure, row, REEVE_DISCLOSED_NOTICE_PROVISIONS);
      g_auto (GStrv) each = g_strsplit (cited != NULL ? cited : "", " ", -1);

      for (guint i = 0; each[i] != NULL; i++)
        if (*each[i] != '\0')
          take_name (names, each[i]);
    }
  for (guint row = 0; row < reeve_disclosure_get_n_rows (disclosure, REEVE_SHEET_FINDING); row++)
    {
      const char *outcome = reeve_disclosure_get (disclosure, row, REEVE_DISCLOSED_FINDING_OUTCOME);
      g_autofree char *name = g_strdup_printf ("%s/%s", reeve_disclosure_get (disclosure, row, REEVE_DISCLOSED_FINDING_ORDINANCE),
                                               reeve_disclosure_get (disclosure, row, REEVE_DISCLOSED_FINDING_PROVISION));

      if (g_strcmp0 (outcome, reeve_shown_word (REEVE_SHOWN_MET)) != 0 || reeve_disclosure_get (disclosure, row, REEVE_DISCLOSED_FINDING_DECISION) != NULL)
        take_name (names, name);
    }
  return names;
}

static void
put_version (ReevePaper *paper, const ReeveProvisionVersion *version, const char *name, const char *days)
{
  char from[REEVE_DAY_TEXT_SIZE] = "";
  g_autofree char *title = g_strdup_printf ("%s  %s", version->citation != NULL ? version->citation : name, version->title != NULL ? version->title : "");
  g_autofree char *in_force = NULL, *sum = NULL, *on = NULL;

  reeve_paper_heading (paper, 2, title);
  if (version->from != G_MININT32)
    reeve_day_format (version->from, from);
  if (*from != '\0' && version->source != NULL)
    /* Translators: a day, an ordinance's number */
    in_force = g_strdup_printf (_("In force from %s, made by %s."), from, version->source);
  else if (*from != '\0')
    in_force = g_strdup_printf (_("In force from %s."), from);
  if (in_force != NULL)
    reeve_paper_note (paper, in_force);
  /* Translators: days */
  on = g_strdup_printf (_("So it stood on: %s."), days);
  reeve_paper_note (paper, on);
  reeve_paper_law (paper, version->quote != NULL ? version->quote : version->text != NULL ? version->text : "");
  /* Translators: the name of a provision in the files, a hash */
  sum = version->quote != NULL ? g_strdup_printf (_("%s, quoted. SHA-256 %s."), name, reeve_provision_version_get_pin (version))
                               : g_strdup_printf (_("%s, as the drafter's words have it. SHA-256 %s."), name, reeve_provision_version_get_pin (version));
  reeve_paper_note (paper, sum);
}

/* Every version of @name that stood on some day of the timeline, with those days. */
static void
put_provision (ReevePaper *paper, const ReeveHearing *hearing, const char *name, const ReeveDay *days, guint n)
{
  const ReeveProvisionVersion *last = NULL;
  g_autoptr (GString) on = g_string_new (NULL);
  const char *pin = "";

  for (guint d = 0; d < n; d++)
    {
      const ReeveProvisionVersion *version = reeve_release_law_find (hearing->law, days[d], name, NULL, NULL);
      char text[REEVE_DAY_TEXT_SIZE];

      if (version == NULL)
        continue;
      if (last != NULL && strcmp (pin, reeve_provision_version_get_pin (version)) != 0)
        {
          put_version (paper, last, name, on->str);
          g_string_truncate (on, 0);
        }
      reeve_day_format (days[d], text);
      g_string_append_printf (on, "%s%s", on->len > 0 ? ", " : "", text);
      last = version;
      pin = reeve_provision_version_get_pin (version);
    }
  if (last != NULL)
    put_version (paper, last, name, on->str);
}

static void
put_law (ReevePaper *paper, const ReeveHearing *hearing)
{
  g_autoptr (GPtrArray) names = provisions_in_question (hearing);
  guint n;
  g_autofree ReeveDay *days = reeve_hearing_get_days (hearing, &n);

  reeve_paper_heading (paper, 1, _("The law, as it stood on each of these days"));
  reeve_paper_note (paper, _("Of the provisions that a notice cites, that are not met or not known, or that were decided about. All others are in the package, with the words of each day."));
  if (names->len == 0)
    reeve_paper_note (paper, _("There is none of them."));
  for (guint i = 0; i < names->len; i++)
    put_provision (paper, hearing, names->pdata[i], days, n);
}

static void
put_findings (ReevePaper *paper, const ReeveHearing *hearing)
{
  static const ReeveDisclosedField without[] = { REEVE_DISCLOSED_FINDING_BUSINESS, REEVE_DISCLOSED_FINDING_ORDINANCE, REEVE_DISCLOSED_FINDING_PROVISION };

  reeve_paper_heading (paper, 1, _("Findings, met ones too"));
  reeve_paper_note (paper, _("Each is in the package with every fact that was read, and can be derived again on any computer: reevectl verify."));
  reeve_paper_sheet (paper, hearing->disclosure, REEVE_SHEET_FINDING, without, G_N_ELEMENTS (without), _("There are no findings."));
}

static void
put_rest (ReevePaper *paper, const ReeveHearing *hearing)
{
  static const struct { ReeveSheetKind sheet; ReeveDisclosedField without; } sheets[] = {
    { REEVE_SHEET_LICENCE, REEVE_DISCLOSED_LICENCE_BUSINESS }, { REEVE_SHEET_EVENT, REEVE_DISCLOSED_EVENT_BUSINESS },
    { REEVE_SHEET_SANCTION, REEVE_DISCLOSED_SANCTION_BUSINESS }, { REEVE_SHEET_HEARING, REEVE_DISCLOSED_HEARING_BUSINESS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      reeve_paper_heading (paper, 1, reeve_sheet_label (sheets[i].sheet));
      reeve_paper_sheet (paper, hearing->disclosure, sheets[i].sheet, &sheets[i].without, 1, _("Nothing is recorded."));
    }
}

static void
put_custody (ReevePaper *paper, const ReeveHearing *hearing)
{
  const ReevePaperColumn columns[] = { { _("Release"), TRUE }, { _("Day"), FALSE }, { _("By"), FALSE }, { _("To"), FALSE }, { _("Reason"), FALSE },
                                       { _("Format"), FALSE }, { _("SHA-256 of the file"), FALSE }, { _("Recalled"), FALSE } };
  static const char *const fields[] = { "number", "made_on", "made_by", "recipient", "reason", "format", "sha256", "recalled" };
  g_autoptr (ReevePaperTable) table = reeve_paper_table_new (columns, G_N_ELEMENTS (columns));

  reeve_paper_heading (paper, 1, _("What was given out before"));
  for (guint i = 0; i < hearing->releases->len; i++)
    {
      const char *cells[G_N_ELEMENTS (fields)];

      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        cells[f] = reeve_record_get (hearing->releases->pdata[i], fields[f]);
      reeve_paper_table_add (table, cells, FALSE);
    }
  reeve_paper_table_put (paper, table, _("Nothing about this business left the office before."));
}

GBytes *
reeve_hearing_write_paper (const ReeveHearing *hearing, GError **error)
{
  g_autoptr (ReevePaper) paper = reeve_paper_new_for (hearing->disclosure, REEVE_PAPER_LETTER, FALSE, _("Packet for a hearing"));

  put_summary (paper, hearing);
  put_timeline (paper, hearing);
  put_notices (paper, hearing);
  put_inspections (paper, hearing);
  put_photos (paper, hearing);
  put_findings (paper, hearing);
  put_law (paper, hearing);
  put_rest (paper, hearing);
  put_custody (paper, hearing);
  reeve_paper_left_out (paper, hearing->disclosure);
  return reeve_paper_finish (paper, error);
}
