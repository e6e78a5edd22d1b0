/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the case file says about which registers are whole (language.md 4.3, class keyed). Private to check/. */
#pragma once

#include "reeve-db.h"
#include "reeve-facts.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *event_kinds;       /* const char *, NULL-terminated: kinds of event known whole, at least since a day */
  GPtrArray *city_event_kinds;  /* the same without what others report: what the city's own books hold */
  GPtrArray *since_kinds;       /* const char *: those known whole only since .since_days */
  GArray *since_days;           /* ReeveDay */
  GPtrArray *licence_scopes;    /* const char *, NULL-terminated */
} ReeveRegisters;

/* Settings: 'events-complete' = "arrest:2019-01-01 citation", 'licences-complete' = "state". What the city itself does (suspensions,
 * revocations, notices of violation ...) and its own licences are in its books and need no setting. */
ReeveRegisters *reeve_registers_load (ReeveConn *conn);
void reeve_registers_free (ReeveRegisters *registers);
gboolean reeve_registers_has_scope (const ReeveRegisters *registers, const char *scope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveRegisters, reeve_registers_free)

G_END_DECLS
