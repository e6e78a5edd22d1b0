/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reeve-redline.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
put_words (ReevePaper *paper, const char *before, const char *after, gboolean law)
{
  g_autoptr (GPtrArray) words = reeve_words_compare (before, after);
  g_autofree ReevePaperRun *runs = g_new0 (ReevePaperRun, words->len + 1);

  for (guint i = 0; i < words->len; i++)
    {
      const ReeveWords *one = words->pdata[i];

      runs[i].kind = one->kind == REEVE_WORDS_SAME ? REEVE_PAPER_SAME : one->kind == REEVE_WORDS_REMOVED ? REEVE_PAPER_REMOVED : REEVE_PAPER_ADDED;
      runs[i].text = one->text;
    }
  if (words->len > 0)
    reeve_paper_redline (paper, runs, words->len, law);
}

static const char *
state_label (ReeveCompared state)
{
  switch (state)
    {
    case REEVE_COMPARED_SAME: return C_("compared", "alike");
    case REEVE_COMPARED_CHANGED: return C_("compared", "changed");
    case REEVE_COMPARED_ADDED: return C_("compared", "added");
    case REEVE_COMPARED_REMOVED: return C_("compared", "removed");
    }
  g_return_val_if_reached ("");
}

static void
put_provision (ReevePaper *paper, const ReeveProvisionCompared *compared)
{
  const ReeveProvisionVersion *before = compared->version_before, *after = compared->version_after, *version = after != NULL ? after : before;
  /* Translators: citation, title, "changed" */
  g_autofree char *title = g_strdup_printf (_("%s %s (%s)"), version->citation != NULL ? version->citation : "", version->title != NULL ? version->title : "",
                                            state_label (compared->state));

  reeve_paper_heading (paper, 2, title);
  if (compared->by_likeness)
    {
      g_autofree char *line = g_strdup_printf (_("Beside %s, which says the most similar."), before->citation != NULL ? before->citation : compared->before->id);

      reeve_paper_note (paper, line);
    }
  put_words (paper, before != NULL ? before->text : NULL, after != NULL ? after->text : NULL, TRUE);
  for (guint i = 0; compared->changes != NULL && i < compared->changes->len; i++)
    {
      const ReeveKeyChange *change = compared->changes->pdata[i];

      if (strcmp (change->key, "text") == 0)
        continue;
      reeve_paper_note (paper, reeve_comparison_key_label (change->key));
      put_words (paper, change->before, change->after, FALSE);
    }
}

void
reeve_redline_put (ReevePaper *paper, const ReeveComparison *comparison, gboolean whole)
{
  gboolean any = FALSE;

  for (guint i = 0; i < comparison->provisions->len; i++)
    {
      const ReeveProvisionCompared *compared = comparison->provisions->pdata[i];

      if (whole || compared->state != REEVE_COMPARED_SAME)
        put_provision (paper, compared);
    }
  for (guint i = 0; i < comparison->parameters->len; i++)
    {
      const ReeveParameterCompared *compared = comparison->parameters->pdata[i];

      if (compared->state == REEVE_COMPARED_SAME)
        continue;
      if (!any)
        reeve_paper_heading (paper, 1, _("Parameters"));
      any = TRUE;
      reeve_paper_note (paper, compared->name);
      put_words (paper, compared->before, compared->after, FALSE);
    }
}

static void
add_words (ReeveReport *report, const char *title, const char *before, const char *after)
{
  g_autoptr (GPtrArray) words = reeve_words_compare (before, after);
  ReeveReportItem *item;

  if (words->len == 0)
    return;
  item = reeve_report_add_item (report, REEVE_REPORT_REDLINE);
  item->text = g_strdup (title);
  for (guint i = 0; i < words->len; i++)
    {
      const ReeveWords *one = words->pdata[i];
      ReevePaperRun run = { one->kind == REEVE_WORDS_SAME ? REEVE_PAPER_SAME : one->kind == REEVE_WORDS_REMOVED ? REEVE_PAPER_REMOVED : REEVE_PAPER_ADDED,
                            g_strdup (one->text) };

      g_array_append_val (item->runs, run);
    }
}

static void
add_provision (ReeveReport *report, const ReeveProvisionCompared *compared)
{
  const ReeveProvisionVersion *before = compared->version_before, *after = compared->version_after, *version = after != NULL ? after : before;
  /* Translators: citation, title, "changed" */
  g_autofree char *title = g_strdup_printf (_("%s %s (%s)"), version->citation != NULL ? version->citation : "", version->title != NULL ? version->title : "",
                                            state_label (compared->state));

  add_words (report, title, before != NULL ? before->text : NULL, after != NULL ? after->text : NULL);
  for (guint i = 0; compared->changes != NULL && i < compared->changes->len; i++)
    {
      const ReeveKeyChange *change = compared->changes->pdata[i];

      if (strcmp (change->key, "text") == 0)
        continue;
      reeve_report_add_note (report, reeve_comparison_key_label (change->key));
      add_words (report, NULL, change->before, change->after);
    }
}

void
reeve_redline_add (ReeveReport *report, const ReeveComparison *comparison)
{
  for (guint i = 0; i < comparison->provisions->len; i++)
    {
      const ReeveProvisionCompared *compared = comparison->provisions->pdata[i];

      if (compared->state != REEVE_COMPARED_SAME)
        add_provision (report, compared);
    }
  for (guint i = 0; i < comparison->parameters->len; i++)
    {
      const ReeveParameterCompared *compared = comparison->parameters->pdata[i];

      if (compared->state == REEVE_COMPARED_SAME)
        continue;
      /* Translators: name of a parameter of an ordinance */
      {
        g_autofree char *name = g_strdup_printf (_("Parameter %s"), compared->name);

        reeve_report_add_note (report, name);
      }
      add_words (report, NULL, compared->before, compared->after);
    }
}

GBytes *
reeve_redline_write (ReeveOrdinance *before, ReeveOrdinance *after, ReeveDay day, ReeveDay made_on, ReevePaperSize size, GError **error)
{
  g_autoptr (ReeveComparison) comparison = reeve_comparison_new (before, day, after, day);
  char text[REEVE_DAY_TEXT_SIZE];
  g_autofree char *subtitle = NULL, *title = NULL, *counts = NULL;
  g_autoptr (ReevePaper) paper = NULL;

  reeve_day_format (day, text);
  /* Translators: title of an ordinance */
  title = g_strdup_printf (_("Changes to %s"), reeve_ordinance_get_title (before));
  /* Translators: title of an ordinance, a day */
  subtitle = g_strdup_printf (_("Beside: %s. Texts as of %s"), reeve_ordinance_get_title (after), text);
  paper = reeve_paper_new (size, FALSE, &(const ReevePaperHead) { .title = title, .subtitle = subtitle, .made_on = made_on });
  counts = g_strdup_printf (_("%u provisions alike, %u changed, %u added, %u removed"), comparison->n[REEVE_COMPARED_SAME],
                            comparison->n[REEVE_COMPARED_CHANGED], comparison->n[REEVE_COMPARED_ADDED], comparison->n[REEVE_COMPARED_REMOVED]);
  reeve_paper_paragraph (paper, counts);
  reeve_paper_note (paper, _("Words that go are struck; words that come are bold and underlined. Provisions that are alike are left out."));
  reeve_redline_put (paper, comparison, FALSE);
  return reeve_paper_finish (paper, error);
}
