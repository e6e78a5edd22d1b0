/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The packet for a hearing about one business, before it is written: what happened in order of days, the law of each of those days, the
 * photographs cleared for leaving. From the disclosure, so that it can say no more than the sheets. */
#pragma once

#include "reeve-disclosure.h"
#include "reeve-picture.h"
#include "reeve-release-law.h"

G_BEGIN_DECLS

typedef struct { char day[REEVE_DAY_TEXT_SIZE]; ReeveSheetKind sheet; guint row; ReeveDisclosedField field; } ReeveHappening;

typedef struct
{
  guint row;                 /* of the sheet of attachments */
  char *file;                /* in the package, or NULL: it stayed */
  GBytes *copy;              /* cleared, or NULL */
  char *sha256;              /* of @copy */
  const char *why;           /* it stayed; translated, static */
  ReevePictureInfo info;
} ReeveHearingPhoto;

typedef struct
{
  const ReeveDisclosure *disclosure;
  ReeveReleaseLaw *law;
  GArray *happenings;        /* ReeveHappening, by day */
  GPtrArray *photos;         /* ReeveHearingPhoto */
  GPtrArray *releases;       /* ReeveRecord: what was given out about the business before, the first first */
} ReeveHearing;

/* Its days up to the one it was asked for, each once, ascending: what is to come has no law yet. Transfer full. */
ReeveDay *reeve_hearing_get_days (const ReeveHearing *hearing, guint *ret_n);
/* "Notice: Served" and "N-12, Notice of violation, Sec. 12-40(a)". Transfer full. */
char *reeve_hearing_title (const ReeveHappening *happening);
char *reeve_hearing_details (const ReeveHearing *hearing, const ReeveHappening *happening);
/* "ordinance/provision ..." as citations of @day's law. Transfer full. */
char *reeve_hearing_citations (const ReeveHearing *hearing, ReeveDay day, const char *provisions);

/* The packet to be read: PDF. */
GBytes *reeve_hearing_write_paper (const ReeveHearing *hearing, GError **error);

G_END_DECLS
