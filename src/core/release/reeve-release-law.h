/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ordinances in force on one day after another: read once for each set of adopted versions. */
#pragma once

#include "reeve-check-shared.h"

G_BEGIN_DECLS

typedef struct _ReeveReleaseLaw ReeveReleaseLaw;

ReeveReleaseLaw *reeve_release_law_new (ReeveConn *conn);
void reeve_release_law_free (ReeveReleaseLaw *law);
/* (element-type ReeveOrdinance) Transfer none, good as long as @law. */
const GPtrArray *reeve_release_law_on (ReeveReleaseLaw *law, ReeveDay day, GError **error);
/* "ordinance/provision" or "provision": its version in force on @day. NULL: there is none, or an error. */
const ReeveProvisionVersion *reeve_release_law_find (ReeveReleaseLaw *law, ReeveDay day, const char *name, const ReeveOrdinance **ret_ordinance,
                                                     GError **error);
/* The question @id as it was asked on @day; NULL when no ordinance has it. Transfer none. */
const ReeveItem *reeve_release_law_question (ReeveReleaseLaw *law, ReeveDay day, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveReleaseLaw, reeve_release_law_free)

G_END_DECLS
