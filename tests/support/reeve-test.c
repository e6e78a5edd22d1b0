/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <ftw.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "reeve-test.h"

static GPtrArray *temp_dirs;
static GPid owner;

static int
remove_one_cb (const char *path, const struct stat *info, int flag, struct FTW *ftw)
{
  return g_remove (path);
}

static void
remove_temp_dirs (void)
{
  /* A forked child must not tidy away its parent's files. */
  if (getpid () != owner)
    return;
  for (guint i = 0; i < temp_dirs->len; i++)
    nftw (g_ptr_array_index (temp_dirs, i), remove_one_cb, 16, FTW_DEPTH | FTW_PHYS);
  g_ptr_array_unref (temp_dirs);
}

const char *
reeve_test_temp_dir (void)
{
  g_autoptr (GError) error = NULL;
  char *dir = g_dir_make_tmp ("reeve-test-XXXXXX", &error);
  g_assert_no_error (error);
  if (temp_dirs == NULL)
    {
      temp_dirs = g_ptr_array_new_with_free_func (g_free);
      owner = getpid ();
      atexit (remove_temp_dirs);
    }
  g_ptr_array_add (temp_dirs, dir);
  return dir;
}

char *
reeve_test_temp_path (const char *name)
{
  return g_build_filename (reeve_test_temp_dir (), name, NULL);
}

char *
reeve_test_shared (const char *name)
{
  const char *root = g_getenv ("REEVE_SHARED");
  g_autofree char *path = root != NULL ? g_build_filename (root, name, NULL) : NULL;
  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_autofree char *reason = g_strdup_printf ("%s is not in the folder of shared data (REEVE_SHARED=%s)", name, root != NULL ? root : "");
  g_test_skip (reason);
  return NULL;
}

char *
reeve_test_source (const char *name)
{
  const char *root = g_getenv ("REEVE_SOURCE");
  g_assert_nonnull (root);
  return g_build_filename (root, name, NULL);
}

static gboolean
time_out_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
reeve_test_wait (const gboolean *done, guint seconds)
{
  gboolean timed_out = FALSE;
  guint source = g_timeout_add_seconds (seconds, time_out_cb, &timed_out);
  while (!*done && !timed_out)
    g_main_context_iteration (NULL, TRUE);
  if (!timed_out)
    g_source_remove (source);
  g_assert_false (timed_out);
}

GBytes *
reeve_test_read (const char *path)
{
  char *contents = NULL;
  gsize size = 0;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (contents, size);
}

guint
reeve_test_rounds (guint rounds, guint fewer)
{
  return g_getenv ("REEVE_TEST_FEWER") != NULL ? fewer : rounds;
}
