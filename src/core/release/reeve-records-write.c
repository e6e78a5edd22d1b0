/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer to a public-records request, written: the list of what is withheld, and what is given out. */
#include "config.h"

#include "reeve-records-request.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-paper-sheet.h"

static void
csv_cell (GString *out, const char *text, gboolean last)
{
  if (strpbrk (text, ",\"\r\n") != NULL)
    {
      g_string_append_c (out, '"');
      for (const char *p = text; *p != '\0'; p++)
        {
          if (*p == '"')
            g_string_append_c (out, '"');
          g_string_append_c (out, *p);
        }
      g_string_append_c (out, '"');
    }
  else
    g_string_append (out, text);
  g_string_append (out, last ? "\r\n" : ",");
}

GBytes *
reeve_records_write_csv (const ReeveRecordsAnswer *answer, const ReeveDisclosure *disclosure)
{
  GString *out = g_string_new ("\xEF\xBB\xBFkind,withheld,number,citation,exception\r\n");

  for (guint i = 0; i < answer->items->len; i++)
    {
      const ReeveWithheldItem *item = answer->items->pdata[i];
      g_autofree char *n = reeve_disclosure_count_text (disclosure, item->n);

      csv_cell (out, reeve_withheld_kind_name (item->kind), FALSE);
      csv_cell (out, reeve_withheld_kind_label (item->kind), FALSE);
      csv_cell (out, n, FALSE);
      csv_cell (out, item->citation, FALSE);
      csv_cell (out, item->words, TRUE);
    }
  return g_string_free_to_bytes (out);
}

static void
put_request (ReevePaper *paper, const ReeveRecordsAnswer *answer)
{
  static const ReevePaperColumn columns[] = { { "", FALSE }, { "", FALSE } };
  g_autoptr (ReevePaperTable) table = reeve_paper_table_new (columns, 2);
  char day[REEVE_DAY_TEXT_SIZE];

  reeve_paper_heading (paper, 1, _("The request"));
  reeve_day_format (answer->received, day);
  reeve_paper_table_add (table, (const char *const[]) { _("Number of the request"), answer->number }, FALSE);
  reeve_paper_table_add (table, (const char *const[]) { _("Received"), day }, FALSE);
  reeve_paper_table_add (table, (const char *const[]) { _("Law"), answer->title }, FALSE);
  reeve_paper_table_put (paper, table, "");
}

static void
put_due (ReevePaper *paper, const ReeveRecordsAnswer *answer)
{
  const ReevePaperColumn columns[] = { { _("By"), FALSE }, { _("What the city does"), FALSE }, { _("Period"), FALSE }, { _("Citation"), FALSE } };
  g_autoptr (ReevePaperTable) table = reeve_paper_table_new (columns, 4);

  reeve_paper_heading (paper, 1, _("Days"));
  for (guint i = 0; i < answer->due->len; i++)
    {
      const ReeveRecordsDue *due = answer->due->pdata[i];
      char day[REEVE_DAY_TEXT_SIZE];

      reeve_day_format (due->day, day);
      reeve_paper_table_add (table, (const char *const[]) { day, due->what, due->rule, due->citation }, FALSE);
    }
  reeve_paper_table_put (paper, table, "");
  reeve_paper_note (paper, _("Counted from the day after the request came. Saturdays, Sundays and the city's holidays are no business days."));
}

GBytes *
reeve_records_write_paper (const ReeveRecordsAnswer *answer, const ReeveDisclosure *disclosure, GError **error)
{
  const ReevePaperColumn columns[] = { { _("Withheld"), FALSE }, { _("Number"), FALSE }, { _("Citation"), FALSE }, { _("Exception"), FALSE } };
  g_autoptr (ReevePaper) paper = reeve_paper_new_for (disclosure, REEVE_PAPER_LETTER, FALSE, _("What is withheld, and why"));
  g_autoptr (ReevePaperTable) table = reeve_paper_table_new (columns, 4);

  put_request (paper, answer);
  put_due (paper, answer);
  reeve_paper_heading (paper, 1, _("What is withheld, with the exception for each"));
  for (guint i = 0; i < answer->items->len; i++)
    {
      const ReeveWithheldItem *item = answer->items->pdata[i];
      g_autofree char *n = reeve_disclosure_count_text (disclosure, item->n);

      reeve_paper_table_add (table, (const char *const[]) { reeve_withheld_kind_label (item->kind), n, item->citation, item->words }, FALSE);
    }
  reeve_paper_table_put (paper, table, _("Nothing is withheld."));
  reeve_paper_note (paper, _("Numbers are of records, over all places that were asked for. They are rounded to fives, and those under five are not told, so that no number points at one place. Nothing in this list is a value that is withheld."));
  return reeve_paper_finish (paper, error);
}

GBytes *
reeve_records_write_set (const ReeveDisclosure *disclosure, const ReeveReleaseRequest *request, GError **error)
{
  g_autoptr (ReevePaper) paper = reeve_paper_new_for (disclosure, REEVE_PAPER_LETTER, TRUE, _("Records given out"));
  const ReeveDisclosureHead *head = reeve_disclosure_get_head (disclosure);

  if (head->filters != NULL)
    {
      reeve_paper_heading (paper, 2, _("What was asked for"));
      reeve_paper_note (paper, head->filters);
    }
  for (guint i = 0; i < REEVE_N_SHEETS; i++)
    {
      if (!reeve_disclosure_wants_sheet (disclosure, (ReeveSheetKind) i) || (request->sheets != 0 && (request->sheets & (1u << i)) == 0))
        continue;
      reeve_paper_heading (paper, 1, reeve_sheet_label ((ReeveSheetKind) i));
      reeve_paper_sheet (paper, disclosure, (ReeveSheetKind) i, NULL, 0, _("Nothing is recorded."));
    }
  return reeve_paper_finish (paper, error);
}
