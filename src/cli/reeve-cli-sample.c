/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl sample: the case file of the invented city of Calder Bend. */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-cli.h"
#include "reeve-error.h"
#include "reeve-sample.h"

/* What is printed, in this order: table, and the words for its rows. */
static const struct { const char *table, *label; } shown[] = {
  { "business", N_("businesses") },     { "premises", N_("premises") },           { "party", N_("owners and other parties") },
  { "practitioner", N_("practitioners") }, { "licence", N_("licences") },         { "complaint", N_("complaints") },
  { "inspection", N_("inspections") },  { "inspection_item", N_("answers of inspections") }, { "event", N_("events") },
  { "place", N_("sensitive places") },  { "zone", N_("zones") },                  { "map_feature", N_("streets and other map features") },
};

static int
run_sample (int argc, char **argv)
{
  g_autofree char *city_day = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "city-day", 0, 0, G_OPTION_ARG_STRING, &city_day, N_("Day for which findings are made (today if not given)"), N_("DATE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object"), NULL },
    { NULL },
  };
  int status = reeve_cli_parse (&reeve_cli_sample, entries, &argc, &argv, 1, 1);
  if (status >= 0)
    return status;
  g_autoptr (GError) error = NULL;
  ReeveDay day = reeve_day_today ();
  if (city_day != NULL && !reeve_day_parse (city_day, -1, &day))
    {
      g_set_error (&error, REEVE_ERROR, REEVE_ERROR_INVALID, _("'%s' is not a day; write it like 2026-11-16"), city_day);
      return reeve_cli_fail (&error);
    }
  g_autoptr (GHashTable) counts = NULL;
  if (!reeve_sample_create_on (argv[1], day, &counts, &error))
    return reeve_cli_fail (&error);

  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "case");
  json_builder_add_string_value (builder, argv[1]);
  if (!json)
    g_print (_("Made %s, the sample city of Calder Bend. Everything in it is invented.\n"), argv[1]);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (counts, shown[i].table));
      json_builder_set_member_name (builder, shown[i].table);
      json_builder_add_int_value (builder, number);
      if (!json)
        g_print ("%7u  %s\n", number, _(shown[i].label));
    }
  json_builder_end_object (builder);
  if (json)
    reeve_cli_print_json (json_builder_get_root (builder));
  return REEVE_EXIT_DONE;
}

const ReeveCliCommand reeve_cli_sample = {
  .name = "sample",
  .arguments = "CASE",
  .summary = N_("Make the case file of the invented city of Calder Bend"),
  .run = run_sample,
};
