/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of one kind of record: its list and one form beside each other; when narrow, one at a time. */
#pragma once

#include "reeve-page.h"
#include "reeve-record-list.h"

G_BEGIN_DECLS

#define REEVE_TYPE_RECORD_PAGE (reeve_record_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (ReeveRecordPage, reeve_record_page, REEVE, RECORD_PAGE, ReevePage)

struct _ReeveRecordPageClass
{
  ReevePageClass parent_class;
  /* of the subclass: what there is to say and do; the words are untranslated */
  const char *title, *none_title, *none_text, *add_label, *add_action;
  const ReeveRecordListSpec *list;
  void (*show) (ReeveRecordPage *self, gint64 id);          /* into the form */
  void (*begin) (ReeveRecordPage *self, gint64 business);   /* a new record, about a business if not 0 */
};

/* @form: a widget of the subclass; its signals "stored" (gint64), "finished" () and "gone" () are listened to. */
void reeve_record_page_setup (ReeveRecordPage *self, ReeveCaseFile *file, GtkWidget *form);
void reeve_record_page_begin (ReeveRecordPage *self);             /* a new record, about the business selected in the window, if any */
void reeve_record_page_show (ReeveRecordPage *self, gint64 id);

G_END_DECLS
