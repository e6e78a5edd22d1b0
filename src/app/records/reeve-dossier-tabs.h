/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tabs of a business show of its dossier, apart from findings and the form. Each call makes the content anew. */
#pragma once

#include <gtk/gtk.h>
#include "reeve-dossier.h"

G_BEGIN_DECLS

GtkWidget *reeve_tab_history_new (ReeveCaseFile *file, const ReeveDossier *dossier);
GtkWidget *reeve_tab_people_new (ReeveCaseFile *file, const ReeveDossier *dossier);
GtkWidget *reeve_tab_licences_new (ReeveCaseFile *file, const ReeveDossier *dossier);
GtkWidget *reeve_tab_papers_new (ReeveCaseFile *file, const ReeveDossier *dossier);        /* what was filed and paid */
GtkWidget *reeve_tab_enforcement_new (ReeveCaseFile *file, const ReeveDossier *dossier);   /* what the city confirmed, sent and imposed */
GtkWidget *reeve_tab_complaints_new (ReeveCaseFile *file, const ReeveDossier *dossier);
GtkWidget *reeve_tab_inspections_new (ReeveCaseFile *file, const ReeveDossier *dossier);
GtkWidget *reeve_tab_place_new (ReeveCaseFile *file, const ReeveDossier *dossier);   /* premises and hours, under the form */

G_END_DECLS
