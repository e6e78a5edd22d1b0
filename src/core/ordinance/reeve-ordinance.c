// SPDX-License-Identifier: GPL-3.0-or-later
/* An ordinance file once read: who owns what, and how its parts are found. Reading it is in reeve-ordinance-load.c. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-ordinance-private.h"

void
reeve_given_free (ReeveGiven *given)
{
  if (given == NULL)
    return;
  g_free (given->scalar);
  g_clear_pointer (&given->items, g_ptr_array_unref);
  g_clear_pointer (&given->keys, g_ptr_array_unref);
  g_clear_pointer (&given->key_sources, g_array_unref);
  g_free (given);
}

ReeveOrdinance *
reeve_ordinance_ref (ReeveOrdinance *ordinance)
{
  g_atomic_int_inc (&ordinance->ref_count);
  return ordinance;
}

void
reeve_ordinance_unref (ReeveOrdinance *ordinance)
{
  if (ordinance == NULL || !g_atomic_int_dec_and_test (&ordinance->ref_count))
    return;
  g_bytes_unref (ordinance->text);
  g_free (ordinance->id);
  g_free (ordinance->title);
  g_free (ordinance->published.url);
  g_free (ordinance->jurisdiction);
  g_free (ordinance->authority);
  g_free (ordinance->purpose);
  g_free (ordinance->adopted_number);
  g_free (ordinance->sha256);
  g_ptr_array_unref (ordinance->provisions);
  g_ptr_array_unref (ordinance->checklist);
  g_ptr_array_unref (ordinance->parameters);
  g_ptr_array_unref (ordinance->definitions);
  g_ptr_array_unref (ordinance->own_provisions);
  g_ptr_array_unref (ordinance->own_checklist);
  g_ptr_array_unref (ordinance->own_parameters);
  g_ptr_array_unref (ordinance->own_definitions);
  g_hash_table_unref (ordinance->parameter_index);
  g_hash_table_unref (ordinance->definition_index);
  g_hash_table_unref (ordinance->item_index);
  g_hash_table_unref (ordinance->codes);
  g_ptr_array_unref (ordinance->code_labels);
  g_ptr_array_unref (ordinance->holiday_tables);
  g_ptr_array_unref (ordinance->libraries);
  reeve_given_free (ordinance->given);
  g_free (ordinance);
}

const char *
reeve_ordinance_get_id (const ReeveOrdinance *ordinance)
{
  return ordinance->id;
}

const char *
reeve_ordinance_get_title (const ReeveOrdinance *ordinance)
{
  return ordinance->title;
}

const char *
reeve_ordinance_get_jurisdiction (const ReeveOrdinance *ordinance)
{
  return ordinance->jurisdiction;
}

const char *
reeve_ordinance_get_authority (const ReeveOrdinance *ordinance)
{
  return ordinance->authority;
}

const char *
reeve_ordinance_get_adopted_number (const ReeveOrdinance *ordinance)
{
  return ordinance->adopted_number;
}

ReeveDay
reeve_ordinance_get_adopted_on (const ReeveOrdinance *ordinance)
{
  return ordinance->adopted_on;
}

guint
reeve_ordinance_get_version (const ReeveOrdinance *ordinance)
{
  return ordinance->version;
}

const char *
reeve_ordinance_get_sha256 (const ReeveOrdinance *ordinance)
{
  return ordinance->sha256;
}

GBytes *
reeve_ordinance_get_text (const ReeveOrdinance *ordinance)
{
  return ordinance->text;
}

const GPtrArray *
reeve_ordinance_get_provisions (const ReeveOrdinance *ordinance)
{
  return ordinance->provisions;
}

const GPtrArray *
reeve_ordinance_get_checklist (const ReeveOrdinance *ordinance)
{
  return ordinance->checklist;
}

const GPtrArray *
reeve_ordinance_get_parameters (const ReeveOrdinance *ordinance)
{
  return ordinance->parameters;
}

const ReeveOrdinance *
reeve_ordinance_get_home (const ReeveOrdinance *ordinance, const ReeveProvision *provision)
{
  for (guint i = 0; i < ordinance->libraries->len; i++)
    {
      const ReeveOrdinance *library = g_ptr_array_index (ordinance->libraries, i);

      if (g_ptr_array_find (library->provisions, provision, NULL))
        return reeve_ordinance_get_home (library, provision);
    }
  return ordinance;
}

const ReeveProvision *
reeve_ordinance_find_provision (const ReeveOrdinance *ordinance, const char *id)
{
  for (guint i = 0; i < ordinance->provisions->len; i++)
    {
      const ReeveProvision *provision = g_ptr_array_index (ordinance->provisions, i);

      if (strcmp (provision->id, id) == 0)
        return provision;
    }
  return NULL;
}

const ReeveProvisionVersion *
reeve_provision_version_on (const ReeveProvision *provision, ReeveDay day)
{
  for (guint i = 0; i < provision->versions->len; i++)
    {
      const ReeveProvisionVersion *version = g_ptr_array_index (provision->versions, i);

      if (version->from <= day && day <= version->until)
        return version;
    }
  return NULL;
}

const ReeveParameter *
reeve_ordinance_find_parameter (const ReeveOrdinance *ordinance, const char *name)
{
  return g_hash_table_lookup (ordinance->parameter_index, name);
}

const ReeveParameterValue *
reeve_parameter_value_on (const ReeveParameter *parameter, ReeveDay day)
{
  const ReeveParameterValue *found = NULL;

  for (guint i = 0; i < parameter->values->len; i++)
    {
      const ReeveParameterValue *value = &g_array_index (parameter->values, ReeveParameterValue, i);

      if (value->from <= day)
        found = value;
    }
  return found;
}

const ReeveItem *
reeve_ordinance_find_item (const ReeveOrdinance *ordinance, const char *id, guint *ret_index)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (ordinance->item_index, id));

  if (place == 0)
    return NULL;
  if (ret_index != NULL)
    *ret_index = place - 1;
  return g_ptr_array_index (ordinance->checklist, place - 1);
}

const ReeveDefinition *
reeve_ordinance_find_definition (const ReeveOrdinance *ordinance, const char *name)
{
  return g_hash_table_lookup (ordinance->definition_index, name);
}

void
reeve_ordinance_add_parameter (ReeveOrdinance *ordinance, ReeveParameter *parameter)
{
  g_ptr_array_add (ordinance->parameters, parameter);
  if (!g_hash_table_contains (ordinance->parameter_index, parameter->name))
    g_hash_table_insert (ordinance->parameter_index, parameter->name, parameter);
}

void
reeve_ordinance_add_item (ReeveOrdinance *ordinance, ReeveItem *item)
{
  g_ptr_array_add (ordinance->checklist, item);
  if (!g_hash_table_contains (ordinance->item_index, item->id))
    g_hash_table_insert (ordinance->item_index, item->id, GUINT_TO_POINTER (ordinance->checklist->len));
}

void
reeve_ordinance_add_definition (ReeveOrdinance *ordinance, ReeveDefinition *definition)
{
  g_ptr_array_add (ordinance->definitions, definition);
  if (!g_hash_table_contains (ordinance->definition_index, definition->name))
    g_hash_table_insert (ordinance->definition_index, definition->name, definition);
}

const ReevePublished *
reeve_ordinance_get_published (const ReeveOrdinance *ordinance)
{
  return &ordinance->published;
}

const char *
reeve_provision_version_get_pin (const ReeveProvisionVersion *version)
{
  return version->quote_sha256 != NULL ? version->quote_sha256 : version->text_sha256;
}

/* What a provision is */

const char *
reeve_duty_name (ReeveDuty duty)
{
  static const char *const names[REEVE_N_DUTIES] = { "business", "owner", "practitioner", "property-owner", "city" };

  g_return_val_if_fail ((guint) duty < REEVE_N_DUTIES, NULL);

  return names[duty];
}

const char *
reeve_nature_name (ReeveNature nature)
{
  static const char *const names[REEVE_N_NATURES] = { "duty", "city-duty", "deadline", "sanction-trigger", "penalty", "appeal", "definition" };

  g_return_val_if_fail ((guint) nature < REEVE_N_NATURES, NULL);

  return names[nature];
}

/* Does the expression follow a path that begins with one of @starts? Paths are spelled canonically in .text. */
static gboolean
reads_any (const ReeveNode *node, const char *const *starts)
{
  if (node == NULL)
    return FALSE;
  for (guint i = 0; node->kind == REEVE_NODE_FIELD && node->text != NULL && starts[i] != NULL; i++)
    if (g_str_has_prefix (node->text, starts[i]))
      return TRUE;
  for (guint i = 0; i < node->n_children; i++)
    if (reads_any (node->children[i], starts))
      return TRUE;
  return FALSE;
}

ReeveNature
reeve_provision_version_find_nature (const ReeveProvisionVersion *version)
{
  static const char *const stay_paths[] = { "sanction.stayed", "hearing.", NULL };
  static const char *const limit_paths[] = { "sanction.amount", "sanction.length", "sanction.components", NULL };

  if (version->grounds != NULL)
    return REEVE_NATURE_TRIGGER;
  if (version->defines)
    return REEVE_NATURE_DEFINITION;
  if (version->require == NULL)
    return version->penalty->len > 0 ? REEVE_NATURE_PENALTY : version->appeal_by != NULL ? REEVE_NATURE_APPEAL : REEVE_NATURE_DEFINITION;
  if (version->about == REEVE_ABOUT_HEARING || reads_any (version->require, stay_paths))
    return REEVE_NATURE_APPEAL;
  if (version->about == REEVE_ABOUT_SANCTION && reads_any (version->require, limit_paths))
    return REEVE_NATURE_PENALTY;
  if (version->duty == REEVE_DUTY_CITY)
    return version->has_deadline ? REEVE_NATURE_DEADLINE : REEVE_NATURE_CITY_DUTY;
  return REEVE_NATURE_DUTY;
}

ReeveNature
reeve_provision_version_get_nature (const ReeveProvisionVersion *version)
{
  return version->nature;
}

gboolean
reeve_provision_version_counts_against_business (const ReeveProvisionVersion *version)
{
  return version->nature == REEVE_NATURE_DUTY && version->about != REEVE_ABOUT_PRACTITIONER_LICENCE
         && (version->duty == REEVE_DUTY_BUSINESS || version->duty == REEVE_DUTY_OWNER);
}

const char *
reeve_duty_label (ReeveDuty duty)
{
  switch (duty)
    {
    case REEVE_DUTY_BUSINESS: return _("business's duty");
    case REEVE_DUTY_OWNER: return _("owner's duty");
    case REEVE_DUTY_PRACTITIONER: return _("practitioner's duty");
    case REEVE_DUTY_PROPERTY_OWNER: return _("property owner's duty");
    case REEVE_DUTY_CITY: return _("city's duty");
    }
  return "";
}
