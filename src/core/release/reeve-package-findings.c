/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings that can be derived again: the text of each ordinance, and for each finding the facts that its program read, what came out and
 * why. The explanation is made from the facts as they stand in the package, so it can say nothing that they do not. */
#include "config.h"

#include "reeve-package-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-check-shared.h"
#include "reeve-error.h"
#include "reeve-findings.h"

#define MAX_FINDINGS 100000

/* The members of an explanation that repeat the law, which is in the package once. */
static const char *const law_members[] = { "text", "quote", "published", "authority", "citation_meant", "library", "ordinance_sha256" };

void
reeve_package_add_judgement (JsonBuilder *builder, const ReeveProgram *program, const ReeveFacts *facts)
{
  g_autoptr (ReeveTrace) trace = reeve_trace_new ();
  ReeveDay until = G_MAXINT32;
  ReeveOutcome outcome = reeve_program_evaluate (program, facts, &until, trace);
  JsonNode *node = reeve_trace_to_json (trace);
  char day[REEVE_DAY_TEXT_SIZE];

  json_builder_set_member_name (builder, "text_sha256");
  json_builder_add_string_value (builder, reeve_provision_version_get_pin (reeve_program_get_version (program)));
  json_builder_set_member_name (builder, "outcome");
  json_builder_add_string_value (builder, reeve_outcome_name (outcome));
  if (until != G_MAXINT32)
    {
      reeve_day_format (until, day);
      json_builder_set_member_name (builder, "until");
      json_builder_add_string_value (builder, day);
    }
  for (guint i = 0; i < G_N_ELEMENTS (law_members); i++)
    if (json_object_has_member (json_node_get_object (node), law_members[i]))
      json_object_remove_member (json_node_get_object (node), law_members[i]);
  json_builder_set_member_name (builder, "trace");
  json_builder_add_value (builder, node);
}

/* What an audience may not see as rows it may not see as facts either. */
static const struct { ReeveKind kind; ReeveSheetKind sheet; } seen_as[] = {
  { REEVE_KIND_STAFF, REEVE_SHEET_STAFF }, { REEVE_KIND_EMPLOYMENT, REEVE_SHEET_STAFF }, { REEVE_KIND_PERSON_PRESENT, REEVE_SHEET_STAFF },
  { REEVE_KIND_APPLICATION_PERSON, REEVE_SHEET_STAFF }, { REEVE_KIND_HOLDER, REEVE_SHEET_STAFF }, { REEVE_KIND_PRINCIPAL, REEVE_SHEET_OWNER },
  { REEVE_KIND_COMPLAINT, REEVE_SHEET_COMPLAINT }, { REEVE_KIND_EVENT, REEVE_SHEET_EVENT }, { REEVE_KIND_INSPECTION, REEVE_SHEET_INSPECTION },
  { REEVE_KIND_OBSERVATION, REEVE_SHEET_INSPECTION }, { REEVE_KIND_NOTICE, REEVE_SHEET_NOTICE }, { REEVE_KIND_HEARING, REEVE_SHEET_HEARING },
  { REEVE_KIND_SANCTION, REEVE_SHEET_SANCTION }, { REEVE_KIND_OCCUPANCY, REEVE_SHEET_HISTORY }, { REEVE_KIND_LICENCE, REEVE_SHEET_LICENCE },
  { REEVE_KIND_BUSINESS, REEVE_SHEET_BUSINESS }, { REEVE_KIND_PREMISES, REEVE_SHEET_BUSINESS },
};

/* A column taken from the audience, by the city or this time, would stand among the facts again. */
static gboolean
sees_whole (const ReeveDisclosure *disclosure, ReeveSheetKind sheet)
{
  for (guint i = 0; i < REEVE_N_DISCLOSED_FIELDS; i++)
    {
      ReeveDisclosedField field = (ReeveDisclosedField) i;

      if (reeve_disclosed_field_sheet (field) == sheet && reeve_disclosed_field_seen (field, reeve_disclosure_get_audience (disclosure))
          && !reeve_disclosure_wants (disclosure, field))
        return FALSE;
    }
  return reeve_disclosure_wants_sheet (disclosure, sheet) && reeve_disclosure_wants_position (disclosure, sheet);
}

gboolean
reeve_package_may_see_facts (const ReeveDisclosure *disclosure, JsonNode *facts)
{
  for (guint i = 0; i < G_N_ELEMENTS (seen_as); i++)
    if (reeve_facts_json_holds (facts, seen_as[i].kind) && !sees_whole (disclosure, seen_as[i].sheet))
      return FALSE;
  return sees_whole (disclosure, REEVE_SHEET_FINDING);
}

typedef struct
{
  const ReeveDisclosure *disclosure;
  JsonBuilder *builder;
  const char *business;
  char day[REEVE_DAY_TEXT_SIZE];
  guint n;
  GError *error;
} Findings;

static char *
ordinance_name (const ReeveOrdinance *ordinance)
{
  return g_strdup_printf ("ordinances/%s.ordinance.yaml", reeve_ordinance_get_id (ordinance));
}

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static gboolean
add_finding (const ReeveProgram *program, const ReeveFacts *facts, gpointer data)
{
  Findings *self = data;
  ReeveOrdinance *ordinance = reeve_program_get_ordinance (program);
  g_autofree char *name = ordinance_name (ordinance);
  g_autoptr (ReeveFacts) packed = NULL;
  g_autoptr (JsonNode) node = NULL;
  ReeveDay until;
  ReeveOutcome outcome = reeve_program_evaluate (program, facts, &until, NULL);

  if (outcome == REEVE_OUTCOME_NOT_APPLICABLE)
    return TRUE;
  if (++self->n > MAX_FINDINGS)
    {
      g_set_error_literal (&self->error, REEVE_ERROR, REEVE_ERROR_LIMIT, _("There are too many findings for one package: choose a category or a district."));
      return FALSE;
    }
  node = reeve_facts_to_json (facts, program);
  json_builder_begin_object (self->builder);
  add_text (self->builder, "record", self->business);
  add_text (self->builder, "ordinance", name);
  add_text (self->builder, "provision", reeve_program_get_provision (program)->id);
  add_text (self->builder, "day", self->day);
  if (reeve_package_may_see_facts (self->disclosure, node))
    {
      packed = reeve_facts_new (ordinance);
      if (!reeve_facts_fill_json (packed, node, &self->error))
        return FALSE;
      reeve_package_add_judgement (self->builder, program, packed);
      json_builder_set_member_name (self->builder, "facts");
      json_builder_add_value (self->builder, g_steal_pointer (&node));
    }
  else
    {
      add_text (self->builder, "outcome", reeve_outcome_name (outcome));
      add_text (self->builder, "kept_back", _("It rests on facts about persons or records that this audience may not see."));
    }
  json_builder_end_object (self->builder);
  return TRUE;
}

/* ---- the law ---------------------------------------------------------------------------------------------------------------------- */

typedef struct { ReeveConn *conn; GPtrArray *files; } Law;

/* Finds a library as the check did, and packs it. */
static GBytes *
pack_library (const char *id, int version, gpointer data)
{
  Law *law = data;
  GBytes *text = reeve_check_find_library (id, version, law->conn);
  g_autofree char *name = reeve_package_library_name (id, version);

  if (text != NULL && reeve_archive_find (law->files, name) == NULL)
    reeve_archive_add (law->files, name, text);
  return text;
}

static gboolean
add_law (GPtrArray *files, ReeveConn *conn, ReeveDay day, GError **error)
{
  g_autoptr (GPtrArray) adopted = reeve_check_load_adopted (conn, day, error);
  Law law = { conn, files };

  if (adopted == NULL)
    return FALSE;
  for (guint i = 0; i < adopted->len; i++)
    {
      ReeveOrdinance *ordinance = adopted->pdata[i];
      g_autofree char *name = ordinance_name (ordinance);
      g_autoptr (ReeveMessages) messages = NULL;
      g_autoptr (ReeveOrdinance) again = NULL;

      reeve_archive_add (files, name, reeve_ordinance_get_text (ordinance));
      again = reeve_ordinance_load (name, reeve_ordinance_get_text (ordinance), pack_library, &law, &messages);
    }
  return TRUE;
}

gboolean
reeve_package_add_findings (GPtrArray *files, ReeveConn *conn, const ReeveDisclosure *disclosure, const ReeveReleaseRequest *request, GError **error)
{
  guint needed = (1u << REEVE_SHEET_FINDING) | (1u << REEVE_SHEET_BUSINESS);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (ReeveCheck) check = NULL;
  g_autoptr (GBytes) bytes = NULL;
  Findings self = { .disclosure = disclosure, .builder = builder };

  if (!add_law (files, conn, request->day, error))
    return FALSE;
  if (!reeve_disclosure_wants (disclosure, REEVE_DISCLOSED_FINDING_OUTCOME) || !reeve_disclosure_wants (disclosure, REEVE_DISCLOSED_FINDING_PROVISION)
      || (request->sheets != 0 && (request->sheets & needed) != needed))
    return TRUE;
  check = reeve_check_shared (conn, request->day, error);
  if (check == NULL)
    return FALSE;
  reeve_day_format (request->day, self.day);
  json_builder_begin_object (builder);
  add_text (builder, "format", "reeve-findings");
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint row = 0; row < reeve_disclosure_get_n_rows (disclosure, REEVE_SHEET_BUSINESS); row++)
    {
      gint64 id;

      self.business = reeve_disclosure_get_key (disclosure, REEVE_SHEET_BUSINESS, row);
      if (self.business == NULL || !g_str_has_prefix (self.business, "business:")
          || !g_ascii_string_to_signed (self.business + strlen ("business:"), 10, 1, G_MAXINT64, &id, NULL))
        continue;
      if (!reeve_check_judge (check, conn, REEVE_ABOUT_BUSINESS, id, add_finding, &self, error))
        return FALSE;
      if (self.error != NULL)
        {
          g_propagate_error (error, self.error);
          return FALSE;
        }
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  bytes = reeve_package_json_bytes (json_builder_get_root (builder));
  reeve_archive_add (files, "findings.json", bytes);
  return TRUE;
}
