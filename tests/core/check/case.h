/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small case files for the tests of check/: rows by field name, findings by record and provision. */
#pragma once

#include "reeve-check.h"
#include "reeve-findings.h"

G_BEGIN_DECLS

typedef struct
{
  ReeveDb *db;
  ReeveTxn *txn;           /* inside case_fill() only */
} Case;

typedef void (*CaseFunc) (Case *self);

Case *case_new (void);
void case_free (Case *self);
/* Runs @func in one transaction. */
void case_write (Case *self, CaseFunc func);
/* Field, value, ..., NULL. Returns the id. Only inside case_write(). */
gint64 case_add (Case *self, const char *table, ...) G_GNUC_NULL_TERMINATED;
void case_set (Case *self, const char *table, gint64 id, const char *field, const char *value);
/* A place; @half_side in degrees, 0 = a point. */
gint64 case_add_place (Case *self, const char *kind, const char *name, double lon, double lat, double half_side);
gint64 case_add_zone (Case *self, const char *kind, const char *code, const char *class_, double west, double south, double east, double north);
void case_set_setting (Case *self, const char *key, const char *value);
ReeveOrdinance *case_ordinance (const char *provisions);
/* Outcome of one provision for one record on an ISO day. */
ReeveOutcome case_outcome (Case *self, ReeveOrdinance *ordinance, const char *day, ReeveAbout about, gint64 id, const char *provision);
#define case_assert(self, ordinance, day, about, id, provision, expected)                                                                     \
  g_assert_cmpstr (reeve_outcome_name (case_outcome (self, ordinance, day, about, id, provision)), ==, expected)
ReeveDay case_day (const char *iso);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Case, case_free)

G_END_DECLS
