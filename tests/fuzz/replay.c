// SPDX-License-Identifier: GPL-3.0-or-later
/* Gives files to a fuzz target as libFuzzer would: every file of the folders named, in the order of their names. A finding, once mended, is
 * kept in tests/cases/fuzz and tried here by every build. */

#include <stdio.h>

#include <glib.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static guint
replay (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    g_error ("there is no folder %s", folder);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL), *text = NULL;
      g_autoptr (GError) error = NULL;
      gsize size;

      if (!g_file_get_contents (path, &text, &size, &error))
        g_error ("%s", error->message);
      g_print ("# %s\n", (const char *) names->pdata[i]);
      LLVMFuzzerTestOneInput ((const guint8 *) text, size);
    }
  return names->len;
}

int
main (int argc, char **argv)
{
  guint n = 0;

  for (int i = 1; i < argc; i++)
    n += replay (argv[i]);
  g_print ("1..1\n%s 1 %u files\n", n > 0 ? "ok" : "not ok", n);
  return n > 0 ? 0 : 1;
}
