/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking things up in the dictionary. The data are in reeve-schema-tables.c and reeve-schema-codes.c. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-schema-private.h"

const ReeveTableInfo *
reeve_schema_get_tables (guint *ret_n)
{
  *ret_n = reeve_schema_n_tables;
  return reeve_schema_tables;
}

const ReeveTableInfo *
reeve_schema_find_table (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);
  for (guint i = 0; i < reeve_schema_n_tables; i++)
    if (strcmp (reeve_schema_tables[i].name, name) == 0)
      return &reeve_schema_tables[i];
  return NULL;
}

int
reeve_table_find_field (const ReeveTableInfo *table, const char *name)
{
  g_return_val_if_fail (table != NULL && name != NULL, -1);
  for (guint i = 0; i < table->n_fields; i++)
    if (strcmp (table->fields[i].name, name) == 0)
      return (int) i;
  return -1;
}

const char *
reeve_field_label (const ReeveFieldInfo *field)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "field", field->label);
}

const char *
reeve_table_label (const ReeveTableInfo *table)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "table", table->label);
}

/**
 * reeve_code_label:
 *
 * Returns: the translated label of @code, or @code itself when the list is open and @code not of the program
 */
const char *
reeve_code_label (const ReeveFieldInfo *field, const char *code)
{
  g_return_val_if_fail (field != NULL, NULL);
  if (code == NULL || field->codes == NULL)
    return code;
  for (const ReeveCodeInfo *info = field->codes; info->value != NULL; info++)
    if (strcmp (info->value, code) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "code", info->label);
  return code;
}
