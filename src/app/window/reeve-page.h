/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all pages of the window share: a header bar with title and actions, the strip for progress and problems, and the content.
 * In a .ui file a page's children have the types "back", "title", "end" and "content". */
#pragma once

#include <adwaita.h>
#include "reeve-case-file.h"

G_BEGIN_DECLS

#define REEVE_TYPE_PAGE (reeve_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (ReevePage, reeve_page, REEVE, PAGE, AdwBin)

struct _ReevePageClass
{
  AdwBinClass parent_class;
  void (*find) (ReevePage *self);      /* Ctrl+F on this page; NULL = nothing to find here */
  void (*add) (ReevePage *self);       /* Ctrl+N; NULL = nothing to add */
  void (*finish) (ReevePage *self);    /* Ctrl+Enter, the page's main action */
  gboolean (*leave) (ReevePage *self); /* Esc; FALSE = it did not apply */
};

void reeve_page_set_file (ReevePage *self, ReeveCaseFile *file);
ReeveCaseFile *reeve_page_get_file (ReevePage *self);
void reeve_page_set_title (ReevePage *self, const char *title);
void reeve_page_set_subtitle (ReevePage *self, const char *subtitle);
void reeve_page_set_sidebar_folded (ReevePage *self, gboolean folded);   /* shows the button that brings it */
void reeve_page_find (ReevePage *self);
void reeve_page_add (ReevePage *self);
void reeve_page_finish (ReevePage *self);
gboolean reeve_page_leave (ReevePage *self);
gboolean reeve_page_can_find (ReevePage *self);
gboolean reeve_page_can_add (ReevePage *self);

G_END_DECLS
