/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathers what the case file holds on one subject into ReeveFacts, as of a day. One per thread and ordinance. Private to check/. */
#pragma once

#include "reeve-facts.h"
#include "reeve-need.h"
#include "reeve-registers.h"
#include "reeve-source.h"
#include "reeve-surroundings.h"

G_BEGIN_DECLS

typedef struct _ReeveGather ReeveGather;

/* @need and @registers must outlive it. @origins: keep where each row comes from, for a trace. */
ReeveGather *reeve_gather_new (ReeveOrdinance *ordinance, const ReeveNeed *need, const ReeveRegisters *registers, ReeveDay day, gboolean origins);
void reeve_gather_free (ReeveGather *gather);
ReeveFacts *reeve_gather_get_facts (ReeveGather *gather);

/* Starts on the businesses (or premises) with ids from @first to @last on @conn. @places and @peers may be NULL when nobody reads them; kept
 * until close. */
gboolean reeve_gather_open (ReeveGather *gather, ReeveConn *conn, ReeveSubjectKey key, gint64 first, gint64 last, ReevePlaces *places, ReevePeers *peers,
                            GError **error);
/* The same for the businesses in @ids only, which ascend and must outlive the reading. */
gboolean reeve_gather_open_among (ReeveGather *gather, ReeveConn *conn, const gint64 *ids, guint n, ReevePlaces *places, ReevePeers *peers,
                                  GError **error);
/* Starts on businesses of which nothing but their own rows will be asked: they cannot be made complete. */
gboolean reeve_gather_open_rows (ReeveGather *gather, ReeveConn *conn, gint64 first, gint64 last, GError **error);
/* The next one: its facts replace the last one's. Of a business only its own row is read, until it is made complete; what hangs on it is
 * unknown, or said to be empty, and only reeve_program_read_gate() may be asked. FALSE at the end, or on error. */
gboolean reeve_gather_next (ReeveGather *gather, gint64 *ret_subject, GError **error);
/* An error met on the way is told by the next call. */
void reeve_gather_complete (ReeveGather *gather);
void reeve_gather_list_statements (const ReeveGather *gather, GPtrArray *sql);   /* appends copies */
void reeve_gather_close (ReeveGather *gather);
/* Closes, and lets go of the connection: before another is used, or this one is closed. */
void reeve_gather_release (ReeveGather *gather);
/* Facts of one record of any kind. FALSE with NOT_FOUND if there is none. */
gboolean reeve_gather_record (ReeveGather *gather, ReeveConn *conn, ReeveAbout about, gint64 id, ReevePlaces *places, ReevePeers *peers, GError **error);
/* Many records of one kind, neither businesses nor premises: those to be tested with numbers from @first to @last. @ids (gint64) becomes their list,
 * in order, and must stay as it is until close. They come in the order in which they are read fastest, each with its place in that list, and those that were not there on that day
 * not at all. FALSE at the end, or on error. */
gboolean reeve_gather_open_records (ReeveGather *gather, ReeveConn *conn, ReeveAbout about, gint64 first, gint64 last, GArray *ids,
                                    ReevePlaces *places, ReevePeers *peers, GError **error);
gboolean reeve_gather_next_record (ReeveGather *gather, ReeveConn *conn, guint *ret_index, GError **error);

/* What of the facts differs from provision to provision; worked out once for each program. */
typedef struct { const ReeveProgram *program; gboolean notice, observations, around; guint measure; } ReeveView;
ReeveView reeve_view_of (const ReeveNeed *need, const ReeveProgram *program);
/* Before each evaluation: the notice that cites this provision, the looks that still count, the places and peers by its measure. */
void reeve_gather_view (ReeveGather *gather, const ReeveView *view);
/* Until this is called the places and peers around the subject are unknown. It costs distances, so only what is not decided without asks. */
void reeve_gather_surround (ReeveGather *gather, gboolean nearest_too);
gboolean reeve_gather_is_surrounded (const ReeveGather *gather);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReeveGather, reeve_gather_free)

G_END_DECLS
