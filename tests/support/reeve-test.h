/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tests share: scratch folders, the real data beside the source tree, waiting on a main loop with a bound. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A new empty folder, removed with all in it when the test process ends. Owned by the helper. */
const char *reeve_test_temp_dir (void);
/* @name in a new scratch folder. Transfer full. */
char *reeve_test_temp_path (const char *name);
/* The path of @name (e.g. "data/longbeach/schools.geojson") in the folder of shared real data, or NULL after marking the test as
 * skipped with the reason: the data are not part of the source tree. Transfer full. */
char *reeve_test_shared (const char *name);
/* The path of @name in the source tree. Transfer full. */
char *reeve_test_source (const char *name);
/* Runs the default main context until @*done or @seconds have passed; fails the test in the latter case. */
void reeve_test_wait (const gboolean *done, guint seconds);
/* Bytes of a file; fails the test if it cannot be read. Transfer full. */
GBytes *reeve_test_read (const char *path);

/* Under valgrind, where all takes thirty times as long: rounds of random trials are cut to @fewer. Else @rounds. */
guint reeve_test_rounds (guint rounds, guint fewer);

G_END_DECLS
