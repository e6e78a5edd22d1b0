/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The annex as a document. Its numbers come from the value alone; of the back-test it takes the two texts. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "reeve-impact.h"
#include "reeve-redline.h"

/* Effects as narrow columns say them; what they mean stands under Method. */
static const char *
short_label (ReeveEffect effect)
{
  switch (effect)
    {
    case REEVE_EFFECT_NEWLY: return C_("effect", "Newly not met");
    case REEVE_EFFECT_PENDING: return C_("effect", "Time to cure");
    case REEVE_EFFECT_UNKNOWN: return C_("effect", "Not known now");
    case REEVE_EFFECT_RELIEVED: return C_("effect", "Relieved");
    case REEVE_EFFECT_SETTLED: return C_("effect", "Settled");
    case REEVE_EFFECT_UNCHANGED: return C_("effect", "As before");
    case REEVE_N_EFFECTS: break;
    }
  g_return_val_if_reached ("");
}

static const char *
group_title (ReeveBacktestBy by)
{
  switch (by)
    {
    case REEVE_BACKTEST_BY_DISTRICT: return _("By district");
    case REEVE_BACKTEST_BY_CATEGORY: return _("By type of business");
    case REEVE_BACKTEST_BY_LICENCE_AGE: return _("By age of the licence");
    case REEVE_N_BACKTEST_BYS: break;
    }
  g_return_val_if_reached ("");
}

static void
add_line (ReeveReportTable *table, const ReeveImpactLine *line, gboolean strong)
{
  const ReeveCountLine *counts = &line->counts;

  reeve_report_table_begin_row (table, strong);
  reeve_report_table_add_words (table, line->label);
  reeve_report_table_add_count (table, counts->n[REEVE_N_EFFECTS], counts->state[REEVE_N_EFFECTS]);
  for (guint i = 0; i < REEVE_N_EFFECTS; i++)
    reeve_report_table_add_count (table, counts->n[i], counts->state[i]);
  reeve_report_table_add_share (table, counts->n[REEVE_EFFECT_NEWLY], counts->n[REEVE_N_EFFECTS],
                                counts->state[REEVE_EFFECT_NEWLY] == REEVE_COUNT_SHOWN && counts->state[REEVE_N_EFFECTS] == REEVE_COUNT_SHOWN);
}

static ReeveReportTable *
put_table (ReeveReport *report, const char *name, const char *title, const char *definition, const char *first, const GPtrArray *lines,
           const ReeveImpactLine *total)
{
  ReeveReportTable *table = reeve_report_add_table (report, name, title, definition);

  reeve_report_table_add_column (table, "group", first, REEVE_REPORT_WORDS);
  reeve_report_table_add_column (table, "concerned", _("Concerned"), REEVE_REPORT_COUNT);
  for (guint i = 0; i < REEVE_N_EFFECTS; i++)
    reeve_report_table_add_column (table, reeve_effect_name ((ReeveEffect) i), short_label ((ReeveEffect) i), REEVE_REPORT_COUNT);
  reeve_report_table_add_column (table, "newly_share", _("Share newly not met"), REEVE_REPORT_SHARE);
  for (guint i = 0; i < lines->len; i++)
    add_line (table, lines->pdata[i], FALSE);
  if (total != NULL && lines->len > 0)
    add_line (table, total, TRUE);
  table->when_empty = g_strdup (_("There are too few groups, or too few in them, to show counts; or a count would tell, beside an annex released before, one that is too small."));
  return table;
}

static void
put_method (ReeveReport *report, const ReeveImpact *impact)
{
  char day[REEVE_DAY_TEXT_SIZE], law[REEVE_DAY_TEXT_SIZE];
  g_autofree char *line = NULL;

  reeve_day_format (impact->day, day);
  reeve_day_format (impact->law_day, law);
  reeve_report_add_section (report, _("Method"));
  /* Translators: two days */
  line = g_strdup_printf (_("The records of the city as of %s were tested twice: under the text in force and under the draft as it will stand on %s. Each business counts once, with the most serious of what changes for it. Concerned is a business to which a compared provision applies or may apply, before or after; shares are of these."), day, law);
  reeve_report_add_paragraph (report, line);
  reeve_report_add_paragraph (report, _("Newly not met: in order, or not told, before, and not met under the draft. Time to cure: not met under the draft, and still to be put right in time. Not known now: the draft asks for what nobody has recorded. Relieved: not met before, in order under the draft. Settled: not told before, in order under the draft."));
  reeve_report_add_paragraph (report, _("These are counts of what the records say, not findings: nobody was found in violation of anything by this comparison, and no officer has decided on any of it."));
  reeve_report_add_paragraph (report, _("No count under 5 is shown; it reads \"under 5\", also where it is none. A larger count reads \"withheld\" where it would tell such a one by subtraction. Groups with fewer than five concerned are put together. No business is named. Places where someone lives or works alone, or may, are one group of the whole city and in no other figure."));
}

static void
put_counts (ReeveReport *report, const ReeveImpact *impact)
{
  g_autoptr (GPtrArray) whole = g_ptr_array_new ();

  reeve_report_add_section (report, _("Businesses"));
  if (impact->too_few)
    {
      reeve_report_add_paragraph (report, _("Too few businesses are concerned to show any count, or a count would tell, beside an annex released before, one that is too small."));
      return;
    }
  g_ptr_array_add (whole, (gpointer) &impact->total);
  g_ptr_array_add (whole, (gpointer) &impact->homes);
  put_table (report, "city", _("The whole city"), _("Businesses concerned, each counted once, by what changes for them; the share is of those concerned."), "", whole, NULL);
  for (guint by = 0; by < REEVE_N_BACKTEST_BYS; by++)
    put_table (report, reeve_backtest_by_name ((ReeveBacktestBy) by), group_title ((ReeveBacktestBy) by),
               _("The same businesses, without homes and people who work alone; the share is of those concerned in the line."), "", impact->groups[by],
               &impact->total)->bars = 2;
  reeve_report_add_note (report, _("Counts alone mislead where groups differ in size: read them beside the shares of those concerned."));
  put_table (report, "provisions", _("By provision"), _("Records, not businesses: one business may have several, and several provisions may meet one."), _("Provision"),
             impact->provisions, NULL);
}

/* ---- maps ----------------------------------------------------------------------------------------------------------------------- */

static double
share_of (const ReeveImpact *impact, const char *key, guint side)
{
  for (guint i = 0; i < impact->areas->len; i++)
    if (g_strcmp0 (((ReeveImpactArea *) impact->areas->pdata[i])->key, key) == 0)
      return ((ReeveImpactArea *) impact->areas->pdata[i])->share[side];
  return NAN;
}

static gboolean
put_maps (ReeveReport *report, const ReeveImpact *impact, ReeveConn *conn, GError **error)
{
  ReeveStmt *stmt = reeve_conn_prepare (conn, "SELECT code, coalesce (name, code), geometry FROM zone WHERE kind = 'district'"
                                              " AND (from_date IS NULL OR from_date <= ?1) AND (to_date IS NULL OR to_date = 'none' OR to_date >= ?1) ORDER BY code, id",
                                        error);
  ReeveReportItem *item = NULL;
  ReeveReportMap *maps[2] = { NULL, NULL };
  GError *local = NULL;
  char day[REEVE_DAY_TEXT_SIZE];

  if (stmt == NULL)
    return FALSE;
  reeve_day_format (impact->day, day);
  reeve_stmt_bind_text (stmt, 1, day);
  while (impact->areas->len > 0 && reeve_stmt_step (stmt, &local))
    {
      g_autoptr (GBytes) geometry = g_bytes_new (reeve_stmt_blob (stmt, 2), reeve_stmt_size (stmt, 2));

      if (item == NULL)
        {
          reeve_report_add_section (report, _("Where"));
          reeve_report_add_note (report, _("Of the businesses concerned in each district, how large a share does not meet a compared provision; shown where it is five or more of them."));
          item = reeve_report_add_item (report, REEVE_REPORT_MAPS);
          maps[0] = reeve_report_add_map (item, _("Under the text in force"));
          maps[1] = reeve_report_add_map (item, _("Under the draft"));
        }
      for (guint side = 0; side < 2; side++)
        reeve_report_map_add_area (maps[side], reeve_stmt_text (stmt, 1), geometry, share_of (impact, reeve_stmt_text (stmt, 0), side));
    }
  reeve_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* ---- the rest ------------------------------------------------------------------------------------------------------------------- */

static void
put_unknown (ReeveReport *report, const GPtrArray *unknown)
{
  ReeveReportTable *table;

  reeve_report_add_section (report, _("How complete the records are"));
  reeve_report_add_paragraph (report, _("Where much cannot be told, the counts above are too low on every side."));
  table = reeve_report_add_table (report, "completeness", "", _("Of the records to which each provision applies or may apply, how many cannot be told under the draft, and for want of what."));
  reeve_report_table_add_column (table, "provision", _("Provision"), REEVE_REPORT_WORDS);
  reeve_report_table_add_column (table, "share", _("Under the draft"), REEVE_REPORT_WORDS);
  reeve_report_table_add_column (table, "missing", _("What is most often not recorded"), REEVE_REPORT_WORDS);
  for (guint i = 0; i < unknown->len; i++)
    {
      const ReeveImpactUnknown *one = unknown->pdata[i];

      reeve_report_table_begin_row (table, FALSE);
      reeve_report_table_add_words (table, one->label);
      reeve_report_table_add_words (table, one->share);
      reeve_report_table_add_words (table, one->missing);
    }
  table->when_empty = g_strdup (_("No provision that can be tested changes."));
}

static void
put_texts (ReeveReport *report, const ReeveImpact *impact, const ReeveBacktest *backtest)
{
  ReeveOrdinance *before = reeve_backtest_get_before (backtest);
  g_autoptr (ReeveComparison) comparison = NULL;

  reeve_report_add_section (report, _("The texts"));
  ((ReeveReportSection *) report->sections->pdata[report->sections->len - 1])->own_page = TRUE;
  if (before == NULL)
    {
      reeve_report_add_paragraph (report, _("Nothing of this ordinance is in force today: all of the draft is new."));
      return;
    }
  reeve_report_add_note (report, _("Words that go are struck; words that come are bold and underlined. Provisions that are alike are left out."));
  comparison = reeve_comparison_new (before, impact->day, reeve_backtest_get_after (backtest), impact->law_day);
  reeve_redline_add (report, comparison);
}

ReeveReport *
reeve_impact_to_report (const ReeveImpact *impact, const ReeveBacktest *backtest, ReeveConn *conn, GError **error)
{
  g_autoptr (ReeveReport) report = reeve_report_new ("annex", _("What the draft would change"));

  report->subtitle = g_strdup (reeve_ordinance_get_title (reeve_backtest_get_after (backtest)));
  report->city = reeve_conn_get_setting (conn, "city");
  report->audience = REEVE_AUDIENCE_COUNCIL;
  report->least = REEVE_IMPACT_LEAST;
  report->from = report->until = report->as_of = impact->day;
  put_method (report, impact);
  put_counts (report, impact);
  if (!put_maps (report, impact, conn, error))
    return NULL;
  put_unknown (report, impact->unknown);
  put_texts (report, impact, backtest);
  return g_steal_pointer (&report);
}
