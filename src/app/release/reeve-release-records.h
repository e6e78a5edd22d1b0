/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of a release that answers a public-records request: its number, the day it came, and by when the city must act. */
#pragma once

#include <gtk/gtk.h>
#include "reeve-release-job.h"

G_BEGIN_DECLS

#define REEVE_TYPE_RELEASE_RECORDS (reeve_release_records_get_type ())
G_DECLARE_FINAL_TYPE (ReeveReleaseRecords, reeve_release_records, REEVE, RELEASE_RECORDS, GtkBox)

void reeve_release_records_set_file (ReeveReleaseRecords *self, ReeveCaseFile *file);   /* once */
void reeve_release_records_set_active (ReeveReleaseRecords *self, gboolean active);
/* Sets what @order answers; nothing unless it is a package for the public and the box is ticked. */
void reeve_release_records_apply (ReeveReleaseRecords *self, ReeveReleaseOrder *order);

/* Signal "changed" (). */

G_END_DECLS
