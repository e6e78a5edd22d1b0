// SPDX-License-Identifier: GPL-3.0-or-later
/* Provisions of an ordinance file: their keys, the versions that amendments make of them, their examples (language.md 1.2, 1.6, 1.8). */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "reeve-loader-private.h"
#include "reeve-text.h"

static const char *const provision_keys[] = {
  "id", "citation", "citation-meant", "title", "text", "quote", "published", "note", "about", "duty", "from", "until", "applies", "unless", "grandfather", "require",
  "grounds", "defines", "sanction", "measure", "evidence", "counting", "cure", "on-miss", "penalty", "appeal", "authority", "amended", "examples", NULL,
};
static const char *const amendment_keys[] = {
  "from", "source", "repealed", "citation", "citation-meant", "title", "text", "quote", "published", "note", "about", "duty", "until", "applies", "unless", "grandfather",
  "require", "grounds", "defines", "sanction", "measure", "evidence", "counting", "cure", "on-miss", "penalty", "appeal", "authority", NULL,
};
static const char *const sanction_kinds[] = {
  "warning", "citation", "fine", "suspension", "summary-suspension", "denial", "non-renewal", "revocation", "certificate-revocation",
  "nuisance-declaration", "offence", NULL,
};

/* The keys that hold on one day: those of the provision with amendments laid over. Nothing is owned. */
typedef struct
{
  GPtrArray *keys, *items;   /* const char *, const ReeveYaml * */
  const ReeveYaml *place;    /* the provision */
} Effective;

static const ReeveYaml *
effective_get (const Effective *effective, const char *key)
{
  for (guint i = 0; i < effective->keys->len; i++)
    if (strcmp (g_ptr_array_index (effective->keys, i), key) == 0)
      return g_ptr_array_index (effective->items, i);
  return NULL;
}

static void
effective_set (Effective *effective, const char *key, const ReeveYaml *item)
{
  gboolean remove = item->kind == REEVE_YAML_TEXT && strcmp (item->text, "none") == 0;

  for (guint i = 0; i < effective->keys->len; i++)
    if (strcmp (g_ptr_array_index (effective->keys, i), key) == 0)
      {
        if (remove)
          {
            g_ptr_array_remove_index (effective->keys, i);
            g_ptr_array_remove_index (effective->items, i);
          }
        else
          effective->items->pdata[i] = (gpointer) item;
        return;
      }
  if (remove)
    return;
  g_ptr_array_add (effective->keys, (gpointer) key);
  g_ptr_array_add (effective->items, (gpointer) item);
}

static void
unless_free (gpointer data)
{
  ReeveUnless *unless = data;

  g_free (unless->id);
  g_free (unless->text);
  reeve_node_free (unless->when);
  g_free (unless);
}

static void
tier_clear (gpointer data)
{
  ReeveTier *tier = data;

  g_clear_pointer (&tier->each, g_free);
  g_clear_pointer (&tier->jail, g_free);
  g_clear_pointer (&tier->class_, g_free);
  g_clear_pointer (&tier->ineligible_for, g_free);
}

static void
sanction_clear (gpointer data)
{
  g_clear_pointer (&((ReeveSanction *) data)->kind, g_free);
}

static void
version_free (gpointer data)
{
  ReeveProvisionVersion *version = data;

  g_free (version->source);
  g_free (version->citation);
  g_free (version->citation_meant);
  g_free (version->title);
  g_free (version->text);
  g_free (version->note);
  g_free (version->authority);
  g_free (version->text_sha256);
  g_free (version->quote);
  g_free (version->quote_sha256);
  g_free (version->published.url);
  reeve_node_free (version->applies);
  reeve_node_free (version->require);
  reeve_node_free (version->grounds);
  reeve_node_free (version->grandfather);
  reeve_node_free (version->grandfather_until);
  g_ptr_array_unref (version->unless);
  reeve_node_free (version->cure);
  g_free (version->sanction_kind);
  g_array_unref (version->sanctions);
  g_free (version->on_miss);
  g_array_unref (version->penalty);
  reeve_node_free (version->appeal_by);
  g_free (version->appeal_forum);
  g_free (version);
}

static ReeveProvisionVersion *
version_new (void)
{
  ReeveProvisionVersion *version = g_new0 (ReeveProvisionVersion, 1);

  version->unless = g_ptr_array_new_with_free_func (unless_free);
  version->sanctions = g_array_new (FALSE, TRUE, sizeof (ReeveSanction));
  g_array_set_clear_func (version->sanctions, sanction_clear);
  version->penalty = g_array_new (FALSE, TRUE, sizeof (ReeveTier));
  g_array_set_clear_func (version->penalty, tier_clear);
  return version;
}

static void
example_free (gpointer data)
{
  ReeveExample *example = data;

  g_free (example->name);
  g_free (example->why);
  g_free (example->expect);
  reeve_given_free (example->given);
  g_clear_pointer (&example->holidays, g_array_unref);
  g_free (example);
}

void
reeve_provision_free (ReeveProvision *provision)
{
  if (provision == NULL)
    return;
  g_free (provision->id);
  g_ptr_array_unref (provision->versions);
  g_ptr_array_unref (provision->examples);
  g_free (provision);
}

/* Expressions */

static ReeveNode *
read_expression (ReeveLoader *loader, ReeveChecker *checker, const ReeveYaml *yaml, ReeveType expected)
{
  g_autoptr (ReeveNode) raw = NULL;

  if (yaml == NULL)
    return NULL;
  if (yaml->kind == REEVE_YAML_TEXT && *yaml->text == '\0')
    {
      reeve_loader_error (loader, yaml, "E108", NULL, _("expected an expression, found nothing"));
      return NULL;
    }
  raw = reeve_loader_parse (loader, yaml);
  return raw != NULL ? reeve_loader_check (loader, checker, raw, expected) : NULL;
}

static void
read_unless (ReeveLoader *loader, ReeveChecker *checker, const ReeveYaml *list, ReeveProvisionVersion *version)
{
  static const char *const keys[] = { "id", "text", "when", NULL };

  if (!reeve_loader_expect (loader, list, REEVE_YAML_LIST, _("a list of exemptions")))
    return;
  if (list->items->len > REEVE_LOADER_MAX_UNLESS)
    {
      reeve_loader_error (loader, list, "E100", NULL, _("too many exemptions: limit %d"), REEVE_LOADER_MAX_UNLESS);
      return;
    }
  for (guint i = 0; i < list->items->len; i++)
    {
      const ReeveYaml *yaml = g_ptr_array_index (list->items, i), *when;
      ReeveUnless *unless;

      if (!reeve_loader_expect (loader, yaml, REEVE_YAML_MAP, _("an exemption with 'id', 'text' and 'when'")))
        continue;
      reeve_loader_check_keys (loader, yaml, keys);
      unless = g_new0 (ReeveUnless, 1);
      unless->id = reeve_loader_text (loader, yaml, "id", TRUE);
      unless->text = reeve_loader_text (loader, yaml, "text", TRUE);
      when = reeve_yaml_get (yaml, "when");
      if (when == NULL)
        reeve_loader_error (loader, yaml, "E107", NULL, _("'%s' is required here"), "when");
      for (guint j = 0; unless->id != NULL && j < version->unless->len; j++)
        if (g_strcmp0 (((ReeveUnless *) g_ptr_array_index (version->unless, j))->id, unless->id) == 0)
          reeve_loader_error (loader, reeve_yaml_get (yaml, "id"), "E205", NULL, _("name '%s' is already used by %s"), unless->id, _("an exemption"));
      unless->when = read_expression (loader, checker, when, REEVE_TYPE_TRUTH);
      g_ptr_array_add (version->unless, unless);
    }
}

static void
read_grandfather (ReeveLoader *loader, ReeveChecker *checker, const ReeveYaml *yaml, ReeveProvisionVersion *version)
{
  static const char *const keys[] = { "when", "until", NULL };
  const ReeveYaml *when;

  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_MAP, _("'when' and perhaps 'until'")))
    return;
  reeve_loader_check_keys (loader, yaml, keys);
  when = reeve_yaml_get (yaml, "when");
  if (when == NULL)
    reeve_loader_error (loader, yaml, "E107", NULL, _("'%s' is required here"), "when");
  version->grandfather = read_expression (loader, checker, when, REEVE_TYPE_TRUTH);
  version->grandfather_until = read_expression (loader, checker, reeve_yaml_get (yaml, "until"), REEVE_TYPE_DATE);
}

/* Sanction, measure, penalty, appeal */

static void
read_one_sanction (ReeveLoader *loader, const ReeveYaml *yaml, ReeveProvisionVersion *version)
{
  ReeveSanction sanction = { 0 };
  const ReeveYaml *value = reeve_yaml_get (yaml, "kind");
  int kind = -1;

  if (value == NULL)
    reeve_loader_error (loader, yaml, "E107", NULL, _("'%s' is required here"), "kind");
  else
    kind = reeve_loader_choice (loader, value, sanction_kinds);
  if ((value = reeve_yaml_get (yaml, "at-least")) != NULL)
    sanction.at_least_given = reeve_loader_duration (loader, value, &sanction.at_least);
  if ((value = reeve_yaml_get (yaml, "at-most")) != NULL)
    sanction.at_most_given = reeve_loader_duration (loader, value, &sanction.at_most);
  if ((value = reeve_yaml_get (yaml, "amount")) != NULL)
    sanction.amount_given = reeve_loader_range (loader, value, REEVE_TYPE_MONEY, &sanction.amount);
  if (kind < 0)
    return;
  sanction.kind = g_strdup (sanction_kinds[kind]);
  g_array_append_val (version->sanctions, sanction);
}

static void
read_sanction (ReeveLoader *loader, const ReeveYaml *yaml, ReeveProvisionVersion *version)
{
  static const char *const keys[] = { "kind", "effect", "at-least", "at-most", "amount", "any-of", NULL };
  static const char *const one_keys[] = { "kind", "at-least", "at-most", "amount", NULL };
  static const char *const effects[] = { "may", "shall", NULL };
  const ReeveYaml *value, *several;

  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_MAP, _("'kind' and 'effect'")))
    return;
  reeve_loader_check_keys (loader, yaml, keys);
  several = reeve_yaml_get (yaml, "any-of");
  if (several == NULL)
    read_one_sanction (loader, yaml, version);
  else if (reeve_loader_expect (loader, several, REEVE_YAML_LIST, _("a list of sanctions")))
    for (guint i = 0; i < several->items->len; i++)
      {
        const ReeveYaml *one = g_ptr_array_index (several->items, i);

        if (!reeve_loader_expect (loader, one, REEVE_YAML_MAP, _("a sanction with 'kind'")))
          continue;
        reeve_loader_check_keys (loader, one, one_keys);
        read_one_sanction (loader, one, version);
      }
  if ((value = reeve_yaml_get (yaml, "effect")) != NULL)
    version->sanction_shall = reeve_loader_choice (loader, value, effects) == 1;
  if (version->sanctions->len > 0)
    version->sanction_kind = g_strdup (g_array_index (version->sanctions, ReeveSanction, 0).kind);
}

static ReeveMeasureEnd
measure_end (ReeveLoader *loader, const ReeveYaml *yaml, const char *const *words, const ReeveMeasureEnd *ends)
{
  int choice = yaml != NULL ? reeve_loader_choice (loader, yaml, words) : -1;

  return choice >= 0 ? ends[choice] : REEVE_MEASURE_UNSTATED;
}

static void
read_measure (ReeveLoader *loader, const ReeveYaml *yaml, ReeveMeasure *measure)
{
  static const char *const keys[] = { "from", "to", "path", NULL };
  static const char *const from_words[] = { "door", "building", "parcel", "unstated", NULL };
  static const ReeveMeasureEnd from_ends[] = { REEVE_MEASURE_DOOR, REEVE_MEASURE_BUILDING, REEVE_MEASURE_PARCEL, REEVE_MEASURE_UNSTATED };
  static const char *const to_words[] = { "property-line", "building", "door", "zone-edge", "unstated", NULL };
  static const ReeveMeasureEnd to_ends[] = { REEVE_MEASURE_PROPERTY_LINE, REEVE_MEASURE_BUILDING, REEVE_MEASURE_DOOR, REEVE_MEASURE_ZONE_EDGE,
                                             REEVE_MEASURE_UNSTATED };
  static const char *const paths[] = { "straight", "walking", NULL };
  const ReeveYaml *path;

  measure->given = TRUE;
  if (yaml->kind == REEVE_YAML_TEXT && strcmp (yaml->text, "unstated") == 0)
    return;
  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_MAP, _("'from', 'to' and 'path', or the word 'unstated'")))
    return;
  reeve_loader_check_keys (loader, yaml, keys);
  measure->from = measure_end (loader, reeve_yaml_get (yaml, "from"), from_words, from_ends);
  measure->to = measure_end (loader, reeve_yaml_get (yaml, "to"), to_words, to_ends);
  path = reeve_yaml_get (yaml, "path");
  if (path != NULL)
    measure->path = reeve_loader_choice (loader, path, paths) == 1 ? REEVE_PATH_WALKING : REEVE_PATH_STRAIGHT;
}

static void
read_ineligible_for (ReeveLoader *loader, const ReeveYaml *yaml, ReeveTier *tier)
{
  static const char *const words[] = { "place", "owner", NULL };
  g_autoptr (GString) text = g_string_new (NULL);

  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_LIST, _("a list of 'place' and 'owner'")))
    return;
  for (guint i = 0; i < yaml->items->len; i++)
    {
      int choice = reeve_loader_choice (loader, g_ptr_array_index (yaml->items, i), words);

      if (choice >= 0 && (text->len == 0 || strstr (text->str, words[choice]) == NULL))
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", words[choice]);
    }
  tier->ineligible_for = text->len > 0 ? g_strdup (text->str) : NULL;
}

static void
read_tier (ReeveLoader *loader, const ReeveYaml *yaml, ReeveProvisionVersion *version)
{
  static const char *const keys[] = { "offence", "within", "fine", "each", "jail", "class", "suspend", "revoke", "ineligible", "ineligible-for", NULL };
  static const char *const units[] = { "offence", "day", "person", NULL };
  ReeveTier tier = { 0 };
  const ReeveYaml *value;
  guint64 number = 0;
  int choice;

  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_MAP, _("a tier with 'offence' and 'fine'")))
    return;
  reeve_loader_check_keys (loader, yaml, keys);
  value = reeve_yaml_get (yaml, "offence");
  if (value == NULL)
    reeve_loader_error (loader, yaml, "E107", NULL, _("'%s' is required here"), "offence");
  else if (value->kind != REEVE_YAML_TEXT || !g_ascii_string_to_unsigned (value->text, 10, 1, 1000, &number, NULL))
    reeve_loader_error (loader, value, "E108", NULL, _("expected the number of the offence: 1, 2, 3 ..."));
  tier.offence = (guint) number;
  if ((value = reeve_yaml_get (yaml, "within")) != NULL)
    tier.within_given = reeve_loader_duration (loader, value, &tier.within);
  value = reeve_yaml_get (yaml, "fine");
  if (value != NULL && !(value->kind == REEVE_YAML_TEXT && strcmp (value->text, "none") == 0))
    tier.fine_given = reeve_loader_range (loader, value, REEVE_TYPE_MONEY, &tier.fine);
  if ((value = reeve_yaml_get (yaml, "suspend")) != NULL)
    tier.suspend_given = reeve_loader_range (loader, value, REEVE_TYPE_DURATION, &tier.suspend);
  if ((value = reeve_yaml_get (yaml, "ineligible")) != NULL)
    tier.ineligible_given = reeve_loader_duration (loader, value, &tier.ineligible);
  if ((value = reeve_yaml_get (yaml, "revoke")) != NULL)
    tier.revoke = reeve_loader_yes (loader, value);
  if ((value = reeve_yaml_get (yaml, "each")) != NULL && (choice = reeve_loader_choice (loader, value, units)) >= 0)
    tier.each = g_strdup (units[choice]);
  if ((value = reeve_yaml_get (yaml, "ineligible-for")) != NULL)
    read_ineligible_for (loader, value, &tier);
  if ((value = reeve_yaml_get (yaml, "jail")) != NULL)
    {
      ReeveValue jail;

      if (reeve_loader_range (loader, value, REEVE_TYPE_DURATION, &jail))
        tier.jail = g_strdup (value->text);
    }
  tier.class_ = reeve_loader_text (loader, yaml, "class", FALSE);
  g_array_append_val (version->penalty, tier);
}

static void
read_penalty (ReeveLoader *loader, const ReeveYaml *list, ReeveProvisionVersion *version)
{
  if (!reeve_loader_expect (loader, list, REEVE_YAML_LIST, _("a list of tiers")))
    return;
  for (guint i = 0; i < MIN (list->items->len, 100); i++)
    {
      read_tier (loader, g_ptr_array_index (list->items, i), version);
      if (i > 0 && version->penalty->len > i
          && g_array_index (version->penalty, ReeveTier, i).offence <= g_array_index (version->penalty, ReeveTier, i - 1).offence)
        reeve_loader_error (loader, g_ptr_array_index (list->items, i), "E302", NULL, _("the tiers are not in the order of their offences"));
    }
}

static void
read_appeal (ReeveLoader *loader, ReeveChecker *checker, const ReeveYaml *yaml, ReeveProvisionVersion *version)
{
  static const char *const keys[] = { "by", "forum", "stays", NULL };
  const ReeveYaml *stays;

  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_MAP, _("'by', 'forum' and 'stays'")))
    return;
  reeve_loader_check_keys (loader, yaml, keys);
  version->appeal_by = read_expression (loader, checker, reeve_yaml_get (yaml, "by"), REEVE_TYPE_DATE);
  version->appeal_forum = reeve_loader_text (loader, yaml, "forum", FALSE);
  if ((stays = reeve_yaml_get (yaml, "stays")) != NULL)
    version->appeal_stays = reeve_loader_yes (loader, stays);
}

/* One version */

static char *
effective_text (ReeveLoader *loader, const Effective *effective, const char *key, gboolean required)
{
  const ReeveYaml *yaml = effective_get (effective, key);

  if (yaml == NULL)
    {
      if (required)
        reeve_loader_error (loader, effective->place, "E107", NULL, _("'%s' is required here"), key);
      return NULL;
    }
  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_TEXT, _("a text")))
    return NULL;
  if (*yaml->text == '\0' && required)
    reeve_loader_error (loader, yaml, "E107", NULL, _("'%s' must not be empty"), key);
  return g_strchomp (g_strdup (yaml->text));
}

/* Of the words with spaces folded, so that another way of breaking lines is the same law. */
static char *
text_hash (const char *text)
{
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (folded, *p);
    else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
      g_string_append_c (folded, ' ');
  if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);
  return reeve_sha256 (folded->str, folded->len);
}

static void
read_words (ReeveLoader *loader, const Effective *effective, ReeveProvisionVersion *version)
{
  const char *about_words[REEVE_N_ABOUTS + 1] = { NULL }, *duties[REEVE_N_DUTIES + 1] = { NULL };
  const ReeveYaml *value;
  int choice;

  version->citation = effective_text (loader, effective, "citation", TRUE);
  version->citation_meant = effective_text (loader, effective, "citation-meant", FALSE);
  version->title = effective_text (loader, effective, "title", FALSE);
  version->text = effective_text (loader, effective, "text", TRUE);
  version->note = effective_text (loader, effective, "note", FALSE);
  version->authority = effective_text (loader, effective, "authority", FALSE);
  if (version->authority == NULL)
    version->authority = g_strdup (loader->ordinance->authority);
  if (version->text != NULL)
    version->text_sha256 = text_hash (version->text);
  version->quote = effective_text (loader, effective, "quote", FALSE);
  if (version->quote != NULL)
    version->quote_sha256 = text_hash (version->quote);
  version->published = loader->ordinance->published;
  version->published.url = g_strdup (version->published.url);
  if ((value = effective_get (effective, "published")) != NULL)
    reeve_loader_published (loader, value, &version->published);
  for (guint i = 0; i < REEVE_N_ABOUTS; i++)
    about_words[i] = reeve_vocabulary_about_name (i);
  for (guint i = 0; i < REEVE_N_DUTIES; i++)
    duties[i] = reeve_duty_name (i);
  if ((value = effective_get (effective, "about")) != NULL && (choice = reeve_loader_choice (loader, value, about_words)) >= 0)
    version->about = (ReeveAbout) choice;
  if ((value = effective_get (effective, "duty")) != NULL && (choice = reeve_loader_choice (loader, value, duties)) >= 0)
    version->duty = (ReeveDuty) choice;
  else if (version->about == REEVE_ABOUT_PRACTITIONER_LICENCE)
    version->duty = REEVE_DUTY_PRACTITIONER;
  if (value != NULL && version->duty == REEVE_DUTY_PRACTITIONER)
    reeve_loader_warn (loader, value, "W2",
                       _("this provision makes workers answer: such rules are often turned against those they should protect"));
  if (version->authority == NULL)
    reeve_loader_warn (loader, effective_get (effective, "id") != NULL ? effective_get (effective, "id") : effective->place, "W1",
                       _("no authority is stated: say under 'authority' what lets the city regulate this"));
}

static void
check_parts (ReeveLoader *loader, const Effective *effective, const ReeveChecker *checker, ReeveProvisionVersion *version)
{
  static const char *const misses[] = { "nothing", "deemed-granted", "deemed-denied", "fee-returned", NULL };
  const ReeveYaml *require = effective_get (effective, "require"), *grounds = effective_get (effective, "grounds");
  const ReeveYaml *defines = effective_get (effective, "defines");
  const ReeveYaml *sanction = effective_get (effective, "sanction"), *on_miss = effective_get (effective, "on-miss");
  int choice;

  version->has_deadline = checker->has_by;
  if (require != NULL && grounds != NULL)
    reeve_loader_error (loader, grounds, "E303", NULL, _("a provision has 'require' or 'grounds', not both; make it two provisions"));
  if (defines != NULL && (require != NULL || grounds != NULL))
    reeve_loader_error (loader, defines, "E303", NULL, _("a provision that 'defines' a term has no 'require' or 'grounds'; make it two provisions"));
  if (grounds != NULL && sanction == NULL)
    reeve_loader_error (loader, grounds, "E303", NULL, _("'grounds' needs 'sanction': what the grounds are for"));
  if (checker->reads_distance && !version->measure.given)
    reeve_loader_error (loader, require != NULL ? require : effective->place, "E304", NULL,
                        _("'distance' is read, but 'measure' does not say how it is taken; if the law is silent write 'measure: unstated'"));
  if (on_miss == NULL || (choice = reeve_loader_choice (loader, on_miss, misses)) < 0)
    return;
  version->on_miss = g_strdup (misses[choice]);
  if (version->duty != REEVE_DUTY_CITY)
    reeve_loader_error (loader, on_miss, "E306", NULL, _("'on-miss' belongs to a duty of the city; add 'duty: city'"));
  else if (!checker->has_by)
    reeve_loader_error (loader, on_miss, "E306", NULL, _("'on-miss' needs a deadline: 'require' must say 'D by E'"));
}

/* Reads all expressions and parts. Returns the first day all parameters have a value. */
static ReeveDay
read_parts (ReeveLoader *loader, const Effective *effective, ReeveProvisionVersion *version)
{
  ReeveChecker checker = { .messages = loader->messages, .ordinance = loader->ordinance, .about = version->about, .parameters_from = G_MININT32 };
  const ReeveYaml *value;

  version->counting = loader->ordinance->counting;
  version->evidence_given = loader->ordinance->evidence_given;
  version->evidence = loader->ordinance->evidence;
  if ((value = effective_get (effective, "counting")) != NULL)
    reeve_loader_counting (loader, value, &version->counting);
  if ((value = effective_get (effective, "evidence")) != NULL)
    version->evidence_given = reeve_loader_duration (loader, value, &version->evidence);
  if ((value = effective_get (effective, "measure")) != NULL)
    read_measure (loader, value, &version->measure);
  if ((value = effective_get (effective, "sanction")) != NULL)
    read_sanction (loader, value, version);
  if ((value = effective_get (effective, "penalty")) != NULL)
    read_penalty (loader, value, version);
  version->applies = read_expression (loader, &checker, effective_get (effective, "applies"), REEVE_TYPE_TRUTH);
  version->require = read_expression (loader, &checker, effective_get (effective, "require"), REEVE_TYPE_TRUTH);
  version->grounds = read_expression (loader, &checker, effective_get (effective, "grounds"), REEVE_TYPE_TRUTH);
  if ((value = effective_get (effective, "defines")) != NULL && version->require == NULL && version->grounds == NULL)
    {
      version->require = read_expression (loader, &checker, value, REEVE_TYPE_TRUTH);
      version->defines = TRUE;
    }
  if ((value = effective_get (effective, "unless")) != NULL)
    read_unless (loader, &checker, value, version);
  if ((value = effective_get (effective, "grandfather")) != NULL)
    read_grandfather (loader, &checker, value, version);
  version->cure = read_expression (loader, &checker, effective_get (effective, "cure"), REEVE_TYPE_DATE);
  if ((value = effective_get (effective, "appeal")) != NULL)
    read_appeal (loader, &checker, value, version);
  check_parts (loader, effective, &checker, version);
  version->nature = reeve_provision_version_find_nature (version);
  return checker.parameters_from;
}

/* Versions */

typedef struct { ReeveDay from; const ReeveYaml *yaml; gboolean repeal; } Amendment;

static int
compare_amendments (gconstpointer a, gconstpointer b)
{
  const Amendment *x = a, *y = b;

  return x->from < y->from ? -1 : x->from > y->from;
}

static GArray *
read_amendments (ReeveLoader *loader, const ReeveYaml *list)
{
  GArray *amendments = g_array_new (FALSE, FALSE, sizeof (Amendment));

  if (list == NULL || !reeve_loader_expect (loader, list, REEVE_YAML_LIST, _("a list of amendments")))
    return amendments;
  if (list->items->len > REEVE_LOADER_MAX_AMENDMENTS)
    {
      reeve_loader_error (loader, list, "E100", NULL, _("too many amendments: limit %d"), REEVE_LOADER_MAX_AMENDMENTS);
      return amendments;
    }
  for (guint i = 0; i < list->items->len; i++)
    {
      Amendment amendment = { .yaml = g_ptr_array_index (list->items, i) };
      const ReeveYaml *from, *repealed;

      if (!reeve_loader_expect (loader, amendment.yaml, REEVE_YAML_MAP, _("an amendment with 'from' and 'source'")))
        continue;
      reeve_loader_check_keys (loader, amendment.yaml, amendment_keys);
      from = reeve_yaml_get (amendment.yaml, "from");
      if (from == NULL || reeve_yaml_get (amendment.yaml, "source") == NULL)
        {
          reeve_loader_error (loader, amendment.yaml, "E107", NULL, _("'%s' is required here"), from == NULL ? "from" : "source");
          continue;
        }
      if (!reeve_loader_date (loader, from, &amendment.from))
        continue;
      repealed = reeve_yaml_get (amendment.yaml, "repealed");
      amendment.repeal = repealed != NULL && reeve_loader_yes (loader, repealed);
      g_array_append_val (amendments, amendment);
    }
  g_array_sort (amendments, compare_amendments);
  return amendments;
}

static void
lay_over (Effective *effective, const ReeveYaml *map)
{
  for (guint i = 0; i < map->keys->len; i++)
    {
      const char *key = ((ReeveYaml *) g_ptr_array_index (map->keys, i))->text;

      if (strcmp (key, "from") != 0 && strcmp (key, "source") != 0 && strcmp (key, "repealed") != 0 && strcmp (key, "amended") != 0
          && strcmp (key, "examples") != 0)
        effective_set (effective, key, g_ptr_array_index (map->items, i));
    }
}

static ReeveDay
read_until (ReeveLoader *loader, const Effective *effective)
{
  const ReeveYaml *yaml = effective_get (effective, "until");
  ReeveDay day;

  return yaml != NULL && reeve_loader_date (loader, yaml, &day) ? day : G_MAXINT32;
}

/* Makes the version of @effective that begins on @from and ends before @next. */
static void
add_version (ReeveLoader *loader, const Effective *effective, const ReeveYaml *place, ReeveDay from, ReeveDay next, char *source,
             ReeveProvision *provision)
{
  ReeveProvisionVersion *version = version_new ();
  ReeveDay parameters_from;

  version->source = source;
  version->from = from;
  version->until = read_until (loader, effective);
  if (next != G_MAXINT32)
    version->until = MIN (version->until, next - 1);
  if (version->from > version->until)
    reeve_loader_error (loader, place, "E301", NULL, _("this version is never in force: it ends before it begins"));
  read_words (loader, effective, version);
  parameters_from = read_parts (loader, effective, version);
  /* not in force before every parameter it reads has a value (language.md 1.3) */
  version->from = MAX (version->from, parameters_from);
  if (version->from > version->until)
    version_free (version);
  else
    g_ptr_array_add (provision->versions, version);
}

static void
read_versions (ReeveLoader *loader, const ReeveYaml *yaml, ReeveProvision *provision)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  Effective effective = { keys, items, yaml };
  g_autoptr (GArray) amendments = read_amendments (loader, reeve_yaml_get (yaml, "amended"));
  const ReeveYaml *from_yaml = reeve_yaml_get (yaml, "from");
  ReeveDay from = loader->ordinance->adopted_on, first;
  const ReeveYaml *place = from_yaml != NULL ? from_yaml : yaml;
  gboolean repealed = FALSE;
  char *source = NULL;

  if (from_yaml != NULL && !reeve_loader_date (loader, from_yaml, &first))
    from_yaml = NULL;
  if (from_yaml != NULL)
    from = first;
  lay_over (&effective, yaml);
  for (guint i = 0; i <= amendments->len; i++)
    {
      const Amendment *amendment = i < amendments->len ? &g_array_index (amendments, Amendment, i) : NULL;

      if (!repealed)
        add_version (loader, &effective, place, from, amendment != NULL ? amendment->from : G_MAXINT32, source, provision);
      else
        g_free (source);
      if (amendment == NULL)
        break;
      lay_over (&effective, amendment->yaml);
      from = amendment->from;
      place = reeve_yaml_get (amendment->yaml, "from");
      repealed = amendment->repeal;
      source = reeve_loader_text (loader, amendment->yaml, "source", TRUE);
    }
}

/* Examples */

static const ReeveYaml *
given_holidays (const ReeveYaml *example)
{
  const ReeveYaml *given = reeve_yaml_get (example, "given");

  return given != NULL && given->kind == REEVE_YAML_MAP ? reeve_yaml_get (given, "holidays") : NULL;
}

static void
read_example (ReeveLoader *loader, const ReeveYaml *yaml, ReeveProvision *provision)
{
  static const char *const keys[] = { "name", "on", "given", "expect", "why", NULL };
  static const char *const outcomes[] = { "compliant", "violation", "not-applicable", "insufficient", "pending", "grounds", "no-grounds", NULL };
  ReeveExample *example;
  const ReeveYaml *value;
  int choice = -1;

  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_MAP, _("an example with 'name', 'given' and 'expect'")))
    return;
  reeve_loader_check_keys (loader, yaml, keys);
  example = g_new0 (ReeveExample, 1);
  example->source = reeve_loader_source (loader, reeve_yaml_get (yaml, "name") != NULL ? reeve_yaml_get (yaml, "name") : yaml);
  example->name = reeve_loader_text (loader, yaml, "name", TRUE);
  example->why = reeve_loader_text (loader, yaml, "why", FALSE);
  if ((value = reeve_yaml_get (yaml, "on")) != NULL)
    example->on_given = reeve_loader_date (loader, value, &example->on);
  if ((value = reeve_yaml_get (yaml, "given")) != NULL && reeve_loader_expect (loader, value, REEVE_YAML_MAP, _("roots with their fields")))
    example->given = reeve_loader_given (loader, value);
  example->file_given = loader->ordinance->given;
  if ((value = given_holidays (yaml)) != NULL || (value = loader->holidays_given) != NULL)
    example->holidays = reeve_loader_days (loader, value);
  if ((value = reeve_yaml_get (yaml, "expect")) == NULL)
    reeve_loader_error (loader, yaml, "E107", NULL, _("'%s' is required here"), "expect");
  else
    choice = reeve_loader_choice (loader, value, outcomes);
  example->expect = g_strdup (choice >= 0 ? outcomes[choice] : "");
  g_ptr_array_add (provision->examples, example);
}

static void
read_examples (ReeveLoader *loader, const ReeveYaml *yaml, ReeveProvision *provision)
{
  const ReeveYaml *examples = reeve_yaml_get (yaml, "examples");
  gboolean tested = reeve_yaml_get (yaml, "require") != NULL || reeve_yaml_get (yaml, "grounds") != NULL
                    || reeve_yaml_get (yaml, "defines") != NULL;

  if (examples != NULL && reeve_loader_expect (loader, examples, REEVE_YAML_LIST, _("a list of examples")))
    for (guint i = 0; i < examples->items->len; i++)
      read_example (loader, g_ptr_array_index (examples->items, i), provision);
  if (tested && (examples == NULL || (examples->kind == REEVE_YAML_LIST && examples->items->len == 0)))
    reeve_messages_add (loader->messages, REEVE_SEVERITY_WARNING, "W3", provision->source, NULL,
                        _("provision '%s' has no example: nothing shows that it says what the law says"), provision->id);
}

static void
read_provision (ReeveLoader *loader, const ReeveYaml *yaml, GHashTable *ids)
{
  const ReeveYaml *id;
  ReeveProvision *provision;

  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_MAP, _("a provision with 'id', 'citation' and 'text'")))
    return;
  reeve_loader_check_keys (loader, yaml, provision_keys);
  id = reeve_yaml_get (yaml, "id");
  if (id == NULL)
    {
      reeve_loader_error (loader, yaml, "E107", NULL, _("'%s' is required here"), "id");
      return;
    }
  if (id->kind != REEVE_YAML_TEXT || !reeve_expression_is_keyword (id->text))
    if (!reeve_loader_name (loader, id))
      return;
  if (!g_hash_table_add (ids, id->text))
    reeve_loader_error (loader, id, "E205", NULL, _("name '%s' is already used by %s"), id->text, _("a provision"));
  provision = g_new0 (ReeveProvision, 1);
  provision->id = g_strdup (id->text);
  provision->source = reeve_loader_source (loader, id);
  provision->begin = yaml->begin;
  provision->end = yaml->end;
  provision->versions = g_ptr_array_new_with_free_func (version_free);
  provision->examples = g_ptr_array_new_with_free_func (example_free);
  g_ptr_array_add (loader->ordinance->own_provisions, provision);
  read_versions (loader, yaml, provision);
  if (provision->versions->len == 0 && reeve_messages_count (loader->messages, REEVE_SEVERITY_ERROR) == 0)
    reeve_loader_error (loader, id, "E301", NULL, _("this provision is never in force: a parameter it reads has no value while it holds"));
  read_examples (loader, yaml, provision);
}

void
reeve_loader_read_provisions (ReeveLoader *loader, const ReeveYaml *yaml)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  if (!reeve_loader_expect (loader, yaml, REEVE_YAML_LIST, _("a list of provisions")))
    return;
  if (yaml->items->len == 0)
    reeve_loader_error (loader, yaml, "E107", NULL, _("at least one provision is required"));
  if (yaml->items->len > REEVE_ORDINANCE_MAX_PROVISIONS)
    {
      reeve_loader_error (loader, yaml, "E100", NULL, _("too many provisions: %u, limit %d"), yaml->items->len, REEVE_ORDINANCE_MAX_PROVISIONS);
      return;
    }
  for (guint i = 0; i < loader->ordinance->provisions->len; i++)
    g_hash_table_add (ids, ((ReeveProvision *) g_ptr_array_index (loader->ordinance->provisions, i))->id);
  for (guint i = 0; i < yaml->items->len; i++)
    read_provision (loader, g_ptr_array_index (yaml->items, i), ids);
}
