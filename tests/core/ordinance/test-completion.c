/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two promises on random rules and random half-known worlds. Completion: whatever the unknown facts turn out to be, the outcome is one
 * that the half-known evaluation left open. Settling: the facts it names, found out suitably, bring the outcome it names, and (as each
 * unknown fact is read once) no smaller set could. */
#include "config.h"

#include <string.h>

#include "reeve-trace-private.h"

#define MAX_SLOTS 64
#define MAX_UNKNOWN 4
#define TODAY "2024-01-05"
#define FIRST_DAY 19723 /* 2024-01-01 */

typedef enum { TRUTH, CATEGORY, NUMBER, DATE, DATE_OR_NONE, SET, HOURS, EVENT_KIND, PLACE_KIND, DISTANCE, N_DOMAINS } Domain;

static const int domain_sizes[N_DOMAINS] = { 2, 3, 4, 4, 5, 4, 2, 2, 2, 3 };
static const char *const categories[] = { "massage", "spa", "salon" };
static const char *const sets[] = { "", "massage", "nails", "massage nails" };
static const char *const hours[] = { "10:00-20:00", "10:00-23:00" };
static const char *const event_kinds[] = { "arrest", "suspension" };
static const char *const place_kinds[] = { "school", "park" };
static const gint64 distances[] = { 900 * 30480, 1000 * 30480, 1100 * 30480 };

typedef struct { const char *name; Domain domain; } Column;

/* One table of members: staff, events, places. */
typedef struct { ReeveKind kind; ReeveKind owner; const char *collection; const char *path; const char *table; Column columns[4]; guint n_columns; } Table;

static const Table tables[] = {
  { REEVE_KIND_STAFF, REEVE_KIND_BUSINESS, "staff", "business.staff", "practitioner",
    { { "gives-massage", TRUTH }, { "contractor", TRUTH }, { "turned-18", TRUTH }, { "disclosed", TRUTH } }, 3 },
  { REEVE_KIND_EVENT, REEVE_KIND_BUSINESS, "event", "business.event", "event", { { "kind", EVENT_KIND }, { "date", DATE } }, 2 },
  { REEVE_KIND_PLACE, REEVE_KIND_PREMISES, "place", "premises.place", "place", { { "kind", PLACE_KIND }, { "distance", DISTANCE } }, 2 },
};

static const struct { ReeveKind kind; Column column; const char *path; } singles[] = {
  { REEVE_KIND_BUSINESS, { "operating", TRUTH }, "business.operating" },
  { REEVE_KIND_BUSINESS, { "principal-use", TRUTH }, "business.principal-use" },
  { REEVE_KIND_BUSINESS, { "category", CATEGORY }, "business.category" },
  { REEVE_KIND_BUSINESS, { "staff-count", NUMBER }, "business.staff-count" },
  { REEVE_KIND_BUSINESS, { "opened", DATE }, "business.opened" },
  { REEVE_KIND_BUSINESS, { "closed", DATE_OR_NONE }, "business.closed" },
  { REEVE_KIND_BUSINESS, { "provides", SET }, "business.provides" },
  { REEVE_KIND_BUSINESS, { "hours", HOURS }, "business.hours" },
  { REEVE_KIND_PREMISES, { "floor", NUMBER }, "premises.floor" },
};

/* What is to be known: a field, whether somebody is a member, or what a stand-in stands for. value -1 = unknown. */
typedef struct { int size, value; const char *path; char ref[40]; } Slot;

typedef struct { guint table; int id; gboolean stand_in; int slot; int columns[4]; } Member; /* slot: of membership or stand-in, -1 = sure */

typedef struct
{
  Slot slots[MAX_SLOTS];
  guint n_slots;
  Member members[9];
  guint n_members;
} World;

static guint
field (ReeveKind kind, const char *name)
{
  int index = reeve_vocabulary_field (kind, name);
  g_assert_cmpint (index, >=, 0);
  return (guint) index;
}

static void
set_value (ReeveFacts *facts, ReeveKind kind, guint row, const Column *column, int value)
{
  guint f = field (kind, column->name);

  if (value < 0)
    {
      reeve_facts_set_unknown (facts, kind, row, f);
      return;
    }
  switch (column->domain)
    {
    case TRUTH:
      reeve_facts_set_truth (facts, kind, row, f, value);
      break;
    case CATEGORY:
      reeve_facts_set_code (facts, kind, row, f, categories[value]);
      break;
    case NUMBER:
      reeve_facts_set_int (facts, kind, row, f, value * 1000000);
      break;
    case DATE_OR_NONE:
      if (value == 4)
        {
          reeve_facts_set_none (facts, kind, row, f);
          break;
        }
      G_GNUC_FALLTHROUGH;
    case DATE:
      reeve_facts_set_int (facts, kind, row, f, FIRST_DAY + value);
      break;
    case SET:
      reeve_facts_set_codes (facts, kind, row, f, sets[value]);
      break;
    case HOURS:
      {
        g_autoptr (ReeveSchedule) schedule = reeve_schedule_parse (hours[value], -1, NULL);
        reeve_facts_set_schedule (facts, kind, row, f, schedule);
        break;
      }
    case EVENT_KIND:
      reeve_facts_set_code (facts, kind, row, f, event_kinds[value]);
      break;
    case PLACE_KIND:
      reeve_facts_set_code (facts, kind, row, f, place_kinds[value]);
      break;
    case DISTANCE:
    default:
      reeve_facts_set_int (facts, kind, row, f, distances[value]);
      break;
    }
}

static int
add_slot (World *world, int size, const char *path, const char *ref)
{
  Slot *slot = &world->slots[world->n_slots];

  g_assert_cmpuint (world->n_slots, <, MAX_SLOTS);
  slot->size = size;
  slot->path = path;
  g_strlcpy (slot->ref, ref, sizeof slot->ref);
  return (int) world->n_slots++;
}

static int
n_vectors (const Table *table)
{
  int n = 1;
  for (guint i = 0; i < table->n_columns; i++)
    n *= domain_sizes[table->columns[i].domain];
  return n;
}

static void
make_world (World *world, GRand *rand)
{
  static char paths[G_N_ELEMENTS (tables)][4][64], ends[G_N_ELEMENTS (tables)][64];
  guint unknown = 0;

  memset (world, 0, sizeof *world);
  for (guint i = 0; i < G_N_ELEMENTS (singles); i++)
    add_slot (world, domain_sizes[singles[i].column.domain], singles[i].path, "");
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      const Table *table = &tables[t];
      const ReeveKindDef *def = reeve_vocabulary_kind (table->kind);
      guint n = (guint) g_rand_int_range (rand, 0, 4);
      g_snprintf (ends[t], sizeof ends[t], "%s.%s", def->name, def->to != NULL ? def->to : def->from);
      for (guint i = 0; i < n; i++)
        {
          Member *member = &world->members[world->n_members++];
          char ref[32], counts[40], fact[40];
          member->table = t;
          member->id = (int) (t * 10 + i + 1);
          member->stand_in = i == 2;
          member->slot = -1;
          g_snprintf (ref, sizeof ref, "(%s:%d)", table->table, member->id);
          g_snprintf (counts, sizeof counts, "%s counts", ref);
          g_snprintf (fact, sizeof fact, "%s:", ref);
          if (member->stand_in)
            {
              member->slot = add_slot (world, 1 + 3 * n_vectors (table), table->path, "");
              continue;
            }
          if (g_rand_int_range (rand, 0, 4) == 0)
            member->slot = add_slot (world, 2, ends[t], counts);
          for (guint c = 0; c < table->n_columns; c++)
            {
              g_snprintf (paths[t][c], sizeof paths[t][c], "%s.%s", def->name, table->columns[c].name);
              member->columns[c] = add_slot (world, domain_sizes[table->columns[c].domain], paths[t][c], fact);
            }
        }
    }
  for (guint i = 0; i < world->n_slots; i++)
    world->slots[i].value = g_rand_int_range (rand, 0, world->slots[i].size);
  for (guint tries = 0; tries < 40 && unknown < MAX_UNKNOWN; tries++)
    {
      Slot *slot = &world->slots[g_rand_int_range (rand, 0, (gint32) world->n_slots)];
      unknown += slot->value >= 0;
      slot->value = -1;
    }
}

static void
add_members (ReeveFacts *facts, const World *world, guint t, guint owner_row)
{
  const Table *table = &tables[t];
  guint first = reeve_facts_n_rows (facts, table->kind), n = 0;

  for (guint i = 0; i < world->n_members; i++)
    {
      const Member *member = &world->members[i];
      int state = member->slot < 0 ? 1 : world->slots[member->slot].value;
      int copies = 1, vector = -1;
      if (member->table != t || state == 0)
        continue;
      if (member->stand_in && state > 0)
        {
          copies = 1 + (state - 1) / n_vectors (table);
          vector = (state - 1) % n_vectors (table);
        }
      for (int copy = 0; copy < copies; copy++)
        {
          ReeveRowFlags flags = state >= 0 ? 0 : member->stand_in ? REEVE_ROW_STAND_IN : REEVE_ROW_UNCERTAIN;
          guint row = reeve_facts_add_row (facts, table->kind, flags);
          int rest = vector;
          reeve_facts_set_origin (facts, table->kind, row, table->table, member->stand_in ? 1000 + copy : member->id, NULL, G_MININT32);
          if (!member->stand_in)
            {
              g_autofree char *name = g_strdup_printf ("(%s:%d)", table->table, member->id);
              reeve_facts_set_name (facts, table->kind, row, name);
            }
          for (guint c = 0; c < table->n_columns; c++)
            {
              int size = domain_sizes[table->columns[c].domain];
              if (!member->stand_in)
                set_value (facts, table->kind, row, &table->columns[c], world->slots[member->columns[c]].value);
              else if (vector >= 0)
                set_value (facts, table->kind, row, &table->columns[c], rest % size);
              rest /= size;
            }
          n++;
        }
    }
  reeve_facts_set_collection (facts, table->owner, owner_row, field (table->owner, table->collection), first, n);
}

static void
build (ReeveFacts *facts, const World *world)
{
  guint subject, business, premises;

  reeve_facts_clear (facts);
  subject = reeve_facts_add_row (facts, REEVE_KIND_SUBJECT, 0);
  business = reeve_facts_add_row (facts, REEVE_KIND_BUSINESS, 0);
  premises = reeve_facts_add_row (facts, REEVE_KIND_PREMISES, 0);
  reeve_facts_set_record (facts, REEVE_KIND_SUBJECT, subject, field (REEVE_KIND_SUBJECT, "business"), business);
  reeve_facts_set_record (facts, REEVE_KIND_SUBJECT, subject, field (REEVE_KIND_SUBJECT, "premises"), premises);
  for (guint i = 0; i < G_N_ELEMENTS (singles); i++)
    set_value (facts, singles[i].kind, 0, &singles[i].column, world->slots[i].value);
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    add_members (facts, world, t, 0);
}

/* --- random rules; each field at most once, so that settling sets are exact --- */

static const char *const leaves[][4] = {
  { "business.operating" },
  { "business.principal-use" },
  { "business.category = massage", "business.category in [massage, spa]", "business.category != salon" },
  { "business.staff-count >= 2", "business.staff-count = 1", "business.staff-count * 2 > 3", "business.staff-count in 1..2" },
  { "business.opened < 2024-01-03", "business.opened within 2 days before 2024-01-03", "business.opened + 1 day >= 2024-01-04",
    "days(business.opened..2024-01-04) <= 2" },
  { "business.closed by 2024-01-03", "business.closed by 2024-01-09", "business.closed = none", "business.closed > 2024-01-02" },
  { "business.provides has all of [massage, nails]", "business.provides has any of [nails]", "business.provides has only [massage]" },
  { "business.hours has any of 21:00-08:00" },
  { "premises.floor = 1", "premises.floor in [0, 2]", "not premises.floor > 1" },
  { "every business.staff where gives-massage satisfies turned-18", "some business.staff where gives-massage and not contractor",
    "no business.staff where contractor or turned-18", "count(business.staff where turned-18) >= 2" },
  { "count(business.event where kind = arrest) >= 2", "some business.event where kind = suspension and date < 2024-01-03",
    "count(business.event where kind = arrest) <= 1", "every business.event satisfies kind = suspension" },
  { "min(distance of premises.place where kind = school) >= 1000 ft", "max(distance of premises.place where kind = park) <= 1000 ft",
    "min(distance of premises.place where kind = school) < 1000 ft", "no premises.place where kind = park and distance < 1000 ft" },
};

static const char *const windows[] = {
  "count(business.event where kind = arrest, in any 1 day) >= 2", "count(business.event, distinct kind) >= 2",
  "sum(distance of premises.place where kind = school) <= 2000 ft", "max(date of business.event where kind = arrest) = 2024-01-03",
};

static void
append_rule (GString *text, GRand *rand, guint depth, gboolean *used)
{
  int choice = g_rand_int_range (rand, 0, depth == 0 ? 1 : 4);

  if (choice <= 1)
    {
      for (guint tries = 0; tries < 50; tries++)
        {
          guint leaf = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (leaves)), n = 0;
          if (used[leaf])
            continue;
          used[leaf] = TRUE;
          while (n < 4 && leaves[leaf][n] != NULL)
            n++;
          g_string_append_printf (text, "(%s)", leaves[leaf][g_rand_int_range (rand, 0, (gint32) n)]);
          return;
        }
      g_string_append (text, "(today > 2024-01-01)");
      return;
    }
  if (g_rand_int_range (rand, 0, 4) == 0)
    g_string_append (text, "not ");
  g_string_append_c (text, '(');
  append_rule (text, rand, depth - 1, used);
  g_string_append (text, choice == 2 ? " and " : " or ");
  append_rule (text, rand, depth - 1, used);
  g_string_append_c (text, ')');
}

static ReeveOrdinance *
load_rule (const char *scope, const char *rule)
{
  g_autofree char *text = g_strdup_printf ("reeve-ordinance: 1\nid: random\njurisdiction: Anywhere\ntitle: Random\nauthority: none\n"
                                           "adopted: {ordinance: \"1\", on: 2020-01-01}\nprovisions:\n  - id: rule\n    citation: Sec. 1\n"
                                           "    text: A rule.\n    measure: {from: door, to: property-line, path: straight}\n"
                                           "%s    require: >\n      %s\n",
                                           scope, rule);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (ReeveMessages) messages = NULL;
  ReeveOrdinance *ordinance = reeve_ordinance_load ("random", bytes, NULL, NULL, &messages);

  if (ordinance == NULL)
    {
      g_autofree char *said = reeve_messages_format (messages);
      g_error ("%s\n%s", text, said);
    }
  return ordinance;
}

/* Does the half-known evaluation leave this outcome open? */
static gboolean
is_open (const ReeveTrace *trace, ReeveOutcome outcome)
{
  for (guint a = REEVE_TRUTH_N; a <= REEVE_TRUTH_Y; a <<= 1)
    for (guint r = REEVE_TRUTH_N; r <= REEVE_TRUTH_Y; r <<= 1)
      if ((trace->scope & a) != 0 && (trace->test.value.truth & r) != 0 && reeve_outcome_decide (a, r, FALSE) == outcome)
        return TRUE;
  return FALSE;
}

/* The next assignment of the slots listed; FALSE after the last. */
static gboolean
next_assignment (World *world, const guint *slots, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      Slot *slot = &world->slots[slots[i]];
      if (++slot->value < slot->size)
        return TRUE;
      slot->value = 0;
    }
  return FALSE;
}

static guint
unknown_slots (const World *world, guint *slots)
{
  guint n = 0;
  for (guint i = 0; i < world->n_slots; i++)
    if (world->slots[i].value < 0)
      slots[n++] = i;
  return n;
}

/* `applies` and an exemption, on fields that the rule does not read. */
static char *
random_scope (GRand *rand, gboolean *used)
{
  GString *scope = g_string_new (NULL);

  if (g_rand_int_range (rand, 0, 2) == 0)
    {
      g_string_append (scope, "    applies: >\n      ");
      append_rule (scope, rand, 1, used);
      g_string_append (scope, "\n");
    }
  if (g_rand_int_range (rand, 0, 3) == 0)
    {
      g_string_append (scope, "    unless:\n      - id: home\n        text: Exempt\n        when: >\n          ");
      append_rule (scope, rand, 0, used);
      g_string_append (scope, "\n");
    }
  return g_string_free (scope, FALSE);
}

static ReeveOrdinance *
random_ordinance (GRand *rand, gboolean with_windows, char **ret_rule)
{
  GString *rule = g_string_new (NULL);
  gboolean used[G_N_ELEMENTS (leaves)] = { FALSE };
  g_autofree char *scope = NULL;
  ReeveOrdinance *ordinance;

  if (with_windows && g_rand_int_range (rand, 0, 3) == 0)
    {
      g_string_append_printf (rule, "(%s) %s ", windows[g_rand_int_range (rand, 0, G_N_ELEMENTS (windows))],
                              g_rand_boolean (rand) ? "and" : "or");
      used[10] = used[11] = TRUE;
    }
  append_rule (rule, rand, 2, used);
  scope = random_scope (rand, used);
  ordinance = load_rule (scope, rule->str);
  *ret_rule = g_strconcat (scope, rule->str, NULL);
  g_string_free (rule, TRUE);
  return ordinance;
}

static guint
n_rounds (void)
{
  return g_test_thorough () ? 5000 : 1000;
}

static void
test_completion (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);
  guint open = 0, completed = 0;

  for (guint round = 0; round < n_rounds (); round++)
    {
      g_autofree char *rule = NULL;
      g_autoptr (ReeveOrdinance) ordinance = random_ordinance (rand, TRUE, &rule);
      const ReeveProvision *provision = reeve_ordinance_get_provisions (ordinance)->pdata[0];
      g_autoptr (ReeveProgram) program = NULL;
      g_autoptr (ReeveFacts) facts = reeve_facts_new (ordinance);
      g_autoptr (ReeveTrace) trace = reeve_trace_new ();
      ReeveDay today, until_a, until_b;
      World world;
      guint slots[MAX_SLOTS], n;

      g_assert_true (reeve_day_parse (TODAY, -1, &today));
      program = reeve_program_new (ordinance, provision, today, TRUE);
      g_assert_nonnull (program);
      make_world (&world, rand);
      build (facts, &world);
      reeve_program_evaluate (program, facts, &until_a, trace);
      /* A trace changes nothing. */
      g_assert_cmpint (reeve_program_evaluate (program, facts, &until_b, NULL), ==, reeve_trace_get_outcome (trace));
      g_assert_cmpint (until_a, ==, until_b);
      open += reeve_trace_get_outcome (trace) == REEVE_OUTCOME_INSUFFICIENT;
      n = unknown_slots (&world, slots);
      for (guint i = 0; i < 60; i++)
        {
          World full = world;
          ReeveOutcome outcome;
          for (guint j = 0; j < n; j++)
            full.slots[slots[j]].value = g_rand_int_range (rand, 0, full.slots[slots[j]].size);
          build (facts, &full);
          outcome = reeve_program_evaluate (program, facts, NULL, NULL);
          completed++;
          if (!is_open (trace, outcome))
            g_error ("round %u: %s\nhalf known: applies %s, requires %s; completed %s", round, rule, reeve_truth_name (trace->scope),
                     reeve_truth_name (trace->test.value.truth), reeve_outcome_name (outcome));
        }
    }
  g_test_message ("%u rules open, %u worlds completed", open, completed);
  g_assert_cmpuint (open, >, n_rounds () / 10);
}

static gboolean
find_slots (const World *world, const ReeveSettling *settling, guint *slots, guint *ret_n)
{
  *ret_n = 0;
  for (guint i = 0; settling->facts[i] != NULL; i++)
    {
      guint found = MAX_SLOTS;
      for (guint s = 0; s < world->n_slots; s++)
        if (world->slots[s].value < 0 && g_str_equal (world->slots[s].path, settling->paths[i])
            && strstr (settling->facts[i], world->slots[s].ref) != NULL)
          found = s;
      if (found == MAX_SLOTS)
        return FALSE;
      slots[(*ret_n)++] = found;
    }
  return TRUE;
}

/* Can values of these slots alone bring the outcome? */
static gboolean
can_settle (ReeveProgram *program, ReeveFacts *facts, const World *world, const guint *slots, guint n, ReeveOutcome outcome)
{
  World tried = *world;

  for (guint i = 0; i < n; i++)
    tried.slots[slots[i]].value = 0;
  do
    {
      build (facts, &tried);
      if (reeve_program_evaluate (program, facts, NULL, NULL) == outcome)
        return TRUE;
    }
  while (n > 0 && next_assignment (&tried, slots, n));
  return FALSE;
}

static gsize
n_assignments (const World *world, const guint *slots, guint n)
{
  gsize product = 1;
  for (guint i = 0; i < n; i++)
    product *= (gsize) world->slots[slots[i]].size;
  return product;
}

static void
check_minimal (ReeveProgram *program, ReeveFacts *facts, const World *world, const ReeveSettling *settling, guint size, const char *rule)
{
  guint all[MAX_SLOTS], n = unknown_slots (world, all);

  for (guint mask = 0; mask < (1u << n); mask++)
    {
      guint subset[MAX_SLOTS], k = 0;
      for (guint i = 0; i < n; i++)
        if (mask >> i & 1)
          subset[k++] = all[i];
      if (k < size && n_assignments (world, subset, k) < 3000 && can_settle (program, facts, world, subset, k, settling->outcome))
        g_error ("%s\n%u facts settle %s, %u were named", rule, k, reeve_outcome_name (settling->outcome), size);
    }
}

static void
test_settling (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);
  guint checked = 0;

  for (guint round = 0; round < n_rounds (); round++)
    {
      g_autofree char *rule = NULL;
      g_autoptr (ReeveOrdinance) ordinance = random_ordinance (rand, FALSE, &rule);
      const ReeveProvision *provision = reeve_ordinance_get_provisions (ordinance)->pdata[0];
      g_autoptr (ReeveProgram) program = NULL;
      g_autoptr (ReeveFacts) facts = reeve_facts_new (ordinance);
      g_autoptr (ReeveTrace) trace = reeve_trace_new ();
      ReeveDay today;
      World world;

      g_assert_true (reeve_day_parse (TODAY, -1, &today));
      program = reeve_program_new (ordinance, provision, today, TRUE);
      make_world (&world, rand);
      build (facts, &world);
      reeve_program_evaluate (program, facts, NULL, trace);
      if (reeve_trace_get_outcome (trace) != REEVE_OUTCOME_INSUFFICIENT)
        {
          g_assert_cmpuint (reeve_trace_get_settling (trace)->len, ==, 0);
          continue;
        }
      for (guint i = 0; i < reeve_trace_get_settling (trace)->len; i++)
        {
          const ReeveSettling *settling = reeve_trace_get_settling (trace)->pdata[i];
          guint slots[MAX_SLOTS], n;
          if (!find_slots (&world, settling, slots, &n))
            {
              g_autofree char *names = g_strjoinv (" | ", settling->facts);
              g_error ("%s\nno such unknown fact: %s", rule, names);
            }
          if (n_assignments (&world, slots, n) > 5000)
            continue;
          if (!can_settle (program, facts, &world, slots, n, settling->outcome))
            {
              g_autofree char *names = g_strjoinv (" | ", settling->facts), *text = reeve_trace_to_text (trace);
              g_error ("round %u: %s\n%s does not follow from: %s\n%s", round, rule, reeve_outcome_name (settling->outcome), names, text);
            }
          check_minimal (program, facts, &world, settling, n, rule);
          checked++;
        }
    }
  g_test_message ("%u settling sets tried", checked);
  g_assert_cmpuint (checked, >, n_rounds () / 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/completion/outcomes", test_completion);
  g_test_add_func ("/completion/settling", test_settling);
  return g_test_run ();
}
