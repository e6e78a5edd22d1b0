/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two files of the back-test page share: what it holds, and what it shows of a result. */
#pragma once

#include "reeve-backtest-bars.h"
#include "reeve-backtest-job.h"
#include "reeve-backtest-map.h"
#include "reeve-backtest-model.h"
#include "reeve-backtest-page.h"

G_BEGIN_DECLS

/* What the right panel shows. */
typedef enum { REEVE_BACKTEST_SHOW_DISTRICT, REEVE_BACKTEST_SHOW_CATEGORY, REEVE_BACKTEST_SHOW_LICENCE_AGE, REEVE_BACKTEST_SHOW_VALUE, REEVE_BACKTEST_SHOW_SITES } ReeveBacktestShow;

struct _ReeveBacktestPage
{
  ReevePage parent_instance;

  GtkStack *root;
  GtkBox *bar, *middle, *bottom, *sweep_box;
  GtkDropDown *before_choice, *after_choice, *by_choice, *parameter_choice;
  GtkLabel *day_label, *sentence, *others_label, *group_note, *list_label;
  GtkToggleButton *as_drafted, *off, *for_all;
  GtkFlowBox *counts;
  ReeveBacktestBars *provision_bars, *group_bars;
  GtkEntry *values_entry;
  GtkListView *list;
  AdwBin *map_place;
  ReeveBacktestMap *map;

  ReeveCaseFile *file;
  ReeveSelection *selection;
  GPtrArray *versions;         /* ReeveOrdinanceVersion */
  ReeveBacktestModel *model;
  GtkSingleSelection *rows;
  GCancellable *running;
  gboolean is_running, filling, following, narrow, table, stale;

  ReeveBacktestResult *result;
  char *names[2];              /* what the two texts are called */
  GArray *bar_provisions;      /* guint: provision of each bar */
  ReeveBacktestChoice choice;
  GtkToggleButton *count_buttons[REEVE_N_EFFECTS];
  ReeveSweep *sweep;
  ReeveOpenSitesPair *sites;
};

/* In reeve-backtest-show.c. */
ReeveBacktestShow reeve_backtest_page_get_by (ReeveBacktestPage *self);
void reeve_backtest_page_show_counts (ReeveBacktestPage *self);
void reeve_backtest_page_show_provisions (ReeveBacktestPage *self);
void reeve_backtest_page_show_groups (ReeveBacktestPage *self);
void reeve_backtest_page_follow_choice (ReeveBacktestPage *self);       /* list and map, after .choice or the result changed */
void reeve_backtest_page_follow_selection (ReeveBacktestPage *self);
void reeve_backtest_page_setup_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data);
void reeve_backtest_page_bind_row (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data);
/* Handlers of what the user does with them. */
void reeve_backtest_page_row_selected (ReeveBacktestPage *self);
void reeve_backtest_page_row_activated (ReeveBacktestPage *self, guint position);
void reeve_backtest_page_picked (ReeveBacktestPage *self, gint64 business);
void reeve_backtest_page_provision_chosen (ReeveBacktestPage *self, int bar);
void reeve_backtest_page_group_chosen (ReeveBacktestPage *self, int bar);
void reeve_backtest_page_why_action (GtkWidget *widget, const char *name, GVariant *parameter);

/* The order of the counts and of the keys 1 to 6: the four that always matter, and the two others where there are any. */
#define REEVE_BACKTEST_COUNT_ORDER { REEVE_EFFECT_NEWLY, REEVE_EFFECT_RELIEVED, REEVE_EFFECT_UNKNOWN, REEVE_EFFECT_UNCHANGED, REEVE_EFFECT_PENDING, \
                                     REEVE_EFFECT_SETTLED }

G_END_DECLS
