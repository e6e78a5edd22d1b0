/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules as rows: nothing of any shipped rule is lost on the way to rows and back, a change to a row leaves the words of the others alone, and
 * whatever is offered can be read again. */
#include "config.h"

#include <string.h>

#include "reeve-rule-rows.h"
#include "reeve-test.h"

#define HEAD \
  "reeve-ordinance: 1\nid: test\njurisdiction: Anywhere\ntitle: Test\nauthority: none\nadopted: {ordinance: \"1\", on: 2020-01-01}\n" \
  "checklist:\n  - {id: clean, ask: \"Is it clean?\"}\n  - {id: lamps, ask: \"Which lamps?\", answers: \"one of [red, green, white]\"}\n" \
  "parameters:\n  far: 600 ft\n" \
  "definitions:\n  massage-place: {text: A massage place, is: business.category = massage}\n" \
  "provisions:\n  - id: rule\n    citation: Sec. 1\n    text: A rule.\n    require: business.operating\n" \
  "    measure: {from: door, to: property-line, path: straight}\n"

static ReeveOrdinance *
load (GBytes *text)
{
  ReeveMessages *messages = NULL;
  ReeveOrdinance *ordinance = reeve_ordinance_load ("test", text, NULL, NULL, &messages);
  g_autofree char *told = reeve_messages_format (messages);

  if (ordinance == NULL)
    g_error ("%s", told);
  reeve_messages_free (messages);
  return ordinance;
}

static ReeveOrdinance *
load_head (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (HEAD, strlen (HEAD));

  return load (bytes);
}

static ReeveRule *
read_rule (ReeveOrdinance *ordinance, ReeveAbout about, const char *text)
{
  ReeveMessages *messages = NULL;
  ReeveRule *rule = reeve_rule_new (ordinance, about, text, &messages);
  g_autofree char *told = reeve_messages_format (messages);

  if (rule == NULL)
    g_error ("%s\n%s", text, told);
  reeve_messages_free (messages);
  return rule;
}

static void
collect_rows (ReeveRuleRow *row, GPtrArray *rows)
{
  if (row == NULL)
    return;
  g_ptr_array_add (rows, row);
  for (guint i = 0; row->children != NULL && i < row->children->len; i++)
    collect_rows (g_ptr_array_index (row->children, i), rows);
  collect_rows (row->where, rows);
  collect_rows (row->body, rows);
}

typedef void (*RuleFunc) (ReeveOrdinance *ordinance, ReeveAbout about, const char *text, gpointer data);

/* Each condition of each shipped ordinance. */
static guint
each_shipped (RuleFunc func, gpointer data)
{
  g_autofree char *folder = reeve_test_source ("data/ordinances");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GBytes) text = NULL;
      g_autoptr (ReeveOrdinance) ordinance = NULL;

      if (!g_str_has_suffix (name, ".ordinance.yaml"))
        continue;
      text = reeve_test_read (path);
      ordinance = load (text);
      for (guint i = 0; i < reeve_ordinance_get_provisions (ordinance)->len; i++)
        {
          const ReeveProvision *provision = g_ptr_array_index (reeve_ordinance_get_provisions (ordinance), i);

          for (guint v = 0; v < provision->versions->len; v++)
            {
              const ReeveProvisionVersion *version = g_ptr_array_index (provision->versions, v);
              g_autoptr (GPtrArray) nodes = g_ptr_array_new ();

              g_ptr_array_add (nodes, version->applies);
              g_ptr_array_add (nodes, version->require);
              g_ptr_array_add (nodes, version->grounds);
              g_ptr_array_add (nodes, version->grandfather);
              for (guint u = 0; u < version->unless->len; u++)
                g_ptr_array_add (nodes, ((ReeveUnless *) g_ptr_array_index (version->unless, u))->when);
              for (guint k = 0; k < nodes->len; k++)
                if (g_ptr_array_index (nodes, k) != NULL)
                  {
                    g_autofree char *printed = reeve_node_print (g_ptr_array_index (nodes, k));

                    func (ordinance, version->about, printed, data);
                    n++;
                  }
            }
        }
    }
  return n;
}

typedef struct { guint rows, texts; } Counts;

static void
round_trip (ReeveOrdinance *ordinance, ReeveAbout about, const char *text, gpointer data)
{
  Counts *counts = data;
  g_autoptr (ReeveRule) rule = read_rule (ordinance, about, text), again = NULL;
  g_autofree char *kept = reeve_rule_get_text (rule), *printed = reeve_rule_print (rule), *now = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  g_assert_cmpstr (kept, ==, text);
  again = read_rule (ordinance, about, printed);
  now = reeve_node_print (reeve_rule_get_node (again));
  g_assert_cmpstr (now, ==, text);
  collect_rows (reeve_rule_get_root (rule), rows);
  for (guint i = 0; i < rows->len; i++)
    counts->texts += ((ReeveRuleRow *) g_ptr_array_index (rows, i))->kind == REEVE_RULE_TEXT;
  counts->rows += rows->len;
}

static void
test_round_trip (void)
{
  Counts counts = { 0 };
  guint n = each_shipped (round_trip, &counts);

  g_assert_cmpuint (n, >, 300);
  g_test_message ("%u rules, %u rows, %u of them only text", n, counts.rows, counts.texts);
  /* the rows are of use: hardly anything is left to text */
  g_assert_cmpuint (counts.texts * 50, <, counts.rows);
}

/* Every row of every rule is changed in each way there is; what comes out can be read, and the other rows stand in it as they were. */
static void
assert_others (const ReeveRuleRow *changed, GPtrArray *rows, GPtrArray *texts, const char *now)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const ReeveRuleRow *row = g_ptr_array_index (rows, i);
      gboolean around = FALSE;

      for (const ReeveRuleRow *at = row; at != NULL; at = at->parent)
        around = around || at == changed;
      for (const ReeveRuleRow *at = changed; at != NULL; at = at->parent)
        around = around || at == row;
      if (!around)
        g_assert_nonnull (strstr (now, g_ptr_array_index (texts, i)));
    }
}

static guint n_good;

static void
change_rows (ReeveOrdinance *ordinance, ReeveAbout about, const char *text, gpointer data)
{
  guint *n_changes = data;
  g_autoptr (ReeveRule) first = read_rule (ordinance, about, text);
  g_autoptr (GPtrArray) first_rows = g_ptr_array_new ();

  collect_rows (reeve_rule_get_root (first), first_rows);
  for (guint i = 0; i < first_rows->len; i++)
    for (guint way = 0; way < 8 + REEVE_N_RULE_COMPARISONS + REEVE_N_RULE_QUANTIFIERS; way++)
      {
        g_autoptr (ReeveRule) rule = read_rule (ordinance, about, text), again = NULL;
        g_autoptr (GPtrArray) rows = g_ptr_array_new (), texts = g_ptr_array_new_with_free_func (g_free);
        g_autofree char *now = NULL;
        g_autoptr (ReeveMessages) messages = NULL;
        ReeveRuleRow *row;
        gboolean moved = FALSE;

        collect_rows (reeve_rule_get_root (rule), rows);
        for (guint k = 0; k < rows->len; k++)
          g_ptr_array_add (texts, g_strdup (((ReeveRuleRow *) g_ptr_array_index (rows, k))->text));
        row = g_ptr_array_index (rows, i);
        if (way == 0)
          reeve_rule_row_set_negated (row, !row->negated);
        else if (way == 1 && row->children != NULL)
          reeve_rule_row_set_any (row, row->kind == REEVE_RULE_ALL);
        else if (way == 2)
          reeve_rule_row_add_after (row, "today >= 2020-01-01");
        else if (way == 3)
          reeve_rule_row_add_beside (row, row->parent == NULL || row->parent->kind != REEVE_RULE_ANY, "today >= 2020-01-01");
        else if ((way == 4 || way == 5) && reeve_rule_row_can_move (row, way == 4 ? -1 : 1))
          reeve_rule_row_move (row, way == 4 ? -1 : 1), moved = TRUE;
        else if (way == 6 && reeve_rule_row_can_remove (row))
          reeve_rule_row_remove (row), moved = TRUE;
        else if (way == 7 && row->kind == REEVE_RULE_MEMBERS && row->where == NULL)
          reeve_rule_row_set_where (row, "today >= 2020-01-01");
        else if (way >= 8 && way < 8 + REEVE_N_RULE_COMPARISONS && row->kind == REEVE_RULE_CONDITION)
          {
            const ReeveRuleComparison *offered = reeve_rule_row_list_comparisons (row);
            gboolean there = FALSE;

            for (guint k = 0; offered[k] != REEVE_N_RULE_COMPARISONS; k++)
              there = there || offered[k] == way - 8;
            if (!there)
              continue;
            reeve_rule_row_set_comparison (row, way - 8, FALSE);
          }
        else if (way >= 8 + REEVE_N_RULE_COMPARISONS && row->kind == REEVE_RULE_MEMBERS)
          {
            /* a count of members over a time, or of different ones, says more than "some" can */
            if (row->alias != NULL || row->distinct != NULL)
              continue;
            reeve_rule_row_set_quantifier (row, way - 8 - REEVE_N_RULE_COMPARISONS);
            moved = TRUE;
          }
        else
          continue;
        now = reeve_rule_get_text (rule);
        if (*now == '\0')
          continue;
        if (!moved)
          assert_others (row, rows, texts, now);
        again = reeve_rule_new (ordinance, about, now, &messages);
        /* what can never be met is said to be so, and that it cannot; nothing else may be wrong */
        if (again == NULL && strcmp (reeve_messages_get (messages, 0)->id, "E215") != 0)
          g_error ("%s\n%s\n%s", text, now, reeve_messages_get (messages, 0)->text);
        n_good += again != NULL;
        (*n_changes)++;
      }
}

static void
test_changes (void)
{
  guint n = 0;

  each_shipped (change_rows, &n);
  g_test_message ("%u changes, %u of them can be met", n, n_good);
  g_assert_cmpuint (n, >, 3000);
  g_assert_cmpuint (n_good * 10, >, n * 9);
}

static void
test_exact (void)
{
  g_autoptr (ReeveOrdinance) ordinance = load_head ();
  static const char text[] = "business.operating and   (premises.floor <= 2 or not observed.clean) and min(distance of premises.place where kind = school) >= far";
  g_autoptr (ReeveRule) rule = read_rule (ordinance, REEVE_ABOUT_BUSINESS, text), list = NULL;
  ReeveRuleRow *root = reeve_rule_get_root (rule), *group, *places;
  g_autofree char *first = NULL, *second = NULL, *third = NULL, *fourth = NULL, *fifth = NULL;

  g_assert_cmpint (root->kind, ==, REEVE_RULE_ALL);
  g_assert_cmpuint (root->children->len, ==, 3);
  group = g_ptr_array_index (root->children, 1);
  places = g_ptr_array_index (root->children, 2);
  g_assert_cmpint (group->kind, ==, REEVE_RULE_ANY);
  g_assert_true (((ReeveRuleRow *) g_ptr_array_index (group->children, 1))->negated);
  g_assert_cmpint (places->quantifier, ==, REEVE_RULE_LEAST);
  g_assert_cmpstr (places->parts[REEVE_RULE_PART_COLLECTION].text, ==, "premises.place");
  g_assert_cmpstr (places->parts[REEVE_RULE_PART_VALUE].text, ==, "far");
  g_assert_cmpint (places->parts[REEVE_RULE_PART_VALUE].node->kind, ==, REEVE_NODE_PARAMETER);
  reeve_rule_row_set_part (places, REEVE_RULE_PART_VALUE, "1500 ft");
  first = reeve_rule_get_text (rule);
  g_assert_cmpstr (first, ==, "business.operating and (premises.floor <= 2 or not observed.clean) and min(distance of premises.place where kind = school) >= 1500 ft");
  reeve_rule_row_move (g_ptr_array_index (group->children, 1), 1);
  second = reeve_rule_get_text (rule);
  g_assert_cmpstr (second, ==, "business.operating and premises.floor <= 2 and not observed.clean and min(distance of premises.place where kind = school) >= 1500 ft");
  reeve_rule_row_remove (g_ptr_array_index (root->children, 0));
  reeve_rule_row_set_any (root, TRUE);
  third = reeve_rule_get_text (rule);
  g_assert_cmpstr (third, ==, "premises.floor <= 2 or not observed.clean or min(distance of premises.place where kind = school) >= 1500 ft");
  list = read_rule (ordinance, REEVE_ABOUT_BUSINESS, "observed.lamps = red");
  reeve_rule_row_set_comparison (reeve_rule_get_root (list), REEVE_RULE_IN, TRUE);
  fourth = reeve_rule_get_text (list);
  g_assert_cmpstr (fourth, ==, "not observed.lamps in [red]");
  reeve_rule_row_add_beside (reeve_rule_get_root (list), TRUE, "some business.staff where gives-massage");
  fifth = reeve_rule_get_text (list);
  g_assert_cmpstr (fifth, ==, "not observed.lamps in [red] or (some business.staff where gives-massage)");
}

static void
test_wrong (void)
{
  g_autoptr (ReeveOrdinance) ordinance = load_head ();
  g_autoptr (ReeveMessages) messages = NULL;
  ReeveRule *rule = reeve_rule_new (ordinance, REEVE_ABOUT_BUSINESS, "premisis.floor <= 2", &messages);

  g_assert_null (rule);
  g_assert_cmpuint (reeve_messages_get_n (messages), ==, 1);
  g_assert_cmpstr (reeve_messages_get (messages, 0)->replacement, ==, "premises");
  g_assert_cmpuint (reeve_messages_get (messages, 0)->source.column, ==, 1);
}

static const ReeveChoice *
find_choice (GPtrArray *choices, const char *text)
{
  for (guint i = 0; i < choices->len; i++)
    if (g_str_equal (((ReeveChoice *) g_ptr_array_index (choices, i))->text, text))
      return g_ptr_array_index (choices, i);
  return NULL;
}

static void
test_choices (void)
{
  g_autoptr (ReeveOrdinance) ordinance = load_head ();
  g_autoptr (GPtrArray) choices = reeve_rule_list_choices (ordinance, REEVE_ABOUT_BUSINESS, NULL), of_staff = NULL;
  g_autoptr (ReeveRule) rule = read_rule (ordinance, REEVE_ABOUT_BUSINESS, "every business.staff satisfies gives-massage");

  g_assert_cmpstr (find_choice (choices, "premises.zone")->title, ==, "zone");
  g_assert_cmpstr (find_choice (choices, "business.city-licence.expires")->title, ==, "day of expiry of the city licence");
  g_assert_cmpstr (find_choice (choices, "observed.clean")->title, ==, "Is it clean?");
  g_assert_cmpstr (find_choice (choices, "business.staff")->condition, ==, "some business.staff");
  g_assert_nonnull (find_choice (choices, "massage-place"));
  g_assert_cmpint (find_choice (choices, "far")->type, ==, REEVE_TYPE_LENGTH);
  g_assert_null (find_choice (choices, "gives-massage"));
  g_assert_null (find_choice (choices, "sanction.amount"));
  of_staff = reeve_rule_list_choices (ordinance, REEVE_ABOUT_BUSINESS, reeve_rule_get_root (rule));
  g_assert_cmpstr (find_choice (of_staff, "gives-massage")->condition, ==, "gives-massage");
  g_assert_nonnull (find_choice (of_staff, "state-licence.valid"));
  g_assert_nonnull (find_choice (of_staff, "premises.zone"));
  for (guint i = 0; i < choices->len; i++)
    {
      const ReeveChoice *choice = g_ptr_array_index (choices, i);

      if (choice->condition != NULL)
        reeve_rule_free (read_rule (ordinance, REEVE_ABOUT_BUSINESS, choice->condition));
      g_assert_true (*choice->title != '\0' && strstr (choice->title, "(null)") == NULL);
    }
  g_assert_cmpuint (choices->len, >, 60);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rule-rows/exact", test_exact);
  g_test_add_func ("/rule-rows/round-trip", test_round_trip);
  g_test_add_func ("/rule-rows/changes", test_changes);
  g_test_add_func ("/rule-rows/wrong", test_wrong);
  g_test_add_func ("/rule-rows/choices", test_choices);
  return g_test_run ();
}
