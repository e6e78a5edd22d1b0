/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reeve-paper-sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

ReevePaper *
reeve_paper_new_for (const ReeveDisclosure *disclosure, ReevePaperSize size, gboolean landscape, const char *title)
{
  const ReeveDisclosureHead *head = reeve_disclosure_get_head (disclosure);
  ReeveAudience audience = reeve_disclosure_get_audience (disclosure);
  char day[REEVE_DAY_TEXT_SIZE];
  g_autofree char *subtitle = NULL, *notice = NULL, *to = NULL, *release = NULL, *number = g_strdup_printf ("%" G_GINT64_FORMAT, head->release);

  reeve_day_format (head->as_of, day);
  /* Translators: name of a city, a day */
  subtitle = g_strdup_printf (_("%s, as of %s"), head->city != NULL ? head->city : "", day);
  if (audience == REEVE_AUDIENCE_INTERNAL)
    notice = g_strdup (reeve_audience_notice (audience));
  else
    notice = g_strdup_printf ("%s. %s", reeve_audience_label (audience), reeve_audience_notice (audience));
  if (head->to != NULL && *head->to != '\0')
    /* Translators: to whom a document goes, and why */
    to = g_strdup_printf (_("To: %s. Reason: %s"), head->to, head->reason != NULL ? head->reason : "");
  if (head->release > 0)
    /* Translators: number of a release */
    release = g_strdup_printf (_("Release %s"), number);
  return reeve_paper_new (size, landscape, &(const ReevePaperHead) {
    .title = head->title != NULL ? head->title : title, .subtitle = subtitle, .notice = notice, .to = to, .release = release,
    .made_on = head->made_on });
}

char *
reeve_paper_value (ReeveDisclosedField field, const char *value)
{
  if (value == NULL)
    return g_strdup (_("not known"));
  switch (reeve_disclosed_field_type (field))
    {
    case REEVE_CELL_TRUTH:
      return g_strdup (*value == '1' ? _("yes") : _("no"));
    case REEVE_CELL_MONEY:
      {
        gint64 cents = g_ascii_strtoll (value, NULL, 10);

        return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02d", cents < 0 ? "-" : "", ABS (cents) / 100, (int) (ABS (cents) % 100));
      }
    case REEVE_CELL_TEXT: case REEVE_CELL_DATE: case REEVE_CELL_NUMBER: break;
    }
  return g_strdup (value);
}

static gboolean
is_used (const ReeveDisclosure *disclosure, ReeveSheetKind sheet, ReeveDisclosedField field)
{
  for (guint row = 0; row < reeve_disclosure_get_n_rows (disclosure, sheet); row++)
    if (reeve_disclosure_get (disclosure, row, field) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_among (const ReeveDisclosedField *fields, guint n, ReeveDisclosedField field)
{
  for (guint i = 0; i < n; i++)
    if (fields[i] == field)
      return TRUE;
  return FALSE;
}

void
reeve_paper_sheet (ReevePaper *paper, const ReeveDisclosure *disclosure, ReeveSheetKind sheet, const ReeveDisclosedField *without,
                   guint n_without, const char *when_empty)
{
  guint n_all, n = 0;
  const ReeveDisclosedField *all = reeve_disclosure_get_columns (disclosure, sheet, &n_all);
  g_autofree ReeveDisclosedField *fields = g_new0 (ReeveDisclosedField, n_all + 1);
  g_autofree ReevePaperColumn *columns = g_new0 (ReevePaperColumn, n_all + 1);
  g_autoptr (ReevePaperTable) table = NULL;

  for (guint i = 0; i < n_all; i++)
    if (!is_among (without, n_without, all[i]) && is_used (disclosure, sheet, all[i]))
      {
        ReeveCellType type = reeve_disclosed_field_type (all[i]);

        columns[n] = (ReevePaperColumn) { reeve_disclosed_field_label (all[i]), type == REEVE_CELL_NUMBER || type == REEVE_CELL_MONEY };
        fields[n++] = all[i];
      }
  if (n == 0)
    {
      reeve_paper_note (paper, when_empty);
      return;
    }
  table = reeve_paper_table_new (columns, n);
  for (guint row = 0; row < reeve_disclosure_get_n_rows (disclosure, sheet); row++)
    {
      g_auto (GStrv) cells = g_new0 (char *, n + 1);

      for (guint i = 0; i < n; i++)
        {
          const char *value = reeve_disclosure_get (disclosure, row, fields[i]);

          cells[i] = value != NULL ? reeve_paper_value (fields[i], value) : g_strdup ("");
        }
      reeve_paper_table_add (table, (const char *const *) cells, FALSE);
    }
  reeve_paper_table_put (paper, table, when_empty);
}

void
reeve_paper_left_out (ReevePaper *paper, const ReeveDisclosure *disclosure)
{
  const GArray *withheld = reeve_disclosure_get_withheld (disclosure);

  for (guint i = 0; i < withheld->len; i++)
    {
      const ReeveWithheld *entry = &g_array_index (withheld, ReeveWithheld, i);
      g_autofree char *line = NULL, *n = reeve_disclosure_count_text (disclosure, entry->n);

      if (i == 0)
        reeve_paper_heading (paper, 2, _("Left out, and why"));
      line = g_strdup_printf ("%s: %s. %s", reeve_sheet_label (entry->sheet), n, entry->reason);
      reeve_paper_note (paper, line);
    }
}
