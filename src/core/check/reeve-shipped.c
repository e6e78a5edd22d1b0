/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ordinance files compiled into the library. */
#include "config.h"

#include "reeve-shipped.h"

#include <string.h>

#define FOLDER "/org/reeve/core/ordinances"
#define SUFFIX ".ordinance.yaml"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char **
reeve_shipped_list (void)
{
  char **names = g_resources_enumerate_children (FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  guint n = names != NULL ? g_strv_length (names) : 0;

  for (guint i = 0; i < n; i++)
    if (g_str_has_suffix (names[i], SUFFIX))
      names[i][strlen (names[i]) - strlen (SUFFIX)] = '\0';
  if (n > 0)
    qsort (names, n, sizeof (char *), compare_names);
  return names != NULL ? names : g_new0 (char *, 1);
}

GBytes *
reeve_shipped_lookup (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER "/", name, g_str_has_suffix (name, SUFFIX) ? "" : SUFFIX, NULL);

  return strchr (name, '/') != NULL ? NULL : g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

GBytes *
reeve_shipped_find_library (const char *id, G_GNUC_UNUSED int version, G_GNUC_UNUSED gpointer data)
{
  return reeve_shipped_lookup (id);
}
