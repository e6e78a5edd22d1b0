/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of records in two lines each, over a ReeveListModel of any length: search field, one filter, sort orders, foot with the count. */
#pragma once

#include <adwaita.h>
#include "reeve-case-file.h"

G_BEGIN_DECLS

/* The words of one row. Transfer full; NULL leaves the place empty. */
typedef struct { char *title, *title_end, *subtitle, *subtitle_end; gboolean late; } ReeveRecordLine;
typedef void (*ReeveRecordLineFunc) (ReeveRow *row, ReeveCaseFile *file, ReeveRecordLine *ret_line);

typedef struct
{
  const ReeveListSpec *spec;
  ReeveRecordLineFunc line;
  const char *search_label;       /* untranslated from here on */
  const char *filter_label;       /* of filter 0, an integer 1: "Open only" */
  gboolean filter_on;             /* at the start */
  const char *const *sort_labels; /* beside spec->sorts, NULL-terminated */
  gboolean first_sort_descending; /* newest first */
  const char *empty_icon, *empty_title, *empty_text;   /* when there are no records at all */
} ReeveRecordListSpec;

#define REEVE_TYPE_RECORD_LIST (reeve_record_list_get_type ())
G_DECLARE_FINAL_TYPE (ReeveRecordList, reeve_record_list, REEVE, RECORD_LIST, AdwBin)

void reeve_record_list_setup (ReeveRecordList *self, ReeveCaseFile *file, const ReeveRecordListSpec *spec);
void reeve_record_list_find (ReeveRecordList *self);              /* puts the focus into the search field */
gboolean reeve_record_list_clear_search (ReeveRecordList *self);  /* FALSE = nothing was searched for */
void reeve_record_list_select (ReeveRecordList *self, gint64 id); /* 0 = nothing */
gint64 reeve_record_list_get_selected (ReeveRecordList *self);
ReeveListModel *reeve_record_list_get_model (ReeveRecordList *self);
/* Signals: "selected" (gint64 id): the user went to another row; "opened" (gint64 id): Enter or double click. */

G_END_DECLS
