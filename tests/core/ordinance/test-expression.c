// SPDX-License-Identifier: GPL-3.0-or-later
/* One expression at a time: its canonical spelling and its type, or the id of the one mistake it has. */

#include <string.h>

#include <glib.h>

#include "reeve-expression-private.h"

static const char file[] =
  "reeve-ordinance: 1\n"
  "id: test\n"
  "jurisdiction: Example\n"
  "title: Test\n"
  "authority: Charter 1\n"
  "parameters:\n"
  "  closed-hours: 22:00-08:00\n"
  "  zones: [C-3, C-4]\n"
  "  look-back: 24 months\n"
  "definitions:\n"
  "  massage-place: business.category = massage\n"
  "  licensed: {of: staff, is: state-licence.valid}\n"
  "checklist:\n"
  "  - {id: open, ask: Open?}\n"
  "  - {id: file, ask: File?, of: staff, answers: \"any of [copy, photo]\"}\n"
  "  - {id: log, ask: Log?, answers: \"one of [produced, refused]\"}\n"
  "provisions:\n"
  "  - {id: text-only, citation: Sec. 1, text: Words.}\n";

static ReeveOrdinance *ordinance;

/* NULL, and the id of the first message, if it is wrong. */
static ReeveNode *
check (const char *expression, ReeveAbout about, char **ret_id)
{
  g_autoptr (ReeveMessages) messages = reeve_messages_new ("e", expression, strlen (expression));
  g_autofree gsize *offsets = g_new (gsize, strlen (expression) + 1);
  g_autoptr (ReeveNode) raw = NULL;
  ReeveExpressionText text = { expression, strlen (expression), offsets, messages };
  ReeveChecker checker = { .messages = messages, .ordinance = ordinance, .about = about };
  ReeveNode *node = NULL;

  for (gsize i = 0; i <= strlen (expression); i++)
    offsets[i] = i;
  raw = reeve_expression_parse (&text);
  if (raw != NULL)
    node = reeve_expression_check (&checker, raw, REEVE_TYPE_NONE);
  *ret_id = NULL;
  if (node == NULL)
    {
      g_assert_cmpuint (reeve_messages_get_n (messages), >, 0);
      *ret_id = g_strdup (reeve_messages_get (messages, 0)->id);
    }
  return node;
}

static void
test_spelling (void)
{
  static const struct { const char *written, *printed; ReeveType type; } cases[] = {
    { "  business.operating  ", "business.operating", REEVE_TYPE_TRUTH },
    { "not (business.operating)", "not business.operating", REEVE_TYPE_TRUTH },
    { "not not massage-place", "not not massage-place", REEVE_TYPE_TRUTH },
    { "(massage-place and business.operating) and premises.home-occupation",
      "massage-place and business.operating and premises.home-occupation", REEVE_TYPE_TRUTH },
    { "massage-place and (business.operating or premises.home-occupation)",
      "massage-place and (business.operating or premises.home-occupation)", REEVE_TYPE_TRUTH },
    { "premises.zone in [ C-3,\"R-7.5(A)\" ,\"none\"]", "premises.zone in [C-3, \"R-7.5(A)\", \"none\"]", REEVE_TYPE_TRUTH },
    { "premises.zone in zones", "premises.zone in zones", REEVE_TYPE_TRUTH },
    { "premises.floor + 1 - (2 - 3) * 4", "premises.floor + 1 - (2 - 3) * 4", REEVE_TYPE_NUMBER },
    { "(premises.floor * 2) + 1.50", "premises.floor * 2 + 1.5", REEVE_TYPE_NUMBER },
    { "10%", "0.1", REEVE_TYPE_NUMBER },
    { "500.50 USD", "500.50 USD", REEVE_TYPE_MONEY },
    { "5280 ft", "1 mi", REEVE_TYPE_LENGTH },
    { "12 inch", "1 ft", REEVE_TYPE_LENGTH },
    { "200 m", "200 m", REEVE_TYPE_LENGTH },
    { "80 sq ft", "80 sq ft", REEVE_TYPE_AREA },
    { "0.000001 sq ft", "0.000001 sq ft", REEVE_TYPE_AREA },
    { "2.5 sq m", "2.5 sq m", REEVE_TYPE_AREA },
    { "0.000003 sq m", "0.000003 sq m", REEVE_TYPE_AREA },
    { "min(premises.floor, 2)", "min(premises.floor, 2)", REEVE_TYPE_NUMBER },
    { "max(business.opened,min( today,business.closed , 2024-01-01))", "max(business.opened, min(today, business.closed, 2024-01-01))",
      REEVE_TYPE_DATE },
    { "min(min(1, 2), 3) + 1", "min(1, 2, 3) + 1", REEVE_TYPE_NUMBER },
    { "min(1, min(2, 3))", "min(1, min(2, 3))", REEVE_TYPE_NUMBER },
    { "24 months", "2 years", REEVE_TYPE_DURATION },
    { "1 years", "1 year", REEVE_TYPE_DURATION },
    { "1 business day", "1 business day", REEVE_TYPE_DURATION },
    { "48 hours", "48 hours", REEVE_TYPE_DURATION },
    { "today - business.opened", "today - business.opened", REEVE_TYPE_DURATION },
    { "today - 30 days", "today - 30 days", REEVE_TYPE_DATE },
    { "in-force + 1 year", "in-force + 1 year", REEVE_TYPE_DATE },
    { "next(02-end, today)", "next(02-end, today)", REEVE_TYPE_DATE },
    { "days(business.opened .. today)", "days(business.opened..today)", REEVE_TYPE_NUMBER },
    { "started(premises.floor, 2)", "started(premises.floor, 2)", REEVE_TYPE_NUMBER },
    { "business.closed = none", "business.closed = none", REEVE_TYPE_TRUTH },
    { "no business.observation where at in [Sat 00:00-08:00, Fri 23:00-24:00]",
      "no business.observation where at in Fri 23:00-08:00", REEVE_TYPE_TRUTH },
    { "every business.staff as s where s.gives-massage satisfies (some s.licence where s.role = owner)",
      "every business.staff as s where gives-massage satisfies some s.licence where s.role = owner", REEVE_TYPE_TRUTH },
    { "every business.staff satisfies licensed and observed.file has only [copy]",
      "every business.staff satisfies licensed and observed.file has only [copy]", REEVE_TYPE_TRUTH },
    { "count(business.event where kind = arrest,in any look-back,distinct incident) >= 3",
      "count(business.event where kind = arrest, distinct incident, in any look-back) >= 3", REEVE_TYPE_TRUTH },
    { "business.opened within 1 year after business.city-licence.issued", "business.opened within 1 year after business.city-licence.issued",
      REEVE_TYPE_TRUTH },
    { "(business.closed by today + 10 days)", "business.closed by today + 10 days", REEVE_TYPE_TRUTH },
    { "some business.inspection where by = police", "some business.inspection where by = police", REEVE_TYPE_TRUTH },
    { "count(city.licence where class = massage) < 20", "count(city.licence where class = massage) < 20", REEVE_TYPE_TRUTH },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = NULL;
      g_autofree char *printed = NULL;
      g_autofree char *again = NULL;
      g_autoptr (ReeveNode) node = check (cases[i].written, REEVE_ABOUT_BUSINESS, &id);
      g_autoptr (ReeveNode) second = NULL;

      if (node == NULL)
        g_error ("%s: %s", cases[i].written, id);
      printed = reeve_node_print (node);
      g_assert_cmpstr (printed, ==, cases[i].printed);
      g_assert_cmpint (node->type, ==, cases[i].type);
      second = check (printed, REEVE_ABOUT_BUSINESS, &id);
      g_assert_nonnull (second);
      again = reeve_node_print (second);
      g_assert_cmpstr (again, ==, printed);
    }
}

static void
test_mistakes (void)
{
  static const struct { const char *written, *id; } cases[] = {
    { "", "E108" }, { "(", "E108" }, { ")", "E108" }, { "every", "E108" }, { "business.operating and", "E108" },
    { "premises.zone in []", "E108" }, { "premises.zone in [\"\"]", "E101" }, { "premises.floor = 1,000", "E108" }, { "min(1)", "E108" },
    { "count(business.staff, distinct)", "E108" }, { "count(business.staff, in any 1 year, in any 1 year) > 1", "E108" },
    { "9223372036854775807 > 1", "E101" }, { "99999999999999999999 USD > 1 USD", "E101" }, { "1.5 days > 1 day", "E101" },
    { "2000000 days > 1 day", "E101" }, { "premises.floor = 1e9", "E101" }, { "today = 2024-13-01", "E113" }, { "@", "E101" },
    { "a.b.c.d.e.f.g.h.i.j", "E202" }, { "business.city-licence.for-application.licence.for-application.licence.for-application.licence.valid", "E100" },
    { "business.observation", "E204" }, { "business", "E204" }, { "business.operating.deep", "E201" }, { "every business satisfies operating", "E204" },
    { "some business.staff as s where s", "E204" }, { "some business.staff as role where gives-massage", "E205" },
    { "some business.staff as business where gives-massage", "E205" }, { "some business.staff as zones where gives-massage", "E205" },
    { "some business.staff as s where (some s.event as s where kind = arrest)", "E205" },
    { "some business.staff where (some business.event where gives-massage)", "E202" },
    { "observed", "E208" }, { "observed.open.more", "E208" }, { "observed.file has all of [copy]", "E209" },
    { "observed.log = produce", "E203" }, { "business.opened + business.closed < today", "E211" }, { "today + 5 hours < today", "E211" },
    { "premises.floor * today > 1", "E211" }, { "1 month + 1 day = 2 days", "E212" }, { "10 business days < 10 days", "E212" },
    { "business.city-licence.fee-paid * 2 > 5", "E210" }, { "none = business.closed", "E108" }, { "business.opened = none", "E214" },
    { "next(today, today) > today", "E211" }, { "sum(date of business.event) > today", "E211" },
    { "count(business.document, distinct languages) > 1", "E211" }, { "count(business.exemption, distinct colour) > 1", "E201" },
    { "count(business.notice, in any 1 year) > 1", "E211" }, { "business.hours has all of closed-hours", "E211" },
    { "started(premises.floor, 0) > 1", "E215" }, { "1 = 2", "E215" }, { "person-present", "E202" },
    { "some business.staff where person = none", "E214" }, { "business.provides = massage", "E211" }, { "business.provides in [massage]", "E211" },
    { "premises.zone < premises.zone", "E211" }, { "every business.staff satisfies every business.event satisfies every business.principal "
      "satisfies every business.fee satisfies waived", "E100" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = NULL;
      g_autoptr (ReeveNode) node = check (cases[i].written, REEVE_ABOUT_BUSINESS, &id);

      if (node != NULL || strcmp (id, cases[i].id) != 0)
        g_error ("%s: expected %s, found %s", cases[i].written, cases[i].id, node != NULL ? "no mistake" : id);
    }
}

/* What a name means depends on what the provision is about. */
static void
test_roots (void)
{
  static const struct { const char *written; ReeveAbout about; gboolean good; } cases[] = {
    { "application.filed <= today", REEVE_ABOUT_APPLICATION, TRUE }, { "application.filed <= today", REEVE_ABOUT_BUSINESS, FALSE },
    { "hearing.requested by notice.sent + 10 days", REEVE_ABOUT_HEARING, TRUE }, { "business.operating", REEVE_ABOUT_PREMISES, FALSE },
    { "observed.open", REEVE_ABOUT_INSPECTION, TRUE }, { "observed.open", REEVE_ABOUT_SANCTION, FALSE },
    { "no business.observation where observed.open", REEVE_ABOUT_SANCTION, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = NULL;
      g_autoptr (ReeveNode) node = check (cases[i].written, cases[i].about, &id);

      g_assert_cmpint (node != NULL, ==, cases[i].good);
    }
}

/* Scopes count the enclosing quantifiers from the outermost; paths are field indices. */
static void
test_tree (void)
{
  g_autofree char *id = NULL;
  g_autoptr (ReeveNode) node = check ("every business.staff as s where gives-massage satisfies some s.event where date > s.started",
                                      REEVE_ABOUT_BUSINESS, &id);
  const ReeveNode *inner, *compare;

  g_assert_nonnull (node);
  g_assert_cmpint (node->kind, ==, REEVE_NODE_EVERY);
  g_assert_cmpint (node->children[0]->record_kind, ==, REEVE_KIND_STAFF);
  g_assert_cmpuint (node->children[0]->scope, ==, 0);
  g_assert_cmpuint (node->children[0]->n_path, ==, 2);
  g_assert_cmpuint (node->children[1]->scope, ==, 1);
  inner = node->children[2];
  g_assert_cmpint (inner->kind, ==, REEVE_NODE_SOME);
  g_assert_cmpuint (inner->children[0]->scope, ==, 1);
  g_assert_cmpint (inner->children[0]->record_kind, ==, REEVE_KIND_EVENT);
  compare = inner->children[1];
  g_assert_cmpuint (compare->children[0]->scope, ==, 2);
  g_assert_cmpuint (compare->children[1]->scope, ==, 1);
  g_assert_cmpint (compare->children[1]->path[0], ==, reeve_vocabulary_field (REEVE_KIND_STAFF, "started"));
}

int
main (int argc, char **argv)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (file, sizeof file - 1);
  g_autoptr (ReeveMessages) messages = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  ordinance = reeve_ordinance_load ("test", bytes, NULL, NULL, &messages);
  if (ordinance == NULL)
    {
      g_autofree char *words = reeve_messages_format (messages);

      g_error ("%s", words);
    }
  g_test_add_func ("/ordinance/expression/spelling", test_spelling);
  g_test_add_func ("/ordinance/expression/mistakes", test_mistakes);
  g_test_add_func ("/ordinance/expression/roots", test_roots);
  g_test_add_func ("/ordinance/expression/tree", test_tree);
  status = g_test_run ();
  reeve_ordinance_unref (ordinance);
  return status;
}
