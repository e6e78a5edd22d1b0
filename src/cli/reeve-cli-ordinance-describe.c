/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an ordinance file holds, provision by provision: what each is about, whose duty it is, what kind of law it is, and which forms of the
 * language it uses. As text for people, as JSON for `ordinance show --json`, `ordinance check --describe --json` and the table of coverage. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-cli-ordinance.h"
#include "reeve-features.h"
#include "reeve-shipped.h"

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

void
reeve_cli_ordinance_add_published (JsonBuilder *builder, const ReevePublished *published)
{
  json_builder_set_member_name (builder, "published");
  if (published->url == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  add_text (builder, "url", published->url);
  json_builder_set_member_name (builder, "year");
  if (published->year != 0)
    json_builder_add_int_value (builder, published->year);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
}

static void
add_features (JsonBuilder *builder, const ReeveProvision *provision)
{
  g_autofree const char **features = reeve_provision_get_features (provision);

  json_builder_set_member_name (builder, "features");
  json_builder_begin_array (builder);
  for (guint i = 0; features[i] != NULL; i++)
    json_builder_add_string_value (builder, features[i]);
  json_builder_end_array (builder);
}

/* What holds by @version: what kind of provision it is, where it can be read, and the pins of its words. */
void
reeve_cli_ordinance_add_provision (JsonBuilder *builder, const ReeveProvision *provision, const ReeveProvisionVersion *version)
{
  json_builder_begin_object (builder);
  add_text (builder, "id", provision->id);
  add_text (builder, "citation", version->citation);
  add_text (builder, "citation_meant", version->citation_meant);
  add_text (builder, "title", version->title);
  add_text (builder, "about", reeve_vocabulary_about_name (version->about));
  add_text (builder, "duty", reeve_duty_name (version->duty));
  add_text (builder, "nature", reeve_nature_name (reeve_provision_version_get_nature (version)));
  json_builder_set_member_name (builder, "counts_against_business");
  json_builder_add_boolean_value (builder, reeve_provision_version_counts_against_business (version));
  add_text (builder, "text_sha256", version->text_sha256);
  add_text (builder, "quote_sha256", version->quote_sha256);
  reeve_cli_ordinance_add_published (builder, &version->published);
  add_features (builder, provision);
  json_builder_end_object (builder);
}

/* The latest version speaks for a provision, except in its features, which are those of all. NULL when none is ever in force. */
static const ReeveProvisionVersion *
latest_version (const ReeveProvision *provision)
{
  return provision->versions->len > 0 ? g_ptr_array_index (provision->versions, provision->versions->len - 1) : NULL;
}

void
reeve_cli_ordinance_describe (const ReeveOrdinance *ordinance)
{
  const GPtrArray *provisions = reeve_ordinance_get_provisions (ordinance);

  g_print ("%s  %s\n", reeve_ordinance_get_id (ordinance), reeve_ordinance_get_title (ordinance));
  for (guint i = 0; i < provisions->len; i++)
    {
      const ReeveProvision *provision = g_ptr_array_index (provisions, i);
      const ReeveProvisionVersion *version = latest_version (provision);
      g_autofree const char **features = reeve_provision_get_features (provision);
      g_autofree char *joined = g_strjoinv (", ", (char **) features);

      if (version != NULL)
        g_print ("  %-20s %-14s %-13s %-16s %s\n", provision->id, reeve_vocabulary_about_name (version->about), reeve_duty_name (version->duty),
                 reeve_nature_name (reeve_provision_version_get_nature (version)), joined);
    }
}

void
reeve_cli_ordinance_add_description (JsonBuilder *builder, const char *path, const ReeveOrdinance *ordinance)
{
  const GPtrArray *provisions = reeve_ordinance_get_provisions (ordinance);

  json_builder_begin_object (builder);
  add_text (builder, "file", path);
  add_text (builder, "id", reeve_ordinance_get_id (ordinance));
  add_text (builder, "jurisdiction", reeve_ordinance_get_jurisdiction (ordinance));
  add_text (builder, "title", reeve_ordinance_get_title (ordinance));
  reeve_cli_ordinance_add_published (builder, reeve_ordinance_get_published (ordinance));
  json_builder_set_member_name (builder, "provisions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < provisions->len; i++)
    {
      const ReeveProvision *provision = g_ptr_array_index (provisions, i);
      const ReeveProvisionVersion *version = latest_version (provision);

      if (version != NULL)
        reeve_cli_ordinance_add_provision (builder, provision, version);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_shipped (JsonBuilder *builder, const char *name, const ReeveOrdinance *ordinance)
{
  json_builder_begin_object (builder);
  add_text (builder, "name", name);
  add_text (builder, "jurisdiction", reeve_ordinance_get_jurisdiction (ordinance));
  add_text (builder, "title", reeve_ordinance_get_title (ordinance));
  reeve_cli_ordinance_add_published (builder, reeve_ordinance_get_published (ordinance));
  json_builder_end_object (builder);
}

int
reeve_cli_ordinance_list_shipped (gboolean json)
{
  g_auto (GStrv) names = reeve_shipped_list ();
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "shipped");
  json_builder_begin_array (builder);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GBytes) text = reeve_shipped_lookup (names[i]);
      g_autoptr (ReeveMessages) messages = NULL;
      g_autoptr (ReeveOrdinance) ordinance = reeve_ordinance_load (names[i], text, reeve_shipped_find_library, NULL, &messages);

      g_return_val_if_fail (ordinance != NULL, REEVE_EXIT_FAILED);
      if (json)
        add_shipped (builder, names[i], ordinance);
      else
        g_print ("%-18s  %s: %s\n", names[i], reeve_ordinance_get_jurisdiction (ordinance), reeve_ordinance_get_title (ordinance));
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (json)
    reeve_cli_print_json (json_builder_get_root (builder));
  return REEVE_EXIT_DONE;
}
