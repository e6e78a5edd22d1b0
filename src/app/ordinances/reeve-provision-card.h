/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A provision to be read: in the list with what it comes to, and whole, with its rule in words, its limits and their days, its examples. */
#pragma once

#include <adwaita.h>
#include "reeve-draft.h"
#include "reeve-shown.h"

G_BEGIN_DECLS

typedef struct
{
  ReeveOrdinance *ordinance, *base;      /* base: the version in force that a draft changes; NULL = none */
  const ReeveProvision *provision;
  ReeveDay day;
  const gint64 *counts;                  /* findings today, REEVE_N_SHOWN; NULL = not counted: a draft has none */
  guint examples, failed;
} ReeveProvisionCard;

/* The provision's version that a reader of @day looks for: that of the day, else the last. */
const ReeveProvisionVersion *reeve_provision_version_to_show (const ReeveProvision *provision, ReeveDay day);
/* All that a row of the list shows, in words; also its accessible label. Two equal texts are two equal rows. Transfer full. */
char *reeve_provision_card_text (const ReeveProvisionCard *card);
GtkWidget *reeve_provision_card_row (const ReeveProvisionCard *card);
/* The whole of it, to be read. */
GtkWidget *reeve_provision_card_read (const ReeveProvisionCard *card);

G_END_DECLS
