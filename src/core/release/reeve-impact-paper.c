/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The annex on paper. Its numbers come from the value alone; of the back-test it takes the two texts. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "reeve-audience.h"
#include "reeve-impact.h"
#include "reeve-redline.h"

#define N_COLUMNS (REEVE_N_EFFECTS + 3)

static const char *
group_title (ReeveBacktestBy by)
{
  switch (by)
    {
    case REEVE_BACKTEST_BY_DISTRICT: return _("By district");
    case REEVE_BACKTEST_BY_CATEGORY: return _("By category of business");
    case REEVE_BACKTEST_BY_LICENCE_AGE: return _("By age of the licence");
    case REEVE_N_BACKTEST_BYS: break;
    }
  g_return_val_if_reached ("");
}

static void
add_line (ReevePaperTable *table, const ReeveImpactLine *line, gboolean strong)
{
  char *cells[N_COLUMNS] = { line->label };
  const ReeveCountLine *counts = &line->counts;

  cells[1] = reeve_impact_count_text (counts, REEVE_N_EFFECTS);
  for (guint i = 0; i < REEVE_N_EFFECTS; i++)
    cells[i + 2] = reeve_impact_count_text (counts, i);
  if (counts->state[REEVE_EFFECT_NEWLY] == REEVE_COUNT_SHOWN && counts->state[REEVE_N_EFFECTS] == REEVE_COUNT_SHOWN && counts->n[REEVE_N_EFFECTS] > 0)
    cells[N_COLUMNS - 1] = g_strdup_printf ("%.1f %%", 100.0 * (double) counts->n[REEVE_EFFECT_NEWLY] / (double) counts->n[REEVE_N_EFFECTS]);
  else
    cells[N_COLUMNS - 1] = g_strdup ("\342\200\223");
  reeve_paper_table_add (table, (const char *const *) cells, strong);
  for (guint i = 1; i < N_COLUMNS; i++)
    g_free (cells[i]);
}

static void
put_table (ReevePaper *paper, const char *first, const GPtrArray *lines, const ReeveImpactLine *total)
{
  ReevePaperColumn columns[N_COLUMNS] = { { first, FALSE }, { _("Concerned"), TRUE } };
  g_autoptr (ReevePaperTable) table = NULL;

  for (guint i = 0; i < REEVE_N_EFFECTS; i++)
    columns[i + 2] = (ReevePaperColumn) { reeve_effect_label ((ReeveEffect) i), TRUE };
  columns[N_COLUMNS - 1] = (ReevePaperColumn) { _("Newly, of those concerned"), TRUE };
  table = reeve_paper_table_new (columns, N_COLUMNS);
  for (guint i = 0; i < lines->len; i++)
    add_line (table, lines->pdata[i], FALSE);
  if (total != NULL && lines->len > 0)
    add_line (table, total, TRUE);
  reeve_paper_table_put (paper, table, _("There are too few groups, or too few in them, to show counts."));
}

static void
put_bars (ReevePaper *paper, const GPtrArray *lines)
{
  g_autofree ReevePaperBar *bars = g_new0 (ReevePaperBar, lines->len + 1);
  gboolean any = FALSE;

  for (guint i = 0; i < lines->len; i++)
    {
      const ReeveImpactLine *line = lines->pdata[i];

      bars[i] = (ReevePaperBar) { line->label, reeve_impact_count_text (&line->counts, REEVE_EFFECT_NEWLY),
                                  (double) line->counts.n[REEVE_EFFECT_NEWLY] };
      any = any || line->counts.n[REEVE_EFFECT_NEWLY] > 0;
    }
  if (any)
    {
      reeve_paper_note (paper, reeve_effect_label (REEVE_EFFECT_NEWLY));
      reeve_paper_bars (paper, bars, lines->len);
    }
  for (guint i = 0; i < lines->len; i++)
    g_free ((char *) bars[i].word);
}

static void
put_method (ReevePaper *paper, const ReeveImpact *impact)
{
  char day[REEVE_DAY_TEXT_SIZE], law[REEVE_DAY_TEXT_SIZE];
  g_autofree char *line = NULL;

  reeve_day_format (impact->day, day);
  reeve_day_format (impact->law_day, law);
  reeve_paper_heading (paper, 1, _("Method"));
  /* Translators: two days */
  line = g_strdup_printf (_("The records of the city as of %s were tested twice: under the text in force and under the draft as it will stand on %s. Each business counts once, with the most serious of what changes for it. Concerned is a business to which a compared provision applies or may apply, before or after; shares are of these."), day, law);
  reeve_paper_paragraph (paper, line);
  reeve_paper_paragraph (paper, _("These are counts of what the records say, not findings: nobody was found in violation of anything by this comparison, and no officer has decided on any of it."));
  reeve_paper_paragraph (paper, _("No count under 5 is shown; it reads \"under 5\", also where it is none. A larger count reads \"withheld\" where it would tell such a one by subtraction. Groups with fewer than five concerned are put together. No business is named."));
}

static void
put_unknown (ReevePaper *paper, const GPtrArray *unknown)
{
  const ReevePaperColumn columns[] = { { _("Provision"), FALSE }, { _("Under the draft"), FALSE }, { _("What is most often not recorded"), FALSE } };
  g_autoptr (ReevePaperTable) table = reeve_paper_table_new (columns, G_N_ELEMENTS (columns));

  reeve_paper_heading (paper, 1, _("How complete the records are"));
  reeve_paper_paragraph (paper, _("Where much cannot be told, the counts above are too low on every side."));
  for (guint i = 0; i < unknown->len; i++)
    {
      const ReeveImpactUnknown *one = unknown->pdata[i];
      const char *cells[] = { one->label, one->share, one->missing };

      reeve_paper_table_add (table, cells, FALSE);
    }
  reeve_paper_table_put (paper, table, _("No provision that can be tested changes."));
}

static void
put_counts (ReevePaper *paper, const ReeveImpact *impact)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  reeve_paper_heading (paper, 1, _("Businesses"));
  if (impact->too_few)
    {
      reeve_paper_paragraph (paper, _("Too few businesses are concerned to show any count."));
      return;
    }
  g_ptr_array_add (none, (gpointer) &impact->total);
  put_table (paper, "", none, NULL);
  for (guint by = 0; by < REEVE_N_BACKTEST_BYS; by++)
    {
      reeve_paper_heading (paper, 1, group_title ((ReeveBacktestBy) by));
      put_table (paper, "", impact->groups[by], &impact->total);
      put_bars (paper, impact->groups[by]);
    }
  reeve_paper_note (paper, _("Counts alone mislead where groups differ in size: read them beside the shares of those concerned."));
  reeve_paper_heading (paper, 1, _("By provision"));
  reeve_paper_note (paper, _("Records, not businesses: one business may have several, and several provisions may meet one."));
  put_table (paper, _("Provision"), impact->provisions, NULL);
}

static void
put_texts (ReevePaper *paper, const ReeveImpact *impact, const ReeveBacktest *backtest)
{
  ReeveOrdinance *before = reeve_backtest_get_before (backtest);
  g_autoptr (ReeveComparison) comparison = NULL;

  reeve_paper_page_break (paper);
  reeve_paper_heading (paper, 1, _("The texts"));
  if (before == NULL)
    {
      reeve_paper_paragraph (paper, _("Nothing of this ordinance is in force today: all of the draft is new."));
      return;
    }
  reeve_paper_note (paper, _("Words that go are struck; words that come are bold and underlined. Provisions that are alike are left out."));
  comparison = reeve_comparison_new (before, impact->day, reeve_backtest_get_after (backtest), impact->law_day);
  reeve_redline_put (paper, comparison, FALSE);
}

GBytes *
reeve_impact_write (const ReeveImpact *impact, const ReeveBacktest *backtest, const char *city, ReeveDay made_on, ReevePaperSize size, GError **error)
{
  const char *name = reeve_ordinance_get_title (reeve_backtest_get_after (backtest));
  g_autofree char *subtitle = city != NULL ? g_strdup_printf ("%s: %s", city, name) : g_strdup (name);
  g_autoptr (ReevePaper) paper = reeve_paper_new (size, FALSE, &(const ReevePaperHead) {
    .title = _("What the draft would change"), .subtitle = subtitle, .notice = reeve_audience_notice (REEVE_AUDIENCE_COUNCIL), .made_on = made_on });

  put_method (paper, impact);
  put_counts (paper, impact);
  put_unknown (paper, impact->unknown);
  put_texts (paper, impact, backtest);
  return reeve_paper_finish (paper, error);
}
