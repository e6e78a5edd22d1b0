/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list behind "goes out" and "left out", for internal eyes: of each column how many values go out or stay, and why; of the businesses left
 * out, which. It is never written into a release. */
#pragma once

#include <adwaita.h>
#include "reeve-release-job.h"

G_BEGIN_DECLS

#define REEVE_TYPE_RELEASE_ACCOUNT (reeve_release_account_get_type ())
G_DECLARE_FINAL_TYPE (ReeveReleaseAccount, reeve_release_account, REEVE, RELEASE_ACCOUNT, AdwWindow)

/* @narrowed: (nullable): what the city takes from the audience. */
ReeveReleaseAccount *reeve_release_account_new (GtkWindow *parent, ReeveCaseFile *file, const ReeveReleaseOrder *order, const char *narrowed);
/* All of it as lines, once it is read; NULL before. Transfer none. */
const char *reeve_release_account_get_text (ReeveReleaseAccount *self);

/* Why this column is not for this audience, whatever the city wants; translated. */
const char *reeve_release_limit_reason (ReeveDisclosedField field, ReeveAudience audience);

G_END_DECLS
