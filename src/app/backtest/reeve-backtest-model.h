/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a back-test that pass a choice, as a GListModel; objects are made when they come into view. */
#pragma once

#include <gio/gio.h>

#include "reeve-backtest.h"

G_BEGIN_DECLS

/* What is chosen; all that is given must hold. */
typedef struct
{
  int effect;                  /* ReeveEffect; -1 = any */
  int provision;               /* index; -1 = any. With it, .effect is that on this provision */
  ReeveBacktestBy by;
  char *group;                 /* key of a group of .by; NULL = any */
} ReeveBacktestChoice;
#define REEVE_BACKTEST_CHOOSE_ALL ((ReeveBacktestChoice) { -1, -1, REEVE_BACKTEST_BY_DISTRICT, NULL })

#define REEVE_TYPE_BACKTEST_ITEM (reeve_backtest_item_get_type ())
G_DECLARE_FINAL_TYPE (ReeveBacktestItem, reeve_backtest_item, REEVE, BACKTEST_ITEM, GObject)
/* Both belong to the back-test, which must outlive them. */
const ReeveBacktestRow *reeve_backtest_item_get_row (ReeveBacktestItem *self);
const ReeveBacktestChange *reeve_backtest_item_get_change (ReeveBacktestItem *self);   /* what it is listed for: the worst of those chosen */

#define REEVE_TYPE_BACKTEST_MODEL (reeve_backtest_model_get_type ())
G_DECLARE_FINAL_TYPE (ReeveBacktestModel, reeve_backtest_model, REEVE, BACKTEST_MODEL, GObject)

ReeveBacktestModel *reeve_backtest_model_new (void);
/* @test must live until another is set; NULL empties the model. Worst effects first, then as the back-test has them. */
void reeve_backtest_model_set (ReeveBacktestModel *self, const ReeveBacktest *test, const ReeveBacktestChoice *choice);
const ReeveBacktestRow *reeve_backtest_model_get_row (ReeveBacktestModel *self, guint position);
guint reeve_backtest_model_find (ReeveBacktestModel *self, gint64 business);           /* position, or GTK_INVALID_LIST_POSITION (G_MAXUINT) */

G_END_DECLS
