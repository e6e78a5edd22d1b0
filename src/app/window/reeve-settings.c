/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One GSettings for the program. Running from a build tree without the compiled schema must not abort, as g_settings_new() would. */
#include "config.h"

#include "reeve-settings.h"

/**
 * reeve_settings_get:
 *
 * Returns: (transfer none) (nullable): the settings, or %NULL when their schema is not installed
 */
GSettings *
reeve_settings_get (void)
{
  static gsize once;
  static GSettings *settings;

  if (g_once_init_enter (&once))
    {
      GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
      g_autoptr (GSettingsSchema) schema = source == NULL ? NULL : g_settings_schema_source_lookup (source, REEVE_APP_ID, TRUE);
      if (schema != NULL)
        settings = g_settings_new (REEVE_APP_ID);
      g_once_init_leave (&once, 1);
    }
  return settings;
}
